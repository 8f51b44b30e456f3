//! Indexes of letters in the Correspondence Metadata Interchange Format (CMIF), and TEI letters: each `correspDesc` is a
//! message with what is known of its senders, receivers, dates and places.

use std::collections::{HashMap, HashSet};

use roxmltree::Node;

use super::file_error;
use super::tei::{attribute, edtf_from, file_stem, named, paragraphs, shorten, xml_id};
use super::xml::folded_text;
use crate::dates::{self, Date, Hints};
use crate::model::draft::{EventDraft, FileDraft, Found, LeaderDraft, OneOrMany, QuoteDraft, SourceDraft};
use crate::model::{Kind, Report, Severity};

/// Fills in the draft from a TEI document; whether it describes any correspondence.
pub(super) fn read(draft: &mut FileDraft, root: Node<'_, '_>) -> bool {
    let letters: Vec<Node<'_, '_>> = named(root, "correspDesc").collect();
    if letters.is_empty() {
        return false;
    }
    draft.format = "cmif";
    draft.is_foreign = true;
    draft.title = named(root, "titleStmt")
        .next()
        .and_then(|statement| named(statement, "title").next())
        .map(folded_text)
        .filter(|title| !title.is_empty());
    let mut reader = Reader {
        by_xml_id: root.descendants().filter_map(|node| Some((xml_id(node)?, node))).collect(),
        document: xml_id(root).map_or_else(|| file_stem(&draft.path).to_owned(), str::to_owned),
        known: HashSet::new(),
        leaders: HashSet::new(),
        sources: HashSet::new(),
        draft,
    };
    let body = Some(letters.len())
        .filter(|count| *count == 1)
        .and_then(|_| paragraphs(named(root, "body").next()?, &[]));
    let own = (letters.len() == 1).then(|| Document::of(root, body));
    for letter in letters {
        reader.letter(letter, own.as_ref());
    }
    true
}

/// What a document says that is about one letter.
struct Document {
    body: Option<String>,
    title: Option<String>,
    /// BCP 47 tag, where the document names one language.
    language: Option<String>,
    /// Where the manuscript lies.
    shelf: Option<String>,
}

impl Document {
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
            title: title.copied().and_then(text),
            language: languages.first().filter(|_| languages.len() == 1).map(|ident| (*ident).to_owned()),
            shelf: own_shelf.and_then(text).or(parts).filter(|shelf| !shelf.is_empty()),
        }
    }
}

struct Reader<'a, 'b> {
    draft: &'a mut FileDraft,
    /// Elements that are pointed at: persons, bibliographies.
    by_xml_id: HashMap<&'b str, Node<'b, 'b>>,
    /// What the document is called among others.
    document: String,
    known: HashSet<String>,
    leaders: HashSet<String>,
    sources: HashSet<String>,
}

