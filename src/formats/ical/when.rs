//! Dates and times of iCalendar: days, times with and without zone, durations, and what recurs.

use chrono::{Datelike as _, Duration, NaiveDate, NaiveDateTime, Offset as _, TimeZone as _};
use chrono_tz::Tz;
use rrule::RRuleSet;

use super::lines::Line;

/// How long after its start an event is repeated here, in years.
pub(super) const WINDOW_YEARS: i64 = 10;

/// How often one event is repeated here at most.
pub(super) const MAX_TIMES: u16 = 1_000;

/// A point in time, as the calendar has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) local: NaiveDateTime,
    pub(super) zone: Zone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// A whole day.
    Day,
    /// The clock of wherever one is.
    Floating,
    Named(Tz),
}

impl Moment {
    /// Reads the value of a line; the second is a zone that is not known.
    pub(super) fn of(line: &Line) -> Option<(Self, Option<String>)> {
        let value = line.value.split(',').next()?.split('/').next()?.trim();
        Self::read(value, line.param("TZID"))
    }

    pub(super) fn read(value: &str, zone: Option<&str>) -> Option<(Self, Option<String>)> {
        if let Ok(day) = NaiveDate::parse_from_str(value, "%Y%m%d") {
            let local = day.and_hms_opt(0, 0, 0)?;
            return Some((Self { local, zone: Zone::Day }, None));
        }
        let (clock, is_utc) = value.strip_suffix('Z').map_or((value, false), |clock| (clock, true));
        let local = NaiveDateTime::parse_from_str(clock, "%Y%m%dT%H%M%S").ok()?;
        if is_utc {
            return Some((
                Self {
                    local,
                    zone: Zone::Named(Tz::UTC),
                },
                None,
            ));
        }
        let Some(name) = zone else {
            return Some((
                Self {
                    local,
                    zone: Zone::Floating,
                },
                None,
            ));
        };
        match zone_named(name) {
            Some(zone) => Some((
                Self {
                    local,
                    zone: Zone::Named(zone),
                },
                None,
            )),
            None => Some((
                Self {
                    local,
                    zone: Zone::Floating,
                },
                Some(name.to_owned()),
            )),
        }
    }

    /// The moment in EDTF, with its offset where that is known.
    pub(super) fn to_edtf(self) -> String {
        let day = self.local.format("%Y-%m-%d").to_string();
        let clock = self.local.format("%H:%M:%S").to_string();
        let clock = clock.strip_suffix(":00").unwrap_or(&clock);
        match self.zone {
            Zone::Day => day,
            Zone::Floating => format!("{day}T{clock}"),
            Zone::Named(Tz::UTC) => format!("{day}T{clock}Z"),
            Zone::Named(zone) => {
                // A time that the clocks leave out or have twice is taken as the first of the two offsets.
                let seconds = zone
                    .offset_from_local_datetime(&self.local)
                    .earliest()
                    .map_or(0, |offset| offset.fix().local_minus_utc());
                let sign = if seconds < 0 { '-' } else { '+' };
                format!("{day}T{clock}{sign}{:02}:{:02}", seconds.abs() / 3600, seconds.abs() / 60 % 60)
            }
        }
    }

    pub(super) fn plus(self, duration: Duration) -> Option<Self> {
        let local = self.local.checked_add_signed(duration)?;
        Some(Self { local, ..self })
    }
}

/// A zone by the name that calendars give it: of the tz database, perhaps with a prefix.
fn zone_named(name: &str) -> Option<Tz> {
    let name = name.trim().trim_matches('"');
    let parts: Vec<&str> = name.split('/').filter(|part| !part.is_empty()).collect();
    (0..parts.len()).find_map(|at| parts.get(at..)?.join("/").parse().ok())
}

