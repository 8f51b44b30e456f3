//! Letters that a telegram carries: embassy and Department are only their way, and the telegram's own words say whose they
//! are and to whom.
//!
//! A letter stands in a telegram where it has a salutation. Whose it is, and to whom, is read from the words before that
//! (“letter from Khrushchev to President”), then from its signature and its salutation, which is marked as inferred. Where
//! neither names both, the telegram stays what its heading says.

use super::Reader;
use super::letter_dates::{handed_over, own_date, stated_date};
use crate::dates::{Date, Day};

/// How much before a salutation says whose the letter is, in paragraphs.
const PREFACE: usize = 6;

/// How many paragraphs at the end may hold a signature.
const CLOSING: usize = 8;

/// A letter within a telegram.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Letter {
    /// Ids in the volume's list of persons.
    pub(super) from: Vec<String>,
    pub(super) to: Vec<String>,
    /// Its words.
    pub(super) text: String,
    /// The words of the telegram before and behind it.
    pub(super) frame: String,
    /// Its own date, in EDTF.
    pub(super) date: Option<String>,
    /// When it was handed over, as the telegram says.
    pub(super) received: Option<String>,
    /// Whether author or addressee are not in the telegram's words, but in signature or salutation.
    pub(super) is_inferred: bool,
}

/// A person of the volume's list, as far as it matters who a telegram means.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub(super) id: String,
    /// The last name.
    pub(super) last: String,
    /// The name as it is spoken.
    pub(super) name: String,
    /// What the list says of the person.
    pub(super) office: String,
}

impl Listed {
    /// Whether this is who is called “the President” in a telegram of the State Department.
    fn is_president(&self, year: i64) -> bool {
        let office = &self.office;
        let is_president = office.starts_with("President of the United States") || office.contains("; thereafter President");
        let until = office.split_once("until ").and_then(|(_, rest)| last_year(rest));
        let is_successor = office.contains("thereafter");
        match (until, is_successor) {
            (Some(until), false) => is_president && year <= until && !(year == until && office.contains("until January")),
            (Some(until), true) => is_president && year > until,
            (None, _) => is_president,
        }
    }
}

/// The first year that a text names.
fn last_year(text: &str) -> Option<i64> {
    text.split(|char: char| !char.is_ascii_digit())
        .find(|part| part.len() == 4)
        .and_then(|year| year.parse().ok())
}

/// What a mention of somebody says of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Author,
    Addressee,
}

