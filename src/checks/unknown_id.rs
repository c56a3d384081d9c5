//! `unknown-id`: a relation that names an id nobody owns.

use std::collections::BTreeSet;

use super::{Check, Docs, Example};
use crate::diag::{Diagnostic, Severity};
use crate::link::ids;
use crate::model::Site;

/// The check.
pub const CHECK: Check = Check {
    name: "unknown-id",
    severity: Severity::Warning,
    summary: "a relation that names an id nobody owns",
    skips_templates: true,
    run: Some(run),
    judges: |_, linked| !linked.relations.is_empty(),
    docs: Docs {
        what: "A field such as Depends on or Blocks names an id that no document and no tracker row has. Where the \
               folder has no id of that series at all, the id may live in another tool, and the finding is a note. \
               An id that a row of a table or a heading of the same document begins with is defined there.",
        why: "The dependency is missing from the graph and from the order of work.",
        example: Example::Files(&[
            ("a.md", "---\nid: FEAT-1\nstatus: planned\ndepends_on: [FEAT-9]\n---\n\n# A\n"),
            ("b.md", "---\nid: FEAT-2\nstatus: planned\n---\n\n# B\n"),
        ]),
        instead: Example::Files(&[
            ("a.md", "---\nid: FEAT-1\nstatus: planned\ndepends_on: [FEAT-2]\n---\n\n# A\n"),
            ("b.md", "---\nid: FEAT-2\nstatus: planned\n---\n\n# B\n"),
        ]),
    },
    ..Check::BASE
};

/// Finds them. An id of a series that the folder has is an error of writing; one of another series (`JIRA-77`) may well
/// live in another tool, and is a note.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    let known: BTreeSet<String> = site
        .documents
        .iter()
        .filter_map(|linked| linked.id.as_ref())
        .map(|id| id.value.as_str())
        .chain(site.items.iter().filter_map(|item| item.id.as_deref()))
        .map(series)
        .collect();
    for linked in super::real(site).filter(|linked| !linked.dangling.is_empty()) {
        let listed = listed(&linked.text);
        for dangling in &linked.dangling {
            let id = &dangling.id;
            // `20+ processes` counts something.
            let behind = linked.text.get(dangling.place.span.end as usize..).and_then(|rest| rest.chars().next());
            let amount = *dangling.place.path == *linked.path() && matches!(behind, Some('+' | '%'));
            if amount || counts_inside(id) || listed.contains(&ids::comparable(id)) {
                continue;
            }
            let own = known.contains(&series(id));
            let shaped = ids::series(id).is_some_and(|(prefix, _)| prefix.ends_with('-'));
            if !own && !shaped {
                continue;
            }
            let severity = if own { Severity::Warning } else { Severity::Note };
            let (name, kind) = (super::name(linked), dangling.kind.name());
            let message = format!("`{name}` names `{id}` ({kind}), which belongs to no document");
            found.push(
                Diagnostic::new("unknown-id", severity, dangling.place.clone(), message)
                    .help("correct the id, add its document, or list it in a tracker table"),
            );
        }
    }
}

/// Whether it is the number of a phase, step, week or task inside a document and no id.
fn counts_inside(id: &str) -> bool {
    matches!(series(id).trim_end_matches('-'), "phase" | "step" | "week" | "day" | "sprint" | "stage" | "part")
}

/// The ids that rows of tables and headings of a text begin with: tasks and stories that the document itself defines.
fn listed(text: &str) -> BTreeSet<String> {
    let lines = text.lines().filter(|line| line.starts_with(['|', '#']));
    let first = lines.filter_map(|line| {
        let rest = line.trim_start_matches(|c: char| !c.is_alphanumeric());
        let end =
            rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'))).unwrap_or(rest.len());
        rest.get(..end).filter(|word| word.chars().any(|c| c.is_ascii_digit()))
    });
    first.map(|word| ids::comparable(word.trim_end_matches('.'))).collect()
}

/// The letters an id begins with; for numbers alone nothing.
fn series(id: &str) -> String {
    let key = ids::comparable(id);
    key.chars().take_while(|c| !c.is_ascii_digit()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_headings_define_ids() {
        let found = listed("# Work\n\n### TASK-1.2: Write\n\n| **TASK-3** | Test |\n\n- TASK-4 waits\n");
        let has = |id: &str| found.contains(&ids::comparable(id));
        assert!(has("TASK-1.2") && has("TASK-3") && !has("TASK-4"));
    }
}
