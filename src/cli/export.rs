//! `demarche export`: an archive as a figure or a text, without display or GPU.

use std::path::Path;
use std::sync::Arc;

use super::args::ExportArgs;
use super::filter::{filter_from, find_event, pair_of, reach_from, viewport_from};
use super::{Status, print_error, print_line, reading, recipe};
use crate::chronology::{self, Chronology};
use crate::convert::gexf;
use crate::dates::{TimeRange, Zone};
use crate::figure::{self, Figure, Format};
use crate::files;
use crate::index::{Arrangement, EventIndex, Filter, Rows, Shown};
use crate::layout::{Input, Medium, Numbering};
use crate::library::{Library, Origin};
use crate::model::{Archive, EventId, LeaderId};
use crate::theme::Measure;
use crate::threads::{Threads, Wait};
use crate::view::{Folds, LONG_GAP, TempoUnit, View, Viewport};

pub fn run(args: &ExportArgs) -> Status {
    match export(args) {
        Ok(status) => status,
        Err(Failure::Usage(message)) => {
            print_error(&message);
            2
        }
        Err(Failure::Other(message)) => {
            print_error(&message);
            1
        }
    }
}

enum Failure {
    /// Something on the command line is wrong: status 2.
    Usage(String),
    /// Something else went wrong: status 1.
    Other(String),
}

/// What a file's ending asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    Figure(Format),
    Text(chronology::Target),
    Graph,
}

impl Target {
    fn of(args: &ExportArgs) -> Result<Self, Failure> {
        let path = &args.write.output;
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let ending = ending.as_deref().unwrap_or_default();
        let text = chronology::Target::ALL.into_iter().find(|target| target.ending() == ending);
        match (Format::of_path(path), text) {
            (Some(format), _) => Ok(Self::Figure(format)),
            (None, Some(target)) => Ok(Self::Text(target)),
            (None, None) if ending == "gexf" => Ok(Self::Graph),
            (None, None) => Err(Failure::Usage(format!(
                "cannot tell what to write to {}; expected a name that ends in .png, .svg, .pdf, .html, .md, .txt, .csv, .ics or .gexf",
                path.display()
            ))),
        }
    }
}

fn export(args: &ExportArgs) -> Result<Status, Failure> {
    if let Some(path) = &args.config {
        let args = recipe::read(path, args).map_err(Failure::Usage)?;
        return export(&args);
    }
    let target = Target::of(args)?;
    let (archive, report) = if args.files.is_empty() {
        files::built_in()
    } else {
        reading::load(&args.files, &args.tables.options())
    };
    for finding in &report.reports {
        print_error(&finding.to_string());
    }
    if archive.events.is_empty() && report.has_errors() {
        return Err(Failure::Other("there is nothing to draw".to_owned()));
    }
    let library = Library::complete(archive, report, Origin::Files(args.files.clone()));
    let open = Open(&library);
    match target {
        Target::Figure(_) if args.story => open.story(args)?,
        Target::Figure(_) => open.figure(args)?,
        _ if args.story => {
            return Err(Failure::Usage(
                "--story is written as pictures, a PDF or a page; expected a name that ends in .png, .svg, .pdf or .html".to_owned(),
            ));
        }
        Target::Text(target) => open.text(args, target)?,
        Target::Graph => {
            let seen = open.seen(args)?;
            let events = open.chronology(args, &seen).events();
            write(
                &args.write.output,
                gexf::gexf(&library.archive, &events).as_bytes(),
                args.write.force,
            )?;
        }
    }
    if let Some(path) = &args.save_config {
        let text = recipe::recipe_of(args).to_text(path.parent().unwrap_or(Path::new("")));
        let text = text.map_err(Failure::Other)?;
        write(path, text.as_bytes(), args.write.force)?;
    }
    Ok(Status::from(library.report.rejected() > 0 || library.report.has_errors()))
}

fn exists(path: &Path) -> String {
    format!("{} exists already; add --force to replace it", path.display())
}

