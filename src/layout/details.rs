//! What is drawn and what is counted, for all lanes together: an event that is counted on one lane is counted on each, so that no
//! line, arrow or dot is without its other end.

use std::collections::{HashMap, HashSet};

use super::cells::{Cell, Detail, Lens, binned, detail};
use super::swarm::{Swarm, swarm};
use super::{Context, Input};
use crate::dates::TimeRange;
use crate::index::{LaneMarks, Long, Mark, is_long, mark_on};
use crate::model::{EventId, LaneId};
use crate::view::{Step, bin_step, bins, part_step};

/// With more events in view they are drawn only where most of them can be told apart, see [`MOST_COUNTED`].
pub const MAX_DRAWN: usize = 150;

/// With more events in view all are counted.
const MAX_LOOKED_AT: usize = 400;

/// Where more than this share of the marks in view lie on each other, all are counted.
const MOST_COUNTED: f32 = 0.4;

/// Marks so far outside the view are looked at too, in points: part of a dot or of a cell may still be seen.
pub const NEARBY: f32 = 14.0;

/// More events of a lane than this that reach in from outside could not be told apart: they are counted at its edge.
const MAX_REACHING: usize = 16;

/// How often what is counted on one lane is looked for on the others; where that is not enough, all are counted.
const MAX_ROUNDS: usize = 32;

/// What of each lane is drawn and what is counted.
#[derive(Clone, Debug)]
pub struct Details {
    lanes: HashMap<LaneId, Detail>,
    /// The time that is looked at.
    pub view: TimeRange,
    /// Where everything is counted: by which units, and in which stretches of time.
    pub bins: Option<Bins>,
    /// Which dots are not on their line.
    swarm: Swarm,
}

/// How everything in view is counted.
#[derive(Clone, Debug)]
pub struct Bins {
    /// What a bin is.
    pub step: Step,
    /// What a bar within it is; `None` where no unit of the calendar fits.
    pub part: Option<Step>,
    /// All of them, in order; none reaches over a fold.
    pub all: Vec<TimeRange>,
}

impl Details {
    /// Divides what is in view.
    pub fn new(context: &Context<'_>) -> Self {
        let input = context.input;
        let area = context.regions.lanes;
        let seconds_per_point = input.viewport.span / f64::from(area.width()).max(1.0);
        let margin = (seconds_per_point * f64::from(NEARBY)) as i64;
        let range = input.viewport.range();
        let view = TimeRange::new(range.start.saturating_sub(margin), range.end.saturating_add(margin));
        let view = input.folds.unfold_range(view);
        let marks_in = |view: TimeRange| context.lanes.rows.iter().map(|lane| input.rows.count_in(lane.id, view)).sum();
        // Most events have a mark on two lanes.
        let events = marks_in(view) / 2;
        // While the view moves, what is counted stays so, and what is drawn too.
        let kept = input.heights.map(|heights| heights.is_binned);
        let is_binned = events > MAX_LOOKED_AT || kept == Some(true);
        if !is_binned {
            let lens = Lens::new(view, seconds_per_point, marks_in);
            let is_fine = |details: &Self| kept == Some(false) || events <= MAX_DRAWN || details.share_counted() <= MOST_COUNTED;
            if let Some(details) = Self::looked_at(context, lens).filter(is_fine) {
                return details;
            }
        }
        Self::counted(context, view, seconds_per_point)
    }

    /// Draws what can be told apart, and counts the rest; `None` where what is counted on one lane leads to ever more on others.
    fn looked_at(context: &Context<'_>, lens: Lens) -> Option<Self> {
        let mut elsewhere = HashSet::new();
        for _ in 0..MAX_ROUNDS {
            let of_lane = |marks: &LaneMarks, stays: &[Mark]| detail(marks, lens, |at| context.x(at), stays, &elsewhere);
            let mut details = Self::of_each(context, lens.view, false, of_lane);
            let rows = context.input.rows;
            let counted: HashSet<EventId> = details
                .lanes
                .iter()
                .filter(|(_, detail)| !detail.cells.is_empty())
                .flat_map(|(lane, detail)| rows.marks_in(*lane, lens.view).iter().map(move |mark| (detail, mark)))
                .filter(|(detail, mark)| detail.is_counted(mark.event, mark.at))
                .map(|(_, mark)| mark.event)
                .collect();
            if counted.len() == elsewhere.len() {
                details.leave_unseen(context);
                details.swarm = swarm(context, &details);
                return Some(details);
            }
            elsewhere = counted;
        }
        None
    }

