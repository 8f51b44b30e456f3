//! A scene as SVG that other programs can edit: real text, and a named group for every lane and event.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ecolor::Color32;
use emath::{Pos2, Rect};
use tiny_skia::PathSegment;

use super::outline::{MIDDLE, Outlines, set_text};
use super::raster::ends;
use super::{Namer, Says};
use crate::model::escape;
use crate::scene::{Anchor, Layer, Part, RISE, Scene, Shape, Stroke, Target};
use crate::theme::{Family, Font, TextStyle, isolated, shape, without_directions};

/// How the texts of an SVG are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Texts {
    /// As text; the program that shows it brings the fonts, or others in their place.
    #[default]
    Plain,
    /// As text, with the fonts that it needs in the file.
    Embedded,
    /// As outlines: the same everywhere, but no text any more.
    Outlines,
}

/// The scene as an SVG file.
#[must_use]
pub fn svg(scene: &Scene, says: &Says, names: Namer<'_>, texts: Texts) -> String {
    svg_part(scene, says, names, texts, "")
}

/// The same as a part of a page that has several: `prefix` keeps the ids of each apart. What a group stands for (`data-of`) has none.
#[must_use]
pub fn svg_part(scene: &Scene, says: &Says, names: Namer<'_>, texts: Texts, prefix: &str) -> String {
    let mut writer = Writer {
        prefix,
        defs: String::new(),
        body: String::new(),
        next_id: 0,
        texts,
        names,
        named: HashSet::new(),
        fonts: BTreeSet::new(),
        outlines: Outlines::default(),
    };
    for layer in &scene.layers {
        writer.layer(layer);
    }
    let (width, height) = (number(scene.size.x), number(scene.size.y));
    let style = writer.font_faces();
    let made: Vec<String> = says.checks.iter().map(|line| escape(&without_directions(line))).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" \
         width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"{}\" stroke-linecap=\"round\" \
         stroke-linejoin=\"round\">\n\
         <title>{}</title>\n<desc>{} Made with {}.</desc>\n<metadata>{}</metadata>\n<defs>\n{style}{}</defs>\n{}</svg>\n",
        families(Family::Sans),
        escape(&without_directions(&says.title)),
        escape(&without_directions(&says.description)),
        says.program,
        made.join("\n"),
        writer.defs,
        writer.body
    )
}

struct Writer<'a> {
    /// Before every id.
    prefix: &'a str,
    defs: String,
    body: String,
    next_id: u32,
    texts: Texts,
    names: Namer<'a>,
    /// Targets that have a group with their name.
    named: HashSet<Target>,
    /// The fonts that are to be embedded.
    fonts: BTreeSet<Font>,
    outlines: Outlines,
}

