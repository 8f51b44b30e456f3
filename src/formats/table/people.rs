//! People: those whose first and family names are in several columns; those who have an id beside their name.

use std::collections::HashSet;

use super::rows::Part;
use super::{Known, Maker, Row, Table};
use crate::formats::cells::split;
use crate::formats::{file_warning, html};
use crate::model::Code;
use crate::model::columns::{Field, Mapping, fold_header};
use crate::model::draft::{FileDraft, LeaderDraft};
use crate::model::name_remarks::bare_name;
use crate::model::names::{folded, is_nobody};

/// Words for a first name at the end of a header, longest first.
const FIRST: [&str; 15] = [
    "firstnames",
    "firstname",
    "forenames",
    "forename",
    "givenname",
    "vorname",
    "prénom",
    "имя",
    "given",
    "first",
    "voornaam",
    "nombre",
    "nome",
    "imię",
    "jméno",
];

/// Words for a family name at the end of a header, longest first.
const LAST: [&str; 16] = [
    "familyname",
    "lastname",
    "surname",
    "nachname",
    "familienname",
    "nomdefamille",
    "фамилия",
    "family",
    "last",
    "nom",
    "apellidos",
    "apellido",
    "cognome",
    "achternaam",
    "nazwisko",
    "příjmení",
];

/// Whether a header, below one that says whose, is a part of a name.
pub(in crate::formats) fn is_part_of_name(header: &str) -> bool {
    let folded = fold_header(header);
    FIRST.contains(&folded.as_str()) || LAST.contains(&folded.as_str())
}

/// Whether a header is a first name.
pub(in crate::formats) fn is_first_name(header: &str) -> bool {
    FIRST.contains(&fold_header(header).as_str())
}

/// Puts first and family names of the same people into one column: `sender first name`, `sender last name`. Of several people
/// in one cell, with bars between them, each gets his own.
pub(super) fn join_names(table: &mut Table) {
    let part = |header: &str, words: &[&str]| {
        let folded = fold_header(header);
        words.iter().find_map(|word| folded.strip_suffix(word).map(str::to_owned))
    };
    let mut at = 0;
    while at < table.headers.len() {
        let whose = part(&table.headers[at], &FIRST);
        let other = whose.as_ref().and_then(|whose| {
            let own = table.headers.iter().position(|header| part(header, &LAST).as_ref() == Some(whose));
            own.or_else(|| rest_of_name(table, at, whose))
        });
        let (Some(whose), Some(last)) = (whose, other) else {
            at += 1;
            continue;
        };
        let header = if whose.is_empty() { "name".to_owned() } else { whose };
        let is_person = matches!(
            Mapping::guess(std::slice::from_ref(&header)).0.first(),
            Some((_, Field::From | Field::To))
        );
        let taken = table.headers.iter().position(|known| fold_header(known) == header);
        let is_filled = |row: &Row, column: usize| row.cells.get(column).is_some_and(|cell| !cell.trim().is_empty());
        let has_both = taken.is_some_and(|taken| table.rows.iter().any(|row| is_filled(row, taken) && is_filled(row, last)));
        if is_person && !has_both {
            for row in &mut table.rows {
                let width = row.cells.len().max(at + 1).max(last + 1).max(taken.map_or(0, |taken| taken + 1));
                row.cells.resize(width, String::new());
                row.cells[at] = joined(&row.cells[at], &row.cells[last]);
                // Others have their whole name in one column.
                if let Some(taken) = taken {
                    let name = std::mem::take(&mut row.cells[at]);
                    if !name.is_empty() {
                        row.cells[taken] = name;
                    }
                }
            }
            table.headers[at] = header;
            let mut gone = vec![last];
            gone.extend(taken.map(|_| at));
            gone.sort_unstable_by(|a, b| b.cmp(a));
            for column in gone {
                table.headers.remove(column);
                table.rows.iter_mut().for_each(|row| drop(row.cells.remove(column)));
                at -= usize::from(column <= at && at > 0);
            }
            continue;
        }
        at += 1;
    }
}

/// The column `name` beside one of first names, where it does not repeat them: there it holds family names.
fn rest_of_name(table: &Table, first: usize, whose: &str) -> Option<usize> {
    let wanted = format!("{whose}name");
    let name = table.headers.iter().position(|header| fold_header(header) == wanted)?;
    let cell = |row: &Row, column: usize| row.cells.get(column).map(|cell| cell.trim().to_owned()).unwrap_or_default();
    let is_whole = |row: &Row| !cell(row, first).is_empty() && cell(row, name).contains(&cell(row, first));
    (!table.rows.iter().any(is_whole)).then_some(name)
}

