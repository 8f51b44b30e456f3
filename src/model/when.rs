//! The dates of records: read as EDTF or in words, and compared as far as they are known.

use super::Code;
use std::hash::BuildHasher as _;
use std::sync::{Mutex, PoisonError};

use hashbrown::{DefaultHashBuilder, HashMap};

use super::build::At;
use super::read::Reader;
use super::{Needle, Report};
use crate::dates::{Before, Clocks, Date, Reading, may_be_years, read};

/// The number of different dates that are kept in mind; more than there are days in a century.
const MAX_SHARED: usize = 65_536;

/// The number of parts in which they are kept, so that many can read at once.
const PARTS: usize = 64;

/// Dates that were read before: in a large archive most days are there many times, and share their memory.
pub(super) struct Dates {
    parts: [Mutex<HashMap<Box<str>, Date>>; PARTS],
    hasher: DefaultHashBuilder,
}

impl Default for Dates {
    fn default() -> Self {
        Self {
            parts: std::array::from_fn(|_| Mutex::default()),
            hasher: DefaultHashBuilder::default(),
        }
    }
}

impl Dates {
    /// The date that a text is in EDTF, if it is one.
    fn read(&self, text: &str) -> Option<Date> {
        let part = self.parts.get(self.hasher.hash_one(text) as usize % PARTS)?;
        // What another thread that failed left in it is sound: a date is put in whole.
        let mut part = part.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = part.get(text) {
            return Some(known.clone());
        }
        let date = Date::parse(text).ok()?;
        if part.len() < MAX_SHARED / PARTS {
            part.insert(text.into(), date.clone());
        }
        Some(date)
    }
}

/// What the reading of a record's dates leaves to be said about them.
#[derive(Default)]
pub(super) struct Words {
    /// Dates that were written in words.
    pub(super) written: Vec<String>,
    /// What the reader remarks on them.
    pub(super) notes: Vec<String>,
    /// An end that was written in one with the start.
    pub(super) end: Option<Date>,
    /// Whether any was written by the Julian calendar.
    pub(super) is_julian: bool,
}

impl Reader<'_> {
    /// Reads a date of a record. One that cannot be read rejects a record of our own; in files of others the record stays,
    /// without it and with a remark.
    pub(super) fn read_date(
        &self,
        text: Option<&str>,
        fields: &[&str],
        at: &At<'_>,
        words: &mut Words,
        remarks: &mut Vec<Report>,
    ) -> Result<Option<Date>, Box<Report>> {
        let Some(text) = text else { return Ok(None) };
        // Databases write the last day that they have where there is none.
        let is_end = fields.first() == Some(&"end");
        let is_last = |text: &str| {
            let is_farthest = matches!(text, "99991231" | "9999") || text.starts_with("9999-") || text.starts_with("2999-12-31");
            matches!(text.get(..10), Some("9999-12-31" | "31.12.9999" | "31/12/9999" | "12/31/9999"))
                || text == "99991231"
                || is_end && is_farthest
        };
        if at.file.is_foreign && is_last(text.trim()) {
            words.notes.push(format!("{} stands for an open date", text.trim()));
            return Ok(None);
        }
        // The first instant that .NET has, which programs write where there is none.
        if at.file.is_foreign && (text.trim().starts_with("0001-01-01T00:00:00") || text.trim().starts_with("0001-01-01 00:00:00")) {
            words.notes.push(format!("{} stands for no date", text.trim()));
            return Ok(None);
        }
        let is_edtf = !(at.file.is_foreign && matches!(text.len(), 7 | 8) && may_be_years(text));
        if let Some(date) = is_edtf.then(|| self.dates.read(text)).flatten() {
            return Ok(Some(date));
        }
        match read(text, at.file.hints) {
            Ok(reading) => {
                // The wording of an event's date is not that of its receipt.
                match fields.first() {
                    Some(field @ (&"received" | &"published")) => words.notes.push(format!("{field}: {text}")),
                    _ => words.written.push(text.to_owned()),
                }
                if let Some(both) = &reading.ambiguous {
                    remarks.push(at.warning(
                        Code::AmbiguousDate,
                        Needle::of(fields, text),
                        format!("the date {text:?} may be {both}"),
                        "both are kept; write the day as YYYY-MM-DD, or the month as a word",
                    ));
                }
                let Reading {
                    date,
                    end,
                    notes,
                    is_julian,
                    ..
                } = reading;
                words.is_julian |= is_julian;
                words.notes.extend(notes);
                words.end = words.end.take().or(end);
                Ok(date)
            }
            Err(error) if at.file.is_foreign => {
                if !text.trim().is_empty() {
                    // The wording of an event's date is that of its start.
                    match fields.first() {
                        Some(field @ (&"end" | &"received" | &"published")) => words.notes.push(format!("{field}: {text}")),
                        _ => words.written.push(text.to_owned()),
                    }
                    let help = "the event is kept without it";
                    remarks.push(at.warning(Code::BadDate, Needle::of(fields, text), error.to_string(), help));
                }
                Ok(None)
            }
            Err(error) => Err(Box::new(at.error(
                Code::BadDate,
                Needle::of(fields, text),
                error.to_string(),
                "leave the date out if it is not known",
            ))),
        }
    }
}

/// Texts as one, if there are any.
pub(super) fn joined(texts: &[String]) -> Option<String> {
    (!texts.is_empty()).then(|| texts.join("; "))
}

/// Whether one date of a record was certainly before another of it: of those without offsets one clock told both.
pub(super) fn certainly_before(a: &Date, b: &Date) -> bool {
    a.before(b, Clocks::OfOnePlace) == Before::Certainly
}
