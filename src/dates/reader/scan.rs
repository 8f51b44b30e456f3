//! From a text to the items that dates are made of: numbers, terms, signs, and words that mean nothing here.

use super::vocabulary::{self, Term};

/// One item, and the byte of the text at which it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub(super) kind: Kind,
    pub(super) at: usize,
    /// Whether no blank stands before it.
    pub(super) is_glued: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// A number, and how many digits it was written with.
    Number(i64, usize),
    /// Something of the vocabulary.
    Term(Term),
    /// A Roman numeral.
    Roman(u8),
    /// One of `- / . : ? ~ + (`.
    Sign(char),
    /// Anything else.
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
}

/// Stands for every dash that is longer than a hyphen.
const DASH: char = '\u{2013}';

/// Longer numbers are none of a date.
const MAX_DIGITS: usize = 14;

/// The items of a text. Brackets, commas and quotation marks say nothing and are left out.
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
        let kind = match char {
            '0'..='9' => {
                let digits = take_while(|char| char.is_ascii_digit());
                match digits.parse() {
                    Ok(value) if digits.len() <= MAX_DIGITS => Some(Kind::Number(value, digits.len())),
                    _ => Some(Kind::Word(digits.to_owned())),
                }
            }
            '-' | '\u{2010}'..='\u{2012}' | '\u{2212}' => Some(Kind::Sign('-')),
            // Between numbers a dash is no hyphen: 1801–10 is ten years, 1801-10 may be a month.
            '\u{2013}'..='\u{2015}' => Some(Kind::Sign(DASH)),
            '/' | '.' | ':' | '?' | '~' | '+' | '(' => Some(Kind::Sign(char)),
            ',' | '[' | ']' | ')' | '"' | '\'' | '\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{ba}' | '\u{b0}' => None,
            _ if char.is_whitespace() => {
                is_glued = false;
                continue;
            }
            _ if char.is_alphabetic() => {
                let word = take_while(char::is_alphabetic);
                // 년부터: what is counted, and a word behind it.
                let counted = word.char_indices().nth(1).map(|(second, _)| word.split_at(second));
                match counted.filter(|(first, _)| "년월일年月日".contains(first) && vocabulary::phrases(word).is_empty()) {
                    Some((first, rest)) => {
                        raw.push(Item {
                            kind: Kind::Word(first.to_owned()),
                            at,
                            is_glued,
                        });
                        is_glued = true;
                        Some(Kind::Word(rest.to_owned()))
                    }
                    None => Some(Kind::Word(word.to_lowercase())),
                }
            }
            other => Some(Kind::Word(other.to_string())),
        };
        if let Some(kind) = kind {
            raw.push(Item { kind, at, is_glued });
        }
        is_glued = true;
    }
    with_terms(&raw)
}

/// Replaces words by what they mean, the longest phrase first.
fn with_terms(raw: &[Item]) -> Vec<Item> {
    let mut items = Vec::with_capacity(raw.len());
    let mut at = 0;
    while let Some(item) = raw.get(at) {
        let mut kind = item.kind.clone();
        let mut next = at + 1;
        if let Kind::Word(word) = &item.kind {
            let is_ordinal = item.is_glued && matches!(word.as_str(), "st" | "nd" | "rd" | "th");
            let phrase = vocabulary::phrases(if is_ordinal { "th" } else { word })
                .iter()
                .find_map(|(words, term)| Some((if is_ordinal { at + 1 } else { end_of_phrase(raw, at, words)? }, *term)));
            if let Some((end, term)) = phrase {
                (kind, next) = (Kind::Term(term), end);
            } else if let Some(number) = vocabulary::roman(word).or_else(|| vocabulary::roman(word.strip_suffix('e')?)) {
                kind = Kind::Roman(number);
            }
        }
        let is_word = !matches!(kind, Kind::Number(..) | Kind::Sign(_));
        items.push(Item { kind, ..item.clone() });
        // The dot of an abbreviation.
        if is_word && raw.get(next).is_some_and(|dot| dot.is_sign('.') && dot.is_glued) {
            next += 1;
        }
        at = next;
    }
    items
}

/// The item behind a phrase, where it stands at `at`; dots and hyphens between its words are passed over.
fn end_of_phrase(raw: &[Item], at: usize, words: &[&str]) -> Option<usize> {
    let mut next = at;
    for (position, word) in words.iter().enumerate() {
        while position > 0 && raw.get(next).is_some_and(|item| item.is_sign('.') || item.is_sign('-')) {
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
