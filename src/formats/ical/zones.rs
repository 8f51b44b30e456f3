//! The zones of a calendar: those that it defines itself, those of the tz database, and those of Windows by the table of
//! the Unicode CLDR (windowsZones, territory 001).

use chrono::{Datelike as _, Duration, NaiveDate, NaiveDateTime, Offset as _, TimeZone as _, Weekday};
use chrono_tz::Tz;

use super::lines::Line;

/// A zone that a calendar defines (RFC 5545, 3.6.5).
#[derive(Clone, Debug, Default)]
pub(super) struct OwnZone {
    pub(super) name: String,
    observances: Vec<Observance>,
}

/// Standard or daylight saving time: from when on, and how far from UTC.
#[derive(Clone, Debug)]
struct Observance {
    start: NaiveDateTime,
    /// Seconds east of UTC before and from its onset on.
    from: i32,
    to: i32,
    rule: Option<Yearly>,
    /// Further onsets.
    more: Vec<NaiveDateTime>,
}

/// A rule that names a day of each year.
#[derive(Clone, Debug)]
struct Yearly {
    month: u32,
    /// The n-th such day of the month, from its end where it is negative.
    day: Option<(i32, Weekday)>,
    month_day: Option<u32>,
    /// In UTC, where it is given so.
    until: Option<NaiveDateTime>,
}

impl OwnZone {
    /// The zone of the lines of a VTIMEZONE, its parts each with its lines.
    pub(super) fn of(name: String, parts: &[Vec<Line>]) -> Option<Self> {
        let observances: Vec<Observance> = parts.iter().filter_map(|lines| Observance::of(lines)).collect();
        (!observances.is_empty()).then_some(Self { name, observances })
    }

    /// How far its clocks were from UTC at a civil time, in seconds; `None` before it begins. In a gap it is the time
    /// before it (RFC 5545, 3.3.5).
    pub(super) fn offset(&self, local: NaiveDateTime) -> Option<i32> {
        // A zone whose clocks never change is the same before it is said to begin.
        if let [only] = self.observances.as_slice()
            && only.from == only.to
        {
            return Some(only.to);
        }
        let last = self.observances.iter().filter_map(|observance| {
            let onset = observance.last_onset(local)?;
            Some((onset, observance))
        });
        let (onset, observance) = last.max_by_key(|(onset, _)| *onset)?;
        let gap = Duration::seconds(i64::from(observance.to - observance.from));
        Some(if gap > Duration::zero() && local < onset + gap {
            observance.from
        } else {
            observance.to
        })
    }

    /// Whether its clocks left a civil time out.
    pub(super) fn is_left_out(&self, local: NaiveDateTime) -> bool {
        self.observances.iter().any(|observance| {
            let gap = Duration::seconds(i64::from(observance.to - observance.from));
            let onset = observance.last_onset(local);
            gap > Duration::zero() && onset.is_some_and(|onset| onset > observance.start && local < onset + gap)
        })
    }
}

impl Observance {
    fn of(lines: &[Line]) -> Option<Self> {
        let value = |name: &str| lines.iter().find(|line| line.name == name).map(|line| line.value.trim());
        let moment = |text: &str| NaiveDateTime::parse_from_str(text.trim_end_matches('Z'), "%Y%m%dT%H%M%S").ok();
        let more = lines
            .iter()
            .filter(|line| line.name == "RDATE")
            .flat_map(|line| line.value.split(','));
        Some(Self {
            start: moment(value("DTSTART")?)?,
            from: seconds(value("TZOFFSETFROM")?)?,
            to: seconds(value("TZOFFSETTO")?)?,
            rule: match value("RRULE") {
                Some(rule) => Some(Yearly::of(rule)?),
                None => None,
            },
            more: more.filter_map(moment).collect(),
        })
    }

    /// The last time at which it began, up to a civil time.
    fn last_onset(&self, local: NaiveDateTime) -> Option<NaiveDateTime> {
        let of_rule = self.rule.as_ref().and_then(|rule| {
            let in_year = |year: i32| rule.day_in(year).map(|day| day.and_time(self.start.time()));
            let is_valid = |onset: &NaiveDateTime| {
                let utc = *onset - Duration::seconds(i64::from(self.from));
                *onset >= self.start && *onset <= local && rule.until.is_none_or(|until| utc <= until)
            };
            let latest = rule.until.map_or(local.year(), |until| local.year().min(until.year() + 1));
            (0..3).filter_map(|back| in_year(latest - back)).find(is_valid)
        });
        let single = std::iter::once(self.start)
            .chain(self.more.iter().copied())
            .filter(|onset| *onset <= local);
        single.chain(of_rule).max()
    }
}

