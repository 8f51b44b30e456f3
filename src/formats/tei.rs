//! What files in TEI have in common: names, identifiers, dating attributes.

use roxmltree::Node;

use crate::dates::Date;

/// Descendants of that name, whatever their namespace.
pub(super) fn named<'a, 'input: 'a>(node: Node<'a, 'input>, name: &'static str) -> impl Iterator<Item = Node<'a, 'input>> {
    node.descendants()
        .filter(move |node| node.is_element() && node.tag_name().name() == name)
}

pub(super) fn xml_id<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attribute(("http://www.w3.org/XML/1998/namespace", "id"))
}

/// The name of a file without its folder and its ending.
pub(super) fn file_stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// An attribute without the blanks around it, if anything is left.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute(name).map(str::trim).filter(|value| !value.is_empty())
}

/// TEI's dating attributes as EDTF: `from` and `to` are a span, `notBefore` and `notAfter` one date in a span; with the sign of
/// EDTF for what is doubted, `?`, or approximate, `~`.
pub(super) fn edtf_from([when, from, to, not_before, not_after]: [Option<&str>; 5], doubt: &str) -> Option<String> {
    let span = |start: Option<&str>, end: Option<&str>| {
        let side = |date: Option<&str>| date.map_or_else(|| "..".to_owned(), |date| format!("{date}{doubt}"));
        (start.is_some() || end.is_some()).then(|| format!("{}/{}", side(start), side(end)))
    };
    if let Some(when) = when {
        let doubt = if when.contains('T') { "" } else { doubt };
        return Some(format!("{when}{doubt}"));
    }
    // “From 1 March, not after the 10th” ends then at the latest.
    if from.is_some() || to.is_some() {
        return span(from.or(not_before), to.or(not_after));
    }
    match (not_before, not_after) {
        (Some(start), Some(end)) if start == end => Some(format!("{start}{doubt}")),
        // From the first to the last day of a month or a year.
        (Some(start), Some(end)) => match whole(start, end) {
            Some(whole) => Some(format!("{whole}{doubt}")),
            None => Date::one_between(start, end).or_else(|| span(not_before, not_after)),
        },
        (Some(start), None) => Some(format!("[{start}{doubt}..]")),
        (None, Some(end)) => Some(format!("[..{end}{doubt}]")),
        (None, None) => None,
    }
}

/// The month or the year that two days are the first and the last of.
fn whole(first: &str, last: &str) -> Option<String> {
    let (first, end) = (Date::parse(first).ok()?.extent(), Date::parse(last).ok()?.extent());
    let month = last.get(..7).filter(|_| last.len() == 10)?;
    [month.to_owned(), last.get(..4)?.to_owned()]
        .into_iter()
        .find(|whole| Date::parse(whole).is_ok_and(|date| date.extent().earliest == first.earliest && date.extent().latest == end.latest))
}

/// `1523-11-00` says that the day is not known: `1523-11`. A month of zero leaves the day: `1842-XX-09`.
pub(super) fn shorten(edtf: &str) -> Option<String> {
    if let Some((year, day)) = edtf
        .split_once("-00-")
        .filter(|(year, day)| year.len() == 4 && day.len() == 2 && *day != "00")
    {
        return Some(format!("{year}-XX-{day}"));
    }
    let mut shorter = edtf.to_owned();
    while let Some(start) = shorter.find("-00") {
        let end = start + 3;
        let is_part = shorter[end..].chars().next().is_none_or(|next| !next.is_ascii_digit());
        if start < 4 || !is_part {
            return None;
        }
        shorter.replace_range(start..end, "");
    }
    (shorter != edtf).then_some(shorter)
}
