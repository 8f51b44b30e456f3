//! The window's glue to the outside: files, workers, dialogs, clipboard, settings. Runs effects.

pub mod bench;
mod deciding;
mod loading;
mod reading;
mod scripts;
mod settings;
mod watch;
mod workers;

use std::collections::{BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;

use self::reading::Reading;
use self::settings::Settings;
pub use self::settings::set_aside as set_settings_aside;
use self::watch::{Changed, Watcher};
use self::workers::{Done, Workers};
use crate::command::{Command, ThemeChoice};
use crate::figure::{Export, Format, numbered_path};
use crate::files::{self, Options, Stamp};
use crate::library::{Library, Origin};
use crate::state::{Effect, Link, State, Verdict};
use crate::threads::{USUAL_WAIT_DAYS, Wait};
use crate::ui::{self, Memory, Toast};

/// The id under which the system knows the program.
pub const APP_ID: &str = "demarche";

/// The window.
pub struct App {
    state: State,
    memory: Memory,
    settings: Settings,
    workers: Workers,
    watcher: Watcher,
    /// What is watched.
    watched: Vec<PathBuf>,
    /// What was beside them when they were read, or when this window wrote it.
    beside: Vec<Option<Stamp>>,
    /// What the command line says about tables.
    options: Options,
    /// Whether files are being read, and how much of them is on screen.
    reading: Reading,
    /// What tells the worker that looks for suggested replies to stop.
    suggesting: Option<Arc<std::sync::atomic::AtomicBool>>,
    /// What was said of suggested replies and is not taken up yet.
    verdicts: VecDeque<Verdict>,
    /// What the command line names that is not there yet.
    links: Vec<Link>,
    ctx: egui::Context,
    /// The title that the window has.
    title: String,
    /// The archive whose scripts were looked at last.
    scripts_of: Option<String>,
    /// How long each frame took, in seconds, where somebody wants to know.
    frame_times: Option<Vec<f32>>,
}

impl App {
    /// Says at its end how long its frames took.
    pub fn measure_frames(&mut self) {
        self.frame_times = Some(Vec::new());
    }

    /// Opens what the command line names, or the first of the archives that ship.
    #[must_use]
    pub fn new(cc: &eframe::CreationContext<'_>, links: &[Link]) -> Self {
        Self::with_options(cc, links, Options::default())
    }

    /// The same, with what the command line says about tables.
    #[must_use]
    pub fn with_options(cc: &eframe::CreationContext<'_>, links: &[Link], options: Options) -> Self {
        ui::install(&cc.egui_ctx);
        let settings: Settings = cc
            .storage
            .and_then(|storage| eframe::get_value(storage, eframe::APP_KEY))
            .unwrap_or_default();
        let mut memory = Memory::default();
        memory.recent.clone_from(&settings.recent);
        memory.side_width = settings.side_width;
        let mut app = Self {
            state: open_example(0),
            memory,
            workers: Workers::new(cc.egui_ctx.clone()),
            settings,
            watcher: Watcher::default(),
            watched: Vec::new(),
            beside: Vec::new(),
            options,
            reading: Reading::default(),
            suggesting: None,
            verdicts: VecDeque::new(),
            links: Vec::new(),
            ctx: cc.egui_ctx.clone(),
            title: String::new(),
            scripts_of: None,
            frame_times: None,
        };
        app.state.theme = app.settings.theme;
        app.state.is_motion_reduced = app.settings.is_motion_reduced;
        if app.settings.text_size > 0.0 {
            app.state.text_size = app.settings.text_size.clamp(0.9, 2.0);
        }
        cc.egui_ctx.set_zoom_factor(app.state.text_size);
        if let Some(days) = app.settings.wait_days {
            app.state.apply(Command::SetWait(Wait { days, on: None }));
        }
        app.restore();
        app.apply_theme(&cc.egui_ctx);
        let paths: Vec<PathBuf> = links
            .iter()
            .map(|link| PathBuf::from(&link.path))
            .filter(|path| !path.as_os_str().is_empty())
            .collect();
        app.links = links.to_vec();
        app.open_first(paths);
        app.follow();
        app
    }

    /// Shows a remark, a sentence.
    pub fn remark(&mut self, sentence: String) {
        self.memory.toast = Some(Toast::error(sentence));
    }

    /// How many times files were read.
    #[must_use]
    pub fn loads(&self) -> u64 {
        self.reading.loads()
    }

    /// How many times a timeline was laid out.
    #[must_use]
    pub fn layouts(&self) -> usize {
        self.memory.layouts()
    }

    /// What the window shows, for tests.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Selects and shows what the links of the command line name, once all is there.
    fn follow(&mut self) {
        if self.reading.is_active() {
            return;
        }
        for link in std::mem::take(&mut self.links) {
            if let Some(view) = link.view {
                self.state.apply(Command::Look(view));
            }
            if let Some(key) = &link.event {
                match self.state.loaded.archive.find_event(key) {
                    Some(id) => {
                        self.state.apply(Command::GoToEvent(id));
                    }
                    None => self.memory.toast = Some(Toast::error(format!("There is no event {key:?} in this archive"))),
                }
            }
        }
    }

    fn apply_theme(&self, ctx: &egui::Context) {
        ctx.set_theme(match self.state.theme {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Light => egui::ThemePreference::Light,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
        });
    }

    fn run(&mut self, effect: Effect, ctx: &egui::Context) {
        match effect {
            Effect::PickFiles => self.workers.pick_files(),
            Effect::Load(paths) => self.load(paths, false),
            Effect::StopLoading => self.stop_loading(),
            Effect::Remember(headers, mapping) => self.settings.remember_mapping(headers, mapping),
            Effect::LoadExample(number) => {
                let loaded = open_example(number).loaded;
                self.opened(Arc::unwrap_or_clone(loaded), BTreeSet::new(), false);
            }
            Effect::PickFigurePath(path) => self.workers.pick_figure(&path),
            Effect::WriteFigure { export, may_replace } => self.write_figure(*export, may_replace),
            Effect::Screenshot => self.workers.screenshot(&self.state.loaded.archive.title),
            Effect::Copy(text) => {
                ctx.copy_text(text);
                self.memory.toast = Some(Toast::note("Copied to the clipboard"));
            }
            Effect::FocusSearch => self.memory.wants_search_focus = true,
            Effect::Say(sentence) => self.memory.toast = Some(Toast::note(sentence)),
            Effect::Ask => {
                if let Some(question) = self.state.take_question() {
                    self.workers.ask(question);
                }
            }
            Effect::WriteAliases { paths, before, after } => match files::keep_aliases(&paths, &before, &after) {
                Ok(()) => self.load_changed(),
                Err(error) => {
                    self.state.not_kept();
                    self.memory.toast = Some(Toast::error(error.to_string()));
                }
            },
            Effect::KeepDecision(verdict) => self.keep_decision(verdict),
            Effect::KeepStory { before, after } => self.keep_story(before, &after),
            Effect::FullScreen(is_full) => ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(is_full)),
            Effect::ShowLane(lane) => self.memory.wants_lane = Some(lane),
            Effect::FocusEvent => self.memory.wants_event_focus = true,
            Effect::Theme => self.apply_theme(ctx),
            Effect::TextSize => ctx.set_zoom_factor(self.state.text_size),
            Effect::OpenMenu => self.memory.wants_menu = true,
            Effect::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        }
        ctx.request_repaint();
    }

    fn write_figure(&mut self, export: Export, may_replace: bool) {
        let is_story = export.is_story && !self.state.story.is_empty();
        let is_numbered = is_story && matches!(export.options.format, Format::Png | Format::Svg);
        let first = if is_numbered {
            numbered_path(&export.file(), 1)
        } else {
            export.file()
        };
        if first.exists() && !may_replace {
            self.state.apply(Command::AskReplace);
            return;
        }
        let told = if is_story { self.state.told(&export.options) } else { Vec::new() };
        self.workers.figure(self.state.subject(), told, export, may_replace);
    }

    fn done(&mut self, done: Done) {
        match done {
            Done::At(number, phase) if self.reading.is_current(number) => self.read_so_far(phase),
            Done::Partial(number, loaded) if self.reading.is_current(number) => self.partly_opened(*loaded),
            Done::Loaded(number, loaded, changed) if self.reading.is_current(number) => self.wholly_opened(*loaded, changed),
            Done::Broken(number, message) if self.reading.is_current(number) => self.broken(message),
            Done::Suggesting(number, share) if number == self.reading.loads() && self.suggesting.is_some() => self.suggested_so_far(share),
            // Of a load that was stopped, or of an archive that was open before.
            Done::At(..) | Done::Partial(..) | Done::Loaded(..) | Done::Broken(..) | Done::Suggesting(..) => {}
            Done::Answered(answer) => self.state.take(*answer),
            Done::Picked(paths) => self.load(paths, false),
            Done::FigurePath(path) => {
                self.state.apply(Command::SetFigurePath(path));
            }
            Done::Written(path, sources) => {
                let sources = sources.map(|sources| format!(", with its sources in {}", crate::figure::file_name(&sources)));
                let words = format!("Saved {}{}", path.display(), sources.unwrap_or_default());
                self.memory.toast = Some(Toast::note(words));
            }
            Done::Failed(message) => {
                self.memory.loading = None;
                self.memory.toast = Some(Toast::error(message));
            }
        }
    }
}

