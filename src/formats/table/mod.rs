//! Tables, wherever they come from: one event a row, its fields in columns that headers or the user name.

mod columns;
mod doubts;
mod footers;
mod ids;
mod people;
mod precision;
mod rows;
mod texts;
mod whats;
mod when;

use crate::model::Code;
use std::collections::HashMap;
use std::ops::Range;

use self::doubts::Doubts;
pub(super) use self::people::{is_first_name, is_part_of_name};
use self::precision::Precisions;
use self::whats::Rows;
use self::when::hints;
use super::cells::{Epoch, kind_in_words};
use super::{Options, aeon, file_error, file_warning, heads};
use crate::dates::Hints;
use crate::model::columns::{Field, MAX_COLUMNS, Mapping, Preview, WRITTEN, names_an_event};
use crate::model::draft::{EventDraft, FileDraft};
use crate::model::names::is_error;
use crate::model::{Kind, is_call};

/// How many rows the preview shows.
const PREVIEW_ROWS: usize = 8;

/// A table: headers, and rows with the bytes of the draft's text they were read from.
pub(super) struct Table {
    pub(super) headers: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// Whether its records have so few fields in common that they are laid out no further.
    pub(super) is_too_wide: bool,
}

/// One row. It may be shorter than the header; cells beyond the header are kept in the note.
pub(super) struct Row {
    pub(super) cells: Vec<String>,
    pub(super) span: Range<usize>,
}

/// Leaves out all of a table that has too many columns; gives whether it has.
fn refuse_wide(draft: &mut FileDraft, table: &Table) -> bool {
    let columns = table.headers.len();
    let (message, help) = if table.is_too_wide {
        let laid_out = table.rows.iter().filter(|row| !row.cells.is_empty()).count();
        (
            format!(
                "the records have too few fields in common to be a table: the first {laid_out} of {} have {columns} different ones",
                table.rows.len()
            ),
            "are names or dates of records used as the names of fields?",
        )
    } else if columns > MAX_COLUMNS {
        (
            format!("the table has {columns} columns; at most {MAX_COLUMNS} are read, as many as a spreadsheet has"),
            "is it separated by another character than it seems?",
        )
    } else {
        return false;
    };
    let report = file_error(&draft.path, Code::TooLarge, None, message, help);
    draft.reports.push(report);
    draft.rejected += table.rows.len();
    true
}

/// Fills a draft from a table, as its columns are understood. Where nothing says which column is the date, all rows are
/// left out and the draft asks.
pub(super) fn fill(draft: &mut FileDraft, mut table: Table, options: &Options) {
    draft.is_foreign = true;
    if refuse_wide(draft, &table) {
        return;
    }
    let is_filled = |cell: &String| !cell.trim_matches(|char: char| char.is_whitespace() || char == '\0').is_empty();
    table.rows.retain(|row| row.cells.iter().any(is_filled));
    name_headers(&mut table.headers);
    people::join_names(&mut table);
    columns::name_whole_days(&mut table);
    columns::drop_headers_again(draft, &mut table);
    footers::drop(draft, &mut table);
    if options.mapping_for(&table.headers).is_none() {
        columns::merge_synonyms(draft, &mut table);
    }
    if aeon::is_third(&table.headers) {
        leave_events(draft, &mut table);
    }
    let Some(mapping) = understood(draft, &mut table, options) else {
        return;
    };
    let mut fields = columns::fields_of(&table.headers, &mapping);
    if !is_unique(&table, &fields) {
        fields
            .iter_mut()
            .filter(|field| **field == Some(Field::Id))
            .for_each(|field| *field = None);
    }
    if aeon::is_aeon(&table.headers) {
        aeon::part_people(&mut table);
        table.rows.iter_mut().for_each(|row| aeon::rewrite_dates(row, &fields));
    }
    let maker = Maker::of(&table.headers, &fields);
    let media = media_columns(&table.headers, &mut fields, maker == Maker::Timeline);
    columns::report(draft, &table.headers, &fields);
    when::drop_midnights(draft, &mut table, &fields);
    draft.hints = hints(draft, &table, &fields, options.newest_year());
    if maker == Maker::Other {
        when::report_minus(draft, &table, &fields);
    }
    let mut known = Known {
        media,
        headers: &table.headers,
        fields: &fields,
        columns: columns::columns_of(&fields),
        hints: draft.hints,
        epoch: epoch(&table, &fields),
        maker,
        has_short_years: maker != Maker::Timeline && when::has_short_years(&table, &fields),
        counts_zero: when::counts_zero(&table, &fields),
        of: Rows::of(&table.headers, &fields),
        has_signatories: people::has_signatories(&table.headers, &fields),
        doubts: Doubts::of(&table.headers, &fields),
        precisions: Precisions::of(&table, &fields),
        ids: HashMap::new(),
    };
    known.learn_ids(&table.rows);
    rows::read(draft, &known, table.rows);
}

