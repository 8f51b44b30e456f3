//! What a message answers, what answers it, and its whole chain; a click goes there.

use egui::{Align, Frame, Layout, Margin, RichText, Ui};

use super::super::style::{section, semibold, theme_of};
use super::super::widgets::{leader_color, link};
use crate::command::Command;
use crate::dates::TimeRange;
use crate::index::range_words;
use crate::layout::{first_words, leader_line};
use crate::model::{Event, EventId, Kind, LeaderId};
use crate::state::State;
use crate::theme::mix;
use crate::threads::{Certainty, answer_words};

/// So many letters of a message are shown above its reply, and of a reply below.
const EXCERPT: usize = 260;

/// The message that is answered, above the words that answer it; else the one that may be.
pub(super) fn answered(ui: &mut Ui, state: &State, id: EventId, event: &Event, commands: &mut Vec<Command>) {
    let archive = &state.loaded.archive;
    for message in &event.in_reply_to {
        let took = archive.event(*message).and_then(|message| answer_words(message, event));
        let what = if event.is_suggested {
            "Possibly in reply to"
        } else {
            "In reply to"
        };
        let heading = took.map_or_else(|| what.to_owned(), |words| format!("{what} \u{b7} {words} earlier"));
        card(ui, state, &heading, *message, commands);
    }
    let Some(suggestion) = state.loaded.threads.suggestion_for(&state.loaded.archive, id) else {
        return;
    };
    if event.in_reply_to.is_empty() {
        card(ui, state, "Possibly in reply to", suggestion.message, commands);
    }
    let muted = theme_of(ui).muted;
    ui.label(
        RichText::new(format!("Suggested because {}", suggestion.reason.words()))
            .size(12.0)
            .color(muted),
    );
    decide(ui, suggestion.reply, suggestion.message, commands);
    ui.add_space(4.0);
}

/// Buttons that accept and refuse a suggested link.
pub(in super::super) fn decide(ui: &mut Ui, reply: EventId, message: EventId, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        for (text, holds) in [("Accept (Y)", true), ("Reject (N)", false)] {
            if link(ui, text).clicked() {
                commands.push(Command::Decide { reply, message, holds });
            }
        }
    });
}

/// The replies, below the words they answer; then who has not answered, and what crossed.
pub(super) fn replies(ui: &mut Ui, state: &State, id: EventId, event: &Event, commands: &mut Vec<Command>) {
    if !event.kind.is_message() {
        return;
    }
    let archive = &state.loaded.archive;
    let threads = &state.loaded.threads;
    for reply in threads.replies(id) {
        let Some(answer) = archive.event(*reply) else { continue };
        let what = if answer.is_suggested { "Suggested reply" } else { "Reply" };
        let took = answer_words(event, answer);
        // From where the time is counted: the receipt, where it is known.
        let since = if event.received().is_some_and(|date| !date.is_unknown()) {
            "after receipt"
        } else {
            "later"
        };
        let heading = took.map_or_else(|| what.to_owned(), |words| format!("{what} \u{b7} {words} {since}"));
        card(ui, state, &heading, *reply, commands);
    }
    for suggestion in threads.suggested_replies(id) {
        if !threads.replies(id).contains(&suggestion.reply) {
            card(ui, state, "Suggested reply", suggestion.reply, commands);
            decide(ui, suggestion.reply, id, commands);
        }
    }
    let muted = theme_of(ui).muted;
    let certainty = threads.unanswered(archive, id, state.wait);
    let unanswered = match (certainty, state.wait.on) {
        (Certainty::Certain, None) => Some("No reply in this archive"),
        (Certainty::Possible, None) => Some("Possibly no reply in this archive"),
        (Certainty::Certain, Some(_)) => Some("Not yet answered"),
        (Certainty::Possible, Some(_)) => Some("Possibly not yet answered"),
        (Certainty::No, _) => None,
    };
    if let Some(words) = unanswered {
        let days = state.wait.days;
        let until = threads.known_until(state.wait);
        let known = range_words(TimeRange::new(until.saturating_sub(1), until));
        let said = match certainty {
            _ if !threads.is_waited_out(archive, id, state.wait) => match state.wait.on {
                Some(_) => format!("as of {known}"),
                None => format!("the archive has no message after {known}"),
            },
            Certainty::Certain => {
                let silent = |other: &&LeaderId| threads.unanswered_by(archive, id, **other, state.wait) == Certainty::Certain;
                let names: Vec<&str> = event.to.iter().filter(silent).map(|other| archive.leader_name(*other)).collect();
                format!("nor any other message from {} within {days} days", names.join(" or "))
            }
            Certainty::Possible | Certainty::No => "a message from them whose date is not known well enough may be one".to_owned(),
        };
        // A reply does not ask: that nothing follows it is no reproach.
        if event.kind == Kind::Message {
            ui.label(semibold(words));
            ui.label(RichText::new(said).size(12.0).color(muted));
        } else {
            ui.label(RichText::new(format!("{words}: {said}")).size(12.0).color(muted));
        }
    }
    let silent = threads.without_letters(event);
    if !silent.is_empty() {
        let names: Vec<&str> = silent.iter().map(|id| archive.leader_name(*id)).collect();
        let words = format!("This archive has no letters from {}", names.join(" or "));
        ui.label(RichText::new(words).size(12.0).color(muted));
    }
    for (other, certainty) in threads.crossed(archive, id) {
        let heading = if certainty == Certainty::Certain {
            "Crossed with"
        } else {
            "May have crossed with"
        };
        card(ui, state, heading, other, commands);
    }
}

