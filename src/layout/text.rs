//! Lines of text in a given width.

use crate::theme::{Family, TextMeasure, TextStyle, begins_from_the_right, is_right_to_left};

/// Breaks a text between words into at most `max_lines` lines; what does not fit ends in an ellipsis. Each line of a quote runs as the
/// whole does: one that would not by itself begins with a mark of direction (U+200E, U+200F).
#[must_use]
pub fn wrap(text: &str, style: TextStyle, max_width: f32, max_lines: usize, measure: &dyn TextMeasure) -> Vec<String> {
    let mut lines = broken(text, style, max_width, max_lines, measure);
    if style.family == Family::Serif && text.contains(is_right_to_left) {
        let is_from_the_right = begins_from_the_right(text);
        let mark = if is_from_the_right { '\u{200f}' } else { '\u{200e}' };
        for line in lines.iter_mut().filter(|line| begins_from_the_right(line) != is_from_the_right) {
            line.insert(0, mark);
        }
    }
    lines
}

fn broken(text: &str, style: TextStyle, max_width: f32, max_lines: usize, measure: &dyn TextMeasure) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    // Letters do not depend on their neighbors, so that each word is measured once.
    let (space, mut width) = (measure.width(" ", style), 0.0);
    for (has_space, word) in text.split_whitespace().flat_map(|word| pieces(word, style, max_width, measure)) {
        let more = measure.width(word, style);
        let space = if has_space { space } else { 0.0 };
        if line.is_empty() || width + space + more <= max_width {
            if !line.is_empty() && has_space {
                line.push(' ');
                width += space;
            }
            line.push_str(word);
            width += more;
            continue;
        }
        if lines.len() + 1 == max_lines {
            if has_space {
                line.push(' ');
            }
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

/// A word whole, or, where it is too wide for a line and of a script without blanks between words, in pieces after any of which a
/// line may end; each with whether a blank comes before it.
fn pieces<'a>(word: &'a str, style: TextStyle, max_width: f32, measure: &dyn TextMeasure) -> Vec<(bool, &'a str)> {
    if !word.contains(is_without_blanks) || measure.width(word, style) <= max_width {
        return vec![(true, word)];
    }
    let mut starts: Vec<usize> = Vec::new();
    let mut before: Option<char> = None;
    for (at, char) in word.char_indices() {
        let may_break = before.is_none_or(|before| is_without_blanks(before) || is_without_blanks(char));
        // No line begins with a mark that belongs to what is before it.
        if may_break && !is_closing(char) {
            starts.push(at);
        }
        before = Some(char);
    }
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([word.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| (*start == 0, &word[*start..end]))
        .collect()
}

/// Whether words of a character's script have no blanks between them: ideographs, kana, Thai, Lao, Khmer.
fn is_without_blanks(char: char) -> bool {
    matches!(u32::from(char), 0x0e00..=0x0eff | 0x1780..=0x17ff | 0x3000..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff | 0xff00..=0xffef | 0x2_0000..=0x3_ffff)
}

/// Punctuation that ends a phrase, vowels and tones that belong to the letter before them.
fn is_closing(char: char) -> bool {
    matches!(char, '\u{3001}' | '\u{3002}' | '\u{300d}' | '\u{300f}' | '\u{3011}' | '\u{ff01}' | '\u{ff09}' | '\u{ff0c}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}'
        | '\u{0e31}' | '\u{0e33}'..='\u{0e3a}' | '\u{0e47}'..='\u{0e4e}' | '\u{30fc}' | '\u{3041}' | '.' | ',' | '\u{201d}' | '\u{2019}' | ')')
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
    fn every_line_of_a_quote_runs_as_it_begins() {
        let measure = Measure::bundled();
        let lines = |text: &str| {
            wrap(
                text,
                TextStyle {
                    family: Family::Serif,
                    ..TextStyle::sans(14.0, 400)
                },
                60.0,
                usize::MAX,
                measure,
            )
        };
        for text in [
            "\u{5d0}\u{5d1}\u{5d2} Camp David 1978 \u{5d3}\u{5d4}",
            "Camp David remains \u{5d0}\u{5d1}\u{5d2}.",
        ] {
            let lines = lines(text);
            assert!(lines.len() > 1, "{lines:?}");
            assert!(
                lines.iter().all(|line| begins_from_the_right(line) == begins_from_the_right(text)),
                "{lines:?}"
            );
        }
        assert!(lines("Camp David remains").iter().all(|line| line.is_ascii()));
    }

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

    #[test]
    fn ideographs_are_broken_between_them_and_nothing_is_lost() {
        let style = TextStyle::sans(12.0, 400);
        for text in [
            "\u{652f}\u{6301}\u{57c3}\u{53ca}\u{4eba}\u{6c11}\u{7684}\u{58f0}\u{660e}\u{3002}".repeat(9),
            "\u{e44}\u{e17}\u{e22}".repeat(40),
        ] {
            let lines = wrap(&text, style, 120.0, usize::MAX, Measure::bundled());
            assert!(lines.len() > 3, "{lines:?}");
            assert_eq!(lines.concat(), text);
        }
    }

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
