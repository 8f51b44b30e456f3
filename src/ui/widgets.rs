//! Small widgets of our own: chips, discs, marks of kinds.

use egui::accesskit::Role;
use egui::{Color32, CornerRadius, Pos2, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::paint::paint_layer;
use super::style::{galley, theme_of};
use crate::layout::glyph;
use crate::model::{Archive, Kind, LeaderId};
use crate::scene::Layer;
use crate::theme::{TextStyle, Theme, mix};

/// What stands before the text of a chip.
#[derive(Clone, Copy)]
pub enum Icon {
    /// A leader's color.
    Dot(Color32),
    /// The mark of a kind.
    Kind(Kind),
}

/// How high a chip is.
const CHIP_HEIGHT: f32 = 28.0;

/// A rounded button that is on or off. `label` is what a screen reader says.
pub fn chip(ui: &mut Ui, icon: Icon, text: &str, label: &str, is_on: bool) -> Response {
    let theme = theme_of(ui);
    let color = if is_on { theme.text } else { theme.muted };
    let text_galley = galley(ui, text, TextStyle::sans(13.0, 400), color);
    let icon_width = 18.0;
    let gap = if text.is_empty() { 0.0 } else { 6.0 };
    let size = vec2(10.0 + icon_width + gap + text_galley.size().x + 10.0, CHIP_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, label));
    if ui.is_rect_visible(rect) {
        let fill = match (is_on, response.hovered()) {
            (true, false) => theme.raised,
            (true, true) => mix(theme.raised, theme.text, 0.06),
            (false, true) => mix(theme.panel, theme.text, 0.05),
            (false, false) => Color32::TRANSPARENT,
        };
        let border = if response.has_focus() { theme.accent } else { theme.line };
        let width = if response.has_focus() { 2.0 } else { 1.0 };
        let radius = CornerRadius::same(14);
        ui.painter()
            .rect(rect, radius, fill, Stroke::new(width, border), StrokeKind::Inside);
        let center = pos2(rect.left() + 10.0 + icon_width / 2.0, rect.center().y);
        let shown = |color: Color32| if is_on { color } else { mix(theme.panel, color, 0.45) };
        match icon {
            Icon::Dot(color) if is_on => {
                ui.painter().circle_filled(center, 6.0, color);
            }
            Icon::Dot(color) => {
                ui.painter().circle_stroke(center, 5.5, Stroke::new(1.5, color));
            }
            Icon::Kind(kind) => paint_kind(ui, center, kind, shown(theme.text), theme.raised),
        }
        let text_pos = pos2(center.x + icon_width / 2.0 + gap, rect.center().y - text_galley.size().y / 2.0);
        if !is_on {
            let y = rect.center().y;
            ui.painter()
                .hline(text_pos.x..=text_pos.x + text_galley.size().x, y, Stroke::new(1.0, theme.muted));
        }
        ui.painter().galley(text_pos, text_galley, color);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// The mark of a kind, small: the same shapes as on the timeline.
pub fn paint_kind(ui: &Ui, center: Pos2, kind: Kind, color: Color32, background: Color32) {
    let mut layer = Layer::new("kind", ui.clip_rect());
    glyph(&mut layer, center, kind.glyph(), 8.0, (color, background));
    paint_layer(ui.painter(), &layer, Vec2::ZERO);
}

/// A leader's color in a theme.
pub fn leader_color(theme: &Theme, archive: &Archive, id: LeaderId) -> Color32 {
    archive
        .leader(id)
        .map_or(theme.muted, |leader| theme.leader_color(leader.hue, leader.color.as_deref()))
}

/// A leader's disc with initials, as wide as its line is high.
pub fn disc(ui: &mut Ui, archive: &Archive, id: LeaderId, radius: f32) {
    let theme = theme_of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(radius * 2.0, radius * 2.0), Sense::hover());
    let color = leader_color(theme, archive, id);
    let ink = if color == theme.quiet {
        ui.painter().circle_stroke(rect.center(), radius - 0.6, Stroke::new(1.2, color));
        theme.muted
    } else {
        ui.painter().circle_filled(rect.center(), radius, color);
        theme.text_on(color)
    };
    let letters = archive.leader(id).map(crate::layout::initials).unwrap_or_default();
    let letters = galley(ui, &letters, TextStyle::sans(radius * 0.78, 700), ink);
    let pos = rect.center() - letters.size() / 2.0;
    ui.painter().galley(pos, letters, ink);
}

/// A link that looks like one.
pub fn link(ui: &mut Ui, text: &str) -> Response {
    let accent = theme_of(ui).accent;
    ui.add(egui::Link::new(egui::RichText::new(text).color(accent)))
}

/// Gives a text field the focus with its old text selected, so that what is typed takes its place.
pub fn focus_all(ui: &Ui, field: &Response, text: &str) {
    use egui::text::{CCursor, CCursorRange};
    field.request_focus();
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), field.id).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::two(CCursor::default(), end)));
    state.store(ui.ctx(), field.id);
}

/// The button that Enter presses.
pub fn primary(ui: &mut Ui, is_possible: bool, text: &str) -> Response {
    let theme = theme_of(ui);
    let words = egui::RichText::new(text).color(theme.text_on(theme.accent));
    let button = egui::Button::new(words).fill(theme.accent);
    ui.add_enabled(is_possible, button)
}

/// Whether Enter was pressed in a dialog and belongs to no widget of it: to none, or to a text field that it left.
pub fn is_confirmed(ui: &Ui) -> bool {
    ui.input(|input| input.key_pressed(egui::Key::Enter)) && ui.memory(|memory| memory.focused().is_none())
}

/// A close button, named.
pub fn close_button(ui: &mut Ui, name: &str) -> bool {
    let close = ui.add(egui::Button::new("\u{d7}").frame(false).min_size(vec2(24.0, 24.0)));
    close.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    close.on_hover_text(name).clicked()
}

/// A screen reader says anew what a label says when that changes.
pub fn announce(ui: &Ui, label: &Response, how: egui::accesskit::Live) {
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(how));
}

/// A label whose words can be selected and copied. A screen reader is offered nothing to do with it.
pub fn words(ui: &mut Ui, label: egui::Label) -> Response {
    let response = ui.add(label.selectable(true));
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.remove_action(egui::accesskit::Action::Click));
    response
}
