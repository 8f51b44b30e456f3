//! Volumes of the Foreign Relations of the United States, in TEI, of the older encoding (`type="document"`) and the newer
//! one (`subtype="historical-document"`, `frus:doc-dateTime-min`).
//!
//! A document with a sender and a recipient is a message, a memorandum of conversation a meeting. A document that refers
//! to an earlier one of the opposite direction is a reply, marked as suggested: the editors refer, they do not say that it
//! answers.

mod carried;
mod letter_dates;
mod links;
mod persons;

use crate::model::Code;
use std::collections::BTreeMap;

use roxmltree::Node;

use self::carried::Listed;
use super::cells::joined;
use super::file_warning;
use super::gather::Gather;
use super::tei::{attribute, edtf_from, named, xml_id};
use super::tei_text::{folded_text, paragraphs};
use crate::dates::{self, Date, Hints, Precision, Reading};
use crate::model::draft::{EventDraft, FileDraft, Found, OneOrMany, QuoteDraft, SourceDraft};
use crate::model::{Confidence, Kind};

/// The namespace of the dating attributes of newer volumes.
const FRUS: &str = "http://history.state.gov/frus/ns/1.0";

/// Where the Office of the Historian has its volumes, by volume and document.
const SITE: &str = "https://history.state.gov/historicaldocuments";

/// Whether a document is a volume, or a part of one, that has documents.
pub(super) fn is_volume(root: Node<'_, '_>) -> bool {
    root.tag_name().name() == "TEI" && named(root, "div").any(is_document) && is_frus(root)
}

/// Fills in the draft from a volume.
pub(super) fn read(draft: &mut FileDraft, root: Node<'_, '_>) {
    let documents: Vec<Node<'_, '_>> = named(root, "div").filter(|div| is_document(*div)).collect();
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
        listed: Vec::new(),
        in_headings: BTreeMap::new(),
        gather: Gather::default(),
        draft,
    };
    reader.listed = reader.list_of_persons();
    for document in &documents {
        let head = document.children().find(|child| child.has_tag_name_in_any("head"));
        for name in head.into_iter().flat_map(|head| named(head, "persName")) {
            if let Some(id) = attribute(name, "corresp")
                .or_else(|| attribute(name, "ref"))
                .and_then(|pointer| pointer.strip_prefix('#'))
            {
                *reader.in_headings.entry(id.to_owned()).or_default() += 1;
            }
        }
    }
    reader.add_volume(root);
    for document in &documents {
        reader.document(*document);
    }
    reader.suggest_replies(&documents);
    for enclosure in documents
        .iter()
        .flat_map(|document| named(*document, "attachment"))
        .filter(is_enclosure)
    {
        reader.document(enclosure);
    }
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
        || named(root, "head").any(|head| named(head, "persName").any(|name| attribute(name, "type") == Some("from")))
}

