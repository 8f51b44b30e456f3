//! What goes on between messages: how long an answer took, who has not answered, and what crossed.

use ecolor::Color32;
use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::ink::{Faded, Ink, Seat, Wish};
use super::marks::{Mark, NARROW};
use super::place::{Placed, Width};
use super::{Context, Lane};
use crate::model::{Confidence, Event, EventId, Kind};
use crate::scene::{Anchor, Dash, Layer, Shape, Stroke};
use crate::theme::{TextStyle, mix};
use crate::threads::{Certainty, answer_words};

/// How far the bar of a message without a reply runs before it has faded, in points: it says nothing by its length.
const UNANSWERED: f32 = 16.0;

/// Not more answers of one lane to one message have bars.
const MAX_ANSWERS: usize = 4;

/// How high the bar of a wait is.
const WAIT: f32 = 5.0;

/// How a confidence is drawn.
#[must_use]
pub const fn dash_of(confidence: Option<Confidence>) -> Dash {
    match confidence {
        None | Some(Confidence::Confirmed) => Dash::Solid,
        Some(Confidence::Reported) => Dash::Dashed,
        Some(Confidence::Disputed | Confidence::Inferred) => Dash::Dotted,
    }
}

/// A thick bar, whole or in pieces.
pub fn bar(layer: &mut Layer, rect: Rect, color: Color32, dash: Dash) {
    let radius = rect.height() / 2.0;
    let (piece, gap) = match dash {
        Dash::Solid => return layer.rect(rect, radius, color),
        Dash::Dashed => (14.0, 6.0),
        Dash::Dotted => (rect.height(), rect.height()),
    };
    // Pieces that are as many as fit, so that the last one ends where the bar does.
    let count = ((rect.width() + gap) / (piece + gap)).floor().clamp(1.0, 400.0);
    let piece = if dash == Dash::Dotted {
        piece.min(rect.width())
    } else {
        (rect.width() + gap) / count - gap
    };
    let step = if count > 1.0 { (rect.width() - piece) / (count - 1.0) } else { 0.0 };
    for at in 0..count as u16 {
        let left = rect.left() + f32::from(at) * step;
        layer.rect(
            Rect::from_min_max(pos2(left, rect.top()), pos2(left + piece, rect.bottom())),
            radius,
            color,
        );
    }
}

/// What ends a wait: a reply, or what may be one.
struct Answer<'a> {
    id: EventId,
    event: &'a Event,
    dash: Dash,
    is_suggested: bool,
}

