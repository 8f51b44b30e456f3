//! What went each way between two leaders, by time: what crossed, what was never answered, and where nothing passed.

use super::ways::bounds;
use super::{Certainty, Threads};
use crate::dates::{Before, Clocks, DAY, Date, TimeRange};
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

/// When something was sent, and when it arrived; where no receipt is known, when it was sent. `None` where nobody says when
/// it was sent: its receipt or its publication may be long after that.
fn journey(event: &Event) -> Option<Journey<'_>> {
    let known = |date: &&Date| !date.is_unknown();
    let order = || event.date().filter(|_| event.is_dated_by_order());
    let sent = event.sent.as_ref().filter(known).or_else(order)?;
    let received = event.received().filter(known);
    Some(Journey {
        sent,
        arrived: received.unwrap_or(sent),
        // Whoever receives it has one clock for that and for what he sends.
        clocks: if received.is_some() {
            Clocks::OfOnePlace
        } else {
            Clocks::OfAnyPlaces
        },
    })
}

/// When a message was sent and when it arrived.
struct Journey<'a> {
    sent: &'a Date,
    arrived: &'a Date,
    /// Whose clocks told the arrival and what the receiver sent.
    clocks: Clocks,
}

/// Of dates looser than this, in seconds, nobody can tell what crossed.
const MAX_LOOSE: i64 = 30 * DAY;

/// Whether two messages of opposite directions crossed: whether each was sent before the other arrived. Nothing is said
/// where a date is looser than 30 days.
#[must_use]
pub fn crossing(one: &Event, other: &Event) -> Certainty {
    let (Some(one), Some(other)) = (journey(one), journey(other)) else {
        return Certainty::No;
    };
    let is_known = |date: &Date| {
        let extent = date.extent();
        extent
            .earliest
            .zip(extent.latest)
            .is_some_and(|(earliest, latest)| latest.saturating_sub(earliest) <= MAX_LOOSE)
    };
    if ![one.sent, one.arrived, other.sent, other.arrived].into_iter().all(is_known) {
        return Certainty::No;
    }
    match (
        one.sent.before(other.arrived, other.clocks),
        other.sent.before(one.arrived, one.clocks),
    ) {
        (Before::Certainly, Before::Certainly) => Certainty::Certain,
        (Before::No, _) | (_, Before::No) => Certainty::No,
        _ => Certainty::Possible,
    }
}

/// Of more messages than this that may have been under way at once only the first are compared: their dates are so loose
/// that little can be said of them.
const MAX_UNDER_WAY: usize = 4_096;

/// No more than so many crossings of one message are told.
pub(super) const MAX_CROSSED: usize = 24;

