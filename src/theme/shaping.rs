//! Texts as glyphs: in which font each character is set, in which order glyphs follow each other, and where each of them is.
//!
//! Pictures and PDF draw from here, and the layout measures what is not a plain row of characters. Directions are those of
//! Unicode Standard Annex 9 (`unicode-bidi`), glyphs those of the OpenType tables of the fonts (`harfrust`).

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use emath::{Vec2, vec2};
use harfrust::{
    Direction, FontRef, GlyphBuffer, Script, ShapeOptions, ShapePlan, ShaperData, ShaperInstance, Tag, UnicodeBuffer, Variation,
};
use unicode_bidi::{Level, ParagraphBidiInfo};

use super::direction::{begins_from_the_right, is_direction, is_from_the_right, is_right_to_left, isolated, without_directions};
use super::fonts::{Family, Font, Measure, TextStyle, WEIGHTS, nearest_weight};

/// A placed glyph; lengths in ems, so that they hold at any size.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    /// Its number in the font.
    pub id: u16,
    /// The bytes of the line's text that it shows.
    pub text: Range<usize>,
    /// How far it takes the pen.
    pub advance: f32,
    /// From the pen to where it is drawn, y upward.
    pub offset: Vec2,
}

/// Glyphs of one font in a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The font.
    pub font: Font,
    /// The weight, where the font has several.
    pub weight: u16,
    /// From left to right, whichever way they are read.
    pub glyphs: Vec<Glyph>,
}

impl Run {
    /// How wide it is, in ems.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }
}

/// A line of text as glyphs.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The text of which the glyphs are.
    pub text: String,
    /// From left to right.
    pub runs: Vec<Run>,
}

impl Line {
    /// How wide it is, in ems.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.runs.iter().map(Run::width).sum()
    }
}

/// Sets a line of text. Labels run from left to right, and names in them that run the other way do so by themselves; a quote runs
/// as it begins.
#[must_use]
pub fn shape(text: &str, style: TextStyle) -> Line {
    let (text, base) = as_it_runs(text, style.family);
    let mut runs = Vec::new();
    if text.contains(is_right_to_left) {
        let bidi = ParagraphBidiInfo::new(&text, Some(base));
        let (levels, ranges) = bidi.visual_runs(0..text.len());
        for range in ranges {
            let is_rtl = levels.get(range.start).is_some_and(Level::is_rtl);
            shape_run(&text, range, is_rtl, style, &mut runs);
        }
    } else {
        shape_run(&text, 0..text.len(), false, style, &mut runs);
    }
    Line { text, runs }
}

/// A text with what keeps its runs apart, and the direction of the whole.
fn as_it_runs(text: &str, family: Family) -> (String, Level) {
    let is_from_right = match family {
        Family::Serif => begins_from_the_right(text),
        Family::Sans => is_from_the_right(text),
    };
    if is_from_right {
        (without_directions(text).into_owned(), Level::rtl())
    } else {
        (isolated(text).into_owned(), Level::ltr())
    }
}

/// For each character of a text how deep it is in runs that go the other way: even ones run from left to right (the embedding
/// levels of Unicode Standard Annex 9), as [`shape`] sets it. A text of several paragraphs has levels for each of them.
#[must_use]
pub fn levels(text: &str, family: Family) -> Vec<u8> {
    let mut levels = Vec::with_capacity(text.len());
    for paragraph in text.split_inclusive('\n') {
        let (set, base) = as_it_runs(paragraph, family);
        let bidi = ParagraphBidiInfo::new(&set, Some(base));
        // What keeps runs apart is not in the text itself, and what turns them not in what is set.
        let mut known = set
            .char_indices()
            .filter(|(_, char)| !is_direction(*char))
            .map(|(at, _)| bidi.levels.get(at).map_or(base.number(), Level::number));
        let own = paragraph.chars().map(|char| {
            if is_direction(char) {
                base.number()
            } else {
                known.next().unwrap_or(base.number())
            }
        });
        levels.extend(own.collect::<Vec<_>>());
    }
    levels
}

