//! Figures and texts of the archives that ship, as the command line writes them: what is in the files, not only that there are some.

#![expect(clippy::expect_used, reason = "a test that cannot go on says why")]

use std::path::{Path, PathBuf};
use std::process::Command;

use demarche::figure::PRESETS;

/// Runs `demarche export`; gives the file.
fn export(archive: &Path, name: &str, options: &[&str], folder: &Path) -> Vec<u8> {
    let output = folder.join(name);
    let run = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .arg("export")
        .arg(archive)
        .arg("-o")
        .arg(&output)
        .arg("--force")
        .args(options)
        .output()
        .expect("the program starts");
    assert!(run.status.success(), "{name} {options:?}: {}", String::from_utf8_lossy(&run.stderr));
    std::fs::read(&output).expect("the file is there")
}

fn shipped(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("it is UTF-8")
}

const CUBA: &str = "cuba-1962.ron";
const FORMATS: [&str; 9] = ["png", "svg", "pdf", "html", "md", "txt", "csv", "ics", "gexf"];

#[test]
fn the_same_archive_gives_the_same_bytes_in_another_process_place_and_language() {
    let folder = tempfile::tempdir().expect("a folder");
    for format in FORMATS {
        let written = |locale: &str, zone: &str| {
            let output = folder.path().join(format!("figure.{format}"));
            let run = Command::new(env!("CARGO_BIN_EXE_demarche"))
                .args(["export", "-o"])
                .arg(&output)
                .args(["--force", "--scale", "1"])
                .arg(shipped(CUBA))
                .env("LC_ALL", locale)
                .env("LANG", locale)
                .env("TZ", zone)
                .output()
                .expect("the program starts");
            assert!(run.status.success(), "{format}: {}", String::from_utf8_lossy(&run.stderr));
            std::fs::read(output).expect("the file is there")
        };
        assert!(written("C", "UTC") == written("de_DE.UTF-8", "Asia/Pyongyang"), "{format}");
    }
}

#[test]
fn type_is_never_below_six_points_and_nothing_is_written_beside_the_page() {
    let folder = tempfile::tempdir().expect("a folder");
    for archive in ["liberation-day.ron", CUBA] {
        for preset in PRESETS {
            let svg = text(export(&shipped(archive), "figure.svg", &["--size", preset.name], folder.path()));
            let document = roxmltree::Document::parse(&svg).expect("it is XML");
            let number = |node: &roxmltree::Node<'_, '_>, name: &str| node.attribute(name).and_then(|text| text.parse::<f32>().ok());
            let width = number(&document.root_element(), "width").expect("a width");
            let height = number(&document.root_element(), "height").expect("a height");
            let texts = document.descendants().filter(|node| node.has_tag_name("text"));
            for node in texts {
                let what = || format!("{archive}, {}: {:?}", preset.name, node.text());
                let size = number(&node, "font-size").expect("a size");
                assert!(size >= 6.0, "{} is {size} points", what());
                let (x, y) = (number(&node, "x").expect("a place"), number(&node, "y").expect("a place"));
                assert!((-2.0..=width + 2.0).contains(&x), "{} begins at {x}", what());
                let is_clipped = node
                    .ancestors()
                    .any(|node| node.attribute("clip-path").is_some() && !node.attribute("id").unwrap_or_default().starts_with("foot"));
                assert!((-2.0..=height + 2.0).contains(&y) || is_clipped, "{} is at {y} of {height}", what());
            }
        }
    }
}

