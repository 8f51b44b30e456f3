//! Dates as people write them: `13 Aug 2024`, `c. 1848`, `zwischen März und Mai 1842`, `616 B.C.`, `n.d.`
//!
//! EDTF comes first: what is EDTF means what the standard says. Everything else has to be understood to its last word, or
//! it is not read at all: a wrong date is worse than none. What can be read in two ways becomes a set of both, and says so.
//!
//! “Before” and “after” hold the date they name, as those who keep letters mostly mean it. “Early”, “mid” and “late” are
//! the thirds of what they belong to, approximately. A date by the Julian calendar is moved to the Gregorian one.

mod around;
mod aside;
mod back;
mod brackets;
mod by_name;
mod calendars;
mod catalogs;
mod cities;
mod clock;
mod counted;
mod feasts;
mod grammar;
mod idioms;
mod in_words;
mod inflected;
mod kalends;
mod layouts;
mod legacy;
mod more_words;
mod numbers;
mod numerals;
mod of_the_world;
mod place;
mod point;
mod refuse;
mod reigns;
mod render;
mod rewrite;
mod roman;
mod saints;
mod scan;
mod sequence;
mod shorthand;
mod sides;
mod signs;
mod spelling;
mod together;
mod translated;
mod vocabulary;
mod wider;

#[cfg(test)]
mod tests;

use unicode_normalization::UnicodeNormalization as _;

use self::grammar::{Parser, Stop};
use self::scan::{Item, Kind};
use self::vocabulary::Term;
use super::Date;

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

    /// The last year that two digits may mean where they are usual: in `60er Jahre` and in the groups of telegrams
    /// (`261900Z OCT 62`). Without it, those are not read either.
    pub newest_year: Option<i64>,
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
            for five in numbers.windows(5) {
                let [
                    Kind::Number(first, 1 | 2),
                    Kind::Sign('/' | '-'),
                    Kind::Number(second, 1 | 2),
                    Kind::Sign('/' | '-'),
                    Kind::Number(_, 2 | 4),
                ] = five
                else {
                    continue;
                };
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
            newest_year: None,
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

    /// What is named beside it as a place is: `London, 5 June 1860`. It is among the notes, too.
    pub place: Option<String>,

    /// Whether it was written by the Julian calendar.
    pub is_julian: bool,

    /// Whether the text calls it approximate; where EDTF cannot say that, `notes` do.
    pub is_approximate: bool,

    /// Whether the text calls it uncertain; where EDTF cannot say that, `notes` do.
    pub is_uncertain: bool,
}

impl From<Date> for Reading {
    fn from(date: Date) -> Self {
        Self {
            is_approximate: date.is_approximate(),
            is_uncertain: date.is_uncertain(),
            date: Some(date),
            ..Self::NONE
        }
    }
}

impl Reading {
    /// What a text says that there is no date.
    const NONE: Self = Self {
        date: None,
        end: None,
        ambiguous: None,
        notes: Vec::new(),
        place: None,
        is_julian: false,
        is_approximate: false,
        is_uncertain: false,
    };

    /// The date's EDTF, or nothing.
    #[must_use]
    pub fn edtf(&self) -> Option<String> {
        self.date.as_ref().map(|date| date.as_written().to_owned())
    }
}

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "cannot read the date {text:?}: {cause}{}", expected(cause, *column)
)]
pub struct ReadingError {
    /// What was found.
    pub text: String,

    /// What is wrong, in words.
    pub cause: String,

    /// Where, counted in characters from 1.
    pub column: usize,
}

impl ReadingError {
    /// Whether no date was recognized in the text, rather than one that cannot be.
    #[must_use]
    pub fn is_unrecognized(&self) -> bool {
        self.cause.starts_with("found ")
    }
}

