//! The visual grammar: messages, replies, visits, meetings, statements, and dates drawn as what is known.

use ecolor::Color32;
use emath::{Rect, Vec2, pos2, vec2};

use super::details::Details;
use super::ink::Ink;
use super::place::{Placed, Width};
use super::{Context, FADED, Lane};
use crate::dates::Date;
use crate::model::{Event, EventId, Glyph, Kind, LaneId, LeaderId};
use crate::scene::{Dash, Part, Stroke, Target};
use crate::theme::{mix, sizes};

/// How far a stub reaches towards a lane that is not there, in points.
pub(super) const STUB: f32 = 30.0;

/// Of more possible dates than this only the first have lines.
const MAX_STARTS: usize = 6;

/// A loose date narrower than this is drawn as a dot, in points.
pub(super) const NARROW: f32 = 14.0;

/// Draws the events in view; gives those that are drawn by themselves, in order of time.
pub fn draw(context: &Context<'_>, details: &Details, ink: &mut Ink) -> Vec<EventId> {
    for lane in &context.lanes.rows {
        let area = context.regions.lanes;
        ink.keep_free(Rect::from_x_y_ranges(area.x_range(), lane.y - 1.0..=lane.y + 1.0));
    }
    for band in super::chrome::bands(context) {
        ink.claim_text(band);
    }
    ink.claim_folds(super::chrome::fold_bands(context));
    if let Some(x) = context.input.wait.on.map(|day| context.x(day)) {
        ink.keep_free(Rect::from_x_y_ranges(x - 1.0..=x + 1.0, context.regions.lanes.y_range()));
    }
    super::chords::draw(context, details, ink);
    super::counts::draw(context, details, ink);
    let events = details.drawn_events(context);
    // Bars come first: marks lie on them, and words on them keep clear of marks.
    let is_bar = |event: &Event| event.is_stay() && !matches!(event.kind.glyph(), Glyph::Arrow { .. });
    for (id, are_bars) in [true, false].into_iter().flat_map(|bars| events.iter().map(move |id| (id, bars))) {
        let Some(event) = context.input.archive.event(*id).filter(|event| is_bar(event) == are_bars) else {
            continue;
        };
        let mark = Mark::new(context, *id, event, details);
        ink.drawn.faint = ink.drawn.faint.or_else(|| context.faint(*id));
        ink.begin(Part::Of(Target::Event(*id)));
        match event.kind.glyph() {
            Glyph::Arrow { .. } => mark.message(ink),
            _ if event.is_stay() => mark.visit(ink),
            Glyph::Bar => {}
            Glyph::Diamond => mark.meeting(ink),
            Glyph::Waves | Glyph::Square => mark.lone(ink),
        }
    }
    ink.begin(Part::Plain);
    super::links::fades(ink);
    super::links::crossings(context, &events, ink);
    if let Some(selected) = context.input.selected {
        ring(context, selected, ink);
    }
    events
}

/// One event that is being drawn.
pub(super) struct Mark<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) id: EventId,
    pub(super) event: &'a Event,
    pub(super) details: &'a Details,
}

impl<'a> Mark<'a> {
    pub(super) fn new(context: &'a Context<'a>, id: EventId, event: &'a Event, details: &'a Details) -> Self {
        Self {
            context,
            id,
            event,
            details,
        }
    }
}

