//! Links to a view: `FILE#event=ID&t=START/END`, copied from one window and opened by another.

use super::{Effect, State};
use crate::cite::citation;
use crate::dates::{DAY, Date, Day};
use crate::library::Origin;
use crate::view::Viewport;

/// What a link opens.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// The file; empty for an archive that ships.
    pub path: String,
    /// The event that is selected, by its id.
    pub event: Option<String>,
    /// The stretch of time in view.
    pub view: Option<Viewport>,
}

impl Link {
    /// Reads a link; a text without `#` is a path alone. What is not understood behind the `#` is ignored.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        // A `#` may be part of a file's name: only what looks like ours is taken off.
        let Some((path, parts)) = text
            .rsplit_once('#')
            .filter(|(_, parts)| parts.starts_with("event=") || parts.starts_with("t="))
        else {
            return Self {
                path: text.to_owned(),
                ..Self::default()
            };
        };
        let mut link = Self {
            path: path.to_owned(),
            ..Self::default()
        };
        for part in parts.split('&') {
            match part.split_once('=') {
                Some(("event", id)) => link.event = Some(id.replace("%26", "&").replace("%25", "%")),
                Some(("t", range)) => link.view = view_from(range),
                _ => {}
            }
        }
        link
    }

    /// The link as text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut parts = Vec::new();
        if let Some(event) = &self.event {
            parts.push(format!("event={}", event.replace('%', "%25").replace('&', "%26")));
        }
        if let Some(view) = self.view {
            parts.push(format!("t={}/{}", instant_text(view.start), instant_text(view.end())));
        }
        format!("{}#{}", self.path, parts.join("&"))
    }
}

impl State {
    /// The quotes of the selected event with who said them and where that is from.
    pub(super) fn copy_quote(&self) -> Option<Effect> {
        let id = self.selected?;
        Some(Effect::Copy(citation(&self.loaded.archive, id)?))
    }

    /// A link that opens this archive at this view.
    #[must_use]
    pub fn link(&self) -> Link {
        let event = self.selected.and_then(|id| self.loaded.archive.event(id));
        Link {
            path: match &self.loaded.origin {
                Origin::Files(paths) => paths.first().map(|path| path.display().to_string()).unwrap_or_default(),
                Origin::Example(_) => String::new(),
            },
            event: event.map(|event| event.id.to_string()),
            view: Some(self.unfolded(self.aim())),
        }
    }
}

/// A whole second as EDTF where EDTF can say it, else as seconds from 1970.
fn instant_text(instant: f64) -> String {
    let whole = instant.round() as i64;
    let day = Day::of_instant(whole);
    let clock = whole.rem_euclid(DAY);
    if (0..=9999).contains(&day.year) {
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
            day.year,
            day.month,
            day.day,
            clock / 3600,
            clock / 60 % 60,
            clock % 60
        )
    } else {
        whole.to_string()
    }
}

fn view_from(range: &str) -> Option<Viewport> {
    let instant = |text: &str| {
        let seconds = text.parse::<i64>().ok().filter(|_| text.len() != 4);
        seconds.or_else(|| Date::parse(text).ok()?.extent().earliest)
    };
    let (start, end) = range.split_once('/')?;
    let (start, end) = (instant(start)?, instant(end)?);
    (end > start).then(|| Viewport::new(start as f64, (end - start) as f64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn links_go_there_and_back(start in -200_000_000_000_i64..200_000_000_000, span in 60_i64..1_000_000_000, id in "[a-z&%#=]{1,8}") {
            let link = Link { path: "a b/c.ron".to_owned(), event: Some(id.replace('#', "")), view: Some(Viewport::new(start as f64, span as f64)) };
            prop_assert_eq!(Link::parse(&link.to_text()), link);
        }
    }

    #[test]
    fn a_path_is_a_link_to_everything() {
        assert_eq!(Link::parse("no#te.ron").path, "no#te.ron");
    }
}
