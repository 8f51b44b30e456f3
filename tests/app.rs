//! The whole window, driven through its accessibility tree: no screen, no GPU.

mod window;

use std::path::{Path, PathBuf};

use demarche::app::App;
use demarche::index::USUAL_LANES;
use demarche::state::Link;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};

/// A window of the usual size on some files, or on the built-in archive.
fn open(files: &[&Path]) -> Harness<'static, App> {
    let links: Vec<Link> = files
        .iter()
        .map(|file| Link {
            path: file.display().to_string(),
            ..Link::default()
        })
        .collect();
    let mut harness = window::window(links);
    harness.run();
    harness
}

/// The id of the selected event, or nothing.
fn selected(harness: &Harness<'_, App>) -> String {
    let state = harness.state().state();
    let event = state.selected.and_then(|id| state.loaded.archive.event(id));
    event.map(|event| event.id.to_string()).unwrap_or_default()
}

fn shown(harness: &Harness<'_, App>) -> usize {
    harness.state().state().shown.len()
}

fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn cuba() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/cuba-1962.ron")
}

#[test]
fn the_built_in_archive_opens_and_a_click_reads_a_quote_in_full() {
    let mut harness = open(&[]);
    assert_eq!(shown(&harness), 3);
    harness
        .get_by_label_contains("Reply, Kim Jong Un to Vladimir Putin, about 14 August 2024")
        .click();
    harness.run();
    assert_eq!(selected(&harness), "answer");
    // The whole quote is there, from its first word to its last.
    harness.get_by_label_contains("The ties and affection between our two armies and people");
    harness.get_by_label_contains("the creation of a multipolar new world.");
    harness.get_by_label_contains("citing Yonhap News");
}

#[test]
fn keys_step_from_event_to_event_and_along_the_thread() {
    let mut harness = open(&[]);
    for expected in ["greeting", "answer", "tower", "tower"] {
        press(&mut harness, Modifiers::NONE, Key::ArrowRight);
        assert_eq!(selected(&harness), expected);
    }
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(selected(&harness), "answer");
    press(&mut harness, Modifiers::NONE, Key::OpenBracket);
    assert_eq!(selected(&harness), "greeting");
    press(&mut harness, Modifiers::NONE, Key::CloseBracket);
    assert_eq!(selected(&harness), "answer");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(selected(&harness), "");
}

#[test]
fn a_leader_is_filtered_away_with_one_click_and_brought_back() {
    let mut harness = open(&[]);
    harness.get_by_label("Show Kim Jong Un").click();
    harness.run();
    assert_eq!(shown(&harness), 2, "Kim's visit is gone, his letters with Putin stay");
    harness.get_by_label_contains("only Vladimir Putin");
    assert!(harness.query_by_label_contains("Lane of Kim Jong Un").is_none());
    harness.get_by_label("Clear").click();
    harness.run();
    assert_eq!(shown(&harness), 3);
    harness.get_by_label_contains("Lane of Kim Jong Un");
}

#[test]
fn a_filter_that_leaves_nothing_says_so() {
    let mut harness = open(&[]);
    for label in ["Show messages, 1", "Show replies, 1", "Show visits, 1"] {
        harness.get_by_label(label).click();
        harness.run();
    }
    assert_eq!(shown(&harness), 0);
    harness.get_by_label_contains("The filter leaves no events").click();
    harness.run();
    assert_eq!(shown(&harness), 3);
}

#[test]
fn search_counts_hits_and_steps_to_them() {
    let mut harness = open(&[]);
    press(&mut harness, Modifiers::NONE, Key::Slash);
    harness.get_by_label("Search quotes, titles, places").type_text("FRIENDSHIP");
    harness.run();
    harness.get_by_label("1 hit");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(selected(&harness), "greeting");
    harness.get_by_label("1 of 1");
    // Letters typed into the field are text, not commands.
    harness.get_by_label("Search quotes, titles, places").type_text("u");
    harness.run();
    assert!(harness.state().state().panels.tab != demarche::command::Tab::Undated);
}

