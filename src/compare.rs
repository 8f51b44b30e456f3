//! Two texts side by side: sentence against sentence, with what only one of them says.
//!
//! Sentences in one language are paired by the words they share, those of an original and its translation by their
//! lengths (after Gale and Church, “A Program for Aligning Sentences in Bilingual Corpora”, 1993).

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::model::fold_text;

/// A sentence, or two that stand against one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Where it stands in its text, in bytes.
    pub range: Range<usize>,
    /// What of it only this text says, in bytes of the text; all of it where nothing stands against it.
    pub only: Vec<Range<usize>>,
}

/// What stands beside each other; one side may be empty, never both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Of the first text.
    pub left: Option<Side>,
    /// Of the second.
    pub right: Option<Side>,
}

/// By what sentences are paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pairing {
    /// By the words they share; differences are marked.
    Words,
    /// By their lengths, because the texts are in two languages; nothing is marked.
    Lengths,
}

/// No text has more sentences that are paired; what is beyond stands by itself at the end.
const MAX_SENTENCES: usize = 800;

/// Sets two texts side by side. Each sentence of both stands in exactly one row, in order.
#[must_use]
pub fn compare(left: &str, right: &str, pairing: Pairing) -> Vec<Row> {
    let (a, b) = (sentences(left), sentences(right));
    let (a_far, b_far) = (
        a.get(MAX_SENTENCES..).unwrap_or_default(),
        b.get(MAX_SENTENCES..).unwrap_or_default(),
    );
    let (a, b) = (&a[..a.len() - a_far.len()], &b[..b.len() - b_far.len()]);
    let whole = |all: &[Range<usize>]| Some(all.first()?.start..all.last()?.end);
    let mut rows: Vec<Row> = pair(&Texts::new(left, a, right, b, pairing))
        .into_iter()
        .map(|(a_part, b_part)| {
            let ranges = (whole(&a[a_part]), whole(&b[b_part]));
            match ranges {
                (Some(a), Some(b)) if pairing == Pairing::Words => {
                    let (only_left, only_right) = differences((left, a.clone()), (right, b.clone()));
                    Row {
                        left: Some(Side { range: a, only: only_left }),
                        right: Some(Side {
                            range: b,
                            only: only_right,
                        }),
                    }
                }
                (a, b) => {
                    let is_alone = a.is_none() || b.is_none();
                    let side = |range: Option<Range<usize>>| {
                        range.map(|range| Side {
                            only: if is_alone { vec![range.clone()] } else { Vec::new() },
                            range,
                        })
                    };
                    Row {
                        left: side(a),
                        right: side(b),
                    }
                }
            }
        })
        .collect();
    let alone = |range: &Range<usize>| {
        Some(Side {
            range: range.clone(),
            only: vec![range.clone()],
        })
    };
    rows.extend(a_far.iter().map(|range| Row {
        left: alone(range),
        right: None,
    }));
    rows.extend(b_far.iter().map(|range| Row {
        left: None,
        right: alone(range),
    }));
    if pairing == Pairing::Words {
        unmark_moved(&mut rows, left, right);
    }
    rows
}

/// A sentence that stands alone but that the other text has too, somewhere else, is not said by one side only.
fn unmark_moved(rows: &mut [Row], left: &str, right: &str) {
    let words = |text: &str, range: &Range<usize>| -> Vec<String> {
        let part = text.get(range.clone()).unwrap_or_default();
        part.unicode_words().map(fold_text).collect()
    };
    let said = |text: &str| -> HashSet<Vec<String>> { sentences(text).iter().map(|range| words(text, range)).collect() };
    let (by_left, by_right) = (said(left), said(right));
    for row in rows {
        let (side, text, others) = match (&mut row.left, &mut row.right) {
            (Some(side), None) => (side, left, &by_right),
            (None, Some(side)) => (side, right, &by_left),
            _ => continue,
        };
        if others.contains(&words(text, &side.range)) {
            side.only.clear();
        }
    }
}

/// Words before a point that end no sentence.
const ABBREVIATIONS: [&str; 18] = [
    "mr", "mrs", "ms", "dr", "gen", "col", "no", "vol", "pp", "p", "a.m", "p.m", "st", "etc", "cf", "approx", "bzw", "z.b",
];

/// The sentences of a text, by their bytes, without the white space between them.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    for (at, sentence) in text.split_sentence_bound_indices() {
        let trimmed = sentence.trim();
        if trimmed.is_empty() {
            continue;
        }
        let start = at + sentence.len() - sentence.trim_start().len();
        let range = start..start + trimmed.len();
        match found.last_mut().filter(|_| goes_on) {
            Some(last) => last.end = range.end,
            None => found.push(range),
        }
        goes_on = ends_in_abbreviation(trimmed) && !sentence.contains('\n');
    }
    found
}

