//! iCalendar (RFC 5545): each VEVENT is an event. What recurs is repeated within a window that the report names.

mod calendar;
mod ends;
mod lines;
mod when;
mod zones;

use crate::model::Code;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use self::calendar::{Calendar, components};
use self::ends::{End, Length};
use self::lines::Line;
use self::when::{MAX_TIMES, Moment, WINDOW_YEARS, Zones, duration, is_among, of_rules, recurrences};
use super::cells::joined;
use super::gather::Gather;
use super::{file_error, file_warning, remark_count};
use crate::model::draft::{EventDraft, FileDraft, Found, LeaderDraft, OneOrMany, SourceDraft};
use crate::model::names::is_nobody;
use crate::model::{Kind, Report, Severity};

/// Whether a text begins like a calendar, or like a part of one.
pub(super) fn is_calendar(text: &str) -> bool {
    let is_start = |start: &str| {
        text.trim_start()
            .get(..start.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(start))
    };
    // Cards of addresses begin alike.
    is_start("BEGIN:") && !is_start("BEGIN:VCARD")
}

/// One VEVENT: its lines, and the bytes it stands in.
#[derive(Default)]
struct Component {
    lines: Vec<Line>,
    span: Range<usize>,
}

impl Component {
    fn line(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.name == name)
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Line> {
        self.lines.iter().filter(move |line| line.name == name)
    }

    fn text(&self, name: &str) -> Option<String> {
        self.line(name).map(Line::text).filter(|text| !text.is_empty())
    }

    /// What it says beyond what an event here has, a line each: attachments, contacts, a second place.
    fn others(&self) -> Vec<String> {
        const READ: [&str; 24] = [
            "UID",
            "DTSTART",
            "DTEND",
            "DURATION",
            "RRULE",
            "RDATE",
            "EXDATE",
            "EXRULE",
            "RECURRENCE-ID",
            "SEQUENCE",
            "DTSTAMP",
            "CREATED",
            "LAST-MODIFIED",
            "TRANSP",
            "ORGANIZER",
            "ATTENDEE",
            "URL",
            "LOCATION",
            "SUMMARY",
            "DESCRIPTION",
            "CATEGORIES",
            "STATUS",
            "COMMENT",
            "ACKNOWLEDGED",
        ];
        const OF_PROGRAMS: [&str; 8] = [
            "X-APPLE-",
            "X-EVOLUTION-",
            "X-GOOGLE-",
            "X-LIC-",
            "X-LOTUS-",
            "X-MICROSOFT-",
            "X-MOZ-",
            "X-WR-",
        ];
        const ONCE: [&str; 4] = ["URL", "LOCATION", "SUMMARY", "DESCRIPTION"];
        let mut seen = HashSet::new();
        let is_other = |line: &&Line| {
            let is_second = ONCE.contains(&line.name.as_str()) && !seen.insert(line.name.clone());
            let is_tentative = line.name == "STATUS" && line.value.eq_ignore_ascii_case("TENTATIVE");
            // What programs note for themselves, and what says only the usual.
            let is_usual = match line.name.as_str() {
                "CLASS" => line.value.eq_ignore_ascii_case("PUBLIC"),
                "PRIORITY" => line.value.trim() == "0",
                name => READ.contains(&name) || OF_PROGRAMS.iter().any(|start| name.starts_with(start)),
            };
            is_second || is_tentative || !is_usual
        };
        let lines = self.lines.iter().filter(is_other);
        let plain = |line: &Line| super::html::plain(&line.text()).text;
        lines
            .map(|line| format!("{}: {}", line.name, plain(line)))
            .filter(|line| !line.ends_with(": "))
            .collect()
    }

