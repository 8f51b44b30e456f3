//! Who is meant by a name that somebody types.

use super::{Archive, Leader, LeaderId, fold_text};

impl Archive {
    /// The leader whose id in the files is `key`, or whose name or alias it is, letter case aside.
    #[must_use]
    pub fn find_leader(&self, key: &str) -> Option<LeaderId> {
        self.leader_of_id(key).or_else(|| self.leaders_called(key).first().copied())
    }

    /// The leaders that somebody may mean who types a name: the one of that id, else all that are called so, else all of
    /// whose id, names or aliases a word begins so.
    #[must_use]
    pub fn leaders_named(&self, key: &str) -> Vec<LeaderId> {
        if let Some(found) = self.leader_of_id(key) {
            return vec![found];
        }
        // As it is written, before what differs in the size of letters or in accents.
        let exact = self.leaders_of(|leader| leader.name == key.trim());
        if !exact.is_empty() {
            return exact;
        }
        let called = self.leaders_called(key);
        if !called.is_empty() {
            return called;
        }
        let wanted = fold_text(key);
        let wanted = wanted.trim();
        let begins = |name: &str| {
            let name = fold_text(name);
            let is_start = |at: usize| at == 0 || !name[..at].ends_with(char::is_alphanumeric);
            !wanted.is_empty() && name.match_indices(wanted).any(|(at, _)| is_start(at))
        };
        let found = self.leaders_of(|leader| names(leader).chain([&leader.id]).any(|name| begins(name)));
        if !found.is_empty() {
            return found;
        }
        // “robert kennedy” is Robert F. Kennedy, and so is “Kennedy, Robert”.
        let words: Vec<&str> = wanted
            .split(|char: char| !char.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let has_all = |name: &String| {
            let name = fold_text(name);
            let known: Vec<&str> = name.split(|char: char| !char.is_alphanumeric()).collect();
            words.iter().all(|word| known.iter().any(|known| known.starts_with(word)))
        };
        self.leaders_of(|leader| words.len() > 1 && names(leader).any(has_all))
    }

    fn leader_of_id(&self, key: &str) -> Option<LeaderId> {
        self.leaders().find(|(_, leader)| leader.id == key).map(|(id, _)| id)
    }

    fn leaders_called(&self, key: &str) -> Vec<LeaderId> {
        let wanted = fold_text(key);
        self.leaders_of(|leader| names(leader).any(|name| fold_text(name) == wanted))
    }

    fn leaders_of(&self, is_meant: impl Fn(&Leader) -> bool) -> Vec<LeaderId> {
        self.leaders().filter(|(_, leader)| is_meant(leader)).map(|(id, _)| id).collect()
    }
}

/// The name of a leader and the others that sources have.
fn names(leader: &Leader) -> impl Iterator<Item = &String> {
    std::iter::once(&leader.name).chain(&leader.aliases)
}

#[cfg(test)]
mod tests {
    use crate::formats;
    use crate::model::build;

    #[test]
    fn a_name_is_an_id_or_a_name_or_the_start_of_a_word_of_one() {
        let text = r#"(leaders: [
            (id: "jfk", name: "John F. Kennedy"), (id: "rfk", name: "Robert F. Kennedy"), (id: "kennedy", name: "Joseph Kennedy"),
            (id: "k1", name: "Ivan Petrov"), (id: "k2", name: "Ivan Petrov"), (id: "j1", name: "Jose Paz"), (id: "j2", name: "JOSE PAZ"), (id: "n", name: "Nikita Khrushchev", aliases: ["Chruschtschow"]),
        ])"#;
        let archive = build(&[formats::read("t.ron", text.as_bytes())]).0;
        let named = |key: &str| -> Vec<&str> {
            let ids = archive.leaders_named(key).into_iter();
            ids.filter_map(|id| archive.leader(id)).map(|leader| leader.id.as_str()).collect()
        };
        assert_eq!(named("kennedy"), ["kennedy"]);
        assert_eq!(named("robert f. kennedy"), ["rfk"]);
        assert_eq!(named("Kenn"), ["jfk", "rfk", "kennedy"]);
        assert_eq!(named("ivan petrov"), ["k1", "k2"]);
        assert_eq!(named("Chru"), ["n"]);
        assert_eq!(named("Jose Paz"), ["j1"]);
        assert_eq!(named("jose paz"), ["j1", "j2"]);
        assert_eq!(named("robert kennedy"), ["rfk"]);
        assert_eq!(named("Kennedy, Robert F."), ["rfk"]);
        assert_eq!(named("robert petrov"), [""; 0]);
        assert_eq!(named("ushchev"), [""; 0]);
        assert_eq!(named(" "), [""; 0]);
    }
}
