//! Reads back what [`Date::words`] prints, so that a date that was copied from the window is the same date again.
//!
//! Every guess is held against the words that it would be printed in: nothing else is ever read here.

use super::Reading;
use crate::dates::{Date, MONTHS, words};

/// The date that is printed in exactly these words.
pub(super) fn read(text: &str) -> Option<Reading> {
    let side = on_side(text).map(|side| format!("[{side}]"));
    let candidates = [set(text), interval(text), side, calendar(text), day_and_clock(text)];
    let date = candidates.into_iter().flatten().find_map(|edtf| printed_as(&edtf, text))?;
    Some(Reading::from(date))
}

/// A date, if it is printed in those words.
fn printed_as(edtf: &str, text: &str) -> Option<Date> {
    Date::parse(edtf).ok().filter(|date| date.words() == text)
}

/// `some time from A to B`, `either A or B`, `one of A; B; C`, `A and B`.
fn set(text: &str) -> Option<String> {
    let list = |parts: Vec<&str>| Some(parts.into_iter().map(member).collect::<Option<Vec<_>>>()?.join(","));
    if let Some(rest) = text.strip_prefix("some time from ") {
        return Some(format!("[{}]", range(rest)?));
    }
    if let Some(rest) = text.strip_prefix("each from ") {
        return Some(format!("{{{}}}", range(rest)?));
    }
    if let Some(rest) = text.strip_prefix("either ") {
        return splits(rest, " or ").find_map(|(a, b)| Some(format!("[{},{}]", member(a)?, member(b)?)));
    }
    if let Some(rest) = text.strip_prefix("one of ") {
        return Some(format!("[{}]", list(rest.split("; ").collect())?));
    }
    // “and” also stands between the names of parts: “year and month uncertain”.
    let mut parts: Vec<String> = Vec::new();
    let mut held = String::new();
    for piece in text.split(" and ") {
        if !held.is_empty() {
            held.push_str(" and ");
        }
        held.push_str(piece);
        if let Some(made) = member(&held) {
            parts.push(made);
            held.clear();
        }
    }
    (parts.len() > 1 && held.is_empty()).then(|| format!("{{{}}}", parts.join(",")))
}

/// One of a set: a date, a range, or all up to a date.
fn member(text: &str) -> Option<String> {
    on_side(text).or_else(|| calendar(text)).or_else(|| range(text))
}

/// `A or before`, `A or after`.
fn on_side(text: &str) -> Option<String> {
    if let Some(date) = text.strip_suffix(" or before") {
        return Some(format!("..{}", calendar(date)?));
    }
    Some(format!("{}..", calendar(text.strip_suffix(" or after")?)?))
}

/// `A to B`, within a set.
fn range(text: &str) -> Option<String> {
    splits(text, " to ").find_map(|(a, b)| Some(format!("{}..{}", calendar(a)?, calendar(b)?)))
}

/// `A to B`, `from A on`, `until A, start unknown`.
fn interval(text: &str) -> Option<String> {
    let end = |text: &str| on_side(text).or_else(|| calendar(text));
    if let Some(rest) = text.strip_prefix("from ") {
        return match rest.strip_suffix(" on") {
            Some(start) => Some(format!("{}/..", end(start)?)),
            None => Some(format!("{}/", end(rest.strip_suffix(", end unknown")?)?)),
        };
    }
    if let Some(rest) = text.strip_prefix("until ") {
        return match rest.strip_suffix(", start unknown") {
            Some(last) => Some(format!("/{}", end(last)?)),
            None => Some(format!("../{}", end(rest)?)),
        };
    }
    splits(text, " to ").find_map(|(a, b)| Some(format!("{}/{}", end(a)?, end(b)?)))
}

/// A text divided at each place where a joint stands.
fn splits<'a>(text: &'a str, joint: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    text.match_indices(joint)
        .filter_map(move |(at, _)| Some((text.get(..at)?, text.get(at + joint.len()..)?)))
}

