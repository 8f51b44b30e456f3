//! An event in words, ready to be set in any format.

use crate::model::{Archive, Confidence, Event, EventId, Kind, LeaderId, Quote, SourceId};
use crate::threads::{Threads, answer_words};

/// An event in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its id in the archive.
    pub id: String,
    /// `Message`, `Reply` …
    pub kind: String,
    /// Its date as far as known; `undated` where it has none.
    pub date: String,
    /// The date in the words of the source, where those say something else.
    pub date_as_written: Option<String>,
    /// Who did it, to whom or with whom.
    pub who: String,
    /// What it is called.
    pub title: String,
    /// Where, by which channel, what it answers after how long, how sure it is: a phrase each.
    pub remarks: Vec<String>,
    /// What it says or what happened, in indirect speech.
    pub summary: Option<String>,
    /// What was said.
    pub said: Vec<Said>,
    /// What proves it, beside the sources of what was said.
    pub sources: Vec<SourceId>,
    /// A remark of the compiler of the archive.
    pub note: Option<String>,
}

/// Words that were said, or an account of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub text: String,
    /// Whose they are, in which translation, or who tells it; empty where that is the sender.
    pub by: String,
    /// The words in their own language, where these are translated.
    pub original: Option<String>,
    /// Where they are from.
    pub source: Option<SourceId>,
    /// Where in it.
    pub locator: Option<String>,
}

/// The words of an event.
#[must_use]
pub fn entry(archive: &Archive, threads: &Threads, id: EventId) -> Option<Entry> {
    let event = archive.event(id)?;
    let date = match event.date() {
        Some(_) => event.date_words(archive),
        None if event.is_dated_by_order() => event.date_words(archive),
        None => "undated".to_owned(),
    };
    Some(Entry {
        id: event.id.to_string(),
        kind: event.kind_title().to_owned(),
        date_as_written: event.date_as_written().filter(|written| *written != date).map(str::to_owned),
        date,
        who: who(archive, event),
        title: event.title.to_string(),
        remarks: remarks(archive, threads, id, event),
        summary: event.summary.as_ref().map(ToString::to_string),
        said: said(archive, event),
        sources: event.sources.iter().copied().collect(),
        note: event.note().map(str::to_owned),
    })
}

fn names(archive: &Archive, ids: &[LeaderId]) -> String {
    ids.iter().map(|id| archive.leader_name(*id)).collect::<Vec<_>>().join(", ")
}

/// `A to B`, `A and B`, or whichever of the two is known.
fn who(archive: &Archive, event: &Event) -> String {
    let (from, to) = (names(archive, &event.from), names(archive, &event.to));
    match (from.is_empty(), to.is_empty()) {
        (true, true) => String::new(),
        (false, true) => from,
        (true, false) => format!("to {to}"),
        (false, false) => format!("{from} {} {to}", event.kind.joint_spoken()),
    }
}

fn remarks(archive: &Archive, threads: &Threads, id: EventId, event: &Event) -> Vec<String> {
    let mut remarks: Vec<String> = Vec::new();
    if event.is_julian {
        let julian = event.date().and_then(crate::dates::Date::julian_words);
        remarks.push(julian.map_or_else(
            || "dated by the Julian calendar".to_owned(),
            |day| format!("{day} by the Julian calendar of its source"),
        ));
    }
    let dated = |what: &str, date: Option<&crate::dates::Date>| date.map(|date| format!("{what} {}", date.words()));
    remarks.extend(dated("received", event.received()));
    remarks.extend(dated("published", event.published()));
    let end = if event.kind == Kind::Visit { "until" } else { "ended" };
    remarks.extend(dated(end, event.end.as_ref()));
    remarks.extend(event.channel().map(|channel| format!("by {channel}")));
    remarks.extend(event.place.as_ref().map(ToString::to_string));
    for message in &event.in_reply_to {
        let Some(answered) = archive.event(*message) else { continue };
        let perhaps = if event.is_suggested { "perhaps answers" } else { "answers" };
        let took = answer_words(answered, event)
            .map(|words| format!(" after {words}"))
            .unwrap_or_default();
        remarks.push(format!("{perhaps} \u{201c}{}\u{201d}{took}", answered.title));
    }
    for reply in threads.replies(id) {
        let Some(answer) = archive.event(*reply).filter(|reply| !reply.is_suggested) else {
            continue;
        };
        remarks.extend(answer_words(event, answer).map(|words| format!("answered after {words}")));
    }
    let doubts = [
        ("", event.confidence()),
        ("date ", event.date_confidence()),
        ("what it answers is ", event.link_confidence()),
    ];
    for (of, confidence) in doubts {
        if let Some(confidence) = confidence.filter(|confidence| *confidence != Confidence::Confirmed) {
            remarks.push(format!("{of}{}", confidence.word()));
        }
    }
    remarks.extend(event.date_note().map(str::to_owned));
    remarks
}

fn said(archive: &Archive, event: &Event) -> Vec<Said> {
    let by = |quote: &Quote| {
        let speaker = quote.speaker.filter(|speaker| event.from.first() != Some(speaker));
        let name = speaker.map(|speaker| archive.leader_name(speaker).to_owned());
        let translator = quote.translator().map(|translator| format!("translated by {translator}"));
        let verified = quote.verified().map(|verified| format!("verified: {verified}"));
        [name, translator, verified].into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let quotes = event.quotes.iter().map(|quote| Said {
        text: quote.text.trim().to_owned(),
        by: by(quote),
        original: quote.original().map(|original| original.text.trim().to_owned()),
        source: quote.source,
        locator: quote.locator.as_ref().map(ToString::to_string),
    });
    let accounts = event
        .accounts()
        .iter()
        .filter(|account| !account.text.is_empty())
        .map(|account| Said {
            text: account.text.trim().to_owned(),
            by: account_by(archive, account),
            original: account.original.as_ref().map(|original| original.text.trim().to_owned()),
            source: account.source,
            locator: account.locator.clone(),
        });
    quotes.chain(accounts).collect()
}

/// Whose account it is, who translated it, when it was published, and when it puts the event.
fn account_by(archive: &Archive, account: &crate::model::Account) -> String {
    let parts = [
        Some(archive.account_title(account)),
        account.translator.as_ref().map(|translator| format!("translated by {translator}")),
        account.published.as_ref().map(|date| format!("published {}", date.words())),
        account.date.as_ref().map(|date| format!("dates it {}", date.words())),
    ];
    parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}
