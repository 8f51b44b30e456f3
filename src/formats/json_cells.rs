//! From values of JSON to the cells of a table.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::cells::{between, date_of_parts, of_epoch};
use super::table::{Row, Table};
use super::{json_pairs, json_tagged};
use crate::dates::Date;
use crate::model::columns::{Field, Mapping};

/// How deep objects within a row are looked into for columns.
const MAX_DEPTH: usize = 4;

/// With more empty cells than this the objects are no table: each has fields of its own.
const MAX_EMPTY: usize = 20_000_000;

/// A table of objects; every field that any of them has is a column, in the order in which they come.
pub(super) fn from_objects(objects: impl Iterator<Item = (Value, std::ops::Range<usize>)>) -> Table {
    let mut headers: Vec<String> = Vec::new();
    let mut columns: HashMap<String, usize> = HashMap::new();
    let mut rows = Vec::new();
    let mut empty = 0_usize;
    for (mut object, span) in objects {
        if empty > MAX_EMPTY {
            rows.push(Row { cells: Vec::new(), span });
            continue;
        }
        if let Value::Object(fields) = &mut object {
            json_tagged::untag(fields);
            json_pairs::spread(fields);
            fields.values_mut().for_each(take_values);
            end_on_last_day(fields);
            name_things(fields);
            fields.values_mut().for_each(|value| join_names(value, 0));
        }
        let mut cells: Vec<String> = Vec::new();
        let mut filled = 0;
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
                filled += 1;
            }
        });
        empty += cells.len().saturating_sub(filled);
        rows.push(Row { cells, span });
    }
    let mut table = Table {
        headers,
        rows,
        is_too_wide: empty > MAX_EMPTY,
    };
    if table.is_too_wide {
        return table;
    }
    merge_names(&mut table);
    table
}

/// `[{"@value": "1848", "type": "literal"}]`, as JSON-LD has values: the values alone; of things that Omeka links, what they are
/// called.
fn take_values(value: &mut Value) {
    let Value::Array(all) = value else { return };
    let values: Option<Vec<Value>> = all
        .iter()
        .map(|one| {
            let fields = one.as_object()?;
            let is_resource = fields
                .get("type")
                .and_then(Value::as_str)
                .is_some_and(|kind| kind.starts_with("resource"));
            let title = fields.get("display_title").filter(|_| is_resource);
            fields.get("@value").or(title).cloned()
        })
        .collect();
    if let Some(values) = values.filter(|values| !values.is_empty()) {
        *all = values;
    }
}

/// `{"start": {"date": …}, "end": {"date": …}}`, as calendars of Google have events of whole days: the end is the day after the last.
fn end_on_last_day(fields: &mut Map<String, Value>) {
    let day_in = |name: &str| Date::parse(fields.get(name)?.as_object()?.get("date")?.as_str()?).ok();
    let (Some(start), Some(end)) = (day_in("start"), day_in("end")) else {
        return;
    };
    let (Some(first), Some(after)) = (start.extent().earliest, end.extent().earliest) else {
        return;
    };
    let are_days = [&start, &end].iter().all(|date| date.precision() == crate::dates::Precision::Day);
    if are_days && after > first {
        let last = crate::dates::Day::of_instant(after - 1);
        if let Some(Value::Object(end)) = fields.get_mut("end") {
            end.insert(
                "date".to_owned(),
                Value::String(format!("{:04}-{:02}-{:02}", last.year, last.month, last.day)),
            );
        }
    }
}

/// Puts one name in the place of an object that has only its parts, as citations (CSL-JSON) and databases keep them.
fn join_names(value: &mut Value, depth: usize) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(|value| join_names(value, depth)),
        Value::Object(fields) => {
            if let Some(name) = whole_name(fields) {
                *value = Value::String(name);
            } else if depth < MAX_DEPTH {
                fields.values_mut().for_each(|value| join_names(value, depth + 1));
            }
        }
        _ => {}
    }
}

