//! JSON of any shape that has records in it, in lists or by their ids, also within each other: each record is a row, each of
//! its fields a column.

use crate::model::Code;
use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::json::{self, Object, is_event, report_syntax};
use super::json_about::{About, about_whole};
use super::json_cells::from_objects;
use super::json_inner::{RowAt, holds_whole_events, placed, with_inner};
use super::json_letters::{mend_letters, together};
use super::json_refs::{Names, is_meant};
use super::json_vis::{date_items, groups_of, name_content, name_groups};
use super::json_whose::{name_pairs, whose_lists};
use super::json_wrapped::unwrapped;
use super::table::{self, Row, Table};
use super::{Options, coded, file_error, file_warning, json_joined, json_mend, json_spread, json_value};
use crate::dates::Date;
use crate::model::columns::Mapping;
use crate::model::draft::FileDraft;

/// How deep objects are looked into for lists of records.
pub(super) const MAX_DEPTH: usize = 3;

/// Whether an object holds records.
pub(super) fn has_rows(whole: &str) -> bool {
    json_spread::is_spread(whole) || !lists_in(whole).is_empty()
}

/// What a record is to the one that it is in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A letter of a collection.
    Letter,
    /// It is in a list of replies to the record.
    Answer,
    /// The record holds it alone, so that what it says is said of the event.
    Wrapped,
    /// Something that happened in an era or a group.
    Happened,
}

/// A record, and where it was found.
pub(super) struct At<'a> {
    pub(super) text: &'a str,
    /// Its id, where that is the name of its field.
    pub(super) id: Option<String>,
    /// Its date, where that is the name of its field.
    pub(super) day: Option<String>,
    /// The list it is in, where several are read.
    pub(super) list: Option<String>,
    /// Who wrote or received all of its list, each with the field that he is.
    pub(super) persons: Vec<(&'static str, String)>,
    /// The record it is in.
    pub(super) outer: Option<&'a str>,
    /// What it is to that record.
    pub(super) part: Part,
}

impl<'a> At<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self {
            text,
            id: None,
            day: None,
            list: None,
            persons: Vec::new(),
            outer: None,
            part: Part::Letter,
        }
    }

    pub(super) fn is_event(&self) -> bool {
        serde_json::from_str::<Object<'_>>(self.text).is_ok_and(|fields| is_event(&fields))
    }

    /// Whether a field that is called a date holds one.
    pub(super) fn has_date(&self) -> bool {
        let fields: Object<'_> = serde_json::from_str(self.text).unwrap_or_default();
        let headers: Vec<String> = fields.keys().cloned().collect();
        let known = Mapping::guess(&headers).0;
        known.iter().filter(|(_, field)| field.is_date()).any(|(name, _)| {
            fields
                .get(name)
                .is_some_and(|value| !matches!(value.get(), "null" | "\"\"" | "[]" | "{}"))
        })
    }
}

/// The fields of an object in their order, each as often as it occurs.
struct Fields<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All<'a>(std::marker::PhantomData<&'a ()>);
        impl<'de: 'a, 'a> Visitor<'de> for All<'a> {
            type Value = Fields<'a>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(entry) = entries.next_entry()? {
                    all.push(entry);
                }
                Ok(Fields(all))
            }
        }
        deserializer.deserialize_map(All(std::marker::PhantomData))
    }
}

pub(super) fn fields_of(object: &str) -> Vec<(String, &str)> {
    let fields: Fields<'_> = serde_json::from_str(object).unwrap_or(Fields(Vec::new()));
    fields.0.into_iter().map(|(name, value)| (name, value.get())).collect()
}

