//! Citations of an archive's sources: Chicago, APA, BibTeX, CSL-JSON.
//!
//! A source becomes an item of CSL-JSON first (<https://docs.citationstyles.org/en/stable/specification.html>); styles are
//! set from that by `hayagriva`. What the fields of CSL have no place for, an archived copy and the chain of who cites whom,
//! stands behind the citation rather than being lost.

mod bibtex;
mod item;
mod words;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use rayon::prelude::*;

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::{IndependentStyle, Locale, Style as CslStyle, json};
use hayagriva::{BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest};

use self::item::Item;
pub use self::words::{citation, quote_citation, source_line};
use crate::model::{Archive, EventId, SourceId};

/// How citations are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// The Chicago Manual of Style, 18th edition, bibliography of the notes system.
    #[default]
    Chicago,
    /// The American Psychological Association, 7th edition.
    Apa,
    /// Entries for BibTeX.
    Bibtex,
    /// Items for Zotero and the like.
    CslJson,
}

impl Style {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Chicago, Self::Apa, Self::Bibtex, Self::CslJson];

    /// Its name for people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Chicago => "Chicago",
            Self::Apa => "APA",
            Self::Bibtex => "BibTeX",
            Self::CslJson => "CSL-JSON",
        }
    }

    /// Its name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chicago => "chicago",
            Self::Apa => "apa",
            Self::Bibtex => "bibtex",
            Self::CslJson => "csl-json",
        }
    }
}

/// The sources that some events name, for themselves, their quotes and their accounts, each once, in order.
#[must_use]
pub fn sources_of(archive: &Archive, events: impl IntoIterator<Item = EventId>) -> Vec<SourceId> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for event in events.into_iter().filter_map(|id| archive.event(id)) {
        let quoted = event.quotes.iter().filter_map(|quote| quote.source);
        let told = event.accounts().iter().filter_map(|account| account.source);
        found.extend(
            event
                .sources
                .iter()
                .copied()
                .chain(quoted)
                .chain(told)
                .filter(|id| seen.insert(*id)),
        );
    }
    found
}

/// Sources as citations, one a line or one an entry. The same sources give the same text.
#[must_use]
pub fn cite(archive: &Archive, sources: &[SourceId], style: Style) -> String {
    let items: Vec<Item> = sources.iter().filter_map(|id| Item::of(archive, *id)).collect();
    match style {
        Style::Chicago => set(&items, &CHICAGO),
        Style::Apa => set(&items, &APA),
        Style::Bibtex => bibtex::entries(&items),
        Style::CslJson => {
            let all: Vec<serde_json::Value> = items.iter().map(Item::to_json).collect();
            serde_json::to_string_pretty(&all).unwrap_or_default()
        }
    }
}

static CHICAGO: LazyLock<Option<IndependentStyle>> = LazyLock::new(|| independent(ArchivedStyle::ChicagoNotes));
static APA: LazyLock<Option<IndependentStyle>> = LazyLock::new(|| independent(ArchivedStyle::AmericanPsychologicalAssociation));
static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(locales);

fn independent(style: ArchivedStyle) -> Option<IndependentStyle> {
    match style.get() {
        CslStyle::Independent(style) => Some(style),
        CslStyle::Dependent(_) => None, // none of the two is
    }
}

/// Items as a bibliography, in the order in which they are given.
fn set(items: &[Item], style: &LazyLock<Option<IndependentStyle>>) -> String {
    let Some(style) = style.as_ref() else { return String::new() };
    let lines: Vec<String> = items.par_iter().map(|item| set_one(item, style)).collect();
    lines.join("\n")
}

