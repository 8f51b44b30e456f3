//! Numbers written out as treaties have them, in French, Spanish, Portuguese, Italian and German: `le vingt-quatre février mil
//! huit cent quarante-huit`, `a los cinco días del mes de agosto de mil novecientos sesenta y tres`.

use super::{Hints, Reading};

/// A language's words for numbers. Those of one language are tried alone: “sei” is six in Italian and be in German.
struct Language {
    words: &'static [(&'static str, i64)],

    /// What joins two words of a number.
    and: &'static str,

    /// What is left out around the numbers, as `en l'an de grâce`.
    idle: &'static [&'static str],
}

const LANGUAGES: [Language; 5] = [
    Language {
        words: FRENCH,
        and: "et",
        idle: &[
            "l'an de gr\u{e2}ce",
            "l'an",
            "l\u{2019}an",
            "l'ann\u{e9}e",
            "jours du mois",
            "jour du mois",
            "jour",
        ],
    },
    Language {
        words: SPANISH,
        and: "y",
        idle: &[
            "a los",
            "d\u{ed}as del mes",
            "d\u{ed}a del mes",
            "d\u{ed}as",
            "del a\u{f1}o",
            "a\u{f1}o",
        ],
    },
    Language {
        words: PORTUGUESE,
        and: "e",
        idle: &["aos", "dias do m\u{ea}s", "dia do m\u{ea}s", "dias", "do ano", "ano"],
    },
    Language {
        words: ITALIAN,
        and: "e",
        idle: &["l'anno", "dell'anno", "giorno", "giorni", "del mese"],
    },
    Language {
        words: GERMAN,
        and: "und",
        idle: &["im jahre", "des jahres", "tag", "am", "den", "dem"],
    },
];

const FRENCH: &[(&str, i64)] = &[
    ("premier", 1),
    ("un", 1),
    ("deux", 2),
    ("trois", 3),
    ("quatre", 4),
    ("cinq", 5),
    ("six", 6),
    ("sept", 7),
    ("huit", 8),
    ("neuf", 9),
    ("dix", 10),
    ("onze", 11),
    ("douze", 12),
    ("treize", 13),
    ("quatorze", 14),
    ("quinze", 15),
    ("seize", 16),
    ("vingt", 20),
    ("vingts", 20),
    ("trente", 30),
    ("quarante", 40),
    ("cinquante", 50),
    ("soixante", 60),
    ("septante", 70),
    ("huitante", 80),
    ("octante", 80),
    ("nonante", 90),
    ("cent", 100),
    ("cents", 100),
    ("mil", 1000),
    ("mille", 1000),
];

const SPANISH: &[(&str, i64)] = &[
    ("primero", 1),
    ("primer", 1),
    ("un", 1),
    ("uno", 1),
    ("dos", 2),
    ("tres", 3),
    ("cuatro", 4),
    ("cinco", 5),
    ("seis", 6),
    ("siete", 7),
    ("ocho", 8),
    ("nueve", 9),
    ("diez", 10),
    ("once", 11),
    ("doce", 12),
    ("trece", 13),
    ("catorce", 14),
    ("quince", 15),
    ("diecis\u{e9}is", 16),
    ("diecisiete", 17),
    ("dieciocho", 18),
    ("diecinueve", 19),
    ("veinte", 20),
    ("veintiuno", 21),
    ("veinti\u{fa}n", 21),
    ("veintid\u{f3}s", 22),
    ("veintitr\u{e9}s", 23),
    ("veinticuatro", 24),
    ("veinticinco", 25),
    ("veintis\u{e9}is", 26),
    ("veintisiete", 27),
    ("veintiocho", 28),
    ("veintinueve", 29),
    ("treinta", 30),
    ("cuarenta", 40),
    ("cincuenta", 50),
    ("sesenta", 60),
    ("setenta", 70),
    ("ochenta", 80),
    ("noventa", 90),
    ("cien", 100),
    ("ciento", 100),
    ("doscientos", 200),
    ("trescientos", 300),
    ("cuatrocientos", 400),
    ("quinientos", 500),
    ("seiscientos", 600),
    ("setecientos", 700),
    ("ochocientos", 800),
    ("novecientos", 900),
    ("mil", 1000),
];

