//! The side panel: one event, read in full.

use egui::text::LayoutJob;
use egui::{Align, Color32, Layout, Margin, RichText, ScrollArea, Ui};

use super::Memory;
use super::style::{section, semibold, text_format, theme_of};
use super::widgets::{disc, leader_color, link};
use crate::command::Command;
use crate::dates::Date;
use crate::layout::thousands;
use crate::model::{Archive, Event, EventId, Quote, Source, folded_ranges};
use crate::state::{State, citation, source_line};
use crate::theme::{Family, TextStyle, sizes};
use crate::threads::time_to_answer;

/// How quotes are set.
const QUOTE: TextStyle = TextStyle {
    family: Family::Serif,
    size: 16.0,
    weight: 400,
};

/// Height of a line of a quote: generous leading.
const QUOTE_LINE: f32 = 25.0;

/// The widest a quote gets: about 66 characters.
const QUOTE_WIDTH: f32 = 530.0;

/// From this width on an original stands beside its translation.
const SIDE_BY_SIDE: f32 = 620.0;

pub fn side_panel(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>) {
    let theme = theme_of(ui);
    let frame = egui::Frame::new().fill(theme.panel).inner_margin(Margin::same(0));
    let mut is_open = state.panels.side;
    let width = if memory.side_width >= 240.0 {
        memory.side_width
    } else {
        sizes::SIDE_PANEL
    };
    let shown = egui::Panel::right("reader")
        .default_size(width)
        .size_range(280.0..=900.0)
        .frame(frame)
        .show_collapsible(ui, &mut is_open, |ui| {
            ScrollArea::vertical()
                .id_salt(("reader", state.selected.map(|id| id.0)))
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    egui::Frame::new().inner_margin(Margin::symmetric(22, 18)).show(ui, |ui| {
                        ui.set_width(ui.available_width());
                        match state.selected.and_then(|id| Some((id, state.loaded.archive.event(id)?))) {
                            Some((id, event)) => event_ui(ui, state, id, event, commands),
                            None => archive_ui(ui, state, commands),
                        }
                    });
                });
        });
    if let Some(shown) = shown {
        memory.side_width = shown.response.rect.width();
    }
    if is_open != state.panels.side {
        commands.push(Command::ToggleSidePanel);
    }
}

/// Nothing selected: what the archive is, and how to begin.
fn archive_ui(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let archive = &state.loaded.archive;
    let theme = theme_of(ui);
    section(ui, "Archive");
    ui.label(semibold(&archive.title).size(19.0));
    if !archive.description.is_empty() {
        ui.label(RichText::new(&archive.description).color(theme.muted));
    }
    ui.add_space(6.0);
    ui.label(format!(
        "{} events, {} leaders",
        thousands(archive.events.len()),
        thousands(archive.leaders.len())
    ));
    ui.add_space(10.0);
    ui.label(RichText::new("Click an event to read it, or press \u{2192} to go from one to the next.").color(theme.muted));
    ui.add_space(6.0);
    if ui.button("Read the first event").clicked() {
        commands.push(Command::First);
    }
}

fn event_ui(ui: &mut Ui, state: &State, id: EventId, event: &Event, commands: &mut Vec<Command>) {
    let archive = &state.loaded.archive;
    let needle = state.shown.needle();
    kicker(ui, event);
    let heading = marked_job(ui, &event.title, TextStyle::sans(19.0, 600), 25.0, needle);
    ui.add(egui::Label::new(heading).wrap());
    ui.add_space(2.0);
    who(ui, archive, event);
    ui.add_space(4.0);
    for (position, quote) in event.quotes.iter().enumerate() {
        quote_ui(ui, Quoted { archive, event, needle }, quote, position, commands);
    }
    if let Some(summary) = &event.summary {
        section(ui, "Summary");
        let job = marked_job(ui, summary, TextStyle::sans(13.5, 400), 20.0, needle);
        ui.add(egui::Label::new(job).wrap());
    }
    if let Some(note) = &event.note {
        section(ui, "Note");
        ui.label(RichText::new(note).color(theme_of(ui).muted));
    }
    details(ui, event);
    thread(ui, state, id, commands);
    sources(ui, archive, id, event, commands);
    dates(ui, event);
}

