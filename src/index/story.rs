//! The order of lanes in which neighbors are those who have to do with each other, so that few lines cross lanes.

use crate::model::{Archive, Event, LeaderId};

/// Shared events are not counted in archives of more leaders than this.
const MAX_LEADERS: usize = 60;

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

    /// How many events two leaders share.
    fn between(&self, a: LeaderId, b: LeaderId) -> u32 {
        self.counts.get(a.0 as usize * self.leaders + b.0 as usize).copied().unwrap_or(0)
    }

    /// Whether it was counted at all.
    pub(super) fn is_known(&self) -> bool {
        self.leaders > 0
    }

    /// Sorts leaders so that those who share the most events are neighbors: the two who share most come first, then whoever
    /// shares most with the last one. Where nobody left shares any with the last one, the two of the rest who share most follow.
    /// Ties keep their order.
    pub(super) fn sort<T>(&self, mut rest: Vec<T>, leader: impl Fn(&T) -> LeaderId) -> Vec<T> {
        let mut sorted: Vec<T> = Vec::with_capacity(rest.len());
        while !rest.is_empty() {
            let last = sorted.last().map(&leader);
            let with_last = |item: &T| last.map_or(0, |last| self.between(last, leader(item)));
            let beside = first_most(rest.iter().map(with_last));
            if let Some(at) = beside {
                sorted.push(rest.remove(at));
                continue;
            }
            let strongest = |item: &T| {
                let others = rest.iter().map(|other| self.between(leader(item), leader(other)));
                others.max().unwrap_or(0)
            };
            let at = first_most(rest.iter().map(strongest)).unwrap_or(0);
            sorted.push(rest.remove(at));
        }
        sorted
    }
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
