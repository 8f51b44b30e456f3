//! The time to answer, as an interval: loose dates give a loose answer, never a number that the dates do not carry.

use super::length::{Length, Unit};
use crate::dates::{DAY, Date, Precision};

/// How long an answer took: at least so many seconds and at most so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerTime {
    /// From the latest the message may have come to the earliest the reply may have gone; below zero if they overlap.
    pub least: i64,

    /// From the earliest the message may have come to the latest the reply may have gone.
    pub most: i64,

    /// The earliest and the latest instant at which the message may have come: months are counted from there.
    asked: (i64, i64),

    /// Whole days between the two, where both are known to the day.
    days: Option<i64>,

    /// Whether both are known to the second.
    is_exact: bool,
}

/// The time from one date to another; `None` where either is open.
#[must_use]
pub fn answer_time(asked: &Date, answered: &Date) -> Option<AnswerTime> {
    let (from, to) = (asked.extent(), answered.extent());
    let (asked_first, asked_end) = (from.earliest?, end_of(asked, from.latest?));
    let (answered_first, answered_end) = (to.earliest?, end_of(answered, to.latest?));
    let both_days = asked.precision() == Precision::Day && answered.precision() == Precision::Day;
    let doubt = asked.clock_doubt(answered);
    Some(AnswerTime {
        least: answered_first - asked_end - doubt,
        most: answered_end - asked_first + doubt,
        asked: (asked_first, asked_end),
        is_exact: doubt == 0 && asked.precision() == Precision::Second && answered.precision() == Precision::Second,
        days: both_days.then_some((answered_first - asked_first).div_euclid(DAY)),
    })
}

/// The time from one date to another of which a side is open, in words: only the bound that is known.
pub(super) fn open_words(asked: &Date, answered: &Date) -> Option<String> {
    let (from, to) = (asked.extent(), answered.extent());
    let least = from.latest.zip(to.earliest).filter(|(from, to)| from < to);
    let most = from.earliest.zip(to.latest).filter(|(from, to)| from < to);
    match (least, most) {
        (Some((from, to)), None) => Some(format!("at least {}", Length::from(from).to(to).rounded_down())),
        (None, Some((from, to))) => Some(format!("at most {}", Length::from(from).to(to).rounded_up())),
        _ => None,
    }
}

/// The latest instant a date may mean: to the second it is a point, anything looser lasts until the next one begins.
fn end_of(date: &Date, end: i64) -> i64 {
    if date.precision() == Precision::Second { end - 1 } else { end }
}

/// From so many units on, the longer time is told in a larger one.
const MANY_UNITS: i64 = 100;

impl AnswerTime {
    /// The middle of the interval, in seconds, of what of it lies after the message.
    #[must_use]
    pub fn middle(self) -> i64 {
        i64::midpoint(self.least.max(0), self.most.max(0))
    }

    /// In words, without the word “after”: `about 1 day`, `6 hours`, `3–5 days`, `at most 2 weeks`, `the same day`.
    /// `None` where the reply lies wholly before the message, so that there is no wait to speak of.
    #[must_use]
    pub fn words(self) -> Option<String> {
        if self.most < 0 || (self.most == 0 && self.least < 0) {
            return None;
        }
        let (asked_first, asked_end) = self.asked;
        if let Some(days) = self.days {
            return Some(match days {
                0 => "the same day".to_owned(),
                1 => "about 1 day".to_owned(),
                days => format!("about {}", Length::from(asked_first).to(asked_first + days * DAY).rounded()),
            });
        }
        let (shortest, longest) = (
            Length::from(asked_end).to(asked_end + self.least),
            Length::from(asked_first).to(asked_first + self.most),
        );
        let width = self.most - self.least;
        let middle = || {
            let asked = i64::midpoint(asked_first, asked_end);
            Length::from(asked).to(asked + i64::midpoint(self.least.max(0), self.most))
        };
        Some(if self.is_exact && width == 0 {
            middle().exact()
        } else if width <= 2 * 60 && width * 4 <= self.least {
            format!("about {}", middle().exact())
        } else if self.least <= 0 {
            format!("at most {}", longest.rounded_up())
        } else if width * 4 <= self.least {
            format!("about {}", middle().rounded())
        } else {
            between(shortest, longest)
        })
    }
}

