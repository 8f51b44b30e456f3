//! What stretch of time we look at and how it maps to the screen: arithmetic only, knows no events.

mod bins;
mod folds;
mod ruler;

pub use self::bins::{bin_step, bins, part_step};
pub use self::folds::{FIRST_GAP, Fold, Folds, LONG_GAP, is_better_folded};
pub use self::ruler::{Ruler, Step, TempoUnit, Tick, TickLevel, ruler};
use crate::dates::{DAY, TimeRange};

/// Which view of an archive is shown: in the window, in a figure, by the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum View {
    /// Events on lanes.
    #[default]
    Timeline,
    /// Events as a table.
    List,
    /// How two leaders wrote to each other, in figures.
    Tempo,
    /// Who wrote to whom, and who visited whom.
    Matrix,
}

impl View {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Timeline, Self::List, Self::Tempo, Self::Matrix];

    /// Its name on the command line and in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::List => "list",
            Self::Tempo => "tempo",
            Self::Matrix => "matrix",
        }
    }

    /// The view of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }
}

/// The shortest span that can be looked at: one minute.
const MIN_SPAN: f64 = 60.0;

/// The longest span that can be looked at: twenty-five thousand million years, with room for the age of the universe.
const MAX_SPAN: f64 = 7.9e17;

/// Room left beside the events when everything is fitted, as a share of their span.
const FIT_MARGIN: f64 = 0.06;

/// The stretch of time and the lanes we look at. A small value: every change gives a new one.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Viewport {
    /// The instant at the left edge, in seconds from 1970; where stretches are folded, in folded seconds (see [`Folds`]).
    pub start: f64,

    /// How much time is in view, in seconds; always between a minute and twenty-five thousand million years.
    pub span: f64,

    /// How far the lanes are scrolled down, in points; never negative.
    pub scroll: f32,
}

impl Viewport {
    /// A viewport with its left edge at `start`, the span cut to what can be looked at.
    #[must_use]
    pub fn new(start: f64, span: f64) -> Self {
        let span = if span.is_finite() {
            span.clamp(MIN_SPAN, MAX_SPAN)
        } else {
            MAX_SPAN
        };
        let start = if start.is_finite() {
            start.clamp(-MAX_SPAN * 4.0, MAX_SPAN * 4.0)
        } else {
            0.0
        };
        Self { start, span, scroll: 0.0 }
    }

    /// All of a range with a margin; at least whole days where the range is shorter than some.
    #[must_use]
    pub fn fit(range: TimeRange) -> Self {
        let (start, end) = (range.start as f64, range.end as f64);
        let length = (end - start).max(MIN_SPAN * 10.0);
        let margin = length * FIT_MARGIN;
        let middle = f64::midpoint(start, end);
        Self::new(middle - length / 2.0 - margin, length + 2.0 * margin)
    }

    /// All of a range, from the beginning of its first day to the end of its last where it is counted in days.
    #[must_use]
    pub fn fit_days(range: TimeRange) -> Self {
        let days = (range.seconds() / DAY).max(1);
        if days > 21 {
            return Self::fit(range);
        }
        // A quarter of a day of air on each side keeps day bands whole, with their neighbors hinted at.
        let start = range.start.div_euclid(DAY) * DAY;
        let end = range.end.max(range.start + 1);
        let end = end + (-end).rem_euclid(DAY);
        let margin = (DAY as f64 * 0.25).max((end - start) as f64 * FIT_MARGIN);
        Self::new(start as f64 - margin, (end - start) as f64 + 2.0 * margin)
    }

    /// The instant at the right edge.
    #[must_use]
    pub fn end(self) -> f64 {
        self.start + self.span
    }

    /// The whole seconds in view.
    #[must_use]
    pub fn range(self) -> TimeRange {
        TimeRange::new(self.start.floor() as i64, self.end().ceil() as i64)
    }

    /// Moved by a share of its span: 1 is one screen later.
    #[must_use]
    pub fn pan(self, share: f64) -> Self {
        Self::new(self.start + self.span * share, self.span).scrolled(self.scroll)
    }

    /// Zoomed by `factor` (above 1: closer), so that `instant` stays where it is.
    #[must_use]
    pub fn zoom_at(self, instant: f64, factor: f64) -> Self {
        let factor = if factor.is_finite() && factor > 0.0 { factor } else { 1.0 };
        let span = (self.span / factor).clamp(MIN_SPAN, MAX_SPAN);
        let share = (instant - self.start) / self.span;
        Self::new(instant - share * span, span).scrolled(self.scroll)
    }

    /// With the same span, so that `instant` is in the middle.
    #[must_use]
    pub fn centered_on(self, instant: f64) -> Self {
        Self::new(instant - self.span / 2.0, self.span).scrolled(self.scroll)
    }

    /// With the lanes scrolled to `scroll` points.
    #[must_use]
    pub fn scrolled(self, scroll: f32) -> Self {
        Self {
            scroll: if scroll.is_finite() { scroll.max(0.0) } else { 0.0 },
            ..self
        }
    }

