//! Who wrote to whom, and who visited whom: a row for each who acts, a column for each to whom.

use std::collections::BTreeMap;

use emath::{Pos2, Rect, Vec2, pos2};

use super::{Canvas, Chart, EDGE, FIGURE, SMALL, ranked};
use crate::layout::{Input, counted};
use crate::model::{Archive, Event, Kind, LeaderId};
use crate::scene::{Anchor, Stroke, Target};
use crate::theme::{TextStyle, mix};
use crate::threads::visit_counts;

/// The largest and the smallest cell, in points.
const CELLS: (f32, f32) = (84.0, 20.0);

/// Room above a matrix for its heading and its discs, in points.
const ABOVE: f32 = 76.0;

/// How long names above columns are at most where they rise, in points, and how much of that is across and up.
const LONGEST: f32 = 110.0;
const ACROSS: f32 = 0.65;
const UP: f32 = 0.77;

/// A picture smaller than this in both directions, in points, shows one of the two.
const LEAST_OF_BOTH: f32 = 440.0;

/// An area less wide than this, in points, has no names left of its discs.
const LEAST_NAMED: f32 = 260.0;

pub(super) type Counts = BTreeMap<(LeaderId, LeaderId), usize>;

/// Both matrices of an archive, beside each other or below.
#[must_use]
pub fn matrix(input: &Input<'_>) -> Chart {
    let mut canvas = Canvas::new(input);
    let messages: Counts = input
        .threads
        .pairs()
        .map(|(from, to)| ((from, to), input.threads.count_between(from, to)))
        .collect();
    let visits: Counts = visit_counts(input.archive)
        .into_iter()
        .filter_map(|((visitor, host), count)| Some(((visitor, host?), count)))
        .collect();
    let below = subtitle(input.archive);
    let top = canvas.title("Who wrote to whom, who visited whom", &below);
    let whole = Rect::from_min_max(pos2(EDGE, top), pos2(input.size.x - EDGE, input.size.y - EDGE));
    let is_wide = whole.width() > whole.height() * 1.1;
    // Half of a small picture shows neither of the two: one that is larger is needed.
    let is_small = whole.width().max(whole.height()) < LEAST_OF_BOTH;
    let is_one = visits.is_empty() || messages.is_empty() || is_small;
    if is_small && !visits.is_empty() && !messages.is_empty() {
        canvas.larger();
    }
    let parts = match (is_one, is_wide) {
        (true, _) => [whole, whole],
        (false, true) => {
            let (left, right) = whole.split_left_right_at_fraction(0.5);
            [left, right.with_min_x(right.left() + 16.0)]
        }
        (false, false) => {
            let (upper, lower) = whole.split_top_bottom_at_fraction(0.5);
            [upper, lower.with_min_y(lower.top() + 10.0)]
        }
    };
    let told = [
        if messages.is_empty() && !visits.is_empty() {
            String::new()
        } else {
            part(&mut canvas, parts[0], Part::MESSAGES, &messages)
        },
        if visits.is_empty() || (is_small && !messages.is_empty()) {
            String::new()
        } else {
            part(&mut canvas, parts[1], Part::VISITS, &visits)
        },
    ];
    canvas.finish(format!("{below}. {}", told.join(" ").trim()))
}

/// How many events are counted, and how; which ones are not.
fn subtitle(archive: &Archive) -> String {
    let is_between = |event: &Event| event.from.iter().any(|from| event.to.iter().any(|to| to != from));
    let count = |is_counted: &dyn Fn(&Event) -> bool| archive.events.iter().filter(|event| is_counted(event)).count();
    let messages =
        count(&|event| event.kind.is_message() && event.extent().is_some_and(|extent| extent.known().is_some()) && is_between(event));
    let visits = count(&|event| event.kind == Kind::Visit && !event.from.is_empty() && !event.to.is_empty());
    let others = count(&|event| event.kind == Kind::Visit && !event.from.is_empty() && event.to.is_empty());
    let mut text = format!("{} and {}", counted(messages, "dated message"), counted(visits, "visit"));
    let is_joint = |event: &&Event| event.kind.is_message() && (event.from.len() > 1 || event.to.len() > 1);
    if archive.events.iter().any(|event| is_joint(&event)) {
        text.push_str("; a message to two leaders counts twice");
    }
    if others > 0 {
        text.push_str(&format!(" \u{b7} {} with no host named", counted(others, "visit")));
    }
    text
}

