//! Roman numerals: of months, of centuries, and of years.

/// A Roman numeral, in whatever case; `None` for anything else. Those of years have at least four letters: `MCMLXII`.
pub(super) fn roman(word: &str) -> Option<u16> {
    let digit = |char| {
        Some(match char {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            'c' => 100,
            'd' => 500,
            'm' => 1_000_u16,
            _ => return None,
        })
    };
    let mut word = word.to_lowercase();
    // `xij`, as scribes ended numerals.
    if word.len() > 1 && word.ends_with('j') {
        word.replace_range(word.len() - 1.., "i");
    }
    if word.is_empty() || word.len() > 15 {
        return None;
    }
    let digits: Vec<u16> = word.chars().map(digit).collect::<Option<_>>()?;
    let value = value_of(&digits)?;
    let is_year = (1_000..=2_100).contains(&value) && word.len() >= 4;
    (to_roman(value) == word && (value < 40 || is_year)).then_some(value)
}

/// The value by the rule that a smaller digit before a larger one is taken away from it.
fn value_of(digits: &[u16]) -> Option<u16> {
    let mut value = 0_i32;
    for (at, digit) in digits.iter().enumerate() {
        let is_less = digits.get(at + 1).is_some_and(|next| next > digit);
        value += if is_less { -i32::from(*digit) } else { i32::from(*digit) };
    }
    u16::try_from(value).ok()
}

/// A number in small Roman numerals.
fn to_roman(mut number: u16) -> String {
    const PARTS: [(u16, &str); 13] = [
        (1_000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut text = String::new();
    for (value, letters) in PARTS {
        while number >= value {
            text.push_str(letters);
            number -= value;
        }
    }
    text
}
