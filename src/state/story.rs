//! The story of an archive: adding what is seen to it, and walking through it.

use std::sync::Arc;

use super::{Dialog, Effect, Panels, State, Subject};
use crate::dates::{Date, TimeRange};
use crate::figure::Options;
use crate::index::{Filter, OPEN_END, OPEN_START, Role, range_words};
use crate::model::{Kind, LeaderId};
use crate::story::{Sight, Step};
use crate::view::{LONG_GAP, TempoUnit, View, Viewport};

/// Where somebody is who walks through the story, and where he came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Walk {
    /// Which step is seen.
    pub at: usize,
    /// What that step names and the archive does not have, a phrase each.
    pub missing: Vec<String>,
    /// What was seen before.
    before: Sight,
    /// What was open before.
    panels: Panels,
}

impl State {
    /// Adds what is seen now to the story, and opens it.
    pub(super) fn add_step(&mut self) -> Vec<Effect> {
        let sight = self.subject().sight(false);
        let selected = self.selected.and_then(|id| self.loaded.archive.event(id));
        let title = match (selected, self.view) {
            (Some(event), _) => event.title.to_string(),
            (None, View::Timeline) => range_words(self.folds.unfold_range(self.aim().range())),
            (None, _) => self.loaded.archive.title.clone(),
        };
        let mut story = self.story.clone();
        story.steps.push(Step {
            title,
            text: String::new(),
            sight,
        });
        self.panels.dialog = Some(Dialog::Story);
        self.set_story(story)
    }

    /// Goes to a step of the story; `None` ends the walk, and what was seen before comes back.
    pub(super) fn walk(&mut self, to: Option<usize>) -> Vec<Effect> {
        let to = to.filter(|_| !self.story.is_empty());
        let Some(at) = to.map(|at| at.min(self.story.steps.len() - 1)) else {
            return self.stop_walking();
        };
        let is_first = self.walk.is_none();
        let walk = self.walk.take();
        let (before, panels) = match walk {
            Some(walk) => (walk.before, walk.panels),
            None => (
                self.subject().sight(false),
                Panels {
                    dialog: None,
                    ..self.panels
                },
            ),
        };
        let sight = self.story.steps[at].sight.clone();
        self.panels = Panels::default();
        let missing = self.see(&sight);
        self.walk = Some(Walk {
            at,
            missing,
            before,
            panels,
        });
        if is_first { vec![Effect::FullScreen(true)] } else { Vec::new() }
    }

    fn stop_walking(&mut self) -> Vec<Effect> {
        let Some(walk) = self.walk.take() else { return Vec::new() };
        self.see(&walk.before);
        self.panels = walk.panels;
        vec![Effect::FullScreen(false)]
    }

    /// So many steps on in the story, or back; without a walk, it begins.
    pub(super) fn walk_by(&mut self, by: isize) -> Vec<Effect> {
        let to = self.walk.as_ref().map_or(0, |walk| walk.at.saturating_add_signed(by));
        self.walk(Some(to))
    }

    /// Shows what a step names; gives what of it the archive does not have, a phrase each.
    pub(super) fn see(&mut self, sight: &Sight) -> Vec<String> {
        let mut missing = Vec::new();
        let (filter, pair) = self.filter_of(sight, &mut missing);
        self.view = sight.view;
        self.tempo_unit = sight.per.as_deref().and_then(TempoUnit::from_name).unwrap_or_default();
        self.arrangement.limit = sight.lanes;
        self.search = sight.search.clone().unwrap_or_default();
        self.selected = None;
        self.filter = Filter {
            pair: pair.filter(|_| sight.view == View::Tempo).or(filter.pair),
            ..filter
        };
        let range = range_of(sight);
        self.filter.dates = range.filter(|_| sight.view == View::List);
        self.fold_longer_than = None;
        self.folds = Arc::default();
        self.refilter();
        self.settle();
        let shown = self
            .shown
            .range(&self.loaded.archive, &self.loaded.index)
            .or(self.loaded.index.range());
        let whole = shown.unwrap_or(TimeRange::new(0, crate::dates::DAY));
        if sight.is_folded {
            let seen = range.map_or(whole, |range| inside(range, whole));
            self.fold_longer_than = Some(seen.seconds() as f64 * LONG_GAP);
            self.refold();
        }
        if sight.view == View::Timeline {
            let view = match range {
                Some(range) => {
                    let range = inside(range, whole);
                    let (start, end) = (self.folds.fold(range.start as f64), self.folds.fold(range.end as f64));
                    Viewport::new(start, end - start)
                }
                None => self.fit_all(),
            };
            self.go_to(view.scrolled(0.0));
        }
        if let Some(key) = &sight.select {
            match self.loaded.archive.find_event(key) {
                Some(id) => self.select(Some(id)),
                None => missing.push(format!("the event {key:?}")),
            }
        }
        missing
    }

    /// The filter that a step names, and the pair of its tempo.
    fn filter_of(&self, sight: &Sight, missing: &mut Vec<String>) -> (Filter, Option<(LeaderId, LeaderId)>) {
        let archive = &self.loaded.archive;
        let mut leader = |key: &String| {
            let found = archive.find_leader(key);
            if found.is_none() {
                missing.push(format!("the leader {key:?}"));
            }
            found
        };
        let mut two = |pair: &Option<(String, String)>| {
            let (a, b) = pair.as_ref()?;
            Some((leader(a)?, leader(b)?))
        };
        let (between, pair) = (two(&sight.between), two(&sight.pair));
        let mut filter = Filter {
            role: sight.role.as_deref().and_then(Role::from_name).unwrap_or_default(),
            pair: between,
            ..Filter::default()
        };
        if !sight.leaders.is_empty() {
            let kept: Vec<LeaderId> = sight.leaders.iter().filter_map(&mut leader).collect();
            filter.hidden_leaders = archive.leaders().map(|(id, _)| id).filter(|id| !kept.contains(id)).collect();
        }
        if !sight.kinds.is_empty() {
            let kept: Vec<Kind> = sight.kinds.iter().filter_map(|name| Kind::from_name(name)).collect();
            filter.hidden_kinds = Kind::ALL.into_iter().filter(|kind| !kept.contains(kind)).collect();
        }
        (filter, pair)
    }

    /// What the figures of a story are of, each with how it is to be: its words are headline and deck.
    #[must_use]
    pub fn told(&self, options: &Options) -> Vec<(Subject, Options)> {
        let told = self.story.steps.iter().map(|step| {
            let mut state = self.clone();
            state.see(&step.sight);
            let mut options = options.clone();
            options.is_whole = false;
            options.words.headline = Some(step.title.clone());
            options.words.deck = Some(step.text.clone());
            (state.subject(), options)
        });
        told.collect()
    }
}

/// The dates of a step; a side that is not said is open.
fn range_of(sight: &Sight) -> Option<TimeRange> {
    let read = |text: &Option<String>| text.as_deref().and_then(|text| Date::parse(text).ok());
    let from = read(&sight.from).and_then(|date| date.extent().earliest);
    let to = read(&sight.to).and_then(|date| date.extent().latest);
    (from.is_some() || to.is_some()).then(|| TimeRange::new(from.unwrap_or(OPEN_START), to.unwrap_or(OPEN_END)))
}

/// A range whose open sides end where the events do.
fn inside(range: TimeRange, whole: TimeRange) -> TimeRange {
    let start = if range.start == OPEN_START {
        whole.start.min(range.end - 1)
    } else {
        range.start
    };
    let end = if range.end == OPEN_END {
        whole.end.max(start + 1)
    } else {
        range.end
    };
    TimeRange::new(start, end)
}
