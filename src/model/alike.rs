//! Leaders whose names are so alike that they may be one person: offered, never merged by themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::aliases::Aliases;
use super::names::{family_first, split_suffix, without_suffix};
use super::{Archive, Leader, LeaderId, fold_text};

/// Two leaders who may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The one whose name is fuller, or who has more events.
    pub leader: LeaderId,
    /// The other.
    pub also: LeaderId,
    /// Why they may be one, in words.
    pub why: &'static str,
}

/// Words before a name that are no part of it.
const TITLES: [&str; 44] = [
    "president",
    "prime",
    "minister",
    "premier",
    "chancellor",
    "chairman",
    "secretary",
    "general",
    "marshal",
    "king",
    "queen",
    "emperor",
    "empress",
    "prince",
    "princess",
    "crown",
    "sultan",
    "shah",
    "emir",
    "amir",
    "sheikh",
    "pope",
    "sir",
    "lord",
    "lady",
    "dr",
    "mr",
    "mrs",
    "ms",
    "prof",
    "professor",
    "the",
    "of",
    "state",
    "foreign",
    "ambassador",
    "senator",
    "governor",
    "vice",
    "first",
    "colonel",
    "admiral",
    "his",
    "excellency",
];

/// Family names shorter than this are not compared letter by letter.
const MIN_SPELLED: usize = 6;

/// Of more leaders than this with one name, names alone say nothing.
const MAX_NAMESAKES: usize = 300;

/// A name taken apart, folded.
#[derive(Debug)]
struct Name {
    given: Vec<String>,
    family: String,
    /// `jr`, `iii`.
    suffix: Option<String>,
}

impl Name {
    /// `None` where nothing but titles is left.
    fn of(text: &str) -> Option<Self> {
        let (family, given) = family_first(text).map_or((None, without_suffix(text)), |(family, given)| (Some(family), given));
        let words = |text: &str| -> Vec<String> {
            fold_text(text)
                .split(|char: char| !char.is_alphanumeric() && char != '\'')
                .filter(|word| !word.is_empty() && !TITLES.contains(word))
                .map(str::to_owned)
                .collect()
        };
        let mut given = words(given);
        let family = match family {
            Some(family) => words(family).join(" "),
            None => given.pop()?,
        };
        let suffix = split_suffix(text).1.map(|suffix| suffix.trim_end_matches('.').to_lowercase());
        (family.chars().count() > 1).then_some(Self { given, family, suffix })
    }

    /// Whether the given names may be those of one person: each of the shorter begins like its neighbor in the longer.
    fn fits(&self, other: &Self) -> bool {
        // A father and his son.
        if self.suffix.is_some() && other.suffix.is_some() && self.suffix != other.suffix {
            return false;
        }
        let (short, long) = if self.given.len() <= other.given.len() {
            (&self.given, &other.given)
        } else {
            (&other.given, &self.given)
        };
        short.iter().zip(long).all(|(a, b)| {
            let is_initial = a.chars().count() == 1 || b.chars().count() == 1;
            a == b || (is_initial && a.chars().next() == b.chars().next())
        })
    }
}

/// Pairs of leaders who may be one person, by name; those of whom somebody said that they are two are left out.
#[must_use]
pub fn alike(archive: &Archive, aliases: &Aliases) -> Vec<Alike> {
    let names: Vec<(LeaderId, &Leader, Name)> = archive
        .leaders()
        .filter_map(|(id, leader)| Some((id, leader, Name::of(&leader.name)?)))
        .collect();
    let mut by_family: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, (.., name)) in names.iter().enumerate() {
        by_family.entry(name.family.as_str()).or_default().push(at);
    }
    let mut pairs: BTreeSet<(usize, usize, &'static str)> = BTreeSet::new();
    for members in by_family.values().filter(|members| members.len() <= MAX_NAMESAKES) {
        let full = members.iter().filter(|at| !names[**at].2.given.is_empty()).count();
        for (nth, a) in members.iter().enumerate() {
            for b in &members[nth + 1..] {
                let (one, other) = (&names[*a].2, &names[*b].2);
                if one.given == other.given {
                    pairs.insert((*a, *b, "the same name"));
                } else if one.given.is_empty() || other.given.is_empty() {
                    // “Bush” may be either of two; only of one it is worth asking.
                    if full == 1 {
                        pairs.insert((*a, *b, "the same family name"));
                    }
                } else if one.fits(other) {
                    pairs.insert((*a, *b, "the same name, shortened"));
                }
            }
        }
    }
    pairs.extend(spelled_alike(&names));
    let events = event_counts(archive);
    pairs
        .into_iter()
        .filter_map(|(a, b, why)| {
            let ((a, one, a_name), (b, other, b_name)) = (&names[a], &names[b]);
            let has_two_countries = matches!((&one.country, &other.country), (Some(one), Some(other)) if one != other);
            if has_two_countries || aliases.are_different(&one.id, &other.id) {
                return None;
            }
            let weight = |id: &LeaderId, name: &Name| (name.given.iter().map(String::len).sum::<usize>(), events[id.0 as usize]);
            let is_first = weight(a, a_name) >= weight(b, b_name);
            let (leader, also) = if is_first { (*a, *b) } else { (*b, *a) };
            Some(Alike { leader, also, why })
        })
        .collect()
}

