//! From bytes to text: UTF-8, UTF-16, and what older programs wrote.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A text, and what had to be done to read it.
pub(super) struct Decoded {
    pub(super) text: String,
    /// The encoding, where it is not UTF-8.
    pub(super) encoding: Option<&'static str>,
    /// Whether bytes that mean nothing were replaced.
    pub(super) is_broken: bool,
}

/// How much of a file is looked at to tell its encoding.
const SAMPLE: usize = 1 << 20;

/// Decodes by the byte order mark, else as UTF-8, else as UTF-16 where every other byte is zero, else as the encoding that
/// fits best; `label` is what the file itself says, as XML does.
pub(super) fn decode(bytes: &[u8], label: Option<&str>) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(length..).unwrap_or_default());
    }
    if let Some(text) = std::str::from_utf8(bytes).ok().filter(|_| !is_wide(bytes)) {
        return Decoded {
            text: text.to_owned(),
            encoding: None,
            is_broken: false,
        };
    }
    if is_nearly_utf8(bytes) {
        return Decoded {
            text: String::from_utf8_lossy(bytes).into_owned(),
            encoding: None,
            is_broken: true,
        };
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let labelled = label
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .filter(|encoding| *encoding != UTF_8);
    let encoding = match labelled {
        _ if has_zeros(sample, 1) => UTF_16LE,
        _ if has_zeros(sample, 0) => UTF_16BE,
        Some(encoding) => encoding,
        None => {
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(sample, true);
            detector.guess(None, chardetng::Utf8Detection::Deny)
        }
    };
    with(encoding, bytes)
}

/// Whether bytes are UTF-8 but for a few: letters of several bytes hardly ever come about in another encoding.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (mut letters, mut wrong) = (0_usize, 0_usize);
    for chunk in sample.utf8_chunks() {
        letters += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    letters > 0 && wrong * 3 <= letters && !sample.contains(&0)
}

/// Bytes of a calendar without the folds that part the bytes of one letter (RFC 5545, 3.1).
pub(super) fn without_folds_in_letters(bytes: &[u8]) -> Cow<'_, [u8]> {
    let is_calendar = bytes.get(..64).is_some_and(|head| {
        let head = String::from_utf8_lossy(head).to_uppercase();
        head.trim_start_matches('\u{feff}').trim_start().starts_with("BEGIN:")
    });
    if !is_calendar || std::str::from_utf8(bytes).is_ok() {
        return Cow::Borrowed(bytes);
    }
    let mut kept = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let fold = match &bytes[at..] {
            [b'\r', b'\n', b' ' | b'\t', next, ..] if next & 0xc0 == 0x80 => 3,
            [b'\n' | b'\r', b' ' | b'\t', next, ..] if next & 0xc0 == 0x80 => 2,
            _ => 0,
        };
        at += fold;
        kept.extend(bytes.get(at));
        at += 1;
    }
    Cow::Owned(kept)
}

/// Whether bytes are zero as in UTF-16; that may be UTF-8, too, but is no text.
pub(super) fn is_wide(bytes: &[u8]) -> bool {
    let sample = bytes.get(..4096).unwrap_or(bytes);
    has_zeros(sample, 0) != has_zeros(sample, 1)
}

/// Whether bytes at even places, or at odd ones, are zero as in UTF-16.
fn has_zeros(sample: &[u8], from: usize) -> bool {
    let zeros_from = |from: usize| sample.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let zeros = zeros_from(from);
    if sample.len() > 3 && zeros * 3 > sample.len() {
        return true;
    }
    // Of other scripts only digits, signs and line ends have a zero; a line end shows where characters begin.
    let end: &[u8] = if from == 1 { b"\n\0" } else { b"\0\n" };
    let ends_lines = sample.chunks_exact(2).any(|pair| pair == end);
    ends_lines && zeros * 16 > sample.len() && zeros_from(1 - from) == 0
}

/// The encoding that an XML declaration names.
pub(super) fn xml_label(bytes: &[u8]) -> Option<&str> {
    let head = std::str::from_utf8(bytes.get(..100.min(bytes.len()))?.split(|byte| !byte.is_ascii()).next()?).ok()?;
    let declaration = head.strip_prefix("<?xml")?;
    let (_, value) = declaration.split_once("encoding=")?;
    value.get(1..)?.split(['"', '\'']).next()
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, is_broken) = encoding.decode_without_bom_handling(bytes);
    Decoded {
        text: Cow::into_owned(text),
        encoding: (encoding != UTF_8).then(|| encoding.name()),
        is_broken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_older_programs_wrote_is_read() {
        let said = |bytes: &[u8]| {
            let decoded = decode(bytes, None);
            (decoded.text, decoded.encoding, decoded.is_broken)
        };
        assert_eq!(said(b"\xEF\xBB\xBFa"), ("a".to_owned(), None, false));
        assert_eq!(said(b"\xFF\xFEa\0b\0"), ("ab".to_owned(), Some("UTF-16LE"), false));
        assert_eq!(said(b"a\0b\0\xe4\0c\0d\0"), ("ab\u{e4}cd".to_owned(), Some("UTF-16LE"), false));
        let (text, encoding, _) = said(
            "Datum;Absender\n1842;M\u{fc}ller aus K\u{f6}ln an B\u{e4}r\n"
                .chars()
                .map(|char| char as u8)
                .collect::<Vec<u8>>()
                .as_slice(),
        );
        assert!(text.contains("M\u{fc}ller aus K\u{f6}ln"), "{text}");
        assert_eq!(encoding, Some("windows-1252"));
    }
}
