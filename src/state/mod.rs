//! All a user can change, and what each command does to it.
//!
//! [`State::apply`] is the only way in. Nothing here draws or touches the disk: what has to happen outside comes back as
//! an [`Effect`].

mod answers;
mod effect;
mod figure;
mod history;
mod lanes;
mod link;
mod list;
mod moves;
mod opening;
mod question;
mod step;
mod story;
mod zones;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use self::effect::Effect;
pub use self::figure::Subject;
use self::history::History;
pub use self::history::Verdict;
pub use self::link::Link;
pub use self::list::List;
pub use self::moves::Motion;
pub use self::question::{Answer, Question};
pub use self::story::Walk;
use crate::command::{Command, Tab, TextSize, ThemeChoice};
use crate::dates::Zone;
use crate::figure::Export;
use crate::index::{Arrangement, Filter, Rows, Shown};
use crate::library::{Library, Origin};
use crate::model::{Archive, EventId, LaneId};
use crate::story::Story;
use crate::threads::Wait;
use crate::view::{Folds, TempoUnit, View, Viewport};

/// What is open beside the timeline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panels {
    /// The side panel.
    pub side: bool,
    /// What the side panel shows.
    pub tab: Tab,
    /// What loading had to say.
    pub report: bool,
    /// One dialog at most.
    pub dialog: Option<Dialog>,
    /// The place of the quote that is to stand beside its original, where that was asked for.
    pub original: Option<usize>,
}

/// A dialog over the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// The guide.
    Guide,
    /// The keys.
    Keys,
    /// The command palette.
    Palette,
    /// Go to a date.
    GoToDate,
    /// How the figure is to be.
    Figure,
    /// A file of the figure's name exists.
    Replace,
    /// What the columns of a table are.
    Columns,
    /// Go to the lane of a leader.
    FindLeader,
    /// Say which leaders are one person.
    Alike,
    /// Choose places whose clocks are shown.
    Zones,
    /// Accounts side by side, or an original and its translation.
    Compare,
    /// Citations to copy.
    Citations,
    /// The story: views in an order.
    Story,
}

/// All a user can change.
#[derive(Clone, Debug)]
pub struct State {
    /// The archive that is open.
    pub loaded: Arc<Library>,
    /// What is to be shown.
    pub filter: Filter,
    /// The text that is searched.
    pub search: String,
    /// What filter and search leave.
    pub shown: Arc<Shown>,
    /// How lanes are to be arranged.
    pub arrangement: Arrangement,
    /// The lanes that come of it.
    pub rows: Arc<Rows>,
    /// What we look at, in folded time; while a motion runs, where it has come to.
    pub viewport: Viewport,
    /// Which empty stretches are folded; none until someone asks for it.
    pub folds: Arc<Folds>,
    /// Empty stretches longer than this are folded, in seconds.
    fold_longer_than: Option<f64>,
    /// The way to a viewport further off.
    pub motion: Option<Motion>,
    /// The event that is chosen.
    pub selected: Option<EventId>,
    /// The lane on which it was chosen, for stepping along it.
    pub lane: Option<LaneId>,
    /// How roomy lanes are: 1 is the usual height.
    pub lane_scale: f32,
    /// Light, dark, or as the system has it.
    pub theme: ThemeChoice,
    /// How large texts and everything else are: 1 is the usual size.
    pub text_size: f32,
    /// Whether views change at once, without a motion.
    pub is_motion_reduced: bool,
    /// When a message counts as unanswered.
    pub wait: Wait,
    /// The places whose clocks have a line below the ruler.
    pub zones: Vec<Zone>,
    /// What stands in the middle.
    pub view: View,
    /// What a bar of the tempo counts.
    pub tempo_unit: TempoUnit,
    /// What is open.
    pub panels: Panels,
    /// The event list.
    pub list: List,
    /// The figure that is or was last to be written.
    pub figure: Export,
    /// The story: views in an order.
    pub story: Story,
    /// Where somebody is who walks through them.
    pub walk: Option<Walk>,
    /// What has just changed in the files, to be shown once.
    pub flash: Option<Flash>,
    /// What was decided since the archive was opened.
    history: History,
    /// Goes up whenever `loaded`, `filter` or `search` change, so that caches know.
    pub revision: u64,
    /// Counts the archives that were open and the changes of each: what a part of the window derived from one holds as
    /// long as this number does.
    pub edition: u64,

