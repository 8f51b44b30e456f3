//! Chronologies of the archives that ship, and what reads back of them.

use super::*;
use crate::files;
use crate::formats;
use crate::model;

/// An archive that ships, as a chronology in a format.
fn written(example: usize, target: Target) -> (Archive, Written) {
    of(files::example(files::EXAMPLES[example]).0, target)
}

/// An archive of ours, as a chronology in a format.
fn of_text(text: &str, target: Target) -> (Archive, Written) {
    of(model::build(&[formats::read("t.ron", text.as_bytes())]).0, target)
}

fn of(archive: Archive, target: Target) -> (Archive, Written) {
    let (index, threads, filter) = (EventIndex::new(&archive), Threads::new(&archive), Filter::default());
    let shown = Shown::new(&archive, &index, &filter, "");
    let chronology = Chronology {
        archive: &archive,
        index: &index,
        threads: &threads,
        shown: &shown,
        filter: &filter,
        headline: "",
    };
    let written = chronology.write(target).unwrap_or_default();
    (archive, written)
}

#[test]
fn a_chronology_has_every_event_every_quote_and_every_source() {
    for example in 0..files::EXAMPLES.len() {
        for target in [Target::Markdown, Target::Plain] {
            let (archive, Written { text, left_out }) = written(example, target);
            assert_eq!(left_out, Vec::<String>::new());
            // Lines are broken and signs are escaped; words stay.
            let words = |text: &str| -> String { text.chars().filter(|char| char.is_alphanumeric()).collect() };
            let all = words(&text);
            for event in &archive.events {
                assert!(all.contains(&words(&event.title)), "{target:?} has {}", event.title);
                for quote in &event.quotes {
                    assert!(all.contains(&words(&quote.text)), "{target:?} has {:?}", quote.text);
                }
                for source in event.sources.iter().filter_map(|id| archive.source(*id)) {
                    let title = source.title.as_deref().unwrap_or_default();
                    assert!(all.contains(&words(title)), "{target:?} has {title:?}");
                }
            }
        }
    }
}

#[test]
fn footnotes_are_defined_once_and_each_is_cited() {
    let (_, Written { text, .. }) = written(1, Target::Markdown);
    let defined: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("[^")?.split(']').next()).collect();
    assert!(defined.len() > 10);
    for (number, name) in (1..).zip(&defined) {
        assert_eq!(*name, format!("{number}"), "in order");
        assert!(
            text.contains(&format!("[^{name}]\n")) || text.contains(&format!("[^{name}][")),
            "{name} is cited"
        );
    }
}

#[test]
fn tables_and_calendars_read_back() {
    for (target, name) in [(Target::Csv, "t.csv"), (Target::Calendar, "t.ics")] {
        let (archive, Written { text, left_out }) = written(1, target);
        let (back, report) = model::build(&[formats::read(name, text.as_bytes())]);
        assert_eq!(report.rejected(), 0, "{name}: {:?}", report.reports);
        let is_dated = |event: &&model::Event| event.range().is_some() && !event.is_dated_by_order();
        let dated = archive.events.iter().filter(is_dated);
        let expected = if target == Target::Csv {
            archive.events.len()
        } else {
            dated.count()
        };
        assert_eq!(back.events.len(), expected, "{name}");
        assert!(!left_out.is_empty(), "{name}: one event is known by its order alone");
        // A place in an order has no column.
        for event in archive.events.iter().filter(|event| event.order().is_none()) {
            let Some(range) = event.date().and_then(|date| date.extent().known()) else {
                continue;
            };
            let same = back.events.iter().find(|other| other.title == event.title);
            let other = same.and_then(|other| other.date()?.extent().known());
            let is_within = other.is_some_and(|other| other.start <= range.start && range.start <= other.end);
            assert!(is_within, "{name}: {} was {range:?}, is {other:?}", event.title);
        }
    }
}

#[test]
fn a_calendar_has_no_date_narrower_or_wider_than_it_is_known() {
    let events = [
        (r#"sent: "1961-01-20/..", title: "Open""#, None),
        (r#"sent: "../1961-01-20", title: "Before""#, None),
        (r#"after: ["y"], title: "Between""#, None),
        (
            r#"sent: "1962-10", title: "Month""#,
            Some((";VALUE=DATE:19621001", ";VALUE=DATE:19621101")),
        ),
        (r#"id: "y", sent: "9999-12-31", title: "Last""#, Some((";VALUE=DATE:99991231", ""))),
        (
            r#"sent: "1963-03-05T20:00Z", end: "1963-03-05T22:00Z", title: "Evening""#,
            Some((":19630305T200000Z", ":19630305T220000Z")),
        ),
        (
            r#"sent: "1963-03-05T20:00Z", end: "1963-03-06", title: "Night""#,
            Some((":19630305T200000Z", ":19630307T000000Z")),
        ),
        (r#"sent: "1963-03-05T20:00", title: "Moment""#, Some((":19630305T200000", ""))),
    ];
    let text = events.iter().fold(String::new(), |text, (event, _)| {
        text + &format!(r#"(kind: meeting, from: "a", {event}),"#)
    });
    let (_, Written { text, left_out }) = of_text(&format!(r#"(leaders: [(id: "a")], events: [{text}])"#), Target::Calendar);
    assert_eq!(left_out.len(), 1);
    assert!(left_out[0].starts_with("3 events"), "{left_out:?}");
    for (event, expected) in events {
        let title = event
            .split("title: \"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap_or_default();
        let entry = text
            .split("BEGIN:VEVENT")
            .find(|entry| entry.contains(&format!("SUMMARY:{title}\r\n")));
        let value = |name: &str| {
            let line = entry?.lines().find_map(|line| line.strip_prefix(name))?;
            Some(line.trim_end().to_owned())
        };
        let found = value("DTSTART").map(|start| (start, value("DTEND").unwrap_or_default()));
        let found = found.as_ref().map(|(start, end)| (start.as_str(), end.as_str()));
        assert_eq!(found, expected, "{title}");
    }
}

#[test]
fn an_account_is_whose_it_is_and_from_where() {
    let text = r#"(leaders: [(id: "a")], sources: [(id: "s", title: "Pravda")],
        events: [(kind: meeting, sent: "1962-10-27", from: "a", title: "Talk", accounts: [
            (by: "Dobrynin, cable that night", text: "He agreed.", source: "s", locator: "page 7", translator: "A. Translator")])])"#;
    for target in [Target::Markdown, Target::Plain] {
        let (_, Written { text, .. }) = of_text(text, target);
        for part in ["Dobrynin, cable that night", "translated by A. Translator", "page 7", "Pravda"] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
}

#[test]
fn a_table_has_the_sources_of_quotes_and_says_what_it_cannot_hold() {
    let text = r#"(leaders: [(id: "a")], sources: [(id: "s", title: "Pravda", url: "https://example.org")],
        events: [(kind: statement, sent: "1962-10-27", from: "a", title: "Said", confidence: reported, quotes: [(text: "Words", source: "s")])])"#;
    let (_, Written { text, left_out }) = of_text(text, Target::Csv);
    assert!(text.contains("Pravda") && text.contains("https://example.org"), "{text}");
    assert!(left_out.iter().any(|sentence| sentence.contains("how sure")), "{left_out:?}");
}
