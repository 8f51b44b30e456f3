//! Running text with marks in it: search hits, words taken over, words that only one side says.

use std::ops::Range;

use egui::Ui;
use egui::text::LayoutJob;

use super::super::style::{text_format, theme_of};
use crate::model::folded_ranges;
use crate::theme::{Family, TextStyle, mix};

/// What some words of a text are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// What the search finds.
    Hit,
    /// Taken over from the message that is answered: underlined.
    Echo,
    /// Said by this side alone: underlined and tinted.
    Only,
}

/// How quotes are set.
pub(super) const QUOTE: TextStyle = TextStyle {
    family: Family::Serif,
    size: 16.0,
    weight: 400,
};

/// Height of a line of a quote: generous leading.
pub(super) const QUOTE_LINE: f32 = 25.0;

/// The widest a quote gets: about 66 characters.
pub(super) const QUOTE_WIDTH: f32 = 530.0;

/// The search hits of a text.
pub fn hits(text: &str, needle: &str) -> Vec<(Range<usize>, Mark)> {
    folded_ranges(text, needle).into_iter().map(|range| (range, Mark::Hit)).collect()
}

/// A text with its marks. Marks may lie over each other; what lies outside the text is let go.
pub fn marked_job(ui: &Ui, text: &str, style: TextStyle, line_height: f32, marks: &[(Range<usize>, Mark)]) -> LayoutJob {
    let theme = theme_of(ui);
    let mut plain = text_format(style, theme.text);
    plain.line_height = Some(line_height);
    let mut edges: Vec<usize> = marks.iter().flat_map(|(range, _)| [range.start, range.end]).collect();
    edges.extend([0, text.len()]);
    edges.sort_unstable();
    edges.dedup();
    let mut job = LayoutJob::default();
    for pair in edges.windows(2) {
        let Some(part) = text.get(pair[0]..pair[1]).filter(|part| !part.is_empty()) else {
            continue;
        };
        let mut format = plain.clone();
        for (_, mark) in marks.iter().filter(|(range, _)| range.start <= pair[0] && pair[1] <= range.end) {
            match mark {
                Mark::Hit => format.background = theme.hit,
                Mark::Echo => format.underline = egui::Stroke::new(1.6, theme.accent),
                Mark::Only => {
                    format.underline = egui::Stroke::new(1.2, theme.text);
                    format.background = mix(theme.panel, theme.accent, 0.18);
                }
            }
        }
        job.append(part, 0.0, format);
    }
    job
}

/// The marks that lie in a part of a text, from the start of that part.
pub(super) fn marks_in(marks: &[(Range<usize>, Mark)], part: &Range<usize>) -> Vec<(Range<usize>, Mark)> {
    let inside = marks.iter().filter(|(range, _)| range.start < part.end && part.start < range.end);
    inside
        .map(|(range, mark)| {
            (
                range.start.max(part.start) - part.start..range.end.min(part.end) - part.start,
                *mark,
            )
        })
        .collect()
}

/// The paragraphs of a text, by their bytes.
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split("\n\n").filter_map(move |paragraph| {
        let start = at + paragraph.len() - paragraph.trim_start().len();
        at += paragraph.len() + 2;
        let length = paragraph.trim().len();
        (length > 0).then_some(start..start + length)
    })
}
