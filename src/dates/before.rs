//! Whether one date was before another: the one place where that is asked.
//!
//! Dates are compared by the instants they may mean. One without an offset is by the clock of some place, which may
//! be up to 14 hours from where its instants are taken to be; what that could turn round is never certain. About an
//! approximate date nothing is certain.

use super::Date;

/// How far from UTC the clocks of any place are at most, in seconds.
const ANY_PLACE: i64 = 14 * 3600;

/// How far the clocks of any two places are apart at most: from UTC−12 to UTC+14.
const ANY_TWO_PLACES: i64 = 26 * 3600;

/// Whether something was before something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// Its dates leave no room for that.
    No,
    /// It may have been.
    Possibly,
    /// It was, whatever the two dates may mean.
    Certainly,
}

/// Whose clocks told two dates where neither says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clocks {
    /// Those of one place, as in one record.
    OfOnePlace,
    /// Those of two places that are not known.
    OfAnyPlaces,
}

/// One end of the stretch of time that a date may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The instant, in UTC where the offset is known, else by the clock of its place.
    pub instant: i64,

    /// The offset of that place from UTC, in seconds.
    pub offset: Option<i64>,

    /// Whether the date is approximate, so that this end is not certain.
    pub is_approximate: bool,
}

impl Edge {
    /// What the clocks showed at its place.
    #[must_use]
    pub fn local(self) -> i64 {
        self.instant.saturating_add(self.offset.unwrap_or(0))
    }

    /// Whether what ends here was certainly over when what starts at the other began.
    #[must_use]
    pub fn is_certainly_over_by(self, start: Self, clocks: Clocks) -> bool {
        let margin = match (self.offset, start.offset, clocks) {
            (Some(_), Some(_), _) | (None, None, Clocks::OfOnePlace) => 0,
            (None, None, Clocks::OfAnyPlaces) => ANY_TWO_PLACES,
            _ => ANY_PLACE,
        };
        self.instant.saturating_add(margin) <= start.instant && !self.is_approximate && !start.is_approximate
    }
}

impl Date {
    /// The first instant it may mean; `None` where that side is open or unknown.
    #[must_use]
    pub fn start_edge(&self) -> Option<Edge> {
        self.extent().earliest.map(|instant| self.edge(instant))
    }

    /// The first instant after all it may mean; `None` where that side is open or unknown.
    #[must_use]
    pub fn end_edge(&self) -> Option<Edge> {
        self.extent().latest.map(|instant| self.edge(instant))
    }

    /// By how many seconds the time between two hours may be off, either way, where only one of them says its offset from UTC; 0
    /// where both or neither do, and for days and wider dates.
    #[must_use]
    pub fn clock_doubt(&self, other: &Self) -> i64 {
        let have_hours = self.precision().has_clock() && other.precision().has_clock();
        let is_doubtful = have_hours && self.offset_seconds().is_some() != other.offset_seconds().is_some();
        if is_doubtful { ANY_PLACE } else { 0 }
    }

    fn edge(&self, instant: i64) -> Edge {
        Edge {
            instant,
            offset: self.offset_seconds(),
            is_approximate: self.is_approximate(),
        }
    }

    /// Whether this was over before another began.
    #[must_use]
    pub fn before(&self, other: &Self, clocks: Clocks) -> Before {
        if let (Some(end), Some(start)) = (self.end_edge(), other.start_edge())
            && end.is_certainly_over_by(start, clocks)
        {
            return Before::Certainly;
        }
        // Two equal points are not one before the other.
        match (self.extent().earliest, other.extent().latest) {
            (Some(start), Some(end)) if start.saturating_add(1) >= end => Before::No,
            _ => Before::Possibly,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn clocks_of_two_places_are_told_apart() {
        for (a, b, one, any) in [
            // One in the morning in Moscow is the day before in Washington.
            ("1962-10-26", "1962-10-27T01:00+03:00", Before::Possibly, Before::Possibly),
            ("1962-10-25", "1962-10-27T01:00+03:00", Before::Certainly, Before::Certainly),
            ("1962-10-26", "1962-10-27", Before::Certainly, Before::Possibly),
            ("1962-10-26", "1962-10-29", Before::Certainly, Before::Certainly),
            ("1962-10-27", "1962-10-26", Before::No, Before::No),
            ("1962-10-26T19:00+03:00", "1962-10-26T17:00Z", Before::Certainly, Before::Certainly),
            ("1962-10-26T17:00Z", "1962-10-26T19:00+03:00", Before::No, Before::No),
            ("1962~", "1970", Before::Possibly, Before::Possibly),
            ("1962/..", "1970", Before::Possibly, Before::Possibly),
            ("[..1962]", "1970", Before::Certainly, Before::Certainly),
            ("1962", "1962", Before::Possibly, Before::Possibly),
        ] {
            assert_eq!(date(a).before(&date(b), Clocks::OfOnePlace), one, "{a} before {b}, one place");
            assert_eq!(date(a).before(&date(b), Clocks::OfAnyPlaces), any, "{a} before {b}, any places");
        }
    }

    fn any_date() -> impl Strategy<Value = String> {
        let zone = prop_oneof![
            Just(String::new()),
            Just("Z".to_owned()),
            Just("+03:00".to_owned()),
            Just("-11:00".to_owned())
        ];
        prop_oneof![
            (1960_i64..1964, 1_u32..13, 1_u32..29, 0_u32..24, zone).prop_map(|(y, m, d, h, z)| format!("{y}-{m:02}-{d:02}T{h:02}:00{z}")),
            (1960_i64..1964, 1_u32..13, 1_u32..29).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
            (1960_i64..1964, 1_u32..13).prop_map(|(y, m)| format!("{y}-{m:02}")),
            (1960_i64..1964).prop_map(|y| format!("{y}~")),
            (1960_i64..1964).prop_map(|y| format!("{y}/..")),
        ]
    }

    proptest! {
        #[test]
        fn what_is_certainly_before_is_never_after(a in any_date(), b in any_date()) {
            let (a, b) = (date(&a), date(&b));
            for clocks in [Clocks::OfOnePlace, Clocks::OfAnyPlaces] {
                if a.before(&b, clocks) == Before::Certainly {
                    prop_assert_eq!(b.before(&a, clocks), Before::No);
                }
            }
            // More is never certain of any places than of one.
            if a.before(&b, Clocks::OfAnyPlaces) == Before::Certainly {
                prop_assert_eq!(a.before(&b, Clocks::OfOnePlace), Before::Certainly);
            }
        }

        #[test]
        fn no_offset_that_is_not_known_turns_round_what_is_certain(
            a in any_date(), b in any_date(), first in -12_i64..=14, second in -12_i64..=14,
        ) {
            let (a, b) = (date(&a), date(&b));
            if a.before(&b, Clocks::OfAnyPlaces) == Before::Certainly {
                let moved = |instant: i64, date: &Date, hours: i64| {
                    if date.offset_seconds().is_some() { instant } else { instant - hours * 3600 }
                };
                let end = a.extent().latest.map(|end| moved(end, &a, first));
                let start = b.extent().earliest.map(|start| moved(start, &b, second));
                prop_assert!(end <= start);
            }
        }
    }
}
