//! Kinds of files as they are found, each with what a reader of it expects: small inputs, and what becomes of them.

mod told;

use std::io::Write as _;
use std::path::Path;

use proptest::prelude::*;

use crate::told::{check, load};

/// Tables: the name of a file, its text, what is expected of it.
const TABLES: &[(&str, &str, &[&str])] = &[
    (
        "no-header.csv",
        "1962-10-26,Ana,Hello\n1962-10-27,Boris,Yes\n",
        &["1962-10-26", "1962-10-27", "no-header"],
    ),
    (
        "by-content.csv",
        "Office,Payment Date\nA,27/03/2012\nB,05/04/2012\n",
        &["2012-03-27", "2012-04-05", "date-by-content"],
    ),
    (
        "digits.csv",
        "id,seen\n1,20150314091500\n2,20150315103000\n",
        &["2015-03-14T09:15:00", "2015-03-15T10:30:00", "date-by-content"],
    ),
    (
        "one-column.csv",
        "Datum\n04/02/2015\n29/12/2015\n",
        &["2015-02-04", "2015-12-29", ""],
    ),
    (
        "blank.csv",
        "date, price, town\n2012-05-02, \"7,250\",\"Cork, IE\"\n",
        &["price: 7,250", "unknown-columns"],
    ),
    (
        "rule.md",
        "| Date | From | To |\n|---|:-:|---|\n| 1962-10-26 | Ana | Boris |\n",
        &["1962-10-26 & Ana > Boris", ""],
    ),
    (
        "zone.csv",
        "date,time,timezone,from,to\n1962-10-26,19:00,Europe/Moscow,Ana,Boris\n",
        &["1962-10-26T19:00+03:00", ""],
    ),
    ("open.csv", "Date,End,From\n1962-10-26,9999-12-31,Ana\n", &["1962-10-26 .. ", ""]),
    (
        "turned.csv",
        "Date,End,From\n1962-10-26,1962-10-20,Ana\n",
        &["1962-10-26 .. ", "end-before-start"],
    ),
    (
        "short.csv",
        "Date,From\n26.10.62,Ana\n31.12.27,Boris\n",
        &["1962-10-26", "1927-12-31", "short-years"],
    ),
    (
        "newest.csv",
        "Date,Received,From\n26.10.62,1963-01-01,Ana\n26.10.64,1963-01-01,Ana\n",
        &["1962-10-26", "1864-10-26", "short-years"],
    ),
    (
        "nobody.csv",
        "Date,From,To\n1962-10-26,Ana,NULL\n1962-10-27,N/A,Ana\n1962-10-28,#N/A,-\n",
        &["Ana > ", " > Ana", " > ", ""],
    ),
    (
        "one-person.csv",
        "Date,From,To\n1962-10-26,Jos\u{e9} Nu\u{f1}ez,Ana\n1962-10-27,Jose\u{301} Nun\u{303}ez,Ana\n1962-10-28,Jos\u{e9}\u{a0} Nu\u{f1}ez\u{200b},Ana\n",
        &[
            "Jos\u{e9} Nu\u{f1}ez > Ana",
            "Jos\u{e9} Nu\u{f1}ez > Ana",
            "Jos\u{e9} Nu\u{f1}ez > Ana",
            "",
        ],
    ),
    (
        "address.csv",
        "Date,From,To,Text\n1962-10-26,Ana,Boris,Write to <a@b.example> if a<b\n",
        &["Write to <a@b.example> if a<b", ""],
    ),
    (
        "html.csv",
        "Date,From,To,Text\n1962-10-26,Ana,Boris,<p>One <b>two</b> &amp; 2 < 3</p>\n",
        &["One two & 2 < 3", ""],
    ),
    (
        "stamp.csv",
        "message,timestamp,datetime\nSent,1420106461000000,0815 10:01\n",
        &["2015-01-01T10:01:01Z & Sent", ""],
    ),
    (
        "inner-nul.csv",
        "date,from,to\n1962-10-26,Ann,Bob\0\n1962-10-27,Bob,Ann\n",
        &["Ann > Bob", "Bob > Ann", "encoding"],
    ),
    ("nul.csv", "Date,From\n1962-10-26,Ana\n\0\0\0\0", &["1962-10-26", ""]),
    (
        "aeon.tsv",
        "Type\tDisplay ID\tLabel\tStart Date\tEnd Date\tTags\tParticipant\nEvent\tE1\tRead\t1921-03-05\t1921-03-05\tA,B\tP1,P2\nPerson\tP1\tOlaf\t\t\t\t\nPerson\tP2\tAnna\t\t\t\t\n",
        &["1921-03-05 ..  & Olaf+Anna > & A,B", "no-event"],
    ),
    (
        "sheet.csv",
        ",Month,Day,End Year,Headline,Text\n1962,10,26,,Letter,x\n",
        &["1962-10-26 & Letter", ""],
    ),
    (
        "bce.csv",
        "Year,Month,Day,End Year,Headline,Text\n-44,3,15,,Ides,x\n",
        &["-0043-03-15", ""],
    ),
    (
        "speech.txt",
        "12.\tLet me begin by thanking you.\n13.\tThe second point is peace.\n",
        &["unknown-format"],
    ),
];

