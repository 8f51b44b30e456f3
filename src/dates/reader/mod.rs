//! Dates as people write them: `13 Aug 2024`, `c. 1848`, `zwischen März und Mai 1842`, `616 B.C.`, `n.d.`
//!
//! EDTF comes first: what is EDTF means what the standard says. Everything else has to be understood to its last word, or
//! it is not read at all: a wrong date is worse than none. What can be read in two ways becomes a set of both, and says so.
//!
//! “Before” and “after” hold the date they name, as those who keep letters mostly mean it. “Early”, “mid” and “late” are
//! the thirds of what they belong to, approximately. A date by the Julian calendar is moved to the Gregorian one.

mod clock;
mod grammar;
mod numbers;
mod point;
mod scan;
mod vocabulary;

#[cfg(test)]
mod tests;

use self::grammar::{Parsed, Parser, Shape, Stop};
use self::point::Point;
use self::scan::{Item, Kind};
use self::vocabulary::Term;
use super::{Date, Day, WEEKDAYS};

/// No date is written with more bytes.
const MAX_LENGTH: usize = 400;

/// Whether 10/11/1992 is in November or in October.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayOrder {
    /// Nothing decides it.
    #[default]
    Unknown,
    /// The day comes first.
    DayFirst,
    /// The month comes first.
    MonthFirst,
}

/// What is known about how a column writes its dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Which of day and month comes first.
    pub day_order: DayOrder,

    /// The first of the hundred years that two digits mean; without it, two digits are no year.
    pub short_years_from: Option<i64>,
}

impl Hints {
    /// What the cells of a column decide together: one 13/10/1992 decides 10/11/1992. Cells that contradict each other
    /// decide nothing.
    #[must_use]
    pub fn of_column<'a>(cells: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut day_first, mut month_first) = (false, false);
        for cell in cells {
            let items = scan::scan(cell);
            let numbers: Vec<&Kind> = items.iter().map(|item| &item.kind).collect();
            if let [
                Kind::Number(first, 1 | 2),
                Kind::Sign('/' | '-'),
                Kind::Number(second, 1 | 2),
                Kind::Sign('/' | '-'),
                Kind::Number(..),
                ..,
            ] = numbers.as_slice()
            {
                day_first |= (13..=31).contains(first) && (1..=12).contains(second);
                month_first |= (13..=31).contains(second) && (1..=12).contains(first);
            }
        }
        Self {
            day_order: match (day_first, month_first) {
                (true, false) => DayOrder::DayFirst,
                (false, true) => DayOrder::MonthFirst,
                _ => DayOrder::Unknown,
            },
            short_years_from: None,
        }
    }
}

/// What a text says about a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The date; `None` where the text says that there is none (`n.d.`).
    pub date: Option<Date>,

    /// The end, where the text gives a span between two times of day.
    pub end: Option<Date>,

    /// The two readings between which nothing decides.
    pub ambiguous: Option<String>,

    /// What was altered or cannot be kept, and the date of the source's own calendar.
    pub notes: Vec<String>,

    /// Whether it was written by the Julian calendar.
    pub is_julian: bool,
}

impl From<Date> for Reading {
    fn from(date: Date) -> Self {
        Self {
            date: Some(date),
            end: None,
            ambiguous: None,
            notes: Vec::new(),
            is_julian: false,
        }
    }
}

impl Reading {
    /// The date's EDTF, or nothing.
    #[must_use]
    pub fn edtf(&self) -> Option<String> {
        self.date.as_ref().map(|date| date.as_written().to_owned())
    }
}

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "cannot read the date {text:?}: {cause} at character {column}; expected EDTF, for example \"1962-10-26\" or \"196X\", or a date in words, for example \"26 October 1962\""
)]
pub struct ReadingError {
    /// What was found.
    pub text: String,

    /// What is wrong, in words.
    pub cause: String,

    /// Where, counted in characters from 1.
    pub column: usize,
}

