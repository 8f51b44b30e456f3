//! Events sorted by time: range queries, filter, search and counts. Knows no pixels.

mod filter;
mod lane;
mod overview;
mod rows;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::dates::TimeRange;
use crate::model::{Archive, EventId, Kind, LeaderId, fold_text};

pub use self::lane::{LaneMarks, Mark, mark_on};

pub use self::rows::{Arrangement, LaneOrder, MANY_LANES, Row, Rows, USUAL_LANES, country_title, partners};

pub use self::overview::Bin;

pub use self::filter::{Filter, OPEN_END, OPEN_START, Role, Shown, range_words};

/// The events of one lane, sorted by the time at which each begins.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// Events with what is drawn of them on this lane, by start, then end, then id.
    entries: Vec<(TimeRange, EventId)>,

    /// For each entry, the latest end among it and all before it: never falls, so it can be searched by halves.
    latest_end: Vec<i64>,
}

impl Column {
    fn new(mut entries: Vec<(TimeRange, EventId)>) -> Self {
        entries.sort_by_key(|(range, id)| (range.start, range.end, *id));
        let latest_end = entries
            .iter()
            .scan(i64::MIN, |latest, (range, _)| {
                *latest = (*latest).max(range.end);
                Some(*latest)
            })
            .collect();
        Self { entries, latest_end }
    }

    /// The events that touch a range, in order of time; those that began long before it are found without a scan.
    pub fn in_range(&self, range: TimeRange) -> impl Iterator<Item = EventId> {
        let first = self.latest_end.partition_point(|end| *end < range.start);
        let end = self.entries.partition_point(|(entry, _)| entry.start <= range.end);
        self.entries
            .get(first..end.max(first))
            .unwrap_or_default()
            .iter()
            .filter(move |(entry, _)| entry.end >= range.start)
            .map(|(_, id)| *id)
    }

    /// How many events it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it holds no event.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// What can be asked of an archive quickly.
#[derive(Clone, Debug, Default)]
pub struct EventIndex {
    /// Placed events in order of time: by the earliest instant, then the latest, then id.
    order: Vec<EventId>,

    /// For each event, its place in `order`; `None` where it is undated.
    rank: Vec<Option<u32>>,

    /// Events without a date, in file order.
    undated: Vec<EventId>,

    /// One column for each leader, and one for events without a leader at the end.
    columns: Vec<Column>,

    /// Marks of each leader, and of events without a leader at the end; shared with what an empty filter shows.
    lanes: Arc<Vec<LaneMarks>>,

    /// All placed events as one column.
    all: Column,

    /// For each event, everything that is searched, folded.
    texts: Vec<String>,

    /// From the first instant of any event to the last.
    range: Option<TimeRange>,

    /// How many events there are of each kind, undated ones included.
    kinds: [usize; 6],

    /// Whether any event has a time of day.
    has_clock: bool,
}

impl EventIndex {
    /// Sorts the events of an archive.
    #[must_use]
    pub fn new(archive: &Archive) -> Self {
        let mut columns = vec![Vec::new(); archive.leaders.len() + 1];
        let mut lanes = vec![(Vec::new(), Vec::new()); archive.leaders.len() + 1];
        let mut all = Vec::new();
        let mut index = Self::default();
        for (id, event) in archive.events() {
            index.texts.push(search_text(archive, id));
            index.kinds[event.kind.position()] += 1;
            index.has_clock |= [&event.sent, &event.received]
                .into_iter()
                .flatten()
                .any(|date| date.precision().has_clock());
            let Some(range) = event.drawn_range() else {
                index.undated.push(id);
                continue;
            };
            all.push((range, id));
            let nobody = event.leaders().next().is_none().then_some(None);
            for lane in event.leaders().map(Some).chain(nobody) {
                let position = lane.map_or(archive.leaders.len(), |leader| leader.0 as usize);
                columns[position].push((range, id));
                lanes[position].0.extend(mark_on(event, id, lane));
                if lane::is_long(range) {
                    lanes[position].1.push((range, id));
                }
            }
        }
        index.range = all.iter().map(|(range, _)| *range).reduce(TimeRange::union);
        index.order = all.iter().map(|(_, id)| *id).collect();
        index.order.sort_by_key(|id| {
            let range = archive.event(*id).and_then(crate::model::Event::range);
            (range.map(|range| (range.start, range.end)), *id)
        });
        index.rank = vec![None; archive.events.len()];
        for (rank, id) in (0..).zip(&index.order) {
            index.rank[id.0 as usize] = Some(rank);
        }
        index.lanes = Arc::new(lanes.into_iter().map(|(marks, long)| LaneMarks::new(marks, long)).collect());
        index.columns = columns.into_iter().map(Column::new).collect();
        index.all = Column::new(all);
        index
    }

    /// Placed events in order of time.
    #[must_use]
    pub fn order(&self) -> &[EventId] {
        &self.order
    }

    /// The place of an event in [`Self::order`]; `None` where it is undated.
    #[must_use]
    pub fn rank(&self, id: EventId) -> Option<usize> {
        self.rank.get(id.0 as usize).copied().flatten().map(|rank| rank as usize)
    }

    /// Events without a date, in file order.
    #[must_use]
    pub fn undated(&self) -> &[EventId] {
        &self.undated
    }

    /// From the first instant of any event to the last; `None` where nothing is placed.
    #[must_use]
    pub fn range(&self) -> Option<TimeRange> {
        self.range
    }

    /// The events on a leader's lane; `None` for those without a leader.
    #[must_use]
    pub fn column(&self, lane: Option<LeaderId>) -> Option<&Column> {
        let position = lane.map_or(self.columns.len().saturating_sub(1), |leader| leader.0 as usize);
        self.columns.get(position)
    }

    /// All placed events.
    #[must_use]
    pub fn all(&self) -> &Column {
        &self.all
    }

    /// Whether any event has a time of day, so that hours on the ruler say something.
    #[must_use]
    pub fn has_clock(&self) -> bool {
        self.has_clock
    }

    /// How many events there are of a kind, undated ones included.
    #[must_use]
    pub fn count_of(&self, kind: Kind) -> usize {
        self.kinds[kind.position()]
    }

    /// Everything that is searched of an event, folded.
    fn text(&self, id: EventId) -> &str {
        self.texts.get(id.0 as usize).map_or("", String::as_str)
    }
}

/// Title, summary, quotes (with originals) and place of an event, folded; parts are divided so that no hit spans two.
fn search_text(archive: &Archive, id: EventId) -> String {
    let Some(event) = archive.event(id) else {
        return String::new();
    };
    let quotes = event.quotes.iter().flat_map(|quote| {
        [
            Some(quote.text.as_str()),
            quote.original.as_ref().map(|original| original.text.as_str()),
        ]
    });
    let parts = [Some(event.title.as_str()), event.summary.as_deref(), event.place.as_deref()];
    let all: Vec<String> = parts.into_iter().chain(quotes).flatten().map(fold_text).collect();
    all.join("\u{1}")
}
