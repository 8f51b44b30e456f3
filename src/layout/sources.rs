//! The sources under a figure: each work once, documents of one collection together, never cut within a name.

use std::collections::{BTreeMap, BTreeSet};

use super::Input;
use super::text::{counted, wrap};
use crate::dates::Date;
use crate::model::{Archive, Event, EventId, Source, SourceId};
use crate::theme::TextStyle;

/// The sources take that many lines at most, under a low figure fewer.
const MOST_LINES: usize = 4;
const MOST_LINES_LOW: usize = 2;

/// A figure less high than this is low, in points.
const LOW: f32 = 560.0;

/// What a work is called is named last where it is longer than this, in bytes: notes on where a document was found.
const LONG: usize = 200;

/// More pages of one site than this are counted instead of named.
const MAX_PAGES: usize = 2;

/// More documents of one collection than this are counted instead of named.
const MAX_NAMED: usize = 6;

/// How they are set.
const STYLE: TextStyle = TextStyle::sans(10.5, 400);

/// The sources under a figure.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// In lines of the width there is.
    pub lines: Vec<String>,
    /// How many works have no room; the last line says so.
    pub left_out: usize,
}

/// The sources of events and by which clock they are dated, in lines of a width; where there is no room for all sources, how
/// many more there are, and in which file they are. A table has times as they are written.
#[must_use]
pub fn sources(
    input: &Input<'_>,
    events: impl Iterator<Item = EventId>,
    width: f32,
    (file, is_as_written): (Option<&str>, bool),
) -> Sources {
    let events: Vec<&Event> = events.filter_map(|id| input.archive.event(id)).collect();
    let cited = cited_by(events.iter().copied());
    let words = by_site(&source_words(input.archive, &cited));
    let dates = events.iter().flat_map(|event| [event.date(), event.end.as_ref(), event.received()]);
    let clock = match clock_words(dates.flatten()) {
        "" => "",
        _ if is_as_written => "Times as written.",
        words => words,
    };
    if words.is_empty() {
        return Sources {
            lines: wrap(clock, STYLE, width, usize::MAX, input.measure),
            left_out: 0,
        };
    }
    let most = if input.size.y < LOW { MOST_LINES_LOW } else { MOST_LINES };
    let lines = |named: usize| {
        let mut text = format!("Sources: {}", words[..named].join("; "));
        if named == 0 {
            text.push_str(&counted(words.len(), "work"));
            if let Some(file) = file {
                text.push_str(&format!(", named in {file}"));
            }
        } else if named < words.len() {
            text.push_str(&format!("; and {}", counted(words.len() - named, "more source")));
            if let Some(file) = file {
                text.push_str(&format!(", in {file}"));
            }
        }
        // `A.B.` has its full stop.
        if !text.ends_with('.') {
            text.push('.');
        }
        if !clock.is_empty() {
            text.push(' ');
            text.push_str(clock);
        }
        wrap(&text, STYLE, width, usize::MAX, input.measure)
    };
    // The most that have room, by halves.
    // The first is named where it is no note of several sentences.
    let (mut fits, mut over) = (usize::from(words[0].len() <= LONG), words.len() + 1);
    while fits + 1 < over {
        let middle = usize::midpoint(fits, over);
        if lines(middle).len() <= most {
            fits = middle;
        } else {
            over = middle;
        }
    }
    // A single work that is longer than there is room for is not cut.
    if words.len() == 1 {
        let whole = format!("Sources: {}. {clock}", words[0].trim_end_matches('.'));
        let lines = wrap(&whole, STYLE, width, usize::MAX, input.measure);
        return Sources { lines, left_out: 0 };
    }
    Sources {
        lines: lines(fits),
        left_out: words.len() - fits,
    }
}

/// All sources of events, a work a line, as they are under a figure.
#[must_use]
pub fn source_list(archive: &Archive, events: impl Iterator<Item = EventId>) -> Vec<String> {
    let events = events.filter_map(|id| archive.event(id));
    source_words(archive, &cited_by(events))
}

/// The sources that events, their quotes and their accounts name.
fn cited_by<'a>(events: impl Iterator<Item = &'a Event>) -> BTreeSet<SourceId> {
    let mut cited = BTreeSet::new();
    for event in events {
        cited.extend(event.sources.iter().copied());
        cited.extend(event.quotes.iter().filter_map(|quote| quote.source));
        cited.extend(event.accounts().iter().filter_map(|account| account.source));
    }
    cited
}

/// By which clocks dates are, in a few words; nothing to say where none has a time of day.
fn clock_words<'a>(dates: impl Iterator<Item = &'a Date>) -> &'static str {
    let (mut has_offset, mut has_none) = (false, false);
    for date in dates.filter(|date| date.precision().has_clock()) {
        if date.offset_seconds().is_some() {
            has_offset = true;
        } else {
            has_none = true;
        }
    }
    match (has_offset, has_none) {
        (true, false) => "Times in UTC.",
        (true, true) => "Times in UTC; those without an offset are local.",
        (false, true) => "Times are local.",
        (false, false) => "",
    }
}

/// One work with the places in it that are cited.
struct Work<'a> {
    name: String,
    references: Vec<&'a str>,
    /// The chain of who cites whom; named only where the work is cited once, because its documents may differ.
    via: Vec<String>,
}

