//! What is packed is opened like what is not: gzip, Zstandard, and zip with several files; workbooks are zips too.
//!
//! What comes out is limited, so that a small file cannot fill the memory.

use crate::model::Code;
use std::borrow::Cow;
use std::io::{Cursor, Read};

use super::registry::{FORMATS, Sign};
use super::{Options, file_error, not_read, read_text, workbook};
use crate::model::draft::FileDraft;
use crate::model::{Report, Severity};

/// The most that one file may unpack to, in bytes, all its parts together.
const MAX_UNPACKED: u64 = 2 << 30;

/// How many times its packed size a file may unpack to; texts reach a tenth of it.
const MAX_RATIO: u64 = 200;

/// So many bytes are always unpacked, however small the packed file is.
const ALWAYS_UNPACKED: u64 = 64 << 20;

/// The available memory divided by this is the most that is unpacked: reading takes several times as much.
const MEMORY_SHARE: u64 = 6;

/// The first bytes of a gzip file.
pub(super) const GZIP: [u8; 2] = [0x1f, 0x8b];

/// The first bytes of a Zstandard frame.
pub(super) const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// The first bytes of a zip.
pub(super) const ZIP: [u8; 4] = *b"PK\x03\x04";

/// How often packed files may be packed again.
const MAX_DEPTH: usize = 3;

/// The most files of a zip that are read.
const MAX_PARTS: usize = 20_000;

/// Where packed files are in each other, all unpacks to at most this many times the outermost.
const NESTED_RATIO: u64 = 20;

/// Where packed files are in each other, at most so many lines are read of what is in them: a row of a table costs a kilobyte and ten
/// microseconds, and packs to less than a byte.
const MAX_NESTED_LINES: usize = 400_000;

/// In what a file is packed, and what may still be unpacked of the outermost one: all that is in it shares that.
#[derive(Default)]
pub(super) struct Within {
    depth: usize,
    /// The size of the outermost file.
    packed: u64,
    limit: u64,
    left: u64,
    /// How many lines of packed files within it there were.
    lines: usize,
    /// Whether anything in it is itself packed.
    is_nested: bool,
}

impl Within {
    /// Whether what is packed here may be unpacked.
    ///
    /// # Errors
    /// Where it is packed in itself too often, in words.
    fn deeper(&self) -> Result<(), String> {
        if self.depth < MAX_DEPTH {
            return Ok(());
        }
        Err("it is packed in itself too often".to_owned())
    }

    /// Whether a text may be read: of packed files within each other, only so many lines are.
    fn takes_lines(&mut self, text: &[u8]) -> bool {
        // Records of XML are longer than lines.
        if self.depth < 2 || text.trim_ascii_start().starts_with(b"<") {
            return true;
        }
        let lines = self.lines + memchr::memchr_iter(b'\n', text).count();
        let may_be_read = lines <= MAX_NESTED_LINES;
        if may_be_read {
            self.lines = lines;
        }
        may_be_read
    }

    /// What a packed file of a size may unpack to.
    fn left_for(&mut self, packed: usize, options: &Options) -> u64 {
        let memory = options.available.and_then(|available| available());
        let memory = memory.map_or(u64::MAX, |memory| (memory / MEMORY_SHARE).max(ALWAYS_UNPACKED));
        if self.depth == 0 {
            self.packed = packed as u64;
            self.limit = limit_for(packed);
            self.left = self.limit;
        } else if !std::mem::replace(&mut self.is_nested, true) {
            // What is packed twice is hardly smaller for it.
            self.limit = self.limit.min((self.packed * NESTED_RATIO).max(ALWAYS_UNPACKED));
            self.left = self.left.min(self.limit);
        }
        // The memory that earlier files took is no longer there.
        if memory < self.left {
            (self.left, self.limit) = (memory, memory);
        }
        self.left
    }
}

/// Reads a file by its first bytes.
pub(super) fn open(path: &str, given: Cow<'_, [u8]>, options: &Options, within: &mut Within) -> Vec<FileDraft> {
    let known = FORMATS.iter().find_map(|format| match format.sign {
        Sign::Bytes { is_it, open } if is_it(&given) => Some(open),
        _ => None,
    });
    match known {
        Some(open) => open(path, &given, options, within),
        None if within.takes_lines(&given) => vec![read_text(path, given, options)],
        None => vec![refused(
            path,
            format!("nested packed files hold more than {MAX_NESTED_LINES} lines, the most that are read of them"),
        )],
    }
}