/// Sets a part of a text that runs one way.
fn shape_run(text: &str, range: Range<usize>, is_rtl: bool, style: TextStyle, runs: &mut Vec<Run>) {
    let mut parts = parts_by_font(text, range, style);
    if is_rtl {
        parts.reverse();
    }
    for (font, part) in parts {
        runs.extend(SHAPERS.shape(text, part, font, style.weight, is_rtl));
    }
}

/// The fonts that the characters of a part need, each with the bytes that it sets. A font goes on as long as it has what comes:
/// blanks and marks stay with their word.
fn parts_by_font(text: &str, range: Range<usize>, style: TextStyle) -> Vec<(Font, Range<usize>)> {
    let measure = Measure::bundled();
    let order = Font::order(style.family);
    let mut parts: Vec<(Font, Range<usize>)> = Vec::new();
    for (at, char) in text[range.clone()].char_indices() {
        let start = range.start + at;
        let end = start + char.len_utf8();
        let last = parts.last_mut();
        let goes_on = |font: Font| is_direction(char) || (char.is_whitespace() || is_mark(char)) && measure.has(font, char);
        match last {
            Some((font, part)) if goes_on(*font) => part.end = end,
            last => {
                let font = order.into_iter().find(|font| measure.has(*font, char)).unwrap_or(order[0]);
                match last {
                    Some((known, part)) if *known == font => part.end = end,
                    _ => parts.push((font, start..end)),
                }
            }
        }
    }
    parts
}

/// Signs that change the one before them: accents, vowel points, joiners.
fn is_mark(char: char) -> bool {
    matches!(u32::from(char), 0x0300..=0x036f | 0x0483..=0x0489 | 0x0591..=0x05c7 | 0x0610..=0x061a | 0x064b..=0x065f | 0x0670 | 0x06d6..=0x06ed | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x200c..=0x200f | 0x20d0..=0x20ff | 0xfe00..=0xfe0f | 0xfe20..=0xfe2f)
}

/// What shaping with one font in one weight needs, read once.
struct Shaper {
    font: FontRef<'static>,
    data: ShaperData,
    instance: ShaperInstance,
}

/// How a plan is found again: font, weight, script, direction.
type PlanKey = (Font, u16, Script, bool);

/// All fonts, ready to shape.
struct Shapers {
    shapers: HashMap<(Font, u16), Shaper>,
    plans: Mutex<HashMap<PlanKey, Arc<ShapePlan>>>,
}

static SHAPERS: LazyLock<Shapers> = LazyLock::new(|| {
    let mut shapers = HashMap::new();
    for font in Font::ALL {
        let weights = if font.is_variable() { &WEIGHTS[..] } else { &WEIGHTS[..1] };
        let Ok(reference) = FontRef::new(font.data()) else { continue };
        for weight in weights {
            let variation = font.is_variable().then_some(Variation {
                tag: Tag::new(b"wght"),
                value: f32::from(*weight),
            });
            let shaper = Shaper {
                data: ShaperData::new(&reference),
                instance: ShaperInstance::from_variations(&reference, variation),
                font: reference.clone(),
            };
            shapers.insert((font, *weight), shaper);
        }
    }
    Shapers {
        shapers,
        plans: Mutex::default(),
    }
});

impl Shapers {
    /// Sets a part of a text in one font.
    fn shape(&self, text: &str, part: Range<usize>, font: Font, weight: u16, is_rtl: bool) -> Option<Run> {
        let weight = if font.is_variable() { nearest_weight(weight) } else { WEIGHTS[0] };
        let known = self.shapers.get(&(font, weight))?;
        let shaper = known.data.shaper(&known.font).instance(Some(&known.instance)).build();
        let mut buffer = UnicodeBuffer::new();
        for (at, char) in text[part.clone()].char_indices() {
            if !is_direction(char) {
                let blank = if char.is_control() { ' ' } else { char };
                buffer.add(blank, u32::try_from(part.start + at).ok()?);
            }
        }
        if buffer.is_empty() {
            return None;
        }
        buffer.guess_segment_properties();
        let direction = if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        buffer.set_direction(direction);
        let script = buffer.script();
        let plan = {
            let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
            let plan = plans
                .entry((font, weight, script, is_rtl))
                .or_insert_with(|| Arc::new(ShapePlan::new(&shaper, direction, Some(script), None, &[])));
            Arc::clone(plan)
        };
        let shaped = shaper.shape(buffer, ShapeOptions::new().plan(Some(&plan)));
        Some(Run {
            font,
            weight,
            glyphs: glyphs(&shaped, &part, shaper.units_per_em() as f32),
        })
    }
}

