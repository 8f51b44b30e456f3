//! How dates belong together: spans, choices, lists, open sides.
//!
//! Dates stand in a row with joints between them. A dash without blanks binds closest (“3 or 5–7 May”), then “or”, “and”,
//! the comma and the slash, then a dash with blanks and “to” (“1748 or 1750 – 1812”).

use super::grammar::Parser;
use super::point::{Point, Year};
use super::scan::{Kind, SAME};
use super::vocabulary::Term;

/// What a word says of a date beside which it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    #[default]
    None,
    /// This date or before.
    Before,
    /// This date or after.
    After,
    /// From this date on.
    From,
    /// Until this date.
    Until,
}

/// Dates, and how they belong together.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Point(Mark, Point),
    /// An end that is not known.
    Unknown,
    /// What goes on.
    Present,
    Span(Box<Self>, Box<Self>),
    /// Two dates with a slash: a span, or the same day by two calendars.
    Slash(Box<Self>, Box<Self>),
    /// A date, and the same once more in brackets: by another calendar, or as an editor has it.
    Same(Box<Self>, Box<Self>),
    /// One date between the two.
    Between(Box<Self>, Box<Self>),
    Or(Vec<Self>),
    And(Vec<Self>),
}

impl Node {
    /// All its dates, in the order in which they stand.
    pub(super) fn points(&self) -> Vec<&Point> {
        match self {
            Self::Point(_, point) => vec![point],
            Self::Unknown | Self::Present => Vec::new(),
            Self::Span(a, b) | Self::Slash(a, b) | Self::Same(a, b) | Self::Between(a, b) => [a.points(), b.points()].concat(),
            Self::Or(all) | Self::And(all) => all.iter().flat_map(Self::points).collect(),
        }
    }

    /// The same, to be changed.
    pub(super) fn points_mut(&mut self) -> Vec<&mut Point> {
        match self {
            Self::Point(_, point) => vec![point],
            Self::Unknown | Self::Present => Vec::new(),
            Self::Span(a, b) | Self::Slash(a, b) | Self::Same(a, b) | Self::Between(a, b) => {
                a.points_mut().into_iter().chain(b.points_mut()).collect()
            }
            Self::Or(all) | Self::And(all) => all.iter_mut().flat_map(Self::points_mut).collect(),
        }
    }

    /// A doubt that follows all in brackets: about all, but of several dates only about the last.
    pub(super) fn doubt(&mut self, is_uncertain: bool, is_approximate: bool) {
        if let Self::And(all) = self {
            if let Some(last) = all.last_mut() {
                last.doubt(is_uncertain, is_approximate);
            }
            return;
        }
        for point in self.points_mut() {
            point.is_uncertain |= is_uncertain;
            point.is_approximate |= is_approximate;
        }
    }

    /// Whether it is a number of which nothing says what it is.
    fn is_bare_number(&self) -> bool {
        matches!(self, Self::Point(Mark::None, point) if (point.bare.is_some() || point.day.is_some()) && point.month.is_none() && point.year.is_none())
    }

    /// The first year of its last decade, if it may be one: “1860–70s”.
    fn last_decade(&self) -> Option<i64> {
        let points = self.points();
        let last = points.last()?;
        match last.year {
            Some(Year::Decade(first)) => Some(first),
            Some(Year::One(year)) if year % 10 == 0 && last.is_year_only() => Some(year),
            _ => None,
        }
    }

    /// Whether no word says of any of its dates that it is before or after.
    pub(super) fn is_unmarked(&self) -> bool {
        match self {
            Self::Point(mark, _) => *mark == Mark::None,
            Self::Unknown | Self::Present => true,
            Self::Span(a, b) | Self::Slash(a, b) | Self::Same(a, b) | Self::Between(a, b) => a.is_unmarked() && b.is_unmarked(),
            Self::Or(all) | Self::And(all) => all.iter().all(Self::is_unmarked),
        }
    }

    fn is_marked(&self, mark: Mark) -> bool {
        matches!(self, Self::Point(found, _) if *found == mark)
    }
}