/// The name of which an object has the parts, and nothing else.
fn whole_name(fields: &Map<String, Value>) -> Option<String> {
    const PARTS: [&[&str]; 5] = [
        &["given", "first", "firstname", "givenname", "forename"],
        &["dropping-particle"],
        &["non-dropping-particle"],
        &["family", "last", "lastname", "familyname", "surname"],
        &["suffix"],
    ];
    let folded = |name: &String| name.to_lowercase().replace('_', "");
    if let (Some(Value::String(name)), 1) = (fields.get("literal"), fields.len()) {
        return Some(name.clone());
    }
    // What CSL says of how a name is set is no part of it.
    let is_setting = |name: &String| matches!(name.as_str(), "static-ordering" | "comma-suffix" | "parse-names");
    let is_part = |name: &String| PARTS.iter().any(|names| names.contains(&folded(name).as_str()));
    let has_family = fields.keys().any(|name| PARTS[3].contains(&folded(name).as_str()));
    if fields.len() < 2
        || !has_family
        || !fields
            .iter()
            .all(|(name, value)| is_setting(name) || is_part(name) && (value.is_string() || value.is_null()))
    {
        return None;
    }
    let part = |names: &&[&str]| {
        let found = fields.iter().find(|(name, _)| names.contains(&folded(name).as_str()));
        found.and_then(|(_, value)| value.as_str()).filter(|part| !part.trim().is_empty())
    };
    Some(PARTS.iter().filter_map(part).collect::<Vec<_>>().join(" "))
}

/// In an answer of Wikidata each thing has its address in one field, `sender`, and what it is called in another,
/// `senderLabel`; a day is its first moment.
fn name_things(fields: &mut Map<String, Value>) {
    let is_address = |value: &Value| value.get("type").and_then(Value::as_str) == Some("uri");
    let things: Vec<String> = fields
        .iter()
        .filter(|(name, value)| is_address(value) && fields.contains_key(&format!("{name}Label")))
        .map(|(name, _)| name.clone())
        .collect();
    for name in things {
        let mut label = fields.shift_remove(&format!("{name}Label")).unwrap_or_default();
        // A name that is asked for in English says nothing by it.
        if let Value::Object(label) = &mut label {
            label.shift_remove("xml:lang");
        }
        let address = std::mem::replace(&mut fields[&name], label);
        let field = Mapping::guess(std::slice::from_ref(&name)).0.first().map(|(_, field)| *field);
        let is_person = matches!(field, Some(Field::From | Field::To));
        // What a letter is called is none of its words.
        if field == Some(Field::Text)
            && let Some(label) = fields.shift_remove(&name)
        {
            fields.insert("title".to_owned(), label);
        }
        fields.insert(format!("{name}{}", if is_person { ".id" } else { " address" }), address);
    }
    for value in fields.values_mut() {
        let is_time = value
            .get("datatype")
            .and_then(Value::as_str)
            .is_some_and(|kind| kind.ends_with("#dateTime"));
        if let Some(Value::String(text)) = value.get_mut("value").filter(|_| is_time)
            && let Some(day) = text.strip_suffix("T00:00:00Z")
        {
            *text = day.to_owned();
        }
    }
}

