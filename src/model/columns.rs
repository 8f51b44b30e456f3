//! What the columns of a table mean: guessed from their headers, or said by the user.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::headers::{guess, may_be_time, pair_in};
pub use super::headers::{names_a_date, names_a_visit, names_an_event};

/// The columns of the table that this program writes, in their order (data/FORMAT.md, “Tables”).
pub const WRITTEN: [&str; 23] = [
    "id",
    "kind",
    "sent",
    "received",
    "published",
    "end",
    "date_as_written",
    "date_note",
    "from",
    "from_id",
    "to",
    "to_id",
    "place",
    "title",
    "summary",
    "text",
    "language",
    "source",
    "url",
    "in_reply_to",
    "channel",
    "tags",
    "note",
];

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "each is named like the field of an event it fills, described in data/FORMAT.md"
)]
pub enum Field {
    Id,
    Kind,
    Sent,
    Received,
    Published,
    End,
    NotBefore,
    NotAfter,
    Timestamp,
    Year,
    Month,
    Day,
    Time,
    Zone,
    Calendar,
    EndYear,
    EndMonth,
    EndDay,
    EndTime,
    DateAsWritten,
    DateNote,
    From,
    FromId,
    To,
    ToId,
    Place,
    Title,
    Summary,
    Text,
    Original,
    Language,
    Source,
    Url,
    Locator,
    InReplyTo,
    Channel,
    Tags,
    Group,
    Note,
    /// Left out on purpose.
    Ignore,
}

impl Field {
    /// All fields a user can choose, the usual ones first.
    pub const ALL: [Self; 40] = [
        Self::Sent,
        Self::End,
        Self::From,
        Self::To,
        Self::Title,
        Self::Text,
        Self::Summary,
        Self::Place,
        Self::Kind,
        Self::InReplyTo,
        Self::Id,
        Self::Source,
        Self::Url,
        Self::Locator,
        Self::Received,
        Self::Published,
        Self::NotBefore,
        Self::NotAfter,
        Self::Timestamp,
        Self::Year,
        Self::Month,
        Self::Day,
        Self::Time,
        Self::Zone,
        Self::Calendar,
        Self::EndYear,
        Self::EndMonth,
        Self::EndDay,
        Self::EndTime,
        Self::DateAsWritten,
        Self::DateNote,
        Self::FromId,
        Self::ToId,
        Self::Original,
        Self::Language,
        Self::Channel,
        Self::Tags,
        Self::Group,
        Self::Note,
        Self::Ignore,
    ];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Kind => "kind",
            Self::Sent => "date",
            Self::Received => "received",
            Self::Published => "published",
            Self::End => "end",
            Self::NotBefore => "not_before",
            Self::NotAfter => "not_after",
            Self::Timestamp => "timestamp",
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Time => "time",
            Self::Zone => "zone",
            Self::Calendar => "calendar",
            Self::EndYear => "end_year",
            Self::EndMonth => "end_month",
            Self::EndDay => "end_day",
            Self::EndTime => "end_time",
            Self::DateAsWritten => "date_as_written",
            Self::DateNote => "date_note",
            Self::From => "from",
            Self::FromId => "from_id",
            Self::To => "to",
            Self::ToId => "to_id",
            Self::Place => "place",
            Self::Title => "title",
            Self::Summary => "summary",
            Self::Text => "text",
            Self::Original => "original",
            Self::Language => "language",
            Self::Source => "source",
            Self::Url => "url",
            Self::Locator => "locator",
            Self::InReplyTo => "in_reply_to",
            Self::Channel => "channel",
            Self::Tags => "tags",
            Self::Group => "group",
            Self::Note => "note",
            Self::Ignore => "ignore",
        }
    }

    /// The field with that name, or another word for it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        static NAMES: LazyLock<HashMap<String, Field>> = LazyLock::new(|| {
            // The first of two of one name.
            Field::ALL
                .into_iter()
                .rev()
                .map(|field| (fold_header(field.name()), field))
                .collect()
        });
        NAMES
            .get(&fold_header(name))
            .copied()
            .or_else(|| guess(name).map(|(field, _)| field))
    }

    /// Whether it gives an event its place in time.
    #[must_use]
    pub const fn is_date(self) -> bool {
        matches!(
            self,
            Self::Sent
                | Self::Received
                | Self::Published
                | Self::End
                | Self::NotBefore
                | Self::NotAfter
                | Self::Timestamp
                | Self::Year
                | Self::DateAsWritten
        )
    }
}

