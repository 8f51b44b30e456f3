//! What is written around a date, and dates that are written in a way of their own: looked at only where the text is no date
//! by itself. Each removes what it understands and passes the rest on; what it removes is kept as a remark.
//!
//! - where it was written: `London, 5 June 1860`, `Wien, den 3. Mai 1823`, `5 June 1860, Moscow`;
//! - what is said of it in brackets or after it: `3–5 June 1958 (State visit)`, `9 November 1989; 36 years ago`;
//! - weeks, years of schools and budgets, feasts that move, days of both calendars from one to another;
//! - the earlier and later papers of a file, `(1905-) 1914-1918`; numbers as spreadsheets and databases store them.

use super::scan::{self, Kind};
use super::vocabulary::Term;
use super::{
    Hints, Reading, aside, by_name, calendars, catalogs, counted, feasts, in_words, kalends, layouts, numerals, place, read, refuse,
    reigns, saints, sides, signs, spelling, translated,
};
use crate::dates::civil::{DAY, Day};
use crate::dates::{Date, Precision, words};

/// Words for a period of history, after its name.
const PERIODS: [&str; 15] = [
    "эпоха",
    "период",
    "периода",
    "epoka",
    "epoca",
    "period",
    "dynasty",
    "era",
    "epoch",
    "reign",
    "zeit",
    "dynastie",
    "p\u{e9}riode",
    "\u{e9}poque",
    "periodo",
];

/// The date of a text that is none by itself.
pub(super) fn read_around(text: &str, hints: Hints) -> Option<Reading> {
    let inner = |text: &str, hints: Hints| read(text, hints).ok().filter(|reading| reading.date.is_some());
    let text = text.trim();
    if !may_be_date(text) {
        return None;
    }
    stored(text)
        .or_else(|| other_brackets(text, hints))
        .or_else(|| year_last(text, hints))
        .or_else(|| short_before_time(text, hints))
        .or_else(|| calendars::read(text, hints, inner))
        .or_else(|| kalends::read(text))
        .or_else(|| week(text, hints))
        .or_else(|| week_of_month(text, hints))
        .or_else(|| midnight_first(text, hints))
        .or_else(|| year_of_something(text, hints))
        .or_else(|| feasts::read(text))
        .or_else(|| saints::read(text))
        .or_else(|| translated::read(text, hints, &inner))
        .or_else(|| signs::read(text, hints, &inner))
        .or_else(|| counted::read(text, hints, &inner))
        .or_else(|| by_both_calendars(text, hints))
        .or_else(|| with_earlier_and_later(text))
        .or_else(|| century_first(text, hints))
        .or_else(|| decade_of_century(text))
        .or_else(|| called_a_decade(text))
        .or_else(|| by_name::read(text, hints, inner))
        .or_else(|| in_words::read(text, hints, inner))
        .or_else(|| numerals::read(text, hints, inner))
        .or_else(|| reigns::read(text, hints, inner))
        .or_else(|| with_dotted_clock(text, hints))
        .or_else(|| with_half_hour(text, hints))
        .or_else(|| layouts::read(text, hints, &inner))
        .or_else(|| catalogs::read(text, hints, &inner))
        .or_else(|| sides::read(text, hints, &inner))
        .or_else(|| aside::read(text, hints))
        .or_else(|| in_period(text, hints))
        .or_else(|| place::read(text, hints))
        .or_else(|| spelling::read(text, hints, &inner))
}

/// Whether a text has a year in figures, or a letter beyond those in which numbers are not written in words, or the English word
/// for one: without any, looking further costs and finds nothing.
fn may_be_date(text: &str) -> bool {
    if refuse::is_temperature(text) {
        return false;
    }
    let digits = text.as_bytes().windows(2).any(|pair| pair.iter().all(u8::is_ascii_digit));
    digits
        || !text.is_ascii()
        || kalends::has_letters_for_year(text)
        || in_words::has_number(text)
        || numerals::may_have_number(text)
        || by_name::may_have_name(text)
        || text.starts_with("M.")
        || text.ends_with(['D', 'C', 'E', '.', 'I', 'V', 'X', ']', ')', 'o', '-']) && text.contains(['I', 'V', 'X'])
        || [
            "secol", "siglo", "segle", "st.", "century", "stC", "ndC", "rdC", "thC", " Vict", " Anne", "Eliz", " Geo", "Hen", "s.",
        ]
        .iter()
        .any(|word| text.contains(word))
        || text.contains(" an ")
        || text.contains("year ")
        || text.contains("Year ")
        || text.starts_with("an ")
        || text.trim_start_matches(['[', '(']).starts_with("An ")
}

