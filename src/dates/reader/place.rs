//! Where something was written, beside when: `London, 5 June 1860`, `Berlin den 5. Juni 1860`, `5 June 1860, Moscow`.
//!
//! Only a day or a month has any place beside it. What precedes a year alone, `American, 1838 - 1897`, may be anything, and is a
//! place only where it is a known one: `Riga, 1755`.

use super::aside::bears;
use super::scan::{self, Kind};
use super::vocabulary::Term;
use super::wider::{noted, said, without_start};
use super::{Hints, Reading, cities, kalends};

/// Small words within the name of a place.
const PARTICLES: [&str; 35] = [
    "a", "am", "an", "and", "auf", "bei", "da", "de", "del", "den", "der", "des", "di", "do", "du", "e", "en", "im", "in", "la", "le",
    "les", "na", "nad", "near", "ob", "of", "on", "s", "sur", "the", "und", "upon", "von", "y",
];

/// What is written before dates with a capital letter and is no place.
const NO_PLACES: [&str; 30] = [
    "ibid",
    "letter",
    "note",
    "copy",
    "draft",
    "telegram",
    "cable",
    "memo",
    "memorandum",
    "report",
    "speech",
    "message",
    "minutes",
    "protocol",
    "extract",
    "document",
    "diary",
    "brief",
    "telegramm",
    "tagebuch",
    "lettre",
    "t\u{e9}l\u{e9}gramme",
    "carta",
    "lettera",
    "письмо",
    "телеграмма",
    "записка",
    "doc",
    "vol",
    "nr",
];

/// What leads to the name of a ship, a camp or a house.
const SITES: [&str; 16] = [
    "au camp de",
    "au quartier g\u{e9}n\u{e9}ral de",
    "\u{e0} bord du",
    "\u{e0} bord de la",
    "\u{e0} bord de l",
    "aboard the",
    "aboard",
    "on board the",
    "on board",
    "an bord der",
    "an bord des",
    "a bordo del",
    "quartier-g\u{e9}n\u{e9}ral de",
    "quartier g\u{e9}n\u{e9}ral de",
    "camp de",
    "ch\u{e2}teau de",
];

/// Words between a place and a date.
const BEFORE_DATES: [&str; 9] = ["den", "d.", "the", "le", "ce", "am", "dnia", "dne", "on"];

/// Whether a text may be the name of a place: each word begins with a capital letter or is a small word between two that do,
/// and none means anything in a date.
fn is_place(text: &str) -> bool {
    let text = text.trim();
    // `Dorpat (Tartu)`: what it is called now.
    if let Some((old, new)) = text.strip_suffix(')').and_then(|text| text.split_once(" (")) {
        return is_place(old) && is_place(new);
    }
    let text = text.trim_matches(['[', ']', '(', ')']);
    let text = without_start(text, &SITES).map_or(text, |(_, rest)| rest.trim_start_matches(['\'', '\u{2019}', ' ']));
    // A city that is called after a month.
    if text == "Rio de Janeiro" {
        return true;
    }
    let text = text.trim_start_matches("'s-").trim_start_matches("\u{2019}s-");
    let words: Vec<&str> = text
        .split([' ', '-', '/', ',', '\u{2019}', '\''])
        .filter(|word| !word.is_empty())
        .collect();
    // “10 Downing Street”
    let words = match words.as_slice() {
        [number, rest @ .., last] if is_street(last) && !rest.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => {
            words[1..].to_vec()
        }
        _ => words,
    };
    // “Frankfurt a. M.”
    let is_small = |word: &str| PARTICLES.contains(&word.trim_end_matches('.'));
    let has_several = words.len() > 1;
    let is_name = |word: &str| {
        let bare = word.trim_end_matches('.');
        let is_capital = bare.starts_with(char::is_uppercase) || bare.chars().next().is_some_and(is_unicameral);
        // “D.C.”
        let is_initials = word.split('.').all(|part| part.chars().count() < 2) && word.ends_with('.');
        let means_nothing = scan::scan(word).iter().all(|item| {
            matches!(
                item.kind,
                Kind::Word(_) | Kind::Term(Term::Filler | Term::Pm | Term::LetterC) | Kind::Sign('.')
            ) || has_several && matches!(item.kind, Kind::Term(Term::Season(_)))
        });
        is_capital && (is_initials || bare.chars().all(char::is_alphabetic) && (means_nothing || bare.chars().count() == 1))
    };
    // “Fall River”, where not all of it is a season; “Spring Term” is no place.
    let is_season = |word: &&str| scan::scan(word).iter().any(|item| matches!(item.kind, Kind::Term(Term::Season(_))));
    let is_term = |word: &&str| matches!(word.to_lowercase().as_str(), "term" | "semester" | "session" | "quarter" | "half");
    if words.iter().any(is_season) && (words.iter().all(is_season) || words.iter().any(is_term)) {
        return false;
    }
    if words.iter().any(|word| bears(word) || is_paper(word)) {
        return false;
    }
    let is_edge = |word: Option<&&str>| word.is_some_and(|word| is_name(word));
    (1..=6).contains(&words.len())
        && words.iter().all(|word| is_small(word) || is_name(word))
        && is_edge(words.first())
        && is_edge(words.last())
        && words
            .iter()
            .any(|word| word.chars().filter(|char| char.is_alphabetic()).count() > 1)
}

