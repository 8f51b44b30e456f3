//! A figure as a page: one file that opens from disk, loads nothing, and works without its script as a figure and a chronology.
//!
//! A content security policy in the page allows the style sheet and the script of the program by their hashes and nothing else, so
//! that no text of an archive can run. Texts are escaped wherever they are written; links are to `http` and `https` only.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

use super::{Figure, slug};
use crate::PROGRAM;
use crate::chronology::{Entry, Said, entry};
use crate::cite::source_line;
use crate::export::{Name, Says, Texts, svg_part};
use crate::layout::{Page, counted, thousands};
use crate::model::{Event, EventId, Kind, SourceId, escape};
use crate::scene::Target;

const STYLE: &str = include_str!("../../assets/page/page.css");
const SCRIPT: &str = include_str!("../../assets/page/page.js");

/// Inter for Latin, Greek and Cyrillic.
static FONT: &[u8] = include_bytes!("../../assets/page/Inter-page.woff2");

/// A page lists that many events at most.
pub const MOST_EVENTS: usize = 2_000;

/// The page; where it is of a story, its steps come first, a figure each.
pub(super) fn html(figure: &Figure<'_>, page: &Page, says: &Says, steps: &[Figure<'_>]) -> String {
    let drawing = drawing(figure, page, says, "");
    let style = format!(
        "@font-face{{font-family:Inter;font-weight:100 900;src:url(data:font/woff2;base64,{}) format(\"woff2\")}}\n{STYLE}",
        BASE64_STANDARD.encode(FONT)
    );
    let hash = |text: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())));
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {}; font-src data:; base-uri 'none'; form-action 'none'",
        hash(&style),
        hash(SCRIPT)
    );
    let chronology = figure.chronology(&says.title);
    let mut events = chronology.events();
    let all = events.len();
    events.truncate(MOST_EVENTS);
    let deck = figure.options.words.deck.as_deref().unwrap_or_else(|| figure.proposed_deck());
    let mut text = String::from("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    let _ = writeln!(text, "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    let _ = writeln!(text, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    let _ = writeln!(text, "<meta name=\"generator\" content=\"{PROGRAM}\">");
    let _ = writeln!(text, "<meta name=\"description\" content=\"{}\">", words(&says.description));
    let _ = writeln!(
        text,
        "<title>{}</title>\n<style>{style}</style>\n</head>\n<body>",
        words(chronology.title())
    );
    let _ = writeln!(text, "<header><h1>{}</h1>", words(chronology.title()));
    if !deck.trim().is_empty() {
        let _ = writeln!(text, "<p class=\"deck\">{}</p>", words(deck));
    }
    text.push_str("</header>\n");
    if !steps.is_empty() {
        story(steps, &mut text);
    }
    tools(figure, &events, &mut text);
    let _ = writeln!(
        text,
        "<main>\n<figure><div class=\"view\" aria-hidden=\"true\">{}</div>\n<figcaption>{}</figcaption></figure>",
        inline(&drawing),
        words(&says.description)
    );
    let counts = if all > events.len() {
        format!(
            "The first {} of {}; the figure counts all of them",
            thousands(events.len()),
            counted(all, "event")
        )
    } else {
        counted(all, "event")
    };
    let _ = writeln!(
        text,
        "<section class=\"list\" aria-label=\"Events\" tabindex=\"0\"><h2>What happened, in order</h2>\n<p class=\"count\" role=\"status\">{counts}</p>\n<ol>"
    );
    for id in events {
        item(figure, id, &mut text);
    }
    text.push_str("</ol></section>\n</main>\n");
    let checks: Vec<String> = says.checks.iter().map(|check| words(check)).collect();
    let _ = writeln!(
        text,
        "<footer>{}</footer>\n<script>{SCRIPT}</script>\n</body>\n</html>",
        checks.join(" \u{b7} ")
    );
    text
}

/// A figure as SVG whose marks are known to the script.
fn drawing(figure: &Figure<'_>, page: &Page, says: &Says, prefix: &str) -> String {
    let names = |target: Target| {
        let name = figure.name(target)?;
        Some(Name {
            id: format!("mark-{}", name.id),
            ..name
        })
    };
    svg_part(&page.scene, says, &names, Texts::Plain, prefix)
}

/// The steps of a story, a figure each.
fn story(steps: &[Figure<'_>], text: &mut String) {
    text.push_str("<section class=\"story\" aria-label=\"Story\"><ol>\n");
    for (number, step) in (1..).zip(steps) {
        let page = step.page();
        let says = step.says(&page);
        let _ = writeln!(
            text,
            "<li id=\"step-{number}\"><h2><span class=\"date\">{number}</span> {}</h2>",
            words(step.title())
        );
        let said = step.options.words.deck.as_deref().unwrap_or_default();
        for paragraph in said.split('\n').filter(|paragraph| !paragraph.trim().is_empty()) {
            let _ = writeln!(text, "<p class=\"deck\">{}</p>", words(paragraph));
        }
        let _ = writeln!(
            text,
            "<figure><div class=\"view\" aria-hidden=\"true\">{}</div><figcaption>{}</figcaption></figure></li>",
            inline(&drawing(step, &page, &says, &format!("s{number}-"))),
            words(&says.description)
        );
    }
    text.push_str("</ol></section>\n");
}

/// A drawing as a part of a page: as wide as there is room.
fn inline(drawing: &str) -> String {
    match (drawing.find(" width=\""), drawing.find(" viewBox=\"")) {
        (Some(from), Some(to)) if from < to => format!("{}{}", &drawing[..from], &drawing[to..]),
        _ => drawing.to_owned(),
    }
}

/// A text of an archive where a page has text.
fn words(text: &str) -> String {
    escape(&crate::theme::isolated(text))
}

/// The tools, which the script shows: search, leaders, kinds, zoom, look, print.
fn tools(figure: &Figure<'_>, events: &[EventId], text: &mut String) {
    let archive = figure.input.archive;
    let found: Vec<&Event> = events.iter().filter_map(|id| archive.event(*id)).collect();
    text.push_str("<div class=\"tools\" role=\"region\" aria-label=\"Tools\" hidden>\n<label>Search <input type=\"search\"></label>\n");
    text.push_str("<details><summary>Leaders</summary><div>\n");
    for (id, leader) in archive.leaders() {
        if found.iter().any(|event| event.involves(id)) {
            let name = words(&leader.name);
            let _ = writeln!(
                text,
                "<label><input type=\"checkbox\" name=\"leader\" value=\"{}\" checked> {name}</label>",
                id.0
            );
        }
    }
    text.push_str("</div></details>\n<details><summary>Kinds</summary><div>\n");
    for kind in Kind::ALL {
        if found.iter().any(|event| event.kind == kind) {
            let _ = writeln!(
                text,
                "<label><input type=\"checkbox\" name=\"kind\" value=\"{}\" checked> {}</label>",
                kind.name(),
                kind.title()
            );
        }
    }
    text.push_str("</div></details>\n");
    for (does, name) in [
        ("all", "Show all"),
        ("in", "Zoom in"),
        ("out", "Zoom out"),
        ("fit", "Fit"),
        ("look", "Light or dark"),
        ("print", "Print"),
    ] {
        let _ = writeln!(text, "<button type=\"button\" data-does=\"{does}\">{name}</button>");
    }
    text.push_str("</div>\n");
}

/// An event of the list.
fn item(figure: &Figure<'_>, id: EventId, text: &mut String) {
    let archive = figure.input.archive;
    let Some(event) = archive.event(id) else { return };
    let Some(entry) = entry(archive, figure.input.threads, id) else {
        return;
    };
    let mut leaders: Vec<u32> = event.leaders().map(|leader| leader.0).collect();
    leaders.dedup();
    let leaders: Vec<String> = leaders.iter().map(u32::to_string).collect();
    let anchor = format!("event-{}", slug(&entry.id));
    let _ = write!(
        text,
        "<li id=\"{}\" data-kind=\"{}\" data-leaders=\"{}\"><h3><a href=\"#{}\"><span class=\"date\">{}</span> {}</a></h3>",
        escape(&anchor),
        event.kind.name(),
        leaders.join(" "),
        escape(&anchor),
        words(&entry.date),
        words(&entry.title)
    );
    let mut line = vec![entry.kind.clone()];
    line.extend(Some(entry.who.clone()).filter(|who| !who.is_empty()));
    line.extend(entry.date_as_written.as_ref().map(|date| format!("dated \u{201c}{date}\u{201d}")));
    line.extend(entry.remarks.iter().cloned());
    let _ = write!(text, "<p class=\"who\">{}</p>", words(&line.join(" \u{b7} ")));
    if let Some(summary) = &entry.summary {
        let _ = write!(text, "<p>{}</p>", words(summary));
    }
    for said in &entry.said {
        quote(figure, said, text);
    }
    for source in own_sources(&entry) {
        source_of(figure, source, None, text);
    }
    if let Some(note) = &entry.note {
        let _ = write!(text, "<p class=\"who\">{}</p>", words(note));
    }
    text.push_str("</li>\n");
}

fn quote(figure: &Figure<'_>, said: &Said, text: &mut String) {
    let paragraphs = |text: &str| -> String {
        let direction = if crate::theme::begins_from_the_right(text) {
            " dir=\"rtl\""
        } else {
            ""
        };
        let paragraphs = text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty());
        paragraphs.fold(String::new(), |all, paragraph| {
            let words = escape(&crate::theme::without_directions(paragraph));
            format!("{all}<p{direction}>{words}</p>")
        })
    };
    let _ = write!(text, "<blockquote>{}", paragraphs(&said.text));
    if let Some(original) = &said.original {
        text.push_str(&paragraphs(original));
    }
    if !said.by.is_empty() {
        let _ = write!(text, "<p class=\"who\">\u{2014} {}</p>", words(&said.by));
    }
    if let Some(source) = said.source {
        source_of(figure, source, said.locator.as_deref(), text);
    }
    text.push_str("</blockquote>");
}

/// The sources of an event that none of its quotes names.
fn own_sources(entry: &Entry) -> Vec<SourceId> {
    let is_quoted = |id: &&SourceId| entry.said.iter().any(|said| said.source == Some(**id));
    entry.sources.iter().filter(|id| !is_quoted(id)).copied().collect()
}

fn source_of(figure: &Figure<'_>, id: SourceId, locator: Option<&str>, text: &mut String) {
    let Some(source) = figure.input.archive.source(id) else { return };
    let line = words(&source_line(figure.input.archive, source, locator));
    let is_link = |url: &&str| url.starts_with("http://") || url.starts_with("https://");
    match source.url.as_deref().map(str::trim).filter(is_link) {
        Some(url) => {
            let _ = write!(text, "<cite>{line} <a href=\"{}\" rel=\"noreferrer\">Open</a></cite>", escape(url));
        }
        None => {
            let _ = write!(text, "<cite>{line}</cite>");
        }
    }
}