#[test]
fn tables_of_every_kind() {
    for (name, text, expected) in TABLES {
        check(name, text.as_bytes(), expected);
    }
    let wide: Vec<u8> = "Date;From\n1962-10-26;Ana\n".bytes().flat_map(|byte| [byte, 0]).collect();
    check("wide.csv", &wide, &["1962-10-26 & Ana", "encoding"]);
    let russian = "\u{434}\u{430}\u{442}\u{430},from,to\n1962-10-26,\u{425}\u{440}\u{443}\u{449}\u{451}\u{432},\u{41a}\u{435}\u{43d}\u{43d}\u{435}\u{434}\u{438}\n";
    let little: Vec<u8> = russian.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = russian.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [little, big] {
        check(
            "russian.csv",
            &bytes,
            &["1962-10-26 & \u{425}\u{440}\u{443}\u{449}\u{451}\u{432} > \u{41a}", "encoding"],
        );
    }
}

#[test]
fn json_of_every_kind() {
    for (name, text, expected) in [
        (
            "half.json",
            r#"[{"date":"1962-10-26","from":"Ana","to":"Bo","text":"cut \ud83d"},{"date":"1962-10-27","from":"Ana","to":"Bo"}]"#,
            &["cut \u{fffd}", "1962-10-27", "broken-text"][..],
        ),
        (
            "twice.json",
            r#"[{"date":"1962-10-26","from":"Ana","from":"Carl","to":"Bo"}]"#,
            &["Carl > Bo", "key-twice"],
        ),
        (
            "behind.json",
            "{\n\"date\": \"1999-05-03\", \"from\": \"Ana\", \"to\": \"Bo\"\n}\n{\n\"date\": \"1999-05-04\", \"from\": \"Bo\", \"to\": \"Ana\"\n}",
            &["1999-05-03", "1999-05-04", ""],
        ),
        (
            "persons.json",
            r#"[{"date":"1962-10-26","sender":{"name":"Ana","id":"p1"},"recipients":[{"name":"Bo","id":"p2"},{"name":"Carl","id":"p3"}]}]"#,
            &["Ana > Bo+Carl", ""],
        ),
        (
            "vis.json",
            r#"{"groups":[{"id":1,"content":"Ana Lima"}],"items":[{"id":1,"group":1,"content":"a","start":-62198755200000},{"id":2,"content":"b","start":1723474994349},{"id":3,"content":"c","start":1723474994349}]}"#,
            &["-0001-01-01 & Ana Lima >", "2024-08-12T15:03:14Z", "2024-08-12T15:03:14Z", ""],
        ),
        (
            "padded.json",
            r#"storyjsonp_data = {"timeline":{"headline":"H","date":[{"startDate":"1962,10,26","headline":"a"}]}};"#,
            &["1962-10-26", ""],
        ),
        (
            "zero.json",
            r#"{"events":[{"start_date":{"year":"-44","month":"0"},"text":{"headline":"x"}}]}"#,
            &["-0043 ..", ""],
        ),
        (
            "line.jsonl",
            "{\"date\":\"1962-10-26\",\"from\":\"Ana\",\"to\":\"Bo\"}\n17\n{\"date\":\n",
            &["1962-10-26", "syntax & bad-record"],
        ),
    ] {
        check(name, text.as_bytes(), expected);
    }
}

