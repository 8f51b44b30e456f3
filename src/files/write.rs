//! Onto the disk: whole or not at all.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::reason;

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// There is a file of that name, and nobody said that it may be replaced.
    #[error("{} exists already; choose another name, or allow it to be overwritten", .0.display())]
    Exists(PathBuf),

    /// What has that name is no file: a folder, a device, a pipe.
    #[error("{} is no file, and is not replaced by one; choose another name", .0.display())]
    NoFile(PathBuf),

    /// The system refused.
    #[error("cannot write {}: {}", path.display(), reason(cause))]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
}

/// Whether a file is there that does not begin with some words: one that this program has not written.
#[must_use]
pub fn is_of_others(path: &Path, begins: &str) -> bool {
    use std::io::Read as _;
    let Ok(file) = std::fs::File::open(path) else {
        return path.symlink_metadata().is_ok();
    };
    let mut first = Vec::new();
    let read = file.take(begins.len() as u64).read_to_end(&mut first);
    read.is_err() || first != begins.as_bytes()
}

/// Writes a file whole or not at all: into a temporary file beside it, which then takes its name.
///
/// # Errors
/// Where the file exists and may not be replaced, or the system refuses; then nothing has changed on the disk.
pub fn write_whole(path: &Path, bytes: &[u8], may_replace: bool) -> Result<(), WriteError> {
    write_with(path, may_replace, |file| file.write_all(bytes))
}

/// The same, for what is too much to be held in memory: `write` puts it into the file piece by piece.
///
/// # Errors
/// Where the file exists and may not be replaced, or the system refuses; then nothing has changed on the disk.
pub fn write_with(
    path: &Path,
    may_replace: bool,
    write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>,
) -> Result<(), WriteError> {
    let io_error = |cause| WriteError::Io {
        path: path.to_owned(),
        cause,
    };
    // A link stays one: what it leads to is written.
    let target = target_of(path);
    let path = target.as_path();
    let before = std::fs::metadata(path).ok();
    match &before {
        Some(data) if !data.is_file() => return Err(WriteError::NoFile(path.to_owned())),
        Some(_) if !may_replace => return Err(WriteError::Exists(path.to_owned())),
        _ => {}
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    remove_leftovers(folder);
    let prefix = format!("{PREFIX}{}-", std::process::id());
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix);
    readable(&mut builder);
    let mut file = builder.tempfile_in(folder).map_err(io_error)?;
    // Where files can be locked, that says that it is being written, also to other machines.
    let _ = file.as_file().try_lock();
    let mut buffered = std::io::BufWriter::with_capacity(1 << 20, file.as_file_mut());
    write(&mut buffered).and_then(|()| buffered.flush()).map_err(io_error)?;
    drop(buffered);
    // Who may read what is replaced may read what replaces it, and nobody else.
    if let Some(before) = &before {
        std::fs::set_permissions(file.path(), before.permissions()).map_err(io_error)?;
    }
    file.as_file().sync_all().map_err(io_error)?;
    let persisted = if may_replace {
        file.persist(path)
    } else {
        file.persist_noclobber(path)
    };
    match persisted {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => Err(WriteError::Exists(path.to_owned())),
        Err(error) => Err(io_error(error.error)),
    }
}

/// How the names of our temporary files begin; then comes the number of the process.
const PREFIX: &str = ".demarche-";

/// The most links that are followed to where something is to be written.
const MAX_LINKS: usize = 40;

/// Where a path leads, be it there or not.
fn target_of(path: &Path) -> PathBuf {
    let mut target = path.to_owned();
    for _ in 0..MAX_LINKS {
        let Ok(next) = std::fs::read_link(&target) else { break };
        // A relative link is meant from where it lies.
        target = target.parent().map_or_else(|| next.clone(), |folder| folder.join(&next));
    }
    target
}

/// Temporary files are private; what is written is to be read by whoever could read any other file of the user's.
#[cfg(unix)]
fn readable(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(std::fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn readable(_builder: &mut tempfile::Builder<'_, '_>) {}

/// Removes what a run of ours that was killed has left in a folder. What a living process writes stays; where the system does not
/// tell which processes live, everything stays.
fn remove_leftovers(folder: &Path) {
    let processes = Path::new("/proc");
    if !processes.join("self").exists() {
        return;
    }
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.split('-').next());
        let is_dead = number.is_some_and(|number| number.parse::<u32>().is_ok() && !processes.join(number).exists());
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        let is_free = |path: &Path| std::fs::File::open(path).is_ok_and(|file| file.try_lock().is_ok());
        if is_dead && is_file && is_free(&entry.path()) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_existing_file_is_not_replaced_unasked() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("figure.svg");
        write_whole(&path, b"one", false)?;
        assert!(matches!(write_whole(&path, b"two", false), Err(WriteError::Exists(_))));
        assert_eq!(std::fs::read(&path)?, b"one");
        write_whole(&path, b"two", true)?;
        assert_eq!(std::fs::read(&path)?, b"two");
        assert_eq!(std::fs::read_dir(folder.path())?.count(), 1, "nothing else is left behind");
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_modes_stay_and_leftovers_go() -> Result<(), Box<dyn std::error::Error>> {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir()?;
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("real.svg"), b"old")?;
        std::fs::set_permissions(at("real.svg"), std::fs::Permissions::from_mode(0o600))?;
        symlink("real.svg", at("link.svg"))?;
        symlink("nothing.svg", at("dangling.svg"))?;
        std::fs::write(at(".demarche-4294967295-abc"), b"left")?;
        std::fs::write(at(&format!(".demarche-{}-abc", std::process::id())), b"being written")?;
        write_whole(&at("link.svg"), b"new", true)?;
        assert!(std::fs::symlink_metadata(at("link.svg"))?.is_symlink());
        assert_eq!(std::fs::read(at("real.svg"))?, b"new");
        assert_eq!(std::fs::metadata(at("real.svg"))?.permissions().mode() & 0o777, 0o600);
        write_whole(&at("dangling.svg"), b"found", false)?;
        assert_eq!(std::fs::read(at("nothing.svg"))?, b"found");
        assert!(!at(".demarche-4294967295-abc").exists());
        assert!(at(&format!(".demarche-{}-abc", std::process::id())).exists());
        std::fs::create_dir(at("folder.svg"))?;
        assert!(matches!(write_whole(&at("folder.svg"), b"", true), Err(WriteError::NoFile(_))));
        assert!(matches!(write_whole(Path::new("/dev/null"), b"", true), Err(WriteError::NoFile(_))));
        Ok(())
    }

    #[test]
    fn what_cannot_be_written_is_said_in_a_sentence() {
        let error = write_whole(Path::new("/nowhere/at/all.png"), b"", false).map_err(|error| error.to_string());
        assert!(error.is_err_and(|message| message.starts_with("cannot write /nowhere/at/all.png: ")));
    }
}
