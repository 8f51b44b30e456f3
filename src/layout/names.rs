//! Names in the little room there is: initials, family names, who to whom, and what a screen reader says.

use crate::index::country_title;
use crate::model::names::{family_first, in_speaking_order, is_no_person, without_suffix};
use crate::model::{Archive, Event, EventId, Kind, Leader, LeaderId};
use crate::threads::{Threads, time_to_answer};

/// Countries where the family name comes first.
const FAMILY_NAME_FIRST: [&str; 6] = ["CN", "HU", "KP", "KR", "TW", "VN"];

fn is_family_name_first(leader: &Leader) -> bool {
    leader
        .country
        .as_deref()
        .is_some_and(|country| FAMILY_NAME_FIRST.contains(&country))
}

/// Two letters for a disc: `VP`, `JK`, `KJ`.
#[must_use]
pub fn initials(leader: &Leader) -> String {
    let name = in_speaking_order(without_suffix(&leader.name));
    let words: Vec<&str> = name.split_whitespace().collect();
    let letters = match words.as_slice() {
        [] => Vec::new(),
        [only] => only.chars().take(2).collect(),
        [first, second, ..] if is_family_name_first(leader) => [first, second].into_iter().filter_map(|word| word.chars().next()).collect(),
        [first, .., last] => [first, last].into_iter().filter_map(|word| word.chars().next()).collect(),
    };
    letters.into_iter().flat_map(char::to_uppercase).collect()
}

/// A name up to so many letters is kept whole where nothing says that it is a person's.
const MAX_WHOLE_NAME: usize = 16;

/// The family name, as far as it can be told from the name.
#[must_use]
pub fn short_name(leader: &Leader) -> &str {
    if let Some((family, _)) = family_first(&leader.name) {
        return family;
    }
    if is_no_person(&leader.name) {
        return &leader.name;
    }
    // Without an office or a country it may be no person at all: “United States”.
    let is_country = leader.country.is_none() || country_title(leader).starts_with(&leader.name);
    if leader.office.is_none() && is_country && leader.name.chars().count() <= MAX_WHOLE_NAME {
        return &leader.name;
    }
    // “Friedrich Wilhelm IV.” has no family name.
    let is_number = |word: &str| word.trim_end_matches('.').chars().all(|char| matches!(char, 'I' | 'V' | 'X'));
    if leader.name.split_whitespace().next_back().is_some_and(is_number) {
        return &leader.name;
    }
    let mut words = without_suffix(&leader.name).split_whitespace();
    let found = if is_family_name_first(leader) {
        words.next()
    } else {
        words.next_back()
    };
    found.unwrap_or(&leader.name)
}

fn short_names(archive: &Archive, ids: &[LeaderId]) -> String {
    match ids {
        [] => String::new(),
        [first, rest @ ..] => {
            let first = archive.leader(*first).map_or("", short_name);
            match rest.len() {
                0 => first.to_owned(),
                1 => format!("{first}, {}", archive.leader(rest[0]).map_or("", short_name)),
                more => format!("{first} +{more}"),
            }
        }
    }
}

/// Who to whom, in family names: `Putin → Kim`.
#[must_use]
pub fn leader_line(archive: &Archive, event: &Event) -> String {
    let (from, to) = (short_names(archive, &event.from), short_names(archive, &event.to));
    match (event.kind, from.is_empty(), to.is_empty()) {
        (_, true, true) => String::new(),
        (_, false, true) => from,
        (_, true, false) => format!("\u{2192} {to}"),
        (Kind::Meeting, ..) => format!("{from} and {to}"),
        _ => format!("{from} \u{2192} {to}"),
    }
}

/// An event in a sentence, for a screen reader: `Reply, Kim Jong Un to Vladimir Putin, about 14 August 2024, year
/// uncertain, answered after about 1 day`.
#[must_use]
pub fn event_label(archive: &Archive, threads: &Threads, id: EventId) -> String {
    let Some(event) = archive.event(id) else {
        return String::new();
    };
    let names = |ids: &[LeaderId]| ids.iter().map(|id| archive.leader_name(*id)).collect::<Vec<_>>().join(" and ");
    let (from, to) = (names(&event.from), names(&event.to));
    let who = match (event.kind, from.is_empty(), to.is_empty()) {
        (_, true, true) => String::new(),
        (_, false, true) => from,
        (_, true, false) => format!("to {to}"),
        (Kind::Meeting, ..) => format!("{from} with {to}"),
        (Kind::Visit, ..) => format!("{from} visits {to}"),
        _ => format!("{from} to {to}"),
    };
    let mut parts = vec![event.kind_title().to_owned(), who, event.date_words(archive), event.title.clone()];
    parts.extend(event.confidence.map(|confidence| confidence.word().to_owned()));
    parts.extend(event.date_confidence.map(|confidence| format!("date {}", confidence.word())));
    parts.extend(event.place.clone());
    let answer = threads
        .replies(id)
        .first()
        .and_then(|reply| Some((archive.event(*reply)?, *reply)))
        .and_then(|(reply, _)| time_to_answer(event, reply)?.words());
    parts.extend(answer.map(|words| format!("answered after {words}")));
    let took = event
        .in_reply_to
        .first()
        .and_then(|message| time_to_answer(archive.event(*message)?, event)?.words());
    parts.extend(took.map(|words| format!("an answer after {words}")));
    parts.extend(
        threads
            .suggestion_for(id)
            .map(|_| "perhaps a reply; Y accepts, N refuses".to_owned()),
    );
    if event.accounts.len() > 1 {
        parts.push(format!("{} accounts", event.accounts.len()));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shortened_as_their_country_writes_them() {
        let leader = |name: &str, country: &str| Leader {
            name: name.to_owned(),
            country: Some(country.to_owned()),
            ..Leader::default()
        };
        for (name, country, letters, short) in [
            ("Vladimir Putin", "RU", "VP", "Putin"),
            ("Kim Jong Un", "KP", "KJ", "Kim"),
            ("John F. Kennedy", "US", "JK", "Kennedy"),
            ("Pelé", "BR", "PE", "Pelé"),
            ("Kraus, Karl", "AT", "KK", "Kraus"),
            ("Schnitzler, Arthur", "", "AS", "Schnitzler"),
            ("Llewellyn E. Thompson, Jr.", "US", "LT", "Thompson"),
            ("Embassy in the Soviet Union", "US", "EU", "Embassy in the Soviet Union"),
        ] {
            let leader = leader(name, country);
            assert_eq!((initials(&leader).as_str(), short_name(&leader)), (letters, short));
        }
        let nobody = Leader {
            name: "United States".to_owned(),
            ..Leader::default()
        };
        assert_eq!(short_name(&nobody), "United States");
        assert_eq!((initials(&Leader::default()).as_str(), short_name(&Leader::default())), ("", ""));
    }
}
