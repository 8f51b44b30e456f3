//! The timeline itself: lays out when something changed, paints, and turns gestures into commands.

use egui::accesskit::Role;
use egui::{CursorIcon, Pos2, Rect, Response, Sense, Ui, WidgetInfo, vec2};

use super::Memory;
use super::paint::paint_scene;
use super::reachable::{range_of, zoom_to};
use super::stillness::{Seen, Step, Stillness};
use super::style::theme_of;
use crate::command::Command;
use crate::dates::TimeRange;
use crate::layout::{Heights, Input, Medium, Numbering, Seats, Timeline, timeline as lay_out};
use crate::model::{EventId, LeaderId};
use crate::scene::{Area, Target};
use crate::state::State;
use crate::theme::{Measure, Theme};
use crate::view::Viewport;

/// Everything that a laid-out timeline depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Key {
    revision: u64,
    viewport: Viewport,
    selected: Option<EventId>,
    lane_scale: f32,
    is_dark: bool,
    size: egui::Vec2,
}

/// The timeline as it was last laid out.
#[derive(Default)]
pub struct Cache {
    entry: Option<(Key, Timeline)>,
    /// What of it holds for the next.
    stillness: Stillness,
    /// How many times a timeline was laid out.
    pub layouts: usize,
    /// The selection when the lanes were last scrolled to it.
    scrolled_to: Option<EventId>,
}

/// What the pointer is doing to the timeline while a button is held.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Drag {
    /// Moving the view.
    Pan,
    /// Choosing a stretch of the ruler, from an instant on.
    Range(f64),
    /// Choosing a box to zoom to, from an instant on.
    Box(f64),
    /// Moving the overview's window; the instant under the pointer less the window's start.
    Window(f64),
    /// Moving the start of the overview's window.
    WindowStart,
    /// Moving the end of the overview's window.
    WindowEnd,
    /// Moving the lane of a leader.
    Lane(LeaderId),
}

/// A timeline less high than this has no overview: its lanes need the room, in points.
const LEAST_WITH_OVERVIEW: f32 = 300.0;

/// How near to a handle of the overview the pointer must be, in points.
const HANDLE_REACH: f32 = 7.0;

/// How far a wheel step zooms: e to the power of scrolled points times this.
const WHEEL_PAN: f32 = 1.0;

pub fn timeline(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>) {
    let theme = theme_of(ui);
    let frame = egui::Frame::new().fill(theme.background);
    egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        let size = ui.available_size().max(vec2(120.0, 120.0));
        let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag() - Sense::FOCUSABLE);
        let key = Key {
            revision: state.revision,
            viewport: state.viewport,
            selected: state.selected,
            lane_scale: state.lane_scale,
            is_dark: theme.is_dark,
            size,
        };
        let mut cache = std::mem::take(&mut memory.timeline);
        let laid_out = cache.laid_out(ui, state, theme, key);
        paint_scene(&ui.painter().with_clip_rect(rect), &laid_out.scene, rect.min);
        let canvas = Canvas {
            state,
            laid_out: &laid_out,
            rect,
        };
        canvas.paint_flash(ui);
        canvas.paint_hover(ui, memory.hovered);
        canvas.corner(ui, commands);
        canvas.lane_heads(ui, memory, commands);
        canvas.focusable_counts(ui, commands);
        canvas.focusable_events(ui, memory, commands);
        canvas.describe(ui.ctx(), &response);
        canvas.gestures(ui, &response, memory, commands);
        canvas.paint_drag(ui, &response, memory);
        canvas.pills(ui, commands);
        canvas.unfold_pills(ui, commands);
        canvas.keep_lane_in_view(memory, &mut cache, commands);
        cache.entry = Some((key, laid_out));
        memory.timeline = cache;
    });
}

