//! `complete-with-open-tasks`: the status says done, and boxes are open.

use super::boxes::{Forms, Owed};
use super::{Check, Docs, Example};
use crate::base::text::counted;
use crate::diag::{Diagnostic, Place, Severity};
use crate::model::{Fact, LinkedDocument, Rule, Site, Status, StatusValue};

/// The check.
pub const CHECK: Check = Check {
    name: "complete-with-open-tasks",
    severity: Severity::Warning,
    summary: "a status that says done over boxes that are open",
    skips_templates: true,
    run: Some(run),
    judges: |site, linked| is_done(linked).is_some() && has_boxes(site, linked),
    docs: Docs {
        what: "The status says that the work is done, and boxes of the document or of its parts are not ticked. \
               Follow-ups, cancelled and optional boxes do not count, nor does a box that is copied into many documents \
               and stays open in most of them. Where no box at all is ticked the finding is a note: the boxes may never \
               have been meant to be.",
        why: "Either the work is not done, or nobody can tell from the boxes which part of it is.",
        example: Example::Files(&[(
            "a.md",
            "# A\n\n**Status**: Done\n\n## Tasks\n\n- [x] Write\n- [x] Test\n- [ ] Ship\n",
        )]),
        instead: Example::Files(&[(
            "a.md",
            "# A\n\n**Status**: Done\n\n## Tasks\n\n- [x] Write\n- [x] Test\n- [x] Ship\n\n## Follow-up\n\n- [ ] Tell others\n",
        )]),
    },
    ..Check::BASE
};

/// How many open boxes are pointed at.
const SHOWN: usize = 3;

/// Finds them.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    let forms = Forms::of(site);
    for linked in super::real(site).filter(|linked| !linked.variant) {
        let Some(status) = is_done(linked) else { continue };
        let boxes = match linked.part_of {
            // A part that says done speaks for itself.
            Some(_) => forms.counting(linked),
            None => forms.with_parts(site, linked),
        };
        let open: Vec<&Owed<'_>> = boxes.iter().filter(|one| !one.is_done()).collect();
        let Some(first) = open.first() else { continue };
        found.push(finding(linked, status, first, &open, boxes.len()));
    }
}

/// The status, where it says done.
fn is_done(linked: &LinkedDocument) -> Option<&Fact<StatusValue>> {
    linked.status().filter(|fact| fact.value.status == Status::Done)
}

fn has_boxes(site: &Site, linked: &LinkedDocument) -> bool {
    let parts = linked.parts.iter().filter_map(|ix| site.documents.get(ix.at()));
    std::iter::once(linked).chain(parts).any(|one| one.progress.total > 0)
}

fn finding(
    linked: &LinkedDocument,
    status: &Fact<StatusValue>,
    first: &Owed<'_>,
    open: &[&Owed<'_>],
    total: usize,
) -> Diagnostic {
    let place = |one: &Owed<'_>| Place { path: one.linked.document.path.clone(), span: one.task.span };
    let none_ticked = open.len() == total;
    let severity = if none_ticked { Severity::Note } else { Severity::Warning };
    let parts = match open.iter().find(|one| one.linked.path() != linked.path()) {
        Some(part) if first.linked.path() != linked.path() => format!(" in its part `{}`", part.linked.path()),
        Some(part) => format!(", some of them in `{}`", part.linked.path()),
        None => String::new(),
    };
    let verb = if open.len() == 1 { "is" } else { "are" };
    let says = super::status_conflict::says(status);
    let message = format!("{says}, but {} of {} {verb} open{parts}", open.len(), counted(total, "box", "boxes"));
    // A state that a folder or another document says is told where the boxes are.
    let own = status.place.path.as_ref() == linked.path() && status.rule != Rule::Folder;
    let mut finding = if own {
        Diagnostic::new("complete-with-open-tasks", severity, status.place.clone(), message)
    } else {
        Diagnostic::new("complete-with-open-tasks", severity, place(first), message)
            .other(status.place.clone(), super::status_conflict::says(status))
    };
    for (at, one) in open.iter().enumerate().skip(usize::from(!own)).take(SHOWN) {
        finding = finding.other(place(one), if at == 0 { "the first open box" } else { "open" });
    }
    finding.help("tick what is done, move what is left to a section `Follow-up`, or change the status")
}
