//! Labels where there is room: never over each other, over a mark or over a line; on leaders beside their lane, else beside
//! their mark.

use std::collections::HashSet;

use emath::{Pos2, Rect, pos2, vec2};

use super::captions::{Caption, DATE, Line, TITLE, width_of};
use super::heights::FIRST_ROW;
use super::ink::{Ghost, Ink, Seat, Wish};
use super::plan::Callout;
use super::{Context, Numbering, flags};
use crate::model::{EventId, Kind};
use crate::scene::{Anchor, Area, Part, Spot, Stroke, Target};
use crate::theme::{TextStyle, mix, sizes};

/// More wishes than this are not even tried: there is no room for them in any window, and in a crowd for few.
const MAX_WISHES: usize = 600;
const MAX_IN_CROWD: usize = 120;

/// How many rows farther out than planned a place is looked for.
const MAX_FARTHER: usize = 4;

/// How high a line of a label is, in points.
const LINE: f32 = 14.0;

/// Grants labels, most important first; what finds no room stays reachable by pointer and keys. Gives whose event has one.
fn draw(context: &Context<'_>, ink: &mut Ink, callouts: &[Callout]) -> HashSet<EventId> {
    // Out of view the selected event has no label: one far from its mark would be read at another date.
    let Some(selected) = context.input.selected.filter(|id| context.is_mark_in_view(*id)) else {
        return grant(context, ink, callouts, None);
    };
    // Where it has a label in its turn, all others keep theirs.
    let mut trial = ink.clone();
    let mut labeled = grant(context, &mut trial, callouts, None);
    let is_wish = |wish: &&Wish| wish.remark.is_none() && wish.event == selected;
    let has_room = |trial: &mut Ink| {
        ink.wishes
            .iter()
            .find(is_wish)
            .is_some_and(|wish| force(context, trial, wish, NEAR))
    };
    if labeled.contains(&selected) || has_room(&mut trial) {
        labeled.insert(selected);
        *ink = trial;
        return labeled;
    }
    grant(context, ink, callouts, Some(selected))
}

/// Grants labels; the one who comes first has one wherever there is room for it at all.
fn grant(context: &Context<'_>, ink: &mut Ink, callouts: &[Callout], selected: Option<EventId>) -> HashSet<EventId> {
    let mut wishes = std::mem::take(&mut ink.wishes);
    wishes.sort_by_key(|wish| wish.rank);
    let mut labeled: HashSet<EventId> = std::mem::take(&mut ink.written).into_iter().collect();
    let is_first = |callout: &&Callout| Some(callout.event) == selected;
    for callout in callouts.iter().filter(is_first) {
        if call_out(context, ink, callout) {
            labeled.insert(callout.event);
        }
    }
    if let Some(wish) = wishes.iter().find(|wish| wish.remark.is_none() && Some(wish.event) == selected)
        && !labeled.contains(&wish.event)
        && (seat(context, ink, wish, true) || force(context, ink, wish, ANYWHERE))
    {
        labeled.insert(wish.event);
    }
    let is_there = |id: EventId| context.input.selected != Some(id) || context.is_mark_in_view(id);
    wishes.retain(|wish| is_there(wish.event));
    for callout in callouts.iter().filter(|callout| !is_first(callout) && is_there(callout.event)) {
        // What is written on its bar needs no other words.
        if !labeled.contains(&callout.event) && call_out(context, ink, callout) {
            labeled.insert(callout.event);
        }
    }
    wishes.truncate(if context.is_crowded { MAX_IN_CROWD } else { MAX_WISHES });
    // What finds no room may break the line of a meeting.
    for may_break in if context.is_crowded { &[false][..] } else { &[false, true] } {
        for wish in wishes.iter().filter(|wish| !may_break || wish.remark.is_none()) {
            if let Some(remark) = &wish.remark {
                if seat(context, ink, wish, *may_break) {
                    let is_maybe = remark.starts_with("suggested");
                    ink.drawn.is_maybe_said |= is_maybe;
                    ink.drawn.is_answer_said |= !is_maybe;
                }
            } else if !labeled.contains(&wish.event) && seat(context, ink, wish, *may_break) {
                labeled.insert(wish.event);
            }
        }
    }
    // What has no room as a whole has it cut short, with its date.
    for wish in wishes.iter().filter(|wish| !context.is_crowded && wish.remark.is_none()) {
        if !labeled.contains(&wish.event) && seat_cut(context, ink, wish) {
            labeled.insert(wish.event);
        }
    }
    // Better a label across an empty stretch that is folded than an event without a name.
    if !context.is_crowded && !context.input.folds.all().is_empty() {
        ink.cover_folds();
        for wish in wishes.iter().filter(|wish| wish.remark.is_none()) {
            let mut has_seat = || seat(context, ink, wish, false) || seat_cut(context, ink, wish) || seat(context, ink, wish, true);
            if !labeled.contains(&wish.event) && has_seat() {
                labeled.insert(wish.event);
            }
        }
    }
    ghosts(context, ink);
    ink.draw_joins();
    ink.begin(Part::Plain);
    labeled
}

