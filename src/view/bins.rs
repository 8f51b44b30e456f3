//! The stretches of the calendar in which events are counted that are too many to draw, and their parts.

use super::Step;
use crate::dates::{DAY, TimeRange};

/// How wide a bin is, as nearly as the calendar lets it be, in points.
const WIDTH: f64 = 64.0;

/// How wide the parts of a bin are at least, in points.
const PART: f64 = 7.0;

/// Steps shorter than a year, the shortest first.
const STEPS: [Step; 12] = [
    Step::Seconds(10),
    Step::Seconds(60),
    Step::Seconds(300),
    Step::Seconds(900),
    Step::Seconds(3600),
    Step::Seconds(3 * 3600),
    Step::Seconds(6 * 3600),
    Step::Seconds(12 * 3600),
    Step::Days,
    Step::Weeks,
    Step::Months(1),
    Step::Months(3),
];

/// No years are counted together that are more than two, five or ten times this power of ten.
const MAX_POWER: u32 = 9;

/// No view has more bins than this.
const MAX_BINS: usize = 1000;

/// All steps, the shortest first.
fn steps() -> impl Iterator<Item = Step> {
    let years = (0..=MAX_POWER).flat_map(|power| [1, 2, 5].map(|times| Step::Years(times * 10_i64.pow(power))));
    STEPS.into_iter().chain(years)
}

/// The step of the calendar that is about as wide as the counts of a bin need, and not shorter than the dates in it are known, in
/// seconds.
#[must_use]
pub fn bin_step(seconds_per_point: f64, known: i64) -> Step {
    let wanted = WIDTH * seconds_per_point;
    let off = |step: &Step| (step.seconds() / wanted).ln().abs();
    let is_long = |step: &Step| step.seconds() >= known as f64;
    steps()
        .filter(is_long)
        .min_by(|a, b| off(a).total_cmp(&off(b)))
        .unwrap_or(Step::Days)
}

/// The shortest step that divides a bin into parts which can be told apart and are not shorter than dates are known; `None`
/// where there is none.
#[must_use]
pub fn part_step(bin: Step, seconds_per_point: f64, known: i64) -> Option<Step> {
    let least = (PART * seconds_per_point).max(known as f64);
    let is_seen = |step: &Step| step.seconds() >= least && step.seconds() < bin.seconds();
    steps().filter(is_seen).find(|step| divides(*step, bin))
}

/// Whether each tick of a step is one of a shorter step.
fn divides(short: Step, long: Step) -> bool {
    match (short, long) {
        (Step::Seconds(short), Step::Seconds(long))
        | (Step::Months(short), Step::Months(long))
        | (Step::Years(short), Step::Years(long)) => long % short == 0,
        (Step::Seconds(short), _) => DAY % short == 0,
        (Step::Days, Step::Weeks | Step::Months(_) | Step::Years(_)) => true,
        (Step::Months(short), Step::Years(_)) => 12 % short == 0,
        _ => false,
    }
}

/// The bins of a stretch of time, in order and without gaps; the first begins at or before it, the last ends at its end or after.
#[must_use]
pub fn bins(step: Step, range: TimeRange) -> Vec<TimeRange> {
    let mut bins = Vec::new();
    let mut start = step.floor(range.start);
    while start < range.end && bins.len() < MAX_BINS {
        let end = step.next(start);
        if end <= start {
            break; // at the end of the calendar
        }
        bins.push(TimeRange::new(start, end));
        start = end;
    }
    bins
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bins_have_room_and_parts_begin_with_them(zoom in -3.0_f64..9.0, start in -100_000_000_000_i64..100_000_000_000) {
            let seconds_per_point = 10_f64.powf(zoom);
            let step = bin_step(seconds_per_point, 0);
            let width = step.seconds() / seconds_per_point;
            prop_assert!((24.0..=170.0).contains(&width) || step == Step::Seconds(10), "{step:?} is {width} wide");
            let bins = bins(step, TimeRange::new(start, start + (900.0 * seconds_per_point) as i64 + 1));
            prop_assert!(bins.first().is_some_and(|bin| bin.start <= start && bin.end > start));
            prop_assert!(bins.windows(2).all(|pair| pair[0].end == pair[1].start));
            if let Some(part) = part_step(step, seconds_per_point, 0) {
                prop_assert!(bins.iter().all(|bin| part.floor(bin.start) == bin.start), "{part:?} of {step:?}");
            }
        }
    }

    #[test]
    fn nothing_is_counted_by_units_shorter_than_dates_are_known() {
        assert_eq!(bin_step(60.0, 0), Step::Seconds(3600));
        assert_eq!(bin_step(60.0, DAY), Step::Days);
        assert_eq!(bin_step(60.0, 28 * DAY), Step::Months(1));
        assert_eq!(part_step(Step::Days, 600.0, 0), Some(Step::Seconds(3 * 3600)));
        assert_eq!(part_step(Step::Days, 600.0, DAY), None);
        assert_eq!(part_step(Step::Months(1), 2_000.0, DAY), Some(Step::Days));
    }
}
