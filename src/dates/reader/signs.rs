//! What records and keyboards put beside dates or between them: `[17__]`, `1984+`, `1917 November 5-`, `XVI-XIX`,
//! `1924 1953`, `29-10-2009 29-10-2009`, `start=0395; end=0641;`.
//!
//! Each is written anew in words that are read, and only where the text is no date by itself.

use super::inflected::is_year;
use super::scan::{self, Kind};
use super::wider::{noted, said};
use super::{Hints, Reading};
use crate::dates::Date;

/// Each rewrites a text of its form in plain words.
pub(super) const FORMS: [fn(&str) -> Option<String>; 18] = [
    digits_left_out,
    open_end,
    centuries_of_numerals,
    same_twice,
    year_day_month,
    spaced_digits,
    spaced_numeral,
    day_of_century,
    no_day,
    era_without_points,
    supplied_year_beside,
    two_bars,
    about_last,
    season_after_year,
    seasons_of_one_year,
    cross_or_word,
    month_and_day_after_year,
    numeral_after_year,
];

/// A period as Dublin Core encodes it, and two years with a blank between them.
pub(super) fn read(text: &str, hints: Hints, inner: &dyn Fn(&str, Hints) -> Option<Reading>) -> Option<Reading> {
    dcmi_period(text, hints, inner).or_else(|| years_in_a_row(text))
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `[17__]`, `19__?`, `[ca. 16??]`, `184_`: digits that are not known.
fn digits_left_out(text: &str) -> Option<String> {
    let at = text.find(['_', '?'])?;
    let blanks = text.get(at..)?.bytes().take_while(|byte| matches!(byte, b'_' | b'?')).count();
    let before = text.get(..at)?;
    let known = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let is_blank = text.get(at..at + blanks)?.bytes().all(|byte| byte == b'_') || blanks == 2 && known == 2;
    let is_first = before.get(..before.len() - known)?.bytes().all(|byte| !byte.is_ascii_digit());
    // `196?` is 1960 to 1969 for some and an uncertain `196` for others; it is read elsewhere.
    (is_blank && known + blanks == 4 && known >= 2 && is_first)
        .then(|| format!("{before}{}{}", "X".repeat(blanks), text.get(at + blanks..).unwrap_or_default()))
}

/// `1984+`, `AD400+`, `1917 November 5-`, `S. XVIII-`, `1970s-`, `le 2 août 1844 -`: from then on.
fn open_end(text: &str) -> Option<String> {
    let date = text.strip_suffix(['+', '-', '\u{2013}', '\u{2014}'])?.trim_end();
    let is_dated = date.ends_with(|char: char| char.is_ascii_digit() || matches!(char, 's' | 'I' | 'V' | 'X'));
    // `196-` is some year of the decade; what has other hyphens may be anything.
    let is_plain = !date.contains(['-', '\u{2013}', '+', '[', '(']) && date.chars().any(char::is_alphabetic) || is_year(date);
    (is_dated && is_plain).then(|| format!("from {}", date.strip_prefix("from ").unwrap_or(date)))
}

/// `[XVI-XIX]`, `XII–XIII`: centuries. One of them is above twelve, or both might be months.
fn centuries_of_numerals(text: &str) -> Option<String> {
    let bare = text.trim_matches(['[', ']', '(', ')', '.']);
    let (first, last) = bare.split_once(['-', '\u{2013}', '/'])?;
    let numeral = |side: &str| match scan::scan(side).as_slice() {
        [item] if side.trim().bytes().all(|byte| b"IVX".contains(&byte)) => match item.kind {
            Kind::Roman(number @ 1..=21) => Some(number),
            _ => None,
        },
        _ => None,
    };
    let (first, last) = (numeral(first)?, numeral(last)?);
    (first < last && last > 12).then(|| format!("{first}th century - {last}th century"))
}

/// `29-10-2009 29-10-2009`, `about 1799 about 1799`: the same once more.
fn same_twice(text: &str) -> Option<String> {
    let half = text.len() / 2;
    let (first, rest) = text.split_at_checked(half)?;
    let second = rest.trim_start_matches([' ', ';', ',']);
    (first == second && first.len() > 3 && rest.starts_with([' ', ';', ','])).then(|| first.to_owned())
}

/// `1941-22-06`: a number above twelve is no month.
fn year_day_month(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [year, day, month] = parts.as_slice() else { return None };
    let is_two = |part: &str| part.len() == 2 && digits(part);
    let (day_number, month_number): (u8, u8) = (day.parse().ok()?, month.parse().ok()?);
    (is_year(year) && is_two(day) && is_two(month) && (13..=31).contains(&day_number) && (1..=12).contains(&month_number))
        .then(|| format!("{year}-{month}-{day}"))
}

/// `1 6 4 2`: figures set apart.
fn spaced_digits(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(' ').collect();
    (parts.len() == 4 && parts.iter().all(|part| part.len() == 1 && digits(part)) && matches!(parts[0], "1" | "2")).then(|| parts.concat())
}

/// `M DCCCC VI`, `anno M D XCI.`: a year in numerals with blanks, and added up as printers did.
fn spaced_numeral(text: &str) -> Option<String> {
    let bare = text.trim_end_matches(['.', ' ']);
    let lower = bare.to_lowercase();
    let bare = ["anno ", "an. ", "a. "]
        .iter()
        .find_map(|word| lower.starts_with(word).then(|| bare.get(word.len()..))?)
        .unwrap_or(bare);
    let letters: String = bare.chars().filter(|char| !matches!(char, ' ' | '.')).collect();
    if letters.len() < 4 || !letters.starts_with('M') || !letters.bytes().all(|byte| b"MDCLXVI".contains(&byte)) {
        return None;
    }
    let value = |byte: u8| match byte {
        b'M' => 1000,
        b'D' => 500,
        b'C' => 100,
        b'L' => 50,
        b'X' => 10,
        b'V' => 5,
        _ => 1_i64,
    };
    let values: Vec<i64> = letters.bytes().map(value).collect();
    let sum: i64 = values
        .iter()
        .enumerate()
        .map(|(at, value)| {
            if values.get(at + 1).is_some_and(|next| next > value) {
                -value
            } else {
                *value
            }
        })
        .sum();
    (1000..=2100).contains(&sum).then(|| sum.to_string())
}

/// `20/09/18XX`: a day in a year of which the century is known.
fn day_of_century(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let hundreds = year.strip_suffix("XX").filter(|hundreds| hundreds.len() == 2 && digits(hundreds))?;
    let is_number = |part: &str, most: u8| part.len() == 2 && part.parse::<u8>().is_ok_and(|number| (1..=most).contains(&number));
    // In `05/06/18XX` either may be the month.
    let is_told = day.parse::<u8>().is_ok_and(|day| day > 12) || day == month || text.contains('.');
    (is_number(day, 31) && is_number(month, 12) && is_told).then(|| format!("{hundreds}XX-{month}-{day}"))
}

/// `1992.10.00`, `1992/10/00`, `1992-00-00`: a day or a month that is not known, as databases fill it.
fn no_day(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['.', '/', '-']).collect();
    match parts.as_slice() {
        [year, "00", "00"] if is_year(year) => Some((*year).to_owned()),
        [year, month, "00"] if is_year(year) && month.len() == 2 && digits(month) => Some(format!("{year}-{month}")),
        ["00", "00", year] if is_year(year) => Some((*year).to_owned()),
        ["00", month, year] if is_year(year) && month.len() == 2 && digits(month) => Some(format!("{year}-{month}")),
        _ => None,
    }
}

