//! What stands below and beside the timeline: status bar, report, undated events, and sentences at the lower edge.

use egui::accesskit::Live;
use egui::{Align, Layout, Margin, RichText, ScrollArea, Ui};

use super::Memory;
use super::filters::two_shown;
use super::style::{section, semibold, theme_of};
use super::widgets::{announce, close_button, words};
use crate::command::Command;
use crate::files::Phase;
use crate::layout::{counted, thousands};
use crate::model::Severity;
use crate::state::State;
use crate::theme::sizes;
use crate::view::View;

/// How long a sentence at the lower edge stays, in seconds.
const TOAST_SECONDS: f64 = 8.0;

/// How many findings the report draws; the copy holds all.
const MAX_LISTED: usize = 500;

/// The most of a filter that the status bar says, in characters; the rest is in its tooltip.
const FILTER: usize = 70;

/// As much of a filter as there is room for.
fn cut(words: &str) -> String {
    let shown: String = words.chars().take(FILTER).collect();
    if shown.len() == words.len() {
        return shown;
    }
    format!("{}\u{2026}", shown.trim_end_matches([' ', ',', ';']))
}

pub fn status_bar(ui: &mut Ui, state: &State, memory: &Memory, commands: &mut Vec<Command>) {
    let theme = theme_of(ui);
    let frame = egui::Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(14, 0));
    egui::Panel::bottom("status").exact_size(sizes::STATUS).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().interact_size.y = 18.0;
            let small = |text: String| RichText::new(text).size(11.5).color(theme.muted);
            // What a filter leaves is announced; what is in view, which changes while it is moved, is not.
            let (counts, view) = counts(state);
            // Only between the two: the space after a label is taken when it is placed.
            let usual = ui.spacing().item_spacing.x;
            if !view.is_empty() {
                ui.spacing_mut().item_spacing.x = 3.0;
            }
            let counts = ui.label(small(counts));
            announce(ui, &counts, Live::Polite);
            ui.spacing_mut().item_spacing.x = usual;
            if !view.is_empty() {
                ui.label(small(format!("\u{b7} {view}")));
            }
            let undated = state.shown.undated().len();
            if undated > 0 {
                let text = format!("{undated} undated");
                if ui
                    .add(egui::Link::new(RichText::new(text).size(11.5)))
                    .on_hover_text("Show undated events (U)")
                    .clicked()
                {
                    commands.push(Command::ToggleUndated);
                }
            }
            let rejected = state.loaded.report.rejected();
            let has_errors = state.loaded.report.has_errors();
            if rejected > 0 || has_errors {
                let text = if rejected > 0 {
                    format!("{rejected} skipped")
                } else if state.loaded.report.files.len() == 1 {
                    "the file could not be read".to_owned()
                } else {
                    "some files could not be read".to_owned()
                };
                let color = if has_errors { theme.error } else { theme.muted };
                let text = RichText::new(text).size(11.5).color(color);
                if ui
                    .add(egui::Link::new(text))
                    .on_hover_text("What was skipped, and why (R)")
                    .clicked()
                {
                    commands.push(Command::ToggleReport);
                }
            }
            let filter = state.filter.words(&state.loaded.archive);
            if !filter.is_empty() || !state.search.is_empty() {
                let mut words = filter;
                if !state.search.is_empty() {
                    let separator = if words.is_empty() { "" } else { " \u{b7} " };
                    words.push_str(&format!("{separator}Search: \u{201c}{}\u{201d}", state.search.trim()));
                }
                ui.label(RichText::new(cut(&words)).size(11.5).color(theme.text))
                    .on_hover_text(words);
                if ui
                    .add(egui::Link::new(RichText::new("Clear").size(11.5)))
                    .on_hover_text("Clear filter and search")
                    .clicked()
                {
                    commands.push(Command::ClearFilter);
                }
                let two = two_shown(state).filter(|_| state.filter.pair.is_none() && state.loaded.archive.leaders.len() > 2);
                if let Some(two) = two {
                    let link = ui.add(egui::Link::new(RichText::new("Between them only").size(11.5)));
                    if link.clicked() {
                        commands.push(Command::OnlyPair(Some(two)));
                    }
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(small(key_hints(state).to_owned()));
                if let Some(share) = memory.suggesting {
                    ui.label(small(format!("Looking for suggested replies, {:.0} %", share * 100.0)));
                }
            });
        });
    });
}

