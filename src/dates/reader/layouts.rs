//! Dates as finding aids, registers and datelines lay them out: what belongs before a date is in brackets after it, numerals have
//! blanks in them, hours are from one to another.

use super::scan::{self, Kind};
use super::vocabulary::Term;
use super::wider::{noted, said, without_start};
use super::{Hints, Reading};

/// Words for no place: `s.l., 1855`.
const NOWHERE: [&str; 12] = [
    "s.l.",
    "s. l.",
    "s.l",
    "[s.l.]",
    "o.o.",
    "o. o.",
    "n.p.",
    "n. p.",
    "b.m.",
    "z.p.",
    "sine loco",
    "ohne ort",
];

type Inner<'a> = &'a dyn Fn(&str, Hints) -> Option<Reading>;

/// The date of a text that is laid out in such a way.
pub(super) fn read(text: &str, hints: Hints, inner: Inner<'_>) -> Option<Reading> {
    let with = |rewritten: Option<String>| inner(&rewritten?, hints);
    with(bracket_first(text))
        .or_else(|| with(without_bullet(text)))
        .or_else(|| with(months_of_year(text)))
        .or_else(|| with(joined_numeral(text)))
        .or_else(|| with(hours_from_to(text)))
        .or_else(|| with(days_of_week_apart(text)))
        .or_else(|| with(superscript_ending(text)))
        .or_else(|| with(half_month(text)))
        .or_else(|| {
            with(with_slashes(text))
                .or_else(|| with(time_first(text)))
                .or_else(|| with(open_end(text)))
                .or_else(|| with(year_apart(text)))
                .or_else(|| with(numeral_alone(text)))
        })
        .or_else(|| of_no_place(text, hints, inner))
        .or_else(|| beside_feast(text, hints, inner))
        .or_else(|| of_eastern_year(text, hints, inner))
        .or_else(|| corrected(text, hints, inner))
        .or_else(|| in_frame(text, hints, inner))
}

/// `1431 - 1459 (zwischen)`, `1860 (um)`: a word that belongs before the date.
fn bracket_first(text: &str) -> Option<String> {
    let (date, word) = text.strip_suffix(')')?.rsplit_once('(')?;
    let is_before = |item: &scan::Item| {
        matches!(
            item.term(),
            Some(Term::Approximate | Term::Um | Term::Between | Term::Before | Term::After | Term::LetterC | Term::Uncertain | Term::From)
        )
    };
    let items = scan::scan(word);
    let is_lead = !items.is_empty() && items.iter().all(|item| is_before(item) || item.is_sign('.') || item.is_sign(','));
    // “1127 (c., before)”: before about that year.
    if let Some(place) = word.strip_prefix("?, ") {
        return Some(format!("{place} {}?", date.trim()));
    }
    let word = match word.split_once(", ") {
        Some((doubt, place)) => format!("{} {}", place.trim(), doubt.trim()),
        None => word.trim().to_owned(),
    };
    (is_lead && date.starts_with(|char: char| char.is_ascii_digit())).then(|| format!("{word} {}", date.trim()))
}

/// `- 1986 - 2002 (Creation)`, as AtoM lists the dates of a fonds.
fn without_bullet(text: &str) -> Option<String> {
    let rest = text.strip_prefix("- ")?;
    (rest.starts_with(|char: char| char.is_ascii_digit()) && rest.ends_with(')')).then(|| rest.to_owned())
}

/// `1419-05 bis 06`: from one month of a year to another.
fn months_of_year(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [first, joint, last] = words.as_slice() else { return None };
    let (year, month) = first.split_once('-')?;
    let is_number = |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    let joins = scan::scan(joint)
        .iter()
        .all(|item| matches!(item.term(), Some(Term::To | Term::ToOrOn | Term::At)));
    (is_number(year, 4) && is_number(month, 2) && is_number(last, 2) && joins).then(|| format!("{first}/{year}-{last}"))
}

