//! Dates and times of iCalendar: days, times with and without zone, durations, and what recurs.

use chrono::{Datelike as _, Duration, NaiveDate, NaiveDateTime, TimeZone as _};
use chrono_tz::Tz;
use rrule::RRuleSet;

use super::lines::Line;
use super::zones::{self, OwnZone};

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
    /// One that the calendar defines, by its place among those.
    Own(usize, Option<Tz>),
}

/// The zones of a calendar.
#[derive(Default)]
pub(super) struct Zones(pub(super) Vec<OwnZone>);

impl Zones {
    /// The zone of a name: the calendar's own first.
    fn named(&self, name: &str) -> Option<Zone> {
        let known = zones::named(name);
        let plain = zones::plain_name(name);
        let own = self.0.iter().position(|own| own.name == plain);
        own.map(|at| Zone::Own(at, known)).or_else(|| known.map(Zone::Named))
    }

    /// How far clocks were from UTC, in seconds, and what they showed; `None` where there is no zone.
    fn shown(&self, moment: Moment) -> Option<(NaiveDateTime, i32)> {
        match moment.zone {
            Zone::Day | Zone::Floating => None,
            Zone::Named(zone) => Some(zones::shown(zone, moment.local)),
            Zone::Own(at, known) => match self.0.get(at).and_then(|own| own.offset(moment.local)) {
                Some(offset) => {
                    let own = &self.0[at];
                    // A time that is left out is shown by the clocks after the gap.
                    let later = own
                        .offset(moment.local + Duration::hours(2))
                        .filter(|_| own.is_left_out(moment.local));
                    let gap = later.map_or(0, |later| later - offset);
                    Some((moment.local + Duration::seconds(i64::from(gap)), offset + gap))
                }
                None => known.map(|zone| zones::shown(zone, moment.local)),
            },
        }
    }

    /// The instant of a moment in UTC, as far as its zone is known.
    pub(super) fn utc(&self, moment: Moment) -> NaiveDateTime {
        self.shown(moment)
            .map_or(moment.local, |(local, offset)| local - Duration::seconds(i64::from(offset)))
    }
}

impl Moment {
    /// Reads the value of a line; the second is a zone that is not known.
    pub(super) fn of(line: &Line, zones: &Zones) -> Option<(Self, Option<String>)> {
        let value = line.value.split(',').next()?.split('/').next()?.trim();
        Self::read(value, line.param("TZID"), zones)
    }

