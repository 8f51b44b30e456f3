//! Before anything is drawn: what happens on each lane, which labels are beside it on leaders, and so how high it is.

use std::collections::HashMap;

use super::captions::{self, Line};
use super::details::{Details, MAX_DRAWN};
use super::flags::Seat;
use super::heights::{self, Class, Demand, Heights, OTHER_DATES, SIGN, Silent};
use super::sides::{MAX_SPARE_ROWS, Sides, WIDEST};
use super::{Context, Medium, lanes, marks};
use crate::model::{Event, EventId, Kind, LaneId, LeaderId};

/// Lanes of a figure are lowered to this share of what they ask for, before any is left out.
const LEAST_SHARE: f32 = 0.6;

/// How the lanes are, and the labels on leaders.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// How high the lanes are.
    pub heights: Heights,
    /// Labels with their places.
    pub flags: Vec<Callout>,
    /// Whether there are too many events in view for single labels.
    pub is_crowded: bool,
}

/// A label on a leader.
#[derive(Clone, Debug, PartialEq)]
pub struct Callout {
    /// Whose it is.
    pub event: EventId,
    /// The lane it is beside.
    pub lane: LaneId,
    /// Whether it is below the lane.
    pub is_below: bool,
    /// Where its leader is.
    pub x: f32,
    /// Room between the lane and the first row for the signs there, in points.
    pub clear: f32,
    /// Where its text is.
    pub seat: Seat,
    /// Its text.
    pub lines: Vec<Line>,
}

/// Where labels were, for keeping them there: the lane, the side, the place.
pub type Seats = HashMap<EventId, (LaneId, bool, Seat)>;

impl Plan {
    /// Where its labels are.
    pub fn seats(&self) -> Seats {
        let seat = |flag: &Callout| (flag.event, (flag.lane, flag.is_below, flag.seat));
        self.flags.iter().map(seat).collect()
    }
}

/// What of an event matters here.
pub struct Sketch<'a> {
    pub id: EventId,
    pub event: &'a Event,
    /// Where its mark is.
    pub x: f32,
    /// Where it arrives.
    pub arrival: f32,
    /// The places of the lanes from which it goes, and of those to which.
    pub from: Vec<usize>,
    pub to: Vec<usize>,
}

/// Plans a picture; `None` where there are no lanes, or too many.
pub fn plan(context: &Context<'_>, details: &Details) -> Option<Plan> {
    let input = context.input;
    let rows = input.rows.rows();
    if rows.is_empty() || rows.len() > lanes::FEW_LANES {
        return None;
    }
    let room = lanes::room(input, context.regions.lanes).height() * input.lane_scale.clamp(1.0, 4.0);
    if is_crowded(details) {
        let demands = counted(context, details);
        let mut heights = match input.heights {
            Some(kept) if kept.spans.len() == demands.len() => kept.clone(),
            _ => heights::share_by_weight(&demands, room),
        };
        heights.is_binned = details.bins.is_some();
        return Some(Plan {
            heights: within_figure(context, heights, room),
            flags: Vec::new(),
            is_crowded: true,
        });
    }
    let sketches = sketches(context, details);
    let mut demands = demands(context, details, &sketches);
    // Lanes that are not to change have the class and the rows that they have.
    let kept = input.heights.filter(|kept| kept.spans.len() == demands.len());
    let classes = match kept {
        Some(kept) => kept.spans.iter().map(|span| span.class).collect(),
        None => heights::classes(&demands),
    };
    let sides = Sides::new(context, details, &sketches, &classes);
    let clear: Vec<[f32; 2]> = demands.iter().map(|demand| demand.clear).collect();
    let room_of = |heights: &Heights| heights.spans.iter().map(|span| span.rows).collect::<Vec<_>>();
    let mut packed = sides.pack(context, &kept.map_or_else(|| sides.wanted(classes.len()), room_of), &clear);
    for (demand, rows) in demands.iter_mut().zip(thin_rows(context, &sketches, &classes)) {
        demand.rows[0] = rows;
    }
    for ((place, is_below), rows) in &packed.rows {
        demands[*place].rows[usize::from(*is_below)] = *rows;
    }
    let share = |demands: &[Demand]| heights::share(demands, room).scaled(input.lane_scale.min(1.0));
    let mut heights = kept.map_or_else(|| share(&demands), Clone::clone);
    let rooms = room_of(&heights);
    let is_over = |((place, is_below), rows): (&(usize, bool), &usize)| *rows > rooms[*place][usize::from(*is_below)];
    if kept.is_none() && (packed.lost > 0 || packed.rows.iter().any(is_over)) {
        packed = sides.pack(context, &rooms, &clear);
    }
    if kept.is_none() && !packed.wanting.is_empty() {
        // What had no room might have some beside the receivers' lanes, if these had rows.
        for ((place, is_below), count) in &packed.wanting {
            let rows = &mut demands[*place].rows[usize::from(*is_below)];
            *rows = (*rows).max((2 * count).min(MAX_SPARE_ROWS));
        }
        let other = share(&demands);
        let repacked = sides.pack(context, &room_of(&other), &clear);
        if repacked.lost < packed.lost {
            (heights, packed) = (other, repacked);
        }
    }
    let total = heights.total;
    let heights = within_figure(context, heights, room);
    if heights.total < total {
        packed = sides.pack(context, &room_of(&heights), &clear);
    }
    Some(Plan {
        heights,
        flags: packed.flags,
        is_crowded: false,
    })
}

