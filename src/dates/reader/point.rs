//! One date as it is written, possibly incomplete: `3.` in “3. oder 4. Juni 1786” has only a day.

use super::clock::Clock;
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
}

/// Which parts of a date carry a question mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Doubt {
    pub(super) year: bool,
    pub(super) month: bool,
    pub(super) day: bool,
}

/// What is known of one date.
#[expect(clippy::struct_excessive_bools, reason = "each is said of a date by a word of its own")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) year: Option<Year>,
    pub(super) month: Option<u8>,
    pub(super) season: Option<u8>,
    pub(super) day: Option<u8>,
    /// The n-th of m parts.
    pub(super) part: Option<(u8, u8)>,
    /// A number of one or two digits that may be a day, a year or a century, and how many digits it has.
    pub(super) bare: Option<(i64, usize)>,
    /// Whether the day stands before a year without a month of its own: “March 3–5, 1962”.
    pub(super) awaits_month: bool,
    /// The other reading, month and day, where the order of the two cannot be told.
    pub(super) other: Option<(u8, u8)>,
    pub(super) is_approximate: bool,
    pub(super) is_uncertain: bool,
    pub(super) doubt: Doubt,
    pub(super) is_bce: bool,
    pub(super) weekday: Option<u8>,
    pub(super) clock: Option<(Clock, Option<Clock>)>,
}

impl Point {
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

    /// Takes from a neighbor what this one leaves out: “14–16 March 1962”, “March 3–5, 1962”.
    pub(super) fn fill_from(&mut self, other: &Self) {
        if let Some((number, _)) = self.bare
            && self.year.is_none()
        {
            if let Some(Year::Century(_)) = other.year {
                self.year = Some(century(number, self.is_bce || other.is_bce));
                self.bare = None;
            } else if other.day.is_some() || other.month.is_some() {
                self.day = u8::try_from(number).ok();
                self.bare = None;
            }
        }
        if self.month.is_none() && self.season.is_none() && self.day.is_some() {
            self.month = other.month;
        }
        if self.year.is_none() && (self.month.is_some() || self.season.is_some()) {
            self.year = other.year;
        }
        if other.is_bce && !self.is_bce && self.year.is_some_and(|year| matches!(year, Year::One(value) if value > 0)) {
            self.set_bce();
        }
    }

    /// “1848–50”, “1786–7”: the last digits of a year that begins like the one before.
    pub(super) fn complete_year(&mut self, before: &Self) {
        let (Some((number, digits)), Some(Year::One(first))) = (self.bare, before.year) else {
            return;
        };
        let span = 10_i64.pow(u32::try_from(digits).unwrap_or(2));
        let year = first.div_euclid(span) * span + number;
        if year > first && first >= 100 {
            self.year = Some(Year::One(year));
            self.bare = None;
        }
    }

    pub(super) fn set_bce(&mut self) {
        self.is_bce = true;
        self.year = self.year.map(|year| match year {
            Year::One(value) => Year::One(1 - value),
            Year::Decade(value) => Year::Decade(-value - 8),
            Year::Century(first) => Year::Century(first),
        });
    }

    /// Whether there is such a date.
    pub(super) fn exists(&self, is_julian: bool) -> bool {
        let year = match self.year {
            Some(Year::One(year)) => year,
            _ => 2000,
        };
        match (self.month, self.day) {
            (Some(2), Some(29)) if is_julian => year % 4 == 0,
            (Some(month), day) => {
                (1..=12).contains(&month) && day.is_none_or(|day| day >= 1 && u32::from(day) <= days_in_month(year, u32::from(month)))
            }
            (None, Some(_)) => false,
            (None, None) => true,
        }
    }

    /// The same date with month and day the other way round.
    pub(super) fn swapped(&self) -> Option<Self> {
        let (month, day) = self.other?;
        Some(Self {
            month: Some(month),
            day: Some(day),
            other: None,
            ..*self
        })
    }

