//! JSON that is not quite JSON: what programs write that JSON has no sign for, commas too many, comments, and files that end
//! in the middle or have one broken record. What can be read is read; the rest is reported, record by record.

use std::ops::Range;

use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::json::report_syntax;
use super::{file_error, file_warning};
use crate::model::draft::FileDraft;

/// How deep broken objects and lists are looked into.
const MAX_DEPTH: usize = 4;

/// How many bytes after the start of a broken record the next one is looked for.
const MAX_BROKEN: usize = 1 << 20;

/// Puts text that can be read in the place of a draft's text that is no JSON. Gives the number of records that were left
/// out, each with a report; `None` where nothing helps, and the draft is as it was.
pub(super) fn mend(draft: &mut FileDraft) -> Option<usize> {
    let is_json = |text: &str| serde_json::from_str::<IgnoredAny>(text).is_ok();
    let plain = without_oddities(&draft.text);
    let odd = plain.as_ref().map(|plain| (plain.first, plain.count, plain.what));
    let text = plain.map_or_else(|| draft.text.clone(), |plain| plain.text);
    let Repair {
        text,
        broken,
        behind,
        odd: signs,
        is_cut,
    } = if is_json(&text) {
        Repair { text, ..Repair::default() }
    } else {
        Repair::of(&text).filter(|repaired| is_json(&repaired.text))?
    };
    if let Some(behind) = behind {
        let place = Some(draft.place_of_offset(behind.start));
        let found = super::found_in(draft.text.get(behind).unwrap_or_default());
        let message = format!("found {found} behind the end");
        draft
            .reports
            .push(file_error(&draft.path, "syntax", place, message, "it is not read"));
    }
    if let Some((first, count)) = signs {
        let place = Some(draft.place_of_offset(first));
        let message = match count {
            1 => "found no comma between two values".to_owned(),
            count => format!("found no comma between two values, {count} times"),
        };
        let help = "it is read as if one were there";
        draft
            .reports
            .push(file_warning(&draft.path, "not-quite-json", place, message, help));
    }
    if let Some((first, count, what)) = odd {
        let place = Some(draft.place_of_offset(first));
        let more = match count {
            1 => String::new(),
            count => format!(", and {} more of the kind", count - 1),
        };
        let message = format!("found {what}, which JSON does not have{more}");
        draft.reports.push(file_warning(
            &draft.path,
            "not-quite-json",
            place,
            message,
            "it is read as if it were not there",
        ));
    }
    for span in &broken {
        let error = serde_json::from_str::<&RawValue>(draft.text.get(span.clone()).unwrap_or_default()).err();
        if let Some(error) = error {
            report_syntax(draft, &error, span.start);
        }
    }
    if is_cut && broken.is_empty() {
        let place = Some(draft.place_of_offset(draft.text.trim_end().len()));
        draft.reports.push(file_error(
            &draft.path,
            "syntax",
            place,
            "the file ends in the middle of a list".to_owned(),
            "what stands before is read",
        ));
    }
    draft.text = text;
    Some(broken.len())
}

/// A text as long as before, with blanks for what JSON does not have.
struct Plain {
    text: String,
    /// The first byte of the first oddity.
    first: usize,
    /// How many there are.
    count: usize,
    /// What the first one is.
    what: &'static str,
}

/// Values that JSON has no sign for, each with one as long: an empty text where there is no value.
const ODD_WORDS: [(&str, &str); 7] = [
    ("-Infinity", "\"\"       "),
    ("Infinity", "\"\"      "),
    ("undefined", "\"\"       "),
    ("NaN", "\"\" "),
    ("None", "null"),
    ("True", "true"),
    ("False", "false"),
];

