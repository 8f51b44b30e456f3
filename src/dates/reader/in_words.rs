//! Numbers in English words, `the fifth day of June, eighteen hundred and sixty`, and months by their numbers, as Quakers wrote
//! them: `5th day of the 3rd month 1760`.

use super::{Hints, Reading};

/// The numbers below twenty, each with the word that counts.
const SMALL: [(&str, &str); 20] = [
    ("zero", "zeroth"),
    ("one", "first"),
    ("two", "second"),
    ("three", "third"),
    ("four", "fourth"),
    ("five", "fifth"),
    ("six", "sixth"),
    ("seven", "seventh"),
    ("eight", "eighth"),
    ("nine", "ninth"),
    ("ten", "tenth"),
    ("eleven", "eleventh"),
    ("twelve", "twelfth"),
    ("thirteen", "thirteenth"),
    ("fourteen", "fourteenth"),
    ("fifteen", "fifteenth"),
    ("sixteen", "sixteenth"),
    ("seventeen", "seventeenth"),
    ("eighteen", "eighteenth"),
    ("nineteen", "nineteenth"),
];

/// The tens from twenty on.
const TENS: [(&str, &str); 8] = [
    ("twenty", "twentieth"),
    ("thirty", "thirtieth"),
    ("forty", "fortieth"),
    ("fifty", "fiftieth"),
    ("sixty", "sixtieth"),
    ("seventy", "seventieth"),
    ("eighty", "eightieth"),
    ("ninety", "ninetieth"),
];

/// What is left out when the numbers have become digits.
const IDLE: [&str; 4] = ["in the year of our lord", "anno domini", "in the year", "day of"];

/// The date of a text with numbers in words, or with the number of a month. `inner` reads it in digits.
pub(super) fn read(text: &str, hints: Hints, inner: impl Fn(&str, Hints) -> Option<Reading>) -> Option<Reading> {
    by_number_of_month(text, hints, &inner).or_else(|| {
        let mut plain = has_number(text).then(|| with_digits(text)).flatten()?;
        for idle in IDLE {
            plain = plain.replace(idle, " ");
        }
        inner(plain.trim(), hints)
    })
}

/// Whether a text has a number in words of which a year or a day may be made.
pub(super) fn has_number(text: &str) -> bool {
    const PARTS: [&str; 6] = ["hundred", "thousand", "teen", "twent", "thirt", "ty-"];
    let lower = text.to_ascii_lowercase();
    PARTS.iter().any(|part| lower.contains(part)) || SMALL.iter().any(|(_, counting)| lower.contains(counting))
}

/// A number as far as its words were read.
#[derive(Clone, Copy, Default)]
struct Count {
    whole: i64,
    /// Below a hundred.
    rest: i64,
    is_any: bool,
    is_ordinal: bool,
}

impl Count {
    fn value(self) -> i64 {
        self.whole + self.rest
    }

    /// Goes on with a word; `None` where it begins another number.
    fn with(self, word: &str) -> Option<Self> {
        let small = SMALL.iter().position(|(plain, counting)| *plain == word || *counting == word);
        let tens = TENS.iter().position(|(plain, counting)| *plain == word || *counting == word);
        let counts = |table: &[(&str, &str)]| table.iter().any(|(_, counting)| *counting == word);
        let is_ordinal = counts(&SMALL) || counts(&TENS);
        let value = match (small, tens) {
            (Some(small), _) => i64::try_from(small).ok()?,
            (_, Some(tens)) => (i64::try_from(tens).ok()? + 2) * 10,
            _ => return self.scaled(word),
        };
        if self.is_ordinal {
            return None;
        }
        let next = match (value, self.rest) {
            (_, 0) => Self { rest: value, ..self },
            // “sixty-two”
            (1..=9, 20..=90) if self.rest % 10 == 0 => Self {
                rest: self.rest + value,
                ..self
            },
            // “nineteen sixty”
            (10.., 10..=99) if self.whole == 0 => Self {
                whole: self.rest * 100,
                rest: value,
                ..self
            },
            _ => return None,
        };
        Some(Self {
            is_any: true,
            is_ordinal,
            ..next
        })
    }

    /// “hundred” and “thousand” count what precedes them.
    fn scaled(self, word: &str) -> Option<Self> {
        let of = match word {
            "hundred" if (1..=99).contains(&self.rest) => 100,
            "thousand" if self.whole == 0 && (1..=9).contains(&self.rest) => 1000,
            _ => return None,
        };
        Some(Self {
            whole: self.whole + self.rest * of,
            rest: 0,
            ..self
        })
    }
}

/// A text with digits in the place of numbers in words; `None` where there are none.
fn with_digits(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let spaced = lower.replace(',', " , ");
    let words: Vec<&str> = spaced.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let mut out: Vec<String> = Vec::new();
    let mut count = Count::default();
    let mut is_any = false;
    let mut at = 0;
    // Beside figures only what counts is a day: “1860 six” is none.
    let has_figures = text.bytes().any(|byte| byte.is_ascii_digit());
    while let Some(word) = words.get(at) {
        // “eighteen hundred and sixty”
        let is_joint = *word == "and" && count.whole > 0 && count.rest == 0;
        if is_joint && words.get(at + 1).is_some_and(|next| count.with(next).is_some()) {
            at += 1;
            continue;
        }
        if let Some(next) = count.with(word) {
            count = next;
        } else if count.is_any {
            if has_figures && !count.is_ordinal && count.value() < 1000 {
                return None;
            }
            // The word may begin the next number.
            out.push(count.value().to_string());
            count = Count::default();
            continue;
        } else {
            out.push((*word).to_owned());
        }
        is_any |= count.is_any;
        at += 1;
    }
    if count.is_any {
        if has_figures && !count.is_ordinal && count.value() < 1000 {
            return None;
        }
        out.push(count.value().to_string());
    }
    is_any.then(|| out.join(" ").replace(" ,", ","))
}

/// `5th of 3rd mo. 1760`, `3 mo. 5, 1760`. Until 1751 England's first month was March, so that earlier ones are not read.
fn by_number_of_month(text: &str, hints: Hints, inner: &impl Fn(&str, Hints) -> Option<Reading>) -> Option<Reading> {
    const FIRST_YEAR: i64 = 1753;
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split([' ', ',', '.']).filter(|word| !word.is_empty()).collect();
    let number = |word: &str| {
        let digits = word.trim_end_matches(|char: char| char.is_ascii_alphabetic());
        matches!(word.get(digits.len()..), Some("" | "st" | "nd" | "rd" | "th" | "d")).then(|| digits.parse::<i64>().ok())?
    };
    let at = words.iter().position(|word| matches!(*word, "mo" | "month"))?;
    let month = number(words.get(at.checked_sub(1)?)?).filter(|month| (1..=12).contains(month))?;
    let others: Vec<&str> = words[..at - 1]
        .iter()
        .chain(&words[at + 1..])
        .copied()
        .filter(|word| !matches!(*word, "of" | "the" | "day" | "in" | "year"))
        .collect();
    let (day, year) = match others.as_slice() {
        [day, year] => (number(day)?, number(year)?),
        _ => return None,
    };
    if year < FIRST_YEAR || !(1..=31).contains(&day) {
        return None;
    }
    inner(&format!("{year}-{month:02}-{day:02}"), hints)
}
