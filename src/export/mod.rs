//! From a scene to SVG and PNG, without window or GPU.
//!
//! Same scene, same bytes: only the bundled fonts are used, and nothing depends on clock or machine.

mod raster;
mod svg;

pub use self::raster::{RasterError, png};
pub use self::svg::svg;
