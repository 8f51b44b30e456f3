//! Files that change while they are open, tables that ask what their columns are, and large files that show themselves
//! while they are read: the window, driven without a screen.

mod window;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use demarche::app::App;
use demarche::files;
use demarche::model::decisions::Decision;
use demarche::state::{Dialog, Link, State};
use egui::accesskit::Role;
use egui_kittest::{Harness, kittest::Queryable as _};

fn open(file: &Path) -> Harness<'static, App> {
    open_at(file, None)
}

fn open_at(file: &Path, event: Option<&str>) -> Harness<'static, App> {
    let links = vec![Link {
        path: file.display().to_string(),
        event: event.map(str::to_owned),
        ..Link::default()
    }];
    let mut harness = window::window(links);
    harness.step();
    harness
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"))
}

fn write(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// Steps until the window shows what is waited for; `what` says it where it never comes.
fn wait(harness: &mut Harness<'_, App>, what: &str, is_there: impl Fn(&State) -> bool) {
    let start = Instant::now();
    while !is_there(harness.state().state()) {
        assert!(start.elapsed() < Duration::from_secs(20), "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(10));
        harness.step();
    }
    println!("{what}: after {} ms", start.elapsed().as_millis());
}

fn archive(titles: &[&str]) -> String {
    let events: Vec<String> = titles
        .iter()
        .enumerate()
        .map(|(at, title)| {
            format!(
                "(id: \"{at}\", kind: message, sent: \"1962-10-{:02}\", from: \"a\", to: \"b\", title: \"{title}\"),",
                at + 10
            )
        })
        .collect();
    format!("(title: \"T\", leaders: [(id: \"a\"), (id: \"b\")], events: [{}])", events.concat())
}

fn titles(state: &State) -> Vec<String> {
    state.loaded.archive.events.iter().map(|event| event.title.to_string()).collect()
}

#[test]
fn a_saved_file_is_there_again_and_what_changed_lights_up() {
    let folder = folder();
    let path = folder.path().join("a.ron");
    write(&path, &archive(&["one", "two"]));
    let mut harness = open(&path);
    harness.key_press(egui::Key::ArrowRight);
    harness.step();
    wait(&mut harness, "a selection", |state| state.selected.is_some());
    let (selected, viewport) = (harness.state().state().selected, harness.state().state().aim());
    write(&path, &archive(&["one", "changed", "new"]));
    wait(&mut harness, "the new state", |state| titles(state) == ["one", "changed", "new"]);
    let state = harness.state().state();
    assert_eq!((state.selected, state.aim()), (selected, viewport), "view and selection stay");
    let flash: Vec<u32> = state.flash.iter().flat_map(|flash| &flash.events).map(|id| id.0).collect();
    assert_eq!(flash, [1, 2]);
    wait(&mut harness, "the light to fade", |state| state.flash.is_none());
}

#[test]
fn what_another_program_keeps_beside_the_archive_is_taken_up_and_what_this_window_keeps_is_not_read_again() {
    let folder = folder();
    let path = folder.path().join("a.ron");
    let message = |id: &str, day: u8, from: &str, to: &str| {
        format!("(id: \"{id}\", kind: message, sent: \"1962-10-{day}\", from: \"{from}\", to: \"{to}\"),")
    };
    let events = [message("1", 10, "a", "b"), message("2", 12, "b", "a"), message("3", 14, "a", "b")];
    write(
        &path,
        &format!("(leaders: [(id: \"a\"), (id: \"b\")], events: [{}])", events.concat()),
    );
    let mut harness = open_at(&path, Some("3"));
    let decided = |state: &State, reply: &str, message: &str| {
        let archive = &state.loaded.archive;
        let (reply, message) = (archive.find_event(reply), archive.find_event(message));
        reply
            .zip(message)
            .and_then(|(reply, message)| Decision::of(archive, reply, message))
            .unwrap_or_default()
    };
    let is_reply = |state: &State, reply: &str| {
        let event = state.loaded.archive.find_event(reply).and_then(|id| state.loaded.archive.event(id));
        event.is_some_and(|event| !event.in_reply_to.is_empty())
    };
    let decision = decided(harness.state().state(), "2", "1");
    assert_eq!(
        files::keep_decision(std::slice::from_ref(&path), &decision, Some(true))
            .err()
            .map(|error| error.to_string()),
        None
    );
    wait(&mut harness, "what another program kept", |state| is_reply(state, "2"));
    let loads = harness.state().loads();
    harness.key_press(egui::Key::Y);
    wait(&mut harness, "what was decided here", |state| is_reply(state, "3"));
    let until = Instant::now() + Duration::from_millis(600);
    while Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
        harness.step();
    }
    assert_eq!(harness.state().loads(), loads, "it is known already");
    assert!(is_reply(harness.state().state(), "2") && is_reply(harness.state().state(), "3"));
}

#[test]
fn a_state_that_cannot_be_read_leaves_the_old_one_and_is_told_beside_it() {
    let folder = folder();
    let path = folder.path().join("a.ron");
    write(&path, &archive(&["one", "two"]));
    let mut harness = open(&path);
    write(&path, "(title: \"T\", events: [(id: ");
    let start = Instant::now();
    while harness.query_by_label_contains("a.ron:1:").is_none() {
        assert!(start.elapsed() < Duration::from_secs(20), "the error is not told");
        std::thread::sleep(Duration::from_millis(10));
        harness.step();
    }
    assert_eq!(titles(harness.state().state()), ["one", "two"]);
    // As editors do: another file takes its name.
    let other = folder.path().join("a.ron.tmp");
    write(&other, &archive(&["mended"]));
    std::fs::rename(&other, &path).unwrap_or_else(|error| panic!("{error}"));
    wait(&mut harness, "the mended state", |state| titles(state) == ["mended"]);
    harness.step();
    assert!(harness.query_by_label_contains("a.ron:1:").is_none(), "the error is gone");
}

#[test]
fn a_table_that_nobody_understands_asks_and_is_read_as_told() {
    let folder = folder();
    let path = folder.path().join("t.csv");
    write(
        &path,
        "A,B,C,D\n1962-10-26,Khrushchev,Kennedy,1962-10-28\n1962-10-27,Kennedy,Khrushchev,1962-10-29\n",
    );
    let mut harness = open(&path);
    harness.run();
    assert_eq!(harness.state().state().panels.dialog, Some(Dialog::Columns));
    harness.get_by_label("Match the columns");
    harness.get_by_label("1962-10-27");
    for (column, field) in [("A", "Date"), ("B", "From"), ("C", "To")] {
        harness
            .get_by_role_and_label(Role::ComboBox, &format!("What the column {column} is"))
            .click();
        harness.run();
        harness.get_by_role_and_label(Role::Button, field).click();
        harness.run();
    }
    harness.get_by_label("Import").click();
    harness.step();
    wait(&mut harness, "the table", |state| state.loaded.archive.events.len() == 2);
    let state = harness.state().state();
    assert!(state.panels.dialog.is_none());
    assert_eq!(
        state.loaded.archive.leader_name(state.loaded.archive.events[0].from[0]),
        "Khrushchev"
    );
}

/// Lines enough that a worker reads the file in pieces.
fn large(folder: &Path) -> PathBuf {
    let path = folder.join("large.jsonl");
    let filler = "x".repeat(400);
    let lines: Vec<String> = (0..60_000)
        .map(|at| {
            format!(
                "{{\"id\":\"{at}\",\"kind\":\"message\",\"sent\":\"{}-01-01\",\"from\":\"a\",\"to\":\"b\",\"note\":\"{filler}\"}}\n",
                1900 + at % 100
            )
        })
        .collect();
    write(&path, &lines.concat());
    path
}

#[test]
fn a_large_file_shows_what_is_read_so_far_and_can_be_stopped() {
    let folder = folder();
    let path = large(folder.path());
    let mut harness = open(&path);
    harness.step();
    harness.get_by_label_contains("Reading large.jsonl");
    wait(&mut harness, "the first part", |state| state.loaded.archive.events.len() > 100);
    wait(&mut harness, "all of it", |state| state.loaded.archive.events.len() == 60_000);
    let mut harness = open(&path);
    harness.step();
    harness.get_by_label("Stop").click_accesskit();
    harness.step();
    harness.step();
    harness.step();
    harness.get_by_label_contains("Stopped");
    assert!(harness.query_by_label_contains("Reading large.jsonl").is_none());
}
