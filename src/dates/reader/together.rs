//! What dates mean together: they complete each other, are one day by two calendars or one winter in two years, or are
//! none that anybody means.

use super::point::{self, Point, Year};
use super::sequence::{Mark, Node};
use crate::dates::Day;
use crate::dates::civil::DAY;

/// Whether dates together are none that anybody means: they were not understood.
pub(super) fn is_odd(node: &Node) -> bool {
    let points = node.points();
    // A date and what it lies in are no span: `12/May/1860`, `26-го октября`.
    let is_nested = |a: &Point, b: &Point| holds(a, b) || holds(b, a);
    let is_odd_here = match node {
        Node::Same(..) => true,
        Node::Span(a, b) => match (a.as_ref(), b.as_ref()) {
            (Node::Point(Mark::None, a), Node::Point(Mark::None, b)) => is_nested(a, b) || is_shortened(a, b),
            _ => false,
        },
        _ => false,
    };
    let has_year = points.iter().any(|point| point.year.is_some());
    is_odd_here || has_year && points.iter().any(|point| point.year.is_none())
}

/// Whether the second year of a span before the common era may be only its last digits: 490–80 BC.
fn is_shortened(first: &Point, last: &Point) -> bool {
    let (Some(Year::One(first_year)), Some(Year::One(last_year))) = (first.year, last.year) else {
        return false;
    };
    let (from, to) = (1 - first_year, 1 - last_year);
    let span = if to < 10 { 10 } else { 100 };
    first.is_bce() && last.is_bce() && from >= span && (1..100).contains(&to) && from - from % span + to < from
}

/// Lets dates that belong together complete each other.
pub(super) fn fill(node: &mut Node) {
    let slashed = |a: &Node, b: &Node| match (a, b) {
        (Node::Point(_, first), Node::Point(_, second)) => {
            let mut second = *second;
            second.complete_year(first, first.year.is_some());
            Some(second)
        }
        _ => None,
    };
    if let Node::Slash(a, b) | Node::Same(a, b) = node
        && let Some(second) = slashed(a, b)
        && let Node::Point(_, place) = b.as_mut()
    {
        *place = second;
    }
    let is_list = matches!(node, Node::And(_) | Node::Or(_));
    let is_pair = matches!(node, Node::Span(..) | Node::Between(..) | Node::Or(_));
    let has_own_year = node.points().first().is_some_and(|point| point.year.is_some());
    let mut places = node.points_mut();
    let mut points: Vec<Point> = places.iter().map(|point| **point).collect();
    for at in 1..points.len() {
        let before = points[at - 1];
        points[at].complete_year(&before, false);
        // “5–7/6/1860”: what goes on from day to day has the day first.
        if before.bare.is_some() && before.month.is_none() && points[at].other.is_some() && !is_list {
            points[at] = points[at].swapped().map_or(points[at], |swapped| swapped);
        }
        // “1890s–1900s” are decades on both sides.
        match (before.year, points[at].year) {
            (Some(Year::Decade(decade)), Some(Year::Century(century))) if century == decade + 10 => {
                points[at].year = Some(Year::Decade(century));
            }
            // “1860–1870s”
            (Some(Year::One(year)), Some(Year::Decade(decade)))
                if !is_list && year % 10 == 0 && points[at - 1].is_year_only() && (1..100).contains(&(decade - year)) =>
            {
                points[at - 1].year = Some(Year::Decade(year));
            }
            (Some(Year::Century(century)), Some(Year::Decade(decade))) if decade == century + 10 => {
                points[at - 1].year = Some(Year::Decade(century));
            }
            _ => {}
        }
    }
    // Twice: in “May 12, 14 and 16, 1860” the first has the month and the last the year.
    for _ in 0..2 {
        for at in (0..points.len().saturating_sub(1)).rev() {
            let behind = points[at + 1];
            points[at].fill_from(&behind, true);
        }
        for at in 1..points.len() {
            let before = points[at - 1];
            points[at].fill_from(&before, false);
        }
    }
    // “28 December – 3 January 1800” begins in the year before.
    if let (true, [first, last]) = (is_pair, points.as_mut_slice())
        && !has_own_year
        && first.month > last.month
        && let (Some(from), Some(to)) = (first.month, last.month)
        && to + 12 - from <= 6
        && let (Some(Year::One(year)), true) = (first.year, first.year == last.year)
    {
        first.year = Some(Year::One(year - 1));
    }
    for (place, point) in places.iter_mut().zip(points) {
        **place = point;
    }
    if let Node::Or(all) = node {
        *all = in_other_years(std::mem::take(all));
    }
}

