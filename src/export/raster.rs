//! SVG to PNG on the CPU, with the bundled fonts only.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use crate::theme::{HANGUL, INTER, SERIF};

/// The largest picture, in pixels: a billion bytes is more than any page needs.
const MAX_PIXELS: f32 = 2.5e8;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum RasterError {
    /// The SVG cannot be read.
    #[error("the figure cannot be drawn: {0}")]
    Svg(String),

    /// The picture would be larger than memory allows, or empty.
    #[error("a picture of {width} × {height} pixels is too large; choose a smaller size or scale")]
    Size {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },

    /// The pixels cannot be packed.
    #[error("the picture cannot be packed as PNG: {0}")]
    Png(String),
}

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for font in [INTER, SERIF, HANGUL] {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(font)));
    }
    fonts.set_sans_serif_family("Inter");
    fonts.set_serif_family("Noto Serif");
    Arc::new(fonts)
});

/// Draws an SVG at `scale` pixels a point and packs it as PNG.
///
/// # Errors
/// Where the SVG is not one, or the picture would be too large.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, RasterError> {
    let options = Options {
        fontdb: Arc::clone(&FONTS),
        font_family: "Inter".to_owned(),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(|error| RasterError::Svg(error.to_string()))?;
    let size = tree.size();
    let (width, height) = (size.width() * scale, size.height() * scale);
    let too_large = || RasterError::Size {
        width: width as u32,
        height: height as u32,
    };
    if !(width * height).is_finite() || width * height > MAX_PIXELS {
        return Err(too_large());
    }
    let mut pixmap = Pixmap::new(width.round() as u32, height.round() as u32).ok_or_else(too_large)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| RasterError::Png(error.to_string()))
}
