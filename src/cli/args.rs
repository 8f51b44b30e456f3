//! What can be said on the command line.

use std::path::PathBuf;

use clap::Parser;

use crate::cite::Style;
use crate::dates::{Date, Zone};
use crate::export::Texts;
use crate::figure::{self, Format, Look, MOST_PAGES, Pages, Signs, Size};
use crate::files::{Options, available_memory, take_out_apart};
use crate::index::Role;
use crate::layout::Numbers;
use crate::model::columns::Mapping;
use crate::view::{TempoUnit, View};

/// A timeline of messages, replies and visits between leaders.
///
/// Without a subcommand, opens the files (or the built-in archive) in a window.
#[derive(Debug, Parser)]
#[command(name = "demarche", version, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Args {
    /// What to do without a window.
    #[command(subcommand)]
    pub subcommand: Option<Subcommand>,

    /// What to open in the window.
    #[command(flatten)]
    pub window: WindowArgs,
}

/// What to open in the window.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct WindowArgs {
    /// Archives to open together: files, folders of them, or `-` for standard input. `FILE#event=ID` selects an event.
    pub files: Vec<PathBuf>,

    /// How tables are to be read.
    #[command(flatten)]
    pub tables: TableArgs,

    /// Say when the window is closed how long its frames took.
    #[arg(long)]
    pub frame_times: bool,
}

/// What can be done without a window.
#[derive(Debug, clap::Subcommand)]
pub enum Subcommand {
    /// Say what was read of archives, what not, and why.
    Check(CheckArgs),
    /// Write archives as one file of our own: RON, JSON, JSON Lines, or a table.
    Convert(ConvertArgs),
    /// Say how dates are read.
    Date(DateArgs),
    /// Draw an archive, or write it as a page, a chronology, a calendar, a graph.
    Export(Box<ExportArgs>),
    /// Count who wrote to whom, who answered after how long, who did not, and whose letters crossed.
    Stats(StatsArgs),
    /// Print citations of an archive's sources: Chicago, APA, BibTeX or CSL-JSON.
    Cite(CiteArgs),
    /// Write an archive of made-up events, to measure with.
    Generate(GenerateArgs),
    /// Read a workbook from standard input for the program itself.
    #[command(name = crate::files::READ_WORKBOOK, hide = true)]
    ReadWorkbook(ReadWorkbookArgs),
    #[cfg(feature = "window")]
    /// Measure how long an archive takes to open, to draw, to filter and to search.
    Bench(BenchArgs),
}

/// How tables are to be read.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct TableArgs {
    /// What the columns of tables mean: `date=Datum,from=Absender`. Fields are those of data/FORMAT.md.
    #[arg(long = "map", value_name = "FIELD=HEADER,…", value_parser = parse_mapping)]
    pub mapping: Option<Mapping>,

    /// The sheet of a workbook to read; otherwise each that has a column of dates.
    #[arg(long, allow_hyphen_values = true)]
    pub sheet: Option<String>,
}

impl TableArgs {
    /// The same for the reader.
    #[must_use]
    pub fn options(&self) -> Options {
        Options {
            mapping: self.mapping.clone(),
            sheet: self.sheet.clone(),
            take_out: Some(take_out_apart),
            available: Some(available_memory),
            ..Options::default()
        }
    }
}

fn parse_mapping(text: &str) -> Result<Mapping, String> {
    Mapping::parse(text).map_err(|error| error.to_string())
}

/// Arguments of `read-workbook`.
#[derive(Debug, clap::Args)]
pub struct ReadWorkbookArgs {
    /// How many bytes it has.
    #[arg(long)]
    pub bytes: u64,

    /// The only sheet to read.
    #[arg(long, allow_hyphen_values = true)]
    pub sheet: Option<String>,

    /// How many bytes of memory it may take.
    #[arg(long)]
    pub memory: u64,
}

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Archives to read together: files, folders of them, or `-` for standard input.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,

    /// How tables are to be read.
    #[command(flatten)]
    pub tables: TableArgs,

    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `convert`.
#[derive(Debug, clap::Args)]
pub struct ConvertArgs {
    /// Archives to read together: files, folders of them, or `-` for standard input.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,

    /// How tables are to be read.
    #[command(flatten)]
    pub tables: TableArgs,

    /// The file to write; its ending, `.ron`, `.json`, `.jsonl` or `.csv`, says what.
    #[arg(short, long)]
    pub output: PathBuf,

    /// Replace the file if it exists.
    #[arg(long)]
    pub force: bool,
}

