//! From an archive back to the records of a file of ours: what [`super::build`] reads, in the order of the format.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;
use serde::Serialize;

use super::draft::{AccountDraft, CalendarDraft, EraDraft, EventDraft, LeaderDraft, OneOrMany, QuoteDraft, SourceDraft};
use super::{Account, Archive, Event, EventId, LeaderId, Quote, SourceId, Text};
use crate::dates::Date;

/// An archive as the records of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename = "Archive")]
#[expect(missing_docs, reason = "the fields are those of the file format, documented in data/FORMAT.md")]
pub struct Records {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub leaders: Vec<LeaderDraft>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceDraft>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub eras: Vec<EraDraft>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<EventDraft>,
}

impl Records {
    /// The records of an archive. Reading them gives the same archive.
    #[must_use]
    pub fn of(archive: &Archive) -> Self {
        Self {
            title: archive.title.clone(),
            description: archive.description.clone(),
            leaders: archive
                .leaders
                .iter()
                .map(|leader| LeaderDraft {
                    id: leader.id.clone(),
                    // The id is the name where there is no other.
                    name: Some(&leader.name).filter(|name| **name != leader.id).cloned().unwrap_or_default(),
                    native_name: leader.native_name.clone(),
                    aliases: OneOrMany(leader.aliases.clone()),
                    office: leader.office.clone(),
                    country: leader.country.clone(),
                    color: leader.color.clone(),
                    seat: leader.seat.clone(),
                    zone: leader.zone.map(|zone| zone.name().to_owned()),
                })
                .collect(),
            sources: archive
                .sources
                .iter()
                .map(|source| SourceDraft {
                    id: source.id.clone(),
                    publisher: source.publisher.clone(),
                    title: source.title.clone(),
                    author: source.author.clone(),
                    published: text(source.published.as_ref()),
                    url: source.url.clone(),
                    archived_url: source.archived_url.clone(),
                    accessed: text(source.accessed.as_ref()),
                    reference: source.reference.clone(),
                    via: sources(archive, &source.via),
                })
                .collect(),
            eras: archive
                .eras
                .iter()
                .map(|era| EraDraft {
                    name: era.name.clone(),
                    start: era.start.as_written().to_owned(),
                    end: Some(&era.end)
                        .filter(|end| **end != era.start)
                        .map(|end| end.as_written().to_owned()),
                })
                .collect(),
            events: archive.events.iter().map(|event| event_of(archive, event)).collect(),
        }
    }
}

/// The events of an archive that are new or other than in an older reading of the same files, by their ids.
#[must_use]
pub fn changed_events(old: &Archive, new: &Archive) -> BTreeSet<EventId> {
    let has_moved = |(at, event): (usize, &Event)| old.events.get(at).is_none_or(|other| other.id != event.id);
    // Mostly each event is where it was, and nobody has to look for it.
    let before: HashMap<&str, &Event> = if new.events.iter().enumerate().any(has_moved) {
        old.events.iter().map(|event| (event.id.as_str(), event)).collect()
    } else {
        HashMap::new()
    };
    // One event at a time becomes a record: both archives as records would be as large again as the two.
    let is_other = |(at, event): (usize, &Event)| {
        let same = old.events.get(at).filter(|other| other.id == event.id);
        let other = same.or_else(|| before.get(event.id.as_str()).copied());
        other.is_none_or(|other| event_of(old, other) != event_of(new, event))
    };
    let changed = new.events.par_iter().enumerate().filter(|(at, event)| is_other((*at, event)));
    let changed: Vec<EventId> = changed.map(|(at, _)| EventId(at as u32)).collect();
    changed.into_iter().collect()
}

fn text(date: Option<&Date>) -> Option<String> {
    date.map(|date| date.as_written().to_owned())
}

fn leaders(archive: &Archive, ids: &[LeaderId]) -> OneOrMany {
    OneOrMany(
        ids.iter()
            .filter_map(|id| archive.leader(*id))
            .map(|leader| leader.id.clone())
            .collect(),
    )
}

fn sources(archive: &Archive, ids: &[SourceId]) -> OneOrMany {
    OneOrMany(
        ids.iter()
            .filter_map(|id| archive.source(*id))
            .map(|source| source.id.clone())
            .collect(),
    )
}

fn events(archive: &Archive, ids: &[EventId]) -> OneOrMany {
    OneOrMany(
        ids.iter()
            .filter_map(|id| archive.event(*id))
            .map(|event| event.id.to_string())
            .collect(),
    )
}

fn event_of(archive: &Archive, event: &Event) -> EventDraft {
    EventDraft {
        id: event.id.to_string(),
        kind: event.kind,
        sent: text(event.sent.as_ref()),
        received: text(event.received()),
        published: text(event.published()),
        end: text(event.end.as_ref()),
        date_as_written: event.date_as_written().map(str::to_owned),
        date_note: event.date_note().map(str::to_owned),
        from: leaders(archive, &event.from),
        to: leaders(archive, &event.to),
        place: owned(event.place.as_ref()),
        title: event.has_own_title.then(|| event.title.to_string()),
        summary: owned(event.summary.as_ref()),
        quotes: event.quotes.iter().map(|quote| quote_of(archive, quote)).collect(),
        sources: sources(archive, &event.sources),
        in_reply_to: events(archive, &event.in_reply_to),
        is_suggested: event.is_suggested && !event.in_reply_to.is_empty(),
        after: event.order().map(|order| events(archive, &order.after)).unwrap_or_default(),
        before: event.order().map(|order| events(archive, &order.before)).unwrap_or_default(),
        accounts: event.accounts().iter().map(|account| account_of(archive, account)).collect(),
        confidence: event.confidence(),
        link_confidence: event.link_confidence().filter(|_| !event.in_reply_to.is_empty()),
        date_confidence: event.date_confidence(),
        calendar: event.is_julian.then_some(CalendarDraft::Julian),
        channel: event.channel().map(str::to_owned),
        tags: OneOrMany(event.tags().iter().map(Text::to_string).collect()),
        note: event.note().map(str::to_owned),
        ..EventDraft::default()
    }
}

fn leader(archive: &Archive, id: Option<LeaderId>) -> Option<String> {
    archive.leader(id?).map(|leader| leader.id.clone())
}

fn source(archive: &Archive, id: Option<SourceId>) -> Option<String> {
    archive.source(id?).map(|source| source.id.clone())
}

fn account_of(archive: &Archive, account: &Account) -> AccountDraft {
    AccountDraft {
        by: account.by.clone(),
        leader: leader(archive, account.leader),
        text: account.text.clone(),
        date: text(account.date.as_ref()),
        published: text(account.published.as_ref()),
        language: account.language.clone(),
        original: account.original.clone(),
        translator: account.translator.clone(),
        source: source(archive, account.source),
        locator: account.locator.clone(),
    }
}

fn owned(text: Option<&Text>) -> Option<String> {
    text.map(Text::to_string)
}

fn quote_of(archive: &Archive, quote: &Quote) -> QuoteDraft {
    QuoteDraft {
        speaker: leader(archive, quote.speaker),
        text: quote.text.to_string(),
        language: owned(quote.language.as_ref()),
        original: quote.original().cloned(),
        translator: quote.translator().map(str::to_owned),
        source: source(archive, quote.source),
        locator: owned(quote.locator.as_ref()),
        verified: quote.verified().map(str::to_owned),
        sha256: quote.sha256().map(str::to_owned),
    }
}
