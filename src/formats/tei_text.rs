//! The words of a text in TEI, as its readers see them: of what is written and what is meant, what is meant; of several readings,
//! the one that the edition prefers; nothing of what was struck out, of notes, page numbers and catchwords. A word that a line's
//! end cuts is whole.

use roxmltree::Node;

/// Words that follow a hyphen which belongs to the word before it: `Kriegs- und Friedenszeiten`.
const SHARED: [&str; 12] = ["und", "oder", "u", "bzw", "et", "ou", "and", "or", "e", "y", "en", "of"];

/// Text that is put together piece by piece, with blanks as they will be folded.
#[derive(Default)]
struct Words {
    text: String,
    /// What the end of a line before the next letter does.
    line_end: LineEnd,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum LineEnd {
    /// There was none.
    #[default]
    None,
    /// It cut a word, as the edition says.
    Within,
    /// It follows a hyphen, which belongs to a cut word where a small letter follows a letter.
    AfterHyphen,
    /// It follows a hyphen, and the edition says that it cuts no word.
    AfterOwnHyphen,
}

const HYPHENS: [char; 5] = ['-', '\u{ac}', '\u{2010}', '=', SOFT_HYPHEN];

/// It is there only where a line's end cuts a word.
const SOFT_HYPHEN: char = '\u{ad}';

impl Words {
    /// More of the text.
    fn push(&mut self, piece: &str) {
        if self.line_end == LineEnd::None {
            self.text.push_str(piece);
            return;
        }
        let rest = piece.trim_start();
        let Some(first) = rest.chars().next() else { return };
        let word: String = rest.chars().take_while(|char| char.is_alphabetic()).collect();
        let is_cut = match self.line_end {
            LineEnd::Within => true,
            LineEnd::AfterOwnHyphen => false,
            _ => {
                let before = self.text.trim_end_matches(HYPHENS);
                first.is_lowercase() && before.ends_with(char::is_alphabetic) && !SHARED.contains(&word.as_str())
            }
        };
        if is_cut {
            while self.text.ends_with(HYPHENS) {
                self.text.pop();
            }
        } else if SHARED.contains(&word.as_str()) || !first.is_alphanumeric() {
            self.text.push(' ');
        }
        self.line_end = LineEnd::None;
        self.text.push_str(rest);
    }

    /// The end of a line, a column or a page; `cuts` is whether it cuts a word, where the edition says so.
    fn end_line(&mut self, cuts: Option<bool>) {
        if cuts == Some(true) || self.text.ends_with(SOFT_HYPHEN) {
            self.text.truncate(self.text.trim_end().len());
            self.line_end = LineEnd::Within;
            return;
        }
        let mut last = self.text.chars().rev();
        let is_hyphen = last.next().is_some_and(|char| HYPHENS[..3].contains(&char));
        if is_hyphen && last.next().is_some_and(char::is_alphanumeric) {
            let is_own = cuts == Some(false);
            self.line_end = if is_own { LineEnd::AfterOwnHyphen } else { LineEnd::AfterHyphen };
        } else if self.line_end == LineEnd::None {
            self.text.push(' ');
        }
    }