    /// How long further dates last that are given as periods, by the clocks of the start.
    fn periods(&self, start: Moment, zones: &Zones) -> HashMap<chrono::NaiveDateTime, Length> {
        let mut found = HashMap::new();
        for line in self.all("RDATE") {
            for (from, to) in line.value.split(',').filter_map(|value| value.split_once('/')) {
                let read = |value: &str| Moment::read(value.trim(), line.param("TZID"), zones).map(|(moment, _)| moment);
                let Some(from) = read(from) else { continue };
                let length = match read(to) {
                    Some(to) => Some(zones.utc(to) - zones.utc(from)),
                    None => duration(to).map(|(days, hours)| days + hours),
                };
                if let Some(length) = length.filter(|length| *length > chrono::Duration::zero()) {
                    found.insert(from.in_zone(start.zone, zones).local, Length::Time(length, None));
                }
            }
        }
        found
    }

    /// All moments of lines of that name, which may hold several each.
    fn moments(&self, name: &str, zones: &Zones) -> Vec<Moment> {
        let values = |line: &Line| -> Vec<Moment> {
            let read = |value: &str| Moment::read(value.split('/').next()?.trim(), line.param("TZID"), zones).map(|(moment, _)| moment);
            line.value.split(',').filter_map(read).collect()
        };
        self.lines.iter().filter(|line| line.name == name).flat_map(values).collect()
    }
}

/// Reads the draft's text.
pub(super) fn read(draft: &mut FileDraft) {
    draft.format = "ical";
    draft.is_foreign = true;
    let Calendar {
        events,
        zones,
        is_cancelling,
    } = components(draft);
    let events = newest(draft, events, &zones);
    // Single occurrences that were changed stand beside the event that recurs.
    let mut changed: HashMap<String, Vec<Change>> = HashMap::new();
    for (at, event) in events.iter().enumerate() {
        let line = event.line("RECURRENCE-ID");
        let is_of_all_later = line
            .and_then(|line| line.param("RANGE"))
            .is_some_and(|range| range.eq_ignore_ascii_case("THISANDFUTURE"));
        let moments = event.moments("RECURRENCE-ID", &zones);
        changed
            .entry(event.text("UID").unwrap_or_default())
            .or_default()
            .extend(moments.into_iter().map(|moment| Change {
                moment,
                later: is_of_all_later.then_some(at),
            }));
    }
    let mut reader = Reader {
        draft,
        zones,
        is_cancelling,
        gather: Gather::default(),
        known: HashSet::new(),
        recurring: 0,
        repeated: 0,
        replaced: 0,
        renamed: 0,
        is_cut: false,
        is_full: false,
    };
    for event in &events {
        let changed = changed.get(&event.text("UID").unwrap_or_default()).map_or(&[][..], Vec::as_slice);
        reader.event(event, changed, &events);
    }
    reader.report_recurrences();
}

/// An occurrence that was changed.
struct Change {
    /// When it would have been.
    moment: Moment,
    /// The event whose times and words hold for all later ones too, by its place.
    later: Option<usize>,
}

/// Of several versions of one event the newest, by its SEQUENCE (RFC 5545, 3.8.7.4).
fn newest(draft: &mut FileDraft, events: Vec<Component>, zones: &Zones) -> Vec<Component> {
    let key = |event: &Component| {
        let this = event.moments("RECURRENCE-ID", zones).into_iter().next();
        Some((event.text("UID")?, this.map(|moment| moment.to_edtf(zones))))
    };
    // Of one SEQUENCE the version that was made last.
    let sequence = |event: &Component| {
        let number = event.text("SEQUENCE")?.parse::<i64>().ok()?;
        let made = |name: &str| event.text(name).unwrap_or_default();
        Some((number, made("DTSTAMP"), made("LAST-MODIFIED")))
    };
    let mut newest: HashMap<(String, Option<String>), (i64, String, String)> = HashMap::new();
    for event in &events {
        if let (Some(key), Some(sequence)) = (key(event), sequence(event)) {
            let known = newest.entry(key).or_insert_with(|| sequence.clone());
            *known = known.clone().max(sequence);
        }
    }
    let count = events.len();
    let is_newest = |event: &Component| match (key(event), sequence(event)) {
        (Some(key), Some(sequence)) => newest.get(&key).is_none_or(|newest| *newest == sequence),
        _ => true,
    };
    let kept: Vec<Component> = events.into_iter().filter(is_newest).collect();
    let what = "older versions of events, by their SEQUENCE and DTSTAMP";
    remark_count(draft, Code::OlderVersion, count - kept.len(), what, "the newest of each is read");
    kept
}