#[test]
fn svg_has_a_named_group_for_every_lane_and_every_event_that_is_drawn() {
    let folder = tempfile::tempdir().expect("a folder");
    let svg = text(export(&shipped(CUBA), "figure.svg", &[], folder.path()));
    let document = roxmltree::Document::parse(&svg).expect("it is XML");
    let groups = document.descendants().filter(|node| node.has_tag_name("g"));
    let named: Vec<(&str, String)> = groups
        .filter_map(|node| {
            let title = node.children().find(|child| child.has_tag_name("title"))?;
            Some((node.attribute("id")?, title.text().unwrap_or_default().to_owned()))
        })
        .collect();
    for name in ["John F. Kennedy", "Nikita Khrushchev", "Anatoly Dobrynin"] {
        assert!(named.iter().any(|(id, title)| id.starts_with("lane-") && title == name), "{name}");
    }
    let events = named.iter().filter(|(id, _)| id.starts_with("event-")).count();
    assert_eq!(events, 37);
    let (_, sentence) = named
        .iter()
        .find(|(id, _)| *id == "event-frus-65")
        .or(named.iter().find(|(id, _)| id.starts_with("event-")))
        .expect("an event");
    assert!(sentence.contains("1962"), "{sentence}");
    assert!(!svg.contains("textLength"), "letters are not stretched");
}

#[test]
fn outlines_need_no_font_and_fonts_can_be_in_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let outlined = text(export(&shipped(CUBA), "o.svg", &["--text", "outlines"], folder.path()));
    assert!(!outlined.contains("<text") && outlined.contains("aria-label=\"John F. Kennedy\""));
    let embedded = text(export(&shipped(CUBA), "e.svg", &["--text", "embedded"], folder.path()));
    assert!(embedded.contains("@font-face{font-family:'Inter'") && embedded.contains("<text"));
}

#[test]
fn a_picture_on_paper_says_that_it_has_300_pixels_an_inch() {
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = export(
        &shipped("liberation-day.ron"),
        "figure.png",
        &["--size", "89mm", "--credit", "A. Newsroom"],
        folder.path(),
    );
    let decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    let reader = decoder.read_info().expect("it is PNG");
    let info = reader.info();
    let dims = info.pixel_dims.expect("a resolution");
    assert!((f64::from(dims.xppu) * 0.0254 - 300.0).abs() < 0.5, "{dims:?}");
    assert_eq!(info.width, 1051, "89 mm at 300 pixels an inch");
    let said = |keyword: &str| {
        let chunk = info.utf8_text.iter().find(|chunk| chunk.keyword == keyword);
        chunk.and_then(|chunk| chunk.get_text().ok()).unwrap_or_default()
    };
    assert_eq!(said("Author"), "A. Newsroom");
    assert!(said("Comment").contains("SHA-256"), "{}", said("Comment"));
}

#[test]
fn what_has_no_room_is_beside_the_figure_and_the_figure_says_where() {
    let folder = tempfile::tempdir().expect("a folder");
    let svg = text(export(&shipped(CUBA), "small.svg", &["--size", "journal"], folder.path()));
    let beside = std::fs::read_to_string(folder.path().join("small.sources.txt")).expect("the sources are there");
    let words: String = svg
        .split('<')
        .filter_map(|tag| tag.split_once('>').map(|(_, text)| text))
        .collect::<Vec<_>>()
        .join(" ");
    assert!(words.contains("small.sources.txt"), "the figure names the file");
    assert!(beside.contains("1. ") && beside.contains("Foreign Relations of the United States"));
    let more: usize = words
        .split(" more source")
        .next()
        .and_then(|text| text.rsplit(' ').next()?.parse().ok())
        .expect("how many more");
    let listed = beside
        .lines()
        .filter(|line| line.split_once(". ").is_some_and(|(number, _)| number.parse::<usize>().is_ok()))
        .count();
    assert!(more < listed && listed > 10, "{more} of {listed}");
}

#[test]
fn a_file_of_others_where_the_sources_would_be_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let beside = folder.path().join("small.sources.txt");
    std::fs::write(&beside, "mine").expect("it is written");
    let run = |options: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        command
            .arg("export")
            .arg(shipped(CUBA))
            .args(["-o", "small.svg", "--size", "journal"]);
        command.args(options).current_dir(folder.path()).output().expect("it runs")
    };
    let refused = run(&[]);
    assert!(!refused.status.success());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("small.sources.txt exists already"));
    assert_eq!(std::fs::read_to_string(&beside).expect("it is there"), "mine");
    assert!(!folder.path().join("small.svg").exists(), "nothing was written");
    // A list of sources from an earlier figure is replaced with it.
    std::fs::write(&beside, "Sources of something").expect("it is written");
    assert!(run(&[]).status.success());
    assert!(std::fs::read_to_string(&beside).expect("it is there").contains("1. "));
}

