//! Level of detail: where the marks of a lane would lie on each other, that stretch of the lane becomes cells with counts.
//!
//! The time axis has a grid that does not move with the view. Where more marks lie between two of its lines than could be
//! told apart, they are counted without being looked at; elsewhere they are drawn, and only where a few lie on each other
//! they are counted too. So a frame costs what is visible, not what there is.

use std::collections::HashSet;

use crate::dates::TimeRange;
use crate::index::{LaneMarks, Long, Mark};
use crate::model::EventId;

/// Marks nearer than this lie on each other, in points; with many marks in view, those nearer than [`WIDEST_GAP`].
const CROWDED_GAP: f32 = 5.0;

/// See [`CROWDED_GAP`].
const WIDEST_GAP: f32 = 10.0;

/// Up to so many marks in view are drawn as close as can be told apart.
const MANY_MARKS: f32 = 500.0;

/// How near marks may be to each other where so many are in view: where they fill the picture, each needs more room to be
/// told from its neighbors, and a frame draws fewer.
fn crowded_gap(marks_in_view: usize) -> f32 {
    (CROWDED_GAP * (marks_in_view as f32 / MANY_MARKS).sqrt()).clamp(CROWDED_GAP, WIDEST_GAP)
}

/// How the time axis is seen.
#[derive(Clone, Copy, Debug)]
pub struct Lens {
    /// The stretch of time that is looked at, out to lines of the grid: a cell at its edge holds all that is between them.
    pub view: TimeRange,
    /// How long a point is.
    seconds_per_point: f64,
    /// Marks nearer than this lie on each other, in points.
    gap: f32,
}

impl Lens {
    /// Looks at a stretch of time; `count` says how many marks there are in one.
    pub fn new(view: TimeRange, seconds_per_point: f64, count: impl FnOnce(TimeRange) -> usize) -> Self {
        let grid = grid_step(seconds_per_point);
        let start = view.start.div_euclid(grid).saturating_mul(grid);
        let end = view.end.div_euclid(grid).saturating_add(1).saturating_mul(grid);
        let view = TimeRange::new(start, end);
        Self {
            view,
            seconds_per_point,
            gap: crowded_gap(count(view)),
        }
    }
}

/// So many marks on each other are still told apart by fanning them out.
const MAX_FANNED: usize = 4;

/// How wide a cell is at least where a stretch is divided, in points: about two of its counts side by side.
const CELL_WIDTH: f32 = 34.0;

/// Cells whose middles are nearer than this would stand on each other's counts.
const CELL_GAP: f32 = 30.0;

/// The same for cells of so few events that their bars say how many.
const BARS_GAP: f32 = 9.0;

/// What is nearer to a cell than this would be drawn on its bars, in points.
const BESIDE: f32 = 4.0;

/// A stretch of a lane in which events are counted instead of drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// The left edge, in points.
    pub left: f32,
    /// The right edge.
    pub right: f32,
    /// The stretch of time that holds all its marks.
    pub range: TimeRange,
    /// How many events go out from the lane here.
    pub outgoing: usize,
    /// How many come in.
    pub incoming: usize,
    /// Whether it is a stretch of the calendar, the same on all lanes.
    pub is_bin: bool,
}

/// Up to this many events need no number: their bars say it.
const FEW: usize = 3;

impl Cell {
    /// How many events are counted here.
    pub fn count(&self) -> usize {
        self.outgoing + self.incoming
    }

    /// Whether its bars say how many, so that no number is needed.
    pub fn is_small(&self) -> bool {
        self.count() <= FEW
    }

    /// A cell around some marks, which are in order of time and not none.
    fn of(marks: &[Mark], x: &impl Fn(i64) -> f32) -> Option<Self> {
        let (first, last) = (marks.first()?, marks.last()?);
        let outgoing = marks.iter().filter(|mark| mark.is_outgoing).count();
        Some(Self {
            left: x(first.at),
            right: x(last.at),
            range: TimeRange::new(first.at, last.at),
            outgoing,
            incoming: marks.len() - outgoing,
            is_bin: false,
        })
    }
}

/// What of a lane is drawn, and what is counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Detail {
    /// From left to right; none on another's counts.
    pub cells: Vec<Cell>,
    /// Marks that are drawn, in order of time.
    pub drawn: Vec<Mark>,
    /// Events that reach into the view from outside, and are drawn.
    pub reaching: Vec<EventId>,
    /// Those that are counted beside bins, whose marks are before the view and after it: how many, and when they are.
    pub outside: [Option<(usize, TimeRange)>; 2],
    /// How many marks beyond the edges are neither drawn nor counted.
    pub unseen: usize,
    /// Where everything is counted: between lines of the grid, in order of time.
    crowded: Vec<TimeRange>,
    /// What is counted elsewhere.
    counted: HashSet<EventId>,
    /// What is drawn wherever it is.
    stays: Vec<Mark>,
}

