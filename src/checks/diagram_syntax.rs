//! `diagram-syntax`: a Mermaid diagram that cannot be drawn, or not as it is written.

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
    summary: "a Mermaid diagram that cannot be drawn as it is written",
    judges: |_, linked| may_have_diagrams(&linked.text),
    run: Some(run),
    docs: Docs {
        what: "A fence with the word `mermaid` holds something that is no diagram, is of a kind that is not known, or is \
               too large: more than 64 KB, 1,000 lines, 1,000 arrows, a plan over 20 years, a drawing of 2 MB. Its source \
               is shown as code in its place. In sequence diagrams and flowcharts lines are found as well that are drawn \
               though Mermaid does not know them: messages without a colon, arrows that are none, frames and subgraphs \
               without an end.",
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

/// Draws every diagram; looks at the lines of those that can be drawn.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    for linked in site.documents.iter().filter(|linked| may_have_diagrams(&linked.text)) {
        for figure in figures(&linked.text).iter().filter(|figure| figure.kind == FigureKind::Diagram) {
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
                let place = Place { path: linked.document.path.clone(), span };
                let written = span.of(&linked.text).trim();
                let message = match fault.line {
                    Some(_) if !written.is_empty() => format!("{words}: {} in `{}`", fault.message, head(written, 80)),
                    _ => format!("{words}: {}", fault.message),
                };
                found.push(Diagnostic::new("diagram-syntax", Severity::Warning, place, message).help(help));
            }
        }
    }
}
