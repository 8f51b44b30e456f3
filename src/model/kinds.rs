//! The kinds of events, and in one table what each is called and how it is drawn.

use serde::{Deserialize, Serialize};

/// What kind of thing an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// From one leader to another.
    Message,
    /// A message that names the one it answers.
    Reply,
    /// A leader's stay somewhere.
    Visit,
    /// Leaders who talk to each other, in one place or by phone.
    Meeting,
    /// A leader who speaks to nobody in particular.
    Statement,
    /// Anything else.
    Other,
}

/// How a kind is drawn: on the timeline, in the legend, on a chip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// A dot and an arrow, of a reply hollow and dashed.
    Arrow {
        /// Whether it is that of a reply.
        is_reply: bool,
    },
    /// A bar as long as it lasts.
    Bar,
    /// A diamond on each lane.
    Diamond,
    /// A dot with waves above it.
    Waves,
    /// A square.
    Square,
}

/// What is known of a kind.
struct Facts {
    kind: Kind,
    /// The name in files and on the command line.
    name: &'static str,
    title: &'static str,
    plural: &'static str,
    glyph: Glyph,
    /// Between the two sides: in a line of short names, in the panel, and where it is spoken.
    joints: [&'static str; 3],
    /// Before who did it, in a title that is made.
    by: &'static str,
    /// Whether its chip always says what it is.
    is_chief: bool,
}

const ARROW: &str = "\u{2192}";

/// In the order of [`Kind::ALL`].
const FACTS: [Facts; 6] = [
    Facts {
        kind: Kind::Message,
        name: "message",
        title: "Message",
        plural: "Messages",
        glyph: Glyph::Arrow { is_reply: false },
        joints: [ARROW, ARROW, "to"],
        by: "from",
        is_chief: true,
    },
    Facts {
        kind: Kind::Reply,
        name: "reply",
        title: "Reply",
        plural: "Replies",
        glyph: Glyph::Arrow { is_reply: true },
        joints: [ARROW, ARROW, "to"],
        by: "from",
        is_chief: true,
    },
    Facts {
        kind: Kind::Visit,
        name: "visit",
        title: "Visit",
        plural: "Visits",
        glyph: Glyph::Bar,
        joints: [ARROW, "visits", "visits"],
        by: "of",
        is_chief: true,
    },
    Facts {
        kind: Kind::Meeting,
        name: "meeting",
        title: "Meeting",
        plural: "Meetings",
        glyph: Glyph::Diamond,
        joints: ["and", "and", "with"],
        by: "from",
        is_chief: false,
    },
    Facts {
        kind: Kind::Statement,
        name: "statement",
        title: "Statement",
        plural: "Statements",
        glyph: Glyph::Waves,
        joints: [ARROW, ARROW, "to"],
        by: "by",
        is_chief: false,
    },
    Facts {
        kind: Kind::Other,
        name: "other",
        title: "Other",
        plural: "Others",
        glyph: Glyph::Square,
        joints: [ARROW, ARROW, "to"],
        by: "from",
        is_chief: false,
    },
];

impl Kind {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 6] = {
        let mut all = [Self::Other; 6];
        let mut at = 0;
        while at < all.len() {
            all[at] = FACTS[at].kind;
            at += 1;
        }
        all
    };

    const fn facts(self) -> &'static Facts {
        &FACTS[self.position()]
    }

    /// Its place in [`Self::ALL`].
    #[must_use]
    pub const fn position(self) -> usize {
        self as usize
    }

    /// The name in files and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.facts().name
    }

    /// The name of one, for people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        self.facts().title
    }

    /// The name of several, for people.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        self.facts().plural
    }

    /// How it is drawn.
    #[must_use]
    pub const fn glyph(self) -> Glyph {
        self.facts().glyph
    }

    /// What is written between the two sides in a line of short names: an arrow, or “and”.
    #[must_use]
    pub const fn joint(self) -> &'static str {
        self.facts().joints[0]
    }

    /// What is written between the two sides where there is room: an arrow, “and”, or “visits”.
    #[must_use]
    pub const fn joint_in_full(self) -> &'static str {
        self.facts().joints[1]
    }

    /// What is said between the two sides: “to”, “with”, or “visits”.
    #[must_use]
    pub const fn joint_spoken(self) -> &'static str {
        self.facts().joints[2]
    }

    /// What is written before who did it: “from”, “by”, or “of”.
    #[must_use]
    pub const fn by(self) -> &'static str {
        self.facts().by
    }

    /// Whether its chip always says what it is.
    #[must_use]
    pub const fn is_chief(self) -> bool {
        self.facts().is_chief
    }

    /// The kind with that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether something goes from one to another: a message or a reply.
    #[must_use]
    pub const fn is_message(self) -> bool {
        matches!(self.glyph(), Glyph::Arrow { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_kinds() {
        for (place, kind) in Kind::ALL.into_iter().enumerate() {
            assert_eq!((kind.position(), Kind::from_name(kind.name())), (place, Some(kind)));
        }
    }
}
