//! Lane heads: what a click and a drag on them do; how lanes are ordered, grouped, gathered and found.

use egui::accesskit::Role;
use egui::{Button, DragValue, Id, Popup, PopupCloseBehavior, Rect, Response, RichText, Sense, Ui, WidgetInfo};
use egui::{pos2, vec2};

use super::Memory;
use super::picker::{Choice, Words, picker};
use super::style::{section, semibold, theme_of};
use super::timeline::{Canvas, Drag};
use crate::command::Command;
use crate::index::{LaneOrder, Row, country_title};
use crate::layout::{Lane, counted, thousands};
use crate::model::{LaneId, LeaderId, fold_text};
use crate::state::State;
use crate::theme::sizes;

/// How many of the leaders who share a lane its menu names.
const MAX_NAMED: usize = 12;

/// How many leaders the search for one lists.
const MAX_FOUND: usize = 50;

impl Canvas<'_> {
    /// Each lane head is a widget: Tab reaches it, a click opens its menu, a drag moves it.
    pub fn lane_heads(&self, ui: &mut Ui, memory: &mut Memory, commands: &mut Vec<Command>) {
        let head = self.laid_out.regions.heads;
        for heading in &self.laid_out.lanes.headings {
            let rect = Rect::from_x_y_ranges(head.x_range(), heading.y - 10.0..=heading.y + 10.0);
            let response = ui.interact(self.on_screen(rect), Id::unique(("country", &heading.title)), Sense::click());
            let label = format!("Fold the lanes of {}", heading.title);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
            if response.on_hover_text("Fold into one lane").clicked() {
                commands.push(Command::ToggleFolded(heading.title.clone()));
            }
        }
        for lane in &self.laid_out.lanes.rows {
            let half = (lane.even_height() / 2.0).min(20.0);
            let rect = Rect::from_min_max(pos2(head.left(), lane.y - half), pos2(head.right(), lane.y + half));
            let rect = rect.intersect(head);
            if rect.height() <= 0.0 {
                continue;
            }
            let response = ui.interact(self.on_screen(rect), Id::unique(("lane", lane.id)), Sense::click_and_drag());
            self.lane_head(ui, &response, lane, commands);
            if let Some(leader) = lane.id.leader() {
                self.drag_lane(ui, &response, leader, memory, commands);
            }
        }
    }

    fn lane_head(&self, ui: &Ui, response: &Response, lane: &Lane, commands: &mut Vec<Command>) {
        let archive = &self.state.loaded.archive;
        let Some(row) = self.state.rows.row(lane.id) else { return };
        let name = lane.id.leader().map_or(row.title.as_str(), |id| archive.leader_name(id));
        response.widget_info(|| {
            let shared = if row.leaders > 1 {
                format!("{}, ", counted(row.leaders, "leader"))
            } else {
                String::new()
            };
            WidgetInfo::labeled(
                Role::Button,
                true,
                format!("Lane of {name}, {shared}{}", counted(row.events, "event")),
            )
        });
        if response.has_focus() {
            let stroke = egui::Stroke::new(2.0, theme_of(ui).accent);
            ui.painter().rect_stroke(response.rect, 6.0, stroke, egui::StrokeKind::Inside);
        }
        let Some(id) = lane.id.leader() else {
            Popup::menu(response).show(|ui| shared_items(ui, self.state, lane.id, row, commands));
            response.clone().on_hover_text("Click to see who is in it");
            return;
        };
        super::filters::leader_menu(response, self.state, id, commands);
        super::filters::leader_click_menu(response, self.state, id, commands);
        response.clone().on_hover_ui(|ui| {
            ui.set_max_width(300.0);
            if let Some(leader) = archive.leader(id) {
                ui.label(semibold(&leader.name));
                for line in [&leader.native_name, &leader.office].into_iter().flatten() {
                    ui.label(line);
                }
                if !leader.aliases.is_empty() {
                    ui.label(format!("Also: {}", leader.aliases.join(", ")));
                }
                ui.label(format!("{} events. Click for more, drag to move", thousands(row.events)));
            }
        });
    }

    /// A lane that is dragged goes where it is let go.
    fn drag_lane(&self, ui: &Ui, response: &Response, leader: LeaderId, memory: &mut Memory, commands: &mut Vec<Command>) {
        if response.drag_started() {
            memory.drag = Some(Drag::Lane(leader));
        }
        if memory.drag != Some(Drag::Lane(leader)) {
            return;
        }
        let Some(y) = ui.input(|input| input.pointer.latest_pos()).map(|pos| pos.y - self.rect.top()) else {
            return;
        };
        let lanes = &self.laid_out.lanes;
        let Some(from) = self.state.rows.place_of(leader) else { return };
        // Between which two lanes it would go.
        let is_above = |lane: &&Lane| lane.y < y;
        let above = lanes.rows.iter().rfind(is_above);
        let to = above.map_or(0, |lane| lane.place + 1);
        if response.drag_stopped() {
            memory.drag = None;
            let by = if to > from {
                to.cast_signed() - from.cast_signed() - 1
            } else {
                to.cast_signed() - from.cast_signed()
            };
            if by != 0 {
                commands.push(Command::MoveLane { leader, by });
            }
            return;
        }
        let edge = above.map_or_else(|| lanes.rows.first().map_or(0.0, |lane| lane.top), |lane| lane.bottom);
        let (left, right) = (self.rect.left(), self.rect.right());
        let stroke = egui::Stroke::new(2.0, theme_of(ui).accent);
        ui.painter().hline(left..=right, self.rect.top() + edge, stroke);
        ui.set_cursor_icon(egui::CursorIcon::Grabbing);
    }

    /// Above the lane heads, left of the ruler: how lanes are arranged, and the way to a lane.
    pub fn corner(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let width = self.laid_out.regions.heads.width();
        let area = self.on_screen(Rect::from_min_size(pos2(10.0, 0.0), vec2(width - 18.0, sizes::RULER * 0.62)));
        let mut ui = ui.new_child(
            egui::UiBuilder::new()
                .max_rect(area)
                .layout(egui::Layout::left_to_right(egui::Align::Center)),
        );
        let all = self.state.loaded.archive.leaders.len();
        let lanes = self.state.rows.rows().len();
        let has_room = width >= 130.0;
        let words = if has_room { counted(lanes, "lane") } else { thousands(lanes) };
        let text = format!("{words} \u{25bc}");
        let button = ui.add(Button::new(RichText::new(text).size(12.0)).frame(false));
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, "How lanes are arranged"));
        let hover = "Order, groups and number of lanes";
        Popup::from_toggle_button_response(&button)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| arrangement(ui, self.state, commands));
        button.on_hover_text(hover);
        if all > 3 && has_room {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let find = ui.add(Button::new(RichText::new("Find a leader").size(12.0)).frame(false));
                find.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Find a leader's lane"));
                if find.on_hover_text("Go to the lane of a leader (L)").clicked() {
                    commands.push(Command::FindLeader);
                }
            });
        }
    }
}