/// Another event in short: who to whom and when, its title, its first words.
pub(super) fn card(ui: &mut Ui, state: &State, heading: &str, id: EventId, commands: &mut Vec<Command>) {
    let archive = &state.loaded.archive;
    let Some(event) = archive.event(id) else { return };
    let theme = theme_of(ui);
    let color = event.from.first().map_or(theme.muted, |id| leader_color(theme, archive, *id));
    ui.add_space(4.0);
    section(ui, heading);
    let frame = Frame::new()
        .fill(theme.raised)
        .inner_margin(Margin::symmetric(12, 8))
        .corner_radius(6);
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        let go = ui.add(
            egui::Label::new(semibold(event.title.as_str()))
                .wrap()
                .sense(egui::Sense::click())
                .selectable(false),
        );
        go.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Link, true, format!("{heading}: {}", event.title)));
        if go.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            commands.push(Command::GoToEvent(id));
        }
        let when = event.date().map(|date| date.short_words(true)).unwrap_or_default();
        let line = [leader_line(&state.loaded.index, event), when]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" \u{b7} ");
        ui.label(RichText::new(line).size(12.0).color(theme.muted));
        let words = event.quotes.first().map(|quote| quote.text.as_str()).or(event.summary.as_deref());
        if let Some(words) = words {
            ui.add(
                egui::Label::new(
                    RichText::new(first_words(words, EXCERPT))
                        .size(12.5)
                        .color(mix(theme.text, theme.muted, 0.4)),
                )
                .wrap(),
            );
        }
    });
    let rect = shown.response.rect;
    let bar = egui::Rect::from_min_max(rect.min, egui::pos2(rect.left() + 3.0, rect.bottom()));
    ui.painter().rect_filled(bar, 1.5, color);
}

/// The messages before and after this one in its chain; a click goes there.
pub(super) fn thread(ui: &mut Ui, state: &State, id: EventId, commands: &mut Vec<Command>) {
    let archive = &state.loaded.archive;
    let thread = state.loaded.threads.thread(archive, id);
    if thread.len() < 2 {
        return;
    }
    ui.add_space(4.0);
    ui.separator();
    section(ui, "Thread");
    let theme = theme_of(ui);
    for other in thread {
        let Some(event) = archive.event(other) else { continue };
        let date = event.date().map(|date| date.short_words(false)).unwrap_or_default();
        let took = event
            .in_reply_to
            .first()
            .and_then(|message| answer_words(archive.event(*message)?, event))
            .map(|words| format!(" \u{b7} after {words}"))
            .unwrap_or_default();
        let name = &event.title;
        ui.horizontal_top(|ui| {
            let right = format!("{date}{took}");
            let width = ui.available_width();
            ui.allocate_ui_with_layout(egui::vec2(width * 0.58, 20.0), Layout::left_to_right(Align::TOP), |ui| {
                if other == id {
                    ui.add(egui::Label::new(semibold(format!("\u{25cf} {name}"))).wrap());
                } else {
                    let text = RichText::new(name.as_str()).color(theme.text);
                    let response = ui.add(egui::Label::new(text).wrap().sense(egui::Sense::click()).selectable(false));
                    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Link, true, format!("Go to {name}")));
                    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                        commands.push(Command::GoToEvent(other));
                    }
                }
            });
            ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
                ui.add(
                    egui::Label::new(RichText::new(right).size(12.0).color(theme.muted))
                        .wrap()
                        .halign(Align::RIGHT),
                );
            });
        });
    }
}
