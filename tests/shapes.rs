//! Records as programs and people write them: by their ids, within each other, cut short, with names and dates in parts.

mod told;

use crate::told::{check, load};

/// JSON: the name of a file, its text, what is expected of it.
const JSON: &[(&str, &str, &[&str])] = &[
    (
        "by-id.json",
        r#"{"l1":{"date":"1962-10-26","from":"Khrushchev","to":"Kennedy","text":"a"},"l2":{"date":"1962-10-27","from":"Kennedy","to":"Khrushchev","text":"b"},"l1":{"date":"1962-10-28","from":"Khrushchev","to":"Kennedy","text":"c"}}"#,
        &["1962-10-26 & Khrushchev > Kennedy", "1962-10-27", "1962-10-28", "duplicate-id"],
    ),
    (
        "by-id-below.json",
        r#"{"meta":{"title":"x"},"data":{"letters":{"l1":{"date":"1962-10-26","from":"Khrushchev","to":"Kennedy"},"l2":{"date":"1962-10-27","from":"Kennedy","to":"Khrushchev"}}}}"#,
        &["1962-10-26 & Khrushchev > Kennedy", "1962-10-27 & Kennedy > Khrushchev", ""],
    ),
    (
        "collections.json",
        r#"[{"collection":"K-K","id":"c1","letters":[{"date":"1962-10-26","from":"Khrushchev","to":"Kennedy"},{"date":"1962-10-27","from":"Kennedy","to":"Khrushchev"}]},{"collection":"K-M","letters":[{"date":"1962-10-29","from":"Kennedy","to":"Macmillan"}]}]"#,
        &[
            "1962-10-26 & collection: K-K",
            "1962-10-27 & collection: K-K",
            "1962-10-29 & Macmillan & collection: K-M",
            "unknown-columns",
        ],
    ),
    (
        "threads.json",
        r#"{"threads":[{"id":"a","date":"1962-10-26","from":"Khrushchev","to":"Kennedy","text":"x","replies":[{"id":"b","date":"1962-10-27","from":"Kennedy","to":"Khrushchev","text":"y","replies":[{"date":"1962-10-28","from":"Khrushchev","to":"Kennedy"}]}]}]}"#,
        &[
            "Message from",
            "1962-10-27 & Reply from Kennedy",
            "1962-10-28 & Reply from Khrushchev",
            "",
        ],
    ),
    (
        "cut.json",
        r#"{"letters":[
{"date":"1962-10-26","from":"Khrushchev","to":"Kennedy"},
{"date":"1962-10-27","from":"Kennedy","to":"Khr"#,
        &["1962-10-26 & Khrushchev > Kennedy", "syntax"],
    ),
    (
        "nan.json",
        r#"[{"date":"1962-10-26","from":"Khrushchev","to":"Kennedy","page":NaN},
{"date":"1962-10-27","from":"Kennedy","to":"Khrushchev","page":3},]"#,
        &["1962-10-26 & Khrushchev > Kennedy", "1962-10-27", "not-quite-json"],
    ),
    (
        "broken.json",
        r#"[{"date":"1962-10-26","from":"Khrushchev","to":"Kennedy"},
{"date":"1962-10-27","from":"Kennedy" "to":"Khrushchev"},
{"date":"1962-10-28","from":"Khrushchev","to":"Kennedy"}]"#,
        &["1962-10-26", "1962-10-28", "syntax"],
    ),
    (
        "own-cut.json",
        r#"{"title":"T","leaders":[{"id":"a","name":"A"},{"id":"b","name":"B"}],"events":[{"id":"x","kind":"message","from":"a","to":"b","sent":"1962-10-26"},{"id":"y","kind":"message","from":"a","to":"b","sent":"1962-10"#,
        &["1962-10-26 & A > B", "syntax"],
    ),
    (
        "mixed-people.json",
        r#"[{"date":"1962-10-26","from":{"firstName":"Nikita","lastName":"Khrushchev"},"to":"Kennedy"},
{"date":"1962-10-27","from":"Kennedy","to":{"name":"Macmillan","id":"m"}},
{"date":"1962-10-28","from":["Kennedy",null],"to":[["Macmillan"],["Adenauer"]]},
{"date":"1962-10-29","from":["Kennedy",{"name":"Rusk"}],"to":{"name":"Macmillan"}}]"#,
        &[
            "Nikita Khrushchev > Kennedy",
            "Kennedy > Macmillan",
            "Kennedy > Macmillan+Adenauer",
            "Kennedy+Rusk > Macmillan",
            "",
        ],
    ),
    (
        "date-objects.json",
        r#"[{"date":{"from":"1962-10-26","to":"1962-10-28"},"from":"A B","to":"C D"},
{"date":{"year":1962,"month":10,"day":27},"from":"A B","to":"C D"},
{"date":{"$date":"1962-10-28T10:00:00Z"},"from":"A B","to":"C D"},
{"date":{"$date":{"$numberLong":"-226800000000"}},"from":"A B","to":"C D"},
{"date":{"_seconds":1400000000,"_nanoseconds":0},"from":"A B","to":"C D"},
{"date":{"notBefore":"1962-10","notAfter":"1962-11"},"from":"A B","to":"C D"},
{"date":{"year":1962},"from":"A B","to":"C D"},
{"date":"1962-10-30","from":"A B","to":"C D"}]"#,
        &[
            "1962-10-26/1962-10-28",
            "1962-10-27",
            "1962-10-28T10:00:00Z",
            "1962-10-25T00:00:00Z",
            "2014-05-13T16:53:20Z",
            "[1962-10..1962-11]",
            "1962 ..",
            "1962-10-30",
            "unknown-columns",
        ],
    ),
    (
        "vis-numbers.json",
        r#"[{"id":1,"content":"a","start":-226800000250},{"id":2,"content":"b","start":86400000},{"id":3,"content":"c","start":1962}]"#,
        &["1962-10-24T23:59:59Z", "1970-01-02T00:00:00Z", "1962 ..", ""],
    ),
    (
        "commas.json",
        r#"{"date":"1962-10-26","from":"K","to":"J","text":"t26"},
{"date":"1962-10-27","from":"J","to":"K","text":"t27"},
{"date":"1962-10-28","from":"K","to":"J","text":"t28"}"#,
        &["1962-10-26", "1962-10-27", "1962-10-28", ""],
    ),
    (
        "semicolons.json",
        r#"{"date":"1962-10-26","from":"K","to":"J","text":"t26"}; 
{"date":"1962-10-27","from":"J","to":"K","text":"t27"} // c
{"date":"1962-10-28","from":"K","to":"J","text":"t28"}"#,
        &["1962-10-26", "1962-10-27", "1962-10-28", ""],
    ),
    (
        "no-comma.json",
        r#"[{"date":"1962-10-26","from":"K","to":"J","text":"t26"} {"date":"1962-10-27","from":"J","to":"K","text":"t27"},{"date":"1962-10-28","from":"K","to":"J","text":"t28"}]"#,
        &["1962-10-26", "1962-10-27", "1962-10-28", "not-quite-json"],
    ),
    (
        "behind.json",
        r#"[{"date":"1962-10-26","from":"K","to":"J","text":"t26"},{"date":"1962-10-27","from":"J","to":"K","text":"t27"}] trailing garbage"#,
        &["1962-10-26", "1962-10-27", "syntax"],
    ),
    (
        "ids-no-comma.json",
        r#"{"a":{"date":"1962-10-26","from":"K","to":"J","text":"t26"},"b":{"date":"1962-10-27","from":"J","to":"K","text":"t27"} "c":{"date":"1962-10-28","from":"K","to":"J","text":"t28"}}"#,
        &["1962-10-26", "1962-10-27", "1962-10-28", "not-quite-json"],
    ),
    (
        "by-day.json",
        r#"{"1962-10-26":{"from":"K","to":"J","text":"a"},"1962-10-27":{"from":"J","to":"K","text":"b"}}"#,
        &["1962-10-26 & K > J & a", "1962-10-27 & b", ""],
    ),
    (
        "by-days.json",
        r#"{"1962-10-26":[{"from":"K","to":"J"},{"from":"J","to":"K"}],"1962-10-27":[{"from":"J","to":"K"}]}"#,
        &["1962-10-26 & K > J", "1962-10-26 & J > K", "1962-10-27", ""],
    ),
    (
        "slides.json",
        r#"{"events":["str",null,{},{"start_date":{"year":"1962"},"text":{"headline":"x"}}]}"#,
        &["1962 & x", "bad-record"],
    ),
    (
        "by-person.json",
        r#"{"Khrushchev":[{"date":"1962-10-26","to":"Kennedy","text":"a"}],"Kennedy":[{"date":"1962-10-27","to":"Khrushchev","text":"b"}]}"#,
        &["1962-10-26 & Khrushchev > Kennedy", "1962-10-27 & Kennedy > Khrushchev", ""],
    ),
    (
        "tooltip.json",
        r#"[{"content":"Letter 1","title":"Tooltip","group":"Nikita Khrushchev","start":"1962-10-26"}]"#,
        &["Nikita Khrushchev > & Letter 1 & tooltip: Tooltip", "unknown-columns"],
    ),
    (
        "texts.json",
        r#"[{"date":"1962-10-26","from":"K","to":"J","text":["p1","p2"]},{"date":"1962-10-27","from":"K","to":"J","text":["b ",{"type":"link","text":"https://x.org"}," c"]}]"#,
        &["p1\n\np2", "b https://x.org c", ""],
    ),
    (
        "features.json",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"date":"1962-10-26","from":"K","to":"J"},"geometry":{"type":"Point","coordinates":[1,2]}}]}"#,
        &["1962-10-26 & K > J & geometry:", "unknown-columns"],
    ),
    (
        "events.json",
        r#"{"events":[{"date":"1962-10-26","from":"K","to":"J","text":"t26"}]}"#,
        &["1962-10-26 & K > J", ""],
    ),
    (
        "synonyms.json",
        r#"[{"date":"1962-10-26","from":"K"},{"start":"1962-10-27","sender":"J"},{"sent":"1962-10-28","author":"K"}]"#,
        &["1962-10-26 & K >", "1962-10-27 & J >", "1962-10-28 & K >", "columns-merged"],
    ),
    (
        "odd-dates.json",
        r#"[{"date":"/Date(1704412800000)/","from":"K","to":"J"},{"date":[1962,10,30],"from":"K","to":"J"},{"_id":{"$oid":"abc"},"date":"1962-10-26","from":"K","to":"J"}]"#,
        &["2024-01-05T00:00:00Z", "1962-10-30", "1962-10-26", "unknown-columns"],
    ),
    ("empty.json", "{}", &["unknown-format"]),
    (
        "broken-leader.json",
        r#"{"title":"T","leaders":[{"id":"ann"},{"id":"bob" "name":"B"}],"events":[{"id":"a","kind":"message","from":"ann","sent":"1962-10-26"},{"id":"b","kind":"message","from":"ann","sent":"1962-10-27"}]}"#,
        &["1962-10-26 & ann >", "1962-10-27", "syntax"],
    ),
    (
        "broken-last.json",
        r#"{"letters":[{"date":"1962-10-01","from":"Ann Lee","to":"Bob Ray"},{"date":"1962-10-02","from":"Ann Lee" "to":"Bob Ray"}],"visits":[{"date":"1962-10-03","visitor":"A","host":"B"}]}"#,
        &[
            "1962-10-01 & Ann Lee > Bob Ray",
            "1962-10-03 & A > B",
            "columns-merged unknown-columns syntax",
        ],
    ),
    (
        "no-brace.json",
        r#"[{"date":"1962-10-01","from":"Ann Lee","to":"Bob Ray"},
{"date":"1962-10-02","from":"Ann Lee","to":"Bob Ray"
{"date":"1962-10-03","from":"Ann Lee","to":"Bob Ray"},
{"date":"1962-10-04","from":"Ann Lee","to":"Bob Ray"}]"#,
        &["1962-10-01", "1962-10-03", "1962-10-04", "syntax"],
    ),
    (
        "brace.json",
        r#"[{"date":"1962-10-01","from":"Ann Lee","to":"Bob Ray"}},{"date":"1962-10-02","from":"Ann Lee","to":"Bob Ray"}]"#,
        &["1962-10-01", "1962-10-02", "syntax"],
    ),
    (
        "comment.json",
        r#"// head
[{"date":"1962-10-01","from":"Ann Lee","to":"Bob Ray"},{"date":"1962-10-02","from":"Ann Lee","to":"Bob Ray"}]"#,
        &["1962-10-01", "1962-10-02", "not-quite-json"],
    ),
    (
        "lists-in-a-list.json",
        r#"[[{"date":"1962-10-01","from":"Ann Lee","to":"Bob Ray"},{"date":"1962-10-02","from":"Ann Lee","to":"Bob Ray"}],[{"date":"1962-10-03","from":"Ann Lee","to":"Bob Ray"}]]"#,
        &["1962-10-01", "1962-10-02", "1962-10-03", ""],
    ),
    (
        "version.json",
        r#"{"version":1,"l1":{"date":"1962-10-01","from":"Ann Lee","to":"Bob Ray"},"l2":{"date":"1962-10-02","from":"Ann Lee","to":"Bob Ray"},"b":null}"#,
        &["1962-10-01", "1962-10-02", ""],
    ),
    (
        "replies.json",
        r#"[{"id":"a","date":"1962-10-01","from":"A","to":"B","text":"x","replies":[{"id":"b","date":"1962-10-02","from":"B","to":"A","text":"y","replies":[{"id":"c","date":"1962-10-03","from":"A","to":"B","text":"z"}]},{"id":"d","date":"1962-10-04","from":"B","to":"A","text":"w"}]}]"#,
        &["Message from A", "Reply from B", "Reply from A", "Reply from B", ""],
    ),
    (
        "call.json",
        r#"callback({"events":[{"date":"1962-10-01","from":"Ann Lee","to":"Bob Ray"}]});"#,
        &["1962-10-01 & Ann Lee > Bob Ray", ""],
    ),
    (
        "of-all.json",
        r#"{"sender":"Ann Lee","recipient":"Bob Ray","letters":[{"date":"1962-10-01","text":"x"}]}"#,
        &["1962-10-01 & Ann Lee > Bob Ray & x", ""],
    ),
    (
        "visits.json",
        r#"[{"visitor":"Ann Lee","host":"Bob Ray","start":"1962-10-01","end":"1962-10-02"},{"date":"1962-10-05","from":"Ann Lee","to":"Bob Ray"},{"date":"1962-10-06","from":"Ann Lee","to":"Bob Ray"}]"#,
        &[
            "1962-10-01 .. 1962-10-02 & Visit of Ann Lee",
            "Message from",
            "Message from",
            "columns-merged",
        ],
    ),
];

