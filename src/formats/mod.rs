//! From bytes to records: one file per format. Opens no files and fetches nothing.
//!
//! A format fills in a [`FileDraft`]; what cannot be read becomes a [`Report`] in it. Formats are recognized by content,
//! not by name.

mod cmif;
mod json;
mod ron;
mod state_department;
mod xml;

use serde::Deserialize;

use crate::model::draft::{EraDraft, EventDraft, FileDraft, Found, LeaderDraft, SourceDraft};
use crate::model::{Place, Report, Severity};

/// The longest line that is shown whole under an error, in characters; of longer ones, the part around the place.
const EXCERPT_CHARS: usize = 100;

/// Reads one file. `path` is only used in reports.
#[must_use]
pub fn read(path: &str, bytes: &[u8]) -> FileDraft {
    let mut draft = FileDraft {
        path: path.to_owned(),
        format: "unknown",
        ..FileDraft::default()
    };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let before = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default());
            let place = Place::of_offset(&before, before.len());
            let found = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
            draft.reports.push(file_error(
                path,
                "not-utf8",
                Some(place),
                format!("found the byte 0x{found:02X}, expected text in UTF-8"),
                "save the file as UTF-8",
            ));
            return draft;
        }
    };
    text.clone_into(&mut draft.text);
    match text.trim_start().chars().next() {
        None => draft.reports.push(file_error(
            path,
            "empty-file",
            Some(Place::of_offset("", 0)),
            "found nothing in the file, expected an archive".to_owned(),
            "data/FORMAT.md shows how one is written",
        )),
        Some('{') => json::read(&mut draft),
        Some('<') => xml::read(&mut draft),
        Some('(' | '/' | '#' | 'A'..='Z') => ron::read(&mut draft),
        Some(other) => draft.reports.push(file_error(
            path,
            "unknown-format",
            Some(Place::of_offset(text, text.len() - text.trim_start().len())),
            format!("found {other:?} at the start, expected RON, which starts with `(`, JSON, which starts with `{{`, or XML, which starts with `<`"),
            "data/FORMAT.md shows how one is written",
        )),
    }
    draft
}

/// A finding about a file as a whole.
fn file_error(path: &str, code: &'static str, place: Option<Place>, message: String, help: &str) -> Report {
    Report {
        severity: Severity::Error,
        code,
        path: path.to_owned(),
        place,
        event: None,
        message,
        help: help.to_owned(),
        excerpt: None,
    }
}

/// The line around a place, with a caret under it; of a long line, the part around the place. Looks only at that part.
fn excerpt(text: &str, offset: usize, place: Place) -> String {
    let offset = (0..=offset.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    let (before, after) = text.split_at(offset);
    let mut left: Vec<char> = before
        .chars()
        .rev()
        .take_while(|char| *char != '\n')
        .take(EXCERPT_CHARS / 2)
        .collect();
    left.reverse();
    let right = after
        .chars()
        .take_while(|char| !matches!(char, '\n' | '\r'))
        .take(EXCERPT_CHARS / 2);
    let indent: String = left.iter().map(|char| if *char == '\t' { '\t' } else { ' ' }).collect();
    // What would move the cursor of a terminal is shown as a sign.
    let shown: String = left
        .into_iter()
        .chain(right)
        .map(|char| if char.is_control() && char != '\t' { '\u{fffd}' } else { char })
        .collect();
    let number = place.line.to_string();
    format!("{number} | {}\n{} | {indent}^", shown.trim_end(), " ".repeat(number.len()))
}

/// The shape of a file of our own; `R` is the format's unread record, a slice of the text.
#[derive(Deserialize)]
#[serde(rename = "Archive", deny_unknown_fields, bound(deserialize = "R: Deserialize<'de>"))]
struct FileRecords<R> {
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
    /// The same file with something else in the place of each record.
    fn map<T>(self, change: impl Fn(R) -> T) -> FileRecords<T> {
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

/// A record of ours that a format can read.
trait Record: for<'de> Deserialize<'de> {
    /// What to call it in a report.
    const NAME: &'static str;
}

impl Record for LeaderDraft {
    const NAME: &'static str = "leader";
}

impl Record for SourceDraft {
    const NAME: &'static str = "source";
}

impl Record for EventDraft {
    const NAME: &'static str = "event";
}

impl Record for EraDraft {
    const NAME: &'static str = "era";
}

/// What a format says of a record it cannot read: where, in bytes from the start of the record, and why.
struct RecordError {
    offset: usize,
    message: String,
    help: String,
}

/// A format's way to read one record from its text.
trait ReadRecord {
    fn read_record<T: Record>(&self, record: &str) -> Result<T, RecordError>;
}

/// Fills a draft from the unread records of a file. `slices` gives each record's bytes within the text.
fn fill<F: ReadRecord>(format: &F, draft: &mut FileDraft, records: FileRecords<std::ops::Range<usize>>) {
    draft.title = records.title;
    draft.description = records.description;
    let (leaders, _) = read_all(format, draft, records.leaders);
    let (sources, _) = read_all(format, draft, records.sources);
    let (eras, _) = read_all(format, draft, records.eras);
    let (events, rejected) = read_all(format, draft, records.events);
    draft.leaders = leaders;
    draft.sources = sources;
    draft.eras = eras;
    draft.events = events;
    draft.rejected = rejected;
}

/// Reads the records one by one; gives those that could be read, and how many could not.
fn read_all<F: ReadRecord, T: Record>(format: &F, draft: &mut FileDraft, spans: Vec<std::ops::Range<usize>>) -> (Vec<Found<T>>, usize) {
    let mut found = Vec::with_capacity(spans.len());
    let mut rejected = 0;
    for span in spans {
        let record = draft.text.get(span.clone()).unwrap_or_default();
        match format.read_record::<T>(record) {
            Ok(record) => found.push(Found { record, span }),
            Err(error) => {
                rejected += 1;
                let id = if T::NAME == "event" { id_in(record) } else { None };
                let place = draft.place_of_offset(span.start + error.offset);
                let report = Report {
                    event: id.clone(),
                    excerpt: Some(excerpt(&draft.text, span.start + error.offset, place)),
                    ..file_error(
                        &draft.path,
                        "bad-record",
                        Some(place),
                        format!("cannot read the {}: {}", T::NAME, error.message),
                        &error.help,
                    )
                };
                draft.reports.push(report);
                draft.rejected_ids.extend(id);
            }
        }
    }
    (found, rejected)
}

/// The id in a record that cannot be read, as far as it can be made out.
fn id_in(record: &str) -> Option<String> {
    let (_, after) = record.split_once("id")?;
    let after = after.trim_start_matches(['"', ' ', '\t']).strip_prefix(':')?.trim_start();
    let (id, _) = after.strip_prefix('"')?.split_once('"')?;
    Some(id.to_owned())
}

/// The first word or sign of a text, to name what was found.
fn found_in(rest: &str) -> String {
    let Some(first) = rest.chars().next() else {
        return "the end of the file".to_owned();
    };
    if first == '\n' || first == '\r' {
        return "the end of the line".to_owned();
    }
    if !first.is_alphanumeric() {
        return format!("`{first}`");
    }
    let word: String = rest
        .chars()
        .take_while(|char| char.is_alphanumeric() || *char == '_')
        .take(30)
        .collect();
    format!("`{word}`")
}

/// The bytes at which a slice of a text stands in it.
fn span_in(text: &str, slice: &str) -> std::ops::Range<usize> {
    let start = (slice.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    start..start + slice.len()
}

/// The bytes before a line and column (both from 1, the column in characters).
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let line_start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(line_start..).unwrap_or_default();
    line_start + rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
}
