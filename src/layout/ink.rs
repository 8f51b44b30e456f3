//! What has been drawn so far: shapes by depth, where they can be hit, and which room is taken.

use ecolor::Color32;
use emath::{Pos2, Rect, Vec2, pos2, vec2};

use crate::model::EventId;
use crate::scene::{Area, Layer, Part, Shape, Spot, Stroke, Target, arrowhead};

/// The layers of the lanes, from back to front, and the room that labels must keep free.
#[derive(Clone)]
pub struct Ink {
    /// What lies behind everything.
    background: Color32,
    /// Bands behind marks: what is known of a date.
    pub bands: Layer,
    /// Lines between lanes and bars of answers.
    pub lines: Layer,
    /// Dots, bars, cells.
    pub marks: Layer,
    /// Texts.
    pub labels: Layer,
    /// The ring of the selection.
    pub rings: Layer,
    /// Where events can be hit.
    pub spots: Vec<Spot>,
    /// Labels that want room, most important first after sorting.
    pub wishes: Vec<Wish>,
    /// Short lines towards those who have no lane, drawn where their names have room.
    pub ghosts: Vec<Ghost>,
    /// What of the exchange is drawn.
    pub drawn: super::Drawn,
    /// Events with words on their mark.
    pub written: Vec<EventId>,
    /// Room that is taken.
    taken: Taken,
    /// Room that is taken by bars of stays.
    bars: Taken,
    solid_bars: Taken,
    /// Upright lines between lanes.
    uprights: Taken,
    /// Room that is taken by counts.
    counts: Taken,
    /// Room that is taken by lines which a label may break.
    soft: Taken,
    /// Those lines; drawn when the labels are known.
    joins: Vec<Join>,
    /// Where labels are.
    texts: Vec<Rect>,
    /// Where stretches are folded; a label covers them only once [`Self::cover_folds`] was called.
    folds: Vec<Rect>,
    may_cover_folds: bool,
    /// Room that is taken by bars of how long answers took.
    waits: Taken,
    /// Bars of messages without a reply, which are drawn where they touch no other.
    pub fades: Vec<Faded>,
}

/// An upright line between those who met; a label on a leader may break it.
#[derive(Clone, Copy, Debug)]
struct Join {
    event: EventId,
    x: f32,
    top: f32,
    bottom: f32,
    stroke: Stroke,
}

/// The bar of a message without a reply.
#[derive(Clone, Copy, Debug)]
pub struct Faded {
    /// Where it is.
    pub rect: Rect,
    /// Where it begins.
    pub color: Color32,
}

/// A label that wants room.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Whose it is.
    pub event: EventId,
    /// A remark, such as how long an answer took: said only where there is room, and no label of the event. `None`: the label
    /// of the event.
    pub remark: Option<String>,
    /// Where it may go, best first: a corner and on which side of it the label lies.
    pub seats: Vec<Seat>,
    /// Lower comes first.
    pub rank: u32,
    /// How wide its lines may get, best first.
    pub widths: &'static [f32],
}

/// A short line towards somebody who has no lane, and the name at its end: without the name it would point at nobody.
#[derive(Clone, Debug)]
pub struct Ghost {
    /// Whether it is somebody whom the filter hides.
    pub is_absent: bool,
    /// Where else it may be.
    pub otherwise: Option<Box<Ghost>>,
    /// From the mark to the name.
    pub line: (Pos2, Pos2),
    /// How it is drawn.
    pub stroke: Stroke,
    /// The name.
    pub name: Wish,
}

/// A possible place of a label: a point, and the side of the point on which the text lies.
#[derive(Clone, Copy, Debug)]
pub enum Seat {
    /// Right of the point, centered on its height.
    RightOf(Pos2),
    /// Left of the point, centered on its height.
    LeftOf(Pos2),
    /// Above the point, beginning at its x.
    Above(Pos2),
    /// Below the point, beginning at its x.
    Below(Pos2),
    /// Below the point, centered on its x.
    Under(Pos2),
    /// Right or left of the point by so much, with nothing upright between.
    Aside(Pos2, f32),
    /// On a leader.
    Flag {
        /// Where the leader is.
        x: f32,
        /// Where it begins.
        from: f32,
        /// The middle of the text.
        y: f32,
        /// Whether the text is left of it.
        is_left: bool,
    },
}

