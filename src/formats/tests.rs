//! What readers make of small files, field by field: who, when, what, where, and what is said to be wrong.

use crate::model::{Archive, Kind, LoadReport, build};

/// A file as an archive.
fn opened(name: &str, text: &str) -> (Archive, LoadReport) {
    let (archive, report) = build(&[super::read(name, text.as_bytes())]);
    assert_eq!(report.read(), archive.events.len() + report.rejected(), "{}", report.to_text());
    (archive, report)
}

/// `message 1962-10-26: Khrushchev > Kennedy: Offers terms`, an event a line.
fn told(archive: &Archive) -> Vec<String> {
    let names = |ids: &[crate::model::LeaderId]| ids.iter().map(|id| archive.leader_name(*id)).collect::<Vec<_>>().join(" and ");
    let line = |event: &crate::model::Event| {
        let date = event.date().map(crate::dates::Date::canonical).unwrap_or_default();
        format!(
            "{} {date}: {} > {}: {}",
            event.kind.name(),
            names(&event.from),
            names(&event.to),
            event.title
        )
    };
    archive.events.iter().map(line).collect()
}

fn codes(report: &LoadReport) -> Vec<&'static str> {
    report.reports.iter().map(|report| report.code.name()).collect()
}

/// A line of GDELT 2.0 with what is asked for in its 61 columns.
fn gdelt(cells: &[(usize, &str)]) -> String {
    let mut line = vec![""; 61];
    for (at, cell) in [
        (0, "1"),
        (1, "20240814"),
        (2, "202408"),
        (3, "2024"),
        (4, "2024.6"),
        (30, "7.4"),
        (31, "1"),
        (32, "1"),
        (33, "1"),
    ]
    .iter()
    .chain(cells)
    {
        line[*at] = *cell;
    }
    line.join("\t")
}

#[test]
fn gdelt_says_who_did_what_to_whom_on_which_day_and_where_that_is_from() {
    let visit = gdelt(&[
        (5, "RUS"),
        (6, "RUSSIA"),
        (7, "RUS"),
        (15, "PRK"),
        (16, "NORTH KOREA"),
        (17, "PRK"),
        (26, "042"),
        (52, "Pyongyang"),
        (60, "https://example.org/a"),
    ]);
    let praise = gdelt(&[
        (0, "2"),
        (1, "20240815"),
        (5, "PRK"),
        (6, "NORTH KOREA"),
        (15, "RUS"),
        (16, "RUSSIA"),
        (26, "051"),
        (60, "https://example.org/b"),
    ]);
    let (archive, report) = opened("export.CSV", &format!("{visit}\n{praise}\n"));
    assert_eq!(report.rejected(), 0, "{}", report.to_text());
    let lines = told(&archive);
    assert!(lines[0].starts_with("visit 2024-08-14: "), "{lines:?}");
    assert_eq!(archive.events[0].place.as_deref(), Some("Pyongyang"));
    assert!(lines[1].contains("2024-08-15"), "{lines:?}");
    let leader = |at: usize| archive.events[at].from.first().map(|id| archive.leader_name(*id).to_owned());
    assert_ne!(leader(0), leader(1), "each has its own actor");
    let urls: Vec<Option<&str>> = archive.sources.iter().map(|source| source.url.as_deref()).collect();
    assert!(
        urls.contains(&Some("https://example.org/a")) && urls.contains(&Some("https://example.org/b")),
        "{urls:?}"
    );
}

#[test]
fn a_coded_table_with_a_header_keeps_its_codes_and_names_what_it_does_not_know() {
    let text = "Event ID\tEvent Date\tSource Name\tSource Country\tTarget Name\tTarget Country\tCAMEO Code\tEvent Text\tIntensity\n\
                7\t2014-05-01\tVladimir Putin\tRussian Federation\tAngela Merkel\tGermany\t041\tDiscuss by telephone\t1.0\n\
                8\t2014-05-02\tAngela Merkel\tGermany\tVladimir Putin\tRussian Federation\t9999\tSomething\t0\n";
    let (archive, report) = opened("icews.tab", text);
    let lines = told(&archive);
    assert!(
        lines[0].contains("2014-05-01") && lines[0].contains("Vladimir Putin") && lines[0].contains("Angela Merkel"),
        "{lines:?}"
    );
    assert_eq!(archive.events[0].channel(), Some("phone"));
    assert!(report.to_text().contains("9999"), "{}", report.to_text());
}