/// Whole names from first and family names, one by one where both cells have as many.
fn joined(first: &str, last: &str) -> String {
    let parts = |cell: &str| cell.split(['|', ';']).map(|part| part.trim().to_owned()).collect::<Vec<_>>();
    let (firsts, lasts) = (parts(first), parts(last));
    let whole = |first: &str, last: &str| format!("{} {}", first.trim(), last.trim()).trim().to_owned();
    if firsts.len() == lasts.len() {
        let names = firsts.iter().zip(&lasts).map(|(first, last)| whole(first, last));
        names.collect::<Vec<_>>().join(" | ")
    } else {
        whole(first, last)
    }
}

/// Cells that may name several persons in one, which are read as one name.
pub(super) fn report_several(draft: &mut FileDraft, several: &[(String, usize)]) {
    let Some((name, start)) = several.first() else { return };
    let place = Some(draft.place_of_offset(*start));
    let more = match several.len() {
        1 => String::new(),
        count => format!(", and {} more of the kind", count - 1),
    };
    let message = format!("found the name {name:?}, which may be of several persons{more}");
    let help = "each is read as one; put a semicolon between persons";
    draft
        .reports
        .push(file_warning(&draft.path, Code::SeveralNames, place, message, help));
}

/// Whether a text is one to three words that begin as names do.
fn is_name(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    words.peek().is_some() && words.all(|word| word.starts_with(char::is_uppercase)) && text.split_whitespace().count() < 4
}

/// Whether a cell may name several persons: `Kennedy and Macmillan`, `Marx/Engels`.
fn may_be_several(name: &str) -> bool {
    const JOINTS: [&str; 7] = [" and ", " & ", " und ", " et ", " y ", " и ", "/"];
    let is_whole = |side: &str| is_name(side) && side.split_whitespace().count() > 1;
    let by_comma = name
        .split_once(',')
        .is_some_and(|(first, second)| is_whole(first) && is_whole(second));
    // “Churchill, Roosevelt, Stalin”; “Kennedy, John, Jr.” is one.
    let parts: Vec<&str> = name.split(',').map(str::trim).collect();
    let is_suffix = |part: &&str| {
        matches!(
            part.trim_end_matches('.'),
            "Jr" | "Sr"
                | "Sir"
                | "Bart"
                | "Dr"
                | "II"
                | "III"
                | "IV"
                | "Ritter"
                | "Graf"
                | "Freiherr"
                | "Earl"
                | "Duke"
                | "Count"
                | "Baron"
                | "Lord"
                | "Lady"
                | "Viscount"
                | "Marquess"
                | "Marquis"
                | "Prince"
                | "King"
                | "Comte"
                | "Duc"
                | "Conte"
        )
    };
    let by_commas = parts.len() > 2 && parts.iter().all(|part| is_name(part)) && !parts.iter().any(is_suffix);
    let is_joined = |joint: &&str| {
        name.split_once(*joint)
            .is_some_and(|(first, second)| is_name(first) && is_name(second))
    };
    by_comma || by_commas || JOINTS.iter().any(is_joined)
}

/// Somebody with the address by which he is known: `Ann Lee <ann@example.org>`.
fn addressed(name: &str) -> Option<(String, String)> {
    let (name, address) = name.trim().strip_suffix('>')?.split_once('<')?;
    let name = name.trim().trim_matches('"');
    let is_address = address.contains('@') && !address.contains(char::is_whitespace);
    (is_address && !name.is_empty()).then(|| (name.to_owned(), address.to_lowercase()))
}

/// The states in a cell of those that signed: `China, Kazakhstan`; `Korea, Republic of` is one.
fn states_in(cell: &str) -> Option<Vec<String>> {
    let states: Vec<&str> = cell.split(',').map(str::trim).collect();
    let is_whole = |state: &&str| is_name(state) && !state.ends_with(" of") && !state.ends_with(" of the");
    (states.len() > 1 && states.iter().all(is_whole)).then(|| states.into_iter().map(str::to_owned).collect())
}