    /// What is counted beyond an edge is not shown; what of it reaches into the view is said at that edge.
    fn leave_unseen(&mut self, context: &Context<'_>) {
        let area = context.regions.lanes;
        for lane in context.lanes.rows.iter().map(|lane| lane.id) {
            let Some(detail) = self.lanes.get_mut(&lane) else { continue };
            let unseen = detail.take_unseen(area.left(), area.right());
            let Some(marks) = context.input.rows.marks(lane).filter(|_| !unseen.is_empty()) else {
                continue;
            };
            let reaching: Vec<Long> = unseen.iter().flat_map(|cell| partly_seen(context, marks, cell.range)).collect();
            detail.unseen = unseen.iter().map(Cell::count).sum::<usize>().saturating_sub(reaching.len());
            detail.reach_bins(reaching.into_iter(), context.seen());
        }
    }

    /// Counts everything, by the calendar.
    fn counted(context: &Context<'_>, view: TimeRange, seconds_per_point: f64) -> Self {
        let known = context.input.index.unit();
        let step = bin_step(seconds_per_point, known);
        // Folded stretches have no bins: they may be longer than all that is in view.
        let mut all = Vec::new();
        let mut start = None;
        let hidden = context.input.folds.all().iter().map(|fold| fold.hidden);
        for hidden in hidden.filter(|hidden| hidden.overlaps(view)) {
            all.extend(between(step, view, start, Some(hidden.start)));
            start = Some(hidden.end);
        }
        all.extend(between(step, view, start, None));
        // What is in a bin out of sight is said at the edge.
        let seen = context.seen();
        all.retain(|bin| bin.overlaps(seen));
        let bins = Bins {
            step,
            part: part_step(step, seconds_per_point, known),
            all,
        };
        let whole = bins.all.iter().copied().reduce(TimeRange::union).unwrap_or(view);
        let of_lane = |marks: &LaneMarks, stays: &[Mark]| binned(marks, &bins.all, |at| context.x(at), stays);
        let details = Self::of_each(context, whole, true, of_lane);
        Self {
            bins: Some(bins),
            ..details
        }
    }

    fn of_each(context: &Context<'_>, view: TimeRange, is_binned: bool, of_lane: impl Fn(&LaneMarks, &[Mark]) -> Detail) -> Self {
        let input = context.input;
        let lanes = context.lanes.rows.iter().filter_map(|lane| {
            let marks = input.rows.marks(lane.id)?;
            let shown = input.selected.into_iter().filter(|id| input.shown.contains(*id));
            let stays: Vec<_> = shown.filter_map(|id| mark_of(input, id, lane.id)).collect();
            let mut detail = of_lane(marks, &stays);
            let reaching = || reaching(context, marks, view);
            if is_binned {
                // The selected event is drawn.
                detail.reach_bins(reaching().filter(|long| Some(long.event) != input.selected), view);
            } else {
                detail.reach(reaching(), MAX_REACHING, view);
            }
            Some((lane.id, detail))
        });
        Self {
            lanes: lanes.collect(),
            view,
            bins: None,
            swarm: Swarm::new(),
        }
    }

    /// How far a dot is below its lane, in points.
    pub fn aside(&self, lane: LaneId, id: EventId) -> f32 {
        self.swarm.get(&(lane, id)).copied().unwrap_or(0.0)
    }

    /// That of a lane.
    pub fn get(&self, lane: LaneId) -> Option<&Detail> {
        self.lanes.get(&lane)
    }

    /// Those of all lanes, in no order.
    #[cfg(test)]
    pub fn all(&self) -> impl Iterator<Item = (LaneId, &Detail)> {
        self.lanes.iter().map(|(lane, detail)| (*lane, detail))
    }

