//! Files of strangers, on the command line: a reader that fails is a sentence, nothing that a terminal obeys reaches it, and what
//! cannot be printed is no success.

mod program;

use std::process::Stdio;

use demarche::formats::{self, Options};
use demarche::model::build;
use program::{folder, run, text, write};

/// As rows and columns they would take more memory than any machine has.
#[test]
fn records_with_nothing_in_common_are_refused_in_a_sentence() {
    let records: Vec<String> = (0..9_000).map(|at| format!("{{\"date\":\"1962-10-26\",\"k{at}\":1}}")).collect();
    let text = format!("[{}]", records.join(","));
    let (archive, report) = build(&formats::open("keys.json", text.into_bytes(), &Options::default()));
    assert!(archive.events.is_empty());
    assert_eq!(report.files[0].rejected, 9_000);
    assert!(
        report.reports.len() == 1 && report.reports[0].message.contains("too few fields in common"),
        "{}",
        report.to_text()
    );
}

#[test]
fn a_reader_that_fails_is_a_finding_about_its_file_and_the_others_are_read() {
    let options = Options {
        take_out: Some(|_, _, _| panic!("at byte {}", 3)),
        ..Options::default()
    };
    let workbook = formats::open("a.xls", b"\xd0\xcf\x11\xe0".to_vec(), &options);
    let sound = r#"(leaders: [(id: "a"), (id: "b")], events: [(id: "1", kind: message, sent: "1962", from: "a", to: "b")])"#;
    let other = formats::open("b.ron", sound.as_bytes().to_vec(), &options);
    let (archive, report) = build(&[workbook, other].concat());
    assert_eq!(archive.events.len(), 1);
    let said = report.to_text();
    assert_eq!(
        report.reports.iter().map(|report| report.code.name()).collect::<Vec<_>>(),
        ["reader-failed"],
        "{said}"
    );
    assert!(said.contains("a.xls: error: the reader failed at this file (at byte 3)"), "{said}");
}

