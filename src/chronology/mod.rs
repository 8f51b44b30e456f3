//! What happened, in order, as text: Markdown with footnotes, plain text, a table, a calendar.
//!
//! All of them have the events that a filter leaves, dated ones by time, then the undated. What a format cannot hold is counted,
//! not dropped in silence.

mod calendar;
mod entry;
mod markdown;
mod plain;
mod sources;
#[cfg(test)]
mod tests;

use crate::convert;
use crate::index::{EventIndex, Filter, Shown};
use crate::layout::counted;
use crate::listing::{Listing, Sort};
use crate::model::{Archive, EventId};
use crate::threads::Threads;

pub use self::entry::{Entry, Said, entry};
pub use self::sources::Notes;

/// A format in which a chronology is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// CommonMark, with footnotes as several programs know them.
    Markdown,
    /// Text without marks.
    Plain,
    /// A table that reads back.
    Csv,
    /// iCalendar (RFC 5545).
    Calendar,
}

impl Target {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Markdown, Self::Plain, Self::Csv, Self::Calendar];

    /// The ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Plain => "txt",
            Self::Csv => "csv",
            Self::Calendar => "ics",
        }
    }
}

/// What a chronology is made from.
#[derive(Clone, Copy)]
pub struct Chronology<'a> {
    /// The archive.
    pub archive: &'a Archive,
    /// Its events by time.
    pub index: &'a EventIndex,
    /// Its chains of replies.
    pub threads: &'a Threads,
    /// What filter and search leave.
    pub shown: &'a Shown,
    /// The filter, for what is said of it.
    pub filter: &'a Filter,
    /// The headline; the title of the archive where it is empty.
    pub headline: &'a str,
}

/// A chronology as a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub text: String,
    /// What it cannot hold, a sentence each.
    pub left_out: Vec<String>,
}

impl Chronology<'_> {
    /// Writes it.
    ///
    /// # Errors
    /// Where the writer of tables refuses, which it does for no archive that was read.
    pub fn write(&self, target: Target) -> Result<Written, convert::ConvertError> {
        Ok(match target {
            Target::Markdown => Written {
                text: markdown::markdown(self),
                left_out: Vec::new(),
            },
            Target::Plain => Written {
                text: plain::plain(self),
                left_out: Vec::new(),
            },
            Target::Csv => {
                let events = self.events();
                let lost = convert::lost_of(self.archive, &events);
                Written {
                    text: convert::table(self.archive, &events)?,
                    left_out: lost.into_iter().map(|what| format!("a table has no column for {what}")).collect(),
                }
            }
            Target::Calendar => calendar::calendar(self),
        })
    }

    /// The events in order: those with a date by the day that is written, then the others.
    #[must_use]
    pub fn events(&self) -> Vec<EventId> {
        let listing = Listing {
            archive: self.archive,
            index: self.index,
            threads: self.threads,
        };
        listing.sorted(self.shown, Sort::default())
    }

    /// What it is called.
    #[must_use]
    pub fn title(&self) -> &str {
        match (self.headline, self.archive.title.as_str()) {
            ("", "") => "Chronology",
            ("", title) => title,
            (headline, _) => headline,
        }
    }

    /// How much of the archive it has, and by which filter.
    #[must_use]
    pub fn status(&self) -> String {
        let mut parts = vec![format!(
            "{} of {}",
            crate::layout::thousands(self.shown.len()),
            counted(self.archive.events.len(), "event")
        )];
        let filter = self.filter.words(self.archive);
        if !filter.is_empty() {
            parts.push(filter);
        }
        if !self.shown.needle().is_empty() {
            parts.push(format!("search \u{201c}{}\u{201d}", self.shown.needle()));
        }
        let undated = self.shown.undated().len();
        if undated > 0 {
            parts.push(format!("{undated} undated"));
        }
        parts.join(" \u{b7} ")
    }
}
