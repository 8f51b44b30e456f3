//! What went each way between two leaders, by time.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::dates::TimeRange;
use crate::model::{Archive, Event, EventId, LeaderId};

/// When an event may have been sent and have arrived, for putting it in a row.
pub(super) fn bounds(event: &Event) -> Option<(TimeRange, i64)> {
    let sent = event.date()?.extent().known()?;
    let arrived = event.received().and_then(|date| date.extent().latest);
    Some((sent, arrived.unwrap_or(sent.end).max(sent.end)))
}

/// The number of messages that are looked at together when those that were under way are searched.
const BLOCK: usize = 64;

/// What went one way between two leaders, by the time at which it may have been sent first.
#[derive(Clone, Debug, Default)]
pub(super) struct Way {
    messages: Vec<Sent>,
    /// The latest arrival in each block of messages: one that was long under way makes only its own block be looked at.
    latest_arrival: Vec<i64>,
}

impl Way {
    /// The messages before a place that may have arrived at an instant or after it.
    fn arriving(&self, end: usize, since: i64) -> impl Iterator<Item = &Sent> {
        self.messages
            .get(..end)
            .unwrap_or_default()
            .chunks(BLOCK)
            .zip(&self.latest_arrival)
            .filter(move |(_, latest)| **latest >= since)
            .flat_map(|(block, _)| block)
            .filter(move |sent| sent.arrived >= since)
    }
}

/// A message that went a way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sent {
    /// The first instant at which it may have been sent.
    pub(super) first: i64,
    /// The first instant after the last one at which it may have been sent.
    last: i64,
    /// The first instant after the last one at which it may have arrived.
    arrived: i64,
    pub(super) id: EventId,
}

/// All ways between leaders. Undated messages are beside them.
#[derive(Clone, Debug, Default)]
pub(super) struct Ways {
    by_pair: BTreeMap<(LeaderId, LeaderId), Way>,
    /// Each two between whom something passed, those between whom most did first.
    pub(super) exchanges: Vec<(LeaderId, LeaderId)>,
    /// Of whom the archive has any message, dated or not.
    pub(super) writers: HashSet<LeaderId>,
    /// What one wrote to another without a date.
    undated: HashMap<(LeaderId, LeaderId), Vec<EventId>>,
    /// The first instant after all messages: of what came later the archive says nothing.
    pub(super) end: i64,
}

impl Ways {
    pub(super) fn new(archive: &Archive) -> Self {
        let mut ways: BTreeMap<(LeaderId, LeaderId), Way> = BTreeMap::new();
        let mut writers = HashSet::new();
        let mut undated: HashMap<(LeaderId, LeaderId), Vec<EventId>> = HashMap::new();
        for (id, event) in archive.events().filter(|(_, event)| event.kind.is_message()) {
            writers.extend(event.from.iter().copied());
            let pairs = || event.from.iter().flat_map(|from| event.to.iter().map(move |to| (*from, *to)));
            let Some((sent, arrived)) = bounds(event) else {
                for pair in pairs() {
                    undated.entry(pair).or_default().push(id);
                }
                continue;
            };
            let message = Sent {
                first: sent.start,
                last: sent.end,
                arrived,
                id,
            };
            for pair in pairs().filter(|(from, to)| from != to) {
                ways.entry(pair).or_default().messages.push(message);
            }
        }
        for way in ways.values_mut() {
            way.messages.sort_unstable_by_key(|sent| (sent.first, sent.arrived, sent.id));
            let blocks = way.messages.chunks(BLOCK);
            way.latest_arrival = blocks
                .map(|block| block.iter().map(|sent| sent.arrived).max().unwrap_or(i64::MIN))
                .collect();
        }
        let count = |from: LeaderId, to: LeaderId| ways.get(&(from, to)).map_or(0, |way| way.messages.len());
        // Of two who both wrote the one comes first who does in the archive.
        let once = ways.keys().copied().filter(|(a, b)| a < b || count(*b, *a) == 0);
        let mut exchanges: Vec<(LeaderId, LeaderId)> = once.collect();
        exchanges.sort_by_key(|(a, b)| (std::cmp::Reverse(count(*a, *b) + count(*b, *a)), *a, *b));
        let arrived = ways.values().flat_map(|way| &way.messages).map(|sent| sent.arrived);
        let end = arrived.max().unwrap_or(i64::MIN);
        Self {
            by_pair: ways,
            exchanges,
            writers,
            undated,
            end,
        }
    }

