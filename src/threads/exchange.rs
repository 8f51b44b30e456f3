//! What went each way between two leaders, by time: what crossed, what was never answered, and where nothing passed.

use std::collections::BTreeMap;

use super::{Certainty, Threads};
use crate::dates::{DAY, Date, TimeRange};
use crate::model::{Archive, Event, EventId, LeaderId};

/// How long a message may wait before it counts as unanswered, until somebody says otherwise, in days.
pub const USUAL_WAIT_DAYS: i64 = 30;

/// When a message counts as unanswered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Something else that comes back within so many days lets it rest.
    pub days: i64,

    /// Nothing is known beyond this instant; `None`: all that the archive holds is.
    pub on: Option<i64>,
}

impl Default for Wait {
    fn default() -> Self {
        Self {
            days: USUAL_WAIT_DAYS,
            on: None,
        }
    }
}

/// When something was sent, and when it arrived; where no receipt is known, when it was sent.
fn journey(event: &Event) -> Option<(&Date, &Date)> {
    let known = |date: &'_ Option<Date>| date.as_ref().is_some_and(|date| !date.is_unknown());
    let sent = event.sent.as_ref().filter(|_| known(&event.sent)).or_else(|| event.date())?;
    Some((sent, event.received.as_ref().filter(|_| known(&event.received)).unwrap_or(sent)))
}

/// A date without an offset may be of any place: so far its instants may lie from where they are taken to be, in seconds.
const NO_OFFSET: i64 = 14 * 3600;

/// Whether `a` was over before `b` began, whatever their dates may mean. Where only one of them has an offset the other
/// may be of any place.
fn certainly_before(a: &Date, b: &Date) -> bool {
    let is_mixed = a.offset_seconds().is_some() != b.offset_seconds().is_some();
    let margin = if is_mixed { NO_OFFSET } else { 0 };
    matches!((a.extent().latest, b.extent().earliest), (Some(end), Some(start)) if end + margin <= start)
}

/// Whether `a` may have been before `b`. A date that could be later leaves the order open; equal points do not.
fn possibly_before(a: &Date, b: &Date) -> bool {
    matches!((a.extent().earliest, b.extent().latest), (Some(start), Some(end)) if start + 1 < end)
}

/// Whether two messages of opposite directions crossed: whether each was sent before the other arrived.
#[must_use]
pub fn crossing(one: &Event, other: &Event) -> Certainty {
    let (Some((sent, arrived)), Some((other_sent, other_arrived))) = (journey(one), journey(other)) else {
        return Certainty::No;
    };
    if certainly_before(sent, other_arrived) && certainly_before(other_sent, arrived) {
        Certainty::Certain
    } else if possibly_before(sent, other_arrived) && possibly_before(other_sent, arrived) {
        Certainty::Possible
    } else {
        Certainty::No
    }
}

/// What went one way between two leaders, by the time at which it may have been sent first.
#[derive(Clone, Debug, Default)]
pub(super) struct Way {
    messages: Vec<Sent>,
    /// For each message, the latest arrival among it and all before it: never falls, so it can be searched by halves.
    latest_arrival: Vec<i64>,
}

#[derive(Clone, Copy, Debug)]
struct Sent {
    /// The first instant at which it may have been sent.
    first: i64,
    /// The first instant after the last one at which it may have been sent.
    last: i64,
    /// The first instant after the last one at which it may have arrived.
    arrived: i64,
    id: EventId,
}

/// All ways between leaders. Undated messages are in none.
#[derive(Clone, Debug, Default)]
pub(super) struct Ways {
    ways: BTreeMap<(LeaderId, LeaderId), Way>,
}

