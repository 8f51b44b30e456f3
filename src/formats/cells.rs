//! Cells of tables: dates in parts, times as numbers, several values in one, and words for kinds of events.

use crate::dates::{Date, Day, MONTHS};
use crate::model::Kind;
use crate::model::draft::EventDraft;

/// Two notes as one.
pub(super) fn joined(first: Option<String>, second: Option<String>) -> Option<String> {
    let both: Vec<String> = first.into_iter().chain(second).collect();
    (!both.is_empty()).then(|| both.join("\n"))
}

/// A date from its parts: numbers as ISO 8601, anything else in words. A month or a day of 0 or less is none.
pub(super) fn date_of_parts(year: &str, month: Option<&str>, day: Option<&str>, time: Option<&str>) -> String {
    let number = |text: &str| text.trim().trim_end_matches(".0").parse::<i64>().ok();
    let given = |part: Option<&'_ str>| {
        part.map(str::trim)
            .filter(|part| !part.is_empty() && number(part).is_none_or(|number| number > 0))
            .map(str::to_owned)
    };
    let (month, day, time) = (given(month), given(day), time.map(str::trim).filter(|time| !time.is_empty()));
    let (month, day) = (month.as_deref(), day.as_deref());
    if let ("XXXX", Some(month @ 1..=12)) = (year, month.and_then(number)) {
        return match day.and_then(number) {
            Some(day) => format!("XXXX-{month:02}-{day:02}"),
            None => format!("XXXX-{month:02}"),
        };
    }
    let Some(value) = number(year) else {
        // The month by its name, so that it is not taken for the day.
        let name = month
            .and_then(number)
            .and_then(|month| MONTHS.get(usize::try_from(month - 1).ok()?));
        let month = name.copied().or(month);
        let words: Vec<&str> = [day, month, Some(year)].into_iter().flatten().collect();
        return words.join(" ");
    };
    let mut text = match value {
        10_000.. | ..-9_999 => format!("Y{value}"),
        0.. => format!("{value:04}"),
        _ => format!("-{:04}", -value),
    };
    let Some(month) = month else {
        // A day of a month that is not given.
        if let (Some(day), 0..=9_999) = (day.and_then(number), value) {
            text.push_str(&format!("-XX-{day:02}"));
        }
        return text;
    };
    let Some(month_number) = number(month) else {
        let words: Vec<&str> = [day, Some(month), Some(year)].into_iter().flatten().collect();
        return words.join(" ");
    };
    // EDTF has seasons beyond the twelfth month, which no column of months means.
    if !(1..=12).contains(&month_number) {
        return format!("{year} month {month}");
    }
    // “26–28” in the column of days.
    if let (Some(day), Some(name)) = (
        day.filter(|day| number(day).is_none()),
        usize::try_from(month_number - 1).ok().and_then(|at| MONTHS.get(at)),
    ) {
        let time = time.map_or_else(String::new, |time| format!(" {time}"));
        return format!("{day} {name} {year}{time}");
    }
    text.push_str(&format!("-{month_number:02}"));
    if let Some(day) = day.and_then(number) {
        text.push_str(&format!("-{day:02}"));
        if let Some(time) = time {
            text.push_str(&format!(" {time}"));
        }
    }
    text
}

/// What the numbers of a table that are times count: told by their digits, and for those of which that tells nothing by
/// the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Epoch {
    /// Units in a second.
    usual: Option<i64>,
    /// Whether there are years before the common era among them, so that a long negative number is one too.
    has_years: bool,
}

impl Epoch {
    /// What most of the numbers count.
    pub(super) fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let mut counts = [(1, 0_usize), (1_000, 0), (1_000_000, 0), (1_000_000_000, 0)];
        let mut has_years = false;
        for cell in cells {
            has_years |= number(cell).is_some_and(|(value, digits)| value < 0 && digits < 8);
            // Years of the universe have up to eleven digits.
            let unit = number(cell).and_then(|(value, digits)| match (value > 0, digits) {
                (true, _) => unit_of(digits),
                // Before 1970 years of the universe have up to eleven digits, and a count may have one more than today.
                (false, 12..) => unit_of(digits).or_else(|| unit_of(digits - 1)),
                (false, _) => None,
            });
            if let Some(unit) = unit
                && let Some((_, count)) = counts.iter_mut().find(|(known, _)| *known == unit)
            {
                *count += 1;
            }
        }
        let most = counts
            .into_iter()
            .rev()
            .max_by_key(|(_, count)| *count)
            .filter(|(_, count)| *count > 0);
        Self {
            usual: most.map(|(unit, _)| unit),
            has_years,
        }
    }

    /// The same where a column is called a timestamp: what nothing else says counts seconds, also before 1970.
    pub(super) fn of_stamps(self) -> Self {
        Self {
            usual: self.usual.or(Some(1)),
            ..self
        }
    }

    /// A number as EDTF in UTC, and a remark where it has parts of a second; `None` where it is no time.
    pub(super) fn date(self, text: &str) -> Option<(String, Option<String>)> {
        // `1596473173.000200`: a count of seconds with parts of one.
        let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        let (value, digits) = number(whole).filter(|_| fraction.bytes().all(|byte| byte.is_ascii_digit()))?;
        if digits < 9 {
            return None;
        }
        if value < 0 && self.has_years {
            return Some((format!("Y{value}"), None));
        }
        let unit = unit_of(digits).filter(|_| value > 0).or(self.usual)?;
        let (date, note) = of_epoch(value, unit);
        let has_fraction = fraction.bytes().any(|byte| byte != b'0');
        Some((
            date,
            note.or_else(|| has_fraction.then(|| "parts of a second are not kept".to_owned())),
        ))
    }
}

