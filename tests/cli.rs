//! The command line as a script sees it: what is printed, what is written, and how it ends.

mod program;

use std::path::Path;
use std::process::Output;

use program::{folder, run, text, write};

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", text(&output.stdout)))
}

fn shipped(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name).display().to_string()
}

#[test]
fn check_counts_what_the_shipped_archives_hold() {
    let folder = folder();
    let output = run(folder.path(), &["check", "--json", &shipped("liberation-day.ron")]);
    assert_eq!(output.status.code(), Some(0));
    let report = json(&output);
    let file = &report["files"][0];
    assert_eq!(
        (&file["format"], &file["read"], &file["placed"]),
        (&"ron".into(), &3.into(), &3.into())
    );
    assert_eq!(report["events"]["visit"], 1);
    assert_eq!(
        (&report["earliest"], &report["latest"]),
        (&"2024-08-13".into(), &"2024-08-15".into())
    );
}

#[test]
fn check_tells_each_rejection_by_place_and_ends_with_one() {
    let folder = folder();
    let bad = r#"  {"id": "x", "kind": "message", "from": "b", "sent": "1962"},"#;
    let good = r#"  {"id": "y", "kind": "message", "from": "a"}]}"#;
    let whole = format!("{{\"leaders\": [{{\"id\": \"a\"}}],\n \"events\": [\n{bad}\n{good}");
    let path = write(folder.path(), "bad.json", &whole);
    let output = run(folder.path(), &["check", "--json", &path.display().to_string()]);
    assert_eq!(output.status.code(), Some(1));
    let report = json(&output);
    let file = &report["files"][0];
    let counts = ["read", "placed", "undated", "rejected"].map(|name| file[name].as_u64());
    assert_eq!(counts, [Some(2), Some(0), Some(1), Some(1)]);
    let finding = &file["reports"][0];
    assert_eq!(
        (&finding["severity"], &finding["code"], &finding["event"]),
        (&"error".into(), &"unknown-leader".into(), &"x".into())
    );
    let column = bad.find("\"b\"").map(|at| at + 1);
    assert_eq!(
        (finding["line"].as_u64(), finding["column"].as_u64()),
        (Some(3), column.map(|column| column as u64))
    );
}

