//! Volumes of the Foreign Relations of the United States, in TEI, of the older encoding (`type="document"`) and the newer
//! one (`subtype="historical-document"`, `frus:doc-dateTime-min`).
//!
//! A document with a sender and a recipient is a message, a memorandum of conversation a meeting. A document that refers
//! to an earlier one of the opposite direction is a reply, marked as suggested: the editors refer, they do not say that it
//! answers.

mod links;

use std::collections::BTreeMap;

use roxmltree::Node;

use super::gather::Gather;
use super::tei::{attribute, edtf_from, named, paragraphs, xml_id};
use super::xml::folded_text;
use crate::dates::{self, Date, Hints};
use crate::model::Kind;
use crate::model::draft::{EventDraft, FileDraft, Found, LeaderDraft, OneOrMany, QuoteDraft, SourceDraft};
use crate::model::names::in_speaking_order;

/// The namespace of the dating attributes of newer volumes.
const FRUS: &str = "http://history.state.gov/frus/ns/1.0";

/// Where the Office of the Historian has its volumes, by volume and document.
const SITE: &str = "https://history.state.gov/historicaldocuments";

/// Fills in the draft from a volume; whether it is one.
pub(super) fn read(draft: &mut FileDraft, root: Node<'_, '_>) -> bool {
    let documents: Vec<Node<'_, '_>> = named(root, "div").filter(|div| is_document(*div)).collect();
    if documents.is_empty() || !is_frus(root) {
        return false;
    }
    draft.format = "frus";
    draft.is_foreign = true;
    let titles = || named(root, "titleStmt").flat_map(|statement| named(statement, "title"));
    let title = titles()
        .find(|title| attribute(*title, "type") == Some("complete"))
        .or_else(|| titles().next());
    draft.title = title.map(folded_text).filter(|title| !title.is_empty());
    let volume = named(root, "idno")
        .find(|idno| attribute(*idno, "type") == Some("frus"))
        .map(folded_text);
    let volume = volume.or_else(|| attribute_of_root(root)).unwrap_or_else(|| "frus".to_owned());
    let mut reader = Reader {
        by_xml_id: root.descendants().filter_map(|node| Some((xml_id(node)?, node))).collect(),
        volume_source: String::new(),
        volume,
        gather: Gather::default(),
        draft,
    };
    reader.add_volume(root);
    for document in &documents {
        reader.document(*document);
    }
    reader.suggest_replies(&documents);
    true
}

fn attribute_of_root(root: Node<'_, '_>) -> Option<String> {
    xml_id(root).map(str::to_owned)
}

/// Whether a division is a document of its own, editorial notes included; parts of documents are not.
fn is_document(div: Node<'_, '_>) -> bool {
    attribute(div, "type") == Some("document") || matches!(attribute(div, "subtype"), Some("historical-document" | "editorial-note"))
}

/// Whether the volume says that it is one of the series, or is encoded as only they are.
fn is_frus(root: Node<'_, '_>) -> bool {
    let says_so = named(root, "idno").any(|idno| attribute(idno, "type") == Some("frus"))
        || named(root, "titleStmt").any(|statement| folded_text(statement).contains("Foreign Relations of the United States"));
    says_so
        || named(root, "div")
            .any(|div| div.has_attribute((FRUS, "doc-dateTime-min")) || attribute(div, "subtype") == Some("historical-document"))
}

struct Reader<'a, 'b> {
    draft: &'a mut FileDraft,
    by_xml_id: BTreeMap<&'b str, Node<'b, 'b>>,
    volume: String,
    volume_source: String,
    gather: Gather,
}

