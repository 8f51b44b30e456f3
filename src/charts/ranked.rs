//! Where nearly everything passes by one leader, a matrix is one row and one column: a list of the others instead, those with most
//! first, each with what went out and what came in by year.

use std::collections::{BTreeMap, BTreeSet};

use emath::{Rect, Vec2, pos2};

use super::matrix::Counts;
use super::{Canvas, FIGURE, SMALL};
use crate::dates::Day;
use crate::layout::{counted, thousands};
use crate::model::{Event, LeaderId};
use crate::scene::{Anchor, Stroke, Target};
use crate::theme::mix;

/// Who takes part in more than this share of what is counted makes it a list.
const MOST: f32 = 0.8;

/// With fewer others a matrix is small enough.
const LEAST_OTHERS: usize = 8;

/// How high a row is, in points.
const ROW: f32 = 28.0;

/// Room above the rows for the heading, and below them for the years, in points.
const ABOVE: f32 = 44.0;
const BELOW: f32 = 40.0;

/// Room for the names, and for the counts, in points.
const NAMES: f32 = 210.0;
const COUNTS: f32 = 104.0;

/// An area less wide than this has no list, in points.
pub(super) const LEAST_WIDTH: f32 = 440.0;

/// No bar of a year is wider than this, in points.
const WIDEST: f32 = 14.0;

/// What passed between the one and another.
#[derive(Clone, Copy, Debug, Default)]
struct Between {
    out: usize,
    back: usize,
}

/// Who takes part in nearly all that is counted, where there are enough others for a list.
pub(super) fn dominant(counts: &Counts) -> Option<LeaderId> {
    let mut activity: BTreeMap<LeaderId, usize> = BTreeMap::new();
    for ((from, to), count) in counts.iter().filter(|((from, to), _)| from != to) {
        *activity.entry(*from).or_default() += count;
        *activity.entry(*to).or_default() += count;
    }
    let all: usize = counts.iter().filter(|((from, to), _)| from != to).map(|(_, count)| count).sum();
    let (leader, most) = activity
        .iter()
        .max_by_key(|(leader, count)| (**count, std::cmp::Reverse(**leader)))?;
    let others: BTreeSet<LeaderId> = counts
        .keys()
        .filter_map(|(from, to)| match (from == leader, to == leader) {
            (true, false) => Some(*to),
            (false, true) => Some(*from),
            _ => None,
        })
        .collect();
    (others.len() >= LEAST_OTHERS && *most as f32 > MOST * all as f32).then_some(*leader)
}

/// Draws the list of an area; gives its first rows in words. `is_counted` says which events are.
pub(super) fn list(
    canvas: &mut Canvas<'_>,
    area: Rect,
    (heading, verb): (&str, &str),
    (one, counts): (LeaderId, &Counts),
    is_counted: impl Fn(&Event) -> bool,
) -> String {
    let theme = canvas.input.theme;
    let name = canvas.input.archive.leader_name(one).to_owned();
    canvas.heading(area, &format!("{heading} {name}"), false);
    let mut others: BTreeMap<LeaderId, Between> = BTreeMap::new();
    let mut rest = 0;
    for ((from, to), count) in counts {
        match (*from == one, *to == one) {
            (true, false) => others.entry(*to).or_default().out += count,
            (false, true) => others.entry(*from).or_default().back += count,
            _ => rest += count,
        }
    }
    let mut ranked: Vec<(LeaderId, Between)> = others.into_iter().collect();
    ranked.sort_by_key(|(leader, between)| (std::cmp::Reverse(between.out + between.back), *leader));
    let room = ((area.height() - ABOVE - BELOW) / ROW).floor().max(1.0) as usize;
    let shown = &ranked[..room.min(ranked.len())];
    let years = Years::new(canvas, one, shown, is_counted);
    let rows = area.with_min_y(area.top() + ABOVE);
    for (at, (other, between)) in shown.iter().enumerate() {
        let top = rows.top() + at as f32 * ROW;
        let row = Rect::from_min_max(pos2(rows.left(), top), pos2(rows.right(), top + ROW));
        draw_row(canvas, row, (one, *other), *between, verb);
        years.draw(canvas, row, (one, *other));
    }
    let bottom = rows.top() + shown.len() as f32 * ROW;
    years.axis(canvas, Rect::from_min_max(rows.min, pos2(rows.right(), bottom)));
    let mut words = Vec::new();
    if shown.len() < ranked.len() {
        words.push(format!(
            "{} with at most as many each",
            counted(ranked.len() - shown.len(), "more leader")
        ));
    }
    if rest > 0 {
        words.push(format!("{} between others", thousands(rest)));
    }
    if years.loose > 0 {
        words.push(format!("{} with too vague a date for a year", thousands(years.loose)));
    }
    let at = pos2(area.left(), bottom + 28.0);
    canvas.line(at, Anchor::Left, &words.join(" \u{b7} "), (SMALL, theme.muted), area.width());
    let largest = shown.iter().take(3).map(|(other, between)| {
        let total = counted(between.out + between.back, "time");
        format!("{name} and {} {total}", canvas.input.archive.leader_name(*other))
    });
    format!("{}.", largest.collect::<Vec<_>>().join(", "))
}

