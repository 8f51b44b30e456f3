//! The tempo of a pair: how many messages went each way in every week, month or year, as bars that grow away from each
//! other; the silences between them, and the visits.

use emath::{Rangef, Rect, pos2, vec2};

use super::answers::{answers, answers_in_words};
use super::{Canvas, Chart, EDGE, FIGURE, HEADING, SMALL};
use crate::dates::{DAY, Date, Day, Precision, TimeRange, year_words};
use crate::index::range_words;
use crate::layout::{Input, counted, thousands};
use crate::model::{Archive, Event, EventId, Kind, LeaderId};
use crate::scene::{Anchor, Shape, Stroke, Target};
use crate::theme::mix;
use crate::threads::{Crossings, Length, answers as answers_of, pair_figures};
use crate::view::{Step, TempoUnit, Tick, TimeScale, Viewport, ruler};

/// What the signs of a tempo mean.
const LEGEND: &str = "Bars: messages sent. Shaded: the longest silences, where no bar is.";

/// The same of one with reply times.
const LEGEND_OF_REPLIES: &str = "Bars: messages sent. Shaded: the longest silences, where no bar is. Each dot is a reply to one message, its \
                                 line as long as its dates leave open; the upright line is the median.";

/// What the signs in the tempo of two leaders mean, without those that it has not.
#[must_use]
pub fn tempo_legend(input: &Input<'_>, (a, b): (LeaderId, LeaderId)) -> &'static str {
    let has_times = |from, to| !answers_of(input.archive, input.threads, from, to).is_empty();
    if has_times(a, b) || has_times(b, a) {
        LEGEND_OF_REPLIES
    } else {
        LEGEND
    }
}

/// A bar is at least so wide, in points: a unit that would be narrower gives way to the next larger one.
const LEAST_BAR: f32 = 5.0;

/// More bars than this are not drawn, whatever the unit.
const MAX_BARS: f64 = 3_000.0;

/// A picture of fewer points than these, across and down, has no room for all of it.
const LEAST_SIZE: (f32, f32) = (560.0, 440.0);

/// So many silences are drawn and listed.
const SILENCES: usize = 5;

/// The tempo of what passed between two leaders; bars of a unit that would be too many give way to larger ones.
#[must_use]
pub fn tempo(input: &Input<'_>, (a, b): (LeaderId, LeaderId), unit: TempoUnit) -> Chart {
    let archive = input.archive;
    let mut canvas = Canvas::new(input);
    let (name_a, name_b) = (archive.leader_name(a), archive.leader_name(b));
    let title = format!("{name_a} and {name_b}");
    let there = pair_figures(archive, input.threads, (a, b), input.wait);
    let back = pair_figures(archive, input.threads, (b, a), input.wait);
    let all = there.messages + there.replies + back.messages + back.replies;
    let events = || input.threads.between(a, b).chain(input.threads.between(b, a));
    let range = events().filter_map(|id| archive.event(id)?.range()).reduce(TimeRange::union);
    let local = |id: EventId| {
        let event = archive.event(id)?;
        let (range, offset) = (event.range()?, offset_of(event));
        Some(TimeRange::new(range.start + offset, range.end + offset))
    };
    let told = events().filter_map(local).reduce(TimeRange::union);
    // When they met lies on the same ruler, before and behind what they wrote too.
    let met = met_when(archive, (a, b));
    let of_visits = met.iter().map(|(range, _)| *range).reduce(TimeRange::union);
    let Some(whole) = range.into_iter().chain(of_visits).reduce(TimeRange::union) else {
        canvas.title(&title, "No dated message passed between the two");
        return canvas.finish(format!("{title}: no dated message passed between the two."));
    };
    let crossings = |count| counted(count, "crossing");
    let Crossings {
        certain,
        possible,
        are_more,
    } = input.threads.crossings(archive, a, b);
    let crossed_words = match (certain, possible) {
        _ if are_more => format!(" \u{b7} {} or more, certain or possible", crossings(certain + possible)),
        (0, 0) => String::new(),
        (certain, 0) => format!(" \u{b7} {}", crossings(certain)),
        (0, 1) => " \u{b7} may have crossed once".to_owned(),
        (0, possible) => format!(" \u{b7} may have crossed {} times", thousands(possible)),
        (certain, possible) => format!(" \u{b7} {}, {} more possible", crossings(certain), thousands(possible)),
    };
    let below = match range.filter(|_| all > 0) {
        Some(_) => format!(
            "{} \u{b7} {}{crossed_words}",
            counted(all, "message"),
            told.map(range_words).unwrap_or_default()
        ),
        None => "No dated message passed between the two".to_owned(),
    };
    let top = canvas.title(&title, &below);
    let bottom = input.size.y - EDGE;
    // What would lie on each other is left to a larger picture, which is said.
    let (is_low, is_narrow) = (input.size.y < LEAST_SIZE.1, input.size.x < LEAST_SIZE.0);
    if is_low || is_narrow {
        canvas.larger();
    }
    let middle = if is_low { bottom } else { top + (bottom - top) * 0.5 };
    let names = if is_narrow {
        40.0
    } else {
        (input.size.x * 0.19).clamp(120.0, 200.0)
    };
    let bars = Rect::from_min_max(pos2(EDGE + names, top), pos2(input.size.x - EDGE, middle - 34.0));
    let silences = input.threads.silences(archive, a, b);
    let step = unit.step().filter(|step| whole.seconds() as f64 / step.seconds() < MAX_BARS);
    let step = step.unwrap_or_else(|| unit_for(whole, bars.width()));
    draw_bars(&mut canvas, bars, (a, b), (whole, step), &silences, &met);
    let split = if is_narrow { input.size.x } else { input.size.x * 0.6 };
    let left = Rect::from_min_max(pos2(EDGE, middle), pos2(split - 20.0, bottom));
    let sides = [(b, &back), (a, &there)];
    let spoken = if is_low {
        answers_in_words(&canvas, sides)
    } else {
        answers(&mut canvas, left, sides)
    };
    if !is_low && !is_narrow {
        let right = Rect::from_min_max(pos2(split + 10.0, middle), pos2(input.size.x - EDGE, bottom));
        let below_silences = list_silences(&mut canvas, right, &silences);
        list_met(&mut canvas, right.with_min_y(below_silences), &met);
    }
    canvas.finish(format!("{title}: {below}. {spoken}"))
}

/// The week, the month, the year or more years: the smallest whose bars can be seen.
fn unit_for(range: TimeRange, width: f32) -> Step {
    let room = |step: Step| f64::from(width) * step.seconds() / (range.seconds().max(DAY) as f64);
    let years = (0..=10).map(|power| Step::Years(10_i64.pow(power)));
    let mut units = [Step::Weeks, Step::Months(1)].into_iter().chain(years);
    let largest = Step::Years(10_i64.pow(10));
    units.find(|step| room(*step) >= f64::from(LEAST_BAR)).unwrap_or(largest)
}

/// How many messages lie in each unit between edges, and how many have a date too vague for one.
fn counts(canvas: &Canvas<'_>, from: LeaderId, to: LeaderId, edges: &[i64]) -> (Vec<usize>, usize) {
    let mut counts = vec![0_usize; edges.len().saturating_sub(1)];
    let mut loose = 0;
    for range in canvas
        .input
        .threads
        .between(from, to)
        .filter_map(|id| canvas.input.archive.event(id)?.range())
    {
        let at = edges.partition_point(|edge| *edge <= range.start).saturating_sub(1);
        let is_inside = edges
            .get(at + 1)
            .is_some_and(|end| range.end <= *end || range.end - range.start <= DAY);
        match counts.get_mut(at).filter(|_| is_inside) {
            Some(count) => *count += 1,
            None => loose += 1,
        }
    }
    (counts, loose)
}

/// Where the bars are.
struct Field {
    area: Rect,
    /// Where one unit ends and the next begins.
    edges: Vec<i64>,
    scale: TimeScale,
    step: Step,
    /// How many messages the highest bar counts.
    most: usize,
    /// How many messages all bars count.
    messages: usize,
    /// From the middle of the ruler to where the bars begin, in points: more where visits lie between.
    gap: f32,
}

impl Field {
    fn x(&self, instant: i64) -> f32 {
        self.scale.x_from_instant(instant as f64) as f32
    }

    /// The ruler runs between the two, so that both grow away from it.
    fn axis(&self) -> f32 {
        self.area.center().y
    }

    fn viewport(&self) -> Viewport {
        let (first, last) = (self.edges[0], self.edges[self.edges.len() - 1]);
        Viewport::new(first as f64, (last - first) as f64)
    }
}

/// The edges of all units that a range touches; two or more.
fn edges_of(range: TimeRange, step: Step) -> Vec<i64> {
    let first = step.floor(range.start);
    let mut edges = vec![first, step.next(first)];
    while let Some(last) = edges.last().copied().filter(|last| *last < range.end && edges.len() < 4_000) {
        edges.push(step.next(last));
    }
    edges
}

fn draw_bars(
    canvas: &mut Canvas<'_>,
    area: Rect,
    (a, b): (LeaderId, LeaderId),
    (range, step): (TimeRange, Step),
    silences: &[(TimeRange, [EventId; 2])],
    met: &[(TimeRange, &Event)],
) {
    let edges = edges_of(range, step);
    let (first, last) = (edges[0], edges[edges.len() - 1]);
    let ways = [(a, b, -1.0_f32), (b, a, 1.0)].map(|(from, to, side)| (from, to, side, counts(canvas, from, to, &edges)));
    let field = Field {
        area,
        scale: TimeScale::new(Viewport::new(first as f64, (last - first) as f64), area.left(), area.width()),
        step,
        most: ways.iter().flat_map(|(.., (counts, _))| counts).copied().max().unwrap_or(0).max(1),
        messages: ways.iter().flat_map(|(.., (counts, _))| counts).sum(),
        gap: if met.is_empty() { 12.0 } else { 22.0 },
        edges,
    };
    let theme = canvas.input.theme;
    for (silence, _) in silences.iter().take(3) {
        // In whole units, so that no bar lies in a silence.
        let first = field.edges.partition_point(|edge| *edge < silence.start);
        let last = field.edges.partition_point(|edge| *edge <= silence.end).saturating_sub(1);
        let (Some(start), Some(end)) = (field.edges.get(first), field.edges.get(last)) else {
            continue;
        };
        let band = Rect::from_min_max(pos2(field.x(*start), area.top()), pos2(field.x(*end), area.bottom()));
        if band.width() >= 3.0 {
            canvas.layer.rect(band, 0.0, mix(theme.background, theme.era, 0.45));
            let words = Length::from(silence.start).to(silence.end).rounded();
            if canvas.input.measure.width(&words, SMALL) <= band.width() - 4.0 {
                let at = pos2(band.center().x, area.top() + 8.0);
                canvas.layer.text(at, Anchor::Center, words, SMALL, theme.muted);
            }
        }
    }
    ticks(canvas, &field);
    for (from, to, side, (counts, loose)) in &ways {
        way(canvas, &field, (*from, *to), *side, counts);
        heads(canvas, &field, (*from, *to), *side, (counts.iter().sum(), *loose));
    }
    visits(canvas, (a, b), &field, met);
}

/// The ruler between the bars.
fn ticks(canvas: &mut Canvas<'_>, field: &Field) {
    let theme = canvas.input.theme;
    let (area, axis) = (field.area, field.axis());
    let (first, last) = (field.edges[0], field.edges[field.edges.len() - 1]);
    let ticks = ruler(field.viewport(), area.width(), false);
    let inside = ticks
        .coarse
        .iter()
        .chain(&ticks.fine)
        .filter(|tick| (first..last).contains(&tick.instant));
    for at in inside.map(|tick| field.x(tick.instant)) {
        let line = Stroke::solid(1.0, theme.line);
        canvas.layer.line(pos2(at, axis - 7.0), pos2(at, axis + 7.0), line);
    }
    // A year says what it is without its decade; a day or a month needs what stands above it.
    let is_of_years = matches!(ticks.step, Step::Years(_));
    let above: &[Tick] = if is_of_years { &[] } else { &ticks.coarse };
    let mut taken: Vec<Rangef> = Vec::new();
    for (level, tick) in above.iter().map(|tick| (0, tick)).chain(ticks.fine.iter().map(|tick| (1, tick))) {
        // What began before is said where it has room of its own; the first of several years is that which is shown.
        let is_before = tick.instant < first;
        let next = if level == 0 {
            above.iter().find(|next| next.instant > tick.instant)
        } else {
            None
        };
        let label = if is_before && is_of_years {
            year_words(Day::of_instant(first).year)
        } else {
            tick.label.clone()
        };
        let at = field.x(tick.instant.max(first)) + 3.0;
        let place = Rangef::new(at, at + canvas.input.measure.width(&label, SMALL) + 14.0);
        let has_room = next.is_none_or(|next| field.x(next.instant) >= place.max) || !is_before;
        let is_free = tick.instant < last && place.max - 14.0 <= area.right() && (is_of_years || level == 0 || !is_before);
        if has_room && is_free && !taken.iter().any(|other| other.intersects(place)) {
            canvas.layer.text(pos2(at, axis), Anchor::Left, label, SMALL, theme.muted);
            taken.push(place);
        }
    }
}

/// The bars of one way.
fn way(canvas: &mut Canvas<'_>, field: &Field, (from, to): (LeaderId, LeaderId), side: f32, counts: &[usize]) {
    let theme = canvas.input.theme;
    let color = canvas.color_of(from);
    let area = field.area;
    let base = field.axis() + side * field.gap;
    let room = (area.height() / 2.0 - field.gap - 2.0).max(10.0);
    let line = Stroke::solid(1.0, theme.line);
    canvas.layer.line(pos2(area.left(), base), pos2(area.right(), base), line);
    let names = [from, to].map(|id| canvas.input.archive.leader_name(id).to_owned());
    for (pair, count) in field.edges.windows(2).zip(counts).filter(|(_, count)| **count > 0) {
        let height = room * *count as f32 / field.most as f32;
        let (left, right) = (field.x(pair[0]) + 0.5, (field.x(pair[1]) - 0.5).max(field.x(pair[0]) + 2.0));
        let bar = Rect::from_two_pos(pos2(left, base), pos2(right, base + side * height));
        canvas.layer.rect(bar, 2.0_f32.min(bar.width() / 2.0), color);
        if bar.height() >= 15.0 && bar.width() >= 16.0 {
            let text = count.to_string();
            canvas.layer.text(bar.center(), Anchor::Center, text, HEADING, theme.text_on(color));
        }
        let unit = TimeRange::new(pair[0], pair[1]);
        let spoken = format!(
            "{} from {} to {}, {}",
            counted(*count, "message"),
            names[0],
            names[1],
            range_words(unit)
        );
        let stretch = Target::Stretch {
            start: unit.start,
            end: unit.end,
        };
        canvas.spot(stretch, bar.expand(1.0), spoken);
    }
}

/// Beside bars less high than this, in points, stand only names.
const LEAST_HEADS: f32 = 130.0;

/// Who writes to whom, left of the bars, and what the bars count.
fn heads(canvas: &mut Canvas<'_>, field: &Field, (from, to): (LeaderId, LeaderId), side: f32, (placed, loose): (usize, usize)) {
    let theme = canvas.input.theme;
    let area = field.area;
    let y = area.center().y + side * area.height() * 0.28;
    canvas.disc(pos2(EDGE + 15.0, y), 15.0, from);
    let width = area.left() - EDGE - 48.0;
    if side < 0.0 && field.messages > 0 {
        let words = format!("Messages per {} (max. {})", field.step.unit(), thousands(field.most));
        let at = pos2(area.left(), area.bottom() + 14.0);
        canvas.line(at, Anchor::Left, &words, (SMALL, theme.muted), area.width());
    }
    if width < 40.0 {
        return;
    }
    let from = canvas.name_within(from, HEADING, width);
    let to = canvas.name_within(to, SMALL, width - canvas.input.measure.width("to ", SMALL));
    canvas.line(pos2(EDGE + 38.0, y - 8.0), Anchor::Left, &from, (HEADING, theme.text), width);
    if area.height() < LEAST_HEADS {
        return;
    }
    canvas.line(
        pos2(EDGE + 38.0, y + 8.0),
        Anchor::Left,
        &format!("to {to}"),
        (SMALL, theme.muted),
        width,
    );
    canvas.line(
        pos2(EDGE + 38.0, y + 23.0),
        Anchor::Left,
        &counted(placed, "message"),
        (SMALL, theme.muted),
        width,
    );
    if loose > 0 {
        let words = format!("{loose} with too vague a date");
        canvas.line(pos2(EDGE + 38.0, y + 37.0), Anchor::Left, &words, (SMALL, theme.muted), width);
    }
}

/// The visits of one to the other, along the bars of who visited; the meetings of both, as diamonds along the bars of both.
/// Hollow where their days are only known roughly.
fn visits(canvas: &mut Canvas<'_>, (a, b): (LeaderId, LeaderId), field: &Field, met: &[(TimeRange, &Event)]) {
    let background = canvas.input.theme.background;
    let sides = [(a, -1.0_f32), (b, 1.0)].map(|(leader, side)| (leader, canvas.color_of(leader), field.axis() + side * (field.gap - 7.0)));
    for (range, event) in met {
        let (left, right) = (field.x(range.start), field.x(range.end));
        let is_visit = event.kind == Kind::Visit;
        let is_rough = is_rough(event);
        for (_, color, y) in sides.iter().filter(|(leader, ..)| !is_visit || event.from.contains(leader)) {
            let at = pos2(f32::midpoint(left, right), *y);
            if is_visit {
                let pill = Rect::from_center_size(at, vec2((right - left).max(8.0), 7.0));
                canvas.layer.rect(pill, 3.5, if is_rough { background } else { *color });
                let line = Stroke::solid(1.0, if is_rough { *color } else { background });
                canvas.layer.outline(pill, 3.5, line);
            } else {
                canvas.layer.shapes.push(Shape::Polygon {
                    points: vec![at - vec2(0.0, 5.0), at + vec2(5.0, 0.0), at + vec2(0.0, 5.0), at - vec2(5.0, 0.0)],
                    fill: if is_rough { background } else { *color },
                    stroke: Some(Stroke::solid(1.0, if is_rough { *color } else { background })),
                });
            }
        }
    }
}

/// The longest silences; a click shows one on the timeline. Gives where the list ends.
fn list_silences(canvas: &mut Canvas<'_>, area: Rect, silences: &[(TimeRange, [EventId; 2])]) -> f32 {
    canvas.heading(area, "Longest silences", silences.is_empty());
    let mut y = area.top() + 32.0;
    for (silence, [before, behind]) in silences.iter().take(SILENCES) {
        if y + LINE > area.bottom() + 10.0 {
            break;
        }
        let words = Length::from(silence.start).to(silence.end).rounded();
        // In the days of the places, as the panel tells them.
        let offset = |id: &EventId| canvas.input.archive.event(*id).map_or(0, offset_of);
        let local = TimeRange::new(silence.start + offset(before), silence.end + offset(behind));
        let text = format!("{words}: {}", range_words(local));
        linked_line(
            canvas,
            area,
            y,
            &text,
            *silence,
            format!("Silence of {text}. Show it on the timeline"),
        );
        y += LINE;
    }
    y + if silences.is_empty() { LINE } else { 12.0 }
}

/// How far the clock of an event's place was from UTC, in seconds; none where that is not known.
fn offset_of(event: &Event) -> i64 {
    event.date().and_then(Date::offset_seconds).unwrap_or(0)
}

/// How high a line of a list is, in points.
const LINE: f32 = 24.0;

/// A line that leads to a stretch of the timeline.
fn linked_line(canvas: &mut Canvas<'_>, area: Rect, y: f32, text: &str, range: TimeRange, spoken: String) {
    let theme = canvas.input.theme;
    canvas.line(pos2(area.left(), y), Anchor::Left, text, (FIGURE, theme.text), area.width());
    let line = Rect::from_min_size(pos2(area.left() - 4.0, y - LINE / 2.0), vec2(area.width() + 4.0, LINE));
    let stretch = Target::Stretch {
        start: range.start,
        end: range.end,
    };
    canvas.spot(stretch, line, spoken);
}

/// Visits of one to the other, and meetings of both, as the archive lists them.
pub fn met(archive: &Archive, (a, b): (LeaderId, LeaderId)) -> impl Iterator<Item = EventId> {
    let visits = |event: &Event, from: LeaderId, to: LeaderId| event.from.contains(&from) && event.to.contains(&to);
    let is_met = move |event: &Event| match event.kind {
        Kind::Visit => visits(event, a, b) || visits(event, b, a),
        Kind::Meeting => event.involves(a) && event.involves(b),
        _ => false,
    };
    archive.events().filter(move |(_, event)| is_met(event)).map(|(id, _)| id)
}

/// The same with when each was, in order of time; without those that have no date.
fn met_when(archive: &Archive, pair: (LeaderId, LeaderId)) -> Vec<(TimeRange, &Event)> {
    let events = met(archive, pair).filter_map(|id| archive.event(id));
    let mut found: Vec<(TimeRange, &Event)> = events.filter_map(|event| Some((event.range()?, event))).collect();
    found.sort_by_key(|(range, event)| (range.start, range.end, event.id.as_str()));
    found
}

/// When a visit was, no more closely than that is known.
fn when(archive: &Archive, range: TimeRange, event: &Event) -> String {
    let is_plain = |date: &Date| date.precision() == Precision::Day && !date.is_uncertain() && !date.is_approximate();
    match (event.date(), event.end.as_ref().filter(|end| !end.is_unknown())) {
        (Some(date), Some(end)) if is_plain(date) && is_plain(end) => range_words(range),
        (Some(date), Some(end)) => format!("{} \u{2013} {}", date.words(), end.words()),
        _ => event.date_words(archive),
    }
}

/// Whether the days of a visit or of a meeting are only known roughly.
fn is_rough(event: &Event) -> bool {
    let is_rough = |date: &Date| date.is_loose() || date.is_uncertain() || date.is_approximate();
    event.is_dated_by_order() || event.date().into_iter().chain(&event.end).any(is_rough)
}

/// The visits and meetings of the two, as far as there is room.
fn list_met(canvas: &mut Canvas<'_>, area: Rect, found: &[(TimeRange, &Event)]) {
    let theme = canvas.input.theme;
    if area.height() < 2.0 * LINE {
        return;
    }
    canvas.heading(area, "Visits and meetings", found.is_empty());
    let room = (((area.height() - 32.0) / LINE).max(0.0) as usize).min(found.len());
    let listed = if room < found.len() { room.saturating_sub(1) } else { room };
    let mut y = area.top() + 32.0;
    for (range, event) in found.iter().take(listed) {
        let text = format!("{}: {}", when(canvas.input.archive, *range, event), event.title);
        linked_line(canvas, area, y, &text, *range, format!("{text}. Show it on the timeline"));
        y += LINE;
    }
    if listed < found.len() {
        let words = format!("and {} more", thousands(found.len() - listed));
        canvas.line(pos2(area.left(), y), Anchor::Left, &words, (SMALL, theme.muted), area.width());
    }
}