/// `M. D. LXI.`: a year in Roman numerals, as title pages set it.
fn joined_numeral(text: &str) -> Option<String> {
    let joined: String = text.chars().filter(|char| !matches!(char, ' ' | '.')).collect();
    let is_numeral = joined.len() > 3 && joined.starts_with('M') && joined.bytes().all(|byte| b"MDCLXVI".contains(&byte));
    (is_numeral && joined != text).then_some(joined)
}

/// `16 mars 2022 de 12:30 à 14:30`: hours from one to another, after the day.
fn hours_from_to(text: &str) -> Option<String> {
    const WORDS: [(&str, &str); 6] = [
        (" de ", " \u{e0} "),
        (" from ", " to "),
        (" von ", " bis "),
        (" dalle ", " alle "),
        (" de ", " a "),
        (" с ", " до "),
    ];
    if let Some((day, clock)) = text.split_once(", as ") {
        return clock
            .starts_with(|char: char| char.is_ascii_digit())
            .then(|| format!("{day}, \u{e0}s {clock}"));
    }
    let is_clock = |word: &str| {
        word.split_once(':')
            .is_some_and(|(hour, rest)| (1..=2).contains(&hour.len()) && rest.len() >= 2)
            && word.chars().all(|char| char.is_ascii_digit() || char == ':')
    };
    WORDS.iter().find_map(|(from, to)| {
        let (day, hours) = text.rsplit_once(from)?;
        let (first, last) = hours.split_once(to)?;
        let (first, last) = (first.trim(), last.trim());
        (is_clock(first) && is_clock(last)).then(|| format!("{} {first}-{last}", day.trim_end_matches([',', ' '])))
    })
}

/// `Samstag / Montag, 09. / 11. Juli 1831`: the days of the week of two days, before them.
fn days_of_week_apart(text: &str) -> Option<String> {
    let (weekdays, date) = text.split_once(", ")?;
    let items = scan::scan(weekdays);
    let is_weekday = |item: &scan::Item| matches!(item.kind, Kind::Term(Term::Weekday(_)) | Kind::Sign('/' | '-'));
    let are_two = items.len() == 3 && items.iter().all(is_weekday) && !items[1].is_glued;
    are_two.then(|| date.replace(" / ", "/"))
}

/// `Decb.r 1, 1789`, `Jan.y 5, 1798`: the last letters of a month, once set small and high.
fn superscript_ending(text: &str) -> Option<String> {
    let (first, rest) = text.split_once(' ')?;
    let (month, ending) = first.split_once('.')?;
    let is_short = (3..=6).contains(&month.len()) && matches!(ending, "r" | "y" | "ry" | "br" | "ber");
    is_short.then(|| format!("{month}{ending} {rest}"))
}

/// `zweite Oktoberhälfte 1772`: the half of a month in one word.
fn half_month(text: &str) -> Option<String> {
    let (lower, end) = (text.to_lowercase(), "h\u{e4}lfte");
    let at = lower.find(end).filter(|_| lower.len() == text.len())?;
    let start = lower.get(..at)?.rfind(' ')? + 1;
    let month = text.get(start..at)?;
    let is_month = matches!(scan::scan(month).as_slice(), [item] if matches!(item.term(), Some(Term::Month(_))));
    // “Zweite Oktoberhälfte Oktober 1772” says it twice.
    let rest = text.get(at + end.len()..)?.trim();
    let rest = rest.strip_prefix(month).map_or(rest, str::trim);
    is_month.then(|| format!("{}H\u{e4}lfte {month} {rest}", text.get(..start).unwrap_or_default()))
}

/// `[1968?-`, `1968?-`: a doubted year from which it goes on; the bracket may not be closed.
fn open_end(text: &str) -> Option<String> {
    let start = text.strip_suffix(['-', '\u{2013}'])?.trim_end();
    let start = start.strip_prefix('[').filter(|start| !start.contains(']')).unwrap_or(start);
    let year = start.strip_suffix('?')?;
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| format!("{start}/.."))
}

