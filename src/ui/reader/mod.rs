//! The side panel: one event, read in full.

mod accounts;
mod archive;
mod dates;
mod quotes;
mod sources;
mod text;
mod thread;

use egui::{Align, Layout, Margin, RichText, ScrollArea, Ui, vec2};

pub use self::accounts::about;
pub use self::quotes::Echoes;
pub use self::text::{Mark, hits as hits_in, marked_job};
pub(super) use self::thread::decide;
use super::Memory;
use super::side_lists::tab_title;
use super::style::{section, theme_of};
use super::widgets::{disc, words};
use crate::command::{Command, Tab};
use crate::model::{Archive, Confidence, Event, EventId, LeaderId};
use crate::state::State;
use crate::theme::{TextMeasure as _, TextStyle, sizes};

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
    let most = (ui.available_width() - TIMELINE).clamp(LEAST, 900.0);
    let shown = egui::Panel::right("reader")
        .default_size(width)
        .size_range(LEAST..=most)
        .frame(frame)
        .show_collapsible(ui, &mut is_open, |ui| {
            tabs(ui, state, commands);
            let selected = state.selected.and_then(|id| Some((id, state.loaded.archive.event(id)?)));
            let tab = state.panels.tab;
            if tab != Tab::Event {
                // A list, and below it what of it is selected.
                let share = if selected.is_some() { LIST_SHARE } else { 1.0 };
                let size = vec2(ui.available_width(), ui.available_height() * share);
                ui.allocate_ui(size, |ui| {
                    egui::Frame::new().inner_margin(Margin::symmetric(14, 6)).show(ui, |ui| match tab {
                        Tab::Replies => super::answers::list(ui, state, memory, commands),
                        Tab::Undated => super::side_lists::undated(ui, state, commands),
                        Tab::Hits => super::side_lists::hits(ui, state, commands),
                        Tab::Event => {}
                    });
                });
                if selected.is_none() {
                    return;
                }
                ui.separator();
            }
            ScrollArea::vertical()
                .id_salt(("reader", state.selected.map(|id| id.0)))
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    egui::Frame::new().inner_margin(Margin::symmetric(22, 18)).show(ui, |ui| {
                        ui.set_width(ui.available_width());
                        match selected {
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

/// A list of the panel has this share of its height while an event is selected.
const LIST_SHARE: f32 = 0.42;

/// What the panel shows: the event, or a list above it.
fn tabs(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let mut tabs = vec![(Tab::Event, "Event".to_owned()), (Tab::Replies, "Replies".to_owned())];
    let undated = state.shown.undated().len();
    if undated > 0 || state.panels.tab == Tab::Undated {
        tabs.push((Tab::Undated, tab_title("Undated", undated)));
    }
    if !state.search.trim().is_empty() {
        tabs.push((Tab::Hits, tab_title("Found", state.shown.hits().len())));
    }
    egui::Frame::new().inner_margin(Margin::symmetric(14, 6)).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (tab, title) in tabs {
                let is_open = state.panels.tab == tab;
                let button = ui.add(egui::Button::selectable(is_open, &title));
                button.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::Tab, true, is_open, &title));
                if button.clicked() {
                    commands.push(Command::ShowTab(tab));
                }
            }
        });
    });
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
    words(ui, egui::Label::new(heading).wrap());
    ui.add_space(2.0);
    who(ui, archive, event);
    ui.add_space(4.0);
    thread::answered(ui, state, id, event, commands);
    quotes::quotes(ui, state, id, event, &mut memory.echoes, commands);
    if let Some(summary) = &event.summary {
        section(ui, "Summary");
        let job = marked_job(ui, summary, TextStyle::sans(13.5, 400), 20.0, &text::hits(summary, needle));
        words(ui, egui::Label::new(job).wrap());
    }
    accounts::accounts(ui, state, event, memory, commands);
    if let Some(note) = event.note() {
        section(ui, "Note");
        let note = RichText::new(note).color(theme_of(ui).muted);
        words(ui, egui::Label::new(note).wrap());
    }
    thread::replies(ui, state, id, event, commands);
    details(ui, event);
    thread::thread(ui, state, id, commands);
    sources::sources(ui, archive, id, commands);
    dates::dates(ui, archive, event);
}

/// Kind, date and place, small, above the title.
fn kicker(ui: &mut Ui, archive: &Archive, event: &Event) {
    let date = event.span_words(archive);
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

/// How large the disc beside a name is, in points.
const DISC: f32 = 12.0;

/// Who to whom, with discs: in a line where there is room, else a party each; a name stays with its disc.
fn who(ui: &mut Ui, archive: &Archive, event: &Event) {
    if event.from.is_empty() && event.to.is_empty() {
        return;
    }
    let joint = event.kind.joint_in_full();
    let style = TextStyle::sans(13.0, 400);
    let measure = crate::theme::Measure::bundled();
    let gap = ui.spacing().item_spacing.x;
    let names = event.from.iter().chain(&event.to).map(|leader| archive.leader_name(*leader));
    let needed: f32 = names.map(|name| measure.width(name, style) + 2.0 * DISC + 2.0 * gap).sum::<f32>() + measure.width(joint, style);
    let party = |ui: &mut Ui, leader: &LeaderId| {
        disc(ui, archive, *leader, DISC);
        ui.add(egui::Label::new(archive.leader_name(*leader)).wrap());
    };
    let joint = |ui: &mut Ui| drop(ui.label(RichText::new(joint).color(theme_of(ui).muted)));
    if needed <= ui.available_width() {
        ui.horizontal(|ui| {
            event.from.iter().for_each(|leader| party(ui, leader));
            if !event.to.is_empty() {
                joint(ui);
            }
            event.to.iter().for_each(|leader| party(ui, leader));
        });
        return;
    }
    for (leaders, is_last) in [(&event.from, false), (&event.to, true)] {
        for (at, leader) in leaders.iter().enumerate() {
            ui.horizontal(|ui| {
                party(ui, leader);
                if !is_last && at + 1 == leaders.len() && !event.to.is_empty() {
                    joint(ui);
                }
            });
        }
    }
}

/// A line with a name at the left and a value at the right.
fn pair(ui: &mut Ui, name: &str, value: &str) {
    let muted = theme_of(ui).muted;
    ui.horizontal_top(|ui| {
        ui.label(name);
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            words(ui, egui::Label::new(RichText::new(value).color(muted)).wrap().halign(Align::RIGHT));
        });
    });
}

fn details(ui: &mut Ui, event: &Event) {
    let tags = event.tags().join(", ");
    let word = |confidence: Option<Confidence>| confidence.map(Confidence::word);
    let rows = [
        ("Event", word(event.confidence())),
        ("Link", word(event.link_confidence())),
        ("Date", word(event.date_confidence())),
        ("Place", event.place.as_deref()),
        ("Channel", event.channel()),
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
