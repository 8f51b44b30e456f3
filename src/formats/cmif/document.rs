//! What the documents of a corpus say of their letters, and which say too little.

use std::collections::HashMap;

use roxmltree::{Node, NodeId};

use super::super::tei::{attribute, named, xml_id};
use super::super::tei_text::{Aside, folded_text, is_heading, notes_of_author, paragraphs};
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
    let is_of_source = |node: &Node<'_, '_>| is_within(*node, "sourceDesc") && !is_within(*node, "msDesc") && !is_within(*node, "listBibl");
    let is_outermost = |node: &Node<'_, '_>| {
        !node
            .ancestors()
            .skip(1)
            .any(|outer| matches!(outer.tag_name().name(), "bibl" | "biblStruct"))
    };
    let printed = of("bibl")
        .chain(of("biblStruct"))
        .chain(of("biblFull"))
        .filter(is_of_source)
        .filter(is_outermost);
    // What a letter points at as its edition is its source.
    let pointed: Vec<&str> = named(root, "correspDesc")
        .filter_map(|letter| attribute(letter, "source"))
        .flat_map(str::split_whitespace)
        .collect();
    let is_pointed =
        |node: &Node<'_, '_>| xml_id(*node).is_some_and(|id| pointed.iter().any(|pointer| pointer.strip_prefix('#') == Some(id)));
    let printed = printed.filter(|node| !is_pointed(node));
    let printed: Vec<String> = printed.map(cited).filter(|text| !text.is_empty()).collect();
    let described = of("p").filter(|node| node.parent().is_some_and(|parent| parent.tag_name().name() == "sourceDesc"));
    // The first manuscript is the letter's source.
    let witnesses = of("msIdentifier").filter(|node| is_within(*node, "sourceDesc")).skip(1);
    let witnesses: Vec<String> = witnesses.map(shelf_in).filter(|text| !text.is_empty()).collect();
    let terms = of("term").filter(|node| is_within(*node, "textClass"));
    let lines = [
        ("Source", printed),
        ("Source", texts(described.collect())),
        ("Another copy", witnesses),
        ("Keywords", texts(terms.collect())),
        ("Abstract", texts(of("abstract").collect())),
    ];
    let lines = lines.into_iter().filter(|(_, texts)| !texts.is_empty());
    lines.map(|(what, texts)| format!("{what}: {}", texts.join("; "))).collect()
}

/// The parts of a text: the letter's own words, and what is beside them.
struct OfLetter {
    text: Option<String>,
    /// The language of the part that the words are in.
    language: Option<String>,
    translation: Option<(String, Option<String>)>,
    summary: Option<String>,
    /// What else there is, by what it is.
    others: Vec<(Aside, String)>,
    /// The editor's headings.
    headings: Vec<String>,
    /// What the author added at signs.
    notes: Vec<String>,
    /// What an editor says of drawings.
    drawings: Vec<String>,
}

impl OfLetter {
    fn within(parts: &[Node<'_, '_>]) -> Self {
        let is_aside = |node: Node<'_, '_>| Aside::of(node).is_some() || is_heading(node);
        let text: Vec<String> = parts.iter().filter_map(|part| paragraphs(*part, &[], &is_aside)).collect();
        let language = |node: Node<'_, '_>| node.attribute(("http://www.w3.org/XML/1998/namespace", "lang")).map(str::to_owned);
        let mut found = Self {
            text: (!text.is_empty()).then(|| text.join("\n\n")),
            language: None,
            translation: None,
            summary: None,
            others: Vec::new(),
            headings: Vec::new(),
            notes: parts.iter().flat_map(|part| notes_of_author(*part)).collect(),
            drawings: Vec::new(),
        };
        for part in parts {
            let mut waiting = vec![*part];
            while let Some(node) = waiting.pop() {
                if is_heading(node) {
                    found.add_heading(node);
                } else if node.tag_name().name() == "figDesc" {
                    found.drawings.push(folded_text(node));
                } else if let Some(aside) = Aside::of(node).filter(|_| node != *part) {
                    let whole = paragraphs(node, &[], &|inner| inner != node && is_heading(inner)).unwrap_or_default();
                    found.add(aside, whole, language(node));
                } else if node.tag_name().name() != "note" {
                    waiting.extend(node.children().filter(Node::is_element).rev());
                }
                let is_text = node.tag_name().name().starts_with("div") && Aside::of(node).is_none();
                if is_text && found.language.is_none() {
                    found.language = language(node);
                }
            }
        }
        // An edition of translations alone.
        if found.text.is_none()
            && let Some((text, language)) = found.translation.take()
        {
            (found.text, found.language) = (Some(text), language);
        }
        found
    }

    fn add(&mut self, aside: Aside, text: String, language: Option<String>) {
        match aside {
            _ if text.is_empty() => {}
            Aside::Translation if self.translation.is_none() => self.translation = Some((text, language)),
            Aside::Abstract if self.summary.is_none() => self.summary = Some(text),
            _ => self.others.push((aside, text)),
        }
    }

    /// A heading, unless it only repeats what its part says of itself: `<div facs="main text"><head>main text</head>`.
    fn add_heading(&mut self, head: Node<'_, '_>) {
        let text = folded_text(head);
        let repeats = head
            .parent()
            .is_some_and(|part| part.attributes().any(|attribute| attribute.value().eq_ignore_ascii_case(&text)));
        if !text.is_empty() && !repeats {
            self.headings.push(text);
        }
    }

