//! Persons, places and sources that JSON lists once and means by their ids elsewhere: `{"people": [{"id": 1, "name": "Ann"}],
//! "letters": [{"from": 1, …}]}`, and the objects of a graph of JSON-LD that name each other by `@id`.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde_json::{Map, Value};

use super::json_cells::plain;
use crate::model::columns::{Field, Mapping, fold_header};

/// How deep objects are looked into for lists of names.
const MAX_DEPTH: usize = 3;

/// What objects call their ids, folded.
const IDS: [&str; 8] = ["id", "uid", "key", "code", "identifier", "xmlid", "ref", "oid"];

/// What objects call their names, folded, the clearest first.
const NAMES: [&str; 7] = ["name", "fullname", "displayname", "preflabel", "label", "title", "content"];

/// Other names that a person goes by, folded: an object with one of them is not an event for that reason.
const HANDLES: [&str; 4] = ["username", "screenname", "handle", "acct"];

/// Names of objects that hold names by their ids, and nothing else: `"people": {"1": "Ann"}`.
const LISTS: [&str; 12] = [
    "people",
    "persons",
    "names",
    "leaders",
    "actors",
    "users",
    "authors",
    "participants",
    "correspondents",
    "countries",
    "personen",
    "personnes",
];

/// Names by their ids.
#[derive(Default)]
pub(super) struct Names {
    by_id: HashMap<String, String>,
    /// Lists whose objects say no more than an id and a name.
    bare: HashSet<String>,
    /// Objects that hold nothing but names by their ids.
    holders: HashSet<String>,
}

impl Names {
    /// The names in a value, at any depth.
    pub(super) fn of(whole: &Value) -> Self {
        let mut names = Self::default();
        names.collect("", "", whole, 0);
        names
    }

    fn collect(&mut self, path: &str, key: &str, value: &Value, depth: usize) {
        match value {
            Value::Array(all) if all.iter().all(Value::is_object) => {
                let objects = all.iter().filter_map(Value::as_object);
                let mut is_bare = true;
                for object in objects.filter(|object| !is_event(object)) {
                    if let (Some(id), Some(name)) = (id_of(object), name_of(object)) {
                        is_bare &= object.len() == 2;
                        self.by_id.entry(id).or_insert(name);
                    }
                }
                if is_bare {
                    self.bare.insert(path.to_owned());
                }
            }
            Value::Object(fields) if depth < MAX_DEPTH => {
                let is_list = LISTS.contains(&fold_header(key).as_str());
                let is_bare = |value: &Value| value.is_string() || value.as_object().is_some_and(|object| object.len() == 1);
                if is_list && fields.values().all(is_bare) {
                    self.holders.insert(path.to_owned());
                }
                for (inner, value) in fields {
                    let name = match value {
                        Value::String(name) if is_list => Some(name.clone()),
                        Value::Object(object) if is_list => name_of(object),
                        _ => None,
                    };
                    if let Some(name) = name {
                        self.by_id.entry(inner.clone()).or_insert(name);
                    }
                    let path = if path.is_empty() {
                        inner.clone()
                    } else {
                        format!("{path}.{inner}")
                    };
                    self.collect(&path, inner, value, depth + 1);
                }
            }
            _ => {}
        }
    }

    /// Adds a name by its id; the first stays.
    pub(super) fn add(&mut self, id: &str, name: &str) {
        self.by_id.entry(id.to_owned()).or_insert_with(|| name.to_owned());
    }

    /// Whether names were found in what a path, in quotation marks, leads to.
    pub(super) fn are_in(&self, path: &str) -> bool {
        self.holders.contains(path.trim_matches('"'))
    }

    /// Whether a list says no more than which name an id has.
    pub(super) fn are_all_of(&self, list: &str) -> bool {
        self.bare.contains(list)
    }