impl Reader<'_, '_> {
    /// The letter that a telegram of a certain day carries, if one can be made out.
    pub(super) fn carried_letter(&self, text: &str, sent: Option<&str>) -> Option<Letter> {
        let paragraphs: Vec<&str> = text.split("\n\n").collect();
        let starts = |paragraph: &&str| salutation(paragraph).is_some();
        let greeted = paragraphs.iter().position(starts);
        // A letter without a salutation stands in quotation marks behind the words that say whose it is.
        let quoted = || {
            let is_quote = |paragraph: &&str| paragraph.trim_start().starts_with(['\u{201c}', '"']);
            let at = paragraphs.iter().take(PREFACE).position(is_quote).filter(|at| *at > 0)?;
            paragraphs[..at].iter().any(|paragraph| names_a_letter(paragraph)).then_some(at)
        };
        let at = greeted.or_else(quoted)?;
        let year = sent
            .and_then(|sent| Date::parse(sent).ok())
            .and_then(|date| date.extent().earliest)
            .map(|start| Day::of_instant(start).year);
        let start = salutation(paragraphs[at]).unwrap_or(0);
        let first = &paragraphs[at];
        let mut preface: Vec<&str> = paragraphs[at.saturating_sub(PREFACE)..at].to_vec();
        preface.push(first[..start].trim_end_matches(['"', '\u{201c}', ' ']));
        let end = end_of_letter(&paragraphs, at, start);
        let body: Vec<&str> = std::iter::once(&first[start..])
            .chain(paragraphs[at + 1..end.0].iter().copied())
            .collect();
        let mut text = body.join("\n\n");
        if let Some(cut) = end.1 {
            text.truncate(text.len() - cut);
        }
        let text = text.trim().trim_end_matches(['"', '\u{201d}']).trim_end().to_owned();
        let year = year.unwrap_or(0);
        let mut letter = Letter {
            frame: [preface.concat_lines(), paragraphs[end.0..].join("\n\n")]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join("\n\n"),
            date: own_date(&text, &preface, year),
            received: handed_over(&preface.join(" "), year),
            text,
            ..Letter::default()
        };
        for sentence in sentences(&preface.join("\n")) {
            if !names_a_letter(&sentence) {
                continue;
            }
            let found = self.mentions(&sentence, year);
            for (role, side) in [(Role::Author, &mut letter.from), (Role::Addressee, &mut letter.to)] {
                if side.is_empty() {
                    side.extend(found.iter().filter(|(_, known)| *known == role).map(|(id, _)| id.clone()));
                }
            }
        }
        // Who is named on both sides is told of in another way.
        let both: Vec<String> = letter.from.iter().filter(|id| letter.to.contains(*id)).cloned().collect();
        if !both.is_empty() {
            letter.from.retain(|id| !both.contains(id));
            letter.to.retain(|id| !both.contains(id));
        }
        let signed = self.signed(&letter.text);
        if let Some(signed) = &signed {
            self.end_at_signature(&mut letter, signed);
        }
        if greeted.is_none() && !signed.as_ref().is_some_and(|signed| letter.from.contains(signed)) {
            return None;
        }
        let last_names = |ids: &[String]| -> Vec<&str> {
            let known = self.listed.iter().filter(|listed| ids.contains(&listed.id));
            known.map(|listed| listed.last.as_str()).collect()
        };
        letter.date = letter
            .date
            .or_else(|| stated_date(&preface.join(" "), &last_names(&letter.from), year));
        if letter.from.is_empty() {
            letter.from = signed.into_iter().collect();
            letter.is_inferred = true;
        }
        if letter.to.is_empty() {
            letter.to = self.addressed(&letter.text, year);
            letter.is_inferred = true;
        }
        letter.to.retain(|id| !letter.from.contains(id));
        (!letter.from.is_empty() && !letter.to.is_empty()).then_some(letter)
    }

    /// Whom a sentence names as author or as addressee of a letter.
    fn mentions(&self, sentence: &str, year: i64) -> Vec<(String, Role)> {
        // “Khru-shchev/Brezhnev”, as a page breaks and a telegram joins them.
        let sentence = self.mended(sentence);
        let words: Vec<&str> = sentence.split_whitespace().collect();
        let bare: Vec<String> = words
            .iter()
            .map(|word| word.trim_matches(|char: char| !char.is_alphanumeric()).to_owned())
            .collect();
        let mut found: Vec<(String, Role)> = Vec::new();
        let mut last_at = None;
        for at in 0..words.len() {
            let Some((id, is_owner)) = self.person_at(&bare, at, year) else {
                continue;
            };
            let before = word_before(&bare, at);
            let behind = bare.get(at + 1).map(|word| word.to_lowercase()).unwrap_or_default();
            // “for Harriman to deliver” names who brings it.
            if behind == "to" && bare.get(at + 2).is_some_and(|word| word.to_lowercase().starts_with("deliver")) {
                continue;
            }
            let has = |role: Role| found.iter().any(|(_, known)| *known == role);
            let role = match before.as_str() {
                // Who handed it over, and who has another one, is named behind author and addressee.
                "from" | "by" if !has(Role::Author) => Some(Role::Author),
                "to" | "for" if !has(Role::Addressee) => Some(Role::Addressee),
                // “from President and Prime Minister Macmillan”, “to President Brezhnev and Chairman Khrushchev”
                "and" if last_at.is_some_and(|last| at - last <= 4) => found.last().map(|(_, role)| *role),
                // “President’s reply”, “Presidential message”, “Khrushchev letter”
                _ if is_owner && MESSAGES.contains(&behind.as_str()) && !has(Role::Author) => Some(Role::Author),
                _ => None,
            };
            if let Some(role) = role.filter(|_| !found.iter().any(|(known, _)| *known == id)) {
                found.push((id, role));
                last_at = Some(at);
            }
        }
        found
    }

