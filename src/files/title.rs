//! What an archive is called whose files do not say it, or say too much.

use std::path::{Path, PathBuf};

use crate::model::Archive;

/// More titles than this are no title any more.
const MAX_TITLES: usize = 3;

/// Senders are not counted in archives of more events than this.
const MAX_COUNTED: usize = 200_000;

/// Gives an archive a title: those of its files; where there are too many of them, the name of their folder; where there is
/// none, whose letters they are; else the names of the files.
pub(super) fn give(archive: &mut Archive, paths: &[PathBuf]) {
    let titles: Vec<&str> = archive.title.split(" + ").filter(|title| !title.trim().is_empty()).collect();
    let is_one_file = matches!(paths, [one] if !one.is_dir());
    if (1..=MAX_TITLES).contains(&titles.len()) || (is_one_file && !titles.is_empty()) {
        return;
    }
    let folder = match paths {
        [one] if one.is_dir() => Some(one),
        _ => None,
    };
    let named = folder.and_then(|folder| words(folder));
    archive.title = match (named, titles.as_slice()) {
        (Some(name), _) => name,
        (None, [first, rest @ ..]) => format!("{first} and {} more", rest.len()),
        (None, []) => letters_of(archive).unwrap_or_else(|| joined(paths)),
    };
}

/// The names of files in words; of many the first.
fn joined(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths.iter().filter_map(|path| words(path)).collect();
    match names.as_slice() {
        [first, rest @ ..] if rest.len() >= MAX_TITLES => format!("{first} and {} more", rest.len()),
        names => names.join(" + "),
    }
}

/// `hsg-travels_visits.xml` as `Hsg travels visits`; a name that has blanks stays as it is.
fn words(path: &Path) -> Option<String> {
    let stem = if path.is_dir() { path.file_name() } else { path.file_stem() };
    let stem = stem
        .map(|stem| stem.to_string_lossy().into_owned())
        .filter(|stem| !stem.is_empty())?;
    if stem.contains(' ') {
        return Some(stem);
    }
    let spaced = stem.replace(['-', '_'], " ");
    let mut letters = spaced.trim().chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

/// `Letters of Catherine II`, where all of it is letters of one leader.
fn letters_of(archive: &Archive) -> Option<String> {
    let count = archive.events.len();
    if !(2..=MAX_COUNTED).contains(&count) {
        return None;
    }
    let mut sent = vec![0_usize; archive.leaders.len()];
    for event in archive.events.iter().filter(|event| event.kind.is_message()) {
        for leader in &event.from {
            *sent.get_mut(leader.0 as usize)? += 1;
        }
    }
    let (at, most) = sent.iter().enumerate().max_by_key(|(_, count)| **count)?;
    let leader = archive.leaders.get(at).filter(|_| *most == count)?;
    Some(format!("Letters of {}", leader.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_is_called_like_its_letters_or_its_files() {
        let of = |text: &str, title: &str, paths: &[&str]| {
            let (mut archive, _) = crate::model::build(&[crate::formats::read("t.ron", text.as_bytes())]);
            title.clone_into(&mut archive.title);
            give(&mut archive, &paths.iter().map(PathBuf::from).collect::<Vec<_>>());
            archive.title
        };
        let letters = r#"(leaders: [(id: "a", name: "Anna"), (id: "b")], events: [(kind: message, sent: "1962", from: "a", to: "b"), (kind: message, sent: "1963", from: "a", to: "b")])"#;
        let visits = r#"(leaders: [(id: "a", name: "Anna")], events: [(kind: visit, sent: "1962", from: "a")])"#;
        assert_eq!(of(letters, "", &["x.ron"]), "Letters of Anna");
        assert_eq!(of(visits, "", &["hsg-travels_visits.xml"]), "Hsg travels visits");
        assert_eq!(of(visits, "", &["1990.csv", "Le pacte.csv"]), "1990 + Le pacte");
        assert_eq!(of(visits, "A + B", &["x.ron"]), "A + B");
        assert_eq!(of(visits, "A + B + C + D + E", &["1.xml", "2.xml"]), "A and 4 more");
    }
}