/// Labels and numbers what is in view, as is asked; gives which events have a label, and which a number.
pub fn label(context: &Context<'_>, ink: &mut Ink, flags: &[Callout], in_view: &[EventId]) -> (HashSet<EventId>, HashSet<EventId>) {
    let numbers = context.input.numbers;
    // What is written on a bar has no wish for a label, and may have a number.
    let wishes = ink.wishes.iter().filter(|wish| wish.remark.is_none()).map(|wish| wish.event);
    let mut wanted: HashSet<EventId> = match numbers {
        Numbering::None => HashSet::new(),
        _ => wishes.chain(ink.written.iter().copied()).collect(),
    };
    if numbers == Numbering::All {
        ink.wishes.clear();
        let numbered = number(context, ink, in_view, &wanted, usize::MAX);
        ink.draw_joins();
        return (HashSet::new(), numbered);
    }
    let labeled = draw(context, ink, flags);
    let most = match numbers {
        Numbering::Rest(most) => {
            wanted.retain(|id| !labeled.contains(id));
            most
        }
        Numbering::Only(events) => {
            wanted.retain(|id| events.contains(id));
            usize::MAX
        }
        Numbering::None | Numbering::All => 0,
    };
    let numbered = number(context, ink, in_view, &wanted, most);
    (labeled, numbered)
}

/// Numbers the first `most` of some events at their marks, in order of time; gives those that have one.
fn number(context: &Context<'_>, ink: &mut Ink, in_view: &[EventId], wanted: &HashSet<EventId>, most: usize) -> HashSet<EventId> {
    let theme = context.input.theme;
    let mut numbered = HashSet::new();
    // Off the labels.
    let words = ink.words();
    let mut taken: Vec<Rect> = Vec::new();
    let mut count = 0;
    for id in in_view.iter().filter(|id| wanted.contains(id)) {
        if count == most {
            break;
        }
        let mine = |spot: &&Spot| spot.target == Target::Event(*id) && matches!(spot.area, Area::Rect(_));
        let Some(mark) = ink
            .spots
            .iter()
            .find(mine)
            .map(|spot| spot.area.bounds())
            .filter(|_| context.is_mark_in_view(*id))
        else {
            continue;
        };
        count += 1;
        let figure = count.to_string();
        let size = vec2(context.input.measure.width(&figure, NUMBER).max(9.0) + 5.0, 13.0);
        // On the mark, else above or below it.
        let at = |step: usize| {
            let side = if step.is_multiple_of(2) { -1.0 } else { 1.0 };
            let by = step.div_ceil(2) as f32 * 14.0;
            Rect::from_center_size(mark.center() + vec2(0.0, side * by), size)
        };
        let plates = (0..9).map(at);
        let Some(plate) = plates
            .into_iter()
            .find(|plate| ink.clip().contains_rect(*plate) && !taken.iter().chain(&words).any(|other| other.intersects(*plate)))
        else {
            count -= 1;
            continue;
        };
        taken.push(plate);
        let color = context.input.archive.event(*id).and_then(|event| event.from.first().copied());
        let color = context.leader_color(color);
        ink.begin(Part::Of(Target::Event(*id)));
        ink.labels.rect(plate, size.y / 2.0, theme.background);
        ink.labels.outline(plate, size.y / 2.0, Stroke::solid(1.4, color));
        ink.labels.text(plate.center(), Anchor::Center, figure, NUMBER, theme.text);
        numbered.insert(*id);
    }
    numbered
}

/// How a number is set.
const NUMBER: TextStyle = TextStyle::sans(9.5, 700);

/// Lines towards those who have no lane, where their names have room.
fn ghosts(context: &Context<'_>, ink: &mut Ink) {
    let mut ghosts = std::mem::take(&mut ink.ghosts);
    ghosts.sort_by_key(|ghost| ghost.name.rank);
    for ghost in ghosts.iter().take(MAX_IN_CROWD) {
        if !draw_ghost(context, ink, ghost)
            && let Some(other) = &ghost.otherwise
        {
            draw_ghost(context, ink, other);
        }
    }
}

