//! People met: leaders of the archive whom the remarks on a journey name.

use std::collections::HashMap;

use super::{Archive, LeaderId};

/// The most words a name is looked for by.
const MAX_WORDS: usize = 5;

/// The names of an archive's leaders, word by word.
pub(super) struct Names {
    by_words: HashMap<String, Vec<LeaderId>>,
}

impl Names {
    /// Full names, aliases, and the office with the last name: “Giuseppe Saragat”, “President Saragat”. A single word
    /// names nobody for certain.
    pub(super) fn of(archive: &Archive) -> Self {
        let mut by_words: HashMap<String, Vec<LeaderId>> = HashMap::new();
        for (id, leader) in archive.leaders() {
            let mut names: Vec<String> = std::iter::once(&leader.name)
                .chain(&leader.aliases)
                .map(|name| folded(name))
                .collect();
            let office = leader
                .office
                .as_deref()
                .and_then(|office| office.split(',').next())
                .map(folded)
                .unwrap_or_default();
            if let (false, Some(last)) = (office.is_empty(), leader.name.split_whitespace().last()) {
                names.push(format!("{office} {}", folded(last)));
            }
            for name in names.into_iter().filter(|name| name.contains(' ')) {
                let known = by_words.entry(name).or_default();
                if !known.contains(&id) {
                    known.push(id);
                }
            }
        }
        Self { by_words }
    }

    /// Whom a text names, in order, each once. Of several with one name it is the one whose office is in that place, or
    /// nobody.
    pub(super) fn named_in(&self, archive: &Archive, text: &str, place: &str) -> Vec<LeaderId> {
        let words: Vec<String> = text.split_whitespace().map(folded).collect();
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
            let here = |id: &&LeaderId| {
                let office = archive.leader(**id).and_then(|leader| leader.office.as_deref()).unwrap_or_default();
                office
                    .split(',')
                    .skip(1)
                    .any(|country| !country.trim().is_empty() && place.contains(country.trim()))
            };
            let mut fitting = known.iter().filter(here);
            let one = match (known.as_slice(), fitting.next(), fitting.next()) {
                ([only], _, _) => Some(*only),
                (_, Some(one), None) => Some(*one),
                _ => None,
            };
            found.extend(one.filter(|id| !found.contains(id)));
            at += length;
        }
        found
    }
}

/// Words without case and the signs around them.
fn folded(text: &str) -> String {
    text.split_whitespace()
        .map(|word| word.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase())
        .collect::<Vec<_>>()
        .join(" ")
}
