//! Events sorted by time: range queries, filter, search and counts. Knows no pixels.

mod facts;
mod filter;
mod lane;
mod names;
mod overview;
mod pairs;
mod part;
mod rows;
mod search;
mod story;
mod widths;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;

use crate::dates::{DAY, TimeRange};
use crate::model::{Archive, Event, EventId, Kind, LeaderId};
use rayon::prelude::*;

use self::facts::Facts;
use self::part::Part;
use self::search::Texts;
use self::widths::Widths;

pub use self::lane::{LaneMarks, Long, Mark, is_long, mark_on};
pub use self::names::{is_family_name_first, shortened};

pub use self::rows::{Arrangement, LaneOrder, MANY_LANES, Row, Rows, USUAL_LANES, country_title, partners, usual_order};

pub use self::overview::Bin;

pub use self::pairs::{Pairs, Passed};

pub use self::filter::{Filter, OPEN_END, OPEN_START, Role, Shown, range_words};

/// Placed events, sorted by the time at which each begins.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// Events with what is drawn of them, by start, then end, then id.
    entries: Vec<(TimeRange, EventId)>,

    /// For each entry, the latest end among it and all before it: never falls, so it can be searched by halves.
    latest_end: Vec<i64>,
}

impl Column {
    fn new(mut entries: Vec<(TimeRange, EventId)>) -> Self {
        entries.par_sort_unstable_by_key(|(range, id)| (range.start, range.end, *id));
        let latest_end = entries
            .iter()
            .scan(i64::MIN, |latest, (range, _)| {
                *latest = (*latest).max(range.end);
                Some(*latest)
            })
            .collect();
        Self { entries, latest_end }
    }

    fn bytes(&self) -> usize {
        size_of_val(&*self.entries) + size_of_val(&*self.latest_end)
    }

    /// The events that touch a range, in order of time; those that began long before it are found without a scan.
    pub fn in_range(&self, range: TimeRange) -> impl Iterator<Item = EventId> {
        let first = self.latest_end.partition_point(|end| *end < range.start);
        let end = self.entries.partition_point(|(entry, _)| entry.start <= range.end);
        self.entries
            .get(first..end.max(first))
            .unwrap_or_default()
            .iter()
            .filter(move |(entry, _)| entry.end >= range.start)
            .map(|(_, id)| *id)
    }
}

/// The marks of each leader, and of events without a leader at the end; those that a filter leaves as they are are shared.
type Lanes = Arc<Vec<Arc<LaneMarks>>>;

/// What can be asked of an archive quickly.
#[derive(Clone, Debug, Default)]
pub struct EventIndex {
    /// Placed events in order of time: by the earliest instant, then the latest, then id; what is known to have come after
    /// another comes after it.
    order: Vec<EventId>,

    /// Of events known by their order only, when the last of those that they came after began.
    begun: HashMap<EventId, i64>,

    /// For each event, its place in `order`; [`UNRANKED`] where it is undated.
    rank: Vec<u32>,

    /// Events without a date, in file order.
    undated: Vec<EventId>,

    /// How many placed events each leader takes part in; at the end, those without a leader.
    counts: Vec<usize>,

    /// Marks of each leader, and of events without a leader at the end; shared with what an empty filter shows.
    lanes: Lanes,

    /// What filters ask of every event.
    facts: Facts,

    /// All placed events as one column.
    all: Column,

    /// What is searched of every event.
    texts: Texts,

    /// For each leader, what to call them where there is little room.
    short_names: Vec<String>,

    /// From the first instant of any event to the last.
    range: Option<TimeRange>,

    /// How many events there are of each kind, undated ones included.
    kinds: [usize; 6],

    /// Whether any event has a time of day.
    has_clock: bool,

    /// Whether any event has a time of day and says by how much its clock was ahead of UTC.
    has_offset: bool,

    /// How widely its dates are known.
    widths: Widths,

    /// How many events every two leaders share, where leaders are few.
    shared: story::Shared,
}

