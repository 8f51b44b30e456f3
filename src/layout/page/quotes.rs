//! What was said, in columns under the lanes: each quote with its number, who said it and when.

use emath::{Pos2, pos2, vec2};

use super::numbers::Numbered;
use crate::layout::Input;
use crate::layout::text::wrap;
use crate::model::EventId;
use crate::scene::{Anchor, Layer, Part, Stroke, Target};
use crate::theme::{Family, TextStyle, begins_from_the_right};

/// How a quote is set.
const QUOTE: TextStyle = TextStyle {
    family: Family::Serif,
    size: 12.5,
    weight: 400,
};

/// How who said it is set.
const SPEAKER: TextStyle = TextStyle::sans(10.5, 600);

/// A column is at least that wide, in points, and there are at most that many.
const COLUMN: f32 = 190.0;
const MOST_COLUMNS: usize = 4;

/// Between columns, and between rows of them, in points.
const GUTTER: f32 = 22.0;

/// A quote has that many lines at most; what is left of it is marked by an ellipsis.
const MOST_LINES: usize = 9;

/// The quotes of a figure.
pub(super) struct Quotes {
    pub layer: Layer,
    /// In points; 0 where there are none.
    pub height: f32,
    /// How many have no room.
    pub left_out: usize,
    /// The number of numbered events whose quotes all have room.
    pub events: usize,
}

/// Lays out the quotes of what is drawn, from the top left of the room below the lanes; no higher than `most`.
pub(super) fn quotes(input: &Input<'_>, body: &Numbered, width: f32, most: f32, is_wanted: bool) -> Quotes {
    let mut layer = Layer::new("quotes", emath::Rect::EVERYTHING);
    let mut said: Vec<Said> = Vec::new();
    if is_wanted {
        // Also of events that are only counted.
        let in_range = input.index.all().in_range(input.range());
        for id in in_range.filter(|id| input.shown.contains(*id)) {
            let count = input.archive.event(id).map_or(0, |event| event.quotes.len());
            said.extend((0..count).map(|at| (id, at)));
        }
        // In the order of the numbers.
        let number = |id: EventId| body.list.events.iter().position(|event| *event == id);
        said.sort_by_key(|(id, _)| number(*id).unwrap_or(usize::MAX));
    }
    let columns = ((width + GUTTER) / (COLUMN + GUTTER)).floor().clamp(1.0, MOST_COLUMNS as f32) as usize;
    let columns = columns.min(said.len().max(2));
    let column = (width - GUTTER * (columns - 1) as f32) / columns as f32;
    let mut y = 16.0;
    let mut shown = 0;
    for row in said.chunks(columns) {
        let heights: Vec<f32> = row
            .iter()
            .map(|id| lines_of(input, *id, column).len() as f32 * QUOTE.line_height())
            .collect();
        let height = heights.into_iter().fold(0.0, f32::max) + SPEAKER.line_height() + 6.0;
        if y + height > most {
            break;
        }
        for (at, said) in row.iter().enumerate() {
            let left = (column + GUTTER) * at as f32;
            let number = body.list.events.iter().position(|event| *event == said.0).map(|at| at + 1);
            quote(input, *said, number, (pos2(left, y), column), &mut layer);
        }
        shown += row.len();
        y += height + GUTTER * 0.6;
    }
    Quotes {
        layer,
        height: if shown == 0 { 0.0 } else { y },
        left_out: said.len() - shown,
        events: body
            .list
            .events
            .iter()
            .filter(|id| !said[shown..].iter().any(|(event, _)| event == *id))
            .count(),
    }
}

/// A quote: the event, and which of its quotes.
type Said = (EventId, usize);

fn lines_of(input: &Input<'_>, (id, at): Said, width: f32) -> Vec<String> {
    let quote = input.archive.event(id).and_then(|event| event.quotes.get(at));
    let mut lines = quote.map_or_else(Vec::new, |quote| wrap(&quote.text, QUOTE, width, usize::MAX, input.measure));
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        // Cut between words, and seen to be cut.
        if let Some(last) = lines.last_mut() {
            while input.measure.width(&format!("{last} \u{2026}"), QUOTE) > width
                && let Some(at) = last.rfind(' ')
            {
                last.truncate(at);
            }
            last.push_str(" \u{2026}");
        }
    }
    lines
}

/// One quote, in a column from a point on.
fn quote(input: &Input<'_>, said: Said, number: Option<usize>, (at, width): (Pos2, f32), layer: &mut Layer) {
    let id = said.0;
    let Some(event) = input.archive.event(id) else { return };
    let Some(quote) = event.quotes.get(said.1) else { return };
    let speaker = quote.speaker.or_else(|| event.from.first().copied());
    let leader = speaker.and_then(|id| input.archive.leader(id));
    let color = leader.map_or(input.theme.text, |leader| {
        input.theme.leader_color(leader.hue, leader.color.as_deref())
    });
    layer.begin(Part::Of(Target::Event(id)));
    let mut left = at.x;
    let middle = at.y + SPEAKER.line_height() / 2.0;
    if let Some(number) = number {
        let center = pos2(left + 8.0, middle);
        layer.shapes.push(crate::scene::Shape::Circle {
            center,
            radius: 7.5,
            fill: input.theme.background,
            stroke: Some(Stroke::solid(1.4, color)),
        });
        layer.text(
            center,
            Anchor::Center,
            number.to_string(),
            TextStyle::sans(8.5, 700),
            input.theme.text,
        );
        left += 22.0;
    }
    let name = speaker.map(|id| input.index.short_name(id).to_owned());
    let date = event.date().map(|date| date.ruler_words(true, false));
    let words: Vec<String> = [name, date].into_iter().flatten().collect();
    for line in wrap(&words.join(", "), SPEAKER, width - (left - at.x), 1, input.measure) {
        layer.text(pos2(left, middle), Anchor::Left, line, SPEAKER, color);
    }
    layer.begin(Part::Quote(id, said.1));
    let is_rtl = begins_from_the_right(&quote.text);
    let mut y = at.y + SPEAKER.line_height() + 6.0;
    for line in lines_of(input, said, width) {
        let middle = y + QUOTE.line_height() / 2.0;
        let (from, anchor) = if is_rtl {
            (vec2(width, 0.0), Anchor::Right)
        } else {
            (vec2(0.0, 0.0), Anchor::Left)
        };
        layer.text(pos2(at.x, middle) + from, anchor, line, QUOTE, input.theme.text);
        y += QUOTE.line_height();
    }
}
