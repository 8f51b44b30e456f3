//! The visual grammar: messages, replies, visits, meetings, statements, and dates drawn as what is known.

use std::collections::HashSet;

use ecolor::Color32;
use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::cells::{Cell, Dot, cells};
use super::ink::{Ink, Seat, Wish, middle};
use super::place::{Placed, Width};
use super::{Context, Lane, MARGIN, leader_line};
use crate::dates::Date;
use crate::model::{Event, EventId, Kind, LeaderId};
use crate::scene::{Anchor, Dash, Shape, Spot, Stroke, Target, arrowhead};
use crate::theme::{TextStyle, mix, sizes};
use crate::threads::time_to_answer;

/// How far the bar of an unanswered message runs before it has faded, in points.
const UNANSWERED: f32 = 56.0;

/// How far a stub reaches towards a lane that is not there, in points.
const STUB: f32 = 30.0;

/// How high the bar of a wait is.
const WAIT: f32 = 5.0;

/// A loose date narrower than this is drawn as a dot, in points.
const NARROW: f32 = 14.0;

/// Draws the events in view.
pub fn draw(context: &Context<'_>, in_view: &[EventId], ink: &mut Ink) {
    for lane in &context.lanes.rows {
        ink.keep_line_free(
            pos2(context.regions.lanes.left(), lane.y),
            pos2(context.regions.lanes.left() + 1.0, lane.y),
        );
        let area = context.regions.lanes;
        ink.keep_free(Rect::from_x_y_ranges(area.x_range(), lane.y - 1.0..=lane.y + 1.0));
    }
    let counted = draw_cells(context, in_view, ink);
    for id in in_view {
        let Some(event) = context.input.archive.event(*id) else { continue };
        let mark = Mark {
            context,
            id: *id,
            event,
            counted: &counted,
        };
        match event.kind {
            Kind::Message | Kind::Reply => mark.message(ink),
            Kind::Visit => mark.visit(ink),
            Kind::Meeting => mark.meeting(ink),
            Kind::Statement | Kind::Other => mark.lone(ink),
        }
    }
    if let Some(selected) = context.input.selected {
        ring(context, selected, ink);
    }
}

/// Counts what is too crowded to draw, lane by lane; gives the pairs of lane and event that are counted.
fn draw_cells(context: &Context<'_>, in_view: &[EventId], ink: &mut Ink) -> HashSet<(Option<LeaderId>, EventId)> {
    let mut counted = HashSet::new();
    for lane in &context.lanes.rows {
        let mut dots: Vec<Dot> = in_view.iter().filter_map(|id| dot_on(context, *id, lane.leader)).collect();
        dots.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.id.cmp(&b.id)));
        for cell in cells(&dots) {
            draw_cell(context, lane, &cell, ink);
            counted.extend(cell.outgoing.iter().chain(&cell.incoming).map(|id| (lane.leader, *id)));
        }
    }
    counted
}

/// An event as a dot on a lane, if it has one there.
fn dot_on(context: &Context<'_>, id: EventId, lane: Option<LeaderId>) -> Option<Dot> {
    let event = context.input.archive.event(id)?;
    let is_outgoing = lane.map_or(event.from.is_empty() && event.to.is_empty(), |leader| event.from.contains(&leader));
    if !is_outgoing && !lane.is_some_and(|leader| event.to.contains(&leader)) {
        return None;
    }
    let date = if is_outgoing {
        event.date()
    } else {
        event.received.as_ref().or_else(|| event.date())
    }?;
    let placed = context.place(date)?;
    let is_wide = event.kind == Kind::Visit
        && event
            .range()
            .is_some_and(|range| context.scale.points_from_seconds(range.seconds() as f64) > 8.0);
    let stays = is_wide || context.input.selected == Some(id) || context.input.hovered == Some(id);
    Some(Dot {
        id,
        x: placed.mark,
        is_outgoing,
        stays,
    })
}