/// Lanes that are a little too high for a figure, lowered: nobody can scroll it, and lines would end outside it.
fn within_figure(context: &Context<'_>, heights: Heights, room: f32) -> Heights {
    let share = room / heights.total.max(1.0);
    if context.input.medium == Medium::Window || share >= 1.0 {
        return heights;
    }
    heights.scaled(share.max(LEAST_SHARE))
}

/// Whether there are too many events in view for each to have a place of its own; most have a mark on two lanes.
fn is_crowded(details: &Details) -> bool {
    details.bins.is_some() || details.marks() / 2 > MAX_DRAWN
}

/// What each lane asks for in a crowd: only what is counted there is looked at.
fn counted(context: &Context<'_>, details: &Details) -> Vec<Demand> {
    let mut demands = empty(context);
    for (demand, row) in demands.iter_mut().zip(context.input.rows.rows()) {
        let Some(detail) = details.get(row.lane) else { continue };
        let drawn = detail.drawn.iter().filter(|mark| mark.is_outgoing).count();
        let (sent, received) = detail.cells.iter().fold((drawn, detail.drawn.len() - drawn), |sum, cell| {
            (sum.0 + cell.outgoing, sum.1 + cell.incoming)
        });
        demand.weight = sent as f32 + 0.4 * received as f32;
        demand.events = sent + received + detail.reaching.len() + detail.count_outside();
        // The bars of bins need less room than numbers do.
        demand.has_counts = details.bins.is_none() && !detail.cells.is_empty();
    }
    demands
}

/// Lanes on which nothing happens yet.
fn empty(context: &Context<'_>) -> Vec<Demand> {
    let pinned = context.input.rows.pinned();
    let mut headings = 0;
    let rows = context.input.rows.rows().iter().enumerate();
    rows.map(|(place, row)| Demand {
        silent: match (place < pinned, context.input.has_overview) {
            (true, _) => Silent::Stays,
            (false, true) => Silent::Name,
            (false, false) => Silent::Nothing,
        },
        has_heading: std::mem::replace(&mut headings, row.headings) < row.headings,
        ..Demand::default()
    })
    .collect()
}

