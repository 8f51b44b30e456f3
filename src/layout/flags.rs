//! Labels on leaders: beside a lane, at the height at which none crosses another.
//!
//! A flag is a line of text, or a few, at the end of a leader, the line that rises from its mark. Flags cross nothing if, of two that
//! overlap, the earlier one is farther from the lane: the left-edge idea of channel routing (Hashimoto and Stevens
//! 1971), with leaders as in boundary labeling (Bekos, Kaufmann, Symvonis and Wolff 2007).

use std::collections::HashMap;

use crate::model::EventId;

/// A label that wants a place beside a lane.
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    /// Whose it is.
    pub event: EventId,
    /// Where its leader is.
    pub x: f32,
    /// How wide its text is and how many lines it has, set in wide, middling, narrow and very narrow lines.
    pub sizes: [(f32, usize); WAYS],
    /// Lower comes first where not all have room.
    pub rank: u32,
}

/// The number of ways in which a text is set.
pub const WAYS: usize = 4;

/// Where a flag is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Whether the text is left of the leader.
    pub is_left: bool,
    /// The row of its line nearest to the lane, from 0.
    pub row: usize,
    /// Which way its text is set.
    pub text: usize,
}

impl Flag {
    fn size(&self, text: usize) -> (f32, usize) {
        self.sizes.get(text).copied().unwrap_or_default()
    }
}

/// Beside a lane.
#[derive(Clone, Debug, Default)]
pub struct Band {
    /// Between which x texts may be.
    pub left: f32,
    /// See `left`.
    pub right: f32,
    /// How many rows there are.
    pub rows: usize,
    /// Which way texts are set, where both have room.
    pub liked: usize,
    /// Stretches of x that something crosses from one side of the band to the other.
    pub crossed: Vec<(f32, f32)>,
}

/// From the leader to the text, in points.
pub const ASIDE: f32 = 4.0;

/// What stays free between two texts in a row, in points.
const BETWEEN: f32 = 12.0;

/// What stays free between a text and a line, in points.
const BESIDE: f32 = 3.0;

/// So far a text that had its place may reach out of the picture before it loses it, in points.
const SLACK: f32 = 24.0;

/// The number of times that a flag is moved for another.
const MAX_MOVES: usize = 30;

/// No band has more rows than this: they are the bits of a number.
const MOST_ROWS: usize = 64;

/// How a flag wants to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    /// As it is liked best.
    Liked,
    /// With its text set the other way.
    Other,
    /// Not at all: another takes its place.
    None,
}

/// Where the texts left of their leaders end and those right of them begin.
#[derive(Clone, Copy, Debug)]
struct Turn {
    /// Flags before this x have their texts left of the leader first.
    split: f32,
    /// Whether a flag is rather set in narrow lines than on the other side: where both meet, none has room.
    is_narrow: bool,
}

/// A flag that has its place.
struct Placed {
    at: usize,
    x: f32,
    left: f32,
    right: f32,
    row: usize,
    end: usize,
}

impl Turn {
    /// All texts are right of their leaders, where they have room there.
    const NONE: Self = Self {
        split: f32::MIN,
        is_narrow: false,
    };
}

impl Placed {
    /// Whether a flag with its text between two x would cross this one, or this one it.
    fn is_in_the_way(&self, flag: &Flag, seat: Seat, (left, right): (f32, f32), slack: f32) -> bool {
        // What had its place is not lost to the rounding of a point.
        let ease = slack.min(1.0);
        let (between, beside) = (BETWEEN - ease, BESIDE - ease);
        let end = seat.row + flag.size(seat.text).1;
        let overlap = left < self.right + between && self.left < right + between && seat.row < self.end && self.row < end;
        let through_this = self.row < seat.row && (self.left - beside..self.right + beside).contains(&flag.x);
        let through_flag = self.row >= end && (left - beside..right + beside).contains(&self.x);
        overlap || through_this || through_flag
    }
}

