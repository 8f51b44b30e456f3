//! What holds for every file, whatever is in it: the sums, references, figures, what is written and read back.

use std::sync::Arc;

use demarche::cite::{self, Style};
use demarche::convert::{Target, to_text};
use demarche::figure;
use demarche::files::{self, Options};
use demarche::formats::{self, workbook::TakeOut};
use demarche::index::{Arrangement, EventIndex, Filter, Rows, Shown};
use demarche::layout::{Input, Numbers};
use demarche::listing::{Listing, Sort};
use demarche::model::{Archive, LoadReport, build_from};
use demarche::theme::{Measure, Theme};
use demarche::threads::{Threads, Wait};
use demarche::view::{Folds, View, Viewport};
use emath::{Vec2, vec2};

/// Archives larger than this are only counted: what is drawn and written of them takes long.
const LARGE: usize = 3_000;

/// What is wrong with how a file is read, in words.
pub type Wrong = Result<(), String>;

/// Reads a file, and holds the program to all that it promises.
///
/// # Errors
/// What does not hold.
pub fn hold(name: &str, bytes: Vec<u8>, take_out: TakeOut) -> Wrong {
    let options = Options {
        take_out: Some(take_out),
        newest_year: Some(2026),
        ..Options::default()
    };
    let (archive, report) = build_from(formats::open(name, bytes, &options));
    sums(&archive, &report)?;
    let count = archive.events.len();
    let index = EventIndex::new(&archive);
    if index.order().len() + index.undated().len() != count {
        return Err("an event has no place in the index, or two".to_owned());
    }
    if count > LARGE {
        return Ok(());
    }
    let open = Open::new(archive, index);
    figure(&open, open.whole(), vec2(900.0, 600.0))?;
    written(&open.archive)?;
    let listing = Listing {
        archive: &open.archive,
        index: &open.index,
        threads: &open.threads,
    };
    let rows = listing.sorted(&open.shown, Sort::default());
    if rows.len() != count {
        return Err(format!("{count} events, {} of them listed", rows.len()));
    }
    // Nothing is held of them but that they are made.
    let sources = cite::sources_of(&open.archive, open.archive.events().map(|(id, _)| id));
    let texts = [
        listing.csv(&rows),
        cite::cite(&open.archive, &sources, Style::Chicago),
        report.to_text(),
    ];
    drop(texts);
    Ok(())
}

fn sums(archive: &Archive, report: &LoadReport) -> Wrong {
    for file in &report.files {
        if file.read != file.placed + file.undated + file.rejected {
            return Err(format!(
                "{}: {} read, {} placed, {} undated, {} rejected",
                file.path, file.read, file.placed, file.undated, file.rejected
            ));
        }
    }
    let kept: usize = report.files.iter().map(|file| file.placed + file.undated).sum();
    if kept != archive.events.len() {
        return Err(format!("{kept} events are said to be there, {} are", archive.events.len()));
    }
    for event in &archive.events {
        let mut leaders = event.from.iter().chain(&event.to);
        if leaders.any(|id| archive.leader(*id).is_none()) || event.in_reply_to.iter().any(|id| archive.event(*id).is_none()) {
            return Err(format!("the event {} names what is not there", event.id));
        }
    }
    let failed = report.reports.iter().find(|report| report.code == "reader-failed");
    failed.map_or(Ok(()), |report| Err(report.to_string()))
}

/// An archive with all that a figure of it is made of.
pub struct Open {
    archive: Archive,
    index: EventIndex,
    threads: Threads,
    filter: Filter,
    shown: Shown,
    rows: Arc<Rows>,
}

impl Open {
    /// All of an archive, nothing filtered.
    pub fn new(archive: Archive, index: EventIndex) -> Self {
        let filter = Filter::default();
        let shown = Shown::new(&archive, &index, &filter, "");
        let rows = Rows::new(&archive, &index, &filter, &shown, &Arrangement::default());
        Self {
            threads: Threads::new(&archive),
            rows: Arc::new(rows),
            archive,
            index,
            filter,
            shown,
        }
    }

    /// A view of everything.
    pub fn whole(&self) -> Viewport {
        self.index.range().map_or_else(|| Viewport::new(0.0, 1e7), Viewport::fit_days)
    }
}

