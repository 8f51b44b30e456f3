//! The small files beside an archive that keep what somebody said of it: `letters.csv.aliases` who is one person,
//! `letters.csv.replies` which suggested replies hold, `letters.csv.story` its story. In RON, written whole or not at all.

use crate::model::Code;
use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{WriteError, reason, write_whole};
use crate::formats;
use crate::model::aliases::Aliases;
use crate::model::decisions::{Decision, Decisions};
use crate::model::draft::FileDraft;
use crate::model::{Archive, LoadReport, Place, Report, Severity};
use crate::story::Story;

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

impl Beside for Story {
    const ENDING: &'static str = "story";
    const WHAT: &'static str = "The story of";
}

/// The largest file beside an archive that is read, in bytes.
const MAX_BESIDE: u64 = 64 << 20;

/// Whether a file is one of those.
pub fn is_beside(path: &Path) -> bool {
    let endings = [Aliases::ENDING, Decisions::ENDING, Story::ENDING];
    let is_figure = path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".figure.ron"));
    is_figure || path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known))
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

/// All that may be kept beside a file or folder.
#[must_use]
pub fn paths_beside(archive: &Path) -> [PathBuf; 3] {
    [
        path_beside::<Aliases>(archive),
        path_beside::<Decisions>(archive),
        path_beside::<Story>(archive),
    ]
}

/// What shows that a file is unchanged: its size, and when it was written.
pub type Stamp = (u64, SystemTime);

/// The stamps beside some archives before and after a decision was written, both taken under the lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamps {
    /// Before.
    pub before: Vec<Option<Stamp>>,
    /// Since.
    pub after: Vec<Option<Stamp>>,
}

