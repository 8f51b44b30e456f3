//! Text without letter case and diacritics, for searching.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Lower case, compatibility decomposed, without combining marks: `Khrushchëv` becomes `khrushchev`.
#[must_use]
pub fn fold_text(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars().flat_map(fold_char).collect()
}

fn fold_char(char: char) -> impl Iterator<Item = char> {
    std::iter::once(char)
        .nfkd()
        .filter(|char| !is_combining_mark(*char))
        .flat_map(char::to_lowercase)
        .collect::<Vec<char>>()
        .into_iter()
}

/// Where the folded `needle` occurs in `text`, as byte ranges of `text`, in order and without overlap.
#[must_use]
pub fn folded_ranges(text: &str, needle: &str) -> Vec<std::ops::Range<usize>> {
    if needle.is_empty() {
        return Vec::new();
    }
    // For each byte of the folded text, where the character that it comes from begins and ends in `text`.
    let mut folded = String::with_capacity(text.len());
    let mut origin: Vec<(usize, usize)> = Vec::with_capacity(text.len());
    for (start, char) in text.char_indices() {
        let end = start + char.len_utf8();
        let before = folded.len();
        folded.extend(fold_char(char));
        if folded.len() == before {
            // A combining mark belongs to the letter before it.
            if let Some(last) = origin.last_mut() {
                last.1 = end;
            }
        }
        origin.resize(folded.len(), (start, end));
    }
    folded
        .match_indices(needle)
        .filter_map(|(at, found)| Some(origin.get(at)?.0..origin.get(at + found.len() - 1)?.1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_and_diacritics_do_not_matter() {
        assert_eq!(fold_text("Хрущёв, Müller, ÉCOLE"), "хрущев, muller, ecole");
        let text = "À bientôt, Bientot";
        let found: Vec<&str> = folded_ranges(text, "bientot").into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["bientôt", "Bientot"]);
        let decomposed = "cafe\u{301}s";
        let found: Vec<&str> = folded_ranges(decomposed, "cafe")
            .into_iter()
            .map(|range| &decomposed[range])
            .collect();
        assert_eq!(found, ["cafe\u{301}"]);
    }

    proptest! {
        #[test]
        fn found_ranges_are_text_and_fold_to_the_needle(text in "\\PC{0,40}", at in 0_usize..40, len in 1_usize..4) {
            let needle: String = fold_text(&text).chars().skip(at).take(len).collect();
            for range in folded_ranges(&text, &needle) {
                let found = text.get(range);
                prop_assert!(found.is_some_and(|found| fold_text(found).contains(&needle)));
            }
        }
    }
}