/// Arguments of `date`.
#[derive(Debug, clap::Args)]
pub struct DateArgs {
    /// The dates; without any, one a line is read from standard input.
    #[arg(allow_hyphen_values = true)]
    pub texts: Vec<String>,

    /// Read strictly as EDTF, levels 0 to 2.
    #[arg(long)]
    pub edtf: bool,

    /// Print one JSON object a line.
    #[arg(long)]
    pub json: bool,
}

/// Where a figure goes, and what is said of it.
#[derive(Clone, Debug, clap::Args)]
pub struct WriteArgs {
    /// The file to write; its ending says what: .png, .svg, .pdf, .html, .md, .txt, .csv, .ics, .gexf.
    #[arg(short, long)]
    pub output: PathBuf,

    /// Replace the file if it exists.
    #[arg(long)]
    pub force: bool,

    /// Say in words what the figure shows, and how many of its marks have a label.
    #[arg(long)]
    pub describe: bool,
}

/// How a figure is to be.
#[derive(Clone, Debug, clap::Args)]
pub struct FigureArgs {
    /// 1600x900 (points), 183x120mm, 7.2x4in, 183mm (the height grows), or screen, column, double-column, slide, a4, a4-landscape,
    /// letter, letter-landscape, a3-landscape, journal, journal-double, square, portrait, phone.
    #[arg(long, default_value = "screen", value_parser = Size::parse)]
    pub size: Size,

    /// Pixels a point, for PNG (usual: 2, or 300 an inch for sizes on paper).
    #[arg(long, value_parser = parse_scale, conflicts_with = "dpi")]
    pub scale: Option<f32>,

    /// Pixels an inch, for PNG.
    #[arg(long, value_parser = clap::value_parser!(u16).range(10..=1200))]
    pub dpi: Option<u16>,

    /// The look: light, dark, print.
    #[arg(long, default_value = "light", value_parser = parse_look)]
    pub theme: Look,

    /// The headline (usual: the archive's title; empty for none).
    #[arg(long)]
    pub headline: Option<String>,

    /// The lines under it (usual: the archive's description; empty for none).
    #[arg(long)]
    pub deck: Option<String>,

    /// A remark under the picture.
    #[arg(long, default_value = "")]
    pub note: String,

    /// Who made it.
    #[arg(long, default_value = "")]
    pub credit: String,

    /// No line by which the figure can be checked: what is shown of how much, files with their hashes, version.
    #[arg(long)]
    pub no_check: bool,

    /// Go on like a score: auto, or a number of pages of a PDF, of rows of a picture.
    #[arg(long, default_value = "1", value_parser = parse_pages)]
    pub pages: Pages,

    /// Numbers instead of labels, with a list beside: auto (where labels have no room), always, never.
    #[arg(long, default_value = "auto", value_parser = parse_numbers)]
    pub callouts: Numbers,

    /// Quotes below.
    #[arg(long)]
    pub quotes: bool,

    /// Explain only the four most needed signs.
    #[arg(long)]
    pub few_signs: bool,

    /// How SVG keeps texts: plain, embedded (with the fonts), outlines.
    #[arg(long, default_value = "plain", value_parser = parse_texts)]
    pub text: Texts,
}

impl FigureArgs {
    /// The same as options of a figure in a format.
    #[must_use]
    pub fn options(&self, format: Format) -> figure::Options {
        figure::Options {
            format,
            look: self.theme,
            size: self.size,
            scale: self.scale.or(self.dpi.map(|dpi| f32::from(dpi) / 72.0)),
            is_whole: true,
            words: figure::Words {
                headline: self.headline.clone(),
                deck: self.deck.clone(),
                note: self.note.clone(),
                credit: self.credit.clone(),
            },
            has_check: !self.no_check,
            pages: self.pages,
            numbers: self.callouts,
            has_quotes: self.quotes,
            signs: if self.few_signs { Signs::Few } else { Signs::All },
            texts: self.text,
        }
    }
}

/// Arguments of `export`.
#[derive(Clone, Debug, clap::Args)]
pub struct ExportArgs {
    /// Archives to draw together: files, or folders of them; without any, the built-in one.
    pub files: Vec<PathBuf>,

    /// How tables are to be read.
    #[command(flatten)]
    pub tables: TableArgs,

    /// What is written, and what is said of it.
    #[command(flatten)]
    pub write: WriteArgs,

