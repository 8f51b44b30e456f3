//! Sources as entries for BibTeX.

use std::collections::BTreeSet;

use biblatex::{Bibliography, Chunk, Entry, EntryType, Spanned};

use super::item::{Item, divided, year_and_season};
use crate::dates::{Date, Day, Precision};

/// Entries with keys of letters, digits and hyphens, no two alike; BibTeX does not tell large letters from small ones.
pub(super) fn entries(items: &[Item<'_>]) -> String {
    let mut taken = BTreeSet::new();
    let mut bibliography = Bibliography::new();
    for item in items {
        bibliography.insert(entry(item, free_key(&item.source.id, &mut taken)));
    }
    let mut text = bibliography.to_bibtex_string().trim_end().to_owned();
    // Every style has its own names for these; a number would be printed as it is. No other field can hold a brace.
    for (number, name) in (1..).zip(MONTHS) {
        text = text.replace(&format!("\nmonth = {{{number:02}}},"), &format!("\nmonth = {name},"));
    }
    for (_, stand_in, command) in COMMANDS {
        text = text.replace(stand_in, command);
    }
    text
}

/// The months by the names that every style of BibTeX defines.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Signs that LaTeX has commands for, and what stands for them until the entries are written. A backslash before them is no
/// way out: BibTeX counts braces whatever stands before them, and `\^` and `\~` are accents.
const COMMANDS: [(char, char, &str); 5] = [
    ('\\', '\u{10fff0}', "\\textbackslash{}"),
    ('{', '\u{10fff1}', "\\textbraceleft{}"),
    ('}', '\u{10fff2}', "\\textbraceright{}"),
    ('^', '\u{10fff3}', "\\textasciicircum{}"),
    ('~', '\u{10fff4}', "\\textasciitilde{}"),
];

/// A text with stand-ins for what has a command.
fn guarded(text: &str) -> String {
    let of = |char: char| COMMANDS.iter().find(|(sign, ..)| *sign == char);
    text.chars()
        .map(|char| of(char).map_or(char, |(_, stand_in, _)| *stand_in))
        .collect()
}

/// An address with the few signs as bytes that BibTeX would count or take for its own.
fn plain_address(url: &str) -> String {
    url.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}

fn free_key(id: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String = id
        .chars()
        .map(|char| if char.is_ascii_alphanumeric() { char } else { '-' })
        .collect();
    let plain = plain.trim_matches('-');
    let plain = if plain.is_empty() { "source" } else { plain };
    let numbered = |number: usize| {
        if number == 1 {
            plain.to_owned()
        } else {
            format!("{plain}-{number}")
        }
    };
    // There are more numbers than keys that are taken.
    let key = (1..=taken.len() + 1)
        .map(numbered)
        .find(|key| !taken.contains(&key.to_ascii_lowercase()))
        .unwrap_or_default();
    taken.insert(key.to_ascii_lowercase());
    key
}

fn entry(item: &Item<'_>, key: String) -> Entry {
    let source = item.source;
    let kind = match (item.container(), &source.publisher) {
        (Some(_), _) => EntryType::InCollection,
        (None, Some(_)) if source.url.is_none() => EntryType::Book,
        _ => EntryType::Misc,
    };
    let mut entry = Entry::new(key, kind);
    let mut put = |field: &str, text: Option<&str>| {
        let text = text.map(|text| if field == "url" { plain_address(text) } else { guarded(text) });
        if let Some(text) = text {
            entry.set(field, vec![Spanned::detached(Chunk::Normal(text))]);
        }
    };
    put("title", Some(item.name()));
    put("booktitle", item.container());
    put("publisher", item.publisher());
    put("url", source.url.as_deref());
    let (year, date) = item.published().map(year_and_date).unwrap_or_default();
    // The year is a part of the date.
    put("year", year.as_deref().filter(|_| date.is_none()));
    put("date", date.as_deref());
    put("urldate", source.accessed.as_ref().map(Date::as_written));
    let mut notes = item.notes();
    // What CSL marks as about, or as before the common era, BibTeX can only say in words.
    let needs_words = |date: &&Date| {
        let is_exact = !date.is_uncertain() && date.precision() != Precision::Season;
        let is_before = date.extent().earliest.is_some_and(|start| Day::of_instant(start).year < 1);
        is_exact && (date.is_approximate() || is_before && !matches!(date.precision(), Precision::Year))
    };
    if let Some(date) = item.published().filter(needs_words) {
        let published = format!("Published {}.", date.words());
        if !notes.contains(&published) {
            notes.insert(0, published);
        }
    }
    let notes = notes.join(" ");
    put("note", Some(notes.as_str()).filter(|notes| !notes.is_empty()));
    if let Some(author) = item.author() {
        let names: Vec<&str> = author.split(';').map(str::trim).filter(|name| !name.is_empty()).collect();
        // Names in braces stay whole.
        let chunks = names.iter().enumerate().flat_map(|(at, name)| {
            let and = (at > 0).then(|| Spanned::detached(Chunk::Normal(" and ".to_owned())));
            let guarded = guarded(name);
            let chunk = if divided(name).is_some() {
                Chunk::Normal(guarded)
            } else {
                Chunk::Verbatim(guarded)
            };
            and.into_iter().chain([Spanned::detached(chunk)])
        });
        entry.set("author", chunks.collect());
    }
    entry
}

/// The year, and the date as far as it is known beyond that, in ISO 8601, of which the entry gets year, month and day.
fn year_and_date(date: &Date) -> (Option<String>, Option<String>) {
    let Some(start) = date.extent().earliest else { return (None, None) };
    let day = Day::of_instant(start + date.offset_seconds().unwrap_or(0));
    // BibTeX prints the year as it is written, and a minus would count as no bibliography does.
    if day.year < 1 {
        let is_of_one = matches!(
            date.precision(),
            Precision::Second
                | Precision::Minute
                | Precision::Hour
                | Precision::Day
                | Precision::Month
                | Precision::Season
                | Precision::Year
        );
        return (is_of_one.then(|| format!("{} BCE", 1 - day.year)), None);
    }
    let year = format!("{:04}", day.year);
    match date.precision() {
        Precision::Day | Precision::Hour | Precision::Minute | Precision::Second => {
            (Some(day.year.to_string()), Some(format!("{year}-{:02}-{:02}", day.month, day.day)))
        }
        Precision::Month => (Some(day.year.to_string()), Some(format!("{year}-{:02}", day.month))),
        Precision::Year => (Some(day.year.to_string()), None),
        Precision::Season => (year_and_season(date).map(|(year, _)| year.to_string()), None),
        _ => (None, None),
    }
}