/// “12 May 1860 or 1861” is that day in one of the years.
fn in_other_years(all: Vec<Node>) -> Vec<Node> {
    let is_year = |point: &Point| point.is_year_only() && point.part.is_none() && matches!(point.year, Some(Year::One(_)));
    let plain = |node: &Node| match node {
        Node::Point(Mark::None, point) => Some(*point),
        _ => None,
    };
    let Some(points) = all.iter().map(plain).collect::<Option<Vec<Point>>>() else {
        return all;
    };
    let is_within = |point: &Point| point.month.is_some() || point.season.is_some();
    // “1860 or 1861 May 12”
    if let Some((date, years)) = points.split_last()
        && date.form.is_year_first
        && is_within(date)
        && !years.is_empty()
        && years.iter().all(is_year)
    {
        let of_year = |year: &Point| Node::Point(Mark::None, date.in_year_of(year));
        return years.iter().map(of_year).chain([Node::Point(Mark::None, *date)]).collect();
    }
    let (days, years) = points.split_at(points.iter().position(is_year).unwrap_or(points.len()));
    let has_year = days.last().is_some_and(|day| day.year.is_some());
    if years.is_empty()
        || years.first().is_some_and(|year| year.year == days.last().and_then(|day| day.year))
        || !has_year
        || !days.iter().all(is_within)
        || !years.iter().all(is_year)
    {
        return all;
    }
    let own = days.last().copied().unwrap_or_default();
    let in_year = |year: &Point| {
        let of_year = days.iter().map(|day| Node::Point(Mark::None, day.in_year_of(year)));
        of_year.collect::<Vec<_>>()
    };
    let first = Point {
        is_approximate: false,
        is_uncertain: false,
        ..own
    };
    std::iter::once(&first).chain(years).flat_map(in_year).collect()
}

/// The same in fewer words: one day that is given by two calendars, a winter that is in two years.
pub(super) fn simplified(node: Node, is_julian: &mut bool, notes: &mut Vec<String>) -> Node {
    let node = match node {
        Node::Span(a, b) => {
            let mut end = |node: Node| Box::new(of_one(node, is_julian, notes));
            Node::Span(end(*a), end(*b))
        }
        Node::Between(a, b) => {
            let mut end = |node: Node| Box::new(of_one(node, is_julian, notes));
            Node::Between(end(*a), end(*b))
        }
        Node::Or(all) => Node::Or(all.into_iter().map(|node| of_list(node, is_julian, notes)).collect()),
        Node::And(all) => Node::And(all.into_iter().map(|node| of_list(node, is_julian, notes)).collect()),
        other => other,
    };
    let node = joined(node, is_julian, notes);
    // “3 Feb. 1732/3”: the year began in March, by the Julian calendar.
    let mut duals: Vec<i64> = node.points().iter().filter_map(|point| point.year_from_march).collect();
    duals.dedup();
    if !duals.is_empty() {
        *is_julian = true;
    }
    for year in duals {
        let next = year + 1;
        let tail = if next % 10 == 0 { next % 100 } else { next % 10 };
        notes.push(format!("the year {year}/{tail} is {next} where years begin in January"));
    }
    node
}

/// One of the dates of a list.
fn of_list(node: Node, is_julian: &mut bool, notes: &mut Vec<String>) -> Node {
    match node {
        Node::Same(..) | Node::Slash(..) => joined(node, is_julian, notes),
        other => other,
    }
}

/// An end of a span, if it is given twice.
fn of_one(node: Node, is_julian: &mut bool, notes: &mut Vec<String>) -> Node {
    match node {
        Node::Same(..) => joined(node, is_julian, notes),
        // Unless they are one, a slash is as open as it is written.
        Node::Slash(..) => {
            let mut remarks = Vec::new();
            let mut is_by_julian = *is_julian;
            match joined(node.clone(), &mut is_by_julian, &mut remarks) {
                one @ Node::Point(..) => {
                    *is_julian = is_by_julian;
                    notes.extend(remarks);
                    one
                }
                _ => node,
            }
        }
        other => other,
    }
}

