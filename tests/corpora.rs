//! Real files that nobody here wrote, where they are at hand: counts agree with those made independently.

use std::path::{Path, PathBuf};

use demarche::files;

fn corpora() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora")
}

#[test]
fn the_lists_of_the_department_of_state_are_read_whole() {
    let keys = corpora().join("KEYS/records.tsv");
    let Ok(keys) = std::fs::read_to_string(&keys) else {
        println!("skipped: {} is not here, so no real file was compared", keys.display());
        return;
    };
    let mut compared = 0;
    for line in keys.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [file, "visit" | "trip", count, earliest, latest, ..] = fields.as_slice() else {
            continue;
        };
        let (archive, report) = files::load(&[corpora().join(file)]);
        assert_eq!(report.read().to_string(), *count, "{file}");
        assert_eq!(report.rejected(), 0, "{}", report.to_text());
        assert_eq!(archive.events.len(), report.read());
        let dates = || archive.events.iter().filter_map(|event| event.sent.as_ref());
        let first = dates().min().and_then(demarche::dates::Date::earliest_iso);
        assert_eq!(first.as_deref(), Some(*earliest), "{file}");
        let ends = archive.events.iter().filter_map(|event| event.end.as_ref().or(event.sent.as_ref()));
        let last = ends.max().and_then(demarche::dates::Date::latest_iso);
        assert_eq!(last.as_deref(), Some(*latest), "{file}");
        compared += 1;
    }
    assert!(compared > 0, "the key names no list of the Department of State");
    println!("{compared} files compared");
}

#[test]
fn indexes_of_letters_are_read_whole() {
    let keys = corpora().join("KEYS/records.tsv");
    let Ok(keys) = std::fs::read_to_string(&keys) else {
        println!("skipped: {} is not here, so no real file was compared", keys.display());
        return;
    };
    let mut compared = 0;
    for line in keys.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [file, "correspDesc", count, ..] = fields.as_slice() else {
            continue;
        };
        let (archive, report) = files::load(&[corpora().join(file)]);
        assert_eq!(report.read().to_string(), *count, "{file}");
        assert_eq!(report.rejected(), 0, "{}", report.to_text());
        assert_eq!(archive.events.len(), report.read());
        // Whatever is undated has no date attribute, or one that is reported.
        let without: usize = fields
            .get(5)
            .and_then(|note| note.split_once(" without any date attribute"))
            .and_then(|(count, _)| count.parse().ok())
            .unwrap_or(0);
        let unread = report.reports.iter().filter(|report| report.code == "bad-date").count();
        let undated: usize = report.files.iter().map(|file| file.undated).sum();
        assert!(
            undated <= without + unread,
            "{file}: {undated} undated, {without} without a date, {unread} unread"
        );
        compared += 1;
    }
    assert!(compared > 0, "the key names no index of letters");
    println!("{compared} files compared");
}