fn unknown_zone_note(zone: &str) -> String {
    format!("the zone {zone:?} is not known; the time is as the clock there shows it")
}

/// Whether who was invited said that he would not come.
fn has_declined(line: &Line) -> bool {
    line.param("PARTSTAT").is_some_and(|status| status.eq_ignore_ascii_case("DECLINED"))
}

/// Whether who attends is a room or a thing.
fn is_thing(line: &Line) -> bool {
    line.param("CUTYPE")
        .is_some_and(|kind| kind.eq_ignore_ascii_case("ROOM") || kind.eq_ignore_ascii_case("RESOURCE"))
}

struct Reader<'a> {
    draft: &'a mut FileDraft,
    zones: Zones,
    /// Whether the calendar calls its events off.
    is_cancelling: bool,
    gather: Gather,
    known: HashSet<String>,
    recurring: usize,
    repeated: usize,
    /// First occurrences that are not there, or are there as they were changed.
    replaced: usize,
    /// Events with the UID of another.
    renamed: usize,
    is_cut: bool,
    /// Whether repetitions were left out because the file has more than are read.
    is_full: bool,
}

/// The most repetitions that are added for a file.
const MAX_REPEATED: usize = 50_000;

impl Reader<'_> {
    fn event(&mut self, component: &Component, changed: &[Change], all: &[Component]) {
        let span = &component.span;
        let this = component.moments("RECURRENCE-ID", &self.zones).into_iter().next();
        let start = component.line("DTSTART").and_then(|line| Moment::of(line, &self.zones));
        // An occurrence that is only called off is where it would have been.
        let is_off = component.line("DTSTART").is_none();
        let start = start.or_else(|| this.filter(|_| is_off).map(|moment| (moment, None)));
        let unknown_zone = start.as_ref().and_then(|(_, zone)| zone.clone());
        let written = component.line("DTSTART").map(|line| line.value.clone());
        let start = start.map(|(moment, _)| moment);
        let End { length, note: end_note } = start.map_or_else(End::default, |start| self.end(component, start));
        let mut event = self.described(component, span);
        let zone_note = unknown_zone.as_deref().map(unknown_zone_note);
        event.date_note = joined(zone_note, end_note);
        let uid = component.text("UID").unwrap_or_default();
        let id = match this {
            Some(moment) => format!("{uid} {}", moment.to_edtf(&self.zones)).trim_start().to_owned(),
            None => uid.clone(),
        };
        match start {
            Some(start) => (event.sent, event.end) = self.dates(start, length),
            // What cannot be read is reported where dates are read.
            None => event.sent = written.filter(|written| !written.trim().is_empty()),
        }
        if start.is_none() {
            self.end_alone(component, &mut event);
        }
        let rules: Vec<&Line> = component.all("RRULE").collect();
        let extra = component.moments("RDATE", &self.zones);
        let extra_note = self.note_of_further(component);
        // Lotus lists the further times of a changed occurrence with it.
        let recurs = this.is_none() && !rules.is_empty() || !extra.is_empty();
        self.report_dates(component);
        let periods = start.map(|start| component.periods(start, &self.zones)).unwrap_or_default();
        let mut excluded = self.excluded(component, start, &uid);
        excluded.extend(changed.iter().map(|change| change.moment));
        // The first occurrence may be excluded or moved like any other.
        let is_out = |reader: &Self, moment: Moment| is_among(moment, &excluded, &reader.zones);
        let is_first_out = this.is_none() && start.is_some_and(|start| (recurs || !changed.is_empty()) && is_out(self, start));
        let first = event.clone();
        self.replaced += usize::from(is_first_out);
        if !is_first_out {
            self.renamed += usize::from(self.known.contains(&id));
            event.id = self.free_id(&id);
            self.push(event, span);
        }
        let Some(start) = start.filter(|_| recurs) else {
            return;
        };
        if self.repeated >= MAX_REPEATED {
            self.is_full = true;
            return;
        }
        match recurrences(start, &rules, &extra, &self.zones) {
            Ok((moments, is_cut)) => {
                let moments: Vec<Moment> = moments.into_iter().filter(|moment| !is_out(self, *moment)).collect();
                self.recurring += 1;
                self.is_cut |= is_cut;
                self.repeated += moments.len();
                for moment in moments {
                    let changed = self.changed_later(moment, changed, all);
                    let (described, moment, length) = changed.unwrap_or_else(|| (first.clone(), moment, length));
                    // Of hours that are added to a day, nothing says how long they last.
                    let is_alike = (moment.zone == when::Zone::Day) == (start.zone == when::Zone::Day);
                    let length = periods.get(&moment.local).copied().or(length.filter(|_| is_alike));
                    let (sent, end) = self.dates(moment, length);
                    // Without a UID it has the number of its record.
                    let id = if uid.is_empty() {
                        String::new()
                    } else {
                        self.free_id(&format!("{uid} {}", moment.to_edtf(&self.zones)))
                    };
                    let mut again = EventDraft {
                        id,
                        sent,
                        end,
                        ..described
                    };
                    again.tags.0.push("recurring".to_owned());
                    if extra.contains(&moment) && again.date_note != extra_note {
                        again.date_note = joined(again.date_note.take(), extra_note.clone());
                    }
                    self.push(again, span);
                }
            }
            Err(error) => self.report_rule(&rules, &uid, &error, "it is shown once"),
        }
    }

    /// What is said of further times by a clock that is not known.
    fn note_of_further(&self, component: &Component) -> Option<String> {
        let is_unknown = |line: &&Line| Moment::of(line, &self.zones).is_some_and(|(_, unknown)| unknown.is_some());
        let line = component.all("RDATE").find(is_unknown)?;
        line.param("TZID").map(unknown_zone_note)
    }

    /// The occurrences that do not take place, one by one or by a rule.
    fn excluded(&mut self, component: &Component, start: Option<Moment>, uid: &str) -> Vec<Moment> {
        let mut excluded: Vec<Moment> = component.moments("EXDATE", &self.zones);
        let exclusions: Vec<&Line> = component.all("EXRULE").collect();
        if let Some(start) = start.filter(|_| !exclusions.is_empty()) {
            match of_rules(start, &exclusions, &self.zones) {
                Ok((moments, _)) => excluded.extend(moments),
                Err(error) => self.report_rule(&exclusions, uid, &error, "nothing is excluded by it"),
            }
        }
        excluded
    }

    /// An event of which only the end is known.
    fn end_alone(&mut self, component: &Component, event: &mut EventDraft) {
        let end = component.line("DTEND").and_then(|line| Moment::of(line, &self.zones));
        if let Some((end, _)) = end {
            // Of whole days the end is the first on which it is over.
            let last = if end.zone == when::Zone::Day {
                end.plus(chrono::Duration::days(-1)).unwrap_or(end)
            } else {
                end
            };
            if let Some(written) = event.sent.take() {
                let place = self.draft.place_of_offset(component.span.start);
                let message = format!("cannot read when it starts ({})", written.trim());
                let mut report = file_warning(&self.draft.path, Code::BadDate, Some(place), message, "it is shown by its end");
                report.event = component.text("UID");
                self.draft.reports.push(report);
                event.date_as_written = Some(written);
            }
            let edtf = last.to_edtf(&self.zones);
            let day = edtf.split('T').next().unwrap_or_default();
            event.sent = Some(format!("/{day}"));
            let note = format!("the calendar gives its end only: {}", end.to_edtf(&self.zones));
            event.date_note = joined(event.date_note.take(), Some(note));
        }
    }

    fn report_rule(&mut self, rules: &[&Line], uid: &str, error: &str, help: &str) {
        let place = rules.first().map(|rule| self.draft.place_of_offset(rule.span.start));
        let error = error.split(". That should").next().unwrap_or_default();
        let message = format!("cannot read how it recurs: {}", error.trim().trim_end_matches('.'));
        let mut report = file_warning(&self.draft.path, Code::BadRecurrence, place, message, help);
        report.event = Some(uid.to_owned()).filter(|uid| !uid.is_empty());
        self.draft.reports.push(report);
    }

    /// Tells which further or excluded dates cannot be read.
    fn report_dates(&mut self, component: &Component) {
        for line in component.all("EXDATE").chain(component.all("RDATE")) {
            let is_bad =
                |value: &&str| Moment::read(value.split('/').next().unwrap_or_default().trim(), line.param("TZID"), &self.zones).is_none();
            let bad: Vec<String> = line
                .value
                .split(',')
                .filter(is_bad)
                .map(|value| format!("{:?}", value.trim()))
                .collect();
            if !bad.is_empty() {
                let place = Some(self.draft.place_of_offset(line.span.start));
                let message = format!("cannot read a date of {}: {}", line.name, bad.join(", "));
                let help = if line.name == "EXDATE" {
                    "it excludes nothing"
                } else {
                    "it adds nothing"
                };
                let mut report = file_warning(&self.draft.path, Code::BadRecurrence, place, message, help);
                report.event = component.text("UID");
                self.draft.reports.push(report);
            }
        }
    }

    /// An occurrence as a change has it that holds from an earlier one on: its words, when it is, and how long.
    fn changed_later(&mut self, moment: Moment, changed: &[Change], all: &[Component]) -> Option<(EventDraft, Moment, Option<Length>)> {
        let changes = changed
            .iter()
            .filter(|change| change.later.is_some() && change.moment.local <= moment.local);
        let change = changes.max_by_key(|change| change.moment.local)?;
        let component = all.get(change.later?)?;
        let (start, _) = Moment::of(component.line("DTSTART")?, &self.zones)?;
        let moved = moment.plus(start.local - change.moment.local)?;
        let length = self.end(component, start).length;
        Some((self.described(component, &component.span), moved, length))
    }

    /// Everything about an event but its dates.
    fn described(&mut self, component: &Component, span: &Range<usize>) -> EventDraft {
        let organizer: Vec<String> = component.all("ORGANIZER").filter_map(|line| self.person(line)).collect();
        let attendees: Vec<String> = component
            .all("ATTENDEE")
            .filter(|line| !is_thing(line) && !has_declined(line))
            .filter_map(|line| self.person(line))
            .filter(|id| !organizer.contains(id))
            .collect();
        let (from, to) = if organizer.is_empty() && !attendees.is_empty() {
            (attendees.iter().take(1).cloned().collect(), attendees.into_iter().skip(1).collect())
        } else {
            (organizer, attendees)
        };
        let address = component.text("URL");
        let source = address.map(|address| SourceDraft {
            id: address.clone(),
            url: Some(address),
            ..SourceDraft::default()
        });
        let description = component.text("DESCRIPTION").map(|text| super::html::plain(&text));
        let mut event = EventDraft {
            kind: if from.len() + to.len() > 1 { Kind::Meeting } else { Kind::Other },
            from: OneOrMany(from),
            to: OneOrMany(to),
            place: component.text("LOCATION"),
            title: component.text("SUMMARY"),
            summary: description.as_ref().map(|plain| plain.text.clone()),
            ..EventDraft::default()
        };
        let links = description.map(|plain| plain.links).unwrap_or_default();
        for (address, words) in links.into_iter().filter(|(address, _)| address.starts_with("http")) {
            let linked = SourceDraft {
                id: address.clone(),
                title: Some(words).filter(|words| !words.is_empty() && *words != address),
                url: Some(address),
                ..SourceDraft::default()
            };
            event.sources.0.extend(self.gather.source(self.draft, linked, span));
        }
        event
            .sources
            .0
            .extend(source.and_then(|source| self.gather.source(self.draft, source, span)));
        for line in component.all("CATEGORIES") {
            event.tags.0.extend(line.texts());
        }
        if component
            .text("STATUS")
            .is_some_and(|status| status.eq_ignore_ascii_case("CANCELLED"))
            || self.is_cancelling
        {
            event.tags.0.push("cancelled".to_owned());
        }
        let things = component
            .all("ATTENDEE")
            .filter(|line| is_thing(line))
            .filter_map(|line| line.param("CN"));
        let things: Vec<String> = things.map(|name| format!("Reserved: {name}")).collect();
        let comments = component.all("COMMENT").map(Line::text).filter(|text| !text.is_empty());
        let declined = component.all("ATTENDEE").filter(|line| has_declined(line));
        let declined: Vec<String> = declined
            .map(|line| format!("Declined: {}", line.param("CN").unwrap_or(&line.value)))
            .collect();
        let comments: Vec<String> = comments.chain(things).chain(declined).chain(component.others()).collect();
        event.note = (!comments.is_empty()).then(|| comments.join("\n"));
        event
    }

    /// Whoever organizes or attends: the address says who is the same, the common name what to call them.
    fn person(&mut self, line: &Line) -> Option<String> {
        let address = line.value.trim();
        let mail = address
            .get(..7)
            .filter(|start| start.eq_ignore_ascii_case("mailto:"))
            .map_or(address, |_| &address[7..]);
        // Outlook writes `invalid:nomail` for people without an address.
        let mail = if mail.to_ascii_lowercase().starts_with("invalid:") {
            ""
        } else {
            mail
        };
        let is_name = |name: &&str| !name.is_empty() && (mail.is_empty() || !is_nobody(name));
        let name = line.param("CN").map(str::trim).filter(is_name).unwrap_or(mail);
        let leader = LeaderDraft {
            id: if mail.is_empty() { name.to_owned() } else { mail.to_lowercase() },
            name: name.to_owned(),
            ..LeaderDraft::default()
        };
        self.gather.leader(self.draft, leader, &line.span)
    }

    /// An id that no event has yet; calendars may give the same twice.
    fn free_id(&mut self, id: &str) -> String {
        let mut free = id.to_owned();
        let mut number = 2;
        while !free.is_empty() && !self.known.insert(free.clone()) {
            free = format!("{id} ({number})");
            number += 1;
        }
        free
    }

    fn push(&mut self, record: EventDraft, span: &Range<usize>) {
        self.draft.events.push(Found {
            record: Box::new(record),
            span: span.clone(),
        });
    }

    fn report_recurrences(&mut self) {
        let what = "first occurrences that are excluded, or listed again as changed";
        let help = "each is read once, as changed, or not at all";
        remark_count(self.draft, Code::FirstReplaced, self.replaced, what, help);
        let help = "each is read, with a number after its UID";
        remark_count(
            self.draft,
            Code::IdTwice,
            self.renamed,
            "events with the UID of another event",
            help,
        );
        if self.recurring == 0 {
            return;
        }
        let cut = if self.is_cut { "; some go on beyond that" } else { "" };
        let full = if self.is_full {
            format!("; after {MAX_REPEATED} in all, each is shown once")
        } else {
            String::new()
        };
        self.draft.reports.push(Report {
            severity: Severity::Warning,
            ..file_error(
                &self.draft.path,
                Code::Recurring,
                None,
                format!(
                    "recurring events: {}, repetitions added: {}, up to {WINDOW_YEARS} years after each first one and at most {MAX_TIMES} of each{cut}{full}",
                    self.recurring, self.repeated
                ),
                "they have the tag \"recurring\"",
            )
        });
    }
}