impl Cache {
    /// The picture for a key: the last one where nothing changed, else one in which as little moves as can be.
    fn laid_out(&mut self, ui: &Ui, state: &State, theme: &Theme, key: Key) -> Timeline {
        let now = ui.input(|input| input.time);
        let seen = Seen {
            revision: key.revision,
            size: key.size,
            lane_scale: key.lane_scale,
            viewport: key.viewport,
        };
        let last = self.entry.take();
        let step = self.stillness.step(seen, now);
        let layouts = std::cell::Cell::new(0);
        let lay_out = |heights: Option<&Heights>, seats: Option<&Seats>| {
            layouts.set(layouts.get() + 1);
            lay_out(&Input {
                viewport: key.viewport,
                has_overview: key.size.y >= LEAST_WITH_OVERVIEW,
                heights,
                seats,
                ..input_of(state, theme, key.size)
            })
        };
        let laid_out = match (step, last) {
            (Step::Still, Some((known, laid_out))) if known == key && !self.stillness.is_easing() => laid_out,
            (Step::Afresh, _) => {
                let fresh = lay_out(None, None);
                self.stillness.begin(&fresh, now);
                fresh
            }
            (Step::Still, _) => {
                let (heights, seats) = self.stillness.kept(now, state.is_motion_reduced);
                let still = lay_out(heights.as_ref(), Some(seats));
                self.stillness.keep(&still);
                still
            }
            (Step::Settle, _) => {
                let (heights, seats) = self.stillness.kept(now, state.is_motion_reduced);
                let still = lay_out(heights.as_ref(), Some(seats));
                let fresh = lay_out(None, None);
                if self.stillness.is_worth(&still, &fresh) {
                    self.stillness.begin(&fresh, now);
                    let (heights, seats) = self.stillness.kept(now, state.is_motion_reduced);
                    lay_out(heights.as_ref(), Some(seats))
                } else {
                    still
                }
            }
        };
        self.layouts += layouts.get();
        if let Some(due) = self.stillness.due(now) {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(due));
        }
        laid_out
    }
}

/// What is to be laid out of a state in a room of some size.
pub fn input_of<'a>(state: &'a State, theme: &'a Theme, size: egui::Vec2) -> Input<'a> {
    Input {
        archive: &state.loaded.archive,
        index: &state.loaded.index,
        threads: &state.loaded.threads,
        filter: &state.filter,
        shown: &state.shown,
        rows: &state.rows,
        viewport: state.viewport,
        folds: &state.folds,
        selected: state.selected,
        lane_scale: state.lane_scale,
        theme,
        measure: Measure::bundled(),
        size,
        has_overview: false,
        wait: state.wait,
        zones: &state.zones,
        heights: None,
        seats: None,
        numbers: Numbering::None,
        notes: false,
        medium: Medium::default(),
    }
}

/// The timeline on the screen, in one frame.
pub(super) struct Canvas<'a> {
    pub(super) state: &'a State,
    pub(super) laid_out: &'a Timeline,
    pub(super) rect: Rect,
}

