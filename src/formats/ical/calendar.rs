//! The parts of a calendar: its events, and the zones that it defines.

use crate::model::Code;
use std::collections::HashMap;

use super::super::{file_error, file_warning};
use super::Component;
use super::lines::{self, Line};
use super::when::Zones;
use super::zones::{OwnZone, plain_name};
use crate::model::draft::FileDraft;
use crate::model::{Report, Severity};

/// What a calendar holds.
pub(super) struct Calendar {
    pub(super) events: Vec<Component>,
    pub(super) zones: Zones,
    /// Whether its METHOD is CANCEL.
    pub(super) is_cancelling: bool,
}

/// The events of a calendar; what is none is reported.
pub(super) fn components(draft: &mut FileDraft) -> Calendar {
    let text = std::mem::take(&mut draft.text);
    let read = lines::lines(&text);
    draft.text = text;
    let mut events = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut event: Option<Component> = None;
    let mut others: HashMap<String, usize> = HashMap::new();
    let mut zones = ZoneReader::default();
    let mut is_cancelling = false;
    for line in read {
        let line = match line {
            Ok(line) => line,
            Err(span) => {
                let event = event.as_mut().filter(|_| open.last().is_some_and(|last| last == "VEVENT"));
                add_broken(draft, event, &span);
                continue;
            }
        };
        let value = line.value.trim().to_ascii_uppercase();
        match line.name.as_str() {
            "BEGIN" => {
                if value == "VEVENT" {
                    events.extend(event.take());
                    event = Some(Component {
                        span: line.span.clone(),
                        ..Component::default()
                    });
                } else if matches!(value.as_str(), "VTODO" | "VJOURNAL" | "VFREEBUSY") {
                    *others.entry(value.clone()).or_default() += 1;
                }
                zones.begin(&value);
                open.push(value);
            }
            "END" => {
                open.pop();
                zones.end(&value);
                if value == "VEVENT"
                    && let Some(mut done) = event.take()
                {
                    done.span.end = line.span.end;
                    events.push(done);
                }
            }
            _ if open.iter().any(|outer| outer == "VTIMEZONE") => zones.line(open.last().map_or("", String::as_str), line),
            // Alarms and zones within an event have dates of their own.
            _ if open.last().is_some_and(|last| last == "VEVENT") => {
                if let Some(event) = &mut event {
                    event.span.end = line.span.end;
                    event.lines.push(line);
                }
            }
            "X-WR-CALNAME" | "NAME" if open.last().is_none_or(|last| last == "VCALENDAR") => add_title(draft, line.text()),
            "METHOD" => is_cancelling = value == "CANCEL",
            "X-WR-CALDESC" if open.len() == 1 => draft.description = Some(line.text()).filter(|text| !text.is_empty()),
            _ => {}
        }
    }
    if let Some(cut) = &event {
        let place = Some(draft.place_of_offset(cut.span.start));
        let message = "the calendar ends within this event".to_owned();
        draft.reports.push(file_warning(
            &draft.path,
            Code::Syntax,
            place,
            message,
            "it is read as far as it goes",
        ));
    }
    events.extend(event);
    report_others(draft, others);
    Calendar {
        events,
        zones: zones.done,
        is_cancelling,
    }
}

/// Adds a line that is no property to the text before it: some programs break the lines of a text without folding them.
fn add_broken(draft: &mut FileDraft, event: Option<&mut Component>, span: &std::ops::Range<usize>) {
    let text = event.and_then(|event| event.lines.last_mut()).filter(|line| is_text(&line.name));
    let is_kept = text.is_some();
    if let (Some(line), Some(more)) = (text, draft.text.get(span.clone())) {
        line.value.push_str("\\n");
        let unfolded = more.trim().replace("\r\n ", "").replace("\n ", "");
        line.value.push_str(&unfolded);
    }
    say_no_property(draft, span, is_kept);
}

/// Whether a property is a text, in which lines may be broken.
fn is_text(name: &str) -> bool {
    matches!(name, "DESCRIPTION" | "SUMMARY" | "COMMENT" | "LOCATION" | "X-ALT-DESC")
}

/// Says that a line is no property, and whether it is kept as a part of the text before it.
fn say_no_property(draft: &mut FileDraft, span: &std::ops::Range<usize>, is_kept: bool) {
    let place = Some(draft.place_of_offset(span.start));
    let message = "found a line that is no property, expected NAME:value".to_owned();
    let help = if is_kept {
        "it is read as a line of the text before it"
    } else {
        "the line is passed over"
    };
    draft.reports.push(file_warning(&draft.path, Code::BadLine, place, message, help));
}

/// The zones that a calendar defines, line by line.
#[derive(Default)]
struct ZoneReader {
    done: Zones,
    /// The zone that is being defined: its name, and the lines of its parts.
    name: String,
    parts: Vec<Vec<Line>>,
}

impl ZoneReader {
    fn begin(&mut self, component: &str) {
        match component {
            "VTIMEZONE" => (self.name, self.parts) = Default::default(),
            "STANDARD" | "DAYLIGHT" => self.parts.push(Vec::new()),
            _ => {}
        }
    }

    fn line(&mut self, component: &str, line: Line) {
        if component == "VTIMEZONE" && line.name == "TZID" {
            self.name = plain_name(&line.value);
        } else if let Some(part) = self.parts.last_mut().filter(|_| component != "VTIMEZONE") {
            part.push(line);
        }
    }

    fn end(&mut self, component: &str) {
        if component == "VTIMEZONE" {
            let (name, parts) = (std::mem::take(&mut self.name), std::mem::take(&mut self.parts));
            self.done.0.extend(OwnZone::of(name, &parts));
        }
    }
}

/// Of several calendars in a file all names.
fn add_title(draft: &mut FileDraft, name: String) {
    let name = Some(name).filter(|name| !name.is_empty() && draft.title.as_ref() != Some(name));
    draft.title = match (draft.title.take(), name) {
        (Some(first), Some(name)) => Some(format!("{first} + {name}")),
        (first, name) => first.or(name),
    };
}

/// Tells what a calendar holds beside events.
fn report_others(draft: &mut FileDraft, others: HashMap<String, usize>) {
    let mut others: Vec<(String, usize)> = others.into_iter().collect();
    others.sort();
    for (name, count) in others {
        draft.reports.push(Report {
            severity: Severity::Warning,
            ..file_error(
                &draft.path,
                Code::NoEvent,
                None,
                format!("found {count} {name}, expected only events"),
                "they are not read",
            )
        });
    }
}
