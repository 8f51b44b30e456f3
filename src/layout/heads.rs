//! The heads of the lanes: whose each is.

use std::collections::HashSet;

use ecolor::Color32;
use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::names::initials;
use super::text::{counted, thousands, wrap};
use super::{Class, Context, Lane};
use crate::index::shortened;
use crate::model::Leader;
use crate::scene::{Anchor, Layer, Part, Shape, Stroke, Target};
use crate::theme::{TextMeasure, TextStyle, Theme, mix, sizes};

/// Lane heads less wide than this, in points, are discs without names.
pub const LEAST_HEAD: f32 = 130.0;

/// How wide lane heads without names are, in points.
pub const DISCS: f32 = 62.0;

/// Left of the lanes: a disc with initials, the name, the office.
/// Where everything is counted each says how many events its lane has in view.
pub fn heads(context: &Context<'_>, is_counted: bool) -> Layer {
    let theme = context.input.theme;
    let area = context.regions.heads;
    let mut layer = Layer::new("heads", area);
    layer.rect(area, 0.0, theme.background);
    let in_view = |lane: &&Lane| lane.bottom >= area.top() && lane.top <= area.bottom() && !lane.is_left_out();
    let lanes: Vec<&Lane> = context.lanes.rows.iter().filter(in_view).collect();
    let shared = shared_names(context, &lanes);
    for lane in lanes {
        layer.begin(Part::Of(Target::Lane(lane.id)));
        head(context, lane, (is_counted, &shared), &mut layer);
    }
    layer.begin(Part::Plain);
    for heading in &context.lanes.headings {
        let style = TextStyle::sans(11.0, 600);
        let width = area.width() - 24.0;
        let y = heading.y;
        for line in wrap(&heading.title, style, width, 1, context.input.measure) {
            layer.text(pos2(area.left() + 14.0, y), Anchor::Left, line, style, theme.muted);
        }
    }
    layer
}

/// What several of those whose lanes are in view would be called, were their names shortened: two provosts are not both “Propst”.
fn shared_names(context: &Context<'_>, lanes: &[&Lane]) -> HashSet<String> {
    let leaders = lanes
        .iter()
        .filter_map(|lane| lane.id.leader().and_then(|id| context.input.archive.leader(id)));
    let (mut seen, mut shared) = (HashSet::new(), HashSet::new());
    for name in leaders.flat_map(|leader| shortened(leader).into_iter().collect::<HashSet<_>>()) {
        if !seen.insert(name.clone()) {
            shared.insert(name);
        }
    }
    shared
}

/// A count in at most three signs: 42, 999, 1k, 12k.
fn short_count(count: usize) -> String {
    match count {
        0..1_000 => count.to_string(),
        1_000..1_000_000 => format!("{}k", count / 1_000),
        _ => format!("{}M", count / 1_000_000),
    }
}

/// Initials are never smaller, in points.
const LEAST_INITIALS: f32 = 6.0;

/// How what is not a name is set.
const OFFICE: TextStyle = TextStyle::sans(11.0, 400);

/// The lines of office and native name for which there is room.
fn offices(context: &Context<'_>, leader: &Leader, room: Vec2) -> Vec<String> {
    let measure = context.input.measure;
    let all: Vec<&str> = [leader.office.as_deref(), leader.native_name.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    let most = ((room.y / OFFICE.line_height()) as usize).clamp(0, 4);
    // They share a line where both fit, else each has its own.
    let joined = all.join(" \u{b7} ");
    let parts = if measure.width(&joined, OFFICE) <= room.x {
        vec![joined]
    } else {
        all.into_iter().map(str::to_owned).collect()
    };
    // An office is said as a whole, on up to three lines, before anything else is said at all.
    let mut lines: Vec<String> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let left = most - lines.len();
        let after = parts.len() - at - 1;
        let whole = wrap(part, OFFICE, room.x, usize::MAX, measure).len().min(3);
        let share = if whole <= left {
            whole
        } else {
            left.saturating_sub(after).clamp(left.min(1), 3)
        };
        if share > 0 {
            lines.extend(wrap(part, OFFICE, room.x, share, measure));
        }
    }
    lines
}

