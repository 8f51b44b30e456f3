//! What is made plain before a date is read: brackets, digits that an editor supplied, doubts about one part of a date,
//! days of the week behind it, and what was done at another time.
//!
//! Each step replaces items or moves them to where they are told; none drops what says something.

use super::brackets::{choose_digits, correct, doubt_groups, join_alternatives, join_digits, take_doubts, take_zone_name};
use super::refuse;
use super::scan::{DASH, Item, Kind};
use super::vocabulary::Term;

/// What a text says beside its date.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// Whether it was counted by the Julian calendar.
    pub(super) is_julian: bool,
    /// Days of the week that stand behind the date.
    pub(super) weekdays: Vec<u8>,
    /// Whether the whole is called uncertain after it: `1860–1865 (?)`.
    pub(super) is_uncertain: bool,
    /// Whether the whole is called approximate after it: `1860–1865 (ca.)`.
    pub(super) is_approximate: bool,
    /// Bytes of the text, from one to another, that are no part of the date and stay as a remark, after what they are.
    pub(super) told: Vec<(&'static str, usize, usize)>,
}

/// Makes items plain; what they say beside the date is given back.
pub(super) fn plain(items: &mut Vec<Item>, text: &str) -> Beside {
    let mut beside = Beside::default();
    drop_placeholders(items, &mut beside);
    drop_endings(items);
    join_decades(items);
    name_centuries(items, text);
    count_from_at(items, text);
    take_footnotes(items, &mut beside);
    super::idioms::settle(items, text, &mut beside);
    refuse::block(items, text);
    join_thousands(items);
    choose_digits(items);
    join_digits(items);
    refuse::block_cut_numbers(items);
    refuse::doubt_next(items);
    say_of_or_from(items);
    count_quarters(items);
    name_months(items);
    drop_month_endings(items);
    name_weekdays(items);
    mask_years(items, &mut beside);
    name_days(items);
    take_undated(items, &mut beside);
    join_works(items, &mut beside);
    take_zone_name(items, &mut beside);
    correct(items, &mut beside);
    let is = |item: &Item, term: Term| item.kind == Kind::Term(term);
    beside.is_julian = items.iter().any(|item| is(item, Term::Julian));
    items.retain(|item| !is(item, Term::Julian) && !is(item, Term::Gregorian));
    doubt_groups(items);
    take_doubts(items, &mut beside);
    join_alternatives(items);
    items.retain(|item| !matches!(item.kind, Kind::Open(_) | Kind::Close));
    trim_signs(items);
    beside.weekdays = take_weekdays(items);
    trim_signs(items);
    join_thirds(items);
    beside
}

/// `26-го октября`, `1-я половина`, `12-th May`: an ordinal ending after a hyphen.
fn drop_endings(items: &mut Vec<Item>) {
    let mut at = 0;
    while at + 3 < items.len() {
        let is_day = matches!(items[at].kind, Kind::Number(_, 1 | 2));
        let is_hyphen = items[at + 1].kind == Kind::Sign('-') && items[at + 1].is_glued && items[at + 2].is_glued;
        let is_apart = !items[at + 3].is_glued;
        let is_counted = matches!(items[at + 3].kind, Kind::Term(Term::Month(_) | Term::Fraction(_)));
        let is_ending = match &items[at + 2].kind {
            // “60-е годы” are ten years, “26-е октября” a day.
            Kind::Term(Term::Decade | Term::LetterC) => is_counted,
            // “с 1-го по 5-е мая”
            Kind::Term(Term::Filler) => is_apart && items[at + 3].number().is_none(),
            Kind::Word(word) => match word.as_str() {
                "е" | "ое" | "его" => is_counted,
                "я" | "ая" | "ый" | "ой" | "ого" => is_apart,
                _ => false,
            },
            _ => false,
        };
        if is_day && is_hyphen && is_ending {
            items.drain(at + 1..at + 3);
        }
        at += 1;
    }
}

/// `1700-talet`, `1920-ті рр.`, `1860-er`: the ending of a decade after a hyphen.
fn join_decades(items: &mut Vec<Item>) {
    let is_decade = |three: &[Item]| {
        matches!(three[0].kind, Kind::Number(_, 4))
            && three[1].kind == Kind::Sign('-')
            && three[1].is_glued
            && three[2].is_glued
            && three[2].term() == Some(Term::Decade)
    };
    if let Some(at) = items.windows(3).position(is_decade) {
        items.remove(at + 1);
    }
}