    /// What is beside the letter's words, a line each; `title` is said elsewhere.
    fn beside(&self, title: &str) -> Vec<String> {
        let headings = self.headings.iter().filter(|heading| *heading != title);
        let headings = headings.map(|heading| format!("Heading: {heading}"));
        let notes = self.notes.iter().map(|note| format!("The author\u{2019}s note: {note}"));
        let drawings = self.drawings.iter().map(|drawing| format!("Picture: {drawing}"));
        let others = self.others.iter().map(|(aside, text)| format!("{}: {text}", aside.label()));
        headings.chain(notes).chain(drawings).chain(others).collect()
    }
}

/// Where a manuscript lies, as its identifier has it.
fn shelf_in(identifier: Node<'_, '_>) -> String {
    let parts = identifier.children().filter(Node::is_element).map(folded_text);
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// A reference to a work: the parts of one that has only parts with commas, and where its links go.
fn cited(work: Node<'_, '_>) -> String {
    let parts = if work.tag_name().name() == "bibl" {
        folded_text(work)
    } else {
        let is_leaf = |node: &Node<'_, '_>| node.is_element() && !node.children().any(|child| child.is_element());
        let parts: Vec<String> = work
            .descendants()
            .filter(is_leaf)
            .map(folded_text)
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(", ")
    };
    let links = named(work, "ref")
        .chain(named(work, "ptr"))
        .filter_map(|link| attribute(link, "target"));
    let links: Vec<&str> = links.filter(|link| link.starts_with("http") && !parts.contains(link)).collect();
    [
        Some(parts).filter(|parts| !parts.is_empty()),
        (!links.is_empty()).then(|| links.join(" ")),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" ")
}

/// What a document says that is about one letter.
pub(super) struct Document {
    /// The letter's own words.
    pub(super) body: Option<String>,
    /// The same in another language, by the editor, with its tag.
    pub(super) translation: Option<(String, Option<String>)>,
    /// The language of the words, where the part says it.
    pub(super) text_language: Option<String>,
    /// What the editor says is in it.
    pub(super) summary: Option<String>,
    /// What the edition marks in it.
    pub(super) marked: Option<String>,
    /// What the document is called among others, where it has an id of its own.
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    /// BCP 47 tag, where the document names one language.
    pub(super) language: Option<String>,
    /// Where the manuscript lies.
    pub(super) shelf: Option<String>,
    /// The date that the letter's own dateline has, by its attribute.
    pub(super) dateline: Option<String>,
}

/// The date in the dateline of a letter, as its attribute has it.
fn dateline_of(text: Node<'_, '_>) -> Option<String> {
    let date = named(text, "dateline")
        .chain(named(text, "opener"))
        .flat_map(|line| named(line, "date"))
        .find_map(|date| attribute(date, "when").or_else(|| attribute(date, "when-iso")));
    date.map(str::to_owned).filter(|date| crate::dates::Date::parse(date).is_ok())
}

impl Document {
    /// A document that is about one letter.
    pub(super) fn whole(document: Node<'_, '_>) -> Self {
        let body = named(document, "body").next();
        // The dateline and the salutation may precede the body.
        let parts: Vec<Node<'_, '_>> = named(document, "front").take(1).chain(body).collect();
        let of_letter = OfLetter::within(&parts);
        let own = Self::of(document, None);
        let title = own.title.as_deref().unwrap_or_default();
        let marked: Vec<String> = body
            .and_then(marked_in)
            .into_iter()
            .chain(of_letter.beside(title))
            .chain(described_in(document))
            .collect();
        Self {
            marked: (!marked.is_empty()).then(|| marked.join("\n")),
            body: of_letter.text,
            translation: of_letter.translation,
            text_language: of_letter.language,
            summary: of_letter.summary,
            dateline: parts.iter().find_map(|part| dateline_of(*part)),
            ..own
        }
    }

    /// The part of a text that is one letter.
    fn part(part: Node<'_, '_>, document: Node<'_, '_>) -> Self {
        let head = part.children().find(|child| child.tag_name().name() == "head");
        let of_letter = OfLetter::within(&[part]);
        let title = head.map(folded_text).unwrap_or_default();
        let marked: Vec<String> = marked_in(part).into_iter().chain(of_letter.beside(&title)).collect();
        Self {
            body: of_letter.text,
            translation: of_letter.translation,
            text_language: of_letter.language,
            summary: of_letter.summary,
            marked: (!marked.is_empty()).then(|| marked.join("\n")),
            id: None,
            title: head.map(folded_text).filter(|head| !head.is_empty()),
            language: part.attribute(("http://www.w3.org/XML/1998/namespace", "lang")).map(str::to_owned),
            shelf: Self::of(document, None).shelf,
            dateline: dateline_of(part),
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
            translation: None,
            text_language: None,
            summary: None,
            marked: kind.filter(|kind| !kind.is_empty()).map(|kind| format!("Object: {kind}")),
            id: id.map(|id| id.trim_start_matches('#').to_owned()),
            title: title.map(folded_text).filter(|title| !title.is_empty()),
            language: None,
            shelf: None,
            dateline: None,
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
        let parts = identifier.map(shelf_in);
        Self {
            body,
            translation: None,
            text_language: None,
            summary: None,
            marked: None,
            id: xml_id(root).map(str::to_owned),
            title: title.copied().and_then(text),
            language: languages.first().filter(|_| languages.len() == 1).map(|ident| (*ident).to_owned()),
            shelf: own_shelf.and_then(text).or(parts).filter(|shelf| !shelf.is_empty()),
            dateline: None,
        }
    }
}
