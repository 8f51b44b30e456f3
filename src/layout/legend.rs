//! The legend of a figure: what is drawn in it, each with its mark.

use emath::{Pos2, Rect, vec2};

use super::Input;
use super::links::{bar, dash_of};
use crate::model::{Confidence, Event, Kind};
use crate::scene::{Anchor, Dash, Layer, Shape, Stroke, arrowhead};
use crate::theme::{TextStyle, mix};

const STYLE: TextStyle = TextStyle::sans(11.0, 500);

/// A line of marks with their names, as many as there is room for.
struct Legend<'a> {
    input: &'a Input<'a>,
    layer: &'a mut Layer,
    at: Pos2,
    right: f32,
}

impl Legend<'_> {
    fn entry(&mut self, text: &str, draw: impl FnOnce(&mut Layer, Pos2)) {
        let needed = 34.0 + self.input.measure.width(text, STYLE) + 20.0;
        if self.at.x + needed > self.right {
            return;
        }
        draw(self.layer, self.at + vec2(14.0, 0.0));
        let color = self.input.theme.muted;
        self.layer.text(self.at + vec2(34.0, 0.0), Anchor::Left, text, STYLE, color);
        self.at.x += needed;
    }
}

/// What is in the archive and shown.
pub fn legend(input: &Input<'_>, at: Pos2, width: f32, layer: &mut Layer) {
    let theme = input.theme;
    let color = theme.text;
    let mut legend = Legend {
        input,
        layer,
        at,
        right: at.x + width,
    };
    for kind in Kind::ALL {
        if input.index.count_of(kind) > 0 && !input.filter.hidden_kinds.contains(&kind) {
            legend.entry(kind.title(), |layer, pos| key_mark(layer, pos, kind, color, theme.background));
        }
    }
    let thick = |pos: Pos2| Rect::from_center_size(pos, vec2(26.0, 5.0));
    let faded = mix(theme.background, color, 0.75);
    if input.index.count_of(Kind::Reply) > 0 {
        legend.entry("Time to answer", |layer, pos| bar(layer, thick(pos), faded, Dash::Solid));
    }
    if !input.threads.suggestions().is_empty() {
        legend.entry("Perhaps a reply", |layer, pos| bar(layer, thick(pos), faded, Dash::Dotted));
    }
    doubts(&mut legend);
    legend.entry("Day known, hour not", |layer, pos| {
        let band = Rect::from_center_size(pos, vec2(28.0, 12.0));
        layer.rect(band, 6.0, mix(theme.background, color, 0.18));
        disc(layer, pos, 3.5, color, color);
    });
    legend.entry("Uncertain", |layer, pos| {
        layer.outline(Rect::from_center_size(pos, vec2(28.0, 12.0)), 6.0, Stroke::dashed(1.0, color));
        layer.text(pos, Anchor::Center, "?", TextStyle::sans(10.0, 600), color);
    });
}

/// What is only known by its order, reported, disputed or inferred.
fn doubts(legend: &mut Legend<'_>) {
    let color = legend.input.theme.text;
    let events = &legend.input.archive.events;
    if events.iter().any(Event::is_dated_by_order) {
        legend.entry("Known by its order", |layer, pos| {
            let stroke = Stroke::solid(1.5, color);
            for side in [-1.0, 1.0] {
                let corner = |inward: f32, y: f32| pos + vec2(side * (12.0 - inward), y);
                layer.shapes.push(Shape::Line {
                    points: vec![corner(4.0, -5.0), corner(0.0, -5.0), corner(0.0, 5.0), corner(4.0, 5.0)],
                    stroke,
                });
            }
            layer.line(pos - vec2(12.0, 0.0), pos + vec2(12.0, 0.0), stroke);
        });
    }
    let kinds: [(&[Confidence], &str); 2] = [
        (&[Confidence::Reported], "Reported"),
        (&[Confidence::Disputed, Confidence::Inferred], "Disputed, inferred"),
    ];
    for (confidences, text) in kinds {
        let is_said = |event: &Event| {
            let said = [event.confidence, event.date_confidence, event.link_confidence];
            said.into_iter().flatten().any(|said| confidences.contains(&said))
        };
        if events.iter().any(is_said) {
            let dash = dash_of(confidences.first().copied());
            let stroke = Stroke { width: 2.2, color, dash };
            legend.entry(text, |layer, pos| layer.line(pos - vec2(13.0, 0.0), pos + vec2(13.0, 0.0), stroke));
        }
    }
}

/// The mark of a kind, small.
fn key_mark(layer: &mut Layer, pos: Pos2, kind: Kind, color: ecolor::Color32, background: ecolor::Color32) {
    let left = pos - vec2(11.0, 0.0);
    let right = pos + vec2(12.0, 0.0);
    match kind {
        Kind::Message | Kind::Reply => {
            let is_reply = kind == Kind::Reply;
            let stroke = if is_reply {
                Stroke::dashed(1.7, color)
            } else {
                Stroke::solid(1.7, color)
            };
            layer.line(left + vec2(4.0, 0.0), right, stroke);
            layer.shapes.push(Shape::Line {
                points: arrowhead(right, vec2(1.0, 0.0), 6.0),
                stroke: Stroke::solid(1.7, color),
            });
            disc(layer, left, 4.0, if is_reply { background } else { color }, color);
        }
        Kind::Visit => layer.rect(Rect::from_center_size(pos, vec2(26.0, 10.0)), 5.0, color),
        Kind::Meeting => layer.shapes.push(Shape::Polygon {
            points: vec![
                pos - vec2(0.0, 6.0),
                pos + vec2(6.0, 0.0),
                pos + vec2(0.0, 6.0),
                pos - vec2(6.0, 0.0),
            ],
            fill: color,
            stroke: None,
        }),
        Kind::Statement => {
            disc(layer, pos + vec2(0.0, 4.0), 3.0, color, color);
            layer.line(pos + vec2(0.0, 4.0), pos - vec2(0.0, 6.0), Stroke::solid(1.7, color));
        }
        Kind::Other => layer.rect(Rect::from_center_size(pos, vec2(9.0, 9.0)), 2.0, color),
    }
}

fn disc(layer: &mut Layer, center: Pos2, radius: f32, fill: ecolor::Color32, outline: ecolor::Color32) {
    layer.shapes.push(Shape::Circle {
        center,
        radius,
        fill,
        stroke: Some(Stroke::solid(1.7, outline)),
    });
}