/// Who shares a lane, and what can be done about it.
fn shared_items(ui: &mut Ui, state: &State, lane: LaneId, row: &Row, commands: &mut Vec<Command>) {
    if lane == LaneId::Nobody {
        ui.label("Events that name no leader");
        return;
    }
    let mut items = Vec::new();
    if let LaneId::Country(_) = lane {
        items.push(("Unfold".to_owned(), Command::ToggleFolded(row.title.clone())));
    } else {
        let own = state.rows.rows().iter().filter(|row| row.lane.leader().is_some()).count();
        items.push((
            "12 more lanes".to_owned(),
            Command::LimitLanes(own - state.rows.pinned().min(own) + 12),
        ));
        items.push(("A lane for every leader".to_owned(), Command::LimitLanes(usize::MAX)));
    }
    for (text, command) in items {
        if ui.button(text).clicked() {
            commands.push(command);
            ui.close();
        }
    }
    ui.separator();
    let leaders = state.rows.leaders_on(lane);
    ui.label(RichText::new("A lane of its own for").size(11.0).color(theme_of(ui).muted));
    for id in leaders.iter().take(MAX_NAMED) {
        if ui.button(state.loaded.archive.leader_name(*id)).clicked() {
            commands.push(Command::GoToLane(*id));
            ui.close();
        }
    }
    if leaders.len() > MAX_NAMED
        && ui
            .button(format!("and {} more\u{2026}", thousands(leaders.len() - MAX_NAMED)))
            .clicked()
    {
        commands.push(Command::FindLeader);
        ui.close();
    }
}