    /// Draw what this file says (`figure.ron`), which has everything but the output.
    #[arg(long, value_name = "FILE", conflicts_with_all = [
        "files", "mapping", "sheet", "size", "scale", "dpi", "theme", "headline", "deck", "note", "credit", "no_check", "pages",
        "callouts", "quotes", "few_signs", "text", "view", "pair", "per", "from", "to", "leader", "role", "between", "kind",
        "search", "select", "fold", "lanes", "zone", "no_clocks", "wait", "on",
    ])]
    pub config: Option<PathBuf>,

    /// Write what the figure is made from to this file, for `--config`.
    #[arg(long, value_name = "FILE")]
    pub save_config: Option<PathBuf>,

    /// Tell the story that is kept beside the archive: a picture a step (NAME-1.png), the pages of a PDF, or a page.
    #[arg(long, conflicts_with_all = ["config", "save_config"])]
    pub story: bool,

    /// How the figure is to be.
    #[command(flatten)]
    pub figure: FigureArgs,

    /// What to draw: timeline, list, tempo, matrix.
    #[arg(long, default_value = "timeline", value_parser = parse_view)]
    pub view: View,

    /// Whose tempo to draw: two leaders, by id or name; otherwise the two who wrote most.
    #[arg(long, value_delimiter = ',', value_name = "A,B")]
    pub pair: Vec<String>,

    /// What a bar of the tempo counts: fitting (usual: the smallest that can be seen), week, month, year.
    #[arg(long, value_parser = parse_per)]
    pub per: Option<TempoUnit>,

    /// From which date to which the timeline reaches, where a file says so: not what is filtered.
    #[arg(skip)]
    pub reach: [Option<String>; 2],

    /// Only from this date on (EDTF).
    #[arg(long, allow_hyphen_values = true)]
    pub from: Option<String>,

    /// Only until this date (EDTF), included.
    #[arg(long, allow_hyphen_values = true)]
    pub to: Option<String>,

    /// Only this leader, by id or name; may be given several times.
    #[arg(long)]
    pub leader: Vec<String>,

    /// In which role a leader counts: involved, sender, receiver.
    #[arg(long, value_parser = parse_role, requires = "leader")]
    pub role: Option<Role>,

    /// Only what passed between two leaders, by id or name.
    #[arg(long, value_delimiter = ',', value_name = "A,B", conflicts_with = "leader")]
    pub between: Vec<String>,

    /// Only these kinds: message, reply, visit, meeting, statement, other.
    #[arg(long, value_delimiter = ',')]
    pub kind: Vec<String>,

    /// Mark what holds this text.
    #[arg(long)]
    pub search: Option<String>,

    /// Select this event, by id.
    #[arg(long)]
    pub select: Option<String>,

    /// Fold empty stretches that are longer than a tenth of the figure.
    #[arg(long)]
    pub fold: bool,

    /// How many lanes there are beside "Others" (usual: all, or 20 of more than 30).
    #[arg(long)]
    pub lanes: Option<usize>,

    /// A place whose clocks have a line below the ruler, by its name in the tz database: Europe/Moscow; may be given several
    /// times.
    #[arg(long, value_parser = parse_zone)]
    pub zone: Vec<Zone>,

    /// No line for the clocks of a place; otherwise those of the first two leaders have one where hours are known.
    #[arg(long, conflicts_with = "zone")]
    pub no_clocks: bool,

    /// After so many days without anything coming back a message counts as unanswered.
    #[arg(long, default_value_t = crate::threads::USUAL_WAIT_DAYS, value_parser = clap::value_parser!(i64).range(0..=36_500))]
    pub wait: i64,

    /// What was unanswered on this date (EDTF); otherwise at the end of the archive.
    #[arg(long, allow_hyphen_values = true, value_parser = parse_on)]
    pub on: Option<i64>,
}

/// Arguments of `stats`.
#[derive(Debug, clap::Args)]
pub struct StatsArgs {
    /// Archives to count together: files, folders of them, or `-` for standard input.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,

    /// Print JSON.
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,

    /// Print the pairs as CSV.
    #[arg(long)]
    pub csv: bool,

    /// After so many days without anything coming back a message counts as unanswered.
    #[arg(long, default_value_t = crate::threads::USUAL_WAIT_DAYS, value_parser = clap::value_parser!(i64).range(0..=36_500))]
    pub wait: i64,

    /// What was unanswered on this date (EDTF); otherwise at the end of the archive.
    #[arg(long, allow_hyphen_values = true, value_parser = parse_on)]
    pub on: Option<i64>,

