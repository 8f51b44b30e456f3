//! Markdown with YAML front matter: one event a file, as note-takers and static sites keep them.

use crate::model::Code;
use serde_json::{Map, Value};

use super::cells::{date_of_parts, kind_in_words, split};
use super::gather::Gather;
use super::json_cells::date_of;
use super::yaml;
use super::{file_error, html};
use crate::dates::{self, Hints};
use crate::model::columns::{Field, names_a_date};
use crate::model::draft::{EventDraft, FileDraft, Found, OneOrMany, QuoteDraft, SourceDraft};
use crate::model::{Kind, Place};

/// Whether a text begins with front matter.
pub(super) fn has_front_matter(text: &str) -> bool {
    front_matter(text).is_some()
}

/// The front matter, and what follows it.
fn front_matter(text: &str) -> Option<(&str, &str)> {
    let rest = text.trim_start().strip_prefix("---")?;
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))?;
    let end = rest.match_indices("\n---").map(|(at, _)| at).find(|at| {
        rest.get(at + 4..)
            .is_none_or(|after| after.is_empty() || after.starts_with(['\n', '\r']))
    })?;
    Some((rest.get(..end)?, rest.get(end + 4..)?.trim()))
}

/// Reads the draft's text as one event, or as several with front matter of their own.
pub(super) fn read(draft: &mut FileDraft) {
    draft.format = "markdown";
    draft.is_foreign = true;
    let text = std::mem::take(&mut draft.text);
    let (_, body) = front_matter(&text).unwrap_or_default();
    if is_markwhen(body) {
        draft.format = "unknown";
        draft.text = text;
        let place = Some(draft.place_of_offset(0));
        draft.reports.push(file_error(
            &draft.path,
            Code::UnknownFormat,
            place,
            "found a timeline of markwhen, which is not read".to_owned(),
            "export it as JSON or as a calendar",
        ));
        return;
    }
    for (number, span) in documents(&text).into_iter().enumerate() {
        read_document(draft, &text, span, number + 1);
    }
    draft.text = text;
}

/// Where the documents of a text begin and end: each has front matter of its own.
fn documents(text: &str) -> Vec<std::ops::Range<usize>> {
    let is_start = |at: &usize| {
        let rest = text.get(at + 1..).unwrap_or_default();
        let first = rest.lines().nth(1).unwrap_or_default();
        // A rule between paragraphs is followed by words, front matter by a field.
        let is_field = first
            .split_once(':')
            .is_some_and(|(name, _)| !name.is_empty() && name.chars().all(|char| char.is_alphanumeric() || matches!(char, '_' | '-')));
        is_field && has_front_matter(rest)
    };
    let body = front_matter(text).map_or(text.len(), |(_, body)| body.as_ptr() as usize - text.as_ptr() as usize);
    let mut starts = vec![0];
    let mut is_within = false;
    for (at, _) in text.match_indices("\n---\n").filter(|(at, _)| *at + 1 >= body) {
        // Every other one closes what the one before opened.
        if is_within {
            is_within = false;
        } else if is_start(&at) {
            starts.push(at + 1);
            is_within = true;
        }
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// Reads one document of a text, the first, the second …
fn read_document(draft: &mut FileDraft, text: &str, span: std::ops::Range<usize>, number: usize) {
    let (yaml, body) = front_matter(text.get(span.clone()).unwrap_or_default()).unwrap_or_default();
    match yaml::read(yaml) {
        Ok(fields) => {
            let mut event = event_of(draft, &fields, body.to_owned(), &span);
            if number > 1 && event.id == stem(&draft.path) {
                event.id = format!("{} {number}", event.id);
            }
            draft.events.push(Found {
                record: Box::new(event),
                span,
            });
        }
        Err(error) => {
            let place = Place::of_offset(text, text.find(yaml).unwrap_or(0));
            let message = error.to_string();
            let first = message.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
            draft.rejected += 1;
            draft.reports.push(file_error(
                &draft.path,
                Code::BadRecord,
                Some(place),
                format!("cannot read the front matter: {}", first.trim_start_matches("error: ")),
                "it has to be YAML between two lines of ---",
            ));
        }
    }
}

/// Whether a text is a timeline of markwhen, whose lines begin with a date and a colon, in sections and groups.
pub(super) fn is_markwhen(body: &str) -> bool {
    // How it begins shows what it is.
    const SAMPLE: usize = 200;
    let lines = || {
        body.lines()
            .take(SAMPLE)
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with("//"))
    };
    let is_frame = |line: &str| {
        let first = line.split_whitespace().next().unwrap_or_default();
        matches!(first, "section" | "group" | "endsection" | "endgroup" | "endSection" | "endGroup")
    };
    let is_event = |line: &str| {
        let date = line.split(": ").next().filter(|date| date.len() < line.len()).unwrap_or_default();
        let is_side = |side: &str| side == "now" || dates::Date::parse(side).is_ok();
        // `06/28/1914`
        let is_american = || date.split('/').count() == 3 && dates::read(date, Hints::default()).is_ok();
        !date.is_empty() && (date.split('/').map(str::trim).all(is_side) || is_american())
    };
    let events = lines().filter(|line| is_event(line)).count();
    events > 0 && (lines().any(is_frame) || events > 1)
}

/// A date as Obsidian's timelines write it, `-0300-01-01-00`: year, month, day and hour, where zeros say nothing.
fn obsidian_date(text: String) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let parts: Vec<&str> = digits.split('-').collect();
    let [year, month, day, hour] = parts.as_slice() else { return text };
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.iter().all(is_number) || year.len() > 4 || hour.len() > 2 {
        return text;
    }
    let known = |part: &str| !part.trim_matches('0').is_empty();
    let mut date = format!("{sign}{year:0>4}");
    if known(month) {
        date.push_str(&format!("-{month:0>2}"));
        if known(day) {
            date.push_str(&format!("-{day:0>2}"));
            if known(hour) {
                date.push_str(&format!("T{hour:0>2}"));
            }
        }
    }
    date
}