/// Tables, likewise.
const TABLES: &[(&str, &str, &[&str])] = &[
    (
        "two-lines.csv",
        "Sender,,Receiver,\nName,Date,Name,Place\nAna,1962-10-26,Boris,Moscow\nBoris,1962-10-27,Ana,Paris\n",
        &[
            "1962-10-26 & Ana > Boris & Receiver Place: Moscow",
            "1962-10-27 & Boris > Ana",
            "unknown-columns",
        ],
    ),
    (
        "first-names.csv",
        "date,sender_first_name,sender_last_name,recipient first name,recipient surname\n1962-10-26,Nikita,Khrushchev,John F.,Kennedy\n",
        &["Nikita Khrushchev > John F. Kennedy", ""],
    ),
    (
        "zeros-in-parts.csv",
        "Year,Month,Day,From,To,Time\n62,10,26,Ana,Boris,\n1962,0,0,Ana,Boris,\n62,,27,Ana,Boris,\n62,10,27,Ana,Boris,25:99\n",
        &["1962-10-26", "1962 ..", "1962-XX-27", "1962-10-27", "short-years"],
    ),
    (
        "zeros.csv",
        "Date,From\n1900-05-00,Ana\n1900-00-00,Ana\n0000-00-00,Ana\n",
        &["1900-05 ..", "1900 ..", " .. & Ana", ""],
    ),
    (
        "id-twice.csv",
        "id,Date,From\n1,1962-10-26,Ana\n2,26.10.61,Ana\n2,1963-01-01,Ana\n4,1963-01-01,Ana\n",
        &["1962-10-26", "1961-10-26", "1963-01-01", "1963-01-01", "short-years duplicate-id"],
    ),
    (
        "gap.csv",
        "date,time,tz,from\n2014-03-30,02:30,Europe/Berlin,Ana\n2014-06-30,02:30,CEST,Ana\n2014-06-30,02:30,MSK,Ana\n",
        &["2014-03-30T02:30+01:00", "2014-06-30T02:30+02:00", "2014-06-30T02:30+04:00", ""],
    ),
    (
        "ancient.csv",
        "Year,From\n44,Ana\n117,Boris\n62,Ana\n",
        &["0044", "0117", "0062", ""],
    ),
    (
        "kinds.csv",
        "date,kind,from,to,text\n1962-10-26,Telegram,A,B,x\n1962-10-27,weird thing,A,B,y\n1962-10-28,phone call,A,B,z\ndate,kind,from,to,text\n",
        &[
            "A > B & Telegram from A to B",
            "weird thing",
            "Call between A and B",
            "header-again",
        ],
    ),
    (
        "parts-of-dates.csv",
        "year,month,day,time,from\n,10,26,,A\n1962,10,26-28,,A\n1962,10,,19:00,A\n,,,19:00,A\n",
        &[
            "XXXX-10-26",
            "1962-10-26/1962-10-28",
            "1962-10 .. & time: 19:00",
            " ..  & time: 19:00",
            "",
        ],
    ),
    (
        "unused.csv",
        "date,year,not_before,time,end_time,tz,language,locator,from\n1962-10-26,1963,1960-01-01,10:00,11:00,,en,p. 3,A\n2024-01-05T09:00,2024,,10:00,,Europe/Berlin,,,B\n1962-10-26,,,19.30,,,,,A\n1962-10-26,,,1930,,,,,A\n",
        &[
            "1962-10-26T10:00 .. 1962-10-26T11:00 & year: 1963; not_before: 1960-01-01; language: en; locator: p. 3",
            "2024-01-05T09:00+01:00 & time: 10:00",
            "1962-10-26T19:30",
            "1962-10-26T19:30",
            "",
        ],
    ),
    (
        "outlook.csv",
        "Subject,Start Date,Start Time,End Date,End Time\nMeet,1962-10-26,10:00,1962-10-26,11:00\n",
        &["1962-10-26T10:00 .. 1962-10-26T11:00", ""],
    ),
    (
        "two-ids.csv",
        "id,_id,from,from_id,to,date,url\nx,y,,u1,B,1962-10-26,https://a.org; https://b.org\n",
        &["u1 > B & _id: y", "unknown-columns"],
    ),
    (
        "short-rows.csv",
        "Date,From,To,Text,Extra\n1962-10-01,Ann Lee\n1962-10-03,Ann Lee,Bob Ray,y\n",
        &["1962-10-01 & Ann Lee >", "1962-10-03 & Ann Lee > Bob Ray", "unknown-columns"],
    ),
    (
        "two-dates.csv",
        "Date Sent,Date,From\n1962-10-01,1962-10-02,A\n1962-10-03,,B\n",
        &[
            "1962-10-02 & Date Sent: 1962-10-01",
            "1962-10-03 & B >",
            "columns-merged unknown-columns",
        ],
    ),
    (
        "end-zone.csv",
        "Date,Zone,End,From\n1962-10-01 19:00,Europe/Moscow,1962-10-01 20:00,A\n2024-11-03 01:30,America/New_York,,A\n",
        &["1962-10-01T19:00+03:00 .. 1962-10-01T20:00+03:00", "2024-11-03T01:30-04:00", ""],
    ),
    (
        "behind-mark.csv",
        "Date,From,Text\n1962-10-01,A,\"Hello\" she said\n",
        &["\"Hello\" she said", "stray-quote"],
    ),
];

