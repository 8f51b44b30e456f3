//! Figures of exchanges: how much passed between every two leaders, what was answered, after how long, and where nothing
//! passed. What is counted is the archive, whatever a filter shows of it.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

use super::exchange::MAX_CROSSED;
use super::{AnswerTime, Certainty, Threads, Wait, time_to_answer};
use crate::dates::{Date, Extent, TimeRange};
use crate::model::{Archive, Event, EventId, Kind, LeaderId};

/// How long answers took, in seconds. Each answer is an interval; all but the last two are of their middles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnswerSeconds {
    /// The shortest.
    pub min: i64,
    /// A quarter of them took no longer.
    pub lower_quartile: i64,
    /// Half of them took no longer.
    pub median: i64,
    /// Three quarters of them took no longer.
    pub upper_quartile: i64,
    /// The longest.
    pub max: i64,
    /// The least that any of them can have taken.
    pub earliest: i64,
    /// The most that any of them can have taken.
    pub latest: i64,
    /// How many there are.
    #[serde(skip)]
    pub count: usize,
    /// How widely those at the lower quartile, the median and the upper quartile are known, in seconds.
    #[serde(skip)]
    pub widths: [i64; 3],
}

impl AnswerSeconds {
    /// The figures of some answers; `None` where there are none.
    #[must_use]
    pub fn of(answers: &[AnswerTime]) -> Option<Self> {
        let mut sorted: Vec<(i64, i64)> = answers.iter().map(|time| (time.middle(), time.most - time.least)).collect();
        sorted.sort_unstable();
        let middles: Vec<i64> = sorted.iter().map(|(middle, _)| *middle).collect();
        // Of two between which a quantile lies the wider counts.
        let width_at = |share: usize| {
            let place = (sorted.len() - 1) * share;
            let around = [place / 4, place.div_ceil(4)];
            around
                .into_iter()
                .filter_map(|at| sorted.get(at))
                .map(|(_, width)| *width)
                .max()
                .unwrap_or(0)
        };
        Some(Self {
            min: *middles.first()?,
            lower_quartile: quantile(&middles, 1, 4)?,
            median: quantile(&middles, 1, 2)?,
            upper_quartile: quantile(&middles, 3, 4)?,
            max: *middles.last()?,
            earliest: answers.iter().map(|time| time.least.max(0)).min()?,
            latest: answers.iter().map(|time| time.most).max()?,
            count: answers.len(),
            widths: [width_at(1), width_at(2), width_at(3)],
        })
    }
}

/// The value below which a share of sorted values lies, between the two nearest of them (type 7 of Hyndman and Fan).
fn quantile(sorted: &[i64], share: usize, of: usize) -> Option<i64> {
    let last = sorted.len().checked_sub(1)?;
    let (place, rest) = (last * share / of, last * share % of);
    let low = *sorted.get(place)?;
    let high = *sorted.get(place + 1).unwrap_or(&low);
    let part = i128::from(high - low) * rest as i128 / of as i128;
    Some(low + i64::try_from(part).unwrap_or(0))
}

/// What went from one leader to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PairFigures {
    /// Who wrote, by name.
    pub from: String,
    /// To whom.
    pub to: String,
    /// Messages that answer nothing of the other's; only dated ones are counted.
    pub messages: usize,
    /// Replies to messages of the other.
    pub replies: usize,
    /// How many of the replies are only suggested to be such.
    pub suggested: usize,
    /// Messages and replies to which the archive has no reply from the other, or perhaps none, and nothing else that came
    /// back in time. 0 where it has no letters from the other.
    pub unanswered: usize,
    /// How many crossed with one of the other's, certainly or as far as dates tell.
    pub crossed: usize,
    /// How long replies took; `None` where there are none whose time is known.
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