fn draw_ghost(context: &Context<'_>, ink: &mut Ink, ghost: &Ghost) -> bool {
    let (from, to) = ghost.line;
    let off = (to - from).normalized() * 4.0;
    let is_free = !ink.is_taken(Rect::from_two_pos(from + off, to).expand2(vec2(1.0, 0.0)));
    if !is_free || !seat(context, ink, &ghost.name, true) {
        return false;
    }
    ink.drawn.is_absent |= ghost.is_absent;
    ink.lines.line(from, to, ghost.stroke);
    ink.claim_line(ghost.name.event, from, to);
    true
}

/// A label on a leader, if nothing lies there.
fn call_out(context: &Context<'_>, ink: &mut Ink, callout: &Callout) -> bool {
    let (Some(lane), Some(event)) = (context.lanes.lane(callout.lane), context.input.archive.event(callout.event)) else {
        return false;
    };
    let pitch = context.lanes.pitch;
    let width = width_of(&callout.lines);
    let left = if callout.seat.is_left {
        callout.x - flags::ASIDE - width
    } else {
        callout.x + flags::ASIDE
    };
    let count = callout.lines.len();
    let is_on_sign = event.kind == Kind::Statement && !callout.is_below;
    // Around the selected event there is a ring, which the first row would touch; the others stay in line with their neighbors.
    let is_ringed = context.input.selected == Some(callout.event) && callout.seat.row == 0;
    let ring = if is_ringed { 7.0 } else { 0.0 };
    // The middle of a row, counted from the lane.
    let row = |row: usize| {
        let away = FIRST_ROW + ring + callout.clear + (row as f32 + 0.5) * pitch;
        if callout.is_below { lane.y + away } else { lane.y - away }
    };
    // Rows may be closer than lines usually are.
    let half = (pitch.min(LINE) - 1.0) / 2.0;
    // Where its text would be that many rows farther out: around it, and the middles of its first and its last line.
    let at = |farther: usize| {
        let near = row(callout.seat.row + farther);
        let far = row(callout.seat.row + farther + count - 1);
        let lines = if callout.is_below { (near, far) } else { (far, near) };
        let text = Rect::from_min_max(pos2(left, lines.0 - half), pos2(left + width, lines.1 + half));
        (text, lines)
    };
    // Where its leader begins.
    let off = sizes::DOT + 3.0 + if is_on_sign { 12.0 } else { 0.0 };
    let near = if callout.is_below { lane.y + off } else { lane.y - off };
    // What is planned may pass lines, what is farther away may pass nothing; neither passes words.
    let is_free = |(text, _): &(Rect, (f32, f32)), farther: usize| {
        let is_in_sight = ink.clip().y_range().contains(text.top()) && ink.clip().y_range().contains(text.bottom());
        let passed = |from: f32| Rect::from_two_pos(pos2(callout.x, from), pos2(callout.x, text.center().y)).expand2(vec2(1.0, 0.0));
        let is_barred = ink.is_on_words(passed(near)) || farther > 0 && ink.is_taken(passed(row(0)));
        is_in_sight && !ink.is_taken(*text) && !is_barred
    };
    // What is drawn near the lane may lie in the first rows.
    let Some((text, lines)) = (0..MAX_FARTHER)
        .map(|farther| (at(farther), farther))
        .find(|(at, farther)| is_free(at, *farther))
        .map(|(at, _)| at)
    else {
        return false;
    };
    let (top, bottom) = lines;
    let far = if callout.is_below {
        bottom - 4.0 + LINE / 2.0
    } else {
        top + 4.0 - LINE / 2.0
    };
    let color = context.tone(callout.event, context.leader_color(event.from.first().copied()));
    ink.begin(Part::Of(Target::Event(callout.event)));
    let (begin, end) = (pos2(callout.x, near), pos2(callout.x, far));
    let stroke = Stroke::solid(0.9, mix(context.input.theme.background, color, 0.5));
    ink.lines.line(begin, end, stroke);
    write(
        context,
        ink,
        &callout.lines,
        callout.event,
        (text, top, bottom),
        callout.seat.is_left,
    );
    ink.keep_line_free(begin, end);
    true
}

