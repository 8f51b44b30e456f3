//! Filters, searches and range queries against a plain reading of the same events.

use proptest::prelude::*;

use super::*;
use crate::{formats, model};

fn archive(events: &str) -> Archive {
    let text = format!(r#"(leaders: [(id: "a", name: "Anna"), (id: "b", name: "Boris"), (id: "c", name: "Chen")], events: [{events}])"#);
    let (archive, report) = model::build(&[formats::read("test", text.as_bytes())]);
    assert!(report.reports.is_empty(), "{}", report.to_text());
    archive
}

fn three() -> Archive {
    archive(
        r#"(id: "1", kind: message, sent: "1962-01-01", from: "a", to: "b", title: "Café in Genève", quotes: [(text: "Ein Wort über Frieden.")]),
        (id: "2", kind: reply, sent: "1962-02-01", from: "b", to: "a", in_reply_to: "1", place: "Moscow"),
        (id: "3", kind: visit, sent: "1962-03-01", from: "c", to: "a", summary: "Peace in Geneva"),
        (id: "4", kind: statement, from: "c", title: "When?"),"#,
    )
}

/// The ids that a filter and a search leave: `shown / hits`.
fn check(filter: &Filter, search: &str, expected: &str) {
    let archive = three();
    let index = EventIndex::new(&archive);
    let shown = Shown::new(&archive, &index, filter, search);
    let ids = |ids: &[EventId]| ids.iter().map(|id| archive.events[id.0 as usize].id.clone()).collect::<String>();
    let all = ids(shown.order()) + &ids(shown.undated());
    assert_eq!(format!("{all} / {}", ids(shown.hits())), expected);
}

fn without(leaders: &[u32]) -> Filter {
    Filter {
        hidden_leaders: leaders.iter().copied().map(LeaderId).collect(),
        ..Filter::default()
    }
}

#[test]
fn leaders_kinds_and_dates_are_filtered() {
    check(&Filter::default(), "", "1234 / ");
    check(&without(&[2]), "", "123 / ");
    check(&without(&[0, 1]), "", "34 / ");
    check(&without(&[0, 1, 2]), "", " / ");
    let sender = Filter {
        role: Role::Sender,
        ..without(&[1, 2])
    };
    check(&sender, "", "1 / ");
    let receiver = Filter {
        role: Role::Receiver,
        ..without(&[1, 2])
    };
    check(&receiver, "", "23 / ");
    let kinds = Filter {
        hidden_kinds: [Kind::Message, Kind::Statement].into(),
        ..Filter::default()
    };
    check(&kinds, "", "23 / ");
    let day = crate::dates::Day {
        year: 1962,
        month: 2,
        day: 1,
    };
    let dates = Filter {
        dates: Some(TimeRange::new(day.start(), day.start() + 1)),
        ..Filter::default()
    };
    check(&dates, "", "2 / ");
}

#[test]
fn search_ignores_case_and_diacritics_and_looks_everywhere() {
    check(&Filter::default(), "geneve", "1234 / 1");
    check(&Filter::default(), "GENÈVE", "1234 / 1");
    check(&Filter::default(), "uber frieden", "1234 / 1");
    check(&Filter::default(), "moscow", "1234 / 2");
    check(&Filter::default(), " peace ", "1234 / 3");
    check(&Filter::default(), "when?", "1234 / 4");
    check(&without(&[2]), "peace", "123 / 3");
    check(&Filter::default(), "nowhere to be found", "1234 / ");
}

#[test]
fn a_filter_says_what_it_does() {
    let archive = three();
    assert_eq!(Filter::default().words(&archive), "");
    assert_eq!(without(&[0, 1]).words(&archive), "only Chen");
    assert_eq!(without(&[1]).words(&archive), "without Boris");
}

proptest! {
    #[test]
    fn a_range_query_finds_what_a_scan_finds(
        ranges in proptest::collection::vec((-50_i64..50, 0_i64..40), 0..40),
        start in -60_i64..60,
        length in 0_i64..60,
    ) {
        let entries: Vec<(TimeRange, EventId)> = (0..).map(EventId).zip(&ranges)
            .map(|(id, (start, length))| (TimeRange::new(*start, start + length), id)).collect();
        let wanted = TimeRange::new(start, start + length);
        let mut scanned: Vec<EventId> = entries.iter()
            .filter(|(range, _)| range.start <= wanted.end && range.end >= wanted.start).map(|(_, id)| *id).collect();
        let mut found: Vec<EventId> = Column::new(entries).in_range(wanted).collect();
        scanned.sort_unstable();
        found.sort_unstable();
        prop_assert_eq!(found, scanned);
    }
}
