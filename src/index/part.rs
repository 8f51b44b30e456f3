//! What is known of a part of an archive's events; parts are read on every core and joined in their order.

use super::facts::Facts;
use super::lane::{self, Long, Mark, mark_on};
use super::story::Shared;
use super::widths::Widths;
use crate::dates::TimeRange;
use crate::model::{Archive, Event, EventId};

/// The least number of events worth a part.
const LEAST: usize = 1 << 14;

/// See [`super::EventIndex`], whose fields these become.
#[derive(Default)]
pub(super) struct Part {
    pub(super) facts: Facts,
    pub(super) kinds: [usize; 6],
    pub(super) has_clock: bool,
    pub(super) has_offset: bool,
    pub(super) widths: Widths,
    pub(super) undated: Vec<EventId>,
    /// Placed events with what is drawn of them, in file order.
    pub(super) all: Vec<(TimeRange, EventId)>,
    /// The same by what their place in time is told by.
    pub(super) keys: Vec<(i64, i64, EventId)>,
    /// Those of them that are known by their order only.
    pub(super) ordered: Vec<EventId>,
    pub(super) shared: Shared,
    pub(super) counts: Vec<usize>,
    /// For each leader, and for events without one, the marks and the events that last.
    pub(super) lanes: Vec<(Vec<Mark>, Vec<Long>)>,
}

impl Part {
    /// The number of events of a part, so that there is one for each core.
    pub(super) fn share(events: usize) -> usize {
        (events / rayon::current_num_threads().max(1) + 1).max(LEAST)
    }

    pub(super) fn new(archive: &Archive, events: usize) -> Self {
        Self {
            facts: Facts::with_capacity(events),
            shared: Shared::new(archive),
            counts: vec![0; archive.leaders.len() + 1],
            lanes: vec![(Vec::new(), Vec::new()); archive.leaders.len() + 1],
            ..Self::default()
        }
    }

    pub(super) fn add(&mut self, id: EventId, event: &Event) {
        self.facts.add(event);
        self.kinds[event.kind.position()] += 1;
        for date in [event.sent.as_ref(), event.received()].into_iter().flatten() {
            self.has_clock |= date.precision().has_clock();
            self.has_offset |= date.offset_seconds().is_some();
        }
        if let Some(date) = event.date() {
            self.widths.add(date);
        }
        let (Some(drawn), Some(range)) = (event.drawn_range(), event.range()) else {
            self.undated.push(id);
            return;
        };
        self.all.push((drawn, id));
        self.keys.push((range.start, range.end, id));
        if event.is_dated_by_order() {
            self.ordered.push(id);
        }
        self.shared.add(event);
        let nobody = event.leaders().next().is_none().then_some(None);
        for leader in event.leaders().map(Some).chain(nobody) {
            let last = self.lanes.len() - 1;
            let position = leader.map_or(last, |leader| leader.0 as usize);
            self.counts[position] += 1;
            let Some(mark) = mark_on(event, id, leader) else { continue };
            let (marks, long) = &mut self.lanes[position];
            marks.push(mark);
            if lane::is_long(drawn) {
                long.push(Long {
                    range: drawn,
                    at: mark.at,
                    event: id,
                });
            }
        }
    }

    /// The parts of an archive as one, in their order.
    pub(super) fn joined(archive: &Archive, mut parts: Vec<Self>) -> Self {
        if parts.len() < 2 {
            return parts.pop().unwrap_or_else(|| Self::new(archive, 0));
        }
        let mut whole = Self::new(archive, 0);
        for part in &parts {
            for (sum, more) in whole.kinds.iter_mut().zip(part.kinds) {
                *sum += more;
            }
            whole.has_clock |= part.has_clock;
            whole.has_offset |= part.has_offset;
            whole.widths.join(part.widths);
            whole.shared.join(&part.shared);
            for (sum, more) in whole.counts.iter_mut().zip(&part.counts) {
                *sum += more;
            }
        }
        whole.facts = Facts::joined(parts.iter_mut().map(|part| &mut part.facts));
        whole.undated = end_to_end(&mut parts, |part| &mut part.undated);
        whole.all = end_to_end(&mut parts, |part| &mut part.all);
        whole.keys = end_to_end(&mut parts, |part| &mut part.keys);
        whole.ordered = end_to_end(&mut parts, |part| &mut part.ordered);
        for (lane, (marks, long)) in whole.lanes.iter_mut().enumerate() {
            *marks = end_to_end(&mut parts, |part| &mut part.lanes[lane].0);
            *long = end_to_end(&mut parts, |part| &mut part.lanes[lane].1);
        }
        whole
    }
}

/// The lists of some parts as one that has no room to spare: lists that grew have up to as much again.
pub(super) fn end_to_end<P, T>(parts: &mut [P], list: impl Fn(&mut P) -> &mut Vec<T>) -> Vec<T> {
    let length = parts.iter_mut().map(|part| list(part).len()).sum();
    let mut all = Vec::with_capacity(length);
    for part in parts {
        all.append(list(part));
        *list(part) = Vec::new();
    }
    all
}
