//! What is decided about the open archive: kept beside it, and taken up in it at once.

use std::path::PathBuf;
use std::time::Duration;

use super::App;
use crate::files;
use crate::state::{Origin, Verdict};
use crate::ui::Toast;

/// How long it takes until it is tried again to change an archive at which a worker still looks.
const AGAIN: Duration = Duration::from_millis(8);

impl App {
    /// Keeps what is said of a suggested reply, and takes it up.
    pub(super) fn keep_decision(&mut self, verdict: Verdict) {
        match self.state.loaded.origin.clone() {
            Origin::Files(paths) => {
                if let Err(error) = self.write_beside(&paths, || files::keep_decision(&paths, &verdict.decision, verdict.holds)) {
                    self.state.not_kept();
                    self.memory.toast = Some(Toast::error(error.to_string()));
                    return;
                }
            }
            Origin::Example(_) => {
                self.memory.toast = Some(Toast::note(
                    "Kept until this archive is closed: it is built in and has no file beside it",
                ));
            }
        }
        // What is being read may have been read without it.
        self.is_stale |= self.current.is_some();
        self.verdicts.push_back(verdict);
        self.take_verdicts();
    }

    /// Writes beside the open archive. What another program wrote there meanwhile will be read all the same.
    pub(super) fn write_beside<E>(&mut self, paths: &[PathBuf], write: impl FnOnce() -> Result<(), E>) -> Result<(), E> {
        let is_known = files::stamps_beside(paths) == self.beside;
        let written = write();
        if is_known {
            self.beside = files::stamps_beside(paths);
        }
        written
    }

    /// Takes up what was said, in its order; where a worker looks at the archive, when it is done.
    pub(super) fn take_verdicts(&mut self) {
        if self.verdicts.is_empty() {
            return;
        }
        self.stop_suggesting();
        let mut is_any = false;
        while let Some(verdict) = self.verdicts.front() {
            if !self.state.take_verdict(verdict) {
                self.ctx.request_repaint_after(AGAIN);
                break;
            }
            self.verdicts.pop_front();
            is_any = true;
        }
        if is_any {
            if let Origin::Files(paths) = self.state.loaded.origin.clone() {
                self.state.retell(|report| files::retell_decisions(&paths, report));
            }
            if let Some(question) = self.state.take_question() {
                self.workers.ask(question);
            }
        }
        if self.verdicts.is_empty() && self.current.is_none() {
            self.suggest();
        }
    }
}
