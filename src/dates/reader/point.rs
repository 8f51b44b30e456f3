//! One date as it is written, possibly incomplete: `3.` in “3. oder 4. Juni 1786” has only a day.

use super::clock::{Clock, Spell};
use super::vocabulary::Term;
use crate::dates::civil::{DAY, Day, days_in_month};

/// The year of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// One year, astronomical: 0 is 1 BCE.
    One(i64),
    /// The ten years from this one on.
    Decade(i64),
    /// The hundred years from this one on.
    Century(i64),
    /// The thousand years from this one on.
    Millennium(i64),
}

/// Which parts of a date carry a question mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Doubt {
    pub(super) year: bool,
    pub(super) month: bool,
    pub(super) day: bool,
}

/// From the first to the last of some equal parts of a longer time: the first third, the second to the last third.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// From 1.
    pub(super) first: u8,
    /// Not before `first`.
    pub(super) last: u8,
    /// How many there are.
    pub(super) of: u8,
}

/// The part of a year in EDTF.
enum Code {
    /// A month, a season, a half, a third or a quarter.
    Of(u8),
    /// The date has none.
    NoPart,
    /// EDTF has no code for it.
    Unsayable,
}

/// Which era a date names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Era {
    /// None.
    #[default]
    Unsaid,
    /// Before the common era.
    Bce,
    /// The common era.
    Ce,
}

/// How a date is written, where that decides how another is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Form {
    /// Whether the day precedes a year without a month of its own: “March 3–5, 1962”.
    pub(super) awaits_month: bool,
    /// Whether its year comes first.
    pub(super) is_year_first: bool,
    /// Whether it names a part of the day, beside which no hour is read.
    pub(super) has_part_of_day: bool,
}

/// The last year in which England began its years in March.
pub(super) const LAST_LADY_DAY: i64 = 1752;

/// What is known of one date. A part that is there is never written over: a second day belongs to another date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) year: Option<Year>,
    pub(super) month: Option<u8>,
    pub(super) season: Option<u8>,
    pub(super) day: Option<u8>,
    pub(super) part: Option<Part>,
    /// A number of one or two digits that may be a day, a year or a century, and how many digits it has.
    pub(super) bare: Option<(i64, usize)>,
    pub(super) form: Form,
    /// The year in which its months before 25 March were counted where years began in March.
    pub(super) year_from_march: Option<i64>,
    /// The other reading, month and day, where the order of the two cannot be told.
    pub(super) other: Option<(u8, u8)>,
    pub(super) is_approximate: bool,
    pub(super) is_uncertain: bool,
    pub(super) doubt: Doubt,
    pub(super) era: Era,
    pub(super) weekday: Option<u8>,
    pub(super) clock: Option<Spell>,
}

impl Point {
    /// Whether it has no part of a date yet.
    pub(super) fn is_empty(&self) -> bool {
        let Self {
            year,
            month,
            season,
            day,
            bare,
            ..
        } = self;
        year.is_none() && month.is_none() && season.is_none() && day.is_none() && bare.is_none()
    }

    /// Whether it is a year, or longer, and nothing else.
    pub(super) fn is_year_only(&self) -> bool {
        self.year.is_some() && self.month.is_none() && self.season.is_none() && self.day.is_none() && self.clock.is_none()
    }

    /// Takes from a neighbor what this one leaves out: “14–16 March 1962”, “March 3–5, 1962”. `is_before` is whether this
    /// one stands before the other: an era stands behind all that it is about.
    pub(super) fn fill_from(&mut self, other: &Self, is_before: bool) {
        if let Some((number, digits)) = self.bare
            && self.year.is_none()
        {
            if let Some(Year::Century(_)) = other.year {
                self.year = Some(century(number, self.is_bce() || (is_before && other.is_bce())));
                self.bare = None;
            } else if digits == 0 {
                // “IX–X 1962”
                if other.month.is_some() && other.day.is_none() {
                    self.month = u8::try_from(number).ok();
                    self.bare = None;
                }
            } else if other.day.is_some() || other.month.is_some() {
                self.day = u8::try_from(number).ok();
                self.bare = None;
            } else if is_before && other.era != Era::Unsaid && matches!(other.year, Some(Year::One(_))) {
                self.year = Some(Year::One(number));
                self.bare = None;
            }
        }
        let is_part_only = self.is_empty() && self.part.is_some();
        if self.month.is_none() && self.season.is_none() && (self.day.is_some() || is_part_only) {
            self.month = other.month;
            self.season = self.season.or(other.season.filter(|_| is_part_only));
        }
        if self.year.is_none() && (self.month.is_some() || self.season.is_some() || is_part_only) {
            self.year = other.year;
            self.era = other.era;
            self.doubt.year |= other.doubt.year;
        }
        if is_before && other.is_bce() && self.era == Era::Unsaid && matches!(self.year, Some(Year::One(1..) | Year::Decade(1..))) {
            self.set_bce();
        }
    }