/// Writes a file, and says where it is.
fn write(path: &Path, bytes: &[u8], may_replace: bool) -> Result<(), Failure> {
    files::write_whole(path, bytes, may_replace).map_err(|error| match error {
        files::WriteError::Exists(path) => Failure::Other(exists(&path)),
        error @ (files::WriteError::Io { .. } | files::WriteError::NoFile(_)) => Failure::Other(error.to_string()),
    })?;
    print_line(&format!("{}", path.display()));
    Ok(())
}

/// The names of the files of an archive, with their fingerprints.
fn files_of(args: &ExportArgs) -> Vec<(String, Option<String>)> {
    if args.files.is_empty() {
        vec![files::EXAMPLES[0].fingerprint()]
    } else {
        files::fingerprints(&args.files)
    }
}

/// Says which characters of a figure no font has.
fn warn_of_missing(figure: &Figure<'_>) {
    if let Some(words) = figure::missing_words(&figure.missing_glyphs()) {
        print_error(&format!("warning: {words}"));
    }
}

/// Refuses to write a figure whose sources would replace a file that is no such list.
fn keep_sources_of_others(args: &ExportArgs, has_sources: bool) -> Result<(), Failure> {
    let beside = figure::sources_path(&args.write.output);
    let is_taken = has_sources && !args.write.force && files::is_of_others(&beside, figure::SOURCES_BEGIN);
    if is_taken { Err(Failure::Other(exists(&beside))) } else { Ok(()) }
}

/// Writes all sources beside a figure that has no room for them.
fn write_sources(args: &ExportArgs, sources: Option<&str>) -> Result<(), Failure> {
    let Some(sources) = sources else { return Ok(()) };
    let beside = figure::sources_path(&args.write.output);
    files::write_whole(&beside, sources.as_bytes(), true).map_err(|error| Failure::Other(error.to_string()))?;
    print_line(&format!("{}", beside.display()));
    Ok(())
}

/// An archive that is to be exported.
struct Open<'a>(&'a Library);

/// What of an archive is meant, and how it is laid out.
struct Seen {
    view: View,
    pair: Option<(LeaderId, LeaderId, TempoUnit)>,
    filter: Filter,
    shown: Shown,
    rows: Arc<Rows>,
    viewport: Viewport,
    folds: Folds,
    selected: Option<EventId>,
    zones: Vec<Zone>,
    wait: Wait,
    options: figure::Options,
}

