//! Damage: bytes, values, lengths, nesting, splices, and containers that are packed again. Each number gives one file, always the same.

use std::io::{Read as _, Write as _};
use std::path::Path;

use demarche::generate::Random;

/// A file by its name.
pub type File = (String, Vec<u8>);

/// Texts that readers trip over.
const TOKENS: &[&str] = &[
    "-9999999999-12-31",
    "9223372036854775807",
    "-9223372036854775808",
    "0000-00-00",
    "1962-02-30",
    "1962-10-26T24:00:00+26:00",
    "1962-10-27T01:00+03:00",
    "[1962-10-26..]",
    "{..1962-10,1963}",
    "196X~/..",
    "Y-17E7",
    "25 October 1917 O.S.",
    "10/11/12",
    "1e309",
    "NaN",
    "-0",
    "null",
    "true",
    "NULL",
    "#REF!",
    "=1+1",
    "'",
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    "\u{202e}",
    "\u{feff}",
    "\u{0}",
    "\u{1b}[31m",
    "\r\n",
    "\n\n",
    "\t",
    ",",
    ";",
    "|",
    "--",
    "<!--",
    "<![CDATA[",
    "&amp;",
    "&#0;",
    "</",
    "/>",
    "]]>",
    "<a b=\"1\" b=\"2\"/>",
    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
    "RRULE:FREQ=SECONDLY",
    "RRULE:FREQ=WEEKLY;BYDAY=\u{81fa}",
    "RECURRENCE-ID:19621026T000000Z",
    "DTSTART;TZID=Nowhere:19621026",
    "END:VEVENT",
    "BEGIN:VEVENT",
    "in_reply_to",
    "\"kind\": \"reply\"",
    "events",
    "a\u{301}\u{327}",
    "\u{1f469}\u{200d}\u{1f680}",
    "\u{645}\u{635}\u{631}",
    "../../etc/passwd",
    "javascript:alert(1)",
    "http://[::1]:99999/\u{7f}",
];

/// What opens something.
const OPENERS: &[&str] = &["[", "{\"a\":", "(", "<a>", "Some(", "{", "\"", "/*", "BEGIN:VEVENT\n", "- "];

/// The files that are damaged: all of `tests/data`, an archive that ships, and two workbooks.
pub fn seeds() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = if root.ends_with("fuzz") {
        root.parent().unwrap_or(root)
    } else {
        root
    };
    let mut seeds = Vec::new();
    for folder in ["tests/data", "data"] {
        for entry in std::fs::read_dir(root.join(folder)).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let bytes = std::fs::read(entry.path()).unwrap_or_default();
            if bytes.len() < 40_000 && name != "FORMAT.md" {
                seeds.push((name, bytes));
            }
        }
    }
    seeds.push(("book.xlsx".to_owned(), zip(&workbook())));
    seeds.sort();
    assert!(seeds.len() > 15, "the files of tests/data are there");
    seeds
}

/// The file of a number.
pub fn damaged(seeds: &[File], number: u64) -> File {
    let mut random = Random::new(number);
    let (name, bytes) = pick(&mut random, seeds).clone();
    let mut bytes = if bytes.starts_with(b"PK\x03\x04") {
        let mut parts = unzip(&bytes);
        let at = random.below(parts.len() as u64) as usize;
        if let Some((_, part)) = parts.get_mut(at) {
            *part = damaged_text(&mut random, std::mem::take(part), seeds);
        }
        zip(&parts)
    } else {
        damaged_text(&mut random, bytes, seeds)
    };
    // Now and then the bytes of what is packed, and packed again.
    match random.below(40) {
        0 => bytes = zip(&[(name.clone(), bytes)]),
        1 => bytes = zip(&[("a.zip".to_owned(), zip(&[(name.clone(), bytes.clone())])), ("b".to_owned(), bytes)]),
        2 => bytes = gzip(&bytes),
        3 if bytes.starts_with(b"PK") => one_damage(&mut random, &mut bytes, seeds),
        _ => {}
    }
    (name, bytes)
}

fn damaged_text(random: &mut Random, mut bytes: Vec<u8>, seeds: &[File]) -> Vec<u8> {
    for _ in 0..=random.below(4) {
        one_damage(random, &mut bytes, seeds);
    }
    bytes
}

fn pick<'a, T>(random: &mut Random, all: &'a [T]) -> &'a T {
    let at = random.below(all.len() as u64) as usize;
    all.get(at).unwrap_or_else(|| panic!("there is nothing to pick from"))
}

