//! Workbooks of Excel and OpenDocument: each sheet with a column of dates is a table; a cell with a date is a date, as
//! exact as it is shown.

use std::io::{Cursor, Read, Seek};

use calamine::{Data, Dimensions, ExcelDateTime, Reader, SheetVisible, Sheets, open_workbook_auto_from_rs};

use super::heads::{self, Heads};
use super::sheet_cells;
use super::table::{self, Row, Table};
use super::{Options, file_error, file_warning};
use crate::model::Severity;
use crate::model::draft::FileDraft;

/// The first bytes of workbooks of Excel before 2007.
pub(super) const OLE: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

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
    let hidden: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible != SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    // Somebody who hid a sheet does not show it; where all are hidden, they are all there is.
    let passes_over = |name: &String| options.sheet.is_none() && hidden.len() < names.len() && hidden.contains(name);
    let mut drafts = Vec::new();
    for name in names
        .iter()
        .filter(|name| options.sheet.as_ref().is_none_or(|wanted| wanted == *name) && !passes_over(name))
    {
        match sheet_cells::read(&mut workbook, name) {
            Ok(cells) if cells.range.is_empty() => {}
            Ok(cells) => {
                let look = Look::of(&mut workbook, name);
                let mut draft = sheet(&format!("{path}#{name}"), &cells.range, &look, options);
                remark_far(&mut draft, &cells.far);
                drafts.push(draft);
            }
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
    let passed_over = names.iter().filter(|name| passes_over(name));
    if let Some(first) = drafts.first_mut() {
        for name in passed_over {
            first.reports.push(file_warning(
                &first.path,
                "hidden-sheet",
                None,
                format!("the sheet {name:?} is hidden in the workbook"),
                &format!("it is not read; --sheet {name:?} reads it"),
            ));
        }
    }
    drafts
}

/// The most cells that are named.
const MAX_NAMED: usize = 5;

/// Names the cells that lie far from the table.
fn remark_far(draft: &mut FileDraft, far: &[(u32, u32)]) {
    if far.is_empty() {
        return;
    }
    let names: Vec<String> = far.iter().take(MAX_NAMED).map(|at| sheet_cells::name_of(*at)).collect();
    let more = if far.len() > MAX_NAMED {
        format!(" and {} more", far.len() - MAX_NAMED)
    } else {
        String::new()
    };
    let message = format!("cells far from the table have something in them: {}{more}", names.join(", "));
    let help = "they are not read; clear them, or move them to the table";
    draft.reports.push(file_warning(&draft.path, "far-cells", None, message, help));
}

fn refused(path: &str, message: String) -> FileDraft {
    let report = file_error(
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

/// How a sheet looks: what its cells are formatted as, and which are one.
#[derive(Default)]
struct Look {
    styles: Option<calamine::StyleRange>,
    merged: Vec<Dimensions>,
}

impl Look {
    fn of<R: Read + Seek>(workbook: &mut Sheets<R>, name: &str) -> Self {
        match workbook {
            Sheets::Xlsx(workbook) => Self {
                merged: workbook.merge_cells_by_sheet_name(name).unwrap_or_default(),
                styles: workbook.worksheet_style(name).ok(),
            },
            Sheets::Xls(workbook) => Self {
                merged: workbook.merge_cells_by_sheet_name(name).unwrap_or_default(),
                styles: None,
            },
            Sheets::Xlsb(_) | Sheets::Ods(_) => Self::default(),
        }
    }

    /// The format of a cell, as its program has it: `mmm-yy`.
    fn format(&self, row: u32, column: u32) -> Option<&str> {
        let style = self.styles.as_ref()?.get((row, column))?;
        style.number_format.as_ref().map(|format| format.format_code.as_str())
    }
}

/// A sheet as a table. Its text, in which reports count lines, has one line a row and a tab between cells.
fn sheet(path: &str, range: &calamine::Range<Data>, look: &Look, options: &Options) -> FileDraft {
    let mut draft = FileDraft {
        path: path.to_owned(),
        format: "workbook",
        ..FileDraft::default()
    };
    let (first_row, first_column) = range.start().unwrap_or((0, 0));
    let mut cells: Vec<Vec<String>> = Vec::with_capacity(range.height());
    for (row, data) in (first_row..).zip(range.rows()) {
        let text = |(column, data): (u32, &Data)| cell(data, look.format(row, column));
        cells.push((first_column..).zip(data).map(text).collect());
    }
    // Above the header may stand a title.
    let width = range.width();
    let is_wide = |cells: &Vec<String>| cells.iter().filter(|cell| !cell.trim().is_empty()).count() * 2 > width;
    let header_at = cells.iter().take(20).position(is_wide).unwrap_or(0);
    fill_merged(&mut cells, look, (first_row, first_column), header_at);
    if header_at > 0 {
        draft.reports.push(file_warning(
            path,
            "lines-before-header",
            None,
            match header_at {
                1 => "one row precedes the header of the table".to_owned(),
                count => format!("{count} rows precede the header of the table"),
            },
            "what is in them is not read",
        ));
    }
    let mut text = "\n".repeat(first_row as usize);
    let mut rows = Vec::with_capacity(cells.len());
    for cells in cells {
        let start = text.len();
        let line: Vec<String> = cells.iter().map(|cell| cell.replace(['\n', '\r', '\t'], " ")).collect();
        text.push_str(&line.join("\t"));
        rows.push(Row {
            cells,
            span: start..text.len(),
        });
        text.push('\n');
    }
    draft.text = text.into();
    let Heads { headers, rows, is_missing } = heads::take(rows.split_off(header_at));
    if is_missing {
        draft.reports.push(file_warning(
            &draft.path,
            "no-header",
            None,
            "the first row is a record: the sheet has no header".to_owned(),
            "its columns are called by their number; --map 'from=column 2,to=column 3' says what they are",
        ));
    }
    table::fill(&mut draft, Table { headers, rows }, options);
    draft
}

/// Cells that are merged have one value, which stands in the first of them.
fn fill_merged(cells: &mut [Vec<String>], look: &Look, (first_row, first_column): (u32, u32), from: usize) {
    let at = |(row, column): (u32, u32)| {
        let (row, column) = (row.checked_sub(first_row)?, column.checked_sub(first_column)?);
        Some((row as usize, column as usize))
    };
    for merged in &look.merged {
        let Some((row, column)) = at(merged.start).filter(|(row, _)| *row >= from) else {
            continue;
        };
        let Some(value) = cells.get(row).and_then(|row| row.get(column)).cloned() else {
            continue;
        };
        let Some((last_row, last_column)) = at(merged.end) else { continue };
        let rows = cells.iter_mut().skip(row).take((last_row + 1).saturating_sub(row));
        for place in rows.flat_map(|row| row.iter_mut().skip(column).take((last_column + 1).saturating_sub(column))) {
            if place.is_empty() {
                place.clone_from(&value);
            }
        }
    }
}

/// A cell as text: dates as EDTF and as exact as they are shown, whole numbers without a point.
fn cell(data: &Data, format: Option<&str>) -> String {
    match data {
        Data::DateTime(date) if date.is_datetime() => date_cell(date, format).unwrap_or_else(|| data.to_string()),
        Data::DateTime(date) => duration_cell(date.as_f64()),
        Data::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::Empty => String::new(),
        other => other.to_string(),
    }
}

/// The finest part of a date that a format shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shown {
    Year,
    Month,
    Day,
}

impl Shown {
    /// By the letters of the format that are neither quoted nor escaped (ECMA-376, 18.8.31). `None` where it shows no year,
    /// so that it says nothing of how exact the date is.
    fn of(format: &str) -> Option<Self> {
        let mut finest = Self::Year;
        let mut has_year = false;
        let mut chars = format.chars();
        while let Some(char) = chars.next() {
            match char.to_ascii_lowercase() {
                '"' => chars.by_ref().take_while(|char| *char != '"').for_each(drop),
                '[' => chars.by_ref().take_while(|char| *char != ']').for_each(drop),
                '\\' | '_' | '*' => drop(chars.next()),
                // Another section is for numbers of another sign.
                ';' => break,
                'y' | 'e' => has_year = true,
                'm' => finest = finest.max(Self::Month),
                // Who sees the hour of a date knows its day.
                'd' | 'h' | 's' => finest = Self::Day,
                _ => {}
            }
        }
        has_year.then_some(finest)
    }
}

/// The serial number of 29 February 1900, which Excel counts and the calendar has not.
const NO_SUCH_DAY: i64 = 60;

/// A date as exact as its format shows it; a day that there is not is told by its number.
fn date_cell(date: &ExcelDateTime, format: Option<&str>) -> Option<String> {
    let serial = date.as_f64();
    let text = date.as_datetime()?.format("%Y-%m-%dT%H:%M:%S").to_string();
    let (day, clock) = text.split_once('T')?;
    let clock = clock.strip_suffix(":00").unwrap_or(clock);
    let shown = format.and_then(Shown::of);
    // A number below one is a time of day without a day.
    if (0.0..1.0).contains(&serial) && serial > 0.0 {
        return Some(clock.to_owned());
    }
    let is_1904 = date.to_ymd_hms_milli().0 == 1904 && serial < 366.0;
    if !is_1904 && (serial.floor() as i64 == NO_SUCH_DAY || serial <= 0.0) && day < "1900-03-02" {
        return Some(format!("day number {serial:.0} of a workbook, which the calendar does not have"));
    }
    match shown {
        Some(Shown::Year) => Some(day.get(..4)?.to_owned()),
        Some(Shown::Month) => Some(day.get(..7)?.to_owned()),
        _ if clock == "00:00" => Some(day.to_owned()),
        _ => Some(format!("{day}T{clock}")),
    }
}

/// A length of time, as `[h]:mm` shows it: more than a day has hours beyond 24.
fn duration_cell(days: f64) -> String {
    let minutes = (days * 1440.0).round() as i64;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn a_date_is_as_exact_as_it_is_shown() {
        let check = |serial: f64, format: &str, expected: &str| {
            let date = Data::DateTime(ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false));
            assert_eq!(cell(&date, Some(format)), expected, "{serial} as {format}");
        };
        check(22_945.0, "dd/mm/yyyy", "1962-10-26");
        check(22_945.0, "mmm\\-yy", "1962-10");
        check(22_945.0, "[$-407]mmmm yyyy;@", "1962-10");
        check(22_945.0, "yyyy", "1962");
        check(22_945.5, "yyyy/mm/dd hh:mm", "1962-10-26T12:00");
        check(0.795_138_888_9, "h:mm", "19:05");
        check(59.0, "dd/mm/yyyy", "1900-02-28");
        check(61.0, "dd/mm/yyyy", "1900-03-01");
        check(60.0, "dd/mm/yyyy", "day number 60 of a workbook, which the calendar does not have");
        check(0.0, "dd/mm/yyyy", "day number 0 of a workbook, which the calendar does not have");
        let long = Data::DateTime(ExcelDateTime::new(1.25, ExcelDateTimeType::TimeDelta, false));
        assert_eq!(cell(&long, None), "30:00");
    }
}
