//! What the documents of a corpus say of their letters, and which say too little.

use std::collections::HashMap;

use roxmltree::{Node, NodeId};

use super::super::tei::{attribute, named, xml_id};
use super::super::xml::folded_text;
use super::super::{file_error, file_warning};
use crate::model::Code;
use crate::model::draft::FileDraft;

/// Tells which documents of a corpus describe no letter, each of which is left out, and which have texts of which nothing says
/// to what letter they belong.
pub(super) fn report_undescribed(draft: &mut FileDraft, root: Node<'_, '_>, counts: &HashMap<NodeId, usize>) {
    let documents = root.descendants().filter(|node| node.tag_name().name() == "TEI");
    for document in documents {
        let place = Some(draft.place_of_offset(document.range().start));
        let has_text = named(document, "body").next().is_some_and(|body| !folded_text(body).is_empty());
        match counts.get(&document.id()) {
            None => {
                let message = "found a document without correspDesc, expected one that says who wrote to whom".to_owned();
                let report = file_error(&draft.path, Code::BadRecord, place, message, "it is left out");
                draft.reports.push(report);
                draft.rejected += 1;
            }
            Some(2..) if has_text => {
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
pub(super) fn marked_in(body: Node<'_, '_>) -> Option<String> {
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
pub(super) fn described_in(root: Node<'_, '_>) -> Vec<String> {
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
    pub(super) fn of(root: Node<'_, '_>, body: Option<String>) -> Self {
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
