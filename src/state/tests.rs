//! What commands do to the state, without a window.

use super::*;
use crate::files;
use crate::layout::Numbering;
use crate::model::Kind;
use crate::model::LeaderId;

fn open(example: usize) -> State {
    let (archive, report) = files::example(files::EXAMPLES[example]);
    State::new(Library::new(archive, report, Origin::Example(example)))
}

fn selected(state: &State) -> &str {
    state
        .selected
        .and_then(|id| state.loaded.archive.event(id))
        .map_or("", |event| event.id.as_str())
}

/// After the commands, the selected event is `expected`.
fn check(commands: &[Command], expected: &str) {
    let mut state = open(0);
    for command in commands {
        state.apply(command.clone());
    }
    assert_eq!(selected(&state), expected, "after {commands:?}");
}

#[test]
fn events_are_stepped_through_by_keys() {
    use Command as C;
    check(&[C::Next], "greeting");
    check(&[C::Next, C::Next], "answer");
    check(&[C::Next, C::Next, C::Next, C::Next], "tower");
    check(&[C::Previous], "tower");
    check(&[C::Last, C::Previous], "answer");
    check(&[C::First, C::Reply], "answer");
    check(&[C::First, C::Reply, C::Answered], "greeting");
    check(&[C::Last, C::PreviousOnLane, C::PreviousOnLane], "greeting");
    check(&[C::Last, C::LaneAbove], "answer");
    check(&[C::First, C::LaneBelow], "greeting");
    check(&[C::Next, C::Escape], "");
}

#[test]
fn a_search_is_walked_around() {
    use Command as C;
    let search = C::Search("friendship".to_owned());
    check(&[search.clone(), C::NextHit], "greeting");
    check(&[search.clone(), C::NextHit, C::NextHit], "greeting");
    check(&[C::Search("liberation".to_owned()), C::PreviousHit], "tower");
    check(&[C::Search("nothing of the kind".to_owned()), C::NextHit], "");
}

#[test]
fn a_hidden_event_is_not_selected() {
    let mut state = open(0);
    state.apply(Command::Last);
    state.apply(Command::ToggleKind(Kind::Visit));
    assert_eq!(selected(&state), "");
    assert_eq!(state.shown.len(), 2);
    state.apply(Command::ClearFilter);
    assert_eq!(state.shown.len(), 3);
}

#[test]
fn only_and_all_but_are_each_others_opposite() {
    let mut state = open(1);
    let kennedy = state.loaded.archive.find_leader("kennedy").unwrap_or(LeaderId(0));
    state.apply(Command::OnlyLeader(kennedy));
    let only = state.shown.len();
    assert!(only > 0 && only < state.loaded.archive.events.len());
    state.apply(Command::AllLeaders);
    state.apply(Command::AllButLeader(kennedy));
    assert_eq!(state.filter.hidden_leaders, [kennedy].into());
}

#[test]
fn views_can_be_gone_back_to() {
    let mut state = open(1);
    let first = state.viewport;
    state.apply(Command::ZoomInAt(first.start + first.span / 2.0));
    let second = state.aim();
    assert!(!first.looks_like(second));
    state.apply(Command::Back);
    assert!(state.aim().looks_like(first));
    state.apply(Command::Forward);
    assert!(state.aim().looks_like(second));
}

#[test]
fn a_motion_ends_where_it_aims() {
    let mut state = open(1);
    state.apply(Command::ZoomIn);
    let aim = state.aim();
    assert!(state.advance(10.0), "the first frame only starts the clock");
    assert!(state.advance(10.1));
    assert!(!state.advance(10.2));
    assert_eq!(state.viewport, aim);
    state.apply(Command::ZoomOut);
    state.apply(Command::ToggleMotion);
    assert!(!state.advance(11.0), "reduced motion jumps");
}

#[test]
fn a_new_reading_keeps_view_filter_and_selection() {
    let mut state = open(0);
    state.apply(Command::Next);
    state.apply(Command::ZoomIn);
    state.apply(Command::ToggleKind(Kind::Visit));
    let (viewport, shown) = (state.aim(), state.shown.len());
    let (archive, report) = files::example(files::EXAMPLES[0]);
    state.refresh(Library::new(archive, report, Origin::Example(0)), BTreeSet::new());
    assert_eq!((selected(&state), state.aim(), state.shown.len()), ("greeting", viewport, shown));
}

