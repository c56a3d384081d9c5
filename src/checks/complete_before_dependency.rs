//! `complete-before-dependency`: an item that is done while what it depends on is not.

use super::unknown_status::shortened;
use super::{Check, Docs, Example};
use crate::diag::{Diagnostic, Severity};
use crate::model::{Edge, ItemOrDocument, RelationKind, Rule, Site, Status};

/// The check.
pub const CHECK: Check = Check {
    name: "complete-before-dependency",
    severity: Severity::Warning,
    summary: "an item that is done while what it depends on is not",
    skips_templates: true,
    judges: super::dependency_cycle::depends,
    run: Some(run),
    docs: Docs {
        what: "An item says that it is done, and that it depends on one that says it is not. Only what the item itself \
               names as a dependency counts, and only where the other's own status says so. Where the dependency \
               stands in a list under a heading, which may also hold what is merely good to know, the finding is a \
               note. What the item is a part of may end after it.",
        why: "One of the three is wrong: the one status, the other, or the dependency.",
        example: Example::Files(&[
            ("a.md", "---\nid: FEAT-1\nstatus: done\ndepends_on: [FEAT-2]\n---\n\n# Login\n"),
            ("b.md", "---\nid: FEAT-2\nstatus: planned\n---\n\n# Accounts\n"),
        ]),
        instead: Example::Files(&[
            ("a.md", "---\nid: FEAT-1\nstatus: done\ndepends_on: [FEAT-2]\n---\n\n# Login\n"),
            ("b.md", "---\nid: FEAT-2\nstatus: done\n---\n\n# Accounts\n"),
        ]),
    },
};

/// Finds them.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    for (ix, item) in site.each_item() {
        let Some(own) = item.status().filter(|fact| fact.value.status == Status::Done && explicit(fact.rule)) else {
            continue;
        };
        if item.archived {
            continue;
        }
        let end = item.document.map_or(ItemOrDocument::Row(ix), ItemOrDocument::Document);
        for need in &site.standing(ix).needs {
            let open = |status: Status| {
                matches!(
                    status,
                    Status::Draft
                        | Status::Planned
                        | Status::Ready
                        | Status::InProgress
                        | Status::Partial
                        | Status::Review
                        | Status::Blocked
                        | Status::OnHold
                )
            };
            let Some(other) = site.status_of(need.end).filter(|fact| open(fact.value.status) && explicit(fact.rule))
            else {
                continue;
            };
            let archived = site.item_at(need.end).is_none_or(|ix| site[ix].archived);
            if archived || belongs(site, end, need.end) {
                continue;
            }
            let said = need.edges.iter().map(|edge| &site[*edge]).find(|edge| edge.source == end);
            let Some((place, rule)) = said.and_then(|edge| written(site, end, edge)) else { continue };
            let severity = if rule == Rule::Heading { Severity::Note } else { Severity::Warning };
            let name = site.name_of(need.end);
            let message = format!(
                "`{}` is `{}`, while `{name}`, which it depends on, is `{}`",
                site.name_of(end),
                shortened(&own.raw),
                shortened(&other.raw)
            );
            found.push(
                Diagnostic::new("complete-before-dependency", severity, place, message)
                    .other(own.place.clone(), "its own status")
                    .other(other.place.clone(), format!("the status of `{name}`"))
                    .help("correct the status that is out of date, or take out the dependency if it is none"),
            );
        }
    }
}

/// Whether a status was written as one, and not taken from a folder, a date or a percentage.
fn explicit(rule: Rule) -> bool {
    !matches!(rule, Rule::Folder | Rule::CompletionDate | Rule::Percentage | Rule::FileName)
}

/// Where an item itself names a dependency, and by which rule.
fn written(site: &Site, end: ItemOrDocument, edge: &Edge) -> Option<(crate::diag::Place, Rule)> {
    let relations = match end {
        ItemOrDocument::Document(ix) => &site[ix].relations,
        ItemOrDocument::Row(ix) => &site[ix].relations,
    };
    let places = edge.evidence.iter();
    let named = places.filter_map(|place| {
        let relation = relations.iter().find(|one| one.kind == RelationKind::DependsOn && one.place == *place)?;
        Some((relation.place.clone(), relation.rule))
    });
    named.min_by_key(|(_, rule)| *rule)
}

/// Whether one is a part of the other, or each needs the other: then neither need end first.
fn belongs(site: &Site, end: ItemOrDocument, other: ItemOrDocument) -> bool {
    let tied = |from: ItemOrDocument, to: ItemOrDocument, kind: RelationKind| {
        site.outgoing(from).iter().map(|edge| &site[*edge]).any(|edge| edge.kind == kind && edge.target == to)
    };
    tied(end, other, RelationKind::Parent)
        || tied(other, end, RelationKind::Parent)
        || tied(other, end, RelationKind::DependsOn)
}
