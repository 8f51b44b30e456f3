//! Dialogs: keys, command palette, go to a date, figure, replace.

use egui::{Button, Id, Key, Modal, RichText, ScrollArea, Sense, TextEdit, Ui, vec2};

use super::Memory;
use super::paint::paint_scene;
use super::picker::{Choice, Words, picker};
use super::style::{section, semibold, theme_of};
use super::widgets::{close_button, focus_all, primary};
use crate::command::{COMMANDS, Command, Entry, Group, Shortcut};
use crate::dates::{TimeRange, Zone, read_typed};
use crate::layout::Sign;
use crate::model::fold_text;
use crate::scene::{Layer, Scene};
use crate::state::{Dialog, State};

/// What a dialog is called, for a screen reader.
const fn title_of(dialog: Dialog) -> &'static str {
    match dialog {
        Dialog::Guide | Dialog::Keys => "Help",
        Dialog::Palette => "Find a command",
        Dialog::GoToDate => "Go to date",
        Dialog::Figure => "Export figure",
        Dialog::Replace => "Replace the file?",
        Dialog::Columns => "Columns",
        Dialog::FindLeader => "Find a leader",
        Dialog::Alike => "Duplicate names",
        Dialog::Zones => "Time zones",
        Dialog::Compare => "Compare",
        Dialog::Citations => "Citations",
        Dialog::Story => "Story",
    }
}

pub fn dialogs(ui: &Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>) {
    let is_new = memory.dialog_before != state.panels.dialog;
    if is_new && memory.dialog_before == Some(Dialog::Story) {
        super::story::closed(state, memory, commands);
    }
    if is_new && memory.dialog_before.is_none() {
        memory.focus_before = ui.memory(egui::Memory::focused);
    }
    memory.dialog_before = state.panels.dialog;
    let Some(dialog) = state.panels.dialog else {
        // What had the focus before the dialog has it again.
        if is_new && let Some(before) = memory.focus_before.take() {
            ui.memory_mut(|memory| memory.request_focus(before));
        }
        return;
    };
    if is_new {
        memory.palette.clear();
        memory.palette_at = 0;
        // What is centered is so only once its size is known.
        ui.ctx().request_repaint();
    }
    let frame = egui::Frame::popup(ui.style()).inner_margin(egui::Margin::same(18));
    let id = Id::unique(("dialog", dialog as u8));
    let modal = Modal::new(id)
        .area(Modal::default_area(id).accessible_name(title_of(dialog)))
        .frame(frame)
        .show(ui.ctx(), |ui| match dialog {
            Dialog::Guide | Dialog::Keys => {
                if is_new {
                    memory.help = if dialog == Dialog::Keys { Help::Keys } else { Help::Guide };
                }
                help(ui, &mut memory.help, is_new, commands);
            }
            Dialog::Palette => palette(ui, memory, is_new, commands),
            Dialog::GoToDate => go_to_date(ui, memory, is_new, commands),
            Dialog::Figure => super::figure::figure(ui, state, memory, is_new, commands),
            Dialog::Replace => replace(ui, state, is_new, commands),
            Dialog::Zones => zones(ui, state, memory, is_new, commands),
            Dialog::Compare => super::compare::dialog(ui, state, memory, commands),
            Dialog::Citations => super::citations::dialog(ui, state, memory, is_new, commands),
            Dialog::Story => super::story::dialog(ui, state, memory, is_new, commands),
            Dialog::Alike => super::alike::alike_leaders(ui, state, memory, commands),
            Dialog::FindLeader => super::lanes::find_leader(ui, state, memory, is_new, commands),
            Dialog::Columns => super::columns::columns(ui, state, memory, commands),
        });
    if modal.backdrop_response.clicked() {
        commands.push(Command::Escape);
    }
}

/// What scrolls in a dialog, as high as the window lets it be.
pub fn tall_scroll(ui: &Ui) -> ScrollArea {
    let most = (ui.ctx().content_rect().height() * 0.85 - 110.0).max(200.0);
    ScrollArea::vertical().max_height(most).min_scrolled_height(most)
}

/// The parts of the help.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Help {
    /// What to do first.
    #[default]
    Guide,
    /// Keys and pointer.
    Keys,
    /// What is drawn.
    Symbols,
}

/// How far a press of an arrow scrolls the help, and a press of Page Down, in points.
const HELP_LINE: f32 = 60.0;
const HELP_PAGE: f32 = 400.0;