impl Detail {
    /// Counts in its cells what would be drawn on them.
    fn take_in(&mut self, x: &impl Fn(i64) -> f32) {
        if self.cells.is_empty() {
            return;
        }
        let drawn = std::mem::take(&mut self.drawn);
        let mut next = 0;
        for mark in drawn {
            let at = x(mark.at);
            while self.cells.get(next).is_some_and(|cell| cell.right + BESIDE < at) {
                next += 1;
            }
            let cell = self.cells.get_mut(next).filter(|cell| cell.left - BESIDE <= at);
            match cell.filter(|_| !self.stays.contains(&mark)) {
                Some(cell) => {
                    if mark.is_outgoing {
                        cell.outgoing += 1;
                    } else {
                        cell.incoming += 1;
                    }
                    cell.range = cell.range.union(TimeRange::new(mark.at, mark.at));
                    self.counted.insert(mark.event);
                }
                None => self.drawn.push(mark),
            }
        }
    }

    /// Takes out the cells that are wholly beyond one of two x: nothing of them is seen.
    pub fn take_unseen(&mut self, left: f32, right: f32) -> Vec<Cell> {
        self.cells.extract_if(.., |cell| cell.right < left || cell.left > right).collect()
    }

    /// Takes up what reaches into the view from outside: the first `most` are drawn, the others are counted at the edge where they lie. They
    /// are neither sent nor received here, and make no cell.
    pub fn reach(&mut self, mut events: impl Iterator<Item = Long>, most: usize, view: TimeRange) {
        self.reaching = events.by_ref().take(most).map(|long| long.event).collect();
        self.reach_bins(events, view);
    }

    /// Counts what reaches into a view from outside: a bar across bins that hold others' bars would be none of them.
    pub fn reach_bins(&mut self, events: impl Iterator<Item = Long>, view: TimeRange) {
        for long in events {
            let side = &mut self.outside[usize::from(long.at >= view.start)];
            *side = Some(side.map_or((1, long.range), |(count, range)| (count + 1, range.union(long.range))));
        }
    }

    /// How many are counted beside bins.
    pub fn count_outside(&self) -> usize {
        self.outside.iter().flatten().map(|(count, _)| count).sum()
    }

    /// How many events are counted.
    pub fn count_counted(&self) -> usize {
        self.cells.iter().map(Cell::count).sum::<usize>() + self.count_outside()
    }

    /// The cell in which an event is counted whose mark on this lane is at that instant; `None` where it is drawn or not in view.
    pub fn cell_of(&self, event: EventId, at: i64) -> Option<usize> {
        let is_within = |cell: &Cell| (cell.range.start..=cell.range.end).contains(&at);
        self.is_counted(event, at).then(|| self.cells.iter().rposition(is_within)).flatten()
    }

    /// Whether an event, whose mark on this lane is at that instant, is counted here instead of drawn.
    pub fn is_counted(&self, event: EventId, at: i64) -> bool {
        if self.stays.iter().any(|mark| mark.event == event) {
            return false;
        }
        let next = self.crowded.partition_point(|range| range.end <= at);
        self.counted.contains(&event) || self.crowded.get(next).is_some_and(|range| range.start <= at)
    }
}

/// Counts the marks of a lane in stretches of time, which are in order; `stays` are drawn wherever they are.
pub fn binned(lane: &LaneMarks, bins: &[TimeRange], x: impl Fn(i64) -> f32, stays: &[Mark]) -> Detail {
    let mut detail = Detail {
        stays: stays.to_vec(),
        ..Detail::default()
    };
    let mut at = 0;
    for bin in bins {
        let first = lane.gallop(at, bin.start);
        at = lane.gallop(first, bin.end);
        if at == first {
            continue;
        }
        let kept = stays.iter().filter(|mark| (bin.start..bin.end).contains(&mark.at));
        let going = kept.clone().filter(|mark| mark.is_outgoing).count();
        let outgoing = lane.outgoing_in(first..at);
        let cell = Cell {
            left: x(bin.start),
            right: x(bin.end),
            range: TimeRange::new(bin.start, bin.end - 1),
            outgoing: outgoing.saturating_sub(going),
            incoming: (at - first - outgoing).saturating_sub(kept.clone().count() - going),
            is_bin: true,
        };
        detail.drawn.extend(kept);
        detail.crowded.push(*bin);
        if cell.count() > 0 {
            detail.cells.push(cell);
        }
    }
    detail
}

