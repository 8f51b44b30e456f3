//! Dates for people: in words, in the little room beside a mark, and as ISO 8601.

use edtf_core::{Date as Calendar, Edtf, IntervalEndpoint, Qualifier, Set, SetElement, SetKind, YearKind};

use super::{Date, Day, Precision, parse};

/// The months, as printed.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The days of the week, from Monday, as the ruler prints them.
pub const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// A year for people: `1962`, `432 BCE`, `1 BCE` for year 0. Years that could be taken for a day have
/// their era, `14 CE`; long ones have commas, `170,000`.
#[must_use]
pub fn year_words(year: i64) -> String {
    match year {
        ..=0 => format!("{} BCE", grouped(1_i64.saturating_sub(year))),
        1..=99 => format!("{year} CE"),
        _ => grouped(year),
    }
}

/// Digits in groups of three where there are more than four: `170,000`.
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A time of day for people: `19:00`, or `19:00:05` where the seconds say something.
#[must_use]
pub fn clock_words(seconds_of_day: i64) -> String {
    let (hour, minute, second) = (seconds_of_day / 3600, seconds_of_day / 60 % 60, seconds_of_day % 60);
    if second == 0 {
        format!("{hour:02}:{minute:02}")
    } else {
        format!("{hour:02}:{minute:02}:{second:02}")
    }
}

pub(super) fn date_words(date: &Date) -> String {
    match date.meaning() {
        Edtf::Date(calendar) => qualified(calendar),
        Edtf::DateTime(date_time) => {
            let clock = local_clock(date);
            let zone = date.offset_seconds().map(zone_words).unwrap_or_default();
            let day = qualified(&date_time.date);
            format!("{day}, {clock}{zone}")
        }
        Edtf::Interval(interval) => interval_words(&interval.start, &interval.end),
        Edtf::Set(set) => set_words(set),
    }
}

/// The time of day as the source has it, to the precision it has.
fn local_clock(date: &Date) -> String {
    let start = date.extent().earliest.unwrap_or(0) + date.offset_seconds().unwrap_or(0);
    let clock = clock_words(start.rem_euclid(super::DAY));
    if date.precision() == Precision::Hour {
        format!("{} h", &clock[..2])
    } else {
        clock
    }
}

fn zone_words(seconds: i64) -> String {
    if seconds == 0 {
        return " UTC".to_owned();
    }
    let sign = if seconds < 0 { '\u{2212}' } else { '+' };
    let (hours, minutes) = (seconds.abs() / 3600, seconds.abs() / 60 % 60);
    if minutes == 0 {
        format!(" (UTC{sign}{hours})")
    } else {
        format!(" (UTC{sign}{hours}:{minutes:02})")
    }
}

fn interval_words(start: &IntervalEndpoint, end: &IntervalEndpoint) -> String {
    match (endpoint_words(start), endpoint_words(end)) {
        (Some(start), Some(end)) => format!("{start} to {end}"),
        (Some(one), None) if matches!(end, IntervalEndpoint::Open) => format!("from {one} on"),
        (Some(one), None) => format!("from {one}, end unknown"),
        (None, Some(one)) if matches!(start, IntervalEndpoint::Open) => format!("until {one}"),
        (None, Some(one)) => format!("until {one}, start unknown"),
        (None, None) => "unknown".to_owned(),
    }
}

fn endpoint_words(endpoint: &IntervalEndpoint) -> Option<String> {
    match endpoint {
        IntervalEndpoint::Date(date) => Some(qualified(date)),
        IntervalEndpoint::OnOrBefore(date) => Some(format!("{} or before", qualified(date))),
        IntervalEndpoint::OnOrAfter(date) => Some(format!("{} or after", qualified(date))),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    }
}

