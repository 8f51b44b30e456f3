//! What the columns of a table hold where its headers do not say it: headers in two lines, no headers, a column of dates
//! of another name.

use super::table::{Row, Table, is_first_name, is_part_of_name};
use crate::dates::{Hints, Precision, read};
use crate::model::columns::{Field, MAX_COLUMNS, Mapping, fold_header};

/// How many rows are looked at.
const SAMPLE_ROWS: usize = 200;

/// Headers, and the rows below them.
pub(super) struct Heads {
    pub(super) headers: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// Whether the first row is already a record.
    pub(super) is_missing: bool,
}

/// Takes the headers off the rows of a table.
pub(super) fn take(mut rows: Vec<Row>) -> Heads {
    let Some(first) = rows.first() else {
        return Heads {
            headers: Vec::new(),
            rows,
            is_missing: false,
        };
    };
    if first.cells.len() > MAX_COLUMNS {
        // The table is refused for its width; what its columns are called costs seconds to find out.
        return Heads {
            headers: rows.remove(0).cells,
            rows,
            is_missing: false,
        };
    }
    if is_record(&first.cells) && rows.len() > 1 {
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        return Heads {
            headers: (1..=width).map(|column| format!("column {column}")).collect(),
            rows,
            is_missing: true,
        };
    }
    let mut headers = rows.remove(0).cells;
    if let Some(second) = rows.first().filter(|second| is_second_line(&headers, &second.cells)) {
        headers = merged(&headers, &second.cells);
        rows.remove(0);
    }
    Heads {
        headers,
        rows,
        is_missing: false,
    }
}

/// Two lines of headers as one. Where the first names somebody over several columns, those belong to him: `Sender` over `Name`
/// and `Date`.
fn merged(first: &[String], second: &[String]) -> Vec<String> {
    let is_known = |header: &str| !Mapping::guess(&[header.to_owned()]).0.is_empty();
    let field_of = |header: &str| Mapping::guess(&[header.to_owned()]).0.first().map(|(_, field)| *field);
    let is_filled = |cell: &&String| !cell.trim().is_empty();
    let mut group: Option<&String> = None;
    let width = first.len().max(second.len());
    let header = |column: usize| {
        let (above, below) = (first.get(column).filter(is_filled), second.get(column).filter(is_filled));
        group = above.or(group);
        let (Some(group), Some(below)) = (group, below) else {
            return above.or(below).cloned().unwrap_or_default();
        };
        let both = [format!("{group}.{below}"), format!("{group} {below}")];
        let is_of = |wanted: Field| {
            Mapping::guess(std::slice::from_ref(group))
                .0
                .iter()
                .any(|(_, field)| *field == wanted)
        };
        // Under `Letter` and `Reply` are the same columns twice; those of the letter come first.
        let of_group = both.iter().find(|both| is_known(both)).filter(|_| !is_of(Field::InReplyTo));
        let is_of_receiver = is_of(Field::To);
        // `Expéditeur` over `Nom` is the sender, where no first name is beside it.
        let names_whole = is_word_for_name(below) && is_of_person(group) && !has_parts_of_names(second);
        match of_group {
            // `Letter` over `Date` says no more than `Date`.
            Some(of_group) if field_of(of_group) == field_of(below) => below.clone(),
            Some(of_group) => of_group.clone(),
            None if names_whole => group.clone(),
            // Where the receiver was is not where it was written.
            None if is_of_receiver || is_part_of_name(below) => both[1].clone(),
            None => below.clone(),
        }
    };
    (0..width).map(header).collect()
}

/// Whether some headers are first names and others family names: `Nombre`, which alone is a name, and `Apellido`.
fn has_parts_of_names(headers: &[String]) -> bool {
    let is_last = |header: &String| is_part_of_name(header) && !is_first_name(header);
    headers.iter().any(|header| is_first_name(header)) && headers.iter().any(is_last)
}

/// Whether a header is who sends or who receives.
fn is_of_person(header: &String) -> bool {
    let guessed = Mapping::guess(std::slice::from_ref(header));
    guessed.0.iter().any(|(_, field)| matches!(field, Field::From | Field::To))
}

