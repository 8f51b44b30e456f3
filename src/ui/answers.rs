//! The list of replies in the side panel: what was never answered, what crossed, what may be replies, and what was said of those.

use std::collections::{HashMap, HashSet};

use egui::accesskit::Role;
use egui::{Align, Button, DragValue, Layout, RichText, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::Memory;
use super::style::{section, theme_of};
use crate::command::Command;
use crate::dates::read_typed;
use crate::layout::{counted, leader_line, thousands};
use crate::library::Library;
use crate::model::decisions::{Decision, Decisions};
use crate::model::{Archive, EventId, Kind};
use crate::state::State;
use crate::threads::{Certainty, Suggestion, Wait};

/// So many of each kind are listed.
const MAX_LISTED: usize = 2_000;

/// How high a row is, in points.
const ROW: f32 = 58.0;

/// What was last found, and the text of the date.
#[derive(Default)]
pub struct Cache {
    /// The revision of the state.
    of: Option<u64>,
    rows: Vec<Row>,
    date: String,
}

/// A line of the list.
enum Row {
    Heading(String, &'static str),
    Unanswered(EventId, Certainty),
    /// A remark.
    Note(String),
    Crossed(EventId, EventId, Certainty),
    Suggested(Suggestion),
    /// With what the two are called, found once.
    Decided(Decision, [String; 2], bool),
}

impl Cache {
    /// The list is closed: the date goes with it.
    pub fn close(&mut self) {
        self.date.clear();
    }
}

pub fn list(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>) {
    let cache = &mut memory.answers;
    settings(ui, state, cache, commands);
    if cache.of != Some(state.revision) && !state.is_pending() {
        cache.rows = find(state);
        cache.of = Some(state.revision);
    }
    ScrollArea::vertical()
        .id_salt("replies")
        .auto_shrink([false, false])
        .show_rows(ui, ROW, cache.rows.len(), |ui, range| {
            for row in cache.rows.get(range).unwrap_or_default() {
                ui.allocate_ui_with_layout(egui::vec2(ui.available_width(), ROW), Layout::top_down(Align::Min), |ui| {
                    ui.set_min_height(ROW - ui.spacing().item_spacing.y);
                    ui.spacing_mut().item_spacing.y = 1.0;
                    row_ui(ui, state, row, commands);
                });
            }
        });
}

/// After how many days, and on which date.
fn settings(ui: &mut Ui, state: &State, cache: &mut Cache, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.label("No reply, nor anything else, within");
        let mut days = state.wait.days;
        let field = ui.add(DragValue::new(&mut days).range(0..=36_500).speed(0.5).suffix(" days"));
        field.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, "Days without an answer"));
        if field.changed() {
            commands.push(Command::SetWait(Wait { days, ..state.wait }));
        }
    });
    ui.horizontal(|ui| {
        ui.label("As of");
        let field = TextEdit::singleline(&mut cache.date)
            .hint_text("the end, or a date")
            .desired_width(130.0);
        let response = ui.add(field);
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Date on which messages are unanswered"));
        let text = cache.date.trim();
        let read = (!text.is_empty()).then(|| read_typed(text));
        let on = read.as_ref().and_then(|read| read.as_ref().ok()?.extent().latest);
        if response.changed() && on != state.wait.on {
            commands.push(Command::SetWait(Wait { on, ..state.wait }));
        }
        let theme = theme_of(ui);
        match read {
            Some(Err(_)) => drop(ui.label(RichText::new("no date").color(theme.error))),
            Some(Ok(date)) => drop(ui.label(RichText::new(date.words()).size(12.0).color(theme.muted))),
            None => {}
        }
    });
}

