//! Chronologies of the archives that ship, and what reads back of them.

use super::*;
use crate::files;
use crate::formats;
use crate::model;

/// An archive that ships, as a chronology in a format.
fn written(example: usize, target: Target) -> (Archive, Written) {
    let (archive, _) = files::example(files::EXAMPLES[example]);
    let (index, threads, filter) = (EventIndex::new(&archive), Threads::new(&archive), Filter::default());
    let shown = Shown::new(&archive, &index, &filter, "");
    let chronology = Chronology {
        archive: &archive,
        index: &index,
        threads: &threads,
        shown: &shown,
        filter: &filter,
        headline: "",
    };
    let written = chronology.write(target).unwrap_or_default();
    (archive, written)
}

#[test]
fn a_chronology_has_every_event_every_quote_and_every_source() {
    for example in 0..files::EXAMPLES.len() {
        for target in [Target::Markdown, Target::Plain] {
            let (archive, Written { text, left_out }) = written(example, target);
            assert_eq!(left_out, Vec::<String>::new());
            // Lines are broken and signs are escaped; words stay.
            let words = |text: &str| -> String { text.chars().filter(|char| char.is_alphanumeric()).collect() };
            let all = words(&text);
            for event in &archive.events {
                assert!(all.contains(&words(&event.title)), "{target:?} has {}", event.title);
                for quote in &event.quotes {
                    assert!(all.contains(&words(&quote.text)), "{target:?} has {:?}", quote.text);
                }
                for source in event.sources.iter().filter_map(|id| archive.source(*id)) {
                    let title = source.title.as_deref().unwrap_or_default();
                    assert!(all.contains(&words(title)), "{target:?} has {title:?}");
                }
            }
        }
    }
}

#[test]
fn footnotes_are_defined_once_and_each_is_cited() {
    let (_, Written { text, .. }) = written(1, Target::Markdown);
    let defined: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("[^")?.split(']').next()).collect();
    assert!(defined.len() > 10);
    for (number, name) in (1..).zip(&defined) {
        assert_eq!(*name, format!("{number}"), "in order");
        assert!(
            text.contains(&format!("[^{name}]\n")) || text.contains(&format!("[^{name}][")),
            "{name} is cited"
        );
    }
}

#[test]
fn tables_and_calendars_read_back() {
    for (target, name) in [(Target::Csv, "t.csv"), (Target::Calendar, "t.ics")] {
        let (archive, Written { text, left_out }) = written(1, target);
        let (back, report) = model::build(&[formats::read(name, text.as_bytes())]);
        assert_eq!(report.rejected(), 0, "{name}: {:?}", report.reports);
        let dated = archive.events.iter().filter(|event| event.range().is_some());
        let expected = if target == Target::Csv {
            archive.events.len()
        } else {
            dated.count()
        };
        assert_eq!(
            (back.events.len(), left_out.len()),
            (expected, usize::from(expected < archive.events.len())),
            "{name}"
        );
        // A place in an order has no column.
        for event in archive.events.iter().filter(|event| event.order().is_none()) {
            let Some(range) = event.date().and_then(|date| date.extent().known()) else {
                continue;
            };
            let same = back.events.iter().find(|other| other.title == event.title);
            let other = same.and_then(|other| other.date()?.extent().known());
            let is_within = other.is_some_and(|other| other.start <= range.start && range.start <= other.end);
            assert!(is_within, "{name}: {} was {range:?}, is {other:?}", event.title);
        }
    }
}
