//! Time zones by place: what the clocks of Washington and Moscow showed at an instant, by the tz database.

use std::fmt;
use std::str::FromStr as _;

use chrono::{DateTime, Offset as _, TimeZone as _};
use chrono_tz::Tz;

use super::{DAY, Day, MONTHS, clock_words};

/// A zone of the tz database.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Zone(Tz);

impl Zone {
    /// The zone with that name: `Europe/Moscow`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Tz::from_str(name.trim()).ok().map(Self)
    }

    /// All zones that are named by a place, by name.
    pub fn all() -> impl Iterator<Item = Self> {
        chrono_tz::TZ_VARIANTS
            .iter()
            .copied()
            .filter(|zone| zone.name().contains('/') || zone.name() == "UTC")
            .map(Self)
    }

    /// Its name in the tz database.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The place that names it: `Moscow`, `New York`.
    #[must_use]
    pub fn place(self) -> String {
        self.name().rsplit('/').next().unwrap_or_default().replace('_', " ")
    }

    /// How far its clocks were ahead of UTC, in seconds. Beyond what the database covers, as at its nearest end.
    #[must_use]
    pub fn offset_seconds(self, instant: i64) -> i64 {
        // Years that chrono has; clocks kept no other time in those beyond.
        let instant = instant.clamp(-2_000_000_000_000, 2_000_000_000_000);
        DateTime::from_timestamp(instant, 0).map_or(0, |utc| {
            i64::from(self.0.offset_from_utc_datetime(&utc.naive_utc()).fix().local_minus_utc())
        })
    }

    /// The instant at which its clocks showed a civil time, both in seconds; where they showed it twice, the earlier.
    #[must_use]
    pub fn instant_of_local(self, local: i64) -> i64 {
        let before = local - self.offset_seconds(local - DAY);
        let after = local - self.offset_seconds(local + DAY);
        // One of the two is right where clocks changed in between; in the hour that was left out neither is.
        [before.min(after), before.max(after)]
            .into_iter()
            .find(|instant| instant + self.offset_seconds(*instant) == local)
            .unwrap_or(before)
    }

    /// What its clocks showed: `27 October, 04:15`.
    #[must_use]
    pub fn local_words(self, instant: i64) -> String {
        local_words(instant + self.offset_seconds(instant))
    }
}

/// A civil time in words: `27 October, 04:15`.
#[must_use]
pub fn local_words(local: i64) -> String {
    let day = Day::of_instant(local);
    format!(
        "{} {}, {}",
        day.day,
        MONTHS[day.month as usize - 1],
        clock_words(local.rem_euclid(DAY))
    )
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::Date;
    use proptest::prelude::*;

    fn zone(name: &str) -> Zone {
        Zone::named(name).unwrap_or_else(|| panic!("no zone {name}"))
    }

    #[test]
    fn clocks_of_1962() {
        let check = |edtf: &str, name: &str, words: &str| {
            let instant = Date::parse(edtf).ok().and_then(|date| date.extent().earliest).unwrap_or(0);
            assert_eq!(zone(name).local_words(instant), words, "{edtf}");
        };
        check("1962-10-26T19:00:00+03:00", "America/New_York", "26 October, 12:00");
        // Daylight time ended on the 28th.
        check("1962-10-28T05:59:00Z", "America/New_York", "28 October, 01:59");
        check("1962-10-28T06:00:00Z", "America/New_York", "28 October, 01:00");
        check("1962-10-27T20:05:00-04:00", "Europe/Moscow", "28 October, 03:05");
        assert_eq!(zone("America/New_York").place(), "New York");
        assert!(Zone::named("Washington").is_none());
    }

    proptest! {
        #[test]
        fn civil_times_find_their_instants(instant in -3_000_000_000_i64..3_000_000_000, at in 0_usize..500) {
            let zones: Vec<Zone> = Zone::all().collect();
            let zone = zones[at % zones.len()];
            let local = instant + zone.offset_seconds(instant);
            let found = zone.instant_of_local(local);
            prop_assert_eq!(found + zone.offset_seconds(found), local);
            prop_assert!(found <= instant);
        }
    }
}
