//! `overdue`: open work whose target has passed.

use super::{Check, Docs, Example};
use crate::diag::{Diagnostic, Severity};
use crate::model::{Kind, Site};
use crate::schedule;

/// The check.
pub const CHECK: Check = Check {
    name: "overdue",
    severity: Severity::Warning,
    summary: "open work whose target has passed",
    skips_templates: true,
    run: Some(run),
    judges: |site, linked| {
        let item = linked.item.and_then(|ix| site.items.get(ix.at()));
        item.is_some_and(|item| {
            let status = item.status().map(|fact| fact.value.status);
            !item.dates.target.is_empty() && schedule::is_awaited(status, &item.dates)
        })
    },
    docs: Docs {
        what: "The target of an item lies before today, and its status says that it is not finished. Of a month or a \
               quarter the last day counts. What is on hold, archived, finished or has a completion date is left alone.",
        why: "Whoever waits for it plans with a day that is gone.",
        example: Example::Files(&[("a.md", "# A\n\n**Status**: In progress\n**Target Completion**: 2020-03-02\n")]),
        instead: Example::Files(&[("a.md", "# A\n\n**Status**: Done\n**Target Completion**: 2020-03-02\n")]),
    },
    ..Check::BASE
};

/// Finds them.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    for (ix, item) in site.each_item().filter(|(_, item)| !item.archived && item.kind != Kind::Template) {
        let late = site.schedule.item(ix).overdue.as_ref();
        let (Some(_), Some(target), Some(status)) = (late, item.dates.target.first(), item.status()) else { continue };
        let says = super::status_conflict::says(status);
        // How long ago it was changes every day; the message does not.
        let message = format!("the target `{}` has passed, and {says}", target.value);
        let mut finding = Diagnostic::new(CHECK.name, CHECK.severity, target.place.clone(), message);
        if status.place != target.place {
            finding = finding.other(status.place.clone(), "not finished");
        }
        found.push(finding.help("set a new target, or the status to what is true now"));
    }
}
