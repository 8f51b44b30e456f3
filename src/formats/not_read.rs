//! Files that people open by mistake, or in hope: each is refused by name, with what can be done instead.

use super::file_error;
use crate::model::Code;
use crate::model::draft::FileDraft;

/// A kind of file that is not read.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    /// What it is, with its article.
    name: &'static str,
    /// What its owner can do.
    help: &'static str,
}

impl Kind {
    const fn of(name: &'static str, help: &'static str) -> Self {
        Self { name, help }
    }
}

const TABLE_OF_IT: &str = "copy its contents into a table, or into Markdown with from, to and date above the text";

const WORD: Kind = Kind::of("a word-processor document", TABLE_OF_IT);

/// Whether a text is of a kind.
type IsIt = fn(&str) -> bool;

/// By the first bytes, with which no archive or table begins.
const BY_BYTES: [(&[u8], Kind); 10] = [
    (b"%PDF-", PDF),
    (b"SQLite format 3\0", DATABASE),
    (b"PAR1\x15", PARQUET),
    (b"\x89PNG\r\n\x1a\n", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF87a", PICTURE),
    (b"GIF89a", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"{\\rtf", WORD),
];

const PDF: Kind = Kind::of("a PDF", TABLE_OF_IT);
const DATABASE: Kind = Kind::of("an SQLite database", "export the table of events as CSV");
const PARQUET: Kind = Kind::of("a Parquet table", "export it as CSV");
const PICTURE: Kind = Kind::of("a picture", TABLE_OF_IT);
const CONTACTS: Kind = Kind::of(
    "an address book (vCard)",
    "it has people and no events; open the table or the calendar that has the events",
);
const MAIL: Kind = Kind::of("e-mail", "export the messages as CSV, with columns for from, to, date and text");
const LATEX: Kind = Kind::of("a LaTeX document", TABLE_OF_IT);
const TOML: Kind = Kind::of("a TOML file", "convert it to JSON");
const YAML: Kind = Kind::of("a YAML file", "convert it to JSON");
const REFERENCES: Kind = Kind::of("a list of references (BibTeX, RIS)", "export it as CSL JSON");
const FAMILY: Kind = Kind::of("a family tree (GEDCOM)", "export its events as CSV");
const OUTLINE: Kind = Kind::of("an outline (Org)", TABLE_OF_IT);
const PROSE: Kind = Kind::of(
    "Markdown without front matter",
    "put date, from and to above each text, between two lines of ---, or make it a table",
);
const PAGE: Kind = Kind::of("a web page", "copy its table into a spreadsheet, and save that as CSV");
const NETWORK: Kind = Kind::of(
    "a network (GEXF, GraphML)",
    "export its edges as CSV, with columns for source, target and date",
);
const MARKWHEN: Kind = Kind::of("a timeline of markwhen", "export it as JSON or as a calendar");
const TAPE: Kind = Kind::of("files in a tape archive (tar)", "unpack it, and open the folder");
const CHAT: Kind = Kind::of("a chat (WhatsApp)", "make it a table, with columns for date, from and text");
const TRACK: Kind = Kind::of("a track (GPX)", "it has places and times, and no people");

/// The kind of a file by its first bytes.
pub(super) fn by_bytes(bytes: &[u8]) -> Option<Kind> {
    // The first header of a tape archive says so at its byte 257 (POSIX, pax).
    if bytes.get(257..262) == Some(b"ustar") {
        return Some(TAPE);
    }
    let found = BY_BYTES.iter().find(|(start, _)| bytes.starts_with(start));
    found.map(|(_, kind)| *kind)
}

/// The kind of what is packed in a zip, by the names of its parts, or by what OpenDocument has in the first of them
/// (version 1.3, part 2, section 3.3).
pub(super) fn by_parts<'a>(bytes: &[u8], mut names: impl Iterator<Item = &'a str>) -> Option<Kind> {
    let is_open_text = bytes
        .get(30..)
        .is_some_and(|bytes| bytes.starts_with(b"mimetypeapplication/vnd.oasis.opendocument.text"));
    (is_open_text || names.any(|name| name == "word/document.xml")).then_some(WORD)
}

