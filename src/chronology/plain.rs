//! A chronology in plain text: lines of at most 78 characters, sources numbered at the end.

use super::{Chronology, Notes, entry};

/// The longest line, in characters.
const WIDTH: usize = 78;

/// The chronology in plain text.
pub(super) fn plain(chronology: &Chronology<'_>) -> String {
    let archive = chronology.archive;
    let mut text = String::new();
    let title = chronology.title();
    push(&mut text, title, "");
    text.push_str(&"=".repeat(title.chars().count().min(WIDTH)));
    text.push('\n');
    if !archive.description.trim().is_empty() {
        text.push('\n');
        push(&mut text, &archive.description, "");
    }
    text.push('\n');
    push(&mut text, &chronology.status(), "");
    let mut notes = Notes::default();
    for id in chronology.events() {
        let Some(entry) = entry(archive, chronology.threads, id) else {
            continue;
        };
        text.push('\n');
        push(&mut text, &format!("{}: {}", entry.date, entry.title), "");
        let mut line = vec![entry.kind.clone()];
        line.extend(Some(entry.who.clone()).filter(|who| !who.is_empty()));
        line.extend(entry.date_as_written.as_ref().map(|date| format!("dated \u{201c}{date}\u{201d}")));
        line.extend(entry.remarks.iter().cloned());
        let numbers = notes.numbers(archive, &entry);
        let marks = numbers.iter().fold(String::new(), |marks, number| marks + &format!(" [{number}]"));
        push(&mut text, &format!("{}{marks}", line.join("; ")), "  ");
        if let Some(summary) = &entry.summary {
            push(&mut text, summary, "  ");
        }
        for said in &entry.said {
            let note = said
                .source
                .and_then(|source| notes.number(archive, source, said.locator.as_deref()));
            let mark = note.map(|number| format!(" [{number}]")).unwrap_or_default();
            push(&mut text, &format!("\u{201c}{}\u{201d}{mark}", said.text), "    ");
            if let Some(original) = &said.original {
                push(&mut text, &format!("\u{201c}{original}\u{201d}"), "    ");
            }
            if !said.by.is_empty() {
                push(&mut text, &format!("\u{2014} {}", said.by), "    ");
            }
        }
        if let Some(note) = &entry.note {
            push(&mut text, &format!("Note: {note}"), "  ");
        }
    }
    if !notes.lines.is_empty() {
        text.push_str("\nSources\n");
    }
    for (number, line) in (1..).zip(&notes.lines) {
        push(&mut text, &format!("[{number}] {line}"), "");
    }
    text
}

/// Adds a text in lines, each after an indent; paragraphs stay apart.
fn push(text: &mut String, words: &str, indent: &str) {
    for (at, paragraph) in words.split("\n\n").enumerate() {
        if at > 0 {
            text.push('\n');
        }
        let mut length = 0;
        for word in paragraph.split_whitespace() {
            let word: String = word.chars().filter(|char| !char.is_control()).collect();
            let letters = word.chars().count();
            if length == 0 || length + 1 + letters > WIDTH {
                if length > 0 {
                    text.push('\n');
                }
                text.push_str(indent);
                length = indent.len();
            } else {
                text.push(' ');
                length += 1;
            }
            text.push_str(&word);
            length += letters;
        }
        text.push('\n');
    }
}
