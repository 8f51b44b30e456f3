//! What loading left out or altered, where, and why.

use super::Code;
use std::fmt;

use serde::Serialize;

use super::aliases::Aliases;
use super::columns::Preview;
use super::decisions::{Applied, Decisions};
use super::line::one_line;

/// How much a report weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something was left out.
    Error,
    /// Everything was read, but something was altered or looks wrong.
    Warning,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Counted from 1.
    pub line: usize,

    /// In characters, counted from 1.
    pub column: usize,
}

impl Place {
    /// The place of a byte offset in a text; an offset past the end is the end.
    #[must_use]
    pub fn of_offset(text: &str, offset: usize) -> Self {
        let before = text.get(..offset.min(text.len())).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

/// One thing that loading has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// How much it weighs.
    pub severity: Severity,

    /// A short name that stays the same between versions, for scripts: `unknown-leader`.
    pub code: Code,

    /// The file.
    pub path: String,

    /// Where in the file, where that is known.
    pub place: Option<Place>,

    /// The id of the event it is about, where it is about one and it has one.
    pub event: Option<String>,

    /// What was found and what was expected, in one sentence without a period.
    pub message: String,

    /// What to do about it; may be empty.
    pub help: String,

    /// The line in question with a caret under the column; only for syntax errors.
    pub excerpt: Option<String>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        f.write_str(&one_line(&self.path))?;
        if let Some(place) = self.place {
            write!(f, ":{}:{}", place.line, place.column)?;
        }
        write!(f, ": {severity}: ")?;
        if let Some(event) = &self.event {
            write!(f, "event {event:?}: ")?;
        }
        f.write_str(&one_line(&self.message))?;
        if !self.help.is_empty() {
            write!(f, "; {}", self.help)?;
        }
        if let Some(excerpt) = &self.excerpt {
            write!(f, "\n{excerpt}")?;
        }
        Ok(())
    }
}

/// What became of the events of one file: `read = placed + undated + rejected`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileReport {
    /// The file, as it was named.
    pub path: String,

    /// The format it was recognized as.
    pub format: &'static str,

    /// How many events it holds.
    pub read: usize,

    /// How many have a place in time.
    pub placed: usize,

    /// How many were read but have no date.
    pub undated: usize,

    /// How many were left out, each with a report.
    pub rejected: usize,
}

/// What loading an archive has to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoadReport {
    /// One for each file, in the order in which they were read.
    pub files: Vec<FileReport>,

    /// What was left out, altered, or looks wrong, by file and place.
    pub reports: Vec<Report>,

    /// The tables among the files, with what their columns are taken to be.
    pub tables: Vec<Preview>,

    /// What the file beside the archive says of who is one person.
    pub aliases: Aliases,

    /// What the file beside the archive says of suggested replies.
    pub decisions: Decisions,

    /// What became of that.
    pub applied: Applied,
}

impl LoadReport {
    /// Counts an event of a file that is left out, and says why.
    pub(super) fn reject(&mut self, file: usize, report: Report) {
        self.reports.push(report);
        if let Some(file) = self.files.get_mut(file) {
            file.rejected += 1;
        }
    }

    /// How many events all files hold.
    #[must_use]
    pub fn read(&self) -> usize {
        self.files.iter().map(|file| file.read).sum()
    }

    /// How many events were left out.
    #[must_use]
    pub fn rejected(&self) -> usize {
        self.files.iter().map(|file| file.rejected).sum()
    }

    /// Whether anything, be it an event, a leader or a whole file, was left out.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.reports.iter().any(|report| report.severity == Severity::Error)
    }

    /// The whole report as text, one line a finding.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for file in &self.files {
            text.push_str(&format!(
                "{} ({}): {} read = {} placed + {} undated + {} rejected\n",
                one_line(&file.path),
                file.format,
                file.read,
                file.placed,
                file.undated,
                file.rejected
            ));
        }
        for report in &self.reports {
            text.push_str(&report.to_string());
            text.push('\n');
        }
        text
    }
}