/// Reads a date as people write it, after EDTF.
///
/// # Errors
/// Where any part of the text is not understood, or names a day that does not exist.
pub fn read(text: &str, hints: Hints) -> Result<Reading, ReadingError> {
    let trimmed = text.trim();
    if let Some(reading) = legacy::season_or_years(trimmed) {
        return Ok(reading);
    }
    if trimmed.len() <= MAX_LENGTH
        && let Ok(date) = Date::parse(trimmed)
    {
        return Ok(Reading::from(date));
    }
    let error = |cause: String, column: usize| ReadingError {
        text: if text.len() > MAX_LENGTH {
            format!("{}\u{2026}", text.chars().take(40).collect::<String>())
        } else {
            text.to_owned()
        },
        cause,
        column,
    };
    if trimmed.is_empty() {
        return Err(error("it is empty".to_owned(), 1));
    }
    if text.len() > MAX_LENGTH {
        return Err(error("it is too long for a date".to_owned(), 1));
    }
    let composed = layouts::plain_words(text.nfc().collect());
    if composed != text
        && let Ok(date) = Date::parse(composed.trim())
    {
        return Ok(Reading::from(date));
    }
    // “an II [1794]” is no month of 1794.
    if let Some(reading) = calendars::of_republic(composed.trim(), hints) {
        return Ok(reading);
    }
    // “12 Cal. Septembris 1524” is no day of September, about which “cal.” would be.
    if let Some(reading) = kalends::may_be(composed.trim()).then(|| kalends::read(composed.trim())).flatten() {
        return Ok(reading);
    }
    let inner = |text: &str, hints: Hints| read(text, hints).ok().filter(|reading| reading.date.is_some());
    if let Some(reading) = sides::read_first(composed.trim(), hints, &inner) {
        return Ok(reading);
    }
    if let Some(reading) = catalogs::read_first(composed.trim(), hints, &inner) {
        return Ok(reading);
    }
    match layouts::month_and_short_year(&composed, hints, &inner) {
        Some(Ok(reading)) => return Ok(reading),
        Some(Err(())) => return Err(error(SHORT_YEAR.to_owned(), 1)),
        None => {}
    }
    if let Some(reading) = of_the_world::read(composed.trim()) {
        return Ok(reading);
    }
    if let Some(reading) = legacy::read(composed.trim(), hints).or_else(|| back::read(composed.trim())) {
        return Ok(reading);
    }
    let in_words = read_words(&composed, hints);
    if in_words.is_err()
        && let Some(reading) = wider::read_around(&composed, hints)
    {
        return Ok(reading);
    }
    in_words.map_err(|Stop { item, cause }| {
        let at = item;
        let column = composed.get(..at).map_or(0, |before| before.chars().count()) + 1;
        let found = composed.get(at..).unwrap_or_default().split_whitespace().next();
        let found = found.map_or_else(|| ENDS_EARLY.to_owned(), |word| format!("found {word:?}"));
        match cause {
            Some(NO_SUCH_DATE) if is_short_year(&composed) => error(SHORT_YEAR.to_owned(), 1),
            Some(NO_SUCH_DATE) if has_no_year(&composed) => error(NO_YEAR.to_owned(), 1),
            Some(NO_SUCH_DATE) => error(NO_SUCH_DATE.to_owned(), 1),
            cause => error(cause.map_or(found, str::to_owned), column),
        }
    })
}

/// Whether a text is a part of a year in EDTF, `1925-30`, and more likely the years from one to another.
#[must_use]
pub fn may_be_years(text: &str) -> bool {
    legacy::season_or_years(text.trim()).is_some()
}

/// Why a date is refused that was understood.
pub(crate) const NO_SUCH_DATE: &str = "there is no such date";
pub(crate) const NO_YEAR: &str = "no year is given";

/// Why a year of two digits is refused.
const SHORT_YEAR: &str = "the year has two digits, which leaves the century open";

