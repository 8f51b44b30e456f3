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
