//! Plain text from HTML: paragraphs stay apart, links are given beside it. Nothing is fetched, nothing is run.

use scraper::{Html, Node};

/// A text without its tags.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plain {
    /// The text; paragraphs are divided by an empty line.
    pub(super) text: String,
    /// Addresses of links and their texts, in order, each once.
    pub(super) links: Vec<(String, String)>,
}

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 18] = [
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "tr",
    "table",
    "section",
    "pre",
    "hr",
];

/// Elements whose content is no text.
const SILENT: [&str; 5] = ["script", "style", "head", "title", "template"];

/// The deepest nesting that is followed; what lies deeper is left out.
const MAX_DEPTH: usize = 200;

/// More tags than this are taken out without looking at them.
const MAX_TAGS: usize = 5_000;

/// Reads HTML, or text that has none.
pub(super) fn plain(html: &str) -> Plain {
    if memchr::memchr2(b'<', b'&', html.as_bytes()).is_none() {
        return Plain {
            text: as_written(html),
            links: Vec::new(),
        };
    }
    // A tree of so many elements is no text that anybody wrote, and would take long to build.
    let tags = html.match_indices('<').filter(|(at, _)| tag_end(&html[*at..]).is_some()).count();
    if tags > MAX_TAGS {
        return Plain {
            text: folded(&without_tags(html)),
            links: Vec::new(),
        };
    }
    // Text in which nothing is marked up keeps its signs, its blanks and its lines.
    if tags == 0 && !has_entity(html) {
        return Plain {
            text: as_written(html),
            links: Vec::new(),
        };
    }
    let document = Html::parse_fragment(&with_signs(html));
    let mut plain = Plain::default();
    let mut text = String::new();
    // Words in italics and signs by their names leave lines and blanks as they are; paragraphs are lines of their own.
    let lower = html.to_ascii_lowercase();
    let is_tag = |name: &str| lower.match_indices(name).any(|(at, _)| lower[..at].ends_with(['<', '/']));
    let has_blocks = BLOCKS.iter().any(|name| is_tag(name));
    walk(document.tree.root(), 0, &mut text, &mut plain.links, !has_blocks);
    plain.text = if has_blocks { folded(&text) } else { as_written(&text) };
    plain
}

/// A text without markup, unchanged but for blanks around it and for the line ends of other systems.
fn as_written(text: &str) -> String {
    let text = text.trim_end().trim_start_matches(['\n', '\r']);
    let text = if text.contains(['\n', '\r']) { text } else { text.trim_start() };
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

/// A text of one line: a title.
pub(super) fn line(html: &str) -> String {
    plain(html).text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text has a character reference: `&amp;`, `&#8211;`.
fn has_entity(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| {
        // None has a longer name.
        let rest = text.as_bytes().get(at + 1..).unwrap_or_default();
        let end = rest.iter().take(33).position(|byte| *byte == b';').unwrap_or_default();
        let name = text.get(at + 1..at + 1 + end).unwrap_or_default();
        !name.is_empty() && name.chars().all(|char| char.is_ascii_alphanumeric() || char == '#')
    })
}

/// The text with each sign that begins no tag of HTML as a character reference, so that it stays: `<ana@example.org>`.
fn with_signs(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, sign) = rest.split_at(at);
        text.push_str(before);
        let end = tag_end(sign);
        text.push_str(end.map_or("&lt;", |end| &sign[..end]));
        rest = &sign[end.unwrap_or(1)..];
    }
    text.push_str(rest);
    text
}

/// How long the tag or comment of HTML is that a text begins with; `None` where it begins with none. A tag has a known
/// name, and behind it nothing but attributes with values: `a<b then c>d` has none.
fn tag_end(text: &str) -> Option<usize> {
    if text.starts_with("<!--") {
        return text.find("-->").map(|end| end + 3);
    }
    if let Some(rest) = text.strip_prefix("<!") {
        let is_doctype = rest.get(..7).is_some_and(|name| name.eq_ignore_ascii_case("doctype")) || rest.starts_with("[CDATA[");
        return if is_doctype { text.find('>').map(|end| end + 1) } else { None };
    }
    let inner = text.strip_prefix("</").or_else(|| text.strip_prefix('<'))?;
    let name_length = inner.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let name = inner.get(..name_length)?.to_ascii_lowercase();
    if !TAGS.split(' ').any(|tag| tag == name) {
        return None;
    }
    let mut rest = &inner[name_length..];
    loop {
        let trimmed = rest.trim_start();
        if let Some(behind) = trimmed.strip_prefix("/>").or_else(|| trimmed.strip_prefix('>')) {
            return Some(text.len() - behind.len());
        }
        // Attributes stand apart from what is before them.
        if trimmed.len() == rest.len() {
            return None;
        }
        let length = trimmed
            .find(|char: char| !(char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | ':')))
            .unwrap_or(trimmed.len());
        if length == 0 {
            return None;
        }
        let attribute = trimmed.get(..length)?;
        let behind = &trimmed[length..];
        let Some(value) = behind.trim_start().strip_prefix('=') else {
            if !FLAGS.split(' ').any(|flag| attribute.eq_ignore_ascii_case(flag)) {
                return None;
            }
            rest = behind;
            continue;
        };
        let value = value.trim_start();
        rest = match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].split_once(quote)?.1,
            _ => {
                &value[value
                    .find(|char: char| char.is_whitespace() || matches!(char, '>' | '<'))
                    .unwrap_or(value.len())..]
            }
        };
    }
}