#[test]
fn calendars_of_every_kind() {
    let calendar = |body: &str| format!("BEGIN:VCALENDAR\nVERSION:2.0\n{body}\nEND:VCALENDAR\n");
    let event = |lines: &str| format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT");
    let middle = "BEGIN:VTIMEZONE\nTZID:Middle\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
    for (text, expected) in [
        (
            event("UID:a\nDTSTART;TZID=Europe/Berlin:20210328T023000\nDTEND;TZID=Europe/Berlin:20210328T033000"),
            &["2021-03-28T03:30+02:00 .. ", ""][..],
        ),
        (
            event("UID:a\nDTSTART;TZID=W. Europe Standard Time:20240705T130000"),
            &["2024-07-05T13:00+02:00", ""],
        ),
        (
            middle.to_owned() + &event("UID:a\nDTSTART;TZID=Middle:20220614T150000"),
            &["2022-06-14T15:00+02:00", ""],
        ),
        (
            middle.to_owned() + &event("UID:a\nDTSTART;TZID=Middle:20220114T150000"),
            &["2022-01-14T15:00+01:00", ""],
        ),
        (
            middle.to_owned() + &event("UID:a\nDTSTART;TZID=Middle:20220601T110000\nRRULE:FREQ=WEEKLY;UNTIL=20220601T090000Z"),
            &["2022-06-01T11:00+02:00", "recurring"],
        ),
        (
            event("UID:a\nDTSTART:20100105T080000Z\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20100105T080000Z"),
            &["2010-01-12", "2010-01-19", "first-replaced recurring"],
        ),
        (
            event("UID:a\nDTSTART:20120801T190000Z\nRRULE:FREQ=YEARLY;COUNT=2")
                + "\n"
                + &event("UID:a\nRECURRENCE-ID:20120801T190000Z\nDTSTART:20120801T183000Z"),
            &["2013-08-01T19:00Z", "2012-08-01T18:30Z", "first-replaced recurring"],
        ),
        (
            event("UID:a\nDTSTART:20240901T090000Z\nRRULE:FREQ=DAILY;COUNT=4\nSUMMARY:old")
                + "\n"
                + &event("UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE:20240903T090000Z\nDTSTART:20240903T110000Z\nSUMMARY:new"),
            &[
                "2024-09-01T09:00Z & old",
                "2024-09-02T09:00Z & old",
                "2024-09-04T11:00Z & new",
                "2024-09-03T11:00Z & new",
                "recurring",
            ],
        ),
        (
            event("UID:a\nSEQUENCE:1\nDTSTART;VALUE=DATE:20190304\nSUMMARY:x")
                + "\n"
                + &event("UID:a\nSEQUENCE:2\nDTSTART;VALUE=DATE:20190305\nSUMMARY:y"),
            &["2019-03-05 & y", "older-version"],
        ),
        (
            event("UID:a\nDTSTART;TZID=Europe/Berlin:20200328T100000\nDURATION:P1D"),
            &["2020-03-28T10:00+01:00 .. 2020-03-29T10:00+02:00", ""],
        ),
        (
            event(
                "UID:a\nDTSTART:20240101T000000Z\nATTENDEE;CN=unknown:mailto:ana@example.org\nATTENDEE;CUTYPE=ROOM;CN=Hall:mailto:hall@example.org",
            ),
            &["ana@example.org >  | & Reserved: Hall", ""],
        ),
        (
            event("UID:a\nDTSTART:20240101T000000Z\nATTENDEE;CN=Carl ^'Red^' Dorn:mailto:c@example.org"),
            &["Carl \"Red\" Dorn", ""],
        ),
    ] {
        check("c.ics", calendar(&text).as_bytes(), expected);
    }
}

