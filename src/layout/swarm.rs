//! Dots that would lie on each other: those at the same time on a lane step aside, each tied to its time by a tick.

use std::collections::HashMap;

use super::Context;
use super::dated::{OTHERS_BELOW, other_dates};
use super::details::Details;
use super::place::{Placed, Width};
use crate::index::Mark;
use crate::model::{Event, EventId, Kind, LaneId};
use crate::theme::sizes;

/// Between two marks, in points.
const GAP: f32 = 0.5;

/// How far a dot steps aside at least, in points.
const STEP: f32 = 2.0 * sizes::DOT + 1.0;

/// How large other marks are, from their middle: a diamond, a square.
const SIGN: f32 = 6.0;

/// What is farther away along the line than this touches no dot.
const REACH: f32 = SIGN + sizes::DOT + GAP;

/// How far dots step aside from their lanes, in points down; those that are not in it stay on the line.
pub type Swarm = HashMap<(LaneId, EventId), f32>;

/// A mark on a lane.
struct Dot {
    event: EventId,
    x: f32,
    radius: f32,
    /// Where it may be.
    way: Way,
}

/// Where a mark may be.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// So far below the line, in points.
    Fixed(f32),
    /// On the line, else on this side of it first: 1 is below.
    Aside(f32),
}

/// Finds a place for each dot that is drawn.
pub fn swarm(context: &Context<'_>, details: &Details) -> Swarm {
    let mut swarm = Swarm::new();
    for (place, row) in context.input.rows.rows().iter().enumerate() {
        let Some(detail) = details.get(row.lane) else { continue };
        let dots = detail.drawn.iter().filter_map(|mark| {
            let event = context.input.archive.event(mark.event)?;
            let at = context.place(event.date()?)?;
            (!event.is_dated_by_order()).then(|| dot(context, place, (mark.event, event), at, mark.is_outgoing))?
        });
        let mut dots: Vec<Dot> = dots.collect();
        let others: Vec<Dot> = detail.drawn.iter().flat_map(|mark| others(context, mark)).collect();
        dots.extend(others);
        let room = context.lanes.lane(row.lane).map_or(f32::INFINITY, |lane| lane.even_height() / 2.0);
        aside(dots, room, |event, y| {
            swarm.insert((row.lane, event), y);
        });
    }
    swarm
}

/// The dates that other accounts give of an event.
fn others(context: &Context<'_>, mark: &Mark) -> Vec<Dot> {
    let event = context
        .input
        .archive
        .event(mark.event)
        .filter(|event| mark.is_outgoing && !event.accounts().is_empty());
    let dot = |x: f32| Dot {
        event: mark.event,
        x,
        radius: sizes::DOT * 0.7,
        way: Way::Fixed(OTHERS_BELOW),
    };
    event.map_or_else(Vec::new, |event| other_dates(context, event).into_iter().map(dot).collect())
}

fn dot(context: &Context<'_>, place: usize, (id, event): (EventId, &Event), at: Placed, is_outgoing: bool) -> Option<Dot> {
    let is_crisp = matches!(at.width, Width::Clock | Width::Day);
    let radius = if is_crisp { sizes::DOT } else { sizes::DOT * 0.7 };
    let (radius, way) = match event.kind {
        Kind::Message | Kind::Reply if is_outgoing && at.width != Width::OneOf => {
            // Away from whom it goes to.
            let to = event.to.iter().find_map(|leader| context.input.rows.place_of(*leader));
            (radius, Way::Aside(if to.is_some_and(|to| to > place) { -1.0 } else { 1.0 }))
        }
        // Its waves are above it.
        Kind::Statement => (radius, Way::Aside(-1.0)),
        // What joins those who met is on their lanes.
        Kind::Meeting if !event.is_stay() => (SIGN, Way::Fixed(0.0)),
        Kind::Other if !event.is_stay() => (SIGN, Way::Aside(1.0)),
        _ => return None,
    };
    Some(Dot {
        event: id,
        x: at.mark,
        radius,
        way,
    })
}

