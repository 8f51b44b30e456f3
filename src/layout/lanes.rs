//! Where lanes are: under each other, each as high as what happens on it asks for, of which only those in sight are laid out.

use std::sync::Arc;

use emath::Rect;

use super::Input;
use super::heights::{Class, Heights, Span};
use crate::index::Rows;
use crate::model::{LaneId, LeaderId};

/// The lowest a lane can get while it is not asked for, in points.
const MIN_HEIGHT: f32 = 46.0;

/// The lowest a lane gets in a figure, which cannot be scrolled, in points.
const MIN_FIGURE_HEIGHT: f32 = 24.0;

/// The highest a lane gets before anyone asks for more, in points.
const MAX_HEIGHT: f32 = 250.0;

/// Room for the names of eras, in points.
const ERA_NAMES: f32 = 20.0;

/// How high the name of a country stands above its lanes, in points.
pub const HEADING: f32 = 22.0;

/// With at most this many lanes each has the height that it asks for, and those that are scrolled out of sight are laid out too:
/// lines cross from one to another.
pub const FEW_LANES: usize = 60;

/// How much of a lane must be free of the pinned ones for it to be drawn, as a share of its height.
const UNCOVERED: f32 = 0.35;

/// A band across the timeline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lane {
    /// Whose it is.
    pub id: LaneId,
    /// Its place from the top.
    pub place: usize,
    /// Its upper edge, in points from the top of the room, scrolling included.
    pub top: f32,
    /// Where its line runs.
    pub y: f32,
    /// Its lower edge.
    pub bottom: f32,
    /// How roomy it is.
    pub class: Class,
    /// Whether it stays where it is while the others scroll.
    pub is_pinned: bool,
}

impl Lane {
    /// How high it is.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// Whether it has no room at all: nothing happens on it in a figure.
    #[must_use]
    pub fn is_left_out(&self) -> bool {
        self.height() < 1.0
    }

    /// How high it is as far as it has the same room above its line and below it.
    #[must_use]
    pub fn even_height(&self) -> f32 {
        2.0 * (self.y - self.top).min(self.bottom - self.y)
    }
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
    /// How far a row of labels beside a lane is from the next, in points.
    pub pitch: f32,

