//! Filters, searches and range queries against a plain reading of the same events.

use proptest::prelude::*;

use super::*;
use crate::model::LaneId;
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
    let ids = |ids: &[EventId]| {
        ids.iter()
            .map(|id| archive.events[id.0 as usize].id.to_string())
            .collect::<String>()
    };
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
    assert_eq!(without(&[1]).words(&archive), "Boris hidden");
}

/// As many leaders as given, where the one with number n sends n messages to the next one.
fn busy(leaders: u32) -> Archive {
    use std::fmt::Write as _;
    let mut text = String::from("(leaders: [");
    for number in 0..leaders {
        let country = ["FR", "Burma", ""][number as usize % 3];
        let _ = write!(text, r#"(id: "l{number}", name: "Leader {number}", country: "{country}"),"#);
    }
    text.push_str("], events: [");
    for number in 0..leaders {
        for day in 0..number {
            let (to, year) = ((number + 1) % leaders, 1900 + day);
            let _ = write!(text, r#"(kind: message, sent: "{year}-01-01", from: "l{number}", to: "l{to}"),"#);
        }
    }
    text.push_str("])");
    let (archive, report) = model::build(&[formats::read("test.ron", text.as_bytes())]);
    assert!(!report.has_errors(), "{}", report.to_text());
    archive
}

/// The lanes that come of an arrangement, a line each: name, leaders, events.
fn rows_of(archive: &Archive, filter: &Filter, arrangement: &Arrangement) -> (Rows, Vec<String>) {
    let index = EventIndex::new(archive);
    let shown = Shown::new(archive, &index, filter, "");
    let rows = Rows::new(archive, &index, filter, &shown, arrangement);
    let lines = rows.rows().iter().map(|row| {
        let name = row.lane.leader().map_or(row.title.as_str(), |leader| archive.leader_name(leader));
        format!("{name}: {} {}", row.leaders, row.events)
    });
    let lines = lines.collect();
    (rows, lines)
}

#[test]
fn few_leaders_have_lanes_as_the_archive_has_them() {
    let (_, lines) = rows_of(&three(), &Filter::default(), &Arrangement::default());
    assert_eq!(lines, ["Anna: 1 3", "Boris: 1 2", "Chen: 1 1"]);
    let by_activity = Arrangement {
        order: Some(LaneOrder::FirstEvent),
        pinned: vec![LeaderId(2)],
        ..Arrangement::default()
    };
    let (rows, lines) = rows_of(&three(), &Filter::default(), &by_activity);
    assert_eq!(lines, ["Chen: 1 1", "Anna: 1 3", "Boris: 1 2"]);
    assert_eq!(rows.pinned(), 1);
}

#[test]
fn the_most_active_of_many_have_lanes_and_the_others_share_one() {
    let archive = busy(40);
    let (rows, lines) = rows_of(&archive, &Filter::default(), &Arrangement::default());
    assert_eq!(lines.len(), USUAL_LANES + 1);
    assert!(lines[..USUAL_LANES].contains(&"Leader 39: 1 77".to_owned()), "{lines:?}");
    // Nobody who shares a lane has more than anybody with one.
    let of = |line: &String| {
        line.rsplit(' ')
            .next()
            .and_then(|count| count.parse::<usize>().ok())
            .unwrap_or_default()
    };
    let least = lines[..USUAL_LANES].iter().map(of).min();
    let everyone = Arrangement {
        limit: Some(usize::MAX),
        ..Arrangement::default()
    };
    let mut counts: Vec<usize> = rows_of(&archive, &Filter::default(), &everyone).1.iter().map(of).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    assert_eq!(least, Some(counts[USUAL_LANES - 1]));
    // What one of the others sends to another is there once.
    let others = archive
        .events
        .iter()
        .filter(|event| event.leaders().any(|leader| rows.lane_of(leader) == Some(LaneId::Others)));
    assert_eq!(lines[USUAL_LANES], format!("Others: {} {}", 40 - USUAL_LANES, others.count()));
    let three = Arrangement {
        limit: Some(3),
        ..Arrangement::default()
    };
    assert_eq!(rows_of(&archive, &Filter::default(), &three).1.len(), 4);
    let everyone = Arrangement {
        limit: Some(usize::MAX),
        ..Arrangement::default()
    };
    assert_eq!(rows_of(&archive, &Filter::default(), &everyone).1.len(), 40);
}

#[test]
fn countries_of_many_leaders_are_folded_until_one_is_opened() {
    let archive = busy(40);
    let mut arrangement = Arrangement {
        is_grouped: true,
        ..Arrangement::default()
    };
    let (_, lines) = rows_of(&archive, &Filter::default(), &arrangement);
    let names: Vec<&str> = lines.iter().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(names, ["France", "Burma", "Country unknown"]);
    arrangement.toggled.insert("France".to_owned());
    let (rows, lines) = rows_of(&archive, &Filter::default(), &arrangement);
    assert_eq!(lines.len(), 14 + 2);
    assert_eq!(rows.rows()[0].heading.as_deref(), Some("France"));
    assert_eq!(rows.rows().iter().filter(|row| row.heading.is_some()).count(), 1);
}

#[test]
fn a_pair_has_two_lanes_and_what_passed_between_them() {
    let archive = busy(40);
    let filter = Filter {
        pair: Some((LeaderId(20), LeaderId(21))),
        ..Filter::default()
    };
    let (_, lines) = rows_of(&archive, &filter, &Arrangement::default());
    assert_eq!(lines, ["Leader 20: 1 20", "Leader 21: 1 20"]);
    assert_eq!(filter.words(&archive), "between Leader 20 and Leader 21");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn every_leader_who_is_shown_has_one_lane_that_holds_all_events(
        hidden in proptest::collection::btree_set(0_u32..35, 0..35),
        limit in proptest::option::of(1_usize..40),
        pinned in proptest::collection::vec(0_u32..35, 0..4),
        order in 0_usize..LaneOrder::ALL.len(),
        is_grouped: bool,
        is_toggled: bool,
    ) {
        let archive = busy(35);
        let filter = without(&hidden.iter().copied().collect::<Vec<_>>());
        let arrangement = Arrangement {
            order: Some(LaneOrder::ALL[order]),
            pinned: pinned.into_iter().map(LeaderId).collect(),
            limit,
            is_grouped,
            toggled: is_toggled.then(|| "Burma".to_owned()).into_iter().collect(),
            ..Arrangement::default()
        };
        let (rows, _) = rows_of(&archive, &filter, &arrangement);
        let shared: usize = rows.rows().iter().map(|row| row.leaders).sum();
        prop_assert_eq!(shared, archive.leaders().filter(|(id, _)| rows.lane_of(*id).is_some()).count());
        for (id, event) in archive.events() {
            for leader in event.leaders().filter(|leader| !filter.hidden_leaders.contains(leader)) {
                let lane = rows.lane_of(leader);
                prop_assert!(lane.is_some(), "a shown leader with events has a lane");
                let marks = lane.and_then(|lane| rows.marks(lane)).map_or(&[][..], LaneMarks::marks);
                prop_assert_eq!(marks.iter().filter(|mark| mark.event == id).count(), 1);
            }
        }
        for (at, row) in rows.rows().iter().enumerate() {
            prop_assert_eq!(rows.place_of_lane(row.lane), Some(at));
            prop_assert_eq!(rows.marks(row.lane).map_or(0, |lane| lane.marks().len()), row.events);
        }
    }

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
