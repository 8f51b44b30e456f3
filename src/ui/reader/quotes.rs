//! The quotes of an event, in full, with what of them is taken over from the message they answer.

use std::ops::Range;

use egui::{Color32, RichText, Ui};

use super::super::style::{section, theme_of};
use super::super::widgets::leader_color;
use super::text::{self, Mark, QUOTE, QUOTE_LINE, QUOTE_WIDTH, marked_job};
use crate::cite::quote_citation;
use crate::command::Command;
use crate::model::{Archive, Event, EventId, Quote, Source};
use crate::state::State;
use crate::theme::TextStyle;
use crate::threads::echoes;

/// From this width on an original stands beside its translation.
const SIDE_BY_SIDE: f32 = 620.0;

/// What of the quotes of one event stands in what it answers, as it was last found.
#[derive(Default)]
pub struct Echoes {
    of: Option<(u64, EventId)>,
    /// For each quote.
    found: Vec<Vec<Range<usize>>>,
}

impl Echoes {
    fn of(&mut self, state: &State, id: EventId, event: &Event) -> &[Vec<Range<usize>>] {
        if self.of != Some((state.edition, id)) {
            let archive = &state.loaded.archive;
            let suggested = state
                .loaded
                .threads
                .suggestion_for(&state.loaded.archive, id)
                .map(|suggestion| suggestion.message);
            let answered = event
                .in_reply_to
                .iter()
                .copied()
                .chain(suggested)
                .filter_map(|id| archive.event(id));
            let said: Vec<&str> = answered
                .flat_map(|message| &message.quotes)
                .map(|quote| quote.text.as_str())
                .collect();
            let said = said.join("\n\n");
            self.found = event.quotes.iter().map(|quote| echoes(&quote.text, &said)).collect();
            self.of = Some((state.edition, id));
        }
        &self.found
    }
}

pub(super) fn quotes(ui: &mut Ui, state: &State, id: EventId, event: &Event, echoes: &mut Echoes, commands: &mut Vec<Command>) {
    let echoes = echoes.of(state, id, event);
    for (position, (quote, echoes)) in event.quotes.iter().zip(echoes).enumerate() {
        let mut marks = text::hits(&quote.text, state.shown.needle());
        marks.extend(echoes.iter().map(|range| (range.clone(), Mark::Echo)));
        quote_ui(ui, state, (id, event), (position, quote), &marks, commands);
    }
    if echoes.iter().any(|found| !found.is_empty()) {
        let muted = theme_of(ui).muted;
        ui.label(
            RichText::new("Underlined: words of the message that this answers")
                .size(11.5)
                .color(muted),
        );
    }
}

fn quote_ui(
    ui: &mut Ui,
    state: &State,
    (id, event): (EventId, &Event),
    (position, quote): (usize, &Quote),
    marks: &[(Range<usize>, Mark)],
    commands: &mut Vec<Command>,
) {
    let archive = &state.loaded.archive;
    let needle = state.shown.needle();
    let speaker = quote.speaker.or_else(|| event.from.first().copied());
    let color = speaker.map_or(theme_of(ui).muted, |id| leader_color(theme_of(ui), archive, id));
    ui.add_space(8.0);
    ui.push_id(("quote", position), |ui| {
        let is_wide = ui.available_width() >= SIDE_BY_SIDE;
        match &quote.original() {
            Some(original) if is_wide => {
                ui.columns(2, |columns| {
                    words(&mut columns[0], &quote.text, color, marks, true);
                    words(&mut columns[1], &original.text, color, &text::hits(&original.text, needle), true);
                });
            }
            Some(original) => {
                words(ui, &quote.text, color, marks, true);
                let language = original.language.as_deref().unwrap_or("language not given");
                section(ui, &format!("Original ({language})"));
                words(ui, &original.text, color, &text::hits(&original.text, needle), false);
            }
            None => words(ui, &quote.text, color, marks, true),
        }
        ui.horizontal_top(|ui| {
            ui.add_space(26.0);
            ui.vertical(|ui| {
                let theme = theme_of(ui);
                let line = RichText::new(attribution(archive, quote, speaker)).size(12.0).color(theme.muted);
                ui.add(egui::Label::new(line).wrap());
                ui.horizontal_wrapped(|ui| {
                    let mut link = |text: &str, label: String| {
                        let link = ui.add(egui::Link::new(RichText::new(text).size(12.0).color(theme.accent)));
                        link.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &label));
                        link.clicked()
                    };
                    if link("Copy quote", format!("Copy quote {}", position + 1)) {
                        commands.push(Command::CopyText(quote.text.to_string()));
                    }
                    if link("Copy with citation", format!("Copy quote {} with citation", position + 1))
                        && let Some(text) = quote_citation(archive, id, position)
                    {
                        commands.push(Command::CopyText(text));
                    }
                    if quote.original().is_some() && link("Beside its original", format!("Set quote {} beside its original", position + 1))
                    {
                        commands.push(Command::ShowOriginal(position));
                    }
                });
                super::sources::changed(ui, quote);
                super::sources::provenance(ui, archive, quote, position, commands);
            });
        });
    });
}

/// Who says it, in which language, and where that stands.
fn attribution(archive: &Archive, quote: &Quote, speaker: Option<crate::model::LeaderId>) -> String {
    let mut text = format!("\u{2014} {}", speaker.map_or("unknown", |id| archive.leader_name(id)));
    if let Some(translator) = quote.translator() {
        text.push_str(&format!(", translated by {translator}"));
    }
    let source = quote.source.and_then(|id| archive.source(id)).map(Source::label);
    for part in [source, quote.locator.as_deref().map(str::to_owned)].into_iter().flatten() {
        text.push_str(&format!(", {part}"));
    }
    text
}

/// The words of a quote, in full, with the opening mark in the speaker's color.
fn words(ui: &mut Ui, text: &str, color: Color32, marks: &[(Range<usize>, Mark)], has_mark: bool) {
    let top = ui.cursor().min;
    if has_mark {
        let mark = super::super::style::galley(ui, "\u{201c}", TextStyle { size: 46.0, ..QUOTE }, color);
        ui.painter().galley(top + egui::vec2(-1.0, -12.0), mark, color);
    }
    ui.horizontal_top(|ui| {
        ui.add_space(26.0);
        ui.vertical(|ui| {
            ui.set_max_width(ui.available_width().min(QUOTE_WIDTH));
            for part in text::paragraphs(text) {
                let Some(paragraph) = text.get(part.clone()) else { continue };
                let job = marked_job(ui, paragraph, QUOTE, QUOTE_LINE, &text::marks_in(marks, &part));
                // What is read from right to left begins at the right edge.
                if crate::theme::begins_from_the_right(paragraph) {
                    ui.with_layout(egui::Layout::top_down(egui::Align::Max), |ui| {
                        super::super::widgets::words(ui, egui::Label::new(job).wrap().halign(egui::Align::RIGHT));
                    });
                } else {
                    super::super::widgets::words(ui, egui::Label::new(job).wrap());
                }
                ui.add_space(4.0);
            }
        });
    });
}
