//! What is made plain before a date is read: brackets, digits that an editor supplied, doubts about one part of a date,
//! days of the week behind it, and what was done at another time.
//!
//! Each step replaces items or moves them to where they are told; none drops what says something.

use super::scan::{DASH, Item, Kind};
use super::vocabulary::Term;

/// What a text says beside its date.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// Whether it was counted by the Julian calendar.
    pub(super) is_julian: bool,
    /// Days of the week that stand behind the date.
    pub(super) weekdays: Vec<u8>,
    /// Whether it says that there is no date before it gives one: `o. D. [3. Mai 1823]`.
    pub(super) is_undated: bool,
}

/// Makes items plain; what they say beside the date is given back.
pub(super) fn plain(items: &mut Vec<Item>) -> Beside {
    let mut beside = Beside::default();
    drop_endings(items);
    join_digits(items);
    name_months(items);
    name_weekdays(items);
    mask_years(items);
    beside.is_undated = take_undated(items);
    let is = |item: &Item, term: Term| item.kind == Kind::Term(term);
    beside.is_julian = items.iter().any(|item| is(item, Term::Julian));
    items.retain(|item| !is(item, Term::Julian) && !is(item, Term::Gregorian));
    doubt_groups(items);
    join_alternatives(items);
    items.retain(|item| !matches!(item.kind, Kind::Open(_) | Kind::Close));
    trim_signs(items);
    beside.weekdays = take_weekdays(items);
    trim_signs(items);
    join_thirds(items);
    beside
}

/// `26-го октября`, `12-th May`: an ending of a number that counts, behind a hyphen.
fn drop_endings(items: &mut Vec<Item>) {
    let mut at = 0;
    while at + 3 < items.len() {
        let is_day = matches!(items[at].kind, Kind::Number(_, 1 | 2));
        let is_hyphen = items[at + 1].kind == Kind::Sign('-') && items[at + 1].is_glued && items[at + 2].is_glued;
        let is_ending = matches!(&items[at + 2].kind, Kind::Term(Term::Filler | Term::LetterC))
            || matches!(&items[at + 2].kind, Kind::Word(word) if matches!(word.as_str(), "\u{435}" | "\u{43e}\u{435}" | "\u{435}\u{433}\u{43e}"));
        let is_month = matches!(items[at + 3].kind, Kind::Term(Term::Month(_)));
        if is_day && is_hyphen && is_ending && is_month {
            items.drain(at + 1..at + 3);
        }
        at += 1;
    }
}

/// Commas and full stops at either end say nothing.
fn trim_signs(items: &mut Vec<Item>) {
    let is_idle = |item: &Item| item.is_sign(',') || item.is_sign('.') || item.is_sign(';');
    while items
        .last()
        .is_some_and(|last| is_idle(last) && !(last.is_sign('.') && ends_in_day(items)))
    {
        items.pop();
    }
    while items.first().is_some_and(is_idle) {
        items.remove(0);
    }
}

/// Whether the items end with the day of a date that lacks its month: the point belongs to it.
fn ends_in_day(items: &[Item]) -> bool {
    let before = items.len().checked_sub(2).and_then(|at| items.get(at));
    before.is_some_and(|item| matches!(item.kind, Kind::Number(_, 1 | 2)))
}

/// `191[1]`, `[17]90`, `2[2].`: an editor supplied digits of one number.
fn join_digits(items: &mut Vec<Item>) {
    let mut at = 0;
    while at < items.len() {
        let is_bracket = |item: &Item| matches!(item.kind, Kind::Open(_) | Kind::Close);
        let is_part = |item: &Item| is_bracket(item) || item.number().is_some() || item.is_sign('?');
        let mut end = at + 1;
        while items.get(end).is_some_and(|item| item.is_glued && is_part(item)) {
            end += 1;
        }
        let run = &items[at..end];
        let numbers: Vec<(i64, usize)> = run.iter().filter_map(Item::number).collect();
        let digits: usize = numbers.iter().map(|(_, digits)| digits).sum();
        let opens = run.iter().filter(|item| item.is_open()).count();
        let closes = run.iter().filter(|item| item.kind == Kind::Close).count();
        // A question mark behind the closing bracket is about the whole.
        let doubts = run.iter().rposition(|item| item.is_sign('?'));
        let is_plain_doubt = doubts.is_none_or(|doubt| run.get(doubt + 1).is_none_or(|next| next.kind == Kind::Close));
        let is_split = run.first().is_some_and(is_part) && numbers.len() > 1 && opens == 1 && closes == 1 && digits <= 4 && is_plain_doubt;
        if !is_split {
            at += 1;
            continue;
        }
        let value = numbers.iter().fold(0, |value, (next, digits)| {
            value * 10_i64.pow(u32::try_from(*digits).unwrap_or(0)) + next
        });
        let joined = Item {
            kind: Kind::Number(value, digits),
            end: run.last().map_or(run[0].end, |last| last.end),
            is_doubted: doubts.is_some(),
            ..run[0].clone()
        };
        items.splice(at..end, [joined]);
        at += 1;
    }
}