#[test]
fn a_broken_file_is_reported_and_the_window_stays() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("broken.ron");
    std::fs::write(
        &path,
        "(\n leaders: [(id: \"a\")],\n events: [\n  (id: \"good\", kind: message, sent: \"1962\", from: \"a\"),\n  (id: \"bad\", kind: message, sent: \"28/7/14\", from: \"a\"),\n ],\n)",
    )?;
    let mut harness = open(&[&path]);
    assert_eq!(shown(&harness), 1);
    harness.get_by_label_contains("2 records: 1 on the timeline, 0 undated, 1 skipped");
    assert!(
        harness
            .query_all_by_label_contains("broken.ron:5:36: error: event \"bad\": cannot read the date")
            .count()
            > 0
    );
    harness.get_by_label("Copy report");
    harness.get_by_label("Close the report").click();
    harness.run();
    assert!(harness.query_by_label("Copy report").is_none());
    harness.get_by_label("1 skipped").click();
    harness.run();
    harness.get_by_label("Copy report");
    Ok(())
}

#[test]
fn undated_events_are_listed_and_read_like_the_others() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("undated.ron");
    std::fs::write(
        &path,
        "(leaders: [(id: \"a\", name: \"Anna\")], events: [(id: \"u\", kind: message, from: \"a\", title: \"A letter without a date\", quotes: [(text: \"Words to be read.\")])])",
    )?;
    let mut harness = open(&[&path]);
    harness.get_by_label("1 undated").click();
    harness.run();
    harness
        .get_by_role_and_label(Role::Button, "Message, Anna, undated, A letter without a date")
        .click();
    harness.run();
    assert_eq!(selected(&harness), "u");
    assert_eq!(
        harness.get_all_by_label_contains("Words to be read.").count(),
        2,
        "in the list and in full"
    );
    Ok(())
}

#[test]
fn the_palette_finds_a_command_and_the_sheet_lists_the_keys() {
    let mut harness = open(&[]);
    press(&mut harness, Modifiers::COMMAND, Key::K);
    harness
        .get_by_role_and_label(Role::TextInput, "Find a command")
        .type_text("last event");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(selected(&harness), "tower");
    press(&mut harness, Modifiers::NONE, Key::Questionmark);
    harness.get_by_label("Go to date\u{2026}");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_by_label("Go to date\u{2026}").is_none());
    assert_eq!(selected(&harness), "tower", "Esc closed the sheet and nothing else");
}

#[test]
fn a_date_is_gone_to() {
    let mut harness = open(&[&cuba()]);
    press(&mut harness, Modifiers::COMMAND, Key::G);
    harness.get_by_label("Date in EDTF").type_text("1962-10-27");
    harness.run();
    harness.get_by_label("27 October 1962");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let range = harness.state().state().aim().range();
    assert!(demarche::index::range_words(range).contains("Oct 1962"));
    assert!(range.seconds() < 3 * demarche::dates::DAY);
}

#[test]
fn a_figure_is_written_and_its_path_shown() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("figure.svg");
    let mut harness = open(&[]);
    press(&mut harness, Modifiers::COMMAND, Key::E);
    harness.get_by_label("SVG").click();
    harness.run();
    let field = harness.get_by_label("File to write");
    field.focus();
    harness.run();
    press(&mut harness, Modifiers::COMMAND, Key::A);
    harness.get_by_label("File to write").type_text(&path.display().to_string());
    harness.run();
    harness.get_by_label("Save").click();
    for _ in 0..200 {
        harness.step();
        if harness.query_by_label_contains("Written to").is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    harness.get_by_label_contains(&format!("Saved {}", path.display()));
    assert!(std::fs::read_to_string(&path)?.contains("Greeting for Liberation Day"));
    Ok(())
}

#[test]
fn every_lane_and_event_in_view_has_a_name() {
    let harness = open(&[&cuba()]);
    let state = harness.state().state();
    for (id, leader) in state.loaded.archive.leaders() {
        let count = state.loaded.index.count_on(Some(id));
        let events = if count == 1 { "event" } else { "events" };
        harness.get_by_label(&format!("Lane of {}, {count} {events}", leader.name));
    }
    let events = harness
        .query_all_by_role(Role::Button)
        .filter(|node| {
            let label = node.accesskit_node().label().unwrap_or_default();
            ["Message, ", "Reply, ", "Visit, ", "Meeting, ", "Statement, "]
                .iter()
                .any(|kind| label.starts_with(kind))
        })
        .count();
    assert_eq!(events, state.loaded.archive.events.len(), "all events fit into the first view");
}