/// Gives each value of an object with its name: `sender.name`. Lists of plain values are one cell.
fn flatten(name: &str, value: &Value, depth: usize, give: &mut impl FnMut(&str, String)) {
    let below = |key: &str| if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") };
    match value {
        Value::Object(fields) if wrapped(fields).is_some() => {
            let key = wrapped(fields).unwrap_or_default();
            flatten(name, &fields[key], depth, give);
            let is_said = |key: &str| ["datatype", "@type", "type"].contains(&key);
            let rest = fields.iter().filter(|(inner, _)| inner.as_str() != key && !is_said(inner));
            rest.for_each(|(key, value)| flatten(&below(key), value, depth + 1, give));
        }
        Value::Object(fields) if depth < MAX_DEPTH => {
            let date = if is_date(name) { date_of(fields) } else { None };
            let (date, told) = date.map_or((None, Vec::new()), |(date, told)| (Some(date), told));
            if let Some(date) = date {
                give(name, date);
            }
            // That a person is one says nothing.
            let is_idle = |key: &str, value: &Value| !name.is_empty() && is_class(key) && value.as_str().is_some_and(is_kind_of_thing);
            let rest = fields
                .iter()
                .filter(|(key, value)| !told.contains(&key.as_str()) && !is_idle(key, value));
            rest.for_each(|(key, value)| flatten(&below(key), value, depth + 1, give));
        }
        Value::Array(all) => {
            let all: Vec<&Value> = all.iter().flat_map(|value| flat(value)).filter(|value| !value.is_null()).collect();
            let field = Mapping::guess(&[name.to_owned()]).0.first().map(|(_, field)| *field);
            if let (Some(Field::Text), Some(said)) = (field, said_by(&all)) {
                // What others said is none of the sender's words.
                give(&below("by speaker"), said);
            } else if matches!(field, Some(Field::Text)) {
                give(name, text_of(&all));
            } else if is_date(name) && all.iter().all(|value| value.is_i64()) && matches!(all.len(), 2 | 3) {
                let parts: Vec<String> = all.into_iter().map(plain).collect();
                give(
                    name,
                    date_of_parts(&parts[0], Some(&parts[1]), parts.get(2).map(String::as_str), None),
                );
            } else if all.iter().all(|value| !value.is_object()) {
                let parts: Vec<String> = all.into_iter().map(plain).collect();
                give(name, parts.join("; "));
            } else {
                columns_of(&all, &mut |key, value| give(&below(key), value));
            }
        }
        Value::Null => {}
        // `/Date(1704412800000)/`, as .NET writes it.
        Value::String(text) if text.starts_with("/Date(") && text.ends_with(")/") => {
            // The offset after it says where it was written; the count is in UTC.
            let count = text.trim_start_matches("/Date(").trim_end_matches(")/");
            let count = count
                .get(1..)
                .and_then(|rest| rest.find(['+', '-']))
                .map_or(count, |at| &count[..=at])
                .parse::<i64>();
            give(name, count.map_or_else(|_| text.clone(), |count| of_epoch(count, 1_000).0));
        }
        other => give(if name.is_empty() { "value" } else { name }, plain(other)),
    }
}

/// The field of an object that holds its value, where the others only say of what kind it is: `{"type": "literal", "value": …}`
/// as answers to SPARQL have it, `{"@value": …, "@language": …}` of JSON-LD.
fn wrapped(fields: &Map<String, Value>) -> Option<&'static str> {
    let is_of_graph = fields.contains_key("@value");
    let is_binding = fields.contains_key("value")
        && fields.contains_key("type")
        && fields
            .keys()
            .all(|key| matches!(key.as_str(), "type" | "value" | "datatype" | "xml:lang"));
    match (is_of_graph, is_binding) {
        (true, _) => Some("@value"),
        (false, true) => Some("value"),
        (false, false) => None,
    }
}

/// Texts of several speakers, each after whose it is; `None` where none is said to be anybody's.
fn said_by(all: &[&Value]) -> Option<String> {
    const SPEAKERS: [&str; 5] = ["speaker", "by", "author", "who", "name"];
    let part = |value: &&Value| {
        let fields = value.as_object()?;
        let speaker = SPEAKERS.iter().find_map(|name| fields.get(*name)?.as_str())?;
        let text = ["text", "quote", "content"].iter().find_map(|name| fields.get(*name)?.as_str())?;
        Some(format!("{speaker}: {text}"))
    };
    let parts: Vec<String> = all.iter().map(part).collect::<Option<_>>()?;
    (!parts.is_empty()).then(|| parts.join(" | "))
}

/// A text in parts: paragraphs, or words some of which are marked as links or names, each with its own text.
fn text_of(all: &[&Value]) -> String {
    let is_marked = all.iter().any(|part| part.is_object());
    let part = |value: &&Value| match value {
        Value::Object(fields) => fields.get("text").map(plain).unwrap_or_default(),
        other => plain(other),
    };
    let parts: Vec<String> = all.iter().map(part).collect();
    parts.join(if is_marked { "" } else { "\n\n" })
}

/// The values of a list, and of the lists in it.
fn flat(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(all) => all.iter().flat_map(flat).collect(),
        other => vec![other],
    }
}

