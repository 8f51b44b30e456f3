//! The disk. From paths to an archive: files are opened read-only, folders are walked, everything is merged and reported.
//! What is written is written whole or not at all.

mod apart;
mod beside;
mod fingerprint;
mod load;
mod room;
mod title;
mod write;

pub use self::apart::{SUBCOMMAND as READ_WORKBOOK, serve_workbook, take_out_apart, take_out_by};
pub use self::beside::{
    KeepError, Stamp, Stamps, keep_aliases, keep_decision, keep_story, path_beside, paths_beside, retell_decisions, stamps_beside,
    story_beside, story_path,
};
pub use self::fingerprint::fingerprints;
pub use self::load::{Phase, Step, bytes_of, load, load_stepwise, load_told, load_with};
pub use self::room::available as available_memory;
pub use self::write::{WriteError, is_of_others, write_whole, write_with};
use crate::formats;
pub use crate::formats::{Options, guarded};
use crate::model::{self, Archive, LoadReport};
use crate::story::Story;

/// An archive that is compiled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// The name of its file.
    pub name: &'static str,
    /// Its title, for the menu.
    pub title: &'static str,
    /// Its text.
    text: &'static str,
    /// Its story.
    story: &'static str,
}

/// The archives that ship; the first opens when no file is given.
pub const EXAMPLES: [Example; 2] = [
    Example {
        name: "liberation-day.ron",
        title: "Liberation Day",
        text: include_str!("../../data/liberation-day.ron"),
        story: include_str!("../../data/liberation-day.ron.story"),
    },
    Example {
        name: "cuba-1962.ron",
        title: "Cuba 1962",
        text: include_str!("../../data/cuba-1962.ron"),
        story: include_str!("../../data/cuba-1962.ron.story"),
    },
];

impl Example {
    /// Its story.
    #[must_use]
    pub fn story(&self) -> Story {
        formats::read_ron(self.story).unwrap_or_default()
    }

    /// Its name, with the beginning of its SHA-256.
    #[must_use]
    pub fn fingerprint(&self) -> (String, Option<String>) {
        (self.name.to_owned(), Some(fingerprint::fingerprint_of(self.text.as_bytes())))
    }
}

/// What stands for standard input among paths.
pub const STANDARD_INPUT: &str = "-";

/// The archive that opens when no file is given.
#[must_use]
pub fn built_in() -> (Archive, LoadReport) {
    example(EXAMPLES[0])
}

/// One of the archives that ship.
#[must_use]
pub fn example(example: Example) -> (Archive, LoadReport) {
    model::build(&[formats::read(example.name, example.text.as_bytes())])
}

/// What the system said, without its number.
pub(crate) fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_lowercase()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn the_archives_that_ship_are_read_without_a_word() {
        for shipped in EXAMPLES {
            let (archive, report) = example(shipped);
            assert!(report.reports.is_empty(), "{}", report.to_text());
            assert!(!archive.events.is_empty());
            assert!(
                formats::read_ron::<Story>(shipped.story).is_ok_and(|story| !story.is_empty()),
                "{}",
                shipped.name
            );
        }
    }

    #[test]
    fn a_folder_is_one_archive() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        std::fs::write(
            folder.path().join("a.ron"),
            r#"(leaders: [(id: "a")], events: [(id: "1", kind: statement, from: "a")])"#,
        )?;
        std::fs::create_dir(folder.path().join("more"))?;
        std::fs::write(
            folder.path().join("more/b.json"),
            r#"{"events": [{"id": "2", "kind": "reply", "from": "a", "in_reply_to": "1"}]}"#,
        )?;
        std::fs::write(folder.path().join("notes.txt"), "not read")?;
        let (archive, report) = load(&[folder.path().to_owned()]);
        assert_eq!((archive.events.len(), report.read()), (2, 2), "{}", report.to_text());
        let told: Vec<&str> = report.reports.iter().map(|report| report.code.name()).collect();
        assert_eq!(told, ["passed-over"]);
        assert!(report.reports[0].message.contains("notes.txt"), "{}", report.to_text());
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_and_a_link_that_leads_back_are_passed_over() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop.ron"))?;
        std::fs::write(folder.path().join("a.ron"), "(events: [(kind: statement)])")?;
        let (archive, report) = load(&[folder.path().to_owned(), folder.path().to_owned()]);
        assert_eq!(archive.events.len(), 1, "{}", report.to_text());
        assert_eq!(
            report.reports.iter().map(|report| report.code.name()).collect::<Vec<_>>(),
            ["linked-folder"]
        );
        let (_, report) = load(&[PathBuf::from("/dev/zero")]);
        assert_eq!(report.reports[0].code, "cannot-open");
        Ok(())
    }

    #[test]
    fn a_file_that_is_not_there_is_reported() {
        let (_, report) = load(&[PathBuf::from("/nowhere/at/all.ron")]);
        assert_eq!(
            report.reports[0].to_string(),
            "/nowhere/at/all.ron: error: cannot open the file: no such file or directory; check the name and who may read it"
        );
    }
}
