//! Lists of records that are called after who wrote or received them.

use serde_json::Value;

use super::json_cells::plain;
use super::json_rows::{At, fields_of};
use crate::model::columns::Field;

/// `{"Kennedy": {"Khrushchev": [{…}]}, "Khrushchev": {"Kennedy": [{…}]}}`: lists by who wrote and, in those, by who received
/// what is in them. It is so where the records say neither, and somebody is on both sides.
pub(super) fn name_pairs(rows: &mut [At<'_>]) {
    let pair = |row: &At<'_>| {
        let (from, to) = row.list.as_deref()?.split_once('.')?;
        (!to.contains('.')).then(|| (from.to_owned(), to.to_owned()))
    };
    let Some(pairs) = rows.iter().map(pair).collect::<Option<Vec<_>>>() else {
        return;
    };
    let is_mutual = pairs
        .iter()
        .any(|(from, to)| from != to && pairs.iter().any(|(other, _)| other == to));
    let says_who = |row: &At<'_>| {
        let fields = fields_of(row.text);
        fields
            .iter()
            .any(|(name, _)| matches!(Field::from_name(name), Some(Field::From | Field::To)))
    };
    if !is_mutual || rows.iter().any(says_who) {
        return;
    }
    for (row, (from, to)) in rows.iter_mut().zip(pairs) {
        row.persons = vec![("from", from), ("to", to)];
        row.list = None;
    }
}

/// `{"Kennedy": [{"to": "Khrushchev", …}], "Khrushchev": [{"to": "Kennedy", …}]}`: whether lists are of those who wrote, or
/// received, all that is in them, and how many bytes precede their names. It is so where their records do not say it, and at
/// least two lists are called as somebody is whom a record in another list names.
pub(super) fn whose_lists(rows: &[At<'_>]) -> Option<(&'static str, usize)> {
    let mut lists: Vec<&str> = rows.iter().filter_map(|row| row.list.as_deref()).collect();
    lists.sort_unstable();
    lists.dedup();
    if lists.len() < 2 || rows.iter().any(|row| row.list.is_none()) {
        return None;
    }
    let (mut from, mut to) = (Vec::new(), Vec::new());
    for row in rows {
        for (name, value) in fields_of(row.text) {
            let texts = match serde_json::from_str::<Value>(value) {
                Ok(Value::String(text)) => vec![text],
                Ok(Value::Array(all)) => all.iter().map(plain).collect(),
                _ => Vec::new(),
            };
            match Field::from_name(&name) {
                Some(Field::From) => from.extend(texts),
                Some(Field::To) => to.extend(texts),
                _ => {}
            }
        }
    }
    let (field, others) = match (from.is_empty(), to.is_empty()) {
        (true, false) => ("from", to),
        (false, true) => ("to", from),
        _ => return None,
    };
    let prefix_of = |list: &&str| {
        let is_end = |name: &&String| {
            list.strip_suffix(name.as_str())
                .is_some_and(|start| start.is_empty() || start.ends_with('.'))
        };
        others.iter().find(is_end).map(|name| list.len() - name.len())
    };
    let prefixes: Vec<usize> = lists.iter().filter_map(prefix_of).collect();
    let first = *prefixes.first().filter(|_| prefixes.len() > 1)?;
    let shared = lists.first()?.get(..first)?;
    lists.iter().all(|list| list.starts_with(shared)).then_some((field, first))
}
