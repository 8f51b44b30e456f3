//! Which document of a volume may answer which: by what its text and its notes point to.

use std::collections::HashMap;

use roxmltree::Node;

use super::{HasName, Reader, body, notes};
use crate::dates::{Date, MONTHS};
use crate::formats::tei::{named, xml_id};
use crate::model::Kind;
use crate::model::draft::{EventDraft, Found, OneOrMany};

/// How many of a document's notes are looked through for what it answers, the source note included.
const FIRST_NOTES: usize = 2;

impl<'b> Reader<'_, 'b> {
    /// Makes a message a suggested reply where it refers to an earlier one of the opposite direction.
    pub(super) fn suggest_replies(&mut self, documents: &[Node<'b, 'b>]) {
        let positions: HashMap<&str, usize> = documents
            .iter()
            .enumerate()
            .filter_map(|(at, div)| Some((xml_id(*div)?, at)))
            .collect();
        for (at, div) in documents.iter().enumerate() {
            if self.draft.events.get(at).is_none_or(|found| found.record.kind != Kind::Message) {
                continue;
            }
            let cited = references(*div).into_iter().filter_map(|target| positions.get(target).copied());
            // “Your letter of October 24” with a note says whose it is, whoever the telegram that carries it went to.
            let yours = yours(*div).into_iter().filter_map(|target| positions.get(target).copied());
            let yours = yours.filter(|other| self.is_earlier(*other, at));
            let opposite = cited
                .chain(self.dated_references(*div, at))
                .filter(|other| self.is_opposite(*other, at));
            // Of several, the latest is the one that is answered.
            let Some(message) = opposite.chain(yours).max().and_then(|other| self.draft.events.get(other)) else {
                continue;
            };
            let id = message.record.id.clone();
            if let Some(found) = self.draft.events.get_mut(at) {
                found.record.kind = Kind::Reply;
                found.record.is_suggested = true;
                found.record.in_reply_to = OneOrMany(vec![id]);
            }
        }
    }

    /// Whether an earlier message went from whom this one goes to, and to whom this one comes from.
    fn is_opposite(&self, other: usize, this: usize) -> bool {
        let (Some(other_event), Some(event)) = (self.draft.events.get(other), self.draft.events.get(this)) else {
            return false;
        };
        let (other_event, event) = (&other_event.record, &event.record);
        let meet = |a: &OneOrMany, b: &OneOrMany| a.0.iter().any(|id| b.0.contains(id));
        self.is_earlier(other, this) && meet(&other_event.from, &event.to) && meet(&other_event.to, &event.from)
    }

    /// Whether a message came before another, by its date, else by its place in the volume.
    fn is_earlier(&self, other: usize, this: usize) -> bool {
        let (Some(other_event), Some(event)) = (self.draft.events.get(other), self.draft.events.get(this)) else {
            return false;
        };
        let (other_event, event) = (&other_event.record, &event.record);
        let start = |event: &EventDraft| {
            event
                .sent
                .as_deref()
                .and_then(|date| Date::parse(date).ok())
                .and_then(|date| date.extent().earliest)
        };
        let is_earlier = match (start(other_event), start(event)) {
            // Of two of one instant the place in the volume decides, so that no two answer each other.
            (Some(earlier), Some(later)) => (earlier, other) < (later, this),
            _ => other < this,
        };
        is_earlier && matches!(other_event.kind, Kind::Message | Kind::Reply)
    }

    /// Messages that the text names by their date: “your letter of October 25”.
    fn dated_references(&self, div: Node<'_, '_>, at: usize) -> Vec<usize> {
        let text = body(div).unwrap_or_default();
        let year = self
            .draft
            .events
            .get(at)
            .and_then(|found| found.record.sent.as_deref()?.get(..4)?.parse::<i64>().ok());
        let Some(year) = year else { return Vec::new() };
        let days: Vec<String> = named_days(&text, year);
        let sent = |found: &Found<Box<EventDraft>>| found.record.sent.clone().unwrap_or_default();
        (0..self.draft.events.len())
            .filter(|other| {
                self.draft
                    .events
                    .get(*other)
                    .is_some_and(|found| days.iter().any(|day| sent(found).starts_with(day.as_str())))
            })
            .collect()
    }
}

