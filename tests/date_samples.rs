//! Dates as people write them, each with what it means, and some that mean nothing for certain and are therefore not read.

use demarche::dates::{Hints, read};

#[test]
fn samples_mean_what_their_table_says() {
    let table = include_str!("samples/dates.tsv");
    let rows: Vec<&str> = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert!(rows.len() > 200, "the table has only {} rows", rows.len());
    let mut wrong = Vec::new();
    for row in rows {
        let mut cells = row.split('\t');
        let text = cells.next().unwrap_or_default();
        let expected: Vec<&str> = cells.collect();
        let found = match read(text, Hints::default()) {
            Err(_) => "-".to_owned(),
            Ok(reading) => {
                let marks = [(reading.is_uncertain, "?"), (reading.is_approximate, "~")];
                let marks: String = marks.iter().filter(|(is_there, _)| *is_there).map(|(_, mark)| *mark).collect();
                let date = reading.edtf().unwrap_or_else(|| "none".to_owned());
                let told = format!("{date}\t{marks}\t{}", reading.notes.join("; "));
                told.trim_end_matches('\t').to_owned()
            }
        };
        if found != expected.join("\t") {
            wrong.push(format!("{text}: found {found:?}, expected {:?}", expected.join("\t")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