impl<'b> Reader<'_, 'b> {
    /// `own` is what the document says, where it is about this letter alone.
    fn letter(&mut self, node: Node<'b, 'b>, own: Option<&Document>) {
        let action = |kind: &str| named(node, "correspAction").find(|action| attribute(*action, "type") == Some(kind));
        let (sent, received) = (action("sent"), action("received"));
        let (from, to) = (self.people(sent), self.people(received));
        let (sent_date, sent_words) = self.date(sent);
        let (received_date, received_words) = self.date(received);
        let place = |action: Option<Node<'b, 'b>>| {
            let name = named(action?, "placeName").next().or_else(|| named(action?, "settlement").next())?;
            Some(folded_text(name)).filter(|text| !text.is_empty())
        };
        let arrival = [place(received), received_words.filter(|_| received_date.is_none())];
        let arrival: Vec<String> = arrival.into_iter().flatten().collect();
        let sources = self.sources_of(node, own);
        let quotes = own.and_then(|own| own.body.clone()).map(|text| QuoteDraft {
            text,
            language: own.and_then(|own| own.language.clone()),
            source: sources.first().cloned(),
            ..QuoteDraft::default()
        });
        let remark = node.children().find(|child| child.tag_name().name() == "note").map(folded_text);
        let event = EventDraft {
            id: self.id_of(node),
            kind: Kind::Message,
            sent: sent_date,
            received: received_date,
            date_as_written: sent_words,
            from: OneOrMany(from),
            to: OneOrMany(to),
            place: place(sent),
            title: own.and_then(|own| own.title.clone()),
            summary: remark.filter(|text| !text.is_empty()),
            quotes: quotes.into_iter().collect(),
            sources: OneOrMany(sources),
            follows: neighbors(node, "prev"),
            precedes: neighbors(node, "next"),
            channel: Some("letter".to_owned()),
            note: (!arrival.is_empty()).then(|| format!("Received: {}", arrival.join(", "))),
            ..EventDraft::default()
        };
        self.draft.events.push(Found {
            record: Box::new(event),
            span: node.range(),
        });
    }

    /// The letter's own address, else the document's name with the letter's number: several documents can be opened
    /// together. Where letters share it, with a number of ours behind it.
    fn id_of(&mut self, node: Node<'_, '_>) -> String {
        let number = self.draft.events.len() + 1;
        let own = xml_id(node).or_else(|| attribute(node, "ref")).map(str::to_owned);
        let id = own.unwrap_or_else(|| match attribute(node, "key") {
            Some(key) => format!("{} {key}", self.document),
            None if number == 1 => self.document.clone(),
            None => format!("{} {number}", self.document),
        });
        let id = if self.known.contains(&id) { format!("{id} ({number})") } else { id };
        self.known.insert(id.clone());
        id
    }

    /// The persons and organizations of an action, each a leader. Whoever has neither name nor address is nobody.
    fn people(&mut self, action: Option<Node<'b, 'b>>) -> Vec<String> {
        let Some(action) = action else { return Vec::new() };
        let mut found = Vec::new();
        let is_person = |node: &Node<'_, '_>| node.is_element() && matches!(node.tag_name().name(), "persName" | "orgName" | "name");
        for person in action.descendants().filter(is_person) {
            let address = ["ref", "sameAs", "corresp", "key"].iter().find_map(|name| attribute(person, name));
            let pointed = address.and_then(|address| self.by_xml_id.get(address.strip_prefix('#')?)).copied();
            let mut name = folded_text(person);
            if name.is_empty() {
                name = pointed
                    .and_then(|node| named(node, "persName").next())
                    .map(folded_text)
                    .unwrap_or_default();
            }
            let Some(id) = address
                .map(str::to_owned)
                .or_else(|| Some(name.clone()).filter(|name| !name.is_empty()))
            else {
                continue;
            };
            if self.leaders.insert(id.clone()) {
                self.draft.leaders.push(Found {
                    record: LeaderDraft {
                        id: id.clone(),
                        name,
                        ..LeaderDraft::default()
                    },
                    span: person.range(),
                });
            }
            found.push(id);
        }
        found
    }

    /// The edition a letter is in, and the letter's own page, which is in that edition.
    fn sources_of(&mut self, node: Node<'b, 'b>, own: Option<&Document>) -> Vec<String> {
        let edition = attribute(node, "source")
            .and_then(|source| source.strip_prefix('#'))
            .map(str::to_owned);
        let edition = edition.filter(|id| self.by_xml_id.contains_key(id.as_str()));
        if let Some(id) = &edition
            && self.sources.insert(id.clone())
            && let Some(bibliography) = self.by_xml_id.get(id.as_str())
        {
            self.add_source(*bibliography, id, Some(folded_text(*bibliography)), None, &[]);
        }
        let page = attribute(node, "ref").map(str::to_owned);
        let number = attribute(node, "key").map(|key| format!("Letter {key}"));
        let via: Vec<String> = edition.clone().into_iter().collect();
        if let Some(page) = &page
            && self.sources.insert(page.clone())
        {
            self.add_source(node, page, number, Some(page.clone()), &via);
        }
        let found: Vec<String> = page.into_iter().chain(edition).take(1).collect();
        match own.and_then(|own| own.shelf.clone()).filter(|_| found.is_empty()) {
            Some(shelf) => {
                let id = format!("{} manuscript", self.document);
                self.add_source(node, &id, Some(shelf), None, &[]);
                vec![id]
            }
            None => found,
        }
    }

    fn add_source(&mut self, node: Node<'_, '_>, id: &str, title: Option<String>, url: Option<String>, via: &[String]) {
        self.draft.sources.push(Found {
            record: SourceDraft {
                id: id.to_owned(),
                title: title.filter(|title| !title.is_empty()),
                url,
                via: OneOrMany(via.to_vec()),
                ..SourceDraft::default()
            },
            span: node.range(),
        });
    }

    /// The date of an action in EDTF, and its wording. What cannot be read is reported, and the letter stays.
    fn date(&mut self, action: Option<Node<'b, 'b>>) -> (Option<String>, Option<String>) {
        let Some(date) = action.and_then(|action| named(action, "date").next()) else {
            return (None, None);
        };
        let words = Some(folded_text(date)).filter(|words| !words.is_empty());
        let attributes = ["when", "from", "to", "notBefore", "notAfter"].map(|name| attribute(date, name));
        let is_doubtful =
            matches!(attribute(date, "cert"), Some("low" | "medium" | "unknown")) || attribute(date, "evidence") == Some("conjecture");
        let Some(edtf) = edtf_from(attributes, is_doubtful) else {
            // Without attributes the words are all there is.
            let read = words.as_deref().and_then(|words| dates::read(words, Hints::default()).ok());
            return (read.and_then(|reading| reading.edtf()), words);
        };
        if Date::parse(&edtf).is_ok() {
            return (Some(edtf), words);
        }
        let written: Vec<&str> = attributes.into_iter().flatten().collect();
        let shortened = shorten(&edtf).filter(|shorter| Date::parse(shorter).is_ok());
        let place = self.draft.place_of_offset(date.range().start);
        let (code, what) = match &shortened {
            Some(shorter) => ("altered-date", format!("it was read as {shorter}")),
            None => ("bad-date", "the letter is kept without it".to_owned()),
        };
        self.draft.reports.push(Report {
            severity: Severity::Warning,
            ..file_error(
                &self.draft.path,
                code,
                Some(place),
                format!(
                    "found the date {:?}, expected a date of ISO 8601, for example \"1842-03-05\" or \"1842-03\"",
                    written.join(" ")
                ),
                &what,
            )
        });
        (shortened, words.or_else(|| Some(written.join(" "))))
    }
}

