//! `reversed-dates`: an end that lies before its beginning.

use super::{Check, Docs, Example};
use crate::base::When;
use crate::diag::{Diagnostic, Severity};
use crate::model::{Dates, Fact, Site};

/// The check.
pub const CHECK: Check = Check {
    name: "reversed-dates",
    severity: Severity::Warning,
    summary: "an end that lies before its beginning",
    skips_templates: true,
    run: Some(run),
    judges: |_, linked| !linked.dates.start.is_empty() || !linked.dates.created.is_empty(),
    docs: Docs {
        what: "The start lies behind the target or behind the completion, the day a document was written behind the day \
               it was last changed, or a phase starts after it ends. A month counts from its first to its last day.",
        why: "Nothing can be counted from such dates: how long it took, whether it is late, where its bar stands.",
        example: Example::Files(&[(
            "a.md",
            "# A\n\n**Status**: Done\n**Start Date**: 2026-03-09\n**Completed**: 2026-03-02\n",
        )]),
        instead: Example::Files(&[(
            "a.md",
            "# A\n\n**Status**: Done\n**Start Date**: 2026-03-02\n**Completed**: 2026-03-09\n",
        )]),
    },
    ..Check::BASE
};

/// Finds them.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    for linked in super::real(site) {
        of_dates(&linked.dates, found);
        for phase in &linked.document.phases {
            let name = super::phase_name(phase);
            pair(phase.start.as_ref(), phase.end.as_ref(), [&format!("{name} starts"), "its end"], found);
        }
    }
    for item in site.items.iter().filter(|item| item.document.is_none()) {
        of_dates(&item.dates, found);
    }
}

fn of_dates(dates: &Dates, found: &mut Vec<Diagnostic>) {
    pair(dates.start.first(), dates.target.first(), ["the start is", "the target"], found);
    pair(dates.start.first(), dates.completed.first(), ["the start is", "the completion"], found);
    pair(dates.created.first(), dates.updated.first(), ["the day of writing is", "the last update"], found);
}

/// One beginning and one end; the words say what each of them is.
fn pair(start: Option<&Fact<When>>, end: Option<&Fact<When>>, [begins, ends]: [&str; 2], found: &mut Vec<Diagnostic>) {
    let (Some(start), Some(end)) = (start, end) else { return };
    if start.value.first_day() <= end.value.last_day() {
        return;
    }
    let message = format!("{begins} `{}`, after {ends} `{}`", start.value, end.value);
    let mut finding = Diagnostic::new(CHECK.name, CHECK.severity, start.place.clone(), message);
    if start.place != end.place {
        finding = finding.other(end.place.clone(), ends);
    }
    found.push(finding.help("correct the one that is wrong; often it is the year"));
}