fn draw_cell(context: &Context<'_>, lane: &Lane, cell: &Cell, ink: &mut Ink) {
    let color = context.leader_color(lane.leader);
    let theme = context.input.theme;
    let style = TextStyle::sans(11.0, 600);
    let label = |count: usize| count.to_string();
    let widest = context
        .input
        .measure
        .width(&label(cell.outgoing.len().max(cell.incoming.len())), style)
        + 10.0;
    let center = f32::midpoint(cell.left, cell.right);
    let half = ((cell.right - cell.left) / 2.0 + 3.0).max(widest / 2.0);
    for (events, side) in [(&cell.outgoing, -1.0), (&cell.incoming, 1.0)] {
        if events.is_empty() {
            continue;
        }
        let height = (14.0 + 3.0 * (events.len() as f32).ln()).min(lane.height * 0.4);
        let (near, far) = (lane.y + side * 2.0, lane.y + side * (2.0 + height));
        let rect = Rect::from_two_pos(pos2(center - half, near), pos2(center + half, far));
        let is_out = side < 0.0;
        let fill = if is_out { color } else { mix(theme.background, color, 0.28) };
        ink.marks.rect(rect, 3.0, fill);
        let text = if is_out { theme.text_on(color) } else { theme.text };
        ink.marks.text(rect.center(), Anchor::Center, label(events.len()), style, text);
        ink.keep_free(rect);
    }
    let start = context.scale.instant_from_x(f64::from(cell.left) - 2.0);
    let end = context.scale.instant_from_x(f64::from(cell.right) + 2.0);
    ink.spots.push(Spot {
        target: Target::Cell {
            lane: lane.leader,
            start: start as i64,
            end: end as i64 + 1,
        },
        area: crate::scene::Area::Rect(Rect::from_center_size(pos2(center, lane.y), vec2(half * 2.0, 44.0))),
    });
}

/// One event that is being drawn.
struct Mark<'a> {
    context: &'a Context<'a>,
    id: EventId,
    event: &'a Event,
    counted: &'a HashSet<(Option<LeaderId>, EventId)>,
}

