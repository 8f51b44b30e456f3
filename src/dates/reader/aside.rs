//! What is said of a date in brackets or after a semicolon: `3–5 June 1958 (State visit)`, `1955–1991 (36 years)`.
//!
//! It stays as a remark, where nothing in it could bear on the date; else the whole is not read.

use super::scan::{self, Kind};
use super::vocabulary::Term;
use super::wider::{noted, said};
use super::{Hints, Reading};

/// Words that bear on a date and are no words of dates; beside one, the whole is not read.
const BEARING: [&str; 95] = [
    "resp",
    "responsum",
    "beantwortet",
    "answered",
    "tpq",
    "taq",
    "latest",
    "earliest",
    "earlier",
    "later",
    "next",
    "following",
    "previous",
    "preceding",
    "eve",
    "calendar",
    "style",
    "coptic",
    "greek",
    "hebrew",
    "islamic",
    "old",
    "new",
    "misdated",
    "wrong",
    "wrongly",
    "assumed",
    "tentative",
    "tentatively",
    "disputed",
    "unverified",
    "unconfirmed",
    "questionable",
    "hypothetical",
    "unclear",
    "unsure",
    "supposed",
    "supposedly",
    "alleged",
    "allegedly",
    "false",
    "falsely",
    "forged",
    "cancelled",
    "canceled",
    "not",
    "angeblich",
    "verm",
    "dudosa",
    "dudoso",
    "aproximada",
    "aproximado",
    "incerta",
    "incerto",
    "presunta",
    "presunto",
    "niepewna",
    "onzeker",
    "os\u{e4}ker",
    "noin",
    "предположительная",
    "условная",
    "uncertain",
    "doubtful",
    "dubious",
    "debated",
    "contested",
    "approximation",
    "estimated",
    "estimate",
    "guess",
    "guessed",
    "conjectural",
    "conjecture",
    "speculative",
    "umstritten",
    "fraglich",
    "zweifelhaft",
    "unsicher",
    "gesch\u{e4}tzt",
    "mutma\u{df}lich",
    "douteux",
    "douteuse",
    "incertain",
    "incertaine",
    "estim\u{e9}",
    "estim\u{e9}e",
    "discutida",
    "dubbia",
    "dubbio",
    "stimata",
    "estimada",
    "estimado",
    "betwist",
    "twijfelachtig",
];

/// Words for a date or a part of one: what is said of them is about the date.
const OF_DATES: [&str; 16] = [
    "date",
    "dating",
    "year",
    "month",
    "day",
    "evening",
    "morning",
    "night",
    "data",
    "fecha",
    "datum",
    "jahr",
    "ann\u{e9}e",
    "ano",
    "дата",
    "год",
];

