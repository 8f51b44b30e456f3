//! Before anything is drawn: what happens on each lane, which labels are beside it on leaders, and so how high it is.

use std::collections::{BTreeMap, HashMap};

use super::captions::{self, Caption, Line};
use super::details::{Details, MAX_DRAWN};
use super::flags::{self, Band, Flag, Seat};
use super::heights::{self, Class, Demand, Heights, OTHER_DATES, SIGN, Silent};
use super::{Context, lanes, marks};
use crate::model::{Event, EventId, Kind, LaneId, LeaderId};

/// No more rows of labels than this are asked for.
const MAX_ROWS: usize = 26;

/// Marks that are on the average farther from each other than this have labels in several lines, in points.
const ROOMY: f32 = 30.0;

/// The widest label on a leader in one line, and in several, in points.
const WIDEST: [f32; flags::WAYS] = [330.0, 168.0, 104.0];

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
struct Sketch<'a> {
    id: EventId,
    event: &'a Event,
    /// Where its mark is.
    x: f32,
    /// Where it arrives.
    arrival: f32,
    /// The places of the lanes from which it goes, and of those to which.
    from: Vec<usize>,
    to: Vec<usize>,
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
            heights,
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
    let mut packed = sides.pack(context, kept.map_or(MAX_ROWS, |kept| kept.cap), &sketches, &clear);
    for (demand, rows) in demands.iter_mut().zip(thin_rows(context, &sketches, &classes)) {
        demand.rows[0] = rows;
    }
    for (place, is_below) in sides.bands.keys() {
        let rows = packed.rows.get(&(*place, *is_below)).copied().unwrap_or(0);
        demands[*place].rows[usize::from(*is_below)] = rows;
    }
    let heights = kept.map_or_else(|| heights::share(&demands, room).scaled(input.lane_scale.min(1.0)), Clone::clone);
    if packed.rows.values().any(|rows| *rows > heights.cap) {
        packed = sides.pack(context, heights.cap, &sketches, &clear);
    }
    Some(Plan {
        heights,
        flags: packed.flags,
        is_crowded: false,
    })
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
        demand.events = sent + received + detail.reaching.len();
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
            let arrival = event.received.as_ref().and_then(|date| context.place(date)).map_or(x, |at| at.mark);
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
        if let Some(place) = sketch.from.first().filter(|_| sketch.event.accounts.len() > 1) {
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

/// A label that is asked for beside a lane, in wide, middling and narrow lines.
struct Asked {
    event: EventId,
    x: f32,
    rank: u32,
    texts: [Vec<Line>; flags::WAYS],
}

/// The labels that are asked for above and below lanes, by place.
struct Sides {
    bands: BTreeMap<(usize, bool), Vec<Asked>>,
}

/// Labels with their places, and how many rows they need.
struct Packed {
    flags: Vec<Callout>,
    rows: BTreeMap<(usize, bool), usize>,
}

impl Sides {
    fn new(context: &Context<'_>, details: &Details, sketches: &[Sketch<'_>], classes: &[Class]) -> Self {
        let input = context.input;
        let area = context.regions.lanes;
        // On which side of a lane there are more lines: its labels go to the other one.
        let mut leaning = vec![0_i64; classes.len()];
        for sketch in sketches.iter().filter(|sketch| sketch.event.kind.is_message()) {
            for from in &sketch.from {
                for to in sketch.to.iter().filter(|to| *to != from) {
                    leaning[*from] += if to > from { 1 } else { -1 };
                    leaning[*to] += if from > to { 1 } else { -1 };
                }
            }
        }
        let mut found: BTreeMap<(usize, bool), Vec<(&Sketch<'_>, f32)>> = BTreeMap::new();
        for sketch in sketches {
            let is_full = |place: &&usize| classes[**place] == Class::Full;
            let is_message = sketch.event.kind.is_message();
            // What was with somebody who has no lane is labeled like what was said to nobody.
            let lanes = sketch.from.len() + sketch.to.len();
            let is_alone = lanes == 1 && sketch.event.leaders().any(|leader| input.rows.place_of(leader).is_none());
            if !(is_message || is_alone || matches!(sketch.event.kind, Kind::Statement | Kind::Other)) {
                continue;
            }
            let (place, x) = match (sketch.from.iter().find(is_full), sketch.to.iter().find(is_full)) {
                (Some(from), _) => (*from, sketch.x),
                (None, Some(to)) if is_message || is_alone => (*to, if is_message { sketch.arrival } else { sketch.x }),
                _ => continue,
            };
            let lane = input.rows.rows()[place].lane;
            let is_counted = details.is_counted(input, sketch.id, lane);
            if is_counted || x < area.left() || x > area.right() {
                continue;
            }
            let others = if sketch.from.contains(&place) { &sketch.to } else { &sketch.from };
            let other = others.iter().find(|other| **other != place).filter(|_| is_message);
            // Of a lane without partners what comes in is labeled below it.
            let comes_in = is_message && !sketch.from.contains(&place);
            // On an only lane what nobody else has to do with goes by turns above it and below it.
            let is_turned = classes.len() == 1 && !is_message && input.index.rank(sketch.id).is_some_and(|rank| rank % 2 == 1);
            let is_below = other.map_or(comes_in || is_turned || leaning[place] < 0, |other| *other < place);
            let known = input
                .seats
                .and_then(|seats| seats.get(&sketch.id))
                .filter(|(known, ..)| *known == lane);
            let is_below = known.map_or(is_below, |(_, is_below, _)| *is_below);
            found.entry((place, is_below)).or_default().push((sketch, x));
        }
        let bands = found
            .into_iter()
            .map(|((place, is_below), sketches)| ((place, is_below), asked(context, place, sketches)))
            .collect();
        Self { bands }
    }

    /// Packs the labels of every side into at most that many rows.
    fn pack(&self, context: &Context<'_>, most: usize, sketches: &[Sketch<'_>], clear: &[[f32; 2]]) -> Packed {
        let area = context.regions.lanes;
        let mut packed = Packed {
            flags: Vec::new(),
            rows: BTreeMap::new(),
        };
        for ((place, is_below), asked) in &self.bands {
            let lane = context.input.rows.rows()[*place].lane;
            let band = |joins: bool| Band {
                left: area.left() + 4.0,
                right: area.right() - 4.0,
                rows: most,
                liked: 0,
                crossed: crossed(context, sketches, (*place, *is_below), joins),
            };

            let kept: HashMap<EventId, Seat> = asked
                .iter()
                .filter_map(|asked| {
                    let (known, side, seat) = context.input.seats?.get(&asked.event)?;
                    (*known == lane && side == is_below).then_some((asked.event, *seat))
                })
                .collect();
            let pack = |liked: usize, band: &Band| {
                let band = Band { liked, ..band.clone() };
                let flags: Vec<Flag> = asked
                    .iter()
                    .map(|asked| Flag {
                        event: asked.event,
                        x: asked.x,
                        sizes: [0, 1, 2].map(|way| (captions::width_of(&asked.texts[way]), asked.texts[way].len())),
                        rank: asked.rank,
                    })
                    .collect();
                let seats = band.pack(&flags, &kept);
                let lost = seats.iter().filter(|seat| seat.is_none()).count();
                let rows = flags
                    .iter()
                    .zip(&seats)
                    .filter_map(|(flag, seat)| Some((*seat)?.row + flag.sizes[(*seat)?.text].1))
                    .max();
                (lost, rows.unwrap_or(0), liked, seats)
            };
            let whole = band(true);
            let mut best = pack(0, &whole);
            if is_roomy(asked) {
                let other = pack(1, &whole);
                // Lines of a middling length are read best; the rest of the room is for others.
                if (other.0, other.1 * 2 / 3) <= (best.0, best.1) {
                    best = other;
                }
            }
            if best.0 > 0 {
                let other = pack(best.2, &band(false));
                if other.0 < best.0 {
                    best = other;
                }
            }
            let (_, rows, _, seats) = best;
            packed.rows.insert((*place, *is_below), rows);
            packed.flags.extend(asked.iter().zip(seats).filter_map(|(asked, seat)| {
                Some(Callout {
                    event: asked.event,
                    lane,
                    is_below: *is_below,
                    x: asked.x,
                    clear: clear[*place][usize::from(*is_below)],
                    seat: seat?,
                    lines: asked.texts[seat?.text].clone(),
                })
            }));
        }
        packed
    }
}

