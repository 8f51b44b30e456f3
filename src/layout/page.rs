//! A figure: the timeline with title, legend, the filter in words, how much of the archive is shown, and the sources.

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::legend::{LINE, legend, signs_of};
use super::text::{counted, thousands, wrap};
use super::{Coverage, Input, Timeline, timeline};
use crate::index::range_words;
use crate::model::EventId;
use crate::scene::{Anchor, Area, Layer, Part, Scene, Shape, Spot, Stroke, Target};
use crate::theme::TextStyle;

/// Room above and below the text of a figure, and beside it.
const EDGE: f32 = 20.0;

/// A laid-out figure.
#[derive(Clone, Debug)]
pub struct Page {
    /// What is drawn.
    pub scene: Scene,
    /// What the figure shows, in words: its description for those who cannot see it.
    pub description: String,
    /// How much of what is drawn by itself has words.
    pub coverage: Coverage,
}

/// Lays out a figure of the size that `input` gives.
#[must_use]
pub fn page(input: &Input<'_>) -> Page {
    let theme = input.theme;
    let measure = input.measure;
    let (title_style, small) = (TextStyle::sans(20.0, 700), TextStyle::sans(11.0, 400));
    let width = (input.size.x - 2.0 * EDGE).max(40.0);
    let title = wrap(&input.archive.title, title_style, width, 1, measure);
    let header = EDGE + if title.is_empty() { 0.0 } else { 30.0 } + 24.0;
    let in_view = input.index.all().in_range(input.range()).filter(|id| input.shown.contains(*id));
    let caption = super::sources(input, in_view, width);
    let footer = 29.0 + caption.len() as f32 * small.line_height();
    let whole = Rect::from_min_size(Pos2::ZERO, input.size);
    // What is drawn depends on the room, and the room on the signs of what is drawn: where those need more lines than one,
    // all is laid out again.
    let mut numbers = Numbers::default();
    let mut lay_out = |legend_height: f32| {
        let room = vec2(input.size.x, (input.size.y - header - footer - legend_height).max(160.0));
        let body = timeline(&Input {
            size: room,
            has_overview: false,
            ..*input
        });
        let (body, list) = numbered(input, room, body);
        numbers = list;
        let signs = signs_of(input, &body);
        let mut layer = Layer::new("legend", whole);
        let height = legend(input, &signs, width, &mut layer);
        (room, body, layer, height)
    };
    let mut laid_out = lay_out(LINE);
    for _ in 0..2 {
        if laid_out.3 > LINE {
            laid_out = lay_out(laid_out.3);
        }
    }
    let (room, mut body, mut key, legend_height) = laid_out;
    let mut paper = Layer::new("paper", whole);
    paper.rect(whole, 0.0, theme.background);
    let mut y = EDGE;
    paper.begin(Part::Headline);
    for line in title {
        paper.text(pos2(EDGE, y + 13.0), Anchor::Left, line, title_style, theme.text);
        y += 30.0;
    }
    let mut status = status_line(input);
    status.push_str(&cut_lanes(body.lanes.count_outside(body.regions.lanes), body.lanes.count));
    paper.begin(Part::Deck);
    for line in wrap(&status, TextStyle::sans(12.0, 400), width, 1, measure) {
        paper.text(pos2(EDGE, y + 8.0), Anchor::Left, line, TextStyle::sans(12.0, 400), theme.muted);
    }
    let mut layers = vec![paper];
    for mut layer in std::mem::take(&mut body.scene.layers) {
        shift(&mut layer, vec2(0.0, header));
        layers.push(layer);
    }
    let mut foot = Layer::new("foot", whole);
    foot.line(
        pos2(0.0, header + room.y + 0.5),
        pos2(input.size.x, header + room.y + 0.5),
        Stroke::solid(1.0, theme.line),
    );
    shift(&mut key, vec2(EDGE, header + room.y + 8.0));
    key.clip = whole;
    let mut y = header + room.y + 18.0 + legend_height;
    for line in caption {
        foot.text(pos2(EDGE, y + small.line_height() / 2.0), Anchor::Left, line, small, theme.muted);
        y += small.line_height();
    }
    layers.extend([key, foot]);
    layers.push(numbers.layer(input, header, whole));
    let scene = Scene {
        size: input.size,
        layers,
        spots: body.scene.spots.iter().map(|spot| moved(spot, header)).collect(),
    };
    Page {
        scene,
        description: format!("{}. {status}", input.archive.title),
        coverage: body.coverage,
    }
}

