//! What a workbook holds beside the values of its cells: comments, links, and formulas that no program has worked out yet. None
//! of it is read; that it is there is a remark.

use memchr::memmem;

use super::styles::{self, Shown};
use super::{Merged, spans};

/// What was found in the parts of a workbook.
#[derive(Default)]
pub(in crate::formats) struct Beside {
    /// Whether cells have comments.
    has_comments: bool,
    /// Whether cells lead to addresses, which may be sources.
    has_links: bool,
    /// The number of formulas without a value.
    unknown: usize,
    /// The merged cells of sheets of OpenDocument, by the names of these; those of other workbooks are taken out with their cells.
    pub(super) merged: Vec<(String, Vec<Merged>)>,
    /// How their dates are shown, likewise.
    pub(super) shown: Vec<(String, Shown)>,
}

impl Beside {
    /// Looks at a part of a workbook: its name, and its bytes unpacked (Office Open XML, or OpenDocument).
    pub(in crate::formats) fn look(&mut self, name: &str, part: &[u8]) {
        let has = |sign: &str| memmem::find(part, sign.as_bytes()).is_some();
        if name == "content.xml" {
            self.has_comments |= has("<office:annotation");
            self.has_links |= has("<text:a ");
            if has("number-rows-spanned=") || has("number-columns-spanned=") {
                self.merged = spans::of(part);
            }
            if has("date-style") {
                self.shown = styles::of(part);
            }
        } else if name.starts_with("xl/comments") || name.starts_with("xl/threadedComments") {
            self.has_comments = true;
        } else if name.starts_with("xl/worksheets/") {
            self.has_links |= has("<hyperlink ");
            self.unknown += memmem::find_iter(part, b"</f>").filter(|at| is_unknown(part, *at)).count();
        }
    }

    /// What is said of it, each with what can be done.
    pub(super) fn remarks(&self) -> Vec<(String, &'static str)> {
        let mut remarks = Vec::new();
        if self.unknown > 0 {
            let formulas = if self.unknown == 1 { "formula has" } else { "formulas have" };
            remarks.push((
                format!("{} {formulas} no value in the workbook", self.unknown),
                "a cell without a value is read as empty; open it in a spreadsheet program and save it again",
            ));
        }
        if self.has_comments {
            remarks.push((
                "the workbook has comments on cells".to_owned(),
                "they are not read; put what belongs to an event into a column",
            ));
        }
        if self.has_links {
            remarks.push((
                "the workbook has links on cells".to_owned(),
                "their words are read, their addresses are not; put those into a column of sources",
            ));
        }
        remarks
    }
}

/// Whether the formula that ends here has no value after it. A value that is an empty text is one (`t="str"`).
fn is_unknown(part: &[u8], end: usize) -> bool {
    let rest = part.get(end + b"</f>".len()..).unwrap_or_default();
    if rest.starts_with(b"</c>") {
        return true;
    }
    let is_empty = [&b"<v/>"[..], b"<v />", b"<v></v>"].iter().any(|value| rest.starts_with(value));
    let before = part.get(..end).unwrap_or_default();
    let cell = memmem::rfind(before, b"<c ").and_then(|at| before.get(at..)).unwrap_or_default();
    let head = memchr::memchr(b'>', cell).and_then(|at| cell.get(..at)).unwrap_or_default();
    is_empty && memmem::find(head, b"t=\"str\"").is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remarks(name: &str, part: &str) -> String {
        let mut beside = Beside::default();
        beside.look(name, part.as_bytes());
        let remarks: Vec<String> = beside.remarks().into_iter().map(|(message, _)| message).collect();
        remarks.join("; ")
    }

    #[test]
    fn what_is_not_a_value_is_named() {
        for (name, part, expected) in [
            (
                "xl/worksheets/sheet1.xml",
                "<c r=\"A1\"><f>B1</f></c>",
                "1 formula has no value in the workbook",
            ),
            (
                "xl/worksheets/sheet1.xml",
                "<c r=\"A1\"><f>B1</f><v /></c><c r=\"A2\"><f>B2</f><v></v></c>",
                "2 formulas have no value in the workbook",
            ),
            ("xl/worksheets/sheet1.xml", "<c r=\"A1\"><f>B1</f><v>3</v></c>", ""),
            ("xl/worksheets/sheet1.xml", "<c r=\"A1\" t=\"str\"><f>\"\"</f><v></v></c>", ""),
            ("xl/worksheets/sheet1.xml", "</f>", ""),
            (
                "xl/worksheets/sheet1.xml",
                "<hyperlinks><hyperlink ref=\"A1\"/></hyperlinks>",
                "the workbook has links on cells",
            ),
            ("xl/comments1.xml", "<comments/>", "the workbook has comments on cells"),
            ("xl/threadedComments/threadedComment1.xml", "", "the workbook has comments on cells"),
            ("xl/sharedStrings.xml", "<f>x</f></c><hyperlink />", ""),
            (
                "content.xml",
                "<office:annotation><text:a xlink:href=\"x\">y</text:a>",
                "the workbook has comments on cells; the workbook has links on cells",
            ),
        ] {
            assert_eq!(remarks(name, part), expected, "{name}: {part}");
        }
    }
}
