//! Promises about labels: most marks have one, the selected event always, none lies on another or on a line, and none jumps.

use std::collections::HashSet;

use super::*;
use crate::model::Kind;
use crate::scene::{Area, Shape};

/// The room of the timeline in a window of 1440 by 900 with its side panel.
pub(super) const USUAL: Vec2 = vec2(1048.0, 826.0);

fn coverage(case: &Case, change: impl FnOnce(&mut Input<'_>)) -> Coverage {
    case.timeline(change).coverage
}

/// The days from one date to another.
fn days(from: &str, to: &str) -> Viewport {
    let at = |text: &str| {
        crate::dates::Date::parse(text)
            .ok()
            .and_then(|date| date.extent().earliest)
            .unwrap_or(0)
    };
    Viewport::new(at(from) as f64, (at(to) - at(from)) as f64)
}

#[test]
fn nearly_every_event_of_the_cuban_archive_has_words() {
    let case = Case::cuba();
    let at_least = |found: Coverage, labeled: usize, marks: usize| {
        assert!(
            found.labeled >= labeled && found.marks == marks,
            "{found:?}, expected {labeled} of {marks}"
        );
    };
    at_least(coverage(&case, |input| input.size = USUAL), 33, 37);
    let week = |size: Vec2| {
        let figure = |input: &mut Input<'_>| {
            input.viewport = days("1962-10-22", "1962-10-29");
            input.size = size;
        };
        case.with_input(figure, |input| page(input, &Setting::default()).coverage)
    };
    at_least(week(vec2(1600.0, 900.0)), 17, 17);
    // A small figure has numbers, and a list beside them.
    at_least(week(vec2(800.0, 500.0)), 8, 17);
}

