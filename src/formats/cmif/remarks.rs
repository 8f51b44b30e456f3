//! What an index of letters says beyond what an event has, in words for its notes.

use roxmltree::Node;

use super::super::tei::{attribute, named};
use super::super::xml::folded_text;
use super::dating::dating;
use super::name_of;
use crate::model::name_remarks::bare_name;

/// Whether an element names a person or an organization, by name or in other words.
pub(super) fn is_person(node: &Node<'_, '_>) -> bool {
    match node.tag_name().name() {
        "persName" | "orgName" | "name" => true,
        "rs" => matches!(
            attribute(*node, "type"),
            None | Some("person" | "persons" | "personGrp" | "org" | "organization")
        ),
        _ => false,
    }
}

/// What is said in words of the correspondence that a letter is a part of; which letters are next to it is read by itself.
pub(super) fn context(letter: Node<'_, '_>) -> Vec<String> {
    let is_said = |node: &Node<'_, '_>| matches!(node.tag_name().name(), "note" | "p" | "ab");
    named(letter, "correspContext")
        .flat_map(|context| context.children().filter(is_said).collect::<Vec<_>>())
        .map(folded_text)
        .filter(|text| !text.is_empty())
        .map(|text| format!("Context: {text}"))
        .collect()
}

/// The names of an action, for a remark.
pub(super) fn names_in(action: Node<'_, '_>) -> String {
    let names: Vec<String> = action
        .descendants()
        .filter(is_person)
        .map(name_of)
        .filter(|name| !name.is_empty())
        .collect();
    names.join(", ")
}

/// The date of an action in words.
pub(super) fn date_words(action: Node<'_, '_>) -> Option<String> {
    let date = named(action, "date").next()?;
    let words = Some(folded_text(date)).filter(|words| !words.is_empty());
    words.or_else(|| {
        Some(
            ["when", "from", "notBefore", "to", "notAfter"]
                .iter()
                .find_map(|name| attribute(date, name))?
                .to_owned(),
        )
    })
}

