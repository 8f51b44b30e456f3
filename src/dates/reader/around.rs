//! What running text and catalogs of one language put around a date, or leave out of its second half: `finales del siglo XVIII -
//! principios del XIX`, `к. X в.`, `van 98 tot 117`, `siste halvdel av 1700-tallet`.
//!
//! Each is written anew in words that are read, and only where the text is no date by itself.

use super::inflected::is_year;
use super::wider::without_start;

/// Each rewrites a text of its form in plain words.
pub(super) const FORMS: [fn(&str) -> Option<String>; 8] = [
    second_without_word,
    numerals_of_russian_centuries,
    prepositions_around,
    after_about,
    from_number_to_number,
    dutch_decades,
    list_with_a,
    swedish_spans,
];

/// What joins two centuries.
const JOINTS: [&str; 11] = [
    " - ",
    " \u{2013} ",
    " e ",
    " y ",
    " et ",
    " a ",
    " até o ",
    " até ",
    " hasta ",
    " i w ",
    " au ",
];

/// Words for a century.
const CENTURIES: [&str; 12] = [
    "siglo", "século", "Século", "secolo", "siècle", "segle", "wieku", "stuleciu", "w.", "wiek", "века", "SIGLO",
];

/// Words that begin a part of a century.
const PARTS: [&str; 32] = [
    "principios",
    "inicios",
    "comienzos",
    "mediados",
    "finales",
    "fines",
    "início",
    "inicio",
    "meados",
    "final",
    "fim",
    "finais",
    "inizio",
    "inizi",
    "metà",
    "fine",
    "début",
    "milieu",
    "fin",
    "principi",
    "mitjan",
    "primeira",
    "segunda",
    "primera",
    "prima",
    "seconda",
    "première",
    "seconde",
    "primi",
    "w",
    "pierwsza",
    "druga",
];

/// `finales del siglo XVIII - principios del XIX`, `meados do século XIV e início do século XV`, `Final do Século XIX e Início do
/// XX`, `Desde meados do século V até o início do XIII`: the second century without its word, or joined by one that lists.
fn second_without_word(text: &str) -> Option<String> {
    let text = text.trim_end_matches([')', '.']);
    let text = without_start(text, &["desde", "entre", "tra", "de"]).map_or(text, |(_, rest)| rest.trim_start());
    let text = text.strip_prefix("o ").unwrap_or(text);
    let (first, last) = JOINTS.iter().find_map(|joint| {
        text.match_indices(joint).find_map(|(at, _)| {
            let (first, last) = (text.get(..at)?, text.get(at + joint.len()..)?);
            let begins = |side: &str| {
                let word = side.split_whitespace().next().unwrap_or_default().to_lowercase();
                PARTS.contains(&word.as_str()) || side.starts_with(['I', 'V', 'X'])
            };
            (begins(first) && begins(last)).then_some((first, last))
        })
    })?;
    let word = CENTURIES.iter().find(|word| first.contains(*word))?;
    let last = if CENTURIES.iter().any(|word| last.contains(word)) {
        last.to_owned()
    } else {
        // The numeral, and nothing, follows.
        let (before, numeral) = last.rsplit_once(' ').unwrap_or(("", last));
        let numeral = numeral.trim_end_matches('.');
        if !numeral.bytes().all(|byte| b"IVX".contains(&byte)) {
            return None;
        }
        let before = before.trim();
        let before = ["dello", "della", "del", "do", "du", "de"]
            .iter()
            .find_map(|article| before.strip_suffix(article))
            .map_or_else(|| before.to_owned(), |rest| format!("{rest}del"));
        match *word {
            "siècle" => format!("{before} {numeral}e siècle").trim().to_owned(),
            word if word.starts_with(['w', 's']) && matches!(word, "wieku" | "wiek" | "w." | "stuleciu") => {
                format!("{before} {numeral} w.").trim().to_owned()
            }
            _ => format!("{before} siglo {numeral}").trim().to_owned(),
        }
    };
    // What the joint lists is one time from early in the one to late in the other.
    Some(format!(
        "{} - {}",
        first.replace("Século", "século"),
        last.replace("Século", "século")
    ))
}

