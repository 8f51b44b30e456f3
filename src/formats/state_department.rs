//! The Department of State's lists of visits by foreign leaders and of trips by presidents and secretaries, in XML.
//!
//! A visit: the visitor comes to the United States. A trip: the traveler visits a country; one element is one leg, and
//! legs that follow on each other share a tag.

use crate::model::Code;
use roxmltree::Node;

use super::file_error;
use super::xml::child_text;
use crate::dates::{DAY, Date};
use crate::model::Kind;
use crate::model::draft::{EventDraft, FileDraft, Found, LeaderDraft, OneOrMany, SourceDraft};

/// Offices that stand before a name and are no part of it, longest first where one begins like another.
const OFFICES: [&str; 28] = [
    "Deputy Prime Minister",
    "Prime Minister",
    "Foreign Minister",
    "Vice President",
    "President-elect",
    "President",
    "Vice Chancellor",
    "Federal Chancellor",
    "Chancellor",
    "Premier",
    "Taoiseach",
    "Governor General",
    "General Secretary",
    "Secretary General",
    "Secretary-General",
    "Chairman",
    "Chief Minister",
    "State Counsellor",
    "Acting President",
    "Interim President",
    "Captain Regent",
    "Presidency Chairman",
    "Presidency Member",
    "Member",
    "Defense Minister",
    "Interior Minister",
    "Finance Minister",
    "Minister",
];

/// The host of every visit.
const HOST: &str = "united-states";

/// Whether the root of a document is such a list, or a single visit or trip.
pub(super) fn is_list(root: Node<'_, '_>) -> bool {
    matches!(root.tag_name().name(), "visits" | "trips" | "visit" | "trip")
}

/// Fills in the draft from a list, or from a single visit or trip.
pub(super) fn read(draft: &mut FileDraft, root: Node<'_, '_>) {
    let records: Vec<Node<'_, '_>> = root
        .descendants()
        .filter(|node| node.has_tag_name("visit") || node.has_tag_name("trip"))
        .collect();
    let has_visits = records.iter().any(|node| node.has_tag_name("visit"));
    let has_trips = records.iter().any(|node| node.has_tag_name("trip"));
    draft.is_foreign = true;
    draft.format = if has_trips {
        "state-department-trips"
    } else {
        "state-department-visits"
    };
    for (is_there, source) in [(has_visits, visits_source()), (has_trips, trips_source())] {
        if is_there {
            draft.sources.push(Found {
                record: source,
                span: root.range(),
            });
        }
    }
    if has_visits {
        // First, so that the host's lane stands on top.
        add_leader(draft, root, HOST, "United States", None, Some("US".to_owned()));
    }
    for node in records {
        if node.has_tag_name("visit") {
            visit(draft, node);
        } else {
            trip(draft, node);
        }
    }
    tag_journeys(draft);
}

fn visits_source() -> SourceDraft {
    SourceDraft {
        id: "state-department-visits".to_owned(),
        publisher: Some("Office of the Historian, U.S. Department of State".to_owned()),
        title: Some("Visits by Foreign Leaders".to_owned()),
        url: Some("https://history.state.gov/departmenthistory/visits".to_owned()),
        ..SourceDraft::default()
    }
}

fn trips_source() -> SourceDraft {
    SourceDraft {
        id: "state-department-trips".to_owned(),
        publisher: Some("Office of the Historian, U.S. Department of State".to_owned()),
        title: Some("Travels of the President and of the Secretary of State".to_owned()),
        url: Some("https://history.state.gov/departmenthistory/travels".to_owned()),
        ..SourceDraft::default()
    }
}

/// Leaves a record out, and says why.
fn reject(draft: &mut FileDraft, node: Node<'_, '_>, what: &str, missing: &str) {
    let place = draft.place_of_offset(node.range().start);
    let mut report = file_error(
        &draft.path,
        Code::BadRecord,
        Some(place),
        format!("the {what} has no {missing}"),
        "add it, or remove the element",
    );
    report.event = child_text(node, "id");
    draft.reports.push(report);
    draft.rejected += 1;
}

