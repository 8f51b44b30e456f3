//! Delimited text: CSV, TSV and their kin, with whatever delimiter fits the lines best.

use std::ops::Range;

use super::table::{self, Row, Table};
use super::{Options, coded, file_error};
use crate::model::draft::FileDraft;
use crate::model::{Report, Severity};

/// What may stand between cells, the usual ones first.
const DELIMITERS: [u8; 5] = [b',', b';', b'\t', b'|', 1];

/// How many records, and how many bytes, are looked at to tell the delimiter.
const SAMPLE_RECORDS: usize = 60;
const SAMPLE_BYTES: usize = 256 * 1024;

/// How far down the header may stand.
const MAX_PREAMBLE: usize = 20;

/// The delimiter by which the text is a table: as many lines as can be have the same number of cells, two or more.
pub(super) fn sniff(text: &str) -> Option<u8> {
    let mut end = text.len().min(SAMPLE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = text.get(..end).unwrap_or_default();
    let mut best: Option<(u8, f64)> = None;
    for delimiter in DELIMITERS {
        let counts: Vec<usize> = records(sample, delimiter)
            .take(SAMPLE_RECORDS)
            .map(|(cells, _)| cells.len())
            .collect();
        let Some(common) = most_common(&counts).filter(|count| *count > 1) else {
            continue;
        };
        let alike = counts.iter().filter(|count| **count == common).count() as f64 / counts.len() as f64;
        // Among equals, more columns fit better, but hardly.
        let score = alike + (common.min(50) as f64) / 10_000.0;
        if best.is_none_or(|(_, known)| score > known + 1e-9) {
            best = Some((delimiter, score));
        }
    }
    best.filter(|(_, score)| *score > 0.5).map(|(delimiter, _)| delimiter)
}

fn most_common(counts: &[usize]) -> Option<usize> {
    counts
        .iter()
        .copied()
        .max_by_key(|count| (counts.iter().filter(|other| *other == count).count(), *count))
}

/// The records of a text, with the bytes they stand in; a record that cannot be read ends the text.
fn records(text: &str, delimiter: u8) -> impl Iterator<Item = (Vec<String>, Range<usize>)> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    std::iter::from_fn(move || {
        let is_there = reader.read_record(&mut record).unwrap_or(false);
        let start = record
            .position()
            .map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let end = usize::try_from(reader.position().byte()).unwrap_or(start);
        is_there.then(|| (record.iter().map(str::to_owned).collect(), start..end.max(start)))
    })
}

/// Reads the draft's text as a table.
pub(super) fn read(draft: &mut FileDraft, delimiter: u8, options: &Options) {
    draft.format = match delimiter {
        b'\t' => "tsv",
        b',' => "csv",
        _ => "delimited",
    };
    let text = std::mem::take(&mut draft.text);
    let mut rows: Vec<Row> = records(&text, delimiter)
        .map(|(cells, span)| Row {
            cells,
            span: trimmed(&text, span),
        })
        .collect();
    draft.text = text;
    report_open_quote(draft, &rows);
    if let Some(columns) = coded::headerless(&rows) {
        return coded::read(draft, &rows, columns);
    }
    let header_at = header_row(&rows);
    if header_at > 0 {
        let place = rows.get(header_at).map(|row| draft.place_of_offset(row.span.start));
        draft.reports.push(Report {
            severity: Severity::Warning,
            ..file_error(
                &draft.path,
                "lines-before-header",
                place,
                format!("{header_at} lines stand before the header of the table"),
                "they are not read",
            )
        });
    }
    let mut rows = rows.split_off(header_at.min(rows.len()));
    let headers = if rows.is_empty() { Vec::new() } else { rows.remove(0).cells };
    match coded::with_header(&headers) {
        Some(columns) => coded::read(draft, &rows, columns),
        None => table::fill(draft, Table { headers, rows }, options),
    }
}

/// A quotation mark that never closes takes everything behind it into one cell.
fn report_open_quote(draft: &mut FileDraft, rows: &[Row]) {
    let Some(last) = rows.last() else { return };
    let record = draft.text.get(last.span.clone()).unwrap_or_default();
    let lines = record.matches('\n').count();
    if lines == 0 || record.matches('"').count() % 2 == 0 {
        return;
    }
    let place = draft.place_of_offset(last.span.start + record.find('"').unwrap_or(0));
    draft.reports.push(file_error(
        &draft.path,
        "open-quote",
        Some(place),
        format!("found a quotation mark that never closes, so that {} lines are one cell", lines + 1),
        "close it, or write it twice if it belongs to the text",
    ));
}

/// The bytes of a record without the line ends around it.
fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let record = text.get(span.clone()).unwrap_or_default();
    let start = span.start + (record.len() - record.trim_start_matches(['\n', '\r']).len());
    start..(start + record.trim_matches(['\n', '\r']).len())
}

/// The first row that is as wide as most and has no empty cell; the first one where there is none such.
fn header_row(rows: &[Row]) -> usize {
    let counts: Vec<usize> = rows.iter().take(SAMPLE_RECORDS).map(|row| row.cells.len()).collect();
    let common = most_common(&counts).unwrap_or(0);
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    if rows.first().is_some_and(|first| filled(first) * 2 > common) {
        return 0;
    }
    let is_header = |row: &Row| row.cells.len() >= common && filled(row) * 2 > common;
    rows.iter().take(MAX_PREAMBLE).position(is_header).unwrap_or(0)
}