/// Places dots one after the other, as near to the line as can be; gives those that are not on it.
///
/// What is larger than a dot has `room` points above and below its line.
fn aside(mut dots: Vec<Dot>, room: f32, mut found: impl FnMut(EventId, f32)) {
    let is_fixed = |dot: &Dot| matches!(dot.way, Way::Fixed(_));
    dots.sort_by(|a, b| is_fixed(b).cmp(&is_fixed(a)).then(a.x.total_cmp(&b.x)));
    // Where they are: first what is fixed, then dots, each in order; only what is near can be touched.
    let mut placed: Vec<(f32, f32, f32)> = Vec::with_capacity(dots.len());
    let fixed = dots.iter().take_while(|dot| is_fixed(dot)).count();
    for dot in dots {
        let is_near = |(x, ..): &&(f32, f32, f32)| (dot.x - x).abs() <= REACH;
        let around = placed.get(..fixed).unwrap_or_default();
        let around = &around[around.partition_point(|(x, ..)| *x < dot.x - REACH)..];
        let before = placed.get(fixed..).unwrap_or_default();
        let is_free = |y: f32| {
            let near = around.iter().take_while(is_near).chain(before.iter().rev().take_while(is_near));
            near.into_iter().all(|(x, other, radius)| {
                let least = dot.radius + radius + GAP;
                (dot.x - x).powi(2) + (y - other).powi(2) >= least * least
            })
        };
        let y = match dot.way {
            Way::Fixed(y) => y,
            Way::Aside(side) => {
                let steps = [0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0];
                let (step, most) = if dot.radius > sizes::DOT {
                    (2.0 * dot.radius + 1.0, room - dot.radius)
                } else {
                    (STEP, f32::INFINITY)
                };
                let places = steps.into_iter().map(|steps| steps * side * step);
                let y = places.filter(|y| *y == 0.0 || y.abs() <= most).find(|y| is_free(*y));
                y.unwrap_or(0.0)
            }
        };
        if y != 0.0 && !is_fixed(&dot) {
            found(dot.event, y);
        }
        placed.push((dot.x, y, dot.radius));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dots(x: &[f32]) -> Vec<Dot> {
        let dot = |(x, event): (&f32, u32)| Dot {
            event: EventId(event),
            x: *x,
            radius: sizes::DOT,
            way: Way::Aside(1.0),
        };
        x.iter().zip(0..).map(dot).collect()
    }

    fn steps(x: &[f32]) -> Vec<f32> {
        let mut y = vec![0.0; x.len()];
        aside(dots(x), f32::INFINITY, |event, at| y[event.0 as usize] = at);
        y
    }

    #[test]
    fn dots_of_one_hour_stand_above_and_below_each_other() {
        assert_eq!(steps(&[10.0, 10.0, 10.0, 40.0]), [0.0, STEP, -STEP, 0.0]);
        assert_eq!(steps(&[10.0, 16.0, 22.0, 28.0]), [0.0, STEP, 0.0, STEP]);
    }

    proptest! {
        #[test]
        fn no_dot_lies_on_a_dot(gaps in proptest::collection::vec(0.0_f32..20.0, 1..40)) {
            // As many at one place are counted instead.
            let x: Vec<f32> = gaps.iter().enumerate().scan(0.0, |at, (place, gap)| {
                *at += if place % 4 == 0 { gap.max(5.0) } else { *gap };
                Some(*at)
            }).collect();
            let y = steps(&x);
            for a in 0..x.len() {
                for b in 0..a {
                    let distance = ((x[a] - x[b]).powi(2) + (y[a] - y[b]).powi(2)).sqrt();
                    prop_assert!(distance >= 2.0 * sizes::DOT, "{a} and {b} of {x:?} at {y:?}");
                }
            }
        }
    }
}
