//! Which lanes there are, and in which order: a lane for each of the leaders who matter most, the rest gathered.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::{Bin, EventIndex, Filter, LaneMarks, Lanes, Mark, Pairs, Shown, overview, story};
use crate::dates::TimeRange;
use crate::model::{Archive, EventId, Kind, LaneId, Leader, LeaderId, fold_text};

/// More lanes than this are no picture any more: then those beyond [`USUAL_LANES`] are gathered.
pub const MANY_LANES: usize = 30;

/// How many lanes there are beside “Others” where there would be too many, until someone says otherwise.
pub const USUAL_LANES: usize = 20;

/// By what lanes are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LaneOrder {
    /// Those who share most events beside each other.
    Story,
    /// As the archive names the leaders.
    Archive,
    /// Those with the most events first.
    Activity,
    /// By the first event of each.
    FirstEvent,
    /// By name.
    Name,
    /// By country, then by activity.
    Country,
    /// As they were put.
    Hand,
}

impl LaneOrder {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Story,
        Self::Activity,
        Self::FirstEvent,
        Self::Name,
        Self::Country,
        Self::Archive,
        Self::Hand,
    ];

    /// What it is called.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Story => "By who shares events",
            Self::Archive => "As in the archive",
            Self::Activity => "Most active first",
            Self::FirstEvent => "By first event",
            Self::Name => "By name",
            Self::Country => "By country",
            Self::Hand => "By hand",
        }
    }
}

/// How lanes are to be arranged. The default is what suits the archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// `None`: see [`usual_order`].
    pub order: Option<LaneOrder>,
    /// For [`LaneOrder::Hand`]: leaders from top to bottom; those who are not in it follow by activity.
    pub by_hand: Vec<LeaderId>,
    /// Leaders whose lanes stay on top, also while the others scroll.
    pub pinned: Vec<LeaderId>,
    /// Whether lanes of one country stand together under its name.
    pub is_grouped: bool,
    /// Countries, by their titles, that are folded into one lane although leaders are few, or not although they are many.
    pub toggled: BTreeSet<String>,
    /// How many lanes (or countries, where they are grouped) there are beside “Others”; `None`: all where they are few, else
    /// [`USUAL_LANES`].
    pub limit: Option<usize>,
}

/// A lane with what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Whose it is.
    pub lane: LaneId,
    /// Its title, where it is not a leader's name.
    pub title: String,
    /// How many leaders share it.
    pub leaders: usize,
    /// How many shown and placed events it holds, each once.
    pub events: usize,
    /// The country that begins with this lane, where lanes are grouped and not folded.
    pub heading: Option<String>,
    /// How many headings there are down to this lane, its own included.
    pub headings: usize,
}

/// The lanes from top to bottom.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    list: Vec<Row>,
    /// How many of them, from the first, are pinned.
    pinned: usize,
    /// For each leader, the place of the lane in `rows`; `None` for one who is hidden or has nothing to show.
    place: Vec<Option<u32>>,
    /// Marks of lanes that several leaders share.
    gathered: BTreeMap<LaneId, Arc<LaneMarks>>,
    /// The lanes of single leaders.
    single: Lanes,
    /// What is shown, over the whole archive's time.
    bins: Vec<Bin>,
    /// For each lane, where the marks of hits are, in order; empty where nothing is searched.
    hits: HashMap<LaneId, Vec<i64>>,
    /// What passed between lanes, once it has been asked for; shared with what another search leaves.
    pairs: Arc<OnceLock<Pairs>>,
}

/// A leader on the way to a lane.
struct Candidate {
    leader: LeaderId,
    events: usize,
    first: i64,
}

