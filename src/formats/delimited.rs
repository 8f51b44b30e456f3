//! Delimited text: CSV, TSV and their kin, with whatever delimiter fits the lines best.

use crate::model::Code;
use std::ops::Range;
use std::sync::Arc;

use super::heads::{self, Heads};
use super::quotes::{Quotes, mended};
use super::table::{self, Row, Table};
use super::{Options, coded, file_error, file_warning};
use crate::dates::{self, Hints};
use crate::model::cell::{from_cell, is_ours};
use crate::model::columns::Mapping;
use crate::model::draft::FileDraft;

/// What may stand between cells, the usual ones first.
const DELIMITERS: [u8; 5] = [b',', b';', b'\t', b'|', 1];

/// How many records, and how many bytes, are looked at to tell the delimiter.
const SAMPLE_RECORDS: usize = 60;
const SAMPLE_BYTES: usize = 256 * 1024;

/// Stands for a bar after a backslash, in as many bytes; no text has it.
const ESCAPED_BAR: &str = "\u{80}";

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
        // Below a header that names what is known, rows may be shorter.
        let header = records(sample, delimiter).next().map(|(cells, _)| cells).unwrap_or_default();
        let known = Mapping::guess(&header);
        let is_headed = known.0.len() >= 2 && (known.has_date() || counts.iter().all(|count| *count <= header.len()));
        let alike = if is_headed { alike.max(0.6) } else { alike };
        // Among equals, more columns fit better, but hardly.
        let score = alike + (common.min(50) as f64) / 10_000.0;
        if best.is_none_or(|(_, known)| score > known + 1e-9) {
            best = Some((delimiter, score));
        }
    }
    best.filter(|(_, score)| *score > 0.5)
        .map(|(delimiter, _)| delimiter)
        .or_else(|| is_one_column(sample).then_some(NO_DELIMITER))
}

/// Stands in no text, so that each line is one cell.
const NO_DELIMITER: u8 = 0x1f;

