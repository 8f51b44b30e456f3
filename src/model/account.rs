//! What is told of an event: quotes, accounts of it, and how sure all that is.

use super::Code;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::build::At;
use super::draft::{AccountDraft, QuoteDraft};
use super::event::QuoteMore;
use super::read::Reader;
use super::text::Texts;
use super::{Archive, LeaderId, Needle, Quote, Report, SourceId};
use crate::dates::{Before, Clocks, Date};

/// How sure something is. Drawn solid, dashed or dotted, and said in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Several independent sources have it, or the document itself.
    Confirmed,
    /// Somebody says so.
    Reported,
    /// Somebody says so and somebody else denies it.
    Disputed,
    /// Nobody says so; it follows from something else.
    Inferred,
}

impl Confidence {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Reported => "reported",
            Self::Disputed => "disputed",
            Self::Inferred => "inferred",
        }
    }
}

/// What one side, one outlet or one document tells of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Whose account it is, in words: `Kremlin readout`.
    pub by: Option<String>,

    /// The leader whose side tells it.
    pub leader: Option<LeaderId>,

    /// The words; empty where only its date is known. Paragraphs are divided by an empty line.
    pub text: String,

    /// When the event was, by this account.
    pub date: Option<Date>,

    /// When this account was made public; see [`Archive::published`].
    pub published: Option<Date>,

    /// BCP 47 tag of the language of `text`.
    pub language: Option<String>,

    /// The words as they were written, where `text` is a translation.
    pub original: Option<Original>,

    /// Who translated.
    pub translator: Option<String>,

    /// The document it is taken from.
    pub source: Option<SourceId>,

    /// Where in that document.
    pub locator: Option<String>,
}

impl Archive {
    /// Whose account it is, in a few words.
    #[must_use]
    pub fn account_title(&self, account: &Account) -> String {
        let leader = || Some(format!("{}\u{2019}s side", self.leader(account.leader?)?.name));
        let source = || self.source(account.source?).map(super::Source::label);
        account
            .by
            .clone()
            .or_else(leader)
            .or_else(source)
            .unwrap_or_else(|| "Account of nobody named".to_owned())
    }

    /// When an account was made public: as it says, else when its source was published.
    #[must_use]
    pub fn published<'a>(&'a self, account: &'a Account) -> Option<&'a Date> {
        let source = || self.source(account.source?)?.published.as_ref();
        account.published.as_ref().or_else(source).filter(|date| !date.is_unknown())
    }

    /// Which of several accounts was made public before all others, whatever their dates may mean; `None` where that
    /// cannot be told.
    #[must_use]
    pub fn first_published(&self, accounts: &[Account]) -> Option<usize> {
        let dates: Vec<Option<&Date>> = accounts.iter().map(|account| self.published(account)).collect();
        (0..dates.len()).find(|first| {
            let is_before = |other: Option<&Date>| {
                dates[*first]
                    .zip(other)
                    .is_some_and(|(first, other)| first.before(other, Clocks::OfOnePlace) == Before::Certainly)
            };
            dates.len() > 1 && dates.iter().enumerate().all(|(at, other)| at == *first || is_before(*other))
        })
    }
}

