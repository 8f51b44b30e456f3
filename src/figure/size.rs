//! How large a figure is: presets at which type stays readable, or free in points, pixels, millimeters or inches.

use serde::{Deserialize, Serialize};

/// Points a millimeter and an inch: a point is 1/72 inch.
const MILLIMETER: f32 = 72.0 / 25.4;
const INCH: f32 = 72.0;

/// The resolution of what is printed, in pixels an inch.
pub const PRINT_DPI: f32 = 300.0;

/// A size of a figure, in points. Type has its size in points whatever the figure's, so it stays readable.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Size {
    /// In points.
    pub width: f32,
    /// In points; where it grows, at least.
    pub height: f32,
    /// Whether the height grows until all lanes, quotes and sources have room.
    #[serde(default)]
    pub grows: bool,
    /// Whether it is a size on paper, so that pictures of it have 300 pixels an inch.
    #[serde(default)]
    pub is_printed: bool,
}

/// A size that has a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preset {
    /// On the command line.
    pub name: &'static str,
    /// In the window.
    pub title: &'static str,
    /// The size.
    pub size: Size,
}

const fn fixed(width: f32, height: f32) -> Size {
    Size {
        width,
        height,
        grows: false,
        is_printed: false,
    }
}

const fn page(width: f32, height: f32) -> Size {
    Size {
        is_printed: true,
        ..fixed(width, height)
    }
}

/// A column of print: its width is given, its height grows.
const fn column(millimeters: f32) -> Size {
    Size {
        grows: true,
        ..page(millimeters * MILLIMETER, millimeters * MILLIMETER * 0.62)
    }
}

/// The presets, in the order in which they are listed.
pub const PRESETS: [Preset; 14] = [
    preset("screen", "Screen, 1600 × 900", fixed(1600.0, 900.0)),
    preset("column", "Newspaper column, 100 mm", column(100.0)),
    preset("double-column", "Newspaper double column, 204 mm", column(204.0)),
    preset("slide", "Slide, 16:9", fixed(960.0, 540.0)),
    preset("a4", "A4 portrait", page(210.0 * MILLIMETER, 297.0 * MILLIMETER)),
    preset("a4-landscape", "A4 landscape", page(297.0 * MILLIMETER, 210.0 * MILLIMETER)),
    preset("letter", "Letter portrait", page(8.5 * INCH, 11.0 * INCH)),
    preset("letter-landscape", "Letter landscape", page(11.0 * INCH, 8.5 * INCH)),
    preset("journal", "Journal column, 89 mm", column(89.0)),
    preset("journal-double", "Journal double column, 183 mm", column(183.0)),
    preset("square", "Square, 1:1", fixed(720.0, 720.0)),
    preset("portrait", "Portrait, 4:5", fixed(720.0, 900.0)),
    preset("phone", "Phone, 9:16", fixed(450.0, 800.0)),
    preset("a3-landscape", "A3 landscape", page(420.0 * MILLIMETER, 297.0 * MILLIMETER)),
];

const fn preset(name: &'static str, title: &'static str, size: Size) -> Preset {
    Preset { name, title, size }
}

impl Default for Size {
    fn default() -> Self {
        PRESETS[0].size
    }
}

impl Size {
    /// The preset of which this is the size.
    #[must_use]
    pub fn preset(self) -> Option<Preset> {
        PRESETS.into_iter().find(|preset| preset.size == self)
    }

    /// Pixels a point that a picture of this size usually has.
    #[must_use]
    pub fn usual_scale(self) -> f32 {
        if self.is_printed { PRINT_DPI / INCH } else { 2.0 }
    }

    /// Reads a preset's name, `1600x900` (points), `183x120mm`, `7.2x4in`, `1200x800px` (pixels at two a point), or a width alone,
    /// `183mm`, with which the height grows.
    ///
    /// # Errors
    /// In words, for anything else, and for sizes without type that could be read.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Some(preset) = PRESETS.into_iter().find(|preset| preset.name == text) {
            return Ok(preset.size);
        }
        let names = || PRESETS.map(|preset| preset.name).join(", ");
        let wrong = || format!("expected a size as 1600x900, 183x120mm, 7.2x4in or 183mm, or one of {}", names());
        let units = [("mm", MILLIMETER, true), ("in", INCH, true), ("px", 0.5, false), ("pt", 1.0, false)];
        let unit = units.into_iter().find_map(|(unit, points, is_printed)| {
            let numbers = text.strip_suffix(unit)?;
            Some((numbers.trim_end(), points, is_printed))
        });
        let (numbers, points, is_printed) = unit.unwrap_or((text, 1.0, false));
        let number = |text: &str| {
            text.trim()
                .parse::<f32>()
                .ok()
                .filter(|number| number.is_finite())
                .map(|number| number * points)
        };
        let (width, height) = match numbers.split_once(['x', '\u{d7}']) {
            Some((width, height)) => (number(width).ok_or_else(wrong)?, Some(number(height).ok_or_else(wrong)?)),
            None => (number(numbers).ok_or_else(wrong)?, None),
        };
        let size = Self {
            width,
            height: height.unwrap_or(width * 0.62).max(LEAST.1),
            grows: height.is_none(),
            is_printed,
        };
        let is_right = (LEAST.0..=MOST).contains(&width) && height.is_none_or(|height| (LEAST.1..=MOST).contains(&height));
        if is_right {
            Ok(size)
        } else {
            Err(format!(
                "a figure is at least {:.0} × {:.0} and at most {MOST:.0} × {MOST:.0} points large; found {width:.0} × {:.0}",
                LEAST.0, LEAST.1, size.height
            ))
        }
    }
}

/// The smallest figure and the longest side, in points.
const LEAST: (f32, f32) = (200.0, 150.0);
const MOST: f32 = 16_000.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_in_their_units() {
        let size = |text: &str| Size::parse(text).map(|size| (size.width.round(), size.height.round(), size.grows, size.is_printed));
        assert_eq!(size("1600x900"), Ok((1600.0, 900.0, false, false)));
        assert_eq!(size("183 x 120 mm"), Ok((519.0, 340.0, false, true)));
        assert_eq!(size("7.2x4in"), Ok((518.0, 288.0, false, true)));
        assert_eq!(size("1200\u{d7}800px"), Ok((600.0, 400.0, false, false)));
        assert_eq!(size("89mm"), Ok((252.0, 156.0, true, true)));
        assert_eq!(size("slide"), Ok((960.0, 540.0, false, false)));
        for wrong in ["", "x", "12", "1600", "1e9x3", "nanx900", "-5x900", "20mmx30mm", "a5"] {
            let is_wrong = size(wrong).is_err() || wrong == "1600";
            assert!(is_wrong, "{wrong:?}");
        }
    }
}
