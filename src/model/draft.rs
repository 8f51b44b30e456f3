//! Records as a file has them, before anything is checked: strings for dates and ids, and where each one stands.
//!
//! Formats fill these in; [`super::build`] turns them into an archive. They are also what a file of our own is made of,
//! so their fields are the format's (`data/FORMAT.md`).

#![expect(
    missing_docs,
    reason = "the fields of drafts are those of the file format, documented in data/FORMAT.md"
)]

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;
use std::sync::Arc;

use serde::de::{Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::columns::Preview;
use super::locate::{Needle, Places};
use super::report::{Place, Report};
use super::{Confidence, Kind, Original};
use crate::dates::Hints;

/// What one file holds.
#[derive(Clone, Debug, Default)]
pub struct FileDraft {
    /// The file, as it is to be named in reports.
    pub path: String,

    /// The format it was recognized as: `ron`, `json`.
    pub format: &'static str,

    /// The whole text, to find places in. The archive's texts are slices of it where they can be.
    pub text: Arc<String>,

    /// The title the file gives.
    pub title: Option<String>,

    /// The description the file gives.
    pub description: Option<String>,

    /// Leaders, as found.
    pub leaders: Vec<Found<LeaderDraft>>,

    /// Sources, as found.
    pub sources: Vec<Found<SourceDraft>>,

    /// Events, as found.
    pub events: Vec<Found<Box<EventDraft>>>,

    /// Events that come after those, and are read from the text when the archive is built.
    pub unread: Option<Unread>,

    /// Whose ids are taken for those of whom: see [`super::aliases`].
    pub taken_for: Arc<HashMap<String, String>>,

    /// Eras, as found.
    pub eras: Vec<Found<EraDraft>>,

    /// What the format itself could not read; each event among them is counted in `rejected`.
    pub reports: Vec<Report>,

    /// How many events the format could not read.
    pub rejected: usize,

    /// The ids of those events, as far as they can be made out: what answers them is not taken with them.
    pub rejected_ids: Vec<String>,

    /// How the file writes its dates, where its columns decide it.
    pub hints: Hints,

    /// Whether the file was not written for us: then an event stays without a date that cannot be read, or without what
    /// it answers.
    pub is_foreign: bool,

    /// The table it is, with what its columns are taken to be.
    pub table: Option<Preview>,

    /// Counts lines in `text`.
    pub places: Places,
}

impl FileDraft {
    /// The place of a byte of the file.
    #[must_use]
    pub fn place_of_offset(&self, offset: usize) -> Place {
        self.places.of_offset(&self.text, offset)
    }

    /// Where a value stands within a record.
    #[must_use]
    pub fn place_of(&self, span: &Range<usize>, needle: Needle<'_>) -> Place {
        let record = self.text.get(span.clone()).unwrap_or_default();
        self.place_of_offset(span.start + needle.offset_in(record))
    }
}

/// Events of a text that are read one by one, on whichever core has time, when the archive is built: what is read of one is
/// gone before the next is read.
#[derive(Clone, Debug)]
pub struct Unread {
    /// Where each is in [`FileDraft::text`].
    pub spans: Arc<Vec<Range<usize>>>,

    /// Reads one.
    pub read: ReadEvent,
}

/// Reads an event of a file's text; else says what is wrong.
pub type ReadEvent = for<'a> fn(&'a FileDraft, &Range<usize>) -> Result<Box<EventDraft<Slice<'a>>>, Box<BadRecord>>;

/// A record that cannot be read.
#[derive(Clone, Debug)]
pub struct BadRecord {
    /// What is wrong.
    pub report: Report,

    /// Its id, as far as it can be made out.
    pub id: Option<String>,
}

/// A string that is a slice of what it is read from, where it is written there as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slice<'a>(pub Cow<'a, str>);

impl AsRef<str> for Slice<'_> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Slice<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct SliceVisitor;
        impl<'de> Visitor<'de> for SliceVisitor {
            type Value = Cow<'de, str>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
                Ok(Cow::Borrowed(value))
            }

            fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
                Ok(Cow::Owned(value.to_owned()))
            }

            fn visit_string<E>(self, value: String) -> Result<Self::Value, E> {
                Ok(Cow::Owned(value))
            }
        }
        deserializer.deserialize_str(SliceVisitor).map(Slice)
    }
}

/// A record and the bytes of the file it was read from.
#[derive(Clone, Debug)]
pub struct Found<T> {
    /// The record.
    pub record: T,

    /// Where it stands in [`FileDraft::text`].
    pub span: Range<usize>,
}

/// A list that may be written as a single value: `from: "kim"` for `from: ["kim"]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOrMany<S = String>(pub Vec<S>);

impl<S> OneOrMany<S> {
    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<S> Default for OneOrMany<S> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<S: Serialize> Serialize for OneOrMany<S> {
    fn serialize<T: serde::Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        match self.0.as_slice() {
            [one] => one.serialize(serializer),
            many => many.serialize(serializer),
        }
    }
}

