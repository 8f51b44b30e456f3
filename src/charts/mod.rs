//! Exchanges as pictures: the tempo of a pair, and who wrote to whom. The same scenes for the window and for figures.
//!
//! What is counted is the archive, whatever the filter shows: a filter never changes a figure.

mod answers;
mod matrix;
mod ranked;
mod tempo;

#[cfg(test)]
mod tests;

use ecolor::Color32;
use emath::{Pos2, Rect, pos2, vec2};

pub use self::matrix::matrix;
pub use self::tempo::{met, tempo, tempo_legend};
use crate::layout::{Deck, Input, Setting, disc, head, initials, shift, sources, wrap};
use crate::model::{EventId, LeaderId};
use crate::scene::{Anchor, Area, Layer, Scene, Spot, Stroke, Target};
use crate::theme::TextStyle;

/// A picture of an exchange.
#[derive(Clone, Debug)]
pub struct Chart {
    /// What is drawn, with what can be clicked.
    pub scene: Scene,
    /// What it shows, in words, for those who cannot see it.
    pub description: String,
    /// For each spot of the scene, what a click on it does, in words.
    pub spoken: Vec<String>,
}

/// What a figure of a chart says beside it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around<'a> {
    /// Headline and deck, above it.
    pub head: Setting<'a>,
    /// What its signs mean.
    pub legend: &'a str,
    /// What is said of it before the sources, a text each; empty ones are left out.
    pub texts: &'a [&'a str],
    /// Who made it, and by what it can be checked: after the sources.
    pub last: &'a [&'a str],
}

/// A chart as a figure: with its headline above, what is said of it and the sources of `events` below it.
#[must_use]
pub fn figure(
    input: &Input<'_>,
    around: &Around<'_>,
    events: impl Iterator<Item = EventId>,
    draw: impl FnOnce(&Input<'_>) -> Chart,
) -> Chart {
    let width = input.size.x - 2.0 * EDGE;
    let mut lines = wrap(around.legend, FOOT, width, 2, input.measure);
    let set = |text: &&str| wrap(text, FOOT, width, usize::MAX, input.measure);
    lines.extend(around.texts.iter().flat_map(set));
    lines.extend(sources(input, events, width, (None, false)).lines);
    lines.extend(around.last.iter().flat_map(set));
    let footer = lines.len() as f32 * FOOT.line_height() + 14.0;
    let whole = Rect::from_min_size(Pos2::ZERO, input.size);
    let theme = input.theme;
    let mut paper = Layer::new("paper", whole);
    paper.rect(whole, 0.0, theme.background);
    let has_head = !around.head.headline.is_empty() || around.head.deck != Deck::default();
    let header = if has_head {
        head(input, &around.head, width, &mut paper)
    } else {
        0.0
    };
    let height = (input.size.y - footer - header).max(160.0);
    let mut chart = draw(&Input {
        size: vec2(input.size.x, height),
        ..*input
    });
    for layer in &mut chart.scene.layers {
        shift(layer, vec2(0.0, header));
    }
    chart.scene.layers.insert(0, paper);
    chart.scene.spots = chart.scene.spots.iter().map(|spot| spot.moved(vec2(0.0, header))).collect();
    let room = header + height;
    let mut foot = Layer::new("foot", whole);
    foot.rect(whole.with_min_y(room), 0.0, theme.background);
    foot.line(
        pos2(EDGE, room + 2.0),
        pos2(input.size.x - EDGE, room + 2.0),
        Stroke::solid(1.0, theme.line),
    );
    let mut y = room + 8.0 + FOOT.line_height() / 2.0;
    for line in lines {
        foot.text(pos2(EDGE, y), Anchor::Left, line, FOOT, theme.muted);
        y += FOOT.line_height();
    }
    chart.scene.layers.push(foot);
    chart.scene.size = input.size;
    chart
}

/// How what is below a chart is set, as sources are.
const FOOT: TextStyle = TextStyle::sans(10.5, 400);

/// Room around a chart, in points.
const EDGE: f32 = 24.0;

const TITLE: TextStyle = TextStyle::sans(19.0, 600);
const HEADING: TextStyle = TextStyle::sans(12.0, 600);
const SMALL: TextStyle = TextStyle::sans(11.0, 400);
const FIGURE: TextStyle = TextStyle::sans(12.5, 500);

/// What a chart is drawn with.
struct Canvas<'a> {
    input: &'a Input<'a>,
    layer: Layer,
    spots: Vec<Spot>,
    spoken: Vec<String>,
}