/// A message to which the archive has no reply from somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unanswered {
    /// Its id in the files.
    pub event: String,
    /// Who wrote, by name.
    pub from: String,
    /// From whom the archive has no reply.
    pub to: String,
    /// When it was, in EDTF.
    pub date: String,
    /// Whether it certainly was not, or may have been.
    pub is_certain: bool,
    /// Whether the wait for an answer was over before what is known ends.
    pub is_waited_out: bool,
}

/// A message that may be a reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suggested {
    /// Its id in the files.
    pub reply: String,
    /// The id of what it may answer.
    pub message: String,
    /// Why, in words.
    pub because: String,
}

/// Two messages that were under way at the same time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Crossed {
    /// Their ids in the files.
    pub events: [String; 2],
    /// Whether they certainly were, or may have been.
    pub is_certain: bool,
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
    /// How many shorter ones are not told.
    pub silences_left_out: usize,
    /// Messages to which the archive has no reply, in order of time.
    pub unanswered: Vec<Unanswered>,
    /// How many dated messages went only to leaders from whom the archive has no letters: whether they replied cannot be known.
    pub unknowable: usize,
    /// The last day of which anything is known of answers, in EDTF: that of the last message, or the one asked for.
    pub known_until: String,
    /// Messages that crossed, in order of time.
    pub crossed: Vec<Crossed>,
    /// Whether a message crossed with so many others that not all of them are told.
    pub crossed_is_cut: bool,
    /// Messages that may be replies, in order of time.
    pub suggested: Vec<Suggested>,
    /// The most frequent first.
    pub visits: Vec<Visits>,
    /// How many messages have no date, so that they are in none of these figures.
    pub undated: usize,
    /// How many dated messages name no sender or no receiver, or go only to who sent them, so that they are in no pair.
    pub unpaired: usize,
}

/// How many silences are told.
const MAX_SILENCES: usize = 20;

/// Counts what passed between every two leaders.
#[must_use]
pub fn figures(archive: &Archive, threads: &Threads, wait: Wait) -> Figures {
    let unanswered = all_unanswered(archive, threads, wait);
    // Whether a message of many was answered is asked once, not for each of them.
    let waiting: HashSet<(EventId, LeaderId)> = unanswered.iter().map(|(id, by, _)| (*id, *by)).collect();
    let mut pairs: Vec<PairFigures> = threads
        .pairs()
        .map(|(from, to)| figures_of(archive, threads, (from, to), |id| waiting.contains(&(id, to))))
        .collect();
    pairs.sort_by(|a, b| (b.messages + b.replies, &a.from, &a.to).cmp(&(a.messages + a.replies, &b.from, &b.to)));
    let mut visits: Vec<Visits> = visit_counts(archive)
        .into_iter()
        .map(|((visitor, host), visits)| Visits {
            visitor: archive.leader_name(visitor).to_owned(),
            host: host.map_or_else(String::new, |host| archive.leader_name(host).to_owned()),
            visits,
        })
        .collect();
    visits.sort_by(|a, b| (b.visits, &a.visitor, &a.host).cmp(&(a.visits, &b.visitor, &b.host)));
    let (silences, silences_left_out) = all_silences(archive, threads);
    let (crossed, crossed_is_cut) = all_crossed(archive, threads);
    let messages = || archive.events.iter().filter(|event| event.kind.is_message());
    let is_paired = |event: &Event| event.from.iter().any(|from| event.to.iter().any(|to| to != from));
    Figures {
        pairs,
        silences,
        silences_left_out,
        known_until: day_before(threads.known_until(wait)),
        unanswered: unanswered.into_iter().map(|(.., unanswered)| unanswered).collect(),
        unknowable: messages()
            .filter(|event| event.date().is_some() && !threads.without_letters(event).is_empty())
            .count(),
        crossed,
        crossed_is_cut,
        suggested: all_suggested(archive, threads),
        visits,
        undated: messages().filter(|event| event.date().is_none()).count(),
        unpaired: messages().filter(|event| event.date().is_some() && !is_paired(event)).count(),
    }
}

