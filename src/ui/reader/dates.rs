//! The dates of an event: as written, as EDTF, by the clocks of both ends, and by the Julian calendar where its source
//! counts by that.

use egui::{RichText, Ui};

use super::super::style::{section, theme_of};
use super::pair;
use crate::dates::{Date, Day, Zone, local_words};
use crate::model::{Archive, Event, LeaderId};

pub(super) fn dates(ui: &mut Ui, archive: &Archive, event: &Event) {
    ui.add_space(4.0);
    ui.separator();
    section(ui, "Date");
    if let Some(written) = event.date_as_written() {
        pair(ui, "As written", &format!("\u{201c}{written}\u{201d}"));
    }
    for (name, date) in [
        (if event.kind.is_message() { "Sent" } else { "Date" }, event.sent.as_ref()),
        ("Received", event.received()),
        ("Published", event.published()),
        ("End", event.end.as_ref()),
    ] {
        if let Some(date) = date {
            pair(ui, name, &date.words());
            pair(ui, "EDTF", date.as_written());
            for (place, words) in clocks(archive, event, date) {
                pair(ui, &place, &words);
            }
            if event.is_julian || is_julian_by_age(date) {
                let words = date.julian_words();
                pair(ui, "Julian calendar", words.as_deref().unwrap_or("no single day"));
            }
        }
    }
    for account in event.accounts().iter().filter(|account| account.date.is_some()) {
        let date = account.date.as_ref().map(Date::words).unwrap_or_default();
        pair(ui, &archive.account_title(account), &date);
    }
    if let Some(order) = &event.order() {
        let words = order.words(archive);
        if !words.is_empty() {
            pair(ui, "Order", &words);
        }
        if let Some(between) = order.between.as_ref().filter(|_| event.is_dated_by_order()) {
            pair(ui, "So it was", &between.words());
        }
    }
    if event.date().is_none() {
        ui.label("No date is known");
    }
    if let Some(note) = event.date_note() {
        ui.label(RichText::new(note).size(12.0).color(theme_of(ui).muted));
    }
}

/// The first day of the Gregorian calendar, 15 October 1582: before it, whoever wrote a date counted otherwise.
const GREGORIAN: Day = Day {
    year: 1582,
    month: 10,
    day: 15,
};

fn is_julian_by_age(date: &Date) -> bool {
    date.julian_words().is_some() && date.extent().latest.is_some_and(|latest| latest <= GREGORIAN.start())
}

/// What the clocks of the places of those who take part showed, where they differ from the one in the date: by the zone of a
/// leader, else by the offset of another date of the event.
fn clocks(archive: &Archive, event: &Event, date: &Date) -> Vec<(String, String)> {
    let (Some(instant), Some(own)) = (
        date.extent().earliest.filter(|_| date.precision().has_clock()),
        date.offset_seconds(),
    ) else {
        return Vec::new();
    };
    let zone_of = |id: LeaderId| archive.leader(id)?.zone;
    let mut zones: Vec<Zone> = Vec::new();
    for zone in event.leaders().filter_map(zone_of) {
        if !zones.contains(&zone) {
            zones.push(zone);
        }
    }
    let mut offsets = vec![own];
    let mut found = Vec::new();
    for zone in zones {
        let offset = zone.offset_seconds(instant);
        if !offsets.contains(&offset) {
            offsets.push(offset);
            found.push((format!("In {}", archive.zone_title(zone)), zone.local_words(instant)));
        }
    }
    let others = [event.sent.as_ref(), event.received()]
        .into_iter()
        .flatten()
        .filter_map(Date::offset_seconds);
    for offset in others {
        if !offsets.contains(&offset) {
            offsets.push(offset);
            found.push(("At the other end".to_owned(), local_words(instant + offset)));
        }
    }
    found
}