/// The same with what belongs together as one.
fn joined(node: Node, is_julian: &mut bool, notes: &mut Vec<String>) -> Node {
    match node {
        Node::Span(a, b) => match (*a, *b) {
            (Node::Point(Mark::None, winter), Node::Point(Mark::None, year)) if is_one_winter(&winter, &year) => {
                Node::Point(Mark::None, doubted(winter, &year))
            }
            // “1903–04 winter”
            (Node::Point(Mark::None, year), Node::Point(Mark::None, winter))
                if is_one_winter(&Point { year: year.year, ..winter }, &Point { season: None, ..winter }) && year.is_year_only() =>
            {
                Node::Point(Mark::None, doubted(winter.in_year_of(&year), &year))
            }
            // “after 1830 – before 1835” is one date between.
            (a, b) => Node::Span(Box::new(a), Box::new(b)),
        },
        Node::Slash(a, b) => match (*a, *b) {
            (Node::Point(Mark::None, first), Node::Point(Mark::None, second)) => of_slash(first, second, is_julian, notes),
            // “after 1848/49”, “before 5–7 May 1860”
            (Node::Point(Mark::After, first), Node::Point(Mark::None, _)) => Node::Point(Mark::After, first),
            (Node::Point(Mark::Before, _), Node::Point(Mark::None, second)) => Node::Point(Mark::Before, second),
            (a, b) => Node::Span(Box::new(a), Box::new(b)),
        },
        Node::Same(a, b) => match (*a, *b) {
            // “before 5 (17) March”
            (Node::Point(mark, first), Node::Point(Mark::None, second)) => match of_same(first, second, is_julian, notes) {
                Node::Point(Mark::None, point) => Node::Point(mark, point),
                other if mark == Mark::None => other,
                _ => Node::Same(Box::new(Node::Point(mark, first)), Box::new(Node::Point(Mark::None, second))),
            },
            (a, b) => Node::Same(Box::new(a), Box::new(b)),
        },
        Node::And(all) => of_all(all),
        Node::Or(all) => match all.as_slice() {
            [Node::Point(Mark::After, start), Node::Point(Mark::Before, end)]
            | [Node::Point(Mark::Before, end), Node::Point(Mark::After, start)] => {
                Node::Between(Box::new(Node::Point(Mark::None, *start)), Box::new(Node::Point(Mark::None, *end)))
            }
            [
                Node::Point(Mark::None, one),
                Node::Point(mark @ (Mark::After | Mark::Before), other),
            ] if one == other => Node::Point(*mark, *one),
            _ => Node::Or(all),
        },
        other => other,
    }
}

/// All of several dates, unless one of them says where in another the date is.
fn of_all(all: Vec<Node>) -> Node {
    match all.as_slice() {
        [Node::Point(Mark::After, start), Node::Point(Mark::Before, end)]
        | [Node::Point(Mark::Before, end), Node::Point(Mark::After, start)] => {
            Node::Between(Box::new(Node::Point(Mark::None, *start)), Box::new(Node::Point(Mark::None, *end)))
        }
        // “1848, 12 March” is that day, as “1946, perhaps March” is that month, perhaps.
        [Node::Point(Mark::None, whole), parts @ ..]
            if whole.is_year_only()
                && parts.iter().all(Node::is_unmarked)
                && parts.iter().all(|part| part.points().iter().all(|part| holds(whole, part))) =>
        {
            let mut parts = parts.to_vec();
            for part in parts.iter_mut().flat_map(Node::points_mut) {
                *part = doubted(*part, whole);
            }
            match parts.pop() {
                Some(last) if parts.is_empty() => last,
                last => Node::And(parts.into_iter().chain(last).collect()),
            }
        }
        // “2nd half, 18th century”
        [Node::Point(Mark::None, part), Node::Point(Mark::None, whole)]
            if part.part.is_some() && whole.part.is_none() && (whole.year, whole.month, whole.day) == (part.year, part.month, part.day) =>
        {
            Node::Point(Mark::None, doubted(*part, whole))
        }
        // “19. Jh., 2. Hälfte”
        [Node::Point(Mark::None, whole), Node::Point(Mark::None, part)]
            if part.part.is_some() && whole.part.is_none() && (whole.year, whole.month, whole.day) == (part.year, part.month, part.day) =>
        {
            Node::Point(Mark::None, *part)
        }
        // “May 1808, before the 22nd” is a part of that month.
        [
            Node::Point(Mark::None, whole),
            Node::Point(mark @ (Mark::Before | Mark::After), edge),
        ] if holds(whole, edge) => {
            let (first, last) = if *mark == Mark::Before { (whole, edge) } else { (edge, whole) };
            Node::Between(Box::new(Node::Point(Mark::None, *first)), Box::new(Node::Point(Mark::None, *last)))
        }
        _ => Node::And(all),
    }
}

