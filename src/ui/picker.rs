//! A field to write in and what it finds below: one of them is chosen by keys or by a click.

use egui::accesskit::Role;
use egui::{Button, Key, Modifiers, RichText, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};

use super::Memory;
use super::style::theme_of;

/// Something that can be chosen.
pub struct Choice<T> {
    /// What it is called.
    pub name: String,
    /// What stands at the right end of its line.
    pub beside: String,
    /// What is chosen.
    pub value: T,
}

/// What a picker says.
pub struct Words {
    /// What the field is for: `Find a command`.
    pub label: &'static str,
    /// Said where nothing is found.
    pub nothing: &'static str,
}

/// Draws field and list; gives what was chosen. `find` gives what a text finds.
pub fn picker<T>(ui: &mut Ui, memory: &mut Memory, words: &Words, is_new: bool, find: impl FnOnce(&str) -> Vec<Choice<T>>) -> Option<T> {
    ui.set_width(460.0);
    let (up, down, enter) = ui.input_mut(|input| {
        (
            input.consume_key(Modifiers::NONE, Key::ArrowUp),
            input.consume_key(Modifiers::NONE, Key::ArrowDown),
            input.key_pressed(Key::Enter),
        )
    });
    let field = TextEdit::singleline(&mut memory.palette)
        .hint_text(format!("{}\u{2026}", words.label))
        .desired_width(f32::INFINITY)
        .margin(vec2(10.0, 8.0));
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, words.label));
    if is_new {
        response.request_focus();
    }
    if response.changed() {
        memory.palette_at = 0;
    }
    let mut found = find(memory.palette.trim());
    let last = found.len().saturating_sub(1);
    memory.palette_at = match (down, up) {
        (true, _) => memory.palette_at + 1,
        (_, true) => memory.palette_at.saturating_sub(1),
        _ => memory.palette_at,
    }
    .min(last);
    let mut chosen = None;
    // As high as there is room for, also after a list that was short.
    let most = (ui.ctx().content_rect().height() - 220.0).clamp(120.0, 380.0);
    let list = ScrollArea::vertical().max_height(most).min_scrolled_height(most);
    list.auto_shrink([false, true]).show(ui, |ui| {
        for (at, choice) in found.iter().enumerate() {
            let button = Button::selectable(at == memory.palette_at, &choice.name)
                .right_text(RichText::new(&choice.beside).color(theme_of(ui).muted))
                .min_size(vec2(ui.available_width(), 26.0));
            let response = ui.add(button);
            if at == memory.palette_at && (up || down) {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                chosen = Some(at);
            }
        }
        if found.is_empty() {
            ui.label(words.nothing);
        }
    });
    if enter && (response.lost_focus() || response.has_focus()) {
        chosen = Some(memory.palette_at);
    }
    let at = chosen.filter(|at| *at < found.len())?;
    Some(found.swap_remove(at).value)
}