/// The stamps of what is kept beside some archives; `None` for what is not there.
#[must_use]
pub fn stamps_beside(archives: &[PathBuf]) -> Vec<Option<Stamp>> {
    let stamp = |path: PathBuf| {
        let data = std::fs::metadata(path).ok()?;
        Some((data.len(), data.modified().ok()?))
    };
    archives.iter().flat_map(|archive| paths_beside(archive)).map(stamp).collect()
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
    /// Another program, or another window, changed it meanwhile.
    #[error("{path} was changed by another program; nothing was written over, and what is there now is read", path = .0.display())]
    Changed(PathBuf),
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

/// Records beside archives that were opened together that the persons changed from `before` to `after`: additions go beside the
/// first archive, removals apply to every file that has them, and what others wrote meanwhile is kept.
///
/// # Errors
/// Where what is there cannot be read, or this not be written.
pub fn keep_aliases(paths: &[PathBuf], before: &Aliases, after: &Aliases) -> Result<(), KeepError> {
    let mut is_first = true;
    for path in archives(paths) {
        let _lock = lock(path);
        let said = to_change::<Aliases>(path)?;
        let changed = said.changed(before, after, is_first);
        if changed != said {
            write_beside(path, &changed)?;
        }
        is_first = false;
    }
    if is_first {
        return Err(KeepError::Nowhere);
    }
    Ok(())
}

/// How often, and after how long each time, a lock that another process holds is asked for: three seconds in all. Some other
/// program may hold it for hours.
const LOCK_TRIES: u32 = 600;
const LOCK_WAIT: std::time::Duration = std::time::Duration::from_millis(5);

/// Keeps others of our processes from changing what is beside an archive, as long as it is held. The archive itself is what is
/// locked, opened to be read: nothing is left behind. Where that cannot be, there is no lock.
fn lock(archive: &Path) -> Option<std::fs::File> {
    // Opening a pipe would wait for its writer.
    std::fs::metadata(archive).ok().filter(|data| data.is_file() || data.is_dir())?;
    let file = std::fs::File::open(archive).ok()?;
    for _ in 0..LOCK_TRIES {
        match file.try_lock() {
            Ok(()) => return Some(file),
            Err(std::fs::TryLockError::WouldBlock) => std::thread::sleep(LOCK_WAIT),
            Err(std::fs::TryLockError::Error(_)) => return None,
        }
    }
    None
}

/// Keeps beside the first of some archives that were opened together whether a suggested reply holds, or beside the one that
/// says something of it already; `None` takes back what is said. What else stands there by now stays.
///
/// # Errors
/// Where what is there cannot be read, or this not be written.
pub fn keep_decision(paths: &[PathBuf], decision: &Decision, holds: Option<bool>) -> Result<Stamps, KeepError> {
    // Each once, whatever it is called, and in one order for all, so that no two wait for each other.
    let sorted: BTreeSet<PathBuf> = archives(paths).filter_map(|path| path.canonicalize().ok()).collect();
    let _locks: Vec<_> = sorted.iter().map(|path| lock(path)).collect();
    let before = stamps_beside(paths);
    let known = archives(paths).map(|path| Ok((path, to_change::<Decisions>(path)?)));
    let mut known: Vec<(&PathBuf, Decisions)> = known.collect::<Result<_, KeepError>>()?;
    let speaks = |(_, said): &(&PathBuf, Decisions)| said.of_link(&decision.reply, &decision.message).is_some();
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
    Ok(Stamps {
        before,
        after: stamps_beside(paths),
    })
}

/// The story beside the first of some archives that has one, and what is wrong with it.
#[must_use]
pub fn story_beside(paths: &[PathBuf]) -> (Story, Vec<Report>) {
    let mut found: Option<Story> = None;
    let mut reports = Vec::new();
    for path in archives(paths) {
        let beside = path_beside::<Story>(path);
        match read_beside::<Story>(path) {
            Ok(story) if story.is_empty() => {}
            Ok(story) if found.is_none() => found = Some(story),
            Ok(_) => {
                let message = "another archive that is open has a story too; only that one is shown".to_owned();
                let help = "open this archive by itself to see this one";
                reports.push(finding(Severity::Warning, Code::AnotherStory, &beside, None, message, help));
            }
            Err((place, message)) => {
                let help = "no story is shown; correct the file or remove it";
                reports.push(finding(Severity::Error, Code::BadStory, &beside, place, message, help));
            }
        }
    }
    (found.unwrap_or_default(), reports)
}

/// The archive beside which the story of some archives is kept: the first that has one, else the first.
fn archive_of_story(paths: &[PathBuf]) -> Option<&PathBuf> {
    let has_one = |path: &&PathBuf| read_beside::<Story>(path).is_ok_and(|story| !story.is_empty());
    archives(paths).find(has_one).or_else(|| archives(paths).next())
}

/// The file in which the story of some archives is kept; none for standard input.
#[must_use]
pub fn story_path(paths: &[PathBuf]) -> Option<PathBuf> {
    archives(paths).next().map(|first| path_beside::<Story>(first))
}

/// Keeps a story beside the archive that has it, else beside the first; only where it still is as it was.
///
/// # Errors
/// Where what is there cannot be read, or is another story by now, or this cannot be written.
pub fn keep_story(paths: &[PathBuf], before: &Story, after: &Story) -> Result<Stamps, KeepError> {
    let path = archive_of_story(paths).ok_or(KeepError::Nowhere)?;
    let _lock = lock(path);
    let stamps = stamps_beside(paths);
    if to_change::<Story>(path)? != *before {
        return Err(KeepError::Changed(path_beside::<Story>(path)));
    }
    write_beside(path, after)?;
    Ok(Stamps {
        before: stamps,
        after: stamps_beside(paths),
    })
}

/// What the file beside an archive says; nothing where there is none.
///
/// # Errors
/// What is wrong and where, where it is there and cannot be read.
fn read_beside<T: Beside>(archive: &Path) -> Result<T, (Option<Place>, String)> {
    let path = path_beside::<T>(archive);
    match std::fs::metadata(&path) {
        Ok(data) if !data.is_file() => return Err((None, "it is no file; expected one that this program wrote".to_owned())),
        Ok(data) if data.len() > MAX_BESIDE => return Err((None, format!("it is larger than {} MB", MAX_BESIDE >> 20))),
        _ => {}
    }
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(T::default()),
        Err(error) => return Err((None, format!("cannot read the file: {}", reason(&error)))),
    };
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Ok(T::default());
    }
    formats::read_ron(text).map_err(|(place, message)| (Some(place), message))
}

/// Writes what was said beside an archive, whole or not at all.
///
/// # Errors
/// Where it cannot be written.
fn write_beside<T: Beside>(archive: &Path, said: &T) -> Result<(), WriteError> {
    let body = ron::ser::to_string_pretty(said, ron::ser::PrettyConfig::default()).unwrap_or_default();
    let text = format!(
        "// {} {}: written by D\u{e9}marche at a user's wish, and read again with it.\n{body}\n",
        T::WHAT,
        archive.file_name().unwrap_or_default().to_string_lossy()
    );
    write_whole(&path_beside::<T>(archive), text.as_bytes(), true)
}

