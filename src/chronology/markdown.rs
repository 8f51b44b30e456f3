//! A chronology in CommonMark (<https://spec.commonmark.org>), with the footnotes that Pandoc, GitHub and others know.

use super::{Chronology, Notes, entry};

/// The chronology in Markdown.
pub(super) fn markdown(chronology: &Chronology<'_>) -> String {
    let archive = chronology.archive;
    let mut text = format!("# {}\n\n", escaped(chronology.title()));
    if !archive.description.trim().is_empty() {
        text.push_str(&format!("{}\n\n", escaped(&archive.description)));
    }
    text.push_str(&format!("*{}*\n", escaped(&chronology.status())));
    let mut notes = Notes::default();
    for id in chronology.events() {
        let Some(entry) = entry(archive, chronology.threads, id) else {
            continue;
        };
        text.push_str(&format!("\n## {}: {}\n\n", escaped(&entry.date), escaped(&entry.title)));
        let mut line = vec![entry.kind.clone()];
        line.extend(Some(entry.who.clone()).filter(|who| !who.is_empty()));
        line.extend(entry.date_as_written.as_ref().map(|date| format!("dated \u{201c}{date}\u{201d}")));
        line.extend(entry.remarks.iter().cloned());
        let numbers = notes.numbers(archive, &entry);
        let marks = numbers.iter().fold(String::new(), |marks, number| marks + &format!("[^{number}]"));
        text.push_str(&format!("{}{marks}\n", escaped(&line.join(" \u{b7} "))));
        if let Some(summary) = &entry.summary {
            text.push_str(&format!("\n{}\n", escaped(summary)));
        }
        for said in &entry.said {
            let note = said
                .source
                .and_then(|source| notes.number(archive, source, said.locator.as_deref()));
            let mark = note.map(|number| format!("[^{number}]")).unwrap_or_default();
            text.push_str(&format!("\n{}{mark}\n", quoted(&said.text)));
            if let Some(original) = &said.original {
                text.push_str(&format!(">\n{}\n", quoted(original)));
            }
            if !said.by.is_empty() {
                text.push_str(&format!(">\n> \u{2014} {}\n", escaped(&said.by)));
            }
        }
        if let Some(note) = &entry.note {
            text.push_str(&format!("\n*Note:* {}\n", escaped(note)));
        }
    }
    if !notes.lines.is_empty() {
        text.push('\n');
    }
    for (number, line) in (1..).zip(&notes.lines) {
        text.push_str(&format!("[^{number}]: {}\n", escaped(line)));
    }
    text
}

/// A text as a block quote; its paragraphs stay apart.
fn quoted(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(escaped);
    paragraphs
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| format!("> {paragraph}"))
        .collect::<Vec<_>>()
        .join("\n>\n")
}

/// A text in one line that says itself, whatever signs it has.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for word in text.split_whitespace() {
        let is_first = escaped.is_empty();
        if !is_first {
            escaped.push(' ');
        }
        // An address is a link as it is.
        let is_address = word.starts_with("http://") || word.starts_with("https://");
        if is_address && !word.contains(['<', '>', '\\']) && word.chars().all(|char| !char.is_control()) {
            let end = word.trim_end_matches([',', '.', ';']);
            escaped.push_str(&format!("<{end}>{}", &word[end.len()..]));
            continue;
        }
        // What begins a line might begin a list or a heading.
        let is_list = word.chars().all(|char| matches!(char, '#' | '+' | '-' | '='));
        let ends_number = word
            .strip_suffix(['.', ')'])
            .is_some_and(|number| !number.is_empty() && number.chars().all(|char| char.is_ascii_digit()));
        let begins_list = is_first && (is_list || ends_number);
        for (at, char) in word.char_indices() {
            let is_mark = matches!(char, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$');
            let ends_list = begins_list && (is_list && at == 0 || ends_number && at + 1 == word.len());
            if is_mark || ends_list {
                escaped.push('\\');
            }
            if !char.is_control() {
                escaped.push(char);
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_says_itself() {
        assert_eq!(escaped("1. May *not* <b>"), "1\\. May \\*not\\* \\<b\\>");
        assert_eq!(escaped("# a\n- b"), "\\# a - b");
        assert_eq!(escaped("25 Oct - a_b"), "25 Oct - a\\_b");
        assert_eq!(quoted("a\n\nb\nc"), "> a\n>\n> b c");
    }
}