    pub(super) fn bytes(&self) -> usize {
        let ways = self.by_pair.values();
        ways.map(|way| size_of_val(&*way.messages) + size_of_val(&*way.latest_arrival))
            .sum()
    }

    /// What one wrote to another without a date.
    pub(super) fn undated(&self, from: LeaderId, to: LeaderId) -> &[EventId] {
        self.undated.get(&(from, to)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn pairs(&self) -> impl Iterator<Item = (LeaderId, LeaderId)> {
        self.by_pair.keys().copied()
    }

    pub(super) fn count(&self, from: LeaderId, to: LeaderId) -> usize {
        self.by_pair.get(&(from, to)).map_or(0, |way| way.messages.len())
    }

    /// The messages of one to another, by time.
    pub(super) fn between(&self, from: LeaderId, to: LeaderId) -> impl DoubleEndedIterator<Item = EventId> {
        let messages = self.by_pair.get(&(from, to)).map_or(&[][..], |way| way.messages.as_slice());
        messages.iter().map(|sent| sent.id)
    }

    /// The messages of one to another that may have been sent before an instant, the latest first.
    pub(super) fn begun_before(&self, from: LeaderId, to: LeaderId, before: i64) -> impl Iterator<Item = &Sent> {
        let messages = self.by_pair.get(&(from, to)).map_or(&[][..], |way| way.messages.as_slice());
        let end = messages.partition_point(|sent| sent.first < before);
        messages.get(..end).unwrap_or_default().iter().rev()
    }

    /// The messages of one to another in a stretch of time, by when they may have been sent first.
    pub(super) fn begun_in(&self, from: LeaderId, to: LeaderId, range: TimeRange) -> impl Iterator<Item = EventId> {
        let messages = self.by_pair.get(&(from, to)).map_or(&[][..], |way| way.messages.as_slice());
        let first = messages.partition_point(|sent| sent.first < range.start);
        let later = messages.get(first..).unwrap_or_default().iter();
        later.take_while(move |sent| sent.first < range.end).map(|sent| sent.id)
    }

    /// Whether one wrote to another in a stretch of time, by when messages may have been sent first.
    pub(super) fn has_begun_in(&self, from: LeaderId, to: LeaderId, range: TimeRange) -> bool {
        let messages = self.by_pair.get(&(from, to)).map_or(&[][..], |way| way.messages.as_slice());
        let first = messages.partition_point(|sent| sent.first < range.start);
        messages.get(first).is_some_and(|sent| sent.first < range.end)
    }

    /// The messages of one to another that may have been sent before an instant or at it, but perhaps after it.
    pub(super) fn perhaps_after(&self, from: LeaderId, to: LeaderId, instant: i64) -> impl Iterator<Item = EventId> {
        let way = self.by_pair.get(&(from, to));
        let near = way.map(|way| {
            way.arriving(
                way.messages.partition_point(|sent| sent.first <= instant),
                instant.saturating_add(2),
            )
        });
        let after = move |sent: &&Sent| sent.last > instant.saturating_add(1);
        near.into_iter().flatten().filter(after).map(|sent| sent.id)
    }

    /// The messages of one to another that may have been under way in a stretch of time.
    pub(super) fn under_way(&self, from: LeaderId, to: LeaderId, range: TimeRange) -> impl Iterator<Item = EventId> {
        let way = self.by_pair.get(&(from, to));
        let near = way.map(|way| way.arriving(way.messages.partition_point(|sent| sent.first <= range.end), range.start));
        near.into_iter().flatten().map(|sent| sent.id)
    }
}