impl<'a> Canvas<'a> {
    fn new(input: &'a Input<'a>) -> Self {
        let whole = Rect::from_min_size(Pos2::ZERO, input.size);
        let mut layer = Layer::new("chart", whole);
        layer.rect(whole, 0.0, input.theme.background);
        Self {
            input,
            layer,
            spots: Vec::new(),
            spoken: Vec::new(),
        }
    }

    fn finish(self, description: String) -> Chart {
        Chart {
            scene: Scene {
                size: self.input.size,
                layers: vec![self.layer],
                spots: self.spots,
            },
            description,
            spoken: self.spoken,
        }
    }

    /// One line of text, cut where there is no more room.
    fn line(&mut self, at: Pos2, anchor: Anchor, text: &str, (style, color): (TextStyle, Color32), width: f32) {
        for line in wrap(text, style, width.max(0.0), 1, self.input.measure) {
            self.layer.text(at, anchor, line, style, color);
        }
    }

    /// What a part of the chart is called, at the top of its area; that there is nothing of it where that is so.
    fn heading(&mut self, area: Rect, heading: &str, is_nothing: bool) {
        let theme = self.input.theme;
        let lines = [(8.0, heading, HEADING, theme.text), (30.0, "None", SMALL, theme.muted)];
        for (below, text, style, color) in lines.into_iter().take(1 + usize::from(is_nothing)) {
            let at = pos2(area.left(), area.top() + below);
            self.line(at, Anchor::Left, text, (style, color), area.width());
        }
    }

    /// Says at the bottom that there is more than there is room for.
    fn larger(&mut self) {
        let at = pos2(EDGE, self.input.size.y - 10.0);
        let style = (SMALL, self.input.theme.muted);
        let width = self.input.size.x - 2.0 * EDGE;
        self.line(at, Anchor::Left, "A larger picture shows more", style, width);
    }

    /// Something that can be clicked, with what that does.
    fn spot(&mut self, target: Target, area: Rect, spoken: String) {
        self.spots.push(Spot {
            target,
            area: Area::Rect(area),
        });
        self.spoken.push(spoken);
    }

    fn color_of(&self, leader: LeaderId) -> Color32 {
        let theme = self.input.theme;
        self.input
            .archive
            .leader(leader)
            .map_or(theme.muted, |leader| theme.leader_color(leader.hue, leader.color.as_deref()))
    }

    /// A leader's name; the short one where there is no room for the whole.
    fn name_within(&self, leader: LeaderId, style: TextStyle, width: f32) -> String {
        let archive = self.input.archive;
        let name = archive.leader_name(leader);
        let is_too_long = self.input.measure.width(name, style) > width;
        if is_too_long { self.input.index.short_name(leader) } else { name }.to_owned()
    }

    /// A leader's disc with initials.
    fn disc(&mut self, center: Pos2, radius: f32, leader: LeaderId) {
        let color = self.color_of(leader);
        let theme = self.input.theme;
        let ink = disc(&mut self.layer, center, radius, color, color == theme.quiet, theme);
        let letters = self.input.archive.leader(leader).map(initials).unwrap_or_default();
        let style = TextStyle::sans(radius * 0.78, 700);
        self.layer.text(center, Anchor::Center, letters, style, ink);
    }

    /// The title of the chart, and the line below it.
    fn title(&mut self, title: &str, below: &str) -> f32 {
        let theme = self.input.theme;
        let width = self.input.size.x - 2.0 * EDGE;
        self.line(pos2(EDGE, EDGE + 8.0), Anchor::Left, title, (TITLE, theme.text), width);
        self.line(pos2(EDGE, EDGE + 32.0), Anchor::Left, below, (FIGURE, theme.muted), width);
        EDGE + 52.0
    }
}
