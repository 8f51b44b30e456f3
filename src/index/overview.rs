//! Counts over the whole archive's time, for the overview.

use super::facts::UNDATED;
use super::{EventIndex, Rows, Shown};
use crate::model::{Archive, LaneId};
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
    let mut columns: Vec<LaneId> = lanes.iter().copied().chain([LaneId::Nobody]).collect();
    columns.sort_unstable();
    columns.dedup();
    columns.sort_by_key(|lane| std::cmp::Reverse((rows.place_of_lane(*lane), *lane)));
    let column_of = |lane: LaneId| columns.iter().position(|known| *known == lane).unwrap_or_default();
    let nobody = column_of(LaneId::Nobody);
    let column_of_leader: Vec<usize> = lanes.iter().map(|lane| column_of(*lane)).collect();
    let scale = OVERVIEW_BINS as f64 / range.seconds().max(1) as f64;
    // A row of counts for each bin.
    let none = || vec![0; OVERVIEW_BINS * columns.len()];
    let chunks = index.facts.by_chunk(CHUNK).zip(shown.mask().par_chunks(CHUNK)).enumerate();
    let parts = chunks.map(|(chunk, ((facts, ranges), mask))| {
        let mut counts = none();
        for (at, ((fact, of), is_shown)) in (chunk * CHUNK..).zip(facts.iter().zip(ranges).zip(mask)) {
            if *is_shown && *of != UNDATED {
                let middle = i64::midpoint(of.start, of.end);
                let position = (((middle - range.start) as f64 * scale) as usize).min(OVERVIEW_BINS - 1);
                let column = fact.sender(archive, at).and_then(|leader| column_of_leader.get(leader.0 as usize));
                counts[position * columns.len() + column.copied().unwrap_or(nobody)] += 1;
            }
        }
        counts
    });
    let counts: Vec<u32> = parts.reduce(none, |mut all, some| {
        for (sum, more) in all.iter_mut().zip(some) {
            *sum += more;
        }
        all
    });
    let bin = |counts: &[u32]| Bin {
        counts: columns
            .iter()
            .copied()
            .zip(counts.iter().copied())
            .filter(|(_, count)| *count > 0)
            .collect(),
    };
    counts.chunks(columns.len()).map(bin).collect()
}
