//! Who is the same person, as somebody said: kept in a small file beside the archive, applied whenever it is opened.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::draft::{FileDraft, OneOrMany};

/// What was said of the leaders of an archive. The source itself is never changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Aliases {
    /// Leaders who are one person.
    pub same: Vec<Same>,
    /// Pairs of leaders, by their ids, who are not, although their names are alike.
    pub different: Vec<(String, String)>,
}

/// One person under several ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Same {
    /// The id that is kept.
    pub leader: String,
    /// The ids that are taken for it.
    pub also: Vec<String>,
}

impl Aliases {
    /// Says that two ids are one person; the first is kept.
    pub fn merge(&mut self, leader: &str, also: &str) {
        // Whoever was taken for the second is now taken for the first.
        let mut taken = vec![also.to_owned()];
        self.same.retain_mut(|same| {
            let is_it = same.leader == also;
            if is_it {
                taken.append(&mut same.also);
            }
            !is_it
        });
        match self.same.iter_mut().find(|same| same.leader == leader) {
            Some(same) => same.also.extend(taken),
            None => self.same.push(Same {
                leader: leader.to_owned(),
                also: taken,
            }),
        }
    }

    /// Says that two ids are two persons.
    pub fn part(&mut self, a: &str, b: &str) {
        if !self.are_different(a, b) {
            self.different.push((a.to_owned(), b.to_owned()));
        }
    }

    /// Whether somebody said that the two are two persons.
    #[must_use]
    pub fn are_different(&self, a: &str, b: &str) -> bool {
        self.different
            .iter()
            .any(|(one, other)| (one == a && other == b) || (one == b && other == a))
    }

    /// Puts the kept ids in the place of the others; gives how many leaders were merged into another.
    pub fn apply(&self, files: &mut [FileDraft]) -> usize {
        let known: HashSet<String> = files
            .iter()
            .flat_map(|file| &file.leaders)
            .map(|found| found.record.id.clone())
            .collect();
        let kept: HashMap<&str, &str> = self
            .same
            .iter()
            .filter(|same| known.contains(&same.leader))
            .flat_map(|same| same.also.iter().map(|also| (also.as_str(), same.leader.as_str())))
            .filter(|(also, leader)| also != leader)
            .collect();
        if kept.is_empty() {
            return 0;
        }
        // Their names live on as aliases.
        let mut names: HashMap<&str, Vec<String>> = HashMap::new();
        let mut merged = HashSet::new();
        for file in &mut *files {
            file.leaders.retain(|found| {
                let Some(leader) = kept.get(found.record.id.as_str()) else {
                    return true;
                };
                let record = &found.record;
                let all = std::iter::once(&record.name).chain(&record.aliases.0);
                names
                    .entry(leader)
                    .or_default()
                    .extend(all.filter(|name| !name.is_empty()).cloned());
                merged.insert(record.id.clone());
                false
            });
        }
        for file in &mut *files {
            for found in &mut file.leaders {
                let record = &mut found.record;
                for name in names.remove(record.id.as_str()).unwrap_or_default() {
                    if name != record.name && !record.aliases.0.contains(&name) {
                        record.aliases.0.push(name);
                    }
                }
            }
            let rename = |id: &mut String| {
                if let Some(leader) = kept.get(id.as_str()) {
                    (*leader).clone_into(id);
                }
            };
            let rename_all = |ids: &mut OneOrMany| ids.0.iter_mut().for_each(rename);
            for event in file.events.iter_mut().map(|found| &mut found.record) {
                rename_all(&mut event.from);
                rename_all(&mut event.to);
                event.quotes.iter_mut().filter_map(|quote| quote.speaker.as_mut()).for_each(rename);
                event
                    .accounts
                    .iter_mut()
                    .filter_map(|account| account.leader.as_mut())
                    .for_each(rename);
            }
        }
        merged.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{formats, model};

    #[test]
    fn merged_leaders_are_one_and_their_names_are_kept() {
        let text = r#"(leaders: [(id: "n", name: "Richard M. Nixon"), (id: "p", name: "President Nixon"), (id: "m", name: "Mao")], events: [
            (kind: message, sent: "1971", from: "p", to: "m", quotes: [(text: "Hello.", speaker: "p")]),
            (kind: message, sent: "1972", from: "n", to: "m"),
            (kind: meeting, sent: "1973", from: ["n", "p"], to: "m")])"#;
        let mut files = vec![formats::read("t.ron", text.as_bytes())];
        let mut aliases = Aliases::default();
        aliases.merge("n", "p");
        aliases.merge("nobody", "m");
        assert_eq!(aliases.apply(&mut files), 1, "an id that is not there takes nobody");
        let (archive, report) = model::build_from(files);
        assert!(report.reports.is_empty(), "{}", report.to_text());
        assert_eq!(archive.leaders.len(), 2);
        assert_eq!(archive.leaders[0].aliases, ["President Nixon"]);
        assert!(archive.events.iter().all(|event| event.from.len() == 1 && event.from[0].0 == 0));
    }

    #[test]
    fn whoever_was_merged_goes_along() {
        let mut aliases = Aliases::default();
        aliases.merge("b", "c");
        aliases.merge("a", "b");
        assert_eq!(aliases.same.len(), 1);
        assert_eq!(aliases.same[0].also, ["b", "c"]);
    }
}