    /// A sentence with the names whole that a hyphen cuts, and those apart that a slash joins.
    fn mended(&self, sentence: &str) -> String {
        let mended = sentence.split_whitespace().flat_map(|word| {
            let parts = word.split('/').map(|part| {
                let joined = part.replace('-', "");
                let bare = joined.trim_matches(|char: char| !char.is_alphanumeric());
                let is_cut = part.contains('-') && self.listed.iter().any(|listed| listed.last == bare);
                if is_cut { joined } else { part.to_owned() }
            });
            let parts: Vec<String> = parts.collect();
            let are_names = parts.len() > 1
                && parts
                    .iter()
                    .all(|part| self.listed.iter().any(|listed| part.contains(&listed.last)));
            if are_names {
                vec![parts.join(" and ")]
            } else {
                vec![word.to_owned()]
            }
        });
        mended.collect::<Vec<_>>().join(" ")
    }

    /// The person whose name or office ends at a word; and whether what follows is called theirs.
    fn person_at(&self, words: &[String], at: usize, year: i64) -> Option<(String, bool)> {
        let word = words.get(at)?;
        let stem = word.strip_suffix("\u{2019}s").or_else(|| word.strip_suffix("'s")).unwrap_or(word);
        if matches!(stem, "President" | "Presidential") {
            // “President Brezhnev” is named by what follows.
            let next = words.get(at + 1).map(String::as_str).unwrap_or_default();
            let next = next.strip_suffix("\u{2019}s").unwrap_or(next);
            if self.listed.iter().any(|listed| listed.last == next) {
                return None;
            }
            let mut fitting = self.listed.iter().filter(|listed| listed.is_president(year));
            let one = fitting.next()?;
            return fitting.next().is_none().then(|| (one.id.clone(), true));
        }
        // “to the Secretary from Prime Minister Macmillan”
        if stem == "Secretary" && words.get(at.wrapping_sub(1)).is_some_and(|before| before == "the") {
            let next = words.get(at + 1).map(String::as_str).unwrap_or_default();
            let is_named = next == "of" || next == "General" || self.listed.iter().any(|listed| listed.last == next);
            let mut fitting = self.listed.iter().filter(|listed| listed.office.starts_with("Secretary of State"));
            let one = fitting.next().filter(|_| !is_named)?;
            return fitting.next().is_none().then(|| (one.id.clone(), true));
        }
        let fitting: Vec<&Listed> = self.listed.iter().filter(|listed| listed.last == stem).collect();
        match fitting.as_slice() {
            [] => None,
            [one] => Some((one.id.clone(), true)),
            // Of two Kennedys the one whose letters the volume has.
            many => self.most_written(many).map(|id| (id, true)),
        }
    }

