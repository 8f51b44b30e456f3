//! What the documents of a corpus say of their letters, and which say too little.

use std::collections::HashMap;

use roxmltree::{Node, NodeId};

use super::super::tei::{attribute, named, paragraphs, xml_id};
use super::super::xml::folded_text;
use super::super::{file_error, file_warning};
use crate::model::Code;
use crate::model::draft::FileDraft;

/// Where letters are described, and where their texts are.
pub(super) struct Places<'a, 'input> {
    /// How many letters each document describes: a corpus has one for each, an index one for all of them.
    counts: HashMap<NodeId, usize>,
    /// The parts of texts that say which letter they are, by its id: `<div corresp="#l1">`.
    parts: HashMap<String, Node<'a, 'input>>,
    root: Node<'a, 'input>,
}

impl<'a, 'input> Places<'a, 'input> {
    pub(super) fn of(letters: &[Node<'a, 'input>], root: Node<'a, 'input>) -> Self {
        let mut counts: HashMap<NodeId, usize> = HashMap::new();
        for letter in letters {
            *counts.entry(document_around(*letter, root).id()).or_default() += 1;
        }
        let is_part = |node: &Node<'_, '_>| matches!(node.tag_name().name(), "div" | "text" | "floatingText");
        let mut parts = HashMap::new();
        for part in root.descendants().filter(is_part) {
            let pointers = attribute(part, "corresp").into_iter().chain(attribute(part, "decls"));
            for id in pointers
                .flat_map(str::split_whitespace)
                .filter_map(|pointer| pointer.strip_prefix('#'))
            {
                parts.entry(id.to_owned()).or_insert(part);
            }
        }
        Self { counts, parts, root }
    }

    /// What is said of a letter alone: by a document that is about it, by the part of the text that is its, or in the list that
    /// it is in.
    pub(super) fn document_of(&self, letter: Node<'a, 'input>) -> Option<Document> {
        let document = document_around(letter, self.root);
        if self.counts.get(&document.id()) == Some(&1) {
            return Some(Document::whole(document));
        }
        let part = xml_id(letter).and_then(|id| self.parts.get(id));
        part.map(|part| Document::part(*part, document))
            .or_else(|| Document::listed(letter))
    }

    /// Whether the text of a document is that of its letters, or a list of them.
    fn are_told(&self, document: Node<'a, 'input>) -> bool {
        let letters = || named(document, "correspDesc");
        let is_in_text = |letter: Node<'_, '_>| letter.ancestors().any(|outer| outer.tag_name().name() == "body");
        let has_part = |letter: Node<'_, '_>| xml_id(letter).is_some_and(|id| self.parts.contains_key(id));
        letters().all(is_in_text) || letters().any(has_part)
    }
}

/// The document that a letter's description belongs to.
fn document_around<'a, 'input>(letter: Node<'a, 'input>, root: Node<'a, 'input>) -> Node<'a, 'input> {
    letter.ancestors().find(|outer| outer.tag_name().name() == "TEI").unwrap_or(root)
}

/// Tells which documents of a corpus describe no letter, each of which is left out, and which have texts of which nothing says
/// to what letter they belong.
pub(super) fn report_undescribed<'a, 'input>(draft: &mut FileDraft, root: Node<'a, 'input>, places: &Places<'a, 'input>) {
    let documents = root.descendants().filter(|node| node.tag_name().name() == "TEI");
    for document in documents {
        let place = Some(draft.place_of_offset(document.range().start));
        let has_text = || named(document, "body").next().is_some_and(|body| !folded_text(body).is_empty());
        match places.counts.get(&document.id()) {
            None => {
                let message = "found a document without correspDesc, expected one that says who wrote to whom".to_owned();
                let report = file_error(&draft.path, Code::BadRecord, place, message, "it is left out");
                draft.reports.push(report);
                draft.rejected += 1;
            }
            Some(2..) if has_text() && !places.are_told(document) => {
                let message = "found a text beside several letters, of which nothing says which it is of".to_owned();
                let help = "it is not read; give each letter a document of its own";
                let report = file_warning(&draft.path, Code::OtherLists, place, message, help);
                draft.reports.push(report);
            }
            _ => {}
        }
    }
}

/// What an edition marks in a text and readers do not see: what was struck out, and what was corrected.
fn marked_in(body: Node<'_, '_>) -> Option<String> {
    let within_choice = |node: &Node<'_, '_>| node.parent().is_some_and(|parent| parent.tag_name().name() == "choice");
    let texts = |name: &'static str, is_chosen: bool| {
        let found = named(body, name).filter(|node| !is_chosen || within_choice(node));
        let texts: Vec<String> = found
            .filter_map(|node| node.text().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned))
            .collect();
        texts
    };
    let line = |what: &str, texts: Vec<String>| (!texts.is_empty()).then(|| format!("{what}: {}", texts.join("; ")));
    let lines = [line("Struck out", texts("del", false)), line("Corrected from", texts("sic", true))];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// What the head of a document says of its letter: where it is printed, by what words it may be found, what is in it.
