//! All a user can do, in one place: what it is called, what it is for, and its keys. No behavior.
//!
//! Menus, the `?` sheet, the command palette and the keyboard all read [`COMMANDS`].

use std::path::PathBuf;

use egui::{Key, Modifiers};

use crate::dates::TimeRange;
use crate::index::{LaneOrder, Role};
use crate::listing::Column;
use crate::model::columns::Mapping;
use crate::model::{EventId, Kind, LeaderId};
use crate::view::Viewport;

/// Something the user asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    // Archive
    /// Choose files to open.
    Open,
    /// Open these files.
    OpenFiles(Vec<PathBuf>),
    /// Open one of the archives that ship.
    OpenExample(usize),
    /// Read the open files again.
    Reload,
    /// Stop reading; what was read so far stays.
    StopLoading,
    /// Ask what the columns of a table are.
    ShowColumns,
    /// Say what the columns of tables with these headers are, and read them again.
    MapColumns {
        /// The headers, left to right.
        headers: Vec<String>,
        /// What they are.
        mapping: Mapping,
    },
    /// Ask how the figure is to be.
    ExportFigure,
    /// Choose where the figure goes.
    ChooseFigurePath,
    /// Write the figure where it was said.
    SaveFigure,
    /// Write the figure there although there is a file of that name.
    ReplaceFigure,
    /// Take a picture of the window.
    Screenshot,
    /// Close the window.
    Quit,

    // Selection
    /// Select an event, or nothing.
    Select(Option<EventId>),
    /// Select an event and bring it into view.
    GoToEvent(EventId),
    /// Clear what is nearest: a dialog, the selection, the search.
    Escape,
    /// The next event in view.
    Next,
    /// The previous event in view.
    Previous,
    /// The first event of the filter.
    First,
    /// The last event of the filter.
    Last,
    /// The nearest event on a lane above.
    LaneAbove,
    /// The nearest event on a lane below.
    LaneBelow,
    /// The next event on the same lane.
    NextOnLane,
    /// The previous event on the same lane.
    PreviousOnLane,
    /// The message that the selected one answers.
    Answered,
    /// The reply to the selected message.
    Reply,

    // View
    /// Look at exactly this; a gesture.
    Look(Viewport),
    /// Scroll the lanes to so many points.
    Scroll(f32),
    /// Zoom in at the middle.
    ZoomIn,
    /// Zoom out at the middle.
    ZoomOut,
    /// A little earlier.
    PanLeft,
    /// A little later.
    PanRight,
    /// One screen earlier.
    PageLeft,
    /// One screen later.
    PageRight,
    /// Bring the selection into view; again: fit it.
    FocusSelection,
    /// Fit everything that is shown.
    FitAll,
    /// Fit the thread of an event.
    FitThread(EventId),
    /// Fit a stretch of time.
    FitRange(TimeRange),
    /// Fold empty stretches that are long for what is in view, or unfold them.
    ToggleFolds,
    /// Zoom in twice at an instant of folded time.
    ZoomInAt(f64),
    /// The nearest shown event, where none is in view.
    GoToNearest,
    /// The view before.
    Back,
    /// The view after.
    Forward,
    /// How roomy lanes are.
    LaneScale(f32),
    /// Roomier lanes.
    TallerLanes,
    /// Narrower lanes.
    ShorterLanes,
    /// By what lanes are ordered.
    OrderLanes(LaneOrder),
    /// Move a lane up (less than 0) or down by so many.
    MoveLane {
        /// Whose lane.
        leader: LeaderId,
        /// By how many lanes.
        by: isize,
    },
    /// Let a lane stay on top, or not.
    TogglePinned(LeaderId),
    /// Lanes of one country under its name, or not.
    ToggleGroups,
    /// Fold the lanes of a country into one, or unfold them.
    ToggleFolded(String),
    /// So many lanes beside “Others”.
    LimitLanes(usize),
    /// Ask which leaders are one person.
    ShowAlike,
    /// Take the second leader for the first.
    Merge(LeaderId, LeaderId),
    /// Have those apart again who were taken for this leader, by its id in the files.
    Unmerge(String),
    /// Say that two leaders whose names are alike are two persons.
    Part(LeaderId, LeaderId),
    /// Lanes as they are at first.
    UsualLanes,
    /// Ask for a leader to go to.
    FindLeader,
    /// Go to the lane of a leader.
    GoToLane(LeaderId),
    /// Ask for a date to go to.
    GoToDate,
    /// Go to what a date means.
    GoTo(TimeRange),

    // Filter and search
    /// Put the cursor into the search field.
    FocusSearch,
    /// Search for a text.
    Search(String),
    /// The next hit.
    NextHit,
    /// The previous hit.
    PreviousHit,
    /// Show or hide a leader.
    ToggleLeader(LeaderId),
    /// Show only this leader.
    OnlyLeader(LeaderId),
    /// Show all but this leader.
    AllButLeader(LeaderId),
    /// Show all leaders.
    AllLeaders,
    /// Show only what passes between two leaders, or everything again.
    OnlyPair(Option<(LeaderId, LeaderId)>),
    /// In which role leaders count.
    SetRole(Role),
    /// Show or hide a kind.
    ToggleKind(Kind),
    /// Only events in this stretch of time.
    SetDates(Option<TimeRange>),
    /// Show everything.
    ClearFilter,

    // Text
    /// Copy the quotes of the selected event with their sources.
    CopyQuote,
    /// Copy a link to this view.
    CopyLink,
    /// Copy a text.
    CopyText(String),

    // Window
    /// Light, dark, or as the system has it.
    SetTheme(ThemeChoice),
    /// Move at once, or with a short motion.
    ToggleMotion,
    /// Open or close the side panel.
    ToggleSidePanel,
    /// Open or close the tray of undated events.
    ToggleUndated,
    /// Put the event list there.
    PlaceList(ListPlace),
    /// Put the event list there, or close it where it is there.
    ToggleList(ListPlace),
    /// Sort the event list by a column; again: the other way round.
    SortList(Column),
    /// So many rows down the event list, or up.
    StepList(isize),
    /// Copy the event list as CSV.
    CopyList,
    /// Open or close what loading had to say.
    ToggleReport,
    /// Show the keys.
    ShowKeys,
    /// Find a command by its name.
    ShowPalette,
}

