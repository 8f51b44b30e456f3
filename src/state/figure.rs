//! A figure of what the window shows: what it takes of the state, so that a worker can draw it.

use std::sync::Arc;

use super::State;
use crate::dates::{DAY, Day, Zone};
use crate::figure::{Figure, Options, Recipe};
use crate::index::{Filter, OPEN_END, OPEN_START, Role, Rows, Shown};
use crate::layout::{Input, Medium, Numbering};
use crate::library::{Library, Origin};
use crate::model::{EventId, Kind, LeaderId};
use crate::story::Sight;
use crate::theme::Measure;
use crate::threads::Wait;
use crate::view::{Folds, TempoUnit, View, Viewport};

/// What a figure is of.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The archive.
    pub loaded: Arc<Library>,
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
    lanes: Option<usize>,
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
            lanes: self.arrangement.limit,
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
        let archives = match &self.loaded.origin {
            Origin::Example(0) => Vec::new(),
            Origin::Example(_) => return None,
            Origin::Files(paths) => paths.clone(),
        };
        Some(Recipe {
            archives,
            shows: self.sight(options.is_whole),
            // Charts have no clocks.
            zones: matches!(self.view, View::Timeline | View::List).then(|| self.zones.iter().map(|zone| zone.name().to_owned()).collect()),
            wait: Some(self.wait.days).filter(|days| *days != crate::threads::USUAL_WAIT_DAYS),
            on: self.wait.on,
            figure: options.clone(),
            ..Recipe::default()
        })
    }

    /// What is seen, in words that a file can keep; all the time there is, or what of it is in view.
    #[must_use]
    pub fn sight(&self, is_whole: bool) -> Sight {
        let archive = &self.loaded.archive;
        let id = |leader: LeaderId| archive.leader(leader).map(|leader| leader.id.clone());
        let pair = |(a, b): (LeaderId, LeaderId)| Some((id(a)?, id(b)?));
        let filter = &self.filter;
        let mut sight = Sight {
            view: self.view,
            ..Sight::default()
        };
        if let Some((a, b, unit)) = self.pair.filter(|_| self.view == View::Tempo) {
            sight.pair = pair((a, b));
            sight.per = Some(unit.name().to_owned()).filter(|_| unit != TempoUnit::default());
        }
        // Charts count the whole archive.
        if !matches!(self.view, View::Timeline | View::List) {
            return sight;
        }
        if let Some(dates) = filter.dates {
            sight.from = edtf(dates.start);
            sight.to = edtf(dates.end - 1);
        }
        if self.view == View::Timeline && !is_whole && self.loaded.index.range().is_some() {
            let seen = self.folds.unfold_range(self.aim.range());
            sight.start = edtf(seen.start);
            sight.end = edtf(seen.end - 1);
        }
        if !filter.hidden_leaders.is_empty() {
            let shown = archive.leaders().filter(|(id, _)| !filter.hidden_leaders.contains(id));
            sight.leaders = shown.map(|(_, leader)| leader.id.clone()).collect();
        }
        sight.role = Some(filter.role.name().to_owned()).filter(|_| filter.role != Role::default() && !sight.leaders.is_empty());
        sight.between = filter.pair.and_then(pair);
        if !filter.hidden_kinds.is_empty() {
            let shown = Kind::ALL.into_iter().filter(|kind| !filter.hidden_kinds.contains(kind));
            sight.kinds = shown.map(|kind| kind.name().to_owned()).collect();
        }
        sight.search = Some(self.shown.needle().to_owned()).filter(|needle| !needle.is_empty());
        sight.select = self.selected.and_then(|id| archive.event(id)).map(|event| event.id.to_string());
        sight.is_folded = !self.folds.is_empty();
        sight.lanes = self.lanes;
        sight
    }

    /// The figure.
    #[must_use]
    pub fn figure<'a>(&'a self, options: &'a Options, files: &'a [(String, Option<String>)], sources_file: Option<&'a str>) -> Figure<'a> {
        let loaded = &self.loaded;
        let whole = self.shown.range(&loaded.archive, &loaded.index).filter(|_| options.is_whole);
        let view = whole.map_or(self.aim.scrolled(0.0), |whole| Viewport::fit_days(self.folds.fold_range(whole)));
        Figure {
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
                numbers: Numbering::None,
                notes: false,
                medium: Medium::default(),
            },
            view: self.view,
            pair: self.pair,
            options,
            files,
            sources_file,
        }
    }
}

/// An instant in EDTF; outside the years of four digits, its year.
fn edtf(instant: i64) -> Option<String> {
    let (day, seconds) = (Day::of_instant(instant), instant.rem_euclid(DAY));
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if instant == OPEN_START || instant >= OPEN_END - 1 {
        return None;
    }
    Some(if (0..=9999).contains(&day.year) {
        format!(
            "{:04}-{:02}-{:02}T{hours:02}:{minutes:02}:{seconds:02}Z",
            day.year, day.month, day.day
        )
    } else if (-9999..0).contains(&day.year) {
        format!("-{:04}-{:02}-{:02}", -day.year, day.month, day.day)
    } else {
        format!("Y{}", day.year)
    })
}
