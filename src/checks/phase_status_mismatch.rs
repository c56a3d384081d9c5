//! `phase-status-mismatch`: what a phase says of itself against its boxes and against the document.

use super::boxes::{Forms, Owed};
use super::{Check, Docs, Example};
use crate::base::text::counted;
use crate::diag::{Diagnostic, Place, Severity};
use crate::model::{Column, Fact, LinkedDocument, Phase, SectionClass, Site, Status, StatusValue};

/// The check.
pub const CHECK: Check = Check {
    name: "phase-status-mismatch",
    severity: Severity::Warning,
    summary: "a phase that says another thing than its boxes or its document",
    skips_templates: true,
    run: Some(run),
    judges: |_, linked| linked.document.phases.iter().any(|phase| phase.status.is_some()),
    docs: Docs {
        what: "A phase says that it is done, and boxes under it are open; it says that it has not begun, and all its \
               boxes are ticked; the document says that it is done, and a phase is planned or in progress; or the \
               document says that it has not begun, and a phase has.",
        why: "Readers who look at the phase and readers who look at the board see two different things.",
        example: Example::Files(&[(
            "a.md",
            "# A\n\n**Status**: In progress\n\n## Phase 1: Write\n\n**Status**: Done\n\n- [x] One\n- [ ] Two\n",
        )]),
        instead: Example::Files(&[(
            "a.md",
            "# A\n\n**Status**: In progress\n\n## Phase 1: Write\n\n**Status**: In progress\n\n- [x] One\n- [ ] Two\n",
        )]),
    },
    ..Check::BASE
};

/// How many places a finding points at.
const SHOWN: usize = 3;

/// Finds them.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    let forms = Forms::of(site);
    for linked in super::real(site).filter(|linked| !linked.variant && !linked.document.phases.is_empty()) {
        let document = linked.status().map(|fact| fact.value.status);
        // Open boxes of a finished document are told by another check.
        let speaks = linked.document.phases.iter().any(|phase| phase.status.is_some());
        if speaks && document != Some(Status::Done) {
            let boxes = forms.counting(linked);
            let by_phase = by_phase(linked, &boxes);
            for (at, phase) in linked.document.phases.iter().enumerate() {
                let Some(status) = said(linked, phase) else { continue };
                let own = by_phase.get(at).map_or(&[][..], Vec::as_slice);
                found.extend(against_boxes(linked, phase, status, own));
            }
        }
        found.extend(against_document(linked));
    }
}

/// The counting boxes of each phase, sub-phases included.
fn by_phase<'a>(linked: &LinkedDocument, boxes: &[Owed<'a>]) -> Vec<Vec<Owed<'a>>> {
    let phases = &linked.document.phases;
    let mut out: Vec<Vec<Owed<'a>>> = vec![Vec::new(); phases.len()];
    for one in boxes {
        let mut next = one.task.phase;
        let mut steps = 0;
        while let Some(at) = next.filter(|_| steps < DEEP) {
            if let Some(list) = out.get_mut(at) {
                list.push(*one);
            }
            next = phases.get(at).and_then(|phase| phase.parent);
            steps += 1;
        }
    }
    out
}

/// Phases stand under at most five headings.
const DEEP: usize = 6;

