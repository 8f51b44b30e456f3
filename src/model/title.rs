//! Titles of events that have none of their own.

use super::{Archive, Event, EventId, Kind, LeaderId};

impl Archive {
    /// A title made of what is known, for an event that has none.
    pub(super) fn made_title(&self, event: &Event) -> String {
        let names = |ids: &[LeaderId]| ids.iter().map(|id| self.leader_name(*id)).collect::<Vec<_>>().join(", ");
        let (from, to) = (names(&event.from), names(&event.to));
        let kind = match event.channel() {
            Some(channel) if event.kind.is_message() && ["letter", "cable", "telegram", "note"].contains(&channel) => {
                let mut letters = channel.chars();
                letters
                    .next()
                    .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
            }
            _ => event.kind.title().to_owned(),
        };
        let by = event.kind.by();
        match (event.kind, from.is_empty(), to.is_empty()) {
            (Kind::Visit, false, _) if event.place.is_some() => format!("{from} in {}", event.place.as_deref().unwrap_or_default()),
            (_, true, true) => kind,
            (Kind::Other, false, true) => from,
            (_, false, true) => format!("{kind} {by} {from}"),
            (_, true, false) => format!("{kind} to {to}"),
            (Kind::Meeting, false, false) if event.is_call() => format!("Call between {from} and {to}"),
            (Kind::Meeting, false, false) => format!("{from} meets {to}"),
            (_, false, false) => format!("{kind} {by} {from} to {to}"),
        }
    }

    /// Makes the title of an event anew, where it is made: it says of which kind the event is.
    pub(super) fn retitle(&mut self, id: EventId) {
        let Some(event) = self.event(id).filter(|event| !event.has_own_title) else {
            return;
        };
        let title = self.made_title(event);
        if let Some(event) = self.events.get_mut(id.0 as usize) {
            event.title = title.into();
        }
    }
}
