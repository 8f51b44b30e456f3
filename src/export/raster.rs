//! A scene as PNG, drawn on the CPU.

use ecolor::Color32;
use emath::{Pos2, Rect};
use tiny_skia::{
    Color, FillRule, GradientStop, LineCap, LineJoin, LinearGradient, Mask, Paint, Path, PathBuilder, Pixmap, Point, Shader, SpreadMode,
    StrokeDash, Transform,
};

use super::Says;
use super::outline::{Outlines, set_text};
use super::path::{self, Step};
use crate::scene::{Layer, Scene, Shape, Stroke};

/// The longest side of a picture, in pixels.
pub const MAX_SIDE: f32 = 16_000.0;

/// The most pixels a picture has: four bytes each are a gigabyte at most.
const MAX_PIXELS: f32 = 2.56e8;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum RasterError {
    /// The picture would be larger than memory allows, or empty.
    #[error("a picture of {width} × {height} pixels is too large (a side has at most 16,000); choose a smaller size or scale")]
    Size {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },

    /// The pixels cannot be packed.
    #[error("the picture cannot be packed as PNG: {0}")]
    Png(#[from] png::EncodingError),
}

/// Draws a scene at `scale` pixels a point and packs it as PNG, which says that it is meant to have `dpi` pixels an inch.
///
/// # Errors
/// Where the picture would be too large.
pub fn png(scene: &Scene, scale: f32, dpi: f32, says: &Says) -> Result<Vec<u8>, RasterError> {
    pack(draw(scene, scale)?, dpi, says)
}

/// A picture as pixels: red, green, blue and opacity, not multiplied, row by row from the top.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pixels {
    /// In pixels.
    pub width: usize,
    /// In pixels.
    pub height: usize,
    /// Four bytes each.
    pub bytes: Vec<u8>,
}

/// Draws a scene at `scale` pixels a point.
///
/// # Errors
/// Where the picture would be too large.
pub fn pixels(scene: &Scene, scale: f32) -> Result<Pixels, RasterError> {
    let drawn = draw(scene, scale)?;
    Ok(Pixels {
        width: drawn.width() as usize,
        height: drawn.height() as usize,
        bytes: drawn.take_demultiplied(),
    })
}

fn draw(scene: &Scene, scale: f32) -> Result<Pixmap, RasterError> {
    let (width, height) = (scene.size.x * scale, scene.size.y * scale);
    let too_large = || RasterError::Size {
        width: width as u32,
        height: height as u32,
    };
    let is_drawable = (width * height).is_finite() && width * height <= MAX_PIXELS && width.max(height) <= MAX_SIDE;
    if !is_drawable {
        return Err(too_large());
    }
    let mut pixels = Pixmap::new(width.round() as u32, height.round() as u32).ok_or_else(too_large)?;
    let mut painter = Painter {
        pixels: &mut pixels,
        outlines: Outlines::default(),
        scale: Transform::from_scale(scale, scale),
    };
    for layer in &scene.layers {
        painter.layer(layer, scene);
    }
    Ok(pixels)
}

/// The pixels as a file.
fn pack(pixels: Pixmap, dpi: f32, says: &Says) -> Result<Vec<u8>, RasterError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let per_meter = (dpi / 0.0254).round() as u32;
    if per_meter > 0 {
        encoder.set_pixel_dims(Some(png::PixelDimensions {
            xppu: per_meter,
            yppu: per_meter,
            unit: png::Unit::Meter,
        }));
    }
    // The keywords of the PNG specification, 11.3.4.2.
    let comment = says.checks.join("\n");
    let texts = [
        ("Title", Some(&says.title)),
        ("Author", says.author.as_ref()),
        ("Description", Some(&says.description)),
        ("Software", Some(&says.program)),
        ("Comment", Some(&comment)),
    ];
    for (keyword, text) in texts {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            encoder.add_itxt_chunk(keyword.to_owned(), text.clone())?;
        }
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels.take_demultiplied())?;
    writer.finish()?;
    Ok(bytes)
}

struct Painter<'a> {
    pixels: &'a mut Pixmap,
    outlines: Outlines,
    scale: Transform,
}

