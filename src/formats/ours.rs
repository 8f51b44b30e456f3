//! Files of our own: their shape, and how their records are read one by one, so that one slip costs one record.

use crate::model::Code;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Deserialize;

use super::{excerpt, file_error};
use crate::model::draft::{BadRecord, EraDraft, EventDraft, FileDraft, Found, LeaderDraft, Slice, SourceDraft, Unread};
use crate::model::{Report, own_string};

/// The shape of a file of our own; `R` is the format's unread record, a slice of the text.
#[derive(Deserialize)]
#[serde(rename = "Archive", deny_unknown_fields, bound(deserialize = "R: Deserialize<'de>"))]
pub(super) struct FileRecords<R> {
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    description: Option<String>,
    #[serde(default = "Vec::new")]
    leaders: Vec<R>,
    #[serde(default = "Vec::new")]
    sources: Vec<R>,
    #[serde(default = "Vec::new")]
    events: Vec<R>,
    #[serde(default = "Vec::new")]
    eras: Vec<R>,
}

impl<R> FileRecords<R> {
    /// Whether any event was found.
    pub(super) fn has_events(&self) -> bool {
        !self.events.is_empty()
    }

    /// The same file with something else in the place of each record.
    pub(super) fn map<T>(self, change: impl Fn(R) -> T) -> FileRecords<T> {
        let all = |records: Vec<R>| records.into_iter().map(&change).collect();
        FileRecords {
            title: self.title,
            description: self.description,
            leaders: all(self.leaders),
            sources: all(self.sources),
            events: all(self.events),
            eras: all(self.eras),
        }
    }
}

/// What an event is called in a report.
const EVENT: &str = "event";

/// A record of ours that a format can read.
pub(super) trait Record: for<'de> Deserialize<'de> + Send {
    /// What to call it in a report.
    const NAME: &'static str;

    /// What is known of a record that cannot be read, so that the events which mean it do not go with it.
    fn stand_in(_id: String) -> Option<Self> {
        None
    }
}

impl Record for LeaderDraft {
    const NAME: &'static str = "leader";

    fn stand_in(id: String) -> Option<Self> {
        let name = id.clone();
        Some(Self {
            id,
            name,
            ..Self::default()
        })
    }
}

impl Record for SourceDraft {
    const NAME: &'static str = "source";

    fn stand_in(id: String) -> Option<Self> {
        let title = Some(id.clone());
        Some(Self {
            id,
            title,
            ..Self::default()
        })
    }
}

impl Record for Box<EventDraft> {
    const NAME: &'static str = EVENT;
}

impl Record for EraDraft {
    const NAME: &'static str = "era";
}

/// What a format says of a record it cannot read: where, in bytes from the start of the record, and why.
pub(super) struct RecordError {
    pub(super) offset: usize,
    pub(super) message: String,
    pub(super) help: String,
}

/// A format's way to read one record from its text.
pub(super) trait ReadRecord: Default {
    fn read_record<T: Record>(&self, record: &str) -> Result<T, RecordError>;

    /// The same for an event, whose texts stay slices of the record where they can.
    fn read_slices<'a>(&self, record: &'a str) -> Result<Box<EventDraft<Slice<'a>>>, RecordError>;
}

/// Reads an event of a file where it is to be one of the archive.
fn read_event<'a, F: ReadRecord>(
    draft: &'a FileDraft,
    span: &std::ops::Range<usize>,
) -> Result<Box<EventDraft<Slice<'a>>>, Box<BadRecord>> {
    let record = draft.text.get(span.clone()).unwrap_or_default();
    F::default().read_slices(record).map_err(|error| {
        let id = id_in(record);
        let report = bad_record(draft, "event", id.clone(), span.start + error.offset, &error);
        Box::new(BadRecord { report, id })
    })
}

/// Leaves the events to be read when the archive is built.
pub(super) fn leave_events<F: ReadRecord>(draft: &mut FileDraft, spans: Vec<std::ops::Range<usize>>) {
    draft.unread = (!spans.is_empty()).then(|| Unread {
        spans: Arc::new(spans),
        read: read_event::<F>,
    });
}

