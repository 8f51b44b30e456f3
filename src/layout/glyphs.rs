//! The marks of kinds, small: in the legend and on chips the same as on the timeline.

use ecolor::Color32;
use emath::{Pos2, Rect, pos2, vec2};

use crate::model::Glyph;
use crate::scene::{Layer, Shape, Stroke, arrowhead};

/// How thick lines are, in points.
const LINE: f32 = 1.7;

/// Draws a mark around a point, twice `half` wide and at most 14 points high, in a color on a background.
pub fn glyph(layer: &mut Layer, pos: Pos2, glyph: Glyph, half: f32, (color, background): (Color32, Color32)) {
    match glyph {
        Glyph::Arrow { is_reply } => {
            let radius = half * 0.32;
            let (left, right) = (pos - vec2(half - radius, 0.0), pos + vec2(half - 1.0, 0.0));
            let stroke = if is_reply {
                Stroke::dashed(LINE, color)
            } else {
                Stroke::solid(LINE, color)
            };
            layer.line(left + vec2(radius, 0.0), right, stroke);
            layer.shapes.push(Shape::Line {
                points: arrowhead(right, vec2(1.0, 0.0), half * 0.46),
                stroke: Stroke::solid(LINE, color),
            });
            dot(layer, left, radius, if is_reply { background } else { color }, color);
        }
        Glyph::Bar => layer.rect(Rect::from_center_size(pos, vec2(2.0 * half, half * 0.8)), half * 0.4, color),
        Glyph::Diamond => layer.shapes.push(super::meetings::diamond(pos, 6.0, color, color)),
        Glyph::Waves => {
            let top = pos - vec2(0.0, 1.0);
            dot(layer, pos + vec2(0.0, 5.0), 2.2, color, color);
            layer.line(pos + vec2(0.0, 5.0), top, Stroke::solid(LINE, color));
            layer.shapes.extend([3.0, 6.0].map(|radius| wave(top, radius, color)));
        }
        Glyph::Square => layer.rect(Rect::from_center_size(pos, vec2(9.0, 9.0)), 2.0, color),
    }
}

fn dot(layer: &mut Layer, center: Pos2, radius: f32, fill: Color32, outline: Color32) {
    layer.shapes.push(Shape::Circle {
        center,
        radius,
        fill,
        stroke: Some(Stroke::solid(LINE, outline)),
    });
}

/// A quarter of a circle, open upward: waves that go out to everybody.
pub(super) fn wave(center: Pos2, radius: f32, color: Color32) -> Shape {
    let points = (0_u8..=8).map(|step| {
        let angle = (-135.0 + 90.0 * f32::from(step) / 8.0).to_radians();
        pos2(center.x + angle.cos() * radius, center.y + angle.sin() * radius)
    });
    Shape::Line {
        points: points.collect(),
        stroke: Stroke::solid(1.5, color),
    }
}