/// The rank of an event without a date; no archive is large enough to reach it.
const UNRANKED: u32 = u32::MAX;

/// How many events known by their order are followed back.
const MAX_BACK: usize = 32;

/// The earliest instant of an event, where it came after others no earlier than those; `known` are those that were found.
fn begun(archive: &Archive, id: EventId, back: usize, known: &mut HashMap<EventId, i64>) -> Option<i64> {
    if let Some(start) = known.get(&id) {
        return Some(*start);
    }
    let event = archive.event(id)?;
    let mut start = event.range()?.start;
    let Some(order) = event.order().filter(|_| event.is_dated_by_order() && back < MAX_BACK) else {
        return Some(start);
    };
    for after in &order.after {
        start = start.max(begun(archive, *after, back + 1, known).unwrap_or(start));
    }
    known.insert(id, start);
    Some(start)
}

impl EventIndex {
    /// The instant by which an event has its place in [`Self::order`].
    pub(crate) fn begins(&self, id: EventId) -> Option<i64> {
        let begun = self.begun.get(&id).copied();
        begun.or_else(|| Some(self.range_of(id)?.start))
    }

    /// Sorts the events of an archive.
    #[must_use]
    pub fn new(archive: &Archive) -> Self {
        let share = Part::share(archive.events.len());
        let read = |(at, events): (usize, &[Event])| {
            let mut part = Part::new(archive, events.len());
            for (id, event) in (at * share..).zip(events) {
                part.add(EventId(id as u32), event);
            }
            part
        };
        let parts: Vec<Part> = archive.events.par_chunks(share).enumerate().map(read).collect();
        let Part {
            facts,
            kinds,
            has_clock,
            has_offset,
            widths,
            undated,
            all,
            mut keys,
            ordered,
            shared,
            counts,
            lanes,
        } = Part::joined(archive, parts);
        let mut starts = HashMap::new();
        for id in ordered {
            begun(archive, id, 0, &mut starts);
        }
        if !starts.is_empty() {
            for (start, _, id) in &mut keys {
                *start = starts.get(id).copied().unwrap_or(*start);
            }
        }
        keys.par_sort_unstable();
        let lanes = lanes.into_par_iter().map(|(marks, long)| Arc::new(LaneMarks::new(marks, long)));
        let mut index = Self {
            order: keys.iter().map(|key| key.2).collect(),
            range: all.iter().map(|(range, _)| *range).reduce(TimeRange::union),
            lanes: Arc::new(lanes.collect()),
            begun: starts,
            all: Column::new(all),
            short_names: names::short_names(&archive.leaders),
            facts,
            kinds,
            has_clock,
            has_offset,
            widths,
            undated,
            shared,
            counts,
            ..Self::default()
        };
        index.rank = vec![UNRANKED; archive.events.len()];
        for (rank, id) in (0..).zip(&index.order) {
            index.rank[id.0 as usize] = rank;
        }
        index
    }

    /// Makes the first search as quick as those after it. Takes a look at every text of the archive.
    pub fn prepare_search(&self, archive: &Archive) {
        self.texts.folded(archive);
    }

