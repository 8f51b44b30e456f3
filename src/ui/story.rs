//! The story: the dialog in which it is made, and the caption below each step.

use egui::accesskit::Role;
use egui::{Align, Button, Key, Layout, Margin, Modifiers, RichText, TextEdit, Ui, WidgetInfo};

use super::Memory;
use super::dialogs::tall_scroll;
use super::style::{semibold, theme_of};
use super::widgets::announce;
use crate::command::{Command, key_text};
use crate::figure::Export;
use crate::library::Origin;
use crate::state::State;
use crate::story::{Sight, Story};
use crate::view::View;

/// What is being written about the steps.
#[derive(Default)]
pub struct Draft {
    /// The story that it began from.
    of: Story,
    story: Story,
}

impl Draft {
    /// Begins anew where the dialog opens or the story became another one; what is being written stays.
    fn follow(&mut self, story: &Story, is_new: bool) {
        if self.of == *story && !is_new {
            return;
        }
        if is_new || self.story == self.of {
            self.story = story.clone();
        }
        self.of = story.clone();
    }

    /// What was written since the story was last kept.
    fn written(&self, story: &Story) -> Option<Command> {
        (self.of == *story && self.story != *story).then(|| Command::SetStory(Box::new(self.story.clone())))
    }
}

/// Keeps what was written in the dialog when it has closed.
pub fn closed(state: &State, memory: &Memory, commands: &mut Vec<Command>) {
    commands.extend(memory.story.written(&state.story));
}

pub fn dialog(ui: &mut Ui, state: &State, memory: &mut Memory, is_new: bool, commands: &mut Vec<Command>) {
    let draft = &mut memory.story;
    draft.follow(&state.story, is_new);
    ui.set_width(620.0);
    ui.label(semibold("Story").size(16.0));
    let muted = theme_of(ui).muted;
    ui.label(RichText::new(kept_where(state)).size(12.0).color(muted));
    if draft.story.is_empty() {
        ui.add_space(8.0);
        ui.label(format!(
            "No views yet. Arrange the window as you want to show it, then press {} or choose \u{201c}Add this view\u{201d}.",
            key_text(&Command::AddStep)
        ));
    }
    let mut is_left = false;
    let mut change = None;
    let last = draft.story.steps.len().saturating_sub(1);
    tall_scroll(ui)
        .min_scrolled_height(120.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for at in 0..draft.story.steps.len() {
                let step = &mut draft.story.steps[at];
                ui.separator();
                ui.horizontal(|ui| {
                    ui.label(semibold(format!("{}", at + 1)).size(15.0).color(muted));
                    let field = ui.add(TextEdit::singleline(&mut step.title).desired_width(330.0).hint_text("Title"));
                    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, format!("Title of step {}", at + 1)));
                    if is_new && at == last {
                        field.request_focus();
                    }
                    is_left |= field.lost_focus();
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        for (text, name, is_possible, does) in [
                            ("\u{d7}", "Remove", true, Change::Remove(at)),
                            ("\u{2193}", "Later", at < last, Change::Shift(at, 1)),
                            ("\u{2191}", "Earlier", at > 0, Change::Shift(at, -1)),
                            ("Show", "Show", true, Change::Show(at)),
                        ] {
                            let button = ui.add_enabled(is_possible, Button::new(text));
                            button.widget_info(|| WidgetInfo::labeled(Role::Button, is_possible, format!("{name}: step {}", at + 1)));
                            if button.on_hover_text(name).clicked() {
                                change = Some(does);
                            }
                        }
                    });
                });
                let text = TextEdit::multiline(&mut step.text).desired_rows(2).desired_width(f32::INFINITY);
                let field = ui.add(text.hint_text("A sentence or two"));
                field.widget_info(|| WidgetInfo::labeled(Role::MultilineTextInput, true, format!("Text of step {}", at + 1)));
                is_left |= field.lost_focus();
                ui.label(RichText::new(sight_words(&step.sight)).size(12.0).color(muted));
            }
        });
    match change {
        Some(Change::Remove(at)) => {
            draft.story.steps.remove(at);
        }
        Some(Change::Shift(at, by)) => draft.story.shift(at, by),
        Some(Change::Show(_)) | None => {}
    }
    if is_left || change.is_some() {
        commands.extend(draft.written(&state.story));
    }
    if let Some(Change::Show(at)) = change {
        commands.push(Command::Walk(at));
    }
    ui.add_space(8.0);
    buttons(ui, state, draft, commands);
}

/// What a button of a step does.
#[derive(Clone, Copy)]
enum Change {
    Remove(usize),
    Shift(usize, isize),
    Show(usize),
}

