//! Names in the little room there is: initials, family names, who to whom, and what a screen reader says.

use crate::index::{EventIndex, is_family_name_first};
use crate::model::names::{in_speaking_order, is_no_person, without_brackets, without_suffix};
use crate::model::{Archive, Event, EventId, Leader, LeaderId};
use crate::threads::{Threads, answer_words};

/// Two letters for a disc: `VP`, `JK`, `KJ`.
#[must_use]
pub fn initials(leader: &Leader) -> String {
    let bare = without_brackets(&leader.name);
    let name = if is_no_person(&bare) {
        bare
    } else {
        in_speaking_order(without_suffix(&bare))
    };
    // Initials are letters: a word of signs and numbers has none.
    let first_letter = |word: &&str| word.chars().find(|char| char.is_alphabetic());
    let mut words: Vec<&str> = name.split_whitespace().filter(|word| first_letter(word).is_some()).collect();
    // Nor are the number of a king and the title before a name.
    let is_number = |word: &str| word.bytes().all(|byte| b"IVX".contains(&byte));
    let mut is_first = true;
    words.retain(|word| std::mem::take(&mut is_first) || !is_number(word));
    if words.len() > 1 && TITLES.contains(&words[0].trim_end_matches('.').to_lowercase().as_str()) {
        words.remove(0);
    }
    let letters: Vec<char> = match words.as_slice() {
        [] => Vec::new(),
        [only] => only.chars().filter(|char| char.is_alphabetic()).take(2).collect(),
        [first, second, ..] if is_family_name_first(leader) => [first, second].into_iter().filter_map(first_letter).collect(),
        [first, .., last] => [first, last].into_iter().filter_map(first_letter).collect(),
    };
    letters.into_iter().flat_map(char::to_uppercase).collect()
}

/// Titles before a name.
const TITLES: [&str; 18] = [
    "king",
    "queen",
    "kaiser",
    "emperor",
    "empress",
    "prince",
    "princess",
    "pope",
    "sultan",
    "sheikh",
    "emir",
    "shah",
    "president",
    "sir",
    "lord",
    "dr",
    "mr",
    "mrs",
];

fn short_names(index: &EventIndex, ids: &[LeaderId]) -> String {
    match ids {
        [] => String::new(),
        [first, rest @ ..] => {
            let first = index.short_name(*first);
            match rest.len() {
                0 => first.to_owned(),
                1 => format!("{first}, {}", index.short_name(rest[0])),
                more => format!("{first} +{more}"),
            }
        }
    }
}

/// Who to whom, in family names: `Putin → Kim`, `Adenauer visits J. F. Kennedy`.
#[must_use]
pub fn leader_line(index: &EventIndex, event: &Event) -> String {
    let (from, to) = (short_names(index, &event.from), short_names(index, &event.to));
    match (from.is_empty(), to.is_empty()) {
        (true, true) => String::new(),
        (false, true) => from,
        (true, false) => format!("\u{2192} {to}"),
        (false, false) => format!("{from} {} {to}", event.kind.joint_in_full()),
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
    let who = match (from.is_empty(), to.is_empty()) {
        (true, true) => String::new(),
        (false, true) => from,
        (true, false) => format!("to {to}"),
        (false, false) => format!("{from} {} {to}", event.kind.joint_spoken()),
    };
    let mut parts = vec![
        event.kind_title().to_owned(),
        who,
        event.date_words(archive),
        event.title.to_string(),
    ];
    parts.extend(event.confidence().map(|confidence| confidence.word().to_owned()));
    parts.extend(event.date_confidence().map(|confidence| format!("date {}", confidence.word())));
    parts.extend(event.place.as_deref().map(str::to_owned));
    let answer = threads
        .replies(id)
        .first()
        .and_then(|reply| Some((archive.event(*reply)?, *reply)))
        .and_then(|(reply, _)| answer_words(event, reply));
    parts.extend(answer.map(|words| format!("answered after {words}")));
    let took = event
        .in_reply_to
        .first()
        .and_then(|message| answer_words(archive.event(*message)?, event));
    parts.extend(took.map(|words| format!("an answer after {words}")));
    parts.extend(
        threads
            .suggestion_for(archive, id)
            .map(|_| "perhaps a reply; Y accepts, N refuses".to_owned()),
    );
    if event.accounts().len() > 1 {
        parts.push(format!("{} accounts", event.accounts().len()));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_how_a_name_is_spoken() {
        let leader = |name: &str, country: &str| Leader {
            name: name.to_owned(),
            country: Some(country.to_owned()),
            ..Leader::default()
        };
        for (name, country, letters) in [
            ("Vladimir Putin", "RU", "VP"),
            ("Kim Jong Un", "KP", "KJ"),
            ("John F. Kennedy", "US", "JK"),
            ("Pelé", "BR", "PE"),
            ("Kraus, Karl", "AT", "KK"),
            ("King Abdullah II", "JO", "AB"),
            ("Friedrich Wilhelm IV", "DE", "FW"),
            ("Dr. Kwame Nkrumah", "GH", "KN"),
            ("Llewellyn E. Thompson, Jr.", "US", "LT"),
            ("Martin Luther King Jr.", "US", "MK"),
            ("Embassy in the Soviet Union", "US", "EU"),
            ("Ministry of Defense, Russia", "RU", "MR"),
            ("Catherine II (the Great), Empress of Russia", "RU", "CR"),
            ("[Adolf von Merseburg]", "DE", "AM"),
            ("Voltaire (Fran\u{e7}ois-Marie Arouet)", "FR", "VO"),
            ("3. Infanterie", "", "IN"),
            ("", "", ""),
        ] {
            assert_eq!(initials(&leader(name, country)), letters, "{name}");
        }
    }
}