/// The timeline with numbers instead of labels and a list beside it, where labels have room for too few and the list has room.
fn numbered(input: &Input<'_>, room: Vec2, body: Timeline) -> (Timeline, Numbers) {
    let Coverage { labeled, marks } = body.coverage;
    let count = body.in_view.len();
    let needs = count > 8 || room.x < NARROW_FIGURE;
    let is_covered = labeled as f32 >= marks as f32 * ENOUGH;
    if is_covered || !needs || room.x < LEAST_NUMBERED || count > MAX_NUMBERS {
        return (body, Numbers::default());
    }
    let list = (room.x * 0.42).min(LIST);
    let narrow = timeline(&Input {
        size: vec2(room.x - list, room.y),
        has_overview: false,
        numbers: true,
        ..*input
    });
    let rows = ((room.y - 20.0) / LIST_ROW) as usize;
    let events: Vec<EventId> = narrow.in_view.iter().copied().filter(|id| narrow.numbered.contains(id)).collect();
    if events.len() > rows || events.len() <= labeled {
        return (body, Numbers::default());
    }
    let coverage = Coverage {
        labeled: events.len(),
        marks: narrow.coverage.marks,
    };
    let left = room.x - list;
    (Timeline { coverage, ..narrow }, Numbers { events, left, rows })
}

/// Labels for fewer of the marks than this share are too few.
const ENOUGH: f32 = 0.6;

/// A figure less wide than this has numbers whatever there is to tell, in points.
const NARROW_FIGURE: f32 = 900.0;

/// A figure less wide than this has no room for a list, in points.
const LEAST_NUMBERED: f32 = 560.0;

/// How wide the list is at most, how high a row of it, and the most there are.
const LIST: f32 = 360.0;
const LIST_ROW: f32 = 15.5;
const MAX_NUMBERS: usize = 60;

/// The events that have numbers, in order of time.
#[derive(Default)]
struct Numbers {
    events: Vec<EventId>,
    left: f32,
    rows: usize,
}

impl Numbers {
    /// The list: number, date, what happened.
    fn layer(&self, input: &Input<'_>, top: f32, whole: Rect) -> Layer {
        let mut layer = Layer::new("numbers", whole);
        let theme = input.theme;
        let style = TextStyle::sans(11.0, 400);
        let bold = TextStyle::sans(11.0, 600);
        let mut y = top + 22.0;
        for (number, id) in (1..).zip(self.events.iter().take(self.rows)) {
            let Some(event) = input.archive.event(*id) else { continue };
            layer.begin(Part::Of(Target::Event(*id)));
            let date = event.date().map(|date| date.ruler_words(false, false)).unwrap_or_default();
            let left = self.left + 12.0;
            layer.text(pos2(left + 14.0, y), Anchor::Right, format!("{number}"), bold, theme.text);
            layer.text(pos2(left + 22.0, y), Anchor::Left, date, style, theme.muted);
            let title_left = left + 70.0;
            let room = input.size.x - EDGE - title_left;
            for line in wrap(&event.title, style, room, 1, input.measure) {
                layer.text(pos2(title_left, y), Anchor::Left, line, style, theme.text);
            }
            y += LIST_ROW;
        }
        layer
    }
}

/// How many lanes a figure has no room for; nothing where it has room for all.
fn cut_lanes(cut: usize, all: usize) -> String {
    if cut == 0 {
        return String::new();
    }
    let (does, they) = if cut == 1 { ("does", "it") } else { ("do", "them") };
    format!(
        " \u{b7} {cut} of {} {does} not fit; a higher figure shows {they}",
        counted(all, "lane")
    )
}

/// `3 of 3 events shown · 12 – 15 Aug 2024 · only Kim Jong Un · search “treaty”: 1 found`
fn status_line(input: &Input<'_>) -> String {
    let in_view: Vec<_> = input
        .index
        .all()
        .in_range(input.range())
        .filter(|id| input.shown.contains(*id))
        .collect();
    let covered = in_view
        .iter()
        .filter_map(|id| input.archive.event(*id)?.range())
        .reduce(crate::dates::TimeRange::union);
    let mut parts = vec![format!(
        "{} of {}",
        thousands(in_view.len()),
        counted(input.archive.events.len(), "event")
    )];
    parts.extend(covered.map(range_words));
    let undated = input.shown.undated().len();
    if undated > 0 {
        parts.push(format!("{undated} undated, not drawn"));
    }
    let filter = input.filter.words(input.archive);
    // The dates that are filtered may be said already.
    if !filter.is_empty() && !parts.contains(&filter) {
        parts.push(filter);
    }
    if !input.shown.needle().is_empty() {
        parts.push(format!(
            "search \u{201c}{}\u{201d}: {} found",
            input.shown.needle(),
            input.shown.hits().len()
        ));
    }
    parts.join(" \u{b7} ")
}

/// A spot that much lower.
fn moved(spot: &Spot, down: f32) -> Spot {
    let by = vec2(0.0, down);
    Spot {
        target: spot.target,
        area: match spot.area {
            Area::Rect(rect) => Area::Rect(rect.translate(by)),
            Area::Line(a, b) => Area::Line(a + by, b + by),
        },
    }
}

/// Moves a layer.
fn shift(layer: &mut Layer, by: Vec2) {
    layer.clip = layer.clip.translate(by);
    for shape in &mut layer.shapes {
        match shape {
            Shape::Line { points, .. } | Shape::Polygon { points, .. } => points.iter_mut().for_each(|point| *point += by),
            Shape::Circle { center, .. } => *center += by,
            Shape::Rect { rect, .. } | Shape::Fade { rect, .. } => *rect = rect.translate(by),
            Shape::Text { pos, .. } => *pos += by,
        }
    }
}
