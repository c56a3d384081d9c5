//! The plain text of a document, block by block: what search looks in and what previews show.
//!
//! Left out: front matter, headings' marks, comments, and whatever the caller says is no text of the body.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::blocks::is_block;
use super::tags::{Piece, decode, pieces};
use super::{events, front_matter};
use crate::base::Span;
use crate::diagram;

/// What stands between two cells of a row.
const CELL: &str = " · ";

/// A block of text: a paragraph, the text of an item, a row of a table, a code block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block<'a> {
    /// Where it begins in the source.
    pub start: usize,
    /// Its text.
    pub text: &'a str,
    /// Whether it is code.
    pub code: bool,
    /// Whether it is the source of a diagram, of which a reader sees the drawing.
    pub drawn: bool,
}

/// Hands on every block of a text that holds more than white space, in reading order. Text that begins inside one of
/// `skip`, which are sorted, is left out.
pub fn plain(text: &str, skip: &[Span], mut each: impl FnMut(Block<'_>)) {
    let begin = front_matter::behind(text);
    let body = text.get(begin..).unwrap_or("");
    let mut run = Run { start: begin, text: String::new(), code: false, drawn: false };
    // The block of raw HTML being read.
    let mut html: Option<String> = None;
    let mut inside = false;
    let mut cells = false;
    for (event, range) in events(body) {
        let range = range.start + begin..range.end + begin;
        match event {
            Event::Start(Tag::TableCell) => run.cell(range.start, &mut cells),
            Event::Start(Tag::TableRow | Tag::TableHead) => {
                run.flush(range.start, &mut each);
                cells = false;
            }
            Event::Start(tag) if is_block(&tag) || begins_text(&tag) => {
                run.flush(range.start, &mut each);
                run.code = matches!(tag, Tag::CodeBlock(_));
                run.drawn = matches!(&tag, Tag::CodeBlock(CodeBlockKind::Fenced(info)) if diagram::is_diagram(info));
                inside = matches!(tag, Tag::HtmlBlock);
                html = inside.then(String::new);
            }
            Event::End(TagEnd::HtmlBlock) => {
                inside = false;
                if let Some(raw) = html.take() {
                    run.html(&raw);
                }
                run.flush(range.end, &mut each);
            }
            Event::End(end) if ends_text(end) => {
                run.flush(range.end, &mut each);
                run.code = false;
                run.drawn = false;
            }
            Event::Html(piece) | Event::Text(piece) if inside => {
                if let Some(raw) = &mut html {
                    raw.push_str(&piece);
                }
            }
            // A formula is found by its TeX.
            Event::Text(piece) | Event::Code(piece) | Event::InlineMath(piece) | Event::DisplayMath(piece) => {
                run.push(&piece, range, skip)
            }
            Event::SoftBreak | Event::HardBreak => run.push(" ", range, skip),
            _ => {}
        }
    }
    run.flush(text.len(), &mut each);
}

/// Tags within a block at which another text begins.
fn begins_text(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition)
}

/// Tags at whose end a text ends.
fn ends_text(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::Item
            | TagEnd::TableRow
            | TagEnd::TableHead
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
    )
}

/// The text that is being collected.
struct Run {
    start: usize,
    text: String,
    code: bool,
    drawn: bool,
}

impl Run {
    fn push(&mut self, piece: &str, range: Range<usize>, skip: &[Span]) {
        if crate::base::span::covers(skip, range.start) {
            return;
        }
        if self.text.is_empty() {
            self.start = range.start;
        }
        self.text.push_str(piece);
    }

    /// Sets a cell apart from the one before it.
    fn cell(&mut self, start: usize, cells: &mut bool) {
        if self.text.is_empty() {
            self.start = start;
        } else if *cells {
            self.text.push_str(CELL);
        }
        *cells = true;
    }

    /// The text of raw HTML.
    fn html(&mut self, raw: &str) {
        for piece in pieces(raw) {
            match piece {
                Piece::Text(text) => self.text.push_str(&decode(text)),
                _ => self.text.push(' '),
            }
        }
    }

    fn flush(&mut self, next: usize, each: &mut impl FnMut(Block<'_>)) {
        let text = self.text.trim();
        if !text.is_empty() {
            each(Block { start: self.start, text, code: self.code, drawn: self.drawn });
        }
        self.text.clear();
        self.start = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str, skip: &[Span]) -> Vec<String> {
        let mut found = Vec::new();
        plain(text, skip, |block| {
            let kind = if block.drawn { "drawn " } else { "" };
            found.push(format!("{kind}{}{}", if block.code { "code " } else { "" }, block.text));
        });
        found
    }

    #[test]
    fn every_block_is_a_text_of_its_own() {
        let text = "---\nstatus: done\n---\n# A *title*\n\nOne\ntwo `three`.\n\n- [x] a\n  - b **c**\n\n| x | y |\n|--|--|\n| 1 | 2 |\n\n```sh\nmake all\n```\n> said\n";
        assert_eq!(
            blocks(text, &[]),
            ["A title", "One two three.", "a", "b c", "x · y", "1 · 2", "code make all", "said"]
        );
    }

    #[test]
    fn the_source_of_a_diagram_is_told_from_other_code() {
        let text = "```mermaid\npie\n```\n\n```sh\nls\n```\n\n$\\hat{y}_1$ it is\n";
        assert_eq!(blocks(text, &[]), ["drawn code pie", "code ls", "\\hat{y}_1 it is"]);
    }

    #[test]
    fn comments_and_tags_are_left_out_and_their_text_stays() {
        let text = "<details>\n<summary>More &amp; more</summary>\n\ninner <!-- no --> text\n\n</details>\n\n<!-- gone\nfor good -->\n";
        assert_eq!(blocks(text, &[]), ["More & more", "inner  text"]);
    }

    #[test]
    fn what_is_to_be_skipped_is_not_there() {
        let text = "**Status**: Done\n\nText\n";
        assert_eq!(blocks(text, &[Span::new(0, 16)]), ["Text"]);
    }
}
