//! The event list: everything that is shown as a table, sorted by any of its columns, and as CSV. Knows no pixels.

use std::cmp::Reverse;

use crate::index::{EventIndex, Shown};
use crate::model::cell::to_cell;
use crate::model::{Archive, EventId, LeaderId, fold_text};
use crate::threads::{AnswerTime, Threads, time_to_answer};

/// A column of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// When it was.
    #[default]
    Date,
    /// Its kind.
    Kind,
    /// Who sends, travels or speaks.
    From,
    /// Who receives or hosts.
    To,
    /// Its title.
    Title,
    /// How long a reply took, or until a message was answered.
    Answer,
}

impl Column {
    /// All of them, from left to right.
    pub const ALL: [Self; 6] = [Self::Date, Self::Kind, Self::From, Self::To, Self::Title, Self::Answer];

    /// What stands above it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Date => "Date",
            Self::Kind => "Kind",
            Self::From => "From",
            Self::To => "To",
            Self::Title => "Title",
            Self::Answer => "Reply time",
        }
    }
}

/// By what the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// By this column; those that are alike in it are in order of time.
    pub column: Column,
    /// From the last to the first.
    pub is_descending: bool,
}

/// What the list is made from.
#[derive(Clone, Copy)]
pub struct Listing<'a> {
    /// The archive.
    pub archive: &'a Archive,
    /// Its events by time.
    pub index: &'a EventIndex,
    /// Its chains of replies.
    pub threads: &'a Threads,
}