/// The name of the other, and how much went out and came in.
fn draw_row(canvas: &mut Canvas<'_>, row: Rect, (one, other): (LeaderId, LeaderId), between: Between, verb: &str) {
    let theme = canvas.input.theme;
    let y = row.center().y;
    canvas.disc(pos2(row.left() + 10.0, y), 9.0, other);
    let room = NAMES - 34.0;
    let name = canvas.name_within(other, FIGURE, room);
    canvas.line(pos2(row.left() + 26.0, y), Anchor::Left, &name, (FIGURE, theme.text), room);
    let right = row.left() + NAMES + COUNTS - 12.0;
    let out = (between.out > 0).then(|| format!("{} \u{2192}", thousands(between.out)));
    let back = (between.back > 0).then(|| format!("\u{2190} {}", thousands(between.back)));
    let words = out.into_iter().chain(back).collect::<Vec<_>>().join("   ");
    canvas.line(pos2(right, y), Anchor::Right, &words, (SMALL, theme.muted), COUNTS);
    let pair = (
        canvas.input.archive.leader_name(one).to_owned(),
        canvas.input.archive.leader_name(other).to_owned(),
    );
    let spoken = format!(
        "{} {verb} {} {}, {} {verb} {} {}. Show what passed between them",
        pair.0,
        pair.1,
        counted(between.out, "time"),
        pair.1,
        pair.0,
        counted(between.back, "time")
    );
    canvas.spot(Target::Pair(one, other), row.shrink2(Vec2::new(0.0, 1.0)), spoken);
}

/// What passed between the one and each other, by year.
struct Years {
    counts: BTreeMap<(LeaderId, i64), Between>,
    first: i64,
    last: i64,
    most: usize,
    /// How many have a date too vague for one year.
    loose: usize,
}

impl Years {
    fn new(canvas: &Canvas<'_>, one: LeaderId, shown: &[(LeaderId, Between)], is_counted: impl Fn(&Event) -> bool) -> Self {
        let mut counts: BTreeMap<(LeaderId, i64), Between> = BTreeMap::new();
        let is_shown: BTreeSet<LeaderId> = shown.iter().map(|(other, _)| *other).collect();
        let mut loose = 0;
        for event in canvas.input.archive.events.iter().filter(|event| is_counted(event)) {
            let Some(known) = event.extent().and_then(crate::dates::Extent::known) else {
                continue;
            };
            let year = Day::of_instant(known.start).year;
            // A stay is of the year in which it begins.
            let is_loose = !event.is_stay() && Day::of_instant(known.end - 1).year != year;
            let is_between = |a: &[LeaderId], b: &LeaderId| a.contains(&one) && *b != one && is_shown.contains(b);
            let outs = event.to.iter().filter(|other| is_between(&event.from, other));
            let backs = event.from.iter().filter(|other| is_between(&event.to, other));
            if is_loose {
                loose += outs.count() + backs.count();
                continue;
            }
            for other in outs {
                counts.entry((*other, year)).or_default().out += 1;
            }
            for other in backs {
                counts.entry((*other, year)).or_default().back += 1;
            }
        }
        let years = || counts.keys().map(|(_, year)| *year);
        Self {
            first: years().min().unwrap_or(0),
            last: years().max().unwrap_or(0),
            most: counts.values().map(|between| between.out.max(between.back)).max().unwrap_or(1),
            counts,
            loose,
        }
    }

    /// The bars' part of a row, and how wide a year is.
    fn room(&self, row: Rect) -> (Rect, f32) {
        let room = row.with_min_x(row.left() + NAMES + COUNTS);
        let width = (room.width() / (self.last - self.first + 1) as f32).min(WIDEST);
        (room, width)
    }

    /// Up what the one sent, down what came back.
    fn draw(&self, canvas: &mut Canvas<'_>, row: Rect, (one, other): (LeaderId, LeaderId)) {
        let theme = canvas.input.theme;
        let (room, width) = self.room(row);
        let y = room.center().y;
        let right = room.left() + width * (self.last - self.first + 1) as f32;
        canvas
            .layer
            .line(pos2(room.left(), y), pos2(right, y), Stroke::solid(1.0, theme.line));
        let reach = ROW / 2.0 - 3.0;
        let (up, down) = (canvas.color_of(one), mix(theme.background, canvas.color_of(other), 0.6));
        for ((_, year), between) in self.counts.range((other, i64::MIN)..=(other, i64::MAX)) {
            let left = room.left() + (year - self.first) as f32 * width;
            for (count, side, color) in [(between.out, -1.0, up), (between.back, 1.0, down)] {
                if count == 0 {
                    continue;
                }
                // A root keeps one beside a hundred to be seen.
                let height = ((count as f32 / self.most as f32).sqrt() * reach).max(2.0);
                let gap = if width > 3.0 { 0.5 } else { 0.0 };
                let bar = Rect::from_two_pos(pos2(left + gap, y), pos2(left + width - gap, y + side * height));
                canvas.layer.rect(bar, 0.0, color);
            }
        }
    }

    /// The first and the last year, and what the bars are.
    fn axis(&self, canvas: &mut Canvas<'_>, rows: Rect) {
        if self.counts.is_empty() {
            return;
        }
        let theme = canvas.input.theme;
        let (room, width) = self.room(rows);
        let y = rows.bottom() + 10.0;
        let right = room.left() + width * (self.last - self.first + 1) as f32;
        let first = crate::dates::year_words(self.first);
        let last = crate::dates::year_words(self.last);
        let needed = canvas.input.measure.width(&first, SMALL) + canvas.input.measure.width(&last, SMALL) + 12.0;
        canvas.line(pos2(room.left(), y), Anchor::Left, &first, (SMALL, theme.muted), 80.0);
        if right - room.left() >= needed {
            canvas.line(pos2(right, y), Anchor::Right, &last, (SMALL, theme.muted), 80.0);
        }
        let most = format!("By year, at most {}: out above the line, in below it", thousands(self.most));
        let at = pos2(room.left(), rows.top() - 14.0);
        canvas.line(at, Anchor::Left, &most, (SMALL, theme.muted), room.width());
    }
}