/// Guide, keys and symbols.
fn help(ui: &mut Ui, part: &mut Help, is_new: bool, commands: &mut Vec<Command>) {
    let width = (ui.ctx().content_rect().width() - 90.0).clamp(320.0, 720.0);
    ui.set_width(width);
    ui.horizontal(|ui| {
        for (other, name) in [(Help::Guide, "Guide"), (Help::Keys, "Keys"), (Help::Symbols, "Symbols")] {
            let tab = ui.add(Button::selectable(*part == other, semibold(name).size(15.0)));
            tab.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::Tab, true, *part == other, name));
            if is_new && *part == other {
                tab.request_focus();
            }
            if tab.clicked() {
                *part = other;
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if close_button(ui, "Close the help") {
                commands.push(Command::Escape);
            }
        });
    });
    ui.separator();
    let by = ui.input_mut(|input| {
        let pressed = |input: &mut egui::InputState, key| f32::from(u8::from(input.consume_key(egui::Modifiers::NONE, key)));
        HELP_LINE * (pressed(input, Key::ArrowDown) - pressed(input, Key::ArrowUp))
            + HELP_PAGE * (pressed(input, Key::PageDown) - pressed(input, Key::PageUp))
    });
    tall_scroll(ui).id_salt(*part as u8).show(ui, |ui| {
        if by != 0.0 {
            ui.scroll_with_delta(vec2(0.0, -by));
        }
        ui.set_width(width - 14.0);
        match part {
            Help::Guide => super::guide::guide(ui),
            Help::Keys => keys(ui),
            Help::Symbols => symbols(ui),
        }
    });
}

/// All keys, by group, in two columns.
fn keys(ui: &mut Ui) {
    ui.spacing_mut().interact_size.y = 20.0;
    ui.spacing_mut().item_spacing.y = 3.0;
    let rows = |group: Group| COMMANDS.iter().filter(move |entry| entry.group == group && !entry.keys.is_empty());
    // Columns of about the same length.
    let half = Group::ALL.into_iter().map(|group| rows(group).count() + 2).sum::<usize>() / 2;
    let mut so_far = 0;
    ui.columns(2, |columns| {
        for group in Group::ALL {
            let column = &mut columns[usize::from(so_far > half)];
            so_far += rows(group).count() + 2;
            section(column, group.title());
            rows(group).for_each(|entry| key_row(column, entry));
        }
        section(&mut columns[1], "Pointer");
        for (what, does) in [
            ("Wheel", "scrolls lanes, else time"),
            ("Ctrl + wheel", "zooms at the pointer"),
            ("Shift + wheel", "pans in time"),
            ("Alt + wheel", "lane height"),
            ("Drag", "pans"),
            ("Drag on the ruler", "filters by date"),
            ("Shift + drag", "zooms to a stretch"),
            ("Double click", "fits a thread, zooms in"),
        ] {
            row(&mut columns[1], does, what);
        }
    });
}

/// All symbols of the timeline with what they mean.
fn symbols(ui: &mut Ui) {
    ui.spacing_mut().item_spacing.y = 3.0;
    let count = if ui.available_width() < 560.0 { 2 } else { 3 };
    ui.columns(count, |columns| {
        let rows = Sign::ALL.len().div_ceil(columns.len());
        for (sign, at) in Sign::ALL.into_iter().zip(0..) {
            sign_row(&mut columns[at / rows], sign);
        }
    });
}

/// What is drawn, and what it means.
fn sign_row(ui: &mut Ui, sign: Sign) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(32.0, 20.0), Sense::hover());
        let visible = rect.intersect(ui.clip_rect()).translate(-rect.min.to_vec2());
        let mut layer = Layer::new("sign", visible);
        sign.draw(&mut layer, (rect.size() / 2.0).to_pos2(), theme_of(ui));
        let scene = Scene {
            layers: vec![layer],
            ..Scene::default()
        };
        paint_scene(ui.painter(), &scene, rect.min);
        ui.label(sign.words());
    });
}

fn key_row(ui: &mut Ui, entry: &Entry) {
    let keys: Vec<String> = entry.keys.iter().take(2).map(|shortcut: &Shortcut| shortcut.text()).collect();
    let mut keys = keys;
    keys.dedup();
    row(ui, entry.name, &keys.join("  "));
}

fn row(ui: &mut Ui, name: &str, keys: &str) {
    ui.horizontal(|ui| {
        ui.label(name);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(10.0);
            ui.label(semibold(keys).size(12.0).color(theme_of(ui).muted));
        });
    });
}

