//! What an archive promises: nothing is lost, and every finding says where and why.

use super::*;
use crate::formats;

/// Loads RON with two leaders around `events`; gives the archive and all findings as text.
fn load(events: &str) -> (Archive, LoadReport, String) {
    let text = format!(
        "(\n  leaders: [(id: \"kim\", name: \"Kim Jong Un\"), (id: \"putin\", name: \"Vladimir Putin\")],\n  sources: [(id: \"kcna\")],\n  events: [\n{events}\n  ],\n)"
    );
    let (archive, report) = build(&[formats::read("test.ron", text.as_bytes())]);
    let text = report.to_text();
    for file in &report.files {
        assert_eq!(file.read, file.placed + file.undated + file.rejected, "{text}");
    }
    assert_eq!(report.read() - report.rejected(), archive.events.len(), "{text}");
    (archive, report, text)
}

/// One sound event stands before and after the bad one; only the bad one is left out.
fn check_rejected(bad: &str, code: &str, line: usize, message: &str) {
    let good = |id: &str| format!("(id: \"{id}\", kind: message, sent: \"1962\", from: \"kim\", to: \"putin\"),");
    let (archive, report, text) = load(&format!("{}\n{bad}\n{}", good("first"), good("last")));
    let ids: Vec<&str> = archive.events.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(ids, ["first", "last"], "{text}");
    let found = report
        .reports
        .iter()
        .find(|report| report.code == code)
        .unwrap_or_else(|| panic!("no {code} in {text}"));
    assert_eq!(found.place.map(|place| place.line), Some(line), "{text}");
    assert_eq!(found.event.as_deref(), Some("bad"), "{text}");
    assert!(found.message.contains(message), "{text}");
    assert_eq!(report.rejected(), 1, "{text}");
}

