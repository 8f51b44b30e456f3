//! Our own archives as JSON: the same model, the same fields. See `data/FORMAT.md`.

use serde_json::value::RawValue;

use super::{FileRecords, ReadRecord, Record, RecordError, excerpt, file_error, fill, found_in, offset_of, span_in};
use crate::model::draft::FileDraft;
use crate::model::{Place, Report};

/// Reads the draft's text as JSON.
pub(super) fn read(draft: &mut FileDraft) {
    draft.format = "json";
    match serde_json::from_str::<FileRecords<&RawValue>>(&draft.text) {
        Ok(raw) => {
            let text = &draft.text;
            let records = raw.map(|record| span_in(text, record.get()));
            fill(&Json, draft, records);
        }
        Err(error) => {
            let offset = byte_offset(&draft.text, &error);
            let place = Place::of_offset(&draft.text, offset);
            draft.reports.push(Report {
                excerpt: Some(excerpt(&draft.text, offset, place)),
                ..file_error(
                    &draft.path,
                    "syntax",
                    Some(place),
                    sentence(&error, draft.text.get(offset..).unwrap_or_default()),
                    "",
                )
            });
        }
    }
}

struct Json;

impl ReadRecord for Json {
    fn read_record<T: Record>(&self, record: &str) -> Result<T, RecordError> {
        serde_json::from_str(record).map_err(|error| RecordError {
            offset: byte_offset(record, &error),
            message: sentence(&error, record.get(byte_offset(record, &error)..).unwrap_or_default()),
            help: String::new(),
        })
    }
}

/// Where the error is; serde_json counts columns in bytes, from 1, and puts them behind what it read.
fn byte_offset(text: &str, error: &serde_json::Error) -> usize {
    let line_start = offset_of(text, error.line().max(1), 1);
    let mut offset = (line_start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// What was found and what was expected, without the place, which the report gives itself. `rest` is the text there.
fn sentence(error: &serde_json::Error, rest: &str) -> String {
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    let text = &text[..end];
    if text.starts_with("EOF while parsing") {
        return "the file ends in the middle of a value".to_owned();
    }
    if let Some(expected) = text.strip_prefix("expected ") {
        return format!("found {}, expected {expected}", found_in(rest));
    }
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
