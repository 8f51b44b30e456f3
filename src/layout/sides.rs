//! Labels beside lanes: on which side of which lane each is, and what moves to another where there is no room.

use std::collections::{BTreeMap, HashMap};

use super::Context;
use super::captions::{self, Caption, Line};
use super::details::Details;
use super::flags::{self, Band, Flag, Seat};
use super::heights::Class;
use super::plan::{Callout, Sketch};
use crate::model::{EventId, Kind};

/// No more rows of labels than this are asked for.
const MAX_ROWS: usize = 26;

/// No more rows than this are asked for where only labels are that had no room elsewhere.
pub const MAX_SPARE_ROWS: usize = 6;

/// Marks that are on the average farther from each other than this have labels in several lines, in points.
const ROOMY: f32 = 30.0;

/// The widest label on a leader in one line, and in two to four, in points.
pub const WIDEST: [f32; flags::WAYS] = [330.0, 168.0, 104.0, 72.0];

/// What the round ends of a bar take of the room for words on it, in points.
const ENDS: f32 = 24.0;

/// Above or below the lane at a place.
type Side = (usize, bool);

/// Where a label may be: beside which lane, and where its leader is.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Spot {
    side: Side,
    x: f32,
}

/// A label that is asked for beside a lane, set in the ways that there are.
#[derive(Clone)]
struct Asked<'a> {
    sketch: &'a Sketch<'a>,
    x: f32,
    rank: u32,
    texts: [Vec<Line>; flags::WAYS],
}

/// The labels that are asked for above and below lanes.
pub struct Sides<'a> {
    sketches: &'a [Sketch<'a>],
    bands: BTreeMap<Side, Vec<Asked<'a>>>,
    /// Where else labels may be that have no room there.
    spare: HashMap<EventId, Vec<Spot>>,
}

/// Labels with their places.
pub struct Packed {
    pub flags: Vec<Callout>,
    /// How many rows they need.
    pub rows: BTreeMap<Side, usize>,
    /// How many have no place.
    pub lost: usize,
    /// Where those would go.
    pub wanting: BTreeMap<Side, usize>,
}

/// The labels of one side.
struct Laid<'a> {
    band: Band,
    asked: Vec<Asked<'a>>,
    seats: Vec<Option<Seat>>,
}

impl Laid<'_> {
    fn lost(&self) -> usize {
        self.seats.iter().filter(|seat| seat.is_none()).count()
    }

    fn rows(&self) -> usize {
        let placed = self
            .asked
            .iter()
            .zip(&self.seats)
            .filter_map(|(asked, seat)| Some((asked, (*seat)?)));
        placed
            .map(|(asked, seat)| seat.row + asked.texts[seat.text].len())
            .max()
            .unwrap_or(0)
    }
}

impl Asked<'_> {
    fn flag(&self) -> Flag {
        Flag {
            event: self.sketch.id,
            x: self.x,
            sizes: std::array::from_fn(|way| (captions::width_of(&self.texts[way]), self.texts[way].len())),
            rank: self.rank,
        }
    }
}

