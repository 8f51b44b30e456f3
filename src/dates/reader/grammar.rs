//! The grammar of dates as people write them: one date, or several and how they belong together.

use super::Hints;
use super::clock;
use super::point::{Point, Year, century, julian_day, part_of};
use super::scan::{Item, Kind};
use super::vocabulary::Term;

/// Dates and how they belong together.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    One(Point),
    /// From one to the other; a side that is missing is open.
    Span(Option<Point>, Option<Point>),
    /// From one on, to an end that is not known.
    SinceUnknown(Point),
    /// One date between the two.
    Between(Point, Point),
    Or(Vec<Point>),
    Before(Point),
    After(Point),
}

/// What a text says.
pub(super) struct Parsed {
    pub(super) shape: Shape,
    pub(super) is_julian: bool,
    pub(super) notes: Vec<String>,
}

/// Why a text is no date: the item at which reading stopped, and what is wrong there.
pub(super) struct Stop {
    pub(super) item: usize,
    pub(super) cause: Option<&'static str>,
}

pub(super) struct Parser<'a> {
    pub(super) items: &'a [Item],
    pub(super) at: usize,
    pub(super) hints: Hints,
    notes: Vec<String>,
    pub(super) cause: Option<&'static str>,
}

impl<'a> Parser<'a> {
    pub(super) fn new(items: &'a [Item], hints: Hints) -> Self {
        Self {
            items,
            at: 0,
            hints,
            notes: Vec::new(),
            cause: None,
        }
    }

    /// Reads everything, or says where it stopped.
    pub(super) fn parse(mut self, is_julian: bool) -> Result<Parsed, Stop> {
        let shape = self.shape().filter(|_| self.at == self.items.len());
        match shape {
            Some(shape) => Ok(Parsed {
                shape: self.filled(shape),
                is_julian,
                notes: self.notes,
            }),
            None => Err(Stop {
                item: self.at,
                cause: self.cause,
            }),
        }
    }

    pub(super) fn term(&self, ahead: usize) -> Option<Term> {
        match self.items.get(self.at + ahead)?.kind {
            Kind::Term(term) => Some(term),
            _ => None,
        }
    }

    pub(super) fn number(&self, ahead: usize) -> Option<(i64, usize)> {
        match self.items.get(self.at + ahead)?.kind {
            Kind::Number(value, digits) => Some((value, digits)),
            _ => None,
        }
    }

    pub(super) fn sign(&self, ahead: usize, sign: char) -> bool {
        self.items.get(self.at + ahead).is_some_and(|item| item.is_sign(sign))
    }

    pub(super) fn is_glued(&self, ahead: usize) -> bool {
        self.items.get(self.at + ahead).is_some_and(|item| item.is_glued)
    }

    pub(super) fn eat(&mut self, term: Term) -> bool {
        let is_next = self.term(0) == Some(term);
        self.at += usize::from(is_next);
        is_next
    }

    fn eat_sign(&mut self, sign: char) -> bool {
        let is_next = self.sign(0, sign);
        self.at += usize::from(is_next);
        is_next
    }

    fn eat_fillers(&mut self) {
        while matches!(self.term(0), Some(Term::Filler)) {
            self.at += 1;
        }
    }

    fn shape(&mut self) -> Option<Shape> {
        self.eat_fillers();
        let first = self.term(0);
        match first {
            Some(Term::Between) => {
                self.at += 1;
                let start = self.point()?;
                if !self.eat(Term::And) && !self.eat_sign('-') && !self.eat(Term::To) {
                    return None;
                }
                return Some(Shape::Between(start, self.point()?));
            }
            Some(Term::Before) => {
                self.at += 1;
                return Some(Shape::Before(self.point()?));
            }
            Some(Term::After) => {
                self.at += 1;
                let start = self.point()?;
                if self.eat(Term::Before) {
                    return Some(Shape::Between(start, self.point()?));
                }
                return Some(Shape::After(start));
            }
            Some(Term::To) => {
                self.at += 1;
                return Some(Shape::Span(None, Some(self.point()?)));
            }
            Some(Term::From) => self.at += 1,
            _ => {}
        }
        let start = self.point()?;
        let is_from = self.eat(Term::From) || first == Some(Term::From); // 1962년부터
        if self.eat(Term::Or) {
            match self.term(0) {
                Some(Term::Before) => return Some(self.ended(Shape::Before(start))),
                Some(Term::After) => return Some(self.ended(Shape::After(start))),
                _ => {}
            }
            let mut all = vec![start, self.point()?];
            while self.eat(Term::Or) {
                all.push(self.point()?);
            }
            return Some(Shape::Or(all));
        }
        match self.term(0) {
            Some(Term::Before) => return Some(self.ended(Shape::Before(start))),
            Some(Term::After) => return Some(self.ended(Shape::After(start))),
            _ => {}
        }
        let is_span = self.eat_sign('-') || self.eat_sign('/') || self.eat(Term::To);
        if is_span {
            if self.eat(Term::Unknown) {
                return Some(Shape::SinceUnknown(start));
            }
            if self.at == self.items.len() && is_from {
                return Some(Shape::Span(Some(start), None));
            }
            let end = self.point()?;
            self.eat(Term::To); // 1964년까지
            return Some(Shape::Span(Some(start), Some(end)));
        }
        if self.at < self.items.len() && is_from {
            let end = self.point()?;
            return self.eat(Term::To).then_some(Shape::Span(Some(start), Some(end)));
        }
        if is_from {
            return Some(Shape::Span(Some(start), None));
        }
        Some(Shape::One(start))
    }