impl Canvas<'_> {
    /// A region of the layout, on the screen.
    pub(super) fn on_screen(&self, region: Rect) -> Rect {
        region.translate(self.rect.min.to_vec2())
    }

    pub(super) fn local(&self, pos: Pos2) -> Pos2 {
        pos - self.rect.min.to_vec2()
    }

    /// The second of folded time at a place.
    fn instant_at(&self, pos: Pos2) -> f64 {
        let scale = self.laid_out.regions.scale(self.state.viewport);
        scale.instant_from_x(f64::from(self.local(pos).x))
    }

    fn describe(&self, ctx: &egui::Context, response: &Response) {
        let begun = self.state.shown.count_from(&self.state.loaded.index, self.state.range_in_view());
        let shown = begun.max(self.laid_out.in_view.len());
        response.widget_info(|| {
            let when = match self.state.loaded.index.range() {
                Some(_) => crate::index::range_words(self.state.range_in_view()),
                None => "none of the archive has a date".to_owned(),
            };
            let label = format!("Timeline, {shown} events in view, {when}. Arrow keys step from event to event");
            WidgetInfo::labeled(Role::Group, true, label)
        });
        // A click on the canvas means a place on it: there is none for a screen reader.
        ctx.accesskit_node_builder(response.id, |node| node.remove_action(egui::accesskit::Action::Click));
    }

    /// What has just changed in the files lights up once.
    fn paint_flash(&self, ui: &Ui) {
        let Some(flash) = &self.state.flash else { return };
        let now = ui.input(|input| input.time);
        let strength = flash.strength(now, self.state.is_motion_reduced);
        let color = theme_of(ui).accent.gamma_multiply(strength * 0.35);
        let painter = ui.painter().with_clip_rect(self.on_screen(self.laid_out.regions.lanes));
        for spot in &self.laid_out.scene.spots {
            if let (Target::Event(event), Area::Rect(area)) = (spot.target, spot.area)
                && flash.events.contains(&event)
            {
                painter.rect_filled(self.on_screen(area.expand(6.0)), 8.0, color);
            }
        }
    }

    /// What is under the pointer is outlined, over the picture: moving the pointer lays nothing out.
    fn paint_hover(&self, ui: &Ui, hovered: Option<EventId>) {
        let Some(hovered) = hovered.filter(|id| self.state.selected != Some(*id)) else {
            return;
        };
        let color = theme_of(ui).accent.gamma_multiply(0.55);
        let painter = ui.painter().with_clip_rect(self.on_screen(self.laid_out.regions.lanes));
        for spot in self
            .laid_out
            .scene
            .spots
            .iter()
            .filter(|spot| spot.target == Target::Event(hovered))
        {
            match spot.area {
                Area::Rect(area) => {
                    let area = self.on_screen(area.expand(2.0));
                    let radius = (area.height() / 2.0).min(7.0);
                    painter.rect_stroke(area, radius, egui::Stroke::new(1.5, color), egui::StrokeKind::Outside);
                }
                Area::Line(from, to) => {
                    let by = self.rect.min.to_vec2();
                    painter.line_segment([from + by, to + by], egui::Stroke::new(4.0, color.gamma_multiply(0.5)));
                }
            }
        }
    }

    fn gestures(&self, ui: &mut Ui, response: &Response, memory: &mut Memory, commands: &mut Vec<Command>) {
        let pointer = ui.input(|input| input.pointer.hover_pos()).filter(|pos| self.rect.contains(*pos));
        let is_over = pointer.is_some_and(|pos| {
            ui.layer_id_at(pos)
                .is_none_or(|layer| layer == ui.layer_id() || layer.order == egui::Order::Background)
        });
        if let Some(pos) = pointer.filter(|_| is_over) {
            self.wheel(ui, pos, commands);
        }
        self.hover(ui, response, pointer.filter(|_| is_over), memory);
        self.drags(ui, response, memory, commands);
        self.clicks(response, commands);
    }

    fn wheel(&self, ui: &Ui, pos: Pos2, commands: &mut Vec<Command>) {
        let (zoom, scroll, alt) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta(), input.modifiers.alt));
        let viewport = self.state.viewport;
        let width = self.laid_out.regions.lanes.width().max(1.0);
        if (zoom - 1.0).abs() > 1e-4 {
            commands.push(Command::Look(viewport.zoom_at(self.instant_at(pos), f64::from(zoom))));
        } else if alt && scroll != egui::Vec2::ZERO {
            let by = if scroll.y == 0.0 { scroll.x } else { scroll.y };
            commands.push(Command::LaneScale(self.state.lane_scale * (by * 0.004).exp()));
        } else if scroll.x != 0.0 {
            commands.push(Command::Look(viewport.pan(-f64::from(scroll.x * WHEEL_PAN / width))));
        } else if scroll.y != 0.0 {
            if self.laid_out.lanes.max_scroll > 0.0 {
                let to = (viewport.scroll - scroll.y).clamp(0.0, self.laid_out.lanes.max_scroll);
                commands.push(Command::Look(viewport.scrolled(to)));
            } else {
                commands.push(Command::Look(viewport.pan(-f64::from(scroll.y * WHEEL_PAN / width))));
            }
        }
    }

    fn hover(&self, ui: &Ui, response: &Response, pointer: Option<Pos2>, memory: &mut Memory) {
        let target = pointer
            .filter(|_| memory.drag.is_none())
            .filter(|pos| self.on_screen(self.laid_out.regions.lanes).contains(*pos))
            .and_then(|pos| self.laid_out.scene.hit(self.local(pos)));
        let hovered = match target {
            Some(Target::Event(id)) => Some(id),
            _ => None,
        };
        if hovered != memory.hovered {
            memory.hovered = hovered;
            ui.ctx().request_repaint();
        }
        match target {
            Some(Target::Event(_)) => ui.set_cursor_icon(CursorIcon::PointingHand),
            Some(target) if target.is_count() => ui.set_cursor_icon(CursorIcon::ZoomIn),
            _ => {}
        }
        let is_key = |event: &egui::Event| matches!(event, egui::Event::Key { pressed: true, .. });
        if ui.input(|input| input.events.iter().any(is_key)) {
            memory.resting = pointer;
        } else if memory.resting != pointer {
            memory.resting = None;
        }
        self.tooltip(ui, target.filter(|_| memory.resting.is_none()));
        let overview = self.on_screen(self.laid_out.regions.overview);
        if let Some(pos) = pointer.filter(|pos| overview.contains(*pos) && !response.dragged()) {
            let icon = match self.overview_part(pos) {
                Some(Drag::WindowStart | Drag::WindowEnd) => CursorIcon::ResizeHorizontal,
                Some(Drag::Window(_)) => CursorIcon::Grab,
                _ => CursorIcon::PointingHand,
            };
            ui.set_cursor_icon(icon);
        }
    }

    /// What a press on the overview takes hold of.
    fn overview_part(&self, pos: Pos2) -> Option<Drag> {
        let range = self.state.loaded.index.range()?;
        let scale = self.laid_out.regions.overview_scale(range);
        let x = self.local(pos).x;
        let at = scale.instant_from_x(f64::from(x));
        let viewport = self.state.viewport;
        let folds = &self.state.folds;
        let (start, end) = (folds.unfold(viewport.start), folds.unfold(viewport.end()));
        let near = |instant: f64| (scale.x_from_instant(instant) - f64::from(x)).abs() <= f64::from(HANDLE_REACH);
        Some(if near(start) {
            Drag::WindowStart
        } else if near(end) {
            Drag::WindowEnd
        } else if (start..=end).contains(&at) {
            Drag::Window(folds.fold(at) - viewport.start)
        } else {
            // A press beside the window brings its middle there.
            Drag::Window(viewport.span / 2.0)
        })
    }

    fn drags(&self, ui: &Ui, response: &Response, memory: &mut Memory, commands: &mut Vec<Command>) {
        let regions = self.laid_out.regions;
        if response.drag_started()
            && let Some(origin) = ui.input(|input| input.pointer.press_origin())
        {
            let is_box = ui.input(|input| input.modifiers.shift);
            memory.drag = if self.on_screen(regions.overview).contains(origin) {
                self.overview_part(origin)
            } else if self.on_screen(regions.ruler).contains(origin) {
                Some(Drag::Range(self.instant_at(origin)))
            } else if is_box {
                Some(Drag::Box(self.instant_at(origin)))
            } else {
                Some(Drag::Pan)
            };
        }
        let Some(drag) = memory.drag else { return };
        if let Some(pos) = response.interact_pointer_pos().filter(|_| response.dragged()) {
            self.drag_to(drag, pos, response.drag_delta(), commands);
        }
        if response.drag_stopped() || !ui.input(|input| input.pointer.any_down()) {
            memory.drag = None;
            let end = ui.input(|input| input.pointer.latest_pos()).map(|pos| self.instant_at(pos));
            match (drag, end) {
                (Drag::Range(start), Some(end)) => {
                    let chosen = self.state.folds.unfold_range(TimeRange::new(start as i64, end as i64));
                    commands.push(Command::SetDates(Some(chosen)));
                }
                (Drag::Box(start), Some(end)) => {
                    let chosen = self.state.folds.unfold_range(TimeRange::new(start as i64, end as i64));
                    commands.push(Command::FitRange(chosen));
                }
                _ => {}
            }
        }
    }

    fn drag_to(&self, drag: Drag, pos: Pos2, delta: egui::Vec2, commands: &mut Vec<Command>) {
        let viewport = self.state.viewport;
        let regions = self.laid_out.regions;
        let overview = || {
            let range = self.state.loaded.index.range()?;
            let at = regions.overview_scale(range).instant_from_x(f64::from(self.local(pos).x));
            Some(self.state.folds.fold(at))
        };
        let to = match drag {
            Drag::Pan => {
                let scroll = (viewport.scroll - delta.y).clamp(0.0, self.laid_out.lanes.max_scroll);
                Some(viewport.pan(-f64::from(delta.x / regions.lanes.width().max(1.0))).scrolled(scroll))
            }
            Drag::Window(grip) => overview().map(|at| Viewport::new(at - grip, viewport.span).scrolled(viewport.scroll)),
            Drag::WindowStart => overview().map(|at| {
                let start = at.min(viewport.end() - 60.0);
                Viewport::new(start, viewport.end() - start).scrolled(viewport.scroll)
            }),
            Drag::WindowEnd => overview().map(|at| Viewport::new(viewport.start, at - viewport.start).scrolled(viewport.scroll)),
            Drag::Range(_) | Drag::Box(_) | Drag::Lane(_) => None,
        };
        commands.extend(to.map(Command::Look));
    }

    /// The stretch that is being chosen.
    fn paint_drag(&self, ui: &Ui, response: &Response, memory: &Memory) {
        let (Some(Drag::Range(start) | Drag::Box(start)), Some(pos)) = (memory.drag, response.interact_pointer_pos()) else {
            return;
        };
        let scale = self.laid_out.regions.scale(self.state.viewport);
        let x = |instant: f64| self.rect.left() + scale.x_from_instant(instant) as f32;
        let lanes = self.on_screen(self.laid_out.regions.lanes);
        let rect = Rect::from_x_y_ranges(
            x(start).min(pos.x)..=x(start).max(pos.x),
            self.on_screen(self.laid_out.regions.ruler).top()..=lanes.bottom(),
        );
        let accent = theme_of(ui).accent;
        ui.painter()
            .with_clip_rect(self.rect)
            .rect_filled(rect, 0.0, accent.gamma_multiply(0.14));
    }

    fn clicks(&self, response: &Response, commands: &mut Vec<Command>) {
        let Some(pos) = response.interact_pointer_pos() else { return };
        let regions = self.laid_out.regions;
        if response.double_clicked() {
            let target = self.laid_out.scene.hit(self.local(pos));
            if self.on_screen(regions.overview).contains(pos) || self.on_screen(regions.ruler).contains(pos) {
                commands.push(Command::FitAll);
            } else if let Some(Target::Event(id)) = target {
                commands.push(Command::FitThread(id));
            } else if self.on_screen(regions.lanes).contains(pos) && !target.is_some_and(Target::is_count) {
                commands.push(Command::ZoomInAt(self.instant_at(pos)));
            }
        } else if response.clicked() {
            if self.on_screen(regions.overview).contains(pos) {
                let range = self.state.loaded.index.range();
                let at = range.map(|range| regions.overview_scale(range).instant_from_x(f64::from(self.local(pos).x)));
                commands.extend(at.map(|at| Command::Look(self.state.viewport.centered_on(self.state.folds.fold(at)))));
            } else if self.on_screen(regions.lanes).contains(pos) {
                match self.laid_out.scene.hit(self.local(pos)) {
                    Some(Target::Event(id)) => commands.push(Command::Select(Some(id))),
                    hit => commands.push(hit.and_then(range_of).map_or(Command::Select(None), zoom_to)),
                }
            }
        }
    }

    /// Whether anything in view is counted, in it or at its edges.
    pub(super) fn has_cells(&self) -> bool {
        self.laid_out
            .scene
            .spots
            .iter()
            .any(|spot| matches!(spot.target, Target::Cell { .. } | Target::Reaching { .. }))
    }

    /// When another event is selected whose lane is out of sight, or a lane is asked for, the lanes scroll to it.
    fn keep_lane_in_view(&self, memory: &mut Memory, cache: &mut Cache, commands: &mut Vec<Command>) {
        let is_new = cache.scrolled_to != self.state.selected;
        cache.scrolled_to = self.state.selected;
        let of_selected = self.state.lane.filter(|_| is_new && self.state.selected.is_some());
        let Some(lane) = memory.wants_lane.take().or(of_selected) else {
            return;
        };
        let lanes = &self.laid_out.lanes;
        let to = lanes.scroll_to(lane, self.state.viewport.scroll, self.laid_out.regions.lanes);
        commands.extend(to.map(Command::Scroll));
    }
}