    /// “1848–50”, “1786–7”: the last digits of a year that begins like the one before; behind a slash also where that has a
    /// month, “February 1731/2”.
    pub(super) fn complete_year(&mut self, before: &Self, is_slashed: bool) {
        let (Some((number, digits)), Some(Year::One(first))) = (self.bare, before.year) else {
            return;
        };
        if digits == 0 {
            return;
        }
        let span = 10_i64.pow(u32::try_from(digits).unwrap_or(2));
        let mut year = first.div_euclid(span) * span + number;
        // “1699/00” goes over the century.
        if is_slashed && number == 0 && digits == 2 && first.rem_euclid(span) == span - 1 {
            year += span;
        }
        // “AD 60–70”
        if before.era == Era::Ce && first < 100 && number > first && before.is_year_only() {
            self.year = Some(Year::One(number));
            self.era = Era::Ce;
            self.bare = None;
            return;
        }
        // “May 1823, before the 9th” names a day.
        let is_of_years = before.month.is_none() && before.day.is_none();
        if year > first && first >= 100 && self.era == Era::Unsaid && (is_of_years || is_slashed) {
            self.year = Some(Year::One(year));
            self.bare = None;
        }
    }

    /// The date in the later of two years, if the other belongs to it: “3 Feb. 1732/3”.
    /// `month` is its month where that precedes another day: “Feb. 3/14, 1706/7”.
    pub(super) fn of_dual_year(&self, year: &Self, month: Option<u8>) -> Option<Self> {
        let mut next = *year;
        next.complete_year(self, true);
        let (Some(Year::One(from_march)), Some(Year::One(from_january))) = (self.year, next.year) else {
            return None;
        };
        let month = self.month.or(month.filter(|_| self.form.awaits_month));
        let is_early = month.is_some_and(|month| month <= 3) && !self.form.is_year_first;
        let is_dual = is_early && next.is_year_only() && from_january == from_march + 1 && from_january <= LAST_LADY_DAY;
        is_dual.then_some(Self {
            year: next.year,
            year_from_march: Some(from_march),
            is_uncertain: self.is_uncertain || next.is_uncertain || next.doubt.year,
            is_approximate: self.is_approximate || next.is_approximate,
            ..*self
        })
    }

    /// The same day, month or season in the year of another date, with the doubts of both.
    pub(super) fn in_year_of(&self, year: &Self) -> Self {
        Self {
            year: year.year,
            era: year.era,
            is_approximate: self.is_approximate || year.is_approximate,
            is_uncertain: self.is_uncertain || year.is_uncertain,
            ..*self
        }
    }

    pub(super) fn is_bce(&self) -> bool {
        self.era == Era::Bce
    }

    /// Counts its year before the common era.
    pub(super) fn set_bce(&mut self) {
        self.era = Era::Bce;
        self.year = self.year.map(|year| match year {
            Year::One(value) => Year::One(1 - value),
            Year::Decade(value) => Year::Decade(-value - 8),
            Year::Century(first) => century(first / 100 + 1, true),
            Year::Millennium(first) => millennium(first / 1000 + 1, true),
        });
    }

    /// Whether there is such a date.
    pub(super) fn exists(&self, is_julian: bool) -> bool {
        let year = match self.year {
            Some(Year::One(year)) => year,
            _ => 2000,
        };
        // There is no year 0 in either era.
        let is_zero = matches!(
            (self.year, self.era),
            (Some(Year::One(0)), Era::Ce) | (Some(Year::One(1)), Era::Bce)
        );
        let has_day = match (self.month, self.day) {
            (Some(2), Some(29)) if is_julian => year % 4 == 0,
            (Some(month), day) => {
                (1..=12).contains(&month) && day.is_none_or(|day| day >= 1 && u32::from(day) <= days_in_month(year, u32::from(month)))
            }
            (None, Some(_)) => false,
            (None, None) => true,
        };
        let is_part_of_day = self.form.has_part_of_day && self.day.is_none();
        let is_part_of_a_day = self.part.is_some() && self.day.is_some();
        has_day && !is_part_of_a_day && !is_part_of_day && !is_zero && self.bare.is_none() && !self.is_empty()
    }

