//! Slow work, each piece on a named thread: reading files, file dialogs, pictures.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

use crate::figure::{self, Export, Figure, Format};
use crate::files::{self, EXAMPLES, Example, Options, Phase, Step, fingerprints, guarded, is_of_others, write_whole};
use crate::formats;
use crate::library::{Library, Origin};
use crate::model::EventId;
use crate::model::records::changed_events;
use crate::state::{Answer, Question, Subject};

/// What a worker has to say when it is done.
pub enum Done {
    /// What reading is at.
    At(u64, Phase),
    /// Reading or building failed, in a sentence.
    Broken(u64, String),
    /// What is read of the files so far.
    Partial(u64, Box<Library>),
    /// An archive was read, with whatever it has to report, and what is other than before.
    Loaded(u64, Box<Library>, BTreeSet<EventId>),
    /// How far looking for suggested replies is, from 0 to 1; `None` when all are found.
    Suggesting(u64, Option<f32>),
    /// What filter and search leave.
    Answered(Box<Answer>),
    /// Files were chosen.
    Picked(Vec<PathBuf>),
    /// A name for the figure was chosen.
    FigurePath(PathBuf),
    /// A picture was written, and perhaps its sources beside it.
    Written(PathBuf, Option<PathBuf>),
    /// Something went wrong, in a sentence.
    Failed(String),
}

/// Starts workers and hears from them.
pub struct Workers {
    ctx: egui::Context,
    sender: Sender<Done>,
    receiver: Receiver<Done>,
}

impl Workers {
    pub fn new(ctx: egui::Context) -> Self {
        let (sender, receiver) = channel();
        Self { ctx, sender, receiver }
    }

    /// What the next worker that is done has to say.
    pub fn poll(&self) -> Option<Done> {
        self.receiver.try_recv().ok()
    }

    /// Waits for what the next worker that is done has to say, until some instant.
    pub fn wait(&self, until: Instant) -> Option<Done> {
        self.receiver.recv_timeout(until.saturating_duration_since(Instant::now())).ok()
    }

