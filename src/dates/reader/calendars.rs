//! Dates by other calendars: years counted from a reign or a founding (`Juche 51`, `昭和37年`, `民國51年`), and months of the
//! Republican, the Islamic, the Persian and the Hebrew calendar.
//!
//! The arithmetic is that of `calendrical_calculations`, after Reingold and Dershowitz; the years of the French Republic, which
//! began with an equinox that was observed, are a table.

use std::collections::HashSet;
use std::sync::LazyLock;

use calendrical_calculations::{gregorian, hebrew, islamic, julian, persian};

use super::{Hints, Reading};
use crate::dates::civil::{DAY, Day};
use crate::dates::{Date, words};

/// The day number of 1970-01-01, where 1 is the first day of year 1.
const UNIX: i64 = 719_163;

/// Years by their names: what is added to them, and the first and the last there are.
const ERAS: [(&[&str], i64, i64, i64); 7] = [
    (&["juche", "\u{c8fc}\u{ccb4}", "\u{4e3b}\u{4f53}", "чучхе"], 1911, 1, 199),
    // Before 1873 Japan's months were those of the moon.
    (&["\u{660e}\u{6cbb}", "meiji"], 1867, 6, 45),
    (&["\u{5927}\u{6b63}", "taish\u{14d}", "taisho"], 1911, 1, 15),
    (&["\u{662d}\u{548c}", "sh\u{14d}wa", "showa"], 1925, 1, 64),
    (&["\u{5e73}\u{6210}", "heisei"], 1988, 1, 31),
    (&["\u{4ee4}\u{548c}", "reiwa"], 2018, 1, 99),
    (
        &["\u{6c11}\u{570b}", "\u{6c11}\u{56fd}", "\u{4e2d}\u{83ef}\u{6c11}\u{570b}", "minguo"],
        1911,
        1,
        199,
    ),
];

/// What calendar a month is of, and which of its months it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Month {
    Republican(i64),
    Islamic(u8),
    Persian(u8),
    Hebrew(&'static str),
}

const REPUBLICAN: [&[&str]; 13] = [
    &["vend\u{e9}miaire", "vendemiaire", "vend"],
    &["brumaire", "brum"],
    &["frimaire", "frim"],
    &["niv\u{f4}se", "nivose", "niv"],
    &["pluvi\u{f4}se", "pluviose", "pluv"],
    &["vent\u{f4}se", "ventose", "vent"],
    &["germinal", "germ"],
    &["flor\u{e9}al", "floreal", "flor"],
    &["prairial", "prair"],
    &["messidor", "mess"],
    &["thermidor", "therm"],
    &["fructidor", "fruct"],
    &["compl\u{e9}mentaire", "complementaire", "compl\u{e9}mentaires", "sansculottide"],
];

const ISLAMIC: [&[&str]; 12] = [
    &[
        "muharram",
        "moharram",
        "muharrem",
        "mu\u{1e25}arram",
        "\u{645}\u{62d}\u{631}\u{645}",
    ],
    &["safar", "safer", "\u{1e63}afar", "\u{635}\u{641}\u{631}"],
    &[
        "rabi al awwal",
        "rabi i",
        "rabi al avval",
        "rebi\u{fc}levvel",
        "rebi \u{fc}levvel",
        "ربيع الأول",
        "ربيع الاول",
    ],
    &[
        "rabi al thani",
        "rabi ii",
        "rabi al akhir",
        "rebi\u{fc}lahir",
        "rebi \u{fc}lahir",
        "ربيع الثاني",
        "ربيع الآخر",
    ],
    &[
        "jumada al ula",
        "jumada i",
        "jumada al awwal",
        "cemaziyelevvel",
        "جمادى الأولى",
        "جمادى الاولى",
    ],
    &[
        "jumada al thani",
        "jumada ii",
        "jumada al akhira",
        "jumada al akhirah",
        "cemaziyelahir",
        "جمادى الآخرة",
        "جمادى الثانية",
    ],
    &["rajab", "receb", "recep", "\u{631}\u{62c}\u{628}"],
    &[
        "shaban",
        "sha ban",
        "\u{15f}aban",
        "\u{15f}a ban",
        "\u{634}\u{639}\u{628}\u{627}\u{646}",
    ],
    &["ramadan", "ramazan", "rama\u{1e0d}\u{101}n", "\u{631}\u{645}\u{636}\u{627}\u{646}"],
    &["shawwal", "\u{15f}evval", "\u{634}\u{648}\u{627}\u{644}"],
    &[
        "dhu al qada",
        "dhu l qada",
        "zilqada",
        "dhul qada",
        "dhu al qi dah",
        "zilkade",
        "ذو القعدة",
        "ذي القعدة",
    ],
    &[
        "dhu al hijja",
        "dhu l hijja",
        "zilhijja",
        "dhul hijja",
        "dhu al hijjah",
        "zilhicce",
        "ذو الحجة",
        "ذي الحجة",
    ],
];

