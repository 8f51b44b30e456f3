//! Of what kind the rows of a table are, where no column says it of each: by what its headers speak of.

use crate::model::Kind;
use crate::model::columns::{Field, fold_header, names_a_visit};
use crate::model::draft::EventDraft;

/// What the headers of a table speak of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// Visitors or hosts, trips.
    Visits,
    /// Meetings, and whom somebody met.
    Meetings,
    /// Sides of a conflict, where acting on somebody is no writing to him.
    Conflicts,
    /// Posts with how often they were shared, by one who is not named.
    Posts,
    Others,
}

impl Rows {
    pub(super) fn of(headers: &[String], fields: &[Option<Field>]) -> Self {
        let names = |wanted: &[Field], is_one: &dyn Fn(&str) -> bool| {
            let columns = headers.iter().zip(fields);
            columns
                .filter(|(_, field)| field.is_some_and(|field| wanted.contains(&field)))
                .any(|(header, _)| is_one(header))
        };
        let people = [Field::From, Field::To];
        let speaks = |words: &'static [&str]| {
            move |header: &str| {
                let folded = fold_header(header);
                words.iter().any(|word| folded.ends_with(word))
            }
        };
        let about = [Field::Sent, Field::Title, Field::Place, Field::From, Field::To];
        let is_side = |header: &str| {
            let folded = fold_header(header);
            let numbered = folded
                .strip_prefix("actor")
                .is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_digit()));
            numbered || folded.starts_with("side")
        };
        if names(&people, &names_a_visit) || names(&about, &speaks(&["oftrip", "ofvisit", "ofjourney"])) {
            Self::Visits
        } else if names(&about, &speaks(&["ofmeeting", "ofmeetings", "meetingdate"])) {
            Self::Meetings
        } else if names(&people, &is_side) {
            Self::Conflicts
        } else if headers
            .iter()
            .any(|header| matches!(fold_header(header).as_str(), "retweetcount" | "retweets"))
        {
            Self::Posts
        } else {
            Self::Others
        }
    }

    /// The kind of an event that neither is an answer nor says its kind in a word that is known.
    pub(super) fn kind(self, event: &EventDraft, has_word: bool) -> Kind {
        match self {
            Self::Visits if !has_word => Kind::Visit,
            Self::Meetings if !has_word => Kind::Meeting,
            Self::Conflicts if event.kind == Kind::Message => Kind::Other,
            Self::Posts if event.kind == Kind::Other => Kind::Statement,
            _ => event.kind,
        }
    }
}
