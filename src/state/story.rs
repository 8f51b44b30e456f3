//! The story of an archive: adding what is seen to it, and walking through it.

use std::sync::Arc;

use super::{Dialog, Effect, Panels, State, Subject, say};
use crate::dates::{Date, TimeRange};
use crate::figure::Options;
use crate::index::{Filter, OPEN_END, OPEN_START, Role, range_words};
use crate::library::Library;
use crate::model::{EventId, Kind, LaneId, LeaderId};
use crate::story::{Sight, Step};
use crate::view::{Folds, LONG_GAP, TempoUnit, View, Viewport};

/// The step of the story that is shown, and what was seen before the walk.
#[derive(Clone, Debug)]
pub struct Walk {
    /// Which step is seen.
    pub at: usize,
    /// What that step names and the archive does not have, a phrase each.
    pub missing: Vec<String>,
    before: Box<Before>,
}

/// Everything that a walk changes, as it was.
#[derive(Clone, Debug)]
struct Before {
    panels: Panels,
    filter: Filter,
    search: String,
    selected: Option<EventId>,
    lane: Option<LaneId>,
    limit: Option<usize>,
    viewport: Viewport,
    folds: Arc<Folds>,
    fold_longer_than: Option<f64>,
    view: View,
    tempo_unit: TempoUnit,
}

impl State {
    /// Adds what is seen now to the story, and opens it.
    pub(super) fn add_step(&mut self) -> Vec<Effect> {
        let sight = self.subject().sight(false);
        let selected = self.selected.and_then(|id| self.loaded.archive.event(id));
        let title = match (selected, &sight.start) {
            (Some(event), _) => event.title.to_string(),
            (None, Some(_)) => range_words(self.folds.unfold_range(self.aim().range())),
            (None, None) => self.loaded.archive.title.clone(),
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
        let Some(to) = to else { return self.end_walk() };
        if self.story.is_empty() {
            return vec![say("No story yet: J adds this view")];
        }
        let at = to.min(self.story.steps.len() - 1);
        let before = self.walk.take().map(|walk| walk.before);
        let is_first = before.is_none();
        let before = before.unwrap_or_else(|| Box::new(self.before()));
        let sight = self.story.steps[at].sight.clone();
        self.panels = Panels::default();
        let missing = self.see(&sight);
        self.walk = Some(Walk { at, missing, before });
        if is_first { vec![Effect::FullScreen(true)] } else { Vec::new() }
    }

    fn before(&self) -> Before {
        Before {
            panels: Panels {
                dialog: None,
                ..self.panels
            },
            filter: self.filter.clone(),
            search: self.search.clone(),
            selected: self.selected,
            lane: self.lane,
            limit: self.arrangement.limit,
            viewport: self.aim(),
            folds: Arc::clone(&self.folds),
            fold_longer_than: self.fold_longer_than,
            view: self.view,
            tempo_unit: self.tempo_unit,
        }
    }

    /// Ends a walk: what was seen before it comes back, as it was.
    pub fn end_walk(&mut self) -> Vec<Effect> {
        let Some(walk) = self.walk.take() else { return Vec::new() };
        let before = *walk.before;
        self.filter = before.filter;
        self.search = before.search;
        self.arrangement.limit = before.limit;
        self.view = before.view;
        self.tempo_unit = before.tempo_unit;
        self.panels = before.panels;
        self.selected = before.selected;
        self.refilter();
        self.settle();
        self.fold_longer_than = before.fold_longer_than;
        self.folds = before.folds;
        self.lane = before.lane.filter(|lane| self.rows.place_of_lane(*lane).is_some());
        self.motion = None;
        self.viewport = before.viewport;
        self.revision += 1;
        self.relist();
        vec![Effect::FullScreen(false)]
    }

    /// The archive was read again, and ids may mean others: what was seen before a walk is named anew, and its step shown anew.
    pub(super) fn follow_walk(&mut self, old: &Library) {
        let Some(mut walk) = self.walk.take() else { return };
        let new = &self.loaded.archive;
        let leader = |id: &LeaderId| new.find_leader(&old.archive.leader(*id)?.id);
        let before = &mut walk.before;
        before.filter.hidden_leaders = before.filter.hidden_leaders.iter().filter_map(leader).collect();
        before.filter.pair = before.filter.pair.and_then(|(a, b)| Some((leader(&a)?, leader(&b)?)));
        before.selected = before.selected.and_then(|id| new.find_event(&old.archive.event(id)?.id));
        before.lane = None;
        self.walk = Some(walk);
        self.show_step();
    }

    /// Shows the step of the walk anew, or the last one where there are fewer by now.
    pub(super) fn show_step(&mut self) {
        if let Some(at) = self.walk.as_ref().map(|walk| walk.at)
            && !self.story.is_empty()
        {
            self.walk(Some(at));
        }
    }

    /// A number of steps on in the story, or back; without a walk, it begins.
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
        self.filter.dates = range_of(sight.from.as_deref(), sight.to.as_deref());
        let range = range_of(sight.start.as_deref(), sight.end.as_deref()).or(self.filter.dates);
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

/// The time between two dates; a side that is not said is open.
fn range_of(from: Option<&str>, to: Option<&str>) -> Option<TimeRange> {
    let read = |text: Option<&str>| text.and_then(|text| Date::parse(text).ok());
    let from = read(from).and_then(|date| date.extent().earliest);
    let to = read(to).and_then(|date| date.extent().latest);
    let range = TimeRange::new(from.unwrap_or(OPEN_START), to.unwrap_or(OPEN_END));
    ((from.is_some() || to.is_some()) && range.start < range.end).then_some(range)
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
