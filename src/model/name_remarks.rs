//! What is written with a name and is no part of it: that it is doubted or inferred, that there were others.

/// Words in brackets after a name, in lower case.
const IN_BRACKETS: [&str; 35] = [
    "?",
    "??",
    "probably",
    "prob.",
    "probable",
    "possibly",
    "perhaps",
    "presumably",
    "presumed",
    "attributed",
    "attr.",
    "uncertain",
    "inferred",
    "supplied",
    "assumed",
    "conjectured",
    "sic",
    "sic!",
    "!",
    "draft",
    "copy",
    "vermutlich",
    "wahrscheinlich",
    "mutmaßlich",
    "unsicher",
    "erschlossen",
    "entwurf",
    "abschrift",
    "probablement",
    "incertain",
    "brouillon",
    "copie",
    "probabile",
    "incerto",
    "предположительно",
];

/// Words before a name, each with the blank after it.
const BEFORE: [&str; 16] = [
    "probably ",
    "possibly ",
    "perhaps ",
    "presumably ",
    "prob. ",
    "poss. ",
    "attributed to ",
    "vermutlich ",
    "wahrscheinlich ",
    "vielleicht ",
    "wohl ",
    "peut-être ",
    "probablement ",
    "probabilmente ",
    "forse ",
    "вероятно ",
];

/// Words after a name for others who are not named, each with the blank before it.
const OTHERS: [&str; 36] = [
    " and",
    " &",
    " und",
    " et",
    " y",
    " e",
    ", probably",
    ", perhaps",
    ", possibly",
    ", presumably",
    ", null",
    ", unknown",
    ", wahrscheinlich",
    ", vermutlich",
    " et al.",
    " et al",
    " et alii",
    " & al.",
    " and others",
    " & others",
    " and another",
    " u. a.",
    " u.a.",
    " und andere",
    " e. a.",
    " e.a.",
    " et autres",
    " e altri",
    " y otros",
    " e outros",
    " en anderen",
    " m.fl.",
    " m.\u{a0}fl.",
    " i in.",
    " и др.",
    " и другие",
];

/// A name without what is said of it: `Chapelain` of `Chapelain?`, `[Chapelain]`, `Chapelain (draft)`, `Chapelain et al.`; none
/// where nothing is said, or where nothing else would be left.
#[must_use]
pub fn bare_name(name: &str) -> Option<&str> {
    let whole = tidy(name);
    let mut rest = whole;
    while let Some(shorter) = without_one(rest) {
        rest = tidy(shorter);
    }
    (rest.len() < whole.len() && rest.chars().any(char::is_alphabetic)).then_some(rest)
}

/// A text without blanks around it and commas after it.
fn tidy(text: &str) -> &str {
    text.trim().trim_end_matches([',', ';']).trim_end()
}

/// A name without the first or last of such remarks.
fn without_one(name: &str) -> Option<&str> {
    let last_of = |open: char, close: char| {
        let (name, remark) = name.strip_suffix(close)?.rsplit_once(open)?;
        let remark = remark.trim().to_lowercase();
        IN_BRACKETS.contains(&remark.as_str()).then_some(name)
    };
    // `Ana <http://x.example>`: where more is said of her.
    let linked = || {
        let (name, address) = name.strip_suffix('>')?.rsplit_once('<')?;
        address.contains("://").then_some(name)
    };
    let framed = || {
        let inner = name.strip_prefix('[')?.strip_suffix(']')?;
        (!inner.contains(['[', ']'])).then_some(inner)
    };
    let cut = |word: &str, is_before: bool| {
        let at = if is_before { 0 } else { name.len().checked_sub(word.len())? };
        let part = name.get(at..at + word.len())?;
        let rest = if is_before { name.get(word.len()..) } else { name.get(..at) };
        (part.to_lowercase() == word).then_some(rest).flatten()
    };
    last_of('(', ')')
        .or_else(|| last_of('[', ']'))
        .or_else(linked)
        .or_else(framed)
        .or_else(|| name.strip_suffix('?'))
        .or_else(|| name.strip_prefix('?'))
        .or_else(|| BEFORE.iter().find_map(|word| cut(word, true)))
        .or_else(|| OTHERS.iter().find_map(|word| cut(word, false)))
}

#[cfg(test)]
mod tests {
    use super::bare_name;

    #[test]
    fn what_is_said_of_a_name_is_no_part_of_it() {
        for (name, expected) in [
            ("Chapelain?", Some("Chapelain")),
            ("? Chapelain", Some("Chapelain")),
            ("[Chapelain]", Some("Chapelain")),
            ("[Chapelain?]", Some("Chapelain")),
            ("[Chapelain] (?)", Some("Chapelain")),
            ("Fauré, Gabriel [?]", Some("Fauré, Gabriel")),
            ("Colbert (draft)", Some("Colbert")),
            ("Colbert (Draft), ", Some("Colbert")),
            ("Probably Colbert et al.", Some("Colbert")),
            ("Marie u. a.", Some("Marie")),
            ("Ana and ?", Some("Ana")),
            ("José Núñez, probably", Some("José Núñez")),
            ("Ana, NULL", Some("Ana")),
            ("Чехов (?) и др.", Some("Чехов")),
            ("Colbert", None),
            ("Catherine II (the Great)", None),
            ("Colbert (Jean-Baptiste)", None),
            ("[Jean] Colbert", None),
            ("?", None),
            ("[?]", None),
            ("Prob. ", None),
            ("Wohlgemuth", None),
            ("Kıyı Değil", None),
        ] {
            assert_eq!(bare_name(name), expected, "of {name:?}");
        }
    }
}