/// `Mr.`, `N.`, `p.m.`
fn ends_in_abbreviation(sentence: &str) -> bool {
    let Some(before) = sentence.strip_suffix('.') else { return false };
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_start_matches(|char: char| !char.is_alphanumeric());
    let is_initial = word
        .split('.')
        .all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase));
    is_initial || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

/// What pairing asks of two texts.
struct Texts {
    /// For each sentence, how often each word stands in it, or its length.
    left: Vec<Measure>,
    right: Vec<Measure>,
    /// The same for each sentence together with the next.
    left_two: Vec<Measure>,
    right_two: Vec<Measure>,
    pairing: Pairing,
    /// How much longer the second text is.
    ratio: f64,
}

#[derive(Default)]
struct Measure {
    /// Each word as a number, with what it weighs as often as it stands there, by number.
    words: Vec<(u32, u32)>,
    /// What all words weigh.
    weight: u32,
    length: f64,
}

/// What a word says of what a sentence is about: short words stand in sentences about anything. The same for all words
/// of a script that writes them with one sign or two.
fn weight_of(word: &str) -> u32 {
    let letters = word.chars().take(8).count() as u32;
    (letters * letters / 8).max(1)
}

impl Measure {
    fn of(text: &str, pairing: Pairing, numbers: &mut HashMap<String, u32>) -> Self {
        let mut measure = Self {
            length: text.chars().count() as f64,
            ..Self::default()
        };
        if pairing == Pairing::Words {
            let mut words: Vec<(u32, u32)> = Vec::new();
            for word in text.unicode_words().map(fold_text) {
                let next = numbers.len() as u32;
                let weight = weight_of(&word);
                words.push((*numbers.entry(word).or_insert(next), weight));
            }
            measure.weight = words.iter().map(|(_, weight)| weight).sum();
            measure.words = sum_up(words);
        }
        measure
    }

    fn with(&self, other: &Self) -> Self {
        Self {
            words: sum_up([self.words.as_slice(), &other.words].concat()),
            weight: self.weight + other.weight,
            length: self.length + other.length,
        }
    }

    /// How much of the words of both they share, from 0 to 1.
    fn likeness(&self, other: &Self) -> f64 {
        let (mut mine, mut others) = (self.words.iter().peekable(), other.words.iter().peekable());
        let mut shared = 0;
        while let (Some((word, weight)), Some((other, others_weight))) = (mine.peek(), others.peek()) {
            match word.cmp(other) {
                Ordering::Less => drop(mine.next()),
                Ordering::Greater => drop(others.next()),
                Ordering::Equal => {
                    shared += (*weight).min(*others_weight);
                    mine.next();
                    others.next();
                }
            }
        }
        f64::from(2 * shared) / f64::from((self.weight + other.weight).max(1))
    }
}

/// Each word once, with all that it weighs.
fn sum_up(mut words: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    words.sort_unstable();
    words.dedup_by(|next, word| {
        let is_same = next.0 == word.0;
        word.1 += if is_same { next.1 } else { 0 };
        is_same
    });
    words
}

/// What two sentences must share at least to stand beside each other.
const LEAST_LIKENESS: f64 = 0.25;

/// What it costs to set two sentences against one, as a share.
const MERGING: f64 = 0.08;

impl Texts {
    fn new(left: &str, a: &[Range<usize>], right: &str, b: &[Range<usize>], pairing: Pairing) -> Self {
        let mut numbers = HashMap::new();
        let mut measure = |text: &str, all: &[Range<usize>]| -> Vec<Measure> {
            let parts = all.iter().map(|range| text.get(range.clone()).unwrap_or_default());
            parts.map(|part| Measure::of(part, pairing, &mut numbers)).collect()
        };
        let (left, right) = (measure(left, a), measure(right, b));
        let by_two = |all: &[Measure]| all.windows(2).map(|two| two[0].with(&two[1])).collect();
        let total = |all: &[Measure]| all.iter().map(|measure| measure.length).sum::<f64>().max(1.0);
        Self {
            ratio: total(&right) / total(&left),
            left_two: by_two(&left),
            right_two: by_two(&right),
            left,
            right,
            pairing,
        }
    }

    /// How well two sentences, or three, stand beside each other; above 0 where better than apart.
    fn score(&self, a: &Measure, b: &Measure) -> f64 {
        match self.pairing {
            Pairing::Words => {
                let likeness = a.likeness(b);
                // By how much they share, weighed by how much that is.
                (likeness - LEAST_LIKENESS) * f64::from(a.weight + b.weight).sqrt()
            }
            Pairing::Lengths => {
                let ratio = (b.length.max(1.0) / (a.length.max(1.0) * self.ratio)).ln().abs();
                1.0 - ratio
            }
        }
    }
}

