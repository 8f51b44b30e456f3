//! Content lines of iCalendar (RFC 5545, 3.1): unfolded, with parameters and values.

use std::ops::Range;

/// A content line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// In capitals.
    pub(super) name: String,
    /// Names in capitals, values without quotation marks.
    pub(super) params: Vec<(String, String)>,
    pub(super) value: String,
    /// The bytes of the text it stands in.
    pub(super) span: Range<usize>,
}

impl Line {
    /// The value of a parameter.
    pub(super) fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The values of a list as texts; a comma that is escaped divides none.
    pub(super) fn texts(&self) -> Vec<String> {
        let mut parts = vec![String::new()];
        let mut chars = self.value.chars();
        while let Some(char) = chars.next() {
            match (char, parts.last_mut()) {
                (',', _) => parts.push(String::new()),
                (char, Some(last)) => {
                    last.push(char);
                    if char == '\\' {
                        last.extend(chars.next());
                    }
                }
                (_, None) => {}
            }
        }
        let text = |value: String| {
            let line = Self { value, ..Self::default() };
            line.text()
        };
        parts.into_iter().map(text).filter(|part| !part.is_empty()).collect()
    }

    /// The value as a text: escapes resolved.
    pub(super) fn text(&self) -> String {
        let mut text = String::with_capacity(self.value.len());
        let mut chars = self.value.chars();
        while let Some(char) = chars.next() {
            match char {
                '\\' => match chars.next() {
                    Some('n' | 'N') => text.push('\n'),
                    Some(other) => text.push(other),
                    None => text.push('\\'),
                },
                other => text.push(other),
            }
        }
        text.trim().to_owned()
    }
}

/// The lines of a text; a line that is none is given as the bytes it stands in.
pub(super) fn lines(text: &str) -> Vec<Result<Line, Range<usize>>> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let (mut content, mut end) = one(text, start);
        // What follows with a blank before it belongs to the same line, also after empty lines.
        while let Some(next) = folded_at(text, end).filter(|_| !content.trim().is_empty()) {
            end = next;
            let (more, next) = one(text, end);
            content.push_str(more.get(1..).unwrap_or_default());
            end = next;
        }
        let span = start..end;
        start = end;
        if !content.trim().is_empty() {
            found.push(parse(content.trim_end(), span.clone()).ok_or(span));
        }
    }
    found
}

/// Where a line that is folded goes on, if it does.
fn folded_at(text: &str, end: usize) -> Option<usize> {
    let rest = text.get(end..)?;
    let next = rest.trim_start_matches(['\r', '\n']);
    next.starts_with([' ', '\t']).then(|| end + rest.len() - next.len())
}

/// A physical line without its end, and where the next one starts.
fn one(text: &str, start: usize) -> (String, usize) {
    let rest = text.get(start..).unwrap_or_default();
    let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let (line, after) = rest.split_at(length);
    let gap = if after.starts_with("\r\n") {
        2
    } else {
        usize::from(!after.is_empty())
    };
    (line.to_owned(), start + length + gap)
}

fn parse(content: &str, span: Range<usize>) -> Option<Line> {
    let name_end = content.find([';', ':'])?;
    let (name, mut rest) = content.split_at(name_end);
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .chars()
                .all(|char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.'))
    };
    if !is_name(name.trim()) {
        return None;
    }
    let mut params = Vec::new();
    while let Some(after) = rest.strip_prefix(';') {
        let equals = after.find(['=', ':', ';'])?;
        let (param, value) = after.split_at(equals);
        let value = value.strip_prefix('=').unwrap_or(value);
        let mut is_quoted = false;
        let end = value
            .char_indices()
            .find(|(_, char)| {
                is_quoted ^= *char == '"';
                !is_quoted && matches!(char, ';' | ':')
            })
            .map(|(at, _)| at)?;
        // `TZID=tzone://Microsoft/Utc:20240813T100000`, as Exchange writes it.
        let is_address = value.get(end..).is_some_and(|after| after.starts_with("://"));
        let end = if is_address { value.rfind(':')? } else { end };
        let (value, after) = value.split_at(end);
        params.push((param.trim().to_ascii_uppercase(), param_text(value)));
        rest = after;
    }
    Some(Line {
        name: name.trim().to_ascii_uppercase(),
        params,
        value: rest.strip_prefix(':')?.to_owned(),
        span,
    })
}

/// The value of a parameter: without quotation marks, with the signs that RFC 6868 writes with a caret.
fn param_text(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut chars = value.chars().filter(|char| *char != '"').peekable();
    while let Some(char) = chars.next() {
        let escaped = match (char, chars.peek()) {
            ('^', Some('\'')) => '"',
            ('^', Some('n')) => '\n',
            ('^', Some('^')) => '^',
            // Not of the standard, but found.
            ('\\', Some(sign @ (',' | ';' | '\\'))) => *sign,
            _ => {
                text.push(char);
                continue;
            }
        };
        text.push(escaped);
        chars.next();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_unfolded_and_taken_apart() {
        let text =
            "BEGIN:VEVENT\r\nATTENDEE;CN=\"Kim; the leader\";ROLE=CHAIR:mailto:kim@\r\n example.org\nSUMMARY:A\\, b\\nc\n no line\nbroken";
        let read = lines(text);
        assert_eq!(read.len(), 4);
        let attendee = read[1].clone().unwrap_or_default();
        assert_eq!(attendee.param("CN"), Some("Kim; the leader"));
        assert_eq!(attendee.value, "mailto:kim@example.org");
        assert_eq!(read[2].clone().unwrap_or_default().text(), "A, b\ncno line");
        assert!(read[3].is_err());
        assert_eq!(param_text("Carl ^'Red^' Dorn"), "Carl \"Red\" Dorn");
        assert_eq!(param_text("Dorn\\, Carl ^^"), "Dorn, Carl ^");
    }
}
