//! Texts in the window whose words run from right to left.
//!
//! egui 0.37 shapes each word so, but sets the words of a line from left to right, as the file has them. After every frame the glyphs
//! of such lines are moved to where they belong (Unicode Standard Annex 9), in labels, buttons, menus, tables and the timeline
//! alike. What is copied is the text as it is in the file. This can go once egui does it itself (its issue 8577).

use std::collections::HashMap;
use std::sync::{Arc, Weak};

use egui::epaint::Vertex;
use egui::epaint::text::{Galley, Glyph, Row};
use egui::{FontFamily, Shape};
use unicode_bidi::{BidiInfo, Level};

use super::style::SERIF_FAMILY;
use crate::theme::{Family, is_right_to_left, levels};

/// Sets lines of Arabic and Hebrew in order, and remembers how.
#[derive(Default)]
pub struct Bidi {
    known: HashMap<usize, Known>,
}

/// A text that was set anew.
struct Known {
    /// As egui set it: where it is gone, its place in memory may be another's.
    of: Weak<Galley>,
    set: Arc<Galley>,
}

/// Remembered texts that are no longer shown are let go when there are more than that.
const MOST_KNOWN: usize = 512;

impl egui::Plugin for Bidi {
    fn debug_name(&self) -> &'static str {
        "right to left"
    }

    fn output_hook(&mut self, _ctx: &egui::Context, output: &mut egui::FullOutput) {
        for clipped in &mut output.shapes {
            self.set(&mut clipped.shape);
        }
        if self.known.len() > MOST_KNOWN {
            self.known.retain(|_, known| known.of.strong_count() > 0);
        }
    }
}

impl Bidi {
    fn set(&mut self, shape: &mut Shape) {
        match shape {
            Shape::Vec(shapes) => shapes.iter_mut().for_each(|shape| self.set(shape)),
            Shape::Text(text) if may_run_from_the_right(&text.galley.job.text) => {
                let key = Arc::as_ptr(&text.galley) as usize;
                let known = self.known.get(&key).filter(|known| {
                    let of = known.of.upgrade();
                    of.is_some_and(|of| Arc::ptr_eq(&of, &text.galley))
                });
                let set = if let Some(known) = known {
                    Arc::clone(&known.set)
                } else {
                    let set = Arc::new(in_order(&text.galley));
                    let of = Arc::downgrade(&text.galley);
                    self.known.insert(key, Known { of, set: Arc::clone(&set) });
                    set
                };
                text.galley = set;
            }
            _ => {}
        }
    }
}

/// Whether a text has letters that are read from right to left. Most texts of a frame have none, as their bytes show.
fn may_run_from_the_right(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, 0xd6..=0xe0 | 0xef..)) && text.contains(is_right_to_left)
}

/// The same text with the glyphs of every row where they belong.
fn in_order(galley: &Galley) -> Galley {
    let mut galley = galley.clone();
    let text = &galley.job.text;
    let is_serif = galley
        .job
        .sections
        .first()
        .is_some_and(|section| matches!(&section.format.font_id.family, FontFamily::Name(name) if &**name == SERIF_FAMILY));
    let family = if is_serif { Family::Serif } else { Family::Sans };
    let mut signs = Signs {
        signs: text.chars().zip(levels(text, family)).collect(),
        at: 0,
    };
    for placed in &mut galley.rows {
        reorder(Arc::make_mut(&mut placed.row), &mut signs, galley.pixels_per_point);
    }
    galley
}

/// The characters of a text with their levels, and how far they have been found among the glyphs.
struct Signs {
    signs: Vec<(char, u8)>,
    at: usize,
}

/// How far a glyph's character is looked for: some have no glyph of their own.
const REACH: usize = 8;

impl Signs {
    /// The level of the next character that is this one; that of the last where it is not found.
    fn next(&mut self, char: char) -> u8 {
        let ahead = self.signs.iter().skip(self.at).take(REACH);
        if let Some(by) = ahead.clone().position(|(known, _)| *known == char) {
            self.at += by + 1;
        }
        let last = self.at.checked_sub(1).and_then(|at| self.signs.get(at));
        last.map_or(0, |(_, level)| *level)
    }