/// The leaders that take part most, in the order of the archive, and how many there is no room for.
fn leaders(counts: &Counts, room: usize) -> (Vec<LeaderId>, usize) {
    let mut activity: BTreeMap<LeaderId, usize> = BTreeMap::new();
    for ((from, to), count) in counts {
        *activity.entry(*from).or_default() += count;
        *activity.entry(*to).or_default() += count;
    }
    let mut order: Vec<(LeaderId, usize)> = activity.into_iter().collect();
    order.sort_by_key(|(leader, count)| (std::cmp::Reverse(*count), *leader));
    let left_out = order.len().saturating_sub(room);
    order.truncate(room);
    let mut kept: Vec<LeaderId> = order.into_iter().map(|(leader, _)| leader).collect();
    kept.sort_unstable();
    (kept, left_out)
}

/// What a part of the picture counts.
#[derive(Clone, Copy)]
struct Part {
    /// Above a matrix, and above a list, before the name of whom it is of.
    headings: [&'static str; 2],
    verb: &'static str,
    is_counted: fn(&Event) -> bool,
}

impl Part {
    const MESSAGES: Self = Self {
        headings: ["Messages (row wrote to column)", "Messages from and to"],
        verb: "wrote to",
        is_counted: |event| event.kind.is_message(),
    };
    const VISITS: Self = Self {
        headings: ["Visits (row visited column)", "Visits by and to"],
        verb: "visited",
        is_counted: |event| event.kind == Kind::Visit,
    };
}

/// A matrix, or where nearly all of it is of one leader and there is room for it, a list; gives the largest in words.
fn part(canvas: &mut Canvas<'_>, area: Rect, part: Part, counts: &Counts) -> String {
    let is_wide = area.width() >= ranked::LEAST_WIDTH;
    match ranked::dominant(counts).filter(|_| is_wide) {
        Some(leader) => ranked::list(canvas, area, (part.headings[1], part.verb), (leader, counts), part.is_counted),
        None => one(canvas, area, part.headings[0], counts, part.verb),
    }
}

/// One matrix; gives its largest cells in words.
fn one(canvas: &mut Canvas<'_>, area: Rect, heading: &str, counts: &Counts, verb: &str) -> String {
    let theme = canvas.input.theme;
    canvas.heading(area, heading, counts.is_empty());
    if counts.is_empty() {
        return String::new();
    }
    let names = if area.width() < LEAST_NAMED {
        40.0
    } else {
        (area.width() * 0.4).clamp(110.0, 190.0)
    };
    let grid = Rect::from_min_max(pos2(area.left() + names, area.top() + ABOVE), area.max - Vec2::new(0.0, 18.0));
    let fit = |grid: Rect| {
        let room = (grid.width().min(grid.height()) / CELLS.1).floor().max(1.0) as usize;
        let (shown, left_out) = leaders(counts, room);
        let cell = (grid.width().min(grid.height()) / shown.len() as f32).clamp(CELLS.1, CELLS.0);
        (shown, left_out, cell)
    };
    let (mut shown, mut left_out, mut cell) = fit(grid);
    // Where names are wider than their columns, they rise above them.
    let widest = |canvas: &Canvas<'_>, shown: &[LeaderId]| {
        let widths = shown
            .iter()
            .map(|leader| canvas.input.measure.width(canvas.input.index.short_name(*leader), SMALL));
        widths.fold(0.0, f32::max)
    };
    let longest = widest(canvas, &shown).min(LONGEST);
    let is_rising = longest > cell - 4.0 && names >= 110.0;
    let grid = if is_rising {
        let (across, up) = (longest * ACROSS, longest * UP);
        let grid = Rect::from_min_max(pos2(grid.left(), area.top() + 52.0 + up), grid.max - Vec2::new(across, 0.0));
        (shown, left_out, cell) = fit(grid);
        grid
    } else {
        grid
    };
    let most = counts.values().copied().max().unwrap_or(1);
    let side = frame(canvas, (grid, names), &shown, (cell, is_rising));
    let place = |leader: &LeaderId| shown.binary_search(leader).ok();
    for ((from, to), count) in counts {
        let (Some(row), Some(column)) = (place(from), place(to)) else {
            continue;
        };
        let corner: Pos2 = grid.min + Vec2::new(cell * column as f32, cell * row as f32);
        draw_cell(
            canvas,
            Rect::from_min_size(corner, Vec2::splat(cell)),
            (*from, *to),
            (*count, most),
            verb,
        );
    }
    if left_out > 0 {
        let is_shown = |(from, to): &&(LeaderId, LeaderId)| place(from).is_some() && place(to).is_some();
        let inside: usize = counts.keys().filter(is_shown).filter_map(|pair| counts.get(pair)).sum();
        let all: usize = counts.values().sum();
        let words = format!(
            "{inside} of {all} shown; {}, none with more in all than those",
            counted(left_out, "more leader")
        );
        canvas.line(
            pos2(grid.left(), grid.top() + side + 12.0),
            Anchor::Left,
            &words,
            (SMALL, theme.muted),
            grid.width(),
        );
    }
    let mut largest: Vec<(&(LeaderId, LeaderId), &usize)> = counts.iter().collect();
    largest.sort_by_key(|(pair, count)| (std::cmp::Reverse(**count), **pair));
    let name = |leader: &LeaderId| canvas.input.index.short_name(*leader);
    let told: Vec<String> = largest
        .iter()
        .take(3)
        .map(|((from, to), count)| format!("{} {verb} {} {}", name(from), name(to), counted(**count, "time")))
        .collect();
    format!("{}.", told.join(", "))
}

