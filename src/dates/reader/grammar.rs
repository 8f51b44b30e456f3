//! The grammar of one date as people write it: its parts in whatever order, each at most once.
//!
//! A part that is already there is never written over, so that what stands behind it begins another date or is not
//! understood. Whatever is passed over is a word of [`Term::Filler`] or a sign between parts.

use super::Hints;
use super::point::{Era, LAST, Part, Point, Year, century, part_of};
use super::scan::{Item, Kind};
use super::vocabulary::Term;

/// Why a text is no date: the item at which reading stopped, and what is wrong there.
pub(super) struct Stop {
    pub(super) item: usize,
    pub(super) cause: Option<&'static str>,
}

/// Reads items one by one.
pub(super) struct Parser<'a> {
    /// The text they stand in.
    pub(super) text: &'a str,
    pub(super) items: &'a [Item],
    pub(super) at: usize,
    pub(super) hints: Hints,
    pub(super) notes: Vec<String>,
    pub(super) cause: Option<&'static str>,
    /// Whether the date before this one has a month, so that a number may be a day of it: “March 3–5, 1962”.
    pub(super) follows_month: bool,
    /// Whether the date before this one has its year first, so that this one has its month before its day.
    pub(super) follows_year_first: bool,
    /// The first year of the decade before this one, whose century is that of the next: “1860s–70s”.
    pub(super) follows_decade: Option<i64>,
    /// Whether a word before them says that the numbers are decades: `années 1920 et 1930`.
    pub(super) counts_decades: bool,
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str, items: &'a [Item], hints: Hints) -> Self {
        Self {
            text,
            items,
            at: 0,
            hints,
            notes: Vec::new(),
            cause: None,
            follows_month: false,
            follows_year_first: false,
            follows_decade: None,
            counts_decades: false,
        }
    }

    /// Where reading stopped.
    pub(super) fn stop(&self) -> Stop {
        Stop {
            item: self.at,
            cause: self.cause,
        }
    }

    pub(super) fn item(&self, ahead: usize) -> Option<&'a Item> {
        self.items.get(self.at + ahead)
    }

    pub(super) fn term(&self, ahead: usize) -> Option<Term> {
        self.item(ahead)?.term()
    }

    pub(super) fn number(&self, ahead: usize) -> Option<(i64, usize)> {
        self.item(ahead)?.number()
    }

    pub(super) fn sign(&self, ahead: usize, sign: char) -> bool {
        self.item(ahead).is_some_and(|item| item.is_sign(sign))
    }

    pub(super) fn is_glued(&self, ahead: usize) -> bool {
        self.item(ahead).is_some_and(|item| item.is_glued)
    }

    pub(super) fn is_over(&self) -> bool {
        self.at >= self.items.len()
    }

    pub(super) fn eat(&mut self, term: Term) -> bool {
        let is_next = self.term(0) == Some(term);
        self.at += usize::from(is_next);
        is_next
    }

    pub(super) fn eat_fillers(&mut self) {
        // German “am” is no half of the day before a number.
        while matches!(self.term(0), Some(Term::Filler | Term::Am)) {
            self.at += 1;
        }
    }

    /// The words from one item to another.
    pub(super) fn words(&self, from: usize, to: usize) -> String {
        let start = self.items.get(from).map_or(self.text.len(), |item| item.at);
        let end = to
            .checked_sub(1)
            .and_then(|last| self.items.get(last))
            .map_or(start, |item| item.end);
        self.text.get(start..end.max(start)).unwrap_or_default().trim().to_owned()
    }

    /// One date; stops at what cannot belong to it. `None` where there is none.
    pub(super) fn point(&mut self) -> Option<Point> {
        let mut point = Point::default();
        let start = self.at;
        while !self.is_over() && self.next_part(&mut point) {}
        if point.day.is_some() && point.month.is_none() && !point.form.awaits_month && point.year.is_some() && point.season.is_none() {
            // 10.1962
            point.month = point.day.take();
            std::mem::swap(&mut point.doubt.month, &mut point.doubt.day);
        }
        if point.bare.is_some() && point.month.is_some() && point.day.is_none() {
            point.day = point.bare.take().and_then(|(day, _)| u8::try_from(day).ok());
        }
        if point.is_empty() && point.part.is_none() {
            self.at = self.at.max(start);
            return None;
        }
        Some(point)
    }

    /// The next part of a date with the doubt that is about it alone; whether there was one.
    fn next_part(&mut self, point: &mut Point) -> bool {
        let (start, before) = (self.at, *point);
        if !self.part(point) {
            (self.at, *point) = (start, before);
            return false;
        }
        // “BC 0044-03-15”: the era precedes a date in figures.
        if before.is_bce() && before.year.is_none() && matches!(point.year, Some(Year::One(1..))) {
            point.set_bce();
        }
        if self
            .items
            .get(start..self.at)
            .is_some_and(|read| read.iter().any(|item| item.is_doubted))
        {
            point.doubt.year |= point.year != before.year;
            point.doubt.month |= point.month != before.month;
            point.doubt.day |= point.day != before.day && before.bare.is_none() || point.bare != before.bare && point.bare.is_some();
        }
        true
    }

    /// The next part of a date; whether there was one.
    fn part(&mut self, point: &mut Point) -> bool {
        if point.clock.is_none() && self.clock(point) {
            return true;
        }
        match self.item(0).map(|item| &item.kind) {
            Some(Kind::Number(value, digits)) => self.take_number(point, *value, *digits),
            Some(Kind::Roman(number)) => self.take_roman(point, *number),
            Some(Kind::Years(first, count)) if point.year.is_none() => {
                point.year = Some(if *count == 10 {
                    Year::Decade(*first)
                } else {
                    Year::Century(*first)
                });
                self.at += 1;
                true
            }
            Some(Kind::Sign(',')) => self.take_comma(point),
            Some(Kind::Sign(_)) if self.sign(0, '-') => self.take_sign(point, '-'),
            Some(Kind::Sign(sign)) => self.take_sign(point, *sign),
            Some(Kind::Term(term)) => self.take_term(point, *term),
            Some(Kind::Word(word)) if word == "q" && matches!(self.number(1), Some((1..=4, 1))) && point.part.is_none() => {
                let nth = self.number(1).and_then(|(nth, _)| u8::try_from(nth).ok()).unwrap_or(1);
                point.part = Some(Part {
                    first: nth,
                    last: nth,
                    of: 4,
                });
                self.at += 2;
                // Q3/1962
                if self.sign(0, '/') && self.number(1).is_some() {
                    self.at += 1;
                }
                true
            }
            _ => false,
        }
    }

    /// A comma within a date: `October 26, 1962`. One between two dates belongs to neither.
    fn take_comma(&mut self, point: &mut Point) -> bool {
        let is_small = |number: Option<(i64, usize)>| matches!(number, Some((_, 1 | 2)));
        let is_qualified = point.is_uncertain || point.is_approximate || point.form.has_part_of_day;
        if point.is_empty() && point.weekday.is_none() && point.clock.is_none() && !is_qualified {
            return false;
        }
        // “12, March, 1848”
        let is_day_apart = point.bare.is_some() && point.month.is_none() && matches!(self.term(1), Some(Term::Month(_)));
        let is_bare = !(is_day_apart || point.is_empty() && is_qualified)
            && point.month.is_none()
            && point.weekday.is_none()
            && point.clock.is_none();
        if is_bare && (is_small(self.number(1)) || (point.bare.is_some() && !self.follows_month)) {
            return false;
        }
        let is_qualifier = |ahead: usize| {
            matches!(
                self.term(ahead),
                Some(Term::Approximate | Term::Uncertain | Term::LetterC | Term::Um | Term::Third(_))
            )
        };
        let mut ahead = 1;
        while is_qualifier(ahead) {
            ahead += 1;
        }
        // “1843, c. 1851”: the word belongs to what follows it.
        if ahead > 1 && self.item(ahead).is_some() && point.year.is_some() {
            return false;
        }
        self.at += 1;
        !self.is_over() && self.part(point)
    }

    fn take_term(&mut self, point: &mut Point, term: Term) -> bool {
        match term {
            Term::Month(month) if point.month.is_none() && point.season.is_none() => {
                if point.day.is_none()
                    && let Some((number, _)) = point.bare.take()
                {
                    point.day = u8::try_from(number).ok();
                }
                point.month = Some(month);
            }
            Term::Feast(month, day) if point.month.is_none() && point.day.is_none() && point.bare.is_none() => {
                (point.month, point.day) = (Some(month), Some(day));
            }
            Term::Season(code) if point.season.is_none() && point.month.is_none() => point.season = Some(code),
            Term::PartOfSeason(code, nth) if point.season.is_none() && point.month.is_none() && point.part.is_none() => {
                point.season = Some(code);
                point.part = Some(third(nth, nth));
            }
            Term::North if matches!(point.season, Some(21..=24)) => point.season = point.season.map(|code| code + 4),
            Term::South if matches!(point.season, Some(21..=24)) => point.season = point.season.map(|code| code + 8),
            Term::Weekday(day) if self.is_weekday(point) => point.weekday = Some(day),
            Term::Approximate | Term::Est => point.is_approximate = true,
            Term::Um | Term::LetterC if point.is_empty() => point.is_approximate = true,
            // “12 May [c. 1860]”
            Term::LetterC if point.year.is_none() && matches!(self.number(1), Some((_, 3..))) => point.is_approximate = true,
            Term::PartOfDay(_) if point.clock.is_none() && !point.form.has_part_of_day && !self.is_glued_number() => {
                point.form.has_part_of_day = true;
                self.notes
                    .push(format!("the part of the day is not kept: {}", self.words(self.at, self.at + 1)));
            }
            // “в мае 1860”
            Term::CenturyOrAt
                if point.is_empty()
                    && (matches!(self.term(1), Some(Term::Month(_) | Term::Third(_) | Term::Season(_)))
                        || matches!(self.number(1), Some((_, 4)))) => {}
            Term::Uncertain => point.is_uncertain = true,
            Term::Half(nth) if point.part.is_none() => point.part = part_of(nth.into(), Term::Fraction(2)),
            Term::Third(nth) if point.part.is_none() => {
                point.part = Some(third(nth, nth));
                self.range_of_thirds(point, nth);
            }
            Term::Ordinal(nth) => {
                return self.range_of_ordinals(point, nth)
                    || self.counted(point, i64::from(nth), 1)
                    || (nth != LAST && self.day_in_words(point, nth));
            }
            Term::Century | Term::CenturyOrAt if point.year.is_none() => return self.century_before(point),
            Term::DecadeOf if point.year.is_none() => return self.decade_before(point),
            Term::Bce if point.era == Era::Unsaid => {
                if point.year.is_none()
                    && let Some((number, _)) = point.bare.take()
                {
                    point.year = Some(Year::One(number));
                }
                if point.year.is_some() {
                    point.set_bce();
                } else {
                    point.era = Era::Bce;
                }
            }
            Term::Ce if point.era == Era::Unsaid => {
                if point.year.is_none()
                    && let Some((number, _)) = point.bare.take()
                {
                    point.year = Some(Year::One(number));
                } else if point.year.is_none()
                    && let Some((number, _)) = self
                        .number(1)
                        .filter(|_| point.bare.is_none() && !matches!(self.term(2), Some(Term::YearSign)))
                {
                    point.year = Some(Year::One(number));
                    self.at += 1;
                }
                point.era = Era::Ce;
            }
            Term::Filler | Term::Am if self.is_harmless() => {}
            _ => return false,
        }
        self.at += 1;
        true
    }

    /// Whether a number without a month comes right before: “7 evening” may be an hour.
    fn is_glued_number(&self) -> bool {
        let before = |back: usize| self.at.checked_sub(back).and_then(|at| self.items.get(at));
        let is_month = |item: Option<&Item>| item.is_some_and(|item| matches!(item.kind, Kind::Term(Term::Month(_)) | Kind::Sign(_)));
        before(1).is_some_and(|item| matches!(item.kind, Kind::Number(_, 1 | 2))) && !is_month(before(2))
    }

    /// Whether an abbreviated day of the week is one: “12th 1mo 1650” has a number of a month, no Monday.
    fn is_weekday(&self, point: &Point) -> bool {
        let is_of_number = self.follows_number() && (self.is_glued(0) || matches!(self.number(1), Some((_, 4))));
        point.weekday.is_none() && point.bare.is_none() && !is_of_number
    }

    fn follows_number(&self) -> bool {
        self.at
            .checked_sub(1)
            .and_then(|at| self.items.get(at))
            .is_some_and(|item| item.number().is_some())
    }

    /// Whether a word that says nothing can say nothing here: an ending is glued to its number, and to nothing else.
    fn is_harmless(&self) -> bool {
        !(self.is_glued(0)
            && self.at > 0
            && self
                .items
                .get(self.at - 1)
                .is_some_and(|item| item.number().is_some_and(|(_, digits)| digits > 2))
            && self.is_glued(1)
            && self.number(1).is_some())
            || self.words(self.at, self.at + 1).eq_ignore_ascii_case("t")
    }

    /// “early to mid”, “Anfang/Mitte”, “mid- to late”: from one part to another.
    fn range_of_thirds(&mut self, point: &mut Point, first: u8) {
        let mut ahead = 1;
        while ahead < 4
            && (self.sign(ahead, '-') || self.sign(ahead, '/') || matches!(self.term(ahead), Some(Term::To | Term::Or | Term::And)))
        {
            ahead += 1;
        }
        if let (Some(Term::Third(last)), true) = (self.term(ahead), ahead > 1)
            && last > first
        {
            point.part = Some(third(first, last));
            self.at += ahead;
        }
    }

    /// “first or second third”, „zweites bis letztes Drittel“.
    fn range_of_ordinals(&mut self, point: &mut Point, first: u8) -> bool {
        let is_joint = self.sign(1, '-') || self.sign(1, '/') || matches!(self.term(1), Some(Term::To | Term::Or | Term::And));
        let (Some(Term::Ordinal(last)), Some(fraction @ Term::Fraction(_)), true, None) =
            (self.term(2), self.term(3), is_joint, point.part)
        else {
            return false;
        };
        let (Some(from), Some(to)) = (part_of(first.into(), fraction), part_of(last.into(), fraction)) else {
            return false;
        };
        if to.last <= from.first {
            return false;
        }
        point.part = Some(Part { last: to.last, ..from });
        self.at += 4;
        true
    }

    /// “the first of May”.
    fn day_in_words(&mut self, point: &mut Point, nth: u8) -> bool {
        let behind = 1 + usize::from(self.term(1) == Some(Term::Filler));
        if point.day.is_some() || point.bare.is_some() || !matches!(self.term(behind), Some(Term::Month(_))) {
            return false;
        }
        point.day = Some(nth);
        self.at += 1;
        true
    }

    /// `siglo XIX`, `saec. 12`: the word before its number.
    fn century_before(&mut self, point: &mut Point) -> bool {
        let number = match self.item(1).map(|item| &item.kind) {
            Some(Kind::Roman(number)) => i64::from(*number),
            Some(Kind::Number(number, 1 | 2)) => *number,
            _ => return false,
        };
        if !(1..=39).contains(&number) {
            return false;
        }
        point.year = Some(century(number, point.is_bce()));
        self.at += 2;
        true
    }

    /// `années 1960`: the word before its number.
    fn decade_before(&mut self, point: &mut Point) -> bool {
        let Some((value, digits)) = self.number(1).filter(|(value, _)| value % 10 == 0) else {
            return false;
        };
        let first = match digits {
            4 => value,
            2 => match self.last_decade(value) {
                Some(first) => first,
                None => return false,
            },
            _ => return false,
        };
        point.year = Some(Year::Decade(first));
        self.counts_decades = true;
        self.at += 2;
        if self.term(0) == Some(Term::Decade) && self.is_glued(0) {
            self.at += 1;
        }
        true
    }

    pub(super) fn take_sign(&mut self, point: &mut Point, sign: char) -> bool {
        match sign {
            '?' => {
                let behind = self.item(1);
                let is_before_year = point.year.is_none() && matches!(self.number(2), Some((_, 3..)));
                let is_last = behind.is_none_or(|item| {
                    item.is_sign('-')
                        || item.is_sign('/')
                        || (item.is_sign(',') && !is_before_year)
                        || matches!(
                            item.kind,
                            Kind::Term(Term::To | Term::Or | Term::And | Term::At | Term::OrAfter | Term::OrBefore)
                        )
                });
                let is_of_part = !is_last && !point.is_empty();
                let part = if is_of_part { self.part_before(point) } else { None };
                match part {
                    Some(part) => *part = true,
                    None => point.is_uncertain = true,
                }
            }
            // Between two numbers it joins them: 3일~9일.
            '~' if !point.is_empty() && (self.is_glued(1) || point.day.is_some()) && self.number(1).is_some() => return false,
            '~' => point.is_approximate = true,
            '%' if !point.is_empty() => (point.is_approximate, point.is_uncertain) = (true, true),
            '.' if !point.is_empty() || point.weekday.is_some() => {}
            // “mid-1962”, “late-1920s”
            '-' if point.is_empty()
                && point.part.is_some()
                && self.is_glued(0)
                && (matches!(self.number(1), Some((_, 3..))) || !self.item(0).is_some_and(Item::is_dash)) => {}
            // “March–14”, “13-Aug-2024”: only where a month stands on one side.
            '-' | '/' if self.is_hyphen_of_date(point, sign) => {}
            _ => return false,
        }
        self.at += 1;
        true
    }

    /// The doubt of the part that was read last, to which a question mark belongs; `None` where that cannot be told.
    fn part_before<'p>(&self, point: &'p mut Point) -> Option<&'p mut bool> {
        let mut read = self.items.get(..self.at)?.iter().rev().filter(|item| !item.is_sign('.'));
        let is_month = |item: Option<&Item>| matches!(item.map(|item| &item.kind), Some(Kind::Term(Term::Month(_))));
        let last = read.next()?;
        let is_of_month = is_month(read.next());
        let has_day = point.day.is_some() || point.bare.is_some();
        let doubt = &mut point.doubt;
        match last.kind {
            Kind::Number(_, 3..) if point.year.is_some() => Some(&mut doubt.year),
            Kind::Term(Term::Month(_)) => Some(&mut doubt.month),
            Kind::Number(_, 1 | 2) if is_of_month && has_day => Some(&mut doubt.day),
            _ => match (point.year, point.month, has_day) {
                (Some(_), None, false) => Some(&mut doubt.year),
                (None, None, true) => Some(&mut doubt.day),
                (None, Some(_), _) => Some(&mut doubt.month),
                _ => None,
            },
        }
    }

    /// French `s.` for a century, after an ordinal: `XVIe s.`
    pub(super) fn is_short_century(&self, ahead: usize) -> bool {
        self.term(ahead) == Some(Term::Decade)
            && !self.is_glued(ahead)
            && self.item(ahead).is_some_and(|item| item.end - item.at == 1)
            && self.is_end(ahead + 1)
    }

    /// Whether the hyphen here stands inside a date as in `13-Aug-2024` or `26-X-1962`.
    fn is_hyphen_of_date(&self, point: &Point, sign: char) -> bool {
        let is_month = matches!(
            self.item(1).map(|item| &item.kind),
            Some(Kind::Term(Term::Month(_)) | Kind::Roman(1..=12))
        );
        let behind_day = point.bare.is_some() && point.month.is_none() && is_month && self.sign(2, sign);
        let behind_month =
            point.month.is_some() && point.day.is_some() && point.year.is_none() && self.number(1).is_some() && self.was_sign(sign);
        (behind_day || behind_month) && self.is_glued(0) && self.is_glued(1)
    }

    /// Whether the last item but one was that sign.
    fn was_sign(&self, sign: char) -> bool {
        self.at
            .checked_sub(2)
            .and_then(|at| self.items.get(at))
            .is_some_and(|item| item.is_sign(sign))
    }

    fn take_roman(&mut self, point: &mut Point, number: u16) -> bool {
        if number >= 1_000 {
            let is_free = point.year.is_none();
            point.year = point.year.or(Some(Year::One(i64::from(number))));
            self.at += 1;
            return is_free;
        }
        let behind = 1 + usize::from(self.term(1) == Some(Term::Filler));
        if point.year.is_none() && (matches!(self.term(behind), Some(Term::Century | Term::CenturyOrAt)) || self.is_short_century(behind)) {
            point.year = Some(century(i64::from(number), point.is_bce()));
            self.at += behind + 1;
            return true;
        }
        if point.year.is_none() && matches!(self.term(behind), Some(Term::Fraction(_))) {
            return self.counted(point, i64::from(number), 1);
        }
        // “XVI–XVII centuries”: the number waits for its neighbor.
        let is_joint = self.sign(behind, '-')
            || self.sign(behind, '/')
            || matches!(self.term(behind), Some(Term::Or | Term::And | Term::To | Term::At));
        let mut next = behind + 1;
        while matches!(self.term(next), Some(Term::Third(_) | Term::Approximate | Term::Filler)) {
            next += 1;
        }
        let is_roman = matches!(self.item(next).map(|item| &item.kind), Some(Kind::Roman(_)));
        if point.is_empty() && is_joint && is_roman {
            // No digits: it is no day.
            point.bare = Some((i64::from(number), 0));
            self.at += behind;
            return true;
        }
        let month = u8::try_from(number).ok().filter(|month| (1..=12).contains(month));
        let Some(month) = month.filter(|_| point.month.is_none() && point.season.is_none()) else {
            return false;
        };
        // X.1962, X 1962
        let is_before_year = matches!(self.number(1), Some((_, 4)));
        if point.day.is_none() {
            match point.bare.take() {
                Some((day, _)) => point.day = u8::try_from(day).ok(),
                None if is_before_year && point.is_empty() => {}
                None => return false,
            }
        }
        point.month = Some(month);
        self.at += 1;
        // 26/X/1962
        if self.sign(0, '/') && matches!(self.number(1), Some((_, 4))) {
            self.at += 1;
        }
        true
    }
}

/// From one third to another.
fn third(first: u8, last: u8) -> Part {
    Part { first, last, of: 3 }
}
