//! Dates as museums, editions and gazetteers write them, against their keepers' readings: how many are read alike, how
//! many are not read, and how many are read differently.
//!
//! `cargo test --test date_readings -- --nocapture` prints the shares, with ten examples of each.

use std::path::{Path, PathBuf};

use demarche::dates::{Date, Hints, read};

fn corpus(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(name);
    path.exists().then_some(path)
}

/// What the keeper says: first and last day, in EDTF or ISO; an empty side is open.
struct Keeper {
    text: String,
    /// Dates of which the first day and the last day are the keeper's bounds.
    from: Option<String>,
    to: Option<String>,
    /// Whether the keeper says that it is no date.
    is_none: bool,
}

#[derive(Default)]
struct Shares {
    alike: Vec<String>,
    /// Read wider than the keeper: the keeper knows more than the words say.
    wider: Vec<String>,
    unread: Vec<String>,
    differently: Vec<String>,
}

impl Shares {
    fn add(&mut self, keeper: &Keeper, is_coarse: bool) {
        let said = format!(
            "{} .. {}",
            keeper.from.clone().unwrap_or_default(),
            keeper.to.clone().unwrap_or_default()
        );
        let reading = match read(&keeper.text, Hints::default()) {
            Ok(reading) => reading,
            Err(_) if keeper.is_none => return self.alike.push(format!("{:?}: no date", keeper.text)),
            Err(_) => return self.unread.push(format!("{:?} (keeper: {said})", keeper.text)),
        };
        let line = format!(
            "{:?} read as {}, keeper: {said}",
            keeper.text,
            reading.edtf().unwrap_or_else(|| "no date".to_owned())
        );
        let Some(date) = reading.date else {
            let is_alike = keeper.from.is_none() && keeper.to.is_none();
            let shelf = if is_alike { &mut self.alike } else { &mut self.differently };
            return shelf.push(line);
        };
        if keeper.is_none {
            return self.differently.push(line);
        }
        let extent = date.extent();
        let end = reading.end.map_or(extent.latest, |end| end.extent().latest);
        let side = |text: &Option<String>, is_end: bool| {
            let date = Date::parse(text.as_deref()?).ok()?;
            if is_end { date.extent().latest } else { date.extent().earliest }
        };
        let (from, to) = (side(&keeper.from, false), side(&keeper.to, true));
        // A keeper who gives days cannot say at what hour; one who gives seconds means the hour or the minute.
        let unit = if is_coarse { 86_400 } else { 3_600 };
        let near = |a: Option<i64>, b: Option<i64>| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() < unit,
            (None, None) => true,
            _ => false,
        };
        let holds = extent.earliest.is_none_or(|mine| from.is_none_or(|from| mine <= from))
            && end.is_none_or(|mine| to.is_none_or(|to| mine >= to));
        if near(extent.earliest, from) && near(end, to) {
            self.alike.push(line);
        } else if holds {
            self.wider.push(line);
        } else {
            self.differently.push(line);
        }
    }

    fn total(&self) -> usize {
        self.alike.len() + self.wider.len() + self.unread.len() + self.differently.len()
    }

    fn print(&self, name: &str) {
        let share = |part: &[String]| 100.0 * part.len() as f64 / self.total().max(1) as f64;
        println!("\n{name}: {} strings", self.total());
        for (what, part) in [
            ("alike", &self.alike),
            ("wider, holding the keeper's", &self.wider),
            ("not read", &self.unread),
            ("differently", &self.differently),
        ] {
            println!("  {what}: {} ({:.1} %)", part.len(), share(part));
            let step = (part.len() / 10).max(1);
            part.iter().step_by(step).take(10).for_each(|line| println!("    {line}"));
        }
    }
}

fn rows(path: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let lines = text.lines().skip(1);
    lines
        .map(|line| line.split('\t').map(|cell| cell.replace('\u{2420}', " ")).collect())
        .collect()
}

/// The keepers' tables: how each row is to be understood.
fn keepers(name: &str, row: &[String]) -> Option<Keeper> {
    let cell = |at: usize| {
        row.get(at)
            .filter(|cell| !cell.trim().is_empty())
            .map(|cell| cell.trim().to_owned())
    };
    let year = |text: Option<String>| text.and_then(|text| text.parse::<i64>().ok()).map(|year| format!("{year:04}"));
    let text = row.first()?.clone();
    let keeper = |from: Option<String>, to: Option<String>| Keeper {
        text: text.clone(),
        from,
        to,
        is_none: false,
    };
    Some(match name {
        "cmif-date-text.tsv" | "frus-dateline-text.tsv" => match cell(1) {
            Some(when) => keeper(Some(when.clone()), Some(when)),
            None => keeper(cell(2).or_else(|| cell(4)), cell(3).or_else(|| cell(5))),
        },
        "nga-displaydate.tsv" | "tate-dateText.tsv" => keeper(year(cell(1)), year(cell(2))),
        "periodo-labels.tsv" => keeper(cell(2), cell(3)),
        "ixc_python-edtf-natlang.tsv" => {
            let edtf = cell(1)?;
            Keeper {
                is_none: edtf.starts_with("(none"),
                ..keeper(Some(edtf.replace(", ", ",")), Some(edtf.replace(", ", ",")))
            }
        }
        "scrapinghub_dateparser-absolute.tsv" => keeper(cell(1), cell(1)),
        _ => return None,
    })
}

#[test]
fn dates_in_words_are_read_as_their_keepers_read_them_or_not_at_all() {
    let mut is_any = false;
    for folder in ["real-date-strings", "natlang-dates"] {
        let Some(folder) = corpus(folder) else {
            println!("../shared/corpora/{folder} is not there; nothing was compared");
            continue;
        };
        let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let mut shares = Shares::default();
            for row in rows(&path) {
                if let Some(keeper) = keepers(&name, &row) {
                    shares.add(&keeper, !name.starts_with("frus") && !name.starts_with("scrapinghub"));
                }
            }
            if shares.total() == 0 {
                continue;
            }
            is_any = true;
            shares.print(&name);
            assert!(
                shares.alike.len() + shares.wider.len() > 2 * shares.differently.len(),
                "{name}: too many are read differently from their keepers"
            );
        }
    }
    assert!(is_any || corpus("real-date-strings").is_none());
}

/// The payloads of GEDCOM 7 carry their own meaning: a calendar that is not known here must not be read as ours.
#[test]
fn gedcom_dates_are_read_or_refused_by_their_calendar() {
    let Some(path) = corpus("gedcom") else {
        println!("../shared/corpora/gedcom is not there; nothing was read");
        return;
    };
    let text = std::fs::read_to_string(path.join("date.ged")).unwrap_or_default();
    let dates: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("2 DATE ")).collect();
    assert!(!dates.is_empty());
    let (mut alike, mut unread) = (0, Vec::new());
    for date in &dates {
        let is_foreign = ["_UNKNOWN", "FRENCH_R", "HEBREW"].iter().any(|name| date.contains(name));
        let reading = read(date, Hints::default());
        assert!(!(is_foreign && reading.is_ok()), "{date} was read as {reading:?}");
        match reading {
            Ok(_) => alike += 1,
            Err(error) => unread.push(error.to_string()),
        }
    }
    println!("gedcom: {} payloads, {alike} read, {} not read", dates.len(), unread.len());
    let step = (unread.len() / 10).max(1);
    unread.iter().step_by(step).take(10).for_each(|line| println!("    {line}"));
}
