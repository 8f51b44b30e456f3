//! An event and its quotes.

use super::{Account, Archive, Confidence, EventId, Few, Kind, LeaderId, Order, Original, SourceId, Text};
use crate::dates::{Date, Extent, TimeRange};

/// Something that happened. Small, because an archive may hold millions: what few events have is in [`EventMore`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The id in the files.
    pub id: Text,

    /// What kind of thing it is.
    pub kind: Kind,

    /// Whether the files give its title; else it is made of what is known.
    pub has_own_title: bool,

    /// Whether what it answers is only suggested by its text, not stated.
    pub is_suggested: bool,

    /// Whether its source counts by the Julian calendar; its dates are Gregorian all the same, as EDTF has them.
    pub is_julian: bool,

    /// When it was sent, began or took place.
    pub sent: Option<Date>,

    /// When it ended; for a visit, the departure.
    pub end: Option<Date>,

    /// Who sent it, traveled, or spoke.
    pub from: Few<LeaderId>,

    /// Who received it; the host of a visit; the others at a meeting.
    pub to: Few<LeaderId>,

    /// Where.
    pub place: Option<Text>,

    /// What to call it, in a few words.
    pub title: Text,

    /// What it says or what happened, in indirect speech.
    pub summary: Option<Text>,

    /// The words that were said.
    pub quotes: Box<[Quote]>,

    /// The documents that prove it.
    pub sources: Few<SourceId>,

    /// The events it answers; not empty for a reply.
    pub in_reply_to: Few<EventId>,

    /// The rest; `None` where there is nothing of it.
    pub more: Option<Box<EventMore>>,
}

const _: () = assert!(size_of::<Event>() <= 176, "an archive may hold millions");

/// What few events have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventMore {
    /// When it reached the receiver.
    pub received: Option<Date>,

    /// When it was made public.
    pub published: Option<Date>,

    /// Letter, cable, phone, broadcast …
    pub channel: Option<Text>,

    /// The date in the words of the source.
    pub date_as_written: Option<Text>,

    /// From what the date is inferred, and with what doubts.
    pub date_note: Option<Text>,

    /// What places it among other events, where that is known.
    pub order: Option<Order>,

    /// What several tell of it, each in its own words.
    pub accounts: Vec<Account>,

    /// How sure it is that it happened; `None` where nobody says.
    pub confidence: Option<Confidence>,

    /// How sure it is that it answers what it is said to answer.
    pub link_confidence: Option<Confidence>,

    /// How sure its date is.
    pub date_confidence: Option<Confidence>,

    /// Words to find it by.
    pub tags: Vec<Text>,

    /// A remark of whoever compiled the archive.
    pub note: Option<Text>,
}

/// Whether a channel is one by which people talk without meeting.
#[must_use]
pub fn is_call(channel: Option<&str>) -> bool {
    const CALLS: [&str; 7] = ["phone", "hotline", "call", "video", "telefon", "звонок", "통화"];
    let channel = channel.unwrap_or_default().to_lowercase();
    CALLS.iter().any(|word| channel.contains(word))
}

impl Event {
    /// What few events have; to change it.
    pub(super) fn more_mut(&mut self) -> &mut EventMore {
        self.more.get_or_insert_default()
    }

    /// When it reached the receiver.
    #[must_use]
    pub fn received(&self) -> Option<&Date> {
        self.more.as_ref()?.received.as_ref()
    }

    /// When it was made public.
    #[must_use]
    pub fn published(&self) -> Option<&Date> {
        self.more.as_ref()?.published.as_ref()
    }

    /// Letter, cable, phone, broadcast …
    #[must_use]
    pub fn channel(&self) -> Option<&str> {
        self.more.as_ref()?.channel.as_deref()
    }

    /// The date in the words of the source.
    #[must_use]
    pub fn date_as_written(&self) -> Option<&str> {
        self.more.as_ref()?.date_as_written.as_deref()
    }