fn finding(severity: Severity, code: Code, path: &Path, place: Option<Place>, message: String, help: &str) -> Report {
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

/// The archives that have a place beside which something can be kept, each once.
fn archives(paths: &[PathBuf]) -> impl Iterator<Item = &PathBuf> {
    let mut seen = HashSet::new();
    paths
        .iter()
        .filter(move |path| path.as_os_str() != super::STANDARD_INPUT && seen.insert(*path))
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
                for id in &merged.unknown {
                    let message = format!("it names the leader {id:?}, who is not among the opened files");
                    let help = "correct the id, or remove it";
                    reports.push(finding(Severity::Warning, Code::UnknownAlias, &beside, None, message, help));
                }
                if merged.leaders > 0 {
                    let leaders = if merged.leaders == 1 { "leader was" } else { "leaders were" };
                    let message = format!("{} {leaders} taken for another, as this file says", merged.leaders);
                    let help = "remove it to have them apart again";
                    reports.push(finding(Severity::Warning, Code::MergedLeaders, &beside, None, message, help));
                }
                all.same.extend(aliases.same);
                all.different.extend(aliases.different);
            }
            Err((place, message)) => {
                let help = "nobody was merged; correct the file or remove it";
                reports.push(finding(Severity::Error, Code::BadAliases, &beside, place, message, help));
            }
        }
    }
    (all, reports)
}

/// Applies what is said of suggested replies beside some archives to the archive that was built of them all.
pub(super) fn decide_replies(paths: &[PathBuf], archive: &mut Archive, report: &mut LoadReport) {
    let (known, findings) = said_of_replies(paths);
    for (_, decisions) in &known {
        report.decisions.extend(decisions.clone());
    }
    report.applied = report.decisions.apply(archive);
    report.reports.extend(findings);
    report.reports.extend(became_of(&known, report));
}

/// Says anew what became of decisions, after one was taken up in the open archive and kept beside it.
pub fn retell_decisions(paths: &[PathBuf], report: &mut LoadReport) {
    let is_of_decisions = |code: Code| [Code::BadReplies, Code::AcceptedReplies, Code::StaleReply].contains(&code);
    report.reports.retain(|report| !is_of_decisions(report.code));
    let (known, findings) = said_of_replies(paths);
    report.reports.extend(findings);
    report.reports.extend(became_of(&known, report));
}

/// What is said of suggested replies in each file beside some archives, and what is wrong with those files.
fn said_of_replies(paths: &[PathBuf]) -> (Vec<(PathBuf, Decisions)>, Vec<Report>) {
    let mut known = Vec::new();
    let mut findings = Vec::new();
    for path in archives(paths) {
        let beside = path_beside::<Decisions>(path);
        match read_beside::<Decisions>(path) {
            Ok(decisions) => known.push((beside, decisions)),
            Err((place, message)) => {
                let help = "no suggestion was decided; correct the file or remove it";
                findings.push(finding(Severity::Error, Code::BadReplies, &beside, place, message, help));
            }
        }
    }
    (known, findings)
}