impl Ways {
    pub(super) fn new(archive: &Archive) -> Self {
        let mut ways: BTreeMap<(LeaderId, LeaderId), Way> = BTreeMap::new();
        for (id, event) in archive.events().filter(|(_, event)| event.kind.is_message()) {
            let Some((sent, arrived)) = journey(event) else { continue };
            let (Some(first), Some(last)) = (sent.extent().known(), arrived.extent().known()) else {
                continue;
            };
            let message = Sent {
                first: first.start,
                last: first.end,
                arrived: arrived.extent().latest.unwrap_or(last.end),
                id,
            };
            for from in &event.from {
                for to in event.to.iter().filter(|to| *to != from) {
                    ways.entry((*from, *to)).or_default().messages.push(message);
                }
            }
        }
        for way in ways.values_mut() {
            way.messages.sort_unstable_by_key(|sent| (sent.first, sent.arrived, sent.id));
            let latest = way.messages.iter().scan(i64::MIN, |latest, sent| {
                *latest = (*latest).max(sent.arrived);
                Some(*latest)
            });
            way.latest_arrival = latest.collect();
        }
        Self { ways }
    }

    pub(super) fn pairs(&self) -> impl Iterator<Item = (LeaderId, LeaderId)> {
        self.ways.keys().copied()
    }

    pub(super) fn count(&self, from: LeaderId, to: LeaderId) -> usize {
        self.ways.get(&(from, to)).map_or(0, |way| way.messages.len())
    }

    /// The messages of one to another, by time.
    pub(super) fn between(&self, from: LeaderId, to: LeaderId) -> impl DoubleEndedIterator<Item = EventId> {
        let messages = self.ways.get(&(from, to)).map_or(&[][..], |way| way.messages.as_slice());
        messages.iter().map(|sent| sent.id)
    }

    /// The messages of one to another that may have been sent before an instant, the latest first, each with when.
    pub(super) fn begun_before(&self, from: LeaderId, to: LeaderId, before: i64) -> impl Iterator<Item = (i64, EventId)> {
        let messages = self.ways.get(&(from, to)).map_or(&[][..], |way| way.messages.as_slice());
        let end = messages.partition_point(|sent| sent.first < before);
        messages
            .get(..end)
            .unwrap_or_default()
            .iter()
            .rev()
            .map(|sent| (sent.first, sent.id))
    }

    /// Whether one wrote to another in a stretch of time, by when messages may have been sent first.
    fn has_begun_in(&self, from: LeaderId, to: LeaderId, range: TimeRange) -> bool {
        let messages = self.ways.get(&(from, to)).map_or(&[][..], |way| way.messages.as_slice());
        let first = messages.partition_point(|sent| sent.first < range.start);
        messages.get(first).is_some_and(|sent| sent.first < range.end)
    }

    /// The messages of one to another that may have been sent before an instant or at it, but perhaps behind it.
    fn perhaps_behind(&self, from: LeaderId, to: LeaderId, instant: i64) -> impl Iterator<Item = EventId> {
        let way = self.ways.get(&(from, to));
        let messages = way.map_or(&[][..], |way| way.messages.as_slice());
        let first = way.map_or(0, |way| way.latest_arrival.partition_point(|arrived| *arrived <= instant + 1));
        let end = messages.partition_point(|sent| sent.first <= instant).max(first);
        let near = messages.get(first..end).unwrap_or_default();
        near.iter().filter(move |sent| sent.last > instant + 1).map(|sent| sent.id)
    }

    /// The messages of one to another that may have been under way in a stretch of time.
    fn under_way(&self, from: LeaderId, to: LeaderId, range: TimeRange) -> impl Iterator<Item = EventId> {
        let way = self.ways.get(&(from, to));
        let messages = way.map_or(&[][..], |way| way.messages.as_slice());
        let first = way.map_or(0, |way| way.latest_arrival.partition_point(|arrived| *arrived < range.start));
        let end = messages.partition_point(|sent| sent.first <= range.end).max(first);
        let near = messages.get(first..end).unwrap_or_default();
        near.iter().filter(move |sent| sent.arrived >= range.start).map(|sent| sent.id)
    }
}

/// Of more messages than this that may have been under way at once only the first are compared: their dates are so loose
/// that little can be said of them.
const MAX_UNDER_WAY: usize = 8_192;

/// No more than so many crossings of one message are told.
const MAX_CROSSED: usize = 24;

