//! Dates drawn as what is known: a dot, a dot on a band, a hollow bar, several hollow dots, soft and open ends.

use ecolor::Color32;
use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::ink::Ink;
use super::links::dash_of;
use super::marks::{Mark, NARROW};
use super::place::{Placed, Width};
use super::{Context, Lane, MARGIN};
use crate::dates::Date;
use crate::model::{Confidence, Event, EventId, Kind};
use crate::scene::{Anchor, Dash, Shape, Stroke};
use crate::theme::{TextStyle, mix, sizes};

/// How far a bracket reaches to a side that nothing bounds, in points.
const OPEN_BRACKET: f32 = 40.0;

/// How far below its lane the dates are that other accounts give, in points.
pub const OTHERS_BELOW: f32 = 10.0;

/// Where the dates are that accounts give and that differ from the event's.
pub fn other_dates(context: &Context<'_>, event: &Event) -> Vec<f32> {
    let Some(own) = event.date().and_then(|date| date.extent().known()) else {
        return Vec::new();
    };
    let differs = |date: &&Date| date.extent().known().is_some_and(|range| !range.overlaps(own));
    let dates = event.accounts().iter().filter_map(|account| account.date.as_ref());
    dates.filter(differs).filter_map(|date| Some(context.place(date)?.mark)).collect()
}