/// Where the event list stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListPlace {
    /// Nowhere.
    #[default]
    Closed,
    /// Below the timeline.
    Below,
    /// In its place.
    Instead,
}

/// Which look the window has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Paper.
    Light,
    /// Night.
    Dark,
}

/// Where a command belongs in menus and on the `?` sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Files and pictures.
    Archive,
    /// From event to event.
    Events,
    /// Time and lanes.
    View,
    /// What is shown.
    Filter,
    /// The window itself.
    Window,
}

impl Group {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 5] = [Self::Archive, Self::Events, Self::View, Self::Filter, Self::Window];

    /// Its name.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Archive => "Archive",
            Self::Events => "Events",
            Self::View => "View",
            Self::Filter => "Filter and search",
            Self::Window => "Window",
        }
    }
}

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// Ctrl (on a Mac, Command), Shift, Alt.
    pub modifiers: Modifiers,
    /// The key.
    pub key: Key,
}

impl Shortcut {
    const fn plain(key: Key) -> Self {
        Self::new(Modifiers::NONE, key)
    }

    const fn new(modifiers: Modifiers, key: Key) -> Self {
        Self { modifiers, key }
    }

    /// Whether it is typed while writing text, so that it must not act while a text field has the focus.
    #[must_use]
    pub fn is_typed(self) -> bool {
        !self.modifiers.command && self.key != Key::F5
    }

    /// The shortcut as egui takes it.
    #[must_use]
    pub const fn to_egui(self) -> egui::KeyboardShortcut {
        egui::KeyboardShortcut::new(self.modifiers, self.key)
    }

    /// The key as people write it: `Ctrl+Shift+S`, `←`, `?`.
    #[must_use]
    pub fn text(self) -> String {
        let mut text = String::new();
        for (is_held, name) in [
            (
                self.modifiers.command || self.modifiers.ctrl,
                if cfg!(target_os = "macos") { "\u{2318}" } else { "Ctrl+" },
            ),
            (self.modifiers.alt, "Alt+"),
            (self.modifiers.shift && self.key != Key::Questionmark, "Shift+"),
        ] {
            if is_held {
                text.push_str(name);
            }
        }
        text.push_str(match self.key {
            Key::ArrowLeft => "\u{2190}",
            Key::ArrowRight => "\u{2192}",
            Key::ArrowUp => "\u{2191}",
            Key::ArrowDown => "\u{2193}",
            Key::Comma => ",",
            Key::Period => ".",
            Key::OpenBracket => "[",
            Key::CloseBracket => "]",
            Key::Slash => "/",
            Key::Questionmark => "?",
            Key::Plus => "+",
            Key::Minus => "\u{2212}",
            Key::Equals => "=",
            Key::Num0 => "0",
            Key::PageUp => "PgUp",
            Key::PageDown => "PgDn",
            Key::Escape => "Esc",
            other => other.name(),
        });
        text
    }
}

