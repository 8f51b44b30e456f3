//! Which events are shown, and which of them a search finds.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{EventIndex, LaneMarks};
use crate::dates::TimeRange;
use crate::model::{Archive, Event, EventId, Kind, LeaderId, fold_text};

/// In which role a leader has to take part for an event to be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// In any.
    #[default]
    Involved,
    /// As the one who sends, travels or speaks.
    Sender,
    /// As the one who receives or hosts.
    Receiver,
}

impl Role {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Involved, Self::Sender, Self::Receiver];

    /// The word for people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Involved => "Involved",
            Self::Sender => "Sender",
            Self::Receiver => "Receiver",
        }
    }
}

/// What is to be shown. The default shows everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Leaders whose lanes are hidden. An event is hidden when all its leaders in `role` are.
    pub hidden_leaders: BTreeSet<LeaderId>,

    /// In which role a leader counts.
    pub role: Role,

    /// Kinds that are hidden.
    pub hidden_kinds: BTreeSet<Kind>,

    /// Only what passes between these two.
    pub pair: Option<(LeaderId, LeaderId)>,

    /// Only events that touch this stretch of time; then undated events are hidden too.
    pub dates: Option<TimeRange>,
}

impl Filter {
    /// Whether it shows everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hidden_leaders.is_empty()
            && self.pair.is_none()
            && self.hidden_kinds.is_empty()
            && self.dates.is_none()
            && self.role == Role::Involved
    }

    /// Whether an event is shown.
    #[must_use]
    pub fn shows(&self, event: &Event) -> bool {
        !self.hidden_kinds.contains(&event.kind) && self.shows_leaders(event) && self.shows_dates(event)
    }

    /// Whether a leader is one of the pair that is looked at.
    #[must_use]
    pub fn is_of_pair(&self, leader: LeaderId) -> bool {
        self.pair.is_some_and(|(a, b)| leader == a || leader == b)
    }

    fn shows_leaders(&self, event: &Event) -> bool {
        if let Some((a, b)) = self.pair
            && !(event.involves(a) && event.involves(b))
        {
            return false;
        }
        if self.hidden_leaders.is_empty() && self.role == Role::Involved {
            return true;
        }
        let is_shown = |leader: &LeaderId| !self.hidden_leaders.contains(leader);
        match self.role {
            Role::Involved => event.from.iter().chain(&event.to).any(is_shown),
            Role::Sender => event.from.iter().any(is_shown),
            Role::Receiver => event.to.iter().any(is_shown),
        }
    }

    fn shows_dates(&self, event: &Event) -> bool {
        self.dates
            .is_none_or(|dates| event.range().is_some_and(|range| range.overlaps(dates)))
    }

    /// The filter in words, for the status bar and the caption of a figure; empty where it shows everything.
    #[must_use]
    pub fn words(&self, archive: &Archive) -> String {
        let mut parts = Vec::new();
        if let Some((a, b)) = self.pair {
            parts.push(format!("between {} and {}", archive.leader_name(a), archive.leader_name(b)));
        }
        if !self.hidden_leaders.is_empty() {
            let (hidden, shown): (Vec<_>, Vec<_>) = archive.leaders().partition(|(id, _)| self.hidden_leaders.contains(id));
            let names = |leaders: &[(LeaderId, &crate::model::Leader)]| {
                leaders
                    .iter()
                    .map(|(_, leader)| leader.name.as_str())
                    .collect::<Vec<_>>()
                    .join(", ")
            };
            if shown.is_empty() {
                parts.push("no leader".to_owned());
            } else if shown.len() <= hidden.len() {
                parts.push(format!("only {}", names(&shown)));
            } else {
                parts.push(format!("without {}", names(&hidden)));
            }
        }
        match self.role {
            Role::Involved => {}
            Role::Sender => parts.push("leaders as senders".to_owned()),
            Role::Receiver => parts.push("leaders as receivers".to_owned()),
        }
        if !self.hidden_kinds.is_empty() {
            let kinds: Vec<String> = self.hidden_kinds.iter().map(|kind| kind.plural().to_lowercase()).collect();
            parts.push(format!("without {}", kinds.join(", ")));
        }
        if let Some(dates) = self.dates {
            parts.push(range_words(dates));
        }
        parts.join(" \u{b7} ")
    }
}

/// The start of a range that is open towards the past.
pub const OPEN_START: i64 = i64::MIN / 4;

/// The end of a range that is open towards the future.
pub const OPEN_END: i64 = i64::MAX / 4;