#[test]
fn a_quote_is_copied_with_where_it_is_from() {
    let mut state = open(0);
    state.apply(Command::Last);
    state.apply(Command::Answered);
    state.apply(Command::First);
    let effects = state.apply(Command::CopyQuote);
    let [Effect::Copy(text)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    insta::assert_snapshot!(text);
}

/// An archive of so many messages between two leaders.
fn large(events: usize) -> State {
    use crate::model::draft::{EventDraft, FileDraft, Found, OneOrMany};
    let mut draft = FileDraft::default();
    draft.leaders.extend(["a", "b"].map(|id| Found {
        record: crate::model::draft::LeaderDraft {
            id: id.to_owned(),
            ..Default::default()
        },
        span: 0..0,
    }));
    let one = |id: &str| OneOrMany(vec![id.to_owned()]);
    draft.events.extend((0..events).map(|number| Found {
        record: Box::new(EventDraft {
            kind: Kind::Message,
            sent: Some((1900 + number % 100).to_string()),
            from: one(if number % 2 == 0 { "a" } else { "b" }),
            to: one(if number % 2 == 0 { "b" } else { "a" }),
            title: Some(format!("Letter {number}")),
            ..EventDraft::default()
        }),
        span: 0..0,
    }));
    let (archive, report) = crate::model::build_from(vec![draft]);
    State::new(Library::new(archive, report, Origin::Files(Vec::new())))
}

#[test]
fn a_large_archive_is_searched_by_a_worker_and_only_the_last_answer_counts() {
    let mut state = large(100_001);
    assert_eq!(state.apply(Command::Search("letter 7".to_owned())), [Effect::Ask]);
    let first = state.take_question();
    assert!(state.is_pending() && state.shown.hits().is_empty(), "typing does not wait");
    state.apply(Command::Search("letter 77".to_owned()));
    let second = state.take_question();
    let (first, second) = (first.map(|question| question.answer()), second.map(|question| question.answer()));
    for answer in [second, first].into_iter().flatten() {
        state.take(answer);
    }
    assert!(!state.is_pending());
    assert_eq!(state.shown.needle(), "letter 77");
    assert_eq!(state.shown.hits().len(), 1 + 10 + 100 + 1000);
}

#[test]
fn a_small_archive_is_searched_at_once() {
    let mut state = large(1_000);
    assert_eq!(state.apply(Command::Search("letter 77".to_owned())), []);
    assert_eq!(state.shown.hits().len(), 1 + 10);
}

#[test]
fn empty_stretches_are_folded_and_unfolded_again() {
    let mut state = large(3);
    let before = state.aim();
    let dates = |state: &State| -> Vec<f64> {
        let ranges = state.shown.order().iter().filter_map(|id| state.loaded.index.range_of(*id));
        ranges.map(|range| state.folds.fold(range.start as f64)).collect()
    };
    // Three years in a row leave nothing to fold.
    state.apply(Command::ToggleFolds);
    assert!(state.folds.is_empty() && state.aim().looks_like(before));
    state.apply(Command::ToggleFolds);

    let text = "date,from,to\n1848-03-01,a,b\n1848-05-01,b,a\n1944-06-01,a,b\n";
    let (archive, report) = crate::model::build(&[crate::formats::read("letters.csv", text.as_bytes())]);
    let mut state = State::new(Library::new(archive, report, Origin::Files(Vec::new())));
    // A century between three letters is folded at first sight.
    assert_eq!(state.folds.all().len(), 1);
    let folded = state.aim();
    state.apply(Command::ToggleFolds);
    assert!(state.folds.is_empty());
    let whole = state.aim();
    state.apply(Command::ToggleFolds);
    assert!(state.aim().looks_like(folded));
    assert!(folded.span < whole.span / 100.0, "what is left is months, not a century");
    assert!(
        dates(&state).iter().all(|at| (folded.start..folded.end()).contains(at)),
        "all of it is in view"
    );
    assert!(dates(&state).is_sorted());
    state.apply(Command::ToggleFolds);
    assert!(state.folds.is_empty() && state.aim().looks_like(whole));
}

/// Commands that change what is shown and how, by number.
fn some_command(number: u32, leader: u32) -> Command {
    use crate::index::{LaneOrder, Role};
    use crate::listing::Column;
    let (a, b) = (LeaderId(leader), LeaderId(leader + 1));
    let all = [
        Command::Next,
        Command::Previous,
        Command::LaneAbove,
        Command::LaneBelow,
        Command::NextOnLane,
        Command::FitAll,
        Command::ZoomIn,
        Command::PageRight,
        Command::FocusSelection,
        Command::Back,
        Command::Escape,
        Command::Search("kennedy".to_owned()),
        Command::Search(String::new()),
        Command::NextHit,
        Command::ToggleLeader(a),
        Command::OnlyLeader(a),
        Command::OnlyPair(Some((a, b))),
        Command::OnlyPair(None),
        Command::ToggleKind(Kind::Reply),
        Command::SetRole(Role::Sender),
        Command::ClearFilter,
        Command::OrderLanes(LaneOrder::ALL[leader as usize % LaneOrder::ALL.len()]),
        Command::MoveLane { leader: a, by: -2 },
        Command::MoveLane { leader: b, by: 3 },
        Command::TogglePinned(a),
        Command::ToggleGroups,
        Command::ToggleFolded("United States of America".to_owned()),
        Command::LimitLanes(leader as usize),
        Command::UsualLanes,
        Command::GoToLane(a),
        Command::ToggleFolds,
        Command::ToggleList,
        Command::PlaceListBelow(false),
        Command::Show(View::Timeline),
        Command::Show(View::List),
        Command::Show(View::Tempo),
        Command::Show(View::Matrix),
        Command::ShowPair(a, b),
        Command::SortList(Column::ALL[leader as usize % Column::ALL.len()]),
        Command::StepList(1),
        Command::StepList(isize::MIN),
        Command::GoToNearest,
    ];
    all[number as usize % all.len()].clone()
}

/// The state as it would be drawn.
fn lay_out(state: &State) -> crate::layout::Timeline {
    crate::layout::timeline(&crate::layout::Input {
        archive: &state.loaded.archive,
        index: &state.loaded.index,
        threads: &state.loaded.threads,
        filter: &state.filter,
        shown: &state.shown,
        rows: &state.rows,
        viewport: state.viewport,
        folds: &state.folds,
        selected: state.selected,
        lane_scale: state.lane_scale,
        theme: crate::theme::Theme::light(),
        measure: crate::theme::Measure::bundled(),
        size: emath::vec2(900.0, 600.0),
        has_overview: true,
        wait: Wait::default(),
        zones: &[],
        heights: None,
        seats: None,
        numbers: Numbering::None,
        notes: false,
        medium: crate::layout::Medium::default(),
    })
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(80))]

    #[test]
    fn no_row_of_commands_breaks_what_is_shown(commands in proptest::collection::vec((0_u32..42, 0_u32..12), 0..40)) {
        let mut state = open(1);
        for (number, leader) in commands {
            let command = some_command(number, leader);
            state.apply(command.clone());
            state.advance(0.0);
            state.advance(1.0);
            let view = state.aim();
            proptest::prop_assert!(view.start.is_finite() && view.span > 0.0, "{command:?}");
            proptest::prop_assert!(state.selected.is_none_or(|id| state.shown.contains(id)), "{command:?}");
            for id in state.rows.rows().iter().filter_map(|row| row.lane.leader()) {
                proptest::prop_assert!(!state.filter.hidden_leaders.contains(&id), "{command:?}: a hidden leader has a lane");
            }
            let marks: usize = state.rows.rows().iter().map(|row| row.events).sum();
            proptest::prop_assert!(marks > 0 || state.shown.order().is_empty() || !state.filter.hidden_leaders.is_empty(), "{command:?}");
            let drawn = lay_out(&state);
            proptest::prop_assert_eq!(drawn.lanes.count, state.rows.rows().len());
            proptest::prop_assert!(state.is_listed() || state.list.rows.is_empty(), "{command:?}: rows of a closed list");
            let listed = state.list.rows.len();
            proptest::prop_assert!(listed == 0 || listed == state.shown.len(), "{command:?}: {listed} rows");
        }
    }
}
