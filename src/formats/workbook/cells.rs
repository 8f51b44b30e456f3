//! The cells of a sheet, without the empty rectangle that a stray cell far away would stretch over: a library makes room for all
//! of it, up to terabytes.

use std::io::{Read, Seek};

use calamine::{Cell, Data, DataRef, Range, Reader, Sheets};

/// A rectangle of this many places is never too large.
const ALWAYS: u64 = 1 << 22;

/// Else a rectangle has at most this many places for each cell with something in it.
const PLACES_A_CELL: u64 = 64;

/// Empty rows and columns in one stretch after which a cell is far from the others.
const FAR_ROWS: u32 = 4_096;
const FAR_COLUMNS: u32 = 256;

/// The cells of a sheet that lie together, and where others lie.
pub(super) struct Together {
    pub(super) range: Range<Data>,
    /// Row and column, from 0.
    pub(super) far: Vec<(u32, u32)>,
}

/// After so many cells `go_on` is called: there is progress.
const SAID_EVERY: usize = 1 << 16;

/// Reads the cells of a sheet.
///
/// # Errors
/// What is wrong with the sheet, in words.
pub(super) fn read<R: Read + Seek>(workbook: &mut Sheets<R>, name: &str, go_on: &mut dyn FnMut()) -> Result<Together, String> {
    let Sheets::Xlsx(book) = workbook else {
        let range = workbook.worksheet_range(name).map_err(|error| error.to_string())?;
        return Ok(Together { range, far: Vec::new() });
    };
    let mut reader = book.worksheet_cells_reader(name).map_err(|error| error.to_string())?;
    let mut cells = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(|error| error.to_string())? {
        if !matches!(cell.get_value(), DataRef::Empty) {
            let at = cell.get_position();
            cells.push(Cell::new(at, Data::from(cell.get_value().clone())));
            if cells.len() % SAID_EVERY == 0 {
                go_on();
            }
        }
    }
    gathered(cells)
}

fn gathered(mut cells: Vec<Cell<Data>>) -> Result<Together, String> {
    let mut far = Vec::new();
    if !is_dense(&cells) {
        let last_row = end_of(cells.iter().map(|cell| cell.get_position().0), FAR_ROWS);
        let last_column = end_of(cells.iter().map(|cell| cell.get_position().1), FAR_COLUMNS);
        cells.retain(|cell| {
            let (row, column) = cell.get_position();
            let is_near = row <= last_row && column <= last_column;
            far.extend((!is_near).then_some((row, column)));
            is_near
        });
    }
    if !is_dense(&cells) {
        return Err("its cells lie too far from each other to be a table".to_owned());
    }
    Ok(Together {
        range: Range::from_sparse(cells),
        far,
    })
}

/// Whether the rectangle around some cells is no larger than what is in it warrants.
fn is_dense(cells: &[Cell<Data>]) -> bool {
    let side = |of: fn(&Cell<Data>) -> u32| {
        let (first, last) = (cells.iter().map(of).min(), cells.iter().map(of).max());
        u64::from(last.unwrap_or(0) - first.unwrap_or(0)) + 1
    };
    let area = side(|cell| cell.get_position().0).saturating_mul(side(|cell| cell.get_position().1));
    area <= ALWAYS.max(PLACES_A_CELL * cells.len() as u64)
}

/// The last of some places before the first long stretch without any.
fn end_of(places: impl Iterator<Item = u32>, far: u32) -> u32 {
    let mut places: Vec<u32> = places.collect();
    places.sort_unstable();
    let gap = places.windows(2).find(|pair| pair[1] - pair[0] > far);
    gap.map_or_else(|| places.last().copied().unwrap_or(0), |pair| pair[0])
}

/// What a spreadsheet program calls a cell: `XFD1048576`.
pub(super) fn name_of((row, column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    let mut left = u64::from(column) + 1;
    while left > 0 {
        letters.push(char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    letters.reverse();
    format!("{}{}", String::from_iter(letters), u64::from(row) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(row: u32, column: u32) -> Cell<Data> {
        Cell::new((row, column), Data::Int(1))
    }

    #[test]
    fn a_stray_cell_is_named_and_takes_no_room() {
        let mut cells: Vec<Cell<Data>> = (0..20).flat_map(|row| (0..3).map(move |column| cell(row, column))).collect();
        cells.push(cell(1_048_575, 16_383));
        cells.push(cell(5, u32::MAX));
        let found = gathered(cells).map(|found| (found.range.get_size(), found.far));
        assert_eq!(found, Ok(((20, 3), vec![(1_048_575, 16_383), (5, u32::MAX)])));
        assert_eq!(name_of((1_048_575, 16_383)), "XFD1048576");
        assert_eq!(name_of((0, 0)), "A1");
        assert_eq!(name_of((4, 701)), "ZZ5");
    }

    #[test]
    fn a_long_sheet_and_a_wide_one_are_read_whole() {
        let long = gathered((0..200_000).map(|row| cell(row, 0)).collect());
        assert!(long.is_ok_and(|found| found.far.is_empty()));
        let gaps = gathered(vec![cell(0, 0), cell(900_000, 2)]);
        assert!(
            gaps.is_ok_and(|found| found.far.is_empty()),
            "two far cells are no reason to leave one out"
        );
    }
}