impl Band {
    fn text(flag: &Flag, seat: Seat) -> (f32, f32) {
        let (width, _) = flag.size(seat.text);
        if seat.is_left {
            (flag.x - ASIDE - width, flag.x - ASIDE)
        } else {
            (flag.x + ASIDE, flag.x + ASIDE + width)
        }
    }

    /// Whether a flag can be there: nothing crosses anything.
    /// `slack` is how far the text may reach out.
    fn is_free(&self, flag: &Flag, seat: Seat, placed: &[Placed], slack: f32) -> bool {
        let (left, right) = Self::text(flag, seat);
        let beside = BESIDE - slack.min(1.0);
        let end = seat.row + flag.size(seat.text).1;
        let is_inside = left >= self.left - slack && right <= self.right + slack && end <= self.rows;
        let is_crossed = || self.crossed.iter().any(|(from, to)| right + beside > *from && left - beside < *to);
        is_inside && !is_crossed() && placed.iter().all(|other| !other.is_in_the_way(flag, seat, (left, right), slack))
    }

    fn place(flag: &Flag, at: usize, seat: Seat) -> Placed {
        let (left, right) = Self::text(flag, seat);
        Placed {
            at,
            x: flag.x,
            left,
            right,
            row: seat.row,
            end: seat.row + flag.size(seat.text).1,
        }
    }

    /// The lowest free row: on the side that is liked best, then on the other, then with the text set the other way.
    fn lowest(&self, flag: &Flag, is_left: bool, text: usize, placed: &[Placed]) -> Option<Seat> {
        self.first_free(flag, ways(text).flat_map(|text| [(is_left, text), (!is_left, text)]), placed)
    }

    /// The lowest free row of the first side and way that has one.
    fn first_free(&self, flag: &Flag, sides: impl Iterator<Item = (bool, usize)>, placed: &[Placed]) -> Option<Seat> {
        sides.map(|(is_left, text)| Seat { is_left, row: 0, text }).find_map(|seat| {
            let free = self.free_rows(flag, seat, placed);
            let row = free.trailing_zeros() as usize;
            (free != 0).then_some(Seat { row, ..seat })
        })
    }

    /// The rows in which a flag can be, the lowest as the lowest bit: what `is_free` says for each of them, found at once.
    fn free_rows(&self, flag: &Flag, seat: Seat, placed: &[Placed]) -> u64 {
        /// That many of the lowest bits.
        fn low(count: usize) -> u64 {
            1_u64.checked_shl(count as u32).map_or(u64::MAX, |bit| bit - 1)
        }
        let (left, right) = Self::text(flag, seat);
        let (_, height) = flag.size(seat.text);
        let is_inside = left >= self.left && right <= self.right && height <= self.rows;
        if !is_inside || self.crossed.iter().any(|(from, to)| right + BESIDE > *from && left - BESIDE < *to) {
            return 0;
        }
        let mut free = low((self.rows + 1 - height).min(MOST_ROWS));
        for other in placed {
            if left < other.right + BETWEEN && other.left < right + BETWEEN {
                free &= !(low(other.end) & !low((other.row + 1).saturating_sub(height)));
            }
            if (other.left - BESIDE..other.right + BESIDE).contains(&flag.x) {
                free &= low(other.row + 1);
            }
            if (left - BESIDE..right + BESIDE).contains(&other.x) {
                free &= !low((other.row + 1).saturating_sub(height));
            }
        }
        free
    }

    /// A place for one more among others that have theirs.
    pub fn lodge(&self, flag: &Flag, others: &[Flag], seats: &[Option<Seat>]) -> Option<Seat> {
        let placed = others.iter().zip(seats).enumerate();
        let placed: Vec<Placed> = placed
            .filter_map(|(at, (other, seat))| Some(Self::place(other, at, (*seat)?)))
            .collect();
        self.lowest(flag, false, self.liked, &placed)
    }

