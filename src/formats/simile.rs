//! SIMILE Timeline, as XML (`<data><event …>`) and as JSON (`{"dateTimeFormat": …, "events": […]}`).

use crate::model::Code;
use roxmltree::Node;
use serde_json::Value;
use serde_json::value::RawValue;

use super::gather::Gather;
use super::json::{Object, report_syntax};
use super::{file_warning, html, json_value};
use crate::dates::Date;
use crate::model::draft::{EventDraft, FileDraft, Found, SourceDraft};

/// What stands behind the day where no time is known.
const MIDNIGHT: &str = " 00:00:00";

/// What an event of SIMILE says, in either form.
#[derive(Default)]
struct Fields {
    /// Whether the numbers of the file count back from now, so that they are no years.
    counts_back: bool,
    id: Option<String>,
    start: Option<String>,
    latest_start: Option<String>,
    earliest_end: Option<String>,
    end: Option<String>,
    title: Option<String>,
    text: Option<String>,
    link: Option<String>,
    is_duration: Option<bool>,
    latest_end: Option<String>,
    /// Other attributes, with their names.
    more: Vec<String>,
    tags: Vec<String>,
}

/// Attributes that are kept in the note.
const MORE: [&str; 5] = ["caption", "image", "hoverText", "icon", "eventID"];

/// Whether an XML root is a file of SIMILE.
pub(super) fn is_simile(root: Node<'_, '_>) -> bool {
    root.has_tag_name("data")
        && root
            .children()
            .any(|node| node.has_tag_name("event") && node.has_attribute("start"))
}

/// Reads a file in XML.
pub(super) fn read_xml(draft: &mut FileDraft, root: Node<'_, '_>) {
    draft.format = "simile";
    draft.is_foreign = true;
    let mut gather = Gather::default();
    let ends = root.children().filter(|node| node.has_tag_name("event"));
    let ends = ends.map(|node| {
        (
            node.attribute("start").unwrap_or_default(),
            node.attribute("end").unwrap_or_default(),
        )
    });
    let counts_back = counts_back(ends);
    if counts_back {
        tell_counts_back(draft, root.range().start);
    }
    for node in root.children().filter(|node| node.has_tag_name("event")) {
        let get = |name: &str| {
            node.attribute(name)
                .map(|text| text.trim().to_owned())
                .filter(|text| !text.is_empty())
        };
        let text: String = node.children().filter(Node::is_text).filter_map(|part| part.text()).collect();
        // The lines of a file are indented, those of its texts are not.
        let text: Vec<&str> = text.lines().map(str::trim).collect();
        let text = text.join("\n");
        let fields = Fields {
            counts_back,
            id: get("id"),
            start: get("start"),
            latest_start: get("latestStart"),
            earliest_end: get("earliestEnd"),
            end: get("end"),
            title: get("title"),
            text: Some(text),
            link: get("link"),
            // Without the flag it is none in XML; in JSON an end makes it one.
            is_duration: Some(
                [get("isDuration"), get("durationEvent")]
                    .iter()
                    .flatten()
                    .any(|flag| flag == "true"),
            ),
            latest_end: get("latestEnd"),
            more: node
                .attributes()
                .filter(|attribute| MORE.contains(&attribute.name()))
                .map(|attribute| format!("{}: {}", attribute.name(), attribute.value().trim()))
                .collect(),
            tags: Vec::new(),
        };
        add(draft, &mut gather, fields, &node.range());
    }
}

