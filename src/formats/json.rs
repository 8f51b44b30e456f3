//! JSON: tells by its shape what a file is. Our own archives have the same model and the same fields as in RON; see
//! `data/FORMAT.md`.

use crate::model::Code;
use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::ours::{FileRecords, ReadRecord, Record, RecordError, fill};
use super::registry::{FORMATS, Sign};
use super::{Options, excerpt, file_error, found_in, json_ld, json_mend, json_rows, json_spread, jsonl, offset_of, span_in};
use crate::model::columns::{Field, Mapping};
use crate::model::draft::{EventDraft, FileDraft, Slice};
use crate::model::{Place, Report};

/// The fields of an archive of our own.
const OWN_FIELDS: [&str; 6] = ["title", "description", "leaders", "sources", "events", "eras"];

/// An object, each value as it stands.
pub(super) type Object<'a> = BTreeMap<String, &'a RawValue>;

/// Reads the draft's text as JSON, of whatever shape.
pub(super) fn read(draft: &mut FileDraft, options: &Options) {
    let text = std::mem::take(&mut draft.text);
    let text = json_ld::plain(&text).map_or(text, Into::into);
    let reader = Shape::of(&text).and_then(|shape| {
        FORMATS.iter().find_map(|format| match format.sign {
            Sign::Json { is_it, read } if is_it(&shape) => Some(read),
            _ => None,
        })
    });
    draft.text = text;
    match reader {
        Some(read_shape) => read_shape(draft, options),
        None => match json_mend::mend(draft) {
            Some(broken) => {
                read(draft, options);
                draft.rejected += broken.of(draft.format);
            }
            None => read_own(draft),
        },
    }
}

/// What a JSON text looks like.
pub(super) enum Shape<'a> {
    /// A list.
    List,
    /// An object a line, or one after another.
    Several,
    /// One object, or the first of several that are records of our own.
    One(One<'a>),
}

/// A single object.
pub(super) struct One<'a> {
    text: &'a str,
    top: Object<'a>,
    /// The first object of its `events`.
    first_event: Option<Object<'a>>,
}

impl<'a> Shape<'a> {
    /// `None` for what is no JSON as written.
    fn of(text: &'a str) -> Option<Self> {
        let text = text.trim();
        if text.starts_with('[') {
            return Some(Self::List);
        }
        if let Ok(top) = serde_json::from_str::<Object<'_>>(text) {
            let first_event = top.get("events").and_then(|events| first_of(events));
            return Some(Self::One(One { text, top, first_event }));
        }
        // Lines that are objects by themselves.
        let first = text.lines().next().unwrap_or_default();
        let is_line = serde_json::from_str::<Object<'_>>(first).is_ok();
        // Or objects one after the other.
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<Object<'_>>();
        let is_row = values.next().is_some_and(|first| first.is_ok_and(|first| !is_own(&first, false)));
        (is_line || (is_row && values.next().is_some())).then_some(Self::Several)
    }

    /// The single object, where its `events` are not the rows of a table.
    fn one(&self) -> Option<&One<'a>> {
        match self {
            Self::One(one) if !one.has_rows_as_events() => Some(one),
            _ => None,
        }
    }

    /// The fields of a single object.
    pub(super) fn top(&self) -> Option<&Object<'a>> {
        match self {
            Self::One(one) => Some(&one.top),
            _ => None,
        }
    }

    /// Whether it is a timeline of TimelineJS, whose dates have their own names.
    pub(super) fn is_timelinejs(&self) -> bool {
        self.one().is_some_and(|one| {
            let is_old = one.top.get("timeline").is_some_and(|timeline| timeline.get().contains("\"date\""));
            is_old || one.event_has("start_date")
        })
    }

    /// Whether it is a timeline of SIMILE.
    pub(super) fn is_simile(&self) -> bool {
        self.one().is_some_and(|one| {
            let has_events = one.event_has("start") && !one.event_has("kind") && one.event_has("title");
            one.top.contains_key("dateTimeFormat") || has_events
        })
    }

    /// Whether it is read line by line; a single event is one line.
    pub(super) fn is_lines(&self) -> bool {
        matches!(self, Self::Several)
            || self.one().is_some_and(|one| {
                let is_kind = one.top.get("kind").is_some_and(|kind| jsonl::is_kind(kind));
                let is_archive = one.top.get("archive").is_some_and(|archive| {
                    let archive: Object<'_> = serde_json::from_str(archive.get()).unwrap_or_default();
                    archive.is_empty() || archive.keys().any(|key| OWN_FIELDS.contains(&key.as_str()))
                });
                let is_line = is_kind || is_archive;
                (is_line && !one.top.contains_key("events"))
                    || (is_event(&one.top) || is_post(&one.top)) && !json_spread::is_spread(one.text)
            })
    }

    /// Whether it is a table.
    pub(super) fn is_rows(&self) -> bool {
        match self {
            Self::List => true,
            Self::Several => false,
            Self::One(one) => {
                let is_foreign = || !is_own(&one.top, one.event_has("kind")) && json_rows::has_rows(one.text);
                one.has_rows_as_events() || is_foreign()
            }
        }
    }
}

