//! From event to event by keys: in time, along a lane, across lanes, along a thread, from hit to hit.

use super::{Effect, NOTHING_SELECTED, State, say};
use crate::model::EventId;
use crate::view::View;

impl State {
    /// The next (1) or previous (-1) event of the filter; without a selection, the first one in view.
    pub(super) fn step(&mut self, by: isize) -> Vec<Effect> {
        let order = self.shown.order();
        let rank = |id: &EventId| self.loaded.index.rank(*id);
        let from = self
            .selected
            .and_then(|id| order.binary_search_by_key(&rank(&id), rank).ok().filter(|at| order[*at] == id));
        let to = match from {
            Some(position) => position.checked_add_signed(by).and_then(|position| order.get(position)).copied(),
            None => self.first_in_view(by),
        };
        self.step_to(to)
    }

    /// The first event in view, or the last for a step back; where none is in view, the nearest.
    fn first_in_view(&self, by: isize) -> Option<EventId> {
        let archive = &self.loaded.archive;
        let view = self.folds.unfold_range(self.aim().range());
        let order = self.shown.order();
        let is_in_view = |id: &&EventId| {
            archive
                .event(**id)
                .and_then(crate::model::Event::range)
                .is_some_and(|range| range.overlaps(view))
        };
        let found = if by > 0 {
            order.iter().find(is_in_view)
        } else {
            order.iter().rev().find(is_in_view)
        };
        found
            .copied()
            .or_else(|| self.nearest_to(self.folds.unfold(self.aim().start + self.aim().span / 2.0)))
    }

    /// Selects an event and shows it; where there is none, nothing changes.
    pub(super) fn step_to(&mut self, to: Option<EventId>) -> Vec<Effect> {
        let Some(id) = to else { return Vec::new() };
        // The list shows events itself; a chart does not.
        if self.view != View::List {
            self.view = View::Timeline;
        }
        self.select(Some(id));
        self.bring_into_view(id);
        vec![Effect::FocusEvent]
    }

    /// Selects and shows an event; where there is none, says why.
    pub(super) fn step_or_say(&mut self, to: Option<EventId>, why: &str) -> Vec<Effect> {
        match (to, self.selected) {
            (Some(_), _) => self.step_to(to),
            (None, Some(_)) => vec![say(why)],
            (None, None) => vec![say(NOTHING_SELECTED)],
        }
    }

    pub(super) fn step_on_lane(&mut self, by: isize) -> Vec<Effect> {
        let (Some(selected), Some(lane)) = (self.selected, self.lane) else {
            return self.step(by);
        };
        let Some(marks) = self.rows.marks(lane).map(crate::index::LaneMarks::marks) else {
            return self.step(by);
        };
        let position = marks.iter().position(|mark| mark.event == selected);
        let to = position
            .and_then(|position| position.checked_add_signed(by))
            .and_then(|position| marks.get(position));
        self.step_to(to.map(|mark| mark.event))
    }

    /// The event nearest in time on the next lane above (-1) or below (1) that has one.
    pub(super) fn step_lane(&mut self, by: isize) -> Vec<Effect> {
        let Some(selected) = self.selected else {
            return self.step(by);
        };
        let lanes = self.rows.rows();
        let instant = self.instant_of(selected);
        let mut position = self.lane.and_then(|lane| self.rows.place_of_lane(lane));
        while let Some(next) = position.and_then(|position| position.checked_add_signed(by)) {
            let Some(lane) = lanes.get(next).map(|row| row.lane) else { break };
            if let Some(found) = instant.and_then(|instant| self.rows.nearest(lane, instant as i64)) {
                self.lane = Some(lane);
                return self.step_to(Some(found));
            }
            position = Some(next);
        }
        Vec::new()
    }

    fn instant_of(&self, id: EventId) -> Option<f64> {
        let range = self.loaded.archive.event(id)?.range()?;
        Some(i64::midpoint(range.start, range.end) as f64)
    }

    /// The shown event nearest to an instant; the earlier of two.
    fn nearest_to(&self, instant: f64) -> Option<EventId> {
        self.shown
            .order()
            .iter()
            .copied()
            .filter_map(|id| Some(((self.instant_of(id)? - instant).abs(), id)))
            .min_by(|(a, _), (b, _)| a.total_cmp(b))
            .map(|(_, id)| id)
    }

    pub(super) fn go_to_nearest(&mut self) -> Vec<Effect> {
        let middle = self.folds.unfold(self.aim().start + self.aim().span / 2.0);
        let nearest = self.nearest_to(middle);
        if let Some(instant) = nearest.and_then(|id| self.instant_of(id)) {
            self.go_to(self.aim().centered_on(self.folds.fold(instant)));
        }
        Vec::new()
    }

    /// The first shown event that the selected one answers; where none is said, the one that it may answer; where there is
    /// none either, the one before it in its thread.
    pub(super) fn answered(&self) -> Option<EventId> {
        let selected = self.selected?;
        let said = self.loaded.archive.event(selected)?.in_reply_to.iter().copied();
        let suggested = self
            .loaded
            .threads
            .suggestion_for(&self.loaded.archive, selected)
            .map(|suggestion| suggestion.message);
        let said = said.chain(suggested).find(|id| self.shown.contains(*id));
        said.or_else(|| self.beside_in_thread(selected, -1))
    }

    /// The shown event of a thread before another, or behind it, in order of time: every answer of several is reached.
    fn beside_in_thread(&self, selected: EventId, by: isize) -> Option<EventId> {
        let thread = self.loaded.threads.thread(&self.loaded.archive, selected);
        let shown: Vec<EventId> = thread.into_iter().filter(|id| self.shown.contains(*id)).collect();
        let at = shown.iter().position(|id| *id == selected)?.checked_add_signed(by)?;
        shown.get(at).copied()
    }

    /// The first shown reply to the selected event; where there is none, what may be one; where there is none either, the one
    /// behind it in its thread.
    pub(super) fn reply(&self) -> Option<EventId> {
        let selected = self.selected?;
        let said = self.loaded.threads.replies(selected).iter().copied();
        let suggested = self.loaded.threads.suggested_replies(selected).map(|suggestion| suggestion.reply);
        let said = said.chain(suggested).find(|id| self.shown.contains(*id));
        said.or_else(|| self.beside_in_thread(selected, 1))
    }

    /// The next or previous hit, around the end; without a selected hit, the first one from here on.
    pub(super) fn step_hit(&mut self, by: isize) -> Vec<Effect> {
        let hits = self.shown.hits();
        if hits.is_empty() {
            return match self.search.trim() {
                "" => Vec::new(),
                needle => vec![say(&format!("Nothing found for \u{201c}{needle}\u{201d}"))],
            };
        }
        let count = hits.len().cast_signed();
        let position = self.selected.and_then(|id| hits.iter().position(|hit| *hit == id));
        let next = match position {
            Some(position) => (position.cast_signed() + by).rem_euclid(count),
            None if by < 0 => count - 1,
            None => 0,
        };
        let to = hits.get(next.cast_unsigned()).copied();
        self.step_to(to)
    }
}
