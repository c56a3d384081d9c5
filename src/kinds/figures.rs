//! Diagrams that cannot be drawn, or not as they are written, and formulas that cannot be set.

use std::sync::Arc;

use crate::base::Span;
use crate::base::text::head;
use crate::diag::{Diagnostic, Place, Severity};
use crate::outline::{Figure, FigureKind, Outline};
use crate::{diagram, math};

/// Draws and sets every figure, and says what is wrong with it.
pub(super) fn read(path: &Arc<str>, text: &str, outline: &Outline, found: &mut Vec<Diagnostic>) {
    for figure in &outline.figures {
        match figure.kind {
            FigureKind::Diagram => of_diagram(path, text, figure, found),
            FigureKind::Formula(display) => found.extend(of_formula(path, text, figure, display)),
        }
    }
}

/// What is wrong with a formula.
fn of_formula(path: &Arc<str>, text: &str, figure: &Figure, display: bool) -> Option<Diagnostic> {
    let fault = math::set(&figure.source, display).err()?;
    let begin = figure.source.len() - figure.source.trim_start().len();
    let span = match fault.at {
        Some(at) => {
            let start = figure.origin(begin + at);
            let line = text.get(start..figure.span.end as usize).and_then(|rest| rest.lines().next());
            Span::new(start, start + line.map_or(0, |line| line.trim_end().len()))
        }
        None => figure.line(0),
    };
    let place = Place { path: Arc::clone(path), span };
    let written: String = head(figure.source.trim(), 80).lines().next().unwrap_or("").to_owned();
    let message = format!("the formula `{written}` cannot be set: {}", fault.message);
    let help = "write it as LaTeX has it; a dollar that is none of a formula is written `\\$`";
    Some(Diagnostic::new("math-syntax", Severity::Warning, place, message).help(help))
}

/// What is wrong with a diagram; of one that can be drawn, with its lines.
fn of_diagram(path: &Arc<str>, text: &str, figure: &Figure, found: &mut Vec<Diagnostic>) {
    let (faults, words, help) = match diagram::draw(&figure.source) {
        Err(fault) => (
            vec![fault],
            "the diagram cannot be drawn",
            "write it as Mermaid has it, or give the fence another word, such as `text`",
        ),
        Ok(_) => (
            diagram::doubts(&figure.source),
            "Mermaid does not know this line of the diagram",
            "write it as Mermaid has it: what is drawn is not what was meant",
        ),
    };
    for fault in faults {
        let span = fault.line.map_or_else(|| figure.line(0), |line| figure.line(line));
        let place = Place { path: Arc::clone(path), span };
        let written = span.of(text).trim();
        let message = match fault.line {
            Some(_) if !written.is_empty() => format!("{words}: {} in `{}`", fault.message, head(written, 80)),
            _ => format!("{words}: {}", fault.message),
        };
        found.push(Diagnostic::new("diagram-syntax", Severity::Warning, place, message).help(help));
    }
}