    /// The level of the next word that runs from right to left, which is passed.
    fn word(&mut self) -> u8 {
        let is_word = |(char, _): &(char, u8)| is_right_to_left(*char);
        let from = self
            .signs
            .iter()
            .skip(self.at)
            .position(is_word)
            .map_or(self.signs.len(), |by| self.at + by);
        let level = self.signs.get(from).map_or(1, |(_, level)| *level);
        let length = self.signs.iter().skip(from).take_while(|sign| is_word(sign)).count();
        self.at = from + length;
        level
    }
}

/// Glyphs of a row that stay together: a letter with its marks.
struct Cluster {
    glyphs: std::ops::Range<usize>,
    /// How wide it is, in points.
    width: f32,
    level: u8,
}

/// Moves the glyphs of a row, with their pictures, to where they are read.
fn reorder(row: &mut Row, signs: &mut Signs, pixels_per_point: f32) {
    let clusters = clusters(&row.glyphs, signs);
    let levels: Vec<Level> = clusters.iter().filter_map(|cluster| Level::new(cluster.level).ok()).collect();
    if levels.len() != clusters.len() || !levels.iter().any(Level::is_rtl) {
        return;
    }
    let Some(first) = row.glyphs.first() else { return };
    let mut pens = vec![0.0; row.glyphs.len()];
    let mut pen = first.pos.x;
    for (at, glyph) in row.glyphs.iter().enumerate() {
        pens[at] = pen;
        pen += glyph.advance_width;
    }
    let mut x = first.pos.x;
    for at in BidiInfo::reorder_visual(&levels) {
        let cluster = &clusters[at];
        let by = x - pens[cluster.glyphs.start];
        // Glyphs are drawn for whole pixels.
        let by = (by * pixels_per_point).round() / pixels_per_point;
        for glyph in &mut row.glyphs[cluster.glyphs.clone()] {
            glyph.pos.x += by;
            if glyph.uv_rect.is_nothing() {
                continue;
            }
            let from = glyph.first_vertex as usize;
            let Some(corners) = row.visuals.mesh.vertices.get_mut(from..from + 4) else {
                continue;
            };
            for vertex in &mut *corners {
                vertex.pos.x += by;
            }
            if cluster.level % 2 == 1 && is_mirrored(glyph.chr) {
                mirror(corners);
            }
        }
        x += cluster.width;
    }
    row.visuals.mesh_bounds = row.visuals.mesh.calc_bounds();
}

/// Whether a sign that is read from right to left is the mirror image of itself (Bidi_Mirrored, as far as signs of texts go).
fn is_mirrored(char: char) -> bool {
    matches!(
        char,
        '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '\u{ab}' | '\u{bb}' | '\u{2039}' | '\u{203a}' | '\u{2264}' | '\u{2265}'
    )
}

/// Turns the picture of a glyph round: each corner shows what the one beside it did (left and right, above and below).
fn mirror(corners: &mut [Vertex]) {
    if let [left_top, right_top, left_bottom, right_bottom] = corners {
        std::mem::swap(&mut left_top.uv, &mut right_top.uv);
        std::mem::swap(&mut left_bottom.uv, &mut right_bottom.uv);
    }
}

