//! Any text as what is kept beside an archive: the archive opens all the same, and what cannot be read is not written over.
#![no_main]

use std::path::PathBuf;
use std::sync::OnceLock;

use demarche::files;
use demarche::model::decisions::Decision;
use libfuzzer_sys::fuzz_target;

const ARCHIVE: &str = r#"(leaders: [(id: "a"), (id: "b")], events: [
    (id: "1", kind: message, sent: "1962-10-22", from: "a", to: "b"),
    (id: "2", kind: message, sent: "1962-10-23", from: "b", to: "a")])"#;

fn archive() -> &'static PathBuf {
    static ARCHIVE_FILE: OnceLock<PathBuf> = OnceLock::new();
    ARCHIVE_FILE.get_or_init(|| {
        let path = std::env::temp_dir().join(format!("demarche-fuzz-{}.ron", std::process::id()));
        std::fs::write(&path, ARCHIVE).unwrap_or_else(|error| panic!("{error}"));
        path
    })
}

fuzz_target!(|text: &str| {
    let path = archive();
    let [aliases, replies] = files::paths_beside(path);
    for beside in [&aliases, &replies] {
        std::fs::write(beside, text).unwrap_or_else(|error| panic!("{error}"));
    }
    let (archive, report) = files::load(std::slice::from_ref(path));
    assert_eq!(archive.events.len(), 2, "{}", report.to_text());
    let decision = Decision {
        reply: "2".to_owned(),
        message: "1".to_owned(),
        ..Decision::default()
    };
    if files::keep_decision(std::slice::from_ref(path), &decision, Some(true)).is_err() {
        let kept = std::fs::read_to_string(&replies).unwrap_or_default();
        assert_eq!(kept, text, "what could not be read is as it was");
    }
});
