//! What is drawn, in points from the top left: placed shapes and texts, what each stands for, and the hit test.
//!
//! A scene knows neither window nor file. The screen paints it with egui, the export writes it as SVG.

mod describe;

use ecolor::Color32;
use emath::{Pos2, Rect, Vec2, vec2};

pub use self::describe::describe;
use crate::model::{EventId, LaneId, LeaderId};
use crate::theme::TextStyle;

/// What something on the screen stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// An event.
    Event(EventId),
    /// A lane.
    Lane(LaneId),
    /// Events of one lane that are too many to draw one by one, by the time they cover.
    Cell {
        /// The lane.
        lane: LaneId,
        /// The first instant covered.
        start: i64,
        /// The first instant no longer covered.
        end: i64,
    },
    /// What passed between two lanes in a stretch of time where it is counted.
    Chord {
        /// The upper lane.
        upper: LaneId,
        /// The lower lane.
        lower: LaneId,
        /// How many messages went down.
        down: usize,
        /// How many went up.
        up: usize,
        /// The first instant covered.
        start: i64,
        /// The first instant no longer covered.
        end: i64,
    },
    /// Events that reach into the view from outside where all that is in view is counted.
    Reaching {
        /// The lane.
        lane: LaneId,
        /// How many there are.
        count: usize,
        /// The first instant of theirs.
        start: i64,
        /// The first instant after them.
        end: i64,
    },
    /// What one leader sent to another.
    Pair(LeaderId, LeaderId),
    /// A stretch of time.
    Stretch {
        /// The first instant.
        start: i64,
        /// The first instant after it.
        end: i64,
    },
}

impl Target {
    /// Whether several events are counted there, so that a click looks closer.
    #[must_use]
    pub const fn is_count(self) -> bool {
        matches!(self, Self::Cell { .. } | Self::Chord { .. } | Self::Reaching { .. })
    }
}

/// How a line is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// Not at all.
    Solid,
    /// Into dashes: a reply, an uncertain outline.
    Dashed,
    /// Into dots.
    Dotted,
}

impl Dash {
    /// Lengths of stroke and gap, in points; `None` for a solid line.
    #[must_use]
    pub const fn lengths(self) -> Option<(f32, f32)> {
        match self {
            Self::Solid => None,
            Self::Dashed => Some((6.0, 4.0)),
            Self::Dotted => Some((1.5, 3.0)),
        }
    }
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// In points.
    pub width: f32,
    /// Opacity included.
    pub color: Color32,
    /// How it is broken.
    pub dash: Dash,
}

impl Stroke {
    /// A solid line.
    #[must_use]
    pub const fn solid(width: f32, color: Color32) -> Self {
        Self {
            width,
            color,
            dash: Dash::Solid,
        }
    }

    /// A dashed line.
    #[must_use]
    pub const fn dashed(width: f32, color: Color32) -> Self {
        Self {
            width,
            color,
            dash: Dash::Dashed,
        }
    }
}

/// Which point of a text its position is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The left end, at half the height of the line.
    Left,
    /// The middle.
    Center,
    /// The right end, at half the height of the line.
    Right,
    /// The left end, from which the line rises to the right by [`RISE`].
    Rising,
}

/// How steep a rising text is, in degrees.
pub const RISE: f32 = 50.0;

/// Something drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A line through points; two or more.
    Line {
        /// Its corners.
        points: Vec<Pos2>,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A filled polygon; convex.
    Polygon {
        /// Its corners.
        points: Vec<Pos2>,
        /// Its color.
        fill: Color32,
        /// Its outline.
        stroke: Option<Stroke>,
    },
    /// A disc or a ring.
    Circle {
        /// Its center.
        center: Pos2,
        /// In points.
        radius: f32,
        /// Its color; transparent for a ring.
        fill: Color32,
        /// Its outline.
        stroke: Option<Stroke>,
    },
    /// A rectangle with round corners.
    Rect {
        /// Where.
        rect: Rect,
        /// Radius of the corners.
        radius: f32,
        /// Its color; transparent for an outline.
        fill: Color32,
        /// Its outline, inside the rectangle.
        stroke: Option<Stroke>,
    },
    /// A rectangle whose color changes from its left to its right edge.
    Fade {
        /// Where.
        rect: Rect,
        /// Color at the left edge.
        left: Color32,
        /// Color at the right edge.
        right: Color32,
    },
    /// One line of text.
    Text {
        /// Where its anchor is.
        pos: Pos2,
        /// Which point of the text that is.
        anchor: Anchor,
        /// The text.
        text: String,
        /// How it is set.
        style: TextStyle,
        /// Its color.
        color: Color32,
    },
}