#[test]
fn events_that_are_new_or_other_than_before_are_found_wherever_they_are() {
    let read = |events: &str| {
        let text = format!(r#"(leaders: [(id: "a", name: "Anna"), (id: "b")], sources: [(id: "s")], events: [{events}])"#);
        build(&[formats::read("t.ron", text.as_bytes())]).0
    };
    let event = |id: &str, rest: &str| format!(r#"(id: "{id}", kind: message, sent: "1962-10-22", from: "a", to: "b"{rest}),"#);
    let old = read(&[event("1", ""), event("2", ""), event("3", "")].concat());
    let changed = |events: &[String]| {
        let new = read(&events.concat());
        let found = records::changed_events(&old, &new);
        found
            .into_iter()
            .filter_map(|id| Some(new.event(id)?.id.clone()))
            .collect::<Vec<_>>()
    };
    let quoted = event("2", r#", quotes: [(text: "Yes.", source: "s")]"#);
    assert_eq!(changed(&[event("1", ""), event("2", ""), event("3", "")]), Vec::<String>::new());
    assert_eq!(changed(&[event("1", ""), quoted.clone(), event("3", "")]), ["2"]);
    assert_eq!(changed(&[event("0", ""), event("1", ""), quoted, event("3", "")]), ["0", "2"]);
    assert_eq!(changed(&[event("3", ""), event("1", "")]), Vec::<String>::new());
    assert_eq!(
        changed(&[event("1", ""), event("2", r#", in_reply_to: "1""#).replace("message", "reply")]),
        ["2"]
    );
}

#[test]
fn a_bad_event_is_reported_with_its_id_and_line_while_all_others_load() {
    check_rejected(
        "(id: \"bad\", kind: message, sent: \"1962\",\n from: \"kin\", to: \"putin\"),",
        "unknown-leader",
        7,
        "there is no leader \"kin\"",
    );
    check_rejected(
        "(id: \"bad\", kind: message, sent: \"28/7/14\", from: \"kim\"),",
        "bad-date",
        6,
        "cannot read the date \"28/7/14\"",
    );
    check_rejected(
        "(id: \"bad\", kind: visit, from: \"kim\",\n sent: \"1962-10-26\",\n end: \"1962-10-25\"),",
        "end-before-start",
        8,
        "it ends (1962-10-25) before it starts (1962-10-26)",
    );
    check_rejected(
        "(id: \"bad\", kind: reply, from: \"kim\", in_reply_to: \"nobody\"),",
        "reply-to-unknown",
        6,
        "it answers \"nobody\"",
    );
    check_rejected(
        "(id: \"bad\", kind: reply, from: \"kim\", in_reply_to: \"bad\"),",
        "reply-to-itself",
        6,
        "itself",
    );
    check_rejected(
        "(id: \"bad\", kind: message, from: \"kim\", quotes: [(text: \"  \")]),",
        "empty-quote",
        6,
        "no text",
    );
    check_rejected(
        "(id: \"bad\", kind: mesage, from: \"kim\"),",
        "bad-record",
        6,
        "expected one of message, reply",
    );
    check_rejected(
        "(id: \"bad\", kind: message, form: \"kim\"),",
        "bad-record",
        6,
        "the field \"form\"",
    );
}

#[test]
fn a_duplicate_id_leaves_the_first() {
    let event = |title: &str| format!("(id: \"twice\", kind: statement, sent: \"1962\", from: \"kim\", title: \"{title}\"),");
    let (archive, report, text) = load(&format!("{}\n{}", event("one"), event("two")));
    assert_eq!(archive.events.len(), 1, "{text}");
    assert_eq!(archive.events[0].title, "one");
    assert_eq!(report.reports[0].code, "duplicate-id");
    assert_eq!(report.reports[0].place.map(|place| place.line), Some(6));
}

#[test]
fn replies_in_a_circle_are_left_out_and_those_who_answer_them_stay() {
    let reply = |id: &str, to: &str| format!("(id: \"{id}\", kind: reply, sent: \"1962\", from: \"kim\", in_reply_to: \"{to}\"),");
    let (archive, report, text) = load(&[reply("a", "b"), reply("b", "c"), reply("c", "a"), reply("d", "a")].join("\n"));
    let ids: Vec<&str> = archive.events.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(ids, ["d"], "{text}");
    assert!(archive.events[0].in_reply_to.is_empty());
    let codes: Vec<&str> = report.reports.iter().map(|report| report.code.name()).collect();
    assert_eq!(
        codes,
        ["reply-in-a-circle", "reply-in-a-circle", "reply-in-a-circle", "reply-to-rejected"],
        "{text}"
    );
}

#[test]
fn an_event_without_a_date_is_undated_not_lost() {
    let (archive, report, _) =
        load("(id: \"a\", kind: statement, from: \"kim\"),\n(id: \"b\", kind: statement, sent: \"XXXX\", from: \"kim\"),");
    assert_eq!((archive.events.len(), report.files[0].undated, report.files[0].placed), (2, 2, 0));
}

#[test]
fn a_syntax_error_shows_the_line_with_a_caret() {
    let (archive, report) = build(&[formats::read(
        "broken.ron",
        b"(\n  title: \"x\",\n  leaders: [(id: \"kim\" name: \"Kim\")],\n)",
    )]);
    assert!(archive.events.is_empty());
    insta::assert_snapshot!(report.to_text());
}

#[test]
fn ron_and_json_give_the_same_archive() {
    let ron = r#"( // a comment
        title: "T", events: [ /* another */ (id: "a", kind: reply, sent: "1962-10~", from: ["kim"], to: "putin", in_reply_to: "b",
        quotes: [(text: "One.\n\nTwo.", original: (text: "Раз.", language: "ru"))]), (id: "b", kind: message, date: "1962", from: "putin", to: ["kim"])],
        leaders: [(id: "kim"), (id: "putin")], )"#;
    let json = r#"{"title": "T", "events": [{"id": "a", "kind": "reply", "sent": "1962-10~", "from": ["kim"], "to": "putin", "in_reply_to": "b",
        "quotes": [{"text": "One.\n\nTwo.", "original": {"text": "Раз.", "language": "ru"}}]},
        {"id": "b", "kind": "message", "date": "1962", "from": "putin", "to": ["kim"]}], "leaders": [{"id": "kim"}, {"id": "putin"}]}"#;
    let (from_ron, ron_report) = build(&[formats::read("a.ron", ron.as_bytes())]);
    let (from_json, json_report) = build(&[formats::read("a.json", json.as_bytes())]);
    assert!(
        ron_report.reports.is_empty() && json_report.reports.is_empty(),
        "{}{}",
        ron_report.to_text(),
        json_report.to_text()
    );
    assert_eq!(format!("{from_ron:?}"), format!("{from_json:?}"));
    assert_eq!(from_ron.events[0].in_reply_to, [EventId(1)]);
    assert_eq!(from_ron.events[0].quotes[0].text, "One.\n\nTwo.");
}

#[test]
fn several_files_are_merged() {
    let one = br#"(title: "One", leaders: [(id: "kim", name: "Kim Jong Un")], events: [(id: "a", kind: statement, from: "kim")])"#;
    let two = br#"{"title": "Two", "leaders": [{"id": "kim", "name": "Kim", "country": "kp"}], "events": [
        {"id": "a", "kind": "statement", "from": "kim"}, {"id": "b", "kind": "reply", "from": "kim", "in_reply_to": "a"}]}"#;
    let (archive, report) = build(&[formats::read("one.ron", one), formats::read("two.json", two)]);
    assert_eq!(archive.title, "One + Two");
    assert_eq!(archive.leaders.len(), 1);
    assert_eq!(archive.leaders[0].country.as_deref(), Some("KP"));
    assert_eq!(archive.leaders[0].aliases, ["Kim"]);
    assert_eq!(archive.events.len(), 2);
    assert_eq!(archive.events[1].in_reply_to, [EventId(0)]);
    assert_eq!((report.files[1].read, report.files[1].rejected), (2, 1));
}

