//! What programs, data frames and databases of others write: names for ids, tables by columns, wrapped values, numbers as
//! written.

mod told;

use crate::told::check;

/// The name of a file, its text, and what is expected of it: each event in a line, then the codes of what is remarked.
const FILES: &[(&str, &str, &[&str])] = &[
    (
        "people-beside.json",
        r#"{"people":[{"id":1,"name":"Ann Lee"},{"id":2,"name":"Bob Ray"}],"letters":[{"id":7,"date":"1962-10-26","from":1,"to":[2],"text":"hi"}]}"#,
        &["1962-10-26 & Ann Lee > Bob Ray & hi", ""],
    ),
    (
        "people-by-id.json",
        r#"{"persons":{"p1":"Ann Lee","p2":{"name":"Bob Ray"}},"letters":[{"date":"1962-10-26","from":"p1","to":"p2"}]}"#,
        &["1962-10-26 & Ann Lee > Bob Ray", ""],
    ),
    (
        "more-of-people.json",
        r#"{"people":[{"id":1,"name":"Ann Lee","born":1900},{"id":2,"name":"Bob Ray"}],"letters":[{"date":"1962-10-26","from":1,"to":2}]}"#,
        &["1962-10-26 & Ann Lee > Bob Ray", "other-lists"],
    ),
    (
        "graph.json",
        r#"{"@context":"https://schema.org","@graph":[{"@id":"p1","@type":"Person","name":"Ann Lee"},{"@id":"m1","@type":"Message","dateSent":"1962-10-26","sender":{"@id":"p1"},"recipient":{"@type":"Person","name":"Bob Ray"},"text":"hi"},{"@id":"e1","@type":"Event","name":"Vienna summit","startDate":"1961-06-03","location":{"@type":"Place","name":"Vienna"},"attendee":[{"@id":"p1"}]}]}"#,
        &[
            "1962-10-26 & Ann Lee > Bob Ray & hi",
            "1961-06-03 & Ann Lee > & Vienna summit",
            "columns-merged",
        ],
    ),
    (
        "network.json",
        r#"{"nodes":[{"id":"n1","label":"Ann Lee"},{"id":"n2","label":"Bob Ray"}],"edges":[{"source":"n1","target":"n2","date":"1641-06-01"}]}"#,
        &["1641-06-01 & Ann Lee > Bob Ray", ""],
    ),
    (
        "columns.json",
        r#"{"date":["1962-10-26","1962-10-27"],"from":["Ann Lee","Bob Ray"],"to":["Bob Ray","Ann Lee"],"text":["hi","ho"]}"#,
        &["1962-10-26 & Ann Lee > Bob Ray & hi", "1962-10-27 & Bob Ray > Ann Lee & ho", ""],
    ),
    (
        "split.json",
        r#"{"columns":["date","from","to"],"index":[0,1],"data":[["1962-10-26","Ann Lee","Bob Ray"],["1962-10-27","Bob Ray","Ann Lee"]]}"#,
        &["1962-10-26 & Ann Lee > Bob Ray", "1962-10-27 & Bob Ray > Ann Lee", ""],
    ),
    (
        "by-row.json",
        r#"{"date":{"0":"1962-10-26","1":"1962-10-27"},"from":{"0":"Ann Lee","1":"Bob Ray"},"to":{"0":"Bob Ray","1":"Ann Lee"}}"#,
        &["1962-10-26 & Ann Lee > Bob Ray", "1962-10-27 & Bob Ray > Ann Lee", ""],
    ),
    (
        "rows.json",
        r#"[["date","from","to"],["1962-10-26","Ann Lee","Bob Ray"],["1962-10-27","Bob Ray","Ann Lee"]]"#,
        &["1962-10-26 & Ann Lee > Bob Ray", "1962-10-27 & Bob Ray > Ann Lee", ""],
    ),
    (
        "sparql.json",
        r#"{"head":{"vars":["date"]},"results":{"bindings":[{"date":{"type":"literal","datatype":"http://www.w3.org/2001/XMLSchema#dateTime","value":"1962-10-26T00:00:00Z"},"sender":{"type":"uri","value":"http://x.org/Q1"},"senderLabel":{"type":"literal","xml:lang":"en","value":"Ann Lee"},"recipient":{"type":"uri","value":"http://x.org/Q2"},"recipientLabel":{"type":"literal","value":"Bob Ray"}}]}}"#,
        &["1962-10-26 .. & Ann Lee > Bob Ray", "other-lists"],
    ),
    (
        "by-pair.json",
        r#"{"Kennedy":{"Khrushchev":[{"date":"1961-02-22"}]},"Khrushchev":{"Kennedy":[{"date":"1961-09-29"}]}}"#,
        &["1961-02-22 & Kennedy > Khrushchev", "1961-09-29 & Khrushchev > Kennedy", ""],
    ),
    (
        "citations.json",
        r#"[{"id":"a","title":"Brief","author":[{"family":"Kafka","given":"Franz"}],"recipient":[{"family":"Beethoven","non-dropping-particle":"van","given":"Ludwig"}],"issued":{"date-parts":[[1912,9,20],[1912,9,22]]}}]"#,
        &["1912-09-20/1912-09-22 & Franz Kafka > Ludwig van Beethoven & Brief", ""],
    ),
    (
        "mail.json",
        r#"{"value":[{"id":"1","sentDateTime":"2021-05-05T07:00:00Z","subject":"Agenda","from":{"emailAddress":{"name":"Ann Lee"}},"toRecipients":[{"emailAddress":{"name":"Bob Ray"}},{"emailAddress":{"name":"Cy Do"}}]}]}"#,
        &["2021-05-05T07:00:00Z & Ann Lee > Bob Ray+Cy Do & Agenda", ""],
    ),
    (
        "numbers.json",
        r#"[{"id":12345678901234567890123,"date":"1962-10-26","from":"Ann Lee","to":"Bob Ray","number":3.10},{"id":12345678901234567890124,"date":"1962-10-27","from":"Bob Ray","to":"Ann Lee","number":3.1}]"#,
        &["1962-10-26 & number: 3.10", "1962-10-27 & number: 3.1", "unknown-columns"],
    ),
    (
        "python.json",
        r#"[{'date':'1962-10-26','from':'Ann Lee','to':'Bob Ray','text':"it's"},{'date':'1962-10-27','from':'Bob Ray','to':'Ann Lee','text':'He said "no"'}]"#,
        &["Ann Lee > Bob Ray & it's", "He said \"no\"", "not-quite-json"],
    ),
    (
        "odd-values.json",
        r#"{"letters":[{"date":"1900-01-01","from":"Ann","to":"Ben"},null,{"date":"1900-01-02","from":"Ben","to":"Ann"}],"people":[{"name":"Ann"},{"name":"Ben"}]}"#,
        &["1900-01-01 & Ann > Ben", "1900-01-02 & Ben > Ann", "other-lists bad-record"],
    ),
    (
        "two-broken.json",
        "[{\"date\":\"1870-07-13\",\"from\":\"A\",\"to\":\"B\"},\n{\"date\":\"1870-07-14\",\"from\":\"C\" \"to\":\"D\"},\n{\"date\":\"1870-07-15\",\"from\":\"E\",\"to\":\"bad \\q\"},\n{\"date\":\"1870-07-16\",\"from\":\"G\",\"to\":\"H\"}]",
        &["1870-07-13", "1870-07-16", "syntax"],
    ),
    (
        "happenings.json",
        r#"[{"name":"Treaty of Versailles","date":"1919-06-28"},{"name":"Treaty of Trianon","date":"1920-06-04"}]"#,
        &["1919-06-28 & > & Treaty of Versailles", "1920-06-04 & Treaty of Trianon", ""],
    ),
    (
        "answers.csv",
        "id,date,from,to,text,in_reply_to\na,1962-10-26,Ann,Bob,x,a\nb,1962-10-27,Bob,Ann,y,c\nc,1962-10-28,Ann,Bob,z,b; a\n",
        &[
            "1962-10-26 & Ann > Bob",
            "1962-10-27 & Bob > Ann",
            "1962-10-28 & Ann > Bob",
            "reply-to-itself & reply-in-a-circle",
        ],
    ),
    (
        "data.csv",
        "Remetente;Destinatário;Data;Local\nAna;Rui;3 de maio de 1842;Porto\nRui;Ana;meados de junho de 1842;Lisboa\nAna;Rui;s.d.;Porto\n",
        &[
            "1842-05-03 & Ana > Rui",
            "1842-06-1 & Rui > Ana",
            " ..  | Ana > Rui",
            "date-by-content",
        ],
    ),
    ("figures.csv", "Data,From,To\n42,Ann,Bob\n1962,Bob,Ann\n", &["unknown-columns"]),
    (
        "score.json",
        r#"[{"data":{"score":12,"x":"a"}},{"data":{"score":-1,"x":"b"}}]"#,
        &["unknown-columns"],
    ),
    (
        "sender-ids.csv",
        "date,from_id,from,to\n1962-10-26,u1,Ann,Bob\n1962-10-27,u2,Bob,Ann\n1962-10-28,u3,Carl,Bob\n1962-10-29,u4,Carl,Ann\n1962-10-30,u1,Ann,Carl\n",
        &[
            "1962-10-26 & Ann > Bob",
            "1962-10-27 & Bob > Ann",
            "1962-10-28 & Carl > Bob",
            "1962-10-29 & Carl > Ann",
            "1962-10-30 & Ann > Carl",
            "",
        ],
    ),
    (
        "edtf.csv",
        "edtf,from,to\n1905~,Ann,Bob\n1905-21,Bob,Ann\n",
        &["1905~ & Ann > Bob", "1905-21 & Bob > Ann", ""],
    ),
    (
        "notion.json",
        r#"{"object":"list","results":[{"object":"page","id":"1","properties":{"From":{"id":"a","type":"people","people":[{"object":"user","id":"u","name":"Ann","type":"person","person":{}}]},"To":{"id":"b","type":"multi_select","multi_select":[{"id":"1","name":"Bob"},{"id":"2","name":"Carl"}]},"Date":{"id":"c","type":"date","date":{"start":"1962-10-26","end":null}},"Text":{"id":"d","type":"rich_text","rich_text":[{"type":"text","plain_text":"Dear "},{"type":"text","plain_text":"Bob"}]},"Title":{"id":"title","type":"title","title":[{"type":"text","plain_text":"First"}]}}}],"has_more":false}"#,
        &["1962-10-26 & Ann > Bob+Carl & First & Dear Bob", "unknown-columns"],
    ),
    (
        "no-kinds.json",
        r#"{"title":"T","events":[{"date":"1900-01-01","title":"x","description":"y"}]}"#,
        &["1900-01-01 & x", ""],
    ),
    (
        "tweets.js",
        r#"window.YTD.tweets.part0 = [{"created_at":"Mon Jan 06 10:00:00 +0000 2020","user":"Ann","text":"All is well"}]"#,
        &["2020-01-06T10:00:00 & Ann > & All is well", ""],
    ),
    (
        "mongo.jsonl",
        "{\"_id\":1,\"date\":\"1985-11-19\",\"kind\":\"meeting\",\"participants\":[\"Reagan\",\"Gorbachev\"]}\n{\"_id\":2,\"date\":\"1986-10-11\",\"kind\":\"meeting\",\"participants\":[\"Reagan\",\"Gorbachev\"]}\n",
        &["1985-11-19 & Reagan+Gorbachev >", "1986-10-11", ""],
    ),
    (
        "comma.ron",
        "(leaders: [(id: \"a\"), (id: \"b\")],\n events: [\n  (id: \"1\", kind: message, from: \"a\", to: [\"b\"], sent: \"1962-10-26\")\n  (id: \"2\", kind: message, from: \"b\", to: [\"a\"], sent: \"1962-10-27\"),\n])",
        &["1962-10-26 & a > b", "1962-10-27 & b > a", "not-quite-ron"],
    ),
    (
        "front.md",
        "---\ndate: 1962-10-26\nfrom: Ann Lee\nto: Bob Ray\nkind: telegram\nbox: 007\nvolume: 3.10\npeople:\n  - name: Cat Poe\n    role: witness\n---\nHello",
        &[
            "1962-10-26 & Ann Lee > Bob Ray & Hello & box: 007; volume: 3.10; people: name: Cat Poe, role: witness",
            "",
        ],
    ),
    (
        "two-lines.csv",
        "From,,To,,Letter,\nFirst,Last,First,Last,Date,Text\nAnn,Lee,Bob,Ray,1962-10-26,\"No\" was the answer\n",
        &["1962-10-26 & Ann Lee > Bob Ray & \"No\" was the answer", "stray-quote"],
    ),
    (
        "ditto.csv",
        "Date,From,To\n1962-10-26,Ann Lee,Bob Ray\n1962-10-27,ditto,Bob Ray\n1962-10-28,Ann Lee,Empfänger unbekannt\n1962-10-29,=====,Bob Ray\n",
        &[
            "Ann Lee > Bob Ray",
            " > Bob Ray & From: ditto",
            "Ann Lee > & To: Empfänger unbekannt",
            " > Bob Ray",
            "",
        ],
    ),
    (
        "julian.csv",
        "Calendar,Year,Month,Day,Author,Addressee\nJulian,1641,6,11,Hartlib,Comenius\nGregorian,1641,7,1,Comenius,Hartlib\n",
        &["1641-06-21 & Hartlib > Comenius", "1641-07-01 & Comenius > Hartlib", ""],
    ),
    (
        "verse.csv",
        "Date,From,Text\n1962-10-26,Ann Lee,\"Roses\n   are red,\n\n\n   violets\tblue\"\n",
        &["Roses\n   are red,\n\n\n   violets\tblue", ""],
    ),
    (
        "codes.csv",
        "code,from,to,price\n17c1,Ann,Bob,3.10\n18c2,Bob,Ann,4.11\n",
        &["unknown-columns"],
    ),
    (
        "sums.csv",
        "date,from,to,title\n1999-01-02,Ann Lee,Bob Ray,One\n1999-01-04,Bob Ray,Ann Lee,Two\nTotal,2,,\nSource: the archive,,,\n",
        &["1999-01-02 & One", "1999-01-04 & Two", "no-record"],
    ),
    (
        "title-alone.csv",
        "Title,Date,From,To\nOne,1999-01-02,Ann Lee,Bob Ray\nTotal war,,Bob Ray,Ann Lee\nA lost letter,,,\n",
        &["1999-01-02 & One", " > & Total war", " > & A lost letter", ""],
    ),
    (
        "sender-alone.csv",
        "From,To,Date\nAnn Lee,Bob Ray,1999-01-02\nCy Do,,\nSource: the archive,,\n",
        &["1999-01-02 & Ann Lee > Bob Ray", "Cy Do >", "no-record"],
    ),
    (
        "von-bis.csv",
        "Von;Bis;Besucher;Gastgeber;Ort\n03.06.1961;04.06.1961;Kennedy;Chruschtschow;Wien\n",
        &["1961-06-03 .. 1961-06-04 & Kennedy > Chruschtschow & Wien", ""],
    ),
    (
        "midnights.csv",
        "date,from,to\n1999-01-02 00:00:00,Ann Lee,Bob Ray\n1999-01-03 00:00:00,Bob Ray,Ann Lee\n",
        &["1999-01-02 .. & Ann Lee", "1999-01-03 & Bob Ray", "only-midnights"],
    ),
    (
        "one-midnight.csv",
        "date,from,to\n1999-01-02 00:00:00,Ann Lee,Bob Ray\n1999-01-03 09:30:00,Bob Ray,Ann Lee\n",
        &["1999-01-02T00:00:00", "1999-01-03T09:30:00", ""],
    ),
    (
        "chat.csv",
        "timestamp,sender,message\n\"12/31/21, 11:58 PM\",Anna,Soon\n\"1/1/22, 12:01 AM\",Ben,Now\n",
        &["2021-12-31T23:58 & Anna > & Soon", "2022-01-01T00:01 & Ben > & Now", "short-years"],
    ),
    (
        "speakers.json",
        r#"[{"date":"1999-01-02","from":"Ann Lee","to":"Bob Ray","quotes":[{"speaker":"Ann Lee","text":"hi"},{"speaker":"Bob Ray","text":"ho"}]}]"#,
        &[
            "1999-01-02 & Ann Lee > Bob Ray & quotes.by speaker: Ann Lee: hi | Bob Ray: ho",
            "unknown-columns",
        ],
    ),
    (
        "italics.csv",
        "date,from,to,text\n1999-01-02,Ann Lee,Bob Ray,\"one\n  two <i>three</i>\"\n",
        &["one\n  two three", ""],
    ),
    (
        "cut-rows.xml",
        "<log><message><date>1999-01-02</date><from>Ann Lee</from><to>Bob Ray</to></message><message><date>1999-01-03</date><from>Bob Ray</from><to>Ann Lee</to></message><message><date>1999-01",
        &["1999-01-02 & Ann Lee > Bob Ray", "1999-01-03 & Bob Ray > Ann Lee", "syntax"],
    ),
    (
        "pictures.json",
        r#"{"events":[{"start_date":{"year":"1962"},"text":{"headline":"Letter"},"media":{"url":"https://x.org/y.jpg","caption":"C","alt":"A man","link":"https://x.org/l"}}]}"#,
        &[
            "1962 & Letter & the picture shows: A man; the picture links to: https://x.org/l",
            "",
        ],
    ),
    (
        "rs.xml",
        r#"<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><correspDesc key="1"><correspAction type="sent"><persName>Ann Lee<note>painter</note></persName><date when="1800-01-02"/></correspAction><correspAction type="received"><orgName>Academy</orgName><rs>Bob Ray</rs></correspAction><correspContext><note>answers a lost letter</note></correspContext></correspDesc></profileDesc></teiHeader></TEI>"#,
        &[
            "1800-01-02 & Ann Lee > Academy+Bob Ray & Sent: Ann Lee (painter); Context: answers a lost letter",
            "",
        ],
    ),
    (
        "two-lines.json",
        "{\"date\":\"1968-08-21\",\"from\":\"Ann\",\"to\":\"Bob\"}\n{\n \"date\":\"1968-08-22\",\n \"from\":\"Bob\",\"to\":\"Ann\"}\n{\"date\":\"1968-08-23\",\"from\":\"Ann\",\"to\":\"Bob\"}\n",
        &["1968-08-21 & Ann > Bob", "1968-08-22 & Bob > Ann", "1968-08-23 & Ann > Bob", ""],
    ),
    (
        "broken-line.jsonl",
        "{\"date\":\"1968-08-21\",\"from\":\"Ann\",\"to\":\"Bob\"}\n{\"date\":\"1968-08-22\",\"from\":\n{\"date\":\"1968-08-23\",\"from\":\"Ann\",\"to\":\"Bob\"}\n",
        &["1968-08-21 & Ann > Bob", "1968-08-23 & Ann > Bob", "syntax"],
    ),
    (
        "para.csv",
        "Fecha,De,Para,Asunto\n18/07/1936,Luz,Iván,uno\n",
        &["1936-07-18 & Luz > Iván & uno", ""],
    ),
    (
        "da-a.csv",
        "Data,Da,A\n18/07/1936,Luca,Ivo\n",
        &["1936-07-18 & Luca > Ivo", "date-by-content"],
    ),
    (
        "od-do.csv",
        "Datum;Od;Komu;Předmět\n18. 7. 1936;Jan;Ivo;Dík\n",
        &["1936-07-18 & Jan > Ivo & Dík", ""],
    ),
    (
        "od-do-days.csv",
        "Od;Do;Událost\n18.07.1936;20.07.1936;Návštěva\n",
        &["1936-07-18 .. 1936-07-20", "unknown-columns"],
    ),
    (
        "hu.csv",
        "Dátum;Feladó;Címzett;Tárgy\n1936-07-18;Jenő;Ivó;Egy\n",
        &["1936-07-18 & Jenő > Ivó & Egy", ""],
    ),
    (
        "ar.csv",
        "التاريخ,المرسل,المرسل إليه\n1961-06-03,ناصر,تيتو\n",
        &["1961-06-03 & ناصر > تيتو", ""],
    ),
    (
        "zh.csv",
        "日期,时间,发信人,收信人\n1961-06-03,14:05,甲,乙\n",
        &["1961-06-03T14:05 & 甲 > 乙", ""],
    ),
    (
        "tweets.json",
        r#"[{"created_at":"Wed Oct 10 20:19:24 +0000 2018","id_str":"1050118621198921728","full_text":"We will meet.","user":{"name":"Ministry A","screen_name":"mina"}},{"created_at":"Thu Oct 11 06:02:00 +0000 2018","id_str":"1050265000000000001","full_text":"Agreed.","user":{"name":"Ministry B","screen_name":"minb"},"in_reply_to_status_id_str":"1050118621198921728"}]"#,
        &[
            "2018-10-10T20:19:24Z & Ministry A >",
            "2018-10-11T06:02:00Z & Ministry B > & Agreed.",
            "",
        ],
    ),
    (
        "groups.json",
        r#"{"groups":[{"id":1,"content":"Ann"}],"items":[{"id":1,"group":1,"content":"Speech","start":"1870-01-02"}]}"#,
        &["1870-01-02 & Speech", ""],
    ),
    (
        "answer.json",
        r#"{"object":"list","has_more":false,"request_id":"q","note":"of the archive","letters":[{"date":"1870-01-02","from":"Ann","to":"Bob"}]}"#,
        &["1870-01-02 & Ann > Bob", ""],
    ),
    (
        "corresp.json",
        r##"{"teiHeader":{"fileDesc":{"titleStmt":{"title":"correspSearch"}},"profileDesc":{"correspDesc":[{"ref":"https://x.org/1","correspAction":[{"type":"sent","persName":[{"ref":"http://d-nb.info/gnd/1","#text":"Ann u. Co."}],"placeName":"Berlin","date":[{"when":"1827-05-03","#text":"3. Mai 1827"}]},{"type":"received","persName":["Bob","Cid"]}]},{"@ref":"https://x.org/2","correspAction":[{"@type":"sent","persName":"Bob","date":{"@notBefore":"1827-06-01","@notAfter":"1827-06-30"}},{"@type":"received","persName":{"@ref":"http://d-nb.info/gnd/1","#text":"Ann u. Co."}}]}]}}}"##,
        &["1827-05-03 & Ann u. Co. > Bob+Cid", "1827-06 & Bob > Ann u. Co.", ""],
    ),
    (
        "mods.xml",
        r#"<modsCollection><mods><titleInfo><title>A letter</title></titleInfo><name type="personal"><namePart type="family">Grant</namePart><namePart type="given">Ulysses</namePart><role><roleTerm>author</roleTerm></role></name><name><namePart>Lincoln</namePart><role><roleTerm type="code">rcp</roleTerm></role></name><originInfo><dateCreated qualifier="approximate">1863-07</dateCreated></originInfo></mods><mods><titleInfo><title>Its reply</title></titleInfo><name><namePart>Lincoln</namePart><role><roleTerm>correspondent</roleTerm></role></name><originInfo><dateCreated point="start">1863-07-13</dateCreated><dateCreated point="end">1863-07-14</dateCreated></originInfo></mods></modsCollection>"#,
        &["1863-07~ & Ulysses Grant > Lincoln", "1863-07-13/1863-07-14 & Lincoln >", ""],
    ),
    (
        "slip.ron",
        "Archive(\n    leaders: [\n        (id: \"a\", name: \"Ann\"),\n        (id: \"b\", name: \"Bob),\n    ],\n    events: [\n        (id: \"1\", kind: message, from: \"a\", to: \"b\", sent: \"1962-10-26\"),\n        (\n            id: \"2\",\n            kind: message, from: \"b\", to: \"a\", sent: \"1962-10-27, title: \"Ho\",\n        ),\n        (id: \"3\", kind: message, from: \"b\", to: \"a\", sent: \"1962-10-28\"),\n    ],\n)\n",
        &["1962-10-26 & Ann > b", "1962-10-28 & b > Ann", "bad-record"],
    ),
    (
        "emlo.csv",
        "Record ID,Author,Recipient,Year,Month,Day,Calendar,Date uncertain,Date approximate,Origin,Destination\n12,Oldenburg,Boyle,1665,10,10,Julian,0,0,London,Oxford\n13,Boyle,Oldenburg,1665,10,14,,1,0,Oxford,London\n14,Boyle,Oldenburg,1665,11,,,0,1,,\n",
        &[
            "1665-10-20 .. & Oldenburg > Boyle",
            "1665-10-14? & Boyle > Oldenburg",
            "1665-11~",
            "unknown-columns",
        ],
    ),
    (
        "qualifier.csv",
        "dateCreated,dateCreatedQualifier,creator,addressee\n1863-07,approximate,Grant,Lincoln\n1863-07-13,questionable,Lincoln,Grant\n1863-08,inferred,Lincoln,Grant\n",
        &["1863-07~ & Grant > Lincoln", "1863-07-13?", "1863-08 ..", ""],
    ),
    (
        "eastern.csv",
        "Date,From,To\n\"March 7, 1946 9:30 AM (EST)\",Ann Lee,Bob Ray\n",
        &["1946-03-07T09:30 .. & Ann Lee > Bob Ray", ""],
    ),
    (
        "labels.csv",
        "sender,senderLabel,recipient,recipientLabel,date\nhttp://www.wikidata.org/entity/Q5,Voltaire,http://www.wikidata.org/entity/Q6,Catherine,1767-03-01\n",
        &["1767-03-01 & Voltaire > Catherine", ""],
    ),
    (
        "invited.json",
        r#"[{"summary":"Talks","start":"1962-10-26","organizer":{"displayName":"Ann Lee"},"attendees":[{"displayName":"Bob Ray"},{"displayName":"Cy Do"}]}]"#,
        &["1962-10-26 & Ann Lee > Bob Ray+Cy Do", ""],
    ),
    (
        "users.json",
        r#"{"data":[{"id":"1","author_id":"10","created_at":"2020-01-07T11:30:05Z","text":"We will meet."}],"includes":{"users":[{"id":"10","name":"A Ministry","username":"min"}]}}"#,
        &["2020-01-07T11:30:05Z & A Ministry >", "other-lists"],
    ),
    (
        "entities.csv",
        "Date,From,To\n1995-10-23,Boris&nbsp;Yeltsin &amp; Co,\"<a href=\"\"http://x\"\">Bill Clinton</a>\"\n",
        &["1995-10-23 & Boris Yeltsin & Bill Clinton", ""],
    ),
    (
        "three.csv",
        "Date,From,To\n1943-11-28,\"Churchill, Roosevelt, Stalin\",Press\n1943-11-29,\"Kennedy, John, Jr.\",Press\n",
        &[
            "Churchill, Roosevelt, Stalin > Press",
            "Kennedy, John, Jr. > Press",
            "several-names",
        ],
    ),
    (
        "nowhere.csv",
        "Date,From,To,Place\n1807-01-02,ignoto,Ann Lee,s.l.\n1807-01-03,Bob Ray,not stated,Rome\n",
        &["> Ann Lee & Place: s.l. & ignoto", "Bob Ray > ", ""],
    ),
    (
        "whole-days.json",
        r#"{"kind":"calendar#events","items":[{"id":"e2","summary":"Talks","start":{"date":"2020-02-01"},"end":{"date":"2020-02-03"}}]}"#,
        &["2020-02-01 .. 2020-02-02", ""],
    ),
    (
        "doubted.csv",
        "Date,From,To\n1662-01-02,Chapelain?,[Colbert]\n1662-01-03,Colbert (draft),Chapelain et al.\n1662-01-04,Probably Colbert,Chapelain\n",
        &[
            "Chapelain > Colbert & From: Chapelain? & To: [Colbert]",
            "Colbert > Chapelain & From: Colbert (draft) & To: Chapelain et al.",
            "Colbert > Chapelain & From: Probably Colbert",
            "",
        ],
    ),
    (
        "parts.csv",
        "Jahr;Monat;Tag;Absender;Empfänger\n1848;3;15;Ann Lee;Bob Ray\n1848?;5;1;Ann Lee;Bob Ray\n",
        &["1848-03-15 .. & Ann Lee > Bob Ray", "1848-05-01? .. & Ann Lee > Bob Ray", ""],
    ),
    (
        "nobody-in-brackets.csv",
        "Date,From,To\n1862-01-02,[Absender fehlt],Ann Lee\n",
        &["> Ann Lee & From: [Absender fehlt]", ""],
    ),
    (
        "note.md",
        "---\ntitle: A letter\nltr_date: end of 845\ncreated: 2014-03-04\nsenders: Ann Lee\nreceivers: Bob Ray\n---\n<p>Dear <em>sister</em>.</p>\n",
        &["0845-39~ & Ann Lee > Bob Ray & Dear sister. & created: 2014-03-04", ""],
    ),
    (
        "made-and-written.csv",
        "created,ltr_date,from,to\n2014-03-04,2 May 1845,Ann Lee,Bob Ray\n2014-03-05,3 May 1845,Bob Ray,Ann Lee\n",
        &["1845-05-02 .. & Ann Lee > Bob Ray", "1845-05-03 ..", "unknown-columns"],
    ),
    (
        "users.csv",
        "name,created,birth_date\nbob99,2014-03-04,1990-01-02\nann12,2014-03-05,1991-01-02\n",
        &["2014-03-04 .. & bob99 >", "2014-03-05 .. & ann12 >", "unknown-columns"],
    ),
    (
        "kanji.csv",
        "name,date\n伊藤博文,1895-04-17\n大隈重信,1895-04-18\n",
        &["伊藤博文 >", "大隈重信 >", ""],
    ),
    (
        "files.json",
        r#"[{"name":"a1.xml","date":"1813-05-31","title":"Letter"},{"name":"a2.xml","date":"1813-06-01","title":"Letter"}]"#,
        &["1813-05-31 ..  & Letter & name: a1.xml", "1813-06-01", "unknown-columns"],
    ),
    (
        "press.csv",
        "Publication,Date,Title\nThe Times,1962-10-26,Talks\n",
        &["1962-10-26 .. & Talks", ""],
    ),
    (
        "years-before.json",
        r#"[{"title":"a","startYear":-454},{"title":"b","startYear":89},{"title":"c","startYear":0}]"#,
        &["-0454 .. & a", "0089 .. & b", "c", ""],
    ),
    ("no-year.csv", "year,title\n0,a\n1999,b\n", &["a & year: 0", "1999 .. & b", ""]),
    (
        "universe.json",
        r#"[{"title":"Sun","start":-4600000000},{"title":"Rome","start":-753}]"#,
        &["Y-4600000000 .. & Sun", "-0753 .. & Rome", ""],
    ),
    (
        "midnights.json",
        r#"[{"date":"1957-01-17T00:00:00.000-05:00","from":"Ann Lee","to":"Bob Ray"},{"date":"1957-02-17T00:00:00.000-05:00","from":"Ann Lee","to":"Bob Ray"}]"#,
        &["1957-01-17 ..", "1957-02-17 ..", "only-midnights"],
    ),
    (
        "by-country.json",
        r#"{"BT":[{"from":"15/06/2014","to":"16/06/2014","city":"Paro"}],"NP":[{"from":"03/08/2014","to":"04/08/2014","city":"Kathmandu"},{"from":"25/11/2014","to":"27/11/2014","city":"Kathmandu"}]}"#,
        &[
            "2014-06-15 .. 2014-06-16 & list: BT",
            "2014-08-03 .. & list: NP",
            "2014-11-25 .. & list: NP",
            "unknown-columns",
        ],
    ),
    (
        "ways.csv",
        "writer,source,destination,date\n\"Lee, Ann\",Antwerp,Delft,1585-01-03\n",
        &["1585-01-03 .. & Lee, Ann > & destination: Delft", "unknown-columns"],
    ),
    (
        "ids-of-others.json",
        r#"[{"id_carta":"1136","fecha":"1882-10-27","from":"Ann Lee","to":"Bob Ray","event_ids":["evt"]},{"id_carta":"1137","fecha":"1882-11-27","from":"Ann Lee","to":"Bob Ray","event_ids":["evt"]}]"#,
        &["Ann Lee > Bob Ray & event_ids: evt", "Ann Lee > Bob Ray", "unknown-columns"],
    ),
    (
        "post.json",
        r#"{"id":1,"created_at":"Thu Jan 01 07:02:39 +0000 2015","text":"Hello all"}"#,
        &["2015-01-01T07:02:39Z & Hello all", ""],
    ),
    (
        "values.json",
        r#"{"@type":"Letter","dcterms:title":[{"@value":"To X"}],"dcterms:date":[{"@value":"1848-01-15"}],"dcterms:creator":[{"@value":"Ann Lee"}]}"#,
        &["1848-01-15 .. & Ann Lee > & To X", ""],
    ),
    (
        "omeka.json",
        r#"[{"dcterms:title":[{"type":"literal","@value":"To John"}],"dcterms:date":[{"type":"literal","@value":"1776-03-31"}],"dcterms:creator":[{"type":"literal","@value":"Ann Lee"}],"bibo:recipient":[{"type":"resource:item","display_title":"Bob Ray","@id":"https://x/2"}]},{"dcterms:title":[{"type":"literal","@value":"To Ann"}],"dcterms:date":[{"type":"literal","@value":"1776-04-14"}],"dcterms:creator":[{"type":"literal","@value":"Bob Ray"}],"bibo:recipient":[{"type":"resource:item","display_title":"Ann Lee","@id":"https://x/1"}]}]"#,
        &[
            "1776-03-31 .. & Ann Lee > Bob Ray & To John",
            "1776-04-14 .. & Bob Ray > Ann Lee & To Ann",
            "",
        ],
    ),
    (
        "particles.json",
        r#"[{"id":"i","issued":{"date-parts":[[2000]]},"title":"Our Story","author":[{"family":"Winkle","given":"Rip","non-dropping-particle":"van","static-ordering":false}]}]"#,
        &["2000 .. & Rip van Winkle & Our Story", ""],
    ),
    (
        "both-sides.xml",
        "<TEI><teiHeader><fileDesc><titleStmt><title>Letter</title></titleStmt><sourceDesc><bibl>Works, 1900</bibl></sourceDesc></fileDesc><profileDesc><correspDesc><correspAction type=\"sent\"><persName type=\"addressee\">Bob Ray</persName><persName type=\"sender\">Ann Lee</persName><date when=\"1835-07-15\"/></correspAction></correspDesc></profileDesc></teiHeader><text><front><p>Dear Bob!</p></front><body><p>Come.</p></body></text></TEI>",
        &["1835-07-15 .. & Ann Lee > Bob Ray & Dear Bob! & Source: Works, 1900", ""],
    ),
    (
        "no-repetition-of-nothing.ics",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Talks\nDTSTART:20150706T100000Z\nRRULE:FREQ=WEEKLY;COUNT=2\nEND:VEVENT\nEND:VCALENDAR\n",
        &["2015-07-06T10:00Z & Talks", "2015-07-13T10:00Z & Talks", "recurring"],
    ),
    (
        "both-in-one.csv",
        "Date,From,To\n1900-07-02,Lord Salisbury to Sir C. MacDonald,\n1900-07-03,Sir C. MacDonald,Lord Salisbury\n",
        &["Lord Salisbury > Sir C. MacDonald", "Sir C. MacDonald > Lord Salisbury", ""],
    ),
    (
        "one-news.xml",
        "<rss><channel><title>News</title><item><title>Talks in Vienna</title><pubDate>Mon, 22 Oct 2012 10:00:00 GMT</pubDate></item></channel></rss>",
        &["2012-10-22T10:00:00Z & Talks in Vienna", ""],
    ),
    (
        "framed.json",
        r#"[{"tweet":{"id":"1","created_at":"2020-01-07T11:30:05Z","full_text":"We will meet."}}]"#,
        &["2020-01-07T11:30:05Z & We will meet.", ""],
    ),
    (
        "ours.csv",
        "id,kind,sent,received,published,end,date_as_written,date_note,from,from_id,to,to_id,place,title,summary,text,language,source,url,in_reply_to,channel,tags,note\n\
         a,message,1962-10-26,,,,,,Various,various,Ann?,ann,xxx,,,,,,,,,,\n",
        &["1962-10-26 & Various > Ann?", ""],
    ),
];

#[test]
fn files_of_others_say_what_they_say() {
    for (name, text, expected) in FILES {
        check(name, text.as_bytes(), expected);
    }
}

#[test]
fn a_name_without_an_id_is_the_only_one_who_has_it() {
    let table = |rows: &str| format!("date,from_id,from,to\n{rows}");
    let count = |rows: &str| told::load("ids.csv", table(rows).as_bytes()).0.leaders.len();
    assert_eq!(count("1962-10-26,u1,Ann,Bob\n1962-10-27,u2,Bob,Ann\n"), 2);
    // Two are called Carl: which of them received the letter is not known.
    assert_eq!(count("1962-10-28,u3,Carl,Ann\n1962-10-29,u4,Carl,Ann\n1962-10-30,u1,Ann,Carl\n"), 4);
}
