//! Who answered whom, after how long, who did not, and whose letters crossed: figures of every pair of leaders.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{AnswerTime, Threads, time_to_answer};
use crate::dates::{DAY, Date, Extent, TimeRange};
use crate::model::{Archive, Event, EventId, Kind, LeaderId};

/// How long a message may wait before it counts as unanswered, until somebody says otherwise, in days.
pub const USUAL_WAIT_DAYS: i64 = 30;

/// Whether two messages of opposite directions were under way at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Crossing {
    /// They were not, or nothing says so.
    No,
    /// As far as their dates tell they may have been.
    Possible,
    /// Each was sent before the other arrived, whatever their dates may mean.
    Certain,
}

/// When something was sent, and when it arrived; where no receipt is known, when it was sent.
fn journey(event: &Event) -> Option<(Extent, Extent)> {
    let known = |date: &Option<Date>| date.as_ref().filter(|date| !date.is_unknown()).map(Date::extent);
    let sent = known(&event.sent).or_else(|| event.date().map(Date::extent))?;
    Some((sent, known(&event.received).unwrap_or(sent)))
}

/// Whether two messages crossed: whether each was sent before the other arrived. One that answers the other did not.
#[must_use]
pub fn crossing(one: &Event, other: &Event) -> Crossing {
    let (Some((sent, arrived)), Some((other_sent, other_arrived))) = (journey(one), journey(other)) else {
        return Crossing::No;
    };
    let certainly_before = |a: Extent, b: Extent| matches!((a.latest, b.earliest), (Some(end), Some(start)) if end <= start);
    // A date that could be later than another leaves the order open; equal points do not.
    let possibly_before = |a: Extent, b: Extent| matches!((a.earliest, b.latest), (Some(start), Some(end)) if start + 1 < end);
    if certainly_before(sent, other_arrived) && certainly_before(other_sent, arrived) {
        Crossing::Certain
    } else if possibly_before(sent, other_arrived) && possibly_before(other_sent, arrived) {
        Crossing::Possible
    } else {
        Crossing::No
    }
}

/// How long answers took, in seconds. Each answer is an interval; `min`, `median` and `max` are of their middles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnswerSeconds {
    /// The shortest.
    pub min: i64,
    /// Half of them took no longer.
    pub median: i64,
    /// The longest.
    pub max: i64,
    /// The least that any of them can have taken.
    pub earliest: i64,
    /// The most that any of them can have taken.
    pub latest: i64,
}

/// What went from one leader to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PairFigures {
    /// Who wrote, by name.
    pub from: String,
    /// To whom.
    pub to: String,
    /// Messages that answer nothing.
    pub messages: usize,
    /// Replies to messages of the other.
    pub replies: usize,
    /// Messages and replies that the other never answered, and after which nothing came back in time.
    pub unanswered: usize,
    /// How many crossed with one of the other's, certainly or as far as dates tell.
    pub crossed: usize,
    /// How long replies took; `None` where there are none whose time can be told.
    pub answer_seconds: Option<AnswerSeconds>,
}

/// A stretch in which nothing passed between two leaders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Silence {
    /// The two, by name.
    pub between: [String; 2],
    /// The date before it, in EDTF.
    pub from: String,
    /// The date after it.
    pub to: String,
    /// How long at least, in seconds.
    pub seconds: i64,
}

/// How often one visited another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Visits {
    /// Who traveled, by name.
    pub visitor: String,
    /// To whom; empty where no host is named.
    pub host: String,
    /// How often.
    pub visits: usize,
}

/// The figures of an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// By the number of what passed, then by name.
    pub pairs: Vec<PairFigures>,
    /// The longest first.
    pub silences: Vec<Silence>,
    /// The most frequent first.
    pub visits: Vec<Visits>,
}

/// How many silences are told.
const MAX_SILENCES: usize = 20;

/// What went one way between two leaders, in order of time.
type Sent = BTreeMap<(LeaderId, LeaderId), Vec<EventId>>;