/// `412 frames: median 3.1 ms, 95 % within 4.0 ms, 99 % within 5.2 ms, worst 12.0 ms`
fn frame_words(mut times: Vec<f32>) -> String {
    times.sort_by(f32::total_cmp);
    let at = |share: f32| {
        let place = (times.len().saturating_sub(1)) as f32 * share;
        times.get(place.round() as usize).copied().unwrap_or(0.0) * 1_000.0
    };
    format!(
        "{} frames: median {:.1} ms, 95 % within {:.1} ms, 99 % within {:.1} ms, worst {:.1} ms",
        times.len(),
        at(0.5),
        at(0.95),
        at(0.99),
        at(1.0)
    )
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        while let Some(done) = self.workers.poll() {
            self.done(done);
            ctx.request_repaint();
        }
        self.take_verdicts();
        let dropped: Vec<PathBuf> = ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        let dropped: Vec<PathBuf> = dropped.into_iter().filter(|path| !path.as_os_str().is_empty()).collect();
        if !dropped.is_empty() {
            self.load(dropped, false);
        }
        match self.watcher.poll() {
            Ok(Some(Changed::Archive)) => self.load_changed(),
            Ok(Some(Changed::Beside)) => self.load_changed_beside(),
            Ok(None) => {}
            Err(wait) => ctx.request_repaint_after(wait),
        }
        let title = format!("{} \u{2013} D\u{e9}marche", self.state.loaded.archive.title);
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        if let (Some(times), Some(last)) = (&mut self.frame_times, frame.info().cpu_usage) {
            times.push(last);
        }
        let now = ui.input(|input| input.time);
        if self.state.advance(now) {
            ui.ctx().request_repaint();
        }
        if self.state.figure.path.is_empty() {
            let path = workers::default_path(&self.state.loaded.archive.title, self.state.view.name(), "png");
            self.state.apply(Command::SetFigurePath(path));
        }
        // After the first frame, in which the fonts are there, and once an archive: nothing waits for this.
        let is_quiet = self.memory.toast.as_ref().is_none_or(|toast| !toast.is_error);
        if ui.ctx().cumulative_frame_nr() > 1 && !self.reading.is_active() && is_quiet {
            let key = self.state.loaded.origin.key();
            if self.scripts_of.as_ref() != Some(&key) {
                self.scripts_of = Some(key);
                if let Some(words) = scripts::missing(ui.ctx(), &self.state.loaded.archive) {
                    self.remark(words);
                }
            }
        }
        let title = self.title.clone();
        ui.ctx()
            .accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(title));
        let commands = ui::window(ui, &self.state, &mut self.memory);
        let ctx = ui.ctx().clone();
        for command in commands {
            let (can_undo, can_redo) = self.state.can_undo();
            if (command == Command::Undo && !can_undo) || (command == Command::Redo && !can_redo) {
                self.memory.toast = Some(Toast::note("No decision to undo or redo"));
            }
            for effect in self.state.apply(command) {
                self.run(effect, &ctx);
            }
            ctx.request_repaint();
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        if let Some(times) = self.frame_times.take() {
            eprintln!("{}", frame_words(times));
        }
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        // What is remembered is how the archive was seen, not a step of its story.
        let mut state = self.state.clone();
        state.end_walk();
        self.settings.remember(&state);
        self.settings.theme = self.state.theme;
        self.settings.is_motion_reduced = self.state.is_motion_reduced;
        self.settings.text_size = self.state.text_size;
        self.settings.wait_days = Some(self.state.wait.days).filter(|days| *days != USUAL_WAIT_DAYS);
        self.settings.side_width = self.memory.side_width;
        self.settings.figure = Export {
            path: String::new(),
            ..self.state.figure.clone()
        };
        eframe::set_value(storage, eframe::APP_KEY, &self.settings);
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

fn open_example(number: usize) -> State {
    let number = number.min(files::EXAMPLES.len() - 1);
    let (archive, report) = files::example(files::EXAMPLES[number]);
    let story = files::EXAMPLES[number].story();
    State::new(Library::new(archive, report, Origin::Example(number)).with_story(story))
}