pub(super) fn noted(mut reading: Reading, note: String) -> Reading {
    reading.notes.push(note);
    reading
}

pub(super) fn said(text: &str) -> String {
    format!("it says {}", text.trim().trim_matches([',', ';', ':']).trim())
}

/// `<1837>`, as Russian editions supply what a manuscript has not, is `[1837]`; `¿1605?` is `1605?`.
fn other_brackets(text: &str, hints: Hints) -> Option<Reading> {
    let is_supplied = text.contains('<') && text.contains('>') && !text.contains(['[', ']']);
    let plain = if is_supplied {
        text.replace('<', "[").replace('>', "]")
    } else if text.contains('\u{bf}') && text.contains('?') {
        text.replace('\u{bf}', "")
    } else {
        return None;
    };
    read(&plain, hints).ok().filter(|reading| reading.date.is_some())
}

/// `-000050-04-20T00:00:00.000Z`: a year of six digits, as JavaScript writes those that are far off (ECMA-262, 21.4.1.32).
fn expanded_year(text: &str) -> Option<Reading> {
    let (sign, rest) = text.split_at_checked(1)?;
    let (year, rest) = rest.split_at_checked(6)?;
    let day = rest.strip_suffix("T00:00:00.000Z").unwrap_or(rest);
    let is_year = year.bytes().all(|byte| byte.is_ascii_digit()) && year.starts_with("00");
    let sign = match sign {
        "-" => "-",
        "+" => "",
        _ => return None,
    };
    let edtf = format!("{sign}{}{day}", year.get(2..)?);
    Date::parse(&edtf)
        .ok()
        .filter(|_| is_year && day.starts_with('-'))
        .map(Reading::from)
}

/// `1962-10-26Z`, `1962-10-26+01:00`: a day with a zone, as XML Schema has it (part 2, 3.3.9).
fn xsd_day(text: &str) -> Option<Reading> {
    let (day, zone) = text.split_at_checked(10)?;
    let is_zone = zone == "Z" || zone.len() == 6 && zone.starts_with(['+', '-']) && zone.get(3..4) == Some(":");
    let date = Date::parse(day).ok().filter(|_| is_zone)?;
    Some(noted(Reading::from(date), format!("the zone is {zone}")))
}

/// `+1848-05-00T00:00:00Z` as Wikidata has it, where midnight says nothing; `1848.0`, a year that was stored as a number.
fn stored(text: &str) -> Option<Reading> {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(day) = expanded_year(text).or_else(|| xsd_day(text)) {
        return Some(day);
    }
    // `1949:08:29 07:00:12`, as cameras write it.
    if let Some((day, clock)) = text.split_once(' ')
        && day.len() == 10
        && day.split(':').count() == 3
        && day.split(':').all(is_digits)
    {
        return Date::parse(&format!("{}T{clock}", day.replace(':', "-"))).ok().map(Reading::from);
    }
    if let Some(year) = text.strip_suffix(".0") {
        return (year.len() == 4 && is_digits(year)).then(|| Date::parse(year).ok().map(Reading::from))?;
    }
    let day = text.strip_suffix("T00:00:00Z")?;
    let (sign, rest) = match day.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", day.strip_prefix('+')?),
    };
    let parts: Vec<&str> = rest.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return None };
    if !parts.iter().all(|part| is_digits(part)) {
        return None;
    }
    let year = format!("{sign}{:0>4}", year.trim_start_matches('0'));
    let edtf = match (*month, *day) {
        ("00", _) => year,
        (month, "00") => format!("{year}-{month}"),
        (month, day) => format!("{year}-{month}-{day}"),
    };
    Date::parse(&edtf).ok().map(Reading::from)
}

