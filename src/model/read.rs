//! From one record to an event: dates are read, ids of leaders and sources are resolved, what looks wrong is reported. Many
//! records are read at once, each by itself; nothing here knows of other events.

use super::Code;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::build::{At, Known};
use super::draft::{CalendarDraft, EventDraft, FileDraft, OneOrMany};
use super::met::Names;
use super::text::Texts;
use super::when::{Dates, Words, certainly_before, joined};
use super::{Event, EventMore, Few, Kind, LeaderId, Needle, Report, Text};
use crate::dates::{Before, Clocks, Day};

/// In an event with more names than this, those that occur twice are found with a table.
const CROWD: usize = 32;

/// An event that is sound by itself, and what its record says of others.
pub(super) struct Candidate {
    pub(super) event: Event,
    pub(super) origin: Origin,
}

/// Where an event comes from, and what it says of other events, by their ids. What it answers need not exist.
pub(super) struct Origin {
    pub(super) file: u32,
    pub(super) span: Range<usize>,
    pub(super) answers: Few<Text>,
    /// What few say.
    pub(super) more: Option<Box<Neighbors>>,
}

/// Events before and after one.
#[derive(Default)]
pub(super) struct Neighbors {
    /// Letters before it and after it in its correspondence.
    pub(super) follows: Vec<Text>,
    pub(super) precedes: Vec<Text>,
    /// What it was after and before.
    pub(super) after: Vec<Text>,
    pub(super) before: Vec<Text>,
}

/// What a record became, with what there is to say about it.
pub(super) struct Reading {
    pub(super) key: Text,
    pub(super) event: Result<Candidate, Box<Report>>,
    pub(super) remarks: Vec<Report>,
}

impl Reading {
    /// Gives the event an id, where its record has none.
    pub(super) fn rename(&mut self, key: Text) {
        let reports = self
            .event
            .as_mut()
            .err()
            .map(|report| &mut **report)
            .into_iter()
            .chain(&mut self.remarks);
        for report in reports {
            report.event = Some(key.to_string());
        }
        if let Ok(candidate) = &mut self.event {
            candidate.event.id = key.clone();
        }
        self.key = key;
    }
}

/// Reads records of one file.
pub(super) struct Reader<'a> {
    pub(super) known: &'a Known,
    pub(super) dates: &'a Dates,
    pub(super) names: Option<&'a Names>,
    pub(super) file: &'a FileDraft,
    pub(super) file_at: u32,
}

