//! `demarche export`: an archive as a figure, without display or GPU.

use emath::vec2;

use super::args::{ExportArgs, ViewArg};
use super::{Status, print_error, print_line};
use crate::dates::{Date, TimeRange};
use crate::figure::{self, Figure, View};
use crate::files;
use crate::index::{Arrangement, EventIndex, Filter, OPEN_END, OPEN_START, Rows, Shown};
use crate::layout::Input;
use crate::model::{Archive, EventId, Kind, LeaderId};
use crate::theme::Measure;
use crate::threads::Threads;
use crate::view::{Folds, LONG_GAP, Viewport};

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

fn export(args: &ExportArgs) -> Result<Status, Failure> {
    let format = figure::Format::of_path(&args.write.output).map_err(Failure::Usage)?;
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
    let selected = args
        .select
        .as_deref()
        .map(|key| find_event(&archive, key))
        .transpose()
        .map_err(Failure::Usage)?;
    let index = EventIndex::new(&archive);
    let threads = Threads::without(&archive, &report.applied.refused);
    let shown = Shown::new(&archive, &index, &filter, args.search.as_deref().unwrap_or_default());
    let rows = std::sync::Arc::new(Rows::new(
        &archive,
        &index,
        &filter,
        &shown,
        &Arrangement {
            limit: args.lanes.map(|lanes| lanes.max(1)),
            ..Arrangement::default()
        },
    ));
    let (viewport, folds) = folded_view(args, &archive, &index, &shown, &filter);
    let zones = if args.zone.is_empty() && index.has_clock() && !args.no_clocks {
        archive.first_zones()
    } else {
        args.zone.clone()
    };
    let input = Input {
        archive: &archive,
        index: &index,
        threads: &threads,
        filter: &filter,
        shown: &shown,
        rows: &rows,
        viewport,
        folds: &folds,
        selected,
        lane_scale: 1.0,
        theme: args.theme.theme(),
        measure: Measure::bundled(),
        size: vec2(args.size.0, args.size.1),
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
    let view = view_from(args, &archive, &threads).map_err(Failure::Usage)?;
    let figure = Figure {
        input,
        view,
        scale: args.scale,
        dpi: 72.0 * args.scale,
        texts: crate::export::Texts::default(),
    };
    if let Some(char) = figure.missing_glyph() {
        print_error(&format!(
            "warning: the bundled fonts have no U+{:04X} (and perhaps other characters); it is drawn as an empty box",
            u32::from(char)
        ));
    }
    write(args, &figure, format)?;
    Ok(Status::from(report.rejected() > 0 || report.has_errors()))
}

/// Writes the figure, and says where it is and, where that is asked for, what it shows.
fn write(args: &ExportArgs, figure: &Figure<'_>, format: figure::Format) -> Result<(), Failure> {
    let bytes = figure.render(format).map_err(|error| Failure::Other(error.to_string()))?;
    files::write_whole(&args.write.output, &bytes, args.write.force).map_err(|error| match error {
        files::WriteError::Exists(path) => Failure::Other(format!("{} exists already; add --force to replace it", path.display())),
        error @ (files::WriteError::Io { .. } | files::WriteError::NoFile(_)) => Failure::Other(error.to_string()),
    })?;
    print_line(&format!("{}", args.write.output.display()));
    if args.write.describe {
        print_line(&figure.describe());
    }
    Ok(())
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

/// The timeline, or the chart that is asked for.
fn view_from(args: &ExportArgs, archive: &Archive, threads: &Threads) -> Result<View, String> {
    if args.view != ViewArg::Timeline {
        let given = [
            ("--from", args.from.is_some()),
            ("--to", args.to.is_some()),
            ("--leader", !args.leader.is_empty()),
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
    if args.per.is_some() && args.view != ViewArg::Tempo {
        return Err("--per belongs to --view tempo".to_owned());
    }
    let unit = args.per.unwrap_or_default().unit();
    match (args.view, args.pair.as_slice()) {
        (ViewArg::Timeline, []) => Ok(View::Timeline),
        (ViewArg::Matrix, []) => Ok(View::Matrix),
        (ViewArg::Tempo, []) => {
            let pair = threads.exchanges().first();
            let (a, b) = pair.ok_or("--view tempo: no dated message passed between two leaders")?;
            Ok(View::Tempo(*a, *b, unit))
        }
        (ViewArg::Tempo, parts @ [_, ..]) => match pair_of(parts, archive)? {
            (a, b) if a == b => Err("--pair: the two are one leader".to_owned()),
            (a, b) => Ok(View::Tempo(a, b, unit)),
        },
        (ViewArg::Timeline | ViewArg::Matrix, _) => Err("--pair belongs to --view tempo".to_owned()),
    }
}

/// Two leaders of what stands between commas; a name may have commas itself: `Kraus, Karl,Schnitzler, Arthur`.
fn pair_of(parts: &[String], archive: &Archive) -> Result<(LeaderId, LeaderId), String> {
    let find = |key: &str| leader_of("--pair", key.trim(), archive);
    let mut divided = (1..parts.len()).map(|at| {
        let (one, other) = (find(&parts[..at].join(",")), find(&parts[at..].join(",")));
        Ok((one?, other?))
    });
    let first = divided
        .next()
        .ok_or("--pair: expected two leaders, for example --pair kennedy,khrushchev")?;
    first.or_else(|error| divided.find_map(Result::ok).ok_or(error))
}

/// The leader that a name means: an id first, then a unique name; otherwise an error that lists the candidates.
fn leader_of(option: &str, key: &str, archive: &Archive) -> Result<LeaderId, String> {
    let called = |ids: &[LeaderId]| {
        let leaders = ids.iter().filter_map(|id| archive.leader(*id)).take(8);
        let told: Vec<String> = leaders.map(|leader| format!("{} (id {:?})", leader.name, leader.id)).collect();
        let more = if ids.len() > 8 {
            format!(" and {} more", ids.len() - 8)
        } else {
            String::new()
        };
        format!("{}{more}", told.join(", "))
    };
    match archive.leaders_named(key).as_slice() {
        [only] => Ok(*only),
        [] => {
            let all: Vec<LeaderId> = archive.leaders().map(|(id, _)| id).collect();
            Err(format!(
                "{option}: there is no leader {key:?}; there are for example {}",
                called(&all)
            ))
        }
        many => Err(format!("{option}: {key:?} may be {}", called(many))),
    }
}

fn find_event(archive: &Archive, key: &str) -> Result<EventId, String> {
    archive
        .find_event(key)
        .ok_or_else(|| format!("--select: there is no event {key:?}"))
}

fn filter_from(args: &ExportArgs, archive: &Archive) -> Result<Filter, String> {
    let mut filter = Filter::default();
    if !args.leader.is_empty() {
        let mut kept = std::collections::BTreeSet::new();
        for key in &args.leader {
            kept.insert(leader_of("--leader", key, archive)?);
        }
        filter.hidden_leaders = archive.leaders().map(|(id, _)| id).filter(|id| !kept.contains(id)).collect();
    }
    if !args.kind.is_empty() {
        let mut kept = std::collections::BTreeSet::new();
        for name in &args.kind {
            kept.insert(Kind::from_name(name.trim()).ok_or_else(|| {
                let known: Vec<&str> = Kind::ALL.into_iter().map(Kind::name).collect();
                format!("--kind: found {name:?}, expected one of {}", known.join(", "))
            })?);
        }
        filter.hidden_kinds = Kind::ALL.into_iter().filter(|kind| !kept.contains(kind)).collect();
    }
    filter.dates = dates_from(args)?;
    Ok(filter)
}

fn dates_from(args: &ExportArgs) -> Result<Option<TimeRange>, String> {
    let read = |option: &str, text: &Option<String>| {
        text.as_deref()
            .map(|text| Date::parse(text).map_err(|error| format!("{option}: {error}")))
            .transpose()
    };
    let from = read("--from", &args.from)?.and_then(|date| date.extent().earliest);
    let to = read("--to", &args.to)?.and_then(|date| date.extent().latest);
    if let (Some(from), Some(to)) = (from, to)
        && to <= from
    {
        return Err("--to lies before --from".to_owned());
    }
    if from.is_none() && to.is_none() {
        return Ok(None);
    }
    // An open side reaches as far as instants do, with room to count on.
    Ok(Some(TimeRange::new(from.unwrap_or(OPEN_START), to.unwrap_or(OPEN_END))))
}

/// The dates asked for, as far as there are events; else all that is shown; else all there is.
fn viewport_from(filter: &Filter, archive: &Archive, index: &EventIndex, shown: &Shown) -> Viewport {
    let all = index.range().unwrap_or(TimeRange::new(0, crate::dates::DAY));
    if let Some(dates) = filter.dates {
        let start = if dates.start == OPEN_START {
            all.start.min(dates.end - 1)
        } else {
            dates.start
        };
        let end = if dates.end == OPEN_END {
            all.end.max(dates.start + 1)
        } else {
            dates.end
        };
        return Viewport::new(start as f64, (end - start) as f64);
    }
    Viewport::fit_days(shown.range(archive, index).unwrap_or(all))
}
