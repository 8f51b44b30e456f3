//! Numbers in a date: which is a day, which a month, a year or a century, by its digits and by what stands around it.

use super::DayOrder;
use super::grammar::Parser;
use super::point::{Era, Point, Year, century, millennium, part_of};
use super::scan::{Item, Kind};
use super::vocabulary::Term;

/// The year from which “before the present” counts back.
const PRESENT: i64 = 1950;

impl Parser<'_> {
    /// A number, by how many digits it has and what stands around it.
    pub(super) fn take_number(&mut self, point: &mut Point, value: i64, digits: usize) -> bool {
        if self.numeric(point, value, digits)
            || self.spaced(point, value, digits)
            || self.marked(point, value)
            || self.counted(point, value, digits)
        {
            return true;
        }
        let small = u8::try_from(value).ok().filter(|_| digits <= 2);
        match (digits, small) {
            (8, _) if point.is_empty() => self.compact(point, value),
            (3..=6, _) if point.year.is_none() => {
                // “2. 9. 189” is more likely a year that was cut than one of the second century.
                let has_day = point.day.is_some() || point.bare.is_some() || point.month.is_some();
                if digits == 3 && has_day && point.era == Era::Unsaid {
                    self.cause = Some("a year of three digits beside a day may have lost its fourth; write four");
                    return false;
                }
                // Zeros count no year.
                if value == 0 {
                    return false;
                }
                // Catalogs write `186?` for some year of the 1860s; `869?` is the year 869, as no year is that far away.
                let is_past = value * 10 <= crate::dates::this_year();
                if digits == 3 && is_past && point.is_empty() && self.sign(1, '?') && self.is_glued(1) {
                    point.year = Some(Year::Decade(value * 10));
                    self.notes.push(format!("{value}? was read as the {}s", value * 10));
                    self.at += 2;
                    return true;
                }
                // A number of five or six digits may be a year, but hardly is.
                if digits > 4 {
                    self.cause = Some("this number is too long for a year; write the day as YYYY-MM-DD");
                    return false;
                }
                if point.day.is_none()
                    && let Some((day, _)) = point.bare.take()
                {
                    point.form.awaits_month = point.month.is_none();
                    point.day = u8::try_from(day).ok();
                }
                point.form.is_year_first = point.is_empty();
                if self.counts_decades && self.follows_decade.is_some_and(|before| value > before) && value % 10 == 0 && point.is_empty() {
                    point.year = Some(Year::Decade(value));
                    self.at += 1;
                    return true;
                }
                set_year(point, value);
                self.at += 1;
                self.eat(Term::YearSign);
                // 1962-10, where the second number is a month
                let is_hyphen = self.sign(0, '-') && self.is_glued(0) && !self.item(0).is_some_and(Item::is_dash);
                if is_hyphen
                    && point.month.is_none()
                    && !self.sign(2, '-')
                    && let Some((month @ 1..=12, 2)) = self.number(1).filter(|(month, _)| digits == 4 && *month <= value % 100)
                {
                    point.month = u8::try_from(month).ok();
                    self.at += 2;
                }
                true
            }
            (1 | 2, Some(number)) => self.small(point, number, digits),
            _ => false,
        }
    }

    /// A number of one or two digits: a day, a month, or the last digits of a year.
    fn small(&mut self, point: &mut Point, number: u8, digits: usize) -> bool {
        let is_apart = point.month.is_some() && point.day.is_some() && point.year.is_none();
        if is_apart {
            return self.short_year(point, number, digits);
        }
        // “1848 12 3”: after the year, the month and then the day.
        if point.form.is_year_first && point.month.is_none() && point.day.is_none() && point.bare.is_none() && !self.sign(1, '.') {
            let day = self
                .number(1)
                .filter(|(day, _)| (1..=12).contains(&number) && (1..=31).contains(day));
            if let Some((day, 1 | 2)) = day {
                (point.month, point.day) = (Some(number), u8::try_from(day).ok());
                self.at += 2;
                return true;
            }
        }
        let doubt = usize::from(self.sign(1, '?'));
        let is_dotted = self.sign(1 + doubt, '.');
        let follows_month_word = |parser: &Self| matches!(parser.term(2 + doubt), Some(Term::Month(_))) || parser.sign(2 + doubt, '-');
        if point.bare.is_some() && point.day.is_some() {
            return false;
        }
        // “1962.10.26~10.28”: as before, the month before the day.
        if self.follows_year_first
            && point.is_empty()
            && is_dotted
            && doubt == 0
            && (1..=12).contains(&number)
            && let Some((day, 1 | 2)) = self.number(2)
        {
            (point.month, point.day) = (Some(number), u8::try_from(day).ok());
            self.at += 3;
            return true;
        }
        if let Some((day, _)) = point.bare.take() {
            point.day = u8::try_from(day).ok();
        }
        if point.day.is_some() || (point.year.is_some() && point.month.is_none() && is_dotted && !follows_month_word(self)) {
            if point.month.is_some() || point.season.is_some() || !(1..=12).contains(&number) {
                return false;
            }
            point.month = Some(number);
        } else if point.month.is_some() || (point.year.is_some() && is_dotted) {
            point.day = Some(number);
        } else if point.year.is_none() {
            point.bare = Some((i64::from(number), digits));
        } else {
            point.day = Some(number);
        }
        self.at += 1;
        if is_dotted {
            if doubt == 1 {
                self.take_sign(point, '?');
            }
            self.at += 1;
            if point.day.is_none()
                && let Some((day, _)) = point.bare.take()
            {
                point.day = u8::try_from(day).ok();
            }
        }
        while matches!(self.term(0), Some(Term::Filler | Term::Decade)) && self.is_glued(0) && !is_dotted && !self.ends_glued(0) {
            self.at += 1; // 5th, 1er
        }
        true
    }

    /// Whether a number is glued behind an item: `17S3` is no ordinal.
    fn ends_glued(&self, ahead: usize) -> bool {
        self.is_glued(ahead + 1) && self.number(ahead + 1).is_some()
    }

    /// A year of two digits, read only where the column says which century it is in.
    fn short_year(&mut self, point: &mut Point, number: u8, digits: usize) -> bool {
        match self.hints.short_years_from {
            Some(from) if digits == 2 => {
                point.year = Some(Year::One(from + (i64::from(number) - from).rem_euclid(100)));
                self.at += 1;
                true
            }
            _ => {
                self.cause = Some(super::SHORT_YEAR);
                false
            }
        }
    }

    /// The last decade with those two digits that has begun, where a limit is known. The current one is left out: a text that
    /// speaks of “the twenties” rarely means the decade it is read in.
    pub(super) fn last_decade(&mut self, value: i64) -> Option<i64> {
        if let Some(before) = self.follows_decade {
            let first = before - before.rem_euclid(100) + value;
            return (first > before).then_some(first);
        }
        let newest = self.hints.newest_year.or(self.hints.short_years_from.map(|from| from + 99))?;
        let first = newest - (newest - value).rem_euclid(100);
        let is_ours = first + 9 >= crate::dates::this_year();
        let first = if is_ours { first - 100 } else { first };
        self.notes
            .push(format!("the century of the decade is not given; it was read as the {first}s"));
        Some(first)
    }

    /// `19th century`, `19. Jh.`, `19c`, `1860s`, `2nd half of`, `zweites Drittel`.
    pub(super) fn counted(&mut self, point: &mut Point, value: i64, digits: usize) -> bool {
        let hyphen = usize::from(self.sign(1, '-') && self.is_glued(1) && self.is_glued(2));
        let is_decade = self.term(1 + hyphen) == Some(Term::Decade) && self.is_glued(1) && value % 10 == 0 && !self.ends_glued(1 + hyphen);
        if is_decade && point.year.is_none() && point.month.is_none() && matches!(digits, 2..=4) {
            return self.decade(point, value, digits, 2 + hyphen);
        }
        if digits > 2 {
            return false;
        }
        if point.is_empty() && digits == 2 && value % 10 == 0 && self.first_of_decades(point, value) {
            return true;
        }
        let mut ahead = 1;
        if self.sign(ahead, '.') {
            ahead += 1;
        }
        // French “1er quart”
        if value == 1
            && self.term(ahead) == Some(Term::Decade)
            && self.is_glued(ahead)
            && matches!(self.term(ahead + 1), Some(Term::Fraction(_)))
        {
            ahead += 1;
        }
        while matches!(self.term(ahead), Some(Term::Filler)) && ahead < 4 {
            ahead += 1;
        }
        match self.term(ahead) {
            Some(Term::Century) if point.year.is_none() && value > 0 && (value < 40 || point.is_bce()) => {
                point.year = Some(century(value, point.is_bce()));
            }
            Some(Term::CenturyOrAt) if point.year.is_none() && !matches!(self.number(ahead + 1), Some((_, 1 | 2))) => {
                point.year = Some(century(value, point.is_bce()));
            }
            Some(Term::Millennium) if point.year.is_none() => point.year = Some(millennium(value, point.is_bce())),
            Some(Term::LetterC) if self.is_glued(ahead) && point.year.is_none() => point.year = Some(century(value, point.is_bce())),
            Some(Term::LetterC) if point.year.is_none() && point.is_empty() && self.is_end(ahead + 1) => {
                point.year = Some(century(value, point.is_bce()));
            }
            Some(term @ Term::Fraction(_)) if point.part.is_none() => {
                point.part = part_of(value, term);
                if point.part.is_none() {
                    return false;
                }
            }
            Some(Term::Decade) if ahead > 1 && point.year.is_none() && self.is_short_century(ahead) => {
                point.year = Some(century(value, point.is_bce()));
            }
            // “17./18. Jh.”: the number waits for its neighbor.
            _ if self.sign(1, '.') && point.is_empty() && self.is_century_behind(ahead) => {
                point.bare = Some((value, digits));
                self.at += ahead;
                return true;
            }
            // “17th–19th centuries”: the number waits for its neighbor.
            _ if ahead > 1 && self.sign(ahead, '-') && self.number(ahead + 1).is_some() && point.is_empty() && !self.sign(1, '.') => {
                point.bare = Some((value, digits));
                self.at += ahead;
                return true;
            }
            _ => return false,
        }
        self.at += ahead + 1;
        true
    }

    /// `60–70-е гг. XIX в.`: the first of two decades, whose century follows the second.
    fn first_of_decades(&mut self, point: &mut Point, value: i64) -> bool {
        let is_next = matches!(self.number(2), Some((next, 2)) if next % 10 == 0 && next > value);
        let hyphen = usize::from(self.sign(3, '-') && self.is_glued(3));
        if !self.sign(1, '-') || !is_next || self.term(3 + hyphen) != Some(Term::Decade) {
            return false;
        }
        let start = self.at;
        self.at += 4 + hyphen;
        self.eat_fillers();
        let century = self.century_behind();
        self.at = start;
        if let Some(first) = century {
            point.year = Some(Year::Decade(first + value));
            self.at += 1;
        }
        century.is_some()
    }

    /// Whether a century follows a joint, or another number that waits for one.
    fn is_century_behind(&self, ahead: usize) -> bool {
        let is_joint = |ahead: usize| {
            self.sign(ahead, '-')
                || self.sign(ahead, '/')
                || self.sign(ahead, ',')
                || matches!(self.term(ahead), Some(Term::Or | Term::And | Term::To))
        };
        let mut ahead = ahead;
        while is_joint(ahead) {
            ahead += 1;
            while matches!(
                self.term(ahead),
                Some(Term::Third(_) | Term::Approximate | Term::Filler | Term::LetterC)
            ) {
                ahead += 1;
            }
            if !matches!(self.number(ahead), Some((_, 1 | 2))) {
                return false;
            }
            ahead += 1;
            while self.sign(ahead, '.') || self.term(ahead) == Some(Term::Filler) {
                ahead += 1;
            }
            if matches!(self.term(ahead), Some(Term::Century | Term::Millennium)) {
                return true;
            }
        }
        false
    }

    /// Whether nothing follows that a date goes on with.
    pub(super) fn is_end(&self, ahead: usize) -> bool {
        self.item(ahead).is_none_or(|item| {
            matches!(
                item.kind,
                Kind::Sign(_) | Kind::Term(Term::Bce | Term::Ce | Term::To | Term::Or | Term::And)
            )
        })
    }

    /// `1860s`, `1860er Jahre`, `60-е годы XIX века`.
    fn decade(&mut self, point: &mut Point, value: i64, digits: usize, length: usize) -> bool {
        let start = self.at;
        self.at += length;
        self.eat_fillers();
        let first = match digits {
            2 => match self.century_behind() {
                Some(first) => first + value,
                None => {
                    if let Some(first) = self.last_decade(value) {
                        first
                    } else {
                        self.at = start;
                        self.cause = Some("the decade has two digits, which leaves the century open");
                        return false;
                    }
                }
            },
            _ => value,
        };
        // “1900s” may be ten years or a hundred; a hundred hold both. Of “the late 2000s” only ten can be meant.
        let is_hundred = digits > 2 && value % 100 == 0 && !(value == 2_000 && point.part.is_some());
        point.year = Some(if is_hundred { Year::Century(first) } else { Year::Decade(first) });
        if point.is_bce() {
            point.set_bce();
        }
        true
    }

    /// The first year of a century that stands here, which is taken.
    fn century_behind(&mut self) -> Option<i64> {
        let number = match self.item(0).map(|item| &item.kind)? {
            Kind::Roman(number) => i64::from(*number),
            Kind::Number(number, 1 | 2) => *number,
            Kind::Term(Term::Ordinal(number)) => i64::from(*number),
            _ => return None,
        };
        let mut ahead = 1;
        while self.sign(ahead, '.') || self.term(ahead) == Some(Term::Filler) {
            ahead += 1;
        }
        if !matches!(self.term(ahead), Some(Term::Century | Term::CenturyOrAt | Term::LetterC)) || number > 39 {
            return None;
        }
        self.at += ahead + 1;
        Some((number - 1) * 100)
    }

    /// A number with a sign of what it counts: 1962년 10월 26일, 44 BC, 14000 BP.
    fn marked(&mut self, point: &mut Point, value: i64) -> bool {
        let small = u8::try_from(value).ok();
        match self.term(1) {
            Some(Term::YearSign) if point.year.is_none() => {
                point.form.is_year_first = point.is_empty();
                set_year(point, value);
            }
            Some(Term::MonthSign) if point.month.is_none() && small.is_some() => point.month = small,
            Some(Term::DaySign) if point.day.is_none() && small.is_some() => point.day = small,
            Some(Term::Bp) if point.year.is_none() && point.is_empty() => {
                point.year = Some(Year::One(PRESENT - value));
                point.is_approximate = true;
            }
            Some(Term::Bce | Term::Ce) if point.year.is_none() => {
                if point.day.is_none()
                    && let Some((day, _)) = point.bare.take()
                {
                    point.day = u8::try_from(day).ok();
                }
                point.year = Some(Year::One(value));
                self.at += 1;
                return true;
            }
            Some(Term::Century | Term::CenturyOrAt | Term::Millennium | Term::Decade) => return false,
            _ if point.is_bce() && point.year.is_none() && point.is_empty() => {
                set_year(point, value);
                self.at += 1;
                return true;
            }
            _ => return false,
        }
        self.at += 2;
        true
    }

    /// YYYYMMDD
    fn compact(&mut self, point: &mut Point, value: i64) -> bool {
        let part = |value: i64| u8::try_from(value % 100).ok();
        point.year = Some(Year::One(value / 10_000));
        point.month = part(value / 100);
        point.day = part(value);
        self.at += 1;
        point.exists(false)
    }

    /// Three numbers between slashes or hyphens, or month and year: 2024/8/13, 13/8/2024, 8/13/2024, 7/2008.
    fn numeric(&mut self, point: &mut Point, first: i64, digits: usize) -> bool {
        let Some(sign) = ['/', '-']
            .into_iter()
            .find(|sign| self.sign(1, *sign) && !self.item(1).is_some_and(Item::is_dash))
        else {
            return false;
        };
        if !point.is_empty() {
            return false;
        }
        let small = |value: i64| u8::try_from(value).ok();
        // 26/X/1962
        if let (Some(Kind::Roman(month @ 1..=12)), true, Some((year, 4)), 1 | 2) =
            (self.item(2).map(|item| &item.kind), self.sign(3, sign), self.number(4), digits)
        {
            (point.year, point.month, point.day) = (Some(Year::One(year)), small(i64::from(*month)), small(first));
            self.at += 5;
            return true;
        }
        let Some((second, second_digits)) = self.number(2) else {
            return false;
        };
        let third = self.number(4).filter(|_| self.sign(3, sign));
        let Some((third, third_digits)) = third else {
            let is_glued = self.is_glued(1) && self.is_glued(2);
            let is_month = (sign == '/' || is_glued) && digits <= 2 && second_digits == 4 && (1..=12).contains(&first);
            if is_month {
                (point.month, point.year) = (small(first), Some(Year::One(second)));
                self.at += 3;
            }
            return is_month;
        };
        if digits == 4 && second_digits <= 2 && third_digits <= 2 {
            (point.year, point.month, point.day) = (Some(Year::One(first)), small(second), small(third));
            point.form.is_year_first = true;
            self.at += 5;
            return true;
        }
        if digits > 2 || second_digits > 2 || !matches!(third_digits, 2 | 4) {
            return false;
        }
        let year = if third_digits == 4 {
            third
        } else {
            let Some(from) = self.hints.short_years_from else {
                self.cause = Some(super::SHORT_YEAR);
                return false;
            };
            from + (third - from).rem_euclid(100)
        };
        self.take_day_and_month(point, first, second);
        point.year = Some(Year::One(year));
        self.at += 5;
        true
    }

    /// Three numbers between blanks, the year last: 26 10 1962.
    fn spaced(&mut self, point: &mut Point, first: i64, digits: usize) -> bool {
        let (Some((second, 1 | 2)), Some((year, 4)), 1 | 2) = (self.number(1), self.number(2), digits) else {
            return false;
        };
        if !point.is_empty() || !self.is_end(3) {
            return false;
        }
        self.take_day_and_month(point, first, second);
        point.year = Some(Year::One(year));
        self.at += 3;
        true
    }

    /// A day and a month of which it may not be known which comes first.
    fn take_day_and_month(&self, point: &mut Point, first: i64, second: i64) {
        let small = |value: i64| u8::try_from(value).ok();
        let (day_first, month_first) = ((second, first), (first, second));
        let (month, day) = match (first > 12, second > 12, self.hints.day_order) {
            (true, _, _) | (false, false, DayOrder::DayFirst) => day_first,
            (_, true, _) | (_, _, DayOrder::MonthFirst) => month_first,
            (..) => {
                if first != second {
                    point.other = small(day_first.0).zip(small(day_first.1));
                }
                month_first
            }
        };
        (point.month, point.day) = (small(month), small(day));
    }
}

/// Sets the year, in the era that stood before it.
fn set_year(point: &mut Point, value: i64) {
    point.year = Some(Year::One(value));
    if point.era == Era::Bce {
        point.set_bce();
    }
}
