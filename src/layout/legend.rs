//! The legend: every sign of the visual grammar with what it means, and which of them a figure needs.

use std::collections::BTreeSet;

use ecolor::Color32;
use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::glyphs::glyph;
use super::links::{bar, dash_of};
use super::{Drawn, FADED, Faint, Input, Timeline};
use crate::dates::{Date, Precision};
use crate::model::{Confidence, Event, EventId, Kind, LaneId};
use crate::scene::{Anchor, Dash, Layer, Shape, Stroke, Target};
use crate::theme::{TextStyle, Theme, mix};
use crate::threads::Certainty;

/// Something that is drawn and means something, in the order of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// An event of a kind.
    Kind(Kind),
    /// The time that an answer took.
    Answer,
    /// The same for what may be an answer.
    MaybeAnswer,
    /// A message without a reply in the archive.
    Unanswered,
    /// Two messages that crossed.
    Crossed,
    /// The same of those that may have, as far as their dates tell.
    MaybeCrossed,
    /// When a message was made public.
    Published,
    /// The date that another account gives.
    OtherAccount,
    /// An event known only by its order.
    Order,
    /// What is only reported.
    Reported,
    /// What is disputed or inferred.
    Doubtful,
    /// A day whose hour is not known.
    Day,
    /// A month, a year, a span in which it was.
    Loose,
    /// One of several dates.
    OneOf,
    /// An approximate date.
    Approximate,
    /// An uncertain date.
    Uncertain,
    /// A date that is open to one side.
    Open,
    /// Somebody whom the filter hides.
    Absent,
    /// Events that lie on each other.
    Counted,
    /// What passed among the leaders of one lane is counted once.
    Gathered,
    /// What passed between two lanes on which events are counted.
    Chord,
    /// Events that reach in from outside, counted.
    Reaching,
    /// Events that are faint, for some reason.
    Faint(Faint),
}

impl Sign {
    /// All of them, in order.
    pub const ALL: [Self; 30] = [
        Self::Kind(Kind::Message),
        Self::Kind(Kind::Reply),
        Self::Kind(Kind::Visit),
        Self::Kind(Kind::Meeting),
        Self::Kind(Kind::Statement),
        Self::Kind(Kind::Other),
        Self::Answer,
        Self::MaybeAnswer,
        Self::Unanswered,
        Self::Crossed,
        Self::MaybeCrossed,
        Self::Published,
        Self::OtherAccount,
        Self::Order,
        Self::Reported,
        Self::Doubtful,
        Self::Day,
        Self::Loose,
        Self::OneOf,
        Self::Approximate,
        Self::Uncertain,
        Self::Open,
        Self::Absent,
        Self::Counted,
        Self::Gathered,
        Self::Chord,
        Self::Reaching,
        Self::Faint(Faint::Thread),
        Self::Faint(Faint::Search),
        Self::Faint(Faint::Later),
    ];

