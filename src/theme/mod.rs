//! Colors, sizes and fonts as named tokens, read from `assets/themes/`. Paint code uses nothing else.

mod direction;
mod fonts;
mod shaping;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use ecolor::Color32;
use serde::Deserialize;

pub use self::direction::{begins_from_the_right, is_right_to_left, isolated, without_directions};
pub use self::fonts::{Family, Font, Measure, TextMeasure, TextStyle};
pub use self::shaping::{Glyph, Line, Run, levels, shape};

/// Sizes, in points.
pub mod sizes {
    /// Height of the toolbar.
    pub const TOOLBAR: f32 = 48.0;
    /// Height of the ruler.
    pub const RULER: f32 = 52.0;
    /// Height of the overview strip.
    pub const OVERVIEW: f32 = 90.0;
    /// Height of the status bar.
    pub const STATUS: f32 = 26.0;
    /// Width of the side panel before anyone resizes it.
    pub const SIDE_PANEL: f32 = 392.0;
    /// Width of the lane heads.
    pub const LANE_HEAD: f32 = 200.0;
    /// Radius of a leader's disc in the lane head.
    pub const DISC: f32 = 17.0;
    /// Radius of the dot of a message.
    pub const DOT: f32 = 5.0;
    /// Height of the bar of a visit.
    pub const BAR: f32 = 26.0;
}

/// All colors of one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// `light`, `dark` or `print`.
    pub name: String,
    /// Whether text is lighter than what is behind it.
    pub is_dark: bool,
    /// Behind the lanes.
    pub background: Color32,
    /// Behind ruler, lane heads, side panel and bars.
    pub panel: Color32,
    /// Behind buttons and fields.
    pub raised: Color32,
    /// Ticks, borders, separators.
    pub line: Color32,
    /// What is to be read.
    pub text: Color32,
    /// What is to be read second.
    pub muted: Color32,
    /// Marks that only have to be found; never text.
    pub dim: Color32,
    /// Marks and lines of those who have no color of their own.
    pub quiet: Color32,
    /// Selection, focus and links.
    pub accent: Color32,
    /// Behind the events of an era.
    pub era: Color32,
    /// Something was left out or cannot be done.
    pub error: Color32,
    /// Behind a search hit.
    pub hit: Color32,
    /// The leaders' colors, in order; more leaders repeat them.
    pub leaders: Vec<Color32>,
}

/// A theme as its file has it: `rrggbb` for every color.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeFile {
    name: String,
    is_dark: bool,
    background: String,
    panel: String,
    raised: String,
    line: String,
    text: String,
    muted: String,
    dim: String,
    quiet: String,
    accent: String,
    era: String,
    error: String,
    hit: String,
    leaders: Vec<String>,
}

static LIGHT: LazyLock<Theme> = LazyLock::new(|| built_in(include_str!("../../assets/themes/light.ron")));
static DARK: LazyLock<Theme> = LazyLock::new(|| built_in(include_str!("../../assets/themes/dark.ron")));
static PRINT: LazyLock<Theme> = LazyLock::new(|| built_in(include_str!("../../assets/themes/print.ron")));

/// A theme that is compiled in. That all three can be read is tested, so the fallback is never seen.
fn built_in(text: &str) -> Theme {
    Theme::parse(text).unwrap_or_else(|_| Theme {
        name: "fallback".to_owned(),
        is_dark: false,
        background: Color32::WHITE,
        panel: Color32::WHITE,
        raised: Color32::WHITE,
        line: Color32::GRAY,
        text: Color32::BLACK,
        muted: Color32::BLACK,
        dim: Color32::GRAY,
        quiet: Color32::GRAY,
        accent: Color32::BLACK,
        era: Color32::WHITE,
        error: Color32::BLACK,
        hit: Color32::WHITE,
        leaders: vec![Color32::BLACK],
    })
}

impl Theme {
    /// The light theme.
    #[must_use]
    pub fn light() -> &'static Self {
        &LIGHT
    }

    /// The dark theme.
    #[must_use]
    pub fn dark() -> &'static Self {
        &DARK
    }

    /// White paper, black text, no panels.
    #[must_use]
    pub fn print() -> &'static Self {
        &PRINT
    }

    /// Reads a theme file.
    ///
    /// # Errors
    /// In words, where the file is not a theme.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: ThemeFile = ron::from_str(text).map_err(|error| error.to_string())?;
        let leaders = file
            .leaders
            .iter()
            .map(|color| color_from_hex(color))
            .collect::<Result<Vec<_>, _>>()?;
        if leaders.is_empty() {
            return Err("a theme needs at least one leader color".to_owned());
        }
        Ok(Self {
            name: file.name,
            is_dark: file.is_dark,
            background: color_from_hex(&file.background)?,
            panel: color_from_hex(&file.panel)?,
            raised: color_from_hex(&file.raised)?,
            line: color_from_hex(&file.line)?,
            text: color_from_hex(&file.text)?,
            muted: color_from_hex(&file.muted)?,
            dim: color_from_hex(&file.dim)?,
            quiet: color_from_hex(&file.quiet)?,
            accent: color_from_hex(&file.accent)?,
            era: color_from_hex(&file.era)?,
            error: color_from_hex(&file.error)?,
            hit: color_from_hex(&file.hit)?,
            leaders,
        })
    }

    /// The color of a leader: the leader's own where that can be seen on this theme's background, else the `hue`-th of the
    /// theme's, else gray.
    #[must_use]
    pub fn leader_color(&self, hue: Option<u8>, own: Option<&str>) -> Color32 {
        let own = own.and_then(|hex| color_from_hex(hex).ok());
        // One of our own colors has a twin in every theme.
        let twin = own.and_then(|color| Self::light().leaders.iter().position(|known| *known == color));
        if let Some(color) = twin.and_then(|position| self.leaders.get(position)) {
            return *color;
        }
        own.filter(|color| contrast(*color, self.background) >= 3.0)
            .or_else(|| self.leaders.get(usize::from(hue?) % self.leaders.len().max(1)).copied())
            .unwrap_or(self.quiet)
    }

    /// The color of text where that can be read on a color; else black or white.
    #[must_use]
    pub fn readable_on(&self, color: Color32) -> Color32 {
        if contrast(self.text, color) >= 4.5 {
            self.text
        } else {
            self.text_on(color)
        }
    }

    /// Black or white, whichever can be read better on that color.
    #[must_use]
    pub fn text_on(&self, color: Color32) -> Color32 {
        if contrast(Color32::WHITE, color) >= contrast(Color32::BLACK, color) {
            Color32::WHITE
        } else {
            Color32::BLACK
        }
    }
}

/// `rrggbb` as a color.
fn color_from_hex(hex: &str) -> Result<Color32, String> {
    let error = || format!("cannot read the color {hex:?}; expected six hex digits");
    if hex.len() != 6 || !hex.is_ascii() {
        return Err(error());
    }
    let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).map_err(|_| error());
    Ok(Color32::from_rgb(part(0)?, part(2)?, part(4)?))
}

/// The contrast of two opaque colors after WCAG 2, from 1 to 21.
#[must_use]
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(color: Color32) -> f32 {
    let linear = |value: u8| {
        let value = f32::from(value) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
}

/// `a` moved towards `b`: 0 is `a`, 1 is `b`.
#[must_use]
pub fn mix(a: Color32, b: Color32, share: f32) -> Color32 {
    a.lerp_to_gamma(b, share.clamp(0.0, 1.0))
}