/// Puts blanks in the place of commas before a closing bracket and of comments, and values of JSON in the place of `NaN` and
/// its like. `None` where there is nothing of that.
fn without_oddities(text: &str) -> Option<Plain> {
    let mut out = text.as_bytes().to_vec();
    let mut found: Vec<(usize, &'static str)> = Vec::new();
    let (mut at, mut comma) = (0, None);
    while let Some(byte) = out.get(at).copied() {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        match byte {
            b'"' => {
                at += string_end(rest);
                comma = None;
                continue;
            }
            b'/' if matches!(rest.get(1), Some(b'/' | b'*')) => {
                let length = comment_end(rest);
                let comment = out.get_mut(at..at + length).unwrap_or_default();
                comment
                    .iter_mut()
                    .filter(|byte| !matches!(byte, b'\n' | b'\r'))
                    .for_each(|byte| *byte = b' ');
                found.push((at, "a comment"));
                at += length;
                continue;
            }
            b',' => comma = Some(at),
            b']' | b'}' => {
                if let Some(comma) = comma.take() {
                    out[comma] = b' ';
                    found.push((comma, "a comma before a closing bracket"));
                }
            }
            b' ' | b'\t' | b'\n' | b'\r' => {}
            _ => {
                comma = None;
                let word = ODD_WORDS.iter().find(|(word, _)| rest.starts_with(word.as_bytes()));
                if let Some((word, value)) = word {
                    out.splice(at..at + word.len(), value.bytes());
                    found.push((at, "a value such as NaN"));
                    at += word.len();
                    continue;
                }
            }
        }
        at += 1;
    }
    let (first, what) = found.first().copied()?;
    Some(Plain {
        text: String::from_utf8(out).ok()?,
        first,
        count: found.len(),
        what,
    })
}

/// How many bytes a string has that begins here, with both quotation marks.
fn string_end(rest: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = rest.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// How many bytes a comment has that begins here.
fn comment_end(rest: &[u8]) -> usize {
    let end = if rest.get(1) == Some(&b'/') {
        rest.iter().position(|byte| *byte == b'\n')
    } else {
        rest.windows(2).skip(2).position(|two| two == b"*/").map(|at| at + 4)
    };
    end.unwrap_or(rest.len())
}

/// A text without its broken records, and closed where it was cut.
#[derive(Default)]
struct Repair {
    text: String,
    /// Where the broken records stood.
    broken: Vec<Range<usize>>,
    /// What stands behind the end of the whole.
    behind: Option<Range<usize>>,
    /// Where the first comma is missing, and how many are.
    odd: Option<(usize, usize)>,
    /// Whether it ends before it is closed.
    is_cut: bool,
}

impl Repair {
    fn of(text: &str) -> Option<Self> {
        let mut walk = Walk {
            text,
            at: text.len() - text.trim_start().len(),
            broken: Vec::new(),
            commas: Vec::new(),
            closers: String::new(),
            has_records: false,
        };
        walk.container(0)?;
        if !walk.has_records {
            return None;
        }
        // What stands behind the whole is no part of it.
        walk.skip_blanks(&[',', ';']);
        let end = text.trim_end().len();
        let behind = (walk.at < end && walk.closers.is_empty()).then_some(walk.at..end);
        let mut bytes = text.as_bytes().to_vec();
        for span in walk.broken.iter().chain(&behind) {
            let part = bytes.get_mut(span.clone()).unwrap_or_default();
            part.iter_mut()
                .filter(|byte| !matches!(byte, b'\n' | b'\r'))
                .for_each(|byte| *byte = b' ');
        }
        let last = text.trim_end_matches([',', ';', ' ', '\n', '\r', '\t']).len();
        for byte in bytes
            .get_mut(last..)
            .unwrap_or_default()
            .iter_mut()
            .filter(|byte| matches!(byte, b',' | b';'))
        {
            *byte = b' ';
        }
        // A comma that is missing stands in the place of a blank, so that places stay; else it is put in between.
        for at in walk.commas.iter().rev() {
            match bytes.get(*at) {
                Some(b' ' | b'\n' | b'\r' | b'\t' | b';') => bytes[*at] = b',',
                _ => bytes.insert(*at, b','),
            }
        }
        let mut repaired = String::from_utf8(bytes).ok()?;
        repaired.push_str(&walk.closers);
        // A comma behind which a record was broken, or the text ends.
        let repaired = without_lone_commas(repaired);
        let is_cut = !walk.closers.is_empty();
        Some(Self {
            text: repaired,
            broken: walk.broken,
            behind,
            odd: walk.commas.first().map(|first| (*first, walk.commas.len())),
            is_cut,
        })
    }
}

/// Blanks in the place of commas before a closing bracket, before another comma, and after an opening bracket.
fn without_lone_commas(text: String) -> String {
    let mut bytes = text.into_bytes();
    let (mut at, mut comma, mut is_first) = (0, None, true);
    while let Some(byte) = bytes.get(at).copied() {
        match byte {
            b'"' => {
                at += string_end(bytes.get(at..).unwrap_or_default());
                (comma, is_first) = (None, false);
                continue;
            }
            b',' if is_first || comma.is_some() => bytes[at] = b' ',
            b',' => comma = Some(at),
            b']' | b'}' => {
                if let Some(comma) = comma.take() {
                    bytes[comma] = b' ';
                }
                is_first = false;
            }
            b'[' | b'{' => (comma, is_first) = (None, true),
            b' ' | b'\t' | b'\n' | b'\r' => {}
            _ => (comma, is_first) = (None, false),
        }
        at += 1;
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// Goes through a broken text, into every object and list that is broken itself.
struct Walk<'a> {
    text: &'a str,
    at: usize,
    broken: Vec<Range<usize>>,
    /// Where a comma is missing.
    commas: Vec<usize>,
    /// The brackets that the end of the text lacks.
    closers: String,
    /// Whether any record of a list could be read.
    has_records: bool,
}

impl Walk<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_blanks(&mut self, signs: &[char]) {
        let rest = self.rest();
        let left = rest.trim_start_matches(|char: char| char.is_ascii_whitespace() || signs.contains(&char));
        self.at += rest.len() - left.len();
    }

    /// Takes a whole value, if it is one.
    fn value(&mut self) -> bool {
        let length = length_of_value(self.rest());
        self.at += length.unwrap_or(0);
        length.is_some()
    }

    /// An object or a list that is broken. `None` where it cannot be told how it goes on.
    fn container(&mut self, depth: usize) -> Option<()> {
        if depth > MAX_DEPTH {
            return None;
        }
        match self.rest().chars().next()? {
            '[' => self.list(),
            '{' => self.object(depth),
            _ => None,
        }
    }

    /// Passes over what parts two values. Where it is no comma, one is missing.
    fn separator(&mut self, is_first: bool) {
        let start = self.at;
        self.skip_blanks(&[',']);
        let passed = self.text.get(start..self.at).unwrap_or_default();
        let is_end = self.rest().is_empty() || self.rest().starts_with([']', '}', ';']);
        if !is_first && !is_end && !passed.contains(',') {
            self.commas.push(start);
        }
    }

    fn object(&mut self, depth: usize) -> Option<()> {
        self.at += 1;
        let mut is_first = true;
        loop {
            self.separator(is_first);
            is_first = false;
            match self.rest().chars().next() {
                Some('}') => {
                    self.at += 1;
                    return Some(());
                }
                Some('"') => {
                    let field = self.at;
                    let is_key = self.value();
                    self.skip_blanks(&[]);
                    if !is_key || !self.rest().starts_with(':') {
                        return self.cut_at(field, '}');
                    }
                    self.at += 1;
                    self.skip_blanks(&[]);
                    let is_record = self.rest().starts_with('{');
                    if self.value() {
                        // Records may stand by their ids.
                        self.has_records |= is_record;
                    } else if self.container(depth + 1).is_none() {
                        return self.cut_at(field, '}');
                    }
                }
                None => {
                    self.closers.push('}');
                    return Some(());
                }
                Some(_) => return None,
            }
        }
    }

    /// What begins here is the end of the text, and is not read; only where records stand before it.
    fn cut_at(&mut self, start: usize, closer: char) -> Option<()> {
        if !self.has_records {
            return None;
        }
        self.broken.push(start..self.text.trim_end().len());
        self.at = self.text.len();
        self.closers.push(closer);
        Some(())
    }

    fn list(&mut self) -> Option<()> {
        self.at += 1;
        let mut known: Vec<String> = Vec::new();
        let mut is_first = true;
        loop {
            self.separator(is_first);
            is_first = false;
            let start = self.at;
            match self.rest().chars().next() {
                Some(']') => {
                    self.at += 1;
                    return Some(());
                }
                None => {
                    self.closers.push(']');
                    return Some(());
                }
                Some('{') if self.value() => {
                    self.has_records = true;
                    if known.is_empty() {
                        known = keys_of(self.text.get(start..self.at).unwrap_or_default());
                    }
                }
                Some('{') => match next_record(self.rest(), &known) {
                    Some(length) => {
                        self.broken.push(start..start + length);
                        self.at = start + length;
                    }
                    None if self.has_records => return self.cut_at(start, ']'),
                    None => return None,
                },
                // A semicolon stands for a comma.
                Some(';') => {
                    self.commas.push(start);
                    self.at += 1;
                    is_first = true;
                }
                Some(_) => {
                    if !self.value() {
                        return None;
                    }
                }
            }
        }
    }
}

/// The values of a text, one behind the other, with commas, semicolons and comments between them; what cannot be read up to
/// the next one that can is one of them.
pub(super) fn values(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut known: Vec<String> = Vec::new();
    let mut at = 0;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let left = rest.trim_start_matches(|char: char| char.is_whitespace() || matches!(char, ',' | ';'));
        at += rest.len() - left.len();
        if left.is_empty() {
            return found;
        }
        if left.starts_with("//") || left.starts_with("/*") {
            at += comment_end(left.as_bytes());
            continue;
        }
        let length = match length_of_value(left) {
            Some(length) => {
                if known.is_empty() {
                    known = keys_of(left.get(..length).unwrap_or_default());
                }
                length
            }
            None => next_record(left, &known).unwrap_or_else(|| left.trim_end().len()),
        };
        found.push(at..at + length);
        at += length.max(1);
    }
}

/// How many bytes the value has that begins here.
fn length_of_value(text: &str) -> Option<usize> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    values.next()?.ok()?;
    Some(values.byte_offset())
}

