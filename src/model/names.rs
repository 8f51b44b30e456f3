//! Names of persons, as indexes and volumes write them.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;

/// What stands behind a name of a person, after a comma.
const SUFFIXES: [&str; 6] = ["jr", "sr", "ii", "iii", "iv", "esq"];

/// Words that stand in names of institutions, and in lists of several persons.
const NO_PERSON: [&str; 9] = ["of", "in", "for", "to", "and", "the", "&", "und", "et"];

/// What needs no comma before it; `III` does, because monarchs have one too.
const GENERATIONS: [&str; 2] = ["jr", "sr"];

/// A name and what follows it: `Llewellyn E. Thompson` and `Jr.` of `Llewellyn E. Thompson, Jr.`.
#[must_use]
pub fn split_suffix(name: &str) -> (&str, Option<&str>) {
    let is_among = |text: &str, known: &[&str]| known.contains(&text.trim_end_matches('.').to_lowercase().as_str());
    if let Some((name, suffix)) = name.rsplit_once(", ").filter(|(_, suffix)| is_among(suffix.trim(), &SUFFIXES)) {
        return (name, Some(suffix.trim()));
    }
    match name.rsplit_once(' ') {
        Some((name, suffix)) if is_among(suffix, &GENERATIONS) && name.contains(' ') => (name.trim_end_matches(','), Some(suffix)),
        _ => (name, None),
    }
}

/// A name without a `Jr.` after it.
#[must_use]
pub fn without_suffix(name: &str) -> &str {
    split_suffix(name).0
}

/// The family name and the given names of a name that is written `family, given`.
#[must_use]
pub fn family_first(name: &str) -> Option<(&str, &str)> {
    let (family, given) = without_suffix(name).split_once(", ")?;
    let (family, given) = (family.trim(), given.trim());
    (!family.is_empty() && !given.is_empty()).then_some((family, given))
}

/// `Thompson, Llewellyn E., Jr.` as it is spoken: `Llewellyn E. Thompson, Jr.`.
#[must_use]
pub fn in_speaking_order(name: &str) -> String {
    let name = name.trim().trim_end_matches(',');
    let Some((family, given)) = family_first(name) else {
        return name.to_owned();
    };
    match split_suffix(name).1 {
        Some(suffix) => format!("{given} {family}, {suffix}"),
        None => format!("{given} {family}"),
    }
}

/// Whether a name has words that given names and family names have not: `Department of State`, `Elizabeth, Queen of England`.
#[must_use]
pub fn is_no_person(name: &str) -> bool {
    name.split_whitespace().any(|word| NO_PERSON.contains(&word))
}

/// A name by which the same person is always found: canonically composed (NFC), with single blanks of whatever kind, and
/// without characters that cannot be seen.
#[must_use]
pub fn folded(name: &str) -> Cow<'_, str> {
    composed(name, |char| is_hidden(char) || matches!(char, '\u{200c}' | '\u{200d}'))
}

/// The same as it is to be shown: what joins and parts the letters of some scripts stays.
#[must_use]
pub fn tidied(name: &str) -> Cow<'_, str> {
    composed(name, is_hidden)
}

