//! Feasts that move with Easter, as dates of letters: `Good Friday, 1916`, `Ostern 1860`.

use super::scan;
use super::vocabulary::Term;
use super::wider::{noted, said};
use super::{Reading, calendars};
use crate::dates::civil::{DAY, Day};
use crate::dates::{Date, words};

/// Feasts by the days they are after Easter Sunday, and whether the word alone is only about then.
const FEASTS: [(&str, i64, bool); 32] = [
    ("easter sunday", 0, false),
    ("easter day", 0, false),
    ("easter monday", 1, false),
    ("easter", 0, true),
    ("good friday", -2, false),
    ("maundy thursday", -3, false),
    ("palm sunday", -7, false),
    ("ash wednesday", -46, false),
    ("shrove tuesday", -47, false),
    ("ascension day", 39, false),
    ("ascension", 39, false),
    ("whit sunday", 49, false),
    ("whitsunday", 49, false),
    ("whit monday", 50, false),
    ("whitsun", 49, true),
    ("pentecost", 49, false),
    ("trinity sunday", 56, false),
    ("corpus christi", 60, false),
    ("ostersonntag", 0, false),
    ("ostermontag", 1, false),
    ("ostern", 0, true),
    ("karfreitag", -2, false),
    ("gr\u{fc}ndonnerstag", -3, false),
    ("aschermittwoch", -46, false),
    ("christi himmelfahrt", 39, false),
    ("pfingstsonntag", 49, false),
    ("pfingstmontag", 50, false),
    ("pfingsten", 49, true),
    ("p\u{e2}ques", 0, true),
    ("dimanche de p\u{e2}ques", 0, false),
    ("lundi de p\u{e2}ques", 1, false),
    ("jour de p\u{e2}ques", 0, false),
];

/// Whether a text is the name of a feast.
pub(super) fn is_feast(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let is_fixed = matches!(scan::scan(text).as_slice(), [item] if matches!(item.term(), Some(Term::Feast(..))));
    is_fixed || FEASTS.iter().any(|(feast, ..)| *feast == lower)
}

/// `Good Friday, 1916`, `Ostern 1860`: by the Julian calendar until 1582, by the Gregorian one since 1753, when Western Europe had
/// it everywhere; between, the calendar of the place decides.
pub(super) fn read(text: &str) -> Option<Reading> {
    let lower = text.to_lowercase();
    let year = lower
        .trim_end_matches('.')
        .rsplit([' ', ','])
        .next()
        .filter(|year| year.len() == 4)?;
    let number: i64 = year
        .parse()
        .ok()
        .filter(|year| (1000..=1582).contains(year) || (1753..=2999).contains(year))?;
    let name = lower
        .trim_end_matches('.')
        .strip_suffix(year)?
        .trim()
        .trim_end_matches([',', '.'])
        .trim();
    let name = name
        .strip_prefix("on ")
        .or_else(|| name.strip_prefix("zu "))
        .or_else(|| name.strip_prefix("an "))
        .unwrap_or(name);
    let (_, after, is_about) = FEASTS.iter().find(|(feast, ..)| *feast == name)?;
    let day = Day::of_instant((calendars::easter(number)? + after) * DAY);
    // As other dates of that time are written.
    let day = if number <= 1582 { day.julian() } else { day };
    let edtf = format!("{}{}", words::iso_day(day), if *is_about { "~" } else { "" });
    Some(noted(Reading::from(Date::parse(&edtf).ok()?), said(text)))
}
