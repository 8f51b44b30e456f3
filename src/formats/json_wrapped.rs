//! Records that are wrapped: GeoJSON has them among `properties`, exports by the name of their kind, databases beside their key.

use super::json_rows::{At, Part, fields_of};
use crate::model::columns::Field;

/// A record whose event is an object in it, as databases and maps wrap it: `{"type": "Feature", "properties": {…}}`.
pub(super) fn unwrapped(row: At<'_>) -> At<'_> {
    if row.outer.is_some() || row.is_event() {
        return row;
    }
    // GeoJSON has all that is said of something among its properties.
    let fields = fields_of(row.text);
    let properties = fields.iter().find(|(name, value)| name == "properties" && value.starts_with('{'));
    if let (Some((_, properties)), true) = (properties, fields.iter().any(|(_, value)| *value == "\"Feature\"")) {
        return At {
            text: properties,
            outer: Some(row.text),
            part: Part::Wrapped,
            ..row
        };
    }
    // `{"tweet": {…}}`: the name of its kind, and nothing else.
    if let [(_, only)] = fields.as_slice()
        && only.starts_with('{')
    {
        return At { text: only, ..row };
    }
    // `{"sent": {"date": …, "person": …}, "received": {…}}`: what is said of its sending is no event of its own.
    let is_part = |name: &str| Field::from_name(name).is_some_and(|field| field.is_date() || matches!(field, Field::From | Field::To));
    let mut events = fields
        .into_iter()
        .filter(|(name, value)| value.starts_with('{') && !is_part(name) && At::of(value).is_event())
        .map(|(_, value)| value);
    match (events.next(), events.next()) {
        (Some(event), None) => At {
            text: event,
            outer: Some(row.text),
            part: Part::Wrapped,
            ..row
        },
        _ => row,
    }
}