/// Kind, date and place, small, above the title.
fn kicker(ui: &mut Ui, event: &Event) {
    let date = event.date().map_or_else(|| "undated".to_owned(), Date::words);
    let parts = [Some(event.kind_title().to_owned()), Some(date), event.place.clone()];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join(" \u{b7} ");
    let muted = theme_of(ui).muted;
    ui.label(RichText::new(text.to_uppercase()).size(11.0).color(muted).variation(b"wght", 500.0));
}

/// Who to whom, with discs.
fn who(ui: &mut Ui, archive: &Archive, event: &Event) {
    if event.from.is_empty() && event.to.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for leader in &event.from {
            disc(ui, archive, *leader, 12.0);
            ui.label(archive.leader_name(*leader));
        }
        if !event.to.is_empty() {
            let arrow = match event.kind {
                crate::model::Kind::Meeting => "and",
                crate::model::Kind::Visit => "visits",
                _ => "\u{2192}",
            };
            ui.label(RichText::new(arrow).color(theme_of(ui).muted));
        }
        for leader in &event.to {
            disc(ui, archive, *leader, 12.0);
            ui.label(archive.leader_name(*leader));
        }
    });
}

/// The event whose quotes are shown, and the search that is marked in them.
#[derive(Clone, Copy)]
struct Quoted<'a> {
    archive: &'a Archive,
    event: &'a Event,
    needle: &'a str,
}

/// A text with the search hits marked.
fn marked_job(ui: &Ui, text: &str, style: TextStyle, line_height: f32, needle: &str) -> LayoutJob {
    let theme = theme_of(ui);
    let mut plain = text_format(style, theme.text);
    plain.line_height = Some(line_height);
    let mut marked = plain.clone();
    marked.background = theme.hit;
    let mut job = LayoutJob::default();
    let mut at = 0;
    for range in folded_ranges(text, needle) {
        job.append(&text[at..range.start], 0.0, plain.clone());
        job.append(&text[range.clone()], 0.0, marked.clone());
        at = range.end;
    }
    job.append(&text[at..], 0.0, plain);
    job
}

fn quote_ui(ui: &mut Ui, quoted: Quoted<'_>, quote: &Quote, position: usize, commands: &mut Vec<Command>) {
    let Quoted { archive, event, needle } = quoted;
    let speaker = quote.speaker.or_else(|| event.from.first().copied());
    let color = speaker.map_or(theme_of(ui).muted, |id| leader_color(theme_of(ui), archive, id));
    ui.add_space(8.0);
    ui.push_id(("quote", position), |ui| {
        let is_wide = ui.available_width() >= SIDE_BY_SIDE;
        match &quote.original {
            Some(original) if is_wide => {
                ui.columns(2, |columns| {
                    words(&mut columns[0], &quote.text, color, needle, true);
                    words(&mut columns[1], &original.text, color, needle, true);
                });
            }
            Some(original) => {
                words(ui, &quote.text, color, needle, true);
                let language = original.language.as_deref().unwrap_or("language not given");
                section(ui, &format!("Original ({language})"));
                words(ui, &original.text, color, needle, false);
            }
            None => words(ui, &quote.text, color, needle, true),
        }
        ui.horizontal_top(|ui| {
            ui.add_space(26.0);
            ui.vertical(|ui| {
                let theme = theme_of(ui);
                let line = RichText::new(attribution(archive, quote, speaker)).size(12.0).color(theme.muted);
                ui.add(egui::Label::new(line).wrap());
                let copy = ui.add(egui::Link::new(RichText::new("Copy quote").size(12.0).color(theme.accent)));
                copy.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, format!("Copy quote {}", position + 1)));
                if copy.clicked() {
                    commands.push(Command::CopyText(quote.text.clone()));
                }
            });
        });
    });
}