/// Whether lines are a table of one column: a header for dates, and dates below it.
fn is_one_column(text: &str) -> bool {
    let mut lines = text
        .lines()
        .map(|line| line.trim().trim_matches('"').to_owned())
        .filter(|line| !line.is_empty());
    let Some(header) = lines.next() else { return false };
    let rest: Vec<String> = lines.take(SAMPLE_RECORDS).collect();
    let is_date = |line: &&String| dates::read(line, Hints::default()).is_ok();
    let is_headed = Mapping::guess(&[header]).has_date();
    let dates = rest.iter().filter(is_date).count();
    // A header that says nothing, over days and nothing else.
    let are_days = || rest.len() > 1 && rest.iter().all(|line| heads::is_day(line, Hints::default()));
    is_headed && !rest.is_empty() && dates * 2 > rest.len() || are_days()
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
pub(super) fn read(draft: &mut FileDraft, options: &Options) {
    let delimiter = sniff(&draft.text).unwrap_or(b',');
    draft.format = match delimiter {
        b'\t' => "tsv",
        b',' => "csv",
        _ => "delimited",
    };
    let text = std::mem::take(&mut draft.text);
    // In a table of Markdown a bar after a backslash is a part of its cell; the sign in its place has as many bytes.
    let has_bars = delimiter == b'|' && text.contains("\\|");
    let text = if has_bars { text.replace("\\|", ESCAPED_BAR).into() } else { text };
    let text = with_doubled_quotes(text, delimiter);
    let quotes = mended(&text, delimiter);
    let mut rows: Vec<Row> = records(quotes.text.as_deref().unwrap_or(&text), delimiter)
        .map(|(cells, span)| Row {
            cells,
            span: trimmed(&text, quotes.original(span.start)..quotes.original(span.end)),
        })
        .collect();
    if has_bars {
        let cells = rows.iter_mut().flat_map(|row| &mut row.cells);
        cells.for_each(|cell| *cell = cell.replace(ESCAPED_BAR, "|"));
    }
    draft.text = text;
    report_quotes(draft, &quotes);
    if delimiter == b'|' && without_rules(&mut rows) {
        let cells = rows.iter_mut().flat_map(|row| &mut row.cells);
        cells.for_each(|cell| *cell = markdown_words(cell));
    }
    report_open_quote(draft, &rows);
    if let Some(columns) = coded::headerless(&rows) {
        return coded::read(draft, &rows, columns, &coded::headerless_others(&rows));
    }
    if rows.first().is_some_and(is_delimiter_line) {
        rows.remove(0);
    }
    let header_at = header_row(&rows);
    report_preamble(draft, &rows, header_at);
    let Heads { headers, rows, is_missing } = heads::take(rows.split_off(header_at.min(rows.len())));
    if heads::is_prose(&headers, &rows) {
        draft.format = "unknown";
        let place = Some(draft.place_of_offset(0));
        draft.reports.push(file_error(
            &draft.path,
            Code::UnknownFormat,
            place,
            "found lines of text, expected an archive, a table, or another of the formats that are read".to_owned(),
            "data/FORMAT.md says what can be opened",
        ));
        return;
    }
    if is_missing {
        draft.reports.push(file_warning(
            &draft.path,
            Code::NoHeader,
            Some(draft.place_of_offset(0)),
            "the first line is a record: the table has no header".to_owned(),
            &heads::hint_of_numbers(&rows),
        ));
    }
    let rows = cells_made_whole(draft, rows, &headers, (delimiter, is_missing));
    match coded::with_header(&headers) {
        Some(columns) => coded::read(draft, &rows, columns, &coded::others(&headers, columns)),
        None => table::fill(
            draft,
            Table {
                headers,
                rows,
                is_too_wide: false,
            },
            options,
        ),
    }
}

/// Rows whose cells are as they are meant: what was parted at an escaped sign is joined, and what our own tables escape is plain.
fn cells_made_whole(draft: &mut FileDraft, mut rows: Vec<Row>, headers: &[String], (delimiter, is_headless): (u8, bool)) -> Vec<Row> {
    for row in &mut rows {
        join_escaped(&mut row.cells, headers.len(), delimiter);
    }
    if !is_headless {
        report_more_cells(draft, &rows, headers.len());
    }
    if is_ours(headers) {
        let cells = rows.iter_mut().flat_map(|row| &mut row.cells);
        cells.for_each(|cell| *cell = from_cell(std::mem::take(cell)));
    }
    rows
}

/// A text whose quotation marks within quoted cells have a backslash before them, as MySQL and pandas write them, with two marks there:
/// where none is written twice, and no fewer rows are as long as the first than in the text as it is. In `"C:\letters\"`, the last
/// backslash is one.
fn with_doubled_quotes(text: Arc<String>, delimiter: u8) -> Arc<String> {
    if !escapes_quotes(&text, delimiter) {
        return text;
    }
    let doubled: Arc<String> = text.replace("\\\"", "\"\"").into();
    let regular = |text: &str| {
        let quotes = mended(text, delimiter);
        let mut widths = records(quotes.text.as_deref().unwrap_or(text), delimiter).map(|(cells, _)| cells.len());
        let first = widths.next();
        widths.filter(|width| Some(*width) == first).count()
    };
    if regular(&doubled) >= regular(&text) { doubled } else { text }
}

/// Whether a mark with a backslash before it is within a cell, and none is written twice.
fn escapes_quotes(text: &str, delimiter: u8) -> bool {
    let is_within = |(at, _): (usize, &str)| {
        let next = text.as_bytes().get(at + 2).copied();
        next.is_some_and(|next| next != delimiter && next != b'\n' && next != b'\r')
    };
    let is_twice = |(at, _): (usize, &str)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + 2..).and_then(|after| after.chars().next());
        before.is_some_and(char::is_alphanumeric) || after.is_some_and(char::is_alphanumeric)
    };
    text.match_indices("\\\"").any(is_within) && !text.match_indices("\"\"").any(is_twice)
}

/// `Reply\, short`: a delimiter with a backslash before it is a part of its cell, where the row has more cells than the header.
fn join_escaped(cells: &mut Vec<String>, width: usize, delimiter: u8) {
    let is_cut = |cell: &String| cell.ends_with('\\');
    let more = cells.len().saturating_sub(width);
    if width == 0 || more == 0 || cells.iter().take(cells.len() - 1).filter(|cell| is_cut(cell)).count() != more {
        return;
    }
    let mut joined: Vec<String> = Vec::with_capacity(width);
    for cell in cells.drain(..) {
        match joined.last_mut().filter(|last| is_cut(last)) {
            Some(last) => {
                last.pop();
                last.push(char::from(delimiter));
                last.push_str(&cell);
            }
            None => joined.push(cell),
        }
    }
    *cells = joined;
}

/// Tells of rows with more cells than the header has: a delimiter in one of them may have moved the others.
fn report_more_cells(draft: &mut FileDraft, rows: &[Row], width: usize) {
    let is_long = |row: &&Row| row.cells.iter().skip(width).any(|cell| !cell.trim().is_empty());
    let Some(first) = rows.iter().find(is_long).filter(|_| width > 1) else {
        return;
    };
    let message = match rows.iter().filter(is_long).count() {
        1 => format!("found {} cells in this row, expected {width} as in the header", first.cells.len()),
        count => format!(
            "found {} cells in this row, expected {width} as in the header, and {} more such rows",
            first.cells.len(),
            count - 1
        ),
    };
    let help = "a cell with the sign that parts cells has to be in quotation marks; what is beyond the header is in the note, and cells may be in the wrong columns";
    let place = Some(draft.place_of_offset(first.span.start));
    draft.reports.push(file_warning(&draft.path, Code::MoreCells, place, message, help));
}

