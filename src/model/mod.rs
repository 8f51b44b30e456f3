//! The archive: leaders, sources, events with their quotes, and what loading left out.
//!
//! An [`Archive`] is built once, from [`draft`]s that a format filled in, and only read afterwards. Whatever refers to
//! something else does so by a typed id, which is checked when the archive is built: `archive.leader(event.from[0])`
//! always finds one.

mod account;
mod build;
mod cite;
pub mod aliases;
pub mod alike;
pub mod cell;
mod code;
pub mod columns;
pub mod decisions;
pub mod draft;
mod event;
mod few;
mod find;
mod fold;
mod headers;
mod hues;
mod ids;
mod kinds;
mod line;
mod link;
mod locate;
mod merge;
mod markup;
mod met;
pub mod name_remarks;
pub mod names;
mod order;
mod read;
pub mod records;
mod report;
mod text;
mod title;
mod when;

#[cfg(test)]
mod tests;

pub use self::account::{Account, Confidence, Original, digest};
pub use self::build::{build, build_from};
pub use self::code::Code;
pub use self::event::{Event, EventMore, Quote, QuoteMore, is_call};
pub use self::few::Few;
pub use self::fold::{fold_text, folded_ranges};
pub use self::hues::MAX_HUES;
pub use self::kinds::{Glyph, Kind};
pub use self::line::one_line;
pub use self::locate::{Needle, Places, own_string};
pub use self::markup::escape;
pub use self::order::Order;
pub use self::report::{FileReport, LoadReport, Place, Report, Severity};
pub use self::text::Text;
use crate::dates::{Date, TimeRange, Zone};

/// A leader of one archive: its place in [`Archive::leaders`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LeaderId(pub u32);

/// Whose events a lane holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LaneId {
    /// One leader's.
    Leader(LeaderId),
    /// Those of all leaders of a country, which is named by the first of them in the archive.
    Country(LeaderId),
    /// Those of all leaders who have no lane of their own.
    Others,
    /// Those without a leader.
    Nobody,
}

impl LaneId {
    /// The leader whose lane it is; `None` where it is that of several or of nobody.
    #[must_use]
    pub const fn leader(self) -> Option<LeaderId> {
        match self {
            Self::Leader(leader) => Some(leader),
            Self::Country(_) | Self::Others | Self::Nobody => None,
        }
    }
}

/// An event of one archive: its place in [`Archive::events`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub u32);

/// A source of one archive: its place in [`Archive::sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// One loaded collection of events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Archive {
    /// What the collection is called; the file's name where it says nothing.
    pub title: String,

    /// What it holds, in a sentence or two.
    pub description: String,

    /// The persons (or offices) in it, in the order in which files name them.
    pub leaders: Vec<Leader>,

    /// The documents that prove what it says.
    pub sources: Vec<Source>,

    /// What happened, placed and undated, in the order in which files give it.
    pub events: Vec<Event>,

    /// Named stretches of time, drawn behind the events.
    pub eras: Vec<Era>,
}

impl Archive {
    /// The leader with that id. An id of another archive gives some leader or, where there is none, `None`.
    #[must_use]
    pub fn leader(&self, id: LeaderId) -> Option<&Leader> {
        self.leaders.get(id.0 as usize)
    }

    /// The event with that id.
    #[must_use]
    pub fn event(&self, id: EventId) -> Option<&Event> {
        self.events.get(id.0 as usize)
    }

