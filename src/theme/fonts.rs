//! The bundled fonts, and how wide a text is in them.
//!
//! The window, the figures and the tests measure with the same tables, so the same archive is laid out the same way on
//! every machine.

use std::sync::{LazyLock, OnceLock};

use ttf_parser::{Face, Tag};

use super::shaping::shape;

/// Inter, variable in weight: everything but quotes.
static INTER: &[u8] = include_bytes!("../../assets/fonts/Inter-Variable.ttf");

/// Noto Serif: quotes.
static SERIF: &[u8] = include_bytes!("../../assets/fonts/NotoSerif-Regular.ttf");

/// The Hangul of Noto Sans KR, for names and quotes in Korean.
static HANGUL: &[u8] = include_bytes!("../../assets/fonts/NotoSansKR-Hangul.otf");

/// The ideographs in common use of Noto Sans SC, and kana.
static HAN: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Han.otf");

/// Noto Naskh Arabic.
static ARABIC: &[u8] = include_bytes!("../../assets/fonts/NotoNaskhArabic-Regular.ttf");

/// Noto Sans Hebrew.
static HEBREW: &[u8] = include_bytes!("../../assets/fonts/NotoSansHebrew-Regular.ttf");

/// A bundled font.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Font {
    /// Inter.
    Sans,
    /// Noto Serif.
    Serif,
    /// Noto Sans KR.
    Hangul,
    /// Noto Sans SC.
    Han,
    /// Noto Naskh Arabic.
    Arabic,
    /// Noto Sans Hebrew.
    Hebrew,
}

impl Font {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Sans, Self::Serif, Self::Hangul, Self::Han, Self::Arabic, Self::Hebrew];

    /// The file.
    #[must_use]
    pub fn data(self) -> &'static [u8] {
        match self {
            Self::Sans => INTER,
            Self::Serif => SERIF,
            Self::Hangul => HANGUL,
            Self::Han => HAN,
            Self::Arabic => ARABIC,
            Self::Hebrew => HEBREW,
        }
    }

    /// The name of its family.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sans => "Inter",
            Self::Serif => "Noto Serif",
            Self::Hangul => "Noto Sans CJK KR",
            Self::Han => "Noto Sans CJK SC",
            Self::Arabic => "Noto Naskh Arabic",
            Self::Hebrew => "Noto Sans Hebrew",
        }
    }

    /// Whether one file has all weights.
    #[must_use]
    pub const fn is_variable(self) -> bool {
        matches!(self, Self::Sans)
    }

    /// In which order fonts are asked for a character.
    #[must_use]
    pub const fn order(family: Family) -> [Self; 6] {
        match family {
            Family::Sans => [Self::Sans, Self::Hangul, Self::Serif, Self::Han, Self::Hebrew, Self::Arabic],
            Family::Serif => [Self::Serif, Self::Hangul, Self::Sans, Self::Han, Self::Hebrew, Self::Arabic],
        }
    }
}

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
pub trait TextMeasure: Sync {
    /// Width of one line of text, in points.
    fn width(&self, text: &str, style: TextStyle) -> f32;

    /// The first character of the text that no bundled font has.
    fn missing_glyph(&self, text: &str) -> Option<char> {
        self.missing_glyphs(text).next()
    }

    /// The characters of the text that no bundled font has.
    fn missing_glyphs<'a>(&'a self, text: &'a str) -> Box<dyn Iterator<Item = char> + 'a>;
}

/// Measures in the bundled fonts.
pub struct Measure {
    faces: Vec<(Font, u16, Face<'static>)>,
    /// Advances of common characters at size 1, for each weight of the sans and at last for the serif: looking a glyph up
    /// in a variable font costs fifty times as much.
    common: [OnceLock<Vec<f32>>; WEIGHTS.len() + 1],
}

/// Latin, Greek and Cyrillic lie below this.
const COMMON: u32 = 0x0530;

/// The weights in which Inter is set anywhere in the program.
pub(super) const WEIGHTS: [u16; 4] = [400, 500, 600, 700];

/// The one of [`WEIGHTS`] that is nearest.
pub(super) fn nearest_weight(weight: u16) -> u16 {
    WEIGHTS.into_iter().min_by_key(|known| known.abs_diff(weight)).unwrap_or(WEIGHTS[0])
}

static MEASURE: LazyLock<Measure> = LazyLock::new(|| {
    let weighted = |font: Font, weight: u16| {
        let mut face = Face::parse(font.data(), 0).ok()?;
        if font.is_variable() {
            face.set_variation(Tag::from_bytes(b"wght"), f32::from(weight));
        }
        Some((font, weight, face))
    };
    let weights = |font: Font| if font.is_variable() { &WEIGHTS[..] } else { &WEIGHTS[..1] };
    Measure {
        faces: Font::ALL
            .into_iter()
            .flat_map(|font| weights(font).iter().filter_map(move |weight| weighted(font, *weight)))
            .collect(),
        common: std::array::from_fn(|_| OnceLock::new()),
    }
});

impl Measure {
    /// The bundled fonts, read once.
    #[must_use]
    pub fn bundled() -> &'static Self {
        &MEASURE
    }

    /// A font in a weight; one that has a single weight in that.
    #[must_use]
    pub fn face(&self, font: Font, weight: u16) -> Option<&Face<'static>> {
        let of_font = self.faces.iter().filter(|(known, ..)| *known == font);
        of_font.min_by_key(|(_, known, _)| known.abs_diff(weight)).map(|(.., face)| face)
    }

    /// Whether a font has a character.
    #[must_use]
    pub fn has(&self, font: Font, char: char) -> bool {
        self.face(font, WEIGHTS[0]).is_some_and(|face| face.glyph_index(char).is_some())
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
        let faces = Font::order(style.family)
            .into_iter()
            .filter_map(|font| self.face(font, style.weight));
        faces.into_iter().find_map(|face| {
            let glyph = face.glyph_index(char)?;
            let advance = f32::from(face.glyph_hor_advance(glyph)?);
            Some(advance / f32::from(face.units_per_em()) * style.size)
        })
    }
}

/// Whether characters of a script are as wide in a row as they are alone, but for kerning: letters of these scripts neither join
/// nor change places.
fn is_plain(char: char) -> bool {
    matches!(u32::from(char), 0..COMMON | 0x1e00..=0x2bff | 0x3000..=0x9fff | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xff00..=0xffef)
}

impl TextMeasure for Measure {
    fn width(&self, text: &str, style: TextStyle) -> f32 {
        if text.chars().all(is_plain) {
            return text.chars().map(|char| self.advance(char, style).unwrap_or(style.size)).sum();
        }
        shape(text, style).width() * style.size
    }

    fn missing_glyphs<'a>(&'a self, text: &'a str) -> Box<dyn Iterator<Item = char> + 'a> {
        let style = TextStyle::sans(12.0, 400);
        let is_drawn = |char: &char| !char.is_whitespace() && !super::direction::is_direction(*char) && !is_unseen(*char);
        Box::new(
            text.chars()
                .filter(is_drawn)
                .filter(move |char| self.advance(*char, style).is_none()),
        )
    }
}

/// Whether a character has no shape of its own: joiners, marks of direction, selectors of variants.
fn is_unseen(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
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
            "毛泽东 周恩來 岸信介 ひらがな",
            "جمال عبد الناصر، ١٩٥٦",
            "גולדה מאיר",
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
