//! Leaders and sources of files that do not list them: each is added where it is first named.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::model::draft::{FileDraft, Found, LeaderDraft, SourceDraft};
use crate::model::names::{folded, is_nobody, tidied};

/// Which leaders and sources a draft already has.
#[derive(Default)]
pub(super) struct Gather {
    /// The place of each leader in the draft, and every name used for him.
    leaders: HashMap<String, Known>,
    sources: HashSet<String>,
    /// Whether each name of a leader is kept as it was found: what is gathered from a part of a file is gathered once more with
    /// what comes before it.
    is_part: bool,
}

/// A leader of a draft.
#[derive(Default)]
struct Known {
    at: usize,
    names: Vec<String>,
}

impl Gather {
    /// Gathers from a part of a file.
    pub(super) fn of_part() -> Self {
        Self {
            is_part: true,
            ..Self::default()
        }
    }

    /// The id of a leader, who is added if new; `None` for a blank name, or for a word that says that there is nobody.
    pub(super) fn leader(&mut self, draft: &mut FileDraft, leader: LeaderDraft, span: &Range<usize>) -> Option<String> {
        if is_nobody(&folded(&leader.id)) || is_nobody(&leader.name) && !leader.name.is_empty() {
            return None;
        }
        self.given(draft, leader, span)
    }

    /// The id of a leader whatever his name, added if new; `None` for a blank id.
    pub(super) fn given(&mut self, draft: &mut FileDraft, leader: LeaderDraft, span: &Range<usize>) -> Option<String> {
        let id = folded(&leader.id).into_owned();
        if id.is_empty() {
            return None;
        }
        // Most rows name somebody as the first one did.
        let is_as_before = |known: &Known| leader.name.is_empty() || leader.name == leader.id || known.names.contains(&leader.name);
        if self.leaders.get(&id).is_some_and(is_as_before) {
            return Some(id);
        }
        if self.is_part {
            let known = self.leaders.entry(id.clone()).or_default();
            known.names.push(leader.name.clone());
            draft.leaders.push(Found {
                record: leader,
                span: span.clone(),
            });
            return Some(id);
        }
        let name = tidied(&leader.name).into_owned();
        let found = |record: LeaderDraft| Found {
            record,
            span: span.clone(),
        };
        match self.leaders.get_mut(&id) {
            None => {
                let names = vec![name.clone()];
                self.leaders.insert(
                    id.clone(),
                    Known {
                        at: draft.leaders.len(),
                        names,
                    },
                );
                draft.leaders.push(found(LeaderDraft {
                    id: id.clone(),
                    name,
                    ..leader
                }));
            }
            Some(known) if name.is_empty() || folded(&name) == id || known.names.contains(&name) => {}
            Some(known) => {
                // An address is no name if there is another; a second name is reported where leaders are merged.
                let is_address = known.names.iter().all(|known| *folded(known) == id);
                if let (true, Some(first)) = (is_address, draft.leaders.get_mut(known.at)) {
                    first.record.name.clone_from(&name);
                } else {
                    draft.leaders.push(found(LeaderDraft {
                        id: id.clone(),
                        name: name.clone(),
                        ..leader
                    }));
                }
                known.names.push(name);
            }
        }
        Some(id)
    }

    /// A leader who is only known by name.
    pub(super) fn named(&mut self, draft: &mut FileDraft, name: &str, span: &Range<usize>) -> Option<String> {
        let name = name.trim();
        let leader = LeaderDraft {
            id: name.to_owned(),
            name: name.to_owned(),
            ..LeaderDraft::default()
        };
        self.leader(draft, leader, span)
    }

    /// The id of a source, which is added if new; `None` for a blank id.
    pub(super) fn source(&mut self, draft: &mut FileDraft, source: SourceDraft, span: &Range<usize>) -> Option<String> {
        let id = source.id.trim().to_owned();
        if id.is_empty() {
            return None;
        }
        if self.sources.insert(id.clone()) {
            draft.sources.push(Found {
                record: SourceDraft { id: id.clone(), ..source },
                span: span.clone(),
            });
        }
        Some(id)
    }
}