/// Reads the draft's text as JSON.
pub(super) fn read_json(draft: &mut FileDraft) {
    draft.format = "simile-json";
    draft.is_foreign = true;
    let text = std::mem::take(&mut draft.text);
    let events = events_of(&text);
    draft.text = text;
    match events {
        Ok(events) => {
            let mut gather = Gather::default();
            let events = json_value::filled(draft, events);
            let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let ends: Vec<(String, String)> = events
                .iter()
                .map(|(event, _)| (text(&event["start"]), text(&event["end"])))
                .collect();
            let counts_back = counts_back(ends.iter().map(|(start, end)| (start.as_str(), end.as_str())));
            if counts_back {
                tell_counts_back(draft, 0);
            }
            for (event, span) in events {
                let get = |name: &str| match &event[name] {
                    Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
                    Value::Number(number) => Some(number.to_string()),
                    _ => None,
                };
                let fields = Fields {
                    counts_back,
                    id: get("id"),
                    start: get("start"),
                    latest_start: get("latestStart"),
                    earliest_end: get("earliestEnd"),
                    end: get("end"),
                    title: get("title"),
                    text: get("description"),
                    link: get("link"),
                    is_duration: event["durationEvent"].as_bool().or_else(|| event["isDuration"].as_bool()),
                    latest_end: get("latestEnd"),
                    more: MORE.iter().filter_map(|name| Some(format!("{name}: {}", get(name)?))).collect(),
                    tags: match &event["tags"] {
                        Value::Array(all) => all.iter().map(text).collect(),
                        _ => get("tags").into_iter().collect(),
                    },
                };
                add(draft, &mut gather, fields, &span);
            }
        }
        Err(error) => report_syntax(draft, &error, 0),
    }
}

fn events_of(text: &str) -> Result<Vec<std::ops::Range<usize>>, serde_json::Error> {
    let top: Object<'_> = serde_json::from_str(text)?;
    let Some(list) = top.get("events") else { return Ok(Vec::new()) };
    let events: Vec<&RawValue> = serde_json::from_str(list.get())?;
    Ok(json_value::spans(text, events))
}

/// Whether plain numbers of a file count back, as millions of years before the present do: what lasts ends with a smaller
/// number than it starts with, and nothing the other way round.
fn counts_back<'a>(ends: impl Iterator<Item = (&'a str, &'a str)>) -> bool {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| *number >= 0.0);
    let both: Vec<(f64, f64)> = ends.filter_map(|(start, end)| Some((number(start)?, number(end)?))).collect();
    both.iter().any(|(start, end)| start > end) && both.iter().all(|(start, end)| start >= end)
}

fn tell_counts_back(draft: &mut FileDraft, offset: usize) {
    let place = Some(draft.place_of_offset(offset));
    draft.reports.push(file_warning(
        &draft.path,
        Code::NoYears,
        place,
        "its numbers count back, as years before the present do, and nothing says in what unit".to_owned(),
        "they are not read as years; the events are undated, with their dates as they are written",
    ));
}

