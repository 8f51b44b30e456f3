//! What is peculiar to tables that Aeon Timeline exports: years without zeros, and in version 3 persons and stories among
//! the events, named by their ids.

use std::collections::HashMap;

use super::cells::date_of_parts;
use super::table::{Row, Table};
use crate::model::columns::Field;

/// Whether the headers are those that Aeon Timeline writes.
pub(super) fn is_aeon(headers: &[String]) -> bool {
    let has = |name: &str| headers.iter().any(|header| header == name);
    has("Start Date") && (has("Narrative Position") || ((has("EventID") || has("Event ID")) && has("Parent")) || is_third(headers))
}

/// Whether they are those of version 3.
pub(super) fn is_third(headers: &[String]) -> bool {
    let has = |name: &str| headers.iter().any(|header| header == name);
    has("Display ID") && has("Label") && has("Type") && has("Participant")
}

/// Leaves the events of a table of version 3, with the names of persons and stories for their ids; what is no event is
/// counted by its type.
pub(super) fn only_events(table: &mut Table) -> Vec<(String, usize)> {
    let column = |name: &str| table.headers.iter().position(|header| header == name);
    let (Some(kind), Some(id), Some(label)) = (column("Type"), column("Display ID"), column("Label")) else {
        return Vec::new();
    };
    let named: Vec<usize> = ["Participant", "Story", "Observer", "Location", "Arc"]
        .into_iter()
        .filter_map(column)
        .collect();
    let tags = column("Tags");
    let cell = |row: &Row, at: usize| row.cells.get(at).map(|cell| cell.trim().to_owned()).unwrap_or_default();
    let names: HashMap<String, String> = table.rows.iter().map(|row| (cell(row, id), cell(row, label))).collect();
    let mut others: Vec<(String, usize)> = Vec::new();
    let is_event = |row: &Row| matches!(cell(row, kind).as_str(), "Event" | "");
    for row in table.rows.iter().filter(|row| !is_event(row)) {
        let name = cell(row, kind);
        match others.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => others.push((name, 1)),
        }
    }
    table.rows.retain(|row| is_event(row));
    let (start, end) = (column("Start Date"), column("End Date"));
    for row in &mut table.rows {
        // That it is an event says nothing of its kind; an end that is the start says nothing at all.
        if let Some(cell) = row.cells.get_mut(kind) {
            cell.clear();
        }
        if let (Some(start), Some(end)) = (start, end)
            && row.cells.get(start) == row.cells.get(end)
            && let Some(cell) = row.cells.get_mut(end)
        {
            cell.clear();
        }
        for at in &named {
            if let Some(cell) = row.cells.get_mut(*at) {
                let ids = cell.split(',').map(str::trim).filter(|id| !id.is_empty());
                let called: Vec<&str> = ids.map(|id| names.get(id).map_or(id, String::as_str)).collect();
                *cell = called.join(" | ");
            }
        }
        if let Some(cell) = tags.and_then(|at| row.cells.get_mut(at)) {
            *cell = cell.replace(',', ";");
        }
    }
    others
}

/// Several participants are in one cell, separated by commas.
pub(super) fn part_people(table: &mut Table) {
    let names = ["Participant", "Participants", "Observer", "Observers"];
    let columns: Vec<usize> = (0..table.headers.len())
        .filter(|at| names.contains(&table.headers[*at].as_str()))
        .collect();
    for row in &mut table.rows {
        for at in &columns {
            if let Some(cell) = row.cells.get_mut(*at) {
                *cell = cell.replace(", ", " | ");
            }
        }
    }
}

/// Aeon writes years without zeros and the era before them: `BC 1-11-19`, `99-10-18`.
pub(super) fn rewrite_dates(row: &mut Row, fields: &[Option<Field>]) {
    for (cell, field) in row.cells.iter_mut().zip(fields) {
        if !matches!(field, Some(Field::Sent | Field::End)) {
            continue;
        }
        let text = cell.trim();
        let (is_bce, text) = text.strip_prefix("BC ").map_or((false, text), |rest| (true, rest));
        let (day, clock) = text.split_once(' ').unwrap_or((text, ""));
        let parts: Vec<&str> = day.split('-').collect();
        let [year, month, day] = parts.as_slice() else { continue };
        let Ok(year) = year.parse::<i64>() else { continue };
        let year = if is_bce { (1 - year).to_string() } else { year.to_string() };
        let minutes = if clock.len() > 5 {
            clock.strip_suffix(":00").unwrap_or(clock)
        } else {
            clock
        };
        let clock = Some(minutes).filter(|clock| !clock.is_empty() && *clock != "00:00");
        *cell = date_of_parts(&year, Some(month), Some(day), clock);
    }
}