struct Reader<'a, 'b> {
    draft: &'a mut FileDraft,
    by_xml_id: BTreeMap<&'b str, Node<'b, 'b>>,
    volume: String,
    volume_source: String,
    /// The volume's list of persons.
    listed: Vec<Listed>,
    /// How often headings name each of them.
    in_headings: BTreeMap<String, usize>,
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
        let carrier = enclosing(div);
        let id = self.id_of(div);
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
        let mut date = Self::date(div);
        self.remark_on_date(date.sent.as_deref(), date.words.as_deref(), &id, &span);
        let mut text = body(div);
        let mut channel = channel_of(&heading).map(str::to_owned);
        let is_telegram = channel.as_deref() == Some("telegram");
        let is_of_offices = is_telegram && from.iter().chain(&to).any(|id| is_office(id));
        let letter = text
            .as_deref()
            .filter(|_| is_of_offices)
            .and_then(|text| self.carried_letter(text, date.sent.as_deref()));
        let carries = letter.is_some() || (is_of_offices && text.as_deref().is_some_and(carries_a_letter));
        let mut event = EventDraft::default();
        let mut kind = kind;
        // The heading is the telegram's; a letter is called after who wrote it to whom.
        let title = Some(without_number(&heading)).filter(|title| letter.is_none() && !title.is_empty());
        if let Some(letter) = letter {
            let people = |reader: &mut Self, ids: &[String]| ids.iter().filter_map(|id| reader.person_of(id)).collect::<Vec<_>>();
            (from, to) = (people(self, &letter.from), people(self, &letter.to));
            (kind, channel, text) = (Kind::Message, Some("letter by telegram".to_owned()), Some(letter.text.clone()));
            date = carry(&mut event, letter, date, &heading);
        }
        let Dated { sent, end, words, note } = date;
        let source = self.source_of(div, &id, &heading);
        let own_note = event.note.take();
        let mut event = EventDraft {
            id: format!("{} {id}", self.volume),
            kind,
            sent,
            end,
            date_as_written: words,
            date_note: note,
            from: OneOrMany(from),
            to: OneOrMany(to),
            place: dateline(div)
                .and_then(|line| named(line, "placeName").next())
                .map(|place| folded_text(place).trim_end_matches([',', ';', '.']).to_owned())
                .filter(|place| !place.is_empty()),
            title,
            channel,
            note: joined(joined(own_note, carrier.and_then(enclosed_in)), footnotes(div)),
            ..event
        };
        event.sources.0.extend(source.clone());
        if carries {
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

    /// The id of a document, or of an enclosure, in the volume.
    fn id_of(&self, div: Node<'_, '_>) -> String {
        let within = || enclosing(div).map(|carrier| id_within(div, carrier));
        let own = xml_id(div).map(str::to_owned).or_else(within);
        own.unwrap_or_else(|| format!("#{}", self.draft.events.len() + 1))
    }

    /// Says of a document that it has a date which cannot be read.
    fn remark_on_date(&mut self, sent: Option<&str>, words: Option<&str>, id: &str, span: &std::ops::Range<usize>) {
        if let (None, Some(words)) = (sent, words.filter(|words| !says_undated(words))) {
            let place = Some(self.draft.place_of_offset(span.start));
            self.draft.reports.push(file_warning(
                &self.draft.path,
                Code::BadDate,
                place,
                format!("cannot read the date {words:?} of the document {id}"),
                "the document is kept without it",
            ));
        }
    }

    /// The persons and offices that a heading marks as sender or recipient.
    fn people(&mut self, head: Node<'b, 'b>, role: &str) -> Vec<String> {
        let marked = |node: &Node<'_, '_>| node.is_element() && attribute(*node, "type") == Some(role);
        let nodes: Vec<Node<'b, 'b>> = head.descendants().filter(marked).collect();
        nodes.into_iter().filter_map(|node| self.person(node)).collect()
    }

    /// The document as a source, with what its source note says of where it is kept.
    fn source_of(&mut self, div: Node<'_, '_>, id: &str, heading: &str) -> Option<String> {
        let note = notes(div)
            .into_iter()
            .find(|note| attribute(*note, "type") == Some("source") || attribute(*note, "n") == Some("0"))
            .map(all_text)
            .map(|text| text.trim_start_matches("Source:").trim().to_owned());
        let carrier = enclosing(div);
        let document = carrier.unwrap_or(div);
        let number = attribute(document, "n").unwrap_or(id);
        let page = carrier.and_then(xml_id).unwrap_or(id);
        let what = if carrier.is_some() { "enclosure in doc." } else { "doc." };
        let source = SourceDraft {
            id: format!("{} {id}", self.volume),
            title: Some(without_number(heading))
                .filter(|title| !title.is_empty())
                .or_else(|| Some(format!("Document {number}"))),
            reference: Some(
                [Some(format!("{what} {number}")), note.filter(|note| !note.is_empty())]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join("; "),
            ),
            url: Some(format!("{SITE}/{}/{page}", self.volume)),
            via: OneOrMany(vec![self.volume_source.clone()]),
            ..SourceDraft::default()
        };
        self.gather.source(self.draft, source, &div.range())
    }

    /// The date of the dateline as exact as its words, else the bounds the editors give; its wording; and a remark.
    fn date(div: Node<'_, '_>) -> Dated {
        let date = dateline(div).and_then(|line| {
            named(line, "date")
                .find(|date| date.attributes().len() > 0)
                .or_else(|| named(line, "date").next())
        });
        let words = date.map(folded_text).filter(|words| !words.is_empty());
        let reading = words
            .as_deref()
            .and_then(|words| dates::read(words.trim_end_matches(['.', ']']), Hints::default()).ok());
        let notes = |reading: &Reading| Some(reading.notes.join("; ")).filter(|notes| !notes.is_empty());
        let of_reading = |reading: &Reading| Dated {
            sent: reading.edtf(),
            end: reading.end.as_ref().map(|end| end.as_written().to_owned()),
            words: words.clone(),
            note: notes(reading),
        };
        let of_editors = |sent: String, end: Option<String>, note: Option<String>| Dated {
            sent: Some(sent),
            end,
            words: words.clone(),
            note,
        };
        let attributes = date.map(|date| ["when", "from", "to", "notBefore", "notAfter"].map(|name| attribute(date, name)));
        // Hours from one to another are two dates: an interval of EDTF has only days.
        if let Some([None, Some(from), Some(to), ..]) = attributes
            && from.contains('T')
            && let (Ok(start), Ok(end)) = (Date::parse(from), Date::parse(to))
        {
            let said = reading.as_ref().filter(|reading| {
                let is_in = |said: Option<&Date>, exact: &Date| {
                    said.is_some_and(|said| {
                        said.extent().earliest <= exact.extent().earliest && said.extent().latest >= exact.extent().latest
                    })
                };
                is_in(reading.date.as_ref(), &start) && is_in(reading.end.as_ref(), &end)
            });
            return said.map_or_else(|| of_editors(minutes(from), Some(minutes(to)), None), of_reading);
        }
        if let Some(edtf) = attributes.and_then(|attributes| edtf_from(attributes, "")) {
            let exact = Date::parse(&edtf).ok();
            // “7 p.m.” is an hour, though the attribute has seconds.
            let said = reading.as_ref().and_then(|reading| Some((reading, reading.date.as_ref()?)));
            let is_hour_of = |said: &Date, day: &Date| {
                matches!(said.precision(), Precision::Second | Precision::Minute | Precision::Hour)
                    && day.precision() == Precision::Day
                    && said.extent().earliest >= day.extent().earliest
                    && said.extent().latest <= day.extent().latest
            };
            if let (Some(exact), Some((reading, said))) = (&exact, said)
                && exact.offset_seconds().is_none()
                && (is_hour_of(said, exact)
                    || said.extent().earliest <= exact.extent().earliest && said.extent().latest >= exact.extent().latest)
            {
                return of_reading(reading);
            }
            if exact.is_some() {
                return of_editors(edtf, None, None);
            }
        }
        if let Some(reading) = reading.filter(|reading| reading.date.is_some()) {
            return of_reading(&reading);
        }
        let bound = |name: &str| div.attribute((FRUS, name)).and_then(|instant| instant.split('T').next());
        let note = Some("from the volume's index of dates".to_owned());
        match (bound("doc-dateTime-min"), bound("doc-dateTime-max")) {
            (Some(first), Some(last)) if first == last => of_editors(first.to_owned(), None, note),
            (Some(first), Some(last)) => of_editors(format!("[{first}..{last}]"), None, note),
            _ => Dated { words, ..Dated::default() },
        }
    }
}

/// When a document was, its wording, and a remark.
#[derive(Debug, Default)]
struct Dated {
    sent: Option<String>,
    end: Option<String>,
    words: Option<String>,
    note: Option<String>,
}

/// A time of day without the seconds that only fill it up.
fn minutes(text: &str) -> String {
    text.strip_suffix(":00")
        .filter(|rest| rest.matches(':').count() == 1)
        .unwrap_or(text)
        .to_owned()
}

/// Whether a date in words says that there is none.
fn says_undated(words: &str) -> bool {
    dates::read(words.trim_matches(|char: char| !char.is_alphanumeric()), Hints::default()).is_ok_and(|reading| reading.date.is_none())
}

/// Fills in what a telegram says of the letter it carries; gives back the letter's own date, or that of its telegram.
fn carry(event: &mut EventDraft, letter: carried::Letter, telegram: Dated, heading: &str) -> Dated {
    event.note = Some(format!("The way of the letter: {}", without_number(heading)));
    event.confidence = letter.is_inferred.then_some(Confidence::Inferred);
    event.received = letter.received;
    event.summary = Some(letter.frame).filter(|frame| !frame.is_empty());
    let left = telegram.words.as_ref().or(telegram.sent.as_ref());
    let left = left.map(|words| format!("the telegram that carries it is dated {words}"));
    // The hour at which a telegram left is not that of its letter.
    let Some(date) = letter.date else {
        event.date_confidence = Some(Confidence::Inferred);
        let day = telegram.sent.as_deref().and_then(|sent| sent.split('T').next());
        let remark = "the letter has no date of its own; this is its telegram's day";
        return Dated {
            sent: day.map(str::to_owned),
            note: joined(joined(telegram.note, left), Some(remark.to_owned())),
            ..Dated::default()
        };
    };
    Dated {
        note: left,
        sent: Some(date),
        ..Dated::default()
    }
}

/// Whether a sender or a recipient is an office, which carries what others write.
fn is_office(name: &str) -> bool {
    const OFFICES: [&str; 6] = ["Embassy", "Department", "Mission", "Consulate", "Legation", "Delegation"];
    OFFICES.iter().any(|word| name.contains(word))
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

/// Whether an element is a letter of its own that a document encloses: a heading says whose it is, or a dateline when it was.
fn is_enclosure(node: &Node<'_, '_>) -> bool {
    let head = || node.children().find(|child| child.has_tag_name_in_any("head"));
    let says_whose = |head: Node<'_, '_>| named(head, "persName").any(|name| matches!(attribute(name, "type"), Some("from" | "to")));
    node.has_tag_name_in_any("attachment") && head().is_some_and(|head| says_whose(head) || named(*node, "dateline").next().is_some())
}

/// The document that encloses an attachment.
fn enclosing<'a, 'input: 'a>(node: Node<'a, 'input>) -> Option<Node<'a, 'input>> {
    let is_attachment = node.has_tag_name_in_any("attachment");
    node.ancestors().find(|outer| is_document(*outer)).filter(|_| is_attachment)
}

/// The id of an attachment without one of its own.
fn id_within(attachment: Node<'_, '_>, document: Node<'_, '_>) -> String {
    let at = named(document, "attachment").position(|one| one == attachment).unwrap_or(0);
    format!("{} enclosure {}", xml_id(document).unwrap_or_default(), at + 1)
}

/// In what a letter is enclosed, for its note.
fn enclosed_in(document: Node<'_, '_>) -> Option<String> {
    let head = document
        .children()
        .find(|child| child.has_tag_name_in_any("head"))
        .map(folded_text)?;
    Some(format!("Enclosed in: {}", without_number(&head)))
}

/// The elements of a document with that name, without those of the letters that it encloses.
fn own<'a, 'input: 'a>(div: Node<'a, 'input>, name: &'static str) -> impl Iterator<Item = Node<'a, 'input>> {
    named(div, name).filter(move |node| !node.ancestors().take_while(|outer| *outer != div).any(|outer| is_enclosure(&outer)))
}

fn dateline<'a, 'input: 'a>(div: Node<'a, 'input>) -> Option<Node<'a, 'input>> {
    own(div, "dateline").next()
}

/// The notes of a document, in order.
fn notes<'a, 'input: 'a>(div: Node<'a, 'input>) -> Vec<Node<'a, 'input>> {
    own(div, "note").collect()
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
    let mut inner = named(div, "attachment").filter(|attachment| *attachment != div).peekable();
    if inner.peek().is_some() && inner.all(|attachment| is_enclosure(&attachment)) {
        return paragraphs(div, &["head", "dateline", "attachment"], &|_| false);
    }
    paragraphs(div, &["head", "dateline"], &|_| false)
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
    if heading.to_lowercase().contains("telephone conversation") {
        return Some("telephone");
    }
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
    text.lines().any(|line| carried::salutation(line).is_some())
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