    /// What a worker is to find out.
    question: Option<Question>,
    /// How many questions were asked.
    asked: u64,
    /// The number of the last question that was answered.
    answered: u64,

    /// Views to go back to, the latest last.
    back: Vec<Viewport>,
    /// Views to go forward to, the next last.
    forward: Vec<Viewport>,
    /// Whether the last command brought the selection into view, so that the next one fits it.
    is_focused: bool,
}

/// Events that have just changed in the files.
#[derive(Clone, Debug, PartialEq)]
pub struct Flash {
    /// The events that are new or other than before.
    pub events: BTreeSet<EventId>,
    /// When it was first drawn, in seconds of the window's clock.
    pub since: Option<f64>,
}

impl Flash {
    /// How long it is seen, in seconds.
    pub const SECONDS: f64 = 1.6;

    /// How strong it is at an instant of the window's clock, from 1 to 0; without motion it is simply there, then not.
    #[must_use]
    pub fn strength(&self, now: f64, is_motion_reduced: bool) -> f32 {
        let share = ((now - self.since.unwrap_or(now)) / Self::SECONDS).clamp(0.0, 1.0) as f32;
        if is_motion_reduced && share < 1.0 { 0.6 } else { 1.0 - share }
    }
}

/// The sizes of texts that can be had.
const TEXT_SIZES: [f32; 7] = [0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0];

/// How many views can be gone back to.
const MAX_HISTORY: usize = 100;

impl State {
    /// An archive at first sight: everything fitted, nothing selected.
    #[must_use]
    pub fn new(loaded: Library) -> Self {
        let filter = Filter::default();
        let shown = Shown::new(&loaded.archive, &loaded.index, &filter, "");
        let arrangement = Arrangement::default();
        let rows = Rows::new(&loaded.archive, &loaded.index, &filter, &shown, &arrangement);
        let report_open = loaded.report.has_errors();
        let is_asking = loaded.report.tables.iter().any(|table| table.is_asking || table.is_vague);
        let zones = zones::usual(&loaded);
        let story = loaded.story.clone();
        let mut state = Self {
            loaded: Arc::new(loaded),
            filter,
            search: String::new(),
            shown: Arc::new(shown),
            arrangement,
            rows: Arc::new(rows),
            viewport: Viewport::new(0.0, 1e9),
            folds: Arc::default(),
            fold_longer_than: None,
            motion: None,
            selected: None,
            lane: None,
            lane_scale: 1.0,
            theme: ThemeChoice::System,
            text_size: 1.0,
            is_motion_reduced: false,
            wait: Wait::default(),
            zones,
            view: View::Timeline,
            tempo_unit: TempoUnit::default(),
            panels: Panels {
                side: true,
                report: report_open,
                dialog: is_asking.then_some(Dialog::Columns),
                ..Panels::default()
            },
            list: List::default(),
            figure: Export::default(),
            story,
            walk: None,
            flash: None,
            revision: 0,
            edition: 0,
            history: History::default(),
            question: None,
            asked: 0,
            answered: 0,
            back: Vec::new(),
            forward: Vec::new(),
            is_focused: false,
        };
        state.viewport = state.fit_all();
        state.fold_at_first();
        state
    }

