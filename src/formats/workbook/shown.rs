//! The text of a cell: a date as EDTF, as exact as the format of the cell shows it.

use calamine::{Data, ExcelDateTime};

/// A cell as text: dates as EDTF and as exact as they are shown, whole numbers without a point.
pub(super) fn cell(data: &Data, format: Option<&str>) -> String {
    match data {
        Data::DateTime(date) if date.is_datetime() => date_cell(date, format).unwrap_or_else(|| data.to_string()),
        Data::DateTime(date) => duration_cell(date.as_f64()),
        Data::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        Data::DurationIso(text) => clock_of(text).unwrap_or_else(|| text.clone()),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::Empty => String::new(),
        other => other.to_string(),
    }
}

/// The time of day in a duration of ISO 8601, as OpenDocument stores it: `PT19H42M00S` is 19:42. `None` for what is none.
fn clock_of(duration: &str) -> Option<String> {
    let (hours, rest) = duration.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S').unwrap_or("0").split('.').next()?;
    let [hours, minutes, seconds] = [hours, minutes, seconds].map(|part| part.parse::<u32>().ok());
    let (hours, minutes, seconds) = (hours?, minutes?, seconds?);
    if hours > 23 || minutes > 59 || seconds > 59 {
        return None;
    }
    let clock = format!("{hours:02}:{minutes:02}");
    Some(if seconds == 0 { clock } else { format!("{clock}:{seconds:02}") })
}

/// The finest part of a date that a format shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shown {
    Year,
    Month,
    Day,
    Hour,
}

impl Shown {
    /// By the letters of the format that are neither quoted nor escaped (ECMA-376, 18.8.31). `None` where it shows no year,
    /// so that it says nothing of how exact the date is.
    fn of(format: &str) -> Option<Self> {
        let mut finest = Self::Year;
        let mut has_year = false;
        let mut chars = format.chars();
        while let Some(char) = chars.next() {
            match char.to_ascii_lowercase() {
                '"' => chars.by_ref().take_while(|char| *char != '"').for_each(drop),
                '[' => chars.by_ref().take_while(|char| *char != ']').for_each(drop),
                '\\' | '_' | '*' => drop(chars.next()),
                // Another section is for numbers of another sign.
                ';' => break,
                'y' | 'e' => has_year = true,
                'm' => finest = finest.max(Self::Month),
                'd' => finest = finest.max(Self::Day),
                // Who sees the hour of a date knows its day.
                'h' | 's' => finest = Self::Hour,
                _ => {}
            }
        }
        has_year.then_some(finest)
    }
}

/// Whether a format shows a time of day and no day.
fn is_clock(format: &str) -> bool {
    let plain: String = format.split('"').step_by(2).collect();
    let lower = plain.to_ascii_lowercase();
    lower.contains('h') && !lower.contains(['y', 'd', '['])
}

/// The serial number of 29 February 1900, which Excel counts and the calendar has not.
const NO_SUCH_DAY: i64 = 60;

/// A date as exact as its format shows it; a day that does not exist is shown by its number.
fn date_cell(date: &ExcelDateTime, format: Option<&str>) -> Option<String> {
    let serial = date.as_f64();
    let text = date.as_datetime()?.format("%Y-%m-%dT%H:%M:%S").to_string();
    let (day, clock) = text.split_once('T')?;
    let clock = clock.strip_suffix(":00").unwrap_or(clock);
    let shown = format.and_then(Shown::of);
    // A number below one is a time of day without a day, and so is one whose format shows the hour alone.
    let is_clock = format.is_some_and(is_clock);
    if (0.0..1.0).contains(&serial) && (serial > 0.0 || is_clock) {
        return Some(clock.to_owned());
    }
    if is_clock && (1.0..2.0).contains(&serial) {
        return Some(if clock == "00:00" { "24:00".to_owned() } else { clock.to_owned() });
    }
    let is_1904 = date.to_ymd_hms_milli().0 == 1904 && serial < 366.0;
    if !is_1904 && serial.floor() as i64 == NO_SUCH_DAY && day < "1900-03-02" {
        return Some("1900-02-29".to_owned());
    }
    if !is_1904 && serial <= 0.0 {
        return Some(format!("day number {serial:.0} of a workbook, which the calendar does not have"));
    }
    let plain = match shown {
        Some(Shown::Year) => Some(day.get(..4)?.to_owned()),
        Some(Shown::Month) => Some(day.get(..7)?.to_owned()),
        Some(Shown::Day) => Some(day.to_owned()),
        _ if clock == "00:00" => Some(day.to_owned()),
        _ => Some(format!("{day}T{clock}")),
    }?;
    Some(format.and_then(|format| with_words(&plain, format)).unwrap_or(plain))
}