/// The letters that `correspContext` names as previous or next, within the correspondence where it says so.
fn neighbors(node: Node<'_, '_>, which: &str) -> Vec<String> {
    let is_meant = |reference: &Node<'_, '_>| {
        let (kind, subtype) = (
            attribute(*reference, "type").unwrap_or_default(),
            attribute(*reference, "subtype").unwrap_or_default(),
        );
        let says = kind.starts_with(which) || subtype.starts_with(which);
        // The neighbor in the edition is by somebody else as often as not.
        says && kind != "withinCollection"
    };
    named(node, "correspContext")
        .flat_map(|context| named(context, "ref"))
        .filter(is_meant)
        .filter_map(|reference| attribute(reference, "target"))
        .map(|target| target.strip_prefix('#').unwrap_or(target).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Archive, LoadReport, build};

    fn load(letters: &str) -> (Archive, LoadReport) {
        let text = format!(
            "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>Letters</title></titleStmt>\
             <sourceDesc><bibl xml:id=\"ed\">An  edition</bibl></sourceDesc></fileDesc><profileDesc>\n{letters}\n</profileDesc></teiHeader></TEI>"
        );
        build(&[super::super::read("letters.xml", text.as_bytes())])
    }

    /// A letter whose date has those attributes is read as that EDTF, with those codes reported.
    fn check(attributes: &str, edtf: &str, codes: &[&str]) {
        let (archive, report) = load(&format!(
            "<correspDesc><correspAction type=\"sent\"><persName>A</persName><date {attributes}/></correspAction></correspDesc>"
        ));
        let event = &archive.events[0];
        assert_eq!(event.sent.as_ref().map(Date::as_written).unwrap_or_default(), edtf, "{attributes}");
        assert_eq!(
            report.reports.iter().map(|report| report.code).collect::<Vec<_>>(),
            codes,
            "{attributes}"
        );
    }

    #[test]
    fn dates_are_as_wide_as_tei_says() {
        check("when=\"1842-03-05\"", "1842-03-05", &[]);
        check("when=\" 1842-03 \"", "1842-03", &[]);
        check("when=\"1842\" cert=\"low\"", "1842?", &[]);
        check("from=\"1842-03\" to=\"1842-05\"", "1842-03/1842-05", &[]);
        check("notBefore=\"1842-03-01\" notAfter=\"1842-03-09\"", "[1842-03-01..1842-03-09]", &[]);
        check("notAfter=\"1842\"", "[..1842]", &[]);
        check(
            "notBefore=\"1842-03-01\" notAfter=\"1842-03-09\" cert=\"medium\"",
            "1842-03-01?/1842-03-09?",
            &[],
        );
        check("when=\"1523-11-00\"", "1523-11", &["altered-date"]);
        check("when=\"--02-03\"", "", &["bad-date"]);
        check("when=\"1842|1843\"", "", &["bad-date"]);
        check("when=\"\"", "", &[]);
    }

    #[test]
    fn a_letter_has_all_its_people_places_and_sources() {
        let (archive, report) = load(
            "<correspDesc ref=\"https://example.org/1\" source=\"#ed\" key=\"12\">\n<correspAction type=\"sent\"><persName ref=\"gnd:1\">A  B</persName>\
             <persName ref=\"gnd:2\">C</persName><placeName>Münster</placeName><date when=\"1648-09-01\">1. Sept.</date></correspAction>\
             <correspAction type=\"received\"><orgName>D</orgName><date when=\"1648-09-05\"/><placeName>Linz</placeName></correspAction></correspDesc>\
             <correspDesc ref=\"https://example.org/1\"><correspAction type=\"sent\"><persName ref=\"gnd:1\">A B</persName></correspAction></correspDesc>",
        );
        assert!(report.reports.is_empty(), "{}", report.to_text());
        let event = &archive.events[0];
        let names: Vec<&str> = event.leaders().map(|id| archive.leader_name(id)).collect();
        assert_eq!(names, ["A B", "C", "D"]);
        assert_eq!(
            (event.place.as_deref(), event.note.as_deref()),
            (Some("Münster"), Some("Received: Linz"))
        );
        assert_eq!(event.received.as_ref().map(Date::as_written), Some("1648-09-05"));
        assert_eq!(event.date_as_written.as_deref(), Some("1. Sept."));
        let source = archive.source(event.sources[0]).cloned().unwrap_or_default();
        assert_eq!(source.url.as_deref(), Some("https://example.org/1"));
        assert_eq!(
            archive.source(source.via[0]).and_then(|edition| edition.title.as_deref()),
            Some("An edition")
        );
        assert_eq!(archive.events.len(), 2, "two letters at one address are two letters");
        assert_eq!(report.files[0].undated, 1);
    }

    #[test]
    fn letters_of_several_documents_are_read_together() {
        let letter = "<TEI><correspDesc><correspAction type=\"sent\"><persName>A</persName></correspAction></correspDesc>\
                      <text><body><p>One<lb/>two<note>not this</note>.</p><p>Three<lb break=\"no\"/>four.</p></body></text></TEI>";
        let files = ["a/L1.xml", "a/L2.xml"].map(|path| super::super::read(path, letter.as_bytes()));
        let (archive, report) = build(&files);
        assert!(report.reports.is_empty(), "{}", report.to_text());
        let ids: Vec<&str> = archive.events.iter().map(|event| event.id.as_str()).collect();
        assert_eq!(ids, ["L1", "L2"]);
        assert_eq!(archive.events[0].quotes[0].text, "One two.\n\nThreefour.");
    }

    #[test]
    fn a_letter_back_to_the_previous_one_may_answer_it() {
        let letter = |id: &str, from: &str, to: &str, day: &str, context: &str| {
            format!(
                "<correspDesc xml:id=\"{id}\"><correspAction type=\"sent\"><persName>{from}</persName><date when=\"{day}\"/></correspAction>\
                 <correspAction type=\"received\"><persName>{to}</persName></correspAction><correspContext>{context}</correspContext></correspDesc>"
            )
        };
        let next = "<ref type=\"next\" target=\"#b\"/>";
        let previous =
            "<ref subtype=\"previous_letter\" type=\"withinCorrespondence\" target=\"b\"/><ref type=\"prev\" target=\"elsewhere\"/>";
        let (archive, report) = load(
            &[
                letter("a", "A", "B", "1842-01-01", next),
                letter("b", "B", "A", "1842-01-09", ""),
                letter("c", "B", "A", "1842-02-01", previous),
            ]
            .concat(),
        );
        let kinds: Vec<(Kind, bool)> = archive.events.iter().map(|event| (event.kind, event.is_suggested)).collect();
        assert_eq!(kinds, [(Kind::Message, false), (Kind::Reply, true), (Kind::Message, false)]);
        assert_eq!(
            report.reports.iter().map(|report| report.code).collect::<Vec<_>>(),
            ["neighbor-missing"]
        );
    }
}
