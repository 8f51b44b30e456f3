//! What several tell of one event: whose, from when, first or later, and which words only one of them has.

use egui::{RichText, Ui};

use super::super::Memory;
use super::super::compare;
use super::super::style::{section, semibold, theme_of};
use super::super::widgets::{link, words};
use super::text::{self, marked_job};
use crate::command::Command;
use crate::dates::Date;
use crate::model::Event;
use crate::state::State;
use crate::theme::{Family, TextStyle};

/// From this width on two accounts stand side by side in the panel.
const SIDE_BY_SIDE: f32 = 560.0;

/// How the words of an account are set.
const ACCOUNT: TextStyle = TextStyle {
    family: Family::Serif,
    size: 14.5,
    weight: 400,
};

pub(super) fn accounts(ui: &mut Ui, state: &State, event: &Event, memory: &mut Memory, commands: &mut Vec<Command>) {
    if event.accounts().is_empty() {
        return;
    }
    let archive = &state.loaded.archive;
    let theme = theme_of(ui);
    ui.add_space(4.0);
    ui.separator();
    section(ui, &format!("Accounts ({})", event.accounts().len()));
    if state.can_compare() && link(ui, "Set side by side (C)").clicked() {
        commands.push(Command::ShowCompare);
    }
    if state.can_compare() && ui.available_width() >= SIDE_BY_SIDE {
        compare::side_by_side(ui, state, event, memory);
        return;
    }
    let first = archive.first_published(event.accounts());
    for (position, account) in event.accounts().iter().enumerate() {
        ui.add_space(6.0);
        ui.add(egui::Label::new(semibold(archive.account_title(account))).wrap());
        let line = about(state, event, position, first);
        if !line.is_empty() {
            ui.label(RichText::new(line).size(12.0).color(theme.muted));
        }
        for part in text::paragraphs(&account.text) {
            let Some(paragraph) = account.text.get(part) else { continue };
            let job = marked_job(ui, paragraph, ACCOUNT, 21.0, &text::hits(paragraph, state.shown.needle()));
            words(ui, egui::Label::new(job).wrap());
        }
    }
}

/// Where an account stands, when it was made public and whether before all others, and what it says of the date.
pub fn about(state: &State, event: &Event, position: usize, first: Option<usize>) -> String {
    let archive = &state.loaded.archive;
    let Some(account) = event.accounts().get(position) else {
        return String::new();
    };
    let source = account.source.and_then(|id| archive.source(id)).map(crate::model::Source::label);
    let source = source.filter(|label| *label != archive.account_title(account));
    let published = archive.published(account).map(|date| {
        let order = if first == Some(position) { ", before all others" } else { "" };
        format!("published {}{order}", date.words())
    });
    let own = event.own_date().and_then(|date| date.extent().known());
    let date = account.date.as_ref().map(|date| {
        let differs = match (date.extent().known(), own) {
            (Some(told), Some(own)) => !told.overlaps(own),
            _ => false,
        };
        format!("{} {}", if differs { "dates it otherwise:" } else { "dates it" }, Date::words(date))
    });
    let translator = account.translator.as_ref().map(|name| format!("translated by {name}"));
    let parts = [
        source,
        account.locator.clone(),
        account.language.clone(),
        translator,
        published,
        date,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" \u{b7} ")
}
