//! Workbooks of Excel and OpenDocument: each sheet with a column of dates is a table; a cell with a date is a date, as
//! exact as it is shown.

mod beside;
mod biff;
mod cells;
mod shown;
mod spans;
mod styles;
mod taken;

pub(super) use self::beside::Beside;
pub use self::taken::{Cells, Content, Line, Merged, Sheet, gather, lines_of, take_out};
use super::heads::{self, Heads};
use super::table::{self, Row, Table};
use super::{Options, file_error, file_warning, not_read};
use crate::model::Code;
use crate::model::Severity;
use crate::model::draft::FileDraft;

/// The first bytes of workbooks of Excel before 2007.
pub(super) const OLE: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

/// Takes the sheets out of a workbook: its bytes, how many they are unpacked, and the only sheet that is wanted, if not all that
/// are shown are.
pub type TakeOut = fn(&[u8], u64, Option<&str>) -> Result<Vec<Sheet>, String>;

/// Opens a compound file: the workbook that it is, in the format before 2007.
pub(super) fn open_compound(path: &str, bytes: &[u8], options: &Options) -> Vec<FileDraft> {
    not_read::by_streams(bytes).map_or_else(
        || read(path, bytes, bytes.len() as u64, &Beside::default(), options),
        |kind| vec![not_read::refused(path, kind)],
    )
}

/// Reads a workbook of `unpacked` bytes: one draft for each sheet that is read. The first has the remarks on what is `beside`
/// the values of cells.
pub(super) fn read(path: &str, bytes: &[u8], unpacked: u64, beside: &Beside, options: &Options) -> Vec<FileDraft> {
    let take_out = options.take_out.unwrap_or(take_out);
    let sheets = match take_out(bytes, unpacked, options.sheet.as_deref()) {
        Ok(sheets) => sheets,
        Err(message) => return vec![refused(path, message)],
    };
    let mut drafts = Vec::new();
    let mut passed_over = Vec::new();
    for sheet in sheets {
        let place = format!("{path}#{}", sheet.name);
        match sheet.content {
            Content::PassedOver => passed_over.push(sheet.name),
            Content::Broken(error) => drafts.push(refused(&place, format!("cannot read the sheet: {error}"))),
            Content::Cells(cells) if cells.rows.is_empty() => {}
            Content::Cells(mut cells) => {
                let merged = beside.merged.iter().filter(|(name, _)| *name == sheet.name);
                cells.merged.extend(merged.flat_map(|(_, merged)| merged));
                for (_, formats) in beside.shown.iter().filter(|(name, _)| *name == sheet.name) {
                    shown::as_shown(&mut cells, formats);
                }
                drafts.push(draft_of(&place, cells, options));
            }
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
    if let Some(first) = drafts.first_mut() {
        for (message, help) in beside.remarks() {
            first
                .reports
                .push(file_warning(&first.path, Code::UnreadCells, None, message, help));
        }
        for name in passed_over {
            first.reports.push(file_warning(
                &first.path,
                Code::HiddenSheet,
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
    let names: Vec<String> = far.iter().take(MAX_NAMED).map(|at| cells::name_of(*at)).collect();
    let more = if far.len() > MAX_NAMED {
        format!(" and {} more", far.len() - MAX_NAMED)
    } else {
        String::new()
    };
    let message = format!("cells far from the table have something in them: {}{more}", names.join(", "));
    let help = "they are not read; clear them, or move them to the table";
    draft.reports.push(file_warning(&draft.path, Code::FarCells, None, message, help));
}

fn refused(path: &str, message: String) -> FileDraft {
    let report = file_error(
        path,
        Code::Workbook,
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
fn draft_of(path: &str, sheet: Cells, options: &Options) -> FileDraft {
    let mut draft = FileDraft {
        path: path.to_owned(),
        format: "workbook",
        ..FileDraft::default()
    };
    let Cells {
        first,
        rows: mut cells,
        merged,
        far,
    } = sheet;
    // Above the header may stand a title.
    let width = cells.first().map_or(0, Vec::len);
    let is_wide = |cells: &Vec<String>| cells.iter().filter(|cell| !cell.trim().is_empty()).count() * 2 > width;
    let wide_at = cells.iter().take(20).position(is_wide).unwrap_or(0);
    let header_at = wide_at - usize::from(wide_at > 0 && heads::is_group_line(&cells[wide_at - 1]));
    let unfilled = fill_merged(&mut cells, &merged, first, header_at);
    if unfilled > 0 {
        draft.reports.push(file_warning(
            path,
            Code::MergedCells,
            None,
            format!(
                "merged cells that would repeat more than {} MB of text: {unfilled}",
                MAX_FILLED >> 20
            ),
            "their value is read in the first of them only; part them if each row needs it",
        ));
    }
    if header_at > 0 {
        draft.reports.push(file_warning(
            path,
            Code::LinesBeforeHeader,
            None,
            match header_at {
                1 => "one row precedes the header of the table".to_owned(),
                count => format!("{count} rows precede the header of the table"),
            },
            "what is in them is not read",
        ));
    }
    let mut text = "\n".repeat(first.0 as usize);
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
            Code::NoHeader,
            None,
            "the first row is a record: the sheet has no header".to_owned(),
            &heads::hint_of_numbers(&rows),
        ));
    }
    table::fill(
        &mut draft,
        Table {
            headers,
            rows,
            is_too_wide: false,
        },
        options,
    );
    remark_far(&mut draft, &far);
    draft
}

/// How many bytes of text merged cells may repeat.
const MAX_FILLED: usize = 32 << 20;

/// The most columns that a sheet has.
const MAX_WIDTH: usize = 16_384;

/// Cells that are merged have one value, which is in the first of them: it is written into all below it, and over a header into all
/// beside it. Gives how many merged cells were
/// left as they are, because they are too many or their text is too long.
fn fill_merged(cells: &mut [Vec<String>], merged: &[Merged], (first_row, first_column): (u32, u32), from: usize) -> usize {
    let (mut filled, mut unfilled) = (0_usize, 0);
    let at = |(row, column): (u32, u32)| {
        let (row, column) = (row.checked_sub(first_row)?, column.checked_sub(first_column)?);
        Some((row as usize, column as usize))
    };
    for (start, end) in merged {
        let Some((row, column)) = at(*start).filter(|(row, _)| *row >= from) else {
            continue;
        };
        // Over a header it is about all columns below it; among the rows it is a heading or a remark, not a value of each column.
        let end = if row > from { (end.0, start.1) } else { *end };
        let Some(value) = cells.get(row).and_then(|row| row.get(column)).cloned() else {
            continue;
        };
        let Some((last_row, last_column)) = at(end) else { continue };
        // No sheet is larger than its cells.
        let places = (last_row + 1)
            .saturating_sub(row)
            .min(cells.len())
            .saturating_mul((last_column + 1).saturating_sub(column).min(MAX_WIDTH));
        filled = filled.saturating_add(places.saturating_mul(value.len()));
        if filled > MAX_FILLED {
            unfilled += 1;
            continue;
        }
        let rows = cells.iter_mut().skip(row).take((last_row + 1).saturating_sub(row));
        for place in rows.flat_map(|row| row.iter_mut().skip(column).take((last_column + 1).saturating_sub(column))) {
            if place.is_empty() {
                place.clone_from(&value);
            }
        }
    }
    unfilled
}