impl<'de, S: Deserialize<'de>> Deserialize<'de> for OneOrMany<S> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrManyVisitor<S>(PhantomData<S>);
        impl<'de, S: Deserialize<'de>> Visitor<'de> for OneOrManyVisitor<S> {
            type Value = OneOrMany<S>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string in quotes or a list of them")
            }

            fn visit_borrowed_str<E: serde::de::Error>(self, value: &'de str) -> Result<OneOrMany<S>, E> {
                S::deserialize(serde::de::value::BorrowedStrDeserializer::new(value)).map(|one| OneOrMany(vec![one]))
            }

            fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<OneOrMany<S>, E> {
                S::deserialize(serde::de::value::StrDeserializer::new(value)).map(|one| OneOrMany(vec![one]))
            }

            fn visit_unit<E>(self) -> Result<OneOrMany<S>, E> {
                Ok(OneOrMany::default())
            }

            fn visit_none<E>(self) -> Result<OneOrMany<S>, E> {
                Ok(OneOrMany::default())
            }

            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<OneOrMany<S>, D::Error> {
                deserializer.deserialize_any(self)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<OneOrMany<S>, A::Error> {
                let mut all = Vec::new();
                while let Some(item) = items.next_element::<S>()? {
                    all.push(item);
                }
                // Room for four is made for the first; nearly all have one.
                all.shrink_to_fit();
                Ok(OneOrMany(all))
            }
        }
        deserializer.deserialize_any(OneOrManyVisitor(PhantomData))
    }
}

/// Whether a text is empty.
fn is_nothing<S: AsRef<str>>(text: &S) -> bool {
    text.as_ref().is_empty()
}

/// A list without room for more.
fn exactly<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let mut all = Vec::deserialize(deserializer)?;
    all.shrink_to_fit();
    Ok(all)
}

/// A leader as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename = "Leader", expecting = "a leader with its fields")]
pub struct LeaderDraft {
    pub id: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub native_name: Option<String>,
    #[serde(skip_serializing_if = "OneOrMany::is_empty")]
    pub aliases: OneOrMany,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seat: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

/// A source as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename = "Source", expecting = "a source with its fields")]
pub struct SourceDraft {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accessed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    #[serde(skip_serializing_if = "OneOrMany::is_empty")]
    pub via: OneOrMany,
}

/// An event as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    deny_unknown_fields,
    rename = "Event",
    bound(serialize = "S: Serialize + AsRef<str>", deserialize = "S: Deserialize<'de> + Default"),
    expecting = "an event with its fields"
)]
pub struct EventDraft<S = String> {
    #[serde(default)]
    pub id: S,
    pub kind: Kind,
    #[serde(default, alias = "date", alias = "start", skip_serializing_if = "Option::is_none")]
    pub sent: Option<S>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received: Option<S>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<S>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<S>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_as_written: Option<S>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_note: Option<S>,
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub from: OneOrMany<S>,
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub to: OneOrMany<S>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<S>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<S>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<S>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "exactly")]
    pub quotes: Vec<QuoteDraft<S>>,
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub sources: OneOrMany<S>,
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub in_reply_to: OneOrMany<S>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_suggested: bool,
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub after: OneOrMany<S>,
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub before: OneOrMany<S>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "exactly")]
    pub accounts: Vec<AccountDraft<S>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link_confidence: Option<Confidence>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_confidence: Option<Confidence>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarDraft>,
    /// Remarks that may name leaders of the archive as people met; not of our format.
    #[serde(skip)]
    pub meets_in: Option<S>,
    /// Letters that stand before this one in its correspondence; not of our format.
    #[serde(skip)]
    pub follows: Vec<S>,
    /// Letters that stand behind it.
    #[serde(skip)]
    pub precedes: Vec<S>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<S>,
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub tags: OneOrMany<S>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<S>,
}

impl<S: Default> Default for EventDraft<S> {
    fn default() -> Self {
        Self {
            id: S::default(),
            kind: Kind::Other,
            sent: None,
            received: None,
            published: None,
            end: None,
            date_as_written: None,
            date_note: None,
            from: OneOrMany::default(),
            to: OneOrMany::default(),
            place: None,
            title: None,
            summary: None,
            quotes: Vec::new(),
            sources: OneOrMany::default(),
            in_reply_to: OneOrMany::default(),
            is_suggested: false,
            after: OneOrMany::default(),
            before: OneOrMany::default(),
            accounts: Vec::new(),
            confidence: None,
            link_confidence: None,
            date_confidence: None,
            calendar: None,
            meets_in: None,
            follows: Vec::new(),
            precedes: Vec::new(),
            channel: None,
            tags: OneOrMany::default(),
            note: None,
        }
    }
}

/// A quote as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename = "Quote",
    bound(serialize = "S: Serialize + AsRef<str>", deserialize = "S: Deserialize<'de> + Default"),
    expecting = "a quote with its fields"
)]
pub struct QuoteDraft<S = String> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<S>,
    pub text: S,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<S>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<Original>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translator: Option<S>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<S>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<S>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<S>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<S>,
}

/// An account as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename = "Account",
    bound(serialize = "S: Serialize + AsRef<str>", deserialize = "S: Deserialize<'de> + Default"),
    expecting = "an account with its fields"
)]
pub struct AccountDraft<S = String> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<S>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leader: Option<S>,
    #[serde(skip_serializing_if = "is_nothing")]
    pub text: S,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<S>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<S>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<S>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<Original>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translator: Option<S>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<S>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<S>,
}

/// The calendar by which a source counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CalendarDraft {
    Gregorian,
    Julian,
}

/// An era as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Era", expecting = "an era with its fields")]
pub struct EraDraft {
    pub name: String,
    pub start: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
}
