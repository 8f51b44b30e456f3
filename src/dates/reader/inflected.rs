//! Dates in the case, or after the preposition, that running text gives them, and with what catalogs set around them: `w 1 poł.
//! XIX w.`, `1924'te`, `2015 és 2022 között`, `Datazione: 1452-1453;`, `20 janvier 1404 (1405 nouveau style)`.
//!
//! Each is written anew in words that are read, and only where the text is no date by itself.

use super::scan::{self, Kind};
use super::wider::without_start;

/// Each rewrites a text of its form in plain words.
pub(super) const FORMS: [fn(&str) -> Option<String>; 17] = [
    small_numerals,
    romanian_ordinal,
    elided,
    joined_by_i,
    of_an_issue,
    years_of_three_digits,
    latin_parts,
    labeled,
    after_preposition,
    turkish,
    hungarian,
    by_two_eras,
    new_style,
    century_and_years,
    czech_century,
    danish_about,
    without_full_stop,
];

/// Whether a text is a year in four figures.
pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `Datazione: 1452-1453;`: a word that says that it is a date.
fn labeled(text: &str) -> Option<String> {
    const LABELS: [&str; 13] = [
        "Datazione:",
        "Date:",
        "Dated:",
        "Datum:",
        "Datierung:",
        "Entstehung:",
        "Fecha:",
        "Data:",
        "Created:",
        "Дата:",
        "Datace:",
        "Dátum:",
        "Datering:",
    ];
    let label = LABELS.iter().find(|label| text.starts_with(*label))?;
    Some(text.get(label.len()..)?.trim().trim_end_matches([';', '.']).to_owned())
}

/// `w 1 poł. XIX w.`, `em meados do século XVI`, `i 1852`, `у 1873 році`.
fn after_preposition(text: &str) -> Option<String> {
    const WORDS: [&str; 25] = [
        "we", "w", "ze", "z", "ve", "v", "i", "em", "en", "no", "nel", "il", "el", "els", "în", "fi", "у", "во", "в", "στις", "στα", "στο",
        "az", "a", "den",
    ];
    let (word, rest) = text.split_once([' ', '\u{a0}'])?;
    // “V Praze” is a place.
    let lower = word.to_lowercase();
    if WORDS.contains(&word) || WORDS.contains(&lower.as_str()) && rest.starts_with(|char: char| char.is_ascii_digit()) {
        return Some(rest.trim().to_owned());
    }
    let (_, rest) = without_start(text, &["a l'", "a l\u{2019}", "l'", "l\u{2019}", "nell'", "nell\u{2019}"])?;
    Some(rest.to_owned())
}

/// `1924'te`, `1837 yılında`, `hicri 833`.
fn turkish(text: &str) -> Option<String> {
    const ENDINGS: [&str; 18] = [
        "'te",
        "'ta",
        "'de",
        "'da",
        "\u{2019}te",
        "\u{2019}ta",
        "\u{2019}de",
        "\u{2019}da",
        "'te.",
        " yılında",
        " yılı",
        " yılları",
        " yıllarında",
        " senesinde",
        " senesi",
        " civarı",
        " dolayları",
        " sonrası",
    ];
    let ending = ENDINGS.iter().find(|ending| text.ends_with(*ending))?;
    let date = text.strip_suffix(ending)?;
    let last = date.rsplit([' ', '-', '/']).next().unwrap_or(date);
    if !is_year(last) {
        return None;
    }
    Some(match *ending {
        " civarı" | " dolayları" => format!("c. {date}"),
        " sonrası" => format!("after {date}"),
        _ => date.to_owned(),
    })
}