/// Whether a header is a word for a whole name.
fn is_word_for_name(header: &str) -> bool {
    const NAMES: [&str; 20] = [
        "name",
        "names",
        "fullname",
        "nom",
        "noms",
        "nomcomplet",
        "nombre",
        "nombres",
        "nome",
        "nomi",
        "naam",
        "namen",
        "имя",
        "фио",
        "имяифамилия",
        "imięinazwisko",
        "nazwisko",
        "jméno",
        "namn",
        "navn",
    ];
    NAMES.contains(&fold_header(header).as_str())
}

/// Whether a text says on what day something was, at least to the month, with a number in it.
pub(super) fn is_day(cell: &str, hints: Hints) -> bool {
    // A year in figures, or a day in three numbers: `3.10` and `17c1` may be anything.
    let digits: Vec<usize> = cell
        .split(|char: char| !char.is_ascii_digit())
        .map(str::len)
        .filter(|length| *length > 0)
        .collect();
    let is_dated = digits.iter().any(|length| *length >= 4) || digits.len() >= 3;
    let is_number = cell.trim().bytes().all(|byte| byte.is_ascii_digit()) && cell.trim().len() <= 4;
    !is_number
        && is_dated
        && read(cell, hints).is_ok_and(|reading| {
            // What a place seems to precede may be a citation: “New York Times, 5 June 1860”.
            reading.place.is_none() && reading.date.is_some_and(|date| date.precision() != Precision::Year)
        })
}

/// What to do where columns have only numbers: the first two that hold no date may be who wrote and to whom.
pub(super) fn hint_of_numbers(rows: &[Row]) -> String {
    let is_name = |cell: &String| cell.chars().any(char::is_alphabetic) && !is_day(cell, Hints::default());
    let cells = rows.first().map_or(&[][..], |row| &row.cells);
    let mut named = (1..).zip(cells).filter(|(_, cell)| is_name(cell)).map(|(column, _)| column);
    let (from, to) = (named.next().unwrap_or(2), named.next().unwrap_or(3));
    format!("its columns are called by their number; --map 'from=column {from},to=column {to}' says what they are")
}

/// Whether a first row is a record and no header: a date stands in it and no name of a column.
fn is_record(cells: &[String]) -> bool {
    let is_named = !Mapping::guess(cells).0.is_empty();
    !is_named && cells.len() > 1 && cells.iter().any(|cell| is_day(cell, Hints::default()))
}

/// Whether a row is the first of two lines of headers: `Sender,,Receiver,` over `Name,Date,Name,Place`.
pub(super) fn is_group_line(cells: &[String]) -> bool {
    let is_known = |name: &String| !Mapping::guess(std::slice::from_ref(name)).0.is_empty();
    let mut names = cells.iter().filter(|cell| !cell.trim().is_empty());
    cells.len() > 1 && names.any(is_known) && !cells.iter().any(|cell| cell.bytes().any(|byte| byte.is_ascii_digit()))
}

/// Whether a row goes on with the names of columns: whatever is in it is one, or stands above it, too.
fn is_second_line(headers: &[String], cells: &[String]) -> bool {
    let filled = || cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    let is_known =
        |cell: &String| !Mapping::guess(std::slice::from_ref(cell)).0.is_empty() || is_part_of_name(cell) || is_word_for_name(cell);
    let is_new = |(column, cell): (usize, &String)| headers.get(column).is_none_or(|header| header != cell) && is_known(cell);
    let is_head = |(column, cell): (usize, &String)| is_known(cell) || headers.get(column) == Some(cell);
    // Below headers that are blank or repeated, most of the names are known, and none is a date or a number.
    let mut seen = std::collections::HashSet::new();
    let is_grouped = headers.iter().any(|header| header.trim().is_empty() || !seen.insert(header));
    let is_figure = |cell: &str| cell.bytes().any(|byte| byte.is_ascii_digit());
    let is_mostly_known = || {
        let new = filled().filter(|(column, cell)| is_new((*column, cell))).count();
        let others = filled().filter(|(column, cell)| headers.get(*column) != Some(cell)).count();
        is_grouped && new > 1 && new * 2 >= others && !filled().any(|(_, cell)| is_figure(cell))
    };
    (filled().all(is_head) && filled().any(is_new) && filled().count() < headers.len().max(2) + 1 || is_mostly_known()) && cells.len() > 1
}

