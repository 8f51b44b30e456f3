//! Tables that JSON holds by columns, or as rows without names: what data frames write, and spreadsheets asked for JSON.
//!
//! - `{"date": ["1962-10-26", …], "from": ["Khrushchev", …]}`, a list for each column;
//! - `{"date": {"0": "1962-10-26", …}, "from": {"0": "Khrushchev", …}}`, its values by row;
//! - `{"columns": ["date", "from"], "data": [["1962-10-26", "Khrushchev"], …]}`, names beside the rows;
//! - `[["date", "from"], ["1962-10-26", "Khrushchev"], …]`, names in the first row.

use std::ops::Range;

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::json_rows::fields_of;
use super::{json_value, span_in};
use crate::model::columns::{Field, Mapping};

/// What a list of names of columns is called.
const NAMES: [&str; 6] = ["columns", "header", "headers", "fields", "names", "cols"];

/// What the rows beside it are called.
const ROWS: [&str; 4] = ["data", "rows", "values", "records"];

/// The fields of an object in their order, each as written.
type Fields<'a> = Vec<(String, &'a str)>;

/// Whether a text is such a table.
pub(super) fn is_spread(whole: &str) -> bool {
    Spread::of(whole.trim()).is_some()
}

/// The records of such a table, each with the bytes of its row, or of its value in the first column.
pub(super) fn records(text: &str) -> Option<Vec<(Value, Range<usize>)>> {
    let (names, rows) = match Spread::of(text.trim())? {
        Spread::Columns(columns) => {
            let count = columns.iter().map(|(_, values)| values.len()).max().unwrap_or(0);
            let row = |at: usize| columns.iter().map(|(_, values)| values.get(at).copied()).collect();
            let rows: Vec<Vec<Option<&str>>> = (0..count).map(row).collect();
            (columns.into_iter().map(|(name, _)| name).collect(), rows)
        }
        Spread::Rows { names, rows } => (names, rows.into_iter().map(|row| row.into_iter().map(Some).collect()).collect()),
    };
    Some(rows.iter().map(|row| record(text, &names, row)).collect())
}

fn record(text: &str, names: &[String], cells: &[Option<&str>]) -> (Value, Range<usize>) {
    let read = |cell: &str| json_value::read(cell).map_or_else(|_| Value::String(cell.to_owned()), |read| read.value);
    let mut fields = Map::new();
    for (at, cell) in cells.iter().enumerate() {
        let Some(cell) = cell else { continue };
        // A row may be longer than the names.
        let name = names.get(at).cloned().unwrap_or_else(|| (at + 1).to_string());
        fields.insert(name, read(cell));
    }
    let first = cells.iter().flatten().next();
    (Value::Object(fields), first.map_or(0..0, |first| span_in(text, first)))
}

/// A table that is not a list of objects.
enum Spread<'a> {
    /// Each column with its values.
    Columns(Vec<(String, Vec<&'a str>)>),
    /// The names of columns, and the cells of each row.
    Rows { names: Vec<String>, rows: Vec<Vec<&'a str>> },
}

impl<'a> Spread<'a> {
    fn of(whole: &'a str) -> Option<Self> {
        if whole.starts_with('[') {
            let mut rows = rows_of(whole)?;
            if rows.len() < 2 {
                return None;
            }
            let names = texts(&rows.remove(0))?;
            return is_known(&names).then_some(Self::Rows { names, rows });
        }
        let fields = object_of(whole)?;
        Self::named(&fields).or_else(|| Self::by_column(&fields))
    }

    /// Rows beside the names of their columns.
    fn named(fields: &Fields<'a>) -> Option<Self> {
        let find = |wanted: &[&str]| {
            let found = fields.iter().find(|(name, _)| wanted.contains(&name.to_lowercase().as_str()));
            found.map(|(_, value)| *value)
        };
        let names = texts(&list_of(find(&NAMES)?)?)?;
        let rows = rows_of(find(&ROWS)?)?;
        is_known(&names).then_some(Self::Rows { names, rows })
    }

    /// A list, or an object of values by row, for each column.
    fn by_column(fields: &Fields<'a>) -> Option<Self> {
        let names: Vec<String> = fields.iter().map(|(name, _)| name.clone()).collect();
        if fields.len() < 2 || !is_known(&names) {
            return None;
        }
        let lists: Option<Vec<Vec<&str>>> = fields.iter().map(|(_, value)| list_of(value)).collect();
        let columns = if let Some(lists) = lists {
            lists
        } else {
            let objects: Option<Vec<Fields<'a>>> = fields.iter().map(|(_, value)| object_of(value)).collect();
            by_row(objects?)?
        };
        // One event may have several dates and persons; a table has as many of each.
        let count = columns.first()?.len();
        let is_table = count > 1
            && columns
                .iter()
                .all(|column| column.len() == count && column.iter().all(|value| is_plain(value)));
        is_table.then(|| Self::Columns(names.into_iter().zip(columns).collect()))
    }
}

/// The values of columns that have the same rows, in the order of the first. Names of rows are no fields of an event:
/// `{"sent": {"date": …, "place": …}, "received": {"date": …, "place": …}}` is one.
fn by_row<'a>(columns: Vec<Fields<'a>>) -> Option<Vec<Vec<&'a str>>> {
    let rows: Vec<String> = columns.first()?.iter().map(|(row, _)| row.clone()).collect();
    let is_same = |column: &Fields<'_>| column.iter().map(|(row, _)| row).eq(&rows);
    if !columns.iter().all(is_same) || !Mapping::guess(&rows).0.is_empty() {
        return None;
    }
    let values = |column: Fields<'a>| column.into_iter().map(|(_, value)| value).collect();
    Some(columns.into_iter().map(values).collect())
}

/// Whether names of columns have a date among them and somebody who wrote or was written to, or a text.
fn is_known(names: &[String]) -> bool {
    let known = Mapping::guess(names).0;
    let has = |fields: &[Field]| known.iter().any(|(_, field)| fields.contains(field));
    let is_dated = known.iter().any(|(_, field)| field.is_date());
    is_dated && has(&[Field::From, Field::To, Field::Text, Field::Title])
}

/// The fields of an object, as written; `None` where a value is none.
fn object_of(value: &str) -> Option<Fields<'_>> {
    value.starts_with('{').then(|| fields_of(value))
}

/// The values of a list, as written.
fn list_of(value: &str) -> Option<Vec<&str>> {
    if !value.starts_with('[') {
        return None;
    }
    let all: Vec<&RawValue> = serde_json::from_str(value).ok()?;
    Some(all.into_iter().map(RawValue::get).collect())
}

/// The cells of rows, all of which are lists of plain values.
fn rows_of(value: &str) -> Option<Vec<Vec<&str>>> {
    let rows: Option<Vec<Vec<&str>>> = list_of(value)?.into_iter().map(list_of).collect();
    rows.filter(|rows| !rows.is_empty())
}

/// Names, all of which are strings.
fn texts(values: &[&str]) -> Option<Vec<String>> {
    values.iter().map(|value| serde_json::from_str::<String>(value).ok()).collect()
}

/// Whether a value is no object.
fn is_plain(value: &str) -> bool {
    !value.starts_with('{')
}
