//! What is said of whatever the pointer is over: an event, what is counted in a cell, or what passed in a chord.

use egui::{Id, Ui};

use super::style::{semibold, theme_of};
use super::timeline::Canvas;
use crate::dates::TimeRange;
use crate::layout::{counted, leader_line, thousands};
use crate::model::{EventId, Kind, LaneId};
use crate::scene::Target;

/// The tooltip of a cell names this many of those with whom messages were exchanged.
const MAX_PARTNERS: usize = 6;

impl Canvas<'_> {
    pub(super) fn tooltip(&self, ui: &Ui, target: Option<Target>) {
        let Some(target) = target.filter(|target| matches!(target, Target::Event(_)) || target.is_count()) else {
            return;
        };
        let id = Id::unique("timeline tooltip");
        egui::Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), id, egui::PopupAnchor::Pointer)
            .gap(14.0)
            .show(|ui| match target {
                Target::Event(id) => self.about_event(ui, id),
                Target::Cell { lane, start, end } => self.about_cell(ui, lane, TimeRange::new(start, end)),
                Target::Chord {
                    upper,
                    lower,
                    down,
                    up,
                    start,
                    end,
                } => self.about_chord(ui, [upper, lower], [down, up], TimeRange::new(start, end)),
                Target::Reaching { count, start, end, .. } => {
                    let they = if count == 1 { "reaches" } else { "reach" };
                    ui.label(semibold(format!("{} {they} into the view from outside", counted(count, "event"))));
                    ui.label(crate::index::range_words(TimeRange::new(start, end)));
                    ui.label("Click to zoom out to them");
                }
                _ => {}
            });
    }

    fn about_event(&self, ui: &mut Ui, id: EventId) {
        let archive = &self.state.loaded.archive;
        let Some(event) = archive.event(id) else { return };
        ui.set_max_width(320.0);
        ui.label(semibold(event.title.as_str()));
        let date = event.span_words(archive);
        let muted = theme_of(ui).muted;
        for line in [
            leader_line(&self.state.loaded.index, event),
            date,
            event.place.as_deref().unwrap_or_default().to_owned(),
        ] {
            if !line.is_empty() {
                ui.label(egui::RichText::new(line).size(12.0).color(muted));
            }
        }
    }

    fn about_cell(&self, ui: &mut Ui, lane: LaneId, range: TimeRange) {
        let rows = &self.state.rows;
        ui.label(semibold(counted(rows.count_in(lane, range), "event")));
        let kinds = rows.kinds_in(&self.state.loaded.index, lane, range);
        for (kind, count) in Kind::ALL.into_iter().zip(kinds).filter(|(_, count)| *count > 0) {
            let name = if count == 1 { kind.title() } else { kind.plural() };
            ui.label(format!("{} {}", thousands(count), name.to_lowercase()));
        }
        self.partners(ui, lane, range);
        let hits = rows.hits_in(lane, TimeRange::new(range.start, range.end - 1));
        if hits > 0 {
            ui.label(format!("{} of them found by the search", thousands(hits)));
        }
        // A loose date is counted at its middle.
        let is_looser = |mark: &&crate::index::Mark| {
            let event = self.state.loaded.archive.event(mark.event).filter(|event| !event.is_stay());
            let known = event.and_then(crate::model::Event::range);
            known.is_some_and(|known| known.start < range.start || known.end > range.end)
        };
        let looser = rows.marks_in(lane, range).iter().filter(is_looser).count();
        if looser > 0 {
            ui.label(format!("{} dated more loosely, counted at the middle", thousands(looser)));
        }
        ui.label(crate::index::range_words(range));
        ui.label("Click to zoom in");
    }

    /// With whom on other lanes most messages were exchanged; the chords show only those between whom most passed.
    fn partners(&self, ui: &mut Ui, lane: LaneId, range: TimeRange) {
        let rows = &self.state.rows;
        let Some(place) = rows.place_of_lane(lane) else { return };
        let loaded = &self.state.loaded;
        let passed = rows.pairs(&loaded.archive).in_each(&[range]);
        let passed: Vec<_> = passed.iter().flat_map(|passed| passed.iter()).collect();
        let of_lane: Vec<_> = passed
            .iter()
            .filter(|passed| passed.upper == place || passed.lower == place)
            .collect();
        for passed in of_lane.iter().take(MAX_PARTNERS) {
            let is_upper = passed.upper == place;
            let other = if is_upper { passed.lower } else { passed.upper };
            let [down, up] = passed.count;
            let (sent, received) = if is_upper { (down, up) } else { (up, down) };
            let name = rows.rows().get(other).map(|row| self.lane_name(row.lane)).unwrap_or_default();
            let (sent, received) = (thousands(sent), thousands(received));
            ui.label(match (sent.as_str(), received.as_str()) {
                (_, "0") => format!("{sent} to {name}"),
                ("0", _) => format!("{received} from {name}"),
                _ => format!("{sent} to {name}, {received} the other way"),
            });
        }
        if of_lane.len() > MAX_PARTNERS {
            let more = counted(of_lane.len() - MAX_PARTNERS, "other lane");
            ui.label(format!("and messages with {more}"));
        }
    }

    pub(super) fn lane_name(&self, lane: LaneId) -> String {
        match (lane, self.state.rows.row(lane)) {
            (LaneId::Leader(leader), _) => self.state.loaded.archive.leader_name(leader).to_owned(),
            (_, row) => row.map(|row| row.title.clone()).unwrap_or_default(),
        }
    }

    /// How many messages went down and up between two lanes.
    fn about_chord(&self, ui: &mut Ui, lanes: [LaneId; 2], count: [usize; 2], range: TimeRange) {
        for (way, count) in count.into_iter().enumerate().filter(|(_, count)| *count > 0) {
            let (from, to) = (self.lane_name(lanes[way]), self.lane_name(lanes[1 - way]));
            ui.label(semibold(format!("{from} \u{2192} {to}: {}", counted(count, "message"))));
        }
        ui.label(crate::index::range_words(range));
        ui.label("Click to zoom in");
    }
}
