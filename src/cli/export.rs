//! `demarche export`: an archive as a figure or a text, without display or GPU.

use super::args::ExportArgs;
use std::path::Path;

use super::filter::{filter_from, find_event, pair_of, viewport_from};
use super::{Status, print_error, print_line, recipe};
use crate::chronology::{self, Chronology};
use crate::convert::gexf;
use crate::figure::{self, Figure, Format};
use crate::files;
use crate::index::{Arrangement, EventIndex, Filter, Rows, Shown};
use crate::layout::Input;
use crate::model::{Archive, LeaderId};
use crate::theme::Measure;
use crate::threads::Threads;
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
        files::load_with(&args.files, &args.tables.options())
    };
    for finding in &report.reports {
        print_error(&finding.to_string());
    }
    if archive.events.is_empty() && report.has_errors() {
        return Err(Failure::Other("there is nothing to draw".to_owned()));
    }
    let filter = filter_from(args, &archive).map_err(Failure::Usage)?;
    let index = EventIndex::new(&archive);
    let threads = Threads::without(&archive, &report.applied.refused);
    let shown = Shown::new(&archive, &index, &filter, args.search.as_deref().unwrap_or_default());
    let open = Open {
        archive: &archive,
        index: &index,
        threads: &threads,
        shown: &shown,
        filter: &filter,
    };
    match target {
        Target::Figure(format) => open.figure(args, format)?,
        Target::Text(target) => open.text(args, target)?,
        Target::Graph => {
            let events = open.chronology(args).events();
            write(&args.write.output, gexf::gexf(&archive, &events).as_bytes(), args.write.force)?;
        }
    }
    if let Some(path) = &args.save_config {
        let text = recipe::recipe_of(args).to_text(path.parent().unwrap_or(Path::new("")));
        let text = text.map_err(Failure::Other)?;
        write(path, text.as_bytes(), args.write.force)?;
    }
    Ok(Status::from(report.rejected() > 0 || report.has_errors()))
}

/// Writes a file, and says where it is.
fn write(path: &Path, bytes: &[u8], may_replace: bool) -> Result<(), Failure> {
    files::write_whole(path, bytes, may_replace).map_err(|error| match error {
        files::WriteError::Exists(path) => Failure::Other(format!("{} exists already; add --force to replace it", path.display())),
        error @ (files::WriteError::Io { .. } | files::WriteError::NoFile(_)) => Failure::Other(error.to_string()),
    })?;
    print_line(&format!("{}", path.display()));
    Ok(())
}

/// An archive with what of it is meant.
struct Open<'a> {
    archive: &'a Archive,
    index: &'a EventIndex,
    threads: &'a Threads,
    shown: &'a Shown,
    filter: &'a Filter,
}

impl Open<'_> {
    fn figure(&self, args: &ExportArgs, format: Format) -> Result<(), Failure> {
        let Self {
            archive,
            index,
            threads,
            shown,
            filter,
        } = *self;
        let selected = args.select.as_deref().map(|key| find_event(archive, key)).transpose();
        let selected = selected.map_err(Failure::Usage)?;
        let arrangement = Arrangement {
            limit: args.lanes.map(|lanes| lanes.max(1)),
            ..Arrangement::default()
        };
        let rows = std::sync::Arc::new(Rows::new(archive, index, filter, shown, &arrangement));
        let (viewport, folds) = folded_view(args, archive, index, shown, filter);
        let zones = if args.zone.is_empty() && index.has_clock() && !args.no_clocks {
            archive.first_zones()
        } else {
            args.zone.clone()
        };
        let options = args.figure.options(format);
        let input = Input {
            archive,
            index,
            threads,
            filter,
            shown,
            rows: &rows,
            viewport,
            folds: &folds,
            selected,
            lane_scale: 1.0,
            theme: options.look.theme(),
            measure: Measure::bundled(),
            size: Figure::size_of(&options),
            has_overview: false,
            wait: crate::threads::Wait {
                days: args.wait,
                on: args.on,
            },
            zones: &zones,
            heights: None,
            seats: None,
            numbers: false,
        };
        let pair = pair_from(args, archive, threads).map_err(Failure::Usage)?;
        let files = if args.files.is_empty() {
            vec![files::EXAMPLES[0].fingerprint()]
        } else {
            files::fingerprints(&args.files)
        };
        let beside = figure::sources_path(&args.write.output);
        let figure = Figure {
            input,
            view: args.view,
            pair,
            options: &options,
            files: &files,
            sources_file: Some(&figure::file_name(&beside)),
        };
        if let Some(words) = figure::missing_words(&figure.missing_glyphs()) {
            print_error(&format!("warning: {words}"));
        }
        let rendered = figure.render().map_err(|error| Failure::Other(error.to_string()))?;
        write(&args.write.output, &rendered.bytes, args.write.force)?;
        if let Some(sources) = rendered.sources {
            files::write_whole(&beside, sources.as_bytes(), true).map_err(|error| Failure::Other(error.to_string()))?;
            print_line(&format!("{}", beside.display()));
        }
        if args.write.describe {
            print_line(&figure.describe());
        }
        Ok(())
    }

    fn text(&self, args: &ExportArgs, target: chronology::Target) -> Result<(), Failure> {
        let failed = |error: crate::convert::ConvertError| Failure::Other(error.to_string());
        let chronology = self.chronology(args);
        if args.view == View::Matrix && target == chronology::Target::Csv {
            let table = gexf::matrix(self.archive, &chronology.events()).map_err(failed)?;
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

    fn chronology<'b>(&'b self, args: &'b ExportArgs) -> Chronology<'b> {
        Chronology {
            archive: self.archive,
            index: self.index,
            threads: self.threads,
            shown: self.shown,
            filter: self.filter,
            headline: args.figure.headline.as_deref().unwrap_or_default(),
        }
    }
}

/// What is looked at, with empty stretches folded where that is asked for.
fn folded_view(args: &ExportArgs, archive: &Archive, index: &EventIndex, shown: &Shown, filter: &Filter) -> (Viewport, Folds) {
    let whole = viewport_from(filter, archive, index, shown);
    let folds = if args.fold {
        let busy = shown.order().iter().filter_map(|id| archive.event(*id)?.drawn_range());
        Folds::between(busy, whole.span * LONG_GAP)
    } else {
        Folds::default()
    };
    let viewport = match shown.range(archive, index).filter(|_| args.fold && filter.dates.is_none()) {
        Some(range) => Viewport::fit_days(folds.fold_range(range)),
        None => Viewport::new(folds.fold(whole.start), folds.fold(whole.end()) - folds.fold(whole.start)),
    };
    (viewport, folds)
}

/// Whose tempo is asked for, where one is; what does not belong to the view is refused.
fn pair_from(args: &ExportArgs, archive: &Archive, threads: &Threads) -> Result<Option<(LeaderId, LeaderId, TempoUnit)>, String> {
    if args.view != View::Timeline {
        let given = [
            ("--from", args.from.is_some()),
            ("--to", args.to.is_some()),
            ("--leader", !args.leader.is_empty()),
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
                "{option} belongs to --view timeline: the other views count the whole archive"
            ));
        }
    }
    if args.per.is_some() && args.view != View::Tempo {
        return Err("--per belongs to --view tempo".to_owned());
    }
    let unit = args.per.unwrap_or_default().unit();
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
