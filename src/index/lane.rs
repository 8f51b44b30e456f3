//! The events of one lane by the instants of their marks: what a frame asks for is found by galloping, not by a scan.

use std::ops::Range;

use super::facts::Party;
use crate::dates::TimeRange;
use crate::model::{Event, EventId, LeaderId};

/// An event lasts, as far as finding it goes, where more of it is drawn than this, in seconds.
const LONG: i64 = 2 * 86_400;

/// How many long events are looked at together when those that began earlier are searched.
const BLOCK: usize = 256;

/// A mark on a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it is on the time axis.
    pub at: i64,
    /// Whose it is.
    pub event: EventId,
    /// Whether the event goes out from the lane; else it comes in.
    pub is_outgoing: bool,
    /// To whom it goes, if it is a message that goes out.
    to: Addressee,
}

const _: () = assert!(size_of::<Mark>() == 16, "an archive may hold millions");

impl Mark {
    /// A mark of an event without a receiver.
    #[cfg(test)]
    pub(crate) const fn for_test(at: i64, event: EventId, is_outgoing: bool) -> Self {
        Self {
            at,
            event,
            is_outgoing,
            to: Addressee::NOBODY,
        }
    }

    /// To whom the event goes, if it is a message and goes out from the lane; else `Nobody`.
    pub(super) const fn to(self) -> Party {
        match self.to {
            Addressee::NOBODY => Party::Nobody,
            Addressee::ASK => Party::Several,
            Addressee(leader) => Party::One(LeaderId(leader as u32)),
        }
    }
}

/// To whom a message goes, in so little memory that it has room beside its mark: what passed between all lanes is counted
/// without a look at the events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Addressee(u16);

impl Addressee {
    const NOBODY: Self = Self(u16::MAX);
    /// Several, or one whose number has no room here.
    const ASK: Self = Self(u16::MAX - 1);

    fn of(event: &Event) -> Self {
        match (event.kind.is_message(), event.to.as_slice()) {
            (false, _) | (true, []) => Self::NOBODY,
            (true, [only]) => u16::try_from(only.0).map_or(Self::ASK, |only| Self(only.min(Self::ASK.0))),
            (true, _) => Self::ASK,
        }
    }
}

/// An event on a lane that lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Long {
    /// The time in which anything of it is drawn.
    pub range: TimeRange,
    /// Where its mark is.
    pub at: i64,
    /// Which it is.
    pub event: EventId,
}

/// The events of one lane.
#[derive(Clone, Debug, Default)]
pub struct LaneMarks {
    /// By instant, then event.
    marks: Vec<Mark>,
    /// For each place among the marks, how many before it go out; one more than there are marks.
    outgoing: Vec<u32>,
    /// Events that last, by start.
    long: Vec<Long>,
    /// What is common to each block of `long`.
    blocks: Vec<Block>,
}

impl LaneMarks {
    pub(super) fn new(mut marks: Vec<Mark>, mut long: Vec<Long>) -> Self {
        marks.sort_unstable_by_key(|mark| (mark.at, mark.event));
        long.sort_unstable_by_key(|long| (long.range.start, long.range.end, long.event));
        Self::sorted(marks, long)
    }

    /// A lane of marks and events that are in order already.
    fn sorted(marks: Vec<Mark>, long: Vec<Long>) -> Self {
        let blocks = long.chunks(BLOCK).map(Block::of).collect();
        let mut count = 0;
        let mut outgoing = Vec::with_capacity(marks.len() + 1);
        outgoing.push(0);
        outgoing.extend(marks.iter().map(|mark| {
            count += u32::from(mark.is_outgoing);
            count
        }));
        Self {
            marks,
            outgoing,
            long,
            blocks,
        }
    }

    /// A lane of marks alone, none of which lasts.
    #[cfg(test)]
    pub(crate) fn from_marks(marks: Vec<Mark>) -> Self {
        Self::new(marks, Vec::new())
    }

    /// The same lane with only those events that are shown; `None` where those are all.
    pub(super) fn filtered(&self, is_shown: impl Fn(EventId) -> bool) -> Option<Self> {
        if self.marks.iter().all(|mark| is_shown(mark.event)) && self.long.iter().all(|long| is_shown(long.event)) {
            return None;
        }
        let marks = self.marks.iter().copied().filter(|mark| is_shown(mark.event)).collect();
        let long = self.long.iter().copied().filter(|long| is_shown(long.event)).collect();
        Some(Self::sorted(marks, long))
    }

    pub(super) fn bytes(&self) -> usize {
        size_of_val(&*self.marks) + size_of_val(&*self.outgoing) + size_of_val(&*self.long) + size_of_val(&*self.blocks)
    }

    /// Whether it holds no mark.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// Events that last, by start.
    pub(super) fn long(&self) -> &[Long] {
        &self.long
    }

    /// All marks, in order of time.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// How many of the marks between two places go out; counted without looking at them.
    #[must_use]
    pub fn outgoing_in(&self, places: Range<usize>) -> usize {
        let before = |place: usize| self.outgoing.get(place).or(self.outgoing.last()).copied().unwrap_or(0);
        before(places.end).saturating_sub(before(places.start)) as usize
    }

