//! Charts: what they count is what the archive holds, whatever is filtered, at any size.

use std::sync::Arc;

use emath::vec2;
use proptest::prelude::*;

use super::*;
use crate::index::{Arrangement, EventIndex, Filter, Rows, Shown};
use crate::model::{Archive, Kind};
use crate::scene::{Shape, describe};
use crate::theme::{Measure, Theme};
use crate::threads::{Threads, Wait};
use crate::view::{Folds, TempoUnit, Viewport};

fn with<T>(archive: &Archive, filter: &Filter, size: emath::Vec2, draw: impl FnOnce(&Input<'_>) -> T) -> T {
    let (index, threads) = (EventIndex::new(archive), Threads::new(archive));
    let shown = Shown::new(archive, &index, filter, "");
    let rows = Arc::new(Rows::new(archive, &index, filter, &shown, &Arrangement::default()));
    draw(&Input {
        archive,
        index: &index,
        threads: &threads,
        filter,
        shown: &shown,
        rows: &rows,
        viewport: Viewport::new(0.0, 1e6),
        folds: &Folds::default(),
        selected: None,
        lane_scale: 1.0,
        theme: Theme::light(),
        measure: Measure::bundled(),
        size,
        has_overview: false,
        wait: Wait::default(),
        zones: &[],
        heights: None,
        seats: None,
        numbers: crate::layout::Numbering::None,
        notes: false,
        medium: crate::layout::Medium::default(),
    })
}

fn cuba() -> Archive {
    crate::files::example(crate::files::EXAMPLES[1]).0
}

fn leader(archive: &Archive, key: &str) -> LeaderId {
    archive.find_leader(key).unwrap_or(LeaderId(0))
}

#[test]
fn a_filter_changes_no_figure() {
    let archive = cuba();
    let pair = (leader(&archive, "kennedy"), leader(&archive, "khrushchev"));
    let size = vec2(1_000.0, 700.0);
    let filter = Filter {
        hidden_kinds: [Kind::Reply].into(),
        hidden_leaders: [pair.0].into(),
        ..Filter::default()
    };
    let all = with(&archive, &Filter::default(), size, |input| {
        (tempo(input, pair, TempoUnit::Fitting), matrix(input))
    });
    let some = with(&archive, &filter, size, |input| {
        (tempo(input, pair, TempoUnit::Fitting), matrix(input))
    });
    assert_eq!(describe(&all.0.scene), describe(&some.0.scene));
    assert_eq!(describe(&all.1.scene), describe(&some.1.scene));
}

#[test]
fn the_matrix_counts_every_message_and_leads_to_its_pair() {
    let archive = cuba();
    let chart = with(&archive, &Filter::default(), vec2(1_200.0, 800.0), matrix);
    let (kennedy, khrushchev) = (leader(&archive, "kennedy"), leader(&archive, "khrushchev"));
    let count = archive
        .events
        .iter()
        .filter(|event| event.kind.is_message() && event.from.contains(&kennedy) && event.to.contains(&khrushchev))
        .count();
    let at = chart
        .scene
        .spots
        .iter()
        .position(|spot| spot.target == Target::Pair(kennedy, khrushchev));
    let spoken = at.and_then(|at| chart.spoken.get(at)).cloned().unwrap_or_default();
    assert_eq!(
        spoken,
        format!("John F. Kennedy wrote to Nikita Khrushchev {count} times. Show what passed between them")
    );
}

#[test]
fn the_tempo_of_cuba_as_a_scene() {
    let archive = cuba();
    let pair = (leader(&archive, "kennedy"), leader(&archive, "khrushchev"));
    let chart = with(&archive, &Filter::default(), vec2(1_000.0, 700.0), |input| {
        tempo(input, pair, TempoUnit::Fitting)
    });
    insta::assert_snapshot!(chart.description);
    let bars: usize = chart
        .spoken
        .iter()
        .filter_map(|spoken| spoken.split_once(" message")?.0.parse::<usize>().ok())
        .sum();
    let messages = archive.events.iter().filter(|event| event.kind.is_message()).count();
    assert_eq!(bars, messages, "each message stands in one bar");
}

#[test]
fn a_pair_that_only_met_has_its_visits() {
    let text = r#"(leaders: [(id: "a", name: "Anna"), (id: "b", name: "Bo")],
        events: [(kind: visit, title: "Bo receives Anna", sent: "2001-05-03", from: "a", to: "b")])"#;
    let (archive, _) = crate::model::build(&[crate::formats::read("t.ron", text.as_bytes())]);
    let pair = (LeaderId(0), LeaderId(1));
    let chart = with(&archive, &Filter::default(), vec2(1_000.0, 700.0), |input| {
        tempo(input, pair, TempoUnit::ALL[0])
    });
    assert!(chart.description.contains("No dated message passed"), "{}", chart.description);
    assert!(
        chart.spoken.iter().any(|line| line.contains("Bo receives Anna")),
        "{:?}",
        chart.spoken
    );
}

