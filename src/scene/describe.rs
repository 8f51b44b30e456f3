//! A scene as text, one shape a line: what snapshot tests compare, and what a person can read without looking.

use std::fmt::Write as _;

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
        Shape::Polygon { points, stroke, .. } => {
            let points: Vec<String> = points.iter().map(|point| pos(*point)).collect();
            format!("polygon {}{}", points.join(" "), outline(stroke.as_ref()))
        }
        Shape::Circle {
            center,
            radius,
            fill,
            stroke,
        } => format!(
            "{} {} radius {radius}{}",
            if fill.a() == 0 { "ring" } else { "disc" },
            pos(*center),
            outline(stroke.as_ref())
        ),
        Shape::Rect {
            rect: at, fill, stroke, ..
        } => {
            format!(
                "{} {}{}",
                if fill.a() == 0 { "outline" } else { "rect" },
                rect(*at),
                outline(stroke.as_ref())
            )
        }
        Shape::Fade { rect: at, left, right } => {
            let side = if left.a() < right.a() { "left" } else { "right" };
            format!("fade to the {side} {}", rect(*at))
        }
        Shape::Text { pos: at, text, .. } => format!("text {} {text:?}", pos(*at)),
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
    format!("{dash} {}", stroke.width)
}

fn pos(pos: Pos2) -> String {
    format!("{:.0},{:.0}", pos.x, pos.y)
}

fn rect(rect: Rect) -> String {
    format!("{}..{}", pos(rect.min), pos(rect.max))
}