    pub(super) fn read(value: &str, zone: Option<&str>, zones: &Zones) -> Option<(Self, Option<String>)> {
        if let Ok(day) = NaiveDate::parse_from_str(value, "%Y%m%d") {
            let local = day.and_hms_opt(0, 0, 0)?;
            return Some((Self { local, zone: Zone::Day }, None));
        }
        let (clock, is_utc) = value.strip_suffix('Z').map_or((value, false), |clock| (clock, true));
        // The end of a day is the start of the next.
        if let Some(day) = clock.strip_suffix("T240000")
            && let Some(next) = NaiveDate::parse_from_str(day, "%Y%m%d").ok().and_then(|day| day.succ_opt())
        {
            let sign = if is_utc { "Z" } else { "" };
            return Self::read(&format!("{}T000000{sign}", next.format("%Y%m%d")), zone, zones);
        }
        // Some leave the seconds out.
        let local = NaiveDateTime::parse_from_str(clock, "%Y%m%dT%H%M%S")
            .or_else(|_| NaiveDateTime::parse_from_str(&format!("{clock}00"), "%Y%m%dT%H%M%S"))
            .ok()?;
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
        match zones.named(name) {
            Some(zone) => Some((Self { local, zone }, None)),
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
    pub(super) fn to_edtf(self, zones: &Zones) -> String {
        let (local, offset) = zones
            .shown(self)
            .map_or((self.local, None), |(local, offset)| (local, Some(offset)));
        let day = local.format("%Y-%m-%d").to_string();
        let clock = local.format("%H:%M:%S").to_string();
        let clock = clock.strip_suffix(":00").unwrap_or(&clock);
        match (self.zone, offset) {
            (Zone::Day, _) => day,
            (_, None) => format!("{day}T{clock}"),
            (Zone::Named(Tz::UTC), _) => format!("{day}T{clock}Z"),
            (_, Some(seconds)) => {
                let sign = if seconds < 0 { '-' } else { '+' };
                format!("{day}T{clock}{sign}{:02}:{:02}", seconds.abs() / 3600, seconds.abs() / 60 % 60)
            }
        }
    }

    /// The moment so much later by the instants, told by the clocks of the same zone.
    pub(super) fn after(self, length: Duration, zones: &Zones) -> Option<Self> {
        if matches!(self.zone, Zone::Day | Zone::Floating) {
            return self.plus(length);
        }
        let utc = Self {
            local: zones.utc(self).checked_add_signed(length)?,
            zone: Zone::Named(Tz::UTC),
        };
        Some(Self {
            local: local_in(utc, self, zones),
            ..self
        })
    }

    /// The same moment by the clocks of a zone.
    pub(super) fn in_zone(self, zone: Zone, zones: &Zones) -> Self {
        let there = Self { zone, ..self };
        Self {
            local: local_in(self, there, zones),
            zone,
        }
    }

    pub(super) fn plus(self, duration: Duration) -> Option<Self> {
        let local = self.local.checked_add_signed(duration)?;
        Some(Self { local, ..self })
    }
}

/// The days and the hours of a duration as `P1DT2H`, `-PT15M`.
pub(super) fn duration(text: &str) -> Option<(Duration, Duration)> {
    let is_negative = text.trim().starts_with('-');
    let mut rest = text.trim().trim_start_matches(['+', '-']).strip_prefix('P')?;
    let (mut days, mut hours) = (Duration::zero(), Duration::zero());
    let mut is_time = false;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T') {
            (is_time, rest) = (true, after);
            continue;
        }
        let digits = rest.find(|char: char| !char.is_ascii_digit())?;
        let number: i64 = rest.get(..digits)?.parse().ok().filter(|number| *number < 1_000_000)?;
        match (rest.get(digits..=digits)?, is_time) {
            ("W", _) => days += Duration::weeks(number),
            ("D", _) => days += Duration::days(number),
            ("H", _) => hours += Duration::hours(number),
            ("M", true) => hours += Duration::minutes(number),
            ("S", _) => hours += Duration::seconds(number),
            _ => return None,
        }
        rest = rest.get(digits + 1..)?;
    }
    Some(if is_negative { (-days, -hours) } else { (days, hours) })
}

/// The moments that rules give; and whether there are more than are given.
///
/// # Errors
/// Where a rule cannot be read, in words.
pub(super) fn of_rules(start: Moment, rules: &[&Line], zones: &Zones) -> Result<(Vec<Moment>, bool), String> {
    let zone = match start.zone {
        Zone::Named(zone) => zone,
        // Days, clocks without a zone and those of a zone of the calendar are counted as if in UTC; only their names matter.
        Zone::Day | Zone::Floating | Zone::Own(..) => Tz::UTC,
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
        let Some(rule) = with_until(&rule.value, start, zones) else {
            continue;
        };
        well_formed(&rule)?;
        let text = format!("{begin}\nRRULE:{rule}");
        let set: RRuleSet = text.parse().map_err(|error: rrule::RRuleError| error.to_string())?;
        is_cut |= !rule.contains("UNTIL=") && !rule.contains("COUNT=");
        let limit = last.and_utc().with_timezone(&rrule::Tz::UTC);
        let result = set.before(limit).limit().all(MAX_TIMES);
        is_cut |= result.limited;
        all.extend(result.dates.into_iter().map(|date| date.naive_local()));
    }
    let is_written = |local: &NaiveDateTime| (0..10_000).contains(&local.year());
    let moments = all.into_iter().filter(is_written);
    Ok((moments.map(|local| Moment { local, zone: start.zone }).collect(), is_cut))
}

/// Whether a rule is written in ASCII and names days of the week as it should (RFC 5545, 3.3.10: `-1SU`): the library that counts
/// reads `XMO` as a Monday, and slices letters of several bytes.
///
/// # Errors
/// What is found instead, in words.
fn well_formed(rule: &str) -> Result<(), String> {
    if let Some(other) = rule.chars().find(|char| !char.is_ascii_graphic()) {
        return Err(format!("found {other:?}, expected letters, digits and signs of ASCII"));
    }
    let rule = rule.to_ascii_uppercase();
    let days = rule
        .split(';')
        .filter_map(|part| part.strip_prefix("BYDAY="))
        .flat_map(|days| days.split(','));
    for day in days.filter(|day| !day.is_empty()) {
        let (number, name) = day.split_at(day.len().saturating_sub(2));
        let digits = number.strip_prefix(['+', '-']).unwrap_or(number);
        let is_number = number.is_empty() || (matches!(digits.len(), 1 | 2) && digits.bytes().all(|byte| byte.is_ascii_digit()));
        if !is_number || !["MO", "TU", "WE", "TH", "FR", "SA", "SU"].contains(&name) {
            return Err(format!("found the day {day:?}, expected one like MO or -1SU"));
        }
    }
    Ok(())
}