/// `8br.` is October, after its number in the Roman calendar.
fn name_months(items: &mut Vec<Item>) {
    let mut at = 0;
    while at + 1 < items.len() {
        let is_ending = |item: &Item| {
            item.is_glued
                && matches!(&item.kind, Kind::Word(word) if matches!(word.as_str(), "br" | "bre" | "bres" | "ber" | "bris" | "bri"))
        };
        if let (Some((number @ 7..=10, 1 | 2)), true) = (items[at].number(), is_ending(&items[at + 1])) {
            let month = u8::try_from(number + 2).unwrap_or(12);
            items[at].kind = Kind::Term(Term::Month(month));
            items[at].end = items[at + 1].end;
            items.remove(at + 1);
        }
        at += 1;
    }
}

/// `5月3日(木)`: a day of the week by its first letter, which in brackets is no month.
fn name_weekdays(items: &mut Vec<Item>) {
    let mut at = 0;
    while at + 2 < items.len() {
        let letter = match &items[at + 1].kind {
            Kind::Term(Term::MonthSign) => Some(0),
            Kind::Term(Term::DaySign) => Some(6),
            Kind::Word(word) => ["月", "火", "水", "木", "金", "土", "日"].iter().position(|day| day == word),
            _ => None,
        };
        if let (Kind::Open(_), Some(day), Kind::Close) = (&items[at].kind, letter, &items[at + 2].kind) {
            items[at + 1].kind = Kind::Term(Term::Weekday(u8::try_from(day).unwrap_or(0)));
            items.remove(at + 2);
            items.remove(at);
        }
        at += 1;
    }
}

/// Library catalogs write `196-` for some year of the 1960s and `19--` for one of that century.
fn mask_years(items: &mut Vec<Item>) {
    let mut at = 0;
    while at + 1 < items.len() {
        let is_hyphen = |at: usize| items.get(at).is_some_and(|item| item.kind == Kind::Sign('-') && item.is_glued);
        let (start, missing) = match items[at].number() {
            Some((value, 3)) if is_hyphen(at + 1) => (value * 10, 1),
            Some((value, 2)) if is_hyphen(at + 1) && is_hyphen(at + 2) => (value * 100, 2),
            _ => {
                at += 1;
                continue;
            }
        };
        let behind = items.get(at + 1 + missing);
        let is_over = behind.is_none_or(|item| item.kind == Kind::Close || item.is_sign('?') || item.is_sign(','));
        let is_apart = at == 0 || !items[at].is_glued || items[at - 1].is_open();
        if is_over && is_apart {
            items[at].kind = Kind::Years(start, if missing == 1 { 10 } else { 100 });
            items.drain(at + 1..at + 1 + missing);
        }
        at += 1;
    }
}

/// `o. D. [3. Mai 1823]`: without a date, which an editor supplies in brackets.
fn take_undated(items: &mut Vec<Item>) -> bool {
    let is_first = items.first().and_then(Item::term) == Some(Term::Undated);
    let opens = items
        .iter()
        .skip(1)
        .find(|item| !item.is_sign(',') && !item.is_sign('.') && !item.is_sign(';'));
    let is_supplied = is_first && opens.is_some_and(Item::is_open);
    if is_supplied {
        items.remove(0);
    }
    is_supplied
}

/// Whether an item is a part of a date.
fn is_of_date(item: &Item) -> bool {
    matches!(
        item.kind,
        Kind::Number(..) | Kind::Roman(_) | Kind::Term(Term::Month(_) | Term::Season(_) | Term::Feast(..))
    )
}

/// A question mark at the end of a bracket that holds only part of the date is about that part.
fn doubt_groups(items: &mut Vec<Item>) {
    let mut at = 0;
    while at < items.len() {
        let Some(open) = items[..at].iter().rposition(Item::is_open) else {
            at += 1;
            continue;
        };
        let is_closed = items[open..at].iter().any(|item| item.kind == Kind::Close);
        if items[at].kind != Kind::Close || is_closed || !items[at - 1].is_sign('?') {
            at += 1;
            continue;
        }
        let is_partial = items[..open].iter().chain(&items[at + 1..]).any(is_of_date);
        let has_part = items[open + 1..at - 1].iter().any(is_of_date);
        if is_partial && has_part {
            for item in &mut items[open + 1..at - 1] {
                item.is_doubted = true;
            }
            items.remove(at - 1);
        } else {
            at += 1;
        }
    }
}

