//! Dates that a letter gives for letters of the one to whom it is written: “your letter of October 25”.

use super::{DAY, Date, Day, Hints, Precision, read};

/// A date that a text gives for a message of the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The day.
    pub date: Date,

    /// What the text says: `your letter of October 25`.
    pub words: String,
}

/// How the other is addressed: English, German, French, Russian.
const YOURS: [&str; 13] = [
    "your",
    "ihr",
    "ihrem",
    "ihren",
    "ihres",
    "ihre",
    "votre",
    "vos",
    "ваше",
    "вашего",
    "ваш",
    "вашем",
    "вашу",
];

/// What messages are called.
const MESSAGES: [&str; 20] = [
    "letter",
    "letters",
    "message",
    "messages",
    "telegram",
    "communication",
    "note",
    "cable",
    "reply",
    "brief",
    "schreiben",
    "telegramm",
    "lettre",
    "télégramme",
    "письмо",
    "письма",
    "послание",
    "послания",
    "телеграмму",
    "письме",
];

/// So far behind “your” the word for the message may stand.
const NEAR: usize = 4;

/// So far behind the word for the message the date may begin: `your letter to Prime Minister Macmillan of October 25`.
const BEHIND: usize = 8;

/// Words that end no sentence with their point.
const TITLES: [&str; 12] = ["mr", "mrs", "ms", "dr", "gen", "col", "prof", "amb", "hon", "hr", "mme", "messrs"];

/// Words behind which somebody speaks of a message of his own.
const MINE: [&str; 12] = [
    "my", "our", "mein", "meinem", "meinen", "unser", "mon", "ma", "notre", "мое", "наше", "мой",
];

/// The most words of a date: `25 October 1962`.
const LONGEST_DATE: usize = 3;

/// No more dates than this are looked for in one text.
const MAX_CITED: usize = 500;

/// A word without the signs around it, in small letters.
fn bare(word: &str) -> String {
    word.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase()
}

/// Whether a sentence ends with a word: not with `25.`, `Mr.`, an initial, or a month before its day (`Oct. 25`).
fn ends_sentence(words: &[&str], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let has_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    let name = bare(word);
    let is_short = TITLES.contains(&name.as_str()) || name.chars().count() == 1;
    let is_before_number = words.get(at + 1).is_some_and(|next| has_digit(next));
    word.ends_with(['!', '?', ';']) || (word.ends_with('.') && !has_digit(word) && !is_short && !is_before_number)
}

/// Whether some words name a letter of the one to whom they are written: `in your last letter`.
#[must_use]
pub fn names_message_of_yours(words: &[&str]) -> bool {
    let words: Vec<String> = words.iter().map(|word| bare(word)).collect();
    let yours = words.iter().rposition(|word| YOURS.contains(&word.as_str()));
    yours.is_some_and(|at| words[at..].iter().any(|word| MESSAGES.contains(&word.as_str())))
}

/// The dates of `your letter of October 25`; where they have no year, the last such day before an instant.
#[must_use]
pub fn cited_dates(text: &str, before: i64) -> Vec<Cited> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut found = Vec::new();
    let yours = (0..words.len()).filter(|at| YOURS.contains(&bare(words[*at]).as_str()));
    for at in yours.take(MAX_CITED) {
        let near = words.get(at + 1..).unwrap_or_default();
        let Some(message) = near.iter().take(NEAR).position(|word| MESSAGES.contains(&bare(word).as_str())) else {
            continue;
        };
        // Neither over the end of a sentence nor over another letter, “my letter”.
        let is_over = (0..=message).any(|at| ends_sentence(near, at));
        let behind = near.get(message + 1..).unwrap_or_default();
        let most = behind.len().min(BEHIND + LONGEST_DATE);
        let is_another = |word: &&str| MINE.contains(&bare(word).as_str()) || YOURS.contains(&bare(word).as_str());
        let until = behind[..most].iter().position(is_another).unwrap_or(most);
        let until = (0..until).find(|at| ends_sentence(behind, *at)).map_or(until, |end| end + 1);
        let behind = if is_over { &[][..] } else { &behind[..until] };
        // A date begins with its day or with the name of its month, never with “of”.
        let begins = |word: &&&str| word.bytes().any(|byte| byte.is_ascii_digit()) || word.starts_with(char::is_uppercase);
        let dated = (0..BEHIND).find_map(|skipped| {
            behind.get(skipped).filter(begins)?;
            // The longest that is a date: “25 October 1962” rather than “25 October”.
            (2..=LONGEST_DATE).rev().find_map(|length| {
                let part = behind.get(skipped..skipped + length)?.join(" ");
                Some((date_of(&part, before)?, skipped + length))
            })
        });
        if let Some((date, length)) = dated {
            let words = words.get(at..at + message + 2 + length).unwrap_or_default().join(" ");
            let words = words.trim_end_matches(|char: char| !char.is_alphanumeric()).to_owned();
            found.push(Cited { date, words });
        }
    }
    found
}

/// The day that some words name; where they name no year, the last such day before an instant.
fn date_of(words: &str, before: i64) -> Option<Date> {
    let words = words.trim_matches(|char: char| !char.is_alphanumeric());
    let has_digit = words.bytes().any(|byte| byte.is_ascii_digit());
    let has_month = words.chars().any(char::is_alphabetic);
    if !has_digit || !has_month {
        return None;
    }
    let day = |text: &str| {
        read(text, Hints::default())
            .ok()?
            .date
            .filter(|date| date.precision() == Precision::Day)
    };
    let year = Day::of_instant(before).year;
    let in_year = |year: i64| day(&format!("{words} {year}")).or_else(|| day(&format!("{words}, {year}")));
    // The day itself counts: clocks differ.
    let is_past = |date: &Date| date.extent().earliest.is_some_and(|start| start <= before.saturating_add(DAY));
    day(words).or_else(|| in_year(year).filter(is_past)).or_else(|| in_year(year - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_letters_of_the_other_are_found() {
        let check = |text: &str, expected: &[&str]| {
            let before = Date::parse("1962-10-28").ok().and_then(|date| date.extent().earliest);
            let found = cited_dates(text, before.unwrap_or(0));
            let days: Vec<&str> = found.iter().map(|cited| cited.date.as_written()).collect();
            assert_eq!(days, expected, "{text}");
        };
        check("I thank you for your letter of October 25.", &["1962-10-25"]);
        check("I thank you for your letter of 25 October 1961.", &["1961-10-25"]);
        check("Ihr Schreiben vom 3. November 1961 habe ich erhalten", &["1961-11-03"]);
        check(
            "Without a year it is the last such day: your message of December 30",
            &["1961-12-30"],
        );
        check("In your letter you recall my message of October 24", &[]);
        check("Your letter came late. On October 24 it rained", &[]);
        check("your letter, and your message of 26 October", &["1962-10-26"]);
        check("October 25, your letter", &[]);
        check("in reply to your letter of Oct. 25", &["1962-10-25"]);
        check("your letter to Mr. Smith of 25 October 1961.", &["1961-10-25"]);
        check("your letter to Prime Minister Macmillan of October 25", &["1962-10-25"]);
        check("Thank you for your letter. It is October 25", &[]);
    }

    #[test]
    fn letters_of_the_other_are_named_by_a_word_behind_yours() {
        for (text, is_named) in [
            ("in Your last letter,", true),
            ("Ihres Schreibens wegen, Ihr Telegramm", true),
            ("the letter on your desk", false),
            ("", false),
        ] {
            let words: Vec<&str> = text.split_whitespace().collect();
            assert_eq!(names_message_of_yours(&words), is_named, "{text}");
        }
    }
}
