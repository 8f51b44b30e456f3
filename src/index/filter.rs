//! Which events are shown, and which of them a search finds.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::facts::{Fact, Party};
use super::part::{Part, end_to_end};
use super::search::hits_among;
use super::{EventIndex, LaneMarks, Lanes};
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

    /// Its name on the command line and in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Involved => "involved",
            Self::Sender => "sender",
            Self::Receiver => "receiver",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

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
///
/// ```
/// use demarche::files::{EXAMPLES, example};
/// use demarche::index::{EventIndex, Filter, Shown};
///
/// let (archive, _) = example(EXAMPLES[1]);
/// let index = EventIndex::new(&archive);
/// let two = ["kennedy", "khrushchev"].map(|id| archive.find_leader(id));
/// let filter = Filter { pair: two[0].zip(two[1]), ..Filter::default() };
/// let shown = Shown::new(&archive, &index, &filter, "missile");
/// assert!(shown.len() < archive.events.len() && !shown.hits().is_empty());
/// ```
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

    /// Whether a leader is one of the pair that is looked at.
    #[must_use]
    pub fn is_of_pair(&self, leader: LeaderId) -> bool {
        self.pair.is_some_and(|(a, b)| leader == a || leader == b)
    }

    /// For each event, whether it is shown.
    fn mask(&self, archive: &Archive, index: &EventIndex) -> Vec<bool> {
        if self.is_empty() {
            return vec![true; archive.events.len()];
        }
        let hides_leaders = !self.hidden_leaders.is_empty() || self.role != Role::Involved;
        let mut is_visible = vec![true; archive.leaders.len()];
        for leader in &self.hidden_leaders {
            if let Some(is_visible) = is_visible.get_mut(leader.0 as usize) {
                *is_visible = false;
            }
        }
        let any_visible = |leaders: &[LeaderId]| leaders.iter().any(|leader| is_visible.get(leader.0 as usize) == Some(&true));
        let shows_party = |party: Party, leaders: fn(&Event) -> &[LeaderId], at: usize| match party {
            Party::Nobody => false,
            Party::One(leader) => any_visible(&[leader]),
            Party::Several => archive.events.get(at).is_some_and(|event| any_visible(leaders(event))),
        };
        let kinds = Kind::ALL.map(|kind| !self.hidden_kinds.contains(&kind));
        let shows = |(at, fact): (usize, &Fact)| {
            kinds[fact.kind.position()]
                && (!hides_leaders || {
                    let from = || shows_party(fact.from(), |event| &event.from, at);
                    let to = || shows_party(fact.to(), |event| &event.to, at);
                    match self.role {
                        Role::Involved => from() || to(),
                        Role::Sender => from(),
                        Role::Receiver => to(),
                    }
                })
                && self.pair.is_none_or(|(a, b)| {
                    let event = archive.events.get(at);
                    event.is_some_and(|event| event.involves(a) && event.involves(b))
                })
                && self
                    .dates
                    .is_none_or(|dates| index.facts.range(at).is_some_and(|range| range.overlaps(dates)))
        };
        index.facts.all.par_iter().enumerate().map(shows).collect()
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
                parts.push(format!("{} hidden", names(&hidden)));
            }
        }
        match self.role {
            Role::Involved => {}
            Role::Sender => parts.push("leaders as senders".to_owned()),
            Role::Receiver => parts.push("leaders as receivers".to_owned()),
        }
        if !self.hidden_kinds.is_empty() {
            let kinds: Vec<String> = self.hidden_kinds.iter().map(|kind| kind.plural().to_lowercase()).collect();
            parts.push(format!("{} hidden", kinds.join(", ")));
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

/// The number of events that a worker filters at a time.
const CHUNK: usize = 16_384;

/// Those of some events that a mask shows, in their order.
fn kept(ids: &[EventId], mask: &[bool]) -> Vec<EventId> {
    let kept = |ids: &[EventId]| {
        // Each is written, and the next one over it where it is not shown: no branch has to be guessed.
        let mut kept = vec![EventId(0); ids.len()];
        let mut count = 0;
        for id in ids {
            kept[count] = *id;
            count += usize::from(mask.get(id.0 as usize).copied().unwrap_or(false));
        }
        kept.truncate(count);
        kept
    };
    let mut parts: Vec<Vec<EventId>> = ids.par_chunks(Part::share(ids.len())).map(kept).collect();
    if parts.len() < 2 {
        return parts.pop().unwrap_or_default();
    }
    end_to_end(&mut parts, |part| part)
}

/// How many of the events that a mask shows there are of each kind.
fn kinds_among(index: &EventIndex, mask: &[bool]) -> [usize; Kind::ALL.len()] {
    let none = [0; Kind::ALL.len()];
    let parts = index.facts.all.par_chunks(CHUNK).zip(mask.par_chunks(CHUNK)).map(|(facts, mask)| {
        let mut kinds = none;
        for (fact, is_shown) in facts.iter().zip(mask) {
            kinds[fact.kind.position()] += usize::from(*is_shown);
        }
        kinds
    });
    parts.reduce(|| none, |a, b| std::array::from_fn(|kind| a[kind] + b[kind]))
}

/// What a filter and a search leave of an archive. Computed when they change, never in a frame; what is alike in the next
/// one is shared.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// For each event, whether the filter shows it.
    mask: Arc<Vec<bool>>,

    /// Marks of each leader's shown events, and of those without a leader at the end.
    lanes: Lanes,

    /// For each event, whether the search finds it; empty where nothing is searched.
    hit_mask: Vec<bool>,

    /// Shown and placed events in order of time.
    order: Arc<Vec<EventId>>,

    /// Shown events without a date, in file order.
    undated: Arc<Vec<EventId>>,

    /// How many shown events there are of each kind.
    kinds: [usize; Kind::ALL.len()],

    /// Shown events that the search finds: placed ones in order of time, then undated ones.
    hits: Vec<EventId>,

    /// The search, folded; empty where nothing is searched.
    needle: String,
}

