//! Dates in the short forms of museums, catalogs and registers: `18thC(late)`, `1800-talets mitt`, `mezi 1890 a 1900`, `1838 ff.`
//!
//! Each is written anew in words that are read, and only where the text is no date by itself.

use super::scan::{self, Item, Kind};
use super::vocabulary::Term;
use super::wider::leads_to_hour;
use super::{Hints, Reading, around, counted, inflected, shorthand, signs, translated};

type Inner<'a> = &'a dyn Fn(&str, Hints) -> Option<Reading>;

/// The date of a text in such a form.
pub(super) fn read(text: &str, hints: Hints, inner: Inner<'_>) -> Option<Reading> {
    const FORMS: [fn(&str) -> Option<String>; 15] = [
        centuries_in_short,
        era_first,
        swedish_century,
        between_years,
        cut_words,
        part_of_century,
        century_first,
        and_following,
        year_and_month,
        month_in_numerals,
        later_calendar_first,
        supplied_end,
        hour_alone,
        part_of_day,
        some_time,
    ];
    FORMS
        .iter()
        .chain(&shorthand::FORMS)
        .chain(&inflected::FORMS)
        .chain(&signs::FORMS)
        .chain(&translated::FORMS)
        .chain(&around::FORMS)
        .chain(&counted::FORMS)
        .find_map(|form| inner(&form(text).filter(|plain| plain != text)?, hints))
}

/// The date of a text in a form that would be read as something else.
pub(super) fn read_first(text: &str, hints: Hints, inner: Inner<'_>) -> Option<Reading> {
    const FORMS: [fn(&str) -> Option<String>; 8] = [
        shorthand::months_with_slashes,
        shorthand::italian_hundreds,
        third_of_century,
        era_before_centuries,
        about_a_number,
        side_in_brackets,
        either_month,
        supplied_year,
    ];
    let list = shorthand::list_of_dates(text, hints, inner);
    list.or_else(|| {
        FORMS
            .iter()
            .find_map(|form| inner(&form(text).filter(|plain| plain != text)?, hints))
    })
}

/// `first third 19th century`, which is no 1 March.
fn third_of_century(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let (nth, rest) = ["first", "second", "last"]
        .iter()
        .find_map(|nth| Some((nth, lower.strip_prefix(nth)?.strip_prefix(" third ")?)))?;
    (rest.contains("century") && !rest.starts_with("of ")).then(|| format!("{nth} third of the {rest}"))
}

/// `A.D. 2nd–7th century`: the era is that of both.
fn era_before_centuries(text: &str) -> Option<String> {
    let rest = text.strip_prefix("A.D. ").or_else(|| text.strip_prefix("AD "))?;
    let is_counted = |side: &str| side.trim().starts_with(|char: char| char.is_ascii_digit());
    let sides: Vec<&str> = rest.split(['-', '\u{2013}']).collect();
    (rest.ends_with("century") && sides.len() == 2 && sides.into_iter().all(is_counted)).then(|| format!("{rest} AD"))
}

/// `ca.170-?]`: a number after “about”, without a blank.
fn about_a_number(text: &str) -> Option<String> {
    let rest = text.strip_prefix("ca.").or_else(|| text.strip_prefix("[ca."))?;
    let opened = if text.starts_with('[') { "[" } else { "" };
    rest.starts_with(|char: char| char.is_ascii_digit())
        .then(|| format!("{opened}ca. {rest}"))
}

/// `1524/1525 (vor)`, `1009-10 (nach)`, as registers have dates that are known by one side.
fn side_in_brackets(text: &str) -> Option<String> {
    let is_known = |text: &str| crate::dates::Date::parse(text).is_ok();
    if let Some(date) = text.strip_suffix(" (vor)").map(str::trim) {
        let last = date.rsplit('/').next().filter(|_| date.contains('/'))?;
        let first = date.split('/').next()?;
        let last = format!("{}{last}", first.get(..first.len().saturating_sub(last.len()))?);
        return is_known(&last).then(|| format!("[..{last}]"));
    }
    let date = text.strip_suffix(" (nach)")?.trim();
    (date.contains('-') && is_known(date)).then(|| format!("[{date}..]"))
}