/// Reads a date as people write it, after EDTF.
///
/// # Errors
/// Where any part of the text is not understood, or names a day that does not exist.
pub fn read(text: &str, hints: Hints) -> Result<Reading, ReadingError> {
    let trimmed = text.trim();
    if trimmed.len() <= MAX_LENGTH
        && let Ok(date) = Date::parse(trimmed)
    {
        return Ok(Reading::from(date));
    }
    let error = |cause: String, at: usize| ReadingError {
        text: if text.len() > MAX_LENGTH {
            format!("{}\u{2026}", text.chars().take(40).collect::<String>())
        } else {
            text.to_owned()
        },
        cause,
        column: text.get(..at).map_or(0, |before| before.chars().count()) + 1,
    };
    if trimmed.is_empty() {
        return Err(error("it is empty".to_owned(), 0));
    }
    if text.len() > MAX_LENGTH {
        return Err(error("it is too long for a date".to_owned(), 0));
    }
    let mut items = scan::scan(text);
    if let [
        Item {
            kind: Kind::Term(Term::Undated | Term::Unknown),
            ..
        },
    ] = items.as_slice()
    {
        return Ok(Reading {
            date: None,
            end: None,
            ambiguous: None,
            notes: Vec::new(),
            is_julian: false,
        });
    }
    let is_julian = take_calendar(&mut items);
    resolve_brackets(&mut items);
    let parsed = Parser::new(&items, hints).parse(is_julian).map_err(|Stop { item, cause }| {
        let at = items.get(item).map_or(text.len(), |item| item.at);
        let found = text.get(at..).unwrap_or_default().split_whitespace().next();
        let found = found.map_or_else(|| "it ends too early".to_owned(), |word| format!("found {word:?}"));
        error(cause.map_or(found, str::to_owned), at)
    })?;
    render(parsed).ok_or_else(|| error("there is no such date".to_owned(), 0))
}

/// Reads a date that somebody types to go to it or to filter by it.
///
/// # Errors
/// Where it is no date, or says that there is none.
pub fn read_typed(text: &str) -> Result<Date, ReadingError> {
    let no_date = || ReadingError {
        text: text.to_owned(),
        cause: "it says that there is no date".to_owned(),
        column: 1,
    };
    read(text, Hints::default())?.date.ok_or_else(no_date)
}

/// Takes the words that name a calendar out of a date; whether it is the Julian one.
fn take_calendar(items: &mut Vec<Item>) -> bool {
    let is = |item: &Item, term: Term| item.kind == Kind::Term(term);
    let is_julian = items.iter().any(|item| is(item, Term::Julian));
    items.retain(|item| !is(item, Term::Julian) && !is(item, Term::Gregorian));
    is_julian
}

/// `5 (17) March 1862` is 5/17 March; any other bracket says nothing.
fn resolve_brackets(items: &mut Vec<Item>) {
    for at in 1..items.len() {
        let is_number = |at: usize| matches!(items.get(at).map(|item| &item.kind), Some(Kind::Number(..)));
        if items[at].is_sign('(') && is_number(at - 1) && is_number(at + 1) {
            items[at].kind = Kind::Sign('/');
        }
    }
    items.retain(|item| !item.is_sign('('));
}

/// The reading of what was parsed; `None` where it names a date that does not exist.
fn render(parsed: Parsed) -> Option<Reading> {
    let Parsed {
        shape,
        is_julian,
        mut notes,
    } = parsed;
    if !points(&shape).all(|point| point.exists(is_julian) && point.bare.is_none()) {
        return None;
    }
    if let Shape::One(point) = &shape {
        notes.extend(weekday_note(point));
    }
    if is_julian {
        notes.push(format!(
            "by the Julian calendar: {}",
            candidates(&shape).into_iter().next().unwrap_or_default()
        ));
    }
    let ambiguous = match &shape {
        Shape::One(point) => point
            .swapped()
            .filter(|other| other.exists(is_julian))
            .and_then(|other| Some(format!("{} or {}", point.to_edtf()?, other.to_edtf()?))),
        _ => None,
    };
    let shape = if is_julian { to_gregorian(shape)? } else { shape };
    let date = candidates(&shape).iter().find_map(|edtf| Date::parse(edtf).ok())?;
    let end = match &shape {
        Shape::One(point) => point.clock.and_then(|(_, end)| {
            let end = Point {
                clock: Some((end?, None)),
                ..*point
            };
            Date::parse(&end.to_edtf()?).ok()
        }),
        _ => None,
    };
    Some(Reading {
        date: Some(date),
        end,
        ambiguous,
        notes,
        is_julian,
    })
}

