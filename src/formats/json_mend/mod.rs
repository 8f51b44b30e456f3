//! JSON that is not quite JSON: what programs write that JSON has no sign for, commas too many, comments, and files that end
//! in the middle or have one broken record. What can be read is read; the rest is reported, record by record.

mod walk;

use crate::model::Code;
use std::ops::Range;

use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use self::walk::Repair;
pub(super) use self::walk::{starts_behind_comments, values};
use super::json::report_syntax;
use super::{file_error, warn_at, warn_of_commas};
use crate::model::draft::FileDraft;

/// Puts text that can be read in the place of a draft's text that is no JSON. Gives the number of records that were left
/// out, each with a report; `None` where nothing helps, and the draft is as it was.
pub(super) fn mend(draft: &mut FileDraft) -> Option<LeftOut> {
    let is_json = |text: &str| serde_json::from_str::<IgnoredAny>(text).is_ok();
    if has_single_quotes_mended(draft) && is_json(&draft.text) {
        return Some(LeftOut { all: 0, events: 0 });
    }
    let plain = without_oddities(&draft.text);
    // What is JSON and cannot be read all the same, as with half of a character in a key, is not mended here.
    if plain.is_none() && is_json(&draft.text) {
        return None;
    }
    let odd = plain.as_ref().map(|plain| (plain.first, plain.count, plain.what));
    let text = plain.map_or_else(|| draft.text.to_string(), |plain| plain.text);
    let Repair {
        text,
        broken,
        in_events,
        following,
        odd: signs,
        is_cut,
    } = if is_json(&text) {
        Repair { text, ..Repair::default() }
    } else {
        Repair::of(&text)?
    };
    if let Some(following) = following {
        let place = Some(draft.place_of_offset(following.start));
        let found = super::found_in(draft.text.get(following).unwrap_or_default());
        let message = format!("found {found} after the end");
        draft
            .reports
            .push(file_error(&draft.path, Code::Syntax, place, message, "it is not read"));
    }
    if let Some((first, count)) = signs {
        warn_of_commas(draft, first, count, Code::NotQuiteJson);
    }
    if let Some((first, count, what)) = odd {
        let more = match count {
            1 => String::new(),
            count => format!(", and {} more of the kind", count - 1),
        };
        let message = format!("found {what}, which JSON does not have{more}");
        warn_at(draft, first, Code::NotQuiteJson, message, "it is read as if it were not there");
    }
    for span in &broken {
        report_broken(draft, span);
    }
    if is_cut && broken.is_empty() {
        let place = Some(draft.place_of_offset(draft.text.trim_end().len()));
        draft.reports.push(file_error(
            &draft.path,
            Code::Syntax,
            place,
            "the file ends in the middle of a list".to_owned(),
            "what comes before is read",
        ));
    }
    draft.text = text.into();
    Some(LeftOut {
        all: broken.len(),
        events: in_events,
    })
}

/// Tells what is wrong with a record that is left out; one by its id is broken after the id.
fn report_broken(draft: &mut FileDraft, span: &Range<usize>) {
    let text = draft.text.get(span.clone()).unwrap_or_default();
    let key = if text.starts_with('"') { string_end(text.as_bytes()) } else { 0 };
    let value = text.get(key..).unwrap_or_default().trim_start().strip_prefix(':');
    let start = value.map_or(0, |rest| text.len() - rest.trim_start().len());
    let error = serde_json::from_str::<&RawValue>(text.get(start..).unwrap_or_default()).err();
    if let Some(error) = error {
        report_syntax(draft, &error, span.start + start);
    }
}

/// Puts double quotation marks in the place of single ones, and says so; whether there were any.
fn has_single_quotes_mended(draft: &mut FileDraft) -> bool {
    let Some((text, first)) = with_double_quotes(&draft.text) else {
        return false;
    };
    let message = "found names or texts in single quotation marks or in none, which JSON does not have".to_owned();
    let help = "they are read as if they were in double ones";
    warn_at(draft, first, Code::NotQuiteJson, message, help);
    draft.text = text.into();
    true
}

