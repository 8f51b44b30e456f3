//! A scene as egui shapes.

use egui::emath::GuiRounding as _;
use egui::epaint::{CircleShape, PathStroke, RectShape, TextShape};
use egui::{
    Align2, Color32, CornerRadius, Mesh, Painter, Pos2, Rect, Shape as EguiShape, Stroke as EguiStroke, StrokeKind, Vec2, pos2, vec2,
};

use super::style::text_format;
use crate::scene::{Anchor, Layer, RISE, Scene, Shape, Stroke};

/// Paints a scene with its top left corner at `origin`.
pub fn paint_scene(painter: &Painter, scene: &Scene, origin: Pos2) {
    let offset = origin.to_vec2();
    for layer in &scene.layers {
        paint_layer(painter, layer, offset);
    }
}

/// Paints a layer, moved.
pub fn paint_layer(painter: &Painter, layer: &Layer, offset: Vec2) {
    let painter = painter.with_clip_rect(layer.clip.translate(offset));
    let mut shapes = Vec::with_capacity(layer.shapes.len());
    for shape in &layer.shapes {
        push_shape(&painter, shape, offset, &mut shapes);
    }
    painter.extend(shapes);
}

fn push_shape(painter: &Painter, shape: &Shape, offset: Vec2, shapes: &mut Vec<EguiShape>) {
    match shape {
        Shape::Line { points, stroke } => {
            let points: Vec<Pos2> = points.iter().map(|point| *point + offset).collect();
            push_line(points, stroke, shapes);
        }
        Shape::Polygon { points, fill, stroke } => {
            let points: Vec<Pos2> = points.iter().map(|point| *point + offset).collect();
            let stroke = stroke
                .as_ref()
                .map_or(PathStroke::NONE, |stroke| PathStroke::new(stroke.width, stroke.color));
            shapes.push(EguiShape::convex_polygon(points, *fill, stroke));
        }
        Shape::Circle {
            center,
            radius,
            fill,
            stroke,
        } => {
            let center = *center + offset;
            let dashed = stroke.as_ref().filter(|stroke| stroke.dash.lengths().is_some());
            shapes.push(EguiShape::Circle(CircleShape {
                center,
                radius: *radius,
                fill: *fill,
                stroke: stroke
                    .as_ref()
                    .filter(|_| dashed.is_none())
                    .map_or(EguiStroke::NONE, |stroke| EguiStroke::new(stroke.width, stroke.color)),
            }));
            if let Some(stroke) = dashed {
                push_line(arc(center, *radius, 0.0, std::f32::consts::TAU), stroke, shapes);
            }
        }
        Shape::Rect {
            rect,
            radius,
            fill,
            stroke,
        } if *radius == 0.0 && stroke.is_none() => {
            push_plain(on_pixels(rect.translate(offset), painter.pixels_per_point()), *fill, shapes);
        }
        Shape::Rect {
            rect,
            radius,
            fill,
            stroke,
        } => push_rect(rect.translate(offset), *radius, *fill, stroke.as_ref(), shapes),
        Shape::Fade { rect, left, right } => shapes.push(fade(rect.translate(offset), *left, *right)),
        Shape::Text {
            pos,
            anchor,
            text,
            style,
            color,
        } => {
            let job = egui::text::LayoutJob::single_section(text.clone(), text_format(*style, *color));
            let galley = painter.layout_job(job);
            let align = match anchor {
                Anchor::Left | Anchor::Rising => Align2::LEFT_CENTER,
                Anchor::Center => Align2::CENTER_CENTER,
                Anchor::Right => Align2::RIGHT_CENTER,
            };
            let rect = align.anchor_size(*pos + offset, galley.size());
            let shape = TextShape::new(rect.min, galley, *color);
            shapes.push(EguiShape::Text(match anchor {
                Anchor::Rising => shape.with_angle_and_anchor(-RISE.to_radians(), Align2::LEFT_CENTER),
                Anchor::Left | Anchor::Center | Anchor::Right => shape,
            }));
        }
    }
}

