//! What is no message: visits, meetings, statements, and anything else.

use ecolor::Color32;
use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::ink::{Ink, Seat};
use super::links::dash_of;
use super::marks::{Mark, NARROW};
use super::place::{Placed, Width};
use super::{Lane, MARGIN};
use crate::dates::Date;
use crate::model::{Confidence, Kind, LeaderId};
use crate::scene::{Anchor, Dash, Shape, Stroke, arrowhead};
use crate::theme::{TextStyle, mix, sizes};

/// With more lanes than this, the stems of visits are cut short.
const MAX_STEMMED: usize = 12;

/// How far a stem that is cut short reaches, in points.
const STEM: f32 = 9.0;

impl Mark<'_> {
    /// A visit: a bar for the stay on each visitor's lane, with stems to the hosts' lanes.
    pub(super) fn visit(&self, ink: &mut Ink) {
        let (Some(date), Some(extent)) = (self.event.date(), self.event.extent()) else {
            return;
        };
        let Some(known) = extent.known() else { return };
        let end_date = self.event.end.as_ref().unwrap_or(date);
        let (left, right) = (self.context.x(known.start), self.context.x(known.end));
        let hosts = self.lanes_of(&self.event.to);
        let visitors = self.lanes_of(&self.event.from);
        let mut lanes = if visitors.is_empty() { hosts.clone() } else { visitors };
        if self.event.leaders().next().is_none() {
            lanes.extend(self.context.lanes.without_leader());
        }
        // Where many lanes lie between, whole stems would be a forest: they reach out, and go all the way for the one visit
        // that is looked at.
        let input = self.context.input;
        let is_looked_at = input.selected == Some(self.id) || input.hovered == Some(self.id);
        let has_room = is_looked_at || self.context.lanes.rows.len() <= MAX_STEMMED;
        if self.event.is_dated_by_order() {
            self.bracketed_stay(ink, &lanes);
            return;
        }
        for lane in lanes {
            if self.is_counted(lane.id) {
                continue;
            }
            // Two of them fit on a compact lane.
            let height = sizes::BAR.min(lane.height * 0.27);
            let mut bar = Rect::from_min_max(
                pos2(left, lane.y - height / 2.0),
                pos2(right.max(left + 6.0), lane.y + height / 2.0),
            );
            // Stays at the same time stand beside each other.
            if ink.is_on_bar(bar.shrink(1.0)) {
                bar = bar.translate(vec2(0.0, height + 2.0));
            }
            ink.claim_bar(bar);
            let color = self.color_on(&lane);
            let stay = Stay {
                dates: [date, end_date],
                open: [extent.earliest.is_none(), extent.latest.is_none()],
                // Without a departure, a month or a year says when the visit was, not how long.
                is_loose: self.event.end.is_none() && date.is_loose(),
            };
            let (solid, fill) = self.stay(ink, bar, color, &stay);
            for host in hosts
                .iter()
                .filter(|host| !has_room && host.id != lane.id && !self.is_counted(host.id))
            {
                // A stem that is cut short does not reach the host: a tick says that somebody was there.
                ink.marks.line(
                    pos2(bar.left(), host.y - 5.0),
                    pos2(bar.left(), host.y + 5.0),
                    Stroke::solid(2.0, color),
                );
            }
            for host in &hosts {
                let y = if host.y < lane.y { bar.top() } else { bar.bottom() };
                if host.id != lane.id {
                    let sides = [(bar.left() + 1.0, extent.earliest), (bar.right() - 1.0, extent.latest)];
                    for (x, _) in sides.into_iter().filter(|(_, known)| known.is_some()) {
                        let reach = if has_room { host.y - y } else { (host.y - y).clamp(-STEM, STEM) };
                        let (begin, end) = (pos2(x, y), pos2(x, y + reach));
                        ink.lines
                            .line(begin, end, Stroke::solid(1.0, mix(self.context.input.theme.background, color, 0.6)));
                        ink.claim_line(self.id, begin, end);
                    }
                }
            }
            self.confidence_outline(ink, bar, color);
            self.told(ink, Some(&lane));
            self.wish_for_visit(ink, bar, (solid, fill));
            ink.claim(self.id, bar);
        }
    }

    /// A stay of which only the order is known.
    fn bracketed_stay(&self, ink: &mut Ink, lanes: &[Lane]) {
        let Some(placed) = self.place_event() else { return };
        for lane in lanes.iter().filter(|lane| !self.is_counted(lane.id)) {
            self.bracket(ink, placed, lane.y, self.color_on(lane));
            self.wish(
                ink,
                vec![
                    Seat::Above(pos2(placed.mark, lane.y - 18.0)),
                    Seat::Below(pos2(placed.mark, lane.y + 8.0)),
                ],
                160.0,
            );
        }
    }

    /// A line around the bar of a stay that is only reported (dashed), disputed or inferred (dotted).
    fn confidence_outline(&self, ink: &mut Ink, bar: Rect, color: Color32) {
        let dash = dash_of(self.event.confidence);
        if dash != Dash::Solid {
            let stroke = Stroke { width: 1.4, color, dash };
            ink.marks.outline(bar.expand(4.0), bar.height() / 2.0 + 4.0, stroke);
        }
        if self.event.confidence == Some(Confidence::Disputed) {
            let reach = vec2(4.0, -bar.height() * 0.75);
            let theme = self.context.input.theme;
            ink.marks
                .line(bar.center() - reach, bar.center() + reach, Stroke::solid(1.6, theme.background));
        }
    }

    /// The bar of a stay: solid where it is known, hollow where only a month or a year is, with soft or open ends, dashed
    /// where uncertain. Gives where something can be written on it, and the color that is there.
    fn stay(&self, ink: &mut Ink, bar: Rect, color: Color32, stay: &Stay<'_>) -> (Rect, Color32) {
        let theme = self.context.input.theme;
        if self.context.input.shown.is_hit(self.id) {
            ink.bands.rect(bar.expand(4.0), bar.height() / 2.0 + 4.0, theme.hit);
        }
        let radius = (bar.height() / 2.0).min(bar.width() / 2.0);
        let soft: [bool; 2] = std::array::from_fn(|side| {
            stay.open[side] || stay.dates[side].is_approximate() || (side == 1 && self.event.end.is_some() && stay.dates[1].is_loose())
        });
        let fill = if stay.is_loose { mix(theme.background, color, 0.14) } else { color };
        let is_uncertain = stay.dates.iter().any(|date| date.is_uncertain());
        let doubt = self.date_dash(stay.dates[0]);
        let mut solid = bar;
        if soft == [false, false] {
            ink.marks.rect(bar, radius, fill);
        } else {
            solid = soft_bar(ink, bar, fill, soft, stay.open);
        }
        let dash = if is_uncertain { Dash::Dashed } else { Dash::Solid };
        if stay.is_loose && soft == [false, false] {
            ink.marks.outline(bar, radius, Stroke { width: 1.5, color, dash });
        } else if (is_uncertain || doubt != Dash::Solid) && bar.width() >= NARROW {
            let dash = if is_uncertain { Dash::Dashed } else { doubt };
            let color = self.text_on(fill);
            ink.marks.outline(bar.shrink(1.6), radius, Stroke { width: 1.2, color, dash });
        }
        if is_uncertain && bar.width() >= NARROW {
            let at = pos2(bar.right() - 11.0, bar.center().y);
            ink.marks
                .text(at, Anchor::Center, "?", TextStyle::sans(11.0, 600), self.text_on(fill));
            solid.max.x = solid.max.x.min(bar.right() - 14.0);
        }
        (solid, fill)
    }

    /// A meeting: a diamond between the lanes of those who met; a double-headed line where they spoke by phone.
    pub(super) fn meeting(&self, ink: &mut Ink) {
        let Some(placed) = self.place_event() else {
            return;
        };
        let leaders: Vec<LeaderId> = self.event.leaders().collect();
        let lanes: Vec<Lane> = self
            .lanes_of(&leaders)
            .into_iter()
            .filter(|lane| !self.is_counted(lane.id))
            .collect();
        let ys: Vec<f32> = lanes.iter().map(|lane| lane.y).collect();
        let (Some(top), Some(bottom)) = (ys.iter().copied().reduce(f32::min), ys.iter().copied().reduce(f32::max)) else {
            return;
        };
        let color = lanes.first().map_or(self.context.input.theme.muted, |lane| self.color_on(lane));
        let x = placed.mark;
        let is_call = self.event.is_call();
        for lane in &lanes {
            self.meeting_date(ink, placed, lane, color);
        }
        if bottom > top {
            let stroke = Stroke::solid(1.7, color);
            ink.lines.line(pos2(x, top + 4.0), pos2(x, bottom - 4.0), stroke);
            ink.claim_line(self.id, pos2(x, top), pos2(x, bottom));
            if is_call {
                for (tip, direction) in [(pos2(x, top + 4.0), -1.0), (pos2(x, bottom - 4.0), 1.0)] {
                    ink.lines.shapes.push(Shape::Line {
                        points: arrowhead(tip, vec2(0.0, direction), 8.0),
                        stroke,
                    });
                }
            }
        }
        for y in &ys {
            self.whiskers(ink, pos2(x, *y), placed, color);
            ink.marks.shapes.push(Shape::Circle {
                center: pos2(x, *y),
                radius: 3.0,
                fill: color,
                stroke: None,
            });
        }
        let center = pos2(x, f32::midpoint(top, bottom));
        self.hit_mark(ink, center, 9.0);
        if !is_call || bottom <= top {
            let background = self.context.input.theme.background;
            // Hollow where no day is known: a crisp mark would say more than the source.
            let is_hollow = matches!(placed.width, Width::Loose | Width::OneOf);
            let (fill, outline) = if is_hollow { (background, color) } else { (color, background) };
            ink.marks.shapes.push(diamond(center, 8.0, fill, outline));
        }
        self.confidence_ring(ink, center, 6.0, color);
        self.told(ink, lanes.first());
        ink.claim(self.id, Rect::from_center_size(center, Vec2::splat(18.0)));
        self.wish(
            ink,
            vec![
                Seat::RightOf(center + vec2(22.0, 0.0)),
                Seat::LeftOf(center - vec2(22.0, 0.0)),
                Seat::Above(pos2(x + 8.0, top - 12.0)),
                Seat::Below(pos2(x + 8.0, bottom + 12.0)),
            ],
            170.0,
        );
    }

    /// What is known of the date of a meeting, on one of its lanes.
    fn meeting_date(&self, ink: &mut Ink, placed: Placed, lane: &Lane, color: Color32) {
        if self.event.is_dated_by_order() {
            return self.bracket(ink, placed, lane.y, self.color_on(lane));
        }
        let Some(date) = self.event.date().filter(|_| placed.width != Width::Clock) else {
            return;
        };
        let band = Rect::from_min_max(pos2(placed.left, lane.y - 10.0), pos2(placed.right, lane.y + 10.0));
        if band.width() < NARROW {
            return;
        }
        let background = self.context.input.theme.background;
        Self::band(ink, date, placed, band, mix(background, color, 0.14));
        let dash = self.date_dash(date);
        if dash != Dash::Solid {
            let color = mix(background, color, 0.6);
            ink.bands.outline(band, 10.0, Stroke { width: 1.2, color, dash });
        }
        if date.is_uncertain() {
            self.doubt(ink, pos2(band.right() - 9.0, lane.y - 5.0), color);
        }
    }

    /// A statement: a dot with a stub upward and a broadcast mark. Anything else: a square.
    pub(super) fn lone(&self, ink: &mut Ink) {
        let Some(date) = self.event.date() else { return };
        let Some(placed) = self.place_event() else { return };
        let leaders: Vec<LeaderId> = self.event.leaders().collect();
        let mut lanes = self.lanes_of(&leaders);
        if leaders.is_empty() {
            lanes.extend(self.context.lanes.without_leader());
        }
        for lane in lanes {
            if self.is_counted(lane.id) {
                continue;
            }
            let color = self.color_on(&lane);
            let center = pos2(placed.mark, lane.y);
            if self.event.kind == Kind::Statement {
                let top = center - vec2(0.0, 20.0);
                ink.lines.line(center, top, Stroke::solid(1.7, color));
                for radius in [4.0_f32, 8.0] {
                    ink.lines.shapes.push(broadcast_arc(top, radius, color));
                }
                ink.claim(self.id, Rect::from_two_pos(top - vec2(8.0, 9.0), center + vec2(8.0, 0.0)));
                self.known(ink, date, placed, lane.y, color);
            } else if self.event.is_dated_by_order() {
                self.bracket(ink, placed, lane.y, color);
            } else {
                let square = Rect::from_center_size(center, Vec2::splat(11.0));
                self.hit_mark(ink, center, 7.0);
                let band = Rect::from_min_max(pos2(placed.left, lane.y - 9.0), pos2(placed.right, lane.y + 9.0));
                if band.width() >= NARROW {
                    Self::band(ink, date, placed, band, mix(self.context.input.theme.background, color, 0.14));
                }
                if matches!(placed.width, Width::Loose | Width::OneOf) {
                    ink.marks.rect(square, 2.0, self.context.input.theme.background);
                    ink.marks.outline(square, 2.0, Stroke::solid(1.7, color));
                } else {
                    ink.marks.rect(square, 2.0, color);
                }
                self.confidence_ring(ink, center, 6.0, color);
                ink.claim(self.id, square);
            }
            self.told(ink, Some(&lane));
            self.wish(
                ink,
                vec![
                    Seat::Above(pos2(center.x + 12.0, center.y - 16.0)),
                    Seat::Below(pos2(center.x + 4.0, center.y + 14.0)),
                    Seat::LeftOf(center - vec2(12.0, 24.0)),
                ],
                160.0,
            );
        }
    }
}

