//! Glyphs as outlines: what pictures fill, and what SVG has where its texts are to be outlines.

use std::collections::HashMap;

use tiny_skia::{Path, PathBuilder, Transform};
use ttf_parser::{GlyphId, OutlineBuilder};

use crate::scene::{Anchor, RISE};
use crate::theme::{Font, Line, Measure, TextStyle, shape};

/// Outlines of glyphs, each made once: one em is 1, y downward.
#[derive(Default)]
pub struct Outlines {
    known: HashMap<(Font, u16, u16), Option<Path>>,
}

impl Outlines {
    /// The outline of a glyph; `None` where it has none, as a blank.
    pub fn of(&mut self, font: Font, weight: u16, glyph: u16) -> Option<&Path> {
        let known = self.known.entry((font, weight, glyph));
        known.or_insert_with(|| outline(font, weight, glyph)).as_ref()
    }
}

fn outline(font: Font, weight: u16, glyph: u16) -> Option<Path> {
    let face = Measure::bundled().face(font, weight)?;
    let mut builder = Pen(PathBuilder::new());
    face.outline_glyph(GlyphId(glyph), &mut builder)?;
    let em = 1.0 / f32::from(face.units_per_em());
    builder.0.finish()?.transform(Transform::from_scale(em, -em))
}

/// Draws what the font says as a path.
struct Pen(PathBuilder);

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

/// A set text, and where its pen begins.
pub struct SetText {
    /// Its glyphs.
    pub line: Line,
    /// From glyphs in ems to the page in points: the start of the baseline, the size, the turn.
    pub place: Transform,
}

/// Sets a text of a scene.
#[must_use]
pub fn set_text(pos: emath::Pos2, anchor: Anchor, text: &str, style: TextStyle) -> SetText {
    let line = shape(text, style);
    let width = line.width() * style.size;
    let left = before(anchor, width);
    let turn = if anchor == Anchor::Rising { -RISE } else { 0.0 };
    let place = Transform::from_translate(pos.x, pos.y)
        .pre_rotate(turn)
        .pre_translate(-left, style.size * MIDDLE)
        .pre_scale(style.size, style.size);
    SetText { line, place }
}

/// How much of a text's width is left of its anchor.
pub fn before(anchor: Anchor, width: f32) -> f32 {
    match anchor {
        Anchor::Left | Anchor::Rising => 0.0,
        Anchor::Center => width / 2.0,
        Anchor::Right => width,
    }
}

/// From the middle of a line to its baseline, in ems: half the height of the capitals of Inter.
pub const MIDDLE: f32 = 0.364;

impl SetText {
    /// Every glyph with the place of its origin, in points.
    pub fn glyphs(&self) -> impl Iterator<Item = (Font, u16, u16, Transform)> + '_ {
        let mut pen = 0.0;
        let runs = self.line.runs.iter();
        runs.flat_map(|run| run.glyphs.iter().map(move |glyph| (run, glyph)))
            .map(move |(run, glyph)| {
                let at = self.place.pre_translate(pen + glyph.offset.x, -glyph.offset.y);
                pen += glyph.advance;
                (run.font, run.weight, glyph.id, at)
            })
    }
}