/// `Mon Jan 06 10:00:00 +0000 2020`, `Tue Aug 14 10:00:00 UTC 2018`: the year after the time, as programs in C print it.
fn year_last(text: &str, hints: Hints) -> Option<Reading> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let start = words.iter().position(|word| word.matches(':').count() > 0)?;
    let (before, after) = (words.get(..start)?, words.get(start + 1..)?);
    let [.., month, day] = before else { return None };
    let (zone, year) = match after {
        [year] => ("", *year),
        [zone, year] => (*zone, *year),
        _ => return None,
    };
    let is_number = |word: &str, length: usize| word.len() <= length && word.bytes().all(|byte| byte.is_ascii_digit());
    if before.len() > 3 || year.len() != 4 || !is_number(year, 4) || !is_number(day, 2) || is_number(month, 4) {
        return None;
    }
    let plain = format!("{day} {month} {year} {} {zone}", words[start]);
    read(plain.trim(), hints).ok().filter(|reading| reading.date.is_some())
}

/// `12/31/21, 11:58 PM`: a comma between a day with a short year and its time.
fn short_before_time(text: &str, hints: Hints) -> Option<Reading> {
    let (day, time) = text.split_once(", ")?;
    let parts: Vec<&str> = day.split(['/', '.', '-']).collect();
    let is_short = parts.len() == 3
        && parts
            .iter()
            .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()));
    (is_short && time.contains(':')).then(|| read(&format!("{day} {time}"), hints).ok())?
}

/// A text without one of some beginnings, whatever their case.
pub(super) fn without_start<'a>(text: &'a str, starts: &[&str]) -> Option<(&'a str, &'a str)> {
    starts.iter().find_map(|start| {
        let (head, rest) = text.split_at_checked(start.len())?;
        let is_start = head.eq_ignore_ascii_case(start) || !head.is_ascii() && head.to_lowercase() == *start;
        (is_start && !rest.starts_with(char::is_alphanumeric)).then_some((head, rest))
    })
}

/// `week of 22 October 1962`, `w/c 22 Oct 1962`, `week ending 28 October 1962`: seven days.
fn week(text: &str, hints: Hints) -> Option<Reading> {
    const FIRST: [&str; 10] = [
        "week of",
        "the week of",
        "week beginning",
        "week commencing",
        "week starting",
        "week from",
        "w/c",
        "woche vom",
        "woche ab",
        "semaine du",
    ];
    const LAST: [&str; 5] = ["week ending", "week ended", "the week ending", "w/e", "woche bis"];
    let (is_last, (head, rest)) = match without_start(text, &FIRST) {
        Some(found) => (false, found),
        None => (true, without_start(text, &LAST)?),
    };
    let date = read(rest, hints).ok()?;
    let plain = date.date.as_ref().filter(|date| date.precision() == Precision::Day)?;
    // A date with doubts or several days is no day to count from.
    let day = only_day(plain)?;
    let start = if is_last { shifted(day, -6) } else { day };
    let edtf = format!("{}/{}", words::iso_day(start), words::iso_day(shifted(start, 6)));
    Some(noted(
        Reading {
            notes: date.notes,
            ..Reading::from(Date::parse(&edtf).ok()?)
        },
        said(head),
    ))
}

/// The day of a date that is one day, without doubts.
fn only_day(date: &Date) -> Option<Day> {
    let day = Day::of_instant(date.extent().earliest?);
    (date.as_written() == words::iso_day(day)).then_some(day)
}

fn shifted(day: Day, days: i64) -> Day {
    Day::of_instant(day.start() + days * DAY)
}

/// `school year 1962/63`, `Schuljahr 1962/63`, `1962–63 session`: some time in those two years. Which day they began is said by
/// no calendar.
fn year_of_something(text: &str, hints: Hints) -> Option<Reading> {
    const WORDS: [&str; 15] = [
        "fy",
        "school year",
        "the school year",
        "academic year",
        "fiscal year",
        "financial year",
        "session",
        "season",
        "schuljahr",
        "studienjahr",
        "wintersemester",
        "haushaltsjahr",
        "ann\u{e9}e scolaire",
        "ann\u{e9}e universitaire",
        "учебный год",
    ];
    let (word, rest) = match without_start(text, &WORDS) {
        Some((word, rest)) => (word.to_owned(), rest.to_owned()),
        None => WORDS.iter().find_map(|word| {
            let at = text.len().checked_sub(word.len())?;
            let (rest, end) = text.split_at_checked(at)?;
            let is_end = end.eq_ignore_ascii_case(word) || !end.is_ascii() && end.to_lowercase() == *word;
            (is_end && rest.ends_with(' ')).then(|| (end.to_owned(), rest.to_owned()))
        })?,
    };
    let rest = rest.trim().trim_matches([',', ':', '(', ')']).trim();
    let (first, last) = rest.split_once(['/', '-', '\u{2013}'])?;
    let (first, last) = (first.trim(), last.trim());
    let years: i64 = first.parse().ok().filter(|_| first.len() == 4)?;
    let next = (years + 1).to_string();
    let is_next = !last.is_empty() && next.ends_with(last) && matches!(last.len(), 2 | 4);
    let _ = hints;
    is_next.then(|| Some(noted(Reading::from(Date::parse(&format!("[{first}..{next}]")).ok()?), said(&word))))?
}

