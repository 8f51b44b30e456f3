//! Workbooks of Excel and OpenDocument: each sheet with a column of dates is a table; a cell with a date is a date.

use std::io::Cursor;

use calamine::{Data, Reader, open_workbook_auto_from_rs};

use super::table::{self, Row, Table};
use super::{Options, file_error};
use crate::model::draft::FileDraft;
use crate::model::{Report, Severity};

/// Reads a workbook: one draft for each sheet that is read.
pub(super) fn read(path: &str, bytes: &[u8], options: &Options) -> Vec<FileDraft> {
    let mut workbook = match open_workbook_auto_from_rs(Cursor::new(bytes)) {
        Ok(workbook) => workbook,
        Err(error) => return vec![refused(path, format!("cannot read the workbook: {error}"))],
    };
    let names = workbook.sheet_names();
    if let Some(wanted) = options.sheet.as_ref().filter(|wanted| !names.contains(wanted)) {
        return vec![refused(
            path,
            format!("there is no sheet {wanted:?}; there are {}", names.join(", ")),
        )];
    }
    let mut drafts = Vec::new();
    for name in names
        .iter()
        .filter(|name| options.sheet.as_ref().is_none_or(|wanted| wanted == *name))
    {
        match workbook.worksheet_range(name) {
            Ok(range) if range.is_empty() => {}
            Ok(range) => drafts.push(sheet(&format!("{path}#{name}"), &range, options)),
            Err(error) => drafts.push(refused(&format!("{path}#{name}"), format!("cannot read the sheet: {error}"))),
        }
    }
    // Beside a sheet of events, sheets without dates are passed over.
    let has_events = drafts.iter().any(|draft| !draft.events.is_empty());
    for draft in drafts
        .iter_mut()
        .filter(|draft| has_events && options.sheet.is_none() && draft.events.is_empty())
    {
        draft.rejected = 0;
        draft.reports.iter_mut().for_each(|report| report.severity = Severity::Warning);
    }
    if drafts.is_empty() {
        drafts.push(refused(path, "the workbook has no sheet with anything in it".to_owned()));
    }
    drafts
}

fn refused(path: &str, message: String) -> FileDraft {
    let report: Report = file_error(
        path,
        "workbook",
        None,
        message,
        "open it in a spreadsheet program and save it again",
    );
    FileDraft {
        path: path.to_owned(),
        format: "workbook",
        reports: vec![report],
        ..FileDraft::default()
    }
}

/// A sheet as a table. Its text, in which reports count lines, has one line a row and a tab between cells.
fn sheet(path: &str, range: &calamine::Range<Data>, options: &Options) -> FileDraft {
    let mut draft = FileDraft {
        path: path.to_owned(),
        format: "workbook",
        ..FileDraft::default()
    };
    let (first_row, _) = range.start().unwrap_or((0, 0));
    let mut text = "\n".repeat(first_row as usize);
    let mut rows = Vec::with_capacity(range.height());
    for row in range.rows() {
        let cells: Vec<String> = row.iter().map(cell).collect();
        let start = text.len();
        let line: Vec<String> = cells.iter().map(|cell| cell.replace(['\n', '\r', '\t'], " ")).collect();
        text.push_str(&line.join("\t"));
        rows.push(Row {
            cells,
            span: start..text.len(),
        });
        text.push('\n');
    }
    draft.text = text;
    // Above the header may stand a title.
    let width = range.width();
    let header_at = rows
        .iter()
        .take(20)
        .position(|row| row.cells.iter().filter(|cell| !cell.trim().is_empty()).count() * 2 > width)
        .unwrap_or(0);
    let mut rows = rows.split_off(header_at);
    let headers = if rows.is_empty() { Vec::new() } else { rows.remove(0).cells };
    table::fill(&mut draft, Table { headers, rows }, options);
    draft
}

/// A cell as text: dates as EDTF, whole numbers without a point.
fn cell(data: &Data) -> String {
    match data {
        Data::DateTime(date) if date.is_datetime() => date.as_datetime().map_or_else(
            || data.to_string(),
            |date| {
                let text = date.format("%Y-%m-%dT%H:%M:%S").to_string();
                let day = text.strip_suffix("T00:00:00").map(str::to_owned);
                day.unwrap_or_else(|| text.strip_suffix(":00").unwrap_or(&text).to_owned())
            },
        ),
        Data::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::Empty => String::new(),
        other => other.to_string(),
    }
}
