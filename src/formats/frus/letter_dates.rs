//! When a letter that a telegram carries was written, and when it was handed over: by its own words and the telegram's.

use crate::dates::{Hints, Precision, Zone, read};

/// The date that a letter gives itself: before its salutation or behind its signature.
pub(super) fn own_date(text: &str, preface: &[&str], year: i64) -> Option<String> {
    let is_day = |words: &str| {
        let words = words.trim_matches(|char: char| !char.is_alphanumeric());
        let short = words.split_whitespace().count() <= 4 && words.len() > 5;
        let day = |text: &str| {
            read(text, Hints::default())
                .ok()?
                .date
                .filter(|date| date.precision() == Precision::Day)
        };
        let found = short.then(|| {
            day(words)
                .filter(|date| !date.as_written().starts_with("XXXX"))
                .or_else(|| day(&format!("{words} {year}")))
        });
        found.flatten().map(|date| date.as_written().to_owned())
    };
    let before = preface.iter().rev().take(2).find_map(|paragraph| is_day(paragraph));
    before.or_else(|| {
        let last = text.split("\n\n").collect::<Vec<_>>();
        let closing = last.iter().rev().take(3);
        // “Sincerely, N. Khrushchev. 26th July.”
        closing
            .flat_map(|paragraph| {
                [
                    Some(*paragraph),
                    paragraph.trim_end_matches('.').rsplit_once(". ").map(|(_, end)| end),
                ]
            })
            .flatten()
            .find_map(is_day)
    })
}

/// The date that a telegram gives for the letter it carries: “dated May 19”, “message sent December 30”, “Khrushchev’s letter
/// of October 23” where that is the author.
pub(super) fn stated_date(preface: &str, authors: &[&str], year: i64) -> Option<String> {
    let words: Vec<&str> = preface.split_whitespace().collect();
    let bare = |at: usize| {
        words
            .get(at)
            .map(|word| word.trim_matches(|char: char| !char.is_alphanumeric()))
            .unwrap_or_default()
    };
    let day = |at: usize| {
        let day = bare(at + 1).trim_end_matches(|char: char| char.is_ascii_alphabetic());
        let text = format!("{} {day}, {year}", bare(at));
        let date = read(&text, Hints::default()).ok()?.date?;
        (date.precision() == Precision::Day).then(|| date.as_written().to_owned())
    };
    (0..words.len()).find_map(|at| match bare(at).to_lowercase().as_str() {
        "dated" => day(at + 1),
        "sent" => (at + 1..at + 9).find_map(day),
        "letter" | "message" if bare(at + 1) == "of" => {
            let owner = at.checked_sub(1).map(bare).unwrap_or_default();
            let owner = owner.trim_end_matches("'s").trim_end_matches("\u{2019}s");
            authors.contains(&owner).then(|| day(at + 2)).flatten()
        }
        _ => None,
    })
}

/// When a letter was handed over, by the clocks of the place: “delivered to Embassy by messenger 4:43 p.m. Moscow time
/// October 26”.
pub(super) fn handed_over(preface: &str, year: i64) -> Option<String> {
    let words: Vec<&str> = preface.split_whitespace().collect();
    let is_handed = |word: &&str| matches!(word.to_lowercase().trim_end_matches(','), "delivered" | "handed" | "received");
    let start = words.iter().position(is_handed)?;
    let time = (start..words.len().min(start + 14)).find(|at| {
        words
            .get(at + 1)
            .is_some_and(|half| half.to_lowercase().trim_end_matches(',') == "p.m." || half.to_lowercase().trim_end_matches(',') == "a.m.")
            && words[*at].contains(':')
    })?;
    let place = words.get(time + 2)?;
    let zone = match *place {
        "Moscow" => Zone::named("Europe/Moscow"),
        "Washington" => Zone::named("America/New_York"),
        "London" => Zone::named("Europe/London"),
        "Paris" => Zone::named("Europe/Paris"),
        _ => None,
    }?;
    let at = if words.get(time + 3) == Some(&"time") { time + 4 } else { time + 3 };
    let (month, day) = (words.get(at)?, words.get(at + 1)?.trim_matches(|char: char| !char.is_ascii_digit()));
    let text = format!("{month} {day}, {year}, {} {}", words[time], words[time + 1]);
    let date = read(&text, Hints::default())
        .ok()?
        .date
        .filter(|date| date.precision().has_clock())?;
    let local = date.extent().earliest?;
    let offset = local - zone.instant_of_local(local);
    let sign = if offset < 0 { '-' } else { '+' };
    Some(format!(
        "{}{sign}{:02}:{:02}",
        date.as_written(),
        offset.abs() / 3600,
        offset.abs() / 60 % 60
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_telegram_says_when_a_letter_was_handed_over() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(handed_over(text, 1962).as_deref(), expected, "{text}");
        check(
            "letter delivered to Embassy by messenger 4:43 p.m. Moscow time October 26, under cover",
            Some("1962-10-26T16:43+03:00"),
        );
        check(
            "message delivered to Soviet Embassy 1:45 a.m. Washington time October 25.",
            Some("1962-10-25T01:45-04:00"),
        );
        check("handed me this afternoon", None);
    }

    #[test]
    fn the_telegram_says_of_when_a_letter_is() {
        let check =
            |text: &str, expected: Option<&str>| assert_eq!(stated_date(text, &["Khrushchev"], 1962).as_deref(), expected, "{text}");
        check("The following message dated May 19 for delivery", Some("1962-05-19"));
        check(
            "translation of message sent by Khrushchev via commercial cable December 29 to",
            Some("1962-12-29"),
        );
        check(
            "translation follows of Khrushchev\u{2019}s letter of October 23 to President.",
            Some("1962-10-23"),
        );
        check("Following is President\u{2019}s reply to Kennedy letter of October 28", None);
    }

    #[test]
    fn a_letter_may_be_dated_at_either_end() {
        assert_eq!(own_date("Dear\n\nx\n\nOctober 26, 1962.", &[], 1962).as_deref(), Some("1962-10-26"));
        assert_eq!(
            own_date("Dear\n\nSincerely, N. Khrushchev. 26th July.", &[], 1963).as_deref(),
            Some("1963-07-26")
        );
        assert_eq!(
            own_date("Dear", &["997. Deliver.", "October 25, 1962"], 1962).as_deref(),
            Some("1962-10-25")
        );
        assert_eq!(own_date("Dear\n\nI was there on October 26", &[], 1962), None);
    }
}
