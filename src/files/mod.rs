//! The disk. From paths to an archive: files are opened read-only, folders are walked, everything is merged and reported.
//! What is written is written whole or not at all.

mod write;

use std::io::Read as _;
use std::path::{Path, PathBuf};

pub use self::write::{WriteError, write_whole};
use crate::formats;
pub use crate::formats::Options;
use crate::model::draft::FileDraft;
use crate::model::{self, Archive, LoadReport, Report, Severity};

/// An archive that is compiled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// The name of its file.
    pub name: &'static str,
    /// Its title, for the menu.
    pub title: &'static str,
    /// Its text.
    text: &'static str,
}

/// The archives that ship; the first opens when no file is given.
pub const EXAMPLES: [Example; 2] = [
    Example {
        name: "liberation-day.ron",
        title: "Liberation Day",
        text: include_str!("../../data/liberation-day.ron"),
    },
    Example {
        name: "cuba-1962.ron",
        title: "Cuba 1962",
        text: include_str!("../../data/cuba-1962.ron"),
    },
];

/// The endings of files that are read when a folder is opened.
const ENDINGS: [&str; 21] = [
    "ron", "json", "xml", "csv", "tsv", "tab", "psv", "jsonl", "ndjson", "timeline", "ics", "ical", "md", "markdown", "xlsx", "xlsm",
    "xlsb", "xls", "ods", "gz", "zst",
];

/// What stands for standard input among paths.
pub const STANDARD_INPUT: &str = "-";

/// The largest file that is read, in bytes.
const MAX_FILE: u64 = 8 << 30;

/// The most folders that are walked into each other; a link to itself ends here at the latest.
const MAX_DEPTH: usize = 16;

/// The archive that opens when no file is given.
#[must_use]
pub fn built_in() -> (Archive, LoadReport) {
    example(EXAMPLES[0])
}

/// One of the archives that ship.
#[must_use]
pub fn example(example: Example) -> (Archive, LoadReport) {
    model::build(&[formats::read(example.name, example.text.as_bytes())])
}

/// Reads files and folders as one archive. Whatever cannot be opened is in the report.
#[must_use]
pub fn load(paths: &[PathBuf]) -> (Archive, LoadReport) {
    load_with(paths, &Options::default())
}

/// Reads files and folders as one archive, tables as the options say. `-` is standard input.
#[must_use]
pub fn load_with(paths: &[PathBuf], options: &Options) -> (Archive, LoadReport) {
    let mut drafts = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for path in paths.iter().filter(|path| seen.insert(*path)) {
        read_path(path, 0, options, &mut drafts);
    }
    let (mut archive, report) = model::build(&drafts);
    if archive.title.is_empty() {
        let names = paths
            .iter()
            .filter_map(|path| path.file_stem())
            .map(|name| name.to_string_lossy().into_owned());
        archive.title = names.collect::<Vec<_>>().join(" + ");
    }
    (archive, report)
}

fn read_path(path: &Path, depth: usize, options: &Options, drafts: &mut Vec<FileDraft>) {
    if depth == 0 && path.as_os_str() == STANDARD_INPUT {
        let mut bytes = Vec::new();
        match std::io::stdin().lock().take(MAX_FILE + 1).read_to_end(&mut bytes) {
            Ok(_) if bytes.len() as u64 > MAX_FILE => drafts.push(too_large("standard input")),
            Ok(_) => drafts.extend(formats::open("standard input", &bytes, options)),
            Err(error) => drafts.push(refused(
                "standard input",
                "cannot-open",
                &format!("cannot read it: {}", reason(&error)),
            )),
        }
        return;
    }
    if path.is_dir() {
        read_folder(path, depth, options, drafts);
        return;
    }
    let name = path.display().to_string();
    // A pipe or a device may never end.
    if std::fs::metadata(path).is_ok_and(|data| !data.is_file()) {
        drafts.push(refused(&name, "cannot-open", "cannot open it: it is neither a file nor a folder"));
        return;
    }
    if std::fs::metadata(path).is_ok_and(|data| data.len() > MAX_FILE) {
        drafts.push(too_large(&name));
        return;
    }
    match std::fs::read(path) {
        Ok(bytes) => drafts.extend(formats::open(&name, &bytes, options)),
        Err(error) => drafts.push(refused(&name, "cannot-open", &format!("cannot open the file: {}", reason(&error)))),
    }
}

