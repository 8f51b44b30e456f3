//! Every format that is read, one entry each: by what it is known, who reads it, and what README and FORMAT.md say of it.
//!
//! A file is looked at in three steps: its first bytes (what is packed, workbooks), the language of its text (XML, JSON, any
//! other), and what is written in that language. In each step the first entry that knows the file reads it, so what is particular
//! comes before what is general.

use roxmltree::Node;

use super::json::Shape;
use super::unpack::{self, Within};
use super::{
    Options, cmif, delimited, frus, ical, json, json_rows, json_tei, jsonl, markdown, ron, simile, state_department, timeline_project,
    timelinejs, workbook, xml_rows,
};
use crate::model::draft::FileDraft;

/// A row of the table in README: files of which kinds, and what they become.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// As people call the files, in Markdown.
    pub files: &'static str,

    /// What their records become.
    pub becomes: &'static str,
}

const OWN: Row = Row {
    files: "RON, JSON, JSON Lines",
    becomes: "archives of your own",
};
const TABLES: Row = Row {
    files: "CSV, TSV, Excel, OpenDocument, JSON and XML of other shapes",
    becomes: "one event a row; what the headers do not say is asked",
};
const VOLUMES: Row = Row {
    files: "FRUS volumes (TEI)",
    becomes: "messages, also those that telegrams carry, suggested replies, conversations, with full texts and source notes",
};
const LETTERS: Row = Row {
    files: "letters in CMIF and TEI",
    becomes: "messages, with dates as wide as they are known",
};
const TRAVELS: Row = Row {
    files: "the Department of State's lists of [visits](https://github.com/HistoryAtState/visits) and \
            [travels](https://github.com/HistoryAtState/travels)",
    becomes: "visits, with people met",
};
const TIMELINES: Row = Row {
    files: "TimelineJS, SIMILE, The Timeline Project, Aeon, vis-timeline",
    becomes: "events with their texts and links",
};
const CALENDARS: Row = Row {
    files: "iCalendar",
    becomes: "events; organizers and attendees as leaders",
};
const CODED: Row = Row {
    files: "ICEWS, GDELT",
    becomes: "meetings, visits and messages between actors",
};
const NOTES: Row = Row {
    files: "Markdown with YAML front matter",
    becomes: "one event a file",
};
const PACKED: Row = Row {
    files: "`.gz`, `.zst`, `.zip`; `-`",
    becomes: "what is in them; standard input",
};

/// The table in README, from the first row to the last.
pub const ROWS: [Row; 10] = [OWN, TABLES, VOLUMES, LETTERS, TRAVELS, TIMELINES, CALENDARS, CODED, NOTES, PACKED];

/// How a large file may be cut, and so what memory it needs while it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// A record a line, of our own fields: the beginning can be read by itself, and records are read in place.
    OwnLines,

    /// Records of our own fields one after another: they are read in place.
    OwnRecords,

    /// A row a line: the beginning can be read by itself, but rows are kept until it is known what their columns are.
    Rows,

    /// Only the whole says what it is.
    Whole,
}

/// Reads the text of a draft.
type Read = fn(&mut FileDraft, &Options);

/// Reads a file that is no text, or holds several.
type Open = fn(&str, &[u8], &Options, &mut Within) -> Vec<FileDraft>;

/// By what a file is known, and who reads it.
pub(super) enum Sign {
    /// Its first bytes.
    Bytes { is_it: fn(&[u8]) -> bool, open: Open },

    /// The beginning of a text that is neither XML nor JSON.
    Text { is_it: fn(&str) -> bool, read: Read },

    /// The shape of its JSON.
    Json { is_it: fn(&Shape<'_>) -> bool, read: Read },

    /// The root element of its XML.
    Xml {
        is_it: fn(Node<'_, '_>) -> bool,
        read: fn(&mut FileDraft, Node<'_, '_>, &Options),
    },

    /// The columns of a table, which its reader looks at.
    Columns,
}

/// A format that is read.
pub struct Format {
    /// What reports call it; several where it has versions.
    pub names: &'static [&'static str],

    /// The usual endings of its files, in lower case and without the period.
    pub endings: &'static [&'static str],

    /// How a large file may be cut.
    pub cut: Cut,

    /// Its row in README.
    pub row: &'static Row,

