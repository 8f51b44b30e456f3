//! From drafts to an archive: merges files, resolves ids, reads dates, and reports whatever does not hold.
//!
//! An event that breaks a rule is left out, with a report; all others load. Always, per file:
//! read = placed + undated + rejected.

use std::collections::{HashMap, HashSet};

use super::draft::{CalendarDraft, EventDraft, FileDraft, Found, LeaderDraft, OneOrMany};
use super::met::Names;
use super::names::folded;
use super::when::{Words, certainly_before, joined};
use super::{Archive, Era, Event, FileReport, Kind, Leader, LeaderId, LoadReport, Needle, Report, Severity, SourceId};
use crate::dates::{Date, Day, Zone};

/// Builds one archive from all files, and says what became of every event.
#[must_use]
pub fn build(files: &[FileDraft]) -> (Archive, LoadReport) {
    build_from(files.to_vec())
}

/// The same, of files that nobody needs any more: their texts move into the archive instead of being copied.
#[must_use]
pub fn build_from(mut files: Vec<FileDraft>) -> (Archive, LoadReport) {
    let events: Vec<Vec<Found<Box<EventDraft>>>> = files.iter_mut().map(|file| std::mem::take(&mut file.events)).collect();
    let mut builder = Builder::default();
    for file in &files {
        builder.report.reports.extend(file.reports.iter().cloned());
        builder.report.tables.extend(file.table.clone());
        builder.add_titles(file);
        builder.add_leaders(file);
    }
    builder.add_sources(&files);
    for file in &files {
        builder.add_eras(file);
    }
    let candidates = builder.read_events(&files, events);
    let events = builder.link_events(&files, candidates);
    // Every finding has its place now: the texts can go before the events, which are as large, are put in a row.
    let paths: Vec<String> = files.into_iter().map(|file| file.path).collect();
    builder.archive.events = events.into_iter().map(|candidate| *candidate.event).collect();
    super::hues::give(&mut builder.archive);
    let positions: HashMap<&str, usize> = paths.iter().enumerate().rev().map(|(at, path)| (path.as_str(), at)).collect();
    builder
        .report
        .reports
        .sort_by_key(|report| (positions.get(report.path.as_str()).copied(), report.place));
    (builder.archive, builder.report)
}

/// The shortest name of a country that is no code: Cuba, Iran.
const MIN_COUNTRY_NAME: usize = 4;

/// An event that is sound by itself; whether what it answers exists is not yet known.
pub(super) struct Candidate {
    /// On the heap by itself, so that it is never copied while candidates are sifted.
    pub(super) event: Box<Event>,
    pub(super) answers: Vec<String>,
    pub(super) follows: Vec<String>,
    pub(super) precedes: Vec<String>,
    pub(super) after: Vec<String>,
    pub(super) before: Vec<String>,
    pub(super) file: usize,
    pub(super) span: std::ops::Range<usize>,
}

#[derive(Default)]
pub(super) struct Builder {
    pub(super) archive: Archive,
    pub(super) report: LoadReport,
    leaders: HashMap<String, LeaderId>,
    pub(super) sources: HashMap<String, SourceId>,

    /// The first leader whose id begins with those letters, for hints.
    beginnings: HashMap<String, LeaderId>,

    /// Ids of all events that were read, and whether an event has it that was not rejected at once.
    pub(super) known_keys: HashMap<String, bool>,

    /// Dates that were read before: in a large archive most days are there many times, and share their memory.
    pub(super) dates: HashMap<String, Date>,
}

/// Where a finding is: a file and the record in it.
pub(super) struct At<'a> {
    pub(super) file: &'a FileDraft,
    pub(super) span: &'a std::ops::Range<usize>,
    pub(super) event: Option<&'a str>,
}

impl At<'_> {
    /// A finding about `needle`, which stands somewhere in the record.
    fn finding(&self, severity: Severity, code: &'static str, needle: Needle<'_>, message: String, help: &str) -> Report {
        Report {
            severity,
            code,
            path: self.file.path.clone(),
            place: Some(self.file.place_of(self.span, needle)),
            event: self.event.map(str::to_owned),
            message,
            help: help.to_owned(),
            excerpt: None,
        }
    }

    pub(super) fn error(&self, code: &'static str, needle: Needle<'_>, message: String, help: &str) -> Report {
        self.finding(Severity::Error, code, needle, message, help)
    }

    pub(super) fn warning(&self, code: &'static str, needle: Needle<'_>, message: String, help: &str) -> Report {
        self.finding(Severity::Warning, code, needle, message, help)
    }
}