#[test]
fn json_and_tables_of_many_shapes() {
    for (name, text, expected) in JSON.iter().chain(TABLES) {
        check(name, text.as_bytes(), expected);
    }
}

/// Calendars: the lines of their events, what is expected of them.
const CALENDARS: &[(&str, &[&str])] = &[
    (
        "BEGIN:VEVENT\nUID:a\nDTSTART:20240101T090000Z\nDTEND:20240101T100000Z\nRDATE;VALUE=PERIOD:20240110T090000Z/20240110T120000Z,20240111T090000Z/PT2H\nEND:VEVENT",
        &[
            "2024-01-01T09:00Z .. 2024-01-01T10:00Z",
            "2024-01-10T09:00Z .. 2024-01-10T12:00Z",
            "2024-01-11T09:00Z .. 2024-01-11T11:00Z",
            "recurring",
        ],
    ),
    (
        "BEGIN:VEVENT\nUID:a\nDTSTART;TZID=Europe/Berlin:20240101T100000\nDTEND;TZID=America/New_York:20240101T130000\nEND:VEVENT",
        &["2024-01-01T10:00+01:00 .. 2024-01-01T13:00-05:00", ""],
    ),
    ("BEGIN:VEVENT\nUID:a\nDTEND:20240105T130000Z\nEND:VEVENT", &["/2024-01-05 .. ", ""]),
    (
        "BEGIN:VEVENT\nUID:a\nDTSTART;VALUE=DATE:20240110\nDTEND:20240112T150000Z\nEND:VEVENT",
        &["2024-01-10 .. 2024-01-12T15:00Z", ""],
    ),
    (
        "BEGIN:VEVENT\nUID:a\nDTSTART:20240110T100000Z\nDTEND;VALUE=DATE:20240112\nEND:VEVENT",
        &["2024-01-10T10:00Z .. 2024-01-11", ""],
    ),
    (
        "BEGIN:VEVENT\nUID:a\nDTSTART:20240110T100000Z\nDTEND:20240109T100000Z\nEND:VEVENT",
        &["2024-01-10T10:00Z ..  |", "end-before-start"],
    ),
    (
        "BEGIN:VEVENT\nUID:a\nDTSTART:20240110T100000Z\nDURATION:-PT1H\nEND:VEVENT",
        &["2024-01-10T10:00Z ..  |", "end-before-start"],
    ),
    (
        "BEGIN:VEVENT\nUID:a\nDTSTART:20240110T100000Z\nDURATION:1 hour\nEND:VEVENT",
        &["2024-01-10T10:00Z ..  |", "bad-date"],
    ),
    (
        "BEGIN:VEVENT\nUID:a\nDTSTART:20240101T090000Z\nRRULE:FREQ=DAILY;COUNT=5\nEXRULE:FREQ=DAILY;INTERVAL=2;COUNT=3\nEND:VEVENT",
        &["2024-01-02", "2024-01-04", "first-replaced recurring"],
    ),
    (
        "BEGIN:VEVENT\nUID:a\nDTSTART:20240101T090000Z\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE:2024-01-02\nEND:VEVENT",
        &["2024-01-01", "2024-01-02", "bad-recurrence"],
    ),
    (
        "BEGIN:VEVENT\nUID:a\nDTSTART:20240101T090000Z\nRRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT\nBEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20240102T090000Z\nSTATUS:CANCELLED\nEND:VEVENT",
        &["2024-01-01", "2024-01-03", "2024-01-02 & cancelled", "recurring"],
    ),
    (
        "BEGIN:VEVENT\nUID:a\nSEQUENCE:1\nDTSTAMP:20240101T000000Z\nDTSTART:20240101T090000Z\nSUMMARY:old\nEND:VEVENT\nBEGIN:VEVENT\nUID:a\nSEQUENCE:1\nDTSTAMP:20240102T000000Z\nDTSTART:20240101T090000Z\nSUMMARY:new\nEND:VEVENT",
        &["new", "older-version"],
    ),
    (
        "BEGIN:VEVENT\nUID:a\nDTSTART:20240101T090000Z\nORGANIZER:mailto:a@x.org\nATTENDEE;CN=Bo:mailto:b@x.org\nEND:VEVENT\nBEGIN:VEVENT\nUID:b\nDTSTART:20240102T090000Z\nORGANIZER;CN=Ana:mailto:a@x.org\nATTENDEE;CN=Bo Li:mailto:b@x.org\nEND:VEVENT",
        &["Ana > Bo", "Ana > Bo", "leader-differs"],
    ),
    (
        "BEGIN:VEVENT\nUID:a\nDTSTART;VALUE=DATE:20240110\nDURATION:P2D\nEND:VEVENT",
        &["2024-01-10 .. 2024-01-11", ""],
    ),
    (
        "BEGIN:VEVENT\nUID:a\nDTSTART;VALUE=DATE:20240110\nDTEND;VALUE=DATE:20240110\nEND:VEVENT",
        &["2024-01-10 ..  |", ""],
    ),
];

