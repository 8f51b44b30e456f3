//! When events of a calendar end: by an end of their own, perhaps by the clocks of another place, or by a duration.

use crate::model::Code;
use chrono::Duration;

use super::super::file_warning;
use super::when::{Moment, Zone, duration};
use super::{Component, Reader};

/// How long an event lasts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Length {
    /// By the instants; the end is shown by the clocks of a zone, where that is another than that of the start.
    Time(Duration, Option<Zone>),
    /// By the days of the calendar, from a day to a time or from a time to a day.
    Mixed(Duration, Zone),
}

/// What the end of an event says.
#[derive(Clone, Debug, Default)]
pub(super) struct End {
    pub(super) length: Option<Length>,
    /// What cannot be kept.
    pub(super) note: Option<String>,
}

impl Reader<'_> {
    /// How long an event lasts; whole days to the last one, which RFC 5545 leaves out.
    pub(super) fn end(&mut self, component: &Component, start: Moment) -> End {
        let line = component.line("DTEND");
        let end = line.and_then(|line| Moment::of(line, &self.zones)).map(|(moment, _)| moment);
        if let (Some(line), None) = (line, end) {
            return self.no_end(component, Code::BadDate, "cannot read when it ends", &line.value);
        }
        let length = if let Some(end) = end {
            self.until(start, end)
        } else {
            let Some(line) = component.line("DURATION") else {
                return End::default();
            };
            match self.lasting(start, &line.value) {
                Some(length) => length,
                None => return self.no_end(component, Code::BadDate, "cannot read how long it lasts", &line.value),
            }
        };
        let (Length::Time(time, _) | Length::Mixed(time, _)) = length;
        // Of a day, or of a part of it, there is no other end.
        let is_day_long = start.zone == Zone::Day && time >= Duration::days(-1);
        if time < Duration::zero() && !is_day_long {
            let value = component.line("DTEND").or_else(|| component.line("DURATION"));
            let value = value.map(|line| line.value.clone()).unwrap_or_default();
            return self.no_end(component, Code::EndBeforeStart, "it ends before it starts", &value);
        }
        End {
            length: (time > Duration::zero() || matches!(length, Length::Mixed(..))).then_some(length),
            note: None,
        }
    }

    /// Days are those of the calendar, hours those of the clock (RFC 5545, 3.3.6).
    fn lasting(&self, start: Moment, value: &str) -> Option<Length> {
        let (days, hours) = duration(value)?;
        let time = self.zones.utc(start.plus(days)?) - self.zones.utc(start) + hours;
        let last = if start.zone == Zone::Day {
            Duration::days(1)
        } else {
            Duration::zero()
        };
        Some(Length::Time(time - last, None))
    }

    fn until(&self, start: Moment, end: Moment) -> Length {
        let is_local = |zone| matches!(zone, Zone::Day | Zone::Floating);
        match (start.zone, end.zone) {
            (Zone::Day, Zone::Day) => Length::Time(end.local - start.local - Duration::days(1), None),
            // The day named is the first on which it is over.
            (_, Zone::Day) => Length::Mixed((end.local - start.local - Duration::days(1)).max(Duration::zero()), Zone::Day),
            (Zone::Day, zone) => Length::Mixed(end.local - start.local, zone),
            (a, b) if a == b && is_local(a) => Length::Time(end.local - start.local, None),
            // By the instants: clocks may change in between, or be of two zones.
            (a, b) => Length::Time(self.zones.utc(end) - self.zones.utc(start), (a != b && !is_local(b)).then_some(b)),
        }
    }

    /// An end that cannot be kept: it is reported, and a remark has it.
    fn no_end(&mut self, component: &Component, code: Code, what: &str, value: &str) -> End {
        let place = self.draft.place_of_offset(component.span.start);
        let mut report = file_warning(
            &self.draft.path,
            code,
            Some(place),
            format!("{what} ({})", value.trim()),
            "it is shown without an end, which its note has",
        );
        report.event = component.text("UID");
        self.draft.reports.push(report);
        End {
            length: None,
            note: Some(format!("the calendar gives as its end: {}", value.trim())),
        }
    }

    /// Start and end in EDTF; a whole day, or a moment without length, has no end.
    pub(super) fn dates(&self, start: Moment, length: Option<Length>) -> (Option<String>, Option<String>) {
        let end = length.and_then(|length| match length {
            Length::Time(time, zone) => {
                let end = start.after(time, &self.zones)?;
                Some(zone.map_or(end, |zone| end.in_zone(zone, &self.zones)))
            }
            Length::Mixed(time, zone) => Some(Moment { zone, ..start.plus(time)? }),
        });
        (Some(start.to_edtf(&self.zones)), end.map(|end| end.to_edtf(&self.zones)))
    }
}
