//! Indexes of letters in the Correspondence Metadata Interchange Format (CMIF), and TEI letters: each `correspDesc` is a
//! message with what is known of its senders, receivers, dates and places.

mod dating;
mod document;
mod people;
mod remarks;
#[cfg(test)]
mod tests;
mod undescribed;

use crate::model::Code;
use std::collections::{HashMap, HashSet};

use roxmltree::Node;

use self::dating::{Doubt, attributes_as_written, custom, dating, is_julian, plain_date};
use self::document::{Document, Places, report_undescribed};
use self::people::{Side, name_of, one_address, shares_word};
use self::remarks::{
    ById, context, doubt_of_title, extras, is_helper, is_person, leg, more_dates, names_in, place_of, remarks_in, where_and_when,
};
use super::cells::joined;
use super::tei::{attribute, edtf_from, file_stem, named, shorten, xml_id};
use super::tei_text::folded_text;
use super::{file_error, file_warning, remark_count};
use crate::dates::{self, Date, Hints};
use crate::model::draft::{EventDraft, FileDraft, Found, LeaderDraft, OneOrMany, QuoteDraft, SourceDraft};
use crate::model::name_remarks::bare_name;
use crate::model::names::{folded, is_nobody, tidied};
use crate::model::{Kind, Original, Report, Severity};

/// Whether a TEI document describes any correspondence, or is a letter.
pub(super) fn has_letters(root: Node<'_, '_>) -> bool {
    matches!(root.tag_name().name(), "TEI" | "teiHeader" | "teiCorpus")
        && (named(root, "correspDesc").next().is_some() || undescribed::is_letter(root))
}

/// Fills in the draft from such a document.
pub(super) fn read(draft: &mut FileDraft, root: Node<'_, '_>) {
    let letters: Vec<Node<'_, '_>> = named(root, "correspDesc").collect();
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
        ids: HashMap::new(),
        names: HashMap::new(),
        spellings: HashSet::new(),
        renamed: 0,
        sources: HashSet::new(),
        numbers: HashMap::new(),
        draft,
    };
    let places = Places::of(&letters, root);
    if !letters.is_empty() {
        report_undescribed(reader.draft, root, &places);
    }
    if letters.is_empty() {
        reader.undescribed(root);
    }
    for letter in letters {
        let own = places.document_of(letter);
        reader.letter(letter, own.as_ref());
    }
    let help = "each is read, with a number after its address";
    remark_count(
        reader.draft,
        Code::IdTwice,
        reader.renamed,
        "letters with the address of another letter",
        help,
    );
}

struct Reader<'a, 'b> {
    draft: &'a mut FileDraft,
    /// Elements that are pointed at: persons, bibliographies.
    by_xml_id: ById<'b>,
    /// What the document is called among others.
    document: String,
    known: HashSet<String>,
    /// Which leader each address is of.
    ids: HashMap<String, String>,
    /// The first name of each leader.
    names: HashMap<String, String>,
    /// Other names that were told.
    spellings: HashSet<(String, String)>,
    /// How many letters have the address of another.
    renamed: usize,
    sources: HashSet<String>,
    /// The number of the first letter of each page.
    numbers: HashMap<String, String>,
}

/// When a letter was sent or received.
#[derive(Default)]
struct Dated {
    edtf: Option<String>,
    /// Its wording.
    words: Option<String>,
    /// What EDTF cannot say.
    note: Option<String>,
}

