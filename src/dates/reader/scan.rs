//! From a text to the items that dates are made of: numbers, terms, signs, and words that mean nothing here.

use super::vocabulary::{self, Term};

/// One item, and the bytes of the text it stands in.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub(super) kind: Kind,
    /// Its first byte.
    pub(super) at: usize,
    /// The byte behind it.
    pub(super) end: usize,
    /// Whether no blank stands before it.
    pub(super) is_glued: bool,
    /// Whether a question mark belongs to it and to what is bracketed with it, not to the whole date: `[26?] October`.
    pub(super) is_doubted: bool,
    /// Whether it is a word of a language in which the day is written before the month.
    pub(super) is_day_first: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// A number, and how many digits it was written with.
    Number(i64, usize),
    /// So many years from one on: a decade or a century whose last digits are left out, `196-`.
    Years(i64, i64),
    /// Something of the vocabulary.
    Term(Term),
    /// A Roman numeral.
    Roman(u16),
    /// One of `- / . : ? ~ + , ; %`.
    Sign(char),
    /// A bracket that opens; whether it is a round one.
    Open(bool),
    /// A bracket that closes.
    Close,
    /// Anything else, in lower case.
    Word(String),
}

impl Item {
    /// Whether this is that sign; a dash passes for a hyphen.
    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign) || (sign == '-' && self.is_dash())
    }

    /// Whether this is a dash, which joins no parts of one date.
    pub(super) fn is_dash(&self) -> bool {
        self.kind == Kind::Sign(DASH)
    }

    /// Whether it is a bracket that opens.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.kind, Kind::Open(_))
    }

    /// The number, and how many digits it was written with.
    pub(super) fn number(&self) -> Option<(i64, usize)> {
        match self.kind {
            Kind::Number(value, digits) => Some((value, digits)),
            _ => None,
        }
    }

    /// What it means.
    pub(super) fn term(&self) -> Option<Term> {
        match self.kind {
            Kind::Term(term) => Some(term),
            _ => None,
        }
    }
}

/// Stands for every dash that is longer than a hyphen.
pub(super) const DASH: char = '\u{2013}';

/// Stands for a bracket that gives the same date once more: `5 (17) March`.
pub(super) const SAME: char = '=';

/// The minus sign, which is no hyphen: `\u{2212}03:00`.
pub(super) const MINUS: char = '\u{2212}';

/// Longer numbers are none of a date.
const MAX_DIGITS: usize = 14;

/// The items of a text. Quotation marks, the apostrophe and the sign of degrees say nothing and are left out.
pub(super) fn scan(text: &str) -> Vec<Item> {
    let mut raw: Vec<Item> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut is_glued = false;
    while let Some((at, char)) = chars.next() {
        let mut take_while = |test: fn(char) -> bool| {
            let mut end = at + char.len_utf8();
            while let Some((next_at, next)) = chars.peek().copied() {
                if !test(next) {
                    break;
                }
                end = next_at + next.len_utf8();
                chars.next();
            }
            text.get(at..end).unwrap_or_default()
        };
        let mut end = at + char.len_utf8();
        let kind = match char {
            '0'..='9' => {
                let digits = take_while(|char| char.is_ascii_digit());
                end = at + digits.len();
                match digits.parse() {
                    Ok(value) if digits.len() <= MAX_DIGITS => Kind::Number(value, digits.len()),
                    _ => Kind::Word(digits.to_owned()),
                }
            }
            '-' | '\u{2010}'..='\u{2012}' => Kind::Sign('-'),
            MINUS => Kind::Sign(MINUS),
            // Between numbers a dash is no hyphen: 1801–10 is ten years, 1801-10 may be a month.
            '\u{2013}'..='\u{2015}' | '\u{301c}' | '\u{ff5e}' | '\u{2192}' => Kind::Sign(DASH),
            '/' | '.' | ':' | '?' | '~' | '+' | ',' | ';' | '%' => Kind::Sign(char),
            '\u{3001}' | '\u{ff0c}' => Kind::Sign(','),
            '(' | '\u{ff08}' => Kind::Open(true),
            '[' | '{' | '\u{3008}' | '\u{27e8}' => Kind::Open(false),
            ']' | ')' | '}' | '\u{ff09}' | '\u{3009}' | '\u{27e9}' => Kind::Close,
            '<' | '\u{2264}' => Kind::Term(Term::Before),
            '>' | '\u{2265}' => Kind::Term(Term::After),
            '\u{2248}' | '\u{223c}' => Kind::Term(Term::Approximate),
            '"'
            | '\''
            | '\u{2018}'..='\u{201f}'
            | '\u{ab}'
            | '\u{bb}'
            | '\u{ba}'
            | '\u{b0}'
            | '\u{b4}'
            | '\u{ad}'
            | '\u{feff}'
            | '\u{200b}' => continue,
            _ if char.is_whitespace() => {
                is_glued = false;
                continue;
            }
            _ if char.is_alphabetic() => {
                let word = take_while(|char| char.is_alphabetic() || matches!(char, '\u{300}'..='\u{36f}' | '\u{ad}'));
                for part in segments(word) {
                    let start = at + (part.as_ptr() as usize - word.as_ptr() as usize);
                    raw.push(item(Kind::Word(part.to_lowercase()), start, start + part.len(), is_glued));
                    is_glued = true;
                }
                continue;
            }
            other => Kind::Word(other.to_string()),
        };
        raw.push(item(kind, at, end, is_glued));
        is_glued = true;
    }
    join_letters(&mut raw);
    join_hyphens(&mut raw);
    with_terms(&raw)
}

