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
    let mut figures = Figures::of(text);
    for (event, range) in events(text.get(begin..).unwrap_or("")) {
        figures.event(&event, range.start + begin..range.end + begin);
    }
    figures.finish()
}

/// Gathers the figures of a text from the events of its body.
pub(super) struct Figures<'a> {
    text: &'a str,
    found: Vec<Figure>,
    /// The fence that is being read.
    open: Option<Figure>,
    /// Where text that may hold a formula begins and ends.
    run: Option<Range<usize>>,
    code: bool,
    /// Whether there is a dollar: most texts have none, and no formula then but in fences.
    dollars: bool,
}

impl<'a> Figures<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, found: Vec::new(), open: None, run: None, code: false, dollars: text.contains('$') }
    }

    pub(super) fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        if self.dollars {
            self.follow(event, &range);
        }
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let kind = if diagram::is_diagram(info) {
                    FigureKind::Diagram
                } else if math::is_math(info) {
                    FigureKind::Formula(true)
                } else {
                    return;
                };
                self.open = Some(Figure { kind, source: String::new(), span: range.into(), pieces: Vec::new() });
            }
            Event::Text(piece) => {
                if let Some(figure) = &mut self.open {
                    figure.pieces.push((figure.source.len(), range));
                    figure.source.push_str(piece);
                }
            }
            Event::End(TagEnd::CodeBlock) => self.found.extend(self.open.take()),
            Event::InlineMath(inner) => self.found.push(formula(tex(inner), false, self.text, range)),
            Event::DisplayMath(inner) => self.found.push(formula(inner, true, self.text, range)),
            _ => {}
        }
    }

    /// Follows the runs of text.
    fn follow(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let continues = |run: &Range<usize>| {
            let between = self.text.get(run.end..range.start);
            between.is_some_and(|between| between.chars().all(|c| matches!(c, '\\' | '\n' | ' ' | '>')))
        };
        match event {
            Event::SoftBreak | Event::HardBreak => {}
            Event::Text(_) if !self.code => match &mut self.run {
                Some(run) if continues(run) => run.end = range.end,
                _ => {
                    let before = self.run.replace(range.clone());
                    unclosed(self.text, before, &mut self.found);
                }
            },
            other => {
                self.code = match other {
                    Event::Start(Tag::CodeBlock(_)) => true,
                    Event::End(TagEnd::CodeBlock) => false,
                    _ => self.code,
                };
                unclosed(self.text, self.run.take(), &mut self.found);
            }
        }
    }

    pub(super) fn finish(mut self) -> Vec<Figure> {
        unclosed(self.text, self.run.take(), &mut self.found);
        self.found
    }
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
