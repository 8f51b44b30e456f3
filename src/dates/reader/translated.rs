//! Forms of single languages that are put into the order and the words of another: Greek and Arabic centuries, eras of Chinese
//! emperors, Hungarian and Turkish eras before the number.
//!
//! Each is written anew in words that are read, and only where the text is no date by itself.

use super::inflected::is_year;
use super::scan::{self, Kind};
use super::vocabulary::Term;
use super::wider::{noted, said, without_start};
use super::{Hints, Reading};
use crate::dates::Date;

/// Each rewrites a text of its form in plain words.
pub(super) const FORMS: [fn(&str) -> Option<String>; 5] = [greek, arabic, era_before_century, era_of_both, hungarian_centuries];

/// What keeps a remark: `乾隆五十五年`, and the same day by two calendars.
pub(super) fn read(text: &str, hints: Hints, inner: &dyn Fn(&str, Hints) -> Option<Reading>) -> Option<Reading> {
    chinese_reign(text).or_else(|| Some(noted(inner(&by_other_calendar_too(text)?, hints)?, said(text))))
}

/// Greek words, and what they are in English.
const GREEK: [(&str, &str); 37] = [
    ("\u{3b1}\u{27}", "first"),
    ("\u{3b2}\u{27}", "second"),
    ("\u{3b3}\u{27}", "third"),
    ("\u{3b4}\u{27}", "fourth"),
    ("πρώτο", "first"),
    ("δεύτερο", "second"),
    ("τελευταίο", "last"),
    ("μισό", "half of the"),
    ("τρίτο", "third of the"),
    ("τέταρτο", "quarter of the"),
    ("του", ""),
    ("ο", ""),
    ("περίπου", "c."),
    ("αρχές", "early"),
    ("μέσα", "mid"),
    ("τέλη", "late"),
    ("τέλος", "late"),
    ("αιώνας", "century"),
    ("αιώνα", "century"),
    ("αιώνες", "century"),
    ("αιώνων", "century"),
    ("αι.", "century"),
    ("αι", "century"),
    ("χιλιετία", "millennium"),
    ("χιλιετίας", "millennium"),
    ("π.χ.", "BC"),
    ("π.χ", "BC"),
    ("μ.χ.", "AD"),
    ("μ.χ", "AD"),
    ("πριν", "before"),
    ("μετά", "after"),
    ("έως", "-"),
    ("ως", "-"),
    ("-", "-"),
    ("\u{2013}", "-"),
    ("και", "and"),
    ("ή", "or"),
];

/// Greek words that count decades, from 0.
const GREEK_DECADES: [(&str, i64); 10] = [
    ("πρώτη", 0),
    ("δεύτερη", 1),
    ("τρίτη", 2),
    ("τέταρτη", 3),
    ("πέμπτη", 4),
    ("έκτη", 5),
    ("έβδομη", 6),
    ("όγδοη", 7),
    ("ένατη", 8),
    ("δέκατη", 9),
];

/// `γ' τέταρτο 1ου αιώνα`, `7ος αιώνας - 5ος αιώνας π.Χ.`, `3η–1η χιλιετία π.Χ.`, `έβδομη δεκαετία του 20ου αιώνα`.
fn greek(text: &str) -> Option<String> {
    if !text.contains('\u{3b1}') && !text.contains('χ') && !text.contains('Χ') {
        return None;
    }
    let lower = text
        .to_lowercase()
        .replace(['\u{2019}', '\u{384}', '\u{374}', '\u{b4}', '\u{2bc}', '\u{2b9}'], "'");
    let lower = lower.replace('\u{2013}', "-");
    let ordinal = |word: &str| {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let ending = word.get(digits..)?;
        matches!(
            ending,
            "ος" | "ου" | "ο" | "ό" | "ού" | "ός" | "η" | "ης" | "ή" | "ής" | "ον" | "ων" | "οι"
        )
        .then(|| word.get(..digits)?.parse::<i64>().ok().filter(|number| (1..=99).contains(number)))?
    };
    let words: Vec<&str> = lower.split_whitespace().collect();
    if let [decade, "δεκαετία" | "δεκαετίας", "του", century, "αιώνα"] = words.as_slice() {
        let (_, tens) = GREEK_DECADES.iter().find(|(word, _)| word == decade)?;
        let century = ordinal(century).filter(|century| (1..=21).contains(century))?;
        return Some(format!("{:03}X", (century - 1) * 10 + tens));
    }
    // `5ος-6ος αιώνας`
    let spaced = words
        .iter()
        .map(|word| match word.split_once('-') {
            Some((first, last)) if ordinal(first).is_some() && ordinal(last).is_some() => format!("{first} - {last}"),
            _ => (*word).to_owned(),
        })
        .collect::<Vec<_>>()
        .join(" ");
    let mut is_greek = false;
    let mut out: Vec<String> = Vec::new();
    for word in spaced.split_whitespace() {
        if let Some(number) = ordinal(word) {
            is_greek = true;
            out.push(format!("{number}th"));
            continue;
        }
        // What counts comes first: `τρίτο τέταρτο`.
        if out.is_empty() && matches!(word, "τρίτο" | "τέταρτο") {
            out.push(if word == "τρίτο" { "third" } else { "fourth" }.to_owned());
            continue;
        }
        let (_, english) = GREEK.iter().find(|(greek, _)| *greek == word)?;
        if !english.is_empty() {
            out.push((*english).to_owned());
        }
    }
    // `7th - 5th millennium BC`: each side with the words of the other.
    let plain = out.join(" ");
    is_greek.then(|| era_of_both(&plain).unwrap_or(plain))
}

