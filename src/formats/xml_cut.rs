//! XML that was cut off, as by a download that broke: what is complete before the cut can still be read.

use std::collections::BTreeMap;

/// Elements that are records of their own in the kinds of XML that are read; `div` is a document of a TEI volume.
const RECORDS: [&str; 6] = ["event", "visit", "trip", "correspDesc", "TEI", "div"];

/// How deep elements of one name are looked for.
const MAX_DEPTH: usize = 4;

/// The part of a text before the cut.
pub(super) struct Whole {
    /// Up to the last complete record, with the elements that are open there closed. Offsets are those of the text.
    pub(super) text: String,
    /// The record that is cut off, where one had begun.
    pub(super) cut: Option<String>,
}

/// What of a text that ends too early is complete; `None` where no record is, or where it does not end too early.
pub(super) fn whole(text: &str) -> Option<Whole> {
    let mut open: Vec<&str> = Vec::new();
    let mut last: Option<(usize, Vec<&str>)> = None;
    // In XML of another kind, elements of one name beside each other.
    let mut alike: BTreeMap<(usize, &str), (usize, usize, Vec<&str>)> = BTreeMap::new();
    let mut at = 0;
    while let Some(start) = text.get(at..)?.find('<').map(|found| at + found) {
        let Some(end) = end_of_tag(text, start) else { break };
        at = end;
        let tag = text.get(start + 1..end - 1)?;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop()? != name.trim_end() {
                return None;
            }
            if record(name.trim_end()).is_some() {
                last = Some((end, open.clone()));
            } else if (1..=MAX_DEPTH).contains(&open.len()) {
                let seen = alike.entry((open.len(), name.trim_end())).or_insert_with(|| (0, 0, Vec::new()));
                *seen = (seen.0 + 1, end, open.clone());
            }
        } else if !tag.starts_with(['!', '?']) {
            let name = tag.split([' ', '\t', '\r', '\n', '/']).next()?;
            if !tag.ends_with('/') {
                open.push(name);
            } else if record(name).is_some() {
                last = Some((end, open.clone()));
            }
        }
    }
    // Where a record of a known kind has begun, its parts are no records.
    let known = last.is_some() || open.iter().any(|name| record(name).is_some());
    let repeated = alike.iter().find(|(_, (count, ..))| *count > 1).filter(|_| !known);
    let name = repeated.map(|((_, name), _)| (*name).to_owned());
    let last = last.or_else(|| repeated.map(|(_, (_, end, open))| (*end, open.clone())));
    let (end, outer) = last.filter(|_| !open.is_empty())?;
    // Whatever is open at the end and was not at the last complete record was begun after it.
    let begun = open.get(outer.len()..).unwrap_or_default();
    let mut whole = text.get(..end)?.to_owned();
    for name in outer.iter().rev() {
        whole.push_str(&format!("</{name}>"));
    }
    let rest = text.get(at..).unwrap_or_default();
    let started = begun.iter().find_map(|begun| {
        record(begun)
            .map(str::to_owned)
            .or_else(|| name.clone().filter(|name| name == begun))
    });
    // The cut may lie in the very tag that begins a record.
    let in_tag = || {
        let name = rest.get(rest.find('<')? + 1..)?;
        RECORDS
            .into_iter()
            .find(|record| name.strip_prefix(record).is_some_and(|more| more.starts_with(char::is_whitespace)))
            .map(str::to_owned)
    };
    Some(Whole {
        text: whole,
        cut: started.or_else(in_tag),
    })
}

/// The record that an element is, whatever the prefix of its name.
fn record(name: &str) -> Option<&'static str> {
    let local = name.rsplit(':').next()?;
    RECORDS.into_iter().find(|record| *record == local)
}

/// Where what begins at a `<` ends; `None` where the text ends first.
fn end_of_tag(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    for (begin, end) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
        if rest.starts_with(begin) {
            return rest.find(end).map(|found| start + found + end.len());
        }
    }
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(start + at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_complete_before_the_cut_is_kept() {
        let cut = |text: &str| whole(text).map(|whole| (whole.text, whole.cut));
        let read = |text: &str, record: Option<&'static str>| Some((text.to_owned(), record.map(str::to_owned)));
        assert_eq!(
            cut("<data><event a='>'>x</event><event>y"),
            read("<data><event a='>'>x</event></data>", Some("event"))
        );
        assert_eq!(cut("<data><event/><event sta"), read("<data><event/></data>", Some("event")));
        assert_eq!(cut("<a:data><a:event/><!-- <event>"), read("<a:data><a:event/></a:data>", None));
        assert_eq!(cut("<data><event/></data>"), None);
        assert_eq!(cut("<data><event>"), None);
        assert_eq!(cut("<data><event></data>"), None);
        // Elements of one name beside each other are records where none of a known kind has begun.
        assert_eq!(
            cut("<log><row>a</row><row>b</row><row>c"),
            read("<log><row>a</row><row>b</row></log>", Some("row"))
        );
        assert_eq!(cut("<TEI><p>a</p><p>b</p><p>c"), None);
    }
}
