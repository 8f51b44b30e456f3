//! The persons of a volume: those of its list of names, and those that its documents name.

use roxmltree::Node;

use super::carried::Listed;
use super::{HasName, Reader};
use crate::formats::tei::{attribute, named, xml_id};
use crate::formats::tei_text::folded_text;
use crate::model::draft::LeaderDraft;
use crate::model::names::in_speaking_order;

impl<'b> Reader<'_, 'b> {
    /// The volume's list of persons.
    pub(super) fn list_of_persons(&self) -> Vec<Listed> {
        let persons = self.by_xml_id.iter().filter(|(_, node)| node.has_tag_name_in_any("persName"));
        let listed = persons.filter_map(|(id, node)| {
            let written = folded_text(*node);
            let last = written.split(',').next()?.trim().to_owned();
            Some(Listed {
                id: (*id).to_owned(),
                last: last.trim_start_matches("de ").to_owned(),
                name: in_speaking_order(&written),
                office: office(*node).unwrap_or_default(),
            })
        });
        listed.filter(|listed| !listed.last.is_empty()).collect()
    }

    /// The leader with an id in the list of persons.
    pub(super) fn person_of(&mut self, id: &str) -> Option<String> {
        let node = self.by_xml_id.get(id).copied()?;
        self.person(node)
    }

    /// Whoever the list of participants of a conversation names.
    pub(super) fn participants(&mut self, div: Node<'b, 'b>) -> Vec<String> {
        let lists: Vec<Node<'b, 'b>> = named(div, "list")
            .filter(|list| attribute(*list, "type") == Some("participants") || is_headed_participants(*list))
            .collect();
        let mut found: Vec<String> = Vec::new();
        for list in lists {
            for item in list.children().filter(|child| child.has_tag_name_in_any("item")) {
                // A list within a list has items of its own.
                if named(item, "item").next().is_some() {
                    continue;
                }
                let linked: Vec<Node<'b, 'b>> = named(item, "persName").collect();
                let ids: Vec<String> = if linked.is_empty() {
                    self.participant_in_words(item).into_iter().collect()
                } else {
                    linked.into_iter().filter_map(|person| self.person(person)).collect()
                };
                for id in ids {
                    if !found.contains(&id) {
                        found.push(id);
                    }
                }
            }
            let inner: Vec<Node<'b, 'b>> = named(list, "list").flat_map(|inner| named(inner, "item")).collect();
            for item in inner {
                let linked: Vec<Node<'b, 'b>> = named(item, "persName").collect();
                let ids: Vec<String> = if linked.is_empty() {
                    self.participant_in_words(item).into_iter().collect()
                } else {
                    linked.into_iter().filter_map(|person| self.person(person)).collect()
                };
                found.extend(ids.into_iter().filter(|id| !found.contains(id)).collect::<Vec<_>>());
            }
        }
        found
    }

    /// A participant without a link: by the words up to the first comma, without the office before the name and the country
    /// behind it. “The President” is somebody, too.
    pub(super) fn participant_in_words(&mut self, item: Node<'b, 'b>) -> Option<String> {
        let text = folded_text(item);
        let words = text
            .split([',', ';', '('])
            .next()
            .unwrap_or_default()
            .trim()
            .trim_end_matches(['.', ':']);
        let (office, name) = titled_name(words);
        let name = name.split(" of ").next().filter(|_| office.is_some()).unwrap_or(name).trim();
        if name.is_empty() || name.split_whitespace().count() > 6 {
            return None;
        }
        // The one in the list of names with that last name is meant, if there is only one.
        let known = self
            .listed(name)
            .filter(|_| office.is_some() || name.contains(' ') || name.starts_with(char::is_uppercase));
        if let Some(node) = known.filter(|node| shares_first_name(&folded_text(*node), name)) {
            return self.person(node);
        }
        let leader = LeaderDraft {
            id: name.to_owned(),
            name: name.to_owned(),
            office: office.map(str::to_owned),
            ..LeaderDraft::default()
        };
        self.gather.leader(self.draft, leader, &item.range())
    }

    /// The leader that an element names: by the volume's list of names where it points there.
    pub(super) fn person(&mut self, node: Node<'b, 'b>) -> Option<String> {
        let pointer = attribute(node, "corresp")
            .or_else(|| attribute(node, "ref"))
            .and_then(|pointer| pointer.strip_prefix('#'));
        let pointer = pointer.or_else(|| xml_id(node));
        let known = pointer.and_then(|pointer| self.by_xml_id.get(pointer)).copied();
        let written = folded_text(node);
        let name = known
            .map(folded_text)
            .map_or_else(|| written.clone(), |name| in_speaking_order(&name));
        let leader = LeaderDraft {
            id: pointer
                .filter(|_| known.is_some())
                .map_or_else(|| name.clone(), |pointer| format!("{} {pointer}", self.volume)),
            office: known.and_then(office),
            name,
            ..LeaderDraft::default()
        };
        self.gather.leader(self.draft, leader, &node.range())
    }

    /// “Letter From President Kennedy to Chairman Khrushchev”, where nothing is marked.
    pub(super) fn people_in_words(&mut self, heading: &str, span: &std::ops::Range<usize>) -> (Vec<String>, Vec<String>) {
        let Some((_, rest)) = heading.split_once(" From ").or_else(|| heading.split_once(" from ")) else {
            return Default::default();
        };
        let Some((from, to)) = rest.split_once(" to ").or_else(|| rest.split_once(" to the ")) else {
            return Default::default();
        };
        let mut named = |name: &str| {
            let name = name.trim().trim_start_matches("the ").trim_end_matches(['.', ',']);
            let known = self.listed(name).and_then(|node| self.person(node));
            known
                .or_else(|| self.gather.named(self.draft, name, span))
                .into_iter()
                .collect::<Vec<_>>()
        };
        (named(from), named(to))
    }

    /// The one person in the list of names with that last name, if there is only one.
    pub(super) fn listed(&self, name: &str) -> Option<Node<'b, 'b>> {
        let last = name.split_whitespace().last()?;
        let is_meant = |node: &&Node<'b, 'b>| {
            node.has_tag_name_in_any("persName") && folded_text(**node).split(',').next() == Some(last) && folded_text(**node).contains(',')
        };
        let mut fitting: Vec<Node<'b, 'b>> = self.by_xml_id.values().filter(is_meant).copied().collect();
        fitting.truncate(2);
        if fitting.len() == 1 { fitting.pop() } else { None }
    }
}