impl Listing<'_> {
    /// All shown events, sorted. What has nothing in the column comes last, whichever way it is sorted.
    #[must_use]
    pub fn sorted(&self, shown: &Shown, sort: Sort) -> Vec<EventId> {
        let mut list: Vec<EventId> = shown.order().to_vec();
        let undated = shown.undated().iter().copied();
        match sort.column {
            Column::Date => {
                self.index.sort_by_written_day(self.archive, &mut list);
                if sort.is_descending {
                    list.reverse();
                }
                list.extend(undated);
            }
            Column::Kind => {
                list.extend(undated);
                Self::sort(&mut list, sort, |id| Some(self.archive.event(id)?.kind.position()));
            }
            Column::From | Column::To => {
                list.extend(undated);
                let ranks = self.name_ranks();
                Self::sort(&mut list, sort, |id| {
                    let event = self.archive.event(id)?;
                    let leaders = if sort.column == Column::From { &event.from } else { &event.to };
                    ranks.get(leaders.first()?.0 as usize).copied()
                });
            }
            Column::Title => {
                list.extend(undated);
                Self::sort(&mut list, sort, |id| {
                    let title = &self.archive.event(id)?.title;
                    (!title.is_empty()).then(|| fold_text(title))
                });
            }
            Column::Answer => {
                list.extend(undated);
                Self::sort(&mut list, sort, |id| {
                    let time = self.answer(id)?;
                    Some((time.least.max(0), time.most))
                });
            }
        }
        list
    }

    fn sort<K: Ord>(list: &mut [EventId], sort: Sort, key: impl Fn(EventId) -> Option<K>) {
        if sort.is_descending {
            list.sort_by_cached_key(|id| {
                let key = key(*id).map(Reverse);
                (key.is_none(), key)
            });
        } else {
            list.sort_by_cached_key(|id| {
                let key = key(*id);
                (key.is_none(), key)
            });
        }
    }

    /// For each leader, the place among all names.
    fn name_ranks(&self) -> Vec<usize> {
        let mut leaders: Vec<LeaderId> = self.archive.leaders().map(|(id, _)| id).collect();
        leaders.sort_by_cached_key(|id| fold_text(self.archive.leader_name(*id)));
        let mut ranks = vec![0; leaders.len()];
        for (rank, leader) in leaders.into_iter().enumerate() {
            ranks[leader.0 as usize] = rank;
        }
        ranks
    }

    /// How long a reply took; else how long it took until a message was first answered.
    #[must_use]
    pub fn answer(&self, id: EventId) -> Option<AnswerTime> {
        let event = self.archive.event(id)?;
        let own = event
            .in_reply_to
            .first()
            .and_then(|message| time_to_answer(self.archive.event(*message)?, event));
        let time = own.or_else(|| {
            let reply = self.threads.replies(id).first()?;
            time_to_answer(event, self.archive.event(*reply)?)
        })?;
        // A reply that lies before its message has taken no time that could be told.
        time.words().is_some().then_some(time)
    }

    /// The text in a column.
    #[must_use]
    pub fn cell(&self, id: EventId, column: Column) -> String {
        let Some(event) = self.archive.event(id) else {
            return String::new();
        };
        let names = |ids: &[LeaderId]| ids.iter().map(|id| self.archive.leader_name(*id)).collect::<Vec<_>>().join(", ");
        match column {
            Column::Date => event.short_span_words(self.archive),
            Column::Kind => event.kind_title().to_owned(),
            Column::From => names(&event.from),
            Column::To => names(&event.to),
            Column::Title => event.title.to_string(),
            Column::Answer => {
                let words = self.answer(id).and_then(AnswerTime::words).unwrap_or_default();
                match (words.is_empty(), event.in_reply_to.is_empty()) {
                    (true, _) => words,
                    (false, true) => format!("got a reply in {words}"),
                    (false, false) => format!("replied in {words}"),
                }
            }
        }
    }

    /// Events as CSV (RFC 4180), one a line below a header, dates in EDTF.
    #[must_use]
    pub fn csv(&self, list: &[EventId]) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let edtf = |date: Option<&crate::dates::Date>| date.map(crate::dates::Date::canonical).unwrap_or_default();
        let header = [
            "id",
            "kind",
            "date",
            "end",
            "from",
            "to",
            "title",
            "place",
            "time_to_answer",
            "summary",
            "quotes",
            "sources",
        ];
        // Writing to memory cannot fail, and every row has as many cells as the header.
        let _ = writer.write_record(header);
        for event in list
            .iter()
            .filter_map(|id| Some((*id, self.archive.event(*id)?)))
            .map(|(id, event)| {
                let quotes: Vec<&str> = event.quotes.iter().map(|quote| quote.text.as_str()).collect();
                let cited = event
                    .sources
                    .iter()
                    .chain(event.quotes.iter().filter_map(|quote| quote.source.as_ref()));
                let mut sources: Vec<String> = cited
                    .filter_map(|id| self.archive.source(*id))
                    .map(crate::model::Source::label)
                    .collect();
                sources.dedup();
                [
                    event.id.to_string(),
                    event.kind.name().to_owned(),
                    edtf(event.date()),
                    edtf(event.end.as_ref()),
                    self.cell(id, Column::From),
                    self.cell(id, Column::To),
                    event.title.to_string(),
                    event.place.as_deref().unwrap_or_default().to_owned(),
                    self.answer(id).and_then(AnswerTime::words).unwrap_or_default(),
                    event.summary.as_deref().unwrap_or_default().to_owned(),
                    quotes.join("\n\n"),
                    sources.join("; "),
                ]
            })
        {
            let _ = writer.write_record(event.iter().map(|text| to_cell(text).into_owned()));
        }
        let bytes = writer.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index::Filter;
    use crate::model::cell::is_ours;
    use crate::{formats, model};

    fn cuba() -> (Archive, EventIndex, Threads) {
        let (archive, _) = model::build(&[formats::read("cuba.ron", include_bytes!("../../data/cuba-1962.ron"))]);
        (archive.clone(), EventIndex::new(&archive), Threads::new(&archive))
    }

    fn sorted(column: Column, is_descending: bool) -> Vec<String> {
        let (archive, index, threads) = cuba();
        let shown = Shown::new(&archive, &index, &Filter::default(), "");
        let listing = Listing {
            archive: &archive,
            index: &index,
            threads: &threads,
        };
        let list = listing.sorted(&shown, Sort { column, is_descending });
        list.into_iter().map(|id| listing.cell(id, column)).collect()
    }

    #[test]
    fn each_column_sorts_both_ways_and_empty_cells_come_last() {
        let names = sorted(Column::From, false);
        assert_eq!(names.len(), cuba().0.events.len());
        assert!(names.is_sorted(), "{names:?}");
        let backwards = sorted(Column::From, true);
        assert!(backwards.is_sorted_by(|a, b| a >= b), "{backwards:?}");
        for is_descending in [false, true] {
            let answers = sorted(Column::Answer, is_descending);
            let filled = answers.iter().take_while(|words| !words.is_empty()).count();
            assert!(filled > 10 && answers[filled..].iter().all(String::is_empty), "{answers:?}");
        }
        assert!(sorted(Column::Title, false).iter().map(|title| fold_text(title)).is_sorted());
    }

    #[test]
    fn dates_go_by_the_day_that_is_written_and_say_their_zone() {
        let text = r#"(leaders: [(id: "a"), (id: "b")], events: [
            (kind: message, sent: "1962-10-28", from: "b", to: "a"),
            (kind: message, sent: "1962-10-27T20:05:00-04:00", from: "a", to: "b"),
            (kind: message, sent: "1962-10-28T01:00:00+03:00", from: "b", to: "a"),
        ])"#;
        let (archive, _) = model::build(&[formats::read("t.ron", text.as_bytes())]);
        let (index, threads) = (EventIndex::new(&archive), Threads::new(&archive));
        let shown = Shown::new(&archive, &index, &Filter::default(), "");
        let listing = Listing {
            archive: &archive,
            index: &index,
            threads: &threads,
        };
        let list = listing.sorted(&shown, Sort::default());
        let cells: Vec<String> = list.into_iter().map(|id| listing.cell(id, Column::Date)).collect();
        assert_eq!(
            cells,
            ["27 Oct 1962, 20:05 (UTC\u{2212}4)", "28 Oct 1962, 01:00 (UTC+3)", "28 Oct 1962"]
        );
    }

    #[test]
    fn the_list_as_csv_has_a_row_for_each_event() {
        let (archive, index, threads) = cuba();
        let shown = Shown::new(&archive, &index, &Filter::default(), "");
        let listing = Listing {
            archive: &archive,
            index: &index,
            threads: &threads,
        };
        let text = listing.csv(&listing.sorted(&shown, Sort::default()));
        let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(text.as_bytes())
            .records()
            .collect::<Result<_, _>>()
            .unwrap_or_default();
        assert_eq!(rows.len(), archive.events.len());
        assert!(rows.iter().all(|row| row.len() == 12));
        let headers: Vec<String> = text.lines().next().unwrap_or_default().split(',').map(str::to_owned).collect();
        assert!(is_ours(&headers), "what is marked as text is read without the mark");
        let first = rows.first().map(|row| row.iter().take(3).collect::<Vec<_>>());
        let event = shown.order().first().and_then(|id| archive.event(*id));
        assert_eq!(first.map(|row| row[0].to_owned()), event.map(|event| event.id.to_string()));
    }

    proptest! {
        #[test]
        fn sorting_loses_no_event(column in 0_usize..6, is_descending: bool) {
            let (archive, index, threads) = cuba();
            let shown = Shown::new(&archive, &index, &Filter::default(), "");
            let listing = Listing { archive: &archive, index: &index, threads: &threads };
            let mut list = listing.sorted(&shown, Sort { column: Column::ALL[column], is_descending });
            list.sort_unstable();
            list.dedup();
            prop_assert_eq!(list.len(), archive.events.len());
        }
    }
}
