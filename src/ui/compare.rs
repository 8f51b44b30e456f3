//! Two texts of one event side by side: accounts, or an original and its translation.

use egui::{ComboBox, RichText, Ui, vec2};

use super::Memory;
use super::reader::{Mark, about, marked_job};
use super::style::{semibold, theme_of};
use super::widgets::words;
use crate::command::Command;
use crate::compare::{Pairing, Row, Side, compare};
use crate::model::{Event, EventId};
use crate::state::State;
use crate::theme::{Family, TextStyle};

/// How texts side by side are set.
const TEXT: TextStyle = TextStyle {
    family: Family::Serif,
    size: 15.0,
    weight: 400,
};

/// Which texts stand side by side, and what was found of them.
#[derive(Default)]
pub struct Cache {
    of: Option<(u64, EventId, Option<usize>)>,
    /// The places of the two among the texts of the event.
    chosen: (usize, usize),
    /// What they were when `rows` was found.
    found: Option<(usize, usize)>,
    rows: Vec<Row>,
}

/// A text of an event.
struct Version<'a> {
    title: String,
    about: String,
    language: Option<&'a str>,
    text: &'a str,
    /// Whether it is the original of the text before it.
    is_original: bool,
    /// The place of the quote that it is.
    quote: Option<usize>,
}

/// All texts of an event that can stand beside each other: accounts and their originals, quotes that are translated and
/// their originals.
fn versions<'a>(state: &'a State, event: &'a Event) -> Vec<Version<'a>> {
    let archive = &state.loaded.archive;
    let first = archive.first_published(event.accounts());
    let mut versions = Vec::new();
    for (position, account) in event.accounts().iter().enumerate().filter(|(_, account)| !account.text.is_empty()) {
        versions.push(Version {
            title: archive.account_title(account),
            about: about(state, event, position, first),
            language: account.language.as_deref(),
            text: &account.text,
            is_original: false,
            quote: None,
        });
        versions.extend(account.original.as_ref().map(|original| Version {
            title: format!("{}, original", archive.account_title(account)),
            about: original.language.clone().unwrap_or_default(),
            language: original.language.as_deref(),
            text: &original.text,
            is_original: true,
            quote: None,
        }));
    }
    let translated = event
        .quotes
        .iter()
        .enumerate()
        .filter_map(|(at, quote)| Some((at, quote, quote.original()?)));
    for ((at, quote, original), number) in translated.zip(1..) {
        let translator = quote.translator().map(|name| format!("translated by {name}")).unwrap_or_default();
        versions.push(Version {
            title: format!("Quote {number}"),
            about: [quote.language.as_deref().unwrap_or_default().to_owned(), translator]
                .join(" ")
                .trim()
                .to_owned(),
            language: quote.language.as_deref(),
            text: &quote.text,
            is_original: false,
            quote: Some(at),
        });
        versions.push(Version {
            title: format!("Quote {number}, original"),
            about: original.language.clone().unwrap_or_default(),
            language: original.language.as_deref(),
            text: &original.text,
            is_original: true,
            quote: None,
        });
    }
    versions
}

/// By what two texts are paired: whether they are in one language, as far as anybody says. A text and its own original
/// are not, unless both are said to be.
fn pairing(a: Option<&str>, b: Option<&str>, are_original_and_translation: bool) -> Pairing {
    let main = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    match (a.map(main), b.map(main)) {
        (Some(a), Some(b)) if a == b => Pairing::Words,
        (Some(_), Some(_)) => Pairing::Lengths,
        _ if are_original_and_translation => Pairing::Lengths,
        _ => Pairing::Words,
    }
}

/// Texts of which a smaller share of sentences is paired are not set sentence by sentence.
const LEAST_PAIRED: f32 = 0.2;

/// The dialog.
pub fn dialog(ui: &mut Ui, state: &State, memory: &mut Memory, commands: &mut Vec<Command>) {
    let room = ui.ctx().content_rect().size();
    ui.set_width((room.x * 0.8).clamp(500.0, 1_200.0));
    let Some(event) = state.selected.and_then(|id| state.loaded.archive.event(id)) else {
        commands.push(Command::Escape);
        return;
    };
    ui.add(egui::Label::new(semibold(event.title.as_str()).size(19.0)).wrap());
    super::dialogs::tall_scroll(ui)
        .auto_shrink([false, true])
        .show(ui, |ui| side_by_side(ui, state, event, memory));
    if ui.button("Close").clicked() {
        commands.push(Command::Escape);
    }
}