/// `22/5 1890`: the day and the month, and after a blank the year.
fn year_apart(text: &str) -> Option<String> {
    let (day, year) = text.split_once(' ')?;
    let (first, second) = day.split_once('/')?;
    let is_short = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    (is_short(first) && is_short(second) && is_year).then(|| format!("{day}/{year}"))
}

/// `7.23.1956`: the month before the day, where only that is possible; `2001-1`, a month of one digit.
fn with_slashes(text: &str) -> Option<String> {
    let is_digits = |text: &str, length: usize| text.len() <= length && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some((year, month)) = text.split_once('-')
        && year.len() == 4
        && is_digits(year, 4)
        && month.len() == 1
        && is_digits(month, 1)
        && month != "0"
    {
        return Some(format!("{year}-0{month}"));
    }
    let parts: Vec<&str> = text.split('.').collect();
    let [month, day, year] = parts.as_slice() else { return None };
    let is_day = day.parse::<u8>().is_ok_and(|day| (13..=31).contains(&day));
    (is_digits(month, 2) && is_day && year.len() == 4 && is_digits(year, 4)).then(|| format!("{month}/{day}/{year}"))
}

/// `1:45 PM - 1 Jan 2024`, as Twitter dates its posts: the time before the day.
fn time_first(text: &str) -> Option<String> {
    let (time, day) = text.split_once(" - ").or_else(|| text.split_once(" \u{b7} "))?;
    let is_time = time.contains(':') && time.starts_with(|char: char| char.is_ascii_digit()) && time.len() <= 8;
    is_time.then(|| format!("{day}, {time}"))
}

/// `2 ćw. XIV`: a part of a century whose word is left out.
fn numeral_alone(text: &str) -> Option<String> {
    if !text.ends_with(['I', 'V', 'X']) {
        return None;
    }
    let items = scan::scan(text);
    let is_part = items.iter().any(|item| matches!(item.term(), Some(Term::Fraction(_))));
    let is_last = items.last().is_some_and(|item| matches!(item.kind, Kind::Roman(1..=21)));
    (is_part && is_last).then(|| format!("{text} w."))
}

/// `s.l., [1855?]`: where it was is said not to be known.
fn of_no_place(text: &str, hints: Hints, inner: Inner<'_>) -> Option<Reading> {
    let (nowhere, rest) = without_start(text, &NOWHERE)?;
    let rest = rest.trim_start_matches([',', ';', ' ']);
    inner(rest, hints).map(|reading| noted(reading, said(nowhere)))
}

/// `Good Friday, 2 April 1920`, `16 April 2017, Easter Sunday`: a feast beside the day that it was on.
fn beside_feast(text: &str, hints: Hints, inner: Inner<'_>) -> Option<Reading> {
    let (first, rest) = text.split_once(", ").or_else(|| text.split_once(" ("))?;
    let sides = [
        (first, rest),
        text.rsplit_once(", ").map_or((rest, first), |(first, last)| (last, first)),
    ];
    sides.into_iter().find_map(|(feast, date)| {
        super::feasts::is_feast(feast.trim_end_matches(')')).then_some(())?;
        inner(date.trim_end_matches(')'), hints).map(|reading| noted(reading, said(feast)))
    })
}

