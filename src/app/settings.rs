//! What is remembered between runs: theme, recent files, and for each archive its view and filter.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::command::ThemeChoice;
use crate::dates::TimeRange;
use crate::figure::{self, Export};
use crate::files;
use crate::index::{Arrangement, Filter, LaneOrder, Role};
use crate::library::{Library, Origin};
use crate::model::columns::Mapping;
use crate::model::{Archive, Kind, LeaderId};
use crate::state::State;
use crate::view::Viewport;

/// How many recent files the menu offers.
const MAX_RECENT: usize = 10;

/// How many archives are remembered.
const MAX_ARCHIVES: usize = 50;

/// How many tables are remembered.
const MAX_MAPPINGS: usize = 100;

/// Everything that is remembered.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light, dark, or as the system has it.
    pub theme: ThemeChoice,
    /// Whether views change at once.
    pub is_motion_reduced: bool,
    /// How large texts are; 0 where that was never set.
    pub text_size: f32,
    /// After how many days without an answer a message counts as unanswered; `None` for the usual number.
    pub wait_days: Option<i64>,
    /// The latest first.
    pub recent: Vec<PathBuf>,
    /// Width of the side panel, in points.
    pub side_width: f32,
    /// What the columns of tables are, by their headers; the latest last.
    pub mappings: Vec<(Vec<String>, Mapping)>,
    /// How the last figure was.
    pub figure: Export,
    /// The latest first, each with the key of its origin.
    archives: Vec<(String, Remembered)>,
}

/// The file of settings, in the folder that the system has for them.
const FILE: &str = "app.ron";

/// How long another window takes to write settings.
const WRITING: std::time::Duration = std::time::Duration::from_millis(200);

/// Sets settings aside that cannot be read, instead of writing new ones over them: they may be of a newer version, or damaged by
/// hand. Gives a sentence about it; nothing where all is well.
#[must_use]
pub fn set_aside(folder: &Path) -> Option<String> {
    let path = folder.join(FILE);
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => {
            return Some(format!(
                "The settings in {} cannot be read: {}",
                path.display(),
                files::reason(&error)
            ));
        }
    };
    // Another window may just be writing them.
    let is_sound = || {
        std::thread::sleep(WRITING);
        std::fs::read(&path).is_ok_and(|bytes| can_be_read(&bytes))
    };
    if can_be_read(&bytes) || is_sound() {
        return None;
    }
    let mut names = (1..1_000).map(|number| folder.join(format!("unreadable-{number}.ron")));
    let Some(free) = names.find(|aside| !aside.exists()) else {
        return Some(format!(
            "The settings in {} cannot be read; new ones are written over them",
            path.display()
        ));
    };
    Some(match std::fs::rename(&path, &free) {
        Ok(()) => format!(
            "The settings could not be read; they are kept as {}, and new ones are used",
            free.display()
        ),
        Err(error) => format!(
            "The settings in {} can be neither read nor set aside: {}",
            path.display(),
            files::reason(&error)
        ),
    })
}

/// Whether a file of settings holds texts by their keys, and ours among them is as it should be.
fn can_be_read(bytes: &[u8]) -> bool {
    let all: Option<BTreeMap<String, String>> = ron::de::from_bytes(bytes).ok();
    all.is_some_and(|all| {
        let own = all.get(eframe::APP_KEY);
        own.is_none_or(|own| ron::from_str::<Settings>(own).is_ok())
    })
}

/// What is remembered of an archive.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Remembered {
    /// The view; `None` for one that shows everything.
    pub viewport: Option<Viewport>,
    /// How roomy lanes are.
    pub lane_scale: f32,
    /// Whether the side panel is open.
    pub is_side_open: bool,
    /// Hidden leaders, by their ids in the files.
    hidden_leaders: Vec<String>,
    /// In which role leaders count.
    role: Role,
    /// Hidden kinds.
    hidden_kinds: BTreeSet<Kind>,
    /// How lanes are arranged.
    #[serde(default)]
    lanes: RememberedLanes,
    /// The first and the last instant of the date filter.
    #[serde(default)]
    dates: Option<(i64, i64)>,
    /// How its last figure was.
    #[serde(default)]
    pub figure: Option<figure::Options>,
}

/// How lanes are arranged; leaders by their ids in the files.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RememberedLanes {
    order: Option<LaneOrder>,
    by_hand: Vec<String>,
    pinned: Vec<String>,
    is_grouped: bool,
    toggled: BTreeSet<String>,
    limit: Option<usize>,
}

impl RememberedLanes {
    fn of(arrangement: &Arrangement, archive: &Archive) -> Self {
        let ids = |leaders: &[LeaderId]| leaders.iter().filter_map(|id| Some(archive.leader(*id)?.id.clone())).collect();
        Self {
            order: arrangement.order,
            by_hand: ids(&arrangement.by_hand),
            pinned: ids(&arrangement.pinned),
            is_grouped: arrangement.is_grouped,
            toggled: arrangement.toggled.clone(),
            limit: arrangement.limit,
        }
    }

    fn for_archive(&self, archive: &Archive) -> Arrangement {
        let leaders = |ids: &[String]| ids.iter().filter_map(|id| archive.find_leader(id)).collect();
        Arrangement {
            order: self.order,
            by_hand: leaders(&self.by_hand),
            pinned: leaders(&self.pinned),
            is_grouped: self.is_grouped,
            toggled: self.toggled.clone(),
            limit: self.limit,
        }
    }
}

impl Settings {
    /// Puts a path at the head of the recent ones.
    pub fn remember_path(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.recent.retain(|known| *known != path);
        self.recent.insert(0, path);
        self.recent.truncate(MAX_RECENT);
    }

