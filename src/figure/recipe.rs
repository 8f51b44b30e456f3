//! A figure in a file, `figure.ron`: what it is of and how it is to be, so that it can be drawn again after the archive has changed.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Options;
use crate::story::Sight;

/// What a figure is made from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Recipe {
    /// The archives, from the folder of this file on; none for the one that is built in.
    pub archives: Vec<PathBuf>,
    /// What of them is seen.
    pub shows: Sight,
    /// The places whose clocks have a line; `None` for the usual ones.
    pub zones: Option<Vec<String>>,
    /// After how many days without anything coming back a message counts as unanswered; `None` for the usual number.
    pub wait: Option<i64>,
    /// What was unanswered on this instant, in seconds since 1970; `None` for the end of the archive.
    pub on: Option<i64>,
    /// What the columns of tables mean: `date=Datum,from=Absender`.
    pub map: Option<String>,
    /// The sheet of a workbook to read.
    pub sheet: Option<String>,
    /// How it is to be.
    pub figure: Options,
}

impl Recipe {
    /// Reads a file; paths of archives become such from here on.
    ///
    /// # Errors
    /// In a sentence, with line and column, where the file cannot be read or is none.
    pub fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: cannot be read: {error}", path.display()))?;
        let mut recipe: Self = ron_options().from_str(&text).map_err(|error| {
            let at = error.span.start;
            format!(
                "{}:{}:{}: {}; expected a figure, as `--save-config` writes it",
                path.display(),
                at.line,
                at.col,
                error.code
            )
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        for archive in &mut recipe.archives {
            *archive = folder.join(&*archive);
        }
        Ok(recipe)
    }

    /// The text of a file that lies in a folder: archives in it or below it are named from there on.
    ///
    /// # Errors
    /// Where the writer of RON refuses, which it does for no figure.
    pub fn to_text(&self, folder: &Path) -> Result<String, String> {
        let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let folder = absolute(if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
        let mut recipe = self.clone();
        for archive in &mut recipe.archives {
            let whole = absolute(archive);
            *archive = whole.strip_prefix(&folder).map(Path::to_owned).unwrap_or(whole);
        }
        let pretty = ron::ser::PrettyConfig::new().struct_names(false);
        let text = ron_options().to_string_pretty(&recipe, pretty).map_err(|error| error.to_string())?;
        Ok(text + "\n")
    }
}

/// `Some(x)` is written as `x`.
fn ron_options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}
