//! Values that say their own type, as the interface of Notion gives them: `{"type": "select", "select": {"name": "Ann"}}` is Ann,
//! a text is a list of runs, each with its `plain_text`, and users keep their ids. Ids of columns and choices, their colors, and
//! the styles of runs are how Notion shows a page, and are not kept.

use serde_json::{Map, Value};

/// How deep values are within each other: a date in a formula in a property.
const MAX_DEPTH: usize = 4;

/// How many values of a record have to say their type: one alone may be a record with a type and a field of the same name.
const LEAST: usize = 2;

/// Puts what is said in the place of values that say their type, where a record, or an object in it, has several.
pub(super) fn untag(fields: &mut Map<String, Value>) {
    if fields.values().filter(|value| tagged(value).is_some()).count() >= LEAST {
        for value in fields.values_mut() {
            if let Some(inner) = tagged(value) {
                *value = said(inner, 0);
            }
        }
    }
    for inner in fields.values_mut().filter_map(Value::as_object_mut) {
        if inner.values().filter(|value| tagged(value).is_some()).count() >= LEAST {
            untag(inner);
        }
    }
}

/// The value in an object that has nothing else than it, its type, and its id.
fn tagged(value: &Value) -> Option<&Value> {
    let fields = value.as_object()?;
    let kind = fields.get("type")?.as_str()?;
    let is_part = |key: &String| key == kind || matches!(key.as_str(), "type" | "id" | "has_more");
    fields.get(kind).filter(|_| kind != "type" && fields.keys().all(is_part))
}

/// What a value says: the name of what is chosen, the text of runs, users with their ids.
fn said(value: &Value, depth: usize) -> Value {
    if depth > MAX_DEPTH {
        return value.clone();
    }
    match value {
        Value::Array(all) => {
            let runs: Option<Vec<&str>> = all.iter().map(|run| run.get("plain_text")?.as_str()).collect();
            match runs {
                Some(runs) if runs.is_empty() => Value::Null,
                Some(runs) => Value::String(runs.concat()),
                None => Value::Array(all.iter().map(|value| said(value, depth + 1)).collect()),
            }
        }
        Value::Object(fields) if fields.get("object").and_then(Value::as_str) == Some("user") => user(fields),
        Value::Object(fields) => match (fields.get("name"), tagged(value)) {
            (Some(name @ Value::String(_)), _) => name.clone(),
            (_, Some(inner)) => said(inner, depth + 1),
            _ => value.clone(),
        },
        other => other.clone(),
    }
}

/// A user, who may share a name with another: name, id, and address.
fn user(fields: &Map<String, Value>) -> Value {
    let email = fields.get("person").and_then(|person| person.get("email"));
    let parts = [("id", fields.get("id")), ("name", fields.get("name")), ("email", email)];
    let known = parts.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?.clone())));
    Value::Object(known.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_that_say_their_type_are_what_they_say() {
        let mut page = json!({"object": "page", "properties": {
            "From": {"id": "a", "type": "people", "people": [{"object": "user", "id": "u", "name": "Ann", "type": "person", "person": {"email": "ann@example.org"}}]},
            "To": {"id": "b", "type": "select", "select": {"id": "1", "name": "Bob", "color": "red"}},
            "Date": {"id": "c", "type": "date", "date": {"start": "1962-10-26", "end": null}},
            "Text": {"id": "d", "type": "rich_text", "rich_text": [{"type": "text", "plain_text": "Dear "}, {"type": "text", "plain_text": "Bob"}]},
            "Note": {"id": "e", "type": "rich_text", "rich_text": []},
            "Pages": {"id": "f", "type": "formula", "formula": {"type": "number", "number": 3}},
        }});
        page.as_object_mut().into_iter().for_each(untag);
        let expected = json!({"object": "page", "properties": {
            "From": [{"id": "u", "name": "Ann", "email": "ann@example.org"}], "To": "Bob", "Date": {"start": "1962-10-26", "end": null}, "Text": "Dear Bob", "Note": null, "Pages": 3,
        }});
        assert_eq!(page, expected);
    }

    #[test]
    fn one_value_with_a_type_stays_a_record() {
        let mut record = json!({"type": "message", "message": "Dear Bob", "from": {"type": "name", "name": "Ann"}});
        let before = record.clone();
        record.as_object_mut().into_iter().for_each(untag);
        assert_eq!(record, before);
    }
}
