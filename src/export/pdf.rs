//! Scenes as the pages of a PDF: text that can be selected and searched, and tags in the order in which a page is read.
//!
//! The file is PDF 1.7 with a structure tree (ISO 32000-1, 14.7 and 14.8): headline, lanes, events by time with a sentence each,
//! other texts; whatever else is drawn is an artifact.

use std::collections::HashMap;
use std::num::NonZeroU16;

use ecolor::Color32;
use emath::{Pos2, Rect};
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder, PdfVersion};
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, LinearGradient, SpreadMethod, Stop, Stroke as PdfStroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, Tag, TagGroup, TagTree};
use krilla::text::{Font as PdfFont, GlyphId, KrillaGlyph, Tag as FontTag};
use krilla::{Document, SerializeSettings};

use super::outline::{MIDDLE, before};
use super::path::{self, Step};
use super::raster::ends;
use super::{Namer, Says};
use crate::scene::{Anchor, Layer, Part, RISE, Scene, Shape, Stroke, Target};
use crate::theme::{Font, TextStyle, shape};

/// The language of the program's words (BCP 47).
const LANGUAGE: &str = "en";

/// A page.
pub struct PdfPage<'a> {
    /// What is drawn.
    pub scene: &'a Scene,
    /// Its name in the outline.
    pub name: String,
    /// What a screen reader says of what is drawn on it.
    pub names: Namer<'a>,
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A page without width or height.
    #[error("a page of {0} × {1} points cannot be drawn")]
    Size(f32, f32),
    /// The writer of PDF refuses.
    #[error("the figure cannot be written as PDF: {0}")]
    Writer(String),
}