/// Documents of one work are gathered: author, title and publisher once, then the references. So are works that are cited from
/// the same collection.
fn source_words(archive: &Archive, cited: &BTreeSet<SourceId>) -> Vec<String> {
    let mut works: Vec<Work<'_>> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for source in cited.iter().filter_map(|id| archive.source(*id)) {
        let name = name_of(source);
        let reference = source.reference.as_deref();
        if let Some(at) = places.get(&name) {
            works[*at].references.extend(reference);
            works[*at].via.clear();
            continue;
        }
        places.insert(name.clone(), works.len());
        let via = source.via.iter().filter_map(|id| archive.source(*id)).map(Source::label);
        works.push(Work {
            name,
            references: reference.into_iter().collect(),
            via: via.collect(),
        });
    }
    // By the chain through which they are cited, in the order of the first of each; whatever has none is by itself.
    let mut groups: Vec<Vec<Work<'_>>> = Vec::new();
    let mut chains: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for work in works {
        let known = chains.get(&work.via).copied().filter(|_| !work.via.is_empty());
        if let Some(at) = known {
            groups[at].push(work);
        } else {
            chains.insert(work.via.clone(), groups.len());
            groups.push(vec![work]);
        }
    }
    let mut words: Vec<String> = groups.iter().map(|group| group_words(group)).collect();
    words.sort_by_key(|words| words.len() > LONG);
    words
}

/// The host of an address that is all that a work is called.
fn site_of(words: &str) -> Option<&str> {
    let rest = words.strip_prefix("https://").or_else(|| words.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    (!host.is_empty() && !words.contains(' ')).then(|| host.strip_prefix("www.").unwrap_or(host))
}

/// The same with the pages of one site counted where they are many.
fn by_site(words: &[String]) -> Vec<String> {
    let mut pages: BTreeMap<&str, usize> = BTreeMap::new();
    for host in words.iter().filter_map(|words| site_of(words)) {
        *pages.entry(host).or_default() += 1;
    }
    pages.retain(|_, count| *count > MAX_PAGES);
    let mut named: BTreeSet<&str> = BTreeSet::new();
    let mut out = Vec::with_capacity(words.len());
    for words in words {
        match site_of(words).and_then(|host| pages.get_key_value(host)) {
            Some((host, count)) if named.insert(host) => out.push(format!("{} of {host}", counted(*count, "page"))),
            Some(_) => {}
            None => out.push(words.clone()),
        }
    }
    out
}

fn name_of(source: &Source) -> String {
    let parts = [&source.author, &source.title, &source.publisher];
    let parts = parts.into_iter().flatten().map(|part| part.trim());
    let name: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    if name.is_empty() { source.id.clone() } else { name.join(", ") }
}

/// Works that are cited through the same chain, and the chain.
fn group_words(group: &[Work<'_>]) -> String {
    let named = |work: &Work<'_>| match work.references.as_slice() {
        [] => work.name.clone(),
        references => format!("{}, {}", work.name, reference_words(references)),
    };
    let chain = group.first().map_or(&[][..], |work| &work.via);
    let via: String = chain.iter().map(|cited| format!("via {cited}")).collect::<Vec<_>>().join(", ");
    match group {
        [only] if via.is_empty() => named(only),
        [only] => format!("{}, {via}", named(only)),
        few if few.len() <= MAX_NAMED => format!("{via}: {}", few.iter().map(named).collect::<Vec<_>>().join(", ")),
        many => format!("{} {via}", counted(many.len(), "document")),
    }
}

/// `Documents 60–63, 65` for a run of numbered documents; anything else as it is.
fn reference_words(references: &[&str]) -> String {
    let number = |reference: &&str| reference.strip_prefix("Document ")?.parse::<u32>().ok();
    let numbers: Option<BTreeSet<u32>> = references.iter().map(number).collect();
    let Some(numbers) = numbers.filter(|numbers| numbers.len() > 1) else {
        return references.join(", ");
    };
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some(run) if run.1 + 1 == number => run.1 = number,
            _ => runs.push((number, number)),
        }
    }
    let runs: Vec<String> = runs
        .into_iter()
        .map(|(first, last)| {
            if first == last {
                first.to_string()
            } else {
                format!("{first}\u{2013}{last}")
            }
        })
        .collect();
    format!("Documents {}", runs.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An archive of letters, each its own source, that are cited from one edition.
    fn edition(letters: usize) -> Archive {
        let mut sources = String::from(r#"(id: "e", title: "Edition"),"#);
        for number in 1..=letters {
            sources.push_str(&format!(r#"(id: "s{number}", title: "Letter {number}", via: ["e"]),"#));
        }
        let text = format!(r#"(leaders: [(id: "a")], sources: [{sources}], events: [(kind: message, sent: "1962", from: "a")])"#);
        crate::model::build(&[crate::formats::read("t.ron", text.as_bytes())]).0
    }

    fn words(letters: usize) -> String {
        let archive = edition(letters);
        let cited = (1..=u32::try_from(letters).unwrap_or(0)).map(SourceId).collect();
        source_words(&archive, &cited).join("; ")
    }

    #[test]
    fn documents_of_one_edition_name_it_once() {
        assert_eq!(words(1), "Letter 1, via Edition");
        assert_eq!(words(3), "via Edition: Letter 1, Letter 2, Letter 3");
        assert_eq!(words(1200), "1,200 documents via Edition");
    }

    #[test]
    fn pages_of_one_site_are_counted() {
        let addresses = [
            "https://www.example.org/1",
            "https://example.org/2",
            "A book",
            "http://example.org/3",
        ];
        let words = by_site(&addresses.map(str::to_owned));
        assert_eq!(words, ["3 pages of example.org", "A book"]);
        let few = by_site(&[addresses[0].to_owned(), addresses[1].to_owned()]);
        assert_eq!(few, addresses[..2]);
    }
}