impl<'a> Sides<'a> {
    pub fn new(context: &Context<'_>, details: &Details, sketches: &'a [Sketch<'a>], classes: &[Class]) -> Self {
        let leaning = leaning(sketches, classes.len());
        let mut found: BTreeMap<Side, Vec<(&Sketch<'_>, f32)>> = BTreeMap::new();
        let mut spare = HashMap::new();
        let bars = sketches.iter().filter(|sketch| has_bar(sketch)).count();
        let are_bars = bars * 2 > sketches.len();
        for sketch in sketches {
            let mut spots = if are_bars && has_bar(sketch) {
                spots_of_bar(context, details, sketch, classes)
            } else {
                spots(context, details, sketch, classes, &leaning)
            };
            let seats = context.input.seats.and_then(|seats| seats.get(&sketch.id));
            let known = seats.and_then(|(lane, is_below, _)| {
                let is_known = |spot: &Spot| (context.input.rows.rows()[spot.side.0].lane, spot.side.1) == (*lane, *is_below);
                spots.iter().position(is_known)
            });
            if spots.is_empty() {
                continue;
            }
            let home = spots.remove(known.unwrap_or(0));
            found.entry(home.side).or_default().push((sketch, home.x));
            // What has its place stays there or vanishes: nothing jumps.
            if seats.is_none() && !spots.is_empty() {
                spare.insert(sketch.id, spots);
            }
        }
        let bands = found
            .into_iter()
            .map(|(side, sketches)| (side, asked(context, side.0, sketches)))
            .collect();
        Self { sketches, bands, spare }
    }

    /// The number of rows that may be asked for above and below each lane, for a number of lanes.
    pub fn wanted(&self, lanes: usize) -> Vec<[usize; 2]> {
        let rows = |side: &Side| if self.bands.contains_key(side) { MAX_ROWS } else { MAX_SPARE_ROWS };
        (0..lanes).map(|place| [rows(&(place, false)), rows(&(place, true))]).collect()
    }

    /// Packs the labels of every side into the rows that have room above and below each lane.
    pub fn pack(&self, context: &Context<'_>, rooms: &[[usize; 2]], clear: &[[f32; 2]]) -> Packed {
        let rows = |(place, is_below): Side| rooms.get(place).map_or(0, |rows| rows[usize::from(is_below)]);
        let mut laid: BTreeMap<Side, Laid<'_>> = BTreeMap::new();
        for (side, asked) in &self.bands {
            laid.insert(*side, self.side(context, *side, rows(*side), asked));
        }
        self.lodge(context, &rows, &mut laid);
        Packed {
            rows: laid.iter().map(|(side, laid)| (*side, laid.rows())).collect(),
            lost: laid.values().map(Laid::lost).sum(),
            wanting: self.wanting(&laid),
            flags: laid
                .into_iter()
                .flat_map(|(side, laid)| callouts(context, side, laid, clear))
                .collect(),
        }
    }

    /// Where else there could be room for labels that have no place, and for how many.
    fn wanting(&self, laid: &BTreeMap<Side, Laid<'_>>) -> BTreeMap<Side, usize> {
        let mut wanting = BTreeMap::new();
        for laid in laid.values() {
            for (asked, _) in laid.asked.iter().zip(&laid.seats).filter(|(_, seat)| seat.is_none()) {
                for spot in self.spare.get(&asked.sketch.id).into_iter().flatten() {
                    *wanting.entry(spot.side).or_default() += 1;
                }
            }
        }
        wanting
    }

    fn band(&self, context: &Context<'_>, side: Side, rows: usize, joins: bool) -> Band {
        let area = context.regions.lanes;
        Band {
            left: area.left() + 4.0,
            right: area.right() - 4.0,
            rows,
            liked: 0,
            crossed: crossed(context, self.sketches, side, joins),
        }
    }

    /// Packs the labels of one side.
    fn side(&self, context: &Context<'_>, side: Side, rows: usize, asked: &[Asked<'a>]) -> Laid<'a> {
        let lane = context.input.rows.rows()[side.0].lane;
        let kept: HashMap<EventId, Seat> = asked
            .iter()
            .filter_map(|asked| {
                let (known, is_below, seat) = context.input.seats?.get(&asked.sketch.id)?;
                (*known == lane && *is_below == side.1).then_some((asked.sketch.id, *seat))
            })
            .collect();
        let flags: Vec<Flag> = asked.iter().map(Asked::flag).collect();
        let pack = |liked: usize, band: &Band| {
            let band = Band { liked, ..band.clone() };
            let seats = band.pack(&flags, &kept);
            Laid {
                band,
                asked: asked.to_vec(),
                seats,
            }
        };
        let whole = self.band(context, side, rows, true);
        let mut best = pack(0, &whole);
        if is_roomy(asked) {
            let other = pack(1, &whole);
            // Lines of a middling length are read best; the rest of the room is for others.
            if (other.lost(), other.rows() * 2 / 3) <= (best.lost(), best.rows()) {
                best = other;
            }
        }
        if best.lost() > 0 {
            let other = pack(best.band.liked, &self.band(context, side, rows, false));
            if other.lost() < best.lost() {
                best = other;
            }
        }
        best
    }

