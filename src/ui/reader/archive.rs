//! Nothing selected: what the archive is, how it begins, and who wrote to whom.

use egui::accesskit::Role;
use egui::{Align, Layout, RichText, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::super::style::{section, semibold, theme_of};
use super::super::widgets::disc;
use super::thread::card;
use crate::command::Command;
use crate::layout::{counted, thousands, wrap};
use crate::model::{EventId, LeaderId, Severity};
use crate::state::State;
use crate::theme::{Measure, TextMeasure as _, TextStyle};

/// How many pairs are listed.
const PAIRS: usize = 10;

/// How many events are looked at for one with a quote that begins a thread.
const LOOKED_AT: usize = 1000;

/// How names in the list are set.
const NAMES: TextStyle = TextStyle::sans(13.0, 400);

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
        // Why it is empty is what a user wants to know.
        for finding in state.loaded.report.reports.iter().take(3) {
            let color = if finding.severity == Severity::Error {
                theme.error
            } else {
                theme.muted
            };
            let text = finding.to_string();
            let first = text.lines().next().unwrap_or_default();
            ui.add(egui::Label::new(RichText::new(first).color(color)).wrap());
        }
        if !state.loaded.report.reports.is_empty() && ui.button("Import report").clicked() {
            commands.push(Command::ToggleReport);
        }
        return;
    }
    ui.add_space(10.0);
    ui.label(RichText::new("Click an event to read it, or press \u{2192} to go from one to the next.").color(theme.muted));
    ui.add_space(6.0);
    if ui.button("Read the first event").clicked() {
        commands.push(Command::First);
    }
    if let Some((message, reply)) = first_thread(state) {
        let has_quotes = |id: EventId| archive.event(id).is_some_and(|event| !event.quotes.is_empty());
        let is_suggested = archive.event(reply).is_some_and(|event| event.is_suggested);
        let is_message = archive.event(message).is_some_and(|event| event.kind.is_message());
        let what = match (is_message, has_quotes(message)) {
            (true, true) => "quoted message",
            (true, false) => "message",
            (false, _) => "event",
        };
        let (with, its) = if is_suggested {
            ("a suggested reply", "Its suggested reply")
        } else {
            ("a reply", "Its reply")
        };
        ui.add_space(6.0);
        // What is first in the archive is said so only where all of it is shown.
        let of = if state.filter.is_empty() { "" } else { " shown" };
        card(ui, state, &format!("The first {what}{of} with {with}"), message, commands);
        card(ui, state, its, reply, commands);
    }
    pairs(ui, state, commands);
}

/// The first message with a reply, and the first of its replies: before all others one that is quoted, and one whose reply is
/// not only suggested.
fn first_thread(state: &State) -> Option<(EventId, EventId)> {
    let archive = &state.loaded.archive;
    let replies = |id: EventId| state.loaded.threads.replies(id).iter().copied();
    let answered = || {
        let order = state.shown.order().iter().take(LOOKED_AT);
        order.filter_map(|id| Some((*id, replies(*id).next()?)))
    };
    let is_known = |(_, reply): &(EventId, EventId)| archive.event(*reply).is_some_and(|event| !event.is_suggested);
    let is_quoted = |(id, _): &(EventId, EventId)| archive.event(*id).is_some_and(|event| !event.quotes.is_empty());
    let first = |is_wanted: &dyn Fn(&(EventId, EventId)) -> bool| answered().find(|thread| is_wanted(thread));
    first(&|thread| is_known(thread) && is_quoted(thread))
        .or_else(|| first(&is_known))
        .or_else(|| first(&is_quoted))
        .or_else(|| answered().next())
}

/// Between whom most passed, in the whole archive; a click shows only these two.
fn pairs(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let threads = &state.loaded.threads;
    let pairs = threads.exchanges();
    if pairs.len() < 2 {
        return;
    }
    ui.add_space(8.0);
    section(ui, "Busiest pairs, by messages");
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
        // Short names where the whole ones would hide the second.
        let index = &state.loaded.index;
        let room = ui.available_width();
        let shown = if Measure::bundled().width(&names, NAMES) > room {
            both_cut([index.short_name(a), index.short_name(b)], room)
        } else {
            names
        };
        ui.add(egui::Label::new(RichText::new(shown).size(NAMES.size)).truncate().selectable(false));
    });
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// Two names in one line, each cut where both have no room: the second says as much as the first.
fn both_cut(names: [&str; 2], room: f32) -> String {
    const DASH: &str = " \u{2013} ";
    let measure = Measure::bundled();
    let width = |text: &str| measure.width(text, NAMES);
    let room = (room - width(DASH)).max(0.0);
    // What the shorter name leaves is the other's.
    let cut = |at: usize| {
        let most = (room - width(names[1 - at])).max(room / 2.0);
        wrap(names[at], NAMES, most, 1, measure).pop().unwrap_or_default()
    };
    format!("{}{DASH}{}", cut(0), cut(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_long_names_both_can_be_told_apart() {
        let long = "Catherine II the Great Empress of Russia";
        for (names, room) in [
            ([long, "Joseph II"], 220.0),
            (["Joseph II", long], 220.0),
            ([long, "Friedrich Melchior Grimm"], 240.0),
        ] {
            let shown = both_cut(names, room);
            assert!(Measure::bundled().width(&shown, NAMES) <= room + 1.0, "{shown}");
            let (first, second) = shown.split_once(" \u{2013} ").unwrap_or_default();
            assert!(first.chars().count() >= 8 && second.chars().count() >= 8, "{shown}");
        }
        assert_eq!(both_cut(["Anna", "Boris"], 200.0), "Anna \u{2013} Boris");
    }
}
