//! What a terminal obeys is shown and not sent: control characters and overrides of the direction of writing, which texts, names
//! of files and messages of libraries may hold.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a terminal would obey a character instead of showing it; line breaks and tabs are ours.
fn is_obeyed(char: char) -> bool {
    let is_override = matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    (char.is_control() && !matches!(char, '\n' | '\t')) || is_override
}

/// A text with a sign in the place of each character that a terminal would obey.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_obeyed) {
        Cow::Owned(text.chars().map(|char| if is_obeyed(char) { '\u{fffd}' } else { char }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// JSON in which those characters are escaped: it means the same.
pub(super) fn shown_json(json: &str) -> Cow<'_, str> {
    if !json.chars().any(is_obeyed) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 64);
    for char in json.chars() {
        if is_obeyed(char) {
            // All of them are below U+10000.
            let _ = write!(out, "\\u{:04x}", u32::from(char));
        } else {
            out.push(char);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_reaches_it() {
        assert_eq!(
            shown("a\u{1b}[31mb\u{9b}c\u{202e}d\r\n\te"),
            "a\u{fffd}[31mb\u{fffd}c\u{fffd}d\u{fffd}\n\te"
        );
        assert_eq!(shown("Łódź, 평양"), "Łódź, 평양");
        let text = "x\u{9b}y\u{202e}z";
        let json = serde_json::to_string(text).unwrap_or_default();
        assert_eq!(shown_json(&json), "\"x\\u009by\\u202ez\"");
        assert_eq!(serde_json::from_str::<String>(&shown_json(&json)).ok().as_deref(), Some(text));
    }
}
