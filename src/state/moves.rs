//! From view to view: gestures, fits, motions, and the way back.

use super::{Effect, MAX_HISTORY, NOTHING_SELECTED, State, say};
use crate::dates::TimeRange;
use crate::model::EventId;
use crate::view::{FIRST_GAP, Folds, LONG_GAP, View, Viewport, is_better_folded};

/// How long a motion takes, in seconds.
const MOTION_SECONDS: f64 = 0.15;

/// How much of the view an event that is brought into view keeps from the edges.
const KEEP_OFF_EDGE: f64 = 0.15;

/// The way from one viewport to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Motion {
    /// Where it began.
    from: Viewport,
    /// Where it ends.
    to: Viewport,
    /// When it began, in seconds of the window's clock; `None` until the first frame.
    since: Option<f64>,
}

impl State {
    /// Where we look once every motion has ended.
    #[must_use]
    pub fn aim(&self) -> Viewport {
        self.motion.map_or(self.viewport, |motion| motion.to)
    }

    /// Moves on to where a motion has come by `now`; whether another frame is needed.
    pub fn advance(&mut self, now: f64) -> bool {
        let is_flashing = self.fade(now);
        let is_reduced = self.is_motion_reduced;
        let Some(motion) = &mut self.motion else { return is_flashing };
        let since = *motion.since.get_or_insert(now);
        let share = if is_reduced {
            1.0
        } else {
            ((now - since) / MOTION_SECONDS).clamp(0.0, 1.0)
        };
        let eased = share * share * (3.0 - 2.0 * share);
        self.viewport = motion.from.lerp(motion.to, eased);
        if share >= 1.0 {
            self.motion = None;
        }
        self.motion.is_some() || is_flashing
    }

    /// Lets what has changed fade; whether it is still to be seen.
    fn fade(&mut self, now: f64) -> bool {
        let Some(flash) = &mut self.flash else { return false };
        let since = *flash.since.get_or_insert(now);
        if now - since >= super::Flash::SECONDS {
            self.flash = None;
        }
        self.flash.is_some()
    }

    /// A gesture: looks there at once. The view before the gesture is not remembered at each of its steps.
    pub(super) fn look(&mut self, viewport: Viewport) {
        self.motion = None;
        self.viewport = viewport;
    }

    /// Scrolls the lanes, also while a motion runs.
    pub(super) fn scroll(&mut self, to: f32) {
        self.viewport = self.viewport.scrolled(to);
        if let Some(motion) = &mut self.motion {
            motion.from = motion.from.scrolled(to);
            motion.to = motion.to.scrolled(to);
        }
    }

    /// Moves there, without a way back: a step of a key that is held.
    pub(super) fn move_to(&mut self, to: Viewport) {
        self.motion = Some(Motion {
            from: self.viewport,
            to,
            since: None,
        });
    }

    /// Goes there, and remembers the view it left.
    pub(super) fn go_to(&mut self, to: Viewport) {
        let from = self.aim();
        if from.looks_like(to) {
            return;
        }
        self.back.push(from);
        if self.back.len() > MAX_HISTORY {
            self.back.remove(0);
        }
        self.forward.clear();
        self.move_to(to);
    }

    pub(super) fn go_back(&mut self) {
        if let Some(to) = self.back.pop() {
            self.forward.push(self.aim());
            self.move_to(to);
        }
    }

    pub(super) fn go_forward(&mut self) {
        if let Some(to) = self.forward.pop() {
            self.back.push(self.aim());
            self.move_to(to);
        }
    }

    /// The instants that a viewport shows, as one without folds.
    #[must_use]
    pub fn unfolded(&self, viewport: Viewport) -> Viewport {
        let (start, end) = (self.folds.unfold(viewport.start), self.folds.unfold(viewport.end()));
        Viewport::new(start, end - start).scrolled(viewport.scroll)
    }

    /// The instants in view.
    #[must_use]
    pub fn range_in_view(&self) -> TimeRange {
        self.folds.unfold_range(self.viewport.range())
    }

    /// All of a range.
    pub(super) fn fit(&self, range: TimeRange) -> Viewport {
        Viewport::fit_days(self.folds.fold_range(range))
    }

    /// Folds empty stretches that are long for what is in view now, or unfolds them.
    pub(super) fn toggle_folds(&mut self) -> Vec<Effect> {
        let had_folds = !self.folds.is_empty();
        self.fold_longer_than = match self.fold_longer_than {
            Some(_) => None,
            None => Some(self.unfolded(self.aim()).span * LONG_GAP),
        };
        self.refold();
        if had_folds || !self.folds.is_empty() {
            return Vec::new();
        }
        self.fold_longer_than = None;
        vec![say("No empty stretch here is long enough to fold")]
    }

