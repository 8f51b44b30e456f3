//! What is beside lists of records in a file of JSON: its title, what is said of all of them, and what is not read.

use serde_json::Value;

use super::json_cells::plain;
use super::json_rows::{MAX_DEPTH, fields_of};
use crate::dates::{self, Hints};
use crate::model::columns::fold_header;

/// Whether a field beside a list of letters says who wrote or received them all. `from` and `to` may as well be the dates
/// between which a service was asked.
fn is_of_all(name: &str, text: &str) -> bool {
    const NAMES: [&str; 12] = [
        "from",
        "to",
        "sender",
        "recipient",
        "addressee",
        "absender",
        "empfänger",
        "expéditeur",
        "destinataire",
        "отправитель",
        "получатель",
        "발신인",
    ];
    let is_name = text.chars().any(char::is_alphabetic) && !text.contains("://") && dates::read(text, Hints::default()).is_err();
    NAMES.contains(&name.to_lowercase().as_str()) && is_name
}

/// What interfaces say of their answer, folded: which part of a list it is, and whether there are others. It says nothing of the
/// archive.
const ANSWERS: [&str; 31] = [
    "hasmore",
    "hasnext",
    "hasnextpage",
    "haspreviouspage",
    "hasprev",
    "nextcursor",
    "prevcursor",
    "startcursor",
    "endcursor",
    "cursor",
    "nextpage",
    "nextpagetoken",
    "nexttoken",
    "nextoffset",
    "offset",
    "limit",
    "page",
    "perpage",
    "pagesize",
    "pagecount",
    "totalpages",
    "total",
    "totalcount",
    "totalresults",
    "resultcount",
    "count",
    "requestid",
    "success",
    "statuscode",
    "took",
    "timedout",
];

/// What is beside lists of records, which are found at these paths.
pub(super) fn about_whole(whole: &str, lists: &[&str]) -> About {
    let mut found = About::default();
    found.look("", whole, lists, 0);
    found
}

/// What was found beside lists of records.
#[derive(Default)]
pub(super) struct About {
    /// The title of the whole.
    pub(super) title: Option<String>,
    /// What else is said of it, a line each.
    lines: Vec<String>,
    /// Who wrote or received all of it, with the fields that say so.
    pub(super) shared: Vec<(String, String)>,
    /// The paths of objects that are not read.
    pub(super) unread: Vec<String>,
}

impl About {
    /// The description of the whole.
    pub(super) fn description(&self) -> Option<String> {
        (!self.lines.is_empty()).then(|| self.lines.join("\n"))
    }

    fn look(&mut self, path: &str, object: &str, lists: &[&str], depth: usize) {
        for (name, text) in fields_of(object) {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            let is_on_way = lists
                .iter()
                .any(|list| list.strip_prefix(&path).is_some_and(|rest| rest.starts_with('.')));
            // What words of a graph mean is said for programs.
            // A list by its dates is the whole object.
            if lists.contains(&path.as_str()) || lists.contains(&"") || name.starts_with(['@', '$']) {
                continue;
            }
            let Ok(value) = serde_json::from_str::<Value>(text) else { continue };
            match value {
                Value::Object(_) if is_on_way && depth < MAX_DEPTH => self.look(&path, text, lists, depth + 1),
                Value::Array(all) if all.iter().any(|value| value.is_object() || value.is_array()) => {
                    self.unread.push(format!("{path:?}"));
                }
                Value::Array(all) if !all.is_empty() => {
                    let parts: Vec<String> = all.iter().map(plain).collect();
                    self.lines.push(format!("{path}: {}", parts.join("; ")));
                }
                Value::Object(fields) if !fields.is_empty() => self.unread.push(format!("{path:?}")),
                Value::Object(_) | Value::Array(_) | Value::Null => {}
                value => self.tell(&name, &path, plain(&value)),
            }
        }
    }

    fn tell(&mut self, name: &str, path: &str, text: String) {
        let is_said_by_all = matches!(
            (name, text.as_str()),
            ("object", "list") | ("status", "ok" | "success" | "200") | ("ok", "true")
        );
        if is_said_by_all || ANSWERS.contains(&fold_header(name).as_str()) {
            return;
        }
        if name == path && is_of_all(name, &text) {
            self.shared.push((name.to_owned(), text));
            return;
        }
        match name.to_lowercase().as_str() {
            "title" | "name" if self.title.is_none() => self.title = Some(text),
            "description" | "summary" if name == path => self.lines.insert(0, text),
            _ => self.lines.push(format!("{path}: {text}")),
        }
    }
}