/// What a link between notes names: `[[Boris Orlov|Boris]]` is the note Boris Orlov.
fn unlinked(text: &str) -> String {
    let inner = text.trim().strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
    let note = inner.map(|inner| inner.split(['|', '#']).next().unwrap_or_default());
    note.unwrap_or(text).trim().to_owned()
}

fn event_of(draft: &mut FileDraft, fields: &Map<String, Value>, body: String, span: &std::ops::Range<usize>) -> EventDraft {
    let mut gather = Gather::default();
    let mut event = EventDraft {
        id: stem(&draft.path),
        ..EventDraft::default()
    };
    let mut notes = Vec::new();
    let mut parts: [Option<String>; 4] = Default::default();
    let mut kind = None;
    let own_date = own_date(fields);
    for (name, value) in fields {
        let text = || values(value).join("; ");
        match name.to_lowercase().as_str() {
            // What people mean by those here, whatever they mean in a table.
            "actors" | "actor" | "leaders" | "people" => {
                // Beside somebody who wrote, they are people of whom nothing is known but that they are named.
                if fields
                    .keys()
                    .any(|other| other != name && Field::from_name(other) == Some(Field::From) && !is_author(other))
                {
                    notes.push(format!("{name}: {}", said(value)));
                } else {
                    let named = values(value).into_iter().filter_map(|name| gather.named(draft, &name, span));
                    event.from.0.extend(named);
                }
                continue;
            }
            "draft" | "layout" | "slug" | "permalink" | "weight" | "modified" | "updated" | "lastmod" => {
                notes.push(format!("{name}: {}", text()));
                continue;
            }
            _ => {}
        }
        match field_of(name, own_date) {
            Some(Field::Id) => event.id = text(),
            Some(Field::Kind) => {
                kind = kind_in_words(&text());
                add_word(&mut event, kind, text());
            }
            Some(Field::Sent) => event.sent = Some(date(value)),
            Some(Field::Received) => event.received = Some(date(value)),
            Some(Field::Published) => event.published = Some(date(value)),
            Some(Field::End) => event.end = Some(date(value)),
            Some(Field::From) if is_author(name) && has_actors(fields) => notes.push(format!("{name}: {}", said(value))),
            Some(Field::From) => event
                .from
                .0
                .extend(values(value).iter().filter_map(|name| gather.named(draft, name, span))),
            Some(Field::To) => event
                .to
                .0
                .extend(values(value).iter().filter_map(|name| gather.named(draft, name, span))),
            Some(Field::Title) if event.title.is_none() && !value.is_array() && !value.is_object() => event.title = Some(text()),
            Some(Field::Place) => event.place = Some(place(value)),
            Some(Field::Summary) => {
                let parts: Vec<String> = event.summary.take().into_iter().chain([text()]).collect();
                event.summary = Some(parts.join("\n\n"));
            }
            Some(Field::InReplyTo) => event.in_reply_to = OneOrMany(values(value)),
            Some(Field::Channel) => event.channel = Some(text()),
            Some(Field::Tags) => event.tags.0.extend(values(value)),
            Some(Field::DateAsWritten) => event.date_as_written = Some(text()),
            Some(Field::Source | Field::Url) => {
                for source in sources(value) {
                    event.sources.0.extend(gather.source(draft, source, span));
                }
            }
            Some(Field::Year) => parts[0] = Some(text()),
            Some(Field::Month) => parts[1] = Some(text()),
            Some(Field::Day) => parts[2] = Some(text()),
            Some(Field::Time) => parts[3] = Some(text()),
            _ => notes.push(format!("{name}: {}", said(value))),
        }
    }
    notes.extend(add_parts(&mut event, parts.each_ref().map(Option::as_deref)));
    event.kind = kind.unwrap_or(match (event.from.is_empty(), event.to.is_empty(), event.in_reply_to.is_empty()) {
        (false, false, false) => Kind::Reply,
        (false, false, true) => Kind::Message,
        _ => Kind::Other,
    });
    add_body(&mut event, body);
    event.note = (!notes.is_empty()).then(|| notes.join("\n"));
    event
}