/// A range of some bytes, at most `most` long.
fn range(random: &mut Random, bytes: &[u8], most: u64) -> std::ops::Range<usize> {
    let start = random.below(bytes.len() as u64 + 1) as usize;
    let end = start + random.below(most + 1) as usize;
    start..end.min(bytes.len())
}

/// The range of a value: a number, or what is between two quotation marks or tags.
fn value(random: &mut Random, bytes: &[u8]) -> std::ops::Range<usize> {
    let from = random.below(bytes.len() as u64 + 1) as usize;
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let rest = bytes.get(from..).unwrap_or_default();
    let is_number = random.below(2) == 0;
    let found = if is_number {
        rest.iter().position(is_digit).map(|at| {
            let length = rest[at..].iter().take_while(|byte| is_digit(byte)).count();
            at..at + length
        })
    } else {
        rest.iter().position(|byte| matches!(byte, b'"' | b'>' | b':' | b',')).map(|at| {
            let length = rest[at + 1..]
                .iter()
                .take_while(|byte| !matches!(byte, b'"' | b'<' | b'\n' | b','))
                .count();
            at + 1..at + 1 + length
        })
    };
    found.map_or(from..from, |found| from + found.start..from + found.end)
}

fn one_damage(random: &mut Random, bytes: &mut Vec<u8>, seeds: &[File]) {
    match random.below(12) {
        0 => drop(bytes.drain(range(random, bytes, 400))),
        1 => {
            let range = range(random, bytes, 600);
            let (at, copy) = (range.end, bytes.get(range).unwrap_or_default().to_vec());
            let times = [1, 2, 3, 40][random.below(4) as usize];
            bytes.splice(at..at, copy.repeat(times));
        }
        2 => {
            let at = random.below(bytes.len() as u64 + 1) as usize;
            if let Some(byte) = bytes.get_mut(at) {
                *byte = random.below(256) as u8;
            }
        }
        3 | 4 => {
            let at = range(random, bytes, 0);
            bytes.splice(at, pick(random, TOKENS).bytes());
        }
        5..=7 => {
            let at = value(random, bytes);
            bytes.splice(at, pick(random, TOKENS).bytes());
        }
        8 => {
            let other = &pick(random, seeds).1;
            let start = range(random, other, 0).start;
            bytes.truncate(range(random, bytes, 0).start);
            bytes.extend(other.get(start..).unwrap_or_default());
        }
        9 => bytes.truncate(range(random, bytes, 0).start),
        10 => {
            let times = [3, 60, 3_000][random.below(3) as usize];
            let at = range(random, bytes, 0);
            bytes.splice(at, pick(random, OPENERS).repeat(times).into_bytes());
        }
        _ => {
            // A value of another place.
            let from = value(random, bytes);
            let copy = bytes.get(from).unwrap_or_default().to_vec();
            let at = value(random, bytes);
            bytes.splice(at, copy);
        }
    }
}

/// A workbook of Excel with one sheet, part by part.
fn workbook() -> Vec<File> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let row = |number: usize, cells: [&str; 3]| {
        let cell = |(column, text): (char, &str)| format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
        let cells: String = ['A', 'B', 'C'].into_iter().zip(cells).map(cell).collect();
        format!("<row r=\"{number}\">{cells}</row>")
    };
    let rows = [
        row(1, ["date", "from", "to"]),
        row(2, ["1962-10-26", "Anna", "Boris"]),
        row(3, ["1962-10-27", "Boris", "Anna"]),
    ];
    let parts = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned(),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"r1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"r1\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                "<worksheet xmlns=\"{MAIN}\"><dimension ref=\"A1:C3\"/><sheetData>{}</sheetData><mergeCells count=\"1\"><mergeCell ref=\"B2:B3\"/></mergeCells></worksheet>",
                rows.concat()
            ),
        ),
    ];
    parts.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect()
}

fn zip(parts: &[File]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // In memory nothing fails but a name that is twice.
        if writer.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).is_ok() {
            writer.write_all(bytes).unwrap_or_else(|error| panic!("{error}"));
        }
    }
    writer.finish().unwrap_or_else(|error| panic!("{error}")).into_inner()
}

fn unzip(bytes: &[u8]) -> Vec<File> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap_or_else(|error| panic!("{error}"));
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap_or_else(|error| panic!("{error}"));
            let mut out = Vec::new();
            part.read_to_end(&mut out).unwrap_or_else(|error| panic!("{error}"));
            let name = part.name().map_or_else(|_| at.to_string(), std::borrow::Cow::into_owned);
            (name, out)
        })
        .collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap_or_else(|error| panic!("{error}"));
    encoder.finish().unwrap_or_else(|error| panic!("{error}"))
}
