//! Pictures of the window, drawn on the CPU and compared with those in `tests/pictures`.
//!
//! `UPDATE_PICTURES=1 cargo test --test pictures` draws them anew; then look at them.

mod raster;

use std::path::Path;

use demarche::app::App;
use demarche::command::ThemeChoice;
use demarche::state::Link;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use image::RgbaImage;

/// How much of a picture may differ by more than [`SAME_COLOR`]: rounding differs between processors.
const MAX_DIFFERENT: f64 = 0.002;

/// The largest difference of a channel that nobody sees.
const SAME_COLOR: u8 = 12;

fn open(file: &str, size: [f32; 2], theme: ThemeChoice) -> Harness<'static, App> {
    open_path(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(file), size, theme)
}

fn open_path(path: &Path, size: [f32; 2], theme: ThemeChoice) -> Harness<'static, App> {
    let link = Link {
        path: path.display().to_string(),
        ..Link::default()
    };
    let theme = match theme {
        ThemeChoice::Dark => egui::Theme::Dark,
        ThemeChoice::System | ThemeChoice::Light => egui::Theme::Light,
    };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_max_steps(60)
        .with_theme(theme)
        .renderer(raster::CpuRenderer::default())
        .build_eframe(move |cc| {
            let app = App::new(cc, std::slice::from_ref(&link));
            cc.egui_ctx.set_theme(theme);
            app
        });
    harness.run();
    harness
}

/// Compares a picture of the window with the one that is kept.
fn check(harness: &mut Harness<'_, App>, name: &str) {
    compare(&harness.render().unwrap_or_else(|error| panic!("{error}")), name);
}

/// Compares a picture with the one that is kept.
fn compare(found: &RgbaImage, name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/pictures")
        .join(format!("{name}.png"));
    if std::env::var_os("UPDATE_PICTURES").is_some() {
        found.save(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        return;
    }
    let kept = image::open(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        .to_rgba8();
    let different = share_of_different_pixels(found, &kept);
    if different > MAX_DIFFERENT {
        let beside = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.found.png"));
        let _ = found.save(&beside);
        panic!(
            "{name}: {:.2} % of the pixels differ; what was drawn is in {}",
            different * 100.0,
            beside.display()
        );
    }
}

fn share_of_different_pixels(a: &RgbaImage, b: &RgbaImage) -> f64 {
    if a.dimensions() != b.dimensions() {
        return 1.0;
    }
    let differs = |(a, b): (&image::Rgba<u8>, &image::Rgba<u8>)| a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > SAME_COLOR);
    let different = a.pixels().zip(b.pixels()).filter(|pair| differs(*pair)).count();
    different as f64 / f64::from(a.width() * a.height())
}

#[test]
fn the_seed_archive_with_a_reply_selected() {
    let mut harness = open("liberation-day.ron", [1440.0, 900.0], ThemeChoice::Light);
    for _ in 0..2 {
        harness.key_press_modifiers(Modifiers::NONE, Key::ArrowRight);
        harness.run();
    }
    check(&mut harness, "liberation-day-light");
}

#[test]
fn the_cuban_letters_at_night() {
    let mut harness = open("cuba-1962.ron", [1440.0, 900.0], ThemeChoice::Dark);
    check(&mut harness, "cuba-dark");
}

#[test]
fn the_smallest_window() {
    let mut harness = open("liberation-day.ron", [900.0, 600.0], ThemeChoice::Light);
    check(&mut harness, "liberation-day-small");
}

/// Years of letters between many, so that what happened is counted.
fn many_letters(folder: &Path) -> std::path::PathBuf {
    let mut text = String::from(r#"(title: "Letters of many", leaders: ["#);
    for number in 0..9 {
        text.push_str(&format!(r#"(id: "l{number}", name: "Writer {number}"),"#));
    }
    text.push_str("], events: [");
    for number in 0..900_u32 {
        // The first writes most, and more in some years than in others.
        let from = if number.is_multiple_of(3) { 0 } else { number * 7 % 9 };
        let to = (from + 1 + number % 5) % 9;
        let (year, month) = (1790 + (number * number / 97) % 23, 1 + number % 12);
        text.push_str(&format!(
            r#"(kind: message, sent: "{year}-{month:02}", from: "l{from}", to: "l{to}"),"#
        ));
    }
    text.push_str("])");
    let path = folder.join("letters.ron");
    std::fs::write(&path, text).unwrap_or_else(|error| panic!("{error}"));
    path
}

#[test]
fn what_is_too_much_is_counted() {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let path = many_letters(folder.path());
    for (theme, name) in [(ThemeChoice::Light, "letters-light"), (ThemeChoice::Dark, "letters-dark")] {
        check(&mut open_path(&path, [1000.0, 640.0], theme), name);
    }
}

#[test]
fn the_other_views_in_both_themes() {
    for (theme, look) in [(ThemeChoice::Light, "light"), (ThemeChoice::Dark, "dark")] {
        for (key, view) in [(Key::P, "tempo"), (Key::M, "matrix"), (Key::T, "list")] {
            let mut harness = open("cuba-1962.ron", [1000.0, 640.0], theme);
            harness.key_press_modifiers(Modifiers::NONE, key);
            harness.run();
            check(&mut harness, &format!("cuba-{view}-{look}"));
        }
    }
}

/// A figure as the command line writes it.
fn figure(arguments: &[&str]) -> RgbaImage {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let path = folder.path().join("figure.png");
    let archive = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/cuba-1962.ron");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_demarche"))
        .arg("export")
        .arg(&archive)
        .arg("-o")
        .arg(&path)
        .args(["--size", "1000x640", "--scale", "1"])
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{error}"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    image::open(&path).unwrap_or_else(|error| panic!("{error}")).to_rgba8()
}

#[test]
fn figures_in_all_themes() {
    let week = ["--from", "1962-10-22", "--to", "1962-10-29"];
    let pair = ["--view", "tempo", "--pair", "kennedy,khrushchev"];
    for theme in ["light", "dark", "print"] {
        let name = |view: &str| format!("figure-{view}-{theme}");
        let themed = |arguments: &[&'static str]| figure(&[arguments, &["--theme", theme]].concat());
        compare(&themed(&week), &name("week"));
        compare(&themed(&pair), &name("tempo"));
        compare(&themed(&["--view", "matrix"]), &name("matrix"));
        compare(&themed(&["--view", "list"]), &name("list"));
    }
}

#[test]
fn a_picture_with_a_difference_is_noticed() {
    let a = RgbaImage::from_pixel(40, 40, image::Rgba([200, 200, 200, 255]));
    let mut b = a.clone();
    assert!(share_of_different_pixels(&a, &b) <= MAX_DIFFERENT);
    for x in 0..40 {
        b.put_pixel(x, 3, image::Rgba([0, 0, 0, 255]));
    }
    assert!(share_of_different_pixels(&a, &b) > MAX_DIFFERENT);
}
