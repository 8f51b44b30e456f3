//! Stretches of a lane in which events are counted: a small histogram above the line of what went out, below it of what came in,
//! and the two counts.

use emath::{Rect, pos2, vec2};

use super::cells::Cell;
use super::details::{Details, mark_of};
use super::ink::Ink;
use super::{Context, Lane};
use crate::dates::TimeRange;
use crate::index::LaneMarks;
use crate::model::Event;
use crate::scene::{Anchor, Area, Shape, Spot, Stroke, Target};
use crate::theme::{TextStyle, mix, sizes};
use crate::view::Step;

/// Half of what stays free between two stretches, in points.
const HAIR: f32 = 0.75;

/// How wide a bar is at least, and how many there are at most.
const BAR: f32 = 7.0;
const MAX_BARS: usize = 8;

/// No bin has more bars than this.
const MAX_PARTS: usize = 31;

/// The scale of a lane goes to this count at least: one event alone is no bar of full height.
const LEAST_SCALE: usize = 4;

/// How the counts are set.
const COUNT: TextStyle = TextStyle::sans(10.5, 600);

/// On a lane less high than this the number of those that reach in from outside is left out, in points.
const LEAST_NUMBERED: f32 = 40.0;

/// On bins wider than this a thin lane has its numbers too, where half of it is at least [`LEAST_CHIP`] high, in points.
pub const WIDE: f32 = 90.0;

/// See [`WIDE`].
const LEAST_CHIP: f32 = 10.0;

/// How wide the tip towards them is, in points.
const TIP: f32 = 8.0;

/// Room for a count beyond the bars, in points.
const COUNT_ROOM: f32 = 12.0;

/// What went out and what came in, in the parts of a stretch.
struct Bars {
    left: f32,
    right: f32,
    parts: Vec<[usize; 2]>,
    /// Where the parts begin, and where the last one ends.
    edges: Vec<f32>,
}

/// Draws what is counted on the lanes.
pub fn draw(context: &Context<'_>, details: &Details, ink: &mut Ink) {
    // What cannot be divided is one bar.
    let part = details.bins.as_ref().map(|bins| bins.part.unwrap_or(bins.step));
    for lane in &context.lanes.rows {
        let cells = details.get(lane.id).map_or(&[][..], |detail| &detail.cells);
        draw_lane(context, lane, cells, part, ink);
        let outside = details.get(lane.id).map(|detail| detail.outside).unwrap_or_default();
        for (outside, is_left) in outside.into_iter().zip([true, false]) {
            if let Some(outside) = outside {
                draw_outside(context, lane, outside, is_left, ink);
            }
        }
    }
}

/// How many events reach in from outside: a number at the edge, with a tip towards where they are; above all bars. On a thin
/// lane it would hide bars, and is the tip alone.
fn draw_outside(context: &Context<'_>, lane: &Lane, (count, range): (usize, TimeRange), is_left: bool, ink: &mut Ink) {
    let theme = context.input.theme;
    let area = context.regions.lanes;
    let is_thin = lane.even_height() < LEAST_NUMBERED;
    let words = if is_thin { String::new() } else { count.to_string() };
    let width = TIP
        + if is_thin {
            0.0
        } else {
            context.input.measure.width(&words, COUNT) + 5.0
        };
    let (edge, inward) = if is_left { (area.left(), 1.0) } else { (area.right(), -1.0) };
    // The bar of the selected visit has words where the number would be.
    let selected = context.input.selected.filter(|id| mark_of(context.input, *id, lane.id).is_some());
    let is_beside = selected.and_then(|id| context.input.archive.event(id)).is_some_and(Event::is_stay);
    let y = if is_beside { lane.y - sizes::BAR / 2.0 - 8.0 } else { lane.y };
    let plate = Rect::from_two_pos(pos2(edge, y - 6.0), pos2(edge + inward * width, y + 6.0));
    ink.labels.rect(plate, 0.0, theme.background);
    let tip = |x: f32, off: f32| pos2(edge + inward * x, y + off);
    ink.labels.shapes.push(Shape::Polygon {
        points: vec![tip(2.0, 0.0), tip(7.0, -3.5), tip(7.0, 3.5)],
        fill: context.lane_color(lane.id),
        stroke: None,
    });
    if !words.is_empty() {
        let anchor = if is_left { Anchor::Left } else { Anchor::Right };
        ink.labels.text(tip(9.0, 0.0), anchor, words, COUNT, theme.text);
    }
    ink.claim_text(plate);
    ink.spots.push(Spot {
        target: Target::Reaching {
            lane: lane.id,
            count,
            start: range.start,
            end: range.end.saturating_add(1),
        },
        area: Area::Rect(plate),
    });
}

