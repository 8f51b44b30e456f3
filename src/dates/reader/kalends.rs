//! Days as Latin letters count them, back from the Kalends, the Nones and the Ides: `XIV Kal. Iun. 1512` is 19 May, `Idibus
//! Martiis 1520` the 15th, `pridie Nonas Octobres 1498` 6 October.
//!
//! Both ends are counted, so the third day before is the day before the eve. Days before the Kalends of January are of the year
//! before by the Roman rule and of the same year for many who wrote so; without more, it is one or the other.

use super::Reading;
use super::roman::roman;
use crate::dates::Date;
use crate::dates::civil::days_in_month;

/// A day of each month from which is counted back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Kalends,
    Nones,
    Ides,
}

const MARKS: [(Mark, &[&str]); 3] = [
    (
        Mark::Kalends,
        &[
            "kal",
            "cal",
            "kl",
            "kalend",
            "calend",
            "kalendas",
            "calendas",
            "kalendis",
            "calendis",
            "kalendarum",
            "calendarum",
        ],
    ),
    (Mark::Nones, &["non", "nonas", "nonis", "nonarum"]),
    (Mark::Ides, &["id", "eid", "idib", "idus", "idibus", "iduum"]),
];

/// How the months begin; what follows is an ending.
const MONTHS: [(u32, &[&str]); 12] = [
    (1, &["ian", "jan"]),
    (2, &["feb", "febr"]),
    (3, &["mart", "mar"]),
    (4, &["apr"]),
    (5, &["mai", "maj", "may"]),
    (6, &["iun", "jun"]),
    (7, &["iul", "jul", "quint"]),
    (8, &["aug", "sext"]),
    (9, &["sept", "septemb"]),
    (10, &["oct", "octob"]),
    (11, &["nov"]),
    (12, &["dec"]),
];

const ENDINGS: [&str; 24] = [
    "embr", "br", "", "as", "ias", "es", "is", "ii", "iis", "i", "ij", "uarias", "uariis", "uarii", "ilis", "iles", "ilibus", "embris",
    "embres", "embribus", "emb", "ob", "obris", "obres",
];

/// Latin ordinals from 3 to 12, in the ablative.
pub(super) const ORDINALS: [(&str, u32); 10] = [
    ("tertio", 3),
    ("quarto", 4),
    ("quinto", 5),
    ("sexto", 6),
    ("septimo", 7),
    ("octavo", 8),
    ("nono", 9),
    ("decimo", 10),
    ("undecimo", 11),
    ("duodecimo", 12),
];

/// Words that say nothing more.
const FILLERS: [&str; 12] = ["die", "a", "d", "ante", "diem", "ad", "anno", "domini", "dni", "an", "ao", "the"];

/// The date of a Latin day; `None` for anything else.
pub(super) fn read(text: &str) -> Option<Reading> {
    let lower = with_joined_numeral(&text.to_lowercase());
    let all = lower.split(|char: char| !char.is_alphanumeric());
    let mut parts = all.filter(|word| !word.is_empty() && !FILLERS.contains(word)).peekable();
    let count = match parts.peek()? {
        word if mark_of(word).is_some() => 1,
        _ => count_of(parts.next()?)?,
    };
    let mark = mark_of(parts.next()?)?;
    let month = month_of(parts.next()?)?;
    let year = year_of(parts.next()?)?;
    if parts.next().is_some() {
        return None;
    }
    let edtf = edtf(year, month, mark, count)?;
    Date::parse(&edtf).ok().map(Reading::from)
}

/// `M D LXIIII` at the end as one numeral.
fn with_joined_numeral(lower: &str) -> String {
    let bare = lower.trim_end_matches(['.', ' ']);
    let is_numeral = |word: &&str| !word.is_empty() && word.trim_end_matches('.').chars().all(|char| "mdclxvij".contains(char));
    let numerals: Vec<&str> = bare.split(' ').rev().take_while(is_numeral).collect();
    let starts_year = numerals.last().is_some_and(|first| first.starts_with('m'));
    if numerals.len() < 2 || !starts_year {
        return lower.to_owned();
    }
    let length: usize = numerals.iter().map(|word| word.len() + 1).sum::<usize>() - 1;
    let joined: String = numerals.iter().rev().map(|word| word.trim_end_matches('.')).collect();
    // Printers add where others subtract.
    let joined = joined
        .replace("viiii", "ix")
        .replace("iiii", "iv")
        .replace("xxxx", "xl")
        .replace("lxl", "xc");
    format!("{}{joined}", bare.get(..bare.len() - length).unwrap_or_default())
}