/// The events in view, in order of time.
fn sketches<'a>(context: &Context<'a>, details: &Details) -> Vec<Sketch<'a>> {
    let input = context.input;
    let area = context.regions.lanes;
    let places = |leaders: &[LeaderId]| {
        let mut places: Vec<usize> = leaders.iter().filter_map(|leader| input.rows.place_of(*leader)).collect();
        places.sort_unstable();
        places.dedup();
        places
    };
    details
        .drawn_events(context)
        .into_iter()
        .filter_map(|id| {
            let event = input.archive.event(id)?;
            let mark = marks::Mark::new(context, id, event, details);
            let x = mark.place_event()?.mark;
            let arrival = event.received().and_then(|date| context.place(date)).map_or(x, |at| at.mark);
            let extent = event.extent()?.known()?;
            let reach = (context.x(extent.start).min(arrival), context.x(extent.end).max(arrival));
            let is_in_view = reach.1 >= area.left() && reach.0 <= area.right();
            let nobody = || input.rows.place_of_lane(LaneId::Nobody).into_iter().collect();
            let from = if event.leaders().next().is_none() {
                nobody()
            } else {
                places(&event.from)
            };
            is_in_view.then(|| Sketch {
                id,
                event,
                x,
                arrival,
                from,
                to: places(&event.to),
            })
        })
        .collect()
}

/// What each lane asks for, before labels.
fn demands(context: &Context<'_>, details: &Details, sketches: &[Sketch<'_>]) -> Vec<Demand> {
    let mut demands = empty(context);
    for (demand, row) in demands.iter_mut().zip(context.input.rows.rows()) {
        for cell in details.get(row.lane).map_or(&[][..], |detail| &detail.cells) {
            demand.weight += cell.outgoing as f32 + 0.4 * cell.incoming as f32;
            demand.events += cell.outgoing + cell.incoming;
            demand.has_counts = true;
        }
    }
    for sketch in sketches {
        // Dates that others give are below the first lane.
        if let Some(place) = sketch.from.first().filter(|_| sketch.event.accounts().len() > 1) {
            demands[*place].clear[1] = OTHER_DATES;
        }
        let is_message = sketch.event.kind.is_message();
        let is_lone = matches!(sketch.event.kind, Kind::Statement | Kind::Other);
        let sides = [
            (&sketch.from, if is_message || is_lone { 1.0 } else { 0.6 }),
            (&sketch.to, if is_message { 0.4 } else { 0.6 }),
        ];
        for (places, weight) in sides {
            for place in places {
                demands[*place].weight += weight;
                demands[*place].events += 1;
                if sketch.event.kind == Kind::Statement {
                    demands[*place].clear[0] = SIGN;
                }
            }
        }
        for from in &sketch.from {
            for to in sketch.to.iter().filter(|to| *to != from && is_message) {
                demands[*from].reaches[usize::from(to > from)] = true;
                demands[*to].reaches[usize::from(from > to)] = true;
            }
        }
    }
    demands
}

/// How many rows of labels thin lanes need above them: of what happens only on such lanes, that is how many labels would lie on
/// each other in one row.
fn thin_rows(context: &Context<'_>, sketches: &[Sketch<'_>], classes: &[Class]) -> Vec<usize> {
    let mut ends: Vec<Vec<f32>> = vec![Vec::new(); classes.len()];
    let measure = context.input.measure;
    for sketch in sketches.iter().filter(|sketch| !sketch.event.kind.is_message()) {
        let places = || sketch.from.iter().chain(&sketch.to).copied();
        let own = if sketch.event.is_stay() {
            sketch.from.first().copied()
        } else {
            places().min()
        };
        let Some(place) = own.filter(|place| classes[*place] == Class::Thin) else {
            continue;
        };
        let width = captions::width_of(&captions::caption(context, sketch.event).set(WIDEST[0], 1, measure));
        if let Some(extent) = sketch
            .event
            .extent()
            .and_then(crate::dates::Extent::known)
            .filter(|_| sketch.event.is_stay())
        {
            // It is written on its bar.
            if context.x(extent.end) - context.x(extent.start) > width + 24.0 {
                continue;
            }
        }
        // The first row that is free at its left end; events are in order of time.
        let rows = &mut ends[place];
        match rows.iter_mut().find(|end| **end < sketch.x) {
            Some(end) => *end = sketch.x + width + 12.0,
            None => rows.push(sketch.x + width + 12.0),
        }
    }
    ends.into_iter().map(|rows| rows.len()).collect()
}