/// Marks whose labels have no room have numbers, and the list under the lanes says which is which.
#[test]
fn what_has_no_label_has_a_number_and_quotes_have_those_of_their_marks() {
    let folder = tempfile::tempdir().expect("a folder");
    let coverage = |options: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        command
            .arg("export")
            .arg(shipped(CUBA))
            .args(["-o", "x.svg", "--force", "--describe"]);
        let output = command.args(options).current_dir(folder.path()).output().expect("it runs");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let line = text.lines().last().unwrap_or_default().to_owned();
        let mut numbers = line.split(' ').filter_map(|word| word.parse::<usize>().ok());
        (numbers.next().expect("labels"), numbers.next().expect("marks"))
    };
    let small = ["--size", "900x600"];
    let plain = coverage(&[&small[..], &["--callouts", "never"]].concat());
    let numbered = coverage(&small);
    assert!(numbered.0 > plain.0, "{numbered:?} after {plain:?}");
    let week = ["--from", "1962-10-22", "--to", "1962-10-29", "--quotes"];
    let (labeled, marks) = coverage(&week);
    assert_eq!(labeled, marks, "the labels stay");
    let svg = std::fs::read_to_string(folder.path().join("x.svg")).expect("it is there");
    let count = |number: &str| svg.matches(&format!(">{number}<")).count();
    assert!(count("1") >= 2 && count("2") >= 2, "at the mark and at its quote");
    assert!(
        svg.contains("1 quote not shown") && count("4") == 0,
        "what has no room has no number"
    );
    assert!(!svg.contains("no room"), "quotes need no list");
}

#[test]
fn the_words_of_a_figure_are_those_that_were_given() {
    let folder = tempfile::tempdir().expect("a folder");
    let options = [
        "--headline",
        "Eleven letters",
        "--deck",
        "In seven days.",
        "--note",
        "A note.",
        "--credit",
        "A. Newsroom",
        "--no-check",
    ];
    let svg = text(export(&shipped(CUBA), "figure.svg", &options, folder.path()));
    for words in [">Eleven letters<", ">In seven days.<", ">A note.<", ">A. Newsroom<"] {
        assert!(svg.contains(words), "{words}");
    }
    let body = svg.split("</metadata>").nth(1).unwrap_or_default();
    assert!(!body.contains("SHA-256"), "no line to check it by");
    assert!(svg.contains("SHA-256"), "but the metadata have it");
    let bare = text(export(
        &shipped(CUBA),
        "figure.svg",
        &["--headline", "", "--deck", ""],
        folder.path(),
    ));
    assert!(
        !bare
            .split("</metadata>")
            .nth(1)
            .unwrap_or_default()
            .contains(">Cuba, October to December 1962<")
    );
}

/// An archive that tries to run something.
const HOSTILE: &str = r#"(title: "</title><script>alert(1)</script>", description: "<img src=x onerror=alert(2)>",
leaders: [(id: "a", name: "<b>A</b>"), (id: "b\"><script>", name: "B & \u{202e}C")],
sources: [(id: "s", title: "<i>S</i>", url: "javascript:alert(3)"), (id: "t", title: "T", url: "https://example.org/?a=\"><script>")],
events: [(id: "x\"><script>alert(4)</script>", kind: message, sent: "1962-10-26", from: "a", to: "b\"><script>", title: "</script><script>alert(5)//",
  quotes: [(text: "<script>alert(6)</script>", source: "s", locator: "<p>")], sources: ["t"])])"#;