/// `0114 aC - 0113 aC`, `2000 vC - 2002 nC`, `100 n.e`: eras without their points.
fn era_without_points(text: &str) -> Option<String> {
    const ERAS: [(&str, &str); 10] = [
        ("p.n.e.", "BC"),
        ("p.n.e", "BC"),
        ("n.e.", "AD"),
        ("n.e", "AD"),
        ("aC", "BC"),
        ("dC", "AD"),
        ("vC", "BC"),
        ("nC", "AD"),
        ("aEC", "BC"),
        ("EC", "AD"),
    ];
    let plain = |word: &str| {
        let bare = word.trim_end_matches([',', ';']);
        let era = ERAS
            .iter()
            .find(|(era, _)| bare == *era || bare.strip_suffix(era).is_some_and(digits));
        era.map(|(era, english)| match bare.strip_suffix(era) {
            Some("") | None => (*english).to_owned(),
            Some(year) => format!("{year} {english}"),
        })
    };
    let words: Vec<&str> = text.split(' ').collect();
    let with_eras: Vec<String> = words.iter().map(|word| plain(word).unwrap_or_else(|| (*word).to_owned())).collect();
    (words.len() <= 6 && digits(words.first()?.trim_end_matches(|char: char| char.is_alphabetic()))).then(|| with_eras.join(" "))
}

