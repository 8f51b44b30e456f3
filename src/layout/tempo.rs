//! The tempo of an exchange: for the two leaders of a pair, how many messages each sends the other in every unit of the ruler, as
//! bars that grow from the edges towards each other.

use ecolor::Color32;
use emath::{Rect, pos2, vec2};

use super::Context;
use crate::dates::TimeRange;
use crate::index::Passed;
use crate::model::LaneId;
use crate::scene::{Anchor, Layer, Shape};
use crate::theme::{TextStyle, mix};
use crate::view::Ruler;

/// How high the highest bar is, as a share of the room above or below a lane.
const SHARE: f32 = 0.45;

/// Room for the words beside the bars, in points.
const WORDS: f32 = 24.0;

/// Room for the strips of eras above them, in points.
const ERAS: f32 = 16.0;

/// How the words are set.
const STYLE: TextStyle = TextStyle::sans(11.0, 500);

/// The bars of both leaders before it is known how high they may be, and the words beside them.
pub struct Tempo {
    bars: Vec<Bar>,
    texts: Vec<Shape>,
    /// Where the words are.
    pub words: Vec<Rect>,
}

/// One bar, as high as it would like to be; it grows from the edge.
struct Bar {
    rect: Rect,
    color: Color32,
    is_top: bool,
}

/// Where the highest bar has less room than this, in points, the numbers alone are written.
const LEAST: f32 = 5.0;

impl Tempo {
    /// The bars, all as much lower as keeps them off labels; none where there is no room for them.
    #[must_use]
    pub fn draw(self, area: Rect, labels: &[Rect]) -> Layer {
        let highest = self.bars.iter().map(|bar| bar.rect.height()).fold(0.0, f32::max);
        let room = |bar: &Bar| {
            let above = labels.iter().filter(|label| label.intersects(bar.rect));
            let free = above.map(|label| {
                if bar.is_top {
                    label.top() - bar.rect.top()
                } else {
                    bar.rect.bottom() - label.bottom()
                }
            });
            free.fold(bar.rect.height(), f32::min) / bar.rect.height()
        };
        let share = self.bars.iter().map(room).fold(1.0, f32::min);
        let mut layer = Layer::new("tempo", area);
        for bar in self.bars.iter().filter(|_| highest * share >= LEAST) {
            let height = (bar.rect.height() * share).max(2.0);
            let rect = if bar.is_top {
                bar.rect.with_max_y(bar.rect.top() + height)
            } else {
                bar.rect.with_min_y(bar.rect.bottom() - height)
            };
            layer.rect(rect, 2.0, bar.color);
        }
        layer.shapes.extend(self.texts);
        layer
    }
}

/// The bars of both leaders, and where their words are; `None` where no pair is looked at.
#[must_use]
pub fn tempo(context: &Context<'_>, ruler: &Ruler) -> Option<Tempo> {
    let input = context.input;
    let area = context.regions.lanes;
    let (a, b) = input.filter.pair?;
    let lanes = [context.lanes.of(a)?, context.lanes.of(b)?];
    let mut edges: Vec<i64> = ruler.fine.iter().map(|tick| tick.instant).collect();
    let view = input.range();
    edges.insert(0, edges.first().map_or(view.start, |first| first - ruler.step.seconds() as i64));
    edges.push(edges.last().map_or(view.end, |last| last + ruler.step.seconds() as i64));
    let ids = [lanes[0].id, lanes[1].id];
    let counts = counts(context, ids, &edges);
    let most = counts.iter().flatten().copied().max().filter(|most| *most > 0)?;
    let mut texts = Layer::new("tempo", area);
    let (mut bars, mut words_at) = (Vec::new(), Vec::new());
    let mut eras = input.archive.eras.iter();
    let has_eras = eras.any(|era| era.range().is_some_and(|range| range.overlaps(view)));
    let top = area.top() + if has_eras { ERAS } else { 0.0 };
    let style = TextStyle::sans(10.0, 600);
    let top_of = if lanes[0].y <= lanes[1].y { [true, false] } else { [false, true] };
    for ((lane, counts), is_top) in lanes.into_iter().zip(&counts).zip(top_of) {
        let room = if is_top { lane.y - top } else { area.bottom() - lane.y } - WORDS;
        let color = mix(input.theme.background, context.lane_color(lane.id), 0.35);
        let name = |lane: LaneId| lane.leader().map_or("", |id| input.archive.leader_name(id));
        let other = if lane.id == ids[0] { ids[1] } else { ids[0] };
        let words = format!("{} to {}, per {}", name(lane.id), name(other), ruler.step.unit());
        let y = if is_top { top + 12.0 } else { area.bottom() - 12.0 };
        let at = pos2(area.right() - 8.0, y);
        let width = input.measure.width(&words, STYLE);
        let caption = Rect::from_min_max(at - vec2(width + 4.0, 8.0), at + vec2(4.0, 8.0));
        words_at.push(caption);
        texts.text(at, Anchor::Right, words, STYLE, input.theme.muted);
        for (pair, count) in edges.windows(2).zip(counts).filter(|(_, count)| **count > 0) {
            let (left, right) = (context.x(pair[0]) + 1.0, context.x(pair[1]) - 1.0);
            if right - left < 1.0 {
                continue;
            }
            let height = (room * SHARE * *count as f32 / most as f32).max(2.0);
            let foot = if is_top { top + WORDS } else { area.bottom() - WORDS };
            let end = if is_top { foot + height } else { foot - height };
            let rect = Rect::from_two_pos(pos2(left, foot), pos2(right, end));
            bars.push(Bar { rect, color, is_top });
            // At the foot of its bar, where no label is written over it; else on the bar.
            let words = count.to_string();
            let half = vec2(input.measure.width(&words, style) / 2.0 + 2.0, 6.0);
            let inside = if is_top { foot + 8.0 } else { foot - 8.0 };
            let places = [y, inside].map(|y| Rect::from_center_size(pos2(rect.center().x, y), half * 2.0));
            let is_free = |place: &&Rect| !place.intersects(caption) && place.left() > area.left() && place.right() < area.right();
            if let Some(place) = places.iter().find(is_free).filter(|_| half.x * 2.0 <= right - left + 4.0) {
                words_at.push(*place);
                texts.text(place.center(), Anchor::Center, words, style, input.theme.text);
            }
        }
    }
    Some(Tempo {
        bars,
        texts: texts.shapes,
        words: words_at,
    })
}

/// How many messages each of two lanes sent to the other between each edge and the next.
fn counts(context: &Context<'_>, lanes: [LaneId; 2], edges: &[i64]) -> [Vec<usize>; 2] {
    let input = context.input;
    let places = lanes.map(|lane| input.rows.place_of_lane(lane));
    let [Some(first), Some(second)] = places else {
        return [Vec::new(), Vec::new()];
    };
    let stretches: Vec<TimeRange> = edges.windows(2).map(|pair| TimeRange::new(pair[0], pair[1])).collect();
    let passed = input.rows.pairs(input.archive).in_each(&stretches);
    let ways = if first < second { [0, 1] } else { [1, 0] };
    ways.map(|way| {
        let between = |all: &std::sync::Arc<[Passed]>| {
            let pair = all
                .iter()
                .find(|passed| (passed.upper, passed.lower) == (first.min(second), first.max(second)));
            pair.map_or(0, |passed| passed.count[way])
        };
        passed.iter().map(between).collect()
    })
}
