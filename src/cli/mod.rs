//! The command line: `check`, `convert`, `date`, `export`, `stats`, `cite`, `generate`, `bench`. The same loading and layout as the window, without one.

mod args;
#[cfg(feature = "window")]
mod bench;
mod check;
mod cite;
mod convert;
mod date;
mod export;
mod generate;
mod stats;

use std::io::Write as _;

pub use self::args::{Args, Subcommand, WindowArgs};

/// The exit status of a subcommand: 0 all well, 1 something was left out or failed, 2 wrong usage.
pub type Status = u8;

/// Runs a subcommand; prints to standard output and, what went wrong, to standard error.
#[must_use]
pub fn run(subcommand: &Subcommand) -> Status {
    match subcommand {
        Subcommand::Check(args) => check::run(args),
        Subcommand::Convert(args) => convert::run(args),
        #[cfg(feature = "window")]
        Subcommand::Bench(args) => bench::run(args),
        Subcommand::Cite(args) => cite::run(args),
        Subcommand::Stats(args) => stats::run(args),
        Subcommand::Generate(args) => generate::run(args),
        Subcommand::Date(args) => date::run(args),
        Subcommand::Export(args) => export::run(args),
    }
}

/// Prints a line; a reader that went away (`| head`) is no error.
fn print_line(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Prints what went wrong.
pub fn print_error(message: &str) {
    let _ = writeln!(std::io::stderr(), "demarche: {message}");
}
