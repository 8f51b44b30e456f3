//! The look of widgets: the theme's tokens as an egui style, and the bundled fonts.

use std::sync::Arc;

use egui::epaint::text::{FontPriority, InsertFontFamily, VariationCoords};
use egui::text::TextFormat;
use egui::{Color32, CornerRadius, FontData, FontFamily, FontId, RichText, Stroke, TextStyle as EguiTextStyle, Visuals, vec2};

use crate::theme::{Family, Font, TextStyle, Theme, mix};

/// The family of quotes.
pub const SERIF_FAMILY: &str = "serif";

/// Puts fonts and both themes into a context, once.
pub fn install(ctx: &egui::Context) {
    ctx.add_plugin(super::bidi::Bidi::default());
    // Texts have a size of their own among the settings.
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
    let serif = FontFamily::Name(SERIF_FAMILY.into());
    let families = |first: FontFamily, first_priority: FontPriority, second: FontFamily, second_priority: FontPriority| {
        vec![
            InsertFontFamily {
                family: first,
                priority: first_priority,
            },
            InsertFontFamily {
                family: second,
                priority: second_priority,
            },
        ]
    };
    // First choice in its own family, a fallback in the other; the fonts of other scripts are in both.
    let proportional = FontFamily::Proportional;
    for font in Font::ALL {
        let priority = |is_first| if is_first { FontPriority::Highest } else { FontPriority::Lowest };
        let places = families(
            proportional.clone(),
            priority(font == Font::Sans),
            serif.clone(),
            priority(font == Font::Serif),
        );
        let data = FontData::from_static(font.data());
        ctx.add_font(egui::epaint::text::FontInsert::new(font.name(), data, places));
    }
    ctx.all_styles_mut(|style| {
        style.text_styles = [
            (EguiTextStyle::Small, FontId::proportional(11.0)),
            (EguiTextStyle::Body, FontId::proportional(13.0)),
            (EguiTextStyle::Button, FontId::proportional(13.0)),
            (EguiTextStyle::Heading, FontId::proportional(19.0)),
            (EguiTextStyle::Monospace, FontId::monospace(12.0)),
        ]
        .into();
        style.spacing.item_spacing = vec2(8.0, 6.0);
        style.spacing.button_padding = vec2(10.0, 5.0);
        style.spacing.interact_size.y = 28.0;
        style.spacing.menu_margin = egui::Margin::same(6);
        // A label is a label; what somebody may want to copy says so itself.
        style.interaction.selectable_labels = false;
        style.animation_time = 0.1;
    });
    ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
    ctx.set_visuals_of(egui::Theme::Light, visuals(Theme::light()));
    ctx.set_visuals_of(egui::Theme::Dark, visuals(Theme::dark()));
}

/// The theme that a `Ui` is in.
#[must_use]
pub fn theme_of(ui: &egui::Ui) -> &'static Theme {
    if ui.visuals().dark_mode { Theme::dark() } else { Theme::light() }
}

fn visuals(theme: &Theme) -> Visuals {
    let mut visuals = if theme.is_dark { Visuals::dark() } else { Visuals::light() };
    let radius = CornerRadius::same(8);
    // Hinting closes the gap under the dot of a semibold i at one pixel a point.
    visuals.text_options.font_hinting = false;
    visuals.weak_text_color = Some(theme.muted);
    visuals.hyperlink_color = theme.accent;
    visuals.panel_fill = theme.panel;
    visuals.window_fill = theme.raised;
    visuals.window_stroke = Stroke::new(1.0, theme.line);
    visuals.window_corner_radius = CornerRadius::same(12);
    visuals.menu_corner_radius = CornerRadius::same(10);
    visuals.extreme_bg_color = if theme.is_dark {
        mix(theme.background, Color32::BLACK, 0.25)
    } else {
        theme.background
    };
    visuals.faint_bg_color = mix(theme.panel, theme.text, 0.03);
    visuals.error_fg_color = theme.error;
    visuals.warn_fg_color = theme.error;
    visuals.selection.bg_fill = mix(theme.raised, theme.accent, 0.28);
    visuals.selection.stroke = Stroke::new(1.5, theme.accent);
    let state = |fill: Color32, border: Color32, text: Color32| egui::style::WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, border),
        corner_radius: radius,
        fg_stroke: Stroke::new(1.2, text),
        expansion: 0.0,
    };
    visuals.widgets.noninteractive = state(theme.panel, theme.line, theme.text);
    // Boxes and fields can be seen where they lie on the color of their own fill.
    visuals.widgets.inactive = state(theme.raised, mix(theme.line, theme.text, 0.3), theme.text);
    visuals.widgets.hovered = state(mix(theme.raised, theme.text, 0.06), mix(theme.line, theme.text, 0.5), theme.text);
    visuals.widgets.active = state(mix(theme.raised, theme.accent, 0.25), theme.accent, theme.text);
    visuals.widgets.open = state(mix(theme.raised, theme.text, 0.06), mix(theme.line, theme.text, 0.3), theme.text);
    visuals
}

/// A text style of the scene as egui takes it.
#[must_use]
pub fn text_format(style: TextStyle, color: Color32) -> TextFormat {
    let family = match style.family {
        Family::Sans => FontFamily::Proportional,
        Family::Serif => FontFamily::Name(SERIF_FAMILY.into()),
    };
    TextFormat {
        font_id: FontId::new(style.size, family),
        color,
        coords: VariationCoords::new([(b"wght", f32::from(style.weight))]),
        ..TextFormat::default()
    }
}

/// One line of text in a weight.
pub fn galley(ui: &egui::Ui, text: &str, style: TextStyle, color: Color32) -> Arc<egui::Galley> {
    let job = egui::text::LayoutJob::single_section(text.to_owned(), text_format(style, color));
    ui.painter().layout_job(job)
}

/// A text in semibold.
pub fn semibold(text: impl Into<String>) -> RichText {
    RichText::new(text).variation(b"wght", 600.0)
}

/// The small heading over a part of a panel.
pub fn section(ui: &mut egui::Ui, text: &str) {
    if ui.layout().is_vertical() {
        ui.add_space(4.0);
    }
    let muted = theme_of(ui).muted;
    let heading = ui.add(egui::Label::new(semibold(text.to_uppercase()).size(11.0).color(muted)).selectable(false));
    heading.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Heading, true, text));
}
