//! Quotation marks of delimited text: blanks before them, marks that are not written twice, marks that never close.

use std::ops::Range;

/// A text in which every quotation mark means what it should.
#[derive(Default)]
pub(super) struct Quotes {
    /// `None` where nothing had to be changed.
    pub(super) text: Option<String>,
    /// Where something was changed, in the changed text, and how far the original is ahead from there on.
    shifts: Vec<(usize, isize)>,
    /// The marks within quoted cells that were not written twice.
    pub(super) literal: Vec<usize>,
    /// The marks that close a cell which goes on after them, so that both are a part of its text: `"No" was the answer`.
    pub(super) inner: Vec<usize>,
    /// Where quoted cells begin that seem to have taken others in.
    pub(super) open: Vec<usize>,
}

/// So many bytes after a mark are looked at to tell what it means.
const MAX_CELL: usize = 16 * 1024;

/// A text without blanks between a delimiter and a quotation mark, which would make the mark a part of the cell, and with marks
/// within a quoted cell written twice.
pub(super) fn mended(text: &str, delimiter: u8) -> Quotes {
    let bytes = text.as_bytes();
    let mut quotes = Quotes::default();
    let mut kept: Vec<u8> = Vec::new();
    let (mut at, mut shift, mut is_quoted, mut is_start, mut opened) = (0, 0_isize, false, true, (0, 0));
    while at < bytes.len() {
        // Nothing between a mark and the next, or within a cell without marks, is of interest.
        let rest = &bytes[at..];
        let skipped = match (is_quoted, is_start) {
            (true, _) => memchr::memchr(b'"', rest),
            (false, true) => Some(0),
            (false, false) => memchr::memchr3(delimiter, b'\n', b'\r', rest),
        };
        let skipped = skipped.unwrap_or(rest.len());
        if !quotes.shifts.is_empty() {
            kept.extend_from_slice(&rest[..skipped]);
        }
        at += skipped;
        let Some(byte) = bytes.get(at).copied() else { break };
        if is_quoted {
            if byte == b'"' {
                if bytes.get(at + 1) == Some(&b'"') {
                    if !quotes.shifts.is_empty() {
                        kept.extend_from_slice(b"\"\"");
                    }
                    at += 2;
                    continue;
                }
                let is_after_cell = at > opened.0 + 1 && bytes.get(at - 1) == Some(&delimiter) && !ends_cell(bytes, at + 1, delimiter);
                if is_after_cell && bytes.get(opened.0..at).is_some_and(|cell| cell.contains(&b'\n')) {
                    quotes.open.push(opened.0);
                }
                if ends_cell(bytes, at + 1, delimiter) {
                    quotes.close(bytes, opened.0..at, delimiter);
                    is_quoted = false;
                } else if !is_literal(bytes, at, delimiter) {
                    is_quoted = false;
                    quotes.inner.push(at);
                    let end = memchr::memchr3(delimiter, b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |length| at + length);
                    if quotes.shifts.is_empty() {
                        kept.extend_from_slice(&bytes[..opened.0]);
                    } else {
                        quotes.forget_after(opened.1, &mut kept);
                    }
                    quotes.wrap(&mut kept, bytes, opened.0..end);
                    shift = ahead(end, kept.len());
                    quotes.shifts.push((kept.len(), shift));
                    at = end;
                    continue;
                } else {
                    if quotes.shifts.is_empty() {
                        kept.extend_from_slice(&bytes[..at]);
                    }
                    quotes.literal.push(at);
                    kept.push(b'"');
                    shift -= 1;
                    quotes.shifts.push((kept.len(), shift));
                }
            }
        } else if is_start && byte == b' ' && delimiter != b' ' {
            let end = (at..bytes.len()).find(|next| bytes[*next] != b' ').unwrap_or(bytes.len());
            if bytes.get(end) == Some(&b'"') {
                if quotes.shifts.is_empty() {
                    kept.extend_from_slice(&bytes[..at]);
                }
                shift += isize::try_from(end - at).unwrap_or(0);
                quotes.shifts.push((kept.len(), shift));
                at = end;
                continue;
            }
        } else if is_start && byte == b'"' {
            (is_quoted, opened) = (true, (at, kept.len()));
        }
        is_start = !is_quoted && (byte == delimiter || byte == b'\n' || byte == b'\r');
        if !quotes.shifts.is_empty() {
            kept.push(byte);
        }
        at += 1;
    }
    quotes.text = String::from_utf8(kept).ok().filter(|_| !quotes.shifts.is_empty());
    quotes
}

/// Whether a line within a quoted cell, after its first, has as many cells as the first line of the table: `"No` and the next
/// record. In prose a blank follows a comma.
fn has_record(bytes: &[u8], cell: Range<usize>, delimiter: u8) -> bool {
    let mut lines = bytes.get(cell).unwrap_or_default().split(|byte| *byte == b'\n').skip(1).peekable();
    if lines.peek().is_none() {
        return false;
    }
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let width = memchr::memchr_iter(delimiter, first).count();
    let is_record = |line: &[u8]| {
        let mut cuts = memchr::memchr_iter(delimiter, line);
        width >= 2 && cuts.clone().count() == width && !cuts.any(|at| line.get(at + 1) == Some(&b' '))
    };
    lines.any(is_record)
}

