//! Watches the opened files and folders, and says when they have changed and are quiet again.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// How long files have to be quiet: editors write a file in several steps.
const SETTLE: Duration = Duration::from_millis(90);

/// Watches what was opened last.
#[derive(Default)]
pub struct Watcher {
    /// Watches until it is dropped.
    watching: Option<(RecommendedWatcher, Receiver<()>)>,
    /// When the last change will have settled.
    due: Option<Instant>,
}

impl Watcher {
    /// Watches these instead of what was watched before.
    ///
    /// # Errors
    /// In a sentence, where the system does not let us.
    pub fn watch(&mut self, paths: &[PathBuf], ctx: &egui::Context) -> Result<(), String> {
        self.watching = None;
        self.due = None;
        let paths: Vec<PathBuf> = paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
        if paths.is_empty() {
            return Ok(());
        }
        let (sender, receiver) = channel();
        let (watched, ctx) = (paths.clone(), ctx.clone());
        let sentence = |error: &notify::Error| format!("changes of the files are not noticed: {error}; F5 reads them again");
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let is_meant = event.is_ok_and(|event| {
                !matches!(event.kind, EventKind::Access(_))
                    && event.paths.iter().any(|path| watched.iter().any(|known| path.starts_with(known)))
            });
            if is_meant && sender.send(()).is_ok() {
                ctx.request_repaint_after(SETTLE);
            }
        })
        .map_err(|error| sentence(&error))?;
        for path in &paths {
            // A file that is saved is often another file of the same name, so its folder is watched.
            let (folder, mode) = if path.is_dir() {
                (path.as_path(), RecursiveMode::Recursive)
            } else {
                (path.parent().unwrap_or(Path::new(".")), RecursiveMode::NonRecursive)
            };
            watcher.watch(folder, mode).map_err(|error| sentence(&error))?;
        }
        self.watching = Some((watcher, receiver));
        Ok(())
    }

    /// Whether something has changed and is quiet again; if it is not yet, how long that takes.
    pub fn poll(&mut self) -> Result<bool, Duration> {
        let Some((_, receiver)) = &self.watching else { return Ok(false) };
        let now = Instant::now();
        if receiver.try_iter().count() > 0 {
            self.due = Some(now + SETTLE);
        }
        match self.due {
            None => Ok(false),
            Some(due) if due > now => Err(due - now),
            Some(_) => {
                self.due = None;
                Ok(true)
            }
        }
    }
}