    /// From what the date is inferred, and with what doubts.
    #[must_use]
    pub fn date_note(&self) -> Option<&str> {
        self.more.as_ref()?.date_note.as_deref()
    }

    /// What places it among other events, where that is known.
    #[must_use]
    pub fn order(&self) -> Option<&Order> {
        self.more.as_ref()?.order.as_ref()
    }

    /// What several tell of it, each in its own words.
    #[must_use]
    pub fn accounts(&self) -> &[Account] {
        self.more.as_ref().map_or(&[], |more| &more.accounts)
    }

    /// How sure it is that it happened; `None` where nobody says.
    #[must_use]
    pub fn confidence(&self) -> Option<Confidence> {
        self.more.as_ref()?.confidence
    }

    /// How sure it is that it answers what it is said to answer.
    #[must_use]
    pub fn link_confidence(&self) -> Option<Confidence> {
        self.more.as_ref()?.link_confidence
    }

    /// How sure its date is.
    #[must_use]
    pub fn date_confidence(&self) -> Option<Confidence> {
        self.more.as_ref()?.date_confidence
    }

    /// Words to find it by.
    #[must_use]
    pub fn tags(&self) -> &[Text] {
        self.more.as_ref().map_or(&[], |more| &more.tags)
    }

    /// A remark of whoever compiled the archive.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.more.as_ref()?.note.as_deref()
    }

    /// The name of its kind for people; a reply that is only suggested says so.
    #[must_use]
    pub const fn kind_title(&self) -> &'static str {
        if self.is_suggested { "Suggested reply" } else { self.kind.title() }
    }

    /// Whether it is a meeting at which nobody met: by phone, or on a screen.
    #[must_use]
    pub fn is_call(&self) -> bool {
        self.kind == Kind::Meeting && is_call(self.channel())
    }

    /// The date that gives the event its place: sent, else received, else published, else end, else what its order among
    /// other events leaves.
    #[must_use]
    pub fn date(&self) -> Option<&Date> {
        self.own_date().or_else(|| self.order()?.between.as_ref())
    }

    /// The date that the source gives, if any.
    pub(crate) fn own_date(&self) -> Option<&Date> {
        [self.sent.as_ref(), self.received(), self.published(), self.end.as_ref()]
            .into_iter()
            .flatten()
            .find(|date| !date.is_unknown())
    }

    /// Whether only its order among other events gives it a place.
    #[must_use]
    pub fn is_dated_by_order(&self) -> bool {
        self.own_date().is_none() && self.date().is_some()
    }

    /// When it was, for people; where only its order is known, that.
    #[must_use]
    pub fn date_words(&self, archive: &Archive) -> String {
        match (self.order(), self.own_date()) {
            (_, Some(date)) => date.words(),
            (Some(order), None) => order.words(archive),
            (None, None) => "undated".to_owned(),
        }
    }

    /// From when to when it was, for people: `13 November 1962 to 16 November 1962`; what has no end, as [`Self::date_words`] says it.
    #[must_use]
    pub fn span_words(&self, archive: &Archive) -> String {
        let end = self.end.as_ref().filter(|end| !end.is_unknown());
        match (self.own_date(), end) {
            (Some(date), Some(end)) if date != end => format!("{} to {}", date.words(), end.words()),
            _ => self.date_words(archive),
        }
    }

    /// The same in few words: `2 Nov 1962 to 26 Nov 1962`.
    #[must_use]
    pub fn short_span_words(&self, archive: &Archive) -> String {
        let end = self.end.as_ref().filter(|end| !end.is_unknown());
        match (self.own_date(), end) {
            (Some(date), Some(end)) if date != end => format!("{} to {}", date.short_words(true), end.short_words(true)),
            (Some(date), _) => date.short_words(true),
            (None, _) => self.date_words(archive),
        }
    }

    /// Whether it lasts, so that it is drawn from its date to its end: a visit, or anything else with an end of its own.
    #[must_use]
    pub fn is_stay(&self) -> bool {
        let has_end = || {
            let end = self.end.as_ref().filter(|end| !end.is_unknown())?.extent().latest?;
            let date = self.date()?.extent().latest?;
            Some(end > date)
        };
        self.kind == Kind::Visit || (self.kind == Kind::Other && has_end().unwrap_or(false))
    }

    /// The instants the event covers, from its date to its end. `None` where no date is known: it is undated.
    #[must_use]
    pub fn extent(&self) -> Option<Extent> {
        let extent = self.date()?.extent();
        let Some(end) = self.end.as_ref().filter(|end| !end.is_unknown()) else {
            return Some(extent);
        };
        Some(Extent {
            earliest: extent.earliest,
            latest: end.extent().latest,
        })
    }

    /// The stretch of the time axis that the event covers, open sides cut at what is known.
    #[must_use]
    pub fn range(&self) -> Option<TimeRange> {
        self.extent()?.known()
    }

    /// The stretch of the time axis in which anything of the event is drawn: its range, its receipt, and the dates that its
    /// accounts give.
    #[must_use]
    pub fn drawn_range(&self) -> Option<TimeRange> {
        let range = self.range()?;
        let others = [self.received(), self.published()].into_iter().flatten();
        let told = self.accounts().iter().filter_map(|account| account.date.as_ref());
        Some(
            others
                .chain(told)
                .filter_map(|date| date.extent().known())
                .fold(range, TimeRange::union),
        )
    }

    /// Whether the leader sent, received, visited, hosted or spoke.
    #[must_use]
    pub fn involves(&self, leader: LeaderId) -> bool {
        self.from.contains(&leader) || self.to.contains(&leader)
    }

    /// All the leaders of the event, senders first, each once.
    pub fn leaders(&self) -> impl Iterator<Item = LeaderId> {
        let to = self.to.iter().filter(|leader| !self.from.contains(leader));
        self.from.iter().chain(to).copied()
    }
}

