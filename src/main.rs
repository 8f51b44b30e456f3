//! `demarche`: reads the arguments, then runs the window or a subcommand.

use std::process::ExitCode;

use clap::Parser as _;
use demarche::cli::{self, Args};
use demarche::window;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = Args::parse();
    let status = match &args.subcommand {
        Some(subcommand) => cli::run(subcommand),
        None => window::run(&args.window.files, args.window.tables.options(), args.window.frame_times).map_or_else(
            |message| {
                cli::print_error(&message);
                1
            },
            |()| 0,
        ),
    };
    ExitCode::from(status)
}