impl Yearly {
    fn of(rule: &str) -> Option<Self> {
        let part = |name: &str| {
            let parts = rule.split(';').filter_map(|part| part.split_once('='));
            parts
                .filter(|(known, _)| known.eq_ignore_ascii_case(name))
                .map(|(_, value)| value)
                .next()
        };
        part("FREQ").filter(|freq| freq.eq_ignore_ascii_case("YEARLY"))?;
        let day = match part("BYDAY") {
            Some(text) => {
                let (nth, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
                let day: Weekday = match day.to_ascii_uppercase().as_str() {
                    "MO" => Weekday::Mon,
                    "TU" => Weekday::Tue,
                    "WE" => Weekday::Wed,
                    "TH" => Weekday::Thu,
                    "FR" => Weekday::Fri,
                    "SA" => Weekday::Sat,
                    "SU" => Weekday::Sun,
                    _ => return None,
                };
                let nth = if nth.is_empty() { 0 } else { nth.parse().ok()? };
                Some((nth, day))
            }
            None => None,
        };
        Some(Self {
            month: part("BYMONTH")?.parse().ok()?,
            day,
            // “The first Sunday from the 8th on” is a day of the month with a day of the week.
            month_day: part("BYMONTHDAY").and_then(|days| days.split(',').next()?.parse().ok()),
            until: part("UNTIL").and_then(|until| {
                let moment = NaiveDateTime::parse_from_str(until.trim_end_matches('Z'), "%Y%m%dT%H%M%S").ok();
                moment.or_else(|| NaiveDate::parse_from_str(until, "%Y%m%d").ok()?.and_hms_opt(23, 59, 59))
            }),
        })
    }

    /// The day of a year on which it falls.
    fn day_in(&self, year: i32) -> Option<NaiveDate> {
        let first = NaiveDate::from_ymd_opt(year, self.month, self.month_day.unwrap_or(1))?;
        let Some((nth, day)) = self.day else { return Some(first) };
        let ahead = |from: NaiveDate| (7 + i64::from(day.num_days_from_monday()) - i64::from(from.weekday().num_days_from_monday())) % 7;
        if nth >= 0 {
            return Some(first + Duration::days(ahead(first) + 7 * i64::from((nth - 1).max(0))));
        }
        let next = if self.month == 12 {
            NaiveDate::from_ymd_opt(year + 1, 1, 1)?
        } else {
            NaiveDate::from_ymd_opt(year, self.month + 1, 1)?
        };
        let last_week = next - Duration::days(7);
        Some(last_week + Duration::days(ahead(last_week) + 7 * i64::from(nth + 1)))
    }
}

/// `+0200`, `-043000`.
fn seconds(text: &str) -> Option<i32> {
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or((1, text.strip_prefix('+').unwrap_or(text)), |digits| (-1, digits));
    let number = |from: usize| digits.get(from..from + 2).and_then(|part| part.parse::<i32>().ok());
    Some(sign * (number(0)? * 3600 + number(2).unwrap_or(0) * 60 + number(4).unwrap_or(0)))
}

/// The name of a zone without what escapes its commas: `Kuala Lumpur\\, Singapore` is one name.
pub(super) fn plain_name(name: &str) -> String {
    name.trim().trim_matches('"').replace("\\,", ",").replace("\\;", ";")
}

/// A zone by the name that calendars give it: of the tz database, perhaps with a prefix, or of Windows.
pub(super) fn named(name: &str) -> Option<Tz> {
    let name = name.trim().trim_matches('"');
    if name.eq_ignore_ascii_case("tzone://Microsoft/Utc") {
        return Some(Tz::UTC);
    }
    let parts: Vec<&str> = name.split('/').filter(|part| !part.is_empty()).collect();
    let known = (0..parts.len()).find_map(|at| parts.get(at..)?.join("/").parse().ok());
    known.or_else(|| {
        let of_windows = WINDOWS.iter().find(|(windows, _)| windows.eq_ignore_ascii_case(name));
        let shown = || {
            SHOWN
                .iter()
                .find(|(shown, _)| name.rsplit_once(") ").is_some_and(|(_, name)| name == *shown))
        };
        of_windows.or_else(shown).and_then(|(_, zone)| zone.parse().ok())
    })
}

/// Zones as Outlook shows them after their distance from UTC: `(UTC-05:00) Eastern Time (US & Canada)`.
const SHOWN: [(&str, &str); 30] = [
    ("Eastern Time (US & Canada)", "America/New_York"),
    ("Central Time (US & Canada)", "America/Chicago"),
    ("Mountain Time (US & Canada)", "America/Denver"),
    ("Pacific Time (US & Canada)", "America/Los_Angeles"),
    ("Atlantic Time (Canada)", "America/Halifax"),
    ("Newfoundland", "America/St_Johns"),
    ("Alaska", "America/Anchorage"),
    ("Hawaii", "Pacific/Honolulu"),
    ("Arizona", "America/Phoenix"),
    ("Dublin, Edinburgh, Lisbon, London", "Europe/London"),
    ("Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London", "Europe/London"),
    ("Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Berlin"),
    ("Brussels, Copenhagen, Madrid, Paris", "Europe/Paris"),
    ("Belgrade, Bratislava, Budapest, Ljubljana, Prague", "Europe/Budapest"),
    ("Sarajevo, Skopje, Warsaw, Zagreb", "Europe/Warsaw"),
    ("Athens, Bucharest", "Europe/Bucharest"),
    ("Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius", "Europe/Kiev"),
    ("Istanbul", "Europe/Istanbul"),
    ("Cairo", "Africa/Cairo"),
    ("Jerusalem", "Asia/Jerusalem"),
    ("Baghdad", "Asia/Baghdad"),
    ("Moscow, St. Petersburg", "Europe/Moscow"),
    ("Tehran", "Asia/Tehran"),
    ("Chennai, Kolkata, Mumbai, New Delhi", "Asia/Kolkata"),
    ("Bangkok, Hanoi, Jakarta", "Asia/Bangkok"),
    ("Beijing, Chongqing, Hong Kong, Urumqi", "Asia/Shanghai"),
    ("Osaka, Sapporo, Tokyo", "Asia/Tokyo"),
    ("Seoul", "Asia/Seoul"),
    ("Canberra, Melbourne, Sydney", "Australia/Sydney"),
    ("Brasilia", "America/Sao_Paulo"),
];

/// How far the clocks of a zone were from UTC at a civil time, and that time as they showed it: one that they left out is
/// counted by the time before the gap (RFC 5545, 3.3.5). Of one that they showed twice it is the first.
pub(super) fn shown(zone: Tz, local: NaiveDateTime) -> (NaiveDateTime, i32) {
    let offset = |local: &NaiveDateTime| {
        zone.offset_from_local_datetime(local)
            .earliest()
            .map(|offset| offset.fix().local_minus_utc())
    };
    if let Some(offset) = offset(&local) {
        return (local, offset);
    }
    let before = offset(&(local - Duration::hours(3))).unwrap_or(0);
    let utc = local - Duration::seconds(i64::from(before));
    let after = zone.offset_from_utc_datetime(&utc).fix().local_minus_utc();
    (utc + Duration::seconds(i64::from(after)), after)
}

/// Names of zones in Windows, and their zones of the tz database.
const WINDOWS: [(&str, &str); 132] = [
    ("Dateline Standard Time", "Etc/GMT+12"),
    ("UTC-11", "Etc/GMT+11"),
    ("Aleutian Standard Time", "America/Adak"),
    ("Hawaiian Standard Time", "Pacific/Honolulu"),
    ("Marquesas Standard Time", "Pacific/Marquesas"),
    ("Alaskan Standard Time", "America/Anchorage"),
    ("UTC-09", "Etc/GMT+9"),
    ("Pacific Standard Time (Mexico)", "America/Tijuana"),
    ("UTC-08", "Etc/GMT+8"),
    ("Pacific Standard Time", "America/Los_Angeles"),
    ("US Mountain Standard Time", "America/Phoenix"),
    ("Mountain Standard Time (Mexico)", "America/Mazatlan"),
    ("Mountain Standard Time", "America/Denver"),
    ("Yukon Standard Time", "America/Whitehorse"),
    ("Central America Standard Time", "America/Guatemala"),
    ("Central Standard Time", "America/Chicago"),
    ("Easter Island Standard Time", "Pacific/Easter"),
    ("Central Standard Time (Mexico)", "America/Mexico_City"),
    ("Canada Central Standard Time", "America/Regina"),
    ("SA Pacific Standard Time", "America/Bogota"),
    ("Eastern Standard Time (Mexico)", "America/Cancun"),
    ("Eastern Standard Time", "America/New_York"),
    ("Haiti Standard Time", "America/Port-au-Prince"),
    ("Cuba Standard Time", "America/Havana"),
    ("US Eastern Standard Time", "America/Indiana/Indianapolis"),
    ("Turks And Caicos Standard Time", "America/Grand_Turk"),
    ("Paraguay Standard Time", "America/Asuncion"),
    ("Atlantic Standard Time", "America/Halifax"),
    ("Venezuela Standard Time", "America/Caracas"),
    ("Central Brazilian Standard Time", "America/Cuiaba"),
    ("SA Western Standard Time", "America/La_Paz"),
    ("Pacific SA Standard Time", "America/Santiago"),
    ("Newfoundland Standard Time", "America/St_Johns"),
    ("Tocantins Standard Time", "America/Araguaina"),
    ("E. South America Standard Time", "America/Sao_Paulo"),
    ("SA Eastern Standard Time", "America/Cayenne"),
    ("Argentina Standard Time", "America/Buenos_Aires"),
    ("Greenland Standard Time", "America/Nuuk"),
    ("Montevideo Standard Time", "America/Montevideo"),
    ("Magallanes Standard Time", "America/Punta_Arenas"),
    ("Saint Pierre Standard Time", "America/Miquelon"),
    ("Bahia Standard Time", "America/Bahia"),
    ("UTC-02", "Etc/GMT+2"),
    ("Mid-Atlantic Standard Time", "Etc/GMT+2"),
    ("Azores Standard Time", "Atlantic/Azores"),
    ("Cape Verde Standard Time", "Atlantic/Cape_Verde"),
    ("UTC", "Etc/UTC"),
    ("Coordinated Universal Time", "Etc/UTC"),
    ("GMT Standard Time", "Europe/London"),
    ("Greenwich Standard Time", "Atlantic/Reykjavik"),
    ("Sao Tome Standard Time", "Africa/Sao_Tome"),
    ("Morocco Standard Time", "Africa/Casablanca"),
    ("W. Europe Standard Time", "Europe/Berlin"),
    ("Central Europe Standard Time", "Europe/Budapest"),
    ("Romance Standard Time", "Europe/Paris"),
    ("Central European Standard Time", "Europe/Warsaw"),
    ("W. Central Africa Standard Time", "Africa/Lagos"),
    ("Jordan Standard Time", "Asia/Amman"),
    ("GTB Standard Time", "Europe/Bucharest"),
    ("Middle East Standard Time", "Asia/Beirut"),
    ("Egypt Standard Time", "Africa/Cairo"),
    ("E. Europe Standard Time", "Europe/Chisinau"),
    ("Syria Standard Time", "Asia/Damascus"),
    ("West Bank Standard Time", "Asia/Hebron"),
    ("South Africa Standard Time", "Africa/Johannesburg"),
    ("FLE Standard Time", "Europe/Kiev"),
    ("Israel Standard Time", "Asia/Jerusalem"),
    ("South Sudan Standard Time", "Africa/Juba"),
    ("Kaliningrad Standard Time", "Europe/Kaliningrad"),
    ("Sudan Standard Time", "Africa/Khartoum"),
    ("Libya Standard Time", "Africa/Tripoli"),
    ("Namibia Standard Time", "Africa/Windhoek"),
    ("Arabic Standard Time", "Asia/Baghdad"),
    ("Turkey Standard Time", "Europe/Istanbul"),
    ("Arab Standard Time", "Asia/Riyadh"),
    ("Belarus Standard Time", "Europe/Minsk"),
    ("Russian Standard Time", "Europe/Moscow"),
    ("E. Africa Standard Time", "Africa/Nairobi"),
    ("Volgograd Standard Time", "Europe/Volgograd"),
    ("Iran Standard Time", "Asia/Tehran"),
    ("Arabian Standard Time", "Asia/Dubai"),
    ("Astrakhan Standard Time", "Europe/Astrakhan"),
    ("Azerbaijan Standard Time", "Asia/Baku"),
    ("Russia Time Zone 3", "Europe/Samara"),
    ("Mauritius Standard Time", "Indian/Mauritius"),
    ("Saratov Standard Time", "Europe/Saratov"),
    ("Georgian Standard Time", "Asia/Tbilisi"),
    ("Caucasus Standard Time", "Asia/Yerevan"),
    ("Afghanistan Standard Time", "Asia/Kabul"),
    ("West Asia Standard Time", "Asia/Tashkent"),
    ("Ekaterinburg Standard Time", "Asia/Yekaterinburg"),
    ("Pakistan Standard Time", "Asia/Karachi"),
    ("Qyzylorda Standard Time", "Asia/Qyzylorda"),
    ("India Standard Time", "Asia/Kolkata"),
    ("Sri Lanka Standard Time", "Asia/Colombo"),
    ("Nepal Standard Time", "Asia/Kathmandu"),
    ("Central Asia Standard Time", "Asia/Bishkek"),
    ("Bangladesh Standard Time", "Asia/Dhaka"),
    ("Omsk Standard Time", "Asia/Omsk"),
    ("Myanmar Standard Time", "Asia/Yangon"),
    ("SE Asia Standard Time", "Asia/Bangkok"),
    ("Altai Standard Time", "Asia/Barnaul"),
    ("W. Mongolia Standard Time", "Asia/Hovd"),
    ("North Asia Standard Time", "Asia/Krasnoyarsk"),
    ("N. Central Asia Standard Time", "Asia/Novosibirsk"),
    ("Tomsk Standard Time", "Asia/Tomsk"),
    ("China Standard Time", "Asia/Shanghai"),
    ("North Asia East Standard Time", "Asia/Irkutsk"),
    ("Singapore Standard Time", "Asia/Singapore"),
    ("W. Australia Standard Time", "Australia/Perth"),
    ("Taipei Standard Time", "Asia/Taipei"),
    ("Ulaanbaatar Standard Time", "Asia/Ulaanbaatar"),
    ("North Korea Standard Time", "Asia/Pyongyang"),
    ("Aus Central W. Standard Time", "Australia/Eucla"),
    ("Transbaikal Standard Time", "Asia/Chita"),
    ("Tokyo Standard Time", "Asia/Tokyo"),
    ("Korea Standard Time", "Asia/Seoul"),
    ("Yakutsk Standard Time", "Asia/Yakutsk"),
    ("Cen. Australia Standard Time", "Australia/Adelaide"),
    ("AUS Central Standard Time", "Australia/Darwin"),
    ("E. Australia Standard Time", "Australia/Brisbane"),
    ("AUS Eastern Standard Time", "Australia/Sydney"),
    ("West Pacific Standard Time", "Pacific/Port_Moresby"),
    ("Tasmania Standard Time", "Australia/Hobart"),
    ("Vladivostok Standard Time", "Asia/Vladivostok"),
    ("Lord Howe Standard Time", "Australia/Lord_Howe"),
    ("Sakhalin Standard Time", "Asia/Sakhalin"),
    ("Central Pacific Standard Time", "Pacific/Guadalcanal"),
    ("Fiji Standard Time", "Pacific/Fiji"),
    ("New Zealand Standard Time", "Pacific/Auckland"),
    ("Tonga Standard Time", "Pacific/Tongatapu"),
    ("Samoa Standard Time", "Pacific/Apia"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_of_windows_is_one_of_the_database() {
        for (windows, zone) in WINDOWS.iter().chain(&SHOWN) {
            assert!(zone.parse::<Tz>().is_ok(), "{windows}: {zone}");
        }
        assert_eq!(named("w. europe standard time"), Some(Tz::Europe__Berlin));
        assert_eq!(named("/mozilla.org/20050126_1/Europe/Berlin"), Some(Tz::Europe__Berlin));
        assert_eq!(named("Nowhere"), None);
    }

    #[test]
    fn a_zone_that_a_calendar_defines_changes_its_clocks_as_the_database_does() {
        let lines = |text: &str| super::super::lines::lines(text).into_iter().flatten().collect::<Vec<Line>>();
        let zone = OwnZone::of(
            "Middle".to_owned(),
            &[
                lines("DTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"),
                lines("DTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"),
            ],
        );
        let zone = zone.unwrap_or_default();
        let mut day = NaiveDate::from_ymd_opt(2005, 1, 1)
            .and_then(|day| day.and_hms_opt(12, 0, 0))
            .unwrap_or_default();
        while day.year() < 2030 {
            assert_eq!(zone.offset(day), Some(shown(Tz::Europe__Berlin, day).1), "{day}");
            day += Duration::days(1);
        }
        let gap = NaiveDate::from_ymd_opt(2021, 3, 28)
            .and_then(|day| day.and_hms_opt(2, 30, 0))
            .unwrap_or_default();
        assert_eq!(zone.offset(gap), Some(3600), "in a gap by the time before it");
        assert_eq!(shown(Tz::Europe__Berlin, gap), (gap + Duration::hours(1), 7200));
    }
}