/// `嘉永6年～文久元年（1853 ～ 1861）`, `康熙三十年(1691)`: years of a reign, and in brackets the same of the common era.
fn of_eastern_year(text: &str, hints: Hints, inner: Inner<'_>) -> Option<Reading> {
    let (reign, year) = text.strip_suffix(['\u{ff09}', ')'])?.split_once(['\u{ff08}', '('])?;
    let is_reign = reign.contains('\u{5e74}') && !reign.bytes().any(|byte| byte.is_ascii_alphabetic());
    // A year of four digits is none of a reign.
    let mut numbers = reign.split(|char: char| !char.is_ascii_digit());
    if !is_reign || numbers.any(|number| number.len() > 2) {
        return None;
    }
    let plain = year.replace(['\u{ff5e}', '\u{301c}', '~'], "-").replace(['\u{5e74}'], "");
    let years: Vec<&str> = plain.split('-').map(str::trim).collect();
    let is_year = |year: &&str| (3..=4).contains(&year.len()) && year.bytes().all(|byte| byte.is_ascii_digit());
    let edtf = match years.as_slice() {
        [year] if is_year(year) => format!("{year:0>4}"),
        [first, last] if is_year(first) && is_year(last) => format!("{first:0>4}/{last:0>4}"),
        _ => return None,
    };
    inner(&edtf, hints).map(|reading| noted(reading, said(reign)))
}

/// `[an II, i.e. 1794]`: a year of another calendar, and what it is in ours.
fn corrected(text: &str, hints: Hints, inner: Inner<'_>) -> Option<Reading> {
    let bare = text.trim_matches(['[', ']', '(', ')']);
    let (written, meant) = bare.split_once(" i.e. ").or_else(|| bare.split_once("[i.e. "))?;
    let written = written.trim_end_matches([',', ' ']);
    let place = inner(written, hints)?.place;
    let reading = inner(meant, hints)?;
    Some(noted(Reading { place, ..reading }, format!("it is written {written}")))
}

/// `(thermidor an XI)`, `[An 4]`: brackets around the whole of a date by another calendar.
fn in_frame(text: &str, hints: Hints, inner: Inner<'_>) -> Option<Reading> {
    let framed = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'))
        .or_else(|| text.strip_prefix('(').and_then(|text| text.strip_suffix(')')))?;
    if framed.contains(['[', ']', '(', ')']) {
        return None;
    }
    inner(framed, hints)
}

/// A text with words that mean something else together than alone in other words: `t/m` (tot en met), `1a metà` (the first half;
/// `metà` alone is the middle), `l'an IV`.
pub(super) fn plain_words(text: String) -> String {
    let mut text = text;
    if text.chars().any(|char| char.is_numeric() && !char.is_ascii()) {
        text = text.chars().map(western_digit).collect();
    }
    // “XIII\u{1d49} siècle”, “28 de abril de 1402 · Texcoco”
    if !text.is_ascii() {
        text = text.chars().map(|char| if char == '\u{1d49}' { 'e' } else { char }).collect();
        text = text.replace(" \u{b7} ", ", ");
    }
    // “5--6 сентября”: two hyphens that were to be a dash
    if let Some((before, after)) = text.split_once("--")
        && (before.ends_with(|char: char| char.is_ascii_digit()) && after.starts_with(|char: char| char.is_ascii_digit())
            || before.ends_with(' ') && after.starts_with(' '))
    {
        text = format!("{before}\u{2013}{after}");
    }
    if text.contains(" t/m ") {
        text = text.replace(" t/m ", " t.m ");
    }
    if text.contains("met\u{e0}") {
        text = with_halves(&text);
    }
    if let Some(rest) = text.strip_prefix("l'an ").or_else(|| text.strip_prefix("l\u{2019}an ")) {
        text = format!("an {rest}");
    }
    // “1009-10 (?)” is the month that “1009-10” is.
    if let Some(month) = text.strip_suffix("(?)").map(str::trim_end)
        && month.len() == 7
        && month
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 { byte == b'-' } else { byte.is_ascii_digit() })
        && matches!(
            month.get(5..),
            Some("01" | "02" | "03" | "04" | "05" | "06" | "07" | "08" | "09" | "10" | "11" | "12")
        )
    {
        return format!("{month}?");
    }
    // “2 poł. XVIIw”
    match text.strip_suffix('w').filter(|numeral| numeral.ends_with(['I', 'V', 'X'])) {
        Some(numeral) => format!("{numeral} w"),
        None => text,
    }
}

