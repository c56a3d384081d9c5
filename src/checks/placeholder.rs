//! `placeholder`: template text that nobody has filled in. One finding for each document, however much is left.

use super::{Check, Docs, Example};
use crate::base::text::counted;
use crate::diag::{Diagnostic, Place, Severity};
use crate::model::Site;

/// The check.
pub const CHECK: Check = Check {
    name: "placeholder",
    severity: Severity::Note,
    summary: "template text that nobody has filled in",
    skips_templates: true,
    run: Some(run),
    docs: Docs {
        what: "A field or heading still holds what the template had: `[Name]`, `{date}`, `TBD`, or all the options \
               it could have. It counts as no value.",
        why: "The page says less than it seems to.",
        example: Example::Files(&[("a.md", "# A\n\n**Status**: Done\n**Owner**: [Developer Name]\n")]),
        instead: Example::Files(&[("a.md", "# A\n\n**Status**: Done\n**Owner**: Ana\n")]),
    },
    ..Check::BASE
};

/// How many places are named.
const NAMED: usize = 5;

/// Finds them.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    for linked in super::real(site) {
        let unfilled = &linked.document.unfilled;
        let Some(first) = unfilled.first() else { continue };
        let place = |at: &crate::model::Unfilled| Place { path: linked.document.path.clone(), span: at.span };
        let names: Vec<String> = unfilled.iter().take(NAMED).map(|one| format!("`{}`", one.label)).collect();
        let more = if unfilled.len() > NAMED { " and more" } else { "" };
        let verb = if unfilled.len() == 1 { "is" } else { "are" };
        let message = format!(
            "{} {verb} left to fill in: {}{more}",
            counted(unfilled.len(), "place", "places"),
            names.join(", ")
        );
        let mut finding = Diagnostic::new("placeholder", Severity::Note, place(first), message)
            .help("fill them in, or take the lines out: a placeholder counts as no value");
        for one in unfilled.iter().skip(1).take(NAMED - 1) {
            finding = finding.other(place(one), format!("`{}`", one.raw));
        }
        found.push(finding);
    }
}