#[test]
fn nothing_of_an_archive_runs_in_a_page_and_a_page_loads_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let archive = folder.path().join("hostile.ron");
    std::fs::write(&archive, HOSTILE).expect("it can be written");
    let html = text(export(&archive, "page.html", &[], folder.path()));
    assert_eq!(html.matches("<script").count(), 1, "the only script is the program's");
    assert!(html.contains("default-src 'none'") && html.contains("script-src 'sha256-"));
    for loads in ["src=\"", "href=\"javascript", "@import", "<link", "<iframe", "<img", "onerror="] {
        // Inside texts they are escaped.
        let is_there = html
            .match_indices(loads)
            .any(|(at, _)| !html[..at].ends_with("&lt;img ") && loads != "onerror=");
        assert!(!is_there, "{loads}");
    }
    assert!(html.contains("&lt;script&gt;alert(6)&lt;/script&gt;"));
    assert!(!html.contains('\u{202e}'), "nothing turns what follows it");
    let addresses: Vec<&str> = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(
        addresses
            .iter()
            .all(|address| address.starts_with('#') || address.starts_with("https://example.org/")),
        "{addresses:?}"
    );
}

#[test]
fn a_page_has_every_event_and_every_quote_without_its_script() {
    let folder = tempfile::tempdir().expect("a folder");
    let html = text(export(&shipped(CUBA), "page.html", &[], folder.path()));
    let (archive, _) = demarche::files::example(demarche::files::EXAMPLES[1]);
    let page = scraper::Html::parse_document(&html);
    let items = scraper::Selector::parse("li[data-kind]").expect("a selector");
    assert_eq!(page.select(&items).count(), archive.events.len());
    let words = |text: &str| -> String { text.chars().filter(|char| char.is_alphanumeric()).collect() };
    for (event, item) in archive.events.iter().filter(|event| !event.quotes.is_empty()).filter_map(|event| {
        let id = format!("event-{}", demarche::figure::slug(&event.id));
        let item = page.select(&items).find(|item| item.value().id() == Some(&id));
        Some((event, item?))
    }) {
        let said = words(&item.text().collect::<String>());
        for quote in &event.quotes {
            assert!(said.contains(&words(&quote.text)), "{}", event.id);
        }
    }
}

/// A program that may be there.
fn tool(name: &str, arguments: &[&str]) -> Option<String> {
    let run = Command::new(name).args(arguments).output();
    if run.is_err() {
        eprintln!("LEFT OUT: there is no {name} here (Debian: poppler-utils)");
    }
    run.ok().map(|run| String::from_utf8_lossy(&run.stdout).into_owned())
}

#[test]
fn every_label_is_in_the_text_of_the_pdf_and_it_is_tagged() {
    let folder = tempfile::tempdir().expect("a folder");
    for archive in ["liberation-day.ron", CUBA] {
        for options in [&[][..], &["--quotes", "--size", "a4"][..]] {
            let svg = text(export(&shipped(archive), "figure.svg", options, folder.path()));
            let pdf = export(&shipped(archive), "figure.pdf", options, folder.path());
            assert!(pdf.starts_with(b"%PDF-1.7"));
            let is_checked = pdf.windows(7).any(|bytes| bytes == b"pdfuaid");
            assert!(is_checked, "the writer's checks of PDF/UA-1 are passed");
            let path = folder.path().join("figure.pdf").display().to_string();
            let (Some(said), Some(info), Some(fonts)) = (
                tool("pdftotext", &["-raw", &path, "-"]),
                tool("pdfinfo", &[&path]),
                tool("pdffonts", &[&path]),
            ) else {
                return;
            };
            let words = |text: &str| -> String { text.chars().filter(|char| char.is_alphanumeric()).collect() };
            let all = words(&said);
            let document = roxmltree::Document::parse(&svg).expect("it is XML");
            for node in document.descendants().filter(|node| node.has_tag_name("text")) {
                let label = words(node.text().unwrap_or_default());
                assert!(all.contains(&label), "{archive} {options:?}: {label:?} is not in the PDF");
            }
            assert!(info.contains("Tagged:          yes"), "{info}");
            let rows: Vec<&str> = fonts.lines().skip(2).collect();
            assert!(
                !rows.is_empty() && rows.iter().all(|row| row.contains(" yes yes yes ")),
                "embedded, a subset, with Unicode: {fonts}"
            );
        }
    }
}

