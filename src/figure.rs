//! A figure of an archive: laid out at page size, drawn, packed. Used by the window's export and by the command line.

use std::path::Path;

use crate::charts::{figure, matrix, met, tempo};
use crate::export::{Name, PdfError, PdfPage, RasterError, Says, Texts, pdf, png, svg};
use crate::layout::{Coverage, Input, Page, event_label, page};
use crate::model::{Kind, LeaderId};
use crate::scene::{Shape, Target};
use crate::theme::{Measure, TextMeasure as _};
use crate::view::TempoUnit;

/// What a figure is packed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Scalable, with real text.
    Svg,
    /// Pixels.
    Png,
    /// Pages, with text that can be searched.
    Pdf,
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
            Some("pdf") => Ok(Self::Pdf),
            _ => Err(format!(
                "cannot tell what to write to {}; expected a name that ends in .png, .svg or .pdf",
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
            Self::Pdf => "pdf",
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
    /// Pixels an inch that a PNG is meant to have.
    pub dpi: f32,
    /// How SVG keeps texts.
    pub texts: Texts,
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
    /// Where the picture would be too large, or a writer refuses.
    pub fn render(&self, format: Format) -> Result<Vec<u8>, FigureError> {
        let page = self.page();
        let says = self.says(&page);
        let names = |target: Target| self.name(target);
        Ok(match format {
            Format::Svg => svg(&page.scene, &says, &names, self.texts).into_bytes(),
            Format::Png => png(&page.scene, self.scale, self.dpi, &says)?,
            Format::Pdf => {
                let page = PdfPage {
                    scene: &page.scene,
                    name: says.title.clone(),
                };
                pdf(&[page], &says, &names)?
            }
        })
    }

    /// What the file says of itself.
    fn says(&self, page: &Page) -> Says {
        Says {
            title: self.input.archive.title.clone(),
            description: page.description.clone(),
            author: None,
            checks: Vec::new(),
            program: concat!("D\u{e9}marche ", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }

    /// What something in the figure is called.
    fn name(&self, target: Target) -> Option<Name> {
        let Input {
            archive, threads, rows, ..
        } = self.input;
        match target {
            Target::Event(id) => {
                let event = archive.event(id)?;
                Some(Name {
                    id: format!("event-{}", slug(&event.id)),
                    label: event.title.to_string(),
                    sentence: event_label(archive, threads, id),
                })
            }
            Target::Lane(lane) => {
                let row = rows.row(lane)?;
                let leader = lane.leader().map(|leader| archive.leader_name(leader).to_owned());
                let name = leader.unwrap_or_else(|| row.title.clone());
                Some(Name {
                    id: format!("lane-{}", rows.place_of_lane(lane)?),
                    label: name.clone(),
                    sentence: name,
                })
            }
            _ => None,
        }
    }
}

/// Why there is no figure.
#[derive(Debug, thiserror::Error)]
pub enum FigureError {
    /// The pixels.
    #[error(transparent)]
    Raster(#[from] RasterError),
    /// The PDF.
    #[error(transparent)]
    Pdf(#[from] PdfError),
}

/// An id as an attribute of XML or a link takes it: letters and digits of any script, `-`, `_` and `.`; others by their number.
fn slug(id: &str) -> String {
    let mut slug = String::with_capacity(id.len());
    for char in id.chars() {
        if char.is_alphanumeric() || matches!(char, '-' | '_' | '.') {
            slug.push(char);
        } else {
            slug.push_str(&format!(":{:x}:", u32::from(char)));
        }
    }
    slug
}
