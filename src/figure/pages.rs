//! A figure that goes on like a score: the time it covers is divided into stretches of one length, each a page of a PDF or a row of a
//! picture, with the lane heads repeated.

use emath::{Vec2, vec2};

use super::options::{MOST_PAGES, Pages};
use crate::index::{EventIndex, Shown};
use crate::layout::{Page, shift};
use crate::scene::Scene;
use crate::view::{Folds, Viewport};

/// On a page there is room for labels of about that many events.
const EVENTS: usize = 40;

/// Divides what is looked at into pages; those without any event are left out.
pub(super) fn divide(pages: Pages, whole: Viewport, folds: &Folds, index: &EventIndex, shown: &Shown) -> Vec<Viewport> {
    let count = |viewport: Viewport| {
        let range = folds.unfold_range(viewport.range());
        index.all().in_range(range).filter(|id| shown.contains(*id)).count()
    };
    let wanted = match pages {
        Pages::One => 1,
        Pages::Auto => count(whole).div_ceil(EVENTS),
        Pages::Count(count) => usize::from(count),
    };
    let wanted = wanted.clamp(1, MOST_PAGES);
    if wanted == 1 {
        return vec![whole];
    }
    let span = whole.span / wanted as f64;
    let stretch = |at: usize| Viewport::new(whole.start + span * at as f64, span);
    let filled: Vec<Viewport> = (0..wanted).map(stretch).filter(|stretch| count(*stretch) > 0).collect();
    if filled.is_empty() { vec![whole] } else { filled }
}

/// Pages below each other as one picture.
pub(super) fn stack(pages: Vec<Page>) -> Page {
    let mut all = Page::default();
    let mut size = Vec2::ZERO;
    let mut scene = Scene::default();
    for mut page in pages {
        let down = vec2(0.0, size.y);
        for mut layer in std::mem::take(&mut page.scene.layers) {
            shift(&mut layer, down);
            scene.layers.push(layer);
        }
        scene.spots.extend(page.scene.spots.iter().map(|spot| spot.moved(down)));
        size = vec2(size.x.max(page.scene.size.x), size.y + page.scene.size.y);
        all.coverage.labeled += page.coverage.labeled;
        all.coverage.marks += page.coverage.marks;
        all.left_out = all.left_out.max(page.left_out);
    }
    scene.size = size;
    all.scene = scene;
    all
}
