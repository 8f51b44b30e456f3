//! What is counted from a beginning that the text names: decades of a century, years of other calendars with ours in brackets, the
//! years of Venice, years in Latin words.
//!
//! Each is written anew in words that are read, and only where the text is no date by itself.

use super::inflected::is_year;
use super::kalends::ORDINALS;
use super::scan::{self, Kind};
use super::vocabulary::Term;
use super::wider::{noted, said};
use super::{Hints, Reading};

/// Each rewrites a text of its form in plain words.
pub(super) const FORMS: [fn(&str) -> Option<String>; 5] = [nth_decade, supplied_after_none, latin_year, finnish, two_decades];

/// What keeps a remark.
pub(super) fn read(text: &str, hints: Hints, inner: &dyn Fn(&str, Hints) -> Option<Reading>) -> Option<Reading> {
    by_year_of_venice(text, hints, inner)
        .or_else(|| year_by_another_era(text).and_then(|ours| Some(noted(inner(&ours, hints)?, said(text)))))
        .or_else(|| fascist_era(text, hints, inner))
        .or_else(|| equal_years_of_century(text, hints, inner))
        .or_else(|| fiscal_year(text, hints, inner))
}

/// Words for ten years.
const DECADES: [&str; 11] = [
    "decade",
    "decennio",
    "d\u{e9}cennie",
    "d\u{e9}cada",
    "decennium",
    "jahrzehnt",
    "dekada",
    "dek\u{e1}da",
    "desetilet\u{ed}",
    "десятилетие",
    "dekade",
];

/// Words that count them, from 0.
const NTH: [(&str, i64); 40] = [
    ("first", 0),
    ("second", 1),
    ("third", 2),
    ("fourth", 3),
    ("fifth", 4),
    ("sixth", 5),
    ("seventh", 6),
    ("eighth", 7),
    ("ninth", 8),
    ("tenth", 9),
    ("last", 9),
    ("primo", 0),
    ("secondo", 1),
    ("terzo", 2),
    ("quarto", 3),
    ("quinto", 4),
    ("sesto", 5),
    ("settimo", 6),
    ("ottavo", 7),
    ("nono", 8),
    ("ultimo", 9),
    ("eerste", 0),
    ("tweede", 1),
    ("derde", 2),
    ("vierde", 3),
    ("vijfde", 4),
    ("laatste", 9),
    ("erstes", 0),
    ("zweites", 1),
    ("drittes", 2),
    ("letztes", 9),
    ("primera", 0),
    ("segunda", 1),
    ("tercera", 2),
    ("\u{fa}ltima", 9),
    ("premi\u{e8}re", 0),
    ("deuxi\u{e8}me", 1),
    ("derni\u{e8}re", 9),
    ("primeira", 0),
    ("terceira", 2),
];

/// `first decade of the 17th century`, `secondo decennio del XVI secolo`, `derde decennium 17de eeuw`: from the year with a 0 at its
/// end, as decades are called.
fn nth_decade(text: &str) -> Option<String> {
    const SIGNS: [&str; 6] = ["ec", "ahrz", "ek", "es", "\u{435}\u{441}", "\u{e9}c"];
    if !SIGNS.iter().any(|sign| text.contains(sign)) {
        return None;
    }
    let lower = text.to_lowercase();
    let mut words = lower
        .split_whitespace()
        .skip_while(|word| matches!(*word, "the" | "la" | "il" | "het"));
    let (nth, decade) = (words.next()?, words.next()?);
    let counted = nth.trim_end_matches(['.', '\u{ba}', '\u{aa}']);
    let nth = NTH.iter().find(|(word, _)| *word == nth).map(|(_, nth)| *nth).or_else(|| {
        counted
            .trim_end_matches(char::is_alphabetic)
            .parse::<i64>()
            .ok()
            .filter(|nth| (1..=10).contains(nth))
            .map(|nth| nth - 1)
    })?;
    if !DECADES.contains(&decade) {
        return None;
    }
    let rest: Vec<&str> = words.collect();
    let items = scan::scan(&rest.join(" "));
    let is_century = items.iter().any(|item| item.term() == Some(Term::Century));
    let mut numbers = items.iter().filter_map(|item| match item.kind {
        Kind::Number(number @ 1..=21, 1 | 2) => Some(number),
        Kind::Roman(number @ 1..=21) => Some(i64::from(number)),
        _ => None,
    });
    let (century, other) = (numbers.next()?, numbers.next());
    (is_century && other.is_none()).then(|| format!("{:03}X", (century - 1) * 10 + nth))
}

