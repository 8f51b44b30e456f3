//! The small file beside an archive that says who is one person: `letters.csv.aliases`, in RON.

use std::path::{Path, PathBuf};

use super::{WriteError, reason, write_whole};
use crate::model::aliases::Aliases;
use crate::model::draft::FileDraft;
use crate::model::{Report, Severity};

/// Where it is: beside the file or folder, with `.aliases` behind its name.
#[must_use]
pub fn aliases_path(archive: &Path) -> PathBuf {
    let mut name = archive.as_os_str().to_owned();
    name.push(".aliases");
    PathBuf::from(name)
}

/// What the file beside an archive says; nothing where there is none.
///
/// # Errors
/// A sentence, where it is there and cannot be read.
pub fn read_aliases(archive: &Path) -> Result<Aliases, String> {
    let path = aliases_path(archive);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Aliases::default()),
        Err(error) => return Err(format!("cannot read {}: {}", path.display(), reason(&error))),
    };
    ron::from_str(&text).map_err(|error| format!("{}:{}: {}", path.display(), error.span.start, error.code))
}

/// Writes what was said beside an archive, whole or not at all.
///
/// # Errors
/// Where it cannot be written.
pub fn write_aliases(archive: &Path, aliases: &Aliases) -> Result<(), WriteError> {
    let body = ron::ser::to_string_pretty(aliases, ron::ser::PrettyConfig::default()).unwrap_or_default();
    let text = format!(
        "// Who is one person in {}: written by D\u{e9}marche when somebody said so, and read again with it.\n{body}\n",
        archive.file_name().unwrap_or_default().to_string_lossy()
    );
    write_whole(&aliases_path(archive), text.as_bytes(), true)
}

/// Applies what the files beside some archives say to what was read of them.
pub(super) fn apply(paths: &[PathBuf], drafts: &mut [FileDraft]) -> (Aliases, Vec<Report>) {
    let mut all = Aliases::default();
    let mut reports = Vec::new();
    let mut say = |severity: Severity, code: &'static str, path: &Path, message: String, help: &str| {
        reports.push(Report {
            severity,
            code,
            path: path.display().to_string(),
            place: None,
            event: None,
            message,
            help: help.to_owned(),
            excerpt: None,
        });
    };
    for path in paths.iter().filter(|path| path.as_os_str() != super::STANDARD_INPUT) {
        match read_aliases(path) {
            Ok(aliases) => {
                let merged = aliases.apply(drafts);
                if merged > 0 {
                    let leaders = if merged == 1 { "leader was" } else { "leaders were" };
                    let message = format!("{merged} {leaders} taken for another, as this file says");
                    say(
                        Severity::Warning,
                        "merged-leaders",
                        &aliases_path(path),
                        message,
                        "remove it to have them apart again",
                    );
                }
                all.same.extend(aliases.same);
                all.different.extend(aliases.different);
            }
            Err(message) => say(
                Severity::Error,
                "bad-aliases",
                &aliases_path(path),
                message,
                "nobody was merged; correct the file or remove it",
            ),
        }
    }
    (all, reports)
}