impl Reader<'_> {
    /// Reads a record; `key` is the event's id where it is not the record's.
    pub(super) fn read<S: AsRef<str>>(&self, key: Option<Text>, record: &EventDraft<S>, span: Range<usize>) -> Reading {
        let texts = Texts::gather(&self.file.text, record.texts());
        let key = key.unwrap_or_else(|| texts.of(record.id.as_ref()));
        let mut remarks = Vec::new();
        let at = At {
            file: self.file,
            span: &span,
            event: Some(&key),
        };
        let event = self.event_from(&key, record, &texts, &at, &mut remarks);
        let event = event.map(|event| Candidate {
            event,
            origin: self.origin_of(record, &texts, span.clone()),
        });
        Reading { key, event, remarks }
    }

    fn origin_of<S: AsRef<str>>(&self, record: &EventDraft<S>, texts: &Texts<'_>, span: Range<usize>) -> Origin {
        let all = |keys: &[S]| keys.iter().map(|key| texts.of(key.as_ref())).collect::<Vec<_>>();
        let lists = [&record.follows, &record.precedes, &record.after.0, &record.before.0];
        let more = lists.iter().any(|list| !list.is_empty()).then(|| {
            let [follows, precedes, after, before] = lists.map(|list| all(list));
            Box::new(Neighbors {
                follows,
                precedes,
                after,
                before,
            })
        });
        Origin {
            file: self.file_at,
            span,
            answers: Few::from(all(&record.in_reply_to.0)),
            more,
        }
    }

    /// The event, or the first reason why it cannot be one.
    fn event_from<S: AsRef<str>>(
        &self,
        key: &Text,
        record: &EventDraft<S>,
        texts: &Texts<'_>,
        at: &At<'_>,
        remarks: &mut Vec<Report>,
    ) -> Result<Event, Box<Report>> {
        let is_answer = !record.in_reply_to.is_empty();
        let mut words = Words::default();
        let mut date = |text: &Option<S>, fields: &[&str]| {
            let text = text.as_ref().map(AsRef::as_ref);
            self.read_date(text, fields, at, &mut words, remarks)
        };
        let sent = date(&record.sent, &["sent", "date", "start"])?;
        let received = date(&record.received, &["received"])?;
        let published = date(&record.published, &["published"])?;
        let end = date(&record.end, &["end"])?.or(words.end.take());
        let first = [&sent, &received, &published].into_iter().flatten().find(|date| !date.is_unknown());
        let turned = match (first, &end) {
            (Some(start), Some(end)) if certainly_before(end, start) => Some((start.clone(), end.clone())),
            _ => None,
        };
        if let Some((start, end)) = &turned {
            let needle = Needle::of(&["end"], end.as_written());
            let message = format!("it ends ({end}) before it starts ({start})");
            if !at.file.is_foreign {
                return Err(Box::new(at.error(
                    Code::EndBeforeStart,
                    needle,
                    message,
                    "exchange the two dates, or correct one",
                )));
            }
            // Nothing that was written by somebody else is thrown out for its dates.
            let help = "the event is kept without its end, which its note on dates names";
            remarks.push(at.warning(Code::EndBeforeStart, needle, message, help));
            words.notes.push(format!("an end before the start is given: {end}"));
        }
        let own = |text: &Option<S>| text.as_ref().map(|text| texts.of(text.as_ref()));
        let title = own(&record.title).filter(|title| !title.trim().is_empty());
        let mut event = Event {
            id: key.clone(),
            kind: record.kind,
            sent,
            end: end.filter(|_| turned.is_none()),
            from: self.resolve_leaders(&record.from, "from", at)?,
            to: self.resolve_leaders(&record.to, "to", at)?,
            place: own(&record.place),
            has_own_title: title.is_some(),
            title: title.unwrap_or_default(),
            summary: own(&record.summary),
            quotes: record
                .quotes
                .iter()
                .map(|quote| self.quote_from(quote, texts, at, remarks))
                .collect::<Result<_, _>>()?,
            sources: self.known.sources_of(&record.sources.0, at, remarks).into(),
            in_reply_to: Few::default(),
            is_suggested: record.is_suggested && is_answer,
            is_julian: words.is_julian || record.calendar == Some(CalendarDraft::Julian),
            more: None,
        };
        let more = EventMore {
            received,
            published,
            ..self.more_from(record, words, texts, at, remarks)?
        };
        event.more = (more != EventMore::default()).then(|| Box::new(more));
        question(&mut event, is_answer, at, remarks);
        if !event.has_own_title {
            event.title = self.known.archive.made_title(&event).into();
        }
        self.add_met(&mut event, record);
        Ok(event)
    }

    /// What few events have, besides dates.
    fn more_from<S: AsRef<str>>(
        &self,
        record: &EventDraft<S>,
        words: Words,
        texts: &Texts<'_>,
        at: &At<'_>,
        remarks: &mut Vec<Report>,
    ) -> Result<EventMore, Box<Report>> {
        let own = |text: &Option<S>| text.as_ref().map(|text| texts.of(text.as_ref()));
        let notes = record.date_note.as_ref().map(AsRef::as_ref);
        let date_note = match notes.filter(|_| words.notes.is_empty()) {
            Some(note) => Some(texts.of(note)),
            None => joined(&notes.map(str::to_owned).into_iter().chain(words.notes).collect::<Vec<_>>()).map(Text::from),
        };
        Ok(EventMore {
            channel: own(&record.channel),
            date_as_written: own(&record.date_as_written).or_else(|| joined(&words.written).map(Text::from)),
            date_note,
            order: None,
            accounts: record
                .accounts
                .iter()
                .map(|account| self.account_from(account, at, remarks))
                .collect::<Result<_, _>>()?,
            confidence: record.confidence,
            link_confidence: record.link_confidence.filter(|_| !record.in_reply_to.is_empty()),
            date_confidence: record.date_confidence,
            tags: record.tags.0.iter().map(|tag| texts.of(tag.as_ref())).collect(),
            note: own(&record.note),
            ..EventMore::default()
        })
    }

    /// Adds leaders whom a remark names as people met.
    fn add_met<S: AsRef<str>>(&self, event: &mut Event, record: &EventDraft<S>) {
        let (Some(names), Some(text)) = (self.names, &record.meets_in) else {
            return;
        };
        let year = event.date().and_then(|date| Some(Day::of_instant(date.extent().earliest?).year));
        let place = event.place.as_deref().unwrap_or_default();
        for leader in names.named_in(&self.known.archive, text.as_ref(), place, year) {
            if !event.involves(leader) {
                event.to.push(leader);
            }
        }
    }

    fn resolve_leaders<S: AsRef<str>>(&self, keys: &OneOrMany<S>, field: &str, at: &At<'_>) -> Result<Few<LeaderId>, Box<Report>> {
        let mut found: Vec<LeaderId> = Vec::with_capacity(keys.0.len());
        let is_crowd = keys.0.len() > CROWD;
        let mut seen = HashSet::new();
        for key in &keys.0 {
            let id = self.known.resolve_leader(key.as_ref(), field, at)?;
            let is_new = if is_crowd { seen.insert(id) } else { !found.contains(&id) };
            if is_new {
                found.push(id);
            }
        }
        Ok(found.into())
    }
}

