//! The time of day in a date: `7 p.m.`, `19:00`, `14h40`, `0855Z`, `19 Uhr`, `오후 7시`, `4:15–4:35 p.m.`

use super::grammar::Parser;
use super::point::Point;
use super::scan::{Item, Kind, MINUS};
use super::vocabulary::{Half, Term};

/// What is said of a time that is approximate.
pub(super) const ABOUT: &str = "the time of day is approximate";

/// A time of day, as exact as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    hour: i64,
    minute: Option<i64>,
    second: Option<i64>,
    /// Offset from UTC in minutes.
    pub(super) zone: Option<i16>,
}

/// A time of day, or a span of time between two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spell {
    pub(super) start: Clock,
    pub(super) end: Option<Clock>,
    /// Whether it ends on the day after.
    pub(super) is_over_midnight: bool,
}

impl Clock {
    /// As EDTF has it after a day, without the `T`.
    pub(super) fn to_edtf(self) -> String {
        let mut text = format!("{:02}", self.hour);
        for part in [self.minute, self.second].into_iter().flatten() {
            text.push_str(&format!(":{part:02}"));
        }
        match self.zone {
            None => {}
            Some(0) => text.push('Z'),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                text.push_str(&format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60));
            }
        }
        text
    }

    pub(super) fn new(hour: i64, minute: Option<i64>, second: Option<i64>) -> Option<Self> {
        let fits = (0..24).contains(&hour) && minute.is_none_or(|minute| minute < 60) && second.is_none_or(|second| second < 60);
        fits.then_some(Self {
            hour,
            minute,
            second,
            zone: None,
        })
    }

    /// The same time in UTC.
    pub(super) fn in_utc(self) -> Self {
        Self { zone: Some(0), ..self }
    }
}

impl Parser<'_> {
    /// A time of day after a whole date, also after a dash; or before it, where it can be nothing else.
    pub(super) fn clock(&mut self, point: &mut Point) -> bool {
        if point.form.has_part_of_day {
            return false;
        }
        let is_whole_day = point.month.is_some() && point.day.is_some() && point.year.is_some();
        let is_about = |item: &Item| matches!(item.kind, Kind::Term(Term::Approximate | Term::LetterC)) || item.is_sign('~');
        let is_passed = |item: &Item| {
            is_whole_day && (item.is_sign('-') || is_about(item))
                || item.is_sign('.')
                || item.is_sign(',')
                || matches!(item.kind, Kind::Term(Term::Filler | Term::Um | Term::At | Term::CenturyOrAt))
        };
        let passed = self
            .items
            .get(self.at..)
            .unwrap_or_default()
            .iter()
            .take_while(|item| is_passed(item))
            .count();
        let at = self.at + passed;
        if let Some((note, next)) = open_half(self.items, at, is_whole_day) {
            self.notes.push(note);
            self.at = next + usize::from(!is_whole_day && self.items.get(next).is_some_and(|item| item.is_sign(',')));
            return true;
        }
        let Some(found) = self::at(self.items, at) else { return false };
        if !is_whole_day && !is_plain(self.items, at, found.next) {
            return false;
        }
        point.clock = Some(found.spell);
        if self.items[self.at..at].iter().any(is_about) {
            point.is_approximate = true;
            self.notes.push(ABOUT.to_owned());
        }
        if let Some(zone) = found.loose_zone {
            let name = self.words(zone, zone + 1);
            self.notes
                .push(format!("the time is by {name}, whose distance from UTC is not given"));
        }
        if found.has_fraction {
            self.notes.push("parts of a second are not kept".to_owned());
        }
        self.at = found.next;
        true
    }
}