impl Mark<'_> {
    pub(super) fn is_counted(&self, lane: LaneId) -> bool {
        self.details.is_counted(self.context.input, self.id, lane)
    }

    /// The lanes of leaders, each once.
    pub(super) fn lanes_of(&self, leaders: &[LeaderId]) -> Vec<Lane> {
        let mut lanes: Vec<Lane> = Vec::with_capacity(leaders.len());
        for lane in leaders.iter().filter_map(|leader| self.context.lanes.of(*leader)) {
            if lanes.iter().all(|known| known.id != lane.id) {
                lanes.push(*lane);
            }
        }
        lanes
    }

    /// The color of the event on a lane.
    pub(super) fn color_on(&self, lane: &Lane) -> Color32 {
        self.context.tone(self.id, self.context.lane_color(lane.id))
    }

    /// The color of what is written or drawn on a color of the event; faded where the event is.
    pub(super) fn text_on(&self, fill: Color32) -> Color32 {
        let text = self.context.input.theme.text_on(fill);
        let share = if self.context.is_in_focus(self.id) { 1.0 } else { FADED };
        mix(fill, text, share)
    }

    pub(super) fn color_of(&self, leader: Option<LeaderId>) -> Color32 {
        self.context.tone(self.id, self.context.leader_color(leader))
    }

    /// A message or reply: from the sender's lane when it was sent to the receiver's lane when it was received.
    fn message(&self, ink: &mut Ink) {
        let Some(date) = self.event.date() else { return };
        let Some(sent) = self.place_event() else { return };
        let received = self.event.received().and_then(|date| self.context.place(date)).unwrap_or(sent);
        let sender = self.event.from.first().copied();
        let color = self.color_of(sender);
        let (from, mut to) = (self.lanes_of(&self.event.from), self.lanes_of(&self.event.to));
        // What leaders who share a lane write to each other leaves the lane by a stub.
        to.retain(|lane| from.first().is_none_or(|from| from.id != lane.id));
        let start_y = from.first().map(|lane| lane.y);
        self.signers(ink, sent.mark, &from, color);
        self.waits(ink, &to, received.mark);
        let width = if self.context.input.selected == Some(self.id) { 2.4 } else { 1.7 };
        let dash = self.dash();
        let stroke = Stroke { width, color, dash };
        for start in self.starts(date, sent) {
            let arrival = if self.event.received().is_some() { received.mark } else { start };
            self.message_lines(ink, (start, from.first()), arrival, &to, stroke);
        }
        if let (Some(from), Some(to)) = (from.first(), to.last()) {
            self.absent_beside(ink, (sent.mark, from), (received.mark, to));
        }
        for lane in &from {
            if !self.is_counted(lane.id) {
                self.known(ink, date, sent, lane, self.color_on(lane));
                self.wish_for_message(ink, pos2(sent.mark, lane.y), to.first().map(|to| pos2(received.mark, to.y)));
            }
        }
        if from.is_empty() && !to.is_empty() {
            self.wish_for_message(ink, pos2(received.mark, to[0].y), None);
        }
        for lane in to.iter().filter(|lane| !self.is_counted(lane.id)) {
            self.receipt(ink, lane.y, color);
        }
        self.published_tick(ink, start_y);
        self.told(ink, from.first().or(to.first()));
    }

    /// Those who sent it together are joined: their dots belong to one line.
    fn signers(&self, ink: &mut Ink, x: f32, from: &[Lane], color: Color32) {
        let ys = || from.iter().filter(|lane| !self.is_counted(lane.id)).map(|lane| lane.y);
        let (Some(top), Some(bottom)) = (ys().reduce(f32::min), ys().reduce(f32::max)) else {
            return;
        };
        if bottom > top {
            let color = mix(self.context.input.theme.background, color, 0.7);
            ink.join(self.id, x, (top, bottom), Stroke::solid(1.0, color));
        }
    }

    /// Where its line may leave: at the one mark, or of one of several dates at each of them, never between.
    fn starts(&self, date: &Date, sent: Placed) -> Vec<f32> {
        let dates = if sent.width == Width::OneOf { date.one_of() } else { Vec::new() };
        let middles = dates.iter().take(MAX_STARTS).map(|range| i64::midpoint(range.start, range.end));
        let marks: Vec<f32> = middles.map(|instant| self.context.x(instant)).collect();
        if marks.is_empty() { vec![sent.mark] } else { marks }
    }

    /// A reply is dashed, one that is only suggested dotted; so is whatever is dated only by its order, because nobody knows
    /// where its line would be.
    fn dash(&self) -> Dash {
        match self.event.kind {
            _ if self.event.is_dated_by_order() => Dash::Dotted,
            Kind::Reply if self.event.is_suggested => Dash::Dotted,
            Kind::Reply => Dash::Dashed,
            _ => Dash::Solid,
        }
    }

    /// The lines of a message to each of its receivers; a stub where one end has no lane.
    fn message_lines(&self, ink: &mut Ink, start: (f32, Option<&Lane>), received: f32, to: &[Lane], stroke: Stroke) {
        let (sent, from) = start;
        let start_y = from.map(|lane| lane.y);
        // Where the dot has stepped aside, its tick goes on.
        let is_aside = from.is_some_and(|lane| self.details.aside(lane.id, self.id) != 0.0);
        let offset = if is_aside { 0.0 } else { sizes::DOT };
        // All its lines go aside together.
        let far = |lane: &&Lane| start_y.map_or(0.0, |y| (lane.y - y).abs());
        let farthest = to.iter().max_by(|a, b| far(a).total_cmp(&far(b)));
        let aside = start_y.zip(farthest).map_or(0.0, |(y, lane)| {
            let down = (lane.y - y).signum();
            ink.aside_of_lines(pos2(sent, y + down * offset), pos2(received, lane.y - down * 5.0))
        });
        let aside = vec2(aside, 0.0);
        for lane in to {
            let end = pos2(received, lane.y);
            let absent = self.absent(&self.event.from);
            if start_y.is_none() && !absent.is_empty() {
                self.ghost_arrival(ink, end);
                let words = format!("from {}{}", self.names(&absent), self.also("also to", &self.event.to));
                self.ghost_end(ink, end, Vec2::UP, words);
                continue;
            }
            // From nobody known: from above the lane, and short of the next one.
            let above = STUB.min(lane.even_height() * 0.42);
            let begin = start_y.map_or_else(|| pos2(received, lane.y - above), |y| pos2(sent, y));
            let down = (end.y - begin.y).signum();
            // A bar hides what is under it: the head is at its edge.
            let reach = ink.bar_at(end).map_or(5.0, |bar| bar.height() / 2.0 + 1.0);
            let tip = end - vec2(0.0, down * reach);
            let towards = (tip - begin).normalized();
            let begin = if start_y.is_some() { begin + towards * offset } else { begin };
            let (begin, tip) = (begin + aside, tip + aside);
            ink.lines.line(begin, tip, stroke);
            let head = Stroke {
                dash: Dash::Solid,
                ..stroke
            };
            ink.head(tip, towards, 8.0, head);
            ink.claim_line(self.id, begin, tip);
        }
        // To somebody without a lane: a short gray line with the name. To nobody we know, none.
        let Some(y) = start_y.filter(|_| to.is_empty()) else { return };
        let absent = self.absent(&self.event.to);
        if !absent.is_empty() {
            let words = format!("\u{2192} {}{}", self.names(&absent), self.also("also from", &self.event.from));
            return self.ghost_end(ink, pos2(sent, y), Vec2::DOWN, words);
        }
        // Between those who share a lane the names say who.
        let rows = self.context.input.rows;
        let own = self.event.from.first().and_then(|leader| rows.lane_of(*leader));
        let receivers: Vec<LeaderId> = self
            .event
            .to
            .iter()
            .copied()
            .filter(|leader| !self.event.from.contains(leader))
            .collect();
        if receivers.iter().all(|leader| rows.lane_of(*leader) == own) {
            if !receivers.is_empty() {
                self.ghost_of(ink, pos2(sent, y), Vec2::DOWN, "\u{2192} ", &receivers);
            }
        } else {
            // To a lane that is far out of sight: a short way towards it.
            let side = self.side_of_hidden();
            let (begin, tip) = (pos2(sent, y + side * offset), pos2(sent, y + side * STUB));
            ink.lines.line(begin, tip, stroke);
            let head = Stroke {
                dash: Dash::Solid,
                ..stroke
            };
            ink.head(tip, vec2(0.0, side), 7.0, head);
            ink.claim_line(self.id, begin, tip);
        }
    }

    /// Where the lane of the receiver would be, which is hidden or far out of sight: 1 for below the sender's, else -1.
    fn side_of_hidden(&self) -> f32 {
        let rows = self.context.input.rows;
        let place = |leaders: &[LeaderId]| leaders.first().and_then(|leader| rows.place_of(*leader));
        match (place(&self.event.from), place(&self.event.to)) {
            (Some(from), Some(to)) if to > from => 1.0,
            _ => -1.0,
        }
    }

    /// When it was made public: a tick on the sender's lane.
    fn published_tick(&self, ink: &mut Ink, lane_y: Option<f32>) {
        let published = self.event.published().and_then(|date| self.context.place(date));
        if let (Some(y), Some(at)) = (lane_y, published) {
            let color = self.color_of(self.event.from.first().copied());
            ink.marks
                .line(pos2(at.mark, y - 9.0), pos2(at.mark, y + 9.0), Stroke::solid(1.5, color));
        }
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