fn set_one(item: &Item, style: &IndependentStyle) -> String {
    let entry: Option<json::Item> = serde_json::from_value(item.to_style()).ok();
    let mut text = String::new();
    if let Some(entry) = &entry {
        let mut driver = BibliographyDriver::new();
        driver.citation(CitationRequest::from_items(vec![CitationItem::with_entry(entry)], style, &LOCALES));
        let rendered = driver.finish(BibliographyRequest {
            style,
            locale: None,
            locale_files: &LOCALES,
        });
        for part in rendered.bibliography.iter().flat_map(|bibliography| &bibliography.items) {
            // A writer into a string does not fail.
            let _ = part.content.write_buf(&mut text, BufWriteFormat::Plain);
        }
    }
    let text = text.split_whitespace().map(tidied).collect::<Vec<_>>().join(" ");
    // Styles change the capitals of English titles; nothing says that these titles are English, or which words are acronyms.
    let text = [Some(item.name()), item.container()]
        .into_iter()
        .flatten()
        .fold(text, |text, title| as_written(&text, title));
    // A decade or a span has no form in a style, which then says that there is no date.
    let (text, is_dated) = match item.published_words() {
        // The point of the abbreviation may be that of the sentence.
        Some(words) if text.ends_with("n.d.") => (format!("{}{words}.", text.trim_end_matches("n.d.")), true),
        Some(words) if text.contains("n.d.") => (text.replacen("n.d.", &words, 1), true),
        _ => (text, false),
    };
    let mut parts = vec![if text.is_empty() { item.plain() } else { text }];
    parts.extend(item.notes().into_iter().filter(|note| !is_dated || !note.starts_with("Published ")));
    let line = parts.join(" ");
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A citation with a title in the letters in which it is written.
fn as_written(text: &str, title: &str) -> String {
    let lower = |char: char| char.to_lowercase().next().unwrap_or(char);
    let title: Vec<char> = title.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    let chars: Vec<char> = text.chars().collect();
    let is_here = |at: usize| chars[at..].iter().zip(&title).filter(|(a, b)| lower(**a) == lower(**b)).count() == title.len();
    let place = (0..chars.len().saturating_sub(title.len().saturating_sub(1))).find(|at| !title.is_empty() && is_here(*at));
    let Some(at) = place else { return text.to_owned() };
    chars[..at].iter().chain(&title).chain(&chars[at + title.len()..]).collect()
}

/// A word of a citation. A title that ends in a mark of its own gets no second one, a date without a month leaves no comma;
/// an address stays as it is.
fn tidied(word: &str) -> Cow<'_, str> {
    if word.contains("://") {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.replace("?.", "?").replace("!.", "!").replace(",)", ")"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{formats, model};

    fn archive() -> Archive {
        let text = r#"(leaders: [(id: "a")], sources: [
            (id: "viewus", publisher: "ViewUS", author: "Kim, Daniel", title: "What was said?", published: "2024-08-15",
             url: "https://example.org/article", accessed: "2024-09-01", archived_url: "https://archive.example/1", via: ["yonhap", "kcna"]),
            (id: "yonhap", publisher: "Yonhap News"),
            (id: "kcna", title: "Rodong Sinmun & more"),
            (id: "frus-65", publisher: "U.S. Government Printing Office", published: "1996", title: "Foreign Relations of the United States, 1961–1963, Volume VI", reference: "Document 65"),
            (id: "cwihp", author: "Cold War International History Project", title: "Bulletin 5", published: "1995-21"),
            (id: "far", title: "A stone", published: "-0431~"),
            (id: "frus-65", publisher: "twice")],
          events: [(id: "1", kind: statement, from: "a", sources: ["viewus", "frus-65"], quotes: [(text: "x", source: "viewus")], accounts: [(text: "y", source: "cwihp")]),
            (id: "2", kind: statement, from: "a", sources: ["kcna", "far", "yonhap"])])"#;
        model::build(&[formats::read("t.ron", text.as_bytes())]).0
    }

    #[test]
    fn sources_are_set_in_every_style() {
        let archive = archive();
        let all = sources_of(&archive, archive.events().map(|(id, _)| id));
        assert_eq!(all.len(), 6, "each once");
        for style in Style::ALL {
            insta::assert_snapshot!(format!("citations_{}", style.name()), cite(&archive, &all, style));
        }
    }

    #[test]
    fn what_is_written_for_others_is_what_they_read() {
        let archive = archive();
        let all = sources_of(&archive, archive.events().map(|(id, _)| id));
        let bibtex = cite(&archive, &all, Style::Bibtex);
        let parsed = biblatex::Bibliography::parse(&bibtex).unwrap_or_else(|error| panic!("{error:?}: {bibtex}"));
        assert_eq!(parsed.len(), all.len());
        let json: Vec<json::Item> = serde_json::from_str(&cite(&archive, &all, Style::CslJson)).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(json.len(), all.len());
    }

    #[test]
    fn every_entry_of_bibtex_is_closed_and_says_what_was_written() {
        let text = r#"(sources: [
            (id: "A1", title: "Set {x | x < 1", author: "Brown, Boveri and Company", url: "https://example.org/{a", published: "-0431-21"),
            (id: "a1", title: "x_1^2 ~5 \\ y }", author: " ; ", publisher: "P", published: "~1995-21"),
            (id: "t", title: "", publisher: "Press", reference: ""),
            (id: "u", archived_url: "https://example.org/\n1")])"#;
        let archive = model::build(&[formats::read("t.ron", text.as_bytes())]).0;
        let sources: Vec<SourceId> = (0..4).map(SourceId).collect();
        let bibtex = cite(&archive, &sources, Style::Bibtex);
        let count = |sign: char| bibtex.matches(sign).count();
        assert_eq!(count('{'), count('}'), "{bibtex}");
        insta::assert_snapshot!("bibtex_of_odd_sources", bibtex);
        let chicago = cite(&archive, &sources, Style::Chicago);
        assert_eq!(chicago.lines().count(), 4, "{chicago}");
        assert!(chicago.contains("Press"), "{chicago}");
    }

    #[test]
    fn what_is_no_divided_name_stays_whole_in_bibtex() {
        let authors = ["King, Martin Luther, Jr.", "William, Duke of Orange", "Reuters,AP"];
        let text = format!(
            r#"(sources: [(id: "s", title: "T", author: "Kim, Daniel; {}")])"#,
            authors.join("; ")
        );
        let archive = model::build(&[formats::read("t.ron", text.as_bytes())]).0;
        let bibtex = cite(&archive, &[SourceId(0)], Style::Bibtex);
        assert!(bibtex.contains("{Kim, Daniel and "), "{bibtex}");
        assert!(authors.iter().all(|author| bibtex.contains(&format!("{{{author}}}"))), "{bibtex}");
    }

    #[test]
    fn an_address_is_not_tidied() {
        let text = r#"(sources: [(id: "s", title: "Who?", url: "https://example.org/a?.b(c,)")])"#;
        let archive = model::build(&[formats::read("t.ron", text.as_bytes())]).0;
        let cited = cite(&archive, &[SourceId(0)], Style::Chicago);
        assert!(
            cited.contains("Who?") && !cited.contains("Who?.") && cited.contains("https://example.org/a?.b(c,)"),
            "{cited}"
        );
    }

    #[test]
    fn titles_particles_and_decades_are_set_as_they_are_written() {
        let text = r#"(sources: [
            (id: "a", title: "Brief an den König von Preußen über NATO's iPhone", author: "Humboldt, Alexander von", published: "1848"),
            (id: "b", title: "Notes", author: "Vries, Jan de", published: "196X"),
            (id: "v", publisher: "GPO", title: "Foreign Relations of the United States, 1961–1963, Volume VI", published: "1996", url: "https://example.org/v06"),
            (id: "d", title: "Letter From Chairman Khrushchev to President Kennedy", reference: "doc. 1", url: "https://example.org/v06/d1", via: "v"),
        ])"#;
        let archive = model::build(&[formats::read("t.ron", text.as_bytes())]).0;
        let set = |at: u32, style| cite(&archive, &[SourceId(at)], style);
        for style in [Style::Chicago, Style::Apa] {
            assert!(
                set(0, style).contains("Brief an den König von Preußen über NATO's iPhone"),
                "{}",
                set(0, style)
            );
            assert!(
                set(1, style).contains("1960s") && !set(1, style).contains("n.d."),
                "{}",
                set(1, style)
            );
            let document = set(3, style);
            for part in ["Letter From Chairman Khrushchev", "Volume VI", "1996", "GPO", "doc. 1"] {
                assert!(document.contains(part), "{part}: {document}");
            }
            assert_eq!(document.matches("Volume VI").count(), 1, "{document}");
        }
        assert!(set(0, Style::Apa).starts_with("von Humboldt, A."), "{}", set(0, Style::Apa));
        assert!(set(1, Style::Apa).starts_with("de Vries, J."), "{}", set(1, Style::Apa));
    }

    #[test]
    fn nothing_to_cite_is_nothing() {
        let archive = archive();
        assert_eq!(cite(&archive, &[], Style::Chicago), "");
        assert_eq!(cite(&archive, &[], Style::CslJson), "[]");
    }
}
