//! Any events in any view and size: the figure is XML, and everything in it has a place.
#![no_main]

#[path = "../../tests/mutated/mod.rs"]
mod mutated;

use std::fmt::Write as _;

use demarche::formats::{self, Options};
use demarche::index::EventIndex;
use demarche::model::build_from;
use demarche::view::Viewport;
use emath::vec2;
use libfuzzer_sys::fuzz_target;
use mutated::promises::{Open, figure};

fuzz_target!(|input: (Vec<(u8, u8, i32, u16, u8)>, f64, f64, u16, u16)| {
    let (events, start, span, width, height) = input;
    let mut text = String::from("{\"archive\": {\"leaders\": []}}\n");
    for (at, (kind, sides, day, length, form)) in events.iter().take(400).enumerate() {
        let kind = ["message", "reply", "visit", "meeting", "statement", "other"][usize::from(kind % 6)];
        let (from, to) = (sides % 16, sides / 16);
        // From the years before Christ to those of geology.
        let year = if form % 7 == 0 { i64::from(*day) * 1_000 } else { i64::from(day % 3_000) };
        let (month, date) = (length % 12 + 1, length % 28 + 1);
        let sent = match form % 5 {
            0 => format!("Y{year}"),
            1 => format!("{:04}-{month:02}~", year.rem_euclid(9_999)),
            2 => format!("{:04}-{month:02}-{date:02}T12:00:00Z", year.rem_euclid(9_999)),
            _ => format!("{:04}-{month:02}-{date:02}", year.rem_euclid(9_999)),
        };
        let answers = if kind == "reply" { format!(", \"in_reply_to\": \"e{}\"", at.saturating_sub(usize::from(*form))) } else { String::new() };
        let _ = writeln!(text, "{{\"id\": \"e{at}\", \"kind\": \"{kind}\", \"sent\": \"{sent}\", \"from\": \"l{from}\", \"to\": \"l{to}\"{answers}}}");
    }
    let (archive, _) = build_from(formats::open("a.jsonl", text.into_bytes(), &Options::default()));
    let index = EventIndex::new(&archive);
    let open = Open::new(archive, index);
    let size = vec2(f32::from(width % 4_000).max(1.0), f32::from(height % 3_000).max(1.0));
    for view in [open.whole(), Viewport::new(start, span)] {
        if let Err(wrong) = figure(&open, view, size) {
            panic!("{wrong}");
        }
    }
});
