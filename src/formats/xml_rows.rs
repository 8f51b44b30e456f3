//! XML of any vocabulary in which elements of one name are siblings and are dated: each is a row, each of its
//! attributes and children a column.

use std::collections::HashMap;
use std::ops::Range;

use roxmltree::Node;
use serde_json::{Map, Value};

use super::Options;
use super::cells::date_of_parts;
use super::json_cells::from_objects;
use super::json_refs::Names;
use super::table;
use super::tei::{edtf_from, named, xml_id};
use super::tei_text::folded_text;
use super::xml_roles::{ends_span, person_of, qualified, structured};
use crate::dates::{self, Hints};
use crate::model::columns::{Field, Mapping};
use crate::model::draft::FileDraft;

/// How deep elements are looked into for such rows.
const MAX_DEPTH: usize = 6;

/// How deep a row is looked into for columns.
const MAX_COLUMN_DEPTH: usize = 4;

/// With more columns than a table may have a row is not looked into further; the table is refused.
const MAX_COLUMNS: usize = 20_000;

/// Root elements of what holds no events.
const OTHERS: [&str; 16] = [
    "gexf",
    "graphml",
    "svg",
    "html",
    "opml",
    "plist",
    "project",
    "manifest",
    "urlset",
    "sitemapindex",
    "schema",
    "stylesheet",
    "configuration",
    "resources",
    "package",
    "office",
];

/// How many rows are looked at to tell whether they are events.
const SAMPLE: usize = 50;

/// The attributes by which elements say when something was, beside those of TEI.
const DATING: [&str; 5] = ["normal", "standarddate", "date", "datetime", "value"];

/// The attributes by which TEI says it.
const DATING_TEI: [&str; 5] = ["when", "from", "to", "notBefore", "notAfter"];

/// Elements that hold paragraphs of a text.
const PARAGRAPHS: [&str; 5] = ["p", "ab", "para", "paragraph", "l"];

/// Whether a document has such elements.
pub(super) fn has_rows(root: Node<'_, '_>) -> bool {
    !rows_in(root).is_empty()
}

/// Reads the elements of a document that are siblings of one name and are dated.
pub(super) fn read(draft: &mut FileDraft, root: Node<'_, '_>, options: &Options) {
    draft.format = "xml-rows";
    let rows = rows_in(root);
    let is_of_several = rows.windows(2).any(|pair| pair[0].parent() != pair[1].parent());
    let parent = rows.first().and_then(Node::parent).filter(|_| !is_of_several).unwrap_or(root);
    if rows.first() != Some(&root) {
        describe(draft, root, parent, &rows);
    }
    let record = |row: Node<'_, '_>| {
        let mut fields = fields_of(row);
        let section = if is_component(row) {
            series_of(row)
        } else {
            row.parent().filter(|_| is_of_several).and_then(heading)
        };
        fields.extend(section.map(|heading| ("section".to_owned(), Value::String(heading))));
        (Value::Object(fields), row.range())
    };
    let mut records: Vec<(Value, Range<usize>)> = rows.into_iter().map(record).collect();
    names_in(root).put_into(&mut records);
    table::fill(draft, from_objects(records.into_iter()), options);
}

/// The elements that are events; a document may be one itself.
fn rows_in<'a, 'input>(root: Node<'a, 'input>) -> Vec<Node<'a, 'input>> {
    // Pictures, pages, outlines and the files of programs have dates that are none of events.
    if OTHERS.contains(&root.tag_name().name().to_lowercase().as_str()) {
        return Vec::new();
    }
    let rows = rows_of(root, 0);
    if rows.is_empty() && is_event(&fields_of(root)) {
        vec![root]
    } else {
        rows
    }
}

