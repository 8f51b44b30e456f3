//! The small files beside an archive that keep what somebody said of it: `letters.csv.aliases` who is one person,
//! `letters.csv.replies` which suggested replies hold. In RON, written whole or not at all.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{WriteError, reason, write_whole};
use crate::model::aliases::Aliases;
use crate::model::decisions::{Decision, Decisions};
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
    // A slash behind the name of a folder would put the file into it.
    let mut name = archive.components().as_path().as_os_str().to_owned();
    name.push(".");
    name.push(T::ENDING);
    PathBuf::from(name)
}

/// Why something was not kept beside an archive.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// What is there cannot be read, and is not written over.
    #[error("{place}: {message}; nothing was kept, so that what stands there is not lost: correct the file or remove it", place = at(path, *.place))]
    Unreadable {
        /// The file beside the archive.
        path: PathBuf,
        /// Where in it.
        place: Option<Place>,
        /// What is wrong.
        message: String,
    },
    /// The archive came through a pipe.
    #[error("Standard input has no file beside which this could be kept; save the archive first")]
    Nowhere,
    /// It cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// `letters.csv.replies:3:7`
fn at(path: &Path, place: Option<Place>) -> String {
    let path = path.display();
    place.map_or_else(|| path.to_string(), |place| format!("{path}:{}:{}", place.line, place.column))
}

/// Reads what is kept beside an archive, to change it.
fn to_change<T: Beside>(archive: &Path) -> Result<T, KeepError> {
    read_beside(archive).map_err(|(place, message)| KeepError::Unreadable {
        path: path_beside::<T>(archive),
        place,
        message,
    })
}

/// Keeps beside an archive who is one person.
///
/// # Errors
/// Where what is there cannot be read, or this not be written.
pub fn keep_aliases(archive: &Path, aliases: &Aliases) -> Result<(), KeepError> {
    to_change::<Aliases>(archive)?;
    Ok(write_beside(archive, aliases)?)
}

/// Keeps beside the first of some archives that were opened together whether a suggested reply holds, or beside the one that
/// says something of it already; `None` takes back what is said. What else stands there by now stays.
///
/// # Errors
/// Where what is there cannot be read, or this not be written.
pub fn keep_decision(paths: &[PathBuf], decision: &Decision, holds: Option<bool>) -> Result<(), KeepError> {
    let known = archives(paths).map(|path| Ok((path, to_change::<Decisions>(path)?)));
    let mut known: Vec<(&PathBuf, Decisions)> = known.collect::<Result<_, KeepError>>()?;
    let speaks = |(_, said): &(&PathBuf, Decisions)| said.speaks_of(&decision.reply, &decision.message);
    let mut place = Some(known.iter().position(speaks).unwrap_or(0)).filter(|_| holds.is_some());
    if known.is_empty() {
        return Err(KeepError::Nowhere);
    }
    for (number, (path, said)) in known.iter_mut().enumerate() {
        let was_said = said.forget(&decision.reply, &decision.message);
        let is_place = place.take_if(|place| *place == number).is_some();
        if is_place {
            said.say(decision.clone(), holds);
        }
        if was_said || is_place {
            write_beside(path, said)?;
        }
    }
    Ok(())
}