    /// Takes down what the columns of tables with these headers are.
    pub fn remember_mapping(&mut self, headers: Vec<String>, mapping: Mapping) {
        self.mappings.retain(|(known, _)| *known != headers);
        self.mappings.push((headers, mapping));
        let surplus = self.mappings.len().saturating_sub(MAX_MAPPINGS);
        self.mappings.drain(..surplus);
    }

    /// Takes down view and filter of the open archive.
    pub fn remember(&mut self, state: &State) {
        let key = state.loaded.origin.key();
        let archive = &state.loaded.archive;
        let hidden = state.filter.hidden_leaders.iter().filter_map(|id| archive.leader(*id));
        let remembered = Remembered {
            viewport: Some(state.unfolded(state.aim())),
            lane_scale: state.lane_scale,
            is_side_open: state.panels.side,
            hidden_leaders: hidden.map(|leader| leader.id.clone()).collect(),
            role: state.filter.role,
            hidden_kinds: state.filter.hidden_kinds.clone(),
            lanes: RememberedLanes::of(&state.arrangement, archive),
            dates: state.filter.dates.map(|range| (range.start, range.end)),
            figure: Some(state.figure.options.clone()),
        };
        self.archives.retain(|(known, _)| *known != key);
        self.archives.insert(0, (key, remembered));
        self.archives.truncate(MAX_ARCHIVES);
    }

    /// What was taken down of an archive.
    pub fn remembered(&self, origin: &Origin) -> Option<Remembered> {
        let key = origin.key();
        let found = self.archives.iter().find(|(known, _)| *known == key);
        found.map(|(_, remembered)| remembered.clone())
    }

    /// How the lanes of an archive were arranged.
    pub fn arrangement_for(&self, loaded: &Library) -> Arrangement {
        let remembered = self.remembered(&loaded.origin);
        remembered.map_or_else(Arrangement::default, |remembered| remembered.lanes.for_archive(&loaded.archive))
    }

    /// The filter that was taken down of an archive; leaders that are no longer in it are left out.
    pub fn filter_for(&self, loaded: &Library) -> Filter {
        let Some(remembered) = self.remembered(&loaded.origin) else {
            return Filter::default();
        };
        let archive = &loaded.archive;
        Filter {
            hidden_leaders: archive
                .leaders()
                .filter(|(_, leader)| remembered.hidden_leaders.contains(&leader.id))
                .map(|(id, _)| id)
                .collect(),
            pair: None,
            role: remembered.role,
            hidden_kinds: remembered.hidden_kinds,
            dates: remembered.dates.map(|(start, end)| TimeRange::new(start, end)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Command;

    fn open(number: usize) -> State {
        let (archive, report) = files::example(files::EXAMPLES[number]);
        State::new(Library::new(archive, report, Origin::Example(number)))
    }

    #[test]
    fn each_archive_is_found_as_it_was_left() {
        let mut settings = Settings::default();
        let mut state = open(1);
        let gromyko = state.loaded.archive.find_leader("gromyko").unwrap_or(LeaderId(0));
        state.apply(Command::ToggleLeader(gromyko));
        state.apply(Command::ToggleKind(Kind::Visit));
        state.apply(Command::SetDates(Some(TimeRange::new(-230_000_000, -220_000_000))));
        state.apply(Command::ZoomIn);
        state.apply(Command::TogglePinned(gromyko));
        state.apply(Command::OrderLanes(LaneOrder::Name));
        settings.remember(&state);
        settings.remember(&open(0));

        let text = ron::to_string(&settings).unwrap_or_default();
        let read: Settings = ron::from_str(&text).unwrap_or_default();
        let fresh = open(1);
        assert_eq!(read.filter_for(&fresh.loaded), state.filter);
        assert_eq!(read.arrangement_for(&fresh.loaded), state.arrangement);
        let view = read.remembered(&fresh.loaded.origin).and_then(|remembered| remembered.viewport);
        assert!(view.is_some_and(|view| view.looks_like(state.aim())));
        assert!(read.filter_for(&open(0).loaded).is_empty(), "the other archive has its own");
    }

    #[test]
    fn settings_that_cannot_be_read_are_set_aside_and_others_stay() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join(FILE);
        assert_eq!(set_aside(folder.path()), None, "there are none");
        let own = ron::to_string(&Settings::default())?;
        let sound = ron::to_string(&BTreeMap::from([(eframe::APP_KEY, own.as_str()), ("window", "(x: 1)")]))?;
        std::fs::write(&path, &sound)?;
        assert_eq!(set_aside(folder.path()), None);
        let newer = ron::to_string(&BTreeMap::from([(eframe::APP_KEY, "(theme: Sepia)")]))?;
        for (number, broken) in (1..).zip(["{\"app\": ", newer.as_str(), "\u{0}"]) {
            std::fs::write(&path, broken)?;
            let said = set_aside(folder.path()).unwrap_or_default();
            let aside = folder.path().join(format!("unreadable-{number}.ron"));
            assert!(said.contains(&aside.display().to_string()), "{said}");
            assert_eq!(std::fs::read_to_string(aside)?, broken);
            assert!(!path.exists());
        }
        Ok(())
    }

    #[test]
    fn recent_files_are_few_and_stand_once() {
        let mut settings = Settings::default();
        for number in 0..20 {
            settings.remember_path(Path::new(&format!("/archives/{}.ron", number % 15)));
        }
        assert_eq!(settings.recent.len(), MAX_RECENT);
        assert_eq!(settings.recent[0], Path::new("/archives/4.ron"));
    }
}