/// Divides the marks of a lane in a stretch of time into those that are drawn and those that are counted. `x` gives the
/// place of an instant; `stays` are marks of the lane that are drawn wherever they are; whatever is counted `elsewhere` is
/// counted here too.
pub fn detail(lane: &LaneMarks, lens: Lens, x: impl Fn(i64) -> f32, stays: &[Mark], elsewhere: &HashSet<EventId>) -> Detail {
    let Lens {
        view,
        seconds_per_point,
        gap,
    } = lens;
    let grid = grid_step(seconds_per_point);
    let limit = ((grid as f64 / seconds_per_point) as f32 / gap).max(MAX_FANNED as f32) as usize;
    let mut detail = Detail {
        stays: stays.to_vec(),
        ..Detail::default()
    };
    let mut cells: Vec<Cell> = Vec::new();
    let marks = lane.marks();
    let mut at = lane.gallop(0, view.start);
    while let Some(first) = marks.get(at).filter(|mark| mark.at < view.end) {
        let start = first.at.div_euclid(grid) * grid;
        let next = lane.gallop(at, start + grid);
        let here = marks.get(at..next).unwrap_or_default();
        if here.len() > limit {
            let range = TimeRange::new(start, start + grid);
            let kept: Vec<Mark> = stays
                .iter()
                .copied()
                .filter(|mark| (start..start + grid).contains(&mark.at))
                .collect();
            let going = kept.iter().filter(|mark| mark.is_outgoing).count();
            if let (Some(first), Some(last)) = (here.first(), here.last()) {
                let outgoing = lane.outgoing_in(at..next);
                cells.push(Cell {
                    left: x(first.at),
                    right: x(last.at),
                    range: TimeRange::new(first.at, last.at),
                    outgoing: outgoing.saturating_sub(going),
                    incoming: (here.len() - outgoing).saturating_sub(kept.len() - going),
                    is_bin: false,
                });
            }
            detail.drawn.extend(kept);
            detail.crowded.push(range);
        } else {
            detail.drawn.extend_from_slice(here);
        }
        at = next;
    }
    gather_runs(&mut detail, &mut cells, (gap, elsewhere), &x);
    cells.sort_by(|a, b| a.left.total_cmp(&b.left));
    detail.cells = merge_near(cells);
    detail.take_in(&x);
    detail
}

/// The step of the grid, in seconds: a power of two, from [`CELL_WIDTH`] to twice that.
fn grid_step(seconds_per_point: f64) -> i64 {
    let wanted = (seconds_per_point * f64::from(CELL_WIDTH)).max(1.0);
    1_i64 << (wanted.log2().ceil() as u32).min(60)
}

/// Counts those drawn marks that lie on each other, and those that are counted elsewhere.
fn gather_runs(detail: &mut Detail, cells: &mut Vec<Cell>, (gap, elsewhere): (f32, &HashSet<EventId>), x: &impl Fn(i64) -> f32) {
    let drawn = std::mem::take(&mut detail.drawn);
    let (stay, mut movable): (Vec<Mark>, Vec<Mark>) = drawn.into_iter().partition(|mark| detail.stays.contains(mark));
    let mut kept = stay;
    let mut start = 0;
    while start < movable.len() {
        let mut end = start + 1;
        while end < movable.len() && x(movable[end].at) - x(movable[end - 1].at) < gap {
            end += 1;
        }
        let is_counted_elsewhere = || movable[start..end].iter().any(|mark| elsewhere.contains(&mark.event));
        if end - start > MAX_FANNED || is_counted_elsewhere() {
            split(&movable[start..end], cells, x);
            detail.counted.extend(movable[start..end].iter().map(|mark| mark.event));
        } else {
            kept.extend_from_slice(&movable[start..end]);
        }
        start = end;
    }
    movable.clear();
    kept.sort_unstable_by_key(|mark| (mark.at, mark.event));
    detail.drawn = kept;
}

/// Divides a crowded run into cells of the same width, at least [`CELL_WIDTH`] where there is more than one.
fn split(run: &[Mark], cells: &mut Vec<Cell>, x: &impl Fn(i64) -> f32) {
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return;
    };
    let (left, right) = (x(first.at), x(last.at));
    // Cells of a run are equally wide, so that the last one is no sliver.
    let count = ((right - left) / CELL_WIDTH).floor().max(1.0);
    let width = (right - left) / count;
    let cell_of = |mark: &Mark| {
        if width > 0.0 {
            ((x(mark.at) - left) / width).min(count - 1.0) as u32
        } else {
            0
        }
    };
    cells.extend(run.chunk_by(|a, b| cell_of(a) == cell_of(b)).filter_map(|marks| Cell::of(marks, x)));
}

