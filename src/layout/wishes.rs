//! Where the labels of events would like to be, and what they say.

use ecolor::Color32;
use emath::{Pos2, Rect, pos2, vec2};

use super::ink::{Ink, Seat, Wish, middle};
use super::leader_line;
use super::marks::{Mark, STUB};
use crate::model::Kind;
use crate::scene::Anchor;
use crate::theme::TextStyle;

/// The length of a year, in seconds.
const YEAR: f64 = 31_556_952.0;

/// A year that takes less room than this on the ruler, in points, has hardly a label there.
const NARROW_YEAR: f64 = 120.0;

/// On a bar that is less high than this, in points, nothing is written.
const LEAST_WRITTEN: f32 = 16.0;

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
        self.wish(ink, seats, 170.0);
    }

    /// The label of a stay: on its bar, where that is `solid` and has room for the text; else beside it.
    pub(super) fn wish_for_visit(&self, ink: &mut Ink, bar: Rect, (solid, fill): (Rect, Color32)) {
        let style = TextStyle::sans(12.0, 600);
        let area = self.context.regions.lanes;
        let visible = bar.intersect(area);
        let inside = solid.intersect(area);
        let room = if solid.height() >= LEAST_WRITTEN {
            inside.width() - 24.0
        } else {
            0.0
        };
        let title = self
            .event
            .place
            .as_deref()
            .filter(|_| self.event.title.is_empty())
            .unwrap_or(&self.event.title);
        let written = [title, self.event.place.as_deref().unwrap_or_default()]
            .into_iter()
            .find(|text| !text.is_empty() && self.context.input.measure.width(text, style) <= room);
        if let Some(text) = written {
            ink.marks.text(
                pos2(inside.left() + 12.0, bar.center().y),
                Anchor::Left,
                text,
                style,
                self.text_on(fill),
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

    pub(super) fn wish(&self, ink: &mut Ink, seats: Vec<Seat>, max_width: f32) {
        let place = self.event.place.as_deref().filter(|_| self.event.kind == Kind::Visit);
        self.push_wish(ink, self.event.title.clone(), seats, max_width, place);
    }

    pub(super) fn push_wish(&self, ink: &mut Ink, title: String, seats: Vec<Seat>, max_width: f32, place: Option<&str>) {
        let who = place.map_or_else(|| leader_line(self.context.input.index, self.event), str::to_owned);
        // Where years are narrow on the ruler, a day without its year says little.
        let with_year = self.context.scale.points_from_seconds(YEAR) < NARROW_YEAR;
        let date = self.event.date().map(|date| date.short_words(with_year)).unwrap_or_default();
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
