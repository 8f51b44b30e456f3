//! A scene as SVG, with real text.

use std::borrow::Cow;
use std::fmt::Write as _;

use ecolor::Color32;
use emath::{Pos2, Rect};

use crate::scene::{Anchor, Layer, RISE, Scene, Shape, Stroke};
use crate::theme::{Family, TextMeasure, TextStyle};

/// The scene as an SVG file. `title` and `description` are for those who cannot see it.
#[must_use]
pub fn svg(scene: &Scene, title: &str, description: &str, measure: &dyn TextMeasure) -> String {
    let mut writer = Writer {
        defs: String::new(),
        body: String::new(),
        next_id: 0,
        measure,
    };
    for layer in &scene.layers {
        writer.layer(layer);
    }
    let (width, height) = (number(scene.size.x), number(scene.size.y));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\">\n\
         <title>{}</title>\n<desc>{} Made with D\u{e9}marche {}.</desc>\n<defs>\n{}</defs>\n{}</svg>\n",
        escape(&without_directions(title)),
        escape(&without_directions(description)),
        env!("CARGO_PKG_VERSION"),
        writer.defs,
        writer.body
    )
}

struct Writer<'a> {
    defs: String,
    body: String,
    next_id: u32,
    measure: &'a dyn TextMeasure,
}

impl Writer<'_> {
    fn layer(&mut self, layer: &Layer) {
        self.next_id += 1;
        let id = self.next_id;
        let clip = rect_attributes(layer.clip);
        let _ = writeln!(self.defs, "<clipPath id=\"c{id}\"><rect {clip}/></clipPath>");
        let _ = writeln!(self.body, "<g id=\"{}-{id}\" clip-path=\"url(#c{id})\">", layer.name);
        for shape in &layer.shapes {
            self.shape(shape, layer.clip);
        }
        self.body.push_str("</g>\n");
    }

    fn shape(&mut self, shape: &Shape, clip: Rect) {
        match shape {
            Shape::Line { points, stroke } => {
                let _ = writeln!(
                    self.body,
                    "<polyline points=\"{}\" fill=\"none\" {} stroke-linecap=\"round\" stroke-linejoin=\"round\"/>",
                    point_list(points),
                    stroke_attributes(stroke)
                );
            }
            Shape::Polygon { points, fill, stroke } => {
                let stroke = stroke.as_ref().map(stroke_attributes).unwrap_or_default();
                let _ = writeln!(
                    self.body,
                    "<polygon points=\"{}\" {} {stroke}/>",
                    point_list(points),
                    paint("fill", *fill)
                );
            }
            Shape::Circle {
                center,
                radius,
                fill,
                stroke,
            } => {
                let stroke = stroke.as_ref().map(stroke_attributes).unwrap_or_default();
                let _ = writeln!(
                    self.body,
                    "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" {} {stroke}/>",
                    number(center.x),
                    number(center.y),
                    number(*radius),
                    paint("fill", *fill)
                );
            }
            Shape::Rect {
                rect,
                radius,
                fill,
                stroke,
            } => {
                if !rect.intersects(clip) {
                    return;
                }
                // The scene's outlines lie inside the rectangle, SVG's on its edge.
                let inset = stroke.map_or(0.0, |stroke| stroke.width / 2.0);
                let stroke = stroke.as_ref().map(stroke_attributes).unwrap_or_default();
                let _ = writeln!(
                    self.body,
                    "<rect {} rx=\"{}\" {} {stroke}/>",
                    rect_attributes(rect.shrink(inset)),
                    number(*radius),
                    paint("fill", *fill)
                );
            }
            Shape::Fade { rect, left, right } => {
                self.next_id += 1;
                let id = self.next_id;
                let stop = |color: Color32, other: Color32| {
                    // A clear end takes the other end's hue, or the fade would turn gray on its way.
                    let hue = if color.a() == 0 { other } else { color };
                    let [r, g, b, _] = hue.to_srgba_unmultiplied();
                    format!(
                        "stop-color=\"#{r:02x}{g:02x}{b:02x}\" stop-opacity=\"{}\"",
                        number(f32::from(color.a()) / 255.0)
                    )
                };
                let _ = writeln!(
                    self.defs,
                    "<linearGradient id=\"f{id}\"><stop offset=\"0\" {}/><stop offset=\"1\" {}/></linearGradient>",
                    stop(*left, *right),
                    stop(*right, *left)
                );
                let _ = writeln!(self.body, "<rect {} fill=\"url(#f{id})\"/>", rect_attributes(*rect));
            }
            Shape::Text {
                pos,
                anchor,
                text,
                style,
                color,
            } => self.text(*pos, *anchor, text, *style, *color),
        }
    }

    fn text(&mut self, pos: Pos2, at: Anchor, text: &str, style: TextStyle, color: Color32) {
        if text.trim().is_empty() {
            return;
        }
        let anchor = match at {
            Anchor::Left | Anchor::Rising => "start",
            Anchor::Center => "middle",
            Anchor::Right => "end",
        };
        let family = match style.family {
            Family::Sans => "Inter, 'Noto Sans CJK KR', 'Noto Serif', sans-serif",
            Family::Serif => "'Noto Serif', 'Noto Sans CJK KR', Inter, serif",
        };
        // Half the height of the capitals of Inter, so that the text stands in the middle of its line.
        let baseline = pos.y + style.size * 0.364;
        let turn = match at {
            Anchor::Rising => format!("transform=\"rotate(-{} {} {})\" ", number(RISE), number(pos.x), number(pos.y)),
            Anchor::Left | Anchor::Center | Anchor::Right => String::new(),
        };
        let _ = writeln!(
            self.body,
            "<text x=\"{}\" y=\"{}\" font-family=\"{family}\" font-size=\"{}\" font-weight=\"{}\" text-anchor=\"{anchor}\" \
             textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\" {turn}{}>{}</text>",
            number(pos.x),
            number(baseline),
            number(style.size),
            style.weight,
            number(self.measure.width(text, style)),
            paint("fill", color),
            escape(&isolated(&without_directions(text)))
        );
    }
}

