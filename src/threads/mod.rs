//! What follows from the archive: which message answers which, and after how long. Knows no pixels.

mod answer;
mod length;
mod echo;
mod exchange;
mod figures;
mod replies;
mod suggest;
mod suggestions;
mod ways;

#[cfg(test)]
mod samples;

use std::collections::BTreeSet;

pub use self::answer::{AnswerTime, answer_time};
pub use self::echo::echoes;
pub use self::exchange::{Crossings, USUAL_WAIT_DAYS, Wait, crossing};
pub use self::figures::{
    AnswerSeconds, Crossed, Figures, PairFigures, Silence, Suggested, Unanswered, Visits, answers, figures, pair_figures, visit_counts,
};
pub use self::length::{Length, length_words, loose_words};
use self::replies::Replies;
pub use self::suggest::{Reason, Suggestion};
use self::suggestions::Suggestions;
use self::ways::Ways;
use crate::dates::Date;
use crate::model::{Archive, Event, EventId};

/// Whether something is so, as far as dates tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// It is not, or nothing says so.
    No,
    /// It may be.
    Possible,
    /// It is, whatever the dates may mean.
    Certain,
}

/// All chains of messages and replies of an archive.
#[derive(Clone, Debug, Default)]
pub struct Threads {
    /// What answers each event.
    replies: Replies,

    /// What went each way between two leaders.
    ways: Ways,

    /// Links that nobody states but that may hold.
    suggested: Suggestions,
}

impl Threads {
    /// Reads the chains off the archive, with all that may be one.
    #[must_use]
    pub fn new(archive: &Archive) -> Self {
        Self::without(archive, &BTreeSet::new())
    }

    /// The same; links that somebody refused, a reply with its message, are not suggested again.
    #[must_use]
    pub fn without(archive: &Archive, refused: &BTreeSet<(EventId, EventId)>) -> Self {
        let threads = Self::linked(archive, refused);
        threads.find_suggestions(archive, &mut |_| true);
        threads
    }

    /// Only what the archive states: suggestions are looked for later ([`Threads::find_suggestions`]).
    #[must_use]
    pub fn linked(archive: &Archive, refused: &BTreeSet<(EventId, EventId)>) -> Self {
        let (replies, ways) = rayon::join(|| Replies::new(archive), || Ways::new(archive));
        Self {
            replies,
            ways,
            suggested: Suggestions::without(refused),
        }
    }

    /// The bytes of memory that they take, as far as they are many.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.replies.bytes() + self.ways.bytes() + self.suggested.bytes()
    }

    /// The replies to an event, in order of time.
    #[must_use]
    pub fn replies(&self, id: EventId) -> &[EventId] {
        self.replies.to(id)
    }

    /// All events that are connected with one by replies, itself included, in order of time.
    #[must_use]
    pub fn thread(&self, archive: &Archive, id: EventId) -> Vec<EventId> {
        let mut seen = BTreeSet::from([id]);
        let mut waiting = vec![id];
        while let Some(next) = waiting.pop() {
            let answered = archive.event(next).map_or(&[][..], |event| event.in_reply_to.as_slice());
            for neighbor in answered.iter().chain(self.replies(next)) {
                if seen.insert(*neighbor) {
                    waiting.push(*neighbor);
                }
            }
        }
        let mut thread: Vec<EventId> = seen.into_iter().collect();
        thread.sort_by(|a, b| order(archive, *a).cmp(&order(archive, *b)));
        thread
    }
}

/// Undated events come last; ties go by id.
fn order(archive: &Archive, id: EventId) -> (bool, Option<&Date>, EventId) {
    let date = archive.event(id).and_then(Event::date);
    (date.is_none(), date, id)
}

/// How long an answer took, as far as the dates of the two allow.
#[must_use]
pub fn time_to_answer(message: &Event, reply: &Event) -> Option<AnswerTime> {
    let (asked, answered) = wait_of(message, reply)?;
    answer_time(asked, answered)
}

/// How long an answer took, in words; where a date is open, what can still be said: `at least 3 days`.
#[must_use]
pub fn answer_words(message: &Event, reply: &Event) -> Option<String> {
    let (asked, answered) = wait_of(message, reply)?;
    match answer_time(asked, answered) {
        Some(time) => time.words(),
        None => answer::open_words(asked, answered),
    }
}

/// When a wait began and when it ended.
fn wait_of<'a>(message: &'a Event, reply: &'a Event) -> Option<(&'a Date, &'a Date)> {
    // The receipt is the best start of the wait; where it is not known, the message itself.
    let asked = message.received().filter(|date| !date.is_unknown()).or_else(|| message.date())?;
    let answered = reply.sent.as_ref().filter(|date| !date.is_unknown()).or_else(|| reply.date())?;
    Some((asked, answered))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{formats, model};

    #[test]
    fn a_thread_is_found_from_each_of_its_events() {
        let text = r#"(leaders: [(id: "a"), (id: "b")], events: [
            (id: "3", kind: reply, sent: "1962-03", from: "a", to: "b", in_reply_to: "2"),
            (id: "1", kind: message, sent: "1962-01", from: "a", to: "b"),
            (id: "2", kind: reply, sent: "1962-02", from: "b", to: "a", in_reply_to: "1"),
            (id: "other", kind: message, sent: "1962-02", from: "b", to: "a"),
        ])"#;
        let (archive, _) = model::build(&[formats::read("t", text.as_bytes())]);
        let threads = Threads::new(&archive);
        for id in [0, 1, 2] {
            let thread: Vec<&str> = threads
                .thread(&archive, EventId(id))
                .iter()
                .filter_map(|id| archive.event(*id))
                .map(|event| event.id.as_str())
                .collect();
            assert_eq!(thread, ["1", "2", "3"]);
        }
        assert_eq!(threads.thread(&archive, EventId(3)), [EventId(3)]);
        assert_eq!(threads.replies(EventId(1)), [EventId(2)]);
    }
}
