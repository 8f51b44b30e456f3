//! Leaders and sources of files that do not list them: each is added where it is first named.

use std::collections::HashSet;
use std::ops::Range;

use crate::model::draft::{FileDraft, Found, LeaderDraft, SourceDraft};
use crate::model::names::{folded, is_nobody, tidied};

/// Which leaders and sources a draft already has.
#[derive(Default)]
pub(super) struct Gather {
    leaders: HashSet<String>,
    sources: HashSet<String>,
}

impl Gather {
    /// The id of a leader, who is added if new; `None` for a blank name, or for a word that says that there is nobody.
    pub(super) fn leader(&mut self, draft: &mut FileDraft, leader: LeaderDraft, span: &Range<usize>) -> Option<String> {
        let id = folded(&leader.id).into_owned();
        if id.is_empty() || is_nobody(&id) || is_nobody(&leader.name) && !leader.name.is_empty() {
            return None;
        }
        if self.leaders.insert(id.clone()) {
            draft.leaders.push(Found {
                record: LeaderDraft {
                    id: id.clone(),
                    name: tidied(&leader.name).into_owned(),
                    ..leader
                },
                span: span.clone(),
            });
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
