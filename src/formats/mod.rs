//! From bytes to records: one file per format. Opens no files and fetches nothing.
//!
//! A format fills in a [`FileDraft`]; what cannot be read becomes a [`Report`] in it. Formats are recognized by content,
//! not by name.

mod aeon;
mod cells;
mod cmif;
mod coded;
mod delimited;
mod encoding;
mod frus;
mod gather;
mod guard;
mod heads;
mod html;
mod ical;
mod json;
mod json_about;
mod json_cells;
mod json_inner;
mod json_joined;
mod json_ld;
mod json_letters;
mod json_pairs;
mod json_mend;
mod json_refs;
mod json_rows;
mod json_spread;
mod json_tagged;
mod json_tei;
mod json_value;
mod json_vis;
mod json_whose;
mod json_wrapped;
mod jsonl;
mod markdown;
mod names;
mod not_read;
mod quotes;
pub mod registry;
mod ours;
mod ron;
mod ron_mend;
mod simile;
mod state_department;
mod table;
mod tei;
mod tei_text;
mod timeline_project;
mod timelinejs;
mod unpack;
pub mod workbook;
mod xml;
mod xml_cut;
mod xml_limits;
mod xml_roles;
mod xml_rows;
mod yaml;

#[cfg(test)]
mod tests;

pub use self::guard::guarded;
pub use self::ron::read_ron;

use crate::model::Code;
use std::borrow::Cow;

use crate::model::columns::Mapping;
use crate::model::draft::FileDraft;
use crate::model::{Place, Report, Severity};

/// The longest line that is shown whole under an error, in characters; of longer ones, the part around the place.
const EXCERPT_CHARS: usize = 100;

/// What the user says about how files are to be read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What the columns of tables mean.
    pub mapping: Option<Mapping>,

    /// What was said before of tables with these headers.
    pub remembered: Vec<(Vec<String>, Mapping)>,

    /// The sheet of a workbook to read; otherwise each that has a column of dates.
    pub sheet: Option<String>,

    /// Who takes the sheets out of workbooks, where it is not to be done in this process.
    pub take_out: Option<workbook::TakeOut>,

    /// How much memory is available, in bytes, where that is known; asked before something is unpacked.
    pub available: Option<fn() -> Option<u64>>,

    /// The last year that two digits may mean; otherwise what the clock of this machine shows.
    pub newest_year: Option<i64>,
}

impl Options {
    /// The last year that two digits may mean.
    fn newest_year(&self) -> i64 {
        self.newest_year.unwrap_or_else(crate::dates::this_year)
    }

    /// What was said about a table with these headers.
    fn mapping_for(&self, headers: &[String]) -> Option<&Mapping> {
        let remembered = || self.remembered.iter().rev().find(|(known, _)| known == headers);
        self.mapping.as_ref().or_else(|| remembered().map(|(_, mapping)| mapping))
    }
}

/// Reads one file, which may hold several: a packed folder, a workbook. `path` is only used in reports.
#[must_use]
pub fn open<'a>(path: &str, bytes: impl Into<Cow<'a, [u8]>>, options: &Options) -> Vec<FileDraft> {
    let given = bytes.into();
    guarded(|| unpack::open(path, given, options, &mut unpack::Within::default())).unwrap_or_else(|cause| vec![failed(path, &cause)])
}

/// A file at which a reader failed.
fn failed(path: &str, cause: &str) -> FileDraft {
    FileDraft {
        path: path.to_owned(),
        format: "unknown",
        reports: vec![file_error(
            path,
            Code::ReaderFailed,
            None,
            format!("the reader failed at this file ({cause})"),
            "the file may be damaged: save it again, or in another format; the fault is ours all the same, please tell us of it",
        )],
        ..FileDraft::default()
    }
}

/// Reads one file that is a text.
#[must_use]
pub fn read(path: &str, bytes: &[u8]) -> FileDraft {
    guarded(|| read_text(path, Cow::Borrowed(bytes), &Options::default())).unwrap_or_else(|cause| failed(path, &cause))
}

