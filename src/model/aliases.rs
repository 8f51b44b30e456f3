//! Who is the same person, as somebody said: kept in a small file beside the archive, applied whenever it is opened.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::draft::{FileDraft, LeaderDraft};

/// What was said of the leaders of an archive. The source itself is never changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Aliases {
    /// Leaders who are one person.
    pub same: Vec<Same>,
    /// Pairs of leaders, by their ids, who are not, although their names are alike.
    pub different: Vec<(String, String)>,
}

/// What became of what was said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// How many leaders were taken for another.
    pub leaders: usize,
    /// Ids that are named and not there, in order.
    pub unknown: Vec<String>,
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

    /// The same with a change: what `after` says and `before` did not is added (where `adds`), what only `before` said is removed.
    #[must_use]
    pub fn changed(&self, before: &Self, after: &Self, adds: bool) -> Self {
        let pairs = |aliases: &Self| -> BTreeSet<(String, String)> {
            let same = aliases.same.iter();
            same.flat_map(|same| same.also.iter().map(|also| (same.leader.clone(), also.clone())))
                .collect()
        };
        let (was, is) = (pairs(before), pairs(after));
        let mut changed = self.clone();
        for same in &mut changed.same {
            same.also.retain(|also| {
                let pair = (same.leader.clone(), also.clone());
                !was.contains(&pair) || is.contains(&pair)
            });
        }
        changed.same.retain(|same| !same.also.is_empty());
        changed
            .different
            .retain(|pair| !before.different.contains(pair) || after.different.contains(pair));
        if adds {
            for (leader, also) in is.difference(&was) {
                match changed.same.iter_mut().find(|same| same.leader == *leader) {
                    Some(same) if same.also.contains(also) => {}
                    Some(same) => same.also.push(also.clone()),
                    None => changed.same.push(Same {
                        leader: leader.clone(),
                        also: vec![also.clone()],
                    }),
                }
            }
            let new = after.different.iter().filter(|pair| !before.different.contains(pair));
            for pair in new {
                if !changed.different.contains(pair) {
                    changed.different.push(pair.clone());
                }
            }
        }
        changed
    }

    /// Whether somebody said that the two are two persons.
    #[must_use]
    pub fn are_different(&self, a: &str, b: &str) -> bool {
        self.different
            .iter()
            .any(|(one, other)| (one == a && other == b) || (one == b && other == a))
    }

    /// Has the kept ids take the place of the others; says how many leaders were merged into another, and which ids there are
    /// not.
    pub fn apply(&self, files: &mut [FileDraft]) -> Merged {
        let known: HashSet<String> = files
            .iter()
            .flat_map(|file| &file.leaders)
            .map(|found| found.record.id.clone())
            .collect();
        let named = self.same.iter().flat_map(|same| std::iter::once(&same.leader).chain(&same.also));
        let unknown: BTreeSet<&String> = named.filter(|id| !known.contains(*id)).collect();
        let unknown = unknown.into_iter().cloned().collect();
        let kept = self.kept(&known);
        if kept.is_empty() {
            return Merged { leaders: 0, unknown };
        }
        // What is known of them lives on with the one that is kept.
        let mut others: HashMap<&str, Vec<LeaderDraft>> = HashMap::new();
        let mut merged = HashSet::new();
        for file in &mut *files {
            file.leaders.retain_mut(|found| {
                let Some(leader) = kept.get(found.record.id.as_str()) else {
                    return true;
                };
                merged.insert(found.record.id.clone());
                others.entry(leader).or_default().push(std::mem::take(&mut found.record));
                false
            });
        }
        for file in &mut *files {
            for found in &mut file.leaders {
                let record = &mut found.record;
                let mut names: HashSet<String> = record.aliases.0.iter().chain([&record.name]).cloned().collect();
                for other in others.remove(record.id.as_str()).unwrap_or_default() {
                    let all = std::iter::once(other.name).chain(other.aliases.0);
                    let new = all.filter(|name| !name.is_empty() && names.insert(name.clone()));
                    record.aliases.0.extend(new);
                    for (mine, theirs) in [
                        (&mut record.native_name, other.native_name),
                        (&mut record.office, other.office),
                        (&mut record.country, other.country),
                        (&mut record.color, other.color),
                        (&mut record.seat, other.seat),
                        (&mut record.zone, other.zone),
                    ] {
                        *mine = mine.take().or(theirs);
                    }
                }
            }
        }
        // What events name is looked up with this when they are read.
        let taken_for = kept.iter().map(|(id, leader)| ((*id).to_owned(), (*leader).to_owned()));
        let taken_for: Arc<HashMap<String, String>> = Arc::new(taken_for.collect());
        for file in &mut *files {
            file.taken_for = Arc::clone(&taken_for);
        }
        Merged {
            leaders: merged.len(),
            unknown,
        }
    }

    /// For each id that is taken for another, the one that is kept in the end. Of a circle the first that is named is kept.
    fn kept(&self, known: &HashSet<String>) -> HashMap<&str, &str> {
        let mut taken_for: HashMap<&str, &str> = HashMap::new();
        for same in self.same.iter().filter(|same| known.contains(&same.leader)) {
            for also in &same.also {
                let (leader, also) = (end_of(&mut taken_for, &same.leader), end_of(&mut taken_for, also));
                if leader != also {
                    taken_for.insert(also, leader);
                }
            }
        }
        let all: Vec<&str> = taken_for.keys().copied().collect();
        all.into_iter().map(|id| (id, end_of(&mut taken_for, id))).collect()
    }
}

