//! The event list, below the timeline or in its place: who cannot or will not use a canvas reads everything there.

use egui::accesskit::Role;
use egui::{Align, Button, Layout, Margin, RichText, Sense, Ui, UiBuilder, WidgetInfo};
use egui_extras::{Column as Width, TableBuilder, TableRow};

use super::Memory;
use super::style::{section, theme_of};
use super::widgets::{close_button, leader_color, paint_kind};
use crate::command::Command;
use crate::layout::{event_label, thousands};
use crate::listing::{Column, Listing};
use crate::model::EventId;
use crate::state::State;
use crate::theme::{Measure, TextMeasure as _, TextStyle};
use crate::view::View;

/// How high a row is, in points.
const ROW: f32 = 26.0;

/// The list below the timeline, where it is open there.
pub fn below(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>) {
    if !state.list.is_below || state.view == View::List {
        return;
    }
    let frame = egui::Frame::new().fill(theme_of(ui).panel).inner_margin(Margin::symmetric(12, 6));
    let panel = egui::Panel::bottom("list")
        .default_size(270.0)
        .size_range(120.0..=700.0)
        .resizable(true)
        .frame(frame)
        .show(ui, |ui| list(ui, state, memory, commands));
    memory.list_area = Some(panel.response.rect);
}

/// The list in the place of the timeline.
pub fn instead(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>) {
    let frame = egui::Frame::new()
        .fill(theme_of(ui).background)
        .inner_margin(Margin::symmetric(12, 6));
    egui::CentralPanel::default()
        .frame(frame)
        .show(ui, |ui| list(ui, state, memory, commands));
}

fn list(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        section(ui, "Events");
        ui.label(RichText::new(thousands(state.list.rows.len())).size(12.0).color(theme_of(ui).muted));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if close_button(ui, "Close the event list") {
                commands.push(Command::PlaceListBelow(false));
            }
            let (text, command) = if state.view == View::List {
                ("Below the timeline", Command::PlaceListBelow(true))
            } else {
                ("Full size", Command::Show(View::List))
            };
            if ui.button(text).clicked() {
                commands.push(command);
            }
            if ui
                .button("Copy as CSV")
                .on_hover_text("All rows, with quotes and sources")
                .clicked()
            {
                commands.push(Command::CopyList);
            }
        });
    });
    if state.list.rows.is_empty() {
        ui.label("The filter leaves no events");
        return;
    }
    // Columns that have no room are scrolled to, and never lie under the side panel.
    egui::ScrollArea::horizontal().auto_shrink([false, false]).show(ui, |ui| {
        let builder = UiBuilder::new().accessibility_role(Role::Table).accessibility_label("Events");
        ui.scope_builder(builder, |ui| table(ui, state, memory, commands));
    });
}

/// How wide the columns are at first, in points; the title is never less wide.
const DATE: f32 = 178.0;
const KIND: f32 = 104.0;
const REPLY: f32 = 150.0;
const TITLE: f32 = 260.0;

/// A column of names is at most that wide at first, in points.
const NAME: f32 = 170.0;

/// How wide a column of names has to be for most of them.
fn name_width(state: &State) -> f32 {
    let style = TextStyle::sans(12.5, 400);
    let names = state.loaded.archive.leaders.iter().take(100).map(|leader| leader.name.as_str());
    let longest = names.map(|name| Measure::bundled().width(name, style)).fold(60.0, f32::max);
    (longest + 12.0).min(NAME)
}

