//! The time to answer, as an interval: loose dates give a loose answer, never a number that the dates do not carry.

use crate::dates::{DAY, Date, Precision};

/// How long an answer took: at least so many seconds and at most so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerTime {
    /// From the latest the message may have come to the earliest the reply may have gone; below zero if they overlap.
    pub least: i64,

    /// From the earliest the message may have come to the latest the reply may have gone.
    pub most: i64,

    /// Whole days between the two, where both are known to the day.
    days: Option<i64>,
}

/// The time from one date to another; `None` where either is open.
#[must_use]
pub fn answer_time(asked: &Date, answered: &Date) -> Option<AnswerTime> {
    let (from, to) = (asked.extent(), answered.extent());
    let (asked_first, asked_end) = (from.earliest?, from.latest?);
    let (answered_first, answered_end) = (to.earliest?, to.latest?);
    let both_days = asked.precision() == Precision::Day && answered.precision() == Precision::Day;
    Some(AnswerTime {
        least: answered_first - end_of(asked, asked_end),
        most: end_of(answered, answered_end) - asked_first,
        days: both_days.then_some((answered_first - asked_first).div_euclid(DAY)),
    })
}

/// The latest instant a date may mean: to the second it is a point, anything looser lasts until the next one begins.
fn end_of(date: &Date, end: i64) -> i64 {
    if date.precision() == Precision::Second { end - 1 } else { end }
}

/// The units in which an answer is told: seconds, one, several.
const UNITS: [(i64, &str, &str); 6] = [
    (365 * DAY + DAY / 4, "year", "years"),
    (30 * DAY + DAY / 2, "month", "months"),
    (DAY, "day", "days"),
    (3600, "hour", "hours"),
    (60, "minute", "minutes"),
    (1, "second", "seconds"),
];

impl AnswerTime {
    /// In words, without the word “after”: `about 1 day`, `6 hours`, `3–5 days`, `at most 2 weeks`, `the same day`.
    /// `None` where the reply lies wholly before the message, so that there is no wait to speak of.
    #[must_use]
    pub fn words(self) -> Option<String> {
        if self.most < 0 || (self.most == 0 && self.least < 0) {
            return None;
        }
        if let Some(days) = self.days {
            return Some(match days {
                0 => "the same day".to_owned(),
                days if days < 60 => format!("about {}", amount(days, "day", "days")),
                days => format!("about {}", rounded(days * DAY)),
            });
        }
        let width = self.most - self.least;
        if width <= 2 * 60 {
            return Some(exact(i64::midpoint(self.least.max(0), self.most)));
        }
        if self.least <= 0 {
            return Some(format!("at most {}", rounded_up(self.most)));
        }
        if width * 4 <= self.least {
            return Some(format!("about {}", rounded(i64::midpoint(self.least, self.most))));
        }
        Some(between(self.least, self.most))
    }
}

fn amount(number: i64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn unit_for(seconds: i64) -> (i64, &'static str, &'static str) {
    UNITS.into_iter().find(|(unit, ..)| seconds >= *unit).unwrap_or(UNITS[5])
}

/// Two units at most: `1 day 6 hours`.
fn exact(seconds: i64) -> String {
    let (unit, one, many) = unit_for(seconds);
    let whole = seconds / unit;
    let text = amount(whole, one, many);
    let rest = seconds - whole * unit;
    let next = UNITS.iter().skip_while(|(size, ..)| *size >= unit).find(|(size, ..)| rest >= *size);
    match next {
        // A third unit would be noise: seconds are told only where minutes are the largest.
        Some((size, one, many)) if whole < 10 && (*size >= 60 || unit == 60) => format!("{text} {}", amount(rest / size, one, many)),
        _ => text,
    }
}

/// A length of time in words, rounded: `41 years`.
#[must_use]
pub fn length_words(seconds: i64) -> String {
    rounded(seconds.max(1))
}

fn rounded(seconds: i64) -> String {
    let (unit, one, many) = unit_for(seconds);
    amount((seconds + unit / 2) / unit, one, many)
}

fn rounded_up(seconds: i64) -> String {
    let (unit, one, many) = unit_for(seconds);
    amount((seconds + unit - 1) / unit, one, many)
}

/// From so many units on, the longer time is told in a larger one.
const MANY_UNITS: i64 = 100;

/// `3–5 days`, or `15 minutes to 2 days`, rounded outward so that the true time is never left out.
fn between(least: i64, most: i64) -> String {
    let (unit, one, many) = unit_for(least);
    let (low, high) = (least / unit, (most + unit - 1) / unit);
    if high >= MANY_UNITS {
        // “15 to 1455 minutes” would have to be worked out.
        return format!("{} to {}", amount(low, one, many), rounded_up(most));
    }
    if low == high {
        amount(low, one, many)
    } else {
        format!("{low}\u{2013}{high} {many}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(asked: &str, answered: &str, words: &str) {
        let read = |text: &str| Date::parse(text).unwrap_or_else(|error| panic!("{error}"));
        let time = answer_time(&read(asked), &read(answered));
        let found = time.map_or_else(|| "open".to_owned(), |time| time.words().unwrap_or_else(|| "before".to_owned()));
        assert_eq!(found, words, "from {asked} to {answered}");
    }

    #[test]
    fn the_answer_is_as_exact_as_its_dates() {
        check("2024?-08-13", "2024?-08-~14", "about 1 day");
        check("1962-10-26", "1962-10-26", "the same day");
        check("1962-10-26", "1962-11-20", "about 25 days");
        check("1962-10-26T19:00:00+03:00", "1962-10-27T20:05:00-05:00", "1 day 9 hours");
        check("1962-10-26T19:00:00Z", "1962-10-26T19:45:00Z", "45 minutes");
        check("1962-10-26T19:00:00Z", "1962-10-27", "5\u{2013}29 hours");
        check("1962-10-27T12:00:00Z", "1962-10-27", "at most 12 hours");
        check("1962-10", "1962-11", "at most 2 months");
        check("1962-10-26", "1963-03", "4\u{2013}6 months");
        check("1962-10-26", "1962-11", "5\u{2013}36 days");
        check("1962-10-27T19:45:00-04:00", "1962-10-28", "15 minutes to 2 days");
        check("1962", "1961", "before");
        check("1962-10-26", "1962-10-27/..", "open");
    }

    proptest! {
        #[test]
        fn words_are_told_for_every_time(least in -10_000_000_000_i64..10_000_000_000, width in 0_i64..10_000_000_000) {
            let time = AnswerTime { least, most: least + width, days: None };
            prop_assert_eq!(time.words().is_some(), time.most > 0 || (time.most == 0 && least == 0));
        }

        #[test]
        fn a_wider_date_never_narrows_the_answer(day in 1_u32..=28, reply in 1_u32..=28) {
            let read = |text: String| Date::parse(&text).unwrap_or_else(|error| panic!("{error}"));
            let answered = read(format!("1962-11-{reply:02}"));
            let narrow = answer_time(&read(format!("1962-10-{day:02}")), &answered);
            let wide = answer_time(&read("1962-10".to_owned()), &answered);
            let (Some(narrow), Some(wide)) = (narrow, wide) else { return Err(TestCaseError::fail("open")) };
            prop_assert!(wide.least <= narrow.least && wide.most >= narrow.most);
        }
    }
}