    /// Who signed a letter: the name behind its last paragraph, or its initials.
    fn signed(&self, text: &str) -> Option<String> {
        let paragraphs: Vec<&str> = text.split("\n\n").collect();
        let last = paragraphs.iter().rev().take(CLOSING);
        let is_short = |paragraph: &str| paragraph.split_whitespace().count() <= 14;
        // The signature of the telegram follows that of the letter, and its addressees precede its text.
        let mut found = None;
        for paragraph in last {
            if !is_short(paragraph) {
                if found.is_some() {
                    break;
                }
                continue;
            }
            let signature = paragraph.replace(['.', ','], " ");
            let words: Vec<&str> = signature
                .split_whitespace()
                .map(|word| word.trim_matches(|char: char| !char.is_alphanumeric()))
                .collect();
            let named = |listed: &&Listed| {
                let initials: String = listed.name.split_whitespace().filter_map(|word| word.chars().next()).collect();
                words.contains(&listed.last.as_str()) || (initials.len() > 2 && words.contains(&initials.as_str()))
            };
            let in_full = |listed: &&&Listed| {
                listed
                    .name
                    .split_whitespace()
                    .all(|word| words.contains(&word.trim_end_matches('.')))
            };
            let mut fitting: Vec<&Listed> = self.listed.iter().filter(named).collect();
            if fitting.len() > 1 && fitting.iter().any(|listed| in_full(&listed)) {
                fitting.retain(|listed| in_full(&listed));
            }
            if let [one] = fitting.as_slice() {
                found = Some(one.id.clone());
            }
        }
        found
    }

    /// Puts what follows the signature and is a sentence of the telegram into its frame.
    fn end_at_signature(&self, letter: &mut Letter, signed: &str) {
        let Some(listed) = self.listed.iter().find(|listed| listed.id == signed) else {
            return;
        };
        let paragraphs: Vec<&str> = letter.text.split("\n\n").collect();
        let is_signature = |paragraph: &&str| paragraph.contains(&listed.last) && paragraph.split_whitespace().count() <= 6;
        let Some(at) = paragraphs.iter().rposition(is_signature) else {
            return;
        };
        // “Chairman of the Council of Ministers, USSR”, “May 12, 1961” and a postscript are the letter's.
        let is_of_telegram = |paragraph: &&str| {
            let is_sentence = paragraph.split_whitespace().count() > 5 && paragraph.trim_end().ends_with('.');
            is_sentence && !paragraph.starts_with("P.S") && !paragraph.starts_with("PS")
        };
        let Some(cut) = paragraphs[at + 1..].iter().position(is_of_telegram).map(|cut| at + 1 + cut) else {
            return;
        };
        let rest = paragraphs[cut..].join("\n\n");
        let text = paragraphs[..cut].join("\n\n");
        letter.frame = [std::mem::take(&mut letter.frame), rest]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("\n\n");
        letter.text = text;
    }

    /// To whom a letter is, by its salutation: by name, else by the office of which there is only one in the list.
    fn addressed(&self, text: &str, year: i64) -> Vec<String> {
        let salutation: Vec<String> = text
            .split("\n\n")
            .take(2)
            .filter(|paragraph| salutation(paragraph).is_some())
            .flat_map(|paragraph| paragraph.split_whitespace().take(12))
            .map(|word| in_sentence_case(word.trim_matches(|char: char| !char.is_alphanumeric())))
            .collect();
        let by_name: Vec<String> = self
            .listed
            .iter()
            .filter(|listed| salutation.contains(&listed.last))
            .map(|listed| listed.id.clone())
            .collect();
        if !by_name.is_empty() {
            return by_name;
        }
        let one = |fitting: Vec<&Listed>| {
            if fitting.len() == 1 {
                vec![fitting[0].id.clone()]
            } else {
                Vec::new()
            }
        };
        if salutation.iter().any(|word| word == "President") {
            return one(self.listed.iter().filter(|listed| listed.is_president(year)).collect());
        }
        // The Chairman is whom letters of the volume are to: the one who has most of them.
        for office in ["Chairman", "Premier", "Prime Minister", "Chancellor"] {
            let last = office.split(' ').next_back().unwrap_or(office);
            if salutation.iter().any(|word| word == last) {
                let fitting: Vec<&Listed> = self.listed.iter().filter(|listed| listed.office.starts_with(office)).collect();
                return match self.most_written(&fitting) {
                    Some(id) => vec![id],
                    None => one(fitting),
                };
            }
        }
        Vec::new()
    }

