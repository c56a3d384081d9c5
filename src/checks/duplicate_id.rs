//! `duplicate-id`: two documents with one id.

use super::{Check, Docs, Example};
use crate::diag::{Diagnostic, Place, Severity};
use crate::model::{ItemOrDocument, Site};

/// The check.
pub const CHECK: Check = Check {
    name: "duplicate-id",
    severity: Severity::Warning,
    summary: "two documents with one id",
    run: Some(run),
    judges: |_, linked| linked.id.is_some(),
    docs: Docs {
        what: "Two documents have the same id, compared without case, zero padding and differences of space and \
               hyphen. Both keep their pages. Translations (`x-zh.md` beside `x.md`) and parts of a feature \
               (`FEAT-034-test-plan.md` beside `FEAT-034.md`) are no clash; numbers alone hold within their folder.",
        why: "A reference to the id could mean either, so it leads to neither.",
        example: Example::Files(&[
            ("a.md", "---\nid: FEAT-7\n---\n\n# Login\n"),
            ("b.md", "---\nid: FEAT-007\n---\n\n# Logout\n"),
        ]),
        instead: Example::Files(&[
            ("a.md", "---\nid: FEAT-7\n---\n\n# Login\n"),
            ("b.md", "---\nid: FEAT-8\n---\n\n# Logout\n"),
        ]),
    },
    ..Check::BASE
};

/// How many of the other owners a finding points at.
const SHOWN: usize = 8;

/// Finds them: one finding for each id, at its second owner; and one for each relation that names such an id.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    for owners in site.by_id.values().filter(|owners| owners.len() > 1) {
        let places: Vec<(String, Place)> = owners.iter().filter_map(|owner| place(site, *owner)).collect();
        let [(id, first), (_, second), ..] = places.as_slice() else { continue };
        let message = format!("`{id}` is the id of {} documents: references to it lead nowhere", places.len());
        let mut finding = Diagnostic::new("duplicate-id", Severity::Warning, second.clone(), message)
            .other(first.clone(), "first here")
            .help("give one of them another id, or make it a part of the other");
        for (_, other) in places.iter().skip(2).take(SHOWN) {
            finding = finding.other(other.clone(), "and here");
        }
        found.push(finding);
    }
    for linked in super::real(site) {
        for relation in linked.relations.iter().filter(|relation| relation.ambiguous) {
            let message = format!("`{}` could be any of several documents", relation.id);
            found.push(
                Diagnostic::new("duplicate-id", Severity::Warning, relation.place.clone(), message)
                    .help("link to the file that is meant, or give the documents ids of their own"),
            );
        }
    }
}

/// Where an owner's id stands, and the id as written.
fn place(site: &Site, owner: ItemOrDocument) -> Option<(String, Place)> {
    match owner {
        ItemOrDocument::Document(ix) => {
            let id = site.documents.get(ix.at())?.id.as_ref()?;
            Some((id.value.clone(), id.place.clone()))
        }
        ItemOrDocument::Row(ix) => {
            let item = site.items.get(ix.at())?;
            let (holder, span) = item.row?;
            let path = site.documents.get(holder.at())?.document.path.clone();
            Some((item.id.clone()?, Place { path, span }))
        }
    }
}
