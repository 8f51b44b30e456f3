//! Every format that is read, by a small file of its kind in `tests/data`: what becomes of what.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use demarche::dates::Date;
use demarche::files::{self, Options};
use demarche::model::columns::Mapping;
use demarche::model::{Archive, LoadReport};

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

/// An archive with its report, as text to be looked at.
fn told(archive: &Archive, report: &LoadReport) -> String {
    let mut text = format!("title: {}\n", archive.title);
    if !archive.description.is_empty() {
        let _ = writeln!(text, "description: {}", archive.description);
    }
    let date = |date: Option<&Date>| date.map_or_else(String::new, |date| date.as_written().to_owned());
    for leader in &archive.leaders {
        let _ = writeln!(
            text,
            "leader {}: {} {}",
            leader.id,
            leader.name,
            leader.office.as_deref().unwrap_or_default()
        );
    }
    for source in &archive.sources {
        let _ = writeln!(
            text,
            "source {}: {} {}",
            source.id,
            source.label(),
            source.url.as_deref().unwrap_or_default()
        );
    }
    for era in &archive.eras {
        let _ = writeln!(text, "era {}: {} to {}", era.name, era.start, era.end);
    }
    for event in &archive.events {
        let names = |ids: &[demarche::model::LeaderId]| ids.iter().map(|id| archive.leader_name(*id)).collect::<Vec<_>>().join(", ");
        let _ = writeln!(
            text,
            "{} {} | {} | {}",
            event.kind.name(),
            event.id,
            date(event.sent.as_ref()),
            event.title
        );
        let mut line = |name: &str, value: String| {
            if !value.is_empty() {
                let _ = writeln!(text, "    {name}: {}", value.replace('\n', " / "));
            }
        };
        line("end", date(event.end.as_ref()));
        line("received", date(event.received()));
        line("as written", event.date_as_written().map(str::to_owned).unwrap_or_default());
        line("date note", event.date_note().map(str::to_owned).unwrap_or_default());
        line("from", names(&event.from));
        line("to", names(&event.to));
        line("place", event.place.as_deref().unwrap_or_default().to_owned());
        line("channel", event.channel().unwrap_or_default().to_owned());
        line("summary", event.summary.as_deref().unwrap_or_default().to_owned());
        for quote in &event.quotes {
            line("quote", quote.text.to_string());
        }
        let answered: Vec<&str> = event
            .in_reply_to
            .iter()
            .filter_map(|id| archive.event(*id))
            .map(|event| event.id.as_str())
            .collect();
        line("answers", answered.join(", "));
        let sources: Vec<&str> = event
            .sources
            .iter()
            .filter_map(|id| archive.source(*id))
            .map(|source| source.id.as_str())
            .collect();
        line("sources", sources.join(", "));
        line("tags", event.tags().join(", "));
        line("note", event.note().map(str::to_owned).unwrap_or_default());
    }
    let folder = data("").display().to_string();
    text + "---\n" + &report.to_text().replace(&folder, "")
}

fn load(name: &str, options: &Options) -> String {
    let (archive, report) = files::load_with(&[data(name)], options);
    for file in &report.files {
        assert_eq!(file.read, file.placed + file.undated + file.rejected, "{name}");
    }
    told(&archive, &report).replace(&data("").display().to_string(), "")
}

#[test]
fn each_format_says_what_becomes_of_what() {
    let mut names: Vec<String> = std::fs::read_dir(data(""))
        .unwrap_or_else(|error| panic!("tests/data: {error}"))
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    names.sort();
    assert!(names.len() > 9);
    for name in names {
        insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(name.replace('.', "_"), load(&name, &Options::default()));
        });
    }
}

#[test]
fn a_table_whose_headers_say_neither_who_nor_what_is_opened_and_asks() {
    let vague = |headers: &str| {
        let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        let path = folder.path().join("x.csv");
        let rows = "1871-05-09,Thiers,Bismarck,France will ratify\n1871-05-21,Bismarck,Favre,Received\n";
        std::fs::write(&path, format!("{headers}\n{rows}")).unwrap_or_else(|error| panic!("{error}"));
        let (archive, report) = files::load(&[path]);
        assert_eq!((archive.events.len(), report.rejected()), (2, 0), "{headers}");
        report.tables[0].is_vague
    };
    assert!(vague("qx1,qx2,qx3,qx4"));
    assert!(vague("Date,qx2,qx3,qx4"));
    assert!(!vague("Wann,Wer,An wen,Worum"));
    assert!(!vague("Date,qx2,qx3,Title"));
}