/// The ids in a cell of several of one shape, whatever divides them: `P0003#P0004`, `P3, P4`.
fn ids_of_one_shape(cell: &str) -> Option<Vec<String>> {
    if !cell.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let divides = |char: char| matches!(char, '#' | ',' | '+' | '/' | '&') || char.is_whitespace();
    let prefix = |id: &str| id.trim_end_matches(|char: char| char.is_ascii_digit()).len();
    let ids: Vec<&str> = cell.split(divides).filter(|id| !id.is_empty()).collect();
    let [first, others @ ..] = ids.as_slice() else { return None };
    let shape = first.get(..prefix(first))?;
    let is_id = |id: &&str| prefix(id) < id.len() && id.get(..prefix(id)) == Some(shape);
    let is_word = !shape.is_empty() && shape.chars().all(|char| char.is_alphabetic() || matches!(char, '-' | '_' | ':'));
    (is_word && !others.is_empty() && ids.iter().all(is_id)).then(|| ids.iter().map(|id| (*id).to_owned()).collect())
}

/// The addresses of mail in a cell: `tim@enron.com, jeff@enron.com`.
fn addresses_in(cell: &str) -> Option<Vec<String>> {
    let parts: Vec<&str> = cell.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let is_address = |part: &&str| {
        let bare = part.rsplit_once('<').map_or(*part, |(_, address)| address.trim_end_matches('>'));
        bare.contains('@') && !bare.contains(char::is_whitespace)
    };
    (parts.len() > 1 && parts.iter().all(is_address)).then(|| parts.into_iter().map(str::to_owned).collect())
}

/// Names with the pages that Notion has of them: `Rusk (https://www.notion.so/R-2), Bundy (https://www.notion.so/B-3)`.
fn linked_names(cell: &str) -> Option<Vec<String>> {
    let mut names = Vec::new();
    let mut rest = cell.trim();
    while !rest.is_empty() {
        let (name, after) = rest.split_once(" (http")?;
        let (_, after) = after.split_once(')')?;
        names.push(name.trim().to_owned());
        rest = after.trim_start_matches([',', ' ']);
    }
    (!names.is_empty()).then_some(names)
}

/// Names of which those with a comma are in quotation marks, as Airtable lists them: `"Kennedy, John F.",Thant`.
fn quoted_names(cell: &str) -> Option<Vec<String>> {
    if !cell.starts_with('"') && !cell.ends_with('"') || cell.len() < 3 {
        return None;
    }
    let mut names = Vec::new();
    let mut is_quoted = false;
    for part in cell.split_inclusive(['"', ',']) {
        if names.is_empty() {
            names.push(String::new());
        }
        let (text, sign) = part.split_at(part.trim_end_matches(['"', ',']).len());
        let last = names.last_mut()?;
        last.push_str(text);
        match sign {
            "\"" => is_quoted = !is_quoted,
            "," if is_quoted => last.push(','),
            "," => names.push(String::new()),
            _ => {}
        }
    }
    let names: Vec<String> = names
        .into_iter()
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    (!is_quoted && !names.is_empty()).then_some(names)
}

/// Ids of persons with the same name.
pub(super) type Ids = HashSet<String>;

/// Whether the column of senders is of those who signed.
pub(super) fn has_signatories(headers: &[String], fields: &[Option<Field>]) -> bool {
    let mut columns = headers.iter().zip(fields);
    columns.any(|(header, field)| *field == Some(Field::From) && fold_header(header) == "signatories")
}

