//! What is under a figure: what is not drawn, a note, the sources, the credit, and a line by which it can be checked.

use emath::pos2;

use super::{EDGE, Setting};
use crate::index::range_words;
use crate::layout::Input;
use crate::layout::sources::{Sources, sources};
use crate::layout::text::{counted, thousands, wrap};
use crate::scene::{Anchor, Layer};
use crate::theme::TextStyle;

/// How most of it is set.
const TEXT: TextStyle = TextStyle::sans(10.5, 400);

/// How the credit is set.
const CREDIT: TextStyle = TextStyle::sans(10.5, 600);

/// How the last line is set.
const CHECK: TextStyle = TextStyle::sans(8.0, 400);

/// In a figure less wide than this, in points, what is not drawn may need several lines.
const NARROW: f32 = 700.0;

/// The lines under a figure, before it is known what is not drawn.
pub(super) struct Foot {
    lines: Vec<(String, TextStyle)>,
    /// How many sources have no room.
    pub left_out: usize,
    width: f32,
}

impl Foot {
    pub fn new(input: &Input<'_>, setting: &Setting<'_>, width: f32, is_as_written: bool) -> Self {
        // The last page names the sources of all.
        let all = input.index.all();
        let range = if setting.page.is_some() { None } else { Some(input.range()) };
        let in_range = range.map_or_else(
            || all.in_range(crate::dates::TimeRange::new(i64::MIN / 4, i64::MAX / 4)),
            |range| all.in_range(range),
        );
        let in_view = in_range.filter(|id| input.shown.contains(*id));
        let Sources { lines: cited, left_out } = if setting.is_without_sources || !setting.is_last() {
            Sources::default()
        } else {
            sources(input, in_view, width, (setting.sources_file, is_as_written))
        };
        let set = |text: &str, style: TextStyle| {
            let lines = wrap(text, style, width, usize::MAX, input.measure);
            lines.into_iter().map(move |line| (line, style))
        };
        let mut lines: Vec<(String, TextStyle)> = Vec::new();
        if setting.is_last() {
            lines.extend(set(setting.note, TEXT));
            lines.extend(cited.into_iter().map(|line| (line, TEXT)));
            lines.extend(set(setting.credit, CREDIT));
        }
        if let Some((page, pages)) = setting.page {
            lines.extend(set(&format!("Page {page} of {pages}"), TEXT));
        }
        lines.extend(set(setting.check, CHECK));
        Self { lines, left_out, width }
    }

    /// How high it is, with a line for what is not drawn.
    pub fn height(&self) -> f32 {
        let lines: f32 = self.lines.iter().map(|(_, style)| style.line_height()).sum();
        let omitted = if self.width < NARROW { 3.0 } else { 1.0 };
        lines + omitted * TEXT.line_height() + 22.0
    }

    /// Draws it from a height on.
    pub fn draw(&self, input: &Input<'_>, omitted: &str, top: f32, layer: &mut Layer) {
        let mut y = top;
        let first = wrap(omitted, TEXT, self.width, usize::MAX, input.measure)
            .into_iter()
            .map(|line| (line, TEXT));
        for (line, style) in first.chain(self.lines.iter().cloned()) {
            let color = if style == CREDIT { input.theme.text } else { input.theme.muted };
            layer.text(pos2(EDGE, y + style.line_height() / 2.0), Anchor::Left, line, style, color);
            y += style.line_height();
        }
    }
}

/// What a figure does not draw, in words; nothing where it draws all.
pub(super) fn omitted(input: &Input<'_>, (cut, lanes): (usize, usize), quotes: usize, is_unnumbered: bool) -> String {
    let mut parts = Vec::new();
    if cut > 0 {
        let is = if cut == 1 { "is" } else { "are" };
        parts.push(format!("{cut} of {} {is} not drawn for want of room", counted(lanes, "lane")));
    }
    let undated = input.shown.undated().len();
    if undated > 0 {
        parts.push(format!("{} undated, not drawn", counted(undated, "event")));
    }
    if quotes > 0 {
        parts.push(format!("{} not shown for want of room", counted(quotes, "quote")));
    }
    if is_unnumbered {
        parts.push("the list of numbers is not drawn for want of room".to_owned());
    }
    let text = parts.join("; ");
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.map_or_else(String::new, |first| format!("{}{}.", first, letters.as_str()))
}

/// `3 of 3 events shown · 12 – 15 Aug 2024 · only Kim Jong Un · search “treaty”: 1 found`
#[must_use]
pub fn page_status(input: &Input<'_>) -> String {
    let in_view: Vec<_> = input
        .index
        .all()
        .in_range(input.range())
        .filter(|id| input.shown.contains(*id))
        .collect();
    let covered = in_view
        .iter()
        .filter_map(|id| input.archive.event(*id)?.range())
        .reduce(crate::dates::TimeRange::union);
    let mut parts = vec![format!(
        "{} of {}",
        thousands(in_view.len()),
        counted(input.archive.events.len(), "event")
    )];
    parts.extend(covered.map(range_words));
    let filter = input.filter.words(input.archive);
    // The dates that are filtered may be said already.
    if !filter.is_empty() && !parts.contains(&filter) {
        parts.push(format!("filter: {filter}"));
    }
    if !input.shown.needle().is_empty() {
        parts.push(format!(
            "search \u{201c}{}\u{201d}: {} found",
            input.shown.needle(),
            input.shown.hits().len()
        ));
    }
    parts.join(" \u{b7} ")
}