/// The elements below one that are events, in the order of the document; of a part of a finding aid, the parts in it.
fn rows_of<'a, 'input>(node: Node<'a, 'input>, depth: usize) -> Vec<Node<'a, 'input>> {
    // What was done to the file is no event in it.
    let is_described = is_component(node);
    let is_content = |child: &Node<'_, '_>| {
        let name = child.tag_name().name();
        let is_inner = !is_described || name == "dsc" || is_component(*child);
        child.is_element() && !is_of_file(*child) && is_inner
    };
    let children: Vec<Node<'a, 'input>> = node.children().filter(is_content).collect();
    let mut names: Vec<&str> = Vec::new();
    for child in &children {
        let name = child.tag_name().name();
        if !names.contains(&name) && names.len() < SAMPLE {
            names.push(name);
        }
    }
    let are_events = |name: &str| {
        let rows = || children.iter().filter(|child| child.tag_name().name() == name).take(SAMPLE);
        let dated: Vec<Map<String, Value>> = rows()
            .filter(|row| may_be_event(**row))
            .map(|row| fields_of(*row))
            .filter(is_event)
            .collect();
        let Some(first) = dated.first() else { return false };
        // Some that are not dated are of the same kind, if they have fields of it, or are described as it is.
        let shared = |row: Node<'_, '_>| fields_of(row).keys().filter(|name| first.contains_key(*name)).count();
        let is_alike =
            |row: Node<'_, '_>| is_component(row) || shared(row) * 3 > first.len() || may_be_event(row) && is_event(&fields_of(row));
        let alike = rows().filter(|row| is_alike(**row)).count();
        dated.len() * 4 >= rows().count() && alike * 2 > rows().count()
    };
    let read: Vec<&str> = names.into_iter().filter(|name| are_events(name)).collect();
    let mut rows = Vec::new();
    for child in children {
        if is_component(child) {
            // A series is described, and what is in it.
            if read.contains(&child.tag_name().name()) || is_event(&fields_of(child)) {
                rows.push(child);
            }
            rows.extend(rows_of(child, depth));
        } else if read.contains(&child.tag_name().name()) {
            // What holds several events is none itself: the channel of news. Nor is what has its date from the one in it.
            let inner = if depth < MAX_DEPTH { rows_of(child, depth + 1) } else { Vec::new() };
            let is_channel = inner.len() == 1 && inner.iter().all(|row| is_named(*row)) && !has_date(child) && is_only(child);
            if inner.len() > 1 || is_channel {
                rows.extend(inner);
            } else {
                rows.push(child);
            }
        } else if depth < MAX_DEPTH {
            rows.extend(rows_of(child, depth + 1));
        }
    }
    rows
}

/// Whether an element is a part of a finding aid that is described: a series, a file, an item (EAD).
fn is_component(node: Node<'_, '_>) -> bool {
    node.children().any(|child| child.tag_name().name() == "did")
}

/// Whether an element says what was done to the file, and when.
fn is_of_file(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().name(), "revisionDesc" | "revisiondesc" | "encodingDesc")
}

/// Whether an element, as the news in a channel, has a title of its own beside its date.
fn is_named(row: Node<'_, '_>) -> bool {
    let is_title = |child: Node<'_, '_>| Field::from_name(child.tag_name().name()) == Some(Field::Title);
    row.children().any(is_title)
}

/// Whether an element has a date of its own, in an attribute or a child.
fn has_date(row: Node<'_, '_>) -> bool {
    let is_date = |name: &str| Field::from_name(name).is_some_and(Field::is_date);
    row.attributes().any(|attribute| is_date(attribute.name())) || row.children().any(|child| is_date(child.tag_name().name()))
}

/// Whether an element has anything but text: most have not.
fn may_be_event(node: Node<'_, '_>) -> bool {
    node.attributes().len() > 0 || node.children().any(|child| child.is_element())
}

/// Whether fields say when something was, and what or who.
fn is_event(fields: &Map<String, Value>) -> bool {
    let headers: Vec<String> = fields.keys().cloned().collect();
    let known = Mapping::guess(&headers).0;
    let has = |wanted: &[Field]| known.iter().any(|(_, field)| wanted.contains(field));
    let is_start = |field: &Field| matches!(field, Field::Sent | Field::Year | Field::Timestamp);
    let is_dated = known.iter().filter(|(_, field)| is_start(field)).any(|(name, _)| {
        let text = fields.get(name).and_then(Value::as_str).unwrap_or_default();
        dates::read(text, Hints::default()).is_ok_and(|reading| reading.date.is_some())
    });
    is_dated && has(&[Field::From, Field::FromId, Field::To, Field::Title, Field::Text, Field::Summary])
}

