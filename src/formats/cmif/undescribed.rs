//! A TEI document that is a letter, by its text, and describes no correspondence: who wrote to whom is said by the roles of persons
//! in its header, or by its author.

use roxmltree::Node;

use super::document::Document;
use super::people::{Side, name_of};
use super::remarks::place_of;
use super::{Dated, Reader, joined, quote_of};
use crate::formats::tei::{attribute, named};
use crate::formats::tei_text::folded_text;
use crate::model::Kind;
use crate::model::draft::{EventDraft, Found, OneOrMany};

/// Whether a document is one letter without a description of it: its text is called a letter, or opens or closes as one.
pub(super) fn is_letter(root: Node<'_, '_>) -> bool {
    let is_called =
        |node: Node<'_, '_>| attribute(node, "type").is_some_and(|kind| matches!(kind, "letter" | "brief" | "lettre" | "lettera"));
    let mut bodies = named(root, "body");
    let (Some(body), None) = (bodies.next(), bodies.next()) else {
        return false;
    };
    let has_frame = ["salute", "signed", "dateline"]
        .into_iter()
        .any(|part| named(body, part).next().is_some());
    root.tag_name().name() == "TEI" && (has_frame || named(root, "text").any(is_called) || named(body, "div").any(is_called))
}

/// The persons whom the header gives that part.
fn in_role<'a, 'input: 'a>(root: Node<'a, 'input>, roles: &[&str]) -> Vec<Node<'a, 'input>> {
    let head = named(root, "teiHeader").next();
    let is_person = |node: &Node<'_, '_>| matches!(node.tag_name().name(), "person" | "persName" | "orgName" | "name" | "rs" | "author");
    let all = head.into_iter().flat_map(|head| head.descendants().collect::<Vec<_>>());
    let found = all.filter(|node| is_person(node) && attribute(*node, "role").is_some_and(|role| roles.contains(&role)));
    found.collect()
}

impl<'b> Reader<'_, 'b> {
    /// Reads such a document as one letter.
    pub(super) fn undescribed(&mut self, root: Node<'b, 'b>) {
        let own = Document::whole(root);
        let senders = in_role(root, &["sender", "author", "writer", "from"]);
        let receivers = in_role(root, &["recipient", "addressee", "receiver", "to"]);
        let mut from: Vec<String> = senders.into_iter().flat_map(|node| self.named_by(node)).collect();
        if from.is_empty() {
            let statement = named(root, "titleStmt").next();
            let authors = statement
                .into_iter()
                .flat_map(|statement| named(statement, "author").collect::<Vec<_>>());
            from = authors.flat_map(|author| self.named_by(author)).collect();
        }
        let mut to: Vec<String> = receivers.into_iter().flat_map(|node| self.named_by(node)).collect();
        from.dedup();
        to.dedup();
        to.retain(|id| !from.contains(id));
        let dateline = named(root, "body").next().and_then(|body| named(body, "dateline").next());
        let places = [named(root, "creation").next(), dateline, named(root, "sourceDesc").next()];
        let dated = places
            .into_iter()
            .flatten()
            .map(|place| self.date(Some(place)))
            .find(|dated| dated.edtf.is_some());
        let Dated { edtf, words, note } = dated.unwrap_or_default();
        let sources = self.sources_of(root, Some(&own));
        let quote = quote_of(&own, sources.first().cloned());
        let event = EventDraft {
            id: self.id_of(root, own.id.clone()),
            kind: Kind::Message,
            sent: edtf,
            date_as_written: words,
            date_note: note,
            from: OneOrMany(from),
            to: OneOrMany(to),
            place: dateline.and_then(|line| place_of(line, &self.by_xml_id)),
            title: own.title.clone(),
            summary: own.summary.clone(),
            quotes: quote.into_iter().collect(),
            sources: OneOrMany(sources),
            channel: Some("letter".to_owned()),
            note: joined(None, own.marked.clone()),
            ..EventDraft::default()
        };
        self.draft.events.push(Found {
            record: Box::new(event),
            span: root.range(),
        });
    }

    /// The persons of an element; where it names none in an element of its own, its words.
    fn named_by(&mut self, node: Node<'b, 'b>) -> Vec<String> {
        let found = self.people(Some(node), &[], Side::Sender);
        let name = folded_text(node);
        if !found.is_empty() || name.is_empty() {
            return found;
        }
        self.add_person(&name, &name_of(node), &node);
        vec![name]
    }
}
