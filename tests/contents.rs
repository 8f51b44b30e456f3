//! What two readers found who compared files with what is shown of them, record by record: each with what is right.

mod told;

use crate::told::check;

/// A letter of one person to another with that text, as TEI has it.
fn letter(text: &str) -> String {
    format!(
        "<TEI><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc><profileDesc><correspDesc>\
         <correspAction type=\"sent\"><persName>Ana</persName><date when=\"1842-03-01\"/></correspAction>\
         <correspAction type=\"received\"><persName>Rui</persName></correspAction></correspDesc></profileDesc></teiHeader>{text}</TEI>"
    )
}

#[test]
fn a_quote_is_what_the_letter_says() {
    for (text, expected) in [
        // The enclosure of another writer, the editor's summary, comment and readings are beside it.
        (
            "<text><front><div type=\"regest\"><p>She is ill.</p></div></front><body><div type=\"attachment\"><p>From Jo.</p></div>\
             <div type=\"letter\"><head>45. Ana to Rui</head><p>I am ill.</p></div><div type=\"commentary\"><p>So she was.</p></div></body></text>",
            "| I am ill. | & Heading: 45. Ana to Rui; Enclosure: From Jo.; Commentary: So she was.",
        ),
        (
            "<text><body><p>Read</p><floatingText><body><p>From Jo.</p></body></floatingText><p>this.</p></body></text>",
            "| Read\n\nthis. | & Enclosure: From Jo.",
        ),
        // One reading of several, and of what is written and what is meant.
        (
            "<text><body><p>Salutem <app><lem>dico</lem><rdg>dicit</rdg></app> <app><rdg>magnam</rdg><rdg>plurimam</rdg></app> \
             <choice><unclear>tomes</unclear><unclear>times</unclear></choice></p></body></text>",
            "| Salutem dico magnam tomes |",
        ),
        // A word is whole over the end of a line; page numbers and pictures are none.
        (
            "<text><body><p>Der Ver-<lb break=\"no\"/>trag der Kon-<lb/>\n ferenz in Kriegs-<lb/> und <fw>2</fw><fw>und</fw>Friedenszeit\
             <figure><figDesc>a cat</figDesc></figure></p></body></text>",
            "| Der Vertrag der Konferenz in Kriegs- und Friedenszeit | & Picture: a cat",
        ),
        // A hyphen that belongs to the word stays, without a blank.
        (
            "<text><body><p>vice-<lb break=\"yes\"/>president of Anglo-<lb/>\n French ships, 1842-<lb/>43, soft\u{ad}<lb/>ly</p></body></text>",
            "| vice-president of Anglo-French ships, 1842-43, softly |",
        ),
        // Parts of an opener stand apart; a salutation within a sentence does not.
        (
            "<text><body><opener>Ana Lima<dateline><placeName>Prag</placeName><date>1. M\u{e4}rz</date></dateline><salute>Lieber!</salute></opener>\
             <p>Nun, <salute>Freund</salute>, komm.</p><closer>Ihre<signed>A.</signed></closer></body></text>",
            "| Ana Lima\n\nPrag 1. M\u{e4}rz\n\nLieber!\n\nNun, Freund, komm.\n\nIhre\n\nA. |",
        ),
        // What the writer added at a sign is kept.
        (
            "<text><body><p>Dear<note type=\"authorial\">very</note> Rui<note>an editor's</note></p></body></text>",
            "| Dear Rui | & The author\u{2019}s note: very",
        ),
        (
            "<text><body><lg><l>Le ciel</l><l>est bleu</l></lg><list><label>1.</label><item>pain</item></list></body></text>",
            "| Le ciel\nest bleu\n\n1. pain |",
        ),
    ] {
        check("letter.xml", letter(text).as_bytes(), &[expected, ""]);
    }
}