    /// What it means.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.title(),
            Self::Answer => "Reply time",
            Self::MaybeAnswer => "Suggested reply",
            Self::Unanswered => "No reply in this archive",
            Self::Crossed => "Crossed",
            Self::MaybeCrossed => "May have crossed",
            Self::Published => "Published",
            Self::OtherAccount => "Other date given",
            Self::Order => "Order known only",
            Self::Reported => "Reported",
            Self::Doubtful => "Disputed or inferred",
            Self::Day => "Day known, time unknown",
            Self::Loose => "Within this span",
            Self::OneOf => "One of several dates",
            Self::Approximate => "Approximate",
            Self::Uncertain => "Uncertain",
            Self::Open => "Open-ended",
            Self::Absent => "Hidden by the filter",
            Self::Counted => "Number outgoing (top), incoming",
            Self::Gathered => "Within a shared lane: outgoing only",
            Self::Chord => "Messages, wide at the sender",
            Self::Reaching => "From outside the view",
            Self::Faint(Faint::Thread) => "Not in the selected thread",
            Self::Faint(Faint::Search) => "Not found by the search",
            Self::Faint(Faint::Later) => "Later than the day asked for",
        }
    }

    /// Draws it around a point, at most 30 points wide and 16 high.
    pub fn draw(self, layer: &mut Layer, pos: Pos2, theme: &Theme) {
        let (color, background) = (theme.text, theme.background);
        let wait = |width: f32| Rect::from_center_size(pos, vec2(width, 5.0));
        let faded = mix(background, color, 0.75);
        match self {
            Self::Kind(kind) => glyph(layer, pos, kind.glyph(), 13.0, (color, background)),
            Self::Answer => bar(layer, wait(26.0), faded, Dash::Solid),
            Self::MaybeAnswer => bar(layer, wait(26.0), faded, Dash::Dotted),
            Self::Unanswered => layer.shapes.push(Shape::Fade {
                rect: wait(28.0),
                left: faded,
                right: Color32::TRANSPARENT,
            }),
            Self::Crossed | Self::MaybeCrossed => {
                let dash = if self == Self::Crossed { Dash::Solid } else { Dash::Dotted };
                let stroke = Stroke { width: 1.5, color, dash };
                layer.shapes.push(Shape::Circle {
                    center: pos,
                    radius: 7.0,
                    fill: background,
                    stroke: Some(stroke),
                });
                for arm in [Vec2::new(2.8, 2.8), Vec2::new(2.8, -2.8)] {
                    layer.line(pos - arm, pos + arm, Stroke::solid(1.5, color));
                }
            }
            Self::Published => {
                layer.line(pos - vec2(12.0, 0.0), pos + vec2(12.0, 0.0), Stroke::solid(1.0, faded));
                layer.line(pos - vec2(0.0, 7.0), pos + vec2(0.0, 7.0), Stroke::solid(1.5, color));
            }
            Self::OtherAccount => {
                layer.line(pos - vec2(10.0, 0.0), pos + vec2(10.0, 0.0), Stroke::solid(1.2, faded));
                disc(layer, pos - vec2(10.0, 0.0), 4.0, color, color);
                disc(layer, pos + vec2(10.0, 0.0), 3.0, background, color);
            }
            Self::Order => {
                let stroke = Stroke::solid(1.5, color);
                for side in [-1.0, 1.0] {
                    let corner = |inward: f32, y: f32| pos + vec2(side * (12.0 - inward), y);
                    layer.shapes.push(Shape::Line {
                        points: vec![corner(4.0, -5.0), corner(0.0, -5.0), corner(0.0, 5.0), corner(4.0, 5.0)],
                        stroke,
                    });
                }
                layer.line(pos - vec2(12.0, 0.0), pos + vec2(12.0, 0.0), stroke);
            }
            Self::Reported | Self::Doubtful => {
                let confidence = if self == Self::Reported {
                    Confidence::Reported
                } else {
                    Confidence::Inferred
                };
                let dash = dash_of(Some(confidence));
                layer.line(pos - vec2(13.0, 0.0), pos + vec2(13.0, 0.0), Stroke { width: 2.2, color, dash });
            }
            Self::Day | Self::Loose | Self::OneOf | Self::Approximate | Self::Uncertain | Self::Open => self.draw_date(layer, pos, theme),
            Self::Absent => {
                let stroke = Stroke::dashed(1.3, theme.dim);
                layer.line(pos + vec2(-9.0, -6.0), pos + vec2(9.0, -6.0), stroke);
                for x in [-9.0, 9.0] {
                    layer.line(pos + vec2(x, -6.0), pos + vec2(x, 6.0), Stroke::solid(1.3, theme.dim));
                }
            }
            Self::Chord | Self::Reaching | Self::Counted | Self::Gathered => self.draw_counts(layer, pos, theme),
            Self::Faint(_) => {
                let faint = mix(background, color, FADED);
                layer.line(pos - vec2(10.0, 0.0), pos + vec2(12.0, 0.0), Stroke::solid(2.0, faint));
                disc(layer, pos - vec2(8.0, 0.0), 4.5, faint, faint);
            }
        }
    }

    /// Signs for several events at once.
    fn draw_counts(self, layer: &mut Layer, pos: Pos2, theme: &Theme) {
        let (color, background) = (theme.text, theme.background);
        match self {
            Self::Chord => {
                let wedge = |layer: &mut Layer, x: f32, up: f32, share: f32| {
                    let points = [vec2(-2.5, -7.0), vec2(2.5, -7.0), vec2(0.4, 7.0), vec2(-0.4, 7.0)];
                    layer.shapes.push(Shape::Polygon {
                        points: points.map(|point| pos + vec2(x + point.x, point.y * up)).to_vec(),
                        fill: mix(background, color, share),
                        stroke: None,
                    });
                };
                wedge(layer, -2.5, 1.0, 0.75);
                wedge(layer, 2.5, -1.0, 0.4);
            }
            Self::Reaching => {
                let tip = pos - vec2(11.0, 0.0);
                layer.shapes.push(Shape::Polygon {
                    points: vec![tip, tip + vec2(5.0, -3.5), tip + vec2(5.0, 3.5)],
                    fill: color,
                    stroke: None,
                });
                layer.text(pos - vec2(3.0, 0.0), Anchor::Left, "12", TextStyle::sans(10.5, 600), color);
            }
            Self::Gathered => {
                let bar = Rect::from_two_pos(pos + vec2(-5.0, 0.0), pos + vec2(5.0, -7.0));
                layer.rect(bar, 0.0, color);
                layer.text(pos - vec2(0.0, 3.5), Anchor::Center, "5", TextStyle::sans(8.0, 600), background);
            }
            Self::Counted => {
                for (at, (out, back)) in [(3.0, 2.0), (6.0, 4.0), (7.0, 3.0), (4.0, 5.0)].into_iter().enumerate() {
                    let left = pos.x - 10.0 + 5.0 * at as f32;
                    for (y, fill) in [(-out, color), (back, mix(background, color, 0.42))] {
                        let bar = Rect::from_two_pos(pos2(left, pos.y), pos2(left + 4.0, pos.y + y));
                        layer.rect(bar, 0.0, fill);
                    }
                }
            }
            _ => {}
        }
    }

    /// What is known of a date.
    fn draw_date(self, layer: &mut Layer, pos: Pos2, theme: &Theme) {
        let (color, background) = (theme.text, theme.background);
        let band = Rect::from_center_size(pos, vec2(28.0, 12.0));
        match self {
            Self::Day => {
                layer.rect(band, 6.0, mix(background, color, 0.18));
                disc(layer, pos, 3.5, color, color);
            }
            Self::Loose => {
                layer.rect(band, 6.0, mix(background, color, 0.10));
                layer.outline(band, 6.0, Stroke::solid(1.3, color));
            }
            Self::OneOf => {
                layer.line(
                    pos - vec2(10.0, 0.0),
                    pos + vec2(10.0, 0.0),
                    Stroke::solid(1.2, mix(background, color, 0.75)),
                );
                for x in [-10.0, 0.0, 10.0] {
                    disc(layer, pos + vec2(x, 0.0), 3.0, background, color);
                }
            }
            Self::Approximate | Self::Open => {
                let full = mix(background, color, 0.35);
                let ends = if self == Self::Open {
                    [(full, full), (full, Color32::TRANSPARENT)]
                } else {
                    [(Color32::TRANSPARENT, full), (full, Color32::TRANSPARENT)]
                };
                let halves = [(band.left(), pos.x), (pos.x, band.right())];
                for ((left, right), (from, to)) in ends.into_iter().zip(halves) {
                    let rect = Rect::from_min_max(pos2(from, band.top()), pos2(to, band.bottom()));
                    layer.shapes.push(Shape::Fade { rect, left, right });
                }
                disc(layer, pos, 2.6, color, color);
            }
            Self::Uncertain => {
                layer.outline(band, 6.0, Stroke::dashed(1.0, color));
                layer.text(pos, Anchor::Center, "?", TextStyle::sans(10.0, 600), color);
            }
            _ => {}
        }
    }
}