/// Whether all of a text is two digits, as `'68`.
fn is_short_year(text: &str) -> bool {
    let digits = text.trim().trim_start_matches(['\'', '\u{2019}', '\u{2018}']);
    digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text has no number that may be a year, as `im Herbst` and `5 June` have not.
fn has_no_year(text: &str) -> bool {
    let groups = || text.split(|char: char| !char.is_ascii_digit()).filter(|group| !group.is_empty());
    groups().all(|group| group.len() < 3) && groups().count() < 3 && !text.chars().any(|char| char.is_numeric() && !char.is_ascii())
}

/// Where something else was expected, and what; nothing where the cause says it, or a date was understood and is refused.
fn expected(cause: &str, column: usize) -> String {
    if !cause.starts_with("found ") && cause != ENDS_EARLY {
        return String::new();
    }
    format!(
        " at character {column}; expected EDTF, for example \"1962-10-26\" or \"196X\", or a date in words, for example \"26 October 1962\""
    )
}

/// Why a text is refused that goes on where it ends.
const ENDS_EARLY: &str = "it ends too early";

/// Reads a date in words. A stop is given with the byte at which it was.
fn read_words(text: &str, hints: Hints) -> Result<Reading, Stop> {
    if refuse::is_temperature(text) {
        return Err(Stop { item: 0, cause: None });
    }
    let mut items = scan::scan(text);
    // `s.a.`, `s. f.`: sine anno, sin fecha.
    let letters: String = text.chars().filter(|char| char.is_alphabetic()).collect();
    if matches!(letters.to_lowercase().as_str(), "sa" | "sf" | "бд")
        && text.chars().filter(|char| matches!(char, '.' | '/')).count() > 0
        && !text.chars().any(char::is_numeric)
    {
        return Ok(Reading::NONE);
    }
    if let [item] = items.as_slice()
        && matches!(item.kind, Kind::Term(Term::Undated | Term::Unknown | Term::Present))
    {
        return Ok(Reading::NONE);
    }
    if let [_, item, _] = items.as_slice()
        && matches!(item.kind, Kind::Term(Term::Undated | Term::Unknown | Term::Present))
        && items[0].is_open()
    {
        return Ok(Reading::NONE);
    }
    let hints = decided(hints, text, &items);
    let beside = rewrite::plain(&mut items, text);
    let at_byte = |stop: Stop| Stop {
        item: items.get(stop.item).map_or(text.len(), |item| item.at),
        cause: stop.cause,
    };
    read_items(text, &items, hints, &beside).map_err(at_byte)
}

/// Reads what is left when a text was made plain.
fn read_items(text: &str, items: &[Item], hints: Hints, beside: &rewrite::Beside) -> Result<Reading, Stop> {
    let deeds = Deeds::of(items);
    let mut parser = Parser::new(text, deeds.dated, hints);
    // “Monday, [after 1851]”: the day of the week is about a date that is not known to the day.
    let is_mark = |item: &Item| {
        matches!(
            item.term(),
            Some(Term::Before | Term::After | Term::Between | Term::From | Term::To)
        )
    };
    let leading: Vec<u8> = match deeds.dated {
        [first, rest @ ..] => match (first.term(), rest.iter().find(|item| !item.is_sign(',') && !item.is_sign('.'))) {
            (Some(Term::Weekday(day)), Some(next)) if is_mark(next) => vec![day],
            _ => Vec::new(),
        },
        [] => Vec::new(),
    };
    if !leading.is_empty() {
        parser.at = deeds.dated.iter().position(is_mark).unwrap_or(0);
    }
    let shift = deeds.before;
    let node = parser.node();
    let stop = parser.stop();
    let stop = Stop {
        item: stop.item + shift,
        cause: stop.cause,
    };
    let Some(node) = node.filter(|_| parser.is_over()) else {
        return Err(stop);
    };
    let mut notes = parser.notes;
    if shift > 0 {
        notes.insert(0, told(text, &items[..shift]));
    }
    let mut node = node;
    for point in node.points_mut() {
        point.is_uncertain |= deeds.is_uncertain;
        point.is_approximate |= deeds.is_approximate;
    }
    node.doubt(beside.is_uncertain, beside.is_approximate);
    let words = |(what, start, end): &(&str, usize, usize)| format!("{what} {}", text.get(*start..*end).unwrap_or_default().trim());
    notes.extend(beside.told.iter().map(words));
    let mut reading = render::reading(node, beside, notes).ok_or(Stop {
        item: 0,
        cause: Some(NO_SUCH_DATE),
    })?;
    if deeds.is_receipt {
        reading.is_uncertain = true;
        reading.notes.push("it is uncertain: the date is that of its receipt".to_owned());
    }
    if !deeds.behind.is_empty() {
        // What was done at another time has to be understood, too.
        let rest = deeds.behind;
        if rest.iter().any(|item| item.number().is_some()) {
            let start = items.len() - rest.len();
            read_items(text, rest, hints, &rewrite::Beside::default()).map_err(|stop| Stop {
                item: stop.item + start,
                cause: stop.cause,
            })?;
        } else if let Some(other) = rest
            .iter()
            .position(|item| !matches!(item.kind, Kind::Term(Term::Deed | Term::Receipt | Term::Undated | Term::Filler)))
        {
            return Err(Stop {
                item: items.len() - rest.len() + other,
                cause: None,
            });
        }
        let said = told(text, rest);
        let is_doubt = ["uncertain", "unsicher", "incertain"]
            .iter()
            .any(|word| said.to_lowercase().contains(word));
        reading.is_uncertain |= is_doubt;
        reading.notes.push(said);
    }
    Ok(reading)
}

/// The words of some items.
fn told(text: &str, items: &[Item]) -> String {
    let start = items.first().map_or(0, |item| item.at);
    let end = items.last().map_or(start, |item| item.end);
    text.get(start..end).unwrap_or_default().trim().to_owned()
}

/// A date with what was done then and at other times: “published 1843”, “1843, printed 1850”.
struct Deeds<'a> {
    /// How many words stand before the date.
    before: usize,
    /// Whether they say that it is the date of a receipt.
    is_receipt: bool,
    /// Whether a question mark or a word for one stands before them.
    is_uncertain: bool,
    /// Whether “about” stands before them.
    is_approximate: bool,
    /// The date.
    dated: &'a [Item],
    /// What was done at another time, with its date.
    behind: &'a [Item],
}