/// The SHA-256 of a text in UTF-8, in hex, as `sha256sum` prints it.
#[must_use]
pub fn digest(text: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        // A writer into a string does not fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// A quote in the language in which it was said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an original with its fields, `text` and `language`")]
pub struct Original {
    /// The words.
    pub text: String,

    /// BCP 47 tag of their language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl Reader<'_> {
    pub(super) fn quote_from<S: AsRef<str>>(
        &self,
        quote: &QuoteDraft<S>,
        texts: &Texts<'_>,
        at: &At<'_>,
        remarks: &mut Vec<Report>,
    ) -> Result<Quote, Box<Report>> {
        let text = quote.text.as_ref();
        if text.trim().is_empty() {
            return Err(Box::new(at.error(
                Code::EmptyQuote,
                Needle::of(&["text"], ""),
                "a quote has no text".to_owned(),
                "give its words in text, or remove the quote",
            )));
        }
        let source = self.known.resolve_source("a quote", quote.source.as_ref().map(AsRef::as_ref), at)?;
        let own = |text: &Option<S>| text.as_ref().map(|text| text.as_ref().to_owned());
        let mut more = QuoteMore {
            original: quote.original.clone(),
            translator: own(&quote.translator),
            verified: own(&quote.verified).filter(|words| !words.trim().is_empty()),
            sha256: own(&quote.sha256),
            is_changed: false,
        };
        if let Some(claimed) = more
            .sha256
            .as_deref()
            .filter(|claimed| !claimed.eq_ignore_ascii_case(&digest(text)))
        {
            remarks.push(at.warning(
                Code::HashDiffers,
                Needle::of(&["sha256"], claimed),
                format!(
                    "a quote is not the text that was hashed: its SHA-256 is {}, not {claimed}",
                    digest(text)
                ),
                "compare it with its source, then correct the text or the hash",
            ));
            more.is_changed = true;
        }
        let speaker = quote.speaker.as_ref();
        Ok(Quote {
            speaker: speaker
                .map(|key| self.known.resolve_leader(key.as_ref(), "speaker", at))
                .transpose()?,
            source,
            text: texts.of(text),
            language: quote.language.as_ref().map(|tag| texts.of(tag.as_ref())),
            locator: quote.locator.as_ref().map(|words| texts.of(words.as_ref())),
            more: (more != QuoteMore::default()).then(|| Box::new(more)),
        })
    }

    /// An account, or why it cannot be one.
    pub(super) fn account_from<S: AsRef<str>>(
        &self,
        account: &AccountDraft<S>,
        at: &At<'_>,
        remarks: &mut Vec<Report>,
    ) -> Result<Account, Box<Report>> {
        let mut date = |text: &Option<S>, field: &str| {
            let text = text.as_ref()?.as_ref();
            Date::parse(text)
                .map_err(|error| {
                    remarks.push(at.warning(
                        Code::BadDate,
                        Needle::of(&[field], text),
                        format!("an account: {error}"),
                        "the date is left out",
                    ));
                })
                .ok()
        };
        let (told, published) = (date(&account.date, "date"), date(&account.published, "published"));
        if account.text.as_ref().trim().is_empty() && told.is_none() {
            return Err(Box::new(at.error(
                Code::EmptyAccount,
                Needle::of(&["text"], ""),
                "an account has neither a text nor a date".to_owned(),
                "give its words in text, or remove the account",
            )));
        }
        let own = |text: &Option<S>| text.as_ref().map(|text| text.as_ref().to_owned());
        let (leader, source) = (account.leader.as_ref(), account.source.as_ref().map(AsRef::as_ref));
        Ok(Account {
            leader: leader
                .map(|key| self.known.resolve_leader(key.as_ref(), "leader", at))
                .transpose()?,
            source: self.known.resolve_source("an account", source, at)?,
            by: own(&account.by),
            text: account.text.as_ref().to_owned(),
            date: told,
            published,
            language: own(&account.language),
            original: account.original.clone(),
            translator: own(&account.translator),
            locator: own(&account.locator),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{formats, model};

    fn read(events: &str) -> (Archive, model::LoadReport) {
        let text = format!(
            r#"(leaders: [(id: "a", name: "Anna", zone: "Europe/Moscow")], sources: [(id: "s", publisher: "S", published: "1995")], events: [{events}])"#
        );
        model::build(&[formats::read("t.ron", text.as_bytes())])
    }

    #[test]
    fn who_published_first_is_told_only_where_dates_tell_it() {
        let check = |accounts: &str, first: Option<usize>| {
            let (archive, report) = read(&format!(r#"(kind: meeting, from: "a", sent: "1962", accounts: [{accounts}])"#));
            assert!(report.reports.is_empty(), "{}", report.to_text());
            assert_eq!(archive.first_published(archive.events[0].accounts()), first, "{accounts}");
        };
        check(r#"(text: "x", source: "s"), (text: "y", published: "1994")"#, Some(1));
        check(r#"(text: "x", source: "s"), (text: "y", published: "1995-03")"#, None);
        check(r#"(text: "x", source: "s"), (text: "y")"#, None);
        check(r#"(text: "x", source: "s")"#, None);
    }

    #[test]
    fn an_account_says_something_and_what_it_names_is_there() {
        let (archive, report) = read(
            r#"(id: "1", kind: meeting, from: "a", accounts: [(by: "x")]),
            (id: "2", kind: meeting, from: "a", accounts: [(text: "x", source: "none")]),
            (id: "3", kind: meeting, from: "a", accounts: [(text: "x", date: "yesterday")])"#,
        );
        let found: Vec<(&str, Option<&str>)> = report
            .reports
            .iter()
            .map(|report| (report.code.name(), report.event.as_deref()))
            .collect();
        assert_eq!(
            found,
            [("empty-account", Some("1")), ("unknown-source", Some("2")), ("bad-date", Some("3"))]
        );
        assert_eq!((archive.events.len(), report.rejected()), (1, 2));
    }

    #[test]
    fn a_hash_proves_the_text() {
        assert_eq!(digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let quote = |hash: &str| format!(r#"(kind: statement, from: "a", quotes: [(text: "abc", sha256: "{hash}")])"#);
        assert!(read(&quote(&digest("abc").to_uppercase())).1.reports.is_empty());
        let (archive, report) = read(&quote("00"));
        assert_eq!((report.reports[0].code.name(), archive.events.len()), ("hash-differs", 1));
    }
}