    /// One sweep: what had a place keeps it where it can; the others from the last to the first, text right of the leader,
    /// those before `split` from the first to the last with the text left of it.
    fn sweep(&self, flags: &[Flag], wishes: &[Wish], turn: Turn, kept: &HashMap<EventId, Seat>) -> Vec<Option<Seat>> {
        let mut seats = vec![None; flags.len()];
        let mut placed: Vec<Placed> = Vec::with_capacity(flags.len());
        let mut put = |at: usize, seat: Option<Seat>, placed: &mut Vec<Placed>| {
            if let Some(seat) = seat {
                placed.push(Self::place(&flags[at], at, seat));
                seats[at] = Some(seat);
            }
            seat.is_some()
        };
        let mut waiting: Vec<usize> = Vec::new();
        for at in (0..flags.len()).filter(|at| wishes[*at] != Wish::None) {
            let seat = kept.get(&flags[at].event).copied();
            let is_put = put(at, seat.filter(|seat| self.is_free(&flags[at], *seat, &placed, SLACK)), &mut placed);
            // What cannot stay vanishes until the view has come to rest: nothing jumps.
            if !is_put && seat.is_none() {
                waiting.push(at);
            }
        }
        let is_left = |at: &usize| {
            let flag = &flags[*at];
            let width = if turn.is_narrow {
                (0..WAYS).map(|way| flag.size(way).0).fold(f32::INFINITY, f32::min)
            } else {
                flag.size(self.liked).0
            };
            flag.x < turn.split || flag.x + ASIDE + width > self.right
        };
        let (left, right): (Vec<usize>, Vec<usize>) = waiting.into_iter().partition(is_left);
        for (at, first) in left
            .into_iter()
            .map(|at| (at, true))
            .chain(right.into_iter().rev().map(|at| (at, false)))
        {
            let text = if wishes[at] == Wish::Other { self.liked ^ 1 } else { self.liked };
            let seat = if turn.is_narrow {
                self.first_free(
                    &flags[at],
                    [first, !first]
                        .into_iter()
                        .flat_map(|side| ways(text).map(move |text| (side, text))),
                    &placed,
                )
            } else {
                self.lowest(&flags[at], first, text, &placed)
            };
            put(at, seat, &mut placed);
        }
        debug_assert!(placed.iter().all(|placed| seats[placed.at].is_some()));
        seats
    }

    /// Gives lost flags a place that only one other has, where that one finds another.
    fn repair(&self, flags: &[Flag], wishes: &[Wish], seats: &mut [Option<Seat>], kept: &HashMap<EventId, Seat>) {
        let mut moves = 0;
        for lost in 0..flags.len() {
            if seats[lost].is_some() || wishes[lost] == Wish::None {
                continue;
            }
            let placed: Vec<Placed> = (0..flags.len())
                .filter_map(|at| Some(Self::place(&flags[at], at, seats[at]?)))
                .collect();
            let wanted = ways(self.liked)
                .flat_map(|text| [(false, text), (true, text)])
                .map(|(is_left, text)| Seat { is_left, row: 0, text })
                .filter(|seat| self.free_rows(&flags[lost], *seat, &[]) != 0)
                .flat_map(|seat| (0..=self.rows - flags[lost].size(seat.text).1).map(move |row| Seat { row, ..seat }));
            for seat in wanted {
                let text = Self::text(&flags[lost], seat);
                let mut in_the_way = placed.iter().filter(|other| other.is_in_the_way(&flags[lost], seat, text, 0.0));
                let Some(other) = in_the_way.next().map(|other| other.at) else {
                    seats[lost] = Some(seat);
                    break;
                };
                if in_the_way.next().is_some() || kept.contains_key(&flags[other].event) {
                    continue;
                }
                moves += 1;
                let rest = (0..flags.len()).filter(|at| *at != other);
                let mut rest: Vec<Placed> = rest.filter_map(|at| Some(Self::place(&flags[at], at, seats[at]?))).collect();
                rest.push(Self::place(&flags[lost], lost, seat));
                let is_left = seats[other].is_some_and(|seat| seat.is_left);
                if let Some(moved) = self.lowest(&flags[other], is_left, self.liked, &rest) {
                    (seats[lost], seats[other]) = (Some(seat), Some(moved));
                    break;
                }
                if moves >= MAX_MOVES {
                    return;
                }
            }
        }
    }

