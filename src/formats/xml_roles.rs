//! What library vocabularies say beside a name or a date: the role of a person (MODS, EAD, METS, Dublin Core with refinements),
//! and of a date whether it is the first or the last, approximate or questionable (MODS).

use roxmltree::Node;

use super::tei_text::folded_text;
use crate::dates::Date;

/// Roles of those who write, in words and as codes of MARC.
const SENDERS: [&str; 17] = [
    "author",
    "aut",
    "creator",
    "cre",
    "correspondent",
    "crp",
    "sender",
    "writer",
    "letter writer",
    "from",
    "speaker",
    "spk",
    "verfasser",
    "absender",
    "expéditeur",
    "auteur",
    "signer",
];

/// Roles of those who are written to.
const RECEIVERS: [&str; 9] = [
    "addressee",
    "rcp",
    "recipient",
    "receiver",
    "letter recipient",
    "to",
    "empfänger",
    "adressat",
    "destinataire",
];

/// A person in an element of his own that says what his part was: the field, and the name.
pub(super) fn person_of(node: Node<'_, '_>) -> Option<(&'static str, String)> {
    let is_name = matches!(
        node.tag_name().name(),
        "name"
            | "persName"
            | "persname"
            | "corpName"
            | "corpname"
            | "famname"
            | "person"
            | "agent"
            | "contributor"
            | "creator"
            | "participant"
    );
    let in_role = |child: &Node<'_, '_>| child.tag_name().name() == "role";
    let roles = || {
        let elements = node.children().filter(in_role).flat_map(|role| {
            let terms: Vec<Node<'_, '_>> = role.children().filter(Node::is_element).collect();
            if terms.is_empty() { vec![role] } else { terms }
        });
        let words = elements.map(folded_text);
        words
            .chain(node.attribute("role").map(str::to_owned))
            .chain(node.attribute("relator").map(str::to_owned))
            .map(|role| role.to_lowercase())
    };
    if !is_name {
        return None;
    }
    let is_one_of = |all: &[&str]| roles().any(|role| all.contains(&role.as_str()));
    // Beside an author, a correspondent is whom he wrote to.
    let is_other_side = roles().all(|role| matches!(role.as_str(), "correspondent" | "crp")) && has_author(node);
    let field = match (
        is_one_of(&RECEIVERS) || roles().next().is_some() && is_other_side,
        is_one_of(&SENDERS) && !is_other_side,
    ) {
        (true, false) => "to",
        (false, true) => "from",
        // Who made something that is described by MODS comes first, and needs no role.
        (false, false) if roles().next().is_none() && is_first_of_mods(node) => "from",
        _ => return None,
    };
    // Dates of life and forms of address are not part of the name.
    let is_part = |child: &Node<'_, '_>| {
        matches!(child.tag_name().name(), "namePart" | "part")
            && !matches!(child.attribute("type"), Some("date" | "termsOfAddress" | "description"))
    };
    let parts: Vec<(Option<&str>, String)> = node
        .children()
        .filter(is_part)
        .map(|part| (part.attribute("type"), folded_text(part)))
        .collect();
    let of = |kind: &str| parts.iter().find(|(of, _)| *of == Some(kind)).map(|(_, text)| text.clone());
    let name = match (of("given"), of("family")) {
        // As those are written who have one part.
        (Some(given), Some(family)) if is_of_mods(node) => format!("{family}, {given}"),
        (Some(given), Some(family)) => format!("{given} {family}"),
        _ if !parts.is_empty() => parts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" "),
        _ if node.children().any(|child| child.is_element()) => return None,
        _ => folded_text(node),
    };
    (!name.is_empty()).then_some((field, name))
}

/// Whether another beside somebody is called the author.
fn has_author(node: Node<'_, '_>) -> bool {
    // No further names are searched for an author.
    const MOST: usize = 200;
    let beside = node.parent().into_iter().flat_map(|parent| parent.children()).take(MOST);
    let is_author = |other: Node<'_, '_>| {
        let role = other.attribute("role").unwrap_or_default().to_lowercase();
        matches!(role.as_str(), "author" | "aut" | "creator" | "cre")
    };
    beside.filter(|other| *other != node).any(is_author)
}

