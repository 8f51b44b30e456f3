//! The way through a broken text: into every object and list that is broken itself, past what cannot be read.

use std::ops::Range;

use serde::de::IgnoredAny;

use super::{comment_end, string_end};

/// How deep broken objects and lists are looked into.
const MAX_DEPTH: usize = 4;

/// How many bytes after the start of a broken record the next one is looked for.
const MAX_BROKEN: usize = 1 << 20;

/// A text without its broken records, and closed where it was cut.
#[derive(Default)]
pub(super) struct Repair {
    pub(super) text: String,
    /// Where the broken records stood.
    pub(super) broken: Vec<Range<usize>>,
    /// How many of them stood in the list of events of an archive.
    pub(super) in_events: usize,
    /// What follows the end of the whole.
    pub(super) following: Option<Range<usize>>,
    /// Where the first comma is missing, and how many are.
    pub(super) odd: Option<(usize, usize)>,
    /// Whether it ends before it is closed.
    pub(super) is_cut: bool,
}

impl Repair {
    /// The text that can be read of which least is left out.
    pub(super) fn of(text: &str) -> Option<Self> {
        let is_json = |repaired: &Self| serde_json::from_str::<IgnoredAny>(&repaired.text).is_ok();
        let lost = |repaired: &Self| {
            repaired
                .broken
                .iter()
                .chain(&repaired.following)
                .map(ExactSizeIterator::len)
                .sum::<usize>()
        };
        // A broken record may end with its list, or before the next one.
        let ways = [false, true].map(|ends_with_list| Self::by(text, ends_with_list).filter(is_json));
        ways.into_iter().flatten().min_by_key(lost)
    }

    fn by(text: &str, ends_with_list: bool) -> Option<Self> {
        let mut walk = Walk {
            ends_with_list,
            text,
            at: text.len() - text.trim_start().len(),
            broken: Vec::new(),
            commas: Vec::new(),
            lost_commas: Vec::new(),
            is_after_broken: false,
            field: String::new(),
            in_events: 0,
            closers: String::new(),
            has_records: false,
        };
        walk.container(0)?;
        if !walk.has_records {
            return None;
        }
        // What follows the whole is no part of it.
        walk.skip_blanks(&[',', ';']);
        let end = text.trim_end().len();
        let following = (walk.at < end && walk.closers.is_empty()).then_some(walk.at..end);
        let mut bytes = text.as_bytes().to_vec();
        for span in walk.broken.iter().chain(&following) {
            let part = bytes.get_mut(span.clone()).unwrap_or_default();
            part.iter_mut()
                .filter(|byte| !matches!(byte, b'\n' | b'\r'))
                .for_each(|byte| *byte = b' ');
        }
        let last = text.trim_end_matches([',', ';', ' ', '\n', '\r', '\t']).len();
        for byte in bytes
            .get_mut(last..)
            .unwrap_or_default()
            .iter_mut()
            .filter(|byte| matches!(byte, b',' | b';'))
        {
            *byte = b' ';
        }
        // A missing comma takes the place of a blank, so that places stay the same; else it is inserted.
        let mut commas: Vec<usize> = walk.commas.iter().chain(&walk.lost_commas).copied().collect();
        commas.sort_unstable();
        for at in commas.iter().rev() {
            match bytes.get(*at) {
                Some(b' ' | b'\n' | b'\r' | b'\t' | b';') => bytes[*at] = b',',
                _ => bytes.insert(*at, b','),
            }
        }
        let mut repaired = String::from_utf8(bytes).ok()?;
        repaired.push_str(&walk.closers);
        // A comma after which a record was broken, or the text ends.
        let repaired = without_lone_commas(repaired);
        let is_cut = !walk.closers.is_empty();
        Some(Self {
            text: repaired,
            broken: walk.broken,
            in_events: walk.in_events,
            following,
            odd: walk.commas.first().map(|first| (*first, walk.commas.len())),
            is_cut,
        })
    }
}

