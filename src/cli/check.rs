//! `demarche check`: what was read, what not, and why.

use std::collections::HashSet;

use serde::Serialize;

use super::args::CheckArgs;
use super::{Status, print_json, print_line, reading};
use crate::dates::{Day, TimeRange};
use crate::files;
use crate::layout::counted;
use crate::model::{Archive, Kind, LoadReport, Report, Severity};

pub fn run(args: &CheckArgs) -> Status {
    let (archive, mut report) = reading::load(&args.files, &args.tables.options());
    report.reports.extend(files::story_beside(&args.files).1);
    if args.json {
        match serde_json::to_string(&Output::new(&archive, &report)) {
            Ok(json) => print_json(&json),
            Err(error) => super::print_error(&format!("the report cannot be written as JSON: {error}")),
        }
    } else {
        print_line(&in_words(&archive, &report));
    }
    Status::from(report.rejected() > 0 || report.has_errors())
}

fn in_words(archive: &Archive, report: &LoadReport) -> String {
    let mut text = report.to_text();
    let counts: Vec<String> = Kind::ALL
        .into_iter()
        .map(|kind| (kind, count(archive, kind)))
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| format!("{count} {}", if count == 1 { kind.title() } else { kind.plural() }.to_lowercase()))
        .collect();
    let events = if counts.is_empty() {
        "no events".to_owned()
    } else {
        counts.join(", ")
    };
    text.push_str(&format!("{}; {events}", counted(archive.leaders.len(), "leader")));
    if let (Some(earliest), Some(latest)) = days(archive) {
        text.push_str(&format!("; {earliest} to {latest}"));
    }
    text
}

fn count(archive: &Archive, kind: Kind) -> usize {
    archive.events.iter().filter(|event| event.kind == kind).count()
}

/// The first and the last day on which anything may have happened, as `YYYY-MM-DD`; open sides do not count.
fn days(archive: &Archive) -> (Option<String>, Option<String>) {
    let whole = archive
        .events
        .iter()
        .filter_map(crate::model::Event::range)
        .reduce(TimeRange::union);
    (whole.map(|whole| day_text(whole.start)), whole.map(|whole| day_text(whole.end - 1)))
}

fn day_text(instant: i64) -> String {
    let day = Day::of_instant(instant);
    let sign = if day.year < 0 { "-" } else { "" };
    format!("{sign}{:04}-{:02}-{:02}", day.year.abs(), day.month, day.day)
}

#[derive(Serialize)]
struct Output<'a> {
    files: Vec<FileOutput<'a>>,
    /// What is said of files that hold no events: those beside an archive, and those that cannot be opened.
    others: Vec<ReportOutput<'a>>,
    leaders: usize,
    events: Counts,
    earliest: Option<String>,
    latest: Option<String>,
}

#[derive(Serialize)]
struct FileOutput<'a> {
    path: &'a str,
    format: &'a str,
    read: usize,
    placed: usize,
    undated: usize,
    rejected: usize,
    reports: Vec<ReportOutput<'a>>,
}

#[derive(Serialize)]
struct ReportOutput<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    severity: Severity,
    code: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    event: Option<&'a str>,
    message: &'a str,
    help: &'a str,
}

#[derive(Serialize)]
struct Counts {
    message: usize,
    reply: usize,
    visit: usize,
    meeting: usize,
    statement: usize,
    other: usize,
}

impl<'a> ReportOutput<'a> {
    fn of(report: &'a Report, has_path: bool) -> Self {
        Self {
            path: has_path.then_some(report.path.as_str()),
            severity: report.severity,
            code: report.code.name(),
            line: report.place.map(|place| place.line),
            column: report.place.map(|place| place.column),
            event: report.event.as_deref(),
            message: &report.message,
            help: &report.help,
        }
    }
}

impl<'a> Output<'a> {
    fn new(archive: &Archive, report: &'a LoadReport) -> Self {
        let (earliest, latest) = days(archive);
        let of_file = |path: &str| {
            let of_it = report.reports.iter().filter(|report| report.path == path);
            of_it.map(|report| ReportOutput::of(report, false)).collect()
        };
        let known: HashSet<&str> = report.files.iter().map(|file| file.path.as_str()).collect();
        let others = report.reports.iter().filter(|report| !known.contains(report.path.as_str()));
        Self {
            others: others.map(|report| ReportOutput::of(report, true)).collect(),
            files: report
                .files
                .iter()
                .map(|file| FileOutput {
                    path: &file.path,
                    format: file.format,
                    read: file.read,
                    placed: file.placed,
                    undated: file.undated,
                    rejected: file.rejected,
                    reports: of_file(&file.path),
                })
                .collect(),
            leaders: archive.leaders.len(),
            events: Counts {
                message: count(archive, Kind::Message),
                reply: count(archive, Kind::Reply),
                visit: count(archive, Kind::Visit),
                meeting: count(archive, Kind::Meeting),
                statement: count(archive, Kind::Statement),
                other: count(archive, Kind::Other),
            },
            earliest,
            latest,
        }
    }
}