impl Rows {
    /// Arranges the lanes of what is shown.
    #[must_use]
    pub fn new(archive: &Archive, index: &EventIndex, filter: &Filter, shown: &Shown, arrangement: &Arrangement) -> Self {
        let is_many = archive.leaders.len() > MANY_LANES;
        let mut candidates = candidates(archive, index, filter, shown, is_many);
        candidates = sort(archive, index, arrangement, candidates);
        let mut rows = Self {
            place: vec![None; archive.leaders.len()],
            single: shown.lanes(),
            ..Self::default()
        };
        let (pinned, mut rest): (Vec<Candidate>, Vec<Candidate>) = candidates
            .into_iter()
            .partition(|candidate| arrangement.pinned.contains(&candidate.leader));
        for candidate in pinned {
            rows.add_leader(&candidate, None);
        }
        rows.pinned = rows.list.len();
        let limit = arrangement
            .limit
            .unwrap_or(if rest.len() > MANY_LANES { USUAL_LANES } else { usize::MAX });
        let order = arrangement.order.unwrap_or_else(|| usual_order(archive));
        if rest.len() > limit.saturating_add(1) && !arrangement.is_grouped {
            let others = split_quiet(&mut rest, order, limit);
            // Which of those who have lanes are neighbors is asked of them alone.
            if order == LaneOrder::Story && index.shared().is_known() {
                rest.sort_by_key(|candidate| candidate.leader);
                rest = index.shared().sort(rest, |candidate| candidate.leader);
            } else if order == LaneOrder::Story && limit <= story::MAX_LEADERS {
                rest = story::sort_among(archive, index, shown, rest, |candidate| candidate.leader);
            }
            rest.extend(others);
        }
        let others = if arrangement.is_grouped {
            rows.add_countries(archive, shown, arrangement, rest, limit)
        } else {
            rows.add_leaders(rest, limit)
        };
        rows.add_others(shown, &others);
        if shown.lane(None).is_some_and(|lane| !lane.is_empty()) || (!is_many && filter.pair.is_none() && index.count_on(None) > 0) {
            let events = shown.lane(None).map_or(0, |lane| lane.marks().len());
            rows.add(LaneId::Nobody, String::from("No leader"), &[], events);
        }
        rows.bins = overview::bins(archive, index, shown, &rows);
        rows.hits = rows.hits_of(shown);
        rows
    }

    /// The same lanes where only the search is another one.
    #[must_use]
    pub fn searched(&self, shown: &Shown) -> Self {
        Self {
            hits: self.hits_of(shown),
            ..self.clone()
        }
    }

    fn add(&mut self, lane: LaneId, title: String, leaders: &[LeaderId], events: usize) {
        let at = self.list.len() as u32;
        for leader in leaders {
            if let Some(place) = self.place.get_mut(leader.0 as usize) {
                *place = Some(at);
            }
        }
        self.list.push(Row {
            lane,
            title,
            leaders: leaders.len(),
            events,
            heading: None,
            headings: self.list.last().map_or(0, |row| row.headings),
        });
    }

    fn add_leader(&mut self, candidate: &Candidate, heading: Option<String>) {
        self.add(
            LaneId::Leader(candidate.leader),
            String::new(),
            &[candidate.leader],
            candidate.events,
        );
        if let Some(row) = self.list.last_mut() {
            row.headings += usize::from(heading.is_some());
            row.heading = heading;
        }
    }

    /// Adds so many lanes; gives those that are left.
    fn add_leaders(&mut self, mut candidates: Vec<Candidate>, limit: usize) -> Vec<LeaderId> {
        // One leader alone is not gathered: the lane costs the same room.
        let limit = if candidates.len() <= limit.saturating_add(1) {
            usize::MAX
        } else {
            limit
        };
        let rest = candidates.split_off(limit.min(candidates.len()));
        for candidate in &candidates {
            self.add_leader(candidate, None);
        }
        rest.into_iter().map(|candidate| candidate.leader).collect()
    }

    /// Adds lanes country by country, the most active country first; gives those that are left.
    fn add_countries(
        &mut self,
        archive: &Archive,
        shown: &Shown,
        arrangement: &Arrangement,
        candidates: Vec<Candidate>,
        limit: usize,
    ) -> Vec<LeaderId> {
        let mut countries: Vec<(String, Vec<Candidate>)> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for candidate in candidates {
            let title = archive.leader(candidate.leader).map_or_else(String::new, country_title);
            let at = *known.entry(title.clone()).or_insert(countries.len());
            if at == countries.len() {
                countries.push((title, Vec::new()));
            }
            countries[at].1.push(candidate);
        }
        let activity = |members: &[Candidate]| members.iter().map(|member| member.events).sum::<usize>();
        if arrangement.order == Some(LaneOrder::Country) || arrangement.order == Some(LaneOrder::Name) {
            countries.sort_by_cached_key(|(title, _)| (title.is_empty(), fold_text(title)));
        } else if arrangement.order != Some(LaneOrder::Archive) {
            countries.sort_by_key(|(title, members)| (title.is_empty(), std::cmp::Reverse(activity(members))));
        }
        let limit = if countries.len() <= limit.saturating_add(1) {
            usize::MAX
        } else {
            limit
        };
        let is_folded_first = archive.leaders.len() > MANY_LANES;
        let mut others = Vec::new();
        for (at, (title, members)) in countries.into_iter().enumerate() {
            let name = if title.is_empty() { "Country unknown" } else { &title };
            let leaders = || members.iter().map(|member| member.leader);
            if at >= limit {
                others.extend(leaders());
            } else if members.len() > 1 && arrangement.toggled.contains(name) != is_folded_first {
                let leaders: Vec<LeaderId> = leaders().collect();
                self.add_gathered(shown, LaneId::Country(leaders[0]), name.to_owned(), &leaders);
            } else {
                let mut heading = Some(name.to_owned());
                for member in &members {
                    self.add_leader(member, heading.take());
                }
            }
        }
        others
    }

