//! What somebody said of suggested replies: which are replies and which are not. Kept in a small file beside the archive,
//! applied whenever it is opened; the source itself is never changed.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{Archive, Confidence, Event, EventId, Few, Kind};

/// Which suggested links hold and which do not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Decisions {
    /// Links that hold.
    pub accepted: Vec<Decision>,
    /// Links that do not; they are not suggested again.
    pub refused: Vec<Decision>,
}

/// A link, and how the two events were when somebody looked at them: it is not applied to others that took their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The id of the message that is said to be a reply.
    pub reply: String,
    /// The id of what it answers.
    pub message: String,
    /// The dates of both, as written.
    #[serde(default)]
    pub dates: [String; 2],
    /// The day on which it was said, `YYYY-MM-DD`; empty where nobody noted it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub on: String,
}

impl Decision {
    /// A link between two events of an archive.
    #[must_use]
    pub fn of(archive: &Archive, reply: EventId, message: EventId) -> Option<Self> {
        let (reply, message) = (archive.event(reply)?, archive.event(message)?);
        Some(Self {
            reply: reply.id.to_string(),
            message: message.id.to_string(),
            dates: [date_of(reply), date_of(message)],
            on: String::new(),
        })
    }
}

fn date_of(event: &Event) -> String {
    event.date().map(|date| date.as_written().to_owned()).unwrap_or_default()
}

/// What became of some decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Links that were made.
    pub accepted: Vec<Decision>,
    /// Links that are not to be suggested, a reply with its message.
    pub refused: BTreeSet<(EventId, EventId)>,
    /// Those that were not applied, each with why.
    pub stale: Vec<(Decision, &'static str)>,
    /// How the events of those that were applied are linked in the source.
    stated: BTreeMap<EventId, Stated>,
}

/// What a source says of an event as a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stated {
    kind: Kind,
    in_reply_to: Few<EventId>,
    is_suggested: bool,
    link_confidence: Option<Confidence>,
}

impl Stated {
    fn of(event: &Event) -> Self {
        Self {
            kind: event.kind,
            in_reply_to: event.in_reply_to.clone(),
            is_suggested: event.is_suggested,
            link_confidence: event.link_confidence(),
        }
    }

    fn restore(self, event: &mut Event) {
        event.kind = self.kind;
        event.in_reply_to = self.in_reply_to;
        event.is_suggested = self.is_suggested;
        if event.link_confidence() != self.link_confidence {
            event.more_mut().link_confidence = self.link_confidence;
        }
    }
}

/// Why a decision is not applied whose events are gone or other than they were.
const CHANGED: &str = "the two have other dates now";

/// Why a decision is not applied whose events are not there.
const ABSENT: &str = "one of the two is not among the opened files";