/// The day that ends with an instant, in EDTF; empty where there is none.
fn day_before(end: i64) -> String {
    if end == i64::MIN {
        return String::new(); // no message has a date
    }
    let day = TimeRange::new(end.saturating_sub(1), end);
    let extent = Extent {
        earliest: Some(day.start),
        latest: Some(day.end),
    };
    Date::between(extent).map(|date| date.canonical()).unwrap_or_default()
}

/// Which messages wait for whose answer, in order of time.
fn all_unanswered(archive: &Archive, threads: &Threads, wait: Wait) -> Vec<(EventId, LeaderId, Unanswered)> {
    let name = |id: LeaderId| archive.leader_name(id).to_owned();
    let mut found = Vec::new();
    for (id, event) in archive.events().filter(|(_, event)| event.kind.is_message()) {
        for to in event.to.iter().filter(|to| !event.from.contains(to)) {
            let certainty = threads.unanswered_by(archive, id, *to, wait);
            if certainty == Certainty::No {
                continue;
            }
            let unanswered = Unanswered {
                event: event.id.to_string(),
                from: event.from.iter().map(|id| name(*id)).collect::<Vec<_>>().join(", "),
                to: name(*to),
                date: event.date().map(Date::canonical).unwrap_or_default(),
                is_certain: certainty == Certainty::Certain,
                is_waited_out: threads.is_waited_out(archive, id, wait),
            };
            found.push((id, *to, unanswered));
        }
    }
    let start = |id: EventId| archive.event(id).and_then(Event::range).map_or(i64::MAX, |range| range.start);
    found.sort_by(|(a, _, one), (b, _, other)| (start(*a), &one.event).cmp(&(start(*b), &other.event)));
    found
}

/// All that crossed, and whether some are left out.
fn all_crossed(archive: &Archive, threads: &Threads) -> (Vec<Crossed>, bool) {
    let start = |id: EventId| (archive.event(id).and_then(Event::range).map(|range| range.start), id);
    let mut found: Vec<(EventId, EventId, Certainty)> = Vec::new();
    let mut is_cut = false;
    for (id, _) in archive.events().filter(|(_, event)| event.kind.is_message()) {
        let others = threads.crossed(archive, id);
        is_cut |= others.len() >= MAX_CROSSED;
        found.extend(
            others
                .into_iter()
                .filter(|(other, _)| start(*other) > start(id))
                .map(|(other, certainty)| (id, other, certainty)),
        );
    }
    found.sort_by_key(|(one, other, _)| (start(*one), start(*other)));
    let key = |id: EventId| archive.event(id).map(|event| event.id.to_string()).unwrap_or_default();
    let crossed = found.into_iter().map(|(one, other, certainty)| Crossed {
        events: [key(one), key(other)],
        is_certain: certainty == Certainty::Certain,
    });
    (crossed.collect(), is_cut)
}

fn all_suggested(archive: &Archive, threads: &Threads) -> Vec<Suggested> {
    let key = |id: EventId| archive.event(id).map(|event| event.id.to_string()).unwrap_or_default();
    let mut all: Vec<_> = threads.suggestions().iter().collect();
    all.sort_by_key(|suggestion| {
        (
            archive.event(suggestion.reply).and_then(Event::range).map(|range| range.start),
            suggestion.reply,
        )
    });
    let suggested = all.into_iter().map(|suggestion| Suggested {
        reply: key(suggestion.reply),
        message: key(suggestion.message),
        because: suggestion.reason.words(),
    });
    suggested.collect()
}

/// How often each leader visited each host; `None` is a visit without one.
#[must_use]
pub fn visit_counts(archive: &Archive) -> BTreeMap<(LeaderId, Option<LeaderId>), usize> {
    let mut visits = BTreeMap::new();
    for event in archive.events.iter().filter(|event| event.kind == Kind::Visit) {
        for visitor in &event.from {
            let hosts = event.to.iter().copied().map(Some);
            for host in hosts.chain(event.to.is_empty().then_some(None)) {
                *visits.entry((*visitor, host)).or_default() += 1;
            }
        }
    }
    visits
}

