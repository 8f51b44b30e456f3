//! Workbooks: dates as exactly as their cells show them, merged cells, hidden sheets; and no row is lost.
//!
//! They are made here in the format of Excel, with no more of it than a reader needs.

mod program;
mod told;
mod zipped;

use std::io::Write as _;
use std::process::Stdio;

use demarche::formats::workbook::{gather, take_out};
use demarche::formats::{self, Options};
use demarche::model::build;
use proptest::prelude::*;

use crate::program::folder;
use crate::told::{check, load};
use crate::zipped::zip;

/// How a number is shown.
#[derive(Clone, Copy, Debug)]
enum Format {
    General,
    Day,
    /// `mmm-yy`
    Month,
    /// `h:mm`
    Time,
    /// `yyyy`
    Year,
}

/// What is in a cell.
#[derive(Clone, Debug)]
enum Cell {
    Empty,
    Text(String),
    /// Days since the end of 1899, or their part.
    Number(f64, Format),
    Error(&'static str),
    /// A formula that no program has worked out.
    Formula(&'static str),
}

/// A cell of text; of none, an empty one.
fn text(text: &str) -> Cell {
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text.to_owned())
    }
}

/// A sheet by its name.
#[derive(Clone, Debug, Default)]
struct Sheet {
    name: &'static str,
    is_hidden: bool,
    rows: Vec<Vec<Cell>>,
    /// Ranges of cells that are one: `A2:A3`.
    merged: Vec<&'static str>,
}

const SPREADSHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

impl Sheet {
    fn to_xml(&self) -> String {
        let rows: Vec<String> = (1..)
            .zip(&self.rows)
            .map(|(number, cells)| {
                let cells: Vec<String> = ('A'..)
                    .zip(cells)
                    .map(|(column, cell)| cell.to_xml(&format!("{column}{number}")))
                    .collect();
                format!("<row r=\"{number}\">{}</row>", cells.concat())
            })
            .collect();
        let merged: Vec<String> = self.merged.iter().map(|range| format!("<mergeCell ref=\"{range}\"/>")).collect();
        let merged = if merged.is_empty() {
            String::new()
        } else {
            format!("<mergeCells>{}</mergeCells>", merged.concat())
        };
        format!(
            "<?xml version=\"1.0\"?><worksheet xmlns=\"{SPREADSHEET}\"><sheetData>{}</sheetData>{merged}</worksheet>",
            rows.concat()
        )
    }
}

impl Cell {
    fn to_xml(&self, at: &str) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => {
                let text = text.replace('&', "&amp;").replace('<', "&lt;");
                format!("<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
            }
            Self::Number(value, format) => format!("<c r=\"{at}\" s=\"{}\"><v>{value}</v></c>", *format as usize),
            Self::Formula(formula) => format!("<c r=\"{at}\"><f>{formula}</f></c>"),
            Self::Error(code) => format!("<c r=\"{at}\" t=\"e\"><v>{code}</v></c>"),
        }
    }
}

