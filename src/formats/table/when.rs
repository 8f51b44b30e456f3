//! When the rows of a table were: in one column or in several, with a time and a zone, as a number.

use super::super::cells::{between, date_of_parts, joined};
use super::super::file_warning;
use super::super::timelinejs::astronomical;
use super::{Known, Maker, Row, Table};
use crate::dates::{Date, Day, Hints, NO_SUCH_DATE, NO_YEAR, Zone, read};
use crate::model::Code;
use crate::model::columns::Field;
use crate::model::draft::FileDraft;

/// When a row was.
#[derive(Default)]
pub(super) struct Dated {
    /// The date as it is to be read.
    pub(super) sent: Option<String>,
    /// Its wording, where that differs.
    pub(super) words: Option<String>,
    /// What cannot be kept.
    pub(super) note: Option<String>,
    /// The fields of the row that it was made of, but for the date itself.
    pub(super) used: Vec<Field>,
}

/// When the event of a row ends.
#[derive(Default)]
pub(super) struct End {
    /// The date as it is to be read.
    pub(super) date: Option<String>,
    /// What cannot be kept.
    pub(super) note: Option<String>,
    /// The fields of the row that it was made of.
    pub(super) used: Vec<Field>,
}

/// A year of two digits.
fn short_year(cell: &str) -> Option<i64> {
    let cell = cell.trim();
    let is_short = cell.len() == 2 && cell.bytes().all(|byte| byte.is_ascii_digit());
    cell.parse().ok().filter(|_| is_short)
}

/// Whether a cell is the number zero, which is no year where years are not counted as astronomers do.
fn is_zero(cell: &str) -> bool {
    cell.trim().trim_end_matches(".0").parse() == Ok(0_i64)
}

/// Whether a column of years has years before zero, as astronomers count them.
pub(super) fn counts_zero(table: &Table, fields: &[Option<Field>]) -> bool {
    let mut cells = table.rows.iter().flat_map(|row| row.cells.iter().zip(fields));
    cells.any(|(cell, field)| matches!(field, Some(Field::Year | Field::EndYear)) && cell.trim().starts_with(['-', '\u{2212}']))
}

/// Says how years with a minus are counted, where no year 0 shows that they are counted as astronomers do.
pub(super) fn report_minus(draft: &mut FileDraft, table: &Table, fields: &[Option<Field>]) {
    let is_year = |field: &Option<Field>| matches!(field, Some(Field::Sent | Field::End | Field::Year | Field::EndYear));
    let cells = || {
        let cells = table.rows.iter().flat_map(|row| row.cells.iter().zip(fields));
        cells.filter(|(_, field)| is_year(field)).map(|(cell, _)| cell.trim())
    };
    let before = |cell: &&str| {
        let digits = cell.strip_prefix(['-', '\u{2212}']).unwrap_or_default();
        (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) && !is_zero(digits)
    };
    let count = cells().filter(before).count();
    if count == 0 || cells().any(is_zero) {
        return;
    }
    let what = if count == 1 {
        "one year has"
    } else {
        &format!("{count} years have")
    };
    draft.reports.push(file_warning(
        &draft.path,
        Code::YearsWithMinus,
        None,
        format!("{what} a minus, and no year 0 shows how they are counted"),
        "they are read as EDTF counts them: -700 is 701 BCE; write \"700 BCE\" if that is meant",
    ));
}

/// Whether a column of years has years of two digits and none of another length but four: `62` stands for 1962 there, and
/// not for a year of the first century.
pub(super) fn has_short_years(table: &Table, fields: &[Option<Field>]) -> bool {
    let is_year = |field: &Option<Field>| matches!(field, Some(Field::Year | Field::EndYear));
    let cells = table.rows.iter().flat_map(|row| row.cells.iter().zip(fields));
    let years = cells.filter(|(_, field)| is_year(field)).map(|(cell, _)| cell.trim());
    let mut has_short = false;
    for year in years.filter(|year| !year.is_empty()) {
        // Beside years before the common era, those of two digits are whole.
        if year.starts_with(['-', '\u{2212}']) {
            return false;
        }
        has_short |= short_year(year).is_some();
        // `476` may be a whole year; words with a year in full, `c. 1850`, say nothing of the others.
        let is_number = year.bytes().all(|byte| byte.is_ascii_digit());
        if short_year(year).is_none() && is_number && year.len() != 4 {
            return false;
        }
    }
    has_short
}