/// A stretch of time in words, by its first and last day.
#[must_use]
pub fn range_words(range: TimeRange) -> String {
    use crate::dates::{Day, MONTHS, year_words};
    let (first, last) = (Day::of_instant(range.start), Day::of_instant(range.end.max(range.start + 1) - 1));
    let month = |day: Day| &MONTHS[day.month as usize - 1][..3];
    let whole = |day: Day| format!("{} {} {}", day.day, month(day), year_words(day.year));
    let dash = "\u{2013}";
    if range.start <= OPEN_START {
        return format!("until {}", whole(last));
    }
    if range.end >= OPEN_END {
        return format!("from {} on", whole(first));
    }
    if first == last {
        whole(first)
    } else if (first.year, first.month) == (last.year, last.month) {
        format!("{} {dash} {}", first.day, whole(last))
    } else if first.year == last.year {
        format!("{} {} {dash} {}", first.day, month(first), whole(last))
    } else {
        format!("{} {dash} {}", whole(first), whole(last))
    }
}

/// What a filter and a search leave of an archive. Computed when they change, never in a frame.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// For each event, whether the filter shows it.
    mask: Vec<bool>,

    /// Marks of each leader's shown events, and of those without a leader at the end.
    lanes: Arc<Vec<LaneMarks>>,

    /// For each event, whether the search finds it.
    hit_mask: Vec<bool>,

    /// Shown and placed events in order of time.
    order: Vec<EventId>,

    /// Shown events without a date, in file order.
    undated: Vec<EventId>,

    /// Shown events that the search finds: placed ones in order of time, then undated ones.
    hits: Vec<EventId>,

    /// The search, folded; empty where nothing is searched.
    needle: String,
}

impl Shown {
    /// Applies a filter and a search.
    #[must_use]
    pub fn new(archive: &Archive, index: &EventIndex, filter: &Filter, search: &str) -> Self {
        let needle = fold_text(search.trim());
        let mask: Vec<bool> = archive.events.iter().map(|event| filter.shows(event)).collect();
        let is_shown = |id: &EventId| mask.get(id.0 as usize).copied().unwrap_or(false);
        let order: Vec<EventId> = index.order().iter().copied().filter(is_shown).collect();
        let undated: Vec<EventId> = index.undated().iter().copied().filter(is_shown).collect();
        let is_hit = |id: &EventId| !needle.is_empty() && index.text(*id).contains(&needle);
        let hits: Vec<EventId> = order.iter().chain(&undated).copied().filter(is_hit).collect();
        let mut hit_mask = vec![false; archive.events.len()];
        for hit in &hits {
            hit_mask[hit.0 as usize] = true;
        }
        let lanes = if mask.iter().all(|is_shown| *is_shown) {
            Arc::clone(&index.lanes)
        } else {
            Arc::new(index.lanes.iter().map(|lane| lane.filtered(|id| is_shown(&id))).collect())
        };
        Self {
            mask,
            lanes,
            hit_mask,
            order,
            undated,
            hits,
            needle,
        }
    }

    /// The marks on a leader's lane; `None` for those without a leader.
    #[must_use]
    pub fn lane(&self, lane: Option<LeaderId>) -> Option<&LaneMarks> {
        let position = lane.map_or(self.lanes.len().saturating_sub(1), |leader| leader.0 as usize);
        self.lanes.get(position)
    }

    /// The marks on the lanes of all leaders, and of nobody at the end.
    pub(super) fn lanes(&self) -> Arc<Vec<LaneMarks>> {
        Arc::clone(&self.lanes)
    }

    /// Whether the filter shows an event.
    #[must_use]
    pub fn contains(&self, id: EventId) -> bool {
        self.mask.get(id.0 as usize).copied().unwrap_or(false)
    }

    /// Whether the search finds a shown event.
    #[must_use]
    pub fn is_hit(&self, id: EventId) -> bool {
        self.hit_mask.get(id.0 as usize).copied().unwrap_or(false)
    }

    /// Shown and placed events in order of time.
    #[must_use]
    pub fn order(&self) -> &[EventId] {
        &self.order
    }

    /// How many shown events begin in a range.
    #[must_use]
    pub fn count_from(&self, archive: &Archive, range: TimeRange) -> usize {
        let start = |id: &EventId| archive.event(*id).and_then(Event::range).map_or(i64::MAX, |range| range.start);
        let first = self.order.partition_point(|id| start(id) < range.start);
        let end = self.order.partition_point(|id| start(id) < range.end);
        end.saturating_sub(first)
    }

    /// Shown events without a date.
    #[must_use]
    pub fn undated(&self) -> &[EventId] {
        &self.undated
    }

    /// Shown events, placed or not.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len() + self.undated.len()
    }

    /// Whether the filter leaves nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Shown events that the search finds, in order of time.
    #[must_use]
    pub fn hits(&self) -> &[EventId] {
        &self.hits
    }

    /// The search, folded; empty where nothing is searched.
    #[must_use]
    pub fn needle(&self) -> &str {
        &self.needle
    }
}
