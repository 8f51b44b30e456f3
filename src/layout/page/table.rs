//! The event list as a figure: a table with what is around a figure, on as many pages as it needs.

use emath::{Pos2, Rect, pos2};

use super::{EDGE, HIGHEST, Page, Setting, description, foot, head};
use crate::layout::text::{counted, wrap};
use crate::layout::{Coverage, Input, leader_line};
use crate::model::EventId;
use crate::scene::{Anchor, Layer, Part, Scene, Stroke, Target};
use crate::theme::TextStyle;

/// How cells are set, and what is above them.
const CELL: TextStyle = TextStyle::sans(10.5, 400);
const TITLE: TextStyle = TextStyle::sans(10.5, 600);
const ABOVE: TextStyle = TextStyle::sans(9.5, 600);

/// The columns: what is above each, and which share of the width it has.
const COLUMNS: [(&str, f32); 4] = [("Date", 0.19), ("Kind", 0.13), ("Who", 0.25), ("What", 0.43)];

/// Between rows and between columns, in points.
const GAP: f32 = 5.0;
const GUTTER: f32 = 12.0;

/// Lays out the list of events on pages of the size that `input` gives; on one that grows, where `is_one`.
#[must_use]
pub fn table(input: &Input<'_>, setting: &Setting<'_>, events: &[EventId], is_one: bool) -> Vec<Page> {
    let width = (input.size.x - 2.0 * EDGE).max(40.0);
    let rows: Vec<Row> = events.iter().filter_map(|id| row(input, *id, width)).collect();
    let foot = foot::Foot::new(input, setting, width, true);
    let mut starts = vec![0];
    let mut whole = Layer::new("paper", Rect::EVERYTHING);
    let header = head(input, setting, width, &mut whole) + CELL.line_height() + GAP;
    let (mut y, mut highest) = (header, 0.0_f32);
    let most = if is_one { HIGHEST } else { input.size.y } - foot.height();
    let mut shown = rows.len();
    for (at, row) in rows.iter().enumerate() {
        if y + row.height > most && at > *starts.last().unwrap_or(&0) {
            if is_one {
                shown = at;
                break;
            }
            starts.push(at);
            y = EDGE + CELL.line_height() + GAP;
        }
        y += row.height;
        highest = highest.max(y);
    }
    let height = if is_one {
        highest.max(header) + foot.height()
    } else {
        input.size.y
    };
    let count = starts.len();
    let ends = starts.iter().skip(1).copied().chain([shown]);
    let pages = starts.iter().copied().zip(ends).enumerate();
    pages
        .map(|(at, (from, to))| {
            let setting = Setting {
                page: (count > 1).then_some((at + 1, count)),
                ..*setting
            };
            let left_out = events.len() - if is_one { shown } else { rows.len() };
            let input = Input {
                size: emath::vec2(input.size.x, height),
                ..*input
            };
            sheet(&input, &setting, rows.get(from..to).unwrap_or(&[]), left_out)
        })
        .collect()
}

/// A row before it is drawn.
struct Row {
    id: EventId,
    cells: [Vec<String>; 4],
    height: f32,
}

fn row(input: &Input<'_>, id: EventId, width: f32) -> Option<Row> {
    let event = input.archive.event(id)?;
    let texts = [
        event.short_span_words(input.archive),
        event.kind_title().to_owned(),
        leader_line(input.index, event),
        event.title.to_string(),
    ];
    let mut cells: [Vec<String>; 4] = Default::default();
    for ((cell, text), (at, (_, share))) in cells.iter_mut().zip(&texts).zip(COLUMNS.iter().enumerate()) {
        let style = if at == 3 { TITLE } else { CELL };
        *cell = wrap(text, style, width * share - GUTTER, usize::MAX, input.measure);
    }
    let lines = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
    Some(Row {
        id,
        cells,
        height: lines as f32 * CELL.line_height() + GAP,
    })
}

/// One page of the table.
fn sheet(input: &Input<'_>, setting: &Setting<'_>, rows: &[Row], left_out: usize) -> Page {
    let theme = input.theme;
    let width = (input.size.x - 2.0 * EDGE).max(40.0);
    let whole = Rect::from_min_size(Pos2::ZERO, input.size);
    let mut paper = Layer::new("paper", whole);
    paper.rect(whole, 0.0, theme.background);
    let mut y = if setting.is_first() {
        head(input, setting, width, &mut paper)
    } else {
        EDGE
    };
    let mut table = Layer::new("table", whole);
    let mut left = EDGE;
    for (title, share) in COLUMNS {
        table.text(pos2(left, y + CELL.line_height() / 2.0), Anchor::Left, title, ABOVE, theme.muted);
        left += width * share;
    }
    y += CELL.line_height() + GAP;
    for row in rows {
        table.begin(Part::Plain);
        let line = y - GAP / 2.0;
        table.line(pos2(EDGE, line), pos2(EDGE + width, line), Stroke::solid(0.6, theme.line));
        table.begin(Part::Of(Target::Event(row.id)));
        let mut left = EDGE;
        for (at, (lines, (_, share))) in row.cells.iter().zip(COLUMNS).enumerate() {
            let (style, color) = if at == 3 { (TITLE, theme.text) } else { (CELL, theme.muted) };
            for (text, down) in lines.iter().zip(0_u8..) {
                let middle = y + (f32::from(down) + 0.5) * CELL.line_height();
                table.text(pos2(left, middle), Anchor::Left, text.clone(), style, color);
            }
            left += width * share;
        }
        y += row.height;
    }
    let foot = foot::Foot::new(input, setting, width, true);
    let omitted = if left_out > 0 {
        format!("{} not shown for want of room.", counted(left_out, "event"))
    } else {
        String::new()
    };
    let mut below = Layer::new("foot", whole);
    below.line(pos2(EDGE, y), pos2(EDGE + width, y), Stroke::solid(1.0, theme.line));
    let top = (input.size.y - foot.height()).max(y) + 8.0;
    foot.draw(input, &omitted, top, &mut below);
    Page {
        scene: Scene {
            size: input.size,
            layers: vec![paper, table, below],
            spots: Vec::new(),
        },
        description: description(input, setting, &omitted),
        coverage: Coverage::default(),
        left_out: foot.left_out,
    }
}