#[test]
fn the_smallest_window_holds_everything() {
    let mut harness = Harness::builder()
        .with_size([900.0, 600.0])
        .with_max_steps(60)
        .build_eframe(|cc| App::new(cc, &[]));
    harness.run();
    harness.get_by_label("Fit");
    harness.get_by_label_contains("Reply, Kim Jong Un to Vladimir Putin");
}

#[test]
fn nothing_in_the_toolbar_of_a_small_window_lies_over_another_thing() {
    let link = Link {
        path: cuba().display().to_string(),
        ..Link::default()
    };
    let mut harness = Harness::builder()
        .with_size([900.0, 600.0])
        .with_max_steps(60)
        .build_eframe(move |cc| App::new(cc, std::slice::from_ref(&link)));
    harness.run();
    for search in ["", "soviet"] {
        if !search.is_empty() {
            press(&mut harness, Modifiers::NONE, Key::Slash);
            harness.event(egui::Event::Text(search.to_owned()));
            harness.run();
            harness.get_by_label("12 hits");
            harness.get_by_label("Kinds \u{25bc}");
        }
        let roles = [Role::Button, Role::CheckBox, Role::TextInput, Role::Label];
        let nodes = roles.into_iter().flat_map(|role| harness.query_all_by_role(role));
        let rects: Vec<egui::Rect> = nodes.map(|node| node.rect()).filter(|rect| rect.bottom() < 48.0).collect();
        assert!(rects.len() >= 6);
        for (at, one) in rects.iter().enumerate() {
            assert!(
                rects[at + 1..].iter().all(|other| !one.shrink(1.0).intersects(other.shrink(1.0))),
                "{one:?}"
            );
            assert!(one.right() <= 900.0, "{one:?}");
        }
    }
}

/// A file that was let go over the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_broken_file_that_is_dropped_is_reported_and_the_open_archive_can_be_left() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("dropped.ron");
    std::fs::write(&path, "(\n title: \"x\"\n events: [],\n)")?;
    let mut harness = open(&[]);
    harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
    for _ in 0..200 {
        harness.step();
        if harness.query_by_label("Copy report").is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let report = harness.state().state().loaded.report.to_text();
    assert!(
        report.contains("dropped.ron:3:2: error: found `events`, expected a comma"),
        "{report}"
    );
    harness.get_by_label("Copy report");
    harness.get_by_label_contains("This archive has no events");
    Ok(())
}

#[test]
fn the_look_is_chosen_and_the_view_is_remembered_in_a_link() {
    let mut harness = open(&[&cuba()]);
    press(&mut harness, Modifiers::COMMAND, Key::K);
    harness
        .get_by_role_and_label(Role::TextInput, "Find a command")
        .type_text("dark theme");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.ctx.theme(), egui::Theme::Dark);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    let link = harness.state().state().link();
    assert!(link.to_text().contains("cuba-1962.ron#event="), "{}", link.to_text());
    assert_eq!(Link::parse(&link.to_text()), link, "a link opens what it was copied from");
}

#[test]
fn tab_reaches_events_and_enter_reads_them() {
    let mut harness = open(&[]);
    let focused = |harness: &Harness<'_, App>| {
        let focused = harness.query_all_by_role(Role::Button).find(egui_kittest::Node::is_focused);
        focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    };
    let mut stops = Vec::new();
    for _ in 0..60 {
        press(&mut harness, Modifiers::NONE, Key::Tab);
        stops.push(focused(&harness));
    }
    let first = stops.iter().position(|stop| stop.starts_with("Message, Vladimir Putin"));
    assert!(first.is_some(), "Tab never came to the first event: {stops:?}");
    // The others are reached by arrows: one stop, however many events there are.
    assert!(!stops.iter().any(|stop| stop.starts_with("Visit, ")), "{stops:?}");
    while !focused(&harness).starts_with("Message, Vladimir Putin") {
        press(&mut harness, Modifiers::NONE, Key::Tab);
    }
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(selected(&harness), "greeting");
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert!(focused(&harness).starts_with("Reply, "), "the focus goes along");
}

/// An archive of 40 leaders, of whom the one with number n wrote n letters to the next.
fn many_leaders(folder: &Path) -> Result<PathBuf, Box<dyn std::error::Error>> {
    use std::fmt::Write as _;
    let mut text = String::from("date,from,to,title\n");
    for number in 1..40 {
        for day in 0..number {
            writeln!(text, "{}-03-01,Writer {number},Writer {},Letter", 1900 + day, number + 1)?;
        }
    }
    let file = folder.join("letters.csv");
    std::fs::write(&file, text)?;
    Ok(file)
}