/// Several persons, places, sources: each field of theirs is one cell, with a bar between them. A bare value among objects is
/// what the others have as their name.
fn columns_of(all: &[&Value], give: &mut impl FnMut(&str, String)) {
    let all: Vec<&Value> = all.iter().map(|value| alone_in(value)).collect();
    let all = all.as_slice();
    let keys: Vec<&String> = all
        .iter()
        .filter_map(|value| value.as_object())
        .flat_map(|fields| fields.keys())
        .collect();
    let name = NAMES.iter().find(|name| keys.iter().any(|key| key.eq_ignore_ascii_case(name)));
    let mut told: Vec<&str> = Vec::new();
    for key in keys.iter().map(|key| key.as_str()).chain(name.is_none().then_some("name")) {
        if told.contains(&key) {
            continue;
        }
        told.push(key);
        if is_class(key)
            && all
                .iter()
                .all(|value| value.get(key).and_then(Value::as_str).is_some_and(is_kind_of_thing))
        {
            continue;
        }
        let is_name = name.map_or(key == "name", |name| key.eq_ignore_ascii_case(name));
        let part = |value: &&Value| match value {
            Value::Object(fields) => fields.get(key).map(plain).unwrap_or_default(),
            other if is_name => plain(other),
            _ => String::new(),
        };
        let parts: Vec<String> = all.iter().map(part).collect();
        if parts.iter().any(|part| !part.is_empty()) {
            give(key, parts.join(" | "));
        }
    }
}

/// Whether a field says of what class a thing is.
fn is_class(key: &str) -> bool {
    matches!(key, "@type" | "type" | "__typename")
}

/// Whether a text is the class that graphs give to whom or what an event names.
fn is_kind_of_thing(class: &str) -> bool {
    let class = class.rsplit(['/', '#', ':']).next().unwrap_or(class);
    matches!(
        class,
        "Person" | "Organization" | "Place" | "City" | "Country" | "PostalAddress" | "ListItem"
    )
}

/// The object that another holds alone: `{"emailAddress": {"name": …}}`.
fn alone_in(value: &Value) -> &Value {
    let only = value
        .as_object()
        .filter(|fields| fields.len() == 1)
        .and_then(|fields| fields.values().next());
    only.filter(|inner| inner.is_object()).unwrap_or(value)
}

/// What objects call their names.
const NAMES: [&str; 6] = ["name", "fullname", "label", "displayname", "literal", "title"];

/// Whether a field of that name holds a date.
fn is_date(name: &str) -> bool {
    let field = Mapping::guess(&[name.to_owned()]).0.first().map(|(_, field)| *field);
    matches!(field, Some(Field::Sent | Field::Received | Field::Published | Field::End))
}