    /// Runs work on a thread of that name; when it is done, a frame is drawn.
    fn start(&self, name: &str, work: impl FnOnce() -> Option<Done> + Send + 'static) {
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        let started = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            // A worker that fails says so, and takes nothing with it.
            let done = guarded(work).unwrap_or_else(|cause| Some(Done::Failed(format!("this failed: {cause}; please tell us of it"))));
            if let Some(done) = done {
                // The window may have been closed meanwhile; then nobody listens.
                let _ = sender.send(done);
                ctx.request_repaint();
            }
        });
        if let Err(error) = started {
            let _ = self.sender.send(Done::Failed(format!("cannot start a worker: {error}")));
        }
    }

    /// Reads files; `number` comes back with all it has to say, `old` is what they held before. Stops when told to.
    pub fn load(&self, number: u64, paths: Vec<PathBuf>, options: Options, old: Option<Arc<Library>>) -> Arc<AtomicBool> {
        let is_stopped = Arc::new(AtomicBool::new(false));
        let (stop, sender, ctx) = (Arc::clone(&is_stopped), self.sender.clone(), self.ctx.clone());
        let work = move || {
            let origin = || Origin::Files(paths.clone());
            let (story, findings) = files::story_beside(&paths);
            let (archive, mut report) = files::load_stepwise(&paths, &options, &mut |step| {
                let said = match step {
                    Step::At(phase) => Done::At(number, phase),
                    Step::Partial(built) => {
                        let library = Library::new(built.0, built.1, origin()).with_story(story.clone());
                        Done::Partial(number, Box::new(library))
                    }
                };
                let _ = sender.send(said);
                ctx.request_repaint();
                !stop.load(Ordering::Relaxed)
            })?;
            report.reports.extend(findings);
            let loaded = Library::new(archive, report, origin()).with_story(story);
            let changed = old.map(|old| changed_events(&old.archive, &loaded.archive)).unwrap_or_default();
            Some(Done::Loaded(number, Box::new(loaded), changed))
        };
        self.start("loader", move || {
            guarded(work).unwrap_or_else(|cause| {
                Some(Done::Broken(
                    number,
                    format!("the files cannot be opened: reading failed ({cause})"),
                ))
            })
        });
        is_stopped
    }

    /// Looks for suggested replies; each report of progress carries `number`. Setting the flag stops it.
    pub fn suggest(&self, number: u64, loaded: Arc<Library>) -> Arc<AtomicBool> {
        let is_stopped = Arc::new(AtomicBool::new(false));
        let (stop, sender, ctx) = (Arc::clone(&is_stopped), self.sender.clone(), self.ctx.clone());
        self.start("suggestions", move || {
            loaded.index.prepare_search(&loaded.archive);
            loaded.threads.find_suggestions(&loaded.archive, &mut |share| {
                let _ = sender.send(Done::Suggesting(number, Some(share)));
                ctx.request_repaint();
                !stop.load(Ordering::Relaxed)
            });
            let is_done = loaded.threads.has_suggestions();
            drop(loaded);
            is_done.then_some(Done::Suggesting(number, None))
        });
        is_stopped
    }

    /// Finds out what filter and search leave.
    pub fn ask(&self, question: Question) {
        self.start("filter", move || Some(Done::Answered(Box::new(question.answer()))));
    }

    pub fn pick_files(&self) {
        // The dialog is made here, because some systems want that on the main thread, and waited for elsewhere.
        let dialog = rfd::AsyncFileDialog::new()
            .set_title("Open archives")
            .add_filter("Archives and timelines", &formats::registry::endings())
            .add_filter("All files", &["*"])
            .pick_files();
        self.start("file dialog", move || {
            let picked = pollster::block_on(dialog)?;
            Some(Done::Picked(picked.iter().map(|file| file.path().to_owned()).collect()))
        });
    }

    pub fn pick_figure(&self, path: &Path) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut dialog = rfd::AsyncFileDialog::new().set_title("Save figure").set_file_name(name);
        if let Some(folder) = path.parent().filter(|folder| folder.is_dir()) {
            dialog = dialog.set_directory(folder);
        }
        let dialog = dialog.save_file();
        self.start("file dialog", move || {
            Some(Done::FigurePath(pollster::block_on(dialog)?.path().to_owned()))
        });
    }

    /// Draws the figure of what the window shows, or those of a story, and writes them.
    pub fn figure(&self, subject: Subject, told: Vec<(Subject, figure::Options)>, export: Export, may_replace: bool) {
        self.start("figure", move || {
            Some(match write_figure(&subject, &told, &export, may_replace) {
                Ok((path, sources)) => Done::Written(path, sources),
                Err(sentence) => Done::Failed(sentence),
            })
        });
    }

    /// Asks for a picture of the window and writes it to a name that is free.
    pub fn screenshot(&self, title: &str) {
        let path = default_path(title, "window", "png");
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        self.ctx.request_screenshot(move |image| {
            let size = [image.width() as u32, image.height() as u32];
            let mut bytes = std::io::Cursor::new(Vec::new());
            let pixels: Vec<u8> = image.pixels.iter().flat_map(egui::Color32::to_array).collect();
            let packed = image::write_buffer_with_format(
                &mut bytes,
                &pixels,
                size[0],
                size[1],
                image::ExtendedColorType::Rgba8,
                image::ImageFormat::Png,
            );
            let done = match packed {
                Ok(()) => written(&path, bytes.get_ref(), false),
                Err(error) => Done::Failed(format!("the picture cannot be packed as PNG: {error}")),
            };
            let _ = sender.send(done);
            ctx.request_repaint();
        });
    }
}

/// Where a figure is, the first of several, and the file beside it that has its sources; or why it is nowhere.
type Written = Result<(PathBuf, Option<PathBuf>), String>;