/// Whether a sign is written from right to left.
fn is_right_to_left(char: char) -> bool {
    matches!(u32::from(char), 0x0590..=0x08ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff | 0x1_0800..=0x1_0fff | 0x1_e800..=0x1_efff)
}

/// A text without the characters that override, embed or isolate directions of writing (Unicode Standard Annex 9). In a file from
/// a stranger they can reverse what follows, as in `invoice_gpj.exe`.
fn without_directions(text: &str) -> Cow<'_, str> {
    let is_direction = |char: char| matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.contains(is_direction) {
        Cow::Owned(text.chars().filter(|char| !is_direction(*char)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// A text in which runs from right to left are isolates (Unicode Standard Annex 9): a date behind an Arabic name stays behind
/// it.
fn isolated(text: &str) -> String {
    let mut isolated = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_right_to_left) {
        // To the last sign of the run, over white space between its words.
        let run = &rest[start..];
        let ends = run
            .char_indices()
            .take_while(|(_, char)| is_right_to_left(*char) || char.is_whitespace());
        let end = ends
            .filter(|(_, char)| !char.is_whitespace())
            .map(|(at, char)| at + char.len_utf8())
            .last()
            .unwrap_or(run.len());
        isolated.push_str(&rest[..start]);
        isolated.push('\u{2068}');
        isolated.push_str(&run[..end]);
        isolated.push('\u{2069}');
        rest = &run[end..];
    }
    isolated + rest
}

fn rect_attributes(rect: Rect) -> String {
    format!(
        "x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
        number(rect.left()),
        number(rect.top()),
        number(rect.width().max(0.0)),
        number(rect.height().max(0.0))
    )
}

fn point_list(points: &[Pos2]) -> String {
    let points: Vec<String> = points
        .iter()
        .map(|point| format!("{},{}", number(point.x), number(point.y)))
        .collect();
    points.join(" ")
}

fn stroke_attributes(stroke: &Stroke) -> String {
    let dash = stroke
        .dash
        .lengths()
        .map(|(on, off)| format!(" stroke-dasharray=\"{on} {off}\""))
        .unwrap_or_default();
    format!("{} stroke-width=\"{}\"{dash}", paint("stroke", stroke.color), number(stroke.width))
}

fn paint(what: &str, color: Color32) -> String {
    let [r, g, b, a] = color.to_srgba_unmultiplied();
    match a {
        0 => format!("{what}=\"none\""),
        255 => format!("{what}=\"#{r:02x}{g:02x}{b:02x}\""),
        _ => format!(
            "{what}=\"#{r:02x}{g:02x}{b:02x}\" {what}-opacity=\"{}\"",
            number(f32::from(a) / 255.0)
        ),
    }
}

/// At most two decimals, and none that say nothing.
fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text for XML; characters that XML cannot hold are replaced.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            char if char.is_control() || matches!(char, '\u{fffe}' | '\u{ffff}') => escaped.push('\u{fffd}'),
            char => escaped.push(char),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_from_right_to_left_is_an_isolate() {
        for (text, expected) in [
            ("Khrushchev \u{2192} 25 Oct", "Khrushchev \u{2192} 25 Oct"),
            (
                "to \u{627}\u{644} \u{646} \u{b7} 25 Oct",
                "to \u{2068}\u{627}\u{644} \u{646}\u{2069} \u{b7} 25 Oct",
            ),
            ("\u{5d0}", "\u{2068}\u{5d0}\u{2069}"),
            ("", ""),
        ] {
            assert_eq!(isolated(text), expected);
        }
    }

    #[test]
    fn no_text_turns_what_follows_it() {
        assert_eq!(without_directions("invoice\u{202e}gpj.exe\u{2067}a\u{2069}"), "invoicegpj.exea");
        assert_eq!(without_directions("\u{5d0}\u{200f}!"), "\u{5d0}\u{200f}!", "marks stay");
    }

    #[test]
    fn texts_of_archives_cannot_break_the_file() {
        assert_eq!(escape("<a href=\"x\"> & \u{1}\n"), "&lt;a href=&quot;x&quot;&gt; &amp; \u{fffd} ");
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(12.50), "12.5");
    }
}