/// Two texts of an event beside each other, to be chosen above them.
pub fn side_by_side(ui: &mut Ui, state: &State, event: &Event, memory: &mut Memory) {
    let versions = versions(state, event);
    let Some(id) = state.selected.filter(|_| versions.len() > 1) else {
        ui.label("There is only one text");
        return;
    };
    let cache = &mut memory.compare;
    if cache
        .of
        .as_ref()
        .is_none_or(|(edition, known, original)| *edition != state.edition || *known != id || *original != state.panels.original)
    {
        let wanted = state.panels.original;
        let at = versions
            .iter()
            .position(|version| wanted.is_some() && version.quote == wanted)
            .unwrap_or(0);
        *cache = Cache {
            of: Some((state.edition, id, wanted)),
            chosen: (at, at + 1),
            ..Cache::default()
        };
    }
    let last = versions.len() - 1;
    cache.chosen = (cache.chosen.0.min(last), cache.chosen.1.min(last));
    let column = (ui.available_width() - 24.0) / 2.0;
    ui.horizontal_top(|ui| {
        for (side, chosen) in [(0, &mut cache.chosen.0), (1, &mut cache.chosen.1)] {
            ui.vertical(|ui| {
                ui.set_width(column);
                let title = |at: usize| versions.get(at).map_or("", |version| version.title.as_str());
                let combo = ComboBox::from_id_salt(("side", side))
                    .selected_text(title(*chosen))
                    .width(column - 10.0)
                    .truncate();
                let response = combo.show_ui(ui, |ui| {
                    for at in 0..versions.len() {
                        ui.selectable_value(chosen, at, title(at));
                    }
                });
                let label = ["Text on the left", "Text on the right"][side];
                response
                    .response
                    .widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::ComboBox, true, label));
                let muted = theme_of(ui).muted;
                let about = versions.get(*chosen).map_or("", |version| version.about.as_str());
                ui.add(egui::Label::new(RichText::new(about).size(12.0).color(muted)).wrap());
            });
        }
    });
    let (Some(left), Some(right)) = (versions.get(cache.chosen.0), versions.get(cache.chosen.1)) else {
        return;
    };
    let (first, second) = (cache.chosen.0.min(cache.chosen.1), cache.chosen.0.max(cache.chosen.1));
    let are_translations = first + 1 == second && versions.get(second).is_some_and(|version| version.is_original);
    let pairing = pairing(left.language, right.language, are_translations);
    if cache.found != Some(cache.chosen) {
        cache.rows = compare(left.text, right.text, pairing);
        cache.found = Some(cache.chosen);
    }
    ui.separator();
    if pairing == Pairing::Words && hardly_shared(ui, column, [left.text, right.text], &cache.rows) {
        return;
    }
    for (number, row) in cache.rows.iter().enumerate() {
        ui.push_id(number, |ui| {
            ui.horizontal_top(|ui| {
                cell(ui, column, left.text, row.left.as_ref());
                ui.add_space(4.0);
                cell(ui, column, right.text, row.right.as_ref());
            });
        });
        ui.add_space(6.0);
    }
    let muted = theme_of(ui).muted;
    let what = match pairing {
        Pairing::Words => "Underlined: only in this account. Sentences are matched by shared words.",
        Pairing::Lengths => "Two languages: sentences are matched by length, so check before you rely on a match.",
    };
    ui.label(RichText::new(what).size(11.5).color(muted));
}

/// Where next to nothing is shared, each text is read by itself; whether that is so.
fn hardly_shared(ui: &mut Ui, column: f32, texts: [&str; 2], rows: &[Row]) -> bool {
    let paired = rows.iter().filter(|row| row.left.is_some() && row.right.is_some()).count();
    if paired as f32 >= rows.len() as f32 * LEAST_PAIRED {
        return false;
    }
    ui.horizontal_top(|ui| {
        for text in texts {
            let side = Side {
                range: 0..text.len(),
                only: Vec::new(),
            };
            cell(ui, column, text, Some(&side));
            ui.add_space(4.0);
        }
    });
    let words = if paired == 0 {
        "No sentence in common"
    } else {
        "Hardly a sentence in common"
    };
    ui.label(RichText::new(words).size(11.5).color(theme_of(ui).muted));
    true
}

fn cell(ui: &mut Ui, width: f32, text: &str, side: Option<&Side>) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
        ui.set_width(width);
        let Some(side) = side else {
            let muted = theme_of(ui).muted;
            ui.label(RichText::new("\u{2014}").color(muted));
            return;
        };
        let sentence = text.get(side.range.clone()).unwrap_or_default();
        let only = side
            .only
            .iter()
            .map(|range| (range.start - side.range.start..range.end - side.range.start, Mark::Only));
        let job = marked_job(ui, sentence, TEXT, 23.0, &only.collect::<Vec<_>>());
        words(ui, egui::Label::new(job).wrap());
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_and_its_original_are_in_two_languages_unless_both_say_otherwise() {
        assert_eq!(pairing(Some("en"), Some("en-US"), true), Pairing::Words);
        assert_eq!(pairing(Some("en"), Some("ru"), false), Pairing::Lengths);
        assert_eq!(pairing(Some("en"), None, true), Pairing::Lengths);
        assert_eq!(pairing(None, None, false), Pairing::Words);
    }
}
