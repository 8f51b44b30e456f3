//! What leaders are called where there is little room, so that no two are called the same.

use std::collections::HashMap;

use super::rows::country_title;
use crate::model::names::{family_first, in_speaking_order, is_no_person, without_brackets, without_suffix};
use crate::model::{Leader, fold_text};

/// Countries where the family name comes first.
const FAMILY_NAME_FIRST: [&str; 6] = ["CN", "HU", "KP", "KR", "TW", "VN"];

/// Whether the country of a leader writes the family name first.
#[must_use]
pub fn is_family_name_first(leader: &Leader) -> bool {
    leader
        .country
        .as_deref()
        .is_some_and(|country| FAMILY_NAME_FIRST.contains(&country))
}

/// A name up to so many letters is kept whole where nothing says that it is a person's.
const MAX_WHOLE_NAME: usize = 16;

/// The family name, as far as the name shows it; never cut within brackets.
fn family_name(leader: &Leader) -> String {
    let bare = without_brackets(&leader.name);
    if bare == leader.name {
        return family_of(leader).to_owned();
    }
    family_of(&Leader {
        name: bare,
        ..leader.clone()
    })
    .to_owned()
}

fn family_of(leader: &Leader) -> &str {
    if is_no_person(&leader.name) {
        return &leader.name;
    }
    if let Some((family, _)) = family_first(&leader.name) {
        return family;
    }
    // Without an office or a country it may be no person at all: “United States”.
    let is_country = leader.country.is_none() || country_title(leader).starts_with(&leader.name);
    if leader.office.is_none() && is_country && leader.name.chars().count() <= MAX_WHOLE_NAME {
        return &leader.name;
    }
    // “Friedrich Wilhelm IV.” has no family name.
    let is_number = |word: &str| word.trim_end_matches('.').chars().all(|char| matches!(char, 'I' | 'V' | 'X'));
    if leader.name.split_whitespace().next_back().is_some_and(is_number) {
        return &leader.name;
    }
    let name = without_suffix(&leader.name);
    if is_family_name_first(leader) {
        return name.split_whitespace().next().unwrap_or(&leader.name);
    }
    with_particles(name).unwrap_or(&leader.name)
}

/// The last word of a name with the small words before it that belong to it: `de Gaulle`, `von der Leyen`; of “Karl der Große”
/// only the last.
fn with_particles(name: &str) -> Option<&str> {
    const PARTICLES: [&str; 30] = [
        "de",
        "del",
        "della",
        "dei",
        "di",
        "da",
        "das",
        "dos",
        "do",
        "du",
        "des",
        "d\u{2019}",
        "la",
        "le",
        "van",
        "von",
        "vom",
        "zu",
        "zum",
        "ten",
        "ter",
        "af",
        "av",
        "al",
        "bin",
        "ibn",
        "ben",
        "der",
        "den",
        "y",
    ];
    let words: Vec<&str> = name.split_whitespace().collect();
    let last = words.len().checked_sub(1)?;
    let small = words[..last].iter().rev().take_while(|word| PARTICLES.contains(word)).count();
    let is_article = |at: usize| matches!(words[at], "der" | "den" | "y");
    // Nobody is called by small words alone, and “de” may be all that is left of a name cut short.
    let start = if small == 0 || small == last || is_article(last - small) {
        last
    } else {
        last - small
    };
    let at = words[start].as_ptr() as usize - name.as_ptr() as usize;
    name.get(at..)
}

/// Titles before names, in lower case.
const TITLES: [&str; 48] = [
    "count",
    "countess",
    "baron",
    "baroness",
    "prince",
    "princess",
    "duke",
    "duchess",
    "earl",
    "marquis",
    "marquise",
    "chevalier",
    "sir",
    "lord",
    "lady",
    "king",
    "queen",
    "emperor",
    "empress",
    "tsar",
    "pope",
    "cardinal",
    "bishop",
    "abb\u{e9}",
    "p\u{e8}re",
    "madame",
    "monsieur",
    "mme",
    "graf",
    "gr\u{e4}fin",
    "f\u{fc}rst",
    "freiherr",
    "comte",
    "comtesse",
    "dr",
    "prof",
    "general",
    "president",
    "mrs",
    "mr",
    "propst",
    "dekan",
    "rektor",
    "abt",
    "kanzler",
    "bischof",
    "herzog",
    "kaiser",
];

