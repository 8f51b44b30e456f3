//! The places whose clocks have a line below the ruler.

use super::{Loaded, State};
use crate::dates::Zone;

/// So many lines at most: more would leave too little to the lanes.
const MAX_ZONES: usize = 4;

/// So many are there before anyone asks for them.
const USUAL_ZONES: usize = 2;

/// The places of the first leaders who have one, where times of day are known at all.
pub(super) fn usual(loaded: &Loaded) -> Vec<Zone> {
    let mut zones: Vec<Zone> = Vec::new();
    if loaded.index.has_clock() {
        for zone in loaded.archive.leaders.iter().filter_map(|leader| leader.zone) {
            if zones.len() < USUAL_ZONES && !zones.contains(&zone) {
                zones.push(zone);
            }
        }
    }
    zones
}

impl State {
    /// Shows the clocks of a place, or no longer; the oldest line makes room.
    pub(super) fn toggle_zone(&mut self, zone: Zone) {
        match self.zones.iter().position(|known| *known == zone) {
            Some(at) => drop(self.zones.remove(at)),
            None => {
                self.zones.push(zone);
                let surplus = self.zones.len().saturating_sub(MAX_ZONES);
                self.zones.drain(..surplus);
            }
        }
        self.revision += 1;
    }
}
