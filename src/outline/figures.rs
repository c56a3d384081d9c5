//! The diagrams and formulas of a text, for those who check them.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::{events, front_matter, tex};
use crate::base::Span;
use crate::{diagram, math};

/// A diagram or a formula as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it is.
    pub kind: FigureKind,
    /// Its source: Mermaid or TeX, without fences, dollars and the marks of quotes and lists.
    pub source: String,
    /// Its bytes.
    pub span: Span,
    /// Where pieces of the source stand: offset in it, and bytes.
    pieces: Vec<(usize, Range<usize>)>,
}

/// What a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureKind {
    /// A fence with a Mermaid diagram.
    Diagram,
    /// A formula; whether it stands alone.
    Formula(bool),
}

impl Figure {
    /// The bytes of a line of the source, counted from 0.
    pub fn line(&self, line: usize) -> Span {
        let mut at = 0;
        for (nth, text) in self.source.split_inclusive('\n').enumerate() {
            if nth == line {
                let start = self.origin(at + (text.len() - text.trim_start().len()));
                return Span::new(start, start + text.trim().len());
            }
            at += text.len();
        }
        self.span
    }

    /// Where a byte of the source stands in the text.
    pub fn origin(&self, offset: usize) -> usize {
        let piece = self.pieces.iter().rev().find(|(at, _)| *at <= offset);
        piece.map_or(self.span.start as usize, |(at, range)| range.start + (offset - at).min(range.len()))
    }
}

/// The diagrams and formulas of a text, in reading order.
pub fn figures(text: &str) -> Vec<Figure> {
    let begin = front_matter::behind(text);
    let mut found = Vec::new();
    let mut open: Option<Figure> = None;
    // Where text that may hold a formula begins and ends.
    let mut run: Option<Range<usize>> = None;
    let mut code = false;
    for (event, range) in events(text.get(begin..).unwrap_or("")) {
        let range = range.start + begin..range.end + begin;
        let continues = |run: &Range<usize>| {
            let between = text.get(run.end..range.start);
            between.is_some_and(|between| between.chars().all(|c| matches!(c, '\\' | '\n' | ' ' | '>')))
        };
        match &event {
            Event::SoftBreak | Event::HardBreak => {}
            Event::Text(_) if !code => match &mut run {
                Some(run) if continues(run) => run.end = range.end,
                _ => {
                    unclosed(text, run.replace(range.clone()), &mut found);
                }
            },
            other => {
                code = match other {
                    Event::Start(Tag::CodeBlock(_)) => true,
                    Event::End(TagEnd::CodeBlock) => false,
                    _ => code,
                };
                unclosed(text, run.take(), &mut found);
            }
        }
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let kind = if diagram::is_diagram(&info) {
                    FigureKind::Diagram
                } else if math::is_math(&info) {
                    FigureKind::Formula(true)
                } else {
                    continue;
                };
                open = Some(Figure { kind, source: String::new(), span: range.into(), pieces: Vec::new() });
            }
            Event::Text(piece) => {
                if let Some(figure) = &mut open {
                    figure.pieces.push((figure.source.len(), range));
                    figure.source.push_str(&piece);
                }
            }
            Event::End(TagEnd::CodeBlock) => found.extend(open.take()),
            Event::InlineMath(inner) => found.push(formula(tex(&inner), false, text, range)),
            Event::DisplayMath(inner) => found.push(formula(&inner, true, text, range)),
            _ => {}
        }
    }
    unclosed(text, run, &mut found);
    found
}

/// Formulas whose braces do not match: the parser takes them for text.
fn unclosed(text: &str, run: Option<Range<usize>>, found: &mut Vec<Figure>) {
    let Some((run, written)) = run.and_then(|run| Some((run.clone(), text.get(run)?))) else { return };
    if !written.contains('$') || !written.contains('\\') {
        return;
    }
    let mut at = 0;
    while let Some(start) = written.get(at..).and_then(|rest| rest.find('$')).map(|start| at + start) {
        let rest = written.get(start..).unwrap_or("");
        let display = rest.starts_with("$$");
        let dollars = if display { "$$" } else { "$" };
        let inner = rest.get(dollars.len()..).and_then(|rest| rest.split_once(dollars)).map(|(inner, _)| inner);
        at = start + dollars.len();
        let Some(inner) = inner.filter(|inner| display || !inner.contains('\n')) else { continue };
        let range = run.start + start..run.start + start + inner.len() + 2 * dollars.len();
        if math::is_unclosed(inner, display) && math::stands_alone(text, range.clone()) {
            at = range.end - run.start;
            found.push(formula(inner, display, text, range));
        }
    }
}

fn formula(source: &str, display: bool, text: &str, range: Range<usize>) -> Figure {
    // In quotes and lists the parser takes marks out of it: then only its beginning is known.
    let at = text.get(range.clone()).and_then(|written| written.find(source));
    let pieces = at.map(|at| (0, range.start + at..range.end)).into_iter().collect();
    Figure { kind: FigureKind::Formula(display), source: source.to_owned(), span: range.into(), pieces }
}
