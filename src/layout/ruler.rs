//! The ruler: two tiers of ticks, and a line below them for each place whose clocks are asked for.

use emath::{Rect, pos2};

use super::details::Bins;
use super::text::wrap;
use super::{Context, Input, clock};
use crate::dates::{Day, MONTHS, Zone, year_words};
use crate::scene::{Anchor, Layer, Stroke};
use crate::theme::{TextStyle, mix, sizes};
use crate::view::{Ruler, Step, Tick, TickLevel, Viewport};

/// The ticks of what is in view; between folds each part has its own, all of the same steps.
/// `zone` is the place by whose clocks they are; `None`: by UTC, and by the clock of dates that say no place.
pub fn ruler_of(input: &Input<'_>, width: f32, zone: Option<Zone>) -> Ruler {
    let viewport = input.viewport;
    // Where nothing has a date no years are looked at.
    if input.index.range().is_none() {
        return Ruler {
            coarse: Vec::new(),
            fine: Vec::new(),
            ..part_of(input, viewport, width, zone)
        };
    }
    if input.folds.is_empty() {
        return part_of(input, viewport, width, zone);
    }
    let view = input.range();
    let mut parts = vec![view.start];
    for fold in input.folds.all().iter().filter(|fold| fold.hidden.overlaps(view)) {
        parts.extend([fold.hidden.start, fold.hidden.end]);
    }
    parts.push(view.end);
    let mut whole: Option<Ruler> = None;
    for part in parts.chunks(2) {
        let [start, end] = part else { continue };
        if end - start < 60 {
            continue;
        }
        let part = Viewport::new(*start as f64, (end - start) as f64);
        let points = (f64::from(width) * part.span / viewport.span) as f32;
        let ruler = part_of(input, part, points.max(1.0), zone);
        let whole = whole.get_or_insert_with(|| Ruler {
            coarse: Vec::new(),
            fine: Vec::new(),
            step: ruler.step,
        });
        whole.coarse.extend(ruler.coarse.into_iter().filter(|tick| tick.instant < *end));
        whole
            .fine
            .extend(ruler.fine.into_iter().filter(|tick| (*start..*end).contains(&tick.instant)));
    }
    let Some(mut whole) = whole else {
        return part_of(input, viewport, width, zone);
    };
    whole.coarse.dedup_by_key(|tick| tick.instant);
    whole
}

/// Whether the ruler tells hours.
pub fn has_hours(input: &Input<'_>, width: f32) -> bool {
    matches!(ruler_of(input, width, None).step, Step::Seconds(_))
}

/// The ticks of a stretch without folds. Those of a place are found by its own clock, then moved to where they were.
fn part_of(input: &Input<'_>, viewport: Viewport, width: f32, zone: Option<Zone>) -> Ruler {
    let Some(zone) = zone else {
        return crate::view::ruler(viewport, width, input.index.has_clock());
    };
    let ahead = zone.offset_seconds(viewport.start as i64) as f64;
    let mut ruler = crate::view::ruler(Viewport::new(viewport.start + ahead, viewport.span), width, true);
    for tick in ruler.coarse.iter_mut().chain(&mut ruler.fine) {
        tick.instant = zone.instant_of_local(tick.instant);
    }
    ruler
}

/// How high the line of a place is, in points.
pub const ZONE_LINE: f32 = 17.0;