/// Bytes that are given away are not copied where they are UTF-8, as most are.
fn read_text(path: &str, bytes: Cow<'_, [u8]>, options: &Options) -> FileDraft {
    let mut draft = FileDraft {
        path: path.to_owned(),
        format: "unknown",
        ..FileDraft::default()
    };
    if let Some(kind) = not_read::by_bytes(&bytes) {
        not_read::refuse(&mut draft, kind);
        return draft;
    }
    let bytes = match String::from_utf8(bytes.into_owned()) {
        Ok(mut text) if !text.starts_with('\u{feff}') && !encoding::is_wide(text.as_bytes()) => {
            // What was reserved on a disk and never written.
            text.truncate(text.trim_end_matches('\0').len());
            if memchr::memchr(0, text.as_bytes()).is_some() {
                text.retain(|char| char != '\0');
                draft.reports.push(file_warning(
                    path,
                    Code::Encoding,
                    None,
                    "found characters without a meaning (NUL) in the text".to_owned(),
                    "they are left out; places are counted without them",
                ));
            }
            draft.text = text.into();
            recognize(&mut draft, options);
            return draft;
        }
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    let bytes = bytes.as_slice();
    let unfolded = encoding::without_folds_in_letters(bytes);
    let decoded = encoding::decode(&unfolded, encoding::xml_label(bytes));
    draft.text = decoded.text.into();
    if decoded.encoding.is_none() && decoded.is_broken {
        draft.reports.push(file_warning(
            path,
            Code::Encoding,
            None,
            "the text is UTF-8, but for some bytes, which were replaced by \u{fffd}".to_owned(),
            "save the file again from where it was made, if that is possible",
        ));
    }
    if let Some(encoding) = decoded.encoding {
        draft.reports.push(Report {
            severity: Severity::Warning,
            ..file_error(
                path,
                Code::Encoding,
                None,
                format!(
                    "the text is not UTF-8; it was read as {encoding}{}",
                    if decoded.is_broken {
                        ", with characters replaced that it does not have"
                    } else {
                        ""
                    }
                ),
                "save the file as UTF-8 if letters look wrong",
            )
        });
    }
    recognize(&mut draft, options);
    let is_wide = decoded.encoding.is_some_and(|encoding| encoding.starts_with("UTF-16")) && draft.format != "unknown";
    let is_ours = matches!(draft.format, "ron" | "json" | "jsonl" | "unknown");
    if let (true, false, Err(error)) = (
        is_ours,
        is_wide,
        std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)),
    ) {
        return not_utf8(path, bytes, error);
    }
    draft
}

/// A file that has to be UTF-8, or is nothing we know, and is not.
fn not_utf8(path: &str, bytes: &[u8], error: std::str::Utf8Error) -> FileDraft {
    let before = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default());
    let place = Place::of_offset(&before, before.len());
    let found = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
    FileDraft {
        path: path.to_owned(),
        format: "unknown",
        reports: vec![file_error(
            path,
            Code::NotUtf8,
            Some(place),
            format!("found the byte 0x{found:02X}, expected text in UTF-8"),
            "save the file as UTF-8",
        )],
        ..FileDraft::default()
    }
}

/// Tells by its content what a text is, and reads it.
fn recognize(draft: &mut FileDraft, options: &Options) {
    let text = draft.text.trim_start();
    let offset = draft.text.len() - text.len();
    let Some(first) = text.chars().next() else {
        draft.reports.push(file_error(
            &draft.path,
            Code::EmptyFile,
            Some(Place::of_offset("", 0)),
            "found nothing in the file, expected an archive".to_owned(),
            "data/FORMAT.md shows how one is written",
        ));
        return;
    };
    if let Some(kind) = not_read::by_words(text) {
        return not_read::refuse(draft, kind);
    }
    if first == '<' {
        return xml::read(draft, options);
    }
    if matches!(first, '{' | '[') || json_mend::starts_behind_comments(text) {
        return json::read(draft, options);
    }
    let known = registry::FORMATS.iter().find_map(|format| match format.sign {
        registry::Sign::Text { is_it, read } if is_it(&draft.text) => Some(read),
        _ => None,
    });
    if let Some(read) = known {
        return read(draft, options);
    }
    let place = draft.place_of_offset(offset);
    draft.reports.push(file_error(
        &draft.path,
        Code::UnknownFormat,
        Some(place),
        format!("found {first:?} at the start, expected an archive, a table, or another of the formats that are read"),
        "data/FORMAT.md says what can be opened",
    ));
}

