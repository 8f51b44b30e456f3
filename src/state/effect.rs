//! What has to happen outside when a command is done.

use std::path::PathBuf;

use super::Verdict;
use crate::figure::Export;
use crate::model::LaneId;
use crate::model::aliases::Aliases;
use crate::model::columns::Mapping;
use crate::story::Story;

/// Something `app` has to do outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask for files to open.
    PickFiles,
    /// Read these files.
    Load(Vec<PathBuf>),
    /// Stop reading files.
    StopLoading,
    /// Remember what the columns of tables with these headers are.
    Remember(Vec<String>, Mapping),
    /// Open one of the archives that ship.
    LoadExample(usize),
    /// Ask where the figure goes, beginning with this path.
    PickFigurePath(PathBuf),
    /// Write the figure; over a file of that name only where that was allowed.
    WriteFigure {
        /// How it is to be, and where.
        export: Box<Export>,
        /// Whether a file of that name may be replaced.
        may_replace: bool,
    },
    /// Take a picture of the window.
    Screenshot,
    /// Put a text on the clipboard.
    Copy(String),
    /// Put the cursor into the search field.
    FocusSearch,
    /// Write who is one person beside the archive, and read it again.
    WriteAliases {
        /// Beside which archives.
        paths: Vec<PathBuf>,
        /// How it was when they were read.
        before: Aliases,
        /// How it is to be.
        after: Aliases,
    },
    /// Keep beside the archive whether a suggested reply holds (`None` takes back what was said), and read it again; for one
    /// that is built in, as long as the window is open.
    KeepDecision(Verdict),
    /// Keep the story beside the archive.
    KeepStory {
        /// How it was.
        before: Story,
        /// How it is to be.
        after: Story,
    },
    /// Let the window fill the screen, or no longer.
    FullScreen(bool),
    /// Scroll the lanes to this one.
    ShowLane(LaneId),
    /// Give the keyboard's focus to the selected event.
    FocusEvent,
    /// Apply the chosen theme.
    Theme,
    /// Apply the chosen size of texts.
    TextSize,
    /// Open the main menu.
    OpenMenu,
    /// Say a sentence.
    Say(String),
    /// Let a worker answer what [`State::take_question`](super::State::take_question) gives.
    Ask,
    /// Close the window.
    Quit,
}
