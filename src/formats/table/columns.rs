//! Which columns of a table hold which field, where several say they hold the same.

use super::super::heads;
use super::super::names::is_person;
use super::super::{file_warning, leave_out};
use super::whats::Rows;
use super::{Row, Table, ids, listed};
use crate::dates::{DayOrder, Hints, read};
use crate::model::Code;
use crate::model::columns::{Field, Mapping, fold_header, names_a_date, names_a_visit};
use crate::model::draft::FileDraft;

/// Fields of which records of one file may call some by one word and some by another.
const MERGED: [Field; 12] = [
    Field::Sent,
    Field::End,
    Field::From,
    Field::To,
    Field::Title,
    Field::Text,
    Field::Summary,
    Field::Place,
    Field::InReplyTo,
    Field::Source,
    Field::Url,
    Field::Id,
];

/// The field of each column; of several columns for one field, one has it, and the others are not known.
pub(super) fn fields_of(headers: &[String], mapping: &Mapping) -> Vec<Option<Field>> {
    let mut fields: Vec<Option<Field>> = headers.iter().map(|header| mapping.field_of(header)).collect();
    for at in 0..fields.len() {
        let Some(field) = fields[at].filter(|field| *field != Field::Ignore) else {
            continue;
        };
        let is_named = |column: usize| mapping.0.iter().any(|(name, _)| *name == headers[column]);
        let others = (0..fields.len()).filter(|other| *other != at && fields[*other] == Some(field));
        let is_second = others.clone().any(|other| is_named(other) && !is_named(at))
            || others.clone().any(|other| other < at && is_named(other) == is_named(at));
        if is_second {
            fields[at] = None;
        }
    }
    fields
}

/// The column of each field, by its place in [`Field`].
pub(super) fn columns_of(fields: &[Option<Field>]) -> Vec<Option<usize>> {
    let mut columns = vec![None; Field::ALL.len() + 1];
    for (column, field) in fields.iter().enumerate() {
        if let Some(place) = field.and_then(|field| columns.get_mut(field as usize)) {
            *place = place.or(Some(column));
        }
    }
    columns
}

/// Says which columns are not known; what they hold is kept.
pub(super) fn report(draft: &mut FileDraft, headers: &[String], fields: &[Option<Field>]) {
    let unknown = headers.iter().zip(fields).filter(|(_, field)| field.is_none());
    let unknown: Vec<String> = unknown.map(|(header, _)| header.clone()).collect();
    let (what, help) = match unknown.as_slice() {
        [] => return,
        [_] => ("column {} is", "its values are kept in the note; --map says what it is"),
        _ => ("columns {} are", "their values are kept in the note; --map says what they are"),
    };
    let what = format!("the {} not known", what.replace("{}", &listed(&unknown)));
    draft
        .reports
        .push(file_warning(&draft.path, Code::UnknownColumns, None, what, help));
}

/// Headers that say too little to stand for another one.
const LOOSE: [&str; 22] = [
    "created",
    "createdat",
    "createdtime",
    "timestamp",
    "name",
    "person",
    "who",
    "actor",
    "leader",
    "user",
    "username",
    "candidate",
    "participant",
    "country",
    "event",
    "what",
    "label",
    "number",
    "nr",
    "no",
    "key",
    "reference",
];

/// Whether a header says enough to stand for another of its field.
fn is_clear(header: &str) -> bool {
    let folded = fold_header(header);
    !LOOSE.contains(&folded.as_str()) && !LOOSE.contains(&folded.trim_end_matches('s'))
}

