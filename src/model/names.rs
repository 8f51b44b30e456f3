//! Names of persons, as indexes and volumes write them.

/// What stands behind a name of a person, after a comma.
const SUFFIXES: [&str; 6] = ["jr", "sr", "ii", "iii", "iv", "esq"];

/// Words that stand in names of institutions, and in lists of several persons.
const NO_PERSON: [&str; 9] = ["of", "in", "for", "to", "and", "the", "&", "und", "et"];

/// What needs no comma before it; `III` does, because monarchs have one too.
const GENERATIONS: [&str; 2] = ["jr", "sr"];

/// A name and what stands behind it: `Llewellyn E. Thompson` and `Jr.` of `Llewellyn E. Thompson, Jr.`.
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

/// A name without a `Jr.` behind it.
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
    fn institutions_are_no_persons() {
        assert!(is_no_person("Embassy in the Soviet Union"));
        assert!(!is_no_person("Charles de Gaulle"));
    }
}
