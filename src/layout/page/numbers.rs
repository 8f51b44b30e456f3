//! Numbers at marks, and the list that says which is which: beside the lanes where those are wide, else below.

use std::collections::BTreeSet;

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::{EDGE, Numbers, Setting};
use crate::dates::{DAY, Day};
use crate::layout::captions;
use crate::layout::text::wrap;
use crate::layout::{Coverage, Input, Numbering, Timeline, timeline};
use crate::model::EventId;
use crate::scene::{Anchor, Layer, Part, Target};
use crate::theme::TextStyle;

/// A timeline, and the list beside or below it where its marks have numbers.
pub(super) struct Numbered {
    pub timeline: Timeline,
    pub list: List,
    pub place: Place,
}

/// What a figure of numbers is to have.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    /// When marks have them.
    pub numbers: Numbers,
    /// Whether quotes below have them too.
    pub has_quotes: bool,
    /// How high a list below the lanes may be, in points.
    pub most: f32,
    /// Where the list was when the rest of the figure was measured; `None` at first.
    pub place: Option<Place>,
}

impl Wanted {
    pub fn of(setting: &Setting<'_>, most: f32, place: Option<Place>) -> Self {
        Self {
            numbers: setting.numbers,
            has_quotes: setting.has_quotes,
            most,
            place,
        }
    }
}

/// Where a list of numbers is, and the most events it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// There is none.
    #[default]
    None,
    /// Beside the lanes, instead of labels.
    Instead,
    /// Beside the lanes or below them, of what has no label.
    Beside(usize),
    Below(usize),
    /// There is none; this number of events have numbers whose quotes are below, the first in time.
    Quotes(usize),
}

impl Place {
    /// The same where the quotes of only this number of events have room: the marks of the others have no number.
    pub fn with_room(self, events: usize) -> Self {
        match self {
            Self::Quotes(most) => Self::Quotes(most.min(events)),
            place => place,
        }
    }
}

/// The timeline, with numbers and a list of what has no label where labels have room for too few, with numbers instead of labels
/// where that is asked for, with the numbers of quotes where those are below.
pub(super) fn numbered(input: &Input<'_>, room: Vec2, wanted: Wanted) -> Numbered {
    let all = Asked {
        input,
        room,
        most: wanted.most,
    };
    let found = match wanted.place {
        Some(Place::None) => None,
        Some(Place::Instead) => all.instead(),
        Some(Place::Beside(most)) => all.rest(true, most),
        Some(Place::Below(most)) => all.rest(false, most),
        Some(Place::Quotes(most)) => Some(all.quoted(most)),
        None => return all.choose(wanted),
    };
    found.unwrap_or_else(|| if wanted.has_quotes { all.quoted(usize::MAX) } else { all.plain() })
}

/// A timeline of which marks may have numbers.
struct Asked<'a, 'b> {
    input: &'a Input<'b>,
    room: Vec2,
    most: f32,
}

impl Asked<'_, '_> {
    /// What suits best, where it is not known yet.
    fn choose(&self, wanted: Wanted) -> Numbered {
        let plain = self.plain();
        let Coverage { labeled, marks } = plain.timeline.coverage;
        if wanted.numbers == Numbers::Never || marks > MAX_MARKS {
            return plain;
        }
        if wanted.numbers == Numbers::Always
            && let Some(instead) = self.instead()
        {
            return instead;
        }
        if wanted.has_quotes {
            return self.quoted(usize::MAX);
        }
        if wanted.numbers != Numbers::Always && labeled as f32 >= marks as f32 * ENOUGH {
            return plain;
        }
        // The larger share has words; of two alike the wider picture.
        let beside = (self.room.x >= WIDE).then(|| self.rest(true, MAX_NUMBERS)).flatten();
        let below = [MAX_NUMBERS, 30, 18, 12, 6]
            .into_iter()
            .filter_map(|most| self.fitting_below(&plain, most));
        let count = |found: &Numbered| found.timeline.coverage.labeled;
        let best = beside.into_iter().chain(below).max_by_key(count);
        best.filter(|best| count(best) > labeled).unwrap_or(plain)
    }

    /// The same with a list below, in the room that the list leaves; nothing where fewer lanes have room then.
    fn fitting_below(&self, plain: &Numbered, most: usize) -> Option<Numbered> {
        let height = self.rest(false, most)?.list.height;
        let left = Asked {
            room: vec2(self.room.x, self.room.y - height),
            ..*self
        };
        let found = left.rest(false, most)?;
        let cut = |found: &Numbered| found.timeline.lanes.count_outside(found.timeline.regions.lanes);
        (cut(&found) <= cut(plain)).then_some(found)
    }

