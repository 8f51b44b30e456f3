//! What is drawn where somebody asks what was unanswered on a day.

use super::*;

#[test]
fn what_is_later_than_the_day_is_faint_and_crosses_nothing() {
    let there = r#"(kind: message, sent: "1962-10-22T08:00:00Z", received: "1962-10-23T08:00:00Z", from: "a", to: "b")"#;
    let back = r#"(kind: message, sent: "1962-10-22T10:00:00Z", received: "1962-10-23T10:00:00Z", from: "b", to: "a")"#;
    let on = |day: &str| {
        let day = crate::dates::Date::parse(day).ok().and_then(|date| date.extent().latest);
        drawn(&format!("{there}, {back}"), |input| input.wait.on = day)
    };
    let (before, after) = (on("1962-10-21"), on("1962-10-23"));
    let crosses = |text: &str| text.lines().filter(|line| line.contains("radius 8 ")).count();
    assert_eq!((crosses(&before), crosses(&after)), (0, 1));
    let dots = |text: &str| -> Vec<String> {
        let discs = text.lines().filter(|line| line.contains("radius ") && !line.contains("radius 8 "));
        discs.map(str::to_owned).collect()
    };
    assert!(dots(&after).len() > 1, "{after}");
    // The discs of the lanes stay as they are.
    let faded = dots(&before).into_iter().filter(|dot| !dots(&after).contains(dot)).count();
    assert!(faded > 1, "{before}");
}

#[test]
fn what_is_known_to_a_day_or_a_year_is_there_in_all_of_it() {
    let day = r#"(kind: message, sent: "1900-03-05", from: "a", to: "b")"#;
    let year = r#"(kind: message, sent: "1900", from: "a", to: "b")"#;
    let seen = |events: &str, from: &str, to: &str| {
        let text = format!(r#"(leaders: [(id: "a", name: "Anna"), (id: "b", name: "Boris")], events: [{events}])"#);
        let instant = |text: &str| {
            crate::dates::Date::parse(text)
                .ok()
                .and_then(|date| date.extent().earliest)
                .unwrap_or_default()
        };
        let (start, end) = (instant(from), instant(to));
        let timeline = Case::new(&text).timeline(|input| input.viewport = Viewport::new(start as f64, (end - start) as f64));
        let at_edges = timeline.scene.spots.iter().filter_map(|spot| match spot.target {
            Target::Reaching { count, .. } => Some(count),
            _ => None,
        });
        (timeline.in_view.len(), at_edges.sum::<usize>())
    };
    // Its mark is at noon, and the middle of its year is in July.
    for hours in ["00:00:00Z", "14:00:00Z", "20:00:00Z"] {
        let end = hours.replace("00:00Z", "30:00Z");
        assert_eq!(
            seen(day, &format!("1900-03-05T{hours}"), &format!("1900-03-05T{end}")),
            (1, 0),
            "{hours}"
        );
    }
    assert_eq!(seen(day, "1900-03-06T01:00:00Z", "1900-03-06T09:00:00Z"), (0, 0));
    assert_eq!(seen(year, "1900-02-01", "1900-04-01"), (1, 0));
    // So many that they are counted.
    let many = vec![year; 40].join(", ");
    let (drawn, counted) = seen(&many, "1900-03-07", "1900-06-27");
    assert!(drawn > 0 || counted > 0, "{drawn}, {counted}");
    assert_eq!(seen(&many, "1901-02-01", "1901-04-01"), (0, 0));
}

#[test]
fn a_stay_whose_months_are_known_fades_within_them() {
    let stay = r#"(kind: visit, sent: "1900-08", end: "1902-08", from: "a", to: "b")"#;
    let case = Case::new(&format!(
        r#"(leaders: [(id: "a", name: "Anna"), (id: "b", name: "Boris")], events: [{stay}])"#
    ));
    let extent = case.archive.events[0].extent().and_then(crate::dates::Extent::known);
    let (start, end) = extent.map_or((0, 0), |known| (known.start, known.end));
    let margin = (end - start) / 10;
    let timeline = case.timeline(|input| {
        input.viewport = Viewport::new((start - margin) as f64, (end - start + 2 * margin) as f64);
    });
    let width = timeline.regions.lanes.width();
    let (left, right) = (
        timeline.regions.lanes.left() + width / 12.0,
        timeline.regions.lanes.right() - width / 12.0,
    );
    let fades: Vec<Rect> = (timeline.scene.layers.iter().flat_map(|layer| &layer.shapes))
        .filter_map(|shape| match shape {
            Shape::Fade { rect, .. } => Some(*rect),
            _ => None,
        })
        .collect();
    assert_eq!(fades.len(), 2, "it begins and ends softly");
    for rect in fades {
        assert!(
            rect.left() >= left - 1.0 && rect.right() <= right + 1.0,
            "{rect:?} between {left} and {right}"
        );
    }
}
