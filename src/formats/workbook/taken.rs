//! What is in a workbook, taken out with a library: its sheets as rows of text, line by line, so that another process can do it.

use std::collections::HashMap;
use std::io::{Cursor, Read, Seek};

use calamine::{Data, Reader, SheetVisible, Sheets, open_workbook_auto_from_rs};
use serde::{Deserialize, Serialize};

use super::biff;
use super::cells::{self, Together};
use super::shown::cell;

/// The first and the last cell of those that are one: row and column, from 0.
pub type Merged = ((u32, u32), (u32, u32));

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What it is called.
    pub name: String,

    /// What is in it.
    pub content: Content,
}

/// What is in a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// It is hidden, and not read.
    PassedOver,

    /// It cannot be read: why, in words.
    Broken(String),

    /// Its cells.
    Cells(Cells),
}

/// The cells of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cells {
    /// Row and column of the first, from 0.
    pub first: (u32, u32),

    /// Their texts; all rows are equally long.
    #[serde(skip)]
    pub rows: Vec<Vec<String>>,

    /// Which of them are one; the value is in the first.
    pub merged: Vec<Merged>,

    /// Row and column of those that lie far from the others and are left out.
    pub far: Vec<(u32, u32)>,
}

/// A piece of a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Line {
    /// A sheet begins; its rows follow.
    Sheet(String, Cells),

    /// A row of the sheet that began last.
    Row(Vec<String>),

    /// A sheet that is hidden.
    PassedOver(String),

    /// A sheet that cannot be read, and why.
    Broken(String, String),

    /// The workbook cannot be read: why.
    Failed(String),

    /// More will come.
    Working,

    /// That was all.
    End,
}

/// Takes the sheets out of a workbook, here and now.
///
/// # Errors
/// Why it cannot be read, in words.
pub fn take_out(bytes: &[u8], _unpacked: u64, wanted: Option<&str>) -> Result<Vec<Sheet>, String> {
    let mut lines = Vec::new();
    lines_of(bytes, wanted, &mut |line| lines.push(line));
    gather(lines)
}

/// The sheets that some lines say.
///
/// # Errors
/// Why the workbook cannot be read; where the lines break off, that they do.
pub fn gather(lines: impl IntoIterator<Item = Line>) -> Result<Vec<Sheet>, String> {
    let mut sheets: Vec<Sheet> = Vec::new();
    for line in lines {
        let (name, content) = match line {
            Line::Working => continue,
            Line::Row(row) => {
                if let Some(Content::Cells(cells)) = sheets.last_mut().map(|sheet| &mut sheet.content) {
                    cells.rows.push(row);
                }
                continue;
            }
            Line::Sheet(name, cells) => (name, Content::Cells(cells)),
            Line::PassedOver(name) => (name, Content::PassedOver),
            Line::Broken(name, why) => (name, Content::Broken(why)),
            Line::Failed(why) => return Err(why),
            Line::End => return Ok(sheets),
        };
        sheets.push(Sheet { name, content });
    }
    Err("what was read of the workbook breaks off".to_owned())
}

/// Says what is in a workbook, line by line; the last is `End` or `Failed`. Of a sheet that is wanted, only that is said.
pub fn lines_of(bytes: &[u8], wanted: Option<&str>, say: &mut dyn FnMut(Line)) {
    let mut workbook = match open_workbook_auto_from_rs(Cursor::new(bytes)) {
        Ok(workbook) => workbook,
        Err(error) => return say(Line::Failed(format!("cannot read the workbook: {error}"))),
    };
    let names = workbook.sheet_names();
    let formats = match &workbook {
        Sheets::Xls(_) => biff::formats(bytes),
        _ => HashMap::new(),
    };
    if let Some(wanted) = wanted.filter(|wanted| !names.iter().any(|name| name == wanted)) {
        return say(Line::Failed(format!(
            "there is no sheet {wanted:?}; there are {}",
            names.join(", ")
        )));
    }
    let hidden: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible != SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    for name in names.iter().filter(|name| wanted.is_none_or(|wanted| wanted == name.as_str())) {
        // Somebody who hid a sheet does not show it; where all are hidden, they are all there is.
        if wanted.is_none() && hidden.len() < names.len() && hidden.contains(name) {
            say(Line::PassedOver(name.clone()));
            continue;
        }
        match cells::read(&mut workbook, name, &mut || say(Line::Working)) {
            Ok(together) => say_sheet(&mut workbook, name, formats.get(name), together, say),
            Err(error) => say(Line::Broken(name.clone(), error)),
        }
    }
    say(Line::End);
}

fn say_sheet<R: Read + Seek>(
    workbook: &mut Sheets<R>,
    name: &str,
    formats: Option<&biff::Formats>,
    together: Together,
    say: &mut dyn FnMut(Line),
) {
    let look = Look::of(workbook, name);
    let Together { range, far } = together;
    let first = range.start().unwrap_or((0, 0));
    let head = Cells {
        first,
        rows: Vec::new(),
        merged: look.merged.clone(),
        far,
    };
    say(Line::Sheet(name.to_owned(), head));
    for (row, data) in (first.0..).zip(range.rows()) {
        let format = |column: u32| formats.and_then(|formats| formats.get(&(row, column)).map(String::as_str));
        let text = |(column, data): (u32, &Data)| cell(data, look.format(row, column).or_else(|| format(column)));
        say(Line::Row((first.1..).zip(data).map(text).collect()));
    }
}

/// How a sheet looks: what its cells are formatted as, and which are one.
#[derive(Default)]
struct Look {
    styles: Option<calamine::StyleRange>,
    merged: Vec<Merged>,
}

impl Look {
    fn of<R: Read + Seek>(workbook: &mut Sheets<R>, name: &str) -> Self {
        let (merged, styles) = match workbook {
            Sheets::Xlsx(workbook) => (workbook.merge_cells_by_sheet_name(name).ok(), workbook.worksheet_style(name).ok()),
            Sheets::Xls(workbook) => (workbook.merge_cells_by_sheet_name(name).ok(), None),
            Sheets::Xlsb(_) | Sheets::Ods(_) => (None, None),
        };
        let merged = merged.unwrap_or_default();
        Self {
            styles,
            merged: merged.iter().map(|merged| (merged.start, merged.end)).collect(),
        }
    }

    /// The format of a cell, as its program has it: `mmm-yy`.
    fn format(&self, row: u32, column: u32) -> Option<&str> {
        let style = self.styles.as_ref()?.get((row, column))?;
        style.number_format.as_ref().map(|format| format.format_code.as_str())
    }
}