/// `17/30–18/31 October 1905`: from one day to another, each by both calendars.
fn by_both_calendars(text: &str, hints: Hints) -> Option<Reading> {
    let (first, last) = text
        .split_once(['\u{2013}', '\u{2014}'])
        .or_else(|| text.split_once(" - "))
        .or_else(|| text.split_once('-'))?;
    let (first, last) = (first.trim(), last.trim());
    let is_pair = |side: &str| {
        let (a, b) = side.split_once('/').unwrap_or_default();
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2).contains(&a.len()) && digits(a) == a.len() && (1..=2).contains(&digits(b))
    };
    if !is_pair(first) || !is_pair(last) {
        return None;
    }
    let end = read(last, hints).ok()?;
    // The first takes from the second what it leaves out: its month, its year.
    let tail: Vec<&str> = last.split_whitespace().skip(1).collect();
    let start = (0..=tail.len()).rev().find_map(|taken| {
        let rest = tail.get(tail.len() - taken..)?.join(" ");
        read(&format!("{first} {rest}"), hints).ok().filter(|start| start.date.is_some())
    })?;
    let day = |reading: &Reading| reading.date.as_ref().and_then(only_day);
    let (from, to) = (day(&start)?, day(&end)?);
    let edtf = format!("{}/{}", words::iso_day(from), words::iso_day(to));
    (from < to).then(|| {
        let mut notes = [start.notes, end.notes].concat();
        notes.dedup();
        Some(Reading {
            notes,
            is_julian: end.is_julian,
            ..Reading::from(Date::parse(&edtf).ok()?)
        })
    })?
}

/// `(1905-) 1914-1918`, `1879-1890 (1894)`: a file with a few papers before and after. All of it is from the first year to the
/// last.
fn with_earlier_and_later(text: &str) -> Option<Reading> {
    let is_plain = |char: char| char.is_ascii_digit() || char.is_whitespace() || matches!(char, '(' | ')' | '-' | '\u{2013}' | ',' | '/');
    if !text.chars().all(is_plain) || !text.contains('(') {
        return None;
    }
    let years: Vec<i64> = text
        .split(|char: char| !char.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok().filter(|_| part.len() == 4))
        .collect::<Option<_>>()?;
    let (first, last) = (years.first()?, years.last()?);
    let is_rising = years.windows(2).all(|pair| pair[0] < pair[1]);
    // One year in brackets beside one is another thing.
    if !is_rising || years.len() < 3 || text.matches('(').count() > 2 {
        return None;
    }
    let reading = Reading::from(Date::parse(&format!("{first}/{last}")).ok()?);
    Some(noted(reading, said(text)))
}

/// `C18th`, `late C19`: a century by its letter.
fn century_first(text: &str, hints: Hints) -> Option<Reading> {
    let mut is_found = false;
    let plain = |word: &str| {
        let number = word
            .strip_prefix('C')
            .map(|rest| rest.trim_end_matches(|char: char| char.is_ascii_lowercase()));
        let ending = number.and_then(|number| word.get(1 + number.len()..)).unwrap_or_default();
        match number.and_then(|number| number.parse::<u8>().ok()) {
            Some(number) if (1..=21).contains(&number) && matches!(ending, "" | "st" | "nd" | "rd" | "th") => format!("{number}th century"),
            _ => word.to_owned(),
        }
    };
    let words: Vec<String> = text
        .split(' ')
        .map(|word| {
            let plain = plain(word);
            is_found |= plain != word;
            plain
        })
        .collect();
    is_found.then(|| read(&words.join(" "), hints).ok())?
}