/// Two who met before, while and after they wrote to each other, and two visits together to a third.
fn met_and_wrote() -> Archive {
    let text = r#"(leaders: [(id: "a", name: "Anna"), (id: "b", name: "Bo"), (id: "c", name: "Clara")], events: [
        (kind: message, sent: "1962-10-01", from: "a", to: "b"), (kind: message, sent: "1962-10-20", from: "b", to: "a"),
        (kind: visit, title: "Long before", sent: "1960-09-20", end: "1960-10-05", from: "a", to: "b"),
        (kind: visit, title: "Some time", sent: "1962", from: "b", to: "a"),
        (kind: meeting, title: "Later", sent: "1964-11-02", from: "a", to: "b"),
        (kind: visit, title: "Elsewhere", sent: "1999-01-01", from: ["a", "b"], to: "c")])"#;
    crate::model::build(&[crate::formats::read("t.ron", text.as_bytes())]).0
}

#[test]
fn when_the_two_met_lies_on_the_ruler_and_is_told_as_it_is_known() {
    let archive = met_and_wrote();
    let chart = with(&archive, &Filter::default(), vec2(1_200.0, 800.0), |input| {
        tempo(input, (LeaderId(0), LeaderId(1)), TempoUnit::Fitting)
    });
    let told: Vec<&str> = chart
        .spoken
        .iter()
        .filter_map(|spoken| spoken.split_once(". Show"))
        .map(|(told, _)| told)
        .collect();
    for expected in [
        "20 Sep \u{2013} 5 Oct 1960: Long before",
        "1962: Some time",
        "2 November 1964: Later",
    ] {
        assert!(told.contains(&expected), "{told:?}");
    }
    assert!(!told.iter().any(|told| told.contains("Elsewhere")), "{told:?}");
    let spans = |color| {
        let shapes = chart.scene.layers.iter().flat_map(|layer| &layer.shapes);
        let pills = shapes.filter_map(move |shape| match shape {
            Shape::Rect { rect, fill, .. } if (rect.height() - 7.0).abs() < 0.1 && *fill == color => Some(*rect),
            _ => None,
        });
        pills.count()
    };
    let theme = Theme::light();
    assert_eq!(spans(theme.leader_color(Some(0), None)), 1, "the days of Anna's visit are known");
    assert_eq!(spans(theme.leader_color(Some(1), None)), 0, "those of Bo's are not");
}

#[test]
fn a_matrix_counts_an_event_once_above_however_many_took_part() {
    let text = r#"(leaders: [(id: "a"), (id: "b"), (id: "c")], events: [
        (kind: message, sent: "1962-10-01", from: ["a", "b"], to: ["c", "a"]), (kind: message, sent: "1962-10-02", from: "a", to: "a"),
        (kind: message, from: "a", to: "b"), (kind: visit, sent: "1963", from: "a"), (kind: visit, sent: "1963", from: ["a", "b"], to: "c")])"#;
    let (archive, _) = crate::model::build(&[crate::formats::read("t.ron", text.as_bytes())]);
    let chart = with(&archive, &Filter::default(), vec2(1_000.0, 700.0), matrix);
    let expected = "1 dated message and 1 visit; a message to two leaders counts twice \u{b7} 1 visit with no host named. ";
    assert!(chart.description.starts_with(expected), "{}", chart.description);
    assert!(chart.description.contains("a wrote to c 1 time"), "{}", chart.description);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn charts_of_any_size_are_drawn(width in 200.0_f32..3_000.0, height in 200.0_f32..2_000.0, which in 0_usize..3) {
        let archive = crate::files::EXAMPLES.get(which).map_or_else(met_and_wrote, |example| crate::files::example(*example).0);
        let charts = with(&archive, &Filter::default(), vec2(width, height), |input| [tempo(input, (LeaderId(0), LeaderId(1)), TempoUnit::ALL[which]), matrix(input)]);
        for chart in charts {
            prop_assert_eq!(chart.scene.spots.len(), chart.spoken.len());
            let is_finite = chart.scene.layers.iter().flat_map(|layer| &layer.shapes).all(|shape| match shape {
                Shape::Rect { rect, .. } => rect.is_finite() && rect.left() >= -1.0 && rect.right() <= width + 1.0,
                Shape::Line { points, .. } => points.iter().all(|point| point.x.is_finite() && point.y.is_finite()),
                _ => true,
            });
            prop_assert!(is_finite);
        }
    }
}

