//! What vis-timeline has of its own: groups beside the items, times in milliseconds, `content` for a title.

use std::collections::HashMap;

use serde_json::Value;
use serde_json::value::RawValue;

use super::cells::of_epoch;
use super::json_cells::plain;

/// The groups of a vis-timeline, by their ids.
pub(super) fn groups_of(list: &RawValue) -> HashMap<String, String> {
    let all: Vec<Value> = serde_json::from_str(list.get()).unwrap_or_default();
    let named = all.iter().filter_map(|group| {
        let content = group.get("content").or_else(|| group.get("title"))?.as_str()?;
        Some((plain(group.get("id")?), super::html::plain(content).text))
    });
    named.collect()
}

/// Calls each group of a record what it is called where groups are listed.
pub(super) fn name_groups(objects: &mut [(Value, std::ops::Range<usize>)], groups: &HashMap<String, String>) {
    for (object, _) in objects.iter_mut().filter(|_| !groups.is_empty()) {
        if let Some(group) = object.get_mut("group")
            && let Some(name) = groups.get(&plain(group))
        {
            *group = Value::String(name.clone());
        }
    }
}

/// An item of vis-timeline whose start and end are numbers counts milliseconds; a number of four digits may be a year.
pub(super) fn date_items(object: &mut Value) {
    let Value::Object(fields) = object else { return };
    if !fields.contains_key("content") {
        return;
    }
    for name in ["start", "end"] {
        let count = fields
            .get(name)
            .and_then(Value::as_i64)
            .filter(|count| !(0..10_000).contains(count));
        if let Some(count) = count {
            let (date, note) = of_epoch(count, 1_000);
            // With its parts of a second, which are then said not to be kept.
            let fraction = if note.is_some() && date.ends_with('Z') {
                format!(".{:03}Z", count.rem_euclid(1_000))
            } else {
                String::new()
            };
            let date = match fraction.as_str() {
                "" => date,
                fraction => format!("{}{fraction}", date.trim_end_matches('Z')),
            };
            fields.insert(name.to_owned(), Value::String(date));
        }
    }
}

/// In a list for vis-timeline, `content` is what the item shows.
pub(super) fn name_content(headers: &mut [String]) {
    let has = |name: &str| headers.iter().any(|header| header == name);
    if !has("start") || !has("content") || has("from") || has("sender") {
        return;
    }
    for header in headers.iter_mut() {
        match header.as_str() {
            "content" => "title".clone_into(header),
            // What shows when the mouse is over it.
            "title" => "tooltip".clone_into(header),
            _ => {}
        }
    }
}
