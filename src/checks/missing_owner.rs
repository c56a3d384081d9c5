//! `missing-owner`: active work that nobody is named for, in a folder where the rest has owners.

use std::collections::BTreeMap;

use super::{Check, Docs, Example};
use crate::base::{Span, paths};
use crate::diag::{Diagnostic, Place, Severity};
use crate::model::{Column, Item, Key, LinkedDocument, Site};

/// The check.
pub const CHECK: Check = Check {
    name: "missing-owner",
    severity: Severity::Warning,
    summary: "active work without an owner, where the rest has one",
    skips_templates: true,
    run: Some(run),
    judges: |site, linked| linked.item.and_then(|ix| site.items.get(ix.at())).is_some_and(is_active),
    docs: Docs {
        what: "An item in progress, in review or blocked names no owner, and at least three quarters of the other items \
               of its folder do, three or more. Finished, archived and planned items are left alone.",
        why: "Nobody knows whom to ask, and in the list by owner the item is missing.",
        example: Example::Files(&[
            ("a.md", "# A\n\n**Status**: In progress\n"),
            ("b.md", "# B\n\n**Status**: In progress\n**Owner**: Ana\n"),
            ("c.md", "# C\n\n**Status**: In progress\n**Owner**: Ben\n"),
            ("d.md", "# D\n\n**Status**: Done\n**Owner**: Ana\n"),
        ]),
        instead: Example::Files(&[
            ("a.md", "# A\n\n**Status**: In progress\n**Owner**: Cleo\n"),
            ("b.md", "# B\n\n**Status**: In progress\n**Owner**: Ana\n"),
            ("c.md", "# C\n\n**Status**: In progress\n**Owner**: Ben\n"),
            ("d.md", "# D\n\n**Status**: Done\n**Owner**: Ana\n"),
        ]),
    },
    ..Check::BASE
};

/// This many other items of a folder need to have owners.
const ENOUGH: usize = 3;

/// Finds them.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    let folder = |linked: &LinkedDocument| home(linked).to_owned();
    let items = || site.items.iter().filter_map(|item| Some((item, site.documents.get(item.document?.at())?)));
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (item, linked) in items() {
        let (owned, all) = counts.entry(folder(linked)).or_default();
        *owned += usize::from(!item.owners.is_empty());
        *all += 1;
    }
    for (item, linked) in items().filter(|(item, _)| item.owners.is_empty() && !item.archived && is_active(item)) {
        let Some(&(owned, all)) = counts.get(&folder(linked)) else { continue };
        if owned < ENOUGH || owned * 4 < (all - 1) * 3 || has_owned_part(site, item) {
            continue;
        }
        let place = Place { path: linked.document.path.clone(), span: span(linked) };
        let name = super::name(linked);
        let message = format!("`{name}` names no owner, while {owned} of the other {} items of its folder do", all - 1);
        found.push(
            Diagnostic::new(CHECK.name, CHECK.severity, place, message)
                .help("add a line `**Owner**: name` to the head of the document"),
        );
    }
}

/// The folder whose items it is compared with: for the main file of a feature's folder the one above.
fn home(linked: &LinkedDocument) -> &str {
    let own = paths::parent(linked.path());
    if linked.parts.is_empty() || own.is_empty() { own } else { paths::parent(own) }
}

fn is_active(item: &Item) -> bool {
    let column = item.status().and_then(|fact| fact.value.status.column());
    matches!(column, Some(Column::InProgress | Column::Review | Column::Blocked))
}

fn has_owned_part(site: &Site, item: &Item) -> bool {
    item.parts.iter().filter_map(|ix| site.documents.get(ix.at())).any(|part| !part.owners.is_empty())
}

/// The owner's field where it stands empty, else the status, else the title.
fn span(linked: &LinkedDocument) -> Span {
    let field = linked.document.fields.iter().find(|field| field.known == Some(Key::Owner));
    let status = linked.status().filter(|fact| fact.place.path == linked.document.path).map(|fact| fact.place.span);
    field.map(|field| field.span).or(status).unwrap_or(linked.document.title.place.span)
}
