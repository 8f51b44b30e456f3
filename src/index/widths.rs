//! How widely the dates of an archive are known: no bar of a picture is shorter than most of them.

use crate::dates::{DAY, Date};

/// How widely a date may be known, from a time of day to a decade, each with the length of the shortest unit that holds such
/// dates; in seconds.
const CLASSES: [(i64, i64); 5] = [
    (DAY / 2, 0),
    (DAY, DAY),
    (31 * DAY, 28 * DAY),
    (366 * DAY, 365 * DAY),
    (3_653 * DAY, 3_652 * DAY),
];

/// The same for dates that are wider than a decade.
const CENTURY: i64 = 36_524 * DAY;

/// One date in so many may be wider than the shortest unit.
const ONE_IN: usize = 5;

/// How many dates are of each class; the last are wider than any.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Widths([usize; CLASSES.len() + 1]);

impl Widths {
    /// Counts a date, where both its sides are known.
    pub(super) fn add(&mut self, date: &Date) {
        let extent = date.extent();
        if let (Some(earliest), Some(latest)) = (extent.earliest, extent.latest) {
            let class = CLASSES.iter().position(|(width, _)| latest.saturating_sub(earliest) <= *width);
            self.0[class.unwrap_or(CLASSES.len())] += 1;
        }
    }

    /// Adds the counts of another part.
    pub(super) fn join(&mut self, more: Self) {
        for (sum, more) in self.0.iter_mut().zip(more.0) {
            *sum += more;
        }
    }

    /// How long the shortest unit is that four in five dates fit into, in seconds; 0 where these are times of day.
    pub(super) fn unit(&self) -> i64 {
        let all: usize = self.0.iter().sum();
        let mut wider = all;
        for ((_, unit), count) in CLASSES.iter().zip(self.0) {
            wider -= count;
            if wider * ONE_IN <= all {
                return *unit;
            }
        }
        CENTURY
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_is_no_shorter_than_most_dates() {
        let unit = |dates: &[&str]| {
            let mut widths = Widths::default();
            for date in dates.iter().flat_map(|date| Date::parse(date)) {
                widths.add(&date);
            }
            assert_eq!(
                widths.0.iter().sum::<usize>(),
                dates.iter().filter(|date| !date.contains("..")).count()
            );
            widths.unit()
        };
        assert_eq!(unit(&[]), 0);
        assert_eq!(unit(&["1962-10-26T10:00Z", "1962-10-26T11:00"]), 0);
        assert_eq!(unit(&["1962-10-26", "1962-10-27", "1962-10"]), 28 * DAY);
        assert_eq!(
            unit(&["1962-10-26", "1962-10-27", "1962-10-28", "1962-10-29", "1962"]),
            DAY,
            "one in five may be wider"
        );
        assert_eq!(unit(&["1962", "1963", "1962-10-26"]), 365 * DAY);
        assert_eq!(unit(&["196X", "17XX"]), CENTURY);
        assert_eq!(unit(&["1962/.."]), 0, "open dates have no width");
    }
}
