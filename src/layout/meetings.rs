//! Meetings and calls: a diamond on the lane of each who took part, joined by a line that hops over the lanes of those who
//! did not.

use ecolor::Color32;
use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::heights::FIRST_ROW;
use super::ink::{Ink, Seat};
use super::marks::{Mark, NARROW};
use super::place::{Placed, Width};
use super::{Class, Lane};
use crate::model::LeaderId;
use crate::scene::{Dash, Shape, Stroke};
use crate::theme::mix;

/// Half of a diamond, in points.
const DIAMOND: f32 = 5.6;

/// How far a line steps aside where it hops over a lane, in points.
const HOP: f32 = 5.0;

impl Mark<'_> {
    /// A meeting, or a call: then the line has two heads and no diamonds.
    pub(super) fn meeting(&self, ink: &mut Ink) {
        let Some(placed) = self.place_event() else {
            return;
        };
        let leaders: Vec<LeaderId> = self.event.leaders().collect();
        let mut lanes: Vec<Lane> = self
            .lanes_of(&leaders)
            .into_iter()
            .filter(|lane| !self.is_counted(lane.id))
            .collect();
        lanes.sort_by(|a, b| a.y.total_cmp(&b.y));
        let (Some(first), Some(last)) = (lanes.first(), lanes.last()) else {
            return;
        };
        let (top, bottom) = (first.y, last.y);
        let initiator = self.lanes_of(&leaders).first().copied();
        let color = initiator.map_or(self.context.input.theme.muted, |lane| self.color_on(&lane));
        let x = placed.mark;
        let is_call = self.event.is_call();
        for lane in &lanes {
            self.meeting_date(ink, placed, lane, color);
        }
        if bottom > top {
            self.join(ink, x, (top, bottom), &lanes, color);
            if is_call {
                let stroke = Stroke::solid(1.7, color);
                for (tip, direction) in [(pos2(x, top + 4.0), -1.0), (pos2(x, bottom - 4.0), 1.0)] {
                    ink.head(tip, vec2(0.0, direction), 8.0, stroke);
                }
            }
        }
        // Hollow where no day is known: a crisp mark would say more than the source.
        let is_hollow = matches!(placed.width, Width::Loose | Width::OneOf);
        let theme = self.context.input.theme;
        let background = theme.background;
        // Alone on its lane with somebody who is filtered away: gray, like whatever is not shown.
        let is_ghost = lanes.len() == 1 && !self.absent(&leaders).is_empty();
        let is_hollow = is_hollow || is_ghost;
        for lane in &lanes {
            let center = pos2(x, lane.y);
            let color = if is_ghost {
                self.context.tone(self.id, theme.muted)
            } else {
                self.color_on(lane)
            };
            self.whiskers(ink, center, placed, color);
            self.hit_mark(ink, center, DIAMOND + 2.0);
            if is_call && bottom > top {
                ink.dot(center, 3.0, color, color);
            } else {
                let (fill, outline) = if is_hollow { (background, color) } else { (color, background) };
                ink.marks.shapes.push(diamond(center, DIAMOND, fill, outline));
            }
            self.confidence_ring(ink, center, DIAMOND, color);
            ink.claim(self.id, Rect::from_center_size(center, Vec2::splat(2.0 * DIAMOND + 2.0)));
        }
        self.absent_from_meeting(ink, x, &lanes);
        self.told(ink, lanes.first());
        self.wish_for_meeting(ink, x, &lanes);
    }

    /// The line between the lanes of those who met: over the lane of each who did not, it makes a bow.
    fn join(&self, ink: &mut Ink, x: f32, (top, bottom): (f32, f32), lanes: &[Lane], color: Color32) {
        let stroke = Stroke {
            width: 1.5,
            color,
            dash: if self
                .event
                .confidence()
                .is_some_and(|confidence| confidence != crate::model::Confidence::Confirmed)
            {
                Dash::Dashed
            } else {
                Dash::Solid
            },
        };
        let is_own = |lane: &&Lane| lanes.iter().any(|own| own.id == lane.id);
        // A lane that is only a name has no line to hop over.
        let between = |lane: &&Lane| lane.y > top + 1.0 && lane.y < bottom - 1.0 && lane.class != Class::Strip;
        let mut from = top;
        for lane in self.context.lanes.rows.iter().filter(between).filter(|lane| !is_own(lane)) {
            ink.join(self.id, x, (from, lane.y - HOP), stroke);
            ink.lines.shapes.push(Shape::Line {
                points: bow(pos2(x, lane.y)),
                stroke: Stroke::solid(1.5, color),
            });
            from = lane.y + HOP;
        }
        ink.join(self.id, x, (from, bottom), stroke);
    }

    /// Its label: beside the line, in a row between two of its lanes where there is one; else above or below.
    fn wish_for_meeting(&self, ink: &mut Ink, x: f32, lanes: &[Lane]) {
        let (Some(first), Some(last)) = (lanes.first(), lanes.last()) else {
            return;
        };
        let mut ys: Vec<f32> = self.context.lanes.rows.iter().map(|lane| lane.y).collect();
        ys.retain(|y| (first.y - 0.5..=last.y + 0.5).contains(y));
        ys.sort_by(f32::total_cmp);
        let mut rows: Vec<(f32, f32)> = ys.windows(2).map(|pair| (pair[0], pair[1])).collect();
        // The widest row first; of those that are as wide the lowest.
        rows.sort_by(|a, b| (b.1 - b.0).total_cmp(&(a.1 - a.0)).then(b.0.total_cmp(&a.0)));
        let mut seats: Vec<Seat> = Vec::new();
        // Around the selected event there is a ring.
        let ring = if self.context.input.selected == Some(self.id) { 9.0 } else { 0.0 };
        let mut beside = |y: f32| {
            for aside in [DIAMOND + 5.0 + ring, 22.0 + ring, 34.0] {
                seats.extend([Seat::Aside(pos2(x, y), aside), Seat::Aside(pos2(x, y), -aside)]);
            }
        };
        for (upper, lower) in rows {
            beside(f32::midpoint(upper, lower));
        }
        for (lane, side) in [(first, -1.0), (last, 1.0)] {
            beside(lane.y + side * if lane.class == Class::Full { FIRST_ROW + 8.0 } else { 11.0 });
        }
        self.wish(ink, seats, lanes, x);
    }

    /// What is known of the date of a meeting, on one of its lanes.
    fn meeting_date(&self, ink: &mut Ink, placed: Placed, lane: &Lane, color: Color32) {
        if self.event.is_dated_by_order() {
            return self.bracket(ink, placed, lane.y, self.color_on(lane));
        }
        let Some(date) = self.event.date().filter(|_| placed.width != Width::Clock) else {
            return;
        };
        let half = 10.0_f32.min(lane.even_height() * 0.4);
        let band = Rect::from_min_max(pos2(placed.left, lane.y - half), pos2(placed.right, lane.y + half));
        if band.width() < NARROW {
            return;
        }
        let background = self.context.input.theme.background;
        Self::band(ink, date, placed, band, mix(background, color, 0.14));
        let dash = self.date_dash(date);
        if dash != Dash::Solid {
            let color = mix(background, color, 0.6);
            ink.bands.outline(band, half, Stroke { width: 1.2, color, dash });
        }
        if date.is_uncertain() {
            self.doubt(ink, pos2(band.right() - 9.0, lane.y - 5.0), color);
        }
    }
}

/// A half circle to the right, over a lane.
fn bow(center: Pos2) -> Vec<Pos2> {
    (0_u8..=8)
        .map(|step| {
            let angle = (-90.0 + 180.0 * f32::from(step) / 8.0).to_radians();
            center + vec2(angle.cos(), angle.sin()) * HOP
        })
        .collect()
}

/// A square on one of its corners.
pub(super) fn diamond(center: Pos2, radius: f32, fill: Color32, outline: Color32) -> Shape {
    Shape::Polygon {
        points: vec![
            center - vec2(0.0, radius),
            center + vec2(radius, 0.0),
            center + vec2(0.0, radius),
            center - vec2(radius, 0.0),
        ],
        fill,
        stroke: Some(Stroke::solid(1.5, outline)),
    }
}