impl One<'_> {
    fn event_has(&self, key: &str) -> bool {
        self.first_event.as_ref().is_some_and(|event| event.contains_key(key))
    }

    /// Whether its `events` are rows of a table: letters that are called events have their date under another name than ours.
    fn has_rows_as_events(&self) -> bool {
        // Every event of ours says of what kind it is.
        let has_kinds = self.top.get("events").is_some_and(|events| events.get().contains("\"kind\""));
        let is_foreign = |event: &Object<'_>| !has_kinds && !event.contains_key("sent") && has_date(event);
        self.first_event.as_ref().is_some_and(is_foreign) && !self.top.contains_key("leaders") && !event_is_slide(self.first_event.as_ref())
    }
}

/// Whether the first of some events is one of TimelineJS or SIMILE, whose dates have their own names.
fn event_is_slide(event: Option<&Object<'_>>) -> bool {
    event.is_some_and(|event| event.contains_key("start_date") || event.contains_key("start"))
}

/// Whether an object is an archive of our own, perhaps with a field too many, which is reported.
fn is_own(top: &Object<'_>, has_kinds: bool) -> bool {
    has_kinds || top.keys().all(|key| OWN_FIELDS.contains(&key.as_str()))
}

/// Whether an object has a date under a name that says so, and somebody who wrote or was written to: an event by itself.
pub(super) fn is_event(top: &Object<'_>) -> bool {
    let headers: Vec<String> = top.keys().cloned().collect();
    let known = Mapping::guess(&headers).0;
    let has = |field| known.iter().any(|(_, known)| *known == field);
    (has(Field::Sent) || has(Field::Timestamp)) && (has(Field::From) || has(Field::To))
}

/// Whether an object is a dated text or title, with no lists of other objects in it: `{"created_at": …, "text": …}`.
fn is_post(top: &Object<'_>) -> bool {
    let headers: Vec<String> = top.keys().cloned().collect();
    let known = Mapping::guess(&headers).0;
    let has = |field| known.iter().any(|(_, known)| *known == field);
    let holds_objects = |value: &RawValue| {
        let inner = value.get().strip_prefix('[').unwrap_or_default().trim_start();
        inner.starts_with('{') && !inner.contains("\"@value\"")
    };
    has(Field::Sent) && (has(Field::Text) || has(Field::Title)) && !top.values().any(|value| holds_objects(value))
}

/// Whether an object has a field that is called a date.
fn has_date(top: &Object<'_>) -> bool {
    let headers: Vec<String> = top.keys().cloned().collect();
    Mapping::guess(&headers).has_date()
}

