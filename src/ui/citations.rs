//! The dialog for citations: of the selected event or of all that is shown, in four styles.

use egui::{RichText, ScrollArea, TextEdit, Ui};

use super::Memory;
use super::style::{semibold, theme_of};
use super::widgets::{is_confirmed, primary};
use crate::cite::{Style, cite, sources_of};
use crate::command::Command;
use crate::model::EventId;
use crate::state::State;

/// More sources than this are not set while somebody waits for the window; the command line sets them all.
const MAX_SOURCES: usize = 500;

/// What was chosen and what was set.
#[derive(Default)]
pub struct Cache {
    style: Style,
    is_all: bool,
    /// What the text was set from.
    of: Option<(u64, Option<EventId>, Style)>,
    text: String,
    count: usize,
}

pub fn dialog(ui: &mut Ui, state: &State, memory: &mut Memory, is_new: bool, commands: &mut Vec<Command>) {
    ui.set_width(640.0);
    ui.label(semibold("Citations").size(16.0));
    let cache = &mut memory.citations;
    let selected = state.selected;
    if is_new && selected.is_none() {
        cache.is_all = true;
    }
    ui.horizontal(|ui| {
        ui.radio_value(&mut cache.is_all, false, "The selected event");
        ui.radio_value(&mut cache.is_all, true, "All that is shown");
    });
    ui.horizontal(|ui| {
        for style in Style::ALL {
            ui.radio_value(&mut cache.style, style, style.title());
        }
    });
    let event = selected.filter(|_| !cache.is_all);
    let is_known = cache
        .of
        .as_ref()
        .is_some_and(|(revision, known, style)| *revision == state.revision && *known == event && *style == cache.style);
    if !is_known {
        let archive = &state.loaded.archive;
        let mut sources = match (event, cache.is_all) {
            (Some(event), _) => sources_of(archive, [event]),
            (None, true) => sources_of(archive, state.shown.order().iter().chain(state.shown.undated()).copied()),
            (None, false) => Vec::new(),
        };
        cache.count = sources.len();
        sources.truncate(MAX_SOURCES);
        cache.text = cite(archive, &sources, cache.style);
        cache.of = Some((state.revision, event, cache.style));
    }
    let muted = theme_of(ui).muted;
    let what = match cache.count {
        0 if selected.is_none() && !cache.is_all => "No event is selected".to_owned(),
        0 => "No source is given".to_owned(),
        1 => "1 source".to_owned(),
        count if count > MAX_SOURCES => {
            format!("the first {MAX_SOURCES} of {count} sources; `demarche cite` sets them all")
        }
        count => format!("{count} sources"),
    };
    ui.label(RichText::new(what).size(12.0).color(muted));
    ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
        let mut text = cache.text.as_str();
        let field = TextEdit::multiline(&mut text).desired_width(f32::INFINITY).desired_rows(6);
        let response = ui.add(field);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::MultilineTextInput, true, "Citations"));
    });
    ui.horizontal(|ui| {
        let copy = primary(ui, cache.count > 0, "Copy");
        if is_new {
            copy.request_focus();
        }
        if copy.clicked() || cache.count > 0 && is_confirmed(ui) {
            commands.push(Command::Escape);
            commands.push(Command::CopyText(cache.text.clone()));
        }
        if ui.button("Close").clicked() {
            commands.push(Command::Escape);
        }
    });
}