impl Mark<'_> {
    /// The wait for an answer, on the lane of the one who has to answer.
    pub(super) fn waits(&self, ink: &mut Ink, to: &[Lane], received: f32) {
        let input = self.context.input;
        for lane in to.iter().filter(|lane| !self.is_counted(lane.id)) {
            let color = self.color_on(lane);
            let on_lane = |left: f32, right: f32| Rect::from_min_max(pos2(left, lane.y - WAIT / 2.0), pos2(right, lane.y + WAIT / 2.0));
            let others = self.event.to.iter().filter(|other| input.rows.lane_of(**other) == Some(lane.id));
            let unanswered = others.map(|other| input.threads.unanswered_by(input.archive, self.id, *other, input.wait));
            let waiting = match unanswered.max() {
                Some(Certainty::Certain) => Some(color),
                // Of the last letters an archive cannot know whether they were answered after it ends.
                Some(Certainty::Possible)
                    if input.wait.on.is_none() && !input.threads.is_waited_out(input.archive, self.id, input.wait) =>
                {
                    None
                }
                Some(Certainty::Possible) => Some(color.gamma_multiply(0.5)),
                _ => None,
            };
            let fade = |ink: &mut Ink, from: f32, color: Color32| {
                let rect = on_lane(from, from + UNANSWERED);
                ink.drawn.faded.get_or_insert(rect);
                ink.lines.shapes.push(Shape::Fade {
                    rect,
                    left: color,
                    right: Color32::TRANSPARENT,
                });
            };
            // On a date that somebody asks for: waited for until then, whatever came later.
            if let (Some(color), Some(day)) = (waiting, input.wait.on.map(|day| self.context.x(day))) {
                if day > received {
                    bar(&mut ink.lines, on_lane(received, day), color, Dash::Solid);
                }
                fade(ink, day.max(received), color);
                continue;
            }
            let answers = self.answers_from(lane);
            if answers.is_empty() {
                // What answers does not ask: a reply that nothing follows is listed, not drawn.
                if let Some(color) = waiting.filter(|_| self.event.kind == Kind::Message) {
                    ink.fades.push(Faded {
                        rect: on_lane(received, received + UNANSWERED),
                        color,
                    });
                }
                continue;
            }
            // The first answer on the lane, further ones below it, and all words below those.
            let below = |number: usize| number as f32 * (WAIT + 2.0);
            for (number, answer) in answers.iter().enumerate() {
                self.answer_bar(ink, lane, answer, (received, below(number), below(answers.len() - 1)));
            }
        }
    }

    /// How long one answer took: a thick bar, so far below the lane, from the receipt of the message on, with words under it.
    fn answer_bar(&self, ink: &mut Ink, lane: &Lane, answer: &Answer<'_>, (received, below, lowest): (f32, f32, f32)) {
        let input = self.context.input;
        let Some(answered) = answer.event.date().and_then(|date| self.context.place(date)) else {
            return;
        };
        if answered.mark <= received || !input.shown.contains(answer.id) {
            return;
        }
        let color = mix(input.theme.background, self.color_on(lane), 0.75);
        let y = lane.y + below;
        let part = |left: f32, right: f32| Rect::from_min_max(pos2(left, y - WAIT / 2.0), pos2(right, y + WAIT / 2.0));
        let is_wide = |placed: &Placed| matches!(placed.width, Width::Loose | Width::OneOf) && placed.right - placed.left >= NARROW;
        let begun = self.event.received().or_else(|| self.event.date());
        let begun = begun.and_then(|date| self.context.place(date));
        let rect = part(received, answered.mark);
        let is_begun = !begun.is_some_and(|begun| is_wide(&begun));
        // Where nobody knows when it began, the words alone say how long it may have been.
        if is_begun && is_wide(&answered) {
            // As long as it took at least, then as long as it may have taken.
            let least = answered.left.max(received);
            if least > received {
                bar(&mut ink.lines, part(received, least), color, answer.dash);
            }
            ink.lines.shapes.push(Shape::Fade {
                rect: part(least, answered.right.max(least)),
                left: color,
                right: Color32::TRANSPARENT,
            });
        } else if is_begun {
            bar(&mut ink.lines, rect, color, answer.dash);
        }
        ink.claim_wait(rect);
        if answer.is_suggested {
            ink.drawn.maybe.get_or_insert(rect);
        }
        if below > 0.0 {
            ink.keep_free(rect);
        }
        let Some(words) = answer_words(self.event, answer.event) else {
            return;
        };
        let area = self.context.regions.lanes;
        let visible = (received.max(area.left()), answered.mark.min(area.right()));
        let answered = if answer.is_suggested {
            "suggested reply after"
        } else {
            "reply after"
        };
        let doubt = answer
            .event
            .link_confidence()
            .filter(|confidence| *confidence != Confidence::Confirmed);
        let doubt = doubt.map_or_else(String::new, |confidence| format!(" ({})", confidence.word()));
        ink.wishes.push(Wish {
            event: answer.id,
            remark: Some(format!("{answered} {words}{doubt}")),
            seats: vec![Seat::Under(pos2(f32::midpoint(visible.0, visible.1), lane.y + lowest + 8.0))],
            rank: u32::MAX,
            widths: &[260.0],
        });
    }

    /// The replies from a lane, and the messages from there that may be some, in order of time; not more than can be told
    /// apart.
    fn answers_from(&self, lane: &Lane) -> Vec<Answer<'_>> {
        let input = self.context.input;
        let is_from_here = |event: &Event| event.from.iter().any(|leader| input.rows.lane_of(*leader) == Some(lane.id));
        let find = |id: EventId| Some((id, input.archive.event(id).filter(|event| is_from_here(event))?));
        let replies = input.threads.replies(self.id);
        let said = replies.iter().filter_map(|id| find(*id)).map(|(id, event)| Answer {
            id,
            event,
            dash: if event.is_suggested {
                Dash::Dotted
            } else {
                dash_of(event.link_confidence())
            },
            is_suggested: event.is_suggested,
        });
        let suggested = input.threads.suggested_replies(self.id);
        let suggested = suggested.filter(|suggestion| !replies.contains(&suggestion.reply));
        let perhaps = suggested.filter_map(|suggestion| find(suggestion.reply)).map(|(id, event)| Answer {
            id,
            event,
            dash: Dash::Dotted,
            is_suggested: true,
        });
        said.chain(perhaps).take(MAX_ANSWERS).collect()
    }
}

