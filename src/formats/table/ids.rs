//! Which column has the ids of rows, where its header does not say it.

use std::collections::HashSet;

use super::Table;
use crate::model::columns::{Field, Mapping};

/// The column that has what answers name, where none is known for ids: `cote` beside `réponse à`.
pub(super) fn by_answers(table: &Table, mapping: &mut Mapping) {
    let column = |field: Field| table.headers.iter().position(|header| mapping.field_of(header) == Some(field));
    let (Some(answers), None) = (column(Field::InReplyTo), column(Field::Id)) else {
        return;
    };
    let cells = |column: usize| {
        let cells = table.rows.iter().filter_map(move |row| row.cells.get(column));
        cells.map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    };
    let answered: HashSet<&str> = cells(answers).collect();
    let is_of_ids = |column: &usize| {
        let ids: HashSet<&str> = cells(*column).collect();
        ids.len() == table.rows.len() && answered.iter().all(|id| ids.contains(id))
    };
    let free = (0..table.headers.len()).filter(|column| mapping.field_of(&table.headers[*column]).is_none());
    if let Some(found) = free.into_iter().find(is_of_ids).filter(|_| !answered.is_empty()) {
        mapping.set(&table.headers[found], Some(Field::Id));
    }
}