/// `1900s (decade)`: ten years, where without that word it may be a hundred.
fn called_a_decade(text: &str) -> Option<Reading> {
    let decade = text.strip_suffix("(decade)")?.trim_end().strip_suffix('s')?.trim_end_matches('\'');
    let tens = decade
        .strip_suffix('0')
        .filter(|tens| tens.len() == 3 && tens.bytes().all(|byte| byte.is_ascii_digit()))?;
    Date::parse(&format!("{tens}X")).ok().map(Reading::from)
}

/// `first week of May 1962`: what begins or ends a month is no week of the calendar, and as wide as its early or late days.
fn week_of_month(text: &str, hints: Hints) -> Option<Reading> {
    const WEEKS: [(&str, &str); 8] = [
        ("first week of ", "early "),
        ("first week in ", "early "),
        ("last week of ", "late "),
        ("last week in ", "late "),
        ("erste woche im ", "anfang "),
        ("letzte woche im ", "ende "),
        ("premi\u{e8}re semaine de ", "d\u{e9}but "),
        ("derni\u{e8}re semaine de ", "fin "),
    ];
    let lower = text.to_lowercase();
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    let (week, part, rest) = WEEKS.iter().find_map(|(week, part)| Some((week, part, bare.strip_prefix(week)?)))?;
    let reading = read(&format!("{part}{rest}"), hints)
        .ok()
        .filter(|reading| reading.date.is_some())?;
    Some(noted(reading, said(week)))
}

/// `midnight, 5 June 1944`, as after the day.
fn midnight_first(text: &str, hints: Hints) -> Option<Reading> {
    let (first, rest) = text.split_once([',', ' '])?;
    let rest = rest.trim().trim_start_matches("of ").trim_start_matches("on ");
    let is_midnight = matches!(first.to_lowercase().as_str(), "midnight" | "mitternacht" | "minuit" | "medianoche");
    is_midnight.then(|| read(&format!("{rest}, midnight"), hints).ok())?
}

/// `20世纪50年代`, `30. léta 20. století`, `50-е годы XX века`: ten years of a century.
fn decade_of_century(text: &str) -> Option<Reading> {
    // Two numbers, of which one may be Roman.
    let mut groups = text.split(|char: char| !char.is_ascii_digit()).filter(|part| !part.is_empty());
    groups.next()?;
    if groups.next().is_none() && !text.contains(['I', 'V', 'X']) {
        return None;
    }
    let items = scan::scan(text);
    let is_century = |item: &scan::Item| matches!(item.term(), Some(Term::Century | Term::CenturyOrAt));
    let century = items.iter().position(is_century)?;
    let number = |at: usize| match items.get(at)?.kind {
        Kind::Number(number, 1 | 2) => Some(number),
        Kind::Roman(number) => Some(i64::from(number)),
        _ => None,
    };
    // The number is before its word, perhaps with a point, or after it.
    // `19. Jahrhundert`, `19e eeuw`; in `70 del siglo XX` what precedes is no number of a century.
    let is_ending = |at: usize| {
        let (number, ending) = (items.get(at), items.get(at + 1));
        number
            .zip(ending)
            .is_some_and(|(number, ending)| number.end == ending.at || ending.is_sign('.'))
    };
    let before = (century.saturating_sub(2)..century)
        .rev()
        .find(|at| number(*at).is_some())
        .filter(|at| at + 1 == century || is_ending(*at));
    let counted = before.or_else(|| number(century + 1).map(|_| century + 1))?;
    let is_decade = |item: &scan::Item| matches!(item.term(), Some(Term::Decade | Term::DecadeOf));
    let mut decades = (0..items.len()).filter(|at| *at != counted).filter_map(number);
    let (decade, nth) = (decades.next().filter(|decade| decade % 10 == 0 && *decade < 100)?, number(counted)?);
    let is_idle = |item: &scan::Item| {
        is_century(item)
            || is_decade(item)
            || matches!(
                item.kind,
                Kind::Number(..) | Kind::Roman(_) | Kind::Sign('.' | '-') | Kind::Term(Term::Filler | Term::OfOrFrom)
            )
    };
    let is_whole = decades.next().is_none() && items.iter().any(is_decade) && items.iter().all(is_idle);
    (is_whole && (1..=39).contains(&nth)).then(|| {
        Date::parse(&format!("{:03}X", (nth - 1) * 10 + decade / 10))
            .ok()
            .map(Reading::from)
    })?
}

