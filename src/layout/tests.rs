//! Layout promises: nothing is drawn as a crisp point that is not one, labels keep off each other, and the same input
//! gives the same scene.

mod counts;
mod days;
mod lines;
mod labels;

use emath::Pos2;
use proptest::prelude::*;

use super::*;
use crate::scene::{Anchor, Layer, Shape, Target, describe};
use crate::theme::Measure;
use crate::{formats, model};

/// An archive with everything the layout needs of it.
struct Case {
    archive: Archive,
    index: EventIndex,
    threads: Threads,
    filter: Filter,
}

impl Case {
    fn new(text: &str) -> Self {
        let (archive, report) = model::build(&[formats::read("test.ron", text.as_bytes())]);
        assert!(!report.has_errors(), "{}", report.to_text());
        Self {
            index: EventIndex::new(&archive),
            threads: Threads::new(&archive),
            filter: Filter::default(),
            archive,
        }
    }

    fn liberation_day() -> Self {
        Self::new(include_str!("../../data/liberation-day.ron"))
    }

    fn cuba() -> Self {
        Self::new(include_str!("../../data/cuba-1962.ron"))
    }

    fn timeline(&self, change: impl FnOnce(&mut Input<'_>)) -> Timeline {
        self.with_input(change, timeline)
    }

    fn with_input<R>(&self, change: impl FnOnce(&mut Input<'_>), lay_out: impl FnOnce(&Input<'_>) -> R) -> R {
        let shown = Shown::new(&self.archive, &self.index, &self.filter, "");
        let arrangement = crate::index::Arrangement::default();
        let rows = Arc::new(Rows::new(&self.archive, &self.index, &self.filter, &shown, &arrangement));
        let mut input = Input {
            archive: &self.archive,
            index: &self.index,
            threads: &self.threads,
            filter: &self.filter,
            shown: &shown,
            rows: &rows,
            viewport: self.index.range().map_or(Viewport::new(0.0, 1e6), Viewport::fit_days),
            folds: &Folds::default(),
            selected: None,
            lane_scale: 1.0,
            theme: Theme::light(),
            measure: Measure::bundled(),
            size: vec2(1040.0, 820.0),
            has_overview: true,
            wait: Wait::default(),
            zones: &[],
            heights: None,
            seats: None,
            numbers: Numbering::None,
            notes: false,
            medium: Medium::default(),
        };
        // The shown events live as long as this function; the change only touches plain values.
        change(&mut input);
        lay_out(&input)
    }
}

#[test]
fn the_seed_archive_as_a_scene() {
    let case = Case::liberation_day();
    insta::assert_snapshot!(describe(&case.timeline(|_| {}).scene));
}

#[test]
fn every_placed_event_can_be_hit() {
    for case in [Case::liberation_day(), Case::cuba()] {
        let timeline = case.timeline(|_| {});
        for (id, event) in case.archive.events() {
            let found = timeline.scene.targets().contains(&Target::Event(id));
            let counted = timeline.scene.targets().iter().any(|target| match target {
                Target::Cell { start, end, .. } => event.range().is_some_and(|range| range.start <= *end && range.end >= *start),
                _ => false,
            });
            assert!(found || counted, "{} is neither drawn nor counted", event.id);
        }
    }
}

#[test]
fn a_point_is_only_drawn_crisp_where_the_source_has_one() {
    // A month in a view of that month is a wide bar, never a lone dot.
    let case = Case::new(r#"(leaders: [(id: "a")], events: [(kind: message, sent: "1962-10", from: "a")])"#);
    let scene = case.timeline(|_| {}).scene;
    let bands = scene
        .layers
        .iter()
        .find(|layer| layer.name == "bands")
        .map_or(0, |layer| layer.shapes.len());
    assert!(bands >= 2, "a band and its outline: {}", describe(&scene));
}

#[test]
fn hiding_a_leader_takes_the_lane_away() {
    let mut case = Case::liberation_day();
    assert_eq!(case.timeline(|_| {}).lanes.rows.len(), 2);
    case.filter.hidden_leaders.insert(LeaderId(0));
    let timeline = case.timeline(|_| {});
    assert_eq!(timeline.lanes.rows.len(), 1);
    assert!(timeline.lanes.of(LeaderId(0)).is_none());
}

/// Part of the time of an archive: `zoom` is how much nearer than the whole, `at` where, from 0 to 1.
fn part(case: &Case, zoom: f64, at: f64) -> Viewport {
    let whole = case.index.range().map_or(Viewport::new(0.0, 1e6), Viewport::fit_days);
    Viewport::new(whole.start + at * whole.span, whole.span / zoom.exp())
}

/// All labels must be apart from each other, and from the names of eras.
fn labels_are_apart(timeline: &Timeline) -> Result<(), String> {
    let measure = Measure::bundled();
    let rects: Vec<(Rect, String)> = timeline
        .scene
        .layers
        .iter()
        .filter(|layer| ["labels", "background"].contains(&layer.name))
        .flat_map(|layer| &layer.shapes)
        .filter_map(|shape| match shape {
            Shape::Text { pos, text, style, .. } => {
                // Letters take less than their line: rows of labels are as close as they can be read.
                let size = vec2(TextMeasure::width(measure, text, *style), style.size);
                Some((Rect::from_min_size(pos2(pos.x, pos.y - size.y / 2.0), size), text.clone()))
            }
            _ => None,
        })
        .collect();
    for (at, (a, text_a)) in rects.iter().enumerate() {
        for (b, text_b) in &rects[at + 1..] {
            if a.shrink(0.5).intersects(b.shrink(0.5)) {
                return Err(format!("{text_a:?} and {text_b:?} overlap"));
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn labels_never_overlap_and_the_same_view_gives_the_same_scene(
        zoom in 0.5_f64..60.0,
        at in 0.0_f64..1.0,
        width in 500.0_f32..1800.0,
        height in 500.0_f32..1300.0,
        selected in proptest::option::of(0_u32..37),
    ) {
        let case = Case::cuba();
        let range = case.index.range().unwrap_or(TimeRange::new(0, 1));
        let instant = range.start as f64 + at * range.seconds() as f64;
        let viewport = Viewport::fit(range).zoom_at(instant, zoom);
        let make = || case.timeline(|input| {
            input.viewport = viewport;
            input.size = vec2(width, height);
            input.selected = selected.map(EventId);
        });
        let timeline = make();
        prop_assert_eq!(labels_are_apart(&timeline), Ok(()));
        prop_assert_eq!(describe(&timeline.scene), describe(&make().scene));
    }
}

#[test]
fn the_tempo_of_a_pair_is_drawn_and_only_of_a_pair() {
    let mut case = Case::cuba();
    let has_tempo = |timeline: &Timeline| timeline.scene.layers.iter().any(|layer| layer.name == "tempo");
    assert!(!has_tempo(&case.timeline(|_| {})));
    let find = |id: &str| case.archive.find_leader(id);
    case.filter.pair = find("kennedy").zip(find("khrushchev"));
    let timeline = case.timeline(|_| {});
    assert!(has_tempo(&timeline));
    assert_eq!(timeline.lanes.count, 2);
}

/// Some hundred made-up events between a few leaders.
fn made_up(leaders: u32, seed: u64) -> Case {
    use crate::model::draft::{FileDraft, Found};
    let shape = crate::generate::Shape {
        events: 400,
        leaders,
        years: 3,
        seed,
    };
    let draft = FileDraft {
        leaders: shape.leaders().map(|record| Found { record, span: 0..0 }).collect(),
        events: shape
            .events()
            .map(|record| Found {
                record: Box::new(record),
                span: 0..0,
            })
            .collect(),
        ..FileDraft::default()
    };
    let (archive, _) = model::build_from(vec![draft]);
    Case {
        index: EventIndex::new(&archive),
        threads: Threads::new(&archive),
        filter: Filter::default(),
        archive,
    }
}

#[test]
fn pinned_lanes_stay_while_the_others_scroll_under_them() {
    let case = made_up(45, 1);
    let index = &case.index;
    let shown = Shown::new(&case.archive, index, &case.filter, "");
    let arrangement = crate::index::Arrangement {
        pinned: vec![LeaderId(7), LeaderId(3)],
        limit: Some(usize::MAX),
        ..crate::index::Arrangement::default()
    };
    let rows = Arc::new(Rows::new(&case.archive, index, &case.filter, &shown, &arrangement));
    let lanes = |scroll: f32| {
        let input = Input {
            archive: &case.archive,
            index,
            threads: &case.threads,
            filter: &case.filter,
            shown: &shown,
            rows: &rows,
            viewport: Viewport::new(0.0, 1e9).scrolled(scroll),
            folds: &Folds::default(),
            selected: None,
            lane_scale: 1.0,
            theme: Theme::light(),
            measure: Measure::bundled(),
            size: vec2(1040.0, 820.0),
            has_overview: true,
            wait: Wait::default(),
            zones: &[],
            heights: None,
            seats: None,
            numbers: Numbering::None,
            notes: false,
            medium: Medium::default(),
        };
        Lanes::new(&input, Regions::new(input.size, true, 0).lanes, None)
    };
    let y = |lanes: &Lanes, leader: u32| lanes.of(LeaderId(leader)).map(|lane| lane.y);
    let (before, after) = (lanes(0.0), lanes(400.0));
    assert!(before.max_scroll > 400.0);
    for leader in [3, 7] {
        assert!(y(&before, leader).is_some() && y(&before, leader) == y(&after, leader));
    }
    let others = || after.rows.iter().filter(|lane| !lane.is_pinned);
    assert!(
        others().all(|lane| lane.y > after.pinned_bottom),
        "none is drawn over the pinned ones"
    );
    assert!(others().count() < before.rows.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn cells_and_marks_together_hold_every_event_once(
        seed in 0_u64..5,
        leaders in prop_oneof![Just(3_u32), Just(45)],
        hidden in proptest::collection::btree_set(0_u32..3, 0..2),
        start in 0.0_f64..1.0,
        zoom in 0.0_f64..7.0,
        width in 300.0_f32..2600.0,
        height in 300.0_f32..1200.0,
    ) {
        let mut case = made_up(leaders, seed);
        case.filter.hidden_leaders = hidden.into_iter().map(LeaderId).collect();
        let viewport = part(&case, zoom, start);
        let mut once = None;
        let timeline = case.timeline(|input| {
            input.viewport = viewport;
            input.size = vec2(width, height);
            let regions = Regions::new(input.size, true, 0);
            let lanes = Lanes::new(input, regions.lanes, None);
            let ruler = ruler::ruler_of(input, regions.lanes.width(), None);
            let context = Context::new(input, regions, &lanes, &ruler);
            let details = details::Details::new(&context);
            let view = details.view;
            once = Some(details.all().all(|(lane, detail)| {
                let from_outside = input.rows.marks(lane).map_or(0, |marks| details::reaching(&context, marks, view).count());
                let shown = detail.count_counted() + detail.drawn.len() + detail.reaching.len();
                shown + detail.unseen == input.rows.count_in(lane, view) + from_outside
            }));
        });
        prop_assert_eq!(once, Some(true));
        let again = case.timeline(|input| {
            input.viewport = viewport;
            input.size = vec2(width, height);
        });
        prop_assert_eq!(describe(&timeline.scene), describe(&again.scene), "the same view gives the same scene");
    }
}

/// The shapes of the lanes as text, for an archive of two leaders, Anna above Boris.
fn drawn(events: &str, change: impl FnOnce(&mut Input<'_>)) -> String {
    let text = format!(
        r#"(leaders: [(id: "a", name: "Anna", seat: "Vienna", zone: "Europe/Vienna"), (id: "b", name: "Boris", zone: "Europe/Moscow")], events: [{events}])"#
    );
    let scene = Case::new(&text).timeline(change).scene;
    let layers = scene
        .layers
        .into_iter()
        .filter(|layer| ["bands", "lines", "marks", "zones"].contains(&layer.name));
    describe(&Scene {
        layers: layers.collect(),
        ..Scene::default()
    })
}

const ASKED: &str = r#"(id: "1", kind: message, sent: "1962-10-22T08:00:00Z", from: "a", to: "b")"#;

/// A letter back, too late for an answer: the archive has some from whom the message went to, and goes on after it.
const HAS_LETTERS: &str = r#"(kind: message, sent: "1963-06-01T08:00:00Z", from: "b", to: "a")"#;

/// An answer that nothing says to be one.
const UNLINKED: &str = r#"(id: "2", kind: message, sent: "1962-10-25T08:00:00Z", from: "b", to: "a")"#;

#[test]
fn an_answer_is_a_bar_a_suggested_one_is_dots_and_none_fades() {
    let linked = UNLINKED.replace("kind: message", r#"kind: reply, in_reply_to: "1""#);
    let bars = |text: &str| {
        let lines = text.split("[marks]").next().unwrap_or_default();
        let is_thick = |line: &&str| line.starts_with("  rect") || line.starts_with("  fade");
        lines.split("[lines]").nth(1).unwrap_or_default().lines().filter(is_thick).count()
    };
    assert_eq!(bars(&drawn(&format!("{ASKED}, {linked}"), |_| {})), 1, "one bar for the answer");
    let dotted = drawn(&format!("{ASKED}, {UNLINKED}"), |_| {});
    assert!(bars(&dotted) > 5, "{dotted}");
    let inferred = linked.replace("kind: reply", "kind: reply, link_confidence: reported");
    assert!(
        bars(&drawn(&format!("{ASKED}, {inferred}"), |_| {})) > 1,
        "a reported link is in pieces"
    );
    let silent = drawn(ASKED, |_| {});
    assert!(!silent.contains("fade to the right"), "of Boris it has no letters: {silent}");
    let alone = drawn(&format!("{ASKED}, {HAS_LETTERS}"), |_| {});
    assert!(alone.contains("fade to the right"), "{alone}");
    let last = drawn(&format!(r#"{ASKED}, (kind: message, from: "b", to: "a")"#), |_| {});
    assert!(
        !last.contains("fade to the right"),
        "what followed the last letter it cannot know: {last}"
    );
    // On a date before the answer the message was waited for until then.
    let before = |input: &mut Input<'_>| {
        input.wait.on = crate::dates::Date::parse("1962-10-24").ok().and_then(|date| date.extent().latest);
    };
    let reply_later = drawn(&format!("{ASKED}, {linked}"), before);
    assert_eq!(bars(&reply_later), 2, "a bar until the date, and its fading end: {reply_later}");
    assert!(reply_later.contains("fade to the right"), "{reply_later}");
}

#[test]
fn every_answer_has_a_bar_and_a_message_of_one_of_two_days_leaves_on_both() {
    let answer = |day: u8| format!(r#"(kind: reply, in_reply_to: "1", sent: "1962-10-{day}T08:00:00Z", from: "b", to: "a")"#);
    let text = drawn(&format!("{ASKED}, {}, {}", answer(24), answer(26)), |_| {});
    let lines = text
        .split("[lines]")
        .nth(1)
        .and_then(|lines| lines.split("[marks]").next())
        .unwrap_or_default();
    assert_eq!(lines.lines().filter(|line| line.starts_with("  rect")).count(), 2, "{text}");
    let either = r#"(kind: message, sent: "[1962-10-05,1962-10-25]", from: "a", to: "b")"#;
    let text = drawn(&format!("{either}, {}", ASKED.replace("10-22", "10-01")), |_| {});
    let tips = text
        .split("[lines]")
        .nth(1)
        .and_then(|lines| lines.split("[marks]").next())
        .unwrap_or_default();
    let arrows = tips
        .lines()
        .filter(|line| line.starts_with("  line") && line.matches(',').count() == 3)
        .count();
    assert_eq!(arrows, 3, "two ways for the one, one for the other: {text}");
}

#[test]
fn what_is_not_sure_is_dashed_or_dotted_in_a_gray_print_too() {
    let with = |field: &str| drawn(&ASKED.replace("kind: message", &format!("kind: message, {field}")), |_| {});
    assert!(!with("confidence: confirmed").contains("dashed"));
    assert!(with("confidence: reported").contains("ring"), "a dashed ring");
    assert!(with("confidence: reported").contains("dashed 1.4"));
    assert!(with("confidence: inferred").contains("dotted 1.4"));
    let disputed = with("confidence: disputed");
    assert!(
        disputed.contains("dotted 1.4") && disputed.contains("solid 1.4"),
        "a stroke through the ring: {disputed}"
    );
    assert!(
        with("date_confidence: reported").contains("dashed 2.4"),
        "strokes beside a time of day"
    );
}

#[test]
fn an_event_known_by_its_order_is_a_bracket_between_its_neighbors() {
    let between = r#"(kind: statement, from: "a", after: "1", before: "2")"#;
    let text = drawn(&format!("{ASKED}, {UNLINKED}, {between}"), |_| {});
    let brackets = text
        .lines()
        .filter(|line| line.starts_with("  line") && line.matches(',').count() == 4)
        .count();
    assert_eq!(brackets, 2, "its two ends: {text}");
    let open = r#"(kind: statement, from: "a", after: "1")"#;
    let text = drawn(&format!("{ASKED}, {UNLINKED}, {open}"), |_| {});
    let brackets = text
        .lines()
        .filter(|line| line.starts_with("  line") && line.matches(',').count() == 4)
        .count();
    assert_eq!(brackets, 1, "what nothing bounds fades: {text}");
}

#[test]
fn messages_that_crossed_have_a_mark_where_their_lines_meet() {
    let there = r#"(kind: message, sent: "1962-10-22T08:00:00Z", received: "1962-10-23T08:00:00Z", from: "a", to: "b")"#;
    let back = r#"(kind: message, sent: "1962-10-22T10:00:00Z", received: "1962-10-23T10:00:00Z", from: "b", to: "a")"#;
    let crosses = |text: &str| text.lines().filter(|line| line.contains("radius 8 ")).count();
    assert_eq!(crosses(&drawn(&format!("{there}, {back}"), |_| {})), 1);
    let later = back.replace("1962-10-22T10", "1962-10-23T09");
    assert_eq!(crosses(&drawn(&format!("{there}, {later}"), |_| {})), 0);
}

#[test]
fn a_loose_date_is_no_crisp_point_at_any_zoom() {
    let outlines = |date: &str| {
        let event = format!(r#"(kind: message, sent: "{date}", from: "a", to: "b")"#);
        let text = drawn(&event, |input| input.viewport = Viewport::new(-6e9, 12e9));
        text.lines()
            .filter(|line| line.starts_with("  outline") || line.starts_with("  fade") || line.starts_with("  rect"))
            .count()
    };
    let crisp = outlines("1962-10-22");
    for date in [
        "1962",
        "1962-10",
        "[1962-10-22,1962-10-24]",
        "1962-10-22?",
        "1962-10-22~",
        "1962-10/1963-02",
    ] {
        assert!(outlines(date) > crisp, "{date}");
    }
}

#[test]
fn what_is_written_on_a_stay_can_be_read_there() {
    for (dates, is_hollow) in [(r#"sent: "1962-10""#, true), (r#"sent: "1962-10-02", end: "1962-10-29""#, false)] {
        let text = format!(
            r#"(leaders: [(id: "a", name: "Anna"), (id: "b", name: "Boris")],
            events: [(kind: visit, title: "Anna in town", {dates}, from: "a", to: "b"), (kind: statement, sent: "1962-10-30", from: "b")])"#
        );
        for theme in [Theme::light(), Theme::dark()] {
            let case = Case::new(&text);
            let written = |selected| {
                let scene = case.timeline(|input| (input.theme, input.selected) = (theme, selected)).scene;
                let marks = scene.layers.into_iter().filter(|layer| layer.name == "marks");
                marks.flat_map(|layer| layer.shapes).find_map(|shape| match shape {
                    Shape::Text { text, color, .. } if text == "Anna in town" => Some(color),
                    _ => None,
                })
            };
            let (color, faded) = (written(None), written(Some(EventId(1))));
            let is_plain = |color: Color32| color == Color32::BLACK || color == Color32::WHITE;
            assert!(faded.is_some_and(|faded| !is_plain(faded)), "it fades with the bar");
            let own = theme.leader_color(Some(0), None);
            let fill = if is_hollow { mix(theme.background, own, 0.14) } else { own };
            let contrast = color.map(|color| crate::theme::contrast(color, fill));
            assert!(contrast.is_some_and(|contrast| contrast >= 4.5), "{dates}: {contrast:?}");
        }
    }
}

#[test]
fn lane_heads_without_room_for_a_name_are_discs() {
    let names = |width: f32| {
        let scene = Case::cuba().timeline(|input| input.size = vec2(width, 600.0)).scene;
        let heads = scene.layers.into_iter().find(|layer| layer.name == "heads");
        let texts = heads.into_iter().flat_map(|layer| layer.shapes);
        texts
            .filter(|shape| matches!(shape, Shape::Text { text, .. } if text.chars().count() > 2 || text.contains('\u{2026}')))
            .count()
    };
    assert!(names(1000.0) > 8);
    assert_eq!(names(250.0), 0);
}

/// What the legend of a figure of some events names.
fn legend_of(events: &str) -> Vec<String> {
    let text = format!(r#"(leaders: [(id: "a", name: "Anna"), (id: "b", name: "Boris")], events: [{events}])"#);
    let layers = Case::new(&text).with_input(|_| {}, |input| page(input, &Setting::default()).scene.layers);
    let legend = layers.into_iter().find(|layer| layer.name == "legend");
    let shapes = legend.into_iter().flat_map(|layer| layer.shapes);
    shapes
        .filter_map(|shape| match shape {
            Shape::Text {
                text,
                anchor: Anchor::Left,
                ..
            } => Some(text),
            _ => None,
        })
        .collect()
}

#[test]
fn a_legend_names_what_is_drawn_and_nothing_else() {
    let with_letters = |events: &str| format!("{events}, {HAS_LETTERS}");
    for (events, expected) in [
        ("", &[][..]),
        (ASKED, &["Message"]),
        (&with_letters(ASKED), &["Message", "No reply in this archive"]),
        (
            &with_letters(&ASKED.replace("T08:00:00Z", "")),
            &["Message", "No reply in this archive", "Day known, time unknown"],
        ),
        (
            &with_letters(&ASKED.replace("10-22T08:00:00Z", "10?")),
            &["Message", "No reply in this archive", "Within this span", "Uncertain"],
        ),
        (&format!("{ASKED}, {UNLINKED}"), &["Message", "Suggested reply"]),
        (
            r#"(kind: visit, sent: "1962-10-22", end: "1962-11-02", from: "a", to: "b")"#,
            &["Visit"],
        ),
        (
            r#"(kind: visit, sent: "1962~/..", from: "a", to: "b")"#,
            &["Visit", "Approximate", "Open-ended"],
        ),
    ] {
        assert_eq!(legend_of(events), expected, "{events}");
    }
}

#[test]
fn every_sign_has_room_and_a_meaning_of_its_own() {
    let mut meanings: Vec<&str> = Sign::ALL.into_iter().map(Sign::words).collect();
    meanings.sort_unstable();
    meanings.dedup();
    assert_eq!(meanings.len(), Sign::ALL.len());
    assert!(Sign::ALL.is_sorted(), "they are told in their order");
    let room = Rect::from_center_size(Pos2::ZERO, vec2(32.0, 18.0));
    for sign in Sign::ALL {
        let mut layer = Layer::new("sign", room);
        sign.draw(&mut layer, Pos2::ZERO, Theme::light());
        assert!(!layer.shapes.is_empty());
        let is_inside = |shape: &Shape| match shape {
            Shape::Line { points, .. } | Shape::Polygon { points, .. } => points.iter().all(|point| room.contains(*point)),
            Shape::Circle { center, radius, .. } => room.contains_rect(Rect::from_center_size(*center, Vec2::splat(2.0 * radius))),
            Shape::Rect { rect, .. } | Shape::Fade { rect, .. } => room.contains_rect(*rect),
            Shape::Text { pos, .. } => room.contains(*pos),
        };
        assert!(layer.shapes.iter().all(is_inside), "{}", sign.words());
    }
}

#[test]
fn the_clocks_of_places_have_lines_of_their_own() {
    let zones: Vec<Zone> = ["Europe/Vienna", "Europe/Moscow"].into_iter().filter_map(Zone::named).collect();
    let text = drawn(ASKED, |input| {
        input.viewport = Viewport::new(-227_000_000.0, 86_400.0);
        input.zones = zones.clone().leak();
    });
    assert!(text.contains("\"Vienna\"") && text.contains("\"Moscow\""), "{text}");
    // Where hours are not told, their lines say how far they were from UTC.
    let far = drawn(ASKED, |input| {
        input.viewport = Viewport::new(-230_000_000.0, 400.0 * 86_400.0);
        input.zones = zones.leak();
    });
    assert!(far.contains("\"UTC+1\"") && far.contains("\"UTC+3\""), "{far}");
}