    fn ended(&mut self, shape: Shape) -> Shape {
        self.at += 1;
        shape
    }

    /// One date; stops at what cannot belong to it. `None` where there is none.
    fn point(&mut self) -> Option<Point> {
        let mut point = Point::default();
        let start = self.at;
        while self.at < self.items.len() && self.part(&mut point) {}
        if point.day.is_some() && point.month.is_none() && !point.awaits_month && point.year.is_some() {
            // 10.1962
            point.month = point.day.take();
        }
        if point.is_empty() {
            self.at = self.at.max(start);
            return None;
        }
        Some(point)
    }

    /// The next part of a date; whether there was one.
    fn part(&mut self, point: &mut Point) -> bool {
        let is_whole_day = point.month.is_some() && point.day.is_some();
        if is_whole_day && point.clock.is_none() && self.clock(point) {
            return true;
        }
        match self.items.get(self.at).map(|item| &item.kind) {
            Some(Kind::Number(value, digits)) => self.take_number(point, *value, *digits),
            Some(Kind::Roman(number)) => self.take_roman(point, *number),
            Some(Kind::Sign(_)) if self.sign(0, '-') => self.take_sign(point, '-'),
            Some(Kind::Sign(sign)) => self.take_sign(point, *sign),
            Some(Kind::Term(term)) => self.take_term(point, *term),
            Some(Kind::Word(word)) if word == "q" && matches!(self.number(1), Some((1..=4, 1))) => {
                point.part = self.number(1).and_then(|(nth, _)| part_of(nth, Term::Fraction(4)));
                self.at += 2;
                true
            }
            _ => false,
        }
    }

    /// A time of day behind a whole date, also behind a dash.
    fn clock(&mut self, point: &mut Point) -> bool {
        let mut at = self.at;
        let is_passed = |item: &Item| item.is_sign('-') || matches!(item.kind, Kind::Term(Term::Filler | Term::Um)) || item.is_sign('.');
        while self.items.get(at).is_some_and(is_passed) {
            at += 1;
        }
        if point.year.is_none() {
            return false;
        }
        match self.items.get(at).map(|item| &item.kind) {
            Some(Kind::Term(Term::Midnight)) => {
                self.notes
                    .push("midnight may be the start or the end of the day, so no time is given".to_owned());
                self.at = at + 1;
                return true;
            }
            Some(Kind::Term(Term::Am | Term::Pm)) if at + 1 == self.items.len() => {
                self.notes.push("the half of the day is not kept".to_owned());
                self.at = at + 1;
                return true;
            }
            _ => {}
        }
        let Some(found) = clock::at(self.items, at) else { return false };
        point.clock = Some((found.start, found.end));
        self.notes.extend(found.note.map(str::to_owned));
        self.at = found.next;
        true
    }

    fn take_term(&mut self, point: &mut Point, term: Term) -> bool {
        match term {
            Term::Month(month) if point.month.is_none() && point.season.is_none() => {
                if let Some((number, _)) = point.bare.take() {
                    point.day = u8::try_from(number).ok();
                }
                point.month = Some(month);
            }
            Term::Season(code) if point.season.is_none() && point.month.is_none() => point.season = Some(code),
            Term::Weekday(day) => point.weekday = Some(day),
            Term::Approximate => point.is_approximate = true,
            Term::Um | Term::LetterC if point.is_empty() => point.is_approximate = true,
            Term::Uncertain => point.is_uncertain = true,
            Term::Third(nth) => point.part = Some((nth, 3)),
            Term::Ordinal(nth) => return self.counted(point, i64::from(nth), 1),
            Term::Bce => {
                if let Some((number, _)) = point.bare.take() {
                    point.year = Some(Year::One(number));
                }
                match point.year {
                    None => point.is_bce = true,
                    Some(Year::Century(first)) => point.year = Some(century(first / 100 + 1, true)),
                    Some(_) => point.set_bce(),
                }
            }
            Term::Ce => {
                if let Some((number, _)) = point.bare.take() {
                    point.year = Some(Year::One(number));
                } else if let Some((number, _)) = self.number(1).filter(|_| point.is_empty()) {
                    point.year = Some(Year::One(number));
                    self.at += 1;
                }
            }
            Term::Filler | Term::Am => {}
            _ => return false,
        }
        self.at += 1;
        true
    }

