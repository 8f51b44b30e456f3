//! A figure of an archive: laid out at page size, drawn, packed. Used by the window's export and by the command line.

use std::path::Path;

use crate::charts::{figure, matrix, met, tempo};
use crate::export::{RasterError, png, svg};
use crate::layout::{Coverage, Input, Page, page};
use crate::model::{Kind, LeaderId};
use crate::scene::Shape;
use crate::theme::{Measure, TextMeasure as _};
use crate::view::TempoUnit;

/// What a figure is packed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Scalable, with real text.
    Svg,
    /// Pixels.
    Png,
}

impl Format {
    /// The format that a file's ending names.
    ///
    /// # Errors
    /// In words, for any other ending.
    pub fn of_path(path: &Path) -> Result<Self, String> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("svg") => Ok(Self::Svg),
            Some("png") => Ok(Self::Png),
            _ => Err(format!(
                "cannot tell what to write to {}; expected a name that ends in .png or .svg",
                path.display()
            )),
        }
    }

    /// The ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }
}

/// Which view of an archive a figure is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Events on lanes.
    #[default]
    Timeline,
    /// The tempo of what passed between two leaders.
    Tempo(LeaderId, LeaderId, TempoUnit),
    /// Who wrote to whom, and who visited whom.
    Matrix,
}

/// What a figure shows, and how large it is.
#[derive(Clone, Copy)]
pub struct Figure<'a> {
    /// What is laid out, at page size.
    pub input: Input<'a>,
    /// Which view it is of.
    pub view: View,
    /// Pixels a point, for PNG.
    pub scale: f32,
}

/// What the signs of a tempo mean.
const TEMPO_LEGEND: &str = "Bars: messages sent. Shaded: the longest silences. Each dot is a reply, its line as long as its dates leave open; the \
                            upright line is the median.";

impl Figure<'_> {
    /// What is drawn, with its description.
    fn page(&self) -> Page {
        let input = &self.input;
        let chart = match self.view {
            View::Timeline => return page(input),
            View::Tempo(a, b, unit) => {
                let messages = input.threads.between(a, b).chain(input.threads.between(b, a));
                let events = messages.chain(met(input.archive, (a, b)));
                figure(input, TEMPO_LEGEND, events, |input| tempo(input, (a, b), unit))
            }
            View::Matrix => {
                let is_counted = |kind: Kind| kind.is_message() || kind == Kind::Visit;
                let events = input.archive.events().filter(|(_, event)| is_counted(event.kind)).map(|(id, _)| id);
                figure(input, "", events, matrix)
            }
        };
        Page {
            scene: chart.scene,
            description: format!("{}. {}", self.input.archive.title, chart.description),
            coverage: Coverage::default(),
        }
    }

    /// What the figure shows, in words, and how many of its marks have a label.
    #[must_use]
    pub fn describe(&self) -> String {
        let page = self.page();
        if self.view != View::Timeline {
            return page.description;
        }
        let Coverage { labeled, marks } = page.coverage;
        format!(
            "{}\nlabels: {labeled} of {marks} marks that are drawn by themselves",
            page.description
        )
    }

    /// The first character in the figure that no bundled font has.
    #[must_use]
    pub fn missing_glyph(&self) -> Option<char> {
        self.page()
            .scene
            .layers
            .iter()
            .flat_map(|layer| &layer.shapes)
            .find_map(|shape| match shape {
                Shape::Text { text, .. } => Measure::bundled().missing_glyph(text),
                _ => None,
            })
    }

    /// The figure as a file.
    ///
    /// # Errors
    /// Where the picture would be too large.
    pub fn render(&self, format: Format) -> Result<Vec<u8>, RasterError> {
        let page = self.page();
        let svg = svg(&page.scene, &self.input.archive.title, &page.description, Measure::bundled());
        match format {
            Format::Svg => Ok(svg.into_bytes()),
            Format::Png => png(&svg, self.scale),
        }
    }
}
