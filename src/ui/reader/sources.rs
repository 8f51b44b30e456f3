//! Where an event and its quotes are from.

use egui::{Align, CollapsingHeader, Layout, RichText, Ui};

use super::super::style::{section, semibold, theme_of};
use super::super::widgets::{link, words};
use super::pair;
use crate::cite::sources_of;
use crate::cite::{citation, source_line};
use crate::command::Command;
use crate::model::{Archive, EventId, Quote, Source, digest};

pub(super) fn sources(ui: &mut Ui, archive: &Archive, id: EventId, commands: &mut Vec<Command>) {
    let all: Vec<&Source> = sources_of(archive, [id]).into_iter().filter_map(|id| archive.source(id)).collect();
    ui.add_space(4.0);
    ui.separator();
    ui.horizontal(|ui| {
        section(ui, "Sources");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if all.is_empty() {
                return;
            }
            if link(ui, "Copy citation").clicked()
                && let Some(text) = citation(archive, id)
            {
                commands.push(Command::CopyText(text));
            }
            if link(ui, "Cite as\u{2026}")
                .on_hover_text("Chicago, APA, BibTeX, CSL-JSON")
                .clicked()
            {
                commands.push(Command::ShowCitations);
            }
        });
    });
    let theme = theme_of(ui);
    if all.is_empty() {
        ui.label(RichText::new("No source is given").color(theme.muted));
    }
    for source in all {
        source_ui(ui, archive, source);
    }
}

fn source_ui(ui: &mut Ui, archive: &Archive, source: &Source) {
    let theme = theme_of(ui);
    words(ui, egui::Label::new(semibold(source.label()).size(13.0)).wrap());
    if source.title.is_some() {
        let unlinked = Source {
            url: None,
            archived_url: None,
            accessed: None,
            via: Vec::new(),
            reference: None,
            ..source.clone()
        };
        ui.label(RichText::new(source_line(archive, &unlinked, None)).size(12.0).color(theme.muted));
    }
    let chain: Vec<String> = source
        .via
        .iter()
        .filter_map(|id| archive.source(*id))
        .map(|cited| format!("citing {}", cited.label()))
        .collect();
    if !chain.is_empty() {
        ui.label(RichText::new(chain.join(", ")).size(12.0).color(theme.muted));
    }
    addresses(ui, source);
    if let Some(accessed) = &source.accessed {
        ui.label(
            RichText::new(format!("Looked at {}", accessed.words()))
                .size(12.0)
                .color(theme.muted),
        );
    }
}

/// Only these open; anything else in an archive stays text.
fn is_web_address(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")) && !url.chars().any(|char| char.is_whitespace() || char.is_control())
}

/// The addresses of a source. The address itself is the link: it is read before it is opened.
fn addresses(ui: &mut Ui, source: &Source) {
    let theme = theme_of(ui);
    for (what, url) in [("", &source.url), ("Archived: ", &source.archived_url)] {
        let Some(url) = url else { continue };
        if is_web_address(url) {
            let text = RichText::new(format!("{what}{url}")).size(12.0).color(theme.accent);
            let response = ui.add(egui::Link::new(text)).on_hover_text("Opens in the browser");
            if response.clicked() {
                ui.ctx().open_url(egui::OpenUrl::new_tab(url));
            }
        } else {
            ui.label(RichText::new(format!("{what}{url}")).size(12.0).color(theme.muted));
        }
    }
}

/// Says aloud that a text is not the one whose hash somebody took.
pub(super) fn changed(ui: &mut Ui, quote: &Quote) {
    let Some(taken) = quote.sha256().filter(|_| quote.is_changed()) else {
        return;
    };
    let error = theme_of(ui).error;
    let verified = if quote.verified().is_some() {
        "verified or hashed"
    } else {
        "hashed"
    };
    let text = format!("This is not the text that was {verified}: its SHA-256 was {taken}");
    ui.add(egui::Label::new(RichText::new(text).size(12.0).color(error)).wrap());
}

/// Where one quote is from, to its last word: opened by a click.
pub(super) fn provenance(ui: &mut Ui, archive: &Archive, quote: &Quote, position: usize, commands: &mut Vec<Command>) {
    let title = RichText::new("Where is this from?").size(12.0).color(theme_of(ui).muted);
    CollapsingHeader::new(title).id_salt(("provenance", position)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let source = quote.source.and_then(|id| archive.source(id));
        match source {
            Some(source) => source_ui(ui, archive, source),
            None => drop(ui.label("No source given for this quote")),
        }
        for (name, value) in [
            ("Locator", quote.locator.as_deref()),
            ("Language", quote.language.as_deref()),
            ("Original in", quote.original().and_then(|original| original.language.as_deref())),
            ("Translated by", quote.translator()),
            ("Verified", Some(quote.verified().unwrap_or("not recorded"))),
        ] {
            if let Some(value) = value {
                pair(ui, name, value);
            }
        }
        let whole = digest(&quote.text);
        ui.horizontal(|ui| {
            ui.label("SHA-256");
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let copy = link(ui, "Copy");
                copy.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, "Copy the SHA-256"));
                if copy.clicked() {
                    commands.push(Command::CopyText(whole.clone()));
                }
                let short = format!("{}\u{2026}{}", &whole[..8], &whole[whole.len() - 8..]);
                let muted = theme_of(ui).muted;
                ui.label(RichText::new(short).monospace().color(muted)).on_hover_text(&whole);
            });
        });
        let muted = theme_of(ui).muted;
        ui.label(RichText::new("of this text (UTF-8)").size(11.0).color(muted));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_can_be_opened() {
        assert!(is_web_address("https://history.state.gov/d65"));
        assert!(is_web_address("HTTP://example.org"));
        for url in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "smb://x",
            "https://a b",
            "https:/x",
            "",
        ] {
            assert!(!is_web_address(url), "{url}");
        }
    }
}
