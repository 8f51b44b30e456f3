//! Tables of coded events: ICEWS and GDELT, with the actions of CAMEO (Conflict and Mediation Event Observations).
//!
//! Consultations are meetings, visits are visits, words of one actor to another are messages, everything else is other.
//! An event that the table has twice, once from each side, is one.

use crate::model::Code;
use std::collections::HashMap;

use super::file_warning;
use super::gather::Gather;
use super::table::Row;
use crate::model::Kind;
use crate::model::draft::{EventDraft, FileDraft, Found, LeaderDraft, OneOrMany, SourceDraft};

/// Where a table has what, by column.
#[derive(Clone, Copy)]
pub(super) struct Columns {
    id: Option<usize>,
    date: usize,
    source: usize,
    source_code: Option<usize>,
    source_country: Option<usize>,
    target: usize,
    target_code: Option<usize>,
    target_country: Option<usize>,
    code: usize,
    text: Option<usize>,
    intensity: usize,
    story: Option<usize>,
    publisher: Option<usize>,
    url: Option<usize>,
    places: [Option<usize>; 3],
    format: &'static str,
    /// Whether actors are told by their codes alone.
    has_codes: bool,
}

/// The columns of GDELT 1.0 (57 or 58 of them) and 2.0 (61), which have no header.
const GDELT: Columns = Columns {
    id: Some(0),
    date: 1,
    source: 6,
    source_code: Some(5),
    source_country: Some(7),
    target: 16,
    target_code: Some(15),
    target_country: Some(17),
    code: 26,
    text: None,
    intensity: 30,
    story: None,
    publisher: None,
    url: None,
    places: [None; 3],
    format: "gdelt",
    has_codes: false,
};

/// The reduced tables of GDELT: year, two actors, three codes, intensity, class.
const GDELT_REDUCED: Columns = Columns {
    id: None,
    date: 0,
    source: 1,
    source_code: None,
    source_country: None,
    target: 2,
    target_code: None,
    target_country: None,
    code: 3,
    intensity: 6,
    has_codes: true,
    ..GDELT
};

/// What a headerless table is, if it is one of GDELT.
pub(super) fn headerless(rows: &[Row]) -> Option<Columns> {
    let first = &rows.first()?.cells;
    let digits = |at: usize, lengths: &[usize]| {
        first
            .get(at)
            .is_some_and(|cell| lengths.contains(&cell.len()) && cell.chars().all(|char| char.is_ascii_digit()))
    };
    let is_number = |at: usize| first.get(at).is_some_and(|cell| cell.parse::<f64>().is_ok());
    match first.len() {
        width @ (57 | 58 | 61) if digits(1, &[8]) && digits(3, &[4]) && is_number(30) => Some(Columns {
            places: [Some(if width == 61 { 52 } else { 50 }), None, None],
            url: (width > 57).then_some(width - 1),
            ..GDELT
        }),
        8 if digits(0, &[4, 8]) && digits(3, &[2, 3, 4]) && digits(5, &[2]) && is_number(6) => Some(GDELT_REDUCED),
        _ => None,
    }
}

/// Columns of the headerless tables that go into the note, by what GDELT calls them: types of actors, class, how often it was
/// reported, tone, and where it was.
pub(super) fn headerless_others(rows: &[Row]) -> Vec<(usize, String)> {
    const OF_ACTORS: [(usize, &str); 11] = [
        (12, "Actor1Type1Code"),
        (13, "Actor1Type2Code"),
        (14, "Actor1Type3Code"),
        (22, "Actor2Type1Code"),
        (23, "Actor2Type2Code"),
        (24, "Actor2Type3Code"),
        (29, "QuadClass"),
        (31, "NumMentions"),
        (32, "NumSources"),
        (33, "NumArticles"),
        (34, "AvgTone"),
    ];
    let latitude = match rows.first().map(|row| row.cells.len()) {
        Some(57 | 58) => 53,
        Some(61) => 56,
        _ => return Vec::new(),
    };
    let of_place = [(latitude, "ActionGeo_Lat"), (latitude + 1, "ActionGeo_Long")];
    let all = OF_ACTORS.into_iter().chain(of_place);
    all.map(|(column, name)| (column, name.to_owned())).collect()
}