    fn add_others(&mut self, shown: &Shown, leaders: &[LeaderId]) {
        if !leaders.is_empty() {
            self.add_gathered(shown, LaneId::Others, String::from("Others"), leaders);
        }
    }

    /// One lane for several leaders. An event that two of them share is there once, and goes out.
    fn add_gathered(&mut self, shown: &Shown, lane: LaneId, title: String, leaders: &[LeaderId]) {
        let parts: Vec<&LaneMarks> = leaders.iter().filter_map(|leader| shown.lane(Some(*leader))).collect();
        let marks = LaneMarks::gathered(&parts);
        self.add(lane, title, leaders, marks.marks().len());
        self.gathered.insert(lane, Arc::new(marks));
    }

    /// From top to bottom.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.list
    }

    /// Counts of what is shown over the whole archive's time, in bins of the same length.
    #[must_use]
    pub fn bins(&self) -> &[Bin] {
        &self.bins
    }

    /// How many lanes, from the first, stay on top.
    #[must_use]
    pub fn pinned(&self) -> usize {
        self.pinned
    }

    /// The place of a leader's lane from the top; `None` for one who is hidden.
    #[must_use]
    pub fn place_of(&self, leader: LeaderId) -> Option<usize> {
        self.place.get(leader.0 as usize).copied().flatten().map(|place| place as usize)
    }

    /// The lane on which a leader's events are.
    #[must_use]
    pub fn lane_of(&self, leader: LeaderId) -> Option<LaneId> {
        Some(self.list.get(self.place_of(leader)?)?.lane)
    }

    /// A lane's place from the top.
    #[must_use]
    pub fn place_of_lane(&self, lane: LaneId) -> Option<usize> {
        match lane {
            LaneId::Leader(leader) => self.place_of(leader).filter(|at| self.list[*at].lane == lane),
            LaneId::Country(first) => self.place_of(first).filter(|at| self.list[*at].lane == lane),
            LaneId::Others | LaneId::Nobody => self.list.iter().rposition(|row| row.lane == lane),
        }
    }

    /// A lane with what it holds.
    #[must_use]
    pub fn row(&self, lane: LaneId) -> Option<&Row> {
        self.list.get(self.place_of_lane(lane)?)
    }

    /// The marks on a lane.
    #[must_use]
    pub fn marks(&self, lane: LaneId) -> Option<&LaneMarks> {
        match lane {
            LaneId::Leader(leader) => self.single.get(leader.0 as usize).map(Arc::as_ref),
            LaneId::Nobody => self.single.last().map(Arc::as_ref),
            LaneId::Country(_) | LaneId::Others => self.gathered.get(&lane).map(Arc::as_ref),
        }
    }

    /// The marks on a lane in a range, in order of time.
    #[must_use]
    pub fn marks_in(&self, lane: LaneId, range: TimeRange) -> &[Mark] {
        let marks = self.marks(lane).map_or(&[][..], LaneMarks::marks);
        let first = marks.partition_point(|mark| mark.at < range.start);
        let end = marks.partition_point(|mark| mark.at < range.end);
        marks.get(first..end).unwrap_or_default()
    }

    /// The messages between lanes; collected when they are asked for first.
    #[must_use]
    pub fn pairs(&self, archive: &Archive) -> &Pairs {
        self.pairs.get_or_init(|| Pairs::new(archive, self))
    }

    fn hits_of(&self, shown: &Shown) -> HashMap<LaneId, Vec<i64>> {
        if shown.needle().is_empty() {
            return HashMap::new();
        }
        let lanes = self.list.par_iter().filter_map(|row| {
            let marks = self.marks(row.lane)?.marks().iter();
            Some((
                row.lane,
                marks.filter(|mark| shown.is_hit(mark.event)).map(|mark| mark.at).collect(),
            ))
        });
        lanes.collect()
    }

    /// How many hits of the search have a mark on a lane in a range, both ends included.
    #[must_use]
    pub fn hits_in(&self, lane: LaneId, range: TimeRange) -> usize {
        let Some(hits) = self.hits.get(&lane) else { return 0 };
        let first = hits.partition_point(|at| *at < range.start);
        let end = hits.partition_point(|at| *at <= range.end);
        end.saturating_sub(first)
    }

    /// The leaders who share a lane, the most active first.
    #[must_use]
    pub fn leaders_on(&self, lane: LaneId) -> Vec<LeaderId> {
        let Some(at) = self.place_of_lane(lane) else { return Vec::new() };
        let mut leaders: Vec<LeaderId> = (0..)
            .map(LeaderId)
            .zip(&self.place)
            .filter(|(_, place)| **place == Some(at as u32))
            .map(|(leader, _)| leader)
            .collect();
        leaders.sort_by_key(|leader| std::cmp::Reverse(self.single.get(leader.0 as usize).map_or(0, |lane| lane.marks().len())));
        leaders
    }

    /// How many shown events have a mark on a lane in a range.
    #[must_use]
    pub fn count_in(&self, lane: LaneId, range: TimeRange) -> usize {
        self.marks_in(lane, range).len()
    }

    /// How many shown events of each kind have a mark on a lane in a range, by [`Kind::ALL`].
    #[must_use]
    pub fn kinds_in(&self, index: &EventIndex, lane: LaneId, range: TimeRange) -> [usize; Kind::ALL.len()] {
        let mut kinds = [0; Kind::ALL.len()];
        for mark in self.marks_in(lane, range) {
            if let Some(kind) = index.kind_of(mark.event) {
                kinds[kind.position()] += 1;
            }
        }
        kinds
    }

    /// The event on a lane nearest to an instant; the earlier of two.
    #[must_use]
    pub fn nearest(&self, lane: LaneId, instant: i64) -> Option<EventId> {
        let marks = self.marks(lane)?.marks();
        let at = marks.partition_point(|mark| mark.at < instant);
        let near = [at.checked_sub(1), Some(at)];
        let near = near.into_iter().flatten().filter_map(|at| marks.get(at));
        near.min_by_key(|mark| mark.at.abs_diff(instant)).map(|mark| mark.event)
    }
}

