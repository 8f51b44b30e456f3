//! Draws egui's meshes on the CPU, so that pictures of the window need neither screen nor GPU.
//!
//! Triangles are filled by edge functions with the top-left rule, textures are looked up bilinearly, and colors are
//! blended premultiplied in gamma space, as egui's own painters do.

#![expect(clippy::many_single_char_names, reason = "corners and coordinates of triangles")]
#![expect(clippy::float_cmp, reason = "the top-left rule asks whether an edge is exactly level")]
#![expect(clippy::iter_over_hash_type, reason = "textures do not depend on each other's order")]

use std::collections::HashMap;

use egui::epaint::{ImageData, Mesh, Primitive, Vertex};
use egui::{Color32, ColorImage, Context, FullOutput, Rect, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::{Rgba, RgbaImage};

/// Keeps the textures of one window and draws its frames.
#[derive(Default)]
pub struct CpuRenderer {
    textures: HashMap<TextureId, ColorImage>,
}

impl TestRenderer for CpuRenderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, changes) in delta.set.drain() {
            for change in changes {
                let ImageData::Color(image) = &change.image;
                match change.pos {
                    None => {
                        self.textures.insert(id, image.as_ref().clone());
                    }
                    Some(pos) => patch(self.textures.entry(id).or_default(), image, pos),
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let mut canvas = Canvas {
            width: size.x.round() as usize,
            height: size.y.round() as usize,
            scale,
            pixels: Vec::new(),
        };
        canvas.pixels = vec![[0.0, 0.0, 0.0, 255.0]; canvas.width * canvas.height];
        for primitive in ctx.tessellate(output.shapes.clone(), scale) {
            if let Primitive::Mesh(mesh) = &primitive.primitive {
                canvas.mesh(mesh, primitive.clip_rect, self.textures.get(&mesh.texture_id));
            }
        }
        Ok(canvas.into_image())
    }
}

fn patch(texture: &mut ColorImage, image: &ColorImage, pos: [usize; 2]) {
    for y in 0..image.size[1] {
        let from = y * image.size[0];
        let to = (pos[1] + y) * texture.size[0] + pos[0];
        texture.pixels[to..to + image.size[0]].copy_from_slice(&image.pixels[from..from + image.size[0]]);
    }
}

/// Pixels that are being drawn, premultiplied, 0 to 255 each.
struct Canvas {
    width: usize,
    height: usize,
    scale: f32,
    pixels: Vec<[f32; 4]>,
}

/// A corner of a triangle, in pixels.
#[derive(Clone, Copy)]
struct Corner {
    x: f32,
    y: f32,
    uv: [f32; 2],
    color: [f32; 4],
}

impl Canvas {
    fn mesh(&mut self, mesh: &Mesh, clip: Rect, texture: Option<&ColorImage>) {
        for triangle in mesh.indices.chunks_exact(3) {
            let corners = [triangle[0], triangle[1], triangle[2]].map(|index| self.corner(&mesh.vertices[index as usize]));
            self.triangle(corners, clip, texture);
        }
    }

    fn corner(&self, vertex: &Vertex) -> Corner {
        Corner {
            x: vertex.pos.x * self.scale,
            y: vertex.pos.y * self.scale,
            uv: [vertex.uv.x, vertex.uv.y],
            color: vertex.color.to_array().map(f32::from),
        }
    }

