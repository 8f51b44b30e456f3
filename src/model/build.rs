//! From drafts to an archive: merges files, resolves ids, reads dates, and reports whatever does not hold.
//!
//! An event that breaks a rule is left out, with a report; all others load. Always, per file:
//! read = placed + undated + rejected.

use super::Code;
use std::collections::HashMap;

use super::draft::{FileDraft, Found, LeaderDraft};
use super::ids::{Fate, Ids};
use super::merge::{Events, Kept, Merge};
use super::met::Names;
use super::names::folded;
use super::read::{Reader, active_years};
use super::when::{Dates, certainly_before};
use super::{Archive, Era, FileReport, Leader, LeaderId, LoadReport, Needle, Report, Severity, SourceId, Text};
use crate::dates::{Date, Zone};

/// Builds one archive from all files, and says what became of every event.
#[must_use]
pub fn build(files: &[FileDraft]) -> (Archive, LoadReport) {
    build_from(files.to_vec())
}

/// The same, of files that nobody needs any more: their records are gone when the events are made.
#[must_use]
pub fn build_from(mut files: Vec<FileDraft>) -> (Archive, LoadReport) {
    let events: Vec<Events> = files.iter_mut().map(|file| std::mem::take(&mut file.events)).collect();
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
    let mut kept = builder.read_events(&files, events);
    builder.link_events(&files, &mut kept);
    let Builder { known, mut report, .. } = builder;
    let mut archive = known.archive;
    archive.events = kept.events;
    archive.events.shrink_to_fit();
    super::hues::give(&mut archive);
    let positions: HashMap<&str, usize> = files.iter().enumerate().rev().map(|(at, file)| (file.path.as_str(), at)).collect();
    report
        .reports
        .sort_by_key(|report| (positions.get(report.path.as_str()).copied(), report.place));
    (archive, report)
}

/// The shortest name of a country that is no code: Cuba, Iran.
const MIN_COUNTRY_NAME: usize = 4;

#[derive(Default)]
pub(super) struct Builder {
    pub(super) known: Known,
    pub(super) report: LoadReport,
    pub(super) ids: Ids,
}

/// What records may name, and the archive without its events.
#[derive(Default)]
pub(super) struct Known {
    pub(super) archive: Archive,
    leaders: HashMap<String, LeaderId>,
    pub(super) sources: HashMap<String, SourceId>,

    /// The first leader whose id begins with those letters, for hints.
    beginnings: HashMap<String, LeaderId>,
}

/// Where a finding is: a file and the record in it.
pub(super) struct At<'a> {
    pub(super) file: &'a FileDraft,
    pub(super) span: &'a std::ops::Range<usize>,
    pub(super) event: Option<&'a str>,
}

impl At<'_> {
    /// A finding about `needle`, which stands somewhere in the record.
    fn finding(&self, severity: Severity, code: Code, needle: Needle<'_>, message: String, help: &str) -> Report {
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

    pub(super) fn error(&self, code: Code, needle: Needle<'_>, message: String, help: &str) -> Report {
        self.finding(Severity::Error, code, needle, message, help)
    }

    pub(super) fn warning(&self, code: Code, needle: Needle<'_>, message: String, help: &str) -> Report {
        self.finding(Severity::Warning, code, needle, message, help)
    }
}