    /// The date in EDTF, where one date of EDTF says it.
    pub(super) fn to_edtf(self) -> Option<String> {
        let year = match (self.year, self.month, self.day) {
            (Some(Year::One(year)), ..) => year_text(year),
            (Some(Year::Decade(first)), ..) if first >= 0 => format!("{:03}X", first / 10),
            (Some(Year::Century(first)), ..) if first >= 0 => format!("{:02}XX", first / 100),
            (None, Some(_), _) => "XXXX".to_owned(),
            _ => return None,
        };
        let mut text = if self.doubt.year && self.month.is_some() {
            format!("{year}?")
        } else {
            year
        };
        let code = match self.part {
            // A part of a year has a code; that of a month has not.
            Some((nth, of)) if self.month.is_none() && matches!(self.year, Some(Year::One(_))) => Some(match of {
                2 => 39 + nth,
                3 => 36 + nth,
                _ => 32 + nth,
            }),
            Some(_) => return None,
            None => self.month.or(self.season),
        };
        if let Some(code) = code {
            text.push_str(&format!("-{}{code:02}", if self.doubt.month { "?" } else { "" }));
        }
        if let Some(day) = self.day {
            text.push_str(&format!("-{}{day:02}", if self.doubt.day { "?" } else { "" }));
        }
        if let Some((clock, _)) = self.clock {
            return self.day.map(|_| format!("{}T{}", text.replace('?', ""), clock.to_edtf()));
        }
        let is_doubted = self.is_uncertain || (self.doubt.year && self.month.is_none());
        // The first third of a year is not what “early” says, only near it.
        let is_approximate = self.is_approximate || matches!(self.part, Some((_, 3)));
        text.push_str(match (is_doubted, is_approximate) {
            (true, true) => "%",
            (true, false) => "?",
            (false, true) => "~",
            (false, false) => "",
        });
        Some(text)
    }

    /// First and last day, month or year of a date that EDTF has no code for: a third of a month, of a decade.
    pub(super) fn bounds(&self) -> Option<(String, String)> {
        let (nth, of) = self.part.unwrap_or((1, 1));
        let (nth, of) = (i64::from(nth), i64::from(of));
        if let (Some(Year::One(year)), Some(month)) = (self.year, self.month) {
            let days = i64::from(days_in_month(year, u32::from(month)));
            let (first, last) = ((nth - 1) * (30 / of) + 1, if nth == of { days } else { nth * (30 / of) });
            let day = |day: i64| format!("{}-{month:02}-{day:02}", year_text(year));
            return Some((day(first), day(last)));
        }
        let (start, years) = match self.year? {
            Year::One(_) => return None,
            Year::Decade(first) => (first, 10),
            Year::Century(first) => (first, 100),
        };
        // Where a third of ten years ends is open to a year; both neighbors hold it.
        let (first, last) = (start + (nth - 1) * years / of, start + (nth * years + of - 1) / of - 1);
        Some((year_text(first), year_text(last)))
    }

    /// The date by the Gregorian calendar, where this one is by the Julian: a day, or the first and last day it covers.
    pub(super) fn converted(&self) -> Option<(Self, Option<Self>)> {
        let Some(Year::One(year)) = self.year else { return None };
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
}

/// The day before.
fn before(point: &Point) -> Point {
    let day = Day::of_instant(point.instant().unwrap_or(0) - DAY);
    Point {
        year: Some(Year::One(day.year)),
        month: u8::try_from(day.month).ok(),
        day: u8::try_from(day.day).ok(),
        ..*point
    }
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

/// A year as EDTF writes it.
pub(super) fn year_text(year: i64) -> String {
    match year {
        10_000.. => format!("Y{year}"),
        0.. => format!("{year:04}"),
        -9_999..0 => format!("-{:04}", -year),
        _ => format!("Y{year}"),
    }
}

/// What a term that stands for a part of something counts: the n-th of m.
pub(super) fn part_of(nth: i64, term: Term) -> Option<(u8, u8)> {
    let Term::Fraction(of) = term else { return None };
    let nth = u8::try_from(nth).ok()?;
    (1..=4).contains(&nth).then(|| (nth.min(of), of))
}
