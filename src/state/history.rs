//! What was decided, so that it can be undone: which suggested replies hold, who is one person, and the story.

use std::path::PathBuf;

use super::{Effect, State};
use crate::dates::today;
use crate::library::{Library, Origin};
use crate::model::aliases::Aliases;
use crate::model::decisions::Decision;
use crate::model::{Archive, EventId, LeaderId, LoadReport};
use crate::story::Story;

/// What is said of a link: whether it holds, or nothing any more.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// The link.
    pub decision: Decision,
    /// Whether it holds; `None` takes back what was said.
    pub holds: Option<bool>,
    /// The reply and the message in the open archive, where they are known: then nobody has to look for them.
    pub ids: Option<(EventId, EventId)>,
}

/// A decision, and how it was before.
#[derive(Clone, Debug)]
enum Change {
    Link {
        before: Verdict,
        after: Verdict,
    },
    Persons {
        paths: Vec<PathBuf>,
        before: Aliases,
        after: Aliases,
    },
    Story {
        before: Story,
        after: Story,
    },
}

/// All decisions about the open archive since it was opened.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Change>,
    undone: Vec<Change>,
    /// What was done last, in case that it cannot be kept.
    last: Option<Step>,
}

/// A step in the history.
#[derive(Clone, Debug)]
enum Step {
    /// A change was made; with those that could have been done again until then.
    Did(Vec<Change>),
    Undid,
    Redid,
}

impl History {
    fn add(&mut self, change: Change) {
        self.done.push(change);
        self.last = Some(Step::Did(std::mem::take(&mut self.undone)));
    }

    /// The history as it was before the last step.
    fn take_back(&mut self) {
        match self.last.take() {
            Some(Step::Did(undone)) => {
                self.done.pop();
                self.undone = undone;
            }
            Some(Step::Undid) => self.done.extend(self.undone.pop()),
            Some(Step::Redid) => self.undone.extend(self.done.pop()),
            None => {}
        }
    }

    /// What was last said of a link, as far as it is in the history: it may not be taken up yet.
    fn last_of(&self, link: &Decision) -> Option<&Verdict> {
        let of_link = |change: &Change| matches!(change, Change::Link { after, .. } if after.decision.reply == link.reply && after.decision.message == link.message);
        match self.done.iter().rev().find(|change| of_link(change))? {
            Change::Link { after, .. } => Some(after),
            Change::Persons { .. } | Change::Story { .. } => None,
        }
    }
}

fn write_aliases(paths: &[PathBuf], before: &Aliases, after: &Aliases) -> Effect {
    Effect::WriteAliases {
        paths: paths.to_vec(),
        before: before.clone(),
        after: after.clone(),
    }
}

impl Library {
    /// Takes up what is said of a link. Only the events concerned are looked at; gives whether they are there.
    pub fn decide(&mut self, verdict: &Verdict) -> bool {
        let Verdict { decision, holds, ids } = verdict;
        self.report.decisions.say(decision.clone(), *holds);
        let is_it = |archive: &Archive, id: EventId, key: &str| archive.event(id).is_some_and(|event| event.id == key);
        let known = |archive: &Archive, key: &str| {
            let ids = ids.iter().copied().flat_map(|(reply, message)| [reply, message]);
            let mut ids = ids.filter(|id| is_it(archive, *id, key));
            ids.next().or_else(|| archive.find_event(key))
        };
        let Some(reply) = known(&self.archive, &decision.reply) else {
            return false;
        };
        let before = self.archive.event(reply).map(|event| event.in_reply_to.clone()).unwrap_or_default();
        let report = &mut self.report;
        report.decisions.reapply(&mut self.archive, &mut report.applied, reply, known);
        self.index.rekind(&self.archive, reply);
        self.threads.relink(&self.archive, reply, &before, &self.report.applied.refused);
        true
    }
}

impl State {
    /// Says whether a suggested link holds.
    pub(super) fn decide(&mut self, reply: EventId, message: EventId, holds: bool) -> Option<Effect> {
        let mut decision = Decision::of(&self.loaded.archive, reply, message)?;
        decision.on = today();
        Some(self.give(Verdict {
            decision,
            holds: Some(holds),
            ids: Some((reply, message)),
        }))
    }

    /// Takes back what was said of a link, be its events still there or not.
    pub(super) fn undecide(&mut self, reply: &str, message: &str) -> Option<Effect> {
        let (decision, _) = self.loaded.report.decisions.of_link(reply, message)?;
        let decision = decision.clone();
        Some(self.give(Verdict {
            decision,
            holds: None,
            ids: None,
        }))
    }