/// A line for each place: its hours, and at its midnights the day.
pub fn zones(context: &Context<'_>) -> Option<Layer> {
    let input = context.input;
    if input.zones.is_empty() {
        return None;
    }
    let theme = input.theme;
    let ruler = context.regions.ruler;
    let whole = Rect::from_min_max(pos2(0.0, sizes::RULER), ruler.max);
    let mut layer = Layer::new("zones", whole);
    layer.rect(whole, 0.0, mix(theme.panel, theme.background, 0.5));
    let style = TextStyle::sans(10.0, 400);
    for (zone, place) in input.zones.iter().zip(0_u8..) {
        let top = whole.top() + f32::from(place) * ZONE_LINE;
        let middle = top + ZONE_LINE / 2.0;
        let line = Stroke::solid(1.0, theme.line);
        layer.line(pos2(0.0, top + 0.5), pos2(whole.right(), top + 0.5), line);
        for name in wrap(
            &input.archive.zone_title(*zone),
            TextStyle::sans(11.0, 500),
            ruler.left() - 20.0,
            1,
            input.measure,
        ) {
            layer.text(pos2(14.0, middle), Anchor::Left, name, TextStyle::sans(11.0, 500), theme.muted);
        }
        let ticks = ruler_of(input, ruler.width(), Some(*zone));
        let is_by_hours = matches!(ticks.step, Step::Seconds(_));
        if !is_by_hours {
            offsets(context, *zone, &ticks, middle, &mut layer);
            continue;
        }
        for tick in &ticks.fine {
            let x = context.exact_x(tick.instant);
            if x < ruler.left() - 0.5 || x > ruler.right() {
                continue;
            }
            // At midnight the day.
            let is_day = tick.level == TickLevel::Major;
            let height = if is_day { ZONE_LINE } else { 5.0 };
            layer.line(pos2(x, top), pos2(x, top + height), line);
            let day = ticks.coarse.iter().find(|coarse| coarse.instant == tick.instant).filter(|_| is_day);
            let label = day.map_or(tick.label.as_str(), |day| short_day(&day.label));
            let color = if is_day { theme.text } else { theme.muted };
            layer.text(pos2(x + 4.0, middle), Anchor::Left, label, style, color);
        }
    }
    let bottom = whole.bottom() - 0.5;
    layer.line(pos2(0.0, bottom), pos2(whole.right(), bottom), Stroke::solid(1.0, theme.line));
    Some(layer)
}

/// Where hours are too narrow to be told: how far the clocks were ahead of UTC, and where they were changed.
fn offsets(context: &Context<'_>, zone: Zone, ticks: &Ruler, middle: f32, layer: &mut Layer) {
    let theme = context.input.theme;
    let ruler = context.regions.ruler;
    let style = TextStyle::sans(10.0, 400);
    let start = context.input.range().start;
    let mut known = None;
    let mut free = f32::MIN;
    let instants = std::iter::once(start).chain(ticks.fine.iter().map(|tick| tick.instant).filter(|instant| *instant > start));
    for instant in instants {
        let offset = zone.offset_seconds(instant);
        if known == Some(offset) {
            continue;
        }
        let x = context.x(instant).max(ruler.left());
        if known.is_some() {
            layer.line(
                pos2(x, middle - ZONE_LINE / 2.0),
                pos2(x, middle + ZONE_LINE / 2.0),
                Stroke::solid(1.0, theme.dim),
            );
        }
        known = Some(offset);
        let label = offset_words(offset);
        // What changes too often to be told here is told nearer by.
        if x >= free && x < ruler.right() {
            free = x + 4.0 + context.input.measure.width(&label, style) + 8.0;
            layer.text(pos2(x + 4.0, middle), Anchor::Left, label, style, theme.muted);
        }
    }
}