const PERSIAN: [&[&str]; 12] = [
    &["farvardin", "\u{641}\u{631}\u{648}\u{631}\u{62f}\u{6cc}\u{646}"],
    &["ordibehesht", "اردیبهشت"],
    &["khordad", "\u{62e}\u{631}\u{62f}\u{627}\u{62f}"],
    &["tir", "تیر"],
    &["mordad", "amordad", "مرداد"],
    &["shahrivar", "شهریور"],
    &["mehr", "مهر"],
    &["aban", "آبان"],
    &["azar", "آذر"],
    &["dey", "دی"],
    &["bahman", "\u{628}\u{647}\u{645}\u{646}"],
    &["esfand", "اسفند"],
];

const HEBREW: [&[&str]; 15] = [
    &["tishrei", "tishri", "\u{5ea}\u{5e9}\u{5e8}\u{5d9}"],
    &["cheshvan", "heshvan", "marcheshvan", "חשון", "חשוון"],
    &["kislev", "כסלו"],
    &["tevet", "tebeth", "טבת"],
    &["shevat", "shvat", "שבט"],
    &["adar", "אדר"],
    &["adar i"],
    &["adar ii"],
    &["nisan", "ניסן"],
    &["iyar", "iyyar", "אייר"],
    &["sivan", "סיון"],
    &["tammuz", "tamuz", "תמוז"],
    &["av", "אב"],
    &["elul", "אלול"],
    &["adar sheni"],
];

/// The date of a text that counts by another calendar. `inner` reads what is left where only the year was counted otherwise.
pub(super) fn read(text: &str, hints: Hints, inner: impl Fn(&str, Hints) -> Option<Reading>) -> Option<Reading> {
    let digits = with_digits(text);
    by_era(&digits, hints, &inner)
        .or_else(|| by_month(&digits, hints, &inner))
        .or_else(|| (digits != text).then(|| inner(&digits, hints)).flatten())
}

/// `an II [1794]`: a year of the French Republic, and in brackets the same in ours; its numeral is no month of that.
pub(super) fn of_republic(text: &str, hints: Hints) -> Option<Reading> {
    let is_year = text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("an ")) && text.contains(['[', '(']);
    let read = |text: &str, hints: Hints| super::read(text, hints).ok().filter(|reading| reading.date.is_some());
    is_year.then(|| by_month(text, hints, &read)).flatten()
}

/// A run of letters or of digits, or another sign.
#[derive(Clone, Debug)]
struct Token {
    at: usize,
    end: usize,
    /// In lower case.
    word: String,
}

