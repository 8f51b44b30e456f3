//! Rows that are no records: sums below a table, lines that divide it, remarks under its last row.

use super::super::names::is_person;
use super::super::{heads, leave_out};
use super::{Row, Table};
use crate::dates::Hints;
use crate::model::Code;
use crate::model::columns::Field;
use crate::model::draft::FileDraft;

/// Words with which a row of sums begins.
const SUMS: [&str; 22] = [
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sub-total",
    "sum",
    "average",
    "mean",
    "count",
    "summe",
    "gesamt",
    "gesamtsumme",
    "zwischensumme",
    "durchschnitt",
    "totale",
    "totaal",
    "somme",
    "moyenne",
    "suma",
    "razem",
    "итого",
    "всего",
];

/// Words with which a register says that there is nothing to list.
const NOTHING: [&str; 6] = [
    "nil return",
    "nil returns",
    "nothing to report",
    "nothing to declare",
    "no meetings",
    "fehlanzeige",
];

/// How many columns a table has whose rows with one cell are none.
const WIDE: usize = 3;

/// Takes out rows that are no records; each is said, with its line.
pub(super) fn drop(draft: &mut FileDraft, table: &mut Table) {
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    let first = |row: &Row| {
        row.cells
            .iter()
            .map(|cell| cell.trim())
            .find(|cell| !cell.is_empty())
            .unwrap_or_default()
            .to_owned()
    };
    let is_sum = |row: &Row| {
        let lower = first(row).to_lowercase();
        let lower = lower.trim_end_matches([':', '.']);
        let is_word = SUMS.contains(&lower) || lower.starts_with("subtotal ") || lower.starts_with("total ") || lower.starts_with("summe ");
        // A person or a title may begin so: beside a sum there are only numbers.
        let mut others = row.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).skip(1);
        is_word && others.all(is_amount)
    };
    // A title alone, or a person, is a record of which no more is known.
    let names_little = |row: &Row| match table.headers.first().and_then(|header| Field::from_name(header)) {
        Some(Field::Title | Field::Text | Field::Summary) => false,
        Some(Field::From | Field::To) => !is_person(&first(row)),
        _ => true,
    };
    let is_wide = table.headers.len() >= WIDE;
    let whole = table.rows.iter().rposition(|row| filled(row) > 1 && !is_sum(row)).unwrap_or(0);
    let is_line = |at: usize, row: &Row| {
        let cell = first(row);
        let is_lone = is_wide && filled(row) == 1 && row.cells.first().is_some_and(|first| !first.trim().is_empty());
        let is_year = cell.len() == 4 && cell.bytes().all(|byte| byte.is_ascii_digit());
        // Below the last whole row, words; anywhere, the year of the rows that follow.
        is_lone && (at > whole && !is_day(&cell) && names_little(row) || at < whole && is_year)
    };
    // A minister who reports no meetings, and no date.
    let is_nothing = |row: &Row| {
        let says = |cell: &&String| NOTHING.contains(&cell.trim().trim_end_matches('.').to_lowercase().as_str());
        let nothing = row.cells.iter().filter(says).count();
        nothing > 0 && filled(row) <= nothing + 1 && !row.cells.iter().any(|cell| is_day(cell))
    };
    let (mut sums, mut lines, mut nothing) = (Vec::new(), Vec::new(), Vec::new());
    let mut at = 0;
    table.rows.retain(|row| {
        let (is_sum, is_line, is_nothing) = (is_sum(row), is_line(at, row), is_nothing(row));
        at += 1;
        if is_sum {
            sums.push(row.span.start);
        } else if is_line {
            lines.push(row.span.start);
        } else if is_nothing {
            nothing.push(row.span.start);
        }
        !is_sum && !is_line && !is_nothing
    });
    leave_out(
        draft,
        sums,
        Code::NoRecord,
        "found a row of sums, expected a record",
        "it is left out",
    );
    leave_out(
        draft,
        lines,
        Code::NoRecord,
        "found a line with one cell, expected a record",
        "it is left out",
    );
    leave_out(
        draft,
        nothing,
        Code::NoRecord,
        "found a row that says there was nothing, expected a record",
        "it is left out",
    );
}

/// A number, as sums have it: `2`, `1,204.50`, `12 %`.
fn is_amount(cell: &str) -> bool {
    let is_sign = |char: char| char.is_ascii_digit() || matches!(char, '.' | ',' | ' ' | '\u{a0}' | '%' | '-' | '\u{2019}');
    cell.contains(|char: char| char.is_ascii_digit()) && cell.chars().all(is_sign) && !is_day(cell)
}

fn is_day(cell: &str) -> bool {
    !cell.trim_start().starts_with(char::is_alphabetic) && heads::is_day(cell, Hints::default())
}