/// Records in a list, or by their ids in an object: `{"l1": {…}, "l2": {…}}`.
pub(super) fn rows_of(value: &str) -> Option<Vec<At<'_>>> {
    let is_object = |text: &str| text.starts_with('{');
    if is_object(value) {
        let fields = fields_of(value);
        if fields.is_empty() {
            return None;
        }
        // `{"1962-10-26": {…}}`, `{"1962-10-26": [{…}, {…}]}`
        if fields.iter().all(|(day, _)| is_day(day)) {
            return Some(fields.into_iter().flat_map(|(day, value)| of_day(&day, value)).collect());
        }
        // What is no object among them is about the whole.
        let objects = fields.iter().filter(|(_, row)| is_object(row)).count();
        if objects * 2 < fields.len() || fields.iter().any(|(_, row)| row.starts_with('[')) {
            return None;
        }
        let rows: Vec<At<'_>> = fields
            .into_iter()
            .filter(|(_, row)| is_object(row))
            .collect::<Vec<_>>()
            .into_iter()
            .map(|(id, row)| At {
                id: Some(id),
                ..At::of(row)
            })
            .collect();
        return (rows.iter().filter(|row| row.is_event()).count() * 2 > rows.len()).then_some(rows);
    }
    let all: Vec<&RawValue> = serde_json::from_str(value).ok()?;
    // `[{"@value": "1848"}]` is a value of JSON-LD.
    let is_value = |row: &&RawValue| is_object(row.get()) && fields_of(row.get()).iter().any(|(name, _)| name == "@value");
    if all.iter().all(is_value) {
        return None;
    }
    // What is no object among them is a record that cannot be read.
    let objects = all.iter().filter(|row| is_object(row.get())).count();
    (objects * 2 > all.len()).then(|| all.into_iter().map(|row| At::of(row.get())).collect())
}

/// Whether the name of a field is a date.
fn is_day(name: &str) -> bool {
    name.len() >= 4 && name.bytes().any(|byte| byte.is_ascii_digit()) && Date::parse(name).is_ok()
}

/// The records of one date.
fn of_day<'a>(day: &str, value: &'a str) -> Vec<At<'a>> {
    // `{"1848": {"03": {"13": […]}}}`: by the month and the day in it.
    let parts = if value.starts_with('{') && day.len() < 10 {
        fields_of(value)
    } else {
        Vec::new()
    };
    let is_part = |name: &String| (1..=2).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.is_empty() && parts.iter().all(|(name, _)| is_part(name)) {
        let inner = parts
            .into_iter()
            .flat_map(|(name, value)| of_day(&format!("{day}-{name:0>2}"), value));
        return inner.collect();
    }
    let texts: Vec<&str> = if value.starts_with('[') {
        let all: Vec<&RawValue> = serde_json::from_str(value).unwrap_or_default();
        all.into_iter().map(RawValue::get).collect()
    } else {
        vec![value]
    };
    let dated = |text| At {
        day: Some(day.to_owned()),
        ..At::of(text)
    };
    texts.into_iter().map(dated).collect()
}

/// The lists of an object and of the objects in it, with their names.
fn lists_in(whole: &str) -> Vec<(String, Vec<At<'_>>)> {
    fn collect<'a>(name: &str, object: &'a str, depth: usize, found: &mut Vec<(String, Vec<At<'a>>)>) {
        if let Some(rows) = rows_of(object) {
            found.push((name.to_owned(), rows));
        } else if object.starts_with('{') && depth < MAX_DEPTH {
            for (key, value) in fields_of(object) {
                let name = if name.is_empty() { key } else { format!("{name}.{key}") };
                collect(&name, value, depth + 1, found);
            }
        }
    }
    let mut found = Vec::new();
    collect("", whole, 0, &mut found);
    found
}

/// Reads the draft's text as records, in whichever lists of it hold events; of lists that say nothing, the longest.
pub(super) fn read(draft: &mut FileDraft, options: &Options) {
    draft.format = "json-rows";
    let text = std::mem::take(&mut draft.text);
    if let Some(records) = json_spread::records(&text) {
        draft.text = text;
        return fill_rows(draft, records, options);
    }
    let lists = lists_of(&text);
    draft.text = text;
    match lists {
        Ok(Some(lists)) => fill(draft, lists, options),
        Ok(None) => {
            let place = draft.place_of_offset(0);
            draft.reports.push(file_error(
                &draft.path,
                Code::UnknownFormat,
                Some(place),
                "found JSON without a list of objects, expected an archive or a list of events".to_owned(),
                "data/FORMAT.md says what can be opened",
            ));
        }
        Err(_) if let Some(joined) = json_joined::joined(&draft.text) => {
            draft.text = joined.into();
            json::read(draft, options);
        }
        Err(error) => match json_mend::mend(draft) {
            Some(broken) => {
                json::read(draft, options);
                draft.rejected += broken.of(draft.format);
            }
            None => report_syntax(draft, &error, 0),
        },
    }
}