/// A leader who exchanges letters with a number of others, more with each, and one letter between two of these.
fn hub(others: u32) -> Archive {
    let mut text = String::from(r#"(leaders: [(id: "hub", name: "Hub"),"#);
    for number in 1..=others {
        text.push_str(&format!(r#"(id: "l{number}", name: "Leader {number}"),"#));
    }
    text.push_str("], events: [");
    for number in 1..=others {
        for year in 0..number {
            let (from, to) = if year % 3 == 0 {
                (format!("l{number}"), "hub".to_owned())
            } else {
                ("hub".to_owned(), format!("l{number}"))
            };
            text.push_str(&format!(r#"(kind: message, sent: "{}", from: "{from}", to: "{to}"),"#, 1900 + year));
        }
    }
    text.push_str(r#"(kind: message, sent: "1900", from: "l1", to: "l2")])"#);
    let (archive, report) = crate::model::build(&[crate::formats::read("t.ron", text.as_bytes())]);
    assert!(!report.has_errors(), "{}", report.to_text());
    archive
}

#[test]
fn where_one_leader_has_nearly_all_the_others_are_a_list() {
    let archive = hub(12);
    let hub_id = leader(&archive, "hub");
    let chart = with(&archive, &Filter::default(), vec2(1_000.0, 700.0), matrix);
    let rows: Vec<(Target, &str)> = chart
        .scene
        .spots
        .iter()
        .map(|spot| spot.target)
        .zip(chart.spoken.iter().map(String::as_str))
        .collect();
    assert_eq!(rows.len(), 12, "{rows:?}");
    for (target, spoken) in &rows {
        let Target::Pair(one, other) = *target else { panic!("{target:?}") };
        assert_eq!(one, hub_id);
        let count = |from: LeaderId, to: LeaderId| {
            archive
                .events
                .iter()
                .filter(|event| event.from == [from] && event.to == [to])
                .count()
        };
        let times = |count: usize| crate::layout::counted(count, "time");
        let name = archive.leader_name(other);
        let expected = format!(
            "Hub wrote to {name} {}, {name} wrote to Hub {}. Show what passed between them",
            times(count(hub_id, other)),
            times(count(other, hub_id))
        );
        assert_eq!(*spoken, expected);
    }
    assert!(rows[0].1.contains("Leader 12"), "those with most come first: {rows:?}");
    let texts = describe(&chart.scene);
    assert!(texts.contains("1 between others"), "{texts}");
    // With few leaders there is a matrix even where one of them has most.
    let few = with(&hub(4), &Filter::default(), vec2(1_000.0, 700.0), matrix);
    assert!(describe(&few.scene).contains("Messages (row wrote to column)"));
}

#[test]
fn every_column_of_a_matrix_has_a_name() {
    let mut text = String::from("(leaders: [");
    for number in 0..12 {
        text.push_str(&format!(r#"(id: "l{number}", name: "Chancellor Number{number}"),"#));
    }
    text.push_str("], events: [");
    for number in 0..12 {
        text.push_str(&format!(
            r#"(kind: message, sent: "1900", from: "l{number}", to: "l{}"),"#,
            (number + 1) % 12
        ));
    }
    text.push_str("])");
    let (archive, _) = crate::model::build(&[crate::formats::read("t.ron", text.as_bytes())]);
    let chart = with(&archive, &Filter::default(), vec2(900.0, 600.0), matrix);
    let shapes = chart.scene.layers.iter().flat_map(|layer| &layer.shapes);
    let rising = shapes.filter(|shape| {
        matches!(
            shape,
            Shape::Text {
                anchor: Anchor::Rising,
                ..
            }
        )
    });
    assert_eq!(rising.count(), 12);
}
