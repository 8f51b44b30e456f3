//! The dialog that asks which leaders are one person. Nobody is merged who was not said to be.

use egui::{Align, Layout, RichText, ScrollArea, Ui};

use super::Memory;
use super::style::{section, semibold, theme_of};
use crate::command::Command;
use crate::layout::thousands;
use crate::library::Origin;
use crate::model::LeaderId;
use crate::model::alike::{Alike, alike};
use crate::state::State;

/// How many pairs are listed at once.
const MAX_PAIRS: usize = 100;

/// The pairs of an archive, as they were last found.
#[derive(Default)]
pub struct Cache {
    of: Option<u64>,
    pairs: Vec<Alike>,
}

pub fn alike_leaders(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>) {
    ui.set_width(640.0);
    ui.label(semibold("Merge duplicate names").size(16.0));
    let cache = &mut memory.alike;
    if cache.of != Some(state.edition) {
        cache.of = Some(state.edition);
        cache.pairs = alike(&state.loaded.archive, &state.loaded.report.aliases);
    }
    let theme = theme_of(ui);
    let note = |ui: &mut Ui, text: &str| ui.label(RichText::new(text).size(12.0).color(theme.muted));
    let Origin::Files(paths) = &state.loaded.origin else {
        note(
            ui,
            "Your answers would be saved beside the file; this archive is built in and has none.",
        );
        return;
    };
    let Some(path) = paths.first() else { return };
    note(
        ui,
        &format!(
            "These names may belong to one person. Your answers are saved in {}; the archive itself is not changed.",
            crate::files::path_beside::<crate::model::aliases::Aliases>(path).display()
        ),
    );
    if cache.pairs.is_empty() {
        ui.add_space(8.0);
        ui.label("No similar names found");
    }
    ScrollArea::vertical().max_height(380.0).auto_shrink([false, true]).show(ui, |ui| {
        for pair in cache.pairs.iter().take(MAX_PAIRS) {
            pair_row(ui, state, pair, commands);
        }
        if cache.pairs.len() > MAX_PAIRS {
            ui.label(format!("and {} more pairs", thousands(cache.pairs.len() - MAX_PAIRS)));
        }
        merged(ui, state, commands);
    });
}

fn pair_row(ui: &mut Ui, state: &State, pair: &Alike, commands: &mut Vec<Command>) {
    let archive = &state.loaded.archive;
    let muted = theme_of(ui).muted;
    ui.separator();
    ui.horizontal(|ui| {
        ui.vertical(|ui| {
            ui.set_width(420.0);
            for id in [pair.leader, pair.also] {
                ui.label(semibold(archive.leader_name(id)));
                ui.label(RichText::new(about(state, id)).size(11.5).color(muted));
            }
            ui.label(RichText::new(pair.why).size(11.5).color(muted).italics());
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let names = format!("{} and {}", archive.leader_name(pair.leader), archive.leader_name(pair.also));
            let button = |ui: &mut Ui, text: &str, label: String| {
                let button = ui.button(text);
                button.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &label));
                button.clicked()
            };
            if button(ui, "Different people", format!("{names} are different people")) {
                commands.push(Command::Part(pair.leader, pair.also));
            }
            if button(ui, "Same person", format!("{names} are the same person")) {
                commands.push(Command::Merge(pair.leader, pair.also));
            }
        });
    });
}

/// Office and number of events, to tell two of a name apart.
fn about(state: &State, id: LeaderId) -> String {
    let leader = state.loaded.archive.leader(id);
    let events = thousands(super::filters::count(state, id));
    match leader.and_then(|leader| leader.office.as_deref()) {
        Some(office) => format!("{office} \u{b7} {events} events"),
        None => format!("{events} events"),
    }
}

/// Who was merged, and how to have them apart again.
fn merged(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let archive = &state.loaded.archive;
    let same = &state.loaded.report.aliases.same;
    if same.is_empty() {
        return;
    }
    ui.separator();
    section(ui, "Merged");
    for person in same {
        let Some(leader) = archive.find_leader(&person.leader).and_then(|id| archive.leader(id)) else {
            continue;
        };
        ui.horizontal(|ui| {
            ui.label(format!("{}, also {}", leader.name, leader.aliases.join(", ")));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.button("Separate again").clicked() {
                    commands.push(Command::Unmerge(person.leader.clone()));
                }
            });
        });
    }
}