/// So many parts of a second since 1970 as EDTF in UTC, and a remark on what that cannot say. `unit` is the number of parts a
/// second has.
pub(super) fn of_epoch(value: i64, unit: i64) -> (String, Option<String>) {
    let seconds = value.div_euclid(unit);
    let Day { year, month, day } = Day::of_instant(seconds);
    let clock = seconds.rem_euclid(86_400);
    let time = format!("{:02}:{:02}:{:02}", clock / 3600, clock / 60 % 60, clock % 60);
    if !(0..=9999).contains(&year) {
        // EDTF has a time of day in years of four digits only.
        let sign = if year < 0 { "-" } else { "" };
        let date = match year.abs() {
            far @ 10_000.. => format!("Y{sign}{far}"),
            near => format!("{sign}{near:04}-{month:02}-{day:02}"),
        };
        return (date, (clock != 0).then(|| format!("the time of day, {time} UTC, is not kept")));
    }
    let has_fraction = value.rem_euclid(unit) != 0;
    (
        format!("{year:04}-{month:02}-{day:02}T{time}Z"),
        has_fraction.then(|| "parts of a second are not kept".to_owned()),
    )
}

/// A whole number, and how many digits it has.
fn number(text: &str) -> Option<(i64, usize)> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    Some((text.parse().ok().filter(|_| is_number)?, digits.len()))
}

/// How many units a second has in a time of so many digits, from 1970 until far from now.
fn unit_of(digits: usize) -> Option<i64> {
    match digits {
        9 | 10 => Some(1),
        12 | 13 => Some(1_000),
        15 | 16 => Some(1_000_000),
        18 | 19 => Some(1_000_000_000),
        _ => None,
    }
}

/// One date between two bounds.
pub(super) fn between([first, last]: [Option<&str>; 2]) -> Option<String> {
    match (first, last) {
        (Some(first), Some(last)) if first == last => Some(first.to_owned()),
        (Some(first), Some(last)) => Some(Date::one_between(first, last).unwrap_or_else(|| format!("{first}/{last}"))),
        (Some(first), None) => Some(format!("[{first}..]")),
        (None, Some(last)) => Some(format!("[..{last}]")),
        (None, None) => None,
    }
}

/// The parts of a cell that holds several: divided by semicolons, bars or lines.
pub(super) fn split(cell: Option<&str>) -> Vec<String> {
    let parts = cell.unwrap_or_default().split([';', '|', '\n']);
    parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// What kind of event a row is: as its kind column says, else by who is named.
pub(super) fn kind_of(kind: Option<&str>, event: &EventDraft, is_answer: bool, has_text: bool) -> Kind {
    if let Some(kind) = kind.and_then(kind_in_words) {
        // A message that names what it answers is a reply.
        return if kind == Kind::Message && is_answer { Kind::Reply } else { kind };
    }
    match (event.from.is_empty(), event.to.is_empty()) {
        (_, false) if is_answer => Kind::Reply,
        (_, false) => Kind::Message,
        (false, true) if has_text => Kind::Statement,
        _ => Kind::Other,
    }
}

/// The kind that a word names.
pub(super) fn kind_in_words(word: &str) -> Option<Kind> {
    const WORDS: [(Kind, &str); 5] = [
        (Kind::Reply, "reply answer response antwort réponse ответ 답장 답신"),
        (
            Kind::Message,
            "message letter telegram cable note tweet email e-mail mail dispatch memorandum cablegram brief schreiben telegramm lettre письмо телеграмма 편지 서한 메시지 축전",
        ),
        (
            Kind::Visit,
            "visit trip travel tour stay state-visit besuch staatsbesuch reise visite voyage визит поездка 방문",
        ),
        (
            Kind::Meeting,
            "meeting talks summit call phone conversation conference audience treffen gespräch gipfel rencontre entretien встреча переговоры 회담 회의 통화",
        ),
        (
            Kind::Statement,
            "statement speech remarks address declaration announcement rede erklärung discours déclaration речь заявление 연설 성명 담화",
        ),
    ];
    let word = word.to_lowercase();
    if let Some(kind) = Kind::from_name(&word) {
        return Some(kind);
    }
    let has = |list: &str| list.split(' ').any(|known| word.split([' ', '_']).any(|part| part == known));
    WORDS.iter().find(|(_, list)| has(list)).map(|(kind, _)| *kind)
}
