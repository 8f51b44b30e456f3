//! What an index of letters says beyond what an event has, in words for its notes.

use std::collections::HashMap;

use roxmltree::Node;

use super::super::tei::{attribute, named};
use super::super::tei_text::folded_text;
use super::dating::dating;
use super::people::name_of;
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
pub(super) fn where_and_when(action: Node<'_, '_>, by_id: &ById<'_>) -> Option<String> {
    let place = place_of(action, by_id);
    let parts: Vec<String> = place.into_iter().chain(date_words(action)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The elements of a document by their ids, at which others point.
pub(super) type ById<'b> = HashMap<&'b str, Node<'b, 'b>>;

/// Where an action was: the town of an address; of a place without a name, what it is called where it points to.
pub(super) fn place_of(action: Node<'_, '_>, by_id: &ById<'_>) -> Option<String> {
    let node = named(action, "placeName").next().or_else(|| named(action, "settlement").next())?;
    let town = named(node, "address")
        .next()
        .and_then(|address| named(address, "settlement").next());
    let text = name_of_place(town.unwrap_or(node));
    if !text.is_empty() {
        return Some(text);
    }
    let pointer = attribute(node, "ref").or_else(|| attribute(node, "key"))?;
    let pointed = pointer.split_whitespace().find_map(|pointer| by_id.get(pointer.strip_prefix('#')?));
    let name = pointed.map(|place| {
        let own = ["placeName", "settlement", "geogName", "name"];
        let own = own.into_iter().find_map(|name| named(*place, name).next());
        name_of_place(own.unwrap_or(*place))
    });
    Some(name.filter(|name| !name.is_empty()).unwrap_or_else(|| pointer.to_owned()))
}

/// The name of a place; of one in parts, `<settlement>London</settlement><country>England</country>`, the parts with commas.
fn name_of_place(node: Node<'_, '_>) -> String {
    let is_part = |node: &Node<'_, '_>| {
        matches!(
            node.tag_name().name(),
            "settlement" | "district" | "region" | "country" | "bloc" | "geogName" | "placeName"
        )
    };
    let children = || node.children().filter(Node::is_element);
    let has_words = node
        .children()
        .any(|child| child.is_text() && child.text().is_some_and(|text| !text.trim().is_empty()));
    if has_words || children().count() < 2 || !children().all(|child| is_part(&child)) {
        return folded_text(node);
    }
    let parts: Vec<String> = children().map(folded_text).filter(|part| !part.is_empty()).collect();
    parts.join(", ")
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
        // Who wrote it down for another, or carried it.
        if is_person && is_helper(&child) {
            let called = attribute(child, "role").or_else(|| attribute(child, "type")).unwrap_or_default();
            lines.push(format!("{what}, {called}: {}", name_of(child)));
        }
        let calendar = attribute(child, "calendar").filter(|_| name == "date");
        if let Some(calendar) = calendar {
            lines.push(format!(
                "{what}: its wording is by the calendar {}",
                calendar.trim_start_matches('#')
            ));
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
pub(super) fn leg(what: &str, action: Node<'_, '_>, by_id: &ById<'_>) -> String {
    let place = place_of(action, by_id);
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

/// Whether a person of an action is named as one who helped with the letter, not as its sender or receiver.
pub(super) fn is_helper(person: &Node<'_, '_>) -> bool {
    let called = attribute(*person, "role")
        .or_else(|| attribute(*person, "type"))
        .unwrap_or_default();
    matches!(
        called,
        "scribe"
            | "secretary"
            | "copyist"
            | "bearer"
            | "carrier"
            | "messenger"
            | "translator"
            | "witness"
            | "mentioned"
            | "Schreiber"
            | "\u{dc}berbringer"
            | "Bote"
    )
}

/// What a letter's description says in words: what is in the letter, and what else is said of it, by the types of its notes.
pub(super) fn remarks_in(node: Node<'_, '_>) -> (Option<String>, Vec<String>) {
    let is_remark = |child: &Node<'_, '_>| matches!(child.tag_name().name(), "note" | "p" | "ab");
    let (mut summary, mut others) = (Vec::new(), Vec::new());
    for remark in node.children().filter(is_remark) {
        // `<note type="mentioned"><ref>…</ref><ref>…</ref></note>`
        let parts = || remark.children().filter(Node::is_element);
        let is_list = parts().count() > 1 && parts().all(|part| matches!(part.tag_name().name(), "ref" | "rs" | "persName" | "term"));
        let text = if is_list {
            let parts: Vec<String> = parts().map(folded_text).filter(|part| !part.is_empty()).collect();
            parts.join("; ")
        } else {
            folded_text(remark)
        };
        let mentions = |part: Node<'_, '_>| attribute(part, "type").is_some_and(|kind| kind.starts_with("cmif:mentions"));
        let kind = attribute(remark, "type").or_else(|| parts().any(mentions).then_some("mentioned"));
        match kind {
            _ if text.is_empty() => {}
            None | Some("summary" | "abstract" | "regest" | "content" | "contents" | "Regest" | "Inhalt") => summary.push(text),
            Some(kind) => others.push(format!("{}: {text}", kind.replace('_', " "))),
        }
    }
    ((!summary.is_empty()).then(|| summary.join("\n\n")), others)
}
