//! All a user can do, in one place. No behavior; names and keys stand in [`COMMANDS`].

mod keys;

use std::path::PathBuf;

pub use self::keys::{COMMANDS, Entry, Group, Shortcut, entry, key_text, shortcuts};
use crate::dates::{TimeRange, Zone};
use crate::figure::Export;
use crate::index::{LaneOrder, Role};
use crate::listing::Column;
use crate::model::columns::Mapping;
use crate::model::{EventId, Kind, LeaderId};
use crate::story::Story;
use crate::threads::Wait;
use crate::view::{TempoUnit, View, Viewport};

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
    /// Have the figure so.
    SetFigure(Box<Export>),
    /// Have the figure go there.
    SetFigurePath(PathBuf),
    /// Choose where the figure goes.
    ChooseFigurePath,
    /// Write the figure where it was said.
    SaveFigure,
    /// Write the figure there although there is a file of that name.
    ReplaceFigure,
    /// Ask whether the file of that name may be replaced.
    AskReplace,
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

    // Answers
    /// Show what was never answered, what crossed, and what may be replies in the side panel, or no longer.
    ToggleAnswers,
    /// Show a part of the side panel.
    ShowTab(Tab),
    /// When a message counts as unanswered.
    SetWait(Wait),
    /// The link that is suggested for the selected message holds.
    AcceptSuggestion,
    /// The link that is suggested for the selected message does not hold.
    RefuseSuggestion,
    /// Whether a suggested link holds.
    Decide {
        /// The message that may be a reply.
        reply: EventId,
        /// What it may answer.
        message: EventId,
        /// Whether it does.
        holds: bool,
    },
    /// Take back what was said of a link between two events, by their ids in the files.
    Undecide(String, String),
    /// Take back the last decision: on a suggested reply, or on who is one person.
    Undo,
    /// Decide again what was taken back last.
    Redo,
    /// Set accounts side by side, or an original and its translation.
    ShowCompare,
    /// Set the quote at a place in its event beside its original.
    ShowOriginal(usize),
    /// Copy citations in one of several styles.
    ShowCitations,

    // Story
    /// Open or close the dialog of the story.
    ShowStory,
    /// Add what is seen to the story.
    AddStep,
    /// Have this story.
    SetStory(Box<Story>),
    /// Walk through the story from this step on.
    Walk(usize),
    /// Go a number of steps on in the story, or back.
    WalkBy(isize),

    // View
    /// Put the timeline, the tempo of a pair or the matrix in the middle of the window.
    Show(View),
    /// The tempo of what passed between two leaders.
    ShowPair(LeaderId, LeaderId),
    /// What a bar of the tempo counts.
    SetTempoUnit(TempoUnit),
    /// Ask for places whose clocks are to have a line below the ruler.
    ShowZones,
    /// Show the clocks of a place, or no longer.
    ToggleZone(Zone),
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
    /// Fit the selected event; again: its thread.
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
    /// Show undated events in the side panel, or no longer.
    ToggleUndated,
    /// Have the event list below the view, or not.
    PlaceListBelow(bool),
    /// Open the event list below the timeline, or close it; from the list alone, go back to the timeline with it.
    ToggleList,
    /// Sort the event list by a column; again: the other way round.
    SortList(Column),
    /// So many rows down the event list, or up.
    StepList(isize),
    /// Copy the event list as CSV.
    CopyList,
    /// Open or close what loading had to say.
    ToggleReport,
    /// Show the guide.
    ShowGuide,
    /// Show the keys.
    ShowKeys,
    /// Find a command by its name.
    ShowPalette,
    /// Open the main menu.
    OpenMenu,
    /// Have texts and everything else larger or smaller: 1 is the usual size.
    SetTextSize(TextSize),
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

/// What the side panel shows. Below a list is the selected event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// The selected event alone.
    #[default]
    Event,
    /// What was never answered, what crossed, and what may be replies.
    Replies,
    /// Events without a date.
    Undated,
    /// What the search finds.
    Hits,
}

/// How large texts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextSize {
    /// A step larger.
    Larger,
    /// A step smaller.
    Smaller,
    /// As at first.
    Usual,
}