impl Open<'_> {
    /// What the arguments mean.
    fn seen(&self, args: &ExportArgs) -> Result<Seen, Failure> {
        let Library { archive, index, .. } = self.0;
        let filter = filter_from(args, archive).map_err(Failure::Usage)?;
        let shown = Shown::new(archive, index, &filter, args.search.as_deref().unwrap_or_default());
        let selected = args.select.as_deref().map(|key| find_event(archive, key)).transpose();
        let arrangement = Arrangement {
            limit: args.lanes.map(|lanes| lanes.max(1)),
            ..Arrangement::default()
        };
        let rows = Arc::new(Rows::new(archive, index, &filter, &shown, &arrangement));
        let reach = reach_from(args).map_err(Failure::Usage)?;
        let (viewport, folds) = folded_view((args, reach, &filter), archive, index, &shown);
        let zones = if args.zone.is_empty() && index.has_clock() && !args.no_clocks {
            archive.first_zones()
        } else {
            args.zone.clone()
        };
        Ok(Seen {
            view: args.view,
            pair: None,
            filter,
            shown,
            rows,
            viewport,
            folds,
            selected: selected.map_err(Failure::Usage)?,
            zones,
            wait: Wait {
                days: args.wait,
                on: args.on,
            },
            options: args.figure.options(Format::of_path(&args.write.output).unwrap_or_default()),
        })
    }

    /// The same for a figure, which may be one of a pair.
    fn drawn(&self, args: &ExportArgs) -> Result<Seen, Failure> {
        Ok(Seen {
            pair: pair_from(args, &self.0.archive, &self.0.threads).map_err(Failure::Usage)?,
            ..self.seen(args)?
        })
    }

    /// The figure of it.
    fn figure_of<'a>(&'a self, seen: &'a Seen, files: &'a [(String, Option<String>)], sources_file: &'a str) -> Figure<'a> {
        Figure {
            input: Input {
                archive: &self.0.archive,
                index: &self.0.index,
                threads: &self.0.threads,
                filter: &seen.filter,
                shown: &seen.shown,
                rows: &seen.rows,
                viewport: seen.viewport,
                folds: &seen.folds,
                selected: seen.selected,
                lane_scale: 1.0,
                theme: seen.options.look.theme(),
                measure: Measure::bundled(),
                size: Figure::size_of(&seen.options),
                has_overview: false,
                wait: seen.wait,
                zones: &seen.zones,
                heights: None,
                seats: None,
                numbers: Numbering::None,
                notes: false,
                medium: Medium::default(),
            },
            view: seen.view,
            pair: seen.pair,
            options: &seen.options,
            files,
            sources_file: Some(sources_file),
        }
    }

    fn figure(&self, args: &ExportArgs) -> Result<(), Failure> {
        let seen = self.drawn(args)?;
        let files = files_of(args);
        let sources_file = figure::file_name(&figure::sources_path(&args.write.output));
        let figure = self.figure_of(&seen, &files, &sources_file);
        warn_of_missing(&figure);
        let rendered = figure.render().map_err(|error| Failure::Other(error.to_string()))?;
        keep_sources_of_others(args, rendered.sources.is_some())?;
        write(&args.write.output, &rendered.bytes, args.write.force)?;
        write_sources(args, rendered.sources.as_deref())?;
        if args.write.describe {
            print_line(&figure.describe());
        }
        Ok(())
    }

    /// The figures of the story that is kept beside the archive.
    fn story(&self, args: &ExportArgs) -> Result<(), Failure> {
        let (story, reports) = if args.files.is_empty() {
            (files::EXAMPLES[0].story(), Vec::new())
        } else {
            files::story_beside(&args.files)
        };
        for finding in &reports {
            print_error(&finding.to_string());
        }
        if story.is_empty() {
            let error = if reports.is_empty() {
                "there is no story beside the archive; add views to one in the window (J)"
            } else {
                "without its story there is nothing to write"
            };
            return Err(Failure::Other(error.to_owned()));
        }
        let whole = self.drawn(args)?;
        let steps = story.steps.iter().zip(1..).map(|(step, number)| {
            let of_step = |error: String| format!("step {number} of the story: {error}");
            let args = recipe::seeing(args, step.sight.clone()).map_err(|error| Failure::Usage(of_step(error)))?;
            let mut seen = self.drawn(&args).map_err(|failure| match failure {
                Failure::Usage(error) | Failure::Other(error) => Failure::Other(of_step(error)),
            })?;
            seen.options.words.headline = Some(step.title.clone());
            seen.options.words.deck = Some(step.text.clone());
            Ok(seen)
        });
        let steps = steps.collect::<Result<Vec<Seen>, Failure>>()?;
        let files = files_of(args);
        let sources_file = figure::file_name(&figure::sources_path(&args.write.output));
        let figures: Vec<Figure<'_>> = steps.iter().map(|seen| self.figure_of(seen, &files, &sources_file)).collect();
        figures.iter().for_each(warn_of_missing);
        let whole = self.figure_of(&whole, &files, &sources_file);
        let rendered = figure::tell(&whole, &figures).map_err(|error| Failure::Other(error.to_string()))?;
        let is_numbered = matches!(whole.options.format, Format::Png | Format::Svg);
        let place = |number: usize| {
            let output = &args.write.output;
            if is_numbered {
                figure::numbered_path(output, number)
            } else {
                output.clone()
            }
        };
        // All of them or none.
        let known = (1..=rendered.len()).map(place).find(|path| path.exists());
        if let Some(path) = known.filter(|_| !args.write.force) {
            return Err(Failure::Other(exists(&path)));
        }
        keep_sources_of_others(args, rendered.iter().any(|picture| picture.sources.is_some()))?;
        for (picture, number) in rendered.iter().zip(1..) {
            write(&place(number), &picture.bytes, args.write.force)?;
        }
        let sources = rendered.iter().find_map(|picture| picture.sources.as_deref());
        write_sources(args, sources)?;
        if args.write.describe {
            for figure in &figures {
                print_line(&figure.describe());
            }
        }
        Ok(())
    }

    fn text(&self, args: &ExportArgs, target: chronology::Target) -> Result<(), Failure> {
        let failed = |error: crate::convert::ConvertError| Failure::Other(error.to_string());
        let seen = self.seen(args)?;
        let chronology = self.chronology(args, &seen);
        if args.view == View::Matrix && target == chronology::Target::Csv {
            let table = gexf::matrix(&self.0.archive, &chronology.events()).map_err(failed)?;
            return write(&args.write.output, table.as_bytes(), args.write.force);
        }
        if matches!(args.view, View::Matrix | View::Tempo) {
            return Err(Failure::Usage(format!(
                "--view {} has no .{}; the matrix can be written as .csv and .gexf",
                args.view.name(),
                target.ending()
            )));
        }
        let written = chronology.write(target).map_err(failed)?;
        for sentence in &written.left_out {
            print_error(&format!("warning: {sentence}"));
        }
        write(&args.write.output, written.text.as_bytes(), args.write.force)
    }

    fn chronology<'b>(&'b self, args: &'b ExportArgs, seen: &'b Seen) -> Chronology<'b> {
        Chronology {
            archive: &self.0.archive,
            index: &self.0.index,
            threads: &self.0.threads,
            shown: &seen.shown,
            filter: &seen.filter,
            headline: args.figure.headline.as_deref().unwrap_or_default(),
        }
    }
}