/// The kind of a compound file (MS-CFB), as office programs wrote before 2007, by the names of its streams; none where it is a
/// workbook. Names are in UTF-16, each at the start of 128 bytes of the directory (section 2.6.1).
pub(super) fn by_streams(bytes: &[u8]) -> Option<Kind> {
    const ENTRY: usize = 128;
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find_iter(bytes, &name).any(|at| at % ENTRY == 0)
    };
    if has("Workbook\0") || has("Book\0") {
        return None;
    }
    if has("WordDocument\0") {
        return Some(WORD);
    }
    has("__substg1.0_").then_some(MAIL)
}

/// The kind of a text by how it begins.
pub(super) fn by_words(text: &str) -> Option<Kind> {
    let first = text.lines().next().unwrap_or_default().trim_end();
    if first.eq_ignore_ascii_case("BEGIN:VCARD") {
        return Some(CONTACTS);
    }
    if first.starts_with("\\documentclass") {
        return Some(LATEX);
    }
    let kinds: [(IsIt, Kind); 10] = [
        (super::markdown::is_markwhen, MARKWHEN),
        (is_page, PAGE),
        (is_chat, CHAT),
        (is_mail, MAIL),
        (is_references, REFERENCES),
        (|text| text.starts_with("0 HEAD"), FAMILY),
        (is_outline, OUTLINE),
        (is_prose, PROSE),
        (is_toml, TOML),
        (is_yaml, YAML),
    ];
    kinds.into_iter().find(|(is_it, _)| is_it(text)).map(|(_, kind)| kind)
}

/// The kind of XML by its root element.
pub(super) fn by_root(name: &str) -> Option<Kind> {
    match name.to_ascii_lowercase().as_str() {
        "html" => Some(PAGE),
        "gpx" => Some(TRACK),
        "gexf" | "graphml" => Some(NETWORK),
        _ => None,
    }
}

/// Pages need not be well formed, and so are known by how they begin.
fn is_page(text: &str) -> bool {
    let start: String = text.chars().take(15).collect::<String>().to_ascii_lowercase();
    start == "<!doctype html>" || start.starts_with("<!doctype html ") || start.starts_with("<html")
}

/// A chat has a day and an hour on each line, a dash, and who says what: `01/12/24, 10:05 - Alice: Hey`.
fn is_chat(text: &str) -> bool {
    let is_message = |line: &&str| {
        let (when, rest) = line
            .split_once(" - ")
            .or_else(|| line.strip_prefix('[')?.split_once("] "))
            .unwrap_or_default();
        let (day, hour) = when.split_once(", ").unwrap_or_default();
        let is_day = day.len() >= 6 && day.chars().all(|char| char.is_ascii_digit() || matches!(char, '/' | '.' | '-'));
        let is_hour = hour.contains(':') && hour.starts_with(|char: char| char.is_ascii_digit());
        is_day && is_hour && rest.contains(": ")
    };
    text.lines().take(20).filter(is_message).count() > 1
}

/// BibTeX has entries `@article{key,`; RIS begins each with the tag of its type.
fn is_references(text: &str) -> bool {
    let is_entry = |line: &str| {
        let name = line
            .strip_prefix('@')
            .and_then(|line| line.split_once('{'))
            .map(|(name, _)| name.trim());
        name.is_some_and(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic()))
    };
    // Before the first entry BibTeX has remarks, with or without a sign.
    let mut lines = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('%'));
    lines.next().is_some_and(|first| is_entry(first) || first.starts_with("TY  - "))
}

/// Org has headings of one or more stars, those within others with more of them, and settings `#+TITLE:`.
fn is_outline(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let is_heading = |line: &str| line.starts_with("* ") || line.starts_with("** ");
    let is_within = |line: &str| line.starts_with("** ") || line.trim_start().starts_with(":PROPERTIES:");
    match lines.next() {
        Some(first) if first.starts_with("#+") => true,
        Some(first) => is_heading(first) && lines.take(100).any(is_within),
        None => false,
    }
}