fn visit(draft: &mut FileDraft, node: Node<'_, '_>) {
    let Some(visitor) = child_text(node, "visitor") else {
        return reject(draft, node, "visit", "visitor");
    };
    let country = child_text(node, "from");
    let country_id = node
        .children()
        .find(|child| child.has_tag_name("from"))
        .and_then(|from| from.attribute("id"))
        .unwrap_or_default();
    let mut event = event_from(node, "visit", draft.events.len());
    for person in persons(&visitor) {
        let Visitor { office, name } = split_office(&person);
        let leader = format!("{}-{}", slug(&name), slug(country_id));
        let full = [office, country.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let first = add_leader(
            draft,
            node,
            &leader,
            &name,
            Some(full.clone()).filter(|office| !office.is_empty()),
            country.clone(),
        );
        // Somebody who came back in another office has his first one everywhere else.
        if !full.is_empty() && first.is_some_and(|first| first != full) {
            event.note = Some(format!("{name}: {full}"));
        }
        event.from.0.push(leader);
    }
    event.to = OneOrMany(vec![HOST.to_owned()]);
    event.place = Some("United States".to_owned());
    event.summary = child_text(node, "description");
    // “State visit.”: what kind of visit it was; who and where is beside it.
    let what = event.summary.as_deref().map(first_sentence);
    let what = what.filter(|what| what.to_lowercase().contains("visit") && what.len() <= 60);
    event.title = Some(what.map_or_else(|| format!("{visitor} in the United States"), str::to_owned));
    // Others named in the description came along, or were guests on the same day: the host is the United States.
    event.sources = OneOrMany(vec!["state-department-visits".to_owned()]);
    draft.events.push(Found {
        record: Box::new(event),
        span: node.range(),
    });
}

fn trip(draft: &mut FileDraft, node: Node<'_, '_>) {
    let Some(name) = child_text(node, "name").or_else(|| node.attribute("who").map(str::to_owned)) else {
        return reject(draft, node, "trip", "name");
    };
    let role = child_text(node, "role")
        .or_else(|| node.attribute("role").map(str::to_owned))
        .unwrap_or_default();
    let office = match role.as_str() {
        "president" => Some("President of the United States".to_owned()),
        "secretary" => Some("Secretary of State".to_owned()),
        "" => None,
        other => Some(other.to_owned()),
    };
    let leader = node.attribute("who").map_or_else(|| slug(&name), str::to_owned);
    add_leader(draft, node, &leader, &name, office, Some("US".to_owned()));
    let (locale, country) = (child_text(node, "locale"), child_text(node, "country"));
    let place: Vec<String> = [&locale, &country].into_iter().flatten().cloned().collect();
    let what = if role.is_empty() {
        "trip".to_owned()
    } else {
        format!("trip-{}", slug(&role))
    };
    let mut event = event_from(node, &what, draft.events.len());
    event.from = OneOrMany(vec![leader]);
    event.title = locale.or(country);
    event.place = Some(place.join(", ")).filter(|place| !place.is_empty());
    event.summary = child_text(node, "remarks");
    event.meets_in.clone_from(&event.summary);
    event.sources = OneOrMany(vec!["state-department-trips".to_owned()]);
    draft.events.push(Found {
        record: Box::new(event),
        span: node.range(),
    });
}

/// Id and dates. Ids of visits and trips collide, so the list's name stands before them.
fn event_from(node: Node<'_, '_>, what: &str, position: usize) -> EventDraft {
    let id = child_text(node, "id").unwrap_or_else(|| format!("#{}", position + 1));
    EventDraft {
        id: format!("{what}-{id}"),
        kind: Kind::Visit,
        sent: child_text(node, "start-date"),
        end: child_text(node, "end-date"),
        ..EventDraft::default()
    }
}

/// What precedes the first full stop that ends a sentence, or a semicolon: “U.S.” has none.
fn first_sentence(text: &str) -> &str {
    let ends = |at: usize, char: char| {
        let before = text.get(..at).unwrap_or_default();
        let word = before.split_whitespace().next_back().unwrap_or_default();
        char == ';' || char == '.' && !word.contains('.') && (word.len() > 2 || word.ends_with(|char: char| char.is_ascii_digit()))
    };
    let end = text
        .char_indices()
        .find(|(at, char)| ends(*at, *char))
        .map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text).trim()
}

/// Adds a leader once; the first office stands, and is given back for those who are there already.
fn add_leader(
    draft: &mut FileDraft,
    node: Node<'_, '_>,
    id: &str,
    name: &str,
    office: Option<String>,
    country: Option<String>,
) -> Option<String> {
    if let Some(known) = draft.leaders.iter().find(|leader| leader.record.id == id) {
        return Some(known.record.office.clone().unwrap_or_default());
    }
    draft.leaders.push(Found {
        record: LeaderDraft {
            id: id.to_owned(),
            name: name.to_owned(),
            office,
            country,
            ..LeaderDraft::default()
        },
        span: node.range(),
    });
    None
}

