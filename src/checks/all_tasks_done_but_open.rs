//! `all-tasks-done-but-open`: every box is ticked, and the status says that the work goes on or has not begun.

use super::boxes::{Forms, Owed};
use super::{Check, Docs, Example};
use crate::diag::{Diagnostic, Place, Severity};
use crate::model::{LinkedDocument, Rule, SectionClass, Site, Status};

/// The check.
pub const CHECK: Check = Check {
    name: "all-tasks-done-but-open",
    severity: Severity::Warning,
    summary: "every box is ticked, and the status says not done",
    skips_templates: true,
    run: Some(run),
    judges: has_only_ticks,
    docs: Docs {
        what: "Every box of a document and its parts is ticked, three or more, and the status still says that the work \
               is planned or in progress. A status of review, blocked or on hold is fine: something else is awaited. \
               Boxes of quality gates and of checklists about the text itself do not count.",
        why: "The board shows work that is done as work that is left.",
        example: Example::Files(&[(
            "a.md",
            "# A\n\n**Status**: In progress\n\n## Tasks\n\n- [x] Write\n- [x] Test\n- [x] Ship\n",
        )]),
        instead: Example::Files(&[(
            "a.md",
            "# A\n\n**Status**: Done\n\n## Tasks\n\n- [x] Write\n- [x] Test\n- [x] Ship\n",
        )]),
    },
    ..Check::BASE
};

/// Fewer boxes than this may be a beginning and no plan.
const ENOUGH: usize = 3;

/// Finds them.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    let forms = Forms::of(site);
    for linked in super::real(site).filter(|linked| linked.item.is_some() && !linked.archived) {
        let Some(status) = linked.status() else { continue };
        let open = matches!(status.value.status, Status::Draft | Status::Planned | Status::Ready | Status::InProgress);
        let own = status.place.path.as_ref() == linked.path() && status.rule != Rule::Folder;
        if !open || !has_only_ticks(site, linked) {
            continue;
        }
        let boxes: Vec<Owed<'_>> =
            forms.with_parts(site, linked).into_iter().filter(|one| tells_progress(linked, one)).collect();
        if boxes.len() < ENOUGH || boxes.iter().any(|one| !one.is_done()) {
            continue;
        }
        let Some(last) = boxes.last() else { continue };
        let place = Place { path: last.linked.document.path.clone(), span: last.task.span };
        let says = super::status_conflict::says(status);
        let message = format!("{says}, but all {} boxes are ticked", boxes.len());
        let finding = if own {
            Diagnostic::new(CHECK.name, CHECK.severity, status.place.clone(), message).other(place, "the last box")
        } else {
            Diagnostic::new(CHECK.name, CHECK.severity, place, message).other(status.place.clone(), says)
        };
        found.push(finding.help("set the status to what is true now, or add a box for what is left"));
    }
}

/// Whether nothing at all is open, follow-ups aside: an optional box that is open may be what the author is at.
fn has_only_ticks(site: &Site, linked: &LinkedDocument) -> bool {
    linked
        .item
        .and_then(|ix| site.items.get(ix.at()))
        .is_some_and(|item| item.progress.total >= ENOUGH && item.progress.done == item.progress.total)
}

/// Whether a box tells of the work: gates and checklists tell of the quality of a text or a release.
fn tells_progress(linked: &LinkedDocument, one: &Owed<'_>) -> bool {
    let part = one.linked.path() != linked.path();
    let checklist = |text: &str| text.to_lowercase().contains("checklist");
    let role = one.linked.role.as_deref().is_some_and(checklist);
    let heading = one.linked.document.sections.get(one.task.section).is_some_and(|section| checklist(&section.text));
    one.task.class != SectionClass::Gates && !(part && role) && !heading
}
