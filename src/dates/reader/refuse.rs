//! What looks like a part of a date and is none, or may be several things: it is made a word that is not understood, so that
//! the text is not read.

use super::rewrite::is_of_date;
use super::scan::{Item, Kind};
use super::vocabulary::Term;

/// Endings of numbers that count; they mean nothing elsewhere: `E. 18. Jh.` is no ending.
const ENDINGS: [&str; 17] = [
    "e",
    "\u{e8}",
    "t",
    "te",
    "ten",
    "ter",
    "tes",
    "st",
    "nd",
    "rd",
    "th",
    "\u{e8}me",
    "eme",
    "re",
    "\u{433}\u{43e}",
    "\u{439}",
    "kl",
];

/// Words for a length of time, which before “after” and “before” are no part of a date: “the day after 5 March”.
const LENGTHS: [&str; 12] = [
    "day",
    "the day",
    "year",
    "the year",
    "month",
    "week",
    "jahr",
    "tag",
    "le jour",
    "jour",
    "ann\u{e9}e",
    "\u{433}\u{43e}\u{434}",
];

/// The last year in which a day in words is read: later ones are of other calendars.
const LAST_YEAR: i64 = 2999;

/// `16-19°C`, in which the C is no century.
pub(super) fn is_temperature(text: &str) -> bool {
    ["\u{b0}C", "\u{b0} C", "\u{b0}F", "\u{b0} F"]
        .iter()
        .any(|sign| text.contains(sign))
}

/// Blocks what is not understood by itself. `text` is what was scanned.
pub(super) fn block(items: &mut [Item], text: &str) {
    let has_month = items.iter().any(|item| matches!(item.term(), Some(Term::Month(_))));
    for at in 0..items.len() {
        if has_month && matches!(items[at].kind, Kind::Number(year, 4) if year > LAST_YEAR) {
            items[at].kind = Kind::Word(String::new());
        }
        if is_blocked(items, at, text) {
            items[at].kind = Kind::Word(String::new());
        } else if is_death(items, at, text) {
            items[at].kind = Kind::Term(Term::Deed);
        }
    }
}

/// The text of an item, in lower case.
fn words(item: &Item, text: &str) -> String {
    text.get(item.at..item.end).unwrap_or_default().to_lowercase()
}

/// “year 9 of Augustus” is of a reign, by the name of a ruler who is also a month.
fn is_of_reign(items: &[Item], word: &str) -> bool {
    let has_year = items.iter().any(|item| matches!(item.kind, Kind::Number(_, 4)));
    let has_month = items.iter().any(|item| matches!(item.term(), Some(Term::Month(_))));
    word.split(' ').any(|word| word == "year") && has_month && !has_year
}

/// “1e3” is a number with an exponent.
fn is_exponent(item: &Item, following: Option<&Item>, word: &str) -> bool {
    word == "e" && item.is_glued && following.is_some_and(|next| next.is_glued && next.number().is_some())
}

