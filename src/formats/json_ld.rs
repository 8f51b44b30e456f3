//! JSON-LD: names of fields with the prefix of their vocabulary, `schema:sender`.

/// The vocabularies whose terms are read by their names alone.
const PREFIXES: [&str; 9] = ["schema", "dc", "dcterms", "dct", "foaf", "bibo", "rdfs", "sdo", "as"];

/// A text whose fields have their names without prefixes; blanks take the place of these, so that offsets stay. `None` where it is
/// no JSON-LD, or has none.
pub(super) fn plain(text: &str) -> Option<String> {
    if !text.contains("\"@context\"") && !text.contains("\"@graph\"") {
        return None;
    }
    let mut plain = text.to_owned();
    let mut is_any = false;
    for prefix in PREFIXES {
        let start = format!("\"{prefix}:");
        let found: Vec<usize> = text.match_indices(&start).map(|(at, _)| at).collect();
        for at in found {
            let name_at = at + start.len();
            let Some(length) = text[name_at..].find('"') else { continue };
            let (name, after) = text[name_at..].split_at(length);
            let is_name = !name.is_empty() && name.chars().all(|char| char.is_ascii_alphanumeric());
            let is_field = after[1..].trim_start().starts_with(':');
            if is_name && is_field {
                let blanks = " ".repeat(prefix.len() + 1);
                plain.replace_range(at..=name_at + length, &format!("\"{name}\"{blanks}"));
                is_any = true;
            }
        }
    }
    is_any.then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn prefixes_of_fields_give_way_to_blanks() {
        let text = r#"{"@context":{},"schema:sender" : "schema:x","dc:date":"1842","x:y":1}"#;
        let expected = r#"{"@context":{},"sender"        : "schema:x","date"   :"1842","x:y":1}"#;
        assert_eq!(plain(text).as_deref(), Some(expected));
        assert_eq!(plain(r#"{"schema:sender":1}"#), None, "no JSON-LD");
    }
}
