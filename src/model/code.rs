//! The short names of findings, which stay the same between versions, for scripts. `data/FORMAT.md` says what each means.

use std::fmt;

macro_rules! codes {
    ($($name:ident = $text:literal,)*) => {
        /// What kind of thing a finding is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "their names say it, and FORMAT.md what becomes of the record")]
        pub enum Code {
            $($name,)*
        }

        impl Code {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// As scripts see it: `unknown-leader`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

codes! {
    AcceptedReplies = "accepted-replies",
    AlteredDate = "altered-date",
    AmbiguousDate = "ambiguous-date",
    AnotherStory = "another-story",
    AnswerBeforeMessage = "answer-before-message",
    BadAliases = "bad-aliases",
    BadCode = "bad-code",
    BadColor = "bad-color",
    BadCountry = "bad-country",
    BadDate = "bad-date",
    BadLine = "bad-line",
    BadRecord = "bad-record",
    BadRecurrence = "bad-recurrence",
    BadReplies = "bad-replies",
    BadStory = "bad-story",
    BadZone = "bad-zone",
    BrokenText = "broken-text",
    CannotOpen = "cannot-open",
    CannotUnpack = "cannot-unpack",
    Changed = "changed",
    ColumnsMerged = "columns-merged",
    DateByContent = "date-by-content",
    DuplicateId = "duplicate-id",
    EmptyAccount = "empty-account",
    EmptyFile = "empty-file",
    EmptyFolder = "empty-folder",
    EmptyQuote = "empty-quote",
    EmptyRecord = "empty-record",
    Encoding = "encoding",
    EndBeforeStart = "end-before-start",
    FarCells = "far-cells",
    FirstReplaced = "first-replaced",
    HashDiffers = "hash-differs",
    HeaderAgain = "header-again",
    HiddenSheet = "hidden-sheet",
    IdTwice = "id-twice",
    KeyTwice = "key-twice",
    LeaderDiffers = "leader-differs",
    LinesBeforeHeader = "lines-before-header",
    LinkedFolder = "linked-folder",
    MergedCells = "merged-cells",
    MergedLeaders = "merged-leaders",
    MessageThatAnswers = "message-that-answers",
    Mirrored = "mirrored",
    MissingId = "missing-id",
    MoreCells = "more-cells",
    NeighborMissing = "neighbor-missing",
    NoEvent = "no-event",
    NoHeader = "no-header",
    NoRecord = "no-record",
    NoYears = "no-years",
    NotQuiteJson = "not-quite-json",
    NotQuiteRon = "not-quite-ron",
    NotUtf8 = "not-utf8",
    OlderVersion = "older-version",
    OnlyMidnights = "only-midnights",
    OpenQuote = "open-quote",
    OrderAgainstDate = "order-against-date",
    OrderBehindACircle = "order-behind-a-circle",
    OrderByItself = "order-by-itself",
    OrderContradicts = "order-contradicts",
    OrderInACircle = "order-in-a-circle",
    OrderRejected = "order-rejected",
    OrderUnknown = "order-unknown",
    OtherCalendar = "other-calendar",
    OtherLists = "other-lists",
    PassedOver = "passed-over",
    ReaderFailed = "reader-failed",
    ReceivedBeforeSent = "received-before-sent",
    Recurring = "recurring",
    ReplyInACircle = "reply-in-a-circle",
    ReplyToItself = "reply-to-itself",
    ReplyToNothing = "reply-to-nothing",
    ReplyToRejected = "reply-to-rejected",
    ReplyToUnknown = "reply-to-unknown",
    SeveralNames = "several-names",
    ShortYears = "short-years",
    SourceDiffers = "source-differs",
    StaleReply = "stale-reply",
    StrayQuote = "stray-quote",
    Syntax = "syntax",
    TooDeep = "too-deep",
    TooLarge = "too-large",
    TrailingBytes = "trailing-bytes",
    UnknownAlias = "unknown-alias",
    UnknownColumns = "unknown-columns",
    UnknownFormat = "unknown-format",
    UnknownLeader = "unknown-leader",
    UnknownSource = "unknown-source",
    UnreadCells = "unread-cells",
    Workbook = "workbook",
    YearsWithMinus = "years-with-minus",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl PartialEq<&str> for Code {
    fn eq(&self, other: &&str) -> bool {
        self.name() == *other
    }
}
