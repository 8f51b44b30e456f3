//! README and FORMAT.md say of every format what its entry says, and reports call it so.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use demarche::formats::registry::{self, FORMATS, Format, ROWS};
use demarche::formats::{self, Options};

fn document(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The table of a document under a header.
fn table_under(document: &str, header: &str) -> String {
    let (_, rest) = document.split_once(header).unwrap_or_else(|| panic!("no table {header:?}"));
    let rows = rest.trim_start_matches('\n').lines().take_while(|line| line.starts_with('|'));
    rows.skip(1).fold(String::new(), |text, line| text + line + "\n")
}

/// What GitHub calls a heading in a link.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase();
    let kept = kept.chars().filter(|char| char.is_alphanumeric() || matches!(char, ' ' | '-'));
    kept.map(|char| if char == ' ' { '-' } else { char }).collect()
}

/// The formats in the order of the table in README.
fn in_order() -> impl Iterator<Item = &'static Format> {
    ROWS.iter().flat_map(|row| FORMATS.iter().filter(move |format| format.row == row))
}

#[test]
fn the_table_in_readme_is_that_of_the_registry() {
    let mut expected = String::new();
    for row in &ROWS {
        let _ = writeln!(expected, "| {} | {} |", row.files, row.becomes);
    }
    assert_eq!(table_under(&document("README.md"), "| file | becomes |"), expected);
}

#[test]
fn the_table_in_format_md_is_that_of_the_registry() {
    let code = |words: &[&str], period: &str| {
        let words: Vec<String> = words.iter().map(|word| format!("`{period}{word}`")).collect();
        words.join(", ")
    };
    let mut expected: Vec<String> = Vec::new();
    // A script of TimelineJS has no ending of its own; packed files are one format with three.
    let formats: Vec<&Format> = in_order().filter(|format| !format.endings.is_empty()).collect();
    for alike in formats.chunk_by(|one, other| one.names == other.names) {
        let [first, ..] = alike else { continue };
        let section = format!("[{}](#{})", first.section, anchor(first.section));
        let endings: Vec<&str> = alike.iter().flat_map(|format| format.endings).copied().collect();
        expected.push(format!("| {} | {} | {section} |", code(first.names, ""), code(&endings, ".")));
    }
    let expected = expected.join("\n") + "\n";
    assert_eq!(
        table_under(&document("data/FORMAT.md"), "| in reports | usual endings | what becomes of what |"),
        expected
    );
}

#[test]
fn every_format_has_its_row_and_its_section() {
    let format_md = document("data/FORMAT.md");
    let headings: BTreeSet<&str> = format_md
        .lines()
        .filter_map(|line| Some(line.trim_start_matches('#').trim()).filter(|_| line.starts_with("##")))
        .collect();
    for format in FORMATS {
        assert!(headings.contains(format.section), "FORMAT.md has no section {:?}", format.section);
        assert!(ROWS.contains(format.row), "README has no row for {:?}", format.names);
    }
    for row in &ROWS {
        assert!(FORMATS.iter().any(|format| format.row == row), "nothing is read as {:?}", row.files);
    }
}

#[test]
fn reports_call_a_sample_of_each_format_by_a_name_that_the_registry_has() {
    let known: BTreeSet<&str> = FORMATS.iter().flat_map(|format| format.names).copied().collect();
    let mut samples: Vec<(String, Vec<u8>)> = vec![
        ("own.ron".to_owned(), b"(title: \"A\")".to_vec()),
        ("own.json".to_owned(), b"{\"title\": \"A\"}".to_vec()),
        ("empty.xlsx".to_owned(), b"\xd0\xcf\x11\xe0".to_vec()),
        ("cut.gz".to_owned(), b"\x1f\x8b".to_vec()),
        ("cut.zst".to_owned(), b"\x28\xb5\x2f\xfd".to_vec()),
        ("cut.zip".to_owned(), b"PK\x03\x04".to_vec()),
        ("bars.psv".to_owned(), b"date|from|to\n1962-10-26|A|B\n".to_vec()),
        ("tabs.tsv".to_owned(), b"date\tfrom\tto\n1962-10-26\tA\tB\n".to_vec()),
        (
            "reduced.tab".to_owned(),
            b"19621026\tUSA\tSUN\t042\t042\t04\t1.0\t1\n19621027\tSUN\tUSA\t042\t042\t04\t1.0\t1\n".to_vec(),
        ),
        ("trips.xml".to_owned(), b"<trips><trip id=\"a\"/></trips>".to_vec()),
        ("visits.xml".to_owned(), b"<visits><visit id=\"a\"/></visits>".to_vec()),
        (
            "letters.xml".to_owned(),
            b"<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><correspDesc/></TEI>".to_vec(),
        ),
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let bytes = std::fs::read(entry.path()).unwrap_or_default();
        samples.push((entry.file_name().to_string_lossy().into_owned(), bytes));
    }
    let mut seen = BTreeSet::new();
    for (name, bytes) in samples {
        for draft in formats::open(&name, bytes, &Options::default()) {
            assert!(known.contains(draft.format), "{name} is read as {:?}", draft.format);
            seen.insert(draft.format);
            let ending = name.rsplit('.').next().unwrap_or_default();
            let of_ending: BTreeSet<&str> = registry::ending_in(ending).flat_map(|format| format.names).copied().collect();
            assert!(of_ending.contains(draft.format), "{name} is read as {:?}", draft.format);
        }
    }
    let missing: Vec<&&str> = known.difference(&seen).collect();
    assert!(missing.is_empty(), "no sample is read as {missing:?}");
}

#[test]
fn every_code_of_a_finding_is_described() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/FORMAT.md");
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let missing: Vec<&str> = demarche::model::Code::ALL
        .iter()
        .map(|code| code.name())
        .filter(|name| !text.contains(&format!("`{name}`")))
        .collect();
    assert!(missing.is_empty(), "FORMAT.md does not say what these are: {missing:?}");
    let names: BTreeSet<&str> = demarche::model::Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(names.len(), demarche::model::Code::ALL.len(), "no two have one name");
}
