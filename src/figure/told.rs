//! A story as files: the pages of one PDF, a page for readers with a figure a step, or a picture each.

use std::path::{Path, PathBuf};

use super::{Figure, FigureError, Format, Rendered, html};
use crate::export::{PdfPage, Says, pdf};
use crate::layout::{Page, counted};
use crate::model::EventId;
use crate::scene::Target;

/// Tells the steps of a story, each a figure whose words are its own: one PDF or one page, else a picture each. `whole` is the figure
/// that a page shows beside its list; its words are those of the story.
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
        Format::Png | Format::Svg => steps.iter().map(Figure::render).collect(),
    }
}

/// The pages of all steps.
fn pages(whole: &Figure<'_>, steps: &[Figure<'_>]) -> Result<Rendered, FigureError> {
    let told: Vec<Vec<Page>> = steps.iter().map(Figure::pages).collect();
    let named = || {
        let pages = steps.iter().zip(&told).zip(1..);
        pages.flat_map(|((step, pages), number)| {
            let many = pages.len() > 1;
            pages.iter().zip(1..).map(move |(page, at)| {
                let name = format!("{number}. {}", step.title());
                (page, if many { format!("{name}, page {at}") } else { name })
            })
        })
    };
    let sheets: Vec<PdfPage<'_>> = named().map(|(page, name)| PdfPage { scene: &page.scene, name }).collect();
    let says = says(whole, steps);
    let names = |target: Target| whole.name(target);
    let bytes = pdf(&sheets, &says, &names)?;
    let left_out = told.iter().flatten().map(|page| page.left_out).max();
    let is_beside = left_out.is_some_and(|count| count > 0) && whole.sources_file.is_some();
    let sources = is_beside.then(|| {
        let mut events: Vec<EventId> = steps.iter().flat_map(Figure::counted).collect();
        events.sort_unstable();
        events.dedup();
        whole.source_list(events)
    });
    Ok(Rendered { bytes, sources })
}

/// What a file that tells a story says of itself.
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