#[test]
fn calendars_end_recur_and_are_called_off() {
    for (events, expected) in CALENDARS {
        let text = format!("BEGIN:VCALENDAR\nVERSION:2.0\n{events}\nEND:VCALENDAR\n");
        check("c.ics", text.as_bytes(), expected);
    }
}

/// Indexes of letters and timelines of other programs: the name of a file, its text, what is expected of it.
const OTHERS: &[(&str, &str, &[&str])] = &[
    (
        "c0.xml",
        r#"<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc><profileDesc><correspDesc><correspAction type="sent"><persName>Ana</persName><date from="1842-03-01" notAfter="1842-03-10"/></correspAction><correspAction type="received"><persName>Bo</persName></correspAction></correspDesc></profileDesc></teiHeader></TEI>"#,
        &["1842-03-01/1842-03-10 ..", ""],
    ),
    (
        "c1.xml",
        r#"<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc><profileDesc><correspDesc><correspAction type="sent"><persName>Ana</persName><date notBefore="1842-03" to="1842-03-10"/></correspAction><correspAction type="received"><persName>Bo</persName></correspAction></correspDesc></profileDesc></teiHeader></TEI>"#,
        &["1842-03/1842-03-10 ..", ""],
    ),
    (
        "c2.xml",
        r#"<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc><profileDesc><correspDesc><correspAction type="sent"><persName>Ana</persName><date when="1842-03-01"/><date when="1842-03-02">2. März</date></correspAction><correspAction type="received"><persName>Bo</persName></correspAction></correspDesc></profileDesc></teiHeader></TEI>"#,
        &["1842-03-01 ..", ""],
    ),
    (
        "c3.xml",
        r#"<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc><profileDesc><correspDesc><correspAction type="sent"><persName>Ana</persName><date notBefore="1842-03-00" notAfter="1842-04-05"/></correspAction><correspAction type="received"><persName>Bo</persName></correspAction></correspDesc></profileDesc></teiHeader></TEI>"#,
        &["[1842-03-01..1842-04-05]", "altered-date"],
    ),
    (
        "c4.xml",
        r#"<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc><profileDesc><correspDesc><correspAction type="sent"><persName>Ana</persName><date from="1842-03-01" to="1842-03-10" notBefore="1842-02-01"/></correspAction><correspAction type="received"><persName>Bo</persName></correspAction></correspDesc></profileDesc></teiHeader></TEI>"#,
        &["1842-03-01/1842-03-10", ""],
    ),
    (
        "c5.xml",
        r#"<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc><profileDesc><correspDesc><correspAction type="sent"><persName>Ana</persName><date when="1842-03-00"/></correspAction><correspAction type="received"><persName>Bo</persName></correspAction></correspDesc></profileDesc></teiHeader></TEI>"#,
        &["1842-03 ..", "altered-date"],
    ),
    (
        "s.json",
        r#"{"dateTimeFormat":"iso8601","events":[{"start":"1962-10-26T00:00:00Z","title":"a"},{"start":"1962-10-26T19:00:00Z","title":"b"}]}"#,
        &["1962-10-26 ..", "1962-10-26T19:00:00Z", ""],
    ),
    (
        "t.timeline",
        "<timeline><version>2.0</version><events><event><start>1962-10-26 00:00:00</start><end>1962-10-26 00:00:00</end><text>a</text></event><milestone><start>12024-05-01 00:00:00</start><end>12024-05-01 00:00:00</end><text>b</text></milestone></events></timeline>",
        &["1962-10-26 ..", "Y12024", ""],
    ),
    (
        "m.json",
        r#"{"events":[{"start_date":{"year":"1962","month":"21"},"text":{"headline":"x"}}]}"#,
        &[" .. ", "bad-date"],
    ),
];