/// What the date columns decide together.
pub(super) fn hints(draft: &mut FileDraft, table: &Table, fields: &[Option<Field>], newest_year: i64) -> Hints {
    let is_date = |field: Option<Field>| {
        matches!(
            field,
            Some(Field::Sent | Field::Received | Field::Published | Field::End | Field::NotBefore | Field::NotAfter | Field::Timestamp)
        )
    };
    let cells = || {
        table
            .rows
            .iter()
            .flat_map(|row| row.cells.iter().zip(fields))
            .filter(|(_, field)| is_date(**field))
            .map(|(cell, _)| cell.as_str())
    };
    let mut hints = Hints {
        newest_year: Some(newest_year),
        ..Hints::of_column(cells().filter(|cell| year_of_iso(cell).is_none()))
    };
    let with_pivot = Hints {
        short_years_from: Some(newest_year - 99),
        ..hints
    };
    // No year of two digits is later than the last that is written in full.
    let mut short = 0;
    let mut newest = None;
    for (column, _) in fields.iter().enumerate().filter(|(_, field)| is_date(**field)) {
        let column = table.rows.iter().filter_map(|row| row.cells.get(column));
        for cell in column.filter(|cell| !cell.trim().is_empty()) {
            if let Some(year) = year_of_iso(cell) {
                newest = newest.max(Some(year));
                continue;
            }
            match read(cell, hints) {
                Ok(reading) => {
                    let latest = reading.date.and_then(|date| date.extent().latest);
                    newest = newest.max(latest.map(|latest| Day::of_instant(latest - 1).year));
                }
                // Nothing else is decided by the century.
                Err(error) if error.cause.contains("two digits") || matches!(error.cause.as_str(), NO_SUCH_DATE | NO_YEAR) => {
                    short += usize::from(read(cell, with_pivot).is_ok());
                }
                Err(_) => {}
            }
        }
    }
    if has_short_years(table, fields) {
        let years = table.rows.iter().flat_map(|row| row.cells.iter().zip(fields));
        for (cell, _) in years.filter(|(_, field)| matches!(field, Some(Field::Year | Field::EndYear))) {
            short += usize::from(short_year(cell).is_some());
            newest = newest.max(cell.trim().parse().ok().filter(|_| cell.trim().len() == 4));
        }
    }
    let newest = newest.unwrap_or(newest_year).min(newest_year);
    if short > 0 {
        hints.short_years_from = Some(newest - 99);
        let what = if short == 1 {
            "one date has a year"
        } else {
            &format!("{short} dates have years")
        };
        draft.reports.push(file_warning(
            &draft.path,
            Code::ShortYears,
            None,
            format!("{what} of two digits, so the century is not given"),
            &format!("read as {} to {newest}; write four digits if that is wrong", newest - 99),
        ));
    }
    hints
}

/// The year of a plain day, `1962-10-26`, which most tables have and which needs no reading to be understood.
fn year_of_iso(cell: &str) -> Option<i64> {
    let [year @ .., b'-', m1, m2, b'-', d1, d2] = cell.as_bytes() else {
        return None;
    };
    let is_number = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    let is_in = |text: Option<&str>, last: u8| {
        text.and_then(|text| text.parse().ok())
            .is_some_and(|value: u8| (1..=last).contains(&value))
    };
    let is_day = year.len() == 4 && is_number(year) && is_number(&[*m1, *m2, *d1, *d2]);
    (is_day && is_in(cell.get(5..7), 12) && is_in(cell.get(8..), 31)).then(|| cell.get(..4)?.parse().ok())?
}

/// Abbreviations that are no names of the tz database, and mean one zone only.
const ABBREVIATIONS: [(&str, &str); 6] = [
    ("CEST", "Etc/GMT-2"),
    ("MESZ", "Etc/GMT-2"),
    ("MEZ", "Etc/GMT-1"),
    ("EEST", "Etc/GMT-3"),
    ("MSK", "Europe/Moscow"),
    ("KST", "Asia/Seoul"),
];

/// The zone that a column names: by its place, or by letters.
fn zone_called(name: &str) -> Option<Zone> {
    let known = ABBREVIATIONS.iter().find(|(short, _)| short.eq_ignore_ascii_case(name.trim()));
    Zone::named(known.map_or(name, |(_, place)| place))
}

/// A day without the midnight that data frames and databases add to it.
fn without_midnight(cell: &str) -> &str {
    let Some((day, time)) = cell.trim().split_once(['T', ' ']) else {
        return cell;
    };
    let time = time.strip_suffix('Z').unwrap_or(time);
    // An offset is that of the place: midnight there.
    let time = time.split_once(['+', '-']).map_or(time, |(time, _)| time);
    let is_midnight = matches!(time, "00:00" | "00:00:00" | "00:00:00.000" | "00:00:00.0");
    if is_midnight && year_of_iso(day.trim_start_matches('-')).is_some() {
        day
    } else {
        cell
    }
}