/// `1939 [1942?]`, `1651 [ca. 1656]`: the year of a record, and in brackets another that an editor proposes.
fn supplied_year_beside(text: &str) -> Option<String> {
    let (year, rest) = text.split_once(" [")?;
    let other = rest.strip_suffix(']')?;
    let bare = other.trim_start_matches("ca. ").trim_start_matches("c. ").trim_end_matches('?');
    let mark = match (other.len() > bare.len(), other.ends_with('?'), other.starts_with('c')) {
        (true, true, true) => "%",
        (true, true, false) => "?",
        (true, false, true) => "~",
        _ => return None,
    };
    (is_year(year) && is_year(bare)).then(|| format!("[{year},{bare}{mark}]"))
}

/// `1910/05/31 | 1910/05/01`, `1848 || 1850`: values of one field.
fn two_bars(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split('|').map(str::trim).filter(|part| !part.is_empty()).collect();
    (parts.len() > 1 && parts.len() < 9).then(|| parts.join("; "))
}

/// `1942-1943 c.`, `1950-60 k.`: about, at the end.
fn about_last(text: &str) -> Option<String> {
    let years = [" c.", " ca.", " ca", " k.", " circa"]
        .iter()
        .find_map(|end| text.strip_suffix(end))?;
    let (first, last) = years.split_once(['-', '\u{2013}'])?;
    let last = match last.len() {
        4 => last.to_owned(),
        2 => format!("{}{last}", first.get(..2)?),
        _ => return None,
    };
    (is_year(first) && is_year(&last)).then(|| format!("{first}~/{last}~"))
}

/// `1938, Pinksteren`, `1860, Ostern`: the feast after its year.
fn season_after_year(text: &str) -> Option<String> {
    let (year, feast) = text.split_once(", ")?;
    let feast = if feast == "Pinksteren" { "Pfingsten" } else { feast };
    (is_year(year) && super::feasts::is_feast(feast)).then(|| format!("{feast} {year}"))
}

/// `1923: Automne/hiver`: one of two seasons of a year.
fn seasons_of_one_year(text: &str) -> Option<String> {
    let (year, seasons) = text.split_once(": ").or_else(|| text.split_once(", "))?;
    let (first, last) = seasons.split_once('/')?;
    let is_season =
        |word: &str| matches!(scan::scan(word).as_slice(), [item] if matches!(item.term(), Some(super::vocabulary::Term::Season(_))));
    (is_year(year) && is_season(first) && is_season(last)).then(|| format!("{first} {year} or {last} {year}"))
}

/// `† 1268`, `Año 1325`, `imp. 1901`, `gzcht 1820`: a sign or a word that says nothing of when.
fn cross_or_word(text: &str) -> Option<String> {
    const BEFORE: [&str; 8] = ["\u{2020}", "A\u{f1}o", "A\u{d1}O", "imp.", "impr.", "Jahr", "Ann\u{e9}e", "Anno"];
    let date = BEFORE.iter().find_map(|word| text.strip_prefix(*word)?.strip_prefix(' '))?;
    is_year(date).then(|| date.to_owned())
}