impl Builder {
    fn add_titles(&mut self, file: &FileDraft) {
        let archive = &mut self.archive;
        for (whole, part, joiner) in [
            (&mut archive.title, &file.title, " + "),
            (&mut archive.description, &file.description, "\n\n"),
        ] {
            let Some(part) = part else { continue };
            // Letters of one edition, each in a file, all have its title.
            if whole.split(joiner).any(|known| known == part) {
                continue;
            }
            if !whole.is_empty() && !part.is_empty() {
                whole.push_str(joiner);
            }
            whole.push_str(part);
        }
    }

    fn add_leaders(&mut self, file: &FileDraft) {
        self.archive.leaders.reserve(file.leaders.len());
        self.leaders.reserve(file.leaders.len());
        for Found { record, span } in &file.leaders {
            let at = At { file, span, event: None };
            if record.id.trim().is_empty() {
                self.report.reports.push(at.error(
                    "missing-id",
                    Needle::default(),
                    format!("the leader {:?} has no id", record.name),
                    "give it a short one, for example id: \"kim\"",
                ));
                continue;
            }
            let leader = self.leader_from(record, &at);
            if let Some(known) = self
                .leaders
                .get(&*folded(&record.id))
                .and_then(|id| self.archive.leaders.get_mut(id.0 as usize))
            {
                if !record.name.is_empty() && known.name != leader.name {
                    self.report.reports.push(at.warning(
                        "leader-differs",
                        Needle::of(&["name"], &record.name),
                        format!(
                            "the leader {:?} is called {:?} here and {:?} before",
                            record.id, record.name, known.name
                        ),
                        "the first name is shown, the other is kept as an alias",
                    ));
                }
                merge_leader(known, leader);
                continue;
            }
            let id = LeaderId(count(self.archive.leaders.len()));
            self.leaders.insert(folded(&record.id).into_owned(), id);
            self.beginnings.entry(beginning(&record.id)).or_insert(id);
            self.archive.leaders.push(leader);
        }
    }

    fn leader_from(&mut self, record: &LeaderDraft, at: &At<'_>) -> Leader {
        let is_hex = |color: &str| color.len() == 6 && color.chars().all(|char| char.is_ascii_hexdigit());
        let color = record.color.as_deref().map(|color| color.trim_start_matches('#'));
        if let Some(color) = color.filter(|color| !is_hex(color)) {
            self.report.reports.push(at.warning(
                "bad-color",
                Needle::of(&["color"], color),
                format!(
                    "cannot read the color {color:?} of the leader {:?}; expected six hex digits, for example \"0072B2\"",
                    record.id
                ),
                "one of the theme's colors is used",
            ));
        }
        let is_code = |text: &str| text.len() == 2 && text.chars().all(|char| char.is_ascii_alphabetic());
        let is_country = |text: &str| is_code(text) || text.chars().count() >= MIN_COUNTRY_NAME;
        if let Some(code) = record.country.as_deref().filter(|code| !is_country(code)) {
            self.report.reports.push(at.warning(
                "bad-country",
                Needle::of(&["country"], code),
                format!(
                    "the country {code:?} of the leader {:?} is neither two letters as in ISO 3166, for example \"KR\", nor a name",
                    record.id
                ),
                "it is left out",
            ));
        }
        Leader {
            id: record.id.clone(),
            name: if record.name.is_empty() {
                record.id.clone()
            } else {
                record.name.clone()
            },
            native_name: record.native_name.clone(),
            aliases: record.aliases.0.clone(),
            office: record.office.clone(),
            country: record
                .country
                .as_deref()
                .filter(|text| is_country(text))
                .map(|text| if is_code(text) { text.to_uppercase() } else { text.to_owned() }),
            color: color.filter(|color| is_hex(color)).map(str::to_owned),
            seat: record.seat.clone(),
            zone: record.zone.as_deref().and_then(|name| self.zone_from(name, at)),
            hue: None,
        }
    }

    fn zone_from(&mut self, name: &str, at: &At<'_>) -> Option<Zone> {
        let zone = Zone::named(name);
        if zone.is_none() {
            self.report.reports.push(at.warning(
                "bad-zone",
                Needle::of(&["zone"], name),
                format!("there is no time zone {name:?}; expected one of the tz database, for example \"Europe/Moscow\""),
                "it is left out",
            ));
        }
        zone
    }

