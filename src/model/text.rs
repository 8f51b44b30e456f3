//! Texts of an archive: slices of what was read, so that a text that is in a file is in memory once.

use std::borrow::Borrow;
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// A text: a slice of a file's text, or of one made for it. 16 bytes, and cheap to clone.
#[derive(Clone)]
pub struct Text {
    of: Arc<String>,
    start: u32,
    len: u32,
}

const _: () = assert!(size_of::<Option<Text>>() == 16, "an archive holds several for each event");

impl Text {
    /// A slice of a text; a copy where it lies beyond the first 4 GiB. Bytes that are no slice of it give nothing.
    #[must_use]
    pub fn slice(of: &Arc<String>, bytes: Range<usize>) -> Self {
        let Some(text) = of.get(bytes.clone()) else {
            return Self::default();
        };
        match (u32::try_from(bytes.start), u32::try_from(text.len())) {
            (Ok(start), Ok(len)) => Self {
                of: Arc::clone(of),
                start,
                len,
            },
            _ => Self::from(text.to_owned()),
        }
    }

    /// The text as a string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Where a text is longer than can be counted here, it is the whole of its string.
        let end = if self.len == u32::MAX {
            self.of.len()
        } else {
            self.start as usize + self.len as usize
        };
        self.of.get(self.start as usize..end).unwrap_or_default()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        let len = u32::try_from(text.len()).unwrap_or(u32::MAX);
        Self {
            of: Arc::new(text),
            start: 0,
            len,
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::from(String::new())
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<String> for Text {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl std::hash::Hash for Text {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

/// Where the texts of one record are: in the text of its file, or in one string that is made for all of them that are not
/// there as they are, because they were escaped, joined, or of a table's cells.
pub(super) struct Texts<'a> {
    file: &'a Arc<String>,
    made: Arc<String>,
    /// Where the bytes of a text were, and where they are in `made`; by the first.
    known: Vec<(*const u8, Range<usize>)>,
}

impl<'a> Texts<'a> {
    /// Makes one string for those of some texts that are no slices of the file's.
    pub(super) fn gather<'t>(file: &'a Arc<String>, texts: impl Iterator<Item = &'t str>) -> Self {
        let (mut made, mut known) = (String::new(), Vec::new());
        for text in texts.filter(|text| !text.is_empty() && bytes_in(file, text).is_none()) {
            known.push((text.as_ptr(), made.len()..made.len() + text.len()));
            made.push_str(text);
        }
        made.shrink_to_fit();
        known.sort_unstable_by_key(|(at, bytes): &(*const u8, Range<usize>)| (*at, bytes.len()));
        Self {
            file,
            made: Arc::new(made),
            known,
        }
    }

    /// A text that was gathered, or that is a slice of the file's; else one by itself.
    pub(super) fn of(&self, text: &str) -> Text {
        if let Some(bytes) = bytes_in(self.file, text) {
            return Text::slice(self.file, bytes);
        }
        let key = (text.as_ptr(), text.len());
        let found = self.known.binary_search_by_key(&key, |(at, bytes)| (*at, bytes.len()));
        match found.ok().and_then(|at| self.known.get(at)) {
            Some((_, bytes)) => Text::slice(&self.made, bytes.clone()),
            None => Text::from(text),
        }
    }
}

/// The bytes of a text that a slice of it is; `None` for one that lies elsewhere.
fn bytes_in(text: &str, slice: &str) -> Option<Range<usize>> {
    let start = (slice.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let end = start.checked_add(slice.len())?;
    (end <= text.len() && !slice.is_empty()).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_the_same_wherever_it_lies() {
        let file = Arc::new("one, two, three".to_owned());
        let elsewhere = "four".to_owned();
        let texts = Texts::gather(&file, [&file[5..8], elsewhere.as_str()].into_iter());
        let two = texts.of(&file[5..8]);
        assert!(Arc::ptr_eq(&two.of, &file));
        assert_eq!(two, "two");
        let four = texts.of(&elsewhere);
        assert!(Arc::ptr_eq(&four.of, &texts.made));
        assert_eq!(four, Text::from("four"));
        assert_eq!(texts.of(""), Text::default());
        assert_eq!(texts.of("five"), "five");
        assert_eq!(Text::slice(&file, 3..99), "");
    }
}