    /// What has no room beside one of its lanes moves to another, the important first.
    fn lodge(&self, context: &Context<'_>, rows: &impl Fn(Side) -> usize, laid: &mut BTreeMap<Side, Laid<'a>>) {
        let lost = |(side, laid): (&Side, &Laid<'a>)| {
            let lost = laid.seats.iter().enumerate().filter(|(_, seat)| seat.is_none());
            lost.map(|(at, _)| (laid.asked[at].rank, *side, at)).collect::<Vec<_>>()
        };
        let mut lost: Vec<(u32, Side, usize)> = laid.iter().flat_map(lost).collect();
        lost.sort_unstable();
        let mut moved: Vec<(Side, usize)> = Vec::new();
        for (_, home, at) in lost {
            let Some(asked) = laid.get(&home).map(|laid| laid.asked[at].clone()) else {
                continue;
            };
            let sketch = asked.sketch;
            for spot in self.spare.get(&sketch.id).into_iter().flatten() {
                let guest = Asked {
                    x: spot.x,
                    texts: set(
                        context,
                        &captions::of_receipt(context, sketch.event, captions::caption(context, sketch.event)),
                    ),
                    ..asked.clone()
                };
                let host = laid.entry(spot.side).or_insert_with(|| Laid {
                    band: self.band(context, spot.side, rows(spot.side), true),
                    asked: Vec::new(),
                    seats: Vec::new(),
                });
                let flags: Vec<Flag> = host.asked.iter().map(Asked::flag).collect();
                if let Some(seat) = host.band.lodge(&guest.flag(), &flags, &host.seats) {
                    host.asked.push(guest);
                    host.seats.push(Some(seat));
                    moved.push((home, at));
                    break;
                }
            }
        }
        // From the last to the first, so that none changes its number before its turn.
        moved.sort_unstable();
        for (home, at) in moved.into_iter().rev() {
            if let Some(laid) = laid.get_mut(&home) {
                laid.asked.remove(at);
                laid.seats.remove(at);
            }
        }
    }
}

