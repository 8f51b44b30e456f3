//! Years from the making of the world: `лето 7157`, `7103 году`, as Russia counted them until 1700, each from September on.

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