/// Blanks in the place of commas before a closing bracket, before another comma, and after an opening bracket.
fn without_lone_commas(text: String) -> String {
    let mut bytes = text.into_bytes();
    let (mut at, mut comma, mut is_first) = (0, None, true);
    while let Some(byte) = bytes.get(at).copied() {
        match byte {
            b'"' => {
                at += string_end(bytes.get(at..).unwrap_or_default());
                (comma, is_first) = (None, false);
                continue;
            }
            b',' if is_first || comma.is_some() => bytes[at] = b' ',
            b',' => comma = Some(at),
            b']' | b'}' => {
                if let Some(comma) = comma.take() {
                    bytes[comma] = b' ';
                }
                is_first = false;
            }
            b'[' | b'{' => (comma, is_first) = (None, true),
            b' ' | b'\t' | b'\n' | b'\r' => {}
            _ => (comma, is_first) = (None, false),
        }
        at += 1;
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// Goes through a broken text, into every object and list that is broken itself.
struct Walk<'a> {
    text: &'a str,
    /// Whether a broken record is taken to end with its list, where that ends before the next record.
    ends_with_list: bool,
    at: usize,
    broken: Vec<Range<usize>>,
    /// Where a comma is missing.
    commas: Vec<usize>,
    /// The same, after a record that was broken.
    lost_commas: Vec<usize>,
    is_after_broken: bool,
    /// The field of the whole that is being read, and how many broken records its list of events has.
    field: String,
    in_events: usize,
    /// The brackets that the end of the text lacks.
    closers: String,
    /// Whether any record of a list could be read.
    has_records: bool,
}

impl Walk<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_blanks(&mut self, signs: &[char]) {
        let rest = self.rest();
        let left = rest.trim_start_matches(|char: char| char.is_ascii_whitespace() || signs.contains(&char));
        self.at += rest.len() - left.len();
    }

    /// Takes a whole value, if it is one.
    fn value(&mut self) -> bool {
        let length = length_of_value(self.rest());
        self.at += length.unwrap_or(0);
        length.is_some()
    }

    /// An object or a list that is broken. `None` where nothing says how it goes on.
    fn container(&mut self, depth: usize) -> Option<()> {
        if depth > MAX_DEPTH {
            return None;
        }
        match self.rest().chars().next()? {
            '[' => self.list(),
            '{' => self.object(depth),
            _ => None,
        }
    }

    /// Passes over what parts two values. Where it is no comma, one is missing.
    fn separator(&mut self, is_first: bool) {
        let start = self.at;
        self.skip_blanks(&[',']);
        let passed = self.text.get(start..self.at).unwrap_or_default();
        let is_end = self.rest().is_empty() || self.rest().starts_with([']', '}', ';']);
        let is_after_broken = std::mem::take(&mut self.is_after_broken);
        if !is_first && !is_end && !passed.contains(',') {
            if is_after_broken {
                // The comma went with what was broken.
                self.lost_commas.push(start);
            } else {
                self.commas.push(start);
            }
        }
    }

    fn object(&mut self, depth: usize) -> Option<()> {
        self.at += 1;
        let mut is_first = true;
        loop {
            self.separator(is_first);
            is_first = false;
            match self.rest().chars().next() {
                Some('}') => {
                    self.at += 1;
                    return Some(());
                }
                Some('"') => {
                    let field = self.at;
                    let is_key = self.value();
                    self.skip_blanks(&[]);
                    if depth == 0 {
                        self.field = self
                            .text
                            .get(field..self.at)
                            .unwrap_or_default()
                            .trim()
                            .trim_matches('"')
                            .to_owned();
                    }
                    if !is_key || !self.rest().starts_with(':') {
                        return self.cut_at(field, '}');
                    }
                    self.at += 1;
                    self.skip_blanks(&[]);
                    let is_record = self.rest().starts_with('{');
                    // A record by its id that is cut is no record, unless others are listed in it.
                    let is_last = is_record && self.has_records && !self.rest().contains('[');
                    let (closed, broken) = (self.closers.len(), self.broken.len());
                    if self.value() {
                        // Records may be listed by their ids.
                        self.has_records |= is_record;
                    } else if self.container(depth + 1).is_none() {
                        return self.cut_at(field, '}');
                    } else if is_last && self.closers.len() > closed {
                        self.closers.truncate(closed);
                        self.broken.truncate(broken);
                        return self.cut_at(field, '}');
                    }
                }
                None => {
                    self.closers.push('}');
                    return Some(());
                }
                Some(_) => return None,
            }
        }
    }

    /// What begins here is the end of the text, and is not read; only where records precede it.
    fn cut_at(&mut self, start: usize, closer: char) -> Option<()> {
        if !self.has_records {
            return None;
        }
        self.broken.push(start..self.text.trim_end().len());
        self.in_events += usize::from(self.field == "events");
        self.at = self.text.len();
        self.closers.push(closer);
        Some(())
    }

    fn list(&mut self) -> Option<()> {
        self.at += 1;
        let mut known: Vec<String> = Vec::new();
        let mut is_first = true;
        loop {
            self.separator(is_first);
            is_first = false;
            let start = self.at;
            match self.rest().chars().next() {
                Some(']') => {
                    self.at += 1;
                    return Some(());
                }
                None => {
                    self.closers.push(']');
                    return Some(());
                }
                Some('{') if self.value() => {
                    self.has_records = true;
                    if known.is_empty() {
                        known = keys_of(self.text.get(start..self.at).unwrap_or_default());
                    }
                }
                Some('{') => self.broken_record(start, &known)?,
                // A semicolon is read as a comma.
                Some(';') => {
                    self.commas.push(start);
                    self.at += 1;
                    is_first = true;
                }
                Some(_) => {
                    if !self.value() {
                        self.broken_record(start, &known)?;
                    }
                }
            }
            if self.rest().is_empty() && self.closers.ends_with(']') {
                return Some(());
            }
        }
    }

    /// Passes over what cannot be read, up to the next record or the end of the list.
    fn broken_record(&mut self, start: usize, known: &[String]) -> Option<()> {
        let (next, end) = (next_record(self.rest(), known), end_of_list(self.rest()));
        let found = if self.ends_with_list {
            next.into_iter().chain(end).min()
        } else {
            next.or(end)
        };
        match found {
            Some(length) => {
                let spans = broken_records(self.rest().get(..length).unwrap_or_default());
                if self.field == "events" {
                    self.in_events += spans.len();
                }
                self.broken
                    .extend(spans.into_iter().map(|span| start + span.start..start + span.end));
                self.at = start + length;
                self.is_after_broken = true;
                Some(())
            }
            None if self.has_records => self.cut_at(start, ']'),
            None => None,
        }
    }
}

