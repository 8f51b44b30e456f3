//! The notes of a chronology: each source with the place in it, once, numbered in the order in which it is cited.

use std::collections::HashMap;

use super::Entry;
use crate::cite::source_line;
use crate::model::{Archive, SourceId};

/// Numbered notes.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    known: HashMap<(SourceId, Option<String>), usize>,
    /// The notes in order; the first is number 1.
    pub lines: Vec<String>,
}

impl Notes {
    /// The number of a source, or of a place in one.
    pub fn number(&mut self, archive: &Archive, source: SourceId, locator: Option<&str>) -> Option<usize> {
        let found = archive.source(source)?;
        let key = (source, locator.map(str::to_owned));
        if let Some(number) = self.known.get(&key) {
            return Some(*number);
        }
        self.lines.push(source_line(archive, found, locator));
        self.known.insert(key, self.lines.len());
        Some(self.lines.len())
    }

    /// The numbers of the sources of an event that no quote of it names.
    pub fn numbers(&mut self, archive: &Archive, entry: &Entry) -> Vec<usize> {
        let is_quoted = |id: &SourceId| entry.said.iter().any(|said| said.source == Some(*id));
        let own = entry.sources.iter().filter(|id| !is_quoted(id));
        own.filter_map(|id| self.number(archive, *id, None)).collect()
    }
}
