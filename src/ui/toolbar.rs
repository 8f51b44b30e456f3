//! The toolbar: menu, title, search, leaders, kinds, Fit and Export.

use egui::{Button, Key, Margin, TextEdit, Ui, vec2};

use super::style::{semibold, theme_of};
use super::widgets::{Icon, chip, leader_color};
use super::{Memory, filters};
use crate::command::{COMMANDS, Command, Group, ThemeChoice, entry, key_text};
use crate::files::EXAMPLES;
use crate::layout::thousands;
use crate::model::{Kind, LeaderId};
use crate::state::State;
use crate::theme::sizes;

/// Up to so many leaders stand in the toolbar themselves; more share a list.
const MAX_CHIPS: usize = 3;

/// Below this width kinds show no words, in points.
const NARROW: f32 = 1240.0;

/// Below this width the title stands only above the window, in points.
const UNTITLED: f32 = 1000.0;

/// Room for what stands at the right, in points.
const RIGHT: f32 = 190.0;

/// Room for a kind without words, in points.
const KIND: f32 = 66.0;

pub fn toolbar(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>) {
    let theme = theme_of(ui);
    let frame = egui::Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(12, 0));
    egui::Panel::top("toolbar").exact_size(sizes::TOOLBAR).frame(frame).show(ui, |ui| {
        let is_narrow = ui.available_width() < NARROW;
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = 7.0;
            main_menu(ui, state, memory, commands);
            if ui.max_rect().width() >= UNTITLED {
                title(ui, state, is_narrow);
                ui.add_space(6.0);
            }
            search(ui, state, memory, commands, is_narrow);
            leaders(ui, state, memory, commands, is_narrow);
            kinds(ui, state, commands, is_narrow);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 7.0;
                let export = ui.menu_button("Export \u{2193}", |ui| {
                    for command in [Command::ExportFigure, Command::Screenshot, Command::CopyLink] {
                        menu_item(ui, &command, commands);
                    }
                });
                export.response.on_hover_text("Save a figure or a picture of the window");
                let is_listed = state.is_listed();
                let list = ui.add(Button::selectable(is_listed, "List"));
                if list.on_hover_text("All events as a table (T)").clicked() {
                    commands.push(Command::PlaceListBelow(!is_listed));
                }
                if ui.button("Fit").on_hover_text("Show everything (0)").clicked() {
                    commands.push(Command::FitAll);
                }
            });
        });
    });
}

fn title(ui: &mut Ui, state: &State, is_narrow: bool) {
    let title = &state.loaded.archive.title;
    let title = if title.is_empty() { "Untitled archive" } else { title };
    let width = if is_narrow { 120.0 } else { 230.0 };
    let style = crate::theme::TextStyle::sans(14.0, 600);
    let measure = crate::theme::Measure::bundled();
    let shown = crate::layout::wrap(title, style, width, 1, measure).pop().unwrap_or_default();
    let response = ui.add(egui::Label::new(semibold(shown).size(14.0)).selectable(false));
    response.on_hover_ui(|ui| {
        ui.set_max_width(420.0);
        ui.label(semibold(title));
        ui.label(&state.loaded.archive.description);
    });
}

/// A menu entry with its name and key.
fn menu_item(ui: &mut Ui, command: &Command, commands: &mut Vec<Command>) {
    let Some(entry) = entry(command) else { return };
    if ui
        .add(Button::new(entry.name).shortcut_text(key_text(command)).frame(false))
        .clicked()
    {
        commands.push(command.clone());
        ui.close();
    }
}

fn main_menu(ui: &mut Ui, state: &State, memory: &Memory, commands: &mut Vec<Command>) {
    let (response, _) = egui::containers::menu::MenuButton::new("      ").ui(ui, |ui| {
        ui.set_min_width(230.0);
        for group in Group::ALL {
            ui.menu_button(group.title(), |ui| {
                ui.set_min_width(280.0);
                if group == Group::Archive {
                    archive_menu(ui, memory, commands);
                }
                for entry in COMMANDS.iter().filter(|entry| entry.group == group) {
                    if let Command::SetTheme(choice) = entry.command {
                        theme_item(ui, state, choice, entry.name, commands);
                    } else {
                        menu_item(ui, &entry.command, commands);
                    }
                }
            });
        }
    });
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, "Menu"));
    let center = response.rect.center();
    for y in [-4.5, 0.0, 4.5] {
        let stroke = egui::Stroke::new(1.5, theme_of(ui).text);
        ui.painter().hline(center.x - 6.0..=center.x + 6.0, center.y + y, stroke);
    }
    response.on_hover_text("Menu");
}

fn theme_item(ui: &mut Ui, state: &State, choice: ThemeChoice, name: &str, commands: &mut Vec<Command>) {
    if ui.radio(state.theme == choice, name).clicked() {
        commands.push(Command::SetTheme(choice));
    }
}

