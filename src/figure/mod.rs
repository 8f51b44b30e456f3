//! A figure of an archive: laid out at its size, drawn, packed. Used by the window's export and by the command line.

mod html;
mod options;
mod pages;
mod recipe;
mod scripts;
mod size;
mod told;

use std::path::Path;

use rayon::prelude::*;

pub use self::options::{Export, Format, Look, MOST_PAGES, Options, Pages, SOURCES_BEGIN, Signs, Words, recipe_path, sources_path};
pub use self::recipe::Recipe;
pub use self::scripts::{missing_here, missing_words};
pub use self::size::{PRESETS, PRINT_DPI, Preset, Size};
pub use self::told::{numbered_path, tell};
use crate::PROGRAM;
use crate::charts::{Around, figure, matrix, met, tempo, tempo_legend};
use crate::chronology::Chronology;
use crate::export::{Name, PdfError, PdfPage, Pixels, RasterError, Says, pdf, pixels, png, svg};
use crate::layout::{Coverage, Deck, Input, Page, Setting, event_label, page, page_status, source_list, table};
use crate::listing::{Listing, Sort};
use crate::model::{EventId, Kind, LeaderId};
use crate::scene::{Shape, Target};
use crate::theme::{Measure, TextMeasure as _};
use crate::view::{TempoUnit, View, Viewport};

/// What a figure shows, and how it is to be.
#[derive(Clone, Copy)]
pub struct Figure<'a> {
    /// What is laid out; its size is that of the options.
    pub input: Input<'a>,
    /// Which view it is of.
    pub view: View,
    /// Whose tempo it shows, and what a bar of it counts.
    pub pair: Option<(LeaderId, LeaderId, TempoUnit)>,
    /// How it is to be.
    pub options: &'a Options,
    /// The files it is made from, each with the beginning of its SHA-256 where that is known.
    pub files: &'a [(String, Option<String>)],
    /// The name of the file in which all its sources will be, where they are more than there is room for.
    pub sources_file: Option<&'a str>,
}

/// The size of the figure of a page, in points.
const BESIDE_LIST: emath::Vec2 = emath::vec2(1_160.0, 760.0);

/// A figure in the newspaper's style explains that many signs at most.
const FEW_SIGNS: usize = 4;