    fn add_eras(&mut self, file: &FileDraft) {
        for Found { record, span } in &file.eras {
            let at = At { file, span, event: None };
            let read = Date::parse(&record.start).and_then(|start| {
                let end = record.end.as_deref().map_or_else(|| Ok(start.clone()), Date::parse)?;
                Ok((start, end))
            });
            let name = record.name.clone();
            match read {
                Ok((start, end)) if certainly_before(&end, &start) => self.report.reports.push(at.error(
                    "end-before-start",
                    Needle::of(&["end"], end.as_written()),
                    format!("the era {name:?} ends ({end}) before it starts ({start})"),
                    "exchange the two dates",
                )),
                Ok((start, end)) => self.archive.eras.push(Era { name, start, end }),
                Err(error) => {
                    self.report.reports.push(at.error(
                        "bad-date",
                        Needle::of(&["start", "end"], &error.text),
                        format!("era {name:?}: {error}"),
                        "the era is left out",
                    ));
                }
            }
        }
    }

    /// Reads every event by itself.
    fn read_events(&mut self, files: &[FileDraft], events: Vec<Vec<Found<Box<EventDraft>>>>) -> Vec<Candidate> {
        let mut candidates = Vec::with_capacity(events.iter().map(Vec::len).sum());
        let rejected = files.iter().flat_map(|file| file.rejected_ids.iter());
        self.known_keys.extend(rejected.map(|id| (id.clone(), false)));
        let has_remarks = events.iter().flatten().any(|found| found.record.meets_in.is_some());
        let names = has_remarks.then(|| Names::of(&self.archive, self.active_years(&events)));
        for (file_idx, (file, events)) in files.iter().zip(events).enumerate() {
            self.report.files.push(FileReport {
                path: file.path.clone(),
                format: file.format,
                read: events.len() + file.rejected,
                rejected: file.rejected,
                ..FileReport::default()
            });
            let twice = if file.is_foreign { ids_twice(&events) } else { HashSet::new() };
            for (position, Found { mut record, span }) in events.into_iter().enumerate() {
                let mut key = if record.id.is_empty() {
                    // The same whatever way to the file was typed.
                    format!("{}#{}", name_of(&file.path), position + 1)
                } else {
                    record.id.clone()
                };
                // Files that know nothing of each other may give the same id to different things.
                if file.is_foreign && self.known_keys.get(&key) == Some(&true) {
                    key = free_key(&key, &file.path, position, &self.known_keys);
                }
                let at = At {
                    file,
                    span: &span,
                    event: Some(&key),
                };
                if key != record.id && twice.contains(&record.id) {
                    self.report.reports.push(at.warning(
                        "duplicate-id",
                        Needle::of(&["id"], &record.id),
                        format!("another event of the file has the id {:?}", record.id),
                        &format!("this one is called {key:?}; what answers that id answers the first"),
                    ));
                }
                if self.known_keys.insert(key.clone(), true) == Some(true) {
                    let report = at.error(
                        "duplicate-id",
                        Needle::of(&["id"], &key),
                        "another event has the same id".to_owned(),
                        "every event needs an id of its own",
                    );
                    self.reject(file_idx, report);
                    continue;
                }
                let answers = std::mem::take(&mut record.in_reply_to.0);
                let (follows, precedes) = (std::mem::take(&mut record.follows), std::mem::take(&mut record.precedes));
                let (after, before) = (std::mem::take(&mut record.after.0), std::mem::take(&mut record.before.0));
                let meets_in = record.meets_in.take();
                match self.event_from(&key, *record, !answers.is_empty(), &at) {
                    Ok(mut event) => {
                        if let (Some(names), Some(text)) = (&names, &meets_in) {
                            let year = event.date().and_then(|date| Some(Day::of_instant(date.extent().earliest?).year));
                            let met = names.named_in(&self.archive, text, event.place.as_deref().unwrap_or_default(), year);
                            event
                                .to
                                .extend(met.into_iter().filter(|leader| !event.involves(*leader)).collect::<Vec<_>>());
                        }
                        candidates.push(Candidate {
                            event: Box::new(event),
                            answers,
                            follows,
                            precedes,
                            after,
                            before,
                            file: file_idx,
                            span,
                        });
                    }
                    Err(report) => self.reject(file_idx, *report),
                }
            }
        }
        candidates
    }

    /// The first and the last year in which each leader did something.
    fn active_years(&self, events: &[Vec<Found<Box<EventDraft>>>]) -> HashMap<LeaderId, (i64, i64)> {
        let mut years: HashMap<LeaderId, (i64, i64)> = HashMap::new();
        for Found { record, .. } in events.iter().flatten() {
            let date = record.sent.as_deref().and_then(|sent| Date::parse(sent).ok());
            let Some(year) = date.and_then(|date| Some(Day::of_instant(date.extent().earliest?).year)) else {
                continue;
            };
            for id in record.from.0.iter().filter_map(|key| self.leaders.get(&*folded(key))) {
                let known = years.entry(*id).or_insert((year, year));
                *known = (known.0.min(year), known.1.max(year));
            }
        }
        years
    }