    /// The source with that id.
    #[must_use]
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.0 as usize)
    }

    /// The name of a leader, or nothing for an id of another archive.
    #[must_use]
    pub fn leader_name(&self, id: LeaderId) -> &str {
        self.leader(id).map_or("", |leader| leader.name.as_str())
    }

    /// All events with their ids, in file order.
    pub fn events(&self) -> impl Iterator<Item = (EventId, &Event)> {
        (0..).map(EventId).zip(&self.events)
    }

    /// All leaders with their ids, in file order.
    pub fn leaders(&self) -> impl Iterator<Item = (LeaderId, &Leader)> {
        (0..).map(LeaderId).zip(&self.leaders)
    }

    /// What a zone is called: by the seat of the first leader in it, else by the place that names it.
    #[must_use]
    pub fn zone_title(&self, zone: Zone) -> String {
        let seat = self
            .leaders
            .iter()
            .find(|leader| leader.zone == Some(zone) && leader.seat.is_some());
        seat.and_then(|leader| leader.seat.clone()).unwrap_or_else(|| zone.place())
    }

    /// The zones of the first leaders who have one, at most two: lines for more would leave too little to the lanes.
    #[must_use]
    pub fn first_zones(&self) -> Vec<Zone> {
        let mut zones: Vec<Zone> = Vec::new();
        for zone in self.leaders.iter().filter_map(|leader| leader.zone) {
            if zones.len() < 2 && !zones.contains(&zone) {
                zones.push(zone);
            }
        }
        zones
    }

    /// Whether an event answers another, or one that answers it, and so on.
    #[must_use]
    pub fn leads_to(&self, from: EventId, to: EventId) -> bool {
        let mut seen = std::collections::BTreeSet::from([from]);
        let mut waiting = vec![from];
        while let Some(next) = waiting.pop() {
            if next == to {
                return true;
            }
            let answered = self.event(next).map_or(&[][..], |event| event.in_reply_to.as_slice());
            waiting.extend(answered.iter().copied().filter(|id| seen.insert(*id)));
        }
        false
    }

    /// The event whose id in the files is `key`.
    #[must_use]
    pub fn find_event(&self, key: &str) -> Option<EventId> {
        self.events().find(|(_, event)| event.id == key).map(|(id, _)| id)
    }
}

/// A person, or an office, that sends, receives, travels or speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leader {
    /// The id in the files.
    pub id: String,

    /// The name as it is to be shown.
    pub name: String,

    /// The name in the leader's own script.
    pub native_name: Option<String>,

    /// Other names under which sources have the same person.
    pub aliases: Vec<String>,

    /// The office held, in words.
    pub office: Option<String>,

    /// ISO 3166-1 alpha-2, in capitals; or a name, as the source has it.
    pub country: Option<String>,

    /// A color of the leader's own, as `rrggbb`; otherwise one of the theme's.
    pub color: Option<String>,

    /// The place where the leader sits: `Washington`.
    pub seat: Option<String>,

    /// The time zone of that place, by its name in the tz database.
    pub zone: Option<Zone>,

    /// Which of the theme's colors is the leader's alone; `None` for those around the protagonists, who are gray.
    pub hue: Option<u8>,
}

/// A document, and where it has it from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The id in the files.
    pub id: String,

    /// Who published it.
    pub publisher: Option<String>,

    /// Its title.
    pub title: Option<String>,

    /// Who wrote it.
    pub author: Option<String>,

    /// When it was published.
    pub published: Option<Date>,

    /// Where it is on the web.
    pub url: Option<String>,

    /// Where a copy of it is kept.
    pub archived_url: Option<String>,

    /// When it was last looked at.
    pub accessed: Option<Date>,

    /// Volume, document number, page, box, folder.
    pub reference: Option<String>,

    /// The sources that this one cites for what it says, nearest first: the chain of who cites whom.
    pub via: Vec<SourceId>,
}

impl Source {
    /// What to call it in a list: publisher, author or title, whichever there is, with the reference.
    #[must_use]
    pub fn label(&self) -> String {
        let mut parts: Vec<&str> = [&self.publisher, &self.author].into_iter().flatten().map(String::as_str).collect();
        if parts.is_empty() {
            parts.extend(self.title.as_deref());
        }
        if parts.is_empty() {
            parts.push(&self.id);
        }
        parts.extend(self.reference.as_deref());
        parts.join(" \u{b7} ")
    }
}

/// A named stretch of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Era {
    /// Its name.
    pub name: String,

    /// When it began.
    pub start: Date,

    /// When it ended, included; the same as `start` where one date says it all.
    pub end: Date,
}

impl Era {
    /// The stretch of the time axis it covers.
    #[must_use]
    pub fn range(&self) -> Option<TimeRange> {
        Some(self.start.extent().known()?.union(self.end.extent().known()?))
    }
}