impl Decisions {
    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.accepted.is_empty() && self.refused.is_empty()
    }

    /// Says of a link whether it holds; `None` takes back what was said.
    pub fn say(&mut self, decision: Decision, holds: Option<bool>) {
        match holds {
            Some(true) => self.accept(decision),
            Some(false) => self.refuse(decision),
            None => drop(self.forget(&decision.reply, &decision.message)),
        }
    }

    /// Says that a link holds.
    pub fn accept(&mut self, decision: Decision) {
        self.forget(&decision.reply, &decision.message);
        self.accepted.push(decision);
    }

    /// Says that a link does not hold.
    pub fn refuse(&mut self, decision: Decision) {
        self.forget(&decision.reply, &decision.message);
        self.refused.push(decision);
    }

    /// Takes back what was said of a link; gives whether anything was.
    pub fn forget(&mut self, reply: &str, message: &str) -> bool {
        let count = self.accepted.len() + self.refused.len();
        let is_other = |known: &Decision| known.reply != reply || known.message != message;
        self.accepted.retain(is_other);
        self.refused.retain(is_other);
        count != self.accepted.len() + self.refused.len()
    }

    /// Takes up what others say too; of two that speak of one link the later counts.
    pub fn extend(&mut self, other: Self) {
        let with = |all: Vec<Decision>, holds: bool| all.into_iter().map(move |decision| (decision, holds));
        let mine = std::mem::take(self);
        let all = with(mine.accepted, true).chain(with(mine.refused, false));
        let all: Vec<(Decision, bool)> = all.chain(with(other.accepted, true)).chain(with(other.refused, false)).collect();
        let mut seen = HashSet::new();
        let mut last: Vec<(Decision, bool)> = all
            .into_iter()
            .rev()
            .filter(|(decision, _)| seen.insert((decision.reply.clone(), decision.message.clone())))
            .collect();
        last.reverse();
        for (decision, holds) in last {
            if holds {
                self.accepted.push(decision);
            } else {
                self.refused.push(decision);
            }
        }
    }

    /// What is said of a link, and whether it holds.
    #[must_use]
    pub fn of_link(&self, reply: &str, message: &str) -> Option<(&Decision, bool)> {
        let accepted = self.accepted.iter().map(|decision| (decision, true));
        let mut all = accepted.chain(self.refused.iter().map(|decision| (decision, false)));
        all.find(|(known, _)| known.reply == reply && known.message == message)
    }

    /// Makes the links that hold, and unmakes those that do not.
    pub fn apply(&self, archive: &mut Archive) -> Applied {
        let mut applied = Applied::default();
        if self.is_empty() {
            return applied;
        }
        let all = || self.accepted.iter().chain(&self.refused);
        let named: HashSet<&str> = all().flat_map(|said| [said.reply.as_str(), &said.message]).collect();
        let is_named = |(_, event): &(EventId, &Event)| named.contains(event.id.as_str());
        let ids: HashMap<String, EventId> = archive
            .events()
            .filter(is_named)
            .map(|(id, event)| (event.id.to_string(), id))
            .collect();
        self.apply_some(archive, &mut applied, |_| true, |key| ids.get(key).copied());
        applied
    }

    /// Applies anew what is said of one event as a reply, after something else was said of it. `find` finds events by their ids.
    pub fn reapply(&self, archive: &mut Archive, applied: &mut Applied, reply: EventId, find: impl Fn(&Archive, &str) -> Option<EventId>) {
        let Some(event) = archive.events.get_mut(reply.0 as usize) else {
            return;
        };
        if let Some(stated) = applied.stated.remove(&reply) {
            stated.restore(event);
        }
        let key = event.id.to_string();
        archive.retitle(reply);
        applied.refused.retain(|(known, _)| *known != reply);
        applied.accepted.retain(|known| known.reply != key);
        applied.stale.retain(|(known, _)| known.reply != key);
        let of_it = |decision: &&Decision| decision.reply == key;
        let ids: HashMap<String, EventId> = self
            .accepted
            .iter()
            .chain(&self.refused)
            .filter(of_it)
            .filter_map(|decision| Some((decision.message.clone(), find(archive, &decision.message)?)))
            .chain([(key.clone(), reply)])
            .collect();
        self.apply_some(archive, applied, |decision| decision.reply == key, |key| ids.get(key).copied());
    }

    fn apply_some(
        &self,
        archive: &mut Archive,
        applied: &mut Applied,
        is_meant: impl Fn(&Decision) -> bool,
        find: impl Fn(&str) -> Option<EventId>,
    ) {
        let pair = |archive: &Archive, decision: &Decision| {
            let (reply, message) = find(&decision.reply).zip(find(&decision.message)).ok_or(ABSENT)?;
            let dates = [reply, message].map(|id| archive.event(id).map(date_of).unwrap_or_default());
            if dates == decision.dates {
                Ok((reply, message))
            } else {
                Err(CHANGED)
            }
        };
        let note = |archive: &Archive, applied: &mut Applied, reply: EventId| {
            if let Some(event) = archive.event(reply) {
                applied.stated.entry(reply).or_insert_with(|| Stated::of(event));
            }
        };
        for decision in self.refused.iter().filter(|decision| is_meant(decision)) {
            match pair(archive, decision) {
                Ok((reply, message)) => {
                    note(archive, applied, reply);
                    applied.refused.insert((reply, message));
                    let why = unlink(archive, reply, message);
                    archive.retitle(reply);
                    applied.stale.extend(why.map(|why| (decision.clone(), why)));
                }
                Err(why) => applied.stale.push((decision.clone(), why)),
            }
        }
        for decision in self.accepted.iter().filter(|decision| is_meant(decision)) {
            let linked = pair(archive, decision).and_then(|(reply, message)| {
                note(archive, applied, reply);
                let linked = link(archive, reply, message);
                archive.retitle(reply);
                linked
            });
            match linked {
                Ok(true) => applied.accepted.push(decision.clone()),
                Ok(false) => {} // the source says so by now
                Err(why) => applied.stale.push((decision.clone(), why)),
            }
        }
    }
}

/// Has an event that was suggested to be a reply be none; gives why not, where the source itself says that it is one.
fn unlink(archive: &mut Archive, reply: EventId, message: EventId) -> Option<&'static str> {
    let event = archive.events.get_mut(reply.0 as usize)?;
    if !event.in_reply_to.contains(&message) {
        return None;
    }
    if !event.is_suggested {
        return Some("the source itself says that it is the reply");
    }
    event.in_reply_to.retain(|known| *known != message);
    if event.in_reply_to.is_empty() {
        event.is_suggested = false;
        event.kind = Kind::Message;
    }
    None
}

