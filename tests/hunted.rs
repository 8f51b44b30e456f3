//! What a hunt through other inputs of the known kinds found wrong, each with what is right.

mod told;

use crate::told::check;

/// The name of a file, its text, what is expected of it.
const INPUTS: &[(&str, &str, &[&str])] = &[
    (
        "inline.xml",
        "<letters><letter><date>1842-03-01</date><sender>Ana</sender><recipient>Rui <i>Sá</i></recipient><title>On <i>War</i></title><body>I saw <name>Jo</name> in <place>Lisboa</place> and <i>all</i> was well.</body></letter><letter><date>1842-03-02</date><sender>Rui</sender><recipient>Ana</recipient><body>Plain.</body></letter></letters>",
        &["Ana > Rui Sá | On War | I saw Jo in Lisboa and all was well. |  | ", "Plain.", ""],
    ),
    (
        "midnights.json",
        r#"{"dateTimeFormat":"Gregorian","events":[{"start":"Tue Aug 11 2009 00:00:00 GMT","title":"a"},{"start":"Thu Aug 13 2009 00:00:00 GMT","title":"b"}]}"#,
        &["2009-08-11 .. ", "2009-08-13 .. ", ""],
    ),
    (
        "issued.csv",
        "Date created,Date issued,From,To\n1842-03-01,1901,Ana,Rui\n1842-03-02,1901,Rui,Ana\n",
        &["1842-03-01 & Date issued: 1901", "1842-03-02", "unknown-columns"],
    ),
    (
        "days.csv",
        "day,from,to\n1962-10-26,Ana,Rui\n1962-10-27,Rui,Ana\n",
        &["1962-10-26", "1962-10-27", ""],
    ),
    (
        "errors.csv",
        "date,from,to\n1962-10-26,#WERT!,Ana\n1962-10-27,#\u{a1}REF!,Ana\n1962-10-28,unleserlich,Ana\n1962-10-29,Rui and ?,Ana\n1962-10-30,\"Rui, probably\",Ana\n",
        &[" > Ana", " > Ana", " > Ana", "Rui > Ana", "Rui > Ana & Rui, probably", ""],
    ),
    (
        "table.md",
        "| Date | From | To |\n|:---|---|---:|\n| 1842-03-01 | [[people/Ana Lima\\|Ana]] | **Rui** |\n| 1842-03-02 | `Rui` | [Ana](http://x.example) |\n",
        &["Ana > Rui", "Rui > Ana & http://x.example", ""],
    ),
    (
        "prefixes.json",
        r#"{"@context":{"schema":"http://schema.org/"},"@graph":[{"@id":"http://x/p1","@type":"schema:Person","schema:name":"Ana Lima"},{"@id":"http://x/p2","@type":"schema:Person","schema:name":"Rui Sá"},{"@id":"l1","@type":"schema:Message","schema:sender":{"@id":"http://x/p1"},"schema:recipient":[{"@id":"http://x/p2"}],"schema:dateSent":"1842-03-01","schema:text":"Hello"}]}"#,
        &["1842-03-01 & Ana Lima > Rui Sá & Hello", ""],
    ),
    (
        "aid.xml",
        r#"<ead><archdesc level="collection"><did><unittitle>Papers</unittitle></did><dsc><c01 level="item"><did><unittitle>Letter</unittitle><unitdate normal="1842-05" certainty="approximate">ca. May 1842</unitdate></did></c01><c01 level="item"><did><unittitle>Another</unittitle><unitdate normal="1843-05-01">1 May 1843</unitdate></did></c01></dsc></archdesc></ead>"#,
        &["1842-05~", "1843-05-01", "unknown-columns"],
    ),
    (
        "citations.json",
        r#"[{"id":"a","author":[{"family":"Lima","given":"Ana"}],"issued":{"date-parts":[[1842]],"circa":true}},{"id":"b","author":[{"family":"Lima","given":"Ana"}],"issued":{"date-parts":[[1842]],"season":2}},{"id":"c","author":[{"family":"Lima","given":"Ana"}],"issued":{"date-parts":[[-353]]}}]"#,
        &["1842~", "1842-22", "-0352", "years-with-minus"],
    ),
    (
        "parts.xml",
        r#"<letters><letter id="1"><date>1842-03-01</date><sender>Ana</sender><recipient>Rui</recipient><place>Porto</place><text>a</text></letter><letter id="2" date="1842-03-02" from="Rui" to="Ana"/><letter id="3"><date year="1842" month="3" day="3"/><sender>Ana</sender></letter></letters>"#,
        &["1842-03-01", "1842-03-02 & Rui > Ana", "1842-03-03", ""],
    ),
    (
        "open.csv",
        "start,end,visitor,host\n1962-10-26,9999,Ana,Rui\n1962-10-27,9999-01-01,Ana,Rui\n1962-10-28Z,2999-12-31,Ana,Rui\n",
        &["1962-10-26 ..  | ", "1962-10-27 ..  | ", "1962-10-28 ..  | ", ""],
    ),
    (
        "received.csv",
        "sent,received,from,to\n1842-03-05,n.d.,Ana,Rui\n1842-03-06,c. 1842-03-09,Rui,Ana\n",
        &["1842-03-05", "1842-03-06", ""],
    ),
];

#[test]
fn what_was_written_is_what_is_read() {
    for (name, text, expected) in INPUTS {
        check(name, text.as_bytes(), expected);
    }
}

#[test]
fn a_tape_archive_is_named() {
    let mut bytes = vec![0_u8; 1024];
    bytes[..5].copy_from_slice(b"a.csv");
    bytes[257..262].copy_from_slice(b"ustar");
    check("a.tar", &bytes, &["unknown-format"]);
}