/// Whether a word bears on a date.
pub(super) fn bears(word: &str) -> bool {
    let bare: String = word
        .chars()
        .filter(|char| char.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    BEARING.contains(&bare.as_str()) || OF_DATES.contains(&bare.as_str())
}

/// Whether a text has words that mean nothing in a date, and nothing else. One word in small letters may mean anything, in some
/// language.
fn is_aside(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', '-', '/']).filter(|word| !word.is_empty()).collect();
    let is_lone = words.len() == 1 && !text.trim().starts_with(char::is_uppercase);
    // `(identification)`, `(obnovení)`: a short one may be cut from a word of dates.
    if is_lone && text.trim().chars().filter(|char| char.is_alphabetic()).count() < 6 || words.iter().any(|word| bears(word)) {
        return false;
    }
    let items = scan::scan(text);
    let is_word = |kind: &Kind| matches!(kind, Kind::Word(word) if word.chars().all(char::is_alphabetic));
    let is_idle = |kind: &Kind| {
        is_word(kind)
            || matches!(
                kind,
                Kind::Term(Term::Filler | Term::And | Term::At | Term::OfOrFrom | Term::Weekday(_))
                    | Kind::Sign(',' | '.' | '-' | ';' | ':')
            )
    };
    items.iter().any(|item| is_word(&item.kind)) && items.iter().all(|item| is_idle(&item.kind))
}

/// Whether a text says where something is to be found: `Lampert S. 22`, `vgl. Bl. 110v`. Its numbers are those of pages and leaves.
fn is_citation(text: &str) -> bool {
    const PAGES: [&str; 14] = [
        "S.", "p.", "pp.", "Bl.", "fol.", "f.", "ff.", "Nr.", "no.", "n.", "Anm.", "vol.", "col.", "Sp.",
    ];
    let words: Vec<&str> = text.split_whitespace().map(|word| word.trim_end_matches([',', ';'])).collect();
    let has_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    let is_counted = |(at, word): (usize, &&str)| !has_digit(word) || at > 0 && PAGES.contains(&words[at - 1]);
    let is_cited = words.iter().any(|word| PAGES.contains(word)) && words.iter().any(|word| has_digit(word));
    is_cited && words.iter().enumerate().all(is_counted) && !words.iter().any(|word| bears(word))
}

/// Whether a text is a length of time, `36 years`, `aged 61`, which says nothing that the date does not.
fn is_length(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let parts: Vec<&str> = lower
        .split_whitespace()
        .filter(|word| !matches!(*word, "ago" | "about" | "ca." | "and"))
        .collect();
    let is_number = |word: &str| word.parse::<u32>().is_ok();
    let is_unit = |word: &str| {
        let word = word.trim_end_matches([',', '.']);
        matches!(
            word,
            "year"
                | "years"
                | "month"
                | "months"
                | "day"
                | "days"
                | "week"
                | "weeks"
                | "jahre"
                | "jahr"
                | "monate"
                | "tage"
                | "ans"
                | "an"
                | "mois"
                | "jours"
        )
    };
    match parts.as_slice() {
        ["aged" | "age", number] => is_number(number),
        [] => false,
        pairs => pairs.len() % 2 == 0 && pairs.chunks(2).all(|pair| is_number(pair[0]) && is_unit(pair[1])),
    }
}

/// `14th cent., written in Italy`: a date, and several words in small letters after a comma. Names are read as places.
fn after_comma(text: &str) -> Option<(&str, &str)> {
    let (date, rest) = text.split_once(", ")?;
    let words = rest.split(' ').count();
    ((2..=6).contains(&words) && rest.starts_with(char::is_lowercase)).then_some((date, rest))
}

/// `3–5 June 1958 (State visit)`, `1955–1991 (36 years)`, `9 November 1989; 36 years ago`, `May 1848[3]` with the number of a
/// note: what is said in brackets or after a semicolon, where nothing in it could be about the date.
pub(super) fn read(text: &str, hints: Hints) -> Option<Reading> {
    let is_closed = text.ends_with([')', ']']);
    let open = text.rfind(['(', '[']).filter(|at| is_closed && *at > 0);
    let (date, aside) = match open {
        Some(open) => (text.get(..open)?, text.get(open + 1..text.len() - 1)?),
        None => text
            .split_once(';')
            .or_else(|| text.split_once(" : "))
            .or_else(|| after_comma(text))?,
    };
    let is_mark = |aside: &str| {
        open.is_some_and(|open| {
            text.get(open..).is_some_and(|rest| rest.starts_with('[')) && date.ends_with(|char: char| char.is_ascii_digit())
        }) && (1..=3).contains(&aside.len())
            && aside.bytes().all(|byte| byte.is_ascii_digit())
    };
    // “[Received August 14\u{2014}5:25 p.m.]”
    let is_receipt = scan::scan(aside)
        .first()
        .is_some_and(|first| first.term() == Some(Term::Receipt) && open.is_some());
    if !is_receipt && !is_aside(aside) && !is_length(aside) && !is_mark(aside) && !is_citation(aside) {
        return None;
    }
    let reading = super::read(date.trim(), hints).ok().filter(|reading| reading.date.is_some())?;
    Some(noted(reading, said(aside)))
}
