//! `depends-on-cancelled`: an open item that depends on one given up or replaced.

use super::unknown_status::shortened;
use super::{Check, Docs, Example};
use crate::diag::{Diagnostic, Severity};
use crate::model::{Fact, ItemOrDocument, RelationKind, Site, Status, StatusValue};

/// The check.
pub const CHECK: Check = Check {
    name: "depends-on-cancelled",
    severity: Severity::Warning,
    summary: "an open item that depends on one given up or replaced",
    skips_templates: true,
    judges: super::dependency_cycle::depends,
    run: Some(run),
    docs: Docs {
        what: "An item that is not finished depends on one whose status says that it was cancelled, rejected, withdrawn \
               or superseded. Where another document says that it replaces it, the finding names that one. One that \
               was merely archived or moved elsewhere is not meant.",
        why: "What it waits for will never be there.",
        example: Example::Files(&[
            ("a.md", "---\nid: FEAT-1\nstatus: in progress\ndepends_on: [FEAT-2]\n---\n\n# Login\n"),
            ("b.md", "---\nid: FEAT-2\nstatus: cancelled\n---\n\n# Accounts\n"),
        ]),
        instead: Example::Files(&[
            ("a.md", "---\nid: FEAT-1\nstatus: in progress\ndepends_on: [FEAT-3]\n---\n\n# Login\n"),
            ("b.md", "---\nid: FEAT-2\nstatus: cancelled\n---\n\n# Accounts\n"),
            ("c.md", "---\nid: FEAT-3\nstatus: done\n---\n\n# Accounts, smaller\n"),
        ]),
    },
};

/// Finds them.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    for (ix, item) in site.each_item() {
        if item.archived || !item.status().is_some_and(|fact| fact.value.status.is_open()) {
            continue;
        }
        for need in &site.standing(ix).needs {
            let Some(status) = site.status_of(need.end).filter(|fact| is_dropped(fact)) else { continue };
            let Some(said) = need.edges.first().and_then(|edge| site[*edge].evidence.first()) else { continue };
            let name = site.name_of(need.end);
            let end = item.document.map_or(ItemOrDocument::Row(ix), ItemOrDocument::Document);
            let raw = shortened(&status.raw);
            let message = format!("`{}` depends on `{name}`, whose status is `{raw}`", site.name_of(end));
            let help = match successor(site, need.end) {
                Some(next) => format!("`{}` replaces it: depend on that, or say why not", site.name_of(next)),
                None => "depend on what took its place, or take the dependency out".to_owned(),
            };
            let mut finding =
                Diagnostic::new("depends-on-cancelled", Severity::Warning, said.clone(), message).help(help);
            if status.place != *said {
                finding = finding.other(status.place.clone(), format!("the status of `{name}`"));
            }
            found.push(finding);
        }
    }
}

/// Whether a status says that the work will not be there: what lies in an archive or elsewhere still may be.
fn is_dropped(fact: &Fact<StatusValue>) -> bool {
    let raw = fact.raw.to_lowercase();
    matches!(fact.value.status, Status::Cancelled | Status::Superseded)
        && !raw.contains("archiv")
        && !raw.contains("moved")
}

/// The only one that says it replaces another.
fn successor(site: &Site, end: ItemOrDocument) -> Option<ItemOrDocument> {
    let edges = site.incoming(end).iter().map(|edge| &site[*edge]);
    let mut next = edges.filter(|edge| edge.kind == RelationKind::Supersedes).map(|edge| edge.source);
    next.next().filter(|_| next.next().is_none())
}
