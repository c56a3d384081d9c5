//! `diagram-syntax`: a Mermaid diagram that cannot be drawn, or not as it is written. It is found where the document is read.

use super::{Check, Docs, Example};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    name: "diagram-syntax",
    severity: Severity::Warning,
    summary: "a Mermaid diagram that cannot be drawn as it is written",
    judges: |_, linked| may_have_diagrams(&linked.text),
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