/// Whether a cell ends at a byte, blanks aside.
fn ends_cell(bytes: &[u8], at: usize, delimiter: u8) -> bool {
    let rest = bytes.get(at..).unwrap_or_default();
    let next = rest.iter().find(|byte| **byte != b' ');
    next.is_none_or(|next| *next == delimiter || matches!(next, b'\n' | b'\r'))
}

/// Whether a mark within a quoted cell is a part of its text: before the mark that closes the cell none opens another.
fn is_literal(bytes: &[u8], at: usize, delimiter: u8) -> bool {
    let end = bytes.len().min(at + MAX_CELL);
    for next in (at + 1..end).filter(|next| bytes[*next] == b'"') {
        if bytes.get(next - 1) == Some(&delimiter) {
            return false;
        }
        if ends_cell(bytes, next + 1, delimiter) {
            return true;
        }
    }
    false
}

/// How far a byte of the original is ahead of its place in the changed text.
fn ahead(original: usize, changed: usize) -> isize {
    let signed = |at: usize| isize::try_from(at).unwrap_or(isize::MAX);
    signed(original) - signed(changed)
}

impl Quotes {
    /// A quoted cell ends: whether it seems to have taken in another row.
    fn close(&mut self, bytes: &[u8], cell: Range<usize>, delimiter: u8) {
        let start = cell.start;
        if self.open.last() != Some(&start) && has_record(bytes, cell, delimiter) {
            self.open.push(start);
        }
    }

    /// Puts a cell, unchanged, between quotation marks, its own written twice.
    fn wrap(&mut self, kept: &mut Vec<u8>, bytes: &[u8], cell: Range<usize>) {
        let mut put = |byte: u8, original: usize, kept: &mut Vec<u8>| {
            self.shifts.push((kept.len(), ahead(original, kept.len())));
            kept.push(byte);
        };
        put(b'"', cell.start, kept);
        let mut last = cell.start;
        for at in cell {
            let byte = bytes[at];
            if byte == b'"' {
                put(byte, at, kept);
                last = at;
            }
            put(byte, at, kept);
        }
        put(b'"', last, kept);
    }

    /// Takes back what was kept after a place.
    fn forget_after(&mut self, end: usize, kept: &mut Vec<u8>) {
        kept.truncate(end);
        let before = self.shifts.partition_point(|(place, _)| *place <= end);
        self.shifts.truncate(before);
    }

    /// Where a byte of the changed text stood in the original.
    pub(super) fn original(&self, at: usize) -> usize {
        let before = self.shifts.partition_point(|(place, _)| *place <= at);
        let shift = before
            .checked_sub(1)
            .and_then(|last| self.shifts.get(last))
            .map_or(0, |(_, shift)| *shift);
        at.saturating_add_signed(shift)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let quotes = mended(text, b',');
        let mended = quotes.text.as_deref().unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(mended.as_bytes());
        let rows = reader.records().map_while(Result::ok);
        rows.map(|row| row.iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn marks_within_quoted_cells_stay() {
        assert_eq!(cells("1,\"6\" pipe\",x\n"), [["1", "6\" pipe", "x"]]);
        assert_eq!(
            cells("1,\"He said: \"yes, I will\" and left\",x\n"),
            [["1", "He said: \"yes, I will\" and left", "x"]]
        );
        assert_eq!(cells("a, \"b, c\" ,d\n"), [["a", "b, c ", "d"]]);
        assert_eq!(
            cells("\"a\" b,\"c\"\n\"No\" she said, \"and\" went\nd,e\n"),
            [["\"a\" b", "c"], ["\"No\" she said", "\"and\" went"], ["d", "e"]]
        );
        let open = mended("1,\"unclosed\n2,J,b\n3,\"ok\"\n4,x\n", b',');
        assert_eq!(open.open, [2]);
        let later = mended("d,f,t\n1,J,\"No\n2,K,a \"b\"\n3,J,x\n", b',');
        assert_eq!(later.open, [10], "it closes in the next row");
        assert!(mended("d,f,t\n1,J,\"No, I\nsaid, and left, too\"\n", b',').open.is_empty(), "prose");
    }

    proptest! {
        #[test]
        fn what_is_written_by_the_rules_is_not_changed(rows in prop::collection::vec(prop::collection::vec("[ab \",\n]{0,8}", 2..4), 1..5)) {
            let mut writer = csv::WriterBuilder::new().flexible(true).quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).map_err(|error| TestCaseError::fail(error.to_string()))?;
            }
            let bytes = writer.into_inner().map_err(|error| TestCaseError::fail(error.to_string()))?;
            let text = String::from_utf8(bytes).map_err(|error| TestCaseError::fail(error.to_string()))?;
            let quotes = mended(&text, b',');
            prop_assert_eq!(quotes.text, None);
            prop_assert!(quotes.literal.is_empty());
            // Only a cell with a line that looks like a row may have taken others in.
            prop_assert!(quotes.open.is_empty() || rows.iter().flatten().any(|cell| cell.contains('\n') && cell.contains(',')));
        }

        #[test]
        fn every_byte_is_found_again(text in "[ab ,\"\n]{0,40}") {
            let quotes = mended(&text, b',');
            let changed = quotes.text.clone().unwrap_or_else(|| text.clone());
            for (at, byte) in changed.bytes().enumerate() {
                let original = text.as_bytes().get(quotes.original(at)).copied();
                prop_assert_eq!(original, Some(byte), "{:?} {:?} at {}", text, changed, at);
            }
        }
    }
}