/// Takes midnight out of dates where all that have a time of day have midnight, and there are several: then they are days.
pub(super) fn drop_midnights(draft: &mut FileDraft, table: &mut Table, fields: &[Option<Field>]) {
    let is_date = |field: &Option<Field>| matches!(field, Some(Field::Sent | Field::End));
    let cells = table.rows.iter().flat_map(|row| row.cells.iter().zip(fields));
    let timed = cells.filter(|(cell, field)| is_date(field) && cell.contains(':'));
    let mut count = 0;
    for (cell, _) in timed {
        if without_midnight(cell).len() == cell.trim().len() {
            return;
        }
        count += 1;
    }
    if count < 2 {
        return;
    }
    for row in &mut table.rows {
        for (cell, _) in row.cells.iter_mut().zip(fields).filter(|(_, field)| is_date(field)) {
            if cell.contains(':') {
                *cell = without_midnight(cell).to_owned();
            }
        }
    }
    draft.reports.push(file_warning(
        &draft.path,
        Code::OnlyMidnights,
        None,
        format!("found only midnight in {count} dates with a time"),
        "they are read as days; programs add it to days",
    ));
}

/// Whether a cell is a month, by its number or its name.
fn is_month(cell: &str) -> bool {
    cell.trim().parse::<u8>().is_ok() || read(&format!("{cell} 2000"), Hints::default()).is_ok()
}

/// A local time of EDTF with its offset.
fn with_offset(text: &str, seconds: i64) -> String {
    if seconds == 0 {
        return format!("{text}Z");
    }
    let sign = if seconds < 0 { '-' } else { '+' };
    format!("{text}{sign}{:02}:{:02}", seconds.abs() / 3600, seconds.abs() / 60 % 60)
}

