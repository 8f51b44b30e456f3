//! A story: views of an archive in an order, each with a title and a sentence or two, to be walked through and published.

use serde::{Deserialize, Serialize};

use crate::view::View;

/// What of an archive is seen, in words that outlive a change of the archive: leaders, events and kinds are named as on the
/// command line, dates are EDTF.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sight {
    /// Which view it is of.
    #[serde(skip_serializing_if = "is_usual")]
    pub view: View,
    /// Whose tempo it shows.
    #[serde(skip_serializing_if = "is_usual")]
    pub pair: Option<(String, String)>,
    /// What a bar of the tempo counts: `week`, `month`, `year`.
    #[serde(skip_serializing_if = "is_usual")]
    pub per: Option<String>,
    /// The date at the left edge of the timeline; usual is all that is shown.
    #[serde(skip_serializing_if = "is_usual")]
    pub start: Option<String>,
    /// The date at its right edge, included.
    #[serde(skip_serializing_if = "is_usual")]
    pub end: Option<String>,
    /// Only from this date on.
    #[serde(skip_serializing_if = "is_usual")]
    pub from: Option<String>,
    /// Only until this date, included.
    #[serde(skip_serializing_if = "is_usual")]
    pub to: Option<String>,
    /// Only these leaders; all where there are none.
    #[serde(skip_serializing_if = "is_usual")]
    pub leaders: Vec<String>,
    /// In which role they count: `involved`, `sender`, `receiver`.
    #[serde(skip_serializing_if = "is_usual")]
    pub role: Option<String>,
    /// Only what passed between two leaders.
    #[serde(skip_serializing_if = "is_usual")]
    pub between: Option<(String, String)>,
    /// Only these kinds; all where there are none.
    #[serde(skip_serializing_if = "is_usual")]
    pub kinds: Vec<String>,
    /// A text that is marked.
    #[serde(skip_serializing_if = "is_usual")]
    pub search: Option<String>,
    /// The event that is selected.
    #[serde(skip_serializing_if = "is_usual")]
    pub select: Option<String>,
    /// Whether empty stretches are folded.
    #[serde(skip_serializing_if = "is_usual")]
    pub is_folded: bool,
    /// The number of lanes beside “Others”.
    #[serde(skip_serializing_if = "is_usual")]
    pub lanes: Option<usize>,
}

/// One view of a story.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Step {
    /// Its title.
    pub title: String,
    /// What there is to say of it, in a sentence or two.
    pub text: String,
    /// What is seen.
    pub sight: Sight,
}

/// Views in an order.
///
/// ```
/// use demarche::files::EXAMPLES;
///
/// let mut story = EXAMPLES[1].story();
/// let first = story.steps[0].title.clone();
/// story.shift(0, 1);
/// assert_eq!(story.steps[1].title, first);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Story {
    /// The views, the first first.
    pub steps: Vec<Step>,
}

impl Story {
    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Moves a step by a number of places, as far as there are any.
    pub fn shift(&mut self, at: usize, by: isize) {
        if at < self.steps.len() {
            let to = at.saturating_add_signed(by).min(self.steps.len() - 1);
            let step = self.steps.remove(at);
            self.steps.insert(to, step);
        }
    }
}

/// What need not be written, because reading supplies it.
fn is_usual<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_move_within_the_story() {
        let titled = |title: &str| Step {
            title: title.to_owned(),
            ..Step::default()
        };
        let mut story = Story {
            steps: ["a", "b", "c"].map(titled).to_vec(),
        };
        let order = |story: &Story| story.steps.iter().map(|step| step.title.clone()).collect::<String>();
        story.shift(0, 1);
        assert_eq!(order(&story), "bac");
        story.shift(2, -9);
        assert_eq!(order(&story), "cba");
        story.shift(0, 9);
        assert_eq!(order(&story), "bac");
        story.shift(7, 1);
        assert_eq!(order(&story), "bac");
    }
}
