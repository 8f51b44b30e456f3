//! What an XML file may hold so that its parser does not take hours: seen in one pass over the text, before it is parsed.

/// The most attributes of an element; a parser compares each with all before it.
const MAX_ATTRIBUTES: usize = 1_000;

/// The most elements that are in each other.
const MAX_DEPTH: usize = 1_000;

/// Where a text goes beyond that, and how, in words.
pub(super) fn beyond(text: &str) -> Option<(usize, String)> {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| memchr::memchr(b'<', rest.as_bytes())) {
        let start = at + found;
        let rest = text.get(start..)?;
        let skipped = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
        if let Some((_, end)) = skipped.iter().find(|(begin, _)| rest.starts_with(begin)) {
            at = start + rest.find(end)? + end.len();
            continue;
        }
        let (length, attributes) = tag(rest);
        if attributes > MAX_ATTRIBUTES {
            let message = format!("an element has more than {MAX_ATTRIBUTES} attributes, the most that are read");
            return Some((start, message));
        }
        let is_empty = rest.get(..length).is_some_and(|tag| tag.ends_with("/>"));
        if rest.starts_with("</") {
            depth = depth.saturating_sub(1);
        } else if !is_empty && !rest.starts_with("<!") {
            depth += 1;
        }
        if depth > MAX_DEPTH {
            return Some((
                start,
                format!("more than {MAX_DEPTH} elements are in each other, the most that are read"),
            ));
        }
        at = start + length;
    }
    None
}

/// How many bytes a tag takes, and how many attributes it has.
fn tag(rest: &str) -> (usize, usize) {
    let (mut quote, mut attributes) = (None, 0);
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (None, b'"' | b'\'') => {
                quote = Some(byte);
                attributes += 1;
            }
            (None, b'>') => return (at + 1, attributes),
            _ => {}
        }
    }
    (rest.len(), attributes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_files_are_within_and_traps_are_beyond() {
        let attributes = |count: usize| (0..count).map(|at| format!(" a{at}='>'")).collect::<Vec<_>>().concat();
        let nested = |count: usize| "<p>".repeat(count) + &"</p>".repeat(count);
        for text in [
            format!("<?xml version='1.0'?><!-- <a> --><r{}><![CDATA[<<<]]></r>", attributes(1_000)),
            nested(1_000),
            format!("<r>{}</r>", "<p a=\"1\"/><br/>".repeat(5_000)),
            "<r".to_owned(),
            "<!-- open".to_owned(),
        ] {
            assert_eq!(beyond(&text), None, "{}", text.get(..40).unwrap_or(&text));
        }
        assert!(beyond(&format!("<r{}/>", attributes(1_001))).is_some_and(|(at, why)| at == 0 && why.contains("attributes")));
        assert!(beyond(&nested(1_001)).is_some_and(|(at, why)| at == 3_000 && why.contains("in each other")));
    }
}