fn is_of_mods(node: Node<'_, '_>) -> bool {
    node.tag_name().namespace().is_some_and(|space| space.contains("loc.gov/mods"))
}

fn is_first_of_mods(node: Node<'_, '_>) -> bool {
    let is_name = |other: &Node<'_, '_>| other.tag_name() == node.tag_name();
    is_of_mods(node) && node.parent().is_some_and(|parent| parent.children().find(is_name) == Some(node))
}

/// The date of an element by what MODS says of it: with the last of a span, and as uncertain as it is.
pub(super) fn qualified(node: Node<'_, '_>) -> Option<String> {
    let one = |node: Node<'_, '_>| {
        let text = folded_text(node);
        let date = Date::parse(&text).ok()?;
        let sign = match node.attribute("qualifier") {
            Some("approximate") => "~",
            Some("questionable") => "?",
            _ => "",
        };
        // What says itself how uncertain it is needs no sign.
        let is_plain = date.to_string().bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        Some(if is_plain { format!("{text}{sign}") } else { text })
    };
    match node.attribute("point") {
        Some("start") => {
            let end = siblings_after(node).find(|other| other.attribute("point") == Some("end"));
            match end.and_then(one) {
                Some(end) => Some(format!("{}/{end}", one(node)?)),
                None => Some(format!("{}/..", one(node)?)),
            }
        }
        Some("end") => Some(format!("../{}", one(node)?)),
        _ if node.attribute("qualifier").is_some() => one(node),
        _ => None,
    }
}

/// The date of an element of EAD3, `unitdatestructured`: one, from one to another, or several, as certain as it says; and its words.
pub(super) fn structured(node: Node<'_, '_>) -> Option<(String, String)> {
    if node.tag_name().name() != "unitdatestructured" {
        return None;
    }
    let standard = |node: Node<'_, '_>| {
        let given = ["standarddate", "notbefore", "notafter"]
            .iter()
            .find_map(|name| node.attribute(*name))
            .map(str::to_owned);
        given.or_else(|| crate::dates::read(&folded_text(node), crate::dates::Hints::default()).ok()?.edtf())
    };
    let one = |node: Node<'_, '_>| match node.tag_name().name() {
        "datesingle" => standard(node),
        "daterange" => {
            let end = |name: &str| node.children().find(|child| child.tag_name().name() == name).and_then(standard);
            let (first, last) = (end("fromdate"), end("todate"));
            (first.is_some() || last.is_some()).then(|| {
                let side = |date: Option<String>| date.unwrap_or_else(|| "..".to_owned());
                format!("{}/{}", side(first), side(last))
            })
        }
        _ => None,
    };
    let set = node.children().find(|child| child.tag_name().name() == "dateset");
    let dates: Vec<String> = set.unwrap_or(node).children().filter_map(one).collect();
    let date = match dates.as_slice() {
        [] => return None,
        [one] => one.clone(),
        several => format!("{{{}}}", several.join(",").replace('/', "..")),
    };
    let words: Vec<String> = node
        .descendants()
        .filter(Node::is_text)
        .filter_map(|part| part.text().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned))
        .collect();
    Date::parse(&date).ok()?;
    let joint = if set.is_some() { "; " } else { " \u{2013} " };
    Some((date, words.join(joint)))
}

/// Whether an element is the last date of a span whose first is before it.
pub(super) fn ends_span(node: Node<'_, '_>) -> bool {
    let is_date = |node: Node<'_, '_>| Date::parse(&folded_text(node)).is_ok();
    let is_start = |other: Node<'_, '_>| other.tag_name() == node.tag_name() && other.attribute("point") == Some("start") && is_date(other);
    node.attribute("point") == Some("end") && is_date(node) && node.prev_siblings().skip(1).any(is_start)
}

fn siblings_after<'a, 'input>(node: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    let name = node.tag_name();
    node.next_siblings().skip(1).filter(move |other| other.tag_name() == name)
}