fn read_folder(folder: &Path, depth: usize, options: &Options, drafts: &mut Vec<FileDraft>) {
    let name = folder.display().to_string();
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            drafts.push(refused(
                &name,
                "cannot-open",
                &format!("cannot open the folder: {}", reason(&error)),
            ));
            return;
        }
    };
    if depth >= MAX_DEPTH {
        drafts.push(refused(
            &name,
            "too-deep",
            "folders are nested too deeply; is one of them a link to itself?",
        ));
        return;
    }
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let before = drafts.len();
    for path in paths {
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let is_ours = path
            .extension()
            .is_some_and(|ending| ENDINGS.contains(&ending.to_string_lossy().to_lowercase().as_str()));
        let is_folder = path.is_dir();
        if is_folder && path.is_symlink() && !is_hidden {
            // A link to a folder may lead back here.
            let mut draft = refused(
                &path.display().to_string(),
                "linked-folder",
                "the folder is only linked here, so it was passed over",
            );
            draft.reports.iter_mut().for_each(|report| {
                report.severity = Severity::Warning;
                "open it by its own name".clone_into(&mut report.help);
            });
            drafts.push(draft);
        } else if !is_hidden && (is_ours || is_folder) {
            read_path(&path, depth + 1, options, drafts);
        }
    }
    // Beside archives a folder may hold other files; that one is passed over is a remark, not a loss.
    for draft in drafts.iter_mut().skip(before) {
        for report in draft
            .reports
            .iter_mut()
            .filter(|report| matches!(report.code, "unknown-format" | "unknown-columns" | "empty-file"))
        {
            report.severity = Severity::Warning;
        }
    }
    if depth == 0 && drafts.len() == before {
        drafts.push(refused(&name, "empty-folder", "the folder holds no file of a kind that is read"));
    }
}

fn too_large(name: &str) -> FileDraft {
    let message = format!("the file is larger than {} GiB, the most that is read into memory", MAX_FILE >> 30);
    let mut draft = refused(name, "too-large", &message);
    let help = "divide it, for example by years, and open the part that is needed";
    draft.reports.iter_mut().for_each(|report| help.clone_into(&mut report.help));
    draft
}

fn refused(path: &str, code: &'static str, message: &str) -> FileDraft {
    FileDraft {
        path: path.to_owned(),
        format: "unknown",
        reports: vec![Report {
            severity: Severity::Error,
            code,
            path: path.to_owned(),
            place: None,
            event: None,
            message: message.to_owned(),
            help: "check the name and who may read it".to_owned(),
            excerpt: None,
        }],
        ..FileDraft::default()
    }
}

/// What the system said, without its number.
fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_archives_that_ship_are_read_without_a_word() {
        for shipped in EXAMPLES {
            let (archive, report) = example(shipped);
            assert!(report.reports.is_empty(), "{}", report.to_text());
            assert!(!archive.events.is_empty());
        }
    }

    #[test]
    fn a_folder_is_one_archive() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        std::fs::write(
            folder.path().join("a.ron"),
            r#"(leaders: [(id: "a")], events: [(id: "1", kind: statement, from: "a")])"#,
        )?;
        std::fs::create_dir(folder.path().join("more"))?;
        std::fs::write(
            folder.path().join("more/b.json"),
            r#"{"events": [{"id": "2", "kind": "reply", "from": "a", "in_reply_to": "1"}]}"#,
        )?;
        std::fs::write(folder.path().join("notes.txt"), "not read")?;
        let (archive, report) = load(&[folder.path().to_owned()]);
        assert_eq!((archive.events.len(), report.files.len()), (2, 2), "{}", report.to_text());
        assert!(report.reports.is_empty());
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_and_a_link_that_leads_back_are_passed_over() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop.ron"))?;
        std::fs::write(folder.path().join("a.ron"), "(events: [(kind: statement)])")?;
        let (archive, report) = load(&[folder.path().to_owned(), folder.path().to_owned()]);
        assert_eq!(archive.events.len(), 1, "{}", report.to_text());
        assert_eq!(
            report.reports.iter().map(|report| report.code).collect::<Vec<_>>(),
            ["linked-folder"]
        );
        let (_, report) = load(&[PathBuf::from("/dev/zero")]);
        assert_eq!(report.reports[0].code, "cannot-open");
        Ok(())
    }

    #[test]
    fn a_file_that_is_not_there_is_reported() {
        let (_, report) = load(&[PathBuf::from("/nowhere/at/all.ron")]);
        assert_eq!(
            report.reports[0].to_string(),
            "/nowhere/at/all.ron: error: cannot open the file: no such file or directory; check the name and who may read it"
        );
    }
}