fn push_line(points: Vec<Pos2>, stroke: &Stroke, shapes: &mut Vec<EguiShape>) {
    let line = EguiStroke::new(stroke.width, stroke.color);
    match stroke.dash.lengths() {
        None => shapes.push(EguiShape::line(points, line)),
        Some((on, off)) => EguiShape::dashed_line_many(&points, line, on, off, shapes),
    }
}

/// A rectangle on whole pixels, at least one wide and high: nothing vanishes.
fn on_pixels(rect: Rect, pixels_per_point: f32) -> Rect {
    let rounded = rect.round_to_pixels(pixels_per_point);
    Rect::from_min_size(rounded.min, rounded.size().max(Vec2::splat(1.0 / pixels_per_point)))
}

/// A rectangle with sharp corners on whole pixels. Those that follow on each other are one mesh: a view of counts has thousands,
/// and to outline each for the tessellator would be most of a frame.
fn push_plain(rect: Rect, fill: Color32, shapes: &mut Vec<EguiShape>) {
    if !rect.is_positive() || fill == Color32::TRANSPARENT {
        return;
    }
    let last = shapes.last_mut().and_then(|shape| match shape {
        EguiShape::Mesh(mesh) => Some(std::sync::Arc::make_mut(mesh)),
        _ => None,
    });
    if let Some(mesh) = last {
        mesh.add_colored_rect(rect, fill);
    } else {
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(rect, fill);
        shapes.push(EguiShape::mesh(mesh));
    }
}

fn push_rect(rect: Rect, radius: f32, fill: Color32, stroke: Option<&Stroke>, shapes: &mut Vec<EguiShape>) {
    let dashed = stroke.filter(|stroke| stroke.dash.lengths().is_some());
    let line = stroke
        .filter(|_| dashed.is_none())
        .map_or(EguiStroke::NONE, |stroke| EguiStroke::new(stroke.width, stroke.color));
    let corner = CornerRadius::same(radius.round().clamp(0.0, 255.0) as u8);
    shapes.push(EguiShape::Rect(RectShape::new(rect, corner, fill, line, StrokeKind::Inside)));
    if let Some(stroke) = dashed {
        push_line(rounded_outline(rect.shrink(stroke.width / 2.0), radius), stroke, shapes);
    }
}

/// The outline of a rectangle with round corners, closed.
fn rounded_outline(rect: Rect, radius: f32) -> Vec<Pos2> {
    use std::f32::consts::FRAC_PI_2;
    let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0).max(0.0);
    let inner = rect.shrink(radius);
    let corners = [
        (inner.left_top(), 2.0),
        (inner.right_top(), 3.0),
        (inner.right_bottom(), 0.0),
        (inner.left_bottom(), 1.0),
    ];
    let mut points: Vec<Pos2> = corners
        .into_iter()
        .flat_map(|(center, quarter)| arc(center, radius, quarter * FRAC_PI_2, FRAC_PI_2))
        .collect();
    points.extend(points.first().copied());
    points
}

fn arc(center: Pos2, radius: f32, from: f32, by: f32) -> Vec<Pos2> {
    let steps = ((radius * by / 2.0).ceil() as u16).clamp(4, 64);
    (0..=steps)
        .map(|step| {
            let angle = from + by * f32::from(step) / f32::from(steps);
            center + vec2(angle.cos(), angle.sin()) * radius
        })
        .collect()
}

fn fade(rect: Rect, left: Color32, right: Color32) -> EguiShape {
    let mut mesh = Mesh::default();
    for (x, color) in [(rect.left(), left), (rect.right(), right)] {
        mesh.colored_vertex(pos2(x, rect.top()), color);
        mesh.colored_vertex(pos2(x, rect.bottom()), color);
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(1, 2, 3);
    EguiShape::mesh(mesh)
}
