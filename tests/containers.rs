//! What is packed, what is a workbook, what is in an old encoding; and what is a trap.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use demarche::files::{self, Options};
use demarche::model::{Archive, LoadReport};

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
    report.reports.iter().map(|report| report.code).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .unwrap_or_else(|error| panic!("{error}"))
}

fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in parts {
        writer.start_file(*name, options).unwrap_or_else(|error| panic!("{error}"));
        writer.write_all(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    }
    writer.finish().unwrap_or_else(|error| panic!("{error}")).into_inner()
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

/// A workbook with two sheets: one of events, with a date cell, and one without dates.
fn workbook() -> Vec<u8> {
    let sheet = |rows: &str| {
        format!(
            "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
        )
    };
    let text = |cell: &str, text: &str| format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let events = sheet(&format!(
        "<row r=\"1\">{}{}{}{}</row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>22945</v></c>{}{}{}</row><row r=\"3\">{}{}{}{}</row>",
        text("A1", "Date"),
        text("B1", "From"),
        text("C1", "To"),
        text("D1", "Title"),
        text("B2", "Khrushchev"),
        text("C2", "Kennedy"),
        text("D2", "A letter"),
        text("A3", "October 1962"),
        text("B3", "Kennedy"),
        text("C3", "Khrushchev"),
        text("D3", "An answer"),
    ));
    let other = sheet(&format!(
        "<row r=\"1\">{}{}</row><row r=\"2\">{}{}</row>",
        text("A1", "Name"),
        text("B1", "Rank"),
        text("A2", "x"),
        text("B2", "y")
    ));
    zip(&[
        (
            "[Content_Types].xml",
            "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
        ),
        (
            "_rels/.rels",
            "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Letters\" sheetId=\"1\" r:id=\"r1\"/><sheet name=\"Ranks\" sheetId=\"2\" r:id=\"r2\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet2.xml\"/><Relationship Id=\"r3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>",
        ),
        (
            "xl/styles.xml",
            "<?xml version=\"1.0\"?><styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
        ),
        ("xl/worksheets/sheet1.xml", &events),
        ("xl/worksheets/sheet2.xml", &other),
    ])
}

#[test]
fn cells_of_workbooks_are_dates_and_sheets_can_be_chosen() {
    let folder = folder();
    let bytes = workbook();
    let (archive, report) = load(folder.path(), "book.xlsx", &bytes);
    let sent: Vec<String> = archive
        .events
        .iter()
        .filter_map(|event| event.sent.as_ref())
        .map(ToString::to_string)
        .collect();
    assert_eq!(sent, ["1962-10-26", "1962-10"], "{}", report.to_text());
    assert_eq!(archive.events[0].kind.name(), "message");
    assert!(!report.has_errors(), "{}", report.to_text());
    let path = write(folder.path(), "book.xlsx", &bytes);
    let sheet = |name: &str| {
        let options = Options {
            sheet: Some(name.to_owned()),
            ..Options::default()
        };
        files::load_with(std::slice::from_ref(&path), &options)
    };
    assert_eq!(sheet("Letters").0.events.len(), 2);
    assert_eq!(codes(&sheet("Ranks").1), ["unknown-columns"]);
    let none = sheet("None").1;
    assert!(none.reports[0].message.contains("there are Letters, Ranks"), "{}", none.reports[0]);
}

#[test]
fn open_document_sheets_are_tables_too() {
    let folder = folder();
    let cell = |text: &str| format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>");
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"Briefe\"><table:table-row>{}{}{}</table:table-row>\
         <table:table-row><table:table-cell office:value-type=\"date\" office:date-value=\"1962-10-26\"><text:p>26.10.62</text:p></table:table-cell>{}{}</table:table-row>\
         </table:table></office:spreadsheet></office:body></office:document-content>",
        cell("Datum"),
        cell("Absender"),
        cell("Empf\u{e4}nger"),
        cell("Chruschtschow"),
        cell("Kennedy"),
    );
    let bytes = zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            "<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
        ("content.xml", &content),
    ]);
    let (archive, report) = load(folder.path(), "book.ods", &bytes);
    let sent: Vec<String> = archive
        .events
        .iter()
        .filter_map(|event| event.sent.as_ref())
        .map(ToString::to_string)
        .collect();
    assert_eq!(sent, ["1962-10-26"], "{}", report.to_text());
    assert_eq!(archive.leader_name(archive.events[0].to[0]), "Kennedy");
}