    /// A viewport between this one (0) and another (1). The span changes by ratio, so that a long zoom looks even.
    #[must_use]
    pub fn lerp(self, to: Self, share: f64) -> Self {
        if share >= 1.0 {
            return to;
        }
        let span = self.span * (to.span / self.span).powf(share);
        let middle_from = self.start + self.span / 2.0;
        let middle_to = to.start + to.span / 2.0;
        let middle = middle_from + (middle_to - middle_from) * share;
        let scroll = self.scroll + (to.scroll - self.scroll) * share as f32;
        Self::new(middle - span / 2.0, span).scrolled(scroll)
    }

    /// Whether the two show the same to within a hundredth of a point on a large screen.
    #[must_use]
    pub fn looks_like(self, other: Self) -> bool {
        let tolerance = self.span * 5e-6;
        (self.start - other.start).abs() <= tolerance
            && (self.span - other.span).abs() <= tolerance
            && (self.scroll - other.scroll).abs() < 0.1
    }
}

/// Maps instants to the horizontal axis, linearly.
///
/// Built anew from the [`Viewport`]; never stored. `f64` throughout: zoomed in, most edges lie far off screen, where
/// `f32` jitters.
#[derive(Clone, Copy, Debug)]
pub struct TimeScale {
    /// The instant at `left`, in seconds.
    start_seconds: f64,

    /// The x of the left edge, in points.
    left: f64,

    /// Always finite and above zero.
    points_per_second: f64,
}

impl TimeScale {
    /// The scale that fills `width` points from `left` on with the viewport.
    #[must_use]
    pub fn new(viewport: Viewport, left: f32, width: f32) -> Self {
        Self {
            start_seconds: viewport.start,
            left: f64::from(left),
            points_per_second: f64::from(width.max(1.0)) / viewport.span,
        }
    }

    /// Where an instant is, in points; may lie far outside the screen.
    #[must_use]
    pub fn x_from_instant(&self, instant: f64) -> f64 {
        self.left + (instant - self.start_seconds) * self.points_per_second
    }

    /// The instant at an x.
    #[must_use]
    pub fn instant_from_x(&self, x: f64) -> f64 {
        self.start_seconds + (x - self.left) / self.points_per_second
    }

    /// How many points a number of seconds takes.
    #[must_use]
    pub fn points_from_seconds(&self, seconds: f64) -> f64 {
        seconds * self.points_per_second
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_time_scale_goes_there_and_back(start in -1e12_f64..1e12, span in 60.0_f64..1e13, x in -2000.0_f64..4000.0) {
            let scale = TimeScale::new(Viewport::new(start, span), 193.0, 820.0);
            let there = scale.x_from_instant(scale.instant_from_x(x));
            prop_assert!((there - x).abs() < 0.05, "{there} for {x}");
        }

        #[test]
        fn later_is_further_right(start in -1e12_f64..1e12, span in 60.0_f64..1e13, a in 0.0_f64..1.0, b in 0.0_f64..1.0) {
            let viewport = Viewport::new(start, span);
            let scale = TimeScale::new(viewport, 0.0, 1000.0);
            let x = |share: f64| scale.x_from_instant(viewport.start + share * viewport.span);
            prop_assert_eq!(a.total_cmp(&b).is_le(), x(a) <= x(b));
        }

        #[test]
        fn zooming_keeps_what_is_under_the_pointer(start in -1e11_f64..1e11, span in 1e4_f64..1e11, share in 0.0_f64..1.0, factor in 0.2_f64..5.0) {
            let before = Viewport::new(start, span);
            let instant = before.start + share * before.span;
            let after = before.zoom_at(instant, factor);
            let moved = ((instant - after.start) / after.span - share).abs();
            prop_assert!(moved < 1e-6, "{moved}");
        }

        #[test]
        fn no_gesture_breaks_the_viewport(start in proptest::num::f64::ANY, span in proptest::num::f64::ANY, factor in proptest::num::f64::ANY) {
            let viewport = Viewport::new(start, span).zoom_at(start, factor).pan(1.0);
            prop_assert!(viewport.start.is_finite() && viewport.span >= MIN_SPAN && viewport.span <= MAX_SPAN);
        }
    }

    #[test]
    fn fitting_shows_the_whole_range() {
        let range = TimeRange::new(0, 10 * DAY);
        for viewport in [Viewport::fit(range), Viewport::fit_days(range)] {
            assert!(viewport.start <= 0.0 && viewport.end() >= (10 * DAY) as f64);
        }
        assert!(Viewport::fit(TimeRange::new(5, 5)).span > 0.0);
    }

    #[test]
    fn a_move_ends_where_it_should() {
        let (from, to) = (Viewport::new(0.0, 1000.0), Viewport::new(5e8, 1e7));
        assert!(from.lerp(to, 0.0).looks_like(from) && from.lerp(to, 1.0).looks_like(to));
    }
}