/// `s.a. [1712]`: without a year in the print, which an editor has supplied.
fn supplied_year(text: &str) -> Option<String> {
    let rest = text.strip_prefix("s.a. ").or_else(|| text.strip_prefix("s. a. "))?;
    rest.starts_with('[').then(|| format!("n.d. {rest}"))
}

/// `1506-05 bzw. 11`: one of two months.
fn either_month(text: &str) -> Option<String> {
    let (date, month) = [" bzw. ", " oder ", " ou ", " or "].iter().find_map(|or| text.split_once(or))?;
    let (year, first) = date.split_once('-')?;
    let is_month = |text: &str| text.len() == 2 && text.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month));
    (year.len() == 4 && is_year(year) && is_month(first) && is_month(month)).then(|| format!("[{date},{year}-{month}]"))
}

/// `19. század vége`, `XVII. yüzyılın ikinci yarısı`: the century before its part, as in Hungarian and Turkish; `1900 körül`.
pub(super) fn century_first(text: &str) -> Option<String> {
    const CENTURIES: [&str; 8] = [
        "sz\u{e1}zad",
        "sz.",
        "y\u{fc}zy\u{131}l\u{131}n",
        "y\u{fc}zy\u{131}l",
        "yy.",
        "yy",
        "as\u{131}r",
        "asr\u{131}n",
    ];
    const PARTS: [(&str, &str); 24] = [
        ("els\u{151} fel\u{e9}ben", "first half of the"),
        ("m\u{e1}sodik fel\u{e9}ben", "second half of the"),
        ("elej\u{e9}n", "early"),
        ("k\u{f6}zep\u{e9}n", "mid"),
        ("v\u{e9}g\u{e9}n", "late"),
        ("ba\u{15f}\u{131}nda", "early"),
        ("ortas\u{131}nda", "mid"),
        ("sonunda", "late"),
        ("els\u{151} fele", "first half of the"),
        ("m\u{e1}sodik fele", "second half of the"),
        ("eleje", "early"),
        ("k\u{f6}zepe", "mid"),
        ("v\u{e9}ge", "late"),
        ("m\u{e1}sodik negyede", "second quarter of the"),
        ("els\u{151} negyede", "first quarter of the"),
        ("ilk yar\u{131}s\u{131}", "first half of the"),
        ("ikinci yar\u{131}s\u{131}", "second half of the"),
        ("ba\u{15f}\u{131}", "early"),
        ("ba\u{15f}lar\u{131}", "early"),
        ("ortas\u{131}", "mid"),
        ("ortalar\u{131}", "mid"),
        ("sonu", "late"),
        ("sonlar\u{131}", "late"),
        ("", ""),
    ];
    if let Some(year) = text.strip_suffix(" k\u{f6}r\u{fc}l") {
        return is_year(year).then(|| format!("c. {year}"));
    }
    let mut words = text.splitn(3, ' ');
    let (number, century, part) = (words.next()?, words.next()?, words.next().unwrap_or_default());
    let number = match scan::scan(number.trim_end_matches('.')).as_slice() {
        [item] => match item.kind {
            Kind::Roman(number @ 1..=21) => u32::from(number),
            _ => item
                .number()
                .filter(|(_, digits)| *digits <= 2)
                .and_then(|(number, _)| u32::try_from(number).ok())?,
        },
        _ => return None,
    };
    let (_, english) = PARTS.iter().find(|(known, _)| *known == part.trim())?;
    CENTURIES
        .contains(&century)
        .then(|| format!("{english} {number}th century").trim().to_owned())
}