impl Mark<'_> {
    fn is_counted(&self, leader: Option<LeaderId>) -> bool {
        self.counted.contains(&(leader, self.id))
    }

    fn lanes_of(&self, leaders: &[LeaderId]) -> Vec<Lane> {
        leaders
            .iter()
            .filter_map(|leader| self.context.lanes.of(*leader))
            .copied()
            .collect()
    }

    fn color_of(&self, leader: Option<LeaderId>) -> Color32 {
        self.context.tone(self.id, self.context.leader_color(leader))
    }

    /// A message or reply: from the sender's lane when it was sent to the receiver's lane when it was received.
    fn message(&self, ink: &mut Ink) {
        let Some(date) = self.event.date() else { return };
        let Some(sent) = self.context.place(date) else { return };
        let received = self
            .event
            .received
            .as_ref()
            .and_then(|date| self.context.place(date))
            .unwrap_or(sent);
        let sender = self.event.from.first().copied();
        let color = self.color_of(sender);
        let (from, to) = (self.lanes_of(&self.event.from), self.lanes_of(&self.event.to));
        let start_y = from.first().map(|lane| lane.y);
        self.waits(ink, &to, received.mark);
        let draws_lines = !from.first().is_some_and(|lane| self.is_counted(lane.leader));
        if draws_lines {
            let width = if self.context.input.selected == Some(self.id) { 2.4 } else { 1.7 };
            let dash = if self.event.kind == Kind::Reply {
                Dash::Dashed
            } else {
                Dash::Solid
            };
            let stroke = Stroke { width, color, dash };
            self.message_lines(ink, (sent.mark, start_y), received.mark, &to, stroke);
        }
        for lane in &from {
            if !self.is_counted(lane.leader) {
                self.known(ink, date, sent, lane.y, self.color_of(lane.leader));
                self.wish_for_message(ink, pos2(sent.mark, lane.y), to.first().map(|to| pos2(received.mark, to.y)));
            }
        }
        if from.is_empty() && !to.is_empty() {
            self.wish_for_message(ink, pos2(received.mark, to[0].y), None);
        }
        self.published_tick(ink, start_y);
    }

    /// The lines of a message to each of its receivers; a stub where one end has no lane.
    fn message_lines(&self, ink: &mut Ink, start: (f32, Option<f32>), received: f32, to: &[Lane], stroke: Stroke) {
        let (sent, start_y) = start;
        let offset = sizes::DOT;
        for lane in to {
            let end = pos2(received, lane.y);
            let begin = start_y.map_or_else(|| pos2(received, lane.y - STUB), |y| pos2(sent, y));
            let down = (end.y - begin.y).signum();
            let tip = end - vec2(0.0, down * 5.0);
            let towards = (tip - begin).normalized();
            let begin = if start_y.is_some() { begin + towards * offset } else { begin };
            ink.lines.line(begin, tip, stroke);
            let head = Stroke {
                dash: Dash::Solid,
                ..stroke
            };
            ink.lines.shapes.push(Shape::Line {
                points: arrowhead(tip, towards, 8.0),
                stroke: head,
            });
            ink.claim_line(self.id, begin, tip);
        }
        // To a leader whose lane is hidden, or to nobody we know: a short way towards where it would be.
        if to.is_empty()
            && let Some(y) = start_y
        {
            let (begin, tip) = (pos2(sent, y - offset), pos2(sent, y - STUB));
            ink.lines.line(begin, tip, stroke);
            ink.lines.shapes.push(Shape::Line {
                points: arrowhead(tip, vec2(0.0, -1.0), 7.0),
                stroke: Stroke {
                    dash: Dash::Solid,
                    ..stroke
                },
            });
            ink.claim_line(self.id, begin, tip);
        }
    }

    /// The wait for an answer, on the lane of the one who has to answer.
    fn waits(&self, ink: &mut Ink, to: &[Lane], received: f32) {
        let replies = self.context.input.threads.replies(self.id);
        for lane in to {
            let color = self.color_of(lane.leader);
            let bar = |left: f32, right: f32| Rect::from_min_max(pos2(left, lane.y - WAIT / 2.0), pos2(right, lane.y + WAIT / 2.0));
            let is_from_here = |reply: &&EventId| {
                self.context
                    .input
                    .archive
                    .event(**reply)
                    .is_some_and(|reply| lane.leader.is_some_and(|leader| reply.from.contains(&leader)))
            };
            let Some(reply_id) = replies.iter().find(is_from_here) else {
                if self.event.kind == Kind::Message && replies.is_empty() {
                    ink.lines.shapes.push(Shape::Fade {
                        rect: bar(received, received + UNANSWERED),
                        left: color,
                        right: Color32::TRANSPARENT,
                    });
                }
                continue;
            };
            let Some(reply) = self.context.input.archive.event(*reply_id) else {
                continue;
            };
            let Some(answered) = reply.date().and_then(|date| self.context.place(date)) else {
                continue;
            };
            if answered.mark <= received || !self.context.input.shown.contains(*reply_id) {
                continue;
            }
            ink.lines.rect(
                bar(received, answered.mark),
                WAIT / 2.0,
                mix(self.context.input.theme.background, color, 0.75),
            );
            let Some(words) = time_to_answer(self.event, reply).and_then(crate::threads::AnswerTime::words) else {
                continue;
            };
            let area = self.context.regions.lanes;
            let visible = (received.max(area.left()), answered.mark.min(area.right()));
            ink.wishes.push(Wish {
                event: *reply_id,
                title: String::new(),
                detail: format!("answered after {words}"),
                seats: vec![Seat::Under(pos2(f32::midpoint(visible.0, visible.1), lane.y + 14.0))],
                rank: 4_000_000,
                max_width: (visible.1 - visible.0).max(0.0) + 40.0,
            });
        }
    }

    /// When it was made public: a tick on the sender's lane.
    fn published_tick(&self, ink: &mut Ink, lane_y: Option<f32>) {
        let published = self.event.published.as_ref().and_then(|date| self.context.place(date));
        if let (Some(y), Some(at)) = (lane_y, published) {
            let color = self.color_of(self.event.from.first().copied());
            ink.marks
                .line(pos2(at.mark, y - 9.0), pos2(at.mark, y + 9.0), Stroke::solid(1.5, color));
        }
    }

    /// What is known of a date: a dot, a dot on a band, a hollow bar, several hollow dots.
    fn known(&self, ink: &mut Ink, date: &Date, placed: Placed, y: f32, color: Color32) {
        let center = pos2(placed.mark, y);
        let band = Rect::from_min_max(pos2(placed.left, y - 12.0), pos2(placed.right.max(placed.left + 1.0), y + 12.0));
        let background = self.context.input.theme.background;
        let faint = mix(background, color, 0.18);
        let is_wide = band.width() >= NARROW || placed.is_open_left || placed.is_open_right;
        if is_wide {
            match placed.width {
                Width::Clock => {}
                Width::Day => self.band(ink, date, placed, band, faint),
                Width::Loose => {
                    self.band(ink, date, placed, band, mix(background, color, 0.10));
                    if !placed.is_open_left && !placed.is_open_right && !date.is_approximate() {
                        let stroke = Stroke {
                            width: 1.5,
                            color,
                            dash: if date.is_uncertain() { Dash::Dashed } else { Dash::Solid },
                        };
                        ink.bands.outline(band.shrink2(vec2(0.0, 4.0)), 8.0, stroke);
                    }
                }
                Width::OneOf => self.one_of(ink, date, y, color),
            }
            if date.is_uncertain() && placed.width != Width::Clock {
                if placed.width == Width::Day {
                    ink.bands.outline(band, 12.0, Stroke::dashed(1.0, mix(background, color, 0.6)));
                }
                self.doubt(ink, pos2(band.right() - 9.0, y - 7.0), color);
            }
        }
        let is_hollow = self.event.kind == Kind::Reply;
        let is_crisp = matches!(placed.width, Width::Clock | Width::Day) || !is_wide;
        let radius = if is_crisp { sizes::DOT } else { sizes::DOT * 0.7 };
        let center = self.fan(ink, center, radius);
        self.hit_mark(ink, center, radius);
        let fill = if is_hollow || !is_crisp { background } else { color };
        ink.dot(center, radius, fill, color);
        ink.claim(self.id, Rect::from_center_size(center, Vec2::splat(radius * 2.0 + 3.0)));
    }

    /// Marks at the very same place are moved apart, so that each can be seen and hit.
    fn fan(&self, ink: &Ink, center: Pos2, radius: f32) -> Pos2 {
        let is_taken = |pos: Pos2| {
            ink.marks.shapes.iter().rev().take(24).any(|shape| {
                matches!(shape, Shape::Circle { center, .. } if (center.x - pos.x).abs() < radius && (center.y - pos.y).abs() < radius)
            })
        };
        (0..6_u8)
            .map(|step| {
                let side = if step % 2 == 0 { 1.0 } else { -1.0 };
                center + vec2(0.0, f32::from(step.div_ceil(2)) * side * radius * 1.6)
            })
            .find(|pos| !is_taken(*pos))
            .unwrap_or(center)
    }

    /// A band as wide as the date is known, with soft ends where it is approximate or open.
    fn band(&self, ink: &mut Ink, date: &Date, placed: Placed, band: Rect, color: Color32) {
        let soft = date.is_approximate();
        let fade = (band.width() * 0.35).clamp(6.0, 60.0);
        let (left_fade, right_fade) = (soft || placed.is_open_left, soft || placed.is_open_right);
        if !left_fade && !right_fade {
            ink.bands.rect(band, 12.0_f32.min(band.width() / 2.0), color);
            return;
        }
        // An open end fades outward from the last instant known; a soft one inward and outward alike.
        let outward = |is_open: bool| if is_open { MARGIN } else { fade * 0.5 };
        let inward = |is_open: bool| if is_open { 0.0 } else { fade * 0.5 };
        let left = band.left() + if left_fade { inward(placed.is_open_left) } else { 0.0 };
        let right = (band.right() - if right_fade { inward(placed.is_open_right) } else { 0.0 }).max(left);
        ink.bands
            .rect(Rect::from_min_max(pos2(left, band.top()), pos2(right, band.bottom())), 0.0, color);
        let clear = Color32::TRANSPARENT;
        if left_fade {
            let far = band.left() - outward(placed.is_open_left);
            ink.bands.shapes.push(Shape::Fade {
                rect: Rect::from_min_max(pos2(far, band.top()), pos2(left, band.bottom())),
                left: clear,
                right: color,
            });
        }
        if right_fade {
            let far = band.right() + outward(placed.is_open_right);
            ink.bands.shapes.push(Shape::Fade {
                rect: Rect::from_min_max(pos2(right, band.top()), pos2(far, band.bottom())),
                left: color,
                right: clear,
            });
        }
    }

    /// One of several dates: a hollow dot for each, joined by a line.
    fn one_of(&self, ink: &mut Ink, date: &Date, y: f32, color: Color32) {
        let xs: Vec<f32> = date
            .one_of()
            .into_iter()
            .map(|range| self.context.x(i64::midpoint(range.start, range.end)))
            .collect();
        if let (Some(first), Some(last)) = (xs.first(), xs.last()) {
            ink.lines.line(pos2(*first, y), pos2(*last, y), Stroke::solid(2.0, color));
        }
        let background = self.context.input.theme.background;
        for x in xs {
            ink.dot(pos2(x, y), sizes::DOT * 0.8, background, color);
            ink.claim(self.id, Rect::from_center_size(pos2(x, y), Vec2::splat(sizes::DOT * 2.0)));
        }
    }

    /// The question mark of an uncertain date.
    fn doubt(&self, ink: &mut Ink, pos: Pos2, color: Color32) {
        let text = mix(color, self.context.input.theme.text, 0.35);
        ink.marks.text(pos, Anchor::Center, "?", TextStyle::sans(10.0, 600), text);
    }

    /// The mark of a search hit behind a dot.
    fn hit_mark(&self, ink: &mut Ink, center: Pos2, radius: f32) {
        if self.context.input.shown.is_hit(self.id) {
            ink.bands.shapes.push(Shape::Circle {
                center,
                radius: radius + 6.0,
                fill: self.context.input.theme.hit,
                stroke: None,
            });
        }
    }

    /// A visit: a bar for the stay on each visitor's lane, with stems to the hosts' lanes.
    fn visit(&self, ink: &mut Ink) {
        let (Some(date), Some(extent)) = (self.event.date(), self.event.extent()) else {
            return;
        };
        let Some(known) = extent.known() else { return };
        let end_date = self.event.end.as_ref().unwrap_or(date);
        let (left, right) = (self.context.x(known.start), self.context.x(known.end));
        let hosts = self.lanes_of(&self.event.to);
        let visitors = self.lanes_of(&self.event.from);
        let lanes = if visitors.is_empty() { hosts.clone() } else { visitors };
        for lane in lanes {
            if self.is_counted(lane.leader) {
                continue;
            }
            let height = sizes::BAR.min(lane.height * 0.5);
            let mut bar = Rect::from_min_max(
                pos2(left, lane.y - height / 2.0),
                pos2(right.max(left + 6.0), lane.y + height / 2.0),
            );
            // Stays at the same time stand beside each other.
            if !ink.is_free(bar.shrink2(vec2(1.0, height / 2.0 - 2.0)).translate(vec2(0.0, 4.0))) && bar.width() < lane.height * 6.0 {
                bar = bar.translate(vec2(0.0, height + 3.0));
            }
            let color = self.color_of(lane.leader);
            self.stay(
                ink,
                bar,
                color,
                [date, end_date],
                [extent.earliest.is_none(), extent.latest.is_none()],
            );
            for host in &hosts {
                let y = if host.y < lane.y { bar.top() } else { bar.bottom() };
                if host.leader != lane.leader {
                    for x in [bar.left() + 1.0, bar.right() - 1.0] {
                        let (begin, end) = (pos2(x, y), pos2(x, host.y));
                        ink.lines
                            .line(begin, end, Stroke::solid(1.0, mix(self.context.input.theme.background, color, 0.6)));
                        ink.claim_line(self.id, begin, end);
                    }
                }
            }
            self.wish_for_visit(ink, bar, color);
            ink.claim(self.id, bar);
        }
    }

    /// The bar of a stay: solid, with soft or open ends, dashed where uncertain.
    fn stay(&self, ink: &mut Ink, bar: Rect, color: Color32, ends: [&Date; 2], open: [bool; 2]) {
        if self.context.input.shown.is_hit(self.id) {
            ink.bands
                .rect(bar.expand(4.0), bar.height() / 2.0 + 4.0, self.context.input.theme.hit);
        }
        let radius = (bar.height() / 2.0).min(bar.width() / 2.0);
        let soft = [ends[0].is_approximate() || open[0], ends[1].is_approximate() || open[1]];
        if soft == [false, false] {
            ink.marks.rect(bar, radius, color);
        } else {
            let fade = (bar.width() * 0.3).clamp(4.0, 40.0);
            let left = bar.left() + if soft[0] { fade } else { 0.0 };
            let right = (bar.right() - if soft[1] { fade } else { 0.0 }).max(left);
            ink.marks
                .rect(Rect::from_min_max(pos2(left, bar.top()), pos2(right, bar.bottom())), 0.0, color);
            let fades = [
                (soft[0], bar.left() - fade, left, Color32::TRANSPARENT, color),
                (soft[1], right, bar.right() + fade, color, Color32::TRANSPARENT),
            ];
            for (_, from, to, left, right) in fades.into_iter().filter(|(is_soft, ..)| *is_soft) {
                ink.marks.shapes.push(Shape::Fade {
                    rect: Rect::from_min_max(pos2(from, bar.top()), pos2(to, bar.bottom())),
                    left,
                    right,
                });
            }
        }
        if ends.iter().any(|date| date.is_uncertain()) {
            let on = self.context.input.theme.text_on(color);
            if bar.width() >= NARROW {
                ink.marks.outline(bar.shrink(2.5), radius, Stroke::dashed(1.2, on));
                ink.marks.text(
                    pos2(bar.right() - 11.0, bar.center().y),
                    Anchor::Center,
                    "?",
                    TextStyle::sans(11.0, 600),
                    on,
                );
            }
        }
    }

    /// A meeting: a diamond between the lanes of those who met; a double-headed line where they spoke by phone.
    fn meeting(&self, ink: &mut Ink) {
        let Some(placed) = self.event.date().and_then(|date| self.context.place(date)) else {
            return;
        };
        let leaders: Vec<LeaderId> = self.event.leaders().collect();
        let lanes: Vec<Lane> = self
            .lanes_of(&leaders)
            .into_iter()
            .filter(|lane| !self.is_counted(lane.leader))
            .collect();
        let ys: Vec<f32> = lanes.iter().map(|lane| lane.y).collect();
        let (Some(top), Some(bottom)) = (ys.iter().copied().reduce(f32::min), ys.iter().copied().reduce(f32::max)) else {
            return;
        };
        let color = self.color_of(lanes.first().and_then(|lane| lane.leader));
        let x = placed.mark;
        let is_call = self.event.channel.as_deref().is_some_and(|channel| {
            let channel = channel.to_lowercase();
            ["phone", "telephone", "hotline", "call", "video"]
                .iter()
                .any(|word| channel.contains(word))
        });
        for lane in &lanes {
            if let Some(date) = self.event.date()
                && placed.width != Width::Clock
            {
                let band = Rect::from_min_max(pos2(placed.left, lane.y - 10.0), pos2(placed.right, lane.y + 10.0));
                if band.width() >= NARROW {
                    self.band(ink, date, placed, band, mix(self.context.input.theme.background, color, 0.14));
                }
            }
        }
        if bottom > top {
            let stroke = Stroke::solid(1.7, color);
            ink.lines.line(pos2(x, top + 4.0), pos2(x, bottom - 4.0), stroke);
            ink.claim_line(self.id, pos2(x, top), pos2(x, bottom));
            if is_call {
                for (tip, direction) in [(pos2(x, top + 4.0), -1.0), (pos2(x, bottom - 4.0), 1.0)] {
                    ink.lines.shapes.push(Shape::Line {
                        points: arrowhead(tip, vec2(0.0, direction), 8.0),
                        stroke,
                    });
                }
            }
        }
        for y in &ys {
            ink.marks.shapes.push(Shape::Circle {
                center: pos2(x, *y),
                radius: 3.0,
                fill: color,
                stroke: None,
            });
        }
        let center = pos2(x, f32::midpoint(top, bottom));
        self.hit_mark(ink, center, 9.0);
        if !is_call || bottom <= top {
            ink.marks
                .shapes
                .push(diamond(center, 8.0, color, self.context.input.theme.background));
        }
        ink.claim(self.id, Rect::from_center_size(center, Vec2::splat(18.0)));
        self.wish(
            ink,
            vec![
                Seat::RightOf(center + vec2(14.0, 0.0)),
                Seat::LeftOf(center - vec2(14.0, 0.0)),
                Seat::Above(pos2(x + 8.0, top - 12.0)),
                Seat::Below(pos2(x + 8.0, bottom + 12.0)),
            ],
            170.0,
        );
    }

    /// A statement: a dot with a stub upward and a broadcast mark. Anything else: a square.
    fn lone(&self, ink: &mut Ink) {
        let Some(date) = self.event.date() else { return };
        let Some(placed) = self.context.place(date) else { return };
        let leaders: Vec<LeaderId> = self.event.leaders().collect();
        let mut lanes = self.lanes_of(&leaders);
        if leaders.is_empty() {
            lanes.extend(self.context.lanes.without_leader());
        }
        for lane in lanes {
            if self.is_counted(lane.leader) {
                continue;
            }
            let color = self.color_of(lane.leader);
            let center = pos2(placed.mark, lane.y);
            if self.event.kind == Kind::Statement {
                let top = center - vec2(0.0, 20.0);
                ink.lines.line(center, top, Stroke::solid(1.7, color));
                for radius in [4.0_f32, 8.0] {
                    ink.lines.shapes.push(broadcast_arc(top, radius, color));
                }
                ink.claim(self.id, Rect::from_two_pos(top - vec2(8.0, 9.0), center + vec2(8.0, 0.0)));
                self.known(ink, date, placed, lane.y, color);
            } else {
                let square = Rect::from_center_size(center, Vec2::splat(11.0));
                self.hit_mark(ink, center, 7.0);
                let band = Rect::from_min_max(pos2(placed.left, lane.y - 9.0), pos2(placed.right, lane.y + 9.0));
                if band.width() >= NARROW {
                    self.band(ink, date, placed, band, mix(self.context.input.theme.background, color, 0.14));
                }
                ink.marks.rect(square, 2.0, color);
                ink.claim(self.id, square);
            }
            self.wish(
                ink,
                vec![
                    Seat::Above(pos2(center.x + 12.0, center.y - 16.0)),
                    Seat::Below(pos2(center.x + 4.0, center.y + 14.0)),
                    Seat::LeftOf(center - vec2(12.0, 24.0)),
                ],
                160.0,
            );
        }
    }

    fn wish_for_message(&self, ink: &mut Ink, start: Pos2, end: Option<Pos2>) {
        let line_middle = end.map_or(start - vec2(0.0, STUB), |end| middle(start, end));
        let end = end.unwrap_or(line_middle);
        let upward = end.y < start.y;
        let (near, far) = if upward { (0.28, 0.72) } else { (0.72, 0.28) };
        let along = |share: f32| start.lerp(end, share);
        let mut seats = vec![
            Seat::RightOf(line_middle + vec2(12.0, 0.0)),
            Seat::LeftOf(line_middle - vec2(12.0, 0.0)),
            Seat::RightOf(along(near) + vec2(12.0, 0.0)),
            Seat::RightOf(along(far) + vec2(12.0, 0.0)),
            Seat::LeftOf(along(near) - vec2(12.0, 0.0)),
            Seat::LeftOf(along(far) - vec2(12.0, 0.0)),
        ];
        // On the far side of the sender's lane, away from the line.
        let above = Seat::Above(start + vec2(10.0, -16.0));
        let below = Seat::Below(start + vec2(10.0, 16.0));
        if upward {
            seats.push(below);
        } else {
            seats.push(above);
        }
        self.wish(ink, seats, 170.0);
    }

    fn wish_for_visit(&self, ink: &mut Ink, bar: Rect, color: Color32) {
        let style = TextStyle::sans(12.0, 600);
        let theme = self.context.input.theme;
        let area = self.context.regions.lanes;
        let visible = bar.intersect(area);
        let room = visible.width() - 26.0;
        let title = self
            .event
            .place
            .as_deref()
            .filter(|_| self.event.title.is_empty())
            .unwrap_or(&self.event.title);
        let inside = [title, self.event.place.as_deref().unwrap_or_default()]
            .into_iter()
            .find(|text| !text.is_empty() && self.context.input.measure.width(text, style) <= room);
        if let Some(text) = inside {
            ink.marks.text(
                pos2(visible.left() + 12.0, bar.center().y),
                Anchor::Left,
                text,
                style,
                theme.text_on(color),
            );
            self.push_wish(
                ink,
                String::new(),
                vec![
                    Seat::Below(pos2(visible.left() + 12.0, bar.bottom() + 5.0)),
                    Seat::Above(pos2(visible.left() + 12.0, bar.top() - 5.0)),
                ],
                visible.width().max(120.0),
                self.event.place.as_deref().filter(|place| *place != text),
            );
            return;
        }
        self.wish(
            ink,
            vec![
                Seat::Above(pos2(bar.right() + 8.0, bar.center().y - 4.0)),
                Seat::Below(pos2(bar.right() + 8.0, bar.center().y + 4.0)),
                Seat::Below(pos2(visible.left().max(area.left() + 4.0), bar.bottom() + 5.0)),
                Seat::Above(pos2(visible.left().max(area.left() + 4.0), bar.top() - 5.0)),
                Seat::LeftOf(pos2(bar.left() - 8.0, bar.center().y - 14.0)),
            ],
            150.0,
        );
    }

    fn wish(&self, ink: &mut Ink, seats: Vec<Seat>, max_width: f32) {
        let place = self.event.place.as_deref().filter(|_| self.event.kind == Kind::Visit);
        self.push_wish(ink, self.event.title.clone(), seats, max_width, place);
    }

    fn push_wish(&self, ink: &mut Ink, title: String, seats: Vec<Seat>, max_width: f32, place: Option<&str>) {
        let archive = self.context.input.archive;
        let who = place.map_or_else(|| leader_line(archive, self.event), str::to_owned);
        let date = self.event.date().map(|date| date.short_words(false)).unwrap_or_default();
        let parts: Vec<String> = [who, date].into_iter().filter(|part| !part.is_empty()).collect();
        let input = self.context.input;
        let first = if input.selected == Some(self.id) || input.hovered == Some(self.id) {
            0
        } else if input.shown.is_hit(self.id) {
            1_000_000
        } else if !self.context.thread.is_empty() && self.context.thread.contains(&self.id) {
            2_000_000
        } else {
            3_000_000
        };
        ink.wishes.push(Wish {
            event: self.id,
            title,
            detail: parts.join(" \u{b7} "),
            seats,
            rank: first,
            max_width,
        });
    }
}

