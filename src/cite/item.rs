//! A source as an item of CSL-JSON.

use serde_json::{Map, Value, json};

use crate::dates::{Date, Day, Precision};
use crate::model::names::{family_first, is_no_person, without_suffix};
use crate::model::{Archive, Source, SourceId};

/// What is to be cited.
pub(super) struct Item<'a> {
    pub(super) source: &'a Source,
    /// The sources that it cites, nearest first, by their labels.
    pub(super) via: Vec<String>,
    /// The work that holds it, where it is a part of one: its own title, with the reference as the part.
    container: Option<&'a str>,
    /// What it is called by itself.
    title: Option<&'a str>,
    /// The source that holds it, which says who published both and when.
    whole: Option<&'a Source>,
}

impl<'a> Item<'a> {
    pub(super) fn of(archive: &'a Archive, id: SourceId) -> Option<Self> {
        let source = archive.source(id)?;
        let told = |text: &'a Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let via = || source.via.iter().filter_map(|id| archive.source(*id));
        // A document that stands below the address of what it cites is a part of that.
        let is_part = |whole: &&Source| matches!((&source.url, &whole.url), (Some(part), Some(whole)) if part.starts_with(whole.as_str()) && part != whole);
        let whole = via().find(is_part);
        let (title, container) = match (told(&source.title), told(&source.reference), whole) {
            (title, _, Some(whole)) if told(&whole.title).is_some() => (title, told(&whole.title)),
            (Some(work), Some(part), _) => (Some(part), Some(work)),
            (title, part, _) => (title.or(part), None),
        };
        // What holds it is named by its title already.
        let others = via().filter(|other| whole.is_none_or(|whole| whole.id != other.id));
        Some(Self {
            source,
            via: others.map(whole_label).collect(),
            container,
            title,
            whole: whole.filter(|_| container.is_some()),
        })
    }

    /// The kind of thing it is, in the words of CSL.
    fn kind(&self) -> &'static str {
        match (self.container, &self.source.url) {
            (Some(_), _) => "chapter",
            (None, Some(_)) => "webpage",
            // The plain document of CSL loses its title in some styles.
            (None, None) => "book",
        }
    }

    /// What CSL has fields for.
    pub(super) fn to_csl(&self) -> Value {
        let source = self.source;
        let mut fields = Map::new();
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                fields.insert(name.to_owned(), value);
            }
        };
        let text = |text: Option<&str>| text.map(|text| Value::String(text.to_owned()));
        put("id", text(Some(&source.id)));
        put("type", text(Some(self.kind())));
        put("title", text(Some(self.name())));
        put("container-title", text(self.container));
        put("author", self.author().map(names));
        put("publisher", text(self.publisher()));
        put("issued", self.published().and_then(date_parts));
        put("accessed", source.accessed.as_ref().and_then(date_parts));
        put("URL", text(source.url.as_deref()));
        Value::Object(fields)
    }

    /// When it was published, or what holds it.
    pub(super) fn published(&self) -> Option<&Date> {
        let whole = self.whole.and_then(|whole| whole.published.as_ref());
        self.source.published.as_ref().or(whole)
    }

    /// When it was published, in words, where styles have no form for that: a decade, a span.
    pub(super) fn published_words(&self) -> Option<String> {
        let published = self.published().filter(|date| date_parts(date).is_none())?;
        Some(published.words())
    }

    /// The item as styles are set from it: without the season, which they set in two ways at once, and with years as they
    /// count them, of which 0 is one.
    pub(super) fn to_style(&self) -> Value {
        let mut item = self.to_csl();
        for name in ["issued", "accessed"] {
            if let Some(year) = item.get_mut(name).and_then(|date| date.pointer_mut("/date-parts/0/0")) {
                *year = json!(year.as_i64().map(|year| if year < 0 { year + 1 } else { year }));
            }
        }
        if let Some(Value::Object(issued)) = item.get_mut("issued") {
            issued.remove("season");
        }
        item
    }

    /// The item with what CSL has no field for in its note.
    pub(super) fn to_json(&self) -> Value {
        let mut item = self.to_csl();
        let notes = self.notes();
        if let (Value::Object(fields), false) = (&mut item, notes.is_empty()) {
            fields.insert("note".to_owned(), Value::String(notes.join(" ")));
        }
        item
    }

    /// What no field of a style holds, in sentences.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let source = self.source;
        if let Some(published) = self
            .published()
            .filter(|date| date_parts(date).is_none() || date.is_uncertain() || date.precision() == Precision::Season)
        {
            notes.push(format!("Published {}.", published.words()));
        }
        let reference = source.reference.as_deref().map(str::trim);
        if let Some(reference) = reference.filter(|reference| !reference.is_empty() && self.title != Some(*reference)) {
            notes.push(format!("{}.", reference.trim_end_matches('.')));
        }
        if let Some(url) = &source.archived_url {
            notes.push(format!("Archived at {url}."));
        }
        if !self.via.is_empty() {
            notes.push(format!("Citing {}.", self.via.join("; ")));
        }
        notes
    }

    /// What it is called; without a title the publisher is all there is to call it.
    pub(super) fn name(&self) -> &str {
        let publisher = self.source.publisher.as_deref().map(str::trim);
        let publisher = publisher.filter(|publisher| !publisher.is_empty());
        self.title.or(publisher).unwrap_or(&self.source.id)
    }

    /// Who published it, where that is not what it is called.
    pub(super) fn publisher(&self) -> Option<&str> {
        let whole = self.whole.and_then(|whole| whole.publisher.as_deref());
        let publisher = self.source.publisher.as_deref().or(whole).map(str::trim);
        publisher.filter(|publisher| !publisher.is_empty() && self.title.is_some())
    }

    /// Its authors as written, where it names any.
    pub(super) fn author(&self) -> Option<&str> {
        let author = self.source.author.as_deref();
        author.filter(|author| author.split(';').any(|name| !name.trim().is_empty()))
    }

    /// What to call it where no style can.
    pub(super) fn plain(&self) -> String {
        format!("{}.", self.source.label())
    }
}