/// Counts what passed between every two leaders. A message counts as unanswered when nothing came back within `wait_days`.
#[must_use]
pub fn figures(archive: &Archive, threads: &Threads, wait_days: i64) -> Figures {
    let mut sent: Sent = BTreeMap::new();
    let mut visits: BTreeMap<(LeaderId, Option<LeaderId>), usize> = BTreeMap::new();
    for (id, event) in archive.events() {
        if event.kind.is_message() {
            for from in &event.from {
                for to in event.to.iter().filter(|to| *to != from) {
                    sent.entry((*from, *to)).or_default().push(id);
                }
            }
        } else if event.kind == Kind::Visit {
            for visitor in &event.from {
                let hosts = event.to.iter().copied().map(Some);
                for host in hosts.chain(event.to.is_empty().then_some(None)) {
                    *visits.entry((*visitor, host)).or_default() += 1;
                }
            }
        }
    }
    let start = |id: &EventId| archive.event(*id).and_then(Event::range).map_or(i64::MAX, |range| range.start);
    for list in sent.values_mut() {
        list.sort_by_key(|id| (start(id), *id));
    }
    let exchange = Exchange {
        archive,
        threads,
        sent: &sent,
        wait: wait_days.saturating_mul(DAY),
    };
    let mut pairs: Vec<PairFigures> = sent.keys().map(|(from, to)| exchange.pair(*from, *to)).collect();
    pairs.sort_by(|a, b| (b.messages + b.replies, &a.from, &a.to).cmp(&(a.messages + a.replies, &b.from, &b.to)));
    let mut visits: Vec<Visits> = visits
        .into_iter()
        .map(|((visitor, host), visits)| Visits {
            visitor: archive.leader_name(visitor).to_owned(),
            host: host.map_or_else(String::new, |host| archive.leader_name(host).to_owned()),
            visits,
        })
        .collect();
    visits.sort_by(|a, b| (b.visits, &a.visitor, &a.host).cmp(&(a.visits, &b.visitor, &b.host)));
    Figures {
        pairs,
        silences: exchange.silences(),
        visits,
    }
}

struct Exchange<'a> {
    archive: &'a Archive,
    threads: &'a Threads,
    sent: &'a Sent,
    wait: i64,
}

