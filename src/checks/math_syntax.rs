//! `math-syntax`: a formula that cannot be set.

use super::{Check, Docs, Example};
use crate::base::Span;
use crate::base::text::head;
use crate::diag::{Diagnostic, Place, Severity};
use crate::math;
use crate::model::Site;
use crate::outline::{FigureKind, figures};

/// The check.
pub const CHECK: Check = Check {
    name: "math-syntax",
    severity: Severity::Warning,
    summary: "a formula that cannot be set",
    judges: |_, linked| may_have_formulas(&linked.text),
    run: Some(run),
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

/// Sets every formula.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    for linked in site.documents.iter().filter(|linked| may_have_formulas(&linked.text)) {
        for figure in figures(&linked.text) {
            let FigureKind::Formula(display) = figure.kind else { continue };
            let Err(fault) = math::set(&figure.source, display) else { continue };
            let begin = figure.source.len() - figure.source.trim_start().len();
            let span = match fault.at {
                Some(at) => {
                    let start = figure.origin(begin + at);
                    let line = linked.text.get(start..figure.span.end as usize).and_then(|rest| rest.lines().next());
                    Span::new(start, start + line.map_or(0, |line| line.trim_end().len()))
                }
                None => figure.line(0),
            };
            let place = Place { path: linked.document.path.clone(), span };
            let written: String = head(figure.source.trim(), 80).lines().next().unwrap_or("").to_owned();
            let message = format!("the formula `{written}` cannot be set: {}", fault.message);
            let help = "write it as LaTeX has it; a dollar that is none of a formula is written `\\$`";
            found.push(Diagnostic::new("math-syntax", Severity::Warning, place, message).help(help));
        }
    }
}