/// What the numbers of a table that are times count.
fn epoch(table: &Table, fields: &[Option<Field>]) -> Epoch {
    let cells = table.rows.iter().flat_map(|row| row.cells.iter().zip(fields));
    let dated = cells.filter(|(_, field)| matches!(field, Some(Field::Sent | Field::End | Field::Timestamp)));
    let epoch = Epoch::of(dated.map(|(cell, _)| cell.as_str()));
    if fields.contains(&Some(Field::Timestamp)) && !fields.contains(&Some(Field::Sent)) {
        epoch.of_stamps()
    } else {
        epoch
    }
}

/// Leaves only the events of a table of Aeon Timeline, and says what else there was.
fn leave_events(draft: &mut FileDraft, table: &mut Table) {
    for (name, count) in aeon::only_events(table) {
        let message = format!("found {count} {name}, expected only events");
        let help = "events name them; they are none themselves";
        draft.reports.push(file_warning(&draft.path, Code::NoEvent, None, message, help));
    }
}

/// What the columns of a table are taken to be: as somebody said, as their headers say, or by what is in them. Where nothing
/// says which is the date, all rows are left out and the draft asks.
fn understood(draft: &mut FileDraft, table: &mut Table, options: &Options) -> Option<Mapping> {
    let said = options.mapping_for(&table.headers);
    let mut mapping = Mapping::guess(&table.headers);
    columns::settle(table, &mut mapping);
    columns::leave_empty_dates(table, &mut mapping);
    if let Some(said) = said {
        mapping = said.over(&mapping, &table.headers);
        report_missing(draft, said, &table.headers);
    }
    let loose = Hints {
        short_years_from: Some(options.newest_year() - 99),
        ..Hints::default()
    };
    // An end alone does not say when something was.
    let has_start = mapping.0.iter().any(|(_, field)| field.is_date() && *field != Field::End);
    let likely = if has_start {
        Vec::new()
    } else {
        heads::likely_dates(table, &mapping, loose)
    };
    // A treaty is dated by its signature or its ratification; a date of birth dates no event.
    let of_events: Vec<&String> = likely.iter().filter(|header| likely.len() == 1 || names_an_event(header)).collect();
    if let [header, others @ ..] = of_events.as_slice() {
        mapping = heads::with_date(&mapping, header);
        let how = match others {
            [] => "as it has dates in it".to_owned(),
            others => {
                let others: Vec<String> = others.iter().map(|header| (*header).clone()).collect();
                format!("and where it is empty {}, as they have dates in them", listed(&others))
            }
        };
        let what = format!("the column {header:?} is read as the date, {how}");
        let help = "say what it is, in the window under Columns or with --map, if that is wrong";
        draft.reports.push(file_warning(&draft.path, Code::DateByContent, None, what, help));
    }
    let is_asking = said.is_none() && !mapping.has_date();
    let is_vague = said.is_none() && !is_asking && mapping.names_nothing() && table.headers.len() > 1;
    draft.table = Some(Preview {
        path: draft.path.clone(),
        headers: table.headers.clone(),
        rows: table.rows.iter().take(PREVIEW_ROWS).map(|row| row.cells.clone()).collect(),
        mapping: match likely.first().filter(|_| is_asking) {
            Some(header) => heads::with_date(&mapping, header),
            None => mapping.clone(),
        },
        is_asking,
        is_vague,
    });
    if is_vague {
        let what = format!("no column recognized among {} says who or what", listed(&table.headers));
        let help = "choose them: in the window under Columns, or with --map 'from=HEADER,to=HEADER,title=HEADER'";
        draft
            .reports
            .push(file_warning(&draft.path, Code::UnknownColumns, None, what, help));
    }
    if is_asking {
        draft.rejected += table.rows.len();
        draft.reports.push(file_error(
            &draft.path,
            Code::UnknownColumns,
            None,
            format!("no date column recognized among {}", listed(&table.headers)),
            "choose it: in the window under Columns, or with --map 'date=HEADER,from=HEADER,to=HEADER,title=HEADER'",
        ));
        return None;
    }
    heads::first_of_several(table, &of_events);
    Some(mapping)
}