/// Those who may have a lane: not hidden, and with events. Where leaders are many, with events that are shown.
fn candidates(archive: &Archive, index: &EventIndex, filter: &Filter, shown: &Shown, is_many: bool) -> Vec<Candidate> {
    let has_lane = |id: LeaderId, events: usize| {
        if filter.pair.is_some() {
            filter.is_of_pair(id)
        } else if is_many {
            events > 0
        } else {
            index.count_on(Some(id)) > 0
        }
    };
    archive
        .leaders()
        .filter(|(id, _)| !filter.hidden_leaders.contains(id))
        .filter_map(|(leader, _)| {
            let marks = shown.lane(Some(leader)).map_or(&[][..], LaneMarks::marks);
            has_lane(leader, marks.len()).then(|| Candidate {
                leader,
                events: marks.len(),
                first: marks.first().map_or(i64::MAX, |mark| mark.at),
            })
        })
        .collect()
}

/// The order of lanes before one is chosen: that of the archive for up to three leaders, by shared events for more.
#[must_use]
pub fn usual_order(archive: &Archive) -> LaneOrder {
    match archive.leaders.len() {
        0..=3 => LaneOrder::Archive,
        _ => LaneOrder::Story,
    }
}

/// Takes out all but so many leaders: those with most events stay, in their order. In the order of the archive, or one that is
/// made by hand, the first do.
fn split_quiet(candidates: &mut Vec<Candidate>, order: LaneOrder, limit: usize) -> Vec<Candidate> {
    if matches!(order, LaneOrder::Archive | LaneOrder::Hand) {
        return candidates.split_off(limit.min(candidates.len()));
    }
    let mut by_activity: Vec<(std::cmp::Reverse<usize>, LeaderId)> = (candidates.iter())
        .map(|candidate| (std::cmp::Reverse(candidate.events), candidate.leader))
        .collect();
    by_activity.sort_unstable();
    let chosen: HashSet<LeaderId> = by_activity.into_iter().take(limit).map(|(_, leader)| leader).collect();
    let (stay, others): (Vec<Candidate>, Vec<Candidate>) = std::mem::take(candidates)
        .into_iter()
        .partition(|candidate| chosen.contains(&candidate.leader));
    *candidates = stay;
    others
}

