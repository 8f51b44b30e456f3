//! Decades and centuries that have names: `anni Settanta del Novecento`, `siebziger Jahre des 19. Jahrhunderts`, `the thirties
//! of the 19th century`, `nineteen-thirties`, `Ottocento`. Where the century is not said, the reading of `30s` says so.

use super::{Hints, Reading};

/// The tens of a decade in the languages that are read, from twenty on; each word as it is found, in lower case.
const TENS: [(i64, &[&str]); 8] = [
    (
        20,
        &[
            "twenties",
            "zwanziger",
            "vingt",
            "venti",
            "veinte",
            "vinte",
            "twintig",
            "двадцатые",
            "двадцатых",
            "dwudzieste",
            "dwudziestych",
            "dvacátá",
            "dvacátých",
            "двадцяті",
        ],
    ),
    (
        30,
        &[
            "thirties",
            "dreißiger",
            "dreissiger",
            "trente",
            "trenta",
            "treinta",
            "trinta",
            "dertig",
            "тридцатые",
            "тридцатых",
            "trzydzieste",
            "trzydziestych",
            "třicátá",
            "třicátých",
            "тридцяті",
        ],
    ),
    (
        40,
        &[
            "forties",
            "vierziger",
            "quarante",
            "quaranta",
            "cuarenta",
            "quarenta",
            "veertig",
            "сороковые",
            "сороковых",
            "czterdzieste",
            "czterdziestych",
            "čtyřicátá",
            "čtyřicátých",
            "сорокові",
        ],
    ),
    (
        50,
        &[
            "fifties",
            "fünfziger",
            "cinquante",
            "cinquanta",
            "cincuenta",
            "cinquenta",
            "cinqüenta",
            "vijftig",
            "пятидесятые",
            "пятидесятых",
            "pięćdziesiąte",
            "pięćdziesiątych",
            "padesátá",
            "padesátých",
            "п'ятдесяті",
        ],
    ),
    (
        60,
        &[
            "sixties",
            "sechziger",
            "soixante",
            "sessanta",
            "sesenta",
            "sessenta",
            "zestig",
            "шестидесятые",
            "шестидесятых",
            "sześćdziesiąte",
            "sześćdziesiątych",
            "šedesátá",
            "šedesátých",
            "шістдесяті",
        ],
    ),
    (
        70,
        &[
            "seventies",
            "siebziger",
            "soixante-dix",
            "settanta",
            "setenta",
            "zeventig",
            "семидесятые",
            "семидесятых",
            "siedemdziesiąte",
            "siedemdziesiątych",
            "sedmdesátá",
            "sedmdesátých",
            "сімдесяті",
        ],
    ),
    (
        80,
        &[
            "eighties",
            "achtziger",
            "quatre-vingts",
            "quatre-vingt",
            "ottanta",
            "ochenta",
            "oitenta",
            "tachtig",
            "восьмидесятые",
            "восьмидесятых",
            "osiemdziesiąte",
            "osiemdziesiątych",
            "osmdesátá",
            "osmdesátých",
            "вісімдесяті",
        ],
    ),
    (
        90,
        &[
            "nineties",
            "neunziger",
            "quatre-vingt-dix",
            "novanta",
            "noventa",
            "negentig",
            "девяностые",
            "девяностых",
            "dziewięćdziesiąte",
            "dziewięćdziesiątych",
            "devadesátá",
            "devadesátých",
            "дев'яності",
        ],
    ),
];

/// Italian centuries by the hundreds of their years: the Ottocento is the nineteenth.
const CENTURIES: [(&str, &str); 9] = [
    ("milleduecento", "XIII"),
    ("duecento", "XIII"),
    ("trecento", "XIV"),
    ("quattrocento", "XV"),
    ("cinquecento", "XVI"),
    ("seicento", "XVII"),
    ("settecento", "XVIII"),
    ("ottocento", "XIX"),
    ("novecento", "XX"),
];

/// English hundreds before a decade: `nineteen-thirties`.
const HUNDREDS: [(&str, i64); 9] = [
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
];

/// Whether a text in plain Latin letters may have such a name: without, it is not looked at.
pub(super) fn may_have_name(text: &str) -> bool {
    const PARTS: [&str; 7] = ["cento", "ties", "iger ", "anni ", "jaren ", "anos ", "lata "];
    let lower = text.to_ascii_lowercase();
    PARTS.iter().any(|part| lower.contains(part))
}

/// The date of a text in which a decade or a century has a name. `inner` reads it with the number in its place.
pub(super) fn read(text: &str, hints: Hints, inner: impl Fn(&str, Hints) -> Option<Reading>) -> Option<Reading> {
    let plain = text
        .replace('’', "'")
        .replace("dell'", "del ")
        .replace("nell'", "nel ")
        .replace("L'", "");
    let words: Vec<&str> = plain.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let tens = |word: &str| TENS.iter().find(|(_, names)| names.contains(&word)).map(|(tens, _)| *tens);
    let mut is_any = false;
    let mut written: Vec<String> = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let bare = lower[at].trim_matches(['(', ')', ',', '.']);
        let of_decade = |tens: i64| match at.checked_sub(1).map(|before| lower[before].as_str()) {
            // The word that says it is a decade comes first.
            Some("anni" | "années" | "años" | "anos" | "jaren" | "lata" | "lat") => tens.to_string(),
            _ => match lower.get(at + 1).map(String::as_str) {
                Some("jahre" | "jahren") => format!("{tens}er"),
                Some("годы" | "роки") => format!("{tens}-е"),
                Some("годов" | "років") => format!("{tens}-х"),
                Some("léta" | "let") => format!("{tens}."),
                _ => format!("{tens}s"),
            },
        };
        let century = CENTURIES
            .iter()
            .find(|(name, _)| *name == bare)
            .map(|(_, roman)| format!("{roman} secolo"));
        let english = || {
            let (hundred, decade) = bare.split_once('-')?;
            let (_, hundred) = HUNDREDS.iter().find(|(name, _)| *name == hundred)?;
            Some(format!("{hundred}{}s", tens(decade)?))
        };
        let named = century.or_else(|| tens(bare).map(of_decade)).or_else(english);
        is_any |= named.is_some();
        written.push(named.unwrap_or_else(|| (*word).to_owned()));
    }
    if !is_any {
        return None;
    }
    let text = written.join(" ");
    let text = ["gli ", "Gli ", "il ", "Il "]
        .iter()
        .find_map(|article| text.strip_prefix(article))
        .unwrap_or(&text);
    // “nineteen thirties”
    let joined = text.split_once([' ', '-']).and_then(|(first, rest)| {
        let (_, hundred) = HUNDREDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(first))?;
        (rest.len() == 3 && rest.ends_with("0s")).then(|| format!("{hundred}{rest}"))
    });
    inner(joined.as_deref().unwrap_or(text), hints).filter(|reading| reading.date.is_some())
}
