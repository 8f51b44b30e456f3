//! The clock of the ruler.

use super::Input;
use crate::model::Event;

/// By what clock the dates are that are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    /// Some say their offset from UTC.
    Utc,
    /// Some have hours; none says by which clock.
    LocalTimes,
    /// They are days and wider.
    LocalDates,
}

impl Clock {
    /// What it is called.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Utc => "UTC",
            Self::LocalTimes => "local times",
            Self::LocalDates => "local dates",
        }
    }
}

/// With more events than these in view the clock is that of the archive.
const MOST: usize = 2_000;

/// The clock of what is shown. A window keeps it while it moves; a figure may show none of the events that have hours.
pub(super) fn of(input: &Input<'_>) -> Clock {
    let named = |has_offset: bool, has_clock: bool| match (has_offset, has_clock) {
        (true, _) => Clock::Utc,
        (false, true) => Clock::LocalTimes,
        (false, false) => Clock::LocalDates,
    };
    let of_archive = named(input.index.has_offset(), input.index.has_clock());
    if of_archive == Clock::LocalDates || input.has_overview {
        return of_archive;
    }
    let in_range = input.index.all().in_range(input.range());
    let mut shown = in_range.filter(|id| input.shown.contains(*id)).take(MOST + 1).peekable();
    if shown.peek().is_none() {
        return of_archive;
    }
    let (mut count, mut has_offset, mut has_clock) = (0, false, false);
    for event in shown.filter_map(|id| input.archive.event(id)) {
        count += 1;
        for date in dates_of(event) {
            has_offset |= date.offset_seconds().is_some();
            has_clock |= date.precision().has_clock();
        }
        if has_offset {
            break;
        }
    }
    if count > MOST { of_archive } else { named(has_offset, has_clock) }
}

/// What of an event is placed by a clock.
fn dates_of(event: &Event) -> impl Iterator<Item = &crate::dates::Date> {
    [event.date(), event.end.as_ref(), event.received()].into_iter().flatten()
}