/// A duration as `P1DT2H`, negative ones excluded.
pub(super) fn duration(text: &str) -> Option<Duration> {
    let mut rest = text.trim().strip_prefix('+').unwrap_or(text.trim()).strip_prefix('P')?;
    let mut total = Duration::zero();
    let mut is_time = false;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T') {
            (is_time, rest) = (true, after);
            continue;
        }
        let digits = rest.find(|char: char| !char.is_ascii_digit())?;
        let number: i64 = rest.get(..digits)?.parse().ok().filter(|number| *number < 1_000_000)?;
        total += match (rest.get(digits..=digits)?, is_time) {
            ("W", _) => Duration::weeks(number),
            ("D", _) => Duration::days(number),
            ("H", _) => Duration::hours(number),
            ("M", true) => Duration::minutes(number),
            ("S", _) => Duration::seconds(number),
            _ => return None,
        };
        rest = rest.get(digits + 1..)?;
    }
    Some(total)
}

/// The moments at which an event recurs, its start left out; and whether there are more than are given.
///
/// # Errors
/// Where the rule cannot be read, in words.
pub(super) fn recurrences(start: Moment, rules: &[&Line], extra: &[Moment], excluded: &[Moment]) -> Result<(Vec<Moment>, bool), String> {
    let zone = match start.zone {
        Zone::Named(zone) => zone,
        // Days and clocks without a zone are counted as if in UTC; only their names matter.
        Zone::Day | Zone::Floating => Tz::UTC,
    };
    let begin = match zone {
        Tz::UTC => format!("DTSTART:{}Z", start.local.format("%Y%m%dT%H%M%S")),
        zone => format!("DTSTART;TZID={zone}:{}", start.local.format("%Y%m%dT%H%M%S")),
    };
    let last = start
        .local
        .checked_add_signed(Duration::days(WINDOW_YEARS * 366))
        .ok_or("the year is too far away")?;
    let mut all: Vec<NaiveDateTime> = Vec::new();
    let mut is_cut = false;
    for rule in rules {
        let text = format!("{begin}\nRRULE:{}", with_utc_until(&rule.value));
        let set: RRuleSet = text.parse().map_err(|error: rrule::RRuleError| error.to_string())?;
        is_cut |= !rule.value.to_ascii_uppercase().contains("UNTIL=") && !rule.value.to_ascii_uppercase().contains("COUNT=");
        let limit = last.and_utc().with_timezone(&rrule::Tz::UTC);
        let result = set.before(limit).limit().all(MAX_TIMES);
        is_cut |= result.limited;
        all.extend(result.dates.into_iter().map(|date| date.naive_local()));
    }
    all.extend(extra.iter().map(|moment| moment.local));
    all.sort_unstable();
    all.dedup();
    // A day that is left out takes whatever there is on it; a time only itself.
    let is_excluded = |local: &NaiveDateTime| {
        excluded.iter().any(|moment| match moment.zone {
            Zone::Day => moment.local.date() == local.date(),
            Zone::Named(other) if other != zone && start.zone != Zone::Floating => {
                let there = other.from_local_datetime(&moment.local).earliest();
                there.is_some_and(|there| there.with_timezone(&zone).naive_local() == *local)
            }
            _ => moment.local == *local,
        })
    };
    let is_written = |local: &NaiveDateTime| (0..10_000).contains(&local.year());
    let moments = all
        .into_iter()
        .filter(|local| *local != start.local && is_written(local) && !is_excluded(local));
    Ok((moments.map(|local| Moment { local, zone: start.zone }).collect(), is_cut))
}

/// The end of a rule in UTC: calendars often leave that out, though it is asked for.
fn with_utc_until(rule: &str) -> String {
    let parts = rule.trim().split(';').filter(|part| !part.is_empty()).map(|part| {
        let upper = part.to_ascii_uppercase();
        match upper.strip_prefix("UNTIL=") {
            Some(day) if day.len() == 8 => format!("UNTIL={day}T235959Z"),
            Some(time) if !time.ends_with('Z') => format!("UNTIL={time}Z"),
            _ => upper,
        }
    });
    parts.collect::<Vec<_>>().join(";")
}
