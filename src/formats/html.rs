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
    if !html.contains(['<', '&']) {
        return Plain {
            text: folded(html),
            links: Vec::new(),
        };
    }
    // A tree of so many elements is no text that anybody wrote, and would take long to build.
    if html.matches('<').count() > MAX_TAGS {
        return Plain {
            text: folded(&without_tags(html)),
            links: Vec::new(),
        };
    }
    let document = Html::parse_fragment(html);
    let mut plain = Plain::default();
    let mut text = String::new();
    walk(document.tree.root(), 0, &mut text, &mut plain.links);
    plain.text = folded(&text);
    plain
}

/// What stands outside of angle brackets.
fn without_tags(html: &str) -> String {
    let mut is_inside = false;
    let outside = html.chars().filter(|char| {
        is_inside = *char == '<' || (is_inside && *char != '>');
        !is_inside && *char != '>'
    });
    outside.collect()
}

fn walk(node: ego_tree::NodeRef<'_, Node>, depth: usize, text: &mut String, links: &mut Vec<(String, String)>) {
    if depth > MAX_DEPTH {
        return;
    }
    match node.value() {
        Node::Text(part) => text.push_str(&part.replace(['\n', '\r'], " ")),
        Node::Element(element) if SILENT.contains(&element.name()) => {}
        Node::Element(element) => {
            let is_block = BLOCKS.contains(&element.name());
            let gap = if element.name() == "br" { "\n" } else { "\n\n" };
            if is_block {
                text.push_str(gap);
            }
            let start = text.len();
            node.children().for_each(|child| walk(child, depth + 1, text, links));
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
        _ => node.children().for_each(|child| walk(child, depth + 1, text, links)),
    }
}

/// White space folded within lines, and at most one empty line between two.
fn folded(text: &str) -> String {
    // Most texts are folded already.
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
        assert_eq!(plain("one\n\n\ntwo").text, "one\n\ntwo");
    }
}
