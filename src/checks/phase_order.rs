//! `phase-order`: a phase that is finished, or over, before one that stands before it.

use super::phase_status_mismatch::{is_aside, said};
use super::{Check, Docs, Example};
use crate::diag::{Diagnostic, Severity};
use crate::model::{Column, LinkedDocument, Phase, Site, Status};

/// The check.
pub const CHECK: Check = Check {
    name: "phase-order",
    severity: Severity::Warning,
    summary: "a later phase that is finished or over before an earlier one begins",
    skips_templates: true,
    run: Some(run),
    judges: |_, linked| linked.document.phases.len() > 1,
    docs: Docs {
        what: "A phase says that it is done, and one with a smaller number says that it has not begun; or the written \
               dates of a phase end before those of an earlier one begin. Phases that overlap are fine, and so are \
               optional phases.",
        why: "Either a status or a date was forgotten, or the numbers no longer tell the order of work.",
        example: Example::Files(&[(
            "a.md",
            "# A\n\n**Status**: In progress\n\n## Phase 1: Write\n\n**Status**: Planned\n\n## Phase 2: Ship\n\n\
             **Status**: Done\n",
        )]),
        instead: Example::Files(&[(
            "a.md",
            "# A\n\n**Status**: In progress\n\n## Phase 1: Write\n\n**Status**: Done\n\n## Phase 2: Ship\n\n\
             **Status**: Planned\n",
        )]),
    },
    ..Check::BASE
};

/// Finds them.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    for linked in super::real(site).filter(|linked| !linked.variant && linked.document.phases.len() > 1) {
        let phases: Vec<(u32, &Phase)> = linked
            .document
            .phases
            .iter()
            .filter(|phase| phase.parent.is_none() && !is_aside(linked, phase))
            .filter_map(|phase| Some((number(phase)?, phase)))
            .collect();
        found.extend(by_status(linked, &phases));
        found.extend(by_date(&phases));
    }
}

/// The number of a phase: `2` of `2`, `2b` and `2.1`; `None` for letters and roman numerals, which may name and not count.
fn number(phase: &Phase) -> Option<u32> {
    let digits: String = phase.number.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

fn by_status(linked: &LinkedDocument, phases: &[(u32, &Phase)]) -> Option<Diagnostic> {
    let with = |wanted: fn(Status) -> bool| {
        phases.iter().filter_map(move |(number, phase)| {
            let fact = said(linked, phase).filter(|fact| wanted(fact.value.status))?;
            Some((*number, *phase, fact))
        })
    };
    let waiting = with(|status| status.column() == Some(Column::NotStarted)).min_by_key(|(number, ..)| *number)?;
    let done = with(|status| status == Status::Done).filter(|(number, ..)| *number > waiting.0);
    let (_, later, done) = done.min_by_key(|(number, ..)| *number)?;
    let (_, earlier, planned) = waiting;
    let message = format!(
        "{} {}, but {} before it {}",
        super::phase_name(later),
        super::phase_status_mismatch::says(later, done),
        super::phase_name(earlier),
        super::phase_status_mismatch::says(earlier, planned),
    );
    let finding = Diagnostic::new(CHECK.name, CHECK.severity, planned.place.clone(), message);
    Some(finding.other(done.place.clone(), "done").help("change the status that is out of date, or the numbers"))
}

fn by_date(phases: &[(u32, &Phase)]) -> Option<Diagnostic> {
    let mut latest: Option<(u32, &Phase)> = None;
    for &(number, phase) in phases {
        if let (Some((before, earlier)), Some(end)) = (latest, phase.end.as_ref())
            && let Some(start) = earlier.start.as_ref()
            && before < number
            && end.value.last_day() < start.value.first_day()
        {
            let (name, other) = (super::phase_name(phase), super::phase_name(earlier));
            let message = format!("{name} ends `{}`, before {other} starts `{}`", end.value, start.value);
            let finding = Diagnostic::new(CHECK.name, CHECK.severity, end.place.clone(), message);
            let help = "correct the date that is wrong, or the order of the phases";
            return Some(finding.other(start.place.clone(), "starts later").help(help));
        }
        let start = |phase: &Phase| phase.start.as_ref().map(|fact| fact.value.first_day());
        if start(phase).is_some() && latest.is_none_or(|(_, known)| start(known) < start(phase)) {
            latest = Some((number, phase));
        }
    }
    None
}
