//! Our own archives in RON, made to be written by hand. See `data/FORMAT.md`.
//!
//! The file is read in two steps: the outer shape with each record left as it stands, then every record by itself, so
//! that one bad event does not take the others with it.

use crate::model::Code;
use ron::Options;
use ron::error::{Error, Position, SpannedError};
use ron::extensions::Extensions;
use ron::value::RawValue;
use serde::de::DeserializeOwned;

use super::ours::{FileRecords, ReadRecord, Record, RecordError, fill};
use super::ron_mend::leave_out_broken;
use super::{excerpt, file_error, found_in, offset_of, span_in, warn_of_commas};
use crate::model::draft::{EventDraft, FileDraft, Slice};
use crate::model::{Place, Report};

/// The most commas that are put into a file; each costs another reading.
const MAX_COMMAS: usize = 20;

/// Whether a text begins as an archive in RON does.
pub(super) fn is_archive(text: &str) -> bool {
    let text = text.trim_start();
    let begins = |text: &str| text.starts_with('(') || text.starts_with("#!") || text.starts_with("Archive(");
    // After comments, of which the file may have nothing else yet.
    let rest = value_of(text);
    begins(text) || text.starts_with('/') && (rest.is_empty() || rest.starts_with('/') || begins(rest))
}

/// Reads the draft's text as RON.
pub(super) fn read(draft: &mut FileDraft) {
    draft.format = "ron";
    let format = Ron::default();
    match format.options.from_str::<FileRecords<&RawValue>>(&draft.text) {
        Ok(raw) => {
            let text = &draft.text;
            let records = raw.map(|record| span_in(text, value_of(record.get_ron())));
            fill(&format, draft, records);
        }
        Err(error) => {
            if error.code == Error::ExpectedComma && add_commas(draft) {
                return read(draft);
            }
            if let Some(known) = leave_out_broken(draft, is_readable) {
                read(draft);
                return known.add_to(draft);
            }
            let offset = offset_of(&draft.text, error.span.end.line, error.span.end.col);
            let place = Place::of_offset(&draft.text, offset);
            let (message, help) = sentence(&error.code, draft.text.get(offset..).unwrap_or_default());
            draft.reports.push(Report {
                excerpt: Some(excerpt(&draft.text, offset, place)),
                ..file_error(&draft.path, Code::Syntax, Some(place), message, &help)
            });
        }
    }
}

/// Whether a text can be read, perhaps with a few commas put in.
fn is_readable(text: &str) -> bool {
    let options = Ron::default().options;
    match options.from_str::<FileRecords<&RawValue>>(text) {
        Ok(whole) => whole.has_events(),
        Err(error) => error.code == Error::ExpectedComma && with_commas(text).is_some(),
    }
}

/// Puts commas between records or fields of the whole where there are none, which would take the whole file with them. Gives
/// whether it can be read then; where not, it stays as it is.
fn add_commas(draft: &mut FileDraft) -> bool {
    let Some((text, places)) = with_commas(&draft.text) else {
        return false;
    };
    let Some(first) = places.first().copied() else { return false };
    warn_of_commas(draft, first, places.len(), Code::NotQuiteRon);
    draft.text = text.into();
    true
}

/// A text with the commas that it lacks, and where they were put.
fn with_commas(text: &str) -> Option<(String, Vec<usize>)> {
    let options = Ron::default().options;
    let mut text = text.to_owned();
    let mut places = Vec::new();
    loop {
        let error = match options.from_str::<FileRecords<&RawValue>>(&text) {
            // Without events nothing is gained, and where something is wrong says more.
            Ok(whole) if !whole.has_events() => return None,
            Ok(_) => return Some((text, places)),
            Err(error) => error,
        };
        if error.code != Error::ExpectedComma || places.len() == MAX_COMMAS {
            return None;
        }
        let found = offset_of(&text, error.span.end.line, error.span.end.col);
        // At the end of the value before, where it moves nothing on the lines that follow.
        let end = text.get(..found).map_or(0, |before| before.trim_end().len());
        text.insert(end, ',');
        places.push(end);
    }
}

/// RON as archives are written: optional fields without `Some`.
pub(super) struct Ron {
    pub(super) options: Options,
}

impl Default for Ron {
    fn default() -> Self {
        Self {
            options: Options::default().with_default_extension(Extensions::IMPLICIT_SOME),
        }
    }
}

impl ReadRecord for Ron {
    fn read_record<T: Record>(&self, record: &str) -> Result<T, RecordError> {
        self.options.from_str::<T>(record).map_err(|error| record_error(record, &error))
    }

    fn read_slices<'a>(&self, record: &'a str) -> Result<Box<EventDraft<Slice<'a>>>, RecordError> {
        self.options.from_str(record).map_err(|error| record_error(record, &error))
    }
}

