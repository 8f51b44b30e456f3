//! A window for tests.

use demarche::app::App;
use demarche::state::Link;
use egui_kittest::Harness;

/// A window of the usual size on what links name, before its first frame is done.
pub fn window(links: Vec<Link>) -> Harness<'static, App> {
    Harness::builder()
        .with_size([1440.0, 900.0])
        .with_step_dt(1.0 / 30.0)
        .with_max_steps(60)
        .build_eframe(move |cc| App::new(cc, &links))
}
