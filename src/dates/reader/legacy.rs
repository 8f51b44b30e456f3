//! Dates as other standards and programs write them: ISO 8601 weeks and days of the year, the years of ECMAScript, the
//! draft of EDTF of 2012, groups of digits, and the date-time groups of telegrams.

use super::clock::Clock;
use super::point::year_text;
use super::{Hints, Reading};
use crate::dates::civil::{DAY, Day};
use crate::dates::{Date, MONTHS, words};

/// Reads a date that is written so.
pub(super) fn read(text: &str, hints: Hints) -> Option<Reading> {
    let edtf = week(text)
        .or_else(|| day_of_year(text))
        .or_else(|| negative_year(text))
        .or_else(|| long_year(text))
        .or_else(|| digits(text))
        .or_else(|| era_first(text))
        .or_else(|| parts_of_one(text))
        .or_else(|| draft_of_2012(text));
    if let Some(edtf) = edtf {
        return Date::parse(&edtf).ok().map(Reading::from);
    }
    if let Some(reading) = with_zeros(text) {
        return Some(reading);
    }
    date_time_group(text, hints)
}

fn number(text: &str) -> Option<i64> {
    let is_number = !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// `BC 44-03-15`, `AD 0014-08-19`: an era before a day in figures, whose year comes first, as Aeon Timeline writes it.
fn era_first(text: &str) -> Option<String> {
    let (era, day) = text.split_once(' ')?;
    let is_bce = match era.to_uppercase().as_str() {
        "BC" | "BCE" => true,
        "AD" | "CE" => false,
        _ => return None,
    };
    let parts: Vec<&str> = day.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let year = number(year).filter(|value| *value > 0 && year.len() <= 4)?;
    let year = if is_bce { 1 - year } else { year };
    Some(format!("{}-{:02}-{:02}", year_text(year), number(month)?, number(day)?))
}

/// `1558-08/09`, two months of a year; `1558-12-04/05/27`, three days and more of a month.
fn parts_of_one(text: &str) -> Option<String> {
    let (whole, parts) = text.rsplit_once('-')?;
    let parts: Vec<i64> = parts.split('/').map(number).collect::<Option<_>>()?;
    if !parts.is_sorted_by(|a, b| a < b) {
        return None;
    }
    match (whole.split_once('-'), parts.as_slice()) {
        (None, [first, last @ ..=12]) if whole.len() == 4 => Some(format!("{whole}-{first:02}/{whole}-{last:02}")),
        (Some((year, month)), [_, _, _, ..]) if year.len() == 4 => {
            let month = number(month)?;
            let days: Vec<String> = parts.iter().map(|day| format!("{year}-{month:02}-{day:02}")).collect();
            Some(format!("{{{}}}", days.join(",")))
        }
        _ => None,
    }
}

/// `1900-05-00`, `1900-??-??`, `0000-00-00`: databases write zeros, people signs, for a part that is not known.
fn with_zeros(text: &str) -> Option<Reading> {
    let (year, rest) = text.split_once('-').filter(|(year, _)| year.len() == 4)?;
    let (month, day) = rest.split_once('-').map_or((rest, None), |(month, day)| (month, Some(day)));
    let blank = |part: &str| {
        matches!(part, "?" | "??" | "xx" | "XX" | "__" | "--")
            .then_some("00")
            .map(str::to_owned)
    };
    let part = |part: &str| blank(part).or_else(|| (part.len() == 2 && number(part).is_some()).then(|| part.to_owned()));
    let month = part(month)?;
    let day = match day {
        Some(day) => Some(part(day)?),
        None => None,
    };
    let edtf = match (year, month.as_str(), day.as_deref()) {
        ("0000", "00", None | Some("00")) => return Some(Reading::NONE),
        (year, "00", None | Some("00")) => year.to_owned(),
        (year, month, Some("00")) => format!("{year}-{month}"),
        _ => return None,
    };
    let date = Date::parse(&edtf).ok()?;
    Some(Reading {
        notes: vec![format!("{text} has no more than this")],
        ..Reading::from(date)
    })
}

/// `1925-30` is a part of a year in EDTF, and hardly ever meant so where the number goes on from the year: both readings are
/// kept, as wide as the years. The four seasons of EDTF, `1918-24`, stay what they are, with a remark.
pub(super) fn season_or_years(text: &str) -> Option<Reading> {
    // `?-1962` would be the year −1962 in EDTF, and hardly ever is.
    if let Some(year) = text.strip_prefix("?-").filter(|year| year.len() == 4) {
        let year = number(year)?;
        return Date::parse(&format!("/{year:04}")).ok().map(Reading::from);
    }
    if let Some(year) = text.strip_suffix("-?").filter(|year| year.len() == 4) {
        let year = number(year)?;
        return Date::parse(&format!("{year:04}/")).ok().map(Reading::from);
    }
    let (body, mark) = text.strip_suffix('?').map_or((text, ""), |body| (body, "?"));
    let (year, tail) = body.split_once('-').filter(|(year, tail)| year.len() == 4 && tail.len() == 2)?;
    let (first, last) = (number(year)?, number(tail)?);
    let end = first - first % 100 + last;
    if !(21..=41).contains(&last) || end <= first {
        return None;
    }
    let part = Date::parse(text).ok()?;
    if last <= 24 {
        let notes = vec![format!(
            "{text} is EDTF for {}; the years from {first} to {end} would be {first}/{end}",
            part.words()
        )];
        return Some(Reading {
            notes,
            ..Reading::from(part)
        });
    }
    let years = Date::parse(&format!("{first}{mark}/{end}{mark}")).ok()?;
    Some(Reading {
        ambiguous: Some(format!("{first}/{end} or {}", part.words())),
        ..Reading::from(years)
    })
}

/// `1962-W43`, `1962-W43-5`: a week from Monday to Sunday, or one of its days.
fn week(text: &str) -> Option<String> {
    let (year, rest) = text.split_once(['W', 'w'])?;
    let year = number(year.strip_suffix('-').unwrap_or(year)).filter(|_| year.trim_end_matches('-').len() == 4)?;
    let (week, day) = match rest.len() {
        2 => (rest, None),
        3 => rest.split_at_checked(2).map(|(week, day)| (week, Some(day)))?,
        4 => rest
            .split_once('-')
            .filter(|(week, _)| week.len() == 2)
            .map(|(week, day)| (week, Some(day)))?,
        _ => return None,
    };
    let week = number(week).filter(|week| (1..=53).contains(week))?;
    // The first week of a year is the one that has its 4 January.
    let fourth = Day::new(year, 1, 4)?;
    let monday = fourth.start() - i64::try_from(fourth.weekday()).ok()? * DAY + (week - 1) * 7 * DAY;
    let thursday = Day::of_instant(monday + 3 * DAY);
    if thursday.year != year {
        return None;
    }
    let iso = |instant: i64| words::iso_day(Day::of_instant(instant));
    match day {
        Some(day) => {
            let day = number(day).filter(|day| (1..=7).contains(day))?;
            Some(iso(monday + (day - 1) * DAY))
        }
        None => Some(format!("{}/{}", iso(monday), iso(monday + 6 * DAY))),
    }
}

/// `1962-299`: the day of the year.
fn day_of_year(text: &str) -> Option<String> {
    let (year, day) = text.split_once('-').filter(|(year, day)| year.len() == 4 && day.len() == 3)?;
    let (year, day) = (number(year)?, number(day).filter(|day| *day >= 1)?);
    let found = Day::of_instant(Day::new(year, 1, 1)?.start() + (day - 1) * DAY);
    (found.year == year).then(|| words::iso_day(found))
}

/// `-37`, `-14000`: a year before the common era as ISO 8601 counts it, whose year 0 is 1 BCE.
fn negative_year(text: &str) -> Option<String> {
    let digits = text.strip_prefix(['-', super::scan::MINUS]).filter(|digits| digits.len() <= 7)?;
    Some(year_text(-number(digits)?))
}

/// `-000050-04-20`, `+002024-01-02`: years of six digits with their sign, as ECMAScript has them.
fn long_year(text: &str) -> Option<String> {
    let rest = text.strip_prefix(['-', '+', super::scan::MINUS])?;
    let sign = if text.starts_with('+') { "" } else { "-" };
    let (year, rest) = rest.split_at_checked(6)?;
    let year = number(year).filter(|year| *year < 10_000)?;
    if !rest.is_empty() && !rest.starts_with('-') {
        return None;
    }
    let rest = rest.replace(".000", "");
    let sign = if year == 0 { "" } else { sign };
    Some(format!("{sign}{year:04}{rest}"))
}

/// `20150314091500`, `201503140915`: a day and its time in digits.
fn digits(text: &str) -> Option<String> {
    if !matches!(text.len(), 12 | 14) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| text.get(from..to);
    let seconds = part(12, 14).map_or_else(String::new, |seconds| format!(":{seconds}"));
    let year = number(part(0, 4)?).filter(|year| (1000..=2999).contains(year))?;
    Some(format!(
        "{year}-{}-{}T{}:{}{seconds}",
        part(4, 6)?,
        part(6, 8)?,
        part(8, 10)?,
        part(10, 12)?
    ))
}

/// `199u`, `1999-uu-uu`, `196x`, `unknown/2004`, `2004-06/open`, `(2004)?-06`, `y17e7`.
fn draft_of_2012(text: &str) -> Option<String> {
    if let Some((start, end)) = text.split_once('/') {
        let side = |text: &str| match text.trim() {
            "unknown" => Some(String::new()),
            "open" => Some("..".to_owned()),
            other => draft_date(other).or_else(|| Date::parse_edtf(other).is_ok().then(|| other.to_owned())),
        };
        let is_draft = [start, end].iter().any(|side| {
            let side = side.trim();
            matches!(side, "unknown" | "open") || draft_date(side).is_some()
        });
        let (start, end) = (side(start)?, side(end)?);
        return (is_draft && !(start.is_empty() && end.is_empty())).then(|| format!("{start}/{end}"));
    }
    draft_date(text).or_else(|| negative_digits(text))
}

/// `-20XX`, `-156X`: digits that are not known of a year before the common era, which are those from the one to the other.
fn negative_digits(text: &str) -> Option<String> {
    let known = text.strip_prefix('-')?.trim_end_matches('X');
    let missing = text.len() - 1 - known.len();
    let is_year = text.len() == 5 && (1..=3).contains(&missing) && number(known).is_some();
    is_year.then(|| format!("[-{known}{}..-{known}{}]", "9".repeat(missing), "0".repeat(missing)))
}

/// One date of the draft; `None` where it is no date of it, or the same as today.
fn draft_date(text: &str) -> Option<String> {
    if let Some(year) = text.strip_prefix('y') {
        let is_year = year.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'e' | b'p'));
        return (is_year && year.len() > 4).then(|| format!("Y{}", year.replace('e', "E").replace('p', "S")));
    }
    let (body, mark) = match text.strip_suffix(['?', '~', '%']) {
        Some(body) if !body.ends_with(')') => (body, &text[body.len()..]),
        _ => match text.strip_suffix("?~") {
            Some(body) if !body.ends_with(')') => (body, "%"),
            _ => (text, ""),
        },
    };
    let parts: Vec<&str> = body.split('-').collect();
    if parts.is_empty() || parts.len() > 3 {
        return None;
    }
    let mut is_draft = false;
    let mut made = Vec::new();
    for (position, part) in parts.iter().enumerate() {
        let (part, doubt) = match part.strip_prefix('(').and_then(|part| part.split_once(')')) {
            Some((inner, doubt @ ("?" | "~" | "%"))) => (inner, doubt),
            Some((inner, "?~")) => (inner, "%"),
            Some(_) => return None,
            None => (*part, ""),
        };
        let width = if position == 0 { 4 } else { 2 };
        let is_mask = |byte: u8| byte == b'u' || (byte == b'x' && position == 0);
        if part.len() != width || !part.bytes().all(|byte| byte.is_ascii_digit() || is_mask(byte)) {
            return None;
        }
        is_draft |= part.bytes().any(is_mask) || !doubt.is_empty();
        made.push(format!("{doubt}{}", part.replace(['u', 'x'], "X")));
    }
    is_draft.then(|| format!("{}{mark}", made.join("-")))
}

