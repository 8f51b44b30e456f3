//! Dates as wide as they are known, after EDTF (ISO 8601-2:2019, Annex A, levels 0 to 2).
//!
//! A [`Date`] is kept as it was written and means a range of instants, never a point it does not have. `edtf-core` reads
//! the grammar; this module gives it instants, precision and words. One thing is added to the grammar, because sources
//! have it: a time of day to the hour or the minute (`1962-10-26T19:00+03:00`), as ISO 8601-1 allows.
//!
//! A date without an offset never passes through a time zone: its civil time is used as it stands. A time with an offset
//! is moved to UTC, so that two of them can be compared.

mod before;
mod cited;
pub mod civil;
mod parse;
mod reader;
mod words;
mod zone;

#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

pub use self::before::{Before, Clocks, Edge};
pub use self::cited::{Cited, cited_dates, names_message_of_yours};
pub use self::civil::{DAY, Day};
pub use self::parse::DateError;
pub use self::reader::{DayOrder, Hints, Reading, ReadingError, may_be_years, read, read_typed};
pub(crate) use self::reader::{NO_SUCH_DATE, NO_YEAR};
pub use self::words::{MONTHS, WEEKDAYS, clock_words, year_words};
pub(crate) use self::words::{iso_day, ordinal};
pub use self::zone::{Zone, local_words};

/// A stretch of time, in seconds from 1970-01-01T00:00; `end` is the first instant that is no longer in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimeRange {
    /// The first instant in the range.
    pub start: i64,

    /// The first instant after the range; never before `start`.
    pub end: i64,
}

impl TimeRange {
    /// The range between two instants, whichever comes first.
    #[must_use]
    pub fn new(a: i64, b: i64) -> Self {
        Self {
            start: a.min(b),
            end: a.max(b),
        }
    }

    /// How long it is, in seconds.
    #[must_use]
    pub fn seconds(self) -> i64 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the two have an instant in common; an empty range counts as its start.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end.max(other.start.saturating_add(1)) && other.start < self.end.max(self.start.saturating_add(1))
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// The instants a date may mean. `None` is a side that is open or unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// The earliest instant, included.
    pub earliest: Option<i64>,

    /// The first instant after the latest one.
    pub latest: Option<i64>,
}

impl Extent {
    /// Something known about nothing: a date that is no date.
    pub const UNKNOWN: Self = Self {
        earliest: None,
        latest: None,
    };

    /// The part that has both ends; an open side collapses onto the known one, the first or the last second.
    #[must_use]
    pub fn known(self) -> Option<TimeRange> {
        match (self.earliest, self.latest) {
            (Some(start), Some(end)) => Some(TimeRange::new(start, end)),
            (Some(start), None) => Some(TimeRange::new(start, start.saturating_add(1))),
            (None, Some(end)) => Some(TimeRange::new(end.saturating_sub(1), end)),
            (None, None) => None,
        }
    }
}

/// How exact a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// Clock time with seconds.
    Second,
    /// Clock time with minutes.
    Minute,
    /// Clock time with hours only.
    Hour,
    /// A calendar day.
    Day,
    /// A calendar month.
    Month,
    /// A season, quarter or other part of a year (EDTF codes 21 to 41).
    Season,
    /// A calendar year.
    Year,
    /// Ten years (`196X`).
    Decade,
    /// A hundred years (`19XX`).
    Century,
    /// A thousand years or more (`1XXX`, `XXXX`).
    Millennium,
    /// From one date to another.
    Interval,
    /// One of several dates, or all of several.
    Set,
}

impl Precision {
    /// The name as `demarche date` prints it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Month => "month",
            Self::Season => "season",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Millennium => "millennium",
            Self::Interval => "interval",
            Self::Set => "set",
        }
    }

    /// Whether the date gives a time of day.
    #[must_use]
    pub const fn has_clock(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour)
    }
}

/// A date as it was written, and what it means. Small, and cheap to clone: an archive has many.
///
/// ```
/// use demarche::dates::{Date, Precision};
///
/// let month = Date::parse("1962-10~")?;
/// assert_eq!((month.precision(), month.is_approximate()), (Precision::Month, true));
/// assert_eq!(month.words(), "about October 1962");
/// // An hour in Moscow is an instant; a day without an offset is no instant anywhere.
/// let hour = Date::parse("1962-10-27T17:00:00+03:00")?;
/// assert_eq!(hour.extent().earliest, Date::parse("1962-10-27T14:00:00Z")?.extent().earliest);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Date(Arc<Read>);

/// What was read.
#[derive(PartialEq, Eq)]
struct Read {
    /// The EDTF string as it stands in the file.
    text: Box<str>,

    /// What the grammar makes of it.
    meaning: edtf_core::Edtf,

    /// How exact it is.
    precision: Precision,

    /// The instants it may mean.
    extent: Extent,
}

impl Date {
    /// The EDTF string exactly as it was written.
    #[must_use]
    pub fn as_written(&self) -> &str {
        &self.0.text
    }

    /// The EDTF string in the form that the standard prefers.
    #[must_use]
    pub fn canonical(&self) -> String {
        if matches!(self.0.precision, Precision::Minute | Precision::Hour) {
            return self.0.text.to_string(); // not EDTF proper; there is no canonical form
        }
        self.0.meaning.to_string()
    }

    /// How exact the date is.
    #[must_use]
    pub fn precision(&self) -> Precision {
        self.0.precision
    }

    /// Whether it names neither a day nor a stretch from day to day: a month, a year, one of several days.
    #[must_use]
    pub fn is_loose(&self) -> bool {
        let precision = self.precision();
        !precision.has_clock() && !matches!(precision, Precision::Day | Precision::Interval)
    }