/// Who came: “President Leo Marin and Prime Minister Pia Conti” are two, and so are “Presidents Leo Marin and Ana Sol”. “Premier
/// and Prince Tavan” is one with two titles.
fn persons(visitor: &str) -> Vec<String> {
    let starts = |text: &str, word: &str| text.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '));
    let is_titled = |text: &str| OFFICES.iter().chain(&TITLES).chain(&["Mrs.", "Mr."]).any(|word| starts(text, word));
    if let Some((office, rest)) = OFFICES.iter().find_map(|office| Some((*office, after_several(visitor, office)?)))
        && let Some((first, second)) = rest.split_once(" and ")
    {
        return [first, second].map(|name| format!("{office} {name}")).to_vec();
    }
    let joints = [", and ", " and ", " & ", ", "].into_iter().flat_map(|joint| {
        let places = visitor.match_indices(joint);
        places.map(move |(at, _)| (at, joint.len()))
    });
    // The first of them, and at one place the longest.
    let mut joints: Vec<(usize, usize)> = joints.collect();
    joints.sort_by_key(|(at, length)| (*at, std::cmp::Reverse(*length)));
    for (at, length) in joints {
        let (first, second) = (&visitor[..at], &visitor[at + length..]);
        // Before it stands a whole name, not only an office.
        let has_name = !split_office(first).name.is_empty() && !OFFICES.contains(&first.trim()) && first.contains(' ');
        if has_name && is_titled(second) {
            return [vec![first.to_owned()], persons(second)].concat();
        }
    }
    vec![visitor.to_owned()]
}

/// What follows an office in the plural: `Presidents `, `Captains Regent `.
fn after_several<'a>(visitor: &'a str, office: &str) -> Option<&'a str> {
    let plain = visitor.strip_prefix(office).and_then(|rest| rest.strip_prefix("s "));
    plain.or_else(|| {
        let (first, second) = office.split_once(' ')?;
        visitor.strip_prefix(&format!("{first}s {second} "))
    })
}

/// Titles that belong to a name.
const TITLES: [&str; 14] = [
    "King",
    "Queen",
    "Prince",
    "Princess",
    "Emperor",
    "Empress",
    "Sultan",
    "Emir",
    "Amir",
    "Sheikh",
    "Shah",
    "Pope",
    "Grand Duke",
    "Crown Prince",
];

/// Nouns of bodies over which somebody presides: “Chairman of the Council of Ministers Nils Oran”.
const BODIES: &str = "of the and Presidency Council Councils Ministers Government State States Assembly National Federal Supreme \
                      Revolutionary Military Provisional Executive Committee Republic Party Central Parliament Senate Board \
                      Transitional Transition Soviet Presidium Union Commission European Collective Command Defense Salvation \
                      Administration Regency House Representatives Cabinet Communist Socialist Workers' Labor People's";

/// A visitor with the office apart from the name.
struct Visitor {
    office: Option<String>,
    name: String,
}

/// “President Georges Pompidou” is Georges Pompidou, president. Kings and popes keep their title: it is their name.
fn split_office(visitor: &str) -> Visitor {
    let without = || Visitor {
        office: None,
        name: visitor.trim().to_owned(),
    };
    let found = OFFICES.iter().find_map(|office| {
        let rest = visitor.strip_prefix(office)?;
        // What it is the office of belongs to it.
        let mut name = rest.strip_prefix(' ')?.trim();
        if name.starts_with("of ") {
            while let Some((word, behind)) = name.split_once(' ') {
                if !BODIES.split_whitespace().any(|body| body == word) {
                    break;
                }
                name = behind;
            }
        }
        let mut office = visitor.get(..visitor.len() - name.len())?.trim().to_owned();
        // A second office or title.
        if let Some(second) = name.strip_prefix("and ").or_else(|| name.strip_prefix("& ")) {
            let inner = split_office(second);
            let title = TITLES.iter().find(|title| inner.name.starts_with(**title));
            let more = inner.office.or_else(|| title.map(|title| (*title).to_owned()));
            office = more.map_or(office.clone(), |more| format!("{office} and {more}"));
            return Some(Visitor {
                office: Some(office),
                name: inner.name,
            });
        }
        // “Member” and “Minister” are offices by what they are of.
        let is_whole = !matches!(office.as_str(), "Member" | "Minister");
        (!name.is_empty() && is_whole).then(|| Visitor {
            office: Some(office),
            name: name.to_owned(),
        })
    });
    found.unwrap_or_else(without)
}