    pub(super) fn reject(&mut self, file: usize, report: Report) {
        self.report.reports.push(report);
        if let Some(file) = self.report.files.get_mut(file) {
            file.rejected += 1;
        }
    }

    /// The event, or the first reason why it cannot be one.
    fn event_from(&mut self, key: &str, record: EventDraft, is_answer: bool, at: &At<'_>) -> Result<Event, Box<Report>> {
        let mut words = Words::default();
        let sent = self.read_date(record.sent.as_deref(), &["sent", "date", "start"], at, &mut words)?;
        let received = self.read_date(record.received.as_deref(), &["received"], at, &mut words)?;
        let published = self.read_date(record.published.as_deref(), &["published"], at, &mut words)?;
        let end = self.read_date(record.end.as_deref(), &["end"], at, &mut words)?.or(words.end);
        let first = [&sent, &received, &published].into_iter().flatten().find(|date| !date.is_unknown());
        let turned = match (first, &end) {
            (Some(start), Some(end)) if certainly_before(end, start) => Some((start.clone(), end.clone())),
            _ => None,
        };
        if let Some((start, end)) = &turned {
            let needle = Needle::of(&["end"], end.as_written());
            let message = format!("it ends ({end}) before it starts ({start})");
            if !at.file.is_foreign {
                return Err(Box::new(at.error(
                    "end-before-start",
                    needle,
                    message,
                    "exchange the two dates, or correct one",
                )));
            }
            // Nothing that was written by somebody else is thrown out for its dates.
            let help = "the event is kept without its end, which its note on dates names";
            self.report.reports.push(at.warning("end-before-start", needle, message, help));
            words.notes.push(format!("an end before the start is given: {end}"));
        }
        let end = end.filter(|_| turned.is_none());
        let from = self.resolve_leaders(&record.from, "from", at)?;
        let to = self.resolve_leaders(&record.to, "to", at)?;
        let quotes = record
            .quotes
            .into_iter()
            .map(|quote| self.quote_from(quote, at))
            .collect::<Result<_, _>>()?;
        let accounts = record
            .accounts
            .into_iter()
            .map(|account| self.account_from(account, at))
            .collect::<Result<_, _>>()?;
        let mut event = Event {
            id: key.to_owned(),
            kind: record.kind,
            sent,
            received,
            published,
            end,
            date_as_written: record.date_as_written.or_else(|| joined(&words.written)),
            date_note: joined(&record.date_note.iter().chain(&words.notes).cloned().collect::<Vec<_>>()),
            from,
            to,
            place: record.place,
            title: String::new(),
            has_own_title: record.title.as_ref().is_some_and(|title| !title.trim().is_empty()),
            summary: record.summary,
            quotes,
            sources: self.resolve_sources(&record.sources.0, at),
            in_reply_to: Vec::new(),
            is_suggested: record.is_suggested && is_answer,
            order: None,
            accounts,
            confidence: record.confidence,
            link_confidence: record.link_confidence.filter(|_| is_answer),
            date_confidence: record.date_confidence,
            is_julian: words.is_julian || record.calendar == Some(CalendarDraft::Julian),
            channel: record.channel,
            tags: record.tags.0,
            note: record.note,
        };
        event.title = record
            .title
            .filter(|title| !title.trim().is_empty())
            .unwrap_or_else(|| self.title_for(&event));
        self.question(&mut event, is_answer, at);
        Ok(event)
    }

    /// Says of an event that loads what looks wrong about it.
    fn question(&mut self, event: &mut Event, is_answer: bool, at: &At<'_>) {
        if let (Some(sent), Some(received)) = (&event.sent, &event.received)
            && certainly_before(received, sent)
        {
            self.report.reports.push(at.warning(
                "received-before-sent",
                Needle::of(&["received"], received.as_written()),
                format!("it was received ({received}) before it was sent ({sent})"),
                "both dates are kept as they are; correct one if it is a slip",
            ));
        }
        if event.kind == Kind::Reply && !is_answer {
            self.report.reports.push(at.warning(
                "reply-to-nothing",
                Needle::of(&["kind"], "reply"),
                "it is a reply but does not say to what".to_owned(),
                "name the event it answers with in_reply_to, or make it a message",
            ));
        }
        if event.kind == Kind::Message && is_answer {
            event.kind = Kind::Reply;
            self.report.reports.push(at.warning(
                "message-that-answers",
                Needle::of(&["kind"], "message"),
                "it is called a message but names what it answers".to_owned(),
                "it was read as a reply; write kind: reply",
            ));
        }
    }