/// A command that needs nothing more to be said, with its name, hint and keys.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it does.
    pub command: Command,
    /// Where it belongs.
    pub group: Group,
    /// What it is called.
    pub name: &'static str,
    /// What it is for, in a few words; may be empty.
    pub hint: &'static str,
    /// Its keys, the one to show first.
    pub keys: &'static [Shortcut],
}

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const ALT: Modifiers = Modifiers::ALT;
const SHIFT: Modifiers = Modifiers::SHIFT;

macro_rules! commands {
    ($($group:ident { $($command:expr, $name:literal, $hint:literal, [$($key:expr),*];)* })*) => {
        &[$($(Entry {
            command: $command,
            group: Group::$group,
            name: $name,
            hint: $hint,
            keys: &[$($key),*],
        },)*)*]
    };
}

/// All commands that need nothing more to be said, in the order of the menus.
pub const COMMANDS: &[Entry] = {
    use Command as C;
    use Shortcut as S;
    commands! {
        Archive {
            C::Open, "Open\u{2026}", "files or folders", [S::new(CTRL, Key::O)];
            C::Reload, "Reload", "read the files again", [S::plain(Key::F5)];
            C::ShowColumns, "Columns\u{2026}", "what the columns of a table are", [];
            C::ExportFigure, "Export figure\u{2026}", "SVG or PNG, for an article", [S::new(CTRL, Key::E)];
            C::Screenshot, "Picture of the window\u{2026}", "exactly as it is", [S::new(CTRL_SHIFT, Key::S)];
            C::Quit, "Quit", "", [S::new(CTRL, Key::Q)];
        }
        Events {
            C::Next, "Next event", "", [S::plain(Key::ArrowRight)];
            C::Previous, "Previous event", "", [S::plain(Key::ArrowLeft)];
            C::First, "First event", "", [S::plain(Key::Home)];
            C::Last, "Last event", "", [S::plain(Key::End)];
            C::LaneAbove, "Event on the lane above", "", [S::plain(Key::ArrowUp)];
            C::LaneBelow, "Event on the lane below", "", [S::plain(Key::ArrowDown)];
            C::PreviousOnLane, "Previous on this lane", "", [S::plain(Key::Comma)];
            C::NextOnLane, "Next on this lane", "", [S::plain(Key::Period)];
            C::Answered, "The message this answers", "", [S::plain(Key::OpenBracket)];
            C::Reply, "The reply to this", "", [S::plain(Key::CloseBracket)];
            C::CopyQuote, "Copy quote with citation", "", [S::new(CTRL, Key::C)];
            C::CopyLink, "Copy link to this view", "", [S::new(CTRL_SHIFT, Key::C)];
            C::Escape, "Clear selection", "or close what is open", [S::plain(Key::Escape)];
        }
        View {
            C::FitAll, "Fit everything", "", [S::plain(Key::Num0)];
            C::FocusSelection, "Focus selection", "again: fit it", [S::plain(Key::F)];
            C::ZoomIn, "Zoom in", "", [S::plain(Key::W), S::plain(Key::Plus), S::plain(Key::Equals)];
            C::ZoomOut, "Zoom out", "", [S::plain(Key::S), S::plain(Key::Minus)];
            C::PanLeft, "Earlier", "", [S::plain(Key::A)];
            C::PanRight, "Later", "", [S::plain(Key::D)];
            C::PageLeft, "A screen earlier", "", [S::plain(Key::PageUp)];
            C::PageRight, "A screen later", "", [S::plain(Key::PageDown)];
            C::ToggleFolds, "Fold empty stretches", "again: unfold them", [S::plain(Key::Z)];
            C::GoToDate, "Go to date\u{2026}", "in EDTF", [S::new(CTRL, Key::G)];
            C::FindLeader, "Find leader\u{2026}", "go to a lane", [S::plain(Key::L)];
            C::OrderLanes(LaneOrder::Activity), "Lanes: most active first", "", [];
            C::OrderLanes(LaneOrder::FirstEvent), "Lanes by first event", "", [];
            C::OrderLanes(LaneOrder::Name), "Lanes by name", "", [];
            C::OrderLanes(LaneOrder::Country), "Lanes by country", "", [];
            C::OrderLanes(LaneOrder::Archive), "Lanes as in the archive", "", [];
            C::ToggleGroups, "Group lanes by country", "", [S::plain(Key::G)];
            C::LimitLanes(usize::MAX), "A lane for every leader", "", [];
            C::ShowAlike, "Same persons\u{2026}", "leaders whose names are alike", [];
            C::UsualLanes, "Lanes as at first", "order, groups, pins", [];
            C::Back, "Back", "the view before", [S::new(ALT, Key::ArrowLeft)];
            C::Forward, "Forward", "", [S::new(ALT, Key::ArrowRight)];
            C::TallerLanes, "Taller lanes", "", [S::new(ALT, Key::Plus), S::new(ALT, Key::Equals)];
            C::ShorterLanes, "Shorter lanes", "", [S::new(ALT, Key::Minus)];
        }
        Filter {
            C::FocusSearch, "Search", "quotes, titles, places", [S::new(CTRL, Key::F), S::plain(Key::Slash)];
            C::NextHit, "Next hit", "", [S::plain(Key::Enter)];
            C::PreviousHit, "Previous hit", "", [S::new(SHIFT, Key::Enter)];
            C::AllLeaders, "Show all leaders", "", [];
            C::ClearFilter, "Clear filter and search", "", [S::new(CTRL_SHIFT, Key::F)];
        }
        Window {
            C::ToggleSidePanel, "Side panel", "", [S::new(CTRL, Key::B)];
            C::ToggleUndated, "Undated events", "", [S::plain(Key::U)];
            C::ToggleList(ListPlace::Below), "Event list", "below the timeline", [S::plain(Key::T)];
            C::ToggleList(ListPlace::Instead), "Event list alone", "in place of the timeline", [S::new(SHIFT, Key::T)];
            C::CopyList, "Copy the event list as CSV", "", [];
            C::ToggleReport, "What was read", "and what was not", [S::plain(Key::R)];
            C::SetTheme(ThemeChoice::System), "Theme as the system has it", "", [];
            C::SetTheme(ThemeChoice::Light), "Light theme", "", [];
            C::SetTheme(ThemeChoice::Dark), "Dark theme", "", [];
            C::ToggleMotion, "Reduce motion", "views change at once", [];
            C::ShowPalette, "Find a command\u{2026}", "", [S::new(CTRL, Key::K)];
            C::ShowKeys, "Keys", "", [S::plain(Key::Questionmark), S::new(SHIFT, Key::Questionmark), S::new(SHIFT, Key::Slash), S::plain(Key::F1)];
        }
    }
};