/// Fills a draft from the unread records of a file. `slices` gives each record's bytes within the text.
pub(super) fn fill<F: ReadRecord + Sync>(format: &F, draft: &mut FileDraft, records: FileRecords<std::ops::Range<usize>>) {
    draft.title = records.title;
    draft.description = records.description;
    let (leaders, _) = read_all(format, draft, records.leaders, Vec::new());
    let (sources, _) = read_all(format, draft, records.sources, Vec::new());
    let (eras, _) = read_all(format, draft, records.eras, Vec::new());
    draft.leaders = leaders;
    draft.sources = sources;
    draft.eras = eras;
    leave_events::<F>(draft, records.events);
}

/// The number of records that are read at once, and of which it is worth to give a share to another core.
const BLOCK: usize = 1 << 15;
const LEAST_SHARE: usize = 128;

/// Reads the records, each by itself; gives those that could be read after those `found` before, and the number of those that could not.
pub(super) fn read_all<F: ReadRecord + Sync, T: Record>(
    format: &F,
    draft: &mut FileDraft,
    spans: Vec<std::ops::Range<usize>>,
    mut found: Vec<Found<T>>,
) -> (Vec<Found<T>>, usize) {
    found.reserve_exact(spans.len());
    let mut errors = Vec::new();
    let text = draft.text.as_str();
    let read = |span: &std::ops::Range<usize>| format.read_record::<T>(text.get(span.clone()).unwrap_or_default());
    // A block at a time, on every core; a block comes back in the order of its records.
    let mut spans = spans.into_iter();
    loop {
        let block: Vec<std::ops::Range<usize>> = spans.by_ref().take(BLOCK).collect();
        if block.is_empty() {
            break;
        }
        let records: Vec<Result<T, RecordError>> = block.par_iter().with_min_len(LEAST_SHARE).map(read).collect();
        for (span, record) in block.into_iter().zip(records) {
            match record {
                Ok(record) => found.push(Found { record, span }),
                Err(error) => errors.push((span, error)),
            }
        }
    }
    let rejected = errors.len();
    for (span, error) in errors {
        let record = draft.text.get(span.clone()).unwrap_or_default();
        let id = id_in(record);
        report_record(draft, T::NAME, id.clone(), span.start + error.offset, &error);
        let stand_in = id.and_then(T::stand_in);
        found.extend(stand_in.map(|record| Found { record, span }));
    }
    found.sort_by_key(|found| found.span.start);
    (found, rejected)
}

/// An event that cannot be read and is in a line with something else.
pub(super) fn reject(draft: &mut FileDraft, record: &str, line: &std::ops::Range<usize>, error: &RecordError) {
    draft.rejected += 1;
    report_record(draft, EVENT, id_in(record), line.start, error);
}

/// A record that is not well-formed, so that the file is read without it. Gives what is known of it.
pub(super) fn reject_broken<T: Record>(draft: &mut FileDraft, span: &std::ops::Range<usize>, error: &RecordError) -> Option<Found<T>> {
    let id = id_in(draft.text.get(span.clone()).unwrap_or_default());
    draft.rejected += usize::from(T::NAME == EVENT);
    report_record(draft, T::NAME, id.clone(), span.start + error.offset, error);
    let record = id.and_then(T::stand_in)?;
    Some(Found {
        record,
        span: span.clone(),
    })
}

fn report_record(draft: &mut FileDraft, name: &str, id: Option<String>, offset: usize, error: &RecordError) {
    let of_event = id.clone().filter(|_| name == EVENT);
    let mut report = bad_record(draft, name, of_event.clone(), offset, error);
    if let Some(id) = id.filter(|_| matches!(name, "leader" | "source")) {
        report.message = format!("{}; of the {name}, only the id {id:?} is kept", report.message);
    }
    draft.reports.push(report);
    draft.rejected_ids.extend(of_event);
}

/// A record that cannot be read.
fn bad_record(draft: &FileDraft, name: &str, id: Option<String>, offset: usize, error: &RecordError) -> Report {
    let place = draft.place_of_offset(offset);
    Report {
        event: id,
        excerpt: Some(excerpt(&draft.text, offset, place)),
        ..file_error(
            &draft.path,
            Code::BadRecord,
            Some(place),
            format!("cannot read the {name}: {}", error.message),
            &error.help,
        )
    }
}

/// The id in a record that cannot be read, as far as it can be made out.
fn id_in(record: &str) -> Option<String> {
    own_string(record, "id").map(str::to_owned)
}
