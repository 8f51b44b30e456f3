//! Chords: what passed between two lanes where it is counted instead of drawn. One wedge each way, in the color of the sender:
//! as wide at his end as the number of messages, thin where they arrive.

use std::collections::BTreeMap;

use ecolor::Color32;
use emath::{Pos2, Rect, pos2, vec2};

use super::details::{Bins, Details, mark_of};
use super::ink::Ink;
use super::{Context, Lane, counts};
use crate::dates::TimeRange;
use crate::model::LaneId;
use crate::scene::{Area, Shape, Spot, Target};
use crate::theme::mix;

/// At most this many pairs of a bin have a chord: those between whom most passed.
const MOST: usize = 12;

/// How wide a message is at most, in points.
const WIDEST: f32 = 1.2;

/// How wide a wedge is where the messages arrive, and what is added to it everywhere, in points.
const THIN: f32 = 0.6;

/// Between chords, and between them and the edges of their bin, in points.
const GAP: f32 = 2.0;
const MARGIN: f32 = 3.0;

/// Between chords above each other, in points.
const ABOVE: f32 = 6.0;

/// How much of the sender's color a wedge has.
const SHARE: f32 = 0.5;

/// What passed between two lanes.
#[derive(Clone, Copy, Debug)]
struct Chord {
    /// The two lanes, the upper one first.
    lanes: [Lane; 2],
    /// How many messages went down, and how many up.
    count: [usize; 2],
    range: TimeRange,
}

impl Chord {
    fn length(&self) -> f32 {
        self.lanes[1].y - self.lanes[0].y
    }

    fn most(&self) -> f32 {
        self.count[0].max(self.count[1]) as f32
    }
}

/// Draws what passed between the lanes.
pub fn draw(context: &Context<'_>, details: &Details, ink: &mut Ink) {
    match &details.bins {
        Some(bins) => draw_bins(context, bins, ink),
        None => draw_cells(context, details, ink),
    }
}

/// The lane at a place, if what passes there is a chord: that of one leader or of one country, in sight.
fn lane_at(context: &Context<'_>, place: usize) -> Option<Lane> {
    let id = context.input.rows.rows().get(place)?.lane;
    let lane = context.lanes.lane(id)?;
    let is_in_sight = context.regions.lanes.y_range().contains(lane.y);
    let is_one = matches!(id, LaneId::Leader(_) | LaneId::Country(_));
    (is_in_sight && is_one).then_some(*lane)
}

/// Room for the numbers of a wide bin, in points.
const LEAD: f32 = 30.0;

/// In each bin chords beside each other, the longest first.
fn draw_bins(context: &Context<'_>, bins: &Bins, ink: &mut Ink) {
    let input = context.input;
    let passed = input.rows.pairs(input.archive).in_each(&bins.all);
    let of_bins = bins.all.iter().zip(passed).map(|(range, passed)| {
        let chords = passed.iter().filter_map(|passed| {
            Some(Chord {
                lanes: [lane_at(context, passed.upper)?, lane_at(context, passed.lower)?],
                count: passed.count,
                range: *range,
            })
        });
        let (_, room) = place_in(context, *range);
        tracks(chords.take(MOST).collect(), room)
    });
    let of_bins: Vec<Vec<Vec<Chord>>> = of_bins.collect();
    // One width for the whole view: the fullest bin just holds its chords.
    let widest = |track: &Vec<Chord>| track.iter().map(Chord::most).fold(0.0, f32::max);
    let factor = |(range, tracks): (&TimeRange, &Vec<Vec<Chord>>)| {
        let (_, room) = place_in(context, *range);
        let messages: f32 = tracks.iter().map(widest).sum();
        (room - tracks.len() as f32 * (2.0 * THIN + GAP)) / messages.max(1.0)
    };
    let factor = bins.all.iter().zip(&of_bins).map(factor).fold(WIDEST, f32::min).max(0.0);
    for (range, tracks) in bins.all.iter().zip(&of_bins) {
        // What room is left is between them.
        let (start, room) = place_in(context, *range);
        let width_of = |track: &Vec<Chord>| factor * widest(track) + 2.0 * THIN;
        let taken: f32 = tracks.iter().map(|track| width_of(track) + GAP).sum();
        let space = (room - taken).max(0.0) / (tracks.len() + 1) as f32;
        let mut left = start + space;
        for track in tracks {
            let width = width_of(track);
            for chord in track {
                let x = left + width / 2.0;
                wedges(context, chord, [pos2(x, chord.lanes[0].y), pos2(x, chord.lanes[1].y)], factor, ink);
            }
            left += width + GAP + space;
        }
    }
}

/// Where the chords of a bin begin, and how much room they have. Wide bins have numbers on the left.
fn place_in(context: &Context<'_>, range: TimeRange) -> (f32, f32) {
    let (left, right) = (context.x(range.start), context.x(range.end));
    let left = counts::seen_left(context, left, right);
    let lead = if right - left > counts::WIDE { LEAD } else { 0.0 };
    (left + MARGIN + lead, right - left - lead - 2.0 * MARGIN)
}

/// Those chords of a bin that are drawn, beside each other, or above each other where they have room; the longest first.
fn tracks(mut chords: Vec<Chord>, room: f32) -> Vec<Vec<Chord>> {
    chords.sort_by(|a, b| b.length().total_cmp(&a.length()));
    let mut tracks: Vec<Vec<Chord>> = Vec::new();
    for chord in chords {
        let is_free = |track: &Vec<Chord>| {
            track
                .iter()
                .all(|other| other.lanes[1].y + ABOVE < chord.lanes[0].y || chord.lanes[1].y + ABOVE < other.lanes[0].y)
        };
        match tracks.iter().position(is_free) {
            Some(at) => tracks[at].push(chord),
            None if (tracks.len() + 1) as f32 * (2.0 * THIN + GAP) < room => tracks.push(vec![chord]),
            None => {}
        }
    }
    tracks
}