/// Whether a text may have the Kalends in it.
pub(super) fn may_be(text: &str) -> bool {
    text.contains("Cal") || text.contains("cal")
}

/// Whether a year may be written in letters.
pub(super) fn has_letters_for_year(text: &str) -> bool {
    let mut all = text.split(|char: char| !char.is_alphabetic());
    all.any(|word| word.len() >= 4 && roman(word).is_some_and(|year| year >= 1_000))
}

fn mark_of(word: &str) -> Option<Mark> {
    MARKS.iter().find(|(_, names)| names.contains(&word)).map(|(mark, _)| *mark)
}

fn month_of(word: &str) -> Option<u32> {
    let is = |stem: &&str| word.strip_prefix(*stem).is_some_and(|rest| ENDINGS.contains(&rest));
    MONTHS.iter().find(|(_, stems)| stems.iter().any(is)).map(|(month, _)| *month)
}

/// How many days back, both ends counted: in figures, in letters however they are added up (`XIIII`, `viij`), or in words.
fn count_of(word: &str) -> Option<u32> {
    let known = || ORDINALS.iter().find(|(name, _)| *name == word).map(|(_, count)| *count);
    let ordinal = if matches!(word, "pridie" | "prid") { Some(2) } else { known() };
    let letters = word.replace('j', "i").replace("viiii", "ix").replace("iiii", "iv");
    ordinal
        .or_else(|| word.parse().ok())
        .or_else(|| roman(&letters).map(u32::from))
        .filter(|count| *count >= 2)
}

fn year_of(word: &str) -> Option<i64> {
    let is_year = (3..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    if is_year {
        word.parse().ok()
    } else {
        roman(word).filter(|year| *year >= 1_000).map(i64::from)
    }
}

fn edtf(year: i64, month: u32, mark: Mark, count: u32) -> Option<String> {
    let is_late = matches!(month, 3 | 5 | 7 | 10);
    let from = match mark {
        Mark::Nones if is_late => 7,
        Mark::Nones => 5,
        Mark::Ides if is_late => 15,
        Mark::Ides => 13,
        Mark::Kalends if count == 1 => 1,
        Mark::Kalends => return before_kalends(year, month, count),
    };
    let farthest = match mark {
        Mark::Ides => 8,
        Mark::Nones | Mark::Kalends => from - 1,
    };
    let day = (count <= farthest || count == 1).then(|| from + 1 - count)?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// A day counted back from the first of a month, which is of the month before.
fn before_kalends(year: i64, month: u32, count: u32) -> Option<String> {
    let before = if month == 1 { 12 } else { month - 1 };
    let last = days_in_month(year, before);
    // In leap years the sixth day before the Kalends of March is there twice.
    let last = if before == 2 && last == 29 && count > 6 { 28 } else { last };
    let day = (count <= 19).then(|| last + 2 - count)?;
    if month == 1 {
        return Some(format!("[{:04}-12-{day:02},{year:04}-12-{day:02}]", year - 1));
    }
    Some(format!("{year:04}-{before:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_days_are_counted_back_with_both_ends() {
        for (text, expected) in [
            ("XIV Kal. Iun. 1512", "1512-05-19"),
            ("XIIII. Calendas Iunias. M.D.XII", ""),
            ("XIIII Calendas Iunias MDXII", "1512-05-19"),
            ("a.d. III Non. Oct. 1498", "1498-10-05"),
            ("pridie Nonas Octobres anno 1498", "1498-10-06"),
            ("Idibus Martiis 1520", "1520-03-15"),
            ("viij Idus Aprilis 1520", "1520-04-06"),
            ("12 Cal. Septembris 1524", "1524-08-21"),
            ("Cal. Sept. 1516", "1516-09-01"),
            ("6. Calend. Decemb. 1519", "1519-11-26"),
            ("cal. 12 Sept. 1516", ""),
            ("Nonis Februarii 1531", "1531-02-05"),
            ("Kal. Ian. 1500", "1500-01-01"),
            ("VI Kal. Mart. 1512", "1512-02-25"),
            ("VII Kal. Mart. 1512", "1512-02-23"),
            ("prid. Kal. Ianuarias 1500", "[1499-12-31,1500-12-31]"),
            ("IX Id. Mart. 1520", ""),
            ("XX Kal. Mart. 1520", ""),
            ("Non. 1520", ""),
            ("id 12 1520", ""),
        ] {
            let found = read(text).and_then(|reading| reading.edtf()).unwrap_or_default();
            assert_eq!(found, expected, "{text}");
        }
    }
}
