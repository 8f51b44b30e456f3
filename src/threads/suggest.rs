//! Links that nobody says but that may be: which earlier message a message without a link may answer.
//!
//! Nothing of it is taken for granted: suggestions are drawn dotted, listed, and accepted or refused by a person.

use std::collections::HashSet;

use super::ways::Sent;
use super::{Certainty, Threads, crossing};
use crate::dates::{Cited, DAY, Date, Extent, Precision, cited_dates};
use crate::model::{Archive, Event, EventId, LeaderId};

/// Why one message may answer another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The file links the two without saying that one answers the other.
    Source,
    /// The text names the document, or the id of the message.
    Document(String),
    /// The text names a message of that date: `your letter of October 25`.
    Date(String),
    /// It is the nearest earlier message of the opposite direction.
    Nearest,
}

impl Reason {
    /// In words, after “may answer this because”.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Source => "the file points from one to the other".to_owned(),
            Self::Document(name) => format!("its text names {name}"),
            Self::Date(words) => format!("its text says \u{201c}{words}\u{201d}"),
            Self::Nearest => "it is the latest message before it in the other direction".to_owned(),
        }
    }
}

/// A message that may be a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The message that may be a reply.
    pub reply: EventId,
    /// What it may answer.
    pub message: EventId,
    /// Why.
    pub reason: Reason,
}

/// A message is not suggested as the nearest one after so many days: too much else will have passed by then.
pub(super) const NEAREST_DAYS: i64 = 60;

/// A text names messages that came at most so many days before.
const NAMED_DAYS: i64 = 400;

/// At most so many earlier messages are looked at.
const MAX_LOOKED_AT: usize = 200;

/// What a message may answer.
pub(super) fn suggestion_for(archive: &Archive, threads: &Threads, id: EventId) -> Option<Suggestion> {
    let event = archive.event(id).filter(|event| event.kind.is_message())?;
    let suggest = |message: EventId, reason: Reason| Suggestion {
        reply: id,
        message,
        reason,
    };
    if !event.in_reply_to.is_empty() {
        let message = *event.in_reply_to.first().filter(|_| event.is_suggested)?;
        return Some(suggest(message, Reason::Source));
    }
    let start = event.range()?.start;
    let sent = earlier(threads, (id, event), start);
    // Whether a message may be answered is looked at only where it matters: most are not the nearest one.
    let earlier = || {
        let messages = sent.iter().filter_map(|sent| Some((sent, archive.event(sent.id)?)));
        messages.filter(|(sent, message)| {
            let is_linked = || !message.in_reply_to.is_empty() && archive.leads_to(sent.id, id);
            message.range().is_some_and(|range| range.start < start) && !threads.suggested.refused.contains(&(id, sent.id)) && !is_linked()
        })
    };
    let names = Names::new(event, start);
    let named = if names.is_empty() { None } else { names.find(archive, earlier()) };
    named
        .or_else(|| nearest(archive, threads, event, start, earlier))
        .map(|(message, reason)| suggest(message, reason))
}

/// Earlier messages of the opposite direction, the latest first; some of them may turn out to be no earlier.
fn earlier(threads: &Threads, (id, event): (EventId, &Event), start: i64) -> Vec<Sent> {
    let mut found: Vec<Sent> = Vec::new();
    // What several sent to several is on several ways.
    let is_shared = event.from.len() > 1 || event.to.len() > 1;
    let mut seen = HashSet::new();
    for (to, from) in event.from.iter().flat_map(|from| event.to.iter().map(move |to| (*to, *from))) {
        // Of a circular to thousands a few are enough.
        if found.len() >= MAX_LOOKED_AT {
            break;
        }
        let before = threads.ways.before(to, from, start, start.saturating_sub(NAMED_DAYS * DAY));
        let is_new = |sent: &Sent| sent.id != id && (!is_shared || seen.insert(sent.id));
        found.extend(before.take(MAX_LOOKED_AT).filter(is_new));
    }
    found.sort_by_key(|sent| (std::cmp::Reverse(sent.first), sent.id));
    found
}

