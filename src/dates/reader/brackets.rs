//! What brackets say in a date: digits that an editor supplied, corrections, doubts about one part or about the whole, and
//! the same day by another calendar.

use super::rewrite::{Beside, is_of_date};
use super::scan::{Item, Kind, SAME};
use super::vocabulary::Term;

/// `184[6 or 7]`, `1[4–5] March`, `184[ ]`: an editor supplied one of several last digits, or none.
pub(super) fn choose_digits(items: &mut Vec<Item>) {
    let mut at = 0;
    while at + 1 < items.len() {
        let (Some((first, digits)), Kind::Open(false), true) = (items[at].number(), &items[at + 1].kind, items[at + 1].is_glued) else {
            at += 1;
            continue;
        };
        let Some(close) = (at + 2..items.len()).find(|close| items[*close].kind == Kind::Close) else {
            return;
        };
        let inner = &items[at + 2..close];
        let missing = inner.iter().all(|item| item.is_sign('?'));
        let numbers: Vec<(i64, usize)> = inner.iter().filter_map(Item::number).collect();
        let is_joint = |item: &Item| matches!(item.kind, Kind::Term(Term::Or) | Kind::Sign('/' | '-' | ',' | super::scan::DASH));
        let is_choice = inner.len() == numbers.len() * 2 - usize::from(!numbers.is_empty())
            && inner
                .iter()
                .enumerate()
                .all(|(at, item)| if at % 2 == 0 { item.number().is_some() } else { is_joint(item) })
            && numbers
                .iter()
                .all(|(_, length)| *length == numbers[0].1 && matches!(length + digits, 2 | 4));
        if missing && matches!(digits, 2 | 3) && (digits == 3 || inner.len() != 1) {
            let (start, count) = if digits == 3 { (first * 10, 10) } else { (first * 100, 100) };
            items[at].kind = Kind::Years(start, count);
            items[at].end = items[close].end;
            items.drain(at + 1..=close);
        } else if is_choice && numbers.len() > 1 {
            for item in &mut items[at + 2..close] {
                item.is_glued = true;
                // A comma between digits is a choice.
                if item.is_sign(',') {
                    item.kind = Kind::Term(Term::Or);
                }
                if let Some((last, length)) = item.number() {
                    let shift = 10_i64.pow(u32::try_from(length).unwrap_or(0));
                    item.kind = Kind::Number(first * shift + last, digits + length);
                }
            }
            items[at + 2].is_glued = items[at].is_glued;
            items.remove(close);
            items.drain(at..at + 2);
        }
        at += 1;
    }
}