#[test]
fn of_many_leaders_the_most_active_have_lanes_and_the_rest_is_one() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let mut harness = open(&[&many_leaders(folder.path())?]);
    harness.get_by_label("Lane of Writer 39, 77 events");
    harness.get_by_label_contains(&format!("Lane of Others, {} leaders", 40 - USUAL_LANES));
    assert!(harness.query_by_label_contains("Lane of Writer 3,").is_none());

    // A leader who has no lane of her own is found by name, and gets one on top.
    press(&mut harness, Modifiers::NONE, Key::L);
    harness
        .get_by_role_and_label(Role::TextInput, "Find a leader")
        .type_text("writer 3");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    harness.get_by_label_contains("Writer 3 ");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::NONE, Key::L);
    harness
        .get_by_role_and_label(Role::TextInput, "Find a leader")
        .type_text("writer 7");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let state = harness.state().state();
    assert_eq!(state.rows.pinned(), 1);
    let top = state.rows.rows()[0].lane.leader();
    assert_eq!(top.map(|id| state.loaded.archive.leader_name(id)), Some("Writer 7"));

    // One lane for everyone, and back.
    harness.get_by_label("How lanes are arranged").click();
    harness.run();
    harness.get_by_label("All").click();
    harness.run();
    assert_eq!(harness.state().state().rows.rows().len(), 40);
    harness.get_by_label("Reset lanes").click();
    harness.run();
    assert_eq!(harness.state().state().rows.rows().len(), USUAL_LANES + 1);
    Ok(())
}

#[test]
fn what_passed_between_two_leaders_is_shown_alone() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let mut harness = open(&[&many_leaders(folder.path())?]);
    harness.get_by_label("Lane of Writer 39, 77 events").click();
    harness.run();
    harness.get_by_label("Show only the exchange with").click();
    harness.run();
    harness.get_by_label("Writer 38 38").click();
    harness.run();
    assert_eq!(shown(&harness), 38);
    assert_eq!(harness.state().state().rows.rows().len(), 2);
    assert_eq!(
        harness.get_all_by_label_contains("between Writer 39 and Writer 38").count(),
        2,
        "filter and status say so"
    );
    harness.get_by_label("Clear").click();
    harness.run();
    assert_eq!(harness.state().state().rows.rows().len(), USUAL_LANES + 1);
    Ok(())
}

#[test]
fn a_lane_that_is_dragged_stays_where_it_was_let_go() {
    let mut harness = open(&[]);
    let names = |harness: &Harness<'_, App>| -> Vec<String> {
        let state = harness.state().state();
        let leaders = state.rows.rows().iter().filter_map(|row| row.lane.leader());
        leaders.map(|id| state.loaded.archive.leader_name(id).to_owned()).collect()
    };
    assert_eq!(names(&harness), ["Vladimir Putin", "Kim Jong Un"]);
    let from = harness.get_by_label_contains("Lane of Kim Jong Un").rect().center();
    let to = harness.get_by_label_contains("Lane of Vladimir Putin").rect().center() - egui::vec2(0.0, 30.0);
    harness.drag_at(from);
    harness.run();
    harness.hover_at(from - egui::vec2(0.0, 20.0));
    harness.run();
    harness.hover_at(to);
    harness.run();
    harness.drop_at(to);
    harness.run();
    assert_eq!(names(&harness), ["Kim Jong Un", "Vladimir Putin"]);
}

#[test]
fn everything_can_be_read_and_sorted_in_the_list() {
    let mut harness = open(&[&cuba()]);
    press(&mut harness, Modifiers::SHIFT, Key::T);
    harness.get_by_label("Sort by title").click();
    harness.run();
    // Arrow keys go from row to row, in the order of the list.
    let rows = |harness: &Harness<'_, App>| harness.state().state().list.rows.to_vec();
    let all = harness.state().state().loaded.archive.events.len();
    assert_eq!(rows(&harness).len(), all);
    for row in 0..3 {
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
        assert_eq!(harness.state().state().selected, rows(&harness).get(row).copied());
    }
    harness.get_by_label("Sort by title, ascending").click();
    harness.run();
    let backwards = rows(&harness);
    press(&mut harness, Modifiers::NONE, Key::Home);
    assert_eq!(harness.state().state().selected, backwards.first().copied());
    press(&mut harness, Modifiers::NONE, Key::End);
    assert_eq!(harness.state().state().selected, backwards.last().copied());
    // The filter is that of the timeline; each row says what it is.
    harness.get_by_label_contains("Show replies").click();
    harness.run();
    let replies = harness.state().state().loaded.index.count_of(demarche::model::Kind::Reply);
    assert_eq!(rows(&harness).len(), all - replies);
    let shown = harness.get_all_by_role(Role::Row).count();
    assert!(shown >= 15, "{shown} rows are told to a screen reader");
    harness.get_by_label("Below the timeline").click();
    harness.run();
    harness.get_by_label_contains("Lane of Nikita Khrushchev");
    harness.get_by_label("Close the event list").click();
    harness.run();
    assert!(rows(&harness).is_empty());
}

