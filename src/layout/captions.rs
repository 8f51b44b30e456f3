//! What a label says: what happened, then when; never what its lane says already.

use crate::dates::{DAY, Date, Day, MONTHS};
use crate::model::{Archive, Event, LaneId, LeaderId};
use crate::theme::{TextMeasure, TextStyle};

use super::text::wrap;
use super::{Context, Input};

/// How what happened is set.
pub const TITLE: TextStyle = TextStyle::sans(11.5, 600);

/// How the date after it is set.
pub const DATE: TextStyle = TextStyle::sans(10.5, 400);

/// The least that is left of a title that is cut for its date, in points.
const LEAST_TITLE: f32 = 36.0;

/// Between the two, in points.
const GAP: f32 = 6.0;

/// Of a text without a title about this many letters are shown.
const FIRST_WORDS: usize = 48;

/// A first paragraph of at most this many words is an address or a place, not what is said.
const SALUTATION: usize = 8;

/// A year that takes less room than this on the ruler, in points, has hardly a label there.
const NARROW_YEAR: f64 = 120.0;

/// A day that takes less room than this on the ruler, in points, has no label there.
const NARROW_DAY: f64 = 25.0;

/// The length of a year, in seconds.
const YEAR: f64 = 31_556_952.0;

/// A label before it is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// What happened.
    pub title: String,
    /// When; never cut.
    pub date: String,
}

/// A line of a label.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What is said in the style of titles; may be empty.
    pub title: String,
    /// What is said in the style of dates; may be empty.
    pub date: String,
    /// Where the date begins, from the left.
    pub date_at: f32,
    /// How wide it is.
    pub width: f32,
}

impl Caption {
    /// Sets it in lines of at most `width`, of which the title has at most `lines`.
    pub fn set(&self, width: f32, lines: usize, measure: &dyn TextMeasure) -> Vec<Line> {
        let date_width = if self.date.is_empty() {
            0.0
        } else {
            measure.width(&self.date, DATE)
        };
        let mut set: Vec<Line> = wrap(&self.title, TITLE, width, lines, measure)
            .into_iter()
            .map(|title| Line {
                width: measure.width(&title, TITLE),
                title,
                date: String::new(),
                date_at: 0.0,
            })
            .collect();
        if self.date.is_empty() {
            return set;
        }
        match set.last_mut().filter(|last| last.width + GAP + date_width <= width) {
            Some(last) => {
                last.date_at = last.width + GAP;
                last.width = last.date_at + date_width;
                last.date.clone_from(&self.date);
            }
            None => set.push(Line {
                title: String::new(),
                date: self.date.clone(),
                date_at: 0.0,
                width: date_width,
            }),
        }
        set
    }

    /// Sets it in one line of at most `width`, with the title cut so that the date has room; nothing where too little would be left.
    pub fn cut(&self, width: f32, measure: &dyn TextMeasure) -> Vec<Line> {
        let date_width = measure.width(&self.date, DATE);
        let room = width - GAP - date_width;
        if self.date.is_empty() || room < LEAST_TITLE {
            return Vec::new();
        }
        let mut title = wrap(&self.title, TITLE, room, 1, measure).concat();
        // Not within a word, where two are left.
        if let Some(kept) = title.strip_suffix('\u{2026}')
            && self
                .title
                .get(kept.len()..)
                .is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
            && let Some((words, _)) = kept.rsplit_once(' ').filter(|(words, _)| words.contains(' '))
        {
            title = format!("{}\u{2026}", words.trim_end_matches([',', ';', ':', '\u{2013}', '\u{2014}', ' ']));
        }
        let date = self.date.clone();
        Self { title, date }.set(width, 1, measure)
    }
}

/// A remark in one line, in the style of dates.
pub fn remark(text: &str, width: f32, measure: &dyn TextMeasure) -> Vec<Line> {
    let lines = wrap(text, DATE, width, 1, measure).into_iter();
    lines
        .map(|date| Line {
            title: String::new(),
            width: measure.width(&date, DATE),
            date,
            date_at: 0.0,
        })
        .collect()
}

/// How wide the widest line is.
pub fn width_of(lines: &[Line]) -> f32 {
    lines.iter().map(|line| line.width).fold(0.0, f32::max)
}

/// What the label of an event says.
pub fn caption(context: &Context<'_>, event: &Event) -> Caption {
    Caption {
        title: title(context, event, false),
        date: date(context, event),
    }
}

