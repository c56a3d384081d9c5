//! `dependency-cycle`: items that depend on each other in a circle.

use super::{Check, Docs, Example};
use crate::base::text::counted;
use crate::diag::{Diagnostic, Place, Severity};
use crate::model::{LinkedDocument, Site};

/// The check.
pub const CHECK: Check = Check {
    name: "dependency-cycle",
    severity: Severity::Warning,
    summary: "items that depend on each other in a circle",
    skips_templates: true,
    judges: depends,
    run: Some(run),
    docs: Docs {
        what: "Following dependencies from item to item leads back to where it began. A circle is reported once, as \
               the shortest way round; the message also counts the items that are tied up in it by other ways. What a \
               part depends on its item depends on, and a part never waits for its own item. A circle of finished \
               items is a note.",
        why: "None of them can be the first, so the order of work is not what the documents say.",
        example: Example::Files(&[
            ("a.md", "---\nid: FEAT-1\nstatus: planned\ndepends_on: [FEAT-2]\n---\n\n# Login\n"),
            ("b.md", "---\nid: FEAT-2\nstatus: planned\ndepends_on: [FEAT-1]\n---\n\n# Accounts\n"),
        ]),
        instead: Example::Files(&[
            ("a.md", "---\nid: FEAT-1\nstatus: planned\ndepends_on: [FEAT-2]\n---\n\n# Login\n"),
            ("b.md", "---\nid: FEAT-2\nstatus: planned\n---\n\n# Accounts\n"),
        ]),
    },
};

/// Names of a circle that a message prints before it counts the others.
const NAMED: usize = 8;
/// Places a finding points at besides its own.
const SHOWN: usize = 12;

/// Whether a document is an item that depends on anything.
pub fn depends(site: &Site, linked: &LinkedDocument) -> bool {
    linked.item.is_some_and(|ix| !site.standing(ix).needs.is_empty())
}

/// Finds them, once for each knot of items.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    for cycle in &site.order.cycles {
        let steps: Vec<(String, &Place)> = cycle
            .edges
            .iter()
            .filter_map(|edge| {
                let edge = &site[*edge];
                let (from, to) = (site.whole(edge.source), site.whole(edge.target));
                Some((format!("`{}` needs `{}`", site.name_of(from), site.name_of(to)), edge.evidence.first()?))
            })
            .collect();
        let Some(((_, first), rest)) = steps.split_first() else { continue };
        let closed = |end| site.status_of(end).is_some_and(|fact| fact.value.status.is_closed());
        let severity = if cycle.members.iter().all(|end| closed(*end)) { Severity::Note } else { Severity::Warning };
        let name = cycle.path.first().map(|end| site.name_of(*end)).unwrap_or_default();
        let mut message = format!("`{name}` depends on itself: `{}`", site.round(cycle, NAMED));
        let others = cycle.members.len() - cycle.path.len();
        if others > 0 {
            message.push_str(&format!(", and {} tied up in it", counted(others, "other item is", "other items are")));
        }
        let mut finding = Diagnostic::new("dependency-cycle", severity, (*first).clone(), message)
            .help("take out the dependency that is none, or give what they share an item of its own");
        for (label, place) in rest.iter().take(SHOWN) {
            finding = finding.other((*place).clone(), label.clone());
        }
        found.push(finding);
    }
}