#[test]
fn calendars_are_folded_and_broken_by_bytes() {
    let calendar = |line: &str| {
        format!("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:a\nDTSTART;VALUE=DATE:20240101\n{line}\nEND:VEVENT\nEND:VCALENDAR\n")
    };
    // A fold within the bytes of a letter, and one byte that is wrong.
    let mut folded = calendar("SUMMARY:M\u{fc}ller").into_bytes();
    let at = folded.iter().position(|byte| *byte == 0xc3).unwrap_or(0) + 1;
    folded.splice(at..at, *b"\r\n ");
    check("fold.ics", &folded, &["M\u{fc}ller", ""]);
    let mut bad = calendar("SUMMARY:\u{5317}\u{4eac}\u{5965}\u{8fd0}\u{4f1a}\nCOMMENT:x").into_bytes();
    let at = bad.windows(9).position(|part| part == b"COMMENT:x").unwrap_or(0) + 8;
    bad[at] = 0xff;
    check(
        "bad.ics",
        &bad,
        &["\u{5317}\u{4eac}\u{5965}\u{8fd0}\u{4f1a} & \u{fffd}", "encoding"],
    );
}

#[test]
fn letters_of_every_kind() {
    let index = |letters: &str| {
        format!("<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><profileDesc>{letters}</profileDesc></teiHeader></TEI>")
    };
    let person = |name: &str, address: &str| format!("<persName ref=\"{address}\">{name}</persName>");
    let action = |kind: &str, inner: &str| format!("<correspAction type=\"{kind}\">{inner}</correspAction>");
    let letter = |inner: String| format!("<correspDesc>{inner}</correspDesc>");
    for (text, expected) in [
        (
            letter(
                action("sent", "<persName>Ada</persName>")
                    + &action("received", "<persName>Bo</persName>")
                    + &action("received", "<persName>Carl</persName>"),
            ),
            &["Ada > Bo+Carl", ""][..],
        ),
        (
            letter(
                action("sent", "<persName>Ada</persName><date when=\"1842-06-01\"/>")
                    + &action("sent", "<persName>Eva</persName><date when=\"1842-06-02\"/>")
                    + &action("received", "<persName>[?]</persName>"),
            ),
            &["1842-06-01 & Ada+Eva >  | & Sent by Eva: 1842-06-02", ""],
        ),
        (
            letter(
                action("sent", "<persName>Ada</persName>")
                    + &action("received", "<persName>Bo</persName>")
                    + &action("sent", "<persName>Bo</persName>")
                    + &action("received", "<persName>Carl</persName>"),
            ),
            &["Ada > Bo & forwarded to Carl", ""],
        ),
        (
            letter(action("sent", &person("Ada Ammer", "http://x.example/1")) + &action("received", &person("Bo", "http://x.example/2")))
                + &letter(
                    action("sent", &person("Ammer, Ada", "https://x.example/1/"))
                        + &action("received", &person("Bo", "http://x.example/2")),
                ),
            &["Ada Ammer > Bo", "Ada Ammer > Bo", "leader-differs"],
        ),
        (
            letter(
                action("sent", &person("Ada Ammer", "http://x.example/1")) + &action("received", &person("Bo Berg", "http://x.example/1")),
            ),
            &["Ada Ammer > Bo Berg", ""],
        ),
        (
            letter(action(
                "sent",
                "<persName><forename>Anna</forename><surname>Berg</surname></persName><date when=\"1842-00-09\"/>",
            )),
            &["1842-XX-09 & Anna Berg >", "altered-date"],
        ),
        (
            letter(action(
                "sent",
                "<persName>Ada</persName><date when=\"0000-00-00\">ohne Datum</date>",
            )),
            &[" ..  & Ada >", "bad-date"],
        ),
        (
            letter(action("sent", "<persName>unknown</persName><date when-iso=\"1842-03-01\"/>")),
            &["1842-03-01", ""],
        ),
    ] {
        check("i.xml", index(&text).as_bytes(), expected);
    }
}

