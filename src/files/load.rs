//! From paths to an archive: folders are walked, files are read piece by piece, and whoever waits hears how far it is.

use crate::model::Code;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::{STANDARD_INPUT, beside, reason, room, title};
use crate::formats::registry::{self, Cut};
use crate::formats::{self, Options};
use crate::model::draft::FileDraft;
use crate::model::{self, Archive, LoadReport, Report, Severity};

/// The largest file that is read, in bytes.
const MAX_FILE: u64 = 8 << 30;

/// The most folders that are walked into each other; a link to itself ends here at the latest.
const MAX_DEPTH: usize = 16;

/// How many bytes are read at a time.
const PIECE: usize = 4 << 20;

/// A file larger than this is shown by its first piece while the rest is read, where it has a record a line.
const LARGE: u64 = 16 << 20;

/// After so many bytes of files in a folder, what was read so far is shown.
const SHOWN_AFTER: u64 = 8 << 20;

/// Whether the `bytes` read of a total are to be shown, `shown` being those of the last time: four times as many, up to a quarter
/// of the total, so that all that is built only to be shown is no more than a third of the whole.
const fn is_due(bytes: u64, shown: u64, total: u64) -> bool {
    bytes > SHOWN_AFTER && bytes > 4 * shown && bytes <= total / 4
}

/// What loading is at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Phase {
    /// Bytes are read: which share of them, from 0 to 1, as far as is known.
    Bytes(f32),
    /// The records in the bytes are read.
    Records,
    /// Records become events that know each other.
    Linking,
    /// Events are put in order, and replies are suggested.
    Sorting,
}

/// How far loading is.
pub enum Step {
    /// What it is at.
    At(Phase),
    /// What is read so far, to be looked at meanwhile.
    Partial(Box<(Archive, LoadReport)>),
}

/// Reads files and folders as one archive. Whatever cannot be opened is in the report.
#[must_use]
pub fn load(paths: &[PathBuf]) -> (Archive, LoadReport) {
    load_with(paths, &Options::default())
}

/// Reads files and folders as one archive, tables as the options say. `-` is standard input.
#[must_use]
pub fn load_with(paths: &[PathBuf], options: &Options) -> (Archive, LoadReport) {
    // Nothing stops it, so there is always a result.
    load_in_steps(paths, options, false, &mut |_| true).unwrap_or_default()
}

/// The same, and says how far it is; nothing stops it, and nothing is shown before the end.
#[must_use]
pub fn load_told(paths: &[PathBuf], options: &Options, on_step: &mut dyn FnMut(Step) -> bool) -> (Archive, LoadReport) {
    load_in_steps(paths, options, false, &mut |step| {
        on_step(step);
        true
    })
    .unwrap_or_default()
}

/// Reads files and folders as one archive and says how far it is; `None` where `on_step` said to stop, by `false`.
#[must_use]
pub fn load_stepwise(paths: &[PathBuf], options: &Options, on_step: &mut dyn FnMut(Step) -> bool) -> Option<(Archive, LoadReport)> {
    load_in_steps(paths, options, true, on_step)
}

/// `shows_parts` says whether anybody wants to see what is read so far.
fn load_in_steps(
    paths: &[PathBuf],
    options: &Options,
    shows_parts: bool,
    on_step: &mut dyn FnMut(Step) -> bool,
) -> Option<(Archive, LoadReport)> {
    let mut seen = std::collections::HashSet::new();
    let mut loader = Loader {
        options,
        total: paths.iter().map(|path| size_of(path, 0)).sum(),
        bytes: 0,
        available: room::available(),
        shown_at: 0,
        shown_of: String::new(),
        is_stopped: false,
        shows_parts,
        drafts: Vec::new(),
        paths,
        on_step,
    };
    for path in paths.iter().filter(|path| seen.insert(*path)) {
        loader.path(path, 0);
    }
    loader.step(Step::At(Phase::Linking));
    if loader.is_stopped {
        return None;
    }
    let mut drafts = loader.drafts;
    let (aliases, reports) = beside::merge_leaders(paths, &mut drafts);
    let mut built = model::build_from(drafts);
    title::give(&mut built.0, paths);
    built.1.reports.extend(reports);
    built.1.aliases = aliases;
    beside::decide_replies(paths, &mut built.0, &mut built.1);
    (loader.on_step)(Step::At(Phase::Sorting)).then_some(built)
}