/// The attributes of an element and what is in its children, each under its name; the text of an element without children is
/// what was said.
fn fields_of(node: Node<'_, '_>) -> Map<String, Value> {
    let mut fields = Map::new();
    add(&mut fields, "", node, (0, true));
    fields
}

/// Adds what an element says; it is so deep in its row, and alone of its name in what holds it or not.
fn add(fields: &mut Map<String, Value>, path: &str, node: Node<'_, '_>, (depth, is_alone): (usize, bool)) {
    if fields.len() > MAX_COLUMNS {
        return;
    }
    if let Some((date, words)) = structured(node) {
        push(fields, "date", &as_certain(&date, node));
        return push(fields, "date as written", &words);
    }
    // `did.unitdate`, `metadata.dc.date`: what frames it alone says nothing.
    let is_frame = is_alone && depth > 0 && depth < MAX_COLUMN_DEPTH && path.split('.').all(|part| !is_known(part));
    let below = |fields: &Map<String, Value>, name: &str| match path {
        "" => name.to_owned(),
        _ if is_frame && is_known(name) && !fields.contains_key(name) => name.to_owned(),
        path => format!("{path}.{name}"),
    };
    // What is in a series is described by itself.
    let is_part = |child: &Node<'_, '_>| child.is_element() && !(is_component(*child) || child.tag_name().name() == "dsc");
    let children: Vec<Node<'_, '_>> = node.children().filter(is_part).collect();
    let is_leaf = children.is_empty() || depth >= MAX_COLUMN_DEPTH;
    // `<unittitle>Letter to Lee, <unitdate>1848</unitdate></unittitle>`: a title with its date marked.
    let is_title = depth > 0 && Field::from_name(path.rsplit('.').next().unwrap_or_default()) == Some(Field::Title);
    let is_marked = is_title && !own_text(node).is_empty();
    // `<text>Hello <b>bold</b> end</text>`: words among which some are marked.
    let is_mixed = depth > 0 && !is_marked && !is_leaf && is_mixed(node);
    let text = text_of(node, is_leaf, is_marked || is_mixed);
    // `<date when="1848-01-23">23. Jan.</date>` says it for programs, and as it is written.
    let is_date = Mapping::guess(&[path.to_owned()])
        .0
        .first()
        .is_some_and(|(_, field)| field.is_date());
    let by_children = is_date.then(|| in_children(node)).flatten();
    let dated = is_date.then(|| dating(node)).flatten().or_else(|| by_children.clone());
    match &dated {
        Some(date) => {
            push(fields, path, date);
            push(fields, "date as written", &text);
        }
        None => push(fields, if path.is_empty() { "text" } else { path }, &text),
    }
    let is_said = |name: &str| matches!(name, "point" | "qualifier") && node.attribute("qualifier") != Some("inferred");
    let is_dating =
        |name: &str| dated.is_some() && (DATING.contains(&name) || DATING_TEI.contains(&name) || is_said(name) || part_of(name).is_some());
    for attribute in node.attributes().filter(|attribute| !is_dating(attribute.name())) {
        // Of what type a part is, and which, is not said of the event.
        let is_own = matches!(attribute.name().to_lowercase().as_str(), "type" | "id" | "key" | "ref") && depth > 0;
        let name = if is_own {
            format!("{path}.{}", attribute.name())
        } else {
            below(fields, attribute.name())
        };
        push(fields, &name, attribute.value());
    }
    if is_mixed || is_marked {
        add_marks(fields, path, node);
    }
    if is_leaf || is_mixed || by_children.is_some() {
        return;
    }
    let is_paragraph = |child: &&Node<'_, '_>| PARAGRAPHS.contains(&child.tag_name().name());
    let paragraphs: Vec<Node<'_, '_>> = children.iter().filter(is_paragraph).copied().collect();
    let (whole, children) = part_paragraphs(children, depth);
    for paragraph in paragraphs.into_iter().filter(|_| !whole.is_empty()) {
        add_links(fields, paragraph);
    }
    push(fields, if depth == 0 { "text" } else { path }, &whole);
    let of_name = counts_of(node);
    for child in children.into_iter().filter(|child| !is_of_file(*child)) {
        if let Some((field, name)) = person_of(child) {
            push(fields, field, &name);
            continue;
        }
        if ends_span(child) {
            continue;
        }
        let name = child.tag_name().name();
        let is_date = Field::from_name(name).is_some_and(Field::is_date);
        // The other words of a title are in it.
        if is_marked && !is_date {
            continue;
        }
        let is_apart = is_marked && is_date && !fields.contains_key(name);
        let name = if is_apart { name.to_owned() } else { below(fields, name) };
        let is_alone = of_name.get(child.tag_name().name()) == Some(&1);
        add(fields, &name, child, (depth + 1, is_alone));
    }
}