/// Words that somebody said, in full. What few quotes have is in [`QuoteMore`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// Whose words they are; `None` where the first sender of the event speaks.
    pub speaker: Option<LeaderId>,

    /// The document it is taken from; one of the archive's sources.
    pub source: Option<SourceId>,

    /// The words; paragraphs are divided by an empty line.
    pub text: Text,

    /// BCP 47 tag of the language of `text`.
    pub language: Option<Text>,

    /// Where in the document.
    pub locator: Option<Text>,

    /// The rest; `None` where there is nothing of it.
    pub more: Option<Box<QuoteMore>>,
}

/// What few quotes have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuoteMore {
    /// The words as they were said, where the text is a translation.
    pub original: Option<Original>,

    /// Who translated.
    pub translator: Option<String>,

    /// Who compared it with the document, when and how; `None` where nobody says so.
    pub verified: Option<String>,

    /// The SHA-256 that somebody took of the text, in hex, as the file has it.
    pub sha256: Option<String>,

    /// Whether the text is not what that is the SHA-256 of.
    pub is_changed: bool,
}

impl Quote {
    /// The words as they were said, where the text is a translation.
    #[must_use]
    pub fn original(&self) -> Option<&Original> {
        self.more.as_ref()?.original.as_ref()
    }

    /// Who translated.
    #[must_use]
    pub fn translator(&self) -> Option<&str> {
        self.more.as_ref()?.translator.as_deref()
    }

    /// Who compared it with the document, when and how.
    #[must_use]
    pub fn verified(&self) -> Option<&str> {
        self.more.as_ref()?.verified.as_deref()
    }

    /// The SHA-256 that somebody took of the text, in hex, as the file has it.
    #[must_use]
    pub fn sha256(&self) -> Option<&str> {
        self.more.as_ref()?.sha256.as_deref()
    }

    /// Whether the text is not what that is the SHA-256 of.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.more.as_ref().is_some_and(|more| more.is_changed)
    }
}