impl Exchange<'_> {
    fn of(&self, from: LeaderId, to: LeaderId) -> &[EventId] {
        self.sent.get(&(from, to)).map_or(&[], Vec::as_slice)
    }

    fn pair(&self, from: LeaderId, to: LeaderId) -> PairFigures {
        let (there, back) = (self.of(from, to), self.of(to, from));
        let events = || there.iter().filter_map(|id| Some((*id, self.archive.event(*id)?)));
        let is_reply = |event: &Event| {
            let from_other = |message: &EventId| self.archive.event(*message).is_some_and(|message| message.from.contains(&to));
            event.in_reply_to.iter().any(from_other)
        };
        let replies = events().filter(|(_, event)| is_reply(event)).count();
        PairFigures {
            from: self.archive.leader_name(from).to_owned(),
            to: self.archive.leader_name(to).to_owned(),
            messages: there.len() - replies,
            replies,
            unanswered: events().filter(|(id, event)| self.is_unanswered(*id, event, to, back)).count(),
            crossed: events().filter(|(id, event)| self.has_crossed(*id, event, back)).count(),
            answer_seconds: answer_seconds(events().flat_map(|(_, event)| self.waits(event, to))),
        }
    }

    /// How long a reply took, for each message of the other that it answers.
    fn waits(&self, reply: &Event, other: LeaderId) -> impl Iterator<Item = AnswerTime> {
        reply
            .in_reply_to
            .iter()
            .filter_map(|message| self.archive.event(*message))
            .filter(move |message| message.from.contains(&other))
            .filter_map(|message| time_to_answer(message, reply))
            .filter(|time| time.words().is_some())
    }

    /// No reply of the other, and nothing else from there within the wait.
    fn is_unanswered(&self, id: EventId, event: &Event, other: LeaderId, back: &[EventId]) -> bool {
        let from_other = |reply: &EventId| self.archive.event(*reply).is_some_and(|reply| reply.from.contains(&other));
        if self.threads.replies(id).iter().any(from_other) {
            return false;
        }
        let Some(range) = event.range() else { return false };
        let in_time = TimeRange::new(range.start, range.end.saturating_add(self.wait));
        let starts = |id: &EventId| self.archive.event(*id).and_then(Event::range).map_or(i64::MAX, |range| range.start);
        let first = back.partition_point(|id| starts(id) <= in_time.start);
        back.get(first).is_none_or(|next| starts(next) >= in_time.end)
    }

    /// Whether it was under way at the same time as one of the other's.
    fn has_crossed(&self, id: EventId, event: &Event, back: &[EventId]) -> bool {
        let Some((sent, arrived)) = journey(event) else { return false };
        let (Some(start), Some(end)) = (sent.earliest, arrived.latest) else {
            return false;
        };
        // Only what was sent not long before can still be under way.
        let sent_at = |id: &EventId| self.archive.event(*id).and_then(Event::range).map_or(i64::MAX, |range| range.start);
        let first = back.partition_point(|id| sent_at(id) < start.saturating_sub(MAX_JOURNEY));
        let near = back.get(first..).unwrap_or_default().iter().take_while(|id| sent_at(id) < end);
        near.filter_map(|other| Some((*other, self.archive.event(*other)?)))
            .any(|(other, message)| {
                let is_linked = event.in_reply_to.contains(&other) || message.in_reply_to.contains(&id);
                !is_linked && crossing(event, message) != Crossing::No
            })
    }

    /// The longest stretches in which nothing passed between two who had to do with each other before and after.
    fn silences(&self) -> Vec<Silence> {
        let mut found: Vec<(i64, LeaderId, LeaderId, EventId, EventId)> = Vec::new();
        for (a, b) in self.sent.keys().filter(|(a, b)| a < b || !self.sent.contains_key(&(*b, *a))) {
            let mut all: Vec<(TimeRange, EventId)> = [self.of(*a, *b), self.of(*b, *a)]
                .concat()
                .into_iter()
                .filter_map(|id| Some((self.archive.event(id)?.range()?, id)))
                .collect();
            all.sort_by_key(|(range, id)| (range.start, *id));
            let gaps = all.windows(2).map(|pair| {
                let seconds = pair[1].0.start - pair[0].0.end;
                (seconds, *a, *b, pair[0].1, pair[1].1)
            });
            found.extend(gaps.filter(|(seconds, ..)| *seconds > 0));
        }
        found.sort_by_key(|(seconds, a, b, ..)| (std::cmp::Reverse(*seconds), *a, *b));
        found.truncate(MAX_SILENCES);
        let date = |id: EventId| {
            self.archive
                .event(id)
                .and_then(Event::date)
                .map(Date::canonical)
                .unwrap_or_default()
        };
        found
            .into_iter()
            .map(|(seconds, a, b, before, after)| Silence {
                between: [a, b].map(|id| self.archive.leader_name(id).to_owned()),
                from: date(before),
                to: date(after),
                seconds,
            })
            .collect()
    }
}

/// Nothing that was sent longer before than this is still taken to be under way, in seconds.
const MAX_JOURNEY: i64 = 400 * DAY;