    pub(super) fn take_sign(&mut self, point: &mut Point, sign: char) -> bool {
        match sign {
            '?' => {
                let behind = self.items.get(self.at + 1);
                let is_last = behind
                    .is_none_or(|item| item.is_sign('-') || item.is_sign('/') || matches!(item.kind, Kind::Term(Term::To | Term::Or)));
                match (
                    point.year,
                    point.month,
                    point.day.or(point.bare.and_then(|(number, _)| u8::try_from(number).ok())),
                ) {
                    _ if is_last || point.is_empty() => point.is_uncertain = true,
                    (Some(_), None, None) => point.doubt.year = true,
                    (None, None, Some(_)) => point.doubt.day = true,
                    (None, Some(_), _) => point.doubt.month = true,
                    _ => point.is_uncertain = true,
                }
            }
            '~' => point.is_approximate = true,
            '.' if !point.is_empty() => {}
            // “mid-1962”, “late-1920s”
            '-' if point.is_empty() && point.part.is_some() => {}
            // A year before the year 0, as ISO 8601 writes it.
            '-' if self.at == 0 && self.is_glued(1) && self.items.len() == 2 => {
                let Some((value, _)) = self.number(1) else { return false };
                point.year = Some(Year::One(-value));
                self.at += 1;
            }
            // “March–14”, “13-Aug-2024”: only where a month stands on one side.
            '-' if self.is_hyphen_of_date(point) => {}
            _ => return false,
        }
        self.at += 1;
        true
    }

    /// Whether the hyphen here stands inside a date as in `13-Aug-2024`.
    fn is_hyphen_of_date(&self, point: &Point) -> bool {
        let behind_day = point.bare.is_some() && point.month.is_none() && matches!(self.term(1), Some(Term::Month(_))) && self.sign(2, '-');
        let behind_month =
            point.month.is_some() && point.day.is_some() && point.year.is_none() && self.number(1).is_some() && self.was_hyphen();
        (behind_day || behind_month) && self.is_glued(0) && self.is_glued(1)
    }

    /// Whether the last item but one was a hyphen.
    fn was_hyphen(&self) -> bool {
        self.at
            .checked_sub(2)
            .and_then(|at| self.items.get(at))
            .is_some_and(|item| item.is_sign('-'))
    }

    fn take_roman(&mut self, point: &mut Point, number: u8) -> bool {
        let behind = 1 + usize::from(self.term(1) == Some(Term::Filler));
        if self.term(behind) == Some(Term::Century) {
            point.year = Some(century(i64::from(number), point.is_bce));
            self.at += behind + 1;
            return true;
        }
        if point.month.is_some() || number > 12 {
            return false;
        }
        let Some((day, _)) = point.bare.take() else {
            return point.day.is_some() && self.set_month(point, number);
        };
        point.day = u8::try_from(day).ok();
        self.set_month(point, number)
    }

    fn set_month(&mut self, point: &mut Point, number: u8) -> bool {
        point.month = Some(number);
        self.at += 1;
        true
    }

    /// Lets dates that belong together complete each other.
    fn filled(&mut self, shape: Shape) -> Shape {
        match shape {
            Shape::Span(Some(start), Some(end)) => {
                let (start, end) = fill_both(start, end);
                if is_same_day(&start, &end) {
                    self.notes.push("the first date is by the Julian calendar".to_owned());
                    return Shape::One(end);
                }
                Shape::Span(Some(start), Some(end))
            }
            Shape::Between(start, end) => {
                let (start, end) = fill_both(start, end);
                Shape::Between(start, end)
            }
            Shape::Or(mut all) => {
                for at in (1..all.len()).rev() {
                    let (before, after) = all.split_at_mut(at);
                    if let (Some(before), Some(after)) = (before.last_mut(), after.first_mut()) {
                        (*before, *after) = fill_both(*before, *after);
                    }
                }
                Shape::Or(all)
            }
            Shape::One(mut point) => {
                if let Some((day, _)) = point.bare.filter(|_| point.month.is_some()) {
                    point.day = u8::try_from(day).ok();
                    point.bare = None;
                }
                Shape::One(point)
            }
            other => other,
        }
    }
}

fn fill_both(mut first: Point, mut second: Point) -> (Point, Point) {
    second.complete_year(&first);
    first.fill_from(&second);
    second.fill_from(&first);
    (first, second)
}

/// Whether the second date is the first one by the other calendar: 5/17 March 1862.
fn is_same_day(first: &Point, second: &Point) -> bool {
    let (Some(Year::One(year)), Some(month), Some(day)) = (first.year, first.month, first.day) else {
        return false;
    };
    second.instant().is_some_and(|instant| {
        first.instant() != second.instant() && julian_day(year, month.into(), day.into()).start() == instant && (1582..1930).contains(&year)
    })
}