/// `3–5 days`, or `15 minutes to 2 days`, rounded outward so that the true time is never left out.
fn between(shortest: Length, longest: Length) -> String {
    let unit = shortest.unit();
    let (low, high) = (shortest.whole(unit), longest.whole_up(unit));
    if high >= MANY_UNITS && unit != Unit::Year {
        // “15 to 1455 minutes” would have to be worked out.
        return format!("{} to {}", unit.amount(low), longest.rounded_up());
    }
    if low == high {
        unit.amount(low)
    } else {
        format!("{low}\u{2013}{}", unit.amount(high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|error| panic!("{error}"))
    }

    fn check(asked: &str, answered: &str, words: &str) {
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
        // The first hour does not say by which clock it is.
        check("1962-10-26T12:00", "1962-10-26T14:00:00Z", "at most 16 hours");
        check("1962-10-26T12:00:00", "1962-11-26T12:00:00+03:00", "about 31 days");
        check("1962-10-26T12:00:00", "1962-10-26T14:00:00", "2 hours");
        check("1962-10-26T19:00:00Z", "1962-10-27", "5\u{2013}29 hours");
        check("1962-10-27T12:00:00Z", "1962-10-27", "at most 12 hours");
        check("1962-10", "1962-11", "at most 2 months");
        check("1962-10-26", "1963-03", "4\u{2013}6 months");
        check("1962-10-26", "1962-11", "5\u{2013}36 days");
        check("1962-10-27T19:45:00-04:00", "1962-10-28", "15 minutes to 25 hours");
        check("1962-10-14/1962-10-21", "1962-10-22/1962-10-27", "at most 2 weeks");
        check("1962-10-22", "[1962-10-26..1962-10-27]", "3\u{2013}6 days");
        check("1962-10-22T12:00Z", "1962-10-22T12:00Z", "at most 1 minute");
        check("1962-10-22T13:00:00Z", "1962-10-22T13:01Z", "1\u{2013}2 minutes");
        check("1962-10-22T13:00Z", "1962-10-22T16:20Z", "about 3 hours 20 minutes");
        check("1962", "1961", "before");
        check("1962-10-26", "1962-10-27/..", "open");
        check("1962-10-26", "/1962-10-27", "open");
        for (asked, answered, words) in [
            ("1962-10-26", "1962-10-30/..", Some("at least 3 days")),
            ("1962-10-26", "[..1962-10-29]", Some("at most 4 days")),
            ("../1962-10-26", "1962-10-30", Some("at least 3 days")),
            ("1962-10-26", "1962-10-26/..", None),
        ] {
            let found = open_words(&read(asked), &read(answered));
            assert_eq!(found.as_deref(), words, "from {asked} to {answered}");
        }
    }

    #[test]
    fn every_edge_from_a_second_to_centuries() {
        let clock = |seconds: i64| format!("1962-10-26T{:02}:{:02}:{:02}Z", seconds / 3600, seconds / 60 % 60, seconds % 60);
        for (seconds, words) in [
            (0, "0 seconds"),
            (1, "1 second"),
            (59, "59 seconds"),
            (60, "1 minute"),
            (61, "1 minute 1 second"),
            (3540, "59 minutes"),
            (3599, "1 hour"),
            (3600, "1 hour"),
            (3661, "1 hour 1 minute"),
            (50_100, "14 hours"),
            (82_799, "23 hours"),
            (86_399, "1 day"),
        ] {
            check(&clock(0), &clock(seconds), words);
        }
        for (asked, answered, words) in [
            ("1962-10-26T12:00:00Z", "1962-10-27T12:00:00Z", "1 day"),
            ("1962-10-26", "1962-12-24", "about 59 days"),
            ("1962-10-26", "1962-12-26", "about 2 months"),
            ("1963-12-31", "1964-02-29", "about 2 months"),
            ("1962-12-31", "1963-02-28", "about 59 days"),
            ("1962-12-30", "1963-02-28", "about 2 months"),
            ("1964-02-29", "1964-04-29", "about 2 months"),
            ("1962-10-26", "1963-10-26", "about 12 months"),
            ("1962-10-26", "1964-10-25", "about 24 months"),
            ("1962-10-26", "1964-10-26", "about 2 years"),
            ("1964-02-29", "1966-02-28", "about 2 years"),
            ("1962-10-26", "1965-04-26", "about 2 years 6 months"),
            ("1862-10-26", "1962-10-26", "about 100 years"),
            ("1662-10-26", "1962-05-26", "about 300 years"),
            ("-0099-01-01", "0001-01-01", "about 100 years"),
            ("16XX", "18XX", "100\u{2013}300 years"),
            ("1962", "1963", "at most 2 years"),
        ] {
            check(asked, answered, words);
        }
    }

    proptest! {
        #[test]
        fn words_are_told_for_every_time(asked in -10_000_000_000_i64..10_000_000_000, loose in 0_i64..1_000_000_000, least in -10_000_000_000_i64..10_000_000_000, width in 0_i64..10_000_000_000) {
            let time = AnswerTime { least, most: least + loose + width, asked: (asked, asked + loose), days: None, is_exact: false };
            prop_assert_eq!(time.words().is_some(), time.most > 0 || (time.most == 0 && least == 0));
        }

        #[test]
        fn a_wider_date_never_narrows_the_answer(day in 1_u32..=28, reply in 1_u32..=28, wide in 0_usize..5, widens_reply in any::<bool>()) {
            let asked = format!("1962-10-{day:02}");
            let answered = format!("1962-11-{reply:02}");
            let widened = |text: &str| match wide {
                0 => text[..7].to_owned(),
                1 => text[..4].to_owned(),
                2 => format!("{}X", &text[..3]),
                3 => format!("[{text},{}-28]", &text[..7]),
                _ => format!("{}-01/{text}", &text[..7]),
            };
            let narrow = answer_time(&read(&asked), &read(&answered));
            let wide = if widens_reply {
                answer_time(&read(&asked), &read(&widened(&answered)))
            } else {
                answer_time(&read(&widened(&asked)), &read(&answered))
            };
            let (Some(narrow), Some(wide)) = (narrow, wide) else { return Err(TestCaseError::fail("open")) };
            prop_assert!(wide.least <= narrow.least && wide.most >= narrow.most);
        }
    }
}
