//! From an EDTF string to a [`Date`]: the grammar is `edtf-core`'s, the instants are ours.

use edtf_core::{Bound, Date as Calendar, Edtf, Interval, IntervalEndpoint, Set, SetElement, SetKind, TimeShift, YearKind};

use std::sync::Arc;

use super::{DAY, Date, Day, Extent, Precision, Read, TimeRange};

/// Why a string is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "cannot read the date {text:?}: {cause} at character {column}; expected EDTF, for example \"1962-10-26\", \"1962-10\", \"196X\" or \"1962-10-26T19:00:00+03:00\""
)]
pub struct DateError {
    /// What was found.
    pub text: String,

    /// What the grammar objects to, in its own words.
    pub cause: String,

    /// Where it objects, counted in characters from 1.
    pub column: usize,
}

impl Date {
    /// Reads a date as archives may write it: EDTF levels 0 to 2, and a time of day to the hour or minute.
    ///
    /// # Errors
    /// Where the string is neither, with the place where reading stopped.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let strict = Self::parse_edtf(text);
        if strict.is_ok() {
            return strict;
        }
        let Some((full, precision)) = complete_clock(text) else {
            return strict;
        };
        match Edtf::parse(&full) {
            Ok(meaning @ Edtf::DateTime(_)) => Ok(Self::new(text, meaning, precision)),
            _ => strict,
        }
    }

    /// Reads a date strictly as EDTF.
    ///
    /// # Errors
    /// Where the string is not EDTF of level 0, 1 or 2.
    pub fn parse_edtf(text: &str) -> Result<Self, DateError> {
        match Edtf::parse(text) {
            Ok(meaning) => {
                let precision = precision_of(&meaning);
                Ok(Self::new(text, meaning, precision))
            }
            Err(error) => Err(DateError {
                text: text.to_owned(),
                cause: error.message.to_owned(),
                column: text.get(..error.offset).map_or(0, |before| before.chars().count()) + 1,
            }),
        }
    }

    fn new(text: &str, meaning: Edtf, precision: Precision) -> Self {
        let extent = extent_of(&meaning, precision);
        Self(Arc::new(Read {
            text: text.into(),
            meaning,
            precision,
            extent,
        }))
    }

    /// What the grammar made of the string.
    pub(super) fn meaning(&self) -> &Edtf {
        &self.0.meaning
    }
}

/// Fills up a time of day that stops at the hour or the minute, and says where it stopped.
fn complete_clock(text: &str) -> Option<(String, Precision)> {
    let (date, clock) = text.split_once('T')?;
    let shift_at = clock.find(['Z', '+', '-']).unwrap_or(clock.len());
    let (time, shift) = clock.split_at(shift_at);
    let (filled, precision) = match time.len() {
        2 => (":00:00", Precision::Hour),
        5 => (":00", Precision::Minute),
        _ => return None,
    };
    Some((format!("{date}T{time}{filled}{shift}"), precision))
}

fn precision_of(meaning: &Edtf) -> Precision {
    match meaning {
        Edtf::Date(date) => calendar_precision(date),
        Edtf::DateTime(_) => Precision::Second,
        Edtf::Interval(_) => Precision::Interval,
        Edtf::Set(_) => Precision::Set,
    }
}

/// The finest part of a date that has all its digits.
fn calendar_precision(date: &Calendar) -> Precision {
    let missing_digits = match date.year.kind {
        // From the first digit that is missing on, nothing finer is known.
        YearKind::Standard { digits, .. } => digits.iter().position(Option::is_none).map_or(0, |first| digits.len() - first),
        YearKind::Big { .. } | YearKind::Exponential { .. } => 0,
    };
    let missing_digits = match (date.year.significant_digits, date.year.kind) {
        (Some(kept), YearKind::Standard { .. }) => missing_digits.max(4_usize.saturating_sub(kept as usize)),
        (Some(_), _) => 3,
        (None, _) => missing_digits,
    };
    match missing_digits {
        0 => {}
        1 => return Precision::Decade,
        2 => return Precision::Century,
        _ => return Precision::Millennium,
    }
    match (date.month, date.day) {
        (Some(month), _) if month.has_unspecified() => Precision::Year,
        (Some(_), Some(day)) if day.has_unspecified() => Precision::Month,
        (Some(_), Some(_)) => Precision::Day,
        (Some(month), None) if month.value().is_some_and(|code| code > 12) => Precision::Season,
        (Some(_), None) => Precision::Month,
        (None, _) => Precision::Year,
    }
}