/// `261900Z OCT 62`: day, hour and minute, the letter of the zone, month and year.
fn date_time_group(text: &str, hints: Hints) -> Option<Reading> {
    let packed: String = text
        .chars()
        .filter(|char| !char.is_whitespace() && *char != '.')
        .collect::<String>()
        .to_uppercase();
    let (digits, rest) = packed.split_at_checked(6)?;
    let digits = number(digits)?;
    let zone = rest.chars().next()?;
    let rest = rest.get(zone.len_utf8()..)?;
    let (month, year) = rest.split_at_checked(3)?;
    let month = MONTHS.iter().position(|name| name[..3].eq_ignore_ascii_case(month))? + 1;
    let minutes = match zone {
        'Z' => 0,
        'A'..='I' => (i64::from(u32::from(zone)) - 64) * 60,
        'K'..='M' => (i64::from(u32::from(zone)) - 65) * 60,
        'N'..='Y' => -(i64::from(u32::from(zone)) - 77) * 60,
        _ => return None,
    };
    let mut notes = Vec::new();
    let year = match year.len() {
        4 => number(year)?,
        2 => {
            let newest = hints.newest_year.or(hints.short_years_from.map(|from| from + 99))?;
            let year = newest - (newest - number(year)?).rem_euclid(100);
            notes.push(format!("the century is not given; the year was read as {year}"));
            year
        }
        _ => return None,
    };
    let clock = Clock::new(digits / 100 % 100, Some(digits % 100), None)?.in_utc().to_edtf();
    let clock = clock.strip_suffix('Z').unwrap_or(&clock).to_owned();
    let offset = match minutes {
        0 => "Z".to_owned(),
        minutes => format!(
            "{}{:02}:{:02}",
            if minutes < 0 { '-' } else { '+' },
            minutes.abs() / 60,
            minutes.abs() % 60
        ),
    };
    let day = Day::new(year, u32::try_from(month).ok()?, u32::try_from(digits / 10_000).ok()?)?;
    let date = Date::parse(&format!("{}T{clock}{offset}", words::iso_day(day))).ok()?;
    Some(Reading {
        notes,
        ..Reading::from(date)
    })
}
