//! What is written is read back the same, whatever is in it.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::formats;
use crate::model::draft::{
    AccountDraft, CalendarDraft, EraDraft, EventDraft, FileDraft, Found, LeaderDraft, OneOrMany, QuoteDraft, SourceDraft,
};
use crate::model::{Confidence, Kind, Original, build};

fn words() -> BoxedStrategy<String> {
    prop_oneof![
        "\\PC{1,20}",
        "[a-zé ]{1,12}",
        Just("two\nlines \"quoted\" #\"# and \\ more".to_owned()),
        Just("tab\tand\r\nreturn \u{7}".to_owned()),
    ]
    .prop_map(|text| format!("x{text}x"))
    .boxed()
}

fn date() -> BoxedStrategy<String> {
    prop_oneof![
        Just("1962-10-26".to_owned()),
        Just("1962~".to_owned()),
        Just("[1962-10-26,1962-10-27]".to_owned()),
        Just("1962-10-26T19+03:00".to_owned()),
        Just("196X".to_owned()),
        Just("XXXX".to_owned()),
    ]
    .boxed()
}

/// A leader's place, or none: ids are made of it, so that they are there.
fn some_of(count: usize) -> BoxedStrategy<Vec<usize>> {
    vec(0..count, 0..3).boxed()
}

fn leader(position: usize) -> BoxedStrategy<LeaderDraft> {
    (
        option::of(words()),
        option::of(words()),
        vec(words(), 0..2),
        option::of(Just("KR".to_owned())),
    )
        .prop_map(move |(name, native_name, aliases, country)| LeaderDraft {
            id: format!("l{position}"),
            name: name.unwrap_or_default(),
            native_name,
            aliases: OneOrMany(aliases),
            country,
            seat: (position == 0).then(|| "Moscow".to_owned()),
            zone: (position == 0).then(|| "Europe/Moscow".to_owned()),
            ..LeaderDraft::default()
        })
        .boxed()
}

fn source(position: usize) -> BoxedStrategy<SourceDraft> {
    (option::of(words()), option::of(date()), option::of(words()))
        .prop_map(move |(title, published, url)| SourceDraft {
            id: format!("s{position}"),
            title,
            published,
            url,
            via: OneOrMany(if position > 0 { vec!["s0".to_owned()] } else { Vec::new() }),
            ..SourceDraft::default()
        })
        .boxed()
}

fn quote() -> BoxedStrategy<QuoteDraft> {
    (words(), option::of(words()), option::of(words()), any::<bool>())
        .prop_map(|(text, original, locator, has_source)| QuoteDraft {
            text,
            original: original.map(|text| Original {
                text,
                language: Some("ru".to_owned()),
            }),
            locator,
            source: has_source.then(|| "s1".to_owned()),
            speaker: has_source.then(|| "l1".to_owned()),
            verified: has_source.then(|| "compared in 2024".to_owned()),
            ..QuoteDraft::default()
        })
        .boxed()
}

fn account() -> BoxedStrategy<AccountDraft> {
    (words(), option::of(date()), option::of(words()), any::<bool>())
        .prop_map(|(text, date, by, has_source)| AccountDraft {
            text,
            published: date.clone(),
            date,
            by,
            leader: has_source.then(|| "l2".to_owned()),
            source: has_source.then(|| "s0".to_owned()),
            ..AccountDraft::default()
        })
        .boxed()
}

fn confidence() -> BoxedStrategy<Option<Confidence>> {
    prop_oneof![
        Just(None),
        Just(Some(Confidence::Confirmed)),
        Just(Some(Confidence::Reported)),
        Just(Some(Confidence::Disputed)),
        Just(Some(Confidence::Inferred)),
    ]
    .boxed()
}

fn event(position: usize) -> BoxedStrategy<EventDraft> {
    let who = (some_of(3), some_of(3), 0..Kind::ALL.len(), any::<bool>());
    let when = (option::of(date()), option::of(date()), option::of(words()));
    let what = (
        option::of(words()),
        option::of(words()),
        vec(quote(), 0..3),
        vec(words(), 0..3),
        option::of(words()),
    );
    let told = (vec(account(), 0..3), confidence(), confidence(), confidence(), any::<bool>());
    (who, when, what, told)
        .prop_map(
            move |((from, to, kind, answers), (sent, received, written), (title, summary, quotes, tags, note), told)| {
                let (accounts, confidence, link_confidence, date_confidence, is_placed) = told;
                let answers = answers && position > 0;
                let names = |all: Vec<usize>| OneOrMany(all.into_iter().map(|at| format!("l{at}")).collect());
                EventDraft {
                    id: format!("e{position}"),
                    kind: if answers { Kind::Reply } else { Kind::ALL[kind] },
                    sent,
                    received,
                    date_as_written: written,
                    from: names(from),
                    to: names(to),
                    title,
                    summary,
                    quotes,
                    tags: OneOrMany(tags),
                    note,
                    in_reply_to: OneOrMany(if answers { vec![format!("e{}", position - 1)] } else { Vec::new() }),
                    is_suggested: answers,
                    accounts,
                    confidence,
                    link_confidence,
                    date_confidence,
                    after: OneOrMany(if is_placed && position > 1 {
                        vec!["e0".to_owned()]
                    } else {
                        Vec::new()
                    }),
                    before: OneOrMany(if is_placed && position > 1 {
                        vec!["e1".to_owned()]
                    } else {
                        Vec::new()
                    }),
                    calendar: is_placed.then_some(CalendarDraft::Julian),
                    sources: OneOrMany(vec!["s0".to_owned()]),
                    ..EventDraft::default()
                }
            },
        )
        .boxed()
}

