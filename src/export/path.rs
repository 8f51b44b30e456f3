//! The outlines of shapes, in steps of a pen: the same for pictures and PDF.

use emath::{Pos2, Rect, Vec2, pos2};

/// A step of a pen, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// To where a line begins.
    Move(Pos2),
    /// A straight line.
    Line(Pos2),
    /// A cubic Bézier curve: two handles and its end.
    Curve(Pos2, Pos2, Pos2),
    /// Back to where the line began.
    Close,
}

/// A line through points.
#[must_use]
pub fn line(points: &[Pos2], is_closed: bool) -> Vec<Step> {
    let mut steps: Vec<Step> = points.iter().map(|point| Step::Line(*point)).collect();
    if let (Some(first), Some(point)) = (steps.first_mut(), points.first()) {
        *first = Step::Move(*point);
        steps.extend(is_closed.then_some(Step::Close));
    }
    steps
}

/// A circle.
#[must_use]
pub fn circle(center: Pos2, radius: f32) -> Vec<Step> {
    rect(Rect::from_center_size(center, Vec2::splat(2.0 * radius)), radius)
}

/// How far the handles of a quarter of a circle reach, in radii.
const QUARTER: f32 = 0.552_285;

/// A rectangle with round corners.
#[must_use]
pub fn rect(rect: Rect, radius: f32) -> Vec<Step> {
    let (left, top) = (rect.left(), rect.top());
    let (right, bottom) = (rect.right().max(left), rect.bottom().max(top));
    let radius = radius.min((right - left) / 2.0).min((bottom - top) / 2.0);
    if radius <= 0.0 {
        return line(&[pos2(left, top), pos2(right, top), pos2(right, bottom), pos2(left, bottom)], true);
    }
    let handle = radius * (1.0 - QUARTER);
    vec![
        Step::Move(pos2(left + radius, top)),
        Step::Line(pos2(right - radius, top)),
        Step::Curve(pos2(right - handle, top), pos2(right, top + handle), pos2(right, top + radius)),
        Step::Line(pos2(right, bottom - radius)),
        Step::Curve(
            pos2(right, bottom - handle),
            pos2(right - handle, bottom),
            pos2(right - radius, bottom),
        ),
        Step::Line(pos2(left + radius, bottom)),
        Step::Curve(
            pos2(left + handle, bottom),
            pos2(left, bottom - handle),
            pos2(left, bottom - radius),
        ),
        Step::Line(pos2(left, top + radius)),
        Step::Curve(pos2(left, top + handle), pos2(left + handle, top), pos2(left + radius, top)),
        Step::Close,
    ]
}