/// What one leader sent to another, in figures.
#[must_use]
pub fn pair_figures(archive: &Archive, threads: &Threads, pair: (LeaderId, LeaderId), wait: Wait) -> PairFigures {
    figures_of(archive, threads, pair, |id| {
        threads.unanswered_by(archive, id, pair.1, wait) != Certainty::No
    })
}

fn figures_of(
    archive: &Archive,
    threads: &Threads,
    (from, to): (LeaderId, LeaderId),
    is_unanswered: impl Fn(EventId) -> bool,
) -> PairFigures {
    let events = || threads.between(from, to).filter_map(|id| Some((id, archive.event(id)?)));
    let is_reply = |event: &Event| event.in_reply_to.iter().any(|message| is_from(archive, *message, to));
    let replies = events().filter(|(_, event)| is_reply(event)).count();
    let suggested = events().filter(|(_, event)| is_reply(event) && event.is_suggested).count();
    let has_crossed = |id: EventId| threads.crossed_on(archive, id, from, to).next().is_some();
    PairFigures {
        from: archive.leader_name(from).to_owned(),
        to: archive.leader_name(to).to_owned(),
        messages: threads.count_between(from, to) - replies,
        replies,
        suggested,
        unanswered: events().filter(|(id, _)| is_unanswered(*id)).count(),
        crossed: events().filter(|(id, _)| has_crossed(*id)).count(),
        answer_seconds: AnswerSeconds::of(&answers(archive, threads, from, to)),
    }
}

fn is_from(archive: &Archive, message: EventId, leader: LeaderId) -> bool {
    archive.event(message).is_some_and(|message| message.from.contains(&leader))
}

/// How long one leader took to answer another, for each message that a reply answers. A reply that lies before its message
/// has taken no time that could be told.
#[must_use]
pub fn answers(archive: &Archive, threads: &Threads, from: LeaderId, to: LeaderId) -> Vec<AnswerTime> {
    let replies = threads.between(from, to).filter_map(|id| archive.event(id));
    replies
        .flat_map(|reply| {
            let messages = reply.in_reply_to.iter().filter(|message| is_from(archive, **message, to));
            messages.filter_map(|message| time_to_answer(archive.event(*message)?, reply))
        })
        .filter(|time| time.words().is_some())
        .collect()
}

/// The longest stretches in which nothing passed between two who had to do with each other before and after, and how many
/// more there are.
fn all_silences(archive: &Archive, threads: &Threads) -> (Vec<Silence>, usize) {
    let is_first = |(a, b): &(LeaderId, LeaderId)| a < b || threads.count_between(*b, *a) == 0;
    let mut all = 0;
    let mut found: Vec<_> = threads
        .pairs()
        .filter(is_first)
        .flat_map(|(a, b)| {
            let silences = threads.silences(archive, a, b);
            all += silences.len();
            silences
                .into_iter()
                .take(MAX_SILENCES)
                .map(move |(range, ids)| (std::cmp::Reverse(range.seconds()), a, b, ids))
        })
        .collect();
    found.sort();
    found.truncate(MAX_SILENCES);
    let date = |id: EventId| archive.event(id).and_then(Event::date).map(Date::canonical).unwrap_or_default();
    let left_out = all - found.len();
    let told = found
        .into_iter()
        .map(|(std::cmp::Reverse(seconds), a, b, [before, behind])| Silence {
            between: [a, b].map(|id| archive.leader_name(id).to_owned()),
            from: date(before),
            to: date(behind),
            seconds,
        });
    (told.collect(), left_out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dates::DAY;
    use crate::threads::samples::archive;

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
        let found = figures(&archive, &threads, Wait::default());
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
        let patient = figures(&archive, &threads, Wait { days: 200, on: None });
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
                figures(&archive, &threads, Wait { days: 20, on: None }).pairs
            };
            prop_assert_eq!(at(0), at(shift));
        }
    }
}