    fn give(&mut self, after: Verdict) -> Effect {
        let known = self.loaded.report.decisions.of_link(&after.decision.reply, &after.decision.message);
        let before = self.history.last_of(&after.decision).cloned().unwrap_or_else(|| Verdict {
            decision: known.map_or_else(|| after.decision.clone(), |(decision, _)| decision.clone()),
            holds: known.map(|(_, holds)| holds),
            ids: after.ids,
        });
        self.history.add(Change::Link {
            before,
            after: after.clone(),
        });
        Effect::KeepDecision(after)
    }

    /// Whether there is a decision to undo, and one to do again.
    #[must_use]
    pub fn can_undo(&self) -> (bool, bool) {
        (!self.history.done.is_empty(), !self.history.undone.is_empty())
    }

    pub(super) fn undo(&mut self) -> Option<Effect> {
        let change = self.history.done.pop()?;
        let effect = match &change {
            Change::Link { before, .. } => Effect::KeepDecision(before.clone()),
            Change::Persons { paths, before, after } => write_aliases(paths, after, before),
            Change::Story { before, after } => self.have_story(after, before),
        };
        self.history.undone.push(change);
        self.history.last = Some(Step::Undid);
        Some(effect)
    }

    pub(super) fn redo(&mut self) -> Option<Effect> {
        let change = self.history.undone.pop()?;
        let effect = match &change {
            Change::Link { after, .. } => Effect::KeepDecision(after.clone()),
            Change::Persons { paths, before, after } => write_aliases(paths, before, after),
            Change::Story { before, after } => self.have_story(before, after),
        };
        self.history.done.push(change);
        self.history.last = Some(Step::Redid);
        Some(effect)
    }

    /// Has another story.
    pub(super) fn set_story(&mut self, after: Story) -> Vec<Effect> {
        if after == self.story {
            return Vec::new();
        }
        let before = self.story.clone();
        let effect = self.have_story(&before, &after);
        self.history.add(Change::Story { before, after });
        vec![effect]
    }

    fn have_story(&mut self, before: &Story, after: &Story) -> Effect {
        self.story.clone_from(after);
        self.show_step();
        Effect::KeepStory {
            before: before.clone(),
            after: after.clone(),
        }
    }

    /// The story could not be kept: it is as it was.
    pub fn story_not_kept(&mut self, before: Story) {
        self.story = before;
        self.show_step();
        self.not_kept();
    }

    /// What was decided, undone or done again last could not be kept: it did not happen.
    pub fn not_kept(&mut self) {
        self.history.take_back();
    }

    /// Says whether two leaders are one person.
    pub(super) fn say(&mut self, a: LeaderId, b: LeaderId, is_same: bool) -> Option<Effect> {
        let (a, b) = (self.loaded.archive.leader(a)?.id.clone(), self.loaded.archive.leader(b)?.id.clone());
        self.change_persons(|aliases| {
            if is_same {
                aliases.merge(&a, &b);
            } else {
                aliases.part(&a, &b);
            }
        })
    }

    /// Has those apart again who were taken for a leader.
    pub(super) fn unmerge(&mut self, leader: &str) -> Option<Effect> {
        self.change_persons(|aliases| aliases.same.retain(|same| same.leader != leader))
    }

    fn change_persons(&mut self, change: impl FnOnce(&mut Aliases)) -> Option<Effect> {
        let Origin::Files(paths) = self.loaded.origin.clone() else {
            return None;
        };
        let before = self.loaded.report.aliases.clone();
        let mut after = before.clone();
        change(&mut after);
        let effect = write_aliases(&paths, &before, &after);
        self.history.add(Change::Persons { paths, before, after });
        Some(effect)
    }

    /// Changes what there is to say about the open archive, where nobody else looks at it.
    pub fn retell(&mut self, tell: impl FnOnce(&mut LoadReport)) {
        if let Some(loaded) = std::sync::Arc::get_mut(&mut self.loaded) {
            tell(&mut loaded.report);
        }
    }

    /// Takes up what is said of a link in the open archive; `false` where somebody else still looks at the archive, so that it
    /// cannot be changed yet.
    pub fn take_verdict(&mut self, verdict: &Verdict) -> bool {
        let Some(loaded) = std::sync::Arc::get_mut(&mut self.loaded) else {
            return false;
        };
        loaded.decide(verdict);
        self.edition += 1;
        self.revision += 1;
        // A message that became a reply may be hidden now, or shown.
        if !self.filter.hidden_kinds.is_empty() {
            self.refilter();
        }
        true
    }
}