/// The text of an element: with that of the elements within it where it is a leaf or its words go through them.
fn text_of(node: Node<'_, '_>, is_leaf: bool, is_through: bool) -> String {
    let is_preserved = node.attribute(("http://www.w3.org/XML/1998/namespace", "space")) == Some("preserve");
    match is_leaf {
        true if is_preserved => node.text().unwrap_or_default().to_owned(),
        true => folded_text(node),
        false if is_through => folded_text(node),
        false => own_text(node),
    }
}

/// Whether neither it nor an element that holds it, up to the row, has a sibling of its name.
fn is_only(node: Node<'_, '_>) -> bool {
    let is_alone = |node: Node<'_, '_>| {
        let name = node.tag_name();
        node.parent().is_none_or(|parent| {
            parent
                .children()
                .filter(|child| child.is_element() && child.tag_name() == name)
                .count()
                == 1
        })
    };
    is_alone(node)
}

/// Adds what the elements among the words of a text say of these: where a link leads, whom a name means.
fn add_marks(fields: &mut Map<String, Value>, path: &str, node: Node<'_, '_>) {
    for part in node.descendants().skip(1).filter(|part| part.is_element() && !is_dated(*part)) {
        for attribute in part.attributes() {
            if fields.len() > MAX_COLUMNS {
                return;
            }
            let name = format!("{path}.{}.{}", part.tag_name().name(), attribute.name());
            push(fields, &name, attribute.value());
        }
    }
}

/// Adds where the links among the words of a paragraph lead.
fn add_links(fields: &mut Map<String, Value>, paragraph: Node<'_, '_>) {
    for part in paragraph.descendants().filter(Node::is_element) {
        let address = part.attribute("target").or_else(|| part.attribute("href")).unwrap_or_default();
        if address.starts_with("http") {
            push(fields, "url", address);
        }
    }
}

/// The paragraphs among the elements of a row as one text, and the other elements. Deeper than the row they are paragraphs where
/// nothing else is beside them: `<scopecontent><p>…</p><p>…</p></scopecontent>`.
fn part_paragraphs<'a, 'input>(children: Vec<Node<'a, 'input>>, depth: usize) -> (String, Vec<Node<'a, 'input>>) {
    let is_text = |child: &Node<'_, '_>| PARAGRAPHS.contains(&child.tag_name().name());
    let is_all_text = children.iter().all(is_text);
    let (paragraphs, others): (Vec<_>, Vec<_>) = children
        .into_iter()
        .partition(|child| (depth == 0 || is_all_text) && is_text(child));
    let are_lines = paragraphs.iter().any(|child| child.tag_name().name() == "l");
    let texts = paragraphs.into_iter().map(folded_text).filter(|text| !text.is_empty());
    (texts.collect::<Vec<_>>().join(if are_lines { "\n" } else { "\n\n" }), others)
}

