//! TEI's dating attributes in letter indexes: by ISO 8601, by W3C's part of it, by a calendar of the edition's own.

use roxmltree::Node;

use super::super::cells::joined;
use super::super::tei::attribute;
use crate::dates::{self, Before, Clocks, Date, Hints};

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

/// What is said of how sure a date is.
#[derive(Clone, Copy, Default)]
pub(super) struct Doubt {
    is_uncertain: bool,
    is_approximate: bool,
}

impl Doubt {
    /// By the attributes, which may be numbers (TEI's `teidata.probCert`), and by the wording of one date: `<date
    /// when="1519-05-15">[um 15. Mai 1519]</date>`.
    pub(super) fn of(date: Node<'_, '_>, words: Option<&str>) -> Self {
        let is_low = |name: &str| match attribute(date, name) {
            Some("low" | "medium" | "unknown") => true,
            Some(number) => number.parse::<f32>().is_ok_and(|share| share < 0.95),
            None => false,
        };
        let is_one = ["when", "when-iso", "from", "to"]
            .iter()
            .any(|name| attribute(date, name).is_some());
        let said = words.filter(|_| is_one).and_then(|words| dates::read(words, Hints::default()).ok());
        let (perhaps, about) = said.map_or((false, false), |said| (said.is_uncertain, said.is_approximate));
        Self {
            is_uncertain: is_low("cert") || attribute(date, "evidence") == Some("conjecture") || perhaps,
            is_approximate: is_low("precision") || about,
        }
    }

    /// EDTF's sign for it.
    pub(super) fn sign(self) -> &'static str {
        match (self.is_uncertain, self.is_approximate) {
            (true, true) => "%",
            (true, false) => "?",
            (false, true) => "~",
            (false, false) => "",
        }
    }

    /// What the date in EDTF does not say of it; a set holds no doubt.
    pub(super) fn in_words(self, date: &Date) -> Option<String> {
        let doubt = (self.is_uncertain && !date.is_uncertain()).then(|| "the date is uncertain".to_owned());
        let about = (self.is_approximate && !date.is_approximate()).then(|| "the date is approximate".to_owned());
        joined(doubt, about)
    }
}

/// What is wrong with the dates of an element's attributes, in the order of TEI.
pub(super) fn attributes_as_written(values: &[Option<String>; 5]) -> String {
    let names = ["when", "from", "to", "notBefore", "notAfter"];
    let all = names
        .iter()
        .zip(values)
        .filter_map(|(name, value)| Some((*name, value.as_deref()?)));
    let written: Vec<String> = all.map(|(name, value)| format!("{name}={value:?}")).collect();
    let backwards = [(1, 2), (3, 4)].into_iter().any(|(first, last)| {
        let read = |at: usize| values[at].as_deref().and_then(|value| Date::parse(value).ok());
        matches!((read(first), read(last)), (Some(first), Some(last)) if last.before(&first, Clocks::OfOnePlace) == Before::Certainly)
    });
    let expected = if backwards {
        "which ends before it begins"
    } else {
        "expected a date of ISO 8601, for example \"1842-03-05\" or \"1842-03\""
    };
    format!("found the date {}, {expected}", written.join(" "))
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