impl Known<'_> {
    fn is_dated(&self, text: &str) -> bool {
        read(text, self.hints).is_ok_and(|reading| reading.date.is_some())
    }

    /// The date of a row as it is to be read.
    pub(super) fn date(&self, row: &Row) -> Dated {
        let read_as = |text: String| Dated {
            sent: Some(text),
            ..Dated::default()
        };
        if let Some(sent) = self.cell(row, Field::Sent) {
            // Of several events in one row, as archives describe them, the first says when; all are in the note.
            if let Some((first, _)) = sent.split_once('|').filter(|_| sent.split('|').all(|part| self.is_dated(part))) {
                return Dated {
                    note: Some(format!("one of several dates: {}", sent.replace('|', ", "))),
                    ..self.with_time(row, first.trim())
                };
            }
            // `November 19–21` beside a column of years.
            if let Some(year) = self.cell(row, Field::Year).filter(|year| year.len() == 4 && !sent.contains(*year)) {
                let whole = format!("{sent} {year}");
                let is_dated = |text: &str| {
                    let date = read(text, self.hints).ok().and_then(|reading| reading.date);
                    date.is_some_and(|date| date.extent().earliest.is_some())
                };
                if !is_dated(sent) && is_dated(&whole) {
                    return Dated {
                        words: Some(sent.to_owned()),
                        used: vec![Field::Year],
                        ..read_as(whole)
                    };
                }
            }
            if let Some((instant, note)) = self.epoch.date(sent) {
                return Dated {
                    words: Some(sent.to_owned()),
                    note,
                    ..read_as(instant)
                };
            }
            // A date that cannot be read is in the note; the timestamp beside it says when it was.
            let stamp = self.cell(row, Field::Timestamp).and_then(|stamp| self.epoch.date(stamp));
            if let (Some((instant, note)), true) = (stamp, read(sent, self.hints).is_err()) {
                return Dated {
                    words: Some(sent.to_owned()),
                    note,
                    used: vec![Field::Timestamp],
                    ..read_as(instant)
                };
            }
            return self.with_time(row, sent);
        }
        let bounds = [Field::NotBefore, Field::NotAfter].map(|field| self.cell(row, field));
        if let Some(text) = between(bounds) {
            return Dated {
                used: vec![Field::NotBefore, Field::NotAfter],
                ..read_as(text)
            };
        }
        let parts = [Field::Year, Field::Month, Field::Day, Field::Time];
        if let Some((text, note)) = self.parts(row, parts) {
            let mut dated = self.in_zone(row, text);
            // A time without a day says nothing.
            let has_time = dated.sent.as_deref().is_some_and(|text| text.contains(':')) || note.is_some();
            dated
                .used
                .extend(parts.into_iter().filter(|field| *field != Field::Time || has_time));
            dated.note = joined(dated.note, note);
            return dated;
        }
        if let Some(stamp) = self.cell(row, Field::Timestamp) {
            let (sent, note) = self.epoch.date(stamp).unwrap_or_else(|| (stamp.to_owned(), None));
            return Dated {
                words: Some(stamp.to_owned()).filter(|stamp| *stamp != sent),
                note,
                used: vec![Field::Timestamp],
                ..read_as(sent)
            };
        }
        let written = self.cell(row, Field::DateAsWritten).filter(|text| read(text, self.hints).is_ok());
        Dated {
            sent: written.map(str::to_owned),
            ..Dated::default()
        }
    }

    /// A date that another column says is by the Julian calendar.
    pub(super) fn by_calendar(&self, row: &Row, mut dated: Dated) -> Dated {
        let Some(calendar) = self.cell(row, Field::Calendar).map(str::to_lowercase) else {
            return dated;
        };
        let is = |words: &[&str]| words.iter().any(|word| calendar.contains(word));
        // Wikidata's item for the Julian calendar; the letters of EMLO.
        let is_julian = is(&["julian", "old style", "o.s.", "alter stil", "julien", "юлиан", "q1985786"])
            || matches!(calendar.trim(), "j" | "os" | "o.s" | "jul" | "jul.");
        if let Some(sent) = dated.sent.take_if(|_| is_julian) {
            dated.words = dated.words.or_else(|| Some(sent.clone()));
            // `+1640-03-05T00:00:00Z` is a day.
            let by_julian = |text: &str| Some(format!("{text} (Julian calendar)")).filter(|text| self.is_dated(text));
            let plain = || read(&sent, self.hints).ok().and_then(|reading| reading.edtf());
            let made = by_julian(&sent).or_else(|| by_julian(plain()?.split('T').next()?));
            dated.sent = Some(made.unwrap_or_else(|| format!("{sent} (Julian calendar)")));
            dated.used.push(Field::Calendar);
        } else if is(&["gregor", "new style", "n.s.", "грег", "q1985727"]) || matches!(calendar.trim(), "g" | "ns" | "greg") {
            dated.used.push(Field::Calendar);
        }
        dated
    }

    /// A day with the time of day in a column of its own.
    fn with_time(&self, row: &Row, sent: &str) -> Dated {
        let Some(time) = self.cell(row, Field::Time).filter(|_| !sent.contains(':')) else {
            return self.in_zone(row, sent.to_owned());
        };
        if let Some(joined) = self.at_time(sent, time) {
            let mut dated = self.in_zone(row, joined);
            dated.used.push(Field::Time);
            return dated;
        }
        Dated {
            sent: Some(sent.to_owned()),
            note: Some(format!("the time of day {time:?} cannot be read")),
            used: vec![Field::Time],
            ..Dated::default()
        }
    }

    /// A day with its time of day, which a column of times may also have as `19.30` or `1930`; `None` where that is none.
    fn at_time(&self, day: &str, time: &str) -> Option<String> {
        let digits = time.bytes().all(|byte| byte.is_ascii_digit()) && matches!(time.len(), 3 | 4);
        let colon = if digits {
            format!("{}:{}", &time[..time.len() - 2], &time[time.len() - 2..])
        } else {
            time.replacen('.', ":", 1)
        };
        let candidates = [format!("{day} {time}"), format!("{day} {colon}")];
        let is_timed = |text: &String| {
            let date = read(text, self.hints).ok().and_then(|reading| reading.date);
            date.is_some_and(|date| date.precision().has_clock()) || read(text, self.hints).is_ok() && !digits
        };
        candidates.into_iter().find(is_timed)
    }

    /// A time by the clocks of a zone that has a column of its own.
    fn in_zone(&self, row: &Row, text: String) -> Dated {
        let sent = |text: String| Dated {
            sent: Some(text),
            ..Dated::default()
        };
        let zoned = |text: String| Dated {
            used: vec![Field::Zone],
            ..sent(text)
        };
        let Some(name) = self.cell(row, Field::Zone) else {
            return sent(text);
        };
        let date = read(&text, self.hints).ok().and_then(|reading| reading.date);
        let is_local = |date: &Date| date.precision().has_clock() && date.offset_seconds().is_none();
        let Some(date) = date.filter(is_local) else { return sent(text) };
        if let (Some(zone), Some(local)) = (zone_called(name), date.extent().earliest) {
            let instant = zone.instant_of_local(local);
            let offset = local - instant;
            let is_shown = instant + zone.offset_seconds(instant) == local;
            return Dated {
                words: Some(format!("{text} {name}")),
                note: if is_shown {
                    let again = instant + 3_600;
                    let is_twice = again + zone.offset_seconds(again) == local;
                    is_twice.then(|| format!("the clocks of {name} showed this time twice; the earlier is taken"))
                } else {
                    Some(format!(
                        "the clocks of {name} never showed this time: they were put forward over it"
                    ))
                },
                ..zoned(with_offset(date.as_written(), offset))
            };
        }
        // `EST`, `UTC+3`: behind the time, as people write it.
        let named = format!("{text} {name}");
        if read(&named, self.hints).is_ok() {
            return zoned(named);
        }
        Dated {
            note: Some(format!("the time is by {name:?}, which is no zone that is known")),
            ..zoned(text)
        }
    }

    /// The end of a row, in one column or in several, and what cannot be kept.
    pub(super) fn end(&self, row: &Row) -> End {
        let time = self.cell(row, Field::EndTime);
        if let Some(end) = self.cell(row, Field::End) {
            if let Some((first, _)) = end.split_once('|').filter(|_| end.split('|').all(|part| self.is_dated(part))) {
                return End {
                    date: Some(first.trim().to_owned()),
                    note: Some(format!("end: one of several dates: {}", end.replace('|', ", "))),
                    used: vec![Field::End],
                };
            }
            if let Some((date, note)) = self.epoch.date(end) {
                return End {
                    date: Some(date),
                    note,
                    used: vec![Field::End],
                };
            }
            let timed = time.filter(|_| !end.contains(':')).and_then(|time| self.at_time(end, time));
            let mut used = vec![Field::End];
            used.extend(timed.is_some().then_some(Field::EndTime));
            let zoned = self.in_zone(row, timed.unwrap_or_else(|| end.to_owned()));
            used.extend(zoned.used);
            return End {
                date: zoned.sent,
                note: zoned.note,
                used,
            };
        }
        let parts = [Field::EndYear, Field::EndMonth, Field::EndDay, Field::EndTime];
        if let Some((date, note)) = self.parts(row, parts) {
            return End {
                date: Some(date),
                note,
                used: parts.to_vec(),
            };
        }
        // An hour of the same day: 10:00 to 11:00.
        let day = self.cell(row, Field::Sent).filter(|day| !day.contains(':'));
        let timed = day.zip(time).and_then(|(day, time)| self.at_time(day, time));
        let Some(timed) = timed else { return End::default() };
        let zoned = self.in_zone(row, timed);
        End {
            used: vec![Field::EndTime],
            date: zoned.sent,
            note: zoned.note,
        }
    }

    /// A date in columns for year, month, day and time; what is missing stays missing. A time that cannot be read is in the
    /// note.
    fn parts(&self, row: &Row, fields: [Field; 4]) -> Option<(String, Option<String>)> {
        let [year, month, day, time] = fields.map(|field| self.cell(row, field));
        let year = match year {
            Some(year) if self.maker == Maker::Timeline => astronomical(year),
            Some(year) if !self.counts_zero && is_zero(year) => return None,
            Some(year) => self.full_year(year),
            // A day of a year that is not given.
            None if month.is_some_and(is_month) && self.maker != Maker::Timeline => "XXXX".to_owned(),
            None => return None,
        };
        let date = date_of_parts(&year, month, day, time);
        match time {
            Some(time) if read(&date, self.hints).is_err() => {
                let note = format!("the time of day {time:?} cannot be read");
                Some((date_of_parts(&year, month, day, None), Some(note)))
            }
            // The thirteenth month is none; its year is sure.
            None if month.is_some() && read(&date, self.hints).is_err() => {
                let by_month = date_of_parts(&year, month, None, None);
                let (sure, what, written) = match day {
                    Some(day) if read(&by_month, self.hints).is_ok() => (by_month, "day", day),
                    _ => (year.clone(), "month", month.unwrap_or_default()),
                };
                let note = format!("the {what} {written:?} cannot be read");
                Some(if read(&sure, self.hints).is_ok() {
                    (sure, Some(note))
                } else {
                    (date, None)
                })
            }
            _ => Some((date, None)),
        }
    }

    /// A year of two digits in the century that the file's other dates decide.
    fn full_year(&self, year: &str) -> String {
        match (short_year(year), self.hints.short_years_from) {
            (Some(short), Some(from)) if self.has_short_years => (from + (short - from).rem_euclid(100)).to_string(),
            _ => year.to_owned(),
        }
    }
}
