//! Reading files, as a machine: nothing is read, or one load is under way; and on screen is the whole of an archive, or a part.
//!
//! ```text
//!            begin                 end, fail, stop
//!   Idle ───────────▶ Active(load) ───────────────▶ Idle ──(changed meanwhile)──▶ begin again
//!                      │      ▲
//!                      └ part ┘  the first part replaces what was on screen, further ones grow it
//! ```
//!
//! Every transition is a method here; what each means for the window is in `loading`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::files::Stamp;

/// Whether files are being read, and how much of them is on screen.
#[derive(Default)]
pub(super) struct Reading {
    /// How many loads there were; the number of the last.
    loads: u64,
    stage: Stage,
    on_screen: OnScreen,
}

#[derive(Default)]
enum Stage {
    #[default]
    Idle,
    Active(Load),
}

/// How much of the last files that were opened is on screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum OnScreen {
    /// All that there is.
    #[default]
    Whole,
    /// What was read of them so far.
    Part,
}

/// A load that a worker is at.
struct Load {
    stop: Arc<AtomicBool>,
    is_by_itself: bool,
    /// Whether the files changed while they were read.
    is_stale: bool,
    /// What was beside the files when they began to be read.
    beside: Vec<Option<Stamp>>,
}

/// A load that has ended.
pub(super) struct Ended {
    /// Whether it began by itself, without a command.
    pub is_by_itself: bool,
    /// Whether the files changed meanwhile, so that they have to be read again.
    pub is_stale: bool,
    /// What was beside the files when they began to be read.
    pub beside: Vec<Option<Stamp>>,
}

impl Reading {
    /// The number of the next load; the one under way stops.
    pub fn next(&mut self) -> u64 {
        self.stop();
        self.loads += 1;
        self.loads
    }

    /// The load that was numbered last is under way.
    pub fn begin(&mut self, stop: Arc<AtomicBool>, is_by_itself: bool, beside: Vec<Option<Stamp>>) {
        self.stage = Stage::Active(Load {
            stop,
            is_by_itself,
            is_stale: false,
            beside,
        });
    }

    /// How many loads there were; the number of the last.
    pub const fn loads(&self) -> u64 {
        self.loads
    }

    /// Whether a load is under way.
    pub const fn is_active(&self) -> bool {
        matches!(self.stage, Stage::Active(_))
    }

    /// Whether a worker speaks of the load that is under way, and not of one before.
    pub const fn is_current(&self, number: u64) -> bool {
        self.is_active() && self.loads == number
    }

    /// How much is on screen.
    pub const fn on_screen(&self) -> OnScreen {
        self.on_screen
    }

    /// The files have changed; whether they can be read again at once. Otherwise that follows when the load under way has ended.
    pub fn change(&mut self) -> bool {
        match &mut self.stage {
            Stage::Idle => true,
            Stage::Active(load) => {
                load.is_stale = true;
                false
            }
        }
    }

    /// A part of the files comes on screen. Gives what was there before, and for the first part what was beside the files.
    pub fn part(&mut self) -> (OnScreen, Option<&[Option<Stamp>]>) {
        let before = std::mem::replace(&mut self.on_screen, OnScreen::Part);
        let beside = match &self.stage {
            Stage::Active(load) if before == OnScreen::Whole => Some(load.beside.as_slice()),
            Stage::Active(_) | Stage::Idle => None,
        };
        (before, beside)
    }

    /// The whole of an archive comes on screen. Gives what was there before.
    pub fn whole(&mut self) -> OnScreen {
        std::mem::take(&mut self.on_screen)
    }

    /// The load under way has ended, well or not.
    pub fn end(&mut self) -> Option<Ended> {
        match std::mem::take(&mut self.stage) {
            Stage::Idle => None,
            Stage::Active(load) => Some(Ended {
                is_by_itself: load.is_by_itself,
                is_stale: load.is_stale,
                beside: load.beside,
            }),
        }
    }

    /// Stops the load under way; whether there was one. What is on screen stays.
    pub fn stop(&mut self) -> bool {
        match std::mem::take(&mut self.stage) {
            Stage::Idle => false,
            Stage::Active(load) => {
                load.stop.store(true, Ordering::Relaxed);
                true
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun(reading: &mut Reading) -> (u64, Arc<AtomicBool>) {
        let stop = Arc::new(AtomicBool::new(false));
        let number = reading.next();
        reading.begin(Arc::clone(&stop), false, vec![None]);
        (number, stop)
    }

    #[test]
    fn only_the_last_load_is_heard_and_the_one_before_it_stops() {
        let mut reading = Reading::default();
        assert!(
            !reading.is_active() && reading.change(),
            "nothing is read: a change is read at once"
        );
        let (first, stop) = begun(&mut reading);
        let (second, _) = begun(&mut reading);
        assert!(stop.load(Ordering::Relaxed) && !reading.is_current(first) && reading.is_current(second));
        assert!(reading.end().is_some_and(|ended| !ended.is_stale));
        assert!(!reading.is_current(second) && reading.end().is_none());
    }

    #[test]
    fn what_changes_while_it_is_read_is_read_again() {
        let mut reading = Reading::default();
        begun(&mut reading);
        assert!(!reading.change());
        assert!(reading.end().is_some_and(|ended| ended.is_stale));
        // One that is stopped is not.
        begun(&mut reading);
        reading.change();
        assert!(reading.stop() && reading.end().is_none() && !reading.stop());
    }

    #[test]
    fn a_part_stays_a_part_until_the_whole_is_there() {
        let mut reading = Reading::default();
        begun(&mut reading);
        assert_eq!(reading.part(), (OnScreen::Whole, Some(&[None][..])));
        assert_eq!(reading.part(), (OnScreen::Part, None));
        reading.stop();
        assert_eq!(reading.on_screen(), OnScreen::Part, "it was stopped half way");
        begun(&mut reading);
        assert_eq!(reading.whole(), OnScreen::Part);
        assert_eq!(reading.on_screen(), OnScreen::Whole);
    }
}
