//! The lists of the side panel: what a search finds, and what has no date.

use egui::{Align, Label, Layout, Response, RichText, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::reader::{hits_in, marked_job};
use super::style::theme_of;
use crate::command::Command;
use crate::layout::{event_label, first_words, leader_line, thousands};
use crate::model::{Event, EventId, folded_ranges};
use crate::state::State;
use crate::theme::TextStyle;

/// How high a row is, in points.
const ROW: f32 = 66.0;

/// How many letters of a text a row has.
const LETTERS: usize = 110;

/// How many letters stand before what was found.
const BEFORE: usize = 28;

/// What the search finds, with the words around it.
pub fn hits(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let needle = state.shown.needle();
    let hits = state.shown.hits();
    if hits.is_empty() {
        let words = if state.is_pending() { "Searching\u{2026}" } else { "Nothing found" };
        ui.label(RichText::new(words).color(theme_of(ui).muted));
        return;
    }
    rows(ui, state, hits, "hits", commands, |event| around(event, needle));
}

/// Events without a date, with their first words, as many have one title.
pub fn undated(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let undated = state.shown.undated();
    if undated.is_empty() {
        ui.label(RichText::new("No undated events").color(theme_of(ui).muted));
        return;
    }
    rows(ui, state, undated, "undated", commands, |event| {
        let quoted = event.quotes.first().map(|quote| quote.text.as_str());
        let text = quoted.or(event.summary.as_deref()).or(event.note()).unwrap_or(&event.id);
        // As its file has the date, where that cannot be read as one.
        let written = event.date_as_written().map(|written| format!("\u{201c}{written}\u{201d} \u{b7} "));
        first_words(&format!("{}{text}", written.unwrap_or_default()), LETTERS)
    });
}

fn rows(ui: &mut Ui, state: &State, ids: &[EventId], salt: &str, commands: &mut Vec<Command>, words: impl Fn(&Event) -> String) {
    ScrollArea::vertical()
        .id_salt(salt)
        .auto_shrink([false, false])
        .show_rows(ui, ROW, ids.len(), |ui, range| {
            for id in ids.get(range).unwrap_or_default() {
                let Some(event) = state.loaded.archive.event(*id) else { continue };
                let response = row(ui, state, *id, event, &words(event));
                if response.clicked() {
                    commands.push(Command::GoToEvent(*id));
                }
            }
        });
}

/// Title, who and when, and words: a button as a whole.
fn row(ui: &mut Ui, state: &State, id: EventId, event: &Event, words: &str) -> Response {
    let theme = theme_of(ui);
    let size = vec2(ui.available_width(), ROW - ui.spacing().item_spacing.y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let is_selected = state.selected == Some(id);
    response.widget_info(|| {
        let label = event_label(&state.loaded.archive, &state.loaded.threads, id);
        WidgetInfo::selected(egui::accesskit::Role::Button, true, is_selected, label)
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let fill = match (is_selected, response.hovered() || response.has_focus()) {
        (true, _) => ui.visuals().selection.bg_fill,
        (false, true) => ui.visuals().widgets.hovered.bg_fill,
        (false, false) => egui::Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, 6.0, fill);
    if response.has_focus() {
        let stroke = egui::Stroke::new(2.0, theme.accent);
        ui.painter().rect_stroke(rect, 6.0, stroke, egui::StrokeKind::Inside);
    }
    let inner = egui::UiBuilder::new()
        .max_rect(rect.shrink2(vec2(8.0, 5.0)))
        .layout(Layout::top_down(Align::Min));
    let mut ui = ui.new_child(inner);
    ui.style_mut().interaction.selectable_labels = false;
    ui.spacing_mut().item_spacing.y = 2.0;
    let when = event
        .date()
        .map(|date| format!(" \u{b7} {}", date.short_words(true)))
        .unwrap_or_default();
    let who = format!("{}{when}", leader_line(&state.loaded.index, event));
    let needle = state.shown.needle();
    let marked = |ui: &Ui, text: &str, style: TextStyle| marked_job(ui, text, style, style.line_height(), &hits_in(text, needle));
    let title = marked(&ui, &event.title, TextStyle::sans(13.0, 600));
    ui.add(Label::new(title).truncate());
    ui.add(Label::new(RichText::new(who).size(12.0).color(theme.muted)).truncate());
    let words = marked(&ui, words, TextStyle::sans(12.0, 400));
    ui.add(Label::new(words).truncate());
    response
}

/// The words around what was found, in the first text that has it.
fn around(event: &Event, needle: &str) -> String {
    let quotes = event.quotes.iter().map(|quote| quote.text.as_str());
    let originals = event.quotes.iter().filter_map(|quote| Some(quote.original()?.text.as_str()));
    let accounts = event.accounts().iter().flat_map(|account| {
        let original = account.original.as_ref().map(|original| original.text.as_str());
        [Some(account.text.as_str()), original].into_iter().flatten()
    });
    let texts = quotes
        .chain(event.summary.as_deref())
        .chain(event.note())
        .chain(event.place.as_deref())
        .chain(originals)
        .chain(accounts);
    let found = texts
        .into_iter()
        .find_map(|text| Some((text, folded_ranges(text, needle).into_iter().next()?)));
    let Some((text, range)) = found else {
        let quoted = event.quotes.first().map(|quote| quote.text.as_str());
        return first_words(quoted.or(event.summary.as_deref()).unwrap_or_default(), LETTERS);
    };
    let before = &text[..range.start];
    let from = before.char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
    // From the beginning of a word.
    let from = before[from..].find(' ').filter(|_| from > 0).map_or(from, |at| from + at + 1);
    let dots = if from > 0 { "\u{2026}" } else { "" };
    format!("{dots}{}", first_words(&text[from..], LETTERS))
}

/// What a list is called on its tab: with how many it holds.
pub fn tab_title(name: &str, count: usize) -> String {
    format!("{name} {}", thousands(count))
}
