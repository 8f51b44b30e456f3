//! What filter, search and arrangement leave: found out at once for small archives, by a worker for large ones.

use std::sync::Arc;

use super::State;
use crate::index::{Arrangement, Filter, Rows, Shown};
use crate::library::Library;
use crate::listing::{Listing, Sort};
use crate::model::EventId;

/// Up to so many events all is found out within a frame (a filter 6 ms, a search 10 ms with 100,000; see
/// `benches/README.md`); with more, typing would wait.
const AT_ONCE: usize = 100_000;

/// What is to be found out about an archive.
#[derive(Clone, Debug)]
pub struct Question {
    /// Which one it is; only the answer to the latest counts.
    number: u64,
    loaded: Arc<Library>,
    filter: Filter,
    search: String,
    arrangement: Arrangement,
    /// By what the list is sorted, where it is open.
    sort: Option<Sort>,
    before: Before,
}

/// What is known already.
#[derive(Clone, Debug, Default)]
struct Before {
    /// What the filter leaves; `None` where it is another one.
    shown: Option<Arc<Shown>>,
    /// The lanes; `None` where filter or arrangement are others.
    rows: Option<Arc<Rows>>,
}

/// What was found out.
#[derive(Clone, Debug)]
pub struct Answer {
    number: u64,
    shown: Arc<Shown>,
    rows: Arc<Rows>,
    list: Arc<Vec<EventId>>,
}

impl Question {
    /// Finds it out. Takes time in proportion to the archive.
    #[must_use]
    pub fn answer(&self) -> Answer {
        let Library {
            archive, index, threads, ..
        } = self.loaded.as_ref();
        let shown = match &self.before.shown {
            Some(shown) => shown.searched(archive, index, &self.search),
            None => Shown::new(archive, index, &self.filter, &self.search),
        };
        let rows = match &self.before.rows {
            Some(rows) => rows.searched(&shown),
            None => Rows::new(archive, index, &self.filter, &shown, &self.arrangement),
        };
        if archive.events.len() > AT_ONCE {
            // Otherwise the next frame collects them, and waits for it.
            let _collected = rows.pairs(archive);
        }
        let listing = Listing { archive, index, threads };
        let list = self.sort.map(|sort| listing.sorted(&shown, sort)).unwrap_or_default();
        Answer {
            number: self.number,
            shown: Arc::new(shown),
            rows: Arc::new(rows),
            list: Arc::new(list),
        }
    }
}

impl State {
    /// Finds out anew what filter and search leave.
    pub(super) fn refilter(&mut self) {
        self.ask(Before::default());
    }

    /// Finds out anew what the search finds among what the filter leaves.
    pub(super) fn research(&mut self) {
        // While another filter is being applied, what is shown is not yet what it leaves.
        let is_known = !self.is_pending();
        self.ask(Before {
            shown: is_known.then(|| Arc::clone(&self.shown)),
            rows: is_known.then(|| Arc::clone(&self.rows)),
        });
    }

    /// Finds out anew how the lanes are arranged.
    pub(super) fn rearrange(&mut self) {
        self.ask(Before {
            shown: (!self.is_pending()).then(|| Arc::clone(&self.shown)),
            rows: None,
        });
    }

    fn ask(&mut self, before: Before) {
        self.asked += 1;
        let question = Question {
            number: self.asked,
            loaded: Arc::clone(&self.loaded),
            filter: self.filter.clone(),
            search: self.search.clone(),
            arrangement: self.arrangement.clone(),
            sort: self.is_listed().then_some(self.list.sort),
            before,
        };
        if self.loaded.archive.events.len() <= AT_ONCE {
            let answer = question.answer();
            self.take(answer);
        } else {
            self.question = Some(question);
        }
    }

    /// The question that a worker is to answer, once.
    pub fn take_question(&mut self) -> Option<Question> {
        self.question.take()
    }

    /// Whether a question has no answer yet, so that what is shown is from before it.
    #[must_use]
    pub const fn is_pending(&self) -> bool {
        self.asked != self.answered
    }

    /// Takes up an answer; one to an earlier question is let go. A selected event that is no longer shown is let go too.
    pub fn take(&mut self, answer: Answer) {
        if answer.number != self.asked {
            return;
        }
        self.answered = answer.number;
        self.shown = answer.shown;
        self.rows = answer.rows;
        self.list.rows = answer.list;
        self.selected = self.selected.filter(|id| self.shown.contains(*id));
        self.lane = self.lane.filter(|lane| self.rows.place_of_lane(*lane).is_some());
        self.revision += 1;
        self.refold();
    }

    /// Waits for whatever is still to be found out.
    pub fn settle(&mut self) {
        if let Some(question) = self.take_question() {
            self.take(question.answer());
        }
    }
}
