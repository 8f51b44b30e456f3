//! Years of the reigns of England's and Great Britain's sovereigns, by which statutes, rolls and deeds are dated: `25 Hen. VIII`,
//! `14 February, 5 Geo. III`. A year of a reign begins with the day of its accession; the reigns are those of Cheney's *Handbook
//! of Dates*. John's years, which began with a feast that moves, and those of two sovereigns at once are not read.

use super::roman::roman;
use super::{Hints, Reading};
use crate::dates::Date;

/// First letters or names of a sovereign, the number, the first day (year, month, day) and the year in which the reign ended.
struct Reign {
    names: &'static [&'static str],
    number: u16,
    first: (i64, u32, u32),
    last: i64,
}

impl Reign {
    /// `Henry VIII`.
    fn in_words(&self) -> String {
        const NUMERALS: [&str; 9] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII"];
        let name = self.names.first().copied().unwrap_or_default();
        let (first, rest) = name.split_at(name.len().min(1));
        let number = NUMERALS.get(usize::from(self.number)).copied().unwrap_or_default();
        format!("{}{rest} {number}", first.to_uppercase()).trim_end().to_owned()
    }
}

const WILLIAM: &[&str] = &["william", "will", "wm", "gul", "willelmi"];
const HENRY: &[&str] = &["henry", "hen", "henrici", "h"];
const RICHARD: &[&str] = &["richard", "ric", "rich", "ricardi"];
const EDWARD: &[&str] = &["edward", "edw", "ed", "edwardi"];
const JAMES: &[&str] = &["james", "jas", "jac", "jacobi"];
const CHARLES: &[&str] = &["charles", "chas", "car", "caroli"];
const GEORGE: &[&str] = &["george", "geo", "georgii"];

const REIGNS: [Reign; 30] = [
    reign(WILLIAM, 1, (1066, 12, 25), 1087),
    reign(WILLIAM, 2, (1087, 9, 26), 1100),
    reign(HENRY, 1, (1100, 8, 5), 1135),
    reign(&["stephen", "steph"], 0, (1135, 12, 26), 1154),
    reign(HENRY, 2, (1154, 12, 19), 1189),
    reign(RICHARD, 1, (1189, 9, 3), 1199),
    reign(HENRY, 3, (1216, 10, 28), 1272),
    reign(EDWARD, 1, (1272, 11, 20), 1307),
    reign(EDWARD, 2, (1307, 7, 8), 1327),
    reign(EDWARD, 3, (1327, 1, 25), 1377),
    reign(RICHARD, 2, (1377, 6, 22), 1399),
    reign(HENRY, 4, (1399, 9, 30), 1413),
    reign(HENRY, 5, (1413, 3, 21), 1422),
    reign(HENRY, 6, (1422, 9, 1), 1461),
    reign(EDWARD, 4, (1461, 3, 4), 1483),
    reign(RICHARD, 3, (1483, 6, 26), 1485),
    reign(HENRY, 7, (1485, 8, 22), 1509),
    reign(HENRY, 8, (1509, 4, 22), 1547),
    reign(EDWARD, 6, (1547, 1, 28), 1553),
    reign(&["elizabeth", "eliz", "elizabethae"], 1, (1558, 11, 17), 1603),
    reign(JAMES, 1, (1603, 3, 24), 1625),
    reign(CHARLES, 1, (1625, 3, 27), 1649),
    reign(CHARLES, 2, (1649, 1, 30), 1685),
    reign(JAMES, 2, (1685, 2, 6), 1688),
    reign(&["anne", "annae"], 0, (1702, 3, 8), 1714),
    reign(GEORGE, 1, (1714, 8, 1), 1727),
    reign(GEORGE, 2, (1727, 6, 11), 1760),
    reign(GEORGE, 3, (1760, 10, 25), 1820),
    reign(GEORGE, 4, (1820, 1, 29), 1830),
    reign(WILLIAM, 4, (1830, 6, 26), 1837),
];

const VICTORIA: Reign = reign(&["victoria", "vict", "vic"], 0, (1837, 6, 20), 1901);

const fn reign(names: &'static [&'static str], number: u16, first: (i64, u32, u32), last: i64) -> Reign {
    Reign {
        names,
        number,
        first,
        last,
    }
}

