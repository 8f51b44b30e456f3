//! Made-up events to measure with: the same seed gives the same events.
//!
//! Seven of ten are messages, of which every second is answered; three of ten are visits of 1 to 14 days. Titles have 60
//! characters, quotes 400.

use crate::dates::{DAY, Day};
use crate::model::Kind;
use crate::model::draft::{EventDraft, LeaderDraft, OneOrMany, QuoteDraft};

/// The first year of all generated archives.
const FIRST_YEAR: i64 = 1950;

/// How long a title is, in characters.
const TITLE: usize = 60;

/// How long a quote is, in characters.
const QUOTE: usize = 400;

/// Words that titles and quotes are made of.
const WORDS: [&str; 24] = [
    "treaty",
    "border",
    "summit",
    "answer",
    "proposal",
    "army",
    "people",
    "peace",
    "visit",
    "minister",
    "harbor",
    "letter",
    "question",
    "agreement",
    "missile",
    "inspection",
    "friendship",
    "trade",
    "delegation",
    "ceremony",
    "protest",
    "assurance",
    "island",
    "embassy",
];

/// What an archive is to be like.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// How many events.
    pub events: u64,
    /// How many leaders; two at least.
    pub leaders: u32,
    /// Over how many years.
    pub years: u32,
    /// Where the numbers come from.
    pub seed: u64,
}

/// SplitMix64 (Steele, Lea and Flood, 2014): small, and the same on every machine.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// Numbers that a seed determines.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    /// Words, cut at so many characters.
    fn text(&mut self, length: usize) -> String {
        let mut text = String::with_capacity(length + 12);
        while text.len() < length {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(WORDS[self.below(WORDS.len() as u64) as usize]);
        }
        text.truncate(length);
        text
    }
}

impl Shape {
    /// The leaders of the archive.
    pub fn leaders(self) -> impl Iterator<Item = LeaderDraft> {
        (0..self.leaders).map(|number| LeaderDraft {
            id: format!("leader-{number}"),
            name: format!("Leader {number}"),
            ..LeaderDraft::default()
        })
    }

    /// The events, in the order in which they are written: a reply follows its message.
    pub fn events(self) -> impl Iterator<Item = EventDraft> {
        let mut random = Random::new(self.seed);
        let start = Day {
            year: FIRST_YEAR,
            month: 1,
            day: 1,
        }
        .start();
        let days = u64::from(self.years) * 365;
        let mut message: Option<(String, String, String, i64)> = None;
        (0..self.events).map(move |number| {
            let id = format!("e{number}");
            if let Some((answered, from, to, sent)) = message.take() {
                let after = 1 + random.below(30).cast_signed();
                return said(&mut random, (id, Kind::Reply), (to, from), sent + after * DAY, Some(answered));
            }
            let from = random.below(u64::from(self.leaders));
            let to = (from + 1 + random.below(u64::from(self.leaders) - 1)) % u64::from(self.leaders);
            let (from, to) = (format!("leader-{from}"), format!("leader-{to}"));
            let day = start + random.below(days).cast_signed() * DAY;
            // A reply takes a place of its own among the messages, so fewer beginnings are messages.
            if random.below(1_000) < 609 {
                if random.below(2) == 0 {
                    message = Some((id.clone(), from.clone(), to.clone(), day));
                }
                return said(&mut random, (id, Kind::Message), (from, to), day, None);
            }
            EventDraft {
                id,
                kind: Kind::Visit,
                sent: Some(day_text(day)),
                end: Some(day_text(day + random.below(14).cast_signed() * DAY)),
                from: OneOrMany(vec![from]),
                to: OneOrMany(vec![to]),
                title: Some(random.text(TITLE)),
                summary: Some(random.text(QUOTE)),
                ..EventDraft::default()
            }
        })
    }
}

/// A message or a reply.
fn said(random: &mut Random, (id, kind): (String, Kind), (from, to): (String, String), sent: i64, answers: Option<String>) -> EventDraft {
    EventDraft {
        id,
        kind,
        sent: Some(day_text(sent)),
        from: OneOrMany(vec![from]),
        to: OneOrMany(vec![to]),
        title: Some(random.text(TITLE)),
        quotes: vec![QuoteDraft {
            text: random.text(QUOTE),
            ..QuoteDraft::default()
        }],
        in_reply_to: OneOrMany(answers.into_iter().collect()),
        ..EventDraft::default()
    }
}

fn day_text(instant: i64) -> String {
    let day = Day::of_instant(instant);
    format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shares_are_as_promised_and_the_seed_decides() {
        let shape = Shape {
            events: 20_000,
            leaders: 20,
            years: 50,
            seed: 1,
        };
        let events: Vec<EventDraft> = shape.events().collect();
        let count = |kind: Kind| events.iter().filter(|event| event.kind == kind).count();
        let (messages, replies, visits) = (count(Kind::Message), count(Kind::Reply), count(Kind::Visit));
        assert_eq!(messages + replies + visits, events.len());
        assert!(
            (0.68..0.72).contains(&((messages + replies) as f64 / events.len() as f64)),
            "{messages} {replies} {visits}"
        );
        assert!((0.47..0.53).contains(&(replies as f64 / messages as f64)));
        assert_eq!(events, shape.events().collect::<Vec<_>>());
        assert!(
            events
                .iter()
                .all(|event| event.title.as_ref().is_some_and(|title| title.len() == TITLE))
        );
        assert!(
            events
                .iter()
                .all(|event| event.quotes.iter().all(|quote| quote.text.len() == QUOTE))
        );
    }
}