/// `s. XVIII`, `primera mitad del s. XX`: the letter of a century before its Roman number.
fn name_centuries(items: &mut [Item], text: &str) {
    for at in 0..items.len().saturating_sub(1) {
        let is_letter = items[at].term() == Some(Term::Decade)
            && !(items[at].is_glued && at > 0)
            && text
                .get(items[at].at..items[at].at + 1)
                .is_some_and(|letter| letter.eq_ignore_ascii_case("s"));
        if is_letter && matches!(items[at + 1].kind, Kind::Roman(1..=39)) {
            items[at].kind = Kind::Term(Term::Century);
        }
    }
}

/// `a 12 de mayo de 1862` is on that day; `entre 1820 e 1825` joins two years, where `e` alone is an ending.
fn count_from_at(items: &mut Vec<Item>, text: &str) {
    let word = |item: &Item| text.get(item.at..item.end).unwrap_or_default();
    if let [at, day, ..] = items.as_slice()
        && at.term() == Some(Term::At)
        && matches!(word(at), "a" | "A")
        && matches!(day.kind, Kind::Number(_, 1 | 2))
    {
        items.remove(0);
    }
    if items.iter().any(|item| item.term() == Some(Term::Between)) {
        for at in 1..items.len().saturating_sub(1) {
            let is_number = |item: &Item| item.number().is_some();
            if word(&items[at]) == "e" && !items[at].is_glued && is_number(&items[at - 1]) && is_number(&items[at + 1]) {
                items[at].kind = Kind::Term(Term::And);
            }
        }
    }
}

/// `1945–1949[1]`, `May 1848[3]`: the number of a note after a whole year. In round brackets it may be anything.
fn take_footnotes(items: &mut Vec<Item>, beside: &mut Beside) {
    let Some(start) = items.len().checked_sub(4) else { return };
    let [year, open, note, close] = &items[start..] else { return };
    let is_after_year = matches!(year.kind, Kind::Number(_, 4)) && matches!(note.kind, Kind::Number(_, 1 | 2)) && close.kind == Kind::Close;
    if is_after_year && open.kind == Kind::Open(false) && open.is_glued {
        beside.told.push(("the number of a note:", note.at, note.end));
        items.truncate(start + 1);
    } else if is_after_year && open.is_open() {
        // “1938 (3)” may be a volume.
        items[start + 2].kind = Kind::Word(String::new());
    }
}

/// `?.3.1848`, `00/06/1944`, `__ June 1944`: a day that is not given, which stays as a remark.
fn drop_placeholders(items: &mut Vec<Item>, beside: &mut Beside) {
    // “June ?, 1832”
    let is_lacking = |three: &[Item]| {
        matches!(three[0].kind, Kind::Term(Term::Month(_))) && three[1].is_sign('?') && !three[1].is_glued && three[2].is_sign(',')
    };
    // “March [?], 1855”
    let is_bracketed = |five: &[Item]| {
        matches!(five[0].kind, Kind::Term(Term::Month(_)))
            && five[1].is_open()
            && five[2].is_sign('?')
            && five[3].kind == Kind::Close
            && five[4].is_sign(',')
    };
    if let Some(at) = items.windows(5).position(is_bracketed) {
        beside.told.push(("the day is not given:", items[at + 2].at, items[at + 2].end));
        items.drain(at + 1..at + 4);
        return;
    }
    if let Some(at) = items.windows(3).position(is_lacking) {
        beside.told.push(("the day is not given:", items[at + 1].at, items[at + 1].end));
        items.remove(at + 1);
        return;
    }
    let is_blank =
        |item: &Item| item.is_sign('?') || item.is_sign('-') || item.kind == Kind::Number(0, 2) || item.kind == Kind::Word("_".to_owned());
    let blanks = items.iter().take(2).take_while(|item| is_blank(item)).count();
    let rest = items.get(blanks..).unwrap_or_default();
    let is_small = |item: &Item| matches!(item.kind, Kind::Number(1..=12, 1 | 2));
    let taken = match rest {
        [sign, month, other, year, ..]
            if matches!(sign.kind, Kind::Sign('.' | '/' | '-'))
                && other.kind == sign.kind
                && is_small(month)
                && matches!(year.kind, Kind::Number(_, 4)) =>
        {
            blanks + 1
        }
        // One question mark alone is about the whole.
        [month, ..]
            if matches!(month.kind, Kind::Term(Term::Month(_))) && (blanks == 2 || !items[0].is_sign('?') && !items[0].is_sign('-')) =>
        {
            blanks
        }
        _ => 0,
    };
    if blanks > 0 && taken > 0 {
        beside.told.push(("the day is not given:", items[0].at, items[blanks - 1].end));
        items.drain(..taken);
        if let Some(first) = items.first_mut() {
            first.is_glued = false;
        }
    }
}