/// On which side of each lane there are more lines, below if above 0: its labels go to the other one.
fn leaning(sketches: &[Sketch<'_>], lanes: usize) -> Vec<i64> {
    let mut leaning = vec![0_i64; lanes];
    for sketch in sketches.iter().filter(|sketch| sketch.event.kind.is_message()) {
        for from in &sketch.from {
            for to in sketch.to.iter().filter(|to| *to != from) {
                leaning[*from] += if to > from { 1 } else { -1 };
                leaning[*to] += if from > to { 1 } else { -1 };
            }
        }
    }
    leaning
}

/// Whether an event is a bar on a lane.
fn has_bar(sketch: &Sketch<'_>) -> bool {
    sketch.event.is_stay() && !sketch.from.is_empty()
}

/// Where the label of a stay may be in a picture of stays: above its bar, else below it. None where its words have room on it.
fn spots_of_bar(context: &Context<'_>, details: &Details, sketch: &Sketch<'_>, classes: &[Class]) -> Vec<Spot> {
    let area = context.regions.lanes;
    let Some(extent) = sketch.event.extent().and_then(crate::dates::Extent::known) else {
        return Vec::new();
    };
    let (left, right) = (context.x(extent.start).max(area.left()), context.x(extent.end).min(area.right()));
    let caption = captions::caption(context, sketch.event);
    let needed = context.input.measure.width(&caption.title, captions::TITLE) + ENDS;
    if left > right || !caption.title.is_empty() && needed <= right - left {
        return Vec::new();
    }
    let lanes = context.input.rows.rows();
    let is_drawn = |place: &&usize| classes[**place] == Class::Full && !details.is_counted(context.input, sketch.id, lanes[**place].lane);
    let places = sketch.from.iter().filter(is_drawn);
    places
        .flat_map(|place| {
            [false, true].map(|is_below| Spot {
                side: (*place, is_below),
                x: f32::midpoint(left, right),
            })
        })
        .collect()
}

/// Where the label of an event may be: first beside the lane of who did it, then beside those of whom it reached. None
/// where it has no label on a leader.
fn spots(context: &Context<'_>, details: &Details, sketch: &Sketch<'_>, classes: &[Class], leaning: &[i64]) -> Vec<Spot> {
    let input = context.input;
    let area = context.regions.lanes;
    let is_full = |place: &&usize| classes[**place] == Class::Full;
    let is_message = sketch.event.kind.is_message();
    // What was with somebody who has no lane is labeled like what was said to nobody.
    let lanes = sketch.from.len() + sketch.to.len();
    // What has a bar has its words on it or beside it.
    let is_alone = lanes == 1 && !has_bar(sketch) && sketch.event.leaders().any(|leader| input.rows.place_of(leader).is_none());
    if !(is_message || is_alone || matches!(sketch.event.kind, Kind::Statement | Kind::Other)) {
        return Vec::new();
    }
    // On an only lane what nobody else has to do with goes by turns above it and below it.
    let is_turned = classes.len() == 1 && !is_message && input.index.rank(sketch.id).is_some_and(|rank| rank % 2 == 1);
    let spot = |place: usize, x: f32| {
        let sends = sketch.from.contains(&place);
        let others = if sends { &sketch.to } else { &sketch.from };
        let other = others.iter().find(|other| **other != place).filter(|_| is_message);
        // Of a lane without partners what comes in is labeled below it.
        let comes_in = is_message && !sends;
        let is_below = other.map_or(comes_in || is_turned || leaning[place] < 0, |other| *other < place);
        Spot {
            side: (place, is_below),
            x,
        }
    };
    let senders = sketch.from.iter().find(is_full).map(|place| spot(*place, sketch.x));
    let reached = sketch.to.iter().filter(is_full).filter(|_| is_message || is_alone);
    let reached = reached.map(|place| spot(*place, if is_message { sketch.arrival } else { sketch.x }));
    let mut spots: Vec<Spot> = senders.into_iter().chain(reached).collect();
    spots.retain(|spot| {
        let lane = input.rows.rows()[spot.side.0].lane;
        !details.is_counted(input, sketch.id, lane) && (area.left()..=area.right()).contains(&spot.x)
    });
    spots
}

/// The labels that have their places.
fn callouts(context: &Context<'_>, side: Side, laid: Laid<'_>, clear: &[[f32; 2]]) -> Vec<Callout> {
    let lane = context.input.rows.rows()[side.0].lane;
    let callout = |(asked, seat): (Asked<'_>, Option<Seat>)| {
        let seat = seat?;
        let mut texts = asked.texts;
        Some(Callout {
            event: asked.sketch.id,
            lane,
            is_below: side.1,
            x: asked.x,
            clear: clear[side.0][usize::from(side.1)],
            seat,
            lines: std::mem::take(&mut texts[seat.text]),
        })
    };
    laid.asked.into_iter().zip(laid.seats).filter_map(callout).collect()
}

/// A text set in every way.
fn set(context: &Context<'_>, caption: &Caption) -> [Vec<Line>; flags::WAYS] {
    std::array::from_fn(|way| caption.set(WIDEST[way], way + 1, context.input.measure))
}

/// Whether marks are far enough from each other for labels in several lines.
fn is_roomy(asked: &[Asked<'_>]) -> bool {
    let mut gaps: Vec<f32> = asked.windows(2).map(|pair| pair[1].x - pair[0].x).collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).is_none_or(|median| *median >= ROOMY)
}

/// The texts of labels beside one lane.
fn asked<'a>(context: &Context<'_>, place: usize, mut sketches: Vec<(&'a Sketch<'a>, f32)>) -> Vec<Asked<'a>> {
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
            let caption = if is_shared {
                captions::caption_of_many(context, sketch.event)
            } else {
                captions::caption(context, sketch.event)
            };
            if sketch.from.contains(&place) {
                caption
            } else {
                captions::of_receipt(context, sketch.event, caption)
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
    sketches
        .into_iter()
        .zip(captions)
        .map(|((sketch, x), caption)| Asked {
            sketch,
            x,
            rank: context.rank(sketch.id, sketch.event),
            texts: set(context, &caption),
        })
        .collect()
}

/// From this many labels on that begin with the name of their lane it is left out.
const SUBJECTS: usize = 4;

/// A title that this many beside a lane share says nothing of each.
const SHARED: usize = 3;

/// Where lines from one lane to another cross the room above or below a lane.
/// `joins` says whether those of meetings count, which a label may break.
fn crossed(context: &Context<'_>, sketches: &[Sketch<'_>], (place, is_below): Side, joins: bool) -> Vec<(f32, f32)> {
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