    /// The bytes of memory that it takes, as far as they are many.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let lanes: usize = self.lanes.iter().map(|lane| lane.bytes()).sum();
        let ids = size_of_val(&*self.order) + size_of_val(&*self.rank) + size_of_val(&*self.undated);
        lanes + ids + self.all.bytes() + self.facts.bytes() + self.texts.bytes()
    }

    /// Placed events in order of time.
    #[must_use]
    pub fn order(&self) -> &[EventId] {
        &self.order
    }

    /// The place of an event in [`Self::order`]; `None` where it is undated.
    #[must_use]
    pub fn rank(&self, id: EventId) -> Option<usize> {
        let rank = self.rank.get(id.0 as usize).copied().filter(|rank| *rank != UNRANKED);
        rank.map(|rank| rank as usize)
    }

    /// Events without a date, in file order.
    #[must_use]
    pub fn undated(&self) -> &[EventId] {
        &self.undated
    }

    /// From the first instant of any event to the last; `None` where nothing is placed.
    #[must_use]
    pub fn range(&self) -> Option<TimeRange> {
        self.range
    }

    /// How many placed events a leader takes part in; `None`: how many have no leader.
    #[must_use]
    pub fn count_on(&self, leader: Option<LeaderId>) -> usize {
        let position = leader.map_or(self.counts.len().saturating_sub(1), |leader| leader.0 as usize);
        self.counts.get(position).copied().unwrap_or(0)
    }

    /// The stretch of time that an event covers; `None` where it is undated.
    #[must_use]
    pub fn range_of(&self, id: EventId) -> Option<TimeRange> {
        self.facts.range(id.0 as usize)
    }

    /// The kind of an event.
    #[must_use]
    pub fn kind_of(&self, id: EventId) -> Option<Kind> {
        Some(self.facts.all.get(id.0 as usize)?.kind)
    }

    /// All placed events.
    #[must_use]
    pub fn all(&self) -> &Column {
        &self.all
    }

    /// Whether any event has a time of day, so that hours on the ruler say something.
    #[must_use]
    pub fn has_clock(&self) -> bool {
        self.has_clock
    }

    /// How long the shortest unit is that four in five dates fit into, in seconds: a count of a shorter one would say more than
    /// is known. 0 where they are times of day.
    #[must_use]
    pub fn unit(&self) -> i64 {
        self.widths.unit()
    }

    /// Whether any event has a time of day and says by how much its clock was ahead of UTC.
    #[must_use]
    pub fn has_offset(&self) -> bool {
        self.has_offset
    }

    /// Sorts events that are in order of time by the day that is written, and by the instant within it: what is read as the 27th comes
    /// before the 28th, whatever the clock.
    pub fn sort_by_written_day(&self, archive: &Archive, events: &mut [EventId]) {
        if self.has_offset {
            events.sort_by_cached_key(|id| self.written_day(archive, *id));
        }
    }

    /// The first day that a date names, by its own clock; of what came after others no earlier than theirs.
    fn written_day(&self, archive: &Archive, id: EventId) -> Option<i64> {
        let own = |event: &Event| {
            let date = event.date()?;
            Some((date.extent().earliest? + date.offset_seconds().unwrap_or(0)).div_euclid(DAY))
        };
        let event = archive.event(id)?;
        let order = event.order().filter(|_| event.is_dated_by_order());
        let after = order.into_iter().flat_map(|order| &order.after);
        let day = |id: &EventId| match archive.event(*id)? {
            event if event.is_dated_by_order() => Some(self.begins(*id)?.div_euclid(DAY)),
            event => own(event),
        };
        Some(after.filter_map(day).fold(own(event)?, i64::max))
    }

    /// How many events every two leaders share.
    pub(crate) fn shared(&self) -> &story::Shared {
        &self.shared
    }

    /// What to call a leader where there is little room: no other has that name.
    #[must_use]
    pub fn short_name(&self, id: LeaderId) -> &str {
        self.short_names.get(id.0 as usize).map_or("", String::as_str)
    }

    /// Takes up the kind of an event that has become a reply, or is none any more, and its title, which may say so.
    pub fn rekind(&mut self, archive: &Archive, id: EventId) {
        self.texts.refold(archive, id);
        let Some(kind) = archive.event(id).map(|event| event.kind) else {
            return;
        };
        let Some(fact) = self.facts.all.get_mut(id.0 as usize) else {
            return;
        };
        let before = std::mem::replace(&mut fact.kind, kind);
        self.kinds[before.position()] = self.kinds[before.position()].saturating_sub(1);
        self.kinds[kind.position()] += 1;
    }

    /// How many events there are of a kind, undated ones included.
    #[must_use]
    pub fn count_of(&self, kind: Kind) -> usize {
        self.kinds[kind.position()]
    }
}
