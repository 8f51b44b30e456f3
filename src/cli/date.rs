//! `demarche date`: how a date is read.

use std::io::BufRead as _;

use serde::Serialize;

use super::args::DateArgs;
use super::{Status, print_error, print_json, print_line};
use crate::dates::{self, Date, Hints, Reading};

pub fn run(args: &DateArgs) -> Status {
    // A date may begin with a hyphen, so options behind the first date arrive among the dates.
    let has = |option: &str| args.texts.iter().any(|text| text == option);
    let args = &DateArgs {
        edtf: args.edtf || has("--edtf"),
        json: args.json || has("--json"),
        texts: args
            .texts
            .iter()
            .filter(|text| !matches!(text.as_str(), "--edtf" | "--json"))
            .cloned()
            .collect(),
    };
    let mut all_read = true;
    if args.texts.is_empty() {
        for line in std::io::stdin().lock().split(b'\n') {
            match line {
                Ok(line) => {
                    let text = String::from_utf8_lossy(&line);
                    all_read &= tell(text.strip_suffix('\r').unwrap_or(&text), args);
                }
                Err(error) => {
                    print_error(&format!("cannot read standard input: {error}"));
                    return 1;
                }
            }
        }
    } else {
        for text in &args.texts {
            all_read &= tell(text, args);
        }
    }
    Status::from(!all_read)
}

/// Prints how one text is read; whether it could be.
fn tell(text: &str, args: &DateArgs) -> bool {
    let hints = Hints {
        newest_year: Some(dates::this_year()),
        ..Hints::default()
    };
    let read = if args.edtf {
        Date::parse_edtf(text).map(Reading::from).map_err(|error| error.to_string())
    } else {
        dates::read(text, hints).map_err(|error| error.to_string())
    };
    let is_read = read.is_ok();
    let output = match read {
        Ok(reading) => Output::of(text, reading),
        Err(error) => Output {
            text,
            error: Some(error),
            ..Output::default()
        },
    };
    if args.json {
        match serde_json::to_string(&output) {
            Ok(json) => print_json(&json),
            Err(error) => print_error(&format!("the date cannot be written as JSON: {error}")),
        }
    } else {
        print_line(&output.in_words());
    }
    is_read
}

#[derive(Default, Serialize)]
struct Output<'a> {
    text: &'a str,
    edtf: Option<String>,
    earliest: Option<String>,
    latest: Option<String>,
    precision: Option<&'static str>,
    uncertain: bool,
    approximate: bool,
    words: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ambiguous: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
    error: Option<String>,
}

impl<'a> Output<'a> {
    fn of(text: &'a str, reading: Reading) -> Self {
        let Reading {
            date,
            end,
            ambiguous,
            notes,
            is_approximate,
            is_uncertain,
            ..
        } = reading;
        let output = Self {
            text,
            uncertain: is_uncertain,
            approximate: is_approximate,
            end: end.map(|end| end.as_written().to_owned()),
            ambiguous,
            notes,
            ..Self::default()
        };
        let Some(date) = date else {
            return Self {
                words: Some("no date".to_owned()),
                ..output
            };
        };
        Self {
            edtf: Some(date.canonical()),
            earliest: date.earliest_iso(),
            latest: date.latest_iso(),
            precision: Some(date.precision().name()),
            words: Some(date.words()),
            ..output
        }
    }

    fn in_words(&self) -> String {
        if let Some(error) = &self.error {
            return error.clone();
        }
        let side = |text: &Option<String>| text.clone().unwrap_or_else(|| "open".to_owned());
        let mut qualifiers = Vec::new();
        if self.uncertain {
            qualifiers.push("uncertain");
        }
        if self.approximate {
            qualifiers.push("approximate");
        }
        if qualifiers.is_empty() {
            qualifiers.push("none");
        }
        if self.edtf.is_none() {
            return format!("{}\n  in words    {}", self.text, side(&self.words));
        }
        let mut text = format!(
            "{}\n  EDTF        {}\n  earliest    {}\n  latest      {}\n  precision   {}\n  qualifiers  {}\n  in words    {}",
            self.text,
            side(&self.edtf),
            side(&self.earliest),
            side(&self.latest),
            self.precision.unwrap_or_default(),
            qualifiers.join(", "),
            side(&self.words)
        );
        for (name, value) in [("end", &self.end), ("ambiguous", &self.ambiguous)] {
            if let Some(value) = value {
                text.push_str(&format!("\n  {name:<12}{value}"));
            }
        }
        for note in &self.notes {
            text.push_str(&format!("\n  note        {note}"));
        }
        text
    }
}