    fn timeline(&self, width: f32, numbers: Numbering<'_>) -> Timeline {
        timeline(&Input {
            size: vec2(width, self.room.y),
            has_overview: false,
            numbers,
            ..*self.input
        })
    }

    fn plain(&self) -> Numbered {
        Numbered {
            timeline: self.timeline(self.room.x, Numbering::None),
            list: List::default(),
            place: Place::None,
        }
    }

    /// The width of a list beside the lanes.
    fn width_beside(&self) -> f32 {
        if self.room.x >= LEAST_BESIDE {
            (self.room.x * 0.42).min(LIST)
        } else {
            0.0
        }
    }

    /// How high a list may be.
    fn room_for(&self, is_beside: bool) -> f32 {
        if is_beside { self.room.y - 12.0 } else { self.most }
    }

    /// Numbers instead of labels; nothing where the list has no room.
    fn instead(&self) -> Option<Numbered> {
        let width = self.width_beside();
        let timeline = self.timeline(self.room.x - width, Numbering::All);
        let list = List::of(self.input, &timeline, (width > 0.0).then_some(self.room.x - width), self.room.x);
        let has_room = list.height <= self.room_for(width > 0.0) && !list.events.is_empty();
        has_room.then(|| Numbered::with(timeline, list, Place::Instead))
    }

    /// Labels, and numbers with a list for up to `most` of what has none; as many as the list has room for.
    fn rest(&self, is_beside: bool, most: usize) -> Option<Numbered> {
        let width = if is_beside { (self.room.x * 0.28).min(LIST) } else { 0.0 };
        let mut most = most;
        while most > 0 {
            let timeline = self.timeline(self.room.x - width, Numbering::Rest(most));
            let list = List::of(self.input, &timeline, is_beside.then_some(self.room.x - width), self.room.x);
            let count = list.events.len();
            if count == 0 {
                return None;
            }
            let room = self.room_for(is_beside);
            if list.height <= room {
                let place = if is_beside { Place::Beside(count) } else { Place::Below(count) };
                return Some(Numbered::with(timeline, list, place));
            }
            most = (count - 1).min((count as f32 * room / list.height) as usize);
        }
        None
    }

    /// Labels, and the numbers of the first `most` events whose quotes are below.
    fn quoted(&self, most: usize) -> Numbered {
        let has_quotes = |id: &EventId| self.input.archive.event(*id).is_some_and(|event| !event.quotes.is_empty());
        let in_range = self.input.index.all().in_range(self.input.range());
        let said: BTreeSet<EventId> = in_range.filter(|id| self.input.shown.contains(*id)).filter(has_quotes).collect();
        let mut timeline = self.timeline(self.room.x, Numbering::Only(&said));
        if timeline.numbered.len() > most {
            let numbered = timeline.in_view.iter().copied().filter(|id| timeline.numbered.contains(id));
            let first: BTreeSet<EventId> = numbered.take(most).collect();
            timeline = self.timeline(self.room.x, Numbering::Only(&first));
        }
        let list = List {
            events: timeline
                .in_view
                .iter()
                .copied()
                .filter(|id| timeline.numbered.contains(id))
                .collect(),
            is_elsewhere: true,
            ..List::default()
        };
        Numbered {
            timeline,
            list,
            place: Place::Quotes(most),
        }
    }
}

impl Numbered {
    /// With what the list says counted as words.
    fn with(timeline: Timeline, list: List, place: Place) -> Self {
        let is_unlabeled = |id: &&EventId| !timeline.labeled.contains(id);
        let coverage = Coverage {
            labeled: timeline.coverage.labeled + list.events.iter().filter(is_unlabeled).count(),
            marks: timeline.coverage.marks,
        };
        Self {
            timeline: Timeline { coverage, ..timeline },
            list,
            place,
        }
    }
}

/// Labels for fewer of the marks than this share are too few.
const ENOUGH: f32 = 0.9;

/// A figure less wide than this has the list below the lanes, in points.
const LEAST_BESIDE: f32 = 680.0;

/// A figure less wide than this has the list of what has no label below the lanes, in points.
const WIDE: f32 = 860.0;

/// How wide the list is at most, in points, and how many events there are in it.
const LIST: f32 = 360.0;
const MAX_NUMBERS: usize = 60;

