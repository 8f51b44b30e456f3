//! A story: made in the window, kept beside the archive, walked through, and exported.

#![expect(clippy::expect_used, reason = "a test that cannot go on says why")]

mod window;

use std::path::{Path, PathBuf};
use std::process::{Command as Process, Output};

use demarche::app::App;
use demarche::command::Command;
use demarche::files::{EXAMPLES, example, keep_story, path_beside, story_beside};
use demarche::library::{Library, Origin};
use demarche::state::{Link, State};
use demarche::story::{Step, Story};
use demarche::view::View;
use egui::{Key, Modifiers};
use egui_kittest::{Harness, kittest::Queryable as _};

/// A copy of the archive on Cuba, without its story, in a folder of its own.
fn copied() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("cuba.ron");
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/cuba-1962.ron"), &path).expect("a copy");
    (folder, path)
}

fn open(path: &Path) -> Harness<'static, App> {
    let links = vec![Link {
        path: path.display().to_string(),
        ..Link::default()
    }];
    let mut harness = window::window(links);
    harness.run();
    harness
}

fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn kept(path: &Path) -> Story {
    let (story, reports) = story_beside(&[path.to_owned()]);
    assert!(reports.is_empty(), "{reports:?}");
    story
}

#[test]
fn a_view_is_added_with_a_title_kept_beside_the_archive_and_read_with_it() {
    let (_folder, path) = copied();
    let mut harness = open(&path);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    press(&mut harness, Modifiers::NONE, Key::J);
    let first = kept(&path);
    assert_eq!(first.steps.len(), 1);
    assert_eq!(first.steps[0].title, "Kennedy receives Gromyko and keeps silent");
    assert_eq!(first.steps[0].sight.select.as_deref(), Some("gromyko-kennedy"));
    // The title has the focus; what is typed is kept when the dialog closes.
    harness.get_by_label("Text of step 1").focus();
    harness.run();
    harness.get_by_label("Text of step 1").type_text("He knows, and does not say so.");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(kept(&path).steps[0].text, "He knows, and does not say so.");
    // Another view, undone and done again.
    press(&mut harness, Modifiers::NONE, Key::M);
    press(&mut harness, Modifiers::NONE, Key::J);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(kept(&path).steps[1].sight.view, View::Matrix);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(kept(&path).steps.len(), 1);
    press(&mut harness, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    assert_eq!(kept(&path).steps.len(), 2);
    let again = open(&path);
    assert_eq!(again.state().state().story, kept(&path));
}

#[test]
fn a_story_is_walked_with_arrows_and_escape_brings_back_what_was_seen() {
    let mut harness = open(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/cuba-1962.ron").as_path());
    press(&mut harness, Modifiers::NONE, Key::End);
    let before = harness.state().state().clone();
    press(&mut harness, Modifiers::COMMAND, Key::J);
    harness.get_by_label("A letter before the speech");
    harness.get_by_label("1 of 5");
    assert!(harness.query_by_label("Fit").is_none(), "no toolbar");
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    let state = harness.state().state();
    assert!(state.filter.pair.is_some(), "only the two");
    let selected = state.selected.and_then(|id| state.loaded.archive.event(id));
    assert_eq!(selected.map(|event| event.id.to_string()).as_deref(), Some("d67"));
    press(&mut harness, Modifiers::NONE, Key::End);
    assert_eq!(harness.state().state().view, View::Tempo);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    harness.get_by_label("5 of 5");
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    harness.get_by_label("4 of 5");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    let after = harness.state().state();
    assert!(after.walk.is_none());
    assert_eq!(
        (&after.filter, after.view, after.selected),
        (&before.filter, before.view, before.selected)
    );
    assert!((after.aim().start - before.aim().start).abs() < 2.0 && (after.aim().span - before.aim().span).abs() < 2.0);
    harness.get_by_label("Fit");
}

/// Every view that ships is there in full: no step names what its archive does not have.
#[test]
fn the_stories_that_ship_name_only_what_there_is() {
    for (number, shipped) in EXAMPLES.into_iter().enumerate() {
        let (archive, report) = example(shipped);
        let mut state = State::new(Library::new(archive, report, Origin::Example(number)).with_story(shipped.story()));
        for at in 0..state.story.steps.len() {
            state.apply(Command::Walk(at));
            let walk = state.walk.as_ref().expect("it is walked");
            assert!(walk.missing.is_empty(), "{}, step {at}: {:?}", shipped.name, walk.missing);
            assert!(!state.shown.is_empty(), "{}, step {at}", shipped.name);
            // What a step shows is what is recorded when it is added again, as far as it says anything.
            let (said, seen) = (state.story.steps[at].sight.clone(), state.subject().sight(false));
            assert_eq!((said.view, &said.between, &said.select), (seen.view, &seen.between, &seen.select));
            state.apply(Command::AddStep);
            let added = state.story.steps.last().expect("a step").sight.clone();
            let before = state.aim();
            state.apply(Command::Escape);
            state.apply(Command::Walk(state.story.steps.len() - 1));
            assert_eq!(state.story.steps.last().map(|step| &step.sight), Some(&added));
            let after = state.aim();
            // Charts are of all that is shown.
            assert!(
                added.view != View::Timeline || (after.start - before.start).abs() < 2.0 && (after.span - before.span).abs() < 4.0,
                "{}, step {at}: {before:?}, then {after:?}; {added:?}",
                shipped.name
            );
        }
    }
}

#[test]
fn what_another_program_wrote_meanwhile_is_not_lost() {
    let (_folder, path) = copied();
    let paths = [path.clone()];
    let titled = |title: &str| Story {
        steps: vec![Step {
            title: title.to_owned(),
            ..Step::default()
        }],
    };
    keep_story(&paths, &Story::default(), &titled("ours")).expect("it is kept");
    keep_story(&paths, &titled("ours"), &titled("theirs")).expect("it is kept");
    let refused = keep_story(&paths, &titled("ours"), &titled("ours, later")).expect_err("it is another one by now");
    assert!(refused.to_string().contains("was changed by another program"), "{refused}");
    assert_eq!(kept(&path), titled("theirs"));
    std::fs::write(path_beside::<Story>(&path), "(steps: [(title: 3)])").expect("written");
    assert!(keep_story(&paths, &titled("theirs"), &Story::default()).is_err());
    let (story, reports) = story_beside(&paths);
    assert!(story.is_empty());
    assert_eq!(reports[0].code, "bad-story");
    assert_eq!(reports[0].place.map(|place| place.line), Some(1));
}

fn export(archive: &Path, output: &Path, options: &[&str]) -> Output {
    let run = Process::new(env!("CARGO_BIN_EXE_demarche"))
        .arg("export")
        .arg(archive)
        .args(["--story", "-o"])
        .arg(output)
        .args(options)
        .output();
    run.expect("the program starts")
}

#[test]
fn a_story_is_pictures_pages_or_a_page() {
    let archive = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/cuba-1962.ron");
    let folder = tempfile::tempdir().expect("a folder");
    let written = |name: &str| {
        let run = export(&archive, &folder.path().join(name), &[]);
        assert!(run.status.success(), "{name}: {}", String::from_utf8_lossy(&run.stderr));
    };
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("the file is there");
    written("story.svg");
    assert!(read("story-1.svg").contains("A letter before the speech"));
    assert!(read("story-2.svg").contains("Two letters, one answer"));
    assert!(read("story-5.svg").contains("Who wrote, and how fast"));
    assert!(!folder.path().join("story.svg").exists() && !folder.path().join("story-6.svg").exists());
    written("story.html");
    let page = read("story.html");
    let places: Vec<usize> = (1..=5).filter_map(|step| page.find(&format!("id=\"step-{step}\""))).collect();
    assert_eq!(places.len(), 5);
    assert!(places.is_sorted() && page.find("class=\"list\"").is_some_and(|list| places[4] < list));
    written("story.pdf");
    let pdf = std::fs::read(folder.path().join("story.pdf")).expect("the file is there");
    assert_eq!(pages_of(&pdf), 5);
}

/// The number of pages that a PDF has.
fn pages_of(pdf: &[u8]) -> usize {
    String::from_utf8_lossy(pdf).matches("/Type/Page/").count()
}

/// A page holds several pictures; what one defines must not be what another refers to.
#[test]
fn no_two_things_of_a_page_have_one_id() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["cuba-1962.ron", "liberation-day.ron"] {
        let archive = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
        let output = folder.path().join(name).with_extension("html");
        let run = export(&archive, &output, &[]);
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let page = std::fs::read_to_string(&output).expect("the file is there");
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let mut known = std::collections::HashSet::new();
        assert!(ids.len() > 50, "{name}: {}", ids.len());
        for id in ids {
            assert!(known.insert(id), "{name}: {id} is there twice");
        }
        for reference in ["href=\"#", "url(#"] {
            for rest in page.split(reference).skip(1) {
                let id: &str = rest.split(['"', ')']).next().unwrap_or_default();
                assert!(known.contains(id), "{name}: nothing has the id {id}");
            }
        }
    }
}

#[test]
fn without_a_story_there_is_nothing_to_tell_and_a_text_tells_none() {
    let (folder, path) = copied();
    let run = export(&path, &folder.path().join("a.pdf"), &[]);
    assert_eq!(run.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&run.stderr).contains("there is no story beside the archive"));
    let run = export(&path, &folder.path().join("a.md"), &[]);
    assert_eq!(run.status.code(), Some(2));
    std::fs::write(
        path_beside::<Story>(&path),
        "(steps: [(title: \"x\", sight: (select: \"nobody-knows\"))])",
    )
    .expect("written");
    let run = export(&path, &folder.path().join("a.pdf"), &[]);
    assert_eq!(run.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&run.stderr).contains("step 1 of the story: --select: there is no event \"nobody-knows\""));
}