fn is_year(text: &str) -> bool {
    (3..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `18thC(late)`, `15thC-16thC`, `1stC BC-1stC AD`, as the British Museum has them.
fn centuries_in_short(text: &str) -> Option<String> {
    const ENDINGS: [&str; 4] = ["stC", "ndC", "rdC", "thC"];
    let is_short = |ending: &str| {
        text.match_indices(ending).any(|(at, _)| {
            let follows = text.get(at + 3..).and_then(|rest| rest.chars().next());
            text.get(..at)
                .is_some_and(|before| before.ends_with(|char: char| char.is_ascii_digit()))
                && follows.is_none_or(|char| !char.is_alphanumeric())
        })
    };
    ENDINGS.into_iter().any(is_short).then_some(())?;
    let mut plain = text.to_owned();
    for ending in ENDINGS {
        plain = plain.replace(ending, &format!("{} century ", &ending[..2]));
    }
    let sides: Vec<String> = plain.split('-').map(part_first).collect();
    Some(sides.join(" - "))
}

/// `18th century (late)` with what is in the brackets first.
fn part_first(side: &str) -> String {
    match side.trim().strip_suffix(')').and_then(|side| side.split_once('(')) {
        Some((century, part)) => format!("{} {}", part.trim(), century.trim()),
        None => side.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// `A.D. 1st century`: the era before a century.
fn era_first(text: &str) -> Option<String> {
    let rest = ["A.D. ", "AD ", "C.E. ", "CE "].iter().find_map(|era| text.strip_prefix(era))?;
    let has_century = scan::scan(rest).iter().any(|item| item.term() == Some(Term::Century));
    has_century.then(|| format!("{rest} AD"))
}

/// `1800-talets mitt`, `1700-talets första hälft`: a part of a hundred years, after them.
pub(super) fn swedish_century(text: &str) -> Option<String> {
    const PARTS: [(&str, &str); 9] = [
        ("b\u{f6}rjan", "early"),
        ("mitt", "mid"),
        ("slut", "late"),
        ("f\u{f6}rsta h\u{e4}lft", "first half of the"),
        ("andra h\u{e4}lft", "second half of the"),
        ("f\u{f6}rsta fj\u{e4}rdedel", "first quarter of the"),
        ("andra fj\u{e4}rdedel", "second quarter of the"),
        ("tredje fj\u{e4}rdedel", "third quarter of the"),
        ("sista fj\u{e4}rdedel", "last quarter of the"),
    ];
    let text = text.strip_prefix("fr\u{e5}n ").unwrap_or(text);
    let halves = text
        .strip_prefix("f\u{f6}rsta h\u{e4}lften av ")
        .map(|rest| ("f\u{f6}rsta h\u{e4}lft", rest));
    let halves = halves.or_else(|| text.strip_prefix("senare h\u{e4}lften av ").map(|rest| ("andra h\u{e4}lft", rest)));
    let halves = halves.or_else(|| text.strip_prefix("andra h\u{e4}lften av ").map(|rest| ("andra h\u{e4}lft", rest)));
    let (part, years) = if let Some((part, rest)) = halves {
        (part, rest.strip_suffix("-talet")?)
    } else {
        let (years, part) = text.split_once("-talets ")?;
        (part.trim_end_matches('.'), years)
    };
    let (_, english) = PARTS.iter().find(|(known, _)| *known == part)?;
    let hundreds: u32 = years.strip_suffix("00").filter(|hundreds| hundreds.len() <= 2)?.parse().ok()?;
    Some(format!("{english} {}th century", hundreds + 1))
}

/// `mezi 1890 a 1900`, `mellan 1850 och 1860`, `mellem 1850 og 1860`: the “and” of these languages, after their “between”.
fn between_years(text: &str) -> Option<String> {
    const WORDS: [(&str, &str); 5] = [
        ("mezi ", " a "),
        ("mellan ", " och "),
        ("mellem ", " og "),
        ("mellom ", " og "),
        ("medzi ", " a "),
    ];
    let lower = text.to_lowercase();
    WORDS.iter().find_map(|(between, and)| {
        let (first, last) = lower.strip_prefix(between)?.split_once(and)?;
        Some(format!(
            "between {} and {}",
            without_word_for_year(first),
            without_word_for_year(last)
        ))
    })
}

/// A year without the word for one around it.
fn without_word_for_year(text: &str) -> &str {
    let rest = text.trim();
    let rest = rest.strip_prefix("rokem ").or_else(|| rest.strip_prefix("lety ")).unwrap_or(rest);
    rest.strip_prefix("\u{e5}r ")
        .or_else(|| rest.strip_prefix("\u{e5}ren "))
        .unwrap_or(rest)
}

/// `po 1830`, `po 1945 r.`: after, in Polish and Czech. `lata 1930.`, `h. 1600`, `poč. 20. stol.`: words cut short.
fn cut_words(text: &str) -> Option<String> {
    let (word, rest) = text.split_once(' ')?;
    let bare = rest.trim_end_matches(['.', 'r', ' ']);
    match word {
        "po" if is_year(bare) => Some(format!("after {bare}")),
        "lata" if is_year(bare) && bare.ends_with('0') => Some(format!("{bare}s")),
        "h." | "H." if is_year(bare) => Some(format!("hacia {bare}")),
        "po\u{10d}." | "zač." => Some(format!("za\u{10d}\u{e1}tek {rest}")),
        "kon." => Some(format!("konec {rest}")),
        _ => None,
    }
}

/// Words for parts of a century, and whether they are the first, the second, the third, the fourth, or the last.
const COUNTED: [(&str, &str); 51] = [
    ("1\u{ba}", "first"),
    ("2\u{ba}", "second"),
    ("3\u{ba}", "third"),
    ("4\u{ba}", "fourth"),
    ("1.\u{ba}", "first"),
    ("2.\u{ba}", "second"),
    ("derde", "third"),
    ("eerste", "first"),
    ("tweede", "second"),
    ("vierde", "fourth"),
    ("1.", "first"),
    ("2.", "second"),
    ("3.", "third"),
    ("4.", "fourth"),
    ("1a", "first"),
    ("2a", "second"),
    ("3a", "third"),
    ("primer", "first"),
    ("primera", "first"),
    ("primo", "first"),
    ("prima", "first"),
    ("primeiro", "first"),
    ("primeira", "first"),
    ("1e", "first"),
    ("1\u{aa}", "first"),
    ("1.\u{aa}", "first"),
    ("pierwsza", "first"),
    ("pierwszej", "first"),
    ("prvn\u{ed}", "first"),
    ("segundo", "second"),
    ("segunda", "second"),
    ("secondo", "second"),
    ("seconda", "second"),
    ("2e", "second"),
    ("2\u{aa}", "second"),
    ("2.\u{aa}", "second"),
    ("druga", "second"),
    ("drugiej", "second"),
    ("druh\u{e1}", "second"),
    ("druh\u{e9}", "second"),
    ("tercer", "third"),
    ("terzo", "third"),
    ("3e", "third"),
    ("trzecia", "third"),
    ("cuarto", "fourth"),
    ("quarto", "fourth"),
    ("4e", "fourth"),
    ("\u{fa}ltimo", "last"),
    ("\u{fa}ltima", "last"),
    ("ultimo", "last"),
    ("laatste", "last"),
];

const PARTS: [(&str, &str); 28] = [
    ("m.", "half"),
    ("meitat", "half"),
    ("h\u{e4}lfte", "half"),
    ("drittel", "third"),
    ("mitad", "half"),
    ("met\u{e0}", "half"),
    ("metade", "half"),
    ("helft", "half"),
    ("po\u{142}owa", "half"),
    ("po\u{142}owy", "half"),
    ("po\u{142}.", "half"),
    ("polovina", "half"),
    ("poloviny", "half"),
    ("pol.", "half"),
    ("tercio", "third"),
    ("terzo", "third"),
    ("ter\u{e7}o", "third"),
    ("t\u{159}etina", "third"),
    ("cuarto", "quarter"),
    ("quarto", "quarter"),
    ("quartel", "quarter"),
    ("kwart", "quarter"),
    ("kwartaal", "quarter"),
    ("\u{107}wier\u{107}", "quarter"),
    ("\u{107}w.", "quarter"),
    ("\u{10d}tvrtina", "quarter"),
    ("trimestre", "quarter"),
    ("viertel", "quarter"),
];

/// `druga połowa XIX w.`, `último tercio del siglo XIX`, `1e kwart 20e eeuw`, `metà del XVI secolo`: a part of a century, counted
/// in words; a half that is not counted is its middle.
pub(super) fn part_of_century(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let mut words = lower.split_whitespace();
    let first = words.next()?;
    let counted = COUNTED.iter().find(|(word, _)| *word == first).map(|(_, english)| *english);
    let part = if counted.is_some() { words.next()? } else { first };
    let (_, part) = PARTS.iter().find(|(word, _)| *word == part)?;
    let rest: Vec<&str> = words
        .skip_while(|word| matches!(*word, "del" | "dello" | "della" | "do" | "da" | "de" | "van" | "el" | "het"))
        .collect();
    let items = scan::scan(text);
    let numeral = items.iter().find_map(|item| match item.kind {
        Kind::Roman(number @ 1..=21) => Some(i64::from(number)),
        _ => None,
    });
    // Of an Arabic number the last is that of the century: `1e kwart 20e eeuw`.
    let of_rest = scan::scan(&rest.join(" "));
    let number = numeral.or_else(|| {
        of_rest
            .iter()
            .find_map(|item| item.number().filter(|(_, digits)| *digits <= 2).map(|(n, _)| n))
    })?;
    if !has_century(&items) || of_rest.iter().any(|item| item.number().is_some_and(|(_, digits)| digits > 2)) {
        return None;
    }
    let is_plain = |item: &Item| {
        is_century(item)
            || matches!(
                item.kind,
                Kind::Roman(_) | Kind::Number(..) | Kind::Sign('.') | Kind::Term(Term::Decade)
            )
    };
    let is_ending = |item: &Item| item.is_glued && item.end - item.at <= 2;
    let is_era = |item: &Item| matches!(item.term(), Some(Term::Bce | Term::Ce));
    if !of_rest.iter().all(|item| is_plain(item) || is_ending(item) || is_era(item)) {
        return None;
    }
    let era = if of_rest.iter().any(|item| item.term() == Some(Term::Bce)) {
        " BC"
    } else {
        ""
    };
    match (counted, *part) {
        (None, "half") => Some(format!("mid {number}th century{era}")),
        (None, _) => None,
        (Some(nth), part) => Some(format!("{nth} {part} of the {number}th century{era}")),
    }
}

/// Whether a word for a century is among some items; `s.` is one before a numeral, and otherwise the ending of a decade.
fn has_century(items: &[Item]) -> bool {
    let is_short = |pair: &[Item]| pair[0].term() == Some(Term::Decade) && matches!(pair[1].kind, Kind::Roman(_));
    items.iter().any(is_century) || items.windows(2).any(is_short)
}

pub(super) fn is_century(item: &Item) -> bool {
    matches!(item.term(), Some(Term::Century | Term::CenturyOrAt))
}

/// `1838 ff.`, `1838 et seq.`, `1776 -`: that year and those that follow.
fn and_following(text: &str) -> Option<String> {
    const ENDS: [&str; 8] = [" ff.", " ff", " et seq.", " et seq", "ff.", " sqq.", " -", " \u{2013}"];
    let year = ENDS.iter().find_map(|end| text.strip_suffix(end))?;
    is_year(year).then(|| format!("{year}/.."))
}

/// `1962/10`: a month, where the number is none of a later year: `1962/63` is two years.
fn year_and_month(text: &str) -> Option<String> {
    let (year, month) = text.split_once('/')?;
    let is_month = month.len() == 2 && month.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month));
    let last_digits = year.get(2..).filter(|_| year.len() == 4 && is_year(year))?;
    (is_month && month <= last_digits).then(|| format!("{year}-{month}"))
}

/// `3/IX-1914`, `5/IX 1914`: the month in Roman numerals between two signs.
fn month_in_numerals(text: &str) -> Option<String> {
    let (day, rest) = text.split_once('/')?;
    let (month, year) = rest.split_once(['-', ' ', '/'])?;
    let is_day = (1..=2).contains(&day.len()) && day.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = !month.is_empty() && month.bytes().all(|byte| b"IVX".contains(&byte));
    (is_day && is_month && year.len() == 4 && is_year(year)).then(|| format!("{day}.{month}.{year}"))
}

/// `25/15. octobris 1590`: the day by the Gregorian calendar before that by the Julian one.
fn later_calendar_first(text: &str) -> Option<String> {
    let (first, rest) = text.split_once('/')?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (second, rest) = rest.split_at(digits);
    let (new, old): (u8, u8) = (first.trim().parse().ok()?, second.parse().ok()?);
    let is_apart = new <= 31 && (10..=13).contains(&new.saturating_sub(old));
    // What follows is a month in letters and a year.
    let is_dated = rest.chars().any(char::is_alphabetic) && rest.split(' ').next_back().is_some_and(is_year);
    (is_apart && is_dated).then(|| format!("{old}/{new}{rest}"))
}

/// `24[–5] March [1863]`: an editor supplied that it went on to the next day.
fn supplied_end(text: &str) -> Option<String> {
    let (first, rest) = text.split_once('[')?;
    let (end, rest) = rest.split_once(']')?;
    let end = end.strip_prefix(['\u{2013}', '-'])?;
    let is_number = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(first) || !is_number(end) {
        return None;
    }
    // The ten of the first is that of the last.
    let end = if end.len() < first.len() {
        format!("{}{end}", &first[..1])
    } else {
        end.to_owned()
    };
    Some(format!("{first}\u{2013}{end}{rest}"))
}

/// `25 luglio 1943, ore 17`: an hour without minutes.
fn hour_alone(text: &str) -> Option<String> {
    let (date, clock) = text.rsplit_once(", ")?;
    let (word, hour) = clock.rsplit_once(' ')?;
    let is_hour = hour.parse::<u8>().is_ok_and(|hour| hour < 24) && hour.len() <= 2;
    (is_hour && leads_to_hour(word)).then(|| format!("{date}, {hour} h"))
}

/// `August 13, 1941\u{2014}Forenoon`: a part of the day after a dash, as in datelines of telegrams.
fn part_of_day(text: &str) -> Option<String> {
    let (date, part) = text.split_once('\u{2014}')?;
    let items = scan::scan(part);
    let is_part = matches!(items.as_slice(), [item] if matches!(item.term(), Some(Term::PartOfDay(_) | Term::Noon | Term::Midnight)));
    is_part.then(|| format!("{}, {}", date.trim(), part.trim().to_lowercase()))
}

/// `some time from 1800 to 1849`: at one time of these years, not through all of them.
fn some_time(text: &str) -> Option<String> {
    let rest = ["some time ", "sometime ", "Some time ", "Sometime "]
        .iter()
        .find_map(|word| text.strip_prefix(word))?;
    match rest.strip_prefix("from ").and_then(|rest| rest.split_once(" to ")) {
        Some((first, last)) => Some(format!("between {first} and {last}")),
        None => Some(rest.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_written_in_words() {
        assert_eq!(centuries_in_short("18thC(late)").as_deref(), Some("late 18th century"));
        assert_eq!(
            centuries_in_short("1stC BC-1stC AD").as_deref(),
            Some("1st century BC - 1st century AD")
        );
        assert_eq!(centuries_in_short("4thClass"), None);
        assert_eq!(swedish_century("1800-talets mitt").as_deref(), Some("mid 19th century"));
        assert_eq!(swedish_century("1850-talets mitt"), None, "ten years");
        assert_eq!(year_and_month("1962/10").as_deref(), Some("1962-10"));
        assert_eq!(year_and_month("1908/10"), None, "three years or a month");
        assert_eq!(
            later_calendar_first("25/15. octobris 1590").as_deref(),
            Some("15/25. octobris 1590")
        );
        assert_eq!(later_calendar_first("25/20 October 1590"), None);
        assert_eq!(
            later_calendar_first("-9223372036854775808/10 October 1992"),
            None,
            "a number too far"
        );
        assert_eq!(
            supplied_end("24[\u{2013}5] March [1863]").as_deref(),
            Some("24\u{2013}25 March [1863]")
        );
    }
}