/// Columns of a table with headers that nothing else reads: sectors, districts, coordinates.
pub(super) fn others(headers: &[String], columns: Columns) -> Vec<(usize, String)> {
    let one = [
        columns.id,
        Some(columns.date),
        Some(columns.source),
        columns.source_country,
        Some(columns.target),
        columns.target_country,
        Some(columns.code),
        columns.text,
        Some(columns.intensity),
        columns.story,
        columns.publisher,
        columns.url,
    ];
    let is_read = |column: usize| one.iter().chain(&columns.places).any(|known| *known == Some(column));
    // Parts of the date and of the code say nothing new.
    let is_part = |name: &str| {
        ["MonthYear", "Year", "FractionDate", "EventBaseCode", "EventRootCode", "DATEADDED"]
            .iter()
            .any(|part| part.eq_ignore_ascii_case(name))
    };
    headers
        .iter()
        .enumerate()
        .filter(|(column, name)| !is_read(*column) && !is_part(name) && !name.trim().is_empty())
        .map(|(column, name)| (column, name.trim().to_owned()))
        .collect()
}

/// What a table with these headers is, if it is one of coded events.
pub(super) fn with_header(headers: &[String]) -> Option<Columns> {
    let at = |name: &str| headers.iter().position(|header| header.eq_ignore_ascii_case(name));
    if let (Some(source), Some(target), Some(code)) = (at("Source Name"), at("Target Name"), at("CAMEO Code")) {
        return Some(Columns {
            id: at("Event ID"),
            date: at("Event Date")?,
            source,
            source_code: None,
            source_country: at("Source Country"),
            target,
            target_code: None,
            target_country: at("Target Country"),
            code,
            text: at("Event Text"),
            intensity: at("Intensity").unwrap_or(usize::MAX),
            story: at("Story ID"),
            publisher: at("Publisher"),
            url: None,
            places: [at("City"), at("Province"), at("Country")],
            format: "icews",
            has_codes: false,
        });
    }
    let date = at("SQLDATE").or_else(|| at("day"))?;
    Some(Columns {
        id: at("GLOBALEVENTID"),
        date,
        source: at("Actor1Name")?,
        source_code: at("Actor1Code"),
        source_country: at("Actor1CountryCode"),
        target: at("Actor2Name")?,
        target_code: at("Actor2Code"),
        target_country: at("Actor2CountryCode"),
        code: at("EventCode")?,
        intensity: at("GoldsteinScale").unwrap_or(usize::MAX),
        url: at("SOURCEURL"),
        places: [at("ActionGeo_FullName").or_else(|| at("ActionGeo_Fullname")), None, None],
        ..GDELT
    })
}

/// The families of CAMEO by their root codes, with the kind of event they are.
const FAMILIES: [(&str, &str, Kind); 20] = [
    ("01", "make public statement", Kind::Statement),
    ("02", "appeal", Kind::Message),
    ("03", "express intent to cooperate", Kind::Message),
    ("04", "consult", Kind::Meeting),
    ("05", "engage in diplomatic cooperation", Kind::Message),
    ("06", "engage in material cooperation", Kind::Other),
    ("07", "provide aid", Kind::Other),
    ("08", "yield", Kind::Other),
    ("09", "investigate", Kind::Other),
    ("10", "demand", Kind::Message),
    ("11", "disapprove", Kind::Message),
    ("12", "reject", Kind::Message),
    ("13", "threaten", Kind::Message),
    ("14", "protest", Kind::Other),
    ("15", "exhibit force posture", Kind::Other),
    ("16", "reduce relations", Kind::Other),
    ("17", "coerce", Kind::Other),
    ("18", "assault", Kind::Other),
    ("19", "fight", Kind::Other),
    ("20", "use unconventional mass violence", Kind::Other),
];

/// Actions within a family that are called by their own name.
const ACTIONS: [(&str, &str); 8] = [
    ("041", "discuss by telephone"),
    ("042", "make a visit"),
    ("043", "host a visit"),
    ("044", "meet at a third location"),
    ("045", "mediate"),
    ("046", "negotiate"),
    ("051", "praise or endorse"),
    ("057", "sign formal agreement"),
];

/// What an action is called: its own name, else its family's.
fn action(code: &str) -> Option<(&'static str, Kind)> {
    let (_, family, kind) = FAMILIES.iter().find(|(root, ..)| code.starts_with(root))?;
    let own = ACTIONS.iter().find(|(known, _)| code.starts_with(known)).map(|(_, name)| *name);
    let kind = match code.get(..3) {
        Some("042" | "043") => Kind::Visit,
        _ => *kind,
    };
    Some((own.unwrap_or(family), kind))
}

