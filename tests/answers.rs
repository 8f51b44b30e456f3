//! Answers, accounts and citations in the window: threads walked, suggestions decided, texts set side by side, by keys.

use std::path::Path;

use demarche::app::App;
use demarche::model::Kind;
use demarche::state::Link;
use demarche::view::View;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

fn open(file: &Path, event: Option<&str>) -> Harness<'static, App> {
    open_in(file, event, [1440.0, 900.0])
}

fn open_in(file: &Path, event: Option<&str>, size: [f32; 2]) -> Harness<'static, App> {
    let link = Link {
        path: file.display().to_string(),
        event: event.map(str::to_owned),
        ..Link::default()
    };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_step_dt(1.0 / 30.0)
        .with_max_steps(90)
        .build_eframe(move |cc| App::new(cc, std::slice::from_ref(&link)));
    harness.run();
    harness
}

fn cuba(event: Option<&str>) -> Harness<'static, App> {
    open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/cuba-1962.ron"), event)
}

fn press(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press_modifiers(Modifiers::NONE, key);
    harness.run();
}

fn selected(harness: &Harness<'_, App>) -> String {
    let state = harness.state().state();
    let event = state.selected.and_then(|id| state.loaded.archive.event(id));
    event.map(|event| event.id.to_string()).unwrap_or_default()
}

/// Runs until workers are done.
fn settle(harness: &mut Harness<'_, App>, is_done: impl Fn(&Harness<'_, App>) -> bool) {
    for _ in 0..200 {
        harness.step();
        if is_done(harness) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("the window does not get there");
}

#[test]
fn a_thread_is_walked_and_each_message_shows_what_it_answers() {
    let mut harness = cuba(Some("d68"));
    for expected in ["d67", "d65", "d64"] {
        press(&mut harness, Key::OpenBracket);
        assert_eq!(selected(&harness), expected);
    }
    // Below the words stands who answered, above them what they answer.
    harness.get_by_label_contains("Reply \u{b7} 1 day 10 hours later: Khrushchev offers terms in a private letter");
    harness
        .get_by_label_contains("In reply to \u{b7} 5\u{2013}30 hours earlier: Khrushchev will not order his ships to obey")
        .click();
    harness.run();
    assert_eq!(selected(&harness), "d63");
}

#[test]
fn a_reply_shows_the_words_that_it_takes_over() {
    let harness = cuba(Some("d84"));
    harness.get_by_label("Underlined: words of the message that this answers");
    harness.get_by_label_contains("In reply to \u{b7} about 3 days earlier: Khrushchev asks for the pledge in a document");
}

/// An archive of letters without links, in a folder of its own.
fn letters() -> Result<(tempfile::TempDir, std::path::PathBuf), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("letters.ron");
    std::fs::write(
        &path,
        r#"(leaders: [(id: "a", name: "Anna"), (id: "b", name: "Boris")], events: [
            (id: "1", kind: message, sent: "1962-10-22", from: "a", to: "b", title: "The question"),
            (id: "2", kind: message, sent: "1962-10-25", from: "b", to: "a", title: "The answer"),
            (id: "3", kind: message, sent: "1962-10-28", from: "a", to: "b", title: "The thanks")])"#,
    )?;
    Ok((folder, path))
}