fn table(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>) {
    // The table scrolls to another selection, once.
    let is_new = memory.listed != state.selected;
    memory.listed = state.selected;
    let scroll_to = state.selected.filter(|_| is_new).and_then(|id| state.list.place_of(id));
    // The title takes what the others leave; names are as wide as they are.
    let name = name_width(state);
    let gaps = 6.0 * ui.spacing().item_spacing.x + 34.0;
    let title = (ui.available_width() - DATE - KIND - REPLY - 2.0 * name - gaps).max(TITLE);
    let mut table = TableBuilder::new(ui)
        .id_salt("events")
        .striped(true)
        .resizable(true)
        .sense(Sense::click() - Sense::FOCUSABLE)
        .cell_layout(Layout::left_to_right(Align::Center))
        .auto_shrink([false, false])
        .column(Width::initial(DATE).at_least(70.0).clip(true))
        .column(Width::initial(KIND).at_least(50.0).clip(true))
        .column(Width::initial(name).at_least(60.0).clip(true))
        .column(Width::initial(name).at_least(60.0).clip(true))
        .column(Width::initial(title).at_least(120.0).clip(true))
        .column(Width::remainder().at_least(REPLY).clip(true));
    if let Some(row) = scroll_to {
        table = table.scroll_to_row(row, None);
    }
    let listing = state.listing();
    table.header(28.0, |row| header(row, state, commands)).body(|body| {
        body.rows(ROW, state.list.rows.len(), |mut row| {
            let Some(id) = state.list.rows.get(row.index()).copied() else {
                return;
            };
            row.set_selected(state.selected == Some(id));
            cells(&mut row, state, &listing, id);
            let response = row.response();
            response.widget_info(|| {
                let label = event_label(&state.loaded.archive, &state.loaded.threads, id);
                WidgetInfo::selected(Role::Row, true, state.selected == Some(id), label)
            });
            if response.clicked() {
                memory.is_list_used = true;
                commands.push(Command::Select(Some(id)));
            }
            if response.double_clicked() {
                commands.push(Command::FitThread(id));
            }
        });
    });
}

/// Column titles: a click sorts, a second one the other way round.
fn header(mut row: TableRow<'_, '_>, state: &State, commands: &mut Vec<Command>) {
    for column in Column::ALL {
        row.col(|ui| {
            let sort = state.list.sort;
            let arrow = match (sort.column == column, sort.is_descending) {
                (false, _) => "",
                (true, false) => " \u{2191}",
                (true, true) => " \u{2193}",
            };
            let text = RichText::new(format!("{}{arrow}", column.title()))
                .size(12.0)
                .color(theme_of(ui).muted);
            let button = ui.add(Button::new(text).frame(false));
            let order = match (sort.column == column, sort.is_descending) {
                (false, _) => "",
                (true, false) => ", ascending",
                (true, true) => ", descending",
            };
            button.widget_info(|| {
                WidgetInfo::labeled(
                    Role::ColumnHeader,
                    true,
                    format!("Sort by {}{order}", column.title().to_lowercase()),
                )
            });
            if button.clicked() {
                commands.push(Command::SortList(column));
            }
        });
    }
}

fn cells(row: &mut TableRow<'_, '_>, state: &State, listing: &Listing<'_>, id: EventId) {
    let archive = &state.loaded.archive;
    let Some(event) = archive.event(id) else { return };
    for column in Column::ALL {
        row.col(|ui| {
            ui.style_mut().interaction.selectable_labels = false;
            let theme = theme_of(ui);
            let text = listing.cell(id, column);
            let (title, words) = (column.title(), text.clone());
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(Role::Cell);
                node.set_label(format!("{title}: {words}"));
            });
            match column {
                Column::Kind => {
                    let (rect, _) = ui.allocate_exact_size(egui::vec2(20.0, 16.0), Sense::hover());
                    let color = event.from.first().map_or(theme.muted, |id| leader_color(theme, archive, *id));
                    paint_kind(ui, rect.center(), event.kind, color, theme.background);
                    ui.label(RichText::new(text).size(12.5));
                }
                Column::Title => {
                    if state.shown.is_hit(id) {
                        ui.painter().rect_filled(ui.max_rect(), 4.0, theme.hit);
                    }
                    ui.label(RichText::new(text).size(12.5).color(theme.text));
                }
                Column::Date | Column::Answer => {
                    ui.label(RichText::new(text).size(12.5).color(theme.muted));
                }
                Column::From | Column::To => {
                    ui.label(RichText::new(text).size(12.5));
                }
            }
        });
    }
}

/// Whether the arrow keys belong to the list: it is alone, or was used last.
pub fn has_keys(ui: &Ui, state: &State, memory: &mut Memory) -> bool {
    // A list is opened to go through it.
    if state.list.is_below && !std::mem::replace(&mut memory.was_listed, state.list.is_below) {
        memory.is_list_used = true;
    }
    memory.was_listed = state.list.is_below;
    let press = ui.input(|input| input.pointer.press_origin().filter(|_| input.pointer.any_pressed()));
    if let Some(at) = press {
        memory.is_list_used = memory.list_area.is_some_and(|area| area.contains(at));
    }
    state.view == View::List || state.list.is_below && memory.is_list_used
}
