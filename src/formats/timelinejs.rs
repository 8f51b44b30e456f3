//! TimelineJS, version 2 (`timeline.date`) and 3 (`events`): slides become events, HTML becomes paragraphs, links and
//! media become sources. A month or a day that is missing stays missing.

use std::ops::Range;

use serde_json::Value;
use serde_json::value::RawValue;

use super::cells::date_of_parts;
use super::gather::Gather;
use super::json::{self, Object, report_syntax};
use super::{Options, html, json_value, names};
use crate::model::draft::{EraDraft, EventDraft, FileDraft, Found, OneOrMany, SourceDraft};

/// Where the JSON begins that is given to a function or a variable of a script (JSONP): `storyjsonp_data = {…}`.
pub(super) fn padded_start(text: &str) -> Option<usize> {
    let head = text.trim_start();
    let name = head.find(|char: char| !(char.is_ascii_alphanumeric() || matches!(char, '_' | '$' | '.')))?;
    let rest = head.get(name..)?.trim_start();
    let rest = rest.strip_prefix('=').or_else(|| rest.strip_prefix('('))?.trim_start();
    // A list or an object of objects, of whatever shape: `window.tweets = [{…}]`.
    let inner = rest.strip_prefix(['{', '['])?.trim_start();
    let is_json = inner.starts_with(['"', '{', '[']);
    (name > 0 && is_json).then(|| text.len() - rest.len())
}

/// Reads such a script; what stands around the object is blanked out, so that places stay.
pub(super) fn read_padded(draft: &mut FileDraft, options: &Options) {
    let start = padded_start(&draft.text).unwrap_or(0);
    let end = draft.text.trim_end().trim_end_matches([';', ')']).len();
    let blank = |text: &str| text.chars().map(|char| if char == '\n' { '\n' } else { ' ' }).collect::<String>();
    let object = draft.text.get(start..end).unwrap_or_default();
    let before = draft
        .text
        .get(..start)
        .filter(|before| before.is_ascii())
        .map(blank)
        .unwrap_or_default();
    draft.text = format!("{before}{object}").into();
    json::read(draft, options);
}

/// Reads the draft's text.
pub(super) fn read(draft: &mut FileDraft) {
    draft.is_foreign = true;
    let text = std::mem::take(&mut draft.text);
    let read = slides(&text);
    draft.text = text;
    match read {
        Ok(file) => {
            draft.format = if file.is_old { "timelinejs2" } else { "timelinejs" };
            (draft.title, draft.description) = file.title;
            let mut gather = Gather::default();
            for (slide, span) in json_value::filled(draft, file.events) {
                let event = if file.is_old { old_event(&slide) } else { new_event(&slide) };
                let event = with_sources(draft, &mut gather, event, &slide, &span);
                draft.events.push(Found {
                    record: Box::new(event),
                    span,
                });
            }
            let rejected = draft.rejected;
            for (era, span) in json_value::records(draft, file.eras) {
                let (start, end) = if file.is_old {
                    (old_date(&era, "startDate"), old_date(&era, "endDate"))
                } else {
                    (new_date(&era, "start_date"), new_date(&era, "end_date"))
                };
                let name = headline(&era).unwrap_or_else(|| "Era".to_owned());
                let record = EraDraft {
                    name,
                    start: start.unwrap_or_default(),
                    end,
                };
                draft.eras.push(Found { record, span });
            }
            // An era is no event.
            draft.rejected = rejected;
        }
        Err(error) => report_syntax(draft, &error, 0),
    }
}

struct File {
    is_old: bool,
    title: (Option<String>, Option<String>),
    events: Vec<Range<usize>>,
    eras: Vec<Range<usize>>,
}

