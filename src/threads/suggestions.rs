//! All suggestions of an archive: found when somebody looks at them, once. Until then each message is looked at by itself.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::suggest::{NEAREST_DAYS, Suggestion, suggestion_for};
use super::{Archive, EventId, Threads};
use crate::dates::{DAY, TimeRange};

/// The number of messages looked at between two words about progress.
const STEP: usize = 1 << 15;

/// Links that nobody states but that may hold.
#[derive(Clone, Debug, Default)]
pub(super) struct Suggestions {
    /// Links that somebody refused, a reply with its message: they are not suggested again.
    pub(super) refused: BTreeSet<(EventId, EventId)>,
    found: OnceLock<Found>,
}

/// Those of the whole archive.
#[derive(Clone, Debug, Default)]
struct Found {
    /// By the message that may be a reply.
    all: Vec<Suggestion>,
    /// The same by the message that may be answered, with the one that may be the reply.
    by_message: Vec<(EventId, EventId)>,
}

impl Suggestions {
    pub(super) fn without(refused: &BTreeSet<(EventId, EventId)>) -> Self {
        Self {
            refused: refused.clone(),
            found: OnceLock::new(),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        let Some(found) = self.found.get() else { return 0 };
        size_of_val(&*found.all) + size_of_val(&*found.by_message)
    }
}

impl Threads {
    /// Looks at every message, on every core. `go_on` hears how far it is, from 0 to 1, and says whether to continue;
    /// stopped, nothing is kept. Found once, all that asks for suggestions has them.
    pub fn find_suggestions(&self, archive: &Archive, go_on: &mut dyn FnMut(f32) -> bool) {
        if self.has_suggestions() {
            return;
        }
        let count = archive.events.len();
        let mut all = Vec::new();
        for first in (0..count).step_by(STEP) {
            if !go_on(first as f32 / count as f32) {
                return;
            }
            let step: Vec<Suggestion> = (first..count.min(first + STEP))
                .into_par_iter()
                .filter_map(|at| suggestion_for(archive, self, EventId(at as u32)))
                .collect();
            all.extend(step);
        }
        let mut by_message: Vec<(EventId, EventId)> = all.iter().map(|suggestion| (suggestion.message, suggestion.reply)).collect();
        by_message.sort_unstable();
        // Somebody else may have been as quick; the two have found the same.
        let _ = self.suggested.found.set(Found { all, by_message });
    }

    /// Whether every message was looked at.
    #[must_use]
    pub fn has_suggestions(&self) -> bool {
        self.suggested.found.get().is_some()
    }

    /// All links that are only suggested, by the id of the message that may be a reply. None before they are found.
    #[must_use]
    pub fn suggestions(&self) -> &[Suggestion] {
        self.suggested.found.get().map_or(&[], |found| &found.all)
    }

    /// What a message is suggested to answer; looked for at once where it is not known yet.
    #[must_use]
    pub fn suggestion_for(&self, archive: &Archive, reply: EventId) -> Option<Suggestion> {
        match self.suggested.found.get() {
            Some(found) => found.of(reply).cloned(),
            None => suggestion_for(archive, self, reply),
        }
    }

    /// Those that are suggested to answer a message. None before they are found.
    pub fn suggested_replies(&self, message: EventId) -> impl Iterator<Item = &Suggestion> {
        let found = self.suggested.found.get();
        let by_message = found.map_or(&[][..], |found| &found.by_message);
        let first = by_message.partition_point(|(known, _)| *known < message);
        let replies = by_message.get(first..).unwrap_or_default().iter();
        replies
            .take_while(move |(known, _)| *known == message)
            .filter_map(move |(_, reply)| found?.of(*reply))
    }

    /// Takes up that an event answers other messages than it did (`before`), or that links were refused. What is suggested is
    /// looked for anew where that may change it, and nowhere else.
    pub fn relink(&mut self, archive: &Archive, reply: EventId, before: &[EventId], refused: &BTreeSet<(EventId, EventId)>) {
        let after: &[EventId] = archive.event(reply).map_or(&[], |event| &event.in_reply_to);
        let messages: BTreeSet<EventId> = before.iter().chain(after).copied().collect();
        for message in &messages {
            self.replies.set(archive, reply, *message, after.contains(message));
        }
        let newly = self.suggested.refused.symmetric_difference(refused).map(|(reply, _)| *reply);
        let mut affected: BTreeSet<EventId> = newly.chain([reply]).collect();
        self.suggested.refused.clone_from(refused);
        for message in &messages {
            affected.extend(self.perhaps_answering(archive, reply, *message));
        }
        // What they answer in the end is not suggested to answer them.
        let mut answered = BTreeSet::new();
        let mut waiting: Vec<EventId> = messages.into_iter().collect();
        while let Some(next) = waiting.pop() {
            if answered.insert(next) {
                waiting.extend(archive.event(next).into_iter().flat_map(|event| event.in_reply_to.iter().copied()));
            }
        }
        affected.extend(answered);
        let Some(mut found) = self.suggested.found.take() else { return };
        for id in affected {
            found.put(id, suggestion_for(archive, self, id));
        }
        let _ = self.suggested.found.set(found);
    }

    /// The messages of those who sent a reply, after what it answers: whether that is answered already is asked of them.
    fn perhaps_answering(&self, archive: &Archive, reply: EventId, message: EventId) -> Vec<EventId> {
        let (Some(reply), Some(message)) = (archive.event(reply), archive.event(message)) else {
            return Vec::new();
        };
        let Some(sent) = message.drawn_range() else { return Vec::new() };
        let range = TimeRange {
            start: sent.start,
            end: sent.end.saturating_add(NEAREST_DAYS * DAY).saturating_add(DAY),
        };
        let ways = reply.from.iter().flat_map(|from| message.from.iter().map(move |to| (*from, *to)));
        ways.flat_map(|(from, to)| self.ways.begun_in(from, to, range)).collect()
    }
}

impl Found {
    /// What a message is suggested to answer.
    fn of(&self, reply: EventId) -> Option<&Suggestion> {
        let at = self.all.binary_search_by_key(&reply, |suggestion| suggestion.reply).ok()?;
        self.all.get(at)
    }

    /// Puts another suggestion in the place of the one for a message.
    fn put(&mut self, reply: EventId, suggestion: Option<Suggestion>) {
        let at = self.all.binary_search_by_key(&reply, |suggestion| suggestion.reply);
        if self.all.get(at.unwrap_or(usize::MAX)) == suggestion.as_ref() {
            return;
        }
        if let Ok(at) = at {
            let old = self.all.remove(at);
            if let Ok(at) = self.by_message.binary_search(&(old.message, reply)) {
                self.by_message.remove(at);
            }
        }
        if let Some(suggestion) = suggestion {
            let key = (suggestion.message, reply);
            let at = self.by_message.partition_point(|known| *known < key);
            self.by_message.insert(at, key);
            let at = self.all.partition_point(|known| known.reply < reply);
            self.all.insert(at, suggestion);
        }
    }
}