const PORTUGUESE: &[(&str, i64)] = &[
    ("primeiro", 1),
    ("um", 1),
    ("dois", 2),
    ("tr\u{ea}s", 3),
    ("quatro", 4),
    ("cinco", 5),
    ("seis", 6),
    ("sete", 7),
    ("oito", 8),
    ("nove", 9),
    ("dez", 10),
    ("onze", 11),
    ("doze", 12),
    ("treze", 13),
    ("catorze", 14),
    ("quatorze", 14),
    ("quinze", 15),
    ("dezasseis", 16),
    ("dezesseis", 16),
    ("dezassete", 17),
    ("dezessete", 17),
    ("dezoito", 18),
    ("dezanove", 19),
    ("dezenove", 19),
    ("vinte", 20),
    ("trinta", 30),
    ("quarenta", 40),
    ("cinquenta", 50),
    ("sessenta", 60),
    ("setenta", 70),
    ("oitenta", 80),
    ("noventa", 90),
    ("cem", 100),
    ("cento", 100),
    ("duzentos", 200),
    ("trezentos", 300),
    ("quatrocentos", 400),
    ("quinhentos", 500),
    ("seiscentos", 600),
    ("setecentos", 700),
    ("oitocentos", 800),
    ("novecentos", 900),
    ("mil", 1000),
];

const ITALIAN: &[(&str, i64)] = &[
    ("primo", 1),
    ("uno", 1),
    ("due", 2),
    ("tre", 3),
    ("tr\u{e9}", 3),
    ("quattro", 4),
    ("cinque", 5),
    ("sei", 6),
    ("sette", 7),
    ("otto", 8),
    ("nove", 9),
    ("dieci", 10),
    ("undici", 11),
    ("dodici", 12),
    ("tredici", 13),
    ("quattordici", 14),
    ("quindici", 15),
    ("sedici", 16),
    ("diciassette", 17),
    ("diciotto", 18),
    ("diciannove", 19),
    ("venti", 20),
    ("vent", 20),
    ("trenta", 30),
    ("trent", 30),
    ("quaranta", 40),
    ("quarant", 40),
    ("cinquanta", 50),
    ("cinquant", 50),
    ("sessanta", 60),
    ("sessant", 60),
    ("settanta", 70),
    ("settant", 70),
    ("ottanta", 80),
    ("ottant", 80),
    ("novanta", 90),
    ("novant", 90),
    ("cento", 100),
    ("cent", 100),
    ("mille", 1000),
    ("mila", 1000),
];

const GERMAN: &[(&str, i64)] = &[
    ("ersten", 1),
    ("erster", 1),
    ("eins", 1),
    ("ein", 1),
    ("zwei", 2),
    ("drei", 3),
    ("dritt", 3),
    ("vier", 4),
    ("f\u{fc}nf", 5),
    ("sechs", 6),
    ("sieben", 7),
    ("siebt", 7),
    ("acht", 8),
    ("neun", 9),
    ("zehn", 10),
    ("elf", 11),
    ("zw\u{f6}lf", 12),
    ("dreizehn", 13),
    ("vierzehn", 14),
    ("f\u{fc}nfzehn", 15),
    ("sechzehn", 16),
    ("siebzehn", 17),
    ("achtzehn", 18),
    ("neunzehn", 19),
    ("zwanzig", 20),
    ("drei\u{df}ig", 30),
    ("dreissig", 30),
    ("vierzig", 40),
    ("f\u{fc}nfzig", 50),
    ("sechzig", 60),
    ("siebzig", 70),
    ("achtzig", 80),
    ("neunzig", 90),
    ("hundert", 100),
    ("tausend", 1000),
];

/// What follows a number that counts: `vierundzwanzigsten`, `vingt-quatrième`.
const ENDINGS: [&str; 9] = ["sten", "ster", "stes", "ste", "ten", "ter", "te", "i\u{e8}me", "en"];

/// Parts of words without which no number is looked for.
const SIGNS: [&str; 22] = [
    "mil", "cent", "cien", "hundert", "tausend", "vingt", "veint", "vint", "vent", "zwanzig", "drei", "trei", "trent", "trint", "quin",
    "zehn", "dix", "dici", "diec", "prim", "sept ", "cinq",
];

/// Whether a text may have a number in the words of one of these languages.
pub(super) fn may_have_number(text: &str) -> bool {
    let lower = text.to_lowercase();
    SIGNS.iter().any(|sign| lower.contains(sign)) || LANGUAGES.iter().any(|language| starts_with_number(&lower, language))
}

fn starts_with_number(lower: &str, language: &Language) -> bool {
    let first = lower
        .split([' ', '-'])
        .find(|word| !matches!(*word, "le" | "el" | "il" | "am" | "den" | "o" | "dia"));
    first.is_some_and(|first| language.words.iter().any(|(word, _)| *word == first))
}

/// The date of a text with numbers in such words. `inner` reads it in digits.
pub(super) fn read(text: &str, hints: Hints, inner: impl Fn(&str, Hints) -> Option<Reading>) -> Option<Reading> {
    if !may_have_number(text) {
        return None;
    }
    let lower = text.to_lowercase();
    LANGUAGES.iter().find_map(|language| {
        let mut plain = format!(" {lower} ");
        for idle in language.idle {
            plain = plain.replace(&format!(" {idle} "), " ");
        }
        inner(with_digits(plain.trim(), language)?.trim(), hints)
    })
}

