//! How the dates of a workbook of Excel before 2007 are shown. The library that takes workbooks out says so of newer ones only.
//!
//! The stream `Workbook` is a row of records, each with a number and a length ([MS-XLS] 2.1.4): formats and the styles that name
//! them, then the cells of each sheet.

use std::collections::HashMap;
use std::io::{Cursor, Read};

/// The longest stream that is looked at; calamine has read it before.
const MAX_STREAM: u64 = 1 << 28;

/// The numbers of records.
const FORMAT: u16 = 0x041e;
const XF: u16 = 0x00e0;
const BOF: u16 = 0x0809;
const EOF: u16 = 0x000a;
const BOUND_SHEET: u16 = 0x0085;
const NUMBER: u16 = 0x0203;
const RK: u16 = 0x027e;
const MUL_RK: u16 = 0x00bd;
const FORMULA: u16 = 0x0006;

/// Formats of dates that have numbers and no text of their own ([MS-XLS] 2.4.126).
const BUILT_IN: [(u16, &str); 6] = [
    (14, "m/d/yyyy"),
    (15, "d-mmm-yy"),
    (16, "d-mmm"),
    (17, "mmm-yy"),
    (20, "h:mm"),
    (22, "m/d/yy h:mm"),
];

/// The formats of the cells of each sheet, by row and column from 0.
pub(super) type Formats = HashMap<(u32, u32), String>;

/// The formats of cells that show dates, by the names of sheets; nothing where the file is damaged.
pub(super) fn formats(bytes: &[u8]) -> HashMap<String, Formats> {
    let stream = || {
        let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
        let name = ["/Workbook", "/WORKBOOK"].into_iter().find(|name| file.is_stream(name))?;
        let mut stream = Vec::new();
        file.open_stream(name).ok()?.take(MAX_STREAM).read_to_end(&mut stream).ok()?;
        Some(stream)
    };
    stream().map(|stream| of_stream(&stream)).unwrap_or_default()
}

/// The records of a stream, each with its offset.
fn records(stream: &[u8]) -> impl Iterator<Item = (usize, u16, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let head = stream.get(at..at + 4)?;
        let (number, length) = (
            u16::from_le_bytes([head[0], head[1]]),
            usize::from(u16::from_le_bytes([head[2], head[3]])),
        );
        let data = stream.get(at + 4..at + 4 + length)?;
        let start = at;
        at += 4 + length;
        Some((start, number, data))
    })
}

fn short(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes([*data.get(at)?, *data.get(at + 1)?]))
}

/// A text with its number of characters before it, in one byte or two each.
fn text(data: &[u8], count: usize) -> Option<String> {
    let (flags, rest) = data.split_first()?;
    if flags & 1 == 0 {
        return Some(rest.get(..count)?.iter().map(|byte| char::from(*byte)).collect());
    }
    let units: Vec<u16> = rest
        .get(..count * 2)?
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    Some(String::from_utf16_lossy(&units))
}

fn of_stream(stream: &[u8]) -> HashMap<String, Formats> {
    let mut codes: HashMap<u16, String> = BUILT_IN.iter().map(|(number, code)| (*number, (*code).to_owned())).collect();
    let mut styles: Vec<u16> = Vec::new();
    // Where each sheet begins.
    let mut sheets: HashMap<usize, String> = HashMap::new();
    let mut found: HashMap<String, Formats> = HashMap::new();
    let mut sheet: Option<String> = None;
    for (at, number, data) in records(stream) {
        match number {
            FORMAT => {
                if let (Some(number), Some(count)) = (short(data, 0), short(data, 2))
                    && let Some(code) = data.get(4..).and_then(|data| text(data, usize::from(count)))
                {
                    codes.insert(number, code);
                }
            }
            XF => styles.push(short(data, 2).unwrap_or(0)),
            BOUND_SHEET => {
                let start = data
                    .get(..4)
                    .map(|start| u32::from_le_bytes([start[0], start[1], start[2], start[3]]));
                let name = data.get(6).and_then(|count| text(data.get(7..)?, usize::from(*count)));
                if let (Some(start), Some(name)) = (start, name) {
                    sheets.insert(start as usize, name);
                }
            }
            BOF => sheet = sheets.get(&at).cloned().or(sheet),
            EOF => sheet = None,
            NUMBER | RK | FORMULA | MUL_RK => {
                let Some(name) = &sheet else { continue };
                let cells = found.entry(name.clone()).or_default();
                for (place, style) in cells_of(number, data) {
                    let code = styles.get(usize::from(style)).and_then(|format| codes.get(format));
                    if let Some(code) = code.filter(|code| code.to_ascii_lowercase().contains(['y', 'h', 'd'])) {
                        cells.insert(place, code.clone());
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// The cells of a record, each with the number of its style.
fn cells_of(number: u16, data: &[u8]) -> Vec<((u32, u32), u16)> {
    let (Some(row), Some(column)) = (short(data, 0), short(data, 2)) else {
        return Vec::new();
    };
    let at = |column: u16| (u32::from(row), u32::from(column));
    if number != MUL_RK {
        return short(data, 4).map(|style| vec![(at(column), style)]).unwrap_or_default();
    }
    // Six bytes a cell, and the last column at the end.
    let cells = data.get(4..data.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6);
    (column..)
        .zip(cells)
        .map(|(column, cell)| (at(column), u16::from_le_bytes([cell[0], cell[1]])))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(number: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap_or(0);
        [&number.to_le_bytes(), &length.to_le_bytes(), data].concat()
    }

    #[test]
    fn cells_have_the_formats_of_their_styles() {
        let format = record(FORMAT, &[&[164, 0, 4, 0, 0][..], b"yyyy"].concat());
        let xf = |number: u8| record(XF, &[0, 0, number, 0]);
        let bof = record(BOF, &[0; 16]);
        let globals = |start: u32| {
            let sheet = record(BOUND_SHEET, &[&start.to_le_bytes()[..], &[0, 0, 1, 0], b"S"].concat());
            [bof.clone(), format.clone(), xf(0), xf(164), xf(17), sheet, record(EOF, &[])].concat()
        };
        let start = u32::try_from(globals(0).len()).unwrap_or(0);
        let cell = record(NUMBER, &[2, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        let several = record(MUL_RK, &[3, 0, 1, 0, 0, 0, 9, 9, 9, 9, 2, 0, 9, 9, 9, 9, 2, 0]);
        let stream = [globals(start), bof.clone(), cell, several, record(EOF, &[])].concat();
        let found = of_stream(&stream);
        let expected = [((2, 1), "yyyy".to_owned()), ((3, 2), "mmm-yy".to_owned())].into_iter().collect();
        assert_eq!(found.get("S"), Some(&expected));
        assert_eq!(of_stream(&stream[..40]), HashMap::new(), "cut off");
    }
}