/// Whether a day lies in a month, or a month in a year.
fn holds(whole: &Point, edge: &Point) -> bool {
    let is_in_month = whole.month.is_some() && whole.day.is_none() && whole.month == edge.month && edge.day.is_some();
    let is_in_year = whole.is_year_only() && (edge.month.is_some() || edge.season.is_some());
    whole.year == edge.year && whole.part.is_none() && (is_in_month || is_in_year)
}

/// “winter 1962–63” is one winter.
fn is_one_winter(winter: &Point, year: &Point) -> bool {
    let next = match winter.year {
        Some(Year::One(year)) => Some(Year::One(year + 1)),
        _ => None,
    };
    matches!(winter.season, Some(24 | 28 | 30)) && year.is_year_only() && year.year == next
}

/// A date with the doubt and the approximation of the one that completes it.
fn doubted(date: Point, other: &Point) -> Point {
    Point {
        is_uncertain: date.is_uncertain || other.is_uncertain || other.doubt.year,
        is_approximate: date.is_approximate || other.is_approximate,
        ..date
    }
}

/// Two dates with a slash between them.
fn of_slash(first: Point, second: Point, is_julian: &mut bool, notes: &mut Vec<String>) -> Node {
    if is_one_winter(&first, &second) {
        return Node::Point(Mark::None, doubted(first, &second));
    }
    if let Some(years) = of_attic_year(&first, &second) {
        return years;
    }
    if is_same_day(&first, &second) {
        notes.push("the first date is by the Julian calendar".to_owned());
        // The second is the Gregorian one, whatever says that one of them is not.
        *is_julian = false;
        let gregorian = Point {
            year_from_march: None,
            ..second
        };
        return Node::Point(Mark::None, gregorian);
    }
    if let (Some(Year::One(year)), Some(Year::One(next)), Some(_)) = (first.year, second.year, first.month)
        && second.is_year_only()
        && next == year + 1
    {
        let first = doubted(first, &second);
        let in_next = Point {
            year: second.year,
            ..first
        };
        return Node::Or(vec![Node::Point(Mark::None, first), Node::Point(Mark::None, in_next)]);
    }
    // “5 June 1860/62” is a day of several years, or the start of a span.
    if first.day.is_some() && second.is_year_only() {
        return Node::Same(Box::new(Node::Point(Mark::None, first)), Box::new(Node::Point(Mark::None, second)));
    }
    if is_nearly_same_day(&first, &second) {
        notes.push("the two dates may be one day by two calendars".to_owned());
    }
    Node::Span(Box::new(Node::Point(Mark::None, first)), Box::new(Node::Point(Mark::None, second)))
}

/// A date, and the same once more in brackets. What cannot be one day, nor one of two, stays as it is.
fn of_same(first: Point, second: Point, is_julian: &mut bool, notes: &mut Vec<String>) -> Node {
    // “7 November [O.S. 25 October] 1917”
    if is_same_day(&second, &first) {
        notes.push("the second date is by the Julian calendar".to_owned());
        *is_julian = false;
        return Node::Point(Mark::None, first);
    }
    if let Some(dual) = first.of_dual_year(&second, None) {
        return Node::Point(Mark::None, dual);
    }
    if second.is_year_only() || is_same_day(&first, &second) {
        return match of_slash(first, second, is_julian, notes) {
            Node::Span(a, b) => Node::Same(a, b),
            other => other,
        };
    }
    let (first, second) = (Node::Point(Mark::None, first), Node::Point(Mark::None, second));
    if *is_julian {
        return Node::Same(Box::new(first), Box::new(second));
    }
    notes.push("two dates are given, of which one may correct the other".to_owned());
    Node::Or(vec![first, second])
}

