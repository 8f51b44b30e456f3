//! The toolbar: menu, title, search, leaders, kinds, Fit and Export.

use egui::accesskit::Live;
use egui::{Button, Key, Margin, TextEdit, Ui, vec2};

use super::style::{semibold, theme_of};
use super::widgets::{Icon, announce, chip, focus_all, leader_color};
use super::{Memory, filters};
use crate::command::{COMMANDS, Command, Group, ThemeChoice, entry, key_text};
use crate::files::EXAMPLES;
use crate::layout::thousands;
use crate::model::{Kind, LeaderId};
use crate::state::State;
use crate::theme::{TextMeasure as _, sizes};

/// Up to this number of leaders have chips of their own; more share a list.
const MAX_CHIPS: usize = 3;

/// How much the toolbar says: what does not fit is said more shortly, step by step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Room {
    /// Title, names of leaders, kinds in words.
    Ample,
    /// Leaders share a list.
    Fair,
    /// Kinds are signs with numbers, the search is short.
    Little,
    /// No title.
    Less,
    /// Kinds share a list.
    Least,
}

impl Room {
    const ALL: [Self; 5] = [Self::Ample, Self::Fair, Self::Little, Self::Less, Self::Least];

    /// The most that fits into a width.
    fn within(width: f32, state: &State) -> Self {
        let fits = |room: &Self| room.needed(state) <= width;
        Self::ALL.into_iter().find(fits).unwrap_or(Self::Least)
    }

    const fn search(self) -> f32 {
        match self {
            Self::Ample | Self::Fair => 250.0,
            Self::Little | Self::Less => 150.0,
            Self::Least => 110.0,
        }
    }

    const fn title(self) -> f32 {
        match self {
            Self::Ample | Self::Fair => 230.0,
            Self::Little => 120.0,
            Self::Less | Self::Least => 0.0,
        }
    }

    const fn has_kind_words(self) -> bool {
        matches!(self, Self::Ample | Self::Fair)
    }

    /// The width that all of it takes, in points.
    fn needed(self, state: &State) -> f32 {
        const GAP: f32 = 7.0;
        // The menu, and what is around all of it.
        const FIXED: f32 = 60.0 + 24.0 + 3.0 * GAP;
        let width = text_width;
        let chip = |text: &str| if text.is_empty() { 38.0 } else { 44.0 + width(text) } + GAP;
        let archive = &state.loaded.archive;
        let leaders: f32 = if self == Self::Ample && archive.leaders.len() <= MAX_CHIPS {
            archive.leaders().map(|(_, leader)| chip(&leader.name)).sum::<f32>() + 42.0
        } else {
            chip(&filters::leaders_words(state))
        };
        let kinds: f32 = if self == Self::Least {
            84.0
        } else {
            kinds_of(state)
                .map(|kind| chip(&kind_words(state, kind, self.has_kind_words())))
                .sum()
        };
        let title = match self.title() {
            none if none <= 0.0 => 0.0,
            most => title_width(&archive.title).min(most) + 6.0 + GAP,
        };
        // The number of hits and its buttons come and go: they have their room in any case.
        let hits = if state.search.is_empty() { 0.0 } else { 150.0 };
        FIXED + at_right() + title + self.search() + 20.0 + GAP + hits + leaders + kinds
    }
}

/// What the buttons at the right end say.
const FIT: &str = "Fit";
const LIST: &str = "List";
const EXPORT: &str = "Export \u{25bc}";

/// How wide a text of the toolbar is, in points.
fn text_width(text: &str) -> f32 {
    crate::theme::Measure::bundled().width(text, crate::theme::TextStyle::sans(13.0, 400))
}

/// How wide the buttons at the right end are, with what is between them, in points.
fn at_right() -> f32 {
    // The padding of a button, and the gap before the next.
    const AROUND: f32 = 2.0 * 10.0 + 2.0 + 7.0;
    [FIT, LIST, EXPORT].into_iter().map(|text| text_width(text) + AROUND).sum()
}

pub fn toolbar(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>) {
    let theme = theme_of(ui);
    let frame = egui::Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(12, 0));
    egui::Panel::top("toolbar").exact_size(sizes::TOOLBAR).frame(frame).show(ui, |ui| {
        let width = ui.available_width();
        let room = Room::within(width, state);
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = 7.0;
            main_menu(ui, state, memory, commands);
            // What is left is the title's, then that of the search.
            let spare = (width - room.needed(state)).max(0.0);
            let wanted = title_width(&state.loaded.archive.title) - room.title();
            let more = if room.title() > 0.0 { wanted.clamp(0.0, spare) } else { 0.0 };
            let search_width = (room.search() + spare - more).min(Room::Ample.search().max(room.search()));
            if room.title() > 0.0 {
                title(ui, state, room.title() + more);
                ui.add_space(6.0);
            }
            search(ui, state, memory, commands, search_width);
            leaders(ui, state, memory, commands, room);
            kinds(ui, state, commands, room);
            // In the order in which they are seen, at the right end.
            ui.add_space((ui.available_width() - at_right()).max(0.0));
            if ui.button(FIT).on_hover_text("Show everything (0)").clicked() {
                commands.push(Command::FitAll);
            }
            let is_listed = state.is_listed();
            let list = ui.add(Button::selectable(is_listed, LIST));
            if list.on_hover_text("All events as a table (T)").clicked() {
                commands.push(Command::PlaceListBelow(!is_listed));
            }
            let export = ui.menu_button(EXPORT, |ui| {
                for command in [Command::ExportFigure, Command::ShowStory, Command::Screenshot, Command::CopyLink] {
                    menu_item(ui, &command, commands);
                }
            });
            export.response.on_hover_text("Save a figure, a story or a picture of the window");
        });
    });
}

