//! Figures in files: from what is said on the command line to `figure.ron`, and back.

use std::path::Path;

use super::args::{ExportArgs, FigureArgs, TableArgs};
use crate::dates::Zone;
use crate::figure::{Format, Recipe, Signs};
use crate::index::Role;
use crate::model::columns::Mapping;
use crate::story::Sight;
use crate::threads::USUAL_WAIT_DAYS;
use crate::view::{TempoUnit, View};

/// What a figure of these arguments is made from.
pub fn recipe_of(args: &ExportArgs) -> Recipe {
    let two = |names: &[String]| match names {
        [a, b] => Some((a.clone(), b.clone())),
        _ => None,
    };
    let format = Format::of_path(&args.write.output).unwrap_or_default();
    Recipe {
        archives: args.files.clone(),
        shows: Sight {
            view: args.view,
            pair: two(&args.pair),
            per: args.per.map(|unit| unit.name().to_owned()),
            start: args.reach[0].clone(),
            end: args.reach[1].clone(),
            from: args.from.clone(),
            to: args.to.clone(),
            leaders: args.leader.clone(),
            role: args.role.filter(|role| *role != Role::default()).map(|role| role.name().to_owned()),
            between: two(&args.between),
            kinds: args.kind.clone(),
            search: args.search.clone(),
            select: args.select.clone(),
            is_folded: args.fold,
            lanes: args.lanes,
        },
        zones: (args.no_clocks || !args.zone.is_empty()).then(|| args.zone.iter().map(|zone| zone.name().to_owned()).collect()),
        wait: Some(args.wait).filter(|days| *days != USUAL_WAIT_DAYS),
        on: args.on,
        map: args.tables.mapping.as_ref().map(ToString::to_string),
        sheet: args.tables.sheet.clone(),
        figure: args.figure.options(format),
    }
}

/// The arguments that a file holds; the output and what is said of it are as given on the command line.
pub fn read(path: &Path, args: &ExportArgs) -> Result<ExportArgs, String> {
    let recipe = Recipe::read(path)?;
    let wrong = |what: &str| format!("{}: {what}", path.display());
    let zones = recipe.zones.clone().unwrap_or_default();
    let zone = zones
        .iter()
        .map(|name| Zone::named(name).ok_or_else(|| wrong(&format!("there is no zone {name:?}"))));
    let mapping = recipe
        .map
        .as_deref()
        .map(|map| Mapping::parse(map).map_err(|error| wrong(&format!("map: {error}"))));
    let figure = &recipe.figure;
    let args = seeing(args, recipe.shows.clone()).map_err(|error| wrong(&error))?;
    Ok(ExportArgs {
        config: None,
        files: recipe.archives,
        figure: FigureArgs {
            size: figure.size,
            scale: figure.scale,
            dpi: None,
            theme: figure.look,
            headline: figure.words.headline.clone(),
            deck: figure.words.deck.clone(),
            note: figure.words.note.clone(),
            credit: figure.words.credit.clone(),
            no_check: !figure.has_check,
            pages: figure.pages,
            callouts: figure.numbers,
            quotes: figure.has_quotes,
            few_signs: figure.signs == Signs::Few,
            text: figure.texts,
        },
        no_clocks: recipe.zones.as_ref().is_some_and(Vec::is_empty),
        zone: zone.collect::<Result<_, _>>()?,
        wait: recipe.wait.unwrap_or(USUAL_WAIT_DAYS),
        on: recipe.on,
        tables: TableArgs {
            mapping: mapping.transpose()?,
            sheet: recipe.sheet,
        },
        ..args
    })
}

/// The arguments, for what a file says is seen.
pub fn seeing(args: &ExportArgs, sight: Sight) -> Result<ExportArgs, String> {
    let per = |per: &str| TempoUnit::from_name(per).ok_or_else(|| format!("a bar counts no {per:?}; expected week, month or year"));
    let role =
        |role: &str| Role::from_name(role).ok_or_else(|| format!("there is no role {role:?}; expected involved, sender or receiver"));
    let two = |pair: Option<(String, String)>| pair.into_iter().flat_map(|(a, b)| [a, b]).collect();
    // Charts have no clocks.
    let has_clocks = matches!(sight.view, View::Timeline | View::List);
    Ok(ExportArgs {
        no_clocks: args.no_clocks && has_clocks,
        zone: args.zone.iter().filter(|_| has_clocks).copied().collect(),
        view: sight.view,
        pair: two(sight.pair),
        per: sight.per.as_deref().map(per).transpose()?,
        reach: [sight.start, sight.end],
        from: sight.from,
        to: sight.to,
        leader: sight.leaders,
        role: sight.role.as_deref().map(role).transpose()?,
        between: two(sight.between),
        kind: sight.kinds,
        search: sight.search,
        select: sight.select,
        fold: sight.is_folded,
        lanes: sight.lanes,
        ..args.clone()
    })
}
