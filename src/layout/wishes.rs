//! Where the labels of events would like to be, and what they say.

use ecolor::Color32;
use emath::{Pos2, Rect, pos2, vec2};

use super::captions;
use super::heights::{FIRST_ROW, THIN_ROW};
use super::ink::{Ink, Seat, Wish, middle};
use super::marks::{Mark, STUB};
use super::{Class, Lane, Numbering};
use crate::scene::Anchor;
use crate::theme::{TextStyle, mix, sizes};

/// The widest lines of a label beside a line, of one in a row between lanes, and of one below a bar, best first, in points.
const BESIDE_LINE: &[f32] = &[170.0, 330.0, 110.0, 74.0];
const IN_ROW: &[f32] = &[340.0, 170.0, 110.0];

/// How words on a bar are set.
const IN_BAR: TextStyle = TextStyle::sans(11.5, 600);

/// On a bar that is less high than this, in points, nothing is written.
const LEAST_WRITTEN: f32 = 13.0;

impl Mark<'_> {
    pub(super) fn wish_for_message(&self, ink: &mut Ink, start: Pos2, end: Option<Pos2>) {
        // The ring of a selected event takes room beside its line.
        let aside = vec2(if self.context.input.selected == Some(self.id) { 22.0 } else { 14.0 }, 0.0);
        let line_middle = end.map_or(start - vec2(0.0, STUB), |end| middle(start, end));
        let end = end.unwrap_or(line_middle);
        let upward = end.y < start.y;
        let (near, far) = if upward { (0.28, 0.72) } else { (0.72, 0.28) };
        let along = |share: f32| start.lerp(end, share);
        let mut seats = vec![
            Seat::RightOf(line_middle + aside),
            Seat::LeftOf(line_middle - aside),
            Seat::RightOf(along(near) + aside),
            Seat::RightOf(along(far) + aside),
            Seat::LeftOf(along(near) - aside),
            Seat::LeftOf(along(far) - aside),
        ];
        // On the far side of the sender's lane, away from the line.
        let above = Seat::Above(start + vec2(10.0, -16.0));
        let below = Seat::Below(start + vec2(10.0, 16.0));
        if upward {
            seats.push(below);
        } else {
            seats.push(above);
        }
        self.push_wish(ink, seats, BESIDE_LINE);
    }

    /// The label of a stay: on its bar, where that is `solid` and has room for the text; else beside it.
    pub(super) fn wish_for_visit(&self, ink: &mut Ink, bar: Rect, (solid, fill): (Rect, Color32), lanes: &[Lane]) {
        let style = IN_BAR;
        let area = self.context.regions.lanes;
        let visible = bar.intersect(area);
        let inside = solid.intersect(area);
        let is_written_on = solid.height() >= LEAST_WRITTEN && self.context.input.numbers != Numbering::All;
        let caption = captions::caption(self.context, self.event);
        let words = [caption.title.as_str(), self.event.place.as_deref().unwrap_or_default()];
        let words = words.into_iter().filter(|text| is_written_on && !text.is_empty());
        let free = self.free_on_bar(lanes, inside);
        let width = |text: &str| self.context.input.measure.width(text, style);
        // With its date between two marks, else the words alone.
        let date = Some(caption.date.as_str()).filter(|date| !date.is_empty());
        let date_width = date.map(|date| self.context.input.measure.width(date, captions::DATE) + 8.0);
        let seat = |text: &str, more: f32| {
            free.iter()
                .find(|(left, right)| right - left >= width(text) + more)
                .map(|(left, _)| *left)
        };
        let whole = date_width.and_then(|more| words.clone().find_map(|text| Some((text, seat(text, more)?, true))));
        if let Some((text, left, is_dated)) = whole.or_else(|| words.clone().find_map(|text| Some((text, seat(text, 0.0)?, false)))) {
            let color = self.text_on(fill);
            ink.marks.text(pos2(left, bar.center().y), Anchor::Left, text, style, color);
            ink.written.push(self.id);
            if let Some(date) = date.filter(|_| is_dated) {
                let at = pos2(left + width(text) + 8.0, bar.center().y);
                ink.marks.text(at, Anchor::Left, date, captions::DATE, mix(fill, color, 0.8));
            }
            return;
        }
        let seats = vec![
            Seat::RightOf(pos2(bar.right() + 8.0, bar.center().y)),
            Seat::LeftOf(pos2(bar.left() - 8.0, bar.center().y)),
            Seat::Above(pos2(bar.right() + 8.0, bar.center().y - 4.0)),
            Seat::Below(pos2(bar.right() + 8.0, bar.center().y + 4.0)),
            Seat::LeftOf(pos2(bar.left() - 8.0, bar.center().y - 11.0)),
            Seat::LeftOf(pos2(bar.left() - 8.0, bar.center().y + 11.0)),
            Seat::Below(pos2(visible.left().max(area.left() + 4.0), bar.bottom() + 3.0)),
            Seat::Above(pos2(visible.left().max(area.left() + 4.0), bar.top() - 3.0)),
        ];
        let x = bar.center().x.clamp(area.left(), area.right());
        self.wish(ink, seats, lanes, x);
    }

    /// Where on a bar something can be written, from left to right: between its ends and the marks of other events on its lane.
    fn free_on_bar(&self, lanes: &[Lane], inside: Rect) -> Vec<(f32, f32)> {
        const END: f32 = 12.0;
        let reach = sizes::DOT + 4.0;
        let drawn = lanes.iter().filter_map(|lane| self.details.get(lane.id));
        // In a row of its own, below the lane's line, there are none.
        let is_on_line = lanes.iter().any(|lane| inside.y_range().contains(lane.y));
        let others = drawn
            .flat_map(|detail| &detail.drawn)
            .filter(|mark| is_on_line && mark.event != self.id);
        let mut marks: Vec<f32> = others.map(|mark| self.context.x(mark.at)).collect();
        marks.retain(|x| *x + reach > inside.left() && *x - reach < inside.right());
        marks.sort_by(f32::total_cmp);
        let mut free = Vec::with_capacity(marks.len() + 1);
        let mut left = inside.left() + END;
        for x in marks {
            free.push((left, x - reach));
            left = left.max(x + reach);
        }
        free.push((left, inside.right() - END));
        free
    }

    /// Asks for a label at some seats; if none is free, on a leader above or below one of the lanes.
    pub(super) fn wish(&self, ink: &mut Ink, mut seats: Vec<Seat>, lanes: &[Lane], x: f32) {
        if !self.context.is_crowded {
            for lane in lanes {
                seats.extend(self.flags_on(lane, x));
            }
        }
        self.push_wish(ink, seats, IN_ROW);
    }

    /// Rows beside a lane, nearest first: above a thin one, above and below a full one.
    fn flags_on(&self, lane: &Lane, x: f32) -> impl Iterator<Item = Seat> + use<> {
        let is_full = lane.class == Class::Full;
        let (first, pitch) = if is_full {
            (FIRST_ROW + self.context.lanes.pitch / 2.0, self.context.lanes.pitch)
        } else {
            (11.0, THIN_ROW)
        };
        let rows = |room: f32| ((room - first + pitch / 2.0) / pitch).clamp(0.0, 24.0) as usize;
        let sides = [
            (-1.0, rows(lane.y - lane.top)),
            (1.0, if is_full { rows(lane.bottom - lane.y) } else { 0 }),
        ];
        let y = lane.y;
        sides.into_iter().flat_map(move |(side, rows)| {
            (0..rows).flat_map(move |row| {
                let at = y + side * (first + row as f32 * pitch);
                [false, true].map(|is_left| Seat::Flag {
                    x,
                    from: y + side * 8.0,
                    y: at,
                    is_left,
                })
            })
        })
    }

    fn push_wish(&self, ink: &mut Ink, seats: Vec<Seat>, widths: &'static [f32]) {
        ink.wishes.push(Wish {
            event: self.id,
            remark: None,
            seats,
            rank: self.context.rank(self.id, self.event),
            widths: if self.context.is_crowded { &widths[..1] } else { widths },
        });
    }
}
