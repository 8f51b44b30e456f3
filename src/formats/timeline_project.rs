//! Files of The Timeline Project (`.timeline`): events with a start, an end, a text and a category.

use roxmltree::Node;

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
    for node in list("events", "event") {
        let start = child_text(node, "start").map(|text| without_midnight(&text));
        let end = child_text(node, "end").map(|text| without_midnight(&text));
        let is_fuzzy = ["fuzzy", "fuzzy_start"]
            .iter()
            .any(|name| child_text(node, name).as_deref() == Some("True"));
        let mark = if is_fuzzy { "~" } else { "" };
        let mut event = EventDraft {
            id: child_text(node, "id").unwrap_or_default(),
            // An event whose end is its start has no length.
            end: end.filter(|end| start.as_ref() != Some(end)),
            sent: start.map(|start| if start.contains(' ') { start } else { format!("{start}{mark}") }),
            title: child_text(node, "text"),
            summary: node
                .children()
                .find(|child| child.has_tag_name("description"))
                .and_then(|child| child.text())
                .map(|text| text.trim().to_owned())
                .filter(|text| !text.is_empty()),
            date_note: is_fuzzy.then(|| "marked as fuzzy".to_owned()),
            ..EventDraft::default()
        };
        event.tags.0.extend(child_text(node, "category"));
        if let Some(address) = child_text(node, "hyperlink") {
            event.note = Some(address);
        }
        draft.events.push(Found {
            record: Box::new(event),
            span: node.range(),
        });
    }
    for node in list("eras", "era") {
        let record = EraDraft {
            name: child_text(node, "name").unwrap_or_default(),
            start: child_text(node, "start").map(|text| without_midnight(&text)).unwrap_or_default(),
            end: child_text(node, "end").map(|text| without_midnight(&text)),
        };
        draft.eras.push(Found {
            record,
            span: node.range(),
        });
    }
}

/// The program writes midnight where only the day is known; seconds of zero where only the minute is.
fn without_midnight(text: &str) -> String {
    let Some((day, clock)) = text.split_once(' ') else {
        return text.to_owned();
    };
    match clock {
        "00:00:00" => day.to_owned(),
        clock => format!("{day}T{}", clock.strip_suffix(":00").unwrap_or(clock)),
    }
}