#[test]
fn a_translation_is_beside_its_original() {
    let text = letter(
        "<text><body><div xml:lang=\"de\"><p>Ich bin krank.</p></div><div type=\"translation\" xml:lang=\"en\"><p>I am ill.</p></div></body></text>",
    );
    let (archive, _) = told::load("letter.xml", text.as_bytes());
    let quote = &archive.events[0].quotes[0];
    assert_eq!((&*quote.text, quote.language.as_deref()), ("I am ill.", Some("en")));
    let original = quote.original();
    assert_eq!(original.map(|original| &*original.text), Some("Ich bin krank."));
}

/// The name of a file, its text, what is expected of it.
const INPUTS: &[(&str, &str, &[&str])] = &[
    // The doubt of a date's words counts beside its attribute; a number may say how sure it is.
    (
        "doubts.xml",
        "<TEI><teiHeader><profileDesc><correspDesc><correspAction type=\"sent\"><persName>Ana</persName><date when=\"1519-05-15\">[um 15. Mai 1519]</date></correspAction></correspDesc>\
         <correspDesc><correspAction type=\"sent\"><persName>Ana</persName><date when=\"1520\" cert=\"0.5\"/></correspAction></correspDesc></profileDesc></teiHeader></TEI>",
        &["1519-05-15~", "1520?", ""],
    ),
    // Who wrote it down sent nothing.
    (
        "scribe.xml",
        "<TEI><teiHeader><profileDesc><correspDesc><correspAction type=\"sent\"><persName role=\"scribe\">Jo</persName><persName>Ana</persName><date when=\"1519\"/></correspAction>\
         <correspAction type=\"received\"><persName>Rui</persName></correspAction><note type=\"mentioned\"><ref>Eva</ref><ref>Ada</ref></note></correspDesc></profileDesc></teiHeader></TEI>",
        &["| Ana > Rui & Sent, scribe: Jo; mentioned: Eva; Ada", ""],
    ),
    // Dates are no narrower than other columns say.
    (
        "wikidata.csv",
        "date,precision,from,to\n1848-01-01T00:00:00Z,9,Ana,Rui\n1848-05-01T00:00:00Z,10,Ana,Rui\n1848-05-17T00:00:00Z,11,Ana,Rui\n1840-01-01T00:00:00Z,8,Ana,Rui\n",
        &[
            "1848 ..",
            "1848-05 ..",
            "1848-05-17 ..",
            "184X ..",
            "unknown-columns only-midnights",
        ],
    ),
    (
        "acled.csv",
        "event_date,time_precision,actor1,notes\n2019-05-15,3,Ana,a\n2019-05-16,2,Ana,b\n2019-05-17,1,Ana,c\n",
        &["2019-05 ..", "2019-05-16~", "2019-05-17 ..", "unknown-columns"],
    ),
    (
        "ucdp.csv",
        "date_prec,date_start,date_end,side_a,side_b\n4,2017-07-01,2017-07-31,Ana,Rui\n1,2017-08-01,2017-08-01,Ana,Rui\n",
        &["[2017-07-01..2017-07-31] ..  |", "2017-08-01 .. 2017-08-01", "unknown-columns"],
    ),
    (
        "latest.csv",
        "Start Date,Latest Start Date,Earliest End Date,End Date,From\n1962-10-20,1962-10-22,1962-10-26,1962-10-28,Ana\n1962-10-20,1962-10-24,,1962-10-24,Ana\n",
        &[
            "[1962-10-20..1962-10-22] .. [1962-10-26..1962-10-28]",
            "[1962-10-20..1962-10-24] ..  |",
            "unknown-columns",
        ],
    ),
    (
        "emlo.csv",
        "Date,Calendar,From,To\n1647-11-16,J,Ana,Rui\n1647-11-16,G,Rui,Ana\n",
        &["1647-11-26", "1647-11-16", ""],
    ),
    (
        "years.csv",
        "Year,From,To\n1848,Ana,Rui\n48,Ana,Rui\nc. 1850,Rui,Ana\n",
        &["1848", "1848", "1850~", "short-years"],
    ),
    // Signs with a backslash before them are a part of their cell; a row that is too long is said.
    (
        "escaped.csv",
        "date,from,to,title,text\n1962-10-26,Ana,Rui,Reply\\, short,\"a \\\"b\\\", c\"\n1962-10-27,Rui,Ana,x,y\n",
        &["Reply, short | a \"b\", c", "x | y", ""],
    ),
    // A backslash at the end of a cell is one.
    (
        "paths.csv",
        "date,from,to,title\n1848-05-03,Ana,Rui,\"saved in C:\\a\\\"\n1848-05-04,Rui,Ana,\"x\"\n1848-05-05,Rui,Ana,y\n",
        &["| saved in C:\\a\\ |", "| x |", "| y |", ""],
    ),
    (
        "mixed.csv",
        "date,from,to,title,file\n1848-05-03,Ana,Rui,\"a \\\"b\\\" c\",x\n1848-05-04,Rui,Ana,\"d \\\"e\\\"\",y\n",
        &["| a \"b\" c |", "| d \"e\" |", "unknown-columns"],
    ),
    (
        "long.csv",
        "date,from,to,title\n1962-10-26,Ana,Rui,Offer, with terms\n1962-10-27,Rui,Ana,x\n",
        &["Offer & column 5: with terms", "x", "more-cells"],
    ),
    // What the second of two groups of columns says is of the reply.
    (
        "groups.csv",
        "Letter,,,Reply,,\nDate,From,To,Date,From,To\n1962-10-22,Ana,Rui,1962-10-23,Rui,Ana\n",
        &["1962-10-22 & Ana > Rui", "unknown-columns"],
    ),
];