/// Whether a number after a word may count what the word names: “Page 3 May 1860”.
fn is_counted(word: &str) -> bool {
    const WORDS: [&str; 24] = [
        "page", "chapter", "version", "volume", "part", "book", "number", "issue", "item", "folder", "file", "series", "section", "reel",
        "lot", "plate", "figure", "table", "seite", "band", "heft", "blatt", "folio", "tome",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}

/// What an address ends in.
fn is_street(word: &str) -> bool {
    matches!(
        word,
        "Street"
            | "St"
            | "St."
            | "Road"
            | "Rd"
            | "Rd."
            | "Square"
            | "Place"
            | "Terrace"
            | "Avenue"
            | "Ave."
            | "Lane"
            | "Crescent"
            | "Gardens"
    )
}

/// The name of a place without the brackets around it.
fn name_of(place: &str) -> String {
    let name = place.trim().trim_end_matches(':').trim();
    let is_framed = !name.contains(" (");
    let name = if is_framed { name.trim_matches(['[', ']', '(', ')']) } else { name };
    name.to_owned()
}

/// Whether a word says what was written, not where.
fn is_paper(word: &str) -> bool {
    NO_PLACES.contains(&word.trim().trim_end_matches('.').to_lowercase().as_str())
}

/// A letter of a script that has no capitals.
fn is_unicameral(char: char) -> bool {
    char.is_alphabetic() && !char.is_lowercase() && !char.is_uppercase()
}

/// Whether a reading is of a day or a month: what precedes a year alone may be anything.
fn is_of_days(text: &str, reading: &Reading) -> bool {
    let items = scan::scan(text);
    let has_month = items
        .iter()
        .any(|item| matches!(item.kind, Kind::Term(Term::Month(_)) | Kind::Roman(1..=12)));
    let digits: Vec<usize> = items.iter().filter_map(scan::Item::number).map(|(_, digits)| digits).collect();
    // 5.6.1860, 1860-06-05
    let is_numeric = digits
        .windows(3)
        .any(|three| matches!(three, [1 | 2, 1 | 2, 4] | [4, 1 | 2, 1 | 2]));
    reading.place.is_none() && (has_month || is_numeric || kalends::read(text).is_some()) && reading.date.is_some()
}

/// `London, 5 June 1860`, `Washington, D.C., October 26, 1962`, `Berlin den 5. Juni 1860`, `5 June 1860, Moscow`.
pub(super) fn read(text: &str, hints: Hints) -> Option<Reading> {
    let read_beside = |place: &str, rest: &str| {
        let rest = rest.trim();
        let bare = without_start(
            rest,
            &["ce", "am", "den", "on the", "on", "l\u{ec}", "li", "l\u{2019}", "dne", "add\u{ec}"],
        )
        .map(|(_, bare)| bare.trim());
        let found = super::read(rest, hints).ok().or_else(|| super::read(bare?, hints).ok());
        let found = found.filter(|reading| reading.date.is_some() && reading.place.is_none());
        // `Dorpat (Tartu), 1765`
        let name = place.split(" (").next().unwrap_or(place);
        found.filter(|reading| is_of_days(rest, reading) || cities::is_known(name))
    };
    let with = |place: &str, reading: Reading| Reading {
        place: Some(name_of(place)),
        ..noted(reading, said(place))
    };
    let commas: Vec<usize> = text.match_indices([',', ':']).map(|(at, _)| at).take(4).collect();
    for comma in &commas {
        let (place, rest) = text.split_at(*comma);
        if let Some(reading) = is_place(place).then(|| read_beside(place, &rest[1..])).flatten() {
            return Some(with(place, reading));
        }
        if let Some(reading) = is_paper(place).then(|| read_beside(place, &rest[1..])).flatten() {
            return Some(noted(reading, said(place)));
        }
    }
    // `Kent. Ap. 12th 1881`, `Петербург. 3 марта 1837`: a name, and a sentence that is the date.
    for (point, _) in text.match_indices(". ").take(3) {
        let place = &text[..point];
        let is_name = place.chars().filter(|char| char.is_alphabetic()).count() > 3 && is_place(place);
        if let Some(reading) = is_name.then(|| read_beside(place, &text[point + 1..])).flatten() {
            return Some(with(place, reading));
        }
    }
    for comma in commas.iter().rev() {
        let (rest, place) = text.split_at(*comma);
        if let Some(reading) = is_place(&place[1..]).then(|| read_beside(&place[1..], rest)).flatten() {
            return Some(with(&place[1..], reading));
        }
    }
    // `1851 г. Мая 26. Астрахань.`: a date, and a sentence that is the place.
    if let Some((rest, place)) = text.trim_end_matches('.').rsplit_once(". ")
        && is_place(place)
        && let Some(reading) = read_beside(place, rest)
    {
        return Some(with(place, reading));
    }
    // `Zürich 9 Juli 1831`, `Paris 1721-1738`: without a comma.
    let (name, rest) = text.split_once(' ')?;
    if rest.starts_with(|char: char| char.is_ascii_digit())
        && cities::is_known(name)
        && let Some(reading) = read_beside(name, rest)
    {
        return Some(with(name, reading));
    }
    // `Monticello Feb. 1. 1804`, `21 April 1798 G\u{f6}ttingen`: one word, which may be a place or a person.
    let is_name = |name: &str| name.chars().filter(|char| char.is_alphabetic()).count() > 3 && is_place(name) && !name.contains(',');
    let beside = |name: &str, rest: &str| {
        let found = is_name(name).then(|| super::read(rest.trim(), hints).ok()).flatten()?;
        let is_day = found
            .date
            .as_ref()
            .is_some_and(|date| date.precision() == crate::dates::Precision::Day);
        // Of several words each may be something else.
        let is_whole = !found.notes.iter().any(|note| note.starts_with("it says"));
        (is_day && is_whole && !is_counted(name) && is_of_days(rest, &found)).then(|| noted(found, said(name)))
    };
    let (last_rest, last) = text.rsplit_once(' ')?;
    if let Some(reading) = beside(name, rest).or_else(|| beside(last, last_rest)) {
        return Some(reading);
    }
    // Of more words only before one that leads to the date.
    let (place, rest) = BEFORE_DATES.iter().find_map(|word| text.split_once(&format!(" {word} ")))?;
    // `v Praze dne 28. října 1918`: in.
    let place = place.strip_prefix("v ").or_else(|| place.strip_prefix("w ")).unwrap_or(place);
    is_place(place)
        .then(|| read_beside(place, rest))
        .flatten()
        .map(|reading| with(place, reading))
}
