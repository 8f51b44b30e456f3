//! `demarche stats`: who wrote to whom, who answered after how long, who did not.

use super::args::StatsArgs;
use super::{Status, print_error, print_json, print_line, reading};
use crate::layout::{counted, thousands};
use crate::library::{Library, Origin};
use crate::model::cell::to_cell;
use crate::model::one_line;
use crate::threads::{Figures, PairFigures, Unanswered, Wait, figures, length_words, loose_words};

pub fn run(args: &StatsArgs) -> Status {
    let (archive, report) = reading::load(&args.files, &args.tables.options());
    let Library {
        archive, threads, report, ..
    } = &Library::complete(archive, report, Origin::Files(args.files.clone()));
    let wait = Wait {
        days: args.wait,
        on: args.on,
    };
    let figures = figures(archive, threads, wait);
    let text = if args.json {
        serde_json::to_string_pretty(&figures).map_err(|error| error.to_string())
    } else if args.csv {
        as_csv(&figures)
    } else {
        Ok(in_words(&figures, args.on.is_some()))
    };
    match text {
        Ok(json) if args.json => print_json(&json),
        Ok(text) => print_line(text.trim_end()),
        Err(error) => {
            print_error(&format!("the figures cannot be written: {error}"));
            return 1;
        }
    }
    if report.has_errors() {
        print_error("not everything could be read; `demarche check` says what was left out");
    }
    Status::from(report.has_errors())
}

/// A line for each pair, seconds as they are.
fn as_csv(figures: &Figures) -> Result<String, String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = [
        "from",
        "to",
        "messages",
        "replies",
        "unanswered",
        "crossed",
        "answer_min",
        "answer_median",
        "answer_max",
        "answer_earliest",
        "answer_latest",
        "suggested",
        "answer_lower_quartile",
        "answer_upper_quartile",
    ];
    writer.write_record(header).map_err(|error| error.to_string())?;
    for pair in &figures.pairs {
        let counts = [pair.messages, pair.replies, pair.unanswered, pair.crossed].map(|count| count.to_string());
        let seconds = pair.answer_seconds.as_ref().map_or_else(Default::default, |time| {
            [time.min, time.median, time.max, time.earliest, time.latest].map(|seconds| seconds.to_string())
        });
        let quartiles = pair.answer_seconds.as_ref().map_or_else(Default::default, |time| {
            [time.lower_quartile, time.upper_quartile].map(|seconds| seconds.to_string())
        });
        let names = [&pair.from, &pair.to].map(|name| to_cell(name).into_owned());
        let suggested = [pair.suggested.to_string()];
        let row = names.iter().chain(&counts).chain(&seconds).chain(&suggested).chain(&quartiles);
        writer.write_record(row).map_err(|error| error.to_string())?;
    }
    let bytes = writer.into_inner().map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

/// How many lines of each part are printed for people.
const MAX_LINES: usize = 20;

/// How many silences are.
const MAX_SILENCES: usize = 5;

fn in_words(figures: &Figures, has_date: bool) -> String {
    let pairs = figures.pairs.iter().take(MAX_LINES);
    let mut lines: Vec<String> = pairs.map(|pair| pair_words(pair, has_date)).collect();
    if figures.pairs.len() > MAX_LINES {
        lines.push(format!(
            "and {} more pairs; --csv or --json tells all",
            figures.pairs.len() - MAX_LINES
        ));
    }
    for silence in figures.silences.iter().take(MAX_SILENCES) {
        let [a, b] = &silence.between;
        lines.push(format!(
            "silence of {} between {a} and {b}: {} to {}",
            length_words(silence.seconds),
            silence.from,
            silence.to
        ));
    }
    let silences = figures.silences.len() + figures.silences_left_out;
    if silences > MAX_SILENCES {
        lines.push(format!("and {}", counted(silences - MAX_SILENCES, "shorter silence")));
    }
    for message in figures.unanswered.iter().take(MAX_LINES) {
        lines.push(unanswered_words(message, &figures.known_until, has_date));
    }
    if figures.unanswered.len() > MAX_LINES {
        lines.push(format!(
            "and {} more without a reply in this archive; --json tells all",
            figures.unanswered.len() - MAX_LINES
        ));
    }
    if figures.unknowable > 0 {
        lines.push(format!(
            "to leaders from whom this archive has no letters: {}",
            counted(figures.unknowable, "message")
        ));
    }
    for crossed in figures.crossed.iter().take(MAX_LINES) {
        let [one, other] = &crossed.events;
        let word = if crossed.is_certain { "crossed" } else { "may have crossed" };
        lines.push(format!("{one} and {other} {word}"));
    }
    if figures.crossed.len() > MAX_LINES || figures.crossed_is_cut {
        lines.push("and more that crossed or may have; --json tells more of them".to_owned());
    }
    if !figures.suggested.is_empty() {
        let count = figures.suggested.len();
        lines.push(format!(
            "perhaps replies without being said to be, --json tells which and why: {}",
            counted(count, "message")
        ));
    }
    for visits in figures.visits.iter().take(MAX_LINES) {
        let host = if visits.host.is_empty() {
            String::new()
        } else {
            format!(" to {}", visits.host)
        };
        lines.push(format!("{} of {}{host}", counted(visits.visits, "visit"), visits.visitor));
    }
    if figures.visits.len() > MAX_LINES {
        lines.push(format!(
            "and {} more who visited; --json tells all",
            thousands(figures.visits.len() - MAX_LINES)
        ));
    }
    if figures.unpaired > 0 {
        lines.push(format!(
            "counted for no pair, because it goes from no leader to another: {}",
            counted(figures.unpaired, "message")
        ));
    }
    if figures.undated > 0 {
        lines.push(format!("not counted, without a date: {}", counted(figures.undated, "message")));
    }
    if lines.is_empty() {
        lines.push("no messages and no visits between leaders".to_owned());
    }
    // A name with a line break makes no line of its own.
    lines.iter().map(|line| one_line(line)).collect::<Vec<_>>().join("\n")
}

/// To what the archive has no reply, and from whom.
fn unanswered_words(message: &Unanswered, known_until: &str, has_date: bool) -> String {
    let perhaps = if message.is_certain || !message.is_waited_out {
        ""
    } else {
        "perhaps "
    };
    let until = if message.is_waited_out && !has_date {
        String::new()
    } else {
        format!(" until {known_until}")
    };
    let what = if has_date { "no reply" } else { "no reply in this archive" };
    format!(
        "{perhaps}{what} from {}{until}: {} of {}, {}",
        message.to, message.event, message.from, message.date
    )
}

fn pair_words(pair: &PairFigures, has_date: bool) -> String {
    let suggested = if pair.suggested > 0 {
        format!(" ({} of them only suggested)", pair.suggested)
    } else {
        String::new()
    };
    let replies = if pair.replies == 1 {
        "1 reply".to_owned()
    } else {
        format!("{} replies", thousands(pair.replies))
    };
    let mut parts = vec![format!("{}, {}{suggested}", counted(pair.messages, "message"), replies)];
    if let Some(time) = &pair.answer_seconds {
        parts.push(format!(
            "answers after {} (median), {} at most",
            loose_words(time.median, time.widths[1]),
            length_words(time.latest)
        ));
    }
    if pair.unanswered > 0 {
        let what = if has_date {
            "not yet answered"
        } else {
            "without a reply in this archive"
        };
        parts.push(format!("{} {what}", pair.unanswered));
    }
    if pair.crossed > 0 {
        parts.push(format!("{} crossed or may have", pair.crossed));
    }
    format!("{} to {}: {}", pair.from, pair.to, parts.join("; "))
}
