//! An archive that is open, with what is derived from it once: the same for the window, the command line, figures and benches.

use std::path::PathBuf;

use crate::index::EventIndex;
use crate::model::{Archive, LoadReport};
use crate::story::Story;
use crate::threads::Threads;

/// Where an archive came from, so that it can be read again and found among the remembered ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// One of the archives that ship.
    Example(usize),
    /// Files and folders.
    Files(Vec<PathBuf>),
}

impl Origin {
    /// A text that is the same whenever the same is opened.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Example(number) => format!("example:{number}"),
            Self::Files(paths) => paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join("\n"),
        }
    }
}

/// In archives up to this number of events, suggested replies are found at once: a hundredth of a second.
const AT_ONCE: usize = 2_000;

/// An archive with everything that is derived from it once.
///
/// ```
/// use demarche::files::{EXAMPLES, example};
/// use demarche::library::{Library, Origin};
///
/// let (archive, report) = example(EXAMPLES[0]);
/// let library = Library::complete(archive, report, Origin::Example(0));
/// let greeting = library.archive.find_event("greeting").expect("it ships");
/// let reply = library.threads.replies(greeting)[0];
/// assert_eq!(library.archive.event(reply).map(|event| event.id.to_string()).as_deref(), Some("answer"));
/// ```
#[derive(Clone, Debug)]
pub struct Library {
    /// The archive.
    pub archive: Archive,
    /// What loading had to say.
    pub report: LoadReport,
    /// Its events by time.
    pub index: EventIndex,
    /// Its chains of replies.
    pub threads: Threads,
    /// Its story: views in an order.
    pub story: Story,
    /// Where it came from.
    pub origin: Origin,
}

impl Library {
    /// Sorts and links an archive. In a large one, suggested replies are left to [`Threads::find_suggestions`].
    #[must_use]
    pub fn new(archive: Archive, report: LoadReport, origin: Origin) -> Self {
        let (index, threads) = rayon::join(|| EventIndex::new(&archive), || Threads::linked(&archive, &report.applied.refused));
        if archive.events.len() <= AT_ONCE {
            threads.find_suggestions(&archive, &mut |_| true);
        }
        Self {
            archive,
            report,
            index,
            threads,
            story: Story::default(),
            origin,
        }
    }

    /// The same, with every suggested reply found before anything else happens.
    #[must_use]
    pub fn complete(archive: Archive, report: LoadReport, origin: Origin) -> Self {
        let library = Self::new(archive, report, origin);
        library.threads.find_suggestions(&library.archive, &mut |_| true);
        library
    }

    /// The same with a story.
    #[must_use]
    pub fn with_story(self, story: Story) -> Self {
        Self { story, ..self }
    }
}