impl Writer<'_> {
    fn layer(&mut self, layer: &Layer) {
        self.next_id += 1;
        let id = self.next_id;
        let clip = rect_attributes(layer.clip);
        let prefix = self.prefix;
        let _ = writeln!(self.defs, "<clipPath id=\"{prefix}c{id}\"><rect {clip}/></clipPath>");
        let name = layer.name.replace(' ', "-");
        let _ = writeln!(
            self.body,
            "<g id=\"{prefix}{name}-{id}\" inkscape:groupmode=\"layer\" inkscape:label=\"{}\" clip-path=\"url(#{prefix}c{id})\">",
            layer.name
        );
        for (part, shapes) in layer.by_part() {
            let is_group = self.begin(part);
            for shape in shapes {
                self.shape(shape, layer.clip);
            }
            if is_group {
                self.body.push_str("</g>\n");
            }
        }
        self.body.push_str("</g>\n");
    }

    /// Opens the group of what has a name: the first one of a target has its id and its sentence, the others refer to it.
    fn begin(&mut self, part: Part) -> bool {
        let Part::Of(target) = part else { return false };
        let Some(name) = (self.names)(target) else { return false };
        let id = escape(&name.id);
        if self.named.insert(target) {
            let title = escape(&isolated(&name.sentence));
            let label = escape(&without_directions(&name.label));
            let _ = writeln!(
                self.body,
                "<g id=\"{}{id}\" class=\"of\" data-of=\"{id}\" inkscape:label=\"{label}\"><title>{title}</title>",
                self.prefix
            );
        } else {
            let _ = writeln!(self.body, "<g class=\"of\" data-of=\"{id}\">");
        }
        true
    }

    /// The fonts in the file, where they are to be there.
    fn font_faces(&self) -> String {
        let mut style = String::new();
        for font in &self.fonts {
            let weights = if font.is_variable() { "font-weight:100 900;" } else { "" };
            let data = BASE64_STANDARD.encode(font.data());
            let _ = writeln!(
                style,
                "<style>@font-face{{font-family:'{}';{weights}src:url(data:font/sfnt;base64,{data})}}</style>",
                font.name()
            );
        }
        style
    }

    fn shape(&mut self, shape: &Shape, clip: Rect) {
        match shape {
            Shape::Line { points, stroke } => {
                let _ = writeln!(
                    self.body,
                    "<polyline points=\"{}\" fill=\"none\" {}/>",
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
                    "<rect {}{} {} {stroke}/>",
                    rect_attributes(rect.shrink(inset)),
                    if *radius > 0.0 {
                        format!(" rx=\"{}\"", number(*radius))
                    } else {
                        String::new()
                    },
                    paint("fill", *fill)
                );
            }
            Shape::Fade { rect, left, right } => {
                self.next_id += 1;
                let id = format!("{}f{}", self.prefix, self.next_id);
                let (left, right) = ends(*left, *right);
                let _ = writeln!(
                    self.defs,
                    "<linearGradient id=\"{id}\"><stop offset=\"0\" {}/><stop offset=\"1\" {}/></linearGradient>",
                    stop(left),
                    stop(right)
                );
                let _ = writeln!(self.body, "<rect {} fill=\"url(#{id})\"/>", rect_attributes(*rect));
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
        match self.texts {
            Texts::Outlines => return self.outlined(pos, at, text, style, color),
            Texts::Embedded => self.fonts.extend(shape(text, style).runs.iter().map(|run| run.font)),
            Texts::Plain => {}
        }
        let anchor = match at {
            Anchor::Left | Anchor::Rising => "",
            Anchor::Center => " text-anchor=\"middle\"",
            Anchor::Right => " text-anchor=\"end\"",
        };
        let weight = match style.weight {
            400 => String::new(),
            weight => format!(" font-weight=\"{weight}\""),
        };
        let turn = match at {
            Anchor::Rising => format!("transform=\"rotate(-{} {} {})\" ", number(RISE), number(pos.x), number(pos.y)),
            Anchor::Left | Anchor::Center | Anchor::Right => String::new(),
        };
        let _ = writeln!(
            self.body,
            "<text x=\"{}\" y=\"{}\"{} font-size=\"{}\"{weight}{anchor} {turn}{}>{}</text>",
            number(pos.x),
            number(pos.y + style.size * MIDDLE),
            match style.family {
                Family::Sans => String::new(),
                Family::Serif => format!(" font-family=\"{}\"", families(Family::Serif)),
            },
            number(style.size),
            paint("fill", color),
            escape(&isolated(text))
        );
    }

    /// A text as one path; what it says is its label.
    fn outlined(&mut self, pos: Pos2, at: Anchor, text: &str, style: TextStyle, color: Color32) {
        let set = set_text(pos, at, text, style);
        let mut data = String::new();
        for (font, weight, glyph, place) in set.glyphs() {
            let Some(path) = self.outlines.of(font, weight, glyph).and_then(|path| path.clone().transform(place)) else {
                continue;
            };
            for segment in path.segments() {
                let point = |point: tiny_skia::Point| format!("{} {}", number(point.x), number(point.y));
                let _ = match segment {
                    PathSegment::MoveTo(to) => write!(data, "M{}", point(to)),
                    PathSegment::LineTo(to) => write!(data, "L{}", point(to)),
                    PathSegment::QuadTo(a, to) => write!(data, "Q{} {}", point(a), point(to)),
                    PathSegment::CubicTo(a, b, to) => write!(data, "C{} {} {}", point(a), point(b), point(to)),
                    PathSegment::Close => write!(data, "Z"),
                };
            }
        }
        let label = escape(&without_directions(text));
        let _ = writeln!(self.body, "<path aria-label=\"{label}\" {} d=\"{data}\"/>", paint("fill", color));
    }
}

/// An end of a fade.
fn stop([r, g, b, a]: [u8; 4]) -> String {
    let opacity = number(f32::from(a) / 255.0);
    format!("stop-color=\"#{r:02x}{g:02x}{b:02x}\" stop-opacity=\"{opacity}\"")
}

/// The fonts of a family, and what may replace them.
fn families(family: Family) -> &'static str {
    match family {
        Family::Sans => "Inter, 'Noto Sans CJK KR', 'Noto Sans CJK SC', 'Noto Sans Hebrew', 'Noto Naskh Arabic', 'Noto Serif', sans-serif",
        Family::Serif => "'Noto Serif', 'Noto Sans CJK KR', 'Noto Sans CJK SC', 'Noto Sans Hebrew', 'Noto Naskh Arabic', Inter, serif",
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_archives_cannot_break_the_file() {
        assert_eq!(escape("<a href=\"x\"> & \u{1}\n"), "&lt;a href=&quot;x&quot;&gt; &amp; \u{fffd} ");
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(12.50), "12.5");
    }
}
