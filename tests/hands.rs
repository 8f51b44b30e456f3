//! What hands expect: Escape closes one thing at a time, Enter confirms, keys that do not apply say why, nothing lies over anything.

#![expect(clippy::expect_used, reason = "a test that cannot go on says why")]

use std::path::{Path, PathBuf};

use demarche::app::App;
use demarche::command::Tab;
use demarche::state::Link;
use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};

fn open(file: &Path, size: [f32; 2]) -> Harness<'static, App> {
    let links = vec![Link {
        path: file.display().to_string(),
        ..Link::default()
    }];
    let mut harness = Harness::builder()
        .with_size(size)
        .with_step_dt(1.0 / 30.0)
        .with_max_steps(60)
        .build_eframe(move |cc| App::new(cc, &links));
    harness.run();
    harness
}

fn cuba() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/cuba-1962.ron")
}

fn cuban() -> Harness<'static, App> {
    open(&cuba(), [1440.0, 900.0])
}

fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn plain(harness: &mut Harness<'_, App>, key: Key) {
    press(harness, Modifiers::NONE, key);
}

#[test]
fn escape_closes_one_thing_at_a_time_the_topmost_first() {
    let mut harness = cuban();
    plain(&mut harness, Key::ArrowRight);
    plain(&mut harness, Key::T);
    plain(&mut harness, Key::Q);
    plain(&mut harness, Key::R);
    harness.get_by_label_contains("Leader filter").click();
    harness.run();
    harness.get_by_label("From date, EDTF");
    let is_selected = |harness: &Harness<'_, App>| harness.state().state().selected.is_some();
    plain(&mut harness, Key::Escape);
    assert!(harness.query_by_label("From date, EDTF").is_none(), "first the popover");
    assert!(harness.state().state().panels.report && is_selected(&harness));
    plain(&mut harness, Key::Escape);
    assert!(!harness.state().state().panels.report, "then the report");
    assert_eq!(harness.state().state().panels.tab, Tab::Replies);
    plain(&mut harness, Key::Escape);
    assert_eq!(harness.state().state().panels.tab, Tab::Event, "then the list of replies");
    assert!(harness.state().state().list.is_below);
    plain(&mut harness, Key::Escape);
    assert!(!harness.state().state().list.is_below && is_selected(&harness), "then the table");
    plain(&mut harness, Key::Escape);
    assert!(!is_selected(&harness), "then the selection");
}

#[test]
fn a_menu_opens_by_a_key_is_walked_by_arrows_and_a_command_of_another_key_closes_it() {
    let mut harness = cuban();
    plain(&mut harness, Key::F10);
    harness.get_by_label("Filter and search");
    plain(&mut harness, Key::ArrowDown);
    assert!(harness.state().state().selected.is_none(), "an arrow in a menu selects no event");
    plain(&mut harness, Key::Escape);
    assert!(harness.query_by_label("Filter and search").is_none());
    plain(&mut harness, Key::F10);
    press(&mut harness, Modifiers::COMMAND, Key::K);
    assert!(harness.query_by_label("Filter and search").is_none(), "one at a time");
    harness.get_by_role_and_label(Role::TextInput, "Find a command");
}

#[test]
fn the_guide_opens_also_while_something_is_typed_and_from_a_menu() {
    let mut harness = cuban();
    harness.get_by_label("Search quotes, titles, places").focus();
    harness.run();
    plain(&mut harness, Key::F1);
    assert!(harness.state().state().panels.dialog.is_some(), "from the search field");
    plain(&mut harness, Key::Escape);
    plain(&mut harness, Key::F10);
    plain(&mut harness, Key::F1);
    assert!(harness.state().state().panels.dialog.is_some(), "from the menu");
}

#[test]
fn enter_on_cancel_saves_nothing_and_what_had_the_focus_has_it_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = cuban();
    plain(&mut harness, Key::ArrowRight);
    let focus = harness.ctx.memory(egui::Memory::focused);
    assert!(focus.is_some(), "the selected event has the focus");
    press(&mut harness, Modifiers::COMMAND, Key::E);
    let file = folder.path().join("figure.png");
    let export = demarche::figure::Export {
        path: file.display().to_string(),
        ..demarche::figure::Export::default()
    };
    assert!(
        harness
            .get_all_by_role(Role::Dialog)
            .any(|node| node.accesskit_node().label().as_deref() == Some("Export figure"))
    );
    harness.get_by_label("File to write");
    harness.get_by_label("Cancel").focus();
    harness.run();
    plain(&mut harness, Key::Enter);
    assert!(harness.state().state().panels.dialog.is_none());
    assert!(!export.file().exists() && harness.query_by_label_contains("Saved").is_none());
    assert_eq!(harness.ctx.memory(egui::Memory::focused), focus);
}