/// Reads the rows of a table of coded events; `others` are columns that go into the note, by their names.
pub(super) fn read(draft: &mut FileDraft, rows: &[Row], columns: Columns, others: &[(usize, String)]) {
    draft.format = columns.format;
    draft.is_foreign = true;
    let mut reader = Reader {
        draft,
        columns,
        others,
        gather: Gather::default(),
        sides: HashMap::new(),
        mirrored: 0,
    };
    for row in rows.iter().filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty())) {
        reader.row(row);
    }
    let mirrored = reader.mirrored;
    if mirrored > 0 {
        draft.reports.push(file_warning(
            &draft.path,
            Code::Mirrored,
            None,
            format!(
                "{mirrored} {} another, such as \u{201c}hosts a visit\u{201d} and \u{201c}makes a visit\u{201d}",
                if mirrored == 1 { "record mirrors" } else { "records mirror" }
            ),
            "each pair was merged into one event, with both ids in the note",
        ));
    }
}

/// What a row says.
struct Record {
    id: Option<String>,
    date: Option<String>,
    code: String,
    title: String,
    kind: Kind,
    from: Option<String>,
    to: Option<String>,
    story: Option<String>,
    note: String,
}

struct Reader<'a> {
    draft: &'a mut FileDraft,
    columns: Columns,
    /// Columns that go into the note, by their names.
    others: &'a [(usize, String)],
    gather: Gather,
    /// Events that may have another side, by what both sides share; with their place and the code they were told by.
    sides: HashMap<String, (usize, String)>,
    mirrored: usize,
}

impl Reader<'_> {
    fn row(&mut self, row: &Row) {
        let record = self.record(row);
        if !self.is_other_side(&record) {
            self.push(row, record);
        }
    }

    /// The actor of some columns, who is a leader.
    fn actor(&mut self, row: &Row, [name, code, country]: [Option<usize>; 3]) -> Option<String> {
        let (name, code, country) = (cell(row, name), cell(row, code), cell(row, country));
        let id = code.or(name)?;
        let leader = LeaderDraft {
            id: name.unwrap_or(id).to_owned(),
            // The reduced tables have codes where others have names.
            // GDELT has names in capitals; ICEWS has them as they are, and `WAFA` is one.
            name: match (self.columns.has_codes, self.columns.format) {
                (true, _) => id.to_owned(),
                (_, "icews") => name.unwrap_or(id).to_owned(),
                _ => title_case(name.unwrap_or(id)),
            },
            country: country
                .filter(|country| !name.unwrap_or_default().contains(country))
                .map(str::to_owned),
            ..LeaderDraft::default()
        };
        self.gather.leader(self.draft, leader, &row.span)
    }

    /// Who did what to whom.
    fn record(&mut self, row: &Row) -> Record {
        let columns = self.columns;
        let written = cell(row, Some(columns.code)).unwrap_or_default();
        let code = with_zero(written, cell(row, columns.text));
        let known = action(&code);
        if known.is_none() || code != written {
            let place = Some(self.draft.place_of_offset(row.span.start));
            let message = format!("found the code {written:?}, expected one of CAMEO, for example 040");
            let help = match known {
                Some(_) => format!("it is read as {code}, as programs drop leading zeros"),
                None => "the event is kept, of the kind other".to_owned(),
            };
            self.draft
                .reports
                .push(file_warning(&self.draft.path, Code::BadCode, place, message, &help));
        }
        let (name, kind) = known.unwrap_or(("event of an unknown code", Kind::Other));
        let source = self.actor(row, [Some(columns.source), columns.source_code, columns.source_country]);
        let target = self.actor(row, [Some(columns.target), columns.target_code, columns.target_country]);
        let is_host = code.starts_with("043");
        let (from, to) = if is_host { (target, source) } else { (source, target) };
        let owned = |at: Option<usize>| cell(row, at).map(str::to_owned);
        let (id, story) = (owned(columns.id), owned(columns.story));
        let parts = [
            id.as_ref().map(|id| format!("id {id}")),
            Some(format!("CAMEO {code}")),
            cell(row, Some(columns.intensity)).map(|intensity| format!("intensity {intensity}")),
            story.as_ref().map(|story| format!("story {story}")),
        ];
        let more = self
            .others
            .iter()
            .filter_map(|(column, name)| Some(format!("\n{name}: {}", cell(row, Some(*column))?)));
        let more: String = more.collect();
        let written = owned(columns.text).filter(|_| !is_host);
        Record {
            id,
            date: owned(Some(columns.date)),
            title: written.unwrap_or_else(|| sentence(if is_host { "make a visit" } else { name })),
            kind,
            from,
            to,
            story,
            note: parts.into_iter().flatten().collect::<Vec<_>>().join(", ") + &more,
            code,
        }
    }

    fn push(&mut self, row: &Row, record: Record) {
        let columns = self.columns;
        let publisher = cell(row, columns.publisher).map(str::to_owned);
        let url = cell(row, columns.url).map(str::to_owned);
        let source = url.clone().or_else(|| publisher.clone()).map(|id| SourceDraft {
            id,
            publisher,
            url,
            ..SourceDraft::default()
        });
        let place: Vec<&str> = columns.places.iter().filter_map(|at| cell(row, *at)).collect();
        let is_lonely = record.kind == Kind::Message && record.to.is_none();
        let family = FAMILIES
            .iter()
            .find(|(root, ..)| record.code.starts_with(root))
            .map_or("", |(_, family, _)| family);
        let mut event = EventDraft {
            id: record.id.unwrap_or_default(),
            kind: if is_lonely { Kind::Statement } else { record.kind },
            sent: record.date,
            place: (!place.is_empty()).then(|| place.join(", ")),
            title: Some(record.title),
            channel: record.code.starts_with("041").then(|| "phone".to_owned()),
            tags: OneOrMany(Some(family.to_owned()).filter(|family| !family.is_empty()).into_iter().collect()),
            note: Some(record.note),
            ..EventDraft::default()
        };
        event.from.0.extend(record.from);
        event.to.0.extend(record.to);
        event
            .sources
            .0
            .extend(source.and_then(|source| self.gather.source(self.draft, source, &row.span)));
        self.draft.events.push(Found {
            record: Box::new(event),
            span: row.span.clone(),
        });
    }

    /// Whether a record is the other side of one that is there: then that one gets its note. Each has one other side.
    fn is_other_side(&mut self, record: &Record) -> bool {
        let (Some(from), Some(to)) = (&record.from, &record.to) else {
            return false;
        };
        let is_visit = record.kind == Kind::Visit;
        let is_mutual = matches!(record.code.get(..3), Some("040" | "041" | "044" | "046"));
        if !is_visit && !is_mutual {
            return false;
        }
        let (first, second) = if is_visit || from < to { (from, to) } else { (to, from) };
        let family = if is_visit { "visit" } else { &record.code };
        let (date, story) = (
            record.date.as_deref().unwrap_or_default(),
            record.story.as_deref().unwrap_or_default(),
        );
        let key = [family, first, second, date, story].join("\u{1}");
        let told_by = if is_visit { &record.code } else { from };
        if let Some(at) = self.sides.get(&key).filter(|(_, other)| other != told_by).map(|(at, _)| *at) {
            self.sides.remove(&key);
            self.mirrored += 1;
            if let Some(found) = self.draft.events.get_mut(at) {
                let first = found.record.note.take().unwrap_or_default();
                found.record.note = Some(format!("{first}\nfrom the other side: {}", record.note));
            }
            return true;
        }
        self.sides.insert(key, (self.draft.events.len(), told_by.clone()));
        false
    }
}

