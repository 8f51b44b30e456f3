//! Where lanes are: rows of one height under each other, of which only those in sight are laid out.

use std::sync::Arc;

use emath::Rect;

use super::Input;
use crate::index::{Row, Rows};
use crate::model::{LaneId, LeaderId};

/// The lowest a lane can get while it is not asked for, in points.
const MIN_HEIGHT: f32 = 46.0;

/// The lowest a lane gets in a figure, which cannot be scrolled, in points.
const MIN_FIGURE_HEIGHT: f32 = 24.0;

/// The highest a lane gets before anyone asks for more, in points.
const MAX_HEIGHT: f32 = 250.0;

/// Room for the names of eras, in points.
const ERA_NAMES: f32 = 22.0;

/// How high the name of a country stands above its lanes, in points.
pub const HEADING: f32 = 22.0;

/// With at most so many lanes, also those are laid out that are scrolled out of sight: lines cross from one to another.
const FEW_LANES: usize = 60;

/// How much of a lane must be free of the pinned ones for it to be drawn, as a share of its height.
const UNCOVERED: f32 = 0.35;

/// A band across the timeline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lane {
    /// Whose it is.
    pub id: LaneId,
    /// Its place from the top.
    pub place: usize,
    /// Where its line runs, in points from the top of the room, scrolling included.
    pub y: f32,
    /// How high it is.
    pub height: f32,
    /// Whether it stays where it is while the others scroll.
    pub is_pinned: bool,
}

/// The name of a country above its lanes.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// The country.
    pub title: String,
    /// The middle of its line, in points.
    pub y: f32,
}

/// All lanes, from top to bottom.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    /// Those that are laid out, from top to bottom: all where they are few, else those in sight.
    pub rows: Vec<Lane>,
    /// Names of countries in sight.
    pub headings: Vec<Heading>,
    /// How many lanes there are.
    pub count: usize,
    /// How far they can be scrolled, in points; 0 where all fit.
    pub max_scroll: f32,
    /// Where the pinned lanes end, which the others scroll under.
    pub pinned_bottom: f32,

    /// Which of all lanes those are.
    places: Places,
    /// All lanes.
    all: Arc<Rows>,
}

/// Which places from the top are in `rows`: pinned ones, then a run.
#[derive(Clone, Debug, Default, PartialEq)]
struct Places {
    pinned: usize,
    first: usize,
    end: usize,
}

impl Places {
    fn position(&self, place: usize) -> Option<usize> {
        if place < self.pinned {
            Some(place)
        } else {
            (self.first..self.end).contains(&place).then(|| self.pinned + place - self.first)
        }
    }
}

/// How lanes are stacked: arithmetic instead of a list.
struct Stack {
    top: f32,
    scrolled_top: f32,
    height: f32,
    pinned: usize,
}

impl Stack {
    /// The y of a lane's line, below so many headings.
    fn y(&self, place: usize, headings: usize) -> f32 {
        let top = if place < self.pinned { self.top } else { self.scrolled_top };
        top + (place as f32 + 0.5) * self.height + headings as f32 * HEADING
    }
}

