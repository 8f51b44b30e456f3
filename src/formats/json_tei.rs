//! Indexes of letters as correspSearch's interface gives them: TEI written as JSON, an element a field, attributes among them and
//! text in `#text`. It is written as XML again and read like any other index; what is reported has its place in the JSON.

use std::fmt::Write as _;
use std::ops::Range;

use serde_json::Value;
use serde_json::value::RawValue;

use super::json::{Object, Shape};
use super::json_cells::plain;
use super::{Options, excerpt, json_value, span_in, xml};
use crate::model::draft::FileDraft;
use crate::model::{Place, escape};

/// Attributes of the elements that describe letters; what else is a plain value is an element with nothing but text.
const ATTRIBUTES: [&str; 26] = [
    "ref",
    "key",
    "when",
    "when-iso",
    "when-custom",
    "from",
    "from-iso",
    "to",
    "to-iso",
    "notBefore",
    "notBefore-iso",
    "notAfter",
    "notAfter-iso",
    "cert",
    "precision",
    "evidence",
    "calendar",
    "datingMethod",
    "type",
    "subtype",
    "n",
    "level",
    "source",
    "target",
    "xml:id",
    "xml:lang",
];

/// Fields that hold the text of an element beside its attributes.
const TEXT: [&str; 4] = ["#text", "_", "$", "$t"];

/// Whether an object is the header of a document in TEI that describes letters.
pub(super) fn is_index(shape: &Shape<'_>) -> bool {
    shape.top().is_some_and(|top| !letters_in(top).is_empty())
}

/// Reads the draft's text.
pub(super) fn read(draft: &mut FileDraft, options: &Options) {
    let json = std::mem::take(&mut draft.text);
    let top: Object<'_> = serde_json::from_str(json.trim()).unwrap_or_default();
    let letters: Vec<Range<usize>> = letters_in(&top).iter().map(|letter| span_in(&json, letter)).collect();
    let mut text = String::new();
    let whole = json_value::read(&json).map(|read| read.value).unwrap_or_default();
    let document = whole.get("TEI").unwrap_or(&whole);
    element(&mut text, "TEI", document);
    text.push('\n');
    draft.text = text.into();
    xml::read(draft, options);
    let starts: Vec<usize> = std::iter::once(0)
        .chain(draft.text.match_indices('\n').map(|(at, _)| at + 1))
        .collect();
    // Each letter is on a line of its own, after the first.
    let of_line = |line: usize| line.checked_sub(2).and_then(|letter| letters.get(letter)).cloned().unwrap_or(0..0);
    let of_span = |span: &Range<usize>| of_line(starts.partition_point(|start| *start <= span.start));
    draft.events.iter_mut().for_each(|found| found.span = of_span(&found.span));
    draft.leaders.iter_mut().for_each(|found| found.span = of_span(&found.span));
    draft.sources.iter_mut().for_each(|found| found.span = of_span(&found.span));
    for report in &mut draft.reports {
        if let Some(place) = report.place {
            let offset = of_line(place.line).start;
            let place = Place::of_offset(&json, offset);
            report.place = Some(place);
            report.excerpt = report.excerpt.is_some().then(|| excerpt(&json, offset, place));
        }
    }
    draft.text = json;
}

/// The descriptions of letters in a header, or in a document around it.
fn letters_in<'a>(top: &Object<'a>) -> Vec<&'a str> {
    let inner = |object: &Object<'a>, name: &str| {
        object
            .get(name)
            .and_then(|value| serde_json::from_str::<Object<'a>>(value.get()).ok())
    };
    let header = inner(top, "teiHeader").or_else(|| inner(&inner(top, "TEI")?, "teiHeader"));
    let Some(profile) = header.and_then(|header| inner(&header, "profileDesc")) else {
        return Vec::new();
    };
    let Some(letters) = profile.get("correspDesc") else {
        return Vec::new();
    };
    match serde_json::from_str::<Vec<&'a RawValue>>(letters.get()) {
        Ok(all) => all.into_iter().map(RawValue::get).collect(),
        Err(_) => vec![letters.get()],
    }
}

/// Writes a field as elements of its name.
fn element(text: &mut String, name: &str, value: &Value) {
    if let Value::Array(all) = value {
        return all.iter().for_each(|value| element(text, name, value));
    }
    if name == "correspDesc" {
        text.push('\n');
    }
    let _ = write!(text, "<{name}");
    match value {
        Value::Object(fields) => {
            let is_plain = |value: &Value| !value.is_object() && !value.is_array();
            let (attributes, parts): (Vec<_>, Vec<_>) = fields.iter().partition(|(name, value)| is_plain(value) && is_attribute(name));
            for (name, value) in attributes {
                let _ = write!(text, " {}=\"", bare(name));
                text.push_str(&escape(&plain(value)));
                text.push('"');
            }
            text.push('>');
            for (name, value) in parts {
                if TEXT.contains(&name.as_str()) {
                    text.push_str(&escape(&plain(value)));
                } else if is_name(name) {
                    element(text, name, value);
                } else {
                    // A name that XML does not have is kept as words.
                    let _ = write!(text, "<note>");
                    text.push_str(&escape(&format!("{name}: {}", plain(value))));
                    text.push_str("</note>");
                }
            }
        }
        value => {
            text.push('>');
            text.push_str(&escape(&plain(value)));
        }
    }
    let _ = write!(text, "</{name}>");
}

/// The name of an attribute, without the sign that some programs put before it.
fn bare(name: &str) -> &str {
    name.trim_start_matches(['@', '-'])
}

fn is_attribute(name: &str) -> bool {
    ATTRIBUTES.contains(&bare(name)) || name.starts_with('@') && is_name(bare(name))
}

/// Whether XML can have it as a name, without the prefix of a namespace.
fn is_name(name: &str) -> bool {
    name.starts_with(|char: char| char.is_ascii_alphabetic())
        && name
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.'))
}
