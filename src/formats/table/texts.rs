//! What the rows of a table say: texts, summaries, sources and media.

use super::super::cells::joined;
use super::super::html;
use super::rows::Part;
use super::{Maker, Row};
use crate::model::columns::Field;
use crate::model::draft::{EventDraft, QuoteDraft, SourceDraft};
use crate::model::{Kind, Original};

impl Part<'_> {
    /// Text, summary and sources. Words of a sender are a quote, words about an event its summary.
    pub(super) fn add_text(&mut self, row: &Row, event: &mut EventDraft) {
        let span = &row.span;
        let text = self
            .known
            .cell(row, Field::Text)
            .map(|_| html::plain(self.known.raw(row, Field::Text)));
        let summary = self.known.cell(row, Field::Summary).map(html::plain);
        let links = text
            .iter()
            .chain(&summary)
            .flat_map(|plain| plain.links.clone())
            .collect::<Vec<_>>();
        let mut addresses = addresses(self.known.cell(row, Field::Url)).into_iter();
        // `https://example.org/a, p. 3`
        let (url, page) = match addresses.next() {
            Some(cell) if cell.starts_with("http") => match cell.split_once([' ', ',']) {
                Some((address, rest)) => (Some(address.to_owned()), Some(rest.trim_matches([' ', ',']).to_owned())),
                None => (Some(cell), None),
            },
            other => (other, None),
        };
        let page = page.filter(|page| !page.is_empty());
        // `<a href="https://example.org">The Times</a>`
        let (title, url) = match self.known.cell(row, Field::Source).map(html::plain) {
            Some(plain) => match plain.links.as_slice() {
                [(address, _)] if !plain.text.is_empty() => (Some(plain.text), url.or_else(|| Some(address.clone()))),
                _ => (self.known.owned(row, Field::Source), url),
            },
            None => (None, url),
        };
        // `BelaPAN; Charter-97; naviny.by`: several, where none has an address or a page.
        let (title, names) = match title.as_deref().filter(|_| url.is_none()).and_then(several_sources) {
            Some((first, rest)) if self.known.maker != Maker::Ours => (Some(first), rest),
            _ => (title, Vec::new()),
        };
        let source = SourceDraft {
            id: title.clone().or_else(|| url.clone()).unwrap_or_default(),
            title,
            url,
            ..SourceDraft::default()
        };
        let more: Vec<(String, String)> = addresses.map(|address| (address, String::new())).collect();
        let locator = self.known.owned(row, Field::Locator).or_else(|| page.clone());
        // The same edition with several addresses is several sources.
        let id = match (&source.title, &source.url) {
            (Some(title), Some(url)) => format!("{title} {url}"),
            _ => source.id.clone(),
        };
        let main = self.gather.source(&mut self.draft, SourceDraft { id, ..source }, span);
        event.sources.0.extend(main.clone());
        for name in names {
            let named = SourceDraft {
                id: name.clone(),
                title: Some(name),
                ..SourceDraft::default()
            };
            event.sources.0.extend(self.gather.source(&mut self.draft, named, span));
        }
        for link in more.into_iter().chain(links).map(link) {
            event.sources.0.extend(self.gather.source(&mut self.draft, link, span));
        }
        self.add_media(row, event);
        let said = text.map(|plain| plain.text).filter(|text| !text.is_empty());
        let about = summary.map(|plain| plain.text).filter(|text| !text.is_empty());
        let is_said = matches!(event.kind, Kind::Message | Kind::Reply | Kind::Statement);
        if let (true, Some(text)) = (is_said, &said) {
            event.quotes.push(QuoteDraft {
                text: text.clone(),
                language: self.known.owned(row, Field::Language),
                original: self.known.owned(row, Field::Original).map(|text| Original { text, language: None }),
                source: main,
                locator,
                ..QuoteDraft::default()
            });
            event.summary = about;
        } else {
            event.note = joined(event.note.take(), page.map(|page| self.known.labeled(Field::Url, &page)));
            let parts: Vec<String> = about.into_iter().chain(said).collect();
            event.summary = (!parts.is_empty()).then(|| parts.join("\n\n"));
        }
    }

    /// What TimelineJS shows beside an event is a source where it is on the web, else a note.
    fn add_media(&mut self, row: &Row, event: &mut EventDraft) {
        let [address, caption, credit] = self.known.media.map(|column| {
            let cell = row.cells.get(column?)?;
            Some(html::plain(cell).text).filter(|text| !text.is_empty())
        });
        if let Some(address) = address.clone().filter(|address| address.starts_with("http")) {
            let medium = SourceDraft {
                id: address.clone(),
                title: caption,
                author: credit,
                url: Some(address),
                ..SourceDraft::default()
            };
            event.sources.0.extend(self.gather.source(&mut self.draft, medium, &row.span));
        } else {
            let said: Vec<String> = [address, caption, credit].into_iter().flatten().collect();
            event.note = (!said.is_empty()).then(|| said.join("\n"));
        }
    }
}

/// The sources of a cell that names several, the first and the others: short names without numbers, which a citation has.
fn several_sources(cell: &str) -> Option<(String, Vec<String>)> {
    const LONGEST: usize = 40;
    let mut parts = cell.split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned);
    let first = parts.next()?;
    let rest: Vec<String> = parts.collect();
    let is_name = |part: &String| part.len() <= LONGEST && part.split_whitespace().count() < 6;
    let has_page = |part: &String| part.split_whitespace().any(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let all = || std::iter::once(&first).chain(&rest);
    (!rest.is_empty() && all().all(is_name) && !all().any(has_page)).then(|| (first.clone(), rest.clone()))
}

/// The addresses of a cell, which may hold several on the web.
fn addresses(cell: Option<&str>) -> Vec<String> {
    let Some(cell) = cell else { return Vec::new() };
    let parts: Vec<&str> = cell
        .split([';', '|', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() > 1 && parts.iter().all(|part| part.starts_with("http")) {
        parts.into_iter().map(str::to_owned).collect()
    } else {
        vec![cell.to_owned()]
    }
}

/// An address as a source, with the words that stand for it.
fn link((address, words): (String, String)) -> SourceDraft {
    SourceDraft {
        id: address.clone(),
        title: Some(words).filter(|words| !words.is_empty()),
        url: Some(address),
        ..SourceDraft::default()
    }
}