fn slides(text: &str) -> Result<File, serde_json::Error> {
    let top: Object<'_> = serde_json::from_str(text)?;
    let list = |object: &Object<'_>, name: &str| -> Result<Vec<Range<usize>>, serde_json::Error> {
        let Some(list) = object.get(name) else { return Ok(Vec::new()) };
        let slides: Vec<&RawValue> = serde_json::from_str(list.get())?;
        Ok(json_value::spans(text, slides))
    };
    if let Some(timeline) = top.get("timeline") {
        let timeline: Object<'_> = serde_json::from_str(timeline.get())?;
        let words = |name: &str| {
            let text: String = serde_json::from_str(timeline.get(name)?.get()).ok()?;
            Some(html::plain(&text).text).filter(|text| !text.is_empty())
        };
        return Ok(File {
            is_old: true,
            title: (words("headline").map(|title| title.replace('\n', " ")), words("text")),
            events: list(&timeline, "date")?,
            eras: list(&timeline, "era")?,
        });
    }
    let title: Value = top
        .get("title")
        .map_or(Ok(Value::Null), |title| serde_json::from_str(title.get()))?;
    Ok(File {
        is_old: false,
        title: (headline(&title).or_else(|| string(&title)), body(&title)),
        events: list(&top, "events")?,
        eras: list(&top, "eras")?,
    })
}