/// Whether marks are far enough from each other for labels in several lines.
fn is_roomy(asked: &[Asked]) -> bool {
    let mut gaps: Vec<f32> = asked.windows(2).map(|pair| pair[1].x - pair[0].x).collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).is_none_or(|median| *median >= ROOMY)
}

/// The texts of labels beside one lane.
fn asked(context: &Context<'_>, place: usize, mut sketches: Vec<(&Sketch<'_>, f32)>) -> Vec<Asked> {
    sketches.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.id.cmp(&b.0.id)));
    let lane = context.input.rows.rows()[place].lane;
    // The name by which titles speak of whoever has the lane: the short one, or its last word.
    let name = lane.leader().map_or("", |leader| context.input.index.short_name(leader));
    let names = [name, name.split_whitespace().next_back().unwrap_or_default()];
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (sketch, _) in &sketches {
        *counts.entry(sketch.event.title.as_str()).or_default() += 1;
    }
    let mut captions: Vec<Caption> = sketches
        .iter()
        .map(|(sketch, _)| {
            let is_shared = counts.get(sketch.event.title.as_str()).is_some_and(|count| *count >= SHARED);
            if is_shared {
                captions::caption_of_many(context, sketch.event)
            } else {
                captions::caption(context, sketch.event)
            }
        })
        .collect();
    // Where most labels of a lane begin with its name, the lane says it for all of them.
    let without = |caption: &Caption| names.into_iter().find_map(|name| captions::without_subject(&caption.title, name));
    if captions.iter().filter(|caption| without(caption).is_some()).count() >= SUBJECTS {
        for caption in &mut captions {
            if let Some(title) = without(caption) {
                caption.title = title;
            }
        }
    }
    let measure = context.input.measure;
    sketches
        .into_iter()
        .zip(captions)
        .map(|((sketch, x), caption)| Asked {
            event: sketch.id,
            x,
            rank: context.rank(sketch.id, sketch.event),
            texts: [(WIDEST[0], 1), (WIDEST[1], 2), (WIDEST[2], 3)].map(|(width, lines)| caption.set(width, lines, measure)),
        })
        .collect()
}