    /// Of several persons the one to whom and from whom headings of the volume have most.
    fn most_written(&self, fitting: &[&Listed]) -> Option<String> {
        let count = |id: &str| self.in_headings.get(id).copied().unwrap_or(0);
        let most = fitting.iter().max_by_key(|listed| count(&listed.id))?;
        let is_alone = fitting.iter().filter(|listed| count(&listed.id) * 4 > count(&most.id)).count() == 1;
        (count(&most.id) > 0 && is_alone).then(|| most.id.clone())
    }
}

/// `PRESIDENT` as `President`, which is how lists have names and offices.
fn in_sentence_case(word: &str) -> String {
    if word.len() < 2 || word.chars().any(char::is_lowercase) {
        return word.to_owned();
    }
    let mut chars = word.chars();
    let first: String = chars.next().into_iter().collect();
    first + &chars.as_str().to_lowercase()
}

/// Paragraphs that are not blank, as one text.
trait Lines {
    fn concat_lines(&self) -> String;
}

impl Lines for Vec<&str> {
    fn concat_lines(&self) -> String {
        let filled: Vec<&str> = self.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
        filled.join("\n\n")
    }
}

/// What letters are called where a telegram speaks of them.
const MESSAGES: [&str; 10] = [
    "letter",
    "letters",
    "message",
    "reply",
    "text",
    "note",
    "communication",
    "answer",
    "greetings",
    "response",
];

/// Whether a sentence speaks of a letter that follows.
fn names_a_letter(sentence: &str) -> bool {
    let words = sentence.to_lowercase();
    let has = |word: &str| words.split(|char: char| !char.is_alphanumeric()).any(|found| found == word);
    // “Pass following to Khrushchev from President”, “For the President from the Secretary”
    let is_passed = has("from") && (has("following") && has("to") || words.starts_with("for the "));
    MESSAGES.iter().any(|word| has(word)) || has("delivery") || is_passed
}

/// The sentences of some text; a point behind one letter or a number ends none.
fn sentences(text: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        for word in words {
            if let Some(last) = found.last_mut() {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(word);
            }
            let stem = word.trim_end_matches(['.', ':', '!', '?', ';']);
            let is_abbreviation =
                stem.chars().filter(|char| char.is_alphanumeric()).count() < 2 || stem.bytes().all(|byte| byte.is_ascii_digit());
            if stem.len() < word.len() && !is_abbreviation {
                found.push(String::new());
            }
        }
        found.push(String::new());
    }
    found.retain(|sentence| !sentence.is_empty());
    found
}

/// The word that joins a name to what is before it, past articles and titles.
fn word_before(words: &[String], at: usize) -> String {
    const PASSED: [&str; 14] = [
        "the",
        "chairman",
        "president",
        "premier",
        "prime",
        "minister",
        "mr",
        "secretary",
        "general",
        "governor",
        "ambassador",
        "first",
        "us",
        "soviet",
    ];
    let before = words[..at]
        .iter()
        .rev()
        .map(|word| word.to_lowercase())
        .filter(|word| !word.is_empty());
    before.into_iter().find(|word| !PASSED.contains(&word.as_str())).unwrap_or_default()
}