impl Threads {
    /// The messages that crossed with one, certainly or as far as dates tell, in order of time. One that answers another
    /// did not cross with it.
    #[must_use]
    pub fn crossed(&self, archive: &Archive, id: EventId) -> Vec<(EventId, Certainty)> {
        let Some(event) = archive.event(id) else { return Vec::new() };
        let mut found: Vec<(EventId, Certainty)> = Vec::new();
        for from in &event.from {
            for to in event.to.iter().filter(|to| *to != from) {
                for crossed in self.crossed_on(archive, id, *from, *to) {
                    if found.len() >= MAX_CROSSED {
                        break;
                    }
                    if found.iter().all(|(known, _)| *known != crossed.0) {
                        found.push(crossed);
                    }
                }
            }
        }
        found
    }

    /// The messages back from `to` that crossed with one that `from` sent there.
    pub(super) fn crossed_on(
        &self,
        archive: &Archive,
        id: EventId,
        from: LeaderId,
        to: LeaderId,
    ) -> impl Iterator<Item = (EventId, Certainty)> {
        let event = archive.event(id).filter(|event| event.kind.is_message());
        let range = event
            .and_then(journey)
            .and_then(|(sent, arrived)| Some(TimeRange::new(sent.extent().earliest?, arrived.extent().latest?)));
        let near = range.map(|range| self.ways.under_way(to, from, range));
        near.into_iter().flatten().take(MAX_UNDER_WAY).filter_map(move |other| {
            let (event, message) = (event?, archive.event(other)?);
            let is_linked = event.in_reply_to.contains(&other) || message.in_reply_to.contains(&id);
            let certainty = if is_linked { Certainty::No } else { crossing(event, message) };
            (certainty != Certainty::No).then_some((other, certainty))
        })
    }

    /// Whether one of those to whom a message went never answered it: sent no reply, and nothing else within the wait.
    #[must_use]
    pub fn unanswered_by(&self, archive: &Archive, id: EventId, other: LeaderId, wait: Wait) -> Certainty {
        let Some(event) = archive.event(id).filter(|event| event.kind.is_message()) else {
            return Certainty::No;
        };
        let (Some((sent, _)), Some(range)) = (journey(event), event.range()) else {
            return Certainty::No;
        };
        let day = wait.on.unwrap_or(i64::MAX);
        if sent.extent().earliest.is_none_or(|earliest| earliest >= day) {
            return Certainty::No;
        }
        // Sent by then, as far as its date tells?
        let mut certainty = if sent.extent().latest.is_some_and(|latest| latest <= day) {
            Certainty::Certain
        } else {
            Certainty::Possible
        };
        for reply in self.replies(id).iter().filter_map(|reply| archive.event(*reply)) {
            if !reply.from.contains(&other) {
                continue;
            }
            let extent = reply.date().map(Date::extent);
            match extent.map(|extent| (extent.earliest, extent.latest)) {
                Some((_, Some(latest))) if latest <= day => return Certainty::No,
                Some((Some(earliest), _)) if earliest >= day => {}
                None if wait.on.is_none() => return Certainty::No,
                _ => certainty = Certainty::Possible,
            }
        }
        if wait.on.is_none() && certainty == Certainty::Possible {
            return Certainty::No; // there is a reply, whenever it was
        }
        let until = range.end.saturating_add(wait.days.saturating_mul(DAY)).min(day);
        let in_time = TimeRange::new(range.start.saturating_add(1).min(until), until);
        if event.from.iter().any(|from| self.ways.has_begun_in(other, *from, in_time)) {
            return Certainty::No;
        }
        // What may have been sent before it may have been sent behind it, unless this answers it.
        let perhaps = event.from.iter().any(|from| {
            let mut near = self.ways.perhaps_behind(other, *from, range.start);
            near.any(|message| !event.in_reply_to.contains(&message))
        });
        if perhaps { Certainty::Possible } else { certainty }
    }

    /// Whether any of those to whom a message went never answered it.
    #[must_use]
    pub fn unanswered(&self, archive: &Archive, id: EventId, wait: Wait) -> Certainty {
        let others = archive.event(id).map_or(&[][..], |event| event.to.as_slice());
        let all = others.iter().map(|other| self.unanswered_by(archive, id, *other, wait));
        all.max().unwrap_or(Certainty::No)
    }

