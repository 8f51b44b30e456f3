//! Watches the opened files and folders, and says when they have changed and are quiet again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::files;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// How long files have to be quiet: editors write a file in several steps.
const SETTLE: Duration = Duration::from_millis(90);

/// What has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Changed {
    /// Only what is kept beside the archive.
    Beside,
    /// The archive.
    Archive,
}

/// Watches what was opened last.
#[derive(Default)]
pub struct Watcher {
    /// Watches until it is dropped.
    watching: Option<(RecommendedWatcher, Receiver<Changed>)>,
    /// What has changed, and when that will have settled.
    due: Option<(Instant, Changed)>,
}

impl Watcher {
    /// Watches these instead of what was watched before.
    ///
    /// # Errors
    /// In a sentence, where the system does not let us.
    pub fn watch(&mut self, paths: &[PathBuf], ctx: &egui::Context) -> Result<(), String> {
        self.watching = None;
        self.due = None;
        // What is kept beside a link is beside the link, and not where it leads.
        let named = paths.iter().filter_map(|path| {
            let path = std::path::absolute(path).ok()?;
            Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?))
        });
        let named: Vec<PathBuf> = named.collect();
        let paths: Vec<PathBuf> = paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
        if paths.is_empty() {
            return Ok(());
        }
        let (sender, receiver) = channel();
        let (watched, ctx) = (paths.clone(), ctx.clone());
        let beside: Vec<PathBuf> = named.iter().flat_map(|path| files::paths_beside(path)).collect();
        let sentence = |error: &notify::Error| format!("changes of the files are not noticed: {error}; F5 reads them again");
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let Some(event) = event.ok().filter(|event| !matches!(event.kind, EventKind::Access(_))) else {
                return;
            };
            let of = |path: &PathBuf| {
                let is_archive = watched.iter().any(|known| path.starts_with(known));
                let is_beside = || beside.contains(path);
                is_archive
                    .then_some(Changed::Archive)
                    .or_else(|| is_beside().then_some(Changed::Beside))
            };
            let changed = event.paths.iter().filter_map(of).max();
            if changed.is_some_and(|changed| sender.send(changed).is_ok()) {
                ctx.request_repaint_after(SETTLE);
            }
        })
        .map_err(|error| sentence(&error))?;
        let mut folders = BTreeSet::new();
        let mut around = BTreeSet::new();
        for path in paths.iter().chain(&named) {
            // A file that is saved is often another file of the same name, so its folder is watched; what is kept beside a
            // folder is in the one around it.
            let parent = path.parent().unwrap_or(Path::new("."));
            if path.is_dir() {
                folders.insert((path.as_path(), true));
                around.insert(parent);
            } else {
                folders.insert((parent, false));
            }
        }
        for (folder, is_whole) in folders {
            let mode = if is_whole {
                RecursiveMode::Recursive
            } else {
                RecursiveMode::NonRecursive
            };
            watcher.watch(folder, mode).map_err(|error| sentence(&error))?;
        }
        for folder in around {
            // Only what is kept beside a folder goes unnoticed where this cannot be.
            let _ = watcher.watch(folder, RecursiveMode::NonRecursive);
        }
        self.watching = Some((watcher, receiver));
        Ok(())
    }

    /// What has changed and is quiet again; if it is not yet, how long that takes.
    pub fn poll(&mut self) -> Result<Option<Changed>, Duration> {
        let Some((_, receiver)) = &self.watching else { return Ok(None) };
        let now = Instant::now();
        let before = self.due.map(|(_, changed)| changed);
        if let Some(changed) = receiver.try_iter().max() {
            self.due = Some((now + SETTLE, before.map_or(changed, |before| before.max(changed))));
        }
        match self.due {
            None => Ok(None),
            Some((due, _)) if due > now => Err(due - now),
            Some((_, changed)) => {
                self.due = None;
                Ok(Some(changed))
            }
        }
    }
}