impl<'b> Reader<'_, 'b> {
    /// Who sent and who received. Some editions name both in one action, and say of each which he is.
    fn sides(&mut self, sent: Option<Node<'b, 'b>>, received: Option<Node<'b, 'b>>) -> (Vec<String>, Vec<String>) {
        let mut from = self.people(sent, &[], Side::Sender);
        from.extend(self.people(received, &from, Side::OnlySender));
        let mut to = self.people(received, &from, Side::Receiver);
        let others = self.people(sent, &from, Side::OnlyReceiver);
        let known: HashSet<String> = to.iter().cloned().collect();
        to.extend(others.into_iter().filter(|id| !known.contains(id)));
        (from, to)
    }

    /// `own` is what the document says, where it is about this letter alone.
    fn letter(&mut self, node: Node<'b, 'b>, own: Option<&Document>) {
        let actions = |kind: &'static str| named(node, "correspAction").filter(move |action| attribute(*action, "type") == Some(kind));
        let (sent, received) = (actions("sent").next(), actions("received").next());
        let (mut from, mut to) = self.sides(sent, received);
        let mut legs: Vec<String> = Vec::new();
        let is_forwarded = self.more_senders(actions("sent").skip(1), (&mut from, &to), &mut legs);
        self.more_receivers(actions("received").skip(1), (&from, &mut to), is_forwarded, &mut legs);
        let others = named(node, "correspAction").filter(|action| !matches!(attribute(*action, "type"), Some("sent" | "received")));
        for other in others {
            legs.push(leg(attribute(other, "type").unwrap_or("action"), other, &self.by_xml_id));
        }
        let Dated {
            edtf: sent_date,
            words: sent_words,
            note: sent_note,
        } = self.date(sent);
        let Dated {
            edtf: received_date,
            words: received_words,
            note: received_note,
        } = self.date(received);
        // Where its description says nothing of when, the letter itself may.
        let of_dateline = own
            .and_then(|own| own.dateline.clone())
            .filter(|_| sent_date.is_none() && sent_words.is_none());
        let sent_note = joined(
            sent_note,
            of_dateline
                .as_ref()
                .map(|_| "the date is that of the letter\u{2019}s dateline".to_owned()),
        );
        let sent_date = sent_date.or(of_dateline);
        let called = |ids: &[String]| ids.first().and_then(|id| self.names.get(id)).map_or("", String::as_str);
        let title = own.and_then(|own| own.title.as_deref()).unwrap_or_default();
        legs.extend(doubt_of_title(title, called(&from), called(&to)));
        let received_note = received_note.map(|note| format!("received: {note}"));
        // The words of a date are those of the sending; those of the receipt are kept beside it.
        let arrival = [
            received.and_then(|action| place_of(action, &self.by_xml_id)),
            received_words.filter(|words| received_date.as_ref() != Some(words)),
        ];
        let arrival: Vec<String> = arrival.into_iter().flatten().collect();
        let arrival = (!arrival.is_empty()).then(|| format!("Received: {}", arrival.join(", ")));
        let said = [("Sent", sent), ("Received", received)];
        let said = said
            .into_iter()
            .flat_map(|(what, action)| action.map(|action| extras(what, action)).unwrap_or_default());
        let (summary, others) = remarks_in(node);
        let note: Vec<String> = arrival
            .into_iter()
            .chain(legs)
            .chain(said)
            .chain(context(node))
            .chain(others)
            .collect();
        let marked = own.and_then(|own| own.marked.clone());
        let sources = self.sources_of(node, own);
        let quotes = own.and_then(|own| quote_of(own, sources.first().cloned()));
        let event = EventDraft {
            id: self.id_of(node, own.and_then(|own| own.id.clone())),
            kind: Kind::Message,
            sent: sent_date,
            received: received_date,
            date_as_written: sent_words,
            from: OneOrMany(from),
            to: OneOrMany(to),
            place: sent.and_then(|action| place_of(action, &self.by_xml_id)),
            title: own.and_then(|own| own.title.clone()),
            summary: summary.or_else(|| own.and_then(|own| own.summary.clone())),
            quotes: quotes.into_iter().collect(),
            sources: OneOrMany(sources),
            follows: neighbors(node, "prev"),
            precedes: neighbors(node, "next"),
            channel: Some("letter".to_owned()),
            date_note: joined(sent_note, received_note),
            note: joined((!note.is_empty()).then(|| note.join("\n")), marked),
            ..EventDraft::default()
        };
        self.draft.events.push(Found {
            record: Box::new(event),
            span: node.range(),
        });
    }

    /// Adds the other receivers of a letter and notes when each received it; of a forwarded letter, only notes to whom it went.
    fn more_receivers(
        &mut self,
        actions: impl Iterator<Item = Node<'b, 'b>>,
        (from, to): (&[String], &mut Vec<String>),
        is_forwarded: bool,
        legs: &mut Vec<String>,
    ) {
        for more in actions {
            if is_forwarded {
                legs.push(leg("forwarded to", more, &self.by_xml_id));
            } else {
                let people = self.people(Some(more), from, Side::Receiver);
                to.extend(people.into_iter().filter(|id| !to.contains(id)).collect::<Vec<_>>());
                legs.extend(where_and_when(more, &self.by_xml_id).map(|words| format!("Received by {}: {words}", names_in(more))));
            }
        }
    }

    /// Adds the other senders of a letter and notes when each sent it. Returns whether it was forwarded: sent on by somebody who received it.
    fn more_senders(
        &mut self,
        actions: impl Iterator<Item = Node<'b, 'b>>,
        (from, to): (&mut Vec<String>, &[String]),
        legs: &mut Vec<String>,
    ) -> bool {
        let mut is_forwarded = false;
        for more in actions {
            let people = self.people(Some(more), &[], Side::Sender);
            if people.is_empty() || people.iter().any(|id| to.contains(id)) {
                is_forwarded = true;
                legs.push(leg("sent on by", more, &self.by_xml_id));
                continue;
            }
            for id in people {
                if !from.contains(&id) {
                    from.push(id);
                }
            }
            legs.extend(where_and_when(more, &self.by_xml_id).map(|words| format!("Sent by {}: {words}", names_in(more))));
        }
        is_forwarded
    }

    /// The letter's own address, else the document's name with the letter's number: several documents can be opened
    /// together. Where letters share it, a number of ours follows it.
    fn id_of(&mut self, node: Node<'_, '_>, document: Option<String>) -> String {
        let number = self.draft.events.len() + 1;
        let own = xml_id(node).or_else(|| attribute(node, "ref")).map(str::to_owned).or(document);
        let id = own.unwrap_or_else(|| match attribute(node, "key") {
            Some(key) => format!("{} {key}", self.document),
            None if number == 1 => self.document.clone(),
            None => format!("{} {number}", self.document),
        });
        let id = if self.known.contains(&id) {
            self.renamed += 1;
            format!("{id} ({number})")
        } else {
            id
        };
        self.known.insert(id.clone());
        id
    }

    /// The persons and organizations of an action, each a leader. Whoever has neither name nor address is nobody. `others`
    /// are those of the other side: whoever has the same address there and another name is another person.
    fn people(&mut self, action: Option<Node<'b, 'b>>, others: &[String], side: Side) -> Vec<String> {
        let Some(action) = action else { return Vec::new() };
        let mut found: Vec<String> = Vec::new();
        let mut seen: HashSet<String> = HashSet::new();
        let others: HashSet<&String> = others.iter().collect();
        for person in action
            .descendants()
            .filter(is_person)
            .filter(|person| side.has(person) && !is_helper(person))
        {
            // A name within a name is a part of it.
            if person
                .ancestors()
                .skip(1)
                .take_while(|outer| *outer != action)
                .any(|outer| is_person(&outer))
            {
                continue;
            }
            let address = ["ref", "sameAs", "corresp", "key"].iter().find_map(|name| attribute(person, name));
            // Several addresses of one person stand with blanks between them.
            let addresses: Vec<String> = match attribute(person, "ref")
                .or_else(|| attribute(person, "sameAs"))
                .or_else(|| attribute(person, "corresp"))
            {
                Some(several) => several.split_whitespace().map(one_address).collect(),
                // A key may have blanks of its own.
                None => address.map(one_address).into_iter().collect(),
            };
            let local = address.and_then(|address| address.split_whitespace().find_map(|address| address.strip_prefix('#')));
            let pointed = local.and_then(|id| self.by_xml_id.get(id)).copied();
            let mut name = name_of(person);
            if name.is_empty() {
                name = pointed
                    .and_then(|node| named(node, "persName").next())
                    .map(name_of)
                    .unwrap_or_default();
            }
            if is_nobody(&name) && (addresses.is_empty() || !name.is_empty()) {
                continue;
            }
            // A note says how the name is written.
            if addresses.is_empty()
                && let Some(bare) = bare_name(&name)
            {
                name = bare.to_owned();
            }
            let known = addresses.iter().find_map(|address| self.ids.get(address)).cloned();
            let mut id = known.unwrap_or_else(|| addresses.first().cloned().unwrap_or_else(|| folded(&name).into_owned()));
            let is_other = |reader: &Self| {
                let first = reader.names.get(&id).map_or("", String::as_str);
                others.contains(&id) && !first.is_empty() && !name.is_empty() && !shares_word(first, &name)
            };
            if is_other(self) {
                id = format!("{id} {}", folded(&name));
            }
            for address in &addresses {
                self.ids.entry(address.clone()).or_insert_with(|| id.clone());
            }
            self.add_person(&id, &name, &person);
            if seen.insert(id.clone()) {
                found.push(id);
            }
        }
        found
    }

    /// Adds a leader, or another name of one who is there.
    fn add_person(&mut self, id: &str, name: &str, person: &Node<'_, '_>) {
        let is_new = !self.names.contains_key(id);
        let known = self.names.entry(id.to_owned()).or_insert_with(|| name.to_owned());
        // Who was only an address before has a name now.
        if !is_new && known.is_empty() && !name.is_empty() {
            name.clone_into(known);
            if let Some(first) = self.draft.leaders.iter_mut().find(|found| found.record.id == id) {
                first.record.name = tidied(name).into_owned();
                return;
            }
        }
        if is_new {
            name.clone_into(known);
        } else if name.is_empty() || folded(known) == folded(name) || !self.spellings.insert((id.to_owned(), folded(name).into_owned())) {
            return;
        }
        // A second record of one id is another name of the same leader, which is reported.
        self.draft.leaders.push(Found {
            record: LeaderDraft {
                id: id.to_owned(),
                name: tidied(name).into_owned(),
                ..LeaderDraft::default()
            },
            span: person.range(),
        });
    }

    /// The edition a letter is in, and the letter's own page, which is in that edition.
    fn sources_of(&mut self, node: Node<'b, 'b>, own: Option<&Document>) -> Vec<String> {
        let pointers = attribute(node, "source").unwrap_or_default().split_whitespace();
        let editions: Vec<String> = pointers
            .filter_map(|source| source.strip_prefix('#'))
            .filter(|id| self.by_xml_id.contains_key(id))
            .map(str::to_owned)
            .collect();
        for id in &editions {
            if self.sources.insert(id.clone())
                && let Some(bibliography) = self.by_xml_id.get(id.as_str())
            {
                self.add_source(*bibliography, id, Some(folded_text(*bibliography)), None, &[]);
            }
        }
        let page = attribute(node, "ref").map(str::to_owned);
        let key = attribute(node, "key");
        let number = key.map(|key| format!("Letter {key}"));
        // Several letters may be on one page, and a letter without a page of its own has its number in the edition.
        let letter = match (&page, key, editions.first()) {
            (Some(page), Some(key), _) if self.numbers.get(page).is_some_and(|first| first != key) => Some(format!("{page} {key}")),
            (Some(page), ..) => Some(page.clone()),
            (None, Some(key), Some(edition)) => Some(format!("{edition} {key}")),
            (None, ..) => None,
        };
        if let Some(id) = &letter {
            if let (Some(page), Some(key)) = (&page, key) {
                self.numbers.entry(page.clone()).or_insert_with(|| key.to_owned());
            }
            if self.sources.insert(id.clone()) {
                self.add_source(node, id, number, page.clone(), &editions);
            }
        }
        let found: Vec<String> = match letter {
            Some(letter) => vec![letter],
            None => editions,
        };
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

    /// Tells that zeros of one of two bounds were left out.
    fn tell_zeros(&mut self, action: Option<Node<'b, 'b>>, written: &[Option<String>; 5], edtf: &str) {
        let is_zero = |value: &&String| Date::parse(value).is_err() && shorten(value).is_some();
        if let (Some(zero), Some(action)) = (written.iter().flatten().find(is_zero), action) {
            let place = Some(self.draft.place_of_offset(action.range().start));
            let message = format!("found the date {zero:?}, expected a date of ISO 8601, for example \"1842-03\"");
            let report = file_warning(
                &self.draft.path,
                Code::AlteredDate,
                place,
                message,
                &format!("it was read as {edtf}"),
            );
            self.draft.reports.push(report);
        }
    }

    /// The date of an action in EDTF, and its wording. What cannot be read is reported, and the letter stays.
    fn date(&mut self, action: Option<Node<'b, 'b>>) -> Dated {
        let Some(date) = action.and_then(|action| named(action, "date").next()) else {
            return Dated::default();
        };
        let words = Some(folded_text(date)).filter(|words| !words.is_empty());
        let written = ["when", "from", "to", "notBefore", "notAfter"].map(|name| dating(date, name));
        let plain = written.clone().map(|value| value.map(|value| plain_date(&value)));
        let more = action.map(|action| more_dates(action, &written)).unwrap_or_default();
        let dated = |edtf: Option<String>, words: Option<String>| Dated {
            edtf,
            words,
            note: more.clone(),
        };
        // Zeros for a part that is not known are of that date, not of the span it bounds.
        let has_zeros = written.iter().flatten().count() > 1;
        let plain = plain.map(|value| {
            let shorter = value
                .as_deref()
                .filter(|_| has_zeros)
                .and_then(|value| shorten(value).filter(|_| Date::parse(value).is_err()));
            shorter.filter(|shorter| !shorter.starts_with("0000")).or(value)
        });
        let doubt = Doubt::of(date, words.as_deref());
        let Some(edtf) = edtf_from(plain.each_ref().map(Option::as_deref), doubt.sign()) else {
            // Without attributes the words are all there is, or a date by a calendar of the edition.
            let custom = custom(date);
            let text = custom.clone().or_else(|| words.clone());
            let text = text.map(|text| if is_julian(date) { format!("{text} O.S.") } else { text });
            let read = text.as_deref().and_then(|text| dates::read(text, Hints::default()).ok());
            let notes = read.as_ref().map(|reading| reading.notes.join("\n")).filter(|_| is_julian(date));
            if let (Some(custom), None) = (&custom, &read) {
                let message = format!("found the date {custom:?} by a calendar of its own, which is not read");
                let place = self.draft.place_of_offset(date.range().start);
                let help = "the letter is kept without it";
                let report = file_warning(&self.draft.path, Code::BadDate, Some(place), message, help);
                self.draft.reports.push(report);
            }
            let dated = dated(read.and_then(|reading| reading.edtf()), words.or(custom));
            return Dated {
                note: joined(notes.filter(|notes| !notes.is_empty()), dated.note.clone()),
                ..dated
            };
        };
        if let Ok(date) = Date::parse(&edtf) {
            // A set holds no doubt.
            let doubt = doubt.in_words(&date);
            self.tell_zeros(action, &written, &edtf);
            let dated = dated(Some(edtf), words);
            return Dated {
                note: joined(doubt, dated.note.clone()),
                ..dated
            };
        }
        // Nothing but zeros is no year.
        let shortened = shorten(&edtf).filter(|shorter| Date::parse(shorter).is_ok() && !shorter.starts_with("0000"));
        let place = self.draft.place_of_offset(date.range().start);
        let (code, what) = match &shortened {
            Some(shorter) => (Code::AlteredDate, format!("it was read as {shorter}")),
            None => (Code::BadDate, "the letter is kept without it".to_owned()),
        };
        self.draft.reports.push(Report {
            severity: Severity::Warning,
            ..file_error(&self.draft.path, code, Some(place), attributes_as_written(&written), &what)
        });
        let written: Vec<String> = written.into_iter().flatten().collect();
        dated(shortened, words.or_else(|| Some(written.join(" "))))
    }
}