#[test]
fn what_is_typed_into_a_field_that_opens_takes_the_place_of_its_old_text() {
    let mut harness = cuban();
    for date in ["1962-10", "1962-11"] {
        press(&mut harness, Modifiers::COMMAND, Key::G);
        harness.get_by_label("Date in EDTF").type_text(date);
        harness.run();
        let field = harness.get_by_label("Date in EDTF");
        assert_eq!(field.accesskit_node().value().as_deref(), Some(date));
        plain(&mut harness, Key::Enter);
        assert!(harness.state().state().panels.dialog.is_none(), "Enter goes there");
    }
    for text in ["missile", "quarantine"] {
        plain(&mut harness, Key::Slash);
        harness.get_by_label("Search quotes, titles, places").type_text(text);
        harness.run();
        assert_eq!(harness.state().state().search, text);
        // Escape in the field takes the search away, and nothing else.
        if text == "quarantine" {
            plain(&mut harness, Key::Escape);
            assert_eq!(harness.state().state().search, "");
        } else {
            harness.get_by_label("Search quotes, titles, places");
        }
        harness.ctx.memory_mut(egui::Memory::stop_text_input);
        harness.run();
    }
}

#[test]
fn a_key_that_does_not_apply_says_why() {
    let mut harness = cuban();
    let none = Modifiers::NONE;
    for (key, sentence) in [
        (Key::C, "Select an event first"),
        (Key::Y, "Select an event first"),
        (Key::OpenBracket, "Select an event first"),
        (Key::F, "Select an event first"),
    ] {
        press(&mut harness, none, key);
        assert!(harness.query_by_label_contains(sentence).is_some(), "{key:?} says nothing");
        harness.get_by_label("Close message").click();
        harness.run();
    }
    plain(&mut harness, Key::ArrowRight);
    for (key, sentence) in [
        (Key::N, "No reply is suggested for this event"),
        (Key::CloseBracket, "No reply to this is known"),
    ] {
        press(&mut harness, none, key);
        assert!(harness.query_by_label_contains(sentence).is_some(), "{key:?} says nothing");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let silent = folder.path().join("silent.ron");
    std::fs::write(
        &silent,
        r#"(leaders: [(id: "a", name: "Anna")], events: [(id: "1", kind: statement, from: "a", sent: "1962")])"#,
    )
    .expect("written");
    let mut harness = open(&silent, [1000.0, 700.0]);
    for (key, sentence) in [
        (Key::P, "No two leaders here exchanged messages with dates"),
        (Key::M, "This archive has no messages and no visits to count"),
        (Key::Z, "No empty stretch here is long enough to fold"),
    ] {
        press(&mut harness, none, key);
        assert!(harness.query_by_label_contains(sentence).is_some(), "{key:?} says nothing");
        assert_eq!(harness.state().state().view, demarche::view::View::Timeline);
    }
}

#[test]
fn what_is_found_is_listed_with_the_words_around_it_and_enter_goes_on() {
    let mut harness = cuban();
    plain(&mut harness, Key::Slash);
    harness.get_by_label("Search quotes, titles, places").type_text("missile");
    harness.run();
    assert_eq!(harness.state().state().panels.tab, Tab::Hits);
    harness.get_by_label("Found 8");
    for count in ["1 of 8", "2 of 8", "3 of 8"] {
        plain(&mut harness, Key::Enter);
        harness.get_by_label(count);
    }
    assert!(harness.ctx.text_edit_focused(), "the cursor stays in the field");
    plain(&mut harness, Key::Escape);
    assert_eq!(harness.state().state().panels.tab, Tab::Event);
}

#[test]
fn with_two_leaders_ticked_what_passed_between_them_is_one_click_away_and_chips_count_what_is_shown() {
    let mut harness = cuban();
    let others: Vec<_> = {
        let archive = &harness.state().state().loaded.archive;
        let is_one = |name: &str| name.contains("Kennedy") && name.contains("John") || name.contains("Khrushchev");
        archive
            .leaders()
            .filter(|(_, leader)| !is_one(&leader.name))
            .map(|(_, leader)| leader.name.clone())
            .collect()
    };
    harness.get_by_label_contains("Leader filter").click();
    harness.run();
    for name in others {
        harness
            .get_by(|node| node.role() == Role::CheckBox && node.label().is_some_and(|label| label.starts_with(&name)))
            .click();
        harness.run();
    }
    harness.get_by_label_contains("Only between").click();
    harness.run();
    assert!(harness.state().state().filter.pair.is_some());
    let shown = harness.state().state().shown.len();
    assert!(shown < 37);
    harness.get_by_label("Leader filter, between John F. Kennedy and Nikita Khrushchev");
    let kinds = demarche::model::Kind::ALL.into_iter();
    let counted: usize = kinds.map(|kind| harness.state().state().shown.count_of(kind)).sum();
    assert_eq!(counted, shown);
    harness.get_by_label_contains("Show visits, 0");
}

#[test]
fn texts_grow_and_shrink_within_bounds() {
    let mut harness = cuban();
    for _ in 0..9 {
        press(&mut harness, Modifiers::COMMAND, Key::Plus);
    }
    assert!((harness.ctx.zoom_factor() - 2.0).abs() < 0.01);
    for _ in 0..9 {
        press(&mut harness, Modifiers::COMMAND, Key::Minus);
    }
    assert!((harness.ctx.zoom_factor() - 0.9).abs() < 0.01);
    press(&mut harness, Modifiers::COMMAND, Key::Num0);
    assert!((harness.ctx.zoom_factor() - 1.0).abs() < 0.01);
}

/// An archive whose leaders have names of some length.
fn named(folder: &Path, leaders: usize, letters: usize) -> PathBuf {
    let name = |at: usize| {
        format!(
            "{} {}",
            "Abcdefgh Ijklmnop Qrstuvwx Yzabcdef"
                .chars()
                .cycle()
                .take(letters)
                .collect::<String>()
                .trim(),
            at
        )
    };
    let people: Vec<String> = (0..leaders).map(|at| format!("(id: \"{at}\", name: \"{}\")", name(at))).collect();
    let kinds = ["message", "reply", "visit", "meeting", "statement", "other"];
    let events = kinds.iter().enumerate().map(|(at, kind)| {
        let (from, to) = (at % leaders, (at + 1) % leaders);
        format!(
            "(id: \"{at}\", kind: {kind}, from: \"{from}\", to: \"{to}\", sent: \"1962-10-{:02}\")",
            at + 1
        )
    });
    let path = folder.join(format!("{leaders}-{letters}.ron"));
    let text = format!(
        "(title: \"A title of some length, as titles are\", leaders: [{}], events: [{}])",
        people.join(", "),
        events.collect::<Vec<_>>().join(", ")
    );
    std::fs::write(&path, text).expect("written");
    path
}

#[test]
fn nothing_in_the_toolbar_lies_over_anything_or_out_of_the_window() {
    let folder = tempfile::tempdir().expect("a folder");
    for (leaders, letters) in [(2, 6), (3, 34), (12, 20)] {
        let path = named(folder.path(), leaders, letters);
        for size in [
            [800.0, 500.0],
            [900.0, 600.0],
            [1_100.0, 700.0],
            [1_280.0, 800.0],
            [1_440.0, 900.0],
            [1_920.0, 1_080.0],
            [3_840.0, 2_160.0],
        ] {
            for scale in [1.0, 1.5, 2.5] {
                // A screen of that many pixels holds fewer points the larger everything is; below 800 × 500 nothing is promised.
                let points = size.map(|side: f32| side / scale);
                if points[0] < 800.0 || points[1] < 500.0 {
                    continue;
                }
                let mut harness = open(&path, points);
                for search in ["", "a search that is long enough to have no hits"] {
                    harness.state_mut();
                    if !search.is_empty() {
                        plain(&mut harness, Key::Slash);
                        harness.get_by_label("Search quotes, titles, places").type_text(search);
                        harness.run();
                    }
                    let what = format!("{leaders} leaders of {letters} letters at {points:?}, searching {search:?}");
                    let controls: Vec<(String, Rect)> = [Role::Button, Role::CheckBox, Role::TextInput]
                        .into_iter()
                        .flat_map(|role| {
                            harness
                                .query_all_by_role(role)
                                .map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect()))
                                .collect::<Vec<_>>()
                        })
                        .filter(|(_, rect)| rect.bottom() < 48.0 && rect.is_positive())
                        .collect();
                    for name in ["Menu", "Fit", "List"] {
                        assert!(
                            controls.iter().any(|(label, _)| label == name),
                            "{what}: {name} is missing among {controls:?}"
                        );
                    }
                    assert!(controls.iter().any(|(label, _)| label.starts_with("Export")), "{what}: no Export");
                    for (at, (name, rect)) in controls.iter().enumerate() {
                        assert!(
                            rect.left() >= 0.0 && rect.right() <= points[0] + 0.5,
                            "{what}: {name} is at {rect:?}"
                        );
                        for (other, over) in &controls[at + 1..] {
                            let shared = rect.intersect(*over);
                            assert!(
                                shared.width() < 1.0 || shared.height() < 1.0,
                                "{what}: {name} at {rect:?} and {other} at {over:?}"
                            );
                        }
                    }
                }
            }
        }
    }
}
