//! Texts as cells of a table that a spreadsheet program may open: none of them is run as a formula, and all come back as they were.
//!
//! A spreadsheet program takes a cell of CSV for a formula by how it begins, whether it is quoted or not (OWASP, CSV Injection).
//! Such a text gets an apostrophe before it, by which these programs mark what is text.

use std::borrow::Cow;

/// The mark of a cell that is text.
const MARK: char = '\'';

/// A text as a cell.
#[must_use]
pub fn to_cell(text: &str) -> Cow<'_, str> {
    if is_run(text.trim_start_matches(MARK)) {
        Cow::Owned(format!("{MARK}{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// How the tables begin that this program writes of events: only in them is the mark no part of a text.
const OURS: [[&str; 5]; 2] = [
    ["id", "kind", "sent", "received", "published"],
    ["id", "kind", "date", "end", "from"],
];

/// Whether a table with these headers was written by this program.
#[must_use]
pub fn is_ours(headers: &[String]) -> bool {
    OURS.iter()
        .any(|ours| headers.len() > ours.len() && headers.iter().zip(ours).all(|(header, own)| header == own))
}

/// What a cell says, without the mark that it is text.
#[must_use]
pub fn from_cell(cell: String) -> String {
    match cell.strip_prefix(MARK) {
        Some(text) if is_run(text.trim_start_matches(MARK)) => text.to_owned(),
        _ => cell,
    }
}

/// Whether a spreadsheet program would run a text: it begins as a formula does, in ASCII or in full width, or with what some
/// pass over, and is no number.
fn is_run(text: &str) -> bool {
    let is_start = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    is_start && !is_number(text)
}

/// Whether a text is a number with its sign.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, part]
        .iter()
        .all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_would_be_run_is_marked_and_numbers_are_not() {
        for (text, cell) in [
            ("=HYPERLINK(\"http://a.example\")", "'=HYPERLINK(\"http://a.example\")"),
            ("+49 30 1", "'+49 30 1"),
            ("-0431-03", "'-0431-03"),
            ("-0431", "-0431"),
            ("+1.5", "+1.5"),
            ("-1.", "'-1."),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("'=1", "''=1"),
            ("'tis so", "'tis so"),
            ("\u{ff1d}1+1", "'\u{ff1d}1+1"),
            ("", ""),
            ("'", "'"),
        ] {
            assert_eq!(to_cell(text), cell);
            assert_eq!(from_cell(cell.to_owned()), text);
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back_and_none_is_run(text in "['=+\\-@\t\r\n0-9.a]{0,6}") {
            let cell = to_cell(&text).into_owned();
            prop_assert!(!is_run(&cell));
            prop_assert_eq!(from_cell(cell), text);
        }
    }
}
