//! What reading, indexing, filtering, searching, laying out and drawing cost, from no event to a hundred thousand (and, with
//! `LARGE=1`, a million), dense and sparse, at three zooms.
//!
//! `cargo bench` runs all of it, `cargo bench frame` a part. `demarche bench FILE` measures the same for any file.

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use demarche::command::Command;
use demarche::convert;
use demarche::figure::{self, Format, Pages, Size};
use demarche::formats::{self, Options};
use demarche::generate::Shape;
use demarche::index::{Arrangement, EventIndex, Filter, Rows, Shown};
use demarche::layout::{Input, timeline};
use demarche::library::{Library, Origin};
use demarche::model::{Archive, LeaderId, LoadReport, build_from};
use demarche::state::State;
use demarche::theme::{Measure, Theme};
use demarche::ui::{self, Memory};
use demarche::view::Viewport;

/// A usual window, in points.
const SIZE: egui::Vec2 = egui::vec2(1440.0, 900.0);

/// A year, in seconds.
const YEAR: f64 = 365.25 * 86_400.0;

/// How many events are measured with.
fn sizes() -> Vec<u64> {
    let mut sizes = vec![0, 1, 100, 10_000, 100_000];
    if std::env::var_os("LARGE").is_some() {
        sizes.push(1_000_000);
    }
    sizes
}

/// As many events, over so many years, as a file of ours.
fn file(events: u64, years: u32) -> Vec<u8> {
    file_of(events, years, 20)
}

fn file_of(events: u64, years: u32, leaders: u32) -> Vec<u8> {
    let shape = Shape {
        events,
        leaders,
        years,
        seed: 1,
    };
    let mut leaders = Some(serde_json::json!({ "leaders": shape.leaders().collect::<Vec<_>>() }));
    let mut text = String::new();
    for event in shape.events() {
        text.push_str(&convert::line(&event, leaders.take()).unwrap_or_default());
        text.push('\n');
    }
    text.into_bytes()
}

fn read(bytes: &[u8]) -> (Archive, LoadReport) {
    build_from(formats::open("generated.jsonl", bytes, &Options::default()))
}

fn archive(events: u64, years: u32) -> Archive {
    read(&file(events, years)).0
}

fn reading(c: &mut Criterion) {
    let mut group = c.benchmark_group("read");
    for events in sizes() {
        let bytes = file(events, 50);
        group.bench_with_input(BenchmarkId::from_parameter(events), &bytes, |b, bytes| {
            b.iter(|| read(black_box(bytes)));
        });
    }
    group.finish();
}

fn index(c: &mut Criterion) {
    let mut group = c.benchmark_group("index");
    for events in sizes() {
        let archive = archive(events, 50);
        group.bench_with_input(BenchmarkId::from_parameter(events), &archive, |b, archive| {
            b.iter(|| EventIndex::new(black_box(archive)));
        });
    }
    group.finish();
}

fn filter_and_search(c: &mut Criterion) {
    let hidden = Filter {
        hidden_leaders: [LeaderId(0)].into(),
        ..Filter::default()
    };
    for events in sizes() {
        let archive = archive(events, 50);
        let index = EventIndex::new(&archive);
        let mut group = c.benchmark_group("filter");
        group.bench_function(BenchmarkId::from_parameter(events), |b| {
            b.iter(|| {
                let shown = Shown::new(&archive, &index, black_box(&hidden), "");
                Rows::new(&archive, &index, &hidden, &shown, &Arrangement::default())
            });
        });
        group.finish();
        let all = Shown::new(&archive, &index, &Filter::default(), "");
        let mut group = c.benchmark_group("search");
        group.bench_function(BenchmarkId::from_parameter(events), |b| {
            b.iter(|| all.searched(&archive, &index, black_box("treaty island")));
        });
        group.finish();
    }
}