/// Pairs of leaders who wrote to each other more and more, with a title each.
fn letters(count: usize, gap_days: usize) -> Case {
    let event = |at: usize| {
        let day = 1 + at * gap_days;
        let (month, day) = (1 + day / 28 % 12, 1 + day % 28);
        let (from, to) = if at.is_multiple_of(2) { ("a", "b") } else { ("b", "a") };
        let title = [
            "On the quarantine",
            "Asks for time and patience",
            "Accepts",
            "Objects to the list of weapons",
        ][at % 4];
        format!(r#"(kind: message, sent: "1962-{month:02}-{day:02}", from: "{from}", to: "{to}", title: "{title}")"#)
    };
    let events: Vec<String> = (0..count).map(event).collect();
    Case::new(&format!(
        r#"(leaders: [(id: "a", name: "Anna"), (id: "b", name: "Boris")], events: [{}])"#,
        events.join(", ")
    ))
}

#[test]
fn few_marks_have_nearly_all_a_label_and_many_still_some() {
    for (count, gap, share) in [(10, 5, 0.9), (24, 5, 0.9), (40, 5, 0.9), (60, 4, 0.6), (80, 3, 0.6)] {
        let found = coverage(&letters(count, gap), |input| input.size = USUAL);
        assert!(found.labeled as f64 >= share * found.marks as f64, "{count}: {found:?}");
    }
}

/// Letters among some leaders on uneven days, made from a seed.
fn uneven(count: usize, leaders: u64, seed: u64) -> Case {
    let mut state = seed.wrapping_mul(2_862_933_555_777_941_757).wrapping_add(3_037_000_493);
    let mut next = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let titles = [
        "On the quarantine",
        "Asks for time and patience",
        "Accepts",
        "Objects to the list of weapons",
        "Thanks for the wheat and asks after the delegation",
    ];
    let event = |_| {
        let (month, day, from, title) = (1 + next(12), 1 + next(28), next(leaders), titles[next(5) as usize]);
        let to = (from + 1 + next(leaders - 1)) % leaders;
        format!(r#"(kind: message, sent: "1962-{month:02}-{day:02}", from: "l{from}", to: "l{to}", title: "{title}")"#)
    };
    let events: Vec<String> = (0..count).map(event).collect();
    let leaders: Vec<String> = (0..leaders).map(|at| format!(r#"(id: "l{at}", name: "Leader {at}")"#)).collect();
    Case::new(&format!("(leaders: [{}], events: [{}])", leaders.join(", "), events.join(", ")))
}

/// On uneven days lines between all the leaders take the room of words: the more leaders, the fewer labels.
#[test]
fn letters_among_several_leaders_on_uneven_days_have_labels_too() {
    let shares = [
        (2, 25, 0.9),
        (2, 40, 0.85),
        (2, 80, 0.6),
        (3, 40, 0.7),
        (5, 40, 0.75),
        (5, 80, 0.5),
        (8, 25, 0.8),
        (8, 40, 0.5),
    ];
    for (leaders, count, share) in shares {
        let found = [1, 3, 5].map(|seed| coverage(&uneven(count, leaders, seed), |input| input.size = USUAL));
        let (labeled, marks) = found.iter().fold((0, 0), |sum, found| (sum.0 + found.labeled, sum.1 + found.marks));
        assert!(
            labeled as f64 >= share * marks as f64,
            "{leaders} leaders, {count} letters: {found:?}"
        );
    }
}

#[test]
fn a_mark_of_a_meeting_lies_only_on_lanes_of_those_who_met() {
    let case = Case::cuba();
    let timeline = case.timeline(|input| input.size = USUAL);
    let met: HashSet<LeaderId> = (case.archive.events.iter())
        .filter(|event| event.kind == Kind::Meeting)
        .flat_map(model::Event::leaders)
        .collect();
    let is_met = |lane: &&Lane| lane.id.leader().is_some_and(|leader| met.contains(&leader));
    let lanes: Vec<f32> = timeline.lanes.rows.iter().filter(is_met).map(|lane| lane.y).collect();
    let diamonds = timeline
        .scene
        .layers
        .iter()
        .flat_map(|layer| &layer.shapes)
        .filter_map(|shape| match shape {
            Shape::Polygon { points, .. } if points.len() == 4 => Some(f32::midpoint(points[0].y, points[2].y)),
            _ => None,
        });
    let mut count = 0;
    for y in diamonds {
        count += 1;
        assert!(
            lanes.iter().any(|lane| (lane - y).abs() < 0.5),
            "a diamond at {y} on no lane of {lanes:?}"
        );
    }
    assert!(count >= 12, "each of six meetings has a diamond for everybody: {count}");
}

#[test]
fn a_filter_never_gives_what_somebody_did_to_another() {
    let mut case = Case::cuba();
    let keep: Vec<LeaderId> = ["kennedy", "khrushchev"]
        .iter()
        .filter_map(|id| case.archive.find_leader(id))
        .collect();
    case.filter.hidden_leaders = case.archive.leaders().map(|(id, _)| id).filter(|id| !keep.contains(id)).collect();
    let timeline = case.timeline(|input| input.size = USUAL);
    assert_eq!(timeline.coverage.labeled, timeline.coverage.marks, "{:?}", timeline.coverage);
    let colors: Vec<_> = timeline
        .lanes
        .rows
        .iter()
        .filter_map(|lane| lane.id.leader())
        .filter_map(|id| case.archive.leader(id))
        .collect();
    let colors: Vec<_> = colors
        .into_iter()
        .map(|leader| Theme::light().leader_color(leader.hue, None))
        .collect();
    let is_bar = |shape: &&Shape| matches!(shape, Shape::Rect { rect, fill, .. } if rect.height() > 10.0 && colors.contains(fill));
    let marks = timeline.scene.layers.iter().filter(|layer| layer.name == "marks");
    assert_eq!(
        marks.flat_map(|layer| &layer.shapes).filter(is_bar).count(),
        0,
        "Adenauer\u{2019}s visit is no bar of Kennedy\u{2019}s"
    );
    let text = describe(&timeline.scene);
    for name in ["Gromyko", "Adenauer", "Mikoyan"] {
        assert!(text.contains(name), "{name} is named");
    }
}

/// Two who write to two, and others who write to one.
const JOINT: &str = r#"(leaders: [(id: "a", name: "Anna"), (id: "b", name: "Boris"), (id: "c", name: "Clara"), (id: "d", name: "David")], events: [
            (kind: message, sent: "1962-10-10", from: ["a", "c"], to: ["b", "d"], title: "Joint note"),
            (kind: message, sent: "1962-08-10", from: "b", to: "a", title: "Before it"),
            (kind: message, sent: "1962-12-10", from: "b", to: "a", title: "Reply to it")
        ])"#;

#[test]
fn who_else_sent_or_received_a_message_is_named_where_the_filter_hides_them() {
    let mut case = Case::new(JOINT);
    let text = |case: &Case| describe(&case.timeline(|input| input.size = USUAL).scene);
    assert!(!text(&case).contains("\"and "), "nobody is hidden");
    let hidden = ["c", "d"].into_iter().filter_map(|id| case.archive.find_leader(id));
    case.filter.hidden_leaders = hidden.collect();
    let text = text(&case);
    assert!(text.contains("\"and to David\"") && text.contains("\"and from Clara\""), "{text}");
    let only = |ids: &[&str]| {
        let mut case = Case::new(JOINT);
        let hidden = case.archive.leaders().map(|(id, _)| id);
        let keep: Vec<LeaderId> = ids.iter().filter_map(|id| case.archive.find_leader(id)).collect();
        case.filter.hidden_leaders = hidden.filter(|id| !keep.contains(id)).collect();
        describe(&case.timeline(|input| input.size = USUAL).scene)
    };
    assert!(only(&["b"]).contains("\"from Anna, Clara, also to David\""), "{}", only(&["b"]));
    assert!(
        only(&["a"]).contains("\"\u{2192} Boris, David, also from Clara\""),
        "{}",
        only(&["a"])
    );
}

#[test]
fn a_label_where_a_letter_arrives_has_the_date_of_that() {
    let mut events = String::new();
    // On so many letters a day apart the sender's side has no room for all; they arrive a month later.
    for day in 1..=28 {
        events.push_str(&format!(
            r#"(kind: message, sent: "1962-10-{day:02}", received: "1962-11-{day:02}", from: "a", to: "b", title: "On the number {day} of many questions"),"#
        ));
    }
    let case = Case::new(&format!(r#"(leaders: [(id: "a"), (id: "b")], events: [{events}])"#));
    let text = describe(&case.timeline(|input| input.size = USUAL).scene);
    let timeline = case.timeline(|input| input.size = USUAL);
    let b = case.archive.find_leader("b").map(LaneId::Leader);
    let moved = timeline.seats.values().filter(|(lane, ..)| Some(*lane) == b).count();
    assert!(moved > 0 && text.matches("\"received ").count() == moved, "{moved}: {text}");
}

#[test]
fn a_visit_to_somebody_hidden_is_named_once() {
    let mut case = Case::new(
        r#"(leaders: [(id: "a"), (id: "b"), (id: "c")], events: [
            (kind: visit, start: "1962-10-01", end: "1962-10-20", from: "a", to: "b", title: "Talks on wheat"),
            (kind: message, sent: "1962-10-25", from: "a", to: "c", title: "Thanks")
        ])"#,
    );
    case.filter.hidden_leaders = case.archive.find_leader("b").into_iter().collect();
    let text = describe(&case.timeline(|input| input.size = USUAL).scene);
    assert_eq!(text.matches("\"Talks on wheat\"").count(), 1, "{text}");
}

#[test]
fn a_stay_from_one_year_into_another_says_both() {
    let case = Case::new(
        r#"(leaders: [(id: "a"), (id: "b")], events: [
            (kind: visit, start: "1960-04-10", end: "1962-03-10", from: "a", to: "b", title: "Exile"),
            (kind: visit, start: "1961-04-10", end: "1961-05-10", from: "b", to: "a", title: "Visit")
        ])"#,
    );
    let text = describe(&case.timeline(|input| input.size = USUAL).scene);
    assert!(text.contains("\"10 Apr 1960 \u{2013} 10 Mar 1962\""), "{text}");
}

