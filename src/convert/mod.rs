//! From an archive to a file of ours: RON, JSON, JSON Lines, all without loss, and CSV for spreadsheets.

pub mod gexf;
mod ron;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value, json};

use crate::model::cell::to_cell;
use crate::model::columns::WRITTEN;
use crate::model::draft::EventDraft;
use crate::model::records::Records;
use crate::model::{Archive, Event, EventId, LeaderId, Quote};

/// A format that archives are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Made to be read and written by hand.
    Ron,
    /// For programs.
    Json,
    /// One event a line, for programs that read line by line.
    Jsonl,
    /// One event a row, for spreadsheets. What has no column is not in it: all quotes of an event are one text.
    Csv,
}

impl Target {
    /// The format that the ending of a file name asks for.
    #[must_use]
    pub fn of_path(path: &std::path::Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "ron" => Some(Self::Ron),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }
}

/// Why an archive cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ConvertError {
    /// The records cannot be put into words.
    #[error("the archive cannot be written: {0}")]
    Json(#[from] serde_json::Error),
    /// The table cannot be put into words.
    #[error("the table cannot be written: {0}")]
    Csv(#[from] csv::Error),
}

/// Writes an archive in a format.
///
/// # Errors
/// Where a writer of the format refuses; none does so for an archive that was read.
pub fn to_text(archive: &Archive, target: Target) -> Result<String, ConvertError> {
    let records = Records::of(archive);
    Ok(match target {
        Target::Ron => ron::to_ron(&records)?,
        Target::Json => serde_json::to_string_pretty(&records)? + "\n",
        Target::Jsonl => to_lines(&records)?,
        Target::Csv => to_table(archive)?,
    })
}

/// Fields that each line has, whatever is known.
const ALWAYS: [&str; 11] = [
    "id",
    "kind",
    "sent",
    "received",
    "end",
    "from",
    "to",
    "in_reply_to",
    "place",
    "title",
    "sources",
];

/// Fields that are lists also where they have one member or none.
const LISTS: [&str; 5] = ["from", "to", "in_reply_to", "sources", "tags"];

/// One event a line; what belongs to the whole stands in the first.
fn to_lines(records: &Records) -> Result<String, serde_json::Error> {
    let mut whole = records.clone();
    let events = std::mem::take(&mut whole.events);
    let mut text = String::new();
    let mut archive = Some(serde_json::to_value(whole)?);
    for event in &events {
        text.push_str(&line(event, archive.take())?);
        text.push('\n');
    }
    if let Some(archive) = archive {
        text.push_str(&serde_json::to_string(&json!({ "archive": archive }))?);
        text.push('\n');
    }
    Ok(text)
}

/// An event as a line of JSON Lines, without its end; the first one carries what belongs to the whole.
///
/// # Errors
/// Where the writer of JSON refuses, which it does for no event.
pub fn line(event: &EventDraft, archive: Option<Value>) -> Result<String, serde_json::Error> {
    let fields: Map<String, Value> = match serde_json::to_value(event)? {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    let mut line = Map::new();
    for name in ALWAYS {
        line.insert(name.to_owned(), fields.get(name).cloned().unwrap_or(Value::Null));
    }
    line.extend(fields);
    for name in LISTS {
        if let Some(value) = line.get_mut(name) {
            *value = match value.take() {
                Value::Null => json!([]),
                Value::Array(all) => Value::Array(all),
                one => json!([one]),
            };
        }
    }
    line.extend(archive.map(|archive| ("archive".to_owned(), archive)));
    serde_json::to_string(&line)
}

fn to_table(archive: &Archive) -> Result<String, ConvertError> {
    let all: Vec<EventId> = archive.events().map(|(id, _)| id).collect();
    table(archive, &all)
}

/// Writes some events of an archive as a table.
///
/// # Errors
/// Where the writer of tables refuses, which it does for no archive that was read.
pub fn table(archive: &Archive, events: &[EventId]) -> Result<String, ConvertError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(WRITTEN)?;
    for event in events.iter().filter_map(|id| archive.event(*id)) {
        writer.write_record(row(archive, event).iter().map(|text| to_cell(text).into_owned()))?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Whether a quote has the words of who sent, as quotes without a speaker have.
fn is_of_sender(event: &Event, quote: &Quote) -> bool {
    quote.speaker.is_none_or(|speaker| event.from.first() == Some(&speaker))
}

/// What a table of an archive cannot hold, each with how often there is any.
#[must_use]
pub fn lost_in_table(archive: &Archive) -> Vec<String> {
    let all: Vec<EventId> = archive.events().map(|(id, _)| id).collect();
    lost_of(archive, &all)
}

/// What a table of some events of an archive cannot hold, each with how often there is any.
#[must_use]
pub fn lost_of(archive: &Archive, of: &[EventId]) -> Vec<String> {
    let of: Vec<&Event> = of.iter().filter_map(|id| archive.event(*id)).collect();
    let events = |is_lost: &dyn Fn(&Event) -> bool| of.iter().filter(|event| is_lost(event)).count();
    let quotes = |is_lost: &dyn Fn(&Quote) -> bool| of.iter().flat_map(|event| &event.quotes).filter(|quote| is_lost(quote)).count();
    let leaders = |is_lost: &dyn Fn(&crate::model::Leader) -> bool| archive.leaders.iter().filter(|leader| is_lost(leader)).count();
    let is_divided = |name: &str| name.contains([';', '|', '\n', '\r']);
    let all = [
        ("title of the archive", usize::from(!archive.title.is_empty())),
        ("description of the archive", usize::from(!archive.description.is_empty())),
        ("eras", archive.eras.len()),
        (
            "events with several sources, which become one",
            events(&|event| event.sources.len() > 1),
        ),
        ("accounts", of.iter().map(|event| event.accounts().len()).sum()),
        (
            "quotes from anyone but the sender (kept in the note)",
            of.iter()
                .map(|event| event.quotes.iter().filter(|quote| !is_of_sender(event, quote)).count())
                .sum(),
        ),
        (
            "events whose several quotes are one text",
            events(&|event| event.quotes.iter().filter(|quote| is_of_sender(event, quote)).count() > 1),
        ),
        ("originals of quotes", quotes(&|quote| quote.original().is_some())),
        (
            "translators, places and verifications of quotes",
            quotes(&|quote| quote.translator().is_some() || quote.locator.is_some() || quote.verified().is_some()),
        ),
        ("events placed after or before others", events(&|event| event.order().is_some())),
        (
            "statements of how sure something is",
            events(&|event| event.confidence().is_some() || event.link_confidence().is_some() || event.date_confidence().is_some()),
        ),
        ("suggested links, which become stated ones", events(&|event| event.is_suggested)),
        ("dates of Julian sources", events(&|event| event.is_julian)),
        (
            "leaders' offices, countries, seats, colors and other names",
            leaders(&|leader| {
                leader.office.is_some()
                    || leader.country.is_some()
                    || leader.seat.is_some()
                    || leader.native_name.is_some()
                    || !leader.aliases.is_empty()
            }),
        ),
        (
            "names with a mark that divides names, which became a comma",
            leaders(&|leader| is_divided(&leader.name)),
        ),
        (
            "sources' publishers, authors, dates and references beyond their label",
            archive
                .sources
                .iter()
                .filter(|source| {
                    source.author.is_some() || source.published.is_some() || source.reference.is_some() || !source.via.is_empty()
                })
                .count(),
        ),
    ];
    all.into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(what, count)| format!("{what}: {count}"))
        .collect()
}

fn row(archive: &Archive, event: &Event) -> Vec<String> {
    // What divides names in a cell cannot stand in one.
    let name = |id: &LeaderId| archive.leader_name(*id).replace([';', '|', '\n', '\r'], ",");
    let names = |ids: &[LeaderId]| ids.iter().map(name).collect::<Vec<_>>().join("; ");
    let keys = |ids: &[LeaderId]| {
        let keys: Vec<&str> = ids
            .iter()
            .filter_map(|id| archive.leader(*id))
            .map(|leader| leader.id.as_str())
            .collect();
        keys.join("|")
    };
    let date = |date: Option<&crate::dates::Date>| date.map_or_else(String::new, |date| date.as_written().to_owned());
    let words = |text: Option<&str>| text.unwrap_or_default().to_owned();
    // A reader of the table takes its text for the words of the sender; those of others go to the note, with their speakers.
    let (own, others): (Vec<&Quote>, Vec<&Quote>) = event.quotes.iter().partition(|quote| is_of_sender(event, quote));
    let quotes: Vec<&str> = own.iter().map(|quote| quote.text.as_str()).collect();
    let others = others.iter().map(|quote| {
        let speaker = quote.speaker.map_or("unnamed speaker", |id| archive.leader_name(id));
        format!("{speaker}: \u{201c}{}\u{201d}", quote.text)
    });
    let note: Vec<String> = event.note().map(str::to_owned).into_iter().chain(others).collect();
    // Those of its quotes are its own too: a table has one cell for all.
    let mut cited: Vec<crate::model::SourceId> = event.sources.iter().copied().collect();
    for source in event.quotes.iter().filter_map(|quote| quote.source) {
        if !cited.contains(&source) {
            cited.push(source);
        }
    }
    let sources = || cited.iter().filter_map(|id| archive.source(*id));
    let answered: Vec<&str> = event
        .in_reply_to
        .iter()
        .filter_map(|id| archive.event(*id))
        .map(|event| event.id.as_str())
        .collect();
    vec![
        event.id.to_string(),
        event.kind.name().to_owned(),
        date(event.sent.as_ref()),
        date(event.received()),
        date(event.published()),
        date(event.end.as_ref()),
        words(event.date_as_written()),
        words(event.date_note()),
        names(&event.from),
        keys(&event.from),
        names(&event.to),
        keys(&event.to),
        words(event.place.as_deref()),
        event.title.to_string(),
        words(event.summary.as_deref()),
        quotes.join("\n\n"),
        words(own.first().and_then(|quote| quote.language.as_deref())),
        sources().map(crate::model::Source::label).collect::<Vec<_>>().join("; "),
        sources().find_map(|source| source.url.clone()).unwrap_or_default(),
        answered.join("; "),
        words(event.channel()),
        event.tags().join("; "),
        note.join("\n\n"),
    ]
}