/// Where a salutation begins in a paragraph: at its start, or behind “Begin text:”.
pub(super) fn salutation(paragraph: &str) -> Option<usize> {
    const SALUTATIONS: [&str; 8] = [
        "dear ",
        "esteemed ",
        "respected ",
        "my dear ",
        "mr. president",
        "mr. chairman",
        "mr. prime minister",
        "your excellency",
    ];
    let begins = |text: &str| {
        let head: String = text.chars().take(24).flat_map(char::to_lowercase).collect();
        // “My dear colleague said” is none: behind the word stands a title or a name.
        let is_named = !head.starts_with("my dear ") || text.chars().nth(8).is_some_and(char::is_uppercase);
        is_named && SALUTATIONS.iter().any(|word| head.starts_with(word))
    };
    let quotes = |char: char| matches!(char, '"' | '\u{201c}' | '\u{2018}' | '\'') || char.is_whitespace();
    let plain = paragraph.trim_start_matches(quotes);
    let start = paragraph.len() - plain.len();
    if begins(plain) {
        // “My dear colleague said …” is no salutation.
        let head = plain.replacen("Mr.", "Mr", 1);
        let head = head.split([':', ',', '.', '\n']).next().unwrap_or_default();
        return (head.split_whitespace().count() <= 8).then_some(start);
    }
    // `Quote Dear Mr. Chairman: … Unquote`, as telegrams spell their marks.
    let spelled = paragraph.find("Quote ").or_else(|| paragraph.find("QUOTE "));
    if let Some(behind) = spelled
        .and_then(|at| paragraph.get(at + 6..))
        .map(|text| text.trim_start_matches(quotes))
        && begins(behind)
    {
        return Some(paragraph.len() - behind.len());
    }
    let colon = paragraph.find(": ").or_else(|| paragraph.find(". "))?;
    let is_mark = paragraph.get(..colon)?.to_lowercase().contains("text");
    let behind = paragraph.get(colon + 2..)?.trim_start_matches(quotes);
    (is_mark && begins(behind)).then(|| paragraph.len() - behind.len())
}

/// After which paragraph a letter ends whose greeting begins `greeting` bytes into its first, and how many bytes of that do not belong to it: at “End text”, else before what
/// the telegram says behind the signature.
fn end_of_letter(paragraphs: &[&str], start: usize, greeting: usize) -> (usize, Option<usize>) {
    for (at, paragraph) in paragraphs.iter().enumerate().skip(start) {
        let lower = paragraph.to_lowercase();
        let mark = [
            "end verbatim text",
            "end of text",
            "end text",
            "end message",
            "end of message",
            "unquote",
        ]
        .iter()
        .filter_map(|mark| lower.find(mark))
        .min();
        if let Some(mark) = mark.filter(|_| lower.is_ascii() || lower.len() == paragraph.len()) {
            return (at + 1, Some(paragraph.len() - mark));
        }
    }
    // A signature closes the letter where quotation marks do; who signed the telegram may stand behind it.
    let closing = |paragraph: &str| {
        let mark = paragraph.rfind(['\u{201d}', '"'])?;
        let behind = paragraph[mark..].chars().next().map_or(mark, |quote| mark + quote.len_utf8());
        let is_end = paragraph[behind..].trim().is_empty() || paragraph.split_whitespace().count() <= 12;
        (is_end && mark > 0).then(|| paragraph.len() - behind)
    };
    // All of it may be in one paragraph, in its own marks.
    let is_in_marks = paragraphs[start][..greeting].contains(['"', '\u{201c}']);
    let last = (if is_in_marks { start } else { start + 1 }..paragraphs.len())
        .rev()
        .find_map(|at| Some((at + 1, closing(paragraphs[at])?)));
    last.map_or((paragraphs.len(), None), |(end, cut)| (end, Some(cut)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_salutation_is_known_by_how_it_begins() {
        assert_eq!(salutation("\u{201c}Dear Mr. President:"), Some(3));
        assert_eq!(salutation("Begin Text: Dear Mr. President: Today"), Some(12));
        assert_eq!(salutation("Respected Mr. President, I"), Some(0));
        assert_eq!(
            salutation("Dear colleagues who were here said that this was no letter at all"),
            None
        );
        assert_eq!(salutation("He said: Dear me"), None);
        assert_eq!(salutation("Pass to Kolin: Quote Dear Viktor: We accept. Unquote"), Some(21));
        assert_eq!(salutation("DEAR MR. PRESIDENT:"), Some(0));
        assert_eq!(salutation("Begin Text. Mr. President."), Some(12));
        assert_eq!(salutation("Mr. President, I send you this message in an hour of alarm"), Some(0));
        assert_eq!(salutation(""), None);
    }
}
