//! Opening files: by whom it was asked, how far it is, what takes the place of what.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::App;
use super::reading::{Ended, OnScreen};
use super::settings::Remembered;
use crate::command::Command;
use crate::figure::Export;
use crate::files::{self, Options, Phase, STANDARD_INPUT};
use crate::library::{Library, Origin};
use crate::model::{EventId, LoadReport, Severity};
use crate::ui::{Loading, Toast};

/// The window waits before its first frame for files up to this total size, in bytes.
const SMALL: u64 = 4_000_000;

/// How long it waits at most.
const MOMENT: Duration = Duration::from_secs(1);

impl App {
    /// What the user said about tables, now or before.
    fn options(&self) -> Options {
        Options {
            remembered: self.settings.mappings.clone(),
            ..self.options.clone()
        }
    }

    /// Opens what the command line names. What is small is mostly read before the first frame, which waits a moment for it.
    pub(super) fn open_first(&mut self, paths: Vec<PathBuf>) {
        if paths.is_empty() {
            return;
        }
        let is_small = total_size(&paths) <= SMALL;
        self.load(paths, false);
        let until = Instant::now() + MOMENT;
        while is_small && self.reading.is_active() {
            let Some(done) = self.workers.wait(until) else { break };
            self.done(done);
        }
    }

    /// Reads files on a worker; `is_by_itself` where nobody asked, because they have changed.
    pub(super) fn load(&mut self, paths: Vec<PathBuf>, is_by_itself: bool) {
        let origin = Origin::Files(paths.clone());
        let is_again = origin == self.state.loaded.origin;
        if is_again && paths.iter().any(|path| path.as_os_str() == STANDARD_INPUT) {
            self.memory.toast = Some(Toast::error(
                "Standard input can be read only once; pipe it in again to see it anew",
            ));
            return;
        }
        let number = self.reading.next();
        self.stop_suggesting();
        // A reload that nobody asked for is not announced unless it takes long.
        self.memory.loading = (!is_by_itself).then(|| Loading {
            what: names_of(&paths),
            phase: Phase::Bytes(0.0),
            is_partial: false,
        });
        let beside = files::stamps_beside(&paths);
        let old = is_again.then(|| Arc::clone(&self.state.loaded));
        let stop = self.workers.load(number, paths, self.options(), old);
        self.reading.begin(stop, is_by_itself, beside);
    }

    /// Reads the open files again because they have changed; where they are being read, once more behind that.
    pub(super) fn load_changed(&mut self) {
        if self.reading.change()
            && let Origin::Files(paths) = self.state.loaded.origin.clone()
        {
            self.load(paths, true);
        }
    }

    /// What is beside the open archive has changed: it is read again, unless this window did it.
    pub(super) fn load_changed_beside(&mut self) {
        if let Origin::Files(paths) = &self.state.loaded.origin
            && files::stamps_beside(paths) != self.beside
        {
            self.load_changed();
        }
    }

    /// Stops the worker; what was read so far stays.
    pub(super) fn stop_loading(&mut self) {
        if !self.reading.stop() {
            return;
        }
        self.follow();
        let is_partial = self.memory.loading.take().is_some_and(|loading| loading.is_partial);
        self.memory.toast = Some(Toast::note(if is_partial {
            "Stopped; only what was read so far is shown"
        } else {
            "Stopped"
        }));
        self.suggest();
    }

    pub(super) fn read_so_far(&mut self, phase: Phase) {
        if let Some(loading) = &mut self.memory.loading {
            loading.phase = phase;
        }
    }

    /// What is read so far is shown, while the rest is read.
    pub(super) fn partly_opened(&mut self, loaded: Library) {
        if let Some(loading) = &mut self.memory.loading {
            loading.is_partial = true;
            if loaded.origin == self.state.loaded.origin && self.reading.on_screen() == OnScreen::Whole {
                return; // the whole of it is on screen already, from before
            }
            let (before, beside) = self.reading.part();
            if let Some(beside) = beside {
                self.beside = beside.to_vec();
            }
            if before == OnScreen::Part {
                self.state.grow(loaded);
            } else {
                self.leave();
                self.state.replace(loaded);
            }
        }
    }

    /// A worker is done with all of it.
    pub(super) fn wholly_opened(&mut self, loaded: Library, changed: BTreeSet<EventId>) {
        let Some(Ended {
            is_by_itself,
            is_stale,
            beside,
        }) = self.reading.end()
        else {
            return;
        };
        self.beside = beside;
        self.opened(loaded, changed, is_by_itself);
        self.follow();
        if is_stale {
            self.load_changed();
        }
    }

    /// Reading failed: the last good state stays, and the next good save is read.
    pub(super) fn broken(&mut self, message: String) {
        let is_stale = self.reading.end().is_some_and(|ended| ended.is_stale);
        self.memory.loading = None;
        self.memory.toast = Some(Toast::error(message));
        if is_stale {
            self.load_changed();
        }
        self.suggest();
    }