/// Everything, a year and a month in the middle.
fn zooms(whole: Viewport) -> [(&'static str, Viewport); 3] {
    let around = |span: f64| Viewport::new(whole.start + whole.span / 2.0 - span / 2.0, span);
    [("whole", whole), ("year", around(YEAR)), ("month", around(YEAR / 12.0))]
}

fn layout(c: &mut Criterion) {
    let mut group = c.benchmark_group("layout");
    for (density, years) in [("dense", 5), ("sparse", 500)] {
        for events in sizes() {
            let loaded = Library::new(archive(events, years), LoadReport::default(), Origin::Files(Vec::new()));
            let state = State::new(loaded);
            for (zoom, viewport) in zooms(state.viewport) {
                group.bench_function(BenchmarkId::new(format!("{density}/{zoom}"), events), |b| {
                    let input = Input {
                        archive: &state.loaded.archive,
                        index: &state.loaded.index,
                        threads: &state.loaded.threads,
                        filter: &state.filter,
                        shown: &state.shown,
                        rows: &state.rows,
                        viewport,
                        folds: &state.folds,
                        selected: None,
                        lane_scale: 1.0,
                        theme: Theme::light(),
                        measure: Measure::bundled(),
                        size: SIZE,
                        has_overview: true,
                        wait: demarche::threads::Wait::default(),
                        zones: &[],
                        heights: None,
                        seats: None,
                        numbers: demarche::layout::Numbering::None,
                        notes: false,
                        medium: demarche::layout::Medium::default(),
                    };
                    b.iter(|| timeline(black_box(&input)));
                });
            }
        }
    }
    group.finish();
}

/// A frame to its last triangle, each a hundredth of the view further on.
fn frame(c: &mut Criterion) {
    let mut group = c.benchmark_group("frame");
    for (density, years) in [("dense", 5), ("sparse", 500)] {
        for events in sizes() {
            let loaded = Library::new(archive(events, years), LoadReport::default(), Origin::Files(Vec::new()));
            let mut state = State::new(loaded);
            for (zoom, viewport) in zooms(state.viewport) {
                let ctx = egui::Context::default();
                ui::install(&ctx);
                let mut memory = Memory::default();
                state.apply(Command::Look(viewport));
                group.bench_function(BenchmarkId::new(format!("{density}/{zoom}"), events), |b| {
                    b.iter(|| {
                        state.apply(Command::Look(state.viewport.pan(0.01)));
                        draw(&ctx, &state, &mut memory)
                    });
                });
            }
        }
    }
    group.finish();
}

/// A frame while lanes are scrolled, each leader with a lane and ten events.
fn lanes(c: &mut Criterion) {
    let mut group = c.benchmark_group("lanes");
    for leaders in [15, 500, 5_000] {
        let (archive, report) = read(&file_of(u64::from(leaders) * 10, 50, leaders));
        let mut state = State::new(Library::new(archive, report, Origin::Files(Vec::new())));
        state.apply(Command::LimitLanes(usize::MAX));
        let ctx = egui::Context::default();
        ui::install(&ctx);
        let mut memory = Memory::default();
        let mut scroll = 0.0;
        group.bench_function(BenchmarkId::from_parameter(leaders), |b| {
            b.iter(|| {
                scroll += 13.0;
                state.apply(Command::Scroll(scroll));
                draw(&ctx, &state, &mut memory)
            });
        });
    }
    group.finish();
}

/// A frame to its last triangle.
fn draw(ctx: &egui::Context, state: &State, memory: &mut Memory) -> Vec<egui::ClippedPrimitive> {
    let input = egui::RawInput {
        screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, SIZE)),
        ..egui::RawInput::default()
    };
    let output = ctx.run_ui(input, |ui| {
        let _ = ui::window(ui, state, memory);
    });
    let (shapes, points) = (output.shapes.clone(), output.pixels_per_point);
    output.drop_without_applying_deltas();
    ctx.tessellate(shapes, points)
}

/// A 4K picture of 1,000 events, 10,000 events as the pages of a PDF, and a page of 2,000.
fn figures(c: &mut Criterion) {
    let mut group = c.benchmark_group("figure");
    group.sample_size(10);
    for (events, format, pages) in [
        (1_000, Format::Png, Pages::One),
        (10_000, Format::Pdf, Pages::Auto),
        (2_000, Format::Html, Pages::One),
    ] {
        let state = State::new(Library::new(archive(events, 5), LoadReport::default(), Origin::Files(Vec::new())));
        let options = figure::Options {
            format,
            pages,
            is_whole: true,
            size: Size {
                width: 1_920.0,
                height: 1_080.0,
                ..Size::default()
            },
            ..figure::Options::default()
        };
        let subject = state.subject();
        group.bench_function(BenchmarkId::new(format.ending(), events), |b| {
            b.iter(|| {
                let figure = subject.figure(&options, &[], None);
                figure.render().map(|drawn| drawn.bytes.len()).unwrap_or_default()
            });
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(800));
    targets = reading, index, filter_and_search, layout, frame, lanes, figures
}
criterion_main!(benches);