/// `к. X в.`, `н. XIV в.`, `І пол. XVІІІ ст.`, `XIX начала ХХ вв.`: Russian and Ukrainian centuries cut short.
fn numerals_of_russian_centuries(text: &str) -> Option<String> {
    let is_cyrillic = text.chars().any(|char| matches!(char, 'а'..='я' | 'А'..='Я' | 'І' | 'і'));
    if !is_cyrillic {
        return None;
    }
    // Letters that look like numerals.
    let latin: String = text
        .chars()
        .map(|char| match char {
            'І' => 'I',
            'Х' => 'X',
            other => other,
        })
        .collect();
    let (start, rest) = latin.split_once(' ')?;
    let is_numeral = |word: &str| !word.is_empty() && word.bytes().all(|byte| b"IVX".contains(&byte));
    let part = match start {
        "к." | "кон." => "конец",
        "н." | "нач." => "начало",
        "с." | "сер." => "середина",
        "I" if rest.starts_with("пол") || rest.starts_with("четв") || rest.starts_with("трет") => "1-я",
        "II" if rest.starts_with("пол") || rest.starts_with("четв") || rest.starts_with("трет") => "2-я",
        "III" if rest.starts_with("четв") || rest.starts_with("трет") => "3-я",
        "IV" if rest.starts_with("четв") => "4-я",
        _ => "",
    };
    if !part.is_empty() {
        let rest = rest
            .replace("пол.", "половина")
            .replace("четв.", "четверть")
            .replace("трет.", "треть")
            .replace(" ст.", " в.");
        return Some(format!("{part} {rest}"));
    }
    // `XIX начала ХХ вв.`: the joint is lost, or a blank is one.
    let words: Vec<&str> = latin.split_whitespace().collect();
    if let [
        first,
        part @ ("начала" | "середины" | "конца" | "начало" | "середина" | "конец"),
        last,
        "вв." | "вв" | "в." | "в",
    ] = words.as_slice()
        && is_numeral(first)
        && is_numeral(last)
    {
        return Some(format!("{first} в. - {part} {last} в."));
    }
    (latin != text).then_some(latin)
}

/// `w końcu XVIII wieku`, `z počátku druhé poloviny 20. století`, `zhruba až do poloviny 19. století`, `akt. 2. polovina 19. století`,
/// `[po 12 V 1864]`, `datable to 1673`, `instituit în decembrie 1915`.
fn prepositions_around(text: &str) -> Option<String> {
    const BEFORE: [(&str, &str); 18] = [
        ("zhruba až do ", "until "),
        ("[po ", "after "),
        ("po ", "after "),
        ("l. ", "lata "),
        ("lata ", ""),
        ("až do ", "until "),
        ("akt. ", ""),
        ("datable to ", ""),
        ("dateable to ", ""),
        ("before or equal ", "before "),
        ("early works to ", "before "),
        ("until at least ", "until "),
        ("at least until ", "until "),
        ("dans les ", ""),
        ("ritratto nel ", ""),
        ("paulo post ", "after "),
        ("Del ", "del "),
        ("van circa ", "ca. "),
    ];
    let (word, english) = BEFORE.iter().find(|(word, _)| text.starts_with(word))?;
    let rest = text.get(word.len()..)?;
    if *word == "Del " {
        let date = rest.strip_suffix(" en adelante").or_else(|| rest.strip_suffix(" adelante"))?;
        return Some(format!("desde {date}"));
    }
    let rest = if word.starts_with('[') { rest.strip_suffix(']')? } else { rest };
    // `lata 1930` may be ten years.
    let is_told = !matches!(*word, "l. " | "lata ") || rest.split(['-', '\u{2013}']).all(is_year) && rest.len() > 4;
    (is_told && rest.chars().any(char::is_numeric)).then(|| format!("{english}{rest}"))
}

/// `h. 1961–1878 a. C.`, `intorno a VI sec. d.C.`, `intorno al decennio 1910`, `c. 650-747/51`: about.
fn after_about(text: &str) -> Option<String> {
    let (_, rest) = without_start(
        text,
        &[
            "h.",
            "intorno a",
            "intorno al",
            "intorno agli",
            "um das jahr",
            "rond het jaar",
            "omstreeks",
        ],
    )?;
    let rest = rest.trim_start();
    if let Some(decade) = rest.strip_prefix("decennio ") {
        return (is_year(decade) && decade.ends_with('0')).then(|| format!("c. {decade}s"));
    }
    let has_number = rest.starts_with(|char: char| char.is_ascii_digit() || matches!(char, 'I' | 'V' | 'X'));
    has_number.then(|| format!("c. {rest}"))
}

/// `van 98 tot 117`, `from 98 to 117`, `van -27 tot 14`: years, where the second is no day.
fn from_number_to_number(text: &str) -> Option<String> {
    let rest = match without_start(text, &["van", "from", "von", "de", "dal", "od", "desde"]) {
        Some((_, rest)) => rest,
        // `-27 to 14`
        None => text.starts_with('-').then_some(text)?,
    };
    let (first, last) = [" tot ", " to ", " bis ", " à ", " al ", " do ", " hasta ", " a "]
        .iter()
        .find_map(|joint| rest.trim().split_once(joint))?;
    let (first, last): (i64, i64) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    let is_far = (32..=2999).contains(&last) || first < 0 && (-3000..=2999).contains(&last);
    let year = |year: i64| match year {
        ..0 => format!("{} BC", -year),
        _ => format!("{year} AD"),
    };
    (is_far && first < last && (-9999..=2999).contains(&first) && first != 0 && last != 0)
        .then(|| format!("{} - {}", year(first), year(last)))
}