/// A digit of the Arabic, the Persian or the Devanagari script, or one of full width, as a western one.
fn western_digit(char: char) -> char {
    const ZEROS: [char; 4] = ['\u{660}', '\u{6f0}', '\u{966}', '\u{ff10}'];
    let digit = ZEROS
        .iter()
        .find_map(|zero| (char as u32).checked_sub(*zero as u32).filter(|digit| *digit < 10));
    digit.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(char)
}

/// Italian halves, `1a metà`, `I metà`, `prima metà`, in the German words that say nothing else.
fn with_halves(text: &str) -> String {
    const HALVES: [(&str, &str); 14] = [
        ("prima met\u{e0}", "1. H\u{e4}lfte"),
        ("seconda met\u{e0}", "2. H\u{e4}lfte"),
        ("1a met\u{e0}", "1. H\u{e4}lfte"),
        ("2a met\u{e0}", "2. H\u{e4}lfte"),
        ("1\u{aa} met\u{e0}", "1. H\u{e4}lfte"),
        ("2\u{aa} met\u{e0}", "2. H\u{e4}lfte"),
        ("1^ met\u{e0}", "1. H\u{e4}lfte"),
        ("2^ met\u{e0}", "2. H\u{e4}lfte"),
        ("1\u{b0} met\u{e0}", "1. H\u{e4}lfte"),
        ("2\u{b0} met\u{e0}", "2. H\u{e4}lfte"),
        ("II met\u{e0}", "2. H\u{e4}lfte"),
        ("I met\u{e0}", "1. H\u{e4}lfte"),
        ("Prima met\u{e0}", "1. H\u{e4}lfte"),
        ("Seconda met\u{e0}", "2. H\u{e4}lfte"),
    ];
    let Some((words, half)) = HALVES.iter().find(|(words, _)| text.contains(words)) else {
        return text.to_owned();
    };
    // “sec. XIX/ prima metà”
    let plain = text.replacen(words, half, 1).replace("/ ", " ");
    plain
        .replace(&format!("{half} del "), &format!("{half} "))
        .replace(&format!("{half} dell'"), &format!("{half} "))
}

/// `Oct-12`, as spreadsheets show a month of a year: of which century the column says; `None` where it is none.
pub(super) fn month_and_short_year(
    text: &str,
    hints: Hints,
    inner: &impl Fn(&str, Hints) -> Option<Reading>,
) -> Option<Result<Reading, ()>> {
    let (month, year) = text.trim().split_once('-')?;
    let is_short = year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
    let is_word = month.chars().count() >= 3 && month.chars().all(char::is_alphabetic);
    inner(&format!("{month} 2000"), hints).filter(|_| is_short && is_word)?;
    let Some(from) = hints.short_years_from else {
        return Some(Err(()));
    };
    let year: i64 = year.parse().ok()?;
    inner(&format!("{month} {}", from + (year - from).rem_euclid(100)), hints).map(Ok)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_so_laid_out_is_written_anew() {
        assert_eq!(bracket_first("1860 (um)").as_deref(), Some("um 1860"));
        assert_eq!(bracket_first("1860 (Umbau)"), None);
        assert_eq!(joined_numeral("M. D. LXI.").as_deref(), Some("MDLXI"));
        assert_eq!(joined_numeral("M. D. Miller"), None);
        assert_eq!(months_of_year("1419-05 bis 06").as_deref(), Some("1419-05/1419-06"));
        assert_eq!(months_of_year("1419-05 oder 06"), None);
        assert_eq!(open_end("[1968?-").as_deref(), Some("1968?/.."));
        assert_eq!(plain_words("2 poł. XVIIw".to_owned()), "2 poł. XVII w");
        assert_eq!(plain_words("1905-13 (?)".to_owned()), "1905-13 (?)", "no month");
        assert_eq!(plain_words("\u{666}/\u{665}".to_owned()), "6/5");
    }
}