fn extent_of(meaning: &Edtf, precision: Precision) -> Extent {
    match meaning {
        Edtf::DateTime(date_time) => {
            let Some(day) = calendar_range(&date_time.date) else {
                return Extent::UNKNOWN;
            };
            let time = date_time.time;
            // A leap second has no instant of its own in civil time; it shares the one before.
            let clock = i64::from(time.hour) * 3600 + i64::from(time.minute) * 60 + i64::from(time.second.min(59));
            let start = day.start + clock - shift_seconds(time.shift).unwrap_or(0);
            let length = match precision {
                Precision::Hour => 3600,
                Precision::Minute => 60,
                _ => 1,
            };
            Extent {
                earliest: Some(start),
                latest: Some(start + length),
            }
        }
        Edtf::Date(date) if says_nothing(date) => Extent::UNKNOWN,
        Edtf::Interval(interval) if !endpoint_is_known(&interval.start) && !endpoint_is_known(&interval.end) => Extent::UNKNOWN,
        Edtf::Set(set) if set.elements.iter().any(element_says_nothing) => Extent::UNKNOWN,
        Edtf::Interval(interval) => {
            let bounds = meaning.bounds();
            let known =
                |endpoint: &IntervalEndpoint, bound: Bound, add: i64| instant_of(bound, add).filter(|_| endpoint_is_known(endpoint));
            Extent {
                earliest: known(&interval.start, bounds.earliest, 0),
                latest: known(&interval.end, bounds.latest, DAY),
            }
        }
        other => {
            let bounds = other.bounds();
            Extent {
                earliest: instant_of(bounds.earliest, 0),
                latest: instant_of(bounds.latest, DAY),
            }
        }
    }
}

fn element_says_nothing(element: &SetElement) -> bool {
    match element {
        SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date) => says_nothing(date),
        SetElement::Range(first, last) => says_nothing(first) || says_nothing(last),
    }
}

fn endpoint_is_known(endpoint: &IntervalEndpoint) -> bool {
    match endpoint {
        IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrBefore(date) | IntervalEndpoint::OnOrAfter(date) => !says_nothing(date),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => false,
    }
}

/// Whether not even one digit of the year is known: a bar over ten thousand years would say more than the source.
fn says_nothing(date: &Calendar) -> bool {
    matches!(date.year.kind, YearKind::Standard { digits, .. } if digits.iter().all(Option::is_none))
}

fn instant_of(bound: Bound, add: i64) -> Option<i64> {
    match bound {
        Bound::Date(date) => Some(
            Day {
                year: date.year,
                month: u32::from(date.month),
                day: u32::from(date.day),
            }
            .start()
                + add,
        ),
        Bound::NegativeInfinity | Bound::PositiveInfinity | Bound::Unknown => None,
    }
}

/// The days a calendar date may mean.
fn calendar_range(date: &Calendar) -> Option<TimeRange> {
    let bounds = Edtf::Date(*date).bounds();
    Some(TimeRange::new(instant_of(bounds.earliest, 0)?, instant_of(bounds.latest, DAY)?))
}

/// Seconds east of UTC.
pub(super) fn shift_seconds(shift: Option<TimeShift>) -> Option<i64> {
    shift.map(|shift| match shift {
        TimeShift::Utc => 0,
        TimeShift::Offset { minutes, .. } => i64::from(minutes) * 60,
    })
}

/// The members of a one-of set that have both ends, in written order.
pub(super) fn one_of(meaning: &Edtf) -> Vec<TimeRange> {
    let Edtf::Set(Set {
        kind: SetKind::OneMember,
        elements,
    }) = meaning
    else {
        return Vec::new();
    };
    elements
        .iter()
        .filter_map(|element| match element {
            SetElement::Date(date) => calendar_range(date),
            SetElement::Range(first, last) => Some(calendar_range(first)?.union(calendar_range(last)?)),
            SetElement::OnOrBefore(_) | SetElement::OnOrAfter(_) => None,
        })
        .collect()
}

/// The two ends of an interval, for those who print it.
pub(super) fn interval_of(meaning: &Edtf) -> Option<Interval> {
    match meaning {
        Edtf::Interval(interval) => Some(*interval),
        _ => None,
    }
}