/// What the label of an event says whose title others in view have too.
pub fn caption_of_many(context: &Context<'_>, event: &Event) -> Caption {
    Caption {
        title: title(context, event, true),
        date: date(context, event),
    }
}

/// The same where the label is at the mark of its receipt: with the date of that, not with the one of sending, which is elsewhere.
pub fn of_receipt(context: &Context<'_>, event: &Event, caption: Caption) -> Caption {
    match event.received().filter(|received| Some(*received) != event.date()) {
        Some(received) => Caption {
            date: format!("received {}", words(context, received, context.hours.are_told)),
            ..caption
        },
        None => caption,
    }
}

/// A date by the clock of the ruler.
fn words(context: &Context<'_>, date: &Date, with_clock: bool) -> String {
    // Where years are narrow on the ruler, a day without its year says little.
    let with_year = context.scale.points_from_seconds(YEAR) < NARROW_YEAR || goes_over_years(date);
    // Beside a ruler by UTC an hour by a clock that nobody names is said to be one.
    let is_local = context.hours.are_utc && date.precision().has_clock() && date.offset_seconds().is_none();
    let local = if with_clock && is_local { " local" } else { "" };
    format!("{}{local}", date.ruler_words(with_year, with_clock))
}

/// Whether a date goes from one year into another.
fn goes_over_years(date: &Date) -> bool {
    let known = date.extent().known();
    known.is_some_and(|range| Day::of_instant(range.start).year != Day::of_instant(range.end - 1).year)
}

/// Whether the ruler names each day.
fn has_days(context: &Context<'_>) -> bool {
    context.scale.points_from_seconds(DAY as f64) >= NARROW_DAY
}

/// Whether a time is of another day by its own clock than by UTC.
fn is_of_other_day(date: &Date) -> bool {
    let (Some(offset), true) = (date.offset_seconds(), date.precision().has_clock()) else {
        return false;
    };
    let start = date.extent().earliest;
    start.is_some_and(|start| start.div_euclid(DAY) != (start + offset).div_euclid(DAY))
}

/// When it was, by the clock of the ruler.
fn date(context: &Context<'_>, event: &Event) -> String {
    let Some(date) = event.date() else { return String::new() };
    match event.end.as_ref().filter(|end| !end.is_unknown()) {
        // Where the ruler names days and that of its own clock is another, the clock is named.
        None => words(context, date, context.hours.are_told || has_days(context) && is_of_other_day(date)),
        // What lasts from one year into another says both.
        Some(end) if year_of(date) != year_of(end) => span(&date.ruler_words(true, false), &end.ruler_words(true, false)),
        Some(end) => span(&words(context, date, false), &words(context, end, false)),
    }
}

fn year_of(date: &Date) -> Option<i64> {
    date.extent().earliest.map(|instant| Day::of_instant(instant).year)
}

/// `2–26 Nov`, `28 Oct – 3 Nov`
pub fn span(from: &str, to: &str) -> String {
    if from == to {
        return from.to_owned();
    }
    match (from.split_once(' '), to.split_once(' ')) {
        (Some((day, month)), Some((_, other))) if month == other && day.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{day}\u{2013}{to}")
        }
        _ => format!("{from} \u{2013} {to}"),
    }
}

/// What happened: the title where the files give one that says something, else the first words of the text, else the
/// place, else who to whom.
fn title(context: &Context<'_>, event: &Event, is_shared: bool) -> String {
    let has_title = event.has_own_title && !repeats(&event.title, &names_of(context.input.archive, event));
    if has_title && !is_shared {
        return event.title.to_string();
    }
    let quoted = event.quotes.first().and_then(|quote| what_is_said(&quote.text));
    let summary = || event.summary.as_deref().and_then(what_is_said);
    if let Some(words) = quoted.map(|words| in_quotes(&words)).or_else(summary) {
        return words;
    }
    if has_title {
        return event.title.to_string();
    }
    let place = event.place.as_deref().map(str::trim).filter(|place| !place.is_empty());
    // Whose visit it is, where who came has no lane: the place alone would be said of the host.
    let is_absent = |leader: &LeaderId| context.lanes.of(*leader).is_none();
    let place = place.filter(|_| !event.from.iter().any(is_absent));
    place.map_or_else(|| who(context, event), str::to_owned)
}

