//! Counts over the whole archive's time, for the overview.

use super::{EventIndex, Rows, Shown};
use crate::model::{Archive, LaneId};

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

    fn add(&mut self, lane: LaneId) {
        match self.counts.iter_mut().find(|(known, _)| *known == lane) {
            Some((_, count)) => *count += 1,
            None => self.counts.push((lane, 1)),
        }
    }
}

/// How many bins the overview has, whatever its width: about seven points each in a usual window.
const OVERVIEW_BINS: usize = 120;

/// Counts of shown events in bins of the same length, in which lanes stand as they do from bottom to top.
pub(super) fn bins(archive: &Archive, index: &EventIndex, shown: &Shown, rows: &Rows) -> Vec<Bin> {
    let Some(range) = index.range() else {
        return Vec::new();
    };
    let mut bins = vec![Bin::default(); OVERVIEW_BINS];
    let length = (range.seconds().max(1)) as f64;
    for event in shown.order().iter().filter_map(|id| archive.event(*id)) {
        let Some(at) = event.range() else { continue };
        let middle = i64::midpoint(at.start, at.end);
        let share = (middle - range.start) as f64 / length;
        let position = ((share * OVERVIEW_BINS as f64) as usize).min(OVERVIEW_BINS - 1);
        let sender = event.from.first();
        let lane = sender.map_or(LaneId::Nobody, |leader| rows.lane_of(*leader).unwrap_or(LaneId::Others));
        bins[position].add(lane);
    }
    for bin in &mut bins {
        bin.counts
            .sort_by_key(|(lane, _)| std::cmp::Reverse((rows.place_of_lane(*lane), *lane)));
    }
    bins
}
