//! The time of day in a date: `7 p.m.`, `19:00`, `14h40`, `0855Z`, `19 Uhr`, `오후 7시`, `4:15–4:35 p.m.`

use super::scan::{Item, Kind};
use super::vocabulary::Term;

/// A time of day, as exact as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    hour: i64,
    minute: Option<i64>,
    second: Option<i64>,
    /// Offset from UTC in minutes.
    pub(super) zone: Option<i16>,
}

impl Clock {
    /// As it stands behind a day in EDTF, without the `T`.
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

    fn new(hour: i64, minute: Option<i64>, second: Option<i64>) -> Option<Self> {
        let fits = (0..24).contains(&hour) && minute.is_none_or(|minute| minute < 60) && second.is_none_or(|second| second < 60);
        fits.then_some(Self {
            hour,
            minute,
            second,
            zone: None,
        })
    }
}

/// What was found at a place: the time, the end of a span of time, and what could not be kept.
pub(super) struct Found {
    pub(super) start: Clock,
    pub(super) end: Option<Clock>,
    pub(super) note: Option<&'static str>,
    /// The item behind it.
    pub(super) next: usize,
}

/// Half of the day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
}

/// A time of day at an item, if there is one. A bare number is none.
pub(super) fn at(items: &[Item], start: usize) -> Option<Found> {
    let (first, first_half, next) = one(items, start)?;
    // “19:00-0600” has an offset, “1900-2000 hours” an end.
    let is_offset = |behind: usize| {
        matches!(
            items.get(behind),
            Some(Item {
                kind: Kind::Number(_, 4),
                is_glued: true,
                ..
            })
        ) && is_marked(items, start, next)
    };
    let after_dash = items.get(next).filter(|item| item.is_sign('-')).map(|_| next + 1);
    let after_dash = after_dash.filter(|behind| !is_offset(*behind));
    if let Some((second, second_half, end)) = after_dash.and_then(|behind| one(items, behind)) {
        let half = first_half.or(second_half);
        let is_marked = is_marked(items, start, next) || is_marked(items, next, end);
        let (mut from, to) = (halved(first, half), halved(second, second_half));
        // “11–12:10 p.m.” begins before noon.
        if first_half.is_none() && (from.hour, from.minute) > (to.hour, to.minute) {
            from = halved(first, Some(Half::Am));
        }
        let (zone, note, next) = zone(items, end);
        return is_marked.then_some(Found {
            start: Clock { zone, ..from },
            end: Some(Clock { zone, ..to }),
            note,
            next,
        });
    }
    let clock = halved(first, first_half);
    let (zone, note, end) = zone(items, next);
    (is_marked(items, start, next) || (end > next && first.minute.is_some())).then_some(Found {
        start: Clock { zone, ..clock },
        end: None,
        note,
        next: end,
    })
}

/// Whether items hold anything but a number: a colon, an hour, a half of the day.
fn is_marked(items: &[Item], start: usize, end: usize) -> bool {
    items.get(start..end).is_some_and(|items| {
        items.iter().any(|item| {
            item.is_sign(':')
                || matches!(
                    item.kind,
                    Kind::Term(Term::Am | Term::Pm | Term::Hour | Term::Noon) | Kind::Number(_, 6)
                )
        })
    })
}

fn halved(clock: Clock, half: Option<Half>) -> Clock {
    let hour = match half {
        None => clock.hour,
        Some(_) if clock.hour > 12 => clock.hour, // “19:00 p.m.” is said twice, not wrongly
        Some(Half::Am) => clock.hour % 12,
        Some(Half::Pm) => clock.hour % 12 + 12,
    };
    Clock { hour, ..clock }
}