/// Draws what is counted on a lane; the bars of bins are as long as `part`.
fn draw_lane(context: &Context<'_>, lane: &Lane, cells: &[Cell], part: Option<Step>, ink: &mut Ink) {
    let Some(marks) = context.input.rows.marks(lane.id) else { return };
    let bars = cells.iter().enumerate().map(|(at, cell)| match part.filter(|_| cell.is_bin) {
        Some(part) => calendar_bars(context, marks, cell, part),
        None => equal_bars(context, marks, cells, at),
    });
    let bars: Vec<Bars> = bars.collect();
    let most = bars
        .iter()
        .flat_map(|bars| &bars.parts)
        .flatten()
        .copied()
        .max()
        .unwrap_or(0)
        .max(LEAST_SCALE);
    for (cell, bars) in cells.iter().zip(&bars) {
        draw_one(context, lane, cell, bars, most, ink);
    }
}

/// A bin, by the months, days or hours in it.
fn calendar_bars(context: &Context<'_>, marks: &LaneMarks, cell: &Cell, part: Step) -> Bars {
    let mut place = marks.gallop(0, cell.range.start);
    let mut start = cell.range.start;
    let mut parts = Vec::new();
    let mut edges = vec![cell.left + HAIR];
    while start <= cell.range.end && parts.len() < MAX_PARTS {
        let end = part.next(part.floor(start)).min(cell.range.end.saturating_add(1));
        let last = marks.gallop(place, end);
        let outgoing = marks.outgoing_in(place..last);
        parts.push([outgoing, last - place - outgoing]);
        edges.push(context.x(end).min(cell.right - HAIR));
        (place, start) = (last, end);
    }
    Bars {
        left: cell.left + HAIR,
        right: cell.right - HAIR,
        parts,
        edges,
    }
}

/// Where a stretch is drawn, and what is counted in its parts, which are equally long.
fn equal_bars(context: &Context<'_>, marks: &LaneMarks, cells: &[Cell], at: usize) -> Bars {
    let cell = &cells[at];
    let before = at.checked_sub(1).and_then(|at| cells.get(at));
    let after = cells.get(at + 1);
    // Between two neighbors a hair's breadth stays free.
    let least = before.map_or(f32::MIN, |other| f32::midpoint(other.right, cell.left) + HAIR);
    let most = after.map_or(f32::MAX, |other| f32::midpoint(cell.right, other.left) - HAIR);
    let label = cell.outgoing.max(cell.incoming).to_string();
    let words = context.input.measure.width(&label, COUNT);
    let room = if cell.is_small() { 0.0 } else { words / 2.0 + 4.0 };
    let half = ((cell.right - cell.left) / 2.0 + 3.0).max(room);
    let center = f32::midpoint(cell.left, cell.right);
    let (left, right) = if cell.is_bin {
        (cell.left + HAIR, cell.right - HAIR)
    } else {
        ((center - half).max(least), (center + half).min(most))
    };
    let count = (((right - left) / BAR) as usize).clamp(1, MAX_BARS);
    let (start, end) = (cell.range.start, cell.range.end.saturating_add(1));
    let edge = |part: usize| start + ((end - start) as f64 * part as f64 / count as f64) as i64;
    let mut place = marks.gallop(0, start);
    let parts = (0..count).map(|part| {
        let next = if part + 1 == count { end } else { edge(part + 1) };
        let last = marks.gallop(place, next);
        let outgoing = marks.outgoing_in(place..last);
        let all = last - std::mem::replace(&mut place, last);
        [outgoing, all - outgoing]
    });
    let width = (right - left) / count as f32;
    Bars {
        left,
        right,
        parts: parts.collect(),
        edges: (0..=count).map(|at| left + at as f32 * width).collect(),
    }
}