/// Markdown has headings with a number sign, and sections or lists below them; tables in it are read.
fn is_prose(text: &str) -> bool {
    let is_part = |line: &str| line.starts_with("## ") || line.starts_with("- ") || line.starts_with("* ");
    let is_table = |line: &str| line.trim_start().starts_with('|');
    let lines = || text.lines().skip(1).take(100);
    text.starts_with("# ") && lines().any(is_part) && !lines().any(is_table)
}

/// YAML is a list of records, or fields on lines of their own, of which some hold more below them.
fn is_yaml(text: &str) -> bool {
    let mut lines = text
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#') && *line != "---");
    let key = |line: &str| {
        let (key, value) = line.split_once(':')?;
        let is_key = !key.is_empty() && key.chars().all(|char| char.is_alphanumeric() || matches!(char, '_' | '-'));
        (is_key && (value.is_empty() || value.starts_with(' '))).then_some(value.trim().is_empty())
    };
    match (lines.next(), lines.next()) {
        (Some(first), Some(second)) => match first.strip_prefix("- ") {
            Some(first) => key(first.trim_start()).is_some() && (second.starts_with("  ") && key(second.trim_start()).is_some()),
            None => key(first) == Some(true) && second.trim_start().starts_with("- "),
        },
        _ => false,
    }
}

/// Mail begins with fields, each on a line with its name before a colon, up to an empty line (RFC 5322, section 2.2); in
/// a mailbox a line `From …` comes before them (RFC 4155).
fn is_mail(text: &str) -> bool {
    let mut lines = text.lines().peekable();
    let is_mailbox = lines.next_if(|line| line.starts_with("From ")).is_some();
    let names: Vec<String> = lines
        .take_while(|line| !line.trim().is_empty())
        .filter(|line| !line.starts_with([' ', '\t']))
        .map(|line| line.split_once(':').map_or("", |(name, _)| name).to_ascii_lowercase())
        .take(100)
        .collect();
    let is_name = |name: &String| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let is_sent = ["received", "message-id", "mime-version", "return-path", "subject"]
        .into_iter()
        .any(has);
    names.iter().all(is_name) && has("from") && (is_mailbox || is_sent) && has("date")
}

/// TOML begins with keys and their values, or with the name of a table in brackets above them.
fn is_toml(text: &str) -> bool {
    let mut lines = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let is_key = |key: &str| key.starts_with(char::is_alphabetic) && key.chars().all(|char| char.is_alphanumeric() || "_-.".contains(char));
    let is_name = |line: &str| {
        let inner = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
        is_key(inner.unwrap_or_default().trim_matches(['[', ']']).trim())
    };
    let is_pair = |line: &str| {
        line.split_once('=')
            .is_some_and(|(key, value)| is_key(key.trim()) && !value.trim().is_empty())
    };
    match (lines.next(), lines.next()) {
        (Some(first), Some(second)) => (is_name(first) || is_pair(first)) && is_pair(second),
        _ => false,
    }
}

/// A file of such a kind, refused.
pub(super) fn refused(path: &str, kind: Kind) -> FileDraft {
    let mut draft = FileDraft {
        path: path.to_owned(),
        ..FileDraft::default()
    };
    refuse(&mut draft, kind);
    draft
}