fn archive_menu(ui: &mut Ui, memory: &Memory, commands: &mut Vec<Command>) {
    ui.menu_button("Examples", |ui| {
        for (number, example) in EXAMPLES.iter().enumerate() {
            if ui.button(example.title).clicked() {
                commands.push(Command::OpenExample(number));
                ui.close();
            }
        }
    });
    ui.add_enabled_ui(!memory.recent.is_empty(), |ui| {
        ui.menu_button("Recent", |ui| {
            for path in &memory.recent {
                let name = path
                    .file_name()
                    .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
                if ui.button(name).on_hover_text(path.display().to_string()).clicked() {
                    commands.push(Command::OpenFiles(vec![path.clone()]));
                    ui.close();
                }
            }
        });
    });
    ui.separator();
}

fn search(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>, is_narrow: bool) {
    let mut text = state.search.clone();
    let width = if is_narrow { 150.0 } else { 250.0 };
    let edit = TextEdit::singleline(&mut text)
        .hint_text("Search quotes, titles, places\u{2026}  /")
        .desired_width(width)
        .margin(Margin::symmetric(10, 6));
    let response = ui.add(edit);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::TextInput, true, "Search quotes, titles, places"));
    if std::mem::take(&mut memory.wants_search_focus) {
        response.request_focus();
    }
    if text != state.search {
        commands.push(Command::Search(text));
    }
    if response.lost_focus() {
        let (enter, is_shift) = ui.input(|input| (input.key_pressed(Key::Enter), input.modifiers.shift));
        if enter {
            commands.push(if is_shift { Command::PreviousHit } else { Command::NextHit });
            // Whoever presses Enter goes on to the next hit, with the cursor where it was.
            response.request_focus();
        }
    }
    if state.search.is_empty() {
        return;
    }
    let hits = state.shown.hits();
    let position = state.selected.and_then(|id| hits.iter().position(|hit| *hit == id));
    let count = match (position, hits.len()) {
        _ if state.is_pending() => "\u{2026}".to_owned(),
        (_, 0) => "no hits".to_owned(),
        (Some(position), all) => format!("{} of {all}", position + 1),
        (None, 1) => "1 hit".to_owned(),
        (None, all) => format!("{} hits", thousands(all)),
    };
    ui.label(egui::RichText::new(count).size(12.0).color(theme_of(ui).muted));
    for (text, name, command) in [
        ("\u{2191}", "Previous hit", Command::PreviousHit),
        ("\u{2193}", "Next hit", Command::NextHit),
        ("\u{d7}", "Clear search", Command::Search(String::new())),
    ] {
        let button = ui.add(Button::new(text).frame(false).min_size(vec2(18.0, 24.0)));
        button.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name));
        if button.on_hover_text(name).clicked() {
            commands.push(command);
        }
    }
}

fn leaders(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>, is_narrow: bool) {
    let archive = &state.loaded.archive;
    if archive.leaders.len() > MAX_CHIPS || is_narrow {
        filters::leader_button(ui, state, memory, commands);
        return;
    }
    let theme = theme_of(ui);
    let leaders: Vec<LeaderId> = archive.leaders().map(|(id, _)| id).collect();
    for id in leaders {
        let name = archive.leader_name(id);
        let is_on = !state.filter.hidden_leaders.contains(&id);
        let label = format!("Show {name}");
        let response = chip(ui, Icon::Dot(leader_color(theme, archive, id)), name, &label, is_on);
        filters::leader_menu(&response, state, id, commands);
        let hint = format!("{} events. Click to show or hide, right click for more", filters::count(state, id));
        if response.on_hover_text(hint).clicked() {
            commands.push(Command::ToggleLeader(id));
        }
    }
    filters::more_button(ui, state, memory, commands);
}

fn kinds(ui: &mut Ui, state: &State, commands: &mut Vec<Command>, is_narrow: bool) {
    let count_of = |kind: &Kind| state.loaded.index.count_of(*kind);
    let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| count_of(kind) > 0).collect();
    if is_narrow && ui.available_width() < RIGHT + KIND * kinds.len() as f32 {
        ui.menu_button("Kinds \u{2193}", |ui| {
            for kind in &kinds {
                let text = format!("{} {}", kind.plural(), thousands(count_of(kind)));
                let mut is_on = !state.filter.hidden_kinds.contains(kind);
                if ui.checkbox(&mut is_on, text).clicked() {
                    commands.push(Command::ToggleKind(*kind));
                }
            }
        });
        return;
    }
    for kind in kinds {
        let count = count_of(&kind);
        let is_on = !state.filter.hidden_kinds.contains(&kind);
        let text = if is_narrow || !kind.is_chief() {
            thousands(count)
        } else {
            format!("{} {}", kind.plural(), thousands(count))
        };
        let label = format!("Show {}, {count}", kind.plural().to_lowercase());
        let hint = format!("{}: {count}. Click to show or hide", kind.plural());
        if chip(ui, Icon::Kind(kind), &text, &label, is_on).on_hover_text(hint).clicked() {
            commands.push(Command::ToggleKind(kind));
        }
    }
}