/// The number of bytes that a file, or the files of a folder that are read, hold.
#[must_use]
pub fn bytes_of(path: &Path) -> u64 {
    size_of(path, 0)
}

/// How many bytes a path holds.
fn size_of(path: &Path, depth: usize) -> u64 {
    let Ok(data) = std::fs::metadata(path) else { return 0 };
    if !data.is_dir() {
        return data.len();
    }
    if depth >= MAX_DEPTH || (depth > 0 && path.is_symlink()) {
        return 0;
    }
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| path.is_dir() || has_known_ending(path))
        .map(|path| size_of(&path, depth + 1))
        .sum()
}

/// Whether a file of a folder is read; a file that is named is read whatever it ends in.
fn has_known_ending(path: &Path) -> bool {
    registry::ending_in(&ending_of(path)).next().is_some()
}

/// The ending of a file in lower case and without the period; empty where it has none.
pub(super) fn ending_of(path: &Path) -> String {
    path.extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default()
}

struct Loader<'a> {
    options: &'a Options,
    paths: &'a [PathBuf],
    total: u64,
    bytes: u64,
    /// How much memory could be had when loading began.
    available: Option<u64>,
    /// How many bytes had been read when something was last shown.
    shown_at: u64,
    /// Of which file the beginning was shown last.
    shown_of: String,
    is_stopped: bool,
    shows_parts: bool,
    drafts: Vec<FileDraft>,
    on_step: &'a mut dyn FnMut(Step) -> bool,
}

