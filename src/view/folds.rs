//! Empty stretches of the time axis that are folded to a narrow band each.
//!
//! A [`Viewport`](super::Viewport) counts in folded time: so every pan and zoom stays as even as without folds. Instants are
//! folded before they are placed, and what comes from a place on the screen is unfolded.

use crate::dates::TimeRange;

/// A stretch that is folded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fold {
    /// The time that is hidden.
    pub hidden: TimeRange,
    /// Where its band begins, in folded seconds.
    start: f64,
}

/// The folds of a time axis, in order of time; none by default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Folds {
    all: Vec<Fold>,
    /// How long each is when folded, in seconds.
    kept: f64,
}

/// Empty stretches longer than this share of the view are folded.
pub const LONG_GAP: f64 = 0.1;

/// All bands together take at most this share of the picture.
const MAX_BANDS: f64 = 0.3;

/// One band takes this share of the picture when everything is fitted.
const BAND: f64 = 0.05;

/// So much of a stretch stays beside the events at its ends, as a share of what is not hidden.
const MARGIN: f64 = 0.015;

/// At first sight empty stretches longer than this share of the whole are folded, if together they are longer than
/// `MOSTLY_EMPTY` of it, or if one of them sets apart not more than `OUTLIERS` of all.
pub const FIRST_GAP: f64 = 0.12;

/// See [`FIRST_GAP`].
const MOSTLY_EMPTY: f64 = 0.4;

/// See [`FIRST_GAP`].
const OUTLIERS: f64 = 0.02;

/// Whether so much of a time axis is empty, or so few are so far from the others, that it is better looked at folded. `busy`
/// ranges are in order of their starts.
pub fn is_better_folded(busy: impl ExactSizeIterator<Item = TimeRange> + Clone) -> bool {
    let count = busy.len();
    let whole = busy.clone().reduce(TimeRange::union).map_or(0, TimeRange::seconds) as f64;
    let (mut end, mut empty, mut gaps, mut is_outlier) = (i64::MAX, 0.0, 0, false);
    for (at, range) in busy.enumerate() {
        let gap = range.start.saturating_sub(end) as f64;
        if gap > whole * FIRST_GAP {
            empty += gap;
            gaps += 1;
            is_outlier |= at.min(count - at) as f64 <= (count as f64 * OUTLIERS).max(1.0) && count > 10;
        }
        end = if end == i64::MAX { range.end } else { end.max(range.end) };
    }
    // Between a few that are evenly spread nothing is empty.
    let are_groups = gaps * 2 < count;
    are_groups && (empty > whole * MOSTLY_EMPTY || is_outlier)
}

impl Folds {
    /// Folds the empty stretches between `busy` ranges, which are in order of their starts, that are longer than `longest`
    /// seconds.
    #[must_use]
    pub fn between(busy: impl IntoIterator<Item = TimeRange>, longest: f64) -> Self {
        let mut gaps: Vec<TimeRange> = Vec::new();
        let mut covered: Option<TimeRange> = None;
        for range in busy {
            let before = covered.get_or_insert(range);
            if range.start > before.end && (range.start - before.end) as f64 > longest {
                gaps.push(TimeRange::new(before.end, range.start));
            }
            before.end = before.end.max(range.end);
        }
        let Some(covered) = covered.filter(|_| !gaps.is_empty()) else {
            return Self::default();
        };
        let hidden: f64 = gaps.iter().map(|gap| gap.seconds() as f64).sum();
        let rest = (covered.seconds() as f64 - hidden).max(60.0);
        let margin = (rest * MARGIN).min(longest / 3.0);
        let share = BAND.min(MAX_BANDS / gaps.len() as f64);
        let kept = rest * share / (1.0 - MAX_BANDS);
        let mut saved = 0.0;
        let all = gaps.into_iter().map(|gap| {
            let hidden = TimeRange::new(gap.start + margin as i64, gap.end - margin as i64);
            let start = hidden.start as f64 - saved;
            saved += (hidden.seconds() as f64 - kept).max(0.0);
            Fold { hidden, start }
        });
        Self { all: all.collect(), kept }
    }

    /// Whether nothing is folded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The folds, in order of time.
    #[must_use]
    pub fn all(&self) -> &[Fold] {
        &self.all
    }