#[test]
fn what_is_no_archive_is_refused_in_a_sentence() {
    for (bytes, code) in [
        (&b""[..], "empty-file"),
        (b"\xFF\xFE\x00", "not-utf8"),
        (b"only words", "unknown-format"),
        (b"id,name\n1,x", "unknown-columns"),
        (b"{\"events\": [", "syntax"),
        (b"(", "syntax"),
        (b"/", "syntax"),
    ] {
        let (_, report) = build(&[formats::read("x", bytes)]);
        assert_eq!(report.reports.iter().map(|report| report.code.name()).collect::<Vec<_>>(), [code]);
    }
}

proptest::proptest! {
    #[test]
    fn no_input_panics_and_nothing_is_lost(text in "\\PC{0,60}", events in "[a-z():\",\\[\\] 0-9-]{0,80}") {
        let _ = build(&[formats::read("x", text.as_bytes())]);
        let (_, report) = build(&[formats::read("x", format!("(leaders: [(id: \"a\")], events: [(kind: message, {events})])").as_bytes())]);
        for file in &report.files {
            proptest::prop_assert_eq!(file.read, file.placed + file.undated + file.rejected);
        }
    }
}

#[test]
fn a_reply_to_an_event_that_cannot_be_read_stays() {
    let (archive, report, text) = load("(id: \"m\", kind: message, foo: 1),\n(id: \"r\", kind: reply, from: \"kim\", in_reply_to: \"m\"),");
    assert_eq!(archive.events.len(), 1, "{text}");
    let codes: Vec<&str> = report.reports.iter().map(|report| report.code.name()).collect();
    assert_eq!(codes, ["bad-record", "reply-to-rejected"], "{text}");
}

#[test]
fn only_what_is_certain_is_an_end_before_its_start() {
    for dates in [
        "sent: \"1962-10-26T23:00:00-05:00\", end: \"1962-10-26\"",
        "sent: \"1962~\", end: \"1961-12-31\"",
        // From one in the morning in Moscow to the same day in Washington, where it was the evening before.
        "sent: \"1962-10-27T01:00+03:00\", end: \"1962-10-26\"",
        "sent: \"1962-10-26\", end: \"1962-10-25T23:00:00-05:00\"",
        "sent: \"1962\", end: \"1962-01-01\"",
    ] {
        let (archive, _, text) = load(&format!("(id: \"a\", kind: visit, from: \"kim\", {dates}),"));
        assert_eq!(archive.events.len(), 1, "{text}");
    }
    for dates in [
        "sent: \"1962-10-26\", end: \"1962-10-24T23:00:00-05:00\"",
        "received: \"1964\", end: \"1963\"",
    ] {
        let (archive, _, text) = load(&format!("(id: \"a\", kind: visit, from: \"kim\", {dates}),"));
        assert!(archive.events.is_empty(), "{text}");
    }
}

#[test]
fn comments_in_comments_are_comments() {
    let (archive, _, text) = load("/* a /* b */ c */ (id: \"q\", kind: other), // d\n /* e */");
    assert_eq!(archive.events.len(), 1, "{text}");
}

#[test]
fn the_same_source_twice_is_one_source() {
    let file = |title: &str| format!("(sources: [(id: \"s\", title: \"{title}\")])");
    let build_two = |a: &str, b: &str| build(&[formats::read("a", file(a).as_bytes()), formats::read("b", file(b).as_bytes())]).1;
    assert!(build_two("A", "A").reports.is_empty());
    assert_eq!(build_two("A", "B").reports[0].code, "source-differs");
}

#[test]
fn what_lies_between_two_circles_is_in_none() {
    let reply = |id: &str, to: &str| format!("(id: \"{id}\", kind: reply, sent: \"1962\", from: \"kim\", in_reply_to: [{to}]),");
    let events = [
        reply("a", "\"b\""),
        reply("b", "\"a\", \"z\""),
        reply("z", "\"c\""),
        reply("c", "\"d\""),
        reply("d", "\"c\""),
    ];
    let (archive, _, text) = load(&events.join("\n"));
    let ids: Vec<&str> = archive.events.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(ids, ["z"], "{text}");
}
