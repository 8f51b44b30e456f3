//! What archives, libraries, ministries and observers of conflicts publish: finding aids, registers of letters, meetings and
//! trips of ministers, treaties with several dates, coded events.

mod told;

use crate::told::check;

/// The name of a file, its text, and what is expected of it: each event in a line, then the codes of what is remarked.
const FILES: &[(&str, &str, &[&str])] = &[
    (
        "two-dates.csv",
        "Country,Signature,Ratification\nAlbania,12 Jun 1995,3 Feb 1999\nBelize,,4 Mar 2000\n",
        &[
            "1995-06-12 & Ratification: 3 Feb 1999",
            "2000-03-04 & Ratification: 4 Mar 2000",
            "date-by-content unknown-columns",
        ],
    ),
    // Headers in two lines: the name of somebody is he.
    (
        "two-lines-fr.csv",
        "Expéditeur,,Destinataire,,Date\nNom,Lieu,Nom,Lieu,\nAnne Mont,Paris,Luc Roy,Lyon,1962-10-26\n",
        &["1962-10-26 & Anne Mont > Luc Roy & Destinataire Lieu: Lyon", "unknown-columns"],
    ),
    (
        "two-lines-es.csv",
        "Remitente,,Destinatario,,Fecha\nNombre,Lugar,Nombre,Lugar,\nAna Lima,Lugo,Luis Paz,Vigo,1962-10-26\n",
        &["1962-10-26 & Ana Lima > Luis Paz", "unknown-columns"],
    ),
    (
        "two-lines-nl.csv",
        "Afzender,,Ontvanger,,Datum\nNaam,Plaats,Naam,Plaats,Datum\nJan Vos,Delft,Piet Bos,Gouda,1962-10-26\n",
        &["1962-10-26 & Jan Vos > Piet Bos", "unknown-columns"],
    ),
    (
        "two-lines-of-parts.csv",
        "Remitente,,Fecha\nNombre,Apellido,\nAna,Lima,1962-10-26\n",
        &["1962-10-26 & Ana Lima >", ""],
    ),
    // Without the letters that a keyboard lacks.
    (
        "plain-letters.csv",
        "Datum,Absender,Empfaenger\n1848-03-03,Anna Berg,Carl Dorn\n",
        &["1848-03-03 & Anna Berg > Carl Dorn", ""],
    ),
    (
        "plain-accents.csv",
        "Date,Expediteur,Destinataire\n1848-03-03,Anne,Luc\n",
        &["1848-03-03 & Anne > Luc", ""],
    ),
    // One cell takes in the next row, and says so.
    (
        "open-quote.csv",
        "Datum;Von;An;Text\n3.5.1823;Anna;Karl;\"Er sagte: nein\n4.5.1823;Karl;Anna;zweiter \"Brief\"\n5.5.1823;Anna;Karl;dritter\n",
        &[
            "1823-05-03 & Anna > Karl",
            "1823-05-05 & Anna > Karl & dritter",
            "open-quote stray-quote",
        ],
    ),
    (
        "nobody-more.csv",
        "date,from,to\n1848-03-01,Ana,desconhecido\n1848-03-02,Ana,не указан\n1848-03-03,Ana,Err:502\n1848-03-04,Ana,Ingen\n1848-03-05,Ana,Inger\n",
        &[
            "1848-03-01 & Ana > & desconhecido",
            "1848-03-02 & Ana > & не указан",
            "1848-03-03 & Ana > & Err:502",
            "1848-03-04 & Ana > & Ingen",
            "1848-03-05 & Ana > Inger",
            "",
        ],
    ),
    (
        "nobody-in-list.json",
        r#"[{"date": "1848-03-01", "from": "Bo", "to": ["N/A", "Ana Lima"]}]"#,
        &["1848-03-01 & Bo > Ana Lima", ""],
    ),
    (
        "pages.json",
        "[{\"date\":\"1848-03-03\",\"from\":\"A Berg\",\"to\":\"C Dorn\"}]\n[{\"date\":\"1848-03-04\",\"from\":\"C Dorn\",\"to\":\"A Berg\"}]",
        &["1848-03-03 & A Berg > C Dorn", "1848-03-04 & C Dorn > A Berg", ""],
    ),
    (
        "years-of-timelinejs2.json",
        r#"{"timeline":{"headline":"T","type":"default","date":[{"startDate":"-500","headline":"a"},{"startDate":"-1","headline":"b"}]}}"#,
        &["-0499 & a", "0000 & b", ""],
    ),
    (
        "deep.xml",
        r#"<data date-time-format="iso8601"><event start="-13000000" title="a">x</event></data>"#,
        &["Y-13000000", ""],
    ),
    (
        "plan.mw",
        "title: Europe\n\n1914-06-28: Sarajevo\n06/28/1915: A year\n",
        &["unknown-format"],
    ),
    ("remarked.mw", "// c\n06/28/1914: Sarajevo\n", &["unknown-format"]),
    (
        "custom.xml",
        r##"<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><correspDesc><correspAction type="sent"><persName>Ann</persName><date when-custom="1842-03-01" calendar="#julian"/></correspAction></correspDesc><correspDesc><correspAction type="sent"><persName>Ann</persName><date when-iso="1842-W10"/></correspAction></correspDesc><correspDesc><correspAction type="sent"><persName>Ann</persName><date when-custom="moon 3"/></correspAction></correspDesc></profileDesc></teiHeader></TEI>"##,
        &["1842-03-13 & Ann >", "1842-03-07/1842-03-13 & Ann >", " .. & Ann >", "bad-date"],
    ),
    (
        "zones.ics",
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:4\nDTSTART;TZID=\"(UTC-05:00) Eastern Time (US & Canada)\":20240705T130000\nSUMMARY:a\nEND:VEVENT\nEND:VCALENDAR\n",
        &["2024-07-05T13:00-04:00", ""],
    ),
    // When somebody was born is no event; headers that say nothing leave it open which date is meant.
    ("lives.csv", "Person,Born,Died\nAnn,1809-02-03,1847-11-04\n", &["unknown-columns"]),
    ("letters-of-columns.csv", "A,B,C\n1962-10-26,Ann,1962-10-27\n", &["unknown-columns"]),
    (
        "empty-date.csv",
        "Log of letters,,,\n,,,\nReceive Date,Congressman Name,Subject of Request,DATE\n1/15/2008,\"Kennedy, Edward\",Visa,\n1/22/2008,\"Obama, Barack\",Border,\n",
        &["Kennedy, Edward >  | Visa", "Obama, Barack >  | Border", "lines-before-header"],
    ),
    (
        "signed.csv",
        "DocumentName,DateSigned,Signatories,LocationSigned\nAgreement on water,12.09.2001,\"China, Kazakhstan\",Astana\nPact,29.04.1994,\"Korea, Republic of\",Seoul\n",
        &[
            "2001-09-12 & China+Kazakhstan > & Agreement on water",
            "1994-04-29 & Korea, Republic of > & Pact",
            "",
        ],
    ),
    (
        "still-in-force.csv",
        "Title,Signature,End\nA B,11.05.1975,31.05.2000\nC D,18.08.1988,31.12.9999\n",
        &["1975-05-11 .. 2000-05-31", "1988-08-18 ..  | ", "date-by-content"],
    ),
    (
        "meetings.csv",
        "Minister,Date,Name of Individual or Organisation,Purpose of Meeting\nAnn Lee MP,18/01/2024,Network Rail,To discuss rail reform\nBob Ray MP,Nil Return,Nil Return,Nil Return\n",
        &["2024-01-18 & Ann Lee MP > Network Rail | To discuss rail reform", "no-record"],
    ),
    // A dated row is a record, whatever its note says.
    (
        "nothing-said.csv",
        "Date,From,Note\n1848-03-13,,Nothing to report\n1848-03-14,Ann,\n",
        &["1848-03-13 & Nothing to report", "1848-03-14 & Ann >", ""],
    ),
    (
        "actors.csv",
        "Date,Actors,Recipient\n1848-03-13,Ann,Bob\n",
        &["1848-03-13 & Ann > Bob", ""],
    ),
    (
        "adviser.csv",
        "Special adviser,Date,Name,Purpose of meeting\nAnn Lee,2016-04-27,Jason Roe,Catch up\n",
        &["2016-04-27 & Ann Lee > Jason Roe | Catch up", ""],
    ),
    (
        "months.csv",
        "Minister,Date,Purpose of meeting\nAnn Lee,Oct-12,Round table\nAnn Lee,Nov-12,Introduction\n",
        &["2012-10 ..", "2012-11 ..", "short-years"],
    ),
    (
        "trips.csv",
        "Minister,Date(s) of trip,Destination,Purpose of trip\nAnn Lee MP,20/07/2016,\"Berlin, Germany\",Talks\n",
        &["2016-07-20 & Ann Lee MP >  | Talks", ""],
    ),
    (
        "visitor-log.csv",
        "NAMELAST,NAMEFIRST,APPT_MADE_DATE,APPT_START_DATE,APPT_END_DATE,visitee_namelast,visitee_namefirst,MEETING_LOC\nLEE,ANN,2009-12-02,2009-12-03,2009-12-03,ROE,JEANNE,OEOB\n",
        &[
            "2009-12-03 .. 2009-12-03 & ANN LEE > JEANNE ROE & APPT_MADE_DATE: 2009-12-02",
            "unknown-columns",
        ],
    ),
    (
        "disputes.csv",
        "dispnum,stday,stmon,styear,endday,endmon,endyear,sidea\n10,-9,7,1911,1,11,1911,1\n11,5,10,1962,20,11,1962,1\n",
        &["1911-07 .. 1911-11-01 |  > ", "1962-10-05 .. 1962-11-20", "unknown-columns"],
    ),
    (
        "alliances.csv",
        "id,dyad_st_day,dyad_st_month,dyad_st_year,dyadEndYear\n1,4,4,1949,\n2,8,4,1904,1912\n",
        &["1949-04-04 .. ", "1904-04-08 .. 1912", ""],
    ),
    (
        "conflicts.csv",
        "event_date,event_type,actor1,actor2,location\n18 April 2021,Battles,Police,Rioters,Beni\n",
        &["2021-04-18 & Police > Rioters & battles", ""],
    ),
    (
        "coded.json",
        r#"[{"SQLDATE":"20260312","Actor1Name":"FRANCE","Actor2Name":"GERMANY","EventCode":"040","ActionGeo_FullName":"Paris, France"}]"#,
        &["2026-03-12 & France > Germany | Consult", ""],
    ),
    (
        "orders.csv",
        "citation,publication_date,signing_date,title\n87 FR 14143,3/14/2022,3/9/2022,Order one\n",
        &["2022-03-09 & Order one", ""],
    ),
    (
        "descriptions.csv",
        "id,parentId,title,eventDates\n10,,Fonds A,1922\n11,10,Letters,1900|1999\n",
        &["1922 ..", "1900 .. & parentId: 10", "unknown-columns"],
    ),
    (
        "catalog.csv",
        "Id;auteur;lieu_envoi;date_envoi\n1;P. Helmius;Venise;1558-07-02\n2;P. Borgia;Rome;1558-08/09\n3;P. Lanojus;Ingolstadt;1558-12-4/5/27\n",
        &["1558-07-02", "1558-08/1558-09", "{1558-12-04,1558-12-05,1558-12-27}", ""],
    ),
    (
        "spans.csv",
        "key,sender,addressee,senderDate,senderDateFrom,senderDateTo,textType\n1,Ann,Bob,1937-11-20,,,Draft\n2,Ann,Bob,,1937-11-22,1937-11-29,Copy\n",
        &[
            "1937-11-20 .. & textType: Draft",
            "1937-11-22/1937-11-29 ..",
            "columns-merged unknown-columns",
        ],
    ),
    (
        "network.csv",
        "id,date,source,target\nE1,1434-12-27,P0002,P0003#P0004#P0005\n",
        &["1434-12-27 & P0002 > P0003+P0004+P0005", ""],
    ),
    (
        "mails.csv",
        "From,To,Date,Subject\nAnn Lee <ann@x.org>,\"Bob Ray <bob@x.org>; Cid <cid@x.org>\",2021-03-04,Hi\nBob Ray,Ann Lee <ANN@x.org>,2021-03-05,Re: Hi\n",
        &["Ann Lee > Bob Ray+Cid | Hi", "Bob Ray > Ann Lee | Re: Hi", ""],
    ),
    (
        "posts.csv",
        "source,text,created_at,retweet_count\nTwitter for iPhone,A very good call.,12-29-2018 16:03:42,21\n",
        &[
            "2018-12-29T16:03:42 & A very good call. & source: Twitter for iPhone",
            "unknown-columns",
        ],
    ),
    (
        "linked.csv",
        "from,to,date,source\nAnn,Bob,1962-10-26,\"<a href=\"\"https://example.org/1\"\">The Times</a>\"\n",
        &["1962-10-26 & Ann > Bob", ""],
    ),
    (
        "before-our-era.csv",
        "Year,Title\n-700,Homer\n-431,War\n",
        &["-0700", "-0431", "years-with-minus"],
    ),
    ("years-from-zero.csv", "Year,Title\n-700,Homer\n0,Nothing\n", &["-0700", "0000", ""]),
    (
        "nested.json",
        r#"[{"id":1,"sent":{"date":"1897-03-02","person":{"ref":"p12","name":"Ann Lee"},"place":{"name":"Bonn"}},"received":{"person":{"ref":"p13","name":"Bo"}}},{"id":2,"sent":{"date":"1897-04-02","person":"Bo"},"received":{"date":"1897-04-05","person":"Ann Lee"}}]"#,
        &["1897-03-02 & Ann Lee > Bo", "1897-04-02 & Bo > Ann Lee", ""],
    ),
    (
        "pairs.json",
        r#"[{"metadata":[{"field":"Sender","value":"Clusius"},{"field":"Recipient","value":"Lipsius"},{"field":"Date","value":"1597-10-16"}]}]"#,
        &["1597-10-16 & Clusius > Lipsius", ""],
    ),
    (
        "eras.json",
        r#"[{"name":"Antiquity","start":-3000,"end":500,"events":[{"name":"Pyramid","start":-2600}]},{"name":"Thaw","start":1953,"end":1964,"events":[{"name":"Summit","start":"1961-06-03"}]}]"#,
        &[
            "-3000 .. 0500 |  >  | Antiquity",
            "-2600 ..  |  >  | Pyramid |  | Antiquity",
            "1953 .. 1964 |  >  | Thaw",
            "1961-06-03 ..  |  >  | Summit |  | Thaw",
            "years-with-minus",
        ],
    ),
    (
        "groups.json",
        r#"[{"name":"Thaw","events":[{"title":"Vienna","date":"1961-06-03"},{"title":"Cuba","date":"1962-10-16"}]}]"#,
        &["1961-06-03 & Vienna & Thaw", "1962-10-16 & Cuba & Thaw", ""],
    ),
    (
        "finding-aid.xml",
        r#"<ead><archdesc level="fonds"><did><unittitle>Papers</unittitle></did><dsc><c01 level="series"><did><unittitle>Letters</unittitle><unitdate normal="1818/1820">1818-1820</unitdate></did><scopecontent><p>Of the congress.</p></scopecontent><c02><did><unitid>12</unitid><unittitle>Letter to Talleyrand, <unitdate normal="1818-01/1818-03">January to March 1818</unitdate></unittitle></did></c02><c02><did><unittitle>Letter</unittitle><unitdate>1819</unitdate><origination><persname role="author">Lee, Ann</persname><persname role="correspondent">Ray, Bob</persname></origination></did></c02><c02><did><unittitle>Undated letter</unittitle></did></c02></c01></dsc></archdesc></ead>"#,
        &[
            "1818/1820 & Letters & level: series",
            "1818-01/1818-03 & Letter to Talleyrand, January to March 1818 & section: Letters",
            "1819 & Lee, Ann > Ray, Bob | Letter",
            " ..  |  >  | Undated letter & section: Letters",
            "unknown-columns",
        ],
    ),
    (
        "mods.xml",
        r#"<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods><titleInfo><title>One</title></titleInfo><name type="personal" ID="n82"><namePart>Lee, Ann</namePart></name><originInfo><dateCreated>1910-06-17</dateCreated></originInfo></mods><mods><titleInfo><title>Two</title></titleInfo><name type="personal" ID="n83"><namePart>Ray, Bob</namePart></name><originInfo><dateCreated>1911-06-17</dateCreated></originInfo></mods></modsCollection>"#,
        &["1910-06-17 & Lee, Ann > & One", "1911-06-17 & Ray, Bob > & Two", ""],
    ),
    (
        "chiefs.xml",
        "<mission><chiefs><chief><id>k1</id><person-id>lee-ann</person-id><started><date>2008-07-25</date></started><ended><date>2009-07-06</date></ended></chief><chief><id>k2</id><person-id>ray-bob</person-id><started><date>2009-08-24</date></started></chief></chiefs></mission>",
        &["2008-07-25 .. 2009-07-06 | lee-ann > ", "2009-08-24 ..  | ray-bob > ", ""],
    ),
    (
        "letters-of-one-text.xml",
        r##"<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Letters</title></titleStmt></fileDesc><profileDesc><correspDesc xml:id="c1"><correspAction type="sent"><persName>Ann</persName><placeName><address><street>35, Rue X</street><settlement>Marseille</settlement></address></placeName><date when="1939-01-20"/></correspAction><correspAction type="received"><persName>Bob</persName></correspAction></correspDesc><correspDesc xml:id="c2"><correspAction type="sent"><persName>Bob</persName><placeName ref="geo:12"/><date when="1939-01-22"/></correspAction></correspDesc></profileDesc></teiHeader><text><body><div corresp="#c1"><head>Ann to Bob</head><p>First text.</p></div><div corresp="#c2"><p>Second text.</p></div></body></text></TEI>"##,
        &[
            "1939-01-20 & Ann > Bob | Ann to Bob | First text. & Sent: 35, Rue X, Marseille",
            "1939-01-22 & Bob > & Second text.",
            "",
        ],
    ),
    (
        "list-of-letters.xml",
        r#"<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><list><item corresp="L1"><title>Ann to Bob, 1 Feb.</title><correspDesc><correspAction type="sent"><persName>Ann</persName><date when="1909-02-01"/></correspAction><correspAction type="received"><persName>Bob</persName></correspAction></correspDesc></item><item corresp="L2"><title>Bob to Ann, 5 Feb.</title><correspDesc><correspAction type="sent"><persName>Bob</persName><date when="1909-02-05"/></correspAction><correspAction type="received"><persName>Ann</persName></correspAction><correspContext><ref type="prev" target="L1"/></correspContext></correspDesc></item></list></body></text></TEI>"#,
        &["Ann > Bob | Ann to Bob, 1 Feb.", "Bob > Ann | Bob to Ann, 5 Feb.", ""],
    ),
    (
        "enclosed.xml",
        r#"<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0" xml:id="frus1895p2"><teiHeader/><text><body><div type="document" xml:id="d1" n="1" frus:doc-dateTime-min="1895-07-05"><head>Mr. <persName type="from">Ames</persName> to Mr. <persName type="to">Bell</persName>.</head><opener><dateline><placeName>Washington,</placeName> <date when="1895-07-05">July 5, 1895</date>.</dateline><seg>No. 363.]</seg></opener><p>I send a dispatch.</p><frus:attachment><head>Mr. <persName type="from">Cole</persName> to Mr. <persName type="to">Dunn</persName>.</head><opener><dateline><placeName>Havana</placeName>, <date when="1895-06-19">June 19, 1895</date>.</dateline></opener><p>I have the honor.</p></frus:attachment></div></body></text></TEI>"#,
        &[
            "1895-07-05 & Ames > Bell & No. 363.] & I send a dispatch.",
            "1895-06-19 & Cole > Dunn & I have the honor. & Enclosed in: Mr. Ames to Mr. Bell.",
            "",
        ],
    ),
];

