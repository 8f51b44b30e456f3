//! The side panel: one event, read in full.

mod accounts;
mod archive;
mod dates;
mod quotes;
mod sources;
mod text;
mod thread;

use egui::{Align, Layout, Margin, RichText, ScrollArea, Ui};

pub use self::accounts::about;
pub use self::quotes::Echoes;
pub use self::text::{Mark, marked_job};
pub(super) use self::thread::decide;
use super::Memory;
use super::style::{section, theme_of};
use super::widgets::disc;
use crate::command::Command;
use crate::model::{Archive, Confidence, Event, EventId};
use crate::state::State;
use crate::theme::{TextStyle, sizes};

/// The panel is never less wide than this, in points.
const LEAST: f32 = 280.0;

/// Room that the panel leaves for the timeline, in points.
const TIMELINE: f32 = 360.0;

pub fn side_panel(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>) {
    let theme = theme_of(ui);
    let frame = egui::Frame::new().fill(theme.panel).inner_margin(Margin::same(0));
    let mut is_open = state.panels.side;
    let width = if memory.side_width >= 240.0 {
        memory.side_width
    } else {
        sizes::SIDE_PANEL
    };
    // The timeline keeps some room beside both.
    let trays = if state.panels.answers { 240.0 } else { 0.0 };
    let most = (ui.available_width() - trays - TIMELINE).clamp(LEAST, 900.0);
    let shown = egui::Panel::right("reader")
        .default_size(width)
        .size_range(LEAST..=most)
        .frame(frame)
        .show_collapsible(ui, &mut is_open, |ui| {
            ScrollArea::vertical()
                .id_salt(("reader", state.selected.map(|id| id.0)))
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    egui::Frame::new().inner_margin(Margin::symmetric(22, 18)).show(ui, |ui| {
                        ui.set_width(ui.available_width());
                        match state.selected.and_then(|id| Some((id, state.loaded.archive.event(id)?))) {
                            Some((id, event)) => event_ui(ui, state, id, event, memory, commands),
                            None => archive::archive_ui(ui, state, commands),
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

fn event_ui(ui: &mut Ui, state: &State, id: EventId, event: &Event, memory: &mut Memory, commands: &mut Vec<Command>) {
    let archive = &state.loaded.archive;
    let needle = state.shown.needle();
    kicker(ui, archive, event);
    let heading = marked_job(
        ui,
        &event.title,
        TextStyle::sans(19.0, 600),
        25.0,
        &text::hits(&event.title, needle),
    );
    ui.add(egui::Label::new(heading).wrap());
    ui.add_space(2.0);
    who(ui, archive, event);
    ui.add_space(4.0);
    thread::answered(ui, state, id, event, commands);
    quotes::quotes(ui, state, id, event, &mut memory.echoes, commands);
    if let Some(summary) = &event.summary {
        section(ui, "Summary");
        let job = marked_job(ui, summary, TextStyle::sans(13.5, 400), 20.0, &text::hits(summary, needle));
        ui.add(egui::Label::new(job).wrap());
    }
    accounts::accounts(ui, state, event, memory, commands);
    if let Some(note) = event.note() {
        section(ui, "Note");
        ui.label(RichText::new(note).color(theme_of(ui).muted));
    }
    thread::replies(ui, state, id, event, commands);
    details(ui, event);
    thread::thread(ui, state, id, commands);
    sources::sources(ui, archive, id, commands);
    dates::dates(ui, archive, event);
}

/// Kind, date and place, small, above the title.
fn kicker(ui: &mut Ui, archive: &Archive, event: &Event) {
    let date = event.date_words(archive);
    let confidence = event.confidence().map(|confidence| confidence.word().to_owned());
    let parts = [
        Some(event.kind_title().to_owned()),
        confidence,
        Some(date),
        event.place.as_deref().map(str::to_owned),
    ];
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
            ui.label(RichText::new(event.kind.joint_in_full()).color(theme_of(ui).muted));
        }
        for leader in &event.to {
            disc(ui, archive, *leader, 12.0);
            ui.label(archive.leader_name(*leader));
        }
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
    let tags = event.tags().join(", ");
    let word = |confidence: Option<Confidence>| confidence.map(Confidence::word);
    let rows = [
        ("The event is", word(event.confidence())),
        ("That it answers is", word(event.link_confidence())),
        ("Its date is", word(event.date_confidence())),
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
