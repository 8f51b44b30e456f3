//! `demarche convert`: any archive as a file of ours.

use super::args::ConvertArgs;
use super::{Status, print_error, print_line, reading};
use crate::convert::{Target, lost_in_table, to_text};
use crate::files::write_whole;
use crate::layout::{counted, thousands};

pub fn run(args: &ConvertArgs) -> Status {
    let Some(target) = Target::of_path(&args.output) else {
        print_error(&format!(
            "cannot tell the format from {:?}; end the name in .ron, .json, .jsonl or .csv",
            args.output.display().to_string()
        ));
        return 2;
    };
    let (archive, report) = reading::load(&args.files, &args.tables.options());
    let written = to_text(&archive, target)
        .map_err(|error| error.to_string())
        .and_then(|text| write_whole(&args.output, text.as_bytes(), args.force).map_err(|error| error.to_string()));
    if let Err(error) = written {
        print_error(&error);
        return 1;
    }
    for report in &report.reports {
        print_error(&report.to_string());
    }
    let lost = if target == Target::Csv {
        lost_in_table(&archive)
    } else {
        Vec::new()
    };
    if !lost.is_empty() {
        print_error(&format!(
            "a table cannot hold everything; {}; .ron, .json and .jsonl hold all",
            lost.join(", ")
        ));
    }
    print_line(&format!(
        "{}: {} of {}, {}, {}",
        args.output.display(),
        thousands(archive.events.len()),
        counted(report.read(), "event"),
        counted(archive.leaders.len(), "leader"),
        counted(archive.sources.len(), "source")
    ));
    Status::from(report.rejected() > 0 || report.has_errors())
}