/// Arabic words that count centuries.
const ARABIC_ORDINALS: [(&str, i64); 21] = [
    ("الأول", 1),
    ("الثاني", 2),
    ("الثالث", 3),
    ("الرابع", 4),
    ("الخامس", 5),
    ("السادس", 6),
    ("السابع", 7),
    ("الثامن", 8),
    ("التاسع", 9),
    ("العاشر", 10),
    ("الحادي عشر", 11),
    ("الثاني عشر", 12),
    ("الثالث عشر", 13),
    ("الرابع عشر", 14),
    ("الخامس عشر", 15),
    ("السادس عشر", 16),
    ("السابع عشر", 17),
    ("الثامن عشر", 18),
    ("التاسع عشر", 19),
    ("العشرين", 20),
    ("الحادي والعشرين", 21),
];

/// Arabic words for parts of a century.
const ARABIC_PARTS: [(&str, &str); 9] = [
    ("أوائل", "early"),
    ("بداية", "early"),
    ("بدايات", "early"),
    ("منتصف", "mid"),
    ("أواسط", "mid"),
    ("أواخر", "late"),
    ("نهاية", "late"),
    ("النصف الأول من", "first half of the"),
    ("النصف الثاني من", "second half of the"),
];

/// `القرن التاسع عشر`, `أواخر القرن التاسع عشر`, `القرن 19 م`, `عام 1860 م`, `23 يوليو 2019م`.
fn arabic(text: &str) -> Option<String> {
    if !text.chars().any(|char| matches!(char, '\u{621}'..='\u{64a}')) {
        return None;
    }
    let text = text.trim_end_matches('.');
    // The letter for the year of Christ.
    let common = text.strip_suffix(" م").or_else(|| {
        text.strip_suffix('م')
            .filter(|rest| rest.ends_with(|char: char| char.is_ascii_digit()))
    });
    if let Some(date) = common {
        let date = without_start(date, &["عام", "سنة", "في عام"]).map_or(date, |(_, rest)| rest.trim());
        return Some(date.trim().to_owned());
    }
    if let Some((_, year)) = without_start(text, &["عام", "سنة", "في عام", "في سنة"]) {
        return is_year(year.trim()).then(|| year.trim().to_owned());
    }
    if let Some((_, year)) = without_start(text, &["حوالي", "نحو"]) {
        return Some(format!("c. {}", year.trim()));
    }
    let (part, rest) = ARABIC_PARTS
        .iter()
        .find_map(|(word, english)| Some((*english, text.strip_prefix(word)?.trim())))
        .unwrap_or(("", text));
    let century = rest.strip_prefix("القرن ")?.trim();
    let number = ARABIC_ORDINALS
        .iter()
        .find(|(word, _)| *word == century)
        .map(|(_, number)| *number)
        .or_else(|| century.parse().ok().filter(|number| (1..=21).contains(number)))?;
    Some(format!("{part} {number}th century").trim().to_owned())
}

/// Names of reigns from 1368 on, their first year, and how many they had.
const CHINESE_REIGNS: [(&str, i64, i64); 31] = [
    ("洪武", 1368, 31),
    ("建文", 1399, 4),
    ("永樂", 1403, 22),
    ("永乐", 1403, 22),
    ("宣德", 1426, 10),
    ("正統", 1436, 14),
    ("景泰", 1450, 8),
    ("成化", 1465, 23),
    ("弘治", 1488, 18),
    ("正德", 1506, 16),
    ("嘉靖", 1522, 45),
    ("隆慶", 1567, 6),
    ("萬曆", 1573, 48),
    ("万历", 1573, 48),
    ("崇禎", 1628, 17),
    ("崇祯", 1628, 17),
    ("顺治", 1644, 18),
    ("嘉庆", 1796, 25),
    ("咸丰", 1851, 11),
    ("光绪", 1875, 34),
    ("正统", 1436, 14),
    ("隆庆", 1567, 6),
    ("順治", 1644, 18),
    ("康熙", 1662, 61),
    ("雍正", 1723, 13),
    ("乾隆", 1736, 60),
    ("嘉慶", 1796, 25),
    ("道光", 1821, 30),
    ("咸豐", 1851, 11),
    ("同治", 1862, 13),
    ("光緒", 1875, 34),
];

