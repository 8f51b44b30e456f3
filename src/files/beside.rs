//! The small files beside an archive that keep what somebody said of it: `letters.csv.aliases` who is one person,
//! `letters.csv.replies` which suggested replies hold. In RON, written whole or not at all.

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{WriteError, reason, write_whole};
use crate::model::aliases::Aliases;
use crate::model::decisions::Decisions;
use crate::model::draft::FileDraft;
use crate::model::{Archive, LoadReport, Place, Report, Severity};

/// What is kept beside an archive.
pub trait Beside: Default + Serialize + DeserializeOwned {
    /// The ending of its file.
    const ENDING: &'static str;
    /// What it says, for the first line of the file.
    const WHAT: &'static str;
}

impl Beside for Aliases {
    const ENDING: &'static str = "aliases";
    const WHAT: &'static str = "Who is one person in";
}

impl Beside for Decisions {
    const ENDING: &'static str = "replies";
    const WHAT: &'static str = "Which suggested replies are such in";
}

/// Where it is: beside the file or folder, with its ending behind its name.
#[must_use]
pub fn path_beside<T: Beside>(archive: &Path) -> PathBuf {
    let mut name = archive.as_os_str().to_owned();
    name.push(".");
    name.push(T::ENDING);
    PathBuf::from(name)
}

/// What the file beside an archive says; nothing where there is none.
///
/// # Errors
/// What is wrong and where, where it is there and cannot be read.
pub fn read_beside<T: Beside>(archive: &Path) -> Result<T, (Option<Place>, String)> {
    let text = match std::fs::read_to_string(path_beside::<T>(archive)) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(T::default()),
        Err(error) => return Err((None, format!("cannot read the file: {}", reason(&error)))),
    };
    ron::from_str(&text).map_err(|error| {
        let place = Place {
            line: error.span.start.line,
            column: error.span.start.col,
        };
        (Some(place), error.code.to_string())
    })
}

/// Writes what was said beside an archive, whole or not at all.
///
/// # Errors
/// Where it cannot be written.
pub fn write_beside<T: Beside>(archive: &Path, said: &T) -> Result<(), WriteError> {
    let body = ron::ser::to_string_pretty(said, ron::ser::PrettyConfig::default()).unwrap_or_default();
    let text = format!(
        "// {} {}: written by D\u{e9}marche when somebody said so, and read again with it.\n{body}\n",
        T::WHAT,
        archive.file_name().unwrap_or_default().to_string_lossy()
    );
    write_whole(&path_beside::<T>(archive), text.as_bytes(), true)
}

fn finding(severity: Severity, code: &'static str, path: &Path, place: Option<Place>, message: String, help: &str) -> Report {
    Report {
        severity,
        code,
        path: path.display().to_string(),
        place,
        event: None,
        message,
        help: help.to_owned(),
        excerpt: None,
    }
}

fn archives(paths: &[PathBuf]) -> impl Iterator<Item = &PathBuf> {
    paths.iter().filter(|path| path.as_os_str() != super::STANDARD_INPUT)
}

/// Applies what is said of persons beside some archives to what was read of them.
pub(super) fn merge_leaders(paths: &[PathBuf], drafts: &mut [FileDraft]) -> (Aliases, Vec<Report>) {
    let mut all = Aliases::default();
    let mut reports = Vec::new();
    for path in archives(paths) {
        let beside = path_beside::<Aliases>(path);
        match read_beside::<Aliases>(path) {
            Ok(aliases) => {
                let merged = aliases.apply(drafts);
                if merged > 0 {
                    let leaders = if merged == 1 { "leader was" } else { "leaders were" };
                    let message = format!("{merged} {leaders} taken for another, as this file says");
                    let help = "remove it to have them apart again";
                    reports.push(finding(Severity::Warning, "merged-leaders", &beside, None, message, help));
                }
                all.same.extend(aliases.same);
                all.different.extend(aliases.different);
            }
            Err((place, message)) => {
                let help = "nobody was merged; correct the file or remove it";
                reports.push(finding(Severity::Error, "bad-aliases", &beside, place, message, help));
            }
        }
    }
    (all, reports)
}

/// Applies what is said of suggested replies beside some archives to the archive that was built of them.
pub(super) fn decide_replies(paths: &[PathBuf], archive: &mut Archive, report: &mut LoadReport) {
    for path in archives(paths) {
        let beside = path_beside::<Decisions>(path);
        match read_beside::<Decisions>(path) {
            Ok(decisions) => {
                let applied = decisions.apply(archive);
                if applied.accepted > 0 {
                    let links = if applied.accepted == 1 { "reply was" } else { "replies were" };
                    let message = format!("{} suggested {links} accepted, as this file says", applied.accepted);
                    let help = "remove it to have them suggested again";
                    report
                        .reports
                        .push(finding(Severity::Warning, "accepted-replies", &beside, None, message, help));
                }
                for (decision, why) in &applied.stale {
                    let message = format!("that {:?} answers {:?} was not taken up: {why}", decision.reply, decision.message);
                    let help = "look at the two again, or remove the line";
                    report
                        .reports
                        .push(finding(Severity::Warning, "stale-reply", &beside, None, message, help));
                }
                report.decisions.extend(decisions);
                report.applied.accepted += applied.accepted;
                report.applied.refused.extend(applied.refused);
            }
            Err((place, message)) => {
                let help = "no suggestion was decided; correct the file or remove it";
                report
                    .reports
                    .push(finding(Severity::Error, "bad-replies", &beside, place, message, help));
            }
        }
    }
}