/// Which sentences stand against which, as places from–to in both texts.
fn pair(texts: &Texts) -> Vec<(Range<usize>, Range<usize>)> {
    let (rows, columns) = (texts.left.len(), texts.right.len());
    let at = |i: usize, j: usize| i * (columns + 1) + j;
    let mut best = vec![f64::MIN; (rows + 1) * (columns + 1)];
    let mut step = vec![(0_usize, 0_usize); best.len()];
    best[0] = 0.0;
    for i in 0..=rows {
        for j in 0..=columns {
            let here = best[at(i, j)];
            let (a, b) = (texts.left.get(i), texts.right.get(j));
            let mut offer = |di: usize, dj: usize, score: f64| {
                let to = at(i + di, j + dj);
                // Of two that stand alone the left one comes first.
                if here + score > best[to] || (here + score >= best[to] && di == 0) {
                    best[to] = here + score;
                    step[to] = (di, dj);
                }
            };
            if a.is_some() {
                offer(1, 0, 0.0);
            }
            if b.is_some() {
                offer(0, 1, 0.0);
            }
            let (Some(a), Some(b)) = (a, b) else { continue };
            let score = texts.score(a, b);
            if score > 0.0 {
                offer(1, 1, score);
            }
            let merged = |score: f64| {
                if score > 0.0 {
                    score * (1.0 - MERGING) - MERGING
                } else {
                    f64::MIN / 2.0
                }
            };
            if let Some(two) = texts.left_two.get(i) {
                offer(2, 1, merged(texts.score(two, b)));
            }
            if let Some(two) = texts.right_two.get(j) {
                offer(1, 2, merged(texts.score(a, two)));
            }
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (rows, columns);
    while i > 0 || j > 0 {
        let (di, dj) = step[at(i, j)];
        pairs.push((i - di..i, j - dj..j));
        (i, j) = (i - di, j - dj);
    }
    pairs.reverse();
    pairs
}

/// The words that only one of two sentences has, neighbors as one.
fn differences((left, a): (&str, Range<usize>), (right, b): (&str, Range<usize>)) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let words = |text: &str, range: &Range<usize>| -> Vec<(Range<usize>, String)> {
        let part = text.get(range.clone()).unwrap_or_default();
        part.unicode_word_indices()
            .map(|(at, word)| (range.start + at..range.start + at + word.len(), fold_text(word)))
            .collect()
    };
    let (a, b) = (words(left, &a), words(right, &b));
    let only_words = |all: &[(Range<usize>, String)]| all.iter().map(|(_, word)| word.clone()).collect::<Vec<_>>();
    let (mut only_left, mut only_right) = (Vec::new(), Vec::new());
    for op in capture_diff_slices(Algorithm::Myers, &only_words(&a), &only_words(&b)) {
        if !matches!(op, DiffOp::Equal { .. }) {
            only_left.extend(op.old_range());
            only_right.extend(op.new_range());
        }
    }
    // A word that only stands elsewhere in the other sentence (“28 October”, “October 28”) is said by both.
    let moved = |mine: &[usize], all: &[(Range<usize>, String)], theirs: &[usize], others: &[(Range<usize>, String)]| -> Vec<usize> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (_, word) in theirs.iter().filter_map(|at| others.get(*at)) {
            *counts.entry(word).or_default() += 1;
        }
        let is_left = |at: &usize| match all.get(*at).and_then(|(_, word)| counts.get_mut(word.as_str())) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        };
        mine.iter().copied().filter(is_left).collect()
    };
    let (left, right) = (moved(&only_left, &a, &only_right, &b), moved(&only_right, &b, &only_left, &a));
    (runs(&left, &a), runs(&right, &b))
}

