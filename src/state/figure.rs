//! A figure of what the window shows: what it takes of the state, so that a worker can draw it.

use std::sync::Arc;

use super::{Loaded, Origin, State};
use crate::dates::Zone;
use crate::figure::{Figure, Options};
use crate::index::{Filter, Rows, Shown};
use crate::layout::Input;
use crate::model::{EventId, LeaderId};
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