fn record_error(record: &str, error: &SpannedError) -> RecordError {
    let (at, message, help) = slip(record, error);
    let offset = offset_of(record, at.line, at.col);
    RecordError { offset, message, help }
}

/// Where something is wrong, what, and what to do.
fn slip(text: &str, SpannedError { code, span }: &SpannedError) -> (Position, String, String) {
    // What is wrong with a name stands at its start, what is missing at the end of what was read.
    let at = match code {
        Error::NoSuchEnumVariant { .. } | Error::NoSuchStructField { .. } | Error::DuplicateStructField { .. } => span.start,
        _ => span.end,
    };
    let rest = text.get(offset_of(text, at.line, at.col)..).unwrap_or_default();
    let (message, help) = sentence(code, rest);
    (at, message, help)
}

/// Reads a small file in RON whole.
///
/// # Errors
/// Where in it something is wrong, and what.
pub fn read_ron<T: DeserializeOwned>(text: &str) -> Result<T, (Place, String)> {
    Ron::default().options.from_str(text).map_err(|error| {
        let (at, message, help) = slip(text, &error);
        let place = Place {
            line: at.line,
            column: at.col,
        };
        let message = [message, help].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        (place, message.join("; "))
    })
}

/// A record without the comments and white space before it.
fn value_of(raw: &str) -> &str {
    let mut rest = raw.trim_start();
    loop {
        let after = if let Some(comment) = rest.strip_prefix("//") {
            comment.split_once('\n').map_or("", |(_, after)| after)
        } else if rest.starts_with("/*") {
            after_block_comment(rest)
        } else {
            return rest.trim_end();
        };
        rest = after.trim_start();
    }
}

/// What comes after a block comment; in RON they can stand in each other.
fn after_block_comment(text: &str) -> &str {
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some(next) = rest.find(['/', '*']) {
        rest = &rest[next..];
        let step = if rest.starts_with("/*") {
            depth += 1;
            2
        } else if rest.starts_with("*/") {
            depth = depth.saturating_sub(1);
            2
        } else {
            1
        };
        rest = &rest[step..];
        if depth == 0 {
            return rest;
        }
    }
    ""
}

/// What was found and what was expected, as a sentence, and what to do. `rest` is the text at the place.
fn sentence(error: &Error, rest: &str) -> (String, String) {
    let found = found_in(rest);
    let expected = |what: &str| format!("found {found}, expected {what}");
    let no_help = String::new;
    match error {
        Error::Eof => (
            "the file ends in the middle of a value".to_owned(),
            "look for a bracket or a quote that is not closed".to_owned(),
        ),
        Error::ExpectedComma => (
            expected("a comma, or the end of the list or record"),
            "fields and records are divided by commas".to_owned(),
        ),
        Error::ExpectedArray => (expected("a list, which starts with `[`"), no_help()),
        Error::ExpectedArrayEnd => (expected("`]`, the end of the list"), no_help()),
        Error::ExpectedMapColon => (expected("`:` after the name of a field"), no_help()),
        Error::ExpectedNamedStructLike(_) | Error::ExpectedStructLike => (expected("`(`, the start of a record"), no_help()),
        Error::ExpectedStructLikeEnd => (expected("`)`, the end of the record"), no_help()),
        Error::ExpectedString => (expected("a string in double quotes"), no_help()),
        Error::ExpectedStringEnd => (
            "a string is not closed".to_owned(),
            "put a double quote at its end, and \\\" for one inside it".to_owned(),
        ),
        Error::ExpectedIdentifier => (
            expected("the name of a field or of a kind"),
            "names stand without quotes: kind: message".to_owned(),
        ),
        Error::TrailingCharacters => (expected("the end of the file"), "a file holds one archive".to_owned()),
        Error::UnclosedBlockComment => ("a comment is not closed".to_owned(), "put */ at its end".to_owned()),
        Error::NoSuchEnumVariant { expected, found, .. } => (
            format!("found {found:?}, expected one of {}", expected.join(", ")),
            "correct the word".to_owned(),
        ),
        Error::NoSuchStructField { expected, found, .. } => (
            format!("found the field {found:?}, which is not known"),
            format!("the fields are {}", expected.join(", ")),
        ),
        Error::MissingStructField { field, .. } => (format!("the field {field:?} is missing"), "add it".to_owned()),
        Error::DuplicateStructField { field, .. } => (format!("the field {field:?} stands twice"), "remove one".to_owned()),
        Error::InvalidValueForType { expected: what, found } => (format!("found {found}, expected {what}"), no_help()),
        Error::ExceededRecursionLimit => ("brackets are nested too deeply".to_owned(), no_help()),
        Error::Message(message) => (message.clone(), no_help()),
        other => (lower_first(&other.to_string()), no_help()),
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
