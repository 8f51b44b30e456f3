//! Exchanges in the place of the timeline: the tempo of a pair, and the matrix.

use egui::accesskit::Role;
use egui::{CursorIcon, Id, Sense, Ui, WidgetInfo, vec2};

use super::Memory;
use super::paint::paint_scene;
use super::style::theme_of;
use super::timeline::input_of;
use crate::charts::{Chart, matrix, tempo};
use crate::command::{Command, MainView};
use crate::dates::TimeRange;
use crate::model::LeaderId;
use crate::scene::{Area, Target};
use crate::state::State;
use crate::view::TempoUnit;

/// What a chart was drawn from.
#[derive(Clone, Copy, PartialEq)]
struct Key {
    revision: u64,
    view: MainView,
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

pub fn exchange(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>) {
    let theme = theme_of(ui);
    egui::CentralPanel::default()
        .frame(egui::Frame::new().fill(theme.background))
        .show(ui, |ui| {
            let size = ui.available_size().max(vec2(200.0, 200.0));
            let (rect, response) = ui.allocate_exact_size(size, Sense::click());
            let pair = if state.view == MainView::Tempo {
                state.pair_in_view()
            } else {
                None
            };
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
            corner(ui, state, rect, commands);
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
            vec![Command::Show(MainView::Timeline), Command::FitRange(range)]
        }
        Target::Event(_) | Target::Lane(_) | Target::Cell { .. } => Vec::new(),
    }
}

/// What a bar counts, and the way back to the timeline, at the upper right corner.
fn corner(ui: &mut Ui, state: &State, rect: egui::Rect, commands: &mut Vec<Command>) {
    let corner = egui::Rect::from_min_size(rect.right_top() + vec2(-112.0, 12.0), vec2(100.0, 28.0));
    let button = ui.put(corner, egui::Button::new("Timeline (V)"));
    if button.clicked() {
        commands.push(Command::Show(MainView::Timeline));
    }
    if state.view != MainView::Tempo {
        return;
    }
    let corner = egui::Rect::from_min_size(rect.right_top() + vec2(-112.0, 44.0), vec2(100.0, 28.0));
    let mut unit = state.tempo_unit;
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(corner)
            .layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    let combo = egui::ComboBox::from_id_salt("tempo unit").selected_text(unit.title()).width(92.0);
    let response = combo.show_ui(&mut child, |ui| {
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