    fn triangle(&mut self, corners: [Corner; 3], clip: Rect, texture: Option<&ColorImage>) {
        let [a, mut b, mut c] = corners;
        let area = edge(a, b, c.x, c.y);
        if area == 0.0 || !area.is_finite() {
            return;
        }
        if area < 0.0 {
            std::mem::swap(&mut b, &mut c);
        }
        let area = area.abs();
        let low = |values: [f32; 3], least: f32| values.into_iter().fold(f32::INFINITY, f32::min).floor().max(least);
        let high = |values: [f32; 3], most: f32| values.into_iter().fold(f32::NEG_INFINITY, f32::max).ceil().min(most);
        let left = low([a.x, b.x, c.x], (clip.left() * self.scale).round().max(0.0));
        let right = high([a.x, b.x, c.x], (clip.right() * self.scale).round().min(self.width as f32));
        let top = low([a.y, b.y, c.y], (clip.top() * self.scale).round().max(0.0));
        let bottom = high([a.y, b.y, c.y], (clip.bottom() * self.scale).round().min(self.height as f32));
        for y in top as usize..bottom.max(top) as usize {
            for x in left as usize..right.max(left) as usize {
                let (px, py) = (x as f32 + 0.5, y as f32 + 0.5);
                let weights = [edge(b, c, px, py), edge(c, a, px, py), edge(a, b, px, py)];
                let sides = [(b, c), (c, a), (a, b)];
                let is_inside = weights
                    .iter()
                    .zip(sides)
                    .all(|(weight, (from, to))| *weight > 0.0 || (*weight == 0.0 && is_top_left(from, to)));
                if is_inside {
                    let weights = weights.map(|weight| weight / area);
                    self.blend(x, y, shade([a, b, c], weights, texture));
                }
            }
        }
    }

    fn blend(&mut self, x: usize, y: usize, color: [f32; 4]) {
        let pixel = &mut self.pixels[y * self.width + x];
        let keep = 1.0 - color[3] / 255.0;
        for (channel, new) in pixel.iter_mut().zip(color) {
            *channel = new + *channel * keep;
        }
    }

    fn into_image(self) -> RgbaImage {
        RgbaImage::from_fn(self.width as u32, self.height as u32, |x, y| {
            let [r, g, b, _] = self.pixels[y as usize * self.width + x as usize].map(|channel| channel.round().clamp(0.0, 255.0) as u8);
            Rgba([r, g, b, 255])
        })
    }
}

fn edge(a: Corner, b: Corner, x: f32, y: f32) -> f32 {
    (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)
}

fn is_top_left(a: Corner, b: Corner) -> bool {
    (a.y == b.y && b.x > a.x) || b.y < a.y
}

fn shade(corners: [Corner; 3], weights: [f32; 3], texture: Option<&ColorImage>) -> [f32; 4] {
    let mix = |values: [f32; 3]| values.iter().zip(weights).map(|(value, weight)| value * weight).sum::<f32>();
    let color: [f32; 4] = std::array::from_fn(|channel| mix(corners.map(|corner| corner.color[channel])));
    let Some(texture) = texture else { return color };
    let uv = [mix(corners.map(|corner| corner.uv[0])), mix(corners.map(|corner| corner.uv[1]))];
    let texel = lookup(texture, uv);
    std::array::from_fn(|channel| color[channel] * texel[channel] / 255.0)
}

/// Bilinear, clamped at the edges.
fn lookup(texture: &ColorImage, uv: [f32; 2]) -> [f32; 4] {
    let [width, height] = texture.size;
    let x = (uv[0] * width as f32 - 0.5).clamp(0.0, width as f32 - 1.0);
    let y = (uv[1] * height as f32 - 0.5).clamp(0.0, height as f32 - 1.0);
    let at = |x: usize, y: usize| -> [f32; 4] {
        let pixel: Color32 = texture.pixels[y.min(height - 1) * width + x.min(width - 1)];
        pixel.to_array().map(f32::from)
    };
    let (x0, y0) = (x as usize, y as usize);
    let (fx, fy) = (x - x.floor(), y - y.floor());
    let corners = [at(x0, y0), at(x0 + 1, y0), at(x0, y0 + 1), at(x0 + 1, y0 + 1)];
    std::array::from_fn(|channel| {
        let [a, b, c, d] = corners.map(|corner| corner[channel]);
        (a * (1.0 - fx) + b * fx) * (1.0 - fy) + (c * (1.0 - fx) + d * fx) * fy
    })
}
