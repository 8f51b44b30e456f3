//! Words that mean one thing in one language and another in another, or only beside some others: what is around them decides.

use super::rewrite::Beside;
use super::scan::{Item, Kind};
use super::vocabulary::Term;

/// Months of Polish and Czech in the case that dates use.
const SLAVIC_MONTHS: [&str; 22] = [
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "wrze\u{15b}nia",
    "pa\u{17a}dziernika",
    "listopada",
    "grudnia",
    "ledna",
    "\u{fa}nora",
    "b\u{159}ezna",
    "dubna",
    "kv\u{11b}tna",
    "\u{10d}ervna",
    "srpna",
    "z\u{e1}\u{159}\u{ed}",
    "\u{159}\u{ed}jna",
    "prosince",
];

/// Words for years and centuries in these languages, and for their parts.
const SLAVIC_WORDS: [&str; 16] = [
    "roku",
    "roce",
    "rok",
    "w",
    "wiek",
    "wieku",
    "stolet\u{ed}",
    "stol",
    "pocz",
    "pocz\u{105}tek",
    "pocz\u{105}tku",
    "koniec",
    "ko\u{144}ca",
    "po\u{142}",
    "po\u{142}owa",
    "po\u{142}owy",
];

fn word<'a>(item: &Item, text: &'a str) -> &'a str {
    text.get(item.at..item.end).unwrap_or_default()
}

/// Gives words of several meanings the one they have here; `text` is what was scanned.
pub(super) fn settle(items: &mut Vec<Item>, text: &str, beside: &mut Beside) {
    say_slavic_spans(items, text);
    count_weeks_apart(items, text);
    count_latin_days(items, text);
    doubt_to(items, text, beside);
    name_parts_of_centuries(items, text);
    tell_eastern_time(items, text);
    tell_copyright(items, text);
    join_dutch_and(items, text);
    choose_in_dutch(items, text);
    article_in_portuguese(items, text);
    drop_same_year(items, beside);
    halve_middle(items, text);
    doubt_last(items, beside);
}

/// `do 1860 r.`, `od 5 do 7 czerwca 1960`: until, and from, in Polish and Czech, where “do” is a Thursday elsewhere; Italian
/// `da giugno 1860` is from then on.
fn say_slavic_spans(items: &mut [Item], text: &str) {
    let is_slavic = items
        .iter()
        .any(|item| SLAVIC_MONTHS.contains(&word(item, text).to_lowercase().as_str()) || SLAVIC_WORDS.contains(&word(item, text)));
    for at in 0..items.len().saturating_sub(1) {
        let is_before_year = matches!(items[at + 1].kind, Kind::Number(_, 4));
        let meaning = match word(&items[at], text) {
            "do" if is_slavic || is_before_year => Term::To,
            // `с 26 апреля до 6 мая`: until, where “до” alone is before.
            "до" if at > 0 && items[..at].iter().any(|item| item.term() == Some(Term::From)) => Term::To,
            "od" if is_slavic || is_before_year && (at == 0 || items.iter().any(|item| word(item, text) == "do")) => Term::From,
            "da" if at == 0 => Term::From,
            "po" if is_slavic => Term::After,
            _ => continue,
        };
        items[at].kind = Kind::Term(meaning);
    }
}

/// `W10` may be a week; the word for a century in Polish follows its number.
fn count_weeks_apart(items: &mut [Item], text: &str) {
    if let [sign, number, ..] = items
        && matches!(word(sign, text), "w" | "W")
        && matches!(number.kind, Kind::Number(..))
    {
        sign.kind = Kind::Word("w".to_owned());
    }
}

/// `XV. Martii 1621`: a day in Roman numerals. `X` and `XX` may stand for a day that is not known.
fn count_latin_days(items: &mut [Item], text: &str) {
    for at in 0..items.len().saturating_sub(1) {
        let Kind::Roman(day @ 1..=31) = items[at].kind else { continue };
        let is_first = items[..at].iter().all(|item| item.term() == Some(Term::Filler));
        let is_blank = word(&items[at], text).trim_end_matches('.').bytes().all(|byte| byte == b'X');
        let numeral = word(&items[at], text).trim_end_matches('.');
        let is_numeral = numeral.bytes().all(|byte| b"IVXivxj".contains(&byte));
        if is_first && !is_blank && is_numeral && matches!(items[at + 1].kind, Kind::Term(Term::Month(_))) {
            items[at].kind = Kind::Number(i64::from(day), 2);
        }
    }
}

/// `1622 a 1624`: to in Romance languages, and in Czech; where no other word decides it, it is said how it is read.
fn doubt_to(items: &mut [Item], text: &str, beside: &mut Beside) {
    let is_word = |item: &Item| word(item, text).chars().any(char::is_alphabetic);
    let Some(at) = items.iter().position(is_word).filter(|at| *at > 0) else {
        return;
    };
    let is_between = items[at - 1].number().is_some() && items.get(at + 1).is_some_and(|item| item.number().is_some());
    if word(&items[at], text) == "a" && is_between && !items[at + 1..].iter().any(is_word) {
        beside.told.push((
            "read as \u{201c}to\u{201d}, which in Czech would be \u{201c}and\u{201d}:",
            items[at].at,
            items[at].end,
        ));
    }
}

/// `saec. XV in.`, `s. XII ex.`, `s. XIV med.`: early, late, in the middle, as catalogs of manuscripts say it.
fn name_parts_of_centuries(items: &mut [Item], text: &str) {
    let is_century =
        items.iter().any(|item| matches!(item.term(), Some(Term::Century))) && items.iter().any(|item| matches!(item.kind, Kind::Roman(_)));
    let Some(last) = items.iter().rposition(|item| !item.is_sign('.')).filter(|_| is_century) else {
        return;
    };
    let part = match word(&items[last], text).trim_end_matches('.') {
        "in" => 1,
        "med" => 2,
        "ex" => 3,
        _ => return,
    };
    items[last].kind = Kind::Term(Term::Third(part));
}

