//! Which way texts run: nothing in a file turns what follows it, and what runs from right to left stays by itself.

use std::borrow::Cow;

/// Whether a sign is written from right to left.
#[must_use]
pub fn is_right_to_left(char: char) -> bool {
    matches!(u32::from(char), 0x0590..=0x08ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff | 0x1_0800..=0x1_0fff | 0x1_e800..=0x1_efff)
}

/// Whether a sign overrides, embeds or isolates a direction of writing (Unicode Standard Annex 9).
pub(super) fn is_direction(char: char) -> bool {
    matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text without the characters that override, embed or isolate directions of writing (Unicode Standard Annex 9). In a file from
/// a stranger they can reverse what follows, as in `invoice_gpj.exe`.
#[must_use]
pub fn without_directions(text: &str) -> Cow<'_, str> {
    if text.contains(is_direction) {
        Cow::Owned(text.chars().filter(|char| !is_direction(*char)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether the first letter of a text, or the mark of direction before it, is one that is read from right to left.
#[must_use]
pub fn begins_from_the_right(text: &str) -> bool {
    let first = text
        .chars()
        .find(|char| char.is_alphabetic() || matches!(char, '\u{200e}' | '\u{200f}'));
    first.is_some_and(|char| char == '\u{200f}' || is_right_to_left(char))
}

/// Whether a title or a name runs from right to left as a whole, with its numbers and punctuation. What this program joins by
/// arrows, dots and dashes does not, whatever names it has.
#[must_use]
pub fn is_from_the_right(text: &str) -> bool {
    let is_joined = || text.contains(['\u{2192}', '\u{b7}', '\u{2014}']);
    // A few words of another script do not turn it round.
    let is_mostly = || {
        let letters = || text.chars().filter(|char| char.is_alphabetic());
        3 * letters().filter(|char| is_right_to_left(*char)).count() >= 2 * letters().count()
    };
    begins_from_the_right(text) && !is_joined() && is_mostly()
}

/// Digits and punctuation that may lie between the words of one name or title; semicolons lie between sources.
fn is_between_words(char: char) -> bool {
    char.is_ascii_digit() || matches!(char, '.' | ',' | ':' | '-' | '/' | '(' | ')' | '"' | '\'' | '\u{2013}' | '\u{2019}')
}

/// A text without directions of its own, in which runs from right to left are isolates (Unicode Standard Annex 9): a date after
/// an Arabic name stays after it.
#[must_use]
pub fn isolated(text: &str) -> Cow<'_, str> {
    let text = without_directions(text);
    if !text.contains(is_right_to_left) {
        return text;
    }
    let mut isolated = String::with_capacity(text.len() + 8);
    let mut rest = &*text;
    while let Some(start) = rest.find(is_right_to_left) {
        // To the last sign of the run, over blanks, numbers and punctuation between its words.
        let run = &rest[start..];
        let ends = run
            .char_indices()
            .take_while(|(_, char)| is_right_to_left(*char) || char.is_whitespace() || is_between_words(*char));
        let end = ends
            .filter(|(_, char)| is_right_to_left(*char))
            .map(|(at, char)| at + char.len_utf8())
            .last()
            .unwrap_or(run.len());
        isolated.push_str(&rest[..start]);
        isolated.push('\u{2068}');
        isolated.push_str(&run[..end]);
        isolated.push('\u{2069}');
        rest = &run[end..];
    }
    isolated.push_str(rest);
    Cow::Owned(isolated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_from_right_to_left_is_an_isolate() {
        for (text, expected) in [
            ("Khrushchev \u{2192} 25 Oct", "Khrushchev \u{2192} 25 Oct"),
            (
                "to \u{627}\u{644} \u{646} \u{b7} 25 Oct",
                "to \u{2068}\u{627}\u{644} \u{646}\u{2069} \u{b7} 25 Oct",
            ),
            ("\u{627} 12, \u{646}, 3 May", "\u{2068}\u{627} 12, \u{646}\u{2069}, 3 May"),
            ("\u{5d0}, 12; \u{628}, 1", "\u{2068}\u{5d0}\u{2069}, 12; \u{2068}\u{628}\u{2069}, 1"),
            ("\u{5d0}", "\u{2068}\u{5d0}\u{2069}"),
            ("", ""),
        ] {
            assert_eq!(isolated(text), expected);
        }
    }

    #[test]
    fn a_title_runs_as_most_of_it_does() {
        for (text, expected) in [
            ("\u{5d0}\u{5d1}\u{5d2}\u{5d3} 1973.", true),
            ("\u{5d0}\u{5d1}\u{5d2}\u{5d3} \u{5d0}\u{5d1}\u{5d2}\u{5d3} (UN) \u{5d0}", true),
            ("\u{5d0}\u{5d1}, 25 October", false),
            ("Camp David, \u{5d0}\u{5d1}\u{5d2}\u{5d3}\u{5d0}\u{5d1}\u{5d2}\u{5d3}", false),
            ("\u{5d0}\u{5d1} \u{2192} \u{5d2}", false),
            ("1973", false),
        ] {
            assert_eq!(is_from_the_right(text), expected, "{text}");
        }
    }

    #[test]
    fn no_text_turns_what_follows_it() {
        assert_eq!(without_directions("invoice\u{202e}gpj.exe\u{2067}a\u{2069}"), "invoicegpj.exea");
        assert_eq!(without_directions("\u{5d0}\u{200f}!"), "\u{5d0}\u{200f}!", "marks stay");
    }
}