impl Loader<'_> {
    fn step(&mut self, step: Step) {
        self.is_stopped |= !(self.on_step)(step);
    }

    /// Shows what is read so far, with more drafts than those that are done.
    fn show(&mut self, more: Vec<FileDraft>) {
        self.shown_at = self.bytes;
        let done = self.drafts.len();
        self.drafts.extend(more);
        let mut built = model::build(&self.drafts);
        self.drafts.truncate(done);
        title::give(&mut built.0, self.paths);
        if !built.0.events.is_empty() {
            self.step(Step::Partial(Box::new(built)));
        }
    }

    fn path(&mut self, path: &Path, depth: usize) {
        if self.is_stopped {
            return;
        }
        if depth == 0 && path.as_os_str() == STANDARD_INPUT {
            let name = "standard input";
            let read = self.read(std::io::stdin().lock(), name, 0, false);
            return self.open(read, name);
        }
        if path.is_dir() {
            return self.folder(path, depth);
        }
        let name = path.display().to_string();
        let before = std::fs::metadata(path);
        // A pipe or a device may never end.
        if before.as_ref().is_ok_and(|data| !data.is_file()) {
            self.drafts.push(refused(
                &name,
                Code::CannotOpen,
                "cannot open it: it is neither a file nor a folder",
            ));
            return;
        }
        let size = before.as_ref().map_or(0, std::fs::Metadata::len);
        if size > MAX_FILE {
            self.drafts.push(too_large(&name));
            return;
        }
        if let Some(why) = room::refusal(path, size, self.bytes, self.available) {
            self.drafts.push(too_much(&name, &why));
            return;
        }
        let read = match File::open(path) {
            Ok(file) if size > LARGE => self.read_large(file, &name, size, self.shows_parts && is_by_lines(path)),
            Ok(file) => self.read(file, &name, size, false),
            Err(error) => Err(Some(error)),
        };
        let has_changed = match (before, std::fs::metadata(path)) {
            (Ok(before), Ok(after)) => before.len() != after.len() || before.modified().ok() != after.modified().ok(),
            _ => false,
        };
        self.open(read, &name);
        if let (true, Some(draft)) = (has_changed, self.drafts.last_mut()) {
            draft.reports.push(Report {
                severity: Severity::Warning,
                code: Code::Changed,
                path: name,
                place: None,
                event: None,
                message: "the file changed while it was read".to_owned(),
                help: "read it again (F5) if something is missing".to_owned(),
                excerpt: None,
            });
        }
        if self.shows_parts && depth > 0 && is_due(self.bytes, self.shown_at, self.total) && !self.is_stopped {
            self.show(Vec::new());
        }
    }

    /// Reads to the end, piece by piece; an error without a cause says that it is too much, or that it was stopped. `size`
    /// is how much there is, where that is known.
    fn read(&mut self, mut from: impl Read, name: &str, size: u64, shows_parts: bool) -> Result<Vec<u8>, Option<std::io::Error>> {
        // Room for all of it at once, and for the look beyond the end that finds nothing.
        let mut bytes = Vec::new();
        if bytes.try_reserve_exact(size as usize + 64).is_err() {
            return Err(None);
        }
        loop {
            let read = from.by_ref().take(PIECE as u64).read_to_end(&mut bytes).map_err(Some)?;
            if bytes.len() as u64 > MAX_FILE || !self.has_read(read as u64) {
                return Err(None);
            }
            if read == 0 {
                return Ok(bytes);
            }
            if shows_parts {
                self.show_beginning(name, &bytes);
            }
        }
    }

    /// Reads a large file on every core: the system takes longer to find memory for it than to copy it there.
    #[cfg(unix)]
    fn read_large(&mut self, mut file: File, name: &str, size: u64, shows_parts: bool) -> Result<Vec<u8>, Option<std::io::Error>> {
        use std::io::Seek as _;
        use std::os::unix::fs::FileExt as _;

        use rayon::prelude::*;

        // That there is memory for it was seen before (`room`); it comes zeroed from the system, page by page.
        let mut bytes = vec![0; size as usize];
        let step = PIECE * rayon::current_num_threads().max(1);
        for start in (0..bytes.len()).step_by(step) {
            let end = bytes.len().min(start + step);
            let pieces = bytes.get_mut(start..end).unwrap_or_default().par_chunks_mut(PIECE).enumerate();
            let read = |(at, piece): (usize, &mut [u8])| file.read_exact_at(piece, (start + at * PIECE) as u64);
            if let Err(error) = pieces.map(read).collect::<std::io::Result<()>>() {
                if error.kind() != std::io::ErrorKind::UnexpectedEof {
                    return Err(Some(error));
                }
                // The file has shrunk: read it again without relying on its size.
                return self.read(File::open(name).map_err(Some)?, name, 0, shows_parts);
            }
            if !self.has_read((end - start) as u64) {
                return Err(None);
            }
            if shows_parts {
                self.show_beginning(name, bytes.get(..end).unwrap_or_default());
            }
        }
        // It may have grown meanwhile.
        file.seek(std::io::SeekFrom::Start(size)).map_err(Some)?;
        bytes.extend(self.read(file, name, 0, false)?);
        Ok(bytes)
    }

    #[cfg(not(unix))]
    fn read_large(&mut self, file: File, name: &str, size: u64, shows_parts: bool) -> Result<Vec<u8>, Option<std::io::Error>> {
        self.read(file, name, size, shows_parts)
    }

    /// Counts bytes that were read, and says how far it is; gives whether to go on.
    fn has_read(&mut self, bytes: u64) -> bool {
        self.bytes += bytes;
        let share = self.bytes as f32 / self.total.max(self.bytes).max(1) as f32;
        self.step(Step::At(Phase::Bytes(share)));
        !self.is_stopped
    }

    /// Shows the first lines of a file, as far as they are read: at once, and whenever there are four times as many.
    fn show_beginning(&mut self, name: &str, bytes: &[u8]) {
        let is_first = self.shown_of != name;
        if !is_first && !is_due(self.bytes, self.shown_at, self.total) {
            return;
        }
        name.clone_into(&mut self.shown_of);
        let end = bytes.iter().rposition(|byte| *byte == b'\n').unwrap_or(0);
        let first = formats::open(name, bytes.get(..end).unwrap_or_default(), self.options);
        self.show(first);
    }

    fn open(&mut self, read: Result<Vec<u8>, Option<std::io::Error>>, name: &str) {
        match read {
            Ok(bytes) => {
                if bytes.len() as u64 > LARGE {
                    self.step(Step::At(Phase::Records));
                }
                self.drafts.extend(formats::open(name, bytes, self.options));
            }
            Err(Some(error)) => self.drafts.push(refused(
                name,
                Code::CannotOpen,
                &format!("cannot open the file: {}", reason(&error)),
            )),
            Err(None) if self.is_stopped => {}
            Err(None) => self.drafts.push(too_large(name)),
        }
    }

    /// Says which files of a folder were passed over: those of no known ending, and those that are hidden.
    fn pass_over(&mut self, folder: &str, others: &[String], hidden: &[String]) {
        let why = match others.len() {
            1 => "it has no ending of a file that is read; open it by its own name to try it all the same",
            _ => "they have no ending of a file that is read; open one by its own name to try it all the same",
        };
        let why_hidden = match hidden.len() {
            1 => "its name begins with a dot, so that it is hidden; open it by its own name",
            _ => "their names begin with a dot, so that they are hidden; open one by its own name",
        };
        for (names, why) in [(others, why), (hidden, why_hidden)] {
            if !names.is_empty() {
                let mut draft = refused(folder, Code::PassedOver, &format!("passed over: {}", listed(names)));
                draft.reports.iter_mut().for_each(|report| {
                    report.severity = Severity::Warning;
                    why.clone_into(&mut report.help);
                });
                self.drafts.push(draft);
            }
        }
    }

    fn folder(&mut self, folder: &Path, depth: usize) {
        let name = folder.display().to_string();
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                self.drafts.push(refused(
                    &name,
                    Code::CannotOpen,
                    &format!("cannot open the folder: {}", reason(&error)),
                ));
                return;
            }
        };
        if depth >= MAX_DEPTH {
            self.drafts.push(refused(
                &name,
                Code::TooDeep,
                "folders are nested too deeply; is one of them a link to itself?",
            ));
            return;
        }
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        let before = self.drafts.len();
        let (mut passed_over, mut hidden): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        for path in paths {
            let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            let is_ours = has_known_ending(&path) && !beside::is_beside(&path);
            let is_folder = path.is_dir();
            if is_hidden && (is_ours || is_folder) {
                hidden.extend(path.file_name().map(|name| name.to_string_lossy().into_owned()));
            }
            if is_folder && path.is_symlink() && !is_hidden {
                // A link to a folder may lead back here.
                let mut draft = refused(
                    &path.display().to_string(),
                    Code::LinkedFolder,
                    "the folder is only linked here, so it was passed over",
                );
                draft.reports.iter_mut().for_each(|report| {
                    report.severity = Severity::Warning;
                    "open it by its own name".clone_into(&mut report.help);
                });
                self.drafts.push(draft);
            } else if !is_hidden && (is_ours || is_folder) {
                self.path(&path, depth + 1);
            } else if !is_hidden && !beside::is_beside(&path) {
                passed_over.extend(path.file_name().map(|name| name.to_string_lossy().into_owned()));
            }
        }
        self.pass_over(&name, &passed_over, &hidden);
        // Beside archives a folder may hold other files; that one is passed over is a remark, not a loss.
        for draft in self.drafts.iter_mut().skip(before) {
            for report in draft
                .reports
                .iter_mut()
                .filter(|report| matches!(report.code, Code::UnknownFormat | Code::UnknownColumns | Code::EmptyFile))
            {
                report.severity = Severity::Warning;
            }
        }
        let has_files = self
            .drafts
            .iter()
            .skip(before)
            .any(|draft| draft.reports.iter().all(|report| report.code != Code::PassedOver));
        if depth == 0 && !has_files {
            self.drafts
                .push(refused(&name, Code::EmptyFolder, "no readable files in this folder"));
        }
    }
}