/// Writes scenes as the pages of a PDF.
///
/// # Errors
/// Where a page has no size, or the writer refuses.
pub fn pdf(pages: &[PdfPage<'_>], says: &Says) -> Result<Vec<u8>, PdfError> {
    // The stricter form first: it needs a code point for every glyph.
    write(pages, says, true).or_else(|_| write(pages, says, false))
}

fn write(pages: &[PdfPage<'_>], says: &Says, is_checked: bool) -> Result<Vec<u8>, PdfError> {
    let refused = |error: &dyn std::fmt::Debug| PdfError::Writer(format!("{error:?}"));
    let mut configuration = ConfigurationBuilder::new().with_version(PdfVersion::Pdf17);
    if is_checked {
        configuration = configuration.with_accessibility_validator(Accessibility::UA1);
    }
    let mut document = Document::new_with(SerializeSettings {
        configuration: configuration.finish().map_err(|error| refused(&error))?,
        enable_tagging: true,
        ..SerializeSettings::default()
    });
    let mut fonts = Fonts::default();
    let mut outline = Outline::new();
    let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
    for (number, page) in pages.iter().enumerate() {
        let size = page.scene.size;
        let settings = PageSettings::from_wh(size.x, size.y).ok_or(PdfError::Size(size.x, size.y))?;
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        let mut painter = Painter {
            surface: &mut surface,
            fonts: &mut fonts,
            tags: Tags::default(),
        };
        for layer in &page.scene.layers {
            painter.layer(layer);
        }
        let tags = painter.tags;
        surface.finish();
        sheet.finish();
        for group in tags.groups(&says.title, page.names) {
            tree.push(group);
        }
        outline.push_child(OutlineNode::new(
            page.name.clone(),
            XyzDestination::new(number, Point::from_xy(0.0, 0.0)),
        ));
    }
    document.set_outline(outline);
    document.set_tag_tree(tree);
    let mut metadata = Metadata::new()
        .title(says.title.clone())
        .description(says.description.clone())
        .keywords(says.checks.clone())
        .creator(says.program.clone())
        .language(LANGUAGE.to_owned());
    if let Some(author) = &says.author {
        metadata = metadata.authors(vec![author.clone()]);
    }
    document.set_metadata(metadata);
    document.finish().map_err(|error| refused(&error))
}

/// The fonts of a document, each embedded once a weight.
#[derive(Default)]
struct Fonts {
    known: HashMap<(Font, u16), Option<PdfFont>>,
}

impl Fonts {
    fn of(&mut self, font: Font, weight: u16) -> Option<PdfFont> {
        let known = self.known.entry((font, weight));
        let made = known.or_insert_with(|| {
            if font.is_variable() {
                PdfFont::new_variable(font.data().into(), 0, &[(FontTag::new(b"wght"), f32::from(weight))])
            } else {
                PdfFont::new(font.data().into(), 0)
            }
        });
        made.clone()
    }
}

/// The pieces of a page by what they are, in the order in which they were drawn.
#[derive(Default)]
struct Tags {
    pieces: Vec<(Part, &'static str, Vec<Identifier>)>,
}

impl Tags {
    /// A piece belongs to the last one of the same part, or to the first of the same event.
    fn add(&mut self, part: Part, layer: &'static str, piece: Identifier) {
        let is_whole = matches!(part, Part::Of(_) | Part::Quote(..));
        let known = self.pieces.iter_mut().rev().find(|(known, ..)| *known == part);
        match known {
            Some((.., pieces)) if is_whole || part == Part::Headline || part == Part::Deck => pieces.push(piece),
            _ => self.pieces.push((part, layer, vec![piece])),
        }
    }

    /// The groups in the order in which the page is read: headline, deck, lanes, events, what is counted, other texts.
    fn groups(self, title: &str, names: Namer<'_>) -> Vec<TagGroup> {
        let place = |part: Part, layer: &str| match (part, layer) {
            (Part::Headline, _) => 0,
            (Part::Deck, _) => 1,
            (Part::Of(Target::Lane(_)), _) => 2,
            (Part::Plain, "ruler" | "zones") => 3,
            (Part::Of(_), _) => 4,
            (Part::Quote(..), _) => 5,
            (Part::Plain, _) => 6,
        };
        let mut pieces = self.pieces;
        pieces.sort_by_key(|(part, layer, _)| place(*part, layer));
        pieces
            .into_iter()
            .map(|(part, _, pieces)| {
                let children = pieces.into_iter().map(Node::Leaf).collect();
                match part {
                    Part::Headline => TagGroup::with_children(Tag::Hn(NonZeroU16::MIN, Some(title.to_owned())), children),
                    Part::Quote(event, at) => {
                        let name = names(Target::Event(event));
                        let language = name.and_then(|mut name| (at < name.languages.len()).then(|| name.languages.swap_remove(at)));
                        let tag = Tag::BlockQuote.with_lang(language.filter(|language| is_tag(language)));
                        TagGroup::with_children(tag, children)
                    }
                    Part::Of(target @ Target::Event(_)) => {
                        let words = names(target).map_or_else(|| "event".to_owned(), |name| name.sentence);
                        TagGroup::with_children(Tag::Figure(Some(words)), children)
                    }
                    Part::Deck | Part::Plain | Part::Of(_) => TagGroup::with_children(Tag::P, children),
                }
            })
            .collect()
    }
}

/// Whether a text may be a tag of BCP 47: `en`, `zh-Hant`.
fn is_tag(text: &str) -> bool {
    let is_part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    text.len() >= 2 && text.split('-').all(is_part)
}

struct Painter<'s, 'd> {
    surface: &'s mut Surface<'d>,
    fonts: &'s mut Fonts,
    tags: Tags,
}

impl Painter<'_, '_> {
    fn layer(&mut self, layer: &Layer) {
        let Some(clip) = path(&path::rect(layer.clip, 0.0)) else { return };
        self.surface.push_clip_path(&clip, &FillRule::NonZero);
        for (part, shapes) in layer.by_part() {
            // What an event is drawn with belongs to it; of the rest only texts are read.
            if matches!(part, Part::Of(Target::Event(_))) {
                let piece = self.surface.start_tagged(ContentTag::Other);
                for shape in shapes {
                    self.shape(shape, layer.clip);
                }
                self.surface.end_tagged();
                self.tags.add(part, layer.name, piece);
                continue;
            }
            let is_read = |shape: &Shape| matches!(shape, Shape::Text { text, .. } if !text.trim().is_empty());
            // Every text by itself; what lies between two of them is one artifact.
            for shapes in shapes.chunk_by(|a, b| !is_read(a) && !is_read(b)) {
                let is_text = shapes.iter().any(is_read);
                let tag = if is_text {
                    ContentTag::Span(SpanTag::empty())
                } else {
                    ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other))
                };
                let piece = self.surface.start_tagged(tag);
                for shape in shapes {
                    self.shape(shape, layer.clip);
                }
                self.surface.end_tagged();
                if is_text {
                    self.tags.add(part, layer.name, piece);
                }
            }
        }
        self.surface.pop();
    }

    fn shape(&mut self, shape: &Shape, clip: Rect) {
        match shape {
            Shape::Line { points, stroke } => self.draw(&path::line(points, false), Color32::TRANSPARENT, Some(stroke)),
            Shape::Polygon { points, fill, stroke } => self.draw(&path::line(points, true), *fill, stroke.as_ref()),
            Shape::Circle {
                center,
                radius,
                fill,
                stroke,
            } => self.draw(&path::circle(*center, *radius), *fill, stroke.as_ref()),
            Shape::Rect {
                rect,
                radius,
                fill,
                stroke,
            } if rect.intersects(clip) => {
                // The scene's outlines lie inside the rectangle, those of paths on its edge.
                let inset = stroke.map_or(0.0, |stroke| stroke.width / 2.0);
                self.draw(&path::rect(rect.shrink(inset), *radius), *fill, stroke.as_ref());
            }
            Shape::Rect { .. } => {}
            Shape::Fade { rect, left, right } => self.fade(*rect, *left, *right),
            Shape::Text {
                pos,
                anchor,
                text,
                style,
                color,
            } => self.text(*pos, *anchor, text, *style, *color),
        }
    }

    fn draw(&mut self, steps: &[Step], fill: Color32, stroke: Option<&Stroke>) {
        let stroke = stroke.filter(|stroke| stroke.width > 0.0 && stroke.color.a() > 0);
        let fill = (fill.a() > 0).then(|| solid(fill));
        let Some(path) = path(steps).filter(|_| fill.is_some() || stroke.is_some()) else {
            return;
        };
        self.surface.set_fill(fill);
        self.surface.set_stroke(stroke.map(|stroke| {
            let (color, opacity) = color_of(stroke.color);
            PdfStroke {
                paint: color.into(),
                width: stroke.width,
                opacity,
                line_cap: LineCap::Round,
                line_join: LineJoin::Round,
                dash: stroke.dash.lengths().map(|(on, off)| StrokeDash {
                    array: vec![on, off],
                    offset: 0.0,
                }),
                ..PdfStroke::default()
            }
        }));
        self.surface.draw_path(&path);
    }

    fn fade(&mut self, rect: Rect, left: Color32, right: Color32) {
        let Some(path) = path(&path::rect(rect, 0.0)) else { return };
        let (left, right) = ends(left, right);
        let stop = |offset: NormalizedF32, [r, g, b, a]: [u8; 4]| Stop {
            offset,
            color: rgb::Color::new(r, g, b).into(),
            opacity: share(a),
        };
        let gradient = LinearGradient {
            x1: rect.left(),
            y1: 0.0,
            x2: rect.right(),
            y2: 0.0,
            transform: Transform::identity(),
            spread_method: SpreadMethod::Pad,
            stops: vec![stop(NormalizedF32::ZERO, left), stop(NormalizedF32::ONE, right)],
            anti_alias: false,
        };
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill {
            paint: gradient.into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::NonZero,
        }));
        self.surface.draw_path(&path);
    }

    fn text(&mut self, pos: Pos2, anchor: Anchor, text: &str, style: TextStyle, color: Color32) {
        if text.trim().is_empty() || color.a() == 0 {
            return;
        }
        let line = shape(text, style);
        let width = line.width() * style.size;
        let left = before(anchor, width);
        if anchor == Anchor::Rising {
            self.surface.push_transform(&Transform::from_rotate_at(-RISE, pos.x, pos.y));
        }
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(solid(color)));
        let mut pen = Point::from_xy(pos.x - left, pos.y + style.size * MIDDLE);
        for run in &line.runs {
            let Some(font) = self.fonts.of(run.font, run.weight) else {
                continue;
            };
            let glyphs: Vec<KrillaGlyph> = run
                .glyphs
                .iter()
                .map(|glyph| KrillaGlyph {
                    glyph_id: GlyphId::new(u32::from(glyph.id)),
                    text_range: glyph.text.clone(),
                    x_advance: glyph.advance,
                    x_offset: glyph.offset.x,
                    y_offset: glyph.offset.y,
                    y_advance: 0.0,
                    location: None,
                })
                .collect();
            self.surface.draw_glyphs(pen, &glyphs, font, &line.text, style.size, false);
            pen.x += run.width() * style.size;
        }
        if anchor == Anchor::Rising {
            self.surface.pop();
        }
    }
}

