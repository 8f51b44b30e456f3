//! From dates as they were written to one date in EDTF, with whatever EDTF cannot say beside it.

use super::Reading;
use super::point::{LAST_LADY_DAY, Point, Year};
use super::rewrite::Beside;
use super::sequence::{Mark, Node};
use super::together::{fill, is_odd, simplified, swapped, weekday_notes, weekdays_alone};
use crate::dates::{Date, Extent};

/// What the year of a day by the Julian calendar before 25 March may be, where only one is written: in England years began on that
/// day until 1752.
fn other_year(node: &Node) -> Option<String> {
    let points = node.points();
    let [point] = points.as_slice() else { return None };
    let Some(Year::One(year)) = point.year else { return None };
    let is_before_lady_day = point.month.is_some_and(|month| month < 3) || point.month == Some(3) && point.day.is_some_and(|day| day < 25);
    let is_open = (1155..LAST_LADY_DAY).contains(&year) && is_before_lady_day && point.year_from_march.is_none();
    is_open.then(|| format!("if its year began on 25 March, as in England until 1752, it was in {}", year + 1))
}

/// The reading of dates that belong together; `None` where they name a date that does not exist.
pub(super) fn reading(mut node: Node, beside: &Beside, mut notes: Vec<String>) -> Option<Reading> {
    fill(&mut node);
    let mut is_julian = beside.is_julian;
    let node = simplified(node, &mut is_julian, &mut notes);
    if is_odd(&node) {
        return None;
    }
    if node.points().is_empty() || !node.points().iter().all(|point| point.exists(is_julian)) {
        return None;
    }
    notes.extend(weekday_notes(&node, &beside.weekdays, is_julian));
    notes.extend(weekdays_alone(&node));
    let first = lowered(&node, is_julian)?;
    let swapped = swapped(&node).filter(|node| node.points().iter().all(|point| point.exists(is_julian)));
    let other = swapped.and_then(|node| lowered(&node, is_julian));
    if is_julian {
        // 29 February 1700 is a day of that calendar only.
        let points = || {
            node.points()
                .into_iter()
                .filter_map(|point| point.to_edtf())
                .collect::<Vec<_>>()
                .join(", ")
        };
        let written = lowered(&node, false).map_or_else(points, |lowered| lowered.date.as_written().to_owned());
        notes.push(format!("by the Julian calendar: {written}"));
        notes.extend(other_year(&node));
    }
    let (lowered, ambiguous) = match other {
        Some(other) => {
            let ambiguous = format!("{} or {}", first.date.as_written(), other.date.as_written());
            (either(&node, first, &other)?, Some(ambiguous))
        }
        None => (first, None),
    };
    let Lowered { date, end, notes: more } = lowered;
    notes.extend(more);
    let (is_approximate, is_uncertain) = (is_approximate(&node), is_uncertain(&node));
    // EDTF marks neither the ends of a set's range nor what has a time of day.
    let is_of_time = notes.iter().any(|note| note == super::clock::ABOUT);
    if is_approximate && !date.is_approximate() && !is_of_time {
        notes.push("the date is approximate".to_owned());
    }
    if is_uncertain && !date.is_uncertain() {
        notes.push("the date is uncertain".to_owned());
    }
    Some(Reading {
        is_approximate: is_approximate || date.is_approximate(),
        is_uncertain: is_uncertain || date.is_uncertain(),
        date: Some(date),
        end,
        ambiguous,
        notes,
        place: None,
        is_julian,
    })
}

fn is_approximate(node: &Node) -> bool {
    node.points().iter().any(|point| point.is_approximate)
}

fn is_uncertain(node: &Node) -> bool {
    let is_doubted = |point: &&Point| point.is_uncertain || point.doubt.year || point.doubt.month || point.doubt.day;
    node.points().iter().any(is_doubted)
}

/// One date in EDTF.
struct Lowered {
    date: Date,
    /// The end, where both are times of day.
    end: Option<Date>,
    /// What EDTF cannot say.
    notes: Vec<String>,
}

