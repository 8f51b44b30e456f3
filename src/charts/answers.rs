//! How long answers took, side against side: a dot for each, as wide as it is known, and the median.

use emath::{Rect, pos2};

use super::{Canvas, SMALL};
use crate::dates::DAY;
use crate::layout::{thousands, wrap};
use crate::model::LeaderId;
use crate::scene::{Anchor, Shape, Stroke};
use crate::theme::mix;
use crate::threads::{PairFigures, answers as answers_of, length_words, loose_words};

/// Where the axis has marks, and what they are called.
const MARKS: [(i64, &str); 9] = [
    (60, "1 min"),
    (3_600, "1 h"),
    (6 * 3_600, "6 h"),
    (DAY, "1 day"),
    (3 * DAY, "3 days"),
    (10 * DAY, "10 days"),
    (30 * DAY, "30 days"),
    (100 * DAY, "100 days"),
    (1_000 * DAY, "1,000 days"),
];

/// Up to this many answers are drawn one by one; the words count the rest too.
const MAX_DOTS: usize = 400;

/// Draws the answers of both leaders to each other; gives them in words.
pub(super) fn answers(canvas: &mut Canvas<'_>, area: Rect, sides: [(LeaderId, &PairFigures); 2]) -> String {
    let theme = canvas.input.theme;
    canvas.heading(area, "Reply time", false);
    let times: Vec<Vec<(i64, i64)>> = sides
        .iter()
        .map(|(answering, _)| {
            let other = sides
                .iter()
                .map(|(leader, _)| *leader)
                .find(|leader| leader != answering)
                .unwrap_or(*answering);
            let times = answers_of(canvas.input.archive, canvas.input.threads, *answering, other);
            times.into_iter().map(|time| (time.least.max(0), time.most)).collect()
        })
        .collect();
    // Times below a minute are at the left edge: a logarithm has no zero.
    let least = times
        .iter()
        .flatten()
        .map(|(least, most)| (*least).max(most / 8).max(60))
        .min()
        .unwrap_or(60);
    let most = times.iter().flatten().map(|(_, most)| *most).max().unwrap_or(DAY).max(least * 4);
    let (low, high) = ((least as f32).ln(), (most as f32 * 1.05).ln());
    let axis = Rect::from_min_max(
        pos2(area.left() + 8.0, area.top() + 26.0),
        pos2(area.right() - 8.0, area.bottom() - 24.0),
    );
    let x = |seconds: i64| axis.left() + ((seconds.max(1) as f32).ln().clamp(low, high) - low) / (high - low) * axis.width();
    let mut free = f32::MIN;
    let has_times = times.iter().any(|times| !times.is_empty());
    let marks = MARKS
        .into_iter()
        .filter(|(seconds, _)| has_times && (least..=most).contains(seconds));
    let height = axis.height() / 2.0;
    for (seconds, label) in marks {
        let at = x(seconds);
        // Below the words of each side, never through them.
        for top in [axis.top(), axis.top() + height] {
            let (from, to) = (pos2(at, top + 34.0), pos2(at, (top + height).max(top + 34.0)));
            canvas.layer.line(from, to, Stroke::solid(1.0, theme.line));
        }
        let half = canvas.input.measure.width(label, SMALL) / 2.0;
        if at - half > free {
            canvas
                .layer
                .text(pos2(at, axis.bottom() + 10.0), Anchor::Center, label, SMALL, theme.muted);
            free = at + half + 8.0;
        }
    }
    let mut spoken = Vec::new();
    for (((answering, figures), times), place) in sides.into_iter().zip(&times).zip(0_u8..) {
        let top = axis.top() + f32::from(place) * height;
        let row = Rect::from_min_max(pos2(axis.left(), top), pos2(axis.right(), top + height));
        let words = words(canvas, answering, figures, has_written(sides, answering));
        if words.whole.is_empty() {
            continue;
        }
        let measure = canvas.input.measure;
        // Where there is no room for all of it, what is drawn need not be said.
        let is_too_long = wrap(&words.whole, SMALL, axis.width(), 3, measure).len() > 2;
        let shown = if is_too_long { &words.short } else { &words.whole };
        for (line, below) in wrap(shown, SMALL, axis.width(), 2, measure).into_iter().zip([10.0, 25.0]) {
            canvas
                .layer
                .text(pos2(axis.left(), top + below), Anchor::Left, line, SMALL, theme.text);
        }
        // Where nothing is known there is no strip to read.
        if !times.is_empty() {
            draw(canvas, row, answering, figures, times, &x);
        }
        spoken.push(words.whole);
    }
    spoken.join(". ")
}

/// The answers of both to each other in words alone.
pub(super) fn answers_in_words(canvas: &Canvas<'_>, sides: [(LeaderId, &PairFigures); 2]) -> String {
    let words = sides.map(|(answering, figures)| words(canvas, answering, figures, has_written(sides, answering)).whole);
    words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(". ")
}

