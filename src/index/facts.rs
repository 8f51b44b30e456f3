//! What filters and counts ask of every event, in columns: a pass over a million of them reads little memory.

use crate::dates::TimeRange;
use crate::model::{Archive, Event, Kind, LeaderId};

/// The first leader on a side of an event, and whether there are more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Party {
    Nobody,
    One(LeaderId),
    /// The event itself has to be asked.
    Several,
}

impl Party {
    fn of(leaders: &[LeaderId]) -> Self {
        match leaders {
            [] => Self::Nobody,
            [only] => Self::One(*only),
            _ => Self::Several,
        }
    }
}

/// What is asked of one event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fact {
    pub(super) kind: Kind,
    pub(super) from: Party,
    pub(super) to: Party,
}

/// What is asked of every event, by id.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub(super) all: Vec<Fact>,
    /// See [`Event::range`]; an empty range before all time where it is undated.
    ranges: Vec<TimeRange>,
}

/// The range of an event that has none.
const UNDATED: TimeRange = TimeRange {
    start: i64::MIN,
    end: i64::MIN,
};

impl Facts {
    pub(super) fn with_capacity(events: usize) -> Self {
        Self {
            all: Vec::with_capacity(events),
            ranges: Vec::with_capacity(events),
        }
    }

    pub(super) fn add(&mut self, event: &Event) {
        self.all.push(Fact {
            kind: event.kind,
            from: Party::of(&event.from),
            to: Party::of(&event.to),
        });
        self.ranges.push(event.range().unwrap_or(UNDATED));
    }

    /// The stretch of time that an event covers; `None` where it is undated.
    pub(super) fn range(&self, at: usize) -> Option<TimeRange> {
        self.ranges.get(at).copied().filter(|range| *range != UNDATED)
    }

    /// The first sender of an event.
    pub(super) fn sender(&self, archive: &Archive, at: usize) -> Option<LeaderId> {
        match self.all.get(at)?.from {
            Party::Nobody => None,
            Party::One(leader) => Some(leader),
            Party::Several => archive.events.get(at)?.from.first().copied(),
        }
    }
}
