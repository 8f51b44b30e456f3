//! From scenes to files: SVG, PNG and PDF, without window or GPU.
//!
//! Same scene, same bytes: only the bundled fonts are used, and nothing depends on clock or machine.

mod outline;
mod path;
mod pdf;
mod raster;
mod svg;

pub use self::pdf::{PdfError, PdfPage, pdf};
pub use self::raster::{MAX_SIDE, Pixels, RasterError, pixels, png};
pub use self::svg::{Texts, svg, svg_part};
use crate::scene::Target;

/// What a file says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Says {
    /// Its title.
    pub title: String,
    /// What it shows, in words, for those who cannot see it.
    pub description: String,
    /// Who made the picture, where that was said.
    pub author: Option<String>,
    /// What it is made from and how, a line each, to check it by.
    pub checks: Vec<String>,
    /// The program with its version.
    pub program: String,
}

/// What something drawn is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Unique in the figure, without blanks.
    pub id: String,
    /// A few words, for the lists of programs that edit pictures.
    pub label: String,
    /// What a screen reader says.
    pub sentence: String,
    /// The languages of its quotes in order, as tags of BCP 47; empty where one is not known.
    pub languages: Vec<String>,
}

/// Names what is drawn; `None` for what has no name.
pub type Namer<'a> = &'a dyn Fn(Target) -> Option<Name>;
