//! A figure of what the window shows: what it takes of the state, so that a worker can draw it.

use std::sync::Arc;

use super::{Loaded, Origin, State};
use crate::dates::{DAY, Day, Zone};
use crate::figure::{Figure, Options, Recipe};
use crate::index::{Filter, Rows, Shown};
use crate::layout::Input;
use crate::model::{EventId, Kind, LeaderId};
use crate::theme::Measure;
use crate::threads::Wait;
use crate::view::{Folds, TempoUnit, View, Viewport};

/// What a figure is of.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The archive.
    pub loaded: Arc<Loaded>,
    shown: Arc<Shown>,
    filter: Filter,
    rows: Arc<Rows>,
    aim: Viewport,
    folds: Arc<Folds>,
    selected: Option<EventId>,
    wait: Wait,
    zones: Vec<Zone>,
    view: View,
    pair: Option<(LeaderId, LeaderId, TempoUnit)>,
}

impl State {
    /// What a figure would be of now.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject {
            loaded: Arc::clone(&self.loaded),
            shown: Arc::clone(&self.shown),
            filter: self.filter.clone(),
            rows: Arc::clone(&self.rows),
            aim: self.aim(),
            folds: Arc::clone(&self.folds),
            selected: self.selected,
            wait: self.wait,
            zones: self.zones.clone(),
            view: self.view,
            pair: self.pair_in_view().map(|(a, b)| (a, b, self.tempo_unit)),
        }
    }
}

impl Subject {
    /// The names of the files it is made from, without their hashes.
    #[must_use]
    pub fn files(&self) -> Vec<(String, Option<String>)> {
        match &self.loaded.origin {
            Origin::Example(_) => Vec::new(),
            Origin::Files(paths) => paths.iter().map(|path| (crate::figure::file_name(path), None)).collect(),
        }
    }

    /// What the figure is made from, as the command line can draw it again; `None` for an archive that ships, but the first.
    #[must_use]
    pub fn recipe(&self, options: &Options) -> Option<Recipe> {
        let archive = &self.loaded.archive;
        let archives = match &self.loaded.origin {
            Origin::Example(0) => Vec::new(),
            Origin::Example(_) => return None,
            Origin::Files(paths) => paths.clone(),
        };
        let id = |leader: LeaderId| archive.leader(leader).map(|leader| leader.id.clone());
        let pair = |(a, b): (LeaderId, LeaderId)| Some((id(a)?, id(b)?));
        let filter = &self.filter;
        let mut recipe = Recipe {
            archives,
            view: self.view,
            figure: options.clone(),
            ..Recipe::default()
        };
        if self.view == View::Tempo {
            recipe.pair = self.pair.and_then(|(a, b, _)| pair((a, b)));
        }
        if !matches!(self.view, View::Timeline | View::List) {
            return Some(recipe);
        }
        let range = if options.is_whole {
            filter.dates
        } else {
            Some(self.folds.unfold_range(self.aim.range()))
        };
        if let Some(range) = range {
            recipe.from = edtf(range.start);
            recipe.to = edtf(range.end - 1);
        }
        if !filter.hidden_leaders.is_empty() {
            let shown = archive.leaders().filter(|(id, _)| !filter.hidden_leaders.contains(id));
            recipe.leaders = shown.map(|(_, leader)| leader.id.clone()).collect();
        }
        recipe.between = filter.pair.and_then(pair);
        if !filter.hidden_kinds.is_empty() {
            let shown = Kind::ALL.into_iter().filter(|kind| !filter.hidden_kinds.contains(kind));
            recipe.kinds = shown.map(|kind| kind.name().to_owned()).collect();
        }
        recipe.search = Some(self.shown.needle().to_owned()).filter(|needle| !needle.is_empty());
        recipe.select = self.selected.and_then(|id| archive.event(id)).map(|event| event.id.to_string());
        recipe.is_folded = !self.folds.is_empty();
        recipe.wait = Some(self.wait.days).filter(|days| *days != crate::threads::USUAL_WAIT_DAYS);
        recipe.on = self.wait.on;
        recipe.zones = Some(self.zones.iter().map(|zone| zone.name().to_owned()).collect());
        Some(recipe)
    }

    /// Does something with the figure.
    pub fn with<T>(
        &self,
        options: &Options,
        files: &[(String, Option<String>)],
        sources_file: Option<&str>,
        make: impl FnOnce(&Figure<'_>) -> T,
    ) -> T {
        let loaded = &self.loaded;
        let whole = self.shown.range(&loaded.archive, &loaded.index).filter(|_| options.is_whole);
        let view = whole.map_or(self.aim.scrolled(0.0), |whole| Viewport::fit_days(self.folds.fold_range(whole)));
        make(&Figure {
            input: Input {
                archive: &loaded.archive,
                index: &loaded.index,
                threads: &loaded.threads,
                filter: &self.filter,
                shown: &self.shown,
                rows: &self.rows,
                viewport: view,
                folds: &self.folds,
                selected: self.selected,
                lane_scale: 1.0,
                theme: options.look.theme(),
                measure: Measure::bundled(),
                size: Figure::size_of(options),
                has_overview: false,
                wait: self.wait,
                zones: &self.zones,
                heights: None,
                seats: None,
                numbers: false,
            },
            view: self.view,
            pair: self.pair,
            options,
            files,
            sources_file,
        })
    }
}

/// An instant in EDTF; `None` for a year that has not four digits.
fn edtf(instant: i64) -> Option<String> {
    let (day, seconds) = (Day::of_instant(instant), instant.rem_euclid(DAY));
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    (0..=9999).contains(&day.year).then(|| {
        format!(
            "{:04}-{:02}-{:02}T{hours:02}:{minutes:02}:{seconds:02}Z",
            day.year, day.month, day.day
        )
    })
}