/// The moments at which an event recurs, its start left out; and whether there are more than are given.
///
/// # Errors
/// Where the rule cannot be read, in words.
pub(super) fn recurrences(start: Moment, rules: &[&Line], extra: &[Moment], zones: &Zones) -> Result<(Vec<Moment>, bool), String> {
    let (mut all, is_cut) = of_rules(start, rules, zones)?;
    // A day that is added to hours stays a day, and hours that are added to a day stay hours.
    let is_day = |zone| zone == Zone::Day;
    all.extend(extra.iter().map(|moment| {
        if is_day(moment.zone) == is_day(start.zone) {
            moment.in_zone(start.zone, zones)
        } else {
            *moment
        }
    }));
    all.sort_unstable_by_key(|moment| moment.local);
    all.dedup_by_key(|moment| moment.local);
    all.retain(|moment| moment.local != start.local);
    Ok((all, is_cut))
}

/// A moment as the clocks of another's zone showed it.
fn local_in(moment: Moment, start: Moment, zones: &Zones) -> NaiveDateTime {
    match (moment.zone, start.zone) {
        (a, b) if a == b => moment.local,
        (Zone::Day | Zone::Floating, _) | (_, Zone::Day | Zone::Floating) => moment.local,
        (_, Zone::Named(zone)) => zone.from_utc_datetime(&zones.utc(moment)).naive_local(),
        _ => {
            let utc = zones.utc(moment);
            let offset = zones.shown(Moment { local: utc, ..start }).map_or(0, |(_, offset)| offset);
            utc + Duration::seconds(i64::from(offset))
        }
    }
}

/// Whether a moment is among others: a day takes whatever there is on it, a time only itself.
pub(super) fn is_among(moment: Moment, others: &[Moment], zones: &Zones) -> bool {
    others.iter().any(|other| match other.zone {
        Zone::Day => other.local.date() == moment.local.date(),
        _ => local_in(*other, moment, zones) == moment.local,
    })
}

/// A rule whose end is in the clocks by which it is counted; `None` where it ends with its start.
fn with_until(rule: &str, start: Moment, zones: &Zones) -> Option<String> {
    let mut parts = Vec::new();
    // Some write a blank after a comma.
    let rule: String = rule.split_whitespace().collect();
    for part in rule.split(';').filter(|part| !part.is_empty()) {
        let upper = part.to_ascii_uppercase();
        let Some(until) = upper.strip_prefix("UNTIL=") else {
            parts.push(upper);
            continue;
        };
        let is_utc = until.ends_with('Z');
        // A day is over at its last second, by the clock of the start.
        let last = if until.len() == 8 {
            format!("{until}T235959")
        } else {
            until.trim_end_matches('Z').to_owned()
        };
        let Ok(time) = NaiveDateTime::parse_from_str(&last, "%Y%m%dT%H%M%S") else {
            parts.push(upper);
            continue;
        };
        // Calendars often leave the Z out, though it is asked for.
        let utc = Moment {
            local: time,
            zone: Zone::Named(Tz::UTC),
        };
        let end = match start.zone {
            Zone::Named(_) if is_utc => time,
            Zone::Named(_) => zones.utc(Moment { local: time, ..start }),
            Zone::Own(..) if is_utc => local_in(utc, start, zones),
            // Where no zone is known, an end of the same day holds the start.
            Zone::Floating if is_utc && time < start.local && time.date() == start.local.date() => start.local,
            _ => time,
        };
        let first = if matches!(start.zone, Zone::Named(_)) {
            zones.utc(start)
        } else {
            start.local
        };
        if end < first {
            return None;
        }
        parts.push(format!("UNTIL={}Z", end.format("%Y%m%dT%H%M%S")));
    }
    Some(parts.join(";"))
}
