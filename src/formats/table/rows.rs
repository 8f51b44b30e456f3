//! The rows of a table, read on every core: each is an event; who and what they name is put together in the order of the file.

use rayon::prelude::*;

use super::when::{Dated, End};
use super::{Known, Maker, Row, first_words, people};
use crate::dates::{Date, read as read_date};
use crate::formats::cells::{joined, kind_in_words, kind_of, split};
use crate::formats::gather::Gather;
use crate::formats::{html, names};
use crate::model::Kind;
use crate::model::columns::Field;
use crate::model::draft::{EraDraft, EventDraft, FileDraft, Found, OneOrMany};
use crate::model::names::is_nowhere;

/// How many rows are read at a time on one core.
const PART: usize = 1024;

/// Reads the rows of a table into a draft; each part of them is given back once it is read.
pub(super) fn read(draft: &mut FileDraft, known: &Known, rows: Vec<Row>) {
    draft.events.reserve(rows.len());
    let parts: Vec<Part> = parts_of(rows).into_par_iter().map(|rows| Part::read(known, &rows)).collect();
    let mut gather = Gather::default();
    let mut several = Vec::new();
    for part in parts {
        several.extend(part.several);
        add(draft, &mut gather, part.draft);
    }
    people::report_several(draft, &several);
}

/// Rows in parts, in their order.
fn parts_of(mut rows: Vec<Row>) -> Vec<Vec<Row>> {
    let mut parts = Vec::with_capacity(rows.len() / PART + 1);
    while rows.len() > PART {
        let rest = (rows.len() - 1) / PART * PART;
        parts.push(rows.split_off(rest));
    }
    parts.push(rows);
    parts.reverse();
    parts
}

/// Adds what was read of a part of the rows to what was read before it.
fn add(draft: &mut FileDraft, gather: &mut Gather, part: FileDraft) {
    for leader in part.leaders {
        gather.given(draft, leader.record, &leader.span);
    }
    for source in part.sources {
        gather.source(draft, source.record, &source.span);
    }
    draft.events.extend(part.events);
    draft.eras.extend(part.eras);
    if part.title.is_some() {
        (draft.title, draft.description) = (part.title, part.description);
    }
}

/// A part of the rows, as it is read.
pub(super) struct Part<'a> {
    pub(super) known: &'a Known<'a>,
    /// What the rows hold.
    pub(super) draft: FileDraft,
    pub(super) gather: Gather,
    /// Names that may be of several persons, with where their rows begin.
    pub(super) several: Vec<(String, usize)>,
    /// Words of the row that name no one, for its note.
    pub(super) unnamed: Vec<String>,
}

impl<'a> Part<'a> {
    fn read(known: &'a Known<'a>, rows: &[Row]) -> Self {
        let mut part = Self {
            known,
            draft: FileDraft::default(),
            gather: Gather::of_part(),
            several: Vec::new(),
            unnamed: Vec::new(),
        };
        for row in rows {
            part.row(row);
        }
        part
    }