/// How many records were left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LeftOut {
    all: usize,
    /// Of those, how many in the list of events of an archive, which has other lists, too.
    events: usize,
}

impl LeftOut {
    /// How many events were left out of a draft of that format.
    pub(super) fn of(self, format: &str) -> usize {
        if format == "json" { self.events } else { self.all }
    }
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

/// A text with double quotation marks around names and texts that have single ones or none, as Python and JSON5 write them; and
/// where the first is. `None` where there are none, or where it cannot be read all the same and begins like JSON.
fn with_double_quotes(text: &str) -> Option<(String, usize)> {
    let mut out = String::with_capacity(text.len());
    let mut first = None;
    let mut at = 0;
    // Whether a name of a field may begin here.
    let mut is_before_name = false;
    while let Some(char) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..)?;
        let length = match char {
            '"' => string_end(rest.as_bytes()),
            '\'' => single_end(rest),
            '/' if rest.starts_with("//") || rest.starts_with("/*") => comment_end(rest.as_bytes()),
            _ if is_before_name && (char.is_alphabetic() || matches!(char, '_' | '$')) => {
                let end = rest
                    .find(|char: char| !(char.is_alphanumeric() || matches!(char, '_' | '$')))
                    .unwrap_or(rest.len());
                if rest.get(end..)?.trim_start().starts_with(':') {
                    end
                } else {
                    char.len_utf8()
                }
            }
            _ => char.len_utf8(),
        };
        let part = rest.get(..length)?;
        let is_name = is_before_name && length >= char.len_utf8() && rest.get(length..)?.trim_start().starts_with(':');
        match char {
            '\'' => {
                first.get_or_insert(at);
                push_requoted(&mut out, part);
            }
            _ if is_name && (char.is_alphabetic() || matches!(char, '_' | '$')) => {
                first.get_or_insert(at);
                out.push('"');
                out.push_str(part);
                out.push('"');
            }
            _ => out.push_str(part),
        }
        if !(char.is_whitespace() || char == '/' && length > 1) {
            is_before_name = matches!(char, '{' | ',');
        }
        at += length;
    }
    let first = first?;
    let begins_so = text
        .get(..first)?
        .chars()
        .all(|char| char.is_whitespace() || matches!(char, '[' | '{'));
    let plain = without_oddities(&out).map(|plain| plain.text);
    let is_read = serde_json::from_str::<IgnoredAny>(plain.as_deref().unwrap_or(&out)).is_ok();
    (is_read || begins_so && text.get(first..)?.starts_with('\'')).then_some((out, first))
}

/// How many bytes a text in single quotation marks has that begins here, with both marks.
fn single_end(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, char)) = chars.next() {
        match char {
            '\\' => _ = chars.next(),
            '\'' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Adds a text in single quotation marks with double ones.
fn push_requoted(out: &mut String, part: &str) {
    let inner = part.strip_prefix('\'').unwrap_or(part);
    let inner = inner.strip_suffix('\'').unwrap_or(inner);
    out.push('"');
    let mut chars = inner.chars();
    while let Some(char) = chars.next() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => match chars.next() {
                Some('\'') => out.push('\''),
                // `\x9a` is a character by its number.
                Some('x') => out.push_str("\\u00"),
                Some(other) => out.extend(['\\', other]),
                None => out.push_str("\\\\"),
            },
            char => out.push(char),
        }
    }
    out.push('"');
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn mended(text: &str) -> Option<(Value, usize)> {
        let mut draft = FileDraft {
            text: text.to_owned().into(),
            ..FileDraft::default()
        };
        let left_out = mend(&mut draft)?;
        Some((serde_json::from_str(&draft.text).ok()?, left_out.all))
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