/// `26 October 1962, 19:00 (UTC+3)`, `26 October 1962, 19 h`.
fn day_and_clock(text: &str) -> Option<String> {
    let (day, rest) = text.rsplit_once(", ")?;
    let (clock, zone) = match rest.split_once(" UTC").or_else(|| rest.split_once(" (UTC")) {
        None => (rest, String::new()),
        Some((clock, "")) => (clock, "Z".to_owned()),
        Some((clock, offset)) => {
            let offset = offset.strip_suffix(')')?;
            let sign = if offset.starts_with('+') { '+' } else { '-' };
            let (hours, minutes) = offset
                .get(offset.chars().next()?.len_utf8()..)?
                .split_once(':')
                .unwrap_or((offset, "00"));
            let hours: u32 = hours.trim_start_matches(['+', super::scan::MINUS]).parse().ok()?;
            (clock, format!("{sign}{hours:02}:{minutes}"))
        }
    };
    let clock = clock.strip_suffix(" h").unwrap_or(clock);
    Some(format!("{}T{clock}{zone}", calendar(day)?))
}

/// What is said of the parts of a date.
#[derive(Clone, Copy, Default)]
struct Marks {
    uncertain: [bool; 3],
    approximate: [bool; 3],
}

/// One calendar date with its qualifications.
fn calendar(text: &str) -> Option<String> {
    let (rest, is_about) = text.strip_prefix("about ").map_or((text, false), |rest| (rest, true));
    let (rest, uncertain) = named(rest, "uncertain");
    let (rest, approximate) = named(rest, "approximate");
    let parts = plain(rest)?;
    let finest = parts.len().checked_sub(1)?;
    let mut marks = Marks::default();
    for (what, names, all) in [
        (&mut marks.uncertain, &uncertain, true),
        (&mut marks.approximate, &approximate, false),
    ] {
        let Some(names) = names else { continue };
        for (at, name) in ["year", "month", "day"].iter().enumerate().take(parts.len()) {
            what[at] = (names.is_empty() && all) || names.iter().any(|named| named == name);
        }
    }
    marks.approximate[finest] |= is_about;
    let sign = |at: usize| match (marks.uncertain[at], marks.approximate[at]) {
        (true, true) => "%",
        (true, false) => "?",
        (false, true) => "~",
        (false, false) => "",
    };
    // Alike for all: one sign behind; for a year alone, too. Else each part has its own before it.
    let first = sign(0);
    let edtf = if (0..parts.len()).all(|at| sign(at) == first) {
        format!("{}{first}", parts.join("-"))
    } else if is_about && uncertain.as_ref().is_none_or(Vec::is_empty) {
        format!("{}{}", parts.join("-"), sign(finest))
    } else {
        let marked: Vec<String> = parts.iter().enumerate().map(|(at, part)| format!("{}{part}", sign(at))).collect();
        marked.join("-")
    };
    printed_as(&edtf, text).map(|_| edtf)
}

/// `, year and month uncertain`, or `, uncertain` for all: the text before it, and the parts that are named.
fn named<'a>(text: &'a str, what: &str) -> (&'a str, Option<Vec<&'a str>>) {
    let Some((rest, names)) = text.strip_suffix(what).and_then(|rest| rest.rsplit_once(", ")) else {
        return (text, None);
    };
    let names: Vec<&str> = names.trim_end().split(" and ").filter(|name| !name.is_empty()).collect();
    let are_parts = names.iter().all(|name| matches!(*name, "year" | "month" | "day"));
    if are_parts { (rest, Some(names)) } else { (text, None) }
}

