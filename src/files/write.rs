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

    /// The system refused.
    #[error("cannot write {}: {}", path.display(), reason(cause))]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
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
    if !may_replace && path.exists() {
        return Err(WriteError::Exists(path.to_owned()));
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new()
        .prefix(".demarche-")
        .tempfile_in(folder)
        .map_err(io_error)?;
    let mut buffered = std::io::BufWriter::with_capacity(1 << 20, file.as_file_mut());
    write(&mut buffered).and_then(|()| buffered.flush()).map_err(io_error)?;
    drop(buffered);
    file.as_file().sync_all().map_err(io_error)?;
    make_readable(file.path()).map_err(io_error)?;
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

/// Temporary files are private; a picture is to be read by whoever could read any other file of the user's.
#[cfg(unix)]
fn make_readable(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn make_readable(_path: &Path) -> std::io::Result<()> {
    Ok(())
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

    #[test]
    fn what_cannot_be_written_is_said_in_a_sentence() {
        let error = write_whole(Path::new("/nowhere/at/all.png"), b"", false).map_err(|error| error.to_string());
        assert!(error.is_err_and(|message| message.starts_with("cannot write /nowhere/at/all.png: ")));
    }
}
