//! `file-collision`: features under way that change the same file.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, Docs, Example};
use crate::diag::{Diagnostic, Place, Severity};
use crate::model::{FileUse, ItemIx, NamedFile, Site};
use crate::relate::files;

/// The check.
pub const CHECK: Check = Check {
    name: "file-collision",
    severity: Severity::Note,
    summary: "features under way that change the same file",
    skips_templates: true,
    judges: |site, linked| linked.item.and_then(|ix| site.items.get(ix.at())).is_some_and(files::is_active),
    run: Some(run),
    docs: Docs {
        what: "Two or more items in progress or in review name the same file as one they make or change, and none of them \
               depends on another. Manifests, lock files and files that five or more of them name are left out: everybody \
               touches those.",
        why: "Two branches that change one file meet in a merge; who knows beforehand can agree on the order.",
        example: Example::Files(&[
            ("a.md", "---\nid: FEAT-1\nstatus: in progress\n---\n\n# A\n\n## Files\n\n- `src/session.rs`\n"),
            ("b.md", "---\nid: FEAT-2\nstatus: in review\n---\n\n# B\n\n## Files\n\n- `src/session.rs`\n"),
        ]),
        instead: Example::Files(&[
            ("a.md", "---\nid: FEAT-1\nstatus: in progress\n---\n\n# A\n\n## Files\n\n- `src/session.rs`\n"),
            ("b.md", "---\nid: FEAT-2\nstatus: planned\n---\n\n# B\n\n## Files\n\n- `src/session.rs`\n"),
        ]),
    },
};

/// Files that are named in the message.
const TOLD: usize = 3;

/// Finds them: one finding for each group of items, however many files they share.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    let mut groups: BTreeMap<BTreeSet<ItemIx>, Vec<(&NamedFile, Vec<&FileUse>)>> = BTreeMap::new();
    for file in &site.files {
        if let Some((items, uses)) = files::collision(site, file) {
            groups.entry(items).or_default().push((file, uses));
        }
    }
    for (items, shared) in groups {
        let Some((_, uses)) = shared.first() else { continue };
        let place = |one: &FileUse| {
            let linked = site.documents.get(one.document.at())?;
            Some(Place { path: linked.document.path.clone(), span: one.span })
        };
        let mut places = uses.iter().filter_map(|one| place(one));
        let Some(first) = places.next() else { continue };
        let mut told: Vec<String> = shared.iter().take(TOLD).map(|(file, _)| format!("`{}`", file.path)).collect();
        if shared.len() > TOLD {
            told.push(format!("{} more", shared.len() - TOLD));
        }
        let names: Vec<&str> = items
            .iter()
            .filter_map(|ix| site.items.get(ix.at()))
            .map(|item| item.id.as_deref().unwrap_or(&item.title))
            .collect();
        let message = match names.as_slice() {
            [one, other] => format!("{one} and {other} are under way and both change {}", told.join(", ")),
            _ => format!("{} are under way and all change {}", names.join(", "), told.join(", ")),
        };
        let mut one = Diagnostic::new("file-collision", Severity::Note, first, message)
            .help("agree who goes first, or let one depend on the other");
        for other in places {
            one = one.other(other, "named here too");
        }
        found.push(one);
    }
}
