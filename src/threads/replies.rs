//! Which events answer which, in two columns: most events of a large archive are not answered, and cost four bytes.

use std::ops::Range;

use super::order;
use crate::model::{Archive, EventId};

/// For each event, the replies to it, in order of time.
#[derive(Clone, Debug, Default)]
pub(super) struct Replies {
    /// For each event, where its replies begin in `all`; then where the last ones end.
    starts: Vec<u32>,
    all: Vec<EventId>,
}

impl Replies {
    pub(super) fn new(archive: &Archive) -> Self {
        let events = archive.events.len();
        let is_known = |answered: &&EventId| (answered.0 as usize) < events;
        let mut links: Vec<(EventId, EventId)> = Vec::new();
        for (id, event) in archive.events() {
            links.extend(event.in_reply_to.iter().filter(is_known).map(|answered| (*answered, id)));
        }
        links.sort_unstable();
        links.dedup();
        // A list of one, as most are, has an order already.
        for several in links.chunk_by_mut(|(a, _), (b, _)| a == b).filter(|list| list.len() > 1) {
            several.sort_by(|(_, a), (_, b)| order(archive, *a).cmp(&order(archive, *b)));
        }
        let mut starts = Vec::with_capacity(events + 1);
        for (at, (answered, _)) in (0..).zip(&links) {
            starts.resize(starts.len().max(answered.0 as usize + 1), at);
        }
        starts.resize(events + 1, links.len() as u32);
        Self {
            starts,
            all: links.into_iter().map(|(_, reply)| reply).collect(),
        }
    }

    fn places(&self, id: EventId) -> Option<Range<usize>> {
        let at = id.0 as usize;
        let (start, end) = (self.starts.get(at)?, self.starts.get(at + 1)?);
        Some(*start as usize..*end as usize)
    }

    /// The replies to an event.
    pub(super) fn to(&self, id: EventId) -> &[EventId] {
        self.places(id).and_then(|places| self.all.get(places)).unwrap_or_default()
    }

    /// Takes up that an event is a reply to another, or that it is none; nothing happens where it is so already.
    pub(super) fn set(&mut self, archive: &Archive, reply: EventId, message: EventId, answers: bool) {
        let Some(places) = self.places(message) else { return };
        let known = self.to(message);
        match known.iter().position(|known| *known == reply) {
            Some(at) if !answers => {
                self.all.remove(places.start + at);
                self.move_starts(message, |start| start - 1);
            }
            None if answers => {
                let key = order(archive, reply);
                let at = known.partition_point(|known| order(archive, *known) < key);
                self.all.insert(places.start + at, reply);
                self.move_starts(message, |start| start + 1);
            }
            _ => {}
        }
    }

    fn move_starts(&mut self, after: EventId, by: impl Fn(u32) -> u32) {
        for start in self.starts.iter_mut().skip(after.0 as usize + 1) {
            *start = by(*start);
        }
    }

    pub(super) fn bytes(&self) -> usize {
        size_of_val(&*self.starts) + size_of_val(&*self.all)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_set_is_what_a_new_list_has(first in proptest::collection::vec((4_usize..9, 0_usize..4), 0..12), then in proptest::collection::vec((4_usize..9, 0_usize..4), 0..12)) {
            let archive = |links: &[(usize, usize)]| {
                let mut text = String::from(r#"(leaders: [(id: "a"), (id: "b")], events: ["#);
                for event in 0..9_usize {
                    let answered = links.iter().filter(|(reply, _)| *reply == event);
                    let ids: Vec<String> = answered.map(|(_, message)| format!("\"e{message}\"")).collect();
                    let _ = write!(text, r#"(id: "e{event}", kind: message, sent: "1962-10-{:02}", from: "a", to: "b", in_reply_to: [{}]),"#, if event < 4 { 1 } else { 28 - event }, ids.join(", "));
                }
                text.push_str("])");
                crate::model::build(&[crate::formats::read("t.ron", text.as_bytes())]).0
            };
            let (before, after) = (archive(&first), archive(&then));
            let mut replies = Replies::new(&before);
            for (reply, event) in after.events() {
                let answered = |archive: &Archive, message| archive.event(reply).is_some_and(|event| event.in_reply_to.contains(&message));
                for (message, _) in after.events().filter(|(message, _)| answered(&before, *message) || event.in_reply_to.contains(message)) {
                    replies.set(&after, reply, message, event.in_reply_to.contains(&message));
                }
            }
            let anew = Replies::new(&after);
            for (id, _) in after.events() {
                prop_assert_eq!(replies.to(id), anew.to(id));
            }
        }
    }
}