impl<'a> Deeds<'a> {
    fn of(items: &'a [Item]) -> Self {
        let is_deed = |item: &Item| matches!(item.kind, Kind::Term(Term::Deed | Term::Receipt));
        let is_idle = |item: &Item| {
            item.is_sign(',') || item.is_sign('.') || item.is_sign(':') || item.is_sign(';') || item.term() == Some(Term::Filler)
        };
        // A question mark or “probably” may stand before the word.
        let is_qualifier = |item: &Item| item.is_sign('?') || matches!(item.term(), Some(Term::Uncertain | Term::Approximate));
        let qualifiers = items.iter().take_while(|item| is_qualifier(item)).count();
        let mut before = 0;
        if items.get(qualifiers).is_some_and(is_deed) {
            before = qualifiers
                + items
                    .iter()
                    .skip(qualifiers)
                    .take_while(|item| is_deed(item) || is_idle(item))
                    .count();
        }
        let lead = items.get(..qualifiers.min(before)).unwrap_or_default();
        let rest = &items[before.min(items.len())..];
        // “1860–1865, undated”, which is not between two dates.
        let is_undated = |item: &Item| item.term() == Some(Term::Undated);
        let last = rest.len().checked_sub(1).filter(|last| is_undated(&rest[*last]));
        let cut = rest.iter().position(is_deed).or(last).filter(|cut| *cut > 0);
        let (dated, behind) = rest.split_at(cut.unwrap_or(rest.len()));
        let idle = dated.iter().rev().take_while(|item| is_idle(item) && !item.is_sign('.')).count();
        Self {
            before,
            is_uncertain: lead.iter().any(|item| item.is_sign('?') || item.term() == Some(Term::Uncertain)),
            is_approximate: lead.iter().any(|item| item.term() == Some(Term::Approximate)),
            is_receipt: items[..before].iter().any(|item| item.kind == Kind::Term(Term::Receipt)),
            dated: &dated[..dated.len() - idle],
            behind,
        }
    }
}

/// What the text itself decides: one 30/5/1911 in it decides 2/5/1911, and so does a word of a language that puts the day
/// before the month.
fn decided(hints: Hints, text: &str, items: &[Item]) -> Hints {
    if hints.day_order != DayOrder::Unknown {
        return hints;
    }
    let of_text = Hints::of_column([text]).day_order;
    let day_order = match of_text {
        DayOrder::Unknown if items.iter().any(|item| item.is_day_first) => DayOrder::DayFirst,
        decided => decided,
    };
    Hints { day_order, ..hints }
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