/// The entry of a command, for its name and keys.
#[must_use]
pub fn entry(command: &Command) -> Option<&'static Entry> {
    COMMANDS.iter().find(|entry| entry.command == *command)
}

/// The first key of a command as text; empty where it has none.
#[must_use]
pub fn key_text(command: &Command) -> String {
    entry(command)
        .and_then(|entry| entry.keys.first())
        .map(|shortcut| shortcut.text())
        .unwrap_or_default()
}

/// All keys with their commands, those with more modifiers first, so that none hides another.
#[must_use]
pub fn shortcuts() -> Vec<(Shortcut, &'static Command)> {
    let mut all: Vec<(Shortcut, &Command)> = COMMANDS
        .iter()
        .flat_map(|entry| entry.keys.iter().map(|key| (*key, &entry.command)))
        .collect();
    all.sort_by_key(|(shortcut, _)| {
        let held = shortcut.modifiers;
        std::cmp::Reverse(u8::from(held.command) + u8::from(held.shift) + u8::from(held.alt))
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_key() {
        let all = shortcuts();
        for (at, (a, first)) in all.iter().enumerate() {
            for (b, second) in &all[at + 1..] {
                // `command` is Ctrl on two systems and Command on the third; nothing here uses `ctrl` by itself.
                assert!(a != b, "{first:?} and {second:?} share {}", a.text());
                assert!(!a.modifiers.ctrl && !a.modifiers.mac_cmd);
            }
        }
    }

    #[test]
    fn every_command_has_a_name_and_stands_once() {
        for (at, entry) in COMMANDS.iter().enumerate() {
            assert!(!entry.name.is_empty() && !entry.name.ends_with('.'));
            assert!(
                COMMANDS[at + 1..]
                    .iter()
                    .all(|other| other.name != entry.name && other.command != entry.command)
            );
        }
    }
}