/// `191[1]`, `[17]90`, `2[2].`: an editor supplied digits of one number.
pub(super) fn join_digits(items: &mut Vec<Item>) {
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
        // A question mark after the closing bracket is about the whole.
        let doubts = run.iter().rposition(|item| item.is_sign('?'));
        let is_plain_doubt = doubts.is_none_or(|doubt| run.get(doubt + 1).is_none_or(|next| next.kind == Kind::Close));
        // `12(24) апреля` is a day by two calendars.
        let is_of_two = run.iter().any(|item| item.kind == Kind::Open(true))
            && items.get(end).is_some_and(|next| matches!(next.kind, Kind::Term(Term::Month(_))));
        let is_split = !is_of_two
            && run.first().is_some_and(is_part)
            && numbers.len() > 1
            && opens == 1
            && closes == 1
            && digits <= 4
            && is_plain_doubt;
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

/// A question mark at the end of a bracket that holds only part of the date is about that part.
pub(super) fn doubt_groups(items: &mut Vec<Item>) {
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

/// Whether items are a day with its month, perhaps with its year, in either order; commas, full stops and words for the
/// calendar may lie between.
fn is_dated(items: &[Item]) -> bool {
    let is_day = |item: &Item| matches!(item.kind, Kind::Number(_, 1 | 2));
    let is_month = |item: &Item| matches!(item.kind, Kind::Term(Term::Month(_)));
    let is_year = |item: &Item| matches!(item.kind, Kind::Number(_, 4));
    let is_pair = |a: &Item, b: &Item| is_day(a) && is_month(b) || is_month(a) && is_day(b);
    match significant(items).as_slice() {
        [.., a, b, year] if is_pair(a, b) && is_year(year) => true,
        [.., a, b] => is_pair(a, b),
        _ => false,
    }
}

/// The items that are part of a date, without signs and words for the calendar.
fn significant(items: &[Item]) -> Vec<&Item> {
    let is_idle = |item: &&Item| !item.is_sign('.') && !item.is_sign(',') && item.term() != Some(Term::Filler);
    items.iter().filter(is_idle).collect()
}

/// `5 (17) March`, `24 December 1899 [5 January 1900]` are the same day by two calendars, `10 February 1730 (1731)` is in one
/// year of two, `4. (5.–7.) August` one of several days.
pub(super) fn join_alternatives(items: &mut [Item]) {
    for at in 1..items.len() {
        let Kind::Open(is_round) = items[at].kind else { continue };
        let close = (at..items.len()).find(|close| items[*close].kind == Kind::Close);
        let Some(close) = close else { continue };
        let is_day = |item: &Item| matches!(item.kind, Kind::Number(_, 1 | 2));
        let is_mark = |item: &Item| item.is_sign('.') || item.is_sign('?') || item.is_sign('-');
        let (outer, inner) = (&items[..at], &items[at + 1..close]);
        // “25 October (7 November) 1917”
        let is_plain = |item: &Item| item.is_sign('.') || item.is_sign(',') || is_of_date(item) || item.term() == Some(Term::Filler);
        if is_dated(outer) && is_dated(inner) && inner.iter().all(is_plain) {
            items[at].kind = Kind::Sign(SAME);
            continue;
        }
        let is_year = |item: &&Item| matches!(item.kind, Kind::Number(_, 4));
        // “1846 (perhaps 1847)”
        let is_doubted_year = matches!(significant(outer).as_slice(), [.., year] if is_year(year))
            && matches!(inner, [doubt, year] if doubt.term() == Some(Term::Uncertain) && is_year(&year));
        if is_doubted_year && close + 1 == items.len() {
            items[at].kind = Kind::Term(Term::Or);
            continue;
        }
        let is_year_after_day = significant(outer).last().is_some_and(is_year)
            && is_dated(outer)
            && inner.iter().filter(|item| is_year(item)).count() == inner.len()
            && inner.len() == 1;
        if is_year_after_day && close + 1 == items.len() {
            items[at].kind = Kind::Sign(SAME);
            continue;
        }
        let mut back = outer.iter().rev().filter(|item| !item.is_sign('.') && !item.is_sign('?'));
        let before = back.next();
        let days = inner.iter().filter(|item| is_day(item)).count();
        let is_month = |item: &Item| matches!(item.kind, Kind::Term(Term::Month(_)));
        // The month follows: `16. [6.] 1899` is one day.
        let following = items[close + 1..].iter().find(|item| !item.is_sign('.'));
        let is_joint = |item: &Item| matches!(item.term(), Some(Term::To | Term::And | Term::Or)) || item.is_sign('-') || item.is_sign(',');
        let has_month = match following {
            Some(item) if !is_round => is_month(item),
            Some(item) if is_joint(item) => items[close + 1..].iter().any(is_month) || back.next().is_some_and(is_month),
            Some(item) => is_month(item) || matches!(item.kind, Kind::Roman(_) | Kind::Number(_, 1 | 2)),
            None => false,
        };
        if before.is_some_and(is_day) && has_month && days > 0 && inner.iter().all(|item| is_day(item) || is_mark(item)) {
            items[at].kind = if days == 1 { Kind::Sign(SAME) } else { Kind::Term(Term::Or) };
        }
    }
}

/// `1860 [i.e. 1861]`, `12 (recte: 13) May`: what is corrected is replaced by what corrects it, and stays as a remark.
/// A correction that fits nothing before it is left, so that it is not understood.
pub(super) fn correct(items: &mut Vec<Item>, beside: &mut Beside) {
    let Some(recte) = items.iter().position(|item| item.term() == Some(Term::Recte)) else {
        return;
    };
    let open = recte.checked_sub(1).filter(|open| items[*open].is_open());
    let start = open.unwrap_or(recte);
    let end = match open {
        Some(_) => (recte..items.len()).find(|at| items[*at].kind == Kind::Close),
        None => Some(items.len()),
    };
    let Some(end) = end else { return };
    let is_idle = |item: &Item| item.is_sign('.') || item.is_sign(',') || item.is_sign(':');
    let class = |item: &Item| match item.kind {
        Kind::Number(_, 1 | 2) => Some(0),
        Kind::Number(_, 4) => Some(1),
        Kind::Term(Term::Month(_)) => Some(2),
        _ => None,
    };
    let right: Vec<Item> = items[recte + 1..end].iter().filter(|item| !is_idle(item)).cloned().collect();
    let wrong: Vec<usize> = (0..start).rev().filter(|at| !is_idle(&items[*at])).take(right.len()).collect();
    let fits = !right.is_empty()
        && wrong.len() == right.len()
        && right
            .iter()
            .rev()
            .zip(&wrong)
            .all(|(right, wrong)| class(right).is_some() && class(right) == class(&items[*wrong]));
    if !fits {
        return;
    }
    let first = wrong.last().map_or(items[start].at, |at| items[*at].at);
    beside.told.push(("it is written", first, items[start].at));
    for (right, at) in right.into_iter().rev().zip(wrong) {
        items[at].kind = right.kind;
    }
    items.drain(start..(end + 1).min(items.len()));
}

/// `1860–1865 (ca.)`, `May–June 1860 (?)`: a bracket at the end that holds no part of the date is about all of it.
pub(super) fn take_doubts(items: &mut Vec<Item>, beside: &mut Beside) {
    if items.last().is_none_or(|last| last.kind != Kind::Close) {
        return;
    }
    let Some(open) = items.iter().rposition(Item::is_open).filter(|open| *open > 0) else {
        return;
    };
    let inner = &items[open + 1..items.len() - 1];
    // “1812 (date uncertain)”
    let is_uncertain = |item: &Item| item.is_sign('?') || matches!(item.term(), Some(Term::Uncertain | Term::Undated));
    let is_about = |item: &Item| item.is_sign('~') || matches!(item.term(), Some(Term::Approximate | Term::LetterC | Term::Est));
    if inner.is_empty() || !inner.iter().all(|item| is_uncertain(item) || is_about(item) || item.is_sign('.')) {
        return;
    }
    beside.is_uncertain = inner.iter().any(is_uncertain);
    beside.is_approximate = inner.iter().any(is_about);
    if inner.iter().any(|item| item.term() == Some(Term::Undated)) {
        beside.told.push(("it says", inner[0].at, inner[inner.len() - 1].end));
    }
    items.truncate(open);
}

/// `19:00:00 GMT+0200 (CEST)`: the name of a zone whose offset is given stays as a remark.
pub(super) fn take_zone_name(items: &mut Vec<Item>, beside: &mut Beside) {
    let Some(open) = items.iter().rposition(Item::is_open).filter(|open| *open >= 2) else {
        return;
    };
    let is_offset = matches!(items[open - 1].kind, Kind::Number(_, 4)) && (items[open - 2].is_sign('+') || items[open - 2].is_sign('-'));
    let has_time = items[..open].iter().any(|item| item.is_sign(':'));
    let inner = &items[open + 1..];
    let [names @ .., close] = inner else { return };
    let is_name = |item: &Item| matches!(item.kind, Kind::Word(_) | Kind::Term(_));
    if !is_offset || !has_time || close.kind != Kind::Close || names.is_empty() || !names.iter().all(is_name) {
        return;
    }
    let (first, last) = (names[0].at, names[names.len() - 1].end);
    beside.told.push(("the zone is named", first, last));
    items.truncate(open);
}