#[test]
fn a_suggested_reply_is_accepted_with_one_key_and_kept_beside_the_archive() -> Result<(), Box<dyn std::error::Error>> {
    let (folder, path) = letters()?;
    let source = std::fs::read(&path)?;
    let mut harness = open(&path, Some("2"));
    harness.get_by_label_contains("Possibly in reply to: The question");
    harness.get_by_label_contains("Suggested because it is the latest message before it in the other direction");
    press(&mut harness, Key::Y);
    let is_reply = |harness: &Harness<'_, App>| harness.state().state().loaded.archive.events[1].kind == Kind::Reply;
    settle(&mut harness, is_reply);
    harness.run();
    assert_eq!(selected(&harness), "2", "the selection stays");
    harness.get_by_label_contains("In reply to \u{b7} about 3 days earlier: The question");
    assert_eq!(std::fs::read(&path)?, source, "the source is never changed");
    let kept = std::fs::read_to_string(folder.path().join("letters.ron.replies"))?;
    assert!(kept.contains("reply: \"2\"") && kept.contains("message: \"1\""), "{kept}");
    // It is there when the archive is opened again, and can be taken back.
    drop(harness);
    let mut harness = open_in(&path, Some("2"), [1440.0, 2400.0]);
    assert!(is_reply(&harness));
    press(&mut harness, Key::Q);
    harness.get_by_label("Undo").click();
    settle(&mut harness, |harness| !is_reply(harness));
    Ok(())
}

#[test]
fn a_decision_is_undone_and_done_again_by_keys_in_the_window_and_beside_the_archive() -> Result<(), Box<dyn std::error::Error>> {
    let (folder, path) = letters()?;
    // High enough that the whole list is in sight.
    let mut harness = open_in(&path, Some("2"), [1440.0, 2400.0]);
    let is_reply = |harness: &Harness<'_, App>| harness.state().state().loaded.archive.events[1].kind == Kind::Reply;
    let kept = || std::fs::read_to_string(folder.path().join("letters.ron.replies")).unwrap_or_default();
    press(&mut harness, Key::Y);
    assert!(is_reply(&harness), "it is taken up at once");
    press(&mut harness, Key::Q);
    harness.get_by_label_contains("decided on 2");
    press(&mut harness, Key::Q);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert!(!is_reply(&harness));
    assert!(!kept().contains("reply: \"2\""), "{}", kept());
    harness.get_by_label_contains("Possibly in reply to: The question");
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    harness.run();
    assert!(is_reply(&harness));
    assert!(kept().contains("reply: \"2\""), "{}", kept());
    // What was undone can be decided otherwise; then there is nothing to do again.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    press(&mut harness, Key::N);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    harness.run();
    harness.get_by_label_contains("No decision to undo or redo");
    assert!(!is_reply(&harness));
    Ok(())
}

#[test]
fn a_refused_reply_is_not_suggested_again() -> Result<(), Box<dyn std::error::Error>> {
    let (_folder, path) = letters()?;
    let mut harness = open(&path, Some("3"));
    let suggested = |harness: &Harness<'_, App>| {
        let state = harness.state().state();
        state
            .loaded
            .archive
            .find_event("3")
            .is_some_and(|id| state.loaded.threads.suggestion_for(&state.loaded.archive, id).is_some())
    };
    assert!(suggested(&harness));
    press(&mut harness, Key::N);
    settle(&mut harness, |harness| !suggested(harness));
    drop(harness);
    assert!(!suggested(&open(&path, Some("3"))));
    Ok(())
}

#[test]
fn a_suggestion_in_a_built_in_archive_is_kept_while_it_is_open() {
    let mut harness = Harness::builder()
        .with_size([1440.0, 900.0])
        .with_max_steps(90)
        .build_eframe(|cc| App::new(cc, &[]));
    harness.run();
    for label in ["Menu", "Archive", "Examples", "Cuba 1962"] {
        harness.get_by_role_and_label(egui::accesskit::Role::Button, label).click();
        harness.run();
    }
    press(&mut harness, Key::Q);
    let count = |harness: &Harness<'_, App>| {
        harness
            .state()
            .state()
            .loaded
            .archive
            .events
            .iter()
            .filter(|event| event.kind == Kind::Reply)
            .count()
    };
    let before = count(&harness);
    harness.get_by_label("Khrushchev looks beyond the crisis").click();
    harness.run();
    assert_eq!(selected(&harness), "d71");
    press(&mut harness, Key::Y);
    assert_eq!(count(&harness), before + 1);
    assert_eq!(selected(&harness), "d71");
    harness.get_by_label_contains("it is built in and has no file beside it");
}

