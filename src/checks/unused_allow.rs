//! `unused-allow`: a comment that is to allow a finding and allows none.

use super::{CHECKS, Check, Docs, Example, find};
use crate::base::text;
use crate::diag::{Diagnostic, Place, Severity};
use crate::model::{Allow, LinkedDocument};

/// The check.
pub const CHECK: Check = Check {
    name: "unused-allow",
    severity: Severity::Warning,
    summary: "a comment that is to allow a finding and allows none",
    skips_templates: true,
    judges: |_, linked| !linked.document.allows.is_empty(),
    docs: Docs {
        what: "A comment `featsite: allow(…)` gives no reason, names no check, or covers no finding of the check it \
               names. Without a reason it allows nothing.",
        why: "What was allowed once stays allowed when the text below it changes, and nobody can judge an exception \
              that says no reason.",
        example: Example::Files(&[(
            "a.md",
            "# A\n\n<!-- featsite: allow(broken-link) because the plan is written next week -->\nNo link here.\n",
        )]),
        instead: Example::Files(&[(
            "a.md",
            "# A\n\n<!-- featsite: allow(broken-link) because the plan is written next week -->\nSee \
             [the plan](plan.md).\n",
        )]),
    },
    ..Check::BASE
};

/// Reports what is wrong with one comment. `unused` says whether a check is on here and the comment allowed none of
/// its findings.
pub(super) fn of(linked: &LinkedDocument, allow: &Allow, unused: impl Fn(&str) -> bool, found: &mut Vec<Diagnostic>) {
    let mut report = |span, message: String, help: String| {
        let place = Place { path: linked.document.path.clone(), span };
        found.push(Diagnostic::new(CHECK.name, CHECK.severity, place, message).help(help));
    };
    if allow.names.is_empty() {
        let written = text::fold_space(text::head(allow.span.of(&linked.text), 80));
        let help = "write `<!-- featsite: allow(check-name) because … -->`, or `allow-file(…)` for the whole file";
        report(allow.span, format!("`{written}` is not understood"), help.to_owned());
    }
    let word = if allow.covers.is_none() { "allow-file" } else { "allow" };
    for (name, span) in &allow.names {
        let shown = text::head(name, 60);
        if find(name).is_none() {
            let names: Vec<&str> = CHECKS.iter().map(|check| check.name).collect();
            let help = match text::nearest(name, &names) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => "the names of the checks stand in brackets behind the level of each finding".to_owned(),
            };
            report(*span, format!("`{word}({shown})` names no check"), help);
        } else if allow.reason.is_empty() {
            let help = format!("say why, or nothing is allowed: `<!-- featsite: {word}({shown}) because … -->`");
            report(*span, format!("`{word}({shown})` gives no reason"), help);
        } else if unused(name) {
            let covered = match allow.covers {
                None => "in this file".to_owned(),
                Some(span) => lines(linked, span),
            };
            let help = "delete it, or put it in the line of the finding or above its paragraph".to_owned();
            report(*span, format!("`{word}({shown})` allows nothing: there is no such finding {covered}"), help);
        }
    }
}

/// The lines a comment covers, in words.
fn lines(linked: &LinkedDocument, span: crate::base::Span) -> String {
    let lines = &linked.document.lines;
    let (first, last) = (lines.line(span.start), lines.line(span.end.saturating_sub(1).max(span.start)));
    if first == last { format!("in line {first}") } else { format!("in lines {first} to {last}") }
}
