//! Counts over the whole archive's time, for the overview.

use super::{EventIndex, Rows, Shown};
use crate::model::{Archive, EventId, LaneId};
use rayon::prelude::*;

/// How many events a stretch of the overview holds, by the sender's lane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bin {
    /// For each lane with events here, how many.
    pub counts: Vec<(LaneId, u32)>,
}

impl Bin {
    /// All events of the bin.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.counts.iter().map(|(_, count)| count).sum()
    }

    fn add(&mut self, lane: LaneId, events: u32) {
        match self.counts.iter_mut().find(|(known, _)| *known == lane) {
            Some((_, count)) => *count += events,
            None => self.counts.push((lane, events)),
        }
    }
}

/// How many bins the overview has, whatever its width: about seven points each in a usual window.
const OVERVIEW_BINS: usize = 120;

/// The first lanes, which a bar tells apart; the others share a part of it.
const MAX_LANES: usize = 24;

/// So many events are counted by one worker at a time.
const CHUNK: usize = 16_384;

/// Counts of shown events in bins of the same length, in which lanes stand as they do from bottom to top.
pub(super) fn bins(archive: &Archive, index: &EventIndex, shown: &Shown, rows: &Rows) -> Vec<Bin> {
    let Some(range) = index.range() else {
        return Vec::new();
    };
    let lanes: Vec<LaneId> = archive
        .leaders()
        .map(|(leader, _)| {
            let is_told_apart = rows.place_of(leader).is_some_and(|place| place < MAX_LANES);
            rows.lane_of(leader).filter(|_| is_told_apart).unwrap_or(LaneId::Others)
        })
        .collect();
    let length = (range.seconds().max(1)) as f64;
    let count = |mut bins: Vec<Bin>, at: usize| {
        if let Some(at_range) = index.facts.range(at).filter(|_| shown.contains(EventId(at as u32))) {
            let middle = i64::midpoint(at_range.start, at_range.end);
            let share = (middle - range.start) as f64 / length;
            let position = ((share * OVERVIEW_BINS as f64) as usize).min(OVERVIEW_BINS - 1);
            let sender = index.facts.sender(archive, at);
            let lane = sender.and_then(|leader| lanes.get(leader.0 as usize).copied());
            bins[position].add(lane.unwrap_or(LaneId::Nobody), 1);
        }
        bins
    };
    let none = || vec![Bin::default(); OVERVIEW_BINS];
    let mut bins = (0..archive.events.len())
        .into_par_iter()
        .with_min_len(CHUNK)
        .fold(none, count)
        .reduce(none, |mut all, some| {
            for (bin, other) in all.iter_mut().zip(some) {
                for (lane, count) in other.counts {
                    bin.add(lane, count);
                }
            }
            all
        });
    for bin in &mut bins {
        bin.counts
            .sort_by_key(|(lane, _)| std::cmp::Reverse((rows.place_of_lane(*lane), *lane)));
    }
    bins
}