/// “432/1 BC” is the year from the summer of 432 to that of 431: one of both.
fn of_attic_year(first: &Point, second: &Point) -> Option<Node> {
    let (Some(Year::One(start)), Some(Year::One(end))) = (first.year, second.year) else {
        return None;
    };
    let next = -start; // as years are counted before the common era
    let written = 1 - end;
    let is_last = written < 10 && next.rem_euclid(10) == written || written < 100 && next.rem_euclid(100) == written;
    let is_both = first.is_year_only() && second.is_year_only() && first.is_bce() && second.is_bce();
    (is_both && next > 0 && (is_last || written == next)).then(|| {
        let of_year = |year: i64, point: &Point| {
            Node::Point(
                Mark::None,
                Point {
                    year: Some(Year::One(year)),
                    ..*point
                },
            )
        };
        Node::Or(vec![of_year(start, first), of_year(start + 1, second)])
    })
}

/// Whether two days lie about as far apart as the two calendars do, and not as far as they did then.
fn is_nearly_same_day(first: &Point, second: &Point) -> bool {
    let (Some(Year::One(year @ 1582..1930)), Some(month), Some(day)) = (first.year, first.month, first.day) else {
        return false;
    };
    // Those who counted may have been wrong by a day.
    let same = point::julian_day(year, month.into(), day.into()).start();
    second.instant().is_some_and(|instant| same.abs_diff(instant) <= DAY.unsigned_abs())
}

/// Whether the second date is the first one by the other calendar: 5/17 March 1862.
fn is_same_day(first: &Point, second: &Point) -> bool {
    let (Some(Year::One(year)), Some(month), Some(day)) = (first.year, first.month, first.day) else {
        return false;
    };
    second.instant().is_some_and(|instant| {
        first.instant() != second.instant()
            && point::julian_day(year, month.into(), day.into()).start() == instant
            && (1582..1930).contains(&year)
    })
}

/// The days of the week, from Monday.
const WEEKDAY_NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Days of the week that contradict the dates.
pub(super) fn weekday_notes(node: &Node, behind: &[u8], is_julian: bool) -> Vec<String> {
    let points = node.points();
    let own = points.iter().map(|point| point.weekday);
    let behind: Vec<Option<u8>> = if behind.len() == points.len() {
        behind.iter().copied().map(Some).collect()
    } else {
        vec![None; points.len()]
    };
    let note = |point: &Point, day: u8| {
        let written = WEEKDAY_NAMES.get(usize::from(day))?;
        let of = |day: Day| WEEKDAY_NAMES.get(day.weekday());
        let by_julian = match (point.year, point.month, point.day) {
            (Some(Year::One(year)), Some(month), Some(day)) => of(point::julian_day(year, month.into(), day.into())),
            _ => None,
        };
        let gregorian = of(Day::of_instant(point.instant()?));
        let actual = if is_julian { by_julian } else { gregorian }?;
        let is_old = matches!(point.year, Some(Year::One(..1930)));
        (actual != written).then(|| match by_julian {
            Some(julian) if julian == written && is_old => {
                format!("it says {written}, which the day was by the Julian calendar; by the Gregorian one it was a {actual}")
            }
            _ => format!("it says {written}, but the day was a {actual}"),
        })
    };
    let all = points.iter().zip(own.zip(behind));
    all.filter_map(|(point, (own, behind))| note(point, own.or(behind)?)).collect()
}

/// Days of the week of dates that are not known to the day.
pub(super) fn weekdays_alone(node: &Node) -> Vec<String> {
    let points = node.points();
    let alone = points.iter().filter(|point| point.day.is_none()).filter_map(|point| point.weekday);
    alone
        .filter_map(|day| WEEKDAY_NAMES.get(usize::from(day)))
        .map(|day| format!("it says only that it was a {day}"))
        .collect()
}

/// The dates with month and day the other way round, where nothing decides.
pub(super) fn swapped(node: &Node) -> Option<Node> {
    let mut other = node.clone();
    let mut is_any = false;
    for point in other.points_mut() {
        if let Some(swapped) = point.swapped() {
            *point = swapped;
            is_any = true;
        }
    }
    is_any.then_some(other)
}