impl Token {
    fn number(&self) -> Option<i64> {
        let is_number = !self.word.is_empty() && self.word.len() <= 5 && self.word.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| self.word.parse().ok())?
    }

    fn is(&self, word: &str) -> bool {
        self.word == word
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut last = None;
    for (at, char) in text.char_indices() {
        let class = if char.is_ascii_digit() {
            1
        } else if char.is_alphabetic() || matches!(char, '\u{300}'..='\u{36f}') {
            // Signs for year, month and day are words of their own.
            if matches!(char, '\u{5e74}' | '\u{6708}' | '\u{65e5}' | '\u{b144}' | '\u{c6d4}' | '\u{c77c}') {
                3
            } else {
                2
            }
        } else {
            0
        };
        let end = at + char.len_utf8();
        match found.last_mut() {
            Some(token) if last == Some(class) && class != 0 => {
                token.word.extend(char.to_lowercase());
                token.end = end;
            }
            _ if char.is_whitespace() => {}
            _ => found.push(Token {
                at,
                end,
                word: char.to_lowercase().collect(),
            }),
        }
        last = (!char.is_whitespace()).then_some(class);
    }
    found
}

/// Numbers in Chinese characters before the sign of a year, a month or a day, in digits; 元年 is the first year.
fn with_digits(text: &str) -> String {
    const DIGITS: &str = "\u{3007}\u{4e00}\u{4e8c}\u{4e09}\u{56db}\u{4e94}\u{516d}\u{4e03}\u{516b}\u{4e5d}";
    let digit = |char: char| {
        DIGITS
            .chars()
            .position(|digit| digit == char)
            .or_else(|| (char == '\u{96f6}').then_some(0))
    };
    let is_numeral = |char: char| digit(char).is_some() || matches!(char, '\u{5341}' | '\u{5eff}' | '\u{5345}');
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for char in text.chars() {
        if is_numeral(char) {
            run.push(char);
            continue;
        }
        if matches!(char, '\u{5e74}' | '\u{6708}' | '\u{65e5}' | '\u{53f7}' | '\u{865f}' | '\u{4e16}') {
            if out.ends_with('\u{5143}') && char == '\u{5e74}' {
                out.pop();
                out.push('1');
            }
            let value = if run.chars().all(|char| digit(char).is_some()) {
                let digits: String = run.chars().filter_map(digit).map(|digit| digit.to_string()).collect();
                digits
            } else {
                // 三十七 is three tens and seven.
                let run = run.replace('\u{5eff}', "\u{4e8c}\u{5341}").replace('\u{5345}', "\u{4e09}\u{5341}");
                let (tens, ones) = run.split_once('\u{5341}').unwrap_or(("", &run));
                let value = |text: &str, none: usize| text.chars().next().and_then(digit).unwrap_or(none);
                (value(tens, 1) * 10 + value(ones, 0)).to_string()
            };
            out.push_str(&value);
        } else {
            out.push_str(&run);
        }
        run.clear();
        out.push(char);
    }
    out + &run
}

/// A text whose year is counted from a reign or a founding, with the year of the common era in its place.
fn by_era(text: &str, hints: Hints, inner: &impl Fn(&str, Hints) -> Option<Reading>) -> Option<Reading> {
    let all = tokens(text);
    let (at, (_, offset, first, last)) = all
        .iter()
        .enumerate()
        .find_map(|(at, token)| Some((at, ERAS.iter().find(|(names, ..)| names.contains(&token.word.as_str()))?)))?;
    let number = all.get(at + 1)?.number().filter(|number| (*first..=*last).contains(number))?;
    let year = number + offset;
    let (mut start, mut end) = (all[at].at, all[at + 1].end);
    let said = text.get(start..end)?.to_owned();
    let is_open = |token: Option<&Token>| token.is_some_and(|token| matches!(token.word.as_str(), "(" | "[" | "\u{ff08}"));
    let is_close = |token: Option<&Token>| token.is_some_and(|token| matches!(token.word.as_str(), ")" | "]" | "\u{ff09}"));
    let given = |at: Option<usize>| at.and_then(|at| all.get(at)).and_then(Token::number);
    if is_open(all.get(at + 2)) && is_close(all.get(at + 4)) {
        // `Juche 90 (2001)`: both have to be the same.
        if given(Some(at + 3)) != Some(year) {
            return None;
        }
        end = all[at + 4].end;
    } else if is_open(at.checked_sub(1).and_then(|before| all.get(before))) && is_close(all.get(at + 2)) {
        if given(at.checked_sub(2)) != Some(year) {
            return None;
        }
        (start, end) = (all[at - 2].at, all[at + 2].end);
    }
    let rest = later_years(text.get(end..)?, *offset);
    let plain = format!("{}{year}{rest}", text.get(..start)?);
    let mut reading = inner(&plain, hints)?;
    reading.notes.push(format!("{said} is {year}"));
    Some(reading)
}