fn points(shape: &Shape) -> impl Iterator<Item = &Point> {
    let all: Vec<&Point> = match shape {
        Shape::One(point) | Shape::SinceUnknown(point) | Shape::Before(point) | Shape::After(point) => vec![point],
        Shape::Span(start, end) => start.iter().chain(end).collect(),
        Shape::Between(start, end) => vec![start, end],
        Shape::Or(all) => all.iter().collect(),
    };
    all.into_iter()
}

/// A day of the week that contradicts the date.
fn weekday_note(point: &Point) -> Option<String> {
    let written = WEEKDAYS.get(usize::from(point.weekday?))?;
    let actual = WEEKDAYS.get(Day::of_instant(point.instant()?).weekday())?;
    (actual != written).then(|| format!("it says {written}, but the day was a {actual}"))
}

fn to_gregorian(shape: Shape) -> Option<Shape> {
    let first = |point: Point| point.converted().map(|(first, _)| first);
    let last = |point: Point| point.converted().map(|(first, last)| last.unwrap_or(first));
    Some(match shape {
        Shape::One(point) => match point.converted()? {
            (day, None) => Shape::One(day),
            (first, Some(last)) => Shape::Between(first, last),
        },
        Shape::Span(start, end) => Shape::Span(
            match start {
                Some(start) => Some(first(start)?),
                None => None,
            },
            match end {
                Some(end) => Some(last(end)?),
                None => None,
            },
        ),
        Shape::Between(start, end) => Shape::Between(first(start)?, last(end)?),
        Shape::Before(point) => Shape::Before(last(point)?),
        Shape::After(point) => Shape::After(first(point)?),
        Shape::SinceUnknown(point) => Shape::SinceUnknown(first(point)?),
        Shape::Or(all) => Shape::Or(all.into_iter().map(first).collect::<Option<_>>()?),
    })
}

/// EDTF strings that say what a shape says, the most exact first.
fn candidates(shape: &Shape) -> Vec<String> {
    // A part without a code of its own is one date between its bounds.
    let low = |point: &Point| match point.bounds() {
        Some((low, _)) if point.to_edtf().is_none() => Some(low),
        _ => point.to_edtf(),
    };
    let high = |point: &Point| match point.bounds() {
        Some((_, high)) if point.to_edtf().is_none() => Some(high),
        _ => point.to_edtf(),
    };
    let text = |edtf: Option<String>| edtf.unwrap_or_default();
    match shape {
        Shape::One(point) => match (point.to_edtf(), point.swapped().and_then(Point::to_edtf)) {
            (Some(one), Some(other)) => vec![format!("[{one},{other}]"), format!("{one}/{other}")],
            (Some(one), None) => vec![one],
            (None, _) => {
                let (low, high) = (text(low(point)), text(high(point)));
                vec![format!("[{low}..{high}]"), format!("{low}/{high}")]
            }
        },
        Shape::Span(start, end) => {
            let side = |side: &Option<Point>, edge: &dyn Fn(&Point) -> Option<String>| {
                side.as_ref().map_or_else(|| "..".to_owned(), |point| text(edge(point)))
            };
            vec![format!("{}/{}", side(start, &low), side(end, &high))]
        }
        Shape::SinceUnknown(point) => vec![format!("{}/", text(low(point)))],
        Shape::Between(start, end) => {
            let (low, high) = (text(low(start)), text(high(end)));
            vec![format!("[{low}..{high}]"), format!("{low}/{high}")]
        }
        Shape::Or(all) => {
            let dates: Vec<String> = all.iter().map(|point| text(point.to_edtf())).collect();
            let (first, last) = (dates.first().cloned(), dates.last().cloned());
            vec![format!("[{}]", dates.join(",")), format!("{}/{}", text(first), text(last))]
        }
        Shape::Before(point) => vec![format!("[..{}]", text(high(point))), format!("../{}", text(high(point)))],
        Shape::After(point) => vec![format!("[{}..]", text(low(point))), format!("{}/..", text(low(point)))],
    }
}