/// What one date is in EDTF.
struct Piece {
    /// As one date.
    exact: Option<String>,
    /// The first day, month or year it may be.
    low: String,
    /// The last one.
    high: String,
    /// The signs behind it.
    mark: &'static str,
}

impl Piece {
    fn of(point: &Point, is_julian: bool) -> Option<Self> {
        let is_uncertain = point.is_uncertain || point.doubt.year || point.doubt.month || point.doubt.day;
        let mark = match (is_uncertain, point.is_approximate) {
            (true, true) => "%",
            (true, false) => "?",
            (false, true) => "~",
            (false, false) => "",
        };
        if is_julian {
            let (first, last) = point.converted()?;
            let exact = if last.is_none() { first.to_edtf() } else { None };
            let day = |point: &Point| Some(point.bounds()?.0);
            return Some(Self {
                exact,
                low: day(&first)?,
                high: day(&last.unwrap_or(first))?,
                mark,
            });
        }
        let exact = point.to_edtf();
        let (low, high) = match (point.bounds(), &exact) {
            (Some(bounds), _) => bounds,
            (None, Some(exact)) => (exact.clone(), exact.clone()),
            (None, None) => return None,
        };
        Some(Self { exact, low, high, mark })
    }

    /// As the start of a span.
    fn start(&self) -> String {
        self.exact.clone().unwrap_or_else(|| format!("{}{}", self.low, self.mark))
    }

    /// As the end of a span.
    fn end(&self) -> String {
        self.exact.clone().unwrap_or_else(|| format!("{}{}", self.high, self.mark))
    }

    /// As one of several.
    fn member(&self) -> String {
        self.exact.clone().unwrap_or_else(|| format!("{}..{}", self.low, self.high))
    }
}

/// “26–27 October, 10 p.m.–1 a.m.”: the first hour is of the first day, the second of the last. `None` where a number is not
/// known to be an hour or an offset.
fn hours_of_both(first: &Point, last: &Point) -> Option<(Point, Point)> {
    let (None, Some(spell)) = (first.clock, last.clock) else {
        return Some((*first, *last));
    };
    let at = |clock| {
        Some(super::clock::Spell {
            start: clock,
            end: None,
            is_over_midnight: false,
        })
    };
    match spell.end {
        Some(end) => Some((
            Point {
                clock: at(spell.start),
                ..*first
            },
            Point { clock: at(end), ..*last },
        )),
        None if spell.start.zone.is_some() => None,
        None => Some((*first, *last)),
    }
}

/// Without the time of day, which neither sets nor spans of EDTF have.
fn day_of(point: &Point) -> Point {
    Point { clock: None, ..*point }
}

