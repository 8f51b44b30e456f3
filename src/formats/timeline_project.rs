//! Files of The Timeline Project (`.timeline`): events with a start, an end, a text and a category.

use crate::model::Code;
use std::collections::HashMap;

use roxmltree::Node;

use super::file_warning;
use super::xml::child_text;
use crate::model::draft::{EraDraft, EventDraft, FileDraft, Found};

/// Whether an XML root is such a file.
pub(super) fn is_timeline(root: Node<'_, '_>) -> bool {
    root.has_tag_name("timeline") && root.children().any(|node| node.has_tag_name("events"))
}

/// Reads it.
pub(super) fn read(draft: &mut FileDraft, root: Node<'_, '_>) {
    draft.format = "timeline-project";
    draft.is_foreign = true;
    let list = |parent: &'static str, name: &'static str| {
        root.children()
            .filter(move |node| node.has_tag_name(parent))
            .flat_map(|node| node.children())
            .filter(move |node| node.has_tag_name(name))
    };
    let calendar = child_text(root, "timetype").filter(|name| !name.to_lowercase().starts_with("gregorian"));
    if let Some(calendar) = &calendar {
        let place = Some(draft.place_of_offset(root.range().start));
        draft.reports.push(file_warning(
            &draft.path,
            Code::OtherCalendar,
            place,
            format!("its dates are counted by {calendar:?}, which is not the Gregorian calendar"),
            "they are not read as dates; the events are undated, with their dates as they are written",
        ));
    }
    // An event `[1]Crisis` is a container, `(1)Letter` lies in it.
    let events = || list("events", "event").chain(list("events", "milestone"));
    let texts: Vec<String> = events().filter_map(|node| child_text(node, "text")).collect();
    let containers: HashMap<String, String> = texts
        .iter()
        .filter_map(|text| numbered(text, '[', ']'))
        .map(|(number, title)| (number.to_owned(), title.to_owned()))
        .collect();
    for node in events() {
        let record = event_of(node, calendar.is_some(), &containers);
        draft.events.push(Found {
            record: Box::new(record),
            span: node.range(),
        });
    }
    for node in list("eras", "era") {
        let record = EraDraft {
            name: child_text(node, "name").unwrap_or_default(),
            start: child_text(node, "start").map(|text| date_of(&text)).unwrap_or_default(),
            end: child_text(node, "end").map(|text| date_of(&text)),
        };
        draft.eras.push(Found {
            record,
            span: node.range(),
        });
    }
}

/// An event of the file.
fn event_of(node: Node<'_, '_>, is_other_calendar: bool, containers: &HashMap<String, String>) -> EventDraft {
    let written = ["start", "end"].map(|name| child_text(node, name));
    let [start, end] = written
        .clone()
        .map(|date| date.filter(|_| !is_other_calendar).map(|text| date_of(&text)));
    let is_fuzzy = |name: &str| child_text(node, name).as_deref() == Some("True");
    let is_start_fuzzy = is_fuzzy("fuzzy") || is_fuzzy("fuzzy_start");
    let is_end_fuzzy = is_fuzzy("fuzzy") || is_fuzzy("fuzzy_end");
    let marked = |date: String, is_fuzzy: bool| {
        if is_fuzzy && !date.contains('T') {
            format!("{date}~")
        } else {
            date
        }
    };
    let text = child_text(node, "text").unwrap_or_default();
    let (title, container) = match (numbered(&text, '[', ']'), numbered(&text, '(', ')')) {
        (Some((_, title)), _) => (title.to_owned(), None),
        (None, Some((number, title))) if containers.contains_key(number) => (title.to_owned(), containers.get(number).cloned()),
        _ => (text.clone(), None),
    };
    let is_far = [&start, &end].into_iter().flatten().any(|date| date.starts_with('Y'));
    // An event whose end is its start has no length.
    let end = end.filter(|end| start.as_ref() != Some(end));
    let mut event = EventDraft {
        id: child_text(node, "id").unwrap_or_default(),
        end: end.map(|end| marked(end, is_end_fuzzy)),
        sent: start.map(|start| marked(start, is_start_fuzzy)),
        date_as_written: (is_other_calendar || is_far).then(|| written.into_iter().flatten().collect::<Vec<_>>().join(" to ")),
        title: Some(title).filter(|title| !title.is_empty()),
        summary: node
            .children()
            .find(|child| child.has_tag_name("description"))
            .and_then(|child| child.text())
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty()),
        date_note: match (is_start_fuzzy, is_end_fuzzy) {
            (true, true) => Some("marked as fuzzy".to_owned()),
            (true, false) => Some("its start is marked as fuzzy".to_owned()),
            (false, true) => Some("its end is marked as fuzzy".to_owned()),
            (false, false) => None,
        },
        ..EventDraft::default()
    };
    event.tags.0.extend(child_text(node, "category"));
    event.tags.0.extend(container);
    let categories = node
        .children()
        .filter(|child| child.has_tag_name("categories"))
        .flat_map(|node| node.children());
    event.tags.0.extend(
        categories
            .filter(|child| child.has_tag_name("category"))
            .filter_map(|child| child.text())
            .map(|text| text.trim().to_owned()),
    );
    let more = ["labels", "progress", "alert"]
        .iter()
        .filter_map(|name| Some(format!("{name}: {}", child_text(node, name)?)));
    let lines: Vec<String> = child_text(node, "hyperlink").into_iter().chain(more).collect();
    event.note = (!lines.is_empty()).then(|| lines.join("\n"));
    event
}

/// A date in EDTF: years of fewer than four digits are full years here. The program writes midnight where only the day is
/// known; seconds of zero where only the minute is.
fn date_of(text: &str) -> String {
    let (day, clock) = text.split_once(' ').unwrap_or((text, "00:00:00"));
    let (day, clock) = (padded(day, '-'), padded(clock, ':'));
    let (day, clock) = (day.as_str(), clock.as_str());
    let (sign, digits) = day.strip_prefix('-').map_or(("", day), |digits| ("-", digits));
    let day = match digits.split_once('-') {
        Some((year, rest)) if year.bytes().all(|byte| byte.is_ascii_digit()) && year.len() < 4 => format!("{sign}{year:0>4}-{rest}"),
        _ => day.to_owned(),
    };
    // EDTF has months and days in years of four digits only.
    if let Some((year, _)) = digits.split_once('-').filter(|(year, _)| year.len() > 4) {
        return format!("Y{sign}{year}");
    }
    match clock {
        "00:00:00" => day,
        clock => format!("{day}T{}", clock.strip_suffix(":00").unwrap_or(clock)),
    }
}

/// Numbers of one digit with a zero before them: older versions wrote `2010-8-31 0:0:0`.
fn padded(text: &str, sign: char) -> String {
    let is_digit = |part: &&str| part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<String> = text
        .split(sign)
        .map(|part| {
            Some(part)
                .filter(is_digit)
                .map_or_else(|| part.to_owned(), |part| format!("0{part}"))
        })
        .collect();
    parts.join(&sign.to_string())
}

/// The number in brackets before a text, and the text.
fn numbered(text: &str, open: char, close: char) -> Option<(&str, &str)> {
    let (number, rest) = text.strip_prefix(open)?.split_once(close)?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| (number, rest.trim()))
}
