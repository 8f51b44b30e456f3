//! JSON of any shape that has a list of objects in it: each object is a row, each of its fields a column.

use serde_json::Value;
use serde_json::value::RawValue;

use super::json::{Object, report_syntax};
use super::table::{self, Row, Table};
use super::{Options, file_error, span_in};
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
    let table = table_of(&text);
    draft.text = text;
    match table {
        Ok(Some(mut table)) => {
            name_content(&mut table.headers);
            table::fill(draft, table, options);
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

fn table_of(text: &str) -> Result<Option<Table>, serde_json::Error> {
    let whole: &RawValue = serde_json::from_str(text.trim())?;
    let rows = if whole.get().starts_with('[') {
        Some(serde_json::from_str::<Vec<&RawValue>>(whole.get())?)
    } else {
        let top: Object<'_> = serde_json::from_str(whole.get())?;
        top.values().filter_map(|value| rows_of(value)).max_by_key(Vec::len)
    };
    let Some(rows) = rows else { return Ok(None) };
    let spans = rows.into_iter().map(|row| (row.get(), span_in(text, row.get())));
    Ok(Some(from_objects(
        spans.map(|(row, span)| (serde_json::from_str(row).unwrap_or(Value::Null), span)),
    )))
}

/// A table of objects; every field that any of them has is a column, in the order in which they come.
pub(super) fn from_objects(objects: impl Iterator<Item = (Value, std::ops::Range<usize>)>) -> Table {
    let mut headers: Vec<String> = Vec::new();
    let mut columns: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
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
