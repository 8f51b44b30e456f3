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
    /// To whom a message goes; apart from the rest because it is asked of all messages at once.
    addressees: Vec<Addressee>,
}

/// To whom a message goes, in little memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Addressee(u32);

impl Addressee {
    const NOBODY: Self = Self(u32::MAX);
    const SEVERAL: Self = Self(u32::MAX - 1);

    fn of(event: &Event) -> Self {
        match (event.kind.is_message(), event.to.as_slice()) {
            (false, _) | (true, []) => Self::NOBODY,
            (true, [only]) if only.0 < Self::SEVERAL.0 => Self(only.0),
            (true, _) => Self::SEVERAL,
        }
    }
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
            addressees: Vec::with_capacity(events),
        }
    }

    pub(super) fn add(&mut self, event: &Event) {
        self.all.push(Fact {
            kind: event.kind,
            from: Party::of(&event.from),
            to: Party::of(&event.to),
        });
        self.addressees.push(Addressee::of(event));
        self.ranges.push(event.range().unwrap_or(UNDATED));
    }

    /// Takes up those of the events that come next.
    pub(super) fn append(&mut self, next: &mut Self) {
        self.all.append(&mut next.all);
        self.ranges.append(&mut next.ranges);
        self.addressees.append(&mut next.addressees);
    }

    pub(super) fn bytes(&self) -> usize {
        size_of_val(&*self.all) + size_of_val(&*self.ranges) + size_of_val(&*self.addressees)
    }

    /// The stretch of time that an event covers; `None` where it is undated.
    pub(super) fn range(&self, at: usize) -> Option<TimeRange> {
        self.ranges.get(at).copied().filter(|range| *range != UNDATED)
    }

    /// To whom a message went; `Nobody` for any other event.
    pub(super) fn addressee(&self, at: usize) -> Party {
        match self.addressees.get(at).copied().unwrap_or(Addressee::NOBODY) {
            Addressee::NOBODY => Party::Nobody,
            Addressee::SEVERAL => Party::Several,
            Addressee(one) => Party::One(LeaderId(one)),
        }
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
