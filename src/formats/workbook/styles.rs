//! How the dates of an OpenDocument sheet are shown. The library that takes workbooks out says so of other formats only.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::spans::{attribute, number};

/// For each sheet the cells whose dates show less than their value has: row and column from 0, and the format as Excel would
/// write it, `yyyy-mm`.
pub(super) type Shown = HashMap<(u32, u32), &'static str>;

/// A cell repeated more often than this is empty.
const MAX_REPEATED: u32 = 4_096;

/// What is read of the styles and where the next cell lies.
#[derive(Default)]
struct State {
    /// The parts that a date style shows, by its name: year, month, day, hour.
    dates: HashMap<String, &'static str>,
    /// The date style of a cell style.
    cells: HashMap<String, String>,
    /// The date style that is read.
    date: Option<(String, [bool; 4])>,
    row: u32,
    rows: u32,
    column: u32,
    /// The cell styles of columns, for cells without one.
    columns: Vec<(u32, String)>,
    row_style: Option<String>,
    found: Vec<(String, Shown)>,
}

/// The dates that are shown as months, years or days, by the names of the sheets, as the part `content.xml` has them; what is
/// damaged ends the reading.
pub(super) fn of(content: &[u8]) -> Vec<(String, Shown)> {
    let mut reader = Reader::from_reader(content);
    let mut state = State::default();
    let mut text = Vec::new();
    loop {
        text.clear();
        match reader.read_event_into(&mut text) {
            Ok(Event::Start(element)) => state.start(&element, false),
            Ok(Event::Empty(element)) => state.start(&element, true),
            Ok(Event::End(element)) => state.end(element.local_name().as_ref()),
            Ok(Event::Eof) | Err(_) => {
                state.found.retain(|(_, shown)| !shown.is_empty());
                return state.found;
            }
            Ok(_) => {}
        }
    }
}

impl State {
    fn start(&mut self, element: &BytesStart<'_>, is_empty: bool) {
        match element.local_name().as_ref() {
            "date-style" => self.date = attribute(element, "name").map(|name| (name, [false; 4])),
            part @ ("year" | "month" | "day" | "hours") => {
                if let Some((_, parts)) = &mut self.date {
                    let at = ["year", "month", "day", "hours"].iter().position(|name| *name == part);
                    if let Some(at) = at {
                        parts[at] = true;
                    }
                }
            }
            "style" => {
                if let (Some(name), Some(date)) = (attribute(element, "name"), attribute(element, "data-style-name")) {
                    self.cells.insert(name, date);
                }
            }
            "table" => {
                (self.row, self.column, self.rows) = (0, 0, 1);
                self.columns.clear();
                self.found.push((attribute(element, "name").unwrap_or_default(), Shown::new()));
            }
            "table-column" => {
                let last = self.columns.last().map_or(0, |(end, _)| *end);
                let end = last.saturating_add(number(element, "number-columns-repeated"));
                self.columns
                    .push((end, attribute(element, "default-cell-style-name").unwrap_or_default()));
            }
            "table-row" => {
                self.rows = number(element, "number-rows-repeated");
                self.column = 0;
                self.row_style = attribute(element, "default-cell-style-name");
                if is_empty {
                    self.end("table-row");
                }
            }
            "table-cell" | "covered-table-cell" => self.cell(element),
            _ => {}
        }
    }

    fn cell(&mut self, element: &BytesStart<'_>) {
        let repeated = number(element, "number-columns-repeated");
        let is_date = attribute(element, "value-type").as_deref() == Some("date");
        let of_column = || {
            self.columns
                .iter()
                .find(|(end, _)| self.column < *end)
                .map(|(_, style)| style.clone())
        };
        let style = attribute(element, "style-name")
            .or_else(|| self.row_style.clone())
            .or_else(of_column);
        let format = style.and_then(|style| self.dates.get(self.cells.get(&style)?).copied());
        if let (true, Some(format), Some((_, shown))) = (is_date, format, self.found.last_mut()) {
            for row in 0..self.rows.min(MAX_REPEATED) {
                for column in 0..repeated.min(MAX_REPEATED) {
                    shown.insert((self.row.saturating_add(row), self.column.saturating_add(column)), format);
                }
            }
        }
        self.column = self.column.saturating_add(repeated);
    }

    fn end(&mut self, name: &str) {
        match name {
            "date-style" => {
                let Some((name, [year, month, day, hour])) = self.date.take() else {
                    return;
                };
                let format = match (year, month, day, hour) {
                    (_, _, _, true) | (false, ..) => return,
                    (_, _, true, _) => "yyyy-mm-dd",
                    (_, true, ..) => "yyyy-mm",
                    _ => "yyyy",
                };
                self.dates.insert(name, format);
            }
            "table-row" => {
                self.row = self.row.saturating_add(self.rows);
                self.column = 0;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_exact_as_their_styles() {
        let content = "<s><number:date-style style:name=\"N1\"><number:month/><number:text>/</number:text><number:year/></number:date-style>\
            <style:style style:name=\"c1\" style:data-style-name=\"N1\"/>\
            <table:table table:name=\"A\"><table:table-column table:default-cell-style-name=\"c1\"/>\
            <table:table-row><table:table-cell office:value-type=\"date\"/><table:table-cell office:value-type=\"date\"/></table:table-row>\
            <table:table-row><table:table-cell/><table:table-cell table:style-name=\"c1\" office:value-type=\"date\"/></table:table-row></table:table></s>";
        let expected: Shown = [((0, 0), "yyyy-mm"), ((1, 1), "yyyy-mm")].into_iter().collect();
        assert_eq!(of(content.as_bytes()), vec![("A".to_owned(), expected)]);
    }
}