/// Whether a row is the line that names the delimiter to Excel: `sep=;`.
fn is_delimiter_line(row: &Row) -> bool {
    let mut filled = row.cells.iter().filter(|cell| !cell.is_empty()).peekable();
    filled.peek().is_some() && filled.all(|cell| cell.starts_with("sep="))
}

/// Tells that rows precede the header.
fn report_preamble(draft: &mut FileDraft, rows: &[Row], header_at: usize) {
    if header_at == 0 {
        return;
    }
    let place = rows.get(header_at).map(|row| draft.place_of_offset(row.span.start));
    let message = match header_at {
        1 => "one line precedes the header of the table".to_owned(),
        count => format!("{count} lines precede the header of the table"),
    };
    let help = "what precedes it is not read";
    let report = file_warning(&draft.path, Code::LinesBeforeHeader, place, message, help);
    draft.reports.push(report);
}

/// The words of a cell of Markdown without what sets them: `**Rui**`, `[[Ana Lima|Ana]]`, `` `Rui` ``. The address of a link stays after
/// its words.
fn markdown_words(cell: &str) -> String {
    let bare = cell.trim();
    let linked = bare.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
    if let Some(page) = linked.filter(|page| !page.contains("]]")) {
        // Of a path in a vault its last part is the name.
        let name = page.rsplit('|').next().unwrap_or(page);
        return name.rsplit('/').next().unwrap_or(name).trim().to_owned();
    }
    for mark in ["**", "__", "*", "_", "`"] {
        let inner = bare.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        if let Some(inner) = inner.filter(|inner| !inner.is_empty() && !inner.contains(mark)) {
            return markdown_words(inner);
        }
    }
    let link = bare.strip_prefix('[').and_then(|rest| rest.strip_suffix(')')?.split_once("]("));
    match link.filter(|(words, address)| !words.is_empty() && !address.contains(' ')) {
        Some((words, address)) => format!("{words} <{address}>"),
        None => cell.to_owned(),
    }
}

/// A table in Markdown has a rule below its header, and bars on both sides; gives whether it is one.
fn without_rules(rows: &mut Vec<Row>) -> bool {
    let is_rule = |cell: &String| {
        let cell = cell.trim();
        cell.chars().all(|char| matches!(char, '-' | ':')) && (cell.is_empty() || cell.contains('-'))
    };
    let count = rows.len();
    rows.retain(|row| !(row.cells.iter().all(is_rule) && row.cells.iter().any(|cell| cell.contains("--"))));
    if rows.len() == count {
        return false;
    }
    // Lines without bars stand around the table.
    let is_empty_at = |last: bool| {
        let cell = |row: &Row| {
            if last {
                row.cells.last().cloned()
            } else {
                row.cells.first().cloned()
            }
        };
        let mut tabular = rows.iter().filter(|row| row.cells.len() > 1);
        tabular.all(|row| cell(row).is_some_and(|cell| cell.trim().is_empty()))
    };
    let (is_first, is_last) = (is_empty_at(false), is_empty_at(true));
    for row in rows.iter_mut().filter(|row| row.cells.len() > 1) {
        if is_last {
            row.cells.pop();
        }
        if is_first {
            row.cells.remove(0);
        }
    }
    true
}

/// Quotation marks where none may be, and cells that seem to hold others.
fn report_quotes(draft: &mut FileDraft, quotes: &Quotes) {
    let more = |count: usize| match count {
        1 => String::new(),
        count => format!(", and {} more of the kind", count - 1),
    };
    if let Some(first) = quotes.literal.first() {
        let place = Some(draft.place_of_offset(*first));
        let message = format!("found a quotation mark within a quoted cell{}", more(quotes.literal.len()));
        let help = "it is read as a part of the text; write it twice";
        draft
            .reports
            .push(file_warning(&draft.path, Code::StrayQuote, place, message, help));
    }
    if let Some(first) = quotes.inner.first() {
        let place = Some(draft.place_of_offset(*first));
        let message = format!("found text after a closing quotation mark{}", more(quotes.inner.len()));
        let help = "the cell is read with its marks, as written; put the whole of it in quotation marks, and those within it twice";
        draft
            .reports
            .push(file_warning(&draft.path, Code::StrayQuote, place, message, help));
    }
    if let Some(first) = quotes.open.first() {
        let place = Some(draft.place_of_offset(*first));
        let message = format!(
            "found a quotation mark that closes only after other cells and lines{}",
            more(quotes.open.len())
        );
        let help = "what lies between is one cell; close it, or write it twice if it belongs to the text";
        draft.reports.push(file_warning(&draft.path, Code::OpenQuote, place, message, help));
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
        Code::OpenQuote,
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
    let at = rows.iter().take(MAX_PREAMBLE).position(is_header).unwrap_or(0);
    at - usize::from(at > 0 && rows.get(at - 1).is_some_and(|row| heads::is_group_line(&row.cells)))
}
