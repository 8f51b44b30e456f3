//! How a figure is to be: one value for the dialog, the command line, the settings and files of figures.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::size::Size;
use crate::export::Texts;
use crate::layout::Numbers;
use crate::theme::Theme;

/// What a figure is packed as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Pixels.
    #[default]
    Png,
    /// Scalable, with real text.
    Svg,
    /// Pages, with text that can be searched.
    Pdf,
    /// A page for readers, with every quote.
    Html,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Png, Self::Svg, Self::Pdf, Self::Html];

    /// The format that a file's ending names.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_string_lossy().to_lowercase();
        Self::ALL.into_iter().find(|format| format.ending() == ending)
    }

    /// The ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Html => "html",
        }
    }

    /// Its name.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Svg => "SVG",
            Self::Pdf => "PDF",
            Self::Html => "Page",
        }
    }
}

/// Which theme a figure has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Look {
    /// Paper.
    #[default]
    Light,
    /// Night.
    Dark,
    /// White, for print.
    Print,
}

impl Look {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Print];

    /// The theme.
    #[must_use]
    pub fn theme(self) -> &'static Theme {
        match self {
            Self::Light => Theme::light(),
            Self::Dark => Theme::dark(),
            Self::Print => Theme::print(),
        }
    }

    /// Its name.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::Print => "Print",
        }
    }
}

/// What the maker of a figure says in it. `None`: as the archive proposes; an empty text: nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Words {
    /// The headline; proposed is the title of the archive.
    pub headline: Option<String>,
    /// The lines under it; proposed is the description of the archive.
    pub deck: Option<String>,
    /// A remark under the picture.
    pub note: String,
    /// Who made it.
    pub credit: String,
}

/// Whether a figure is one picture or goes on like a score: pages of a PDF, rows of a picture, each with a stretch of the time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pages {
    /// One picture.
    #[default]
    One,
    /// As many as its events need to be read.
    Auto,
    /// That many.
    Count(u16),
}

/// Which signs a figure explains.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Signs {
    /// All that are drawn, as a paper does.
    #[default]
    All,
    /// The four without which it cannot be read, as a newspaper does.
    Few,
}

/// No figure goes on longer.
pub const MOST_PAGES: usize = 500;

/// How a figure is to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// What it is packed as.
    pub format: Format,
    /// Its theme.
    pub look: Look,
    /// How large it is.
    pub size: Size,
    /// Pixels a point, for PNG; `None` for what is usual at its size.
    pub scale: Option<f32>,
    /// The whole archive, else what is in view.
    pub is_whole: bool,
    /// What it says.
    pub words: Words,
    /// Whether it has a line by which it can be checked; its metadata have one always.
    pub has_check: bool,
    /// On how many pages it is.
    pub pages: Pages,
    /// Whether marks have numbers instead of labels.
    pub numbers: Numbers,
    /// Whether quotes are below.
    pub has_quotes: bool,
    /// Which signs are explained.
    pub signs: Signs,
    /// How SVG keeps texts.
    pub texts: Texts,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            format: Format::default(),
            look: Look::default(),
            size: Size::default(),
            scale: None,
            is_whole: false,
            words: Words::default(),
            has_check: true,
            pages: Pages::default(),
            numbers: Numbers::default(),
            has_quotes: false,
            signs: Signs::default(),
            texts: Texts::default(),
        }
    }
}

impl Options {
    /// Pixels a point, for PNG.
    #[must_use]
    pub fn pixels(&self) -> f32 {
        self.scale.unwrap_or_else(|| self.size.usual_scale())
    }
}

/// A figure that is to be written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Export {
    /// How it is to be.
    pub options: Options,
    /// The file; its ending follows the format.
    pub path: String,
    /// Whether a file beside it keeps what it is made from.
    pub keeps_recipe: bool,
    /// Whether the figure is of the steps of the story, not of what is seen.
    pub is_story: bool,
}

impl Export {
    /// The path with the ending of the format.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        PathBuf::from(self.path.trim()).with_extension(self.options.format.ending())
    }
}

/// The file beside a figure that keeps what it is made from.
#[must_use]
pub fn recipe_path(figure: &Path) -> PathBuf {
    let mut name = figure.file_stem().unwrap_or_default().to_owned();
    name.push(".figure.ron");
    figure.with_file_name(name)
}

/// How the file of a figure's sources begins.
pub const SOURCES_BEGIN: &str = "Sources of ";

/// The file beside a figure in which all its sources are.
#[must_use]
pub fn sources_path(figure: &Path) -> PathBuf {
    let mut name = figure.file_stem().unwrap_or_default().to_owned();
    name.push(".sources.txt");
    figure.with_file_name(name)
}
