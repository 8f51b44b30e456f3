//! What files in TEI have in common: names, identifiers, dating attributes.

use roxmltree::Node;

use super::xml::folded_text;
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

/// The paragraphs within an element, without notes and without what lies in elements of the names to skip.
pub(super) fn paragraphs(body: Node<'_, '_>, skip: &[&str]) -> Option<String> {
    // An opener with a dateline that is read elsewhere is only a frame around what else is in it; so is an opener or a closer all of
    // whose words are in its dateline, its salutation, its signature.
    let is_part = |node: Node<'_, '_>| matches!(node.tag_name().name(), "dateline" | "salute" | "signed" | "p");
    let is_frame = |node: &Node<'_, '_>| match node.tag_name().name() {
        "opener" if skip.contains(&"dateline") && named(*node, "dateline").next().is_some() => true,
        "opener" | "closer" => {
            let mut words = node
                .descendants()
                .filter(|part| part.is_text() && part.text().is_some_and(|text| !text.trim().is_empty()));
            let is_within = |text: Node<'_, '_>| text.ancestors().skip(1).take_while(|outer| outer != node).any(is_part);
            node.children().filter(|child| is_part(*child)).count() > 1 && words.all(is_within)
        }
        _ => false,
    };
    let is_block = |node: &Node<'_, '_>| {
        let name = node.tag_name().name();
        let is_text = matches!(
            name,
            "p" | "opener" | "closer" | "salute" | "signed" | "l" | "item" | "cell" | "head" | "dateline"
        );
        // “No. 363” beside the dateline.
        let is_beside = name == "seg" && node.parent().is_some_and(|parent| is_frame(&parent));
        node.is_element() && !is_frame(node) && (is_text || is_beside)
    };
    let paragraphs: Vec<String> = body
        .descendants()
        .filter(|node| is_block(node) && *node != body)
        .filter(|node| {
            !skip.contains(&node.tag_name().name())
                || node
                    .ancestors()
                    .skip(1)
                    .take_while(|outer| *outer != body)
                    .any(|outer| outer.tag_name().name() == "list")
        })
        .filter(|node| {
            !node.ancestors().skip(1).take_while(|outer| *outer != body).any(|outer| {
                outer.tag_name().name() == "note"
                    || (is_block(&outer) && outer.tag_name().name() != "item")
                    || skip.contains(&outer.tag_name().name())
            })
        })
        .map(folded_text)
        .filter(|text| !text.is_empty())
        .collect();
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
}