/// Puts leaders in the order of their lanes.
fn sort(archive: &Archive, index: &EventIndex, arrangement: &Arrangement, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    let activity = |candidate: &Candidate| (std::cmp::Reverse(candidate.events), candidate.leader);
    let name = |candidate: &Candidate| archive.leader(candidate.leader).map(|leader| fold_text(&leader.name));
    match arrangement.order.unwrap_or_else(|| usual_order(archive)) {
        LaneOrder::Story if index.shared().is_known() => {
            candidates.sort_by_key(|candidate| candidate.leader);
            return index.shared().sort(candidates, |candidate| candidate.leader);
        }
        LaneOrder::Archive => candidates.sort_by_key(|candidate| candidate.leader),
        LaneOrder::Activity | LaneOrder::Story => candidates.sort_by_key(activity),
        LaneOrder::FirstEvent => candidates.sort_by_key(|candidate| (candidate.first, candidate.leader)),
        LaneOrder::Name => candidates.sort_by_cached_key(|candidate| (name(candidate), candidate.leader)),
        LaneOrder::Country => candidates.sort_by_cached_key(|candidate| {
            let country = archive.leader(candidate.leader).map(country_title).unwrap_or_default();
            (country.is_empty(), fold_text(&country), activity(candidate))
        }),
        LaneOrder::Hand => {
            let place: HashMap<LeaderId, usize> = arrangement.by_hand.iter().copied().zip(0..).collect();
            let place_of = |candidate: &Candidate| place.get(&candidate.leader).copied().unwrap_or(usize::MAX);
            candidates.sort_by_key(|candidate| (place_of(candidate), activity(candidate)));
        }
    }
    candidates
}

/// The country of a leader in words: the English short name of ISO 3166-1 for a code; empty where none is known.
#[must_use]
pub fn country_title(leader: &Leader) -> String {
    let Some(country) = leader.country.as_deref() else {
        return String::new();
    };
    rust_iso3166::from_alpha2(country).map_or_else(|| country.to_owned(), |code| code.name.to_owned())
}

/// With whom a leader shares events, by how many of those that are shown; the most first, then by name.
#[must_use]
pub fn partners(archive: &Archive, shown: &Shown, leader: LeaderId) -> Vec<(LeaderId, usize)> {
    let mut counts: BTreeMap<LeaderId, usize> = BTreeMap::new();
    let marks = shown.lane(Some(leader)).map_or(&[][..], LaneMarks::marks);
    for event in marks.iter().filter_map(|mark| archive.event(mark.event)) {
        for other in event.leaders().filter(|other| *other != leader) {
            *counts.entry(other).or_default() += 1;
        }
    }
    let mut partners: Vec<(LeaderId, usize)> = counts.into_iter().collect();
    partners.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
    partners
}

impl LaneMarks {
    /// The marks of several lanes as those of one: each event once, going out where it goes out from any.
    fn gathered(parts: &[&Self]) -> Self {
        let marks = parts.iter().flat_map(|part| part.marks().iter().copied());
        let outgoing: Vec<_> = marks.clone().filter(|mark| mark.is_outgoing).collect();
        let mut seen: HashSet<EventId> = HashSet::with_capacity(outgoing.len());
        let all = outgoing.into_iter().chain(marks.filter(|mark| !mark.is_outgoing));
        let once: Vec<_> = all.filter(|mark| seen.insert(mark.event)).collect();
        let mut long: Vec<_> = parts.iter().flat_map(|part| part.long().iter().copied()).collect();
        // Of two places of one event, that of the mark which is kept comes first: they are drawn alike.
        long.sort_unstable_by_key(|long| (long.event, long.at));
        long.dedup_by_key(|long| long.event);
        Self::new(once, long)
    }
}
