//! What stays around the events: background, eras and overview.

use emath::{Rect, pos2, vec2};

use super::heights::Class;
use super::lanes::Lane;
use super::text::wrap;
use super::{Context, Input, Medium, Scene};
use crate::dates::TimeRange;
use crate::scene::{Anchor, Area, Dash, Layer, Shape, Spot, Stroke, Target};
use crate::theme::{TextStyle, mix};
use crate::view::{Fold, Ruler, Viewport};

/// Fine ticks run through the lanes where they are at least so far apart, in points.
const FINE_GRID: f32 = 90.0;

/// How the name of an era is set.
const ERA: TextStyle = TextStyle::sans(11.0, 500);

/// An era in view.
struct DrawnEra {
    area: Rect,
    shade: f32,
    /// As much of its name as there is room for, and where.
    name: Option<String>,
    name_area: Rect,
}

fn eras<'a>(context: &'a Context<'_>) -> impl Iterator<Item = DrawnEra> + 'a {
    let area = context.regions.lanes;
    let in_view = context.input.range();
    context.input.archive.eras.iter().enumerate().filter_map(move |(position, era)| {
        let range = era.range().filter(|range| range.overlaps(in_view))?;
        let (left, right) = (context.x(range.start), context.x(range.end));
        // Only a strip as high as the name: what lies below has colors of its own.
        let rect = Rect::from_min_max(pos2(left, area.top() + 2.0), pos2((right - 1.0).max(left + 1.0), area.top() + 17.0));
        let visible = rect.intersect(area);
        // The next era lies over this one where they overlap, and not over its name.
        let later = context.input.archive.eras.iter().skip(position + 1);
        let covered = later.filter_map(|later| later.range().map(|later| context.x(later.start)));
        let end = covered.filter(|x| *x > visible.left()).fold(visible.right(), f32::min);
        let visible = visible.with_max_x(end);
        let lines = wrap(&era.name, ERA, (visible.width() - 10.0).max(0.0), 1, context.input.measure);
        let name = lines.into_iter().find(|name| name.chars().count() > 3);
        let width = name.as_deref().map_or(0.0, |name| context.input.measure.width(name, ERA));
        let middle = pos2(visible.left() + 6.0, area.top() + 9.5);
        Some(DrawnEra {
            area: rect,
            // Eras that follow on each other are told apart by two shades.
            shade: if position % 2 == 0 { 0.7 } else { 0.45 },
            name,
            name_area: Rect::from_min_size(middle - vec2(0.0, ERA.line_height() / 2.0), vec2(width, ERA.line_height())),
        })
    })
}

/// Background, eras, grid and the lines of the lanes.
pub fn background(context: &Context<'_>, ruler: &Ruler) -> Layer {
    let theme = context.input.theme;
    let area = context.regions.lanes;
    let mut layer = Layer::new("background", area);
    layer.rect(area, 0.0, theme.background);
    for era in eras(context) {
        layer.rect(era.area, 2.0, mix(theme.background, theme.era, era.shade));
        if let Some(name) = era.name {
            layer.text(era.name_area.left_center(), Anchor::Left, name, ERA, theme.muted);
        }
    }
    for instant in grid(context, ruler) {
        let x = context.x(instant);
        layer.line(pos2(x, area.top()), pos2(x, area.bottom()), Stroke::solid(1.0, theme.line));
    }
    for lane in context.lanes.rows.iter().filter(|lane| !lane.is_left_out()) {
        let color = context.lane_color(lane.id);
        let share = if color == theme.quiet { 0.3 } else { 0.7 };
        let stroke = Stroke {
            width: 1.2,
            color: mix(theme.background, color, share),
            dash: if is_strip(lane) { Dash::Dotted } else { Dash::Solid },
        };
        layer.line(pos2(area.left(), lane.y), pos2(area.right(), lane.y), stroke);
        for (words, room) in is_strip(lane).then(|| elsewhere(context, lane)).into_iter().flatten() {
            layer.rect(room, 0.0, theme.background);
            layer.text(room.left_center() + vec2(3.0, 0.0), Anchor::Left, words, ELSEWHERE, theme.muted);
        }
    }
    // Between one country and the next, and under what is pinned.
    let half = super::lanes::HEADING / 2.0;
    let edges = context.lanes.headings.iter().map(|heading| heading.y - half);
    let pinned = context
        .lanes
        .rows
        .iter()
        .any(|lane| lane.is_pinned)
        .then_some(context.lanes.pinned_bottom);
    for y in edges.chain(pinned) {
        layer.line(pos2(area.left(), y), pos2(area.right(), y), Stroke::solid(1.0, theme.line));
    }
    layer
}