/// One time of day, its half of the day, and the item behind it.
fn one(items: &[Item], start: usize) -> Option<(Clock, Option<Half>, usize)> {
    let term = |at: usize| match items.get(at)?.kind {
        Kind::Term(term) => Some(term),
        _ => None,
    };
    let half = |at: usize| match term(at)? {
        Term::Am => Some(Half::Am),
        Term::Pm => Some(Half::Pm),
        _ => None,
    };
    let number = |at: usize| match items.get(at)?.kind {
        Kind::Number(value, digits) => Some((value, digits)),
        _ => None,
    };
    let sign = |at: usize, sign: char| items.get(at).is_some_and(|item| item.is_sign(sign));
    if term(start) == Some(Term::Noon) {
        return Some((Clock::new(12, Some(0), None)?, None, start + 1));
    }
    let before = half(start);
    let mut at = start + usize::from(before.is_some());
    let (value, digits) = number(at)?;
    at += 1;
    let clock = match digits {
        6 => Clock::new(value / 10_000, Some(value / 100 % 100), Some(value % 100))?,
        4 => Clock::new(value / 100, Some(value % 100), None)?,
        1 | 2 if sign(at, ':') || (sign(at, '.') && number(at + 1).is_some_and(|(_, digits)| digits == 2)) => {
            let is_dotted = sign(at, '.');
            let (minute, _) = number(at + 1).filter(|(_, digits)| *digits == 2)?;
            at += 2;
            let seconds = if sign(at, ':') { number(at + 1) } else { None };
            if seconds.is_some() {
                at += 2;
                // Parts of a second are not kept.
                if sign(at, '.') && number(at + 1).is_some() && items.get(at + 1).is_some_and(|item| item.is_glued) {
                    at += 2;
                }
            }
            // With a dot it is only a time where the word follows: 19.30 Uhr.
            if is_dotted && !matches!(term(at), Some(Term::Hour | Term::Am | Term::Pm)) {
                return None;
            }
            Clock::new(value, Some(minute), seconds.map(|(second, _)| second))?
        }
        1 | 2 => Clock::new(value, None, None)?,
        _ => return None,
    };
    let mut clock = clock;
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
    let behind = half(at);
    at += usize::from(behind.is_some());
    Some((clock, before.or(behind), at))
}

/// The zone at an item: offset in minutes, a remark, and the item behind it.
fn zone(items: &[Item], start: usize) -> (Option<i16>, Option<&'static str>, usize) {
    let is = |at: usize, sign: char| items.get(at).is_some_and(|item| item.is_sign(sign));
    let number = |at: usize| match items.get(at).map(|item| &item.kind) {
        Some(Kind::Number(value, digits)) => Some((*value, *digits)),
        _ => None,
    };
    let mut at = start;
    let mut zone = None;
    match items.get(at).map(|item| &item.kind) {
        Some(Kind::Term(Term::Zone(minutes))) => {
            zone = Some(*minutes);
            at += 1;
        }
        Some(Kind::Term(Term::LooseZone)) => {
            return (
                None,
                Some("the time is that of the place; its distance from UTC is not given"),
                at + 1,
            );
        }
        _ => {}
    }
    // An offset stands right behind the time or behind GMT: 19:00+03:00, GMT-0600.
    let is_offset = (is(at, '+') || is(at, '-')) && (zone.is_some() || is(at, '+') || items.get(at).is_some_and(|item| item.is_glued));
    let read = match number(at + 1) {
        Some((value, 4)) if is_offset => Some((value / 100 * 60 + value % 100, at + 2)),
        Some((hours, 1 | 2)) if is_offset && is(at + 2, ':') => number(at + 3).map(|(minutes, _)| (hours * 60 + minutes, at + 4)),
        Some((hours, 2)) if is_offset => Some((hours * 60, at + 2)),
        _ => None,
    };
    match read {
        Some((minutes, next)) if minutes <= 14 * 60 => {
            let minutes = i16::try_from(minutes).unwrap_or(0);
            (Some(if is(at, '-') { -minutes } else { minutes }), None, next)
        }
        _ => (zone, None, at),
    }
}
