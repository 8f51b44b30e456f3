//! Figures in files: from what is said on the command line to `figure.ron`, and back.

use std::path::Path;

use clap::ValueEnum as _;

use super::args::{ExportArgs, FigureArgs, PerArg, TableArgs};
use crate::dates::Zone;
use crate::figure::{Format, Recipe, Signs};
use crate::model::columns::Mapping;
use crate::threads::USUAL_WAIT_DAYS;

/// What a figure of these arguments is made from.
pub fn recipe_of(args: &ExportArgs) -> Recipe {
    let two = |names: &[String]| match names {
        [a, b] => Some((a.clone(), b.clone())),
        _ => None,
    };
    let format = Format::of_path(&args.write.output).unwrap_or_default();
    Recipe {
        archives: args.files.clone(),
        view: args.view,
        pair: two(&args.pair),
        per: args
            .per
            .and_then(|per| per.to_possible_value())
            .map(|per| per.get_name().to_owned()),
        from: args.from.clone(),
        to: args.to.clone(),
        leaders: args.leader.clone(),
        between: two(&args.between),
        kinds: args.kind.clone(),
        search: args.search.clone(),
        select: args.select.clone(),
        is_folded: args.fold,
        lanes: args.lanes,
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
    let per = recipe
        .per
        .as_deref()
        .map(|per| PerArg::from_str(per, true).map_err(|_| wrong(&format!("a bar counts no {per:?}"))));
    let mapping = recipe
        .map
        .as_deref()
        .map(|map| Mapping::parse(map).map_err(|error| wrong(&format!("map: {error}"))));
    let figure = &recipe.figure;
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
        view: recipe.view,
        pair: recipe.pair.into_iter().flat_map(|(a, b)| [a, b]).collect(),
        per: per.transpose()?,
        from: recipe.from,
        to: recipe.to,
        leader: recipe.leaders,
        between: recipe.between.into_iter().flat_map(|(a, b)| [a, b]).collect(),
        kind: recipe.kinds,
        search: recipe.search,
        select: recipe.select,
        fold: recipe.is_folded,
        lanes: recipe.lanes,
        no_clocks: recipe.zones.as_ref().is_some_and(Vec::is_empty),
        zone: zone.collect::<Result<_, _>>()?,
        wait: recipe.wait.unwrap_or(USUAL_WAIT_DAYS),
        on: recipe.on,
        tables: TableArgs {
            mapping: mapping.transpose()?,
            sheet: recipe.sheet,
        },
        ..args.clone()
    })
}