    /// The place of the first mark at an instant or after it, looked for from a place before it: in steps that double, then
    /// by halves. Costs what lies between, not what there is.
    #[must_use]
    pub fn gallop(&self, from: usize, instant: i64) -> usize {
        from + gallop(self.marks.get(from..).unwrap_or_default(), |mark| mark.at < instant)
    }

    /// The marks outside a range that are so near that an event which does not last may reach into it: a day whose noon is out of
    /// view.
    pub fn beside(&self, range: TimeRange) -> impl Iterator<Item = Mark> {
        let between = |start: i64, end: i64| {
            let first = self.gallop(0, start);
            first..self.gallop(first, end)
        };
        let before = between(range.start.saturating_sub(LONG / 2), range.start);
        let after = between(range.end, range.end.saturating_add(LONG / 2).saturating_add(1));
        before.chain(after).filter_map(|at| self.marks.get(at).copied())
    }

    /// Events that last and reach into a range from outside: that touch it, while their marks are not in it. By start.
    pub fn reaching(&self, range: TimeRange) -> impl Iterator<Item = Long> {
        let end = self.long.partition_point(|long| long.range.start <= range.end);
        let is_inside = move |at: i64| (range.start..range.end).contains(&at);
        self.long
            .chunks(BLOCK)
            .zip(&self.blocks)
            .take(end.div_ceil(BLOCK))
            .filter(move |(_, block)| block.latest_end >= range.start && !(is_inside(block.first_mark) && is_inside(block.last_mark)))
            .flat_map(|(block, _)| block)
            .filter(move |long| long.range.start <= range.end && long.range.end >= range.start && !is_inside(long.at))
            .copied()
    }
}

/// How many of the first items are so, where those that are come first: looked for in steps that double, then by halves.
pub(super) fn gallop<T>(items: &[T], is_so: impl Fn(&T) -> bool) -> usize {
    let (mut low, mut step) = (0, 1);
    while items.get(low + step - 1).is_some_and(&is_so) {
        low += step;
        step *= 2;
    }
    let end = (low + step - 1).min(items.len());
    low + items[low..end].partition_point(is_so)
}

/// What is common to some events that last.
#[derive(Clone, Copy, Debug)]
struct Block {
    latest_end: i64,
    first_mark: i64,
    last_mark: i64,
}

impl Block {
    fn of(block: &[Long]) -> Self {
        let none = Self {
            latest_end: i64::MIN,
            first_mark: i64::MAX,
            last_mark: i64::MIN,
        };
        block.iter().fold(none, |all, long| Self {
            latest_end: all.latest_end.max(long.range.end),
            first_mark: all.first_mark.min(long.at),
            last_mark: all.last_mark.max(long.at),
        })
    }
}

/// The mark of an event on a lane, and what it covers there if it lasts; `None` is the lane of events without a leader.
#[must_use]
pub fn mark_on(event: &Event, id: EventId, lane: Option<LeaderId>) -> Option<Mark> {
    let is_outgoing = lane.is_none_or(|leader| event.from.contains(&leader));
    let date = if is_outgoing {
        event.date()
    } else {
        event.received().filter(|date| !date.is_unknown()).or_else(|| event.date())
    };
    let known = date?.extent().known()?;
    Some(Mark {
        at: i64::midpoint(known.start, known.end),
        event: id,
        is_outgoing,
        to: if is_outgoing { Addressee::of(event) } else { Addressee::NOBODY },
    })
}

/// Whether a range is so long that its mark may be far from where it is drawn.
#[must_use]
pub const fn is_long(range: TimeRange) -> bool {
    range.end.saturating_sub(range.start) > LONG
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn galloping_finds_what_a_search_by_halves_finds(mut at in proptest::collection::vec(-50_i64..50, 0..60), from in 0_usize..60, instant in -60_i64..60) {
            at.sort_unstable();
            let marks: Vec<Mark> = at.iter().zip(0..).map(|(at, id)| Mark::for_test(*at, EventId(id), true)).collect();
            let lane = LaneMarks::new(marks, Vec::new());
            let expected = at.partition_point(|at| *at < instant);
            let from = from.min(expected);
            prop_assert_eq!(lane.gallop(from, instant), expected);
        }

        #[test]
        fn whatever_lasts_into_a_range_is_found(all in proptest::collection::vec((-1000_i64..1000, 0_i64..500, 0_i64..300), 0..700), start in -1000_i64..1000, length in 0_i64..300) {
            let range = TimeRange::new(start, start + length);
            let long: Vec<Long> = all.iter().zip(0..).map(|((start, length, at), id)| Long { range: TimeRange::new(*start, start + length), at: start + at, event: EventId(id) }).collect();
            let mut expected: Vec<EventId> = long.iter().filter(|long| long.range.start <= range.end && long.range.end >= range.start && !(range.start..range.end).contains(&long.at)).map(|long| long.event).collect();
            let mut found: Vec<EventId> = LaneMarks::new(Vec::new(), long).reaching(range).map(|long| long.event).collect();
            found.sort_unstable();
            expected.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }
}