/// `乾隆五十五年`, `清乾隆57年`, `康熙六十一年`: years of Chinese emperors from 1368 on. They began with the moon, a month or so after ours.
fn chinese_reign(text: &str) -> Option<Reading> {
    let bare = text.trim_start_matches(['清', '明', '大']);
    let (_, start, length, rest) = CHINESE_REIGNS
        .iter()
        .find_map(|(name, start, length)| Some((name, start, length, bare.strip_prefix(name)?)))?;
    let number = rest.strip_suffix('年')?;
    let number = chinese_number(number).filter(|number| (1..=*length).contains(number))?;
    let year = start + number - 1;
    let reading = Reading::from(Date::parse(&format!("[{year}-01-22..{}-02-20]", year + 1)).ok()?);
    Some(noted(reading, format!("by another calendar: {text}")))
}

/// A number below a hundred in Chinese characters or in figures; 元 is the first.
fn chinese_number(text: &str) -> Option<i64> {
    const DIGITS: &str = "一二三四五六七八九";
    if let Ok(number) = text.parse() {
        return Some(number);
    }

    let digit = |text: &str| match text {
        "" => Some(None),
        "元" => Some(Some(1)),
        one => DIGITS
            .chars()
            .position(|char| one.chars().eq([char]))
            .map(|at| i64::try_from(at + 1).ok()),
    };
    match text.split_once('十') {
        Some((tens, ones)) => Some(digit(tens)?.unwrap_or(1) * 10 + digit(ones)?.unwrap_or(0)),
        None => digit(text)?,
    }
}

/// `MÖ 4. yüzyıl sonu`, `M.Ö. 109-91`, `Kr. e. 4. század vége`, `i. e. 4. század`, `до н.э. 4 век`: the era first.
fn era_before_century(text: &str) -> Option<String> {
    const ERAS: [(&str, &str); 14] = [
        ("M.Ö.", "BC"),
        ("MÖ", "BC"),
        ("M.S.", "AD"),
        ("MS", "AD"),
        ("Kr. e.", "BC"),
        ("Kr.e.", "BC"),
        ("Kr. u.", "AD"),
        ("Kr.u.", "AD"),
        ("i. e.", "BC"),
        ("i.e.", "BC"),
        ("i. sz.", "AD"),
        ("i.sz.", "AD"),
        ("a.C.", "BC"),
        ("př. n. l.", "BC"),
    ];
    let (era, rest) = ERAS
        .iter()
        .find_map(|(word, era)| Some((era, text.strip_prefix(word)?.trim_start())))?;
    rest.starts_with(|char: char| char.is_ascii_digit() || matches!(char, 'I' | 'V' | 'X'))
        .then_some(())?;
    // `4th century, late`, as Hungarian and Turkish order it, is put right where it is read.
    let century = super::catalogs::century_first(rest).unwrap_or_else(|| rest.to_owned());
    Some(format!("{century} {era}"))
}

/// `7th century - 5th century BC`, `3rd–1st millennium BC`: the era of the second is that of both, and so is the word for a
/// thousand years.
fn era_of_both(text: &str) -> Option<String> {
    let (date, era) = [
        " BC",
        " BCE",
        " B.C.",
        " av. J.-C.",
        " v. Chr.",
        " a.C.",
        " a. C.",
        " до н.э.",
        " до н. э.",
        " π.Χ.",
    ]
    .iter()
    .find_map(|era| Some((text.strip_suffix(era)?, *era)))?;
    let (first, last) = date.split_once(" - ").or_else(|| date.split_once(['-', '\u{2013}']))?;
    let (first, last) = (first.trim(), last.trim());
    let is_counted = |side: &str| side.starts_with(|char: char| char.is_ascii_digit());
    let word = |side: &str| {
        scan::scan(side)
            .iter()
            .find(|item| matches!(item.term(), Some(Term::Century | Term::Millennium)))
            .and_then(|item| side.get(item.at..item.end).map(str::to_owned))
    };
    let of_last = word(last)?;
    let first = if word(first).is_some() {
        first.to_owned()
    } else {
        format!("{first} {of_last}")
    };
    (is_counted(&first) && is_counted(last)).then(|| format!("{first}{era} - {last}{era}"))
}