/// On a lane that has no event in view, when the nearest one before it and the nearest one after it are, each with its room.
fn elsewhere(context: &Context<'_>, lane: &Lane) -> impl Iterator<Item = (String, Rect)> + use<> {
    let input = context.input;
    let area = context.regions.lanes;
    let view = input.range();
    let marks = input.rows.marks(lane.id).map_or(&[][..], crate::index::LaneMarks::marks);
    let first = marks.partition_point(|mark| mark.at < view.start);
    let next = marks.partition_point(|mark| mark.at < view.end);
    let day = |mark: &crate::index::Mark| {
        let date = input.archive.event(mark.event)?.date()?;
        Some(date.ruler_words(true, false))
    };
    let before = first
        .checked_sub(1)
        .and_then(|at| day(marks.get(at)?))
        .map(|day| format!("\u{25c0} {day}"));
    let after = marks.get(next).and_then(day).map(|day| format!("{day} \u{25b6}"));
    let room = |words: &str| vec2(input.measure.width(words, ELSEWHERE) + 6.0, 14.0);
    let left = before.map(|words| {
        let size = room(&words);
        (words, Rect::from_min_size(pos2(area.left() + 5.0, lane.y - 7.0), size))
    });
    let right = after.map(|words| {
        let size = room(&words);
        (words, Rect::from_min_size(pos2(area.right() - 5.0 - size.x, lane.y - 7.0), size))
    });
    left.into_iter().chain(right)
}

/// How a date beyond the view is set.
const ELSEWHERE: TextStyle = TextStyle::sans(10.0, 400);

/// Whether an instant lies in a stretch that is folded.
fn is_hidden(input: &Input<'_>, instant: i64) -> bool {
    let holds = |fold: &&Fold| (fold.hidden.start..fold.hidden.end).contains(&instant);
    input.folds.all().iter().any(|fold| holds(&fold))
}

/// The folds in view, with their bands.
fn folded<'a>(context: &'a Context<'_>) -> impl Iterator<Item = (&'a Fold, Rect)> {
    let area = context.regions.lanes;
    context.input.folds.all().iter().filter_map(move |fold| {
        let (left, right) = (context.x(fold.hidden.start), context.x(fold.hidden.end));
        let band = Rect::from_min_max(pos2(left, area.top()), pos2(right.max(left + 4.0), area.bottom()));
        (right > area.left() && left < area.right()).then_some((fold, band))
    })
}

/// Whether a lane has collapsed to its name.
fn is_strip(lane: &Lane) -> bool {
    lane.class == Class::Strip && !lane.is_left_out()
}

/// How far down from the top of a fold its words reach; in the window also what unfolds it.
const FOLD_WORDS: f32 = 80.0;
const FOLD_PILL: f32 = 118.0;

/// Where the folds in view are, which a label covers only where it has no other room.
pub fn fold_bands(context: &Context<'_>) -> Vec<Rect> {
    folded(context).map(|(_, band)| band.expand2(vec2(3.0, 0.0))).collect()
}

/// Where the words of folds, the names of eras and the dates on lanes without events are: nothing else is written there.
pub fn bands(context: &Context<'_>) -> Vec<Rect> {
    let height = match context.input.medium {
        Medium::Window => FOLD_PILL,
        Medium::Page => FOLD_WORDS,
    };
    let folds = fold_bands(context).into_iter();
    let folds = folds.map(|band| Rect::from_min_max(band.min, pos2(band.right(), (band.top() + height).min(band.bottom()))));
    let names = eras(context).filter(|era| era.name.is_some()).map(|era| era.name_area);
    let strips = context.lanes.rows.iter().filter(|lane| is_strip(lane));
    let dates = strips.flat_map(|lane| elsewhere(context, lane)).map(|(_, room)| room);
    folds.chain(names).chain(dates).collect()
}

