//! Calendar ticks in two tiers, from centuries to minutes: a pure function of the time in view and the width.

use crate::dates::{DAY, Day, MONTHS, TimeRange, WEEKDAYS, clock_words, ordinal, year_words};

use super::Viewport;

/// A unit of the ruler and how many of it lie between two ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many seconds, counted from midnight; divides a day.
    Seconds(i64),
    /// Every day.
    Days,
    /// Every Monday.
    Weeks,
    /// So many months, counted from January; divides a year.
    Months(i64),
    /// So many years, counted from year 1 both ways; there is no year 0.
    Years(i64),
}

impl Step {
    /// What it is called: `month`, `10 years`.
    #[must_use]
    pub fn unit(self) -> String {
        let counted = |number: i64, unit: &str| {
            if number == 1 {
                unit.to_owned()
            } else {
                format!("{number} {unit}s")
            }
        };
        match self {
            Self::Seconds(seconds) if seconds % 3600 == 0 => counted(seconds / 3600, "hour"),
            Self::Seconds(seconds) if seconds % 60 == 0 => counted(seconds / 60, "minute"),
            Self::Seconds(seconds) => counted(seconds, "second"),
            Self::Days => String::from("day"),
            Self::Weeks => String::from("week"),
            Self::Months(3) => String::from("quarter"),
            Self::Months(months) => counted(months, "month"),
            Self::Years(10) => String::from("decade"),
            Self::Years(100) => String::from("century"),
            Self::Years(years) => counted(years, "year"),
        }
    }

    /// About how long it is, in seconds.
    pub(crate) fn seconds(self) -> f64 {
        match self {
            Self::Seconds(seconds) => seconds as f64,
            Self::Days => DAY as f64,
            Self::Weeks => 7.0 * DAY as f64,
            Self::Months(months) => 30.44 * DAY as f64 * months as f64,
            Self::Years(years) => 365.2425 * DAY as f64 * years as f64,
        }
    }

    /// The last tick at or before an instant.
    #[must_use]
    pub fn floor(self, instant: i64) -> i64 {
        let day = Day::of_instant(instant);
        match self {
            Self::Seconds(seconds) => instant.div_euclid(seconds) * seconds,
            Self::Days => day.start(),
            Self::Weeks => day.start() - i64::try_from(day.weekday()).unwrap_or(0) * DAY,
            Self::Months(months) => {
                let month = i64::from(day.month - 1) / months * months + 1;
                first_of(day.year, u32::try_from(month).unwrap_or(1))
            }
            Self::Years(years) => {
                let counted = counted_year(day.year);
                first_of(calendar_year(counted.div_euclid(years) * years), 1)
            }
        }
    }

    /// The first tick after a tick.
    #[must_use]
    pub fn next(self, tick: i64) -> i64 {
        let day = Day::of_instant(tick);
        match self {
            Self::Seconds(seconds) => tick + seconds,
            Self::Days => tick + DAY,
            Self::Weeks => tick + 7 * DAY,
            Self::Months(months) => Day { day: 1, ..day }.plus_months(months).start(),
            Self::Years(years) => {
                let counted = counted_year(day.year).div_euclid(years) * years;
                first_of(calendar_year(counted + years), 1)
            }
        }
    }
}

/// What a bar of the tempo of an exchange counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TempoUnit {
    /// The smallest whose bars can be seen.
    #[default]
    Fitting,
    /// From Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

impl TempoUnit {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Fitting, Self::Week, Self::Month, Self::Year];

    /// Its name.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Fitting => "Auto",
            Self::Week => "Week",
            Self::Month => "Month",
            Self::Year => "Year",
        }
    }

    /// Its name on the command line and in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fitting => "fitting",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The unit of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.name() == name)
    }

    /// The step of the calendar; `None` where what fits is taken.
    #[must_use]
    pub const fn step(self) -> Option<Step> {
        match self {
            Self::Fitting => None,
            Self::Week => Some(Step::Weeks),
            Self::Month => Some(Step::Months(1)),
            Self::Year => Some(Step::Years(1)),
        }
    }
}

/// Years as people count them, with nothing between -1 (1 BCE) and 1; the year 1 itself counts as the origin, 0.
fn counted_year(year: i64) -> i64 {
    match year {
        1 => 0,
        year if year > 1 => year,
        year => year - 1,
    }
}

/// The astronomical year of a counted one.
fn calendar_year(counted: i64) -> i64 {
    match counted {
        0 => 1,
        counted if counted > 0 => counted,
        counted => counted + 1,
    }
}

fn first_of(year: i64, month: u32) -> i64 {
    Day { year, month, day: 1 }.start()
}

/// Whether a tick begins a unit of the upper tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TickLevel {
    /// It does; its line runs through the lanes.
    Major,
    /// It does not.
    Minor,
}

/// One mark on the ruler.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Where it is.
    pub instant: i64,
    /// Its tier.
    pub level: TickLevel,
    /// What stands beside it.
    pub label: String,
}

