//! How exactly dates are known, by columns that say it: numbers of Wikidata, of ACLED and of UCDP, words, and the latest start
//! and the earliest end beside a span.
//!
//! - Wikidata's `precision`: 11 a day, 10 a month, 9 a year, 8 ten years, 7 a hundred (mediawiki.org, *Wikibase/DataModel*);
//! - ACLED's `time_precision`: 1 the day, 2 about then, 3 the month;
//! - UCDP's `date_prec`: 1 the day, from 2 on one day between the start and the end.

use super::when::{Dated, End};
use super::{Known, Row, Table};
use crate::dates::{Date, Day, Precision, iso_day, read};
use crate::model::columns::{Field, fold_header};

/// Headers that say how exact the date is, folded.
const HEADERS: [&str; 14] = [
    "precision",
    "dateprecision",
    "datetimeprecision",
    "timeprecision",
    "dateprec",
    "precisiondate",
    "sentprecision",
    "startprecision",
    "startdateprecision",
    "dateaccuracy",
    "dategranularity",
    "granularity",
    "genauigkeit",
    "datevalueprecision",
];

const LATEST_STARTS: [&str; 3] = ["lateststart", "lateststartdate", "startlatest"];
const EARLIEST_ENDS: [&str; 3] = ["earliestend", "earliestenddate", "endearliest"];

/// How the numbers of such a column are meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scale {
    Wikidata,
    Acled,
    Ucdp,
    Words,
}

/// What is known of the date, by such a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Width {
    Day,
    About,
    Month,
    Year,
    Decade,
    Century,
    /// One day of those from the start to the end.
    OneOfSpan,
}

/// The columns that say how exact dates are.
#[derive(Default)]
pub(super) struct Precisions {
    columns: Vec<usize>,
    scale: Option<Scale>,
    latest_start: Option<usize>,
    earliest_end: Option<usize>,
}

impl Precisions {
    /// Those among the columns that are not known as a field.
    pub(super) fn of(table: &Table, fields: &[Option<Field>]) -> Self {
        let unknown = || {
            table
                .headers
                .iter()
                .zip(fields)
                .enumerate()
                .filter(|(_, (_, field))| field.is_none())
        };
        let named = |names: &[&str]| -> Vec<usize> {
            let found = unknown().filter(|(_, (header, _))| names.contains(&fold_header(header).as_str()));
            found.map(|(column, _)| column).collect()
        };
        let columns = named(&HEADERS);
        let cells = || {
            let cells = table
                .rows
                .iter()
                .flat_map(|row| columns.iter().filter_map(|column| row.cells.get(*column)));
            cells.map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
        };
        let numbers: Option<Vec<u8>> = cells().map(|cell| cell.trim_end_matches(".0").parse().ok()).collect();
        let is_called = |name: &str| {
            columns
                .iter()
                .any(|column| table.headers.get(*column).is_some_and(|header| fold_header(header) == name))
        };
        let scale = match numbers.as_deref() {
            _ if columns.is_empty() => None,
            Some([]) => None,
            Some(numbers) if is_called("dateprec") && numbers.iter().all(|number| (1..=5).contains(number)) => Some(Scale::Ucdp),
            Some(numbers) if is_called("timeprecision") && numbers.iter().all(|number| (1..=3).contains(number)) => Some(Scale::Acled),
            Some(numbers) if numbers.iter().all(|number| (6..=14).contains(number)) => Some(Scale::Wikidata),
            Some(_) => None,
            None => Some(Scale::Words),
        };
        Self {
            scale,
            columns,
            latest_start: named(&LATEST_STARTS).first().copied(),
            earliest_end: named(&EARLIEST_ENDS).first().copied(),
        }
    }

