//! All suggestions of an archive: found when somebody looks at them, once. Until then each message is looked at by itself.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::suggest::{Suggestion, suggestion_for};
use super::{Archive, EventId, Threads};

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
    /// Their places in `all`, by the message that may be answered.
    by_message: Vec<(EventId, u32)>,
}

impl Suggestions {
    pub(super) fn without(refused: &BTreeSet<(EventId, EventId)>) -> Self {
        Self {
            refused: refused.clone(),
            found: OnceLock::new(),
        }
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
        let mut by_message: Vec<(EventId, u32)> = (0..).zip(&all).map(|(at, suggestion)| (suggestion.message, at)).collect();
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
        let Some(found) = self.suggested.found.get() else {
            return suggestion_for(archive, self, reply);
        };
        let at = found.all.binary_search_by_key(&reply, |suggestion| suggestion.reply).ok()?;
        found.all.get(at).cloned()
    }

    /// Those that are suggested to answer a message. None before they are found.
    pub fn suggested_replies(&self, message: EventId) -> impl Iterator<Item = &Suggestion> {
        let (all, by_message) = self
            .suggested
            .found
            .get()
            .map_or((&[][..], &[][..]), |found| (&found.all, &found.by_message));
        let first = by_message.partition_point(|(known, _)| *known < message);
        let found = by_message.get(first..).unwrap_or_default().iter();
        found
            .take_while(move |(known, _)| *known == message)
            .filter_map(|(_, at)| all.get(*at as usize))
    }
}