/// What is looked at, with empty stretches folded where that is asked for.
fn folded_view(
    (args, reach, filter): (&ExportArgs, Option<TimeRange>, &Filter),
    archive: &Archive,
    index: &EventIndex,
    shown: &Shown,
) -> (Viewport, Folds) {
    let whole = viewport_from(reach, filter.dates, archive, index, shown);
    let reach = reach.or(filter.dates);
    let folds = if args.fold {
        let busy = shown.order().iter().filter_map(|id| archive.event(*id)?.drawn_range());
        Folds::between(busy, whole.span * LONG_GAP)
    } else {
        Folds::default()
    };
    let viewport = match shown.range(archive, index).filter(|_| args.fold && reach.is_none()) {
        Some(range) => Viewport::fit_days(folds.fold_range(range)),
        None => Viewport::new(folds.fold(whole.start), folds.fold(whole.end()) - folds.fold(whole.start)),
    };
    (viewport, folds)
}

/// Whose tempo is asked for, where one is; what does not belong to the view is refused.
fn pair_from(args: &ExportArgs, archive: &Archive, threads: &Threads) -> Result<Option<(LeaderId, LeaderId, TempoUnit)>, String> {
    if matches!(args.view, View::Tempo | View::Matrix) {
        let given = [
            ("--from", args.from.is_some()),
            ("--to", args.to.is_some()),
            ("--leader", !args.leader.is_empty()),
            ("--role", args.role.is_some()),
            ("--between", !args.between.is_empty()),
            ("--kind", !args.kind.is_empty()),
            ("--search", args.search.is_some()),
            ("--select", args.select.is_some()),
            ("--fold", args.fold),
            ("--lanes", args.lanes.is_some()),
            ("--zone", !args.zone.is_empty()),
            ("--no-clocks", args.no_clocks),
        ];
        if let Some((option, _)) = given.into_iter().find(|(_, is_given)| *is_given) {
            return Err(format!(
                "{option} belongs to --view timeline and list: the other views count the whole archive"
            ));
        }
    }
    if args.per.is_some() && args.view != View::Tempo {
        return Err("--per belongs to --view tempo".to_owned());
    }
    let unit = args.per.unwrap_or_default();
    match (args.view, args.pair.as_slice()) {
        (View::Timeline | View::List | View::Matrix, []) => Ok(None),
        (View::Tempo, []) => {
            let pair = threads.exchanges().first();
            let (a, b) = pair.ok_or("--view tempo: no dated message passed between two leaders")?;
            Ok(Some((*a, *b, unit)))
        }
        (View::Tempo, parts @ [_, ..]) => match pair_of(parts, archive)? {
            (a, b) if a == b => Err("--pair: the two are one leader".to_owned()),
            (a, b) => Ok(Some((a, b, unit))),
        },
        (View::Timeline | View::List | View::Matrix, _) => Err("--pair belongs to --view tempo".to_owned()),
    }
}