/// `2022 előtt`, `2015 és 2022 között`, `1848-ban`, `2010-es években`: what it says of a date follows it.
fn hungarian(text: &str) -> Option<String> {
    for ending in ["-ban", "-ben", "-b\u{f3}l", "-b\u{151}l", "-i", ". \u{e9}v", ". \u{e9}vben"] {
        if let Some(year) = text.strip_suffix(ending).filter(|year| is_year(year)) {
            return Some(year.to_owned());
        }
    }
    for ending in [
        "-es \u{e9}vek",
        "-as \u{e9}vek",
        "-es \u{e9}vekben",
        "-as \u{e9}vekben",
        "-es \u{e9}vekb\u{151}l",
    ] {
        if let Some(decade) = text.strip_suffix(ending).filter(|year| is_year(year)) {
            return Some(format!("{decade}s"));
        }
    }
    for between in [" k\u{f6}z\u{f6}tt", " k\u{f6}z\u{f6}tti", " k\u{f6}z\u{f6}ttr\u{151}l"] {
        let years = text.strip_suffix(between);
        if let Some((first, last)) = years.and_then(|years| years.split_once(" \u{e9}s ").or_else(|| years.split_once('-'))) {
            return Some(format!("between {first} and {last}"));
        }
    }
    if let Some(date) = text.strip_suffix(" el\u{151}tt").or_else(|| text.strip_suffix(" el\u{151}tti")) {
        return Some(format!("before {date}"));
    }
    let after = text.strip_suffix(" ut\u{e1}n").or_else(|| text.strip_suffix(" ut\u{e1}ni"));
    after.map(|date| format!("after {date}"))
}

/// `h. 1265/m. 1849`, `1265 H. / 1849 M.`: the year of the Hegira and the same of the common era.
fn by_two_eras(text: &str) -> Option<String> {
    let (islamic, ours) = text.split_once('/')?;
    let islamic = islamic.trim().to_lowercase();
    let ours = ours.trim().to_lowercase();
    let number = |side: &str, signs: [&str; 3]| {
        let digits: String = side.chars().filter(char::is_ascii_digit).collect();
        let rest: String = side.chars().filter(|char| char.is_alphabetic()).collect();
        (signs.contains(&rest.as_str()) && is_year(&digits)).then(|| digits.parse::<i64>().ok())?
    };
    let (hegira, year) = (number(&islamic, ["h", "ah", "hicri"])?, number(&ours, ["m", "ad", "ce"])?);
    // A year of the Hegira begins in one of two of ours.
    let start = hegira * 97 / 100 + 621;
    (start..=start + 2).contains(&year).then(|| format!("{year}"))
}

/// `20 janvier 1404 (1405 nouveau style)`, `12 Feb. 1640 (1641 n.s.)`: the year began later than ours, and is given by both reckonings.
fn new_style(text: &str) -> Option<String> {
    let (date, style) = text.strip_suffix(')').or_else(|| text.strip_suffix(']'))?.rsplit_once(['(', '['])?;
    let (day, old) = date.trim_end().rsplit_once(' ')?;
    let (new, words) = style.split_once([' ', ','])?;
    let letters: String = words.chars().filter(|char| char.is_alphabetic()).collect();
    let is_new = matches!(
        letters.to_lowercase().as_str(),
        "nouveaustyle" | "nst" | "ns" | "newstyle" | "neuenstils" | "nuovostile"
    );
    let follows = is_year(old) && is_year(new) && old.parse::<i64>().ok()? + 1 == new.parse::<i64>().ok()?;
    (is_new && follows).then(|| format!("{day} {new}"))
}

/// `XVI (1571-1574)`: a century, and when in it.
fn century_and_years(text: &str) -> Option<String> {
    let (century, years) = text.split_once(" (")?;
    let is_numeral = matches!(scan::scan(century).as_slice(), [item] if matches!(item.kind, Kind::Roman(1..=21)));
    (is_numeral && years.ends_with(')')).then(|| format!("s. {century} ({years}"))
}

/// `1. pol. 3.st.`, `12.-13.st.`: the word for a century cut short, where an English ordinal has its letters without a point.
fn czech_century(text: &str) -> Option<String> {
    let short = [".st.", ". st.", ".st", ". st"].into_iter().find(|short| text.contains(short))?;
    let plain = text.replace(short, ". stolet\u{ed}");
    let plain = plain.replace(".-", ". - ").replace(".pol", ". pol");
    Some(plain.trim_end_matches('.').to_owned())
}

