//! What is told of an input, in few words, to be held against what is expected.

use demarche::dates::Date;
use demarche::formats::{self, Options};
use demarche::model::{Archive, LeaderId, LoadReport, build};

/// What is read from the bytes of a file of that name; every record is accounted for.
pub fn load(name: &str, bytes: &[u8]) -> (Archive, LoadReport) {
    let options = Options {
        newest_year: Some(2026),
        ..Options::default()
    };
    let (archive, report) = build(&formats::open(name, bytes.to_vec(), &options));
    for file in &report.files {
        assert_eq!(file.read, file.placed + file.undated + file.rejected, "{name}");
    }
    (archive, report)
}

/// Every event in a line, `sent/end kind from > to | title | tags | note`, then the codes of what is remarked.
fn told(name: &str, bytes: &[u8]) -> Vec<String> {
    let (archive, report) = load(name, bytes);
    let names = |ids: &[LeaderId]| ids.iter().map(|id| archive.leader_name(*id)).collect::<Vec<_>>().join("+");
    let date = |date: &Option<Date>| date.as_ref().map_or_else(String::new, |date| date.as_written().to_owned());
    let mut lines: Vec<String> = archive
        .events
        .iter()
        .map(|event| {
            let quotes: Vec<&str> = event.quotes.iter().map(|quote| quote.text.as_str()).collect();
            let parts = [
                format!("{} .. {}", date(&event.sent), date(&event.end)),
                format!("{} > {}", names(&event.from), names(&event.to)),
                event.title.to_string(),
                quotes.join(" / "),
                event.tags().join(","),
                event.note().map(str::to_owned).unwrap_or_default().replace('\n', "; "),
            ];
            parts.join(" | ")
        })
        .collect();
    let mut codes: Vec<&str> = report.reports.iter().map(|report| report.code.name()).collect();
    codes.dedup();
    lines.push(codes.join(" "));
    lines
}

/// What is told has these parts, line by line.
pub fn check(name: &str, bytes: &[u8], expected: &[&str]) {
    let found = told(name, bytes);
    assert_eq!(found.len(), expected.len(), "{name}: {found:#?}");
    for (line, parts) in found.iter().zip(expected) {
        for part in parts.split(" & ") {
            assert!(line.contains(part), "{name}: expected {part:?} in {line:?}");
        }
    }
}
