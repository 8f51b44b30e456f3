//! Who has no lane took part all the same: gray at the lane of whoever has one, with a name.

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::Lane;
use super::ink::{Ghost, Ink, Seat, Wish};
use super::marks::{Mark, STUB};
use crate::model::LeaderId;
use crate::scene::{Dash, Shape, Stroke, arrowhead};
use crate::theme::sizes;

impl Mark<'_> {
    /// Those of some leaders who have no lane, because they are filtered away.
    pub(super) fn absent(&self, leaders: &[LeaderId]) -> Vec<LeaderId> {
        let rows = self.context.input.rows;
        let mut absent: Vec<LeaderId> = leaders.iter().copied().filter(|leader| rows.place_of(*leader).is_none()).collect();
        absent.dedup();
        absent
    }

    /// The names of some leaders in a few words: `Mikoyan, Rusk +1`.
    pub(super) fn names(&self, leaders: &[LeaderId]) -> String {
        let name = |leader: &LeaderId| self.context.input.index.short_name(*leader);
        match leaders {
            [] => String::new(),
            [one] => name(one).to_owned(),
            [one, two] => format!("{}, {}", name(one), name(two)),
            [one, two, rest @ ..] => format!("{}, {} +{}", name(one), name(two), rest.len()),
        }
    }

    /// How lines to somebody without a lane are drawn.
    fn ghost(&self) -> Stroke {
        Stroke {
            width: 1.3,
            color: self.context.tone(self.id, self.context.input.theme.dim),
            dash: Dash::Dashed,
        }
    }

    /// At a meeting with somebody who has no lane: a short line away from it, with the name.
    pub(super) fn absent_from_meeting(&self, ink: &mut Ink, x: f32, lanes: &[Lane]) {
        let leaders: Vec<LeaderId> = self.event.leaders().collect();
        let absent = self.absent(&leaders);
        let Some(lane) = lanes.last().filter(|_| !absent.is_empty()) else {
            return;
        };
        self.ghost_of(ink, pos2(x, lane.y), Vec2::DOWN, "with ", &absent);
    }

    /// Between somebody with a lane and somebody without: a short gray line with the other's name, above or below.
    fn stub(&self, at: Pos2, towards: Vec2, (words, is_absent): (String, bool)) -> Ghost {
        let side = towards.y;
        let (begin, end) = (at + towards * sizes::DOT, at + towards * STUB * 0.7);
        Ghost {
            otherwise: None,
            is_absent,
            line: (begin, end),
            stroke: self.ghost(),
            name: Wish {
                event: self.id,
                remark: Some(words),
                seats: vec![
                    Seat::RightOf(end + vec2(6.0, 0.0)),
                    Seat::LeftOf(end + vec2(-6.0, 0.0)),
                    Seat::RightOf(end + vec2(6.0, side * 12.0)),
                    Seat::LeftOf(end + vec2(-6.0, side * 12.0)),
                ],
                rank: self.context.rank(self.id, self.event),
                widths: &[220.0, 90.0],
            },
        }
    }

    /// Such a line with the names of some.
    pub(super) fn ghost_of(&self, ink: &mut Ink, at: Pos2, towards: Vec2, before: &str, absent: &[LeaderId]) {
        let rows = self.context.input.rows;
        let is_absent = absent.iter().any(|leader| rows.place_of(*leader).is_none());
        ink.ghosts
            .push(self.stub(at, towards, (format!("{before}{}", self.names(absent)), is_absent)));
    }

    /// The names of other senders or receivers who have no lane, as an addition: `, also to Rusk`.
    pub(super) fn also(&self, before: &str, leaders: &[LeaderId]) -> String {
        let absent = self.absent(leaders);
        if absent.is_empty() {
            return String::new();
        }
        format!(", {before} {}", self.names(&absent))
    }

    /// At a message of which all who are at one end have no lane: their names, and who else has none.
    pub(super) fn ghost_end(&self, ink: &mut Ink, at: Pos2, towards: Vec2, words: String) {
        ink.ghosts.push(self.stub(at, towards, (words, true)));
    }

    /// A gray head where a message arrives whose sender has no lane, also where the name has no room.
    pub(super) fn ghost_arrival(&self, ink: &mut Ink, at: Pos2) {
        let stroke = Stroke {
            dash: Dash::Solid,
            ..self.ghost()
        };
        let reach = ink.bar_at(at).map_or(2.0, |bar| bar.height() / 2.0 + 1.0);
        let tip = at - vec2(0.0, reach);
        let points = arrowhead(tip, Vec2::DOWN, 7.0);
        // The line to the name runs between its two sides.
        for side in [-1.0, 1.0] {
            ink.keep_free(Rect::from_two_pos(tip + vec2(side * 1.5, 0.0), tip + vec2(side * 4.0, -7.0)));
        }
        ink.lines.shapes.push(Shape::Line { points, stroke });
        ink.drawn.is_absent = true;
    }

    /// At a message between some who have lanes: who else sent it, or to whom else it went.
    pub(super) fn absent_beside(&self, ink: &mut Ink, (sent, from): (f32, &Lane), (received, to): (f32, &Lane)) {
        let down = (to.y - from.y).signum();
        let ends = [
            // Aside, because the leader of a label goes straight away from the lane.
            (&self.event.to, pos2(received, to.y), vec2(1.0, down), "and to "),
            (&self.event.from, pos2(sent, from.y), vec2(-1.0, -down), "and from "),
        ];
        for (leaders, at, towards, before) in ends {
            let absent = self.absent(leaders);
            if !absent.is_empty() {
                let words = format!("{before}{}", self.names(&absent));
                let mirrored = vec2(-towards.x, towards.y);
                ink.ghosts.push(Ghost {
                    otherwise: Some(Box::new(self.stub(at, mirrored, (words.clone(), true)))),
                    ..self.stub(at, towards, (words, true))
                });
            }
        }
    }

    /// A visit by somebody without a lane: two stems at the host's lane, joined by a dashed line, with the visitor's name; never
    /// a bar on the host's lane.
    pub(super) fn absent_visitor(&self, ink: &mut Ink, (left, right): (f32, f32), hosts: &[Lane]) {
        let stroke = self.ghost();
        ink.drawn.is_absent = true;
        for host in hosts.iter().filter(|host| !self.is_counted(host.id)) {
            let (top, bottom) = (host.y - 13.0, host.y + 7.0);
            let right = right.max(left + 6.0);
            for x in [left, right] {
                ink.lines.line(
                    pos2(x, top),
                    pos2(x, bottom),
                    Stroke {
                        dash: Dash::Solid,
                        ..stroke
                    },
                );
            }
            ink.lines.line(pos2(left, top), pos2(right, top), stroke);
            ink.claim(self.id, Rect::from_min_max(pos2(left, top), pos2(right, bottom)));
            self.told(ink, Some(host));
            let area = self.context.regions.lanes;
            let visible = (left.max(area.left() + 4.0), right.min(area.right()));
            let seats = vec![
                Seat::Above(pos2(visible.0, top - 2.0)),
                Seat::RightOf(pos2(visible.1 + 6.0, top)),
                Seat::LeftOf(pos2(visible.0 - 6.0, top)),
                Seat::Below(pos2(visible.0, bottom + 2.0)),
            ];
            self.wish(ink, seats, std::slice::from_ref(host), visible.0);
        }
    }
}