/// Which column holds what, by header. A header that is not named is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping(pub Vec<(String, Field)>);

/// The most columns of a table, as many as a spreadsheet has; one with more is not read.
pub const MAX_COLUMNS: usize = 16_384;

impl Mapping {
    /// Reads `date=Datum,from=Absender`; a header with a comma stands in quotation marks: `"to=Name, Vorname"`.
    ///
    /// # Errors
    /// Where a part is not `field=header`, or names a field that does not exist.
    pub fn parse(text: &str) -> Result<Self, MappingError> {
        let mut parts = Vec::new();
        let (mut part, mut is_quoted) = (String::new(), false);
        for char in text.chars() {
            match char {
                '"' => is_quoted = !is_quoted,
                ',' if !is_quoted => parts.push(std::mem::take(&mut part)),
                other => part.push(other),
            }
        }
        parts.push(part);
        let mut mapping = Vec::new();
        for part in parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()) {
            let (field, header) = part.split_once('=').ok_or_else(|| MappingError::NoField(part.to_owned()))?;
            let field = Field::from_name(field.trim()).ok_or_else(|| MappingError::UnknownField(field.trim().to_owned()))?;
            mapping.push((header.trim().to_owned(), field));
        }
        Ok(Self(mapping))
    }

    /// What the headers say by themselves: of several columns for one field, the one that says it best.
    #[must_use]
    pub fn guess(headers: &[String]) -> Self {
        let mut guesses: Vec<(usize, Field, usize)> = headers
            .iter()
            .take(MAX_COLUMNS)
            .enumerate()
            .filter_map(|(column, header)| guess(header).map(|(field, rank)| (column, field, rank)))
            .collect();
        guesses.sort_by_key(|(column, field, rank)| (*field, *rank, *column));
        guesses.dedup_by_key(|(_, field, _)| *field);
        let has = |guesses: &[(usize, Field, usize)], wanted| guesses.iter().any(|(_, field, _)| *field == wanted);
        if let Some((from, to)) = pair_in(headers) {
            for (column, field) in [(from, Field::From), (to, Field::To)] {
                if !has(&guesses, field) && !guesses.iter().any(|(taken, ..)| *taken == column) {
                    guesses.push((column, field, 0));
                }
            }
        }
        name_labels(headers, &mut guesses);
        name_invited(headers, &mut guesses);
        let time = headers.iter().take(MAX_COLUMNS).position(|header| may_be_time(header));
        if let Some(column) = time.filter(|column| !guesses.iter().any(|(taken, ..)| taken == column))
            && has(&guesses, Field::Sent)
            && !has(&guesses, Field::Time)
        {
            guesses.push((column, Field::Time, 0));
        }
        guesses.sort_by_key(|(column, ..)| *column);
        let named = guesses
            .into_iter()
            .filter_map(|(column, field, _)| Some((headers.get(column)?.clone(), field)));
        Self(named.collect())
    }

    /// What was guessed, with what the user said in its place.
    #[must_use]
    pub fn over(&self, guessed: &Self, headers: &[String]) -> Self {
        let is_there = |name: &String| headers.iter().any(|header| same_header(name, header));
        let named = || self.0.iter().filter(|(name, _)| is_there(name));
        let said: Vec<Field> = named().map(|(_, field)| *field).collect();
        let is_said = |header: &String| self.0.iter().any(|(name, _)| same_header(name, header));
        let mut mapping = guessed.clone();
        mapping
            .0
            .retain(|(header, field)| !is_said(header) && (!said.contains(field) || *field == Field::Ignore));
        mapping.0.extend(named().cloned());
        mapping
    }

    /// The columns that the user named and that a table does not have.
    #[must_use]
    pub fn missing_in(&self, headers: &[String]) -> Vec<String> {
        let is_missing = |name: &&String| !headers.iter().any(|header| same_header(name, header));
        self.0.iter().map(|(name, _)| name).filter(is_missing).cloned().collect()
    }

    /// What a column holds.
    #[must_use]
    pub fn field_of(&self, header: &str) -> Option<Field> {
        let found = self.0.iter().rev().find(|(name, _)| name == header);
        let found = found.or_else(|| self.0.iter().rev().find(|(name, _)| same_header(name, header)));
        found.map(|(_, field)| *field)
    }

    /// Whether any column gives a date.
    #[must_use]
    pub fn has_date(&self) -> bool {
        self.0.iter().any(|(_, field)| field.is_date())
    }

    /// Whether no column says who took part, what it was about, or what was said.
    #[must_use]
    pub fn names_nothing(&self) -> bool {
        use Field::{From, FromId, Place, Summary, Tags, Text, Title, To, ToId};
        let mut fields = self.0.iter().map(|(_, field)| field);
        !fields.any(|field| matches!(field, From | FromId | Place | Summary | Tags | Text | Title | To | ToId))
    }

    /// Says what one column holds.
    pub fn set(&mut self, header: &str, field: Option<Field>) {
        self.0.retain(|(name, _)| name != header);
        self.0.extend(field.map(|field| (header.to_owned(), field)));
    }
}