/// The glyphs of a shaped buffer, with the bytes of the text that each shows.
fn glyphs(shaped: &GlyphBuffer, part: &Range<usize>, units: f32) -> Vec<Glyph> {
    let infos = shaped.glyph_infos();
    let mut starts: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
    starts.sort_unstable();
    starts.dedup();
    let placed = infos.iter().zip(shaped.glyph_positions());
    placed
        .map(|(info, position)| {
            let start = info.cluster as usize;
            let next = starts.partition_point(|known| *known <= start);
            Glyph {
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                text: start..starts.get(next).copied().unwrap_or(part.end),
                advance: position.x_advance as f32 / units,
                offset: vec2(position.x_offset as f32, position.y_offset as f32) / units,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The characters of a line from left to right, as they are seen.
    fn seen(text: &str) -> String {
        let line = shape(text, TextStyle::sans(12.0, 400));
        let glyphs = line.runs.iter().flat_map(|run| &run.glyphs);
        glyphs
            .map(|glyph| {
                line.text[glyph.text.clone()]
                    .chars()
                    .filter(|char| !is_direction(*char))
                    .collect::<String>()
            })
            .collect()
    }

    #[test]
    fn what_runs_from_right_to_left_is_set_so_and_by_itself() {
        assert_eq!(seen("to Meir \u{b7} 25 Oct"), "to Meir \u{b7} 25 Oct");
        assert_eq!(seen("\u{5d2}\u{5d5}\u{5dc} \u{b7} 25 Oct"), "\u{5dc}\u{5d5}\u{5d2} \u{b7} 25 Oct");
        assert_eq!(seen("a \u{5d2}\u{5d5} 19 \u{5dc} b"), "a \u{5dc} 19 \u{5d5}\u{5d2} b");
    }

    #[test]
    fn arabic_letters_are_joined() {
        let glyphs = |text: &str| -> Vec<u16> {
            let line = shape(text, TextStyle::sans(12.0, 400));
            line.runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.id).collect()
        };
        // Beh alone, and between two others: its glyphs are three.
        let (alone, joined) = (glyphs("\u{628}"), glyphs("\u{628}\u{628}\u{628}"));
        assert!(joined.len() >= 3 && !joined[1..2].contains(&alone[0]), "{alone:?} {joined:?}");
    }

    #[test]
    fn each_script_has_its_font() {
        let fonts = |text: &str| -> Vec<Font> { shape(text, TextStyle::sans(12.0, 600)).runs.iter().map(|run| run.font).collect() };
        assert_eq!(fonts("Kim \u{ae40}\u{c815}\u{c740} said"), [Font::Sans, Font::Hangul, Font::Sans]);
        assert_eq!(fonts("\u{6bdb}\u{6cfd}\u{4e1c}"), [Font::Han]);
        assert_eq!(fonts("\u{646}\u{627}\u{635}\u{631}"), [Font::Arabic]);
        assert_eq!(fonts("\u{5d2}\u{5d5}\u{5dc}\u{5d3}\u{5d4}"), [Font::Hebrew]);
    }

    #[test]
    fn no_byte_of_a_text_is_without_a_glyph() {
        for text in ["office fi", "e\u{301}t\u{e9}", "\u{644}\u{627} \u{5d0}b", "\u{1f600} a", "a\tb"] {
            let line = shape(text, TextStyle::sans(12.0, 400));
            let mut covered: Vec<Range<usize>> = line
                .runs
                .iter()
                .flat_map(|run| &run.glyphs)
                .map(|glyph| glyph.text.clone())
                .collect();
            covered.sort_by_key(|range| range.start);
            let isolates: usize = line.text.chars().filter(|char| is_direction(*char)).map(char::len_utf8).sum();
            let mut bytes: Vec<usize> = covered.into_iter().flatten().collect();
            bytes.dedup();
            assert!(bytes.len() + isolates >= line.text.len(), "{text:?}");
        }
    }
}