#[test]
fn files_of_offices_say_what_they_say() {
    for (name, text, expected) in FILES {
        check(name, text.as_bytes(), expected);
    }
}

#[test]
fn rows_are_of_the_kind_that_their_headers_speak_of() {
    let kinds = |name: &str| -> Vec<&str> {
        let (_, text, _) = FILES.iter().find(|(known, ..)| *known == name).unwrap_or_else(|| panic!("{name}"));
        let events = told::load(name, text.as_bytes()).0.events;
        events.iter().map(|event| event.kind.name()).collect()
    };
    for (name, expected) in [
        ("meetings.csv", &["meeting"][..]),
        ("adviser.csv", &["meeting"]),
        ("trips.csv", &["visit"]),
        ("visitor-log.csv", &["visit"]),
        ("conflicts.csv", &["other"]),
        ("actors.csv", &["message"]),
        ("posts.csv", &["statement"]),
        ("coded.json", &["meeting"]),
        ("signed.csv", &["other", "other"]),
    ] {
        assert_eq!(kinds(name), expected, "{name}");
    }
}

#[test]
fn what_is_packed_by_several_cores_or_cut_off_is_read_as_far_as_it_goes() {
    // RFC 8878, 3.1.1: a frame of one raw block.
    let frame = |text: &str| {
        let mut bytes = vec![0x28, 0xb5, 0x2f, 0xfd, 0x20, text.len() as u8];
        bytes.extend(((text.len() as u32) << 3 | 1).to_le_bytes().iter().take(3));
        bytes.extend(text.as_bytes());
        bytes
    };
    let line = |day: u8| format!("{{\"date\":\"1848-03-{day:02}\",\"from\":\"Ann\",\"to\":\"Bob\"}}\n");
    let skipped = [0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 9, 9, 9, 9];
    let whole = [&skipped[..], &frame(&line(3)), &frame(&line(4))].concat();
    check("a.jsonl.zst", &whole, &["1848-03-03 & Ann > Bob", "1848-03-04 & Ann > Bob", ""]);
    let cut = [frame(&line(3)), frame(&line(4)).split_at(20).0.to_vec()].concat();
    check("b.jsonl.zst", &cut, &["1848-03-03 & Ann > Bob", "cannot-unpack"]);
}