fn found<T>(records: Vec<T>) -> Vec<Found<T>> {
    records.into_iter().map(|record| Found { record, span: 0..0 }).collect()
}

fn archive() -> BoxedStrategy<Archive> {
    let leaders = (leader(0), leader(1), leader(2)).prop_map(|(a, b, c)| vec![a, b, c]);
    let sources = (source(0), source(1)).prop_map(|(a, b)| vec![a, b]);
    let events = (event(0), event(1), event(2), event(3)).prop_map(|(a, b, c, d)| vec![a, b, c, d]);
    (words(), leaders, sources, events, 0_usize..5)
        .prop_map(|(title, leaders, sources, mut events, count)| {
            events.truncate(count);
            let draft = FileDraft {
                title: Some(title),
                leaders: found(leaders),
                sources: found(sources),
                events: found(events.into_iter().map(Box::new).collect()),
                eras: found(vec![EraDraft {
                    name: "era".to_owned(),
                    start: "1961".to_owned(),
                    end: Some("1963".to_owned()),
                }]),
                ..FileDraft::default()
            };
            build(&[draft]).0
        })
        .boxed()
}

/// The archive that a text of ours is.
fn read_back(text: &str) -> Archive {
    let (archive, report) = build(&[formats::read("back", text.as_bytes())]);
    assert_eq!(report.rejected(), 0, "{}\n{text}", report.to_text());
    archive
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_the_same(archive in archive()) {
        for target in [Target::Ron, Target::Json, Target::Jsonl] {
            let text = to_text(&archive, target).unwrap_or_else(|error| panic!("{error}"));
            prop_assert_eq!(&read_back(&text), &archive, "{}", text);
        }
    }

    #[test]
    fn a_table_has_every_event_with_its_leaders(archive in archive()) {
        let text = to_text(&archive, Target::Csv).unwrap_or_else(|error| panic!("{error}"));
        let (back, _) = build(&[formats::read("back.csv", text.as_bytes())]);
        prop_assert_eq!(back.events.len(), archive.events.len());
        for (event, original) in back.events.iter().zip(&archive.events) {
            prop_assert_eq!(&event.id, &original.id);
            prop_assert_eq!(&event.sent, &original.sent);
            prop_assert_eq!((event.from.len(), event.to.len()), (original.from.len(), original.to.len()));
        }
    }
}

#[test]
fn no_cell_of_a_table_is_run_and_all_come_back() {
    let text = r#"{"leaders": [{"id": "a", "name": "=Anna"}, {"id": "b", "name": "@Boris"}], "events": [{"id": "-1-a", "kind": "message",
        "sent": "-0431-03", "from": "a", "to": "b", "title": "=HYPERLINK(\"http://a.example\")", "place": "+1-2", "summary": "'=1"}]}"#;
    let (archive, _) = build(&[formats::read("a.json", text.as_bytes())]);
    let table = to_text(&archive, Target::Csv).unwrap_or_else(|error| panic!("{error}"));
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let cells: Vec<String> = reader
        .records()
        .flatten()
        .flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let run = cells.iter().find(|cell| cell.starts_with(['=', '+', '-', '@']));
    assert_eq!(run, None, "{table}");
    let (back, report) = build(&[formats::read("a.csv", table.as_bytes())]);
    let (event, original) = (&back.events[0], &archive.events[0]);
    assert_eq!(
        (&event.id, &event.sent, &event.title),
        (&original.id, &original.sent, &original.title),
        "{table}{}",
        report.to_text()
    );
    assert_eq!((&event.place, &event.summary), (&original.place, &original.summary));
    assert_eq!(back.leader_name(event.from[0]), "=Anna");
    assert_eq!(back.leader_name(event.to[0]), "@Boris");
}

#[test]
fn the_archives_that_ship_are_written_as_a_person_would() {
    for example in crate::files::EXAMPLES {
        let (archive, _) = crate::files::example(example);
        for target in [Target::Ron, Target::Json, Target::Jsonl] {
            let text = to_text(&archive, target).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(read_back(&text), archive, "{}", example.name);
        }
    }
    let (archive, _) = crate::files::built_in();
    insta::assert_snapshot!(to_text(&archive, Target::Ron).unwrap_or_default());
}
