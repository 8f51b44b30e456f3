//! A figure: the timeline with what a printed picture needs around it: headline, deck, legend, notes, sources, credit, and a line
//! by which it can be checked.

mod foot;
mod numbers;
mod quotes;
mod table;

pub use self::foot::page_status;
pub use self::table::table;

use emath::{Pos2, Rect, Vec2, pos2, vec2};
use unicode_segmentation::UnicodeSegmentation as _;

use self::numbers::{Numbered, Place, Wanted};
use super::legend::{LINE, legend, signs_of};
use super::text::wrap;
use super::{Coverage, Input, Medium, Timeline};
use crate::scene::{Anchor, Layer, Part, Scene, Shape, Stroke};
use crate::theme::TextStyle;

/// Room above and below the text of a figure, and beside it.
const EDGE: f32 = 20.0;

/// What a figure says beside what it draws, and by which rules it is set.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting<'a> {
    /// The headline; none where it is empty.
    pub headline: &'a str,
    /// The lines under the headline.
    pub deck: Deck<'a>,
    /// A remark under the picture.
    pub note: &'a str,
    /// Who made it.
    pub credit: &'a str,
    /// By what it can be checked, small and last.
    pub check: &'a str,
    /// Whether the sources are not named, because they are around the figure.
    pub is_without_sources: bool,
    /// The file in which all sources are, where they are more than there is room for.
    pub sources_file: Option<&'a str>,
    /// When marks have numbers instead of labels.
    pub numbers: Numbers,
    /// Whether the quotes of what is drawn are below it.
    pub has_quotes: bool,
    /// The most signs that are explained.
    pub most_signs: Option<usize>,
    /// Whether it may get higher, so that all lanes have room.
    pub grows: bool,
    /// Which page of how many it is, counted from 1; the first has the headline, the last the sources.
    pub page: Option<(usize, usize)>,
}

impl Setting<'_> {
    fn is_first(&self) -> bool {
        self.page.is_none_or(|(page, _)| page == 1)
    }

    fn is_last(&self) -> bool {
        self.page.is_none_or(|(page, all)| page == all)
    }
}

/// The lines under a headline; none where it is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deck<'a> {
    /// All of it.
    Given(&'a str),
    /// Whole sentences of it, on three lines at most.
    Proposed(&'a str),
}

impl Default for Deck<'_> {
    fn default() -> Self {
        Self::Given("")
    }
}

/// When marks have numbers instead of labels, and a list beside them says which is which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Numbers {
    /// Where labels have room for too few.
    #[default]
    Auto,
    /// Wherever the list has room.
    Always,
    /// Nowhere.
    Never,
}

/// A laid-out figure.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// What is drawn.
    pub scene: Scene,
    /// What the figure shows, in words: its description for those who cannot see it.
    pub description: String,
    /// How much of what is drawn by itself has words.
    pub coverage: Coverage,
    /// How many sources have no room.
    pub left_out: usize,
}

/// No figure grows higher than this, in points.
const HIGHEST: f32 = 14_400.0;

/// Lays out a figure of the size that `input` gives; higher where that may grow, or has no room for lanes at all.
#[must_use]
pub fn page(input: &Input<'_>, setting: &Setting<'_>) -> Page {
    let input = &Input {
        notes: setting.most_signs.is_some(),
        medium: if setting.grows { Medium::Window } else { Medium::Page },
        ..*input
    };
    let mut size = input.size;
    loop {
        let (page, missing) = page_of(&Input { size, ..*input }, setting);
        if missing <= 0.0 || size.y >= HIGHEST {
            return page;
        }
        size.y = (size.y + missing.max(20.0)).min(HIGHEST);
    }
}