/// What a text names that may be another message.
struct Names {
    documents: Vec<String>,
    dates: Vec<Cited>,
}

impl Names {
    fn new(event: &Event, start: i64) -> Self {
        let quotes = event.quotes.iter().map(|quote| quote.text.as_str());
        let texts = quotes.chain(event.summary.as_deref()).chain(event.note());
        // Neither a day nor a number is named without a digit, and most texts have none.
        let texts: Vec<&str> = texts.filter(|text| text.bytes().any(|byte| byte.is_ascii_digit())).collect();
        Self {
            documents: texts.iter().flat_map(|text| documents(text)).collect(),
            dates: texts.iter().flat_map(|text| cited_dates(text, start)).collect(),
        }
    }

    fn is_empty(&self) -> bool {
        self.documents.is_empty() && self.dates.is_empty()
    }

    /// The message among earlier ones that is named.
    fn find<'a>(&self, archive: &Archive, earlier: impl Iterator<Item = (&'a Sent, &'a Event)>) -> Option<(EventId, Reason)> {
        let earlier: Vec<(EventId, &Event)> = earlier.map(|(sent, message)| (sent.id, message)).collect();
        let by_document = earlier.iter().find_map(|(id, message)| {
            let references = message
                .sources
                .iter()
                .filter_map(|source| archive.source(*source)?.reference.as_deref());
            let mut names = references.chain([message.id.as_str()]);
            let name = names.find(|name| self.documents.iter().any(|document| document == name))?;
            Some((*id, Reason::Document(name.to_owned())))
        });
        by_document.or_else(|| {
            self.dates.iter().find_map(|cited| {
                let (id, _) = earlier.iter().find(|(_, message)| is_of_day(message, &cited.date))?;
                Some((*id, Reason::Date(cited.words.clone())))
            })
        })
    }
}

/// The latest instant at which a message may have arrived, as far as anybody says.
fn arrived(message: &Event) -> Option<i64> {
    let received = message.received().and_then(|date| date.extent().latest);
    received.or_else(|| Some(message.range()?.end))
}

/// The nearest earlier message that did not cross with this one; none where this sender has answered that already: what lies
/// further back is hardly what is answered now.
fn nearest<'a, I: Iterator<Item = (&'a Sent, &'a Event)>>(
    archive: &Archive,
    threads: &Threads,
    event: &Event,
    start: i64,
    earlier: impl Fn() -> I,
) -> Option<(EventId, Reason)> {
    let is_answered = |id: EventId| {
        let replies = threads.replies(id).iter().filter_map(|reply| archive.event(*reply));
        replies
            .into_iter()
            .any(|reply| reply.from.iter().any(|from| event.from.contains(from)))
    };
    earlier()
        .filter(|(_, message)| arrived(message).is_some_and(|arrived| start.saturating_sub(arrived) <= NEAREST_DAYS * DAY))
        .find(|(_, message)| crossing(event, message) == Certainty::No)
        .filter(|(sent, _)| !is_answered(sent.id))
        .map(|(sent, _)| (sent.id, Reason::Nearest))
}

/// What a text names that may be a document: `Document 64`, `d64`.
fn documents(text: &str) -> Vec<String> {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_matches(|char: char| !char.is_alphanumeric()))
        .collect();
    let has_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| has_digit(word)) {
        // A bare number is no name.
        if word.starts_with(char::is_alphabetic) {
            found.push((*word).to_owned());
        }
        if let Some(before) = at
            .checked_sub(1)
            .and_then(|at| words.get(at))
            .filter(|before| before.starts_with(char::is_uppercase))
        {
            found.push(format!("{before} {word}"));
        }
    }
    found
}

/// Whether a message was sent on a day, as the calendar of its place had it.
fn is_of_day(message: &Event, day: &Date) -> bool {
    let Some(date) = message.own_date() else { return false };
    let offset = date.offset_seconds().unwrap_or(0);
    let local = |instant: Option<i64>| instant.map(|instant| instant + offset);
    let sent = Extent {
        earliest: local(date.extent().earliest),
        latest: local(date.extent().latest),
    };
    let is_narrow = date.precision() == Precision::Day || date.precision().has_clock();
    is_narrow && matches!((sent.known(), day.extent().known()), (Some(sent), Some(day)) if sent.overlaps(day))
}