/// A string or a number as text, unless it is blank.
fn string(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

fn headline(slide: &Value) -> Option<String> {
    let text = string(&slide["text"]["headline"]).or_else(|| string(&slide["headline"]))?;
    Some(html::plain(&text).text.replace('\n', " ")).filter(|text| !text.is_empty())
}

fn body(slide: &Value) -> Option<String> {
    let text = string(&slide["text"]["text"]).or_else(|| string(&slide["text"]))?;
    Some(html::plain(&text).text).filter(|text| !text.is_empty())
}

/// A date of version 3, in fields.
fn new_date(slide: &Value, name: &str) -> Option<String> {
    let date = &slide[name];
    let part = |name: &str| string(&date[name]);
    let time = part("hour").map(|hour| {
        let minute = part("minute").map_or_else(String::new, |minute| format!(":{minute:0>2}"));
        let second = part("second")
            .filter(|_| !minute.is_empty())
            .map_or_else(String::new, |second| format!(":{second:0>2}"));
        format!("T{hour:0>2}{minute}{second}")
    });
    let known = |name: &str| part(name).filter(|part| !part.trim_matches('0').is_empty());
    let day = date_of_parts(
        &astronomical(&part("year")?),
        known("month").as_deref(),
        known("day").as_deref(),
        None,
    );
    Some(match time.filter(|_| part("day").is_some()) {
        Some(time) => format!("{day}{time}"),
        None => day,
    })
}

/// The year as EDTF counts it. TimelineJS has no year 0 and writes 44 BCE as -44.
pub(super) fn astronomical(year: &str) -> String {
    match year.trim().parse::<i64>() {
        Ok(year) if year < 0 => (year + 1).to_string(),
        _ => year.to_owned(),
    }
}

/// A date of version 2: `2011,3,23,12,06`, or words.
fn old_date(slide: &Value, name: &str) -> Option<String> {
    let text = string(&slide[name])?;
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    // A year alone counts as those of version 3 do: -1 is 1 BCE.
    if let [year] = parts.as_slice()
        && let Some(number) = year.parse::<i64>().ok().filter(|number| (-9_999..0).contains(number))
    {
        return Some(date_of_parts(&astronomical(&number.to_string()), None, None, None));
    }
    if parts.len() < 2
        || !parts
            .iter()
            .all(|part| !part.is_empty() && part.chars().all(|char| char.is_ascii_digit() || char == '-'))
    {
        return Some(text);
    }
    let known = |at: usize| parts.get(at).copied().filter(|part| !part.trim_matches('0').is_empty());
    let day = date_of_parts(&astronomical(parts.first()?), known(1), known(2), None);
    let clock: Vec<String> = parts.iter().skip(3).take(3).map(|part| format!("{part:0>2}")).collect();
    Some(if clock.is_empty() {
        day
    } else {
        format!("{day}T{}", clock.join(":"))
    })
}

fn new_event(slide: &Value) -> EventDraft {
    let display = |name: &str| string(&slide[name]["display_date"]);
    EventDraft {
        id: string(&slide["unique_id"]).unwrap_or_default(),
        sent: new_date(slide, "start_date"),
        // An end that is the start says nothing.
        end: new_date(slide, "end_date").filter(|end| new_date(slide, "start_date").as_ref() != Some(end)),
        date_as_written: string(&slide["display_date"]).or_else(|| display("start_date")),
        ..EventDraft::default()
    }
}

fn old_event(slide: &Value) -> EventDraft {
    let sent = old_date(slide, "startDate");
    EventDraft {
        id: string(&slide["slug"]).unwrap_or_default(),
        // An end that is the start says nothing.
        end: old_date(slide, "endDate").filter(|end| sent.as_ref() != Some(end)),
        sent,
        ..EventDraft::default()
    }
}

/// The words of a slide, whose it is, and what it links to.
fn with_sources(draft: &mut FileDraft, gather: &mut Gather, mut event: EventDraft, slide: &Value, span: &Range<usize>) -> EventDraft {
    let raw = string(&slide["text"]["text"])
        .or_else(|| string(&slide["text"]))
        .unwrap_or_default();
    let text = html::plain(&raw);
    let raw_headline = string(&slide["text"]["headline"])
        .or_else(|| string(&slide["headline"]))
        .unwrap_or_default();
    let headline = html::plain(&raw_headline);
    event.title = Some(headline.text.replace('\n', " ")).filter(|title| !title.is_empty());
    let media = if slide["media"].is_object() {
        &slide["media"]
    } else {
        &slide["asset"]
    };
    let caption = html::plain(&string(&media["caption"]).unwrap_or_default());
    let credit = html::plain(&string(&media["credit"]).unwrap_or_default());
    let address = string(&media["url"]).or_else(|| string(&media["media"]));
    for (link, words) in headline.links.into_iter().chain(text.links) {
        let source = SourceDraft {
            id: link.clone(),
            title: Some(words).filter(|words| !words.is_empty()),
            url: Some(link),
            ..SourceDraft::default()
        };
        event.sources.0.extend(gather.source(draft, source, span));
    }
    let is_web = |address: &String| address.starts_with("http://") || address.starts_with("https://");
    if let Some(address) = address.filter(is_web) {
        let source = SourceDraft {
            id: address.clone(),
            title: Some(caption.text).filter(|caption| !caption.is_empty()),
            author: Some(credit.text).filter(|credit| !credit.is_empty()),
            url: Some(address),
            ..SourceDraft::default()
        };
        event.sources.0.extend(gather.source(draft, source, span));
    } else {
        let said: Vec<String> = [
            string(&media["url"]).or_else(|| string(&media["media"])),
            Some(caption.text),
            Some(credit.text),
        ]
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect();
        event.note = (!said.is_empty()).then(|| said.join("\n"));
    }
    // What else is said of a picture.
    let more = [
        ("title", "title of the picture"),
        ("alt", "the picture shows"),
        ("link", "the picture links to"),
        ("thumbnail", "small picture"),
    ];
    let more = more.iter().filter_map(|(name, what)| {
        let text = html::plain(&string(&media[*name])?).text;
        (!text.is_empty()).then(|| format!("{what}: {text}"))
    });
    let lines: Vec<String> = event.note.take().into_iter().chain(more).collect();
    event.note = (!lines.is_empty()).then(|| lines.join("\n"));
    event.sources.0.dedup();
    event.place = string(&slide["location"]["name"])
        .or_else(|| string(&slide["location"]))
        .filter(|place| !place.trim().is_empty());
    event.summary = Some(text.text).filter(|text| !text.is_empty());
    if let Some(group) = string(&slide["group"]).or_else(|| string(&slide["tag"])) {
        if names::is_person(&group) {
            event.from = OneOrMany(gather.named(draft, &group, span).into_iter().collect());
        } else {
            event.tags.0.push(group);
        }
    }
    event
}
