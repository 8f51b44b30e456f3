//! The timeline without eyes or pointer: every event and every count in view is a widget with a name, in order of time. Tab reaches
//! one of them, the arrow keys go on from there.

use egui::accesskit::Role;
use egui::{Id, Rect, Response, Sense, Ui, WidgetInfo};

use super::Memory;
use super::style::theme_of;
use super::timeline::Canvas;
use crate::command::Command;
use crate::dates::TimeRange;
use crate::index::range_words;
use crate::layout::{counted, event_label};
use crate::model::{EventId, LaneId};
use crate::scene::{Area, Target};

/// How many events and counts in view are widgets; the arrow keys and the list reach all.
const MAX_WIDGETS: usize = 300;

impl Canvas<'_> {
    /// Each event in view is a widget: a screen reader reads it, Enter selects it.
    pub(super) fn focusable_events(&self, ui: &mut Ui, memory: &mut Memory, commands: &mut Vec<Command>) {
        let wants_focus = std::mem::take(&mut memory.wants_event_focus) && !ui.text_edit_focused();
        let lanes = self.laid_out.regions.lanes;
        let mut areas: std::collections::HashMap<EventId, Rect> = std::collections::HashMap::new();
        for spot in &self.laid_out.scene.spots {
            if let (Target::Event(event), Area::Rect(area)) = (spot.target, spot.area)
                && lanes.intersects(area)
            {
                areas.entry(event).or_insert(area);
            }
        }
        let events: Vec<(EventId, Rect)> = self
            .laid_out
            .in_view
            .iter()
            .filter_map(|event| Some((*event, *areas.get(event)?)))
            .take(MAX_WIDGETS)
            .collect();
        // The keys go on from the selected event; without one, from the first.
        let is_there = |id: &EventId| events.iter().any(|(event, _)| event == id);
        let stop = self
            .state
            .selected
            .filter(is_there)
            .or_else(|| events.first().map(|(event, _)| *event));
        memory.has_event_focus = false;
        for (event, area) in events {
            let area = self.on_screen(area.intersect(lanes));
            let sense = if Some(event) == stop {
                Sense::click()
            } else {
                Sense::click() - Sense::FOCUSABLE
            };
            let response = ui.interact(area, Id::unique(("event", event.0)), sense);
            let is_selected = self.state.selected == Some(event);
            response.widget_info(|| {
                let label = event_label(&self.state.loaded.archive, &self.state.loaded.threads, event);
                WidgetInfo::selected(Role::Button, true, is_selected, label)
            });
            self.say_more(ui, &response, event);
            if wants_focus && is_selected {
                response.request_focus();
            }
            if response.has_focus() {
                memory.has_event_focus = true;
                keep_arrows(ui, &response);
                // The selection has a ring of its own.
                if !is_selected {
                    let stroke = egui::Stroke::new(2.0, theme_of(ui).accent);
                    ui.painter().rect_stroke(area.expand(4.0), 6.0, stroke, egui::StrokeKind::Outside);
                }
            }
            if response.double_clicked() {
                commands.push(Command::FitThread(event));
            } else if response.clicked() {
                let at = response
                    .interact_pointer_pos()
                    .and_then(|pos| self.laid_out.scene.hit(self.local(pos)));
                match at {
                    Some(Target::Event(hit)) => commands.push(Command::Select(Some(hit))),
                    _ => commands.push(Command::Select(Some(event))),
                }
            }
        }
    }

    /// What a screen reader says after the name of an event: how it is summed up.
    fn say_more(&self, ui: &Ui, response: &Response, event: EventId) {
        let summary = self.state.loaded.archive.event(event).and_then(|event| event.summary.as_ref());
        if let Some(summary) = summary {
            let words = summary.to_string();
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(words));
        }
    }

    /// Each count in view is a widget: Enter zooms in to what it counts.
    pub(super) fn focusable_counts(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let lanes = self.laid_out.regions.lanes;
        let mut is_first = true;
        let counts = self.laid_out.scene.spots.iter().filter(|spot| spot.target.is_count());
        for (at, spot) in counts.take(MAX_WIDGETS).enumerate() {
            let area = spot.area.bounds();
            let (Some(range), Some(words)) = (range_of(spot.target), self.count_words(spot.target)) else {
                continue;
            };
            if !lanes.intersects(area) {
                continue;
            }
            let sense = if std::mem::take(&mut is_first) {
                Sense::click()
            } else {
                Sense::click() - Sense::FOCUSABLE
            };
            let area = self.on_screen(area.intersect(lanes));
            let response = ui.interact(area, Id::unique(("count", at)), sense);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{words}, zoom in")));
            if response.has_focus() {
                let stroke = egui::Stroke::new(2.0, theme_of(ui).accent);
                ui.painter().rect_stroke(area.expand(2.0), 3.0, stroke, egui::StrokeKind::Outside);
            }
            if response.clicked() {
                // The pointer may be on a chord that lies in the same box.
                let at = response
                    .interact_pointer_pos()
                    .and_then(|pos| self.laid_out.scene.hit(self.local(pos)));
                match at {
                    Some(Target::Event(id)) => commands.push(Command::Select(Some(id))),
                    hit => commands.push(zoom_to(hit.and_then(range_of).unwrap_or(range))),
                }
            }
        }
    }

    /// `16 events of Leader 3, January 1950 to March 1951`
    fn count_words(&self, target: Target) -> Option<String> {
        let name = |lane: LaneId| self.lane_name(lane);
        let range = range_words(range_of(target)?);
        Some(match target {
            Target::Cell { lane, start, end } => {
                let count = self.state.rows.count_in(lane, TimeRange::new(start, end));
                format!("{} on the lane of {}, {range}", counted(count, "event"), name(lane))
            }
            Target::Chord {
                upper, lower, down, up, ..
            } => {
                let one_way = |count: usize, from: LaneId, to: LaneId| {
                    (count > 0).then(|| format!("{} from {} to {}", counted(count, "message"), name(from), name(to)))
                };
                let ways = [one_way(down, upper, lower), one_way(up, lower, upper)];
                let ways: Vec<String> = ways.into_iter().flatten().collect();
                format!("{}, {range}", ways.join(", "))
            }
            Target::Reaching { count, .. } => format!("{} reaching in from outside, {range}", counted(count, "event")),
            _ => return None,
        })
    }
}

/// The time that a count covers.
pub(super) fn range_of(target: Target) -> Option<TimeRange> {
    match target {
        Target::Cell { start, end, .. } | Target::Chord { start, end, .. } | Target::Reaching { start, end, .. } => {
            Some(TimeRange::new(start, end))
        }
        _ => None,
    }
}

/// Zooms in to what a count covers, with a margin.
pub(super) fn zoom_to(range: TimeRange) -> Command {
    let margin = (range.seconds() / 8).max(60);
    Command::FitRange(TimeRange::new(range.start - margin, range.end + margin))
}

/// The arrow keys step from event to event; they do not wander among widgets.
pub(super) fn keep_arrows(ui: &Ui, response: &Response) {
    let filter = egui::EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..egui::EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
}