impl Figure<'_> {
    /// How large a figure is in points: a page shows one that was made for a screen beside its list.
    #[must_use]
    pub fn size_of(options: &Options) -> emath::Vec2 {
        if options.format == Format::Html && options.size == Size::default() {
            return BESIDE_LIST;
        }
        emath::vec2(options.size.width, options.size.height)
    }

    /// What is drawn, page by page; one for a chart.
    fn pages(&self) -> Vec<Page> {
        let input = &self.input;
        let words = &self.options.words;
        let check = self.checks().join(" \u{b7} ");
        // Charts are called what they show: only a headline of one's own comes before that.
        // A page says these things around its figure.
        let is_page = self.options.format == Format::Html;
        let own = |text: &'_ Option<String>| text.clone().filter(|_| !is_page).unwrap_or_default();
        let (headline, deck) = (own(&words.headline), own(&words.deck));
        let archive = if headline.is_empty() { input.archive.title.as_str() } else { "" };
        let texts = [archive, words.note.as_str()];
        let last = [words.credit.as_str(), if self.options.has_check { &check } else { "" }];
        let around = Around {
            head: Setting {
                headline: &headline,
                deck: Deck::Given(&deck),
                ..Setting::default()
            },
            legend: "",
            texts: &texts,
            last: &last,
        };
        let chart = match (self.view, self.pair) {
            (View::Tempo, Some((a, b, unit))) => {
                let events = self.counted().into_iter();
                let around = Around {
                    legend: tempo_legend(input, (a, b)),
                    ..around
                };
                figure(input, &around, events, |input| tempo(input, (a, b), unit))
            }
            (View::Matrix, _) => figure(input, &around, self.counted().into_iter(), matrix),
            (View::List, _) => return self.list(),
            (View::Timeline | View::Tempo, _) => {
                let views = pages::divide(self.options.pages, input.viewport, input.folds, input.index, input.shown);
                let count = views.len();
                let numbered = |at: usize| (count > 1).then_some((at + 1, count));
                return views
                    .into_par_iter()
                    .enumerate()
                    .map(|(at, view)| self.timeline(view, numbered(at)))
                    .collect();
            }
        };
        vec![Page {
            scene: chart.scene,
            description: format!("{}. {}", self.input.archive.title, chart.description),
            coverage: Coverage::default(),
            left_out: 0,
        }]
    }

    /// What is drawn, as one picture.
    fn page(&self) -> Page {
        let mut pages = self.pages();
        if pages.len() == 1 {
            pages.swap_remove(0)
        } else {
            let description = self.of_all(pages.len());
            Page {
                description,
                ..pages::stack(pages)
            }
        }
    }

    /// What a figure on several pages shows as a whole.
    fn of_all(&self, pages: usize) -> String {
        let title = self.title();
        format!("{title}. {}, on {pages} pages", self.checks().first().cloned().unwrap_or_default())
    }

    /// The timeline of a stretch of time with what is around it.
    fn timeline(&self, viewport: Viewport, number: Option<(usize, usize)>) -> Page {
        let checks = self.checks().join(" \u{b7} ");
        let setting = Setting {
            page: number,
            ..self.setting(&checks)
        };
        page(&Input { viewport, ..self.input }, &setting)
    }

    /// The event list with what is around it: pages of a PDF, else one picture as high as it needs.
    fn list(&self) -> Vec<Page> {
        let Input {
            archive,
            index,
            threads,
            shown,
            ..
        } = self.input;
        let listing = Listing { archive, index, threads };
        let events = listing.sorted(shown, Sort::default());
        let checks = self.checks().join(" \u{b7} ");
        table(&self.input, &self.setting(&checks), &events, self.options.format != Format::Pdf)
    }

    /// What is shown, as a chronology.
    fn chronology<'b>(&'b self, headline: &'b str) -> Chronology<'b> {
        let Input {
            archive,
            index,
            threads,
            shown,
            filter,
            ..
        } = self.input;
        Chronology {
            archive,
            index,
            threads,
            shown,
            filter,
            headline,
        }
    }

    /// The deck where none is written. What is said of the whole archive may not hold for a few of its leaders, or for one kind of
    /// event.
    fn proposed_deck(&self) -> &str {
        let filter = self.input.filter;
        let is_whole = filter.hidden_leaders.is_empty() && filter.pair.is_none() && filter.hidden_kinds.is_empty();
        if is_whole { &self.input.archive.description } else { "" }
    }

    /// What is around the figure.
    fn setting<'b>(&'b self, checks: &'b str) -> Setting<'b> {
        let (archive, options) = (self.input.archive, self.options);
        let words = &options.words;
        // A page says these things around its figure.
        let is_page = options.format == Format::Html;
        let unless_page = |text| if is_page { "" } else { text };
        Setting {
            headline: unless_page(words.headline.as_deref().unwrap_or(&archive.title)),
            deck: match &words.deck {
                _ if is_page => Deck::default(),
                Some(deck) => Deck::Given(deck),
                None => Deck::Proposed(self.proposed_deck()),
            },
            is_without_sources: is_page,
            note: &words.note,
            credit: &words.credit,
            check: if options.has_check && !is_page { checks } else { "" },
            sources_file: self.sources_file,
            numbers: options.numbers,
            has_quotes: options.has_quotes,
            most_signs: (options.signs == Signs::Few).then_some(FEW_SIGNS),
            grows: options.size.grows,
            page: None,
        }
    }

    /// The events that the figure counts or draws.
    fn counted(&self) -> Vec<EventId> {
        let Input {
            archive,
            threads,
            index,
            shown,
            ..
        } = self.input;
        match (self.view, self.pair) {
            (View::Tempo, Some((a, b, _))) => {
                let messages = threads.between(a, b).chain(threads.between(b, a));
                messages.chain(met(archive, (a, b))).collect()
            }
            (View::Matrix, _) => {
                let is_counted = |kind: Kind| kind.is_message() || kind == Kind::Visit;
                let events = archive.events().filter(|(_, event)| is_counted(event.kind));
                events.map(|(id, _)| id).collect()
            }
            (View::List, _) => shown.order().iter().chain(shown.undated()).copied().collect(),
            (View::Timeline | View::Tempo, _) => {
                let in_range = index.all().in_range(self.input.range());
                in_range.filter(|id| shown.contains(*id)).collect()
            }
        }
    }

    /// By what the figure can be checked: what is shown of how much, the filter, the files, the program.
    fn checks(&self) -> Vec<String> {
        let mut checks = match self.view {
            View::Timeline => vec![page_status(&self.input)],
            View::List => vec![self.chronology("").status()],
            View::Tempo | View::Matrix => Vec::new(),
        };
        checks.extend(self.files.iter().map(|(name, hash)| match hash {
            Some(hash) => format!("{name}, SHA-256 {hash}"),
            None => name.clone(),
        }));
        checks.push(PROGRAM.to_owned());
        checks
    }

    /// What the figure shows, in words, and how many of its marks have a label.
    #[must_use]
    pub fn describe(&self) -> String {
        let page = self.page();
        if self.view != View::Timeline {
            return page.description;
        }
        let Coverage { labeled, marks } = page.coverage;
        format!(
            "{}\nlabels: {labeled} of {marks} marks that are drawn by themselves",
            page.description
        )
    }

    /// The characters in the figure that no bundled font has, each once, with a text that has it.
    #[must_use]
    pub fn missing_glyphs(&self) -> Vec<(char, String)> {
        let page = self.page();
        let mut missing: Vec<(char, String)> = Vec::new();
        for shape in page.scene.layers.iter().flat_map(|layer| &layer.shapes) {
            let Shape::Text { text, .. } = shape else { continue };
            for char in Measure::bundled().missing_glyphs(text) {
                if missing.iter().all(|(known, _)| *known != char) {
                    missing.push((char, text.clone()));
                }
            }
        }
        missing
    }

    /// The figure as a file.
    ///
    /// # Errors
    /// Where the picture would be too large, or a writer refuses.
    pub fn render(&self) -> Result<Rendered, FigureError> {
        let names = |target: Target| self.name(target);
        if self.options.format == Format::Pdf {
            let mut pages = self.pages();
            if pages.len() > 1 {
                pages[0].description = self.of_all(pages.len());
            }
            let says = self.says(&pages[0]);
            let name = |at: usize| match pages.len() {
                1 => says.title.clone(),
                _ => format!("{}, page {}", says.title, at + 1),
            };
            let sheets = pages.iter().enumerate().map(|(at, page)| PdfPage {
                scene: &page.scene,
                name: name(at),
                names: &names,
            });
            let bytes = pdf(&sheets.collect::<Vec<_>>(), &says)?;
            return Ok(self.rendered(bytes, pages.iter().map(|page| page.left_out).max()));
        }
        let page = self.page();
        let says = self.says(&page);
        let bytes = match self.options.format {
            Format::Svg | Format::Pdf => svg(&page.scene, &says, &names, self.options.texts).into_bytes(),
            Format::Png => {
                let scale = self.options.pixels();
                png(&page.scene, scale, 72.0 * scale, &says)?
            }
            Format::Html => html::html(self, &page, &says, &[]).into_bytes(),
        };
        Ok(self.rendered(bytes, Some(page.left_out)))
    }

    /// A file with all sources beside it, where some have no room.
    fn rendered(&self, bytes: Vec<u8>, left_out: Option<usize>) -> Rendered {
        let is_beside = left_out.is_some_and(|count| count > 0) && self.sources_file.is_some();
        Rendered {
            bytes,
            sources: is_beside.then(|| self.source_list(self.counted())),
        }
    }

    /// The figure as pixels, as wide and high as there is room for at most.
    ///
    /// # Errors
    /// Where the picture would be too large.
    pub fn preview(&self, room: emath::Vec2) -> Result<Pixels, RasterError> {
        let scene = self.page().scene;
        let scale = (room.x / scene.size.x.max(1.0)).min(room.y / scene.size.y.max(1.0));
        pixels(&scene, scale)
    }

    /// All sources of some events, a work a line.
    fn source_list(&self, events: Vec<EventId>) -> String {
        let works = source_list(self.input.archive, events.into_iter());
        let mut text = format!("{SOURCES_BEGIN}{}\n\n", self.title());
        for (number, work) in (1..).zip(works) {
            text.push_str(&format!("{number}. {work}\n"));
        }
        text
    }

    /// Its headline; where that was taken away, the title of the archive.
    fn title(&self) -> &str {
        let headline = self.options.words.headline.as_deref().filter(|headline| !headline.is_empty());
        headline.unwrap_or(&self.input.archive.title)
    }

    /// What the file says of itself.
    fn says(&self, page: &Page) -> Says {
        let words = &self.options.words;
        Says {
            title: self.title().to_owned(),
            description: page.description.clone(),
            author: Some(words.credit.clone()).filter(|credit| !credit.is_empty()),
            checks: self.checks(),
            program: PROGRAM.to_owned(),
        }
    }

    /// What something in the figure is called.
    fn name(&self, target: Target) -> Option<Name> {
        let Input {
            archive, threads, rows, ..
        } = self.input;
        match target {
            Target::Event(id) => {
                let event = archive.event(id)?;
                Some(Name {
                    id: format!("event-{}", slug(&event.id)),
                    label: event.title.to_string(),
                    sentence: event_label(archive, threads, id),
                    languages: event
                        .quotes
                        .iter()
                        .map(|quote| quote.language.as_ref().map(ToString::to_string).unwrap_or_default())
                        .collect(),
                })
            }
            Target::Lane(lane) => {
                let row = rows.row(lane)?;
                let leader = lane.leader().map(|leader| archive.leader_name(leader).to_owned());
                let name = leader.unwrap_or_else(|| row.title.clone());
                Some(Name {
                    id: format!("lane-{}", rows.place_of_lane(lane)?),
                    label: name.clone(),
                    sentence: name,
                    languages: Vec::new(),
                })
            }
            _ => None,
        }
    }
}

/// A figure that can be written.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The file.
    pub bytes: Vec<u8>,
    /// All sources, for the file beside it, where the figure has no room for them.
    pub sources: Option<String>,
}

/// Why there is no figure.
#[derive(Debug, thiserror::Error)]
pub enum FigureError {
    /// The pixels.
    #[error(transparent)]
    Raster(#[from] RasterError),
    /// The PDF.
    #[error(transparent)]
    Pdf(#[from] PdfError),
}

/// The file's name without its folders.
#[must_use]
pub fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// An id as an attribute of XML or a link takes it: letters and digits of any script, `-`, `_` and `.`; others by their number.
#[must_use]
pub fn slug(id: &str) -> String {
    let mut slug = String::with_capacity(id.len());
    for char in id.chars() {
        if char.is_alphanumeric() || matches!(char, '-' | '_' | '.') {
            slug.push(char);
        } else {
            slug.push_str(&format!(":{:x}:", u32::from(char)));
        }
    }
    slug
}