/// Says that a file of such a kind is not read.
pub(super) fn refuse(draft: &mut FileDraft, kind: Kind) {
    draft.format = "unknown";
    draft.reports.push(file_error(
        &draft.path,
        Code::UnknownFormat,
        None,
        format!("found {}, which is not read", kind.name),
        kind.help,
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(bytes: &[u8]) -> &'static str {
        let by_words = || by_words(std::str::from_utf8(bytes).unwrap_or_default());
        by_bytes(bytes).or_else(by_words).map_or("", |kind| kind.name)
    }

    #[test]
    fn files_that_are_not_read_have_a_name() {
        for (text, expected) in [
            ("%PDF-1.7\n%\u{e2}", "a PDF"),
            ("SQLite format 3\0", "an SQLite database"),
            ("PAR1\u{15}", "a Parquet table"),
            ("GIF89a", "a picture"),
            ("{\\rtf1\\ansi Dear Bob}", "a word-processor document"),
            ("\\documentclass{letter}\n", "a LaTeX document"),
            ("begin:vcard\nFN:Ann\n", "an address book (vCard)"),
            (
                "From ann@x Thu Jan 1 10:00:00 1962\nFrom: Ann\nDate: Fri, 26 Oct 1962\n\nDear Bob",
                "e-mail",
            ),
            (
                "Received: from x\n\tby y\nFrom: Ann\nTo: Bob\nDate: Fri, 26 Oct 1962\n\nDear Bob",
                "e-mail",
            ),
            ("# letters\n[[event]]\ndate = 1962-10-26\n", "a TOML file"),
            ("title = \"Letters\"\nfrom = \"Ann\"\n", "a TOML file"),
            ("- date: 1962-10-26\n  from: Ann\n", "a YAML file"),
            ("# visits\n---\nevents:\n  - date: 1962-10-26\n", "a YAML file"),
            ("% letters\n@misc{a,\n  title={b}\n}", "a list of references (BibTeX, RIS)"),
            ("TY  - PCOMM\nAU  - Ann\n", "a list of references (BibTeX, RIS)"),
            ("0 HEAD\n1 SOUR x\n", "a family tree (GEDCOM)"),
            ("<!DOCTYPE html>\n<p>Talks<br></p>", "a web page"),
            ("<html lang=\"en\"><p>Talks</html>", "a web page"),
            (
                "# Letters\n\n## Ann to Bob, 26 October 1962\n\nCome.\n",
                "Markdown without front matter",
            ),
            (
                "01/12/24, 10:05 - Alice: Hey Bob!\n01/12/24, 10:08 - Bob: Hi, Alice\n",
                "a chat (WhatsApp)",
            ),
            ("* Talks\n** Meeting <1962-10-26 Fri>\n", "an outline (Org)"),
        ] {
            assert_eq!(name(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn compound_files_are_known_by_their_streams() {
        let compound = |names: &[&str]| {
            let mut bytes = vec![0; 512];
            for name in names {
                bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
                bytes.resize(bytes.len().next_multiple_of(128), 0);
            }
            bytes
        };
        for (names, expected) in [
            (&["Root Entry", "WordDocument"][..], "a word-processor document"),
            (&["Root Entry", "__substg1.0_0037001F"], "e-mail"),
            (&["Root Entry", "Workbook"], ""),
            (&["Root Entry", "Book", "WordDocument"], ""),
            (&["Root Entry", "x WordDocument"], ""),
        ] {
            assert_eq!(by_streams(&compound(names)).map_or("", |kind| kind.name), expected, "{names:?}");
        }
    }

    #[test]
    fn what_may_be_read_has_none() {
        for text in [
            "",
            "[1]\n[2]\n",
            "[\n{\"date\": \"1962\"}]",
            "PAR1,Date\n",
            "Date,From,To\n1962-10-26,Ann,Bob\n",
            "from: Ann\nto: Bob\ndate: 1962-10-26\n",
            "From: Ann\nDate: 1962-10-26\nI write to you: come\n",
            "BEGIN:VCALENDAR\n",
            "(leaders: [])",
            "# by Ann\nDate,From,To\n1962-10-26,Ann,Bob\n",
            "# Letters\n\n- of all\n\n| Date | From |\n|---|---|\n| 1962 | Ann |\n",
            "- 1962-10-26: Ann\n",
            "a = b\n1962-10-26;Ann;Bob\n",
        ] {
            assert_eq!(name(text.as_bytes()), "", "{text}");
        }
    }
}