/// `7136 (1628) г.`, `5650 [1889 or 1890]`, `1257 [1841]`: the year of the world or of the Hegira, and ours in brackets.
fn year_by_another_era(text: &str) -> Option<String> {
    let (other, rest) = text.split_once([' ', '\u{a0}'])?;
    let rest = rest.trim_end_matches("г.").trim();
    let ours = rest
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .or_else(|| rest.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')))?;
    let first = ours.get(..4).filter(|year| is_year(year))?.parse::<i64>().ok()?;
    if !is_year(other) {
        return None;
    }
    let other: i64 = other.parse().ok()?;
    let hegira = other * 97 / 100 + 621;
    let is_same =
        matches!(other - first, 5507..=5509 | 3759..=3761) || (900..=1450).contains(&other) && (hegira - 1..=hegira + 2).contains(&first);
    is_same.then(|| ours.to_owned())
}

/// `s.d. [ma 1887]`, `s.d. [ma post 1630]`: without a date, “but”.
fn supplied_after_none(text: &str) -> Option<String> {
    let rest = ["s.d. [ma ", "s. d. [ma ", "s.a. [ma ", "n.d. [but ", "o.D. [aber "]
        .iter()
        .find_map(|start| text.strip_prefix(start))?;
    let date = rest.strip_suffix(']')?;
    Some(format!("[{}]", date.replace("post ", "after ").replace("ante ", "before ")))
}

/// `anno Domini millesimo quadringentesimo nonagesimo secundo`: 1492.
fn latin_year(text: &str) -> Option<String> {
    const WORDS: [(&str, i64); 26] = [
        ("millesimo", 1000),
        ("centesimo", 100),
        ("ducentesimo", 200),
        ("trecentesimo", 300),
        ("tricentesimo", 300),
        ("quadringentesimo", 400),
        ("quingentesimo", 500),
        ("sexcentesimo", 600),
        ("sescentesimo", 600),
        ("septingentesimo", 700),
        ("octingentesimo", 800),
        ("nongentesimo", 900),
        ("vicesimo", 20),
        ("vigesimo", 20),
        ("tricesimo", 30),
        ("trigesimo", 30),
        ("quadragesimo", 40),
        ("quinquagesimo", 50),
        ("sexagesimo", 60),
        ("septuagesimo", 70),
        ("octogesimo", 80),
        ("octuagesimo", 80),
        ("nonagesimo", 90),
        ("primo", 1),
        ("secundo", 2),
        ("tercio", 3),
    ];
    let lower = text.to_lowercase();
    let mut words = lower
        .split([' ', ',', '.'])
        .filter(|word| {
            !word.is_empty()
                && !matches!(
                    *word,
                    "anno" | "domini" | "a" | "d" | "ab" | "incarnatione" | "incarnationis" | "dominicae"
                )
        })
        .peekable();
    if words.peek() != Some(&"millesimo") {
        return None;
    }
    let mut sum = 0;
    let mut last = i64::MAX;
    for word in words {
        let unit = || {
            ORDINALS
                .iter()
                .find(|(known, _)| *known == word)
                .map(|(_, value)| i64::from(*value))
        };
        let value = WORDS
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, value)| *value)
            .or_else(unit)?;
        // “tertio decimo”: a unit before its ten.
        if value >= last && !(value == 10 && last < 10) {
            return None;
        }
        last = value;
        sum += value;
    }
    (1000..=2100).contains(&sum).then(|| sum.to_string())
}

/// `1700-luku`, `1890-luku`, `1800-luvun alku`: Finnish hundreds and tens of years.
fn finnish(text: &str) -> Option<String> {
    let (years, rest) = text.split_once("-lu")?;
    if !is_year(years) || !years.ends_with('0') {
        return None;
    }
    let part = match rest {
        "ku" | "vulla" | "vulta" => "",
        "vun alku" | "vun alussa" | "vun alkupuoli" => "early ",
        "vun puoliv\u{e4}li" | "vun puoliv\u{e4}liss\u{e4}" | "vun keskivaihe" => "mid ",
        "vun loppu" | "vun lopussa" | "vun loppupuoli" => "late ",
        _ => return None,
    };
    Some(match years.strip_suffix("00") {
        Some(hundreds) => format!("{part}{}th century", hundreds.parse::<i64>().ok()? + 1),
        None => format!("{part}{years}s"),
    })
}

/// `1980- eller 1990-tallet`, `1980- och 1990-talet`.
fn two_decades(text: &str) -> Option<String> {
    let years = text.strip_suffix("-tallet").or_else(|| text.strip_suffix("-talet"))?;
    let (first, joint, last) = [("- eller ", "or"), ("- och ", "and"), ("- og ", "and")]
        .iter()
        .find_map(|(joint, english)| years.split_once(joint).map(|(first, last)| (first, *english, last)))?;
    let is_decade = |year: &str| is_year(year) && year.ends_with('0') && !year.ends_with("00");
    (is_decade(first) && is_decade(last)).then(|| format!("{first}s {joint} {last}s"))
}

