//! Lines of text in a given width.

use crate::theme::{TextMeasure, TextStyle};

/// Breaks a text between words into at most `max_lines` lines; what does not fit ends in an ellipsis.
#[must_use]
pub fn wrap(text: &str, style: TextStyle, max_width: f32, max_lines: usize, measure: &dyn TextMeasure) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    // Letters do not depend on their neighbors, so that each word is measured once.
    let (space, mut width) = (measure.width(" ", style), 0.0);
    for word in text.split_whitespace() {
        let more = measure.width(word, style);
        if line.is_empty() || width + space + more <= max_width {
            if !line.is_empty() {
                line.push(' ');
                width += space;
            }
            line.push_str(word);
            width += more;
            continue;
        }
        if lines.len() + 1 == max_lines {
            line.push(' ');
            line.push_str(word);
            lines.push(elide(&line, style, max_width, measure, true));
            return lines;
        }
        lines.push(elide(&line, style, max_width, measure, false));
        word.clone_into(&mut line);
        width = more;
    }
    if !line.is_empty() && lines.len() < max_lines {
        lines.push(elide(&line, style, max_width, measure, false));
    }
    lines
}

/// Cuts a line that is too wide, or that goes on, and ends it with an ellipsis.
fn elide(line: &str, style: TextStyle, max_width: f32, measure: &dyn TextMeasure, goes_on: bool) -> String {
    if !goes_on && measure.width(line, style) <= max_width {
        return line.to_owned();
    }
    let mut width = measure.width("\u{2026}", style);
    let mut kept = String::new();
    for char in line.chars() {
        width += measure.width(char.encode_utf8(&mut [0; 4]), style);
        if width > max_width {
            break;
        }
        kept.push(char);
    }
    format!("{}\u{2026}", kept.trim_end())
}

/// The first words of a text, up to `letters` of them and the end of a word; what is cut ends in an ellipsis.
#[must_use]
pub fn first_words(text: &str, letters: usize) -> String {
    let mut short = String::new();
    let mut count = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if count > 0 && count + 1 + length > letters {
            short.push('\u{2026}');
            break;
        }
        if count > 0 {
            short.push(' ');
            count += 1;
        }
        short.push_str(word);
        count += length;
    }
    short
}

/// A count with its thousands divided: `1,204`.
#[must_use]
pub fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A count of things: `1 leader`, `2,000 leaders`.
#[must_use]
pub fn counted(count: usize, thing: &str) -> String {
    format!("{} {thing}{}", thousands(count), if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_divided() {
        for (count, text) in [
            (0, "0"),
            (999, "999"),
            (1204, "1,204"),
            (100_000, "100,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(
                (counted(1, "leader").as_str(), counted(2_000, "leader").as_str()),
                ("1 leader", "2,000 leaders")
            );
            assert_eq!(thousands(count), text);
        }
    }
    use crate::theme::Measure;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lines_fit(text in "[a-z ]{0,80}", width in 20.0_f32..200.0, lines in 1_usize..4) {
            let style = TextStyle::sans(12.0, 400);
            let wrapped = wrap(&text, style, width, lines, Measure::bundled());
            prop_assert!(wrapped.len() <= lines);
            for line in &wrapped {
                prop_assert!(Measure::bundled().width(line, style) <= width + 0.01, "{line}");
            }
            if wrapped.iter().all(|line| !line.contains('\u{2026}')) {
                prop_assert_eq!(wrapped.join(" "), text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
    }
}