/// Year, month and day as EDTF has them.
fn plain(text: &str) -> Option<Vec<String>> {
    if let Some((rest, day)) = text.rsplit_once(", day ") {
        let mut parts = plain(rest)?;
        parts.push(masked(day)?);
        return Some(parts);
    }
    if let Some((rest, month)) = text.rsplit_once(", month ") {
        return Some(vec![year(rest)?, masked(month)?]);
    }
    if let Some((day, rest)) = text.split_once(" of month ") {
        let (month, of_year) = rest.split_once(", ")?;
        return Some(vec![year(of_year)?, masked(month)?, two_digits(day)?]);
    }
    if let Some(year) = year(text) {
        return Some(vec![year]);
    }
    if let Some((day, rest)) = text.split_once(' ')
        && let Some(day) = two_digits(day)
    {
        let (month, of_year) = month(rest)?;
        return Some(vec![year(of_year)?, month, day]);
    }
    let (month, of_year) = month(text)?;
    Some(vec![year(of_year)?, month])
}

/// A month, a season or a part of a year, and what follows its name.
fn month(text: &str) -> Option<(String, &str)> {
    let months = MONTHS.iter().enumerate().map(|(at, name)| (at + 1, *name));
    // The longest first: “spring (north)” begins like “spring”.
    let mut named: Vec<(usize, &str)> = months
        .chain((21_u8..=41).map(|code| (usize::from(code), words::season_name(code))))
        .collect();
    named.sort_by_key(|(_, name)| std::cmp::Reverse(name.len()));
    named
        .into_iter()
        .find_map(|(code, name)| Some((format!("{code:02}"), text.strip_prefix(name)?.strip_prefix(' ')?)))
}

fn two_digits(text: &str) -> Option<String> {
    let value: u32 = text
        .parse()
        .ok()
        .filter(|_| text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some(format!("{value:02}"))
}

/// `unknown`, `2_`.
fn masked(text: &str) -> Option<String> {
    if text == "unknown" {
        return Some("XX".to_owned());
    }
    let is_mask = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    is_mask.then(|| text.replace('_', "X"))
}

/// A year as EDTF has it.
fn year(text: &str) -> Option<String> {
    if text == "unknown year" {
        return Some("XXXX".to_owned());
    }
    if let Some(mask) = text.strip_prefix("year ") {
        let digits = mask.strip_prefix('\u{2212}').unwrap_or(mask);
        let sign = if digits.len() < mask.len() { "-" } else { "" };
        let is_mask = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
        return is_mask.then(|| format!("{sign}{}", digits.replace('_', "X")));
    }
    if let Some((value, digits)) = text.strip_suffix(" digits)").and_then(|rest| rest.split_once(" (to ")) {
        let value = years(value)?;
        return Some(format!("{}S{digits}", edtf_year(value)));
    }
    if text.contains(", ") {
        return None;
    }
    if let Some((significand, exponent)) = text.split_once(" \u{d7} 10^") {
        return Some(format!("Y{significand}E{exponent}"));
    }
    let number = |text: &str| text.parse::<i64>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    if let Some(decade) = text.strip_suffix('s').and_then(number) {
        return Some(format!("{:03}X", decade / 10));
    }
    if let Some((first, _)) = text.strip_prefix("decade ").and_then(|rest| rest.split_once('\u{2013}')) {
        return Some(format!("{:03}X", number(first)? / 10));
    }
    for (what, unit, mask) in [(" century (", 100, "XX"), (" millennium (", 1000, "XXX")] {
        if let Some((nth, _)) = text.split_once(what) {
            let nth = number(nth.trim_end_matches(|char: char| char.is_ascii_alphabetic()))?;
            let width = 4 - mask.len();
            let first = (nth - 1).checked_mul(unit)? / unit;
            return Some(format!("{first:0width$}{mask}"));
        }
    }
    Some(edtf_year(years(text)?))
}

/// The year that is printed so, as the model counts it.
fn years(text: &str) -> Option<i64> {
    let (digits, is_bce) = match text.strip_suffix(" BCE") {
        Some(digits) => (digits, true),
        None => (text.strip_suffix(" CE").unwrap_or(text), false),
    };
    let digits = digits.replace(',', "");
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value: i64 = digits.parse().ok()?;
    Some(if is_bce { 1 - value } else { value }).filter(|year| words::year_words(*year) == text)
}

fn edtf_year(year: i64) -> String {
    super::point::year_text(year)
}