/// A time at an item that may be in either half of the day, or at either end of it, as a remark, and the item after it.
/// “Midnight–2 a.m.” is none: it begins then.
fn open_half(items: &[Item], at: usize, is_behind_day: bool) -> Option<(String, usize)> {
    let term = |at: usize| items.get(at).and_then(Item::term);
    let is_span = |at: usize| {
        items
            .get(at)
            .is_some_and(|item| item.is_dash() || item.is_sign('-') || item.term() == Some(Term::To))
    };
    let hour = items.get(at).and_then(Item::number);
    let is_half = |at: usize| matches!(term(at), Some(Term::Am | Term::Pm | Term::PartOfDay(_)));
    if let (Some((hour @ 1..=12, _)), Some(Term::OClock), false) = (hour, term(at + 1), is_half(at + 2)) {
        let note = format!("{hour} o'clock may be in either half of the day, so no time is given");
        return Some((note, at + 2));
    }
    if !is_behind_day {
        return None;
    }
    // 24:00 is the end of the day.
    let is_end = |at: usize| {
        matches!(hour, Some((24, 2)))
            && items.get(at).is_some_and(|item| item.is_sign(':'))
            && matches!(items.get(at + 1).map(|item| &item.kind), Some(Kind::Number(0, 2)))
    };
    if is_end(at + 1) && !is_span(at + 3) {
        let seconds = if items.get(at + 3).is_some_and(|item| item.is_sign(':')) {
            2
        } else {
            0
        };
        return Some(("24:00 is the end of the day, so no time is given".to_owned(), at + 3 + seconds));
    }
    // “12 at night” is midnight.
    let unit = at + 1 + usize::from(matches!(term(at + 1), Some(Term::Hour | Term::OClock)));
    if matches!(hour, Some((12, 2))) && term(unit) == Some(Term::PartOfDay(Half::Night)) {
        let note = "midnight may be the start or the end of the day, so no time is given";
        return Some((note.to_owned(), unit + 1));
    }
    let following = at + usize::from(matches!(hour, Some((12, 2))));
    if term(following) == Some(Term::Midnight) && !is_span(following + 1) {
        let note = "midnight may be the start or the end of the day, so no time is given";
        return Some((note.to_owned(), following + 1));
    }
    let is_last = at + 1 == items.len();
    let half = match term(at) {
        Some(Term::Am) => "before noon",
        Some(Term::Pm) => "after noon",
        _ => return None,
    };
    is_last.then(|| (format!("the half of the day is not kept: {half}"), at + 1))
}

/// What was found at a place.
struct Found {
    pub(super) spell: Spell,
    /// The item that names a zone whose distance from UTC is not certain.
    pub(super) loose_zone: Option<usize>,
    /// Whether parts of a second were left out.
    pub(super) has_fraction: bool,
    /// The item following it.
    pub(super) next: usize,
}

/// A time of day at an item, if there is one. A bare number is none.
fn at(items: &[Item], start: usize) -> Option<Found> {
    let (first, first_half, next) = one(items, start)?;
    let dash = items
        .get(next)
        .is_some_and(|item| item.is_sign('-') || item.kind == Kind::Sign('~') || item.term() == Some(Term::To));
    let behind_dash = (dash && !is_offset(items, first, start, next)).then_some(next + 1);
    if let Some((second, second_half, end)) = behind_dash.and_then(|following| one(items, following)) {
        let half = first_half.or(second_half);
        let is_marked = is_marked(items, start, next) || is_marked(items, next, end);
        let (mut from, to) = (halved(first, half), halved(second, second_half));
        let is_later = |from: Clock| (from.hour, from.minute) > (to.hour, to.minute);
        // “11–12:10 p.m.” begins before noon, “11–1 a.m.” the evening before.
        if first_half.is_none() && second_half.is_some() && is_later(from) {
            from = halved(first, Some(if second_half == Some(Half::Pm) { Half::Am } else { Half::Pm }));
        }
        let zone = zone(items, end);
        return is_marked.then_some(Found {
            spell: Spell {
                start: Clock {
                    zone: zone.minutes,
                    ..from
                },
                end: Some(Clock { zone: zone.minutes, ..to }),
                is_over_midnight: is_later(from),
            },
            loose_zone: zone.loose,
            has_fraction: has_fraction(items, start, end),
            next: zone.next,
        });
    }
    // Midnight alone may be the start or the end of the day.
    if items
        .get(start..next)
        .is_some_and(|read| read.iter().any(|item| item.term() == Some(Term::Midnight)))
    {
        return None;
    }
    let clock = halved(first, first_half);
    let zone = zone(items, next);
    (is_marked(items, start, next) || (zone.next > next && first.minute.is_some())).then_some(Found {
        spell: Spell {
            start: Clock {
                zone: zone.minutes,
                ..clock
            },
            end: None,
            is_over_midnight: false,
        },
        loose_zone: zone.loose,
        has_fraction: has_fraction(items, start, next),
        next: zone.next,
    })
}