/// Joins cells that would overlap.
fn merge_near(cells: Vec<Cell>) -> Vec<Cell> {
    let mut merged: Vec<Cell> = Vec::with_capacity(cells.len());
    for cell in cells {
        let middle = f32::midpoint(cell.left, cell.right);
        match merged.last_mut() {
            Some(last) if middle - f32::midpoint(last.left, last.right) < gap_between(last, &cell) => {
                last.right = last.right.max(cell.right);
                last.range = last.range.union(cell.range);
                last.outgoing += cell.outgoing;
                last.incoming += cell.incoming;
            }
            _ => merged.push(cell),
        }
    }
    merged
}

/// How far the middles of two cells have to be from each other: counts need more room than a few bars.
fn gap_between(a: &Cell, b: &Cell) -> f32 {
    if a.is_small() && b.is_small() { BARS_GAP } else { CELL_GAP }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lane(at: &[i64]) -> LaneMarks {
        let marks = at.iter().zip(0..).map(|(at, id)| Mark::for_test(*at, EventId(id), id % 3 > 0));
        LaneMarks::from_marks(marks.collect())
    }

    proptest! {
        #[test]
        fn every_mark_is_counted_once_or_drawn(mut at in proptest::collection::vec(0_i64..100_000, 0..400), zoom in 0.01_f64..400.0, chosen in 0_u32..400, in_view in 0_usize..4000, counted_elsewhere in proptest::collection::btree_set(0_u32..400, 0..9)) {
            at.sort_unstable();
            let stays: Vec<Mark> = lane(&at).marks().iter().copied().filter(|mark| mark.event == EventId(chosen)).collect();
            let x = |at: i64| (at as f64 / zoom) as f32;
            let lens = Lens::new(TimeRange::new(0, 100_000), zoom, |_| in_view);
            let elsewhere = counted_elsewhere.into_iter().map(EventId).collect();
            let detail = detail(&lane(&at), lens, x, &stays, &elsewhere);
            prop_assert!(detail.drawn.iter().all(|mark| stays.contains(mark) || !elsewhere.contains(&mark.event)));
            let counted: usize = detail.cells.iter().map(|cell| cell.outgoing + cell.incoming).sum();
            prop_assert_eq!(counted + detail.drawn.len(), at.len());
            for mark in lane(&at).marks() {
                let is_drawn = detail.drawn.iter().any(|drawn| drawn.event == mark.event);
                prop_assert_eq!(is_drawn, !detail.is_counted(mark.event, mark.at));
            }
            prop_assert!(detail.cells.windows(2).all(|pair| f32::midpoint(pair[0].left, pair[0].right) < f32::midpoint(pair[1].left, pair[1].right)));
        }
    }

    proptest! {
        #[test]
        fn every_mark_is_in_one_bin_or_drawn(mut at in proptest::collection::vec(0_i64..100_000, 0..400), bin in 100_i64..20_000, chosen in 0_u32..400) {
            at.sort_unstable();
            let lane = lane(&at);
            let stays: Vec<Mark> = lane.marks().iter().copied().filter(|mark| mark.event == EventId(chosen)).collect();
            let bins: Vec<TimeRange> = (0..=100_000 / bin).map(|place| TimeRange::new(place * bin, (place + 1) * bin)).collect();
            let detail = binned(&lane, &bins, |at| at as f32, &stays);
            prop_assert_eq!(detail.count_counted() + detail.drawn.len(), at.len());
            prop_assert_eq!(&detail.drawn, &stays);
            for mark in lane.marks() {
                prop_assert_eq!(detail.is_counted(mark.event, mark.at), mark.event != EventId(chosen));
                prop_assert!(stays.contains(mark) || detail.cell_of(mark.event, mark.at).is_some());
            }
        }
    }

    #[test]
    fn what_reaches_in_is_drawn_or_counted_at_the_edge() {
        let long = |event: u32| Long {
            range: TimeRange::new(-100, i64::from(event)),
            at: -50,
            event: EventId(event),
        };
        let mut detail = Detail::default();
        detail.reach((0..10).map(long), 7, TimeRange::new(0, 100));
        assert_eq!(detail.reaching.len(), 7);
        assert_eq!(detail.outside[0].map(|(count, _)| count), Some(3), "at the left, where they lie");
        assert_eq!(detail.outside[1], None);
        assert!(detail.cells.is_empty(), "nothing was sent or received in view");
    }

    #[test]
    fn sparse_marks_are_no_cells() {
        let at: Vec<i64> = (0..50).map(|id| id * 60).collect();
        let lens = Lens::new(TimeRange::new(0, 10_000), 10.0, |_| 50);
        assert!(
            detail(&lane(&at), lens, |at| at as f32 / 10.0, &[], &HashSet::new())
                .cells
                .is_empty()
        );
    }
}