/// The elements of HTML.
const TAGS: &str = "a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button canvas caption center \
                    cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font \
                    footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li \
                    link main map mark menu meta meter nav noframes noscript object ol optgroup option output p param picture pre \
                    progress q rp rt ruby s samp script section select slot small source span strike strong style sub summary sup svg \
                    table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr";

/// Attributes of HTML that need no value.
const FLAGS: &str = "allowfullscreen async autofocus autoplay checked controls default defer disabled hidden ismap loop multiple muted \
                     nomodule novalidate open readonly required reversed selected noshade nowrap compact";

/// What stands outside of tags.
fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let end = tag_end(&rest[at..]);
        if end.is_none() {
            text.push('<');
        }
        rest = &rest[at + end.unwrap_or(1)..];
    }
    text.push_str(rest);
    text
}

fn walk(node: ego_tree::NodeRef<'_, Node>, depth: usize, text: &mut String, links: &mut Vec<(String, String)>, keeps_lines: bool) {
    if depth > MAX_DEPTH {
        return;
    }
    match node.value() {
        Node::Text(part) if keeps_lines => text.push_str(part),
        Node::Text(part) => text.push_str(&part.replace(['\n', '\r'], " ")),
        Node::Element(element) if SILENT.contains(&element.name()) => {}
        Node::Element(element) => {
            let is_block = BLOCKS.contains(&element.name());
            let gap = if element.name() == "br" { "\n" } else { "\n\n" };
            if is_block {
                text.push_str(gap);
            }
            let start = text.len();
            node.children().for_each(|child| walk(child, depth + 1, text, links, keeps_lines));
            if let Some(address) = element.attr("href").filter(|_| element.name() == "a") {
                let is_web = address.starts_with("http://") || address.starts_with("https://");
                if is_web && !links.iter().any(|(known, _)| known == address) {
                    let words = text
                        .get(start..)
                        .unwrap_or_default()
                        .split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" ");
                    links.push((address.to_owned(), words));
                }
            }
            if is_block && element.name() != "br" {
                text.push_str("\n\n");
            }
        }
        _ => node.children().for_each(|child| walk(child, depth + 1, text, links, keeps_lines)),
    }
}

/// White space folded within lines, and at most one empty line between two.
fn folded(text: &str) -> String {
    // Most texts are folded already, and plain.
    let is_simple = |pair: &[u8]| pair[0] >= b' ' && pair[0].is_ascii() && pair != b"  ";
    let bytes = text.as_bytes();
    if bytes.windows(2).all(is_simple) && bytes.last().is_none_or(|last| (b' '..0x7f).contains(last)) {
        return text.trim().to_owned();
    }
    let is_odd = |char: char| char.is_whitespace() && char != ' ';
    if !text.contains(is_odd) && !text.contains("  ") {
        return text.trim().to_owned();
    }
    let lines: Vec<String> = text
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let mut folded = String::new();
    let mut blanks = 0;
    for line in lines {
        if line.is_empty() {
            blanks += 1;
            continue;
        }
        if !folded.is_empty() {
            folded.push_str(if blanks > 0 { "\n\n" } else { "\n" });
        }
        blanks = 0;
        folded.push_str(&line);
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_stay_apart_and_links_are_kept() {
        let read = plain(
            "<p class=\"lead\">Take <a href=\"https://a.example/x\">Ada\n Lovelace</a>: d&eacute;but.</p><p>Second<br>line</p><script>no()</script>",
        );
        assert_eq!(read.text, "Take Ada Lovelace: d\u{e9}but.\n\nSecond\nline");
        assert_eq!(read.links, [("https://a.example/x".to_owned(), "Ada Lovelace".to_owned())]);
        assert_eq!(plain("a < b").text, "a < b");
        for kept in [
            "Write to me at <ana@example.org> before Monday.",
            "AT&T <none@example.org> if a<b then c>d",
            "<unclear> & <gap reason=\"damage\">",
            "x <3 y",
            "<a b c>",
        ] {
            assert_eq!(plain(kept).text, kept);
        }
        assert_eq!(
            plain("<b>bold</b> and <i class=x>slanted</i>, 2 < 3 &amp; more").text,
            "bold and slanted, 2 < 3 & more"
        );
        assert_eq!(plain("one\n\n\ntwo").text, "one\n\n\ntwo");
    }
}