/// How long a broken record is that is the last of its list: the list ends after it, and the text ends or another field follows.
fn end_of_list(rest: &str) -> Option<usize> {
    let closes = rest.match_indices('}').map(|(at, _)| at + 1);
    closes.take(1_000).find(|close| {
        let following = rest.get(*close..).unwrap_or_default().trim_start();
        let after = following.strip_prefix(']').map(str::trim_start);
        after.is_some_and(|after| {
            after.is_empty() || after.starts_with(['}', ']']) || after.starts_with(',') && after[1..].trim_start().starts_with('"')
        })
    })
}

/// The records in a text that cannot be read, one after the other: each begins on its own with the field that the first begins
/// with.
fn broken_records(text: &str) -> Vec<Range<usize>> {
    let first_key = |object: &str| {
        let key = object.strip_prefix('{')?.trim_start().strip_prefix('"')?;
        Some(key.split('"').next()?.to_owned())
    };
    let key = first_key(text);
    let is_start = |at: usize| {
        let before = text.get(..at).unwrap_or_default().trim_end();
        before.trim_end_matches(',').trim_end().ends_with('}') && key.is_some() && first_key(text.get(at..).unwrap_or_default()) == key
    };
    let mut starts = vec![0];
    starts.extend(
        text.match_indices('{')
            .map(|(at, _)| at)
            .skip_while(|at| *at == 0)
            .filter(|at| is_start(*at)),
    );
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// The values of a text, one after the other, with commas, semicolons and comments between them; what cannot be read up to
/// the next one that can is one of them.
pub(in crate::formats) fn values(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut known: Vec<String> = Vec::new();
    let mut at = 0;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let left = rest.trim_start_matches(|char: char| char.is_whitespace() || matches!(char, ',' | ';'));
        at += rest.len() - left.len();
        if left.is_empty() {
            return found;
        }
        if left.starts_with("//") || left.starts_with("/*") {
            at += comment_end(left.as_bytes());
            continue;
        }
        let length = match length_of_value(left) {
            Some(length) => {
                if known.is_empty() {
                    known = keys_of(left.get(..length).unwrap_or_default());
                }
                length
            }
            None => next_record(left, &known).unwrap_or_else(|| left.trim_end().len()),
        };
        found.push(at..at + length);
        at += length.max(1);
    }
}

/// Whether a text is JSON with comments before it.
pub(in crate::formats) fn starts_behind_comments(text: &str) -> bool {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        if !(rest.starts_with("//") || rest.starts_with("/*")) {
            return rest.starts_with(['[', '{']);
        }
        rest = rest.get(comment_end(rest.as_bytes())..).unwrap_or_default();
    }
}

/// How many bytes the value has that begins here.
fn length_of_value(text: &str) -> Option<usize> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    values.next()?.ok()?;
    Some(values.byte_offset())
}

fn keys_of(object: &str) -> Vec<String> {
    let fields: super::super::json::Object<'_> = serde_json::from_str(object).unwrap_or_default();
    fields.keys().cloned().collect()
}

/// Where, after a broken record, the next one begins that can be read and has the same fields, at least half of them.
fn next_record(rest: &str, known: &[String]) -> Option<usize> {
    let end = (0..=rest.len().min(MAX_BROKEN)).rev().find(|end| rest.is_char_boundary(*end));
    let rest = rest.get(..end.unwrap_or(0)).unwrap_or_default();
    for (at, _) in rest.match_indices('{').skip_while(|(at, _)| *at == 0) {
        // A record follows another, or has a line of its own.
        let before = rest.get(..at).unwrap_or_default();
        let is_apart = before.trim_end().ends_with([',', '}', '[']) || before.trim_end_matches([' ', '\t']).ends_with('\n');
        let next = rest.get(at..).unwrap_or_default();
        if !is_apart {
            continue;
        }
        let Some(length) = length_of_value(next) else { continue };
        let keys = keys_of(next.get(..length).unwrap_or_default());
        let shared = keys.iter().filter(|key| known.contains(key)).count();
        if known.is_empty() || shared * 2 >= known.len() {
            return Some(at);
        }
    }
    None
}