/// Lays out a figure; gives how much higher it would have to be for all that it has to say.
fn page_of(input: &Input<'_>, setting: &Setting<'_>) -> (Page, f32) {
    let theme = input.theme;
    let width = (input.size.x - 2.0 * EDGE).max(40.0);
    let whole = Rect::from_min_size(Pos2::ZERO, input.size);
    let mut paper = Layer::new("paper", whole);
    paper.rect(whole, 0.0, theme.background);
    let header = if setting.is_first() {
        head(input, setting, width, &mut paper)
    } else {
        EDGE
    };
    let foot = foot::Foot::new(input, setting, width, false);
    // What is drawn depends on the room, and the room on the signs and quotes of what is drawn: where those need more lines than
    // one, all is laid out again.
    let lay_out = |below: f32, place: Option<Place>| {
        let left = input.size.y - header - foot.height() - below;
        let room = vec2(input.size.x, left.max(LEAST_TIMELINE));
        let share = if setting.grows { f32::INFINITY } else { input.size.y * MOST_BELOW };
        let most = if setting.numbers == Numbers::Always { share * 1.6 } else { share };
        let body = numbers::numbered(input, room, Wanted::of(setting, most, place));
        let mut signs = signs_of(input, &body.timeline);
        signs.retain(|sign| !body.timeline.noted.contains(sign));
        let mut key = Layer::new("legend", whole);
        let key_height = legend(input, &signs, setting.most_signs, width, &mut key);
        let said = quotes::quotes(input, &body, width, share, setting.has_quotes);
        let below = key_height + said.height + body.list.below();
        (room, body, key, key_height, said, below, LEAST_TIMELINE - left)
    };
    let mut laid_out = lay_out(LINE, None);
    for _ in 0..3 {
        let (place, below) = (laid_out.1.place.with_room(laid_out.4.events), laid_out.5);
        laid_out = lay_out(below, Some(place));
        if (laid_out.5 - below).abs() < 0.5 {
            break;
        }
    }
    let (room, body, mut key, key_height, mut said, _, lacking) = laid_out;
    let Numbered {
        timeline: mut drawn, list, ..
    } = body;
    let cut = drawn.lanes.count_outside(drawn.regions.lanes);
    let mut layers = vec![paper];
    for mut layer in std::mem::take(&mut drawn.scene.layers) {
        if matches!(layer.name, "ruler" | "zones") {
            drop_cut(&mut layer, room.x, input);
        }
        shift(&mut layer, vec2(0.0, header));
        layers.push(layer);
    }
    if cut > 0 {
        layers.push(without_sliced(&drawn, header, room, input));
    }
    layers.extend(nothing(input, Rect::from_min_size(pos2(0.0, header), room)));
    let mut rule = Layer::new("foot", whole);
    let y = header + room.y;
    let line = Stroke::solid(1.0, theme.line);
    rule.line(pos2(0.0, y + 0.5), pos2(input.size.x, y + 0.5), line);
    layers.push(list.layer(input, (header, y), whole));
    let y = y + list.below();
    shift(&mut said.layer, vec2(EDGE, y));
    said.layer.clip = whole;
    shift(&mut key, vec2(EDGE, y + said.height + 8.0));
    key.clip = whole;
    let is_unnumbered = setting.numbers == Numbers::Always && list.events.is_empty() && !setting.has_quotes && !drawn.in_view.is_empty();
    let omitted = foot::omitted(input, (cut, drawn.lanes.count), said.left_out, is_unnumbered);
    foot.draw(input, &omitted, y + said.height + key_height + 12.0, &mut rule);
    layers.extend([said.layer, key, rule]);
    let scene = Scene {
        size: input.size,
        layers,
        spots: drawn.scene.spots.iter().map(|spot| spot.moved(vec2(0.0, header))).collect(),
    };
    let page = Page {
        scene,
        description: description(input, setting, &omitted),
        coverage: drawn.coverage,
        left_out: foot.left_out,
    };
    let lanes = if cut > 0 && setting.grows { cut as f32 * LANE } else { 0.0 };
    (page, lanes.max(lacking))
}

/// Says that there are no events, where there are none.
fn nothing(input: &Input<'_>, room: Rect) -> Option<Layer> {
    if !input.shown.is_empty() {
        return None;
    }
    let words = if input.filter.is_empty() {
        "No events"
    } else {
        "No events with this filter"
    };
    let mut layer = Layer::new("nothing", room);
    let style = TextStyle::sans(15.0, 500);
    let size = vec2(input.measure.width(words, style) + 24.0, 30.0);
    layer.rect(Rect::from_center_size(room.center(), size), 6.0, input.theme.background);
    layer.text(room.center(), Anchor::Center, words, style, input.theme.muted);
    Some(layer)
}

