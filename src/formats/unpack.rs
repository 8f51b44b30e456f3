//! What is packed is opened like what is not: gzip, Zstandard, and zip with several files; workbooks are zips too.
//!
//! What comes out is limited, so that a small file cannot fill the memory.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use super::{Options, file_error, read_text, spreadsheet};
use crate::model::draft::FileDraft;

/// The most that one file may unpack to, in bytes, all its parts together.
const MAX_UNPACKED: u64 = 2 << 30;

/// How many times its packed size a file may unpack to; texts reach a tenth of it.
const MAX_RATIO: u64 = 200;

/// So many bytes are always unpacked, however small the packed file is.
const ALWAYS_UNPACKED: u64 = 64 << 20;

/// How often packed files may be packed again.
const MAX_DEPTH: usize = 3;

/// The most files of a zip that are read.
const MAX_PARTS: usize = 20_000;

/// Reads a file by its first bytes.
pub(super) fn open(path: &str, given: Cow<'_, [u8]>, options: &Options, depth: usize) -> Vec<FileDraft> {
    let bytes = given.as_ref();
    let is_packed = bytes.starts_with(&[0x1f, 0x8b]) || bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) || bytes.starts_with(b"PK\x03\x04");
    if is_packed && depth >= MAX_DEPTH {
        return vec![refused(path, "it is packed in itself too often".to_owned())];
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return unpacked(
            path,
            flate2::read::MultiGzDecoder::new(bytes),
            limit_for(bytes.len()),
            (options, depth),
        );
    }
    if bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        return match ruzstd::decoding::StreamingDecoder::new(bytes) {
            Ok(decoder) => unpacked(path, decoder, limit_for(bytes.len()), (options, depth)),
            Err(error) => vec![refused(path, format!("cannot unpack it: {error}"))],
        };
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return zip(path, bytes, options, depth);
    }
    // Workbooks of Excel before 2007.
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return spreadsheet::read(path, bytes, options);
    }
    vec![read_text(path, given, options)]
}

fn refused(path: &str, message: String) -> FileDraft {
    FileDraft {
        path: path.to_owned(),
        format: "packed",
        reports: vec![file_error(
            path,
            "cannot-unpack",
            None,
            message,
            "unpack it by hand and open what is in it",
        )],
        ..FileDraft::default()
    }
}

/// How much a file may unpack to: what is much larger than its packed form is a trap.
fn limit_for(packed: usize) -> u64 {
    (packed as u64).saturating_mul(MAX_RATIO).clamp(ALWAYS_UNPACKED, MAX_UNPACKED)
}

fn too_large(limit: u64) -> String {
    format!(
        "what is packed in it is larger than {} MiB, the most that a file of its size is unpacked to",
        limit >> 20
    )
}

fn unpacked(path: &str, reader: impl Read, limit: u64, (options, depth): (&Options, usize)) -> Vec<FileDraft> {
    let mut out = Vec::new();
    match reader.take(limit + 1).read_to_end(&mut out) {
        Ok(_) if out.len() as u64 > limit => vec![refused(path, too_large(limit))],
        Ok(_) => open(path, Cow::Owned(out), options, depth + 1),
        Err(error) => vec![refused(path, format!("cannot unpack it: {error}"))],
    }
}

fn zip(path: &str, bytes: &[u8], options: &Options, depth: usize) -> Vec<FileDraft> {
    let mut archive = match zip::ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(error) => return vec![refused(path, format!("cannot unpack it: {error}"))],
    };
    if archive.len() > MAX_PARTS {
        return vec![refused(
            path,
            format!("it holds more than {MAX_PARTS} files, the most that are read"),
        )];
    }
    let is_workbook = archive
        .file_names()
        .flatten()
        .any(|name| matches!(name.as_ref(), "xl/workbook.xml" | "xl/workbook.bin" | "content.xml"));
    let limit = limit_for(bytes.len());
    let mut left = limit;
    let mut drafts = Vec::new();
    for at in 0..archive.len() {
        let mut part = match archive.by_index(at) {
            Ok(part) => part,
            Err(error) => {
                drafts.push(refused(path, format!("cannot unpack its file {}: {error}", at + 1)));
                continue;
            }
        };
        let name = part.name().map_or_else(|_| format!("file {}", at + 1), Cow::into_owned);
        let is_hidden = name.split('/').any(|folder| folder.starts_with('.') || folder == "__MACOSX");
        if part.is_dir() || is_hidden {
            continue;
        }
        let mut out = Vec::new();
        match part.by_ref().take(left + 1).read_to_end(&mut out) {
            Ok(read) if read as u64 > left => return vec![refused(path, too_large(limit))],
            Ok(read) => left -= read as u64,
            Err(error) => {
                drafts.push(refused(&format!("{path}/{name}"), format!("cannot unpack it: {error}")));
                continue;
            }
        }
        if !is_workbook {
            drafts.extend(open(&format!("{path}/{name}"), Cow::Owned(out), options, depth + 1));
        }
    }
    // The parts of a workbook were only measured.
    if is_workbook {
        return spreadsheet::read(path, bytes, options);
    }
    if drafts.is_empty() {
        drafts.push(refused(path, "there is no file in it".to_owned()));
    }
    drafts
}
