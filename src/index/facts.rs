//! What filters and counts ask of every event, in columns: a pass over a million of them reads little memory.

use rayon::prelude::*;

use super::part::end_to_end;
use crate::dates::TimeRange;
use crate::model::{Archive, Event, Kind, LeaderId};

/// Who is on a side of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Party {
    Nobody,
    One(LeaderId),
    /// The event itself has to be asked.
    Several,
}

/// The same in little memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Side(u32);

impl Side {
    const NOBODY: Self = Self(u32::MAX);
    const SEVERAL: Self = Self(u32::MAX - 1);

    fn of(leaders: &[LeaderId]) -> Self {
        match leaders {
            [] => Self::NOBODY,
            [only] if only.0 < Self::SEVERAL.0 => Self(only.0),
            _ => Self::SEVERAL,
        }
    }

    const fn party(self) -> Party {
        match self {
            Self::NOBODY => Party::Nobody,
            Self::SEVERAL => Party::Several,
            Self(one) => Party::One(LeaderId(one)),
        }
    }
}

/// What is asked of one event; 12 bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fact {
    from: Side,
    to: Side,
    pub(super) kind: Kind,
}

impl Fact {
    /// Who sends, travels or speaks.
    pub(super) const fn from(self) -> Party {
        self.from.party()
    }

    /// The first who sends, travels or speaks; `at` is the place of the event in the archive.
    pub(super) fn sender(self, archive: &Archive, at: usize) -> Option<LeaderId> {
        match self.from() {
            Party::Nobody => None,
            Party::One(leader) => Some(leader),
            Party::Several => archive.events.get(at)?.from.first().copied(),
        }
    }

    /// Who receives or hosts.
    pub(super) const fn to(self) -> Party {
        self.to.party()
    }
}

/// What is asked of every event, by id.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub(super) all: Vec<Fact>,
    /// See [`Event::range`]; an empty range before all time where it is undated.
    ranges: Vec<TimeRange>,
}

/// The range of an event that has none.
pub(super) const UNDATED: TimeRange = TimeRange {
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
            from: Side::of(&event.from),
            to: Side::of(&event.to),
        });
        self.ranges.push(event.range().unwrap_or(UNDATED));
    }

    /// Those of the parts of an archive as one.
    pub(super) fn joined<'a>(parts: impl Iterator<Item = &'a mut Self>) -> Self {
        let mut parts: Vec<&mut Self> = parts.collect();
        Self {
            all: end_to_end(&mut parts, |part| &mut part.all),
            ranges: end_to_end(&mut parts, |part| &mut part.ranges),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        size_of_val(&*self.all) + size_of_val(&*self.ranges)
    }

    /// The stretch of time that an event covers; `None` where it is undated.
    pub(super) fn range(&self, at: usize) -> Option<TimeRange> {
        self.ranges.get(at).copied().filter(|range| *range != UNDATED)
    }

    /// What is asked of the events with the time that each covers ([`UNDATED`] where it is none), in chunks.
    pub(super) fn by_chunk(&self, size: usize) -> impl IndexedParallelIterator<Item = (&[Fact], &[TimeRange])> {
        self.all.par_chunks(size).zip(self.ranges.par_chunks(size))
    }
}