    /// Puts names in the place of ids. Gives the ids that were meant.
    pub(super) fn put_into(&self, records: &mut [(Value, Range<usize>)]) -> HashSet<String> {
        let mut meant = HashSet::new();
        if self.by_id.is_empty() {
            return meant;
        }
        for (record, _) in records {
            let Value::Object(fields) = record else { continue };
            let headers: Vec<String> = fields.keys().cloned().collect();
            let has =
                |fields: &Map<String, Value>, field| headers.iter().any(|name| field_of(name) == Some(field) && !fields[name].is_null());
            let missing: Vec<(&str, Field)> = [("from", Field::From), ("to", Field::To)]
                .into_iter()
                .filter(|(_, field)| !has(fields, *field))
                .collect();
            for name in &headers {
                // The edges of a network are from one node to another.
                let is_edge = matches!(fold_header(name).as_str(), "source" | "target");
                match field_of(name).or(is_edge.then_some(Field::To)) {
                    Some(Field::From | Field::To | Field::Place | Field::Source) => {
                        if let Some(value) = fields.get_mut(name) {
                            self.name(value, &mut meant);
                        }
                    }
                    // The id stays, since it says who is one person.
                    Some(id @ (Field::FromId | Field::ToId)) => {
                        let of = if id == Field::FromId { Field::From } else { Field::To };
                        let known = fields.get(name).and_then(|value| self.by_id.get(&plain(value)));
                        if let (Some((field, _)), Some(known)) = (missing.iter().find(|(_, field)| *field == of), known) {
                            meant.insert(plain(&fields[name]));
                            fields.insert((*field).to_owned(), Value::String(known.clone()));
                        }
                    }
                    // An object with nothing but an id means another.
                    _ => {
                        if let Some(value) = fields.get_mut(name).filter(|value| value.is_object() || value.is_array()) {
                            self.name_objects(value, &mut meant);
                        }
                    }
                }
            }
        }
        meant
    }

    /// Puts names in the place of objects that have only an id.
    fn name_objects(&self, value: &mut Value, meant: &mut HashSet<String>) {
        match value {
            Value::Array(all) => all.iter_mut().for_each(|value| self.name_objects(value, meant)),
            Value::Object(_) => self.name(value, meant),
            _ => {}
        }
    }

    fn name(&self, value: &mut Value, meant: &mut HashSet<String>) {
        match value {
            Value::Array(all) => all.iter_mut().for_each(|value| self.name(value, meant)),
            Value::Object(object) => {
                // An object that says more than its id has a name of its own, or none.
                if object.len() == 1
                    && let Some(id) = id_of(object)
                    && let Some(name) = self.by_id.get(&id)
                {
                    meant.insert(id);
                    *value = Value::String(name.clone());
                }
            }
            Value::String(_) | Value::Number(_) => {
                let id = plain(value);
                if let Some(name) = self.by_id.get(&id) {
                    meant.insert(id);
                    *value = Value::String(name.clone());
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
    }
}

/// Whether a record says who was meant by an id, and is no event.
pub(super) fn is_meant(record: &Value, meant: &HashSet<String>) -> bool {
    let Value::Object(fields) = record else { return false };
    !is_event(fields) && id_of(fields).is_some_and(|id| meant.contains(&id))
}

fn field_of(name: &str) -> Option<Field> {
    Mapping::guess(&[name.to_owned()]).0.first().map(|(_, field)| *field)
}

/// Whether an object has a date, or somebody who wrote or was written to.
fn is_event(object: &Map<String, Value>) -> bool {
    object
        .keys()
        .filter(|name| !NAMES.contains(&fold_header(name).as_str()) && !HANDLES.contains(&fold_header(name).as_str()))
        .filter_map(|name| field_of(name))
        .any(|field| field.is_date() || matches!(field, Field::From | Field::To))
}

fn id_of(object: &Map<String, Value>) -> Option<String> {
    let of = |wanted: &str| object.iter().find(|(name, _)| fold_header(name) == wanted);
    let (_, value) = IDS.iter().find_map(|wanted| of(wanted))?;
    (value.is_string() || value.is_number()).then(|| plain(value))
}

fn name_of(object: &Map<String, Value>) -> Option<String> {
    let of = |wanted: &str| {
        let found = object.iter().find(|(name, _)| fold_header(name) == wanted);
        found.and_then(|(_, value)| value.as_str()).filter(|name| !name.trim().is_empty())
    };
    if let Some(name) = NAMES.iter().find_map(|wanted| of(wanted)) {
        return Some(name.to_owned());
    }
    let first = ["firstname", "givenname", "given", "forename", "first"]
        .iter()
        .find_map(|wanted| of(wanted));
    let last = ["lastname", "familyname", "family", "surname", "last"]
        .iter()
        .find_map(|wanted| of(wanted))?;
    Some(first.map_or_else(|| last.to_owned(), |first| format!("{first} {last}")))
}