/// How many elements of each name are in one.
fn counts_of<'a>(node: Node<'a, '_>) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::new();
    for child in node.children().filter(Node::is_element) {
        *counts.entry(child.tag_name().name()).or_default() += 1;
    }
    counts
}

/// Whether a name is that of the year, the month or the day of a date: the first, the second, the third.
fn part_of(name: &str) -> Option<usize> {
    const PARTS: [&[&str]; 3] = [
        &["year", "jahr", "ann\u{e9}e", "annee", "a\u{f1}o", "ano", "anno", "y"],
        &["month", "monat", "mois", "mes", "m\u{ea}s", "mese", "m"],
        &["day", "tag", "jour", "d\u{ed}a", "dia", "giorno", "d"],
    ];
    let lower = name.to_lowercase();
    PARTS.iter().position(|names| names.contains(&lower.as_str()))
}

/// A date whose year, month and day are elements of their own.
fn in_children(node: Node<'_, '_>) -> Option<String> {
    let part = |nth: usize| {
        let child = node
            .children()
            .find(|child| child.is_element() && part_of(child.tag_name().name()) == Some(nth));
        child.map(folded_text).filter(|text| !text.is_empty())
    };
    Some(date_of_parts(&part(0)?, part(1).as_deref(), part(2).as_deref(), None))
}

/// When an element says that something was, by its attributes.
fn dating(node: Node<'_, '_>) -> Option<String> {
    let values = DATING_TEI.map(|name| node.attribute(name).map(str::trim).filter(|value| !value.is_empty()));
    let plain = || DATING.iter().find_map(|name| node.attribute(*name)).map(str::to_owned);
    let in_parts = || {
        let part = |nth: usize| {
            node.attributes()
                .find(|attribute| part_of(attribute.name()) == Some(nth))
                .map(|part| part.value())
        };
        Some(date_of_parts(part(0)?, part(1), part(2), None))
    };
    let found = edtf_from(values, "").or_else(plain).or_else(|| qualified(node)).or_else(in_parts)?;
    Some(as_certain(&found, node))
}

/// A date of attributes with the doubt given beside them: in `certainty`, as EAD has it, or in the words.
fn as_certain(date: &str, node: Node<'_, '_>) -> String {
    let certainty = node.attribute("certainty").unwrap_or_default().to_lowercase();
    let words = dates::read(&folded_text(node), Hints::default()).ok();
    let is_about = ["approx", "circa", "ca", "estimat"].iter().any(|word| certainty.starts_with(word))
        || words.as_ref().is_some_and(|words| words.is_approximate);
    let is_doubted = ["uncertain", "question", "doubt", "inferred"]
        .iter()
        .any(|word| certainty.starts_with(word))
        || words.as_ref().is_some_and(|words| words.is_uncertain);
    let sign = match (is_about, is_doubted) {
        (true, true) => "%",
        (true, false) => "~",
        (false, true) => "?",
        (false, false) => return date.to_owned(),
    };
    let is_plain = date.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'/'));
    let signed = date.split('/').map(|side| format!("{side}{sign}")).collect::<Vec<_>>().join("/");
    let is_read = is_plain && dates::Date::parse(&signed).is_ok();
    if is_read { signed } else { date.to_owned() }
}

/// Whether a name is that of a field of an event.
fn is_known(name: &str) -> bool {
    !Mapping::guess(&[name.to_owned()]).0.is_empty()
}

/// Names that elements with an id have, which rows may mean by it.
fn names_in(root: Node<'_, '_>) -> Names {
    let mut names = Names::default();
    for node in root.descendants().filter(Node::is_element) {
        let id = xml_id(node).or_else(|| node.attribute("id"));
        let named = |node: Node<'_, '_>| {
            let is_name = |child: &Node<'_, '_>| matches!(child.tag_name().name(), "name" | "persName" | "label");
            let own = node.attribute("name").map(str::to_owned);
            own.or_else(|| node.children().find(is_name).map(folded_text))
                .filter(|name| !name.is_empty())
        };
        let is_person = node.tag_name().name().to_lowercase().starts_with("pers");
        let text = || Some(folded_text(node)).filter(|text| is_person && !text.is_empty());
        if let (Some(id), Some(name)) = (id, named(node).or_else(text)) {
            names.add(id, &name);
            names.add(&format!("#{id}"), &name);
        }
    }
    names
}

