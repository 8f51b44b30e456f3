//! Records as programs and people write them: by their ids, within each other, cut short, with names and dates in parts.

mod told;

use crate::told::check;

/// JSON: the name of a file, its text, what is told of it.
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
            "Message of",
            "1962-10-27 & Reply of Kennedy",
            "1962-10-28 & Reply of Khrushchev",
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
];

#[test]
fn json_and_tables_of_many_shapes() {
    for (name, text, expected) in JSON.iter().chain(TABLES) {
        check(name, text.as_bytes(), expected);
    }
}