/// Characters that cannot be seen and change no letter.
fn is_hidden(char: char) -> bool {
    matches!(char, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

fn composed(name: &str, is_hidden: fn(char) -> bool) -> Cow<'_, str> {
    let is_plain = name.is_ascii() && !name.contains("  ") && !name.contains(['\t', '\n', '\r']) && name.trim().len() == name.len();
    if is_plain {
        return Cow::Borrowed(name);
    }
    let seen: String = name.nfc().filter(|char| !is_hidden(*char)).collect();
    Cow::Owned(seen.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Words used where no one is named, in lower case.
static NOBODY: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    HashSet::from([
        "null",
        "none",
        "nil",
        "nan",
        "n/a",
        "n.a.",
        "n. a.",
        "na",
        "n.n.",
        "n. n.",
        "unknown",
        "unbekannt",
        "inconnu",
        "inconnue",
        "desconocido",
        "sconosciuto",
        "onbekend",
        "\u{43d}\u{435}\u{438}\u{437}\u{432}\u{435}\u{441}\u{442}\u{43d}\u{43e}",
        "\u{43d}\u{435}\u{438}\u{437}\u{432}\u{435}\u{441}\u{442}\u{43d}\u{44b}\u{439}",
        "\u{bbf8}\u{c0c1}",
        "undefined",
        "not known",
        "not available",
        "not applicable",
        "missing",
        "{}",
        "#n/a",
        "#ref!",
        "#value!",
        "#name?",
        "#null!",
        "#div/0!",
        "#num!",
        "#spill!",
        "#getting_data",
        "tbd",
        "nat",
        "s.n.",
        "s. n.",
        "illegible",
        "unleserlich",
        "illisible",
        "ilegible",
        "illeggibile",
        "нрзб",
        "неразборчиво",
        "s/n",
        "άγνωστος",
        "άγνωστη",
        "مجهول",
        "غير معروف",
        "לא ידוע",
        "necunoscut",
        "desconegut",
        "bilinmeyen",
        "nieznana",
        "neznámá",
        "object object",
        "unknown unknown",
        "unknown person",
        "unknown sender",
        "unknown recipient",
        "unknown addressee",
        "unbekannte",
        "unbekannter",
        "unbekannter absender",
        "unbekannter empf\u{e4}nger",
        "unbekannter verfasser",
        "\u{bd88}\u{ba85}",
        "\u{65e0}",
        "\u{672a}\u{77e5}",
        "\u{4e0d}\u{660e}",
        "ders.",
        "dies.",
        "id.",
        "anonymous",
        "anonym",
        "anonyme",
        "an\u{f3}nimo",
        "anonimo",
        "\u{540c}\u{4e0a}",
        "\u{4e0d}\u{8a73}",
        "nieznany",
        "nezn\u{e1}m\u{fd}",
        "ditto",
        "dto",
        "dto.",
        "do.",
        "idem",
        "ibid.",
        "same",
        "same as above",
        "as above",
        "dasselbe",
        "wie oben",
        "s. o.",
        "s.o.",
        "ebd.",
        "ebenda",
        "blank",
        "empty",
        "leer",
        "vide",
        "xx",
        "xxx",
        "k. a.",
        "k.a.",
        "keine angabe",
        "ohne angabe",
        "et al.",
        "et al",
        "u. a.",
        "u.a.",
        "and others",
        "others",
        "various",
        "verschiedene",
        "diverse",
        "several",
        "mehrere",
        "an mehrere",
        "divers",
        "true",
        "false",
        "ignoto",
        "ignota",
        "anon.",
        "anon",
        "not stated",
        "not given",
        "not named",
        "not known",
        "none given",
        "no recipient listed",
        "no recipient",
        "no sender",
        "no addressee",
        "ok\u{e4}nd",
        "ukjent",
        "ukendt",
        "onbekend",
        "tuntematon",
        "ismeretlen",
        "bilinmiyor",
        "\u{4f5a}\u{540d}",
        "нет данных",
        "нет",
        "невідомо",
        "невідомий",
        "o.a.",
        "o. a.",
        "the same",
        "adressat unbekannt",
        "adressat nicht genannt",
        "destinataire inconnu",
        "exp\u{e9}diteur inconnu",
        "auteur inconnu",
        "destinatario sconosciuto",
        "destinatario desconocido",
        "to whom it may concern",
        "tbd",
        "tba",
        "absender fehlt",
        "absender unbekannt",
        "empf\u{e4}nger fehlt",
        "empf\u{e4}nger unbekannt",
        "sender unknown",
        "sender missing",
        "recipient unknown",
        "recipient missing",
        "author unknown",
        "name unknown",
        "unidentified",
        "not identified",
        "non identifi\u{e9}",
        "non identifi\u{e9}e",
        "non identificato",
        "no identificado",
        "nicht ermittelt",
        "nicht identifiziert",
        "keine angaben",
        "sin datos",
        "sem informa\u{e7}\u{e3}o",
        "sans nom",
        "senza nome",
        "sin nombre",
        "sem nome",
        "nameless",
        "ungenannt",
        "ohne empf\u{e4}nger",
        "ohne absender",
        "ohne namen",
        "desconhecido",
        "desconhecida",
        "desconocida",
        "sconosciuta",
        "nezji\u{161}t\u{11b}no",
        "nezn\u{e1}m\u{e1}",
        "nieznana",
        "nie ustalono",
        "не указан",
        "не указана",
        "не указано",
        "не установлен",
        "неизвестная",
        "нет сведений",
        "ingen",
        "n/k",
        "0",
        "to be confirmed",
        "tbc",
        "#error!",
        "loading...",
        "pending",
    ])
});

/// Whether the name of a place is a word for none: `s.l.`, `o. O.`, `unknown`.
#[must_use]
pub fn is_nowhere(place: &str) -> bool {
    const NOWHERE: [&str; 26] = [
        "s.l.",
        "s. l.",
        "s.l",
        "s/l",
        "sl",
        "sine loco",
        "o.o.",
        "o. o.",
        "o.o",
        "ohne ort",
        "b.m.",
        "b. m.",
        "bez miejsca",
        "z.p.",
        "z. p.",
        "zonder plaats",
        "n.p.",
        "n. p.",
        "no place",
        "bez m\u{ed}sta",
        "sans lieu",
        "senza luogo",
        "sin lugar",
        "sem local",
        "б/м",
        "б. м.",
    ];
    let bare = place.trim().trim_matches(['[', ']', '(', ')']).trim().to_lowercase();
    NOWHERE.contains(&bare.as_str()) || is_nobody(place)
}

/// Words before what somebody is of whom no more is known: “unknown correspondent”.
const UNKNOWN: [&str; 9] = [
    "unknown",
    "unidentified",
    "unbekannter",
    "unbekannte",
    "inconnu",
    "desconocido",
    "sconosciuto",
    "onbekende",
    "\u{43d}\u{435}\u{438}\u{437}\u{432}\u{435}\u{441}\u{442}\u{43d}\u{44b}\u{439}",
];

/// What somebody is of whom that is said.
const UNKNOWN_AS: [&str; 31] = [
    "correspondent",
    "correspondents",
    "recipient",
    "recipients",
    "addressee",
    "sender",
    "author",
    "writer",
    "person",
    "persons",
    "people",
    "woman",
    "man",
    "empf\u{e4}nger",
    "empf\u{e4}ngerin",
    "absender",
    "absenderin",
    "adressat",
    "adressatin",
    "verfasser",
    "korrespondent",
    "destinataire",
    "exp\u{e9}diteur",
    "auteur",
    "destinatario",
    "remitente",
    "mittente",
    "autor",
    "ontvanger",
    "afzender",
    "\u{430}\u{434}\u{440}\u{435}\u{441}\u{430}\u{442}",
];

/// Words in brackets that say so: `[Adressat nicht ermittelt]`.
const LACKING: [&str; 8] = [
    "nicht ermittelt",
    "unbekannt",
    "unknown",
    "not identified",
    "unidentified",
    "fehlt",
    "missing",
    "inconnu",
];

/// Whether a name is a word for none: `NULL`, `N/A`, `-`, `unknown`, an error of a spreadsheet.
#[must_use]
pub fn is_nobody(name: &str) -> bool {
    // No such word is longer, in bytes.
    const LONGEST: usize = 32;
    let name = name.trim();
    if name.len() > LONGEST && name.contains(char::is_alphanumeric) {
        return false;
    }
    let whole = name.to_lowercase();
    let name = whole.as_str();
    let is_bracket = |char: char| matches!(char, '(' | ')' | '[' | ']' | '<' | '>');
    let name = name.trim_matches(|char: char| is_bracket(char) || char.is_whitespace());
    let is_bracketed = whole.starts_with(['[', '(']) && whole.ends_with([']', ')']);
    !name.contains(char::is_alphanumeric)
        || NOBODY.contains(name)
        || is_error(name)
        || is_unknown(name)
        || is_bracketed && LACKING.iter().any(|word| name.contains(word))
}

/// `Err:502`, as LibreOffice shows what a formula could not find; `#REF!`, `#WERT!`, `#\u{a1}VALOR!`, `#NV`, as spreadsheets in other
/// languages do.
pub fn is_error(name: &str) -> bool {
    const WITHOUT_MARK: [&str; 7] = ["#NV", "#N/A", "#N/D", "#N/B", "#I/T", "#\u{41d}/\u{414}", "#N/D!"];
    if let Some(word) = name.strip_prefix('#') {
        let is_word = word
            .chars()
            .all(|char| char.is_alphabetic() || matches!(char, '/' | '0' | '!' | '?' | '\u{a1}' | '\u{bf}'));
        let is_loud = !word.chars().any(char::is_lowercase) || name.to_lowercase() == name;
        let is_marked = word.ends_with(['!', '?']) && word.chars().count() <= 12;
        return is_word && is_loud && is_marked || WITHOUT_MARK.contains(&name.to_uppercase().as_str());
    }
    let lower = name.to_lowercase();
    let number = lower.strip_prefix("err:");
    number.is_some_and(|number| number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// “Unknown correspondent”; the Unknown Soldier is somebody.
fn is_unknown(name: &str) -> bool {
    let mut words = name.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.next().is_some_and(|first| UNKNOWN.contains(&first)) && words.next().is_some_and(|what| UNKNOWN_AS.contains(&what))
}

/// A name without what is in brackets: `Catherine II (the Great)` is `Catherine II`. Brackets around a name or a part that
/// an editor supplied go, and what is in them stays where nothing else would be left: `[Adolf von Merseburg]`.
#[must_use]
pub fn without_brackets(name: &str) -> String {
    let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut depth = 0_usize;
    let mut outside = String::with_capacity(name.len());
    for char in name.chars() {
        match char {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(char),
            _ => {}
        }
    }
    let outside = tidy(&outside).replace(" ,", ",");
    let outside = outside.trim_matches([',', ';', ' ']);
    if outside.chars().any(char::is_alphabetic) {
        outside.to_owned()
    } else {
        tidy(&name.replace(['(', ')', '[', ']'], " "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_put_in_the_order_in_which_they_are_spoken() {
        for (written, spoken) in [
            ("Kennedy, John F.", "John F. Kennedy"),
            ("Thompson, Llewellyn E., Jr.", "Llewellyn E. Thompson, Jr."),
            ("Kennedy, John F.,", "John F. Kennedy"),
            ("King, Martin Luther Jr.", "Martin Luther King, Jr."),
            ("Martin Luther King Jr.", "Martin Luther King Jr."),
            ("Reuters,AP", "Reuters,AP"),
            ("Llewellyn E. Thompson, Jr.", "Llewellyn E. Thompson, Jr."),
            ("John Paul, II", "John Paul, II"),
            ("Pelé", "Pelé"),
            (", ", ""),
            ("", ""),
        ] {
            assert_eq!(in_speaking_order(written), spoken);
            assert_eq!(in_speaking_order(spoken), spoken, "is a name that is spoken already");
        }
    }

    #[test]
    fn nobody_is_no_name() {
        for nobody in [
            "NULL",
            "n/a",
            "-",
            "[?]",
            "(?)",
            "[N. N.]",
            "<NA>",
            "[unbekannt]",
            "Unknown",
            "[illegible]",
            "unknown correspondent",
            "Unbekannter Empf\u{e4}nger",
            "#REF!",
            "#WERT!",
            "#BEZUG!",
            "#NV",
            "#\u{a1}REF!",
            "#VALEUR!",
            "unleserlich",
            "[]",
            "\u{672a}\u{77e5}",
        ] {
            assert!(is_nobody(nobody), "{nobody}");
        }
        for name in [
            "Ana",
            "[Ana]",
            "Null Island Committee",
            "N. Nikolaev",
            "\u{5f20}\u{4f1f}",
            "Unknown Soldier",
            "#metoo",
        ] {
            assert!(!is_nobody(name), "{name}");
        }
    }

    #[test]
    fn institutions_are_no_persons() {
        assert!(is_no_person("Embassy in the Soviet Union"));
        assert!(!is_no_person("Charles de Gaulle"));
    }
}