/// `vom 5. bis 7. März` is from a day, `(Brief) vom 5. März` of a day; `vom 5. zum 6.` is to a day, `zum 6.` on it.
fn say_of_or_from(items: &mut [Item]) {
    for at in 0..items.len() {
        if items[at].term() == Some(Term::ToOrOn) {
            let is_span = items[..at]
                .iter()
                .any(|item| matches!(item.term(), Some(Term::From | Term::OfOrFrom)));
            items[at].kind = Kind::Term(if is_span { Term::To } else { Term::Filler });
        }
        if items[at].term() == Some(Term::OfOrFrom) {
            let is_joint =
                |item: &Item| matches!(item.term(), Some(Term::To | Term::At | Term::ToOrOn)) || item.is_sign('-') || item.is_sign('~');
            let is_span = items[at..].iter().any(is_joint);
            items[at].kind = Kind::Term(if is_span { Term::From } else { Term::Filler });
        }
    }
}

/// `2/4분기`: the second of four quarters.
fn count_quarters(items: &mut Vec<Item>) {
    let is_quarter = |four: &[Item]| {
        matches!(
            (&four[0].kind, &four[1].kind, &four[2].kind, &four[3].kind),
            (
                Kind::Number(1..=4, 1),
                Kind::Sign('/'),
                Kind::Number(4, 1),
                Kind::Term(Term::Fraction(4))
            )
        )
    };
    if let Some(at) = items.windows(4).position(is_quarter) {
        items.drain(at + 1..at + 3);
    }
}

/// `26 дня октября`, `октября 26 дня`: a word for the day that after an hour means the afternoon.
fn name_days(items: &mut Vec<Item>) {
    let mut at = 0;
    while at < items.len() {
        if items[at].term() == Some(Term::PmOrDay) {
            let is_month = |at: Option<usize>| {
                at.and_then(|at| items.get(at))
                    .is_some_and(|item| matches!(item.kind, Kind::Term(Term::Month(_))))
            };
            let is_number = at > 0 && matches!(items[at - 1].kind, Kind::Number(_, 1 | 2));
            if is_number && (is_month(at.checked_sub(2)) || is_month(Some(at + 1))) {
                items.remove(at);
                continue;
            }
            items[at].kind = Kind::Term(Term::Pm);
        }
        at += 1;
    }
}