/// What dates are in EDTF.
fn lowered(node: &Node, is_julian: bool) -> Option<Lowered> {
    let mut notes = Vec::new();
    let mut end = None;
    let piece = |point: &Point| Piece::of(point, is_julian);
    let candidates = match node {
        Node::Unknown | Node::Present | Node::Same(..) => return None,
        Node::Point(Mark::None, point) => {
            if let Some(spell) = point.clock.filter(|spell| spell.end.is_some()) {
                let day = if spell.is_over_midnight { point.plus_days(1)? } else { *point };
                let day = Point {
                    clock: spell.end.map(|end| super::clock::Spell {
                        start: end,
                        end: None,
                        is_over_midnight: false,
                    }),
                    ..day
                };
                end = Some(Date::parse(&piece(&day)?.exact?).ok()?);
            }
            if point.clock.is_some() {
                vec![piece(point)?.exact?]
            } else {
                let piece = piece(point)?;
                piece
                    .exact
                    .clone()
                    .map_or_else(|| ranges(&piece.low, &piece.high), |exact| vec![exact])
            }
        }
        Node::Point(mark, point) => {
            if point.clock.is_some() {
                notes.push(format!("the time of day is not kept: {}", point.start_clock()?.to_edtf()));
            }
            let piece = piece(&day_of(point))?;
            match mark {
                Mark::Before => vec![format!("[..{}]", piece.end()), format!("../{}", piece.end())],
                Mark::After => vec![format!("[{}..]", piece.start()), format!("{}/..", piece.start())],
                Mark::From => vec![format!("{}/..", piece.start())],
                Mark::Until | Mark::None => vec![format!("../{}", piece.end())],
            }
        }
        Node::Between(a, b) => {
            let (a, b) = (edge(a, is_julian, true, &mut notes)?, edge(b, is_julian, false, &mut notes)?);
            ranges(&a, &b)
        }
        Node::Span(a, b) | Node::Slash(a, b) => {
            if let (Node::Point(Mark::None, first), Node::Point(Mark::None, last)) = (a.as_ref(), b.as_ref())
                && (first.clock.is_some() || last.clock.is_some())
            {
                let (first, last) = hours_of_both(first, last)?;
                let (first, last) = (&first, &last);
                end = Some(Date::parse(&piece(last)?.exact?).ok()?);
                vec![piece(first)?.exact?]
            } else {
                let start = side(a, is_julian, true, &mut notes)?;
                let end = side(b, is_julian, false, &mut notes)?;
                if start.is_empty() && end.is_empty() {
                    return None;
                }
                vec![format!("{start}/{end}")]
            }
        }
        Node::Or(all) => members(all, is_julian, ('[', ']'), &mut notes)?,
        // All of several dates are dates, not the time up to one.
        Node::And(all) if all.iter().any(|node| matches!(node, Node::Point(mark, _) if *mark != Mark::None)) => return None,
        Node::And(all) => members(all, is_julian, ('{', '}'), &mut notes)?,
    };
    let date = candidates.iter().find_map(|edtf| Date::parse(edtf).ok())?;
    Some(Lowered { date, end, notes })
}

/// One date between two others, the first of these that can be written: of equal exactness, by days, as a span.
fn ranges(low: &str, high: &str) -> Vec<String> {
    Date::one_between(low, high).into_iter().chain([format!("{low}/{high}")]).collect()
}

/// The first or the last that a date between two may be.
fn edge(node: &Node, is_julian: bool, is_first: bool, notes: &mut Vec<String>) -> Option<String> {
    let Node::Point(_, point) = node else { return None };
    if let Some(clock) = point.start_clock() {
        notes.push(format!("the time of day is not kept: {}", clock.to_edtf()));
    }
    let piece = Piece::of(&day_of(point), is_julian)?;
    Some(if is_first { piece.low } else { piece.high })
}

/// A side of a span.
fn side(node: &Node, is_julian: bool, is_start: bool, notes: &mut Vec<String>) -> Option<String> {
    let bound = |piece: &Piece| if is_start { piece.start() } else { piece.end() };
    let which = if is_start { "start" } else { "end" };
    Some(match node {
        Node::Unknown => String::new(),
        Node::Present if !is_start => "..".to_owned(),
        Node::Point(mark, point) => {
            let text = bound(&Piece::of(&day_of(point), is_julian)?);
            match (mark, is_start) {
                (Mark::None, _) | (Mark::From, true) | (Mark::Until, false) => text,
                // An interval of EDTF has no end that is only known on one side; an end that is not known holds it.
                (Mark::Before | Mark::Until, _) => {
                    notes.push(format!("the {which} is {text} or before"));
                    if is_start { String::new() } else { text }
                }
                (Mark::After | Mark::From, _) => {
                    notes.push(format!("the {which} is {text} or after"));
                    if is_start { text } else { String::new() }
                }
            }
        }
        // “1748 or 1750 – 1812”: as wide as both.
        Node::Or(all) | Node::And(all) if matches!(node, Node::Or(_)) => {
            let ends: Vec<String> = all
                .iter()
                .map(|node| side(node, is_julian, is_start, notes))
                .collect::<Option<_>>()?;
            let told = all
                .iter()
                .map(|node| side(node, is_julian, is_start, &mut Vec::new()))
                .collect::<Option<Vec<_>>>()?;
            notes.push(format!("the {which} is {}", told.join(" or ")));
            if is_start { ends.first()?.clone() } else { ends.last()?.clone() }
        }
        Node::Slash(a, b) => {
            let (a, b) = (side(a, is_julian, is_start, notes)?, side(b, is_julian, is_start, notes)?);
            notes.push(format!("the {which} is {a} or {b}"));
            if is_start { a } else { b }
        }
        _ => return None,
    })
}