/// Draws a figure.
///
/// # Errors
/// Where it is no XML, or something in it has no place.
pub fn figure(open: &Open, viewport: Viewport, size: Vec2) -> Wrong {
    let input = Input {
        archive: &open.archive,
        index: &open.index,
        threads: &open.threads,
        filter: &open.filter,
        shown: &open.shown,
        rows: &open.rows,
        viewport,
        folds: &Folds::default(),
        selected: None,
        lane_scale: 1.0,
        theme: Theme::light(),
        measure: Measure::bundled(),
        size,
        has_overview: true,
        wait: Wait::default(),
        zones: &[],
        heights: None,
        seats: None,
        numbers: demarche::layout::Numbering::None,
        notes: false,
        medium: demarche::layout::Medium::default(),
    };
    let options = figure::Options {
        format: figure::Format::Svg,
        numbers: Numbers::Auto,
        has_quotes: size.x > 700.0,
        ..figure::Options::default()
    };
    let drawn = figure::Figure {
        input,
        view: View::Timeline,
        pair: None,
        options: &options,
        files: &[],
        sources_file: None,
    };
    let rendered = drawn.render().map_err(|error| error.to_string())?;
    let text = String::from_utf8(rendered.bytes).map_err(|error| error.to_string())?;
    let document = roxmltree::Document::parse(&text).map_err(|error| format!("the figure is no XML: {error}"))?;
    if text.chars().any(|char| matches!(char, '\u{202a}'..='\u{202e}')) {
        return Err("the figure has an override of the direction of writing".to_owned());
    }
    let mut places = document
        .descendants()
        .filter(roxmltree::Node::is_element)
        .flat_map(|node| node.attributes())
        .filter(|attribute| {
            matches!(
                attribute.name(),
                "x" | "y" | "x1" | "x2" | "y1" | "y2" | "cx" | "cy" | "r" | "width" | "height" | "points" | "d"
            )
        });
    places
        .find(|attribute| attribute.value().contains("NaN") || attribute.value().contains("inf"))
        .map_or(Ok(()), |attribute| {
            Err(format!("the figure has a place that is none: {}", attribute.value()))
        })
}

fn written(archive: &Archive) -> Wrong {
    for (target, name) in [(Target::Ron, "a.ron"), (Target::Json, "a.json"), (Target::Jsonl, "a.jsonl")] {
        let text = to_text(archive, target).map_err(|error| format!("{name} cannot be written: {error}"))?;
        let (back, report) = build_from(formats::open(name, text.into_bytes(), &Options::default()));
        if back != *archive {
            let (was, is) = (format!("{archive:?}"), format!("{back:?}"));
            return Err(format!(
                "{name} is not read as it was written: {}{}",
                report.to_text(),
                difference(&was, &is)
            ));
        }
    }
    let table = to_text(archive, Target::Csv).map_err(|error| format!("a table cannot be written: {error}"))?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = reader
        .records()
        .collect::<Result<_, _>>()
        .map_err(|error| format!("the table is none: {error}"))?;
    if rows.len() != archive.events.len() + 1 {
        return Err("the table has not a row for each event".to_owned());
    }
    Ok(())
}

/// Where two texts begin to differ.
fn difference(one: &str, other: &str) -> String {
    let at = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let around = |text: &str| {
        String::from_utf8_lossy(
            text.as_bytes()
                .get(at.saturating_sub(160)..(at + 80).min(text.len()))
                .unwrap_or_default(),
        )
        .into_owned()
    };
    format!("was {}\n is {}", around(one), around(other))
}

/// Takes sheets out of workbooks where no process can be started: none.
///
/// # Errors
/// Always.
pub fn no_workbooks(_: &[u8], _: u64, _: Option<&str>) -> Result<Vec<formats::workbook::Sheet>, String> {
    Err("workbooks are not read here".to_owned())
}

/// Takes sheets out of workbooks with the program of this project.
///
/// # Errors
/// Why a workbook cannot be read.
pub fn by_program(bytes: &[u8], unpacked: u64, wanted: Option<&str>) -> Result<Vec<formats::workbook::Sheet>, String> {
    match option_env!("CARGO_BIN_EXE_demarche") {
        Some(program) => files::take_out_by(std::path::Path::new(program), bytes, unpacked, wanted),
        None => no_workbooks(bytes, unpacked, wanted),
    }
}