#[test]
fn contents_are_what_files_say() {
    for (name, text, expected) in INPUTS {
        check(name, text.as_bytes(), expected);
    }
}

#[test]
fn calendars_mean_what_their_programs_meant() {
    let event = |lines: &str| {
        format!(
            "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Kuala Lumpur\\, Singapore\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0800\nTZOFFSETTO:+0800\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:u\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n"
        )
    };
    for (lines, expected) in [
        // A name with an escaped comma, and the address that Exchange has for a zone.
        (
            "DTSTART;TZID=\"Kuala Lumpur, Singapore\":20081031T093000",
            &["2008-10-31T09:30+08:00", ""][..],
        ),
        ("DTSTART;TZID=tzone://Microsoft/Utc:20240813T100000", &["2024-08-13T10:00Z", ""]),
        // Hours that are added to a day stay hours, and a day that is added to hours stays a day.
        (
            "DTSTART:20050120\nRDATE:20050121T170000Z",
            &["2005-01-20 ..", "2005-01-21T17:00Z ..  |", "recurring"],
        ),
        (
            "DTSTART:20050120T100000Z\nRDATE;VALUE=DATE:20050121",
            &["2005-01-20T10:00Z", "2005-01-21 ..", "recurring"],
        ),
        // An end alone: of whole days the last, and a start that cannot be read is said.
        ("DTEND;VALUE=DATE:19621030", &["/1962-10-29", ""]),
        ("DTSTART:INVALID\nDTEND:20250102T120000Z", &["/2025-01-02", "bad-date"]),
        // The end of a day is the start of the next.
        ("DTSTART:20240813T240000Z", &["2024-08-14T00:00Z", ""]),
        (
            "DTSTART;VALUE=DATE:20231002\nRRULE:FREQ=DAILY;UNTIL=20231001",
            &["2023-10-02", "recurring"],
        ),
        // A day on which it ends is over by its own clock.
        (
            "DTSTART;TZID=Asia/Tokyo:20240101T080000\nRRULE:FREQ=DAILY;UNTIL=20240102",
            &["2024-01-01T08:00+09:00", "2024-01-02T08:00+09:00", "recurring"],
        ),
        (
            "DTSTART;TZID=America/New_York:20240101T220000\nRRULE:FREQ=DAILY;UNTIL=20240102",
            &["2024-01-01T22:00-05:00", "2024-01-02T22:00-05:00", "recurring"],
        ),
        // Empty lines before a folded one, and lines of a text that are not folded at all.
        ("DTSTART:20240813T100000Z\nSUMMARY:Christ\n\n mas", &["| Christmas |", ""]),
        ("DTSTART:20240813T100000Z\nSUMMARY:Meeting\nat noon", &["Meeting", "bad-line"]),
    ] {
        check("calendar.ics", event(lines).as_bytes(), expected);
    }
    let text = event("DTSTART:20240813T100000Z\nDESCRIPTION:See <a href=\"https://kremlin.ru/e/1\">the text</a>");
    let (archive, _) = told::load("calendar.ics", text.as_bytes());
    let urls: Vec<&str> = archive.sources.iter().filter_map(|source| source.url.as_deref()).collect();
    assert_eq!(urls, ["https://kremlin.ru/e/1"]);
}

