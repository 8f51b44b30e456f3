//! Panels and widgets: they read the state and push commands. A frame changes nothing else.

mod alike;
mod answers;
mod bidi;
mod citations;
mod columns;
mod compare;
mod dialogs;
mod exchange;
mod figure;
mod guide;
mod filters;
mod lanes;
mod list;
mod paint;
mod picker;
mod pills;
mod reachable;
mod reader;
mod side_lists;
mod stillness;
mod story;
mod style;
mod timeline;
mod toolbar;
mod tooltips;
mod trays;
mod widgets;

pub use self::style::install;
use crate::command::{Command, Tab, shortcuts};
use crate::files::Phase;
use crate::model::EventId;
use crate::state::{Dialog, State};
use crate::view::View;

/// What widgets remember between frames: texts that are being written, drags that are under way, caches.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a wish or a fact of its own, for one frame")]
pub struct Memory {
    /// The laid-out timeline and what it was laid out from.
    timeline: timeline::Cache,
    /// What the pointer is doing to the timeline.
    drag: Option<timeline::Drag>,
    /// The event under the pointer.
    hovered: Option<EventId>,
    /// Where the pointer lay when a key was pressed last: until it moves, it says nothing of what comes to lie below it.
    resting: Option<egui::Pos2>,
    /// Whether the search field is to get the focus.
    pub wants_search_focus: bool,
    /// Whether the selected event is to get the focus.
    pub wants_event_focus: bool,
    /// Whether an event on the timeline has the focus, so that arrow keys step from it.
    has_event_focus: bool,
    /// Whether the search field had the focus in the last frame.
    has_search_focus: bool,
    /// Whether the main menu is to open.
    pub wants_menu: bool,
    /// What had the focus before a dialog opened.
    focus_before: Option<egui::Id>,
    /// Which part of the help is open.
    help: dialogs::Help,
    /// Leaders whose names are alike.
    alike: alike::Cache,
    /// What was never answered, what crossed, what may be replies.
    answers: answers::Cache,
    /// The words that a reply takes over.
    echoes: reader::Echoes,
    /// What stands side by side.
    compare: compare::Cache,
    /// The tempo or the matrix as it was last drawn.
    chart: exchange::Cache,
    /// Citations as they were last set.
    citations: citations::Cache,
    /// The event to which the list was last scrolled.
    listed: Option<EventId>,
    /// Whether the list below the timeline was used last, so that arrow keys are its.
    is_list_used: bool,
    /// Whether the list was open below the timeline in the last frame.
    was_listed: bool,
    /// Where the list below the timeline was drawn.
    list_area: Option<egui::Rect>,
    /// The lane that is to be scrolled into sight.
    pub wants_lane: Option<crate::model::LaneId>,
    /// The text in the palette.
    palette: String,
    /// Which line of the palette is chosen.
    palette_at: usize,
    /// The text in the field for a date to go to.
    date: String,
    /// The text by which the list of leaders is searched.
    leader: String,
    /// The texts in the fields of the date filter.
    dates: (String, String),
    /// The picture of the figure that is to be written.
    figure: figure::Preview,
    /// What is being written about the steps of the story.
    story: story::Draft,
    /// What there is to say at the lower edge.
    pub toast: Option<Toast>,
    /// The last dialog that was open, to give its field the focus once.
    dialog_before: Option<Dialog>,
    /// What a worker reads.
    pub loading: Option<Loading>,
    /// How far a worker is that looks for suggested replies, from 0 to 1.
    pub suggesting: Option<f32>,
    /// What is being said about the columns of a table.
    columns: columns::Draft,
    /// Paths that were opened lately, the latest first.
    pub recent: Vec<std::path::PathBuf>,
    /// How wide the side panel is, as remembered; 0 for the usual width.
    pub side_width: f32,
}

impl Memory {
    /// How many times a timeline was laid out.
    #[must_use]
    pub fn layouts(&self) -> usize {
        self.timeline.layouts
    }
}

/// Files that are being read.
#[derive(Clone, Debug, PartialEq)]
pub struct Loading {
    /// What they are called.
    pub what: String,
    /// What reading is at.
    pub phase: Phase,
    /// Whether what is read so far is shown already.
    pub is_partial: bool,
}

/// A sentence at the lower edge of the window, for a while.
#[derive(Clone, Debug)]
pub struct Toast {
    /// What it says.
    pub text: String,
    /// Whether something went wrong; then it stays until it is closed.
    pub is_error: bool,
    /// When it goes, in seconds of the window's clock; set when it is first shown.
    pub until: Option<f64>,
}

impl Toast {
    /// Something that went well.
    #[must_use]
    pub fn note(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            is_error: false,
            until: None,
        }
    }

    /// Something that went wrong.
    #[must_use]
    pub fn error(text: impl Into<String>) -> Self {
        Self {
            is_error: true,
            ..Self::note(text)
        }
    }
}