    /// The text with its blanks folded, which begins anew.
    fn take(&mut self) -> String {
        self.line_end = LineEnd::None;
        let text = std::mem::take(&mut self.text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The children of an element that its readers see, the last first.
fn seen<'a, 'input>(node: Node<'a, 'input>) -> Vec<Node<'a, 'input>> {
    let elements = || node.children().filter(Node::is_element);
    match node.tag_name().name() {
        // Of a correction, a spelling made modern, an abbreviation written out, or several that may be meant, one.
        "choice" => {
            let is_meant = |child: &Node<'_, '_>| matches!(child.tag_name().name(), "corr" | "reg" | "expan");
            elements().find(is_meant).or_else(|| elements().next()).into_iter().collect()
        }
        // Of the readings of several witnesses, the edition's own or the first.
        "app" => {
            let is_reading = |child: &Node<'_, '_>| matches!(child.tag_name().name(), "rdg" | "rdgGrp");
            let own = elements().find(|child| child.tag_name().name() == "lem");
            own.or_else(|| elements().find(is_reading)).into_iter().collect()
        }
        "rdgGrp" => elements().next().into_iter().collect(),
        // What is lost or illegible is not passed over in silence; a description of it is no word of the text.
        "gap" => Vec::new(),
        _ => node.children().rev().collect(),
    }
}

/// Whether an element is no word of the text: an editor's note, what was struck out, page numbers and catchwords, the description
/// of a picture.
fn is_passed_over(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().name(), "note" | "del" | "fw" | "figDesc" | "certainty")
}

/// All text in an element but that of notes, with white space folded.
pub(super) fn folded_text(node: Node<'_, '_>) -> String {
    let mut words = Words::default();
    let mut waiting = vec![node];
    while let Some(part) = waiting.pop() {
        if part == node || !is_passed_over(part) {
            add(&mut words, part);
            waiting.extend(seen(part));
        }
    }
    words.take()
}

/// Adds what an element or a text says itself.
fn add(words: &mut Words, part: Node<'_, '_>) {
    if part.is_text() {
        words.push(part.text().unwrap_or_default());
        return;
    }
    match part.tag_name().name() {
        // The end of a line parts two words, unless it says that it does not.
        "lb" | "pb" | "cb" => {
            let cuts = match part.attribute("break") {
                Some("no") => Some(true),
                Some("yes") => Some(false),
                _ => None,
            };
            words.end_line(cuts);
        }
        "space" => words.push(" "),
        "gap" => words.push("[\u{2026}]"),
        "placeName" | "date" | "persName" | "name" | "time" | "settlement" | "country" if is_set_apart(part) => words.push(" "),
        _ => {}
    }
}

/// Whether a name or a date of a dateline follows another without a blank: `<placeName>Prag</placeName><date>22. Aug.</date>`.
fn is_set_apart(part: Node<'_, '_>) -> bool {
    let is_line = |outer: Node<'_, '_>| {
        matches!(
            outer.tag_name().name(),
            "dateline" | "opener" | "closer" | "address" | "addrLine" | "placeName" | "correspAction"
        )
    };
    part.prev_sibling().is_some_and(|before| before.is_element()) && part.parent().is_some_and(is_line)
}

/// What an element does to the paragraphs around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    /// It is a part of one.
    Inline,
    /// It begins and ends one.
    Block,
    /// It begins and ends a line of one.
    Line,
    /// It begins one, which what follows goes on with: the number of an item.
    Label,
}

fn flow_of(node: Node<'_, '_>) -> Flow {
    let is_in = |name: &str| node.parent().is_some_and(|parent| parent.tag_name().name() == name);
    // A salutation within a sentence is a part of it.
    let is_in_line = is_in("p") || is_in("ab");
    match node.tag_name().name() {
        "salute" | "signed" | "dateline" if is_in_line => Flow::Inline,
        "p" | "ab" | "opener" | "closer" | "salute" | "signed" | "dateline" | "head" | "item" | "cell" | "row" | "table" | "list"
        | "lg" | "postscript" | "address" | "trailer" | "byline" | "argument" | "epigraph" | "body" | "front" | "back" | "text" | "div"
        | "div1" | "div2" | "div3" | "div4" | "floatingText" | "figure" | "sp" | "speaker" | "stage" | "titlePage" | "group" => Flow::Block,
        "l" | "addrLine" => Flow::Line,
        "label" if is_in("list") || is_in("postscript") => Flow::Label,
        "q" | "quote" if is_in("body") || is_in("div") => Flow::Block,
        // “No. 363” beside the dateline.
        "seg" if is_in("opener") || is_in("closer") => Flow::Block,
        "seg" if is_in("seg") && node.ancestors().nth(2).is_some_and(|outer| outer.tag_name().name() == "opener") => Flow::Block,
        _ => Flow::Inline,
    }
}

/// Paragraphs as they are found.
#[derive(Default)]
struct Paragraphs {
    done: Vec<String>,
    words: Words,
    /// Whether the last one that is done is a line, which the next line goes on with.
    is_line: bool,
}

impl Paragraphs {
    fn end(&mut self, is_line: bool) {
        let text = self.words.take();
        if text.is_empty() {
            return;
        }
        // A full stop between two elements belongs to what precedes it.
        let is_punctuation = text
            .chars()
            .all(|char| char.is_ascii_punctuation() && !matches!(char, '(' | '[' | '*'));
        match self.done.last_mut() {
            Some(last) if is_punctuation && text.len() <= 2 => last.push_str(&text),
            Some(last) if is_line && self.is_line => {
                last.push('\n');
                last.push_str(&text);
            }
            _ => self.done.push(text),
        }
        self.is_line = is_line;
    }
}

/// The paragraphs within an element, without what lies in elements of the names to skip, or in those that are set aside. Lines of
/// verse and of addresses are lines of one paragraph.
pub(super) fn paragraphs(body: Node<'_, '_>, skip: &[&str], is_aside: &dyn Fn(Node<'_, '_>) -> bool) -> Option<String> {
    enum Step<'a, 'input> {
        Enter(Node<'a, 'input>),
        Leave(Flow),
    }
    let is_skipped = |node: Node<'_, '_>| {
        skip.contains(&node.tag_name().name()) && !node.ancestors().skip(1).any(|outer| outer.tag_name().name() == "list")
    };
    let mut found = Paragraphs::default();
    let mut waiting = vec![Step::Enter(body)];
    while let Some(step) = waiting.pop() {
        let node = match step {
            Step::Leave(flow) => {
                found.end(flow == Flow::Line);
                // The lines of one poem, and of one address, are together.
                found.is_line &= flow == Flow::Line;
                continue;
            }
            Step::Enter(node) => node,
        };
        if node != body && (is_passed_over(node) || node.is_element() && (is_skipped(node) || is_aside(node))) {
            continue;
        }
        let flow = if node.is_element() { flow_of(node) } else { Flow::Inline };
        if flow != Flow::Inline && node != body {
            let is_numbered =
                node.tag_name().name() == "item" && node.prev_sibling_element().is_some_and(|label| label.tag_name().name() == "label");
            if !is_numbered && !is_after_label(node) {
                found.end(found.is_line && flow == Flow::Line);
            } else {
                found.words.push(" ");
            }
            if flow != Flow::Label {
                waiting.push(Step::Leave(flow));
            }
        }
        add(&mut found.words, node);
        waiting.extend(seen(node).into_iter().map(Step::Enter));
    }
    found.end(false);
    (!found.done.is_empty()).then(|| found.done.join("\n\n"))
}

/// Whether the label of a postscript precedes an element: `P.S.` and then the paragraph.
fn is_after_label(node: Node<'_, '_>) -> bool {
    node.parent().is_some_and(|parent| parent.tag_name().name() == "postscript")
        && node.prev_sibling_element().is_some_and(|label| label.tag_name().name() == "label")
}

/// What the author added at a note's sign, apart from the text: `note` that is said to be the author's. `footnote` is, where the
/// editor's own notes have other types.
pub(super) fn notes_of_author(body: Node<'_, '_>) -> Vec<String> {
    let types = || {
        body.descendants()
            .filter(|node| node.tag_name().name() == "note")
            .filter_map(|note| note.attribute("type"))
    };
    let has_editors = types().any(|kind| matches!(kind, "commentary" | "comment" | "textConst" | "editorial" | "critical" | "editor"));
    let is_own = |note: &Node<'_, '_>| match note.attribute("type") {
        Some("authorial" | "author" | "original") => true,
        Some("footnote" | "marginal") => has_editors,
        _ => note.attribute("resp") == Some("#author"),
    };
    body.descendants()
        .filter(|node| node.tag_name().name() == "note" && is_own(node))
        .map(folded_text)
        .filter(|text| !text.is_empty())
        .collect()
}

/// What a part of a document is that is not the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aside {
    /// In another language than it was written in.
    Translation,
    /// What the editor says is in it.
    Abstract,
    /// What the editor says of it.
    Commentary,
    /// Other readings.
    Apparatus,
    /// A document that was sent with it, often another's.
    Enclosure,
    /// To whom it goes, as its cover says.
    Address,
    /// What its receiver's office wrote on it.
    Docket,
}

impl Aside {
    /// What it is called before its text.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Translation => "Translation",
            Self::Abstract => "Abstract",
            Self::Commentary => "Commentary",
            Self::Apparatus => "Apparatus",
            Self::Enclosure => "Enclosure",
            Self::Address => "Address",
            Self::Docket => "Docket",
        }
    }

    /// What a part of a text is, by its type.
    pub(super) fn of(node: Node<'_, '_>) -> Option<Self> {
        let is_part = matches!(
            node.tag_name().name(),
            "div" | "div1" | "div2" | "div3" | "text" | "argument" | "ab"
        );
        // A text that interrupts another is none of its words, but for what its writer quotes.
        if node.tag_name().name() == "floatingText" {
            let is_quoted = matches!(
                node.attribute("type"),
                Some("poem" | "verse" | "quotation" | "quote" | "list" | "table" | "song")
            );
            return (!is_quoted).then_some(Self::Enclosure);
        }
        let kind = node.attribute("type").filter(|_| is_part)?.trim().to_lowercase();
        Some(match kind.as_str() {
            "translation" | "\u{fc}bersetzung" | "uebersetzung" | "traduction" | "traduzione" | "traducci\u{f3}n" | "vertaling" => {
                Self::Translation
            }
            "regest" | "kopfregest" | "abstract" | "summary" | "synopsis" | "r\u{e9}sum\u{e9}" | "regesto" | "calendar" => Self::Abstract,
            "commentary" | "comment" | "comments" | "kommentar" | "erl\u{e4}uterungen" | "annotation" | "annotations" | "editorial"
            | "introduction" | "einleitung" | "headnote" | "sourcenote" | "editorialnote" | "notes" | "endnotes" | "footnotes"
            | "commentaire" | "commento" => Self::Commentary,
            "apparatus" | "textapparat" | "variants" | "app" | "lesarten" | "textcritical" => Self::Apparatus,
            "attachment" | "attachments" | "enclosure" | "enclosures" | "beilage" | "anlage" | "annex" | "appendix"
            | "pi\u{e8}cejointe" | "allegato" | "bijlage" => Self::Enclosure,
            "address" | "adresse" | "envelope" | "umschlag" | "addresssheet" | "superscription" => Self::Address,
            // Some copies have the letter itself on the sheet of the office.
            "docket" | "secretarial" | "endorsement" | "dorsal" | "kanzleivermerk" | "archivalnote" if is_short(node) => Self::Docket,
            _ => return None,
        })
    }
}

/// Whether a part has no more than a few lines.
fn is_short(node: Node<'_, '_>) -> bool {
    const MOST: usize = 600;
    let texts = node.descendants().filter(Node::is_text).filter_map(|text| text.text());
    texts.map(|text| text.trim().len()).sum::<usize>() <= MOST
}

/// Whether a heading is the editor's: directly in a part of the text, as no poem's or list's is.
pub(super) fn is_heading(node: Node<'_, '_>) -> bool {
    node.tag_name().name() == "head"
        && node.parent().is_some_and(|parent| {
            matches!(
                parent.tag_name().name(),
                "body" | "div" | "div1" | "div2" | "div3" | "front" | "text"
            )
        })
}