#[test]
fn the_stays_of_one_traveler_have_words_above_their_bars() {
    let stay = |at: usize| {
        let (month, day) = (1 + at / 2, 3 + at % 2 * 9);
        format!(
            r#"(kind: visit, sent: "1955-{month:02}-{day:02}", end: "1955-{month:02}-{:02}", from: "a", place: "Place {at}, far away")"#,
            day + 4
        )
    };
    let stays: Vec<String> = (0..24).map(stay).collect();
    let case = Case::new(&format!(r#"(leaders: [(id: "a", name: "Anna")], events: [{}])"#, stays.join(", ")));
    let found = coverage(&case, |input| input.size = USUAL);
    assert!(found.labeled >= 20 && found.marks == 24, "{found:?}");
}

#[test]
fn who_wrote_to_whom_is_not_said_where_the_lanes_show_it() {
    let case = Case::new(
        r#"(leaders: [(id: "a", name: "Anna"), (id: "b", name: "Boris")], events: [
            (kind: message, sent: "1962-03-01", from: "a", to: "b"), (kind: message, sent: "1962-05-01", from: "b", to: "a", place: "Riga"),
        ])"#,
    );
    let both = describe(&case.timeline(|input| input.size = USUAL).scene);
    assert!(
        both.contains("1 Mar") && both.contains("Riga") && !both.contains('\u{2192}'),
        "{both}"
    );
}