/// The date that an object says in several fields, and which they are: `{"from": …, "to": …}`, `{"year": …, "month": …}`,
/// `{"$date": …}` as databases write it.
pub(super) fn date_of(fields: &Map<String, Value>) -> Option<(String, Vec<&str>)> {
    let find = |names: &[&str]| {
        let found = fields
            .iter()
            .find(|(key, value)| names.iter().any(|name| key.eq_ignore_ascii_case(name)) && !value.is_null());
        found.map(|(key, value)| (key.as_str(), value))
    };
    let text = |found: Option<(&str, &Value)>| found.map(|(_, value)| plain(value)).filter(|text| !text.trim().is_empty());
    let told = |found: &[Option<(&'_ str, &Value)>]| -> Vec<String> { found.iter().flatten().map(|(key, _)| (*key).to_owned()).collect() };
    let keys = |names: Vec<String>| {
        fields
            .keys()
            .map(String::as_str)
            .filter(|key| names.iter().any(|name| name == key))
            .collect()
    };
    // Databases count milliseconds or seconds.
    if let Some((key, value)) = find(&["$date", "$numberLong", "_seconds", "seconds"]) {
        let number = |value: &Value| value.as_i64().or_else(|| value.as_str()?.parse().ok());
        let date = match value {
            Value::Object(inner) => date_of(inner)?.0,
            other => match number(other) {
                Some(count) => of_epoch(count, if key.contains("seconds") { 1 } else { 1_000 }).0,
                None => plain(other),
            },
        };
        return Some((date, keys(vec![key.to_owned()])));
    }
    // `{"date-parts": [[1912, 9, 20]]}`, of a span with two of them, as citations have it (CSL-JSON).
    if let Some((key, Value::Array(all))) = find(&["date-parts"]) {
        let (season, circa) = (find(&["season"]), find(&["circa"]));
        let value = |found: Option<(&'_ str, &Value)>| found.map(|(_, value)| plain(value)).unwrap_or_default();
        let days: Vec<String> = all
            .iter()
            .filter_map(|parts| cited_day(parts, &value(season), &value(circa)))
            .collect();
        let used = [Some(key), season.map(|(key, _)| key), circa.map(|(key, _)| key)];
        return Some((days.join("/"), keys(used.into_iter().flatten().map(str::to_owned).collect())));
    }
    let one = find(&[
        "edtf", "iso", "date", "dateTime", "when", "value", "text", "display", "raw", "literal",
    ]);
    if let Some((key, value)) = one.filter(|(_, value)| !value.is_object() && !value.is_array()) {
        return Some((plain(value), keys(vec![key.to_owned()])));
    }
    let bounds = [
        find(&["notBefore", "not_before", "earliest", "min"]),
        find(&["notAfter", "not_after", "latest", "max"]),
    ];
    let [earliest, latest] = bounds.map(text);
    if let Some(date) = between([earliest.as_deref(), latest.as_deref()]) {
        return Some((date, keys(told(&bounds))));
    }
    let ends = [find(&["from", "start", "begin"]), find(&["to", "end", "until"])];
    match ends.map(text) {
        [Some(start), Some(end)] if start == end => return Some((start, keys(told(&ends)))),
        [Some(start), Some(end)] => {
            let is_edtf = Date::parse(&format!("{start}/{end}")).is_ok();
            let joint = if is_edtf { "/" } else { " \u{2013} " };
            return Some((format!("{start}{joint}{end}"), keys(told(&ends))));
        }
        [Some(start), None] => return Some((start, keys(told(&ends)))),
        _ => {}
    }
    let parts = [
        find(&["year", "y", "yyyy"]),
        find(&["month", "m", "mm"]),
        find(&["day", "d", "dd"]),
        find(&["time"]),
    ];
    let [year, month, day, time] = parts.map(text);
    let year = year?;
    Some((
        date_of_parts(&year, month.as_deref(), day.as_deref(), time.as_deref()),
        keys(told(&parts)),
    ))
}

/// A date of a citation, `[1912, 9, 20]`: with the season beside it, from 1, and whether it is about then (CSL-JSON 1.0.2).
fn cited_day(parts: &Value, season: &str, circa: &str) -> Option<String> {
    let mut parts: Vec<String> = parts.as_array()?.iter().map(plain).collect();
    // Citations count no year 0: -353 is 353 BCE.
    if let Some(year) = parts.first().and_then(|year| year.parse::<i32>().ok()).filter(|year| *year < 0) {
        parts[0] = format!("-{:04}", year.unsigned_abs().saturating_sub(1));
    }
    let part = |at: usize| parts.get(at).map(String::as_str);
    let date = match (parts.len(), season.parse::<u8>()) {
        (1, Ok(season @ 1..=4)) => format!("{:0>4}-{}", parts[0], 20 + season),
        _ => date_of_parts(part(0)?, part(1), part(2), None),
    };
    let about = format!("{date}~");
    let is_about = !matches!(circa, "" | "false" | "0") && Date::parse(&about).is_ok();
    Some(if is_about { about } else { date })
}

/// Puts into one column what some records have as a value and others as an object with a name: `"to": "Kennedy"`,
/// `"to": {"name": "Kennedy"}`.
fn merge_names(table: &mut Table) {
    let mut column = 0;
    while column < table.headers.len() {
        let named: Vec<String> = NAMES
            .iter()
            .map(|name| format!("{}.{name}", table.headers[column]).to_lowercase())
            .collect();
        let other = table.headers.iter().position(|header| named.contains(&header.to_lowercase()));
        let is_filled = |row: &Row, column: usize| row.cells.get(column).is_some_and(|cell| !cell.trim().is_empty());
        if let Some(other) = other.filter(|other| !table.rows.iter().any(|row| is_filled(row, column) && is_filled(row, *other))) {
            for row in &mut table.rows {
                row.cells.resize(row.cells.len().max(column + 1).max(other + 1), String::new());
                let moved = row.cells.remove(other);
                let column = column - usize::from(other < column);
                if !moved.trim().is_empty() {
                    row.cells[column] = moved;
                }
            }
            table.headers.remove(other);
            column -= usize::from(other < column);
        }
        column += 1;
    }
}

/// A value as a cell has it.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
