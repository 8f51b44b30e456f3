//! Level of detail: where the dots of a lane would lie on each other, that stretch of the lane becomes cells with counts.

use crate::model::EventId;

/// Dots nearer than this lie on each other, in points.
const CROWDED_GAP: f32 = 5.0;

/// So many dots on each other are still told apart by fanning them out.
const MAX_FANNED: usize = 4;

/// How wide a cell is at least where a stretch is divided, in points: about two of its counts side by side.
const CELL_WIDTH: f32 = 34.0;

/// Cells whose middles are nearer than this would stand on each other's counts.
const CELL_GAP: f32 = 30.0;

/// An event on a lane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// The event.
    pub id: EventId,
    /// Where, in points.
    pub x: f32,
    /// Whether it goes out from the lane; else it comes in.
    pub is_outgoing: bool,
    /// Whether it must stay a dot: it is selected, or too wide to be crowded.
    pub stays: bool,
}

/// A stretch of a lane in which events are counted instead of drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The left edge.
    pub left: f32,
    /// The right edge.
    pub right: f32,
    /// The events that are counted here, in order of time.
    pub outgoing: Vec<EventId>,
    /// The events that are counted here, in order of time.
    pub incoming: Vec<EventId>,
}

/// Gathers crowded dots of one lane into cells; dots are sorted by x. Every other dot stays one.
pub fn cells(dots: &[Dot]) -> Vec<Cell> {
    let movable: Vec<&Dot> = dots.iter().filter(|dot| !dot.stays).collect();
    let mut cells = Vec::new();
    let mut start = 0;
    while start < movable.len() {
        let mut end = start + 1;
        while end < movable.len() && movable[end].x - movable[end - 1].x < CROWDED_GAP {
            end += 1;
        }
        if end - start > MAX_FANNED {
            split(&movable[start..end], &mut cells);
        }
        start = end;
    }
    merge_near(cells)
}

/// Joins cells that would overlap.
fn merge_near(cells: Vec<Cell>) -> Vec<Cell> {
    let mut merged: Vec<Cell> = Vec::with_capacity(cells.len());
    for cell in cells {
        let middle = f32::midpoint(cell.left, cell.right);
        match merged.last_mut() {
            Some(last) if middle - f32::midpoint(last.left, last.right) < CELL_GAP => {
                last.right = cell.right;
                last.outgoing.extend(cell.outgoing);
                last.incoming.extend(cell.incoming);
            }
            _ => merged.push(cell),
        }
    }
    merged
}

/// Divides a crowded stretch into cells of the same width, at least [`CELL_WIDTH`] where there is more than one.
fn split(run: &[&Dot], cells: &mut Vec<Cell>) {
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return;
    };
    // Cells of a stretch are equally wide, so that the last one is no sliver.
    let count = ((last.x - first.x) / CELL_WIDTH).floor().max(1.0);
    let width = (last.x - first.x) / count;
    let cell_of = |x: f32| {
        if width > 0.0 {
            ((x - first.x) / width).min(count - 1.0) as u32
        } else {
            0
        }
    };
    let mut cell: Option<Cell> = None;
    for dot in run {
        let fits = cell.as_ref().is_some_and(|cell| cell_of(dot.x) == cell_of(cell.left));
        if !fits {
            cells.extend(cell.take());
        }
        let cell = cell.get_or_insert_with(|| Cell {
            left: dot.x,
            right: dot.x,
            outgoing: Vec::new(),
            incoming: Vec::new(),
        });
        cell.right = dot.x;
        if dot.is_outgoing {
            cell.outgoing.push(dot.id);
        } else {
            cell.incoming.push(dot.id);
        }
    }
    cells.extend(cell);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_dot_is_counted_once_or_stays(mut xs in proptest::collection::vec(0.0_f32..400.0, 0..120)) {
            xs.sort_by(f32::total_cmp);
            let dots: Vec<Dot> = (0..).zip(&xs).map(|(id, x)| Dot { id: EventId(id), x: *x, is_outgoing: id % 3 > 0, stays: id % 7 == 0 }).collect();
            let mut counted: Vec<EventId> = cells(&dots).into_iter().flat_map(|cell| cell.outgoing.into_iter().chain(cell.incoming)).collect();
            let before = counted.len();
            counted.sort_unstable();
            counted.dedup();
            prop_assert_eq!(before, counted.len());
            prop_assert!(counted.iter().all(|id| !dots[id.0 as usize].stays));
        }
    }

    #[test]
    fn sparse_dots_are_no_cells() {
        let dots: Vec<Dot> = (0_u16..50)
            .map(|id| Dot {
                id: EventId(id.into()),
                x: f32::from(id) * 6.0,
                is_outgoing: true,
                stays: false,
            })
            .collect();
        assert!(cells(&dots).is_empty());
    }
}
