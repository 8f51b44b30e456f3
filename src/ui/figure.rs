//! The dialog of a figure: how it is to be, what it says, where it goes, and how it looks.

use egui::accesskit::Role;
use egui::{ColorImage, RichText, ScrollArea, TextEdit, TextureHandle, TextureOptions, Ui, WidgetInfo, vec2};

use super::Memory;
use super::style::{semibold, theme_of};
use super::widgets::{is_confirmed, primary};
use crate::command::Command;
use crate::export::{MAX_SIDE, Texts};
use crate::figure::{Export, Format, Look, Options, PRESETS, Pages, Preset, Signs, Size, missing_words};
use crate::layout::{Numbers, counted};
use crate::state::State;
use crate::story::Story;
use crate::view::View;

/// The picture of the figure that is to be written, drawn anew when something of it changes.
#[derive(Default)]
pub struct Preview {
    /// What it was drawn of.
    of: Option<(u64, u64, Options, Option<Story>, egui::Vec2)>,
    texture: Option<TextureHandle>,
    /// Why there is none.
    error: Option<String>,
    /// What characters it has no font for.
    missing: Option<String>,
}

/// The widths of the two columns, in points.
const FORM: f32 = 400.0;
const PICTURE: f32 = 560.0;

/// A window narrower than this has no room for the picture, in points.
const LEAST_WIDE: f32 = 1_060.0;

pub fn figure(ui: &mut Ui, state: &State, memory: &mut Memory, is_new: bool, commands: &mut Vec<Command>) {
    let mut export = state.figure.clone();
    let window = ui.ctx().content_rect().size();
    let has_picture = window.x >= LEAST_WIDE;
    let height = (window.y - 240.0).clamp(180.0, 540.0);
    let width = if has_picture { FORM + 14.0 + PICTURE } else { FORM };
    ui.set_min_size(vec2(width, height + 124.0));
    ui.label(semibold("Export figure").size(16.0));
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(FORM);
            ScrollArea::vertical()
                .max_height(height)
                .show(ui, |ui| form(ui, state, &mut export));
        });
        if has_picture {
            // A line between them would be as high as the window and make the dialog so.
            ui.add_space(14.0);
            ui.vertical(|ui| {
                ui.set_width(PICTURE);
                picture(ui, state, &export, vec2(PICTURE, height - 30.0), &mut memory.figure);
            });
        }
    });
    if let Some(words) = memory.figure.missing.as_ref().filter(|_| has_picture) {
        ui.label(RichText::new(format!("Warning: {words}")).size(12.0).color(theme_of(ui).error));
    }
    ui.add_space(6.0);
    file(ui, &mut export, commands);
    ui.add_space(4.0);
    let is_named = !export.path.trim().is_empty();
    let has_enter = is_confirmed(ui);
    ui.horizontal(|ui| {
        let save = primary(ui, is_named, "Save").on_hover_text("Enter");
        if is_new {
            save.request_focus();
        }
        let is_clicked = save.clicked();
        if export != state.figure {
            commands.push(Command::SetFigure(Box::new(export)));
        }
        if is_named && (is_clicked || has_enter) {
            commands.push(Command::SaveFigure);
        }
        if ui.button("Cancel").clicked() {
            commands.push(Command::Escape);
        }
    });
}

/// How it is to be.
fn form(ui: &mut Ui, state: &State, export: &mut Export) {
    let options = &mut export.options;
    let grid = egui::Grid::new("figure options").num_columns(2).spacing([18.0, 9.0]);
    grid.show(ui, |ui| {
        ui.label("Format");
        ui.horizontal(|ui| {
            for format in Format::ALL {
                ui.radio_value(&mut options.format, format, format.title());
            }
        });
        ui.end_row();
        ui.label("Theme");
        ui.horizontal(|ui| {
            for look in Look::ALL {
                ui.radio_value(&mut options.look, look, look.title());
            }
        });
        ui.end_row();
        if !state.story.is_empty() {
            ui.label("What");
            ui.horizontal(|ui| {
                ui.radio_value(&mut export.is_story, false, "This view");
                let steps = counted(state.story.steps.len(), "step");
                ui.radio_value(&mut export.is_story, true, format!("The story, {steps}"))
                    .on_hover_text("The pages of one PDF, a page for readers, or a picture a step");
            });
            ui.end_row();
        }
        if state.view == View::Timeline && (!export.is_story || state.story.is_empty()) {
            ui.label("Range");
            ui.horizontal(|ui| {
                ui.radio_value(&mut options.is_whole, false, "Current view");
                ui.radio_value(&mut options.is_whole, true, "Whole archive");
            });
            ui.end_row();
        }
        size(ui, options);
        if options.format == Format::Svg {
            ui.label("Texts");
            ui.horizontal(|ui| {
                for (texts, name) in [
                    (Texts::Plain, "Plain"),
                    (Texts::Embedded, "With fonts"),
                    (Texts::Outlines, "Outlines"),
                ] {
                    ui.radio_value(&mut options.texts, texts, name);
                }
            });
            ui.end_row();
        }
        words(ui, state, options);
        if state.view == View::Timeline {
            details(ui, options);
        } else {
            ui.label("Below");
            check_box(ui, options);
            ui.end_row();
        }
    });
    let filter = state.filter.words(&state.loaded.archive);
    if !filter.is_empty() {
        ui.label(RichText::new(format!("Filter: {filter}")).color(theme_of(ui).muted));
    }
}