    /// The same date with month and day the other way round, where that may be meant.
    pub(super) fn swapped(&self) -> Option<Self> {
        let (month, day) = self.other?;
        Some(Self {
            month: Some(month),
            day: Some(day),
            other: None,
            ..*self
        })
    }

    /// The date in EDTF, where one date of EDTF says it. The time of day and doubts are part of it.
    pub(super) fn to_edtf(self) -> Option<String> {
        let year = match (self.year, self.month, self.day) {
            (Some(Year::One(year)), ..) => year_text(year),
            (Some(Year::Decade(first)), ..) if first >= 0 => format!("{:03}X", first / 10),
            (Some(Year::Century(first)), ..) if first >= 0 => format!("{:02}XX", first / 100),
            (Some(Year::Millennium(first)), ..) if first >= 0 => format!("{:01}XXX", first / 1000),
            (None, Some(_), _) => "XXXX".to_owned(),
            _ => return None,
        };
        let parts = [
            Some((year, self.doubt.year)),
            match self.code() {
                Code::Of(code) => Some((format!("{code:02}"), self.doubt.month)),
                Code::NoPart => None,
                Code::Unsayable => return None,
            },
            self.day.map(|day| (format!("{day:02}"), self.doubt.day)),
        ];
        let parts: Vec<(String, bool)> = parts.into_iter().flatten().collect();
        if let Some(spell) = self.clock {
            let day: Vec<&str> = parts.iter().map(|(text, _)| text.as_str()).collect();
            return self.day.map(|_| format!("{}T{}", day.join("-"), spell.start.to_edtf()));
        }
        let all_doubted = parts.iter().all(|(_, is_doubted)| *is_doubted);
        let mut text = String::new();
        for (position, (part, is_doubted)) in parts.iter().enumerate() {
            if position > 0 {
                text.push('-');
            }
            // A question mark before a part is about that part, one behind it about all up to it.
            match (is_doubted, position) {
                (true, 0) if parts.len() > 1 && !all_doubted => text.push_str(&format!("{part}?")),
                (true, 1..) if !all_doubted => text.push_str(&format!("?{part}")),
                _ => text.push_str(part),
            }
        }
        // The first third of a year is not what “early” says, only near it.
        let is_approximate = self.is_approximate || matches!(self.part, Some(Part { of: 3, .. }));
        text.push_str(match (self.is_uncertain || all_doubted, is_approximate) {
            (true, true) => "%",
            (true, false) => "?",
            (false, true) => "~",
            (false, false) => "",
        });
        Some(text)
    }

    /// The code of its month, its season, or its part of a year.
    fn code(&self) -> Code {
        let Some(part) = self.part else {
            return self.month.or(self.season).map_or(Code::NoPart, Code::Of);
        };
        let is_year = self.month.is_none() && self.season.is_none() && matches!(self.year, Some(Year::One(_)));
        // A part of a year has a code; that of a month has not.
        let base = match part.of {
            2 => 39,
            3 => 36,
            _ => 32,
        };
        if is_year && part.first == part.last {
            Code::Of(base + part.first)
        } else {
            Code::Unsayable
        }
    }

    /// First and last day, month or year of a date, whatever EDTF can say of it in one.
    pub(super) fn bounds(&self) -> Option<(String, String)> {
        let part = self.part.unwrap_or(Part { first: 1, last: 1, of: 1 });
        let (first, last, of) = (i64::from(part.first), i64::from(part.last), i64::from(part.of));
        if let (Some(Year::One(year)), Some(month)) = (self.year, self.month) {
            if let Some(day) = self.day {
                let day = format!("{}-{month:02}-{day:02}", year_text(year));
                return Some((day.clone(), day));
            }
            if self.part.is_none() {
                let month = format!("{}-{month:02}", year_text(year));
                return Some((month.clone(), month));
            }
            let days = i64::from(days_in_month(year, u32::from(month)));
            let (start, end) = ((first - 1) * (30 / of) + 1, if last == of { days } else { last * (30 / of) });
            let day = |day: i64| format!("{}-{month:02}-{day:02}", year_text(year));
            return Some((day(start), day(end)));
        }
        if let (Some(Year::One(year)), Some(season)) = (self.year, self.season) {
            // Three months each, the last of which may be in the next year.
            let (start, length) = match (season, self.part) {
                (24 | 28 | 30, _) => (12, 3),
                (code, _) if code >= 33 => return Some((format!("{}-{code}", year_text(year)), format!("{}-{code}", year_text(year)))),
                (code, _) => ([3, 6, 9][usize::from((code - 21) % 4).min(2)], 3),
            };
            let months = (start + (first - 1) * length / of, start + last * length / of - 1);
            let month = |count: i64| format!("{}-{:02}", year_text(year + (count - 1) / 12), (count - 1) % 12 + 1);
            return Some((month(months.0), month(months.1)));
        }
        if let (Some(Year::One(year)), None) = (self.year, self.season) {
            let months = ((first - 1) * 12 / of + 1, last * 12 / of);
            if self.part.is_none() {
                return Some((year_text(year), year_text(year)));
            }
            return Some((
                format!("{}-{:02}", year_text(year), months.0),
                format!("{}-{:02}", year_text(year), months.1),
            ));
        }
        let (start, years) = match self.year? {
            Year::One(_) => return None,
            Year::Decade(first) => (first, 10),
            Year::Century(first) => (first, 100),
            Year::Millennium(first) => (first, 1000),
        };
        // Where a third of ten years ends is open to a year; both neighbors hold it.
        let (first, last) = (start + (first - 1) * years / of, start + (last * years + of - 1) / of - 1);
        Some((year_text(first), year_text(last)))
    }

