//! Opens the window, or says in one sentence why there is none.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::{APP_ID, App, set_settings_aside};
use crate::files::Options;
use crate::state::Link;

/// Opens the window on files (or links to views of them) and stays until it is closed.
///
/// # Errors
/// In a sentence, where there is no display, or none that can be drawn on.
pub fn run(files: &[PathBuf], tables: Options, measures_frames: bool) -> Result<(), String> {
    if !has_display() {
        return Err(no_display("there is no display to open a window on"));
    }
    wait_for_display();
    let links: Vec<Link> = files.iter().map(|file| link_of(file)).collect();
    let mut viewport = egui::ViewportBuilder::default()
        .with_app_id(APP_ID)
        .with_title("D\u{e9}marche")
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([900.0, 600.0])
        .with_drag_and_drop(true);
    if let Ok(icon) = eframe::icon_data::from_png_bytes(include_bytes!("../assets/icon.png")) {
        viewport = viewport.with_icon(Arc::new(icon));
    }
    let options = eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        ..eframe::NativeOptions::default()
    };
    let remark = eframe::storage_dir(APP_ID).and_then(|folder| set_settings_aside(&folder));
    eframe::run_native(
        APP_ID,
        options,
        Box::new(move |cc| {
            let mut app = App::with_options(cc, &links, tables);
            if measures_frames {
                app.measure_frames();
            }
            if let Some(remark) = remark {
                app.remark(remark);
            }
            Ok(Box::new(app))
        }),
    )
    .map_err(|error| match error {
        eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_) => no_display("there is no display to open a window on"),
        eframe::Error::Glutin(_) | eframe::Error::NoGlutinConfigs(..) | eframe::Error::OpenGL(_) => {
            no_display("this display has no OpenGL to draw a window with")
        }
        eframe::Error::AppCreation(cause) => format!("the window could not be opened: {cause}"),
    })
}

fn no_display(reason: &str) -> String {
    format!("{reason}; `demarche export` draws an archive as a picture without one")
}

/// A file as it is, even if its name holds a `#`; anything else may be a link.
fn link_of(file: &std::path::Path) -> Link {
    let text = file.display().to_string();
    if file.exists() {
        return Link {
            path: text,
            ..Link::default()
        };
    }
    Link::parse(&text)
}

/// On systems where a display is named by the environment: whether one is.
fn has_display() -> bool {
    if !cfg!(all(unix, not(target_os = "macos"))) {
        return true;
    }
    ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// How long a local display that is just being started is waited for, in steps of a tenth of a second.
const DISPLAY_PATIENCE: u32 = 20;

/// Waits until a local X display takes connections: scripts start one and us at the same time.
fn wait_for_display() {
    #[cfg(all(unix, not(target_os = "macos")))]
    {
        let display = std::env::var("DISPLAY").unwrap_or_default();
        let number = display
            .strip_prefix(':')
            .and_then(|rest| rest.split('.').next())
            .unwrap_or_default();
        if number.is_empty() || std::env::var_os("WAYLAND_DISPLAY").is_some() {
            return;
        }
        let socket = format!("/tmp/.X11-unix/X{number}");
        for _ in 0..DISPLAY_PATIENCE {
            if answers(&socket) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
    }
}

/// Whether an X server behind a socket answers: one that is going down still takes connections for a moment.
#[cfg(all(unix, not(target_os = "macos")))]
fn answers(socket: &str) -> bool {
    use std::io::{Read as _, Write as _};
    // The start of every X11 connection: little-endian, protocol 11.0, no authorization. Any answer will do, also a no.
    const HELLO: [u8; 12] = [b'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let Ok(mut stream) = std::os::unix::net::UnixStream::connect(socket) else {
        return false;
    };
    let _ = stream.set_read_timeout(Some(std::time::Duration::from_millis(500)));
    let mut answer = [0; 1];
    stream.write_all(&HELLO).is_ok() && stream.read_exact(&mut answer).is_ok()
}
