//! The bundled fonts, and how wide a text is in them.
//!
//! The window, the figures and the tests measure with the same tables, so the same archive is laid out the same way on
//! every machine.

use std::sync::{LazyLock, OnceLock};

use ttf_parser::{Face, Tag};

/// Inter, variable in weight: everything but quotes.
pub static INTER: &[u8] = include_bytes!("../../assets/fonts/Inter-Variable.ttf");

/// Noto Serif: quotes.
pub static SERIF: &[u8] = include_bytes!("../../assets/fonts/NotoSerif-Regular.ttf");

/// The Hangul of Noto Sans KR, for names and quotes in Korean.
pub static HANGUL: &[u8] = include_bytes!("../../assets/fonts/NotoSansKR-Hangul.otf");

/// Which of the two faces a text is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// Inter.
    Sans,
    /// Noto Serif, for what somebody said.
    Serif,
}

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// The face.
    pub family: Family,
    /// Size in points.
    pub size: f32,
    /// Weight as in CSS: 400 is regular, 600 is semibold.
    pub weight: u16,
}

impl TextStyle {
    /// Inter in a size and a weight.
    #[must_use]
    pub const fn sans(size: f32, weight: u16) -> Self {
        Self {
            family: Family::Sans,
            size,
            weight,
        }
    }

    /// Height of one line, in points.
    #[must_use]
    pub fn line_height(self) -> f32 {
        (self.size * 1.3).round()
    }
}

/// Tells how wide a text is; layout knows no fonts of its own.
pub trait TextMeasure {
    /// Width of one line of text, in points.
    fn width(&self, text: &str, style: TextStyle) -> f32;

    /// The first character of the text that no bundled font has.
    fn missing_glyph(&self, text: &str) -> Option<char>;
}

/// Measures in the bundled fonts.
pub struct Measure {
    faces: Vec<(u16, Face<'static>)>,
    serif: Option<Face<'static>>,
    hangul: Option<Face<'static>>,
    /// Advances of common characters at size 1, for each weight of the sans and at last for the serif: looking a glyph up
    /// in a variable font costs fifty times as much.
    common: [OnceLock<Vec<f32>>; WEIGHTS.len() + 1],
}

/// Latin, Greek and Cyrillic lie below this.
const COMMON: u32 = 0x0530;

/// The weights in which Inter is set anywhere in the program.
const WEIGHTS: [u16; 4] = [400, 500, 600, 700];

static MEASURE: LazyLock<Measure> = LazyLock::new(|| {
    let weighted = |weight: u16| {
        let mut face = Face::parse(INTER, 0).ok()?;
        face.set_variation(Tag::from_bytes(b"wght"), f32::from(weight));
        Some((weight, face))
    };
    Measure {
        faces: WEIGHTS.into_iter().filter_map(weighted).collect(),
        serif: Face::parse(SERIF, 0).ok(),
        hangul: Face::parse(HANGUL, 0).ok(),
        common: std::array::from_fn(|_| OnceLock::new()),
    }
});

impl Measure {
    /// The bundled fonts, read once.
    #[must_use]
    pub fn bundled() -> &'static Self {
        &MEASURE
    }

    /// How far a character takes the pen, in points; `None` where no face has it.
    fn advance(&self, char: char, style: TextStyle) -> Option<f32> {
        if u32::from(char) >= COMMON {
            return self.look_up(char, style);
        }
        let weight = WEIGHTS.iter().enumerate().min_by_key(|(_, weight)| weight.abs_diff(style.weight));
        let table = match style.family {
            Family::Sans => weight.map_or(0, |(at, _)| at),
            Family::Serif => WEIGHTS.len(),
        };
        let unit = TextStyle { size: 1.0, ..style };
        let advances = self.common.get(table)?.get_or_init(|| {
            let advance = |code| char::from_u32(code).and_then(|char| self.look_up(char, unit));
            (0..COMMON).map(|code| advance(code).unwrap_or(f32::NAN)).collect()
        });
        let advance = *advances.get(u32::from(char) as usize)?;
        (!advance.is_nan()).then_some(advance * style.size)
    }

    /// The advance in the face that has the character, first choice first.
    fn look_up(&self, char: char, style: TextStyle) -> Option<f32> {
        let sans = self
            .faces
            .iter()
            .min_by_key(|(weight, _)| weight.abs_diff(style.weight))
            .map(|(_, face)| face);
        let order = match style.family {
            Family::Sans => [sans, self.hangul.as_ref(), self.serif.as_ref()],
            Family::Serif => [self.serif.as_ref(), self.hangul.as_ref(), sans],
        };
        order.into_iter().flatten().find_map(|face| {
            let glyph = face.glyph_index(char)?;
            let advance = f32::from(face.glyph_hor_advance(glyph)?);
            Some(advance / f32::from(face.units_per_em()) * style.size)
        })
    }
}

impl TextMeasure for Measure {
    fn width(&self, text: &str, style: TextStyle) -> f32 {
        text.chars().map(|char| self.advance(char, style).unwrap_or(style.size)).sum()
    }

    fn missing_glyph(&self, text: &str) -> Option<char> {
        let style = TextStyle::sans(12.0, 400);
        text.chars()
            .find(|char| !char.is_whitespace() && self.advance(*char, style).is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundled_fonts_have_the_scripts_we_promise() {
        let measure = Measure::bundled();
        for text in [
            "Démarche → “quotes” – …",
            "Хрущёв",
            "Ἀθῆναι Μάρτιος",
            "김정은 조선민주주의인민공화국",
        ] {
            assert_eq!(measure.missing_glyph(text), None, "{text}");
        }
        assert_eq!(measure.missing_glyph("a\u{1F600}"), Some('\u{1F600}'));
    }

    #[test]
    fn bolder_is_wider() {
        let width = |weight| Measure::bundled().width("Khrushchev offers terms", TextStyle::sans(13.0, weight));
        assert!(width(600) > width(400) && width(400) > 100.0);
    }
}