/// Rows of a table of messages in which a visitor or a host is named are visits; where nothing says of what kind rows are.
fn name_visits(table: &mut Table) {
    let has_kind = Mapping::guess(&table.headers).0.iter().any(|(_, field)| *field == Field::Kind);
    let of_visits: Vec<usize> = (0..table.headers.len())
        .filter(|column| names_a_visit(&table.headers[*column]))
        .collect();
    let is_visit = |row: &Row| {
        let filled = |column: &usize| row.cells.get(*column).is_some_and(|cell| !cell.trim().is_empty());
        of_visits.iter().any(filled)
    };
    let visits = table.rows.iter().filter(|row| is_visit(row)).count();
    if has_kind || visits == 0 || visits == table.rows.len() {
        return;
    }
    let width = table.headers.len();
    table.headers.push("kind".to_owned());
    let marks: Vec<bool> = table.rows.iter().map(is_visit).collect();
    for (row, _) in table.rows.iter_mut().zip(marks).filter(|(_, is_visit)| *is_visit) {
        row.cells.resize(width, String::new());
        row.cells.push("visit".to_owned());
    }
}

/// Sets what headers alone do not say, by the others and by what is in the columns.
pub(super) fn settle(table: &Table, mapping: &mut Mapping) {
    name_spans(table, mapping);
    order_ends(table, mapping);
    name_edges(table, mapping);
    leave_countries(table, mapping);
    name_origins(table, mapping);
    name_ways(table, mapping);
    prefer_own_date(table, mapping);
    leave_parents(table, mapping);
    name_destinations(table, mapping);
    name_citations(table, mapping);
    leave_numbers(table, mapping);
    leave_programs(table, mapping);
    name_events(table, mapping);
    ids::by_answers(table, mapping);
}

/// Forgets columns of dates that are empty, where an unknown column holds dates.
pub(super) fn leave_empty_dates(table: &Table, mapping: &mut Mapping) {
    let is_empty = |column: usize| {
        let mut cells = table.rows.iter().filter_map(|row| row.cells.get(column));
        cells.all(|cell| cell.trim().is_empty())
    };
    let dates: Vec<(&String, bool)> = (table.headers.iter().enumerate())
        .filter(|(_, header)| mapping.field_of(header).is_some_and(Field::is_date))
        .map(|(column, header)| (header, is_empty(column)))
        .collect();
    if dates.iter().all(|(_, is_empty)| *is_empty) {
        let mut without = mapping.clone();
        for (header, _) in &dates {
            without.set(header, None);
        }
        if !heads::likely_dates(table, &without, LOOSE_HINTS).is_empty() {
            *mapping = without;
        }
    }
}

/// How many rows are looked at.
const SAMPLE: usize = 100;

/// The share of cells that are days, of those that are filled, in quarters.
fn are_days(table: &Table, column: usize) -> bool {
    let cells = || {
        let cells = table.rows.iter().take(SAMPLE).filter_map(|row| row.cells.get(column));
        cells.filter(|cell| !cell.trim().is_empty())
    };
    cells().count() > 0 && cells().filter(|cell| heads::is_day(cell, LOOSE_HINTS)).count() * 4 >= cells().count() * 3
}

/// Two digits are a year where it is only asked whether a cell is a date.
const LOOSE_HINTS: Hints = Hints {
    day_order: DayOrder::Unknown,
    short_years_from: Some(1926),
    newest_year: None,
};

/// `Von;Bis`, `From,Until` with dates in them are a start and an end, no persons.
fn name_spans(table: &Table, mapping: &mut Mapping) {
    let field_of = |header: &String| {
        let alone = Mapping::guess(std::slice::from_ref(header)).0.first().map(|(_, field)| *field);
        alone.or_else(|| mapping.field_of(header))
    };
    let is_person = |header: &String| field_of(header).filter(|field| matches!(field, Field::From | Field::To));
    let dated: Vec<(String, Field)> = table
        .headers
        .iter()
        .enumerate()
        .filter_map(|(column, header)| Some((column, header.clone(), is_person(header)?)))
        .filter(|(column, ..)| are_days(table, *column))
        .map(|(_, header, field)| (header, field))
        .collect();
    if dated.is_empty() {
        return;
    }
    let others: Vec<String> = table
        .headers
        .iter()
        .filter(|header| !dated.iter().any(|(dated, _)| dated == *header))
        .cloned()
        .collect();
    *mapping = Mapping::guess(&others);
    for (header, field) in dated {
        let wanted = if field == Field::From { Field::Sent } else { Field::End };
        if !mapping.0.iter().any(|(_, field)| *field == wanted) {
            mapping.set(&header, Some(wanted));
        }
    }
}

