//! What is counted instead of drawn, compared with the archive event by event.

use proptest::prelude::*;

use super::labels::USUAL;
use super::*;
use crate::layout::details::Details;
use crate::model::{EventId, LaneId};

/// What is drawn and what is counted in a view, for what `check` does with it.
fn divided<R>(case: &Case, viewport: Viewport, size: Vec2, check: impl FnOnce(&Input<'_>, &Details) -> R) -> R {
    let mut checked = None;
    case.timeline(|input| {
        input.viewport = viewport;
        input.size = size;
        let regions = Regions::new(input.size, input.has_overview, 0);
        let lanes = Lanes::new(input, regions.lanes, None);
        let ruler = ruler::ruler_of(input, regions.lanes.width(), None);
        checked = Some(check(input, &Details::new(&Context::new(input, regions, &lanes, &ruler))));
    });
    checked.unwrap_or_else(|| unreachable!("a timeline is laid out once"))
}

/// How many messages the archive has from a leader to another in a stretch of time, read without the index.
fn messages(case: &Case, from: LeaderId, to: LeaderId, (start, end): (i64, i64)) -> usize {
    let is_there = |event: &&model::Event| {
        let at = event
            .date()
            .and_then(|date| date.extent().known())
            .map(|known| i64::midpoint(known.start, known.end));
        event.kind.is_message() && event.from.contains(&from) && event.to.contains(&to) && at.is_some_and(|at| (start..end).contains(&at))
    };
    case.archive.events.iter().filter(is_there).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_counted_on_one_lane_is_drawn_on_none(leaders in 2_u32..30, seed in 0_u64..20, zoom in 0.0_f64..5.0, at in 0.0_f64..1.0, width in 500.0_f32..1900.0) {
        let case = made_up(leaders, seed);
        let both: Vec<EventId> = divided(&case, part(&case, zoom, at), vec2(width, 800.0), |input, details| {
            let drawn: Vec<(LaneId, EventId)> = details
                .all()
                .flat_map(|(lane, detail)| detail.drawn.iter().map(move |mark| (lane, mark.event)))
                .collect();
            let is_counted = |id: EventId| details.all().any(|(lane, _)| details.is_counted(input, id, lane));
            drawn.into_iter().map(|(_, id)| id).filter(|id| is_counted(*id)).collect()
        });
        prop_assert_eq!(both, Vec::new());
    }

    #[test]
    fn chords_count_what_passed(leaders in 2_u32..6, seed in 0_u64..20, zoom in 0.0_f64..1.2, at in 0.0_f64..1.0) {
        let case = made_up(leaders, seed);
        let timeline = case.timeline(|input| {
            input.viewport = part(&case, zoom, at);
            input.size = vec2(1440.0, 900.0);
        });
        // Where single letters are drawn too, they are in no chord.
        prop_assume!(timeline.heights.as_ref().is_some_and(|heights| heights.is_binned));
        let mut counted = 0;
        for target in timeline.scene.targets() {
            let Target::Chord { upper: LaneId::Leader(upper), lower: LaneId::Leader(lower), down, up, start, end } = target else { continue };
            prop_assert_eq!(down, messages(&case, upper, lower, (start, end)), "from {:?} to {:?}", upper, lower);
            prop_assert_eq!(up, messages(&case, lower, upper, (start, end)));
            counted += down + up;
        }
        // Of so few leaders every pair has a chord in each bin.
        let cells = timeline.scene.targets().into_iter().filter_map(|target| match target {
            Target::Cell { start, end, .. } => Some((start, end)),
            _ => None,
        });
        let bins: BTreeSet<(i64, i64)> = cells.collect();
        let all = || case.archive.leaders().map(|(id, _)| id);
        let between = all().flat_map(|from| all().filter(move |to| *to != from).map(move |to| (from, to)));
        let expected: usize = between.map(|(from, to)| bins.iter().map(|bin| messages(&case, from, to, *bin)).sum::<usize>()).sum();
        prop_assert_eq!(counted, expected);
    }
}

#[test]
fn of_a_pair_each_direction_has_its_wedge_and_what_came_back_none_a_dot() {
    let mut events = String::new();
    for day in 1..=9 {
        for hour in 10..19 {
            events.push_str(&format!(
                r#"(kind: message, sent: "1962-10-{day:02}T{hour}:00:00Z", from: "a", to: "b"),(kind: message, sent: "1962-10-{day:02}T{hour}:30:00Z", from: "b", to: "{to}"),"#,
                to = if day > 5 { "c" } else { "a" }
            ));
        }
    }
    let case = Case::new(&format!(r#"(leaders: [(id: "a"), (id: "b"), (id: "c")], events: [{events}])"#));
    let timeline = case.timeline(|_| {});
    let (mut down, mut up) = (0, 0);
    for target in timeline.scene.targets() {
        if let Target::Chord { down: one, up: other, .. } = target {
            down += one;
            up += other;
        }
    }
    assert_eq!((down, up), (9 * 9 + 4 * 9, 5 * 9));
    let lines = timeline.scene.layers.iter().find(|layer| layer.name == "lines");
    let shapes = lines.map_or(&[][..], |layer| &layer.shapes);
    assert!(shapes.iter().any(|shape| matches!(shape, Shape::Polygon { .. })));
    assert!(
        !shapes.iter().any(|shape| matches!(shape, Shape::Line { .. })),
        "no arrow where everything is counted"
    );
}

#[test]
fn what_reaches_into_bins_from_outside_is_a_number_at_the_edge() {
    let mut events = String::new();
    for number in 0..450 {
        let (day, hour) = (1 + number % 28, number % 24);
        events.push_str(&format!(
            r#"(kind: message, sent: "1962-10-{day:02}T{hour:02}:10:00Z", from: "a", to: "b"),"#
        ));
    }
    // Five visits began before the month, one ends in it and begins there; what b sent to c arrives long after it.
    for day in 20..25 {
        events.push_str(&format!(
            r#"(kind: visit, start: "1962-09-{day}", end: "1962-10-09", from: "b", to: "a"),"#
        ));
    }
    events.push_str(
        r#"(kind: visit, start: "1962-10-12", end: "1962-10-14", from: "b", to: "a"),
        (kind: message, sent: "1962-10-12", received: "1963-02-14", from: "b", to: "c"),"#,
    );
    let case = Case::new(&format!(r#"(leaders: [(id: "a"), (id: "b"), (id: "c")], events: [{events}])"#));
    let at = |day: u32, month: u32| crate::dates::Day { year: 1962, month, day }.start();
    let timeline = case.timeline(|input| {
        input.viewport = Viewport::new(at(1, 10) as f64, (at(1, 11) - at(1, 10)) as f64);
    });
    let middle = timeline.regions.lanes.center().x;
    let reaching: Vec<(LaneId, usize, bool)> = timeline
        .scene
        .spots
        .iter()
        .filter_map(|spot| match spot.target {
            Target::Reaching { lane, count, .. } => Some((lane, count, spot.area.bounds().center().x < middle)),
            _ => None,
        })
        .collect();
    let lane = |id: &str| case.archive.find_leader(id).map_or(LaneId::Nobody, LaneId::Leader);
    assert!(reaching.contains(&(lane("b"), 5, true)), "{reaching:?}");
    assert!(
        reaching.contains(&(lane("c"), 1, false)),
        "what comes later is at the right: {reaching:?}"
    );
    assert!(timeline.in_view.is_empty(), "no bar lies across the bins");
}

#[test]
fn nothing_is_lost_where_a_fold_is_longer_than_many_bins() {
    // Two busy years five hundred years apart: what is folded would be thousands of months.
    let mut events = String::new();
    for year in [1500, 2000] {
        for number in 0..300 {
            let (month, day) = (1 + number % 12, 1 + number % 28);
            events.push_str(&format!(
                r#"(kind: message, sent: "{year}-{month:02}-{day:02}", from: "a", to: "b"),"#
            ));
        }
    }
    let case = Case::new(&format!(r#"(leaders: [(id: "a"), (id: "b")], events: [{events}])"#));
    let busy = |year: i64| {
        let start = |year| crate::dates::Day { year, month: 1, day: 1 }.start();
        TimeRange::new(start(year), start(year + 1))
    };
    let folds = Folds::between([busy(1500), busy(2000)], 86_400.0 * 30.0);
    let whole = case.index.range().map_or(TimeRange::new(0, 1), |range| folds.fold_range(range));
    let counted = case.with_input(
        |input| {
            input.viewport = Viewport::fit_days(whole);
        },
        |input| {
            let input = Input { folds: &folds, ..*input };
            let timeline = timeline(&input);
            let cells = timeline.scene.targets().into_iter().filter_map(|target| match target {
                Target::Cell { lane, start, end } => Some(input.rows.count_in(lane, TimeRange::new(start, end))),
                _ => None,
            });
            cells.sum::<usize>()
        },
    );
    assert_eq!(counted, 2 * 600, "each message on two lanes");
}

#[test]
fn bars_of_a_pair_count_what_one_sent_the_other() {
    let mut case = Case::new(
        r#"(leaders: [(id: "a", name: "Ann"), (id: "b", name: "Bob"), (id: "c", name: "Cid")], events: [
            (kind: message, sent: "1962-10-02", from: "a", to: "b"), (kind: message, sent: "1962-10-03", from: ["a", "b"], to: "c"),
            (kind: meeting, sent: "1962-10-04", from: "a", to: "b"), (kind: message, sent: "1962-10-05", from: "b", to: ["a", "c"]),
            (kind: message, sent: "1962-10-06", from: "b", to: "a")
        ])"#,
    );
    case.filter.pair = Some((LeaderId(0), LeaderId(1)));
    let timeline = case.timeline(|input| input.size = USUAL);
    let layer = timeline.scene.layers.iter().find(|layer| layer.name == "tempo");
    let texts: Vec<&str> = (layer.into_iter().flat_map(|layer| &layer.shapes))
        .filter_map(|shape| match shape {
            Shape::Text { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let sum = |texts: &[&str]| texts.iter().filter_map(|text| text.parse::<usize>().ok()).sum::<usize>();
    let second = texts.iter().position(|text| text.starts_with("Bob to Ann")).unwrap_or(texts.len());
    assert_eq!((sum(&texts[..second]), sum(&texts[second..])), (1, 2), "{texts:?}");
}

#[test]
fn bars_of_a_pair_keep_off_labels() {
    let letters: Vec<String> = (1..=9)
        .map(|day| {
            format!(
                r#"(kind: message, sent: "1962-10-{:02}", from: "a", to: "b", title: "What was asked on day {day}")"#,
                day * 2
            )
        })
        .collect();
    let mut case = Case::new(&format!(r#"(leaders: [(id: "a"), (id: "b")], events: [{}])"#, letters.join(", ")));
    case.filter.pair = Some((LeaderId(0), LeaderId(1)));
    for height in [300.0, 400.0, 600.0, 826.0] {
        let timeline = case.timeline(|input| input.size = vec2(USUAL.x, height));
        let layers = |name: &'static str| {
            timeline
                .scene
                .layers
                .iter()
                .filter(move |layer| layer.name == name)
                .flat_map(|layer| &layer.shapes)
        };
        let bars = layers("tempo").filter_map(|shape| match shape {
            Shape::Rect { rect, .. } => Some(*rect),
            _ => None,
        });
        let titles: Vec<Pos2> = layers("labels")
            .filter_map(|shape| match shape {
                Shape::Text { text, pos, .. } if text.starts_with("What was") => Some(*pos),
                _ => None,
            })
            .collect();
        for bar in bars {
            assert!(!titles.iter().any(|title| bar.contains(*title)), "{height}: {bar:?}");
        }
    }
}