fn arrangement(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    ui.set_width(230.0);
    let arrangement = &state.arrangement;
    section(ui, "Order");
    let usual = crate::index::usual_order(&state.loaded.archive);
    for order in LaneOrder::ALL {
        if ui.radio(arrangement.order.unwrap_or(usual) == order, order.title()).clicked() {
            commands.push(Command::OrderLanes(order));
        }
    }
    ui.separator();
    let mut is_grouped = arrangement.is_grouped;
    if ui.checkbox(&mut is_grouped, "Group by country").changed() {
        commands.push(Command::ToggleGroups);
    }
    let rows = state.rows.rows();
    let own = rows
        .iter()
        .filter(|row| row.lane != LaneId::Others && row.lane != LaneId::Nobody)
        .count()
        - state.rows.pinned();
    ui.horizontal(|ui| {
        ui.label("Lanes shown")
            .on_hover_text("The rest share a lane, \u{201c}Others\u{201d}");
        let mut limit = own.max(1);
        let most = state.loaded.archive.leaders.len().max(1);
        let field = ui.add(DragValue::new(&mut limit).range(1..=most).speed(0.2));
        field.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, "Number of lanes"));
        if field.changed() {
            commands.push(Command::LimitLanes(limit));
        }
        if ui.button("All").on_hover_text("A lane for every leader").clicked() {
            commands.push(Command::LimitLanes(usize::MAX));
        }
    });
    if ui
        .button("Merge duplicate names\u{2026}")
        .on_hover_text("Leaders whose names are alike")
        .clicked()
    {
        commands.push(Command::ShowAlike);
    }
    ui.separator();
    if ui.button("Reset lanes").clicked() {
        commands.push(Command::UsualLanes);
    }
}

/// The dialog that leads to the lane of a leader.
pub fn find_leader(ui: &mut Ui, state: &State, memory: &mut Memory, is_new: bool, commands: &mut Vec<Command>) {
    let archive = &state.loaded.archive;
    let words = Words {
        label: "Find a leader",
        nothing: "No leader has that name",
    };
    let chosen = picker(ui, memory, &words, is_new, |text| {
        let found = leaders_named(state, text).into_iter();
        let choices = found.filter_map(|id| Some((id, archive.leader(id)?))).map(|(id, leader)| {
            let count = thousands(super::filters::count(state, id));
            Choice {
                name: leader.name.clone(),
                beside: match country_title(leader) {
                    country if country.is_empty() => count,
                    country => format!("{country}  {count}"),
                },
                value: id,
            }
        });
        choices.collect()
    });
    commands.extend(chosen.map(Command::GoToLane));
}

/// Leaders whose name, alias or country has a text, those with most events first; at most [`MAX_FOUND`].
fn leaders_named(state: &State, text: &str) -> Vec<LeaderId> {
    let wanted = fold_text(text.trim());
    let has = |text: &str| fold_text(text).contains(&wanted);
    let mut found: Vec<LeaderId> = state
        .loaded
        .archive
        .leaders()
        .filter(|(_, leader)| {
            let others = leader.aliases.iter().chain(&leader.native_name).chain(&leader.office);
            wanted.is_empty() || has(&leader.name) || others.into_iter().any(|other| has(other)) || has(&country_title(leader))
        })
        .map(|(id, _)| id)
        .collect();
    found.sort_by_key(|id| (std::cmp::Reverse(super::filters::count(state, *id)), *id));
    found.truncate(MAX_FOUND);
    found
}
