//! A scene as text, one shape a line: what snapshot tests compare, and what a person can read without looking.

use std::fmt::Write as _;

use ecolor::Color32;
use emath::{Pos2, Rect};

use super::{Dash, Scene, Shape, Stroke};

/// The scene as text, positions rounded to whole points.
#[must_use]
pub fn describe(scene: &Scene) -> String {
    let mut text = String::new();
    for layer in &scene.layers {
        let _ = writeln!(text, "[{}] in {}", layer.name, rect(layer.clip));
        for shape in &layer.shapes {
            let _ = writeln!(text, "  {}", describe_shape(shape));
        }
    }
    text
}

fn describe_shape(shape: &Shape) -> String {
    match shape {
        Shape::Line { points, stroke } => {
            let points: Vec<String> = points.iter().map(|point| pos(*point)).collect();
            format!("line {} {}", points.join(" "), line(stroke))
        }
        Shape::Polygon { points, fill, stroke } => {
            let points: Vec<String> = points.iter().map(|point| pos(*point)).collect();
            format!("polygon {}{}{}", points.join(" "), filled(*fill), outline(stroke.as_ref()))
        }
        Shape::Circle {
            center,
            radius,
            fill,
            stroke,
        } => format!(
            "{} {} radius {radius}{}{}",
            if fill.a() == 0 { "ring" } else { "disc" },
            pos(*center),
            filled(*fill),
            outline(stroke.as_ref())
        ),
        Shape::Rect {
            rect: at, fill, stroke, ..
        } => {
            format!(
                "{} {}{}{}",
                if fill.a() == 0 { "outline" } else { "rect" },
                rect(*at),
                filled(*fill),
                outline(stroke.as_ref())
            )
        }
        Shape::Fade { rect: at, left, right } => {
            let (side, full) = if left.a() < right.a() { ("left", right) } else { ("right", left) };
            format!("fade to the {side} {}{}", rect(*at), filled(*full))
        }
        Shape::Text { pos: at, text, color, .. } => format!("text {} {text:?}{}", pos(*at), filled(*color)),
    }
}

fn outline(stroke: Option<&Stroke>) -> String {
    stroke.map(|stroke| format!(" {}", line(stroke))).unwrap_or_default()
}

fn line(stroke: &Stroke) -> String {
    let dash = match stroke.dash {
        Dash::Solid => "solid",
        Dash::Dashed => "dashed",
        Dash::Dotted => "dotted",
    };
    format!("{dash} {}{}", stroke.width, filled(stroke.color))
}

/// ` #rrggbb`, with the opacity where it is not full; nothing where nothing is seen.
fn filled(color: Color32) -> String {
    match color.to_srgba_unmultiplied() {
        [.., 0] => String::new(),
        [r, g, b, 255] => format!(" #{r:02x}{g:02x}{b:02x}"),
        [r, g, b, a] => format!(" #{r:02x}{g:02x}{b:02x}{a:02x}"),
    }
}

fn pos(pos: Pos2) -> String {
    format!("{:.0},{:.0}", pos.x, pos.y)
}

fn rect(rect: Rect) -> String {
    format!("{}..{}", pos(rect.min), pos(rect.max))
}