    /// The heading in FORMAT.md under which is written what becomes of what.
    pub section: &'static str,

    pub(super) sign: Sign,
}

const SECTION_OWN: &str = "The file";
const SECTION_TABLES: &str = "Tables: CSV, TSV and other delimited text, workbooks, JSON and XML of other shapes";
const SECTION_TIMELINEJS: &str = "TimelineJS, version 2 and 3, and its spreadsheet";
const SECTION_TIMELINES: &str = "SIMILE Timeline, The Timeline Project, Aeon Timeline, vis-timeline";
const SECTION_PACKED: &str = "What is packed";

/// Every format, what is particular before what is general.
pub static FORMATS: &[Format] = &[
    // By the first bytes.
    Format {
        names: &["packed"],
        endings: &["gz"],
        cut: Cut::Whole,
        row: &PACKED,
        section: SECTION_PACKED,
        sign: Sign::Bytes {
            is_it: |bytes| bytes.starts_with(&unpack::GZIP),
            open: unpack::open_gzip,
        },
    },
    Format {
        names: &["packed"],
        endings: &["zst"],
        cut: Cut::Whole,
        row: &PACKED,
        section: SECTION_PACKED,
        sign: Sign::Bytes {
            is_it: unpack::is_zstd,
            open: unpack::open_zstd,
        },
    },
    Format {
        names: &["packed"],
        endings: &["zip"],
        cut: Cut::Whole,
        row: &PACKED,
        section: SECTION_PACKED,
        sign: Sign::Bytes {
            is_it: |bytes| bytes.starts_with(&unpack::ZIP),
            open: unpack::open_zip,
        },
    },
    Format {
        names: &["workbook"],
        endings: &["xlsx", "xlsm", "xlsb", "xls", "ods"],
        cut: Cut::Whole,
        row: &TABLES,
        section: SECTION_TABLES,
        // Those that are a zip, as all but the oldest are, are known by the names of their parts.
        sign: Sign::Bytes {
            is_it: |bytes| bytes.starts_with(&workbook::OLE),
            open: |path, bytes, options, _| workbook::open_compound(path, bytes, options),
        },
    },
    // By the root element.
    Format {
        names: &["state-department-visits", "state-department-trips"],
        endings: &["xml"],
        cut: Cut::Whole,
        row: &TRAVELS,
        section: "Visits and trips of the Department of State",
        sign: Sign::Xml {
            is_it: state_department::is_list,
            read: |draft, root, _| state_department::read(draft, root),
        },
    },
    Format {
        names: &["simile"],
        endings: &["xml"],
        cut: Cut::Whole,
        row: &TIMELINES,
        section: SECTION_TIMELINES,
        sign: Sign::Xml {
            is_it: simile::is_simile,
            read: |draft, root, _| simile::read_xml(draft, root),
        },
    },
    Format {
        names: &["timeline-project"],
        endings: &["timeline"],
        cut: Cut::Whole,
        row: &TIMELINES,
        section: SECTION_TIMELINES,
        sign: Sign::Xml {
            is_it: timeline_project::is_timeline,
            read: |draft, root, _| timeline_project::read(draft, root),
        },
    },
    Format {
        names: &["frus"],
        endings: &["xml"],
        cut: Cut::Whole,
        row: &VOLUMES,
        section: "Volumes of the Foreign Relations of the United States (FRUS)",
        sign: Sign::Xml {
            is_it: frus::is_volume,
            read: |draft, root, _| frus::read(draft, root),
        },
    },
    Format {
        names: &["cmif"],
        endings: &["xml"],
        cut: Cut::Whole,
        row: &LETTERS,
        section: "Indexes of letters (CMIF) and letters in TEI",
        sign: Sign::Xml {
            is_it: cmif::has_letters,
            read: |draft, root, _| cmif::read(draft, root),
        },
    },
    // The same as an interface gives it.
    Format {
        names: &["cmif"],
        endings: &["json"],
        cut: Cut::Whole,
        row: &LETTERS,
        section: "Indexes of letters (CMIF) and letters in TEI",
        sign: Sign::Json {
            is_it: json_tei::is_index,
            read: json_tei::read,
        },
    },
    // Whatever else is XML with elements that are dated.
    Format {
        names: &["xml-rows"],
        endings: &["xml"],
        cut: Cut::Whole,
        row: &TABLES,
        section: SECTION_TABLES,
        sign: Sign::Xml {
            is_it: xml_rows::has_rows,
            read: xml_rows::read,
        },
    },
    // By the shape of the JSON.
    Format {
        names: &["timelinejs2", "timelinejs"],
        endings: &["json"],
        cut: Cut::Whole,
        row: &TIMELINES,
        section: SECTION_TIMELINEJS,
        sign: Sign::Json {
            is_it: |shape| shape.is_timelinejs(),
            read: |draft, _| timelinejs::read(draft),
        },
    },
    Format {
        names: &["simile-json"],
        endings: &["json"],
        cut: Cut::Whole,
        row: &TIMELINES,
        section: SECTION_TIMELINES,
        sign: Sign::Json {
            is_it: |shape| shape.is_simile(),
            read: |draft, _| simile::read_json(draft),
        },
    },
    Format {
        names: &["jsonl"],
        endings: &["jsonl", "ndjson"],
        cut: Cut::OwnLines,
        row: &OWN,
        section: "JSON Lines",
        sign: Sign::Json {
            is_it: |shape| shape.is_lines(),
            read: jsonl::read,
        },
    },
    // With those of vis-timeline.
    Format {
        names: &["json-rows"],
        endings: &["json"],
        cut: Cut::Whole,
        row: &TABLES,
        section: SECTION_TABLES,
        sign: Sign::Json {
            is_it: |shape| shape.is_rows(),
            read: json_rows::read,
        },
    },
    // Whatever else is JSON is an archive in which something is wrong.
    Format {
        names: &["json"],
        endings: &["json"],
        cut: Cut::OwnRecords,
        row: &OWN,
        section: SECTION_OWN,
        sign: Sign::Json {
            is_it: |_| true,
            read: |draft, _| json::read_own(draft),
        },
    },
    // By the beginning of any other text.
    Format {
        names: &["ron"],
        endings: &["ron"],
        cut: Cut::OwnRecords,
        row: &OWN,
        section: SECTION_OWN,
        sign: Sign::Text {
            is_it: ron::is_archive,
            read: |draft, _| ron::read(draft),
        },
    },
    Format {
        names: &["markdown"],
        endings: &["md", "markdown"],
        cut: Cut::Whole,
        row: &NOTES,
        section: "Markdown with YAML front matter",
        sign: Sign::Text {
            is_it: markdown::has_front_matter,
            read: |draft, _| markdown::read(draft),
        },
    },
    Format {
        names: &["ical"],
        endings: &["ics", "ical"],
        cut: Cut::Whole,
        row: &CALENDARS,
        section: "iCalendar",
        sign: Sign::Text {
            is_it: ical::is_calendar,
            read: |draft, _| ical::read(draft),
        },
    },
    // Within a script, as its second version was published.
    Format {
        names: &["timelinejs2", "timelinejs"],
        endings: &[],
        cut: Cut::Whole,
        row: &TIMELINES,
        section: SECTION_TIMELINEJS,
        sign: Sign::Text {
            is_it: |text| timelinejs::padded_start(text).is_some(),
            read: timelinejs::read_padded,
        },
    },
    // By the columns of a table.
    Format {
        names: &["icews", "gdelt"],
        endings: &["tab", "csv"],
        cut: Cut::Rows,
        row: &CODED,
        section: "ICEWS and GDELT",
        sign: Sign::Columns,
    },
    // With the spreadsheet of TimelineJS and the export of Aeon.
    Format {
        names: &["csv", "tsv", "delimited"],
        endings: &["csv", "tsv", "tab", "psv"],
        cut: Cut::Rows,
        row: &TABLES,
        section: SECTION_TABLES,
        sign: Sign::Text {
            is_it: |text| delimited::sniff(text).is_some(),
            read: delimited::read,
        },
    },
];

/// The formats whose files usually end so; the ending in lower case and without the period.
pub fn ending_in(ending: &str) -> impl Iterator<Item = &'static Format> + '_ {
    FORMATS.iter().filter(move |format| format.endings.contains(&ending))
}

/// The endings of files of all formats, each once.
#[must_use]
pub fn endings() -> Vec<&'static str> {
    let mut all = Vec::new();
    for ending in FORMATS.iter().flat_map(|format| format.endings) {
        if !all.contains(ending) {
            all.push(*ending);
        }
    }
    all
}