/// A zig-zag band for each fold in view, with the length of what it hides.
pub fn folds(context: &Context<'_>) -> Layer {
    let theme = context.input.theme;
    let area = context.regions.lanes;
    let mut layer = Layer::new("folds", area);
    for (fold, band) in folded(context) {
        layer.rect(band, 0.0, theme.panel);
        for x in [band.left(), band.right()] {
            let teeth = ((area.height() / TOOTH).ceil() as usize).min(400);
            let points = (0..=teeth)
                .map(|at| pos2(x + if at % 2 == 0 { -2.5 } else { 2.5 }, area.top() + at as f32 * TOOTH))
                .collect();
            layer.shapes.push(Shape::Line {
                points,
                stroke: Stroke::solid(1.2, theme.dim),
            });
        }
        let style = TextStyle::sans(11.0, 600);
        let words = fold_words(fold.hidden.seconds());
        let lines = wrap(&words, style, (band.width() - 8.0).max(0.0), 3, context.input.measure);
        // Cut words would say less than none.
        if lines.iter().all(|line| !line.contains('\u{2026}')) {
            for (line, at) in lines.into_iter().zip(0_u8..) {
                let y = area.top() + 34.0 + f32::from(at) * style.line_height();
                layer.text(pos2(band.center().x, y), Anchor::Center, line, style, theme.muted);
            }
        }
    }
    layer
}

/// Up to this number of days a fold is counted in days: a length in words would be rounded, and 78 days are not 3 months.
const COUNTED_DAYS: i64 = 99;

/// How much time a fold hides.
#[must_use]
pub fn fold_words(seconds: i64) -> String {
    match seconds / crate::dates::DAY {
        days @ 2..=COUNTED_DAYS => format!("{days} days"),
        _ => crate::threads::length_words(seconds),
    }
}

/// How high a tooth of a zig-zag is, in points.
const TOOTH: f32 = 7.0;

/// Where lines run through the lanes.
fn grid(context: &Context<'_>, ruler: &Ruler) -> Vec<i64> {
    let fine_gap = ruler
        .fine
        .windows(2)
        .map(|pair| context.exact_x(pair[1].instant) - context.exact_x(pair[0].instant))
        // Across a fold, years are nearer than days elsewhere.
        .filter(|gap| *gap > 1.0)
        .fold(f32::INFINITY, f32::min);
    let ticks = if fine_gap >= FINE_GRID { &ruler.fine } else { &ruler.coarse };
    let left = context.input.range().start;
    ticks
        .iter()
        .map(|tick| tick.instant)
        .filter(|instant| *instant >= left && !is_hidden(context.input, *instant))
        .collect()
}

/// Lanes can be hit over their whole width.
pub fn lane_spots(context: &Context<'_>, scene: &mut Scene) {
    for lane in &context.lanes.rows {
        let band = lane_band(context, lane, 0.0, context.input.size.x);
        if band.height() > 0.0 {
            scene.spots.push(Spot {
                target: Target::Lane(lane.id),
                area: Area::Rect(band),
            });
        }
    }
}

fn lane_band(context: &Context<'_>, lane: &Lane, left: f32, right: f32) -> Rect {
    let area = context.regions.lanes;
    let (top, bottom) = (lane.top, lane.bottom);
    Rect::from_min_max(
        pos2(left, top.clamp(area.top(), area.bottom())),
        pos2(right, bottom.clamp(area.top(), area.bottom())),
    )
}