    /// The instants the date may mean.
    #[must_use]
    pub fn extent(&self) -> Extent {
        self.0.extent
    }

    /// Whether any part is marked uncertain (`?` or `%`).
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.0.meaning.is_uncertain()
    }

    /// Whether any part is marked approximate (`~` or `%`).
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.0.meaning.is_approximate()
    }

    /// Whether the date says nothing at all (`XXXX`, `/..`), so that it has no place on a time axis.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.0.extent == Extent::UNKNOWN
    }

    /// Offset from UTC in seconds, where the date has a time of day with one.
    #[must_use]
    pub fn offset_seconds(&self) -> Option<i64> {
        match &self.0.meaning {
            edtf_core::Edtf::DateTime(date_time) => parse::shift_seconds(date_time.time.shift),
            _ => None,
        }
    }

    /// The dates of which exactly one applies (`[1962-10-26,1962-10-27]`), as ranges; empty for anything else.
    #[must_use]
    pub fn one_of(&self) -> Vec<TimeRange> {
        parse::one_of(&self.0.meaning)
    }

    /// Whether this is an interval (`a/b`), that is, something that lasts.
    #[must_use]
    pub fn is_interval(&self) -> bool {
        matches!(self.0.meaning, edtf_core::Edtf::Interval(_))
    }

    /// The days from the first to the last of an extent, as an interval; open where a side is, and to the year (EDTF `Y17000`)
    /// where that has more than four digits. `None` where nothing is known.
    #[must_use]
    pub fn between(extent: Extent) -> Option<Self> {
        if extent == Extent::UNKNOWN {
            return None;
        }
        let day = |instant: Option<i64>| match instant.map(Day::of_instant) {
            Some(day) if day.year.abs() > 9_999 => format!("Y{}", day.year),
            Some(day) => iso_day(day),
            None => "..".to_owned(),
        };
        let (start, end) = (day(extent.earliest), day(extent.latest.map(|latest| latest - 1)));
        Self::parse(&if start == end { start } else { format!("{start}/{end}") }).ok()
    }

    /// One date between two others of EDTF, in EDTF: a set, whose ends are equally exact; where these are not, by their first
    /// and last days. `None` where either has a time of day, or is no date.
    #[must_use]
    pub fn one_between(first: &str, last: &str) -> Option<String> {
        let day = |text: &str, is_first: bool| {
            let extent = Self::parse(text).ok()?.extent();
            let instant = if is_first { extent.earliest? } else { extent.latest? - 1 };
            Some(iso_day(Day::of_instant(instant)))
        };
        if first.contains('T') || last.contains('T') {
            return None;
        }
        let as_written = format!("[{first}..{last}]");
        let set = Some(as_written).filter(|set| Self::parse(set).is_ok());
        set.or_else(|| {
            let by_days = format!("[{}..{}]", day(first, true)?, day(last, false)?);
            Self::parse(&by_days).is_ok().then_some(by_days)
        })
    }

    /// A day by the Julian calendar, in words: `25 October 1917`; `None` for anything that is no single day.
    #[must_use]
    pub fn julian_words(&self) -> Option<String> {
        let start = self
            .extent()
            .earliest
            .filter(|_| self.precision() == Precision::Day || self.precision().has_clock())?;
        let day = Day::of_instant(start + self.offset_seconds().unwrap_or(0)).julian();
        Some(format!("{} {} {}", day.day, MONTHS[day.month as usize - 1], year_words(day.year)))
    }

    /// The date for a person: `about 14 August 2024, year uncertain`.
    #[must_use]
    pub fn words(&self) -> String {
        words::date_words(self)
    }

    /// The date in the little room beside a mark: `14 Aug ~`, with the year only where `with_year` asks for it.
    #[must_use]
    pub fn short_words(&self, with_year: bool) -> String {
        words::short_words(self, with_year)
    }

    /// The date beside a mark, by the clock of the ruler: `26 Oct`, or with the hour `26 Oct, 16:00`, which is UTC where the
    /// date gives its offset, else the local time of a place that is not given. Where it is another day in UTC, the day and the
    /// hour are those of its place, with the offset: `27 Oct, 20:05 (UTC−4)`, so that a date is the same near and far.
    #[must_use]
    pub fn ruler_words(&self, with_year: bool, with_clock: bool) -> String {
        words::ruler_words(self, with_year, with_clock)
    }

    /// The first instant as ISO 8601, to the precision known; `None` where that side is open or unknown.
    #[must_use]
    pub fn earliest_iso(&self) -> Option<String> {
        self.0.extent.earliest.map(|instant| words::iso(self, instant))
    }

    /// The last instant as ISO 8601, to the precision known; `None` where that side is open or unknown.
    #[must_use]
    pub fn latest_iso(&self) -> Option<String> {
        self.0.extent.latest.map(|instant| words::iso(self, instant - 1))
    }

    /// The key by which dates are put in order: earliest first, then the narrower, then as written.
    fn order(&self) -> (i64, i64, &str) {
        let known = self.0.extent.known().unwrap_or(TimeRange::new(i64::MAX, i64::MAX));
        (known.start, known.end, &self.0.text)
    }
}

/// The year that the clock of this machine shows, in UTC: no year of two digits is later.
#[must_use]
pub fn this_year() -> i64 {
    use chrono::Datelike as _;
    i64::from(chrono::Utc::now().year())
}

/// The day that the clock of this machine shows, as `YYYY-MM-DD`.
#[must_use]
pub fn today() -> String {
    chrono::Local::now().format("%Y-%m-%d").to_string()
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Date({:?})", self.0.text)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.text)
    }
}
