//! People met: leaders of the archive whom the remarks on a journey name.

use std::collections::HashMap;

use super::{Archive, Leader, LeaderId};

/// The most words a name is looked for by.
const MAX_WORDS: usize = 5;

/// So many years from what is known of somebody he may still have been met.
const NEAR_YEARS: i64 = 12;

/// Words near a name that say that nobody was met: somebody was buried or remembered.
const OF_THE_DEAD: &str = "funeral memorial grave graveside tomb burial late wreath death mausoleum statue birthplace cemetery requiem \
                           assassinated assassination monument obsequies inaugurated";

/// Words behind a name that make it that of a thing.
const OF_THINGS: &str = "memorial airport center centre library foundation museum university square street institute hospital school \
                         stadium bridge prize award house highway plan doctrine administration";

/// So many words before a name say what is told of it.
const BEFORE: usize = 5;

/// How a leader may be named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Naming {
    /// In full.
    Full,
    /// By office and last name.
    Office,
}

/// The names of an archive's leaders, word by word.
pub(super) struct Names {
    by_words: HashMap<String, Vec<(LeaderId, Naming)>>,
    /// The first and the last year in which each leader did something.
    years: HashMap<LeaderId, (i64, i64)>,
}

impl Names {
    /// Full names, aliases, and the office with the last name: “Giuseppe Saragat”, “President Saragat”. A single word
    /// names nobody for certain. `years` are those of what each leader did.
    pub(super) fn of(archive: &Archive, years: HashMap<LeaderId, (i64, i64)>) -> Self {
        let mut by_words: HashMap<String, Vec<(LeaderId, Naming)>> = HashMap::new();
        // A host country is not a person met: “returning to the United States”.
        let is_country = |leader: &Leader| leader.office.is_none() && leader.country.as_deref().is_some_and(|country| country.len() == 2);
        for (id, leader) in archive.leaders().filter(|(_, leader)| !is_country(leader)) {
            let mut names: Vec<(String, Naming)> = std::iter::once(&leader.name)
                .chain(&leader.aliases)
                .map(|name| (folded(name), naming_of(name)))
                .collect();
            let office = leader
                .office
                .as_deref()
                .and_then(|office| office.split(',').next())
                .map(folded)
                .unwrap_or_default();
            if let (false, Some(last)) = (office.is_empty(), leader.name.split_whitespace().last()) {
                names.push((format!("{office} {}", folded(last)), Naming::Office));
            }
            for (name, naming) in names.into_iter().filter(|(name, _)| name.contains(' ')) {
                let known = by_words.entry(name).or_default();
                if !known.iter().any(|(known, _)| *known == id) {
                    known.push((id, naming));
                }
            }
        }
        Self { by_words, years }
    }

    /// Whom a text names, in order, each once. Who is named by office and last name has to be of that place, or of the
    /// country whose adjective stands before it, and everybody of that time. Of several who fit it is nobody.
    pub(super) fn named_in(&self, archive: &Archive, text: &str, place: &str, year: Option<i64>) -> Vec<LeaderId> {
        let written: Vec<&str> = text.split_whitespace().collect();
        let words: Vec<String> = written.iter().map(|word| folded(word)).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let longest = (2..=MAX_WORDS.min(words.len() - at)).rev().find_map(|length| {
                let name = words.get(at..at + length)?.join(" ");
                Some((self.by_words.get(&name)?, length))
            });
            let Some((known, length)) = longest else {
                at += 1;
                continue;
            };
            let before: Vec<&str> = sentence_before(&written, &words, at);
            let is_dead = before
                .iter()
                .rev()
                .take(BEFORE)
                .any(|word| OF_THE_DEAD.split_whitespace().any(|dead| dead == *word));
            let behind = words.get(at + length).map(String::as_str).unwrap_or_default();
            let is_thing = OF_THINGS.split_whitespace().any(|thing| thing == behind);
            if !is_dead && !is_thing {
                let adjective = at
                    .checked_sub(1)
                    .and_then(|before| words.get(before))
                    .map(String::as_str)
                    .unwrap_or_default();
                // “Prime Minister Carter of the United Kingdom”, “President Moreau (France)”
                let after = words[at + length..]
                    .iter()
                    .take(MAX_WORDS)
                    .map(String::as_str)
                    .collect::<Vec<_>>()
                    .join(" ");
                let fits = |(id, naming): &(LeaderId, Naming)| {
                    let is_near = match (self.years.get(id), year) {
                        (Some((first, last)), Some(year)) => (first - NEAR_YEARS..=last + NEAR_YEARS).contains(&year),
                        _ => true,
                    };
                    let is_said = || is_of(archive, *id, place, adjective) || is_followed_by(archive, *id, &after);
                    is_near && (*naming == Naming::Full || is_said())
                };
                let mut fitting = known.iter().filter(|known| fits(known));
                if let (Some((one, _)), None) = (fitting.next(), fitting.next())
                    && !found.contains(one)
                {
                    found.push(*one);
                }
            }
            at += length;
        }
        found
    }
}

