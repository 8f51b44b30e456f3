//! One value of JSON, read as far as it can be: halves of surrogate pairs, as cut texts have them, become the sign for what
//! cannot be shown, and a key that stands twice is told.

use crate::model::Code;
use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::json::report_syntax;
use super::{file_error, leave_out, span_in};
use crate::model::draft::FileDraft;
use crate::model::{Report, Severity};

/// The most characters of a value that are shown.
const MOST_TOLD: usize = 60;

/// A value, and what was odd about it.
pub(super) struct Read {
    pub(super) value: Value,
    /// Which keys occur twice in one object, with the first value; the last is taken.
    pub(super) doubled: Vec<String>,
    /// Whether halves of characters were replaced.
    pub(super) is_mended: bool,
}

/// Reads a value.
///
/// # Errors
/// Where it is no JSON, even without halves of characters.
pub(super) fn read(text: &str) -> Result<Read, serde_json::Error> {
    let strict = parse(text);
    if strict.is_ok() {
        return strict;
    }
    match without_halves(text) {
        Some(mended) => parse(&mended).map(|read| Read { is_mended: true, ..read }),
        None => strict,
    }
}

fn parse(text: &str) -> Result<Read, serde_json::Error> {
    let exact = with_long_numbers(text);
    let text = exact.as_deref().unwrap_or(text);
    let mut doubled = Vec::new();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Tree(&mut doubled).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(Read {
        value,
        doubled,
        is_mended: false,
    })
}

/// Records of a list that can be read, with their places; each that cannot is reported and counted.
pub(super) fn records(draft: &mut FileDraft, spans: Vec<Range<usize>>) -> Vec<(Value, Range<usize>)> {
    let text = std::mem::take(&mut draft.text);
    let read: Vec<_> = spans
        .into_iter()
        .map(|span| (read(text.get(span.clone()).unwrap_or_default()), span))
        .collect();
    draft.text = text;
    let mut found = Vec::with_capacity(read.len());
    for (read, span) in read {
        match read {
            Ok(read) => {
                remark(draft, &read, &span);
                found.push((read.value, span));
            }
            Err(error) => {
                report_syntax(draft, &error, span.start);
                draft.rejected += 1;
            }
        }
    }
    found
}

/// Records of a list that are objects; each value that is none is reported and counted.
pub(super) fn objects(draft: &mut FileDraft, spans: Vec<Range<usize>>) -> Vec<(Value, Range<usize>)> {
    let (found, others): (Vec<_>, Vec<_>) = records(draft, spans).into_iter().partition(|(value, _)| value.is_object());
    let starts = others.into_iter().map(|(_, span)| span.start);
    let message = "found a value that is no object, expected an event in braces";
    leave_out(draft, starts, Code::BadRecord, message, "it is left out");
    found
}

/// Of those, the ones in which anything is written; each that is empty is reported and counted.
pub(super) fn filled(draft: &mut FileDraft, spans: Vec<Range<usize>>) -> Vec<(Value, Range<usize>)> {
    let is_filled = |value: &Value| value.as_object().is_some_and(|fields| !fields.is_empty());
    let (found, empty): (Vec<_>, Vec<_>) = objects(draft, spans).into_iter().partition(|(value, _)| is_filled(value));
    report_empty(draft, empty.into_iter().map(|(_, span)| span.start));
    found
}

/// Records in which nothing is written are records all the same, which are left out.
pub(super) fn report_empty(draft: &mut FileDraft, starts: impl IntoIterator<Item = usize>) {
    let message = "found a record in which nothing is written";
    leave_out(
        draft,
        starts,
        Code::EmptyRecord,
        message,
        "it is left out; fill it in, or remove it",
    );
}

/// Where the records of a list stand.
pub(super) fn spans<'a>(text: &str, records: impl IntoIterator<Item = &'a serde_json::value::RawValue>) -> Vec<Range<usize>> {
    records.into_iter().map(|record| span_in(text, record.get())).collect()
}

/// Tells what was odd about a record.
fn remark(draft: &mut FileDraft, read: &Read, span: &Range<usize>) {
    let place = Some(draft.place_of_offset(span.start));
    let mut say = |code: Code, message: String, help: &str| {
        let report = file_error(&draft.path, code, place, message, help);
        draft.reports.push(Report {
            severity: Severity::Warning,
            ..report
        });
    };
    if read.is_mended {
        say(
            Code::BrokenText,
            "found half of a character, as in text that was cut short; it is replaced by \u{fffd}".to_owned(),
            "the rest of the record is kept as it is",
        );
    }
    for key in &read.doubled {
        say(Code::KeyTwice, format!("the key {key}"), "the last value is read; rename the other");
    }
}