fn draw_one(context: &Context<'_>, lane: &Lane, cell: &Cell, bars: &Bars, most: usize, ink: &mut Ink) {
    let theme = context.input.theme;
    let color = context.lane_color(lane.id);
    let room = lane.even_height() / 2.0 - 2.0;
    // Where there is little room the counts are on the bars.
    let has_room = room >= COUNT_ROOM + 7.0;
    let reach = if has_room { room - COUNT_ROOM } else { room - 2.0 }.clamp(4.0, 44.0);
    for (side, count, is_out) in [(-1.0, cell.outgoing, true), (1.0, cell.incoming, false)] {
        if count == 0 {
            continue;
        }
        let plate = Rect::from_two_pos(pos2(bars.left, lane.y + side), pos2(bars.right, lane.y + side * room));
        if !cell.is_small() {
            // Boxes of one calendar touch each other: they have sharp corners, which are also drawn faster.
            let radius = if cell.is_bin { 0.0 } else { 2.0 };
            ink.marks.rect(plate, radius, mix(theme.background, color, 0.10));
        }
        let fill = mix(theme.background, color, if is_out { 1.0 } else { 0.42 });
        for (part, ends) in bars.parts.iter().zip(bars.edges.windows(2)) {
            let number = part[usize::from(!is_out)];
            if number == 0 {
                continue;
            }
            // A root keeps one beside a hundred to be seen.
            let height = ((number as f32 / most as f32).sqrt() * reach).max(2.0);
            let bar = Rect::from_two_pos(
                pos2(ends[0] + 0.5, lane.y + side),
                pos2((ends[1] - 0.5).max(ends[0] + 1.5), lane.y + side * (1.0 + height)),
            );
            ink.marks.rect(bar, 0.0, fill);
        }
        ink.claim_count(plate);
        // A thin lane has only the bars of its bins, unless one is so wide that a number hides little of it.
        let is_wide = bars.right - bars.left > WIDE && room >= LEAST_CHIP;
        // On several bars it would hide one of them.
        let has_place = is_wide && bars.parts.len() == 1;
        if cell.is_small() || (cell.is_bin && !has_room && !has_place) {
            continue;
        }
        let words = count.to_string();
        let y = if has_room {
            lane.y + side * (room - COUNT_ROOM / 2.0)
        } else {
            lane.y + side * room / 2.0
        };
        if has_room {
            let text = mix(theme.text, color, 0.25);
            ink.marks.text(
                pos2(seen_left(context, bars.left, bars.right) + 3.0, y),
                Anchor::Left,
                words,
                COUNT,
                text,
            );
        } else {
            let size = vec2(context.input.measure.width(&words, COUNT) + 4.0, 11.0_f32.min(room));
            let area = context.regions.lanes;
            let (left, right) = (bars.left.max(area.left()), bars.right.min(area.right()));
            let x = if cell.is_bin {
                left + size.x / 2.0 + 3.0
            } else {
                f32::midpoint(left, right)
            };
            let at = pos2(x, y);
            ink.marks.rect(Rect::from_center_size(at, size), 2.0, theme.background);
            ink.marks.text(at, Anchor::Center, words, COUNT, theme.text);
        }
    }
    hits(context, lane, cell, bars, ink);
    ink.spots.push(Spot {
        target: Target::Cell {
            lane: lane.id,
            start: cell.range.start,
            end: cell.range.end + 1,
        },
        area: Area::Rect(Rect::from_min_max(
            pos2(bars.left, lane.y - room.max(12.0)),
            pos2(bars.right, lane.y + room.max(12.0)),
        )),
    });
}

/// The left edge of a stretch; of one that is wider than all that is in sight, that of what is.
pub fn seen_left(context: &Context<'_>, left: f32, right: f32) -> f32 {
    let area = context.regions.lanes;
    if left < area.left() && right > area.right() {
        area.left()
    } else {
        left
    }
}

/// How many of its events the search finds, as a bar along the line.
fn hits(context: &Context<'_>, lane: &Lane, cell: &Cell, bars: &Bars, ink: &mut Ink) {
    let theme = context.input.theme;
    let hits = context.input.rows.hits_in(lane.id, cell.range);
    if hits == 0 {
        return;
    }
    let share = hits as f32 / (cell.outgoing + cell.incoming).max(1) as f32;
    let width = ((bars.right - bars.left) * share.min(1.0)).max(5.0);
    let bar = Rect::from_min_max(pos2(bars.left, lane.y - 2.5), pos2(bars.left + width, lane.y + 2.5));
    ink.marks.rect(bar, 1.5, theme.hit);
    ink.marks.outline(bar, 1.5, Stroke::solid(1.0, theme.text));
}