fn set_words(set: &Set) -> String {
    let members: Vec<String> = set
        .elements
        .iter()
        .map(|element| match element {
            SetElement::Date(date) => qualified(date),
            SetElement::OnOrBefore(date) => format!("{} or before", qualified(date)),
            SetElement::OnOrAfter(date) => format!("{} or after", qualified(date)),
            SetElement::Range(first, last) => format!("{} to {}", qualified(first), qualified(last)),
        })
        .collect();
    // One day of all from the first to the last, where an interval has all of them.
    if let (SetKind::OneMember, [SetElement::Range(first, last)]) = (set.kind, set.elements.as_slice()) {
        let (first, last) = (qualified(first), qualified(last));
        // A year that is not of four digits could be read as something else beside an “and”.
        let has_year = |words: &str| {
            words
                .rsplit(' ')
                .next()
                .is_some_and(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
        };
        if has_year(&first) && has_year(&last) {
            return format!("between {first} and {last}");
        }
    }
    match (set.kind, members.as_slice()) {
        (SetKind::OneMember, [only]) if matches!(set.elements.as_slice(), [SetElement::Range(..)]) => format!("some time from {only}"),
        (SetKind::AllMembers, [only]) if matches!(set.elements.as_slice(), [SetElement::Range(..)]) => format!("each from {only}"),
        (_, [only]) => only.clone(),
        (SetKind::OneMember, [a, b]) => format!("either {a} or {b}"),
        (SetKind::OneMember, many) => format!("one of {}", many.join("; ")),
        (SetKind::AllMembers, many) => many.join(" and "),
    }
}

/// A calendar date with what is said of its reliability.
fn qualified(date: &Calendar) -> String {
    let parts = [
        ("year", Some(date.year.qualifier)),
        ("month", date.month.map(|month| month.qualifier)),
        ("day", date.day.map(|day| day.qualifier)),
    ];
    let present: Vec<(&str, Qualifier)> = parts.into_iter().filter_map(|(name, qualifier)| Some((name, qualifier?))).collect();
    let finest_is_approximate = present.last().is_some_and(|(_, qualifier)| qualifier.approximate);
    let mut text = plain(date);
    if finest_is_approximate {
        text.insert_str(0, "about ");
    }
    let coarse = &present[..present.len() - 1];
    if !finest_is_approximate && coarse.iter().any(|(_, qualifier)| qualifier.approximate) {
        text.push_str(&named(coarse, |qualifier| qualifier.approximate, "approximate"));
    }
    if present.iter().all(|(_, qualifier)| qualifier.uncertain) {
        text.push_str(", uncertain");
    } else if present.iter().any(|(_, qualifier)| qualifier.uncertain) {
        text.push_str(&named(&present, |qualifier| qualifier.uncertain, "uncertain"));
    }
    text
}

/// `, year and month uncertain`
fn named(parts: &[(&str, Qualifier)], has: impl Fn(Qualifier) -> bool, what: &str) -> String {
    let names: Vec<&str> = parts
        .iter()
        .filter(|(_, qualifier)| has(*qualifier))
        .map(|(name, _)| *name)
        .collect();
    format!(", {} {what}", names.join(" and "))
}

/// A calendar date without its qualifications.
fn plain(date: &Calendar) -> String {
    let year = calendar_year(date);
    let Some(month) = date.month else {
        return year;
    };
    let day = date.day;
    let month_name = month.value().map(|code| match code {
        1..=12 => MONTHS[usize::from(code) - 1].to_owned(),
        _ => season_name(code).to_owned(),
    });
    match (month_name, day) {
        (Some(month), None) => format!("{month} {year}"),
        (None, None) => format!("{year}, month {}", digits(month.digits)),
        (month_name, Some(day)) => match (month_name, day.value()) {
            (Some(month), Some(day)) => format!("{day} {month} {year}"),
            (Some(month), None) => format!("{month} {year}, day {}", digits(day.digits)),
            (None, Some(day)) => format!("{day} of month {}, {year}", digits(month.digits)),
            (None, None) => format!("{year}, month {}, day {}", digits(month.digits), digits(day.digits)),
        },
    }
}

/// The digits of a month or day that are known: `unknown`, or `1_`.
fn digits(digits: [Option<u8>; 2]) -> String {
    if digits == [None, None] {
        return "unknown".to_owned();
    }
    digits
        .iter()
        .map(|digit| digit.map_or('_', |digit| char::from(b'0' + digit)))
        .collect()
}

fn calendar_year(date: &Calendar) -> String {
    let year = &date.year;
    if let Some(kept) = year.significant_digits {
        let value = match year.kind {
            YearKind::Exponential { significand, exponent } if year.value().is_none() => format!("{significand} \u{d7} 10^{exponent}"),
            _ => year.value().map_or_else(|| "unknown year".to_owned(), year_words),
        };
        return format!("{value} (to {kept} digits)");
    }
    match year.kind {
        YearKind::Standard { negative, digits } if year.has_unspecified() => masked_year(negative, digits),
        YearKind::Exponential { significand, exponent } if year.value().is_none() => format!("{significand} × 10^{exponent}"),
        _ => year_words(year.value().unwrap_or(0)),
    }
}

/// `196X` is the 1960s, `19XX` and `1XXX` are a century and a millennium; any other mask is told digit by digit.
fn masked_year(negative: bool, digits: [Option<u8>; 4]) -> String {
    if digits == [None; 4] {
        return "unknown year".to_owned();
    }
    let filled = |with: u8| {
        digits
            .iter()
            .fold(0_i64, |value, digit| value * 10 + i64::from(digit.unwrap_or(with)))
    };
    let (low, high) = (filled(0), filled(9));
    let is_tail = digits.iter().skip_while(|digit| digit.is_some()).all(Option::is_none);
    match (negative, high - low, is_tail) {
        // “1900s” may be ten years or a hundred, “20s” of any century.
        (false, 9, true) if low % 100 == 0 || low < 100 => format!("decade {low}\u{2013}{high}"),
        (false, 9, true) => format!("{low}s"),
        (false, 99, true) => format!("{} century ({}\u{2013}{high})", ordinal(low / 100 + 1), low.max(1)),
        (false, 999, true) => format!("{} millennium ({}\u{2013}{high})", ordinal(low / 1000 + 1), low.max(1)),
        _ => {
            let shown: String = digits
                .iter()
                .map(|digit| digit.map_or('_', |digit| char::from(b'0' + digit)))
                .collect();
            format!("year {}{shown}", if negative { "\u{2212}" } else { "" })
        }
    }
}

pub(crate) fn ordinal(number: i64) -> String {
    let suffix = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

/// The parts of a year that EDTF numbers 21 to 41.
pub(super) fn season_name(code: u8) -> &'static str {
    match code {
        21 => "spring",
        22 => "summer",
        23 => "autumn",
        24 => "winter",
        25 => "spring (north)",
        26 => "summer (north)",
        27 => "autumn (north)",
        28 => "winter (north)",
        29 => "spring (south)",
        30 => "summer (south)",
        31 => "autumn (south)",
        32 => "winter (south)",
        33 => "first quarter of",
        34 => "second quarter of",
        35 => "third quarter of",
        36 => "fourth quarter of",
        37 => "first third of",
        38 => "second third of",
        39 => "last third of",
        40 => "first half of",
        _ => "second half of",
    }
}

pub(super) fn short_words(date: &Date, with_year: bool) -> String {
    let clock = |day: &Calendar| {
        let zone = date.offset_seconds().map(zone_words).unwrap_or_default();
        format!("{}, {}{zone}", short_calendar(day, with_year), local_clock(date))
    };
    shortened(date, with_year, clock)
}

pub(super) fn ruler_words(date: &Date, with_year: bool, with_clock: bool) -> String {
    let clock = |own: &Calendar| match (with_clock, date.extent().earliest, date.offset_seconds()) {
        (false, ..) => short_calendar(own, with_year),
        (true, Some(instant), Some(offset)) => {
            let Day { year, month, day } = Day::of_instant(instant);
            let month = MONTHS.get(month as usize - 1).map_or("", |month| &month[..3]);
            let year = if with_year {
                format!(" {}", year_words(year))
            } else {
                String::new()
            };
            let clock = clock_words(instant.rem_euclid(super::DAY));
            let clock = if date.precision() == Precision::Hour {
                format!("{} h", &clock[..2])
            } else {
                clock
            };
            // Where it was another day by its own clock, both are said.
            let own = if Day::of_instant(instant) == Day::of_instant(instant + offset) {
                String::new()
            } else {
                let zone = zone_words(offset);
                format!(" ({}, {})", short_calendar(own, false), zone.trim_matches([' ', '(', ')']))
            };
            format!("{day} {month}{year}, {clock}{own}")
        }
        _ => format!("{}, {}", short_calendar(own, with_year), local_clock(date)),
    };
    shortened(date, with_year, clock)
}

/// A date in few words; `clock` says one that has a time of day.
fn shortened(date: &Date, with_year: bool, clock: impl Fn(&Calendar) -> String) -> String {
    let mut text = match date.meaning() {
        Edtf::Date(calendar) => short_calendar(calendar, with_year),
        Edtf::DateTime(date_time) => clock(&date_time.date),
        Edtf::Interval(_) => {
            let ends = parse::interval_of(date.meaning()).map(|interval| [interval.start, interval.end]);
            let [start, end] = ends.unwrap_or([IntervalEndpoint::Unknown; 2]).map(|endpoint| match endpoint {
                IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrBefore(date) | IntervalEndpoint::OnOrAfter(date) => {
                    let about = if is_approximate(&date) { "c. " } else { "" };
                    let doubt = if is_doubt_of(&date, with_year) { "?" } else { "" };
                    format!("{about}{}{doubt}", short_calendar(&date, with_year))
                }
                IntervalEndpoint::Open => "\u{2026}".to_owned(),
                IntervalEndpoint::Unknown => "?".to_owned(),
            });
            format!("{start}\u{2013}{end}")
        }
        Edtf::Set(_) => date_words(date),
    };
    // Ends of an interval have their own signs, and a set is in words.
    let is_one = matches!(date.meaning(), Edtf::Date(_) | Edtf::DateTime(_));
    if is_one && date.is_approximate() {
        text.insert_str(0, "c. ");
    }
    // Where no year is told, its doubt is not either.
    let is_doubtful = match date.meaning() {
        Edtf::Date(calendar) => is_doubt_of(calendar, with_year),
        Edtf::DateTime(date_time) => is_doubt_of(&date_time.date, with_year),
        Edtf::Interval(_) => false,
        Edtf::Set(_) => with_year && date.is_uncertain(),
    };
    if is_doubtful {
        text.push('?');
    }
    text
}

/// Whether any part of a date is approximate.
fn is_approximate(date: &Calendar) -> bool {
    let fields = [
        Some(date.year.qualifier),
        date.month.map(|field| field.qualifier),
        date.day.map(|field| field.qualifier),
    ];
    fields.into_iter().flatten().any(|qualifier| qualifier.approximate)
}

/// Whether anything that is shown of a date is uncertain: its day or month, and its year where that is told.
fn is_doubt_of(date: &Calendar, with_year: bool) -> bool {
    let has_year = with_year || date.day.is_none() || date.month.is_none();
    let fields = [date.month, date.day].into_iter().flatten();
    fields.into_iter().any(|field| field.qualifier.uncertain) || (has_year && date.year.qualifier.uncertain)
}

fn short_calendar(date: &Calendar, with_year: bool) -> String {
    let month = date.month.and_then(edtf_core::DateField::value).filter(|code| *code <= 12);
    let day = date.day.and_then(edtf_core::DateField::value);
    match (month, day) {
        (Some(month), Some(day)) if !with_year => format!("{day} {}", &MONTHS[usize::from(month) - 1][..3]),
        (Some(month), Some(day)) => format!("{day} {} {}", &MONTHS[usize::from(month) - 1][..3], calendar_year(date)),
        (Some(month), None) if date.day.is_none() => format!("{} {}", &MONTHS[usize::from(month) - 1][..3], calendar_year(date)),
        _ => plain(date),
    }
}

/// A day as EDTF has it; years of more than four digits have a `Y` before them.
pub(crate) fn iso_day(day: Day) -> String {
    let sign = if day.year < 0 { "-" } else { "" };
    format!("{sign}{:04}-{:02}-{:02}", day.year.abs(), day.month, day.day)
}

/// An instant of a date as ISO 8601: a day, or a time with the offset that the date has.
pub(super) fn iso(date: &Date, instant: i64) -> String {
    let offset = date.offset_seconds();
    let local = instant + offset.unwrap_or(0);
    let calendar = iso_day(Day::of_instant(local));
    if !date.precision().has_clock() {
        return calendar;
    }
    let clock = local.rem_euclid(super::DAY);
    let zone = offset.map_or(String::new(), |seconds| match seconds {
        0 => "Z".to_owned(),
        _ => format!(
            "{}{:02}:{:02}",
            if seconds < 0 { '-' } else { '+' },
            seconds.abs() / 3600,
            seconds.abs() / 60 % 60
        ),
    });
    format!("{calendar}T{:02}:{:02}:{:02}{zone}", clock / 3600, clock / 60 % 60, clock % 60)
}