/// The text with each number in quotation marks that a number of the machine would alter: ids of more than 64 bits, and `3.10`,
/// which is no 3.1 where documents are numbered. `None` where there is none.
fn with_long_numbers(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at += 1;
                while let Some(byte) = bytes.get(at).filter(|byte| **byte != b'"') {
                    at += if *byte == b'\\' { 2 } else { 1 };
                }
                at += 1;
            }
            b'-' | b'0'..=b'9' => {
                let rest = &bytes[at..];
                let length = rest
                    .iter()
                    .position(|byte| !matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9'))
                    .unwrap_or(rest.len());
                if text.get(at..at + length).is_some_and(is_altered) {
                    found.push(at..at + length);
                }
                at += length;
            }
            _ => at += 1,
        }
    }
    if found.is_empty() {
        return None;
    }
    let mut out = String::with_capacity(text.len() + 2 * found.len());
    let mut end = 0;
    for number in found {
        out.push_str(&text[end..number.start]);
        out.push('"');
        out.push_str(&text[number.clone()]);
        out.push('"');
        end = number.end;
    }
    out.push_str(&text[end..]);
    Some(out)
}

/// Whether a number, as JSON writes it, is another when it is written again.
fn is_altered(number: &str) -> bool {
    let is_whole = number.len() < 19 && number.bytes().all(|byte| byte.is_ascii_digit());
    !is_whole && serde_json::from_str::<Number>(number).is_ok_and(|read| read.to_string() != number)
}

/// The text with each half of a surrogate pair that stands alone replaced; `None` where there is none.
fn without_halves(text: &str) -> Option<String> {
    let mut mended = String::with_capacity(text.len());
    let mut rest = text;
    let mut is_any = false;
    let unit = |text: &str| {
        let digits = text.strip_prefix("\\u")?.get(..4)?;
        u32::from_str_radix(digits, 16).ok()
    };
    while let Some(at) = rest.find('\\') {
        mended.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = match (unit(rest), rest.get(6..).and_then(unit)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => {
                is_any = true;
                mended.push_str("\\ufffd");
                rest = &rest[6..];
                continue;
            }
            (Some(_), _) => 6,
            // Another escape: the backslash and what it escapes.
            (None, _) => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
        };
        mended.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    mended.push_str(rest);
    is_any.then_some(mended)
}

/// Reads any value and keeps in mind which keys occur twice.
struct Tree<'a>(&'a mut Vec<String>);

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element_seed(Tree(self.0))? {
            all.push(item);
        }
        Ok(Value::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        let mut told = HashSet::new();
        while let Some(key) = entries.next_key::<String>()? {
            let value = entries.next_value_seed(Tree(self.0))?;
            if let Some(first) = fields.insert(key.clone(), value)
                && told.insert(key.clone())
            {
                let first: String = first.to_string().chars().take(MOST_TOLD).collect();
                self.0.push(format!("{key:?} occurs twice in one object, first with {first}"));
            }
        }
        Ok(Value::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn halves_of_characters_are_replaced_and_whole_ones_stay() {
        let text = |json: &str| {
            read(json)
                .map(|read| (read.value["a"].as_str().map(str::to_owned), read.is_mended))
                .unwrap_or_default()
        };
        assert_eq!(text(r#"{"a": "x \ud83d"}"#), (Some("x \u{fffd}".to_owned()), true));
        assert_eq!(text(r#"{"a": "x \ud83d\ude00"}"#), (Some("x \u{1f600}".to_owned()), false));
        assert_eq!(text(r#"{"a": "\\ud83d \udc00!"}"#), (Some("\\ud83d \u{fffd}!".to_owned()), true));
        assert_eq!(
            read(r#"{"a": 1, "b": {"a": 2, "a": 3}, "a": 4}"#)
                .map(|read| read.doubled)
                .unwrap_or_default(),
            [
                "\"a\" occurs twice in one object, first with 2",
                "\"a\" occurs twice in one object, first with 1"
            ]
        );
        assert!(read("{").is_err());
    }

    proptest! {
        #[test]
        fn what_is_json_is_read_like_by_anybody_else(text in "[\\[{\"a0,:\\\\ud8]{0,24}") {
            if let Ok(value) = serde_json::from_str::<Value>(&text) {
                prop_assert_eq!(read(&text).map(|read| read.value).ok(), Some(value));
            }
        }
    }
}
