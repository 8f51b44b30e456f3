//! What is no message: visits, meetings, statements, and anything else.

use ecolor::Color32;
use emath::{Rect, Vec2, pos2, vec2};

use super::glyphs::wave;
use super::ink::{Ink, Seat};
use super::links::dash_of;
use super::marks::{Mark, NARROW};
use super::place::{Placed, Width};
use super::{Class, Lane, MARGIN};
use crate::dates::Date;
use crate::model::{Confidence, Kind, LeaderId};
use crate::scene::{Anchor, Dash, Shape, Stroke};
use crate::theme::{TextStyle, mix, sizes};

/// The stems of a visit over more lanes than this are cut short.
const MAX_STEMMED: usize = 2;

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
        if visitors.is_empty() && !self.absent(&self.event.from).is_empty() {
            return self.absent_visitor(ink, (left, right), &hosts);
        }
        // Nobody says who visited: the host is all that is known.
        let mut lanes = if visitors.is_empty() { hosts.clone() } else { visitors };
        if self.event.leaders().next().is_none() {
            lanes.extend(self.context.lanes.without_leader());
        }
        if self.event.is_dated_by_order() {
            self.bracketed_stay(ink, &lanes);
            return;
        }
        // On one of several days, and not from the first to the last of them.
        let placed = self
            .place_event()
            .filter(|placed| placed.width == Width::OneOf && self.event.end.is_none());
        if let Some(placed) = placed.filter(|placed| placed.right - placed.left >= NARROW) {
            self.stay_on_one_of(ink, date, placed, &lanes);
            return;
        }
        for lane in lanes {
            if self.is_counted(lane.id) {
                continue;
            }
            // Two of them fit on a compact lane.
            let most = if lane.class == Class::Thin { 0.66 } else { 0.27 };
            let mut height = sizes::BAR.min(lane.even_height() * most);
            let whole = Rect::from_min_max(
                pos2(left, lane.y - height / 2.0),
                pos2(right.max(left + 6.0), lane.y + height / 2.0),
            );
            if ink.is_on_bar(whole.shrink(1.0)) {
                height = sizes::BAR.min(lane.even_height() * 0.27);
            }
            // A hair is left free at its end, where the next one may begin.
            let end = right.max(left + 6.0);
            let end = if end - left > 12.0 { end - 1.0 } else { end };
            let bar = Rect::from_min_max(pos2(left, lane.y - height / 2.0), pos2(end, lane.y + height / 2.0));
            // Stays at the same time stand below each other, in as many rows as half of the room below the lane holds.
            let is_last = self.context.lanes.rows.last().is_some_and(|last| last.id == lane.id);
            let bottom = if is_last {
                self.context.regions.lanes.bottom()
            } else {
                lane.bottom
            };
            let most = (((bottom - lane.y) * 0.5 - height / 2.0) / (height + 2.0)).floor().max(1.0);
            let mut rows = (0..=most as u16).map(|row| bar.translate(vec2(0.0, f32::from(row) * (height + 2.0))));
            let bar = rows
                .clone()
                .find(|row| !ink.is_on_bar(row.shrink(1.0)))
                .or(rows.next_back())
                .unwrap_or(bar);
            ink.claim_bar(bar);
            let color = self.color_on(&lane);
            let stay = Stay {
                dates: [date, end_date],
                open: [extent.earliest.is_none(), extent.latest.is_none()],
                // Without a departure, a month or a year says when the visit was, not how long.
                is_loose: self.event.end.is_none() && date.is_loose(),
                within: [date, end_date].map(|date| self.width_of_loose(date)),
            };
            let (solid, fill) = self.stay(ink, bar, color, &stay);
            if fill == color {
                ink.claim_solid_bar(solid);
            }
            self.stems(ink, &lane, bar, (&hosts, &stay), color);
            self.confidence_outline(ink, bar, color);
            self.told(ink, Some(&lane));
            self.wish_for_visit(ink, bar, (solid, fill), &[lane]);
            ink.claim(self.id, bar);
        }
    }

    /// How wide the time is in which a stay began or ended, where that is no day and the stay has both.
    fn width_of_loose(&self, date: &Date) -> f32 {
        let known = date.extent().known().filter(|_| self.event.end.is_some() && date.is_loose());
        known.map_or(0.0, |known| self.context.x(known.end) - self.context.x(known.start))
    }

    /// From the ends of a stay to the lanes of the hosts: over many lanes whole stems would be a forest, so they only reach out,
    /// but all the way for the one visit that is looked at.
    fn stems(&self, ink: &mut Ink, lane: &Lane, bar: Rect, (hosts, stay): (&[Lane], &Stay<'_>), color: Color32) {
        let input = self.context.input;
        let is_looked_at = input.selected == Some(self.id);
        let Some(extent) = self.event.extent() else { return };
        // On which day of its month it began is not known: its stem is no crisp line.
        let dash = |side: usize| if stay.within[side] > 0.0 { Dash::Dashed } else { Dash::Solid };
        let ends = [
            (bar.left() + 1.0, extent.earliest, dash(0)),
            (bar.right() - 1.0, extent.latest, dash(1)),
        ];
        let ends = ends
            .into_iter()
            .filter(|(_, known, _)| known.is_some())
            .map(|(x, _, dash)| (x, dash));
        for host in hosts.iter().filter(|host| host.id != lane.id) {
            let is_whole = is_looked_at || host.place.abs_diff(lane.place) <= MAX_STEMMED;
            let y = if host.y < lane.y { bar.top() } else { bar.bottom() };
            for (x, dash) in ends.clone() {
                let reach = if is_whole { host.y - y } else { (host.y - y).clamp(-STEM, STEM) };
                let (begin, end) = (pos2(x, y), pos2(x, y + reach));
                let tint = mix(input.theme.background, color, 0.6);
                ink.lines.line(
                    begin,
                    end,
                    Stroke {
                        width: 1.0,
                        color: tint,
                        dash,
                    },
                );
                ink.claim_line(self.id, begin, end);
                // A stem that is cut short does not reach the host: a tick says that somebody was there.
                if !is_whole && !self.is_counted(host.id) {
                    let towards = if host.y < lane.y { STEM } else { -STEM };
                    ink.marks
                        .line(pos2(x, host.y), pos2(x, host.y + towards), Stroke::solid(1.5, color));
                }
            }
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
                std::slice::from_ref(lane),
                placed.mark,
            );
        }
    }

    /// A stay on one of several days.
    fn stay_on_one_of(&self, ink: &mut Ink, date: &Date, placed: Placed, lanes: &[Lane]) {
        for lane in lanes.iter().filter(|lane| !self.is_counted(lane.id)) {
            self.known(ink, date, placed, lane, self.color_on(lane));
            self.told(ink, Some(lane));
            let seats = vec![
                Seat::Above(pos2(placed.left, lane.y - 14.0)),
                Seat::Below(pos2(placed.left, lane.y + 14.0)),
                Seat::RightOf(pos2(placed.right + 10.0, lane.y)),
            ];
            self.wish(ink, seats, std::slice::from_ref(lane), placed.mark);
            ink.claim(
                self.id,
                Rect::from_min_max(pos2(placed.left, lane.y - 7.0), pos2(placed.right, lane.y + 7.0)),
            );
        }
    }

    /// A line around the bar of a stay that is only reported (dashed), disputed or inferred (dotted).
    fn confidence_outline(&self, ink: &mut Ink, bar: Rect, color: Color32) {
        let dash = dash_of(self.event.confidence());
        if dash != Dash::Solid {
            let stroke = Stroke { width: 1.4, color, dash };
            ink.marks.outline(bar.expand(4.0), bar.height() / 2.0 + 4.0, stroke);
        }
        if self.event.confidence() == Some(Confidence::Disputed) {
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
        let soft: [bool; 2] = std::array::from_fn(|side| stay.open[side] || stay.dates[side].is_approximate() || stay.within[side] > 0.0);
        let fill = if stay.is_loose { mix(theme.background, color, 0.14) } else { color };
        let is_uncertain = stay.dates.iter().any(|date| date.is_uncertain());
        let doubt = self.date_dash(stay.dates[0]);
        let mut solid = bar;
        if soft == [false, false] {
            ink.marks.rect(bar, radius, fill);
        } else {
            solid = soft_bar(ink, bar, fill, soft, stay);
        }
        let dash = if is_uncertain { Dash::Dashed } else { Dash::Solid };
        if stay.is_loose && soft == [false, false] {
            ink.marks.outline(bar, radius, Stroke { width: 1.5, color, dash });
        } else if (is_uncertain || doubt != Dash::Solid) && bar.width() >= NARROW {
            let dash = if is_uncertain { Dash::Dashed } else { doubt };
            let color = self.text_on(fill);
            // On a low bar the line would run through the words.
            let (line, color) = if bar.height() < 18.0 {
                (bar.expand(2.5), fill)
            } else {
                (bar.shrink(1.6), color)
            };
            ink.marks.outline(line, line.height() / 2.0, Stroke { width: 1.2, color, dash });
        }
        if is_uncertain && bar.width() >= NARROW {
            let at = pos2(bar.right() - 11.0, bar.center().y);
            ink.marks
                .text(at, Anchor::Center, "?", TextStyle::sans(11.0, 600), self.text_on(fill));
            solid.max.x = solid.max.x.min(bar.right() - 14.0);
        }
        (solid, fill)
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
                let top = center - vec2(0.0, 12.0);
                ink.lines.line(center, top, Stroke::solid(1.7, color));
                for radius in [3.5_f32, 7.0] {
                    ink.lines.shapes.push(wave(top, radius, color));
                }
                ink.claim(self.id, Rect::from_two_pos(top - vec2(6.0, 8.0), center + vec2(6.0, 0.0)));
                self.known(ink, date, placed, &lane, color);
            } else if self.event.is_dated_by_order() {
                self.bracket(ink, placed, lane.y, color);
            } else {
                let aside = self.details.aside(lane.id, self.id);
                if aside != 0.0 {
                    ink.lines.line(center, center + vec2(0.0, aside), Stroke::solid(1.2, color));
                }
                let center = center + vec2(0.0, aside);
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
                    let background = self.context.input.theme.background;
                    let bar = ink.bar_at(center);
                    let shows = bar.is_some_and(|bar| Ink::shows_on(bar, 5.5));
                    if bar.is_some() && !shows {
                        ink.marks.rect(square.expand(1.5), 3.0, background);
                    }
                    ink.marks.rect(square, 2.0, if shows { background } else { color });
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
                &[lane],
                center.x,
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
    /// How wide the time is in which it began, and that in which it ended, in points: none where the day is known.
    within: [f32; 2],
}

/// A bar whose ends fade: within the month in which they are, to both sides where they are approximate, outward where they are
/// open. Gives the part that does not.
fn soft_bar(ink: &mut Ink, bar: Rect, color: Color32, soft: [bool; 2], stay: &Stay<'_>) -> Rect {
    let fade = (bar.width() * 0.3).clamp(4.0, 40.0);
    let within = stay.within.map(|width| width.min(bar.width() / 2.0));
    let inward = |side: usize| match (soft[side] && !stay.open[side], within[side] > 0.0) {
        (false, _) => 0.0,
        (true, true) => within[side],
        (true, false) => fade,
    };
    let outward = |side: usize| match (stay.open[side], within[side] > 0.0 && !stay.dates[side].is_approximate()) {
        (true, _) => MARGIN,
        (false, true) => 0.0,
        (false, false) => fade,
    };
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
