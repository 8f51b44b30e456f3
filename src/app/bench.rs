//! How long an archive takes: to open, to draw at three zooms, to filter, to search, to decide, to read again; and what is in
//! memory then. The whole window, without a screen.

use std::path::PathBuf;
use std::time::Instant;

use serde::Serialize;

use crate::command::Command;
use crate::files::{self, Options};
use crate::library::{Library, Origin};
use crate::model::LeaderId;
use crate::model::records::changed_events;
use crate::state::{Effect, State};
use crate::ui::{self, Memory};
use crate::view::Viewport;

/// How many frames are drawn at each zoom, each a little further in time.
const FRAMES: usize = 60;

/// How far each of them pans, as a share of the view.
const PAN: f64 = 0.013;

/// The number of frames for which an archive that was read again is looked at before its memory is measured, and the pause before
/// each.
const SETTLING: u32 = 20;
const SETTLING_PAUSE: std::time::Duration = std::time::Duration::from_millis(100);

/// The size of the window, in points.
const SIZE: egui::Vec2 = egui::vec2(1440.0, 900.0);

/// The length of a year and of a month, in seconds.
const YEAR: f64 = 31_556_952.0;

/// What was measured; times in milliseconds, memory in bytes.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those that are printed")]
pub struct Figures {
    pub cores: usize,
    pub events: usize,
    pub lanes: usize,
    /// Reading the files and building the archive; then also the index and the threads.
    pub read_ms: f64,
    pub open_ms: f64,
    pub first_frame_ms: f64,
    /// What is found after the first frame: suggested replies, texts to search.
    pub background_ms: f64,
    pub frames: Vec<Frames>,
    /// A frame for each step of the pointer across the lanes, and how many timelines were laid out for all of them.
    pub hover: Frames,
    pub hover_layouts: usize,
    pub filter_ms: f64,
    pub search_ms: f64,
    /// A suggested reply accepted, with its frame; `None` where nothing is suggested.
    pub decision_ms: Option<f64>,
    /// Everything read again and compared.
    pub reload_ms: f64,
    pub memory: Memories,
    pub peak_memory_bytes: Option<u64>,
    pub file_bytes: u64,
}

/// What is in memory, in bytes: of the archive by part, and of the whole process where the system tells.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those that are printed")]
pub struct Memories {
    /// The texts are those of the files.
    pub texts: u64,
    pub events: usize,
    pub quotes: usize,
    pub index: usize,
    pub threads: usize,
    pub resident: Option<u64>,
    pub resident_after_reload: Option<u64>,
    pub peak_with_reload: Option<u64>,
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
        self.frame_with(Vec::new())
    }

    fn frame_with(&mut self, events: Vec<egui::Event>) -> f64 {
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, SIZE)),
            events,
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
        Frames::of(zoom, times, shapes)
    }

    /// Moves the pointer across the lanes.
    fn hover(&mut self) -> Frames {
        let mut times = Vec::with_capacity(FRAMES);
        for step in 0..FRAMES {
            let share = step as f32 / FRAMES as f32;
            let to = egui::pos2(SIZE.x * (0.2 + 0.5 * share), SIZE.y * (0.2 + 0.5 * share));
            times.push(self.frame_with(vec![egui::Event::PointerMoved(to)]));
        }
        self.frame_with(vec![egui::Event::PointerGone]);
        Frames::of("hover", times, self.shapes)
    }

    /// Accepts a suggested reply, as `Y` does, and draws.
    fn decide(&mut self) -> Option<f64> {
        let suggestions = self.state.loaded.threads.suggestions();
        let found = suggestions.get(suggestions.len() / 2)?;
        let (reply, message) = (found.reply, found.message);
        let start = Instant::now();
        let effects = self.state.apply(Command::Decide {
            reply,
            message,
            holds: true,
        });
        for effect in effects {
            if let Effect::KeepDecision(verdict) = effect {
                self.state.take_verdict(&verdict);
            }
        }
        self.frame();
        Some(millis(start.elapsed()))
    }
}

impl Frames {
    fn of(zoom: &'static str, mut times: Vec<f64>, shapes: usize) -> Self {
        times.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let place = times.len().saturating_sub(1) as f64 * share;
            times.get(place.round() as usize).copied().unwrap_or_default()
        };
        Self {
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
    let read_ms = millis(start.elapsed());
    let loaded = Library::new(archive, report, Origin::Files(paths.to_vec()));
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
    let start = Instant::now();
    let loaded = &stage.state.loaded;
    loaded.index.prepare_search(&loaded.archive);
    loaded.threads.find_suggestions(&loaded.archive, &mut |_| true);
    let background_ms = millis(start.elapsed());
    stage.state.suggested();
    let whole = stage.state.viewport;
    let around = |span: f64| Viewport::new(whole.start + whole.span / 2.0 - span / 2.0, span);
    let frames = vec![
        stage.frames("whole", whole),
        stage.frames("year", around(YEAR)),
        stage.frames("month", around(YEAR / 12.0)),
    ];
    // Lanes come to rest.
    for _ in 0..FRAMES {
        stage.frame();
    }
    let laid_out = stage.memory.layouts();
    let hover = stage.hover();
    let hover_layouts = stage.memory.layouts() - laid_out;
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
    stage.state.apply(Command::ClearFilter);
    stage.state.settle();
    stage.frame();
    let decision_ms = stage.decide();
    let peak_memory_bytes = memory("VmHWM:");
    let mut memory = memories(&stage.state.loaded, paths);
    let (events, lanes) = (stage.state.loaded.archive.events.len(), stage.state.loaded.archive.leaders.len());
    let reload_ms = reload(stage, paths, options, &mut memory);
    Figures {
        cores: rayon::current_num_threads(),
        events,
        lanes,
        read_ms,
        open_ms,
        first_frame_ms,
        background_ms,
        frames,
        hover,
        hover_layouts,
        filter_ms,
        search_ms,
        decision_ms,
        reload_ms,
        peak_memory_bytes,
        file_bytes: memory.texts,
        memory,
    }
}

/// Reads everything again, and puts it in the place of what is open.
fn reload(mut stage: Stage, paths: &[PathBuf], options: &Options, memories: &mut Memories) -> f64 {
    let start = Instant::now();
    let (archive, report) = files::load_with(paths, options);
    let loaded = Library::new(archive, report, Origin::Files(paths.to_vec()));
    let changed = changed_events(&stage.state.loaded.archive, &loaded.archive);
    stage.state.refresh(loaded, changed);
    stage.frame();
    let took = millis(start.elapsed());
    memories.peak_with_reload = memory("VmHWM:");
    // Memory is given back a little later, and only while the program does something.
    for _ in 0..SETTLING {
        std::thread::sleep(SETTLING_PAUSE);
        stage.frame();
    }
    memories.resident_after_reload = memory("VmRSS:");
    took
}

fn memories(loaded: &Library, paths: &[PathBuf]) -> Memories {
    let events = &loaded.archive.events;
    let quotes = events.iter().map(|event| size_of_val(&*event.quotes)).sum();
    Memories {
        texts: paths.iter().map(|path| files::bytes_of(path)).sum(),
        events: size_of_val(&**events),
        quotes,
        index: loaded.index.bytes(),
        threads: loaded.threads.bytes(),
        resident: memory("VmRSS:"),
        resident_after_reload: None,
        peak_with_reload: None,
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

/// A figure of the process's memory, where the system tells: `VmHWM:` is the most it has had, `VmRSS:` what it has.
fn memory(name: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}