/// `1834, 1 - 10 aprilie`, `2008 August 28 and 31`, `1904/June 16`: the year before days that belong together.
fn month_and_day_after_year(text: &str) -> Option<String> {
    let (year, days) = text.split_once([',', ' ', '/'])?;
    let days = days.trim().replace(" / ", "/");
    let has_letters = days.chars().any(char::is_alphabetic) && days.bytes().any(|byte| byte.is_ascii_digit());
    let is_one_year = !days.split(|char: char| !char.is_ascii_digit()).any(|part| part.len() > 2);
    let is_plain = !days.contains(['[', '(', ';', '?', ':']);
    (is_year(year) && has_letters && is_one_year && is_plain).then(|| format!("{days} {year}"))
}

/// `1962. X. 26.`: year, month in numerals, day, as in Hungary.
fn numeral_after_year(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.trim_end_matches('.').split('.').map(str::trim).collect();
    let [year, numeral, day] = parts.as_slice() else { return None };
    let month = match scan::scan(numeral).as_slice() {
        [item] if numeral.bytes().all(|byte| b"IVX".contains(&byte)) => match item.kind {
            Kind::Roman(month @ 1..=12) => month,
            _ => return None,
        },
        _ => return None,
    };
    let day: u8 = day.parse().ok().filter(|day| (1..=31).contains(day))?;
    is_year(year).then(|| format!("{year}-{month:02}-{day:02}"))
}

/// `name=Byzantine Period; start=0395; end=0641;`: a period in the encoding of Dublin Core (DCMI Period).
fn dcmi_period(text: &str, hints: Hints, inner: &dyn Fn(&str, Hints) -> Option<Reading>) -> Option<Reading> {
    if !text.contains("start=") && !text.contains("end=") {
        return None;
    }
    let mut name = None;
    let (mut start, mut end) = (None, None);
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        match part.split_once('=') {
            Some((key, value)) => match key.trim() {
                "start" => start = Some(value.trim()).filter(|value| !value.is_empty()),
                "end" => end = Some(value.trim()).filter(|value| !value.is_empty()),
                "name" => name = Some(value.trim()),
                "scheme" => {}
                _ => return None,
            },
            // `Byzantine Period; start=0395`
            None if name.is_none() => name = Some(part),
            None => return None,
        }
    }
    let side = |value: Option<&str>| match value {
        Some(value) => inner(value, hints)?.edtf().filter(|edtf| !edtf.contains(['/', '[', '{'])),
        None => Some("..".to_owned()),
    };
    if start.is_none() && end.is_none() {
        return None;
    }
    let reading = Reading::from(Date::parse(&format!("{}/{}", side(start)?, side(end)?)).ok()?);
    Some(match name {
        Some(name) => noted(reading, said(name)),
        None => reading,
    })
}

/// `1924 1953`, `1971 1995-1997`: years that a lost sign parted; all of them.
fn years_in_a_row(text: &str) -> Option<Reading> {
    let parts: Vec<&str> = text.split(' ').collect();
    if !(2..=6).contains(&parts.len()) {
        return None;
    }
    let mut last = 1000;
    let mut members = Vec::new();
    for part in &parts {
        let (from, to) = part.split_once(['-', '\u{2013}']).unwrap_or((part, part));
        let years: (i64, i64) = (from.parse().ok()?, to.parse().ok()?);
        if !is_year(from) || !is_year(to) || years.0 <= last || years.1 < years.0 || years.1 > 2100 {
            return None;
        }
        last = years.1;
        members.push(if from == to { from.to_owned() } else { format!("{from}..{to}") });
    }
    let reading = Reading::from(Date::parse(&format!("{{{}}}", members.join(","))).ok()?);
    Some(noted(reading, "several years, with nothing between them".to_owned()))
}