#[test]
fn wrong_usage_ends_with_two() {
    let folder = folder();
    for args in [
        &["check"][..],
        &["export"],
        &["export", "-o", "figure.gif"],
        &["export", "-o", "a.png", "--leader", "nobody"],
        &["export", "-o", "a.png", "--kind", "letter"],
        &["export", "-o", "a.png", "--from", "28.7.1914"],
        &["export", "-o", "a.png", "--select", "nothing"],
        &["--no-such-option"],
    ] {
        let output = run(folder.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", text(&output.stderr));
        assert!(!output.stderr.is_empty(), "{args:?} says nothing");
    }
}

#[test]
fn dates_are_told_as_json_a_line_and_unreadable_ones_end_with_one() {
    let folder = folder();
    let output = run(folder.path(), &["date", "--json", "2024?-08-~14", "nonsense", "1961-01-20/.."]);
    assert_eq!(output.status.code(), Some(1));
    let lines: Vec<serde_json::Value> = text(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect();
    let [about, nonsense, open] = lines.as_slice() else {
        panic!("{} lines", lines.len())
    };
    assert_eq!((&about["earliest"], &about["precision"]), (&"2024-08-14".into(), &"day".into()));
    assert_eq!((&about["uncertain"], &about["approximate"]), (&true.into(), &true.into()));
    assert!(about["error"].is_null() && nonsense["edtf"].is_null() && nonsense["error"].is_string());
    assert!(open["latest"].is_null());
    assert_eq!(run(folder.path(), &["date", "-0431", "--json", "--edtf"]).status.code(), Some(0));
    assert_eq!(run(folder.path(), &["date", "1962-10-26T19:00"]).status.code(), Some(0));
    assert_eq!(run(folder.path(), &["date", "--edtf", "1962-10-26T19:00"]).status.code(), Some(1));
}

#[test]
fn the_same_archive_gives_the_same_figure_and_none_is_overwritten_unasked() {
    let folder = folder();
    let archive = shipped("cuba-1962.ron");
    for name in ["a.svg", "b.svg", "a.png", "b.png"] {
        let args = [
            "export",
            &archive,
            "-o",
            name,
            "--from",
            "1962-10",
            "--to",
            "1962-10",
            "--scale",
            "1",
            "--theme",
            "print",
            "--size",
            "2400x1200",
        ];
        let output = run(folder.path(), &args);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    }
    let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap_or_default();
    assert_eq!(read("a.svg"), read("b.svg"));
    assert_eq!(read("a.png"), read("b.png"));
    let svg = text(&read("a.svg"));
    let (all, _) = demarche::files::example(demarche::files::EXAMPLES[1]);
    let counted = format!("of {} events", all.events.len());
    for part in [
        "Cuba, October to December 1962",
        counted.as_str(),
        "1 \u{2013} 31 Oct 1962",
        "Sources: ",
        "Documents 60",
    ] {
        assert!(svg.contains(part), "the figure does not say {part:?}");
    }
    let before = read("a.svg");
    let again = run(folder.path(), &["export", "-o", "a.svg"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("exists already"), "{}", text(&again.stderr));
    assert_eq!(read("a.svg"), before);
    assert_eq!(run(folder.path(), &["export", "-o", "a.svg", "--force"]).status.code(), Some(0));
    assert_ne!(read("a.svg"), before);
}

#[test]
fn a_figure_tells_its_filter() {
    let folder = folder();
    let archive = shipped("cuba-1962.ron");
    let args = [
        "export",
        &archive,
        "-o",
        "f.svg",
        "--leader",
        "kennedy",
        "--leader",
        "Nikita Khrushchev",
        "--kind",
        "message,reply",
        "--search",
        "quarantine",
    ];
    assert_eq!(run(folder.path(), &args).status.code(), Some(0));
    let svg = std::fs::read_to_string(folder.path().join("f.svg")).unwrap_or_default();
    for part in [
        "only John F. Kennedy, Nikita Khrushchev",
        "visits, meetings, statements, other",
        "search \u{201c}quarantine\u{201d}",
    ] {
        assert!(svg.contains(part), "the figure does not say {part:?}");
    }
}

#[test]
fn without_a_display_one_sentence_names_the_way_out() {
    let folder = folder();
    let output = run(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("there is no display") && said.contains("demarche export"), "{said}");
}

#[test]
fn dates_in_words_are_told_with_what_is_doubtful_about_them() {
    let folder = folder();
    let output = run(folder.path(), &["date", "--json", "10/11/1992"]);
    let told = json(&output);
    assert_eq!(told["ambiguous"], "1992-10-11 or 1992-11-10");
    assert_eq!(
        (told["earliest"].as_str(), told["latest"].as_str()),
        (Some("1992-10-11"), Some("1992-11-10"))
    );
    let output = run(folder.path(), &["date", "25 October 1917 O.S."]);
    assert!(
        text(&output.stdout).contains("by the Julian calendar: 1917-10-25"),
        "{}",
        text(&output.stdout)
    );
    assert_eq!(run(folder.path(), &["date", "--edtf", "13 Aug 2024"]).status.code(), Some(1));
    assert_eq!(
        json(&run(folder.path(), &["date", "--json", "n.d."]))["edtf"],
        serde_json::Value::Null
    );
}

#[test]
fn stats_tell_who_answered_after_how_long() {
    let here = folder();
    let cuba = shipped("cuba-1962.ron");
    let words = text(&run(here.path(), &["stats", &cuba]).stdout);
    assert!(
        words.contains("John F. Kennedy to Nikita Khrushchev: 2 messages, 10 replies"),
        "{words}"
    );
    let figures = json(&run(here.path(), &["stats", &cuba, "--json"]));
    let first = &figures["pairs"][0];
    assert_eq!(first["from"], "Nikita Khrushchev");
    assert!(first["answer_seconds"]["median"].as_i64() > Some(0), "{figures}");
    let table = text(&run(here.path(), &["stats", &cuba, "--csv"]).stdout);
    assert_eq!(table.lines().count(), 1 + figures["pairs"].as_array().map_or(0, Vec::len));
}

/// Two letters of which the second may answer the first.
const LETTERS: &str = r#"(leaders: [(id: "a"), (id: "b")], events: [
    (id: "1", kind: message, sent: "1962-01-01", from: "a", to: "b"),
    (id: "2", kind: message, sent: "1962-01-05", from: "b", to: "a")])"#;

#[test]
fn what_was_refused_is_no_suggestion_anywhere() {
    let folder = folder();
    write(folder.path(), "rep.ron", LETTERS);
    let suggested = || json(&run(folder.path(), &["stats", "rep.ron", "--json"]))["suggested"].clone();
    assert_eq!(suggested()[0]["reply"], "2");
    let refused = r#"(refused: [(reply: "2", message: "1", dates: ("1962-01-05", "1962-01-01"))])"#;
    write(folder.path(), "rep.ron.replies", refused);
    assert_eq!(suggested(), serde_json::json!([]));
}

#[test]
fn check_tells_scripts_what_is_wrong_beside_an_archive() {
    let folder = folder();
    write(folder.path(), "rep.ron", LETTERS);
    write(folder.path(), "rep.ron.replies", "(accepted: [(reply: 5)])");
    write(folder.path(), "rep.ron.aliases", r#"(same: [(leader: "a", also: ["nobody"])])"#);
    let output = run(folder.path(), &["check", "rep.ron", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let others = json(&output)["others"].clone();
    assert_eq!(
        (&others[0]["path"], &others[0]["code"]),
        (&"rep.ron.aliases".into(), &"unknown-alias".into())
    );
    assert_eq!(
        (&others[1]["path"], &others[1]["code"]),
        (&"rep.ron.replies".into(), &"bad-replies".into())
    );
    assert_eq!(others[1]["line"], 1);
}

#[test]
fn a_table_with_many_names_in_a_cell_is_read_as_it_was_written() {
    let folder = folder();
    let ids: Vec<String> = (0..30).map(|number| format!("\"k{number}\"")).collect();
    let leaders: Vec<String> = ids.iter().map(|id| format!("(id: {id})")).collect();
    let names = ids.join(",");
    let events: Vec<String> = (0..40)
        .map(|_| format!(r#"(kind: message, sent: "1962", from: [{names}], to: [{names}])"#))
        .collect();
    let text = format!("(leaders: [{}], events: [{}])", leaders.join(","), events.join(","));
    write(folder.path(), "many.ron", &text);
    let written = run(folder.path(), &["convert", "many.ron", "-o", "many.csv"]);
    assert!(written.status.success(), "{}", text_of(&written));
    let output = run(folder.path(), &["check", "many.csv", "--json"]);
    assert_eq!(json(&output)["files"][0]["placed"], 40, "{}", text_of(&output));
}

fn text_of(output: &Output) -> String {
    format!("{}{}", text(&output.stdout), text(&output.stderr))
}

#[test]
fn an_event_that_cannot_be_read_is_called_by_its_own_id() {
    let folder = folder();
    let events = r#"{"leaders": [{"id": "a"}, {"id": "b"}], "events": [
        {"confidence": "sure", "id": "1", "kind": "message", "sent": "1962", "from": "a", "to": "b"},
        {"id": "2", "kind": "reply", "in_reply_to": "1", "sent": "1963", "from": "b", "to": "a"}]}"#;
    write(folder.path(), "t.json", events);
    let file = json(&run(folder.path(), &["check", "t.json", "--json"]))["files"][0].clone();
    assert_eq!((&file["placed"], &file["rejected"]), (&1.into(), &1.into()), "{file}");
    assert_eq!(file["reports"][0]["event"], "1");
    let line = r#"{"archive": {"leaders": [{"id": "a"}, {"id": "b"}]}, "id": "9", "kind": "message", "sent": "1962", "from": "a", "to": "b", "confidence": "sure"}"#;
    write(folder.path(), "t.jsonl", line);
    let file = json(&run(folder.path(), &["check", "t.jsonl", "--json"]))["files"][0].clone();
    assert_eq!((&file["read"], &file["rejected"]), (&1.into(), &1.into()), "{file}");
    assert_eq!(file["reports"][0]["event"], "9");
    assert!(
        file["reports"][0]["message"]
            .as_str()
            .is_some_and(|message| message.contains("sure")),
        "{file}"
    );
}

#[test]
fn a_letter_of_two_to_the_same_two_does_not_cross_with_itself() {
    let folder = folder();
    let circular =
        r#"(leaders: [(id: "a"), (id: "b")], events: [(id: "1", kind: message, from: ["a", "b"], to: ["a", "b"], sent: "1962-03-01")])"#;
    write(folder.path(), "t.ron", circular);
    let figures = json(&run(folder.path(), &["stats", "t.ron", "--json", "--on", "-0431"]));
    assert_eq!(figures["crossed"], serde_json::json!([]));
    assert_eq!(figures["pairs"][0]["crossed"], 0);
}

#[test]
fn what_json_cannot_be_is_told_in_words() {
    let folder = folder();
    for (event, expected) in [
        (
            r#""quotes": [{"text": "x", "original": 5}]"#,
            "found integer `5`, expected an original with its fields",
        ),
        (r#""accounts": [7]"#, "found integer `7`, expected an account with its fields"),
        (r#""confidence": "sure""#, "found `sure`, expected one of `confirmed`"),
        (r#""colour": "red""#, "found the field `colour`, expected one of"),
        (r#""place": "x", "place": "y""#, "the field `place` stands twice"),
    ] {
        let text = format!(r#"{{"leaders": [{{"id": "a"}}], "events": [{{"kind": "message", "sent": "1962", "from": "a", {event}}}]}}"#);
        write(folder.path(), "t.json", &text);
        let told = text_of(&run(folder.path(), &["check", "t.json"]));
        assert!(told.contains(expected), "{told}");
        assert!(told.contains("1 leader; no events"), "{told}");
    }
}

#[test]
fn an_option_that_a_view_does_not_have_is_refused() {
    let folder = folder();
    let cuba = shipped("cuba-1962.ron");
    for (view, options, told) in [
        ("tempo", &["--from", "1962-11"][..], "--from belongs to --view timeline"),
        ("matrix", &["--leader", "kennedy"], "--leader belongs to --view timeline"),
        ("timeline", &["--per", "week"], "--per belongs to --view tempo"),
        ("timeline", &["--pair", "kennedy,khrushchev"], "--pair belongs to --view tempo"),
    ] {
        let args = [&["export", &cuba, "-o", "t.svg", "--view", view], options].concat();
        let output = run(folder.path(), &args);
        assert_eq!(output.status.code(), Some(2), "{view} {options:?}");
        assert!(text_of(&output).contains(told), "{}", text_of(&output));
        assert!(!folder.path().join("t.svg").exists());
    }
}

#[test]
fn what_cannot_have_been_as_it_is_dated_is_told_and_kept() {
    let folder = folder();
    let with = |event: &str| {
        let asked = r#"(id: "1", kind: message, sent: "1962-10-10", received: "1962-10-12", from: "a", to: "b")"#;
        write(
            folder.path(),
            "t.ron",
            &format!(r#"(leaders: [(id: "a"), (id: "b")], events: [{asked}, {event}])"#),
        );
        let told = text_of(&run(folder.path(), &["check", "t.ron"]));
        assert!(told.contains("2 read = 2 placed"), "{told}");
        told
    };
    for (event, told) in [
        (
            r#"(kind: reply, in_reply_to: "1", sent: "1962-10-11", from: "b", to: "a")"#,
            "which came (1962-10-12) after it was sent (1962-10-11)",
        ),
        (
            r#"(kind: message, sent: "1962-10-11", received: "1962-10-09", from: "b", to: "a")"#,
            "it was received (1962-10-09) before it was sent",
        ),
    ] {
        assert!(with(event).contains(told), "{}", with(event));
    }
    for possible in [
        r#"(kind: reply, in_reply_to: "1", sent: "1962-10-12", from: "b", to: "a")"#,
        r#"(kind: reply, in_reply_to: "1", sent: "1962-10-11~", from: "b", to: "a")"#,
        r#"(kind: message, sent: "1962-10-11T20:00:00-05:00", published: "1962-10-11", from: "b", to: "a")"#,
        r#"(kind: message, sent: "1962-10-11", published: "1962-09", from: "b", to: "a")"#,
    ] {
        assert!(!with(possible).contains("warning"), "{}", with(possible));
    }
}

#[test]
fn nobody_never_answered_before_the_archive_ends() {
    let folder = folder();
    let events = |more: &str| {
        format!(
            r#"(leaders: [(id: "a", name: "Anna"), (id: "b", name: "Boris")], events: [(id: "1", kind: message, sent: "1962-12-14", from: "a", to: "b"){more}])"#
        )
    };
    let told = |more: &str, args: &[&str]| {
        write(folder.path(), "t.ron", &events(more));
        text_of(&run(folder.path(), &[&["stats", "t.ron"], args].concat()))
    };
    // Where it has no letters from Boris at all, nobody can tell whether he replied.
    let silent = told("", &[]);
    assert!(!silent.contains("no reply"), "{silent}");
    assert!(
        silent.contains("to leaders from whom this archive has no letters: 1 message"),
        "{silent}"
    );
    let letters = r#", (kind: message, from: "b", to: "a")"#;
    let until = "no reply in this archive from Boris until 1962-12-14: 1 of Anna";
    assert!(told(letters, &[]).contains(until));
    let later = format!(r#"{letters}, (kind: message, sent: "1963-12-14", from: "a", to: "b")"#);
    assert!(told(&later, &[]).contains("no reply in this archive from Boris: 1 of Anna"));
    let dated = told(&later, &["--on", "1962-12-20"]);
    assert!(
        dated.contains("1 not yet answered") && dated.contains("no reply from Boris until 1962-12-20: 1 of Anna"),
        "{dated}"
    );
}

#[test]
fn what_is_in_no_figure_is_said() {
    let folder = folder();
    let events = r#"(leaders: [(id: "a", name: "Anna"), (id: "b", name: "Boris")], events: [
        (kind: message, sent: "1962-03-01", from: "a", to: "a"), (kind: message, sent: "1962-03-02", from: "b"),
        (kind: message, sent: "1962-03-05~", from: "a", to: "b"), (kind: message, sent: "1963-03-05", from: "b", to: "a"),
        (kind: visit, sent: "1964-12-01/..", from: "a", to: "b"), (kind: message, from: "a", to: "b")])"#;
    write(folder.path(), "t.ron", events);
    let figures = json(&run(folder.path(), &["stats", "t.ron", "--json"]));
    assert_eq!((&figures["unpaired"], &figures["undated"]), (&2.into(), &1.into()));
    assert_eq!(
        figures["silences"],
        serde_json::json!([]),
        "nobody knows how far an approximate date reaches"
    );
    let words = text_of(&run(folder.path(), &["stats", "t.ron"]));
    for told in [
        "goes from no leader to another: 2 messages",
        "not counted, without a date: 1 message",
        "Anna to Boris: 1 message, 0 replies",
    ] {
        assert!(words.contains(told), "{told}: {words}");
    }
    let days = text_of(&run(folder.path(), &["check", "t.ron"]));
    assert!(
        days.contains("1962-03-01 to 1964-12-01"),
        "what is open ends no earlier than it begins: {days}"
    );
}

#[test]
fn a_pair_is_named_by_names_with_commas() {
    let folder = folder();
    let events = r#"(leaders: [(id: "k", name: "Kraus, Karl"), (id: "s", name: "Schnitzler, Arthur")], events: [
        (kind: message, sent: "1893", from: "k", to: "s"), (kind: message, sent: "1894", from: "s", to: "k")])"#;
    write(folder.path(), "t.ron", events);
    let export = |pair: &str| {
        run(
            folder.path(),
            &["export", "t.ron", "-o", "t.svg", "--force", "--view", "tempo", "--pair", pair],
        )
    };
    for pair in [
        "Kraus, Karl,Schnitzler, Arthur",
        "k,Schnitzler, Arthur",
        "schnitzler, arthur,k",
        "k,s",
    ] {
        let output = export(pair);
        assert!(output.status.success(), "{pair}: {}", text_of(&output));
    }
    for (pair, told) in [
        ("k,Musil, Robert", "there is no leader"),
        ("k", "expected two leaders"),
        ("k,k", "one leader"),
    ] {
        let output = export(pair);
        assert!(
            !output.status.success() && text_of(&output).contains(told),
            "{pair}: {}",
            text_of(&output)
        );
    }
}

#[test]
fn a_tempo_says_nothing_of_replies_that_its_archive_cannot_have() {
    let folder = folder();
    let one_sided = r#"(leaders: [(id: "k", name: "Kraus"), (id: "s", name: "Arndt")], events: [
        (kind: message, sent: "1893-03", from: "k", to: "s"), (kind: message, sent: "1894-05", from: "k", to: "s")])"#;
    write(folder.path(), "t.ron", one_sided);
    let output = run(folder.path(), &["export", "t.ron", "-o", "t.svg", "--view", "tempo"]);
    assert!(output.status.success(), "{}", text_of(&output));
    let svg = std::fs::read_to_string(folder.path().join("t.svg")).unwrap_or_default();
    assert!(svg.contains("This archive has no messages from Arndt to Kraus"), "{svg}");
    assert!(!svg.contains("Each dot is a reply") && !svg.contains("time is known"), "{svg}");
}
