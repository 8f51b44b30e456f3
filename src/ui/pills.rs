//! Pills over the timeline: the way back to the events where none is in view, and the way to unfold what is folded.

use egui::{Align2, Rect, Ui, vec2};

use super::style::{galley, theme_of};
use super::timeline::Canvas;
use crate::command::Command;
use crate::theme::TextStyle;

impl Canvas<'_> {
    pub(super) fn pills(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let center = self.on_screen(self.laid_out.regions.lanes).center();
        let total = self.state.loaded.archive.events.len();
        let (text, command) = if total == 0 {
            ("This archive has no events. Open another one\u{2026}", Command::Open)
        } else if self.state.shown.is_empty() {
            ("The filter leaves no events. Clear it", Command::ClearFilter)
        } else if self.state.shown.order().is_empty() {
            ("All events here are undated. Show them", Command::ToggleUndated)
        } else if self.is_empty_here() {
            ("No events in this stretch. Go to the nearest", Command::GoToNearest)
        } else {
            return;
        };
        let theme = theme_of(ui);
        let label = galley(ui, text, TextStyle::sans(13.0, 500), theme.text);
        let rect = Align2::CENTER_CENTER.anchor_size(center, label.size() + vec2(36.0, 20.0));
        let button = egui::Button::new(text).corner_radius(20).min_size(rect.size());
        if ui.put(rect, button).clicked() {
            commands.push(command);
        }
    }

    /// Whether nothing is to be seen: what is selected stays laid out, also where its mark is out of view.
    fn is_empty_here(&self) -> bool {
        let is_other = |id: &crate::model::EventId| self.state.selected != Some(*id);
        !self.laid_out.in_view.iter().any(is_other) && self.laid_out.coverage.marks == 0 && !self.has_cells()
    }

    /// On every folded stretch in view, the way to unfold it.
    pub(super) fn unfold_pills(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let area = self.laid_out.regions.lanes;
        let scale = self.laid_out.regions.scale(self.state.viewport);
        for fold in self.state.folds.all() {
            let x = |instant: i64| scale.x_from_instant(self.state.folds.fold(instant as f64)) as f32;
            let (left, right) = (x(fold.hidden.start), x(fold.hidden.end));
            let middle = f32::midpoint(left, right);
            if middle < area.left() + 24.0 || middle > area.right() - 24.0 || right - left < 30.0 {
                continue;
            }
            let rect = Rect::from_center_size(egui::pos2(middle, area.top() + 104.0), vec2(54.0, 22.0));
            let text = egui::RichText::new("Unfold").size(11.0).color(theme_of(ui).accent);
            let button = ui.put(
                self.on_screen(rect),
                egui::Button::new(text)
                    .corner_radius(11)
                    .small()
                    .wrap_mode(egui::TextWrapMode::Extend),
            );
            let hover = format!("{} empty; show all of it (Z)", crate::layout::fold_words(fold.hidden.seconds()));
            if button.on_hover_text(hover).clicked() {
                commands.push(Command::ToggleFolds);
            }
        }
    }
}