/// `5 (17) March` is the same day by two calendars, `4. (5.–7.) August` one of several days.
fn join_alternatives(items: &mut [Item]) {
    for at in 1..items.len() {
        if items[at].kind != Kind::Open(true) {
            continue;
        }
        let close = (at..items.len()).find(|close| items[*close].kind == Kind::Close);
        let Some(close) = close else { continue };
        let is_day = |item: &Item| matches!(item.kind, Kind::Number(_, 1 | 2));
        let is_mark = |item: &Item| item.is_sign('.') || item.is_sign('?') || item.is_sign('-');
        // “25 October (7 November) 1917”
        let is_month = |item: &Item| matches!(item.kind, Kind::Term(Term::Month(_)));
        let is_dated = |items: &[Item]| {
            let parts: Vec<&Item> = items.iter().filter(|item| !item.is_sign('.') && !item.is_sign(',')).collect();
            matches!(parts.as_slice(), [.., first, second] if is_day(first) && is_month(second) || is_month(first) && is_day(second))
        };
        if is_dated(&items[..at]) && is_dated(&items[at + 1..close]) && close - at <= 4 {
            items[at].kind = Kind::Sign('/');
            continue;
        }
        let before = items[..at].iter().rev().find(|item| !item.is_sign('.') && !item.is_sign('?'));
        let inner = &items[at + 1..close];
        let days = inner.iter().filter(|item| is_day(item)).count();
        // Behind it stands the month: `16. [6.] 1899` is one day.
        let behind = items[close + 1..].iter().find(|item| !item.is_sign('.'));
        let has_month =
            behind.is_some_and(|item| matches!(item.kind, Kind::Term(Term::Month(_)) | Kind::Roman(_) | Kind::Number(_, 1 | 2)));
        if before.is_some_and(is_day) && has_month && days > 0 && inner.iter().all(|item| is_day(item) || is_mark(item)) {
            items[at].kind = if days == 1 { Kind::Sign('/') } else { Kind::Term(Term::Or) };
        }
    }
}

/// Days of the week behind a date, also several: `3./4. Mai 1823 Montag/Dienstag`.
fn take_weekdays(items: &mut Vec<Item>) -> Vec<u8> {
    let weekday = |item: &Item| match item.kind {
        Kind::Term(Term::Weekday(day)) => Some(day),
        _ => None,
    };
    let mut found = Vec::new();
    let mut start = items.len();
    while let Some(day) = start.checked_sub(1).and_then(|at| weekday(&items[at])) {
        found.insert(0, day);
        start -= 1;
        let is_joint = |item: &Item| {
            matches!(
                item.kind,
                Kind::Sign('/' | '-' | DASH | ',') | Kind::Term(Term::Or | Term::And | Term::To)
            )
        };
        let before = start.checked_sub(2).and_then(|at| Some((items.get(at)?, items.get(at + 1)?)));
        match before {
            Some((other, joint)) if is_joint(joint) && weekday(other).is_some() => start -= 1,
            _ => break,
        }
    }
    if start == 0 || found.is_empty() {
        return Vec::new();
    }
    items.truncate(start);
    found
}

/// `mid-1962`, `mi-mai`, `1843-ish`: a hyphen between a word and what it belongs to.
fn join_thirds(items: &mut Vec<Item>) {
    let mut at = 0;
    while at + 2 < items.len() {
        let is_hyphen = items[at + 1].kind == Kind::Sign('-') && items[at + 1].is_glued && items[at + 2].is_glued;
        let before = items[at].term();
        let behind = items[at + 2].term();
        // French “mi-mai” is the middle of May; the word alone is a Wednesday.
        if is_hyphen && before == Some(Term::Weekday(2)) && matches!(behind, Some(Term::Month(_))) && items[at].end - items[at].at == 2 {
            items[at].kind = Kind::Term(Term::Third(2));
        }
        let is_third =
            matches!(items[at].term(), Some(Term::Third(_))) && (is_of_date(&items[at + 2]) || matches!(behind, Some(Term::Ordinal(_))));
        let is_ish = matches!(behind, Some(Term::Approximate | Term::Century | Term::Millennium));
        if is_hyphen && (is_third || is_ish) {
            items.remove(at + 1);
        }
        at += 1;
    }
}
