//! Lists of JSON one after another, as pages of an answer are pasted together: `[{…}][{…}]`, `[{…}]` and objects after it.

use serde_json::value::RawValue;

/// The same as one list, every value in its place, where the text is a list and more values after it; `None` for anything else.
/// What is no object stays one value of the list, so that it is counted.
pub(super) fn joined(text: &str) -> Option<String> {
    let mut values: Vec<(usize, &str)> = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<&RawValue>() {
        let value = value.ok()?.get();
        values.push((value.as_ptr() as usize - text.as_ptr() as usize, value));
    }
    if values.len() < 2 || !values.first()?.1.starts_with('[') {
        return None;
    }
    let mut out = String::with_capacity(text.len() + 2);
    let mut end = 0;
    let mut has_value = false;
    for (start, value) in values {
        out.push_str(text.get(end..start)?);
        end = start + value.len();
        let inner = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        // The brackets of a list of objects go, so that what is in it stays where it is.
        if let Some(inner) = inner.filter(|inner| inner.trim_start().starts_with('{') || inner.trim().is_empty()) {
            let is_filled = !inner.trim().is_empty();
            out.push(match (out.trim().is_empty(), has_value && is_filled) {
                (true, _) => '[',
                (false, true) => ',',
                (false, false) => ' ',
            });
            out.push_str(inner);
            out.push(' ');
            has_value |= is_filled;
        } else {
            if has_value {
                out.push(',');
            }
            out.push_str(value);
            has_value = true;
        }
    }
    out.push_str(text.get(end..)?.trim_end());
    out.push(']');
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_one_after_another_are_one() {
        let count = |text: &str| {
            let joined = joined(text)?;
            serde_json::from_str::<Vec<serde_json::Value>>(&joined).ok().map(|all| all.len())
        };
        assert_eq!(count(r#"[{"a": 1}][{"a": 2}]"#), Some(2));
        assert_eq!(
            count("[{\"a\": 1}]\n{\"a\": 2}\n[\"x\", \"y\"]\n"),
            Some(3),
            "a list of texts is one value"
        );
        assert_eq!(count(r#"[] [{"a": 1}] []"#), Some(1));
        assert_eq!(count(r#"[{"a": 1}]"#), None);
        assert_eq!(count(r#"[{"a": 1}] [{"#), None);
        assert_eq!(
            joined(r#"[{"a": 1}] [{"a": 2}]"#).as_deref(),
            Some(r#"[{"a": 1}  ,{"a": 2} ]"#),
            "in their places"
        );
    }
}
