//! The event list: where it is, how it is sorted, and steps along it.

use std::sync::Arc;

use super::{Effect, State};
use crate::listing::{Column, Listing, Sort};
use crate::model::EventId;
use crate::view::View;

/// The event list.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// Whether it is below the view.
    pub is_below: bool,
    /// By what it is sorted.
    pub sort: Sort,
    /// All shown events, sorted; empty while the list is closed.
    pub rows: Arc<Vec<EventId>>,
}

impl List {
    /// The row of an event.
    #[must_use]
    pub fn place_of(&self, id: EventId) -> Option<usize> {
        self.rows.iter().position(|row| *row == id)
    }
}

impl State {
    /// What the list is made from.
    #[must_use]
    pub fn listing(&self) -> Listing<'_> {
        Listing {
            archive: &self.loaded.archive,
            index: &self.loaded.index,
            threads: &self.loaded.threads,
        }
    }

    /// Whether the list is open: below the view, or as the view.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        self.list.is_below || self.view == View::List
    }

    /// Sorts what is shown anew, where the list is open.
    pub(super) fn relist(&mut self) {
        if self.is_listed() {
            self.research();
        } else {
            self.list.rows = Arc::default();
        }
    }

    /// Opens the list below the timeline, or closes it; where it is the view, the timeline comes back.
    pub(super) fn place_list(&mut self, is_below: bool) {
        if self.view == View::List {
            self.view = View::Timeline;
        }
        self.list.is_below = is_below;
        self.relist();
    }

    /// Sorts by a column; by the same one again the other way round.
    pub(super) fn sort_list(&mut self, column: Column) {
        let sort = self.list.sort;
        self.list.sort = Sort {
            column,
            is_descending: sort.column == column && !sort.is_descending,
        };
        self.relist();
    }

    /// So many rows down (or up, for less than 0); without a selection, the first or the last row.
    pub(super) fn step_list(&mut self, by: isize) -> Vec<Effect> {
        let last = self.list.rows.len().saturating_sub(1);
        let to = match self.selected.and_then(|id| self.list.place_of(id)) {
            Some(place) => place.saturating_add_signed(by).min(last),
            None if by < 0 => last,
            None => 0,
        };
        self.step_to(self.list.rows.get(to).copied())
    }
}