    /// The date by the Gregorian calendar, where this one is by the Julian: a day, or the first and last day it covers.
    pub(super) fn converted(&self) -> Option<(Self, Option<Self>)> {
        let Some(Year::One(year)) = self.year else { return None };
        if self.season.is_some() || self.part.is_some() {
            return None;
        }
        let at = |year: i64, month: i64, day: i64| {
            let day = julian_day(year, month, day);
            Self {
                year: Some(Year::One(day.year)),
                month: u8::try_from(day.month).ok(),
                day: u8::try_from(day.day).ok(),
                ..*self
            }
        };
        match (self.month, self.day) {
            (Some(month), Some(day)) => Some((at(year, month.into(), day.into()), None)),
            (Some(month), None) => {
                let month = i64::from(month);
                Some((at(year, month, 1), Some(before(&at(year, month + 1, 1)))))
            }
            (None, _) => Some((at(year, 1, 1), Some(before(&at(year + 1, 1, 1))))),
        }
    }

    /// The instant at which the day begins.
    pub(super) fn instant(&self) -> Option<i64> {
        let Some(Year::One(year)) = self.year else { return None };
        Some(Day::new(year, self.month?.into(), self.day?.into())?.start())
    }

    /// The same day so many days later.
    pub(super) fn plus_days(&self, days: i64) -> Option<Self> {
        let day = Day::of_instant(self.instant()? + days * DAY);
        Some(Self {
            year: Some(Year::One(day.year)),
            month: u8::try_from(day.month).ok(),
            day: u8::try_from(day.day).ok(),
            ..*self
        })
    }

    /// Its time of day.
    pub(super) fn start_clock(&self) -> Option<Clock> {
        self.clock.map(|spell| spell.start)
    }
}

/// The day before.
fn before(point: &Point) -> Point {
    point.plus_days(-1).unwrap_or(*point)
}

/// The Gregorian day of a Julian date, by way of the day number (Richards, Explanatory Supplement, 15.11).
pub(super) fn julian_day(year: i64, month: i64, day: i64) -> Day {
    let (year, month) = (year + (month - 1).div_euclid(12), (month - 1).rem_euclid(12) + 1);
    let shift = (14 - month) / 12;
    let (year, month) = (year + 4800 - shift, month + 12 * shift - 3);
    let number = day + (153 * month + 2) / 5 + 365 * year + year.div_euclid(4) - 32_083;
    Day::of_instant((number - 2_440_588) * DAY)
}

/// The hundred years with that number.
pub(super) fn century(number: i64, is_bce: bool) -> Year {
    Year::Century(if is_bce { 1 - number * 100 } else { (number - 1) * 100 })
}

/// The thousand years with that number.
pub(super) fn millennium(number: i64, is_bce: bool) -> Year {
    Year::Millennium(if is_bce { 1 - number * 1000 } else { (number - 1) * 1000 })
}

/// A year as EDTF writes it.
pub(super) fn year_text(year: i64) -> String {
    match year {
        10_000.. => format!("Y{year}"),
        0.. => format!("{year:04}"),
        -9_999..0 => format!("-{:04}", -year),
        _ => format!("Y{year}"),
    }
}

/// What a term that stands for a part of something counts: the n-th of m; the last where `nth` is beyond them.
pub(super) fn part_of(nth: i64, term: Term) -> Option<Part> {
    let Term::Fraction(of) = term else { return None };
    let nth = u8::try_from(nth).ok().filter(|nth| (1..=of).contains(nth) || *nth == LAST)?;
    let nth = nth.min(of);
    Some(Part { first: nth, last: nth, of })
}

/// The number of “last”, whatever there are of.
pub(super) const LAST: u8 = 99;