/// Whether a name is whole, or a title with one name, which kings of several countries bear: “King Abdullah”.
fn naming_of(name: &str) -> Naming {
    const TITLES: [&str; 14] = [
        "king", "queen", "prince", "princess", "crown", "emperor", "empress", "sultan", "emir", "amir", "shah", "sheikh", "shaikh", "pope",
    ];
    let folded = folded(name);
    let words: Vec<&str> = folded.split(' ').filter(|word| !TITLES.contains(word)).collect();
    if words.len() < 2 && folded.contains(' ') {
        Naming::Office
    } else {
        Naming::Full
    }
}

/// The words of the sentence before a place.
fn sentence_before<'a>(written: &[&str], words: &'a [String], at: usize) -> Vec<&'a str> {
    let is_end = |word: &&str| word.ends_with(['.', ';', '!', '?']) && word.len() > 3;
    let start = written[..at].iter().rposition(is_end).map_or(0, |end| end + 1);
    words[start..at].iter().map(String::as_str).collect()
}

/// The countries of a leader: what follows the comma of the office, and the country itself; a code of two letters is no name.
fn countries_of(leader: &Leader) -> impl Iterator<Item = &str> {
    let office = leader.office.as_deref().unwrap_or_default();
    let countries = office.split(',').skip(1).chain(leader.country.as_deref());
    countries.map(str::trim).filter(|country| country.chars().count() > 2)
}

/// Whether a leader is of a place, or of the country that an adjective names.
fn is_of(archive: &Archive, id: LeaderId, place: &str, adjective: &str) -> bool {
    let Some(leader) = archive.leader(id) else { return false };
    countries_of(leader).any(|country| place.contains(country) || is_adjective_of(adjective, &country.to_lowercase()))
}

/// Whether the country of a leader is named after his name.
fn is_followed_by(archive: &Archive, id: LeaderId, after: &str) -> bool {
    let Some(leader) = archive.leader(id) else { return false };
    let after = after.strip_prefix("of ").unwrap_or(after);
    let after = after.strip_prefix("the ").unwrap_or(after);
    countries_of(leader)
        .map(folded)
        .any(|country| after == country || after.strip_prefix(&country).is_some_and(|rest| rest.starts_with(' ')))
}

/// Whether an adjective is that of a country: “Egyptian” of Egypt.
fn is_adjective_of(adjective: &str, country: &str) -> bool {
    const IRREGULAR: [(&str, &str); 14] = [
        ("french", "france"),
        ("dutch", "netherlands"),
        ("british", "united kingdom"),
        ("danish", "denmark"),
        ("finnish", "finland"),
        ("greek", "greece"),
        ("polish", "poland"),
        ("spanish", "spain"),
        ("swiss", "switzerland"),
        ("irish", "ireland"),
        ("soviet", "soviet union"),
        ("thai", "thailand"),
        ("philippine", "philippines"),
        ("cypriot", "cyprus"),
    ];
    if IRREGULAR.contains(&(adjective, country)) {
        return true;
    }
    let same = adjective.chars().zip(country.chars()).take_while(|(a, b)| a == b).count();
    let is_adjective = ["an", "ian", "ese", "ish", "i", "ic", "er"]
        .iter()
        .any(|ending| adjective.ends_with(ending));
    is_adjective && same >= 4 && adjective.chars().count() > country.chars().count() - 2
}

/// Words without case and the signs around them.
fn folded(text: &str) -> String {
    text.split_whitespace()
        .map(|word| word.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase())
        .collect::<Vec<_>>()
        .join(" ")
}