    /// Whether an event is counted on a lane instead of drawn.
    pub fn is_counted(&self, input: &Input<'_>, id: EventId, lane: LaneId) -> bool {
        let mark = mark_of(input, id, lane);
        mark.is_some_and(|mark| self.get(lane).is_some_and(|detail| detail.is_counted(id, mark.at)))
    }

    /// How many marks are in view; most events have two.
    pub fn marks(&self) -> usize {
        self.lanes.values().map(|detail| detail.count_counted() + detail.drawn.len()).sum()
    }

    /// Which share of the marks in view is counted.
    fn share_counted(&self) -> f32 {
        let counted: usize = self.lanes.values().map(Detail::count_counted).sum();
        counted as f32 / self.marks().max(1) as f32
    }

    /// The events that any lane draws, and those that reach into the view from outside, each once.
    pub fn drawn_events(&self, context: &Context<'_>) -> Vec<EventId> {
        let input = context.input;
        let lanes = context.lanes.rows.iter().filter_map(|lane| self.get(lane.id));
        let mut events: Vec<EventId> = lanes
            .flat_map(|detail| detail.drawn.iter().map(|mark| mark.event).chain(detail.reaching.iter().copied()))
            .chain(input.selected.filter(|id| input.shown.contains(*id)))
            .collect();
        events.sort_unstable_by_key(|id| (input.index.rank(*id), *id));
        events.dedup();
        events
    }
}

/// Events that reach into a range from outside, whether they last or are known to a day only.
pub fn reaching(context: &Context<'_>, marks: &LaneMarks, view: TimeRange) -> impl Iterator<Item = Long> {
    marks.reaching(view).chain(days_beside(context, marks, view))
}

/// Events known to a day or two that are partly in view, while their marks are not.
fn days_beside(context: &Context<'_>, marks: &LaneMarks, view: TimeRange) -> impl Iterator<Item = Long> {
    marks
        .beside(view)
        .filter_map(|mark| seen_of(context, mark))
        .filter(|long| !is_long(long.range))
}

/// Those events whose marks are in a stretch of time, its end included, that are partly in view.
fn partly_seen(context: &Context<'_>, marks: &LaneMarks, range: TimeRange) -> impl Iterator<Item = Long> {
    let first = marks.gallop(0, range.start);
    let here = first..marks.gallop(first, range.end.saturating_add(1));
    here.filter_map(move |at| seen_of(context, *marks.marks().get(at)?))
}

/// What an event of a mark covers, where any of it is in view.
fn seen_of(context: &Context<'_>, mark: Mark) -> Option<Long> {
    let range = context.input.archive.event(mark.event)?.drawn_range()?;
    let seen = context.seen();
    (range.start < seen.end && range.end > seen.start).then_some(Long {
        range,
        at: mark.at,
        event: mark.event,
    })
}

/// The bins between two folds: cut where a fold ends or begins, whole at the edges of the view.
fn between(step: Step, view: TimeRange, start: Option<i64>, end: Option<i64>) -> impl Iterator<Item = TimeRange> {
    let range = TimeRange::new(start.unwrap_or(view.start), end.unwrap_or(view.end));
    let bins = if range.start < range.end { bins(step, range) } else { Vec::new() };
    bins.into_iter()
        .map(move |bin| TimeRange::new(bin.start.max(start.unwrap_or(i64::MIN)), bin.end.min(end.unwrap_or(i64::MAX))))
}

/// The mark of an event on a lane. On one that several leaders share it is that of the first of them who sends, else of the
/// first who receives.
pub fn mark_of(input: &Input<'_>, id: EventId, lane: LaneId) -> Option<Mark> {
    let event = input.archive.event(id)?;
    let is_on = |leader: &crate::model::LeaderId| input.rows.lane_of(*leader) == Some(lane);
    let leader = match lane {
        LaneId::Nobody => event.leaders().next().is_none().then_some(None)?,
        LaneId::Leader(_) | LaneId::Country(_) | LaneId::Others => Some(event.leaders().find(is_on)?),
    };
    mark_on(event, id, leader)
}
