//! A story as files: the pages of one PDF, a page for readers with a figure a step, or a picture each.

use std::path::{Path, PathBuf};

use super::{Figure, FigureError, Format, Rendered, html};
use crate::export::{Name, PdfPage, Says, pdf};
use crate::layout::{Page, counted};
use crate::model::EventId;
use crate::scene::Target;

/// The steps of a story, each a figure with words of its own, as files: one PDF or one page, else a picture each. `whole` is the figure
/// that a page shows beside its list; its words are those of the story. Sources that have no room in one of them are with the first.
///
/// # Errors
/// Where a picture would be too large, or a writer refuses.
pub fn tell(whole: &Figure<'_>, steps: &[Figure<'_>]) -> Result<Vec<Rendered>, FigureError> {
    match whole.options.format {
        Format::Pdf => Ok(vec![pages(whole, steps)?]),
        Format::Html => {
            let page = whole.page();
            let says = whole.says(&page);
            let bytes = html::html(whole, &page, &says, steps).into_bytes();
            Ok(vec![Rendered { bytes, sources: None }])
        }
        Format::Png | Format::Svg => {
            let mut pictures = steps.iter().map(Figure::render).collect::<Result<Vec<Rendered>, FigureError>>()?;
            let lacking = steps.iter().zip(&pictures).filter(|(_, picture)| picture.sources.is_some());
            let sources = all_sources(whole, lacking.map(|(step, _)| step));
            for picture in &mut pictures {
                picture.sources = None;
            }
            if let Some(first) = pictures.first_mut() {
                first.sources = sources;
            }
            Ok(pictures)
        }
    }
}

/// The sources of some steps together; nothing where there are none.
fn all_sources<'a>(whole: &Figure<'_>, steps: impl Iterator<Item = &'a Figure<'a>>) -> Option<String> {
    let mut events: Vec<EventId> = steps.flat_map(Figure::counted).collect();
    events.sort_unstable();
    events.dedup();
    (!events.is_empty()).then(|| whole.source_list(events))
}

/// The pages of all steps.
fn pages(whole: &Figure<'_>, steps: &[Figure<'_>]) -> Result<Rendered, FigureError> {
    let made: Vec<Vec<Page>> = steps.iter().map(Figure::pages).collect();
    // A lane is called as in its own figure.
    let names: Vec<_> = steps
        .iter()
        .map(|step| move |target: Target| -> Option<Name> { step.name(target) })
        .collect();
    let mut sheets: Vec<PdfPage<'_>> = Vec::new();
    for (((step, pages), names), number) in steps.iter().zip(&made).zip(&names).zip(1..) {
        for (page, at) in pages.iter().zip(1..) {
            let name = format!("{number}. {}", step.title());
            sheets.push(PdfPage {
                scene: &page.scene,
                name: if pages.len() > 1 { format!("{name}, page {at}") } else { name },
                names,
            });
        }
    }
    let bytes = pdf(&sheets, &says(whole, steps))?;
    let is_lacking = |pages: &[Page]| pages.iter().any(|page| page.left_out > 0);
    let lacking = steps.iter().zip(&made).filter(|(_, pages)| is_lacking(pages));
    let sources = all_sources(whole, lacking.map(|(step, _)| step)).filter(|_| whole.sources_file.is_some());
    Ok(Rendered { bytes, sources })
}

/// What the file of a story says of itself.
fn says(whole: &Figure<'_>, steps: &[Figure<'_>]) -> Says {
    let titles: Vec<String> = steps
        .iter()
        .zip(1..)
        .map(|(step, number)| format!("{number}. {}", step.title()))
        .collect();
    Says {
        description: format!("{}, in {}: {}", whole.title(), counted(steps.len(), "step"), titles.join("; ")),
        ..whole.says(&Page::default())
    }
}

/// Where the picture of a step goes: `NAME-3.png`.
#[must_use]
pub fn numbered_path(path: &Path, number: usize) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path
        .extension()
        .map(|ending| format!(".{}", ending.to_string_lossy()))
        .unwrap_or_default();
    path.with_file_name(format!("{stem}-{number}{ending}"))
}
