//! Which scripts of the open archive no font here has, said once.

use egui::{Context, FontId};

use crate::figure::missing_here;
use crate::model::Archive;
use crate::theme::{Measure, TextMeasure as _};

/// How many names and titles are looked at: scripts show early, and an archive may have millions.
const LOOKED_AT: usize = 5_000;

/// A sentence about scripts that neither the bundled fonts nor those of the system have; nothing where all can be drawn.
pub(super) fn missing(ctx: &Context, archive: &Archive) -> Option<String> {
    let measure = Measure::bundled();
    let names = archive
        .leaders
        .iter()
        .flat_map(|leader| [Some(leader.name.as_str()), leader.native_name.as_deref()])
        .flatten();
    let titles = archive.events.iter().map(|event| event.title.as_str());
    let mut unknown: Vec<(char, String)> = Vec::new();
    for text in names.take(LOOKED_AT).chain(titles.take(LOOKED_AT)) {
        for char in measure.missing_glyphs(text) {
            if unknown.iter().all(|(known, _)| *known != char) {
                unknown.push((char, text.to_owned()));
            }
        }
    }
    if unknown.is_empty() {
        return None;
    }
    let font = FontId::proportional(13.0);
    unknown.retain(|(char, _)| !ctx.fonts_mut(|fonts| fonts.has_glyph(&font, *char)));
    missing_here(&unknown)
}