impl Known<'_> {
    /// Learns which ids are beside each name: whoever has a name and no id is the one who has both, where there is only one.
    pub(super) fn learn_ids(&mut self, rows: &[Row]) {
        for (of, ids) in [(Field::From, Field::FromId), (Field::To, Field::ToId)] {
            let has_ids = self.columns.get(ids as usize).is_some_and(Option::is_some);
            if !has_ids
                && !rows
                    .iter()
                    .any(|row| self.cell(row, of).is_some_and(|cell| addressed(cell).is_some()))
            {
                continue;
            }
            for (name, id) in rows.iter().flat_map(|row| self.named(row, of, ids)).collect::<Vec<_>>() {
                if let Some(id) = id {
                    self.ids.entry(folded(&name).into_owned()).or_default().insert(id);
                }
            }
        }
    }

    /// The names of a cell, each with the id that the cell of ids has for it, where that has as many.
    fn named(&self, row: &Row, of: Field, ids: Field) -> Vec<(String, Option<String>)> {
        // Cells of pages have names with their tags: `Boris&nbsp;Yeltsin &amp; Co`.
        let cell = self.cell(row, of);
        let is_marked = |cell: &&str| cell.contains('<') || cell.contains('&') && cell.contains(';');
        let plain = cell.filter(is_marked).map(html::line);
        let mut names = split(plain.as_deref().or(cell));
        if self.maker != Maker::Ours {
            let one_by_one = |name: String| {
                ids_of_one_shape(&name)
                    .or_else(|| addresses_in(&name))
                    .or_else(|| linked_names(&name))
                    .or_else(|| quoted_names(&name))
                    .unwrap_or_else(|| vec![name])
            };
            names = names.into_iter().flat_map(one_by_one).collect();
            if of == Field::From && self.has_signatories {
                names = names
                    .into_iter()
                    .flat_map(|name| states_in(&name).unwrap_or_else(|| vec![name]))
                    .collect();
            }
        }
        let ids = self.ids_in(row, ids);
        let is_paired = ids.len() == names.len();
        let id = |position: usize| ids.get(position).filter(|id| is_paired && !id.is_empty()).cloned();
        let person = |(position, name): (usize, String)| match (id(position), addressed(&name)) {
            (None, Some((name, address))) if self.maker != Maker::Ours => (name, Some(address)),
            (id, _) => (name, id),
        };
        names.into_iter().enumerate().map(person).collect()
    }

    /// The ids in a cell, each in its place.
    fn ids_in(&self, row: &Row, ids: Field) -> Vec<String> {
        let cell = self.cell(row, ids).unwrap_or_default();
        let all = Some(cell).filter(|_| self.maker != Maker::Ours).and_then(ids_of_one_shape);
        all.unwrap_or_else(|| cell.split('|').map(|id| id.trim().to_owned()).collect())
    }
}

impl Part<'_> {
    /// Who sent and who received; “Salisbury to MacDonald” in the cell of the one says both, where that of the other is blank.
    pub(super) fn parties(&mut self, row: &Row) -> (Vec<String>, Vec<String>) {
        let both = self
            .known
            .cell(row, Field::From)
            .filter(|_| self.known.cell(row, Field::To).is_none());
        let both = both
            .and_then(|cell| cell.split_once(" to "))
            .filter(|_| self.known.maker != Maker::Ours && self.known.ids_in(row, Field::FromId).iter().all(String::is_empty));
        if let Some((from, to)) = both.filter(|(from, to)| is_name(from) && is_name(to)) {
            let named = |side: &str| split(Some(side));
            let (from, to) = (named(from), named(to));
            let mut leaders = |names: Vec<String>| -> Vec<String> {
                let known = names.iter().filter_map(|name| self.gather.named(&mut self.draft, name, &row.span));
                known.collect()
            };
            return (leaders(from), leaders(to));
        }
        (
            self.people(row, Field::From, Field::FromId),
            self.people(row, Field::To, Field::ToId),
        )
    }

    /// The names of a cell, each a leader; the cell of ids beside it, where it has as many, says who is the same.
    fn people(&mut self, row: &Row, of: Field, ids: Field) -> Vec<String> {
        let mut found = Vec::new();
        let names = self.known.named(row, of, ids);
        // Of some only the id is written.
        if names.is_empty() {
            for id in self.known.ids_in(row, ids).iter().filter(|id| !id.is_empty()) {
                found.extend(self.gather.named(&mut self.draft, id, &row.span));
            }
            return found;
        }
        for (written, id) in names {
            let is_ours = self.known.maker == Maker::Ours;
            let bare = bare_name(&written).filter(|_| !is_ours && id.is_none() && !is_nobody(&written));
            let name = bare.unwrap_or(&written).to_owned();
            if name != written {
                let line = self.known.labeled(of, &written);
                self.unnamed.push(line);
            }
            if !is_nobody(&name) && may_be_several(&name) {
                self.several.push((name.clone(), row.span.start));
            }
            let only = || {
                self.known
                    .ids
                    .get(folded(&name).as_ref())
                    .filter(|ids| ids.len() == 1)?
                    .iter()
                    .next()
                    .cloned()
            };
            let leader = LeaderDraft {
                id: id.or_else(only).unwrap_or_else(|| name.clone()),
                name: name.clone(),
                ..LeaderDraft::default()
            };
            let known = if is_ours {
                self.gather.given(&mut self.draft, leader, &row.span)
            } else {
                self.gather.leader(&mut self.draft, leader, &row.span)
            };
            // “ditto”, “et al.”: words in the place of a name.
            if known.is_none() && name == written {
                let line = self.known.labeled(of, &name);
                self.unnamed.push(line);
            }
            found.extend(known);
        }
        found
    }
}