/// What a source that is only cited is called: with its title, which its label may leave out.
fn whole_label(source: &Source) -> String {
    let title = source.title.as_deref().map(|title| format!("\u{201c}{title}\u{201d}"));
    let parts = [&source.author, &title, &source.publisher, &source.reference].map(Option::as_deref);
    let told: Vec<&str> = parts.into_iter().flatten().map(str::trim).filter(|part| !part.is_empty()).collect();
    if told.is_empty() { source.label() } else { told.join(", ") }
}

/// The family name and the given names of an author that is written so; of any other nobody knows which part is which.
/// `Ministry of Defense, Russia` is no such name, and a `Jr.` has no place in every format: both stay as they are written.
pub(super) fn divided(name: &str) -> Option<(&str, &str)> {
    let is_plain = |given: &str| !given.contains(',') && without_suffix(name) == name && !is_no_person(name);
    family_first(name).filter(|(_, given)| is_plain(given))
}

/// The authors.
fn names(author: &str) -> Value {
    let one = |name: &str| match divided(name.trim()) {
        Some((family, given)) => match particle(given).map(|(given, particle)| (family, given, particle)).or_else(|| {
            // `de Vries, Jan`: it is a part of the name, and not what it is known by.
            let (particle, family) = leading_particle(family)?;
            Some((family, given, particle))
        }) {
            Some((family, given, particle)) => json!({ "family": family, "given": given, "non-dropping-particle": particle }),
            None => json!({ "family": family, "given": given }),
        },
        None => json!({ "literal": name.trim() }),
    };
    Value::Array(author.split(';').filter(|name| !name.trim().is_empty()).map(one).collect())
}

/// Small words of family names.
const PARTICLES: [&str; 26] = [
    "de", "den", "der", "van", "von", "vom", "zu", "zum", "zur", "del", "della", "di", "da", "das", "dos", "do", "du", "des", "la", "le",
    "ten", "ter", "af", "av", "al", "bin",
];

/// The small words with which a family name begins, and the rest of it.
fn leading_particle(family: &str) -> Option<(&str, &str)> {
    let words: Vec<&str> = family.split_whitespace().collect();
    let particles = words.iter().take_while(|word| PARTICLES.contains(word)).count();
    let first = words.get(particles).filter(|_| particles > 0)?;
    let at = first.as_ptr() as usize - family.as_ptr() as usize;
    Some((family.get(..at)?.trim(), family.get(at..)?.trim()))
}