/// Paper over a lane that the lower edge would cut: a lane is there as a whole or not at all.
fn without_sliced(drawn: &Timeline, header: f32, room: Vec2, input: &Input<'_>) -> Layer {
    let edge = drawn.regions.lanes.bottom();
    let whole = drawn
        .lanes
        .rows
        .iter()
        .map(|lane| lane.bottom)
        .filter(|bottom| *bottom <= edge + 0.5);
    let bottom = whole.fold(drawn.regions.lanes.top(), f32::max).min(room.y);
    let area = Rect::from_min_max(pos2(0.0, header + bottom), pos2(input.size.x, header + room.y));
    let mut layer = Layer::new("below the last lane", area);
    layer.rect(area, 0.0, input.theme.background);
    layer
}

/// What a figure shows, and what not.
fn description(input: &Input<'_>, setting: &Setting<'_>, omitted: &str) -> String {
    let title = match setting.headline {
        "" => &input.archive.title,
        headline => headline,
    };
    let mut words = format!("{title}. {}", page_status(input));
    if !omitted.is_empty() {
        words.push_str(&format!(". {omitted}"));
    }
    words
}

/// The least height of the lanes with their ruler, in points.
const LEAST_TIMELINE: f32 = 160.0;

/// How much higher a figure gets for each lane that has no room, in points.
const LANE: f32 = 30.0;

/// In a figure that may not grow, quotes and a list below the lanes have each at most this share of its height.
const MOST_BELOW: f32 = 0.36;

/// Below this width, in points, headline and deck are smaller.
const NARROW: f32 = 620.0;

/// Headline and deck; gives how much room they take, with what is between them and the picture.
#[must_use]
pub fn head(input: &Input<'_>, setting: &Setting<'_>, width: f32, paper: &mut Layer) -> f32 {
    let (theme, measure) = (input.theme, input.measure);
    let is_narrow = input.size.x < NARROW;
    let title = TextStyle::sans(if is_narrow { 16.0 } else { 22.0 }, 700);
    let text = TextStyle::sans(if is_narrow { 11.0 } else { 13.0 }, 400);
    let mut y = EDGE;
    let headline = wrap(setting.headline, title, width, usize::MAX, measure);
    if !headline.is_empty() {
        paper.rect(Rect::from_min_size(pos2(EDGE, y - 6.0), vec2(30.0, 3.0)), 0.0, theme.text);
        y += 4.0;
    }
    paper.begin(Part::Headline);
    for line in headline {
        let height = (title.size * 1.22).round();
        paper.text(pos2(EDGE, y + height / 2.0), Anchor::Left, line, title, theme.text);
        y += height;
    }
    paper.begin(Part::Deck);
    let deck = match setting.deck {
        Deck::Given(deck) => wrap(deck, text, width, usize::MAX, measure),
        Deck::Proposed(deck) => whole_sentences(deck, text, width, input),
    };
    y += if deck.is_empty() { 0.0 } else { 3.0 };
    for line in deck {
        paper.text(pos2(EDGE, y + text.line_height() / 2.0), Anchor::Left, line, text, theme.muted);
        y += text.line_height();
    }
    paper.begin(Part::Plain);
    y + 12.0
}

/// The lines that a proposed deck has at most.
const MOST_DECK: usize = 3;

/// The first sentences of a text that have room; a sentence is never cut.
fn whole_sentences(text: &str, style: TextStyle, width: f32, input: &Input<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut end = 0;
    for sentence in text.unicode_sentences() {
        end += sentence.len();
        let Some(so_far) = text.get(..end) else { break };
        let set = wrap(so_far, style, width, MOST_DECK + 1, input.measure);
        if set.len() > MOST_DECK {
            break;
        }
        lines = set;
    }
    lines
}

/// Takes the labels off a ruler that its right end would cut: a window goes on there, a page does not.
fn drop_cut(layer: &mut Layer, right: f32, input: &Input<'_>) {
    layer.shapes.retain(|shape| match shape {
        Shape::Text {
            pos,
            anchor: Anchor::Left,
            text,
            style,
            ..
        } => pos.x + input.measure.width(text, *style) <= right,
        _ => true,
    });
}

/// Moves a layer.
pub fn shift(layer: &mut Layer, by: Vec2) {
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
