//! Which document of a volume may answer which: by what its text and its notes point to.

use std::collections::HashMap;

use roxmltree::Node;

use super::{HasName, Reader, body, notes};
use crate::dates::{Date, cited_dates, names_message_of_yours};
use crate::formats::tei::{named, xml_id};
use crate::formats::tei_text::folded_text;
use crate::model::Kind;
use crate::model::draft::{EventDraft, OneOrMany};

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
            // “Your letter of June 27” answers that one, also where the volume does not have it.
            let dated = self.dated_references(*div, at);
            if dated.is_none() && yours(*div).is_empty() {
                continue;
            }
            // “Your letter of October 24” with a note says whose it is, whoever the telegram that carries it went to.
            let yours = yours(*div).into_iter().filter_map(|target| positions.get(target).copied());
            let yours = yours.filter(|other| self.is_earlier(*other, at));
            let opposite = cited.chain(dated.unwrap_or_default()).filter(|other| self.is_opposite(*other, at));
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

    /// Messages that the text names by their date: “your letter of October 25”. `None` where it names only such as the volume
    /// does not have.
    fn dated_references(&self, div: Node<'_, '_>, at: usize) -> Option<Vec<usize>> {
        let text = body(div).unwrap_or_default();
        let sent = |at: usize| self.draft.events.get(at)?.record.sent.as_deref();
        let start = sent(at).and_then(|sent| Date::parse(sent).ok()?.extent().earliest);
        let Some(start) = start else { return Some(Vec::new()) };
        let days = cited_dates(&text, start);
        let is_named = |other: &usize| sent(*other).is_some_and(|sent| days.iter().any(|cited| sent.starts_with(cited.date.as_written())));
        let found: Vec<usize> = (0..self.draft.events.len()).filter(is_named).collect();
        let is_there = days.is_empty() || found.iter().any(|other| self.is_opposite(*other, at));
        is_there.then_some(found)
    }
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
        .filter(|reference| !is_of_another_volume(*reference))
        .filter_map(|reference| reference.attribute("target")?.trim().strip_prefix('#'))
        .collect()
}

/// Whether a pointer stands behind the number of a volume, `see vol. XI, Document 59`: the volume's own file has a document of
/// that number too, and may point to it.
fn is_of_another_volume(reference: Node<'_, '_>) -> bool {
    let before = reference
        .prev_siblings()
        .skip(1)
        .take(3)
        .filter_map(|node| node.text().map(str::to_owned).or_else(|| Some(folded_text(node))));
    let mut words: Vec<String> = before
        .flat_map(|text| text.split_whitespace().rev().map(str::to_lowercase).collect::<Vec<_>>())
        .take(4)
        .collect();
    words.reverse();
    words.iter().any(|word| {
        matches!(
            word.trim_matches(|char: char| !char.is_alphanumeric()),
            "vol" | "volume" | "volumes" | "vols"
        )
    })
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

/// The number of elements and texts before it that are searched for them.
const NEAR_NODES: usize = 40;

fn stands_behind_yours(note: Node<'_, '_>) -> bool {
    let Some(paragraph) = note.ancestors().find(|outer| outer.has_tag_name_in_any("p")) else {
        return false;
    };
    let mut before = String::new();
    let outward = note.ancestors().take_while(|outer| *outer != paragraph);
    let nodes = outward.flat_map(|outer| outer.prev_siblings().skip(1)).take(NEAR_NODES);
    for part in nodes.filter(|part| !part.has_tag_name_in_any("note")) {
        let text = if part.is_text() {
            part.text().unwrap_or_default().to_owned()
        } else {
            folded_text(part)
        };
        before.insert_str(0, &text);
        if before.split_whitespace().count() > NEAR_NOTE {
            break;
        }
    }
    let words: Vec<&str> = before.split_whitespace().collect();
    names_message_of_yours(&words[words.len().saturating_sub(NEAR_NOTE)..])
}
