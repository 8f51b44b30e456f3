//! Answers: when a message counts as unanswered, which suggested replies hold, what is set side by side, and which view
//! of an exchange stands in the middle.

use super::{Dialog, Effect, NOTHING_SELECTED, State, say};
use crate::command::Tab;
use crate::model::{EventId, Kind, LeaderId};
use crate::threads::Wait;
use crate::view::View;

impl State {
    /// Opens the side panel at a list; at the event again where that list is open.
    pub(super) fn toggle_tab(&mut self, tab: Tab) {
        let is_open = self.panels.side && self.panels.tab == tab;
        self.panels.side = true;
        self.show_tab(if is_open { Tab::Event } else { tab });
    }

    /// Shows a part of the side panel; the date that the replies ask about goes with them.
    pub(super) fn show_tab(&mut self, tab: Tab) {
        let was = std::mem::replace(&mut self.panels.tab, tab);
        if was == Tab::Replies && tab != Tab::Replies && self.wait.on.is_some() {
            self.set_wait(Wait { on: None, ..self.wait });
        }
    }

    pub(super) fn set_wait(&mut self, wait: Wait) {
        self.wait = Wait {
            days: wait.days.clamp(0, 36_500),
            ..wait
        };
        self.revision += 1;
    }

    /// The link that is suggested for the selected message: of which it may be the reply, else which may be a reply to it.
    #[must_use]
    pub fn suggested_link(&self) -> Option<(EventId, EventId)> {
        let selected = self.selected?;
        let threads = &self.loaded.threads;
        let suggestion = threads
            .suggestion_for(&self.loaded.archive, selected)
            .or_else(|| threads.suggested_replies(selected).next().cloned())?;
        Some((suggestion.reply, suggestion.message))
    }

    /// Takes note that suggested replies are found now: they are drawn and listed from the next frame on.
    pub fn suggested(&mut self) {
        self.revision += 1;
    }

    pub(super) fn decide_selected(&mut self, holds: bool) -> Vec<Effect> {
        let decided = self
            .suggested_link()
            .and_then(|(reply, message)| self.decide(reply, message, holds));
        vec![decided.unwrap_or_else(|| match self.selected {
            Some(_) => say("No reply is suggested for this event"),
            None => say(NOTHING_SELECTED),
        })]
    }

    /// Whether there is something to set side by side of the selected event.
    #[must_use]
    pub fn can_compare(&self) -> bool {
        let Some(event) = self.selected.and_then(|id| self.loaded.archive.event(id)) else {
            return false;
        };
        let told = event.accounts().iter().filter(|account| !account.text.is_empty());
        let texts = told.map(|account| 1 + usize::from(account.original.is_some())).sum::<usize>();
        texts > 1 || event.quotes.iter().any(|quote| quote.original().is_some())
    }

    pub(super) fn show_compare(&mut self, original: Option<usize>) -> Vec<Effect> {
        self.panels.original = original;
        if self.can_compare() || self.panels.dialog == Some(Dialog::Compare) {
            self.toggle_dialog(Dialog::Compare);
            return Vec::new();
        }
        let event = self.selected.and_then(|id| self.loaded.archive.event(id));
        vec![match event.map(|event| event.accounts().len()) {
            None => say(NOTHING_SELECTED),
            Some(0) => say("No account of this event is listed"),
            Some(1) => say("This event has one account"),
            Some(_) => say("The accounts of this event have no texts to compare"),
        }]
    }

    /// Puts a view in the middle; the one that is there gives way to the timeline.
    /// One that has nothing to show says so.
    pub(super) fn show(&mut self, view: View) -> Vec<Effect> {
        if view == View::Tempo && self.view != view && self.pair_in_view().is_none() {
            return vec![say("No two leaders here exchanged messages with dates")];
        }
        let is_counted = |kind: Kind| kind.is_message() || kind == Kind::Visit;
        let has_counts = || {
            Kind::ALL
                .into_iter()
                .any(|kind| is_counted(kind) && self.loaded.index.count_of(kind) > 0)
        };
        if view == View::Matrix && self.view != view && !has_counts() {
            return vec![say("This archive has no messages and no visits to count")];
        }
        self.view = if self.view == view { View::Timeline } else { view };
        self.relist();
        Vec::new()
    }

    pub(super) fn show_pair(&mut self, a: LeaderId, b: LeaderId) {
        self.view = View::Tempo;
        self.only_pair(Some((a, b)));
        self.relist();
    }

    /// The pair whose tempo is shown: that of the filter, else of the selected message, else the one that wrote most.
    #[must_use]
    pub fn pair_in_view(&self) -> Option<(LeaderId, LeaderId)> {
        let loaded = &self.loaded;
        let selected = self.selected.and_then(|id| loaded.archive.event(id));
        let of_selected = selected
            .and_then(|event| Some((*event.from.first()?, *event.to.first()?)))
            .filter(|(from, to)| from != to);
        let threads = &loaded.threads;
        let has_written = |(a, b): &(LeaderId, LeaderId)| threads.count_between(*a, *b) + threads.count_between(*b, *a) > 0;
        let most = || threads.exchanges().first().copied();
        self.filter.pair.or(of_selected.filter(has_written)).or_else(most)
    }
}