/// Bars of messages without a reply, where they touch no other bar: where they would, they look like one long wait.
pub fn fades(ink: &mut Ink) {
    let mut fades = std::mem::take(&mut ink.fades);
    fades.sort_by(|a, b| {
        (a.rect.top(), a.rect.left())
            .partial_cmp(&(b.rect.top(), b.rect.left()))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    let touches =
        |a: Rect, b: Rect| (a.center().y - b.center().y).abs() < WAIT && a.left() <= b.right() + 2.0 && b.left() <= a.right() + 2.0;
    for (at, fade) in fades.iter().enumerate() {
        let neighbors = [at.checked_sub(1), Some(at + 1)]
            .into_iter()
            .flatten()
            .filter_map(|at| fades.get(at));
        let is_near = neighbors.into_iter().any(|other| touches(other.rect, fade.rect));
        if is_near || ink.is_on_wait(fade.rect.expand2(vec2(2.0, 0.0))) {
            continue;
        }
        ink.drawn.faded.get_or_insert(fade.rect);
        ink.lines.shapes.push(Shape::Fade {
            rect: fade.rect,
            left: fade.color,
            right: Color32::TRANSPARENT,
        });
    }
}

/// The date on which messages are unanswered, where somebody asks for one: a line through the lanes, with the date.
pub fn as_of(context: &Context<'_>) -> Option<Layer> {
    let day = context.input.wait.on?;
    let theme = context.input.theme;
    let area = context.regions.lanes;
    let x = context.x(day);
    if x < area.left() || x > area.right() {
        return None;
    }
    let mut layer = Layer::new("as of", area);
    layer.line(pos2(x, area.top()), pos2(x, area.bottom()), Stroke::dashed(1.5, theme.accent));
    let last = crate::dates::TimeRange::new(day - 1, day);
    let words = format!("as of {}", crate::index::range_words(last));
    let style = TextStyle::sans(11.0, 600);
    let width = context.input.measure.width(&words, style);
    let label = Rect::from_min_size(
        pos2((x - width - 14.0).max(area.left()), area.bottom() - 22.0),
        vec2(width + 8.0, 18.0),
    );
    layer.rect(label, 4.0, theme.background);
    layer.text(label.center(), Anchor::Center, words, style, theme.accent);
    Some(layer)
}

/// Half of the cross where two lines cross, in points.
const CROSS: f32 = 4.5;

/// Marks where the lines of two messages cross that were under way at the same time.
pub fn crossings(context: &Context<'_>, events: &[EventId], ink: &mut Ink) {
    let input = context.input;
    let theme = input.theme;
    // Two that cross at one place have one sign.
    let mut signed: Vec<Pos2> = Vec::new();
    // On a day that is asked for, what was under way later is not known.
    for id in events.iter().filter(|id| !context.is_later(**id)) {
        let crossed = input.threads.crossed(input.archive, *id);
        // Each pair once, and only where both are drawn.
        for (other, certainty) in crossed.into_iter().filter(|(other, _)| {
            other > id
                && !context.is_later(*other)
                && events
                    .binary_search_by_key(&input.index.rank(*other), |id| input.index.rank(*id))
                    .is_ok()
        }) {
            let (Some(one), Some(two)) = (line_of(context, *id), line_of(context, other)) else {
                continue;
            };
            let color = context.tone(*id, theme.text);
            // Where they cross; where as their dates have it they do not, on the later one. Never on a lane or a count.
            let on_later = [0.4, 0.6, 0.28, 0.72].map(|share| two.0.lerp(two.1, share));
            let is_clear = |at: &Pos2| {
                let sign = Rect::from_center_size(*at, Vec2::splat(2.0 * CROSS + 8.0));
                let is_on_lane = context.lanes.rows.iter().any(|lane| sign.y_range().contains(lane.y));
                context.regions.lanes.contains(*at) && !is_on_lane && !ink.is_on_count(sign)
            };
            let Some(at) = intersection(one, two).into_iter().chain(on_later).find(is_clear) else {
                continue;
            };
            if signed.iter().any(|other| other.distance(at) < 2.0 * CROSS + 6.0) {
                continue;
            }
            signed.push(at);
            let sign = Rect::from_center_size(at, Vec2::splat(2.0 * CROSS + 8.0));
            let first = if certainty == Certainty::Certain {
                &mut ink.drawn.crossed
            } else {
                &mut ink.drawn.maybe_crossed
            };
            first.get_or_insert(sign);
            ink.marks.shapes.push(Shape::Circle {
                center: at,
                radius: CROSS + 3.5,
                fill: theme.background,
                stroke: Some(Stroke {
                    width: 1.2,
                    color,
                    dash: if certainty == Certainty::Certain {
                        Dash::Solid
                    } else {
                        Dash::Dotted
                    },
                }),
            });
            for arm in [Vec2::new(CROSS, CROSS), Vec2::new(CROSS, -CROSS)] {
                ink.marks.line(at - arm * 0.6, at + arm * 0.6, Stroke::solid(1.6, color));
            }
            ink.keep_free(sign);
        }
    }
}

/// The line of a message between the lanes of its first sender and its first receiver.
fn line_of(context: &Context<'_>, id: EventId) -> Option<(Pos2, Pos2)> {
    let event = context.input.archive.event(id)?;
    let sent = context.place(event.date()?)?;
    let received = event.received().and_then(|date| context.place(date)).unwrap_or(sent);
    let y = |leaders: &[crate::model::LeaderId]| Some(context.lanes.of(*leaders.first()?)?.y);
    Some((pos2(sent.mark, y(&event.from)?), pos2(received.mark, y(&event.to)?)))
}

/// Where two lines meet, strictly between their ends.
fn intersection(one: (Pos2, Pos2), other: (Pos2, Pos2)) -> Option<Pos2> {
    let (along, across) = (one.1 - one.0, other.1 - other.0);
    let cross = |u: Vec2, v: Vec2| u.x * v.y - u.y * v.x;
    let divisor = cross(along, across);
    if divisor.abs() < 1e-3 {
        return None;
    }
    let between = other.0 - one.0;
    let shares = [cross(between, across) / divisor, cross(between, along) / divisor];
    let is_inside = shares.iter().all(|share| (0.02..=0.98).contains(share));
    is_inside.then(|| one.0 + along * shares[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_cross_where_they_do() {
        let (top, bottom) = (0.0, 100.0);
        let line = |from: f32, to: f32, is_down: bool| {
            if is_down {
                (pos2(from, top), pos2(to, bottom))
            } else {
                (pos2(from, bottom), pos2(to, top))
            }
        };
        assert_eq!(intersection(line(0.0, 10.0, true), line(0.0, 10.0, false)), Some(pos2(5.0, 50.0)));
        assert_eq!(intersection(line(0.0, 10.0, true), line(20.0, 30.0, false)), None);
        assert_eq!(
            intersection(line(5.0, 5.0, true), line(5.0, 5.0, false)),
            None,
            "lines on each other"
        );
    }

    #[test]
    fn a_bar_in_pieces_ends_where_a_whole_one_does() {
        let rect = Rect::from_min_max(pos2(10.0, 0.0), pos2(110.0, 5.0));
        for dash in [Dash::Solid, Dash::Dashed, Dash::Dotted] {
            let mut layer = Layer::new("", rect);
            bar(&mut layer, rect, Color32::BLACK, dash);
            let ends = |shape: Option<&Shape>| match shape {
                Some(Shape::Rect { rect, .. }) => (rect.left(), rect.right()),
                _ => (0.0, 0.0),
            };
            assert!((ends(layer.shapes.first()).0 - 10.0).abs() < 0.01);
            assert!((ends(layer.shapes.last()).1 - 110.0).abs() < 0.01, "{dash:?}");
        }
    }
}
