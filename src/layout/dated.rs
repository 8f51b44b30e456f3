//! Dates drawn as what is known: a dot, a dot on a band, a hollow bar, several hollow dots, soft and open ends.

use ecolor::Color32;
use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::MARGIN;
use super::ink::Ink;
use super::marks::{Mark, NARROW};
use super::place::{Placed, Width};
use crate::dates::Date;
use crate::model::Kind;
use crate::scene::{Anchor, Dash, Shape, Stroke};
use crate::theme::{TextStyle, mix, sizes};

impl Mark<'_> {
    /// What is known of a date: a dot, a dot on a band, a hollow bar, several hollow dots.
    pub(super) fn known(&self, ink: &mut Ink, date: &Date, placed: Placed, y: f32, color: Color32) {
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
                        let stroke = Stroke {
                            width: 1.5,
                            color,
                            dash: if date.is_uncertain() { Dash::Dashed } else { Dash::Solid },
                        };
                        ink.bands.outline(band.shrink2(vec2(0.0, 4.0)), 8.0, stroke);
                    }
                }
                Width::OneOf => self.one_of(ink, date, y, color),
            }
            if date.is_uncertain() && placed.width != Width::Clock {
                if placed.width == Width::Day {
                    ink.bands.outline(band, 12.0, Stroke::dashed(1.0, mix(background, color, 0.6)));
                }
                self.doubt(ink, pos2(band.right() - 9.0, y - 7.0), color);
            }
        }
        let is_hollow = self.event.kind == Kind::Reply;
        if is_wide && placed.width == Width::OneOf {
            return; // each of the possible dates has its dot; there is none between them
        }
        let is_crisp = matches!(placed.width, Width::Clock | Width::Day) || !is_wide;
        let radius = if is_crisp { sizes::DOT } else { sizes::DOT * 0.7 };
        let center = Self::fan(ink, center, radius);
        self.hit_mark(ink, center, radius);
        let fill = if is_hollow || !is_crisp { background } else { color };
        ink.dot(center, radius, fill, color);
        ink.claim(self.id, Rect::from_center_size(center, Vec2::splat(radius * 2.0 + 3.0)));
    }

    /// Marks at the very same place are moved apart, so that each can be seen and hit.
    pub(super) fn fan(ink: &Ink, center: Pos2, radius: f32) -> Pos2 {
        let is_taken = |pos: Pos2| {
            ink.marks.shapes.iter().rev().take(24).any(|shape| {
                matches!(shape, Shape::Circle { center, .. } if (center.x - pos.x).abs() < radius && (center.y - pos.y).abs() < radius)
            })
        };
        (0..6_u8)
            .map(|step| {
                let side = if step % 2 == 0 { 1.0 } else { -1.0 };
                center + vec2(0.0, f32::from(step.div_ceil(2)) * side * radius * 1.6)
            })
            .find(|pos| !is_taken(*pos))
            .unwrap_or(center)
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
