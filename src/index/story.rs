//! The order of lanes in which neighbors are those who have to do with each other, so that few lines cross lanes.

use std::collections::HashMap;

use super::facts::Party;
use super::{EventIndex, LaneMarks, Shown};
use crate::model::{Archive, Event, LeaderId};

/// Shared events are not counted among more leaders than this.
pub(super) const MAX_LEADERS: usize = 60;

/// How many events every two leaders share.
#[derive(Clone, Debug, Default)]
pub struct Shared {
    leaders: usize,
    counts: Vec<u32>,
}

impl Shared {
    /// Nothing counted yet.
    pub(super) fn new(archive: &Archive) -> Self {
        let leaders = if archive.leaders.len() <= MAX_LEADERS {
            archive.leaders.len()
        } else {
            0
        };
        Self {
            leaders,
            counts: vec![0; leaders * leaders],
        }
    }

    /// Counts a dated event.
    pub(super) fn add(&mut self, event: &Event) {
        if self.leaders == 0 {
            return;
        }
        for a in event.leaders() {
            for b in event.leaders().filter(|b| *b != a) {
                if let Some(count) = self.counts.get_mut(a.0 as usize * self.leaders + b.0 as usize) {
                    *count += 1;
                }
            }
        }
    }

    /// Adds what was counted of other events of the archive.
    pub(super) fn join(&mut self, other: &Self) {
        for (sum, more) in self.counts.iter_mut().zip(&other.counts) {
            *sum += more;
        }
    }

    /// How many of the events shown each two of some leaders share, by their places among them.
    fn among(archive: &Archive, index: &EventIndex, shown: &Shown, leaders: &[LeaderId]) -> Self {
        let places: HashMap<LeaderId, usize> = leaders.iter().copied().zip(0..).collect();
        let mut counts = vec![0; leaders.len() * leaders.len()];
        for (place, leader) in leaders.iter().enumerate() {
            let mut add = |other: &LeaderId| {
                if let Some(other) = places.get(other).filter(|other| **other != place) {
                    counts[place * leaders.len() + other] += 1;
                    counts[other * leaders.len() + place] += 1;
                }
            };
            let marks = shown.lane(Some(*leader)).map_or(&[][..], LaneMarks::marks);
            for mark in marks.iter().filter(|mark| mark.is_outgoing) {
                match index.facts.all.get(mark.event.0 as usize).map(|fact| fact.to()) {
                    Some(Party::One(other)) => add(&other),
                    Some(Party::Several) => archive.event(mark.event).into_iter().flat_map(|event| &event.to).for_each(&mut add),
                    Some(Party::Nobody) | None => {}
                }
            }
        }
        Self {
            leaders: leaders.len(),
            counts,
        }
    }

    /// How many events two leaders share.
    fn between(&self, a: LeaderId, b: LeaderId) -> u32 {
        self.counts.get(a.0 as usize * self.leaders + b.0 as usize).copied().unwrap_or(0)
    }

    /// Whether it was counted at all.
    pub(super) fn is_known(&self) -> bool {
        self.leaders > 0
    }

    /// Sorts leaders so that those who share the most events are neighbors: the two who share most come first, then whoever
    /// shares most with the last one. Where nobody left does, the two of the rest who share most follow, of those first who share
    /// any with one before. Ties keep their order.
    pub(super) fn sort<T>(&self, mut rest: Vec<T>, leader: impl Fn(&T) -> LeaderId) -> Vec<T> {
        let mut sorted: Vec<T> = Vec::with_capacity(rest.len());
        while !rest.is_empty() {
            let last = sorted.last().map(&leader);
            let with_last = |item: &T| last.map_or(0, |last| self.between(last, leader(item)));
            if let Some(at) = first_most(rest.iter().map(with_last)) {
                sorted.push(rest.remove(at));
                continue;
            }
            let is_known = |item: &T| sorted.iter().any(|other| self.between(leader(other), leader(item)) > 0);
            let is_any_known = rest.iter().any(is_known);
            let strongest = |item: &T| {
                if is_any_known && !is_known(item) {
                    return 0;
                }
                let others = rest.iter().map(|other| self.between(leader(item), leader(other)));
                // One who is known comes before whoever is not, also with nobody left to share with.
                others.max().unwrap_or(0) + u32::from(is_any_known)
            };
            let at = first_most(rest.iter().map(strongest)).unwrap_or(0);
            sorted.push(rest.remove(at));
        }
        sorted
    }
}

/// Sorts those who have a lane of their own in an archive of many, like [`Shared::sort`].
pub(super) fn sort_among<T>(
    archive: &Archive,
    index: &EventIndex,
    shown: &Shown,
    chosen: Vec<T>,
    leader: impl Fn(&T) -> LeaderId,
) -> Vec<T> {
    let leaders: Vec<LeaderId> = chosen.iter().map(leader).collect();
    let shared = Shared::among(archive, index, shown, &leaders);
    let places = (0..).map(LeaderId).zip(chosen).collect();
    let sorted: Vec<(LeaderId, T)> = shared.sort(places, |(place, _)| *place);
    sorted.into_iter().map(|(_, chosen)| chosen).collect()
}

/// Where the first of the largest is; `None` where all are 0.
fn first_most(counts: impl Iterator<Item = u32>) -> Option<usize> {
    let mut most = (0, None);
    for (at, count) in counts.enumerate() {
        if count > most.0 {
            most = (count, Some(at));
        }
    }
    most.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbors_are_those_who_share_most() {
        let text = r#"(leaders: [(id: "a"), (id: "b"), (id: "c"), (id: "d"), (id: "e")], events: [
            (kind: message, sent: "1962-10-01", from: "c", to: "a"), (kind: message, sent: "1962-10-02", from: "a", to: "c"),
            (kind: meeting, sent: "1962-10-03", from: "b", to: "e"), (kind: message, sent: "1962-10-04", from: "c", to: "d"),
        ])"#;
        let (archive, _) = crate::model::build(&[crate::formats::read("t.ron", text.as_bytes())]);
        let mut shared = Shared::new(&archive);
        archive.events.iter().for_each(|event| shared.add(event));
        let order = shared.sort(archive.leaders().map(|(id, _)| id).collect(), |id| *id);
        assert_eq!(order.iter().map(|id| id.0).collect::<Vec<_>>(), [0, 2, 3, 1, 4]);
    }
}