/// The signs of events that are drawn, in order.
#[must_use]
pub fn signs_of(input: &Input<'_>, timeline: &Timeline) -> BTreeSet<Sign> {
    let drawn = timeline.in_view.as_slice();
    let mut signs = BTreeSet::new();
    for id in drawn {
        let Some(event) = input.archive.event(*id) else { continue };
        signs.insert(Sign::Kind(event.kind));
        signs.extend(signs_of_dates(event));
        signs.extend(signs_of_confidence(event));
        let range = event.range();
        let is_elsewhere = |date: &Date| matches!((date.extent().known(), range), (Some(told), Some(own)) if !told.overlaps(own));
        let mut told = event.accounts().iter().filter_map(|account| account.date.as_ref());
        if told.any(is_elsewhere) {
            signs.insert(Sign::OtherAccount);
        }
        if event.kind.is_message() {
            signs.extend(signs_of_exchange(input, *id, event, drawn));
        }
    }
    // What has no room, or would touch others, is not drawn.
    let Drawn {
        faded,
        crossed,
        maybe_crossed,
        is_absent,
        faint,
        ..
    } = timeline.drawn;
    signs.extend(faint.map(Sign::Faint));
    for (sign, drawn) in [
        (Sign::Unanswered, faded),
        (Sign::Crossed, crossed),
        (Sign::MaybeCrossed, maybe_crossed),
    ] {
        if drawn.is_none() {
            signs.remove(&sign);
        }
    }
    signs.extend(is_absent.then_some(Sign::Absent));
    for spot in &timeline.scene.spots {
        match spot.target {
            Target::Cell { lane, .. } => {
                if matches!(lane, LaneId::Others | LaneId::Country(_)) {
                    signs.insert(Sign::Gathered);
                }
                signs.insert(Sign::Counted)
            }
            Target::Chord { .. } => signs.insert(Sign::Chord),
            Target::Reaching { .. } => signs.insert(Sign::Reaching),
            _ => false,
        };
    }
    signs
}