/// Who departs before he arrives is on a journey: its start is the departure.
fn order_ends(table: &Table, mapping: &mut Mapping) {
    let column = |wanted: Field, names: &[&str]| {
        let (header, _) = mapping.0.iter().find(|(_, field)| *field == wanted)?;
        names.contains(&fold_header(header).as_str()).then(|| header.clone())
    };
    let (Some(arrival), Some(departure)) = (
        column(Field::Sent, &["arrival", "arrivaldate", "arrived"]),
        column(Field::End, &["departure", "departuredate", "departed", "left"]),
    ) else {
        return;
    };
    let at = |header: &String| table.headers.iter().position(|known| known == header);
    let (Some(arrives), Some(departs)) = (at(&arrival), at(&departure)) else {
        return;
    };
    let instant = |row: &Row, column: usize| {
        let date = read(row.cells.get(column)?, LOOSE_HINTS).ok()?.date?;
        date.extent().earliest
    };
    let rows = || {
        table
            .rows
            .iter()
            .take(SAMPLE)
            .filter_map(|row| Some((instant(row, arrives)?, instant(row, departs)?)))
    };
    let journeys = rows().filter(|(arrives, departs)| departs < arrives).count();
    if journeys > 0 && journeys * 2 > rows().count() {
        mapping.set(&departure, Some(Field::Sent));
        mapping.set(&arrival, Some(Field::End));
    }
}

/// The edges of a network, `source` and `target`, go from one person to another, where no other column names persons.
fn name_edges(table: &Table, mapping: &mut Mapping) {
    let column = |name: &str| table.headers.iter().find(|header| fold_header(header) == name).cloned();
    let is_named = mapping.0.iter().any(|(_, field)| matches!(field, Field::From | Field::To));
    if let (Some(source), Some(target), false) = (column("source"), column("target"), is_named) {
        mapping.set(&source, Some(Field::From));
        mapping.set(&target, Some(Field::To));
    }
}

/// The country of a guest is not where he was a guest.
fn leave_countries(table: &Table, mapping: &mut Mapping) {
    let is_country = |header: &&String| fold_header(header) == "country";
    if let Some(country) = table.headers.iter().find(is_country)
        && mapping.field_of(country) == Some(Field::Place)
        && table.headers.iter().any(|header| names_a_visit(header))
    {
        mapping.set(country, None);
    }
}

/// Where a letter comes from is its place, where another column says from whom: catalogs of letters have both.
fn name_origins(table: &Table, mapping: &mut Mapping) {
    const NAMES: [&str; 5] = ["origin", "originname", "placeoforigin", "originplace", "originasmarked"];
    let has = |field| mapping.0.iter().any(|(_, known)| *known == field);
    let is_origin = |header: &&String| NAMES.contains(&fold_header(header).as_str());
    if let Some(origin) = table.headers.iter().find(is_origin)
        && has(Field::From)
        && !has(Field::Place)
        && mapping.field_of(origin).is_none()
    {
        mapping.set(origin, Some(Field::Place));
    }
}

/// A column of numbers alone holds neither texts nor persons: `letter="1"`.
fn leave_numbers(table: &Table, mapping: &mut Mapping) {
    let is_number = |cell: &str| cell.bytes().all(|byte| byte.is_ascii_digit());
    for (column, header) in table.headers.iter().enumerate() {
        let mut cells = table
            .rows
            .iter()
            .filter_map(|row| row.cells.get(column).map(|cell| cell.trim()))
            .filter(|cell| !cell.is_empty())
            .peekable();
        // What is called a text is one, whatever it says.
        let folded = fold_header(header);
        let is_side = folded.starts_with("side") || folded.starts_with("actor");
        let is_open = match mapping.field_of(header) {
            Some(Field::Text) => folded != "text",
            // `sideA` of wars says whether a state was on it.
            Some(Field::From | Field::To) => is_side,
            _ => false,
        };
        if is_open && cells.peek().is_some() && cells.all(is_number) {
            mapping.set(header, None);
        }
    }
}