/// With more marks than this none has a number.
const MAX_MARKS: usize = 150;

/// How wide a column below the lanes is at least, in points.
const COLUMN: f32 = 220.0;

/// Where the date of a row begins, in points.
const DATE: f32 = 22.0;

/// The least room for what happened, in points.
const LEAST_TEXT: f32 = 100.0;

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
    /// Whether what they say is not in the list, but with the quotes.
    is_elsewhere: bool,
}

impl List {
    /// The list of what has a number in a timeline, from `beside` on or below; `width` is that of the figure.
    fn of(input: &Input<'_>, timeline: &Timeline, beside: Option<f32>, width: f32) -> Self {
        let has_number = |id: &EventId| timeline.numbered.contains(id);
        let mut list = Self {
            events: timeline.in_view.iter().copied().filter(has_number).collect(),
            beside,
            ..Self::default()
        };
        list.height = list.draw(input, width, None);
        list
    }

    /// How much room it takes below the lanes.
    pub fn below(&self) -> f32 {
        if self.beside.is_some() || self.events.is_empty() || self.is_elsewhere {
            0.0
        } else {
            self.height
        }
    }

    /// The list: number, date, what happened; `top` is where the lanes begin, `below` where they end.
    pub fn layer(&self, input: &Input<'_>, (top, below): (f32, f32), whole: Rect) -> Layer {
        let mut layer = Layer::new("numbers", whole);
        if self.is_elsewhere {
            return layer;
        }
        let at = if self.beside.is_some() { top } else { below };
        self.draw(input, whole.width(), Some((at, &mut layer)));
        layer
    }

    /// Draws the list, or only measures it; gives its height, which is infinite where its columns are too narrow.
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
        let with_year = are_of_several_years(input, &self.events);
        let dates = self
            .events
            .iter()
            .map(|id| input.measure.width(&date_of(input, *id, with_year), STYLE));
        let title = DATE + dates.fold(34.0, f32::max) + 10.0;
        let text = column - title - 10.0;
        if text < LEAST_TEXT {
            return f32::INFINITY;
        }
        let lines_of = |id: EventId| {
            let event = input.archive.event(id);
            let title = event.map(|event| captions::in_list(input, event)).unwrap_or_default();
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
                    let date = date_of(input, *id, with_year);
                    row_of(input, (number, *id), (&date, &lines, title), corner, layer);
                }
                y += lines.len().max(1) as f32 * STYLE.line_height() + GAP;
            }
            highest = highest.max(y);
        }
        highest + 4.0
    }
}

/// When it was, or from when to when; with its hour where few days are in view.
fn date_of(input: &Input<'_>, id: EventId, with_year: bool) -> String {
    let Some(event) = input.archive.event(id) else {
        return String::new();
    };
    let range = input.range();
    let has_hours = range.end - range.start <= 4 * DAY;
    match (event.date(), event.end.as_ref().filter(|end| !end.is_unknown())) {
        (Some(date), Some(end)) => captions::span(&date.ruler_words(with_year, false), &end.ruler_words(with_year, false)),
        (Some(date), None) => date.ruler_words(with_year, has_hours),
        (None, _) => String::new(),
    }
}

/// Whether some events are of several years.
fn are_of_several_years(input: &Input<'_>, events: &[EventId]) -> bool {
    let year = |id: &EventId| Some(Day::of_instant(input.archive.event(*id)?.range()?.start).year);
    let mut years = events.iter().filter_map(year);
    let first = years.next();
    years.any(|year| Some(year) != first)
}

/// A row from a corner on: its date, and lines that begin at `title`.
fn row_of(
    input: &Input<'_>,
    (number, id): (usize, EventId),
    (date, lines, title): (&str, &[String], f32),
    corner: Pos2,
    layer: &mut Layer,
) {
    let theme = input.theme;
    layer.begin(Part::Of(Target::Event(id)));
    let middle = STYLE.line_height() / 2.0;
    layer.text(corner + vec2(14.0, middle), Anchor::Right, format!("{number}"), BOLD, theme.text);
    layer.text(corner + vec2(DATE, middle), Anchor::Left, date, STYLE, theme.muted);
    for (line, at) in lines.iter().zip(0_u8..) {
        let down = middle + f32::from(at) * STYLE.line_height();
        layer.text(corner + vec2(title, down), Anchor::Left, line.clone(), STYLE, theme.text);
    }
}