/// Divides a row, in the order in which it is read. egui has the letters of a word from right to left already.
fn clusters(glyphs: &[Glyph], signs: &mut Signs) -> Vec<Cluster> {
    let mut clusters = Vec::new();
    let mut at = 0;
    while let Some(glyph) = glyphs.get(at) {
        if !is_right_to_left(glyph.chr) {
            let level = signs.next(glyph.chr);
            clusters.push(Cluster {
                glyphs: at..at + 1,
                width: glyph.advance_width,
                level,
            });
            at += 1;
            continue;
        }
        let length = glyphs[at..].iter().take_while(|glyph| is_right_to_left(glyph.chr)).count();
        let level = signs.word();
        let mut word: Vec<Cluster> = Vec::new();
        let mut from = at;
        for end in at + 1..=at + length {
            let glyph = &glyphs[end - 1];
            // Marks come before their letter here, and have no width.
            if glyph.advance_width <= 0.0 && end < at + length {
                continue;
            }
            match word.last_mut().filter(|_| glyph.advance_width <= 0.0) {
                Some(last) => last.glyphs.end = end,
                None => word.push(Cluster {
                    glyphs: from..end,
                    width: glyph.advance_width,
                    // Digits of the script run from left to right.
                    level: if glyph.chr.is_numeric() { level | 1 } else { level },
                }),
            }
            from = end;
        }
        for cluster in &mut word {
            if glyphs[cluster.glyphs.end - 1].chr.is_numeric() {
                cluster.level += 1;
            }
        }
        clusters.extend(word.into_iter().rev());
        at += length;
    }
    clusters
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::text::LayoutJob;
    use egui::{Color32, FontId, TextFormat};

    /// The letters of each row of a text from left to right, as they are seen in the window.
    fn seen(text: &str, width: f32, family: &FontFamily) -> Vec<String> {
        let ctx = egui::Context::default();
        super::super::install(&ctx);
        let mut rows = Vec::new();
        let () = ctx
            .run_ui(egui::RawInput::default(), |ui| {
                let format = TextFormat::simple(FontId::new(13.0, family.clone()), Color32::BLACK);
                let mut job = LayoutJob::single_section(text.to_owned(), format);
                job.wrap.max_width = width;
                let galley = in_order(&ui.painter().layout_job(job));
                rows = galley
                    .rows
                    .iter()
                    .map(|row| {
                        // What lies on another's place is egui's filling, without a picture.
                        let mut glyphs: Vec<&Glyph> = row.glyphs.iter().filter(|glyph| glyph.advance_width > 0.0).collect();
                        glyphs.sort_by(|a, b| a.pos.x.total_cmp(&b.pos.x));
                        glyphs.iter().map(|glyph| glyph.chr).collect::<String>().trim().to_owned()
                    })
                    .collect();
            })
            .drop_without_applying_deltas();
        rows
    }

    fn sans(text: &str) -> String {
        seen(text, f32::INFINITY, &FontFamily::Proportional).join("|")
    }

    #[test]
    fn words_follow_each_other_from_right_to_left() {
        assert_eq!(sans("Golda Meir, 25 Oct"), "Golda Meir, 25 Oct");
        assert_eq!(sans("גולדה מאיר"), "ריאמ הדלוג");
        assert_eq!(sans("to גולדה מאיר · 25 Oct"), "to ריאמ הדלוג · 25 Oct");
        assert_eq!(sans("גולדה → נאצר"), "הדלוג → רצאנ", "who wrote stays left of the arrow");
        assert_eq!(sans("מלחמת 1973."), ".1973 תמחלמ", "a title runs so as a whole");
    }

    #[test]
    fn rows_are_broken_as_they_are_read() {
        let serif = FontFamily::Name(SERIF_FAMILY.into());
        let rows = seen("אחת שתיים שלוש ארבע", 60.0, &serif);
        assert!(rows.len() > 1, "{rows:?}");
        assert!(rows[0].ends_with("תחא"), "the first word is right in the first row: {rows:?}");
        assert!(rows.last().is_some_and(|row| row.starts_with("עברא")), "{rows:?}");
    }

    /// A bracket is drawn as the mirror image of the one that the text has, and only where the text runs from right to left.
    #[test]
    fn brackets_open_towards_what_they_hold() {
        let ctx = egui::Context::default();
        super::super::install(&ctx);
        let () = ctx
            .run_ui(egui::RawInput::default(), |ui| {
                let set = |text: &str| {
                    let format = TextFormat::simple(FontId::new(13.0, FontFamily::Proportional), Color32::BLACK);
                    ui.painter().layout_job(LayoutJob::single_section(text.to_owned(), format))
                };
                let pictured = |galley: &Galley| {
                    let row = &galley.rows[0];
                    let glyph = row.glyphs.iter().find(|glyph| glyph.chr == '(')?;
                    let corners = &row.visuals.mesh.vertices[glyph.first_vertex as usize..][..4];
                    Some((corners[0].uv.x, corners[1].uv.x))
                };
                for (text, is_turned) in [("טיוטה (2) של", true), ("Draft (2) טיוטה", false)] {
                    let before = pictured(&set(text));
                    let expected = before.map(|(left, right)| if is_turned { (right, left) } else { (left, right) });
                    assert!(expected.is_some(), "{text}");
                    assert_eq!(pictured(&in_order(&set(text))), expected, "{text}");
                }
            })
            .drop_without_applying_deltas();
    }

    #[test]
    fn digits_of_the_script_run_from_left_to_right() {
        assert_eq!(sans("سنة ١٩٧٣"), "١٩٧٣ ةنس");
    }
}