#[test]
fn a_rule_that_is_none_leaves_its_event_without_repetitions() {
    let folder = folder();
    for (day, found) in [
        ("\u{81fa}", "'\u{81fa}'"),
        ("\u{e9}MO", "'\u{e9}'"),
        ("XMO", "\"XMO\""),
        ("123MO", "\"123MO\""),
        ("M", "\"M\""),
    ] {
        let calendar = format!(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20240101T100000Z\r\nSUMMARY:S\r\nRRULE:FREQ=WEEKLY;BYDAY={day}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
        write(folder.path(), "a.ics", &calendar);
        let said = text(&run(folder.path(), &["check", "a.ics"]).stdout);
        assert!(said.contains("1 read = 1 placed") && said.contains(found), "{day}: {said}");
    }
}

#[test]
fn what_a_terminal_obeys_is_shown_and_makes_no_line() {
    let events = r#"{"leaders": [{"id": "a", "name": "A\u001b[31m\r\nFAKE: all well"}, {"id": "b", "name": "B\u009b\u202egpj"}], "events": [
        {"id": "1", "kind": "message", "sent": "1962", "from": "a", "to": "b"}, {"id": "2", "kind": "m\u001b]0;x", "sent": "1962"}]}"#;
    let folder = folder();
    write(folder.path(), "esc.json", events);
    for args in [
        &["stats", "esc.json"][..],
        &["check", "esc.json"],
        &["stats", "esc.json", "--json"],
        &["check", "esc.json", "--json"],
        &["stats", "esc.json", "--csv"],
    ] {
        let output = run(folder.path(), args);
        for bytes in [&output.stdout, &output.stderr] {
            let said = text(bytes);
            let obeyed = said
                .chars()
                .find(|char| (char.is_control() && *char != '\n') || matches!(char, '\u{202a}'..='\u{202e}'));
            assert_eq!(obeyed, None, "{args:?}: {said:?}");
            assert!(
                !said.lines().any(|line| line.starts_with("FAKE")) || args.contains(&"--csv"),
                "{args:?}: {said}"
            );
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_is_lost_is_no_success() {
    let folder = folder();
    write(folder.path(), "e.ron", "(leaders: [], events: [])");
    for args in [&["stats", "e.ron", "--json"][..], &["check", "e.ron"], &["date", "1962"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
        let full = full.unwrap_or_else(|error| panic!("{error}"));
        let output = program::command(folder.path(), args).stdout(full).stderr(Stdio::piped()).output();
        let output = output.unwrap_or_else(|error| panic!("{error}"));
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{args:?}: {said}");
        assert!(
            said.contains("cannot write the output: no space left on device"),
            "{args:?}: {said}"
        );
    }
    // Without a dated message nothing is known of any day.
    let output = run(folder.path(), &["stats", "e.ron", "--json"]);
    let said = text(&output.stdout);
    assert!(said.contains("\"known_until\": \"\"") && output.status.success(), "{said}");
}

#[test]
fn half_of_a_character_in_a_key_is_a_finding() {
    for json in [
        r#"{"\ud800": 1, "events": []}"#,
        r#"{"a": 1, "\ud800": {"b": [{"date": "1962"}]}}"#,
        r#"[{"\ud800": 1, "date": "1962", "from": "A"}]"#,
        r#"{"events": [{"\ud800": 1, "kind": "message"}], "title": "T",}"#,
    ] {
        let drafts = formats::open("a.json", json.as_bytes().to_vec(), &Options::default());
        let report = build(&drafts).1;
        assert!(!report.reports.is_empty(), "{json}");
    }
}

#[test]
fn blanks_in_a_rule_and_apostrophes_in_a_table_of_others_change_nothing() {
    let calendar = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20240101T100000Z\r\nSUMMARY:S\r\nRRULE:FREQ=WEEKLY; COUNT=4;BYDAY=MO, TU\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let folder = folder();
    write(folder.path(), "a.ics", calendar);
    let said = text(&run(folder.path(), &["check", "a.ics"]).stdout);
    assert!(said.contains("4 read = 4 placed"), "{said}");
    write(
        folder.path(),
        "a.csv",
        "date,from,title\n1962,A,'@home' in Paris\n1963,B,'-Hertogenbosch treaty\n",
    );
    let written = run(folder.path(), &["convert", "a.csv", "-o", "a.json"]);
    let json = std::fs::read_to_string(folder.path().join("a.json")).unwrap_or_default();
    assert!(
        json.contains("'@home' in Paris") && json.contains("'-Hertogenbosch treaty"),
        "{json}{}",
        text(&written.stderr)
    );
}

/// A file system that is full, one that may only be read, a file that may not grow, a folder that goes: a sentence, and what was there
/// stays.
#[cfg(unix)]
#[test]
fn what_cannot_be_written_leaves_the_old_file_and_nothing_else() {
    let folder = folder();
    write(folder.path(), "out.jsonl", "before");
    let names = || {
        let entries = std::fs::read_dir(folder.path()).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    };
    let limited = format!(
        "ulimit -f 1; exec {:?} generate --events 3000 --leaders 4 --years 5 --seed 1 -o out.jsonl --force",
        env!("CARGO_BIN_EXE_demarche")
    );
    let output = std::process::Command::new("sh")
        .args(["-c", &limited])
        .current_dir(folder.path())
        .output();
    let output = output.unwrap_or_else(|error| panic!("{error}"));
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("cannot write out.jsonl: file too large"), "{said}");
    assert_eq!(
        std::fs::read_to_string(folder.path().join("out.jsonl")).ok().as_deref(),
        Some("before")
    );
    assert_eq!(names(), ["out.jsonl"]);
    let output = run(folder.path(), &["generate", "--events", "3", "-o", "gone/out.jsonl"]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("cannot write gone/out.jsonl: no such file or directory"), "{said}");
    assert_eq!(names(), ["out.jsonl"]);
}

#[test]
fn a_hundred_rules_and_a_header_of_thousands_are_read_as_far_as_makes_sense() {
    let rule =
        |at: usize| format!("BEGIN:VEVENT\r\nUID:{at}\r\nDTSTART:20240101T100000Z\r\nRRULE:FREQ=SECONDLY\r\nSUMMARY:S\r\nEND:VEVENT\r\n");
    let calendar = format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", (0..60).map(rule).collect::<String>());
    let folder = folder();
    write(folder.path(), "a.ics", &calendar);
    let said = text(&run(folder.path(), &["check", "a.ics"]).stdout);
    assert!(said.contains("after 50000 in all, each is shown once"), "{said}");
    let header = (0..20_000).map(|at| format!("c{at}")).collect::<Vec<_>>().join(",");
    write(folder.path(), "wide.csv", &format!("{header}\n{header}\n"));
    let output = run(folder.path(), &["check", "wide.csv"]);
    let said = text(&output.stdout);
    assert!(
        said.contains("the table has 20000 columns") && output.status.code() == Some(1),
        "{said}"
    );
}