    /// Places as many flags as have room, the important ones first. `flags` are in order of their x. What is in `kept` stays
    /// where it is if it can.
    pub fn pack(&self, flags: &[Flag], kept: &HashMap<EventId, Seat>) -> Vec<Option<Seat>> {
        let score = |seats: &[Option<Seat>]| {
            let lost = flags.iter().zip(seats).filter(|(_, seat)| seat.is_none());
            let lost: u64 = lost.map(|(flag, _)| lost_value(flag.rank)).sum();
            let rows: usize = seats
                .iter()
                .zip(flags)
                .filter_map(|(seat, flag)| Some(seat.as_ref()?.row + flag.size(seat.as_ref()?.text).1))
                .sum();
            (lost, rows)
        };
        let all = vec![Wish::Liked; flags.len()];
        // While the view moves nothing is tried that could move what has its place.
        if !kept.is_empty() {
            return self.sweep(flags, &all, Turn::NONE, kept);
        }
        let swept = |wishes: &[Wish], turn: Turn| {
            let mut seats = self.sweep(flags, wishes, turn, kept);
            self.repair(flags, wishes, &mut seats, kept);
            seats
        };
        let mut turn = Turn::NONE;
        let mut best = swept(&all, turn);
        let mut found = score(&best);
        if found.0 == 0 {
            return best;
        }
        // Texts left of the first marks and right of the last ones need half of the rows.
        let quarters = (1..4).filter_map(|share| flags.get(flags.len() * share / 4)).map(|flag| flag.x);
        for is_narrow in [false, true] {
            for split in std::iter::once(f32::MIN).chain(quarters.clone()) {
                if found.0 == 0 {
                    break;
                }
                let other = Turn { split, is_narrow };
                let seats = swept(&all, other);
                if score(&seats) < found {
                    (found, best, turn) = (score(&seats), seats, other);
                }
            }
        }
        // Who is lost, and those around, may have room with their texts set the other way.
        let mut admitted = all;
        for lost in (0..flags.len()).filter(|at| best[*at].is_none()).take(3).collect::<Vec<_>>() {
            let mut other = admitted.clone();
            for (wish, flag) in other.iter_mut().zip(flags) {
                if (flag.x - flags[lost].x).abs() <= flag.size(0).0.max(flags[lost].size(0).0) {
                    *wish = Wish::Other;
                }
            }
            let seats = swept(&other, turn);
            if score(&seats) < found {
                (found, best, admitted) = (score(&seats), seats, other);
            }
        }
        // Who is lost, and more important than somebody in the way, takes that one's place.
        for _ in 0..4 {
            let lost = (0..flags.len()).filter(|at| best[*at].is_none() && admitted[*at] != Wish::None);
            let Some(lost) = lost.min_by_key(|at| (flags[*at].rank, *at)) else {
                break;
            };
            let reach = flags[lost].size(0).0 + ASIDE;
            // What had its place yields only to the selected event.
            let may_yield = |at: &usize| flags[lost].rank == 0 || !kept.contains_key(&flags[*at].event);
            let near = (0..flags.len())
                .filter(may_yield)
                .filter(|at| best[*at].is_some() && (flags[*at].x - flags[lost].x).abs() <= reach.max(flags[*at].size(0).0));
            let victim = near
                .max_by_key(|at| (flags[*at].rank, *at))
                .filter(|at| flags[*at].rank > flags[lost].rank);
            let Some(victim) = victim else {
                admitted[lost] = Wish::None;
                continue;
            };
            let mut fewer = admitted.clone();
            fewer[victim] = Wish::None;
            let seats = swept(&fewer, turn);
            if score(&seats) < found {
                (found, best, admitted) = (score(&seats), seats, fewer);
            } else {
                admitted[lost] = Wish::None;
            }
        }
        best
    }
}

/// The ways in which a text is set, the one that is liked first.
fn ways(liked: usize) -> impl Iterator<Item = usize> {
    std::iter::once(liked).chain((0..WAYS).filter(move |way| *way != liked))
}

