//! `demarche generate`: made-up events, to measure with.

use super::args::GenerateArgs;
use super::{Status, print_error};
use crate::convert::{Target, to_text};
use crate::files::{write_whole, write_with};
use crate::generate::Shape;
use crate::model::build;
use crate::model::draft::{FileDraft, Found};

pub fn run(args: &GenerateArgs) -> Status {
    let shape = Shape {
        events: args.events,
        leaders: args.leaders,
        years: args.years,
        seed: args.seed,
    };
    let written = match Target::of_path(&args.output) {
        // A million lines are more than one would hold in memory twice.
        Some(Target::Jsonl) => write_with(&args.output, args.force, |file| {
            let mut leaders = Some(serde_json::json!({ "leaders": shape.leaders().collect::<Vec<_>>() }));
            for event in shape.events() {
                let line = crate::convert::line(&event, leaders.take()).map_err(std::io::Error::other)?;
                writeln!(file, "{line}")?;
            }
            Ok(())
        })
        .map_err(|error| error.to_string()),
        Some(target) => to_text(&build(&[draft_of(shape)]).0, target)
            .map_err(|error| error.to_string())
            .and_then(|text| write_whole(&args.output, text.as_bytes(), args.force).map_err(|error| error.to_string())),
        None => {
            print_error(&format!(
                "cannot tell the format from {:?}; end the name in .jsonl, .ron, .json or .csv",
                args.output.display().to_string()
            ));
            return 2;
        }
    };
    match written {
        Ok(()) => 0,
        Err(error) => {
            print_error(&error);
            1
        }
    }
}

fn draft_of(shape: Shape) -> FileDraft {
    FileDraft {
        path: "generated".to_owned(),
        leaders: shape.leaders().map(|record| Found { record, span: 0..0 }).collect(),
        events: shape
            .events()
            .map(|record| Found {
                record: Box::new(record),
                span: 0..0,
            })
            .collect(),
        ..FileDraft::default()
    }
}
