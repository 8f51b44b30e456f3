//! The command line: `check`, `convert`, `date`, `export`, `stats`, `cite`, `generate`, `bench`. The same loading and layout as the window, without one.

mod args;
#[cfg(feature = "window")]
mod bench;
mod check;
mod cite;
mod convert;
mod date;
mod export;
mod filter;
mod reading;
mod recipe;
mod generate;
mod stats;
mod terminal;

use std::io::Write as _;
use std::sync::OnceLock;

use self::terminal::{shown, shown_json};

pub use self::args::{Args, Subcommand, WindowArgs};

/// The exit status of a subcommand: 0 all well, 1 something was left out or failed, 2 wrong usage.
pub type Status = u8;

/// Runs a subcommand; prints to standard output and, what went wrong, to standard error.
#[must_use]
pub fn run(subcommand: &Subcommand) -> Status {
    let status = match subcommand {
        Subcommand::Check(args) => check::run(args),
        Subcommand::Convert(args) => convert::run(args),
        #[cfg(feature = "window")]
        Subcommand::Bench(args) => bench::run(args),
        Subcommand::Cite(args) => cite::run(args),
        Subcommand::Stats(args) => stats::run(args),
        Subcommand::Generate(args) => generate::run(args),
        Subcommand::ReadWorkbook(args) => {
            let served = crate::files::serve_workbook(args.bytes, args.sheet.as_deref(), args.memory);
            return u8::from(served.is_err());
        }
        Subcommand::Date(args) => date::run(args),
        Subcommand::Export(args) => export::run(args),
    };
    match LOST.get() {
        Some(cause) => {
            print_error(&format!("cannot write the output: {cause}"));
            status.max(1)
        }
        None => status,
    }
}

/// Why something that was to be printed could not be: the first cause.
static LOST: OnceLock<String> = OnceLock::new();

/// Prints lines of text. A reader that went away (`| head`) is no error; any other failure is remembered for the end.
fn print_line(text: &str) {
    print(&shown(text));
}

/// Prints JSON, in which only strings can hold what a terminal would obey.
fn print_json(json: &str) {
    print(&shown_json(json));
}

fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    if let Err(error) = writeln!(out, "{text}").and_then(|()| out.flush())
        && error.kind() != std::io::ErrorKind::BrokenPipe
    {
        let _ = LOST.set(crate::files::reason(&error));
    }
}

/// Prints what went wrong.
pub fn print_error(message: &str) {
    let _ = writeln!(std::io::stderr(), "demarche: {}", shown(message));
}