    /// Which of all lanes those are.
    places: Places,
    /// Where all of them are.
    stack: Stack,
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

/// Where lanes would be if nothing were scrolled.
#[derive(Clone, Debug)]
enum Stack {
    /// All of one height: arithmetic instead of a list.
    Even {
        /// The upper edge of the first.
        top: f32,
        /// The height of each.
        height: f32,
    },
    /// Each of its own height.
    Shared {
        /// The upper edge of the first.
        top: f32,
        /// Each of them, from 0 down.
        spans: Vec<Span>,
    },
}

impl Default for Stack {
    fn default() -> Self {
        Self::Even { top: 0.0, height: 0.0 }
    }
}

impl Stack {
    /// Where a lane is, below so many headings.
    fn span(&self, place: usize, headings: usize) -> Span {
        match self {
            Self::Even { top, height } => {
                let top = top + place as f32 * height + headings as f32 * HEADING;
                Span {
                    top,
                    y: top + height / 2.0,
                    bottom: top + height,
                    class: Class::Full,
                    rows: [0; 2],
                }
            }
            Self::Shared { top, spans } => {
                let span = spans.get(place).copied().unwrap_or_default();
                Span {
                    top: span.top + top,
                    y: span.y + top,
                    bottom: span.bottom + top,
                    ..span
                }
            }
        }
    }
}

/// Where lanes may be: below the names of eras.
pub fn room(input: &Input<'_>, area: Rect) -> Rect {
    if input.archive.eras.is_empty() {
        area
    } else {
        area.with_min_y((area.top() + ERA_NAMES).min(area.bottom()))
    }
}

impl Lanes {
    /// Stacks the lanes in `area`, centered where there is room: as `heights` has them, else all of one height.
    #[must_use]
    pub fn new(input: &Input<'_>, area: Rect, heights: Option<Heights>) -> Self {
        let area = room(input, area);
        let all = input.rows.rows();
        let pitch = heights.as_ref().map_or(14.0, |heights| heights.pitch);
        let (mut stack, total) = match heights {
            Some(heights) => (
                Stack::Shared {
                    top: 0.0,
                    spans: heights.spans,
                },
                heights.total,
            ),
            None => even(input, area),
        };
        let max_scroll = (total - area.height()).max(0.0);
        let first = if max_scroll > 0.0 {
            area.top()
        } else {
            area.center().y - total / 2.0
        };
        match &mut stack {
            Stack::Even { top, .. } | Stack::Shared { top, .. } => *top = first,
        }
        let pinned = input.rows.pinned().min(all.len());
        let span = |place: usize| stack.span(place, all.get(place).map_or(0, |row| row.headings));
        let pinned_bottom = pinned.checked_sub(1).map_or(first, |last| span(last).bottom);
        let scroll = input.viewport.scroll.min(max_scroll);
        let edge = if pinned > 0 { pinned_bottom } else { area.top() };
        let places = places_in_sight(&span, (pinned, all.len()), (edge + scroll, area.bottom() + scroll));
        let lane = |place: usize| {
            let by = if place < pinned { 0.0 } else { scroll };
            let span = span(place);
            Lane {
                id: all[place].lane,
                place,
                top: span.top - by,
                y: span.y - by,
                bottom: span.bottom - by,
                class: span.class,
                is_pinned: place < pinned,
            }
        };
        let headings = (places.first..places.end)
            .filter_map(|place| {
                let title = all[place].heading.clone()?;
                let y = lane(place).top - HEADING / 2.0;
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
            pitch,
            places,
            stack,
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
        let is_inside = |lane: &&Lane| lane.is_left_out() || lane.top >= area.top() - 0.5 && lane.bottom <= area.bottom() + 0.5;
        self.count - self.rows.iter().filter(is_inside).count()
    }

    /// How far the lanes have to be scrolled from `scroll` for that place to be in sight; `None` where it is.
    #[must_use]
    pub fn scroll_to(&self, id: LaneId, scroll: f32, area: Rect) -> Option<f32> {
        let place = self.all.place_of_lane(id)?;
        if place < self.places.pinned || self.max_scroll <= 0.0 {
            return None;
        }
        let span = |place: usize| self.stack.span(place, self.all.rows().get(place).map_or(0, |row| row.headings));
        let start = span(0).top;
        let lane = span(place);
        let (top, bottom) = (lane.top - start, lane.bottom - start);
        let free = self.pinned_bottom - start;
        let wanted = scroll.clamp((bottom - area.height()).min(top - free), top - free);
        let wanted = wanted.clamp(0.0, self.max_scroll);
        ((wanted - scroll).abs() > 0.5).then_some(wanted)
    }
}

/// Lanes of one height, and how high all of them are.
fn even(input: &Input<'_>, area: Rect) -> (Stack, f32) {
    let all = input.rows.rows();
    let headings = all.last().map_or(0, |row| row.headings) as f32 * HEADING;
    let room = (area.height() - headings).max(0.0) / all.len().max(1) as f32;
    let height = if input.has_overview {
        room.clamp(MIN_HEIGHT, MAX_HEIGHT) * input.lane_scale.clamp(0.4, 4.0)
    } else {
        room.clamp(MIN_FIGURE_HEIGHT, MAX_HEIGHT)
    };
    (Stack::Even { top: 0.0, height }, height * all.len() as f32 + headings)
}

/// Which lanes are laid out: the pinned ones, and those whose line lies between the two edges.
fn places_in_sight(span: &impl Fn(usize) -> Span, (pinned, count): (usize, usize), edges: (f32, f32)) -> Places {
    let is_few = count <= FEW_LANES;
    let first_after = |is_before: &dyn Fn(Span) -> bool| {
        // By halves; lines run from top to bottom in the order of the rows.
        let (mut low, mut high) = (pinned, count);
        while low < high {
            let middle = usize::midpoint(low, high);
            if is_before(span(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    };
    let first = match (is_few, pinned) {
        (true, 0) => 0,
        (_, 0) => first_after(&|span| span.bottom < edges.0),
        // So much of a lane must be free of the pinned ones for it to be drawn.
        _ => first_after(&|span| span.y - (span.bottom - span.top) * UNCOVERED < edges.0),
    };
    let end = if is_few { count } else { first_after(&|span| span.top < edges.1) };
    Places {
        pinned,
        first,
        end: end.max(first),
    }
}