/// A letter goes from a `source` to a `destination`: places.
fn name_ways(table: &Table, mapping: &mut Mapping) {
    let column = |name: &str| table.headers.iter().find(|header| fold_header(header) == name).cloned();
    let has = |field| mapping.0.iter().any(|(_, known)| *known == field);
    if let (Some(source), Some(_)) = (column("source"), column("destination"))
        && has(Field::From)
        && !has(Field::Place)
    {
        mapping.set(&source, Some(Field::Place));
    }
}

/// In a catalog of an archive, `parentId` names the unit above; it names the message answered only where there are senders,
/// receivers or texts.
fn leave_parents(table: &Table, mapping: &mut Mapping) {
    let is_person = |(_, field): &(String, Field)| matches!(field, Field::From | Field::To | Field::Text);
    let parent = table.headers.iter().find(|header| fold_header(header) == "parentid");
    if let Some(parent) = parent.filter(|_| !mapping.0.iter().any(is_person)) {
        mapping.set(parent, None);
    }
}

/// The destination of a trip is its place.
fn name_destinations(table: &Table, mapping: &mut Mapping) {
    let is_destination = |header: &&String| fold_header(header) == "destination";
    let speaks_of_trips = |header: &String| {
        ["trip", "visit", "journey", "travel"]
            .iter()
            .any(|word| fold_header(header).contains(word))
    };
    if let Some(header) = table.headers.iter().find(is_destination)
        && mapping.field_of(header).is_none()
        && !mapping.0.iter().any(|(_, field)| *field == Field::Place)
        && table.headers.iter().any(speaks_of_trips)
    {
        mapping.set(header, Some(Field::Place));
    }
}

/// “Citation” is a quotation in French and a reference in English: “87 FR 14143”.
fn name_citations(table: &Table, mapping: &mut Mapping) {
    let has = |field| mapping.0.iter().any(|(_, known)| *known == field);
    let Some(column) = table.headers.iter().position(|header| fold_header(header) == "citation") else {
        return;
    };
    let is_reference = |cell: &str| cell.len() < 40 && cell.bytes().any(|byte| byte.is_ascii_digit());
    let mut cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    let header = &table.headers[column];
    if mapping.field_of(header) == Some(Field::Text) && !has(Field::Source) && cells.all(|cell| cell.is_empty() || is_reference(cell)) {
        mapping.set(header, Some(Field::Source));
    }
}

/// Forgets `source` in a table of posts: it names the program that wrote them.
fn leave_programs(table: &Table, mapping: &mut Mapping) {
    let source = table.headers.iter().find(|header| fold_header(header) == "source");
    if let Some(source) = source.filter(|_| Rows::of(&table.headers, &fields_of(&table.headers, mapping)) == Rows::Posts) {
        mapping.set(source, None);
    }
}

/// A day on which a record was made is none of its event, where another column has that: `ltr_date` beside `created`.
fn prefer_own_date(table: &Table, mapping: &mut Mapping) {
    let is_of_record = |header: &String| {
        let folded = fold_header(header);
        ["created", "modified", "updated", "posted"]
            .iter()
            .any(|word| folded.starts_with(word))
    };
    let Some(made) = table
        .headers
        .iter()
        .find(|header| mapping.field_of(header) == Some(Field::Sent))
        .filter(|header| is_of_record(header))
    else {
        return;
    };
    let is_date = |(column, header): &(usize, &String)| {
        let cells = || {
            table
                .rows
                .iter()
                .filter_map(|row| row.cells.get(*column))
                .filter(|cell| !cell.trim().is_empty())
                .take(200)
        };
        let dates = cells()
            .filter(|cell| read(cell, Hints::default()).is_ok_and(|reading| reading.date.is_some()))
            .count();
        names_a_date(header) && mapping.field_of(header).is_none() && dates > 0 && dates * 2 >= cells().count()
    };
    let own = table.headers.iter().enumerate().find(is_date).map(|(_, header)| header.clone());
    if let Some(own) = own {
        let made = made.clone();
        mapping.set(&made, None);
        mapping.set(&own, Some(Field::Sent));
    }
}