/// What shapes are: for those who read a figure without seeing it, and for programs that edit it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Part {
    /// Decoration, and texts that are read by themselves.
    #[default]
    Plain,
    /// The headline.
    Headline,
    /// The lines under the headline.
    Deck,
    /// The words of a leader: which quote of an event, counted from 0.
    Quote(EventId, usize),
    /// A mark, a line or a label of this.
    Of(Target),
}

/// Shapes that are cut to the same rectangle.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// What the layer is, for reading a scene as text.
    pub name: &'static str,
    /// Nothing of the layer is drawn outside it.
    pub clip: Rect,
    /// From back to front.
    pub shapes: Vec<Shape>,
    /// What shapes are, each from a shape on; [`Part::Plain`] before the first.
    pub parts: Vec<(usize, Part)>,
}

impl Layer {
    /// An empty layer.
    #[must_use]
    pub const fn new(name: &'static str, clip: Rect) -> Self {
        Self {
            name,
            clip,
            shapes: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// Says what the shapes are that come from now on.
    pub fn begin(&mut self, part: Part) {
        match self.parts.last_mut() {
            Some((_, known)) if *known == part => {}
            Some((from, known)) if *from == self.shapes.len() => *known = part,
            None if part == Part::Plain => {}
            _ => self.parts.push((self.shapes.len(), part)),
        }
    }

    /// The shapes with what they are, from back to front: those of one part that follow each other together.
    pub fn by_part(&self) -> impl Iterator<Item = (Part, &[Shape])> {
        let first = self.parts.first().map_or(self.shapes.len(), |(from, _)| *from);
        let before = (Part::Plain, self.shapes.get(..first).unwrap_or(&[]));
        let rest = self.parts.iter().enumerate().map(|(at, (from, part))| {
            let end = self.parts.get(at + 1).map_or(self.shapes.len(), |(next, _)| *next);
            (*part, self.shapes.get(*from..end).unwrap_or(&[]))
        });
        std::iter::once(before).chain(rest).filter(|(_, shapes)| !shapes.is_empty())
    }

    /// Adds a line between two points.
    pub fn line(&mut self, from: Pos2, to: Pos2, stroke: Stroke) {
        self.shapes.push(Shape::Line {
            points: vec![from, to],
            stroke,
        });
    }

    /// Adds a filled rectangle with round corners.
    pub fn rect(&mut self, rect: Rect, radius: f32, fill: Color32) {
        self.shapes.push(Shape::Rect {
            rect,
            radius,
            fill,
            stroke: None,
        });
    }

    /// Adds an outline.
    pub fn outline(&mut self, rect: Rect, radius: f32, stroke: Stroke) {
        self.shapes.push(Shape::Rect {
            rect,
            radius,
            fill: Color32::TRANSPARENT,
            stroke: Some(stroke),
        });
    }

    /// Adds a text.
    pub fn text(&mut self, pos: Pos2, anchor: Anchor, text: impl Into<String>, style: TextStyle, color: Color32) {
        self.shapes.push(Shape::Text {
            pos,
            anchor,
            text: text.into(),
            style,
            color,
        });
    }
}

/// Where a target can be hit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Area {
    /// Inside a rectangle.
    Rect(Rect),
    /// Near a line between two points.
    Line(Pos2, Pos2),
}

/// How far from a line still counts as on it, in points.
const LINE_REACH: f32 = 4.0;

impl Area {
    /// The same elsewhere.
    #[must_use]
    pub fn moved(self, by: Vec2) -> Self {
        match self {
            Self::Rect(rect) => Self::Rect(rect.translate(by)),
            Self::Line(from, to) => Self::Line(from + by, to + by),
        }
    }

    /// Whether a position is in it.
    #[must_use]
    pub fn contains(self, pos: Pos2) -> bool {
        match self {
            Self::Rect(rect) => rect.contains(pos),
            Self::Line(a, b) => distance_to_line(pos, a, b) <= LINE_REACH,
        }
    }

