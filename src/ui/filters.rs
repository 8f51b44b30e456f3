//! The leader filter with counts and search, roles, and the date range.

use egui::{Popup, PopupCloseBehavior, Response, ScrollArea, TextEdit, Ui};

use super::Memory;
use super::style::{section, theme_of};
use super::widgets::{Icon, chip, leader_color};
use crate::command::Command;
use crate::dates::{TimeRange, read_typed};
use crate::index::{OPEN_END, OPEN_START, Role};
use crate::layout::{counted, thousands};
use crate::model::{LeaderId, fold_text};
use crate::state::State;

/// From so many leaders on, the list can be searched.
const SEARCHABLE: usize = 9;

/// How many leaders the list draws at once; the search finds the others.
const MAX_LISTED: usize = 200;

/// How many events a leader takes part in.
pub fn count(state: &State, id: LeaderId) -> usize {
    state.loaded.index.count_on(Some(id))
}

/// Whom the filter shows: `8 leaders`, `3 of 8 leaders`, `Kennedy, Khrushchev`.
pub fn leaders_words(state: &State) -> String {
    let archive = &state.loaded.archive;
    let all = archive.leaders.len();
    let shown = all - state.filter.hidden_leaders.len();
    let index = &state.loaded.index;
    let words = match state.filter.pair {
        Some((a, b)) => format!("{} and {}", index.short_name(a), index.short_name(b)),
        None if shown == all => counted(all, "leader"),
        None => format!("{shown} of {}", counted(all, "leader")),
    };
    format!("{words} \u{25bc}")
}

/// The button that says how many leaders are shown and opens the list.
pub fn leader_button(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>) {
    let archive = &state.loaded.archive;
    let (all, shown) = (archive.leaders.len(), archive.leaders.len() - state.filter.hidden_leaders.len());
    let text = leaders_words(state);
    let color = archive
        .leaders()
        .map(|(id, _)| id)
        .find(|id| !state.filter.hidden_leaders.contains(id))
        .map_or(theme_of(ui).muted, |id| leader_color(theme_of(ui), archive, id));
    let label = match state.filter.pair {
        Some((a, b)) => format!("Leader filter, between {} and {}", archive.leader_name(a), archive.leader_name(b)),
        None => format!("Leader filter, {shown} of {all} shown"),
    };
    let response = chip(ui, Icon::Dot(color), &text, &label, true);
    popup(&response, state, memory, commands);
}

/// The button beside the leaders' chips that opens roles and dates.
pub fn more_button(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>) {
    let is_set = state.filter.role != Role::Involved || state.filter.dates.is_some();
    let response = ui.add(egui::Button::new(if is_set { "\u{2026} \u{2022}" } else { "\u{2026}" }));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, "More filters"));
    popup(&response, state, memory, commands);
    response.on_hover_text("More filters: roles and dates");
}

fn popup(response: &Response, state: &State, memory: &mut Memory, commands: &mut Vec<Command>) {
    Popup::from_toggle_button_response(response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.set_width(360.0);
            leader_list(ui, state, memory, commands);
            ui.separator();
            roles(ui, state, commands);
            ui.separator();
            dates(ui, state, memory, commands);
        });
}

fn leader_list(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>) {
    let archive = &state.loaded.archive;
    ui.horizontal(|ui| {
        section(ui, "Leaders");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.button("All").clicked() {
                commands.push(Command::AllLeaders);
            }
        });
    });
    if archive.leaders.len() >= SEARCHABLE {
        let edit = TextEdit::singleline(&mut memory.leader)
            .hint_text("Find a leader\u{2026}")
            .desired_width(f32::INFINITY);
        let response = ui.add(edit);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::TextInput, true, "Find a leader"));
    }
    let wanted = fold_text(memory.leader.trim());
    let mut matches: Vec<LeaderId> = archive
        .leaders()
        .filter(|(_, leader)| wanted.is_empty() || fold_text(&leader.name).contains(&wanted))
        .map(|(id, _)| id)
        .collect();
    // Those who take part in most come first.
    matches.sort_by_key(|id| (std::cmp::Reverse(count(state, *id)), *id));
    between(ui, state, commands);
    let most = (ui.ctx().content_rect().height() - 330.0).clamp(100.0, 320.0);
    let list = ScrollArea::vertical().max_height(most).min_scrolled_height(most);
    list.auto_shrink([false, true]).show(ui, |ui| {
        for id in matches.iter().take(MAX_LISTED) {
            leader_row(ui, state, *id, commands);
        }
        if matches.len() > MAX_LISTED {
            ui.label(format!("and {} more; type a name to find them", matches.len() - MAX_LISTED));
        }
        if matches.is_empty() {
            ui.label("No leader has that name");
        }
    });
}

/// Where exactly two leaders are ticked, the way to what passed between them alone.
fn between(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let archive = &state.loaded.archive;
    if state.filter.pair.is_some() {
        if ui.button("Show all their events, not only those between them").clicked() {
            commands.push(Command::OnlyPair(None));
        }
        return;
    }
    if let Some((a, b)) = two_shown(state)
        && archive.leaders.len() > 2
        && ui
            .button(format!("Only between {} and {}", archive.leader_name(a), archive.leader_name(b)))
            .clicked()
    {
        commands.push(Command::OnlyPair(Some((a, b))));
    }
}

/// The two leaders that the filter shows, where it shows exactly two.
pub fn two_shown(state: &State) -> Option<(LeaderId, LeaderId)> {
    let archive = &state.loaded.archive;
    if archive.leaders.len() - state.filter.hidden_leaders.len() != 2 {
        return None;
    }
    let mut shown = archive
        .leaders()
        .map(|(id, _)| id)
        .filter(|id| !state.filter.hidden_leaders.contains(id));
    Some((shown.next()?, shown.next()?))
}

