//! `demarche cite`: where an archive has it from, as citations.

use super::args::CiteArgs;
use super::{Status, print_error, print_line, reading};
use crate::cite::{cite, sources_of};
use crate::model::EventId;

pub fn run(args: &CiteArgs) -> Status {
    let (archive, report) = reading::load(&args.files, &args.tables.options());
    let mut events: Vec<EventId> = Vec::new();
    for key in &args.event {
        let Some(id) = archive.find_event(key) else {
            print_error(&format!("--event: there is no event {key:?}"));
            return 2;
        };
        events.push(id);
    }
    if args.event.is_empty() {
        events.extend(archive.events().map(|(id, _)| id));
    }
    let sources = sources_of(&archive, events);
    if sources.is_empty() {
        print_error("no source is given");
    } else {
        print_line(&cite(&archive, &sources, args.style));
    }
    if report.has_errors() {
        print_error("not everything could be read; `demarche check` says what was left out");
    }
    Status::from(report.has_errors())
}