/// What is known of the ends of a stay.
struct Stay<'a> {
    /// The date of the arrival and that of the departure.
    dates: [&'a Date; 2],
    /// Whether it goes on without end to the left, to the right.
    open: [bool; 2],
    /// Whether only a month, a year or the like is known, in which it lies.
    is_loose: bool,
}

/// A bar whose ends fade: inward where they are approximate, outward where they are open. Gives the part that does not.
fn soft_bar(ink: &mut Ink, bar: Rect, color: Color32, soft: [bool; 2], open: [bool; 2]) -> Rect {
    let fade = (bar.width() * 0.3).clamp(4.0, 40.0);
    let inward = |side: usize| if soft[side] && !open[side] { fade } else { 0.0 };
    let outward = |side: usize| if open[side] { MARGIN } else { fade };
    let (left, right) = (bar.left() + inward(0), (bar.right() - inward(1)).max(bar.left() + inward(0)));
    let part = |from: f32, to: f32| Rect::from_min_max(pos2(from, bar.top()), pos2(to, bar.bottom()));
    ink.marks.rect(part(left, right), 0.0, color);
    let fades = [
        (soft[0], part(bar.left() - outward(0), left), Color32::TRANSPARENT, color),
        (soft[1], part(right, bar.right() + outward(1)), color, Color32::TRANSPARENT),
    ];
    for (_, rect, left, right) in fades.into_iter().filter(|(is_soft, ..)| *is_soft) {
        ink.marks.shapes.push(Shape::Fade { rect, left, right });
    }
    part(left, right)
}

fn diamond(center: Pos2, radius: f32, fill: Color32, outline: Color32) -> Shape {
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

/// A quarter of a circle, open upward: waves that go out to everybody.
fn broadcast_arc(center: Pos2, radius: f32, color: Color32) -> Shape {
    let points = (0_u8..=8)
        .map(|step| {
            let angle = (-135.0 + 90.0 * f32::from(step) / 8.0).to_radians();
            center + vec2(angle.cos(), angle.sin()) * radius
        })
        .collect();
    Shape::Line {
        points,
        stroke: Stroke::solid(1.5, color),
    }
}
