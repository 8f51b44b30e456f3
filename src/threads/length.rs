//! Lengths of time in words: seconds to days by the clock, months and years by the calendar.

use crate::dates::{DAY, Day};

/// What a length is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// By the clock.
    Second,
    /// Sixty seconds.
    Minute,
    /// Sixty minutes.
    Hour,
    /// Twenty-four hours.
    Day,
    /// By the calendar: from a day of one month to the same day of the next, or to its last.
    Month,
    /// Twelve months.
    Year,
}

impl Unit {
    /// From the largest to the smallest.
    const ALL: [Self; 6] = [Self::Year, Self::Month, Self::Day, Self::Hour, Self::Minute, Self::Second];

    /// So many of it: `1 day`, `3 days`.
    pub(super) fn amount(self, number: i64) -> String {
        let name = match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        };
        format!("{number} {name}{}", if number == 1 { "" } else { "s" })
    }

    /// How many seconds it has, where it is counted by the clock.
    const fn seconds(self) -> Option<i64> {
        match self {
            Self::Second => Some(1),
            Self::Minute => Some(60),
            Self::Hour => Some(3600),
            Self::Day => Some(DAY),
            Self::Month | Self::Year => None,
        }
    }
}

/// Days up to here are told as days, then as months.
const MANY_DAYS: i64 = 60 * DAY;

/// Hours up to here are told as hours, then as days.
const MANY_HOURS: i64 = 2 * DAY;

/// Months up to here are told as months, then as years.
const MANY_MONTHS: i64 = 24;

/// Up to so many years their months are told too.
const FEW_YEARS: i64 = 10;

/// From one instant to a later one, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    from: i64,
    to: i64,
}

/// The start of a length.
#[derive(Clone, Copy, Debug)]
pub struct From(i64);

impl From {
    /// The length up to an instant; none where that is earlier.
    #[must_use]
    pub fn to(self, to: i64) -> Length {
        Length {
            from: self.0,
            to: to.max(self.0),
        }
    }
}

impl Length {
    /// The length from an instant on.
    #[must_use]
    pub const fn from(from: i64) -> From {
        From(from)
    }

    fn seconds(self) -> i64 {
        self.to - self.from
    }

    /// In which unit it is told.
    #[must_use]
    pub fn unit(self) -> Unit {
        match self.seconds() {
            ..60 => Unit::Second,
            60..3600 => Unit::Minute,
            3600..MANY_HOURS => Unit::Hour,
            MANY_HOURS..MANY_DAYS => Unit::Day,
            _ => match self.whole(Unit::Month) {
                // From 1 July on, sixty days are not two months.
                ..2 => Unit::Day,
                2..MANY_MONTHS => Unit::Month,
                _ => Unit::Year,
            },
        }
    }

    /// How many whole units it has.
    #[must_use]
    pub fn whole(self, unit: Unit) -> i64 {
        match unit.seconds() {
            Some(seconds) => self.seconds() / seconds,
            None if unit == Unit::Year => self.months() / 12,
            None => self.months(),
        }
    }

    fn months(self) -> i64 {
        let (first, last) = (Day::of_instant(self.from), Day::of_instant(self.to));
        let about = (last.year - first.year) * 12 + i64::from(last.month) - i64::from(first.month);
        // The day, or the clock on it, may not be reached yet.
        (about.max(1) - 1..=about.max(0))
            .rev()
            .find(|months| self.instant_after(*months) <= self.to)
            .unwrap_or(0)
    }

    /// So many months after the start.
    fn instant_after(self, months: i64) -> i64 {
        Day::of_instant(self.from).plus_months(months).start() + self.from.rem_euclid(DAY)
    }

    /// What is left beyond so many whole units.
    fn rest(self, unit: Unit, whole: i64) -> Self {
        let from = match unit.seconds() {
            Some(seconds) => self.from + whole * seconds,
            None if unit == Unit::Year => self.instant_after(whole * 12),
            None => self.instant_after(whole),
        };
        Self { from, to: self.to }
    }

    /// How many units hold all of it.
    #[must_use]
    pub fn whole_up(self, unit: Unit) -> i64 {
        let whole = self.whole(unit);
        whole + i64::from(self.rest(unit, whole).seconds() > 0)
    }

    /// The nearest number of units; half of one counts as one.
    fn nearest(self, unit: Unit) -> i64 {
        let whole = self.whole(unit);
        let rest = self.rest(unit, whole);
        let next = self.rest(unit, whole + 1).from;
        whole + i64::from(rest.seconds() * 2 >= next - rest.from)
    }

