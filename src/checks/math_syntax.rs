//! `math-syntax`: a formula that cannot be set. It is found where the document is read.

use super::{Check, Docs, Example};
use crate::diag::Severity;
use crate::math;

/// The check.
pub const CHECK: Check = Check {
    name: "math-syntax",
    severity: Severity::Warning,
    summary: "a formula that cannot be set",
    judges: |_, linked| may_have_formulas(&linked.text),
    docs: Docs {
        what: "What stands between dollars or in a fence with the word `math` is a formula with a command that is not \
               known, a brace that is not closed, a macro, or more than 8 KB. Its source is shown in its place.",
        why: "Readers get the source where a formula was meant.",
        example: Example::Files(&[("a.md", "# A\n\nThe share is $\\frca{done_i}{all_i}$.\n")]),
        instead: Example::Files(&[("a.md", "# A\n\nThe share is $\\frac{done_i}{all_i}$.\n")]),
    },
    ..Check::BASE
};

fn may_have_formulas(text: &str) -> bool {
    let fenced =
        |line: &str| ["```", "~~~"].iter().any(|fence| line.split_once(fence).is_some_and(|(_, info)| has_math(info)));
    text.contains('$') || text.lines().any(fenced)
}

/// Whether what follows the first three signs of a fence names a formula.
fn has_math(info: &str) -> bool {
    math::is_math(info.trim_start_matches(['`', '~']))
}