    /// The stretches in which nothing passed between two leaders, from the end of one message to the start of the next, the
    /// longest first, with the messages before and behind.
    #[must_use]
    pub fn silences(&self, archive: &Archive, a: LeaderId, b: LeaderId) -> Vec<(TimeRange, [EventId; 2])> {
        let ranged = |id: EventId| Some((archive.event(id)?.range()?, id));
        let both = self.ways.between(a, b).chain(self.ways.between(b, a));
        let mut all: Vec<(TimeRange, EventId)> = both.filter_map(ranged).collect();
        all.sort_by_key(|(range, id)| (range.start, range.end, *id));
        let mut silences = Vec::new();
        let mut last: Option<(TimeRange, EventId)> = None;
        for next in all {
            if let Some(before) = last.filter(|before| before.0.end < next.0.start) {
                silences.push((TimeRange::new(before.0.end, next.0.start), [before.1, next.1]));
            }
            // What lasts longest ends last.
            last = last.filter(|before| before.0.end > next.0.end).or(Some(next));
        }
        silences.sort_by_key(|(range, ids)| (std::cmp::Reverse(range.seconds()), *ids));
        silences
    }

    /// How many messages one leader sent to another.
    #[must_use]
    pub fn count_between(&self, from: LeaderId, to: LeaderId) -> usize {
        self.ways.count(from, to)
    }

    /// The messages of one leader to another, in order of time.
    #[must_use]
    pub fn between(&self, from: LeaderId, to: LeaderId) -> impl DoubleEndedIterator<Item = EventId> {
        self.ways.between(from, to)
    }