    /// Two units at most, what is beyond them left out: `1 day 6 hours`; from ten on one, to the nearest.
    #[must_use]
    pub fn exact(self) -> String {
        let fits = |unit: &Unit| *unit < Unit::Month || self.unit() >= Unit::Month && *unit <= self.unit();
        let unit = Unit::ALL
            .into_iter()
            .filter(fits)
            .find(|unit| self.whole(*unit) > 0)
            .unwrap_or(Unit::Second);
        let whole = self.whole(unit);
        let text = unit.amount(whole);
        let rest = self.rest(unit, whole);
        let next = Unit::ALL.into_iter().find(|smaller| *smaller < unit && rest.whole(*smaller) > 0);
        match next {
            // A third unit would be noise: seconds are told only where minutes are the largest.
            Some(next) if whole < 10 && (next > Unit::Second || unit == Unit::Minute) => {
                format!("{text} {}", next.amount(rest.whole(next)))
            }
            Some(_) if whole >= 10 => self.one_unit(unit),
            _ => text,
        }
    }

    /// The nearest number of a unit, or one of the next larger where it is that: sixty minutes are an hour.
    fn one_unit(self, unit: Unit) -> String {
        let (number, larger) = (self.nearest(unit), Unit::ALL.into_iter().rev().find(|larger| *larger > unit));
        let of_larger = match unit {
            Unit::Second | Unit::Minute => 60,
            Unit::Hour => 24,
            Unit::Month => 12,
            Unit::Day | Unit::Year => i64::MAX,
        };
        match larger {
            Some(larger) if number == of_larger => larger.amount(1),
            _ => unit.amount(number),
        }
    }

    /// To the nearest unit; of few years the months are told too.
    #[must_use]
    pub fn rounded(self) -> String {
        let unit = self.unit();
        let years = self.whole(Unit::Year);
        if unit == Unit::Year && years < FEW_YEARS {
            let months = self.rest(Unit::Year, years).nearest(Unit::Month);
            return match months {
                0 => unit.amount(years),
                12 => unit.amount(years + 1),
                months => format!("{} {}", unit.amount(years), Unit::Month.amount(months)),
            };
        }
        unit.amount(self.nearest(unit))
    }

    /// Down to whole units.
    #[must_use]
    pub fn rounded_down(self) -> String {
        let unit = self.unit();
        unit.amount(self.whole(unit))
    }

    /// Up to the next unit, so that it holds all of it; whole weeks are told as weeks.
    #[must_use]
    pub fn rounded_up(self) -> String {
        let unit = self.unit();
        let number = self.whole_up(unit);
        if unit == Unit::Day && number >= 14 && number % 7 == 0 {
            return format!("{} weeks", number / 7);
        }
        unit.amount(number)
    }
}

/// A length of time in words, rounded, where nothing says when it began: `41 years`.
#[must_use]
pub fn length_words(seconds: i64) -> String {
    Length::from(0).to(seconds.max(0)).rounded()
}

/// So many days are hardly told apart from a month.
const ABOUT_A_MONTH: i64 = 28 * DAY;

/// A length of time in words, no more closely than it is known: of dates to the day no hours are told, of months no days.
#[must_use]
pub fn loose_words(seconds: i64, width: i64) -> String {
    let unit = if width < DAY {
        return length_words(seconds);
    } else if width < ABOUT_A_MONTH {
        Unit::Day
    } else {
        Unit::Month
    };
    let length = Length::from(0).to(seconds.max(0));
    match length.nearest(unit) {
        0 => format!("less than {}", unit.amount(1)),
        number if length.unit() <= unit => format!("about {}", unit.amount(number)),
        _ => format!("about {}", length.rounded()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_length_lies_between_its_whole_units(from in -100_000_000_000_i64..100_000_000_000, seconds in 0_i64..20_000_000_000, at in 0_usize..6) {
            let unit = Unit::ALL[at];
            let length = Length::from(from).to(from + seconds);
            let whole = length.whole(unit);
            prop_assert!(length.rest(unit, whole).seconds() >= 0, "{whole} {unit:?}");
            prop_assert!(length.rest(unit, whole + 1).from > length.to, "{whole} {unit:?}");
            prop_assert!(length.whole_up(unit) - whole <= 1);
            prop_assert!((whole..=whole + 1).contains(&length.nearest(unit)));
        }

        #[test]
        fn a_longer_length_has_no_fewer_months(from in -100_000_000_000_i64..100_000_000_000, short in 0_i64..20_000_000_000, more in 0_i64..20_000_000) {
            let months = |seconds: i64| Length::from(from).to(from + seconds).whole(Unit::Month);
            prop_assert!(months(short + more) >= months(short));
        }
    }
}