/// A date with the words that its format sets around it, where those are words of dates: `"ca. "yyyy`, `yyyy"?"`, `hh:mm "MSK"`.
fn with_words(plain: &str, format: &str) -> Option<String> {
    let format = format.split(';').next().unwrap_or_default();
    let pieces: Vec<&str> = format.split('"').collect();
    let is_letter = |piece: &&str| piece.contains(['y', 'Y', 'm', 'M', 'd', 'D', 'h', 'H']);
    let mut literals = pieces
        .iter()
        .enumerate()
        .filter(|(at, text)| at % 2 == 1 && !text.trim().is_empty());
    let (at, literal) = literals.next()?;
    if literals.next().is_some() {
        return None;
    }
    let is_first = !pieces.iter().take(at).step_by(2).any(is_letter);
    let is_last = !pieces.iter().skip(at + 1).step_by(2).any(is_letter);
    let literal = literal.trim();
    let text = match (is_first, is_last) {
        (true, false) => format!("{literal} {}", plain.replace('T', " ")),
        (false, true) if literal.starts_with('?') => format!("{plain}{literal}"),
        (false, true) => format!("{} {literal}", plain.replace('T', " ")),
        _ => return None,
    };
    crate::dates::read(&text, crate::dates::Hints::default()).is_ok().then_some(text)
}

/// Makes the dates of some cells no more exact than their formats show them.
pub(super) fn as_shown(cells: &mut super::Cells, formats: &super::styles::Shown) {
    let (first_row, first_column) = cells.first;
    for (row, line) in (first_row..).zip(&mut cells.rows) {
        for (column, cell) in (first_column..).zip(line) {
            let is_date = cell.len() >= 10 && cell.is_ascii() && cell.as_bytes()[4] == b'-' && cell.as_bytes()[7] == b'-';
            if let Some(format) = formats.get(&(row, column)).filter(|_| is_date) {
                cell.truncate(format.len());
            }
        }
    }
}

/// A length of time, as `[h]:mm` shows it: more than a day has hours beyond 24.
fn duration_cell(days: f64) -> String {
    let minutes = (days * 1440.0).round() as i64;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn a_date_is_as_exact_as_it_is_shown() {
        let check = |serial: f64, format: &str, expected: &str| {
            let date = Data::DateTime(ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false));
            assert_eq!(cell(&date, Some(format)), expected, "{serial} as {format}");
        };
        check(22_945.0, "dd/mm/yyyy", "1962-10-26");
        check(22_945.0, "mmm\\-yy", "1962-10");
        check(22_945.0, "[$-407]mmmm yyyy;@", "1962-10");
        check(22_945.0, "yyyy", "1962");
        check(22_945.5, "yyyy/mm/dd hh:mm", "1962-10-26T12:00");
        check(22_945.5, "yyyy/mm/dd", "1962-10-26");
        check(22_945.0, "\"ca. \"yyyy", "ca. 1962");
        check(22_945.0, "yyyy\"?\"", "1962?");
        check(22_945.5, "dd/mm/yyyy hh:mm \"MSK\"", "1962-10-26 12:00 MSK");
        check(22_945.0, "\"Bestell-Nr. \"yyyy", "1962");
        check(0.795_138_888_9, "h:mm", "19:05");
        check(59.0, "dd/mm/yyyy", "1900-02-28");
        check(61.0, "dd/mm/yyyy", "1900-03-01");
        check(60.0, "dd/mm/yyyy", "1900-02-29");
        check(0.0, "h:mm", "00:00");
        check(1.0, "hh:mm", "24:00");
        check(1.25, "hh:mm", "06:00");
        check(1.0, "dd/mm/yyyy", "1900-01-01");
        check(0.0, "dd/mm/yyyy", "day number 0 of a workbook, which the calendar does not have");
        let long = Data::DateTime(ExcelDateTime::new(1.25, ExcelDateTimeType::TimeDelta, false));
        assert_eq!(cell(&long, None), "30:00");
        let stored = |text: &str| cell(&Data::DurationIso(text.to_owned()), None);
        assert_eq!(stored("PT19H42M00S"), "19:42");
        assert_eq!(stored("PT08H05M07S"), "08:05:07");
        assert_eq!(stored("PT30H00M00S"), "PT30H00M00S", "no time of a day");
    }
}