/// `9:30 AM (EST)`: in capital letters it is the time of the American east, not “estimated”.
fn tell_eastern_time(items: &mut [Item], text: &str) {
    for item in items.iter_mut().filter(|item| item.term() == Some(Term::Est)) {
        if word(item, text) == "EST" {
            item.kind = Kind::Term(Term::LooseZone);
        }
    }
}

/// `[1965], c1964`: without a blank, after a date, it is the year of the copyright.
fn tell_copyright(items: &mut [Item], text: &str) {
    // “c1899 Dec. 11”: a day is not about.
    if let [mark, year, month, day, ..] = &mut items[..]
        && word(mark, text) == "c"
        && year.is_glued
        && matches!(year.kind, Kind::Number(_, 4))
        && matches!(month.kind, Kind::Term(Term::Month(_)))
        && matches!(day.kind, Kind::Number(_, 1 | 2))
    {
        mark.kind = Kind::Term(Term::Deed);
    }
    for at in 1..items.len().saturating_sub(1) {
        let is_mark = word(&items[at], text) == "c" && items[at + 1].is_glued && matches!(items[at + 1].kind, Kind::Number(_, 4));
        // “1953, c.1954” is about the second year.
        let is_mark = is_mark && !text.get(items[at].end..).is_some_and(|rest| rest.starts_with('.'));
        let is_second = items[at - 1].is_sign(',') && items[..at].iter().any(|item| matches!(item.kind, Kind::Number(_, 4)));
        if is_mark && is_second {
            items[at].kind = Kind::Term(Term::Deed);
        }
    }
}

/// `tussen 1860 en 1865`, `5 en 6 juni 1960`: “and” in Dutch, where “en” is French elsewhere.
fn join_dutch_and(items: &mut [Item], text: &str) {
    for at in 1..items.len().saturating_sub(1) {
        // “tussen maandag 19 en vrijdag 23 april”
        let is_next = matches!(items[at + 1].kind, Kind::Term(Term::Weekday(_) | Term::Approximate | Term::LetterC));
        let is_month = matches!(items[at - 1].term(), Some(Term::Month(_)));
        let is_between = (items[at - 1].number().is_some() || is_month) && (items[at + 1].number().is_some() || is_next);
        if word(&items[at], text) == "en" && is_between {
            items[at].kind = Kind::Term(Term::And);
        }
    }
}

/// `1642 of 1643`, `15 of 16 mei 1672`: “or” in Dutch, between two years, two months, or two days of one of its months.
fn choose_in_dutch(items: &mut [Item], text: &str) {
    for at in 1..items.len().saturating_sub(1) {
        let is_year = |item: &Item| matches!(item.kind, Kind::Number(_, 4));
        let is_day = |item: &Item| matches!(item.kind, Kind::Number(_, 1 | 2));
        let is_month = |item: &Item| matches!(item.term(), Some(Term::Month(_)));
        let is_dutch = |item: &Item| {
            let word = word(item, text).to_lowercase();
            matches!(
                word.as_str(),
                "januari" | "februari" | "maart" | "mei" | "juni" | "juli" | "augustus" | "oktober"
            )
        };
        let (before, after) = (&items[at - 1], &items[at + 1]);
        let is_choice = is_year(before) && is_year(after)
            || is_month(before) && is_month(after)
            || is_day(before) && is_day(after) && items[at + 1..].iter().any(is_dutch);
        if word(&items[at], text) == "of" && is_choice {
            items[at].kind = Kind::Term(Term::Or);
        }
    }
}

/// `1º quarto do séc. XIX`: of the, where “do” is a Thursday elsewhere.
fn article_in_portuguese(items: &mut [Item], text: &str) {
    let is_portuguese = |item: &Item| {
        matches!(
            word(item, text).trim_end_matches('.').to_lowercase().as_str(),
            "século" | "séculos" | "séc"
        )
    };
    if !items.iter().any(is_portuguese) {
        return;
    }
    for item in items.iter_mut() {
        if word(item, text) == "do" {
            item.kind = Kind::Term(Term::Filler);
        }
    }
}

/// `polovina 14. století`, `połowa XIV w.`: a half that is not counted is the middle.
fn halve_middle(items: &mut [Item], text: &str) {
    if let Some(first) = items.first_mut()
        && matches!(
            word(first, text).to_lowercase().as_str(),
            "polovina" | "połowa" | "połowie" | "polovin\u{11b}"
        )
    {
        first.kind = Kind::Term(Term::Third(2));
    }
}

/// `MDCCXLVIII [1748]`: the same year once more.
fn drop_same_year(items: &mut Vec<Item>, beside: &mut Beside) {
    if let [roman, open, year, close] = items.as_slice()
        && let (Kind::Roman(number @ 1000..), Kind::Number(value, 4)) = (&roman.kind, &year.kind)
        && open.is_open()
        && close.kind == Kind::Close
        && i64::from(*number) == *value
    {
        beside.told.push(("it says", roman.at, roman.end));
        items.drain(1..);
    }
}

/// `1860-1865 ca.`: about both, as in brackets.
fn doubt_last(items: &mut Vec<Item>, beside: &mut Beside) {
    let Some(last) = items.iter().rposition(|item| !item.is_sign('.')) else {
        return;
    };
    let years = items.iter().filter(|item| matches!(item.kind, Kind::Number(_, 4))).count();
    if items[last].term() == Some(Term::Approximate) && years > 1 {
        beside.is_approximate = true;
        items.truncate(last);
    }
}
