//! Months with one slip of the pen or the keyboard: `Septermber 19, 1912`, `1917 Apirl 16`. What was read is said.
//!
//! Only full names of five letters or more are looked for, and only in a text that has a year or a day in figures. In short
//! names a letter may be missing, doubled or change places with its neighbor, but not be another one: *Marsh* is a name.

use super::vocabulary::{self, Term};
use super::wider::noted;
use super::{Hints, Reading};

/// The names of the months in the languages in which slips are looked for.
const MONTHS: [&str; 41] = [
    "january",
    "february",
    "march",
    "april",
    "august",
    "september",
    "october",
    "november",
    "december",
    "januar",
    "februar",
    "oktober",
    "dezember",
    "janvier",
    "f\u{e9}vrier",
    "avril",
    "juillet",
    "septembre",
    "octobre",
    "novembre",
    "d\u{e9}cembre",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "gennaio",
    "febbraio",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "settembre",
    "ottobre",
    "dicembre",
];

/// No name is longer.
const MAX_LETTERS: usize = 14;

/// The date of a text in which one month is misspelled.
pub(super) fn read(text: &str, hints: Hints, inner: &dyn Fn(&str, Hints) -> Option<Reading>) -> Option<Reading> {
    let words = text.split(|char: char| !char.is_alphabetic());
    let mut slips = words.filter_map(|word| Some((word, meant(word)?)));
    let (word, month) = slips.next()?;
    if slips.next().is_some() || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let reading = inner(&text.replacen(word, month, 1), hints)?;
    Some(noted(reading, format!("\u{201c}{word}\u{201d} is read as \u{201c}{month}\u{201d}")))
}

/// The month that a word is one slip away from; `None` where that is none, or more than one month.
fn meant(word: &str) -> Option<&'static str> {
    // Months begin with few letters.
    let first = word.chars().next()?.to_ascii_lowercase();
    if word.len() < 4 || !"jfmasondegl".contains(first) {
        return None;
    }
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    if !(4..=MAX_LETTERS).contains(&letters.len()) || !vocabulary::phrases(&word.to_lowercase()).is_empty() {
        return None;
    }
    let mut found: Option<(&'static str, Term)> = None;
    for month in MONTHS {
        let name: Vec<char> = month.chars().collect();
        if !is_slip(&letters, &name) {
            continue;
        }
        let term = vocabulary::phrases(month).first().map(|phrase| phrase.term)?;
        // Two languages may have nearly the same word for one month.
        match found {
            Some((_, other)) if other != term => return None,
            Some(_) => {}
            None => found = Some((month, term)),
        }
    }
    found.map(|(month, _)| month)
}

/// Whether a word is a name with one letter left out, put in or changed, or with two neighbors in each other's place. The first
/// letter is right.
fn is_slip(word: &[char], name: &[char]) -> bool {
    let same = word.iter().zip(name).take_while(|(a, b)| a == b).count();
    let (rest, wanted) = (&word[same..], &name[same..]);
    if same == 0 {
        return false;
    }
    match (rest, wanted) {
        // Left out.
        (rest, [_, wanted @ ..]) if rest == wanted => true,
        // Put in, though not at the end: “Augusta” is a name.
        ([_, rest @ ..], wanted) if rest == wanted => !wanted.is_empty(),
        ([a, b, rest @ ..], [c, d, wanted @ ..]) if a == d && b == c && rest == wanted => true,
        ([_, rest @ ..], [_, wanted @ ..]) => name.len() >= 7 && rest == wanted,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_a_month_and_a_name_is_none() {
        for (word, month) in [
            ("Ferbuary", "february"),
            ("Septermber", "september"),
            ("Apirl", "april"),
            ("Apri", "april"),
            ("Novmeber", "november"),
            ("Ocotber", "october"),
            ("Decembar", "december"),
            ("Setembre", ""),
            ("Marsh", ""),
            ("Augusta", ""),
            ("Jane", ""),
            ("Match", ""),
            ("Auguste", ""),
        ] {
            assert_eq!(meant(word).unwrap_or_default(), month, "{word}");
        }
    }
}