impl super::ways::Ways {
    /// The messages of one to another that may have been sent before an instant, the latest first, back to another.
    fn before(&self, from: LeaderId, to: LeaderId, before: i64, since: i64) -> impl Iterator<Item = Sent> {
        self.begun_before(from, to, before)
            .take_while(move |sent| sent.first >= since)
            .copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{formats, model};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// What the last event is suggested to answer, and why.
    fn check(events: &str, expected: &str) {
        let text = format!(r#"(leaders: [(id: "a"), (id: "b")], sources: [(id: "s", reference: "Document 64")], events: [{events}])"#);
        let (archive, report) = model::build(&[formats::read("t.ron", text.as_bytes())]);
        assert!(report.reports.is_empty(), "{}", report.to_text());
        let threads = Threads::new(&archive);
        let last = EventId(archive.events.len() as u32 - 1);
        let found = threads.suggestion_for(&archive, last).map_or_else(String::new, |suggestion| {
            let message = archive.event(suggestion.message).map_or("", |event| event.id.as_str());
            format!("{message}: {}", suggestion.reason.words())
        });
        assert_eq!(found, expected, "{events}");
    }

    const FIRST: &str = r#"(id: "e1", kind: message, sent: "1962-10-22", from: "a", to: "b", sources: ["s"]), (id: "e2", kind: message, sent: "1962-10-25T01:59:00-04:00", from: "a", to: "b")"#;

    fn last(rest: &str) -> String {
        format!(r#"{FIRST}, (id: "x", kind: message, from: "b", to: "a", {rest})"#)
    }

    #[test]
    fn the_nearest_earlier_message_the_other_way_unless_the_text_says_more() {
        check(
            &last(r#"sent: "1962-10-26""#),
            "e2: it is the latest message before it in the other direction",
        );
        check(
            &last(r#"sent: "1962-10-23""#),
            "e1: it is the latest message before it in the other direction",
        );
        check(&last(r#"sent: "1962-10-20""#), "");
        check(&last(r#"sent: "1963-10-20""#), "");
        check(
            &last(r#"sent: "1962-10-26", quotes: [(text: "I have your letter of October 22.")]"#),
            "e1: its text says \u{201c}your letter of October 22\u{201d}",
        );
        check(
            &last(r#"sent: "1962-10-26", quotes: [(text: "Ваше послание от 25 октября получено")]"#),
            "e2: its text says \u{201c}Ваше послание от 25 октября\u{201d}",
        );
        check(
            &last(r#"sent: "1963-12-26", summary: "Ihr Schreiben vom 25. Oktober 1962 kam an""#),
            "",
        );
        check(
            &last(r#"sent: "1963-10-20", summary: "Ihr Schreiben vom 25. Oktober 1962 kam an""#),
            "e2: its text says \u{201c}Ihr Schreiben vom 25. Oktober 1962\u{201d}",
        );
        check(
            &last(r#"sent: "1962-10-26", note: "See Document 64.""#),
            "e1: its text names Document 64",
        );
        check(&last(r#"sent: "1962-10-26", note: "see e1""#), "e1: its text names e1");
        check(
            &last(r#"sent: "1962-10-26", quotes: [(text: "My letter of October 22 and your letter, Mr. Chairman")]"#),
            "e2: it is the latest message before it in the other direction",
        );
    }

    #[test]
    fn what_a_text_names_is_the_others_and_of_the_last_such_day() {
        let december = r#"(id: "d", kind: message, sent: "1962-12-25", from: "a", to: "b"), (id: "e", kind: message, sent: "1962-12-30", from: "a", to: "b")"#;
        let reply = r#"(kind: message, sent: "1963-01-05", from: "b", to: "a", summary: "Your letter of December 25 came.")"#;
        check(
            &format!("{december}, {reply}"),
            "d: its text says \u{201c}Your letter of December 25\u{201d}",
        );
        check(
            &last(r#"sent: "1962-10-26", summary: "Thank you for your letter. My message of October 22 stands.""#),
            "e2: it is the latest message before it in the other direction",
        );
        check(
            &last(r#"sent: "1962-10-26", summary: "Thanks for your letter and my message of October 22""#),
            "e2: it is the latest message before it in the other direction",
        );
        // What would answer its own reply is not suggested.
        let circle = r#"(id: "x", kind: reply, in_reply_to: "y", sent: "1962-05", from: "a", to: "b"), (id: "y", kind: message, sent: "1962-05-10", from: "b", to: "a", note: "see x1")"#;
        check(circle, "");
    }

    #[test]
    fn what_is_linked_answered_or_crossed_is_not_suggested() {
        check(
            &last(r#"sent: "1962-10-26", in_reply_to: "e1", kind: reply"#).replace("kind: message, from: \"b\"", "from: \"b\""),
            "",
        );
        let answered = r#"(id: "r", kind: reply, in_reply_to: "e2", sent: "1962-10-26", from: "b", to: "a")"#;
        check(
            &format!(r#"{FIRST}, {answered}, (id: "x", kind: message, sent: "1962-10-27", from: "b", to: "a")"#),
            "",
        );
        check(
            r#"(id: "e", kind: message, sent: "1962-10-22", received: "1962-10-24", from: "a", to: "b"), (kind: message, sent: "1962-10-23", from: "b", to: "a")"#,
            "",
        );
    }

    #[test]
    fn what_several_sent_to_several_counts_once() {
        let joint = |at: usize| format!(r#"(id: "j{at}", kind: message, sent: "1962-01-01", from: ["c", "d"], to: ["a", "b"]),"#);
        let joint: Vec<String> = (0..120).map(joint).collect();
        let text = format!(
            r#"(leaders: [(id: "a"), (id: "b"), (id: "c"), (id: "d")], events: [{}
                (id: "solo", kind: message, sent: "1962-01-05", from: "d", to: "b"),
                (id: "answer", kind: message, sent: "1962-01-10", from: ["a", "b"], to: ["c", "d"])])"#,
            joint.concat()
        );
        let (archive, _) = model::build(&[formats::read("t.ron", text.as_bytes())]);
        let threads = Threads::new(&archive);
        let found = threads
            .suggestion_for(&archive, EventId(121))
            .and_then(|found| archive.event(found.message));
        assert_eq!(found.map(|event| event.id.as_str()), Some("solo"));
    }

    /// The same by looking at every message, without the order of ways.
    fn plain(archive: &Archive, threads: &Threads, id: EventId) -> Option<(EventId, Reason)> {
        let event = archive
            .event(id)
            .filter(|event| event.kind.is_message() && event.in_reply_to.is_empty())?;
        let start = event.range()?.start;
        let goes_back = |other: &Event| {
            let is_way = |from: &LeaderId, to: &LeaderId| from != to && other.from.contains(from) && other.to.contains(to);
            event.from.iter().any(|from| event.to.iter().any(|to| is_way(to, from)))
        };
        let mut earlier: Vec<(i64, EventId, &Event)> = archive
            .events()
            .filter(|(other, message)| *other != id && message.kind.is_message() && goes_back(message))
            .filter_map(|(other, message)| Some((message.range()?.start, other, message)))
            .filter(|(first, other, _)| *first < start && *first >= start - NAMED_DAYS * DAY && !archive.leads_to(*other, id))
            .collect();
        earlier.sort_by_key(|(first, id, _)| (std::cmp::Reverse(*first), *id));
        let texts = || event.summary.as_deref().into_iter();
        let cited: Vec<Cited> = texts().flat_map(|text| cited_dates(text, start)).collect();
        let named = cited.into_iter().find_map(|cited| {
            let found = earlier.iter().find(|(.., message)| is_of_day(message, &cited.date))?;
            Some((found.1, Reason::Date(cited.words)))
        });
        named.or_else(|| {
            let near = earlier
                .iter()
                .filter(|(.., message)| arrived(message).is_some_and(|arrived| start - arrived <= NEAREST_DAYS * DAY));
            let (_, found, _) = near.into_iter().find(|(.., message)| crossing(event, message) == Certainty::No)?;
            let replies = threads.replies(*found).iter().filter_map(|reply| archive.event(*reply));
            let is_answered = replies
                .into_iter()
                .any(|reply| reply.from.iter().any(|from| event.from.contains(from)));
            (!is_answered).then_some((*found, Reason::Nearest))
        })
    }

    /// Day, sender, receivers, form of the date, and which letter it answers.
    type Letter = (u32, usize, usize, usize, u32, Option<usize>);

    proptest! {
        #[test]
        fn what_is_found_is_what_looking_at_every_message_finds(
            letters in proptest::collection::vec((0_u32..400, 0_usize..4, 0_usize..4, 0_usize..4, 0_u32..12, proptest::option::of(0_usize..40)), 2..40),
            relinked in proptest::num::u32::ANY
        ) {
            let event = |(at, (day, from, to, other, form, answers)): (usize, &Letter)| {
                let (year, month, date) = (1962 + day / 336, 1 + day / 28 % 12, 1 + day % 28);
                let sent = match form {
                    0 => format!("{year}-{month:02}"),
                    1 => format!("{year}-{month:02}-{date:02}/{year}-{month:02}-28"),
                    2 => format!("{year}-{month:02}-{date:02}T10:00+03:00"),
                    _ => format!("{year}-{month:02}-{date:02}"),
                };
                let received = if *form == 4 { format!(r#", received: "{}-{month:02}-{date:02}""#, year + 1) } else { String::new() };
                let summary = if *form > 9 { r#", summary: "Thank you for your letter of March 5.""# } else { "" };
                let reply = answers.filter(|answers| *answers < letters.len() && *answers != at);
                let reply = reply.map_or_else(|| "kind: message".to_owned(), |answers| format!(r#"kind: reply, in_reply_to: "e{answers}""#));
                format!(r#"(id: "e{at}", {reply}, sent: "{sent}"{received}, from: "{}", to: ["{}", "{}"]{summary}),"#, ["a", "b", "c", "d"][*from], ["a", "b", "c", "d"][*to], ["a", "b", "c", "d"][*other])
            };
            let events: String = letters.iter().enumerate().map(event).collect();
            let text = format!(r#"(leaders: [(id: "a"), (id: "b"), (id: "c"), (id: "d")], events: [{events}])"#);
            let (archive, _) = model::build(&[formats::read("t.ron", text.as_bytes())]);
            let mut threads = Threads::new(&archive);
            // One letter is unlinked, or linked to the one before it, and what is suggested is as if it had always been so.
            let mut archive = archive;
            let id = EventId(relinked % archive.events.len() as u32);
            let before = archive.events[id.0 as usize].in_reply_to.clone();
            let after: Vec<EventId> = if before.is_empty() { id.0.checked_sub(1).map(EventId).into_iter().collect() } else { Vec::new() };
            if after.iter().all(|message| !archive.leads_to(*message, id)) {
                archive.events[id.0 as usize].in_reply_to = after.into();
                threads.relink(&archive, id, &before, &BTreeSet::new());
                let anew = Threads::new(&archive);
                prop_assert_eq!(threads.suggestions(), anew.suggestions(), "{}", text);
                for (id, _) in archive.events() {
                    prop_assert_eq!(threads.replies(id), anew.replies(id));
                    prop_assert!(threads.suggested_replies(id).eq(anew.suggested_replies(id)));
                }
            }
            for (id, _) in archive.events() {
                let found = threads.suggestion_for(&archive, id).map(|found| (found.message, found.reason));
                let is_linked = archive.event(id).is_some_and(|event| !event.in_reply_to.is_empty());
                let expected = if is_linked { found.clone() } else { plain(&archive, &threads, id) };
                prop_assert_eq!(found, expected, "{}", text);
            }
        }
    }
}
