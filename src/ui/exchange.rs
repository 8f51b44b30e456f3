//! Exchanges in the place of the timeline: the tempo of a pair, and the matrix.

use egui::accesskit::Role;
use egui::{Align, Button, ComboBox, CursorIcon, Id, Layout, Margin, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::Memory;
use super::paint::paint_scene;
use super::style::theme_of;
use super::timeline::input_of;
use crate::charts::{Chart, matrix, tempo};
use crate::command::Command;
use crate::dates::TimeRange;
use crate::layout::thousands;
use crate::library::Library;
use crate::model::LeaderId;
use crate::scene::{Area, Target};
use crate::state::State;
use crate::view::TempoUnit;
use crate::view::View;

/// What a chart was drawn from.
#[derive(Clone, Copy, PartialEq)]
struct Key {
    revision: u64,
    view: View,
    pair: Option<(LeaderId, LeaderId)>,
    is_dark: bool,
    size: egui::Vec2,
}

/// The chart as it was last drawn.
#[derive(Default)]
pub struct Cache {
    entry: Option<(Key, Chart)>,
}

/// How many parts of a chart are told to a screen reader and reached by Tab.
const MAX_WIDGETS: usize = 300;

/// So many pairs are offered.
const MAX_PAIRS: usize = 200;

pub fn exchange(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>) {
    let theme = theme_of(ui);
    egui::CentralPanel::default()
        .frame(egui::Frame::new().fill(theme.background))
        .show(ui, |ui| {
            let pair = if state.view == View::Tempo { state.pair_in_view() } else { None };
            let margin = Margin {
                left: 24,
                right: 16,
                top: 12,
                bottom: 0,
            };
            egui::Frame::new()
                .inner_margin(margin)
                .show(ui, |ui| choices(ui, state, pair, commands));
            let size = ui.available_size().max(vec2(200.0, 200.0));
            let (rect, response) = ui.allocate_exact_size(size, Sense::click());
            let key = Key {
                revision: state.revision,
                view: state.view,
                pair,
                is_dark: theme.is_dark,
                size,
            };
            let cache = &mut memory.chart;
            let chart = match cache.entry.take() {
                Some((known, chart)) if known == key => chart,
                _ => {
                    let input = input_of(state, theme, size);
                    pair.map_or_else(|| matrix(&input), |pair| tempo(&input, pair, state.tempo_unit))
                }
            };
            paint_scene(&ui.painter().with_clip_rect(rect), &chart.scene, rect.min);
            response.widget_info(|| WidgetInfo::labeled(Role::Group, true, &chart.description));
            for (number, (spot, spoken)) in chart.scene.spots.iter().zip(&chart.spoken).enumerate().take(MAX_WIDGETS) {
                let Area::Rect(area) = spot.area else { continue };
                let area = area.translate(rect.min.to_vec2());
                let part = ui.interact(area, Id::unique(("chart", number)), Sense::click());
                part.widget_info(|| WidgetInfo::labeled(Role::Button, true, spoken));
                if part.has_focus() || part.hovered() {
                    let stroke = egui::Stroke::new(2.0, theme.accent);
                    ui.painter().rect_stroke(area.expand(1.0), 5.0, stroke, egui::StrokeKind::Outside);
                }
                let part = part.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(spoken);
                if part.clicked() {
                    commands.extend(follow(spot.target));
                }
            }
            cache.entry = Some((key, chart));
        });
}

/// What a click on a part of a chart asks for.
fn follow(target: Target) -> Vec<Command> {
    match target {
        Target::Pair(from, to) => vec![Command::ShowPair(from, to)],
        Target::Stretch { start, end } => {
            // With what lies around it, so that its edges are seen.
            let margin = ((end - start) / 10).max(3_600);
            let range = TimeRange::new(start - margin, end + margin);
            vec![Command::Show(View::Timeline), Command::FitRange(range)]
        }
        Target::Event(_) | Target::Lane(_) | Target::Cell { .. } | Target::Chord { .. } | Target::Reaching { .. } => Vec::new(),
    }
}

/// Above a chart: whose tempo it is, what a bar counts, and the way back to the timeline.
fn choices(ui: &mut Ui, state: &State, pair: Option<(LeaderId, LeaderId)>, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        if let Some(pair) = pair {
            pairs(ui, state, pair, commands);
            unit(ui, state, commands);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button("Timeline (V)").clicked() {
                commands.push(Command::Show(View::Timeline));
            }
            let (name, view) = if pair.is_some() {
                ("Matrix (M)", View::Matrix)
            } else {
                ("Tempo (P)", View::Tempo)
            };
            let is_there = view == View::Matrix || !state.loaded.threads.exchanges().is_empty();
            if is_there && ui.button(name).clicked() {
                commands.push(Command::Show(view));
            }
        });
    });
}

/// Another pair of leaders, those between whom most passed first.
fn pairs(ui: &mut Ui, state: &State, pair: (LeaderId, LeaderId), commands: &mut Vec<Command>) {
    let Library { archive, threads, .. } = state.loaded.as_ref();
    if threads.exchanges().len() < 2 {
        return;
    }
    ui.menu_button("Another pair \u{25bc}", |ui| {
        ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
            for (a, b) in threads.exchanges().iter().take(MAX_PAIRS) {
                let count = threads.count_between(*a, *b) + threads.count_between(*b, *a);
                let text = format!(
                    "{} and {} \u{b7} {}",
                    archive.leader_name(*a),
                    archive.leader_name(*b),
                    thousands(count)
                );
                let is_shown = (*a, *b) == pair || (*b, *a) == pair;
                if ui.add(Button::selectable(is_shown, text)).clicked() {
                    commands.push(Command::ShowPair(*a, *b));
                    ui.close();
                }
            }
            let more = threads.exchanges().len().saturating_sub(MAX_PAIRS);
            if more > 0 {
                ui.label(format!(
                    "and {} more; the matrix (M) or a selected message leads there",
                    thousands(more)
                ));
            }
        });
    });
}

fn unit(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let mut unit = state.tempo_unit;
    let combo = ComboBox::from_id_salt("tempo unit")
        .selected_text(format!("Bars: {}", unit.title().to_lowercase()))
        .width(110.0);
    let response = combo.show_ui(ui, |ui| {
        for choice in TempoUnit::ALL {
            ui.selectable_value(&mut unit, choice, choice.title());
        }
    });
    response
        .response
        .widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, "What a bar counts"));
    if unit != state.tempo_unit {
        commands.push(Command::SetTempoUnit(unit));
    }
}
