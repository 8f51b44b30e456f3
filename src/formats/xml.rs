//! XML: tells by the root element what a file is. Entities are never expanded, and nothing is ever fetched.

use crate::model::Code;
use roxmltree::{Document, Node, ParsingOptions};

use super::registry::{FORMATS, Sign};
use super::tei_text::folded_text;
use super::{Options, excerpt, file_error, not_read, xml_cut, xml_limits};
use crate::model::draft::FileDraft;
use crate::model::{Place, Report};

/// Reads the draft's text as XML of a kind we know.
pub(super) fn read(draft: &mut FileDraft, options: &Options) {
    draft.format = "xml";
    let text = without_doctype(&draft.text);
    if let Some((offset, message)) = xml_limits::beyond(&text) {
        let place = Some(draft.place_of_offset(offset));
        let help = "no honest file is known that needs more; is it damaged?";
        let report = file_error(&draft.path, Code::TooLarge, place, message, help);
        draft.reports.push(report);
        return;
    }
    let document = match parse(&text) {
        Ok(document) => document,
        Err(error) => {
            let at = error.pos();
            // A file that was cut ends there, and not where the parser began.
            let place = if matches!(error, roxmltree::Error::UnexpectedEndOfStream | roxmltree::Error::UnclosedRootNode) {
                Place::of_offset(&text, text.trim_end().len())
            } else {
                Place {
                    line: at.row as usize,
                    column: at.col as usize,
                }
            };
            let whole = xml_cut::whole(&text);
            let document = whole.as_ref().and_then(|whole| parse(&whole.text).ok());
            let mut message = sentence(&error);
            let mut help = "";
            if let Some(whole) = whole.as_ref().filter(|_| document.is_some()) {
                message = whole.cut.as_ref().map_or_else(
                    || "the file ends before its root element does".to_owned(),
                    |record| format!("the file ends within an element {record:?}, which is left out"),
                );
                help = "what precedes it is read; is the file complete?";
                draft.rejected += usize::from(whole.cut.is_some());
            }
            draft.reports.push(Report {
                excerpt: Some(excerpt(&text, super::offset_of(&text, place.line, place.column), place)),
                ..file_error(&draft.path, Code::Syntax, Some(place), message, help)
            });
            if let Some(document) = document {
                read_document(draft, document.root_element(), options);
            }
            return;
        }
    };
    read_document(draft, document.root_element(), options);
}

/// A document type that defines anything is refused: entities are never expanded.
fn parse(text: &str) -> Result<Document<'_>, roxmltree::Error> {
    let options = ParsingOptions {
        allow_dtd: false,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options)
}

/// Reads a document by what its root element says that it is.
fn read_document(draft: &mut FileDraft, root: Node<'_, '_>, options: &Options) {
    let known = FORMATS.iter().find_map(|format| match format.sign {
        Sign::Xml { is_it, read } if is_it(root) => Some(read),
        _ => None,
    });
    if let Some(read) = known {
        return read(draft, root, options);
    }
    let place = draft.place_of_offset(root.range().start);
    let name = root.tag_name().name();
    if let Some(kind) = not_read::by_root(name) {
        return not_read::refuse(draft, kind);
    }
    draft.reports.push(file_error(
        &draft.path,
        Code::UnknownFormat,
        Some(place),
        format!("found XML with the root {name:?} and no dated elements of one kind in it"),
        "expected a list of letters, visits or other events; data/FORMAT.md says which kinds of XML are read",
    ));
}

/// A text whose document type, where it only names one, is blanked out so that offsets stay. One that defines anything
/// stays, and is refused.
fn without_doctype(text: &str) -> String {
    let declaration = text
        .find("<!DOCTYPE")
        .and_then(|start| Some(start..start + text.get(start..)?.find('>')? + 1));
    let is_name = |range: &std::ops::Range<usize>| {
        text.get(range.clone())
            .is_some_and(|declaration| declaration.is_ascii() && !declaration.contains('['))
    };
    let Some(range) = declaration.filter(is_name) else {
        return text.to_owned();
    };
    let blank: String = text
        .get(range.clone())
        .unwrap_or_default()
        .chars()
        .map(|char| if char == '\n' { '\n' } else { ' ' })
        .collect();
    let mut blanked = text.to_owned();
    blanked.replace_range(range, &blank);
    blanked
}

/// The error without its place.
fn sentence(error: &roxmltree::Error) -> String {
    let text = error.to_string();
    let text = text.split(" at ").next().unwrap_or_default();
    format!("cannot read the XML: {text}")
}

/// The text of a child element, with white space folded; `None` where it is missing or blank.
pub(super) fn child_text(node: Node<'_, '_>, name: &str) -> Option<String> {
    let child = node.children().find(|child| child.has_tag_name(name))?;
    Some(folded_text(child)).filter(|text| !text.is_empty())
}
