//! The tempo of an exchange: for the two leaders of a pair, how many messages each sends the other in every unit of the ruler, as
//! bars that grow from the edges towards each other.

use emath::{Rect, pos2, vec2};

use super::Context;
use crate::dates::TimeRange;
use crate::index::Passed;
use crate::model::LaneId;
use crate::scene::{Anchor, Layer};
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

/// The bars of both leaders, and where their words are; `None` where no pair is looked at.
pub fn tempo(context: &Context<'_>, ruler: &Ruler) -> Option<(Layer, Vec<Rect>)> {
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
    let mut layer = Layer::new("tempo", area);
    let mut words_at = Vec::new();
    let has_eras = input
        .archive
        .eras
        .iter()
        .any(|era| era.range().is_some_and(|range| range.overlaps(view)));
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
        layer.text(at, Anchor::Right, words, STYLE, input.theme.muted);
        for (pair, count) in edges.windows(2).zip(counts).filter(|(_, count)| **count > 0) {
            let (left, right) = (context.x(pair[0]) + 1.0, context.x(pair[1]) - 1.0);
            if right - left < 1.0 {
                continue;
            }
            let height = (room * SHARE * *count as f32 / most as f32).max(2.0);
            let (from, to) = if is_top {
                (top + WORDS, top + WORDS + height)
            } else {
                (area.bottom() - WORDS, area.bottom() - WORDS - height)
            };
            let rect = Rect::from_two_pos(pos2(left, from), pos2(right, to));
            layer.rect(rect, 2.0, color);
            // At the foot of its bar, where no label is written over it; else at its end.
            let words = count.to_string();
            let half = vec2(input.measure.width(&words, style) / 2.0 + 2.0, 6.0);
            let end = if is_top { to + 8.0 } else { to - 8.0 };
            let places = [y, end].map(|y| Rect::from_center_size(pos2(rect.center().x, y), half * 2.0));
            let is_free = |place: &&Rect| !place.intersects(caption) && place.left() > area.left() && place.right() < area.right();
            if let Some(place) = places.iter().find(is_free).filter(|_| half.x * 2.0 <= right - left + 4.0) {
                words_at.push(*place);
                layer.text(place.center(), Anchor::Center, words, style, input.theme.text);
            }
        }
    }
    Some((layer, words_at))
}

/// How many messages each of two lanes sent to the other between each edge and the next.
fn counts(context: &Context<'_>, lanes: [LaneId; 2], edges: &[i64]) -> [Vec<usize>; 2] {
    let input = context.input;
    let places = lanes.map(|lane| input.rows.place_of_lane(lane));
    let [Some(first), Some(second)] = places else {
        return [Vec::new(), Vec::new()];
    };
    let stretches: Vec<TimeRange> = edges.windows(2).map(|pair| TimeRange::new(pair[0], pair[1])).collect();
    let passed = input.rows.pairs(input.archive, input.index).in_each(&stretches);
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