/// All marks in view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruler {
    /// The upper tier: the units that begin in view and the one that is running at the left edge.
    pub coarse: Vec<Tick>,
    /// The lower tier.
    pub fine: Vec<Tick>,
    /// The step of the lower tier.
    pub step: Step,
}

/// A step of the lower tier, the step above it, and the least room a tick needs for its label, in points.
const STEPS: &[(Step, Step, f64)] = &[
    (Step::Seconds(10), Step::Seconds(60), 64.0),
    (Step::Seconds(60), Step::Seconds(3600), 50.0),
    (Step::Seconds(300), Step::Days, 50.0),
    (Step::Seconds(900), Step::Days, 50.0),
    (Step::Seconds(3600), Step::Days, 60.0),
    (Step::Seconds(3 * 3600), Step::Days, 70.0),
    (Step::Seconds(6 * 3600), Step::Days, 100.0),
    (Step::Seconds(12 * 3600), Step::Days, 150.0),
    (Step::Days, Step::Months(1), 25.0),
    (Step::Weeks, Step::Months(1), 28.0),
    (Step::Months(1), Step::Years(1), 34.0),
    (Step::Months(3), Step::Years(1), 34.0),
];

/// Room that a year needs, in points.
const YEAR_ROOM: f64 = 56.0;

/// Room that lets a day show its weekday too, in points.
const WEEKDAY_ROOM: f64 = 64.0;

/// No ruler has more ticks than this in one tier, whatever the width.
const MAX_TICKS: usize = 2000;

/// How much more room hours and minutes must have where no date has a time of day.
const CLOCKLESS_PATIENCE: f64 = 4.0;

/// The marks for a stretch of time that is `width` points wide; `has_clock` says whether any date has a time of day.
#[must_use]
pub fn ruler(viewport: Viewport, width: f32, has_clock: bool) -> Ruler {
    let points_per_second = f64::from(width.max(1.0)) / viewport.span;
    // Where no date has a time of day, hours only get in the way until a day is all there is to see.
    let patience = |step: Step| {
        if has_clock || !matches!(step, Step::Seconds(_)) {
            1.0
        } else {
            CLOCKLESS_PATIENCE
        }
    };
    let room = |step: Step| step.seconds() * points_per_second;
    let (step, above) = STEPS
        .iter()
        .find(|(step, _, least)| room(*step) >= *least * patience(*step))
        .map_or_else(|| year_steps(room(Step::Years(1))), |(step, above, _)| (*step, *above));
    let range = viewport.range();
    let fine = ticks(step, range, |tick, _| fine_label(step, tick, room(step)));
    let coarse = ticks(above, range, |tick, is_first| coarse_label(above, tick, is_first));
    let is_major = |tick: &Tick| above.floor(tick.instant) == tick.instant;
    Ruler {
        fine: fine
            .into_iter()
            .map(|tick| Tick {
                level: if is_major(&tick) { TickLevel::Major } else { TickLevel::Minor },
                ..tick
            })
            .collect(),
        coarse,
        step,
    }
}

/// One, two or five times a power of ten years, with ten times the power above it.
fn year_steps(year_room: f64) -> (Step, Step) {
    let mut power = 1_i64;
    loop {
        for times in [1, 2, 5] {
            let years = power * times;
            if year_room * years as f64 >= YEAR_ROOM || power >= 1_000_000_000 {
                return (Step::Years(years), Step::Years(power * 10));
            }
        }
        power *= 10;
    }
}

fn ticks(step: Step, range: TimeRange, label: impl Fn(i64, bool) -> String) -> Vec<Tick> {
    let mut ticks = Vec::new();
    let mut instant = step.floor(range.start);
    while instant <= range.end && ticks.len() < MAX_TICKS {
        ticks.push(Tick {
            instant,
            level: TickLevel::Major,
            label: label(instant, ticks.is_empty()),
        });
        let next = step.next(instant);
        if next <= instant {
            break; // at the end of the calendar
        }
        instant = next;
    }
    ticks
}

fn fine_label(step: Step, tick: i64, room: f64) -> String {
    let day = Day::of_instant(tick);
    match step {
        Step::Seconds(_) => clock_words(tick.rem_euclid(DAY)),
        Step::Days if room >= WEEKDAY_ROOM => format!("{} {}", WEEKDAYS[day.weekday()], day.day),
        Step::Days | Step::Weeks => day.day.to_string(),
        Step::Months(_) => MONTHS[day.month as usize - 1][..3].to_owned(),
        Step::Years(_) => year_words(day.year),
    }
}

fn coarse_label(step: Step, tick: i64, is_first: bool) -> String {
    let day = Day::of_instant(tick);
    let month = MONTHS[day.month as usize - 1];
    let year = year_words(day.year);
    match step {
        Step::Seconds(_) => format!("{} {month} {year}, {}", day.day, clock_words(tick.rem_euclid(DAY))),
        Step::Days | Step::Weeks if is_first || day.day == 1 => {
            format!("{} {} {month} {year}", WEEKDAYS[day.weekday()], day.day)
        }
        Step::Days | Step::Weeks => format!("{} {} {month}", WEEKDAYS[day.weekday()], day.day),
        Step::Months(_) if is_first || day.month == 1 => format!("{month} {year}"),
        Step::Months(_) => month.to_owned(),
        Step::Years(10..=1_000) => years_from(step, tick, day.year),
        Step::Years(_) => year,
    }
}

