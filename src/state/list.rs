//! The event list: where it stands, how it is sorted, and steps along it.

use std::sync::Arc;

use super::{Effect, State};
use crate::command::ListPlace;
use crate::listing::{Column, Listing, Sort};
use crate::model::EventId;

/// The event list.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// Where it stands.
    pub place: ListPlace,
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

    /// Sorts what is shown anew, where the list is open.
    pub(super) fn relist(&mut self) {
        if self.list.place == ListPlace::Closed {
            self.list.rows = Arc::default();
        } else {
            self.research();
        }
    }

    pub(super) fn place_list(&mut self, place: ListPlace) {
        let was_closed = self.list.place == ListPlace::Closed;
        self.list.place = place;
        if was_closed || place == ListPlace::Closed {
            self.relist();
        }
    }

    /// Opens the list there, or closes it where it is there already.
    pub(super) fn toggle_list(&mut self, place: ListPlace) {
        let is_there = self.list.place == place;
        self.place_list(if is_there { ListPlace::Closed } else { place });
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
