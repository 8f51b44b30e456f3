//! JSON Lines: one event a line, with the fields of our own; or lines of another shape, read as the rows of a table.
//!
//! The first line may also carry what belongs to the whole: `"archive": {"title": …, "leaders": […], "sources": […]}`.
//! Without it, whoever is named in `from` and `to` is a leader.

use std::ops::Range;

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::gather::Gather;
use super::json::{Json, Object, report_syntax};
use super::json_cells;
use super::ours::{FileRecords, ReadRecord as _, fill, leave_events, read_all, reject};
use super::table;
use super::{Options, json_mend, json_value, span_in};
use crate::model::draft::{EventDraft, FileDraft, SourceDraft};
use crate::model::names::is_nobody;

/// The lines that hold anything, as bytes of the text.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split('\n')
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(move |line| span_in(text, line))
}

/// Reads the draft's text line by line.
pub(super) fn read(draft: &mut FileDraft, options: &Options) {
    draft.format = "jsonl";
    let text = std::mem::take(&mut draft.text);
    let first = lines(&text).next().unwrap_or(0..0);
    let head: Option<Object<'_>> = serde_json::from_str(text.get(first.clone()).unwrap_or_default()).ok();
    let is_ours = head
        .as_ref()
        .is_some_and(|head| head.contains_key("archive") || head.get("kind").is_some_and(|kind| is_kind(kind)));
    // Lines of others may say of what kind they are, too, and have fields that ours have not.
    let is_foreign = head.as_ref().is_some_and(|head| !head.contains_key("archive")) && {
        let read = |line: Range<usize>| Json.read_record::<Box<EventDraft>>(text.get(line).unwrap_or_default()).is_ok();
        lines(&text).take(3).count() > 1 && !lines(&text).take(3).any(read)
    };
    if is_ours && !is_foreign {
        let archive = head
            .as_ref()
            .and_then(|head| head.get("archive"))
            .map(|archive| span_in(&text, archive.get()));
        draft.text = text;
        read_own(draft, archive, first);
        return;
    }
    let spans = values(&text);
    draft.text = text;
    let objects = json_value::objects(draft, spans);
    table::fill(draft, json_cells::from_objects(objects.into_iter()), options);
}

/// The values of a text: one a line, or one after the other over several lines.
fn values(text: &str) -> Vec<Range<usize>> {
    let is_value = |line: &Range<usize>| serde_json::from_str::<&RawValue>(text.get(line.clone()).unwrap_or_default()).is_ok();
    // A comma at the end of a line is none of its value.
    let bare = |line: Range<usize>| {
        let value = text.get(line.clone()).unwrap_or_default().trim_end_matches([',', ';', ' ']);
        line.start..line.start + value.len()
    };
    if !lines(text).next().is_some_and(|line| is_value(&line)) {
        return json_mend::values(text);
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for line in lines(text).map(bare).filter(|line| !line.is_empty()) {
        // A line within a value that began before it.
        if found.last().is_some_and(|value| line.start < value.end) {
            continue;
        }
        let long = if is_value(&line) {
            None
        } else {
            value_over_lines(text, line.start)
        };
        found.push(long.unwrap_or(line));
    }
    found
}

/// A value that begins at the start of a line and ends at the end of another.
fn value_over_lines(text: &str, start: usize) -> Option<Range<usize>> {
    let rest = text.get(start..)?;
    let mut values = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
    let value = span_in(text, values.next()?.ok()?.get());
    let after = text.get(value.end..)?.split('\n').next().unwrap_or_default();
    after.trim_matches([',', ';', ' ', '\r', '\t']).is_empty().then_some(value)
}

/// Whether a value is the name of a kind of event.
pub(super) fn is_kind(value: &RawValue) -> bool {
    serde_json::from_str::<crate::model::Kind>(value.get()).is_ok()
}

fn read_own(draft: &mut FileDraft, archive: Option<Range<usize>>, first: Range<usize>) {
    let has_archive = archive.is_some();
    let mut spans: Vec<Range<usize>> = lines(&draft.text).collect();
    if let Some(span) = archive {
        let text = std::mem::take(&mut draft.text);
        let records = serde_json::from_str::<FileRecords<&RawValue>>(text.get(span.clone()).unwrap_or_default())
            .map(|records| records.map(|record| span_in(&text, record.get())));
        // What is left of the first line is its event, if it has one.
        let mut rest: Map<String, Value> = serde_json::from_str(text.get(first).unwrap_or_default()).unwrap_or_default();
        rest.remove("archive");
        let first_event = (!rest.is_empty()).then(|| Value::Object(rest).to_string());
        draft.text = text;
        match records {
            Ok(records) => {
                fill(&Json, draft, records);
                // Events in the first line come before those of the others.
                if let Some(unread) = draft.unread.take() {
                    let (events, rejected) = read_all(&Json, draft, unread.spans.to_vec(), Vec::new());
                    draft.events = events;
                    draft.rejected += rejected;
                }
            }
            Err(error) => report_syntax(draft, &error, span.start),
        }
        let line = spans.remove(0);
        if let Some(event) = first_event {
            match Json.read_record::<Box<EventDraft>>(&event) {
                Ok(record) => draft.events.push(crate::model::draft::Found { record, span: line }),
                // Beside the archive in its line, the event stands elsewhere than in the text that was read.
                Err(error) => reject(draft, &event, &line, &error),
            }
        }
    }
    if has_archive {
        leave_events::<Json>(draft, spans);
    } else {
        let (events, rejected) = read_all(&Json, draft, spans, Vec::new());
        draft.events = events;
        draft.rejected = rejected;
        name_leaders(draft);
    }
}

/// Whoever is named is a leader, where no list says who they are.
fn name_leaders(draft: &mut FileDraft) {
    let mut gather = Gather::default();
    for found in &mut draft.events {
        found.record.from.0.retain(|name| !is_nobody(name));
        found.record.to.0.retain(|name| !is_nobody(name));
    }
    let named: Vec<(String, Range<usize>)> = draft
        .events
        .iter()
        .flat_map(|found| {
            found
                .record
                .from
                .0
                .iter()
                .chain(&found.record.to.0)
                .map(|name| (name.clone(), found.span.clone()))
        })
        .collect();
    for (name, span) in named {
        gather.named(draft, &name, &span);
    }
    let sources: Vec<(String, Range<usize>)> = draft
        .events
        .iter()
        .flat_map(|found| found.record.sources.0.iter().map(|source| (source.clone(), found.span.clone())))
        .collect();
    for (source, span) in sources {
        let is_address = source.starts_with("http://") || source.starts_with("https://");
        let record = SourceDraft {
            id: source.clone(),
            url: is_address.then(|| source.clone()),
            title: (!is_address).then_some(source),
            ..SourceDraft::default()
        };
        gather.source(draft, record, &span);
    }
}