/// `13 feb. 1513 more veneto`, `3 Jan. 1620 m.v.`: the years of Venice began on 1 March.
fn by_year_of_venice(text: &str, hints: Hints, inner: &dyn Fn(&str, Hints) -> Option<Reading>) -> Option<Reading> {
    let date = [" more veneto", " more Veneto", " m.v.", " m. v.", " (m.v.)", " (more veneto)"]
        .iter()
        .find_map(|end| text.strip_suffix(end))?;
    let found = inner(date, hints)?;
    let edtf = found.edtf()?;
    let (year, rest) = edtf.split_once('-')?;
    let is_early = rest.starts_with("01") || rest.starts_with("02");
    let reading = if is_early && is_year(year) {
        let moved = format!("{:04}-{rest}", year.parse::<i64>().ok()? + 1);
        Reading {
            notes: found.notes,
            ..Reading::from(crate::dates::Date::parse(&moved).ok()?)
        }
    } else {
        found
    };
    Some(noted(
        reading,
        format!("by the year of Venice, which began on 1 March: {}", date.trim()),
    ))
}

/// `28 ottobre 1922 (I E.F.)`, `1935-XIII`, `15 marzo 1935 - XIII E.F.`: beside our year that of the Fascist era, which has to agree.
fn fascist_era(text: &str, hints: Hints, inner: &dyn Fn(&str, Hints) -> Option<Reading>) -> Option<Reading> {
    let bare = text.trim_end_matches(')').trim_end();
    let date = ["E.F.", "E. F.", "EF", "e.f."]
        .iter()
        .find_map(|era| bare.strip_suffix(era))?
        .trim_end();
    let (date, numeral) = date.rsplit_once([' ', '(', '-'])?;
    let number = match scan::scan(numeral).as_slice() {
        [item] => match item.kind {
            Kind::Roman(number @ 1..=23) => i64::from(number),
            _ => return None,
        },
        _ => return None,
    };
    let date = date.trim_end_matches([' ', '(', '-', ',', '\u{2013}']);
    let found = inner(date, hints)?;
    let year: i64 = found.edtf()?.get(..4)?.parse().ok()?;
    (1921..=1922)
        .contains(&(year - number))
        .then(|| noted(found, format!("it says {}", text.get(date.len()..).unwrap_or_default().trim())))
}

/// `1701=1800 (Siglo XVIII)`: the years of a century, and its name.
fn equal_years_of_century(text: &str, hints: Hints, inner: &dyn Fn(&str, Hints) -> Option<Reading>) -> Option<Reading> {
    let (years, name) = text.strip_suffix(')')?.split_once(" (")?;
    let (first, last) = years.split_once('=')?;
    (is_year(first) && is_year(last) && inner(name, hints).is_some())
        .then(|| inner(&format!("{first}/{last}"), hints).map(|reading| noted(reading, said(name))))?
}

/// `fiscal year 1937`, `FY 1937`: a year that may begin months before ours.
fn fiscal_year(text: &str, hints: Hints, inner: &dyn Fn(&str, Hints) -> Option<Reading>) -> Option<Reading> {
    let lower = text.to_lowercase();
    let year = ["fiscal year ", "fy ", "fy", "financial year ", "haushaltsjahr ", "exercice "]
        .iter()
        .find_map(|word| lower.strip_prefix(word))?;
    is_year(year).then(|| inner(&format!("c. {year}"), hints).map(|reading| noted(reading, said(text))))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decades_and_years_are_counted() {
        for (form, text, expected) in [
            (nth_decade as fn(&str) -> Option<String>, "first decade of the 17th century", "160X"),
            (nth_decade, "secondo decennio del XVI secolo", "151X"),
            (nth_decade, "derde decennium 17de eeuw", "162X"),
            (year_by_another_era, "7136 (1628) \u{433}.", "1628"),
            (year_by_another_era, "5650 [1889 or 1890]", "1889 or 1890"),
            (year_by_another_era, "1257 [1841]", "1841"),
            (latin_year, "anno Domini millesimo quadringentesimo nonagesimo secundo", "1492"),
            (latin_year, "millesimo tercentesimo", ""),
            (finnish, "1800-luvun alku", "early 19th century"),
            (finnish, "1890-luku", "1890s"),
            (two_decades, "1980- eller 1990-tallet", "1980s or 1990s"),
        ] {
            assert_eq!(form(text).unwrap_or_default(), expected, "{text}");
        }
        assert_eq!(year_by_another_era("1502 (1503)"), None, "two years of ours");
    }
}
