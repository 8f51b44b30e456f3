//! A chronology as a calendar: iCalendar, RFC 5545.
//!
//! A day is a day, a month all its days, a time with an offset an instant in UTC, a time without one a floating time. What the
//! format cannot hold is counted: events without a date or with one open to a side, and years it has no number for.

use sha2::{Digest as _, Sha256};

use super::{Chronology, Entry, Written, entry};
use crate::PROGRAM;
use crate::cite::source_line;
use crate::dates::{DAY, Date, Day, TimeRange};
use crate::layout::counted;
use crate::model::Event;

/// The chronology as a calendar.
pub(super) fn calendar(chronology: &Chronology<'_>) -> Written {
    let mut text = String::new();
    line(&mut text, "BEGIN:VCALENDAR");
    line(&mut text, "VERSION:2.0");
    line(&mut text, &format!("PRODID:-//{PROGRAM}//EN"));
    line(&mut text, "CALSCALE:GREGORIAN");
    line(&mut text, &format!("X-WR-CALNAME:{}", escaped(chronology.title())));
    let (mut undated, mut beyond) = (0, 0);
    for id in chronology.events() {
        let Some(event) = chronology.archive.event(id) else { continue };
        let Some(entry) = entry(chronology.archive, chronology.threads, id) else {
            continue;
        };
        let Some((start, end)) = event.date().and_then(|date| span(date, event)) else {
            undated += 1;
            continue;
        };
        let (Some(start), Some(end)) = (start, end) else {
            beyond += 1;
            continue;
        };
        line(&mut text, "BEGIN:VEVENT");
        line(&mut text, &format!("UID:{}", uid(chronology, &entry)));
        // When it was written is not said, so that the same archive gives the same file.
        line(&mut text, "DTSTAMP:19700101T000000Z");
        line(&mut text, &format!("DTSTART{start}"));
        // Without an end an event takes no time (3.6.1); a minute is how exactly it is known, not how long it took.
        if !is_moment(event) && end != start {
            line(&mut text, &format!("DTEND{end}"));
        }
        line(&mut text, &format!("SUMMARY:{}", escaped(&entry.title)));
        line(&mut text, &format!("DESCRIPTION:{}", escaped(&description(chronology, &entry))));
        if let Some(place) = &event.place {
            line(&mut text, &format!("LOCATION:{}", escaped(place)));
        }
        line(&mut text, &format!("CATEGORIES:{}", escaped(&entry.kind)));
        let urls = entry
            .sources
            .iter()
            .chain(entry.said.iter().filter_map(|said| said.source.as_ref()));
        let mut urls = urls.filter_map(|id| chronology.archive.source(*id)?.url.as_deref());
        if let Some(url) = urls.find(|url| url.starts_with("http://") || url.starts_with("https://")) {
            line(&mut text, &format!("URL:{}", url.split_whitespace().collect::<String>()));
        }
        line(&mut text, "END:VEVENT");
    }
    line(&mut text, "END:VCALENDAR");
    let sentences = [
        (
            undated,
            "without a date of its own, or with one open to a side, is not in the calendar",
            "without dates of their own, or with one open to a side, are not in the calendar",
        ),
        (
            beyond,
            "before the year 1 or after 9999 is not in the calendar",
            "before the year 1 or after 9999 are not in the calendar",
        ),
    ];
    let left_out = sentences.into_iter().filter(|(count, ..)| *count > 0);
    Written {
        text,
        left_out: left_out
            .map(|(count, one, many)| format!("{} {}", counted(count, "event"), if count == 1 { one } else { many }))
            .collect(),
    }
}

/// The values of start and end: `;VALUE=DATE:19621026` or `:19621026T160000Z`; `None` for a year that has none.
type Value = Option<String>;