    /// An archive has been read: it replaces the open one, or refreshes it if it is the same.
    pub(super) fn opened(&mut self, loaded: Library, changed: BTreeSet<EventId>, is_by_itself: bool) {
        self.memory.loading = None;
        let was_partial = self.reading.whole() == OnScreen::Part;
        if let Origin::Files(paths) = &loaded.origin {
            for path in paths.iter().rev().filter(|path| path.as_os_str() != STANDARD_INPUT) {
                self.settings.remember_path(path);
            }
            self.memory.recent.clone_from(&self.settings.recent);
        }
        let is_broken =
            loaded.origin == self.state.loaded.origin && !was_partial && broken_file(&self.state.loaded.report, &loaded.report).is_some();
        if !is_broken {
            // What was said is kept beside the archive, and is read with it.
            self.verdicts.clear();
        }
        if loaded.origin != self.state.loaded.origin {
            self.leave();
            // What was left out stands in the report, which opens by itself.
            self.memory.toast = None;
            self.state.replace(loaded);
            self.restore();
        } else if was_partial {
            if self.state.grow(loaded) {
                self.restore();
            }
        } else if let Some(error) = broken_file(&self.state.loaded.report, &loaded.report) {
            // The new state of a file cannot be read: the old one stays, the error stands beside it.
            self.memory.toast = Some(Toast::error(error));
        } else {
            self.state.refresh(loaded, changed);
            self.memory.toast = (!is_by_itself).then(|| Toast::note("Read again"));
        }
        self.watch();
        self.suggest();
    }

    /// The open archive gives way to another one: a walk through its story ends, and how it was seen is remembered.
    fn leave(&mut self) {
        let ctx = self.ctx.clone();
        for effect in self.state.end_walk() {
            self.run(effect, &ctx);
        }
        self.settings.remember(&self.state);
    }

    /// Starts looking for suggested replies, where opening left that for later.
    pub(super) fn suggest(&mut self) {
        self.stop_suggesting();
        if !self.state.loaded.threads.has_suggestions() {
            self.suggesting = Some(self.workers.suggest(self.reading.loads(), Arc::clone(&self.state.loaded)));
        }
    }

    pub(super) fn stop_suggesting(&mut self) {
        if let Some(stop) = self.suggesting.take() {
            stop.store(true, Ordering::Relaxed);
        }
        self.memory.suggesting = None;
    }

    /// How far the worker is that looks for suggested replies; when it is done they are drawn and listed.
    pub(super) fn suggested_so_far(&mut self, share: Option<f32>) {
        self.memory.suggesting = share;
        if share.is_none() {
            self.suggesting = None;
            self.state.suggested();
        }
    }

    /// Watches the files that are open.
    fn watch(&mut self) {
        let paths = match &self.state.loaded.origin {
            Origin::Files(paths) => paths.as_slice(),
            Origin::Example(_) => &[],
        };
        if paths == self.watched.as_slice() {
            return;
        }
        self.watched = paths.to_vec();
        if let Err(error) = self.watcher.watch(&self.watched, &self.ctx) {
            self.memory.toast = Some(Toast::error(error));
        }
    }

    /// Takes up what was remembered of the open archive.
    pub(super) fn restore(&mut self) {
        if let Some(Remembered {
            viewport,
            lane_scale,
            is_side_open,
            figure,
            ..
        }) = self.settings.remembered(&self.state.loaded.origin)
        {
            let filter = self.settings.filter_for(&self.state.loaded);
            let arrangement = self.settings.arrangement_for(&self.state.loaded);
            self.state.restore(viewport, filter, arrangement, lane_scale);
            self.state.panels.side = is_side_open;
            if let Some(options) = figure {
                self.state.apply(Command::SetFigure(Box::new(Export {
                    options,
                    ..Export::default()
                })));
            }
        }
    }
}

/// The first error of a file that held events before and cannot be read at all now.
fn broken_file(old: &LoadReport, new: &LoadReport) -> Option<String> {
    let held_before = |path: &str| old.files.iter().any(|file| file.path == path && file.read > file.rejected);
    let broken = new
        .files
        .iter()
        .find(|file| file.read == file.rejected && held_before(&file.path))?;
    let errors = || {
        new.reports
            .iter()
            .filter(|report| report.severity == Severity::Error && report.path == broken.path)
    };
    let first = errors().next()?.to_string();
    let first = first.lines().next().unwrap_or_default().to_owned();
    Some(match errors().count() {
        0 | 1 => first,
        many => format!("{first} (and {} more)", many - 1),
    })
}

fn total_size(paths: &[PathBuf]) -> u64 {
    // A folder may hold anything, and a pipe may be slow, so a worker reads those.
    let size = |path: &Path| match std::fs::metadata(path) {
        _ if path.as_os_str() == STANDARD_INPUT => SMALL + 1,
        Ok(data) if data.is_dir() => SMALL + 1,
        Ok(data) => data.len(),
        Err(_) => 0,
    };
    paths.iter().map(|path| size(path)).sum()
}

fn names_of(paths: &[PathBuf]) -> String {
    let name = |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned());
    match paths {
        [one] if one.as_os_str() == STANDARD_INPUT => "standard input".to_owned(),
        [one] => name(one).unwrap_or_else(|| one.display().to_string()),
        many => format!("{} files", many.len()),
    }
}