/// Years of the same era after the first, `37-38年`, `9月~16年12月`, with those of the common era in their place.
fn later_years(rest: &str, offset: i64) -> String {
    let all = tokens(rest);
    let mut out = String::with_capacity(rest.len());
    let mut last = 0;
    for (at, token) in all.iter().enumerate() {
        let is_year = all.get(at + 1).is_some_and(|next| next.is("\u{5e74}")) && at > 0;
        if let Some(number) = token.number().filter(|number| is_year && *number < 100) {
            out.push_str(rest.get(last..token.at).unwrap_or_default());
            out.push_str(&(number + offset).to_string());
            last = token.end;
        }
    }
    out.push_str(rest.get(last..).unwrap_or_default());
    out
}

/// A text of which nothing but the day, the month and the year of such a calendar is left.
fn by_month(text: &str, hints: Hints, inner: &impl Fn(&str, Hints) -> Option<Reading>) -> Option<Reading> {
    // What follows it in brackets is the same day by our calendar.
    let (own, bracket) = match text.find(['(', '[']) {
        Some(at) if at > 0 && text.trim_end().ends_with([')', ']']) => {
            let inner = text.get(at + 1..)?.trim_end();
            (text.get(..at)?, Some(inner.get(..inner.len() - 1)?))
        }
        _ => (text, None),
    };
    let (first, last, said) = days(own)?;
    let edtf = match (last - first, said) {
        (0, _) => words::iso_day(day(first)),
        _ => format!("[{}..{}]", words::iso_day(day(first)), words::iso_day(day(last))),
    };
    let computed = Date::parse(&edtf).ok()?;
    let mut reading = match bracket {
        // The source's own conversion is kept where it can be right.
        Some(bracket) => {
            let given = inner(bracket, hints)?;
            let span = given.date.as_ref()?.extent().known()?;
            span.overlaps(computed.extent().known()?).then_some(given)?
        }
        None => Reading::from(computed),
    };
    reading.notes.push(format!("by another calendar: {}", own.trim()));
    reading.notes.extend(
        (said == Said::About).then(|| "its months began with the moon, which was observed; the day is known to about one".to_owned()),
    );
    Some(reading)
}

/// How well a day of another calendar is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Exact,
    About,
}

fn day(number: i64) -> Day {
    Day::of_instant((number - UNIX) * DAY)
}

