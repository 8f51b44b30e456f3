//! TEI's dating attributes in letter indexes: by ISO 8601, by W3C's part of it, by a calendar of the edition's own.

use roxmltree::Node;

use super::super::tei::attribute;
use crate::dates::{self, Date, Hints};

/// A date that the edition counts by a calendar of its own, with the attributes that TEI has for it (`when-custom`); a span as one.
pub(super) fn custom(node: Node<'_, '_>) -> Option<String> {
    let value = |name: &str| attribute(node, name).map(str::to_owned);
    let span = || Some(format!("{}/{}", value("from-custom")?, value("to-custom")?));
    value("when-custom").or_else(span).or_else(|| {
        ["from-custom", "to-custom", "notBefore-custom", "notAfter-custom"]
            .into_iter()
            .find_map(value)
    })
}

/// Whether a date is said to be by the Julian calendar.
pub(super) fn is_julian(node: Node<'_, '_>) -> bool {
    ["calendar", "datingMethod"]
        .iter()
        .filter_map(|name| attribute(node, name))
        .any(|calendar| calendar.to_lowercase().contains("julian"))
}

/// A dating attribute; `when-iso` says the same by ISO 8601 alone.
pub(super) fn dating(node: Node<'_, '_>, name: &str) -> Option<String> {
    attribute(node, name)
        .or_else(|| attribute(node, &format!("{name}-iso")))
        .map(str::to_owned)
}

/// A date of W3C or ISO 8601 as EDTF has it: without the zone of a day, and with hyphens, `18870512`.
pub(super) fn plain_date(text: &str) -> String {
    if !text.contains('T') {
        // `1842-03-01+01:00`, `1842-03-01Z`
        let day = text.get(..10).filter(|day| Date::parse(day).is_ok());
        let zone = text.get(10..).unwrap_or_default();
        let is_zone = zone == "Z" || (zone.len() == 6 && zone.starts_with(['+', '-']) && zone.as_bytes().get(3) == Some(&b':'));
        if let (Some(day), true) = (day, is_zone) {
            return day.to_owned();
        }
    }
    // `1842-W10`, `1842-060`
    let is_week = text.get(4..6) == Some("-W");
    let is_day_of_year = text.len() == 8 && text.as_bytes().get(4) == Some(&b'-') && text.bytes().filter(u8::is_ascii_digit).count() == 7;
    if (is_week || is_day_of_year)
        && let Some(edtf) = dates::read(text, Hints::default()).ok().and_then(|reading| reading.edtf())
    {
        return edtf;
    }
    let is_compact = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    match (text.get(..4), text.get(4..6), text.get(6..)) {
        (Some(year), Some(month), Some(day)) if is_compact => format!("{year}-{month}-{day}"),
        _ => text.to_owned(),
    }
}
