//! The same bytes give the same archive and the same report, whatever the number of cores, and whether records are read one by
//! one or from the middle of a long file; over damaged input too.

use demarche::formats::{self, Options};
use demarche::model::records::Records;
use demarche::model::{Archive, LoadReport, build_from};
use proptest::prelude::*;

const HEAD: &str = r#"{"archive": {"title": "T", "leaders": [{"id": "a"}, {"id": "b"}, {"id": "c"}], "sources": [{"id": "s"}]}}"#;

/// A line of an archive of our own, sound or not; `at` makes its id.
fn line(at: usize, form: u32) -> String {
    let before = at.saturating_sub(3);
    match form {
        0 => "{\"id\": \"cut".to_owned(),
        1 => format!(r#"{{"id": "e{before}", "kind": "message", "sent": "1962-10-22", "from": "a", "to": "b"}}"#),
        2 => format!(r#"{{"id": "e{at}", "kind": "reply", "in_reply_to": "e{before}", "sent": "1962-10-23", "from": "b", "to": "a"}}"#),
        3 => format!(
            r#"{{"id": "e{at}", "kind": "reply", "in_reply_to": "e{}", "sent": "1962", "from": "b", "to": "a"}}"#,
            at + 2
        ),
        4 => format!(r#"{{"id": "e{at}", "kind": "message", "sent": "no date", "from": "a", "to": "b"}}"#),
        5 => r#"{"kind": "message", "sent": "1962-11", "from": ["a", "c"], "to": "b"}"#.to_owned(),
        6 => format!(r#"{{"id": "e{at}", "kind": "message", "from": "nobody", "to": "b"}}"#),
        7 => format!(r#"{{"id": "e{at}", "kind": "visit", "sent": "1962-10-22", "end": "1962-10-21", "from": "a"}}"#),
        8 => format!(
            r#"{{"id": "e{at}", "kind": "message", "sent": "1962-10-22", "from": "a", "to": "b", "quotes": [{{"text": "He said \"no\".\nThen he left."}}]}}"#
        ),
        9 => format!(
            r#"{{"id": "e{at}", "kind": "message", "received": "1962", "after": "e{before}", "from": "a", "to": "b", "sources": ["s", "t"]}}"#
        ),
        10 => format!(r#"{{"id": "e{at}", "kind": "message", "wrong": 5}}"#),
        _ => format!(r#"{{"id": "e{at}", "kind": "message", "sent": "1962-10-22", "from": "a", "to": "b", "summary": "S{at}"}}"#),
    }
}

fn read(text: &str, cores: usize) -> (Archive, LoadReport) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(cores).build();
    let pool = pool.unwrap_or_else(|error| panic!("{error}"));
    pool.install(|| build_from(formats::open("t.jsonl", text.as_bytes().to_vec(), &Options::default())))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_number_of_cores_changes_nothing(forms in proptest::collection::vec(0_u32..30, 1..900)) {
        let lines: Vec<String> = forms.iter().enumerate().map(|(at, form)| line(at, *form)).collect();
        let text = format!("{HEAD}\n{}\n", lines.join("\n"));
        let (archive, report) = read(&text, 1);
        for cores in [2, 5] {
            let (other, other_report) = read(&text, cores);
            prop_assert_eq!(&archive, &other);
            prop_assert_eq!(report.to_text(), other_report.to_text());
        }
        // The same as a list in one object, which is cut into records elsewhere; a line that is cut would end the list.
        let whole: Vec<&String> = lines.iter().filter(|line| line.ends_with('}')).collect();
        let list: Vec<&str> = whole.iter().map(|line| line.as_str()).collect();
        let head = HEAD.trim_start_matches("{\"archive\": ").trim_end_matches("}}");
        let json = format!("{head}, \"events\": [{}]}}", list.join(",\n"));
        let (other, other_report) = build_from(formats::open("t.jsonl", json.into_bytes(), &Options::default()));
        prop_assert_eq!(Records::of(&archive), Records::of(&other));
        let cut = lines.len() - whole.len();
        prop_assert_eq!(report.rejected(), other_report.rejected() + cut);
        prop_assert_eq!(report.read(), other_report.read() + cut);
        for file in report.files.iter().chain(&other_report.files) {
            prop_assert_eq!(file.read, file.placed + file.undated + file.rejected);
        }
    }
}

#[test]
fn events_in_the_first_line_and_records_of_many_texts_are_all_read() {
    let read = |text: &str| {
        let (archive, report) = build_from(formats::open("t.jsonl", text.as_bytes().to_vec(), &Options::default()));
        let ids: Vec<String> = archive.events.iter().map(|event| event.id.to_string()).collect();
        (ids, report.read(), report.rejected())
    };
    let head = r#"{"archive": {"leaders": [{"id": "a"}], "events": [{"id": "in", "kind": "message", "from": "a", "sent": "1961"}]}}"#;
    let line = r#"{"id": "r", "kind": "reply", "in_reply_to": "in", "from": "a", "sent": "1962"}"#;
    assert_eq!(read(head), (vec!["in".to_owned()], 1, 0));
    assert_eq!(read(&format!("{head}\n{line}")), (vec!["in".to_owned(), "r".to_owned()], 2, 0));
    let tags: Vec<String> = (0..60_000).map(|at| format!(r#""x\n{at}""#)).collect();
    let many = format!(
        r#"{{"archive": {{"leaders": [{{"id": "a"}}]}}}}
{{"id": "e", "kind": "message", "from": "a", "sent": "1961", "tags": [{}]}}"#,
        tags.join(",")
    );
    let (archive, _) = build_from(formats::open("t.jsonl", many.into_bytes(), &Options::default()));
    let found = archive
        .events
        .first()
        .map(|event| (event.tags().len(), event.tags()[59_999].to_string()));
    assert_eq!(found, Some((60_000, "x\n59999".to_owned())));
}

#[test]
fn names_and_sources_of_a_long_table_are_put_together_in_the_order_of_its_rows() {
    // The address of somebody, far below it his name, and farther below another one: as in a table of three rows.
    let table = |apart: usize| {
        let row = |at: usize| {
            let name = match at {
                at if at == apart => "Ann Lee",
                at if at == 2 * apart => "Anne Lee",
                _ => "",
            };
            format!("1962-10-22,{name},ann@example.org,Bob,The Times\n")
        };
        let rows: String = (0..=2 * apart).map(row).collect();
        let text = format!("date,from,from_id,to,source\n{rows}");
        build_from(formats::open("t.csv", text.into_bytes(), &Options::default()))
    };
    let (short, short_report) = table(1);
    let (long, long_report) = table(1_500);
    assert_eq!((short.events.len(), long.events.len()), (3, 3_001));
    assert_eq!(short.leaders, long.leaders);
    assert_eq!(short.sources, long.sources);
    let places = |report: &LoadReport| -> Vec<(String, Option<usize>)> {
        let all = report.reports.iter();
        all.map(|report| (report.message.clone(), report.place.map(|place| place.line)))
            .collect()
    };
    let other_name = |report: &LoadReport| places(report).into_iter().find(|(message, _)| message.contains("Anne Lee"));
    assert_eq!(
        other_name(&short_report).map(|(_, line)| line),
        Some(Some(4)),
        "{:?}",
        places(&short_report)
    );
    assert_eq!(other_name(&long_report).map(|(_, line)| line), Some(Some(3_002)));
}
