//! Where in a record something stands: a scan that knows strings and comments, so that a value is not found in a title.

use std::sync::{Mutex, PoisonError};

/// What to look for in a record: a value, and the field whose value it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Needle<'a> {
    /// The names the field may have; empty for any.
    pub fields: &'a [&'a str],
    /// The value, unquoted; empty for the field itself.
    pub value: &'a str,
}

impl<'a> Needle<'a> {
    /// A value of a field.
    #[must_use]
    pub const fn of(fields: &'a [&'a str], value: &'a str) -> Self {
        Self { fields, value }
    }

    /// The byte at which it stands in a record: the value, else the field, else the same
    /// words anywhere, else the start.
    #[must_use]
    pub fn offset_in(&self, record: &str) -> usize {
        let (mut field_at, mut has_fields) = (None, false);
        for token in tokens(record) {
            let is_name = record[token.end..].trim_start().starts_with(':');
            has_fields |= is_name;
            if is_name && field_at.is_none() && self.fields.contains(&token.text(record)) {
                field_at = Some(token.start);
                if self.value.is_empty() {
                    return token.start;
                }
            } else if (field_at.is_some() || self.fields.is_empty()) && token.text(record) == self.value {
                return token.start;
            }
        }
        // Records of other formats have no fields with a colon.
        let anywhere = || record.find(self.value).filter(|_| !self.value.is_empty() && !has_fields);
        field_at.or_else(anywhere).unwrap_or(0)
    }
}

/// The string that a field of the record itself has, not of what stands in it, as written between its quotes.
#[must_use]
pub fn own_string<'a>(record: &'a str, field: &str) -> Option<&'a str> {
    let mut tokens = tokens(record).peekable();
    while let Some(token) = tokens.next() {
        let is_field = token.depth <= 1 && token.text(record) == field && record[token.end..].trim_start().starts_with(':');
        if let Some(value) = tokens.peek().filter(|_| is_field) {
            return record[value.start..value.end].strip_prefix('"')?.strip_suffix('"');
        }
    }
    None
}

/// A word or a string of a record, with its quotes.
#[derive(Clone, Copy, Debug)]
struct Token {
    start: usize,
    end: usize,
    /// In how many brackets it stands.
    depth: usize,
}

impl Token {
    fn text(self, record: &str) -> &str {
        record[self.start..self.end].trim_matches('"')
    }
}

/// The words and strings of a record in RON or JSON, without comments. Escapes are passed over, not resolved: a value
/// that needs them is not found, and the record's start is given instead.
fn tokens(record: &str) -> impl Iterator<Item = Token> {
    let (mut at, mut depth) = (0, 0_usize);
    std::iter::from_fn(move || {
        loop {
            let rest = record.get(at..)?;
            let first = rest.chars().next()?;
            let start = at;
            if rest.starts_with("//") {
                at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                at += rest.find("*/").map_or(rest.len(), |end| end + 2);
            } else if first == '"' {
                at += string_len(rest);
                return Some(Token { start, end: at, depth });
            } else if first.is_alphanumeric() || first == '_' {
                let end = rest
                    .find(|char: char| !(char.is_alphanumeric() || char == '_'))
                    .unwrap_or(rest.len());
                at += end;
                return Some(Token { start, end: at, depth });
            } else {
                match first {
                    '(' | '[' | '{' => depth += 1,
                    ')' | ']' | '}' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                at += first.len_utf8();
            }
        }
    })
}

/// How many bytes a string takes, from its opening quote to its closing one.
fn string_len(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, char) in text.char_indices().skip(1) {
        match char {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Counts lines and columns of a text, and remembers some of them: all places together cost one pass over the text, and
/// each a short way from the last place that is remembered, even where the text is one long line.
#[derive(Debug, Default)]
pub struct Places {
    known: Mutex<Known>,
}

/// Places that are known, each as offset, line and column.
#[derive(Debug, Default)]
struct Known {
    /// Every [`REMEMBERED`] bytes or so, as far as anyone has asked.
    some: Vec<(usize, usize, usize)>,
    /// The last that was asked for: places are mostly asked for in their order.
    last: (usize, usize, usize),
}

/// How many bytes lie between two places that are remembered.
const REMEMBERED: usize = 2048;

impl Clone for Places {
    fn clone(&self) -> Self {
        // What is remembered is found again.
        Self::default()
    }
}

impl Places {
    /// The line and the column (in characters), both from 1, of a byte offset.
    #[must_use]
    pub fn of_offset(&self, text: &str, offset: usize) -> super::Place {
        let offset = offset.min(text.len());
        // Places are put in whole, so that they are sound whoever failed meanwhile.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let before = known.some.partition_point(|(at, ..)| *at <= offset);
        let near = before
            .checked_sub(1)
            .and_then(|at| known.some.get(at))
            .copied()
            .unwrap_or((0, 1, 1));
        let is_last = before == known.some.len();
        let mut remembered = near.0;
        let (from, mut line, mut column) = if (near.0 + 1..=offset).contains(&known.last.0) {
            known.last
        } else {
            near
        };
        for (at, char) in text.get(from..offset).unwrap_or_default().char_indices() {
            if is_last && from + at >= remembered + REMEMBERED {
                remembered = from + at;
                known.some.push((remembered, line, column));
            }
            if char == '\n' {
                line += 1;
                column = 1;
            } else {
                column += 1;
            }
        }
        if text.is_char_boundary(offset) {
            known.last = (offset, line, column);
        }
        super::Place { line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_value_is_found_in_its_field_and_nowhere_else() {
        let record = "(id: \"5\", /* sent: \"5\" */ title: \"sent: 5\", sent: \"5\", from: [\"a\", \"b\"])";
        let found = |fields: &[&str], value: &str| Needle::of(fields, value).offset_in(record);
        assert_eq!(&record[found(&["sent"], "5")..][..3], "\"5\"");
        assert_eq!(found(&["sent"], "5"), record.rfind("\"5\"").unwrap_or(0));
        assert_eq!(found(&["from"], "b"), record.find("\"b\"").unwrap_or(0));
        assert_eq!(found(&["from"], "nowhere"), record.find("from").unwrap_or(0));
        assert_eq!(found(&["to"], "b"), 0);
        let json = "{\"title\": \"zq\", \"sent\": \"zq\"}";
        assert_eq!(Needle::of(&["sent"], "zq").offset_in(json), json.rfind("\"zq\"").unwrap_or(0));
    }

    #[test]
    fn places_of_a_long_text_are_exact_in_any_order() {
        let text = "abcü\n".repeat(3000) + &"x".repeat(9000);
        let places = Places::default();
        for offset in [20_000, 5, 24_500, 12_006, 0, 18_000, text.len()] {
            assert_eq!(
                places.of_offset(&text, offset),
                super::super::Place::of_offset(&text, offset),
                "{offset}"
            );
        }
    }

    proptest! {
        #[test]
        fn places_are_counted_as_if_each_were_the_first(text in "[ab\nü]{0,60}", offsets in proptest::collection::vec(0_usize..70, 0..8)) {
            let places = Places::default();
            for offset in offsets {
                let offset = (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
                prop_assert_eq!(places.of_offset(&text, offset), super::super::Place::of_offset(&text, offset));
            }
        }

        #[test]
        fn no_record_breaks_the_scan(record in "\\PC{0,60}", value in "[a-z]{0,3}") {
            let at = Needle::of(&["sent"], &value).offset_in(&record);
            prop_assert!(record.is_char_boundary(at));
        }
    }
}
