//! How lanes are arranged: order, groups, pins, how many, and the pair.

use super::{Effect, State};
use crate::command::Command;
use crate::index::LaneOrder;
use crate::model::{LaneId, LeaderId};

impl State {
    /// Arranges the lanes as a command says.
    pub(super) fn arrange(&mut self, command: Command) {
        let arrangement = &mut self.arrangement;
        match command {
            Command::OrderLanes(order) => {
                if order == LaneOrder::Hand && arrangement.by_hand.is_empty() {
                    arrangement.by_hand = self.rows.rows().iter().filter_map(|row| row.lane.leader()).collect();
                }
                arrangement.order = Some(order);
            }
            Command::MoveLane { leader, by } => self.move_lane(leader, by),
            Command::TogglePinned(leader) => {
                let pinned = &mut arrangement.pinned;
                match pinned.iter().position(|known| *known == leader) {
                    Some(at) => drop(pinned.remove(at)),
                    None => pinned.push(leader),
                }
            }
            Command::ToggleGroups => arrangement.is_grouped = !arrangement.is_grouped,
            Command::ToggleFolded(country) => {
                arrangement.is_grouped = true;
                if !arrangement.toggled.remove(&country) {
                    arrangement.toggled.insert(country);
                }
            }
            Command::LimitLanes(limit) => arrangement.limit = Some(limit.max(1)),
            Command::UsualLanes => *arrangement = crate::index::Arrangement::default(),
            _ => {}
        }
        self.rearrange();
    }

    /// Moves a lane up (less than 0) or down; from then on lanes are ordered by hand.
    fn move_lane(&mut self, leader: LeaderId, by: isize) {
        let rows = self.rows.rows();
        let pinned = self.rows.pinned();
        let Some(place) = self.rows.place_of(leader) else { return };
        let part = if place < pinned { 0..pinned } else { pinned..rows.len() };
        let mut lanes: Vec<LeaderId> = rows[part.clone()].iter().filter_map(|row| row.lane.leader()).collect();
        let Some(from) = lanes.iter().position(|lane| *lane == leader) else {
            return;
        };
        lanes.remove(from);
        let to = from.saturating_add_signed(by).min(lanes.len());
        lanes.insert(to, leader);
        if place < pinned {
            self.arrangement.pinned.clone_from(&lanes);
        }
        // Those who have no lane of their own now keep their places behind the others.
        let kept = self.arrangement.by_hand.iter().filter(|known| !lanes.contains(known)).copied();
        self.arrangement.by_hand = lanes.iter().copied().chain(kept.collect::<Vec<_>>()).collect();
        self.arrangement.order = Some(LaneOrder::Hand);
    }

    /// Shows only what passes between two leaders; `None`: everything again.
    pub(super) fn only_pair(&mut self, pair: Option<(LeaderId, LeaderId)>) {
        self.change_filter(|filter, _| {
            filter.pair = pair;
            for leader in pair.into_iter().flat_map(|(a, b)| [a, b]) {
                filter.hidden_leaders.remove(&leader);
            }
        });
    }

    /// Brings the lane of a leader into sight; one who is hidden is shown, one without a lane of his own gets one.
    pub(super) fn go_to_lane(&mut self, leader: LeaderId) -> Vec<Effect> {
        self.panels.dialog = None;
        if self.filter.hidden_leaders.contains(&leader) {
            self.change_filter(|filter, _| {
                filter.hidden_leaders.remove(&leader);
            });
        }
        if self.rows.lane_of(leader) != Some(LaneId::Leader(leader)) {
            self.arrangement.pinned.push(leader);
            self.rearrange();
        }
        let lane = LaneId::Leader(leader);
        self.lane = Some(lane);
        vec![Effect::ShowLane(lane)]
    }
}