    /// The smallest rectangle around it.
    #[must_use]
    pub fn bounds(self) -> Rect {
        match self {
            Self::Rect(rect) => rect,
            Self::Line(a, b) => Rect::from_two_pos(a, b),
        }
    }
}

fn distance_to_line(pos: Pos2, a: Pos2, b: Pos2) -> f32 {
    let along = b - a;
    let length_sq = along.length_sq();
    if length_sq <= f32::EPSILON {
        return (pos - a).length();
    }
    let share = ((pos - a).dot(along) / length_sq).clamp(0.0, 1.0);
    (pos - (a + along * share)).length()
}

/// Something that can be pointed at, and what a screen reader says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// What it stands for.
    pub target: Target,
    /// Where it can be hit.
    pub area: Area,
}

impl Spot {
    /// The same elsewhere.
    #[must_use]
    pub fn moved(&self, by: Vec2) -> Self {
        Self {
            target: self.target,
            area: self.area.moved(by),
        }
    }
}

/// Everything to draw, and everything that can be pointed at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Its size.
    pub size: Vec2,
    /// From back to front.
    pub layers: Vec<Layer>,
    /// From back to front; the last one that is hit wins.
    pub spots: Vec<Spot>,
}

impl Scene {
    /// What is at a position: the frontmost mark, and of a bundle of lines the nearest.
    #[must_use]
    pub fn hit(&self, pos: Pos2) -> Option<Target> {
        let solid = self
            .spots
            .iter()
            .rev()
            .find(|spot| matches!(spot.area, Area::Rect(_)) && spot.area.contains(pos));
        let lane_only = |spot: &&Spot| matches!(spot.target, Target::Lane(_));
        if let Some(spot) = solid.filter(|spot| !lane_only(spot)) {
            return Some(spot.target);
        }
        let near = self
            .spots
            .iter()
            .filter_map(|spot| match spot.area {
                Area::Line(a, b) => Some((distance_to_line(pos, a, b), spot.target)),
                Area::Rect(_) => None,
            })
            .filter(|(distance, _)| *distance <= LINE_REACH)
            .min_by(|(a, _), (b, _)| a.total_cmp(b));
        near.map(|(_, target)| target).or(solid.map(|spot| spot.target))
    }

    /// The smallest rectangle around all areas of a target.
    #[must_use]
    pub fn bounds_of(&self, target: Target) -> Option<Rect> {
        self.spots
            .iter()
            .filter(|spot| spot.target == target)
            .map(|spot| spot.area.bounds())
            .reduce(Rect::union)
    }

    /// The targets in the order in which they are drawn, each once.
    #[must_use]
    pub fn targets(&self) -> Vec<Target> {
        let mut seen = std::collections::HashSet::new();
        self.spots
            .iter()
            .map(|spot| spot.target)
            .filter(|target| seen.insert(*target))
            .collect()
    }
}

/// An open arrowhead: two short lines that meet at `tip`, pointing along `direction`.
#[must_use]
pub fn arrowhead(tip: Pos2, direction: Vec2, size: f32) -> Vec<Pos2> {
    let along = direction.normalized();
    let across = vec2(-along.y, along.x);
    vec![
        tip - along * size + across * size * 0.6,
        tip,
        tip - along * size - across * size * 0.6,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use emath::pos2;

    #[test]
    fn marks_win_over_lines_and_lines_over_lanes() {
        let spot = |target, area| Spot { target, area };
        let lane = Target::Lane(LaneId::Nobody);
        let (a, b, c) = (Target::Event(EventId(0)), Target::Event(EventId(1)), Target::Event(EventId(2)));
        let scene = Scene {
            size: vec2(100.0, 100.0),
            layers: Vec::new(),
            spots: vec![
                spot(lane, Area::Rect(Rect::from_min_max(pos2(0.0, 0.0), pos2(100.0, 100.0)))),
                spot(a, Area::Line(pos2(50.0, 0.0), pos2(50.0, 100.0))),
                spot(b, Area::Line(pos2(54.0, 0.0), pos2(54.0, 100.0))),
                spot(c, Area::Rect(Rect::from_center_size(pos2(50.0, 50.0), vec2(12.0, 12.0)))),
            ],
        };
        assert_eq!(scene.hit(pos2(50.0, 50.0)), Some(c));
        assert_eq!(scene.hit(pos2(51.0, 20.0)), Some(a), "the nearest of two lines");
        assert_eq!(scene.hit(pos2(53.0, 20.0)), Some(b));
        assert_eq!(scene.hit(pos2(20.0, 20.0)), Some(lane));
        assert_eq!(scene.hit(pos2(200.0, 20.0)), None);
    }
}
