//! Texts of two sides: `Late Nineteenth-Early Twentieth Century`, `14. Jh., 2. Hälfte / 15. Jh., Mitte`, `1050 x 1072`,
//! `Milieu du XIXe siècle (années 1850)`. Each side is read by itself, with the word for centuries where only one has it.

use super::scan::{self, Item, Kind};
use super::vocabulary::Term;
use super::wider::{noted, said};
use super::{Hints, Reading};
use crate::dates::civil::{DAY, Day};
use crate::dates::{Date, words};

type Inner<'a> = &'a dyn Fn(&str, Hints) -> Option<Reading>;

/// What is between two sides, the clearest first; all but the last five may be within a side too.
const JOINTS: [&str; 15] = [
    " / ",
    " \u{2013} ",
    " - ",
    " bis ",
    " do ",
    "\u{2013}",
    "-",
    "/",
    " a ",
    " and ",
    " und ",
    " et ",
    " e ",
    " en ",
    " i ",
];

/// A date whose text would be read otherwise as one: the commas within the sides of `14. Jh., 2. Hälfte / 15. Jh., Mitte` are none
/// between dates; `Early 20th c., 1913` says when in it.
pub(super) fn read_first(text: &str, hints: Hints, inner: Inner<'_>) -> Option<Reading> {
    if text.contains('=') && !text.ends_with(')') {
        return equal_years(text, hints, inner);
    }
    // `20th c.` is a century too; whether the year is within it is seen below.
    let is_either = |item: &Item| is_century(item) || item.term() == Some(Term::LetterC);
    if !text.contains(", ") || !scan::scan(text).iter().any(is_either) {
        return None;
    }
    if let Some((first, last)) = text.split_once(" / ") {
        return from_to(&inner(first, hints)?, &inner(last, hints)?);
    }
    let (wide, year) = text.rsplit_once(", ")?;
    let years = year.trim_end_matches(|char: char| !char.is_ascii_digit());
    let years = if is_years(years) { years } else { year };
    let is_year = years.len() == 4 && years.bytes().all(|byte| byte.is_ascii_digit()) || is_years(years);
    is_year.then(|| within(inner(wide, hints)?, wide, inner(year, hints)?))?
}

/// `1469-1487`: years from one to another.
fn is_years(text: &str) -> bool {
    let is_year = |side: &str| side.len() == 4 && side.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once(['-', '\u{2013}'])
        .is_some_and(|(first, last)| is_year(first) && is_year(last))
}

/// The date of a text of two sides that is none as a whole.
pub(super) fn read(text: &str, hints: Hints, inner: Inner<'_>) -> Option<Reading> {
    if let Some(reading) = between_years(text, hints, inner) {
        return Some(reading);
    }
    // Most texts have one side, and are not looked at further.
    let may_have_sides = text.contains(['I', 'V', 'X', '(']) || JOINTS.iter().any(|joint| text.contains(joint));
    if !may_have_sides {
        return None;
    }
    let is_of_centuries = |item: &Item| is_century(item) || matches!(item.kind, Kind::Roman(_));
    if !scan::scan(text).iter().any(is_of_centuries) {
        return None;
    }
    roman_centuries(text, hints, inner)
        .or_else(|| numeral_of_era(text, hints, inner))
        .or_else(|| shared_century(text, hints, inner))
        .or_else(|| with_gloss(text, hints, inner))
}

fn is_century(item: &Item) -> bool {
    matches!(item.term(), Some(Term::Century | Term::CenturyOrAt))
}

/// From the first day of one date to the last of another, as years where they are whole.
fn from_to(first: &Reading, last: &Reading) -> Option<Reading> {
    let start = first.date.as_ref()?.extent().earliest?;
    let end = last.date.as_ref()?.extent().latest?;
    let (start, end) = (Day::of_instant(start), Day::of_instant(end - DAY));
    let is_whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31);
    let edtf = if is_whole {
        format!("{:04}/{:04}", start.year, end.year)
    } else {
        format!("{}/{}", words::iso_day(start), words::iso_day(end))
    };
    if start > end || start.year < 0 {
        return None;
    }
    let mut notes = [first.notes.clone(), last.notes.clone()].concat();
    let (is_approximate, is_uncertain) = (first.is_approximate || last.is_approximate, first.is_uncertain || last.is_uncertain);
    notes.extend(is_approximate.then(|| "the date is approximate".to_owned()));
    notes.extend(is_uncertain.then(|| "the date is uncertain".to_owned()));
    notes.dedup();
    Some(Reading {
        notes,
        is_approximate,
        is_uncertain,
        ..Reading::from(Date::parse(&edtf).ok()?)
    })
}

/// The narrower of two dates, where the wider holds it.
fn within(wide: Reading, text: &str, narrow: Reading) -> Option<Reading> {
    let (outer, inner) = (wide.date?.extent().known()?, narrow.date.as_ref()?.extent().known()?);
    // “S. XIX (1801\u{2013}1900)”
    let is_near = |a: i64, b: i64| a.abs_diff(b) <= 366 * DAY.unsigned_abs();
    let is_same = is_near(inner.start, outer.start) && is_near(inner.end, outer.end);
    let is_within = inner.start < outer.end && outer.start < inner.end && (inner.seconds() < outer.seconds() || is_same);
    is_within.then(|| noted(narrow, said(text)))
}

