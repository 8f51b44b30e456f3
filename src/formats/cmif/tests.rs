//! What becomes of the letters of an index.

use super::*;
use crate::model::{Archive, LoadReport, build};

fn load(letters: &str) -> (Archive, LoadReport) {
    let text = format!(
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>Letters</title></titleStmt>\
         <sourceDesc><bibl xml:id=\"ed\">An  edition</bibl></sourceDesc></fileDesc><profileDesc>\n{letters}\n</profileDesc></teiHeader></TEI>"
    );
    build(&[crate::formats::read("letters.xml", text.as_bytes())])
}

/// A letter whose date has those attributes is read as that EDTF, with those codes reported.
fn check(attributes: &str, edtf: &str, codes: &[&str]) {
    let (archive, report) = load(&format!(
        "<correspDesc><correspAction type=\"sent\"><persName>A</persName><date {attributes}/></correspAction></correspDesc>"
    ));
    let event = &archive.events[0];
    assert_eq!(event.sent.as_ref().map(Date::as_written).unwrap_or_default(), edtf, "{attributes}");
    assert_eq!(
        report.reports.iter().map(|report| report.code.name()).collect::<Vec<_>>(),
        codes,
        "{attributes}"
    );
}

#[test]
fn dates_are_as_wide_as_tei_says() {
    check("when=\"1842-03-05\"", "1842-03-05", &[]);
    check("when=\" 1842-03 \"", "1842-03", &[]);
    check("when=\"1842\" cert=\"low\"", "1842?", &[]);
    check("from=\"1842-03\" to=\"1842-05\"", "1842-03/1842-05", &[]);
    check("notBefore=\"1842-03-01\" notAfter=\"1842-03-09\"", "[1842-03-01..1842-03-09]", &[]);
    check("notAfter=\"1842\"", "[..1842]", &[]);
    check(
        "notBefore=\"1842-03-01\" notAfter=\"1842-03-09\" cert=\"medium\"",
        "[1842-03-01..1842-03-09]",
        &[],
    );
    check("notBefore=\"1905-05-01\" notAfter=\"1905-05-31\" cert=\"low\"", "1905-05?", &[]);
    check("notBefore=\"1905-01-01\" notAfter=\"1905-12-31\"", "1905", &[]);
    check("when=\"18870512\"", "1887-05-12", &[]);
    check("when-iso=\"1842-03-01\"", "1842-03-01", &[]);
    check("when=\"1842-03-01+01:00\"", "1842-03-01", &[]);
    check("when=\"1842-00-09\"", "1842-XX-09", &["altered-date"]);
    check("when=\"1523-11-00\"", "1523-11", &["altered-date"]);
    check("when=\"--02-03\"", "", &["bad-date"]);
    check("when=\"1842|1843\"", "", &["bad-date"]);
    check("when=\"\"", "", &[]);
}

#[test]
fn a_letter_has_all_its_people_places_and_sources() {
    let (archive, report) = load(
        "<correspDesc ref=\"https://example.org/1\" source=\"#ed\" key=\"12\">\n<correspAction type=\"sent\"><persName ref=\"gnd:1\">A  B</persName>\
         <persName ref=\"gnd:2\">C</persName><placeName>Münster</placeName><date when=\"1648-09-01\">1. Sept.</date></correspAction>\
         <correspAction type=\"received\"><orgName>D</orgName><date when=\"1648-09-05\"/><placeName>Linz</placeName></correspAction></correspDesc>\
         <correspDesc ref=\"https://example.org/1\"><correspAction type=\"sent\"><persName ref=\"gnd:1\">A B</persName></correspAction></correspDesc>",
    );
    assert_eq!(
        report.reports.iter().map(|report| report.code.name()).collect::<Vec<_>>(),
        ["id-twice"],
        "{}",
        report.to_text()
    );
    let event = &archive.events[0];
    let names: Vec<&str> = event.leaders().map(|id| archive.leader_name(id)).collect();
    assert_eq!(names, ["A B", "C", "D"]);
    assert_eq!((event.place.as_deref(), event.note()), (Some("Münster"), Some("Received: Linz")));
    assert_eq!(event.received().map(Date::as_written), Some("1648-09-05"));
    assert_eq!(event.date_as_written(), Some("1. Sept."));
    let source = archive.source(event.sources[0]).cloned().unwrap_or_default();
    assert_eq!(source.url.as_deref(), Some("https://example.org/1"));
    assert_eq!(
        archive.source(source.via[0]).and_then(|edition| edition.title.as_deref()),
        Some("An edition")
    );
    assert_eq!(archive.events.len(), 2, "two letters at one address are two letters");
    assert_eq!(report.files[0].undated, 1);
}

#[test]
fn letters_of_several_documents_are_read_together() {
    let letter = "<TEI><correspDesc><correspAction type=\"sent\"><persName>A</persName></correspAction></correspDesc>\
                  <text><body><p>One<lb/>two<note>not this</note>.</p><p>Three<lb break=\"no\"/>four.</p></body></text></TEI>";
    let files = ["a/L1.xml", "a/L2.xml"].map(|path| crate::formats::read(path, letter.as_bytes()));
    let (archive, report) = build(&files);
    assert!(report.reports.is_empty(), "{}", report.to_text());
    let ids: Vec<&str> = archive.events.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(ids, ["L1", "L2"]);
    assert_eq!(archive.events[0].quotes[0].text, "One two.\n\nThreefour.");
}

#[test]
fn a_letter_back_to_the_previous_one_may_answer_it() {
    let letter = |id: &str, from: &str, to: &str, day: &str, context: &str| {
        format!(
            "<correspDesc xml:id=\"{id}\"><correspAction type=\"sent\"><persName>{from}</persName><date when=\"{day}\"/></correspAction>\
             <correspAction type=\"received\"><persName>{to}</persName></correspAction><correspContext>{context}</correspContext></correspDesc>"
        )
    };
    let next = "<ref type=\"next\" target=\"#b\"/>";
    let previous = "<ref subtype=\"previous_letter\" type=\"withinCorrespondence\" target=\"b\"/><ref type=\"prev\" target=\"elsewhere\"/>";
    let (archive, report) = load(
        &[
            letter("a", "A", "B", "1842-01-01", next),
            letter("b", "B", "A", "1842-01-09", ""),
            letter("c", "B", "A", "1842-02-01", previous),
        ]
        .concat(),
    );
    let kinds: Vec<(Kind, bool)> = archive.events.iter().map(|event| (event.kind, event.is_suggested)).collect();
    assert_eq!(kinds, [(Kind::Message, false), (Kind::Reply, true), (Kind::Message, false)]);
    assert_eq!(
        report.reports.iter().map(|report| report.code.name()).collect::<Vec<_>>(),
        ["neighbor-missing"]
    );
}