/// From when to when an event was, as far as its dates say; `None` where one is open or missing.
fn span(date: &Date, event: &Event) -> Option<(Value, Value)> {
    // An event whose place is known only between others has no days of its own.
    if event.is_dated_by_order() {
        return None;
    }
    let closed = |date: &Date| {
        date.extent()
            .earliest
            .zip(date.extent().latest)
            .map(|(start, end)| TimeRange::new(start, end))
    };
    let range = closed(date)?;
    let last = match event.end.as_ref() {
        Some(end) => closed(end)?,
        None => range,
    };
    // A minute in which something ended is how exactly that is known, not how long it took.
    let is_exact = event.end.is_some() && last.seconds() <= 60;
    let end = if is_exact { last.start } else { last.end }.max(range.start);
    let has_clock = date.precision().has_clock();
    if !has_clock {
        // The first and the last day, as they are written there.
        let local = |instant: i64, date: &Date| instant + date.offset_seconds().unwrap_or(0);
        let last_date = event.end.as_ref().unwrap_or(date);
        let first = Day::of_instant(local(range.start, date));
        let after = Day::of_instant(local(end - 1, last_date) + DAY);
        let value = |day: Day| Some(format!(";VALUE=DATE:{}", digits(day)?));
        // A single day needs no end, which the last day of the year 9999 could not have.
        return Some((value(first), value(after).or_else(|| value(first))));
    }
    let zone = if date.offset_seconds().is_some() { "Z" } else { "" };
    let value = |instant: i64| {
        let seconds = instant.rem_euclid(DAY);
        let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        Some(format!(
            ":{}T{hours:02}{minutes:02}{seconds:02}{zone}",
            digits(Day::of_instant(instant))?
        ))
    };
    Some((value(range.start), value(end)))
}

/// Whether all that is known is a minute or a second.
fn is_moment(event: &Event) -> bool {
    let range = event.date().filter(|_| event.end.is_none()).and_then(|date| date.extent().known());
    range.is_some_and(|range| range.seconds() <= 60)
}

fn digits(day: Day) -> Option<String> {
    (1..=9999)
        .contains(&day.year)
        .then(|| format!("{:04}{:02}{:02}", day.year, day.month, day.day))
}

/// Who, how sure, what was said, from where.
fn description(chronology: &Chronology<'_>, entry: &Entry) -> String {
    let archive = chronology.archive;
    let mut lines = vec![format!("{}, {}", entry.kind, entry.date)];
    lines.extend(Some(entry.who.clone()).filter(|who| !who.is_empty()));
    lines.extend(entry.remarks.iter().cloned());
    lines.extend(entry.summary.clone());
    for said in &entry.said {
        lines.push(format!("\u{201c}{}\u{201d}", said.text));
        lines.extend(said.original.as_ref().map(|original| format!("\u{201c}{original}\u{201d}")));
        lines.extend(Some(said.by.clone()).filter(|by| !by.is_empty()));
        let source = said.source.and_then(|id| archive.source(id));
        lines.extend(source.map(|source| source_line(archive, source, said.locator.as_deref())));
    }
    let is_quoted = |id: &crate::model::SourceId| entry.said.iter().any(|said| said.source == Some(*id));
    let own = entry
        .sources
        .iter()
        .filter(|id| !is_quoted(id))
        .filter_map(|id| archive.source(*id));
    lines.extend(own.map(|source| source_line(archive, source, None)));
    lines.extend(entry.note.as_ref().map(|note| format!("Note: {note}")));
    lines.join("\n")
}

/// Unique, and the same whenever it is written.
fn uid(chronology: &Chronology<'_>, entry: &Entry) -> String {
    let mut hash = Sha256::new();
    hash.update(chronology.archive.title.as_bytes());
    hash.update([0]);
    hash.update(entry.id.as_bytes());
    let hash = hash.finalize();
    let hex = hash.iter().take(12).fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    format!("{hex}@demarche")
}

/// A text as a value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.trim().chars() {
        match char {
            '\\' | ';' | ',' => escaped.extend(['\\', char]),
            '\n' => escaped.push_str("\\n"),
            char if char.is_control() => {}
            char => escaped.push(char),
        }
    }
    escaped
}

/// The longest line, in bytes (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// Adds a content line, folded where it is long.
fn line(text: &mut String, content: &str) {
    let mut length = 0;
    for char in content.chars() {
        if length + char.len_utf8() > LONGEST {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(char);
        length += char.len_utf8();
    }
    text.push_str("\r\n");
}