#[test]
fn nothing_is_written_on_a_bar_where_a_dot_lies() {
    // Where the words on the bar begin, and where the dot of a letter of that day is.
    let written = |day: u32| {
        let case = Case::new(&format!(
            r#"(leaders: [(id: "a"), (id: "b")], events: [
                (kind: visit, start: "1962-10-01", end: "1962-10-20", from: "a", to: "b", title: "Talks on wheat"),
                (kind: message, sent: "1962-10-{day:02}T12:00:00Z", from: "a", to: "b")
            ])"#
        ));
        let timeline = case.timeline(|input| input.size = USUAL);
        let marks = || {
            timeline
                .scene
                .layers
                .iter()
                .filter(|layer| layer.name == "marks")
                .flat_map(|layer| &layer.shapes)
        };
        let words = marks().find_map(|shape| match shape {
            Shape::Text { text, pos, .. } if text == "Talks on wheat" => Some(pos.x),
            _ => None,
        });
        let dot = marks().find_map(|shape| match shape {
            Shape::Circle { center, fill, .. } => Some((center.x, *fill)),
            _ => None,
        });
        (words, dot)
    };
    let background = Theme::light().background;
    for (day, is_before) in [(2, true), (19, false)] {
        let (Some(words), Some((dot, fill))) = written(day) else {
            panic!("both are on the bar");
        };
        assert_eq!(dot < words, is_before, "{day}: {dot} {words}");
        assert_eq!(fill, background, "a dot of the bar's color would not be seen on it");
    }
}