/// What it costs that a flag of some rank has no place.
fn lost_value(rank: u32) -> u64 {
    match rank {
        0 => 1_000_000,
        1 => 1_000,
        2 => 100,
        3 => 14,
        4 => 12,
        _ => 10,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn band(rows: usize) -> Band {
        Band {
            left: 0.0,
            right: 1000.0,
            rows,
            liked: 0,
            crossed: Vec::new(),
        }
    }

    fn flags(at: &[(f32, f32, u32)]) -> Vec<Flag> {
        let flag = |((x, width, rank), event): (&(f32, f32, u32), u32)| Flag {
            event: EventId(event),
            x: *x,
            sizes: [(*width, 1), (*width * 0.6, 2), (*width * 0.4, 3), (*width * 0.3, 4)],
            rank: *rank,
        };
        at.iter().zip(0..).map(flag).collect()
    }

    #[test]
    fn of_two_that_overlap_the_earlier_is_farther_from_the_lane() {
        let flags = flags(&[(100.0, 200.0, 5), (110.0, 200.0, 5), (500.0, 200.0, 5), (990.0, 200.0, 5)]);
        let rows: Vec<_> = band(9)
            .pack(&flags, &HashMap::new())
            .into_iter()
            .map(|seat| seat.map(|seat| (seat.is_left, seat.row)))
            .collect();
        assert_eq!(rows, [Some((false, 1)), Some((false, 0)), Some((false, 0)), Some((true, 0))]);
    }

    #[test]
    fn the_important_one_has_a_place_where_not_all_have() {
        let flags = flags(&[(500.0, 480.0, 5), (505.0, 480.0, 5), (510.0, 480.0, 0)]);
        let seats = band(1).pack(&flags, &HashMap::new());
        assert!(seats[2].is_some());
    }

    proptest! {
        #[test]
        fn nothing_crosses_and_what_had_a_place_keeps_it(
            mut at in proptest::collection::vec((0.0_f32..1000.0, 40.0_f32..260.0, 1_u32..6), 1..40),
            rows in 1_usize..16,
            crossed in proptest::collection::vec(0.0_f32..1000.0, 0..4),
        ) {
            at.sort_by(|a, b| a.0.total_cmp(&b.0));
            let flags = flags(&at);
            let band = Band { crossed: crossed.into_iter().map(|x| (x - 1.0, x + 1.0)).collect(), ..band(rows) };
            let seats = band.pack(&flags, &HashMap::new());
            for (at, seat) in seats.iter().enumerate() {
                let Some(seat) = seat else { continue };
                let others: Vec<Placed> = (0..flags.len())
                    .filter(|other| *other != at)
                    .filter_map(|other| Some(Band::place(&flags[other], other, seats[other]?)))
                    .collect();
                prop_assert!(band.is_free(&flags[at], *seat, &others, 0.0));
                for (is_left, text) in [(false, 0), (true, 1), (false, 2), (true, 3)] {
                    let rows = band.free_rows(&flags[at], Seat { is_left, row: 0, text }, &others);
                    let seats = (0..MOST_ROWS).map(|row| Seat { is_left, row, text });
                    let free = seats.filter(|seat| band.is_free(&flags[at], *seat, &others, 0.0)).fold(0, |free, seat| free | 1_u64 << seat.row);
                    prop_assert_eq!(rows, free);
                }
            }
            // A point to the right nothing has moved.
            let kept: HashMap<EventId, Seat> = flags.iter().zip(&seats).filter_map(|(flag, seat)| Some((flag.event, (*seat)?))).collect();
            let moved: Vec<Flag> = flags.iter().map(|flag| Flag { x: flag.x + 1.0, ..flag.clone() }).collect();
            let moved_lines = band.crossed.iter().map(|(from, to)| (from + 1.0, to + 1.0)).collect();
            let band = Band { crossed: moved_lines, ..band };
            for (flag, seat) in moved.iter().zip(band.pack(&moved, &kept)) {
                if let Some(before) = kept.get(&flag.event) {
                    prop_assert_eq!(seat, Some(*before));
                }
            }
        }
    }
}
