//! Notes in a figure: the first of each sign says what it means, beside it, so that the legend can be short.

use std::collections::BTreeSet;

use emath::{Rect, Vec2, pos2, vec2};

use super::ink::Ink;
use super::legend::{Sign, signs_at_mark};
use super::{Context, Drawn};
use crate::model::EventId;
use crate::scene::{Anchor, Area, Part, Stroke, Target};
use crate::theme::TextStyle;

/// How a note is set.
const STYLE: TextStyle = TextStyle::sans(9.5, 500);

/// How high a note is, in points.
const LINE: f32 = 11.0;

/// How far a note may be from its sign, in points, the nearest first.
const AWAY: [f32; 4] = [3.0, 9.0, 16.0, 26.0];

/// For a sign that has no room at one event the next ones are tried, at most this number.
const MOST_TRIED: usize = 24;

/// Writes what the signs mean beside the first of each that has room; gives those that are said so.
pub fn annotate(context: &Context<'_>, ink: &mut Ink, in_view: &[EventId]) -> BTreeSet<Sign> {
    let Drawn {
        faded,
        crossed,
        maybe_crossed,
        maybe,
        is_answer_said,
        is_maybe_said,
        ..
    } = ink.drawn;
    let mut said: BTreeSet<Sign> = BTreeSet::new();
    // Bars of answers have words already, where there is room for them.
    said.extend(is_answer_said.then_some(Sign::Answer));
    said.extend(is_maybe_said.then_some(Sign::MaybeAnswer));
    let maybe = maybe.filter(|_| !is_maybe_said);
    let signs = [
        (Sign::Unanswered, faded),
        (Sign::Crossed, crossed),
        (Sign::MaybeCrossed, maybe_crossed),
        (Sign::MaybeAnswer, maybe),
    ];
    for (sign, rect) in signs {
        if rect.is_some_and(|rect| note(context, ink, sign, rect)) {
            said.insert(sign);
        }
    }
    let mut tried: BTreeSet<(Sign, usize)> = BTreeSet::new();
    for id in in_view {
        let Some(event) = context.input.archive.event(*id) else { continue };
        for sign in signs_at_mark(event) {
            let count = tried.range((sign, 0)..=(sign, usize::MAX)).count();
            if said.contains(&sign) || count >= MOST_TRIED {
                continue;
            }
            tried.insert((sign, count));
            let is_mark = |area: &Area| matches!(area, Area::Rect(rect) if !ink.is_on_words(rect.shrink(3.0)));
            let marks = ink.spots.iter().filter(|spot| spot.target == Target::Event(*id));
            let Some(mark) = marks.map(|spot| spot.area).find(is_mark) else {
                continue;
            };
            if note(context, ink, sign, mark.bounds()) {
                said.insert(sign);
            }
        }
    }
    said
}

/// Writes what a sign means near it, if there is room.
fn note(context: &Context<'_>, ink: &mut Ink, sign: Sign, at: Rect) -> bool {
    let theme = context.input.theme;
    let words = sign.words().to_lowercase();
    let size = vec2(context.input.measure.width(&words, STYLE), LINE);
    let seats = AWAY.into_iter().flat_map(|away| {
        let (above, below) = (at.top() - away - size.y, at.bottom() + away);
        let beside = at.center().y - size.y / 2.0;
        [
            pos2(at.center().x - size.x / 2.0, below),
            pos2(at.center().x - size.x / 2.0, above),
            pos2(at.left(), below),
            pos2(at.right() - size.x, below),
            pos2(at.left(), above),
            pos2(at.right() - size.x, above),
            pos2(at.right() + away, beside),
            pos2(at.left() - away - size.x, beside),
        ]
        .map(|corner| (Rect::from_min_size(corner, size), away))
    });
    let is_free = |(rect, _): &(Rect, f32)| ink.clip().contains_rect(*rect) && ink.is_free(rect.expand2(vec2(3.0, 0.0)), false);
    let Some((rect, away)) = seats.into_iter().find(is_free) else {
        return false;
    };
    ink.begin(Part::Plain);
    // What is not close to its sign is joined to it.
    if away > AWAY[0] {
        let from = rect.clamp(at.center()) + (at.center() - rect.center()).normalized() * 1.0;
        let to = at.clamp(rect.center());
        if from.distance(to) > 3.0 {
            ink.lines.line(from, to, Stroke::solid(0.7, theme.dim));
        }
    }
    ink.labels
        .text(pos2(rect.left(), rect.center().y), Anchor::Left, words, STYLE, theme.muted);
    ink.claim_text(rect.expand2(Vec2::new(1.0, 0.0)));
    true
}