/// Finds a command by its name.
fn palette(ui: &mut Ui, memory: &mut Memory, is_new: bool, commands: &mut Vec<Command>) {
    let words = Words {
        label: "Find a command",
        nothing: "No command has that name",
    };
    let chosen = picker(ui, memory, &words, is_new, |text| {
        let wanted = fold_text(text);
        COMMANDS
            .iter()
            .filter(|entry| fold_text(entry.name).contains(&wanted) || fold_text(entry.hint).contains(&wanted))
            .filter(|entry| !matches!(entry.command, Command::Escape | Command::ShowPalette))
            .map(|entry| Choice {
                name: entry.name.to_owned(),
                beside: entry.keys.first().map(|shortcut| shortcut.text()).unwrap_or_default(),
                value: entry.command.clone(),
            })
            .collect()
    });
    if let Some(command) = chosen {
        commands.push(Command::Escape);
        commands.push(command);
    }
}

/// Finds a place whose clocks are to have a line below the ruler, or no longer.
fn zones(ui: &mut Ui, state: &State, memory: &mut Memory, is_new: bool, commands: &mut Vec<Command>) {
    let words = Words {
        label: "Add a time zone",
        nothing: "No place of the tz database has that name",
    };
    let archive = &state.loaded.archive;
    let chosen = picker(ui, memory, &words, is_new, |text| {
        let wanted = fold_text(text);
        let of_leaders = archive
            .leaders
            .iter()
            .filter_map(|leader| Some((leader.zone?, leader.name.as_str())));
        let mut found: Vec<(Zone, &str)> = Vec::new();
        for (zone, whose) in of_leaders.chain(Zone::all().map(|zone| (zone, ""))) {
            let has = fold_text(&archive.zone_title(zone)).contains(&wanted) || fold_text(zone.name()).contains(&wanted);
            if (has || fold_text(whose).contains(&wanted) && !whose.is_empty()) && found.iter().all(|(known, _)| *known != zone) {
                found.push((zone, whose));
            }
        }
        let choice = |(zone, whose): (Zone, &str)| Choice {
            name: format!(
                "{} {}",
                if state.zones.contains(&zone) { "\u{2713}" } else { "\u{2003}" },
                archive.zone_title(zone)
            ),
            beside: if whose.is_empty() {
                zone.name().to_owned()
            } else {
                format!("{whose}  {}", zone.name())
            },
            value: zone,
        };
        found.into_iter().take(MAX_ZONES).map(choice).collect()
    });
    if let Some(zone) = chosen {
        commands.push(Command::Escape);
        commands.push(Command::ToggleZone(zone));
    }
}

/// So many places are listed at once.
const MAX_ZONES: usize = 60;

fn go_to_date(ui: &mut Ui, memory: &mut Memory, is_new: bool, commands: &mut Vec<Command>) {
    ui.set_width(380.0);
    ui.label(semibold("Go to date").size(16.0));
    let field = TextEdit::singleline(&mut memory.date)
        .hint_text("1962-10-26, 196X, 26 October 1962\u{2026}")
        .desired_width(f32::INFINITY);
    let response = ui.add(field);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::TextInput, true, "Date in EDTF"));
    if is_new {
        focus_all(ui, &response, &memory.date);
    }
    let text = memory.date.trim();
    let read = read_typed(text);
    let theme = theme_of(ui);
    match &read {
        _ if text.is_empty() => ui.label(RichText::new("A date, in EDTF or in words").color(theme.muted)),
        Ok(date) => ui.label(RichText::new(date.words()).color(theme.muted)),
        Err(error) if error.is_unrecognized() => {
            let words = "This is not a date that can be read; try 26 October 1962, or autumn 1962";
            ui.label(RichText::new(words).color(theme.error))
        }
        Err(error) => ui.label(RichText::new(error.to_string()).color(theme.error)),
    };
    let range: Option<TimeRange> = read.ok().and_then(|date| date.extent().known());
    let enter = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    ui.horizontal(|ui| {
        let is_clicked = primary(ui, range.is_some(), "Go").clicked();
        if let Some(range) = range.filter(|_| is_clicked || enter) {
            commands.push(Command::GoTo(range));
        }
        if ui.button("Cancel").clicked() {
            commands.push(Command::Escape);
        }
    });
}

fn replace(ui: &mut Ui, state: &State, is_new: bool, commands: &mut Vec<Command>) {
    ui.set_width(420.0);
    let file = state.figure.file();
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    ui.label(semibold(format!("\u{201c}{name}\u{201d} already exists. Replace it?")).size(16.0));
    ui.label("What is in it now will be lost.");
    ui.horizontal(|ui| {
        if ui.button("Replace").clicked() {
            commands.push(Command::ReplaceFigure);
        }
        // Enter keeps what is there.
        let cancel = primary(ui, true, "Cancel");
        if is_new {
            cancel.request_focus();
        }
        if cancel.clicked() {
            commands.push(Command::ExportFigure);
        }
    });
}