/// `10,000 BC`: a comma between thousands, which only years before the common era or the present have.
fn join_thousands(items: &mut Vec<Item>) {
    if !items.iter().any(|item| matches!(item.term(), Some(Term::Bce | Term::Bp))) {
        return;
    }
    let mut at = 0;
    while at + 2 < items.len() {
        if let (Kind::Number(high, 1..=3), Kind::Sign(','), Kind::Number(low, 3)) =
            (&items[at].kind, &items[at + 1].kind, &items[at + 2].kind)
            && items[at + 1].is_glued
            && items[at + 2].is_glued
        {
            items[at].kind = Kind::Number(high * 1000 + low, 4);
            items[at].end = items[at + 2].end;
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

/// `Feb.y 1801`: the ending of an abbreviation, which alone is Spanish “and”.
fn drop_month_endings(items: &mut Vec<Item>) {
    let mut at = 1;
    while at < items.len() {
        let is_month = matches!(items[at - 1].kind, Kind::Term(Term::Month(_)));
        if is_month && items[at].is_glued && items[at].term() == Some(Term::And) && items[at].end - items[at].at == 1 {
            items.remove(at);
        } else {
            at += 1;
        }
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
            Kind::Word(word) => {
                let is_day = |days: &[&str]| days.iter().position(|day| day == word);
                is_day(&["月", "火", "水", "木", "金", "土", "日"]).or_else(|| is_day(&["월", "화", "수", "목", "금", "토", "일"]))
            }
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

/// Whether a number comes first, brackets aside.
fn value_is_alone(items: &[Item], at: usize) -> bool {
    items[..at].iter().all(Item::is_open)
}

/// Library catalogs write `196-` for some year of the 1960s and `19--` for one of that century.
fn mask_years(items: &mut Vec<Item>, beside: &mut Beside) {
    let mut at = 0;
    while at + 1 < items.len() {
        let is_hyphen = |at: usize| items.get(at).is_some_and(|item| item.kind == Kind::Sign('-') && item.is_glued);
        // French libraries write `186.`
        let is_dot = items.get(at + 1).is_some_and(|item| item.is_sign('.') && item.is_glued);
        let is_last = items.get(at + 2).is_none_or(|item| item.kind == Kind::Close || item.is_sign('?'));
        if let (Some((value, 3)), true, true) = (items[at].number(), is_dot && is_last, value_is_alone(items, at)) {
            beside.told.push(("the last digit is not given:", items[at].at, items[at + 1].end));
            items[at].kind = Kind::Years(value * 10, 10);
            items.remove(at + 1);
            at += 1;
            continue;
        }
        // “May 18??” is no 18th of May.
        let is_after_month = at > 0 && matches!(items[at - 1].kind, Kind::Term(Term::Month(_)));
        let is_doubt = |at: usize| is_after_month && items.get(at).is_some_and(|item| item.is_sign('?') && item.is_glued);
        let (start, missing) = match items[at].number() {
            Some((value, 3)) if is_hyphen(at + 1) => (value * 10, 1),
            Some((value, 2)) if is_hyphen(at + 1) && is_hyphen(at + 2) || is_doubt(at + 1) && is_doubt(at + 2) => (value * 100, 2),
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

/// `o. D. [3. Mai 1823]`, `undated, circa 1860`: without a date, which an editor supplies in brackets or after a comma.
fn take_undated(items: &mut Vec<Item>, beside: &mut Beside) {
    let is_first = items.first().and_then(Item::term) == Some(Term::Undated);
    let behind = items.iter().skip(1).position(|item| !item.is_sign('.')).map(|at| at + 1);
    let is_apart = behind.is_some_and(|at| items[at].is_open() || items[at].is_sign(',') || items[at].is_sign(';'));
    if is_first && is_apart && items.iter().any(is_of_date) {
        // In a finding aid a part of the papers has no date.
        if behind.is_some_and(|at| !items[at].is_open()) {
            beside.told.push(("it says", items[0].at, items[0].end));
        }
        items.remove(0);
        trim_signs(items);
    }
}

/// Whether an item is a part of a date.
pub(super) fn is_of_date(item: &Item) -> bool {
    matches!(
        item.kind,
        Kind::Number(..) | Kind::Roman(_) | Kind::Term(Term::Month(_) | Term::Season(_) | Term::Feast(..))
    )
}

/// `begun 1832, completed 1840` is the time from one to the other; either alone is a remark.
fn join_works(items: &mut Vec<Item>, beside: &mut Beside) {
    let completed = items.iter().position(|item| item.term() == Some(Term::Completed));
    let is_span = completed.is_some_and(|at| items[..at].iter().any(is_of_date) && items[at..].iter().any(is_of_date));
    if let (Some(at), true, Some(last)) = (completed, is_span, items.last()) {
        beside.told.push(("it says", items[0].at, last.end));
        items[at].kind = Kind::Term(Term::To);
        items[at].is_glued = false;
        let commas = items[..at]
            .iter()
            .rev()
            .take_while(|item| item.is_sign(',') || item.is_sign(';'))
            .count();
        items.drain(at - commas..at);
        items.retain(|item| item.term() != Some(Term::Begun));
    }
    for item in items.iter_mut() {
        if matches!(item.term(), Some(Term::Begun | Term::Completed)) {
            item.kind = Kind::Term(Term::Deed);
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

/// `mid-1962`, `mi-mai`, `pre-1860`, `1843-ish`: a hyphen between a word and what it belongs to.
fn join_thirds(items: &mut Vec<Item>) {
    let mut at = 0;
    while at + 2 < items.len() {
        let is_hyphen = items[at + 1].kind == Kind::Sign('-') && items[at + 1].is_glued && items[at + 2].is_glued;
        let before = items[at].term();
        let behind = items[at + 2].term();
        // French “mi-mai” and “mi-1950” are the middle; the word alone is a Wednesday.
        let is_part = matches!(behind, Some(Term::Month(_))) || matches!(items[at + 2].kind, Kind::Number(_, 4) | Kind::Roman(_));
        if is_hyphen && before == Some(Term::Weekday(2)) && is_part && items[at].end - items[at].at == 2 {
            items[at].kind = Kind::Term(Term::Third(2));
        }
        let is_third =
            matches!(items[at].term(), Some(Term::Third(_))) && (is_of_date(&items[at + 2]) || matches!(behind, Some(Term::Ordinal(_))));
        // “1860-ca. 1865” is a span.
        let is_ish = match behind {
            Some(Term::Century | Term::Millennium) => true,
            Some(Term::Approximate) => !items.get(at + 3).is_some_and(is_of_date),
            _ => false,
        };
        let is_side = matches!(before, Some(Term::Before | Term::After)) && is_of_date(&items[at + 2]);
        if is_hyphen && (is_third || is_ish || is_side) {
            items.remove(at + 1);
        }
        at += 1;
    }
}