impl Shown {
    /// Applies a filter and a search.
    #[must_use]
    pub fn new(archive: &Archive, index: &EventIndex, filter: &Filter, search: &str) -> Self {
        Self::filtered(archive, index, filter).searched(archive, index, search)
    }

    fn filtered(archive: &Archive, index: &EventIndex, filter: &Filter) -> Self {
        let mask = filter.mask(archive, index);
        let is_shown = |id: &EventId| mask.get(id.0 as usize).copied().unwrap_or(false);
        let (order, undated) = (kept(&index.order, &mask), kept(&index.undated, &mask));
        let kinds = kinds_among(index, &mask);
        let lanes = if filter.is_empty() {
            Arc::clone(&index.lanes)
        } else {
            let lanes = index
                .lanes
                .par_iter()
                .map(|lane| lane.filtered(|id| is_shown(&id)).map_or_else(|| Arc::clone(lane), Arc::new));
            Arc::new(lanes.collect())
        };
        Self {
            mask: Arc::new(mask),
            lanes,
            order: Arc::new(order),
            undated: Arc::new(undated),
            kinds,
            ..Self::default()
        }
    }

    /// The same with another search: the filter is not applied again.
    #[must_use]
    pub fn searched(&self, archive: &Archive, index: &EventIndex, search: &str) -> Self {
        let needle = fold_text(search.trim());
        let hit_mask = if needle.is_empty() {
            Vec::new()
        } else {
            let found = index.texts.search(archive, &needle);
            found
                .into_iter()
                .zip(self.mask.iter())
                .map(|(is_hit, is_shown)| is_hit && *is_shown)
                .collect()
        };
        let hits = if needle.is_empty() {
            Vec::new()
        } else {
            hits_among(&hit_mask, self.order.iter().chain(self.undated.iter()).copied())
        };
        Self {
            mask: Arc::clone(&self.mask),
            lanes: Arc::clone(&self.lanes),
            order: Arc::clone(&self.order),
            undated: Arc::clone(&self.undated),
            kinds: self.kinds,
            hit_mask,
            hits,
            needle,
        }
    }

    /// How many shown events there are of a kind.
    #[must_use]
    pub fn count_of(&self, kind: Kind) -> usize {
        self.kinds[kind.position()]
    }

    /// The marks on a leader's lane; `None` for those without a leader.
    #[must_use]
    pub fn lane(&self, lane: Option<LeaderId>) -> Option<&LaneMarks> {
        let position = lane.map_or(self.lanes.len().saturating_sub(1), |leader| leader.0 as usize);
        self.lanes.get(position).map(Arc::as_ref)
    }

    /// For each event, whether the filter shows it.
    pub(super) fn mask(&self) -> &[bool] {
        &self.mask
    }

    /// The marks on the lanes of all leaders, and of nobody at the end.
    pub(super) fn lanes(&self) -> Lanes {
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

    /// The stretch of time in which anything of what is shown is drawn; `None` where nothing is placed.
    #[must_use]
    pub fn range(&self, archive: &Archive, index: &EventIndex) -> Option<TimeRange> {
        if self.order.len() == index.order.len() {
            return index.range();
        }
        let ranges = self.order.par_iter().filter_map(|id| archive.event(*id)?.drawn_range());
        ranges.reduce_with(TimeRange::union)
    }

    /// How many shown events begin in a range.
    #[must_use]
    pub fn count_from(&self, index: &EventIndex, range: TimeRange) -> usize {
        let start = |id: &EventId| index.begins(*id).unwrap_or(i64::MAX);
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