/// Says which columns were named with --map, or were remembered, and are not there.
fn report_missing(draft: &mut FileDraft, said: &Mapping, headers: &[String]) {
    let missing = said.missing_in(headers);
    if !missing.is_empty() {
        let what = format!("--map names {}, which the table does not have", listed(&missing));
        let help = format!("it has {}", listed(headers));
        let report = file_warning(&draft.path, Code::UnknownColumns, None, what, &help);
        draft.reports.push(report);
    }
}

/// The columns of a medium that TimelineJS shows, which are no columns of the event then.
fn media_columns(headers: &[String], fields: &mut [Option<Field>], is_timeline: bool) -> [Option<usize>; 3] {
    let media = ["Media", "Media Caption", "Media Credit"]
        .map(|name| headers.iter().position(|header| is_timeline && header.eq_ignore_ascii_case(name)));
    for column in media.into_iter().flatten() {
        if let Some(field) = fields.get_mut(column) {
            *field = Some(Field::Ignore);
        }
    }
    media
}

/// Whether the column of ids has another for nearly each row; a column of few values, each of many rows, is no column of ids.
fn is_unique(table: &Table, fields: &[Option<Field>]) -> bool {
    let Some(column) = fields.iter().position(|field| *field == Some(Field::Id)) else {
        return true;
    };
    let mut seen = std::collections::HashSet::new();
    let ids = table.rows.iter().filter_map(|row| row.cells.get(column)).map(|cell| cell.trim());
    let (mut count, mut again) = (0, 0);
    for id in ids.filter(|id| !id.is_empty()) {
        count += 1;
        again += usize::from(!seen.insert(id));
    }
    again * 2 <= count
}

/// Headers that are empty or stand twice get a number, so that each column can be named.
fn name_headers(headers: &mut [String]) {
    let is_of_timeline = ["month", "day", "end year", "headline"]
        .iter()
        .all(|name| headers.iter().any(|header| header.trim().eq_ignore_ascii_case(name)));
    let has_year = headers.iter().any(|header| header.trim().eq_ignore_ascii_case("year"));
    if let Some(first) = headers
        .first_mut()
        .filter(|first| is_of_timeline && !has_year && first.trim().is_empty())
    {
        "Year".clone_into(first);
    }
    let mut seen = std::collections::HashSet::new();
    for (at, header) in headers.iter_mut().enumerate() {
        let trimmed = header.trim().to_owned();
        *header = if trimmed.is_empty() || !seen.insert(trimmed.clone()) {
            format!("{trimmed} {}", at + 1).trim().to_owned()
        } else {
            trimmed
        };
    }
}

/// The most of a header that is quoted, in characters.
const HEADER: usize = 60;