/// The first and the last day that a text can mean, by their numbers.
fn days(text: &str) -> Option<(i64, i64, Said)> {
    let all = tokens(text);
    let (mut month, mut numbers, mut is_islamic, mut has_year_word) = (None, Vec::new(), false, false);
    let mut at = 0;
    while let Some(token) = all.get(at) {
        if let Some((found, length)) = month_at(&all, at).filter(|_| month.is_none()) {
            month = Some((found, numbers.len()));
            at += length;
            continue;
        }
        match token.word.as_str() {
            "ah" | "hijri" | "hicri" | "hegira" | "hidschra" | "h\u{e9}gire" | "\u{647}\u{640}" | "\u{647}" => is_islamic = true,
            "a" if all.get(at + 1).is_some_and(|dot| dot.is(".")) && all.get(at + 2).is_some_and(|next| next.is("h")) => {
                is_islamic = true;
                at += 2;
            }
            "an" | "ann\u{e9}e" | "year" | "jahr" | "anno" => has_year_word = true,
            "le" | "du" | "de" | "la" | "l" | "the" | "of" | "den" | "day" | "jour" | "jours" | "er" | "st" | "nd" | "rd" | "th" | "e"
            | "publi\u{e9}" | "publi\u{e9}e" | "sign\u{e9}" | "sign\u{e9}e" | "dat\u{e9}" | "dat\u{e9}e" | "\u{e9}crit" | "\u{e9}crite"
            | "fait" | "r\u{e9}publique" | "republic" | "republik" | "fran\u{e7}aise" | "fi" | "sene" | "sh" | "ap" | "am" | "." | ","
            | "\u{2019}" | "'" | "\u{b0}" | "-" => {}
            word => match token
                .number()
                .or_else(|| super::roman::roman(word).filter(|number| *number <= 31).map(i64::from))
            {
                Some(number) => numbers.push(number),
                None => return None,
            },
        }
        at += 1;
    }
    let Some((month, before)) = month else {
        return year_alone(&numbers, is_islamic, has_year_word);
    };
    // The day before or after the month, and then the year.
    let (nth, year) = match numbers.as_slice() {
        [year] if before == 0 => (None, *year),
        [nth, year] if before <= 1 => (Some(*nth), *year),
        _ => return None,
    };
    days_of(month, nth, year)
}

/// A year of the Republic or of the Hegira without a month.
fn year_alone(numbers: &[i64], is_islamic: bool, has_year_word: bool) -> Option<(i64, i64, Said)> {
    let [year] = numbers else { return None };
    if is_islamic && (1..=1500).contains(year) {
        return Some((islamic_day(*year, 1, 1)? - 1, islamic_day(year + 1, 1, 1)?, Said::About));
    }
    (has_year_word && !is_islamic && *year <= 14)
        .then(|| Some((republican_new_year(*year)?, republican_new_year(year + 1)? - 1, Said::Exact)))?
}

fn days_of(month: Month, nth: Option<i64>, year: i64) -> Option<(i64, i64, Said)> {
    match month {
        Month::Republican(number) => {
            let start = republican_new_year(year)? + (number - 1) * 30;
            let length = if number == 13 { republican_new_year(year + 1)? - start } else { 30 };
            let (first, last) = within(start, length, nth)?;
            Some((first, last, Said::Exact))
        }
        Month::Islamic(number) if (1..=1500).contains(&year) => {
            let start = islamic_day(year, number, 1)?;
            let (first, last) = within(start, 30, nth)?;
            Some((first - 1, last + 1, Said::About))
        }
        Month::Persian(number) if (1200..=1500).contains(&year) => {
            let of = |month: u8| Some(persian::fixed_from_fast_persian(i32::try_from(year).ok()?, month, 1).to_i64_date());
            let start = of(number)?;
            let next = if number == 12 {
                persian::fixed_from_fast_persian(i32::try_from(year + 1).ok()?, 1, 1).to_i64_date()
            } else {
                of(number + 1)?
            };
            let (first, last) = within(start, next - start, nth)?;
            Some((first, last, Said::Exact))
        }
        Month::Hebrew(name) if (5000..=6000).contains(&year) => {
            let year = i32::try_from(year).ok()?;
            let number = hebrew_month(name, year)?;
            let start = hebrew::BookHebrew::fixed_from_book_hebrew(hebrew::BookHebrew {
                year,
                month: number,
                day: 1,
            })
            .to_i64_date();
            let length = i64::from(hebrew::BookHebrew::last_day_of_book_hebrew_month(year, number));
            let (first, last) = within(start, length, nth)?;
            // The day begins in the evening before.
            Some((first - 1, last, Said::Exact))
        }
        _ => None,
    }
}

/// That day of a month, or all of it.
fn within(start: i64, length: i64, nth: Option<i64>) -> Option<(i64, i64)> {
    match nth {
        Some(nth) => (1..=length).contains(&nth).then(|| (start + nth - 1, start + nth - 1)),
        None => Some((start, start + length - 1)),
    }
}

