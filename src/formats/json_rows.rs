//! JSON of any shape that has a list of objects in it: each object is a row, each of its fields a column.

use std::collections::HashMap;

use serde_json::Value;
use serde_json::value::RawValue;

use super::json::{Object, is_event, report_syntax};
use super::table::{self, Row, Table};
use super::{Options, file_error, file_warning, json_value};
use crate::model::draft::FileDraft;

/// How deep objects within a row are looked into for columns.
const MAX_DEPTH: usize = 4;

/// Whether any field of an object is a list of objects.
pub(super) fn has_rows(top: &Object<'_>) -> bool {
    top.values().any(|value| rows_of(value).is_some())
}

/// The objects of a list.
fn rows_of(value: &RawValue) -> Option<Vec<&RawValue>> {
    let all: Vec<&RawValue> = serde_json::from_str(value.get()).ok()?;
    let is_table = !all.is_empty() && all.iter().all(|row| row.get().starts_with('{'));
    is_table.then_some(all)
}

/// Reads the draft's text as a list of objects, or as an object whose longest list of objects is meant.
pub(super) fn read(draft: &mut FileDraft, options: &Options) {
    draft.format = "json-rows";
    let text = std::mem::take(&mut draft.text);
    let lists = lists_of(&text);
    draft.text = text;
    match lists {
        Ok(Some(Lists { rows, groups, others })) => {
            if !others.is_empty() {
                draft.reports.push(file_warning(
                    &draft.path,
                    "other-lists",
                    None,
                    format!("found more lists, whose objects have no date and no person: {}", others.join(", ")),
                    "they are not read",
                ));
            }
            let mut objects = json_value::records(draft, rows);
            name_groups(&mut objects, &groups);
            let mut table = from_objects(objects.into_iter());
            name_content(&mut table.headers);
            reject_empty(draft, &mut table);
            let rejected = std::mem::take(&mut draft.rejected);
            table::fill(draft, table, options);
            draft.rejected += rejected;
        }
        Ok(None) => {
            let place = draft.place_of_offset(0);
            draft.reports.push(file_error(
                &draft.path,
                "unknown-format",
                Some(place),
                "found JSON without a list of objects, expected an archive or a list of events".to_owned(),
                "data/FORMAT.md says what can be opened",
            ));
        }
        Err(error) => report_syntax(draft, &error, 0),
    }
}