/// Several dates as a set, with and without what is said of each; at last as a range of days.
fn members(all: &[Node], is_julian: bool, (open, close): (char, char), notes: &mut Vec<String>) -> Option<Vec<String>> {
    let mut texts = Vec::new();
    for node in all {
        texts.push(match node {
            Node::Point(mark, point) => {
                if let Some(clock) = point.start_clock() {
                    notes.push(format!("the time of day is not kept: {}", clock.to_edtf()));
                }
                let piece = Piece::of(&day_of(point), is_julian)?;
                match mark {
                    Mark::None => piece.member(),
                    Mark::Before | Mark::Until => format!("..{}", piece.end()),
                    Mark::After | Mark::From => format!("{}..", piece.start()),
                }
            }
            Node::Span(a, b) => {
                let (a, b) = (edge(a, is_julian, true, notes)?, edge(b, is_julian, false, notes)?);
                format!("{a}..{b}")
            }
            _ => return None,
        });
    }
    let plain: Vec<String> = texts.iter().map(|text| text.replace(['?', '~', '%'], "")).collect();
    let mut found = vec![
        format!("{open}{}{close}", texts.join(",")),
        format!("{open}{}{close}", plain.join(",")),
    ];
    // A season is no member of a range, but its days are.
    if open == '[' {
        let first = Date::parse(plain.first()?.split("..").next().unwrap_or_default()).ok();
        let last = Date::parse(plain.last()?.split("..").last().unwrap_or_default()).ok();
        if let (Some(first), Some(last)) = (first, last) {
            found.extend(ranges(first.as_written(), last.as_written()));
        }
    }
    Some(found)
}

/// What holds both readings of dates whose days and months may be the other way round.
fn either(node: &Node, first: Lowered, other: &Lowered) -> Option<Lowered> {
    let (one, two) = (first.date.as_written().to_owned(), other.date.as_written());
    let (a, b) = (first.date.extent(), other.date.extent());
    let extent = Extent {
        earliest: a.earliest.zip(b.earliest).map(|(a, b)| a.min(b)),
        latest: a.latest.zip(b.latest).map(|(a, b)| a.max(b)),
    };
    let days = Date::between(extent)?;
    let inner = |text: &str| text.trim_matches(['[', ']']).to_owned();
    let candidates = match node {
        Node::Point(Mark::None, point) if point.clock.is_none() => vec![format!("[{one},{two}]"), format!("{one}/{two}")],
        Node::Point(Mark::None, _) => {
            // A set has no times of day; the two days have.
            let day = |text: &str| text.split('T').next().unwrap_or_default().to_owned();
            let mut notes = first.notes;
            notes.push(format!(
                "the time of day is not kept: {}",
                one.split('T').nth(1).unwrap_or_default()
            ));
            let date = Date::parse(&format!("[{},{}]", day(&one), day(two))).ok()?;
            return Some(Lowered { date, end: None, notes });
        }
        Node::Or(_) => vec![format!("[{},{}]", inner(&one), inner(two))],
        Node::Point(Mark::Before | Mark::After, _) => {
            let is_first = if extent.latest.is_some() {
                a.latest == extent.latest
            } else {
                a.earliest == extent.earliest
            };
            vec![if is_first { one } else { two.to_owned() }]
        }
        Node::Between(..) => {
            let text = days.as_written().replace('/', "..");
            vec![format!("[{text}]")]
        }
        _ => Vec::new(),
    };
    let date = candidates.iter().find_map(|edtf| Date::parse(edtf).ok()).unwrap_or(days);
    Some(Lowered {
        date,
        end: first.end,
        notes: first.notes,
    })
}
