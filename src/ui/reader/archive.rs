//! Nothing selected: what the archive is, how it begins, and who wrote to whom.

use egui::accesskit::Role;
use egui::{Align, Layout, RichText, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::super::style::{section, semibold, theme_of};
use super::super::widgets::disc;
use super::thread::card;
use crate::command::Command;
use crate::layout::{counted, thousands};
use crate::model::{EventId, LeaderId};
use crate::state::State;

/// How many pairs are listed.
const PAIRS: usize = 10;

/// How many events are looked at for one with a quote that begins a thread.
const LOOKED_AT: usize = 1000;

/// How high a row of the list is, in points.
const ROW: f32 = 26.0;

pub(super) fn archive_ui(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let archive = &state.loaded.archive;
    let theme = theme_of(ui);
    section(ui, "Archive");
    ui.label(semibold(&archive.title).size(19.0));
    if !archive.description.is_empty() {
        ui.label(RichText::new(&archive.description).color(theme.muted));
    }
    ui.add_space(6.0);
    ui.label(format!(
        "{}, {}",
        counted(archive.events.len(), "event"),
        counted(archive.leaders.len(), "leader")
    ));
    if archive.events.is_empty() {
        return;
    }
    ui.add_space(10.0);
    ui.label(RichText::new("Click an event to read it, or press \u{2192} to go from one to the next.").color(theme.muted));
    ui.add_space(6.0);
    if ui.button("Read the first event").clicked() {
        commands.push(Command::First);
    }
    if let Some((message, reply)) = first_thread(state) {
        ui.add_space(6.0);
        card(ui, state, "The first message with a reply", message, commands);
        card(ui, state, "Its reply", reply, commands);
    }
    pairs(ui, state, commands);
}

/// The first message that has a reply, with its first reply; before all others one that is quoted.
fn first_thread(state: &State) -> Option<(EventId, EventId)> {
    let threads = &state.loaded.threads;
    let answered = || {
        let order = state.shown.order().iter().take(LOOKED_AT);
        order.filter_map(|id| Some((*id, *threads.replies(*id).iter().find(|reply| state.shown.contains(**reply))?)))
    };
    let is_quoted = |(id, _): &(EventId, EventId)| state.loaded.archive.event(*id).is_some_and(|event| !event.quotes.is_empty());
    answered().find(is_quoted).or_else(|| answered().next())
}

/// Between whom most passed, in the whole archive; a click shows only these two.
fn pairs(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let threads = &state.loaded.threads;
    let pairs = threads.exchanges();
    if pairs.len() < 2 {
        return;
    }
    ui.add_space(8.0);
    section(ui, "Who wrote to whom most");
    ui.spacing_mut().item_spacing.y = 0.0;
    for (a, b) in pairs.iter().take(PAIRS) {
        if pair(ui, state, *a, *b).clicked() {
            commands.push(Command::OnlyPair(Some((*a, *b))));
        }
    }
    if pairs.len() > PAIRS {
        let rest = counted(pairs.len() - PAIRS, "more pair");
        ui.add_space(4.0);
        ui.label(RichText::new(rest).size(12.0).color(theme_of(ui).muted));
    }
}

fn pair(ui: &mut Ui, state: &State, a: LeaderId, b: LeaderId) -> egui::Response {
    let archive = &state.loaded.archive;
    let threads = &state.loaded.threads;
    let count = threads.count_between(a, b) + threads.count_between(b, a);
    let names = format!("{} \u{2013} {}", archive.leader_name(a), archive.leader_name(b));
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let spoken = format!("{names}, {}: show only these two", counted(count, "message"));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.expand2(vec2(4.0, 0.0)), 4.0, theme_of(ui).raised);
    }
    let mut row = ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center)));
    row.label(RichText::new(thousands(count)).size(12.5).color(theme_of(&row).muted));
    row.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        disc(ui, archive, a, 8.0);
        disc(ui, archive, b, 8.0);
        ui.add_space(5.0);
        ui.add(egui::Label::new(RichText::new(names).size(13.0)).truncate().selectable(false));
    });
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