fn color_of(color: Color32) -> (rgb::Color, NormalizedF32) {
    let [r, g, b, a] = color.to_srgba_unmultiplied();
    (rgb::Color::new(r, g, b), share(a))
}

fn share(alpha: u8) -> NormalizedF32 {
    NormalizedF32::new(f32::from(alpha) / 255.0).unwrap_or(NormalizedF32::ONE)
}

fn solid(color: Color32) -> Fill {
    let (color, opacity) = color_of(color);
    Fill {
        paint: color.into(),
        opacity,
        rule: FillRule::NonZero,
    }
}

/// Steps of a pen as a path of the PDF.
fn path(steps: &[Step]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for step in steps {
        match *step {
            Step::Move(to) => path.move_to(to.x, to.y),
            Step::Line(to) => path.line_to(to.x, to.y),
            Step::Curve(a, b, to) => path.cubic_to(a.x, a.y, b.x, b.y, to.x, to.y),
            Step::Close => path.close(),
        }
    }
    path.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Name;
    use crate::model::EventId;
    use emath::{pos2, vec2};

    #[test]
    fn a_page_holds_what_the_checker_of_pdf_ua_asks_for() {
        let whole = Rect::from_min_size(Pos2::ZERO, vec2(300.0, 200.0));
        let style = TextStyle::sans(11.0, 400);
        let mut layer = Layer::new("paper", whole);
        layer.rect(whole, 0.0, Color32::WHITE);
        layer.begin(Part::Headline);
        layer.text(
            pos2(10.0, 10.0),
            Anchor::Left,
            "Ti\u{308}tle fi \u{2192} \u{645}\u{635}\u{631} \u{4e2d}",
            style,
            Color32::BLACK,
        );
        layer.begin(Part::Of(Target::Event(EventId(0))));
        layer.line(pos2(0.0, 0.0), pos2(9.0, 9.0), Stroke::solid(1.0, Color32::RED));
        layer.text(pos2(10.0, 40.0), Anchor::Right, "26 Oct", style, Color32::BLACK);
        let scene = Scene {
            size: whole.size(),
            layers: vec![layer],
            spots: Vec::new(),
        };
        let says = Says {
            title: "Title".to_owned(),
            description: "What it shows".to_owned(),
            ..Says::default()
        };
        let names = |_| {
            Some(Name {
                id: "e".to_owned(),
                label: "Event".to_owned(),
                sentence: "Message, on 26 October".to_owned(),
                languages: Vec::new(),
            })
        };
        let page = PdfPage {
            scene: &scene,
            name: "Page".to_owned(),
            names: &names,
        };
        let checked = write(&[page], &says, true);
        assert!(checked.is_ok(), "{:?}", checked.err());
    }
}