fn keys_of(object: &str) -> Vec<String> {
    let fields: super::json::Object<'_> = serde_json::from_str(object).unwrap_or_default();
    fields.keys().cloned().collect()
}

/// Where, after a broken record, the next one begins that can be read and has the same fields, at least half of them.
fn next_record(rest: &str, known: &[String]) -> Option<usize> {
    let end = (0..=rest.len().min(MAX_BROKEN)).rev().find(|end| rest.is_char_boundary(*end));
    let rest = rest.get(..end.unwrap_or(0)).unwrap_or_default();
    let mut from = 1;
    while let Some(close) = rest.get(from..).and_then(|text| text.find('}')).map(|at| from + at + 1) {
        from = close;
        let behind = rest.get(close..).unwrap_or_default();
        let next = behind.trim_start().strip_prefix(',').map(str::trim_start);
        let Some(next) = next.filter(|next| next.starts_with('{')) else {
            continue;
        };
        let Some(length) = length_of_value(next) else { continue };
        let keys = keys_of(next.get(..length).unwrap_or_default());
        let shared = keys.iter().filter(|key| known.contains(key)).count();
        if known.is_empty() || shared * 2 >= known.len() {
            return Some(rest.len() - next.len());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn mended(text: &str) -> Option<(Value, usize)> {
        let mut draft = FileDraft {
            text: text.to_owned(),
            ..FileDraft::default()
        };
        let broken = mend(&mut draft)?;
        Some((serde_json::from_str(&draft.text).ok()?, broken))
    }

    #[test]
    fn what_json_does_not_have_is_passed_over() {
        let value = |text: &str| mended(text).map(|(value, _)| value.to_string());
        assert_eq!(value(r#"[{"a": 1,},]"#).as_deref(), Some(r#"[{"a":1}]"#));
        assert_eq!(value(r#"[{"a": NaN, "b": "NaN,]"}]"#).as_deref(), Some(r#"[{"a":"","b":"NaN,]"}]"#));
        assert_eq!(
            value("// here\n[{\"a\": /* one */ 1, \"b\": \"//\"}]").as_deref(),
            Some(r#"[{"a":1,"b":"//"}]"#)
        );
        assert_eq!(
            value(r#"{"a": True, "b": None, "c": [-Infinity,]}"#).as_deref(),
            Some(r#"{"a":true,"b":null,"c":[""]}"#)
        );
    }

    #[test]
    fn a_broken_record_costs_one_record() {
        let found = |text: &str| mended(text).map(|(value, broken)| (value.to_string(), broken));
        let both = |text: &str, broken: usize| Some((text.to_owned(), broken));
        assert_eq!(found(r#"[{"a":1},{"a":2},{"a":"#), both(r#"[{"a":1},{"a":2}]"#, 1));
        assert_eq!(found(r#"[{"a":1},{"a":2},"#), both(r#"[{"a":1},{"a":2}]"#, 0));
        assert_eq!(found(r#"{"t":"x","l":[{"a":1},{"a":2"#), both(r#"{"t":"x","l":[{"a":1}]}"#, 1));
        assert_eq!(found(r#"{"t":{"l":[{"a":1},{"a":2"#), both(r#"{"t":{"l":[{"a":1}]}}"#, 1));
        assert_eq!(found(r#"[{"a":1},{"a" 2},{"a":3}]"#), both(r#"[{"a":1},{"a":3}]"#, 1));
        assert_eq!(found(r#"[{"a":"x},{"a":2},{"a":3}]"#), both(r#"[{"a":2},{"a":3}]"#, 1));
        assert_eq!(
            found(r#"[{"a":1,"b":2},{"a" 2,"p":[{"x":1},{"x":2}]},{"a":3,"b":4}]"#),
            both(r#"[{"a":1,"b":2},{"a":3,"b":4}]"#, 1)
        );
        assert_eq!(found(r#"[{"a":1} {"a":2}{"a":3}]"#), both(r#"[{"a":1},{"a":2},{"a":3}]"#, 0));
        assert_eq!(found(r#"{"x":{"a":[{"b":1}]} "y":2}"#), both(r#"{"x":{"a":[{"b":1}]},"y":2}"#, 0));
        assert_eq!(found(r#"[{"a":1},{"a":2}],"#), both(r#"[{"a":1},{"a":2}]"#, 0));
        assert_eq!(found(r#"[{"a":1},{"a":2}] and more"#), both(r#"[{"a":1},{"a":2}]"#, 0));
        assert_eq!(found(r#"[{"a":1};{"a":2};]"#), both(r#"[{"a":1},{"a":2}]"#, 0));
        assert_eq!(found("nothing of the kind"), None);
        assert_eq!(found("{\"a\":"), None);
    }

    proptest! {
        #[test]
        fn whatever_is_cut_the_records_before_it_stay(count in 1_usize..6, cut in 1_usize..40) {
            let records: Vec<String> = (0..count).map(|at| format!(r#"{{"id":"l{at}","to":["x, ]","y"]}}"#)).collect();
            let whole = format!("[{}]", records.join(","));
            let length = whole.len().saturating_sub(cut);
            let text = &whole[..length];
            let complete = (0..count).filter(|at| records[..=*at].join(",").len() < length).count();
            let found = mended(text).map_or(0, |(value, _)| value.as_array().map_or(0, Vec::len));
            prop_assert_eq!(found, complete);
        }

        #[test]
        fn nothing_is_altered_in_what_is_json(text in "[\\[{}\\]\":,a1NT/ *\\\\]{0,20}") {
            if let Ok(value) = serde_json::from_str::<Value>(&text) {
                let plain = without_oddities(&text).map_or(text, |plain| plain.text);
                prop_assert_eq!(serde_json::from_str::<Value>(&plain).ok(), Some(value));
            }
        }
    }
}
