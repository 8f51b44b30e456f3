//! Where a date is on the axis: as wide as it is known.

use super::Context;
use crate::dates::{Date, Precision, TimeRange};

/// A date on the axis, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// The left edge of what the date may mean.
    pub left: f32,
    /// The right edge; never left of `left`.
    pub right: f32,
    /// Where a mark for it goes: the middle, or the known end of an open date.
    pub mark: f32,
    /// Whether it goes on to the left without end.
    pub is_open_left: bool,
    /// Whether it goes on to the right without end.
    pub is_open_right: bool,
    /// How it is to be drawn.
    pub width: Width,
}

/// How much of a date is known, for drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// A time of day: a crisp dot.
    Clock,
    /// A day: a dot on a faint band.
    Day,
    /// A month, a year, an interval: a hollow bar.
    Loose,
    /// One of several dates: hollow dots, joined.
    OneOf,
}

impl Context<'_> {
    /// Where a date is; `None` where it says nothing.
    pub(super) fn place(&self, date: &Date) -> Option<Placed> {
        let extent = date.extent();
        let known = extent.known()?;
        let (left, right) = (self.x(known.start), self.x(known.end));
        let width = match date.precision() {
            precision if precision.has_clock() => Width::Clock,
            Precision::Day => Width::Day,
            Precision::Set if !date.one_of().is_empty() => Width::OneOf,
            _ => Width::Loose,
        };
        Some(Placed {
            left,
            right,
            mark: self.x(middle(known)),
            is_open_left: extent.earliest.is_none(),
            is_open_right: extent.latest.is_none(),
            width,
        })
    }
}

fn middle(range: TimeRange) -> i64 {
    i64::midpoint(range.start, range.end)
}