impl Lanes {
    /// Stacks the lanes in `area`; centered where there is room.
    #[must_use]
    pub fn new(input: &Input<'_>, area: Rect) -> Self {
        // The names of eras stand above the first lane.
        let area = if input.archive.eras.is_empty() {
            area
        } else {
            area.with_min_y((area.top() + ERA_NAMES).min(area.bottom()))
        };
        let all = input.rows.rows();
        let headings = all.last().map_or(0, |row| row.headings) as f32 * HEADING;
        let room = (area.height() - headings).max(0.0) / all.len().max(1) as f32;
        let height = if input.has_overview {
            room.clamp(MIN_HEIGHT, MAX_HEIGHT) * input.lane_scale.clamp(0.4, 4.0)
        } else {
            room.clamp(MIN_FIGURE_HEIGHT, MAX_HEIGHT)
        };
        let total = height * all.len() as f32 + headings;
        let max_scroll = (total - area.height()).max(0.0);
        let top = if max_scroll > 0.0 {
            area.top()
        } else {
            area.center().y - total / 2.0
        };
        let stack = Stack {
            top,
            scrolled_top: top - input.viewport.scroll.min(max_scroll),
            height,
            pinned: input.rows.pinned(),
        };
        let pinned_bottom = stack.top + stack.pinned as f32 * height;
        let edge = if stack.pinned > 0 { pinned_bottom } else { area.top() - height };
        let places = places_in_sight(&stack, all, (edge, area.bottom() + height));
        let lane = |place: usize| Lane {
            id: all[place].lane,
            place,
            y: stack.y(place, all[place].headings),
            height,
            is_pinned: place < stack.pinned,
        };
        let headings = (places.first..places.end)
            .filter_map(|place| {
                let title = all[place].heading.clone()?;
                let y = stack.y(place, all[place].headings) - f32::midpoint(height, HEADING);
                Some(Heading { title, y })
            })
            .filter(|heading| heading.y > edge.max(area.top()))
            .collect();
        Self {
            rows: (0..places.pinned).chain(places.first..places.end).map(lane).collect(),
            headings,
            count: all.len(),
            max_scroll,
            pinned_bottom,
            places,
            all: Arc::clone(input.rows),
        }
    }

    /// The lane of a leader; `None` where the leader is hidden, or the lane far out of sight.
    #[must_use]
    pub fn of(&self, leader: LeaderId) -> Option<&Lane> {
        self.rows.get(self.places.position(self.all.place_of(leader)?)?)
    }

    /// A lane; `None` where it is not laid out.
    #[must_use]
    pub fn lane(&self, id: LaneId) -> Option<&Lane> {
        self.rows.get(self.places.position(self.all.place_of_lane(id)?)?)
    }

    /// The lane of events without a leader.
    #[must_use]
    pub fn without_leader(&self) -> Option<&Lane> {
        self.lane(LaneId::Nobody)
    }

    /// How many lanes lie wholly or partly outside an area.
    #[must_use]
    pub fn count_outside(&self, area: Rect) -> usize {
        let is_inside = |lane: &&Lane| lane.y - lane.height / 2.0 >= area.top() - 0.5 && lane.y + lane.height / 2.0 <= area.bottom() + 0.5;
        self.count - self.rows.iter().filter(is_inside).count()
    }

    /// How far the lanes have to be scrolled from `scroll` for that place to be in sight; `None` where it is.
    #[must_use]
    pub fn scroll_to(&self, id: LaneId, scroll: f32, area: Rect) -> Option<f32> {
        let lane = self.rows.first()?;
        let place = self.all.place_of_lane(id)?;
        if place < self.places.pinned || self.max_scroll <= 0.0 {
            return None;
        }
        let headings = self.all.rows().get(place).map_or(0, |row| row.headings) as f32 * HEADING;
        let top = place as f32 * lane.height + headings;
        let free = self.places.pinned as f32 * lane.height;
        let wanted = scroll.clamp((top + lane.height - area.height()).min(top - free), top - free);
        let wanted = wanted.clamp(0.0, self.max_scroll);
        ((wanted - scroll).abs() > 0.5).then_some(wanted)
    }
}

/// Which lanes are laid out: the pinned ones, and those whose line lies between the two edges.
fn places_in_sight(stack: &Stack, all: &[Row], edges: (f32, f32)) -> Places {
    let count = all.len();
    let (pinned, is_few) = (stack.pinned.min(count), count <= FEW_LANES);
    let first_below = |edge: f32| {
        // By halves; lines run from top to bottom in the order of the rows.
        let (mut low, mut high) = (pinned, count);
        while low < high {
            let middle = usize::midpoint(low, high);
            if stack.y(middle, all[middle].headings) < edge {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    };
    let first = match (is_few, pinned) {
        (true, 0) => 0,
        (_, 0) => first_below(edges.0),
        _ => first_below(edges.0 + stack.height * UNCOVERED),
    };
    let end = if is_few { count } else { first_below(edges.1) };
    Places {
        pinned,
        first,
        end: end.max(first),
    }
}