/// Opens a gzip file.
pub(super) fn open_gzip(path: &str, bytes: &[u8], options: &Options, within: &mut Within) -> Vec<FileDraft> {
    let limit = within.left_for(bytes.len(), options);
    unpacked(path, within.deeper().and_then(|()| gunzip(bytes, limit)), options, within)
}

/// Opens a Zstandard file.
pub(super) fn open_zstd(path: &str, bytes: &[u8], options: &Options, within: &mut Within) -> Vec<FileDraft> {
    let limit = within.left_for(bytes.len(), options);
    unpacked(path, within.deeper().and_then(|()| unzstd(bytes, limit)), options, within)
}

fn refused(path: &str, message: String) -> FileDraft {
    FileDraft {
        path: path.to_owned(),
        format: "packed",
        reports: vec![file_error(
            path,
            Code::CannotUnpack,
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
        "what is packed in it is larger than {} MiB, more than a file of its size may unpack to, or than memory allows",
        limit >> 20
    )
}

/// What came out of a packed file.
struct Out {
    bytes: Vec<u8>,
    /// The number of bytes after it that were not packed so.
    left: usize,
    /// Why nothing came out any more, where it is damaged or cut.
    broken: Option<String>,
}

type Unpacked = Result<Out, String>;

fn unpacked(path: &str, unpacked: Unpacked, options: &Options, within: &mut Within) -> Vec<FileDraft> {
    let Out { bytes, left, broken } = match unpacked {
        Ok(unpacked) => unpacked,
        Err(message) => return vec![refused(path, message)],
    };
    within.left = within.left.saturating_sub(bytes.len() as u64);
    let mut drafts = inside(path, bytes, options, within);
    if let (Some(first), Some(broken)) = (drafts.first_mut(), broken) {
        // A record may be cut in its middle.
        first.rejected += 1;
        let help = "what precedes that is read, up to its last whole line";
        first.reports.push(file_error(path, Code::CannotUnpack, None, broken, help));
    }
    if let (Some(first), true) = (drafts.first_mut(), left > 0) {
        first.reports.push(Report {
            severity: Severity::Warning,
            ..file_error(
                path,
                Code::TrailingBytes,
                None,
                format!("found {left} bytes after the compressed data that are not compressed in any known way"),
                "they are not read; the file may be damaged, or joined to another",
            )
        });
    }
    drafts
}

/// Reads what was unpacked.
fn inside(path: &str, out: Vec<u8>, options: &Options, within: &mut Within) -> Vec<FileDraft> {
    within.depth += 1;
    let drafts = open(path, Cow::Owned(out), options, within);
    within.depth -= 1;
    drafts
}

/// Adds what a decoder gives to what is unpacked already.
///
/// # Errors
/// Where the data is damaged, or the whole is larger than the limit, in words.
fn append(decoder: impl Read, out: &mut Vec<u8>, limit: u64) -> Result<(), String> {
    let left = limit + 1 - out.len() as u64;
    decoder
        .take(left)
        .read_to_end(out)
        .map_err(|error| format!("cannot unpack it: {error}"))?;
    if out.len() as u64 > limit {
        return Err(too_large(limit));
    }
    Ok(())
}

/// All members of a gzip file, one after another (RFC 1952, 2.2). Zeros after them only fill up.
fn gunzip(bytes: &[u8], limit: u64) -> Unpacked {
    let mut rest = bytes;
    let mut out = Vec::new();
    while rest.starts_with(&GZIP) {
        if let Err(message) = append(flate2::bufread::GzDecoder::new(&mut rest), &mut out, limit) {
            let lines = out.iter().rposition(|byte| *byte == b'\n').filter(|_| out.len() as u64 <= limit);
            let Some(end) = lines else { return Err(message) };
            out.truncate(end + 1);
            let broken = message.replace("cannot unpack it:", "cannot unpack all of it:");
            return Ok(Out {
                bytes: out,
                left: 0,
                broken: Some(broken),
            });
        }
    }
    let is_fill = rest.iter().all(|byte| *byte == 0);
    Ok(Out {
        bytes: out,
        left: if is_fill { 0 } else { rest.len() },
        broken: None,
    })
}

/// What follows the frames that are to be skipped at the start of a Zstandard file.
fn after_skipped(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes;
    while let [0x50..=0x5f, 0x2a, 0x4d, 0x18, a, b, c, d, ..] = rest {
        let length = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
        rest = rest.get(8 + length..).unwrap_or_default();
    }
    rest
}

/// Whether bytes are a Zstandard file; its first frame may be one to be skipped, as programs that pack on several cores write it.
pub(super) fn is_zstd(bytes: &[u8]) -> bool {
    after_skipped(bytes).starts_with(&ZSTD)
}

/// All frames of a Zstandard file, one after another; those to be skipped hold nothing (RFC 8878, 3.1.2).
fn unzstd(bytes: &[u8], limit: u64) -> Unpacked {
    let mut rest = bytes;
    let mut out = Vec::new();
    loop {
        rest = after_skipped(rest);
        if !rest.starts_with(&ZSTD) {
            return Ok(Out {
                bytes: out,
                left: rest.len(),
                broken: None,
            });
        }
        let before = out.len();
        let unpacked = ruzstd::decoding::StreamingDecoder::new(&mut rest)
            .map_err(|error| format!("cannot unpack it: {error}"))
            .and_then(|decoder| append(decoder, &mut out, limit));
        if let Err(message) = unpacked {
            // What precedes a frame that is cut off is kept, to the end of its last line.
            let last = out.iter().rposition(|byte| *byte == b'\n').filter(|_| out.len() as u64 <= limit);
            let Some(end) = last.map(|last| last + 1).or_else(|| (before > 0).then_some(before)) else {
                return Err(message);
            };
            out.truncate(end);
            return Ok(Out {
                bytes: out,
                left: 0,
                broken: Some("cannot unpack all of it: it is damaged, or was cut off".to_owned()),
            });
        }
    }
}

/// Opens a zip: its files one by one, or the workbook that it is.
pub(super) fn open_zip(path: &str, bytes: &[u8], options: &Options, within: &mut Within) -> Vec<FileDraft> {
    if let Err(message) = within.deeper() {
        return vec![refused(path, message)];
    }
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
    let names: Vec<_> = archive.file_names().flatten().collect();
    if let Some(kind) = not_read::by_parts(bytes, names.iter().map(AsRef::as_ref)) {
        return vec![not_read::refused(path, kind)];
    }
    let is_workbook = archive
        .file_names()
        .flatten()
        .any(|name| matches!(name.as_ref(), "xl/workbook.xml" | "xl/workbook.bin" | "content.xml"));
    let before = within.left_for(bytes.len(), options);
    let mut drafts = Vec::new();
    let mut beside = workbook::Beside::default();
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
        match part.by_ref().take(within.left + 1).read_to_end(&mut out) {
            Ok(read) if read as u64 > within.left => {
                // What was read before it is kept.
                drafts.push(refused(path, too_large(within.limit)));
                return drafts;
            }
            Ok(read) => within.left -= read as u64,
            Err(error) => {
                drafts.push(refused(&format!("{path}/{name}"), format!("cannot unpack it: {error}")));
                continue;
            }
        }
        if is_workbook {
            beside.look(&name, &out);
        } else {
            drafts.extend(inside(&format!("{path}/{name}"), out, options, within));
        }
    }
    // The parts of a workbook were only measured and looked at.
    if is_workbook {
        return workbook::read(path, bytes, before - within.left, &beside, options);
    }
    if drafts.is_empty() {
        drafts.push(refused(path, "there is no file in it".to_owned()));
    }
    pass_over(&mut drafts);
    drafts
}

/// Beside files that are read a zip may hold others, pictures and notes: that those are passed over is a remark, as in a folder.
fn pass_over(drafts: &mut [FileDraft]) {
    let is_read = |draft: &FileDraft| !matches!(draft.format, "unknown" | "packed");
    if !drafts.iter().any(is_read) {
        return;
    }
    for draft in drafts.iter_mut().filter(|draft| draft.format == "unknown" && draft.rejected == 0) {
        draft.reports = vec![Report {
            severity: Severity::Warning,
            ..file_error(
                &draft.path,
                Code::PassedOver,
                None,
                "passed over: it is none of the files that are read".to_owned(),
                "unpack it and open it by its own name to see why",
            )
        }];
    }
}