/// The messages between a cell and another, as they are collected.
struct Bundle {
    /// How many went down, and how many up.
    count: [usize; 2],
    /// The sums of where they are on the upper and on the lower lane.
    x: [f32; 2],
    range: TimeRange,
}

impl Bundle {
    fn add(&mut self, message: &Self) {
        for end in [0, 1] {
            self.count[end] += message.count[end];
            self.x[end] += message.x[end];
        }
        self.range = self.range.union(message.range);
    }
}

/// From each cell to each other one with which it has messages in common.
fn draw_cells(context: &Context<'_>, details: &Details, ink: &mut Ink) {
    let input = context.input;
    // By the places of the lanes and of their cells, the upper ones first.
    let mut found: BTreeMap<[(usize, usize); 2], Bundle> = BTreeMap::new();
    for (place, row) in input.rows.rows().iter().enumerate() {
        let Some(detail) = details.get(row.lane).filter(|detail| !detail.cells.is_empty()) else {
            continue;
        };
        for mark in input.rows.marks_in(row.lane, details.view).iter().filter(|mark| mark.is_outgoing) {
            let Some(event) = input.archive.event(mark.event).filter(|event| event.kind.is_message()) else {
                continue;
            };
            let Some(cell) = detail.cell_of(mark.event, mark.at) else {
                continue;
            };
            let mut to: Vec<usize> = event.to.iter().filter_map(|leader| input.rows.place_of(*leader)).collect();
            to.sort_unstable();
            to.dedup();
            for other in to.into_iter().filter(|other| *other != place) {
                let lane = input.rows.rows()[other].lane;
                let Some(arrival) = mark_of(input, mark.event, lane) else {
                    continue;
                };
                let into = details.get(lane).and_then(|detail| detail.cell_of(mark.event, arrival.at));
                let Some(into) = into else { continue };
                let mut ends = [(place, cell), (other, into)];
                let mut message = Bundle {
                    count: [1, 0],
                    x: [context.x(mark.at), context.x(arrival.at)],
                    range: TimeRange::new(mark.at.min(arrival.at), mark.at.max(arrival.at) + 1),
                };
                if other < place {
                    ends.reverse();
                    message.count.reverse();
                    message.x.reverse();
                }
                found.entry(ends).and_modify(|all| all.add(&message)).or_insert(message);
            }
        }
    }
    for ([(upper, _), (lower, _)], Bundle { count, x, range }) in found {
        let (Some(upper), Some(lower)) = (lane_at(context, upper), lane_at(context, lower)) else {
            continue;
        };
        let messages = (count[0] + count[1]) as f32;
        let lanes = [upper, lower];
        let ends = [pos2(x[0] / messages, upper.y), pos2(x[1] / messages, lower.y)];
        wedges(context, &Chord { lanes, count, range }, ends, WIDEST, ink);
        ink.keep_line_free(ends[0], ends[1]);
    }
}

/// The two wedges of a chord beside each other, between the middles of its ends.
fn wedges(context: &Context<'_>, chord: &Chord, ends: [Pos2; 2], factor: f32, ink: &mut Ink) {
    let background = context.input.theme.background;
    // How wide each wedge is at each end, by direction.
    let width = |way: usize, end: usize| match chord.count[way] {
        0 => 0.0,
        count if way == end => factor * count as f32 + 2.0 * THIN,
        _ => THIN,
    };
    let mut left = [0, 1].map(|end| ends[end].x - f32::midpoint(width(0, end), width(1, end)));
    for way in [0, 1] {
        if chord.count[way] == 0 {
            continue;
        }
        let share = if context.thread.is_empty() { SHARE } else { SHARE * super::FADED };
        let color = mix(background, context.lane_color(chord.lanes[way].id), share);
        let right = [0, 1].map(|end| left[end] + width(way, end));
        ink.lines.shapes.push(Shape::Polygon {
            points: vec![
                pos2(left[0], ends[0].y),
                pos2(right[0], ends[0].y),
                pos2(right[1], ends[1].y),
                pos2(left[1], ends[1].y),
            ],
            fill: color,
            stroke: None,
        });
        // Nothing came back: a dot ends it.
        if chord.count[1 - way] == 0 {
            dot(ink, ends[1 - way], color);
        }
        left = right;
    }
    let is_upright = (ends[0].x - ends[1].x).abs() < 1.0;
    let half = (factor * chord.most() / 2.0 + THIN).max(2.0);
    ink.spots.push(Spot {
        target: Target::Chord {
            upper: chord.lanes[0].id,
            lower: chord.lanes[1].id,
            down: chord.count[0],
            up: chord.count[1],
            start: chord.range.start,
            end: chord.range.end,
        },
        area: if is_upright {
            Area::Rect(Rect::from_two_pos(ends[0], ends[1]).expand2(vec2(half, 0.0)))
        } else {
            Area::Line(ends[0], ends[1])
        },
    });
}

fn dot(ink: &mut Ink, center: Pos2, color: Color32) {
    ink.lines.shapes.push(Shape::Circle {
        center,
        radius: 1.8,
        fill: color,
        stroke: None,
    });
}
