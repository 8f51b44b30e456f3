//! What passed between lanes: how many messages went from each to each in stretches of time, without looking at the messages.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::facts::Party;
use super::lane::gallop;
use super::{LaneMarks, Rows};
use crate::dates::TimeRange;
use crate::model::Archive;

/// Up to this many stretches are remembered: while the view moves, most of them are the same.
const REMEMBERED: usize = 4096;

/// The messages between lanes, by the places of these from the top.
#[derive(Clone, Debug, Default)]
pub struct Pairs {
    /// For each sender the receivers, in order, with the instants of the marks on the sender's lane, in order.
    from: Vec<Vec<(usize, Vec<i64>)>>,
    /// What was counted before.
    known: Arc<Mutex<HashMap<TimeRange, Arc<[Passed]>>>>,
}

/// The messages between two lanes in a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed {
    /// The place of the upper lane.
    pub upper: usize,
    /// The place of the lower lane.
    pub lower: usize,
    /// How many went from the upper to the lower, and how many back.
    pub count: [usize; 2],
}

impl Pairs {
    /// Collects what is shown. A message to several is there once for each lane of theirs; what stays on a lane is left out.
    pub(super) fn new(archive: &Archive, rows: &Rows) -> Self {
        let of_lane = |(place, row): (usize, &super::Row)| {
            let marks = rows.marks(row.lane).map_or(&[][..], LaneMarks::marks);
            let mut to: Vec<(usize, Vec<i64>)> = Vec::new();
            // Where in `to` a place is.
            let mut slots: Vec<Option<usize>> = vec![None; rows.rows().len()];
            let mut add = |other: usize, at: i64| {
                let Some(slot) = slots.get_mut(other).filter(|_| other != place) else {
                    return;
                };
                let slot = *slot.get_or_insert_with(|| {
                    to.push((other, Vec::new()));
                    to.len() - 1
                });
                to[slot].1.push(at);
            };
            let mut places = Vec::new();
            for mark in marks.iter().filter(|mark| mark.is_outgoing) {
                match mark.to() {
                    Party::Nobody => {}
                    Party::One(leader) => rows.place_of(leader).into_iter().for_each(|other| add(other, mark.at)),
                    Party::Several => {
                        let leaders = archive.event(mark.event).map_or(&[][..], |event| &event.to);
                        places.clear();
                        places.extend(leaders.iter().filter_map(|leader| rows.place_of(*leader)));
                        places.sort_unstable();
                        places.dedup();
                        for other in &places {
                            add(*other, mark.at);
                        }
                    }
                }
            }
            to
        };
        Self {
            from: rows.rows().par_iter().enumerate().map(of_lane).collect(),
            known: Arc::default(),
        }
    }

    /// What passed in each of some stretches of time, which are in order: those between whom most passed first.
    #[must_use]
    pub fn in_each(&self, stretches: &[TimeRange]) -> Vec<Arc<[Passed]>> {
        // A thread that failed while it held the lock has left whole entries.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let unknown: Vec<TimeRange> = stretches.iter().copied().filter(|stretch| !known.contains_key(stretch)).collect();
        if !unknown.is_empty() {
            if known.len() + unknown.len() > REMEMBERED {
                known.clear();
            }
            known.extend(unknown.iter().copied().zip(self.counted(&unknown)));
        }
        let of = |stretch: &TimeRange| known.get(stretch).cloned().unwrap_or_default();
        stretches.iter().map(of).collect()
    }

    fn counted(&self, stretches: &[TimeRange]) -> Vec<Arc<[Passed]>> {
        let mut found: Vec<BTreeMap<(usize, usize), [usize; 2]>> = vec![BTreeMap::new(); stretches.len()];
        for (from, all) in self.from.iter().enumerate() {
            for (to, instants) in all {
                let pair = (from.min(*to), from.max(*to));
                let way = usize::from(from > *to);
                count_in_each(instants, stretches, |at, count| found[at].entry(pair).or_default()[way] += count);
            }
        }
        let listed = |pairs: BTreeMap<(usize, usize), [usize; 2]>| {
            let passed = pairs.into_iter().map(|((upper, lower), count)| Passed { upper, lower, count });
            let mut passed: Vec<Passed> = passed.collect();
            passed.sort_by_key(|passed| std::cmp::Reverse(passed.count[0] + passed.count[1]));
            passed.into()
        };
        found.into_iter().map(listed).collect()
    }
}

/// Counts instants, which are in order, in stretches of time: gives the place of each stretch that has any, and how many.
fn count_in_each(instants: &[i64], stretches: &[TimeRange], mut found: impl FnMut(usize, usize)) {
    let Some(first) = stretches.first() else { return };
    let mut rest = &instants[instants.partition_point(|at| *at < first.start)..];
    let mut place = 0;
    while let Some(first) = rest.first() {
        place += gallop(&stretches[place..], |stretch| stretch.end <= *first);
        let Some(stretch) = stretches.get(place) else { return };
        let before = gallop(rest, |at| *at < stretch.start);
        let count = gallop(&rest[before..], |at| *at < stretch.end);
        if count > 0 {
            found(place, count);
        }
        rest = &rest[before + count..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_instant_is_counted_in_its_stretch(mut instants in proptest::collection::vec(0_i64..200, 0..60), mut edges in proptest::collection::btree_set(0_i64..200, 0..20), gap in 0_usize..4) {
            instants.sort_unstable();
            edges.insert(0);
            let edges: Vec<i64> = edges.into_iter().collect();
            // With and without gaps between them.
            let stretches: Vec<TimeRange> = edges.windows(2).step_by(gap.max(1)).map(|pair| TimeRange::new(pair[0], pair[1])).collect();
            let mut counted = vec![0; stretches.len()];
            count_in_each(&instants, &stretches, |place, count| counted[place] += count);
            let expected: Vec<usize> = stretches.iter().map(|stretch| instants.iter().filter(|at| (stretch.start..stretch.end).contains(*at)).count()).collect();
            prop_assert_eq!(counted, expected);
        }
    }
}