#[test]
fn a_mapping_says_what_headers_do_not() {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let path = folder.path().join("x.csv");
    std::fs::write(&path, "A,B,C,D\n1962-10-26,Khrushchev,Kennedy,1962-10-27\n").unwrap_or_else(|error| panic!("{error}"));
    let (archive, report) = files::load(std::slice::from_ref(&path));
    assert_eq!((archive.events.len(), report.read(), report.rejected()), (0, 1, 1));
    assert!(report.tables[0].is_asking);
    assert_eq!(report.tables[0].rows, [["1962-10-26", "Khrushchev", "Kennedy", "1962-10-27"]]);
    let mapping = Mapping::parse("date=A,from=B,to=C").unwrap_or_else(|error| panic!("{error}"));
    let options = Options {
        remembered: vec![(report.tables[0].headers.clone(), mapping)],
        ..Options::default()
    };
    let (archive, report) = files::load_with(&[path], &options);
    assert_eq!((archive.events.len(), report.rejected()), (1, 0));
    assert_eq!(archive.events[0].kind.name(), "message");
    for (text, error) in [
        ("date", "found \"date\", expected field=header, for example date=Datum"),
        ("colour=A", "there is no field \"colour\""),
    ] {
        let said = Mapping::parse(text).map_or_else(|error| error.to_string(), |mapping| mapping.to_string());
        assert!(said.starts_with(error), "{said}");
    }
    let odd = Mapping::parse("\"to=Name, Vorname\",date=D").unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(Mapping::parse(&odd.to_string()), Ok(odd));
}

#[test]
fn files_that_know_nothing_of_each_other_may_have_the_same_ids() {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let text = std::fs::read_to_string(data("letters.csv")).unwrap_or_else(|error| panic!("{error}"));
    for name in ["a.csv", "b.csv"] {
        std::fs::write(folder.path().join(name), &text).unwrap_or_else(|error| panic!("{error}"));
    }
    let (archive, report) = files::load(&[folder.path().to_owned()]);
    assert_eq!((archive.events.len(), report.rejected()), (8, 0), "{}", report.to_text());
    assert!(archive.find_event("k1 (b.csv)").is_some());
}

/// The small examples, read once.
fn examples() -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(data("")).unwrap_or_else(|error| panic!("tests/data: {error}"));
    let mut all: Vec<(String, Vec<u8>)> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            Some((path.file_name()?.to_string_lossy().into_owned(), std::fs::read(&path).ok()?))
        })
        .collect();
    all.sort();
    all
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 400, ..Default::default() })]
    #[test]
    fn damaged_files_lose_nothing_in_silence(which in 0_usize..1000, cut in 0.0_f64..1.0, flips in proptest::collection::vec((0.0_f64..1.0, 0_u8..=255), 0..8), cuts in proptest::bool::ANY) {
        let all = examples();
        let (name, bytes) = &all[which % all.len()];
        let mut bytes = bytes.clone();
        if cuts {
            bytes.truncate((bytes.len() as f64 * cut) as usize);
        }
        for (at, byte) in flips {
            let length = bytes.len();
            if let Some(place) = bytes.get_mut((length as f64 * at) as usize) {
                *place = byte;
            }
        }
        let drafts = demarche::formats::open(name, bytes, &Options::default());
        let (archive, report) = demarche::model::build(&drafts);
        let placed: usize = report.files.iter().map(|file| file.placed + file.undated).sum();
        proptest::prop_assert_eq!(placed, archive.events.len());
        for file in &report.files {
            proptest::prop_assert_eq!(file.read, file.placed + file.undated + file.rejected);
            // Whatever is left out is told.
            proptest::prop_assert!(file.rejected == 0 || report.reports.iter().any(|report| report.path == file.path));
        }
    }
}

#[test]
fn columns_of_visitors_and_hosts_make_visits_and_who_whom_what_messages() {
    let kinds = |name: &str, text: &str| -> Vec<String> {
        let (archive, report) = demarche::model::build(&[demarche::formats::read(name, text.as_bytes())]);
        assert!(!report.has_errors(), "{}", report.to_text());
        archive
            .events
            .iter()
            .map(|event| {
                let names =
                    |ids: &[demarche::model::LeaderId]| ids.iter().map(|id| archive.leader_name(*id)).collect::<Vec<_>>().join(", ");
                format!(
                    "{}: {} to {}, {}",
                    event.kind.name(),
                    names(&event.from),
                    names(&event.to),
                    event.title
                )
            })
            .collect()
    };
    let visits = "Start,End,Visitor,Host,Place,Title\n2019-06-20,2019-06-21,Xi Jinping,Kim Jong Un,Pyongyang,State visit\n";
    assert_eq!(kinds("visits.csv", visits), ["visit: Xi Jinping to Kim Jong Un, State visit"]);
    let said = "Visitor,Host,Date,Kind,Title\nXi Jinping,Kim Jong Un,2019-06-20,letter,Thanks\n";
    assert_eq!(
        kinds("said.csv", said),
        ["message: Xi Jinping to Kim Jong Un, Thanks"],
        "what a column says goes first"
    );
    let russian = "Дата,От кого,Кому,Тема\n15 августа 2024 г.,Владимир Путин,Ким Чен Ын,Поздравление\n";
    assert_eq!(
        kinds("russian.csv", russian),
        ["message: Владимир Путин to Ким Чен Ын, Поздравление"]
    );
    let rows = r#"[{"when":"1945-08-15","who":"Stalin","whom":"Kim Il Sung","what":"Liberation"}]"#;
    assert_eq!(kinds("rows.json", rows), ["message: Stalin to Kim Il Sung, Liberation"]);
}
