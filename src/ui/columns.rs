//! The screen on which the user says what the columns of a table are, with its first rows.

use egui::{ComboBox, RichText, ScrollArea, Ui};

use super::Memory;
use super::style::{semibold, theme_of};
use crate::command::Command;
use crate::model::columns::{Field, Mapping, Preview};
use crate::state::State;

/// What is being said about a table.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Which of the tables.
    table: usize,
    /// The headers it is about; others mean that the draft is of another table.
    headers: Vec<String>,
    /// What the columns are to be.
    mapping: Mapping,
}

/// What a column is that is matched with nothing.
const UNMATCHED: &str = "\u{2013} (in the note)";

/// The longest cell that is shown, in characters.
const MAX_CELL: usize = 60;

/// A field for people: `In reply to`.
fn title(field: Field) -> String {
    let name = field.name().replace('_', " ");
    let mut chars = name.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

pub fn columns(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>) {
    let tables = &state.loaded.report.tables;
    let draft = &mut memory.columns;
    // The table that asks comes first.
    let asking = tables.iter().position(|table| table.is_asking || table.is_vague).unwrap_or(0);
    if tables.get(draft.table).is_none_or(|table| table.headers != draft.headers) {
        take(draft, tables, asking);
    }
    let theme = theme_of(ui);
    let Some(table) = tables.get(draft.table) else {
        ui.label(semibold("Columns").size(16.0));
        ui.label("None of the open files is a table.");
        if ui.button("Close").clicked() {
            commands.push(Command::Escape);
        }
        return;
    };
    ui.set_width((ui.ctx().content_rect().width() - 120.0).clamp(500.0, 1100.0));
    ui.label(semibold("Match the columns").size(16.0));
    if tables.len() > 1 {
        let mut chosen = draft.table;
        ComboBox::from_id_salt("table")
            .selected_text(table.path.clone())
            .width(400.0)
            .show_ui(ui, |ui| {
                for (at, table) in tables.iter().enumerate() {
                    ui.selectable_value(&mut chosen, at, &table.path);
                }
            });
        if chosen != draft.table {
            take(draft, tables, chosen);
        }
    } else {
        ui.label(RichText::new(&table.path).color(theme.muted));
    }
    let Some(table) = tables.get(draft.table) else { return };
    ui.add_space(4.0);
    ScrollArea::both()
        .max_height(420.0)
        .show(ui, |ui| grid(ui, table, &mut draft.mapping));
    ui.add_space(4.0);
    let has_date = draft.mapping.has_date();
    let hint = if has_date {
        "Unmatched columns go into the event\u{2019}s note. The choice is remembered for tables with these headers."
    } else {
        "Choose the column that holds the date."
    };
    ui.label(RichText::new(hint).color(if has_date { theme.muted } else { theme.error }));
    ui.horizontal(|ui| {
        if super::widgets::primary(ui, has_date, "Import").clicked() || has_date && super::widgets::is_confirmed(ui) {
            commands.push(Command::MapColumns {
                headers: draft.headers.clone(),
                mapping: draft.mapping.clone(),
            });
        }
        if ui.button("Cancel").clicked() {
            commands.push(Command::Escape);
        }
    });
}

/// Begins anew with a table, from what its columns are taken to be.
fn take(draft: &mut Draft, tables: &[Preview], at: usize) {
    let table = tables.get(at);
    *draft = Draft {
        table: at,
        headers: table.map(|table| table.headers.clone()).unwrap_or_default(),
        mapping: table.map(|table| table.mapping.clone()).unwrap_or_default(),
    };
}

/// Headers, a choice under each, and the first rows.
fn grid(ui: &mut Ui, table: &Preview, mapping: &mut Mapping) {
    let theme = theme_of(ui);
    egui::Grid::new("columns").striped(true).spacing([16.0, 6.0]).show(ui, |ui| {
        for header in &table.headers {
            ui.label(semibold(shortened(header)));
        }
        ui.end_row();
        for header in &table.headers {
            let mut field = mapping.field_of(header);
            let before = field;
            let text = field.map_or_else(|| UNMATCHED.to_owned(), title);
            let combo = ComboBox::from_id_salt(("column", header))
                .selected_text(text)
                .width(120.0)
                .show_ui(ui, |ui| {
                    ui.selectable_value(&mut field, None, UNMATCHED);
                    for choice in Field::ALL {
                        ui.selectable_value(&mut field, Some(choice), title(choice));
                    }
                });
            let label = format!("What the column {header} is");
            combo
                .response
                .widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::ComboBox, true, label.clone()));
            if field != before {
                mapping.set(header, field);
            }
        }
        ui.end_row();
        for row in &table.rows {
            for column in 0..table.headers.len() {
                let cell = row.get(column).map(String::as_str).unwrap_or_default();
                ui.label(RichText::new(shortened(cell)).color(theme.muted));
            }
            ui.end_row();
        }
    });
}

/// A cell on one line, cut where it is long.
fn shortened(cell: &str) -> String {
    let line = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MAX_CELL {
        return line;
    }
    line.chars().take(MAX_CELL - 1).chain(['\u{2026}']).collect()
}
