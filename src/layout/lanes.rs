//! Which lanes there are and where: one for each leader that has events and is not hidden.

use emath::Rect;

use super::Input;
use crate::model::LeaderId;

/// The lowest a lane can get, in points.
const MIN_HEIGHT: f32 = 64.0;

/// The lowest a lane gets in a figure, which cannot be scrolled, in points.
const MIN_FIGURE_HEIGHT: f32 = 24.0;

/// The highest a lane gets before anyone asks for more, in points.
const MAX_HEIGHT: f32 = 250.0;

/// Room for the names of eras, in points.
const ERA_NAMES: f32 = 22.0;

/// A band across the timeline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lane {
    /// Whose it is; `None` is for events without a leader.
    pub leader: Option<LeaderId>,
    /// Where its line runs, in points from the top of the room, scrolling included.
    pub y: f32,
    /// How high it is.
    pub height: f32,
}

/// All lanes, from top to bottom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lanes {
    /// From top to bottom.
    pub rows: Vec<Lane>,
    /// How far they can be scrolled, in points; 0 where all fit.
    pub max_scroll: f32,

    /// For each leader, the place in `rows`; `None` for one without a lane.
    position: Vec<Option<usize>>,
}

impl Lanes {
    /// Stacks the lanes in `area`, in the order of the archive; centered where there is room.
    #[must_use]
    pub fn new(input: &Input<'_>, area: Rect) -> Self {
        // The names of eras stand above the first lane.
        let area = if input.archive.eras.is_empty() {
            area
        } else {
            area.with_min_y((area.top() + ERA_NAMES).min(area.bottom()))
        };
        let has_events = |lane: Option<LeaderId>| input.index.column(lane).is_some_and(|column| !column.is_empty());
        let mut leaders: Vec<Option<LeaderId>> = input
            .archive
            .leaders()
            .map(|(id, _)| id)
            .filter(|id| !input.filter.hidden_leaders.contains(id) && has_events(Some(*id)))
            .map(Some)
            .collect();
        if has_events(None) {
            leaders.push(None);
        }
        let count = leaders.len().max(1) as f32;
        let height = if input.has_overview {
            (area.height() / count).clamp(MIN_HEIGHT, MAX_HEIGHT) * input.lane_scale.clamp(0.4, 4.0)
        } else {
            (area.height() / count).clamp(MIN_FIGURE_HEIGHT, MAX_HEIGHT)
        };
        let total = height * leaders.len() as f32;
        let max_scroll = (total - area.height()).max(0.0);
        let top = if max_scroll > 0.0 {
            area.top() - input.viewport.scroll.min(max_scroll)
        } else {
            area.center().y - total / 2.0
        };
        let mut position = vec![None; input.archive.leaders.len()];
        for (at, leader) in leaders.iter().enumerate() {
            if let Some(slot) = leader.and_then(|leader| position.get_mut(leader.0 as usize)) {
                *slot = Some(at);
            }
        }
        let rows = leaders
            .into_iter()
            .enumerate()
            .map(|(at, leader)| Lane {
                leader,
                y: top + (at as f32 + 0.5) * height,
                height,
            })
            .collect();
        Self {
            rows,
            max_scroll,
            position,
        }
    }

    /// The lane of a leader; `None` where the leader is hidden.
    #[must_use]
    pub fn of(&self, leader: LeaderId) -> Option<&Lane> {
        self.rows.get((*self.position.get(leader.0 as usize)?)?)
    }

    /// The lane of events without a leader.
    #[must_use]
    pub fn without_leader(&self) -> Option<&Lane> {
        self.rows.last().filter(|lane| lane.leader.is_none())
    }

    /// How many lanes lie wholly or partly outside an area.
    #[must_use]
    pub fn count_outside(&self, area: Rect) -> usize {
        let is_outside = |lane: &&Lane| lane.y - lane.height / 2.0 < area.top() - 0.5 || lane.y + lane.height / 2.0 > area.bottom() + 0.5;
        self.rows.iter().filter(is_outside).count()
    }

    /// The place of a lane from the top.
    #[must_use]
    pub fn position(&self, leader: Option<LeaderId>) -> Option<usize> {
        self.rows.iter().position(|lane| lane.leader == leader)
    }
}
