//! Files of strangers, on the command line: a reader that fails is a sentence, nothing that a terminal obeys reaches it, and what
//! cannot be printed is no success.

mod program;

use std::process::Stdio;

use program::{folder, run, text, write};

#[test]
fn a_reader_that_fails_is_a_finding_about_its_file_and_the_others_are_read() {
    // The library for recurrences slices this weekday in the middle of its letter.
    let calendar = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20240101T100000Z\r\nSUMMARY:S\r\nRRULE:FREQ=WEEKLY;BYDAY=\u{81fa}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let folder = folder();
    write(folder.path(), "a.ics", calendar);
    let sound = r#"(leaders: [(id: "a"), (id: "b")], events: [(id: "1", kind: message, sent: "1962", from: "a", to: "b")])"#;
    write(folder.path(), "b.ron", sound);
    let output = run(folder.path(), &["check", "a.ics", "b.ron"]);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("b.ron (ron): 1 read"), "{said}");
    assert!(said.contains("a.ics") && said.contains("error"), "{said}");
    assert!(!text(&output.stderr).contains("panicked"), "{}", text(&output.stderr));
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