/// What the editors' texts call a message.
const LETTERS: [&str; 8] = [
    "letter",
    "letters",
    "message",
    "messages",
    "telegram",
    "communication",
    "note",
    "reply",
];

/// The days of “your letter of October 25”, as ISO 8601.
fn named_days(text: &str, year: i64) -> Vec<String> {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_matches(|char: char| !char.is_alphanumeric()))
        .collect();
    let mut days = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if !word.eq_ignore_ascii_case("your") {
            continue;
        }
        let near = words.get(at + 1..).unwrap_or_default();
        let near = near.get(..10.min(near.len())).unwrap_or_default();
        let Some(letter) = near.iter().take(4).position(|word| LETTERS.contains(&word.to_lowercase().as_str())) else {
            continue;
        };
        let month_at = near
            .iter()
            .skip(letter)
            .position(|word| MONTHS.contains(word))
            .map(|position| position + letter);
        let Some(month_at) = month_at else { continue };
        let month = MONTHS.iter().position(|month| near.get(month_at) == Some(month)).unwrap_or(0) + 1;
        let number = |at: Option<usize>| {
            let digits: String = near.get(at?)?.chars().take_while(char::is_ascii_digit).collect();
            digits.parse::<u32>().ok().filter(|day| (1..=31).contains(day))
        };
        if let Some(day) = number(Some(month_at + 1)).or_else(|| number(month_at.checked_sub(1))) {
            days.push(format!("{year:04}-{month:02}-{day:02}"));
        }
    }
    days
}

/// What the text and the first notes of a document point to.
fn references<'a>(div: Node<'a, 'a>) -> Vec<&'a str> {
    let first: Vec<Node<'a, 'a>> = notes(div).into_iter().take(FIRST_NOTES).collect();
    let is_considered = |reference: &Node<'a, 'a>| {
        let note = reference
            .ancestors()
            .take_while(|outer| *outer != div)
            .find(|outer| outer.has_tag_name_in_any("note"));
        note.is_none_or(|note| first.contains(&note))
    };
    named(div, "ref")
        .filter(is_considered)
        .filter_map(|reference| reference.attribute("target")?.trim().strip_prefix('#'))
        .collect()
}

/// What notes point to that stand behind “your letter”, “your message of October 27”.
fn yours<'a>(div: Node<'a, 'a>) -> Vec<&'a str> {
    notes(div)
        .into_iter()
        .filter(|note| stands_behind_yours(*note))
        .flat_map(|note| named(note, "ref"))
        .filter_map(|reference| reference.attribute("target")?.trim().strip_prefix('#'))
        .collect()
}

/// So many words before a note “your letter” may stand.
const NEAR_NOTE: usize = 9;

fn stands_behind_yours(note: Node<'_, '_>) -> bool {
    let Some(paragraph) = note.ancestors().find(|outer| outer.has_tag_name_in_any("p")) else {
        return false;
    };
    let is_in_note = |node: &Node<'_, '_>| {
        node.ancestors()
            .take_while(|outer| *outer != paragraph)
            .any(|outer| outer.has_tag_name_in_any("note"))
    };
    let before: String = paragraph
        .descendants()
        .take_while(|node| *node != note)
        .filter(|node| node.is_text() && !is_in_note(node))
        .filter_map(|node| node.text())
        .collect();
    let words: Vec<String> = before
        .split_whitespace()
        .rev()
        .take(NEAR_NOTE)
        .map(|word| word.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase())
        .collect();
    // The words run backwards: the letter comes before “your”.
    let yours = words.iter().position(|word| word == "your");
    yours.is_some_and(|at| words.iter().take(at).any(|word| LETTERS.contains(&word.as_str())))
}