    /// An instant in folded seconds.
    #[must_use]
    pub fn fold(&self, instant: f64) -> f64 {
        let next = self.all.partition_point(|fold| fold.hidden.start as f64 <= instant);
        let Some(fold) = next.checked_sub(1).and_then(|at| self.all.get(at)) else {
            return instant;
        };
        let beyond = instant - fold.hidden.start as f64;
        let length = fold.hidden.seconds() as f64;
        if beyond < length {
            fold.start + beyond / length * self.width(fold)
        } else {
            fold.start + self.width(fold) + beyond - length
        }
    }

    /// The instant at a folded second.
    #[must_use]
    pub fn unfold(&self, folded: f64) -> f64 {
        let next = self.all.partition_point(|fold| fold.start <= folded);
        let Some(fold) = next.checked_sub(1).and_then(|at| self.all.get(at)) else {
            return folded;
        };
        let (beyond, width) = (folded - fold.start, self.width(fold));
        let start = fold.hidden.start as f64;
        if beyond < width {
            start + beyond / width * fold.hidden.seconds() as f64
        } else {
            fold.hidden.end as f64 + beyond - width
        }
    }

    /// A range in folded seconds.
    #[must_use]
    pub fn fold_range(&self, range: TimeRange) -> TimeRange {
        TimeRange::new(
            self.fold(range.start as f64).floor() as i64,
            self.fold(range.end as f64).ceil() as i64,
        )
    }

    /// The instants of a range in folded seconds.
    #[must_use]
    pub fn unfold_range(&self, range: TimeRange) -> TimeRange {
        TimeRange::new(
            self.unfold(range.start as f64).floor() as i64,
            self.unfold(range.end as f64).ceil() as i64,
        )
    }

    /// How long the band of a fold is, in folded seconds: never longer than what it hides.
    fn width(&self, fold: &Fold) -> f64 {
        self.kept.min(fold.hidden.seconds() as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_that_is_mostly_empty_is_folded_and_one_with_an_outlier() {
        let days = |days: &[i64]| {
            days.iter()
                .map(|day| TimeRange::new(day * 86_400, (day + 1) * 86_400))
                .collect::<Vec<_>>()
        };
        let folded = |starts: &[i64]| is_better_folded(days(starts).into_iter());
        assert!(folded(&[0, 1, 2, 900, 901]), "two groups with years between");
        assert!(!folded(&[0, 100, 200, 300, 400, 500]), "evenly spread");
        let mut many: Vec<i64> = (200..700).collect();
        assert!(!folded(&many));
        many.insert(0, 0);
        assert!(folded(&many), "one far from five hundred");
        assert!(!folded(&[0]) && !folded(&[]));
    }
    use proptest::prelude::*;

    const YEAR: i64 = 31_557_600;

    #[test]
    fn only_long_empty_stretches_are_folded() {
        let day = |at: i64| TimeRange::new(at, at + 86_400);
        let busy = [day(0), day(10 * 86_400), day(40 * YEAR), day(41 * YEAR)];
        let folds = Folds::between(busy, 5.0 * YEAR as f64);
        assert_eq!(folds.all().len(), 1);
        let hidden = folds.all()[0].hidden;
        assert!(hidden.start > 11 * 86_400 && hidden.end < 40 * YEAR);
        let shown = folds.fold(42.0 * YEAR as f64) - folds.fold(0.0);
        assert!(shown < 4.0 * YEAR as f64, "{shown}");
        assert!(Folds::between([day(0), day(YEAR)], 5.0 * YEAR as f64).is_empty());
        assert!(Folds::between([], 1.0).is_empty());
    }

    proptest! {
        #[test]
        fn folding_goes_there_and_back_and_keeps_the_order(
            starts in proptest::collection::vec(0_i64..1000, 1..12),
            lasting in 1_i64..30,
            longest in 1.0_f64..200.0,
            a in -200.0_f64..1300.0,
            b in -200.0_f64..1300.0,
        ) {
            let mut starts = starts;
            starts.sort_unstable();
            let busy: Vec<TimeRange> = starts.iter().map(|start| TimeRange::new(start * 1000, (start + lasting) * 1000)).collect();
            let folds = Folds::between(busy.clone(), longest * 1000.0);
            let (a, b) = (a * 1000.0, b * 1000.0);
            prop_assert!((folds.unfold(folds.fold(a)) - a).abs() < 1.0);
            prop_assert!(a > b || folds.fold(a) <= folds.fold(b));
            prop_assert!(folds.fold(a) <= a + 1e-6, "time is only taken away");
            for range in busy {
                for fold in folds.all() {
                    prop_assert!(!range.overlaps(fold.hidden), "nothing that happened is hidden");
                }
            }
        }
    }
}
