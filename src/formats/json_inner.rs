//! Records within records: replies to a letter, letters of a collection, what happened in an era.

use std::ops::Range;

use serde_json::Value;

use super::json::Object;
use super::json_rows::{At, Part, fields_of, rows_of};
use super::{json_value, span_in};
use crate::model::columns::{Field, Mapping};

/// Fields that hold the replies to a record.
const REPLIES: [&str; 8] = [
    "replies",
    "reply",
    "answers",
    "responses",
    "antworten",
    "réponses",
    "ответы",
    "답장",
];

/// Fields that hold what happened within a record.
const EVENTS: [&str; 10] = [
    "events",
    "items",
    "entries",
    "ereignisse",
    "événements",
    "eventos",
    "eventi",
    "события",
    "事件",
    "사건",
];

/// Where a record is, and what it has beside its own fields.
pub(super) struct RowAt {
    pub(super) span: Range<usize>,
    pub(super) beside: Vec<(String, Value)>,
    pub(super) without: Vec<String>,
}

/// A record and the records in it; of a record that is no event by itself only these, each with its fields.
pub(super) fn with_inner(row: At<'_>) -> Vec<At<'_>> {
    if !may_hold_records(row.text) {
        return vec![row];
    }
    let mut inner = Vec::new();
    for (name, value) in fields_of(row.text) {
        if value.starts_with('[')
            && let Some(rows) = rows_of(value)
            && let Some(part) = part_in(&name, &rows)
        {
            inner.extend(rows.into_iter().map(|inner| At {
                outer: Some(row.text),
                list: row.list.clone(),
                part,
                ..inner
            }));
        }
    }
    let is_era = inner.iter().any(|inner: &At<'_>| inner.part == Part::Happened) && row.has_date();
    let inner = inner.into_iter().flat_map(with_inner);
    if is_era || row.is_event() {
        std::iter::once(row).chain(inner).collect()
    } else {
        let inner: Vec<At<'_>> = inner.collect();
        if inner.is_empty() { vec![row] } else { inner }
    }
}

/// What the objects of a list in a record are to it, where they are records of their own.
fn part_in(name: &str, rows: &[At<'_>]) -> Option<Part> {
    let name = name.to_lowercase();
    if rows.iter().all(is_whole_event) {
        let is_answer = REPLIES.contains(&name.as_str());
        return Some(if is_answer { Part::Answer } else { Part::Letter });
    }
    (EVENTS.contains(&name.as_str()) && rows.iter().all(At::has_date)).then_some(Part::Happened)
}

/// Whether a record may hold a list of objects.
fn may_hold_records(record: &str) -> bool {
    let mut lists = record.match_indices('[');
    lists.any(|(at, _)| record.get(at + 1..).is_some_and(|rest| rest.trim_start().starts_with('{')))
}

/// Whether a record within another has all that makes an event: a date, who wrote it, and to whom or what.
fn is_whole_event(row: &At<'_>) -> bool {
    let fields: Object<'_> = serde_json::from_str(row.text).unwrap_or_default();
    let headers: Vec<String> = fields.keys().cloned().collect();
    let known = Mapping::guess(&headers).0;
    let has = |field| known.iter().any(|(_, known)| *known == field);
    has(Field::Sent) && has(Field::From) && (has(Field::To) || has(Field::Text))
}

/// Whether a record, itself no event, has events in it.
pub(super) fn holds_whole_events(row: &At<'_>) -> bool {
    may_hold_records(row.text) && with_inner(At::of(row.text)).iter().any(|inner| inner.outer.is_some())
}

/// A record with what it has from the names and records around it.
pub(super) fn placed(text: &str, row: &At<'_>) -> RowAt {
    let mut beside: Vec<(String, Value)> = Vec::new();
    let named = |name: &str, value: &Option<String>| value.clone().map(|value| (name.to_owned(), Value::String(value)));
    beside.extend(named("id", &row.id));
    beside.extend(named("date", &row.day));
    beside.extend(named("list", &row.list));
    let persons = row.persons.iter();
    beside.extend(persons.map(|(field, name)| ((*field).to_owned(), Value::String(name.clone()))));
    if let Some(outer) = row.outer {
        let value = |text: &str| match json_value::read(text).map(|read| read.value) {
            Ok(value) if value.is_object() || value.is_array() => Value::String(text.to_owned()),
            Ok(value) => value,
            Err(_) => Value::Null,
        };
        let happened = row.part == Part::Happened;
        let is_outer_event = At::of(outer).is_event() || happened && At::of(outer).has_date();
        let holds_row = |field: &str| {
            let start = field.as_ptr() as usize;
            (start..start + field.len()).contains(&(row.text.as_ptr() as usize))
        };
        let is_list = |field: &str| field.starts_with('[') && rows_of(field).is_some();
        for (name, field) in fields_of(outer)
            .into_iter()
            .filter(|(_, field)| !holds_row(field) && !is_list(field))
        {
            // “Feature” says nothing of the event.
            if name == "type" && field == "\"Feature\"" {
                continue;
            }
            // The name of an era is neither the title of an event in it nor a person's name.
            let known = Field::from_name(&name);
            if happened && matches!(known, Some(Field::Title | Field::From)) {
                if field.starts_with('"') {
                    beside.push(("tags".to_owned(), value(field)));
                }
                continue;
            }
            let is_id = known == Some(Field::Id);
            match (is_outer_event, is_id) {
                (true, true) if row.part == Part::Answer => beside.push(("in_reply_to".to_owned(), value(field))),
                (true, _) => {}
                (false, true) if row.part == Part::Wrapped => beside.push(("id".to_owned(), value(field))),
                // The name of a collection is none of its letters'.
                (false, true) => beside.push((format!("collection {name}"), value(field))),
                (false, false) => beside.push((name, value(field))),
            }
        }
    }
    let without = if may_hold_records(row.text) {
        let is_inner =
            |name: &str, value: &str| value.starts_with('[') && rows_of(value).is_some_and(|rows| part_in(name, &rows).is_some());
        fields_of(row.text)
            .into_iter()
            .filter(|(name, value)| is_inner(name, value))
            .map(|(name, _)| name)
            .collect()
    } else {
        Vec::new()
    };
    RowAt {
        span: span_in(text, row.text),
        beside,
        without,
    }
}
