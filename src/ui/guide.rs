//! The guide in the window: the chapters of `docs/`, which are built in.

use std::sync::LazyLock;

use egui::text::LayoutJob;
use egui::{Align, Frame, Layout, Margin, RichText, Ui};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::style::{semibold, text_format, theme_of};
use crate::theme::TextStyle;

/// The chapters, in the order in which they are read: file, title, text.
pub const CHAPTERS: [(&str, &str, &str); 6] = [
    ("first-steps.md", "First steps", include_str!("../../docs/first-steps.md")),
    ("your-archive.md", "Your own archive", include_str!("../../docs/your-archive.md")),
    ("doubt.md", "Reading doubt", include_str!("../../docs/doubt.md")),
    ("answers.md", "Answers and silences", include_str!("../../docs/answers.md")),
    ("figures.md", "Figures and stories", include_str!("../../docs/figures.md")),
    ("command-line.md", "The command line", include_str!("../../docs/command-line.md")),
];

/// A part of a chapter.
enum Block {
    Heading(u8, String),
    Text(Vec<Piece>),
    /// A point of a list, with its number in one that counts.
    Point(Option<u64>, Vec<Piece>),
    Code(String),
    /// A row of a table.
    Row(Vec<Vec<Piece>>),
}

/// A part of a line.
#[derive(Clone)]
struct Piece {
    text: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Strong,
    /// A key, a command, a name of a file.
    Code,
}

/// All chapters, read once.
static BLOCKS: LazyLock<Vec<Vec<Block>>> = LazyLock::new(|| CHAPTERS.iter().map(|(_, _, text)| blocks(text)).collect());

/// Draws the chapters one after the other.
pub fn guide(ui: &mut Ui) {
    for chapter in BLOCKS.iter() {
        for block in chapter {
            draw(ui, block);
        }
        ui.add_space(18.0);
    }
}

fn draw(ui: &mut Ui, block: &Block) {
    match block {
        Block::Heading(level, text) => {
            ui.add_space(if *level == 1 { 6.0 } else { 10.0 });
            let size = if *level == 1 { 20.0 } else { 15.0 };
            let heading = ui.label(semibold(text).size(size));
            heading.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Heading, true, text));
        }
        Block::Text(pieces) => drop(ui.add(egui::Label::new(job(ui, pieces)).wrap())),
        Block::Point(number, pieces) => {
            ui.horizontal_top(|ui| {
                let sign = number.map_or_else(|| "\u{2022}".to_owned(), |number| format!("{number}."));
                ui.add_sized([22.0, 18.0], egui::Label::new(RichText::new(sign).color(theme_of(ui).muted)));
                ui.add(egui::Label::new(job(ui, pieces)).wrap());
            });
        }
        Block::Code(code) => {
            let fill = theme_of(ui).background;
            Frame::new()
                .fill(fill)
                .corner_radius(6)
                .inner_margin(Margin::same(10))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.label(RichText::new(code.trim_end()).monospace().size(12.5));
                });
        }
        Block::Row(cells) => {
            let width = ui.available_width() / cells.len().max(1) as f32 - 8.0;
            ui.horizontal_top(|ui| {
                for cell in cells {
                    ui.allocate_ui_with_layout(egui::vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                        ui.set_width(width);
                        ui.add(egui::Label::new(job(ui, cell)).wrap());
                    });
                }
            });
        }
    }
}

fn job(ui: &Ui, pieces: &[Piece]) -> LayoutJob {
    let theme = theme_of(ui);
    let mut job = LayoutJob::default();
    for piece in pieces {
        let weight = if piece.kind == Kind::Plain { 400 } else { 600 };
        let color = if piece.kind == Kind::Code { theme.accent } else { theme.text };
        let mut format = text_format(TextStyle::sans(13.5, weight), color);
        format.line_height = Some(20.0);
        job.append(&piece.text, 0.0, format);
    }
    job
}

