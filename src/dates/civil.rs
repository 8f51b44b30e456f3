//! The civil calendar over a span far wider than history: proleptic Gregorian, astronomical years (year 0 is 1 BCE).
//!
//! `chrono` knows the calendar; it stops at ±262,000 years. The Gregorian calendar repeats exactly every 400 years
//! (146,097 days), so a far year is moved by whole cycles into chrono's reach and back again.

use chrono::{Datelike as _, NaiveDate};

/// Seconds in a day of civil time; leap seconds are folded into the second before them, as everywhere in civil time.
pub const DAY: i64 = 86_400;

/// Years in one full cycle of the Gregorian calendar.
const CYCLE_YEARS: i64 = 400;

/// Days in [`CYCLE_YEARS`] years.
const CYCLE_DAYS: i64 = 146_097;

/// The largest year, either way, that has an instant; further ones are cut to it so that arithmetic cannot overflow.
pub const MAX_YEAR: i64 = 20_000_000_000;

/// A day of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Astronomical year: 0 is 1 BCE, -1 is 2 BCE.
    pub year: i64,

    /// 1 to 12.
    pub month: u32,

    /// 1 to 31.
    pub day: u32,
}

impl Day {
    /// The day, where the month and the day of the month exist in that year.
    #[must_use]
    pub fn new(year: i64, month: u32, day: u32) -> Option<Self> {
        (1..=12)
            .contains(&month)
            .then_some(())
            .filter(|()| (1..=days_in_month(year, month)).contains(&day))
            .map(|()| Self { year, month, day })
    }

    /// Seconds from 1970-01-01T00:00 to the start of this day.
    #[must_use]
    pub fn start(self) -> i64 {
        days_from_day(self) * DAY
    }

    /// The day in which an instant lies.
    #[must_use]
    pub fn of_instant(instant: i64) -> Self {
        day_from_days(instant.div_euclid(DAY))
    }

    /// 0 is Monday, 6 is Sunday.
    #[must_use]
    pub fn weekday(self) -> usize {
        // 1970-01-01 was a Thursday.
        usize::try_from((days_from_day(self) + 3).rem_euclid(7)).unwrap_or(0)
    }

    /// The same day as the Julian calendar counts it, by way of the day number (Richards, Explanatory Supplement, 15.11).
    #[must_use]
    pub fn julian(self) -> Self {
        // Four years are 1,461 days; the years begin in March, so that leap days end them.
        let days = days_from_day(self) + 2_440_588 + 32_082;
        let (years, in_years) = (4 * days + 3, 1_461);
        let year = years.div_euclid(in_years);
        let day_of_year = years.rem_euclid(in_years) / 4;
        let month = (5 * day_of_year + 2) / 153;
        Self {
            year: year - 4_800 + month / 10,
            month: small((month + 2).rem_euclid(12)) + 1,
            day: u32::try_from(day_of_year - (153 * month + 2) / 5 + 1).unwrap_or(1),
        }
    }

    /// The same day `months` later, or the last day of that month where it has no such day.
    #[must_use]
    pub fn plus_months(self, months: i64) -> Self {
        let count = self.year * 12 + i64::from(self.month) - 1 + months;
        let (year, month) = (count.div_euclid(12), small(count.rem_euclid(12)) + 1);
        Self {
            year,
            month,
            day: self.day.min(days_in_month(year, month)),
        }
    }
}

/// How many days a month has.
#[must_use]
pub fn days_in_month(year: i64, month: u32) -> u32 {
    let leap = year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 to a day.
fn days_from_day(day: Day) -> i64 {
    let year = day.year.clamp(-MAX_YEAR, MAX_YEAR);
    let cycles = (year - 2000).div_euclid(CYCLE_YEARS);
    let near = year - cycles * CYCLE_YEARS;
    // Always a date chrono has: the year is in 2000..2400, and `Day` holds only days that exist.
    let date = i32::try_from(near)
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, day.month, day.day))
        .unwrap_or_default();
    cycles * CYCLE_DAYS + i64::from(date.to_epoch_days())
}

/// The day that many days after 1970-01-01.
fn day_from_days(days: i64) -> Day {
    let cycles = days.div_euclid(CYCLE_DAYS);
    let near = i32::try_from(days - cycles * CYCLE_DAYS).unwrap_or(0);
    let date = NaiveDate::from_epoch_days(near).unwrap_or_default();
    Day {
        year: i64::from(date.year()) + cycles * CYCLE_YEARS,
        month: date.month(),
        day: date.day(),
    }
}

/// A number known to be between 0 and 11.
fn small(value: i64) -> u32 {
    u32::try_from(value).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn days_and_instants_round_trip(days in -3_000_000_000_000_i64..3_000_000_000_000) {
            let day = day_from_days(days);
            prop_assert_eq!(days_from_day(day), days);
            prop_assert_eq!(Day::new(day.year, day.month, day.day), Some(day));
        }

        #[test]
        fn the_next_day_is_one_day_later(year in -1_000_000_i64..1_000_000, month in 1_u32..=12) {
            let last = Day { year, month, day: days_in_month(year, month) };
            let first = Day { year, month, day: 1 }.plus_months(1);
            prop_assert_eq!(first.start() - last.start(), DAY);
        }
    }

    #[test]
    fn days_by_the_julian_calendar() {
        for ((year, month, day), julian) in [
            ((1917, 11, 7), (1917, 10, 25)),
            ((1582, 10, 15), (1582, 10, 5)),
            ((1771, 9, 21), (1771, 9, 10)),
            ((1900, 3, 13), (1900, 2, 29)),
            ((1900, 3, 14), (1900, 3, 1)),
            ((-43, 3, 13), (-43, 3, 15)),
            ((2000, 1, 1), (1999, 12, 19)),
        ] {
            let found = Day { year, month, day }.julian();
            assert_eq!((found.year, found.month, found.day), julian);
        }
    }

    #[test]
    fn known_days() {
        assert_eq!(Day::new(1970, 1, 1).map(Day::start), Some(0));
        assert_eq!(Day::new(1962, 10, 26).map(Day::weekday), Some(4), "a Friday");
        assert_eq!(Day::new(1900, 2, 29), None);
        assert_eq!(Day::new(0, 2, 29).map(|day| day.month), Some(2), "1 BCE is a leap year");
    }
}