/// What a field holds. When the note was made is not when what it tells of was: `ltr_date` beside `created`.
fn field_of(name: &str, own_date: Option<&str>) -> Option<Field> {
    match Field::from_name(name) {
        Some(Field::Sent) if own_date.is_some_and(|own| own != name) && is_of_note(name) => None,
        None if own_date == Some(name) => Some(Field::Sent),
        field => field,
    }
}

/// Whether a field says when the note was made.
fn is_of_note(name: &str) -> bool {
    matches!(name.to_lowercase().as_str(), "created" | "created_at" | "posted" | "created-at")
}

/// The field that says when an event was, beside one that says when the note was made.
fn own_date(fields: &Map<String, Value>) -> Option<&str> {
    if !fields.keys().any(|name| is_of_note(name)) {
        return None;
    }
    let is_date = |(name, value): &(&String, &Value)| {
        let reads = |text: &str| dates::read(text, Hints::default()).is_ok_and(|reading| reading.date.is_some());
        names_a_date(name) && !is_of_note(name) && value.as_str().is_some_and(reads)
    };
    fields.iter().find(is_date).map(|(name, _)| name.as_str())
}

/// Whether fields name who took part.
fn has_actors(fields: &Map<String, Value>) -> bool {
    fields
        .keys()
        .any(|name| matches!(name.to_lowercase().as_str(), "actors" | "actor" | "leaders" | "people"))
}

/// Whether a field names who wrote the note, where others name who took part.
fn is_author(name: &str) -> bool {
    matches!(name.to_lowercase().as_str(), "author" | "authors" | "creator" | "autor")
}

/// Keeps the word for a kind where it says more than the kind: a letter and a telegram are messages that went another way; a word
/// that is no kind is one to find the event by.
fn add_word(event: &mut EventDraft, kind: Option<Kind>, word: String) {
    let is_name = Kind::from_name(&word.to_lowercase()).is_some();
    match kind {
        Some(found) if found.is_message() && !is_name => _ = event.channel.get_or_insert(word.to_lowercase()),
        Some(_) if is_name => {}
        _ => event.tags.0.push(word),
    }
}