    fn row(&mut self, row: &Row) {
        let kind_cell = self.known.cell(row, Field::Kind).map(str::to_lowercase);
        let (dated, end) = self.known.as_exact(row, self.known.date(row), self.known.end(row));
        let Dated {
            sent,
            words: sent_words,
            note: sent_note,
            used,
        } = self.known.by_calendar(row, self.known.doubted(row, dated));
        let End {
            date: end,
            note: end_note,
            used: end_used,
        } = end;
        let used: Vec<Field> = used.into_iter().chain(end_used).collect();
        if self.known.maker == Maker::Timeline && self.is_title_or_era(row, kind_cell.as_deref(), sent.as_deref(), end.as_deref()) {
            return;
        }
        let (from, to) = self.parties(row);
        let is_place = |place: &str| self.known.maker == Maker::Ours || !is_nowhere(place);
        let place = self.known.owned(row, Field::Place).filter(|place| is_place(place));
        let nowhere = self.known.cell(row, Field::Place).filter(|place| !is_place(place));
        let nowhere = nowhere.map(|place| self.known.labeled(Field::Place, place));
        self.unnamed.extend(nowhere);
        let unnamed = std::mem::take(&mut self.unnamed);
        let unnamed = (!unnamed.is_empty()).then(|| unnamed.join("\n"));
        let in_reply_to = split(self.known.cell(row, Field::InReplyTo));
        let mut event = EventDraft {
            id: self.known.owned(row, Field::Id).unwrap_or_default(),
            sent,
            received: self.known.owned(row, Field::Received),
            published: self.known.owned(row, Field::Published),
            end,
            date_as_written: self.known.owned(row, Field::DateAsWritten).or(sent_words),
            date_note: joined(joined(self.known.owned(row, Field::DateNote), sent_note), end_note),
            place,
            title: self.known.cell(row, Field::Title).map(html::line).filter(|title| !title.is_empty()),
            channel: self.known.owned(row, Field::Channel),
            tags: OneOrMany(split(self.known.cell(row, Field::Tags))),
            ..EventDraft::default()
        };
        self.add_group(row, &mut event);
        event.from.0.extend(from);
        event.to = OneOrMany(to);
        let has_text = self.known.cell(row, Field::Text).is_some();
        // What TimelineJS tells of a group is about it, not said by it.
        if self.known.maker != Maker::Timeline {
            event.kind = kind_of(kind_cell.as_deref(), &event, !in_reply_to.is_empty(), has_text);
            let is_said = kind_cell.as_deref().is_some_and(|kind| kind_in_words(kind).is_some());
            if !is_said && in_reply_to.is_empty() {
                event.kind = self.known.of.kind(&event, kind_cell.is_some());
            }
        }
        if self.known.maker != Maker::Ours && matches!(event.kind, Kind::Message | Kind::Reply) {
            self.join_span(&mut event);
        }
        self.known.add_kind(row, &mut event);
        event.in_reply_to = OneOrMany(in_reply_to);
        self.add_text(row, &mut event);
        event.note = joined(event.note.take(), self.known.note(row));
        event.note = joined(event.note.take(), self.known.unused(row, &used, &event));
        event.note = joined(event.note.take(), unnamed);
        if let (None, Kind::Other) = (&event.title, event.kind) {
            event.title = event.summary.as_deref().map(first_words);
        }
        self.draft.events.push(Found {
            record: Box::new(event),
            span: row.span.clone(),
        });
    }

    /// A letter from one day to another was written in these days, of which it is not said that each was one of writing: one span,
    /// as TEI's `from` and `to` are.
    fn join_span(&self, event: &mut EventDraft) {
        let edtf = |text: &Option<String>| {
            let date = read_date(text.as_deref()?, self.known.hints).ok()?.date?;
            Some(date.as_written().to_owned()).filter(|edtf| !edtf.contains(['T', '/', '[', '{']))
        };
        if let (Some(first), Some(last)) = (edtf(&event.sent), edtf(&event.end))
            && Date::parse(&format!("{first}/{last}")).is_ok()
        {
            event.end = None;
            if first != last {
                event.sent = Some(format!("{first}/{last}"));
            }
        }
    }

    /// The title of the whole, or an era, of a spreadsheet for TimelineJS.
    fn is_title_or_era(&mut self, row: &Row, kind: Option<&str>, start: Option<&str>, end: Option<&str>) -> bool {
        let title = self.known.cell(row, Field::Title).map(html::line).unwrap_or_default();
        match (kind, start) {
            (Some("title"), _) => {
                self.draft.title = Some(title);
                self.draft.description = self.known.cell(row, Field::Text).map(|text| html::plain(text).text);
                true
            }
            (Some("era"), Some(start)) => {
                self.draft.eras.push(Found {
                    record: EraDraft {
                        name: title,
                        start: start.to_owned(),
                        end: end.map(str::to_owned),
                    },
                    span: row.span.clone(),
                });
                true
            }
            _ => false,
        }
    }

    /// A group is a leader where it names a person, else a word to find the event by.
    fn add_group(&mut self, row: &Row, event: &mut EventDraft) {
        let Some(group) = self.known.owned(row, Field::Group) else { return };
        if names::is_person(&group) {
            event.from.0.extend(self.gather.named(&mut self.draft, &group, &row.span));
        } else {
            event.tags.0.push(group);
        }
    }
}
