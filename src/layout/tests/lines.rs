//! Bars and lines of loose dates, and those that would lie on each other.

use super::labels::USUAL;
use super::*;

/// The shapes of one layer, of a scene in words.
fn layer<'a>(text: &'a str, name: &str) -> &'a str {
    text.split(name)
        .nth(1)
        .and_then(|rest| rest.split("\n[").next())
        .unwrap_or_default()
}

#[test]
fn a_visit_on_one_of_two_days_lasts_from_neither_to_the_other() {
    let timeline = Case::new(
        r#"(leaders: [(id: "a"), (id: "b")], events: [
            (kind: visit, sent: "[1903-08-01,1903-08-15]", from: "a", to: "b", title: "Potsdam"),
            (kind: message, sent: "1903-07-01", from: "a", to: "b"), (kind: message, sent: "1903-09-01", from: "a", to: "b")
        ])"#,
    )
    .timeline(|input| input.size = USUAL);
    let text = describe(&timeline.scene);
    let marks = layer(&text, "[marks]");
    assert!(!marks.lines().any(|line| line.starts_with("  rect")), "no bar: {marks}");
    assert!(
        text.contains("either 1 August 1903 or 15 August 1903") || text.contains("1 or 15 Aug"),
        "{text}"
    );
}

#[test]
fn an_answer_of_some_day_of_a_year_has_no_bar_that_ends() {
    let timeline = Case::new(
        r#"(leaders: [(id: "a"), (id: "b")], events: [
            (id: "1", kind: message, sent: "1550-06-10", from: "a", to: "b"),
            (kind: reply, in_reply_to: "1", sent: "1550~", from: "b", to: "a")
        ])"#,
    )
    .timeline(|input| input.size = USUAL);
    let text = describe(&timeline.scene);
    let lines = layer(&text, "[lines]");
    assert!(!lines.lines().any(|line| line.starts_with("  rect")), "{lines}");
    assert!(lines.contains("fade"), "it may have taken until the end of the year: {lines}");
}

#[test]
fn opposite_letters_of_one_moment_are_two_lines_and_those_of_one_letter_one() {
    let lines = |events: &str| {
        let timeline = Case::new(&format!(
            r#"(leaders: [(id: "a"), (id: "b"), (id: "c")], events: [{events}, (kind: message, sent: "1850", from: "a", to: "b")])"#
        ))
        .timeline(|input| input.size = USUAL);
        let lines = timeline.scene.layers.into_iter().filter(|layer| layer.name == "lines");
        let mut xs: Vec<i64> = lines
            .flat_map(|layer| layer.shapes)
            .filter_map(|shape| match shape {
                Shape::Line { points, .. } if points.len() == 2 && (points[0].y - points[1].y).abs() > 60.0 => {
                    Some(points[0].x.round() as i64)
                }
                _ => None,
            })
            .collect();
        xs.sort_unstable();
        xs.dedup();
        xs.len()
    };
    let there = r#"(kind: message, sent: "1840", from: "a", to: "b")"#;
    let back = r#"(kind: message, sent: "1840", from: "b", to: "a")"#;
    assert_eq!(lines(there), 2);
    assert_eq!(lines(&format!("{there}, {back}")), 3);
    assert_eq!(
        lines(r#"(kind: message, sent: "1840", from: "a", to: ["b", "c"])"#),
        2,
        "to two of them by one line"
    );
}

#[test]
fn what_lasts_at_the_same_time_is_in_rows_below_each_other() {
    let timeline = Case::new(
        r#"(leaders: [(id: "a")], events: [
            (kind: other, sent: "1900", end: "1920", from: "a", title: "One"), (kind: other, sent: "1905", end: "1925", from: "a", title: "Two"),
            (kind: other, sent: "1910", end: "1930", from: "a", title: "Three"), (kind: other, sent: "1915", end: "1935", from: "a", title: "Four"),
            (kind: other, sent: "1936", end: "1950", from: "a", title: "Five")
        ])"#,
    )
    .timeline(|input| input.size = USUAL);
    let bars: Vec<Rect> = (timeline.scene.spots.iter())
        .filter(|spot| matches!(spot.target, Target::Event(_)))
        .map(|spot| spot.area.bounds())
        .filter(|bar| bar.width() > 60.0)
        .collect();
    assert_eq!(bars.len(), 5);
    for (at, bar) in bars.iter().enumerate() {
        assert!(
            bars[..at].iter().all(|other| !other.shrink(3.5).intersects(bar.shrink(3.5))),
            "{bars:?}"
        );
    }
    // What follows is beside what came first.
    assert!((bars[0].center().y - bars[4].center().y).abs() < 1.0, "{bars:?}");
}