impl<'b> Reader<'_, 'b> {
    /// The volume itself is a source; its documents cite it.
    fn add_volume(&mut self, root: Node<'_, '_>) {
        let statement = named(root, "publicationStmt").next();
        let part = |name: &'static str| {
            statement
                .and_then(|statement| named(statement, name).next())
                .map(folded_text)
                .filter(|text| !text.is_empty())
        };
        let source = SourceDraft {
            id: self.volume.clone(),
            publisher: part("publisher"),
            title: self.draft.title.clone(),
            published: part("date").filter(|date| Date::parse(date).is_ok()),
            url: Some(format!("{SITE}/{}", self.volume)),
            ..SourceDraft::default()
        };
        self.volume_source = self.gather.source(self.draft, source, &(0..0)).unwrap_or_default();
    }

    fn document(&mut self, div: Node<'b, 'b>) {
        let span = div.range();
        let head = div.children().find(|child| child.has_tag_name_in_any("head"));
        let heading = head.map(folded_text).unwrap_or_default();
        let id = xml_id(div).map_or_else(|| format!("#{}", self.draft.events.len() + 1), str::to_owned);
        let kind = kind_of(&heading, attribute(div, "subtype") == Some("editorial-note"));
        let (mut from, mut to) = head.map_or_else(Default::default, |head| (self.people(head, "from"), self.people(head, "to")));
        if from.is_empty() && to.is_empty() && kind == Kind::Message {
            (from, to) = self.people_in_words(&heading, &span);
        }
        if kind == Kind::Meeting && from.is_empty() {
            let mut participants = self.participants(div);
            to = participants.split_off(participants.len().min(1));
            from = participants;
        }
        let kind = if kind == Kind::Message && (from.is_empty() || to.is_empty()) {
            Kind::Other
        } else {
            kind
        };
        let (sent, words, note) = Self::date(div);
        let source = self.source_of(div, &id);
        let text = body(div);
        let mut event = EventDraft {
            id: format!("{} {id}", self.volume),
            kind,
            sent,
            date_as_written: words,
            date_note: note,
            from: OneOrMany(from),
            to: OneOrMany(to),
            place: dateline(div)
                .and_then(|line| named(line, "placeName").next())
                .map(folded_text)
                .filter(|place| !place.is_empty()),
            title: Some(without_number(&heading)).filter(|title| !title.is_empty()),
            channel: channel_of(&heading).map(str::to_owned),
            note: footnotes(div),
            ..EventDraft::default()
        };
        event.sources.0.extend(source.clone());
        if event.channel.as_deref() == Some("telegram") && text.as_deref().is_some_and(carries_a_letter) {
            event.tags.0.push(CARRIES_A_LETTER.to_owned());
        }
        // Words of somebody are a quote; what others noted down is not.
        if kind == Kind::Message {
            event.quotes.extend(text.map(|text| QuoteDraft {
                text,
                source,
                ..QuoteDraft::default()
            }));
        } else {
            event.summary = text;
        }
        self.draft.events.push(Found {
            record: Box::new(event),
            span,
        });
    }

    /// The persons and offices that a heading marks as sender or recipient.
    fn people(&mut self, head: Node<'b, 'b>, role: &str) -> Vec<String> {
        let marked = |node: &Node<'_, '_>| node.is_element() && attribute(*node, "type") == Some(role);
        let nodes: Vec<Node<'b, 'b>> = head.descendants().filter(marked).collect();
        nodes.into_iter().filter_map(|node| self.person(node)).collect()
    }

    /// Whoever the list of participants of a conversation names.
    fn participants(&mut self, div: Node<'b, 'b>) -> Vec<String> {
        let lists: Vec<Node<'b, 'b>> = named(div, "list")
            .filter(|list| attribute(*list, "type") == Some("participants"))
            .collect();
        let mut found: Vec<String> = Vec::new();
        for person in lists.into_iter().flat_map(|list| named(list, "persName")) {
            if let Some(id) = self.person(person).filter(|id| !found.contains(id)) {
                found.push(id);
            }
        }
        found
    }

    /// The leader that an element names: by the volume's list of names where it points there.
    fn person(&mut self, node: Node<'b, 'b>) -> Option<String> {
        let pointer = attribute(node, "corresp")
            .or_else(|| attribute(node, "ref"))
            .and_then(|pointer| pointer.strip_prefix('#'));
        let pointer = pointer.or_else(|| xml_id(node));
        let known = pointer.and_then(|pointer| self.by_xml_id.get(pointer)).copied();
        let written = folded_text(node);
        let name = known
            .map(folded_text)
            .map_or_else(|| written.clone(), |name| in_speaking_order(&name));
        let leader = LeaderDraft {
            id: pointer
                .filter(|_| known.is_some())
                .map_or_else(|| name.clone(), |pointer| format!("{} {pointer}", self.volume)),
            office: known.and_then(office),
            name,
            ..LeaderDraft::default()
        };
        self.gather.leader(self.draft, leader, &node.range())
    }

    /// “Letter From President Kennedy to Chairman Khrushchev”, where nothing is marked.
    fn people_in_words(&mut self, heading: &str, span: &std::ops::Range<usize>) -> (Vec<String>, Vec<String>) {
        let Some((_, rest)) = heading.split_once(" From ").or_else(|| heading.split_once(" from ")) else {
            return Default::default();
        };
        let Some((from, to)) = rest.split_once(" to ").or_else(|| rest.split_once(" to the ")) else {
            return Default::default();
        };
        let mut named = |name: &str| {
            let name = name.trim().trim_start_matches("the ").trim_end_matches(['.', ',']);
            let known = self.listed(name).and_then(|node| self.person(node));
            known
                .or_else(|| self.gather.named(self.draft, name, span))
                .into_iter()
                .collect::<Vec<_>>()
        };
        (named(from), named(to))
    }

    /// The one person in the list of names with that last name, if there is only one.
    fn listed(&self, name: &str) -> Option<Node<'b, 'b>> {
        let last = name.split_whitespace().last()?;
        let is_meant = |node: &&Node<'b, 'b>| {
            node.has_tag_name_in_any("persName") && folded_text(**node).split(',').next() == Some(last) && folded_text(**node).contains(',')
        };
        let mut fitting: Vec<Node<'b, 'b>> = self.by_xml_id.values().filter(is_meant).copied().collect();
        fitting.truncate(2);
        if fitting.len() == 1 { fitting.pop() } else { None }
    }

    /// The document as a source, with what its source note says of where it is kept.
    fn source_of(&mut self, div: Node<'_, '_>, id: &str) -> Option<String> {
        let note = notes(div)
            .into_iter()
            .find(|note| attribute(*note, "type") == Some("source") || attribute(*note, "n") == Some("0"))
            .map(all_text)
            .map(|text| text.trim_start_matches("Source:").trim().to_owned());
        let number = attribute(div, "n").unwrap_or(id);
        let source = SourceDraft {
            id: format!("{} {id}", self.volume),
            title: Some(format!("Document {number}")),
            reference: note.filter(|note| !note.is_empty()),
            url: Some(format!("{SITE}/{}/{id}", self.volume)),
            via: OneOrMany(vec![self.volume_source.clone()]),
            ..SourceDraft::default()
        };
        self.gather.source(self.draft, source, &div.range())
    }

    /// The date of the dateline as exact as its words, else the bounds the editors give; its wording; and a remark.
    fn date(div: Node<'_, '_>) -> (Option<String>, Option<String>, Option<String>) {
        let date = dateline(div).and_then(|line| {
            named(line, "date")
                .find(|date| date.attributes().len() > 0)
                .or_else(|| named(line, "date").next())
        });
        let words = date.map(folded_text).filter(|words| !words.is_empty());
        let reading = words
            .as_deref()
            .and_then(|words| dates::read(words.trim_end_matches(['.', ']']), Hints::default()).ok());
        let attributes = date.map(|date| ["when", "from", "to", "notBefore", "notAfter"].map(|name| attribute(date, name)));
        if let Some(edtf) = attributes.and_then(|attributes| edtf_from(attributes, false)) {
            let exact = Date::parse(&edtf).ok();
            // “7 p.m.” is an hour, though the attribute has seconds.
            let said = reading.as_ref().and_then(|reading| reading.date.as_ref());
            if let (Some(exact), Some(said)) = (&exact, said)
                && exact.offset_seconds().is_none()
                && said.extent().earliest <= exact.extent().earliest
                && said.extent().latest >= exact.extent().latest
            {
                let notes = reading
                    .as_ref()
                    .map(|reading| reading.notes.join("; "))
                    .filter(|notes| !notes.is_empty());
                return (Some(said.as_written().to_owned()), words, notes);
            }
            if exact.is_some() {
                return (Some(edtf), words, None);
            }
        }
        if let Some(reading) = reading.filter(|reading| reading.date.is_some()) {
            return (
                reading.edtf(),
                words,
                Some(reading.notes.join("; ")).filter(|notes| !notes.is_empty()),
            );
        }
        let bound = |name: &str| div.attribute((FRUS, name)).and_then(|instant| instant.split('T').next());
        match (bound("doc-dateTime-min"), bound("doc-dateTime-max")) {
            (Some(first), Some(last)) if first == last => {
                (Some(first.to_owned()), words, Some("from the volume's index of dates".to_owned()))
            }
            (Some(first), Some(last)) => (
                Some(format!("[{first}..{last}]")),
                words,
                Some("from the volume's index of dates".to_owned()),
            ),
            _ => (None, words, None),
        }
    }
}