/// The first object of a list.
fn first_of(list: &RawValue) -> Option<Object<'_>> {
    let all: Vec<&RawValue> = serde_json::from_str(list.get()).ok()?;
    all.iter().find_map(|value| {
        let object: Object<'_> = serde_json::from_str(value.get()).ok()?;
        (!object.is_empty()).then_some(object)
    })
}

pub(super) fn read_own(draft: &mut FileDraft) {
    draft.format = "json";
    match serde_json::from_str::<FileRecords<&RawValue>>(&draft.text) {
        Ok(_) if draft.text.trim() == "{}" => {
            let place = Some(draft.place_of_offset(0));
            let message = "found an object in which nothing is written, expected an archive".to_owned();
            let help = "data/FORMAT.md says what can be opened";
            draft
                .reports
                .push(file_error(&draft.path, Code::UnknownFormat, place, message, help));
        }
        Ok(raw) => {
            let text = &draft.text;
            let records = raw.map(|record| span_in(text, record.get()));
            fill(&Json, draft, records);
        }
        Err(error) => {
            let top: Object<'_> = serde_json::from_str(&draft.text).unwrap_or_default();
            if top.is_empty() || top.keys().any(|key| OWN_FIELDS.contains(&key.as_str())) {
                return report_syntax(draft, &error, 0);
            }
            let place = Some(draft.place_of_offset(0));
            let message =
                "found JSON without a list of records that say when they were, expected an archive or a list of events".to_owned();
            let help = "data/FORMAT.md says what can be opened";
            draft
                .reports
                .push(file_error(&draft.path, Code::UnknownFormat, place, message, help));
        }
    }
}

/// Reports an error of syntax in the text from `start` on.
pub(super) fn report_syntax(draft: &mut FileDraft, error: &serde_json::Error, start: usize) {
    let rest = draft.text.get(start..).unwrap_or_default();
    let offset = start + byte_offset(rest, error);
    let place = Place::of_offset(&draft.text, offset);
    draft.reports.push(Report {
        excerpt: Some(excerpt(&draft.text, offset, place)),
        ..file_error(
            &draft.path,
            Code::Syntax,
            Some(place),
            sentence(error, draft.text.get(offset..).unwrap_or_default()),
            "",
        )
    });
}

#[derive(Default)]
pub(super) struct Json;

impl ReadRecord for Json {
    fn read_record<T: Record>(&self, record: &str) -> Result<T, RecordError> {
        serde_json::from_str(record).map_err(|error| record_error(record, &error))
    }

    fn read_slices<'a>(&self, record: &'a str) -> Result<Box<EventDraft<Slice<'a>>>, RecordError> {
        serde_json::from_str(record).map_err(|error| record_error(record, &error))
    }
}

fn record_error(record: &str, error: &serde_json::Error) -> RecordError {
    let offset = byte_offset(record, error);
    RecordError {
        offset,
        message: sentence(error, record.get(offset..).unwrap_or_default()),
        help: String::new(),
    }
}

/// Where the error is; serde_json counts columns in bytes, from 1, and puts them behind what it read.
fn byte_offset(text: &str, error: &serde_json::Error) -> usize {
    let line_start = offset_of(text, error.line().max(1), 1);
    let mut offset = (line_start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// What was found and what was expected, without the place, which the report gives itself. `rest` is the text there.
fn sentence(error: &serde_json::Error, rest: &str) -> String {
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    let text = &text[..end];
    if text.starts_with("EOF while parsing") {
        return "the file ends in the middle of a value".to_owned();
    }
    if let Some(expected) = text.strip_prefix("expected ") {
        return format!("found {}, expected {expected}", found_in(rest));
    }
    for (start, words, end) in [
        ("invalid type: ", "found ", ""),
        ("invalid value: ", "found ", ""),
        ("unknown variant ", "found ", ""),
        ("unknown field ", "found the field ", ""),
        ("missing field ", "the field ", " is missing"),
        ("duplicate field ", "the field ", " stands twice"),
    ] {
        if let Some(rest) = text.strip_prefix(start) {
            return format!("{words}{rest}{end}");
        }
    }
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