fn signs_of_exchange(input: &Input<'_>, id: EventId, event: &Event, drawn: &[EventId]) -> Vec<Sign> {
    let threads = input.threads;
    let is_unanswered = || threads.unanswered(input.archive, id, input.wait) != Certainty::No;
    // Whoever is drawn is in order of time, so that a binary search finds them.
    let is_drawn = |other: EventId| {
        drawn
            .binary_search_by_key(&(input.index.rank(other), other), |id| (input.index.rank(*id), *id))
            .is_ok()
    };
    let replies = || {
        let drawn = threads.replies(id).iter().filter(|reply| is_drawn(**reply));
        drawn.filter_map(|reply| input.archive.event(*reply))
    };
    let has_crossed = |is_certain: bool| {
        let mut crossed = threads.crossed(input.archive, id).into_iter();
        crossed.any(|(other, certainty)| is_drawn(other) && (certainty == Certainty::Certain) == is_certain)
    };
    [
        (Sign::Answer, replies().any(|reply| !reply.is_suggested)),
        (
            Sign::MaybeAnswer,
            replies().any(|reply| reply.is_suggested) || threads.suggested_replies(id).any(|suggestion| is_drawn(suggestion.reply)),
        ),
        (
            Sign::Unanswered,
            (event.kind == Kind::Message || input.wait.on.is_some()) && is_unanswered(),
        ),
        (Sign::Crossed, has_crossed(true)),
        (Sign::MaybeCrossed, has_crossed(false)),
        (Sign::Published, event.published().is_some()),
    ]
    .into_iter()
    .filter_map(|(sign, is_there)| is_there.then_some(sign))
    .collect()
}

/// What is only reported, or is disputed or inferred: the event, its date, its link.
fn signs_of_confidence(event: &Event) -> impl Iterator<Item = Sign> + use<> {
    let confidences = [event.confidence(), event.date_confidence(), event.link_confidence()];
    confidences.into_iter().flatten().filter_map(sign_of)
}

fn sign_of(confidence: Confidence) -> Option<Sign> {
    match confidence {
        Confidence::Confirmed => None,
        Confidence::Reported => Some(Sign::Reported),
        Confidence::Disputed | Confidence::Inferred => Some(Sign::Doubtful),
    }
}