/// A name in quotation marks, in the letters that it has: the form for programmers takes those apart that join the one before.
fn in_marks(name: &str) -> String {
    let letters = name.chars().map(|char| match char {
        '"' | '\\' => format!("\\{char}"),
        char if char.is_control() => char.escape_debug().to_string(),
        char => char.to_string(),
    });
    format!("\"{}\"", letters.collect::<String>())
}

/// Some headers, quoted.
fn listed(headers: &[String]) -> String {
    let quoted: Vec<String> = headers
        .iter()
        .take(12)
        .map(|header| {
            let more = if header.chars().count() > HEADER { "\u{2026}" } else { "" };
            in_marks(&(header.chars().take(HEADER).collect::<String>() + more))
        })
        .collect();
    let more = if headers.len() > 12 { " …" } else { "" };
    if quoted.is_empty() {
        "the table".to_owned()
    } else {
        format!("{}{more}", quoted.join(", "))
    }
}

/// Whether a cell says that it holds nothing.
fn is_blank(cell: &str) -> bool {
    cell.eq_ignore_ascii_case("nil return")
        || cell.starts_with('#') && is_error(cell)
        || cell.len() <= 7
            && matches!(
                cell,
                "" | "[]"
                    | "{}"
                    | "null"
                    | "NULL"
                    | "NaN"
                    | "\\N"
                    | "nil"
                    | "-"
                    | "\u{2013}"
                    | "\u{2014}"
                    | "n/a"
                    | "N/A"
                    | "NA"
                    | "#N/A"
                    | "#REF!"
                    | "#VALUE!"
                    | "None"
            )
}

/// The most words of a title that is made of a text.
const TITLE_WORDS: usize = 9;

/// The first words of a text, as a title.
fn first_words(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let words: Vec<&str> = line.split_whitespace().collect();
    if words.len() <= TITLE_WORDS + 2 {
        return words.join(" ");
    }
    format!("{} \u{2026}", words[..TITLE_WORDS].join(" "))
}

/// Which program made a table, by its headers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Maker {
    /// This one: every cell is what it says.
    Ours,
    /// The spreadsheet of TimelineJS, whose rows may also be a title or an era.
    Timeline,
    Other,
}

impl Maker {
    fn of(headers: &[String], fields: &[Option<Field>]) -> Self {
        if headers.iter().eq(WRITTEN.iter()) {
            return Self::Ours;
        }
        let has_headlines = headers.iter().any(|header| header.eq_ignore_ascii_case("headline"));
        if has_headlines && fields.contains(&Some(Field::Year)) {
            Self::Timeline
        } else {
            Self::Other
        }
    }
}

/// What is known of a table before its rows are read, each by itself.
struct Known<'a> {
    headers: &'a [String],
    fields: &'a [Option<Field>],
    /// The column of each field, by its place among them.
    columns: Vec<Option<usize>>,
    /// The columns of a medium that TimelineJS shows: address, caption, credit.
    media: [Option<usize>; 3],
    /// How its dates are written.
    hints: Hints,
    /// What numbers that are times count.
    epoch: Epoch,
    maker: Maker,
    /// Whether its column of years has some of two digits, for the century to be added.
    has_short_years: bool,
    /// Whether its column of years counts as astronomers do, so that zero is one of them.
    counts_zero: bool,
    /// What its columns speak of.
    of: Rows,
    /// Whether those who act are those who signed.
    has_signatories: bool,
    /// Columns that say how well dates are known.
    doubts: Doubts,
    /// Columns that say how exactly dates are known.
    precisions: Precisions,
    /// The ids that names have beside them in any row, by the name folded.
    ids: HashMap<String, people::Ids>,
}

