//! An event and its sources as text, to be copied.

use std::collections::BTreeSet;

use crate::model::{Archive, EventId, LeaderId};

/// The quotes of an event (its summary where it has none) with speaker, date and sources, as text.
#[must_use]
pub fn citation(archive: &Archive, id: EventId) -> Option<String> {
    let event = archive.event(id)?;
    let mut text: Vec<String> = event
        .quotes
        .iter()
        .map(|quote| format!("\u{201c}{}\u{201d}", quote.text.trim()))
        .collect();
    if text.is_empty() {
        text.push(event.summary.as_ref().unwrap_or(&event.title).to_string());
    }
    let names = |ids: &[LeaderId]| ids.iter().map(|id| archive.leader_name(*id)).collect::<Vec<_>>().join(", ");
    let mut line = names(&event.from);
    if !event.to.is_empty() {
        line.push_str(&format!(" to {}", names(&event.to)));
    }
    if let Some(date) = event.date() {
        line.push_str(&format!(", {}", date.words()));
    }
    text.push(format!("\u{2014} {}", line.trim_start_matches(", ")));
    let cited = event
        .sources
        .iter()
        .chain(event.quotes.iter().filter_map(|quote| quote.source.as_ref()));
    let mut seen = BTreeSet::new();
    for (id, source) in cited
        .filter(|id| seen.insert(**id))
        .filter_map(|id| Some((*id, archive.source(*id)?)))
    {
        let of_source = |quote: &&crate::model::Quote| quote.source == Some(id);
        let mut locators: Vec<&str> = event
            .quotes
            .iter()
            .filter(of_source)
            .filter_map(|quote| quote.locator.as_deref())
            .collect();
        locators.dedup();
        let locators = locators.join("; ");
        text.push(source_line(
            archive,
            source,
            Some(locators.as_str()).filter(|text| !text.is_empty()),
        ));
    }
    Some(text.join("\n"))
}

/// A source in a line: author, title, publisher, reference, where in it, address, archived address, date of access, and whom
/// it cites.
#[must_use]
pub fn source_line(archive: &Archive, source: &crate::model::Source, locator: Option<&str>) -> String {
    let title = source.title.as_ref().map(|title| format!("\u{201c}{title}\u{201d}"));
    let published = source.published.as_ref().map(crate::dates::Date::words);
    let archived = source.archived_url.as_ref().map(|url| format!("archived at {url}"));
    let accessed = source.accessed.as_ref().map(|date| format!("accessed {}", date.words()));
    let parts = [
        &source.author,
        &title,
        &source.publisher,
        &published,
        &source.reference,
        &locator.map(str::to_owned),
        &source.url,
        &archived,
        &accessed,
    ];
    let mut line = parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(", ");
    if line.is_empty() {
        line.clone_from(&source.id);
    }
    for cited in source.via.iter().filter_map(|id| archive.source(*id)) {
        line.push_str(&format!(", citing {}", cited.label()));
    }
    line
}

/// One quote of an event with who said it when, and where that is from, to the page.
#[must_use]
pub fn quote_citation(archive: &Archive, id: EventId, position: usize) -> Option<String> {
    let event = archive.event(id)?;
    let quote = event.quotes.get(position)?;
    let speaker = quote.speaker.or_else(|| event.from.first().copied());
    let mut line = speaker.map_or_else(|| "Unknown".to_owned(), |id| archive.leader_name(id).to_owned());
    if !event.to.is_empty() {
        let names: Vec<&str> = event.to.iter().map(|id| archive.leader_name(*id)).collect();
        line.push_str(&format!(" to {}", names.join(", ")));
    }
    line.push_str(&format!(", {}", event.date_words(archive)));
    if let Some(translator) = quote.translator() {
        line.push_str(&format!(", translated by {translator}"));
    }
    let mut text = vec![format!("\u{201c}{}\u{201d}", quote.text.trim()), format!("\u{2014} {line}")];
    if let Some(source) = quote.source.and_then(|id| archive.source(id)) {
        text.push(source_line(archive, source, quote.locator.as_deref()));
    }
    Some(text.join("\n"))
}