/// The letter's own words; a translation of the editor's beside them.
fn quote_of(own: &Document, source: Option<String>) -> Option<QuoteDraft> {
    let words = own.body.clone()?;
    let language = own.text_language.clone().or_else(|| own.language.clone());
    let quote = QuoteDraft {
        source,
        ..QuoteDraft::default()
    };
    Some(match own.translation.clone() {
        Some((text, of_translation)) => QuoteDraft {
            text,
            language: of_translation,
            original: Some(Original { text: words, language }),
            ..quote
        },
        None => QuoteDraft {
            text: words,
            language,
            ..quote
        },
    })
}

/// The letters that `correspContext` names as previous or next, within the correspondence where it says so.
fn neighbors(node: Node<'_, '_>, which: &str) -> Vec<String> {
    let is_meant = |reference: &Node<'_, '_>| {
        let (kind, subtype) = (
            attribute(*reference, "type").unwrap_or_default(),
            attribute(*reference, "subtype").unwrap_or_default(),
        );
        // Some editions name the letter that is answered.
        let answers = ["reply", "inReply", "isReply", "answer", "response"]
            .iter()
            .any(|start| kind.starts_with(start));
        let says = kind.starts_with(which) || subtype.starts_with(which) || which == "prev" && answers;
        // The neighbor in the edition is by somebody else as often as not.
        says && kind != "withinCollection"
    };
    named(node, "correspContext")
        .flat_map(|context| named(context, "ref"))
        .filter(is_meant)
        .filter_map(|reference| attribute(reference, "target"))
        .map(|target| target.strip_prefix('#').unwrap_or(target).to_owned())
        .filter(|target| !target.trim().is_empty())
        .collect()
}