/// What stands between two dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// A dash without blanks.
    Tight,
    /// A dash with blanks, or a word for it.
    Loose,
    Slash,
    /// A bracket that gives the date once more.
    Same,
    Or,
    And,
}

/// The most years over which “3 May, between 1821 and 1823” is told day by day.
const MOST_YEARS: i64 = 20;

impl Parser<'_> {
    /// All dates of the text as one; `None` where there is none or something is left over.
    pub(super) fn node(&mut self) -> Option<Node> {
        self.eat_fillers();
        self.eat(Term::Either);
        let is_between = self.between();
        let start = self.at;
        let lead = self.qualifiers();
        self.at = start;
        let mut nodes = vec![self.atom()?];
        let mut joints = Vec::new();
        while !self.is_over() {
            if let Some(node) = self.in_years(nodes.last()) {
                *nodes.last_mut()? = node;
                continue;
            }
            let joint_at = self.at;
            let joint = self.joint(nodes.last())?;
            // “May 12, 14 and 16, 1860”: a day goes on with the month before the days before it.
            self.follows_month = nodes.last().is_some_and(|node| {
                let has_month = node.points().iter().any(|point| point.month.is_some());
                has_month || self.follows_month && node.is_bare_number()
            });
            self.follows_year_first = nodes
                .last()
                .is_some_and(|node| node.points().iter().any(|point| point.form.is_year_first && point.day.is_some()));
            self.follows_decade = nodes.last().and_then(Node::last_decade);
            let node = self.atom()?;
            // “26 October 1962, 22.00”: a number after a whole date is no day of it.
            let is_after_year = joint_at
                .checked_sub(1)
                .and_then(|at| self.items.get(at))
                .is_some_and(|item| matches!(item.kind, Kind::Number(_, 3..)));
            let is_after_day = nodes
                .last()
                .is_some_and(|node| node.points().iter().any(|point| point.month.is_some()));
            // “April 23, 1968, 1030”: no year, perhaps a time.
            let is_apart = self.items.get(joint_at).is_some_and(|item| item.is_sign(','));
            let is_second_year =
                is_apart && matches!(&node, Node::Point(Mark::None, point) if point.is_year_only() && !point.is_approximate);
            let is_whole_day = nodes
                .last()
                .is_some_and(|node| node.points().iter().any(|point| point.day.is_some()));
            if joint == Joint::And && is_after_year && is_whole_day && is_second_year {
                return None;
            }
            if joint == Joint::And && is_after_year && is_after_day && node.is_bare_number() {
                return None;
            }
            joints.push(joint);
            nodes.push(node);
        }
        if let Some(lead) = is_between {
            // “13 and 15 or 16 May” may be two days or three; commas are as the last joint is.
            let says_and = self.items.iter().any(|item| item.term() == Some(Term::And));
            if says_and && joints.contains(&Joint::And) && joints.contains(&Joint::Or) {
                return None;
            }
            let (nodes, joints) = dual_years(nodes, joints);
            let (nodes, joints) = bound(nodes, joints, &[Joint::Same])?;
            return between(nodes, &joints, lead);
        }
        // “about 3–4 May”: what is said before dates that share a month or a year, or of which one holds, is said of all;
        // of the years of a span, it is said of the first.
        let points = || nodes.iter().flat_map(Node::points);
        let is_shared = points().any(|point| point.year.is_none()) && points().any(|point| point.month.is_some());
        // “ca. 1353–1336 BCE”: the era is said once, and so is “about”.
        let era_is_shared = points().next().is_some_and(|first| !first.is_bce()) && points().last().is_some_and(Point::is_bce);
        // “c. 1848–50” without blanks: the second year is not a date of its own. With blanks, “c. 1450 - 1517”, it is.
        let is_tight = joints.iter().all(|joint| matches!(joint, Joint::Tight | Joint::Slash));
        if nodes.len() > 1 && (is_shared || era_is_shared || is_tight || joints.contains(&Joint::Or)) {
            nodes.iter_mut().flat_map(Node::points_mut).for_each(|point| lead.qualify(point));
        }
        // “13 and 15 or 16 May” may be two days or three; commas are as the last joint is.
        let says_and = self.items.iter().any(|item| item.term() == Some(Term::And));
        if says_and && joints.contains(&Joint::And) && joints.contains(&Joint::Or) {
            return None;
        }
        let (nodes, joints) = dual_years(nodes, joints);
        let (nodes, joints) = bound(nodes, joints, &[Joint::Same])?;
        let (nodes, joints) = bound(nodes, joints, &[Joint::Tight])?;
        let (nodes, joints) = bound(nodes, joints, &[Joint::Slash])?;
        let (nodes, joints) = bound(nodes, joints, &[Joint::Or, Joint::And])?;
        let (mut nodes, _) = bound(nodes, joints, &[Joint::Loose])?;
        nodes.pop().filter(|_| nodes.is_empty())
    }

    /// “between”, with the qualifications that stand before it.
    fn between(&mut self) -> Option<Qualified> {
        let start = self.at;
        let lead = self.qualifiers();
        if self.eat(Term::Between) {
            return Some(lead);
        }
        self.at = start;
        None
    }

    /// Words that qualify what follows.
    fn qualifiers(&mut self) -> Qualified {
        let mut found = Qualified::default();
        loop {
            match self.term(0) {
                Some(Term::Approximate | Term::Est | Term::Um | Term::LetterC) => found.is_approximate = true,
                Some(Term::Uncertain) => found.is_uncertain = true,
                Some(Term::Filler | Term::Am) => {}
                // “probably, 1860”
                _ if self.sign(0, ',') && (found.is_uncertain || found.is_approximate) => {}
                _ if self.sign(0, '?') => found.is_uncertain = true,
                _ if self.sign(0, '~') => found.is_approximate = true,
                _ => return found,
            }
            self.at += 1;
        }
    }

    /// One date with what is said of it: “probably after about 1850”.
    fn atom(&mut self) -> Option<Node> {
        self.eat_fillers();
        if self.eat(Term::Unknown) {
            return Some(Node::Unknown);
        }
        if self.eat(Term::Present) {
            return Some(Node::Present);
        }
        // “?–1860”, “1860–?”
        let is_open_side = self.sign(0, '?') && self.item(1).is_none_or(|item| item.is_sign('-'));
        if is_open_side {
            self.at += 1;
            return Some(Node::Unknown);
        }
        // “Nacht vom 26. auf den 27. Oktober”
        let has_part_of_day =
            matches!(self.term(0), Some(Term::PartOfDay(_))) && matches!(self.term(1), Some(Term::From | Term::Between | Term::Filler));
        if has_part_of_day {
            self.notes
                .push(format!("the part of the day is not kept: {}", self.words(self.at, self.at + 1)));
            self.at += 1;
            self.eat_fillers();
        }
        let start = self.at;
        let mut lead = self.qualifiers();
        let mut mark = match self.term(0) {
            Some(Term::Before | Term::OrBefore) => Mark::Before,
            Some(Term::After | Term::OrAfter) => Mark::After,
            Some(Term::From) => Mark::From,
            Some(Term::To) => Mark::Until,
            _ => Mark::None,
        };
        // “–1962” is until that year, as an open side of a span is written.
        if mark == Mark::None && start == 0 && self.item(0).is_some_and(super::scan::Item::is_dash) && self.number(1).is_some() {
            mark = Mark::Until;
        }
        if mark == Mark::None {
            // They may stand within the date: “c. 3 May”.
            self.at = start;
            lead = Qualified::default();
        } else {
            self.say_nearness();
            self.at += 1;
            self.eat_fillers();
        }
        let mut point = self.point()?;
        lead.qualify(&mut point);
        point.form.has_part_of_day |= has_part_of_day;
        self.suffix(mark).map(|mark| Node::Point(mark, point))
    }

    /// “Shortly before” is nearer than “before”, which EDTF cannot say.
    fn say_nearness(&mut self) {
        const NEAR: [&str; 10] = [
            "shortly",
            "soon",
            "just",
            "little",
            "kurz",
            "bald",
            "peu",
            "immediately",
            "вскоре",
            "незадолго",
        ];
        let words = self.words(self.at, self.at + 1);
        if words.split_whitespace().any(|word| NEAR.contains(&word.to_lowercase().as_str())) {
            self.notes.push(words);
        }
    }

    /// What stands behind a date: “or later”, 이전. `None` where that contradicts what stands before it.
    fn suffix(&mut self, mark: Mark) -> Option<Mark> {
        // “c. 1829–33, or later”
        let is_or = |ahead: usize| matches!(self.term(ahead), Some(Term::OrBefore | Term::OrAfter));
        if self.sign(0, ',') && is_or(1) && self.item(2).is_none() {
            self.at += 1;
        }
        // “1850-”: from then on.
        if mark == Mark::None && self.sign(0, '-') && self.is_glued(0) && self.item(1).is_none() && self.at > 0 {
            let is_year = self
                .items
                .get(self.at - 1)
                .is_some_and(|item| matches!(item.kind, Kind::Number(_, 4)));
            if is_year {
                self.at += 1;
                return Some(Mark::From);
            }
        }
        let behind = match self.term(0) {
            Some(Term::Before | Term::OrBefore) => Mark::Before,
            Some(Term::After | Term::OrAfter) => Mark::After,
            Some(Term::From) => Mark::From,
            Some(Term::To) if self.item(1).is_none() => Mark::Until,
            _ => return Some(mark),
        };
        let is_date_next = self.item(1).is_some_and(|next| {
            matches!(next.kind, Kind::Number(..) | Kind::Roman(_) | Kind::Years(..))
                || matches!(
                    next.kind,
                    Kind::Term(
                        Term::Month(_)
                            | Term::Season(_)
                            | Term::Third(_)
                            | Term::Filler
                            | Term::Approximate
                            | Term::LetterC
                            | Term::Ordinal(_)
                            | Term::Feast(..)
                    )
                )
        });
        let is_korean_span = behind == Mark::From && is_date_next && mark == Mark::None;
        if is_date_next && !is_korean_span {
            return Some(mark);
        }
        if mark != Mark::None && mark != behind && !(mark == Mark::From && matches!(behind, Mark::After | Mark::Until)) {
            return None;
        }
        self.say_nearness();
        self.at += 1;
        // “from 1843 onwards”
        Some(if mark == Mark::From && behind == Mark::After {
            Mark::After
        } else {
            behind
        })
    }

    /// What joins the dates here, which is taken. Some words stand for a joint and belong to the next date, too.
    fn joint(&mut self, before: Option<&Node>) -> Option<Joint> {
        let is_glued = self.is_glued(0) && self.is_glued(1);
        let item = self.item(0)?;
        let joint = match &item.kind {
            Kind::Sign('~') => Joint::Tight,
            Kind::Sign(_) if item.is_sign('-') => {
                if is_glued {
                    Joint::Tight
                } else {
                    Joint::Loose
                }
            }
            Kind::Sign('/') => Joint::Slash,
            Kind::Sign(super::scan::MINUS) => Joint::Tight,
            Kind::Sign(sign) if *sign == SAME => Joint::Same,
            Kind::Sign(',' | ';') => {
                self.at += 1;
                // “3 May, or 4 May”
                return match self.term(0) {
                    Some(Term::Or | Term::And) => self.joint(before),
                    _ => Some(Joint::And),
                };
            }
            Kind::Term(Term::To | Term::At) => Joint::Loose,
            Kind::Term(Term::Or) => Joint::Or,
            Kind::Term(Term::And) => Joint::And,
            Kind::Term(Term::OrBefore | Term::OrAfter) => {
                // “1851 or after 1851”: the next date has the mark.
                return Some(Joint::Or);
            }
            Kind::Term(Term::Before | Term::After) => return Some(Joint::And),
            // 1962년부터 1964년까지
            _ if before.is_some_and(|node| node.is_marked(Mark::From)) => return Some(Joint::Loose),
            _ => return None,
        };
        self.at += 1;
        Some(joint)
    }

    /// “3 May, between 1821 and 1823”: a day of one of several years.
    fn in_years(&mut self, before: Option<&Node>) -> Option<Node> {
        let Some(Node::Point(Mark::None, day)) = before else { return None };
        if day.month.is_none() || day.year.is_some() || day.clock.is_some() {
            return None;
        }
        let (start, notes) = (self.at, self.notes.len());
        while self.sign(0, ',') {
            self.at += 1;
        }
        let is_choice = matches!(self.term(0), Some(Term::Between | Term::After | Term::Before | Term::Either));
        let found = if is_choice { self.node() } else { None };
        let in_year = |year: &Point| day.in_year_of(year);
        let made = match found {
            Some(node) if !node.points().iter().all(|point| point.is_year_only() && point.part.is_none()) => None,
            Some(Node::Point(mark @ (Mark::Before | Mark::After), year)) => Some(Node::Point(mark, in_year(&year))),
            Some(Node::Or(years)) => Some(Node::Or(
                years
                    .iter()
                    .flat_map(Node::points)
                    .map(|year| Node::Point(Mark::None, in_year(year)))
                    .collect(),
            )),
            Some(Node::Between(first, last)) => match (first.points().first(), last.points().first()) {
                (Some(first), Some(last)) => match (first.year, last.year) {
                    (Some(Year::One(start)), Some(Year::One(end))) if (0..MOST_YEARS).contains(&(end - start)) => {
                        let of_year = |year: i64| Point {
                            year: Some(Year::One(year)),
                            ..in_year(first)
                        };
                        Some(Node::Or((start..=end).map(|year| Node::Point(Mark::None, of_year(year))).collect()))
                    }
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        };
        if made.is_none() {
            self.at = start;
            self.notes.truncate(notes);
        }
        made
    }
}

/// What words say of a date as a whole.
#[derive(Clone, Copy, Debug, Default)]
struct Qualified {
    is_approximate: bool,
    is_uncertain: bool,
}

impl Qualified {
    fn qualify(self, point: &mut Point) {
        point.is_approximate |= self.is_approximate;
        point.is_uncertain |= self.is_uncertain;
    }
}

/// One date between two; or within one that has two ends by itself, “between early and mid May”.
fn between(nodes: Vec<Node>, joints: &[Joint], lead: Qualified) -> Option<Node> {
    let mut nodes = nodes;
    nodes.iter_mut().flat_map(Node::points_mut).for_each(|point| lead.qualify(point));
    let mut all = nodes.into_iter();
    match (all.next()?, joints, all.next(), all.next()) {
        (first, [Joint::And | Joint::Tight | Joint::Loose], Some(last), None) => Some(Node::Between(Box::new(first), Box::new(last))),
        (Node::Point(mark, point), [], None, None) if point.part.is_some_and(|part| part.first < part.last) => {
            Some(Node::Point(mark, point))
        }
        _ => None,
    }
}

/// Takes together the two years of a date before 25 March, when the one began in March and the other in January, whatever
/// else the date is bound to: “3 or 5 Feb. 1732/3”, “before 3 Feb. 1732/3”.
fn dual_years(nodes: Vec<Node>, joints: Vec<Joint>) -> (Vec<Node>, Vec<Joint>) {
    let mut done: Vec<Node> = Vec::new();
    let mut left = Vec::new();
    let mut joints = joints.into_iter();
    for node in nodes {
        let joint = if done.is_empty() { None } else { joints.next() };
        let month = done.iter().rev().flat_map(Node::points).find_map(|point| point.month);
        let date = match (done.last(), &node, joint) {
            (Some(Node::Point(mark, date)), Node::Point(Mark::None, year), Some(Joint::Slash | Joint::Tight)) => {
                date.of_dual_year(year, month).map(|date| Node::Point(*mark, date))
            }
            _ => None,
        };
        if let (Some(date), Some(last)) = (date, done.last_mut()) {
            *last = date;
        } else {
            done.push(node);
            left.extend(joint);
        }
    }
    (done, left)
}

/// Binds the dates between which one of those joints stands. `None` where they do not fit.
fn bound(nodes: Vec<Node>, joints: Vec<Joint>, tying: &[Joint]) -> Option<(Vec<Node>, Vec<Joint>)> {
    let mut nodes = nodes.into_iter();
    let mut done = vec![nodes.next()?];
    let mut left: Vec<Joint> = Vec::new();
    let mut last: Option<Joint> = None;
    for (joint, node) in joints.into_iter().zip(nodes) {
        if !tying.contains(&joint) {
            left.push(joint);
            done.push(node);
            last = None;
            continue;
        }
        let before = done.pop()?;
        done.push(tied(before, joint, node, last)?);
        last = Some(joint);
    }
    Some((done, left))
}

/// Two dates as one.
fn tied(before: Node, joint: Joint, behind: Node, last: Option<Joint>) -> Option<Node> {
    Some(match (joint, before) {
        (Joint::Or, Node::Or(mut all)) if last == Some(Joint::Or) => {
            all.push(behind);
            Node::Or(all)
        }
        // “3, 9 or 12 May”: the last joint says what the commas mean.
        (Joint::Or, Node::And(mut all)) if last == Some(Joint::And) => {
            all.push(behind);
            Node::Or(all)
        }
        (Joint::And, Node::And(mut all)) if last == Some(Joint::And) => {
            all.push(behind);
            Node::And(all)
        }
        (Joint::Or, before) => Node::Or(vec![before, behind]),
        (Joint::And, before) => Node::And(vec![before, behind]),
        // A span of spans is none.
        (Joint::Tight | Joint::Loose | Joint::Slash, Node::Span(..)) if last.is_some() => return None,
        (Joint::Same, before) => Node::Same(Box::new(before), Box::new(behind)),
        // “after 1848/49” is after both.
        (Joint::Tight, Node::Point(mark @ (Mark::After | Mark::Before), point)) => {
            Node::Slash(Box::new(Node::Point(mark, point)), Box::new(behind))
        }
        // “10 Feb. 1730-31” is a day of one year or two, as with a slash.
        (Joint::Tight, Node::Point(Mark::None, day)) if is_of_two_years(&day, &behind) => {
            Node::Slash(Box::new(Node::Point(Mark::None, day)), Box::new(behind))
        }
        (Joint::Slash, before) => Node::Slash(Box::new(before), Box::new(behind)),
        (Joint::Tight | Joint::Loose, Node::Point(Mark::From, point)) => {
            Node::Span(Box::new(Node::Point(Mark::None, point)), Box::new(unmarked_until(behind)))
        }
        (Joint::Tight | Joint::Loose, before) => Node::Span(Box::new(before), Box::new(unmarked_until(behind))),
    })
}

/// Whether a year, or its last digits, after a date and a hyphen belongs to that date: always to a day, to a month where
/// years began in March.
fn is_of_two_years(date: &Point, behind: &Node) -> bool {
    let (Some(Year::One(year)), Node::Point(Mark::None, next)) = (date.year, behind) else {
        return false;
    };
    let mut completed = *next;
    completed.complete_year(date, true);
    let is_next = completed.is_year_only() && completed.year == Some(Year::One(year + 1));
    let is_dual_month = date.month.is_some_and(|month| month <= 3) && year < super::point::LAST_LADY_DAY && is_next;
    date.month.is_some() && !date.form.is_year_first && completed.is_year_only() && (date.day.is_some() || is_dual_month)
}

/// The end of a span, whose “until” says only that it is one.
fn unmarked_until(node: Node) -> Node {
    match node {
        Node::Point(Mark::Until, point) => Node::Point(Mark::None, point),
        other => other,
    }
}
