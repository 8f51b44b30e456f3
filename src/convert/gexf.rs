//! Who wrote to whom and who visited whom as a graph: GEXF 1.3 (<https://gexf.net>), for Gephi and others, and as a table.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::ConvertError;
use crate::model::cell::to_cell;
use crate::model::{Archive, Event, EventId, Kind, LeaderId, escape};

/// What one leader did to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tie {
    /// Messages that answer nothing.
    pub messages: usize,
    /// Replies.
    pub replies: usize,
    /// Visits to the other.
    pub visits: usize,
    /// Meetings and calls.
    pub meetings: usize,
}

/// The ties between leaders, by who acts and to whom; events that name no leader on one side are in none.
#[must_use]
pub fn ties(archive: &Archive, events: &[EventId]) -> BTreeMap<(LeaderId, LeaderId), Tie> {
    let mut ties: BTreeMap<(LeaderId, LeaderId), Tie> = BTreeMap::new();
    for event in events.iter().filter_map(|id| archive.event(*id)) {
        for pair in pairs(event) {
            let tie = ties.entry(pair).or_default();
            match event.kind {
                Kind::Message => tie.messages += 1,
                Kind::Reply => tie.replies += 1,
                Kind::Visit => tie.visits += 1,
                Kind::Meeting => tie.meetings += 1,
                Kind::Statement | Kind::Other => {}
            }
        }
    }
    ties.retain(|_, tie| *tie != Tie::default());
    ties
}

/// Who acts to whom, each pair once.
fn pairs(event: &Event) -> BTreeSet<(LeaderId, LeaderId)> {
    let to = |from: LeaderId| event.to.iter().map(move |to| (from, *to));
    event
        .from
        .iter()
        .flat_map(|from| to(*from))
        .filter(|(from, to)| from != to)
        .collect()
}

/// The ties as a graph.
#[must_use]
pub fn gexf(archive: &Archive, events: &[EventId]) -> String {
    let ties = ties(archive, events);
    let leaders: BTreeSet<LeaderId> = ties.keys().flat_map(|(from, to)| [*from, *to]).collect();
    let mut text =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n<meta><creator>");
    let _ = writeln!(
        text,
        "{}</creator><description>{}</description></meta>",
        crate::PROGRAM,
        escape(&archive.title)
    );
    text.push_str("<graph defaultedgetype=\"directed\">\n<attributes class=\"node\">\n");
    for (id, title) in [("country", "Country"), ("office", "Office")] {
        let _ = writeln!(text, "<attribute id=\"{id}\" title=\"{title}\" type=\"string\"/>");
    }
    text.push_str("</attributes>\n<attributes class=\"edge\">\n");
    for (id, title) in [
        ("messages", "Messages"),
        ("replies", "Replies"),
        ("visits", "Visits"),
        ("meetings", "Meetings"),
    ] {
        let _ = writeln!(text, "<attribute id=\"{id}\" title=\"{title}\" type=\"integer\"/>");
    }
    text.push_str("</attributes>\n<nodes>\n");
    for (id, leader) in leaders.iter().filter_map(|id| Some((id, archive.leader(*id)?))) {
        let _ = write!(text, "<node id=\"{}\" label=\"{}\"><attvalues>", id.0, escape(&leader.name));
        for (name, value) in [("country", &leader.country), ("office", &leader.office)] {
            if let Some(value) = value {
                let _ = write!(text, "<attvalue for=\"{name}\" value=\"{}\"/>", escape(value));
            }
        }
        text.push_str("</attvalues></node>\n");
    }
    text.push_str("</nodes>\n<edges>\n");
    for (number, ((from, to), tie)) in ties.iter().enumerate() {
        let weight = tie.messages + tie.replies + tie.visits + tie.meetings;
        let _ = write!(
            text,
            "<edge id=\"{number}\" source=\"{}\" target=\"{}\" weight=\"{weight}\"><attvalues>",
            from.0, to.0
        );
        for (name, value) in [
            ("messages", tie.messages),
            ("replies", tie.replies),
            ("visits", tie.visits),
            ("meetings", tie.meetings),
        ] {
            let _ = write!(text, "<attvalue for=\"{name}\" value=\"{value}\"/>");
        }
        text.push_str("</attvalues></edge>\n");
    }
    text.push_str("</edges>\n</graph>\n</gexf>\n");
    text
}

/// The ties as a table, a pair a row.
///
/// # Errors
/// Where the writer of tables refuses, which it does for no archive that was read.
pub fn matrix(archive: &Archive, events: &[EventId]) -> Result<String, ConvertError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["from", "to", "messages", "replies", "visits", "meetings"])?;
    for ((from, to), tie) in ties(archive, events) {
        let counts = [tie.messages, tie.replies, tie.visits, tie.meetings].map(|count| count.to_string());
        let names = [from, to].map(|id| to_cell(archive.leader_name(id)).into_owned());
        writer.write_record(names.iter().chain(&counts))?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