/// More inputs of other formats.
const MORE: &[(&str, &str, &[&str])] = &[
    (
        "aid.xml",
        "<ead><archdesc level=\"collection\"><did><unittitle>Papers</unittitle></did><dsc>\
         <c level=\"item\"><did><unittitle>Letter</unittitle><origination><persname relator=\"aut\"><part>Lima, Ana</part></persname></origination>\
         <unitdatestructured><datesingle standarddate=\"1920-05-02\">2. Mai 1920</datesingle></unitdatestructured></did>\
         <controlaccess><persname relator=\"rcp\"><part>S\u{e1}, Rui</part></persname></controlaccess></c>\
         <c level=\"item\"><did><unittitle>Two</unittitle><unitdatestructured certainty=\"approximate\"><daterange>\
         <fromdate standarddate=\"1921-03-01\"/><todate standarddate=\"1921-03-09\"/></daterange></unitdatestructured></did></c></dsc></archdesc></ead>",
        &[
            "1920-05-02 & Lima, Ana > S\u{e1}, Rui",
            "1921-03-01~/1921-03-09~",
            "unknown-columns",
        ],
    ),
    (
        "mods.xml",
        "<modsCollection xmlns=\"http://www.loc.gov/mods/v3\"><mods><titleInfo><title>A</title></titleInfo>\
         <name><namePart>Lima, Ana</namePart><role><roleTerm>aut</roleTerm></role></name>\
         <name><namePart type=\"family\">S\u{e1}</namePart><namePart type=\"given\">Rui</namePart><role><roleTerm>rcp</roleTerm></role></name>\
         <originInfo><dateCreated>1864</dateCreated></originInfo></mods>\
         <mods><titleInfo><title>B</title></titleInfo><name><namePart>S\u{e1}, Rui</namePart><role><roleTerm>aut</roleTerm></role></name>\
         <originInfo><dateCreated>1865</dateCreated></originInfo></mods></modsCollection>",
        &["Lima, Ana > S\u{e1}, Rui", "S\u{e1}, Rui > ", ""],
    ),
    (
        "mail.csv",
        "Date,From,To,Body\n2001-05-14,a@x.org,\"b@x.org, c@x.org\",hi\n2001-05-15,\"Ana (https://www.notion.so/A-1)\",\"Rui (https://www.notion.so/R-2), Bo (https://www.notion.so/B-3)\",hi\n\
         2001-05-16,\"\"\"Lima, Ana\"\",Rui\",Bo,hi\n",
        &["a@x.org > b@x.org+c@x.org", "Ana > Rui+Bo", "Lima, Ana+Rui > Bo", ""],
    ),
    (
        "span.csv",
        "Date,Date to,From,To,Text\n1790-05-05,1790-05-19,Ana,Rui,x\n1790-05-20,1790-05-20,Rui,Ana,y\n",
        &["1790-05-05/1790-05-19 ..  |", "1790-05-20 ..  |", ""],
    ),
    (
        "old.timeline",
        "<timeline><version>0.10.0</version><events><event><start>2010-8-31 0:0:0</start><end>2010-8-31 0:0:0</end><text>a</text></event>\
         <event><start>1962-10-26 19:0:0</start><end>1962-10-26 20:30:0</end><text>b</text></event></events></timeline>",
        &["2010-08-31 ..", "1962-10-26T19:00 .. 1962-10-26T20:30", ""],
    ),
    (
        "simile.xml",
        "<data><event start=\"May 28 2006 09:00:00 GMT\" end=\"May 28 2006 17:00:00 GMT\" title=\"a\">\n    one\n    two</event>\
         <event start=\"1962-10-22\" latestStart=\"1962-10-24\" earliestEnd=\"1962-10-27\" end=\"1962-10-30\" isDuration=\"true\" title=\"b\"/></data>",
        &["2006-05-28 ..", "[1962-10-22..1962-10-24] .. [1962-10-27..1962-10-30]", ""],
    ),
    (
        "stamps.csv",
        "timestamp,from,to\n-226900800,Ana,Rui\n-226814400,Rui,Ana\n",
        &["1962-10-23T20:00:00Z", "1962-10-24T20:00:00Z", ""],
    ),
    (
        "\u{645}.csv",
        "\u{627}\u{644}\u{62a}\u{627}\u{631}\u{64a}\u{62e},\u{627}\u{644}\u{645}\u{631}\u{633}\u{644},\u{627}\u{644}\u{645}\u{633}\u{62a}\u{644}\u{645}\n1962-10-26,Ana,Rui\n",
        &["Ana > Rui", ""],
    ),
    (
        "dateline.xml",
        "<TEI><teiHeader><profileDesc><correspDesc><correspAction type=\"sent\"><persName>Ana</persName></correspAction></correspDesc></profileDesc></teiHeader>\
         <text><body><opener><dateline>Paris, <date when=\"1901-02-06\">6 Feb.</date></dateline></opener><p>x</p></body></text></TEI>",
        &["1901-02-06 ..", ""],
    ),
];

