//! What is decided about the open archive: kept beside it, and taken up in it at once.

use std::time::Duration;

use super::App;
use crate::files;
use crate::library::Origin;
use crate::state::Verdict;
use crate::story::Story;
use crate::ui::Toast;

/// How long it takes until it is tried again to change an archive at which a worker still looks.
const AGAIN: Duration = Duration::from_millis(8);

/// What there is to say where something has no place to be kept.
const KEPT_UNTIL_CLOSED: &str = "Kept until this archive is closed: it is built in and has no file beside it";

impl App {
    /// Keeps what is said of a suggested reply, and takes it up.
    pub(super) fn keep_decision(&mut self, verdict: Verdict) {
        match self.state.loaded.origin.clone() {
            Origin::Files(paths) => {
                match files::keep_decision(&paths, &verdict.decision, verdict.holds) {
                    // What another program wrote meanwhile will be read.
                    Ok(stamps) if stamps.before == self.beside => self.beside = stamps.after,
                    Ok(_) => {}
                    Err(error) => {
                        self.state.not_kept();
                        self.memory.toast = Some(Toast::error(error.to_string()));
                        return;
                    }
                }
            }
            Origin::Example(_) => {
                self.memory.toast = Some(Toast::note(KEPT_UNTIL_CLOSED));
            }
        }
        // What is being read may have been read without it.
        self.reading.change();
        self.verdicts.push_back(verdict);
        self.take_verdicts();
    }

    /// Keeps the story beside the open archive.
    pub(super) fn keep_story(&mut self, before: Story, after: &Story) {
        // What is being read may have been read without it.
        self.reading.change();
        let Origin::Files(paths) = &self.state.loaded.origin else {
            self.memory.toast = Some(Toast::note(KEPT_UNTIL_CLOSED));
            return;
        };
        match files::keep_story(paths, &before, after) {
            Ok(stamps) if stamps.before == self.beside => self.beside = stamps.after,
            Ok(_) => {}
            Err(error) => {
                self.state.story_not_kept(before);
                self.memory.toast = Some(Toast::error(error.to_string()));
                if matches!(error, files::KeepError::Changed(_)) {
                    self.load_changed();
                }
            }
        }
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
        if self.verdicts.is_empty() && !self.reading.is_active() {
            self.suggest();
        }
    }
}