/// A text with digits in the place of such numbers; `None` where there are none, or one can be neither a day nor a year.
fn with_digits(text: &str, language: &Language) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    let mut is_any = false;
    while !rest.is_empty() {
        if let Some((value, after)) = number(rest, language) {
            let is_day = (1..=31).contains(&value) && followed_by_word(after);
            if !is_day && !(1000..=2999).contains(&value) {
                return None;
            }
            out.push_str(&value.to_string());
            rest = after;
            is_any = true;
        }
        // The next word as it is.
        let end = rest
            .char_indices()
            .skip(1)
            .find(|(_, char)| *char == ' ')
            .map_or(rest.len(), |(at, _)| at);
        out.push_str(&rest[..end]);
        rest = &rest[end..];
        let blanks = rest.len() - rest.trim_start().len();
        if blanks > 0 {
            out.push(' ');
            rest = rest.trim_start();
        }
    }
    is_any.then_some(out)
}

/// Whether a word that may be a month follows.
fn followed_by_word(after: &str) -> bool {
    let word = after
        .split_whitespace()
        .find(|word| !matches!(*word, "de" | "di" | "du" | "d'" | "del"));
    word.is_some_and(|word| word.starts_with(char::is_alphabetic))
}

/// The number with which a text begins, and what follows it. A number ends with its word.
fn number<'a>(text: &'a str, language: &Language) -> Option<(i64, &'a str)> {
    let (mut thousands, mut below) = (0, 0);
    let mut rest = text;
    let mut found = None;
    let mut is_joined = false;
    loop {
        let longest = language
            .words
            .iter()
            .filter(|(word, _)| rest.starts_with(word))
            .max_by_key(|(word, _)| word.len());
        let Some((word, value)) = longest else { break };
        // “ventiquattro ottobre”: the next word only begins as a number does.
        let Some(next) = with(thousands, below, *value, is_joined) else {
            break;
        };
        (thousands, below) = next;
        rest = &rest[word.len()..];
        let ended = ENDINGS
            .iter()
            .find_map(|ending| rest.strip_prefix(ending).filter(|rest| ends_word(rest)));
        if let Some(ended) = ended {
            return Some((thousands + below, ended));
        }
        if ends_word(rest) {
            found = Some((thousands + below, rest));
        }
        rest = rest.trim_start_matches([' ', '-']);
        let and = rest.strip_prefix(language.and);
        let and = and.filter(|after| language.and == "und" || after.starts_with([' ', '-']));
        is_joined = and.is_some();
        rest = and.map_or(rest, |after| after.trim_start_matches([' ', '-']));
    }
    found
}

fn ends_word(rest: &str) -> bool {
    !rest.starts_with(char::is_alphanumeric)
}

/// A number after one more of its words; `None` where the word cannot follow.
fn with(thousands: i64, below: i64, value: i64, is_joined: bool) -> Option<(i64, i64)> {
    let of_ten = below % 100;
    let below = match value {
        1000 if thousands == 0 && below < 10 => return Some((below.max(1) * 1000, 0)),
        // “neunzehnhundert”
        100 if below < 100 => below.max(1) * 100,
        200..=900 if below == 0 => below + value,
        // “quatre-vingts”
        20 if of_ten == 4 && !is_joined => below - 4 + 80,
        // “vierundzwanzig”
        20..=90 if of_ten == 0 || is_joined && of_ten < 10 => below + value,
        10..=29 if of_ten == 0 || matches!(of_ten, 60 | 80) => below + value,
        1..=9 if below % 10 == 0 || value >= 7 && of_ten == 70 => below + value,
        _ => return None,
    };
    Some((thousands, below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words_of_five_languages() {
        for (language, text, expected) in [
            (0, "vingt-quatre", 24),
            (0, "mil huit cent quarante-huit", 1848),
            (0, "mil neuf cent soixante et onze", 1971),
            (0, "mil sept cent quatre-vingt-dix-neuf", 1799),
            (0, "deux mille", 2000),
            (1, "mil novecientos sesenta y dos", 1962),
            (1, "dos mil veinticuatro", 2024),
            (2, "mil oitocentos e vinte e dois", 1822),
            (3, "millenovecentosessantadue", 1962),
            (3, "ventotto", 28),
            (4, "vierundzwanzigsten", 24),
            (4, "neunzehnhundertzweiundsechzig", 1962),
            (4, "zweitausendvierundzwanzig", 2024),
            (4, "siebzehnten", 17),
        ] {
            assert_eq!(number(text, &LANGUAGES[language]), Some((expected, "")), "{text}");
        }
    }
}