/// Draws the whole window and gives what the user asked for, in order.
pub fn window(ui: &mut egui::Ui, state: &State, memory: &mut Memory) -> Vec<Command> {
    let mut commands = Vec::new();
    let is_listing = list::has_keys(ui, state, memory);
    story::keys(ui, state, &mut commands);
    keys(ui, state, memory, is_listing, &mut commands);
    if state.walk.is_some() {
        story::caption(ui, state, &mut commands);
    } else {
        toolbar::toolbar(ui, state, memory, &mut commands);
        trays::status_bar(ui, state, memory, &mut commands);
    }
    if state.panels.report {
        trays::report(ui, state, &mut commands);
    }
    reader::side_panel(ui, state, memory, &mut commands);
    if state.panels.tab != Tab::Replies {
        memory.answers.close();
    }
    list::below(ui, state, memory, &mut commands);
    match state.view {
        View::List => list::instead(ui, state, memory, &mut commands),
        View::Timeline => timeline::timeline(ui, state, memory, &mut commands),
        View::Tempo | View::Matrix => exchange::exchange(ui, state, memory, &mut commands),
    }
    dialogs::dialogs(ui, state, memory, &mut commands);
    trays::toast(ui, memory, &mut commands);
    drop_hint(ui);
    commands
}

/// Turns keys into commands: those with more modifiers first, and typed ones only while no text field has the focus.
fn keys(ui: &egui::Ui, state: &State, memory: &mut Memory, is_listing: bool, commands: &mut Vec<Command>) {
    let is_writing = ui.text_edit_focused();
    let focus = ui.memory(egui::Memory::focused);
    // A press of Enter or Space on a focused widget belongs to that widget, and so do its arrow keys.
    let has_focus = focus.is_some();
    let has_arrows = focus.is_none() || memory.has_event_focus || is_listing;
    // A menu has its own keys: arrows, Enter, and Escape, which closes it before anything else.
    let has_menu = egui::Popup::is_any_open(ui.ctx());
    // In the search field, Escape takes the search away.
    // (By now egui has taken the focus off it.)
    let is_searching = std::mem::take(&mut memory.has_search_focus);
    if is_searching
        && !has_menu
        && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape))
        && !state.search.is_empty()
    {
        commands.push(Command::Search(String::new()));
    }
    for (shortcut, command) in shortcuts() {
        let is_typed = shortcut.is_typed();
        let is_escape = *command == Command::Escape;
        let is_arrow = matches!(
            shortcut.key,
            egui::Key::ArrowLeft | egui::Key::ArrowRight | egui::Key::ArrowUp | egui::Key::ArrowDown
        );
        if is_typed && (has_menu || (is_writing || state.panels.dialog.is_some()) && !is_escape) {
            continue;
        }
        // While a text is written, it is what is undone.
        if is_writing && matches!(command, Command::Undo | Command::Redo) {
            continue;
        }
        if is_typed && (has_focus && shortcut.key == egui::Key::Enter || is_arrow && !has_arrows) {
            continue;
        }
        if ui.input_mut(|input| input.consume_shortcut(&shortcut.to_egui())) {
            if has_menu {
                egui::Popup::close_all(ui.ctx());
            }
            commands.push(if is_listing { in_list(command) } else { command.clone() });
        }
    }
    // Ctrl+C reaches us as a wish to copy, not as a key.
    let wants_copy = ui.input(|input| input.events.iter().any(|event| matches!(event, egui::Event::Copy)));
    if wants_copy && !is_writing && !has_text_selection(ui) {
        commands.push(Command::CopyQuote);
    }
}

/// How many rows a page of the event list has.
const LIST_PAGE: isize = 15;

/// What a key means in the event list: up and down are rows there.
fn in_list(command: &Command) -> Command {
    match command {
        Command::LaneAbove => Command::StepList(-1),
        Command::LaneBelow => Command::StepList(1),
        Command::PageLeft => Command::StepList(-LIST_PAGE),
        Command::PageRight => Command::StepList(LIST_PAGE),
        Command::First => Command::StepList(isize::MIN),
        Command::Last => Command::StepList(isize::MAX),
        other => other.clone(),
    }
}

/// Whether text is selected in some label, so that copying means that text.
fn has_text_selection(ui: &egui::Ui) -> bool {
    use egui::text_selection::LabelSelectionState;
    ui.with_plugin(|selection: &mut LabelSelectionState| selection.has_selection())
        .unwrap_or(false)
}

/// While files hang over the window: what letting go does.
fn drop_hint(ui: &egui::Ui) {
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let theme = style::theme_of(ui);
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop hint"));
    let painter = ui.layer_painter(layer);
    let rect = ui.content_rect();
    painter.rect_filled(rect, 0.0, theme.background.gamma_multiply(0.85));
    painter.rect_stroke(
        rect.shrink(12.0),
        12.0,
        egui::Stroke::new(2.0, theme.accent),
        egui::StrokeKind::Inside,
    );
    painter.text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        "Let go to open",
        egui::FontId::proportional(19.0),
        theme.text,
    );
}