fn fill(draft: &mut FileDraft, lists: Lists, options: &Options) {
    let Lists {
        rows,
        groups,
        others,
        about,
        names,
    } = lists;
    draft.description = about.description();
    draft.title = about.title;
    let spans = rows.iter().map(|row| row.span.clone()).collect();
    let mut beside: HashMap<usize, Beside> = rows
        .into_iter()
        .filter(|row| !row.beside.is_empty() || !row.without.is_empty())
        .map(|row| {
            (
                row.span.start,
                Beside {
                    fields: row.beside,
                    without: row.without,
                },
            )
        })
        .collect();
    let mut objects = json_value::objects(draft, spans);
    for (object, span) in &mut objects {
        if let (Some(beside), Value::Object(fields)) = (beside.remove(&span.start), object) {
            fields.retain(|name, _| !beside.without.contains(name));
            for (name, value) in beside.fields {
                fields.entry(name).or_insert(value);
            }
        }
    }
    name_groups(&mut objects, &groups);
    let meant = names.put_into(&mut objects);
    objects.retain(|(object, _)| !is_meant(object, &meant));
    report_others(draft, &others, &names, !meant.is_empty());
    let unread: Vec<String> = about
        .unread
        .into_iter()
        .filter(|path| meant.is_empty() || !names.are_in(path))
        .filter(|path| groups.is_empty() || path != "\"groups\"")
        .collect();
    if !unread.is_empty() {
        let message = format!("found objects beside the records: {}", unread.join(", "));
        let report = file_warning(&draft.path, Code::OtherLists, None, message, "they are not read");
        draft.reports.push(report);
    }
    for (object, _) in &mut objects {
        date_items(object);
    }
    fill_rows(draft, objects, options);
}

/// Lists that hold no events are said to be left out; of lists that name ids, what else they say.
fn report_others(draft: &mut FileDraft, others: &[(String, usize)], names: &Names, are_named: bool) {
    let others: Vec<String> = others
        .iter()
        .filter(|(name, _)| !(are_named && names.are_all_of(name)))
        .map(|(name, count)| format!("{name:?} ({count})"))
        .collect();
    if others.is_empty() {
        return;
    }
    let help = if are_named {
        "names in them are put where their ids are; the rest is not read"
    } else {
        "they are not read"
    };
    let message = format!("found more lists, whose objects are no events: {}", others.join(", "));
    draft.reports.push(file_warning(&draft.path, Code::OtherLists, None, message, help));
}

fn fill_rows(draft: &mut FileDraft, mut records: Vec<(Value, Range<usize>)>, options: &Options) {
    if mend_letters(&mut records) {
        draft.title = draft.title.take().map(|title| together(&title).unwrap_or(title));
        draft.description = draft.description.take().map(|text| together(&text).unwrap_or(text));
        let message = "letters beyond ASCII are written byte by byte, as Facebook and Instagram export them".to_owned();
        let help = "they were put together again, as \u{fc} from \"\u{c3}\u{bc}\"";
        draft.reports.push(file_warning(&draft.path, Code::Encoding, None, message, help));
    }
    let mut table = from_objects(records.into_iter());
    name_content(&mut table.headers);
    if !table.is_too_wide {
        reject_empty(draft, &mut table);
    }
    if let Some(columns) = coded::with_header(&table.headers) {
        return coded::read(draft, &table.rows, columns, &coded::others(&table.headers, columns));
    }
    table::fill(draft, table, options);
}

/// What a record has beside its own fields.
struct Beside {
    /// Its id or date from the name of its field, and the fields of the record it is in.
    fields: Vec<(String, Value)>,
    /// Fields that are records of their own.
    without: Vec<String>,
}