/// Words in the names of columns that may hold dates, or something else: `Data` is a date in Portuguese, Italian and Polish.
const MAYBE_DATES: [&str; 22] = [
    "data",
    "date",
    "dates",
    "dated",
    "dating",
    "datum",
    "datierung",
    "datación",
    "datazione",
    "datace",
    "fecha",
    "fechas",
    "period",
    "periodo",
    "período",
    "période",
    "periode",
    "zeitraum",
    "okres",
    "when",
    "дата",
    "период",
];

/// The columns that are not known and hold hardly anything but dates; where there is none, those whose name may mean a date
/// and half of whose cells are one, or say that it is not known.
pub(super) fn likely_dates(table: &Table, mapping: &Mapping, hints: Hints) -> Vec<String> {
    let cells = |column: usize| {
        let rows = table.rows.iter().take(SAMPLE_ROWS).filter_map(move |row| row.cells.get(column));
        rows.map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    };
    let is_likely = |column: usize| {
        let days = cells(column).filter(|cell| is_day(cell, hints)).count();
        days > 0 && days * 4 >= cells(column).count() * 3
    };
    let is_number = |cell: &str| cell.bytes().all(|byte| byte.is_ascii_digit() || b"+-.,".contains(&byte));
    let is_named = |column: usize, header: &str| {
        // Of `data.score` only the last says what it is.
        let lower = header.rsplit('.').next().unwrap_or_default().to_lowercase();
        let mut words = lower.split(|char: char| !char.is_alphabetic());
        let read = |cell: &&str| is_day(cell, hints) || !is_number(cell) && read(cell, hints).is_ok_and(|reading| reading.place.is_none());
        let understood = cells(column).filter(read).count();
        words.any(|word| MAYBE_DATES.contains(&word)) && understood > 0 && understood * 2 >= cells(column).count()
    };
    let free = || {
        let columns = table.headers.iter().enumerate();
        columns.filter(|(_, header)| mapping.field_of(header).is_none())
    };
    let likely: Vec<String> = free()
        .filter(|(column, _)| is_likely(*column))
        .map(|(_, header)| header.clone())
        .collect();
    if !likely.is_empty() {
        return likely;
    }
    free()
        .filter(|(column, header)| is_named(*column, header))
        .map(|(_, header)| header.clone())
        .collect()
}

/// Puts into the first of several columns of dates, where it is empty, what the next has; that stays where it is.
pub(super) fn first_of_several(table: &mut Table, headers: &[&String]) {
    let columns: Vec<usize> = headers
        .iter()
        .filter_map(|header| table.headers.iter().position(|known| known == *header))
        .collect();
    let [first, others @ ..] = columns.as_slice() else { return };
    for row in &mut table.rows {
        let filled = |column: &usize| row.cells.get(*column).filter(|cell| !cell.trim().is_empty());
        if filled(first).is_none()
            && let Some(date) = others.iter().find_map(filled).cloned()
        {
            row.cells.resize(row.cells.len().max(first + 1), String::new());
            row.cells[*first] = date;
        }
    }
}

/// The mapping with that column as the date.
pub(super) fn with_date(mapping: &Mapping, header: &str) -> Mapping {
    let mut mapping = mapping.clone();
    mapping.set(header, Some(Field::Sent));
    mapping
}

/// Whether some lines are prose and no table, whatever stands between their words: a numbered speech, sentences.
pub(super) fn is_prose(headers: &[String], rows: &[Row]) -> bool {
    let is_sentence = |cell: &String| cell.split_whitespace().count() >= 4 && cell.trim_end().ends_with(['.', '!', '?', ':']);
    let is_number = |cell: &String| {
        let cell = cell.trim();
        let digits = cell.trim_end_matches(['.', ')']);
        digits.len() < cell.len() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let all = || std::iter::once(headers).chain(rows.iter().take(SAMPLE_ROWS).map(|row| row.cells.as_slice()));
    let is_numbered = all().all(|cells| cells.first().is_some_and(is_number));
    headers.iter().any(is_sentence)
        && (is_numbered || Mapping::guess(headers).0.is_empty() && all().all(|cells| cells.iter().any(is_sentence)))
}
