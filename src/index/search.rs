//! Search through all texts of an archive, on every core.
//!
//! Texts in plain ASCII, which most are, are searched where they are, whatever their case. Of the others a folded copy is
//! kept, because taking off diacritics takes longer than searching.

use std::sync::OnceLock;

use memchr::{memchr2_iter, memmem};
use rayon::prelude::*;

use crate::model::{Archive, Event, EventId, fold_text};

/// So many events are searched by one worker at a time.
const CHUNK: usize = 4_096;

/// A folded copy of the texts of an event, where they are not plain ASCII.
fn folded(event: &Event) -> Option<Box<str>> {
    let is_plain = parts(event).all(str::is_ascii);
    (!is_plain).then(|| parts(event).map(fold_text).collect::<Vec<_>>().join("\u{1}").into_boxed_str())
}

/// A folded copy of an event's texts.
type Folded = (EventId, Box<str>);

/// Folded copies of what is not plain ASCII.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    /// By event. Made when they are first looked for: that reads every text of the archive.
    folded: OnceLock<Vec<Folded>>,
}

impl Texts {
    pub(super) fn folded(&self, archive: &Archive) -> &[Folded] {
        self.folded.get_or_init(|| {
            let events = archive.events.par_iter().enumerate().with_min_len(CHUNK);
            events
                .filter_map(|(at, event)| Some((EventId(at as u32), folded(event)?)))
                .collect()
        })
    }

    /// Folds the texts of an event anew, whose title has changed.
    pub(super) fn refold(&mut self, archive: &Archive, id: EventId) {
        let (Some(all), Some(event)) = (self.folded.get_mut(), archive.event(id)) else {
            return;
        };
        let place = all.binary_search_by_key(&id, |(known, _)| *known);
        match (place, folded(event)) {
            (Ok(at), Some(text)) => all[at].1 = text,
            (Ok(at), None) => drop(all.remove(at)),
            (Err(at), Some(text)) => all.insert(at, (id, text)),
            (Err(_), None) => {}
        }
    }

    /// The bytes of memory that they take.
    pub(super) fn bytes(&self) -> usize {
        let known = self.folded.get().map_or(&[][..], Vec::as_slice);
        size_of_val(known) + known.iter().map(|(_, text)| text.len()).sum::<usize>()
    }

    /// For each event, whether any of its texts holds the needle, which is folded and not empty.
    pub(super) fn search(&self, archive: &Archive, needle: &str) -> Vec<bool> {
        let plain = needle.is_ascii().then(|| Plain::new(needle)).flatten();
        let folded = memmem::Finder::new(needle);
        let copies = self.folded(archive);
        let is_in_plain = |event: &Event| {
            let plain = plain.as_ref();
            plain.is_some_and(|plain| parts(event).any(|part| plain.is_in(part.as_bytes())))
        };
        let mut found = vec![false; archive.events.len()];
        let chunks = archive.events.par_chunks(CHUNK).zip(found.par_chunks_mut(CHUNK));
        chunks.enumerate().for_each(|(at, (events, found))| {
            let ids = (at * CHUNK) as u32..;
            let mut copies = &copies[copies.partition_point(|(id, _)| id.0 < ids.start)..];
            for ((id, event), found) in ids.zip(events).zip(found) {
                *found = match copies.split_first() {
                    Some(((copied, text), rest)) if copied.0 == id => {
                        copies = rest;
                        folded.find(text.as_bytes()).is_some()
                    }
                    _ => is_in_plain(event),
                };
            }
        });
        found
    }
}

/// Everything that is searched of an event: title, summary, place, quotes, accounts, and their originals. No hit spans two parts.
fn parts(event: &Event) -> impl Iterator<Item = &str> {
    let quotes = event
        .quotes
        .iter()
        .flat_map(|quote| [Some(quote.text.as_str()), quote.original().map(|original| original.text.as_str())]);
    let accounts = event.accounts().iter().flat_map(|account| {
        [
            Some(account.text.as_str()),
            account.original.as_ref().map(|original| original.text.as_str()),
        ]
    });
    let parts = [Some(event.title.as_str()), event.summary.as_deref(), event.place.as_deref()];
    parts.into_iter().chain(quotes).chain(accounts).flatten()
}

/// Letters of English from the most to the least frequent: the rarest of a needle is looked for first.
const FREQUENT: &[u8] = b" etaoinshrdlcumwfgypbvkjxqz";

/// A needle in plain ASCII, looked for in whatever case.
struct Plain<'a> {
    needle: &'a [u8],
    /// Where its rarest letter stands.
    rare: usize,
    /// That letter in both cases.
    cases: [u8; 2],
}

impl<'a> Plain<'a> {
    /// `None` for an empty needle.
    fn new(needle: &'a str) -> Option<Self> {
        let needle = needle.as_bytes();
        let rarity = |byte: &u8| FREQUENT.iter().position(|known| known == byte).unwrap_or(FREQUENT.len());
        let (rare, byte) = needle.iter().enumerate().max_by_key(|(_, byte)| rarity(byte))?;
        Some(Self {
            needle,
            rare,
            cases: [byte.to_ascii_lowercase(), byte.to_ascii_uppercase()],
        })
    }

    fn is_in(&self, text: &[u8]) -> bool {
        let Some(from) = text.get(self.rare..) else { return false };
        memchr2_iter(self.cases[0], self.cases[1], from).any(|at| {
            text.get(at..at + self.needle.len())
                .is_some_and(|window| window.eq_ignore_ascii_case(self.needle))
        })
    }
}

/// Those of some events that are hits, in their order.
pub(super) fn hits_among<'a>(hit_mask: &'a [bool], events: impl Iterator<Item = EventId> + 'a) -> Vec<EventId> {
    events.filter(|id| hit_mask.get(id.0 as usize).copied().unwrap_or(false)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_needle_is_found_where_it_is(text in "[a-cA-C .]{0,40}", needle in "[a-c .]{1,4}") {
            let found = Plain::new(&needle).is_some_and(|plain| plain.is_in(text.as_bytes()));
            prop_assert_eq!(found, text.to_ascii_lowercase().contains(&needle));
        }
    }
}