fn buttons(ui: &mut Ui, state: &State, draft: &Draft, commands: &mut Vec<Command>) {
    let is_told = !draft.story.is_empty();
    ui.horizontal(|ui| {
        if ui.button("Add this view").clicked() {
            commands.extend(draft.written(&state.story));
            commands.push(Command::AddStep);
        }
        if ui
            .add_enabled(is_told, Button::new("Walk through"))
            .on_hover_text("Full screen")
            .clicked()
        {
            commands.extend(draft.written(&state.story));
            commands.push(Command::Walk(0));
        }
        if ui.add_enabled(is_told, Button::new("Export\u{2026}")).clicked() {
            commands.extend(draft.written(&state.story));
            let export = Export {
                is_story: true,
                ..state.figure.clone()
            };
            commands.push(Command::SetFigure(Box::new(export)));
            commands.push(Command::ExportFigure);
        }
        if ui.button("Done").clicked() {
            commands.push(Command::Escape);
        }
    });
}

fn kept_where(state: &State) -> String {
    const WHAT: &str = "Views of this archive in the order in which you show them.";
    match &state.loaded.origin {
        Origin::Files(paths) => match crate::files::story_path(paths) {
            Some(path) => format!("{WHAT} Kept in {}.", path.display()),
            None => format!("{WHAT} Standard input has no file beside which they could be kept."),
        },
        Origin::Example(_) => format!("{WHAT} It is built in: changes last until it is closed."),
    }
}

/// What a step shows: `Timeline, 26 to 28 October 1962; only kennedy and khrushchev`.
fn sight_words(sight: &Sight) -> String {
    let view = match sight.view {
        View::Timeline => "Timeline",
        View::List => "List",
        View::Tempo => "Tempo",
        View::Matrix => "Who wrote to whom",
    };
    let day = |text: &String| text.split('T').next().unwrap_or_default().to_owned();
    let mut parts = vec![view.to_owned()];
    match (
        sight.start.as_ref().or(sight.from.as_ref()),
        sight.end.as_ref().or(sight.to.as_ref()),
    ) {
        (Some(from), Some(to)) => parts.push(format!("{} to {}", day(from), day(to))),
        (Some(from), None) => parts.push(format!("from {}", day(from))),
        (None, Some(to)) => parts.push(format!("until {}", day(to))),
        (None, None) => {}
    }
    if let Some((a, b)) = sight.between.as_ref().or(sight.pair.as_ref()) {
        parts.push(format!("{a} and {b}"));
    }
    match sight.leaders.as_slice() {
        [] => {}
        few @ ([_] | [_, _] | [_, _, _]) => parts.push(format!("only {}", few.join(", "))),
        many => parts.push(format!("{} leaders", many.len())),
    }
    if !sight.kinds.is_empty() {
        parts.push(format!("only {}", sight.kinds.join(", ")));
    }
    if let Some(search) = &sight.search {
        parts.push(format!("search \u{201c}{search}\u{201d}"));
    }
    if let Some(event) = &sight.select {
        parts.push(format!("event {event}"));
    }
    parts.join(" \u{b7} ")
}

/// During a walk, these keys go through the story.
pub fn keys(ui: &Ui, state: &State, commands: &mut Vec<Command>) {
    if state.walk.is_none() || state.panels.dialog.is_some() || ui.text_edit_focused() {
        return;
    }
    for (key, by) in [
        (Key::ArrowRight, 1),
        (Key::PageDown, 1),
        (Key::ArrowLeft, -1),
        (Key::PageUp, -1),
        (Key::Home, isize::MIN),
        (Key::End, isize::MAX),
    ] {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            commands.push(Command::WalkBy(by));
        }
    }
}

/// The caption of the step that is seen.
pub fn caption(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let Some(walk) = &state.walk else { return };
    let Some(step) = state.story.steps.get(walk.at) else { return };
    let theme = theme_of(ui);
    let frame = egui::Frame::new().fill(theme.raised).inner_margin(Margin::symmetric(28, 16));
    egui::Panel::bottom("story").frame(frame).show(ui, |ui| {
        ui.horizontal_top(|ui| {
            let width = (ui.available_width() - 190.0).max(200.0);
            ui.vertical(|ui| {
                ui.set_width(width);
                let title = ui.label(semibold(&step.title).size(22.0));
                title.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &step.title));
                announce(ui, &title, egui::accesskit::Live::Polite);
                if !step.text.is_empty() {
                    ui.label(RichText::new(&step.text).size(16.0));
                }
                if !walk.missing.is_empty() {
                    let words = format!("Not in this archive: {}", walk.missing.join(", "));
                    ui.label(RichText::new(words).size(13.0).color(theme.error));
                }
            });
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                let count = state.story.steps.len();
                if named(ui, true, "\u{d7}", "End the story (Escape)") {
                    commands.push(Command::Escape);
                }
                if named(ui, walk.at + 1 < count, "\u{2192}", "Next step") {
                    commands.push(Command::WalkBy(1));
                }
                if named(ui, walk.at > 0, "\u{2190}", "Previous step") {
                    commands.push(Command::WalkBy(-1));
                }
                ui.label(RichText::new(format!("{} of {count}", walk.at + 1)).color(theme.muted));
            });
        });
    });
}

fn named(ui: &mut Ui, is_possible: bool, text: &str, name: &str) -> bool {
    let button = ui.add_enabled(is_possible, Button::new(text));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, is_possible, name));
    button.on_hover_text(name).clicked()
}