/// Says of an event that loads what looks wrong about it.
fn question(event: &mut Event, is_answer: bool, at: &At<'_>, remarks: &mut Vec<Report>) {
    // A clock that is named, and whose distance from UTC is not known, need not be that of the other date.
    let names_a_clock = event.date_note().is_some_and(|note| note.contains("the time is by "));
    let clocks = if names_a_clock { Clocks::OfAnyPlaces } else { Clocks::OfOnePlace };
    if let (Some(sent), Some(received)) = (&event.sent, event.received())
        && received.before(sent, clocks) == Before::Certainly
    {
        remarks.push(at.warning(
            Code::ReceivedBeforeSent,
            Needle::of(&["received"], received.as_written()),
            format!("it was received ({received}) before it was sent ({sent})"),
            "both dates are kept as they are; correct one if it is a slip",
        ));
    }
    if event.kind == Kind::Reply && !is_answer {
        remarks.push(at.warning(
            Code::ReplyToNothing,
            Needle::of(&["kind"], "reply"),
            "it is a reply but does not say to what".to_owned(),
            "name the event it answers with in_reply_to, or make it a message",
        ));
    }
    if event.kind == Kind::Message && is_answer {
        event.kind = Kind::Reply;
        remarks.push(at.warning(
            Code::MessageThatAnswers,
            Needle::of(&["kind"], "message"),
            "it is called a message but names what it answers".to_owned(),
            "it was read as a reply; write kind: reply",
        ));
    }
}

impl<S: AsRef<str>> EventDraft<S> {
    /// The texts that the event will have.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let own = [
            Some(&self.id),
            self.date_as_written.as_ref(),
            self.date_note.as_ref(),
            self.place.as_ref(),
            self.title.as_ref(),
            self.summary.as_ref(),
            self.channel.as_ref(),
            self.note.as_ref(),
        ];
        let quotes = self
            .quotes
            .iter()
            .flat_map(|quote| [Some(&quote.text), quote.language.as_ref(), quote.locator.as_ref()]);
        let lists = [
            &self.tags.0,
            &self.in_reply_to.0,
            &self.follows,
            &self.precedes,
            &self.after.0,
            &self.before.0,
        ];
        own.into_iter()
            .chain(quotes)
            .flatten()
            .chain(lists.into_iter().flatten())
            .map(AsRef::as_ref)
    }
}

/// The first and the last year in which each leader did something.
pub(super) fn active_years<'a>(
    known: &Known,
    records: impl Iterator<Item = (&'a FileDraft, &'a EventDraft)>,
) -> HashMap<LeaderId, (i64, i64)> {
    let mut years: HashMap<LeaderId, (i64, i64)> = HashMap::new();
    for (file, record) in records {
        let date = record.sent.as_deref().and_then(|sent| crate::dates::Date::parse(sent).ok());
        let Some(year) = date.and_then(|date| Some(Day::of_instant(date.extent().earliest?).year)) else {
            continue;
        };
        for id in record.from.0.iter().filter_map(|key| known.leader(file, key)) {
            let known = years.entry(id).or_insert((year, year));
            *known = (known.0.min(year), known.1.max(year));
        }
    }
    years
}