/// Whether the one who answers, and the other, wrote anything that is here.
fn has_written(sides: [(LeaderId, &PairFigures); 2], answering: LeaderId) -> [bool; 2] {
    let wrote = |is_own: bool| {
        let mut of = sides.iter().filter(|(leader, _)| (*leader == answering) == is_own);
        of.any(|(_, figures)| figures.messages + figures.replies > 0)
    };
    [wrote(true), wrote(false)]
}

/// How long one of the two took to answer.
struct Words {
    whole: String,
    /// Without what is drawn.
    short: String,
}

/// `Half of Khrushchev’s replies came within about 6 days, three quarters within about 11 days, all within 3 months`
fn words(canvas: &Canvas<'_>, answering: LeaderId, figures: &PairFigures, [has_own, has_others]: [bool; 2]) -> Words {
    let name = canvas.input.index.short_name(answering);
    // Who is not heard here may have answered, and where there was nothing to answer there is nothing to say.
    if !has_own || !has_others {
        let whole = if has_own {
            String::new()
        } else {
            format!("This archive has no messages from {name} to {}", figures.to)
        };
        return Words {
            short: whole.clone(),
            whole,
        };
    }
    let within = |words: String| {
        let is_bound = words.starts_with("less than");
        format!("{} {words}", if is_bound { "in" } else { "within" })
    };
    let (mut short, rest) = match &figures.answer_seconds {
        // Of fewer than four there is no half to speak of; nor of all where the time of some is not known.
        Some(time) if time.count >= 4 => {
            let [half, most] = [(time.median, time.widths[1]), (time.upper_quartile, time.widths[2])]
                .map(|(seconds, width)| within(loose_words(seconds, width)));
            // Loose words may be the same for both.
            let three_quarters = if most == half {
                String::new()
            } else {
                format!(", three quarters {most}")
            };
            let whose = match figures.replies.checked_sub(time.count).filter(|unknown| *unknown > 0) {
                Some(_) => format!("Half of the {} replies of {name} whose time is known", thousands(time.count)),
                None => format!("Half of {name}\u{2019}s replies"),
            };
            (
                format!("{whose} came {half}"),
                format!("{three_quarters}, all {}", within(length_words(time.latest))),
            )
        }
        Some(time) => (
            format!("{name} answered after {} (median)", loose_words(time.median, time.widths[1])),
            format!(", at most {}", length_words(time.latest)),
        ),
        None if figures.replies == 0 => (format!("No reply of {name} in this archive"), String::new()),
        None => (format!("No reply of {name} whose time is known"), String::new()),
    };
    let mut whole = format!("{short}{rest}");
    if figures.suggested > 0 {
        let more = format!(
            "; {} of {} replies are suggested, not confirmed",
            thousands(figures.suggested),
            thousands(figures.replies)
        );
        whole.push_str(&more);
        short.push_str(&more);
    }
    if figures.unanswered > 0 {
        let have = if figures.unanswered == 1 { "has" } else { "have" };
        let own = format!("; {} of {name}\u{2019}s own messages {have} no ", thousands(figures.unanswered));
        whole.push_str(&format!("{own}dated reply in this archive"));
        short.push_str(&format!("{own}reply here"));
    }
    Words { whole, short }
}

fn draw(canvas: &mut Canvas<'_>, row: Rect, answering: LeaderId, figures: &PairFigures, times: &[(i64, i64)], x: &impl Fn(i64) -> f32) {
    let theme = canvas.input.theme;
    let color = canvas.color_of(answering);
    let y = row.top() + 34.0 + (row.height() - 40.0).max(8.0) / 2.0;
    let reach = ((row.height() - 48.0) / 2.0).clamp(5.0, 26.0);
    canvas
        .layer
        .line(pos2(row.left(), y), pos2(row.right(), y), Stroke::solid(1.0, theme.line));
    if let Some(time) = &figures.answer_seconds {
        canvas.layer.line(
            pos2(x(time.median), y - reach - 3.0),
            pos2(x(time.median), y + reach + 3.0),
            Stroke::solid(2.4, color),
        );
    }
    // Each answer as wide as it is known; neighbors stand at different heights.
    for ((least, most), at) in times.iter().take(MAX_DOTS).zip(0_u16..) {
        let step = f32::from(at % 7) / 6.0 - 0.5;
        let y = y + step * reach * 1.5;
        let line = mix(theme.background, color, 0.55);
        canvas.layer.line(pos2(x(*least), y), pos2(x(*most), y), Stroke::solid(1.4, line));
        canvas.layer.shapes.push(Shape::Circle {
            center: pos2(x(i64::midpoint(*least, *most)), y),
            radius: 2.6,
            fill: color,
            stroke: None,
        });
    }
}
