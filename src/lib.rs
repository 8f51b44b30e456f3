//! Démarche: a timeline of messages, replies and visits between leaders, with every quote and its source.
//!
//! ```text
//! bytes ─formats─▶ Archive ─index─▶ EventIndex ─┐                 ┌─ui──────▶ screen, Commands ─state─▶ next frame
//!                   Viewport ─view─▶ TimeScale ─┴─layout─▶ Scene ─┴─export──▶ SVG, PNG, PDF
//! ```
//!
//! Everything flows one way. A frame only reads; what the user asks for becomes a command, and commands change the state.
//! `tests/tidy.rs` holds each module to what it may use.
//!
//! From a file to a figure, without a window:
//!
//! ```
//! # #[cfg(feature = "window")] {
//! use demarche::figure::{Format, Options};
//! use demarche::files::{EXAMPLES, example};
//! use demarche::library::{Library, Origin};
//! use demarche::state::State;
//!
//! let (archive, report) = example(EXAMPLES[1]);
//! assert_eq!(report.read(), archive.events.len());
//! let state = State::new(Library::complete(archive, report, Origin::Example(1)));
//! let options = Options { format: Format::Svg, ..Options::default() };
//! let svg = state.subject().figure(&options, &[], None).render().map(|drawn| drawn.bytes);
//! assert!(svg.is_ok_and(|svg| svg.starts_with(b"<svg")));
//! # }
//! ```
//!
//! | module | its one job |
//! |---|---|
//! | `dates` | EDTF dates of any precision, and the instants a date may mean |
//! | `theme` | colors, sizes and fonts as named tokens |
//! | `model` | the archive and its parts, and what loading left out |
//! | `formats` | bytes to records, one file per format |
//! | `convert` | an archive to a file of ours, or to a graph |
//! | `generate` | made-up events to measure with |
//! | `files` | paths to an archive, pictures onto the disk; the archives that ship |
//! | `index` | events by time: range queries, filter, search |
//! | `threads` | reply chains and the time to answer |
//! | `library` | an archive that is open, with index, threads, report and story |
//! | `compare` | two texts side by side, sentence against sentence |
//! | `cite` | sources as citations: Chicago, APA, BibTeX, CSL-JSON |
//! | `listing` | the event list: columns, sorting, CSV |
//! | `view` | viewport, time scale, ticks |
//! | `story` | views in an order |
//! | `scene` | what is drawn, and what each thing stands for |
//! | `layout` | events and viewport to a scene |
//! | `chronology` | what happened, in order, as text: Markdown, plain, a table, a calendar |
//! | `charts` | exchanges to a scene: the tempo of a pair, who wrote to whom |
//! | `export` | a scene to SVG, PNG and PDF |
//! | `figure` | an archive as a picture for an article |
//! | `command` | all a user can do, with names and keys |
//! | `state` | all a user can change, and what commands do to it |
//! | `ui` | panels and widgets: read the state, push commands |
//! | `app` | files, workers, dialogs, settings: what happens outside |
//! | `window` | opens the window, or says why there is none |
//! | `cli` | `check`, `convert`, `date`, `export`, `stats`, `cite`, `generate`, `bench` without a window |

/// The program with its version, as files say it.
pub const PROGRAM: &str = concat!("D\u{e9}marche ", env!("CARGO_PKG_VERSION"));

pub mod dates;
pub mod theme;
pub mod model;
pub mod formats;
pub mod convert;
pub mod generate;
pub mod files;
pub mod index;
pub mod threads;
pub mod compare;
pub mod cite;
pub mod listing;
pub mod view;
pub mod story;
pub mod library;
pub mod scene;
pub mod layout;
pub mod chronology;
pub mod charts;
pub mod export;
pub mod figure;
#[cfg(feature = "window")]
pub mod command;
#[cfg(feature = "window")]
pub mod state;
#[cfg(feature = "window")]
pub mod ui;
#[cfg(feature = "window")]
pub mod app;
#[cfg(feature = "window")]
pub mod window;
pub mod cli;