/// Elements by their name in whatever namespace.
trait HasName {
    fn has_tag_name_in_any(&self, name: &str) -> bool;
}

impl HasName for Node<'_, '_> {
    fn has_tag_name_in_any(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

fn dateline<'a, 'input: 'a>(div: Node<'a, 'input>) -> Option<Node<'a, 'input>> {
    named(div, "dateline").next()
}

/// The notes of a document, in order.
fn notes<'a, 'input: 'a>(div: Node<'a, 'input>) -> Vec<Node<'a, 'input>> {
    named(div, "note").collect()
}

/// All text of an element, notes included.
fn all_text(node: Node<'_, '_>) -> String {
    let text: String = node.descendants().filter(Node::is_text).filter_map(|part| part.text()).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The notes that are not the source note, numbered as they are printed.
fn footnotes(div: Node<'_, '_>) -> Option<String> {
    let lines: Vec<String> = notes(div)
        .into_iter()
        .filter(|note| attribute(*note, "type") != Some("source") && attribute(*note, "n") != Some("0"))
        .map(|note| {
            let text = all_text(note);
            attribute(note, "n").map_or_else(|| text.clone(), |number| format!("{number}. {text}"))
        })
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The text of a document in paragraphs, without heading, dateline and notes.
fn body(div: Node<'_, '_>) -> Option<String> {
    paragraphs(div, &["head", "dateline"])
}

/// What a heading calls the document.
fn kind_of(heading: &str, is_editorial: bool) -> Kind {
    let heading = without_number(heading).to_lowercase();
    let begins = |starts: &[&str]| starts.iter().any(|start| heading.starts_with(start));
    if is_editorial || begins(&["editorial note"]) {
        Kind::Other
    } else if heading.contains("conversation")
        || begins(&["minutes of", "summary of discussion", "notes of a meeting", "notes on a meeting"])
        || heading.contains("of a meeting")
    {
        Kind::Meeting
    } else if begins(&["statement", "address", "remarks", "speech", "radio and television"]) {
        Kind::Statement
    } else {
        Kind::Message
    }
}

/// How a document went.
fn channel_of(heading: &str) -> Option<&'static str> {
    const CHANNELS: [(&str, &str); 7] = [
        ("telegram", "telegram"),
        ("airgram", "airgram"),
        ("letter", "letter"),
        ("memorandum", "memorandum"),
        ("despatch", "despatch"),
        ("note", "note"),
        ("message", "message"),
    ];
    let heading = without_number(heading).to_lowercase();
    CHANNELS
        .into_iter()
        .find(|(word, _)| heading.starts_with(word))
        .map(|(_, channel)| channel)
}

/// “60. Letter From …” without its number.
fn without_number(heading: &str) -> String {
    let rest = heading.trim_start_matches(|char: char| char.is_ascii_digit());
    if rest.len() < heading.len() && rest.starts_with('.') {
        rest[1..].trim().to_owned()
    } else {
        heading.trim().to_owned()
    }
}

/// What a telegram is tagged with whose text has a letter in it: its heading says who sent the telegram, not who wrote that.
const CARRIES_A_LETTER: &str = "carries a letter";

/// Whether a paragraph begins as letters do.
fn carries_a_letter(text: &str) -> bool {
    let begins = |line: &str| ["Dear ", "Esteemed ", "Respected "].iter().any(|word| line.starts_with(word));
    text.lines()
        .map(|line| line.trim_start_matches(['"', '\u{201c}', '\u{2018}', '\'']))
        .any(begins)
}

/// What the list of names says behind a name.
fn office(person: Node<'_, '_>) -> Option<String> {
    let item = person.ancestors().find(|outer| outer.has_tag_name_in_any("item"))?;
    let (name, all) = (folded_text(person), folded_text(item));
    let office = all.strip_prefix(name.as_str())?.trim_matches([',', ' ', ';']).to_owned();
    (!office.is_empty()).then_some(office)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telegram_that_carries_a_letter_is_known_by_how_that_begins() {
        assert!(carries_a_letter(
            "Translation follows.\n\u{201c}Dear Mr. President:\nI have received"
        ));
        assert!(carries_a_letter("\"Dear Mr. Chairman:"));
        assert!(!carries_a_letter("My dear colleague said: Dear Mr. President is no letter"));
        assert!(!carries_a_letter(""));
    }
}