/// Writes the lines of a label; its first and its last line are in the middle of `y`.
fn write(
    context: &Context<'_>,
    ink: &mut Ink,
    lines: &[Line],
    event: EventId,
    (text, first, last): (Rect, f32, f32),
    is_right_aligned: bool,
) {
    let theme = context.input.theme;
    let is_selected = context.input.selected == Some(event);
    let title = context.tone(event, if is_selected { theme.accent } else { theme.text });
    let date = context.tone(event, theme.muted);
    let steps = lines.len().saturating_sub(1).max(1) as f32;
    if ink.is_on_fold(text) {
        // The zig-zag does not run through words.
        ink.labels.rect(text.expand2(vec2(3.0, 0.0)), 3.0, theme.background);
    }
    for (at, line) in lines.iter().enumerate() {
        let y = first + (last - first) * at as f32 / steps;
        let left = if is_right_aligned { text.right() - line.width } else { text.left() };
        if !line.title.is_empty() {
            ink.labels.text(pos2(left, y), Anchor::Left, line.title.as_str(), TITLE, title);
        }
        if !line.date.is_empty() {
            ink.labels
                .text(pos2(left + line.date_at, y), Anchor::Left, line.date.as_str(), DATE, date);
        }
    }
    ink.spots.push(Spot {
        target: Target::Event(event),
        area: Area::Rect(text),
    });
    ink.claim_text(text);
}

/// Where a text of some size lies at a seat, and whether its lines end at one edge instead of beginning there.
fn rect_at(seat: Seat, size: emath::Vec2) -> (Rect, bool) {
    let (width, height) = (size.x, size.y);
    match seat {
        Seat::RightOf(at) => (Rect::from_min_size(pos2(at.x, at.y - height / 2.0), size), false),
        Seat::LeftOf(at) => (Rect::from_min_size(pos2(at.x - width, at.y - height / 2.0), size), true),
        Seat::Above(at) => (Rect::from_min_size(pos2(at.x, at.y - height), size), false),
        Seat::Below(at) => (Rect::from_min_size(at, size), false),
        Seat::Aside(at, by) if by < 0.0 => (Rect::from_min_size(pos2(at.x + by - width, at.y - height / 2.0), size), true),
        Seat::Aside(at, by) => (Rect::from_min_size(pos2(at.x + by, at.y - height / 2.0), size), false),
        Seat::Under(at) => (Rect::from_min_size(pos2(at.x - width / 2.0, at.y), size), false),
        Seat::Flag { x, y, is_left, .. } => {
            let left = if is_left { x - flags::ASIDE - width } else { x + flags::ASIDE };
            (Rect::from_min_size(pos2(left, y - height / 2.0), size), is_left)
        }
    }
}

fn seat(context: &Context<'_>, ink: &mut Ink, wish: &Wish, may_break: bool) -> bool {
    let measure = context.input.measure;
    let caption = match (&wish.remark, context.input.archive.event(wish.event)) {
        (None, Some(event)) => super::captions::caption(context, event),
        _ => Caption::default(),
    };
    let set = |width: &f32| match &wish.remark {
        Some(words) => super::captions::remark(words, *width, measure),
        None => caption.set(*width, lines_of(*width), measure),
    };
    let mut ways: Vec<Vec<Line>> = wish.widths.iter().map(set).collect();
    ways.sort_by_key(|lines| is_cut(lines));
    seat_in(context, ink, wish, &ways, may_break)
}

/// Whether anything of a label is cut: such a way to set it comes last.
fn is_cut(lines: &[Line]) -> bool {
    lines
        .iter()
        .any(|line| line.title.ends_with('\u{2026}') || line.date.ends_with('\u{2026}'))
}

/// How wide a line may be whose title is cut so that its date has room, and one with its date below, in points.
const CUT: [f32; 5] = [300.0, 240.0, 190.0, 145.0, 108.0];
const CUT_ABOVE_DATE: f32 = 74.0;

/// A label whose title is cut, where as a whole it has no room.
fn seat_cut(context: &Context<'_>, ink: &mut Ink, wish: &Wish) -> bool {
    let measure = context.input.measure;
    let Some(event) = context.input.archive.event(wish.event) else {
        return false;
    };
    let caption = super::captions::caption(context, event);
    let cut = CUT.into_iter().map(|width| caption.cut(width, measure));
    let ways = cut.chain([2, 1].map(|lines| caption.set(CUT_ABOVE_DATE, lines, measure)));
    let mut ways: Vec<Vec<Line>> = ways.filter(|lines| !lines.is_empty()).collect();
    ways.sort_by_key(|lines| is_cut(lines));
    seat_in(context, ink, wish, &ways, false)
}

