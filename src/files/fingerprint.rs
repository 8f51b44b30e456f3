//! The beginning of the SHA-256 of files: by it a figure can be checked against what it was made from.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

/// How many bytes of a hash are said.
const SHORT: usize = 6;

/// More files than this are counted, not named.
const MAX_NAMED: usize = 4;

/// The names of files, each with the beginning of its SHA-256 in hexadecimal digits; a folder and standard input have none.
#[must_use]
pub fn fingerprints(paths: &[PathBuf]) -> Vec<(String, Option<String>)> {
    let mut named: Vec<(String, Option<String>)> = paths.iter().take(MAX_NAMED).map(|path| (name(path), fingerprint(path))).collect();
    if paths.len() > MAX_NAMED {
        named.push((format!("and {} more files", paths.len() - MAX_NAMED), None));
    }
    named
}

/// The beginning of the SHA-256 of a text that ships.
#[must_use]
pub(super) fn fingerprint_of(bytes: &[u8]) -> String {
    short(&Sha256::digest(bytes))
}

fn name(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| path.display().to_string())
}

fn fingerprint(path: &Path) -> Option<String> {
    if !path.is_file() {
        return None;
    }
    let mut file = File::open(path).ok()?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer).ok()? {
            0 => break,
            read => hash.update(buffer.get(..read)?),
        }
    }
    Some(short(&hash.finalize()))
}

fn short(hash: &[u8]) -> String {
    hash.iter()
        .take(SHORT)
        .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}