fn add(draft: &mut FileDraft, gather: &mut Gather, mut fields: Fields, span: &std::ops::Range<usize>) {
    let mut written_back = None;
    if fields.counts_back {
        let both: Vec<String> = [
            fields.start.take(),
            fields.latest_start.take(),
            fields.earliest_end.take(),
            fields.end.take(),
        ]
        .into_iter()
        .flatten()
        .collect();
        written_back = Some(both.join(" to ")).filter(|text| !text.is_empty());
    }
    let plain = html::plain(fields.text.as_deref().unwrap_or_default());
    let written: Vec<String> = [&fields.start, &fields.end]
        .into_iter()
        .flatten()
        .filter(|date| is_midnight(date))
        .cloned()
        .collect();
    let dates = [fields.start, fields.latest_start, fields.earliest_end, fields.end].map(|date| date.map(|date| date_text(&date)));
    // Of hours between which it happened, a remark tells what the days leave out.
    let hours = match (&dates[0], &dates[3], fields.is_duration) {
        (Some(start), Some(end), Some(false)) if start.contains(':') || end.contains(':') => Some(format!("between {start} and {end}")),
        _ => None,
    };
    // Where it is no duration, start and end say between which dates it happened.
    let [start, latest_start, earliest_end, end] = dates;
    let is_loose = fields.is_duration == Some(false) && latest_start.is_none() && earliest_end.is_none();
    let (sent, end) = match (start, latest_start, end) {
        (Some(start), None, Some(end)) if is_loose => (Some(one_between(&start, &end)), None),
        (Some(start), Some(latest), end) => (Some(one_between(&start, &latest)), end),
        (start, _, end) => (start, end),
    };
    let end = match (&earliest_end, end) {
        (Some(earliest), Some(end)) => Some(one_between(earliest, &end)),
        (_, end) => end,
    };
    let mut sources = Vec::new();
    for (address, words) in fields.link.map(|link| (link, String::new())).into_iter().chain(plain.links) {
        let source = SourceDraft {
            id: address.clone(),
            title: Some(words).filter(|words| !words.is_empty()),
            url: Some(address),
            ..SourceDraft::default()
        };
        sources.extend(gather.source(draft, source, span));
    }
    let mut event = EventDraft {
        id: fields.id.unwrap_or_default(),
        sent,
        end,
        title: fields.title.map(|title| html::plain(&title).text),
        summary: Some(plain.text).filter(|text| !text.is_empty()),
        date_as_written: written_back.or((!written.is_empty()).then(|| written.join("; "))),
        date_note: hours.filter(|_| is_loose),
        ..EventDraft::default()
    };
    event.sources.0 = sources;
    event.tags.0 = fields.tags;
    event.note = (!fields.more.is_empty()).then(|| fields.more.join("\n"));
    if let Some(latest) = fields.latest_end.filter(|latest| event.end.as_deref() != Some(latest.as_str())) {
        event.date_note = super::cells::joined(event.date_note.take(), Some(format!("ends on {latest} at the latest")));
    }
    draft.events.push(Found {
        record: Box::new(event),
        span: span.clone(),
    });
}

/// One date between two, where both can be read; else the first as it stands.
fn one_between(first: &str, last: &str) -> String {
    let read = |text: &str| crate::dates::read(text, crate::dates::Hints::default()).ok()?.edtf();
    match (read(first), read(last)) {
        (Some(first), Some(last)) => {
            let days = |edtf: &str| edtf.split('T').next().unwrap_or_default().to_owned();
            let (first, last) = (days(&first), days(&last));
            if first == last {
                return first;
            }
            Date::one_between(&first, &last).unwrap_or_else(|| format!("{first}/{last}"))
        }
        _ => first.to_owned(),
    }
}

/// A bare year of one or two digits is a year here: `6`, `30`. Midnight by a zone of the file is the day.
fn date_text(text: &str) -> String {
    let text = text.trim();
    if !text.is_empty() && text.len() < 4 && text.chars().all(|char| char.is_ascii_digit()) {
        return format!("{text:0>4}");
    }
    // `-13000000`: more digits than a year of ISO 8601 has.
    let digits = text.strip_prefix('-').unwrap_or_default();
    if digits.len() > 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("Y-{}", digits.trim_start_matches('0'));
    }
    // Midnight is what a program writes where only the day is known.
    match iso_parts(text) {
        Some((day, _)) if is_midnight(text) => day.to_owned(),
        _ => text.split(MIDNIGHT).next().unwrap_or(text).to_owned(),
    }
}

/// The day and the time of a date of ISO 8601.
fn iso_parts(date: &str) -> Option<(&str, &str)> {
    let (day, clock) = date.trim().split_once('T')?;
    // “Tue Aug 11 2009” has a T, too.
    let is_day = !day.is_empty() && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    is_day.then_some((day, clock))
}

/// Whether a date has midnight as its time, which stands for the whole day: ` 00:00:00 GMT`, `T00:00:00Z`.
fn is_midnight(date: &str) -> bool {
    let clock = iso_parts(date).map(|(_, clock)| clock.replace(".000", ""));
    let is_iso = clock.is_some_and(|clock| {
        let zone = clock.strip_prefix("00:00:00").or_else(|| clock.strip_prefix("00:00"));
        zone.is_some_and(|zone| zone.is_empty() || zone == "Z" || zone.starts_with(['+', '-']))
    });
    date.contains(MIDNIGHT) || is_iso
}