    /// All pairs of leaders of whom the first wrote to the second.
    pub fn pairs(&self) -> impl Iterator<Item = (LeaderId, LeaderId)> {
        self.ways.pairs()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{formats, model};

    fn archive(events: &str) -> (Archive, Threads) {
        let text = format!(r#"(leaders: [(id: "a", name: "Anna"), (id: "b", name: "Boris")], events: [{events}])"#);
        let (archive, report) = model::build(&[formats::read("t.ron", text.as_bytes())]);
        assert!(!report.has_errors(), "{}", report.to_text());
        let threads = Threads::new(&archive);
        (archive, threads)
    }

    /// Whether a message of A and one of B crossed.
    fn check(a: &str, b: &str, expected: Certainty) {
        let (archive, _) = archive(&format!(
            r#"(kind: message, from: "a", to: "b", {a}), (kind: message, from: "b", to: "a", {b})"#
        ));
        let (one, other) = (&archive.events[0], &archive.events[1]);
        assert_eq!(crossing(one, other), expected, "{a} and {b}");
        assert_eq!(crossing(other, one), expected, "{b} and {a}");
    }

    #[test]
    fn letters_cross_when_each_leaves_before_the_other_comes() {
        let (a, b) = (
            r#"sent: "1962-10-26", received: "1962-10-29""#,
            r#"sent: "1962-10-27", received: "1962-10-30""#,
        );
        check(a, b, Certainty::Certain);
        check(a, r#"sent: "1962-10-29", received: "1962-10-30""#, Certainty::Possible);
        check(a, r#"sent: "1962-10-30", received: "1962-10-31""#, Certainty::No);
        check(r#"sent: "1962-10-26""#, r#"sent: "1962-10-27""#, Certainty::No);
        check(r#"sent: "1962-10-26""#, r#"sent: "1962-10-26""#, Certainty::Possible);
        check(r#"sent: "1962-10-26T10:00:00Z""#, r#"sent: "1962-10-26T10:00:00Z""#, Certainty::No);
        check(r#"sent: "1962-10""#, r#"sent: "1962-10-26""#, Certainty::Possible);
        // A day without an offset may be of any place: fourteen hours more or less are not certain.
        let moscow = r#"sent: "1962-10-26T19:00:00+03:00", received: "1962-10-27T04:15:00+03:00""#;
        check(moscow, r#"sent: "1962-10-25", received: "1962-10-27""#, Certainty::Possible);
        check(moscow, r#"sent: "1962-10-25", received: "1962-10-29""#, Certainty::Certain);
    }

    /// Whether the first event is unanswered on a day.
    fn waits(events: &str, on: &str, expected: Certainty) {
        let (archive, threads) = archive(events);
        let on = Date::parse(on).ok().and_then(|date| date.extent().latest);
        let found = threads.unanswered(&archive, EventId(0), Wait { days: 30, on });
        assert_eq!(found, expected, "{events} on {on:?}");
    }

    #[test]
    fn a_message_waits_until_something_comes_back() {
        let asked = r#"(id: "1", kind: message, sent: "1962-10-22", from: "a", to: "b")"#;
        let with = |more: &str| format!("{asked}, {more}");
        let reply = with(r#"(kind: reply, in_reply_to: "1", sent: "1962-10-25", from: "b", to: "a")"#);
        waits(&reply, "1962-10-21", Certainty::No);
        waits(&reply, "1962-10-22", Certainty::Certain);
        waits(&reply, "1962-10-24", Certainty::Certain);
        waits(&reply, "1962-10-25", Certainty::No);
        waits(&reply, "", Certainty::No);
        let loose = with(r#"(kind: reply, in_reply_to: "1", sent: "1962-10", from: "b", to: "a")"#);
        waits(&loose, "1962-10-25", Certainty::Possible);
        waits(&loose, "1962-10-31", Certainty::No);
        let undated = with(r#"(kind: reply, in_reply_to: "1", from: "b", to: "a")"#);
        waits(&undated, "1962-12-31", Certainty::Possible);
        waits(&undated, "", Certainty::No);
        // Something else that comes back within thirty days lets it rest; later it does not.
        let other = |day: &str| with(&format!(r#"(kind: message, sent: "{day}", from: "b", to: "a")"#));
        waits(&other("1962-11-01"), "", Certainty::No);
        waits(&other("1962-11-01"), "1962-10-31", Certainty::Certain);
        waits(&other("1962-12-24"), "", Certainty::Certain);
        // On the same day it may have come before or behind.
        waits(&other("1962-10-22"), "", Certainty::Possible);
        waits(&other("1962"), "", Certainty::Possible);
        // An answer of somebody else is none.
        let elsewhere = with(r#"(kind: reply, in_reply_to: "1", sent: "1962-10-25", from: "a", to: "b")"#);
        waits(&elsewhere, "", Certainty::Certain);
    }

    #[test]
    fn what_crossed_is_found_from_both_sides_however_long_it_was_under_way() {
        let (archive, threads) = archive(
            r#"(id: "slow", kind: message, sent: "1600-01-01", received: "1601-06-01", from: "a", to: "b"),
            (id: "a", kind: message, sent: "1600-02-01", received: "1600-02-03", from: "a", to: "b"),
            (id: "b", kind: message, sent: "1601-05-01", received: "1601-05-10", from: "b", to: "a"),
            (id: "later", kind: message, sent: "1602", from: "b", to: "a")"#,
        );
        let crossed = |id: u32| {
            threads
                .crossed(&archive, EventId(id))
                .into_iter()
                .map(|(id, _)| id.0)
                .collect::<Vec<_>>()
        };
        assert_eq!((crossed(0), crossed(1), crossed(2), crossed(3)), (vec![2], vec![], vec![0], vec![]));
    }

    #[test]
    fn silences_end_where_anything_passes() {
        let (archive, threads) = archive(
            r#"(kind: message, sent: "1961-01-01", from: "a", to: "b"), (kind: message, sent: "1962", from: "a", to: "b"),
            (kind: message, sent: "1962-03", from: "b", to: "a"), (kind: message, sent: "1963-01-02", from: "b", to: "a")"#,
        );
        let (a, b) = (LeaderId(0), LeaderId(1));
        let days: Vec<i64> = threads
            .silences(&archive, a, b)
            .iter()
            .map(|(range, _)| range.seconds() / DAY)
            .collect();
        assert_eq!(days, [364, 1], "the year is not over in March");
    }
}