impl Builder {
    fn add_titles(&mut self, file: &FileDraft) {
        let archive = &mut self.known.archive;
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
        self.known.archive.leaders.reserve(file.leaders.len());
        self.known.leaders.reserve(file.leaders.len());
        for Found { record, span } in &file.leaders {
            let at = At { file, span, event: None };
            if record.id.trim().is_empty() {
                self.report.reports.push(at.error(
                    Code::MissingId,
                    Needle::default(),
                    format!("the leader {:?} has no id", record.name),
                    "give it a short one, for example id: \"kim\"",
                ));
                continue;
            }
            let leader = self.leader_from(record, &at);
            if let Some(known) = self
                .known
                .leaders
                .get(&*folded(&record.id))
                .and_then(|id| self.known.archive.leaders.get_mut(id.0 as usize))
            {
                if !record.name.is_empty() && known.name != leader.name {
                    self.report.reports.push(at.warning(
                        Code::LeaderDiffers,
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
            let id = LeaderId(count(self.known.archive.leaders.len()));
            self.known.leaders.insert(folded(&record.id).into_owned(), id);
            self.known.beginnings.entry(beginning(&record.id)).or_insert(id);
            self.known.archive.leaders.push(leader);
        }
    }

    fn leader_from(&mut self, record: &LeaderDraft, at: &At<'_>) -> Leader {
        let is_hex = |color: &str| color.len() == 6 && color.chars().all(|char| char.is_ascii_hexdigit());
        let color = record.color.as_deref().map(|color| color.trim_start_matches('#'));
        if let Some(color) = color.filter(|color| !is_hex(color)) {
            self.report.reports.push(at.warning(
                Code::BadColor,
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
                Code::BadCountry,
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
                Code::BadZone,
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
                    Code::EndBeforeStart,
                    Needle::of(&["end"], end.as_written()),
                    format!("the era {name:?} ends ({end}) before it starts ({start})"),
                    "exchange the two dates",
                )),
                Ok((start, end)) => self.known.archive.eras.push(Era { name, start, end }),
                Err(error) => {
                    self.report.reports.push(at.error(
                        Code::BadDate,
                        Needle::of(&["start", "end"], &error.text),
                        format!("era {name:?}: {error}"),
                        "the era is left out",
                    ));
                }
            }
        }
    }

    /// Reads every event by itself.
    fn read_events(&mut self, files: &[FileDraft], events: Vec<Events>) -> Kept {
        let unread = files
            .iter()
            .filter_map(|file| file.unread.as_ref())
            .map(|unread| unread.spans.len());
        let mut merge = Merge {
            report: &mut self.report,
            ids: &mut self.ids,
            kept: Kept::default(),
        };
        merge.reserve(events.iter().map(Vec::len).chain(unread).sum());
        for id in files.iter().flat_map(|file| &file.rejected_ids) {
            merge.ids.set(&Text::from(id.as_str()), Fate::Unread);
        }
        let has_remarks = events.iter().flatten().any(|found| found.record.meets_in.is_some());
        let records = || {
            let all = files.iter().zip(&events);
            all.flat_map(|(file, events)| events.iter().map(move |found| (file, &*found.record)))
        };
        let names = has_remarks.then(|| Names::of(&self.known.archive, active_years(&self.known, records())));
        let dates = Dates::default();
        for (at, (file, events)) in files.iter().zip(events).enumerate() {
            merge.report.files.push(FileReport {
                path: file.path.clone(),
                format: file.format,
                read: events.len() + file.rejected,
                rejected: file.rejected,
                ..FileReport::default()
            });
            let reader = Reader {
                known: &self.known,
                dates: &dates,
                names: names.as_ref(),
                file,
                file_at: count(at),
            };
            let read = events.len();
            merge.read_found(&reader, events);
            if let Some(unread) = &file.unread {
                merge.read_unread(&reader, unread, read);
            }
        }
        merge.kept
    }
}

impl Known {
    /// The leader with an id, or the one for whom that is taken.
    pub(super) fn leader(&self, file: &FileDraft, key: &str) -> Option<LeaderId> {
        let key = file.taken_for.get(key).map_or(key, String::as_str);
        self.leaders.get(&*folded(key)).copied()
    }

    pub(super) fn resolve_leader(&self, key: &str, field: &str, at: &At<'_>) -> Result<LeaderId, Box<Report>> {
        self.leader(at.file, key).ok_or_else(|| {
            let nearest = self.nearest_leader(key);
            let help = match nearest {
                Some(nearest) => format!("add the leader to leaders, or write {nearest:?} if that is who is meant"),
                None => "add the leader to leaders".to_owned(),
            };
            Box::new(at.error(
                Code::UnknownLeader,
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

/// A count as an id; an archive of four thousand million events does not fit into memory.
pub(super) fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