/// What a chapter consists of. Pictures are for readers of the files.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut kind = Kind::Plain;
    let mut lists: Vec<Option<u64>> = Vec::new();
    let mut row: Vec<Vec<Piece>> = Vec::new();
    let (mut code, mut is_picture) = (None::<String>, false);
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = Some(String::new()),
            Event::Start(Tag::Image { .. }) => is_picture = true,
            Event::End(TagEnd::Image) => is_picture = false,
            Event::Start(Tag::Strong) => kind = Kind::Strong,
            Event::End(TagEnd::Strong) => kind = Kind::Plain,
            Event::Start(Tag::List(first)) => lists.push(first),
            Event::End(TagEnd::List(_)) => drop(lists.pop()),
            Event::End(TagEnd::CodeBlock) => blocks.extend(code.take().map(Block::Code)),
            Event::End(TagEnd::Heading(level)) => {
                let level = if level == HeadingLevel::H1 { 1 } else { 2 };
                let words = std::mem::take(&mut pieces).into_iter().map(|piece| piece.text);
                blocks.push(Block::Heading(level, words.collect()));
            }
            Event::End(TagEnd::Paragraph) if lists.is_empty() => {
                let words = std::mem::take(&mut pieces);
                blocks.extend((!words.is_empty()).then_some(Block::Text(words)));
            }
            Event::End(TagEnd::Item) => {
                let number = lists.last_mut().and_then(Option::as_mut).map(|next| {
                    *next += 1;
                    *next - 1
                });
                blocks.push(Block::Point(number, std::mem::take(&mut pieces)));
            }
            Event::End(TagEnd::TableCell) => row.push(std::mem::take(&mut pieces)),
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => blocks.push(Block::Row(std::mem::take(&mut row))),
            Event::Text(words) => match &mut code {
                Some(code) => code.push_str(&words),
                None if is_picture => {}
                None => pieces.push(Piece {
                    text: words.into_string(),
                    kind,
                }),
            },
            Event::Code(words) => pieces.push(Piece {
                text: words.into_string(),
                kind: Kind::Code,
            }),
            Event::SoftBreak | Event::HardBreak => pieces.push(Piece {
                text: " ".to_owned(),
                kind,
            }),
            _ => {}
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All words of a chapter, as the window shows them.
    fn words(blocks: &[Block]) -> String {
        let line = |pieces: &[Piece]| pieces.iter().map(|piece| piece.text.as_str()).collect::<String>();
        let words = blocks.iter().map(|block| match block {
            Block::Heading(_, text) | Block::Code(text) => text.clone(),
            Block::Text(pieces) | Block::Point(_, pieces) => line(pieces),
            Block::Row(cells) => cells.iter().map(|cell| line(cell)).collect::<Vec<_>>().join(" "),
        });
        words.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn every_chapter_opens_with_its_title_and_no_mark_of_markdown_is_shown() {
        for ((file, title, text), blocks) in CHAPTERS.iter().zip(BLOCKS.iter()) {
            assert!(
                matches!(blocks.first(), Some(Block::Heading(1, heading)) if heading == title),
                "{file}"
            );
            let prose = words(blocks);
            assert!(!prose.contains("**") && !prose.contains("]("), "{file}: {prose}");
            assert!(text.len() / 2 < prose.len(), "{file} is shown as a whole");
        }
    }

    #[test]
    fn lists_tables_and_code_are_what_they_are() {
        let found = blocks("# T\n\n1. a **b** `c`\n2. d\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n```sh\nrun it\n```\n\n![p](q.png)\n");
        assert_eq!(words(&found), "T\na b c\nd\nx y\n1 2\nrun it\n");
        assert!(matches!(found[1], Block::Point(Some(1), _)) && matches!(found[2], Block::Point(Some(2), _)));
        assert_eq!(found.len(), 6, "a picture is for readers of the files");
    }

    /// What the guide says of keys and commands is so.
    #[test]
    fn every_chapter_names_only_keys_that_there_are() {
        let known: Vec<String> = crate::command::shortcuts().iter().map(|(shortcut, _)| shortcut.text()).collect();
        let is_key = |text: &str| {
            let bare = text.strip_prefix("Ctrl+").or_else(|| text.strip_prefix("Shift+")).unwrap_or(text);
            bare.chars().count() == 1 && bare.chars().all(|char| char.is_ascii_uppercase() || char.is_ascii_digit())
        };
        for (file, _, text) in CHAPTERS {
            for code in text.split('`').skip(1).step_by(2).filter(|code| is_key(code)) {
                assert!(
                    known.iter().any(|key| key == code),
                    "{file} names the key {code}, which does nothing"
                );
            }
        }
    }
}
