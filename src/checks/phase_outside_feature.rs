//! `phase-outside-feature`: a phase planned outside the days of what it is a phase of.

use super::{Check, Docs, Example};
use crate::diag::{Diagnostic, Severity};
use crate::model::{Dated, Item, Origin, Phase, Site, Status};

/// The check.
pub const CHECK: Check = Check {
    name: "phase-outside-feature",
    severity: Severity::Warning,
    summary: "a phase planned outside the days of its feature",
    skips_templates: true,
    run: Some(run),
    judges: |_, linked| {
        let dated = linked.document.phases.iter().any(|phase| phase.start.is_some() || phase.end.is_some());
        dated && (!linked.dates.start.is_empty() || !linked.dates.target.is_empty())
    },
    docs: Docs {
        what: "The written dates of a phase begin before the start of the feature, or an open phase ends after its \
               target. A finished phase that ended late is no contradiction: that happened.",
        why: "One of the two plans is out of date, and the target is the one others plan with.",
        example: Example::Files(&[(
            "a.md",
            "# A\n\n**Status**: In progress\n**Start Date**: 2090-03-02\n**Target Completion**: 2090-03-31\n\n\
             ## Phase 1: Write\n\n**Start Date**: 2090-03-02\n**End Date**: 2090-04-14\n",
        )]),
        instead: Example::Files(&[(
            "a.md",
            "# A\n\n**Status**: In progress\n**Start Date**: 2090-03-02\n**Target Completion**: 2090-04-14\n\n\
             ## Phase 1: Write\n\n**Start Date**: 2090-03-02\n**End Date**: 2090-04-14\n",
        )]),
    },
    ..Check::BASE
};

/// Finds them.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    for item in &site.items {
        let status = item.status().map_or(Status::Unset, |fact| fact.value.status);
        if !matches!(status, Status::Cancelled | Status::Superseded) {
            found.extend(before(site, item));
            found.extend(after(site, item));
        }
    }
}

/// The written day of a phase; a counted one is the reader's and no contradiction of the author's.
fn written(dated: Option<&Dated>) -> Option<&Dated> {
    dated.filter(|dated| matches!(dated.origin, Origin::Written(_)))
}

fn before(site: &Site, item: &Item) -> Option<Diagnostic> {
    let start = item.dates.start.first()?;
    let early = |dated: &&Dated| dated.when.last_day() < start.value.first_day();
    let mut found = site
        .phases(item)
        .filter_map(|(_, phase, days)| Some((phase, written(days.period.start.as_ref()).filter(early)?)));
    let first = found.next()?;
    let help = "move the start to the first phase, or the phase behind the start";
    Some(finding(first, found.count(), "starts", "before the start", (start.value, &start.place), help))
}

fn after(site: &Site, item: &Item) -> Option<Diagnostic> {
    let target = item.dates.target.first()?;
    let late = |dated: &&Dated| dated.when.first_day() > target.value.last_day();
    let open = |phase: &Phase| {
        let said = phase.status.as_ref().is_some_and(|fact| fact.value.status.is_closed());
        !said && (phase.tasks.total == 0 || phase.tasks.done < phase.tasks.total)
    };
    // What is finished ended when it ended: only plans can contradict each other.
    let finished = item.status().is_some_and(|fact| fact.value.status == Status::Done);
    let mut found = site
        .phases(item)
        .filter(|(_, phase, _)| open(phase) && !finished)
        .filter_map(|(_, phase, days)| Some((phase, written(days.period.end.as_ref()).filter(late)?)));
    let first = found.next()?;
    let help = "move the target behind the last phase, or bring the phase forward";
    Some(finding(first, found.count(), "ends", "after the target", (target.value, &target.place), help))
}

fn finding(
    (phase, dated): (&Phase, &Dated),
    more: usize,
    does: &str,
    than: &str,
    (bound, place): (crate::base::When, &crate::diag::Place),
    help: &str,
) -> Diagnostic {
    let more = if more > 0 { format!(" (and {more} more)") } else { String::new() };
    let message = format!("{} {does} `{}`, {than} `{bound}`{more}", super::phase_name(phase), dated.when);
    Diagnostic::new(CHECK.name, CHECK.severity, dated.place.clone(), message)
        .other(place.clone(), than.trim_start_matches("before ").trim_start_matches("after "))
        .help(help)
}
