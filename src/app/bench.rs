//! How long an archive takes: to open, to draw at three zooms, to filter, to search. The whole window, without a screen.

use std::path::PathBuf;
use std::time::Instant;

use serde::Serialize;

use crate::command::Command;
use crate::files::{self, Options};
use crate::model::LeaderId;
use crate::state::{Loaded, Origin, State};
use crate::ui::{self, Memory};
use crate::view::Viewport;

/// How many frames are drawn at each zoom, each a little further in time.
const FRAMES: usize = 60;

/// How far each of them pans, as a share of the view.
const PAN: f64 = 0.013;

/// The size of the window, in points.
const SIZE: egui::Vec2 = egui::vec2(1440.0, 900.0);

/// The length of a year and of a month, in seconds.
const YEAR: f64 = 31_556_952.0;

/// What was measured; times in milliseconds, memory in bytes.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those that are printed")]
pub struct Figures {
    pub events: usize,
    pub lanes: usize,
    pub open_ms: f64,
    pub first_frame_ms: f64,
    pub frames: Vec<Frames>,
    pub filter_ms: f64,
    pub search_ms: f64,
    pub peak_memory_bytes: Option<u64>,
    pub file_bytes: u64,
}

/// Frames at one zoom; times in milliseconds.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those that are printed")]
pub struct Frames {
    pub zoom: &'static str,
    pub median_ms: f64,
    pub p95_ms: f64,
    pub p99_ms: f64,
    pub worst_ms: f64,
    pub shapes: usize,
}

/// The window without a screen.
struct Stage {
    ctx: egui::Context,
    state: State,
    memory: Memory,
    /// How many shapes the last frame had.
    shapes: usize,
}

impl Stage {
    /// Draws a frame to the last triangle; how long that took, in milliseconds.
    fn frame(&mut self) -> f64 {
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, SIZE)),
            ..egui::RawInput::default()
        };
        let start = Instant::now();
        let mut output = self.ctx.run_ui(input, |ui| {
            let _ = ui::window(ui, &self.state, &mut self.memory);
        });
        self.shapes = output.shapes.len();
        let (shapes, points) = (std::mem::take(&mut output.shapes), output.pixels_per_point);
        output.drop_without_applying_deltas();
        let triangles = self.ctx.tessellate(shapes, points);
        let took = start.elapsed();
        drop(triangles);
        millis(took)
    }

    /// Pans through the middle of the archive at one zoom.
    fn frames(&mut self, zoom: &'static str, viewport: Viewport) -> Frames {
        self.state.apply(Command::Look(viewport));
        for _ in 0..3 {
            self.frame();
        }
        let mut times = Vec::with_capacity(FRAMES);
        let mut shapes = 0;
        for _ in 0..FRAMES {
            self.state.apply(Command::Look(self.state.viewport.pan(PAN)));
            times.push(self.frame());
            shapes = shapes.max(self.shapes);
        }
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
        Frames {
            zoom,
            median_ms: at(0.5),
            p95_ms: at(0.95),
            p99_ms: at(0.99),
            worst_ms: at(1.0),
            shapes,
        }
    }
}

/// Opens files and measures.
#[must_use]
pub fn measure(paths: &[PathBuf], options: &Options) -> Figures {
    let start = Instant::now();
    let (archive, report) = files::load_with(paths, options);
    let loaded = Loaded::new(archive, report, Origin::Files(paths.to_vec()));
    let open_ms = millis(start.elapsed());
    let ctx = egui::Context::default();
    ui::install(&ctx);
    let start = Instant::now();
    let mut state = State::new(loaded);
    state.panels.report = false;
    state.panels.dialog = None;
    let mut stage = Stage {
        ctx,
        state,
        memory: Memory::default(),
        shapes: 0,
    };
    stage.frame();
    let first_frame_ms = millis(start.elapsed());
    let whole = stage.state.viewport;
    let around = |span: f64| Viewport::new(whole.start + whole.span / 2.0 - span / 2.0, span);
    let frames = vec![
        stage.frames("whole", whole),
        stage.frames("year", around(YEAR)),
        stage.frames("month", around(YEAR / 12.0)),
    ];
    stage.state.apply(Command::Look(whole));
    stage.frame();
    let start = Instant::now();
    stage.state.apply(Command::ToggleLeader(LeaderId(0)));
    stage.state.settle();
    stage.frame();
    let filter_ms = millis(start.elapsed());
    stage.state.apply(Command::ClearFilter);
    stage.state.settle();
    let word = search_word(&stage.state);
    let start = Instant::now();
    stage.state.apply(Command::Search(word));
    stage.state.settle();
    let search_ms = millis(start.elapsed());
    Figures {
        events: stage.state.loaded.archive.events.len(),
        lanes: stage.state.loaded.archive.leaders.len(),
        open_ms,
        first_frame_ms,
        frames,
        filter_ms,
        search_ms,
        peak_memory_bytes: peak_memory(),
        file_bytes: paths
            .iter()
            .filter_map(|path| std::fs::metadata(path).ok())
            .map(|data| data.len())
            .sum(),
    }
}

/// A word that some event has, so that the search finds something.
fn search_word(state: &State) -> String {
    let archive = &state.loaded.archive;
    let words = archive.events.iter().flat_map(|event| event.title.split_whitespace());
    words
        .filter(|word| word.chars().count() > 4)
        .map(str::to_owned)
        .next()
        .unwrap_or_else(|| "a".to_owned())
}

fn millis(duration: std::time::Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

/// The most memory the process has had so far, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}
