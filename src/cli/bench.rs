//! `demarche bench`: how long an archive takes to open, to draw, to filter and to search.

use super::args::BenchArgs;
use super::{Status, print_error, print_line};
use crate::app::bench::{Figures, measure};

pub fn run(args: &BenchArgs) -> Status {
    let figures = measure(&args.files, &args.tables.options());
    if !args.json {
        print_line(&in_words(&figures));
        return 0;
    }
    match serde_json::to_string(&figures) {
        Ok(json) => {
            print_line(&json);
            0
        }
        Err(error) => {
            print_error(&format!("the figures cannot be written as JSON: {error}"));
            1
        }
    }
}

fn in_words(figures: &Figures) -> String {
    let mut lines = vec![
        format!(
            "{}, {}, {:.1} MB, {}",
            crate::layout::counted(figures.events, "event"),
            crate::layout::counted(figures.lanes, "lane"),
            figures.file_bytes as f64 / 1e6,
            crate::layout::counted(figures.cores, "core")
        ),
        format!("read         {:9.1} ms", figures.read_ms),
        format!("open         {:9.1} ms", figures.open_ms),
        format!("first frame  {:9.1} ms", figures.first_frame_ms),
        format!("background   {:9.1} ms", figures.background_ms),
        "frames          median      p95      p99    worst ms   shapes".to_owned(),
    ];
    for frames in figures.frames.iter().chain([&figures.hover]) {
        lines.push(format!(
            "  {:<10} {:9.2} {:8.2} {:8.2} {:8.2} {:11}",
            frames.zoom, frames.median_ms, frames.p95_ms, frames.p99_ms, frames.worst_ms, frames.shapes
        ));
    }
    lines.push(format!("  laid out while the pointer moved: {}", figures.hover_layouts));
    lines.push(format!("filter       {:9.1} ms", figures.filter_ms));
    lines.push(format!("search       {:9.1} ms", figures.search_ms));
    lines.extend(figures.decision_ms.map(|took| format!("decision     {took:9.1} ms")));
    lines.push(format!("reload       {:9.1} ms", figures.reload_ms));
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    let times = |bytes: u64| bytes as f64 / figures.file_bytes.max(1) as f64;
    let memory = &figures.memory;
    for (name, bytes) in [
        ("peak", figures.peak_memory_bytes),
        ("resident", memory.resident),
        ("peak, reload", memory.peak_with_reload),
        ("reloaded", memory.resident_after_reload),
    ] {
        lines.extend(bytes.map(|bytes| format!("{name:<12} {:9.1} MB, {:.1} times the files", megabytes(bytes), times(bytes))));
    }
    let each = |bytes: usize| bytes as f64 / figures.events.max(1) as f64;
    lines.push(format!(
        "bytes/event  texts {:.0}, events {:.0}, quotes {:.0}, index {:.0}, threads {:.0}",
        each(memory.texts as usize),
        each(memory.events),
        each(memory.quotes),
        each(memory.index),
        each(memory.threads)
    ));
    lines.join("\n")
}