/// `1848--1850`: two hyphens after a whole year are a dash.
fn join_hyphens(raw: &mut Vec<Item>) {
    let is_double = |four: &[Item]| {
        let is_hyphen = |item: &Item| item.kind == Kind::Sign('-') && item.is_glued;
        matches!(four[0].kind, Kind::Number(_, 4)) && is_hyphen(&four[1]) && is_hyphen(&four[2]) && four[3].number().is_some()
    };
    while let Some(at) = raw.windows(4).position(is_double) {
        raw[at + 1].kind = Kind::Sign(DASH);
        raw[at + 1].end = raw[at + 2].end;
        raw.remove(at + 2);
    }
}

/// `Feb[ruary]`, `Sept[embe]r`: an editor supplied letters of one word, if that is a word of dates.
fn join_letters(raw: &mut Vec<Item>) {
    let mut at = 0;
    while at + 3 < raw.len() {
        let word = |at: usize| match raw.get(at).map(|item| &item.kind) {
            Some(Kind::Word(word)) => Some(word.as_str()),
            _ => None,
        };
        let is_glued = |at: usize| raw.get(at).is_some_and(|item| item.is_glued);
        if let (Some(start), true, Some(middle), Kind::Close) = (word(at), raw[at + 1].is_open(), word(at + 2), &raw[at + 3].kind)
            && (at + 1..at + 4).all(is_glued)
        {
            let tail = word(at + 4).filter(|_| is_glued(at + 4));
            let whole = format!("{start}{middle}{}", tail.unwrap_or_default());
            if !vocabulary::phrases(&whole).is_empty() {
                let last = at + 3 + usize::from(tail.is_some());
                raw[at].end = raw[last].end;
                raw[at].kind = Kind::Word(whole);
                raw.drain(at + 1..=last);
            }
        }
        at += 1;
    }
}

fn item(kind: Kind, at: usize, end: usize, is_glued: bool) -> Item {
    Item {
        kind,
        at,
        end,
        is_glued,
        is_doubted: false,
        is_day_first: false,
    }
}

/// The words that a word without blanks is made of, where its script has no blanks: 년부터 is 년 and 부터.
fn segments(word: &str) -> Vec<&str> {
    let is_dense = |char: char| matches!(u32::from(char), 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7a3);
    if !word.chars().any(is_dense) {
        return vec![word];
    }
    let mut parts = Vec::new();
    let mut rest = word;
    while !rest.is_empty() {
        let ends: Vec<usize> = rest.char_indices().map(|(at, char)| at + char.len_utf8()).collect();
        let known = ends.iter().rev().find(|end| !vocabulary::phrases(&rest[..**end]).is_empty());
        let (part, behind) = rest.split_at(known.copied().unwrap_or(rest.len()));
        parts.push(part);
        rest = behind;
    }
    parts
}

/// Replaces words by what they mean, the longest phrase first.
fn with_terms(raw: &[Item]) -> Vec<Item> {
    let mut items = Vec::with_capacity(raw.len());
    let mut at = 0;
    while let Some(item) = raw.get(at) {
        let mut found = item.clone();
        let mut next = at + 1;
        if let Kind::Word(word) = &item.kind {
            let is_ordinal = item.is_glued && matches!(word.as_str(), "st" | "nd" | "rd" | "th");
            let phrase = vocabulary::phrases(if is_ordinal { "th" } else { word }).iter().find_map(|phrase| {
                Some((
                    if is_ordinal {
                        at + 1
                    } else {
                        end_of_phrase(raw, at, &phrase.words)?
                    },
                    phrase,
                ))
            });
            if let Some((end, phrase)) = phrase {
                (found.kind, next) = (Kind::Term(phrase.term), end);
                found.is_day_first = phrase.is_day_first;
            } else if let Some(number) = roman(word) {
                found.kind = Kind::Roman(number);
            }
        }
        found.end = raw.get(next - 1).map_or(found.end, |last| last.end);
        let is_word = matches!(found.kind, Kind::Term(_) | Kind::Roman(_) | Kind::Word(_));
        // A sign that is read as a word, `<`, has no dot of its own.
        let is_sign = item.end - item.at <= 3 && !matches!(item.kind, Kind::Word(_));
        items.push(found);
        // The dot of an abbreviation.
        if is_word && !is_sign && raw.get(next).is_some_and(|dot| dot.is_sign('.') && dot.is_glued) {
            next += 1;
        }
        at = next;
    }
    items
}

/// A Roman numeral, perhaps with an ending that counts: `XIX`, `XVIIIè`, `XIVth`; `ХІХ` in Cyrillic letters that look the same.
fn roman(word: &str) -> Option<u16> {
    if word.chars().count() > 1 && word.chars().all(|char| matches!(char, 'х' | 'і' | 'v' | 'x' | 'i')) && !word.is_ascii() {
        return super::roman::roman(&word.replace('х', "x").replace('і', "i"));
    }
    let endings = ["", "e", "\u{e8}", "\u{e8}me", "eme", "th", "st", "nd", "rd", "er"];
    endings
        .iter()
        .find_map(|ending| super::roman::roman(word.strip_suffix(ending)?).filter(|number| ending.is_empty() || *number < 40))
}

/// The item behind a phrase, where it stands at `at`; dots and hyphens between its words are passed over.
fn end_of_phrase(raw: &[Item], at: usize, words: &[&str]) -> Option<usize> {
    let mut next = at;
    for (position, word) in words.iter().enumerate() {
        while position > 0
            && raw
                .get(next)
                .is_some_and(|item| item.is_sign('.') || item.is_sign('-') || item.is_open())
        {
            next += 1;
        }
        let Kind::Word(found) = &raw.get(next)?.kind else { return None };
        if found != word {
            return None;
        }
        next += 1;
    }
    Some(next)
}
