//! `diagram-syntax`: a Mermaid diagram that cannot be drawn.

use super::{Check, Docs, Example};
use crate::base::text::head;
use crate::diag::{Diagnostic, Place, Severity};
use crate::diagram;
use crate::model::Site;
use crate::outline::{FigureKind, figures};

/// The check.
pub const CHECK: Check = Check {
    name: "diagram-syntax",
    severity: Severity::Warning,
    summary: "a Mermaid diagram that cannot be drawn",
    judges: |_, linked| may_have_diagrams(&linked.text),
    run: Some(run),
    docs: Docs {
        what: "A fence with the word `mermaid` holds something that is no diagram, is of a kind that is not known, or is \
               too large: more than 64 KB, 1,000 lines, 1,000 arrows. Its source is shown as code in its place.",
        why: "Readers get the source where a picture was meant.",
        example: Example::Files(&[("a.md", "# A\n\n```mermaid\ngraph TD\n  Read --> Parse\n  Parse -->\n```\n")]),
        instead: Example::Files(&[("a.md", "# A\n\n```mermaid\ngraph TD\n  Read --> Parse\n  Parse --> Link\n```\n")]),
    },
    ..Check::BASE
};

fn may_have_diagrams(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    ["mermaid", "mmd"].iter().any(|word| lower.contains(word))
}

/// Draws every diagram.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    for linked in site.documents.iter().filter(|linked| may_have_diagrams(&linked.text)) {
        for figure in figures(&linked.text).iter().filter(|figure| figure.kind == FigureKind::Diagram) {
            let Err(fault) = diagram::draw(&figure.source) else { continue };
            let span = fault.line.map_or_else(|| figure.line(0), |line| figure.line(line));
            let place = Place { path: linked.document.path.clone(), span };
            let written = span.of(&linked.text).trim();
            let message = match fault.line {
                Some(_) if !written.is_empty() => {
                    format!("the diagram cannot be drawn: {} in `{}`", fault.message, head(written, 80))
                }
                _ => format!("the diagram cannot be drawn: {}", fault.message),
            };
            let help = "write it as Mermaid has it, or give the fence another word, such as `text`";
            found.push(Diagnostic::new("diagram-syntax", Severity::Warning, place, message).help(help));
        }
    }
}