/// Where it goes: the name, which is what matters, and the folder after it.
fn file(ui: &mut Ui, export: &mut Export, commands: &mut Vec<Command>) {
    let path = std::path::PathBuf::from(&export.path);
    let mut name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    ui.horizontal(|ui| {
        ui.label("File");
        let field = ui.add(TextEdit::singleline(&mut name).desired_width(260.0));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "File to write"));
        if field.changed() {
            // A whole path may be typed too.
            let folder = path.parent().map(std::path::Path::to_owned).unwrap_or_default();
            export.path = folder.join(&name).display().to_string();
        }
        if ui.button("Choose\u{2026}").clicked() {
            commands.push(Command::ChooseFigurePath);
        }
        ui.checkbox(&mut export.keeps_recipe, "Also save a recipe to redraw it")
            .on_hover_text("NAME.figure.ron, from which demarche export --config draws it again");
    });
    let folder = path
        .parent()
        .map(|folder| folder.display().to_string())
        .filter(|folder| !folder.is_empty());
    if let Some(folder) = folder {
        let words = RichText::new(format!("in {folder}")).size(12.0).color(theme_of(ui).muted);
        ui.add(egui::Label::new(words).truncate());
    }
}

/// A preset or a size of one's own, and the pixels of a picture of it.
fn size(ui: &mut Ui, options: &mut Options) {
    ui.label("Size");
    let chosen = options.size.preset().map_or("Own size", |preset| preset.title);
    let menu = egui::ComboBox::from_id_salt("figure size").selected_text(chosen).width(230.0);
    let menu = menu.show_ui(ui, |ui| {
        for Preset { title, size, .. } in PRESETS {
            if ui.selectable_label(options.size == size, title).clicked() {
                (options.size, options.scale) = (size, None);
            }
        }
    });
    menu.response
        .widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("Size: {chosen}")));
    ui.end_row();
    ui.label("In points");
    ui.horizontal(|ui| {
        let before = (options.size.width, options.size.height);
        named_drag(ui, &mut options.size.width, 200.0..=MAX_SIDE, 10.0, "Width in points");
        ui.label("\u{d7}");
        named_drag(ui, &mut options.size.height, 150.0..=MAX_SIDE, 10.0, "Height in points");
        if before != (options.size.width, options.size.height) {
            options.size = Size {
                grows: options.size.grows,
                is_printed: options.size.is_printed,
                ..options.size
            };
        }
        ui.checkbox(&mut options.size.grows, "Grow to fit")
            .on_hover_text("As high as all lanes and quotes need");
    });
    ui.end_row();
    if options.format == Format::Png {
        ui.label("Resolution");
        ui.horizontal(|ui| {
            let mut dpi = 72.0 * options.pixels();
            let before = dpi;
            named_drag(ui, &mut dpi, 36.0..=600.0, 6.0, "Pixels an inch");
            if (dpi - before).abs() > 0.5 {
                options.scale = Some(dpi / 72.0);
            }
            let scale = options.pixels();
            let (width, height) = (options.size.width * scale, options.size.height * scale);
            let higher = if options.size.grows { " or more" } else { "" };
            let words = format!("dpi: {width:.0} \u{d7} {height:.0} pixels{higher}");
            ui.label(RichText::new(words).color(theme_of(ui).muted));
        });
        ui.end_row();
    }
}

