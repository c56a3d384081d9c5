//! `stale`: work in progress that nothing was written about for a month.

use super::{Check, Docs, Example};
use crate::diag::{Diagnostic, Severity};
use crate::model::{Item, Kind, Sign, Site, Status};
use crate::schedule::STALE;

/// The check.
pub const CHECK: Check = Check {
    name: "stale",
    severity: Severity::Note,
    summary: "work in progress that nothing was written about for a month",
    skips_templates: true,
    run: Some(run),
    judges: |site, linked| linked.item.and_then(|ix| site.items.get(ix.at())).is_some_and(is_active),
    docs: Docs {
        what: "An item is in progress or in review, and its last sign of life is thirty days old or more: the last \
               entry of the log, update, end of a phase, its start, or the last change of its file in git. Where \
               nothing but the day of writing is known, nothing is said. Finished and archived items are left alone.",
        why: "Either it goes on and nobody writes it down, or it stopped and the board does not say so.",
        example: Example::Files(&[("a.md", "# A\n\n**Status**: In progress\n**Last Updated**: 2020-03-02\n")]),
        instead: Example::Files(&[("a.md", "# A\n\n**Status**: On hold\n**Last Updated**: 2020-03-02\n")]),
    },
    ..Check::BASE
};

fn is_active(item: &Item) -> bool {
    let status = item.status().map(|fact| fact.value.status);
    let active = matches!(status, Some(Status::InProgress | Status::Partial | Status::Review));
    active && !item.archived && item.kind != Kind::Template
}

/// Finds them.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    for (ix, item) in site.each_item().filter(|(_, item)| is_active(item)) {
        let quiet = site.schedule.item(ix).quiet.as_ref().filter(|quiet| quiet.days >= STALE);
        let (Some(quiet), Some(status)) = (quiet, item.status()) else { continue };
        let last = match quiet.sign {
            Sign::Entry => "the last entry of its log",
            Sign::Updated => "its last update",
            Sign::Phase => "the end of its last phase",
            Sign::Start => "its start",
            Sign::Changed => "the last change of its file",
            // Who writes down nothing but the day of writing may have gone on all the time.
            Sign::Created | Sign::Target => continue,
        };
        let says = super::status_conflict::says(status);
        let message = format!("{says}, and nothing was written since {} ({last})", quiet.since);
        let mut finding = Diagnostic::new(CHECK.name, CHECK.severity, status.place.clone(), message);
        if let Some(place) = quiet.place.as_ref().filter(|place| **place != status.place) {
            finding = finding.other(place.clone(), last);
        }
        found.push(finding.help("write down what happened since, or put it on hold"));
    }
}