#[test]
fn a_table_is_read_by_the_names_of_its_columns_in_several_languages() {
    let text = "Datum;Absender;Empfänger;Betreff;Ort\n26.10.1962;Chruschtschow;Kennedy;Angebot;Moskau\n27.10.1962;Kennedy;Chruschtschow;Antwort;Washington\n";
    let (archive, report) = opened("briefe.csv", text);
    assert_eq!(report.rejected(), 0, "{}", report.to_text());
    assert_eq!(
        told(&archive),
        [
            "message 1962-10-26: Chruschtschow > Kennedy: Angebot",
            "message 1962-10-27: Kennedy > Chruschtschow: Antwort"
        ]
    );
    assert_eq!(archive.events[1].place.as_deref(), Some("Washington"));
    assert_eq!(archive.leaders.len(), 2, "one person is one leader");
}

#[test]
fn of_two_columns_for_one_field_the_first_has_it_and_the_other_is_kept_in_the_note() {
    let text = "date,from,to,title,place,location\n1962-10-26,A,B,Letter,Moscow,Kremlin\n";
    let (archive, report) = opened("t.csv", text);
    assert_eq!(report.rejected(), 0, "{}", report.to_text());
    let event = &archive.events[0];
    let kept = format!(
        "{} {}",
        event.place.as_deref().unwrap_or_default(),
        event.note().unwrap_or_default()
    );
    assert!(kept.contains("Moscow") && kept.contains("Kremlin"), "nothing is dropped: {kept}");
}

#[test]
fn a_table_without_a_date_column_asks_and_says_which_columns_there_are() {
    let (_, report) = opened("t.csv", "alpha,beta\n1,2\n3,4\n");
    assert_eq!(codes(&report), ["unknown-columns"]);
    let said = report.to_text();
    assert!(said.contains("alpha") && said.contains("beta") && said.contains("--map"), "{said}");
    assert_eq!(report.rejected(), 2);
}

#[test]
fn timelinejs_has_slides_with_dates_as_exact_as_they_are_given() {
    let text = r#"{"title": {"text": {"headline": "Letters"}}, "events": [
        {"start_date": {"year": "1962", "month": "10", "day": "26"}, "text": {"headline": "Offers <b>terms</b>", "text": "<p>One.</p><p>Two.</p>"}},
        {"start_date": {"year": "1962", "month": "11"}, "end_date": {"year": "1962", "month": "12"}, "text": {"headline": "Winding up"}},
        {"start_date": {"year": "-44"}, "text": {"headline": "Ides"}}]}"#;
    let (archive, report) = opened("t.json", text);
    assert_eq!(report.rejected(), 0, "{}", report.to_text());
    assert_eq!(archive.title, "Letters");
    let dates: Vec<String> = archive
        .events
        .iter()
        .map(|event| event.date().map(crate::dates::Date::canonical).unwrap_or_default())
        .collect();
    assert_eq!(dates, ["1962-10-26", "1962-11", "-0043"], "44 BCE is the year -43");
    assert_eq!(archive.events[0].title.as_str(), "Offers terms");
    let ends: Vec<String> = archive
        .events
        .iter()
        .filter_map(|event| event.end.as_ref().map(crate::dates::Date::canonical))
        .collect();
    assert_eq!(ends, ["1962-12"]);
}

#[test]
fn markdown_with_front_matter_is_an_event_and_its_block_quotes_are_quotes() {
    let text = "---\ntitle: Offers terms\ndate: 1962-10-26\nfrom: Nikita Khrushchev\nto: John F. Kennedy\ntags: [crisis]\n---\n\nA long personal letter.\n\n> If there is no intention to tighten the knot.\n";
    let (archive, report) = opened("letter.md", text);
    assert_eq!(report.rejected(), 0, "{}", report.to_text());
    assert_eq!(
        told(&archive),
        ["message 1962-10-26: Nikita Khrushchev > John F. Kennedy: Offers terms"]
    );
    let event = &archive.events[0];
    let words: String = event
        .quotes
        .iter()
        .map(|quote| quote.text.as_str())
        .chain(event.summary.as_deref())
        .chain(event.note())
        .collect::<Vec<_>>()
        .join(" | ");
    assert!(
        words.contains("A long personal letter.") && words.contains("tighten the knot"),
        "{words}"
    );
    assert_eq!(event.kind, Kind::Message);
}

#[test]
fn a_front_matter_that_does_not_end_is_said_with_its_place() {
    let (_, report) = opened("letter.md", "---\ntitle: Offers terms\ndate: 1962-10-26\n");
    assert!(
        report
            .reports
            .iter()
            .any(|report| report.place.is_some() || report.severity == crate::model::Severity::Error),
        "{}",
        report.to_text()
    );
}