/// Where and when an action was, for a remark.
pub(super) fn where_and_when(action: Node<'_, '_>) -> Option<String> {
    let place = named(action, "placeName").next().map(folded_text).filter(|text| !text.is_empty());
    let parts: Vec<String> = place.into_iter().chain(date_words(action)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Where an action was: the town of an address; of a place without a name, what it is called elsewhere.
pub(super) fn place_of(action: Node<'_, '_>) -> Option<String> {
    let node = named(action, "placeName").next().or_else(|| named(action, "settlement").next())?;
    let town = named(node, "address")
        .next()
        .and_then(|address| named(address, "settlement").next());
    let text = folded_text(town.unwrap_or(node));
    let text = if text.is_empty() {
        attribute(node, "ref")?.to_owned()
    } else {
        text
    };
    Some(text).filter(|text| !text.is_empty())
}

/// An address, its lines with commas between them.
fn address_in(place: Node<'_, '_>) -> Option<String> {
    let address = named(place, "address").next()?;
    let lines = address.children().filter(Node::is_element).map(folded_text);
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}

/// What an action says beyond persons, one place and a date: notes, a second place, how sure its persons are.
pub(super) fn extras(what: &str, action: Node<'_, '_>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut has_place = false;
    // What is said already, as a place that is named twice.
    let mut said: Vec<String> = Vec::new();
    for child in action.children().filter(Node::is_element) {
        let name = child.tag_name().name();
        let is_person = is_person(&child) || name == "rs";
        // A remark within a name is none of the name.
        if is_person {
            for note in named(child, "note") {
                let text = note.text().unwrap_or_default().trim();
                lines.extend((!text.is_empty()).then(|| format!("{what}: {} ({text})", name_of(child))));
            }
        }
        // `[Goethe]`, `Paz?`: what is said of a name that no authority vouches for.
        if is_person && attribute(child, "ref").is_none() && marks_in(child).is_empty() {
            let written = name_of(child);
            lines.extend(bare_name(&written).map(|_| format!("{what}: {written}")));
        }
        let is_first_place = matches!(name, "placeName" | "settlement") && !std::mem::replace(&mut has_place, true);
        if is_first_place {
            lines.extend(address_in(child).map(|address| format!("{what}: {address}")));
        }
        let marks = marks_in(child);
        let calendar = attribute(child, "calendar").filter(|_| name == "date");
        if let Some(calendar) = calendar {
            lines.push(format!("{what}: the date is of the calendar {}", calendar.trim_start_matches('#')));
        }
        if !marks.is_empty() && name != "date" {
            lines.push(format!("{what}: {} ({})", folded_text(child), marks.join(", ")));
        }
        let text = folded_text(child);
        let own = if name == "note" {
            child.text().unwrap_or_default().trim().to_owned()
        } else {
            text
        };
        let is_new = !said.contains(&own);
        said.push(own.clone());
        if !is_person && !is_first_place && name != "date" && !own.is_empty() && is_new {
            lines.push(format!("{what}: {own}"));
        }
    }
    lines
}

/// How sure an element is said to be.
fn marks_in(element: Node<'_, '_>) -> Vec<String> {
    ["cert", "evidence", "resp"]
        .iter()
        .filter_map(|mark| Some(format!("{mark} {}", attribute(element, mark)?)))
        .collect()
}

/// A step on the way of a letter, for its note.
pub(super) fn leg(what: &str, action: Node<'_, '_>) -> String {
    let place = named(action, "placeName").next().map(folded_text).filter(|text| !text.is_empty());
    let parts: Vec<String> = [Some(names_in(action)).filter(|names| !names.is_empty()), place, date_words(action)]
        .into_iter()
        .flatten()
        .collect();
    format!("{what}: {}", parts.join(", "))
        .replace("forwarded to:", "forwarded to")
        .replace("sent on by:", "sent on by")
}

/// What an action says of its date beside what is read: bounds beside a span, further dates.
pub(super) fn more_dates(action: Node<'_, '_>, written: &[Option<String>; 5]) -> Option<String> {
    let names = ["when", "from", "to", "notBefore", "notAfter"];
    let mut notes = Vec::new();
    if let [None, Some(_), None, _, Some(latest)] = written {
        notes.push(format!("it ends on {latest} at the latest"));
    }
    if let [None, None, Some(_), Some(earliest), _] = written {
        notes.push(format!("it begins on {earliest} at the earliest"));
    }
    let [when, from, to, not_before, not_after] = written.each_ref().map(Option::is_some);
    let unused = [
        false,
        when && from,
        when && to,
        not_before && (when || from),
        not_after && (when || to),
    ];
    for ((name, value), _) in names.iter().zip(written).zip(unused).filter(|(_, is_unused)| *is_unused) {
        notes.push(format!("also dated {name}={:?}", value.as_deref().unwrap_or_default()));
    }
    for date in named(action, "date").skip(1) {
        let values = names.iter().filter_map(|name| Some(format!("{name}={:?}", dating(date, name)?)));
        let words = Some(folded_text(date)).filter(|words| !words.is_empty());
        let all: Vec<String> = words.into_iter().chain(values).collect();
        notes.push(format!("also dated {}", all.join(", ")));
    }
    (!notes.is_empty()).then(|| notes.join("\n"))
}

/// “Escher an Schweizer” as the title of a letter whose action calls Escher the addressee.
pub(super) fn doubt_of_title(title: &str, from: &str, to: &str) -> Option<String> {
    let is_otherwise = !from.is_empty() && !to.is_empty() && title.starts_with(to) && title.find(from).is_some_and(|at| at > 0);
    is_otherwise.then(|| "The title names the receiver before the sender.".to_owned())
}

/// What a letter's description says in words.
pub(super) fn remarks_in(node: Node<'_, '_>) -> Option<String> {
    let is_remark = |child: &Node<'_, '_>| matches!(child.tag_name().name(), "note" | "p" | "ab");
    let remarks = node.children().filter(is_remark).map(folded_text);
    let remarks: Vec<String> = remarks.filter(|text| !text.is_empty()).collect();
    (!remarks.is_empty()).then(|| remarks.join("\n\n"))
}