/// How many pairs of messages crossed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Crossings {
    /// Those that certainly did.
    pub certain: usize,

    /// Those that may have.
    pub possible: usize,

    /// Whether there may be more, which are not counted.
    pub are_more: bool,
}

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
        let range = event.and_then(bounds).map(|(sent, arrived)| TimeRange::new(sent.start, arrived));
        let near = range.map(|range| self.ways.under_way(to, from, range));
        let others = near.into_iter().flatten().filter(move |other| *other != id);
        others.take(MAX_UNDER_WAY).filter_map(move |other| {
            let (event, message) = (event?, archive.event(other)?);
            let is_linked = event.in_reply_to.contains(&other) || message.in_reply_to.contains(&id);
            let certainty = if is_linked { Certainty::No } else { crossing(event, message) };
            (certainty != Certainty::No).then_some((other, certainty))
        })
    }

    /// How many pairs of messages between two leaders crossed.
    #[must_use]
    pub fn crossings(&self, archive: &Archive, a: LeaderId, b: LeaderId) -> Crossings {
        let goes_both_ways = |id: EventId| {
            archive
                .event(id)
                .is_some_and(|event| [a, b].iter().all(|leader| event.from.contains(leader) && event.to.contains(leader)))
        };
        let crossed = |id: EventId| {
            self.crossed_on(archive, id, a, b)
                .map(move |(other, certainty)| (id, other, certainty))
        };
        // What goes both ways would cross from either side.
        let is_twice = |id: EventId, other: EventId| other < id && goes_both_ways(id) && goes_both_ways(other);
        let all = self.ways.between(a, b).flat_map(crossed);
        let mut once = all.filter(|(id, other, _)| !is_twice(*id, *other));
        let mut crossings = Crossings::default();
        for (.., certainty) in once.by_ref().take(MAX_UNDER_WAY) {
            match certainty {
                Certainty::Certain => crossings.certain += 1,
                Certainty::Possible | Certainty::No => crossings.possible += 1,
            }
        }
        crossings.are_more = crossings.certain + crossings.possible == MAX_UNDER_WAY;
        crossings
    }

    /// Whether the archive has any message from a leader. Where it has none, nobody can tell from it whether he answered.
    #[must_use]
    pub fn has_letters_from(&self, leader: LeaderId) -> bool {
        self.ways.writers.contains(&leader)
    }

    /// Those to whom a message went and from whom the archive has no letter, where nobody else received it.
    #[must_use]
    pub fn without_letters(&self, event: &Event) -> Vec<LeaderId> {
        let receivers = || event.to.iter().copied().filter(|to| !event.from.contains(to));
        if !event.kind.is_message() || receivers().any(|to| self.has_letters_from(to)) {
            return Vec::new();
        }
        receivers().collect()
    }

    /// Whether the archive has no reply to a message from one of those to whom it went: no reply, and nothing else within
    /// the wait. Never so of somebody from whom the archive has no letters at all: of him it cannot know.
    #[must_use]
    pub fn unanswered_by(&self, archive: &Archive, id: EventId, other: LeaderId, wait: Wait) -> Certainty {
        let Some(event) = archive.event(id).filter(|event| event.kind.is_message()) else {
            return Certainty::No;
        };
        let (Some(sent), Some((range, arrived))) = (event.date().map(Date::extent), bounds(event)) else {
            return Certainty::No;
        };
        if event.from.contains(&other) || !self.has_letters_from(other) {
            return Certainty::No; // nobody answers himself
        }
        let day = wait.on.unwrap_or(i64::MAX);
        if sent.earliest.is_some_and(|earliest| earliest >= day) {
            return Certainty::No;
        }
        // Sent by then, as far as its date tells?
        let is_sent = wait.on.is_none() || sent.latest.is_some_and(|latest| latest <= day);
        let mut certainty = if is_sent { Certainty::Certain } else { Certainty::Possible };
        for reply in self.replies(id).iter().filter_map(|reply| archive.event(*reply)) {
            if !reply.from.contains(&other) {
                continue;
            }
            let extent = reply.date().map(Date::extent);
            let is_later = extent.and_then(|extent| extent.earliest).is_some_and(|earliest| earliest >= day);
            let is_there = wait.on.is_none() || extent.and_then(|extent| extent.latest).is_some_and(|latest| latest <= day);
            if is_later {
                continue;
            }
            if is_there && !reply.is_suggested {
                return Certainty::No;
            }
            certainty = Certainty::Possible;
        }
        // The wait begins with the receipt; what was sent before it is no answer.
        let received = event.received().and_then(|date| date.extent().earliest);
        let begun = received.unwrap_or(range.start.saturating_add(1)).max(range.start);
        let until = arrived.saturating_add(wait.days.saturating_mul(DAY)).min(day);
        let in_time = TimeRange::new(begun.min(until), until);
        if event.from.iter().any(|from| self.ways.has_begun_in(other, *from, in_time)) {
            return Certainty::No;
        }
        // What may have been sent before it may have been sent after it, unless this answers it.
        let perhaps = event.from.iter().any(|from| {
            let mut near = self.ways.perhaps_after(other, *from, begun.saturating_sub(1));
            near.any(|message| !event.in_reply_to.contains(&message))
        });
        let perhaps = perhaps
            || event.from.iter().any(|from| {
                let mut undated = self.ways.undated(other, *from).iter();
                undated.any(|message| !event.in_reply_to.contains(message))
            });
        if perhaps || (wait.on.is_none() && !self.is_waited_out(archive, id, wait)) {
            return Certainty::Possible;
        }
        certainty
    }

    /// Until when anything is known of what was answered: until the date that somebody asks for, or the archive's last
    /// message. The first instant after that.
    #[must_use]
    pub fn known_until(&self, wait: Wait) -> i64 {
        wait.on.unwrap_or(i64::MAX).min(self.ways.end)
    }

    /// Whether the whole wait for an answer to a message lies in the time of which anything is known.
    #[must_use]
    pub fn is_waited_out(&self, archive: &Archive, id: EventId, wait: Wait) -> bool {
        let arrived = archive.event(id).and_then(bounds).map(|(_, arrived)| arrived);
        arrived.is_some_and(|arrived| arrived.saturating_add(wait.days.saturating_mul(DAY)) <= self.known_until(wait))
    }

    /// Whether the archive has no reply to a message from any of those to whom it went.
    #[must_use]
    pub fn unanswered(&self, archive: &Archive, id: EventId, wait: Wait) -> Certainty {
        let others = archive.event(id).map_or(&[][..], |event| event.to.as_slice());
        let all = others.iter().map(|other| self.unanswered_by(archive, id, *other, wait));
        all.max().unwrap_or(Certainty::No)
    }

    /// The stretches in which nothing passed between two leaders, from the end of one message to the start of the next, the
    /// longest first, with the messages before and after.
    #[must_use]
    pub fn silences(&self, archive: &Archive, a: LeaderId, b: LeaderId) -> Vec<(TimeRange, [EventId; 2])> {
        // A side that is open may reach anywhere, and nobody knows how far an approximate date does: nothing is told of the
        // time beside it.
        let ranged = |id: EventId| {
            let event = archive.event(id)?;
            let extent = event.extent()?;
            let range = extent.known()?;
            let is_firm = !event.date()?.is_approximate();
            Some((range, id, is_firm && extent.earliest.is_some(), is_firm && extent.latest.is_some()))
        };
        // Of two clocks, of which one is not said, hours tell nothing.
        let date = |id: EventId| archive.event(id).and_then(Event::date);
        let clock_doubt = |one: EventId, other: EventId| date(one).zip(date(other)).map_or(0, |(one, other)| one.clock_doubt(other));
        let both = self.ways.between(a, b).chain(self.ways.between(b, a));
        let mut all: Vec<_> = both.filter_map(ranged).collect();
        all.sort_by_key(|(range, id, ..)| (range.start, range.end, *id));
        let mut silences = Vec::new();
        let mut last: Option<(TimeRange, EventId, bool)> = None;
        for (range, id, has_start, has_end) in all {
            if let Some((before, before_id, is_over)) = last.filter(|(before, ..)| before.end < range.start)
                && is_over
                && has_start
                && range.start - before.end > clock_doubt(before_id, id)
            {
                silences.push((TimeRange::new(before.end, range.start), [before_id, id]));
            }
            // What lasts longest ends last.
            last = last.filter(|(before, ..)| before.end > range.end).or(Some((range, id, has_end)));
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

    /// Each two leaders between whom something passed, those between whom most did first.
    #[must_use]
    pub fn exchanges(&self) -> &[(LeaderId, LeaderId)] {
        &self.ways.exchanges
    }

    /// All pairs of leaders of whom the first wrote to the second.
    pub fn pairs(&self) -> impl Iterator<Item = (LeaderId, LeaderId)> {
        self.ways.pairs()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::threads::samples::archive;

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
        check(r#"sent: "1962-02""#, r#"sent: "1962-02-26""#, Certainty::Possible);
        // Of dates looser than thirty days nothing is said.
        check(r#"sent: "1962-10""#, r#"sent: "1962-10-26""#, Certainty::No);
        check(
            r#"sent: "1510/1517", received: "1518-01-01""#,
            r#"sent: "1512-10-26""#,
            Certainty::No,
        );
        // About an approximate date nothing is certain, and a publication is no receipt.
        check(
            r#"sent: "1962-10-22~", received: "1962-10-26~""#,
            r#"sent: "1962-10-23~", received: "1962-10-27~""#,
            Certainty::Possible,
        );
        check(
            r#"published: "1962-10-28""#,
            r#"sent: "1962-10-27", received: "1962-10-29""#,
            Certainty::No,
        );
        check(
            r#"received: "1962-01-28""#,
            r#"sent: "1962-01-20", received: "1962-01-27""#,
            Certainty::No,
        );
        // A day without an offset may be of any place: fourteen hours more or less are not certain.
        let moscow = r#"sent: "1962-10-26T19:00:00+03:00", received: "1962-10-27T04:15:00+03:00""#;
        check(moscow, r#"sent: "1962-10-25", received: "1962-10-27""#, Certainty::Possible);
        check(moscow, r#"sent: "1962-10-25", received: "1962-10-29""#, Certainty::Certain);
    }

    /// Whether the first event is unanswered on a day.
    fn waits(events: &str, on: &str, expected: Certainty) {
        // Of somebody from whom there are no letters at all the archive could not know.
        let (archive_of_one, threads) = archive(events);
        if archive_of_one.events.iter().all(|event| event.from == [LeaderId(0)]) {
            assert_eq!(threads.unanswered(&archive_of_one, EventId(0), Wait::default()), Certainty::No);
        }
        let (archive, threads) = archive(&format!(r#"{events}, (kind: message, sent: "1900", from: "b", to: "a")"#));
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
        // What has no date may have come back in time.
        waits(&with(r#"(kind: message, from: "b", to: "a")"#), "", Certainty::Possible);
        // Something else that comes back within thirty days lets it rest; later it does not.
        let other = |day: &str| with(&format!(r#"(kind: message, sent: "{day}", from: "b", to: "a")"#));
        waits(&other("1962-11-01"), "", Certainty::No);
        waits(&other("1962-11-01"), "1962-10-31", Certainty::Certain);
        waits(&other("1962-12-24"), "", Certainty::Certain);
        // On the same day it may have come before or after.
        waits(&other("1962-10-22"), "", Certainty::Possible);
        waits(&other("1962"), "", Certainty::Possible);
        // An open side, or no more than an order, is a date too; a suggested reply is no certain one.
        let only = |date: &str| format!(r#"(id: "1", kind: message, {date}, from: "a", to: "b")"#);
        let later = r#", (kind: message, sent: "1963-06-01", from: "a", to: "b")"#;
        waits(&(only(r#"sent: "1962-10-22/..""#) + later), "", Certainty::Certain);
        waits(&(only(r#"sent: "../1962-10-22""#) + later), "", Certainty::Certain);
        // Where the archive ends before the wait does, nobody knows; on a date it is known that nothing had come by then.
        waits(&only(r#"sent: "1962-10-22""#), "", Certainty::Possible);
        waits(&only(r#"sent: "1962-10-22""#), "1962-10-24", Certainty::Certain);
        waits(
            &with(r#"(kind: reply, in_reply_to: "1", is_suggested: true, sent: "1962-12-25", from: "b", to: "a")"#),
            "",
            Certainty::Possible,
        );
        // The wait begins with the receipt, and what was sent before it is no answer.
        let slow = r#"(id: "1", kind: message, sent: "1605-01-01", received: "1605-06-01", from: "a", to: "b")"#;
        let back = |day: &str| format!(r#"{slow}, (kind: message, sent: "{day}", from: "b", to: "a")"#);
        waits(&back("1605-06-10"), "", Certainty::No);
        waits(&(back("1605-01-20") + later), "", Certainty::Certain);
        waits(r#"(kind: message, sent: "1962", from: "a", to: ["a"])"#, "", Certainty::No);
        // An answer of somebody else is none.
        let elsewhere = with(r#"(kind: reply, in_reply_to: "1", sent: "1962-10-25", from: "a", to: "b")"#);
        waits(&(elsewhere + later), "", Certainty::Certain);
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
    fn what_crosses_is_counted_once_and_not_without_end() {
        let both = r#"(id: "x", kind: message, sent: "1962-10-22", from: ["a", "b"], to: ["a", "b"]),
            (id: "y", kind: message, sent: "1962-10-22", from: ["a", "b"], to: ["a", "b"])"#;
        let (archive_of_both, threads) = archive(both);
        let found = threads.crossings(&archive_of_both, LeaderId(0), LeaderId(1));
        assert_eq!((found.certain, found.possible, found.are_more), (0, 1, false));
        let loose: Vec<String> = (0..140)
            .map(|number| {
                let (from, to) = if number % 2 == 0 { ("a", "b") } else { ("b", "a") };
                format!(r#"(kind: message, sent: "1962-02", from: "{from}", to: "{to}")"#)
            })
            .collect();
        let (archive, threads) = archive(&loose.join(", "));
        let found = threads.crossings(&archive, LeaderId(0), LeaderId(1));
        assert_eq!((found.certain + found.possible, found.are_more), (MAX_UNDER_WAY, true));
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

    #[test]
    fn hours_of_two_clocks_of_which_one_is_not_said_are_no_silence() {
        let (archive, threads) = archive(
            r#"(kind: message, sent: "1962-10-26T12:00", from: "a", to: "b"), (kind: message, sent: "1962-10-26T20:00Z", from: "b", to: "a"),
            (kind: message, sent: "1962-10-28T20:00", from: "a", to: "b"), (kind: message, sent: "1962-10-28T22:00", from: "b", to: "a")"#,
        );
        let hours: Vec<i64> = threads
            .silences(&archive, LeaderId(0), LeaderId(1))
            .iter()
            .map(|(range, _)| range.seconds() / 3_600)
            .collect();
        assert_eq!(hours, [47, 1]);
    }
}