#[test]
fn a_figure_is_drawn_again_from_its_file() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::copy(shipped(CUBA), folder.path().join(CUBA)).expect("a copy");
    let kept = folder.path().join("letters.figure.ron").display().to_string();
    let options = [
        "--from",
        "1962-10-22",
        "--to",
        "1962-10-28",
        "--between",
        "kennedy,khrushchev",
        "--quotes",
        "--size",
        "183mm",
        "--headline",
        "A week",
        "--theme",
        "print",
        "--save-config",
        &kept,
    ];
    let first = export(&folder.path().join(CUBA), "figure.svg", &options, folder.path());
    assert!(
        std::fs::read_to_string(&kept).expect("it is kept").contains("\"cuba-1962.ron\""),
        "from its folder on"
    );
    // Somewhere else, from another folder.
    let elsewhere = folder.path().join("elsewhere");
    std::fs::create_dir(&elsewhere).expect("a folder");
    let again = elsewhere.join("figure.svg");
    let run = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(["export", "--config", &kept, "-o"])
        .arg(&again)
        .current_dir(&elsewhere)
        .output()
        .expect("the program starts");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert!(first == std::fs::read(again).expect("the figure is there"));
    let said = text(first);
    assert!(said.contains("between John F. Kennedy and Nikita Khrushchev") && said.contains(">A week<"));
}

#[test]
fn a_file_of_a_figure_that_is_none_is_refused_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("wrong.ron");
    std::fs::write(&path, "(\n  vieww: timeline,\n)").expect("it can be written");
    let run = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(["export", "-o", "never.svg", "--config"])
        .arg(&path)
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(2));
    assert!(said.contains("wrong.ron:2:3") && said.contains("vieww"), "{said}");
}

#[test]
fn a_score_has_its_events_on_pages_in_order_and_a_list_all_of_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = text(export(&shipped(CUBA), "rows.svg", &["--pages", "4"], folder.path()));
    let document = roxmltree::Document::parse(&rows).expect("it is XML");
    let texts: Vec<&str> = document
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .filter_map(|node| node.text())
        .collect();
    for page in 1..=4 {
        assert!(texts.contains(&format!("Page {page} of 4").as_str()), "page {page}");
    }
    assert_eq!(
        texts.iter().filter(|text| **text == "John F. Kennedy").count(),
        4,
        "lane heads are repeated"
    );
    assert_eq!(texts.iter().filter(|text| text.starts_with("Sources: ")).count(), 1, "sources once");
    let list = text(export(&shipped(CUBA), "list.svg", &["--view", "list"], folder.path()));
    let (archive, _) = demarche::files::example(demarche::files::EXAMPLES[1]);
    let words = |text: &str| -> String { text.chars().filter(|char| char.is_alphanumeric()).collect() };
    let document = roxmltree::Document::parse(&list).expect("it is XML");
    let groups: Vec<String> = document
        .descendants()
        .filter(|node| node.attribute("id").is_some_and(|id| id.starts_with("event-")))
        .map(|node| {
            words(
                &node
                    .descendants()
                    .filter(|node| node.has_tag_name("text"))
                    .filter_map(|node| node.text())
                    .collect::<String>(),
            )
        })
        .collect();
    assert_eq!(groups.len(), archive.events.len());
    for event in &archive.events {
        assert!(groups.iter().any(|group| group.contains(&words(&event.title))), "{}", event.title);
    }
}