#[test]
fn other_timelines_of_every_kind() {
    let project = |kind: &str, start: &str| {
        format!(
            "<timeline><version>2.6.0</version><timetype>{kind}</timetype><events><event><start>{start} 00:00:00</start><end>{start} 00:00:00</end><text>x</text></event></events></timeline>"
        )
    };
    check("a.timeline", project("gregoriantime", "-44-03-15").as_bytes(), &["-0044-03-15", ""]);
    check("b.timeline", project("gregoriantime", "79-08-24").as_bytes(), &["0079-08-24", ""]);
    check(
        "c.timeline",
        project("coptic", "1735-01-01").as_bytes(),
        &[" .. ", "other-calendar"],
    );
    check(
        "d.xml",
        b"<data><event start=\"1120\" end=\"1140\" title=\"x\"/></data>",
        &["[1120..1140] .. ", ""],
    );
    check(
        "e.xml",
        b"<data><event isDuration=\"true\" start=\"210\" end=\"201\" title=\"x\"/><event start=\"66\" title=\"y\"/></data>",
        &[" .. ", " .. ", "no-years"],
    );
    check(
        "f.md",
        b"---\ndate: 2024-02-01\nfrom: NO\nto: [SE, \"[[Boris Orlov|Boris]]\"]\n---\nhello",
        &["NO > SE+Boris Orlov", ""],
    );
    check("g.md", b"---\ndate: -0300-01-01-00\ntitle: x\n---\n", &["-0300-01-01", ""]);
    check(
        "h.mw",
        b"---\ntitle: A plan\n---\nsection One\n2025-06-15/2025-06-27: Draft\nendsection\n",
        &["unknown-format"],
    );
    check("letter.rtf", br"{\rtf1\ansi Dear Bob}", &["unknown-format"]);
    check(
        "letter.eml",
        b"From: Ann\nTo: Bob\nDate: Fri, 26 Oct 1962 10:00:00 +0000\nSubject: x\n\nDear Bob",
        &["unknown-format"],
    );
    let coded = "Event ID\tEvent Date\tSource Name\tCAMEO Code\tTarget Name\n1\t2017-01-04\tAna\t40\tBo\n2\t2017-01-05\tNULL\t99\tBo\n";
    check("i.tab", coded.as_bytes(), &["Ana > Bo | Consult", " > Bo", "bad-code"]);
    check("j.csv", b"1989\tDEUGOV\tFRA\t040\t040\t04\t1.0\t1\n", &["DEUGOV > FRA", ""]);
}

#[test]
fn packed_files_are_read_to_their_end() {
    let table = |day: u32| format!("{}1962-10-{day},Ana,Bo\n", if day == 26 { "Date,From,To\n" } else { "" });
    let gzip = |text: &str| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        let _ = encoder.write_all(text.as_bytes());
        encoder.finish().unwrap_or_default()
    };
    let two = [gzip(&table(26)), gzip(&table(27))].concat();
    check("two.csv.gz", &two, &["1962-10-26", "1962-10-27", ""]);
    check("fill.csv.gz", &[gzip(&table(26)), vec![0; 512]].concat(), &["1962-10-26", ""]);
    check(
        "behind.csv.gz",
        &[gzip(&table(26)), b"garbage".to_vec()].concat(),
        &["1962-10-26", "trailing-bytes"],
    );
    let zstd = |text: &str| ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    check(
        "two.csv.zst",
        &[zstd(&table(26)), zstd(&table(27))].concat(),
        &["1962-10-26", "1962-10-27", ""],
    );
}