/// What happened, where no lane says who: the title where it says something, else who to whom and the first words.
pub fn in_list(input: &Input<'_>, event: &Event) -> String {
    let says_something = event.has_own_title && !repeats(&event.title, &names_of(input.archive, event));
    let quoted = event.quotes.first().and_then(|quote| what_is_said(&quote.text));
    match quoted.filter(|_| !says_something) {
        Some(words) => format!("{}: {}", super::leader_line(input.index, event), in_quotes(&words)),
        None => event.title.to_string(),
    }
}

/// Words in quotation marks, without those they begin or end with.
fn in_quotes(words: &str) -> String {
    let is_mark = |char: char| matches!(char, '"' | '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}');
    format!("\u{201c}{}\u{201d}", words.trim_matches(is_mark))
}

/// The names and the offices of all who take part: “Letter From Chairman Khrushchev” names nobody else.
fn names_of<'a>(archive: &'a Archive, event: &Event) -> Vec<&'a str> {
    let leaders = event.leaders().filter_map(|leader| archive.leader(leader));
    leaders
        .flat_map(|leader| [leader.name.as_str(), leader.office.as_deref().unwrap_or_default()])
        .collect()
}

/// Whether a title has only the names of those who wrote to each other, and a date or a number: `Karl Kraus an Arthur Schnitzler,
/// 21. 7. 1893`, `Letter 02.001`. Lanes and ruler say as much.
fn repeats(title: &str, names: &[&str]) -> bool {
    const LINKS: [&str; 40] = [
        "a",
        "\u{e0}",
        "al",
        "alla",
        "an",
        "and",
        "aux",
        "brief",
        "briefe",
        "carta",
        "cable",
        "da",
        "date",
        "dated",
        "de",
        "den",
        "der",
        "des",
        "di",
        "du",
        "et",
        "from",
        "letter",
        "lettera",
        "lettre",
        "message",
        "no",
        "nr",
        "number",
        "nummer",
        "of",
        "on",
        "telegram",
        "telegramm",
        "the",
        "to",
        "und",
        "vom",
        "von",
        "письмо",
    ];
    if names.is_empty() || title.len() > 120 {
        return false;
    }
    let is_month = |word: &str| {
        MONTHS
            .iter()
            .any(|month| month.eq_ignore_ascii_case(word) || month[..3].eq_ignore_ascii_case(word))
    };
    let mut words = title.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| {
        word.bytes().all(|byte| byte.is_ascii_digit())
            || LINKS.contains(&word.to_lowercase().as_str())
            || is_month(word)
            || names
                .iter()
                .any(|name| name.split(|char: char| !char.is_alphanumeric()).any(|part| part == word))
    })
}

/// Who to whom, as far as the lanes of the picture do not show it.
fn who(context: &Context<'_>, event: &Event) -> String {
    let is_shown = |leader: &LeaderId| {
        let lane = context.lanes.of(*leader);
        lane.is_some_and(|lane| lane.id == LaneId::Leader(*leader))
    };
    let is_drawn = |leaders: &[LeaderId]| !leaders.is_empty() && leaders.iter().all(is_shown);
    // Of one person the lane says who it is.
    let is_alone = event.to.is_empty() && event.from.len() == 1;
    if (event.kind.is_message() || is_alone) && is_drawn(&event.from) && (event.to.is_empty() || is_drawn(&event.to)) {
        return String::new();
    }
    super::leader_line(context.input.index, event)
}

/// The first words of what is said, without the address above it.
fn what_is_said(text: &str) -> Option<String> {
    let is_long = |line: &&str| line.split_whitespace().count() > SALUTATION;
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    // A line that only says where and when is above what is said.
    let first = lines.find(|line| !is_dateline(line))?;
    let line = if is_long(&first) {
        first
    } else {
        lines.find(is_long).unwrap_or(first)
    };
    let line = without_address(line);
    Some(super::text::first_words(line, FIRST_WORDS)).filter(|words| !words.is_empty())
}

/// Whether a line is the place and the date of a letter: `London, 3 May 1840.`
fn is_dateline(line: &str) -> bool {
    let is_short = line.len() <= 60 && line.split_whitespace().count() <= 7;
    let has_year = || line.split(|char: char| !char.is_ascii_digit()).any(|digits| digits.len() == 4);
    is_short && has_year() && crate::dates::read(line, crate::dates::Hints::default()).is_ok()
}

/// How letters begin that name whom they are to before they say anything.
const ADDRESSES: [&str; 7] = ["dear", "esteemed", "sehr", "lieber", "cher", "уважаемый", "дорогой"];

