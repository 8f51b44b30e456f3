//! `demarche`: reads the arguments, then runs the window or a subcommand.

use std::process::ExitCode;

use clap::Parser as _;
use demarche::cli::{self, Args, WindowArgs};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = Args::parse();
    // Where a file may not grow further, that is an error of writing like others, with a sentence, and not the end of the program.
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
    let status = match &args.subcommand {
        Some(subcommand) => cli::run(subcommand),
        None => open_window(&args.window).map_or_else(
            |message| {
                cli::print_error(&message);
                1
            },
            |()| 0,
        ),
    };
    ExitCode::from(status)
}

#[cfg(feature = "window")]
fn open_window(args: &WindowArgs) -> Result<(), String> {
    demarche::window::run(&args.files, args.tables.options(), args.frame_times)
}

#[cfg(not(feature = "window"))]
fn open_window(_: &WindowArgs) -> Result<(), String> {
    Err("this is the command line alone, built without a window; `demarche --help` says what it does".to_owned())
}
