//! Reading archives for the command line, with how far it is on a terminal where it takes long.

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::files::{self, Options, Phase, Step};
use crate::model::{Archive, LoadReport};

/// What takes less says nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// So often the line is written anew.
const AGAIN: Duration = Duration::from_millis(100);

/// Reads files and folders as one archive.
pub(super) fn load(paths: &[PathBuf], options: &Options) -> (Archive, LoadReport) {
    let mut err = std::io::stderr();
    if !err.is_terminal() {
        return files::load_with(paths, options);
    }
    let began = Instant::now();
    let mut last: Option<Instant> = None;
    let read = files::load_told(paths, options, &mut |step| {
        let Step::At(phase) = step else { return true };
        if began.elapsed() >= PATIENCE && last.is_none_or(|last| last.elapsed() >= AGAIN) {
            last = Some(Instant::now());
            // A terminal that is gone is no reason to stop.
            let _ = write!(err, "\r\x1b[K{}", words(phase));
            let _ = err.flush();
        }
        true
    });
    if last.is_some() {
        let _ = write!(err, "\r\x1b[K");
    }
    read
}

/// What reading is at.
fn words(phase: Phase) -> String {
    match phase {
        Phase::Bytes(share) => format!("Reading, {:.0} % of the bytes", (share * 100.0).min(99.0)),
        Phase::Records => "Reading records".to_owned(),
        Phase::Linking => "Linking events".to_owned(),
        Phase::Sorting => "Sorting events".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_never_all_of_the_bytes_while_something_is_left_to_do() {
        assert_eq!(words(Phase::Bytes(0.426)), "Reading, 43 % of the bytes");
        assert_eq!(words(Phase::Bytes(1.0)), "Reading, 99 % of the bytes");
    }
}