/// Whether a text is the name of a file: `fe067.xml`.
fn is_file(text: &str) -> bool {
    let (stem, ending) = text.trim().rsplit_once('.').unwrap_or_default();
    let is_ending = (2..=4).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_lowercase());
    is_ending && !stem.is_empty() && !stem.contains(char::is_whitespace)
}

/// A column `name` is of persons, unless other columns are, or most of what is in it are no names of persons: “Treaty of
/// Versailles”. Then it is the title.
fn name_events(table: &Table, mapping: &mut Mapping) {
    let has = |field| mapping.0.iter().any(|(_, known)| *known == field);
    let is_name = |header: &String| matches!(fold_header(header).as_str(), "name" | "names");
    let Some(column) = table.headers.iter().position(is_name) else {
        return;
    };
    let header = &table.headers[column];
    if has(Field::From) && mapping.field_of(header).is_none() && !has(Field::Title) {
        // Who it is of is said elsewhere.
        mapping.set(header, Some(Field::Title));
        return;
    }
    let is_from = mapping.field_of(header) == Some(Field::From);
    let names_a_meeting = || {
        let mapped = fields_of(&table.headers, mapping);
        Rows::of(&table.headers, &mapped) == Rows::Meetings
    };
    if (has(Field::Title) && !names_a_meeting()) || has(Field::Text) || !is_from {
        // “fe067.xml” is no person.
        let mut cells = table
            .rows
            .iter()
            .filter_map(|row| row.cells.get(column))
            .filter(|cell| !cell.trim().is_empty());
        if is_from && cells.all(|cell| is_file(cell)) {
            mapping.set(header, None);
        }
        return;
    }
    let is_taken = |other: &String| mapping.field_of(other).is_some_and(Field::is_date);
    let others: Vec<String> = table
        .headers
        .iter()
        .filter(|other| *other != header && !is_taken(other))
        .cloned()
        .collect();
    let person = Mapping::guess(&others).0.into_iter().find(|(_, field)| *field == Field::From);
    let cells = || {
        table
            .rows
            .iter()
            .filter_map(|row| row.cells.get(column))
            .filter(|cell| !cell.trim().is_empty())
    };
    // One word alone may be anybody's name.
    let is_happening = |cell: &&String| {
        let is_several = cell.split_whitespace().count() > 1 && !is_person(cell);
        is_several || is_file(cell)
    };
    // Beside words about it, a name is that of an event.
    let is_described = has(Field::Summary) && !has(Field::To);
    // A name with a start and an end, and nothing else, is that of a period.
    let is_idle = |field: Field| field.is_date() || matches!(field, Field::From | Field::Id | Field::Tags | Field::Url | Field::Note);
    let is_whole_name = |cell: &&String| cell.split_whitespace().count() > 1 && is_person(cell);
    let is_age = has(Field::End)
        && mapping.0.iter().all(|(_, field)| is_idle(*field))
        && cells().filter(is_whole_name).count() * 2 <= cells().count();
    if person.is_none() && !is_described && !is_age && cells().filter(is_happening).count() * 2 <= cells().count() {
        return;
    }
    // In a register of meetings, a name beside that of a minister or an adviser is that of the person met.
    let is_met = person.is_some() && names_a_meeting() && !has(Field::To);
    if has(Field::Title) && !is_met {
        return;
    }
    mapping.set(header, Some(if is_met { Field::To } else { Field::Title }));
    if let Some((header, field)) = person {
        mapping.set(&header, Some(field));
    }
}