/// Those with the same given name whose family names differ by one letter.
fn spelled_alike(names: &[(LeaderId, &Leader, Name)]) -> Vec<(usize, usize, &'static str)> {
    let mut by_given: BTreeMap<(&str, Option<char>), Vec<usize>> = BTreeMap::new();
    for (at, (.., name)) in names.iter().enumerate() {
        if let Some(given) = name.given.first().filter(|given| given.chars().count() > 1) {
            by_given.entry((given.as_str(), name.family.chars().next())).or_default().push(at);
        }
    }
    let mut found = Vec::new();
    for members in by_given.values().filter(|members| members.len() <= MAX_NAMESAKES) {
        for (nth, a) in members.iter().enumerate() {
            for b in &members[nth + 1..] {
                let (one, other) = (&names[*a].2, &names[*b].2);
                let is_long = one.family.chars().count().min(other.family.chars().count()) >= MIN_SPELLED;
                if is_long && one.family != other.family && one.fits(other) && strsim::osa_distance(&one.family, &other.family) == 1 {
                    found.push((*a, *b, "spelled alike"));
                }
            }
        }
    }
    found
}

fn event_counts(archive: &Archive) -> Vec<usize> {
    let mut counts = vec![0; archive.leaders.len()];
    for leader in archive.events.iter().flat_map(super::Event::leaders) {
        counts[leader.0 as usize] += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pairs that are offered for some names: `kept = other: why`.
    fn check(names: &[&str], expected: &[&str]) {
        let archive = Archive {
            leaders: names
                .iter()
                .map(|name| Leader {
                    id: (*name).to_owned(),
                    name: (*name).to_owned(),
                    ..Leader::default()
                })
                .collect(),
            ..Archive::default()
        };
        let pairs = alike(&archive, &Aliases::default());
        let found: Vec<String> = pairs
            .iter()
            .map(|pair| {
                format!(
                    "{} = {}: {}",
                    archive.leader_name(pair.leader),
                    archive.leader_name(pair.also),
                    pair.why
                )
            })
            .collect();
        assert_eq!(found, expected, "of {names:?}");
    }

    #[test]
    fn names_of_one_person_are_offered() {
        check(
            &["President Nixon", "Richard M. Nixon", "Nixon"],
            &[
                "Richard M. Nixon = President Nixon: the same family name",
                "President Nixon = Nixon: the same name",
                "Richard M. Nixon = Nixon: the same family name",
            ],
        );
        check(
            &["Kennedy, John F.", "John Kennedy"],
            &["Kennedy, John F. = John Kennedy: the same name, shortened"],
        );
        check(
            &["J. Nehru", "Jawaharlal Nehru"],
            &["Jawaharlal Nehru = J. Nehru: the same name, shortened"],
        );
        check(
            &["Nikita Khrushchëv", "N. S. Khrushchev"],
            &["Nikita Khrushchëv = N. S. Khrushchev: the same name, shortened"],
        );
        check(
            &["Andrei Gromyko", "Andrei Gromiko"],
            &["Andrei Gromyko = Andrei Gromiko: spelled alike"],
        );
    }

    #[test]
    fn names_of_two_persons_are_not() {
        check(&["George W. Bush", "George H. W. Bush"], &[]);
        check(&["Robert Kennedy", "John Kennedy"], &[]);
        check(&["Bush", "George W. Bush", "George H.W. Bush"], &[]);
        check(&["Kim Jong Un", "Kim Jong Il"], &[]);
        check(&["President", "Prime Minister"], &[]);
    }

    #[test]
    fn what_was_said_to_be_two_is_not_offered_again() {
        let leader = |id: &str, name: &str| Leader {
            id: id.to_owned(),
            name: name.to_owned(),
            ..Leader::default()
        };
        let archive = Archive {
            leaders: vec![leader("a", "Nixon"), leader("b", "Richard Nixon")],
            ..Archive::default()
        };
        let mut aliases = Aliases::default();
        assert_eq!(alike(&archive, &aliases).len(), 1);
        aliases.part("b", "a");
        assert!(alike(&archive, &aliases).is_empty());
    }
}
