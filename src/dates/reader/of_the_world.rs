//! Years from the making of the world: `лето 7157`, `7103 году`, as Russia counted them until 1700, each from September on. By other
//! eras of it, `A.M. 5662`, nothing is read: the year of the Hebrew calendar and of Byzantium are two.

use super::Reading;
use crate::dates::Date;

/// The years of that era that texts of this kind have, in ours 491 to 1700.
const YEARS: std::ops::RangeInclusive<i64> = 6000..=7208;

/// The date of a text that is nothing but such a year.
pub(super) fn read(text: &str) -> Option<Reading> {
    if text.is_ascii() || !text.contains(['6', '7']) {
        return None;
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split([' ', '.', ',']).filter(|word| !word.is_empty()).collect();
    let year = |word: &str| word.parse::<i64>().ok().filter(|year| word.len() == 4 && YEARS.contains(year));
    let at = words.iter().position(|word| year(word).is_some())?;
    let is_said = |word: &str| matches!(word, "лето" | "лета" | "лету" | "літо" | "літа" | "г" | "год" | "году" | "року");
    let is_idle = |word: &str| is_said(word) || matches!(word, "в" | "во" | "у" | "от" | "сотворения" | "мира");
    let is_whole = words.iter().enumerate().all(|(place, word)| place == at || is_idle(word));
    if !is_whole || !words.iter().any(|word| is_said(word)) {
        return None;
    }
    let first = year(words[at])? - 5509;
    let date = Date::parse(&format!("[{first:04}..{:04}]", first + 1)).ok()?;
    let note = format!("the year {} from the making of the world, from September {first} on", words[at]);
    Some(super::wider::noted(Reading::from(date), note))
}

/// Whether a text counts years from when somebody began to reign who has the name of a month, `year 9 of Augustus`, or is a number
/// with an exponent.
pub(super) fn is_of_reign(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let is_reign = words.windows(2).any(|pair| pair == ["of", "augustus"]) && words.contains(&"year");
    let is_exponent = lower.split_once('e').is_some_and(|(number, power)| {
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number(number) && is_number(power)
    });
    is_reign || is_exponent
}

/// Whether a text counts years from the making of the world by letters that do not say whose era: `A.M. 5662`.
pub(super) fn is_other(text: &str) -> bool {
    let year = |text: &str| {
        let digits: String = text
            .trim_start_matches([' ', '.'])
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        digits.len() == 4 && digits.parse::<i64>().is_ok_and(|year| year > 3000)
    };
    let after = |text: &str| text.trim().rsplit(' ').next().is_some_and(year);
    ["A.M.", "AM", "A. M."].iter().any(|era| match text.split_once(era) {
        Some((before, rest)) => before.trim().is_empty() && year(rest) || rest.trim().is_empty() && after(before),
        None => false,
    })
}