#[test]
fn what_has_no_font_is_named_script_by_script_with_a_sample() {
    let folder = tempfile::tempdir().expect("a folder");
    let archive = folder.path().join("scripts.ron");
    let events = [
        "\u{939}\u{93f}\u{928}\u{94d}\u{926}\u{940}",
        "\u{e44}\u{e17}\u{e22}",
        "\u{1f600} smile",
        "\u{5d2}\u{5d5}\u{5dc}\u{5d3}\u{5d4} \u{645}\u{635}\u{631} \u{4e2d}\u{56fd}",
    ];
    let events = events.iter().fold(String::new(), |events, title| {
        events + &format!("(kind: statement, sent: \"1956\", from: \"a\", title: {title:?}),")
    });
    std::fs::write(&archive, format!("(leaders: [(id: \"a\")], events: [{events}])")).expect("it can be written");
    let run = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .arg("export")
        .arg(&archive)
        .args(["--view", "list", "-o"])
        .arg(folder.path().join("x.pdf"))
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&run.stderr);
    for named in ["Devanagari (\u{201c}\u{939}", "Thai (\u{201c}\u{e44}", "U+1F600"] {
        assert!(said.contains(named), "{named} in {said}");
    }
    for drawn in ["Hebrew", "Arabic", "Han"] {
        assert!(!said.contains(drawn), "{drawn} in {said}");
    }
    assert!(run.status.success());
}

#[test]
fn every_quote_is_below_the_figure_or_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let svg = text(export(&shipped(CUBA), "q.svg", &["--quotes", "--size", "204mm"], folder.path()));
    let (archive, _) = demarche::files::example(demarche::files::EXAMPLES[1]);
    let words = |text: &str| -> String { text.chars().filter(|char| char.is_alphanumeric()).collect() };
    let document = roxmltree::Document::parse(&svg).expect("it is XML");
    let all: String = document
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .filter_map(|node| node.text())
        .collect();
    let all = words(&all);
    let quotes = archive.events.iter().flat_map(|event| &event.quotes);
    let (mut shown, mut count) = (0, 0);
    for quote in quotes {
        let first: String = words(&quote.text).chars().take(60).collect();
        count += 1;
        shown += usize::from(all.contains(&first));
    }
    assert!(count > 8);
    assert_eq!(shown, count, "it grows until all have room");
}

#[test]
fn a_list_of_numbers_is_in_the_order_of_the_days_it_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let options = ["--callouts", "always", "--between", "kennedy,khrushchev"];
    let svg = text(export(&shipped(CUBA), "numbers.svg", &options, folder.path()));
    let texts: Vec<&str> = svg.split('>').filter_map(|piece| piece.strip_suffix("</text")).collect();
    let listed: Vec<(u32, u32)> = texts
        .windows(2)
        .filter_map(|pair| {
            let (day, month) = pair[1].split_once(' ')?;
            let month = ["Oct", "Nov", "Dec"].iter().zip(0..).find(|(name, _)| **name == month)?.1;
            Some((pair[0].parse().ok()?, 31 * month + day.parse::<u32>().ok()?))
        })
        .collect();
    assert_eq!(listed.len(), 25, "every letter of the two has a number: {texts:?}");
    assert!(listed.is_sorted_by_key(|(number, _)| *number), "{listed:?}");
    assert!(listed.is_sorted_by_key(|(_, day)| *day), "{listed:?}");
}

#[test]
fn the_ruler_is_called_by_the_clock_of_what_is_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let archive = folder.path().join("clocks.ron");
    let events = r#"(leaders: [(id: "a", name: "Adam"), (id: "b", name: "Berta"), (id: "c", name: "Clara")], events: [
        (kind: statement, sent: "1962-10-26T14:00Z", from: "a"), (kind: statement, sent: "1962-10-26T12:00", from: "b"),
        (kind: statement, sent: "1962-10-27", from: "c")])"#;
    std::fs::write(&archive, events).expect("it is written");
    for (shown, clock) in [
        (&["--leader", "a"][..], "UTC"),
        (&["--leader", "b"], "local times"),
        (&["--leader", "c"], "local dates"),
        (&["--leader", "b", "--leader", "c"], "local times"),
        (&[], "UTC"),
    ] {
        let svg = text(export(&archive, "clock.svg", shown, folder.path()));
        let called: Vec<&str> = ["UTC", "local times", "local dates"]
            .into_iter()
            .filter(|name| svg.contains(&format!(">{name}</text>")))
            .collect();
        assert_eq!(called, [clock], "{shown:?}");
    }
}
