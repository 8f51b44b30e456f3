//! Shorthand of catalogs in which the part of a century comes after it or is a fraction, and a few other short forms: `s. XV 2/2`,
//! `séc. XVIII, 1.ª metade`, `fin.s.II`, `2. H. 15. Jh.`, `15??`, `1862 c.`
//!
//! Each is written anew in words that are read, and only where the text is no date by itself.

use super::catalogs::{is_century, part_of_century};
use super::inflected::is_year;
use super::scan::{self, Item, Kind};
use super::vocabulary::Term;
use super::{Hints, Reading};
use crate::dates::Date;

/// Each rewrites a text of its form in plain words.
pub(super) const FORMS: [fn(&str) -> Option<String>; 10] = [
    plus_minus,
    turn_of_century,
    centuries_before,
    fraction_of_century,
    part_last,
    sides_with_parts,
    part_glued,
    half_cut_short,
    digits_missing,
    doubt_around,
];

/// `s. XV 2/2`, `saec. XIV 1/4`: the second half, the first quarter.
fn fraction_of_century(text: &str) -> Option<String> {
    let (century, fraction) = text.rsplit_once(' ')?;
    let (nth, of) = fraction.split_once('/')?;
    let nth = match nth {
        "1" => "first",
        "2" => "second",
        "3" => "third",
        "4" => "fourth",
        _ => return None,
    };
    let part = match (nth, of) {
        ("first" | "second", "2") => "half",
        ("first" | "second" | "third", "3") => "third",
        (_, "4") => "quarter",
        _ => return None,
    };
    Some(format!("{nth} {part} of the {}th century", numeral_of(century)?))
}

/// The number of a century in Roman numerals, where a text names one and nothing else.
fn numeral_of(text: &str) -> Option<u16> {
    let is_century = matches!(text.split(['.', ' ']).next(), Some("s" | "S" | "saec" | "sec" | "séc" | "sc"));
    let items = scan::scan(text);
    let mut numbers = items.iter().filter_map(|item| match item.kind {
        Kind::Roman(number) => Some(number),
        _ => None,
    });
    let number = numbers.next().filter(|number| (1..=21).contains(number))?;
    let is_last = items.last().is_some_and(|item| matches!(item.kind, Kind::Roman(_)));
    (is_century && is_last && items.len() <= 3 && numbers.next().is_none()).then_some(number)
}

/// `séc. XVIII, 1.ª metade`, `s. XVII (2ª mitad)`, `sec. XIV seconda metà`: the part after its century.
fn part_last(text: &str) -> Option<String> {
    let bracketed = text.strip_suffix(')').and_then(|text| text.split_once(" ("));
    let halves = bracketed.or_else(|| text.split_once(", ")).or_else(|| after_numeral(text));
    let (century, part) = halves?;
    // `XVIII 2a m.`
    let is_bare = matches!(scan::scan(century).as_slice(), [item] if matches!(item.kind, Kind::Roman(1..=21)));
    let century = if is_bare { format!("s. {century}") } else { century.to_owned() };
    part_of_century(&format!("{} {}", part.trim(), century.trim()))
}

/// A text in two: up to its first Roman numeral or the word for a century after it, and what follows.
fn after_numeral(text: &str) -> Option<(&str, &str)> {
    let items = scan::scan(text);
    let numeral = items.iter().position(|item| matches!(item.kind, Kind::Roman(_)))?;
    let last = if numeral == 0 && items.get(1).is_some_and(is_century) {
        1
    } else {
        numeral
    };
    let end = items.get(last)?.end;
    let dots = text.get(end..)?.bytes().take_while(|byte| *byte == b'.').count();
    (end + dots < text.len()).then(|| text.split_at(end + dots))
}

/// `sec. XIV seconda metà - sec. XV prima metà`.
fn sides_with_parts(text: &str) -> Option<String> {
    let (first, last) = text.split_once(['-', '\u{2013}'])?;
    Some(format!("{} - {}", part_last(first.trim())?, part_last(last.trim())?))
}

/// `fin.s.II`, `init. s. II`, `med.s.XV`: how far on in a century.
fn part_glued(text: &str) -> Option<String> {
    const PARTS: [(&str, &str); 8] = [
        ("p. ", "early"),
        ("m. ", "mid"),
        ("f. ", "late"),
        ("fin.", "late"),
        ("init.", "early"),
        ("in.", "early"),
        ("ex.", "late"),
        ("med.", "mid"),
    ];
    let (part, rest) = PARTS.iter().find_map(|(latin, part)| Some((part, text.strip_prefix(latin)?)))?;
    Some(format!("{part} {}th century", numeral_of(rest.trim_start())?))
}

/// `2. H. 15. Jh.`: a half; `4. V. 15. Jh.`: a quarter.
fn half_cut_short(text: &str) -> Option<String> {
    let (nth, rest) = text.split_once(". ")?;
    let (part, rest) = rest.split_once(' ')?;
    let part = match part {
        "H." | "Hlft." => "H\u{e4}lfte",
        "V." | "Vtl." => "Viertel",
        "D." | "Dr." => "Drittel",
        _ => return None,
    };
    let has_century = scan::scan(rest).iter().any(|item| item.term() == Some(Term::Century));
    (has_century && nth.len() == 1).then(|| format!("{nth}. {part} {rest}"))
}

/// `15??`: digits that are not known.
fn digits_missing(text: &str) -> Option<String> {
    let known = text.strip_suffix("??")?;
    (known.len() == 2 && known.bytes().all(|byte| byte.is_ascii_digit())).then(|| format!("{known}XX"))
}