/// The number of the first day of a year of the French Republic, of which there were fourteen.
fn republican_new_year(year: i64) -> Option<i64> {
    // In September of 1792 and later.
    const STARTS: [u32; 15] = [22, 22, 22, 23, 22, 22, 22, 23, 23, 23, 23, 24, 23, 23, 23];
    let at = usize::try_from(year - 1).ok()?;
    let day = Day::new(1791 + year, 9, *STARTS.get(at)?)?;
    Some(day.start().div_euclid(DAY) + UNIX)
}

fn islamic_day(year: i64, month: u8, day: u8) -> Option<i64> {
    let year = i32::try_from(year).ok()?;
    Some(islamic::fixed_from_tabular_islamic(year, month, day, islamic::ISLAMIC_EPOCH_FRIDAY).to_i64_date())
}

/// The number of a Hebrew month, counted from Nisan; Adar alone is the second in a leap year, as its feasts are.
fn hebrew_month(name: &str, year: i32) -> Option<u8> {
    let is_leap = hebrew::BookHebrew::is_hebrew_leap_year(year);
    Some(match name {
        "nisan" => 1,
        "iyar" => 2,
        "sivan" => 3,
        "tammuz" => 4,
        "av" => 5,
        "elul" => 6,
        "tishrei" => 7,
        "cheshvan" => 8,
        "kislev" => 9,
        "tevet" => 10,
        "shevat" => 11,
        "adar i" if is_leap => 12,
        "adar ii" | "adar sheni" if is_leap => 13,
        "adar" if !is_leap => 12,
        _ => return None,
    })
}

/// The first words of the names of all months, since most words are none of them.
static FIRST_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lists: [&[&[&'static str]]; 4] = [&REPUBLICAN, &ISLAMIC, &PERSIAN, &HEBREW];
    let names = lists.into_iter().flatten().flat_map(|names| names.iter());
    names.filter_map(|name| name.split(' ').next()).collect()
});

/// The month at a token, and the number of tokens that name it.
fn month_at(all: &[Token], at: usize) -> Option<(Month, usize)> {
    if !all.get(at).is_some_and(|token| FIRST_WORDS.contains(token.word.as_str())) {
        return None;
    }
    let fits = |name: &str| {
        let mut next = at;
        for word in name.split(' ') {
            while next > at
                && all
                    .get(next)
                    .is_some_and(|token| matches!(token.word.as_str(), "-" | "'" | "\u{2018}" | "\u{2019}" | "\u{2bf}"))
            {
                next += 1;
            }
            if !all.get(next).is_some_and(|token| token.is(word)) {
                return None;
            }
            next += 1;
        }
        Some(next - at)
    };
    let longest = |names: &[&str]| names.iter().filter_map(|name| fits(name)).max();
    let number = |at: usize| u8::try_from(at + 1).unwrap_or(1);
    let republican = REPUBLICAN.iter().enumerate();
    let republican = republican.filter_map(|(at, names)| Some((Month::Republican(i64::from(number(at))), longest(names)?)));
    let islamic = ISLAMIC.iter().enumerate();
    let islamic = islamic.filter_map(|(at, names)| Some((Month::Islamic(number(at)), longest(names)?)));
    let persian = PERSIAN.iter().enumerate();
    let persian = persian.filter_map(|(at, names)| Some((Month::Persian(number(at)), longest(names)?)));
    let hebrew = HEBREW
        .iter()
        .filter_map(|names| Some((Month::Hebrew(names.first()?), longest(names)?)));
    republican
        .chain(islamic)
        .chain(persian)
        .chain(hebrew)
        .max_by_key(|(_, length)| *length)
}

/// The number of days from 1970-01-01 to Easter Sunday of a year: by the Julian calendar until 1582, since then by the Gregorian.
pub(super) fn easter(year: i64) -> Option<i64> {
    let year = i32::try_from(year).ok()?;
    let easter = if year <= 1582 {
        julian::easter(year)
    } else {
        gregorian::easter(year)
    };
    Some(easter.to_i64_date() - UNIX)
}