/// The date of a text that ends with a year of a reign. `inner` reads the day before it.
pub(super) fn read(text: &str, hints: Hints, inner: impl Fn(&str, Hints) -> Option<Reading>) -> Option<Reading> {
    // `13 April 30 Henry III (1246)`: the year in ours beside it has to agree.
    let (text, year_beside) = match text.strip_suffix(')').and_then(|text| text.rsplit_once(" (")) {
        Some((reign, year)) => (reign, Some(year.parse::<i64>().ok()?)),
        None => (text, None),
    };
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split([' ', ',', '.']).filter(|word| !word.is_empty()).collect();
    let (reign, used) = reign_of(&words)?;
    // `temp. Henry VIII`, `reign of Queen Anne`: at some time of it.
    let before_name = words.get(..words.len() - used)?;
    if matches!(
        before_name,
        ["temp" | "tempore"] | [.., "reign", "of"] | [.., "reign", "of", "king" | "queen"]
    ) && !before_name.iter().any(|word| word.starts_with(|char: char| char.is_ascii_digit()))
    {
        let whole = Reading::from(Date::parse(&format!("[{:04}..{:04}]", reign.first.0, reign.last)).ok()?);
        return Some(super::wider::noted(whole, super::wider::said(text)));
    }
    let before = words.get(..words.len() - used)?;
    let filled = |word: &&&str| {
        matches!(
            **word,
            "of" | "the" | "year" | "in" | "king" | "queen" | "reign" | "regni" | "anno" | "a" | "r"
        )
    };
    let before: Vec<&str> = before.iter().rev().skip_while(filled).copied().collect();
    let (nth, day) = before.split_first()?;
    let nth = nth.trim_end_matches(|char: char| char.is_ascii_alphabetic());
    let nth: i64 = nth.parse().ok().filter(|nth| (1..=99).contains(nth))?;
    let day: Vec<&str> = day.iter().skip_while(|word| filled(word)).copied().collect();
    let year = reign.first.0 + nth - 1;
    if year > reign.last || year_beside.is_some_and(|beside| !(year..=year + 1).contains(&beside)) {
        return None;
    }
    let note = format!("year {nth} of {}: {}", reign.in_words(), span_in_words(reign, year));
    let mut reading = if day.is_empty() {
        let (first, last) = span(reign, year);
        Reading::from(Date::parse(&format!("[{first}..{last}]")).ok()?)
    } else {
        let day = day.iter().rev().copied().collect::<Vec<_>>().join(" ");
        [year, year + 1].into_iter().find_map(|year_of_day| {
            let found = inner(&format!("{day} {year_of_day}"), hints)?;
            let edtf = found.edtf()?;
            let (first, last) = span(reign, year);
            let is_within = edtf.len() == 10 && (first.as_str()..=last.as_str()).contains(&edtf.as_str());
            is_within.then_some(found)
        })?
    };
    reading.notes.push(note);
    Some(reading)
}

/// The reign that the last words name, and how many they are.
fn reign_of(words: &[&str]) -> Option<(&'static Reign, usize)> {
    let [.., name, number] = words else { return None };
    let is = |reign: &&Reign, name: &str| reign.names.contains(&name);
    let all = || REIGNS.iter().chain([&VICTORIA]);
    if let Some(counted) = roman(number).or_else(|| number.parse().ok())
        && let Some(reign) = all().find(|reign| is(reign, name) && reign.number == counted)
    {
        return Some((reign, 2));
    }
    // There was one Victoria; before 1952 one Elizabeth.
    all()
        .find(|reign| is(reign, number) && (reign.number == 0 || reign.names.contains(&"eliz")))
        .map(|reign| (reign, 1))
}

/// The first and the last day of a year of a reign, as far as it went on.
fn span(reign: &Reign, year: i64) -> (String, String) {
    let (_, month, day) = reign.first;
    let first = format!("{year:04}-{month:02}-{day:02}");
    let last = match day {
        1 => format!("{:04}-{:02}-31", year + 1, month - 1),
        day => format!("{:04}-{month:02}-{:02}", year + 1, day - 1),
    };
    (first, last)
}

fn span_in_words(reign: &Reign, year: i64) -> String {
    let (first, last) = span(reign, year);
    let words = |edtf: &str| Date::parse(edtf).map_or_else(|_| edtf.to_owned(), |date| date.words());
    format!("{} to {}", words(&first), words(&last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_reigns_begin_with_their_accession() {
        let inner = |text: &str, hints: Hints| super::super::read(text, hints).ok();
        for (text, expected) in [
            ("25 Hen. VIII", "[1533-04-22..1534-04-21]"),
            ("14 February 25 Henry VIII", "1534-02-14"),
            ("1 May, 25 Hen. VIII", "1533-05-01"),
            ("the 5th year of the reign of Queen Elizabeth", "[1562-11-17..1563-11-16]"),
            ("3 Geo. III", "[1762-10-25..1763-10-24]"),
            ("1 Anne", "[1702-03-08..1703-03-07]"),
            ("12 Vict.", "[1848-06-20..1849-06-19]"),
            ("60 Hen. VIII", ""),
            ("14 & 15 Hen. VIII", ""),
            ("1 George", ""),
            ("temp. Henry VIII", "[1509..1547]"),
            ("reign of Queen Anne", "[1702..1714]"),
        ] {
            let found = read(text, Hints::default(), inner).and_then(|reading| reading.edtf());
            assert_eq!(found.unwrap_or_default(), expected, "{text}");
        }
    }
}