#[test]
fn ids_do_not_depend_on_how_a_path_was_typed() {
    let ids = |path: &str| -> Vec<String> {
        let (archive, _) = load(path, b"Date,From\n1962-10-26,Ana\n1962-10-27,Ana\n");
        archive.events.iter().map(|event| event.id.to_string()).collect()
    };
    assert_eq!(ids("x.csv"), ["x.csv#1", "x.csv#2"]);
    assert_eq!(ids("/a/b/x.csv"), ids("x.csv"));
}

/// The cases that were handed to us, where they are.
#[test]
fn every_case_is_read_without_losing_a_record() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases");
    if !cases.exists() {
        println!("skipped: {} is not here", cases.display());
        return;
    }
    for folder in ["files", "public"] {
        let (archive, report) = demarche::files::load(&[cases.join(folder)]);
        let placed: usize = report.files.iter().map(|file| file.placed + file.undated).sum();
        assert_eq!(placed, archive.events.len());
        for file in &report.files {
            assert_eq!(file.read, file.placed + file.undated + file.rejected, "{}", file.path);
        }
    }
}

/// A text of whatever letters.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z ,;'\u{e9}\u{4eac}.]{0,12}",
        Just("say \"no\"\nand <b>".to_owned()),
        Just("[{,}]".to_owned()),
        Just("\u{1f600}".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// As many records as the structure of a file shows, whatever is in them: counted while it is made.
    #[test]
    fn every_record_of_a_list_is_read(records in proptest::collection::vec((1_u32..13, 1_u32..29, words(), words(), any::<bool>()), 1..12)) {
        let count = records.len();
        let objects: Vec<String> = records
            .iter()
            .map(|(month, day, from, said, is_cut)| {
                let text = serde_json::Value::String(said.clone()).to_string();
                // Half of a character, as in text that was cut short.
                let text = if *is_cut { text.replacen('"', "\"\\ud83d", 1) } else { text };
                format!(r#"{{"date": "1962-{month:02}-{day:02}", "from": {}, "to": "Bo", "text": {text}}}"#, serde_json::Value::String(from.clone()))
            })
            .collect();
        let cells = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
        let rows: Vec<String> = records.iter().map(|(month, day, from, text, _)| format!("1962-{month:02}-{day:02},{},Bo,{}", cells(from), cells(text))).collect();
        let escaped = |text: &String| text.replace('&', "&amp;").replace('<', "&lt;");
        let visits: Vec<String> = records
            .iter()
            .enumerate()
            .map(|(at, (month, day, _, text, _))| format!("<visit><id>{at}</id><visitor>President A</visitor><from id=\"x\">X</from><start-date>1962-{month:02}-{day:02}</start-date><description>{}</description></visit>", escaped(text)))
            .collect();
        for (name, text) in [
            ("list.json", format!("[{}]", objects.join(",\n"))),
            ("inner.json", format!("{{\"meta\": 1, \"letters\": [{}]}}", objects.join(","))),
            ("lines.jsonl", objects.join("\n")),
            ("table.csv", format!("Date,From,To,Text\n{}\n", rows.join("\n"))),
            ("table.tsv", format!("Date\tFrom\tTo\tText\n{}\n", rows.iter().map(|row| row.replacen(',', "\t", 1).replace("\",Bo,\"", "\"\tBo\t\"")).collect::<Vec<_>>().join("\n"))),
            ("list.xml", format!("<visits>{}</visits>", visits.concat())),
        ] {
            let (archive, report) = load(name, text.as_bytes());
            prop_assert_eq!(report.read(), count, "{}: {}", name, text);
            prop_assert_eq!(archive.events.len() + report.rejected(), count);
        }
    }
}
