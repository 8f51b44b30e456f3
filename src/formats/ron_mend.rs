//! Archives in RON that a slip in one record would make unreadable as a whole: the record is left out and said to be, the others
//! are read. Where records begin is known by the layout that archives have when they are written by hand: each begins a line,
//! indented like the first of its list.

use std::ops::Range;

use ron::value::RawValue;

use super::ours::{ReadRecord as _, Record, RecordError, reject_broken};
use super::ron::Ron;
use super::span_in;
use crate::model::draft::{EraDraft, EventDraft, FileDraft, Found, LeaderDraft, SourceDraft};

/// The lists of an archive.
const LISTS: [&str; 4] = ["leaders", "sources", "events", "eras"];

/// A record by its lines, and the list it is in.
struct Lines {
    list: usize,
    span: Range<usize>,
}

/// What is known of leaders and sources that are left out.
#[derive(Default)]
pub(super) struct StandIns {
    leaders: Vec<Found<LeaderDraft>>,
    sources: Vec<Found<SourceDraft>>,
}

impl StandIns {
    /// Adds them to those that were read, in the order of the file.
    pub(super) fn add_to(self, draft: &mut FileDraft) {
        draft.leaders.extend(self.leaders);
        draft.leaders.sort_by_key(|found| found.span.start);
        draft.sources.extend(self.sources);
        draft.sources.sort_by_key(|found| found.span.start);
    }
}

/// Leaves out records that are not well-formed, and reports each. `None` where there are none; else the text is as long as before.
///
/// `is_readable` says whether a text can be read without them; where not, all stays as it is.
pub(super) fn leave_out_broken(draft: &mut FileDraft, is_readable: impl Fn(&str) -> bool) -> Option<StandIns> {
    let text = draft.text.as_str();
    let broken: Vec<Lines> = records_of(text).into_iter().filter(|lines| !is_whole(text, lines)).collect();
    // Where several records share a line, it is not known which is meant.
    if broken.is_empty() || broken.iter().any(|lines| text[lines.span.clone()].matches("id:").count() > 1) {
        return None;
    }
    let mut rest = text.as_bytes().to_vec();
    for byte in broken.iter().flat_map(|lines| lines.span.clone()) {
        if !matches!(rest[byte], b'\n' | b'\r') {
            rest[byte] = b' ';
        }
    }
    let rest = String::from_utf8(rest).ok().filter(|rest| is_readable(rest))?;
    let mut known = StandIns::default();
    for Lines { list, span } in &broken {
        match LISTS[*list] {
            "leaders" => known.leaders.extend(report::<LeaderDraft>(draft, span)),
            "sources" => known.sources.extend(report::<SourceDraft>(draft, span)),
            "eras" => drop(report::<EraDraft>(draft, span)),
            _ => drop(report::<Box<EventDraft>>(draft, span)),
        }
    }
    draft.text = rest.into();
    Some(known)
}

fn report<T: Record>(draft: &mut FileDraft, span: &Range<usize>) -> Option<Found<T>> {
    let record = draft.text.get(span.clone()).unwrap_or_default();
    let error = Ron::default().read_record::<T>(record).err().unwrap_or_else(|| RecordError {
        offset: 0,
        message: "it is not well-formed".to_owned(),
        help: "look for a bracket or a quote that is not closed".to_owned(),
    });
    reject_broken::<T>(draft, span, &error)
}

/// Whether the lines are records with nothing wrong in their brackets and quotes.
fn is_whole(text: &str, lines: &Lines) -> bool {
    let record = text.get(lines.span.clone()).unwrap_or_default();
    Ron::default().options.from_str::<Vec<&RawValue>>(&format!("[{record}\n]")).is_ok()
}

/// The records of each list, by the lines with which they begin.
fn records_of(text: &str) -> Vec<Lines> {
    let mut found: Vec<Lines> = Vec::new();
    // The list that is read, and how far its records are indented.
    let mut within: Option<(usize, Option<usize>)> = None;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let indent = line.len() - line.trim_start().len();
        let start = span_in(text, line).start;
        let opened = LISTS.iter().position(|list| {
            let value = bare.strip_prefix(list).and_then(|rest| rest.trim_start().strip_prefix(':'));
            value.is_some_and(|value| value.trim() == "[")
        });
        match (opened, within) {
            (Some(list), _) => within = Some((list, None)),
            (None, Some((list, depth))) if bare.starts_with('(') && depth.is_none_or(|depth| depth == indent) => {
                within = Some((list, Some(indent)));
                found.push(Lines { list, span: start..start });
            }
            (None, Some((_, depth))) if bare.starts_with(']') && depth.is_none_or(|depth| indent < depth) => within = None,
            _ => {}
        }
        if let (Some((_, Some(_))), Some(last)) = (within, found.last_mut()) {
            last.span.end = start + line.len();
        }
    }
    found
}