/// A workbook whose dates count from the end of 1899, or from 1904.
fn xlsx(sheets: &[Sheet], is_from_1904: bool) -> Vec<u8> {
    let each = |part: fn(usize, &Sheet) -> String| -> String { (1..).zip(sheets).map(|(number, sheet)| part(number, sheet)).collect() };
    let names = each(|number, sheet| {
        let state = if sheet.is_hidden { " state=\"hidden\"" } else { "" };
        format!("<sheet name=\"{}\" sheetId=\"{number}\"{state} r:id=\"r{number}\"/>", sheet.name)
    });
    let files = each(|number, _| {
        format!("<Relationship Id=\"r{number}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>")
    });
    let packages = "http://schemas.openxmlformats.org/package/2006";
    let count = if is_from_1904 { "<workbookPr date1904=\"1\"/>" } else { "" };
    let mut parts = vec![
        (
            "[Content_Types].xml".to_owned(),
            format!(
                "<Types xmlns=\"{packages}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{packages}/relationships\"><Relationship Id=\"r1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!("<workbook xmlns=\"{SPREADSHEET}\" xmlns:r=\"{RELATIONS}\">{count}<sheets>{names}</sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{packages}/relationships\">{files}<Relationship Id=\"styles\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml".to_owned(),
            // In the order of `Format`.
            format!(
                "<styleSheet xmlns=\"{SPREADSHEET}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"17\"/><xf numFmtId=\"20\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"
            ),
        ),
    ];
    parts.extend(
        (1..)
            .zip(sheets)
            .map(|(number, sheet)| (format!("xl/worksheets/sheet{number}.xml"), sheet.to_xml())),
    );
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    zip(&parts)
}

/// A workbook with two sheets: one of events, with a date cell, and one without dates.
fn workbook() -> Vec<u8> {
    let row = |cells: &[&str]| cells.iter().map(|cell| text(cell)).collect::<Vec<_>>();
    let letters = Sheet {
        name: "Letters",
        rows: vec![
            row(&["Date", "From", "To", "Title"]),
            vec![
                Cell::Number(22_945.0, Format::Day),
                text("Khrushchev"),
                text("Kennedy"),
                text("A letter"),
            ],
            row(&["October 1962", "Kennedy", "Khrushchev", "An answer"]),
        ],
        ..Sheet::default()
    };
    let ranks = Sheet {
        name: "Ranks",
        rows: vec![row(&["Name", "Rank"]), row(&["x", "y"])],
        ..Sheet::default()
    };
    xlsx(&[letters, ranks], false)
}

#[test]
fn cells_of_workbooks_are_dates_and_sheets_can_be_chosen() {
    let bytes = workbook();
    let (archive, report) = load("book.xlsx", &bytes);
    let sent: Vec<String> = archive
        .events
        .iter()
        .filter_map(|event| event.sent.as_ref())
        .map(ToString::to_string)
        .collect();
    assert_eq!(sent, ["1962-10-26", "1962-10"], "{}", report.to_text());
    assert_eq!(archive.events[0].kind.name(), "message");
    assert!(!report.has_errors(), "{}", report.to_text());
    let sheet = |name: &str| {
        let options = Options {
            sheet: Some(name.to_owned()),
            ..Options::default()
        };
        build(&formats::open("book.xlsx", bytes.clone(), &options))
    };
    assert_eq!(sheet("Letters").0.events.len(), 2);
    assert_eq!(sheet("Ranks").1.reports[0].code, "unknown-columns");
    let none = sheet("None").1;
    assert!(none.reports[0].message.contains("there are Letters, Ranks"), "{}", none.reports[0]);
}

/// A sheet of `OpenDocument`, without the last characters of what is in it.
fn open_document(cut: usize) -> Vec<u8> {
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
    zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            "<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
        ("content.xml", content.get(..content.len().saturating_sub(cut)).unwrap_or_default()),
    ])
}

#[test]
fn open_document_sheets_are_tables_too() {
    let bytes = open_document(0);
    let (archive, report) = load("book.ods", &bytes);
    let sent: Vec<String> = archive
        .events
        .iter()
        .filter_map(|event| event.sent.as_ref())
        .map(ToString::to_string)
        .collect();
    assert_eq!(sent, ["1962-10-26"], "{}", report.to_text());
    assert_eq!(archive.leader_name(archive.events[0].to[0]), "Kennedy");
}

#[test]
fn merged_cells_of_open_document_are_in_each_of_their_rows() {
    let cell = |text: &str| format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>");
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"Briefe\"><table:table-row>{}{}{}</table:table-row>\
         <table:table-row>{}<table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"2\" table:number-columns-spanned=\"1\"><text:p>Khrushchev</text:p></table:table-cell>{}</table:table-row>\
         <table:table-row>{}<table:covered-table-cell/>{}</table:table-row>\
         </table:table></office:spreadsheet></office:body></office:document-content>",
        cell("Date"),
        cell("From"),
        cell("To"),
        cell("1962-10-26"),
        cell("Kennedy"),
        cell("1962-10-27"),
        cell("Castro"),
    );
    let bytes = zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            "<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
        ("content.xml", &content),
    ]);
    let (archive, report) = load("book.ods", &bytes);
    let senders: Vec<&str> = archive.events.iter().map(|event| archive.leader_name(event.from[0])).collect();
    assert_eq!(senders, ["Khrushchev", "Khrushchev"], "{}", report.to_text());
}

