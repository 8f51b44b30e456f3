//! Records that are wrapped: GeoJSON has them among `properties`, exports by the name of their kind, databases beside their key.

use super::json_rows::{At, fields_of};

/// A record whose event is an object in it, as databases and maps wrap it: `{"type": "Feature", "properties": {…}}`.
pub(super) fn unwrapped(row: At<'_>) -> At<'_> {
    if row.outer.is_some() || row.is_event() {
        return row;
    }
    let inner: Vec<&str> = fields_of(row.text).into_iter().map(|(_, value)| value).collect();
    // GeoJSON has all that is said of something among its properties.
    let fields = fields_of(row.text);
    let properties = fields.iter().find(|(name, value)| name == "properties" && value.starts_with('{'));
    if let (Some((_, properties)), true) = (properties, fields.iter().any(|(_, value)| *value == "\"Feature\"")) {
        return At {
            text: properties,
            outer: Some(row.text),
            is_wrapped: true,
            ..row
        };
    }
    // `{"tweet": {…}}`: the name of its kind, and nothing else.
    if let [only] = inner.as_slice()
        && only.starts_with('{')
    {
        return At { text: only, ..row };
    }
    let mut events = inner.into_iter().filter(|value| value.starts_with('{') && At::of(value).is_event());
    match (events.next(), events.next()) {
        (Some(event), None) => At {
            text: event,
            outer: Some(row.text),
            is_wrapped: true,
            ..row
        },
        _ => row,
    }
}
