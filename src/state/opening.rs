//! What becomes of the state when an archive is opened, read again, or read further.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Flash, List, Panels, State};
use crate::figure::Export;
use crate::library::{Library, Origin};
use crate::model::{EventId, LeaderId};
use crate::threads::Wait;

impl State {
    /// Puts another archive in the place of this one; theme and panels stay.
    pub fn replace(&mut self, loaded: Library) {
        let fresh = Self::new(loaded);
        *self = Self {
            theme: self.theme,
            text_size: self.text_size,
            is_motion_reduced: self.is_motion_reduced,
            tempo_unit: self.tempo_unit,
            figure: Export {
                is_story: false,
                ..self.figure.clone()
            },
            wait: Wait {
                days: self.wait.days,
                on: None,
            },
            revision: self.revision + 1,
            edition: self.edition + 1,
            panels: Panels {
                side: self.panels.side,
                ..fresh.panels
            },
            list: List {
                rows: Arc::default(),
                ..self.list
            },
            // Answers to questions about the other archive are let go.
            asked: self.asked + 1,
            answered: self.asked + 1,
            ..fresh
        };
        self.relist();
        self.settle();
    }

    /// Puts a new reading of the same files in the place of the old one; view, filter and selection stay where they can.
    /// `changed` is what is other than before.
    pub fn refresh(&mut self, loaded: Library, changed: BTreeSet<EventId>) {
        self.flash = (!changed.is_empty()).then_some(Flash {
            events: changed,
            since: None,
        });
        let old = Arc::clone(&self.loaded);
        let has_errors = loaded.report.has_errors();
        self.selected = self
            .selected
            .and_then(|id| old.archive.event(id))
            .and_then(|event| loaded.archive.find_event(&event.id));
        let still_there = |id: LeaderId| loaded.archive.find_leader(&old.archive.leader(id)?.id);
        self.filter.hidden_leaders = self.filter.hidden_leaders.iter().filter_map(|id| still_there(*id)).collect();
        self.filter.pair = self.filter.pair.and_then(|(a, b)| Some((still_there(a)?, still_there(b)?)));
        for leaders in [&mut self.arrangement.by_hand, &mut self.arrangement.pinned] {
            *leaders = leaders.iter().filter_map(|id| still_there(*id)).collect();
        }
        self.lane = None;
        // What is built in has no file beside it: its story stays.
        if !matches!(loaded.origin, Origin::Example(_)) {
            self.story.clone_from(&loaded.story);
        }
        self.loaded = Arc::new(loaded);
        self.edition += 1;
        self.panels.report = has_errors;
        // Ids of the old archive mean nothing in the new one: this cannot wait.
        self.refilter();
        self.settle();
        if old.archive.events.is_empty() {
            self.viewport = self.fit_all();
        }
        self.follow_walk(&old);
    }

    /// Puts more of the same files in the place of what was read of them so far. A view of everything stays one; gives whether it
    /// was.
    pub fn grow(&mut self, loaded: Library) -> bool {
        let is_fitted = self.aim() == self.fit_all();
        self.refresh(loaded, BTreeSet::new());
        if is_fitted {
            self.viewport = self.fit_all();
        }
        is_fitted
    }
}
