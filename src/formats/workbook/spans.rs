//! Which cells of an OpenDocument sheet are one. The library that takes workbooks out says so of other formats only.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Merged;

/// Where the next cell lies.
#[derive(Default)]
struct Place {
    row: u32,
    column: u32,
    /// How often the row that is read is there.
    rows: u32,
}

/// The merged cells of each sheet, by its name, as the part `content.xml` has them; what is damaged ends the reading.
pub(super) fn of(content: &[u8]) -> Vec<(String, Vec<Merged>)> {
    let mut reader = Reader::from_reader(content);
    let mut sheets: Vec<(String, Vec<Merged>)> = Vec::new();
    let mut place = Place::default();
    let mut text = Vec::new();
    loop {
        text.clear();
        match reader.read_event_into(&mut text) {
            Ok(Event::Start(element)) => start(&element, false, &mut place, &mut sheets),
            Ok(Event::Empty(element)) => start(&element, true, &mut place, &mut sheets),
            Ok(Event::End(element)) if element.local_name().as_ref() == "table-row" => end_row(&mut place),
            Ok(Event::Eof) | Err(_) => return sheets,
            Ok(_) => {}
        }
    }
}

fn end_row(place: &mut Place) {
    place.row = place.row.saturating_add(place.rows);
    place.column = 0;
}

fn start(element: &BytesStart<'_>, is_empty: bool, place: &mut Place, sheets: &mut Vec<(String, Vec<Merged>)>) {
    match element.local_name().as_ref() {
        "table" => {
            *place = Place::default();
            sheets.push((attribute(element, "name").unwrap_or_default(), Vec::new()));
        }
        "table-row" => {
            place.rows = number(element, "number-rows-repeated");
            place.column = 0;
            if is_empty {
                end_row(place);
            }
        }
        "table-cell" | "covered-table-cell" => {
            let (rows, columns) = (number(element, "number-rows-spanned"), number(element, "number-columns-spanned"));
            if let Some((_, merged)) = sheets.last_mut().filter(|_| rows > 1 || columns > 1) {
                let last = (place.row.saturating_add(rows - 1), place.column.saturating_add(columns - 1));
                merged.push(((place.row, place.column), last));
            }
            place.column = place.column.saturating_add(number(element, "number-columns-repeated"));
        }
        _ => {}
    }
}

pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = found.value.as_ref();
    Some(quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned))
}

/// A count that is 1 where it is not given.
pub(super) fn number(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name)
        .and_then(|text| text.parse().ok())
        .filter(|count| *count > 0)
        .unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_counted_with_those_that_are_repeated() {
        let content = "<s><table:table table:name=\"A &amp; B\"><table:table-row table:number-rows-repeated=\"3\"/>\
            <table:table-row><table:table-cell table:number-columns-repeated=\"2\"/>\
            <table:table-cell table:number-rows-spanned=\"2\" table:number-columns-spanned=\"1\"><text:p>x</text:p></table:table-cell>\
            </table:table-row><table:table-row><table:table-cell table:number-columns-spanned=\"3\"/></table:table-row></table:table>\
            <table:table table:name=\"C\"/></s>";
        let expected = vec![
            ("A & B".to_owned(), vec![((3, 2), (4, 2)), ((4, 0), (4, 2))]),
            ("C".to_owned(), Vec::new()),
        ];
        assert_eq!(of(content.as_bytes()), expected);
        assert_eq!(
            of(b"<table:table table:name=\"A\"><table:table-row"),
            vec![("A".to_owned(), Vec::new())]
        );
    }
}