/// What is shown, `3 of 3 events · 2 leaders`, and what of it is in view, `12 – 15 Aug 2024`.
fn counts(state: &State) -> (String, String) {
    let archive = &state.loaded.archive;
    let leaders = archive.leaders.len();
    let shown_leaders = leaders - state.filter.hidden_leaders.len();
    let leaders = if shown_leaders == leaders {
        counted(leaders, "leader")
    } else {
        format!("{shown_leaders} of {}", counted(leaders, "leader"))
    };
    if archive.events.is_empty() {
        return ("no events".to_owned(), String::new());
    }
    if matches!(state.view, View::Tempo | View::Matrix) {
        let whole = if state.filter.is_empty() {
            ""
        } else {
            ", whatever the filter shows"
        };
        let counted = counted(archive.events.len(), "event");
        return (format!("{counted} \u{b7} the whole archive is counted{whole}"), String::new());
    }
    let events = format!("{} of {}", thousands(state.shown.len()), counted(archive.events.len(), "event"));
    // Dates that are those of the view, and not of what is counted before them, say so.
    let range = shown_range(state).map(|range| {
        let words = crate::index::range_words(range);
        let is_whole = state
            .loaded
            .index
            .range()
            .is_none_or(|all| range.start <= all.start && range.end >= all.end);
        if is_whole { words } else { format!("in view {words}") }
    });
    let clock = state.loaded.index.has_offset().then(|| "times in UTC".to_owned());
    let view: Vec<String> = range.into_iter().chain(clock).collect();
    (format!("{events} \u{b7} {leaders}"), view.join(" \u{b7} "))
}

/// What is in view, without the room around the first and the last event; `None` where nothing has a date.
fn shown_range(state: &State) -> Option<crate::dates::TimeRange> {
    let view = state.range_in_view();
    let all = state.loaded.index.range()?;
    let (start, end) = (view.start.max(all.start), view.end.min(all.end));
    Some(if start < end {
        crate::dates::TimeRange::new(start, end)
    } else {
        view
    })
}

/// The keys that help now.
fn key_hints(state: &State) -> &'static str {
    if !state.search.is_empty() && state.selected.is_none() {
        "Enter next hit   Esc clear   ? keys"
    } else if state.selected.is_some() {
        "\u{2190} \u{2192} step   [ ] thread   F focus   Esc clear   ? keys"
    } else {
        "\u{2190} \u{2192} step   / search   0 fit   ? keys"
    }
}

/// The heading of a tray with what else stands beside it, and a button that closes it.
fn header(ui: &mut Ui, title: &str, close_label: &str, beside: impl FnOnce(&mut Ui)) -> bool {
    let mut is_closed = false;
    ui.horizontal(|ui| {
        section(ui, title);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            is_closed = close_button(ui, close_label);
            beside(ui);
        });
    });
    is_closed
}

/// The report is no higher than this share of the window, until it is dragged higher.
const MOST_REPORT: f32 = 0.4;