/// Fills a column from others for the same field, where it is empty: `{"date": …}`, `{"sent": …}`.
pub(super) fn merge_synonyms(draft: &mut FileDraft, table: &mut Table) {
    name_visits(table);
    let known = Mapping::guess(&table.headers);
    let mut merged: Vec<String> = Vec::new();
    for (header, field) in known
        .0
        .into_iter()
        .filter(|(header, field)| MERGED.contains(field) && is_clear(header))
    {
        let Some(main) = table.headers.iter().position(|known| *known == header) else {
            continue;
        };
        let is_filled = |row: &Row, column: usize| row.cells.get(column).is_some_and(|cell| !cell.trim().is_empty());
        let others: Vec<usize> = (0..table.headers.len())
            .filter(|column| *column != main && is_clear(&table.headers[*column]))
            .filter(|column| {
                Mapping::guess(std::slice::from_ref(&table.headers[*column]))
                    .0
                    .first()
                    .map(|(_, field)| *field)
                    == Some(field)
            })
            .collect();
        for other in others.into_iter().rev() {
            if !table.rows.iter().any(|row| is_filled(row, other) && !is_filled(row, main)) {
                continue;
            }
            let is_whole = !table.rows.iter().any(|row| is_filled(row, main) && is_filled(row, other));
            for row in table.rows.iter_mut().filter(|row| is_filled(row, other) && !is_filled(row, main)) {
                row.cells.resize(row.cells.len().max(main + 1), String::new());
                row.cells[main] = std::mem::take(&mut row.cells[other]);
            }
            merged.push(format!("{:?} as {header:?}", table.headers[other]));
            if is_whole {
                table.headers[other] = String::new();
            }
        }
    }
    // What is empty now is no column any more.
    for column in (0..table.headers.len()).rev().filter(|_| !merged.is_empty()) {
        let is_empty = table
            .rows
            .iter()
            .all(|row| row.cells.get(column).is_none_or(|cell| cell.trim().is_empty()));
        if table.headers[column].is_empty() && is_empty {
            table.headers.remove(column);
            for row in table.rows.iter_mut().filter(|row| column < row.cells.len()) {
                row.cells.remove(column);
            }
        }
    }
    if !merged.is_empty() {
        draft.reports.push(file_warning(
            &draft.path,
            Code::ColumnsMerged,
            None,
            format!(
                "rows call the same by several names: {} is read where that is empty",
                merged.join(", ")
            ),
            "--map says what each column is",
        ));
    }
}

/// `Day`, `Tag` of whole dates is the date, where no other column is, nor one of months or years.
pub(super) fn name_whole_days(table: &mut Table) {
    const DAYS: [&str; 8] = ["day", "tag", "jour", "d\u{ed}a", "dia", "giorno", "dag", "день"];
    if Mapping::guess(&table.headers).has_date() {
        return;
    }
    let Some(column) = table
        .headers
        .iter()
        .position(|header| DAYS.contains(&header.trim().to_lowercase().as_str()))
    else {
        return;
    };
    let cells = || {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
        cells.map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).take(SAMPLED)
    };
    let is_whole = |cell: &&str| cell.len() > 4 && read(cell, Hints::default()).is_ok_and(|reading| reading.date.is_some());
    if cells().next().is_some() && cells().filter(is_whole).count() * 2 > cells().count() {
        "date".clone_into(&mut table.headers[column]);
    }
}

/// The number of cells that are sampled to say what a column is.
const SAMPLED: usize = 50;

/// Leaves out rows that are the header again, as tables have them that were put together or printed.
pub(super) fn drop_headers_again(draft: &mut FileDraft, table: &mut Table) {
    let headers: Vec<String> = table.headers.iter().map(|header| fold_header(header)).collect();
    let is_header = |row: &Row| {
        let is_alike = row.cells.len() == headers.len() && headers.len() > 1;
        is_alike && row.cells.iter().zip(&headers).all(|(cell, header)| fold_header(cell) == *header)
    };
    let again: Vec<usize> = table.rows.iter().filter(|row| is_header(row)).map(|row| row.span.start).collect();
    table.rows.retain(|row| !is_header(row));
    let message = "found the header once more among the rows";
    leave_out(draft, again, Code::HeaderAgain, message, "the row is left out");
}