/// Dates an event by its year, month, day and time, unless it has a date; then they are remarks.
fn add_parts(event: &mut EventDraft, parts: [Option<&str>; 4]) -> Vec<String> {
    let [year, month, day, time] = parts;
    if let (Some(year), None) = (year, &event.sent) {
        event.sent = Some(date_of_parts(year, month, day, time));
        return Vec::new();
    }
    let names = ["year", "month", "day", "time"].iter().zip(parts);
    names.filter_map(|(name, part)| Some(format!("{name}: {}", part?))).collect()
}

/// The text below the front matter is what was said, or about the event.
fn add_body(event: &mut EventDraft, body: String) {
    // Sites keep their texts as HTML, too.
    let body = if body.contains("</") { html::plain(&body).text } else { body };
    if !body.is_empty() {
        if event.kind.is_message() || event.kind == Kind::Statement {
            event.quotes.push(QuoteDraft {
                text: body,
                source: event.sources.0.first().cloned(),
                ..QuoteDraft::default()
            });
        } else {
            let parts: Vec<String> = event.summary.take().into_iter().chain([body]).collect();
            event.summary = Some(parts.join("\n\n"));
        }
    }
}

/// A value as texts: a list, or several in one.
fn values(value: &Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::String(text) if text.contains(';') => split(Some(text)).iter().map(|part| unlinked(part)).collect(),
        Value::String(text) => vec![unlinked(text)],
        Value::Array(all) => all.iter().flat_map(values).collect(),
        Value::Object(fields) => {
            let named = fields.get("name").or_else(|| fields.get("title"));
            // Without a name, its fields in one line.
            named.map_or_else(
                || {
                    let parts = fields.iter().map(|(name, value)| format!("{name}: {}", values(value).join(", ")));
                    vec![parts.collect::<Vec<_>>().join("; ")]
                },
                values,
            )
        }
        other => vec![other.to_string()],
    }
}

/// A value as a remark, with all that it says.
fn said(value: &Value) -> String {
    match value {
        Value::Array(all) => all.iter().map(said).collect::<Vec<_>>().join("; "),
        Value::Object(fields) => {
            let parts = fields.iter().map(|(name, value)| format!("{name}: {}", said(value)));
            parts.collect::<Vec<_>>().join(", ")
        }
        other => values(other).join("; "),
    }
}

/// A date in one text or in fields: `{start: 1962-10-26, end: 1962-10-28}`.
fn date(value: &Value) -> String {
    match value {
        Value::Object(fields) => date_of(fields).map_or_else(|| values(value).join("; "), |(date, _)| date),
        other => obsidian_date(values(other).join("; ")),
    }
}

/// A place in one text or in fields: `{city: Moscow, country: USSR}`.
fn place(value: &Value) -> String {
    match value {
        Value::Object(fields) => fields.values().flat_map(values).collect::<Vec<_>>().join(", "),
        other => values(other).join("; "),
    }
}

/// Sources as addresses, as names, or with fields of their own.
fn sources(value: &Value) -> Vec<SourceDraft> {
    match value {
        Value::Array(all) => all.iter().flat_map(sources).collect(),
        Value::Object(fields) => {
            let field = |name: &str| fields.get(name).and_then(|value| values(value).into_iter().next());
            let id = field("id").or_else(|| field("url")).or_else(|| field("title")).unwrap_or_default();
            vec![SourceDraft {
                id,
                title: field("title").or_else(|| field("name")),
                publisher: field("publisher"),
                author: field("author"),
                published: field("date").or_else(|| field("published")),
                url: field("url"),
                ..SourceDraft::default()
            }]
        }
        other => values(other)
            .into_iter()
            .map(|text| {
                let is_address = text.starts_with("http://") || text.starts_with("https://");
                SourceDraft {
                    id: text.clone(),
                    url: is_address.then(|| text.clone()),
                    title: (!is_address).then_some(text),
                    ..SourceDraft::default()
                }
            })
            .collect(),
    }
}

/// The file's name without folder and ending.
fn stem(path: &str) -> String {
    super::tei::file_stem(path).to_owned()
}