#[test]
fn more_contents_are_what_files_say() {
    for (name, text, expected) in MORE {
        check(name, text.as_bytes(), expected);
    }
}

#[test]
fn a_letter_without_a_description_is_one() {
    let text = "<TEI><teiHeader><fileDesc><titleStmt><title>Ana to Rui</title><author>Ana Lima</author></titleStmt><sourceDesc><bibl><date when=\"1862-12-29\">29 Dec.</date></bibl></sourceDesc></fileDesc>\
        <profileDesc><particDesc><person role=\"recipient\"><persName>Rui S\u{e1}</persName></person></particDesc></profileDesc></teiHeader>\
        <text><body><opener><dateline>Porto</dateline><salute>Caro Rui</salute></opener><p>Venha.</p></body></text></TEI>";
    check(
        "letter.xml",
        text.as_bytes(),
        &["1862-12-29 & Ana Lima > Rui S\u{e1} & Caro Rui\n\nVenha.", ""],
    );
    let table = "cote,date,exp\u{e9}diteur,destinataire,r\u{e9}ponse \u{e0}\nB1,1736-09-01,Ana,Rui,\nB2,1736-11-04,Rui,Ana,B1\n";
    let (archive, _) = told::load("cotes.csv", table.as_bytes());
    assert_eq!(archive.events[1].in_reply_to.len(), 1, "the answer knows its letter");
    check(
        "month.csv",
        "year,month,from\n1848,13,Ana\n1849,5,Ana\n".as_bytes(),
        &["1848 ..", "1849-05", ""],
    );
    check(
        "dates.csv",
        "a\n2014-01-02\n2012-12-31\n".as_bytes(),
        &["2014-01-02", "2012-12-31", "date-by-content"],
    );
}