impl Ink {
    /// Nothing drawn yet.
    pub fn new(clip: Rect, background: Color32) -> Self {
        Self {
            background,
            bands: Layer::new("bands", clip),
            lines: Layer::new("lines", clip),
            marks: Layer::new("marks", clip),
            labels: Layer::new("labels", clip),
            rings: Layer::new("rings", clip),
            spots: Vec::new(),
            wishes: Vec::new(),
            ghosts: Vec::new(),
            drawn: super::Drawn::default(),
            written: Vec::new(),
            taken: Taken::new(clip),
            bars: Taken::new(clip),
            solid_bars: Taken::new(clip),
            uprights: Taken::new(clip),
            counts: Taken::new(clip),
            soft: Taken::new(clip),
            joins: Vec::new(),
            texts: Vec::new(),
            folds: Vec::new(),
            may_cover_folds: false,
            waits: Taken::new(clip),
            fades: Vec::new(),
        }
    }

    /// The layers, from back to front.
    pub fn layers(&mut self) -> Vec<Layer> {
        [&mut self.bands, &mut self.lines, &mut self.marks, &mut self.rings, &mut self.labels]
            .into_iter()
            .map(|layer| std::mem::replace(layer, Layer::new("", Rect::NOTHING)))
            .collect()
    }

    /// Says what is drawn from now on, on whichever layer.
    pub fn begin(&mut self, part: Part) {
        for layer in [&mut self.bands, &mut self.lines, &mut self.marks, &mut self.rings, &mut self.labels] {
            layer.begin(part);
        }
    }

    /// An event can be hit here, and no label may cover it.
    pub fn claim(&mut self, id: EventId, rect: Rect) {
        self.spots.push(Spot {
            target: Target::Event(id),
            area: Area::Rect(rect.expand(3.0)),
        });
        self.taken.add(rect);
    }

    /// How far aside a line has to go so that it does not lie on that of another event, which looked like one of two heads.
    pub fn aside_of_lines(&mut self, from: Pos2, to: Pos2) -> f32 {
        const STEP: f32 = 4.5;
        let inner = |aside: f32| {
            let (from, to) = (from + vec2(aside, 0.0), to + vec2(aside, 0.0));
            // Lines that only meet at a lane do not lie on each other.
            Rect::from_two_pos(from.lerp(to, 0.2), from.lerp(to, 0.8)).expand2(vec2(1.5, 0.0))
        };
        // A slanted line lies on no other for long.
        if (from.x - to.x).abs() > 6.0 || (from.y - to.y).abs() < 20.0 {
            return 0.0;
        }
        let aside = [0.0, STEP, -STEP].into_iter().find(|aside| !self.uprights.touches(inner(*aside)));
        let aside = aside.unwrap_or(0.0);
        self.uprights.add(inner(aside));
        aside
    }

    /// An event's line can be hit here, and no label may cross it.
    pub fn claim_line(&mut self, id: EventId, from: Pos2, to: Pos2) {
        self.spots.push(Spot {
            target: Target::Event(id),
            area: Area::Line(from, to),
        });
        self.keep_line_free(from, to);
    }

    /// No label may cross this line.
    pub fn keep_line_free(&mut self, from: Pos2, to: Pos2) {
        // A slanted line is kept free in pieces, so that it does not take the whole box around it.
        let steps = ((to.x - from.x).abs() / 12.0).ceil().clamp(1.0, 200.0);
        for step in 0..steps as u16 {
            let (a, b) = (f32::from(step) / steps, f32::from(step + 1) / steps);
            self.taken.add(Rect::from_two_pos(from.lerp(to, a), from.lerp(to, b)).expand(2.0));
        }
    }