/// A record whose cells are all blank is a record all the same, which is left out.
fn reject_empty(draft: &mut FileDraft, table: &mut Table) {
    let (filled, empty): (Vec<Row>, Vec<Row>) = std::mem::take(&mut table.rows)
        .into_iter()
        .partition(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
    table.rows = filled;
    json_value::report_empty(draft, empty.into_iter().map(|row| row.span.start));
}

/// The records of a file, and the groups of vis-timeline beside them.
struct Lists {
    rows: Vec<RowAt>,
    /// Ids of groups and what they are called.
    groups: HashMap<String, String>,
    /// Lists beside them that are not read, and the number of objects in each.
    others: Vec<(String, usize)>,
    /// Names that are meant by ids.
    names: Names,
    /// What else is beside the lists.
    about: About,
}

fn lists_of(text: &str) -> Result<Option<Lists>, serde_json::Error> {
    let whole: &RawValue = serde_json::from_str(text.trim())?;
    let mut groups = HashMap::new();
    let mut others = Vec::new();
    let mut about = About::default();
    let rows = if whole.get().starts_with('[') {
        let all: Vec<&RawValue> = serde_json::from_str(whole.get())?;
        Some(all.into_iter().flat_map(|row| of_list(row.get())).collect())
    } else {
        let top: Object<'_> = serde_json::from_str(whole.get())?;
        if top.contains_key("items") {
            groups = top.get("groups").map(|list| groups_of(list)).unwrap_or_default();
        }
        // Groups are no events, however many there are.
        let lists: Vec<(String, Vec<At<'_>>)> = lists_in(whole.get())
            .into_iter()
            .filter(|(name, _)| groups.is_empty() || name != "groups")
            .collect();
        // Letters in one list and telegrams in another are all events, also where only their dates say so; of lists that say
        // nothing, the longest is read.
        let holds_persons = |list: &[At<'_>]| list.iter().any(|row| row.is_event() || holds_whole_events(row));
        let is_dated = |list: &[At<'_>]| list.iter().filter(|row| row.has_date()).count() * 2 > list.len();
        let paths: Vec<&str> = lists.iter().map(|(name, _)| name.as_str()).collect();
        about = about_whole(whole.get(), &paths);
        let any_persons = lists.iter().any(|(_, list)| holds_persons(list));
        let holds_events = |list: &[At<'_>]| if any_persons { holds_persons(list) } else { is_dated(list) };
        let longest = lists.iter().map(|(_, list)| list.len()).max();
        let has_events = lists.iter().any(|(_, list)| holds_events(list));
        // `{"BT": [{…}], "NP": [{…}, {…}]}`: lists of what has the same fields are read together.
        let first_longest = lists.iter().find(|(_, list)| Some(list.len()) == longest);
        let fields = first_longest.map(|(_, list)| names_of(list)).unwrap_or_default();
        let mut rows: Option<Vec<At<'_>>> = None;
        for (name, list) in lists {
            let is_read = if has_events {
                holds_events(&list)
            } else {
                rows.is_none() && Some(list.len()) == longest || fields.len() > 1 && names_of(&list) == fields
            };
            if is_read {
                let named = |row| At {
                    list: Some(name.clone()),
                    ..row
                };
                rows.get_or_insert_default().extend(list.into_iter().map(named));
            } else {
                others.push((name, list.len()));
            }
        }
        rows
    };
    let Some(rows) = rows else { return Ok(None) };
    let mut rows: Vec<At<'_>> = rows.into_iter().flat_map(with_inner).map(unwrapped).collect();
    name_pairs(&mut rows);
    let whose = whose_lists(&rows);
    // Where all are of one list, its name says nothing.
    let mut names = rows.iter().filter_map(|row| row.list.as_ref());
    let first = names.next();
    if names.all(|name| Some(name) == first) {
        for row in &mut rows {
            row.list = None;
        }
    }
    // In the order of the file.
    rows.sort_by_key(|row| row.text.as_ptr());
    if let Some((field, prefix)) = whose {
        for row in &mut rows {
            let name = row.list.take();
            row.persons
                .extend(name.map(|name| (field, name.get(prefix..).unwrap_or_default().to_owned())));
        }
    }
    let mut rows: Vec<RowAt> = rows.into_iter().map(|row| placed(text, &row)).collect();
    // `{"sender": "Ann", "letters": [{…}]}`: what is said of all is said of each that does not say it.
    for (name, value) in &about.shared {
        for row in &mut rows {
            row.beside.push((name.clone(), Value::String(value.clone())));
        }
    }
    Ok(Some(Lists {
        rows,
        groups,
        others,
        about,
        names: names_in(whole.get()),
    }))
}

/// The names that a text has by their ids.
fn names_in(whole: &str) -> Names {
    json_value::read(whole).map_or_else(|_| Names::default(), |read| Names::of(&read.value))
}

/// A record, or those of a list within the list.
fn of_list(value: &str) -> Vec<At<'_>> {
    let inner: Option<Vec<&RawValue>> = if value.starts_with('[') {
        serde_json::from_str(value).ok()
    } else {
        None
    };
    match inner {
        Some(inner) if !inner.is_empty() && inner.iter().all(|row| row.get().starts_with('{')) => {
            inner.into_iter().map(|row| At::of(row.get())).collect()
        }
        _ => vec![At::of(value)],
    }
}

/// The names of the fields of the first record of a list.
fn names_of(list: &[At<'_>]) -> BTreeSet<String> {
    let first = list.first().map(|row| fields_of(row.text)).unwrap_or_default();
    first.into_iter().map(|(name, _)| name).collect()
}