    /// Does what the user asks for.
    pub fn apply(&mut self, command: Command) -> Vec<Effect> {
        let mut effects = self.obey(command);
        if self.question.is_some() {
            effects.push(Effect::Ask);
        }
        effects
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one short arm for each command; it grows with their list, not in depth"
    )]
    fn obey(&mut self, command: Command) -> Vec<Effect> {
        let was_focused = std::mem::take(&mut self.is_focused);
        match command {
            Command::Open => return vec![Effect::PickFiles],
            Command::OpenFiles(paths) => return vec![Effect::Load(paths)],
            Command::OpenExample(number) => return vec![Effect::LoadExample(number)],
            Command::Reload => return vec![self.reload()],
            Command::StopLoading => return vec![Effect::StopLoading],
            Command::MapColumns { headers, mapping } => {
                self.panels.dialog = None;
                return vec![Effect::Remember(headers, mapping), self.reload()];
            }
            Command::ShowColumns => self.toggle_dialog(Dialog::Columns),
            Command::SetFigure(export) => self.figure = *export,
            Command::SetFigurePath(path) => self.figure.path = path.display().to_string(),
            Command::ChooseFigurePath => return vec![Effect::PickFigurePath(self.figure.file())],
            Command::SaveFigure => return self.save_figure(false),
            Command::ReplaceFigure => return self.save_figure(true),
            Command::AskReplace => self.panels.dialog = Some(Dialog::Replace),
            Command::Screenshot => return vec![Effect::Screenshot],
            Command::Quit => return vec![Effect::Quit],
            Command::Select(id) => self.select(id),
            Command::GoToEvent(id) => return self.step_to(Some(id)),
            Command::Escape if self.walk.is_some() && self.panels.dialog.is_none() => return self.walk(None),
            Command::Escape => self.escape(),
            Command::Next => return self.step(1),
            Command::Previous => return self.step(-1),
            Command::First => return self.step_to(self.shown.order().first().copied()),
            Command::Last => return self.step_to(self.shown.order().last().copied()),
            Command::LaneAbove => return self.step_lane(-1),
            Command::LaneBelow => return self.step_lane(1),
            Command::NextOnLane => return self.step_on_lane(1),
            Command::PreviousOnLane => return self.step_on_lane(-1),
            Command::Answered => return self.step_or_say(self.answered(), "No message that this one answers is known"),
            Command::Reply => return self.step_or_say(self.reply(), "No reply to this is known"),
            Command::Look(viewport) => self.look(viewport),
            Command::Scroll(to) => self.scroll(to),
            Command::ZoomIn => self.zoom(1.5),
            Command::ZoomOut => self.zoom(1.0 / 1.5),
            Command::PanLeft => self.move_to(self.aim().pan(-0.2)),
            Command::PanRight => self.move_to(self.aim().pan(0.2)),
            Command::PageLeft => self.move_to(self.aim().pan(-0.9)),
            Command::PageRight => self.move_to(self.aim().pan(0.9)),
            Command::FocusSelection => return self.focus_selection(was_focused),
            Command::FitAll => self.go_to(self.fit_all()),
            Command::FitThread(id) => self.fit_thread(id),
            Command::FitRange(range) => {
                let range = self.folds.fold_range(range);
                self.go_to(Viewport::new(range.start as f64, range.seconds() as f64));
            }
            Command::ToggleAnswers => self.toggle_tab(Tab::Replies),
            Command::ShowTab(tab) => self.show_tab(tab),
            Command::SetWait(wait) => self.set_wait(wait),
            Command::AcceptSuggestion => return self.decide_selected(true),
            Command::RefuseSuggestion => return self.decide_selected(false),
            Command::Decide { reply, message, holds } => return self.decide(reply, message, holds).into_iter().collect(),
            Command::Undecide(reply, message) => return self.undecide(&reply, &message).into_iter().collect(),
            Command::Undo => return self.undo().into_iter().collect(),
            Command::Redo => return self.redo().into_iter().collect(),
            Command::ShowCompare => return self.show_compare(None),
            Command::ShowOriginal(quote) => return self.show_compare(Some(quote)),
            Command::ShowCitations => self.toggle_dialog(Dialog::Citations),
            Command::ShowStory => self.toggle_dialog(Dialog::Story),
            Command::AddStep => return self.add_step(),
            Command::SetStory(story) => return self.set_story(*story),
            Command::Walk(to) => return self.walk(Some(to)),
            Command::WalkBy(by) => return self.walk_by(by),
            Command::Show(view) => return self.show(view),
            Command::ShowPair(a, b) => self.show_pair(a, b),
            Command::SetTempoUnit(unit) => {
                self.tempo_unit = unit;
                self.revision += 1;
            }
            Command::ShowZones => self.toggle_dialog(Dialog::Zones),
            Command::ToggleZone(zone) => self.toggle_zone(zone),
            Command::ToggleFolds => return self.toggle_folds(),
            Command::ZoomInAt(instant) => self.go_to(self.aim().zoom_at(instant, 2.0)),
            Command::GoToNearest => return self.go_to_nearest(),
            Command::Back => self.go_back(),
            Command::Forward => self.go_forward(),
            Command::LaneScale(scale) => self.lane_scale = scale.clamp(0.4, 4.0),
            Command::TallerLanes => self.lane_scale = (self.lane_scale * 1.2).min(4.0),
            Command::ShorterLanes => self.lane_scale = (self.lane_scale / 1.2).max(0.4),
            Command::OrderLanes(_)
            | Command::MoveLane { .. }
            | Command::TogglePinned(_)
            | Command::ToggleGroups
            | Command::ToggleFolded(_)
            | Command::LimitLanes(_)
            | Command::UsualLanes => self.arrange(command),
            Command::ShowAlike => self.toggle_dialog(Dialog::Alike),
            Command::Merge(leader, also) => return self.say(leader, also, true).into_iter().collect(),
            Command::Unmerge(leader) => return self.unmerge(&leader).into_iter().collect(),
            Command::Part(a, b) => return self.say(a, b, false).into_iter().collect(),
            Command::FindLeader => self.toggle_dialog(Dialog::FindLeader),
            Command::GoToLane(leader) => return self.go_to_lane(leader),
            Command::GoTo(range) => {
                self.panels.dialog = None;
                self.go_to(self.fit(range));
            }
            Command::FocusSearch => return vec![Effect::FocusSearch],
            Command::Search(text) => self.set_search(text),
            Command::NextHit => return self.step_hit(1),
            Command::PreviousHit => return self.step_hit(-1),
            Command::ToggleLeader(id) => self.change_filter(|filter, _| toggle(&mut filter.hidden_leaders, id)),
            Command::OnlyLeader(id) => self.change_filter(|filter, archive| {
                filter.hidden_leaders = archive.leaders().map(|(other, _)| other).filter(|other| *other != id).collect();
            }),
            Command::AllButLeader(id) => self.change_filter(|filter, _| filter.hidden_leaders = [id].into()),
            Command::AllLeaders => self.change_filter(|filter, _| filter.hidden_leaders.clear()),
            Command::OnlyPair(pair) => self.only_pair(pair),
            Command::SetRole(role) => self.change_filter(|filter, _| filter.role = role),
            Command::ToggleKind(kind) => self.change_filter(|filter, _| toggle(&mut filter.hidden_kinds, kind)),
            Command::SetDates(dates) => self.change_filter(|filter, _| filter.dates = dates),
            Command::ClearFilter => {
                self.set_search(String::new());
                self.change_filter(|filter, _| *filter = Filter::default());
            }
            Command::CopyQuote => return vec![self.copy_quote().unwrap_or_else(|| say(NOTHING_SELECTED))],
            Command::CopyLink => return vec![Effect::Copy(self.link().to_text())],
            Command::CopyText(text) => return vec![Effect::Copy(text)],
            Command::SetTheme(theme) => {
                self.theme = theme;
                return vec![Effect::Theme];
            }
            Command::OpenMenu => return vec![Effect::OpenMenu],
            Command::SetTextSize(size) => return self.set_text_size(size),
            Command::ToggleMotion => self.is_motion_reduced = !self.is_motion_reduced,
            Command::ToggleSidePanel => self.panels.side = !self.panels.side,
            Command::ToggleUndated => self.toggle_tab(Tab::Undated),
            Command::PlaceListBelow(is_below) => self.place_list(is_below),
            Command::ToggleList => self.place_list(self.view == View::List || !self.list.is_below),
            Command::SortList(column) => self.sort_list(column),
            Command::StepList(by) => return self.step_list(by),
            Command::CopyList => {
                let sorted = self.listing().sorted(&self.shown, self.list.sort);
                return vec![Effect::Copy(self.listing().csv(&sorted))];
            }
            Command::ToggleReport => self.panels.report = !self.panels.report,
            Command::ExportFigure => self.toggle_dialog(Dialog::Figure),
            Command::GoToDate => self.toggle_dialog(Dialog::GoToDate),
            Command::ShowGuide => self.toggle_dialog(Dialog::Guide),
            Command::ShowKeys => self.toggle_dialog(Dialog::Keys),
            Command::ShowPalette => self.toggle_dialog(Dialog::Palette),
        }
        Vec::new()
    }

    fn reload(&self) -> Effect {
        match &self.loaded.origin {
            Origin::Example(number) => Effect::LoadExample(*number),
            Origin::Files(paths) => Effect::Load(paths.clone()),
        }
    }

    /// Chooses an event and opens the panel to read it.
    fn select(&mut self, id: Option<EventId>) {
        self.selected = id;
        if let Some(event) = id.and_then(|id| self.loaded.archive.event(id)) {
            self.panels.side = true;
            let lanes = event.leaders().filter_map(|leader| self.rows.lane_of(leader));
            let mut lanes = lanes.chain(event.leaders().next().is_none().then_some(LaneId::Nobody));
            let first = lanes.next();
            if first.is_none_or(|first| self.lane != Some(first)) && !lanes.any(|lane| self.lane == Some(lane)) {
                self.lane = first;
            }
        }
    }

    /// Closes what is topmost, one thing at a time: a dialog, the report, a list, a view over the timeline; then lets go of the
    /// selection, then of the search.
    fn escape(&mut self) {
        if self.panels.dialog.take().is_some() || std::mem::take(&mut self.panels.report) {
        } else if self.panels.side && self.panels.tab != Tab::Event && self.panels.tab != Tab::Hits {
            self.show_tab(Tab::Event);
        } else if self.view != View::Timeline {
            self.view = View::Timeline;
            self.relist();
        } else if self.list.is_below {
            self.place_list(false);
        } else if self.selected.take().is_none() && !self.search.is_empty() {
            self.set_search(String::new());
        }
    }

    fn save_figure(&mut self, may_replace: bool) -> Vec<Effect> {
        self.panels.dialog = None;
        let export = Box::new(self.figure.clone());
        vec![Effect::WriteFigure { export, may_replace }]
    }

    fn toggle_dialog(&mut self, dialog: Dialog) {
        self.panels.dialog = if self.panels.dialog == Some(dialog) { None } else { Some(dialog) };
    }

    fn set_text_size(&mut self, size: TextSize) -> Vec<Effect> {
        let known = TEXT_SIZES.into_iter();
        let found = match size {
            TextSize::Usual => Some(1.0),
            TextSize::Larger => known.clone().find(|known| *known > self.text_size + 0.01),
            TextSize::Smaller => known.rev().find(|known| *known < self.text_size - 0.01),
        };
        self.text_size = found.unwrap_or(self.text_size);
        vec![Effect::TextSize, say(&format!("Text size {:.0} %", self.text_size * 100.0))]
    }

    fn set_search(&mut self, text: String) {
        let had_one = !self.search.is_empty();
        self.search = text;
        self.research();
        // The hits are listed as soon as something is searched, and no longer when nothing is.
        match (had_one, !self.search.is_empty()) {
            (false, true) if self.panels.tab == Tab::Event => self.panels.tab = Tab::Hits,
            (true, false) if self.panels.tab == Tab::Hits => self.panels.tab = Tab::Event,
            _ => {}
        }
    }

    fn change_filter(&mut self, change: impl FnOnce(&mut Filter, &Archive)) {
        let loaded = Arc::clone(&self.loaded);
        change(&mut self.filter, &loaded.archive);
        self.refilter();
    }

    /// Restores what was remembered of this archive.
    pub fn restore(&mut self, viewport: Option<Viewport>, filter: Filter, arrangement: Arrangement, lane_scale: f32) {
        self.filter = filter;
        self.arrangement = arrangement;
        self.lane_scale = lane_scale.clamp(0.4, 4.0);
        self.refilter();
        self.settle();
        self.fold_longer_than = None;
        self.folds = Arc::default();
        if let Some(viewport) = viewport {
            self.viewport = Viewport::new(viewport.start, viewport.span);
        } else {
            self.viewport = self.fit_all();
            self.fold_at_first();
        }
    }
}

/// What there is to say where a command needs a selected event.
const NOTHING_SELECTED: &str = "Select an event first";

/// Says in a line why nothing happens.
fn say(sentence: &str) -> Effect {
    Effect::Say(sentence.to_owned())
}

fn toggle<T: Ord>(set: &mut BTreeSet<T>, item: T) {
    if !set.remove(&item) {
        set.insert(item);
    }
}