/// `19-20. sz.`, `XVII-XIX.század`, `20.sz.2.f.`, `16-17. század első fele`: Hungarian centuries cut short.
fn hungarian_centuries(text: &str) -> Option<String> {
    let (numbers, rest) = ["század", "sz."].iter().find_map(|word| {
        let (numbers, rest) = text.split_once(word)?;
        Some((numbers.trim().trim_end_matches('.').trim(), rest.trim()))
    })?;
    let number = |side: &str| match scan::scan(side.trim().trim_end_matches('.')).as_slice() {
        [item] => match item.kind {
            Kind::Roman(number @ 1..=21) => Some(i64::from(number)),
            Kind::Number(number @ 1..=21, 1 | 2) => Some(number),
            _ => None,
        },
        _ => None,
    };
    let part = |part: &str| match part {
        "" => Some(""),
        "1.f." | "els\u{151} fele" | "I. fele" | "1. fele" => Some("first half of the"),
        "2.f." | "m\u{e1}sodik fele" | "II. fele" | "2. fele" => Some("second half of the"),
        "eleje" | "e." => Some("early"),
        "k\u{f6}zepe" | "k." => Some("mid"),
        "v\u{e9}ge" | "v." => Some("late"),
        "v\u{e9}g\u{e9}ig" => Some("until"),
        _ => None,
    };
    if let Some((first, last)) = numbers.split_once(['-', '\u{2013}']) {
        let (first, last) = (number(first)?, number(last)?);
        let part = part(rest)?;
        return (first < last && part != "until").then(|| {
            let last = format!("{part} {last}th century");
            format!("{first}th century - {}", last.trim())
        });
    }
    let century = number(numbers)?;
    match part(rest)? {
        "until" => Some(format!("until the {century}th century")),
        part => Some(format!("{part} {century}th century").trim().to_owned()),
    }
}

/// `11 de noviembre de 1821 (30 de octubre según el calendario juliano)`, `1440هـ الموافق 23 يوليو 2019م`, `962 год хиджры (1555 год
/// н. э.)`: the same day by another calendar, of which ours is taken.
fn by_other_calendar_too(text: &str) -> Option<String> {
    if let Some((date, other)) = text.split_once(" (") {
        let is_julian = [
            "juliano)",
            "julien)",
            "julian calendar)",
            "julianischen kalender)",
            "julianischer Kalender)",
        ]
        .iter()
        .any(|end| other.ends_with(end));
        if is_julian {
            let date = date.trim_end_matches("seg\u{fa}n el calendario gregoriano").trim_end();
            return date.chars().any(|char| char.is_ascii_digit()).then(|| date.to_owned());
        }
        if date.contains("хиджры") {
            let year = other.strip_suffix(" год н. э.)").or_else(|| other.strip_suffix(" г. н. э.)"))?;
            return is_year(year).then(|| year.to_owned());
        }
    }
    let (hijri, ours) = ["الموافق لـ", "الموافقة لسنة", "الموافق ل", "الموافق"]
        .iter()
        .find_map(|word| text.split_once(word))?;
    (hijri.contains("هـ") || hijri.contains("ه ")).then(|| arabic(ours.trim()).unwrap_or_else(|| ours.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_put_into_words_that_are_read() {
        for (form, text, expected) in [
            (
                greek as fn(&str) -> Option<String>,
                "γ' τέταρτο 1ου αιώνα",
                "third quarter of the 1th century",
            ),
            (greek, "7ος αιώνας - 5ος αιώνας π.Χ.", "7th century BC - 5th century BC"),
            (greek, "3η–1η χιλιετία π.Χ.", "3th millennium BC - 1th millennium BC"),
            (greek, "έβδομη δεκαετία του 20ου αιώνα", "196X"),
            (arabic, "أواخر القرن التاسع عشر", "late 19th century"),
            (hungarian_centuries, "19-20. sz.", "19th century - 20th century"),
            (hungarian_centuries, "20.sz.2.f.", "second half of the 20th century"),
        ] {
            assert_eq!(form(text).as_deref(), Some(expected), "{text}");
        }
        let reign = |text: &str| chinese_reign(text).and_then(|reading| reading.edtf());
        assert_eq!(reign("清乾隆五十七年").as_deref(), Some("[1792-01-22..1793-02-20]"));
        assert_eq!(reign("乾隆六十五年"), None, "there was none");
    }
}