impl Mark<'_> {
    /// What is known of a date: a dot, a dot on a band, a hollow bar, several hollow dots.
    pub(super) fn known(&self, ink: &mut Ink, date: &Date, placed: Placed, lane: &Lane, color: Color32) {
        let y = lane.y;
        if self.event.is_dated_by_order() {
            return self.bracket(ink, placed, y, color);
        }
        let center = pos2(placed.mark, y);
        let band = Rect::from_min_max(pos2(placed.left, y - 12.0), pos2(placed.right.max(placed.left + 1.0), y + 12.0));
        let background = self.context.input.theme.background;
        let faint = mix(background, color, 0.18);
        let is_wide = band.width() >= NARROW || placed.is_open_left || placed.is_open_right;
        if is_wide {
            match placed.width {
                Width::Clock => {}
                Width::Day => Self::band(ink, date, placed, band, faint),
                Width::Loose => {
                    Self::band(ink, date, placed, band, mix(background, color, 0.10));
                    if !placed.is_open_left && !placed.is_open_right && !date.is_approximate() {
                        let dash = self.date_dash(date);
                        let stroke = Stroke { width: 1.5, color, dash };
                        ink.bands.outline(band.shrink2(vec2(0.0, 4.0)), 8.0, stroke);
                    }
                }
                Width::OneOf => self.one_of(ink, date, y, color),
            }
            let dash = self.date_dash(date);
            if placed.width == Width::Day && dash != Dash::Solid {
                let color = mix(background, color, 0.6);
                ink.bands.outline(band, 12.0, Stroke { width: 1.2, color, dash });
            }
            if date.is_uncertain() && placed.width != Width::Clock {
                self.doubt(ink, pos2(band.right() - 9.0, y - 7.0), color);
            }
        }
        if !is_wide {
            self.capsule(ink, date, placed, y, color);
        }
        self.whiskers(ink, center, placed, color);
        let is_hollow = self.event.kind == Kind::Reply;
        if is_wide && placed.width == Width::OneOf {
            return; // each of the possible dates has its dot; there is none between them
        }
        let is_crisp = matches!(placed.width, Width::Clock | Width::Day);
        let radius = if is_crisp { sizes::DOT } else { sizes::DOT * 0.7 };
        let aside = self.details.aside(lane.id, self.id);
        if aside != 0.0 {
            ink.lines.line(center, center + vec2(0.0, aside), Stroke::solid(1.2, color));
        }
        let center = center + vec2(0.0, aside);
        self.hit_mark(ink, center, radius);
        let fill = if is_hollow || !is_crisp { background } else { color };
        ink.dot(center, radius, fill, color);
        self.confidence_ring(ink, center, radius, color);
        ink.claim(self.id, Rect::from_center_size(center, Vec2::splat(radius * 2.0 + 3.0)));
    }

    /// A date that is too narrow at this zoom for its band: what is not known to the day, uncertain or approximate has a
    /// capsule of a fixed width around its mark, so that it never looks like a date that is known.
    fn capsule(&self, ink: &mut Ink, date: &Date, placed: Placed, y: f32, color: Color32) {
        let is_loose = matches!(placed.width, Width::Loose | Width::OneOf);
        if !is_loose && !date.is_uncertain() && !date.is_approximate() {
            return;
        }
        let half = vec2(NARROW * 0.7, 8.0);
        let capsule = Rect::from_center_size(pos2(placed.mark, y), half * 2.0);
        let background = self.context.input.theme.background;
        if date.is_approximate() {
            let ends = Placed {
                left: capsule.left(),
                right: capsule.right(),
                ..placed
            };
            Self::band(ink, date, ends, capsule, mix(background, color, 0.35));
        }
        if !date.is_approximate() || date.is_uncertain() {
            let dash = self.date_dash(date);
            ink.bands.outline(capsule, half.y, Stroke { width: 1.2, color, dash });
        }
    }

    /// How the outline of a date is broken: by how sure it is, dashed where it is uncertain.
    pub(super) fn date_dash(&self, date: &Date) -> Dash {
        match dash_of(self.event.date_confidence()) {
            Dash::Solid if date.is_uncertain() => Dash::Dashed,
            dash => dash,
        }
    }

    /// A ring around the mark of what is only reported (dashed), disputed or inferred (dotted); a stroke through the ring
    /// of what is disputed.
    pub(super) fn confidence_ring(&self, ink: &mut Ink, center: Pos2, radius: f32, color: Color32) {
        let dash = dash_of(self.event.confidence());
        if dash == Dash::Solid {
            return;
        }
        let radius = radius + 5.0;
        ink.marks.shapes.push(Shape::Circle {
            center,
            radius,
            fill: Color32::TRANSPARENT,
            stroke: Some(Stroke { width: 1.4, color, dash }),
        });
        if self.event.confidence() == Some(Confidence::Disputed) {
            let reach = vec2(radius * 0.55, -radius * 1.1);
            ink.marks.line(center - reach, center + reach, Stroke::solid(1.4, color));
        }
    }

    /// A time of day that is not confirmed has no band that could be dashed: strokes beside the dot are.
    pub(super) fn whiskers(&self, ink: &mut Ink, center: Pos2, placed: Placed, color: Color32) {
        let dash = dash_of(self.event.date_confidence());
        if placed.width != Width::Clock || dash == Dash::Solid {
            return;
        }
        for side in [-1.0, 1.0] {
            let near = center + vec2(side * (sizes::DOT + 3.0), 0.0);
            ink.lines
                .line(near, near + vec2(side * 14.0, 0.0), Stroke { width: 2.4, color, dash });
        }
    }

    /// Where the event is: by its date, or between the marks of what it came after and before.
    pub(super) fn place_event(&self) -> Option<Placed> {
        let placed = self.context.place(self.event.date()?)?;
        if !self.event.is_dated_by_order() {
            return Some(placed);
        }
        let (left, right) = self.neighbors();
        let (from, to) = (
            left.unwrap_or_else(|| right.unwrap_or(placed.mark) - OPEN_BRACKET),
            right.unwrap_or_else(|| left.unwrap_or(placed.mark) + OPEN_BRACKET),
        );
        Some(Placed {
            left: from,
            right: to.max(from),
            mark: f32::midpoint(from, to.max(from)),
            ..placed
        })
    }

    /// Where what it came after ends to bound it, and where what it came before begins to: the marks of what is dated to
    /// the day or better, otherwise as far as that may have been. `None` where nothing bounds it; never the wrong way round.
    fn neighbors(&self) -> (Option<f32>, Option<f32>) {
        let Some(order) = &self.event.order() else { return (None, None) };
        let placed = |id: &EventId| self.context.place(self.context.input.archive.event(*id)?.date()?);
        let is_crisp = |placed: &Placed| matches!(placed.width, Width::Clock | Width::Day);
        let bounds = |by_marks: bool| {
            let after = order.after.iter().filter_map(placed).filter(|placed| !placed.is_open_left);
            let before = order.before.iter().filter_map(placed).filter(|placed| !placed.is_open_right);
            let edge = |placed: Placed, edge: f32| if by_marks && is_crisp(&placed) { placed.mark } else { edge };
            let left = after.map(|placed| edge(placed, placed.left)).reduce(f32::max);
            (left, before.map(|placed| edge(placed, placed.right)).reduce(f32::min))
        };
        let is_crossed = |bounds: (Option<f32>, Option<f32>)| matches!(bounds, (Some(left), Some(right)) if left > right);
        match Some(bounds(true)).filter(|bounds| !is_crossed(*bounds)) {
            Some(bounds) => bounds,
            None => Some(bounds(false)).filter(|bounds| !is_crossed(*bounds)).unwrap_or((None, None)),
        }
    }

    /// An event that is dated only by its order: a bracket from the mark of what it came after to that of what it came
    /// before. A side that nothing bounds fades.
    pub(super) fn bracket(&self, ink: &mut Ink, placed: Placed, y: f32, color: Color32) {
        let (left, right) = self.neighbors();
        let (from, to) = (placed.left, placed.right);
        let y = y - 9.0;
        let stroke = Stroke::solid(1.8, color);
        for (side, x) in [(1.0, left), (-1.0, right)] {
            let Some(x) = x else { continue };
            ink.marks.shapes.push(Shape::Line {
                points: vec![
                    pos2(x + side * 6.0, y - 6.0),
                    pos2(x + side * 1.0, y - 6.0),
                    pos2(x + side * 1.0, y + 6.0),
                    pos2(x + side * 6.0, y + 6.0),
                ],
                stroke,
            });
        }
        let line = Rect::from_min_max(pos2(from, y - 0.9), pos2(to.max(from), y + 0.9));
        let (clear, full) = (Color32::TRANSPARENT, color);
        ink.lines.shapes.push(Shape::Fade {
            rect: line,
            left: if left.is_some() { full } else { clear },
            right: if right.is_some() { full } else { clear },
        });
        let middle = pos2(placed.mark, y);
        let theme = self.context.input.theme;
        ink.dot(middle, sizes::DOT * 0.6, theme.background, color);
        ink.claim(self.id, line.expand2(vec2(0.0, 8.0)));
    }

    /// What is known of a receipt that is no time of day: a faint band on the receiver's lane.
    pub(super) fn receipt(&self, ink: &mut Ink, y: f32, color: Color32) {
        let Some(date) = self.event.received().filter(|date| !date.is_unknown()) else {
            return;
        };
        let Some(placed) = self.context.place(date).filter(|placed| placed.width != Width::Clock) else {
            return;
        };
        let band = Rect::from_min_max(pos2(placed.left, y - 7.0), pos2(placed.right.max(placed.left + 1.0), y + 7.0));
        if band.width() >= NARROW || placed.is_open_left || placed.is_open_right {
            let faint = mix(self.context.input.theme.background, color, 0.14);
            Self::band(ink, date, placed, band, faint);
            if date.is_uncertain() {
                ink.bands.outline(band, 7.0, Stroke::dashed(1.0, mix(faint, color, 0.5)));
            }
        }
    }

    /// Dates that accounts give and that differ from the event's: a hollow dot for each, joined with it.
    pub(super) fn told(&self, ink: &mut Ink, lane: Option<&Lane>) {
        let (Some(lane), Some(own)) = (lane.filter(|lane| !self.is_counted(lane.id)), self.event.date()) else {
            return;
        };
        let Some(mark) = self.context.place(own).map(|placed| placed.mark) else {
            return;
        };
        let marks = other_dates(self.context, self.event);
        if marks.is_empty() {
            return;
        }
        let color = self.color_on(lane);
        let ends = marks.iter().fold((mark, mark), |(left, right), x| (left.min(*x), right.max(*x)));
        let y = lane.y + OTHERS_BELOW;
        let background = self.context.input.theme.background;
        ink.lines.line(
            pos2(ends.0, y),
            pos2(ends.1, y),
            Stroke {
                width: 1.6,
                color,
                dash: Dash::Solid,
            },
        );
        ink.lines.line(pos2(mark, lane.y), pos2(mark, y), Stroke::solid(1.6, color));
        for x in marks {
            ink.dot(pos2(x, y), sizes::DOT * 0.7, background, color);
            ink.claim(self.id, Rect::from_center_size(pos2(x, y), Vec2::splat(sizes::DOT * 1.8)));
        }
    }

    /// A band as wide as the date is known, with soft ends where it is approximate or open.
    pub(super) fn band(ink: &mut Ink, date: &Date, placed: Placed, band: Rect, color: Color32) {
        let soft = date.is_approximate();
        let fade = (band.width() * 0.35).clamp(6.0, 60.0);
        let (left_fade, right_fade) = (soft || placed.is_open_left, soft || placed.is_open_right);
        if !left_fade && !right_fade {
            ink.bands.rect(band, 12.0_f32.min(band.width() / 2.0), color);
            return;
        }
        // An open end fades outward from the last instant known; a soft one inward and outward alike.
        let outward = |is_open: bool| if is_open { MARGIN } else { fade * 0.5 };
        let inward = |is_open: bool| if is_open { 0.0 } else { fade * 0.5 };
        let left = band.left() + if left_fade { inward(placed.is_open_left) } else { 0.0 };
        let right = (band.right() - if right_fade { inward(placed.is_open_right) } else { 0.0 }).max(left);
        ink.bands
            .rect(Rect::from_min_max(pos2(left, band.top()), pos2(right, band.bottom())), 0.0, color);
        let clear = Color32::TRANSPARENT;
        if left_fade {
            let far = band.left() - outward(placed.is_open_left);
            ink.bands.shapes.push(Shape::Fade {
                rect: Rect::from_min_max(pos2(far, band.top()), pos2(left, band.bottom())),
                left: clear,
                right: color,
            });
        }
        if right_fade {
            let far = band.right() + outward(placed.is_open_right);
            ink.bands.shapes.push(Shape::Fade {
                rect: Rect::from_min_max(pos2(right, band.top()), pos2(far, band.bottom())),
                left: color,
                right: clear,
            });
        }
    }

    /// One of several dates: a hollow dot for each, joined by a line.
    pub(super) fn one_of(&self, ink: &mut Ink, date: &Date, y: f32, color: Color32) {
        let xs: Vec<f32> = date
            .one_of()
            .into_iter()
            .map(|range| self.context.x(i64::midpoint(range.start, range.end)))
            .collect();
        if let (Some(first), Some(last)) = (xs.first(), xs.last()) {
            ink.lines.line(pos2(*first, y), pos2(*last, y), Stroke::solid(2.0, color));
        }
        let background = self.context.input.theme.background;
        for x in xs {
            ink.dot(pos2(x, y), sizes::DOT * 0.8, background, color);
            ink.claim(self.id, Rect::from_center_size(pos2(x, y), Vec2::splat(sizes::DOT * 2.0)));
        }
    }

    /// The question mark of an uncertain date.
    pub(super) fn doubt(&self, ink: &mut Ink, pos: Pos2, color: Color32) {
        let text = mix(color, self.context.input.theme.text, 0.35);
        ink.marks.text(pos, Anchor::Center, "?", TextStyle::sans(10.0, 600), text);
    }

    /// The mark of a search hit behind a dot.
    pub(super) fn hit_mark(&self, ink: &mut Ink, center: Pos2, radius: f32) {
        if self.context.input.shown.is_hit(self.id) {
            ink.bands.shapes.push(Shape::Circle {
                center,
                radius: radius + 6.0,
                fill: self.context.input.theme.hit,
                stroke: None,
            });
        }
    }
}
