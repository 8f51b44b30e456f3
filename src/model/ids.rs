//! The ids of all events that were read, and what became of each.

use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::Text;

/// What became of what has an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Its format could not read it; another event may have the id.
    Unread,
    /// It was left out.
    Rejected,
    /// It is the event at that place.
    Event(u32),
}

/// All ids, each once. A table of places in a list, so that no id is in memory for the table.
#[derive(Default)]
pub(super) struct Ids {
    keys: Vec<(Text, Fate)>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Ids {
    fn at(&self, key: &str) -> Option<u32> {
        let is_it = |at: &u32| self.keys.get(*at as usize).is_some_and(|(known, _)| known == key);
        self.table.find(self.hasher.hash_one(key), is_it).copied()
    }

    /// What became of what has that id.
    pub(super) fn fate(&self, key: &str) -> Option<Fate> {
        self.keys.get(self.at(key)? as usize).map(|(_, fate)| *fate)
    }

    /// Whether an event has the id, be it left out or not.
    pub(super) fn is_taken(&self, key: &str) -> bool {
        self.fate(key).is_some_and(|fate| fate != Fate::Unread)
    }

    /// The place of the event with that id.
    pub(super) fn event(&self, key: &str) -> Option<u32> {
        match self.fate(key)? {
            Fate::Event(at) => Some(at),
            Fate::Unread | Fate::Rejected => None,
        }
    }

    /// Makes room for more ids.
    pub(super) fn reserve(&mut self, count: usize) {
        self.keys.reserve(count);
        let (keys, hasher) = (&self.keys, &self.hasher);
        self.table.reserve(count, |at| hash_of(keys, hasher, *at));
    }

    /// Notes what became of an id; of two fates the later counts, but for an event that could not be read, whose id another has.
    pub(super) fn set(&mut self, key: &Text, fate: Fate) {
        if let Some(at) = self.at(key) {
            if let Some((_, known)) = self.keys.get_mut(at as usize).filter(|_| fate != Fate::Unread) {
                *known = fate;
            }
            return;
        }
        let at = super::build::count(self.keys.len());
        self.keys.push((key.clone(), fate));
        let (keys, hasher) = (&self.keys, &self.hasher);
        self.table
            .insert_unique(hasher.hash_one(key.as_str()), at, |at| hash_of(keys, hasher, *at));
    }

    /// Puts other places in the stead of those of events; `None` for one that is left out.
    pub(super) fn remap(&mut self, places: &[Option<u32>]) {
        for (_, fate) in &mut self.keys {
            if let Fate::Event(at) = fate {
                *fate = places.get(*at as usize).copied().flatten().map_or(Fate::Rejected, Fate::Event);
            }
        }
    }
}

fn hash_of(keys: &[(Text, Fate)], hasher: &DefaultHashBuilder, at: u32) -> u64 {
    hasher.hash_one(keys.get(at as usize).map_or("", |(key, _)| key.as_str()))
}
