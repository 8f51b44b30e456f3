//! Labels where there is room: never over each other, over a mark or over a line.

use emath::{Rect, pos2, vec2};

use super::Context;
use super::ink::{Ink, Seat, Wish};
use super::text::wrap;
use crate::scene::Anchor;
use crate::theme::TextStyle;

/// How a title is set.
const TITLE: TextStyle = TextStyle::sans(12.5, 600);

/// How the line under it is set.
const DETAIL: TextStyle = TextStyle::sans(11.0, 400);

/// The line under a title may be wider than it, up to this, in points: who and when are not cut where there is room.
const MAX_DETAIL: f32 = 230.0;

/// More wishes than this are not even tried: there is no room for them in any window.
const MAX_WISHES: usize = 600;

/// Grants the wishes, most important first; what finds no room stays reachable by pointer and keys.
pub fn draw(context: &Context<'_>, ink: &mut Ink) {
    let mut wishes = std::mem::take(&mut ink.wishes);
    wishes.sort_by_key(|wish| wish.rank);
    for wish in wishes.into_iter().take(MAX_WISHES) {
        seat(context, ink, &wish);
    }
}

fn seat(context: &Context<'_>, ink: &mut Ink, wish: &Wish) {
    let measure = context.input.measure;
    let titles = wrap(&wish.title, TITLE, wish.max_width, 2, measure);
    let details = wrap(&wish.detail, DETAIL, wish.max_width.max(MAX_DETAIL), 1, measure);
    let lines: Vec<(String, TextStyle)> = titles
        .into_iter()
        .map(|line| (line, TITLE))
        .chain(details.into_iter().map(|line| (line, DETAIL)))
        .collect();
    let width = lines.iter().map(|(line, style)| measure.width(line, *style)).fold(0.0, f32::max);
    let height: f32 = lines.iter().map(|(_, style)| style.line_height()).sum();
    if lines.is_empty() || width <= 0.0 {
        return;
    }
    let size = vec2(width, height);
    let rect_at = |seat: Seat| match seat {
        Seat::RightOf(at) => Rect::from_min_size(pos2(at.x, at.y - height / 2.0), size),
        Seat::LeftOf(at) => Rect::from_min_size(pos2(at.x - width, at.y - height / 2.0), size),
        Seat::Above(at) => Rect::from_min_size(pos2(at.x, at.y - height), size),
        Seat::Below(at) => Rect::from_min_size(at, size),
        Seat::Under(at) => Rect::from_min_size(pos2(at.x - width / 2.0, at.y), size),
    };
    let Some(rect) = wish
        .seats
        .iter()
        .map(|seat| rect_at(*seat))
        .find(|rect| ink.is_free(rect.expand(2.0)))
    else {
        return;
    };
    let theme = context.input.theme;
    let mut y = rect.top();
    for (line, style) in lines {
        let color = if style == TITLE { theme.text } else { theme.muted };
        let line_height = style.line_height();
        ink.labels.text(
            pos2(rect.left(), y + line_height / 2.0),
            Anchor::Left,
            line,
            style,
            context.tone(wish.event, color),
        );
        y += line_height;
    }
    ink.spots.push(crate::scene::Spot {
        target: crate::scene::Target::Event(wish.event),
        area: crate::scene::Area::Rect(rect),
    });
    ink.keep_free(rect.expand(2.0));
}