/// Words with which an address begins only where a colon ends it.
const TITLES: [&str; 5] = ["mr", "mr.", "mrs.", "sir", "monsieur"];

/// What follows on `Dear Mr. President:`, where anything does.
fn without_address(line: &str) -> &str {
    let first = line.split_whitespace().next().unwrap_or_default().to_lowercase();
    let end = if ADDRESSES.contains(&first.as_str()) {
        line.find([':', ',', '!'])
    } else if TITLES.contains(&first.as_str()) {
        line.find(':')
    } else {
        None
    };
    let Some(end) = end else { return line };
    let (address, rest) = line.split_at(end);
    let rest = rest.trim_start_matches([':', ',', '!', '\u{2014}', '-', ' ']);
    let is_whole = rest.split_whitespace().count() >= 3 && address.split_whitespace().count() <= 6;
    if is_whole { rest } else { line }
}

/// A title without the name of its own lane before it: the lane is the subject, the label the predicate. `None` where it
/// does not begin so, or where what follows needs the name.
pub fn without_subject(title: &str, name: &str) -> Option<String> {
    let rest = title.strip_prefix(name).filter(|_| !name.is_empty())?.strip_prefix(' ')?;
    let is_verb = rest.chars().next().is_some_and(char::is_lowercase);
    if !is_verb || rest.starts_with("and ") || rest.starts_with("to ") {
        return None;
    }
    let mut letters = rest.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Measure;

    #[test]
    fn a_title_leaves_out_its_subject_only_before_a_verb() {
        let without = |title: &str| without_subject(title, "Kennedy");
        assert_eq!(without("Kennedy asks for time"), Some("Asks for time".to_owned()));
        for kept in [
            "Kennedy\u{2019}s address",
            "Kennedy and Dobrynin talk",
            "Kennedy Library",
            "Kennedy to Macmillan",
            "Kennedyism grows",
        ] {
            assert_eq!(without(kept), None, "{kept}");
        }
    }

    #[test]
    fn a_title_of_names_and_numbers_says_nothing() {
        let names = ["Karl Kraus", "Arthur Schnitzler"];
        for empty in [
            "Karl Kraus an Arthur Schnitzler, 21. 7. 1893",
            "Letter 02.001 date 1616-07-09",
            "Letter to Arthur Schnitzler, 3 May 1893",
            "Kraus to Schnitzler",
        ] {
            assert!(repeats(empty, &names), "{empty}");
        }
        for title in ["Kraus asks Schnitzler", "On the theater, 21. 7. 1893", "Letter to the Emperor"] {
            assert!(!repeats(title, &names), "{title}");
        }
        assert!(!repeats("Brief 5", &[]), "of nobody a title may be all there is");
        assert_eq!(in_quotes("\u{201c}The people\u{2026}"), "\u{201c}The people\u{2026}\u{201d}");
        assert!(is_dateline("London, 3 May 1840.") && !is_dateline("In 1840 we left London."));
    }

    #[test]
    fn a_date_is_never_cut_and_words_come_from_below_the_address() {
        let caption = Caption {
            title: "Announces his speech and the reason for it".to_owned(),
            date: "22 Oct 1962".to_owned(),
        };
        for width in [60.0, 90.0, 170.0, 400.0] {
            let lines = caption.set(width, 2, Measure::bundled());
            assert_eq!(lines.last().map(|line| line.date.as_str()), Some("22 Oct 1962"), "{width}");
        }
        assert_eq!(span("2 Nov", "26 Nov"), "2\u{2013}26 Nov");
        assert_eq!(span("28 Oct", "3 Nov"), "28 Oct \u{2013} 3 Nov");
        let text = "Dear Mr. President:\n\nImagine, Mr. President, what if we were to present to you such an ultimatum?";
        assert_eq!(
            what_is_said(text).as_deref(),
            Some("Imagine, Mr. President, what if we were to\u{2026}")
        );
        assert_eq!(what_is_said("Yes."), Some("Yes.".to_owned()));
        assert_eq!(
            what_is_said("DEAR MR. PRESIDENT: I have read your letter."),
            Some("I have read your letter.".to_owned())
        );
        assert_eq!(
            what_is_said("Mr. Khrushchev, who was there, said no."),
            Some("Mr. Khrushchev, who was there, said no.".to_owned())
        );
    }
}