#[test]
fn what_waits_on_a_date_is_listed_and_leads_there() {
    let mut harness = cuba(None);
    press(&mut harness, Key::Q);
    harness.get_by_label_contains("Crossed (3)");
    harness.get_by_label_contains("Unanswered in this archive (1)");
    harness.get_by_label("Date on which messages are unanswered").focus();
    harness.run();
    harness
        .get_by_label("Date on which messages are unanswered")
        .type_text("1962-10-26");
    harness.run();
    // On the evening of the 26th Khrushchev's letter waits for its answer.
    harness.get_by_label_contains("Not yet answered then (1)");
    // What was sent later had not crossed by then.
    harness.get_by_label_contains("Crossed (0)");
    harness.get_by_label("Khrushchev offers terms in a private letter").click();
    harness.run();
    assert_eq!(selected(&harness), "d65");
}

#[test]
fn accounts_stand_side_by_side_and_can_be_exchanged() {
    let mut harness = cuba(Some("d66"));
    harness.get_by_label_contains("Accounts (3)");
    press(&mut harness, Key::C);
    harness.get_by_label("Text on the left");
    harness.get_by_label_contains("Underlined: only in this account");
    let monitored = harness.get_all_by_label_contains("This reasonable step on your part strengthens my (belief)");
    assert_eq!(monitored.count(), 2, "in the panel and beside the other");
    harness.get_by_label("Text on the right").click();
    harness.run();
    harness.get_by_label("Quote 1, original").click();
    harness.run();
    harness.get_by_label_contains("Two languages: sentences are matched by length");
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_label("Text on the left").is_none());
}

#[test]
fn dates_that_disagree_are_told_and_clocks_of_both_ends() {
    let harness = cuba(Some("d68"));
    harness.get_by_label_contains("dates it otherwise: 28 October 1962, 14:04 UTC");
    harness.get_by_label_contains("dates it otherwise: 28 October 1962, 16:00 (UTC+3)");
    // Washington had left daylight time that morning.
    harness
        .get_all_by_label("28 October, 09:00")
        .next()
        .unwrap_or_else(|| panic!("no clock of Washington"));
}

#[test]
fn an_event_known_by_its_order_says_so() {
    let harness = cuba(Some("press-release"));
    let order = "after \u{201c}Khrushchev asks in public for the missiles in Turkey\u{201d}, before \u{201c}Kennedy accepts the terms of the first letter\u{201d}";
    harness.get_by_label(order);
}

#[test]
fn a_click_in_the_matrix_leads_to_the_tempo_of_the_pair_and_a_silence_to_the_timeline() {
    let mut harness = cuba(None);
    press(&mut harness, Key::M);
    assert_eq!(harness.state().state().view, View::Matrix);
    harness
        .get_by_label_contains("John F. Kennedy wrote to Nikita Khrushchev 12 times")
        .click();
    harness.run();
    assert_eq!(harness.state().state().view, View::Tempo);
    assert!(harness.state().state().filter.pair.is_some());
    harness.get_by_label_contains("Silence of 18 days").click();
    harness.run();
    let state = harness.state().state();
    assert_eq!(state.view, View::Timeline);
    assert!(state.range_in_view().seconds() < 40 * 86_400);
}

#[test]
fn the_tempo_of_another_two_is_chosen_from_a_list() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("three.ron");
    let letters = r#"(kind: message, sent: "1962-01-01", from: "a", to: "b"), (kind: message, sent: "1962-02-01", from: "c", to: "a"),
        (kind: message, sent: "1962-03-01", from: "b", to: "a")"#;
    let leaders = r#"(id: "a", name: "Anna"), (id: "b", name: "Boris"), (id: "c", name: "Clara")"#;
    std::fs::write(&path, format!("(leaders: [{leaders}], events: [{letters}])"))?;
    let mut harness = open(&path, None);
    press(&mut harness, Key::P);
    harness.get_by_label_contains("Anna and Boris: 2 messages");
    harness.get_by_label_contains("Another pair").click();
    harness.run();
    harness.get_by_label("Clara and Anna \u{b7} 1").click();
    harness.run();
    harness.get_by_label_contains("Clara and Anna: 1 message");
    Ok(())
}