/// Whether a word is a title; what is abbreviated and no initial is one (“Hz.”).
fn is_title(word: &str) -> bool {
    let is_abbreviated = word.ends_with('.') && word.chars().filter(|char| char.is_alphabetic()).count() > 1 && !word.contains('-');
    is_abbreviated || TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

/// The family name with the initials of the given names: `R. F. Kennedy`; the whole name where there are none to tell.
fn with_initials(leader: &Leader) -> String {
    let family = family_name(leader);
    let spoken = in_speaking_order(without_suffix(&leader.name));
    let given = spoken.strip_suffix(family.as_str()).map_or("", str::trim);
    if given.is_empty() || is_family_name_first(leader) || is_no_person(&leader.name) {
        return leader.name.clone();
    }
    if is_title(&family) {
        return leader.name.clone();
    }
    // “Count N. I. Panin”, “W. von Redern”: titles and particles have none.
    let initial = |word: &str| match word.chars().next() {
        Some(letter) if letter.is_uppercase() && !is_title(word) => format!("{letter}."),
        _ => word.to_owned(),
    };
    let initials: Vec<String> = given.split_whitespace().map(initial).collect();
    format!("{} {family}", initials.join(" "))
}

/// What a leader may be called where the whole name has no room, the longest first: without brackets, without what follows a comma,
/// with initials.
#[must_use]
pub fn shortened(leader: &Leader) -> Vec<String> {
    // What an editor supplied is a part of the name: “Propst [Justus Jonas]”; what stands in round brackets explains it.
    let bare = without_brackets(&leader.name.replace(['[', ']'], ""));
    let mut names = vec![bare.clone()];
    // “Henry, prince of Prussia”; what follows the comma in “Kraus, Karl” is a part of the name.
    if is_no_person(&bare)
        && let Some((first, _)) = bare.split_once(", ")
    {
        names.push(first.to_owned());
    }
    names.push(with_initials(&Leader {
        name: bare,
        ..leader.clone()
    }));
    names.dedup();
    names
}

/// For each leader the family name; with initials where others have the same, and whole where that is not enough.
#[must_use]
pub fn short_names(leaders: &[Leader]) -> Vec<String> {
    let count = |names: &[String]| {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for name in names {
            *counts.entry(fold_text(name)).or_default() += 1;
        }
        counts
    };
    let mut names: Vec<String> = leaders.iter().map(family_name).collect();
    for longer in [with_initials, |leader: &Leader| leader.name.clone()] {
        let counts = count(&names);
        for (name, leader) in names.iter_mut().zip(leaders) {
            if counts.get(&fold_text(name)).is_some_and(|count| *count > 1) {
                *name = longer(leader);
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(names: &[(&str, &str)]) -> Vec<String> {
        let leader = |(name, country): &(&str, &str)| Leader {
            name: (*name).to_owned(),
            country: (!country.is_empty()).then(|| (*country).to_owned()),
            ..Leader::default()
        };
        short_names(&names.iter().map(leader).collect::<Vec<_>>())
    }

    #[test]
    fn brackets_go_first() {
        let of = |name: &str| {
            shortened(&Leader {
                name: name.to_owned(),
                country: Some("DE".to_owned()),
                ..Leader::default()
            })
        };
        assert_eq!(of("Voltaire (François-Marie Arouet)"), ["Voltaire"]);
        assert_eq!(
            of("Henry (Heinrich), prince of Prussia"),
            ["Henry, prince of Prussia", "Henry", "Henry, prince of Prussia"]
        );
        assert_eq!(of("Count Nikita Panin").last().map(String::as_str), Some("Count N. Panin"));
        assert_eq!(of("Wilhelm von Redern").last().map(String::as_str), Some("W. von Redern"));
        assert_eq!(of("Friedrich Melchior Grimm"), ["Friedrich Melchior Grimm", "F. M. Grimm"]);
        assert_eq!(of("Hz. Georg von Sachsen").last().map(String::as_str), Some("Hz. G. von Sachsen"));
        assert_eq!(of("Propst [Justus Jonas]").first().map(String::as_str), Some("Propst Justus Jonas"));
    }

    #[test]
    fn names_are_shortened_as_their_country_writes_them() {
        for (name, country, expected) in [
            ("Vladimir Putin", "RU", "Putin"),
            ("Kim Jong Un", "KP", "Kim"),
            ("John F. Kennedy", "US", "Kennedy"),
            ("Pelé", "BR", "Pelé"),
            ("Kraus, Karl", "AT", "Kraus"),
            ("Schnitzler, Arthur", "", "Schnitzler"),
            ("Llewellyn E. Thompson, Jr.", "US", "Thompson"),
            ("Martin Luther King Jr.", "US", "King"),
            ("Friedrich Wilhelm IV.", "DE", "Friedrich Wilhelm IV."),
            ("Embassy in the Soviet Union", "US", "Embassy in the Soviet Union"),
            ("Ministry of Defense, Russia", "RU", "Ministry of Defense, Russia"),
            ("United States", "", "United States"),
            ("Catherine II (the Great)", "RU", "Catherine II"),
            ("Voltaire (Fran\u{e7}ois-Marie Arouet)", "FR", "Voltaire"),
            ("Marie-Th\u{e9}r\u{e8}se Rodet Geoffrin (Madame)", "FR", "Geoffrin"),
            ("[Adolf von Merseburg]", "DE", "von Merseburg"),
            ("Charles de Gaulle", "FR", "de Gaulle"),
            ("Ursula von der Leyen", "DE", "von der Leyen"),
            ("Karl der Gro\u{df}e", "DE", "Gro\u{df}e"),
            ("", "", ""),
        ] {
            assert_eq!(short(&[(name, country)]), [expected]);
        }
    }

    #[test]
    fn no_two_leaders_are_called_the_same() {
        let kennedys = [
            ("John F. Kennedy", "US"),
            ("Kennedy, Robert F.", "US"),
            ("Jacqueline Kennedy", "US"),
            ("Joan Kennedy", "US"),
            ("Nikita Khrushchev", "SU"),
        ];
        let expected = ["J. F. Kennedy", "R. F. Kennedy", "Jacqueline Kennedy", "Joan Kennedy", "Khrushchev"];
        assert_eq!(short(&kennedys), expected);
        assert_eq!(
            short(&[("Kim Jong Un", "KP"), ("Kim Il Sung", "KP")]),
            ["Kim Jong Un", "Kim Il Sung"]
        );
    }
}