/// The given names, and the particle after them that belongs to the family name: `Vries, Jan de`.
fn particle(given: &str) -> Option<(&str, &str)> {
    let words: Vec<&str> = given.split_whitespace().collect();
    let particles = words.iter().rev().take_while(|word| PARTICLES.contains(word)).count();
    let first = words
        .get(words.len() - particles)
        .filter(|_| particles > 0 && particles < words.len())?;
    let at = first.as_ptr() as usize - given.as_ptr() as usize;
    Some((given.get(..at)?.trim(), given.get(at..)?.trim()))
}

/// The year and the number of a season as EDTF writes it: `-0431-21`, `~1995-22`.
pub(super) fn year_and_season(date: &Date) -> Option<(i64, u8)> {
    let written = date.as_written().trim_matches(|char: char| !char.is_ascii_digit() && char != '-');
    let (year, code) = written.rsplit_once('-')?;
    let digits = |char: &char| char.is_ascii_digit();
    let year: String = year.chars().filter(|char| *char == '-' || char.is_ascii_digit()).collect();
    Some((year.parse().ok()?, code.chars().filter(digits).collect::<String>().parse().ok()?))
}

/// A date in parts: a day, a month, a season or a year; `None` for anything looser, or further off than CSL counts.
fn date_parts(date: &Date) -> Option<Value> {
    let start = date.extent().earliest?;
    let day = Day::of_instant(start + date.offset_seconds().unwrap_or(0));
    let year = csl_year(day.year)?;
    let mut value = match date.precision() {
        Precision::Day | Precision::Hour | Precision::Minute | Precision::Second => json!({ "date-parts": [[year, day.month, day.day]] }),
        Precision::Month => json!({ "date-parts": [[year, day.month]] }),
        Precision::Year => json!({ "date-parts": [[year]] }),
        Precision::Season => {
            // EDTF numbers the seasons from 21 on, CSL from 1 on; other parts of a year have no number there.
            let (year, code) = year_and_season(date)?;
            let season = code.checked_sub(20).filter(|season| (1..=4).contains(season))?;
            json!({ "date-parts": [[csl_year(year)?]], "season": season })
        }
        _ => return None,
    };
    if date.is_approximate() {
        value["circa"] = Value::Bool(true);
    }
    Some(value)
}

/// A year as CSL counts it, which has no year 0: -353 is 353 BCE. `None` for one further off than it counts.
fn csl_year(year: i64) -> Option<i16> {
    i16::try_from(if year <= 0 { year - 1 } else { year }).ok()
}

impl Item<'_> {
    pub(super) fn container(&self) -> Option<&str> {
        self.container
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_that_is_written_family_first_is_divided() {
        let check = |author: &str, expected: Value| assert_eq!(names(author), expected, "{author}");
        check(
            "Kim, Daniel; Lee, Bo",
            json!([{ "family": "Kim", "given": "Daniel" }, { "family": "Lee", "given": "Bo" }]),
        );
        assert_eq!(
            ["1995-21", "-0431-21", "~1995-22", "1995-24?"].map(|text| Date::parse(text).ok().as_ref().and_then(year_and_season)),
            [Some((1995, 21)), Some((-431, 21)), Some((1995, 22)), Some((1995, 24))]
        );
        check("Daniel Kim", json!([{ "literal": "Daniel Kim" }]));
        check(
            "Vries, Jan de",
            json!([{ "family": "Vries", "given": "Jan", "non-dropping-particle": "de" }]),
        );
        check(
            "Humboldt, A. von",
            json!([{ "family": "Humboldt", "given": "A.", "non-dropping-particle": "von" }]),
        );
        assert_eq!((csl_year(-352), csl_year(0), csl_year(1)), (Some(-353), Some(-1), Some(1)));
        for institution in [
            "Ministry of Foreign Affairs, Russia",
            "Smith, John, and Doe, Jane",
            "Kim, Daniel and Bo Lee",
            "Reuters,AP",
            "King, Martin Luther, Jr.",
            "William, Duke of Orange",
        ] {
            check(institution, json!([{ "literal": institution }]));
        }
    }
}