/// What a phase says against its boxes.
fn against_boxes(
    linked: &LinkedDocument,
    phase: &Phase,
    status: &Fact<StatusValue>,
    boxes: &[Owed<'_>],
) -> Option<Diagnostic> {
    let place = |one: &Owed<'_>| Place { path: linked.document.path.clone(), span: one.task.span };
    let name = super::phase_name(phase);
    let open: Vec<&Owed<'_>> = boxes.iter().filter(|one| !one.is_done()).collect();
    let says = says(phase, status);
    if status.value.status == Status::Done && !open.is_empty() {
        let total = counted(boxes.len(), "box", "boxes");
        let verb = if open.len() == 1 { "is" } else { "are" };
        let message = format!("{name} {says}, but {} of its {total} {verb} open", open.len());
        let severity = if open.len() == boxes.len() { Severity::Note } else { Severity::Warning };
        let mut finding = Diagnostic::new(CHECK.name, severity, status.place.clone(), message);
        for (at, one) in open.iter().enumerate().take(SHOWN) {
            finding = finding.other(place(one), if at == 0 { "the first open box" } else { "open" });
        }
        return Some(finding.help("tick what is done, or change the status of the phase"));
    }
    let last = boxes.last()?;
    if status.value.status.column() == Some(Column::NotStarted) && boxes.len() >= 2 && open.is_empty() {
        let message = format!("{name} {says}, but all its {} boxes are ticked", boxes.len());
        return Some(
            Diagnostic::new(CHECK.name, CHECK.severity, status.place.clone(), message)
                .other(place(last), "the last box")
                .help("set the status of the phase to what is true now"),
        );
    }
    None
}

/// What the phases say against what the document says: one finding for a document.
fn against_document(linked: &LinkedDocument) -> Option<Diagnostic> {
    let status = linked.status()?;
    let phases = &linked.document.phases;
    let said = |wanted: &dyn Fn(Status) -> bool| -> Vec<(&Phase, &Fact<StatusValue>)> {
        let with = phases.iter().filter_map(|phase| Some((phase, self::said(linked, phase)?)));
        with.filter(|(phase, fact)| wanted(fact.value.status) && !is_aside(linked, phase)).collect()
    };
    let open =
        |one: Status| one == Status::InProgress || matches!(one.column(), Some(Column::NotStarted | Column::Blocked));
    let begun = |one: Status| matches!(one, Status::Done | Status::InProgress | Status::Partial);
    let (against, verb) = match status.value.status {
        Status::Done => (said(&open), "done"),
        Status::Draft | Status::Planned => (said(&begun), "not started"),
        _ => return None,
    };
    let ((phase, fact), rest) = against.split_first()?;
    let says = super::status_conflict::says(status);
    let phase_says = self::says(phase, fact);
    let more = if rest.is_empty() { String::new() } else { format!(" (and {} more)", rest.len()) };
    let message = format!("{says}, but {} {phase_says}{more}", super::phase_name(phase));
    let mut finding = Diagnostic::new(CHECK.name, CHECK.severity, fact.place.clone(), message)
        .other(status.place.clone(), format!("the document is {verb}"));
    for (_, other) in rest.iter().take(SHOWN) {
        finding = finding.other(other.place.clone(), "and here");
    }
    Some(finding.help("change the status that is out of date"))
}

/// The status a phase says in words or signs; the box before a phase is a box like others.
pub(super) fn said<'a>(linked: &LinkedDocument, phase: &'a Phase) -> Option<&'a Fact<StatusValue>> {
    let fact = phase.status.as_ref()?;
    let tasks = &linked.document.tasks;
    let before = tasks.partition_point(|task| task.span.start <= fact.place.span.end);
    let boxed = before
        .checked_sub(1)
        .and_then(|at| tasks.get(at))
        .is_some_and(|task| task.span.start < fact.place.span.end && fact.place.span.start < task.span.end);
    (!boxed).then_some(fact)
}

/// What a phase says, in the author's words; a sign in its heading is told by what it means.
pub(super) fn says(phase: &Phase, fact: &Fact<StatusValue>) -> String {
    if fact.raw.len() > LONG || (!phase.title.is_empty() && fact.raw.contains(phase.title.as_str())) {
        format!("is marked as {}", fact.value.status.name())
    } else {
        format!("says {}", super::status_conflict::quoted(&fact.raw))
    }
}

/// A heading of more bytes than this is no status to quote.
const LONG: usize = 40;

/// Whether a phase is no part of what the document owes.
pub(super) fn is_aside(linked: &LinkedDocument, phase: &Phase) -> bool {
    let section = linked.document.sections.get(phase.section);
    section.is_some_and(|section| section.class == SectionClass::FollowUp || section.aside)
}