    fn resolve_leaders(&self, keys: &OneOrMany, field: &str, at: &At<'_>) -> Result<Vec<LeaderId>, Box<Report>> {
        let mut found: Vec<LeaderId> = Vec::new();
        for key in &keys.0 {
            let id = self.resolve_leader(key, field, at)?;
            if !found.contains(&id) {
                found.push(id);
            }
        }
        Ok(found)
    }

    pub(super) fn resolve_leader(&self, key: &str, field: &str, at: &At<'_>) -> Result<LeaderId, Box<Report>> {
        self.leaders.get(&*folded(key)).copied().ok_or_else(|| {
            let nearest = self.nearest_leader(key);
            let help = match nearest {
                Some(nearest) => format!("add the leader to leaders, or write {nearest:?} if that is who is meant"),
                None => "add the leader to leaders".to_owned(),
            };
            Box::new(at.error(
                "unknown-leader",
                Needle::of(&[field], key),
                format!("there is no leader {key:?}"),
                &help,
            ))
        })
    }

    /// The leader whose id begins like `key`, for a hint.
    fn nearest_leader(&self, key: &str) -> Option<&str> {
        let id = self.beginnings.get(&beginning(key))?;
        self.archive.leader(*id).map(|leader| leader.id.as_str())
    }

    /// A title made of what is known, for an event that has none.
    fn title_for(&self, event: &Event) -> String {
        let names = |ids: &[LeaderId]| ids.iter().map(|id| self.archive.leader_name(*id)).collect::<Vec<_>>().join(", ");
        let (from, to) = (names(&event.from), names(&event.to));
        let kind = match event.channel.as_deref() {
            Some(channel) if event.kind.is_message() && ["letter", "cable", "telegram", "note"].contains(&channel) => {
                let mut letters = channel.chars();
                letters
                    .next()
                    .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
            }
            _ => event.kind.title().to_owned(),
        };
        let by = event.kind.by();
        match (event.kind, from.is_empty(), to.is_empty()) {
            (Kind::Visit, false, _) if event.place.is_some() => format!("{from} in {}", event.place.as_deref().unwrap_or_default()),
            (_, true, true) => kind,
            (Kind::Other, false, true) => from,
            (_, false, true) => format!("{kind} {by} {from}"),
            (_, true, false) => format!("{kind} to {to}"),
            (Kind::Meeting, false, false) if event.is_call() => format!("Call between {from} and {to}"),
            (Kind::Meeting, false, false) => format!("{from} meets {to}"),
            (_, false, false) => format!("{kind} {by} {from} to {to}"),
        }
    }
}

/// The first two letters of an id.
fn beginning(id: &str) -> String {
    id.chars().take(2).flat_map(char::to_lowercase).collect()
}

/// Fills in what the first mention left open; keeps another name as an alias.
fn merge_leader(known: &mut Leader, other: Leader) {
    let named_anew = other.name != known.name && other.name != other.id;
    known.aliases.extend(named_anew.then_some(other.name));
    for alias in other.aliases {
        if !known.aliases.contains(&alias) {
            known.aliases.push(alias);
        }
    }
    known.native_name = known.native_name.take().or(other.native_name);
    known.office = known.office.take().or(other.office);
    known.country = known.country.take().or(other.country);
    known.color = known.color.take().or(other.color);
    known.seat = known.seat.take().or(other.seat);
    known.zone = known.zone.or(other.zone);
}

/// The name of a file without its folder.
fn name_of(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The ids that more than one event of a file has.
fn ids_twice(events: &[Found<Box<EventDraft>>]) -> HashSet<String> {
    let mut seen = HashSet::with_capacity(events.len());
    let ids = events.iter().map(|found| found.record.id.as_str()).filter(|id| !id.is_empty());
    ids.filter(|id| !seen.insert(*id)).map(str::to_owned).collect()
}

/// The id with the file's name behind it, and its place in the file where that is taken too.
fn free_key(key: &str, path: &str, position: usize, taken: &HashMap<String, bool>) -> String {
    let name = name_of(path);
    let named = format!("{key} ({name})");
    if taken.get(&named) == Some(&true) {
        format!("{key} ({name}, {})", position + 1)
    } else {
        named
    }
}

/// A count as an id; an archive of four thousand million events does not fit into memory.
pub(super) fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