/// `1113 (?) x 1130`, `1121 × 1138`: as editors of charters write that it was some time between.
fn between_years(text: &str, hints: Hints, inner: Inner<'_>) -> Option<Reading> {
    let (first, last) = text.split_once(" x ").or_else(|| text.split_once(['\u{d7}']))?;
    let is_year = |side: &str| {
        let digits: String = side.chars().filter(char::is_ascii_digit).collect();
        let rest: String = side.chars().filter(|char| char.is_alphabetic()).collect();
        (3..=4).contains(&digits.len()) && matches!(rest.as_str(), "" | "c" | "ca")
    };
    if !is_year(first) || !is_year(last) {
        return None;
    }
    // What is in brackets belongs before or after its year.
    let plain = |side: &str| {
        let bare = side.replace("(?)", "?").replace("(c.)", "").replace("(ca.)", "");
        let lead = if side.contains('c') { "c. " } else { "" };
        let bare = bare
            .replace(" ?", "?")
            .trim()
            .trim_start_matches("ca.")
            .trim_start_matches("c.")
            .trim()
            .to_owned();
        format!("{lead}{bare}")
    };
    inner(&format!("between {} and {}", plain(first), plain(last)), hints)
}

/// `1601=1700`, as the museums of Spain write a span.
fn equal_years(text: &str, hints: Hints, inner: Inner<'_>) -> Option<Reading> {
    let (first, last) = text.split_once('=')?;
    let is_year = |side: &str| side.len() == 4 && side.bytes().all(|byte| byte.is_ascii_digit());
    (is_year(first) && is_year(last) && first < last).then(|| inner(&format!("{first}/{last}"), hints))?
}

/// `s.IX-X`, `sec. XV-XVI`, `Siglo XVII o XVIII`, `Sec. V - III a.C.`: one word for two centuries, before them.
fn roman_centuries(text: &str, hints: Hints, inner: Inner<'_>) -> Option<Reading> {
    const WORDS: [&str; 12] = [
        "siglos",
        "siglo",
        "secoli",
        "secolo",
        "sec.",
        "secc.",
        "saec.",
        "s\u{e9}culos",
        "s\u{e9}culo",
        "s\u{e9}c.",
        "ss.",
        "s.",
    ];
    let lower = text.to_lowercase();
    let word = WORDS
        .iter()
        .find(|word| lower.starts_with(**word) && lower.is_char_boundary(word.len()))?;
    let rest = text.get(word.len()..)?.trim();
    let is_letter = |char: &char| matches!(char, 'I' | 'V' | 'X');
    let first: String = rest.chars().take_while(is_letter).collect();
    let after = rest.get(first.len()..)?;
    let (joint, last) = ["-", "\u{2013}", "/", " - ", " \u{2013} ", " o ", " ou ", " y ", " e ", " a "]
        .iter()
        .find_map(|joint| Some((joint.trim(), after.strip_prefix(joint)?)))?;
    let last_numeral: String = last.chars().take_while(is_letter).collect();
    if first.is_empty() || last_numeral.is_empty() {
        return None;
    }
    // “Sec. V - III a.C.”: the era is of both.
    let era = last.get(last_numeral.len()..)?.trim();
    let joint = match joint {
        "o" | "ou" => "or",
        "y" | "e" => "and",
        _ => "-",
    };
    inner(format!("sec. {first} {joint} sec. {last_numeral} {era}").trim_end(), hints)
}

/// `spätes II v.Chr.`, `MID II AD`: the word for the century is left out, which the era shows.
fn numeral_of_era(text: &str, hints: Hints, inner: Inner<'_>) -> Option<Reading> {
    let items = scan::scan(text);
    let at = items.iter().position(|item| matches!(item.kind, Kind::Roman(1..=21)))?;
    let is_era = |item: &Item| matches!(item.term(), Some(Term::Bce | Term::Ce));
    let is_part = |item: &Item| matches!(item.kind, Kind::Term(Term::Third(_)) | Kind::Sign('.'));
    let is_whole = items[..at].iter().all(is_part) && items[at + 1..].iter().all(|item| is_era(item) || item.is_sign('.'));
    if !is_whole || !items.iter().any(is_era) || items.iter().any(is_century) {
        return None;
    }
    let (before, numeral, after) = (
        text.get(..items[at].at)?,
        text.get(items[at].at..items[at].end)?,
        text.get(items[at].end..)?,
    );
    inner(&format!("{before}{numeral}. Jahrhundert{after}"), hints)
}

/// `Konec 18. a začátek 19. století`: two sides of which only the last has the word.
fn shared_century(text: &str, hints: Hints, inner: Inner<'_>) -> Option<Reading> {
    let items = scan::scan(text);
    let last = items.iter().rposition(is_century)?;
    if items.iter().filter(|item| is_century(item)).count() != 1 {
        return None;
    }
    let word = text.get(items[last].at..items[last].end)?;
    JOINTS.iter().find_map(|joint| {
        text.match_indices(joint).find_map(|(at, _)| {
            let (first, rest) = (text.get(..at)?.trim(), text.get(at + joint.len()..)?.trim());
            let is_counted = |side: &str| {
                scan::scan(side).iter().any(|item| {
                    matches!(
                        item.kind,
                        Kind::Number(1..=21, 1 | 2) | Kind::Roman(1..=21) | Kind::Term(Term::Ordinal(1..=21))
                    )
                })
            };
            if !is_counted(first) || !is_counted(rest) {
                return None;
            }
            from_to(&inner(&format!("{first} {word}"), hints)?, &inner(rest, hints)?)
        })
    })
}

/// `Mid-19th century (1850s)`: a date, and in brackets when in it.
fn with_gloss(text: &str, hints: Hints, inner: Inner<'_>) -> Option<Reading> {
    let (wide, narrow) = text.strip_suffix(')')?.split_once(" (")?;
    let is_of_century = |item: &Item| is_century(item) || matches!(item.kind, Kind::Roman(1..=21));
    if narrow.contains('(') || !scan::scan(wide).iter().any(is_of_century) {
        return None;
    }
    within(inner(wide, hints)?, wide, inner(narrow, hints)?)
}