    /// Folds what is empty where that is most of the time axis, or where a few are far from all others.
    pub(super) fn fold_at_first(&mut self) {
        let index = &self.loaded.index;
        let order = self.shown.order();
        let ranges = || order.iter().map(|id| index.range_of(*id).unwrap_or(TimeRange::new(0, 0)));
        if is_better_folded(ranges()) {
            let span = self.shown.range(&self.loaded.archive, index).map_or(0, TimeRange::seconds);
            self.fold_longer_than = Some(span as f64 * FIRST_GAP);
            self.refold();
        }
    }

    /// Finds the empty stretches of what is shown anew; the same instants stay in view, or everything does.
    pub(super) fn refold(&mut self) {
        if self.fold_longer_than.is_none() && self.folds.is_empty() {
            return;
        }
        let archive = &self.loaded.archive;
        let folds = self.fold_longer_than.map_or_else(Folds::default, |longest| {
            let shown = self.shown.order().iter();
            Folds::between(shown.filter_map(|id| archive.event(*id)?.drawn_range()), longest)
        });
        if folds == *self.folds {
            return;
        }
        let is_fitted = self.aim().looks_like(self.fit_all());
        let view = self.unfolded(self.aim());
        self.folds = std::sync::Arc::new(folds);
        self.motion = None;
        self.viewport = if is_fitted {
            self.fit_all()
        } else {
            let (start, end) = (self.folds.fold(view.start), self.folds.fold(view.end()));
            Viewport::new(start, end - start).scrolled(view.scroll)
        };
        self.revision += 1;
    }

    pub(super) fn zoom(&mut self, factor: f64) {
        let aim = self.aim();
        let selected = self.selected.and_then(|id| self.loaded.archive.event(id)?.range());
        let middle = aim.start + aim.span / 2.0;
        // The selection stays where it is while it is in view.
        let anchor = selected
            .map(|range| self.folds.fold(i64::midpoint(range.start, range.end) as f64))
            .filter(|instant| (aim.start..aim.end()).contains(instant))
            .unwrap_or(middle);
        self.move_to(aim.zoom_at(anchor, factor));
    }

    /// Everything that is shown; everything there is where nothing is shown.
    pub(super) fn fit_all(&self) -> Viewport {
        let shown = self.shown.range(&self.loaded.archive, &self.loaded.index);
        shown
            .or(self.loaded.index.range())
            .map_or(self.viewport, |range| self.fit(range))
            .scrolled(self.aim().scroll)
    }

    pub(super) fn fit_thread(&mut self, id: EventId) {
        let archive = &self.loaded.archive;
        let thread = self.loaded.threads.thread(archive, id);
        let range = thread
            .into_iter()
            .filter_map(|id| archive.event(id)?.drawn_range())
            .reduce(TimeRange::union);
        self.select(Some(id));
        if let Some(range) = range {
            self.go_to(self.fit(range).scrolled(self.aim().scroll));
        }
    }

    /// Fits the selected event; the second time, its thread.
    pub(super) fn focus_selection(&mut self, is_second_time: bool) -> Vec<Effect> {
        let Some(id) = self.selected else {
            return vec![say(NOTHING_SELECTED)];
        };
        let Some(range) = self.loaded.archive.event(id).and_then(crate::model::Event::drawn_range) else {
            return vec![say("This event has no date")];
        };
        if self.view != View::Timeline {
            self.view = View::Timeline;
            self.relist();
        }
        if is_second_time {
            self.fit_thread(id);
        } else {
            self.go_to(self.fit(range).scrolled(self.aim().scroll));
        }
        self.is_focused = true;
        Vec::new()
    }

    /// Moves the view just so far that an event can be seen.
    pub(super) fn bring_into_view(&mut self, id: EventId) {
        let Some(range) = self.loaded.archive.event(id).and_then(crate::model::Event::range) else {
            return;
        };
        let aim = self.aim();
        let middle = self.folds.fold(i64::midpoint(range.start, range.end) as f64);
        let keep_off = aim.span * KEEP_OFF_EDGE;
        if middle < aim.start - aim.span || middle > aim.end() + aim.span {
            self.go_to(aim.centered_on(middle));
        } else if middle < aim.start + keep_off * 0.3 || middle > aim.end() - keep_off * 0.3 {
            let wanted = if middle < aim.start + keep_off {
                middle - keep_off
            } else {
                middle + keep_off - aim.span
            };
            self.go_to(Viewport::new(wanted, aim.span).scrolled(aim.scroll));
        }
    }
}
