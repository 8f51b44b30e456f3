//! The places whose clocks have a line below the ruler.

use super::State;
use crate::dates::Zone;
use crate::library::Library;

/// So many lines at most: more would leave too little to the lanes.
const MAX_ZONES: usize = 4;

/// The places of the first leaders who have one, where times of day are known at all.
pub(super) fn usual(loaded: &Library) -> Vec<Zone> {
    if loaded.index.has_clock() {
        loaded.archive.first_zones()
    } else {
        Vec::new()
    }
}

impl State {
    /// Shows the clocks of a place, or no longer; the oldest line makes room.
    pub(super) fn toggle_zone(&mut self, zone: Zone) {
        if let Some(at) = self.zones.iter().position(|known| *known == zone) {
            self.zones.remove(at);
        } else {
            self.zones.push(zone);
            let surplus = self.zones.len().saturating_sub(MAX_ZONES);
            self.zones.drain(..surplus);
        }
        self.revision += 1;
    }
}