/// What the list of names says behind a name.
fn office(person: Node<'_, '_>) -> Option<String> {
    let item = person.ancestors().find(|outer| outer.has_tag_name_in_any("item"))?;
    let (name, all) = (folded_text(person), folded_text(item));
    let office = all.strip_prefix(name.as_str())?.trim_matches([',', ' ', ';']).to_owned();
    (!office.is_empty()).then_some(office)
}

/// A name with the office or title before it, where one is.
fn titled_name(words: &str) -> (Option<&str>, &str) {
    const OFFICES: [&str; 26] = [
        "Deputy Prime Minister",
        "Prime Minister",
        "Foreign Minister",
        "Defense Minister",
        "Vice President",
        "President",
        "Deputy Premier",
        "Premier",
        "Chairman",
        "Chancellor",
        "Ambassador",
        "Under Secretary",
        "Assistant Secretary",
        "Deputy Secretary",
        "Secretary General",
        "Secretary",
        "Minister",
        "General",
        "Admiral",
        "Senator",
        "Governor",
        "Counselor",
        "Marshal",
        "Colonel",
        "Foreign Secretary",
        "Director",
    ];
    const TITLES: [&str; 8] = ["Mr.", "Mrs.", "Ms.", "Miss", "Dr.", "Sir", "Lord", "Professor"];
    for office in OFFICES {
        if let Some(name) = words.strip_prefix(office).and_then(|rest| rest.strip_prefix(' '))
            && !name.trim().is_empty()
            && !name.trim_start().starts_with("of ")
        {
            return (Some(office), name.trim());
        }
    }
    for title in TITLES {
        if let Some(name) = words.strip_prefix(title).map(str::trim).filter(|name| !name.is_empty()) {
            return (None, name);
        }
    }
    (None, words)
}

/// Whether somebody of the list may be meant by a name: no first name contradicts.
fn shares_first_name(listed: &str, name: &str) -> bool {
    let first = listed
        .split(',')
        .nth(1)
        .and_then(|given| given.split_whitespace().next())
        .unwrap_or_default();
    let mut words = name.split_whitespace();
    match (words.next(), words.next()) {
        (Some(given), Some(_)) => first.chars().next() == given.chars().next(),
        _ => true,
    }
}

/// Whether the heading of a list says that it names those who took part.
fn is_headed_participants(list: Node<'_, '_>) -> bool {
    let head = list.children().find(|child| child.has_tag_name_in_any("head"));
    head.is_some_and(|head| {
        let words = folded_text(head);
        let first = words.split(|char: char| !char.is_alphabetic()).find(|word| !word.is_empty());
        first.is_some_and(|first| {
            ["participants", "participant", "present"]
                .iter()
                .any(|name| first.eq_ignore_ascii_case(name))
        })
    })
}