    /// The head of an arrow, which no label may cover.
    pub fn head(&mut self, tip: Pos2, towards: Vec2, length: f32, stroke: Stroke) {
        let points = arrowhead(tip, towards, length);
        self.taken.add(Rect::from_points(&points));
        self.lines.shapes.push(Shape::Line { points, stroke });
    }

    /// No label may lie here.
    pub fn keep_free(&mut self, rect: Rect) {
        self.taken.add(rect);
    }

    /// Where anything can be drawn.
    pub fn clip(&self) -> Rect {
        self.taken.clip
    }

    /// Whether something lies here that no label may cover or break.
    pub fn is_taken(&self, rect: Rect) -> bool {
        self.taken.touches(rect) || self.is_fold_in_the_way(rect)
    }

    /// Stretches are folded here.
    pub fn claim_folds(&mut self, folds: Vec<Rect>) {
        self.folds = folds;
    }

    /// From now on labels may cover folds.
    pub fn cover_folds(&mut self) {
        self.may_cover_folds = true;
    }

    /// Whether any part of a stretch that is folded lies here.
    pub fn is_on_fold(&self, rect: Rect) -> bool {
        self.folds.iter().any(|fold| fold.intersects(rect))
    }

    fn is_fold_in_the_way(&self, rect: Rect) -> bool {
        !self.may_cover_folds && self.is_on_fold(rect)
    }

    /// An upright line of an event, which a label on a leader may break.
    pub fn join(&mut self, id: EventId, x: f32, (top, bottom): (f32, f32), stroke: Stroke) {
        self.spots.push(Spot {
            target: Target::Event(id),
            area: Area::Line(pos2(x, top), pos2(x, bottom)),
        });
        self.soft.add(Rect::from_x_y_ranges(x - 3.0..=x + 3.0, top..=bottom));
        self.joins.push(Join {
            event: id,
            x,
            top,
            bottom,
            stroke,
        });
    }

    /// A label lies here.
    pub fn claim_text(&mut self, rect: Rect) {
        self.texts.push(rect);
        self.taken.add(rect);
    }

    /// Whether the line of a meeting runs through here.
    pub fn is_crossed(&self, rect: Rect) -> bool {
        self.soft.touches(rect)
    }

    /// Where words lie, or may lie: on folds.
    pub fn words(&self) -> Vec<Rect> {
        self.texts.iter().chain(&self.folds).copied().collect()
    }

    /// Whether words lie here.
    pub fn is_on_words(&self, rect: Rect) -> bool {
        self.texts.iter().any(|text| text.intersects(rect)) || self.is_fold_in_the_way(rect)
    }

    /// Draws the lines that labels may break.
    pub fn draw_joins(&mut self) {
        for join in std::mem::take(&mut self.joins) {
            self.begin(Part::Of(Target::Event(join.event)));
            let mut breaks: Vec<(f32, f32)> = self
                .texts
                .iter()
                .filter(|text| text.x_range().contains(join.x) && text.top() < join.bottom && text.bottom() > join.top)
                .map(|text| (text.top() - 2.0, text.bottom() + 2.0))
                .collect();
            breaks.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut from = join.top;
            for (top, bottom) in breaks.into_iter().chain([(join.bottom, join.bottom)]) {
                if top > from {
                    self.lines.line(pos2(join.x, from), pos2(join.x, top.min(join.bottom)), join.stroke);
                }
                from = from.max(bottom);
            }
        }
        self.begin(Part::Plain);
    }

    /// Whether nothing lies here, and all of it is in sight; with `may_break` lines that a label may break count for nothing.
    pub fn is_free(&self, rect: Rect, may_break: bool) -> bool {
        self.taken.is_free(rect) && !self.is_fold_in_the_way(rect) && (may_break || !self.soft.touches(rect))
    }

    /// Whether the bar of another stay lies here, whether or not all of it is in view.
    pub fn is_on_bar(&self, rect: Rect) -> bool {
        self.bars.touches(rect)
    }

    /// The bar of a stay at a point, where it is of the lane's own color.
    pub fn bar_at(&self, at: Pos2) -> Option<Rect> {
        self.solid_bars.find(Rect::from_center_size(at, Vec2::splat(1.0)))
    }