/// Who says it, in which language, and where that stands.
fn attribution(archive: &Archive, quote: &Quote, speaker: Option<crate::model::LeaderId>) -> String {
    let mut text = format!("\u{2014} {}", speaker.map_or("unknown", |id| archive.leader_name(id)));
    if let Some(translator) = &quote.translator {
        text.push_str(&format!(", translated by {translator}"));
    }
    let source = quote.source.and_then(|id| archive.source(id)).map(Source::label);
    for part in [source, quote.locator.clone()].into_iter().flatten() {
        text.push_str(&format!(", {part}"));
    }
    text
}

/// The words of a quote, in full, with the opening mark in the speaker's color.
fn words(ui: &mut Ui, text: &str, color: Color32, needle: &str, has_mark: bool) {
    let top = ui.cursor().min;
    if has_mark {
        let mark = super::style::galley(ui, "\u{201c}", TextStyle { size: 46.0, ..QUOTE }, color);
        ui.painter().galley(top + egui::vec2(-1.0, -12.0), mark, color);
    }
    ui.horizontal_top(|ui| {
        ui.add_space(26.0);
        ui.vertical(|ui| {
            ui.set_max_width(ui.available_width().min(QUOTE_WIDTH));
            let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
            for paragraph in paragraphs {
                let job = marked_job(ui, paragraph, QUOTE, QUOTE_LINE, needle);
                ui.add(egui::Label::new(job).wrap().selectable(true));
                ui.add_space(4.0);
            }
        });
    });
}

/// A line with a name at the left and a value at the right.
fn pair(ui: &mut Ui, name: &str, value: &str) {
    let muted = theme_of(ui).muted;
    ui.horizontal_top(|ui| {
        ui.label(name);
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            ui.add(egui::Label::new(RichText::new(value).color(muted)).wrap().halign(Align::RIGHT));
        });
    });
}

fn details(ui: &mut Ui, event: &Event) {
    let tags = event.tags.join(", ");
    let rows = [
        ("Place", event.place.as_deref()),
        ("Channel", event.channel.as_deref()),
        ("Tags", Some(tags.as_str()).filter(|tags| !tags.is_empty())),
    ];
    if rows.iter().all(|(_, value)| value.is_none()) {
        return;
    }
    ui.add_space(4.0);
    ui.separator();
    for (name, value) in rows {
        if let Some(value) = value {
            pair(ui, name, value);
        }
    }
}

/// The messages before and after this one in its chain; a click goes there.
fn thread(ui: &mut Ui, state: &State, id: EventId, commands: &mut Vec<Command>) {
    let archive = &state.loaded.archive;
    let thread = state.loaded.threads.thread(archive, id);
    if thread.len() < 2 {
        return;
    }
    ui.add_space(4.0);
    ui.separator();
    section(ui, "Thread");
    let theme = theme_of(ui);
    for other in thread {
        let Some(event) = archive.event(other) else { continue };
        let date = event.date().map(|date| date.short_words(false)).unwrap_or_default();
        let took = event
            .in_reply_to
            .first()
            .and_then(|message| time_to_answer(archive.event(*message)?, event)?.words())
            .map(|words| format!(" \u{b7} after {words}"))
            .unwrap_or_default();
        let name = &event.title;
        ui.horizontal_top(|ui| {
            let right = format!("{date}{took}");
            let width = ui.available_width();
            ui.allocate_ui_with_layout(egui::vec2(width * 0.58, 20.0), Layout::left_to_right(Align::TOP), |ui| {
                if other == id {
                    ui.add(egui::Label::new(semibold(format!("\u{25cf} {name}"))).wrap());
                } else {
                    let text = RichText::new(name).color(theme.text);
                    let response = ui.add(egui::Label::new(text).wrap().sense(egui::Sense::click()).selectable(false));
                    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Link, true, format!("Go to {name}")));
                    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                        commands.push(Command::GoToEvent(other));
                    }
                }
            });
            ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
                ui.add(
                    egui::Label::new(RichText::new(right).size(12.0).color(theme.muted))
                        .wrap()
                        .halign(Align::RIGHT),
                );
            });
        });
    }
}