/// `UTC−4`, `UTC+5:30`
fn offset_words(seconds: i64) -> String {
    let sign = if seconds < 0 { '\u{2212}' } else { '+' };
    let (hours, minutes) = (seconds.abs() / 3600, seconds.abs() / 60 % 60);
    match (hours, minutes) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// `Sat 27` of `Sat 27 October 1962`.
fn short_day(label: &str) -> &str {
    let end = label.match_indices(' ').nth(1).map_or(label.len(), |(at, _)| at);
    label.get(..end).unwrap_or(label)
}

/// The lower tier of ticks; a label that would run into the one before it is left out.
fn fine_tier(context: &Context<'_>, ruler: &Ruler, area: Rect, layer: &mut Layer) {
    let (theme, measure) = (context.input.theme, context.input.measure);
    let style = TextStyle::sans(11.0, 400);
    // Years of geology are longer than the stretches that they name.
    let mut free = f32::NEG_INFINITY;
    for tick in &ruler.fine {
        let x = context.exact_x(tick.instant);
        if x < area.left() - 0.5 || x > area.right() {
            continue;
        }
        layer.line(
            pos2(x, area.bottom() - 18.0),
            pos2(x, area.bottom()),
            Stroke::solid(1.0, theme.line),
        );
        if x >= free {
            free = x + measure.width(&tick.label, style) + 2.0;
            layer.text(
                pos2(x + 5.0, area.bottom() - 13.0),
                Anchor::Left,
                tick.label.clone(),
                style,
                theme.muted,
            );
        }
    }
}

/// The year of a tick of the upper tier.
fn year_of(tick: &Tick) -> i64 {
    Day::of_instant(tick.instant).year
}

/// What a tick of the upper tier may be called, the longest first. The first that is drawn of a year names it: after a fold, or
/// where the one before it had no room, `May` could be of any.
fn coarse_labels(label: &str, year: i64, is_named: bool) -> Vec<String> {
    let words = year_words(year);
    let has_year = label.contains(&words) || !label.split(' ').any(|word| MONTHS.contains(&word));
    let short = |label: &str| -> String {
        let short: Vec<&str> = label
            .split(' ')
            .map(|word| if MONTHS.contains(&word) { &word[..3] } else { word })
            .collect();
        short.join(" ")
    };
    let whole = if has_year || is_named {
        label.to_owned()
    } else {
        format!("{label} {words}")
    };
    let mut labels = vec![short(&whole)];
    if labels[0] != whole {
        labels.insert(0, whole);
    }
    if !is_named && !has_year {
        labels.push(words);
    }
    labels
}

/// Two tiers of ticks; the label of the upper one sticks to the left edge while its unit is in view.
pub fn ruler(context: &Context<'_>, ruler: &Ruler, bins: Option<&Bins>) -> Layer {
    let theme = context.input.theme;
    let mut area = context.regions.ruler;
    area.max.y = area.top() + sizes::RULER;
    let whole = Rect::from_min_max(pos2(0.0, area.top()), area.max);
    let mut layer = Layer::new("ruler", whole);
    layer.rect(whole, 0.0, theme.panel);
    let coarse_style = TextStyle::sans(13.0, 600);
    let measure = context.input.measure;
    let exact_x = |instant: i64| context.exact_x(instant);
    let mut named = None;
    for (at, tick) in ruler.coarse.iter().enumerate() {
        let x = exact_x(tick.instant);
        let end = ruler
            .coarse
            .get(at + 1)
            .map_or(area.right(), |next| exact_x(next.instant).min(area.right()));
        if x >= area.left() {
            layer.line(pos2(x, area.top() + 8.0), pos2(x, area.bottom()), Stroke::solid(1.0, theme.line));
        }
        let left = x.max(area.left()) + 6.0;
        let room = end - left - 6.0;
        let year = year_of(tick);
        let fits = |label: &String| room >= measure.width(label, coarse_style);
        if let Some(label) = coarse_labels(&tick.label, year, named == Some(year)).into_iter().find(fits) {
            named = Some(year);
            layer.text(pos2(left, area.top() + 17.0), Anchor::Left, label, coarse_style, theme.text);
        }
    }
    fine_tier(context, ruler, area, &mut layer);
    let bottom = area.bottom() - 0.5;
    layer.line(pos2(0.0, bottom), pos2(area.right(), bottom), Stroke::solid(1.0, theme.line));
    // Whose clock it is.
    let clock = clock::of(context.input).title();
    let style = TextStyle::sans(10.5, 500);
    if measure.width(clock, style) < area.left() - 20.0 {
        layer.text(
            pos2(area.left() - 10.0, area.bottom() - 13.0),
            Anchor::Right,
            clock,
            style,
            theme.muted,
        );
    }
    // What is counted together.
    if let Some(bins) = bins {
        let (what, unit) = match bins.part {
            Some(part) => ("bar", part.unit()),
            None => ("cell", bins.step.unit()),
        };
        let words = format!("one {what} per {unit}");
        let room = area.left() - 34.0 - measure.width(clock, style);
        if measure.width(&words, style) < room {
            layer.text(pos2(14.0, area.bottom() - 13.0), Anchor::Left, words, style, theme.muted);
        }
    }
    layer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_label_of_a_year_names_it() {
        assert_eq!(coarse_labels("May", 1744, false), ["May 1744", "1744"]);
        assert_eq!(coarse_labels("June", 1744, false), ["June 1744", "Jun 1744", "1744"]);
        assert_eq!(coarse_labels("June", 1744, true), ["June", "Jun"]);
        assert_eq!(coarse_labels("January 1961", 1961, false), ["January 1961", "Jan 1961"]);
        assert_eq!(
            coarse_labels("Sat 27 October", 1962, false),
            ["Sat 27 October 1962", "Sat 27 Oct 1962", "1962"]
        );
        for label in ["1960s", "1962", "1\u{2013}99 CE", "500 BCE"] {
            assert_eq!(coarse_labels(label, 1960, false), [label]);
        }
    }
}
