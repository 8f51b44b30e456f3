//! RON as a person would write it: short, in the order of the format, long texts as they read.

use serde::Serialize;
use serde_json::Value;

/// A record that fits into so many characters stands on one line.
const WIDTH: usize = 110;

/// Fields whose values are words of the format, not texts.
const WORDS: [&str; 5] = ["kind", "confidence", "link_confidence", "date_confidence", "calendar"];

/// Any record as RON.
///
/// # Errors
/// Where the record is none: a key that is no string, a number that is none.
pub(super) fn to_ron(record: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut text = String::new();
    write(&mut text, &serde_json::to_value(record)?, 0, true);
    text.push('\n');
    Ok(text)
}

/// Writes a value; `is_open` says that it goes over several lines however short it is.
fn write(text: &mut String, value: &Value, depth: usize, is_open: bool) {
    let one_line = short(value);
    if let (false, Some(line)) = (is_open, one_line.filter(|line| line.chars().count() + depth * 4 <= WIDTH)) {
        text.push_str(&line);
        return;
    }
    let indent = "    ".repeat(depth + 1);
    let close = "    ".repeat(depth);
    match value {
        Value::Object(fields) => {
            text.push_str("(\n");
            for (name, value) in fields {
                text.push_str(&format!("{indent}{name}: "));
                if WORDS.contains(&name.as_str()) {
                    text.push_str(value.as_str().unwrap_or_default());
                } else {
                    write(text, value, depth + 1, false);
                }
                text.push_str(",\n");
            }
            text.push_str(&format!("{close})"));
        }
        Value::Array(all) => {
            text.push_str("[\n");
            for value in all {
                text.push_str(&indent);
                write(text, value, depth + 1, false);
                text.push_str(",\n");
            }
            text.push_str(&format!("{close}]"));
        }
        Value::String(string) => text.push_str(&quoted(string)),
        other => text.push_str(&other.to_string()),
    }
}

/// A value on one line, if it holds no text of several.
fn short(value: &Value) -> Option<String> {
    Some(match value {
        Value::Object(fields) => {
            let parts: Option<Vec<String>> = fields
                .iter()
                .map(|(name, value)| {
                    let word = value.as_str().filter(|_| WORDS.contains(&name.as_str()));
                    Some(format!(
                        "{name}: {}",
                        word.map_or_else(|| short(value), |word| Some(word.to_owned()))?
                    ))
                })
                .collect();
            format!("({})", parts?.join(", "))
        }
        Value::Array(all) => format!("[{}]", all.iter().map(short).collect::<Option<Vec<_>>>()?.join(", ")),
        Value::String(string) if string.contains('\n') => return None,
        Value::String(string) => quoted(string),
        other => other.to_string(),
    })
}

/// A text in quotation marks: as it reads where it has several lines or quotation marks, else with what has to be escaped.
fn quoted(text: &str) -> String {
    let is_plain = |char: char| !char.is_control() || char == '\n';
    if text.contains(['"', '\n', '\\']) && text.chars().all(is_plain) {
        let longest = text
            .split('"')
            .skip(1)
            .map(|after| after.chars().take_while(|char| *char == '#').count())
            .max();
        let hashes = "#".repeat(longest.map_or(1, |longest| longest + 1));
        return format!("r{hashes}\"{text}\"{hashes}");
    }
    let mut quoted = String::from("\"");
    for char in text.chars() {
        match char {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            char if char.is_control() => quoted.push_str(&format!("\\u{{{:x}}}", u32::from(char))),
            char => quoted.push(char),
        }
    }
    quoted.push('"');
    quoted
}