/// The series that a part of a finding aid is in, from the outermost.
fn series_of(row: Node<'_, '_>) -> Option<String> {
    let title = |part: Node<'_, '_>| named(part, "unittitle").next().map(folded_text);
    let is_series = |part: &Node<'_, '_>| is_component(*part) && part.tag_name().name() != "archdesc";
    let mut titles: Vec<String> = row.ancestors().skip(1).filter(is_series).filter_map(title).collect();
    titles.retain(|title| !title.is_empty());
    titles.reverse();
    (!titles.is_empty()).then(|| titles.join(" / "))
}

/// What a part of a document is called.
fn heading(node: Node<'_, '_>) -> Option<String> {
    let is_heading = |child: &Node<'_, '_>| matches!(child.tag_name().name(), "head" | "title" | "name");
    let head = node.children().find(is_heading)?;
    Some(folded_text(head)).filter(|text| !text.is_empty())
}

/// Whether words and elements are by turns in an element, so that it is one text; a column has only elements.
fn is_mixed(node: Node<'_, '_>) -> bool {
    let is_words = |child: &Node<'_, '_>| child.is_text() && child.text().is_some_and(|text| text.contains(char::is_alphanumeric));
    node.children().any(|child| is_words(&child)) && !node.children().any(|child| is_dated(child))
}

/// Whether an element is a date, which is a column of its own also among words.
fn is_dated(node: Node<'_, '_>) -> bool {
    node.is_element() && Field::from_name(node.tag_name().name()).is_some_and(Field::is_date)
}

/// The text of an element beside its children.
fn own_text(node: Node<'_, '_>) -> String {
    let texts = node.children().filter(Node::is_text).filter_map(|child| child.text());
    let text = texts.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
    // Commas between elements say nothing.
    if text.contains(char::is_alphanumeric) {
        text
    } else {
        String::new()
    }
}

/// Adds a value; several under one name are a list.
fn push(fields: &mut Map<String, Value>, name: &str, value: &str) {
    let value = value.trim();
    if value.is_empty() {
        return;
    }
    let value = Value::String(value.to_owned());
    match fields.get_mut(name) {
        None => _ = fields.insert(name.to_owned(), value),
        Some(Value::Array(all)) => all.push(value),
        Some(first) => *first = Value::Array(vec![first.take(), value]),
    }
}

/// The title of the whole, and what else is said of it.
fn describe(draft: &mut FileDraft, root: Node<'_, '_>, parent: Node<'_, '_>, rows: &[Node<'_, '_>]) {
    let statement = named(root, "titleStmt").next();
    draft.title = statement.and_then(|statement| named(statement, "title").next()).map(folded_text);
    let mut lines = Vec::new();
    let holders = if parent == root { vec![root] } else { vec![root, parent] };
    for holder in holders {
        let attributes = holder
            .attributes()
            .map(|attribute| (attribute.name(), attribute.value().trim().to_owned()));
        let is_row = |child: &Node<'_, '_>| rows.first().is_some_and(|row| row.tag_name() == child.tag_name());
        let has_elements = |child: &Node<'_, '_>| child.children().any(|inner| inner.is_element());
        let is_leaf = |child: &Node<'_, '_>| child.is_element() && !is_row(child) && !has_elements(child);
        let children = holder
            .children()
            .filter(is_leaf)
            .map(|child| (child.tag_name().name(), folded_text(child)));
        for (name, text) in attributes.chain(children).filter(|(_, text)| !text.is_empty()) {
            match name.to_lowercase().as_str() {
                "title" | "name" if draft.title.is_none() => draft.title = Some(text),
                "description" | "summary" => lines.insert(0, text),
                _ => lines.push(format!("{name}: {text}")),
            }
        }
    }
    draft.description = (!lines.is_empty()).then(|| lines.join("\n"));
}