fn sources(ui: &mut Ui, archive: &Archive, id: EventId, event: &Event, commands: &mut Vec<Command>) {
    let quoted = event.quotes.iter().filter_map(|quote| quote.source);
    let mut seen = std::collections::BTreeSet::new();
    let all: Vec<&Source> = event
        .sources
        .iter()
        .copied()
        .chain(quoted)
        .filter(|id| seen.insert(*id))
        .filter_map(|id| archive.source(id))
        .collect();
    ui.add_space(4.0);
    ui.separator();
    ui.horizontal(|ui| {
        section(ui, "Sources");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if link(ui, "Copy citation").clicked()
                && let Some(text) = citation(archive, id)
            {
                commands.push(Command::CopyText(text));
            }
        });
    });
    let theme = theme_of(ui);
    if all.is_empty() {
        ui.label(RichText::new("No source is given").color(theme.muted));
    }
    for source in all {
        source_ui(ui, archive, source);
    }
}

fn source_ui(ui: &mut Ui, archive: &Archive, source: &Source) {
    let theme = theme_of(ui);
    ui.add(egui::Label::new(semibold(source.label()).size(13.0)).wrap());
    if source.title.is_some() {
        let unlinked = Source {
            url: None,
            via: Vec::new(),
            reference: None,
            ..source.clone()
        };
        ui.label(RichText::new(source_line(archive, &unlinked)).size(12.0).color(theme.muted));
    }
    let chain: Vec<String> = source
        .via
        .iter()
        .filter_map(|id| archive.source(*id))
        .map(|cited| format!("citing {}", cited.label()))
        .collect();
    if !chain.is_empty() {
        ui.label(RichText::new(chain.join(", ")).size(12.0).color(theme.muted));
    }
    for (what, url) in [("", &source.url), ("Archived: ", &source.archived_url)] {
        let Some(url) = url else { continue };
        if is_web_address(url) {
            // The address itself is the link: it is read before it is opened.
            let text = RichText::new(format!("{what}{url}")).size(12.0).color(theme.accent);
            let response = ui.add(egui::Link::new(text)).on_hover_text("Opens in the browser");
            if response.clicked() {
                ui.ctx().open_url(egui::OpenUrl::new_tab(url));
            }
        } else {
            ui.label(RichText::new(format!("{what}{url}")).size(12.0).color(theme.muted));
        }
    }
    if let Some(accessed) = &source.accessed {
        ui.label(
            RichText::new(format!("Looked at {}", accessed.words()))
                .size(12.0)
                .color(theme.muted),
        );
    }
}

/// Only these open; anything else in an archive stays text.
fn is_web_address(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")) && !url.chars().any(|char| char.is_whitespace() || char.is_control())
}

fn dates(ui: &mut Ui, event: &Event) {
    ui.add_space(4.0);
    ui.separator();
    section(ui, "Date");
    if let Some(written) = &event.date_as_written {
        pair(ui, "As written", &format!("\u{201c}{written}\u{201d}"));
    }
    for (name, date) in [
        (if event.kind.is_message() { "Sent" } else { "Date" }, &event.sent),
        ("Received", &event.received),
        ("Published", &event.published),
        ("End", &event.end),
    ] {
        if let Some(date) = date {
            pair(ui, name, &date.words());
            pair(ui, "EDTF", date.as_written());
        }
    }
    if event.date().is_none() {
        ui.label("No date is known");
    }
    if let Some(note) = &event.date_note {
        ui.label(RichText::new(note).size(12.0).color(theme_of(ui).muted));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_can_be_opened() {
        assert!(is_web_address("https://history.state.gov/d65"));
        assert!(is_web_address("HTTP://example.org"));
        for url in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "smb://x",
            "https://a b",
            "https:/x",
            "",
        ] {
            assert!(!is_web_address(url), "{url}");
        }
    }
}