fn leader_row(ui: &mut Ui, state: &State, id: LeaderId, commands: &mut Vec<Command>) {
    let archive = &state.loaded.archive;
    let name = archive.leader_name(id);
    let theme = theme_of(ui);
    ui.horizontal(|ui| {
        let (dot, _) = ui.allocate_exact_size(egui::vec2(12.0, 12.0), egui::Sense::hover());
        ui.painter().circle_filled(dot.center(), 5.0, leader_color(theme, archive, id));
        let mut is_on = !state.filter.hidden_leaders.contains(&id);
        if ui.checkbox(&mut is_on, format!("{name}  {}", count(state, id))).changed() {
            commands.push(Command::ToggleLeader(id));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (text, command) in [("All but", Command::AllButLeader(id)), ("Only", Command::OnlyLeader(id))] {
                let button = ui.add(egui::Button::new(egui::RichText::new(text).size(11.0)).small());
                button.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, format!("{text} {name}")));
                if button.clicked() {
                    commands.push(command);
                }
            }
        });
    });
}

/// The menu of a right click on a leader.
pub fn leader_menu(response: &Response, state: &State, id: LeaderId, commands: &mut Vec<Command>) {
    response.context_menu(|ui| leader_items(ui, state, id, commands));
}

/// The same menu for a click.
pub fn leader_click_menu(response: &Response, state: &State, id: LeaderId, commands: &mut Vec<Command>) {
    Popup::menu(response).show(|ui| leader_items(ui, state, id, commands));
}

fn leader_items(ui: &mut Ui, state: &State, id: LeaderId, commands: &mut Vec<Command>) {
    let name = state.loaded.archive.leader_name(id);
    let is_hidden = state.filter.hidden_leaders.contains(&id);
    let is_pinned = state.arrangement.pinned.contains(&id);
    let mut items = vec![
        (format!("Only {name}"), Command::OnlyLeader(id)),
        (format!("All but {name}"), Command::AllButLeader(id)),
        (
            if is_hidden {
                format!("Show {name}")
            } else {
                "Hide this lane".to_owned()
            },
            Command::ToggleLeader(id),
        ),
        ("Show all leaders".to_owned(), Command::AllLeaders),
    ];
    if !is_hidden {
        let pin = if is_pinned { "Unpin" } else { "Pin to the top" };
        items.push((pin.to_owned(), Command::TogglePinned(id)));
        items.push(("Move up".to_owned(), Command::MoveLane { leader: id, by: -1 }));
        items.push(("Move down".to_owned(), Command::MoveLane { leader: id, by: 1 }));
    }
    for (text, command) in items {
        if ui.button(text).clicked() {
            commands.push(command);
            ui.close();
        }
    }
    ui.menu_button("Show only the exchange with", |ui| partner_items(ui, state, id, commands));
}

/// How many partners the menu of a leader names.
const MAX_PARTNERS: usize = 15;

/// The leaders with whom one shares most events: a click shows what passed between the two.
fn partner_items(ui: &mut Ui, state: &State, id: LeaderId, commands: &mut Vec<Command>) {
    let archive = &state.loaded.archive;
    let partners = crate::index::partners(archive, &state.shown, id);
    for (other, count) in partners.iter().take(MAX_PARTNERS) {
        let text = archive.leader_name(*other);
        let button = egui::Button::new(text).right_text(thousands(*count));
        if ui.add(button).clicked() {
            commands.push(Command::OnlyPair(Some((id, *other))));
            ui.close();
        }
    }
    if partners.is_empty() {
        ui.label("No other leader in what is shown");
    }
}

fn roles(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    section(ui, "Match leader as");
    ui.horizontal(|ui| {
        for role in Role::ALL {
            if ui.radio(state.filter.role == role, role.title()).clicked() {
                commands.push(Command::SetRole(role));
            }
        }
    });
}

fn dates(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>) {
    section(ui, "Dates");
    ui.horizontal(|ui| {
        for (text, hint, label) in [
            (&mut memory.dates.0, "From 1962-10", "From date, EDTF"),
            (&mut memory.dates.1, "To 1962-11", "To date, EDTF"),
        ] {
            let response = ui.add(TextEdit::singleline(text).hint_text(hint).desired_width(110.0));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::TextInput, true, label));
        }
        let range = range_from(&memory.dates.0, &memory.dates.1);
        if ui.add_enabled(matches!(range, Ok(Some(_))), egui::Button::new("Apply")).clicked()
            && let Ok(range) = &range
        {
            commands.push(Command::SetDates(*range));
        }
        if state.filter.dates.is_some() && ui.button("Clear").clicked() {
            commands.push(Command::SetDates(None));
        }
    });
    if let Err(error) = range_from(&memory.dates.0, &memory.dates.1) {
        ui.label(egui::RichText::new(error).size(11.0).color(theme_of(ui).error));
    } else {
        ui.label(egui::RichText::new("Or drag along the ruler").size(11.0).color(theme_of(ui).muted));
    }
}

/// The range between two dates in EDTF, either of which may be missing.
fn range_from(from: &str, to: &str) -> Result<Option<TimeRange>, String> {
    let read = |text: &str| match text.trim() {
        "" => Ok(None),
        text => read_typed(text).map(Some).map_err(|error| error.to_string()),
    };
    let start = read(from)?.and_then(|date| date.extent().earliest);
    let end = read(to)?.and_then(|date| date.extent().latest);
    match (start, end) {
        (None, None) => Ok(None),
        (Some(start), Some(end)) if end <= start => Err("the second date is before the first".to_owned()),
        _ => Ok(Some(TimeRange::new(start.unwrap_or(OPEN_START), end.unwrap_or(OPEN_END)))),
    }
}