#[test]
fn letters_and_timelines_of_many_shapes() {
    for (name, text, expected) in OTHERS {
        check(name, text.as_bytes(), expected);
    }
}

/// Files that are cut, marked up, called off or doubtful: the name of a file, its text, what is expected of it.
const MARKED: &[(&str, &str, &[&str])] = &[
    (
        "c1.xml",
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc><profileDesc><correspDesc><correspAction type=\"sent\"><persName cert=\"low\">Ana</persName><placeName>Rom</placeName><placeName>Ulm</placeName><date when=\"1842-03-01\" calendar=\"#julian\"/><note>hurried</note></correspAction><correspAction type=\"received\"><persName>Bo</persName></correspAction><note>one</note><note>two</note></correspDesc></profileDesc></teiHeader></TEI>",
        &[
            "1842-03-01 & Sent: Ana (cert low); Sent: Ulm; Sent: its wording is by the calendar julian; Sent: hurried",
            "",
        ],
    ),
    (
        "c2.xml",
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc><profileDesc><correspDesc><correspAction type=\"sent\"><persName ref=\"https://x/1\"/><date when=\"1842-03-01\"/></correspAction><correspAction type=\"received\"><rs type=\"person\">Bo</rs></correspAction><correspAction type=\"sent\"><persName>Carl</persName><placeName>Rom</placeName><date when=\"1842-03-07\"/></correspAction></correspDesc></profileDesc></teiHeader></TEI>",
        &["https://x/1+Carl > Bo & Sent by Carl: Rom, 1842-03-07", ""],
    ),
    (
        "corpus.xml",
        "<teiCorpus><teiHeader><fileDesc/></teiHeader><TEI><teiHeader><profileDesc><correspDesc ref=\"https://x/1\"><correspAction type=\"sent\"><persName>A</persName></correspAction></correspDesc></profileDesc></teiHeader><text><body><p>One.</p></body></text></TEI><TEI><teiHeader><profileDesc><correspDesc ref=\"https://x/1\"><correspAction type=\"sent\"><persName>A</persName></correspAction></correspDesc></profileDesc></teiHeader><text><body><p>Two.</p></body></text></TEI></teiCorpus>",
        &["One.", "Two.", "id-twice"],
    ),
    (
        "cut.xml",
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc><profileDesc><correspDesc><correspAction type=\"sent\"><persName>A</persName></correspAction><correspAction type=\"received\"><persName>Bo</persName></correspAction></corr",
        &["syntax"],
    ),
    (
        "cut-events.xml",
        "<data><event start=\"1962-10-26\" title=\"one\"/><event start=\"1962-10-27\" title=\"two\">more</event><event start=\"1962-10-28\" ti",
        &["1962-10-26", "1962-10-27", "syntax"],
    ),
    (
        "e.csv",
        "date,end,from\n1962-10-26,bad,A\n0001-01-01T00:00:00,,A\n1962-10-26 24:00,,A\n",
        &["1962-10-26 ..  |", " ..  | A", "1962-10-26 ..", "bad-date"],
    ),
    (
        "i.ics",
        "BEGIN:VCALENDAR\nMETHOD:CANCEL\nBEGIN:VEVENT\nUID:a\nDTSTART:20240705T1000\nPRIORITY:1\nCLASS:PUBLIC\nX-ROOM:7\nX-WR-ALARMUID:9\nCATEGORIES:A,B\\,C\nATTENDEE;CN=Ana:mailto:a@x.org\nATTENDEE;CN=Bo;PARTSTAT=DECLINED:mailto:b@x.org\nATTACH:https://x.org/f.pdf\nCONTACT:Me\nLOCATION:X\nLOCATION:Y\nEND:VEVENT\nBEGIN:VEVENT\nUID:b\nDTSTART;VALUE=DATE:20240705\nDURATION:PT12H\n",
        &[
            "2024-07-05T10:00 & Ana > & A,B,C,cancelled & Declined: Bo; PRIORITY: 1; X-ROOM: 7; ATTACH: https://x.org/f.pdf; CONTACT: Me; LOCATION: Y",
            "2024-07-05 .. ",
            "syntax",
        ],
    ),
    (
        "o.csv",
        "date,from,to,text\n1962-10-26,K,J,\"unclosed\n1962-10-27,J,K,b\n1962-10-28,J,K,\"ok\"\n1962-10-29,J,K,c\n",
        &["unclosed", "1962-10-29", "open-quote stray-quote"],
    ),
    (
        "q.csv",
        "date,from,to,text\n1962-10-26,K,J,\"6\" pipe\"\n1962-10-27,K,J,\"He said: \"yes, I will\" and left\"\n",
        &["6\" pipe", "He said: \"yes, I will\" and left", "stray-quote"],
    ),
    (
        "s.xml",
        "<data><event start=\"1962-10-26\" end=\"1962-10-28\" durationEvent=\"true\" latestEnd=\"1962-10-30\" caption=\"C\" title=\"t\"/></data>",
        &["1962-10-26 .. 1962-10-28 & caption: C", ""],
    ),
];

#[test]
fn what_is_marked_or_cut_is_told() {
    for (name, text, expected) in MARKED {
        check(name, text.as_bytes(), expected);
    }
}

#[test]
fn what_is_left_out_is_counted_once_wherever_it_is_found() {
    for (name, text, read) in [
        ("no-date.jsonl", "{\"a\":1,\"b\":2}\n17\n{\"a\":3,\"b\":4}\n", 3),
        ("no-date.csv", "a,b\n1,2\na,b\n", 2),
        ("values.json", "[1, {\"date\": \"1962-10-26\"}, {}]", 3),
        (
            "asked.json",
            r#"{"from":"2020-01-01","to":"2024-01-01","letters":[{"date":"2021-05-05","from":"Ana","to":"Bo"}]}"#,
            1,
        ),
    ] {
        let (archive, report) = load(name, text.as_bytes());
        let counted: usize = report.files.iter().map(|file| file.read).sum();
        assert_eq!(counted, read, "{name}");
        assert!(archive.leaders().all(|(_, leader)| !leader.name.starts_with("20")), "{name}");
    }
}