/// An object in which nothing is written is a record all the same, which is left out.
fn reject_empty(draft: &mut FileDraft, table: &mut Table) {
    let (filled, empty): (Vec<Row>, Vec<Row>) = std::mem::take(&mut table.rows)
        .into_iter()
        .partition(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
    table.rows = filled;
    draft.rejected += empty.len();
    for row in empty {
        let place = Some(draft.place_of_offset(row.span.start));
        draft.reports.push(file_error(
            &draft.path,
            "empty-record",
            place,
            "found a record in which nothing is written".to_owned(),
            "it is left out; fill it in, or remove it",
        ));
    }
}

/// The records of a file, and the groups of vis-timeline that stand beside them.
struct Lists {
    rows: Vec<std::ops::Range<usize>>,
    /// Ids of groups and what they are called.
    groups: HashMap<String, String>,
    /// Lists beside them that are not read, with how many objects they have.
    others: Vec<String>,
}

fn lists_of(text: &str) -> Result<Option<Lists>, serde_json::Error> {
    let whole: &RawValue = serde_json::from_str(text.trim())?;
    let mut groups = HashMap::new();
    let mut others = Vec::new();
    let rows = if whole.get().starts_with('[') {
        Some(serde_json::from_str::<Vec<&RawValue>>(whole.get())?)
    } else {
        let top: Object<'_> = serde_json::from_str(whole.get())?;
        if top.contains_key("items") {
            groups = top.get("groups").map(|list| groups_of(list)).unwrap_or_default();
        }
        // Groups are no events, however many there are.
        let lists = top.iter().filter(|(name, _)| groups.is_empty() || name.as_str() != "groups");
        let lists: Vec<(&String, Vec<&RawValue>)> = lists.filter_map(|(name, value)| Some((name, rows_of(value)?))).collect();
        // Letters in one list and telegrams in another are all events; of lists that say nothing, the longest is read.
        let holds_events = |list: &[&RawValue]| {
            list.iter()
                .any(|row| serde_json::from_str::<Object<'_>>(row.get()).is_ok_and(|row| is_event(&row)))
        };
        let longest = lists.iter().map(|(_, list)| list.len()).max();
        let has_events = lists.iter().any(|(_, list)| holds_events(list));
        let mut rows: Option<Vec<&RawValue>> = None;
        for (name, list) in lists {
            let is_read = if has_events {
                holds_events(&list)
            } else {
                rows.is_none() && Some(list.len()) == longest
            };
            if is_read {
                rows.get_or_insert_default().extend(list);
            } else {
                others.push(format!("{name:?} ({})", list.len()));
            }
        }
        rows
    };
    let Some(mut rows) = rows else { return Ok(None) };
    // As they stand in the file.
    rows.sort_by_key(|row| row.get().as_ptr());
    let rows = json_value::spans(text, rows);
    Ok(Some(Lists { rows, groups, others }))
}

/// The groups of a vis-timeline, by their ids.
fn groups_of(list: &RawValue) -> HashMap<String, String> {
    let all: Vec<Value> = serde_json::from_str(list.get()).unwrap_or_default();
    let named = all.iter().filter_map(|group| {
        let content = group.get("content").or_else(|| group.get("title"))?.as_str()?;
        Some((plain(group.get("id")?), super::html::plain(content).text))
    });
    named.collect()
}

/// Calls each group of a record what it is called where groups are listed.
fn name_groups(objects: &mut [(Value, std::ops::Range<usize>)], groups: &HashMap<String, String>) {
    for (object, _) in objects.iter_mut().filter(|_| !groups.is_empty()) {
        if let Some(group) = object.get_mut("group")
            && let Some(name) = groups.get(&plain(group))
        {
            *group = Value::String(name.clone());
        }
    }
}

/// A table of objects; every field that any of them has is a column, in the order in which they come.
pub(super) fn from_objects(objects: impl Iterator<Item = (Value, std::ops::Range<usize>)>) -> Table {
    let mut headers: Vec<String> = Vec::new();
    let mut columns: HashMap<String, usize> = HashMap::new();
    let mut rows = Vec::new();
    for (object, span) in objects {
        let mut cells: Vec<String> = Vec::new();
        flatten("", &object, 0, &mut |name, value| {
            let column = *columns.entry(name.to_owned()).or_insert_with(|| {
                headers.push(name.to_owned());
                headers.len() - 1
            });
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            if let Some(cell) = cells.get_mut(column) {
                *cell = value;
            }
        });
        rows.push(Row { cells, span });
    }
    Table { headers, rows }
}

/// Gives each value of an object with its name: `sender.name`. Lists of plain values are one cell.
fn flatten(name: &str, value: &Value, depth: usize, give: &mut impl FnMut(&str, String)) {
    let below = |key: &str| if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") };
    match value {
        Value::Object(fields) if depth < MAX_DEPTH => fields.iter().for_each(|(key, value)| flatten(&below(key), value, depth + 1, give)),
        Value::Array(all) if all.iter().all(|value| !value.is_object() && !value.is_array()) => {
            let parts: Vec<String> = all.iter().map(plain).collect();
            give(name, parts.join("; "));
        }
        // Several persons, places, sources: each field of theirs is one cell, with a bar between them.
        Value::Array(all) if depth < MAX_DEPTH && all.iter().all(Value::is_object) => {
            let names: Vec<&String> = all.iter().filter_map(Value::as_object).flat_map(|fields| fields.keys()).collect();
            let mut told: Vec<&String> = Vec::new();
            for key in names {
                if told.contains(&key) {
                    continue;
                }
                told.push(key);
                let parts: Vec<String> = all.iter().map(|object| object.get(key).map(plain).unwrap_or_default()).collect();
                give(&below(key), parts.join(" | "));
            }
        }
        Value::Null => {}
        other => give(if name.is_empty() { "value" } else { name }, plain(other)),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// In a list for vis-timeline, `content` is what stands on the item.
fn name_content(headers: &mut [String]) {
    let is_vis = headers.iter().any(|header| header == "start") && !headers.iter().any(|header| header == "title");
    if is_vis && let Some(content) = headers.iter_mut().find(|header| *header == "content") {
        "title".clone_into(content);
    }
}