/// Legs of one traveler that follow on each other, at most a day apart, share a tag.
fn tag_journeys(draft: &mut FileDraft) {
    let range = |event: &EventDraft| {
        let start = Date::parse(event.sent.as_deref()?).ok()?.extent().earliest?;
        let end = event.end.as_deref().and_then(|end| Date::parse(end).ok()?.extent().latest);
        Some((start, end.unwrap_or(start + DAY)))
    };
    let mut legs: Vec<(String, i64, i64, usize)> = draft
        .events
        .iter()
        .enumerate()
        .filter(|(_, found)| found.record.id.starts_with("trip"))
        .filter_map(|(at, found)| {
            let (start, end) = range(&found.record)?;
            Some((found.record.from.0.first()?.clone(), start, end, at))
        })
        .collect();
    legs.sort();
    let follows = |before: &(String, i64, i64, usize), after: &(String, i64, i64, usize)| before.0 == after.0 && after.1 <= before.2;
    for journey in legs.chunk_by(follows).filter(|journey| journey.len() > 1) {
        let first = journey.first().and_then(|leg| draft.events.get(leg.3));
        let tag = format!(
            "journey of {}",
            first.and_then(|found| found.record.sent.clone()).unwrap_or_default()
        );
        for (.., at) in journey {
            if let Some(found) = draft.events.get_mut(*at) {
                found.record.tags.0.push(tag.clone());
            }
        }
    }
}

