//! `coverage-below-target`: tests cover less than the document aims at.

use super::{Check, Docs, Example};
use crate::diag::{Diagnostic, Place, Severity};
use crate::model::{Column, Site, Status};

/// The check.
pub const CHECK: Check = Check {
    name: "coverage-below-target",
    severity: Severity::Warning,
    summary: "tests cover less than the document aims at",
    skips_templates: true,
    run: Some(run),
    judges: |_, linked| {
        let coverage = &linked.document.harvest.coverage;
        coverage.current.is_some() && coverage.target.is_some()
    },
    docs: Docs {
        what: "A document says which test coverage it aims at and which it has, and it has less. A warning where the \
               work is done; a note while it is under way; nothing before it has begun.",
        why: "A target that was missed without a word stands for a promise that was not kept.",
        example: Example::Files(&[(
            "a.md",
            "# A\n\n**Status**: Done\n\n## Metrics\n\n- **Target Coverage**: 90%\n- **Current Coverage**: 72%\n",
        )]),
        instead: Example::Files(&[(
            "a.md",
            "# A\n\n**Status**: Done\n\n## Metrics\n\n- **Target Coverage**: 90%\n- **Current Coverage**: 93%\n",
        )]),
    },
    ..Check::BASE
};

/// Finds them.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    for linked in super::real(site).filter(|linked| !linked.variant) {
        let coverage = &linked.document.harvest.coverage;
        let (Some((current, at)), Some((target, aim))) = (coverage.current, coverage.target) else { continue };
        if current >= target {
            continue;
        }
        let status = linked.status().map(|fact| fact.value.status);
        let severity = match status {
            Some(Status::Done) => CHECK.severity,
            other => match other.and_then(Status::column) {
                Some(Column::NotStarted | Column::Cancelled | Column::OnHold) => continue,
                _ => Severity::Note,
            },
        };
        let place = |span| Place { path: linked.document.path.clone(), span };
        let message = format!("the coverage is {current} %, and the target is {target} %");
        found.push(
            Diagnostic::new(CHECK.name, severity, place(at), message)
                .other(place(aim), "the target")
                .help("write the tests that are missing, or say why the target was lowered"),
        );
    }
}