/// How the title is set.
const TITLE: crate::theme::TextStyle = crate::theme::TextStyle::sans(14.0, 600);

fn title_width(title: &str) -> f32 {
    crate::theme::Measure::bundled().width(title, TITLE)
}

fn title(ui: &mut Ui, state: &State, width: f32) {
    let title = &state.loaded.archive.title;
    let title = if title.is_empty() { "Untitled archive" } else { title };
    let measure = crate::theme::Measure::bundled();
    let shown = crate::layout::wrap(title, TITLE, width, 1, measure).pop().unwrap_or_default();
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

/// The room of a bar that scrolls a menu, in points.
const SCROLLBAR: f32 = 10.0;

fn main_menu(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>) {
    let wants_menu = std::mem::take(&mut memory.wants_menu);
    let memory = &*memory;
    // A part of the menu that is higher than the window scrolls.
    let most = ui.ctx().content_rect().height() - 70.0;
    let (response, _) = egui::containers::menu::MenuButton::new("      ").ui(ui, |ui| {
        ui.set_min_width(230.0);
        for group in Group::ALL {
            ui.menu_button(group.title(), |ui| {
                ui.set_min_width(310.0);
                ui.set_max_width(310.0);
                egui::ScrollArea::vertical()
                    .max_height(most)
                    .min_scrolled_height(most)
                    .auto_shrink([false, true])
                    .show(ui, |ui| {
                        // The bar that scrolls keeps off the keys at the right.
                        ui.set_max_width(ui.available_width() - SCROLLBAR);
                        if group == Group::Archive {
                            archive_menu(ui, memory, commands);
                        }
                        for entry in COMMANDS.iter().filter(|entry| entry.group == group) {
                            if let Command::SetTheme(choice) = entry.command {
                                theme_item(ui, state, choice, entry.name, commands);
                            } else if entry.command != Command::OpenMenu {
                                menu_item(ui, &entry.command, commands);
                            }
                        }
                    });
            });
        }
    });
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, "Menu"));
    if wants_menu {
        egui::Popup::open_id(ui.ctx(), egui::Popup::default_response_id(&response));
        response.request_focus();
    }
    let center = response.rect.center();
    for y in [-4.5, 0.0, 4.5] {
        let stroke = egui::Stroke::new(1.5, theme_of(ui).text);
        ui.painter().hline(center.x - 6.0..=center.x + 6.0, center.y + y, stroke);
    }
    response.on_hover_text("Menu (F10)");
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

fn search(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>, width: f32) {
    let mut text = state.search.clone();
    let edit = TextEdit::singleline(&mut text)
        .hint_text("Search quotes, titles, places\u{2026}  /")
        .desired_width(width)
        .margin(Margin::symmetric(10, 6));
    let response = ui.add(edit);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::TextInput, true, "Search quotes, titles, places"));
    if std::mem::take(&mut memory.wants_search_focus) {
        focus_all(ui, &response, &state.search);
    }
    memory.has_search_focus = response.has_focus();
    if text != state.search {
        commands.push(Command::Search(text));
    }
    if response.lost_focus() {
        let (enter, is_shift) = ui.input(|input| (input.key_pressed(Key::Enter), input.modifiers.shift));
        if enter {
            commands.push(if is_shift { Command::PreviousHit } else { Command::NextHit });
            // Enter goes on to the next hit, with the cursor where it was.
            response.request_focus();
            memory.has_search_focus = true;
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
    let count = ui.label(egui::RichText::new(count).size(12.0).color(theme_of(ui).muted));
    announce(ui, &count, Live::Polite);
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

fn leaders(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>, room: Room) {
    let archive = &state.loaded.archive;
    if archive.leaders.len() > MAX_CHIPS || room > Room::Ample {
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

/// The kinds that the archive has.
fn kinds_of(state: &State) -> impl Iterator<Item = Kind> {
    Kind::ALL.into_iter().filter(|kind| state.loaded.index.count_of(*kind) > 0)
}

/// How many events of a kind are shown; of one that is hidden, how many there are.
fn count_of(state: &State, kind: Kind) -> usize {
    if state.filter.hidden_kinds.contains(&kind) {
        state.loaded.index.count_of(kind)
    } else {
        state.shown.count_of(kind)
    }
}

fn kind_words(state: &State, kind: Kind, has_words: bool) -> String {
    let count = thousands(count_of(state, kind));
    if has_words && kind.is_chief() {
        format!("{} {count}", kind.plural())
    } else {
        count
    }
}

fn kinds(ui: &mut Ui, state: &State, commands: &mut Vec<Command>, room: Room) {
    if room == Room::Least {
        ui.menu_button("Kinds \u{25bc}", |ui| {
            for kind in kinds_of(state) {
                let text = format!("{} {}", kind.plural(), thousands(count_of(state, kind)));
                let mut is_on = !state.filter.hidden_kinds.contains(&kind);
                if ui.checkbox(&mut is_on, text).clicked() {
                    commands.push(Command::ToggleKind(kind));
                }
            }
        });
        return;
    }
    for kind in kinds_of(state) {
        let (count, all) = (count_of(state, kind), state.loaded.index.count_of(kind));
        let is_on = !state.filter.hidden_kinds.contains(&kind);
        let text = kind_words(state, kind, room.has_kind_words());
        let label = format!("Show {}, {count}", kind.plural().to_lowercase());
        let of_all = if count == all {
            String::new()
        } else {
            format!(" of {}", thousands(all))
        };
        let hint = format!("{}: {}{of_all}. Click to show or hide", kind.plural(), thousands(count));
        if chip(ui, Icon::Kind(kind), &text, &label, is_on).on_hover_text(hint).clicked() {
            commands.push(Command::ToggleKind(kind));
        }
    }
}