/// Headline, deck, note, credit.
fn words(ui: &mut Ui, state: &State, options: &mut Options) {
    let archive = &state.loaded.archive;
    let words = &mut options.words;
    for (name, value, proposed) in [
        ("Headline", &mut words.headline, &archive.title),
        ("Deck", &mut words.deck, &archive.description),
    ] {
        ui.label(name);
        let mut text = value.clone().unwrap_or_else(|| proposed.clone());
        let field = ui.add(TextEdit::singleline(&mut text).desired_width(280.0));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
        if field.changed() {
            *value = Some(text).filter(|text| text != proposed);
        }
        ui.end_row();
    }
    for (name, value) in [("Note", &mut words.note), ("Credit", &mut words.credit)] {
        ui.label(name);
        let field = ui.add(TextEdit::singleline(value).desired_width(280.0));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
        ui.end_row();
    }
}

/// Numbers, quotes, signs, the line to check it by.
fn details(ui: &mut Ui, options: &mut Options) {
    ui.label("Numbers");
    ui.horizontal(|ui| {
        for (numbers, name) in [
            (Numbers::Auto, "Where needed"),
            (Numbers::Always, "Always"),
            (Numbers::Never, "Never"),
        ] {
            ui.radio_value(&mut options.numbers, numbers, name);
        }
    });
    ui.end_row();
    if matches!(options.format, Format::Pdf | Format::Png | Format::Svg) {
        ui.label("Pages");
        ui.horizontal(|ui| {
            ui.radio_value(&mut options.pages, Pages::One, "One");
            ui.radio_value(&mut options.pages, Pages::Auto, "As many as needed");
        });
        ui.end_row();
    }
    ui.label("Below");
    ui.horizontal(|ui| {
        ui.checkbox(&mut options.has_quotes, "Quotes");
        let mut is_few = options.signs == Signs::Few;
        if ui.checkbox(&mut is_few, "Short key beside the symbols").changed() {
            options.signs = if is_few { Signs::Few } else { Signs::All };
        }
        check_box(ui, options);
    });
    ui.end_row();
}

fn check_box(ui: &mut Ui, options: &mut Options) {
    ui.checkbox(&mut options.has_check, "Verification line")
        .on_hover_text("What is shown of how much, the files with their hashes, the version; the file says so itself in any case");
}

/// The picture, as it would be written.
fn picture(ui: &mut Ui, state: &State, export: &Export, room: egui::Vec2, preview: &mut Preview) {
    let pixels = ui.pixels_per_point();
    let story = export.is_story.then(|| state.story.clone());
    let key = (state.revision, state.edition, export.options.clone(), story, room * pixels);
    if preview.of.as_ref() != Some(&key) {
        let first = export.is_story.then(|| state.told(&export.options).into_iter().next()).flatten();
        let (subject, options) = first.unwrap_or_else(|| (state.subject(), export.options.clone()));
        let files = subject.files();
        let figure = subject.figure(&options, &files, Some("\u{2026}.sources.txt"));
        let (drawn, missing) = (figure.preview(room * pixels), missing_words(&figure.missing_glyphs()));
        preview.missing = missing;
        match drawn {
            Ok(drawn) => {
                let image = ColorImage::from_rgba_unmultiplied([drawn.width, drawn.height], &drawn.bytes);
                preview.texture = Some(ui.ctx().load_texture("figure", image, TextureOptions::LINEAR));
                preview.error = None;
            }
            Err(error) => (preview.texture, preview.error) = (None, Some(error.to_string())),
        }
        preview.of = Some(key);
    }
    if let Some(texture) = &preview.texture {
        let size = texture.size_vec2() / pixels;
        let image = ui.add(egui::Image::new((texture.id(), size)));
        image.widget_info(|| WidgetInfo::labeled(Role::Image, true, "The figure as it will be"));
        let theme = theme_of(ui);
        ui.painter()
            .rect_stroke(image.rect, 0.0, egui::Stroke::new(1.0, theme.line), egui::StrokeKind::Outside);
    }
    if let Some(error) = &preview.error {
        ui.label(RichText::new(error).color(theme_of(ui).error));
    }
}

fn named_drag(ui: &mut Ui, value: &mut f32, range: std::ops::RangeInclusive<f32>, speed: f32, name: &str) {
    let response = ui.add(egui::DragValue::new(value).range(range).speed(speed).max_decimals(0));
    response.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, name));
}
