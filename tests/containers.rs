//! What is packed, what is in an old encoding; and what is a trap.

mod zipped;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use demarche::files::{self, Options};
use demarche::model::{Archive, LoadReport, build};

use crate::zipped::zip;

const TABLE: &str = "date,from,to,title\n1962-10-26,Khrushchev,Kennedy,A letter\n1962-10-27,Kennedy,Khrushchev,An answer\n";

fn load(folder: &Path, name: &str, bytes: &[u8]) -> (Archive, LoadReport) {
    let path = write(folder, name, bytes);
    let (archive, report) = files::load(&[path]);
    for file in &report.files {
        assert_eq!(file.read, file.placed + file.undated + file.rejected, "{name}");
    }
    (archive, report)
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap_or_else(|error| panic!("{error}"));
    path
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"))
}

fn codes(report: &LoadReport) -> Vec<&'static str> {
    report.reports.iter().map(|report| report.code.name()).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn what_is_packed_opens_like_what_is_not() {
    let folder = folder();
    let zstd = ruzstd::encoding::compress_to_vec(TABLE.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    for (name, bytes) in [
        ("plain.csv", TABLE.as_bytes().to_vec()),
        ("packed.csv.gz", gzip(TABLE.as_bytes())),
        ("packed.csv.zst", zstd),
        ("twice.gz", gzip(&gzip(TABLE.as_bytes()))),
    ] {
        let (archive, report) = load(folder.path(), name, &bytes);
        assert_eq!(archive.events.len(), 2, "{name}: {}", report.to_text());
        assert_eq!(report.files[0].format, "csv");
    }
    let several = zip(&[
        ("a.csv", TABLE),
        ("b/c.jsonl", "{\"id\":\"x\",\"kind\":\"statement\",\"from\":\"Kennedy\"}\n"),
        ("__MACOSX/a.csv", "junk"),
    ]);
    let (archive, report) = load(folder.path(), "several.zip", &several);
    assert_eq!((archive.events.len(), report.files.len()), (3, 2), "{}", report.to_text());
    assert!(report.files[1].path.ends_with("several.zip/b/c.jsonl"));
}

#[test]
fn no_more_is_unpacked_than_there_is_memory_for() {
    // 96 MB of text in 40 members, in a file that may unpack to more.
    let mut text = TABLE.as_bytes().to_vec();
    text.extend((0..300_000_u32).flat_map(|at| format!("{:08x}", at.wrapping_mul(2_654_435_761)).into_bytes()));
    let packed = gzip(&text).repeat(40);
    let options = Options {
        available: Some(|| Some(360 << 20)),
        ..Options::default()
    };
    let report = build(&demarche::formats::open("t.csv.gz", packed, &options)).1;
    assert_eq!(codes(&report), ["cannot-unpack"]);
    assert!(report.reports[0].message.contains("64 MiB"), "{}", report.reports[0]);
}

#[test]
fn of_packed_files_within_each_other_only_so_many_lines_are_read() {
    let folder = folder();
    let many = format!("{TABLE}{}", "1962,A,B,C\n".repeat(400_000));
    let (inner, other) = (zip(&[("a.csv", TABLE)]), zip(&[("many.csv", &many)]));
    let path = folder.path().join("outer.zip");
    let mut writer = ::zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in [("inner.zip", inner), ("other.zip", other)] {
        writer
            .start_file(name, ::zip::write::SimpleFileOptions::default())
            .unwrap_or_else(|error| panic!("{error}"));
        writer.write_all(&bytes).unwrap_or_else(|error| panic!("{error}"));
    }
    let outer = writer.finish().unwrap_or_else(|error| panic!("{error}")).into_inner();
    std::fs::write(&path, outer).unwrap_or_else(|error| panic!("{error}"));
    let (archive, report) = files::load(&[path]);
    assert_eq!(archive.events.len(), 2, "{}", report.to_text());
    assert_eq!(codes(&report), ["cannot-unpack"]);
    assert!(report.reports[0].message.contains("400000 lines"), "{}", report.reports[0]);
}

#[test]
fn traps_are_refused_with_the_limit_in_the_sentence() {
    let folder = folder();
    let bomb = gzip(&vec![b'0'; 70 << 20]);
    let (_, report) = load(folder.path(), "bomb.gz", &bomb);
    assert_eq!(codes(&report), ["cannot-unpack"]);
    assert!(report.reports[0].message.contains("64 MiB"), "{}", report.reports[0]);
    let mut nested = TABLE.as_bytes().to_vec();
    for _ in 0..6 {
        nested = gzip(&nested);
    }
    assert_eq!(codes(&load(folder.path(), "nested.gz", &nested).1), ["cannot-unpack"]);
    let mut cut = gzip(TABLE.as_bytes());
    cut.truncate(cut.len() / 2);
    assert_eq!(codes(&load(folder.path(), "cut.gz", &cut).1), ["cannot-unpack"]);
    let entities = "<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><data><event start=\"1962\" title=\"&b;\"/></data>";
    assert_eq!(codes(&load(folder.path(), "entities.xml", entities.as_bytes()).1), ["syntax"]);
    let outside = "<!DOCTYPE l [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><data><event start=\"1962\" title=\"&a;\"/></data>";
    assert_eq!(codes(&load(folder.path(), "outside.xml", outside.as_bytes()).1), ["syntax"]);
    let named = "<?xml version=\"1.0\"?>\n<!DOCTYPE data SYSTEM \"timeline.dtd\">\n<data><event start=\"1962\" title=\"x\"/></data>";
    assert_eq!(load(folder.path(), "named.xml", named.as_bytes()).0.events.len(), 1);
    for (name, text) in [
        ("deep.json", "[".repeat(100_000)),
        ("deep-archive.json", "{\"events\":".repeat(50_000)),
        ("deep.xml", "<a>".repeat(100_000)),
        ("deep.ron", "(".repeat(100_000)),
    ] {
        let (archive, report) = load(folder.path(), name, text.as_bytes());
        assert!(archive.events.is_empty() && report.has_errors(), "{name}");
    }
    let alias = "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n---\n";
    assert_eq!(codes(&load(folder.path(), "alias.md", alias.as_bytes()).1), ["bad-record"]);
    let open_quote = format!("date,title\n1962,\"never closed\n{}", "1963,x\n".repeat(100));
    assert_eq!(codes(&load(folder.path(), "quote.csv", open_quote.as_bytes()).1), ["open-quote"]);
    let endless = "BEGIN:VEVENT\nUID:1\nDTSTART:20000101T000000Z\nRRULE:FREQ=SECONDLY\nEND:VEVENT\n";
    assert_eq!(load(folder.path(), "endless.ics", endless.as_bytes()).0.events.len(), 1000);
}

#[test]
fn old_encodings_are_read_and_said() {
    let folder = folder();
    let text =
        "Datum;Absender;Empf\u{e4}nger;Betreff\n13.10.1842;M\u{fc}ller;K\u{f6}nig;Gr\u{fc}\u{df}e aus K\u{f6}ln, wo es sch\u{f6}n ist\n";
    let latin: Vec<u8> = text.chars().map(|char| char as u8).collect();
    let wide: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let marked: Vec<u8> = [0xEF, 0xBB, 0xBF].into_iter().chain(text.bytes()).collect();
    for (name, bytes, expected) in [
        ("latin.csv", latin, &["encoding"][..]),
        ("wide.csv", wide, &["encoding"]),
        ("marked.csv", marked, &[]),
    ] {
        let (archive, report) = load(folder.path(), name, &bytes);
        assert_eq!(codes(&report), expected, "{name}: {}", report.to_text());
        assert_eq!(archive.leader_name(archive.events[0].from[0]), "M\u{fc}ller", "{name}");
        assert_eq!(
            archive.events[0].sent.as_ref().map(ToString::to_string).as_deref(),
            Some("1842-10-13"),
            "{name}"
        );
    }
}