/// `1862 c.`, `no date, but c. 1862`: what says how it is known, at the other end.
fn doubt_around(text: &str) -> Option<String> {
    if let Some(year) = text.strip_suffix(" c.") {
        return is_year(year).then(|| format!("c. {year}"));
    }
    ["no date, but ", "No date, but ", "undated, but ", "Undated, but ", "n.d., but "]
        .iter()
        .find_map(|none| text.strip_prefix(none))
        .map(str::to_owned)
}

/// `turn of the 20th century`, `przełom XIX i XX w.`, `Wende vom 19. zum 20. Jahrhundert`: from late in the one to early in the other.
fn turn_of_century(text: &str) -> Option<String> {
    const WORDS: [&str; 14] = [
        "turn of the",
        "przełom",
        "na przełomie",
        "přelom",
        "na přelomu",
        "wende",
        "jahrhundertwende",
        "tournant du",
        "tournant des",
        "au tournant",
        "a cavallo",
        "a caballo",
        "рубеж",
        "на рубеже",
    ];
    let lower = text.to_lowercase();
    let word = WORDS.iter().find(|word| lower.starts_with(*word))?;
    let items = scan::scan(text);
    let has_century = items.iter().any(is_century);
    let numbers: Vec<i64> = items
        .iter()
        .filter_map(|item| match item.kind {
            // Polish “i” is and.
            Kind::Roman(number) => (text.get(item.at..item.end) != Some("i")).then_some(i64::from(number)),
            _ => item.number().map(|(number, _)| number),
        })
        .collect();
    let last = match numbers.as_slice() {
        [last] if matches!(*word, "turn of the" | "tournant du" | "au tournant") => *last,
        [first, last] if last.checked_sub(1) == Some(*first) => *last,
        _ => return None,
    };
    let turn = (2..=21).contains(&last).then_some((last.saturating_sub(1)) * 100)?;
    has_century.then(|| format!("[{:04}..{:04}]", turn - 34, turn + 33))
}

/// `séc. XIII–V a.C.`: two centuries in Roman numerals with one era.
fn centuries_before(text: &str) -> Option<String> {
    let items = scan::scan(text);
    let is_bce = |item: &Item| item.term() == Some(Term::Bce);
    let is_plain = |item: &Item| is_century(item) || is_bce(item) || matches!(item.kind, Kind::Roman(_) | Kind::Sign(_));
    let numbers: Vec<u16> = items
        .iter()
        .filter_map(|item| match item.kind {
            Kind::Roman(number) => Some(number),
            _ => None,
        })
        .collect();
    match numbers.as_slice() {
        [first, last] if first > last && items.iter().any(is_bce) && items.iter().all(is_plain) => {
            Some(format!("{first}th-{last}th century BC"))
        }
        _ => None,
    }
}

/// `2003 February 25-26; 2003 March 27`: dates that a semicolon parts, each read by itself; all of them.
pub(super) fn list_of_dates(text: &str, hints: Hints, inner: &dyn Fn(&str, Hints) -> Option<Reading>) -> Option<Reading> {
    if !text.contains("; ") {
        return None;
    }
    let mut members = Vec::new();
    for part in text.split("; ") {
        let reading = inner(part, hints)?;
        // What is doubted or a set cannot be a member of one.
        let edtf = reading.edtf().filter(|edtf| !edtf.contains(['[', '{']))?;
        // “1900; printed 1912” is one date, of which something is said.
        if reading.is_approximate || reading.is_uncertain || reading.is_julian || !reading.notes.is_empty() {
            return None;
        }
        members.push(edtf.replace('/', ".."));
    }
    Date::parse(&format!("{{{}}}", members.join(","))).ok().map(Reading::from)
}

/// `1844/11-1854/01`: from one month to another.
pub(super) fn months_with_slashes(text: &str) -> Option<String> {
    let (first, last) = text.split_once(['-', '\u{2013}'])?;
    let month = |side: &str| {
        let (year, month) = side.split_once('/')?;
        let is_month = month.len() == 2 && month.bytes().all(|byte| byte.is_ascii_digit());
        (is_year(year) && is_month).then(|| format!("{year}-{month}"))
    };
    Some(format!("{}/{}", month(first.trim())?, month(last.trim())?))
}

/// `fine '800`, `prima metà '900`: the hundreds of a century since the year 1200, as Italians call them.
pub(super) fn italian_hundreds(text: &str) -> Option<String> {
    const PARTS: [(&str, &str); 9] = [
        ("fine", "late"),
        ("inizio", "early"),
        ("inizi", "early"),
        ("primi", "early"),
        ("met\u{e0}", "mid"),
        ("1. H\u{e4}lfte", "first half of the"),
        ("2. H\u{e4}lfte", "second half of the"),
        ("tardo", "late"),
        ("primo", "early"),
    ];
    let (part, english) = PARTS.iter().find(|(part, _)| text.starts_with(part))?;
    let rest = text.get(part.len()..)?.trim();
    let rest = ["dell'", "dell\u{2019}", "del ", "del"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest);
    let hundreds = rest.trim().trim_start_matches(['\'', '\u{2019}', '\u{2018}']).strip_suffix("00")?;
    let hundreds: u8 = hundreds.parse().ok().filter(|hundreds| (2..=9).contains(hundreds))?;
    Some(format!("{english} {}th century", hundreds + 11))
}

/// `1540±9`: as much before and after.
fn plus_minus(text: &str) -> Option<String> {
    let (year, by) = text.split_once('\u{b1}')?;
    let (year, by) = (year.trim(), by.trim());
    if !is_year(year) {
        return None;
    }
    let (year, by) = (
        year.parse::<i64>().ok()?,
        by.parse::<i64>().ok().filter(|by| (1..=200).contains(by))?,
    );
    Some(format!("[{:04}..{:04}]", year - by, year + by))
}
