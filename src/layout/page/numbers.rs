//! Numbers at marks, and the list that says which is which: beside the lanes where those are wide, else below.

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::{EDGE, Numbers};
use crate::layout::text::wrap;
use crate::layout::{Coverage, Input, Timeline, timeline};
use crate::model::EventId;
use crate::scene::{Anchor, Layer, Part, Target};
use crate::theme::TextStyle;

/// A timeline, and the list beside or below it where its marks have numbers.
pub(super) struct Numbered {
    pub timeline: Timeline,
    pub list: List,
}

/// The timeline with numbers instead of labels and a list, where labels have room for too few or that is asked for, and the list
/// has room; below the lanes it may be `most` high.
pub(super) fn numbered(input: &Input<'_>, room: Vec2, numbers: Numbers, has_quotes: bool, most: f32) -> Numbered {
    let body = timeline(&Input {
        size: room,
        has_overview: false,
        ..*input
    });
    let plain = |timeline: Timeline| Numbered {
        timeline,
        list: List::default(),
    };
    let Coverage { labeled, marks } = body.coverage;
    let count = body.in_view.len();
    let is_wanted = match numbers {
        Numbers::Always => true,
        Numbers::Never => false,
        Numbers::Auto => {
            let needs = count > 8 || room.x < NARROW_FIGURE;
            has_quotes || needs && (labeled as f32) < marks as f32 * ENOUGH
        }
    };
    if !is_wanted || count > MAX_NUMBERS {
        return plain(body);
    }
    let is_beside = room.x >= LEAST_BESIDE;
    let width = if is_beside { (room.x * 0.42).min(LIST) } else { 0.0 };
    let narrow = timeline(&Input {
        size: vec2(room.x - width, room.y),
        has_overview: false,
        numbers: true,
        ..*input
    });
    let events: Vec<EventId> = narrow.in_view.iter().copied().filter(|id| narrow.numbered.contains(id)).collect();
    let mut list = List {
        events,
        beside: is_beside.then_some(room.x - width),
        height: 0.0,
    };
    list.height = list.draw(input, room.x, None);
    let has_room = list.height <= if is_beside { room.y - 12.0 } else { most };
    let is_better = numbers == Numbers::Always || has_quotes || list.events.len() > labeled;
    if list.events.is_empty() || !has_room || !is_better {
        return plain(body);
    }
    let coverage = Coverage {
        labeled: list.events.len(),
        marks: narrow.coverage.marks,
    };
    Numbered {
        timeline: Timeline { coverage, ..narrow },
        list,
    }
}

/// Labels for fewer of the marks than this share are too few.
const ENOUGH: f32 = 0.6;

/// A figure less wide than this has numbers whatever there is to tell, in points.
const NARROW_FIGURE: f32 = 900.0;

/// A figure less wide than this has the list below the lanes, in points.
const LEAST_BESIDE: f32 = 680.0;

/// How wide the list is at most, in points, and how many events there are in it.
const LIST: f32 = 360.0;
const MAX_NUMBERS: usize = 60;

/// How wide a column below the lanes is at least, in points.
const COLUMN: f32 = 220.0;

/// Where the date of a row begins, in points.
const DATE: f32 = 22.0;

/// Between rows, in points.
const GAP: f32 = 2.0;

const STYLE: TextStyle = TextStyle::sans(10.5, 400);
const BOLD: TextStyle = TextStyle::sans(10.5, 600);

/// The events that have numbers, in order of time.
#[derive(Default)]
pub(super) struct List {
    pub events: Vec<EventId>,
    /// Where it begins beside the lanes; `None` below them.
    beside: Option<f32>,
    /// How high it is.
    height: f32,
}

impl List {
    /// How much room it takes below the lanes.
    pub fn below(&self) -> f32 {
        if self.beside.is_some() || self.events.is_empty() {
            0.0
        } else {
            self.height
        }
    }

    /// The list: number, date, what happened; `top` is where the lanes begin, `below` where they end.
    pub fn layer(&self, input: &Input<'_>, (top, below): (f32, f32), whole: Rect) -> Layer {
        let mut layer = Layer::new("numbers", whole);
        let at = if self.beside.is_some() { top } else { below };
        self.draw(input, whole.width(), Some((at, &mut layer)));
        layer
    }

    /// Draws the list, or only measures it; gives its height.
    fn draw(&self, input: &Input<'_>, width: f32, mut onto: Option<(f32, &mut Layer)>) -> f32 {
        let (left, right) = match self.beside {
            Some(left) => (left + 12.0, width - EDGE),
            None => (EDGE, width - EDGE),
        };
        let columns = match self.beside {
            Some(_) => 1,
            None => ((right - left) / COLUMN).floor().clamp(1.0, 3.0) as usize,
        };
        let column = (right - left) / columns as f32;
        let dates = self.events.iter().map(|id| input.measure.width(&date_of(input, *id), STYLE));
        let title = DATE + dates.fold(34.0, f32::max) + 10.0;
        let text = column - title - 10.0;
        let lines_of = |id: EventId| {
            let title = input.archive.event(id).map(|event| event.title.to_string()).unwrap_or_default();
            wrap(&title, STYLE, text, usize::MAX, input.measure)
        };
        let per_column = self.events.len().div_ceil(columns).max(1);
        let mut highest = 0.0_f32;
        for (at, events) in self.events.chunks(per_column).enumerate() {
            let mut y = 12.0;
            for (row, id) in events.iter().enumerate() {
                let lines = lines_of(*id);
                if let Some((top, layer)) = &mut onto {
                    let corner = pos2(left + column * at as f32, *top + y);
                    let number = at * per_column + row + 1;
                    row_of(input, (number, *id), (&lines, title), corner, layer);
                }
                y += lines.len().max(1) as f32 * STYLE.line_height() + GAP;
            }
            highest = highest.max(y);
        }
        highest + 4.0
    }
}

fn date_of(input: &Input<'_>, id: EventId) -> String {
    let event = input.archive.event(id);
    let date = event.and_then(|event| event.date());
    date.map(|date| date.short_words(false)).unwrap_or_default()
}

/// A row from a corner on; its lines begin at `title`.
fn row_of(input: &Input<'_>, (number, id): (usize, EventId), (lines, title): (&[String], f32), corner: Pos2, layer: &mut Layer) {
    let theme = input.theme;
    layer.begin(Part::Of(Target::Event(id)));
    let middle = STYLE.line_height() / 2.0;
    layer.text(corner + vec2(14.0, middle), Anchor::Right, format!("{number}"), BOLD, theme.text);
    layer.text(corner + vec2(DATE, middle), Anchor::Left, date_of(input, id), STYLE, theme.muted);
    for (line, at) in lines.iter().zip(0_u8..) {
        let down = middle + f32::from(at) * STYLE.line_height();
        layer.text(corner + vec2(title, down), Anchor::Left, line.clone(), STYLE, theme.text);
    }
}
