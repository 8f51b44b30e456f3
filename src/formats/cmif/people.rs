//! Persons of letters: what they are called, by what address, and on which side of an action they are.

use roxmltree::Node;

use super::super::tei::attribute;
use super::super::tei_text::folded_text;
use crate::model::names::folded;

/// An address in one form: with https and without a slash at its end.
pub(super) fn one_address(address: &str) -> String {
    let bare = address.strip_prefix("http://").or_else(|| address.strip_prefix("https://"));
    bare.map_or_else(|| address.to_owned(), |bare| format!("https://{}", bare.trim_end_matches('/')))
}

/// A name as it is to be shown: parts of it that stand in elements of their own, without a blank between them, are parted.
pub(super) fn name_of(node: Node<'_, '_>) -> String {
    let is_part = |node: &Node<'_, '_>| {
        node.is_element()
            && matches!(
                node.tag_name().name(),
                "forename" | "surname" | "roleName" | "nameLink" | "genName" | "addName" | "placeName"
            )
    };
    let parts: Vec<Node<'_, '_>> = node.children().filter(is_part).collect();
    let is_close = |pair: &[Node<'_, '_>]| pair[0].next_sibling() == Some(pair[1]);
    if !parts.windows(2).any(is_close) {
        return folded_text(node);
    }
    let text = |child: Node<'_, '_>| {
        if child.is_text() {
            child.text().unwrap_or_default().to_owned()
        } else {
            folded_text(child)
        }
    };
    let all: Vec<String> = node.children().map(text).collect();
    all.join(" ").split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",")
}

/// Whether two names have a word in common, of more than a letter: “Carl Cron” and “Cron, Karl von”.
pub(super) fn shares_word(first: &str, second: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let parts = folded(name).to_lowercase();
        parts
            .split(|char: char| !char.is_alphanumeric())
            .filter(|word| word.chars().count() > 1)
            .map(str::to_owned)
            .collect()
    };
    let second = words(second);
    words(first).iter().any(|word| second.contains(word))
}

/// Whom of an action is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Who sent: all but those who are called receivers.
    Sender,
    /// Who received: all but those who are called senders.
    Receiver,
    /// Those who are called senders, where the action is of the receipt.
    OnlySender,
    /// Those who are called receivers, where the action is of the sending.
    OnlyReceiver,
}

impl Side {
    pub(super) fn has(self, person: &Node<'_, '_>) -> bool {
        let called = attribute(*person, "type")
            .or_else(|| attribute(*person, "role"))
            .unwrap_or_default();
        let is_sender = matches!(called, "sender" | "author" | "writer" | "from" | "Absender" | "exp\u{e9}diteur");
        let is_receiver = matches!(
            called,
            "addressee" | "recipient" | "receiver" | "to" | "Empf\u{e4}nger" | "destinataire"
        );
        match self {
            Self::Sender => !is_receiver,
            Self::Receiver => !is_sender,
            Self::OnlySender => is_sender,
            Self::OnlyReceiver => is_receiver,
        }
    }
}