#[test]
fn a_changed_text_is_told_at_the_quote_and_an_original_is_one_click_away() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("t.ron");
    let event = r#"(id: "1", kind: message, sent: "1962-01-01", from: "a", to: "b",
        quotes: [(text: "First.", sha256: "00", verified: "me"), (text: "Good day.", language: "en", original: (text: "Guten Tag.", language: "de"))],
        accounts: [(by: "one side", text: "They met."), (by: "the other", text: "They talked.")])"#;
    std::fs::write(&path, format!(r#"(leaders: [(id: "a"), (id: "b")], events: [{event}])"#))?;
    let mut harness = open(&path, Some("1"));
    harness.get_by_label_contains("This is not the text that was verified or hashed: its SHA-256 was 00");
    harness.get_by_label("Set quote 2 beside its original").click();
    harness.run();
    harness.get_by_label("Text on the right");
    harness.get_by_value("Quote 1, original");
    Ok(())
}

#[test]
fn citations_are_set_and_copied() {
    let mut harness = cuba(Some("robert-kennedy-dobrynin"));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::C);
    harness.run();
    harness.get_by_label("3 sources");
    harness.get_by_label("BibTeX").click();
    harness.run();
    harness.get_by_label("All that is shown").click();
    harness.run();
    harness.get_by_label("Copy").click();
    harness.run();
    assert!(harness.query_by_label("Citations").is_none(), "the dialog closes");
}

#[test]
fn where_a_quote_is_from_is_one_click_away() {
    // High enough that nothing has to be scrolled.
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/cuba-1962.ron");
    let mut harness = open_in(&path, Some("d67"), [1440.0, 2400.0]);
    harness.get_by_label("Where is this from?").click();
    harness.run();
    let state = harness.state().state();
    let quote = &state.loaded.archive.events[state.selected.map_or(0, |id| id.0 as usize)].quotes[0];
    let digest = demarche::model::digest(&quote.text);
    harness.get_by_label(&format!("{}\u{2026}{}", &digest[..8], &digest[56..]));
    harness.get_by_label("Copy the SHA-256");
    harness.get_by_label_contains("compared with the TEI text of the volume");
}

#[test]
fn the_clocks_of_a_place_are_shown_and_hidden() {
    let mut harness = cuba(None);
    assert_eq!(harness.state().state().zones.len(), 2, "Washington and Moscow are there at first");
    press(&mut harness, Key::O);
    harness
        .get_by_role_and_label(egui::accesskit::Role::TextInput, "Add a time zone")
        .type_text("havana");
    harness.run();
    press(&mut harness, Key::Enter);
    let names: Vec<&str> = harness.state().state().zones.iter().map(|zone| zone.name()).collect();
    assert_eq!(names, ["America/New_York", "Europe/Moscow", "America/Havana"]);
}

#[test]
fn a_link_into_a_large_file_or_a_folder_is_followed_when_it_is_read() {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let file = folder.path().join("large.ron");
    let padding = " ".repeat(4_200_000);
    let text = format!(
        r#"(leaders: [(id: "a"), (id: "b")], events: [(id: "1", kind: message, sent: "1962", from: "a", to: "b"),
        (id: "2", kind: message, sent: "1963", from: "b", to: "a")]){padding}"#
    );
    std::fs::write(&file, text).unwrap_or_else(|error| panic!("{error}"));
    for path in [file.as_path(), folder.path()] {
        let link = Link {
            path: path.display().to_string(),
            event: Some("2".to_owned()),
            ..Link::default()
        };
        let mut harness = Harness::builder()
            .with_size([1440.0, 900.0])
            .build_eframe(move |cc| App::new(cc, std::slice::from_ref(&link)));
        settle(&mut harness, |harness| selected(harness) == "2");
    }
}