/// The most names of files that are told one by one.
const MOST_NAMES: usize = 20;

/// Some names, and how many more there are.
fn listed(names: &[String]) -> String {
    let told = names.iter().take(MOST_NAMES).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MOST_NAMES) {
        0 => told,
        more => format!("{told} and {more} more"),
    }
}

/// Whether a file has a record a line, so that its beginning can be read by itself.
fn is_by_lines(path: &Path) -> bool {
    registry::ending_in(&ending_of(path)).any(|format| matches!(format.cut, Cut::OwnLines | Cut::Rows))
}

fn too_large(name: &str) -> FileDraft {
    let message = format!("the file is larger than {} GiB, the most that is read into memory", MAX_FILE >> 30);
    too_much(name, &message)
}

fn too_much(name: &str, why: &str) -> FileDraft {
    let mut draft = refused(name, Code::TooLarge, why);
    draft.reports.iter_mut().for_each(|report| room::HELP.clone_into(&mut report.help));
    draft
}

fn refused(path: &str, code: Code, message: &str) -> FileDraft {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_only_to_be_shown_is_a_third_of_the_whole() {
        for size in [1_u64 << 20, 5 << 20, 40 << 20] {
            for total in [60_u64 << 20, 131 << 20, 1 << 30] {
                let (mut bytes, mut shown, mut built) = (0, 0, 0);
                while bytes < total {
                    bytes += size;
                    if is_due(bytes, shown, total) {
                        shown = bytes;
                        built += bytes;
                    }
                }
                assert!(built <= total / 3, "{built} of {total}");
                assert!(shown > 0 || size > total / 8, "nothing is shown of {total} in files of {size}");
            }
        }
    }
}