#[test]
fn a_telegram_says_in_its_own_words_whose_letter_it_carries() {
    let document = |n: u32, head: &str, day: &str, text: &str| {
        format!(
            r#"<div type="document" subtype="historical-document" xml:id="d{n}" n="{n}"><head>{n}. Telegram From {head}</head><dateline><placeName>X</placeName>, <date when="{day}">{day}</date></dateline>{text}</div>"#
        )
    };
    let person = |id: &str, name: &str, office: &str| {
        format!(r#"<item><hi rend="strong"><persName xml:id="{id}">{name}</persName></hi>, {office}</item>"#)
    };
    let persons = [
        person("p_A", "Lee, Ann", "Secretary of State"),
        person("p_B", "Ray, Hugh", "President of the United States"),
        person("p_C", "Orlov, Boris", "Prime Minister of Norland"),
    ];
    let documents = [
        document(
            1,
            "the Embassy in Norland to the Department of State",
            "1999-06-05",
            "<p>2200. Following is text of message dated June 4 handed to me for transmission to the Secretary from Prime Minister Orlov:</p><p>\u{201c}My dear Mr. Secretary: I thank you for the talks.</p><p>Yours sincerely,</p><p>Boris Orlov\u{201d}</p>",
        ),
        document(
            2,
            "the Department of State to the Embassy in Norland",
            "1999-06-06",
            "<p>2201. Please pass following to Orlov from President: Quote Dear Boris: We accept. Sincerely, Hugh Ray. Unquote. Report reaction.</p>",
        ),
        document(
            3,
            "the Embassy in Norland to the Department of State",
            "1999-06-07",
            "<p>2203. I delivered the President\u{2019}s letter to Orlov at noon. He read it twice.</p>",
        ),
    ];
    let text = format!(
        r#"<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="frus1999v02"><teiHeader><fileDesc><titleStmt><title type="complete">Foreign Relations</title></titleStmt><publicationStmt><idno type="frus">frus1999v02</idno></publicationStmt></fileDesc></teiHeader><text><front><div xml:id="persons" type="section"><head>Persons</head><list>{}</list></div></front><body><div type="compilation">{}</div></body></text></TEI>"#,
        persons.join(""),
        documents.join("")
    );
    check(
        "volume.xml",
        text.as_bytes(),
        &[
            "1999-06-04 & Boris Orlov > Ann Lee & I thank you",
            "1999-06-06 & Hugh Ray > Boris Orlov & We accept",
            "1999-06-07 & Embassy in Norland > Department of State",
            "",
        ],
    );
    let titles: Vec<bool> = told::load("volume.xml", text.as_bytes())
        .0
        .events
        .iter()
        .map(|event| event.title.starts_with("Telegram"))
        .collect();
    assert_eq!(titles, [false, false, true], "the heading is the telegram's, not the letter's");
}

#[test]
fn a_text_follows_its_marks_and_no_others() {
    let load = |text: &str| told::load("a.xml", text.as_bytes()).0;
    let archive = load(
        r#"<letters><letter><from>Ann</from><to>Bob</to><date>1848-03-13</date><note type="remark" id="n1">Short</note></letter><letter><from>Bob</from><to>Ann</to><date>1848-03-14</date></letter></letters>"#,
    );
    // The type of a note is no kind of its letter, and its id is not the letter's.
    assert!(archive.events.iter().all(|event| event.tags().is_empty()));
    assert!(archive.events.iter().all(|event| event.id != "n1"));
}
