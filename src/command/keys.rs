//! What commands are called, what they are for, and their keys.
//!
//! Menus, the `?` sheet, the command palette and the keyboard all read [`COMMANDS`].

use egui::{Key, Modifiers};

use super::{Command, TextSize, ThemeChoice};
use crate::index::LaneOrder;
use crate::view::View;

/// Where a command belongs in menus and on the `?` sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Files and pictures.
    Archive,
    /// From event to event.
    Events,
    /// Time, and what is seen of it.
    View,
    /// How lanes are arranged.
    Lanes,
    /// What is shown.
    Filter,
    /// The window itself.
    Window,
}

impl Group {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 6] = [Self::Archive, Self::Events, Self::View, Self::Lanes, Self::Filter, Self::Window];

    /// Its name.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Archive => "Archive",
            Self::Events => "Events",
            Self::View => "View",
            Self::Lanes => "Lanes",
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
        !self.modifiers.command && !matches!(self.key, Key::F1 | Key::F5)
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
            C::ShowColumns, "Columns\u{2026}", "match the columns of a table", [];
            C::ExportFigure, "Export figure\u{2026}", "PNG, SVG or PDF, for an article", [S::new(CTRL, Key::E)];
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
            C::ToggleAnswers, "Replies\u{2026}", "unanswered, crossed, suggested", [S::plain(Key::Q)];
            C::AcceptSuggestion, "Accept suggested reply", "of the selected message", [S::plain(Key::Y)];
            C::RefuseSuggestion, "Reject suggested reply", "of the selected message", [S::plain(Key::N)];
            C::Undo, "Undo decision", "or a change of the story", [S::new(CTRL, Key::Z)];
            C::Redo, "Redo decision", "", [S::new(CTRL_SHIFT, Key::Z), S::new(CTRL, Key::Y)];
            C::ShowCompare, "Compare accounts", "or original and translation", [S::plain(Key::C)];
            C::CopyQuote, "Copy quote with citation", "", [S::new(CTRL, Key::C)];
            C::ShowCitations, "Citations\u{2026}", "Chicago, APA, BibTeX, CSL-JSON", [S::new(SHIFT, Key::C)];
            C::AddStep, "Add this view to the story", "as its last step", [S::plain(Key::J)];
            C::ShowStory, "Story\u{2026}", "views in an order", [S::new(SHIFT, Key::J)];
            C::Walk(0), "Walk through the story", "full screen", [S::new(CTRL, Key::J)];
            C::CopyLink, "Copy link to this view", "", [S::new(CTRL_SHIFT, Key::C)];
            C::Escape, "Clear selection", "or close what is open", [S::plain(Key::Escape)];
        }
        View {
            C::FitAll, "Fit everything", "", [S::plain(Key::Num0)];
            C::FocusSelection, "Zoom to selection", "again: its thread", [S::plain(Key::F)];
            C::ZoomIn, "Zoom in", "", [S::plain(Key::W), S::plain(Key::Plus), S::plain(Key::Equals)];
            C::ZoomOut, "Zoom out", "", [S::plain(Key::S), S::plain(Key::Minus)];
            C::PanLeft, "Earlier", "", [S::plain(Key::A)];
            C::PanRight, "Later", "", [S::plain(Key::D)];
            C::PageLeft, "Page back", "", [S::plain(Key::PageUp)];
            C::PageRight, "Page forward", "", [S::plain(Key::PageDown)];
            C::Show(View::Timeline), "Timeline", "events on lanes", [S::plain(Key::V)];
            C::Show(View::Tempo), "Tempo of a pair", "how two wrote to each other", [S::plain(Key::P)];
            C::Show(View::Matrix), "Who wrote to whom", "all pairs at once", [S::plain(Key::M)];
            C::ShowZones, "Time zones\u{2026}", "a clock below the ruler", [S::plain(Key::O)];
            C::ToggleFolds, "Fold empty stretches", "again: unfold them", [S::plain(Key::Z)];
            C::GoToDate, "Go to date\u{2026}", "in EDTF or in words", [S::new(CTRL, Key::G)];
            C::Back, "Back", "the view before", [S::new(ALT, Key::ArrowLeft)];
            C::Forward, "Forward", "", [S::new(ALT, Key::ArrowRight)];
        }
        Lanes {
            C::OrderLanes(LaneOrder::Story), "Lanes by shared events", "those who meet most are neighbors", [];
            C::OrderLanes(LaneOrder::Activity), "Lanes: most active first", "", [];
            C::OrderLanes(LaneOrder::FirstEvent), "Lanes by first event", "", [];
            C::OrderLanes(LaneOrder::Name), "Lanes by name", "", [];
            C::OrderLanes(LaneOrder::Country), "Lanes by country", "", [];
            C::OrderLanes(LaneOrder::Archive), "Lanes as in the archive", "", [];
            C::ToggleGroups, "Group lanes by country", "", [S::plain(Key::G)];
            C::FindLeader, "Find leader\u{2026}", "go to a lane", [S::plain(Key::L)];
            C::LimitLanes(usize::MAX), "A lane for every leader", "", [];
            C::ShowAlike, "Merge duplicate names\u{2026}", "leaders whose names are alike", [];
            C::UsualLanes, "Reset lanes", "order, groups, pins", [];
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
            C::ToggleList, "Event list", "below the timeline", [S::plain(Key::T)];
            C::Show(View::List), "Event list, full size", "instead of the timeline", [S::new(SHIFT, Key::T)];
            C::CopyList, "Copy the event list as CSV", "", [];
            C::ToggleReport, "Import report", "what was read, and what was not", [S::plain(Key::R)];
            C::SetTheme(ThemeChoice::System), "System theme", "", [];
            C::SetTheme(ThemeChoice::Light), "Light theme", "", [];
            C::SetTheme(ThemeChoice::Dark), "Dark theme", "", [];
            C::ToggleMotion, "Reduce motion", "views change at once", [];
            C::OpenMenu, "Menu", "", [S::plain(Key::F10)];
            C::SetTextSize(TextSize::Larger), "Larger text", "", [S::new(CTRL, Key::Plus), S::new(CTRL, Key::Equals)];
            C::SetTextSize(TextSize::Smaller), "Smaller text", "", [S::new(CTRL, Key::Minus)];
            C::SetTextSize(TextSize::Usual), "Usual text size", "", [S::new(CTRL, Key::Num0)];
            C::ShowPalette, "Find a command\u{2026}", "", [S::new(CTRL, Key::K)];
            C::ShowGuide, "Guide", "from first steps to figures", [S::plain(Key::F1)];
            C::ShowKeys, "Keys and symbols", "", [S::plain(Key::Questionmark), S::new(SHIFT, Key::Questionmark), S::new(SHIFT, Key::Slash)];
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