    /// What lies here of the bar of a stay has the color of the lane's marks.
    pub fn claim_solid_bar(&mut self, rect: Rect) {
        self.solid_bars.add(rect);
    }

    /// The bar of a stay lies here.
    pub fn claim_bar(&mut self, rect: Rect) {
        self.bars.add(rect);
    }

    /// A count lies here.
    pub fn claim_count(&mut self, rect: Rect) {
        self.counts.add(rect);
        self.taken.add(rect);
    }

    /// The bar of how long an answer took lies here.
    pub fn claim_wait(&mut self, rect: Rect) {
        self.waits.add(rect);
    }

    /// Whether such a bar lies here.
    pub fn is_on_wait(&self, rect: Rect) -> bool {
        self.waits.touches(rect)
    }

    /// Whether a count lies here.
    pub fn is_on_count(&self, rect: Rect) -> bool {
        self.counts.touches(rect)
    }

    /// Whether enough of a bar is left beside a mark of such a radius for the mark to be seen on it.
    pub fn shows_on(bar: Rect, radius: f32) -> bool {
        bar.width() >= 2.0 * radius + 10.0
    }

    /// A dot: filled for a message, hollow for a reply.
    pub fn dot(&mut self, center: Pos2, radius: f32, fill: Color32, outline: Color32) {
        const LINE: f32 = 2.2;
        let is_filled = fill == outline;
        // On a bar of its own color a dot is white, filled or hollow as it is elsewhere.
        let bar = self.bar_at(center);
        let (fill, outline) = match bar.filter(|bar| Self::shows_on(*bar, radius)) {
            Some(_) if is_filled => (self.background, self.background),
            Some(_) => (outline, self.background),
            None => (fill, outline),
        };
        // On a bar that it would hide it keeps its color, within a white ring.
        if bar.is_some_and(|bar| !Self::shows_on(bar, radius)) {
            self.marks.shapes.push(Shape::Circle {
                center,
                radius: radius + LINE / 2.0 + 1.5,
                fill: self.background,
                stroke: None,
            });
        }
        self.marks.shapes.push(Shape::Circle {
            center,
            radius: if is_filled { radius + LINE / 2.0 } else { radius },
            fill,
            stroke: (!is_filled).then_some(Stroke::solid(LINE, outline)),
        });
    }
}

/// Rectangles that are taken, in columns of [`Taken::COLUMN`] points, so that a question looks at few of them.
#[derive(Clone)]
struct Taken {
    clip: Rect,
    columns: Vec<Vec<Rect>>,
}

impl Taken {
    const COLUMN: f32 = 64.0;

    fn new(clip: Rect) -> Self {
        let count = (clip.width() / Self::COLUMN).ceil().clamp(1.0, 500.0) as usize;
        Self {
            clip,
            columns: vec![Vec::new(); count],
        }
    }

    fn column_range(&self, rect: Rect) -> std::ops::Range<usize> {
        let last = self.columns.len() - 1;
        let column = |x: f32| (((x - self.clip.left()) / Self::COLUMN).max(0.0) as usize).min(last);
        column(rect.left())..column(rect.right()) + 1
    }

    fn add(&mut self, rect: Rect) {
        if !rect.intersects(self.clip) {
            return;
        }
        for column in self.column_range(rect) {
            self.columns[column].push(rect);
        }
    }

    fn is_free(&self, rect: Rect) -> bool {
        self.clip.contains_rect(rect) && !self.touches(rect)
    }

    fn find(&self, rect: Rect) -> Option<Rect> {
        let mut columns = self.column_range(rect);
        columns.find_map(|column| self.columns[column].iter().find(|taken| taken.intersects(rect)).copied())
    }

    fn touches(&self, rect: Rect) -> bool {
        self.column_range(rect)
            .any(|column| self.columns[column].iter().any(|taken| taken.intersects(rect)))
    }
}

/// The middle of two points.
pub fn middle(a: Pos2, b: Pos2) -> Pos2 {
    pos2(f32::midpoint(a.x, b.x), f32::midpoint(a.y, b.y))
}