/// All events as a histogram, and the window of what is in view.
pub fn overview(context: &Context<'_>) -> Layer {
    let theme = context.input.theme;
    let area = context.regions.overview;
    let whole = Rect::from_min_max(pos2(0.0, area.top()), area.max);
    let mut layer = Layer::new("overview", whole);
    layer.rect(whole, 0.0, theme.panel);
    layer.line(
        pos2(0.0, area.top() + 0.5),
        pos2(area.right(), area.top() + 0.5),
        Stroke::solid(1.0, theme.line),
    );
    let small = TextStyle::sans(11.0, 400);
    layer.text(pos2(14.0, area.center().y - 6.0), Anchor::Left, "Overview", small, theme.muted);
    let Some(range) = context.input.index.range() else { return layer };
    let words = crate::index::range_words(range);
    let width = area.left() - 22.0;
    for (line, y) in wrap(&words, small, width, 2, context.input.measure).into_iter().zip([10.0, 24.0]) {
        layer.text(pos2(14.0, area.center().y + y), Anchor::Left, line, small, theme.muted);
    }
    let scale = context.regions.overview_scale(range);
    for fold in context.input.folds.all() {
        let x = |instant: i64| scale.x_from_instant(instant as f64) as f32;
        let rect = Rect::from_min_max(
            pos2(x(fold.hidden.start), area.top() + 16.0),
            pos2(x(fold.hidden.end), area.bottom() - 8.0),
        );
        layer.rect(rect, 0.0, mix(theme.panel, theme.dim, 0.35));
    }
    bins(context, &mut layer);
    overview_ticks(context, range, &mut layer);
    let window = overview_window(
        context.regions.overview,
        context.regions.overview_scale(range),
        context.input.range(),
    );
    layer.rect(window, 6.0, theme.accent.gamma_multiply(0.12));
    layer.outline(window, 6.0, Stroke::solid(1.2, theme.accent));
    for x in [window.left(), window.right()] {
        let handle = Rect::from_center_size(pos2(x, window.center().y), vec2(6.0, 24.0));
        layer.rect(handle, 3.0, theme.accent);
    }
    layer
}

/// The window of what is in view, in the overview; wide enough to be grasped.
pub fn overview_window(area: Rect, scale: crate::view::TimeScale, view: TimeRange) -> Rect {
    let inner = Rect::from_min_max(area.min + vec2(4.0, 16.0), area.max - vec2(4.0, 8.0));
    let x = |instant: f64| {
        scale
            .x_from_instant(instant)
            .clamp(f64::from(inner.left()), f64::from(inner.right())) as f32
    };
    let (left, right) = (x(view.start as f64), x(view.end as f64));
    let lacking = (12.0 - (right - left)).max(0.0) / 2.0;
    Rect::from_min_max(pos2(left - lacking, inner.top()), pos2(right + lacking, inner.bottom()))
}

fn bins(context: &Context<'_>, layer: &mut Layer) {
    let overview = context.regions.overview;
    let area = Rect::from_min_max(overview.min + vec2(8.0, 20.0), overview.max - vec2(8.0, 12.0));
    let bins = context.input.rows.bins();
    let most = bins.iter().map(crate::index::Bin::total).max().unwrap_or(0);
    if most == 0 {
        return;
    }
    let width = area.width() / bins.len() as f32;
    // A root keeps single events visible beside a crowd.
    let scale = (area.height() - 6.0) / (most as f32).sqrt();
    for (bin, position) in bins.iter().zip(0_u16..) {
        let total = bin.total();
        if total == 0 {
            continue;
        }
        let left = area.left() + f32::from(position) * width;
        let height = ((total as f32).sqrt() * scale).max(4.0);
        let mut bottom = area.bottom() - 2.0;
        for (lane, count) in &bin.counts {
            let share = height * *count as f32 / total as f32;
            let rect = Rect::from_min_max(pos2(left + 0.5, bottom - share), pos2(left + width.max(3.0) - 0.5, bottom));
            layer.rect(rect, 1.0, mix(context.input.theme.panel, context.lane_color(*lane), 0.8));
            bottom -= share;
        }
    }
}

fn overview_ticks(context: &Context<'_>, range: TimeRange, layer: &mut Layer) {
    let area = context.regions.overview;
    let scale = context.regions.overview_scale(range);
    let viewport = Viewport::new(range.start as f64, range.seconds().max(60) as f64);
    let ruler = crate::view::ruler(viewport, area.width(), false);
    let style = TextStyle::sans(10.0, 400);
    for tick in ruler.coarse.iter().filter(|tick| tick.instant >= range.start) {
        let x = scale.x_from_instant(tick.instant as f64) as f32;
        layer.line(
            pos2(x, area.top() + 2.0),
            pos2(x, area.top() + 9.0),
            Stroke::solid(1.0, context.input.theme.dim),
        );
        layer.text(
            pos2(x + 3.0, area.top() + 7.0),
            Anchor::Left,
            tick.label.clone(),
            style,
            context.input.theme.muted,
        );
    }
}
