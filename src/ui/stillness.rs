//! Nothing jumps: while the view moves, lanes keep their heights and labels their places; when it has come to rest, lanes
//! ease to what is in view now.

use crate::layout::{Heights, Seats, Timeline};
use crate::view::Viewport;

/// How long the view must rest before lanes change, in seconds.
const REST: f64 = 0.25;

/// How long lanes ease to their new heights, in seconds.
const EASE: f64 = 0.15;

/// What of the last picture holds for the next.
#[derive(Default)]
pub struct Stillness {
    /// The heights of the lanes.
    heights: Option<Heights>,
    /// What they ease from, and since when.
    easing: Option<(Heights, f64)>,
    /// Where labels are.
    seats: Seats,
    /// What was last seen.
    seen: Option<Seen>,
    /// When the view moved last, if lanes have not been looked at since.
    moved: Option<f64>,
}

/// What lanes rest on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// Grows with every change of what is shown.
    pub revision: u64,
    /// The room.
    pub size: egui::Vec2,
    /// How roomy lanes are.
    pub lane_scale: f32,
    /// What is in view.
    pub viewport: Viewport,
}

/// How a picture is to be laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// As if there had been none before.
    Afresh,
    /// With what it had: the view moves, or only the selection changed.
    Still,
    /// Both, to see whether lanes are to change: the view has come to rest.
    Settle,
}

impl Stillness {
    /// What to do for a frame; also says whether anything but the cached picture is needed.
    pub fn step(&mut self, seen: Seen, now: f64) -> Step {
        let before = self.seen.replace(seen);
        let Some(before) = before else { return Step::Afresh };
        if (before.revision, before.size, before.lane_scale) != (seen.revision, seen.size, seen.lane_scale) {
            self.moved = None;
            return Step::Afresh;
        }
        let time = |viewport: Viewport| (viewport.start, viewport.span);
        if time(before.viewport) != time(seen.viewport) {
            self.moved = Some(now);
        } else if self.moved.is_some_and(|moved| now - moved >= REST) {
            self.moved = None;
            return Step::Settle;
        }
        Step::Still
    }

    /// After how many seconds the next frame is due, if one is.
    pub fn due(&self, now: f64) -> Option<f64> {
        if self.easing.is_some() {
            return Some(0.0);
        }
        self.moved.map(|moved| (moved + REST - now).max(0.0))
    }

    /// The heights for now, and where labels are to stay.
    pub fn kept(&mut self, now: f64, is_reduced: bool) -> (Option<Heights>, &Seats) {
        let target = self.heights.clone();
        let heights = match (&self.easing, target) {
            (Some((from, since)), Some(target)) if !is_reduced && now - since < EASE => {
                let share = ((now - since) / EASE) as f32;
                Some(from.towards(&target, share * share * (3.0 - 2.0 * share)))
            }
            (_, target) => {
                self.easing = None;
                target
            }
        };
        (heights, &self.seats)
    }

    /// Whether lanes are on their way.
    pub fn is_easing(&self) -> bool {
        self.easing.is_some()
    }

    /// Takes over a picture that was laid out afresh; lanes that were there ease to it.
    pub fn begin(&mut self, laid_out: &Timeline, now: f64) {
        let before = std::mem::replace(&mut self.heights, laid_out.heights.clone());
        self.easing = before
            .zip(self.heights.as_ref())
            .filter(|(before, after)| before.spans.len() == after.spans.len() && before != *after)
            .map(|(before, _)| (before, now));
        self.seats.clone_from(&laid_out.seats);
    }

    /// Takes over where labels are.
    pub fn keep(&mut self, laid_out: &Timeline) {
        self.seats.clone_from(&laid_out.seats);
    }

    /// Whether lanes are to change for a picture that was laid out afresh where `still` is on the screen.
    pub fn is_worth(&self, still: &Timeline, fresh: &Timeline) -> bool {
        let differs = match (&self.heights, &fresh.heights) {
            (Some(known), Some(wanted)) => known.differs_from(wanted),
            (known, wanted) => known.is_some() != wanted.is_some(),
        };
        differs || fresh.coverage.labeled > still.coverage.labeled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_are_looked_at_again_when_the_view_has_come_to_rest() {
        let seen = |start: f64| Seen {
            revision: 1,
            size: egui::vec2(900.0, 600.0),
            lane_scale: 1.0,
            viewport: Viewport::new(start, 1e6),
        };
        let mut stillness = Stillness::default();
        assert_eq!(stillness.step(seen(0.0), 0.0), Step::Afresh);
        assert_eq!(stillness.step(seen(1.0), 1.0), Step::Still);
        assert_eq!(stillness.due(1.1).map(|due| (due * 100.0).round()), Some(15.0));
        assert_eq!(stillness.step(seen(2.0), 1.2), Step::Still);
        assert_eq!(stillness.step(seen(2.0), 1.4), Step::Still, "it rests only since 1.2");
        assert_eq!(stillness.step(seen(2.0), 1.5), Step::Settle);
        assert_eq!((stillness.step(seen(2.0), 1.6), stillness.due(1.6)), (Step::Still, None));
        assert_eq!(stillness.step(Seen { revision: 2, ..seen(2.0) }, 1.7), Step::Afresh);
    }
}