    /// How tables are to be read.
    #[command(flatten)]
    pub tables: TableArgs,
}

/// Arguments of `cite`.
#[derive(Debug, clap::Args)]
pub struct CiteArgs {
    /// Archives to cite from: files, folders of them, or `-` for standard input.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,

    /// How citations are written: chicago, apa, bibtex, csl-json.
    #[arg(long, default_value = "chicago", value_parser = parse_style)]
    pub style: Style,

    /// Only what this event is from, by id; may be given several times.
    #[arg(long)]
    pub event: Vec<String>,

    /// How tables are to be read.
    #[command(flatten)]
    pub tables: TableArgs,
}

/// Arguments of `generate`.
#[derive(Debug, clap::Args)]
pub struct GenerateArgs {
    /// How many events.
    #[arg(long, default_value_t = 10_000)]
    pub events: u64,

    /// How many leaders.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(2..=1_000_000))]
    pub leaders: u32,

    /// Over how many years, from 1950 on.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=5_000))]
    pub years: u32,

    /// The same seed gives the same bytes.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,

    /// The file to write; its ending, `.jsonl`, `.ron`, `.json` or `.csv`, says what.
    #[arg(short, long)]
    pub output: PathBuf,

    /// Replace the file if it exists.
    #[arg(long)]
    pub force: bool,
}

/// Arguments of `bench`.
#[cfg(feature = "window")]
#[derive(Debug, clap::Args)]
pub struct BenchArgs {
    /// Archives to open together: files, or folders of them.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,

    /// How tables are to be read.
    #[command(flatten)]
    pub tables: TableArgs,

    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}

fn parse_style(text: &str) -> Result<Style, String> {
    let known: Vec<&str> = Style::ALL.into_iter().map(Style::name).collect();
    let found = Style::ALL.into_iter().find(|style| style.name() == text);
    found.ok_or_else(|| format!("found {text:?}, expected one of {}", known.join(", ")))
}

/// The first instant after a date.
fn parse_on(text: &str) -> Result<i64, String> {
    let date = Date::parse(text).map_err(|error| error.to_string())?;
    date.extent().latest.ok_or_else(|| format!("{text:?} has no end"))
}

fn parse_zone(text: &str) -> Result<Zone, String> {
    Zone::named(text).ok_or_else(|| format!("found {text:?}, expected a zone of the tz database, for example Europe/Moscow"))
}

/// The value of a name, or which names there are.
fn named<T: Copy>(text: &str, names: &[(&str, T)]) -> Result<T, String> {
    let found = names.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
    found.ok_or_else(|| {
        let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        format!("found {text:?}, expected one of {}", names.join(", "))
    })
}

fn parse_pages(text: &str) -> Result<Pages, String> {
    let count = text
        .parse::<u16>()
        .ok()
        .filter(|count| (1..=MOST_PAGES).contains(&usize::from(*count)));
    match (text, count) {
        ("auto", _) => Ok(Pages::Auto),
        (_, Some(1)) => Ok(Pages::One),
        (_, Some(count)) => Ok(Pages::Count(count)),
        (_, None) => Err(format!("found {text:?}, expected auto or a number from 1 to {MOST_PAGES}")),
    }
}

fn parse_view(text: &str) -> Result<View, String> {
    named(text, &View::ALL.map(|view| (view.name(), view)))
}

fn parse_per(text: &str) -> Result<TempoUnit, String> {
    named(text, &TempoUnit::ALL.map(|unit| (unit.name(), unit)))
}

fn parse_role(text: &str) -> Result<Role, String> {
    named(text, &Role::ALL.map(|role| (role.name(), role)))
}

fn parse_look(text: &str) -> Result<Look, String> {
    named(text, &[("light", Look::Light), ("dark", Look::Dark), ("print", Look::Print)])
}

fn parse_numbers(text: &str) -> Result<Numbers, String> {
    named(
        text,
        &[("auto", Numbers::Auto), ("always", Numbers::Always), ("never", Numbers::Never)],
    )
}

fn parse_texts(text: &str) -> Result<Texts, String> {
    named(
        text,
        &[
            ("plain", Texts::Plain),
            ("embedded", Texts::Embedded),
            ("outlines", Texts::Outlines),
        ],
    )
}

fn parse_scale(text: &str) -> Result<f32, String> {
    text.parse::<f32>()
        .ok()
        .filter(|scale| (0.1..=8.0).contains(scale))
        .ok_or_else(|| format!("found {text:?}, expected a number from 0.1 to 8"))
}
