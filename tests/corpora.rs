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

#[test]
fn the_volume_of_frus_agrees_with_its_key_document_by_document() {
    let key = corpora().join("KEYS/frus1961-63v06.documents.tsv");
    let Ok(key) = std::fs::read_to_string(&key) else {
        println!("skipped: {} is not here, so no real file was compared", key.display());
        return;
    };
    let (archive, report) = files::load(&[corpora().join("letters-fulltext/frus/frus1961-63v06.xml")]);
    assert_eq!(report.rejected(), 0, "{}", report.to_text());
    let (mut compared, mut cited, mut found, mut carried) = (0, 0, 0, 0);
    for line in key.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, date, from, to, place, refs, ..] = fields.as_slice() else {
            continue;
        };
        let Some(event) = archive
            .find_event(&format!("frus1961-63v06 {id}"))
            .and_then(|event| archive.event(event))
        else {
            panic!("{id} is missing");
        };
        let sent = event.sent.as_ref().map(|date| date.as_written().to_owned()).unwrap_or_default();
        let day = |text: &str| text.split('T').next().unwrap_or_default().to_owned();
        // The key has the dateline in brackets where there is no date.
        let date = if date.starts_with('(') { "" } else { date };
        // A letter that a telegram carries is its author's, of the letter's own day.
        let is_carried = event.channel() == Some("letter by telegram");
        if is_carried {
            assert!(day(&sent) <= day(date), "{id}: {sent} for {date}");
            assert!(event.tags().iter().any(|tag| tag == "carries a letter"), "{id}");
            let offices = event.leaders().filter(|leader| archive.leader_name(*leader).contains("Embassy"));
            assert_eq!(offices.count(), 0, "{id}");
            // The heading is its telegram's.
            assert!(!event.title.starts_with("Telegram"), "{}: {}", event.id, event.title);
            carried += 1;
        } else {
            assert_eq!(day(&sent), day(date), "{id}");
        }
        // Its hour is the telegram's.
        assert!(
            is_carried || !date.contains('T') || sent.contains('T') || event.date_note().is_some(),
            "{id}: {sent} for {date}"
        );
        if !from.is_empty() && !to.is_empty() {
            let count = |names: &str| names.split("; ").count();
            if !is_carried {
                assert_eq!((event.from.len(), event.to.len()), (count(from), count(to)), "{id}");
            }
            assert!(event.kind.is_message(), "{id}");
            assert!(!event.quotes.is_empty(), "{id}");
        }
        assert_eq!(event.place.as_deref().unwrap_or_default(), *place, "{id}");
        if !refs.is_empty() {
            cited += 1;
            found += usize::from(event.is_suggested);
        }
        compared += 1;
    }
    assert_eq!(compared, archive.events.len());
    println!(
        "{carried} letters that telegrams carry; {compared} documents compared; {found} of {cited} that refer to others are suggested replies"
    );
}

#[test]
fn timelines_of_other_programs_have_as_many_events_as_their_key_says() {
    let keys = corpora().join("KEYS/records.tsv");
    let Ok(keys) = std::fs::read_to_string(&keys) else {
        println!("skipped: {} is not here, so no real file was compared", keys.display());
        return;
    };
    let mut compared = 0;
    for line in keys.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [file, "<event" | "<event>", count, ..] = fields.as_slice() else {
            continue;
        };
        let (_, report) = files::load(&[corpora().join(file)]);
        assert_eq!(report.read().to_string(), *count, "{file}");
        assert_eq!(report.rejected(), 0, "{}", report.to_text());
        compared += 1;
    }
    assert!(compared > 0);
}

#[test]
fn calendars_have_as_many_events_as_their_key_says() {
    let keys = corpora().join("KEYS/records.tsv");
    let Ok(keys) = std::fs::read_to_string(&keys) else {
        println!("skipped: {} is not here, so no real file was compared", keys.display());
        return;
    };
    let mut compared = 0;
    let mut differing = Vec::new();
    for line in keys.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [file, "VEVENT", count, ..] = fields.as_slice() else { continue };
        if !corpora().join(file).exists() {
            println!("skipped: {file} is in the key, but not here");
            continue;
        }
        let (archive, report) = files::load(&[corpora().join(file)]);
        assert_eq!(report.rejected(), 0, "{}", report.to_text());
        let repeated = archive
            .events
            .iter()
            .filter(|event| event.tags().iter().any(|tag| tag == "recurring"))
            .count();
        // What the calendar replaces itself is told, with how many there are.
        let told = report
            .reports
            .iter()
            .filter(|report| matches!(report.code.name(), "first-replaced" | "older-version"));
        let replaced: usize = told
            .filter_map(|report| report.message.rsplit(": ").next()?.parse::<usize>().ok())
            .sum();
        if (report.read() - repeated + replaced).to_string() != *count {
            differing.push(format!(
                "{file}: {} read, {repeated} of them repeated, {replaced} replaced, the key has {count}",
                report.read()
            ));
        }
        compared += 1;
    }
    assert!(compared > 0);
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    println!("{compared} calendars compared");
}

#[test]
fn the_whole_folder_is_read_to_its_end() {
    if !corpora().exists() {
        println!("skipped: {} is not here, so no real file was read", corpora().display());
        return;
    }
    let (archive, report) = files::load(&[corpora()]);
    let placed: usize = report.files.iter().map(|file| file.placed + file.undated).sum();
    assert_eq!(placed, archive.events.len());
    for file in &report.files {
        assert_eq!(file.read, file.placed + file.undated + file.rejected, "{}", file.path);
        let is_told = report.reports.iter().any(|report| report.path == file.path);
        assert!(file.rejected == 0 || is_told, "{}", file.path);
    }
    println!(
        "{} files, {} events read, {} left out",
        report.files.len(),
        report.read(),
        report.rejected()
    );
}