/// What the file beside an archive says; nothing where there is none.
///
/// # Errors
/// What is wrong and where, where it is there and cannot be read.
fn read_beside<T: Beside>(archive: &Path) -> Result<T, (Option<Place>, String)> {
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
fn write_beside<T: Beside>(archive: &Path, said: &T) -> Result<(), WriteError> {
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

/// Applies what is said of suggested replies beside some archives to the archive that was built of them all.
pub(super) fn decide_replies(paths: &[PathBuf], archive: &mut Archive, report: &mut LoadReport) {
    let mut known: Vec<(PathBuf, Decisions)> = Vec::new();
    let mut seen = BTreeSet::new();
    for path in archives(paths).filter(|path| seen.insert(*path)) {
        let beside = path_beside::<Decisions>(path);
        match read_beside::<Decisions>(path) {
            Ok(decisions) => {
                report.decisions.extend(decisions.clone());
                known.push((beside, decisions));
            }
            Err((place, message)) => {
                let help = "no suggestion was decided; correct the file or remove it";
                report
                    .reports
                    .push(finding(Severity::Error, "bad-replies", &beside, place, message, help));
            }
        }
    }
    report.applied = report.decisions.apply(archive);
    for (beside, decisions) in &known {
        let accepted = report
            .applied
            .accepted
            .iter()
            .filter(|decision| decisions.accepted.contains(decision));
        let accepted = accepted.count();
        if accepted > 0 {
            let links = if accepted == 1 { "reply was" } else { "replies were" };
            let message = format!("{accepted} suggested {links} accepted, as this file says");
            let help = "remove it to have them suggested again";
            report
                .reports
                .push(finding(Severity::Warning, "accepted-replies", beside, None, message, help));
        }
        let is_said = |decision: &Decision| decisions.speaks_of(&decision.reply, &decision.message);
        for (decision, why) in report.applied.stale.iter().filter(|(decision, _)| is_said(decision)) {
            let message = format!("that {:?} answers {:?} was not taken up: {why}", decision.reply, decision.message);
            let help = "look at the two again, or remove the line";
            report
                .reports
                .push(finding(Severity::Warning, "stale-reply", beside, None, message, help));
        }
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::files::load;

    const EVENTS: &str = r#"(leaders: [(id: "a"), (id: "b")], events: [
        (id: "1", kind: message, sent: "1962-10-22", from: "a", to: "b"),
        (id: "2", kind: message, sent: "1962-10-23", from: "b", to: "a")])"#;

    fn folder() -> (tempfile::TempDir, [PathBuf; 2]) {
        let folder = tempfile::tempdir().expect("a folder for temporary files");
        let paths = ["one.ron", "two.ron"].map(|name| folder.path().join(name));
        std::fs::write(&paths[0], EVENTS).expect("a new file");
        std::fs::write(&paths[1], "(events: [])").expect("a new file");
        (folder, paths)
    }

    fn decision(reply: &str) -> Decision {
        Decision {
            reply: reply.to_owned(),
            message: "1".to_owned(),
            dates: ["1962-10-23".to_owned(), "1962-10-22".to_owned()],
        }
    }

    fn said(path: &Path) -> Decisions {
        read_beside(path).expect("what was written is read")
    }

    #[test]
    fn a_decision_is_kept_beside_what_others_said_meanwhile() {
        let (_folder, paths) = folder();
        keep_decision(&paths, &decision("2"), Some(true)).expect("it is written");
        keep_decision(&paths, &decision("3"), Some(false)).expect("it is written");
        assert_eq!(said(&paths[0]).accepted, [decision("2")]);
        assert_eq!(said(&paths[0]).refused, [decision("3")]);
        let (_, report) = load(&paths);
        assert_eq!(report.applied.accepted, [decision("2")]);
        assert_eq!(report.reports.iter().filter(|report| report.code == "stale-reply").count(), 1);
        keep_decision(&paths, &decision("2"), None).expect("it is written");
        assert!(said(&paths[0]).accepted.is_empty());
    }

    #[test]
    fn a_decision_stays_beside_the_archive_that_holds_it() {
        let (_folder, paths) = folder();
        keep_decision(&paths[1..], &decision("2"), Some(true)).expect("it is written");
        keep_decision(&paths, &decision("2"), Some(false)).expect("it is written");
        assert!(!path_beside::<Decisions>(&paths[0]).exists());
        assert_eq!(said(&paths[1]).refused, [decision("2")]);
        keep_decision(&paths, &decision("2"), None).expect("it is written");
        assert!(said(&paths[1]).is_empty());
    }

    #[test]
    fn what_cannot_be_read_is_not_written_over() {
        let (_folder, paths) = folder();
        let beside = path_beside::<Decisions>(&paths[0]);
        std::fs::write(&beside, "(accepted: [(reply: 5)])").expect("a new file");
        let error = keep_decision(&paths, &decision("2"), Some(true)).expect_err("it is broken");
        assert!(error.to_string().contains("one.ron.replies:1:"), "{error}");
        assert_eq!(std::fs::read_to_string(&beside).ok().as_deref(), Some("(accepted: [(reply: 5)])"));
        let beside = path_beside::<Aliases>(&paths[0]);
        std::fs::write(&beside, "(same: 5)").expect("a new file");
        keep_aliases(&paths[0], &Aliases::default()).expect_err("it is broken");
        let nowhere = keep_decision(&[PathBuf::from(super::super::STANDARD_INPUT)], &decision("2"), None);
        assert!(matches!(nowhere, Err(KeepError::Nowhere)));
    }

    #[test]
    fn a_slash_behind_a_folder_is_not_of_its_name() {
        let path = path_beside::<Decisions>(Path::new("letters/"));
        assert_eq!(path, PathBuf::from("letters.replies"));
    }
}
