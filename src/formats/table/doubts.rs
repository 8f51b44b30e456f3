//! What other columns say of how well a date is known: `Date uncertain` with a 1, `Circa` with a yes, a qualifier in words.

use super::when::Dated;
use super::{Known, Row};
use crate::model::columns::{Field, fold_header};

/// Headers of columns that say yes or no, folded: the date is uncertain.
const UNCERTAIN: [&str; 8] = [
    "dateuncertain",
    "uncertaindate",
    "dateisuncertain",
    "isdateuncertain",
    "uncertain",
    "isuncertain",
    "datequestionable",
    "datumunsicher",
];

/// The same: it is approximate.
const APPROXIMATE: [&str; 12] = [
    "dateapproximate",
    "approximatedate",
    "dateisapproximate",
    "isapproximate",
    "approximate",
    "approx",
    "circa",
    "ca",
    "datecirca",
    "isdateapprox",
    "dateapprox",
    "dateestimated",
];

/// Cells that say yes.
const YES: [&str; 10] = ["1", "true", "yes", "y", "t", "x", "ja", "oui", "да", "sí"];

/// Columns that say of a row's date that it is uncertain or approximate.
#[derive(Default)]
pub(super) struct Doubts {
    uncertain: Vec<usize>,
    approximate: Vec<usize>,
}

impl Doubts {
    /// Those among the columns that are not known as a field.
    pub(super) fn of(headers: &[String], fields: &[Option<Field>]) -> Self {
        let named = |names: &[&str]| {
            let unknown = headers.iter().zip(fields).enumerate().filter(|(_, (_, field))| field.is_none());
            let found = unknown.filter(|(_, (header, _))| names.contains(&fold_header(header).as_str()));
            found.map(|(column, _)| column).collect()
        };
        Self {
            uncertain: named(&UNCERTAIN),
            approximate: named(&APPROXIMATE),
        }
    }
}

/// The sign of EDTF for a qualifier in words.
fn sign_of(words: &str) -> Option<char> {
    match words.trim().trim_end_matches('.').to_lowercase().as_str() {
        "approximate" | "approximately" | "approx" | "circa" | "ca" | "about" | "estimated" => Some('~'),
        "uncertain" | "questionable" | "doubtful" | "probable" | "probably" | "possibly" | "conjecture" | "conjectured" | "conjectural" => {
            Some('?')
        }
        _ => None,
    }
}

impl Known<'_> {
    /// The date with the sign of what other columns say of it, where it has none itself.
    pub(super) fn doubted(&self, row: &Row, mut dated: Dated) -> Dated {
        let is_said = |columns: &[usize]| {
            let cells = columns.iter().filter_map(|column| row.cells.get(*column));
            cells.into_iter().any(|cell| YES.contains(&cell.trim().to_lowercase().as_str()))
        };
        let noted = self.cell(row, Field::DateNote).and_then(sign_of);
        let is_uncertain = is_said(&self.doubts.uncertain) || noted == Some('?');
        let is_approximate = is_said(&self.doubts.approximate) || noted == Some('~');
        let sign = match (is_uncertain, is_approximate) {
            (true, true) => '%',
            (true, false) => '?',
            (false, true) => '~',
            (false, false) => return dated,
        };
        // In a span, or beside a sign of its own, it is not known what is meant; the note says it.
        let with_sign = dated.sent.as_ref().map(|sent| format!("{sent}{sign}"));
        let is_plain = |text: &str| !text.contains(['?', '~', '%', '/', '[', '{']);
        let is_read = |text: &String| crate::dates::read(text, self.hints).is_ok_and(|reading| reading.date.is_some());
        if let (Some(sent), Some(with_sign)) = (&dated.sent, with_sign.filter(is_read))
            && is_plain(sent)
        {
            dated.words = dated.words.or_else(|| Some(sent.clone()));
            dated.sent = Some(with_sign);
        }
        dated
    }
}