/// Whether a hyphen following a time begins an offset, as ISO 8601 has it, and no end: `19:00-0600`, `05:06:07-03:00`.
fn is_offset(items: &[Item], first: Clock, start: usize, at: usize) -> bool {
    let Some(sign) = items.get(at) else { return false };
    let (Some((value, digits)), true) = (
        items.get(at + 1).and_then(Item::number),
        items.get(at + 1).is_some_and(|item| item.is_glued),
    ) else {
        return false;
    };
    if sign.kind != Kind::Sign('-') && sign.kind != Kind::Sign(MINUS) {
        return false;
    }
    // “19:00-0600” has an offset, “1900-2000 hours” an end.
    if digits == 4 {
        return is_marked(items, start, at);
    }
    let has_minutes = items.get(at + 2).is_some_and(|item| item.is_sign(':')) && items.get(at + 3).and_then(Item::number).is_some();
    let is_end_earlier = value < first.hour;
    digits == 2 && has_minutes && value <= 12 && (first.second.is_some() || !sign.is_glued || is_end_earlier)
}

/// Whether items hold anything but a number: a colon, an hour, a half of the day.
fn is_marked(items: &[Item], start: usize, end: usize) -> bool {
    items.get(start..end).is_some_and(|items| {
        items.iter().any(|item| {
            item.is_sign(':')
                || matches!(
                    item.kind,
                    Kind::Term(Term::Am | Term::Pm | Term::Hour | Term::OClock | Term::Noon | Term::Midnight | Term::PartOfDay(_))
                        | Kind::Number(_, 6)
                )
        })
    })
}

/// Whether a time at an item can be nothing else, so that it may also stand before its day.
fn is_plain(items: &[Item], start: usize, end: usize) -> bool {
    is_marked(items, start, end)
        && !items
            .get(start..end)
            .is_some_and(|items| items.iter().any(|item| matches!(item.kind, Kind::Number(_, 3..))))
}

/// Whether parts of a second stand there.
fn has_fraction(items: &[Item], start: usize, end: usize) -> bool {
    let items = items.get(start..end).unwrap_or_default();
    items.windows(3).any(|three| {
        three[0].number().is_some()
            && three[1].is_sign('.')
            && matches!(three[2].number(), Some((value, _)) if value > 0)
            && three[2].is_glued
            && items.iter().filter(|item| item.is_sign(':')).count() >= 2
    })
}

fn halved(clock: Clock, half: Option<Half>) -> Clock {
    let hour = match half {
        None => clock.hour,
        Some(_) if clock.hour > 12 => clock.hour, // “19:00 p.m.” is said twice, not wrongly
        Some(Half::Pm) => clock.hour % 12 + 12,
        // “11 at night” is before midnight, “2 at night” after it.
        Some(Half::Night) if (6..12).contains(&clock.hour) => clock.hour + 12,
        Some(Half::Am | Half::Night) => clock.hour % 12,
    };
    Clock { hour, ..clock }
}