/// Lower case, with a hyphen for everything that is no letter or digit.
fn slug(text: &str) -> String {
    let words = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Archive, LoadReport, build};

    fn load(text: &str) -> (Archive, LoadReport) {
        build(&[super::super::read("list.xml", text.as_bytes())])
    }

    #[test]
    fn a_visit_has_its_visitor_apart_from_the_office() {
        let (archive, report) = load(
            "<?xml version=\"1.0\"?>\n<visits>\n <visit><id>7</id><start-date>1970-02-23</start-date><end-date>1970-03-03</end-date>\n  \
             <visitor>President Georges Pompidou</visitor><from id=\"france\">France</from>\n  <description>State visit. Visited\n     Chicago.</description></visit>\n</visits>",
        );
        assert!(report.reports.is_empty(), "{}", report.to_text());
        let event = &archive.events[0];
        assert_eq!(event.id, "visit-7");
        assert_eq!(archive.leader_name(event.from[0]), "Georges Pompidou");
        assert_eq!(
            archive.leader(event.from[0]).and_then(|leader| leader.office.as_deref()),
            Some("President, France")
        );
        assert_eq!(archive.leader_name(event.to[0]), "United States");
        assert_eq!(event.summary.as_deref(), Some("State visit. Visited Chicago."));
    }

    #[test]
    fn legs_that_follow_on_each_other_share_a_tag() {
        let leg = |id: u32, start: &str, end: &str| {
            format!(
                "<trip role=\"president\" who=\"x\"><id>{id}</id><role>president</role><name>X</name><start-date>{start}</start-date><end-date>{end}</end-date><country id=\"a\">A</country><locale>B</locale></trip>"
            )
        };
        let legs = [
            leg(1, "1977-05-05", "1977-05-10"),
            leg(2, "1977-05-09", "1977-05-09"),
            leg(3, "1977-06-01", "1977-06-02"),
        ];
        let (archive, report) = load(&format!("<trips>{}</trips>", legs.concat()));
        assert!(report.reports.is_empty(), "{}", report.to_text());
        let tags: Vec<String> = archive.events.iter().map(|event| event.tags().join(",")).collect();
        assert_eq!(tags, ["journey of 1977-05-05", "journey of 1977-05-05", ""]);
        assert_eq!(archive.events[0].place.as_deref(), Some("B, A"));
    }

    #[test]
    fn what_is_missing_or_no_list_is_said_and_no_entity_is_expanded() {
        for (text, code) in [
            ("<visits>\n<visit><id>1</id></visit></visits>", "bad-record"),
            (
                "<visits>\n<visit><visitor>X</visitor><start-date>soon</start-date></visit></visits>",
                "bad-date",
            ),
            ("<other/>", "unknown-format"),
            ("<visits><visit>", "syntax"),
            (
                "<!DOCTYPE v [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><visits>&b;</visits>",
                "syntax",
            ),
        ] {
            let (_, report) = load(text);
            assert_eq!(
                report.reports.iter().map(|report| report.code.name()).collect::<Vec<_>>(),
                [code],
                "{text}"
            );
            let file = &report.files[0];
            assert_eq!(file.read, file.placed + file.undated + file.rejected);
        }
    }

    #[test]
    fn leaders_named_in_remarks_are_people_met() {
        let visits = "<visits><visit><id>1</id><start-date>1965-09-15</start-date><visitor>President Giuseppe Saragat</visitor><from id=\"italy\">Italy</from></visit></visits>";
        let trips = "<trips><trip role=\"president\" who=\"nixon\"><id>1</id><name>Richard M. Nixon</name><start-date>1969-02-27</start-date>\
                     <country id=\"italy\">Italy</country><locale>Rome</locale><remarks>Met with President\n  Saragat, Prime Minister Rumor.</remarks></trip></trips>";
        let (archive, _) = build(&[
            super::super::read("v.xml", visits.as_bytes()),
            super::super::read("t.xml", trips.as_bytes()),
        ]);
        let met: Vec<&str> = archive.events[1].to.iter().map(|id| archive.leader_name(*id)).collect();
        assert_eq!(met, ["Giuseppe Saragat"]);
    }

    #[test]
    fn guests_named_in_a_visit_to_the_united_states_are_no_hosts() {
        let visits = "<visits><visit><id>1</id><start-date>2009-01-13</start-date><visitor>Prime Minister Ada Berg</visitor><from id=\"norway\">Norway</from></visit>\
                      <visit><id>2</id><start-date>2009-01-13</start-date><visitor>President Nils Oran</visitor><from id=\"italy\">Italy</from>\
                      <description>Private visit. Received a medal along with Prime Minister Ada Berg.</description></visit></visits>";
        let (archive, _) = build(&[super::super::read("v.xml", visits.as_bytes())]);
        for event in &archive.events {
            let hosts: Vec<&str> = event.to.iter().map(|id| archive.leader_name(*id)).collect();
            assert_eq!(hosts, ["United States"]);
        }
    }

    #[test]
    fn kings_keep_their_title() {
        let check = |visitor: &str, office: &str, name: &str| {
            let found = split_office(visitor);
            assert_eq!(
                (found.office.as_deref().unwrap_or(""), found.name.as_str()),
                (office, name),
                "{visitor}"
            );
        };
        check("King Hussein I", "", "King Hussein I");
        check("Prime Minister Kishi", "Prime Minister", "Kishi");
        check("President", "", "President");
        check("Premier and Prince Tavan", "Premier and Prince", "Prince Tavan");
        check("Premier & Prince Tavan", "Premier and Prince", "Prince Tavan");
        check("Presidency Chairman Nils Oran", "Presidency Chairman", "Nils Oran");
        check("Member of the Presidency Nils Oran", "Member of the Presidency", "Nils Oran");
        check(
            "Vice President and Defense Minister Ada Berg",
            "Vice President and Defense Minister",
            "Ada Berg",
        );
        check(
            "Secretary-General of the Communist Party Nils Oran",
            "Secretary-General of the Communist Party",
            "Nils Oran",
        );
        check("Chairman of the Presidency Nils Oran", "Chairman of the Presidency", "Nils Oran");
        check(
            "Chairman of the Council of Ministers Nils Oran",
            "Chairman of the Council of Ministers",
            "Nils Oran",
        );
        check(
            "Prime Minister and Foreign Minister Ada Berg",
            "Prime Minister and Foreign Minister",
            "Ada Berg",
        );
        assert_eq!(
            persons("President Leo Marin and Prime Minister Pia Conti"),
            ["President Leo Marin", "Prime Minister Pia Conti"]
        );
        assert_eq!(persons("King Olav V and Queen Sonja"), ["King Olav V", "Queen Sonja"]);
        assert_eq!(persons("Premier and Prince Tavan"), ["Premier and Prince Tavan"]);
        assert_eq!(persons("Premier & Prince Tavan"), ["Premier & Prince Tavan"]);
        assert_eq!(persons("President Oran & Mrs. Oran"), ["President Oran", "Mrs. Oran"]);
        assert_eq!(
            persons("Presidents Leo Marin and Ana Sol"),
            ["President Leo Marin", "President Ana Sol"]
        );
        assert_eq!(persons("Captains Regent Ana Bell and Ugo Corti").len(), 2);
        assert_eq!(
            persons("President Mary Smith, Prime Minister John Poe, and Foreign Minister Al Roy"),
            ["President Mary Smith", "Prime Minister John Poe", "Foreign Minister Al Roy"]
        );
        assert_eq!(
            persons("Prime Minister and Foreign Minister Ada Berg"),
            ["Prime Minister and Foreign Minister Ada Berg"]
        );
    }
}