#[test]
fn two_names_of_one_person_are_merged_when_somebody_says_so_and_never_before() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("letters.csv");
    let text = "date,from,to,title\n1971-07-01,President Nixon,Zhou Enlai,One\n1972-02-01,Richard M. Nixon,Zhou Enlai,Two\n";
    std::fs::write(&file, text)?;
    let mut harness = open(&[&file]);
    assert_eq!(harness.state().state().loaded.archive.leaders.len(), 3);
    press(&mut harness, Modifiers::COMMAND, Key::K);
    harness
        .get_by_role_and_label(Role::TextInput, "Find a command")
        .type_text("merge duplicate");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness
        .get_by_label("Richard M. Nixon and President Nixon are the same person")
        .click();
    for _ in 0..200 {
        harness.run();
        if harness.state().state().loaded.archive.leaders.len() == 2 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let archive = &harness.state().state().loaded.archive;
    assert_eq!(archive.leaders.len(), 2);
    let nixon = archive.leaders.iter().find(|leader| leader.name == "Richard M. Nixon");
    assert_eq!(
        nixon.map(|leader| leader.aliases.as_slice()),
        Some(&["President Nixon".to_owned()][..])
    );
    assert_eq!(std::fs::read_to_string(&file)?, text, "the source is as it was");
    let said = std::fs::read_to_string(folder.path().join("letters.csv.aliases"))?;
    assert!(said.contains("President Nixon"), "{said}");
    Ok(())
}

#[test]
fn moving_the_pointer_lays_nothing_out() {
    let mut harness = open(&[&cuba()]);
    let before = harness.state().layouts();
    assert!(before > 0);
    // On the timeline, not in the panel.
    let reply = harness
        .get_all_by_label_contains("Khrushchev offers terms in a private letter")
        .map(|node| node.rect().center())
        .find(|at| at.x < 900.0)
        .unwrap_or_else(|| panic!("the letter is not on the timeline"));
    for at in [
        reply,
        reply + egui::vec2(40.0, -120.0),
        reply + egui::vec2(-60.0, 30.0),
        egui::pos2(600.0, 300.0),
    ] {
        harness.hover_at(at);
        harness.run();
    }
    assert_eq!(harness.state().layouts(), before);
}

#[test]
fn an_archive_says_nothing_that_it_cannot_know() {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let file = |name: &str, events: &str| {
        let path = folder.path().join(name);
        let text = format!(r#"(title: "T", leaders: [(id: "a", name: "Anna"), (id: "b", name: "Boris")], events: [{events}])"#);
        std::fs::write(&path, text).unwrap_or_else(|error| panic!("{error}"));
        path
    };
    // Letters of one side: whether the other replied cannot be known.
    let one_sided = file(
        "side.ron",
        r#"(id: "1", kind: message, sent: "1962-10-22", from: "a", to: "b", title: "First")"#,
    );
    let mut harness = open(&[&one_sided]);
    press(&mut harness, Modifiers::NONE, Key::Home);
    harness.get_by_label_contains("This archive has no letters from Boris");
    assert!(harness.query_by_label_contains("No reply in this archive").is_none());
    press(&mut harness, Modifiers::NONE, Key::Q);
    harness.get_by_label_contains("Unanswered in this archive (0)");
    harness.get_by_label_contains("1 letter to leaders with no letters in this archive");
    // Without dates there is no range to name.
    let undated = file("undated.ron", r#"(kind: message, from: "a", to: "b")"#);
    let harness = open(&[&undated]);
    harness.get_by_label_contains("1 of 1 event");
    assert!(harness.query_by_label_contains("1970").is_none());
}
