//! Names of files and texts of strangers, on one line.

use std::borrow::Cow;

/// A text without line breaks and other control characters, so that it makes no line of its own; each is shown as `\u{fffd}`.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    if text.chars().any(char::is_control) {
        Cow::Owned(text.chars().map(|char| if char.is_control() { '\u{fffd}' } else { char }).collect())
    } else {
        Cow::Borrowed(text)
    }
}