/// Everything that is listed. Takes time in proportion to what is shown; found anew only when that changes.
fn find(state: &State) -> Vec<Row> {
    let Library {
        archive, threads, report, ..
    } = state.loaded.as_ref();
    let mut unanswered = Vec::new();
    let mut unknowable = 0;
    let mut crossed = Vec::new();
    // What had not been sent on the day that is asked for is not listed.
    let day = state.wait.on.unwrap_or(i64::MAX);
    let has_begun = |id: EventId| {
        let earliest = archive.event(id).and_then(|event| event.date()?.extent().earliest);
        earliest.is_none_or(|earliest| earliest < day)
    };
    for id in state.shown.order() {
        let Some(event) = archive.event(*id).filter(|event| event.kind.is_message() && has_begun(*id)) else {
            continue;
        };
        unknowable += usize::from(!threads.without_letters(event).is_empty());
        if unanswered.len() < MAX_LISTED {
            let certainty = threads.unanswered(archive, *id, state.wait);
            unanswered.extend((certainty != Certainty::No).then_some(Row::Unanswered(*id, certainty)));
        }
        if crossed.len() < MAX_LISTED {
            // Each pair once, at the one that stands first.
            let others = threads.crossed(archive, *id).into_iter();
            let rank = |id: EventId| state.loaded.index.rank(id);
            let later = others.filter(|(other, _)| rank(*other) > rank(*id) && state.shown.contains(*other) && has_begun(*other));
            crossed.extend(later.map(|(other, certainty)| Row::Crossed(*id, other, certainty)));
        }
    }
    let mut suggested: Vec<&Suggestion> = threads
        .suggestions()
        .iter()
        .filter(|suggestion| state.shown.contains(suggestion.reply) && has_begun(suggestion.reply))
        .collect();
    suggested.sort_by_key(|suggestion| (state.loaded.index.rank(suggestion.reply), suggestion.reply));
    let decided = decided(archive, &report.decisions);
    let words = || format!("{} to leaders with no letters in this archive", counted(unknowable, "letter"));
    let mut unknowable = (unknowable > 0).then(|| Row::Note(words()));
    // On a day that is asked for, what was answered later was not answered yet.
    let (heading, nothing) = match state.wait.on {
        Some(_) => ("Not yet answered then", "Nothing unanswered then, as far as the archive can tell"),
        None => ("Unanswered in this archive", "Nothing unanswered, as far as the archive can tell"),
    };
    let parts: [(&str, &'static str, Vec<Row>); 4] = [
        (heading, nothing, unanswered),
        ("Crossed", "None crossed, as far as the archive can tell", crossed),
        (
            "Suggested replies",
            if threads.has_suggestions() {
                "No suggestions"
            } else {
                "Still looking"
            },
            suggested.into_iter().take(MAX_LISTED).cloned().map(Row::Suggested).collect(),
        ),
        ("Decided", "", decided),
    ];
    let mut rows = Vec::new();
    for (title, nothing, found) in parts {
        if found.is_empty() && nothing.is_empty() {
            continue;
        }
        let count = if found.len() >= MAX_LISTED {
            format!("{}+", thousands(MAX_LISTED))
        } else {
            thousands(found.len())
        };
        rows.push(Row::Heading(
            format!("{title} ({count})"),
            if found.is_empty() { nothing } else { "" },
        ));
        rows.extend(found);
        rows.extend(unknowable.take());
    }
    rows
}

/// What somebody said of suggested replies.
fn decided(archive: &Archive, decisions: &Decisions) -> Vec<Row> {
    let ids: HashSet<&str> = decisions
        .accepted
        .iter()
        .chain(&decisions.refused)
        .flat_map(|decision| [decision.reply.as_str(), &decision.message])
        .collect();
    let titles: HashMap<&str, &str> = archive
        .events
        .iter()
        .filter(|event| ids.contains(event.id.as_str()))
        .map(|event| (event.id.as_str(), event.title.as_str()))
        .collect();
    let title = |key: &str| titles.get(key).map_or(key, |title| *title).to_owned();
    let row = |decision: &Decision, holds| Row::Decided(decision.clone(), [title(&decision.reply), title(&decision.message)], holds);
    let accepted = decisions.accepted.iter().map(|decision| row(decision, true));
    accepted
        .chain(decisions.refused.iter().map(|decision| row(decision, false)))
        .collect()
}

fn row_ui(ui: &mut Ui, state: &State, row: &Row, commands: &mut Vec<Command>) {
    let archive = &state.loaded.archive;
    if let Row::Heading(title, nothing) = row {
        ui.add_space(if nothing.is_empty() { 26.0 } else { 10.0 });
        section(ui, title);
        if !nothing.is_empty() {
            small(ui, nothing);
        }
        return;
    }
    // Lines begin where the text of a button does.
    ui.spacing_mut().button_padding.x = 0.0;
    ui.spacing_mut().interact_size.y = 18.0;
    match row {
        Row::Heading(..) => {}
        Row::Note(words) => small(ui, words),
        Row::Unanswered(id, certainty) => {
            event_button(ui, state, *id, commands);
            let threads = &state.loaded.threads;
            let doubt = match certainty {
                _ if !threads.is_waited_out(archive, *id, state.wait) => match state.wait.on {
                    Some(_) => "too early to tell then \u{b7} ",
                    None => "the archive ends too soon to tell \u{b7} ",
                },
                Certainty::Possible => "perhaps \u{b7} ",
                Certainty::Certain | Certainty::No => "",
            };
            let is_reply = archive.event(*id).is_some_and(|event| event.kind == Kind::Reply);
            let what = if is_reply { " \u{b7} itself a reply" } else { "" };
            // The doubt comes first: the end of a long line is cut.
            small(ui, &format!("{doubt}{}{what}", line(&state.loaded, *id)));
        }
        Row::Crossed(one, other, certainty) => {
            event_button(ui, state, *one, commands);
            let is_certain = *certainty == Certainty::Certain;
            small(ui, if is_certain { "crossed with" } else { "may have crossed with" });
            event_button(ui, state, *other, commands);
        }
        Row::Suggested(suggestion) => {
            event_button(ui, state, suggestion.reply, commands);
            let title = archive.event(suggestion.message).map_or("", |event| event.title.as_str());
            small(
                ui,
                &format!("may be a reply to \u{201c}{title}\u{201d}: {}", suggestion.reason.words()),
            );
            super::reader::decide(ui, suggestion.reply, suggestion.message, commands);
        }
        Row::Decided(decision, [reply, message], holds) => {
            let word = if *holds { "is a reply to" } else { "is no reply to" };
            ui.add(egui::Label::new(reply).truncate());
            let on = if decision.on.is_empty() {
                String::new()
            } else {
                format!(" \u{b7} decided on {}", decision.on)
            };
            small(ui, &format!("{word} \u{201c}{message}\u{201d}{on}"));
            if super::widgets::link(ui, "Undo").clicked() {
                commands.push(Command::Undecide(decision.reply.clone(), decision.message.clone()));
            }
        }
    }
}

/// A quiet line; where it is cut, the pointer shows all of it.
fn small(ui: &mut Ui, text: &str) {
    let muted = theme_of(ui).muted;
    ui.add(egui::Label::new(RichText::new(text).size(12.0).color(muted)).truncate());
}

/// `Kennedy → Khrushchev · 25 Oct 1962`
fn line(loaded: &Library, id: EventId) -> String {
    let Some(event) = loaded.archive.event(id) else {
        return String::new();
    };
    let when = event.date().map(|date| date.short_words(true)).unwrap_or_default();
    format!("{} \u{b7} {when}", leader_line(&loaded.index, event))
}

/// The title of an event, which a click selects.
fn event_button(ui: &mut Ui, state: &State, id: EventId, commands: &mut Vec<Command>) {
    let Some(event) = state.loaded.archive.event(id) else { return };
    let is_selected = state.selected == Some(id);
    let button = Button::selectable(is_selected, event.title.as_str()).truncate();
    let response = ui.add(button).on_hover_ui(|ui| {
        ui.label(event.title.as_str());
        ui.label(line(&state.loaded, id));
    });
    if response.clicked() {
        commands.push(Command::GoToEvent(id));
    }
}