/// The discs and names of those who act and of those to whom, and the lines between them; gives how wide all cells are.
fn frame(canvas: &mut Canvas<'_>, (grid, names): (Rect, f32), shown: &[LeaderId], (cell, is_rising): (f32, bool)) -> f32 {
    let theme = canvas.input.theme;
    for (leader, at) in shown.iter().zip(0_u16..) {
        let along = (f32::from(at) + 0.5) * cell;
        let radius = (cell * 0.42).min(15.0);
        let column = pos2(grid.left() + along, grid.top() - radius - 5.0);
        canvas.disc(column, radius, *leader);
        let short = canvas.input.index.short_name(*leader).to_owned();
        if is_rising {
            let at = pos2(column.x, column.y - radius - 6.0);
            canvas.line(at, Anchor::Rising, &short, (SMALL, theme.muted), LONGEST);
        } else if canvas.input.measure.width(&short, SMALL) <= cell - 4.0 {
            let at = pos2(column.x, column.y - radius - 9.0);
            canvas.layer.text(at, Anchor::Center, short, SMALL, theme.muted);
        }
        let y = grid.top() + along;
        canvas.disc(pos2(grid.left() - radius - 5.0, y), radius, *leader);
        let room = names - 2.0 * radius - 14.0;
        if room < 40.0 {
            continue;
        }
        let name = canvas.name_within(*leader, FIGURE, room);
        canvas.line(
            pos2(grid.left() - 2.0 * radius - 12.0, y),
            Anchor::Right,
            &name,
            (FIGURE, theme.text),
            room,
        );
    }
    let side = cell * shown.len() as f32;
    for at in 0..=shown.len() {
        let along = cell * at as f32;
        let line = Stroke::solid(1.0, theme.line);
        canvas
            .layer
            .line(grid.min + Vec2::new(along, 0.0), grid.min + Vec2::new(along, side), line);
        canvas
            .layer
            .line(grid.min + Vec2::new(0.0, along), grid.min + Vec2::new(side, along), line);
    }
    side
}

/// A cell in the color of who acts, the stronger the more; its count in it.
fn draw_cell(canvas: &mut Canvas<'_>, cell: Rect, (from, to): (LeaderId, LeaderId), (count, most): (usize, usize), verb: &str) {
    let theme = canvas.input.theme;
    // So faint that figures are mostly in the color of text, whatever the count.
    let strength = 0.14 + 0.46 * (count as f32 / most as f32).sqrt();
    let fill = mix(theme.background, canvas.color_of(from), strength);
    canvas.layer.rect(cell.shrink(1.5), 4.0, fill);
    let style = TextStyle::sans((cell.height() * 0.3).clamp(8.0, 15.0), 600);
    let label = if count < 1_000 {
        count.to_string()
    } else {
        format!("{}k", count / 1_000)
    };
    canvas
        .layer
        .text(cell.center(), Anchor::Center, label, style, theme.readable_on(fill));
    let names = (
        canvas.input.archive.leader_name(from).to_owned(),
        canvas.input.archive.leader_name(to).to_owned(),
    );
    let times = counted(count, "time");
    let spoken = format!("{} {verb} {} {times}. Show what passed between them", names.0, names.1);
    canvas.spot(Target::Pair(from, to), cell.shrink(1.0), spoken);
}