/// In an answer of Wikidata as a table, `sender` has the address of somebody, and `senderLabel` the name.
fn name_labels(headers: &[String], guesses: &mut Vec<(usize, Field, usize)>) {
    let label_of = |column: usize| {
        let label = format!("{}Label", headers.get(column)?);
        headers.iter().position(|header| *header == label)
    };
    let mut ids = Vec::new();
    for guess in guesses.iter_mut() {
        let id = match guess.1 {
            Field::From => Some(Field::FromId),
            Field::To => Some(Field::ToId),
            Field::Place | Field::Title => None,
            _ => continue,
        };
        if let Some(label) = label_of(guess.0) {
            ids.extend(id.map(|id| (guess.0, id, 0)));
            guess.0 = label;
        }
    }
    let taken: Vec<usize> = guesses.iter().map(|(column, ..)| *column).collect();
    let taken_fields: Vec<Field> = guesses.iter().map(|(_, field, _)| *field).collect();
    guesses.extend(
        ids.into_iter()
            .filter(|(column, id, _)| !taken.contains(column) && !taken_fields.contains(id)),
    );
}

/// Who organizes an event invites those who attend it.
fn name_invited(headers: &[String], guesses: &mut Vec<(usize, Field, usize)>) {
    let named = |words: &[&str]| {
        headers.iter().enumerate().find_map(|(column, header)| {
            let whose = header.split('.').next().unwrap_or_default();
            let is_one = words.contains(&fold_header(whose).as_str());
            (is_one && matches!(guess(header), Some((Field::From, _)))).then_some(column)
        })
    };
    let (Some(organizer), Some(attendees)) = (named(&["organizer", "organiser"]), named(&["attendee", "attendees"])) else {
        return;
    };
    let is_person = |field: Field| matches!(field, Field::From | Field::To);
    if guesses
        .iter()
        .filter(|(_, field, _)| is_person(*field))
        .all(|(column, ..)| [organizer, attendees].contains(column))
    {
        guesses.retain(|(_, field, _)| !is_person(*field));
        guesses.extend([(organizer, Field::From, 0), (attendees, Field::To, 0)]);
    }
}

impl fmt::Display for Mapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, (header, field)) in self.0.iter().enumerate() {
            let comma = if position == 0 { "" } else { "," };
            let quote = if header.contains(',') { "\"" } else { "" };
            write!(f, "{comma}{quote}{}={header}{quote}", field.name())?;
        }
        Ok(())
    }
}

/// Why a mapping cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// A part without an equals sign.
    #[error("found {0:?}, expected field=header, for example date=Datum")]
    NoField(String),
    /// A field that does not exist.
    #[error(
        "there is no field {0:?}; there are date, end, from, to, title, text, summary, place, kind, in_reply_to, id, source, url and those of data/FORMAT.md"
    )]
    UnknownField(String),
}

/// A table that was opened: what it holds, and how it is understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The file, as it is named in reports.
    pub path: String,
    /// The headers, left to right.
    pub headers: Vec<String>,
    /// The first rows.
    pub rows: Vec<Vec<String>>,
    /// What the columns are taken to be.
    pub mapping: Mapping,
    /// Whether it could not be opened because nothing says which column is the date.
    pub is_asking: bool,
    /// Whether it was opened, but nothing says which columns have leaders or titles.
    pub is_vague: bool,
}

/// A header without case, blanks and punctuation.
#[must_use]
pub fn fold_header(header: &str) -> String {
    header
        .chars()
        .filter(|char| char.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn same_header(a: &str, b: &str) -> bool {
    a == b || (!fold_header(a).is_empty() && fold_header(a) == fold_header(b))
}