/// From this many labels on that begin with the name of their lane it is left out.
const SUBJECTS: usize = 4;

/// A title that this many beside a lane share says nothing of each.
const SHARED: usize = 3;

/// Where lines from one lane to another cross the room above or below a lane.
/// `joins` says whether those of meetings count, which a label may break.
fn crossed(context: &Context<'_>, sketches: &[Sketch<'_>], (place, is_below): (usize, bool), joins: bool) -> Vec<(f32, f32)> {
    let (upper, lower) = if is_below {
        (Some(place), place + 1)
    } else {
        (place.checked_sub(1), place)
    };
    let mut crossed = Vec::new();
    let Some(upper) = upper else { return crossed };
    let mut cross = |a: usize, b: usize, x: [f32; 2]| {
        if a.min(b) <= upper && a.max(b) >= lower {
            crossed.push((x[0].min(x[1]) - 2.0, x[0].max(x[1]) + 2.0));
        }
    };
    for sketch in sketches {
        if sketch.event.kind.is_message() {
            for (from, to) in sketch
                .from
                .first()
                .into_iter()
                .flat_map(|from| sketch.to.iter().map(move |to| (*from, *to)))
            {
                cross(from, to, [sketch.x, sketch.arrival]);
            }
            continue;
        }
        let all = || sketch.from.iter().chain(&sketch.to);
        let (Some(first), Some(last)) = (all().min(), all().max()) else {
            continue;
        };
        let is_short = last - first <= 2;
        if !sketch.event.is_stay() {
            if joins {
                cross(*first, *last, [sketch.x; 2]);
            }
        } else if !is_short {
            // Stems that are cut short cross nothing.
        } else if let Some(extent) = sketch.event.extent().and_then(crate::dates::Extent::known) {
            for x in [context.x(extent.start), context.x(extent.end)] {
                cross(*first, *last, [x; 2]);
            }
        }
    }
    crossed
}