/// Whom an id is taken for in the end; the way there is shortened for whoever asks next.
fn end_of<'a>(taken_for: &mut HashMap<&'a str, &'a str>, id: &'a str) -> &'a str {
    let mut way = vec![id];
    let mut end = id;
    while let Some(next) = taken_for.get(end) {
        way.push(end);
        end = next;
    }
    for passed in way.into_iter().filter(|passed| *passed != end) {
        taken_for.insert(passed, end);
    }
    end
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
        let merged = aliases.apply(&mut files);
        assert_eq!(merged.leaders, 1, "an id that is not there takes nobody");
        assert_eq!(merged.unknown, ["nobody"]);
        let (archive, report) = model::build_from(files);
        assert!(report.reports.is_empty(), "{}", report.to_text());
        assert_eq!(archive.leaders.len(), 2);
        assert_eq!(archive.leaders[0].aliases, ["President Nixon"]);
        assert!(archive.events.iter().all(|event| event.from.len() == 1 && event.from[0].0 == 0));
    }

    #[test]
    fn chains_are_followed_to_their_end_and_circles_lose_nobody() {
        let check = |said: &[(&str, &str)], leader: &str| {
            let text = r#"(leaders: [(id: "a", name: "A"), (id: "b", name: "B", office: "envoy"), (id: "c", name: "C", seat: "Rome")],
                events: [(kind: message, sent: "1971", from: "a", to: "b"), (kind: message, sent: "1972", from: "b", to: "c")])"#;
            let mut files = vec![formats::read("t.ron", text.as_bytes())];
            let same = said.iter().map(|(leader, also)| Same {
                leader: (*leader).to_owned(),
                also: vec![(*also).to_owned()],
            });
            let aliases = Aliases {
                same: same.collect(),
                ..Aliases::default()
            };
            aliases.apply(&mut files);
            let (archive, report) = model::build_from(files);
            assert_eq!((archive.events.len(), report.rejected()), (2, 0), "{}", report.to_text());
            let kept = &archive.leaders[0];
            assert_eq!((archive.leaders.len(), kept.id.as_str()), (1, leader));
            assert_eq!((kept.office.as_deref(), kept.seat.as_deref()), (Some("envoy"), Some("Rome")));
        };
        check(&[("b", "c"), ("a", "b")], "a");
        check(&[("a", "b"), ("b", "c")], "a");
        check(&[("a", "b"), ("b", "a"), ("b", "c")], "a");
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
