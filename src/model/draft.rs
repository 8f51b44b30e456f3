//! Records as a file has them, before anything is checked: strings for dates and ids, and where each one stands.
//!
//! Formats fill these in; [`super::build`] turns them into an archive. They are also what a file of our own is made of,
//! so their fields are the format's (`data/FORMAT.md`).

#![expect(
    missing_docs,
    reason = "the fields of drafts are those of the file format, documented in data/FORMAT.md"
)]

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

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

    /// The whole text, to find places in.
    pub text: String,

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

/// A record and the bytes of the file it was read from.
#[derive(Clone, Debug)]
pub struct Found<T> {
    /// The record.
    pub record: T,

    /// Where it stands in [`FileDraft::text`].
    pub span: Range<usize>,
}

/// A list that may be written as a single value: `from: "kim"` for `from: ["kim"]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OneOrMany(pub Vec<String>);

impl OneOrMany {
    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for OneOrMany {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => serializer.serialize_str(one),
            many => many.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrManyVisitor(PhantomData<OneOrMany>);
        impl<'de> Visitor<'de> for OneOrManyVisitor {
            type Value = OneOrMany;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string in quotes or a list of them")
            }

            fn visit_str<E>(self, value: &str) -> Result<OneOrMany, E> {
                Ok(OneOrMany(vec![value.to_owned()]))
            }

            fn visit_unit<E>(self) -> Result<OneOrMany, E> {
                Ok(OneOrMany::default())
            }

            fn visit_none<E>(self) -> Result<OneOrMany, E> {
                Ok(OneOrMany::default())
            }

            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<OneOrMany, D::Error> {
                deserializer.deserialize_any(self)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<OneOrMany, A::Error> {
                let mut all = Vec::new();
                while let Some(item) = items.next_element::<String>()? {
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
#[serde(deny_unknown_fields, rename = "Event", expecting = "an event with its fields")]
pub struct EventDraft {
    #[serde(default)]
    pub id: String,
    pub kind: Kind,
    #[serde(default, alias = "date", alias = "start", skip_serializing_if = "Option::is_none")]
    pub sent: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_as_written: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_note: Option<String>,
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub from: OneOrMany,
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub to: OneOrMany,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "exactly")]
    pub quotes: Vec<QuoteDraft>,
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub sources: OneOrMany,
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub in_reply_to: OneOrMany,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_suggested: bool,
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub after: OneOrMany,
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub before: OneOrMany,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "exactly")]
    pub accounts: Vec<AccountDraft>,
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
    pub meets_in: Option<String>,
    /// Letters that stand before this one in its correspondence; not of our format.
    #[serde(skip)]
    pub follows: Vec<String>,
    /// Letters that stand behind it.
    #[serde(skip)]
    pub precedes: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub tags: OneOrMany,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Default for EventDraft {
    fn default() -> Self {
        Self {
            id: String::new(),
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
#[serde(default, deny_unknown_fields, rename = "Quote", expecting = "a quote with its fields")]
pub struct QuoteDraft {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<Original>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translator: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// An account as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename = "Account", expecting = "an account with its fields")]
pub struct AccountDraft {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leader: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<Original>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translator: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
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
