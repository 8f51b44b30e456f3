//! The words that a reply takes over from what it answers.

use std::collections::HashMap;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::model::fold_text;

/// So many words in a row that both texts have are no chance.
const RUN: usize = 6;

/// Between quotation marks so many are enough.
const QUOTED_RUN: usize = 2;

/// Of words that stand in a message more often than this in a row, the first places are looked at.
const MAX_PLACES: usize = 64;

/// Where in `reply` stand words that `message` has too, in the same order: as byte ranges, in order and without overlap. A
/// run counts from six words on, between quotation marks from two; letter case, diacritics and signs do not matter.
#[must_use]
pub fn echoes(reply: &str, message: &str) -> Vec<Range<usize>> {
    let (reply_words, message_words) = (words(reply), words(message));
    let mut places: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (at, pair) in message_words.windows(2).enumerate() {
        places.entry((&pair[0].1, &pair[1].1)).or_default().push(at);
    }
    let quoted = quoted_parts(reply);
    let is_quoted = |range: &Range<usize>| {
        let after = quoted.partition_point(|part| part.start <= range.start);
        after.checked_sub(1).is_some_and(|at| range.end <= quoted[at].end)
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at + 1 < reply_words.len() {
        let begins = places.get(&(reply_words[at].1.as_str(), reply_words[at + 1].1.as_str()));
        let run = |place: &usize| {
            let pairs = reply_words[at..].iter().zip(&message_words[*place..]);
            pairs.take_while(|(a, b)| a.1 == b.1).count()
        };
        let longest = begins.into_iter().flatten().take(MAX_PLACES).map(run).max().unwrap_or(0);
        // A run may go on beyond the mark that closes the quotation.
        let is_enough = |length: usize| {
            let range = reply_words[at].0.start..reply_words[at + length - 1].0.end;
            length >= RUN || (length >= QUOTED_RUN && is_quoted(&range))
        };
        match (QUOTED_RUN..=longest).rev().find(|length| is_enough(*length)) {
            Some(length) => {
                found.push(reply_words[at].0.start..reply_words[at + length - 1].0.end);
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// The words of a text, folded, with where they stand.
fn words(text: &str) -> Vec<(Range<usize>, String)> {
    text.unicode_word_indices()
        .map(|(at, word)| (at..at + word.len(), fold_text(word)))
        .collect()
}

/// A quotation goes over no more bytes than this; a mark that is never closed quotes nothing.
const MAX_QUOTED: usize = 2_000;

/// What stands between quotation marks.
fn quoted_parts(text: &str) -> Vec<Range<usize>> {
    let closing = |open: char| match open {
        '\u{201c}' => Some(['\u{201d}', '\u{201c}']),
        '\u{201e}' => Some(['\u{201c}', '\u{201d}']),
        '\u{ab}' => Some(['\u{bb}', '\u{bb}']),
        '\u{2018}' => Some(['\u{2019}', '\u{2019}']),
        '"' => Some(['"', '"']),
        _ => None,
    };
    let mut parts = Vec::new();
    let mut until = 0;
    for (at, char) in text.char_indices() {
        let Some(close) = closing(char).filter(|_| at >= until) else {
            continue;
        };
        let start = at + char.len_utf8();
        let rest = text.get(start..).unwrap_or_default();
        if let Some(end) = rest.find(close).filter(|end| *end <= MAX_QUOTED) {
            parts.push(start..start + end);
            until = start + end + 1;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(reply: &str, message: &str, expected: &[&str]) {
        let found: Vec<&str> = echoes(reply, message).into_iter().map(|range| &reply[range]).collect();
        assert_eq!(found, expected, "{reply}");
    }

    #[test]
    fn words_that_are_taken_over_are_found() {
        let message = "The weapons which you describe as offensive will be removed from Cuba under the supervision of the UN.";
        check(
            "As you say, the weapons, which you describe as offensive, stay.",
            message,
            &["the weapons, which you describe as offensive"],
        );
        check("They will be removed from Cuba.", message, &[]);
        check(
            "You say \u{201c}removed from Cuba\u{201d}; removed from Cuba they are.",
            message,
            &["removed from Cuba"],
        );
        check("\u{ab}UN\u{bb}", message, &[]);
        check("", message, &[]);
        check("Weapons", "", &[]);
        check(
            "Ёлки и палки, ЁЛКИ и палки снова там",
            "ёлки и палки елки и палки снова",
            &["Ёлки и палки, ЁЛКИ и палки снова"],
        );
    }

    proptest! {
        #[test]
        fn ranges_are_of_the_reply_in_order(reply in "[ab \u{201c}\u{201d}é.]{0,60}", message in "[ab ]{0,60}") {
            let found = echoes(&reply, &message);
            for range in &found {
                prop_assert!(reply.get(range.clone()).is_some());
            }
            prop_assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }

        #[test]
        fn a_text_echoes_itself(words in proptest::collection::vec("[a-z]{1,6}", 6..30)) {
            let text = words.join(" ");
            let found = echoes(&text, &text);
            prop_assert!(found.len() == 1 && found[0] == (0..text.len()), "{:?}", found);
        }
    }
}