fn head(context: &Context<'_>, lane: &Lane, (is_counted, shared): (bool, &HashSet<String>), layer: &mut Layer) {
    let theme = context.input.theme;
    let left = context.regions.heads.left();
    let row = context.input.rows.row(lane.id);
    let leader = lane.id.leader().and_then(|id| context.input.archive.leader(id));
    let color = context.lane_color(lane.id);
    let radius = match lane.class {
        Class::Full => sizes::DISC.min(lane.even_height() * 0.42),
        Class::Thin => 9.0_f32.min(lane.even_height() * 0.42),
        Class::Strip => 0.0,
    };
    let center = pos2(left + 14.0 + sizes::DISC, lane.y);
    let letters = match (leader, row) {
        (Some(leader), _) => initials(leader),
        (None, Some(row)) if row.leaders > 0 => short_count(row.leaders),
        _ => "\u{2013}".to_owned(),
    };
    if radius > 0.0 {
        let is_quiet = color == theme.quiet;
        let ink = disc(layer, center, radius, color, is_quiet, theme);
        layer.text(
            center,
            Anchor::Center,
            letters,
            TextStyle::sans((radius * 0.7).max(LEAST_INITIALS), 700),
            ink,
        );
    }
    if lane.is_pinned {
        let pin = Rect::from_min_max(
            pos2(left, lane.y - lane.even_height() * 0.4),
            pos2(left + 3.0, lane.y + lane.even_height() * 0.4),
        );
        layer.rect(pin, 1.5, theme.accent);
    }
    if context.regions.heads.width() < LEAST_HEAD {
        return;
    }
    let text_left = center.x + sizes::DISC + 10.0;
    let mut width = context.regions.heads.right() - text_left - 8.0;
    let measure = context.input.measure;
    let in_view = context.input.rows.count_in(lane.id, context.input.range());
    if is_counted && in_view > 0 && lane.class != Class::Strip {
        let count = thousands(in_view);
        width -= measure.width(&count, OFFICE) + 8.0;
        let at = pos2(context.regions.heads.right() - 10.0, lane.y);
        layer.text(at, Anchor::Right, count, OFFICE, theme.muted);
    }
    let name = leader.map_or_else(|| row.map_or("", |row| row.title.as_str()), |leader| leader.name.as_str());
    let (weight, name_color) = match lane.class {
        Class::Full => (600, theme.text),
        Class::Thin => (500, mix(theme.muted, theme.text, 0.5)),
        Class::Strip => (400, theme.muted),
    };
    let name_style = TextStyle::sans(if lane.class == Class::Full { 13.0 } else { 12.0 }, weight);
    let max_names = if lane.even_height() >= 80.0 || (lane.even_height() >= 44.0 && measure.width(name, name_style) > width) {
        2
    } else {
        1
    };
    let mut lines: Vec<(String, TextStyle, Color32)> = name_in((name, leader), shared, name_style, (width, max_names), measure)
        .into_iter()
        .map(|line| (line, name_style, name_color))
        .collect();
    if let Some(leader) = leader {
        let room = lane.even_height() - lines.len() as f32 * name_style.line_height() - 4.0;
        let offices = offices(context, leader, vec2(width, room));
        lines.extend(offices.into_iter().map(|line| (line, OFFICE, theme.muted)));
    } else if let Some(row) = row.filter(|row| row.leaders > 0) {
        let events = (!is_counted).then(|| counted(row.events, "event"));
        let words = [Some(counted(row.leaders, "leader")), events];
        let room = if lane.even_height() >= 50.0 { 2 } else { 1 };
        lines.extend(words.into_iter().flatten().take(room).map(|line| (line, OFFICE, theme.muted)));
    }
    let height: f32 = lines.iter().map(|(_, style, _)| style.line_height()).sum();
    let mut y = lane.y - height / 2.0;
    for (line, style, color) in lines {
        layer.text(pos2(text_left, y + style.line_height() / 2.0), Anchor::Left, line, style, color);
        y += style.line_height();
    }
}

/// A name in as many lines as there are; one that has no room is shortened before it is cut, to none that others share.
fn name_in(
    (name, leader): (&str, Option<&Leader>),
    shared: &HashSet<String>,
    style: TextStyle,
    (width, lines): (f32, usize),
    measure: &dyn TextMeasure,
) -> Vec<String> {
    let wrapped = |name: &str| wrap(name, style, width, lines, measure);
    let is_whole = |lines: &Vec<String>| !lines.last().is_some_and(|line| line.ends_with('\u{2026}'));
    let whole = wrapped(name);
    let Some(leader) = leader.filter(|_| !is_whole(&whole)) else {
        return whole;
    };
    let mut shorter = shortened(leader);
    shorter.retain(|name| !shared.contains(name));
    let fits = shorter.iter().map(|name| wrapped(name)).find(is_whole);
    fits.unwrap_or_else(|| shorter.first().map_or(whole, |name| wrapped(name)))
}

/// A leader's disc, a ring for one without a color of his own. Gives the color in which to write on it.
pub fn disc(layer: &mut Layer, center: Pos2, radius: f32, color: Color32, is_quiet: bool, theme: &Theme) -> Color32 {
    let stroke = is_quiet.then_some(Stroke::solid(1.2, color));
    let fill = if is_quiet { theme.background } else { color };
    layer.shapes.push(Shape::Circle {
        center,
        radius: if is_quiet { radius - 0.6 } else { radius },
        fill,
        stroke,
    });
    if is_quiet { theme.muted } else { theme.text_on(color) }
}