/// `o. 1065`: about, in Danish.
fn danish_about(text: &str) -> Option<String> {
    let year = text.strip_prefix("o. ").or_else(|| text.strip_prefix("ca.o. "))?;
    is_year(year).then(|| format!("c. {year}"))
}

/// `1834-1838.`: the point of a sentence.
fn without_full_stop(text: &str) -> Option<String> {
    let bare = text.strip_suffix(['.', ';'])?;
    bare.ends_with(|char: char| char.is_ascii_digit() || char == ')')
        .then(|| bare.to_owned())
}

/// `secolul al XIX-lea`: a century in Romanian.
fn romanian_ordinal(text: &str) -> Option<String> {
    text.contains("-lea").then(|| text.replace("-lea", "").replace(" al ", " "))
}

/// `l’1 d’agost de 1468`, `22 del mes de mars del any 1716`: small words that Catalan runs into the next, or puts between.
fn elided(text: &str) -> Option<String> {
    let plain = text
        .replace('\u{2019}', "'")
        .replace(" d'", " ")
        .replace(" a l'", " a ")
        .replace(" del mes de ", " ")
        .replace("els dies ", "");
    let plain = plain.strip_prefix("l'").unwrap_or(&plain);
    (plain != text).then(|| plain.to_owned())
}

/// `1553 i 1541`: and, in Polish and Catalan, where it is no numeral.
fn joined_by_i(text: &str) -> Option<String> {
    text.contains(" i ").then(|| text.replace(" i ", " & "))
}

/// `1885, No 30, 27 июля`: an issue of a newspaper, and its day.
fn of_an_issue(text: &str) -> Option<String> {
    let (year, rest) = text.split_once(", ")?;
    let (issue, day) = rest.split_once(", ")?;
    let number = ["No ", "No. ", "№ ", "№", "Nr. "]
        .iter()
        .find_map(|word| issue.strip_prefix(word))?;
    (is_year(year) && number.bytes().all(|byte| byte.is_ascii_digit())).then(|| format!("{day} {year}"))
}

/// `(862-1521)`: in brackets, years below a thousand are no other numbers.
fn years_of_three_digits(text: &str) -> Option<String> {
    let (first, last) = text.strip_prefix('(')?.strip_suffix(')')?.split_once(['-', '\u{2013}'])?;
    let is_number = |text: &str| (3..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let rises = first.parse::<u16>().ok()? < last.parse::<u16>().ok()?;
    (is_number(first) && is_number(last) && first.len() == 3 && rises).then(|| format!("{first:0>4}/{last:0>4}"))
}

/// `saec. XIII ex./XIV in.`: late in the one to early in the other.
fn latin_parts(text: &str) -> Option<String> {
    let (first, last) = text.split_once(['/', '-', '\u{2013}'])?;
    let side = |side: &str| {
        let (number, part) = side.trim().rsplit_once(' ')?;
        let part = match part {
            "ex." => "late",
            "in." => "early",
            "med." => "mid",
            _ => return None,
        };
        let numeral = number.rsplit([' ', '.']).next()?;
        let number = match scan::scan(numeral).as_slice() {
            [item] => match item.kind {
                Kind::Roman(number @ 1..=21) => number,
                _ => return None,
            },
            _ => return None,
        };
        Some(format!("{part} {number}th century"))
    };
    let is_century = ["saec.", "s.", "sec.", "sæc."].iter().any(|word| text.starts_with(word));
    is_century.then(|| Some(format!("{} - {}", side(first)?, side(last)?)))?
}

/// `siglos xiv-xv`: small letters, where the words for centuries precede their numerals.
fn small_numerals(text: &str) -> Option<String> {
    let (word, numerals) = text.split_once(' ')?;
    let is_word = matches!(
        word,
        "siglo" | "siglos" | "segle" | "segles" | "secolo" | "secoli" | "s\u{e9}culo" | "s\u{e9}culos"
    );
    let are_numerals = numerals.chars().all(|char| matches!(char, 'i' | 'v' | 'x' | '-' | '\u{2013}'));
    (is_word && are_numerals).then(|| format!("{word} {}", numerals.to_uppercase()))
}