/// `60- er jaren`, `jaren '10/20`, `zeventiger jaren`, `60-er jaren`: decades, of which the century is not said.
fn dutch_decades(text: &str) -> Option<String> {
    const TENS: [(&str, &str); 8] = [
        ("twintiger", "20"),
        ("dertiger", "30"),
        ("veertiger", "40"),
        ("vijftiger", "50"),
        ("zestiger", "60"),
        ("zeventiger", "70"),
        ("tachtiger", "80"),
        ("negentiger", "90"),
    ];
    let decade = text.strip_suffix(" jaren").or_else(|| text.strip_prefix("jaren "))?.trim();
    let decade = decade.trim_start_matches(['\'', '\u{2019}']);
    if let Some((_, tens)) = TENS.iter().find(|(word, _)| *word == decade) {
        return Some(format!("{tens}er Jahre"));
    }
    let number: String = decade.chars().take_while(char::is_ascii_digit).collect();
    let rest = decade.get(number.len()..)?.replace(['-', ' '], "");
    (number.len() == 2 && number.ends_with('0') && matches!(rest.as_str(), "er" | "")).then(|| format!("{number}er Jahre"))
}

/// `1580, 1584 A 1589`, `1668 ende 1678`, `1863, напечатано`: a list with an and of its own.
fn list_with_a(text: &str) -> Option<String> {
    let (first, last) = text.split_once(" A ").or_else(|| text.split_once(" ende "))?;
    let is_list = first.split(", ").all(is_year);
    let bare = first.trim_start_matches("anno ");
    if is_year(bare) && is_year(last) && !is_list {
        return Some(format!("{bare} and {last}"));
    }
    (is_list && is_year(last)).then(|| format!("{first}, {last}"))
}

/// `Från 1800-talets slut och fram till 1930-talet`, `troligen från första hälften av 1800-talet`, `siste halvdel av 1700-tallet`.
fn swedish_spans(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    if !lower.contains("-tal") {
        return None;
    }
    if let Some(rest) = lower.strip_prefix("troligen ") {
        return Some(format!(
            "probably {}",
            half_of_hundreds(rest).unwrap_or_else(|| rest.trim_start_matches("från ").to_owned())
        ));
    }
    let rest = lower.strip_prefix("från ");
    if let Some((first, last)) = rest.and_then(|rest| rest.split_once(" och fram till ").or_else(|| rest.split_once(" till "))) {
        let hundreds = |side: &str| super::catalogs::swedish_century(side).unwrap_or_else(|| side.to_owned());
        return Some(format!("{} - {}", hundreds(first), hundreds(last)));
    }
    half_of_hundreds(&lower)
}

/// Halves of hundreds of years in Norwegian, Danish and Swedish.
const HALVES: [(&str, &str); 9] = [
    ("siste halvdel av ", "second"),
    ("siste halvdel af ", "second"),
    ("sidste halvdel af ", "second"),
    ("annen halvdel av ", "second"),
    ("anden halvdel af ", "second"),
    ("første halvdel av ", "first"),
    ("første halvdel af ", "first"),
    ("f\u{f6}rsta h\u{e4}lften av ", "first"),
    ("andra h\u{e4}lften av ", "second"),
];

/// `siste halvdel av 1700-tallet`, `første halvdel af 1800-tallet`.
fn half_of_hundreds(text: &str) -> Option<String> {
    let text = text.strip_prefix("från ").unwrap_or(text);
    let (half, rest) = HALVES.iter().find_map(|(word, half)| Some((half, text.strip_prefix(word)?)))?;
    let hundreds = rest.strip_suffix("-tallet").or_else(|| rest.strip_suffix("-talet"))?;
    let hundreds: u32 = hundreds.strip_suffix("00").filter(|hundreds| hundreds.len() <= 2)?.parse().ok()?;
    Some(format!("{half} half of the {}th century", hundreds + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_put_into_words_that_are_read() {
        for (form, text, expected) in [
            (
                second_without_word as fn(&str) -> Option<String>,
                "finales del siglo XVIII - principios del XIX",
                "finales del siglo XVIII - principios del siglo XIX",
            ),
            (from_number_to_number, "van -27 tot 14", "27 BC - 14 AD"),
            (swedish_spans, "siste halvdel av 1700-tallet", "second half of the 18th century"),
        ] {
            assert_eq!(form(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(from_number_to_number("van 3 tot 14"), None, "days");
    }
}