/// Writes a label at the first seat that has room for it, set in the first way that has.
fn seat_in(context: &Context<'_>, ink: &mut Ink, wish: &Wish, ways: &[Vec<Line>], may_break: bool) -> bool {
    for lines in ways {
        let size = vec2(width_of(lines), lines.len() as f32 * LINE);
        if lines.is_empty() || size.x <= 0.0 {
            return false;
        }
        let free = wish.seats.iter().find_map(|seat| {
            let (rect, is_left) = rect_at(*seat, size);
            let leader = leader_of(*seat, rect);
            // Beyond the line of another it would be read as the label of that.
            let is_beyond = match seat {
                Seat::Aside(at, by) => ink.is_crossed(Rect::from_two_pos(*at + vec2(4.0 * by.signum(), -1.0), *at + vec2(*by, 1.0))),
                _ => false,
            };
            let is_clear =
                !is_beyond && leader.is_none_or(|(from, to)| !ink.is_taken(Rect::from_two_pos(from, to).expand2(vec2(1.0, 0.0))));
            (ink.is_free(rect.expand2(vec2(2.0, 0.0)), may_break) && is_clear).then_some((rect, is_left, leader))
        });
        let Some((rect, is_left, leader)) = free else { continue };
        ink.begin(Part::Of(Target::Event(wish.event)));
        if let Some((from, to)) = leader {
            let event = context.input.archive.event(wish.event);
            let color = context.tone(
                wish.event,
                context.leader_color(event.and_then(|event| event.from.first().copied())),
            );
            let stroke = Stroke::solid(0.9, mix(context.input.theme.background, color, 0.5));
            ink.lines.line(from, to, stroke);
        }
        let (first, last) = (rect.top() + LINE / 2.0, rect.bottom() - LINE / 2.0);
        write(context, ink, lines, wish.event, (rect, first, last), is_left);
        if let Some((from, to)) = leader {
            ink.keep_line_free(from, to);
        }
        return true;
    }
    false
}

/// In how many lines a text of some width is set: the narrower, the more.
fn lines_of(width: f32) -> usize {
    match width {
        200.0.. => 1,
        100.0.. => 3,
        _ => 4,
    }
}

/// How many half lines up and down a plate is looked for: near its mark, or wherever there is room.
const NEAR: u8 = 9;
const ANYWHERE: u8 = 40;

/// A label where there is no room for one: on a plate over whatever lies there but other words, as near to the mark as can be.
/// Where there is no such place anywhere, also over words.
fn force(context: &Context<'_>, ink: &mut Ink, wish: &Wish, half_lines: u8) -> bool {
    let Some(event) = context.input.archive.event(wish.event) else {
        return false;
    };
    let inside = ink.clip().shrink(4.0);
    let lines = super::captions::caption(context, event).set(inside.width().min(170.0), 2, context.input.measure);
    let size = vec2(width_of(&lines), lines.len() as f32 * LINE);
    let Some(seat) = wish
        .seats
        .first()
        .filter(|_| size.x > 0.0 && size.x <= inside.width() && size.y <= inside.height())
    else {
        return false;
    };
    let (wanted, is_left) = rect_at(*seat, size);
    let most = inside.max - size;
    let at = |down: f32, side: f32| {
        let left = wanted.left() + side * (size.x + 16.0);
        let min = pos2(
            left.min(most.x).max(inside.left()),
            (wanted.top() + down).min(most.y).max(inside.top()),
        );
        Rect::from_min_size(min, size)
    };
    let steps = (0..half_lines).flat_map(|step: u8| {
        let down = f32::from(step.div_ceil(2)) * LINE / 2.0 * if step.is_multiple_of(2) { 1.0 } else { -1.0 };
        [0.0, 1.0, -1.0].map(|side| (down, side))
    });
    let found = steps
        .map(|(down, side)| at(down, side))
        .find(|rect| !ink.is_on_words(rect.expand(2.0)));
    let Some(rect) = found.or_else(|| (half_lines == ANYWHERE).then(|| at(0.0, 0.0))) else {
        return false;
    };
    ink.begin(Part::Of(Target::Event(wish.event)));
    ink.labels.rect(rect.expand(2.0), 3.0, context.input.theme.background);
    let lines_at = (rect.top() + LINE / 2.0, rect.bottom() - LINE / 2.0);
    write(context, ink, &lines, wish.event, (rect, lines_at.0, lines_at.1), is_left);
    true
}

/// The leader from a mark to its label, where that is not beside it.
fn leader_of(seat: Seat, rect: Rect) -> Option<(Pos2, Pos2)> {
    let Seat::Flag { x, from, .. } = seat else { return None };
    let to = if from < rect.center().y {
        rect.bottom() - 3.0
    } else {
        rect.top() + 3.0
    };
    Some((pos2(x, from), pos2(x, to)))
}