/// Whether a word leads to an hour: `ore 17`, `kl. 17`.
pub(super) fn leads_to_hour(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "ore" | "alle ore" | "godz" | "godzina" | "kl" | "klokken" | "klockan" | "om" | "te" | "um"
    )
}

/// `14 Aug 2018 13.45`, `14 Aug 2018, 13.45 BST`: an hour with a point, after a whole date.
fn with_dotted_clock(text: &str, hints: Hints) -> Option<Reading> {
    let words: Vec<&str> = text.split(' ').collect();
    let is_clock = |word: &&str| {
        let (hour, minute) = word.split_once('.').unwrap_or_default();
        let number = |text: &str, most: u32| text.len() <= 2 && text.parse::<u32>().is_ok_and(|number| number <= most);
        number(hour, 23) && minute.len() == 2 && number(minute, 59)
    };
    let at = words.iter().rposition(is_clock).filter(|at| *at > 1)?;
    // `ore 22.45`, `godz. 4.45`, `kl. 04.15`
    let is_hour = leads_to_hour(words[at - 1]);
    let before = at - if is_hour { 2 } else { 1 };
    let is_year = words[before].trim_end_matches(['.', ',']);
    if is_year.len() != 4 || !is_year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let colon = words[at].replace('.', ":");
    let plain: Vec<&str> = words
        .iter()
        .enumerate()
        .filter(|(place, _)| !is_hour || *place != at - 1)
        .map(|(place, word)| if place == at { colon.as_str() } else { word })
        .collect();
    read(&plain.join(" "), hints)
        .ok()
        .filter(|reading| reading.date.as_ref().is_some_and(|date| date.precision().has_clock()))
}

/// `5. Juni 1860, halb 8 Uhr`: half past seven, in which half of the day is not said.
fn with_half_hour(text: &str, hints: Hints) -> Option<Reading> {
    let is_half = |part: &str| {
        let lower = part.trim().to_lowercase();
        let rest = lower
            .trim_start_matches("um ")
            .strip_prefix("halb ")
            .map(|rest| rest.trim_end_matches("uhr").trim().to_owned());
        rest.is_some_and(|rest| rest.parse::<u8>().is_ok_and(|hour| (1..=12).contains(&hour)))
    };
    let (first, last) = text
        .split_once(',')
        .into_iter()
        .chain(text.rsplit_once(','))
        .find(|(first, last)| is_half(first) || is_half(last))?;
    let (date, hour) = if is_half(last) { (first, last) } else { (last, first) };
    let reading = read(date, hints)
        .ok()
        .filter(|reading| reading.date.as_ref().and_then(only_day).is_some())?;
    Some(noted(
        reading,
        format!("the hour may be in either half of the day: {}", hour.trim()),
    ))
}

/// `Edo period, 18th century`, `Meiji period (1868–1912)`: a time of history, and when in it.
fn in_period(text: &str, hints: Hints) -> Option<Reading> {
    let at = text.find([',', '(', '[', ':'])?;
    let (period, rest) = text.split_at(at);
    let is_period = period
        .split_whitespace()
        .any(|word| PERIODS.contains(&word.to_lowercase().as_str()));
    // `Dynasty 18, ca. 1400 B.C.`
    let is_number = |part: &str| (1..=2).contains(&part.len());
    let is_numbered = period.to_lowercase().contains("dynast")
        && period
            .split(|char: char| !char.is_ascii_digit())
            .all(|part| part.is_empty() || is_number(part));
    if !is_period || period.bytes().any(|byte| byte.is_ascii_digit()) && !is_numbered {
        return None;
    }
    // `Edo period (1615–1868), 18th century`: when in it.
    let after = rest
        .strip_prefix('(')
        .and_then(|inner| inner.split_once(')'))
        .map(|(_, after)| after.trim());
    let after = after
        .and_then(|after| after.strip_prefix([',', ';']))
        .filter(|after| !after.trim().is_empty());
    let said_of = after.map_or(period, |after| &text[..text.len() - after.len()]);
    let rest = after.map_or_else(
        || rest.trim_start_matches([',', '(', '[', ':']).trim().trim_end_matches([')', ']']),
        str::trim,
    );
    let reading = read(rest, hints).ok().filter(|reading| reading.date.is_some())?;
    Some(noted(reading, said(said_of)))
}
