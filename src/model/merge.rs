//! Records become events on every core, and are put together in the order of their files: each id once, each rejection with
//! its reason.

use super::Code;
use std::collections::HashSet;
use std::ops::Range;

use rayon::prelude::*;

use super::build::{At, count};
use super::draft::{BadRecord, EventDraft, FileDraft, Found, Unread};
use super::ids::{Fate, Ids};
use super::read::{Candidate, Origin, Reader, Reading};
use super::{Event, LoadReport, Needle, Report, Text};

/// The events of a file, as found.
pub(super) type Events = Vec<Found<Box<EventDraft>>>;

/// The number of records that are read at once, and of which it is worth to give a share to another core.
const BLOCK: usize = 1 << 13;
const LEAST_SHARE: usize = 128;

/// Events that are kept so far, and where each comes from.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) events: Vec<Event>,
    pub(super) origins: Vec<Origin>,
}

/// What is put together.
pub(super) struct Merge<'a> {
    pub(super) report: &'a mut LoadReport,
    pub(super) ids: &'a mut Ids,
    pub(super) kept: Kept,
}

/// A block of records of a text, and what became of each.
type Block<'a> = (&'a [Range<usize>], Vec<Result<Reading, Box<BadRecord>>>);

impl Merge<'_> {
    /// Makes room for events.
    pub(super) fn reserve(&mut self, count: usize) {
        self.kept.events.reserve_exact(count);
        self.kept.origins.reserve_exact(count);
        self.ids.reserve(count);
    }

    /// Reads records that a format took apart.
    pub(super) fn read_found(&mut self, reader: &Reader<'_>, events: Events) {
        let file = reader.file;
        let twice = if file.is_foreign { ids_twice(&events) } else { HashSet::new() };
        let mut events = events.into_iter();
        let mut position = 0;
        loop {
            // Which ids are taken is known before records are read, which is done on every core.
            let mut block = Vec::new();
            for found in events.by_ref().take(BLOCK) {
                let key = self.claim(reader, &found, position, &twice);
                position += 1;
                block.extend(key.map(|key| (key, found)));
            }
            if block.is_empty() && events.len() == 0 {
                return;
            }
            let read = |(key, Found { record, span }): (Text, Found<Box<EventDraft>>)| reader.read(Some(key), &record, span);
            let readings: Vec<Reading> = block.into_par_iter().with_min_len(LEAST_SHARE).map(read).collect();
            for reading in readings {
                self.keep(reader, reading);
            }
        }
    }

    /// The id that an event has among all; `None` where another of ours has it, which is reported.
    fn claim(&mut self, reader: &Reader<'_>, found: &Found<Box<EventDraft>>, position: usize, twice: &HashSet<String>) -> Option<Text> {
        let (file, id) = (reader.file, found.record.id.as_str());
        let mut key = if id.is_empty() { nameless(file, position) } else { id.to_owned() };
        // Files that know nothing of each other may give the same id to different things.
        if file.is_foreign && self.ids.is_taken(&key) {
            key = free_key(&key, &file.path, position, self.ids);
        }
        let at = At {
            file,
            span: &found.span,
            event: Some(&key),
        };
        if key != id && twice.contains(id) {
            self.report.reports.push(at.warning(
                Code::DuplicateId,
                Needle::of(&["id"], id),
                format!("another event of the file has the id {id:?}"),
                &format!("this one is called {key:?}; what answers that id answers the first"),
            ));
        }
        if self.ids.is_taken(&key) {
            self.report.reject(reader.file_at as usize, taken(&at, &key));
            return None;
        }
        let key = Text::from(key);
        self.ids.set(&key, Fate::Rejected);
        Some(key)
    }

    /// Reads records from the text of their file; `read` is the number of those before them.
    pub(super) fn read_unread(&mut self, reader: &Reader<'_>, unread: &Unread, read: usize) {
        let (file, mut position) = (reader.file, read);
        let read = |span: &Range<usize>| {
            let record = (unread.read)(file, span)?;
            // Those without an id are numbered when it is known how many there are before them.
            let key = record.id.as_ref().is_empty().then(Text::default);
            Ok(reader.read(key, &record, span.clone()))
        };
        let read = |block| -> Block<'_> {
            let spans: &[Range<usize>] = block;
            (spans, spans.par_iter().with_min_len(LEAST_SHARE).map(read).collect())
        };
        // A block is put together with those before it while the next is read.
        let mut before: Option<Block<'_>> = None;
        for block in unread.spans.chunks(BLOCK) {
            let ((), next) = rayon::join(|| self.keep_block(reader, before.take(), &mut position), || read(block));
            before = Some(next);
        }
        self.keep_block(reader, before, &mut position);
    }

    fn keep_block(&mut self, reader: &Reader<'_>, block: Option<Block<'_>>, position: &mut usize) {
        let Some((spans, readings)) = block else { return };
        let file = reader.file_at as usize;
        if let Some(report) = self.report.files.get_mut(file) {
            report.read += spans.len();
        }
        for (span, reading) in spans.iter().zip(readings) {
            match reading {
                Ok(reading) => {
                    self.keep_free(reader, reading, span, *position);
                    *position += 1;
                }
                Err(bad) => {
                    if let Some(id) = bad.id {
                        self.ids.set(&Text::from(id), Fate::Unread);
                    }
                    self.report.reject(file, bad.report);
                }
            }
        }
    }

    /// Keeps an event if its id is free.
    fn keep_free(&mut self, reader: &Reader<'_>, mut reading: Reading, span: &Range<usize>, position: usize) {
        if reading.key.is_empty() {
            reading.rename(Text::from(nameless(reader.file, position)));
        }
        if self.ids.is_taken(&reading.key) {
            let at = At {
                file: reader.file,
                span,
                event: Some(&reading.key),
            };
            let report = taken(&at, &reading.key);
            return self.report.reject(reader.file_at as usize, report);
        }
        self.keep(reader, reading);
    }

    fn keep(&mut self, reader: &Reader<'_>, reading: Reading) {
        self.report.reports.extend(reading.remarks);
        match reading.event {
            Ok(Candidate { event, origin }) => {
                self.ids.set(&reading.key, Fate::Event(count(self.kept.events.len())));
                self.kept.events.push(event);
                self.kept.origins.push(origin);
            }
            Err(report) => {
                self.ids.set(&reading.key, Fate::Rejected);
                self.report.reject(reader.file_at as usize, *report);
            }
        }
    }
}

/// An event whose id another has.
fn taken(at: &At<'_>, key: &str) -> Report {
    at.error(
        Code::DuplicateId,
        Needle::of(&["id"], key),
        "another event has the same id".to_owned(),
        "every event needs an id of its own",
    )
}

/// The id of an event that has none: the same whatever way to the file was typed.
fn nameless(file: &FileDraft, position: usize) -> String {
    format!("{}#{}", name_of(&file.path), position + 1)
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

/// The id with the file's name after it, and its place in the file where that is taken too.
fn free_key(key: &str, path: &str, position: usize, ids: &Ids) -> String {
    let name = name_of(path);
    let named = format!("{key} ({name})");
    if ids.is_taken(&named) {
        format!("{key} ({name}, {})", position + 1)
    } else {
        named
    }
}