/// What became of the decisions in each file.
fn became_of(known: &[(PathBuf, Decisions)], report: &LoadReport) -> Vec<Report> {
    let mut found = Vec::new();
    for (beside, decisions) in known {
        let here: HashSet<&Decision> = decisions.accepted.iter().collect();
        let accepted = report.applied.accepted.iter().filter(|decision| here.contains(decision)).count();
        if accepted > 0 {
            let links = if accepted == 1 { "reply was" } else { "replies were" };
            let message = format!("{accepted} suggested {links} accepted, as this file says");
            let help = "remove it to have them suggested again";
            found.push(finding(Severity::Warning, Code::AcceptedReplies, beside, None, message, help));
        }
        let here: HashSet<&Decision> = decisions.accepted.iter().chain(&decisions.refused).collect();
        let is_said = |decision: &Decision| here.contains(decision);
        for (decision, why) in report.applied.stale.iter().filter(|(decision, _)| is_said(decision)) {
            let message = format!("that {:?} answers {:?} was not taken up: {why}", decision.reply, decision.message);
            let help = "look at the two again, or remove the line";
            found.push(finding(Severity::Warning, Code::StaleReply, beside, None, message, help));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::load;

    const EVENTS: &str = r#"(leaders: [(id: "a"), (id: "b")], events: [
        (id: "1", kind: message, sent: "1962-10-22", from: "a", to: "b"),
        (id: "2", kind: message, sent: "1962-10-23", from: "b", to: "a")])"#;

    fn sound<T, E: std::fmt::Display>(result: Result<T, E>) -> T {
        result.unwrap_or_else(|error| panic!("{error}"))
    }

    fn folder() -> (tempfile::TempDir, [PathBuf; 2]) {
        let folder = sound(tempfile::tempdir());
        let paths = ["one.ron", "two.ron"].map(|name| folder.path().join(name));
        sound(std::fs::write(&paths[0], EVENTS));
        sound(std::fs::write(&paths[1], "(events: [])"));
        (folder, paths)
    }

    fn decision(reply: &str) -> Decision {
        Decision {
            reply: reply.to_owned(),
            message: "1".to_owned(),
            dates: ["1962-10-23".to_owned(), "1962-10-22".to_owned()],
            on: "1990-01-01".to_owned(),
        }
    }

    fn said(path: &Path) -> Decisions {
        sound(read_beside(path).map_err(|(_, message)| message))
    }

    #[test]
    fn a_decision_is_kept_beside_what_others_said_meanwhile() {
        let (_folder, paths) = folder();
        sound(keep_decision(&paths, &decision("2"), Some(true)));
        sound(keep_decision(&paths, &decision("3"), Some(false)));
        assert_eq!(said(&paths[0]).accepted, [decision("2")]);
        assert_eq!(said(&paths[0]).refused, [decision("3")]);
        let (_, report) = load(&paths);
        assert_eq!(report.applied.accepted, [decision("2")]);
        assert_eq!(report.reports.iter().filter(|report| report.code == "stale-reply").count(), 1);
        sound(keep_decision(&paths, &decision("2"), None));
        assert!(said(&paths[0]).accepted.is_empty());
    }

    #[test]
    fn a_decision_stays_beside_the_archive_that_holds_it() {
        let (_folder, paths) = folder();
        sound(keep_decision(&paths[1..], &decision("2"), Some(true)));
        sound(keep_decision(&paths, &decision("2"), Some(false)));
        assert!(!path_beside::<Decisions>(&paths[0]).exists());
        assert_eq!(said(&paths[1]).refused, [decision("2")]);
        sound(keep_decision(&paths, &decision("2"), None));
        assert!(said(&paths[1]).is_empty());
    }

    #[test]
    fn what_cannot_be_read_is_not_written_over() {
        let (_folder, paths) = folder();
        let beside = path_beside::<Decisions>(&paths[0]);
        sound(std::fs::write(&beside, "(accepted: [(reply: 5)])"));
        let error = keep_decision(&paths, &decision("2"), Some(true))
            .err()
            .map(|error| error.to_string());
        let error = error.unwrap_or_default();
        assert!(
            error.contains("one.ron.replies:1:") && error.contains("expected a string"),
            "{error}"
        );
        assert_eq!(std::fs::read_to_string(&beside).ok().as_deref(), Some("(accepted: [(reply: 5)])"));
        let beside = path_beside::<Aliases>(&paths[0]);
        sound(std::fs::write(&beside, "(same: 5)"));
        assert!(keep_aliases(&paths[..1], &Aliases::default(), &Aliases::default()).is_err());
        let nowhere = keep_decision(&[PathBuf::from(super::super::STANDARD_INPUT)], &decision("2"), None);
        assert!(matches!(nowhere, Err(KeepError::Nowhere)));
    }

    #[test]
    fn removals_reach_every_file_and_what_others_wrote_is_kept() {
        let (_folder, paths) = folder();
        let aliases = |pairs: &[(&str, &str)]| {
            let mut aliases = Aliases::default();
            for (leader, also) in pairs {
                aliases.merge(leader, also);
            }
            aliases
        };
        let said = |path: &Path| sound(read_beside::<Aliases>(path).map_err(|(_, message)| message));
        sound(std::fs::write(
            path_beside::<Aliases>(&paths[1]),
            "(same: [(leader: \"c\", also: [\"d\"])])",
        ));
        let opened = aliases(&[("c", "d")]);
        sound(keep_aliases(&paths, &opened, &aliases(&[("c", "d"), ("a", "b")])));
        assert_eq!((said(&paths[0]), said(&paths[1])), (aliases(&[("a", "b")]), aliases(&[("c", "d")])));
        // Another window, which knows nothing of that, has c and d apart again.
        sound(keep_aliases(&paths, &opened, &Aliases::default()));
        assert_eq!((said(&paths[0]), said(&paths[1])), (aliases(&[("a", "b")]), Aliases::default()));
    }

    #[test]
    fn many_who_decide_at_once_lose_nothing() {
        let (_folder, paths) = folder();
        std::thread::scope(|scope| {
            for from in 0..4 {
                let paths = &paths;
                scope.spawn(move || {
                    for number in 0..25 {
                        sound(keep_decision(paths, &decision(&format!("{from}-{number}")), Some(number % 2 == 0)));
                    }
                });
            }
        });
        let said = said(&paths[0]);
        assert_eq!((said.accepted.len(), said.refused.len()), (52, 48));
    }

    #[test]
    fn an_empty_file_says_nothing_and_a_device_is_not_read() {
        let (_folder, paths) = folder();
        let beside = path_beside::<Decisions>(&paths[0]);
        sound(std::fs::write(&beside, "\u{feff}\n"));
        assert!(said(&paths[0]).is_empty());
        sound(std::fs::remove_file(&beside));
        sound(std::fs::create_dir(&beside));
        assert!(read_beside::<Decisions>(&paths[0]).is_err_and(|(_, message)| message.contains("it is no file")));
    }

    #[test]
    fn a_slash_behind_a_folder_is_not_of_its_name() {
        let path = path_beside::<Decisions>(Path::new("letters/"));
        assert_eq!(path, PathBuf::from("letters.replies"));
    }
}