/// A finding about a file as a whole.
fn file_error(path: &str, code: Code, place: Option<Place>, message: String, help: &str) -> Report {
    Report {
        severity: Severity::Error,
        code,
        path: path.to_owned(),
        place,
        event: None,
        message,
        help: help.to_owned(),
        excerpt: None,
    }
}

/// A remark about a file as a whole, of which something else is kept.
fn file_warning(path: &str, code: Code, place: Option<Place>, message: String, help: &str) -> Report {
    Report {
        severity: Severity::Warning,
        ..file_error(path, code, place, message, help)
    }
}

/// Remarks something at a byte of the text of a file.
fn warn_at(draft: &mut FileDraft, offset: usize, code: Code, message: String, help: &str) {
    let place = Some(draft.place_of_offset(offset));
    draft.reports.push(file_warning(&draft.path, code, place, message, help));
}

/// Remarks that commas were missing between values, with the byte of the first.
fn warn_of_commas(draft: &mut FileDraft, first: usize, count: usize, code: Code) {
    let message = match count {
        1 => "found no comma between two values".to_owned(),
        count => format!("found no comma between two values, {count} times"),
    };
    warn_at(draft, first, code, message, "it is read as if one were there; put one");
}

/// Remarks how many of something a file has, where it has any: `older versions of events: 3`.
fn remark_count(draft: &mut FileDraft, code: Code, count: usize, what: &str, help: &str) {
    if count > 0 {
        let report = file_warning(&draft.path, code, None, format!("{what}: {count}"), help);
        draft.reports.push(report);
    }
}

/// Counts and reports records that are left out, by the bytes at which they begin.
fn leave_out(draft: &mut FileDraft, starts: impl IntoIterator<Item = usize>, code: Code, message: &str, help: &str) {
    for start in starts {
        let place = Some(draft.place_of_offset(start));
        let report = file_error(&draft.path, code, place, message.to_owned(), help);
        // A row of sums, or the header once more, is no record that could not be read.
        let severity = match code {
            Code::NoRecord | Code::HeaderAgain => Severity::Warning,
            _ => report.severity,
        };
        draft.reports.push(Report { severity, ..report });
        draft.rejected += 1;
    }
}

/// The line around a place, with a caret under it; of a long line, the part around the place. Looks only at that part.
fn excerpt(text: &str, offset: usize, place: Place) -> String {
    let offset = (0..=offset.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    let (before, after) = text.split_at(offset);
    let mut left: Vec<char> = before
        .chars()
        .rev()
        .take_while(|char| *char != '\n')
        .take(EXCERPT_CHARS / 2)
        .collect();
    left.reverse();
    let right = after
        .chars()
        .take_while(|char| !matches!(char, '\n' | '\r'))
        .take(EXCERPT_CHARS / 2);
    let indent: String = left.iter().map(|char| if *char == '\t' { '\t' } else { ' ' }).collect();
    // What would move the cursor of a terminal is shown as a sign.
    let shown: String = left
        .into_iter()
        .chain(right)
        .map(|char| if char.is_control() && char != '\t' { '\u{fffd}' } else { char })
        .collect();
    let number = place.line.to_string();
    format!("{number} | {}\n{} | {indent}^", shown.trim_end(), " ".repeat(number.len()))
}

/// The first word or sign of a text, to name what was found.
fn found_in(rest: &str) -> String {
    let Some(first) = rest.chars().next() else {
        return "the end of the file".to_owned();
    };
    if first == '\n' || first == '\r' {
        return "the end of the line".to_owned();
    }
    if !first.is_alphanumeric() {
        return format!("`{first}`");
    }
    let word: String = rest
        .chars()
        .take_while(|char| char.is_alphanumeric() || *char == '_')
        .take(30)
        .collect();
    format!("`{word}`")
}

/// The bytes at which a slice of a text stands in it.
fn span_in(text: &str, slice: &str) -> std::ops::Range<usize> {
    let start = (slice.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    start..start + slice.len()
}

/// The bytes before a line and column (both from 1, the column in characters).
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let line_start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(line_start..).unwrap_or_default();
    line_start + rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
}