/// Neighbors among words, by their places, as one stretch of text each.
fn runs(places: &[usize], words: &[(Range<usize>, String)]) -> Vec<Range<usize>> {
    let stretches = places.chunk_by(|a, b| a + 1 == *b);
    let bounds = stretches.filter_map(|stretch| Some((words.get(*stretch.first()?)?, words.get(*stretch.last()?)?)));
    bounds.map(|(first, last)| first.0.start..last.0.end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Rows as text: sentences beside each other, what only one says in brackets.
    fn check(left: &str, right: &str, pairing: Pairing, expected: &[(&str, &str)]) {
        let shown = |text: &str, side: Option<Side>| {
            let Some(side) = side else { return String::new() };
            let mut shown = String::new();
            let mut at = side.range.start;
            for only in side.only {
                shown.push_str(&text[at..only.start]);
                shown.push_str(&format!("[{}]", &text[only.clone()]));
                at = only.end;
            }
            shown.push_str(&text[at..side.range.end]);
            shown
        };
        let found: Vec<(String, String)> = compare(left, right, pairing)
            .into_iter()
            .map(|row| (shown(left, row.left), shown(right, row.right)))
            .collect();
        let expected: Vec<(String, String)> = expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_stand_beside_each_other_with_what_only_one_says() {
        check(
            "The two leaders spoke by phone. They agreed to meet in Geneva. Mr. Reagan called.",
            "The two leaders spoke by phone on Monday. Sanctions were not discussed. They agreed to meet in Geneva.",
            Pairing::Words,
            &[
                ("The two leaders spoke by phone.", "The two leaders spoke by phone [on Monday]."),
                ("", "[Sanctions were not discussed.]"),
                ("They agreed to meet in Geneva.", "They agreed to meet in Geneva."),
                ("[Mr. Reagan called.]", ""),
            ],
        );
        check("", "", Pairing::Words, &[]);
        check("Same.", "Same.", Pairing::Words, &[("Same.", "Same.")]);
        check(
            "One thing.",
            "Wholly other words.",
            Pairing::Words,
            &[("[One thing.]", ""), ("", "[Wholly other words.]")],
        );
    }

    #[test]
    fn short_words_alone_make_no_pair() {
        let left = "We had to have a commitment by tomorrow that those bases would be removed.";
        let right = "We have just received a report that a plane was shot down.";
        assert_eq!(compare(left, right, Pairing::Words).len(), 2);
        // Where words are one sign each, all weigh the same.
        assert_eq!(
            compare("我们昨天收到了总统的信。", "昨天我们收到总统的信。", Pairing::Words).len(),
            1
        );
    }

    #[test]
    fn what_only_stands_elsewhere_is_said_by_both() {
        check(
            "On October 28 the letter came. Nothing else was said.",
            "Nothing else was said. On 28 October the letter came to Moscow.",
            Pairing::Words,
            &[
                ("", "Nothing else was said."),
                ("On October 28 the letter came.", "On 28 October the letter came [to Moscow]."),
                ("Nothing else was said.", ""),
            ],
        );
    }

    #[test]
    fn two_sentences_may_stand_against_one() {
        check(
            "We will remove the bases in Cuba. The bases in Turkey stay.",
            "We will remove the bases in Cuba, the bases in Turkey stay.",
            Pairing::Words,
            &[(
                "We will remove the bases in Cuba. The bases in Turkey stay.",
                "We will remove the bases in Cuba, the bases in Turkey stay.",
            )],
        );
    }

    #[test]
    fn an_original_is_paired_by_length() {
        check(
            "Мы с вами не должны теперь тянуть за концы веревки. Да.",
            "We and you ought not now to pull on the ends of the rope. Yes.",
            Pairing::Lengths,
            &[
                (
                    "Мы с вами не должны теперь тянуть за концы веревки.",
                    "We and you ought not now to pull on the ends of the rope.",
                ),
                ("Да.", "Yes."),
            ],
        );
    }

    #[test]
    fn initials_and_abbreviations_end_no_sentence() {
        let text = "N. S. Khrushchev wrote at 7 p.m. Moscow time. Dr. No left.";
        let found: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["N. S. Khrushchev wrote at 7 p.m. Moscow time.", "Dr. No left."]);
    }

    proptest! {
        #[test]
        fn every_sentence_stands_in_one_row(left in "([a-c]{1,3} ){0,4}([a-c]{1,3}[.!?] ?){0,6}", right in "([a-c]{1,3} ){0,4}([a-c]{1,3}[.!?] ?){0,6}", by_words in any::<bool>()) {
            let pairing = if by_words { Pairing::Words } else { Pairing::Lengths };
            let rows = compare(&left, &right, pairing);
            for (text, side) in [(&left, 0), (&right, 1)] {
                let ranges: Vec<Range<usize>> = rows.iter().filter_map(|row| [&row.left, &row.right][side].as_ref()).map(|side| side.range.clone()).collect();
                prop_assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start));
                let kept: String = ranges.iter().map(|range| &text[range.clone()]).collect();
                let bare = |text: &str| text.chars().filter(|char| !char.is_whitespace()).collect::<String>();
                prop_assert_eq!(bare(&kept), bare(text));
            }
            prop_assert!(rows.iter().all(|row| row.left.is_some() || row.right.is_some()));
        }
    }
}