/// Writes a figure with what belongs beside it.
fn write_figure(subject: &Subject, told: &[(Subject, figure::Options)], export: &Export, may_replace: bool) -> Written {
    let path = export.file();
    let files = match &subject.loaded.origin {
        Origin::Example(number) => EXAMPLES.get(*number).map(Example::fingerprint).into_iter().collect(),
        Origin::Files(paths) => fingerprints(paths),
    };
    let beside = figure::sources_path(&path);
    let name = figure::file_name(&beside);
    let whole = subject.figure(&export.options, &files, Some(&name));
    let steps: Vec<Figure<'_>> = told
        .iter()
        .map(|(step, options)| step.figure(options, &files, Some(&name)))
        .collect();
    let rendered = if steps.is_empty() {
        whole.render().map(|rendered| vec![rendered])
    } else {
        figure::tell(&whole, &steps)
    };
    let rendered = rendered.map_err(|error| error.to_string())?;
    let is_one = steps.is_empty() || matches!(export.options.format, Format::Pdf | Format::Html);
    let place = |number: usize| {
        if is_one {
            path.clone()
        } else {
            figure::numbered_path(&path, number)
        }
    };
    // All of them or none.
    if let Some(known) = (1..=rendered.len()).map(place).find(|path| path.exists() && !may_replace) {
        return Err(format!("{} exists already; nothing was written", known.display()));
    }
    let sources = rendered.iter().find_map(|rendered| rendered.sources.as_ref());
    if sources.is_some() && !may_replace && is_of_others(&beside, figure::SOURCES_BEGIN) {
        return Err(format!(
            "{} is there, and no list of sources; nothing was written",
            beside.display()
        ));
    }
    for (picture, number) in rendered.iter().zip(1..) {
        write_whole(&place(number), &picture.bytes, may_replace).map_err(|error| error.to_string())?;
    }
    let recipe = subject.recipe(&export.options).filter(|_| export.keeps_recipe && steps.is_empty());
    if let Some(recipe) = recipe {
        let kept = recipe.to_text(path.parent().unwrap_or(Path::new("")));
        let kept = kept.and_then(|text| {
            let path = figure::recipe_path(&path);
            write_whole(&path, text.as_bytes(), true).map_err(|error| error.to_string())
        });
        kept.map_err(|error| format!("what the figure is made from is not beside it: {error}"))?;
    }
    if let Some(sources) = sources {
        write_whole(&beside, sources.as_bytes(), true).map_err(|error| format!("the sources of the figure are not beside it: {error}"))?;
    }
    Ok((place(1), sources.map(|_| beside)))
}

fn written(path: &Path, bytes: &[u8], may_replace: bool) -> Done {
    match write_whole(path, bytes, may_replace) {
        Ok(()) => Done::Written(path.to_owned(), None),
        Err(error) => Done::Failed(error.to_string()),
    }
}

/// A name in the user's folder of pictures (or wherever we are) that no file has: `Liberation Day figure.png`.
pub fn default_path(title: &str, what: &str, ending: &str) -> PathBuf {
    let folder = directories::UserDirs::new()
        .and_then(|folders| folders.picture_dir().map(Path::to_owned))
        .filter(|folder| folder.is_dir())
        .or_else(|| std::env::current_dir().ok())
        .unwrap_or_default();
    let name: String = title
        .chars()
        .map(|char| {
            if char.is_alphanumeric() || " -_".contains(char) {
                char
            } else {
                ' '
            }
        })
        .collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = if name.is_empty() { "D\u{e9}marche".to_owned() } else { name };
    let numbered = |number: u32| if number == 1 { String::new() } else { format!(" {number}") };
    (1..10_000)
        .map(|number| folder.join(format!("{name} {what}{}.{ending}", numbered(number))))
        .find(|path| !path.exists())
        .unwrap_or_else(|| folder.join(format!("{name} {what}.{ending}")))
}