impl Known<'_> {
    /// The cell of a field, if it holds anything.
    fn cell<'r>(&self, row: &'r Row, field: Field) -> Option<&'r str> {
        let column = (*self.columns.get(field as usize)?)?;
        row.cells.get(column).map(|cell| cell.trim()).filter(|cell| {
            if self.maker == Maker::Ours {
                !cell.is_empty()
            } else {
                !is_blank(cell)
            }
        })
    }

    /// The cell of a field with the blanks around it.
    fn raw<'r>(&self, row: &'r Row, field: Field) -> &'r str {
        let column = self.columns.get(field as usize).copied().flatten();
        column.and_then(|column| row.cells.get(column)).map_or("", String::as_str)
    }

    fn owned(&self, row: &Row, field: Field) -> Option<String> {
        self.cell(row, field).map(str::to_owned)
    }

    /// The word for the kind of an event, where it says more than the kind: how a message went, or what an event was.
    fn add_kind(&self, row: &Row, event: &mut EventDraft) {
        let Some(word) = self
            .owned(row, Field::Kind)
            .filter(|word| Kind::from_name(&word.to_lowercase()).is_none())
        else {
            return;
        };
        let word = word.to_lowercase();
        let is_sent = kind_in_words(&word).is_some() && event.kind.is_message();
        // How a message went or a call was held is a channel; “talks” is a word to find a meeting by.
        let is_channel = is_sent || event.kind == Kind::Meeting && is_call(Some(&word));
        if event.channel.is_none() && is_channel {
            event.channel = Some(word.clone());
        }
        if event.channel.as_ref() != Some(&word) && !event.tags.0.contains(&word) {
            event.tags.0.push(word);
        }
    }

    /// A value with the header of its column before it.
    fn labeled(&self, field: Field, value: &str) -> String {
        let column = self.fields.iter().position(|found| *found == Some(field));
        let header = column.and_then(|column| self.headers.get(column)).map_or("", String::as_str);
        format!("{header}: {value}")
    }

    /// What columns say that is known and yet of no use for this row: a time without a day, the language of no text.
    fn unused(&self, row: &Row, used: &[Field], event: &EventDraft) -> Option<String> {
        const OF_DATES: [Field; 14] = [
            Field::Calendar,
            Field::Timestamp,
            Field::Year,
            Field::Month,
            Field::Day,
            Field::Time,
            Field::Zone,
            Field::NotBefore,
            Field::NotAfter,
            Field::End,
            Field::EndYear,
            Field::EndMonth,
            Field::EndDay,
            Field::EndTime,
        ];
        const OF_TEXTS: [Field; 3] = [Field::Language, Field::Original, Field::Locator];
        let is_said = |field: Field, cell: &str| {
            let sent = event.sent.as_deref().unwrap_or_default();
            let part = match field {
                Field::Year => sent.get(..4),
                Field::Month => sent.get(5..7),
                Field::Day => sent.get(8..10),
                Field::NotBefore | Field::NotAfter => Some(sent),
                _ => None,
            };
            let number = |text: &str| text.trim().parse::<i64>().ok();
            part.is_some_and(|part| part == cell || number(part).is_some() && number(part) == number(cell))
        };
        let of_dates = OF_DATES.into_iter().filter(|field| !used.contains(field));
        let of_texts = OF_TEXTS.into_iter().filter(|_| event.quotes.is_empty());
        let lines: Vec<String> = of_dates
            .chain(of_texts)
            .filter_map(|field| Some((field, self.cell(row, field)?)))
            .filter(|(field, cell)| !is_said(*field, cell))
            .map(|(field, cell)| self.labeled(field, cell))
            .collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    /// The note, and whatever stands in columns that are not known.
    fn note(&self, row: &Row) -> Option<String> {
        let mut lines: Vec<String> = self.owned(row, Field::Note).into_iter().collect();
        for (column, cell) in row.cells.iter().enumerate() {
            let cell = cell.trim();
            let is_known = self.fields.get(column).is_some_and(Option::is_some);
            if !is_known && !cell.is_empty() {
                let header = self
                    .headers
                    .get(column)
                    .cloned()
                    .unwrap_or_else(|| format!("column {}", column + 1));
                lines.push(format!("{header}: {cell}"));
            }
        }
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}