/// What is to be seen at the mark of an event itself: how its date is known, and how sure it and its date are.
pub(super) fn signs_at_mark(event: &Event) -> Vec<Sign> {
    let mut signs = if event.is_dated_by_order() {
        vec![Sign::Order]
    } else {
        signs_of_each(event, &[event.date()])
    };
    signs.extend(
        [event.confidence(), event.date_confidence()]
            .into_iter()
            .flatten()
            .filter_map(sign_of),
    );
    signs
}

/// How the dates of an event are drawn.
fn signs_of_dates(event: &Event) -> Vec<Sign> {
    if event.is_dated_by_order() {
        return vec![Sign::Order];
    }
    signs_of_each(event, &[event.date(), event.end.as_ref(), event.received()])
}

fn signs_of_each(event: &Event, dates: &[Option<&Date>]) -> Vec<Sign> {
    let mut signs = Vec::new();
    for date in dates.iter().flatten() {
        let extent = date.extent();
        let is_set = !date.one_of().is_empty();
        let precision = date.precision();
        let is_open = !date.is_unknown() && (extent.earliest.is_none() || extent.latest.is_none());
        for (sign, is_there) in [
            (Sign::Day, precision == Precision::Day && !event.is_stay()),
            (Sign::OneOf, is_set),
            (
                Sign::Loose,
                !precision.has_clock() && precision != Precision::Day && !is_set && !is_open && !event.is_stay(),
            ),
            (Sign::Loose, event.is_stay() && event.end.is_none() && date.is_loose()),
            (Sign::Approximate, date.is_approximate()),
            (Sign::Uncertain, date.is_uncertain()),
            (Sign::Open, is_open),
        ] {
            if is_there {
                signs.push(sign);
            }
        }
    }
    signs
}

/// How signs are told.
const STYLE: TextStyle = TextStyle::sans(11.0, 500);

/// How high a line of signs is, in points.
pub const LINE: f32 = 20.0;

/// No legend has more lines; what does not fit on them is left out, which only a figure too narrow for any has.
const MAX_LINES: u8 = 14;

/// Which signs are explained where only few are: those without which the picture cannot be read come first.
const FIRST: [Sign; 7] = [
    Sign::Kind(Kind::Message),
    Sign::Kind(Kind::Reply),
    Sign::Answer,
    Sign::Counted,
    Sign::Kind(Kind::Visit),
    Sign::Kind(Kind::Meeting),
    Sign::Kind(Kind::Statement),
];

/// Writes signs with their words, line after line from the origin on, `most` of them at most; gives how high that is, in points.
pub fn legend(input: &Input<'_>, signs: &BTreeSet<Sign>, most: Option<usize>, width: f32, layer: &mut Layer) -> f32 {
    let (mut x, mut line) = (0.0, 0_u8);
    let mut chosen: Vec<Sign> = signs.iter().copied().collect();
    if let Some(most) = most {
        chosen.sort_by_key(|sign| FIRST.iter().position(|first| first == sign).unwrap_or(FIRST.len()));
        chosen.truncate(most);
        if chosen.is_empty() {
            return 0.0;
        }
    }
    for sign in chosen {
        let words = match (sign, input.wait.on) {
            (Sign::Unanswered, Some(_)) => "Not yet answered",
            (sign, _) => sign.words(),
        };
        let needed = 34.0 + input.measure.width(words, STYLE) + 20.0;
        if x > 0.0 && x + needed > width + 20.0 {
            (x, line) = (0.0, line + 1);
        }
        if line >= MAX_LINES {
            break;
        }
        let at = pos2(x, LINE * (f32::from(line) + 0.5));
        sign.draw(layer, at + vec2(14.0, 0.0), input.theme);
        layer.text(at + vec2(34.0, 0.0), Anchor::Left, words, STYLE, input.theme.muted);
        x += needed;
    }
    LINE * f32::from(line.min(MAX_LINES - 1) + 1)
}

fn disc(layer: &mut Layer, center: Pos2, radius: f32, fill: Color32, outline: Color32) {
    layer.shapes.push(Shape::Circle {
        center,
        radius,
        fill,
        stroke: Some(Stroke::solid(1.7, outline)),
    });
}