pub fn report(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let theme = theme_of(ui);
    let report = &state.loaded.report;
    let frame = egui::Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(14, 8));
    // As high as what it says.
    let lines = report.files.len() + 2 * report.reports.len().min(MAX_LISTED) + 1;
    let most = ui.ctx().content_rect().height() * MOST_REPORT;
    let height = (lines as f32 * 20.0 + 44.0).clamp(90.0, most.max(90.0));
    egui::Panel::bottom(egui::Id::unique(("report", state.edition)))
        .default_size(height)
        .size_range(90.0..=480.0)
        .resizable(true)
        .frame(frame)
        .show(ui, |ui| {
            let is_closed = header(ui, "Import report", "Close the report", |ui| {
                if ui.button("Copy report").clicked() {
                    commands.push(Command::CopyText(report.to_text()));
                }
            });
            if is_closed {
                commands.push(Command::ToggleReport);
            }
            ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                for file in &report.files {
                    ui.label(format!(
                        "{}: {}: {} on the timeline, {} undated, {} skipped",
                        file.path,
                        counted(file.read, "record"),
                        thousands(file.placed),
                        thousands(file.undated),
                        thousands(file.rejected)
                    ));
                }
                if report.reports.is_empty() {
                    ui.label(RichText::new("Nothing was skipped").color(theme.muted));
                }
                for finding in report.reports.iter().take(MAX_LISTED) {
                    let text = finding.to_string();
                    let color = if finding.severity == Severity::Error {
                        theme.error
                    } else {
                        theme.text
                    };
                    let (first, excerpt) = text.split_once('\n').unwrap_or((&text, ""));
                    words(ui, egui::Label::new(RichText::new(first).color(color)).wrap());
                    if !excerpt.is_empty() {
                        ui.label(RichText::new(excerpt).monospace().color(theme.muted));
                    }
                }
                if report.reports.len() > MAX_LISTED {
                    ui.label(format!(
                        "and {} more; copy the report to read them",
                        report.reports.len() - MAX_LISTED
                    ));
                }
            });
        });
}

/// What reading is at, after the name of what is read.
fn phase_words(phase: Phase) -> String {
    match phase {
        // Bytes are not all: there is never 100 % while anything is left to do.
        Phase::Bytes(share) => format!(", {:.0} % of the bytes", (share * 100.0).min(99.0)),
        Phase::Records => ": the records".to_owned(),
        Phase::Linking => ": linking events".to_owned(),
        Phase::Sorting => ": sorting events".to_owned(),
    }
}

/// A sentence at the lower edge, for a while.
pub fn toast(ui: &Ui, memory: &mut Memory, commands: &mut Vec<Command>) {
    if let Some(loading) = &memory.loading {
        area(ui, "loading", |ui| {
            ui.add(egui::Spinner::new());
            // Before the text, which grows while it is read.
            if ui
                .button("Stop")
                .on_hover_text("Stop reading; what was read so far stays")
                .clicked()
            {
                commands.push(Command::StopLoading);
            }
            let phase = phase_words(loading.phase);
            let so_far = if loading.is_partial { ", shown as far as it is read" } else { "" };
            // That it is read is announced; how far it is changes all the time.
            ui.spacing_mut().item_spacing.x = 0.0;
            let label = ui.label(format!("Reading {}", loading.what));
            announce(ui, &label, Live::Polite);
            ui.label(format!("{so_far}{phase}\u{2026}"));
        });
        return;
    }
    let Some(toast) = &mut memory.toast else { return };
    let now = ui.input(|input| input.time);
    let until = *toast.until.get_or_insert(now + TOAST_SECONDS);
    let is_over = !toast.is_error && now >= until;
    let (text, is_error) = (toast.text.clone(), toast.is_error);
    let mut is_closed = is_over;
    area(ui, "toast", |ui| {
        let theme = theme_of(ui);
        let color = if is_error { theme.error } else { theme.text };
        let label = ui.add(egui::Label::new(semibold(text).color(color)).wrap());
        announce(ui, &label, if is_error { Live::Assertive } else { Live::Polite });
        is_closed |= close_button(ui, "Close message");
    });
    if is_closed {
        memory.toast = None;
        ui.ctx().request_repaint();
    } else if !is_error {
        ui.ctx().request_repaint_after_secs((until - now) as f32);
    }
}

fn area(ui: &Ui, name: &str, content: impl FnOnce(&mut Ui)) {
    egui::Area::new(egui::Id::unique(name))
        .anchor(egui::Align2::CENTER_BOTTOM, egui::vec2(0.0, -46.0))
        .order(egui::Order::Foreground)
        .show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style())
                .inner_margin(Margin::symmetric(14, 8))
                .show(ui, |ui| {
                    ui.set_max_width(700.0);
                    ui.horizontal(content);
                });
        });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_share_of_the_bytes_is_all_that_is_to_do() {
        assert_eq!(phase_words(Phase::Bytes(0.42)), ", 42 % of the bytes");
        assert_eq!(phase_words(Phase::Bytes(1.0)), ", 99 % of the bytes");
        assert_eq!(phase_words(Phase::Linking), ": linking events");
    }
}