fn described_in(root: Node<'_, '_>) -> Vec<String> {
    let is_within = |node: Node<'_, '_>, name: &str| node.ancestors().any(|outer| outer.tag_name().name() == name);
    let texts = |all: Vec<Node<'_, '_>>| {
        let texts: Vec<String> = all.into_iter().map(folded_text).filter(|text| !text.is_empty()).collect();
        texts
    };
    let head: Vec<Node<'_, '_>> = named(root, "teiHeader").take(1).collect();
    let of = |name: &'static str| head.iter().flat_map(move |head| named(*head, name));
    let printed = of("bibl").filter(|node| is_within(*node, "sourceDesc") && !is_within(*node, "msDesc") && !is_within(*node, "listBibl"));
    let terms = of("term").filter(|node| is_within(*node, "textClass"));
    let lines = [
        ("Printed", texts(printed.collect())),
        ("Keywords", texts(terms.collect())),
        ("Abstract", texts(of("abstract").collect())),
    ];
    let lines = lines.into_iter().filter(|(_, texts)| !texts.is_empty());
    lines.map(|(what, texts)| format!("{what}: {}", texts.join("; "))).collect()
}

/// What a document says that is about one letter.
pub(super) struct Document {
    pub(super) body: Option<String>,
    /// What the edition marks in it.
    pub(super) marked: Option<String>,
    /// What the document is called among others, where it has an id of its own.
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    /// BCP 47 tag, where the document names one language.
    pub(super) language: Option<String>,
    /// Where the manuscript lies.
    pub(super) shelf: Option<String>,
}

impl Document {
    /// A document that is about one letter.
    fn whole(document: Node<'_, '_>) -> Self {
        let body = named(document, "body").next();
        // The dateline and the salutation may precede the body.
        let parts = named(document, "front")
            .take(1)
            .chain(body)
            .filter_map(|part| paragraphs(part, &[]));
        let text: Vec<String> = parts.collect();
        let marked: Vec<String> = body.and_then(marked_in).into_iter().chain(described_in(document)).collect();
        Self {
            marked: (!marked.is_empty()).then(|| marked.join("\n")),
            ..Self::of(document, (!text.is_empty()).then(|| text.join("\n\n")))
        }
    }

    /// The part of a text that is one letter.
    fn part(part: Node<'_, '_>, document: Node<'_, '_>) -> Self {
        let head = part.children().find(|child| child.tag_name().name() == "head");
        Self {
            body: paragraphs(part, &["head"]),
            marked: marked_in(part),
            id: None,
            title: head.map(folded_text).filter(|head| !head.is_empty()),
            language: part.attribute(("http://www.w3.org/XML/1998/namespace", "lang")).map(str::to_owned),
            shelf: Self::of(document, None).shelf,
        }
    }

    /// What a list of letters says beside the description of one: `<item corresp="L1"><title>…</title><correspDesc>…`.
    fn listed(letter: Node<'_, '_>) -> Option<Self> {
        let item = letter.parent().filter(|parent| parent.tag_name().name() == "item")?;
        let title = item.children().find(|child| child.tag_name().name() == "title");
        let id = xml_id(item).or_else(|| attribute(item, "corresp"));
        let kind = item.children().find(|child| child.tag_name().name() == "objectType");
        let kind = kind.and_then(|kind| attribute(kind, "corresp").map(str::to_owned).or_else(|| Some(folded_text(kind))));
        Some(Self {
            body: None,
            marked: kind.filter(|kind| !kind.is_empty()).map(|kind| format!("Object: {kind}")),
            id: id.map(|id| id.trim_start_matches('#').to_owned()),
            title: title.map(folded_text).filter(|title| !title.is_empty()),
            language: None,
            shelf: None,
        })
    }

    fn of(root: Node<'_, '_>, body: Option<String>) -> Self {
        let text = |node: Node<'_, '_>| Some(folded_text(node)).filter(|text| !text.is_empty());
        let titles: Vec<Node<'_, '_>> = named(root, "titleStmt")
            .take(1)
            .flat_map(|statement| named(statement, "title"))
            .collect();
        let title = titles.iter().find(|title| attribute(**title, "level") == Some("a"));
        let title = title.or_else(|| titles.first().filter(|_| titles.len() == 1));
        let languages: Vec<&str> = named(root, "language")
            .filter_map(|language| attribute(language, "ident"))
            .collect();
        let identifier = named(root, "msIdentifier").next();
        let own_shelf = identifier.and_then(|node| named(node, "idno").find(|idno| attribute(*idno, "type") == Some("shelf")));
        let parts = identifier.map(|node| {
            let all = node.children().filter(Node::is_element).filter_map(text);
            all.collect::<Vec<_>>().join(", ")
        });
        Self {
            body,
            marked: None,
            id: xml_id(root).map(str::to_owned),
            title: title.copied().and_then(text),
            language: languages.first().filter(|_| languages.len() == 1).map(|ident| (*ident).to_owned()),
            shelf: own_shelf.and_then(text).or(parts).filter(|shelf| !shelf.is_empty()),
        }
    }
}