/// A workbook of one sheet, whose first row is a header.
fn book(header: &[&str], rows: &[&[Cell]], merged: &[&'static str]) -> Vec<u8> {
    let header: Vec<Cell> = header.iter().map(|name| text(name)).collect();
    let sheet = Sheet {
        name: "Letters",
        rows: std::iter::once(header).chain(rows.iter().map(|row| row.to_vec())).collect(),
        merged: merged.to_vec(),
        ..Sheet::default()
    };
    xlsx(&[sheet], false)
}

#[test]
fn dates_are_as_exact_as_their_cells_show_them() {
    use Cell::Number;
    use Format::{Day, General, Month, Time, Year};
    let (ana, bo) = (|| text("Ana"), || text("Bo"));
    for (name, bytes, expected) in [
        (
            "times.xlsx",
            book(
                &["Date", "Time", "From"],
                &[
                    &[Number(22_945.0, Day), Number(0.795_138_888_888_889, Time), ana()],
                    &[Number(22_946.0, Day), text("7:05 PM"), bo()],
                ],
                &[],
            ),
            &["1962-10-26T19:05", "1962-10-27T19:05", ""][..],
        ),
        (
            "shown.xlsx",
            book(
                &["Date", "From"],
                &[
                    &[Number(22_945.0, Month), ana()],
                    &[Number(22_945.0, Year), ana()],
                    &[Number(22_945.5, Day), ana()],
                ],
                &[],
            ),
            &["1962-10 ..", "1962 ..", "1962-10-26", ""],
        ),
        (
            "bug.xlsx",
            book(
                &["Date", "From"],
                &[
                    &[Number(61.0, Day), ana()],
                    &[Number(60.0, Day), ana()],
                    &[Number(0.0, Day), ana()],
                    &[Number(-5.0, Day), ana()],
                ],
                &[],
            ),
            &["1900-03-01", " .. ", " .. ", " .. ", "bad-date"],
        ),
        (
            "numbers.xlsx",
            book(
                &["Year", "From"],
                &[&[Number(1962.0, General), ana()], &[Number(-44.0, General), bo()]],
                &[],
            ),
            &["1962 ..", "-0044 ..", ""],
        ),
    ] {
        check(name, &bytes, expected);
    }
}

#[test]
fn merged_cells_are_in_each_row_and_errors_are_nobody() {
    use Cell::{Empty, Error, Number};
    use Format::Day;
    let (ana, bo) = (|| text("Ana"), || text("Bo"));
    for (name, bytes, expected) in [
        (
            "merged.xlsx",
            book(
                &["Date", "From", "To"],
                &[
                    &[Number(22_945.0, Day), ana(), bo()],
                    &[Empty, bo(), ana()],
                    &[Number(22_946.0, Day), ana(), bo()],
                ],
                &["A2:A3"],
            ),
            &["1962-10-26 & Ana > Bo", "1962-10-26 & Bo > Ana", "1962-10-27", ""][..],
        ),
        (
            "two-lines.xlsx",
            book(
                &["Date", "Letter", ""],
                &[&[Empty, text("From"), text("To")], &[Number(22_945.0, Day), ana(), bo()]],
                &["A1:A2", "B1:C1"],
            ),
            &["1962-10-26 & Ana > Bo", ""],
        ),
        (
            "formula.xlsx",
            book(
                &["Date", "From", "To"],
                &[&[Number(22_945.0, Day), ana(), bo()], &[Cell::Formula("A2+1"), bo(), ana()]],
                &[],
            ),
            &["1962-10-26 & Ana > Bo", "Bo > Ana", "unread-cells"],
        ),
        (
            "errors.xlsx",
            book(
                &["Date", "From", "To"],
                &[
                    &[Number(22_945.0, Day), Error("#REF!"), Error("#N/A")],
                    &[text("1962-10-27"), ana(), text("N/A")],
                ],
                &[],
            ),
            &["1962-10-26 & |  >  |", "1962-10-27 & Ana >  |", ""],
        ),
    ] {
        check(name, &bytes, expected);
    }
}

#[test]
fn hidden_sheets_titles_and_the_calendar_of_1904() {
    let rows = |day: f64| vec![vec![text("Date"), text("From")], vec![Cell::Number(day, Format::Day), text("Ana")]];
    let letters = Sheet {
        name: "Letters",
        rows: rows(22_945.0),
        ..Sheet::default()
    };
    let old = Sheet {
        name: "Old",
        is_hidden: true,
        rows: rows(22_944.0),
        ..Sheet::default()
    };
    check(
        "hidden.xlsx",
        &xlsx(&[letters.clone(), old.clone()], false),
        &["1962-10-26", "hidden-sheet"],
    );
    check("all-hidden.xlsx", &xlsx(&[old], false), &["1962-10-25", ""]);
    // The same serial, four years and a day later.
    check("1904.xlsx", &xlsx(std::slice::from_ref(&letters), true), &["1966-10-27", ""]);
    let mut titled = letters;
    titled.rows.insert(0, vec![text("Letters of 1962")]);
    check("titled.xlsx", &xlsx(&[titled], false), &["1962-10-26", "lines-before-header"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// As many records as a sheet has rows below its header, whatever is in them.
    #[test]
    fn every_row_of_a_sheet_is_read(records in proptest::collection::vec((1_u32..13, 1_u32..29, "[a-zA-Z ,;'\u{e9}.\n\t]{0,12}", "[a-zA-Z ,<&\u{4eac}.\n]{0,12}", any::<bool>()), 1..12)) {
        let count = records.len();
        let rows: Vec<Vec<Cell>> = records
            .iter()
            .map(|(month, day, from, said, is_cell)| {
                let serial = f64::from(22_645 + month * 28 + day);
                let date = if *is_cell { Cell::Number(serial, Format::Day) } else { text(&format!("1962-{month:02}-{day:02}")) };
                vec![date, text(from), text("Bo"), text(said)]
            })
            .collect();
        let rows: Vec<&[Cell]> = rows.iter().map(Vec::as_slice).collect();
        let (archive, report) = load("table.xlsx", &book(&["Date", "From", "To", "Text"], &rows, &[]));
        prop_assert_eq!(report.read(), count, "{:?}", rows);
        prop_assert_eq!(archive.events.len() + report.rejected(), count);
    }
}

/// What the program says of a workbook for itself.
fn read_apart(bytes: &[u8], sheet: Option<&str>) -> Result<Vec<formats::workbook::Sheet>, String> {
    let (size, sheet) = (format!("--bytes={}", bytes.len()), sheet.map(|sheet| format!("--sheet={sheet}")));
    let mut args = vec!["read-workbook", "--memory=900000000", &size];
    args.extend(sheet.as_deref());
    let folder = folder();
    let mut child = program::command(folder.path(), &args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{error}"));
    // Its input stays open: where it ends, nobody wants to know any more.
    let mut input = child.stdin.take();
    let written = input.as_mut().map(|input| input.write_all(bytes));
    assert!(matches!(written, Some(Ok(()))), "it takes all of the workbook");
    let output = child.wait_with_output().unwrap_or_else(|error| panic!("{error}"));
    drop(input);
    assert!(output.status.success());
    gather(
        program::text(&output.stdout)
            .lines()
            .map_while(|line| serde_json::from_str(line).ok()),
    )
}

#[test]
fn another_process_takes_the_same_out_of_a_workbook() {
    let hidden = Sheet {
        name: "Hidden",
        is_hidden: true,
        rows: vec![vec![text("a\tb\nc \"d\"")]],
        ..Sheet::default()
    };
    let shown = Sheet {
        name: "Shown",
        rows: vec![
            vec![text("Date"), text("From")],
            vec![Cell::Number(22_945.5, Format::Day), text("\u{1f600}\u{202e}")],
        ],
        merged: vec!["A1:A2"],
        ..Sheet::default()
    };
    for bytes in [workbook(), open_document(0), xlsx(&[hidden, shown], false), b"PK\x03\x04".to_vec()] {
        for sheet in [None, Some("Letters"), Some("Hidden")] {
            assert_eq!(read_apart(&bytes, sheet), take_out(&bytes, 0, sheet));
        }
    }
}

#[cfg(unix)]
#[test]
fn a_reader_of_workbooks_that_nobody_waits_for_ends() {
    let folder = folder();
    let bytes = open_document("</table:table></office:spreadsheet></office:body></office:document-content>".len());
    let size = format!("--bytes={}", bytes.len());
    let mut child = program::command(folder.path(), &["read-workbook", "--memory=900000000", &size])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{error}"));
    let mut input = child.stdin.take().unwrap_or_else(|| panic!("it has an input"));
    input.write_all(&bytes).unwrap_or_else(|error| panic!("{error}"));
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert!(matches!(child.try_wait(), Ok(None)), "it loops");
    drop(input);
    assert!(child.wait().is_ok_and(|status| !status.success()));
}

#[test]
fn merged_cells_that_would_repeat_too_much_are_read_in_the_first() {
    let long = "x".repeat(30_000);
    let rows: Vec<Vec<Cell>> = std::iter::once(vec![text("Date"), text("From"), text("Title")])
        .chain((0..2_000).map(|at| {
            vec![
                Cell::Number(22_945.0, Format::Day),
                text("A"),
                text(if at == 0 { &long } else { "" }),
            ]
        }))
        .collect();
    let sheet = Sheet {
        name: "S",
        rows,
        merged: vec!["C2:C2001"],
        ..Sheet::default()
    };
    let (archive, report) = load("book.xlsx", &xlsx(&[sheet], false));
    assert_eq!(archive.events.len(), 2_000);
    let told: Vec<&str> = report.reports.iter().map(|report| report.code.name()).collect();
    assert_eq!(told, ["merged-cells"], "{}", report.to_text());
}

#[test]
fn a_workbook_that_leads_its_reader_in_circles_is_a_finding() {
    let folder = folder();
    for (name, bytes) in [
        (
            "cut.ods",
            open_document("</table:table></office:spreadsheet></office:body></office:document-content>".len()),
        ),
        ("circle.xls", circular()),
    ] {
        let path = folder.path().join(name);
        std::fs::write(path, bytes).unwrap_or_else(|error| panic!("{error}"));
        let output = program::run(folder.path(), &["check", name]);
        let said = program::text(&output.stdout);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("the workbook is damaged, or claims more than is in it"), "{said}");
    }
}

/// A workbook of Excel before 2007 whose directory is a chain of sectors that leads back to itself (MS-CFB 2.2 and 2.3).
fn circular() -> Vec<u8> {
    const FREE: u32 = 0xffff_ffff;
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.extend([0; 16]);
    // Versions, byte order, sectors of 512 bytes and of 64 within them.
    for short in [0x3e_u16, 3, 0xfffe, 9, 6, 0, 0, 0] {
        bytes.extend(short.to_le_bytes());
    }
    // No sectors counted of the directory; one table of sectors; the directory begins in sector 1; nothing is small.
    for long in [0_u32, 1, 1, 0, 4_096, 0xffff_fffe, 0, 0xffff_fffe, 0] {
        bytes.extend(long.to_le_bytes());
    }
    // The table is sector 0.
    bytes.extend(0_u32.to_le_bytes());
    (1..109).for_each(|_| bytes.extend(FREE.to_le_bytes()));
    // The table itself, then the sector 1, which follows itself.
    for next in [0xffff_fffd_u32, 1] {
        bytes.extend(next.to_le_bytes());
    }
    (2..128).for_each(|_| bytes.extend(FREE.to_le_bytes()));
    bytes.extend([0; 512]);
    bytes
}