fn is_blocked(items: &[Item], at: usize, text: &str) -> bool {
    let item = &items[at];
    let before = at.checked_sub(1).map(|before| &items[before]);
    let following = items.get(at + 1);
    let is_side = following.is_some_and(|next| matches!(next.term(), Some(Term::Before | Term::After)));
    match item.term() {
        Some(Term::Filler) => {
            let word = words(item, text);
            // “1860 d.”, “1860 t”: pence and tons, after a year.
            let is_unit = matches!(word.as_str(), "d" | "l" | "t" | "day" | "in" | "ore" | "rok" | "on" | "at")
                && before.is_some_and(|before| matches!(before.kind, Kind::Number(_, 3..)) || before.is_open())
                && following.is_none_or(|next| next.is_sign('.') || next.kind == Kind::Close);
            if is_unit || is_of_reign(items, &word) || is_exponent(item, following, &word) {
                return true;
            }
            // “2nd of 5”, “3 of 12” are no days.
            let is_small = |item: Option<&Item>| item.is_some_and(|item| matches!(item.kind, Kind::Number(_, 1 | 2)));
            let number = at
                .checked_sub(1)
                .filter(|at| !is_small(items.get(*at)))
                .and_then(|at| at.checked_sub(1))
                .or(at.checked_sub(1));
            if matches!(word.as_str(), "of" | "in") && is_small(number.and_then(|at| items.get(at))) && is_small(following) {
                return true;
            }
            let is_counting = before.is_some_and(|before| {
                let is_time = following.is_some_and(|next| next.is_glued && next.number().is_some());
                matches!(before.kind, Kind::Number(_, 1 | 2))
                    || before.number().is_some() && is_time
                    || matches!(before.kind, Kind::Roman(_) | Kind::Sign('-' | '.'))
                    || before.kind == Kind::Close
            });
            // “l'an”, but not an l for a 1.
            let is_article = word != "l" || following.is_some_and(|next| next.is_glued && next.number().is_none() && !next.is_sign('.'));
            ENDINGS.contains(&word.as_str()) && !is_counting || !is_article || is_side && LENGTHS.contains(&word.as_str())
        }
        // “A.M. 5662” is the year of the world by the Hebrew calendar, or by that of Byzantium.
        Some(Term::Am) => {
            let mut others = items.iter().filter(|item| !item.is_sign('.') && item.term() != Some(Term::Am));
            others.all(|item| matches!(item.kind, Kind::Number(year, 4) if year > LAST_YEAR))
        }
        // The night before that day.
        Some(Term::ToOrOn) => before.is_some_and(|before| matches!(before.term(), Some(Term::PartOfDay(_)))),
        // “Monday before 5 March”; with a comma or a bracket it is the day itself.
        Some(Term::Weekday(_)) => {
            let between = following.and_then(|next| text.get(item.end..next.at)).unwrap_or_default();
            // “5th of 3rd mo.” has the number of a month, no Monday.
            let is_month =
                words(item, text) == "mo" && before.is_some_and(|before| matches!(before.term(), Some(Term::Filler)) && before.is_glued);
            // “1860 Fr.” may be francs.
            let is_after_year = before.is_some_and(|before| matches!(before.kind, Kind::Number(_, 4)))
                && !items
                    .iter()
                    .any(|item| matches!(item.term(), Some(Term::Month(_))) || matches!(item.kind, Kind::Number(_, 1 | 2)));
            is_month || is_after_year || is_side && between.chars().all(|char| char.is_whitespace() || char == '.')
        }
        // “5 ... 1860” lacks its month.
        None if item.is_sign('.') && following.is_some_and(|next| next.is_sign('.')) => true,
        // “5. [] 1860”
        None if item.is_open()
            && before.is_some_and(|before| before.is_sign('.'))
            && following.is_some_and(|next| next.kind == Kind::Close) =>
        {
            true
        }
        // “555-1960” is a number to call.
        None if item.is_sign('-') && item.is_glued && before.is_some_and(|before| matches!(before.kind, Kind::Number(_, 3))) => {
            !item.is_dash()
                && following.is_some_and(|next| matches!(next.kind, Kind::Number(_, 4)))
                && !items
                    .iter()
                    .any(|item| matches!(item.term(), Some(Term::Bce | Term::Ce | Term::Bp)))
        }
        // “set of 1800” is no September, “edition of 1500” no year.
        Some(Term::Month(9)) => words(item, text) == "set" && is_of(following, text),
        Some(Term::Deed) => matches!(words(item, text).as_str(), "edition" | "replica" | "copy" | "copies") && is_of(following, text),
        // Croatian October, Polish and Czech November.
        Some(Term::Month(11)) => words(item, text) == "listopada" && before.is_some_and(|before| before.is_sign('.')),
        // `v. 1798` is no month: “vor”.
        _ if matches!(item.kind, Kind::Roman(_)) => {
            let is_small = text.get(item.at..item.end).is_some_and(|word| word.starts_with(char::is_lowercase));
            is_small && before.is_none() && following.is_some_and(|next| next.number().is_some())
        }
        _ => {
            // `5.?.1848`, `5. [?] 1848` lack their month.
            let is_bracket = |item: &&Item| !item.is_open() && item.kind != Kind::Close;
            let mut ahead = items[at + 1..].iter().filter(is_bracket).skip_while(|item| item.is_sign('.'));
            let mut back = items[..at].iter().rev().filter(is_bracket);
            item.is_sign('?')
                && back.next().is_some_and(|item| item.is_sign('.'))
                && back.next().is_some_and(|item| matches!(item.kind, Kind::Number(_, 1 | 2)))
                && back.next().is_none_or(|item| !item.is_sign('.') && item.number().is_none())
                && ahead.next().is_some_and(|item| matches!(item.kind, Kind::Number(_, 4)))
        }
    }
}

fn is_of(item: Option<&Item>, text: &str) -> bool {
    item.is_some_and(|item| words(item, text) == "of")
}

/// `d. 1850`, `d. 3 March 1798`: died then; `r. 1848–1916`: reigned. Before a day with its point, `d. 3. März`, it is the German article.
fn is_death(items: &[Item], at: usize, text: &str) -> bool {
    let is_month = |item: &Item| matches!(item.kind, Kind::Term(Term::Month(_))) && !item.is_day_first;
    let is_date = match items.get(1..).unwrap_or_default() {
        [next, ..] if next.is_glued => false,
        [day, month, ..] if matches!(day.kind, Kind::Number(_, 1 | 2)) => is_month(month),
        [next, ..] => {
            is_month(next)
                || matches!(
                    next.kind,
                    Kind::Number(_, 4) | Kind::Term(Term::Before | Term::After | Term::Approximate)
                )
        }
        [] => false,
    };
    let word = words(&items[at], text);
    let is_year = items.get(1).is_some_and(|next| matches!(next.kind, Kind::Number(_, 4)));
    at == 0 && items[at].term() == Some(Term::Filler) && (word == "d" && is_date || matches!(word.as_str(), "r" | "r.") && is_year)
}

/// Blocks a number of which a bracket without a blank holds something else than its digits: `184[x]`.
pub(super) fn block_cut_numbers(items: &mut [Item]) {
    for at in 1..items.len() {
        let is_inner_number = items.get(at + 1).is_some_and(|inner| inner.is_glued && inner.number().is_some());
        let is_cut = match items[at - 1].kind {
            Kind::Number(_, 3) => true,
            Kind::Number(_, 1 | 2) => is_inner_number,
            _ => false,
        };
        if items[at].kind == Kind::Open(false) && items[at].is_glued && is_cut {
            items[at].kind = Kind::Word(String::new());
        }
    }
}

/// A question mark before a part of a date, without a blank, is about that part: `5 ?June 1944`.
pub(super) fn doubt_next(items: &mut Vec<Item>) {
    let mut at = 1;
    while at + 1 < items.len() {
        let is_apart = !items[at].is_glued || items[at - 1].is_open();
        let is_before = items[at + 1].is_glued && is_of_date(&items[at + 1]);
        if items[at].is_sign('?') && is_apart && is_before && items[..at].iter().any(is_of_date) {
            items[at + 1].is_doubted = true;
            items.remove(at);
        }
        at += 1;
    }
}