fn answer_seconds(times: impl Iterator<Item = AnswerTime>) -> Option<AnswerSeconds> {
    let times: Vec<(i64, i64)> = times.map(|time| (time.least.max(0), time.most)).collect();
    let mut middles: Vec<i64> = times.iter().map(|(least, most)| i64::midpoint(*least, *most)).collect();
    middles.sort_unstable();
    let half = middles.len() / 2;
    let median = if middles.len() % 2 == 1 {
        *middles.get(half)?
    } else {
        i64::midpoint(*middles.get(half.checked_sub(1)?)?, *middles.get(half)?)
    };
    Some(AnswerSeconds {
        min: *middles.first()?,
        median,
        max: *middles.last()?,
        earliest: times.iter().map(|(least, _)| *least).min()?,
        latest: times.iter().map(|(_, most)| *most).max()?,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
    fn check(a: &str, b: &str, expected: Crossing) {
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
        check(a, b, Crossing::Certain);
        check(a, r#"sent: "1962-10-29", received: "1962-10-30""#, Crossing::Possible);
        check(a, r#"sent: "1962-10-30", received: "1962-10-31""#, Crossing::No);
        check(r#"sent: "1962-10-26""#, r#"sent: "1962-10-27""#, Crossing::No);
        check(r#"sent: "1962-10-26""#, r#"sent: "1962-10-26""#, Crossing::Possible);
        check(r#"sent: "1962-10-26T10:00:00Z""#, r#"sent: "1962-10-26T10:00:00Z""#, Crossing::No);
        check(r#"sent: "1962-10""#, r#"sent: "1962-10-26""#, Crossing::Possible);
    }

    #[test]
    fn what_is_answered_late_or_never_is_counted() {
        let (archive, threads) = archive(
            r#"(id: "1", kind: message, sent: "1962-01-01", from: "a", to: "b"),
            (id: "2", kind: reply, in_reply_to: "1", sent: "1962-01-11", from: "b", to: "a"),
            (id: "3", kind: message, sent: "1962-03-01", from: "a", to: "b"),
            (id: "4", kind: message, sent: "1962-03-20", from: "b", to: "a"),
            (id: "5", kind: message, sent: "1962-08-01", from: "a", to: "b"),
            (kind: visit, sent: "1962-09-01", from: "b", to: "a"), (kind: visit, sent: "1963-09-01", from: "b", to: "a")"#,
        );
        let found = figures(&archive, &threads, USUAL_WAIT_DAYS);
        let [there, back] = found.pairs.as_slice() else {
            panic!("two directions, not {}", found.pairs.len());
        };
        assert_eq!(
            (there.from.as_str(), there.messages, there.replies, there.unanswered),
            ("Anna", 3, 0, 1)
        );
        // The letter of March 20 is not answered within a month either; that of January 11 is not followed by one in time.
        assert_eq!(
            (back.from.as_str(), back.messages, back.replies, back.unanswered),
            ("Boris", 1, 1, 2)
        );
        let time = back
            .answer_seconds
            .as_ref()
            .map(|time| (time.min, time.median, time.earliest, time.latest));
        assert_eq!(time, Some((10 * DAY, 10 * DAY, 9 * DAY, 11 * DAY)));
        assert_eq!(found.silences[0].from, "1962-03-20");
        assert_eq!(found.silences[0].to, "1962-08-01");
        assert_eq!(
            found.visits,
            [Visits {
                visitor: "Boris".to_owned(),
                host: "Anna".to_owned(),
                visits: 2
            }]
        );
        // With half a year to wait nothing but the last one is unanswered.
        let patient = figures(&archive, &threads, 200);
        assert_eq!(patient.pairs.iter().map(|pair| pair.unanswered).sum::<usize>(), 1);
    }

    proptest! {
        #[test]
        fn an_archive_that_is_shifted_as_a_whole_has_the_same_figures(days in proptest::collection::vec(0_i64..300, 1..12), shift in -3000_i64..3000) {
            let at = |shift: i64| {
                let events: Vec<String> = days.iter().enumerate().map(|(number, day)| {
                    let date = crate::dates::Day::of_instant((day + shift) * DAY);
                    let (from, to) = if number % 2 == 0 { ("a", "b") } else { ("b", "a") };
                    let reply = if number > 1 { format!(r#"in_reply_to: "e{}", kind: reply"#, number - 1) } else { "kind: message".to_owned() };
                    format!(r#"(id: "e{number}", {reply}, sent: "{:04}-{:02}-{:02}", from: "{from}", to: "{to}")"#, date.year, date.month, date.day)
                }).collect();
                let (archive, threads) = archive(&events.join(", "));
                figures(&archive, &threads, 20).pairs
            };
            prop_assert_eq!(at(0), at(shift));
        }
    }
}