/// One time of day, its half of the day, and the item following it.
fn one(items: &[Item], start: usize) -> Option<(Clock, Option<Half>, usize)> {
    let term = |at: usize| items.get(at).and_then(Item::term);
    let half = |at: usize| match term(at)? {
        Term::Am => Some(Half::Am),
        Term::Pm => Some(Half::Pm),
        _ => None,
    };
    let part_of_day = |at: usize| match term(at)? {
        Term::PartOfDay(half) => Some(half),
        _ => half(at),
    };
    let number = |at: usize| items.get(at).and_then(Item::number);
    let sign = |at: usize, sign: char| items.get(at).is_some_and(|item| item.is_sign(sign));
    if term(start) == Some(Term::Noon) {
        return Some((Clock::new(12, Some(0), None)?, None, start + 1));
    }
    // The start or the end of the day, which the other end of a span decides.
    if term(start) == Some(Term::Midnight) {
        return Some((Clock::new(0, Some(0), None)?, None, start + 1));
    }
    let before = half(start);
    let mut at = start + usize::from(before.is_some());
    let (value, digits) = number(at)?;
    at += 1;
    let clock = match digits {
        6 => Clock::new(value / 10_000, Some(value / 100 % 100), Some(value % 100))?,
        // A year begins a date: “22:00 to 2022-03-06”.
        4 if (sign(at, '-') || sign(at, '/') || sign(at, '.')) && matches!(number(at + 1), Some((_, 1 | 2))) => return None,
        4 => Clock::new(value / 100, Some(value % 100), None)?,
        1 | 2 if sign(at, ':') || (sign(at, '.') && number(at + 1).is_some_and(|(_, digits)| digits == 2)) => {
            let is_dotted = sign(at, '.');
            let (minute, _) = number(at + 1).filter(|(_, digits)| *digits == 2)?;
            at += 2;
            let seconds = if sign(at, ':') { number(at + 1) } else { None };
            if seconds.is_some() {
                at += 2;
                // Parts of a second are not kept, which is said.
                let is_fraction = sign(at, '.') || sign(at, ',');
                if is_fraction && number(at + 1).is_some() && items.get(at + 1).is_some_and(|item| item.is_glued) {
                    at += 2;
                }
            }
            // With a dot it is only a time where the word follows: 19.30 Uhr.
            let is_hour = |at: usize| matches!(term(at), Some(Term::Hour | Term::Am | Term::Pm | Term::PartOfDay(_)));
            // 20.15–22.30 Uhr
            let is_joint = items.get(at).is_some_and(|item| item.is_sign('-') || item.term() == Some(Term::To));
            let is_first = is_joint && number(at + 1).is_some() && (sign(at + 2, '.') && is_hour(at + 4) || is_hour(at + 2));
            if is_dotted && !is_hour(at) && !is_first {
                return None;
            }
            Clock::new(value, Some(minute), seconds.map(|(second, _)| second))?
        }
        1 | 2 if value == 12 && term(at) == Some(Term::Noon) => {
            at += 1;
            Clock::new(12, Some(0), None)?
        }
        1 | 2 if value == 12 && term(at) == Some(Term::Midnight) => {
            at += 1;
            Clock::new(0, Some(0), None)?
        }
        1 | 2 => Clock::new(value, None, None)?,
        _ => return None,
    };
    let mut clock = clock;
    if term(at) == Some(Term::OClock) {
        at += 1;
    }
    if term(at) == Some(Term::Hour) {
        at += 1;
        if let Some((minute, _)) = number(at).filter(|(minute, digits)| {
            clock.minute.is_none() && *minute < 60 && *digits <= 2 && (*digits == 2 || term(at + 1) == Some(Term::Minute))
        }) {
            clock.minute = Some(minute);
            at += 1;
            if term(at) == Some(Term::Minute) {
                at += 1;
            }
        }
    }
    // “12 Uhr mittags”, “12:00 noon”
    at += usize::from(term(at) == Some(Term::Noon) && value % 12 == 0);
    let following = part_of_day(at);
    at += usize::from(following.is_some());
    Some((clock, before.or(following), at))
}

/// The zone following a time.
struct Zone {
    /// Its offset.
    minutes: Option<i16>,
    /// The item that names a zone of which the offset is not certain.
    loose: Option<usize>,
    /// The item following it.
    next: usize,
}

/// The zone at an item: `Z`, `+03:00`, `GMT-0600`, `UTC+3`, `EST`.
fn zone(items: &[Item], start: usize) -> Zone {
    let is = |at: usize, sign: char| items.get(at).is_some_and(|item| item.is_sign(sign) && !item.is_dash());
    let number = |at: usize| items.get(at).filter(|item| item.is_glued).and_then(Item::number);
    let mut at = start;
    let mut named = None;
    match items.get(at).and_then(Item::term) {
        Some(Term::Zone(minutes)) => {
            named = Some(minutes);
            at += 1;
        }
        Some(Term::LooseZone | Term::Est) => {
            return Zone {
                minutes: None,
                loose: Some(at),
                next: at + 1,
            };
        }
        _ => {}
    }
    let is_minus = is(at, '-') || is(at, MINUS);
    // A number following a hyphen with blanks around it may be anything.
    let is_sign = is(at, '+') || is_minus;
    let offset = match number(at + 1) {
        Some((value, 4)) if is_sign => Some((value / 100 * 60 + value % 100, at + 2)),
        Some((hours, 1 | 2)) if is_sign && is(at + 2, ':') => number(at + 3).map(|(minutes, _)| (hours * 60 + minutes, at + 4)),
        Some((hours, digits)) if is_sign && (digits == 2 || (digits == 1 && named.is_some())) => Some((hours * 60, at + 2)),
        _ => None,
    };
    match offset {
        Some((minutes, next)) if minutes <= 14 * 60 => {
            let minutes = i16::try_from(minutes).unwrap_or(0);
            Zone {
                minutes: Some(if is_minus { -minutes } else { minutes }),
                loose: None,
                next,
            }
        }
        _ => Zone {
            minutes: named,
            loose: None,
            next: at,
        },
    }
}