    fn width(&self, row: &Row) -> Option<Width> {
        let cells = self.columns.iter().filter_map(|column| row.cells.get(*column));
        let cell = cells.map(|cell| cell.trim()).find(|cell| !cell.is_empty())?;
        let number = || cell.trim_end_matches(".0").parse::<u8>().ok();
        match self.scale? {
            Scale::Wikidata => Some(match number()? {
                7 => Width::Century,
                8 => Width::Decade,
                9 => Width::Year,
                10 => Width::Month,
                _ => Width::Day,
            }),
            Scale::Acled => Some(match number()? {
                2 => Width::About,
                3 => Width::Month,
                _ => Width::Day,
            }),
            Scale::Ucdp => Some(if number()? > 1 { Width::OneOfSpan } else { Width::Day }),
            Scale::Words => Some(match cell.to_lowercase().trim_end_matches(" only") {
                "month" | "monat" | "mois" | "mes" | "месяц" => Width::Month,
                "year" | "jahr" | "ann\u{e9}e" | "a\u{f1}o" | "год" => Width::Year,
                "decade" | "jahrzehnt" => Width::Decade,
                "century" | "jahrhundert" => Width::Century,
                "week" | "approximate" | "approximately" | "circa" | "about" | "estimated" => Width::About,
                _ => return None,
            }),
        }
    }
}

impl Known<'_> {
    /// When a row was, no more exactly than its other columns say that it is known.
    pub(super) fn as_exact(&self, row: &Row, mut dated: Dated, mut end: End) -> (Dated, End) {
        let read = |text: &str| read(text, self.hints).ok().and_then(|reading| reading.date);
        let cell = |column: Option<usize>| {
            column
                .and_then(|column| row.cells.get(column))
                .map(|cell| cell.trim())
                .filter(|cell| !cell.is_empty())
        };
        let edtf = |text: &str| read(text).map(|date| date.as_written().to_owned());
        let set = |dated: &mut Dated, made: String| {
            let written = dated.sent.replace(made);
            dated.words = dated.words.take().or(written);
        };
        let sent = dated.sent.as_deref().and_then(edtf);
        if let (Some(sent), Some(latest)) = (&sent, cell(self.precisions.latest_start).and_then(edtf))
            && latest != *sent
            && let Some(between) = Date::one_between(sent, &latest)
        {
            let is_moment = cell(self.precisions.earliest_end).is_none() && end.date.as_deref().and_then(edtf).as_ref() == Some(&latest);
            if is_moment {
                end.date = None;
            }
            set(&mut dated, between);
        }
        if let (Some(earliest), Some(last)) = (
            cell(self.precisions.earliest_end).and_then(edtf),
            end.date.as_deref().and_then(edtf),
        ) && earliest != last
            && let Some(between) = Date::one_between(&earliest, &last)
        {
            end.date = Some(between);
        }
        let Some(width) = self.precisions.width(row) else {
            return (dated, end);
        };
        let Some(date) = dated.sent.as_deref().and_then(read) else {
            return (dated, end);
        };
        if let (Width::OneOfSpan, Some(sent)) = (width, &sent) {
            if let Some(last) = end.date.as_deref().and_then(edtf)
                && let Some(between) = Date::one_between(sent, &last)
            {
                set(&mut dated, between);
                end.date = None;
            }
            return (dated, end);
        }
        if let Some(made) = no_narrower(&date, width) {
            set(&mut dated, made);
        }
        (dated, end)
    }
}

/// A date without what is not known of it; `None` where it is as wide already.
fn no_narrower(date: &Date, width: Width) -> Option<String> {
    let is_day = matches!(date.precision(), Precision::Day) || date.precision().has_clock();
    let is_month = date.precision() == Precision::Month;
    if date.is_approximate() || date.is_uncertain() || !(is_day || is_month || date.precision() == Precision::Year) {
        return None;
    }
    let earliest = date.extent().earliest? + date.offset_seconds().unwrap_or(0);
    let day = Day::of_instant(earliest);
    let iso = iso_day(day);
    let month = iso.get(..iso.len() - 3)?;
    let year = month.get(..month.len() - 3)?;
    match width {
        Width::Day | Width::OneOfSpan => None,
        Width::About => is_day.then(|| format!("{iso}~")),
        Width::Month => is_day.then(|| month.to_owned()),
        Width::Year => (is_day || is_month).then(|| year.to_owned()),
        Width::Decade if day.year >= 0 => Some(format!("{}X", year.get(..3)?)),
        Width::Century if day.year >= 0 => Some(format!("{}XX", year.get(..2)?)),
        Width::Decade => Some(format!(
            "[{:05}..{:05}]",
            day.year.div_euclid(10) * 10,
            day.year.div_euclid(10) * 10 + 9
        )),
        Width::Century => Some(format!(
            "[{:05}..{:05}]",
            day.year.div_euclid(100) * 100,
            day.year.div_euclid(100) * 100 + 99
        )),
    }
}