/// A cell that holds something; `NA` and `NULL` are nothing.
fn cell(row: &Row, column: Option<usize>) -> Option<&str> {
    let cell = row.cells.get(column?)?.trim();
    (!matches!(cell, "" | "NA" | "NULL" | "null" | "N/A")).then_some(cell)
}

/// A code with the zero before it that a spreadsheet took away: `40` and `40.0` are `040`, `4` is `04`.
fn with_zero(code: &str, text: Option<&str>) -> String {
    let code = code.strip_suffix(".0").unwrap_or(code);
    let is_number = code.bytes().all(|byte| byte.is_ascii_digit());
    match code.len() {
        1 if is_number => format!("0{code}"),
        // Two digits are a family, of which there are twenty.
        2 if is_number && code > "20" => format!("0{code}"),
        // Of two families the text says which: 10 beside “Make statement” is 010.
        2 if is_number && text.is_some_and(|text| is_of_statement(code, text)) => format!("0{code}"),
        _ => code.to_owned(),
    }
}

/// Whether the words of a code of two digits are those of a public statement, of which 010 to 019 are; 10 to 19 are families of
/// their own.
fn is_of_statement(code: &str, text: &str) -> bool {
    let text = text.to_lowercase();
    let family = FAMILIES.iter().find(|(root, ..)| *root == code).map(|(_, name, _)| *name);
    let is_its_own = family.is_some_and(|name| name.split(' ').next().is_some_and(|word| text.contains(word)));
    code.starts_with('1') && text.contains("statement") && !is_its_own
}

/// With a capital at its beginning.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Names that are all in capitals, as GDELT has them, get small letters; codes of three letters stay.
fn title_case(name: &str) -> String {
    if name.len() <= 3 || name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    name.split(' ')
        .map(|word| sentence(&word.to_lowercase()))
        .collect::<Vec<_>>()
        .join(" ")
}