fn diamond(center: Pos2, radius: f32, fill: Color32, outline: Color32) -> Shape {
    Shape::Polygon {
        points: vec![
            center - vec2(0.0, radius),
            center + vec2(radius, 0.0),
            center + vec2(0.0, radius),
            center - vec2(radius, 0.0),
        ],
        fill,
        stroke: Some(Stroke::solid(1.5, outline)),
    }
}

/// A quarter of a circle, open upward: waves that go out to everybody.
fn broadcast_arc(center: Pos2, radius: f32, color: Color32) -> Shape {
    let points = (0_u8..=8)
        .map(|step| {
            let angle = (-135.0 + 90.0 * f32::from(step) / 8.0).to_radians();
            center + vec2(angle.cos(), angle.sin()) * radius
        })
        .collect();
    Shape::Line {
        points,
        stroke: Stroke::solid(1.5, color),
    }
}

/// A ring around all of an event.
fn ring(context: &Context<'_>, selected: EventId, ink: &mut Ink) {
    let bounds = ink
        .spots
        .iter()
        .filter(|spot| spot.target == Target::Event(selected))
        .map(|spot| spot.area.bounds())
        .reduce(Rect::union);
    if let Some(bounds) = bounds {
        let rect = bounds.expand(7.0);
        let radius = 12.0_f32.min(rect.width() / 2.0);
        ink.rings.outline(rect, radius, Stroke::solid(1.8, context.input.theme.accent));
    }
}