/// No line between lanes runs through the text of a label, but for the numbers at the edges, which have a plate below them.
fn lines_keep_off_labels(timeline: &Timeline) -> Result<(), String> {
    let layer = |name: &'static str| {
        timeline
            .scene
            .layers
            .iter()
            .filter(move |layer| layer.name == name)
            .flat_map(|layer| &layer.shapes)
    };
    let plates: Vec<Rect> = layer("labels")
        .filter_map(|shape| match shape {
            Shape::Rect { rect, fill, .. } if fill.a() == u8::MAX => Some(*rect),
            _ => None,
        })
        .collect();
    let is_bare = |at: Pos2| !plates.iter().any(|plate| plate.contains(at));
    let texts: Vec<(Rect, &str)> = layer("labels")
        .filter_map(|shape| match shape {
            Shape::Text { pos, text, style, .. } if is_bare(*pos) => {
                let size = vec2(TextMeasure::width(Measure::bundled(), text, *style), style.size * 0.7);
                Some((Rect::from_min_size(pos2(pos.x, pos.y - size.y / 2.0), size), text.as_str()))
            }
            _ => None,
        })
        .collect();
    for shape in layer("lines") {
        let Shape::Line { points, .. } = shape else { continue };
        for pair in points.windows(2) {
            // Points along the line, close enough that none steps over a text.
            let steps = ((pair[1] - pair[0]).length() / 3.0).ceil().max(1.0) as u16;
            for step in 0..=steps {
                let at = pair[0].lerp(pair[1], f32::from(step) / f32::from(steps));
                if let Some((_, text)) = texts.iter().find(|(rect, _)| rect.shrink2(vec2(0.5, 0.0)).contains(at)) {
                    return Err(format!("a line runs through {text:?} at {at:?}"));
                }
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn labels_of_any_archive_keep_off_each_other_and_the_selected_event_has_one(
        leaders in 1_u32..12,
        seed in 0_u64..40,
        zoom in 0.0_f64..5.0,
        at in 0.0_f64..1.0,
        width in 620.0_f32..1800.0,
        height in 420.0_f32..1200.0,
        selected in 0_u32..400,
    ) {
        let case = made_up(leaders, seed);
        let viewport = part(&case, zoom, at);
        let timeline = case.timeline(|input| {
            input.viewport = viewport;
            input.size = vec2(width, height);
            input.selected = Some(EventId(selected % 400));
        });
        prop_assert_eq!(labels_are_apart(&timeline), Ok(()));
        let selected = EventId(selected % 400);
        let lanes = timeline.regions.lanes;
        let is_seen = timeline.scene.spots.iter().any(|spot| {
            let area = spot.area.bounds();
            spot.target == Target::Event(selected) && matches!(spot.area, Area::Rect(_)) && lanes.contains_rect(area)
        });
        prop_assert!(!is_seen || timeline.labeled.contains(&selected), "{selected:?} has no label");
    }

    #[test]
    fn no_line_runs_through_a_label(
        leaders in 1_u32..9,
        seed in 0_u64..40,
        zoom in 0.0_f64..5.0,
        at in 0.0_f64..1.0,
        width in 620.0_f32..1800.0,
        height in 420.0_f32..1200.0,
    ) {
        let case = made_up(leaders, seed);
        let viewport = part(&case, zoom, at);
        let timeline = case.timeline(|input| {
            input.viewport = viewport;
            input.size = vec2(width, height);
        });
        prop_assert_eq!(lines_keep_off_labels(&timeline), Ok(()));
    }

    #[test]
    fn a_little_zoom_moves_few_labels(seed in 0_u64..40, leaders in 2_u32..8, zoom in 2.0_f64..5.0, at in 0.1_f64..0.9) {
        let case = made_up(leaders, seed);
        let viewport = part(&case, zoom, at);
        let before: &Timeline = Box::leak(Box::new(case.timeline(|input| {
            input.viewport = viewport;
            input.size = USUAL;
        })));
        let nearer = viewport.zoom_at(viewport.start + viewport.span / 2.0, 1.05);
        let after = case.timeline(|input| {
            input.viewport = nearer;
            input.size = USUAL;
            input.heights = before.heights.as_ref();
            input.seats = Some(&before.seats);
        });
        let both = before.seats.iter().filter_map(|(event, seat)| Some((seat, after.seats.get(event)?)));
        let (same, moved): (Vec<_>, Vec<_>) = both.partition(|(before, after)| before == after);
        let most = ((same.len() + moved.len()) / 10).max(1);
        prop_assert!(moved.len() <= most, "{} moved, {} did not", moved.len(), same.len());
    }

    #[test]
    fn a_point_of_panning_moves_no_label_and_no_lane(seed in 0_u64..40, leaders in 2_u32..8, zoom in 2.0_f64..5.0, at in 0.1_f64..0.9) {
        let case = made_up(leaders, seed);
        let viewport = part(&case, zoom, at);
        let before: &Timeline = Box::leak(Box::new(case.timeline(|input| {
            input.viewport = viewport;
            input.size = USUAL;
        })));
        let moved = Viewport::new(viewport.start + viewport.span / 848.0, viewport.span);
        let after = case.timeline(|input| {
            input.viewport = moved;
            input.size = USUAL;
            input.heights = before.heights.as_ref();
            input.seats = Some(&before.seats);
        });
        prop_assert_eq!(&after.heights, &before.heights);
        let is_same = |(event, seat): (&EventId, _)| before.seats.get(event).is_none_or(|known| known == seat);
        prop_assert!(after.seats.iter().all(is_same));
    }
}

#[test]
fn a_selected_event_takes_no_label_from_others() {
    let case = Case::cuba();
    let before = coverage(&case, |input| input.size = USUAL);
    // A meeting on the way between lanes, and letters at the ends of the busiest.
    for id in [0, 1, 3, 36].map(EventId) {
        let after = coverage(&case, |input| (input.size, input.selected) = (USUAL, Some(id)));
        assert_eq!(after, before, "with {id:?}");
    }
}

#[test]
fn an_event_between_folds_has_a_label_across_them() {
    let text = r#"(leaders: [(id: "a", name: "Anna"), (id: "b", name: "Boris")], events: [
        (kind: message, sent: "1956-07-26", from: "a", to: "b", title: "On the nationalization of the whole canal"),
        (kind: message, sent: "1956-08-12", from: "b", to: "a", title: "Declines the conference in London politely"),
        (kind: message, sent: "1956-10-31", from: "a", to: "b", title: "Warns of what will follow from it"),
        (kind: message, sent: "1956-11-09", from: "b", to: "a", title: "Congratulates him on his firmness")
    ])"#;
    let case = Case::new(text);
    let around = |date: &str| {
        let day = days(date, date).start as i64;
        TimeRange::new(day, day + 86_400)
    };
    let folds = Folds::between(["1956-07-26", "1956-08-12", "1956-10-31", "1956-11-09"].map(around), 86_400.0 * 5.0);
    let whole = case.index.range().map_or(TimeRange::new(0, 1), |range| folds.fold_range(range));
    let look = |input: &mut Input<'_>| {
        input.size = vec2(760.0, 520.0);
        input.viewport = Viewport::new(whole.start as f64, whole.seconds() as f64);
    };
    let found = case.with_input(look, |input| timeline(&Input { folds: &folds, ..*input }).coverage);
    assert_eq!((found.labeled, found.marks), (4, 4));
}