/// Makes a message a reply to another; gives whether that is new, or why it cannot be.
fn link(archive: &mut Archive, reply: EventId, message: EventId) -> Result<bool, &'static str> {
    if archive.leads_to(message, reply) {
        return Err("the message would in the end answer its own reply");
    }
    let event = archive.events.get_mut(reply.0 as usize).ok_or(ABSENT)?;
    if !event.kind.is_message() {
        return Err("what is said to be a reply is no message");
    }
    if event.in_reply_to.contains(&message) && !event.is_suggested {
        return Ok(false);
    }
    // Links that the source states stay as sure as it says.
    if event.is_suggested || event.in_reply_to.is_empty() {
        event.in_reply_to.clear();
        event.more_mut().link_confidence.get_or_insert(Confidence::Inferred);
    }
    event.in_reply_to.push(message);
    event.kind = Kind::Reply;
    event.is_suggested = false;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{formats, model};
    use proptest::prelude::*;

    fn archive() -> Archive {
        let text = r#"(leaders: [(id: "a"), (id: "b")], events: [
            (id: "1", kind: message, sent: "1962-10-22", from: "a", to: "b"),
            (id: "2", kind: message, sent: "1962-10-23", from: "b", to: "a"),
            (id: "3", kind: reply, in_reply_to: "2", is_suggested: true, sent: "1962-10-24", from: "a", to: "b"),
            (id: "4", kind: visit, sent: "1962-10-25", from: "a", to: "b")])"#;
        let (archive, report) = model::build(&[formats::read("t.ron", text.as_bytes())]);
        assert!(report.reports.is_empty(), "{}", report.to_text());
        archive
    }

    fn decision(archive: &Archive, reply: u32, message: u32) -> Decision {
        Decision::of(archive, EventId(reply), EventId(message)).unwrap_or_default()
    }

    #[test]
    fn what_is_accepted_is_a_reply_and_what_is_refused_is_not() {
        let mut archive = archive();
        let mut decisions = Decisions::default();
        decisions.accept(decision(&archive, 1, 0));
        decisions.refuse(decision(&archive, 2, 1));
        let applied = decisions.apply(&mut archive);
        assert_eq!((applied.accepted.len(), applied.stale.len()), (1, 0));
        assert_eq!(applied.refused, [(EventId(2), EventId(1))].into());
        let kinds: Vec<Kind> = archive.events.iter().map(|event| event.kind).collect();
        assert_eq!(kinds, [Kind::Message, Kind::Reply, Kind::Message, Kind::Visit]);
        assert_eq!(archive.events[1].link_confidence(), Some(Confidence::Inferred));
    }

    proptest! {
        #[test]
        fn said_one_by_one_or_read_at_once_it_is_the_same(said in proptest::collection::vec((0_u32..4, 0_u32..4, proptest::option::of(proptest::bool::ANY)), 0..12)) {
            let source = archive();
            let (mut one_by_one, mut decisions, mut applied) = (source.clone(), Decisions::default(), Applied::default());
            for (reply, message, holds) in said {
                decisions.say(decision(&source, reply, message), holds);
                decisions.reapply(&mut one_by_one, &mut applied, EventId(reply), Archive::find_event);
            }
            // Whether a link would close a circle depends on which was made first.
            prop_assume!(applied.stale.iter().all(|(_, why)| !why.contains("in the end")));
            let mut at_once = source.clone();
            let expected = decisions.apply(&mut at_once);
            prop_assume!(expected.stale.iter().all(|(_, why)| !why.contains("in the end")));
            for (event, expected) in one_by_one.events.iter_mut().zip(&at_once.events) {
                let links = |event: &Event| event.in_reply_to.iter().copied().collect::<BTreeSet<_>>();
                prop_assert_eq!((links(event), event.kind, event.is_suggested, event.link_confidence()), (links(expected), expected.kind, expected.is_suggested, expected.link_confidence()));
            }
            prop_assert_eq!(&applied.refused, &expected.refused);
        }
    }

    #[test]
    fn what_no_longer_fits_is_not_applied_but_told() {
        let mut archive = archive();
        let mut decisions = Decisions::default();
        decisions.accept(Decision {
            dates: ["1961".to_owned(), "1962-10-22".to_owned()],
            ..decision(&archive, 1, 0)
        });
        decisions.accept(decision(&archive, 1, 2));
        decisions.accept(decision(&archive, 3, 0));
        let before = archive.clone();
        let stale: Vec<&str> = decisions.apply(&mut archive).stale.into_iter().map(|(_, why)| why).collect();
        assert_eq!(
            stale,
            [
                "the two have other dates now",
                "the message would in the end answer its own reply",
                "what is said to be a reply is no message"
            ]
        );
        assert_eq!(archive, before);
    }

    #[test]
    fn of_two_files_the_later_word_counts() {
        let archive = archive();
        let of = |reply, message| decision(&archive, reply, message);
        let mut one = Decisions {
            accepted: vec![of(1, 0), of(1, 0), of(2, 1)],
            refused: Vec::new(),
        };
        one.extend(Decisions {
            accepted: Vec::new(),
            refused: vec![of(2, 1)],
        });
        assert_eq!((one.accepted, one.refused), (vec![of(1, 0)], vec![of(2, 1)]));
    }

    #[test]
    fn the_last_word_counts_and_can_be_taken_back() {
        let archive = archive();
        let mut decisions = Decisions::default();
        decisions.accept(decision(&archive, 2, 1));
        decisions.refuse(decision(&archive, 2, 1));
        assert_eq!((decisions.accepted.len(), decisions.refused.len()), (0, 1));
        assert!(decisions.forget("3", "2") && decisions.is_empty());
        assert!(!decisions.forget("3", "2"));
    }
}
