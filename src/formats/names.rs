//! Names of persons among other words: whether a group of events is somebody's.

/// Words before a name that say that a person follows.
const TITLES: &[&str] = &[
    "president",
    "premier",
    "chancellor",
    "king",
    "queen",
    "emperor",
    "empress",
    "pope",
    "prince",
    "princess",
    "sultan",
    "emir",
    "shah",
    "sheikh",
    "secretary",
    "minister",
    "ambassador",
    "senator",
    "general",
    "marshal",
    "chairman",
    "comrade",
    "mr",
    "mrs",
    "ms",
    "dr",
    "sir",
    "lord",
    "lady",
    "prof",
];

/// Small words inside a name.
const PARTICLES: &[&str] = &[
    "de", "du", "da", "di", "del", "der", "den", "van", "von", "zu", "bin", "ibn", "al", "el", "of", "the", "la", "le", "dos", "ter",
];

/// Words that name no person, though they are written with a capital.
const OTHERS: &[&str] = &[
    "group",
    "gruppe",
    "team",
    "category",
    "section",
    "chapter",
    "phase",
    "war",
    "day",
    "days",
    "party",
    "treaty",
    "event",
    "events",
    "policy",
    "conference",
    "history",
    "union",
    "states",
    "office",
    "ministry",
    "press",
    "crisis",
    "battle",
    "politics",
    "science",
    "film",
    "films",
    "music",
    "art",
    "sports",
    "life",
    "career",
    "family",
    "government",
    "army",
    "navy",
    "world",
    "north",
    "south",
    "east",
    "west",
    "summit",
    "visit",
    "visits",
    "letters",
    "messages",
    "house",
    "court",
    "church",
    "agency",
    "council",
    "committee",
    "university",
    "national",
    "international",
    "republic",
    "kingdom",
    "people",
    "company",
    "release",
    "timeline",
    "other",
    "misc",
    "background",
    "early",
    "late",
    "new",
    "old",
    "general",
];

/// Whether a text is the name of a person: two to five words with capitals, or a title with a name.
pub(super) fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let folded: Vec<String> = words
        .iter()
        .map(|word| word.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase())
        .collect();
    let has_title = folded.first().is_some_and(|first| TITLES.contains(&first.as_str()));
    let rest = folded.get(usize::from(has_title)..).unwrap_or_default();
    let is_name = |word: &&str| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word
                .chars()
                .all(|char| char.is_alphabetic() || matches!(char, '.' | '-' | '\'' | '\u{2019}' | ','))
    };
    let names = words
        .iter()
        .skip(usize::from(has_title))
        .filter(|word| !PARTICLES.contains(&word.to_lowercase().as_str()));
    let all_names = names.clone().all(is_name);
    let count = names.count();
    all_names && !rest.iter().any(|word| OTHERS.contains(&word.as_str())) && (if has_title { 1..=5 } else { 2..=5 }).contains(&count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_told_from_subjects() {
        for name in [
            "Nikita Khrushchev",
            "John F. Kennedy",
            "President Nixon",
            "Ludwig van Beethoven",
            "Charles de Gaulle",
            "King Hussein",
        ] {
            assert!(is_person(name), "{name}");
        }
        for other in [
            "",
            "Kennedy 1962",
            "The Cold War",
            "movies",
            "World War",
            "Prague",
            "Women in computing",
            "USA",
        ] {
            assert!(!is_person(other), "{other}");
        }
    }
}