impl Painter<'_> {
    fn layer(&mut self, layer: &Layer, scene: &Scene) {
        let whole = Rect::from_min_size(Pos2::ZERO, scene.size);
        let mask = if layer.clip.contains_rect(whole) {
            None
        } else {
            let mut mask = Mask::new(self.pixels.width(), self.pixels.height());
            let path = path(&path::rect(layer.clip, 0.0));
            if let (Some(mask), Some(path)) = (&mut mask, path) {
                mask.fill_path(&path, FillRule::Winding, true, self.scale);
            }
            mask
        };
        for shape in &layer.shapes {
            self.shape(shape, layer.clip, mask.as_ref());
        }
    }

    fn shape(&mut self, shape: &Shape, clip: Rect, mask: Option<&Mask>) {
        match shape {
            Shape::Line { points, stroke } => self.draw(&path::line(points, false), Color32::TRANSPARENT, Some(stroke), mask),
            Shape::Polygon { points, fill, stroke } => self.draw(&path::line(points, true), *fill, stroke.as_ref(), mask),
            Shape::Circle {
                center,
                radius,
                fill,
                stroke,
            } => self.draw(&path::circle(*center, *radius), *fill, stroke.as_ref(), mask),
            Shape::Rect {
                rect,
                radius,
                fill,
                stroke,
            } if rect.intersects(clip) => {
                // The scene's outlines lie inside the rectangle, those of paths on its edge.
                let inset = stroke.map_or(0.0, |stroke| stroke.width / 2.0);
                self.draw(&path::rect(rect.shrink(inset), *radius), *fill, stroke.as_ref(), mask);
            }
            Shape::Rect { .. } => {}
            Shape::Fade { rect, left, right } => self.fade(*rect, *left, *right, mask),
            Shape::Text {
                pos,
                anchor,
                text,
                style,
                color,
            } => {
                let set = set_text(*pos, *anchor, text, *style);
                let paint = paint(*color);
                for (font, weight, glyph, at) in set.glyphs() {
                    if let Some(path) = self.outlines.of(font, weight, glyph) {
                        let at = at.post_concat(self.scale);
                        self.pixels.fill_path(path, &paint, FillRule::Winding, at, mask);
                    }
                }
            }
        }
    }

    fn draw(&mut self, steps: &[Step], fill: Color32, stroke: Option<&Stroke>, mask: Option<&Mask>) {
        let stroke = stroke.filter(|stroke| stroke.width > 0.0 && stroke.color.a() > 0);
        let Some(path) = path(steps).filter(|_| fill.a() > 0 || stroke.is_some()) else {
            return;
        };
        if fill.a() > 0 {
            self.pixels.fill_path(&path, &paint(fill), FillRule::Winding, self.scale, mask);
        }
        if let Some(stroke) = stroke {
            let line = tiny_skia::Stroke {
                width: stroke.width,
                line_cap: LineCap::Round,
                line_join: LineJoin::Round,
                dash: stroke.dash.lengths().and_then(|(on, off)| StrokeDash::new(vec![on, off], 0.0)),
                ..tiny_skia::Stroke::default()
            };
            self.pixels.stroke_path(&path, &paint(stroke.color), &line, self.scale, mask);
        }
    }

    fn fade(&mut self, rect: Rect, left: Color32, right: Color32, mask: Option<&Mask>) {
        let Some(path) = path(&path::rect(rect, 0.0)) else { return };
        let (left, right) = ends(left, right);
        let stops = vec![GradientStop::new(0.0, color(left)), GradientStop::new(1.0, color(right))];
        let ends = (Point::from_xy(rect.left(), 0.0), Point::from_xy(rect.right(), 0.0));
        if let Some(shader) = LinearGradient::new(ends.0, ends.1, stops, SpreadMode::Pad, Transform::identity()) {
            let paint = Paint {
                shader,
                anti_alias: true,
                ..Paint::default()
            };
            self.pixels.fill_path(&path, &paint, FillRule::Winding, self.scale, mask);
        }
    }
}

/// The ends of a fade: a clear one takes the hue of the other, or the fade would turn gray on its way.
pub(super) fn ends(left: Color32, right: Color32) -> ([u8; 4], [u8; 4]) {
    let end = |color: Color32, other: Color32| {
        let hue = if color.a() == 0 { other } else { color };
        let [r, g, b, _] = hue.to_srgba_unmultiplied();
        [r, g, b, color.a()]
    };
    (end(left, right), end(right, left))
}

fn color([r, g, b, a]: [u8; 4]) -> Color {
    Color::from_rgba8(r, g, b, a)
}

fn paint(of: Color32) -> Paint<'static> {
    Paint {
        shader: Shader::SolidColor(color(of.to_srgba_unmultiplied())),
        anti_alias: true,
        ..Paint::default()
    }
}

/// Steps of a pen as a path of the picture.
fn path(steps: &[Step]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for step in steps {
        match *step {
            Step::Move(to) => path.move_to(to.x, to.y),
            Step::Line(to) => path.line_to(to.x, to.y),
            Step::Curve(a, b, to) => path.cubic_to(a.x, a.y, b.x, b.y, to.x, to.y),
            Step::Close => path.close(),
        }
    }
    path.finish()
}
