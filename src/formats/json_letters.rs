//! Letters that were written byte by byte, as the exports of Facebook and Instagram have them.

use std::ops::Range;

use serde_json::Value;

/// Puts letters together of which each byte of their UTF-8 became a character of its own: `M\u{c3}\u{bc}ller`. Only where all
/// that is beyond ASCII in the records is so, and something is.
pub(super) fn mend_letters(records: &mut [(Value, Range<usize>)]) -> bool {
    fn all(value: &Value, test: &mut impl FnMut(&str) -> bool) -> bool {
        match value {
            Value::String(text) => test(text),
            Value::Array(values) => values.iter().all(|value| all(value, test)),
            Value::Object(fields) => fields.values().all(|value| all(value, test)),
            _ => true,
        }
    }
    fn mend(value: &mut Value) {
        match value {
            Value::String(text) => *text = together(text).unwrap_or_else(|| std::mem::take(text)),
            Value::Array(values) => values.iter_mut().for_each(mend),
            Value::Object(fields) => fields.values_mut().for_each(mend),
            _ => {}
        }
    }
    let mut is_any = false;
    let is_so = records.iter().all(|(record, _)| {
        all(record, &mut |text| {
            is_any |= !text.is_ascii();
            text.is_ascii() || together(text).is_some()
        })
    });
    if is_any && is_so {
        for (record, _) in records.iter_mut() {
            mend(record);
        }
    }
    is_any && is_so
}

/// The text whose bytes are these characters; `None` where they are none of UTF-8.
pub(super) fn together(text: &str) -> Option<String> {
    let bytes: Vec<u8> = text.chars().map(|char| u8::try_from(u32::from(char)).ok()).collect::<Option<_>>()?;
    String::from_utf8(bytes).ok()
}