/// What a decade, a century or a thousand years are called: whoever looks at the end of one does not see its first year.
fn years_from(step: Step, tick: i64, first: i64) -> String {
    let last = Day::of_instant(step.next(tick)).year - 1;
    let (before, until) = (1 - first, 1 - last);
    match step {
        Step::Years(100) if first <= 0 => format!("{} century BCE", ordinal(before / 100)),
        _ if first <= 0 => format!("{before}\u{2013}{until} BCE"),
        _ if first == 1 => format!("1\u{2013}{last} CE"),
        Step::Years(10 | 100) => format!("{first}s"),
        _ => format!("{first}\u{2013}{last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn instant(year: i64, month: u32, day: u32) -> i64 {
        Day { year, month, day }.start()
    }

    /// The labels of both tiers for so many seconds from a day on, 800 points wide.
    fn check(start: i64, span: f64, coarse: &str, fine: &str) {
        let ruler = ruler(Viewport::new(start as f64, span), 800.0, true);
        let labels = |ticks: &[Tick]| ticks.iter().map(|tick| tick.label.clone()).collect::<Vec<_>>().join(" | ");
        assert_eq!((labels(&ruler.coarse), labels(&ruler.fine)), (coarse.to_owned(), fine.to_owned()));
    }

    #[test]
    fn ticks_fit_the_scale() {
        let day = DAY as f64;
        check(
            instant(2024, 8, 12),
            4.0 * day,
            "August 2024",
            "Mon 12 | Tue 13 | Wed 14 | Thu 15 | Fri 16",
        );
        check(
            instant(1962, 12, 20),
            60.0 * day,
            "December 1962 | January 1963 | February",
            "17 | 24 | 31 | 7 | 14 | 21 | 28 | 4 | 11 | 18",
        );
        check(
            instant(1962, 10, 27),
            0.5 * day,
            "Sat 27 October 1962",
            "00:00 | 01:00 | 02:00 | 03:00 | 04:00 | 05:00 | 06:00 | 07:00 | 08:00 | 09:00 | 10:00 | 11:00 | 12:00",
        );
        check(
            instant(1955, 1, 1),
            365.2425 * 12.0 * day,
            "1950s | 1960s",
            "1955 | 1956 | 1957 | 1958 | 1959 | 1960 | 1961 | 1962 | 1963 | 1964 | 1965 | 1966",
        );
    }

    #[test]
    fn there_is_no_year_zero() {
        check(
            instant(-24, 6, 1),
            365.2425 * 50.0 * DAY as f64,
            "30\u{2013}21 BCE | 20\u{2013}11 BCE | 10\u{2013}1 BCE | 1\u{2013}9 CE | 10s | 20s",
            "25 BCE | 20 BCE | 15 BCE | 10 BCE | 5 BCE | 1 CE | 5 CE | 10 CE | 15 CE | 20 CE | 25 CE",
        );
        check(
            instant(-76, 1, 1),
            365.2425 * 300.0 * DAY as f64,
            "1st century BCE | 1\u{2013}99 CE | 100s | 200s",
            "100 BCE | 50 BCE | 1 CE | 50 CE | 100 | 150 | 200",
        );
        assert_eq!(
            Step::Years(10).next(instant(-9, 1, 1)),
            instant(1, 1, 1),
            "10 BCE is followed by 1, not by 0"
        );
        assert_eq!(
            Step::Years(10).next(instant(1, 1, 1)),
            instant(10, 1, 1),
            "the first decade has nine years"
        );
    }

    proptest! {
        #[test]
        fn ticks_ascend_and_begin_at_the_left_edge(start in -1e12_f64..1e12, span in 60.0_f64..1e16, width in 100.0_f32..4000.0) {
            let viewport = Viewport::new(start, span);
            let ruler = ruler(viewport, width, true);
            for tier in [&ruler.coarse, &ruler.fine] {
                prop_assert!(tier.first().is_some_and(|tick| tick.instant as f64 <= viewport.start));
                prop_assert!(tier.windows(2).all(|pair| pair[0].instant < pair[1].instant));
            }
            prop_assert!(ruler.fine.len() as f32 <= width / 20.0 + 3.0, "{} ticks", ruler.fine.len());
        }

        #[test]
        fn floor_is_a_tick_at_or_before(instant in -1_000_000_000_000_i64..1_000_000_000_000, at in 0_usize..STEPS.len()) {
            let step = STEPS[at].0;
            let tick = step.floor(instant);
            prop_assert!(tick <= instant && step.next(tick) > instant);
            prop_assert_eq!(step.floor(tick), tick);
        }
    }
}
